import { describe, expect, it } from 'vitest';
import { CHECK_IDS } from '../../src/doctor/check.ts';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { ALL_WRONG, OTHERS_WRONG } from './facts.ts';

const ALL = [ALL_WRONG, ...OTHERS_WRONG].map(diagnose);

describe('the checks', () => {
  it('all tell something where everything is wrong', () => {
    const told = new Set(ALL.flatMap(({ checks }) => checks.map(({ id }) => id)));
    expect([...told].toSorted()).toEqual([...CHECK_IDS].toSorted());
  });

  it('say what to do about whatever is missing, and print no command with a value left to fill in', () => {
    for (const { checks } of ALL) {
      for (const { id, mark, remedies } of checks) {
        // Whoever may pull may list: its remedy stands there.
        if (mark === 'missing' && id !== 'lists') expect(remedies).not.toEqual([]);
        for (const { text, command = '' } of remedies) {
          expect(text).toMatch(/[.!]$/);
          expect(command).not.toMatch(/<[a-z ]+>|undefined/);
        }
      }
    }
  });

  it('never call healthy what lacks something that is needed', () => {
    for (const { healthy, checks } of ALL) {
      expect(healthy).toBe(!checks.some(({ mark, needed }) => mark === 'missing' && needed));
    }
  });

  it('ask for nothing that the configuration does not need', () => {
    const wanted = { ...ALL_WRONG.wanted, writes: false, pulls: false, gate: false, pins: false };
    const { checks } = diagnose({
      ...ALL_WRONG,
      wanted: { ...wanted, credentialHosts: [], credentialSets: new Map() },
      job: { state: 'no-job' },
    });
    expect(checks.map(({ id }) => id)).toEqual([
      ...['sign-in', 'subscription', 'registry', 'soft-delete', 'network', 'replicas'],
      ...['rules-read', 'rules-state', 'credential-sets-read'],
    ]);
  });
});
