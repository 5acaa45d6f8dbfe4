import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import type { ServiceRequest } from '../../src/emulator/exchange.ts';
import { buildImage } from '../../src/emulator/images.ts';
import { type } from './command-line.ts';
import { type ActionResult, type ActionRun, HAS_BUNDLE, runAction } from './harness.ts';
import { DISPATCH, pod, pushPayload, smallImage } from './scene.ts';
import { type Files, gitHubOf, makeWorkspace, pullRequestPayload, type Workspace } from './workspace.ts';

/**
 * The gate is closed by default, and the base decides what opens it (docs/gate.md): a run for each sentence of that page, on one
 * registry that has a rule for every image. Each was red, or was not red, in another way on the bundle of commit 1eafc89.
 */

const CLEAN = smallImage(1);
const VULNERABLE = smallImage(2);
const SCANNED = new Date(Date.now() - 3_600_000).toISOString();
const HIGH = { cve: 'CVE-2026-0001', package: 'openssl', severity: 'High', fixedIn: '3.0.15' } as const;
/** A node of `amd64` takes the first of them. */
const TWO_NAMES = buildImage({ name: 'two names', platforms: ['linux/x86_64', 'linux/amd64'] });
const UPSTREAMS = {
  'quay.io': { 'acme/clean': { '1': CLEAN }, 'acme/bad': { '1': VULNERABLE }, 'acme/names': { '1': TWO_NAMES } },
};
const RULES = ['clean', 'bad', 'names'].map((name) => ({
  source: `quay.io/acme/${name}`,
  target: `quay.io/acme/${name}`,
}));

