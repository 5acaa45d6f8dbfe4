import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Typed, type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene, smallImage } from './scene.ts';
import { gitHubOf, makeWorkspace, pullRequestPayload } from './workspace.ts';

/** The recipe for forks: the pull request's own run leaves an inventory, a run of the base suggests what is served already. */

closeScenes();

const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-fork-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const APP = smallImage(1);
const FORK = { headRepository: 'stranger/shop' } as const;

/** A registry that has one image stored; the fork brings it, one whose rule is there and that was never pulled, and one without a rule. */
async function fork(): Promise<Scene> {
  const rules = ['app', 'new'].map((name) => ({ source: `quay.io/acme/${name}`, target: `quay.io/acme/${name}` }));
  const upstreams = {
    'quay.io': { 'acme/app': { '1': APP }, 'acme/new': { '1': smallImage(2) }, 'acme/other': { '1': smallImage(3) } },
  };
  const scene = await openScene(
    { rules, upstreams, images: { 'quay.io/acme/app': { '1': APP } } },
    { 'pod.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/new:1', 'quay.io/acme/other:1') },
  );
  const pull = scene.emulator.github.pulls.get(7);
  if (pull === undefined) throw new Error('there is no pull request');
  pull.head = { ...pull.head, repository: 'stranger/shop' };
  return scene;
}

interface Finished {
  readonly sha?: string;
  readonly headRepository?: string;
  readonly event?: string;
}

/** The second half, in a folder that has nothing of the fork but the file. */
async function suggest(scene: Scene, inventory: string, more: Finished = {}): Promise<Typed> {
  const { sha = scene.workspace.headSha, headRepository = 'stranger/shop', event = 'pull_request' } = more;
  const payload = join(folder, 'event.json');
  const [login] = headRepository.split('/');
  const run = {
    id: 9,
    event,
    head_sha: sha,
    head_branch: 'change',
    head_repository: { full_name: headRepository, owner: { login } },
  };
  writeFileSync(
    payload,
    JSON.stringify({ action: 'completed', workflow_run: run, repository: { id: 1001, full_name: 'contoso/shop' } }),
  );
  const words = [
    'suggest',
    inventory,
    '--registry',
    'contoso',
    '--subscription-id',
    '33333333-3333-3333-3333-333333333333',
  ];
  const env = {
    ...{ GITHUB_EVENT_NAME: 'workflow_run', GITHUB_EVENT_PATH: payload, GITHUB_REPOSITORY: 'contoso/shop' },
    ...{ GITHUB_TOKEN: scene.emulator.github.token, GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '12' },
  };
  return type(words, { folder, emulator: scene.emulator, env });
}

