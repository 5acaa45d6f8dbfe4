/** A text that a program of a cluster writes anew whenever it likes, whatever stands there. */
export interface WrittenAnew {
  /** Offsets of the text. */
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  /** Where that line ends. */
  readonly lineEnd: number;
  /** `name`: the name of an image, perhaps with what follows it · `version`: a tag or a digest alone */
  readonly writes: 'name' | 'version';
  /** Who writes it. A clause. */
  readonly by: string;
}
