/** More images on their way through kustomizations than this are no repository's. */
const MAX_STEPS = 2_000_000;

/** How much work the building of a tree has been. */
export class Steps {
  #taken = 0;

  take(...counts: readonly number[]): void {
    for (const count of counts) this.#taken += count;
  }

  /** Whether the tree is too tangled to follow. */
  get areTooMany(): boolean {
    return this.#taken > MAX_STEPS;
  }
}