function written(content: unknown): string {
  const file = join(folder, 'inventory.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe.skipIf(!HAS_BUNDLE)('the second half for a fork', () => {
  it('suggests what the registry serves already, makes no rule and pulls nothing', async () => {
    const scene = await fork();
    const payload = pullRequestPayload(scene.workspace, FORK);
    const first = await scene.run({ name: 'pull_request', payload }, {}, { idToken: false });
    const before = scene.emulator.store.names();
    const done = await suggest(scene, written(first.reports.inventory ?? ''));
    expect([done.status, done.stderr, done.stdout]).toEqual([0, '', 'On the pull request: 1 suggestion posted.\n']);
    expect(scene.emulator.github.comments.map(({ place, body }) => [place.line, body.split('\n')[1]])).toEqual([
      [7, '`quay.io/acme/app:1` → `contoso.azurecr.io/quay.io/acme/app:1`'],
    ]);
    expect(scene.emulator.github.reviews[0]?.body).toContain(
      'the registry has not stored it, and nothing is pulled for a stranger&#39;s pull request'.replace('&#39;', "'"),
    );
    expect(scene.emulator.store.names()).toEqual(before);
    expect(scene.emulator.rules()).toHaveLength(2);
    expect(done.requests.filter((line) => !line.startsWith('GET oidc'))).toMatchInlineSnapshot(`
      [
        "GET arm cacheRules",
        "GET arm credentialSets",
        "GET arm registry",
        "GET arm resources",
        "GET github pulls",
        "GET github pulls/7/files",
        "GET github pulls/7/files",
        "GET registry acr/v1/quay.io/acme/app/_manifests/sha256:5cde3d19c861",
        "GET registry acr/v1/quay.io/acme/app/_manifests/sha256:7a62fa230721",
        "GET registry acr/v1/quay.io/acme/app/_tags/1",
        "GET registry acr/v1/quay.io/acme/new/_tags/1",
        "GET registry quay.io/acme/other/tags/list",
        "POST github graphql Blobs",
        "POST github graphql pullRequest",
        "POST github graphql pullRequest",
        "POST github pulls/7/reviews",
      ]
    `);
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['no JSON', 'x', /not an inventory of version 1/],
    ['another version', { version: 2, uses: [] }, /not an inventory of version 1/],
    ['no list', { version: 1, uses: {} }, /"uses" is not a list/],
    ['a path that leads out', { version: 1, uses: [{ file: '../../etc/passwd' }] }, /uses\[0\]\.file is no path/],
    ['an absolute path', { version: 1, uses: [{ file: '/etc/passwd' }] }, /uses\[0\]\.file is no path/],
    ['too many uses', `{"version":1,"uses":[${'0,'.repeat(200_001)}0]}`, /more than 200000/],
    ['too much', `{"version":1,"uses":[],"x":"${'x'.repeat(16 * 1024 * 1024)}"}`, /more than 16 MiB/],
  ])('refuses a file with %s, before it asks anybody', async (_, content, message) => {
    const scene = await fork();
    const done = await suggest(scene, written(content));
    expect([done.status, done.requests]).toEqual([2, []]);
    expect(done.stderr).toMatch(message);
  });

  it('follows no link, and believes nothing that the file says of lines and images', async () => {
    const scene = await fork();
    const link = join(folder, 'link.json');
    symlinkSync('/etc/hostname', link);
    expect((await suggest(scene, link)).stderr).toContain('it is no regular file');
    const lies = {
      file: 'pod.yaml',
      line: 1,
      column: 1,
      text: 'x',
      image: 'quay.io/evil/app:1',
      class: 'public',
      newText: 'evil',
    };
    const done = await suggest(scene, written({ version: 1, uses: [lies, { file: 'nowhere.yaml' }] }));
    expect([done.status, done.stdout]).toEqual([0, 'On the pull request: 1 suggestion posted.\n']);
    expect(scene.emulator.github.comments.map(({ body }) => body.includes('evil'))).toEqual([false]);
  });

  it('goes by the newer head where somebody pushes in between', async () => {
    const scene = await fork();
    const inventory = written({ version: 1, uses: [{ file: 'pod.yaml' }] });
    // A line more above, so that the line that was read has another text by now.
    const newer = makeWorkspace({ 'pod.yaml': `# new\n${pod('quay.io/acme/app:1', 'quay.io/acme/other:1')}` }, {});
    const { files, pulls } = gitHubOf(newer);
    newer.remove();
    const { github } = scene.emulator;
    for (const [commit, texts] of Object.entries(files ?? {})) github.files.set(commit, texts);
    let listed = 0;
    scene.emulator.onRequest(async ({ path }) => {
      if (path.endsWith('/pulls/7/files') && ++listed === 1) github.push(7, newer.headSha, pulls?.[0]?.files ?? []);
    });
    const done = await suggest(scene, inventory);
    expect(done.status).toBe(0);
    const lines = github.files.get(newer.headSha)?.['pod.yaml']?.split('\n') ?? [];
    for (const { place, body } of github.comments) {
      const suggested = /```suggestion\n(.*)\n```/.exec(body)?.[1];
      expect(suggested).toBe(lines[place.line - 1]?.replace('quay.io/', 'contoso.azurecr.io/quay.io/'));
    }
    expect(github.comments.map(({ place }) => place.line)).toEqual([8]);
  });

  it('says nothing where the head has moved on, or the pull request is not a fork’s', async () => {
    const scene = await fork();
    const inventory = written({ version: 1, uses: [{ file: 'pod.yaml' }] });
    const moved = await suggest(scene, inventory, { sha: '1'.repeat(40) });
    expect(moved.stdout).toContain('No open pull request has the head');
    const own = await suggest(scene, inventory, { headRepository: 'contoso/shop' });
    expect(own.stdout).toContain("of this repository's own branches");
    const push = await suggest(scene, inventory, { event: 'push' });
    expect([push.status, push.stderr]).toEqual([2, expect.stringContaining('of another event')]);
    expect(scene.emulator.github.reviews).toEqual([]);
  });
});
