import { describe, expect, it } from 'vitest';
import { explain } from '../../src/rules/refusal.ts';
import { REFUSALS } from './plan-sample.ts';

describe('refusals in words', () => {
  it.each(Object.values(REFUSALS))('$reason: one line each for message and remedy', (refusal) => {
    const { message, remedy, commands } = explain(refusal, 'h.io/a/b', 'contoso');
    for (const text of [message, remedy, ...commands]) expect(text).toMatch(/^[^\n]{10,}$/);
    for (const text of [message, remedy, ...commands]) expect(text).not.toContain('undefined');
    expect(remedy).toMatch(/\.$/);
  });
});
