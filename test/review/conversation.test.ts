import { afterEach, describe, expect, it } from 'vitest';
import { SECONDARY_LIMIT, TOO_QUICKLY } from '../../src/emulator/github/routes.ts';
import { OTHER_APP, PERSON, type ReviewComment } from '../../src/emulator/github/state.ts';
import { openShop, type Shop } from './on-stand-in.ts';

/** What stands on a pull request after pushes, and beside what people and other bots do there. */

const APP = 'quay.io/acme/app:1';
const WEB = 'quay.io/acme/web:1';
const MOVED = 'contoso.azurecr.io/quay.io/acme/app:1';

/** A pod whose images stand on lines of their own, from line 8 on every second one; those of one image are equal. */
function pod(...images: readonly string[]): string {
  const containers = images.map((image, index) => `    - name: c${index}\n      image: ${image}\n`);
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n${containers.join('')}`;
}

let open: Awaited<ReturnType<typeof openShop>> | undefined;

afterEach(async () => {
  expect(open?.emulator.violations).toEqual([]);
  await open?.close();
});

async function shopWith(head: Readonly<Record<string, string>>): Promise<Shop> {
  open = await openShop(head);
  return open;
}

/** Comments with a suggestion, as `file:line author replacement`. */
function standing({ emulator }: Shop): readonly string[] {
  return emulator.github.comments.flatMap(({ place, at, author, body }) => {
    const written = /```suggestion\n\s*image: (.*)\n```/.exec(body)?.[1];
    return written === undefined
      ? []
      : [`${place.path}:${at?.line ?? 'outdated'} ${author.login.replace('[bot]', '')} ${written}`];
  });
}

function ids({ emulator }: Shop): readonly number[] {
  return emulator.github.comments.map(({ id }) => id);
}

function only(comments: readonly ReviewComment[]): ReviewComment {
  const [first, second] = comments;
  if (first === undefined || second !== undefined) throw new Error(`there are ${comments.length} comments`);
  return first;
}

const ours = (line: number | 'outdated', written = MOVED) => `app.yaml:${line} github-actions ${written}`;

describe('a comment that still holds', () => {
  it('is left alone when the first of two equal lines is mended', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP, APP) });
    await shop.run();
    const [, second] = ids(shop);
    shop.push({ 'app.yaml': pod(MOVED, APP) });
    await shop.run();
    expect(standing(shop)).toEqual([ours(10)]);
    expect(ids(shop)).toEqual([second]);
  });

  it('moves with its line, and is not posted again', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    await shop.run();
    const before = ids(shop);
    shop.push({ 'app.yaml': `# A pod.\n${pod(APP)}` });
    const run = await shop.run();
    expect(standing(shop)).toEqual([ours(9)]);
    expect(ids(shop)).toEqual(before);
    expect(run.posted.length + run.kept.length).toBe(1);
  });

  it('is not posted again for a text that somebody added below it', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    await shop.run();
    const comment = only(shop.emulator.github.comments);
    comment.body += '\n\n> We do this in the next sprint.';
    const run = await shop.run();
    expect(shop.emulator.github.comments).toEqual([comment]);
    expect(run.posted.length + run.kept.length).toBe(1);
  });

  it('is not posted again once a person has deleted it', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP, WEB) });
    await shop.run();
    const [first = 0] = ids(shop);
    shop.emulator.github.eraseComment(first);
    const run = await shop.run();
    expect(standing(shop)).toEqual([ours(10, 'contoso.azurecr.io/quay.io/acme/web:1')]);
    expect(run.posted.length + run.kept.length).toBe(1);
    // What this run took back itself may come again.
    shop.push({ 'app.yaml': pod(APP) });
    await shop.run();
    expect(standing(shop)).toEqual([]);
    shop.push({ 'app.yaml': pod(APP, WEB) });
    await shop.run();
    expect(standing(shop)).toEqual([ours(10, 'contoso.azurecr.io/quay.io/acme/web:1')]);
  });

  it('is one comment where two legs of a matrix say the same', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP), 'web.yaml': pod(WEB) });
    await shop.run({ leg: 0 });
    const before = ids(shop);
    await shop.run({ leg: 1, only: ['app.yaml'] });
    await shop.run({ leg: 0 });
    await shop.run({ leg: 1, only: ['web.yaml'] });
    expect(ids(shop)).toEqual(before);
    expect(standing(shop)).toHaveLength(2);
  });
});

