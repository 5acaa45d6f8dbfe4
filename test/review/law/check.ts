import { parseJson } from '../../../src/base/json.ts';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { annotationsOf } from '../../../src/review/annotations.ts';
import { commentBody } from '../../../src/review/comment-body.ts';
import { readChangedFiles } from '../../../src/review/diff.ts';
import { openPullRequest } from '../../../src/review/github.ts';
import { instanceOf } from '../../../src/review/marker.ts';
import { onHead } from '../../../src/review/on-head.ts';
import { leftOutOfPatch, patchOf } from '../../../src/review/patch.ts';
import { type WantedComment, wantedComments } from '../../../src/review/reconcile.ts';
import { reviewBody } from '../../../src/review/review-body.ts';
import { suggest } from '../../../src/review/suggestions.ts';
import { fakeHttp } from '../../azure/fake-http.ts';
import { moveOf, scanned } from '../../manifests/laws.ts';
import { type Committable, committables, committed, type Pull, refusals } from './github-rules.ts';
import type { PullRequest, Tree } from './pull-requests.ts';
import { movedTo, rendered } from './rendering.ts';

/** What holds of the review of any pull request. */

/** What of a pull request was looked at, so that a law about nothing shows. */
export interface Looked {
  readonly comments: number;
  readonly subsets: number;
  readonly edits: number;
  readonly left: number;
  /** The patch for the head, and what it makes of it. */
  readonly patch: string;
  readonly patched: Tree;
}

export interface Given {
  readonly pull: PullRequest;
  readonly listed: readonly (Pull['files'][number] & { readonly blob: string })[];
  readonly headSha: string;
  /** What was checked out. */
  readonly checkout: Tree;
  /** Leads to the pull request's folder. */
  readonly prefix: string;
}

/** @throws Error that names the law and how it is broken */
export async function checkReview({ pull, listed, headSha, checkout, prefix }: Given): Promise<Looked> {
  const head = new Map(Object.entries(pull.head));
  const tree = new Map(Object.entries(checkout).map(([path, text]) => [path, pull.autocrlf ? asCrlf(text) : text]));
  const { rewritten } = rewrite(scanned(tree).uses, moveOf);
  const textsOf = (file: string) => {
    const text = tree.get(file);
    return text === undefined ? undefined : { scanned: text, head: head.get(file) };
  };
  const changed = readChangedFiles(
    listed.map(({ path, status, patch, blob }) => ({
      filename: path,
      status,
      sha: blob,
      ...(patch === undefined ? {} : { patch }),
    })),
  );
  const { suggestions, left } = suggest({
    rewritten,
    heldBack: () => undefined,
    changed,
    textsOf,
    prefix: '',
    most: pull.most,
  });
  const facts = {
    of: ({ use, move }: (typeof rewritten)[number]) => ({
      from: use.text,
      to: move.repository,
      stored: 'stored' as const,
    }),
    hintOf: () => undefined,
  };
  const wanted = wantedComments(
    suggestions,
    instanceOf('law', []),
    (suggestion) => commentBody(suggestion, facts),
    (path) => head.get(path),
  );
  const told = left.map(({ use, reason }) => ({ path: use.file, line: use.line, text: use.text, reason }));
  const summary = reviewBody({
    ...{ headline: 'law', suggestions: wanted.length, left: told },
    ...{ tree: undefined, run: undefined, docs: undefined },
  });
  const { edits, left: leftOut } = onHead(rewritten, textsOf);
  const note = leftOutOfPatch(
    leftOut.map(({ use, reason }) => ({ ...{ file: use.file, line: use.line, text: use.text }, reason })),
    prefix,
  );
  const patch = note + patchOf(edits, (file) => head.get(file), prefix);
  const patched = new Map(
    [...head].map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter(({ file }) => file === path),
      ),
    ]),
  );

  must('each comment has a key of its own', new Set(wanted.map(({ key }) => key)).size === wanted.length);
  // Nothing is dropped without a line.
  const suggested = new Set(suggestions.flatMap(({ moves }) => moves));
  must('each use is suggested, or it is said why not', suggested.size + left.length === rewritten.length);
  const toldOf = [...summary.matchAll(/^ {2}- /gm)].length;
  must('the body has a line for each that is not suggested', toldOf === left.length, `${toldOf} of ${left.length}`);
  const remarks = told.map(({ path, line, text }) => ({
    ...{
      rule: 'public-image' as const,
      level: 'note' as const,
      file: path,
      line,
      column: 1,
      image: text,
      message: text,
    },
  }));
  const { shown, left: over } = annotationsOf(remarks, '');
  const placed = shown.filter(({ at }) => at !== undefined).length;
  must('each that is not suggested is an annotation, or is counted', placed + over.length === left.length);
  const counted = shown.some(({ message }) => message.startsWith(`${over.length} more`));
  must('what has no room among the annotations is counted in one', over.length === 0 || counted);
  must('the patch has a line for each that it leaves out', note.split('\n').length - 1 === leftOut.length);

  const body = wanted.length === 0 ? undefined : await posted(summary, wanted, headSha);
  const github = { headSha, files: listed };
  const all = body === undefined ? [] : committables(github, body);
  if (body !== undefined) {
    const refused = refusals(github, body);
    must('GitHub takes the review', refused.length === 0, refused.join('; '));
  }
  const uses = rewritten.filter((move) => !leftOut.some(({ use }) => use === move.use)).map(({ use }) => use.file);
  must(
    'the patch moves only what was to be moved',
    [...patched].every(
      ([path, text]) => text === head.get(path) || uses.includes(path) || edits.some(({ file }) => file === path),
    ),
  );
  checkAfter(head, patched);
  const subsets = subsetsOf(all);
  for (const subset of subsets) checkSubset(head, subset, all);
  return {
    comments: wanted.length,
    subsets: subsets.length,
    edits: edits.length,
    left: left.length,
    patch,
    patched: Object.fromEntries(patched),
  };
}

