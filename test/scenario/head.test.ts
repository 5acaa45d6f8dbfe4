import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { field, listField, parseJson, stringField } from '../../src/base/json.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, pushPayload, type Scene, smallImage } from './scene.ts';
import { type Files, gitHubOf, makeWorkspace, pullRequestPayload, type Workspace } from './workspace.ts';

/** What is checked out is not always the head: suggestions stand on the head's lines, and the patch applies to the head. */

closeScenes();

const IMAGE = 'quay.io/acme/app:1';
/** Of the same repository, so that the same rule serves it. */
const OLD = 'quay.io/acme/app:0';
const UPSTREAMS = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
const MOVED = `contoso.azurecr.io/${IMAGE}`;

/** The checkout of a merge of the pull request from base to head, without the head's commit; as actions/checkout leaves it. */
async function checkedOut(merge: Files, head: Files, base: Files): Promise<{ scene: Scene; pull: Workspace }> {
  const pull = makeWorkspace(head, base);
  const github = gitHubOf(pull);
  pull.remove();
  const scene = await openScene({ upstreams: UPSTREAMS, github }, merge, base);
  return { scene, pull };
}

/** The files with a patch applied by git. */
function applied(files: Files, patch: string): Files {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-head-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    execFileSync('git', ['apply', '-'], {
      cwd: folder,
      input: patch,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
    });
    return Object.fromEntries(Object.keys(files).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!HAS_BUNDLE)('a checkout that is the merge with the base', () => {
  const names = Array.from({ length: 40 }, (_, index) => `pod-${index}.yaml`);
  const each = (textOf: (name: string) => string) => Object.fromEntries(names.map((name) => [name, textOf(name)]));
  const base = { ...each(() => `${pod('redis')}# a\n# b\n# c\n# d\n`), 'other.yaml': pod(OLD) };
  const head = { ...base, ...each(() => `${pod(IMAGE)}# a\n# b\n# c\n# d\n`) };
  // The base changed two places of every file meanwhile, and a file that the pull request does not touch.
  const merge = {
    ...each(() => `# new\n${pod(IMAGE)}# a\n# changed\n# c\n# d\n# more\n`),
    'other.yaml': `# new\n${pod(OLD)}`,
  };

  it('gets its suggestions on the lines of the head, and a patch for the head, with two requests for all files', async () => {
    const { scene, pull } = await checkedOut(merge, head, base);
    const event = { name: 'pull_request', payload: pullRequestPayload(pull) };
    const run = await scene.run(event, { 'max-suggestions': '100' });
    expect(run.outputs.suggestions).toBe('40');
    expect(scene.emulator.github.comments.map(({ place }) => place.line)).toEqual(names.map(() => 7));
    expect(run.sorted.filter((line) => line.includes('github'))).toEqual([
      'GET github pulls/7/files',
      'POST github graphql Blobs (2)',
      'POST github graphql pullRequest (2)',
      'POST github pulls/7/reviews',
    ]);
    const after = applied(head, run.reports.patch ?? '');
    expect(after).toEqual(
      Object.fromEntries(
        Object.entries(head).map(([name, text]) => [name, text.replace('quay.io/', 'contoso.azurecr.io/quay.io/')]),
      ),
    );
  });

  it('takes as many requests as its files have pages, however many images they hold', async () => {
    const files = Array.from({ length: 250 }, (_, index) => `deploy/pod-${index}.yaml`);
    const tree = (textOf: (index: number) => string) =>
      Object.fromEntries(files.map((name, index) => [name, textOf(index)]));
    const heads = tree(() => `${pod(IMAGE, IMAGE)}# a\n# b\n# c\n# d\n`);
    // 40 of them are not what the head has.
    const checkout = tree((index) => `${index < 40 ? '# new\n' : ''}${pod(IMAGE, IMAGE)}# a\n# b\n# c\n# d\n`);
    const { scene, pull } = await checkedOut(checkout, heads, {});
    const event = { name: 'pull_request', payload: pullRequestPayload(pull) };
    const run = await scene.run(event, { 'max-suggestions': '100' });
    expect(run.outputs.suggestions).toBe('100');
    const requests = run.requests.filter(({ service }) => service === 'github').length;
    // Three pages of files, one request for all texts, the conversation before and after, and the review.
    expect(requests).toBe(7);
    expect(requests).toBeLessThanOrEqual(6 + files.length / 100 + 100 / 100);
    const [review] = scene.emulator.github.reviews;
    expect(review?.body).toContain('<details><summary>Without a suggestion: 400 images</summary>');
    expect(applied(heads, run.reports.patch ?? '')['deploy/pod-0.yaml']).toContain(MOVED);
  });

  it('has a patch for the head of a fork too, of which nobody is suggested anything', async () => {
    const { scene, pull } = await checkedOut(merge, head, base);
    const payload = pullRequestPayload(pull, { headRepository: 'stranger/shop' });
    scene.emulator.github.rights.pullRequests = 'read';
    const run = await scene.run({ name: 'pull_request', payload });
    expect(run.sorted.filter((line) => line.includes('github'))).toEqual(['POST github graphql Blobs (2)']);
    expect(applied(head, run.reports.patch ?? '')['pod-0.yaml']).toContain(MOVED);
  });

  it('has nothing in its patch that it can not read at the head, and says so in the patch and in the log', async () => {
    const { scene, pull } = await checkedOut(merge, head, base);
    scene.emulator.github.rights.contents = 'none';
    const run = await scene.run({ name: 'pull_request', payload: pullRequestPayload(pull) });
    expect(run.outputs.suggestions).toBe('0');
    expect(run.reports.patch?.split('\n')[0]).toBe(
      `# left out: other.yaml:8: ${OLD}: other.yaml could not be read at the head`,
    );
    expect(run.reports.patch).not.toContain('diff --git');
    const told = field(parseJson(run.reports.report ?? ''), 'rewrite');
    expect(listField(told, 'moved')).toEqual([]);
    const left = listField(told, 'left').map((use) => `${stringField(use, 'file')}: ${stringField(use, 'reason')}`);
    expect(left.filter((line) => line.startsWith('pod-0.yaml'))).toEqual([
      'pod-0.yaml: pod-0.yaml could not be read at the head',
    ]);
    expect(left).toHaveLength(41);
    expect(run.log).toContain(
      "::warning::review: nothing is suggested in pod-0.yaml and 39 more, since the head's text",
    );
  });
});

describe.skipIf(!HAS_BUNDLE)('a work tree with carriage returns, of blobs without', () => {
  const base = { 'pod.yaml': pod('redis') };
  const head = { 'pod.yaml': pod(IMAGE) };
  const crlf = { 'pod.yaml': pod(IMAGE).replaceAll('\n', '\r\n') };

  it('gets the same suggestions and the same patch, asking nobody where git has the head', async () => {
    const plain = await openScene({ upstreams: UPSTREAMS }, head, base);
    const wanted = await plain.pullRequest();
    const scene = await openScene({ upstreams: UPSTREAMS }, head, base);
    writeFileSync(join(scene.workspace.path, 'pod.yaml'), crlf['pod.yaml']);
    const run = await scene.pullRequest();
    expect(run.outputs.suggestions).toBe('1');
    expect(scene.emulator.github.comments.map(({ body, place }) => [body, place])).toEqual(
      plain.emulator.github.comments.map(({ body, place }) => [body, place]),
    );
    expect(run.reports.patch).toBe(wanted.reports.patch);
    expect(run.sorted.filter((line) => line.includes('github'))).toEqual(
      wanted.sorted.filter((line) => line.includes('github')),
    );
  });

  it('gets a patch for the commit on a push', async () => {
    const scene = await openScene({ upstreams: UPSTREAMS }, head, base);
    writeFileSync(join(scene.workspace.path, 'pod.yaml'), crlf['pod.yaml']);
    const run = await scene.run({ name: 'push', payload: pushPayload(scene.workspace.baseSha) });
    expect(applied(head, run.reports.patch ?? '')).toEqual({ 'pod.yaml': pod(MOVED) });
  });
});
