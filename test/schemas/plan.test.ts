import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/rules/refusal.ts';
import { PLAN, REFUSALS } from '../rules/plan-sample.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8'));

describe('the plan as JSON', () => {
  it('fits its published schema', () => {
    const ajv = new Ajv({ strict: true, allErrors: true, strictTypes: false });
    const validate = ajv.compile(Object(schema));
    expect(validate(JSON.parse(JSON.stringify(PLAN))), JSON.stringify(validate.errors)).toBe(true);
    expect([
      PLAN.covered.length,
      PLAN.create.length,
      PLAN.refused.length,
      PLAN.drifted.length,
      PLAN.unused.length,
    ]).toEqual([2, 1, 3, 1, 2]);
    const withAll = {
      ...PLAN,
      refused: Object.values(REFUSALS).map((refusal) => ({
        source: 's',
        uses: 1,
        refusal,
        ...explain(refusal, 's', 'r'),
      })),
    };
    expect(validate(withAll), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...PLAN, room: { ...PLAN.room, cap: -1 } })).toBe(false);
    expect(validate({ ...PLAN, refused: [{ ...PLAN.refused[0], refusal: { reason: 'no such' } }] })).toBe(false);
  });
});
