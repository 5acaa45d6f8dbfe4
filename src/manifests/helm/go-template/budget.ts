/** How much may still be done: templates can be made to compute for ever, and those of people take little. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** Steps; below zero where more were asked for. */
  get left(): number {
    return this.#left;
  }

  /** Takes steps; false where none are left, so that whoever asks gives up. */
  spend(steps = 1): boolean {
    this.#left -= steps;
    return this.#left > 0;
  }
}

export const SPENT = 'its templates compute more than is followed';
