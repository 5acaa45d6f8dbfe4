import { describe, expect, it } from 'vitest';
import type { ActionResult } from '../../src/emulator/workflow-run.ts';
import type { Claims } from './claims.ts';
import { judgeAfterwards, judgeDisturbed, type Played } from './oracle.ts';
import type { State } from './state.ts';
import type { Undisturbed } from './undisturbed.ts';
import type { Observation } from './watch.ts';

/** That the oracle sees what it is there to see. */

const BEFORE: State = { rules: ['old: a → b, Succeeded'], stored: [], comments: [] };
const AFTER: State = {
  rules: ['new: c → d, Succeeded', 'old: a → b, Succeeded'],
  stored: ['d:1 sha256:1'],
  comments: ['pod.yaml:7 ```suggestion'],
};
const CLAIMS: Claims = {
  status: 0,
  sign: '✅',
  verdict: 'passed',
  reported: true,
  created: ['new'],
  warm: ['d:1'],
  suggestions: 1,
  problems: [],
};
const ASKED: Observation = {
  class: 'POST resource-graph findings',
  question: 'q',
  struck: false,
  rewrites: undefined,
  status: 200,
};
const UNDISTURBED: Undisturbed = {
  classes: new Map([[ASKED.class, 1]]),
  questions: new Map([[ASKED.class, new Set(['q'])]]),
  before: BEFORE,
  after: AFTER,
  claims: CLAIMS,
  requests: 1,
};

function played({
  claims = {},
  state = {},
  result = {},
  ...more
}: {
  claims?: Partial<Claims>;
  state?: Partial<State>;
  result?: Partial<ActionResult>;
  observations?: readonly Observation[];
  overdue?: boolean;
} = {}): Played {
  const shown: ActionResult = {
    status: 0,
    stdout: 'created new\n',
    stderr: '',
    outputs: {},
    reports: {},
    summary: '✅ **all**',
    requests: [],
    ...result,
  };
  return {
    result: shown,
    claims: { ...CLAIMS, ...claims },
    observations: [ASKED],
    state: { ...AFTER, ...state },
    seconds: 1,
    overdue: false,
    ...more,
  };
}

function kinds(run: Played): readonly string[] {
  return [...new Set(judgeDisturbed(run, UNDISTURBED).map(({ kind }) => kind))];
}

const STRUCK = [{ ...ASKED, struck: true }];

describe('the oracle', () => {
  it('has nothing against a run that is as it must be', () => {
    expect(kinds(played())).toEqual([]);
    expect(judgeAfterwards(played(), UNDISTURBED)).toEqual([]);
  });

  it.each([
    ['an answer that never came', played({ observations: STRUCK })],
    ['a failure that was answered', played({ observations: [{ ...ASKED, status: 500 }] })],
    ['a question that was not asked', played({ observations: [] })],
    ['a rule that is not there', played({ state: { rules: BEFORE.rules }, claims: { created: [] } })],
    ['an image that is not stored', played({ state: { stored: [] }, claims: { warm: [] } })],
  ])('calls a green run false after %s', (_, run) => {
    expect(kinds(run)).toEqual(['falsely green']);
  });

  it('calls a run open that ends with 0 and a warning after an answer that never came', () => {
    const claims = { sign: '⚠️', verdict: 'not decided: 1 could not be asked' } as const;
    expect(kinds(played({ observations: STRUCK, claims }))).toEqual(['left open']);
    expect(kinds(played({ observations: STRUCK, claims: { ...claims, status: 1, sign: '❌' } }))).toEqual([]);
  });

  it('sees what was written again, and what stands twice', () => {
    expect(kinds(played({ observations: [ASKED, { ...ASKED, class: 'PUT', rewrites: 'new' }] }))).toEqual(['doubled']);
    const rules = [...AFTER.rules, 'other: c → d, Succeeded'];
    expect(kinds(played({ state: { rules }, result: { stdout: 'new other' } }))).toContain('doubled');
    const comments = [...AFTER.comments, ...AFTER.comments];
    expect(kinds(played({ state: { comments }, claims: { suggestions: 2 } }))).toContain('doubled');
  });

  it('sees what is said and not there, and what is there and not said', () => {
    expect(kinds(played({ state: { rules: BEFORE.rules } }))).toContain('lost');
    expect(kinds(played({ result: { stdout: '' } }))).toEqual(['lost']);
    expect(kinds(played({ state: { stored: [] } }))).toContain('lost');
    expect(kinds(played({ claims: { suggestions: 0 } }))).toEqual(['lost']);
  });

  it('sees a crash', () => {
    const stack = 'new TypeError: x\n    at run (main.cjs:1:2)\n';
    expect(kinds(played({ result: { stdout: stack } }))).toEqual(['crash']);
    expect(kinds(played({ result: { stderr: '(node:1) Warning' } }))).toEqual(['crash']);
    expect(kinds(played({ claims: { reported: false } }))).toEqual(['crash']);
    expect(kinds(played({ claims: { status: null } }))).toContain('crash');
  });

  it('sees a message that does not help, and a run that had to be ended', () => {
    expect(kinds(played({ result: { stdout: 'new\n::error::HTTP 500\n' } }))).toEqual(['unhelpful']);
    expect(kinds(played({ overdue: true }))).toEqual(['beyond its deadline']);
  });

  it('sees a clean run that comes to something else', () => {
    const run = played({ claims: { status: 1 }, state: { comments: [] } });
    expect(judgeAfterwards(run, UNDISTURBED).map(({ kind }) => kind)).toEqual(['diverged', 'diverged']);
  });
});
