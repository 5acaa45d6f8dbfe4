import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { field, isObject, listField, numberField, parseJson, stringField } from '../../../src/base/json.ts';

/**
 * What GitHub takes as a review, by its documentation and its REST description (`@octokit/openapi`), with nothing of the stand-in or of
 * the code that it judges: https://docs.github.com/rest/pulls/reviews and docs/github-behaviour.md#review-lines,
 * #review-all-or-nothing, #review-event, #comment-length, #suggestion-limits.
 */

/** A pull request as GitHub sees it. */
export interface Pull {
  readonly headSha: string;
  readonly files: readonly PullFile[];
}

export interface PullFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** As the list of files has it; absent where GitHub shows none. */
  readonly patch: string | undefined;
  /** The text at the head. */
  readonly head: string;
}

/** A suggestion as GitHub would commit it: lines of the head, both included, and what stands there afterwards. */
export interface Committable {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

const MAX_BODY_CHARS = 65_536;

let description: ValidateFunction | undefined;

/** The request's body by the description alone. It is loose (docs/github-behaviour.md#rest-description). */
function described(): ValidateFunction {
  if (description !== undefined) return description;
  const path = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
  const schema = field(
    parseJson(readFileSync(path, 'utf8')),
    ...['paths', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews', 'post', 'requestBody', 'content'],
    ...['application/json', 'schema'],
  );
  if (!isObject(schema)) throw new Error('the description has no schema of a review');
  const [review = schema, item] = [schema, field(schema, 'properties', 'comments', 'items')];
  // Members that the description does not know are refused here: GitHub would ignore them, and what they were for would not happen.
  const strict = {
    ...review,
    additionalProperties: false,
    properties: {
      ...(isObject(review.properties) ? review.properties : {}),
      comments: { type: 'array', items: { ...(isObject(item) ? item : {}), additionalProperties: false } },
    },
  };
  description = new Ajv({ strict: false }).compile(strict);
  return description;
}

/** Why GitHub would refuse the review or some comment of it would not be what it is meant to be; empty where it is taken. */
export function refusals(pull: Pull, body: unknown): readonly string[] {
  const validate = described();
  if (!validate(body)) return [`not as described: ${JSON.stringify(validate.errors)}`];
  const text = stringField(body, 'body') ?? '';
  return [
    ...(stringField(body, 'event') === 'COMMENT' ? [] : ['without the event it stays pending']),
    ...(stringField(body, 'commit_id') === pull.headSha ? [] : ['it is for another commit than the head']),
    ...(text.trim() === '' ? ['a comment needs a body'] : []),
    ...(text.length > MAX_BODY_CHARS ? ['its body is too long'] : []),
    ...listField(body, 'comments').flatMap((comment) => commentRefusals(pull, comment)),
    ...overlaps(pull, body),
  ];
}

function commentRefusals(pull: Pull, comment: unknown): readonly string[] {
  const path = stringField(comment, 'path') ?? '';
  const line = numberField(comment, 'line') ?? 0;
  const start = numberField(comment, 'start_line');
  const place = `${path}:${start ?? line}-${line}`;
  const text = stringField(comment, 'body') ?? '';
  const file = pull.files.find((candidate) => candidate.path === path);
  if (file === undefined) return [`${place}: the file is not in the pull request`];
  if (file.status === 'removed') return [`${place}: the file is removed`];
  const hunk = rightHunks(file.patch ?? '').findIndex((lines) => lines.has(line));
  const other = rightHunks(file.patch ?? '').findIndex((lines) => lines.has(start ?? line));
  const committable = committableOf(pull, comment);
  return [
    ...(hunk === -1 ? ['the line is not part of the diff'] : []),
    ...(other === hunk ? [] : ['it begins in another hunk']),
    ...(start === undefined || start < line ? [] : ['it begins where it ends, or later']),
    ...(stringField(comment, 'side') === 'RIGHT' ? [] : ['it is on the side that is gone']),
    ...((start === undefined) === (stringField(comment, 'start_side') === undefined) ? [] : ['start_side is missing']),
    ...(text.trim() === '' ? ["Body can't be blank"] : []),
    ...(text.length > MAX_BODY_CHARS ? ['it is too long'] : []),
    ...(committable === undefined ? ['it holds no suggestion, or several'] : []),
    ...(committable !== undefined && changesNothing(file, committable) ? ['its suggestion changes nothing'] : []),
  ].map((reason) => `${place}: ${reason}`);
}

/** Of suggestions that share a line only one can be committed in a batch. */
function overlaps(pull: Pull, body: unknown): readonly string[] {
  const all = committables(pull, body).toSorted(
    (one, other) => one.path.localeCompare(other.path) || one.from - other.from,
  );
  return all.flatMap((next, index) => {
    const last = all[index - 1];
    return last?.path === next.path && last.to >= next.from
      ? [`${next.path}:${next.from}: two suggestions share a line`]
      : [];
  });
}

/** What could be committed of a review. */
export function committables(pull: Pull, body: unknown): readonly Committable[] {
  return listField(body, 'comments').flatMap((comment) => committableOf(pull, comment) ?? []);
}

function committableOf(_: Pull, comment: unknown): Committable | undefined {
  const text = stringField(comment, 'body') ?? '';
  const blocks = [...text.matchAll(/^(`{3,})suggestion\n([\s\S]*?)\n\1$/gm)];
  const [block] = blocks;
  if (block === undefined || blocks.length > 1) return undefined;
  const to = numberField(comment, 'line') ?? 0;
  const from = numberField(comment, 'start_line') ?? to;
  return { path: stringField(comment, 'path') ?? '', from, to, lines: (block[2] ?? '').split('\n') };
}

function changesNothing({ head }: PullFile, { from, to, lines }: Committable): boolean {
  return (
    head
      .split('\n')
      .slice(from - 1, to)
      .join('\n') === lines.join('\n')
  );
}

/** The lines of the head in each hunk of a patch, by git's format. */
function rightHunks(patch: string): readonly ReadonlySet<number>[] {
  const hunks: Set<number>[] = [];
  let next = 0;
  for (const row of patch.split('\n')) {
    const [, start] = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(row) ?? [];
    if (start !== undefined) {
      hunks.push(new Set());
      next = Number(start);
    } else if (row.startsWith('+') || row.startsWith(' ')) hunks.at(-1)?.add(next++);
  }
  return hunks;
}

/**
 * What GitHub commits, one suggestion after the other: each stands on the lines that it stood on, wherever those are by then.
 * @returns the texts of the files after it
 */
export function committed(
  texts: ReadonlyMap<string, string>,
  chosen: readonly Committable[],
): ReadonlyMap<string, string> {
  const after = new Map(texts);
  const done: Committable[] = [];
  for (const next of chosen) {
    const growth = done
      .filter(({ path, to }) => path === next.path && to < next.from)
      .reduce((sum, { from, to, lines }) => sum + lines.length - (to - from + 1), 0);
    const lines = (after.get(next.path) ?? '').split('\n');
    lines.splice(next.from - 1 + growth, next.to - next.from + 1, ...next.lines);
    after.set(next.path, lines.join('\n'));
    done.push(next);
  }
  return after;
}
