import { type afterAll, afterEach, expect } from 'vitest';
import { stringField } from '../../src/base/json.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { buildImage, type EmbeddedImage } from '../../src/emulator/images.ts';
import { REQUEST_TOKEN_START } from '../../src/emulator/jobs.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { type ActionResult, type ActionRun, runAction } from './harness.ts';
import {
  checkOut,
  type Files,
  gitHubOf,
  makeWorkspace,
  nextHead,
  type PullIdentity,
  pullRequestPayload,
  pushTo,
  type Workspace,
} from './workspace.ts';

/** A repository, the services that it meets, and the events that start the action in it. */
export interface Scene {
  readonly emulator: Emulator;
  /** As the newest head that was checked out has it. */
  readonly workspace: Workspace;
  /** Makes the pull request's next head, which nobody has yet. @returns what pushes it to GitHub */
  readonly prepare: (head: Files) => { readonly push: () => void; readonly checkOut: () => void };
  /** The next head, pushed and checked out. */
  readonly pushHead: (head: Files) => void;
  readonly run: (
    event: ActionRun['event'],
    inputs?: Readonly<Record<string, string>>,
    more?: Partial<ActionRun>,
  ) => Promise<Run>;
  /** From the base to the head, on a branch of this repository unless said otherwise. */
  readonly pullRequest: (
    inputs?: Readonly<Record<string, string>>,
    more?: Partial<ActionRun> & { readonly of?: PullIdentity; readonly action?: string },
  ) => Promise<Run>;
  readonly push: (inputs?: Readonly<Record<string, string>>, more?: Partial<ActionRun>) => Promise<Run>;
}

/** What came of a run, as its tests look at it. */
export interface Run extends ActionResult {
  /** The log without the lines that only hide secrets, and with neither times nor version. */
  readonly log: string;
  /** Workflow commands that make annotations, one an entry. */
  readonly annotations: readonly string[];
  /** Requests as the emulator normalises them, sorted, because many are under way at once; `(3)` stands behind one that was made thrice. */
  readonly sorted: readonly string[];
  /** The first line of the summary under its title. */
  readonly headline: string;
}

const open: { emulator: Emulator; workspace: Workspace }[] = [];

/**
 * Ends what the tests of this file have opened; to be called once at the top of the file.
 * @param hook when: after each test unless given
 */
export function closeScenes(hook: typeof afterEach | typeof afterAll = afterEach): void {
  hook(async () => {
    for (const { emulator, workspace } of open.splice(0)) {
      await emulator.close();
      workspace.remove();
    }
  });
}

/** A pull request that brings the head; its base is empty unless given. */
export async function openScene(services: EmulatorOptions, head: Files, base: Files = {}): Promise<Scene> {
  let workspace = makeWorkspace(head, base);
  const emulator = await startEmulator({ ...services, github: { ...gitHubOf(workspace), ...services.github } });
  open.push({ emulator, workspace });
  const run: Scene['run'] = async (event, inputs = {}, more = {}) => {
    const given = { registry: 'contoso', ...inputs };
    return checked(emulator, await runAction({ emulator, workspace: workspace.path, inputs: given, event, ...more }));
  };
  const prepare: Scene['prepare'] = (next) => {
    const moved = nextHead(workspace, next);
    return {
      push: () => pushTo(emulator.github, moved),
      checkOut: () => {
        checkOut(moved);
        workspace = moved;
      },
    };
  };
  return {
    emulator,
    get workspace() {
      return workspace;
    },
    prepare,
    pushHead: (next) => {
      const commit = prepare(next);
      commit.push();
      commit.checkOut();
    },
    run,
    pullRequest: (inputs, { of, action, ...more } = {}) =>
      run({ name: 'pull_request', payload: pullRequestPayload(workspace, of, action) }, inputs, more),
    push: (inputs, more) => run({ name: 'push', payload: pushPayload(workspace.baseSha) }, inputs, more),
  };
}

const REPOSITORY = { id: 1001, full_name: 'contoso/shop', fork: false, owner: { login: 'contoso' } };

/** The payload of a push to `main`. @param before 40 zeros for a new branch */
export function pushPayload(before: string | undefined): unknown {
  return { ref: 'refs/heads/main', before: before ?? '0'.repeat(40), repository: REPOSITORY };
}

