import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Place, type PullFile, textOfLine } from './diff.ts';

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
}

export interface PullOptions {
  readonly number: number;
  readonly head: PullEnd;
  readonly base: PullEnd;
  readonly state?: 'open' | 'closed';
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
  files: readonly PullFile[];
}

export interface Review {
  readonly id: number;
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
  readonly place: Place;
  readonly createdAt: string;
  /** The comment that this one answers. */
  readonly answers: number | undefined;
  /** Whether the lines it stood on are still the same. */
  outdated: boolean;
  minimized: string | undefined;
  body: string;
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
  readonly rights: TokenRights;
  readonly pulls: Map<number, Pull>;
  readonly reviews: Review[];
  readonly comments: ReviewComment[];
  readonly issueComments: IssueComment[];
  /** Texts by commit or branch, then by path. */
  readonly files: Map<string, Readonly<Record<string, string>>>;
  /** A number that was never given. */
  readonly nextId: () => number;
  /** Moves a pull request's head; comments whose lines changed become outdated. */
  readonly push: (pull: number, headSha: string, files: readonly PullFile[]) => void;
  /** Puts a comment there as if somebody had written it, without any check. */
  readonly seedComment: (
    comment: Pick<ReviewComment, 'pull' | 'place' | 'body'> & { readonly answers?: number },
  ) => ReviewComment;
}

/** Whose comments the job's token writes. */
export const BOT = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' } as const;

export const DEFAULT_TOKEN = 'ghs_emulated';

export function openGitHub(options: GitHubOptions, clock: Clock): GitHubState {
  let last = 1000;
  const nextId = () => {
    last += 1;
    return last;
  };
  const pulls = new Map((options.pulls ?? []).map((pull) => [pull.number, { state: 'open' as const, ...pull }]));
  const comments: ReviewComment[] = [];
  return {
    clock,
    repository: options.repository ?? 'contoso/shop',
    token: options.token ?? DEFAULT_TOKEN,
    rights: { pullRequests: 'write', contents: 'read', ...options.rights },
    pulls,
    reviews: [],
    comments,
    issueComments: [],
    files: new Map(Object.entries(options.files ?? {})),
    nextId,
    push: (number, headSha, files) => {
      const pull = pulls.get(number);
      if (pull === undefined) throw new Error(`there is no pull request ${number}`);
      for (const comment of comments.filter((candidate) => candidate.pull === number)) {
        const before = textOfLine(pull.files, comment.place);
        if (before === undefined || before !== textOfLine(files, comment.place)) comment.outdated = true;
      }
      pulls.set(number, { ...pull, head: { ...pull.head, sha: headSha }, files });
    },
    seedComment: ({ pull, place, body, answers }) => {
      const commitId = pulls.get(pull)?.head.sha ?? '';
      const createdAt = clock.seconds();
      const comment = newComment(nextId(), { pull, review: 0, commitId, place, body, createdAt }, answers);
      comments.push(comment);
      return comment;
    },
  };
}

export function newComment(
  id: number,
  comment: Pick<ReviewComment, 'pull' | 'review' | 'commitId' | 'place' | 'body' | 'createdAt'>,
  answers?: number,
): ReviewComment {
  return { ...comment, id, nodeId: `PRRC_${id}`, answers, outdated: false, minimized: undefined };
}

/** The id of a blob with this text, as git computes it. */
export function blobSha(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
