import { describe, expect, it } from 'vitest';
import { COMBINATIONS, deviation, situationAt } from './gate-table.ts';

/** Every how many-th combination is played: a prime, so that no dimension is left out. `npm run gate-table` plays all. */
const STEP = Number(process.env.GATE_TABLE_STEP ?? 97);

describe('the truth table of the gate', () => {
  it('is what docs/gate.md says, combination by combination', { timeout: 600_000 }, () => {
    expect(COMBINATIONS).toBeGreaterThan(500_000);
    for (let number = 0; number < COMBINATIONS; number += STEP) {
      const situation = situationAt(number);
      const found = deviation(situation);
      if (found !== undefined) expect.fail(`${JSON.stringify(situation)}: ${JSON.stringify(found)}`);
    }
  });
});