export const SCHEDULE = { name: 'schedule', payload: { schedule: '0 3 * * *', repository: REPOSITORY } } as const;
export const DISPATCH = {
  name: 'workflow_dispatch',
  payload: { ref: 'refs/heads/main', inputs: {}, repository: REPOSITORY },
} as const;

/** What holds for every run: the services saw nothing that they would not, no secret is shown, and its counts agree. */
function checked(emulator: Emulator, result: ActionResult): Run {
  expect(emulator.violations).toEqual([]);
  // A right to push or delete is never even asked for.
  expect(result.requests.map(scopeAsked).filter((scope) => /push|delete|write|\*/.test(scope))).toEqual([]);
  const lines = result.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('::add-mask::'));
  const { stderr, summary, outputs, reports } = result;
  const shown = [...lines, stderr, summary, ...Object.values(outputs), ...Object.values(reports)].join('\n');
  expect(secretsIn(shown, emulator)).toEqual([]);
  expect(Number(outputs.uncovered ?? 0)).toBeLessThanOrEqual(Number(outputs['public-images'] ?? 0));
  expect(Number(outputs['public-images'] ?? 0)).toBeLessThanOrEqual(Number(outputs.images ?? 0));
  const start = emulator.requests.length - result.requests.length;
  return {
    ...result,
    log: lines
      .join('\n')
      .replaceAll(/\b\d+\.\d s\b/g, '0.0 s')
      .replace(/^(ACR Artifact Cache) \d+\.\d+\.\d+\S*/, '$1 x.y.z'),
    annotations: lines.filter((line) => /^::(?:error|warning|notice) file=/.test(line)),
    sorted: grouped(counted(emulator.normalisedRequests().slice(start))),
    headline: summary.split('\n').find((line) => /\*\*/.test(line)) ?? '',
  };
}

function scopeAsked({ path, body }: ActionResult['requests'][number]): string {
  return path === '/oauth2/token' ? (stringField(body, 'scope') ?? '') : '';
}

/** Tokens that the emulator issued (each begins as its first did), the two that the runner gave, and signatures. */
export function secretsIn(text: string, emulator: Emulator): readonly string[] {
  const issued = 'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0';
  const given = [emulator.github.token, REQUEST_TOKEN_START];
  const secrets = [issued, ...given, 'sig=', ...emulator.registry.signed.keys()];
  return secrets.filter((secret) => secret !== '' && text.includes(secret));
}

/** What every run with rights does first, under a name. How often the library asks for the job's token is its own business. */
const GROUPS = {
  'finds the registry': [
    'GET oidc token',
    'POST entra token https://management.azure.com/.default',
    'GET arm resources',
    'GET arm registry',
  ],
  'signs in to the registry': [
    'GET registry v2/',
    'POST entra token https://containerregistry.azure.net/.default',
    'POST registry exchange',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A group stands for exactly its requests; where one of them is missing or came twice, they stand as they are. */
function grouped(requests: readonly string[]): readonly string[] {
  let rest = requests.map((request) => request.replace(/^(GET oidc token) \(\d+\)$/, '$1'));
  const names: string[] = [];
  for (const [name, members] of Object.entries<readonly string[]>(GROUPS)) {
    if (!members.every((member) => rest.includes(member))) continue;
    names.push(name);
    rest = rest.filter((request) => !members.includes(request));
  }
  return [...names, ...rest];
}

function counted(requests: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  for (const request of requests) times.set(request, (times.get(request) ?? 0) + 1);
  return [...times]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([request, count]) => (count === 1 ? request : `${request} (${count})`));
}

/** A pod with a container for each image, one a line from line 7 on. */
export function pod(...images: readonly string[]): string {
  const containers = images.map((image, index) => `    - {name: c${index}, image: ${image}}\n`);
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n${containers.join('')}`;
}

/** A small image for `linux/amd64` that shares nothing with those of other sizes, so that requests don't depend on who is first. */
export function smallImage(size: number): EmbeddedImage {
  return buildImage({ name: `image ${size}`, platforms: ['linux/amd64'], padding: size });
}
