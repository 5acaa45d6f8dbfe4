/** A text that stands where its anchor is and that aliases bring elsewhere, to something that is no image. */
export interface SharedText {
  /** Offsets of the text. */
  readonly start: number;
  readonly end: number;
  /** The key, with those above it, of what is no image. */
  readonly under: string;
}