describe('images on lines that the diff does not show', () => {
  const onFiles = ({ emulator }: Shop) =>
    emulator.github.comments.filter(({ subject }) => subject === 'file').map(({ place }) => place.path);

  it('get one comment on their file, which stands as long as it is true', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP), 'large/web.yaml': pod(WEB, APP) });
    const run = await shop.run();
    expect(run.requests).toEqual([
      'GET github pulls/7/files',
      'POST github graphql pullRequest (2)',
      'POST github pulls/7/comments',
      'POST github pulls/7/reviews',
    ]);
    expect(onFiles(shop)).toEqual(['large/web.yaml']);
    const [comment] = shop.emulator.github.comments;
    expect(comment?.body).toContain('2 images of this file can move, on lines that the diff does not show');
    expect(comment?.body).toContain(`- line 10: \`${APP}\` → \`${MOVED}\``);
    await shop.run({ leg: 1 });
    shop.push({ 'app.yaml': pod(APP), 'large/web.yaml': `# A pod.\n${pod(WEB, APP)}` });
    await shop.run();
    expect(ids(shop)).toHaveLength(2);
    shop.push({ 'app.yaml': pod(APP), 'large/web.yaml': pod(WEB) });
    await shop.run();
    expect(onFiles(shop)).toEqual(['large/web.yaml']);
    shop.emulator.github.eraseComment(
      only(shop.emulator.github.comments.filter(({ subject }) => subject === 'file')).id,
    );
    await shop.run();
    expect(onFiles(shop)).toEqual([]);
  });

  it('are remembered where nothing else is said, and not posted twice when the review is refused', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP), 'large/web.yaml': pod(WEB) });
    const body = JSON.stringify({ message: 'Unprocessable Entity', errors: ['Line could not be resolved'] });
    const headers = { 'content-type': 'application/json' };
    const answer = { type: 'answer', status: 422, headers, body } as const;
    shop.emulator.addFault({ match: { method: 'POST', path: /\/reviews$/ }, nth: 1, times: 2, answer });
    expect((await shop.run()).posted).toHaveLength(1);
    expect(onFiles(shop)).toEqual(['large/web.yaml']);
    shop.push({ 'large/web.yaml': pod(APP) });
    await shop.run();
    expect(onFiles(shop)).toEqual(['large/web.yaml']);
    expect(shop.emulator.github.reviews.at(-1)?.body).toMatch(/posted=[0-9a-f]{24} -->/);
  });
});

describe('more suggestions than are wanted', () => {
  it('take no comment away that still holds, and are told', async () => {
    const shop = await shopWith({ 'web.yaml': pod(APP) });
    await shop.run({ most: 1 });
    const before = ids(shop);
    shop.push({ 'app.yaml': pod(APP, WEB), 'web.yaml': pod(APP) });
    const run = await shop.run({ most: 1 });
    expect(ids(shop)).toEqual(before);
    expect(run.overflow.map(({ file, from }) => [file, from])).toEqual([
      ['app.yaml', 8],
      ['app.yaml', 10],
    ]);
    expect((await shop.run({ most: 2 })).posted).toHaveLength(1);
  });
});

describe('a comment that no longer holds', () => {
  it('is deleted where nobody answered, and edited and hidden where somebody did', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP, WEB) });
    await shop.run();
    const [answered] = shop.emulator.github.comments;
    if (answered === undefined) throw new Error('nothing was posted');
    const { place, id } = answered;
    shop.emulator.github.seedComment({ pull: 7, place, body: 'Why?', answers: id, author: PERSON });
    shop.push({
      'app.yaml': pod('contoso.azurecr.io/quay.io/acme/app:1', 'contoso.azurecr.io/quay.io/acme/web:1'),
    });
    await shop.run();
    const [first, answer, ...others] = shop.emulator.github.comments;
    expect([first?.id, answer?.body, others]).toEqual([id, 'Why?', []]);
    expect(first?.minimized).toBe('OUTDATED');
    expect(first?.body).not.toContain('```suggestion');
    expect(first?.body).toContain('no longer applies');
    const run = await shop.run();
    expect(run.requests).toEqual(['GET github pulls/7/files', 'POST github graphql pullRequest']);
  });

  it('stays until what takes its place is known to be there', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    await shop.run();
    shop.push({ 'app.yaml': pod(WEB) });
    shop.emulator.addFault({
      match: { path: /\/reviews$/, method: 'POST' },
      answer: { type: 'answer', status: 500, body: '{}' },
    });
    await shop.run();
    expect(standing(shop)).toEqual([ours('outdated')]);
  });
});

