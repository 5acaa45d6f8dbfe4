/** One question about the set-up, its answer, and what to do about it. */
export interface Check {
  /** Stable, for programs. */
  readonly id: CheckId;
  /** What was asked. */
  readonly asked: string;
  readonly mark: Mark;
  /** What came, in one line. */
  readonly found: string;
  /** Whether this configuration does not work without it. */
  readonly needed: boolean;
  readonly remedies: readonly Remedy[];
}

/** As it must be; not so; nobody could tell. */
export type Mark = 'ok' | 'missing' | 'unknown';

export const MARKS: Readonly<Record<Mark, string>> = { ok: '✓', missing: '✗', unknown: '?' };

export const CHECK_IDS = [
  'job-token',
  'sign-in',
  'subscription',
  'registry',
  'registry-lock',
  'soft-delete',
  'network',
  'retention',
  'replicas',
  'rules-read',
  'rules-write',
  'rules-room',
  'rules-state',
  'pull',
  'lists',
  'credential-sets-read',
  'credential-set',
  'defender-plan',
  'defender-anonymous-pull',
  'defender-assessments',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** What to do, and the command that does it where one can. */
export interface Remedy {
  readonly text: string;
  readonly command?: string;
}

/** All checks, and whether nothing that is needed is missing. Printed by `doctor --json`. */
export interface Diagnosis {
  readonly version: 1;
  readonly healthy: boolean;
  readonly checks: readonly Check[];
}
