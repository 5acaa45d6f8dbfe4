import { listField, numberField, parseJson, stringField } from '../../src/base/json.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { buildImage } from '../../src/emulator/images.ts';
import { type ActionResult, runAction } from './harness.ts';
import { DISPATCH, pod, pushPayload } from './scene.ts';
import { makeWorkspace } from './workspace.ts';

/** Eight processes of the action at once, each in its own repository, on one registry that has room for one rule more. */

export const CAP = 50;
const PRESENT = 49;
const RUNS = 8;
/** Waits of the product are this much shorter. More, and runs would lose patience with others that only wait for a processor. */
const PACE = 10;

/** What came of one process, as its report tells it. */
export interface RaceRun {
  readonly result: ActionResult;
  /** Sources that its repository names. */
  readonly wanted: ReadonlySet<string>;
  /** Names of rules. */
  readonly created: readonly string[];
  readonly withdrawn: readonly string[];
  readonly excess: readonly { readonly rule: string; readonly reason: string | undefined }[];
  /** Rules of the registry when it was done. */
  readonly after: number;
  readonly covered: readonly { readonly source: string; readonly rule: string; readonly repository: string }[];
  readonly refused: readonly { readonly source: string; readonly reason: string; readonly message: string }[];
  readonly warmed: readonly { readonly repository: string; readonly status: string }[];
}

/** What the service did, in order. */
export type RaceEvent =
  | { readonly type: 'create' | 'update' | 'delete'; readonly rule: string }
  /** Through the registry. */
  | { readonly type: 'pull'; readonly repository: string };

export interface Race {
  readonly runs: readonly RaceRun[];
  readonly events: readonly RaceEvent[];
  readonly atRest: readonly {
    readonly name: string;
    readonly source: string;
    readonly target: string;
    readonly state: string;
  }[];
  readonly violations: readonly string[];
}

/** @param seed decides what each repository names, when each process starts, and which requests are late */
export async function race(seed: number, mayDelete = true): Promise<Race> {
  const random = randomFrom(seed);
  const repositories = Array.from({ length: RUNS }, (_, index) => imagesOf(index, random));
  const events: RaceEvent[] = [];
  const emulator = await startEmulator({
    pace: PACE,
    rules: Array.from({ length: PRESENT }, (_, index) => ({
      name: `other-${index}`,
      source: `ghcr.io/other/image${index}`,
      target: `ghcr.io/other/image${index}`,
      createdAt: '2026-01-01T00:00:00.0000000+00:00',
    })),
    upstreams: { 'quay.io': Object.fromEntries(repositories.flat().map((path) => [path, { '1.0': IMAGE }])) },
    arm: {
      endOf: (type, rule) => {
        events.push({ type, rule });
        return { status: 'Succeeded' };
      },
    },
    faults: [...(mayDelete ? [] : [NO_DELETION]), ...lateness(random)],
  });
  emulator.onRequest(({ service, method, path, status }) => {
    const repository = /^\/v2\/(.+)\/manifests\//.exec(path)?.[1];
    if (service === 'registry' && method === 'GET' && status === 200 && repository !== undefined) {
      events.push({ type: 'pull', repository });
    }
  });
  const workspaces = repositories.map((images) =>
    makeWorkspace({ 'pod.yaml': pod(...images.map((path) => `quay.io/${path}:1.0`)) }),
  );
  try {
    const starts = workspaces.map(() => Math.round(random() * 400));
    const results = await Promise.all(
      workspaces.map(async ({ path }, index) => {
        await new Promise((resolve) => setTimeout(resolve, starts[index]));
        const event = index % 2 === 0 ? DISPATCH : { name: 'push', payload: pushPayload(undefined) };
        return runAction({ emulator, workspace: path, event, inputs: { registry: 'contoso' } });
      }),
    );
    const runs = results.map((result, index) =>
      runOf(result, new Set((repositories[index] ?? []).map((path) => `quay.io/${path}`))),
    );
    return { runs, events, atRest: emulator.rules(), violations: [...emulator.violations] };
  } finally {
    await emulator.close();
    for (const { remove } of workspaces) remove();
  }
}

const IMAGE = buildImage({ name: 'image', platforms: ['linux/amd64'], index: false });

/** Some that others name too, and some that nobody else does; the one that is named most often gets the only room. */
function imagesOf(index: number, random: () => number): readonly string[] {
  const named = ['shared/a', 'shared/b', `own/run${index}`, `own/other${index}`];
  return named.flatMap((path) => Array.from({ length: 1 + Math.floor(random() * 5) }, () => path));
}

/** What Azure says to a role that has no such right (docs/azure-behaviour.md#authorization-refusal). */
const NO_DELETION: Fault = {
  match: { service: 'arm', method: 'DELETE' },
  answer: {
    type: 'answer',
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { code: 'AuthorizationFailed', message: 'The client may not delete cache rules.' } }),
  },
};

/** One request in three to Resource Manager and the registry is late, so that requests overtake one another. */
function lateness(random: () => number): readonly Fault[] {
  return [10, 40, 120].map((milliseconds) => ({
    match: ({ service }) => (service === 'arm' || service === 'registry') && random() < 0.12,
    answer: { type: 'late', milliseconds },
  }));
}

function runOf(result: ActionResult, wanted: ReadonlySet<string>): RaceRun {
  const report = parseJson(result.reports.report ?? '');
  const text = (value: unknown, name: string) => stringField(value, name) ?? '';
  return {
    result,
    wanted,
    created: listField(report, 'rules', 'created').map((rule) => text(rule, 'name')),
    withdrawn: listField(report, 'rules', 'withdrawn').map(String),
    excess: listField(report, 'rules', 'excess').map((entry) => ({
      rule: text(entry, 'rule'),
      reason: stringField(entry, 'reason'),
    })),
    after: numberField(report, 'rules', 'after') ?? Number.NaN,
    covered: listField(report, 'plan', 'covered').map((entry) => ({
      source: text(entry, 'source'),
      rule: text(entry, 'rule'),
      repository: text(entry, 'repository'),
    })),
    refused: listField(report, 'plan', 'refused').map((entry) => ({
      source: text(entry, 'source'),
      reason: stringField(entry, 'refusal', 'reason') ?? '',
      message: text(entry, 'message'),
    })),
    warmed: listField(report, 'warmed').map((entry) => ({
      repository: stringField(entry, 'request', 'repository') ?? '',
      status: text(entry, 'status'),
    })),
  };
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