describe('what others write', () => {
  it('neither hides nor harms, whatever marker it carries', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    await shop.run();
    const { place, body, id } = only(shop.emulator.github.comments);
    shop.emulator.github.seedComment({ pull: 7, place, body, author: OTHER_APP });
    shop.emulator.github.seedComment({ pull: 7, place, body, author: PERSON });
    shop.emulator.github.eraseComment(id);
    shop.emulator.github.reviews.splice(0);
    await shop.run();
    expect(standing(shop)).toEqual([
      ours(8).replace('github-actions', 'helper'),
      ours(8).replace('github-actions', 'octocat'),
      ours(8),
    ]);
    shop.push({ 'app.yaml': pod(WEB) });
    await shop.run();
    expect(standing(shop)).toHaveLength(3);
  });
});

/** Calls once the service has answered the first request for such a path, before the answer leaves. */
function once({ emulator }: Shop, path: RegExp, then: () => void): void {
  const stop = emulator.onRequest((request) => {
    if (!path.test(request.path)) return;
    stop();
    then();
  });
}

describe('a push while a run is under way', () => {
  it('that moves lines lets what still holds be posted on the new head', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    once(shop, /\/files$/, () => shop.push({ 'app.yaml': `# A pod.\n# Of ours.\n${pod(APP)}` }));
    await shop.run();
    expect(standing(shop)).toEqual([ours(10)]);
    expect(shop.emulator.github.reviews.map(({ commitId }) => commitId)).toEqual([shop.headSha()]);
  });

  it('that comes again is left to the run for the newest head', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    once(shop, /\/files$/, () => {
      shop.push({ 'app.yaml': `# A pod.\n${pod(APP)}` });
      once(shop, /\/files$/, () => shop.push({ 'app.yaml': pod(WEB) }));
    });
    const run = await shop.run();
    expect(standing(shop)).toEqual([]);
    expect(run.silence).toMatch(
      /^The pull request was pushed to twice while it was read; the run for c{10} says what holds/,
    );
    expect(run.refused).toHaveLength(1);
  });

  it('before it read the files never puts an image over another line', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP, WEB) });
    const headSha = shop.headSha();
    // What was the line of a name is now the line of an image.
    shop.push({ 'app.yaml': `# A pod.\n${pod(WEB)}` });
    await shop.run({ headSha });
    expect(standing(shop)).toEqual([ours(9, 'contoso.azurecr.io/quay.io/acme/web:1')]);
    expect(shop.emulator.github.comments.map(({ commitId }) => commitId)).toEqual([shop.headSha()]);
  });

  it('takes back nothing that the run for the newer head has posted', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    const headSha = shop.headSha();
    shop.push({ 'app.yaml': pod(APP, WEB) });
    await shop.run();
    expect(standing(shop)).toHaveLength(2);
    await shop.run({ headSha });
    expect(standing(shop)).toHaveLength(2);
  });

  it('after the head was asked is GitHub’s to follow: the comment moves with its line', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    once(shop, /graphql$/, () => shop.push({ 'app.yaml': `# A pod.\n${pod(APP)}` }));
    await shop.run();
    expect(standing(shop)).toEqual([ours(9)]);
  });

  it.each([
    ['closes', { state: 'closed', merged: false, locked: false }, 'closed meanwhile'],
    ['merges', { state: 'closed', merged: true, locked: false }, 'merged meanwhile'],
    ['locks', { state: 'open', merged: false, locked: true }, 'conversation is locked'],
  ] as const)('or somebody who %s it ends with nothing posted', async (_, end, told) => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    once(shop, /\/files$/, () => Object.assign(shop.emulator.github.pulls.get(7) ?? {}, end));
    const run = await shop.run();
    expect(shop.emulator.github.reviews).toEqual([]);
    expect(run).toMatchObject({ posted: [], problems: [], silence: expect.stringContaining(told) });
  });
});

