import { textOfLine } from './diff.ts';
import {
  type Author,
  BOT,
  type GitHubState,
  type IssueComment,
  type Pull,
  type PullEnd,
  type Review,
  type ReviewComment,
} from './state.ts';

/** Resources as GitHub's REST API writes them; the members that clients of reviews read. */

export function pullShape(state: GitHubState, pull: Pull): unknown {
  return {
    number: pull.number,
    state: pull.state,
    node_id: `PR_${pull.number}`,
    title: `Pull request ${pull.number}`,
    draft: false,
    merged: pull.merged,
    locked: pull.locked,
    head: endShape(state, pull.head),
    base: endShape(state, pull.base),
    changed_files: pull.files.length,
    html_url: `https://github.com/${state.repository}/pull/${pull.number}`,
  };
}

function endShape(state: GitHubState, { sha, ref, repository = state.repository }: PullEnd) {
  const [owner = ''] = repository.split('/');
  const repo = { full_name: repository, fork: repository !== state.repository, owner: { login: owner } };
  return { sha, ref, label: `${owner}:${ref}`, repo };
}

/** A changed file. Its addresses name the head that it is of (docs/github-behaviour.md#files-head). */
export function fileShape(
  { filename, status, sha, patch, previousFilename }: Pull['files'][number],
  { repository }: GitHubState,
  head: string,
): unknown {
  const path = filename.split('/').map(encodeURIComponent).join('/');
  const count = (sign: string) => (patch ?? '').split('\n').filter((line) => line.startsWith(sign)).length;
  const [additions, deletions] = [count('+'), count('-')];
  return {
    sha,
    filename,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `https://github.com/${repository}/blob/${head}/${path}`,
    raw_url: `https://github.com/${repository}/raw/${head}/${path}`,
    contents_url: `https://api.github.com/repos/${repository}/contents/${path}?ref=${head}`,
    ...(patch === undefined ? {} : { patch }),
    ...(previousFilename === undefined ? {} : { previous_filename: previousFilename }),
  };
}

export function reviewShape(
  { id, nodeId, author, pull, commitId, event, submittedAt, body }: Review,
  { repository }: GitHubState,
): unknown {
  return {
    id,
    node_id: nodeId,
    user: userShape(author),
    body,
    state: event === 'COMMENT' ? 'COMMENTED' : event,
    commit_id: commitId,
    submitted_at: submittedAt,
    html_url: `https://github.com/${repository}/pull/${pull}#pullrequestreview-${id}`,
  };
}

function userShape({ login, id, type }: Author): unknown {
  return { login, id, type };
}

/**
 * Of an outdated comment GitHub tells no line any more, only the original one
 * (docs/github-behaviour.md#outdated-comments).
 */
export function commentShape(comment: ReviewComment, state: GitHubState): unknown {
  const { id, nodeId, author, pull, review, commitId, place, createdAt, answers, at, subject, body } = comment;
  const isLine = subject === 'line';
  const files = state.pulls.get(pull)?.files ?? [];
  return {
    id,
    node_id: nodeId,
    pull_request_review_id: review,
    user: userShape(author),
    path: place.path,
    body,
    side: place.side,
    start_side: place.startLine === undefined ? null : (place.startSide ?? place.side),
    line: isLine ? (at?.line ?? null) : null,
    start_line: at?.startLine ?? null,
    original_line: isLine ? place.line : null,
    original_start_line: place.startLine ?? null,
    position: isLine ? (at === undefined ? null : 1) : 1,
    original_position: 1,
    commit_id: state.pulls.get(pull)?.head.sha ?? commitId,
    original_commit_id: commitId,
    diff_hunk: isLine ? `@@ … @@\n ${textOfLine(files, { ...place, ...at }) ?? ''}` : '',
    subject_type: subject,
    ...(answers === undefined ? {} : { in_reply_to_id: answers }),
    created_at: createdAt,
    updated_at: createdAt,
    html_url: `https://github.com/${state.repository}/pull/${pull}#discussion_r${id}`,
  };
}

export function issueCommentShape(
  { id, nodeId, issue, createdAt, body }: IssueComment,
  { repository }: GitHubState,
): unknown {
  return {
    id,
    node_id: nodeId,
    user: BOT,
    body,
    created_at: createdAt,
    updated_at: createdAt,
    html_url: `https://github.com/${repository}/pull/${issue}#issuecomment-${id}`,
  };
}
