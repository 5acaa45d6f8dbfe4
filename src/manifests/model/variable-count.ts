/** How often a variable is used. */
export interface VariableCount {
  readonly times: number;
  /** As a part of something longer. */
  readonly joined: number;
}
