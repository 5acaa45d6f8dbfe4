import { field, numberField, stringField } from '../base/json.ts';
import type { Http } from '../io/http.ts';
import { fetchThrough } from './fetch.ts';

/** The head of a finished run, as GitHub's own event tells it. */
export interface RunHead {
  readonly sha: string;
  readonly branch: string;
  /** Owner of the repository that the branch is in. */
  readonly owner: string;
}

/** Most pull requests that one branch can have open at once: one a base. */
const MAX_PULLS = 100;

/**
 * The open pull request whose head is the commit; GitHub does not name those of forks (docs/github-behaviour.md#workflow-run).
 * @param repository `owner/name` of the base
 * @returns its number, or `undefined` where there is none, or its head is another by now
 * @throws Error of octokit's where GitHub does not answer
 */
export async function findPullRequest(
  { http, apiUrl, token }: { readonly http: Http; readonly apiUrl: string; readonly token: string },
  repository: string,
  { sha, branch, owner }: RunHead,
): Promise<number | undefined> {
  const { getOctokit } = await import('../sdk/github.ts');
  const octokit = getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ''), request: { fetch: fetchThrough(http) } });
  const slash = repository.indexOf('/');
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
    owner: repository.slice(0, slash),
    repo: repository.slice(slash + 1),
    state: 'open',
    head: `${owner}:${branch}`,
    per_page: MAX_PULLS,
  });
  const listed: unknown = data;
  const found = (Array.isArray(listed) ? listed : []).find(
    (pull: unknown) =>
      stringField(pull, 'head', 'sha') === sha &&
      stringField(pull, 'base', 'repo', 'full_name')?.toLowerCase() === repository.toLowerCase(),
  );
  const number = found === undefined ? undefined : numberField(field(found), 'number');
  return Number.isSafeInteger(number) ? number : undefined;
}
