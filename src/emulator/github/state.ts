import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Place, type PullFile, refusedPlace, textOfLine } from './diff.ts';
import { movedLines } from './moved-lines.ts';

/** One repository on GitHub with its pull requests, as far as a review is concerned. */

export interface GitHubOptions {
  /** `owner/name`; `contoso/shop` unless given. */
  readonly repository?: string;
  readonly pulls?: readonly PullOptions[];
  /** Texts by path at a commit or branch: for contents and blobs. */
  readonly files?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The job's token. */
  readonly token?: string;
  readonly rights?: Partial<TokenRights>;
  /** Whose token it is; the workflow's own bot unless given. */
  readonly viewer?: Author;
}

/** Who writes: a person, an app. An app's login ends with `[bot]` in REST and not in GraphQL (docs/github-behaviour.md#bot-logins). */
export interface Author {
  readonly login: string;
  readonly id: number;
  readonly type: 'Bot' | 'User';
}

export interface PullOptions {
  readonly number: number;
  readonly head: PullEnd;
  readonly base: PullEnd;
  readonly state?: 'open' | 'closed';
  readonly merged?: boolean;
  readonly locked?: boolean;
  readonly files: readonly PullFile[];
}

export interface PullEnd {
  readonly sha: string;
  readonly ref: string;
  /** `owner/name`; this repository unless given. */
  readonly repository?: string;
}

/** What the token may (docs/github-behaviour.md#fork-token: of a fork's pull request it may only read). */
export interface TokenRights {
  pullRequests: 'write' | 'read' | 'none';
  contents: 'read' | 'none';
}

export interface Pull {
  readonly number: number;
  readonly base: PullEnd;
  head: PullEnd;
  state: 'open' | 'closed';
  merged: boolean;
  /** Whether only people who may push can still write (docs/github-behaviour.md#locked). */
  locked: boolean;
  files: readonly PullFile[];
  /** Its diff by head, the earlier ones too: comments on them are still taken (docs/github-behaviour.md#older-commit). */
  readonly commits: Map<string, readonly PullFile[]>;
}

export interface Review {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Author;
  readonly pull: number;
  readonly commitId: string;
  readonly event: string;
  readonly submittedAt: string;
  body: string;
}

export interface ReviewComment {
  readonly id: number;
  readonly nodeId: string;
  readonly pull: number;
  readonly review: number;
  readonly commitId: string;
  readonly author: Author;
  /** Where it was written. */
  readonly place: Place;
  readonly subject: 'line' | 'file';
  readonly createdAt: string;
  /** The comment that this one answers. */
  readonly answers: number | undefined;
  /** The lines that it stands on now; absent once one of them has changed: it is outdated then. */
  at: Lines | undefined;
  /** Whether somebody resolved the conversation that it begins. */
  resolved: boolean;
  minimized: string | undefined;
  body: string;
}

export interface Lines {
  readonly line: number;
  readonly startLine: number | undefined;
}

export interface IssueComment {
  readonly id: number;
  readonly nodeId: string;
  readonly issue: number;
  readonly createdAt: string;
  minimized: string | undefined;
  body: string;
}

export interface GitHubState {
  readonly clock: Clock;
  readonly repository: string;
  readonly token: string;
  readonly viewer: Author;
  readonly rights: TokenRights;
  readonly pulls: Map<number, Pull>;
  readonly reviews: Review[];
  readonly comments: ReviewComment[];
  readonly issueComments: IssueComment[];
  /** Texts by commit or branch, then by path. */
  readonly files: Map<string, Readonly<Record<string, string>>>;
  /** When content was written, in milliseconds since 1970; what is older than a minute may be missing. */
  readonly writes: number[];
  /** A number that was never given. */
  readonly nextId: () => number;
  /** Moves a pull request's head; comments move with their lines, and become outdated where those have changed. */
  readonly push: (pull: number, headSha: string, files: readonly PullFile[]) => void;
  /** Puts a comment there as if somebody had written it, without any check. */
  readonly seedComment: (comment: SeededComment) => ReviewComment;
  /** Takes a comment away, as a person does on the page. */
  readonly eraseComment: (id: number) => void;
}

/** The workflow's own bot writes it unless another author is given. */
export type SeededComment = Pick<ReviewComment, 'pull' | 'place' | 'body'> & {
  readonly answers?: number;
  readonly author?: Author;
};