const CLEAN_POD = { 'app.yaml': pod('quay.io/acme/clean:1') };
const BAD_POD = { 'app.yaml': pod('quay.io/acme/bad:1') };
/** A pod whose image has a line of its own. */
const plainPod = (image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n    - name: app\n      image: ${image}\n`;
const IGNORED = { 'app.yaml': plainPod('quay.io/acme/bad:1 # acr-artifact-cache: ignore it is fine') };
/** No run of this file pulls it, so that the registry's lists do not have it. */
const NEVER_PULLED = { 'other.yaml': pod('quay.io/acme/clean:never') };
const OTHER = { 'other.yaml': pod('quay.io/acme/clean:1') };
const BUILT = {
  'compose.yaml': 'services:\n  web:\n    image: quay.io/acme/bad:1\n    build: .\n',
  Dockerfile: 'FROM scratch\n',
};
const TEMPLATED = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
  'chart/values.yaml': 'name: bad\n',
  'chart/templates/pod.yaml': plainPod('{{ printf "quay.io/acme/%s:1" .Release.Name }}'),
};
const DECOY = {
  'deploy/pod.yaml': pod('quay.io/acme/bad:1'),
  'deploy/kustomization.yaml': 'resources: [pod.yaml]\n',
  'decoy/kustomization.yaml':
    'resources: [../deploy]\nimages:\n  - {name: quay.io/acme/bad, newName: quay.io/acme/clean, newTag: "1"}\n',
};

const CHART = 'apiVersion: v2\nname: app\nversion: 1.0.0\n';
const BLIND = {
  'b.yaml': 'image: &a [*a',
  'Chart.yaml': `${CHART}dependencies: [{name: redis, version: 1.0.0, repository: https://charts.example}]\n`,
};

const INPUTS = {
  registry: 'contoso',
  'resource-group': 'rg-registry',
  'fail-on': 'high',
  'warm-timeout': '360',
  review: 'none',
};

/** What becomes of the requests of a run, where it is not what the services do. */
type Trouble = (request: ServiceRequest) => boolean;
let trouble: Trouble | undefined;
let emulator: Emulator;
const workspaces = new Map<string, Workspace>();

beforeAll(async () => {
  if (!HAS_BUNDLE) return;
  const digestOf = ({ platforms }: typeof CLEAN) => platforms['linux/amd64'] ?? '';
  emulator = await startEmulator({
    upstreams: UPSTREAMS,
    rules: RULES,
    // Of which the longest `warm-timeout` makes 20 seconds.
    pace: 1000,
    scans: {
      [digestOf(CLEAN)]: { scannedAt: SCANNED, findings: [] },
      [digestOf(VULNERABLE)]: { scannedAt: SCANNED, findings: [HIGH] },
      [digestOf(TWO_NAMES)]: { scannedAt: SCANNED, findings: [] },
      [TWO_NAMES.platforms['linux/x86_64'] ?? '']: { scannedAt: SCANNED, findings: [HIGH] },
    },
    github: gitHubOf(workspaceOf(CLEAN_POD, {})),
    faults: [
      {
        match: (request) => trouble?.(request) === true,
        answer: { type: 'answer', status: 403, headers: { 'content-type': 'application/json' }, body: REFUSED },
      },
    ],
  });
});

afterAll(async () => {
  await emulator?.close();
  for (const workspace of workspaces.values()) workspace.remove();
});

/** One body that each of the services' clients can read. */
const REFUSED = JSON.stringify({
  error: { code: 'Forbidden', message: 'Not today.' },
  errors: [{ code: 'DENIED', message: 'Not today.' }],
  message: 'Not today.',
});

function workspaceOf(head: Files, base: Files): Workspace {
  const key = JSON.stringify([head, base]);
  const workspace = workspaces.get(key) ?? makeWorkspace(head, base);
  workspaces.set(key, workspace);
  return workspace;
}

const asks = (service: ServiceRequest['service'], path?: RegExp): Trouble => {
  return (request) => request.service === service && (path === undefined || path.test(request.path));
};

const NO_IDENTITY = { AZURE_CLIENT_ID: undefined, AZURE_TENANT_ID: undefined } as const;
const FORK = { headRepository: 'stranger/shop' } as const;

type Event = (workspace: Workspace) => ActionRun['event'];
const PULL: Event = (workspace) => ({ name: 'pull_request', payload: pullRequestPayload(workspace) });
const OF_FORK: Event = (workspace) => ({ name: 'pull_request', payload: pullRequestPayload(workspace, FORK) });
const PUSH: Event = ({ baseSha }) => ({ name: 'push', payload: pushPayload(baseSha) });
const NEW_BRANCH: Event = () => ({ name: 'push', payload: pushPayload(undefined) });
const NO_BASE: Event = (workspace) => ({
  name: 'pull_request',
  payload: pullRequestPayload({ ...workspace, baseSha: 'ab'.repeat(20) }),
});
const TARGET: Event = (workspace) => ({ name: 'pull_request_target', payload: pullRequestPayload(workspace) });
const WORKFLOW_RUN: Event = () => ({
  name: 'workflow_run',
  payload: { repository: { id: 1001, full_name: 'contoso/shop' } },
});
const QUEUE: Event = ({ baseSha }) => ({
  name: 'merge_group',
  payload: { merge_group: { base_sha: baseSha }, repository: { id: 1001, full_name: 'contoso/shop' } },
});

interface Row {
  readonly event: Event;
  readonly head?: Files;
  readonly base?: Files;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly trouble?: Trouble;
  readonly more?: Partial<ActionRun>;
  readonly status: number;
  readonly verdict: string;
  /** What stands behind the sign and the counts of rules and pulls. */
  readonly headline: string;
}

async function played({
  event,
  head = CLEAN_POD,
  base = {},
  inputs = {},
  more = {},
  ...row
}: Row): Promise<ActionResult> {
  const workspace = workspaceOf(head, base);
  trouble = row.trouble;
  try {
    return await runAction({
      ...{ emulator, workspace: workspace.path, event: event(workspace) },
      inputs: { ...INPUTS, ...inputs },
      ...more,
    });
  } finally {
    trouble = undefined;
  }
}

async function expectRow(row: Row): Promise<void> {
  const { status, outputs, summary, stdout } = await played(row);
  const headline = summary.split('\n').find((line) => line.includes('**')) ?? '';
  const told = { status, verdict: outputs.verdict, headline: headline.replaceAll('\\', '') };
  expect(told, stdout).toEqual({ status: row.status, verdict: row.verdict, headline: row.headline });
}

const OPEN = 'not decided: 1 could not be asked';
const UNCHECKED = 'nothing judged: 1 not checked';

describe.skipIf(!HAS_BUNDLE)('what was needed and could not be asked', () => {
  it.each<[string, Row]>([
    [
      'no sign-in fails',
      {
        event: PUSH,
        trouble: asks('entra'),
        status: 1,
        verdict: OPEN,
        headline:
          '❌ **1 public image: 0 covered, 1 not · gate not decided: 1 could not be asked, of 1 image · 1 error**',
      },
    ],
    [
      'no sign-in fails without a gate too',
      {
        event: PUSH,
        inputs: { 'fail-on': 'none' },
        trouble: asks('entra'),
        status: 1,
        verdict: 'no gate',
        headline: '❌ **1 public image: 0 covered, 1 not · 1 error**',
      },
    ],
    [
      'a registry that is not found fails',
      {
        event: PUSH,
        inputs: { registry: 'nowhere', 'resource-group': '' },
        status: 1,
        verdict: OPEN,
        headline:
          '❌ **1 public image: 0 covered, 1 not · gate not decided: 1 could not be asked, of 1 image · 1 error**',
      },
    ],
    [
      'rules that are not readable fail',
      {
        event: PUSH,
        trouble: asks('arm', /cacheRules$/),
        status: 1,
        verdict: OPEN,
        headline:
          '❌ **1 public image: 0 covered, 1 not · gate not decided: 1 could not be asked, of 1 image · 1 error**',
      },
    ],
    [
      'findings that are not readable fail',
      {
        event: PUSH,
        trouble: asks('resource-graph'),
        status: 1,
        verdict: OPEN,
        headline:
          '❌ **1 public image: 1 covered, 0 not · 1 warm, 0 not · gate not decided: 1 could not be asked, of 1 image · 1 error**',
      },
    ],
    [
      'an image that nobody may serve fails',
      {
        event: PUSH,
        trouble: asks('registry', /manifests/),
        status: 1,
        verdict: OPEN,
        headline:
          '❌ **1 public image: 1 covered, 0 not · 0 warm, 1 not · gate not decided: 1 could not be asked, of 1 image · 1 error**',
      },
    ],
    [
      'storage that nobody may list fails',
      {
        event: PUSH,
        trouble: asks('registry', /^\/acr\/v1/),
        status: 1,
        verdict: 'not decided: 1 pending',
        headline:
          '❌ **1 public image: 1 covered, 0 not · 0 warm, 1 not · gate not decided: 1 pending, of 1 image · 1 error**',
      },
    ],
    [
      'a rule that may not be written fails',
      {
        event: PUSH,
        head: { 'app.yaml': pod('quay.io/acme/new:1') },
        trouble: ({ method, service }) => service === 'arm' && method === 'PUT',
        status: 1,
        verdict: UNCHECKED,
        headline: '❌ **1 public image: 0 covered, 1 not · gate nothing judged: 1 not checked, of 1 image · 1 error**',
      },
    ],
    [
      'a base that is not readable fails',
      {
        event: NO_BASE,
        status: 1,
        verdict: 'passed',
        headline:
          '❌ **1 public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image · 1 error**',
      },
    ],
    [
      '`none` opens it, and it is told all the same',
      {
        event: PUSH,
        inputs: { 'fail-when': 'none' },
        trouble: asks('resource-graph'),
        status: 0,
        verdict: OPEN,
        headline:
          '⚠️ **1 public image: 1 covered, 0 not · 1 warm, 0 not · gate not decided: 1 could not be asked, of 1 image · 1 error**',
      },
    ],
    [
      '`fail-on` brings it with it, whatever else is listed',
      {
        event: PUSH,
        inputs: { 'fail-when': 'uncovered' },
        trouble: asks('resource-graph'),
        status: 1,
        verdict: OPEN,
        headline:
          '❌ **1 public image: 1 covered, 0 not · 1 warm, 0 not · gate not decided: 1 could not be asked, of 1 image · 1 error**',
      },
    ],
    [
      'a review that fails is a warning',
      {
        event: PULL,
        inputs: { review: 'suggestions' },
        trouble: asks('github'),
        status: 0,
        verdict: 'passed',
        headline:
          '⚠️ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image · 1 warning**',
      },
    ],
    [
      'a review that fails fails with `review`',
      {
        event: PULL,
        inputs: { review: 'suggestions', 'fail-when': 'review' },
        trouble: asks('github'),
        status: 1,
        verdict: 'passed',
        headline:
          '❌ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image · 1 warning**',
      },
    ],
  ])('%s', (_, row) => expectRow(row));
});

describe.skipIf(!HAS_BUNDLE)('who can not sign in', () => {
  const stranger = { idToken: false, env: NO_IDENTITY } as const;
  it.each<[string, Row]>([
    [
      "a fork's pull request is not checked",
      {
        event: OF_FORK,
        more: stranger,
        status: 0,
        verdict: UNCHECKED,
        headline:
          '⚠️ **1 new public image: 0 covered, 1 would be (1 rule to create), 0 not · gate nothing judged: 1 not checked, of 1 image**',
      },
    ],
    [
      "Dependabot's pull request is not checked",
      {
        event: PULL,
        more: { ...stranger, env: { ...NO_IDENTITY, GITHUB_ACTOR: 'dependabot[bot]' } },
        status: 0,
        verdict: UNCHECKED,
        headline:
          '⚠️ **1 new public image: 0 covered, 1 would be (1 rule to create), 0 not · gate nothing judged: 1 not checked, of 1 image**',
      },
    ],
    [
      'an event of strangers fails where that is asked for',
      {
        event: OF_FORK,
        inputs: { 'fail-when': 'unscanned' },
        more: stranger,
        status: 1,
        verdict: UNCHECKED,
        headline:
          '❌ **1 new public image: 0 covered, 1 would be (1 rule to create), 0 not · gate nothing judged: 1 not checked, of 1 image**',
      },
    ],
    [
      'a merge queue that is not checked fails',
      {
        event: QUEUE,
        more: stranger,
        status: 1,
        verdict: UNCHECKED,
        headline:
          '❌ **1 public image: 0 covered, 1 would be (1 rule to create), 0 not · gate nothing judged: 1 not checked, of 1 image**',
      },
    ],
    [
      'an offline plan is green',
      {
        event: DISPATCHED,
        inputs: { apply: 'never', 'fail-on': 'none' },
        more: stranger,
        status: 0,
        verdict: 'no gate',
        headline: '⚠️ **1 public image: 0 covered, 1 would be (1 rule to create), 0 not**',
      },
    ],
    [
      'an offline plan with an identity that does not work is not',
      {
        event: DISPATCHED,
        inputs: { apply: 'never', 'fail-on': 'none' },
        trouble: asks('entra'),
        status: 1,
        verdict: 'no gate',
        headline: '❌ **1 public image: 0 covered, 1 not · 1 error**',
      },
    ],
    [
      'a gate that nobody is signed in for fails',
      {
        event: DISPATCHED,
        inputs: { apply: 'never' },
        more: stranger,
        status: 1,
        verdict: OPEN,
        headline:
          '❌ **1 public image: 0 covered, 1 not · gate not decided: 1 could not be asked, of 1 image · 1 error**',
      },
    ],
  ])('%s', (_, row) => expectRow(row));
});

function DISPATCHED(): ActionRun['event'] {
  return DISPATCH;
}

describe.skipIf(!HAS_BUNDLE)('what opens the gate is the base’s to say', () => {
  // Those that end with "opens" hold it to no more than that.
  it.each<[string, Row]>([
    [
      'what nobody can judge is not a pass',
      {
        event: PULL,
        head: { ...TEMPLATED, 'app.yaml': pod('registry.example.org/a/b:1') },
        status: 0,
        verdict: 'nothing judged: 1 unsupported, 1 templated',
        headline:
          '⚠️ **1 new public image: 0 covered, 1 not · gate nothing judged: 1 unsupported, 1 templated, of 2 images**',
      },
    ],
    [
      'a platform by another name is what a node runs',
      {
        event: PULL,
        head: { 'app.yaml': pod('quay.io/acme/names:1') },
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 1 image**',
      },
    ],
    [
      'what is of a stranger’s registry is not a pass',
      {
        event: PULL,
        head: { 'app.yaml': pod('theirs.azurecr.io/a:1') },
        base: {},
        status: 0,
        verdict: 'nothing judged: 1 unsupported',
        headline: '⚠️ **no new public image · gate nothing judged: 1 unsupported, of 1 image**',
      },
    ],
    [
      'what only half is moved is not a pass',
      {
        event: PULL,
        head: { 'app.yaml': pod('quay.io/quay.io/acme/bad:1') },
        base: {},
        status: 0,
        verdict: 'nothing judged: 1 not checked',
        headline: '⚠️ **no new public image · 1 half moved · gate nothing judged: 1 not checked, of 1 image**',
      },
    ],
    [
      'what the registry does not have is not a pass',
      {
        event: PULL,
        head: { 'app.yaml': pod('contoso.azurecr.io/nowhere:1') },
        base: {},
        status: 0,
        verdict: 'nothing judged: 1 not checked',
        headline: '⚠️ **no new public image · 1 dangling · gate nothing judged: 1 not checked, of 1 image**',
      },
    ],
    [
      'a chart that nobody looks into is not a pass',
      {
        event: PULL,
        head: { 'Chart.yaml': BLIND['Chart.yaml'] },
        base: { 'Chart.yaml': CHART },
        status: 0,
        verdict: 'nothing judged: 1 source unseen',
        headline:
          '⚠️ **no new public image · gate nothing judged: 1 source unseen, of 0 images · 1 chart unseen: render: auto would look into it**',
      },
    ],
    [
      'a manifest by a name that is none of one is not a pass',
      {
        event: PULL,
        head: {
          'chart/Chart.yaml': CHART,
          'chart/templates/app.txt': BAD_POD['app.yaml'],
          'kustomization.yaml': 'resources: [app]\n',
          app: BAD_POD['app.yaml'],
        },
        base: { 'chart/Chart.yaml': CHART },
        status: 0,
        verdict: 'nothing judged: 2 sources unseen',
        headline: '⚠️ **no new public image · gate nothing judged: 2 sources unseen, of 0 images · 1 source unseen**',
      },
    ],
    [
      'a file that can’t be read is not a pass, and fails where that is asked for',
      {
        event: PULL,
        head: { ...CLEAN_POD, 'b.yaml': 'image: &a [*a' },
        inputs: { 'fail-when': 'unscanned' },
        status: 1,
        verdict: 'not decided: 1 file not read',
        headline:
          '❌ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate not decided: 1 file not read, of 1 image · 1 file not read**',
      },
    ],
    [
      'what the base has and nobody looks into counts no more',
      {
        event: PULL,
        head: { ...CLEAN_POD, ...BLIND },
        base: BLIND,
        status: 0,
        verdict: 'passed',
        headline:
          '⚠️ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image · 1 file not read · 1 chart unseen: render: auto would look into it**',
      },
    ],
    [
      'an alias is what it stands for',
      {
        event: PULL,
        head: {
          'app.yaml': 'apiVersion: v1\nkind: Pod\nx: &c [{image: quay.io/acme/bad:1}]\nspec: {containers: *c}\n',
        },
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 1 image**',
      },
    ],
    [
      'an ignore of a head whose base is not readable opens nothing',
      {
        event: NO_BASE,
        head: IGNORED,
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **no public image · 1 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 1 image · 1 error**',
      },
    ],
    [
      'an ignore that comes with pull_request_target opens nothing',
      {
        event: TARGET,
        head: IGNORED,
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **1 public image: 1 covered, 0 not · gate failed: 1 finding of high severity or above in 1 of 1 image**',
      },
    ],
    [
      'an ignore that comes with workflow_run opens nothing',
      {
        event: WORKFLOW_RUN,
        head: IGNORED,
        base: IGNORED,
        status: 1,
        verdict: 'failed',
        headline: '❌ **no public image · gate failed: 1 finding of high severity or above in 1 of 1 image**',
      },
    ],
    [
      'an ignore of the base opens',
      {
        event: TARGET,
        head: { ...IGNORED, ...NEVER_PULLED },
        base: IGNORED,
        status: 0,
        verdict: 'nothing judged: 1 not checked',
        headline: '⚠️ **1 public image: 1 covered, 0 not · gate nothing judged: 1 not checked, of 1 image**',
      },
    ],
    [
      'an ignore of the commit itself opens on a push',
      {
        event: PUSH,
        head: { ...IGNORED, ...OTHER },
        status: 0,
        verdict: 'passed',
        headline:
          '✅ **1 public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image**',
      },
    ],
    [
      'what was ignored is new when it is not any more',
      {
        event: PULL,
        head: BAD_POD,
        base: IGNORED,
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 1 image**',
      },
    ],
    [
      'what stood in exempt files only is new when it leaves them',
      {
        event: PULL,
        head: { 'test/a.yaml': pod('quay.io/acme/bad:1'), ...BAD_POD },
        base: { 'test/a.yaml': pod('quay.io/acme/bad:1') },
        inputs: { 'exempt-paths': 'test/**' },
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 1 image**',
      },
    ],
    [
      'what stays in exempt files is not',
      {
        event: PULL,
        head: { 'test/a.yaml': pod('quay.io/acme/bad:1'), ...CLEAN_POD },
        base: { 'test/a.yaml': pod('quay.io/acme/bad:1') },
        inputs: { 'exempt-paths': 'test/**' },
        status: 0,
        verdict: 'passed',
        headline:
          '✅ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image**',
      },
    ],
    [
      'a build of that name opens nothing',
      {
        event: PULL,
        head: BUILT,
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **no new public image · 1 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 1 image**',
      },
    ],
    [
      'a build of that name opens nothing from a fork',
      {
        event: OF_FORK,
        head: BUILT,
        more: { idToken: false, env: NO_IDENTITY },
        status: 0,
        verdict: 'nothing judged: 1 not checked',
        headline: '⚠️ **no new public image · gate nothing judged: 1 not checked, of 1 image**',
      },
    ],
    [
      'a build of that name opens nothing where the base is not readable',
      {
        event: NO_BASE,
        head: { ...BUILT, ...BAD_POD },
        base: BUILT,
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **no public image · 1 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 1 image · 1 error**',
      },
    ],
    [
      'a build of the base opens',
      {
        event: PULL,
        head: { ...BUILT, ...OTHER },
        base: BUILT,
        status: 0,
        verdict: 'passed',
        headline:
          '✅ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image**',
      },
    ],
    [
      'an overlay that nobody builds opens nothing',
      {
        event: PULL,
        head: DECOY,
        status: 1,
        verdict: 'failed',
        headline:
          '❌ **1 new public image: 1 covered, 0 not · 2 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 2 images**',
      },
    ],
    [
      'an overlay of the base opens',
      {
        event: PULL,
        head: { ...DECOY, ...OTHER },
        base: { ...DECOY },
        status: 0,
        verdict: 'passed',
        headline: '✅ **no new public image · gate passed: no image to judge**',
      },
    ],
    [
      'a template is counted',
      {
        event: PULL,
        head: { ...TEMPLATED, ...CLEAN_POD },
        status: 0,
        verdict: 'not decided: 1 templated',
        headline:
          '⚠️ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate not decided: 1 templated, of 2 images**',
      },
    ],
    [
      'a template fails where that is asked for',
      {
        event: PULL,
        head: { ...TEMPLATED, ...CLEAN_POD },
        inputs: { 'fail-when': 'unscanned' },
        status: 1,
        verdict: 'not decided: 1 templated',
        headline:
          '❌ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate not decided: 1 templated, of 2 images**',
      },
    ],
    [
      'a template of the base is not counted',
      {
        event: PULL,
        head: { ...TEMPLATED, ...CLEAN_POD },
        base: TEMPLATED,
        status: 0,
        verdict: 'passed',
        headline:
          '✅ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image**',
      },
    ],
    [
      'a new branch’s own ignore opens',
      {
        event: NEW_BRANCH,
        head: { ...IGNORED, ...CLEAN_POD, ...OTHER },
        status: 0,
        verdict: 'passed',
        headline:
          '✅ **1 public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image**',
      },
    ],
  ])('%s', (_, row) => expectRow(row));

  it('and planning keeps the head’s: a new build gets no rule for the name that it bears', async () => {
    const compose = 'services:\n  web:\n    image: quay.io/acme/built:1\n    build: .\n';
    await played({ event: PULL, head: { 'compose.yaml': compose }, status: 0, verdict: '', headline: '' });
    expect(emulator.rules().map(({ source }) => source)).not.toContain('quay.io/acme/built');
  });
});

describe.skipIf(!HAS_BUNDLE)('in a terminal', () => {
  it('`run --apply` that nobody is signed in for fails, and calls nothing covered', async () => {
    const { path: folder } = workspaceOf(CLEAN_POD, {});
    trouble = asks('entra');
    try {
      const typed = await type(['run', '--apply', '--registry', 'contoso'], { folder, emulator });
      expect(typed.status).toBe(1);
      expect(typed.stdout).not.toMatch(/^Covered/m);
      expect(typed.stdout).toContain('Not covered, since no rule was created: 1 image');
      expect(typed.stderr).toContain('failed: fail-when error: plan: ');
    } finally {
      trouble = undefined;
    }
  });

  it('`run` without an identity is an offline plan, and no registry is none for a gate', async () => {
    const { path: folder } = workspaceOf(CLEAN_POD, {});
    const offline = await type(['run', '--registry', 'contoso'], { folder });
    expect([offline.status, offline.stderr]).toEqual([0, '']);
    const gated = await type(['run', '--fail-on', 'high'], { folder });
    expect(gated.status).toBe(2);
    expect(gated.stderr).toContain('Input "registry" is needed for the gate');
  });
});
