import { describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';
import type { Files } from './workspace.ts';

/** The bundle on a pull request that moves under it. What stands after each of many pushes: test/review/pushes.test.ts. */

closeScenes();

const [APP, WEB] = ['quay.io/acme/app:1', 'quay.io/acme/web:1'];
const RULES = ['app', 'web'].map((name) => ({
  name: `quay-${name}`,
  source: `quay.io/acme/${name}`,
  target: `quay.io/acme/${name}`,
}));

async function scene(head: Files, rules: typeof RULES = RULES): Promise<Scene> {
  const images = { 'acme/app': { '1': smallImage(1) }, 'acme/web': { '1': smallImage(2) } };
  return openScene({ upstreams: { 'quay.io': images }, rules }, head);
}

/** `file:line image` of what stands and can be committed. */
function standing({ emulator }: Scene): readonly string[] {
  return emulator.github.comments.map(
    ({ place, at, body }) =>
      `${place.path}:${at?.line ?? 'outdated'} ${/```suggestion\n.*image: (\S+?)\}?\n```/.exec(body)?.[1]}`,
  );
}

const ofGitHub = (run: Run) => run.sorted.filter((line) => line.includes(' github '));
const onLine = (line: number, image: string) => `app.yaml:${line} contoso.azurecr.io/${image}`;

describe.skipIf(!HAS_BUNDLE)('two legs of a matrix', () => {
  it('say one thing once, at the same time and after a push', async () => {
    const shop = await scene({ 'app.yaml': pod(APP, WEB) });
    await Promise.all([shop.pullRequest({}, { leg: 0 }), shop.pullRequest({ path: 'app.yaml' }, { leg: 1 })]);
    expect(standing(shop).toSorted()).toEqual([onLine(7, APP), onLine(8, WEB)]);
    shop.pushHead({ 'app.yaml': `# A pod.\n${pod(APP)}` });
    const runs = [
      await shop.pullRequest({}, { leg: 0 }),
      await shop.pullRequest({ path: 'app.yaml' }, { leg: 1 }),
    ] as const;
    expect(standing(shop)).toEqual([onLine(8, APP)]);
    expect(runs.map(({ outputs }) => outputs.suggestions)).toEqual(['1', '1']);
    expect(runs.flatMap(ofGitHub).filter((line) => line.startsWith('POST github graphql takeBack'))).toHaveLength(1);
  });
});

describe.skipIf(!HAS_BUNDLE)('a push while a run is under way', () => {
  it('lets what still holds be posted on the new head, on the lines that it has there', async () => {
    const shop = await scene({ 'app.yaml': pod(APP, WEB) });
    const { push } = shop.prepare({ 'app.yaml': `# A pod.\n${pod(APP)}` });
    const stop = shop.emulator.onRequest(({ path }) => {
      if (!path.endsWith('/files')) return;
      stop();
      push();
    });
    const run = await shop.pullRequest();
    expect(standing(shop)).toEqual([onLine(8, APP)]);
    expect(shop.emulator.github.reviews.map(({ commitId }) => commitId)).toEqual([
      shop.emulator.github.pulls.get(7)?.head.sha,
    ]);
    expect(ofGitHub(run)).toEqual([
      'GET github pulls/7/files (2)',
      'POST github graphql pullRequest (3)',
      'POST github pulls/7/reviews',
    ]);
  });
});

describe.skipIf(!HAS_BUNDLE)('more suggestions than `max-suggestions`', () => {
  it('are told in the review, and take no comment away that still holds', async () => {
    const shop = await scene({ 'web.yaml': pod(WEB) });
    const inputs = { 'max-suggestions': '1', scope: 'all' };
    await shop.pullRequest(inputs);
    const [before] = shop.emulator.github.comments;
    shop.pushHead({ 'app.yaml': pod(APP, APP), 'web.yaml': pod(WEB) });
    const run = await shop.pullRequest(inputs);
    expect(shop.emulator.github.comments).toEqual([before]);
    expect(run.outputs.suggestions).toBe('1');
    expect(run.summary).toContain('more than 1 suggestion');
    const more = await shop.pullRequest({ ...inputs, 'max-suggestions': '2' });
    expect(more.outputs.suggestions).toBe('2');
    const body = shop.emulator.github.reviews.at(-1)?.body;
    expect(body).toContain('2 suggestions on the lines');
    expect(body).toMatch(/<details><summary>Without a suggestion: 1 image<\/summary>\n\n- more than 2 suggestions\n/);
  });
});

describe.skipIf(!HAS_BUNDLE)('a file whose diff GitHub leaves out', () => {
  it('gets a comment of its own, and its images are listed in the review', async () => {
    const shop = await scene({ 'app.yaml': pod(APP), 'large.yaml': pod(WEB) });
    const pull = shop.emulator.github.pulls.get(7);
    if (pull === undefined) throw new Error('there is no pull request');
    pull.files = pull.files.map(({ patch, ...file }) =>
      file.filename === 'large.yaml' || patch === undefined ? file : { ...file, patch },
    );
    pull.commits.set(pull.head.sha, pull.files);
    const run = await shop.pullRequest();
    const said = shop.emulator.github.comments.find(({ subject }) => subject === 'file');
    expect([said?.place.path, said?.body]).toEqual([
      'large.yaml',
      expect.stringContaining(`- line 7: \`${WEB}\` → \`contoso.azurecr.io/${WEB}\``),
    ]);
    expect(run.outputs.suggestions).toBe('1');
    expect(run.summary).toContain('1 comment on files whose diff does not show the lines');
    expect(shop.emulator.github.reviews.at(-1)?.body).toContain('Without a suggestion: 1 image');
    const again = await shop.pullRequest();
    expect(ofGitHub(again)).toEqual(['GET github pulls/7/files', 'POST github graphql pullRequest']);
  });
});

describe.skipIf(!HAS_BUNDLE)('a pull request that is closed', () => {
  it('gets no rule, no pull and no word', async () => {
    const shop = await scene({ 'app.yaml': pod(APP) }, []);
    const run = await shop.pullRequest({}, { action: 'closed' });
    expect(run.status).toBe(0);
    expect(shop.emulator.rules()).toEqual([]);
    expect(run.outputs).toMatchObject({ 'rules-created': '0', warmed: '0', suggestions: '0' });
    expect(ofGitHub(run)).toEqual([]);
    expect(run.summary).toContain('the pull request is closed');
  });
});

describe.skipIf(!HAS_BUNDLE)('comments of version 0.1', () => {
  it('are replaced once, whatever the leg', async () => {
    const shop = await scene({ 'app.yaml': pod(APP) });
    const place = { path: 'app.yaml', line: 7, side: 'RIGHT' } as const;
    // As 0.1 made it of `Images / cache / .`.
    const marker = `<!-- acr-artifact-cache instance=76f52e12dee849be key=${'0'.repeat(24)} -->`;
    const old = shop.emulator.github.seedComment({ pull: 7, place, body: `Pull it.\n\n${marker}` });
    await shop.pullRequest();
    expect(standing(shop)).toEqual([onLine(7, APP)]);
    expect(shop.emulator.github.comments.map(({ id }) => id)).not.toContain(old.id);
    const again = await shop.pullRequest({}, { leg: 1 });
    expect(ofGitHub(again)).toEqual(['GET github pulls/7/files', 'POST github graphql pullRequest']);
  });
});