/** Whose comments the job's token writes. */
export const BOT = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' } as const satisfies Author;
/** Others who write on pull requests. */
export const OTHER_APP = { login: 'helper[bot]', id: 77_000_001, type: 'Bot' } as const satisfies Author;
export const PERSON = { login: 'octocat', id: 583_231, type: 'User' } as const satisfies Author;

export const DEFAULT_TOKEN = 'ghs_emulated';

export function openGitHub(options: GitHubOptions, clock: Clock): GitHubState {
  let last = 1000;
  const nextId = () => {
    last += 1;
    return last;
  };
  const pulls = new Map((options.pulls ?? []).map((pull) => [pull.number, pullOf(pull)]));
  const comments: ReviewComment[] = [];
  const files = new Map(Object.entries(options.files ?? {}));
  const viewer = options.viewer ?? BOT;
  return {
    clock,
    repository: options.repository ?? 'contoso/shop',
    token: options.token ?? DEFAULT_TOKEN,
    viewer,
    rights: { pullRequests: 'write', contents: 'read', ...options.rights },
    pulls,
    reviews: [],
    comments,
    issueComments: [],
    writes: [],
    files,
    nextId,
    push: (number, headSha, changed) => {
      const pull = pulls.get(number);
      if (pull === undefined) throw new Error(`there is no pull request ${number}`);
      const own = comments.filter((candidate) => candidate.pull === number);
      const move = {
        before: pull.files,
        after: changed,
        textsBefore: files.get(pull.head.sha),
        textsAfter: files.get(headSha),
      };
      for (const comment of own) comment.at = comment.subject === 'file' ? comment.at : linesAfter(comment, move);
      pull.head = { ...pull.head, sha: headSha };
      pull.files = changed;
      pull.commits.set(headSha, changed);
    },
    seedComment: ({ pull, place, body, answers, author = viewer }) => {
      const commitId = pulls.get(pull)?.head.sha ?? '';
      const createdAt = clock.seconds();
      const seeded = { pull, review: 0, commitId, author, place, body, createdAt, subject: 'line' as const };
      const comment = newComment(nextId(), seeded, answers);
      comments.push(comment);
      return comment;
    },
    eraseComment: (id) => {
      const at = comments.findIndex((comment) => comment.id === id);
      if (at === -1) throw new Error(`there is no comment ${id}`);
      comments.splice(at, 1);
    },
  };
}

function pullOf(options: PullOptions): Pull {
  const commits = new Map([[options.head.sha, options.files]]);
  return { state: 'open', merged: false, locked: false, ...options, commits };
}

/** What a push changes, with the texts of both heads where they are known. */
interface Push {
  readonly before: readonly PullFile[];
  readonly after: readonly PullFile[];
  readonly textsBefore: Readonly<Record<string, string>> | undefined;
  readonly textsAfter: Readonly<Record<string, string>> | undefined;
}

/** Where a comment's lines are after a push; `undefined` where one has changed, or is no longer part of the diff. */
export function linesAfter({ at, place }: Pick<ReviewComment, 'at' | 'place'>, push: Push): Lines | undefined {
  if (at === undefined) return undefined;
  const [old, now] = [push.textsBefore?.[place.path], push.textsAfter?.[place.path]];
  if (old === undefined || now === undefined) {
    const textIn = (files: readonly PullFile[]) => textOfLine(files, { ...place, line: at.line });
    return textIn(push.before) !== undefined && textIn(push.before) === textIn(push.after) ? at : undefined;
  }
  const moved = movedLines(old, now);
  const [line, startLine] = [moved.get(at.line), at.startLine === undefined ? undefined : moved.get(at.startLine)];
  if (line === undefined || (at.startLine !== undefined && startLine === undefined)) return undefined;
  return refusedPlace(push.after, { ...place, line, startLine }) === undefined ? { line, startLine } : undefined;
}

export function newComment(
  id: number,
  comment: Omit<ReviewComment, 'id' | 'nodeId' | 'answers' | 'at' | 'resolved' | 'minimized'>,
  answers?: number,
): ReviewComment {
  const { line, startLine } = comment.place;
  const at = { line, startLine };
  return { ...comment, id, nodeId: `PRRC_${id}`, answers, at, resolved: false, minimized: undefined };
}

/** The id of a blob with this text, as git computes it. */
export function blobSha(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