describe('a review that GitHub does not take at once', () => {
  const REVIEWS = { service: 'github', method: 'POST', path: /\/reviews$/ } as const;

  it.each([
    ['too quickly submitted', TOO_QUICKLY],
    ['above a secondary limit', SECONDARY_LIMIT],
  ])('being %s is sent again', async (_, answer) => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    shop.emulator.addFault({ match: REVIEWS, nth: 1, answer: { type: 'answer', ...answer } });
    const run = await shop.run();
    expect(standing(shop)).toEqual([ours(8)]);
    expect(run.posted.length + run.kept.length).toBe(1);
  });

  it.each([
    ['before', 2],
    ['after', 1],
  ] as const)('whose answer is lost %s it was kept stands once', async (when, posts) => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    shop.emulator.addFault({ match: REVIEWS, nth: 1, answer: { type: 'reset', when } });
    const run = await shop.run();
    expect(standing(shop)).toEqual([ours(8)]);
    expect(run.posted.length + run.kept.length).toBe(1);
    expect(run.requests).toContain(`POST github pulls/7/reviews${posts === 1 ? '' : ` (${posts})`}`);
  });

  it('with a sentence that names nobody is read anew, and then posted comment by comment', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP, WEB) });
    const sentence = 'Line could not be resolved and Line could not be resolved';
    const body = JSON.stringify({ message: 'Unprocessable Entity', errors: [sentence], status: '422' });
    shop.emulator.addFault({
      match: REVIEWS,
      nth: 1,
      times: 2,
      answer: { type: 'answer', status: 422, body, headers: { 'content-type': 'application/json' } },
    });
    const run = await shop.run();
    expect(standing(shop)).toHaveLength(2);
    expect(run.posted.length + run.kept.length).toBe(2);
    await shop.run();
    expect(standing(shop)).toHaveLength(2);
  });
});

describe('two runs at once', () => {
  it('leave one copy: the later takes its own back', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP, WEB) });
    // Both see an empty conversation before either posts.
    let other: Promise<unknown> | undefined;
    once(shop, /graphql$/, () => {
      other = shop.run({ leg: 1 });
    });
    await shop.run({ leg: 0 });
    await other;
    expect(standing(shop)).toHaveLength(2);
    const before = ids(shop);
    await shop.run({ leg: 1 });
    await shop.run({ leg: 0 });
    expect(ids(shop)).toEqual(before);
    const [first, second] = shop.emulator.github.reviews.map(({ body }) => body);
    expect([first, second].filter((body) => body?.includes('Another run'))).toHaveLength(1);
  });
});

describe('a comment of version 0.1', () => {
  it('is replaced once', async () => {
    const shop = await shopWith({ 'app.yaml': pod(APP) });
    const place = { path: 'app.yaml', line: 8, side: 'RIGHT', startLine: undefined, startSide: undefined } as const;
    const marker = `<!-- acr-artifact-cache instance=${OLD_INSTANCE} key=${'0'.repeat(24)} -->`;
    const body = `Pull \`quay.io/acme/app:1\`.\n\n\`\`\`suggestion\n      image: ${MOVED}\n\`\`\`\n\n${marker}`;
    shop.emulator.github.seedComment({ pull: 7, place, body });
    shop.emulator.github.seedComment({ pull: 7, place, body, author: OTHER_APP });
    await shop.run();
    expect(standing(shop)).toEqual([ours(8).replace('github-actions', 'helper'), ours(8)]);
    const before = ids(shop);
    await shop.run();
    expect(ids(shop)).toEqual(before);
  });
});

/** As 0.1 made it of `Images / cache / .`. */
const OLD_INSTANCE = '76f52e12dee849be';
