import { describe, expect, it } from 'vitest';
import type { Assessed, SetAside } from '../../src/defender/findings.ts';
import { type Inspection, isSettled, SETTLE_MS, type Subject, verdictOf } from '../../src/defender/verdict.ts';

const SUBJECT: Subject = {
  repository: 'docker.io/library/nginx',
  digest: `sha256:${'1'.repeat(64)}`,
  content: 'image',
};
const NOW = Date.parse('2026-11-23T12:00:00Z');
const DAY_MS = 86_400_000;
const MAX_AGE_MS = 30 * DAY_MS;
const NOTHING: Inspection = {
  ...{ assessed: undefined, unreadable: undefined, evidence: undefined },
  ...{ now: NOW, maxAge: MAX_AGE_MS },
};
const SILENT: Assessed = { findings: [], healthy: false, setAside: [], unread: undefined };
const FOUND: Assessed = { ...SILENT, findings: [{ package: 'zlib', severity: 'low', fixable: 'no' }] };
const ASIDE: readonly SetAside[] = [{ why: 'exempt', package: 'zlib', ids: [] }];

/** Artifacts of so many milliseconds ago. */
const ago = (...ages: readonly number[]) => ({ type: 'scanned', dates: ages.map((age) => NOW - age) }) as const;

describe('verdictOf', () => {
  const table: readonly (readonly [string, Partial<Inspection>, string])[] = [
    ['nothing known', {}, 'pending'],
    ['findings', { assessed: FOUND }, 'vulnerable'],
    ['findings although the rest could not be read', { assessed: FOUND, unreadable: 'HTTP 500' }, 'vulnerable'],
    ['an assessment that calls it healthy', { assessed: { ...SILENT, healthy: true } }, 'clean'],
    ['no findings and no evidence', { evidence: { type: 'none' } }, 'pending'],
    ['no findings and an old artifact', { evidence: ago(SETTLE_MS) }, 'clean'],
    ['no findings and a fresh artifact', { evidence: ago(SETTLE_MS - 1) }, 'pending'],
    ['an artifact of tomorrow', { evidence: ago(-DAY_MS) }, 'pending'],
    ['an artifact without a date', { evidence: ago() }, 'pending'],
    ['a fresh artifact beside an old one', { evidence: ago(0, DAY_MS) }, 'clean'],
    ['an artifact as old as may be', { evidence: ago(MAX_AGE_MS) }, 'clean'],
    ['an artifact that is too old', { evidence: ago(MAX_AGE_MS + 1) }, 'pending'],
    ['a fresh artifact beside one that is too old', { evidence: ago(0, MAX_AGE_MS + 1) }, 'pending'],
    ['nothing but what Defender sets aside', { assessed: { ...SILENT, setAside: ASIDE } }, 'pending'],
    ['assessments that were not understood', { assessed: { ...SILENT, unread: 'r' }, evidence: ago(DAY_MS) }, 'error'],
    [
      'a healthy assessment beside one that was not understood',
      { assessed: { ...SILENT, healthy: true, unread: 'r' } },
      'error',
    ],
    [
      'a healthy assessment, though the last scan is too long ago',
      { assessed: { ...SILENT, healthy: true }, evidence: ago(MAX_AGE_MS + 1) },
      'pending',
    ],
    [
      'a healthy assessment and no artifact',
      { assessed: { ...SILENT, healthy: true }, evidence: { type: 'none' } },
      'clean',
    ],
    ['evidence that comes from the upstream', { evidence: { type: 'unclear', reason: 'r' } }, 'pending'],
    ['evidence that can’t be read', { evidence: { type: 'failed', reason: 'r' } }, 'error'],
    ['an old artifact, but assessments that can’t be read', { evidence: ago(DAY_MS), unreadable: 'HTTP 403' }, 'error'],
  ];
  it.each(table)('%s', (_, inspection, expected) => {
    expect(verdictOf(SUBJECT, { ...NOTHING, ...inspection }).type).toBe(expected);
  });

  it('calls what Defender never scans unsupported, whatever else is known', () => {
    const clean = { ...NOTHING, assessed: { ...SILENT, healthy: true } };
    const told = (more: Partial<Subject>) => verdictOf({ ...SUBJECT, ...more }, clean);
    const never = (reason: string) => ({ type: 'unsupported', reason: expect.stringContaining(reason) });
    expect(told({ content: 'index' })).toEqual(never('not the index'));
    expect(told({ content: 'artifact' })).toEqual(never('another kind of artifact'));
    expect(told({ digest: `sha512:${'1'.repeat(128)}` })).toEqual(never('by their sha256 digest'));
  });

  it('tells of a vulnerable image what else there may be', () => {
    const of = (inspection: Partial<Inspection>) => verdictOf(SUBJECT, { ...NOTHING, assessed: FOUND, ...inspection });
    const { findings } = FOUND;
    expect(of({})).toStrictEqual({ type: 'vulnerable', findings });
    expect(of({ evidence: ago(DAY_MS) })).toStrictEqual({ type: 'vulnerable', findings });
    expect(of({ unreadable: 'HTTP 500' })).toEqual({
      ...{ type: 'vulnerable', findings },
      doubt: { type: 'error', reason: 'HTTP 500' },
    });
    expect(of({ assessed: { ...FOUND, unread: 'r', setAside: ASIDE }, evidence: ago(MAX_AGE_MS + 1) })).toEqual({
      ...{ type: 'vulnerable', findings, setAside: ASIDE },
      doubt: { type: 'error', reason: 'r' },
    });
    expect(of({ evidence: ago(MAX_AGE_MS + DAY_MS) })).toEqual({
      ...{ type: 'vulnerable', findings },
      doubt: {
        type: 'pending',
        reason: expect.stringContaining('last scanned it on 2026-10-23, which is more than 30 days ago'),
      },
    });
  });

  it('tells of a clean image what Defender sets aside', () => {
    const assessed = { ...SILENT, setAside: ASIDE };
    expect(verdictOf(SUBJECT, { ...NOTHING, assessed, evidence: ago(DAY_MS) })).toEqual({
      type: 'clean',
      setAside: ASIDE,
    });
    const healthy = { ...assessed, healthy: true };
    expect(verdictOf(SUBJECT, { ...NOTHING, assessed: healthy })).toEqual({ type: 'clean', setAside: ASIDE });
  });

  it.each<[string, Partial<Inspection>, string]>([
    ['no sign', {}, 'there is no sign of a scan yet'],
    ['no artifact', { evidence: { type: 'none' } }, 'Defender has not scanned it yet'],
    ['an artifact without a date', { evidence: ago() }, 'has no readable date'],
    ['a fresh artifact', { evidence: ago(0) }, 'only just scanned it'],
    ['an open question', { evidence: { type: 'unclear', reason: 'r' } }, "can't be seen: r"],
    ['evidence of more than a day ago', { evidence: ago(DAY_MS + 1), maxAge: DAY_MS }, 'more than 1 day ago'],
  ])('says why it is pending: %s', (_, inspection, reason) => {
    expect(verdictOf(SUBJECT, { ...NOTHING, ...inspection })).toEqual({
      type: 'pending',
      reason: expect.stringContaining(reason),
    });
  });
});

describe('isSettled', () => {
  it.each([
    [SETTLE_MS, true],
    [SETTLE_MS - 1, false],
    [-DAY_MS, false],
    [DAY_MS, true],
    [DAY_MS + 1, false],
  ])('an age of %i ms: %s', (age, expected) => {
    expect(isSettled(NOW - age, NOW, DAY_MS)).toBe(expected);
  });
});
