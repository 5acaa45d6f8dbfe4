import { describe, expect, it } from 'vitest';
import type { GatedImageResult, GateResult } from '../../src/defender/gate.ts';
import type { NotServedKind } from '../../src/registry/transport/failure.ts';
import type { ServedImage, Unconfirmed, WarmResult } from '../../src/registry/warming/warm-result.ts';
import type { Plan, RefusedSource } from '../../src/rules/plan.ts';
import type { Refusal } from '../../src/rules/refusal.ts';
import { unaskedProblems } from '../../src/stages/unasked.ts';

const IMAGE = 'quay.io/acme/app:1';
const WORDS = { message: 'why', remedy: 'mend it' };

function effort(image: string) {
  return { request: { image, repository: 'quay.io/acme/app' }, bytes: 0, milliseconds: 0, requests: 0 };
}

const SERVED: ServedImage = {
  ...{ digest: 'sha256:1', mediaType: 'm', isIndex: false, platforms: [], missing: [], wanted: [], contents: [] },
};

function notServed(kind: NotServedKind, image = IMAGE, words = WORDS): WarmResult {
  return { ...effort(image), status: 'not-served', reason: { kind, ...words } };
}

function unconfirmed(kind: Unconfirmed['kind']): WarmResult {
  return { ...effort(IMAGE), status: 'served-unconfirmed', served: SERVED, unconfirmed: { kind, ...WORDS } };
}

function refused(refusal: Refusal): RefusedSource {
  return { source: 'quay.io/acme/app', uses: 1, refusal, commands: [], ...WORDS };
}

function judged(more: Partial<GatedImageResult> = {}): GatedImageResult {
  return {
    image: IMAGE,
    state: 'error',
    reasons: ['HTTP 500', 'late'],
    open: ['error'],
    platforms: [],
    blocking: [],
    ...more,
  };
}

const NO_GATE: GateResult = {
  ...{ verdict: 'passed', headline: 'passed', images: [], findings: 0, acceptancesUsed: [], acceptancesExpired: [] },
};

function told(
  refusals: readonly RefusedSource[],
  warmed: readonly WarmResult[] = [],
  images: readonly GatedImageResult[] = [],
) {
  const room = { cap: 50, present: 0, creating: 0, remaining: 50, needed: 0 };
  const plan: Plan = { version: 1, covered: [], create: [], refused: refusals, room, drifted: [], unused: [] };
  return unaskedProblems(plan, warmed, { ...NO_GATE, images });
}

/** Answers, however unwelcome: `unwarmed` and `uncovered` count them. The run's own end is told by itself. */
const SERVING_ANSWERS: readonly NotServedKind[] = ['not-found', 'upstream-unauthorized', 'upstream-denied', 'stopped'];
const NOT_SERVING: readonly NotServedKind[] = [
  ...(['unauthorized', 'forbidden', 'not-reachable', 'throttled', 'upstream-throttled', 'upstream-failed'] as const),
  ...(['registry-error', 'truncated', 'wrong-digest', 'malformed', 'untrusted-realm', 'too-slow', 'engine'] as const),
];

describe('what could not be asked', () => {
  it.each(NOT_SERVING)('is an image that nobody could serve: %s', (kind) => {
    expect(told([], [notServed(kind)])).toEqual([
      { stage: 'warm', message: `warm: 1 image not served (${IMAGE}): why. Mend it.` },
    ]);
  });

  it.each(SERVING_ANSWERS)('is not an image that was refused by an answer: %s', (kind) => {
    expect(told([], [notServed(kind)])).toEqual([]);
  });

  it.each<[Unconfirmed['kind'], boolean]>([
    ['still-proxied', false],
    ['not-listed', false],
    ['no-wanted-platform', false],
    ['list-not-allowed', true],
    ['list-failed', true],
    ['no-list', true],
  ])('an image that was served and is not known to be stored, for %s: %s', (kind, isError) => {
    const message = `warm: 1 image of unknown storage (${IMAGE}): why. Mend it.`;
    expect(told([], [unconfirmed(kind)])).toEqual(isError ? [{ stage: 'warm', message }] : []);
  });

  it('is nothing of what is warm', () => {
    expect(told([], [{ ...effort(IMAGE), status: 'warm', served: SERVED }])).toEqual([]);
    expect(unaskedProblems(undefined, [], NO_GATE)).toEqual([]);
  });

  const detail = { detail: 'd' };
  const rule = { rule: 'r' };
  const host = { host: 'quay.io' };
  it.each<[Refusal, 'plan' | 'ensure' | undefined]>([
    [{ reason: 'credential-set-unreadable', ...host, ...detail }, 'plan'],
    [{ reason: 'not-permitted', ...detail }, 'ensure'],
    [{ reason: 'write-failed', ...detail }, 'ensure'],
    [{ reason: 'not-listed', ...detail }, 'ensure'],
    [{ reason: 'not-allowed' }, undefined],
    [{ reason: 'unsupported-upstream', ...host }, undefined],
    [{ reason: 'credential-set-missing', ...host }, undefined],
    [{ reason: 'target-invalid', target: 't' }, undefined],
    [{ reason: 'cap-reached', cap: 1, present: 1, room: 0, needed: 1, wildcards: 'never' }, undefined],
    [{ reason: 'refused-by-service', code: 'c', ...detail }, undefined],
    [{ reason: 'gone', ...rule }, undefined],
    [{ reason: 'gave-way', ...rule, cap: 1 }, undefined],
    [{ reason: 'unsettled', ...rule, cap: 1 }, undefined],
  ])('a rule that is not certain, for %j: %s', (refusal, stage) => {
    const message = `${stage}: 1 image without a certain rule (quay.io/acme/app): why. Mend it.`;
    expect(told([refused(refusal)])).toEqual(stage === undefined ? [] : [{ stage, message }]);
  });

  it('is an image that the gate had to ask about, unless another stage tells of it', () => {
    const message = (remedy: string) => `gate: 1 image not judged (${IMAGE}): HTTP 500; late. ${remedy}.`;
    expect(told([], [], [judged()])).toEqual([{ stage: 'gate', message: message('Run again') }]);
    expect(told([], [], [judged({ remedy: 'give it a role' })])).toEqual([
      { stage: 'gate', message: message('Give it a role') },
    ]);
    expect(told([], [], [judged({ unresolved: true })])).toEqual([]);
    for (const state of ['pending', 'not-checked', 'unsupported', 'failed', 'passed'] as const) {
      expect(told([], [], [judged({ state })])).toEqual([]);
    }
  });

  it('is told once for each reason, with the first image that it concerns', () => {
    const other = { ...WORDS, message: 'something else' };
    const warmed = [notServed('too-slow'), notServed('too-slow', 'b:1'), notServed('engine', 'c:1')];
    expect(told([], [...warmed, notServed('too-slow', 'd:1', other)]).map(({ message }) => message)).toEqual([
      `warm: 3 images not served (${IMAGE} and 2 more): why. Mend it.`,
      'warm: 1 image not served (d:1): something else. Mend it.',
    ]);
  });
});
