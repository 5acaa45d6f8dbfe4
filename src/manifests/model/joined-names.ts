/** The values of a file's variables that may be images, and the variables of which more is made than images. */
export interface JoinedNames {
  readonly definitions: readonly Definition[];
  readonly joined: ReadonlySet<string>;
}

/** Where a variable is given a value. */
export interface Definition {
  readonly name: string;
  /** Offset of a character of the value. */
  readonly start: number;
}