/** What is committed of some suggestions, in any order, and what another run then makes of it. */
function checkSubset(
  head: ReadonlyMap<string, string>,
  subset: readonly Committable[],
  all: readonly Committable[],
): void {
  const after = committed(head, subset);
  const other = committed(head, subset.toReversed());
  must(
    'the order does not matter',
    [...after].every(([path, text]) => other.get(path) === text),
  );
  checkAfter(head, after);
  if (subset.length < all.length) return;
  const { rewritten } = rewrite(scanned(after).uses, moveOf);
  const again = rewritten.filter(({ use }) =>
    all.some(({ path, from, to }) => path === use.file && from === to && from === use.line),
  );
  must('what was accepted is moved once', again.length === 0, () => again.map(({ use }) => use.text).join());
}

/** Each place has the image that it had, or the moved one; and another run, on a checkout of it, goes on to the same end. */
function checkAfter(head: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  const before = rendered(head);
  const images = rendered(after);
  must('the same places have images', [...before.keys()].join() === [...images.keys()].join());
  for (const [place, image] of images) {
    const was = before.get(place) ?? '';
    const isMoved = movedTo(was) === image;
    must('an image is the same or the moved one', image === was || isMoved, `${place}: ${was} became ${image}`);
  }
  const once = moved(head);
  for (const [path, text] of moved(after)) {
    const want = once.get(path);
    must('another run goes on to the same end', want === text, () => `${path}:\n${text}\ninstead of\n${want}`);
  }
}

function moved(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const { edits } = rewrite(scanned(texts).uses, moveOf);
  return new Map(
    [...texts].map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter(({ file }) => file === path),
      ),
    ]),
  );
}

/** None, each, all, all but one, and of few all there are. */
function subsetsOf(all: readonly Committable[]): readonly (readonly Committable[])[] {
  if (all.length === 0) return [];
  if (all.length <= 4) {
    return Array.from({ length: 2 ** all.length }, (_, mask) => all.filter((_, index) => (mask >> index) % 2 === 1));
  }
  const each = all.map((one) => [one]);
  const others = all.map((one) => all.filter((other) => other !== one));
  return [all, ...each.slice(0, 6), ...others.slice(0, 6)];
}

/** The request as it goes over the wire. */
async function posted(summary: string, wanted: readonly WantedComment[], headSha: string): Promise<unknown> {
  const http = fakeHttp(() => ({ status: 200, body: { id: 1 } }));
  const target = {
    http,
    apiUrl: 'https://api.github.com',
    token: 'token',
    repository: 'contoso/shop',
    number: 1,
  };
  const api = await openPullRequest(target);
  await api.postReview(headSha, summary, wanted);
  return parseJson(String(http.sent[0]?.body));
}

function asCrlf(text: string): string {
  // As git does it: a text that has some already is left alone.
  return text.includes('\r\n') ? text : text.replaceAll('\n', '\r\n');
}

function must(law: string, holds: boolean, how: string | (() => string) = ''): void {
  if (!holds) throw new Error(`${law}: ${typeof how === 'string' ? how : how()}`);
}
