import { afterAll, beforeAll, expect, it } from 'vitest';
import { OTHER_APP, PERSON, type ReviewComment } from '../../src/emulator/github/state.ts';
import { openShop, type Ran, REGISTRY, type Shop } from './on-stand-in.ts';

/**
 * One pull request over twelve pushes, reviewed by two legs of a matrix, with people, another bot and races in between. After each push
 * what stands is told by the head's text alone: one comment a line with an image that could move, but for what people took away.
 */

let shop: Shop & { readonly close: () => Promise<void> };

beforeAll(async () => {
  shop = await openShop(HEADS.first);
});

afterAll(async () => {
  expect(shop.emulator.violations).toEqual([]);
  await shop.close();
});

const APP = 'quay.io/acme/app:1';
const WEB = 'quay.io/acme/web:1';
const moved = (image: string) => `${REGISTRY}/${image}`;

function pod(...images: readonly string[]): string {
  return `kind: Pod\nspec:\n  containers:\n${images.map((image) => `    - image: ${image}\n`).join('')}`;
}

const HEADS = {
  first: { 'app.yaml': pod(APP), 'web.yaml': pod(WEB) },
  linesMove: { 'app.yaml': `# Ours.\n${pod(APP)}`, 'web.yaml': pod(WEB) },
  equalLine: { 'app.yaml': `# Ours.\n${pod(APP, APP)}`, 'web.yaml': pod(WEB) },
  firstAccepted: { 'app.yaml': `# Ours.\n${pod(moved(APP), APP)}`, 'web.yaml': pod(WEB) },
  anotherImage: { 'app.yaml': `# Ours.\n${pod(moved(APP), APP, WEB)}`, 'web.yaml': pod(WEB) },
  lineChanges: { 'app.yaml': `# Ours.\n${pod(moved(APP), `${APP} # why?`, WEB)}`, 'web.yaml': pod(WEB) },
  fileRenamed: { 'app.yaml': `# Ours.\n${pod(moved(APP), `${APP} # why?`, WEB)}`, 'site.yaml': pod(WEB) },
  many: { 'app.yaml': pod(APP, WEB), 'site.yaml': pod(WEB, APP, APP) },
  oneGone: { 'app.yaml': pod(APP), 'site.yaml': pod(WEB, APP) },
  oneBack: { 'app.yaml': pod(APP, WEB), 'site.yaml': pod(WEB, APP, APP) },
  accepted: { 'app.yaml': pod(moved(APP), moved(WEB)), 'site.yaml': pod(moved(WEB), moved(APP), moved(APP)) },
} as const;

/** What was taken away by people: `file: image`. */
const dismissed = new Set<string>();

/** What must stand at the head, as `file:line replacement`. */
function holding(): readonly string[] {
  const texts = shop.emulator.github.files.get(shop.headSha()) ?? {};
  return Object.entries(texts)
    .flatMap(([file, text]) =>
      text.split('\n').flatMap((line, index) => {
        const image = /image: (quay\.io\S+)/.exec(line)?.[1];
        if (image === undefined || dismissed.has(`${file}: ${image}`)) return [];
        return [`${file}:${index + 1} ${line.replace(image, moved(image))}`];
      }),
    )
    .sort();
}

/** What stands by our own hand and can be committed. */
function standing(): readonly string[] {
  return own()
    .flatMap(({ place, at, body }) => {
      const text = /```suggestion\n(.*)\n```/.exec(body)?.[1];
      return text === undefined ? [] : [`${place.path}:${at?.line ?? 'outdated'} ${text}`];
    })
    .sort();
}

function own(): readonly ReviewComment[] {
  return shop.emulator.github.comments.filter(({ author }) => author.login === 'github-actions[bot]');
}

function commentOn(file: string, image: string): ReviewComment {
  const found = own().find(({ place, body }) => place.path === file && body.includes(`${moved(image)}`));
  if (found === undefined) throw new Error(`nothing stands on ${image} in ${file}`);
  return found;
}

/** Two legs: one reads all, one the application's file alone. */
const all = () => shop.run({ leg: 0 });
const app = () => shop.run({ leg: 1, only: ['app.yaml'] });

async function inTurn(...legs: readonly (() => Promise<Ran>)[]): Promise<readonly (readonly string[])[]> {
  const requests: (readonly string[])[] = [];
  for (const leg of legs) requests.push((await leg()).requests.map((line) => line.replace('github ', '')));
  return requests;
}

const QUIET = ['GET pulls/7/files', 'POST graphql pullRequest'];
const POSTS = ['GET pulls/7/files', 'POST graphql pullRequest (2)', 'POST pulls/7/reviews'];
const TAKES_BACK = ['GET pulls/7/files', 'POST graphql pullRequest', 'POST graphql takeBack'];
const REPLACES = ['GET pulls/7/files', 'POST graphql pullRequest (2)', 'POST graphql takeBack', 'POST pulls/7/reviews'];

it('1: the first push is answered once by two legs', async () => {
  expect(await inTurn(all, app)).toEqual([POSTS, QUIET]);
  expect(standing()).toEqual(holding());
});

it('2: comments move with their lines', async () => {
  const before = own().map(({ id }) => id);
  shop.push(HEADS.linesMove);
  expect(await inTurn(app, all)).toEqual([QUIET, QUIET]);
  expect(standing()).toEqual(holding());
  expect(own().map(({ id }) => id)).toEqual(before);
});

it('3: an equal line gets a comment of its own, by the leg that is first', async () => {
  shop.push(HEADS.equalLine);
  expect(await inTurn(app, all)).toEqual([POSTS, QUIET]);
  expect(standing()).toEqual(holding());
});

it('4: the first of the equal lines is accepted, and the second is left alone', async () => {
  const { id } = own().find(({ at, place }) => place.path === 'app.yaml' && at?.line === 6) ?? { id: 0 };
  shop.push(HEADS.firstAccepted);
  expect(await inTurn(app, all)).toEqual([QUIET, TAKES_BACK]);
  expect(standing()).toEqual(holding());
  expect(own().map((comment) => comment.id)).toContain(id);
});

it('5: a person answers, and another bot copies what is said', async () => {
  const { place, body, id } = commentOn('app.yaml', APP);
  shop.emulator.github.seedComment({ pull: 7, place, body: 'Why should we?', answers: id, author: PERSON });
  shop.emulator.github.seedComment({ pull: 7, place, body, author: OTHER_APP });
  shop.push(HEADS.anotherImage);
  expect(await inTurn(all, app)).toEqual([POSTS, QUIET]);
  expect(standing()).toEqual(holding());
});

it('6: the line of the answered one changes: it is replaced, hidden, and still readable', async () => {
  const answered = commentOn('app.yaml', APP);
  shop.push(HEADS.lineChanges);
  expect(await inTurn(all, app)).toEqual([POSTS, TAKES_BACK]);
  expect(standing()).toEqual(holding());
  expect(answered).toMatchObject({ minimized: 'OUTDATED', body: expect.stringContaining('no longer applies') });
});

it('7: what a person deletes is not said again, neither by the other leg', async () => {
  shop.emulator.github.eraseComment(commentOn('app.yaml', WEB).id);
  dismissed.add(`app.yaml: ${WEB}`);
  shop.push({ ...HEADS.lineChanges });
  expect(await inTurn(app, all)).toEqual([QUIET, QUIET]);
  expect(standing()).toEqual(holding());
});

it('8: a renamed file carries its comments to its new name', async () => {
  shop.push(HEADS.fileRenamed);
  expect(await inTurn(app, all)).toEqual([QUIET, REPLACES]);
  expect(standing()).toEqual(holding());
});

it('9: two legs at once say the new things once', async () => {
  shop.push(HEADS.many);
  await Promise.all([all(), app()]);
  expect(standing()).toEqual(holding());
  expect(await inTurn(all, app)).toEqual([QUIET, QUIET]);
});

it('10: a push in the middle of a run is answered for the head that it makes', async () => {
  shop.push(HEADS.oneGone);
  const stop = shop.emulator.onRequest(({ path }) => {
    if (!path.endsWith('/files')) return;
    stop();
    shop.push({ ...HEADS.oneGone, 'app.yaml': `# Again.\n${HEADS.oneGone['app.yaml']}` });
  });
  await all();
  await inTurn(app, all);
  expect(standing()).toEqual(holding());
});

it('11: what comes back is said again, while GitHub loses answers and throttles', async () => {
  shop.push(HEADS.oneBack);
  const reviews = { service: 'github', method: 'POST', path: /\/reviews$/ } as const;
  shop.emulator.addFault({ match: reviews, nth: 1, answer: { type: 'reset', when: 'after' } });
  const body = JSON.stringify({ message: 'You have exceeded a secondary rate limit' });
  const headers = { 'retry-after': '5', 'content-type': 'application/json' };
  const graphql = { service: 'github', path: /\/graphql$/ } as const;
  shop.emulator.addFault({ match: graphql, nth: 1, answer: { type: 'answer', status: 403, headers, body } });
  expect(await inTurn(all, app)).toEqual([
    ['GET pulls/7/files', 'POST graphql pullRequest (4)', 'POST pulls/7/reviews'],
    QUIET,
  ]);
  expect(standing()).toEqual(holding());
});

it('12: all is accepted, and nothing stands but what people speak about', async () => {
  shop.push(HEADS.accepted);
  await inTurn(all, app);
  expect([standing(), holding()]).toEqual([[], []]);
  expect(
    shop.emulator.github.comments.map(({ author, minimized }) => `${author.login} ${minimized ?? 'shown'}`),
  ).toEqual(['github-actions[bot] OUTDATED', 'octocat shown', 'helper[bot] shown']);
  expect(await inTurn(all, app)).toEqual([QUIET, QUIET]);
});
