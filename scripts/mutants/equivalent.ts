/** Changes that come to the same, or that only the types can see: by file, as `what stood → what stands`, with the reason. */
export const EQUIVALENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
