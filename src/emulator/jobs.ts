import { EXCHANGE_AUDIENCE, type FederatedCredential, GITHUB_ISSUER } from './directory.ts';

/** Jobs of workflows, as far as their OIDC tokens tell of them. */

export interface Job {
  /** `push`, `pull_request`, … */
  readonly event: string;
  /** `refs/heads/main`; of a pull request it is not in the subject. */
  readonly ref: string;
  /** The environment that the job runs in, if any. */
  readonly environment?: string;
}

/** The repository whose jobs they are. */
export interface JobRepository {
  /** `owner/name`. */
  readonly name: string;
  readonly id: number;
  readonly ownerId: number;
}

/** Whether subjects hold ids (docs/github-behaviour.md#oidc-subject). */
export type SubjectForm = 'with ids' | 'names only';

export const MAIN_PUSH: Job = { event: 'push', ref: 'refs/heads/main' };

/** The subject of a job's token (docs/github-behaviour.md#oidc-subject-context). */
export function subjectOf(repository: JobRepository, form: SubjectForm, { event, ref, environment }: Job): string {
  const context =
    environment !== undefined ? `environment:${environment}` : event === 'pull_request' ? event : `ref:${ref}`;
  return `repo:${prefixOf(repository, form)}:${context}`;
}

function prefixOf({ name, id, ownerId }: JobRepository, form: SubjectForm): string {
  if (form === 'names only') return name;
  const [owner = '', repository = ''] = name.split('/');
  return `${owner}@${ownerId}/${repository}@${id}`;
}

/** What Entra has to know of a repository whose `main` and whose pull requests sign in. */
export function usualCredentials(repository: JobRepository, form: SubjectForm): readonly FederatedCredential[] {
  const credential = (name: string, job: Job): FederatedCredential => ({
    ...{ name, issuer: GITHUB_ISSUER, audiences: [EXCHANGE_AUDIENCE] },
    subject: subjectOf(repository, form, job),
  });
  return [credential('main', MAIN_PUSH), credential('pull-request', { ...MAIN_PUSH, event: 'pull_request' })];
}

export interface Jobs {
  /** Tells of a job that starts. @returns its `ACTIONS_ID_TOKEN_REQUEST_TOKEN` */
  readonly start: (job: Job) => string;
  /** The job that a request token was given to. */
  readonly find: (requestToken: string | undefined) => Job | undefined;
}

/** Begins each request token. */
const REQUEST_TOKEN = 'emulated-oidc-request-token';

export function openJobs(): Jobs {
  const started: Job[] = [];
  const tokenOf = (index: number) => `${REQUEST_TOKEN}-${index}`;
  return {
    start: (job) => {
      started.push(job);
      return tokenOf(started.length - 1);
    },
    find: (requestToken) => started.find((_, index) => tokenOf(index) === requestToken),
  };
}

/** What the request tokens of all jobs begin with: nothing else does. */
export const REQUEST_TOKEN_START: string = REQUEST_TOKEN;
