import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReview, type Looked } from './check.ts';
import { refusals } from './github-rules.ts';
import { type PullRequest, pullRequest, type Tree } from './pull-requests.ts';
import { repositoryOf } from './repository.ts';

/** The review of thousands of pull requests: `npm run review-law`. A sample of them is part of every test run. */

const MANY = Number(process.env.REVIEW_LAW ?? 40);
const SEED = Number(process.env.REVIEW_SEED ?? 14);
const A_REPOSITORY = 250;

const totals = { pulls: 0, merged: 0, comments: 0, subsets: 0, edits: 0, left: 0 };

async function checkAll(pulls: readonly PullRequest[]): Promise<void> {
  const repository = repositoryOf(pulls);
  try {
    const patches: string[] = [];
    const patched: Record<string, string> = {};
    for (const [index, pull] of pulls.entries()) {
      const prefix = `p${index}/`;
      const looked = await lookedAt(pull, index, repository, prefix);
      patches.push(looked.patch);
      for (const [path, text] of Object.entries(looked.patched)) patched[`${prefix}${path}`] = text;
    }
    const whole = patches.join('');
    const applied = whole.includes('diff --git') ? repository.apply(whole) : patched;
    expect(applied, `seed ${SEED}`).toEqual(patched);
  } finally {
    repository.remove();
  }
}

async function lookedAt(
  pull: PullRequest,
  index: number,
  { files, merges, headSha }: ReturnType<typeof repositoryOf>,
  prefix: string,
): Promise<Looked> {
  totals.pulls++;
  const merge: Tree | undefined = merges[index];
  if (merge !== undefined) totals.merged++;
  // What can't be merged gets no run of `pull_request`; a workflow may check out the head itself.
  const given = { pull, listed: files[index] ?? [], headSha, checkout: merge ?? pull.head, prefix };
  try {
    const looked = await checkReview(given);
    totals.comments += looked.comments;
    totals.subsets += looked.subsets;
    totals.edits += looked.edits;
    totals.left += looked.left;
    return looked;
  } catch (error) {
    throw new Error(
      `pull request ${index} of seed ${SEED}: ${JSON.stringify({ ...pull, withoutPatch: [...pull.withoutPatch] })}`,
      {
        cause: error,
      },
    );
  }
}

describe('the review of any pull request', () => {
  it(
    'is taken by GitHub, is safe to accept in any part and order, and drops nothing',
    async () => {
      const pulls = fc.sample(pullRequest, { numRuns: MANY, seed: SEED });
      for (let done = 0; done < pulls.length; done += A_REPOSITORY) {
        await checkAll(pulls.slice(done, done + A_REPOSITORY));
        if (MANY > 1000) console.log(`${JSON.stringify(totals)}, seed ${SEED}`);
      }
      expect(totals.pulls).toBe(MANY);
      expect(totals.merged).toBeGreaterThan(MANY / 2);
      expect(totals.comments).toBeGreaterThan(MANY / 2);
    },
    MANY * 1000,
  );
});

describe('the rules that the law goes by', () => {
  const patch = '@@ -1,3 +1,4 @@\n a\n+b\n c\n d\n@@ -9,2 +10,2 @@\n x\n-y\n+z';
  const head = 'a\nb\nc\nd\n5\n6\n7\n8\n9\nx\nz\n';
  const pull = { headSha: '1'.repeat(40), files: [{ path: 'f', status: 'modified' as const, patch, head }] };
  const comment = { path: 'f', line: 2, side: 'RIGHT', body: '```suggestion\nB\n```' };
  const review = (comments: readonly unknown[], more: object = {}) => ({
    ...{ commit_id: pull.headSha, event: 'COMMENT', body: 'text' },
    ...{ comments, ...more },
  });

  it('take what is right', () => {
    expect(refusals(pull, review([comment, { ...comment, line: 4, start_line: 3, start_side: 'RIGHT' }]))).toEqual([]);
  });

  interface Wrong {
    readonly reason: string;
    readonly comment?: Readonly<Record<string, unknown>>;
    readonly review?: Readonly<Record<string, unknown>>;
  }

  it.each<Wrong>([
    { comment: { line: 5 }, reason: 'the line is not part of the diff' },
    { comment: { line: 11, start_line: 4, start_side: 'RIGHT' }, reason: 'it begins in another hunk' },
    { comment: { start_line: 2, start_side: 'RIGHT' }, reason: 'it begins where it ends' },
    { comment: { line: 3, start_line: 2 }, reason: 'start_side is missing' },
    { comment: { side: 'LEFT' }, reason: 'the side that is gone' },
    { comment: { path: 'g' }, reason: 'the file is not in the pull request' },
    { comment: { body: 'no block' }, reason: 'it holds no suggestion' },
    { comment: { body: '```suggestion\nb\n```' }, reason: 'changes nothing' },
    { comment: { body: `${'x'.repeat(65_536)}\n${comment.body}` }, reason: 'too long' },
    { comment: { in_reply: 1 }, reason: 'not as described' },
    { review: { body: ' ' }, reason: 'a comment needs a body' },
    { review: { event: undefined }, reason: 'stays pending' },
    { review: { commit_id: '2'.repeat(40) }, reason: 'another commit' },
  ])('refuse what is wrong: $reason', ({ comment: change, review: more, reason }) => {
    const comments = change === undefined ? [] : [{ ...comment, ...change }];
    expect(refusals(pull, review(comments, more)).join()).toContain(reason);
  });

  it('refuse two on one line', () => {
    expect(refusals(pull, review([comment, comment])).join()).toContain('two suggestions share a line');
  });
});
