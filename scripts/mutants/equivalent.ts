/** Changes that come to the same, as `line | what stood → what stands`. */
interface Equivalent {
  readonly why: string;
  readonly changes: readonly string[];
}

/** What nothing could tell apart, by file. */
export const EQUIVALENT: Readonly<Record<string, readonly Equivalent[]>> = {};
