import { field, isObject, numberField, parseJson, stringField } from './base/json.ts';

/**
 * Who may change the registry. Strangers never do: a name in a pull request from a fork must not decide what a registry stores.
 * Rights follow from the event's identities alone, never from what the token happens to be able to do, and no input lifts them
 * (docs/github-behaviour.md#fork-token, docs/github-behaviour.md#pull-request-target).
 */

/** The event that started the workflow run, as the runner tells it. */
export interface GitHubEvent {
  /** `GITHUB_EVENT_NAME`. */
  readonly name: string;
  /** The parsed file at `GITHUB_EVENT_PATH`; `undefined` where there is none or it is not JSON. */
  readonly payload: unknown;
  /** `GITHUB_REPOSITORY`, `owner/name`. */
  readonly repository: string | undefined;
  /** `GITHUB_REPOSITORY_ID`, where the runner gives it. */
  readonly repositoryId?: string | undefined;
  /** `GITHUB_ACTOR`. */
  readonly actor?: string | undefined;
}

/** What a run may do, and what it compares with. */
export interface Rights {
  /** Whether rules may be created and images pulled through the registry. */
  readonly mayWrite: boolean;
  /** Why, as a clause for people: it ends neither in a full stop nor in a line break. */
  readonly reason: string;
  /** Only for the event `pull_request`, also where it comes from a fork. */
  readonly pullRequest?: PullRequest;
  /** The commit that tells what is new: of a pull request the base branch's, of a push what the branch was before. */
  readonly scopeBase?: string;
  /** The commit that is to be merged, where the event tells. */
  readonly headSha?: string;
  /**
   * Who decides what opens the gate (docs/architecture.md#base-decides): the commit itself where it is merged already, and the base for
   * pull requests and all that could be like them.
   */
  readonly authority: 'commit' | 'base';
}

/** A pull request as the event names it. */
export interface PullRequest {
  readonly number: number;
  readonly open: boolean;
  readonly headSha: string;
  readonly baseSha: string;
  /** `owner/name`; `undefined` where the head's repository has been deleted. */
  readonly headRepo: string | undefined;
  readonly baseRepo: string;
}

/**
 * The event of this run.
 * @param payloadText the text of the file at `GITHUB_EVENT_PATH`, where it could be read
 * @returns `undefined` outside of GitHub Actions
 */
export function eventOf(
  env: Readonly<Record<string, string | undefined>>,
  payloadText: string | undefined,
): GitHubEvent | undefined {
  // A runner sets GITHUB_ACTIONS; an event's name alone is enough to be careful.
  if (!env.GITHUB_EVENT_NAME && !env.GITHUB_ACTIONS) return undefined;
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    payload: parseJson(payloadText ?? ''),
    repository: env.GITHUB_REPOSITORY || undefined,
    repositoryId: env.GITHUB_REPOSITORY_ID || undefined,
    actor: env.GITHUB_ACTOR || undefined,
  };
}

/**
 * The rights that an event gives. Trusted are `push`, `schedule`, `workflow_dispatch`, and `pull_request` whose head repository is
 * the base repository. Every other event, known or not, and every payload that is not as it must be, gives none.
 * @param event `undefined` in a terminal, where only the person's own `run --apply` gives rights
 */
export function rightsOf(event: GitHubEvent | undefined): Rights {
  if (event === undefined)
    return {
      ...refused('there is no GitHub event: in a terminal, changes are made only by "run --apply"'),
      authority: 'commit',
    };
  switch (event.name) {
    case 'push':
      return rightsOfPush(event);
    case 'schedule':
      return rightsOfSchedule(event);
    case 'workflow_dispatch':
      return rightsOfDispatch(event);
    case 'pull_request':
      return rightsOfPullRequest(event);
    default:
      return {
        ...refused(
          `the event ${nameForPeople(event.name)} can be caused by people who may not write to this repository`,
        ),
        ...comparedWith(event),
      };
  }
}

function refused(reason: string): Rights {
  return { mayWrite: false, reason, authority: 'base' };
}

/** What events that give no rights are compared with, as far as they name it. */
function comparedWith(event: GitHubEvent): Pick<Rights, 'scopeBase' | 'headSha'> {
  const { name, payload } = event;
  if (!isRunsRepository(event, field(payload, 'repository'))) return {};
  const commits = (base: string | undefined, head: string | undefined) => ({
    ...(isCommit(base) ? { scopeBase: base } : {}),
    ...(isCommit(head) ? { headSha: head } : {}),
  });
  if (name === 'merge_group') return commits(stringField(payload, 'merge_group', 'base_sha'), undefined);
  if (name !== 'pull_request_target') return {};
  const pull = field(payload, 'pull_request');
  if (!isRunsRepository(event, field(pull, 'base', 'repo'))) return {};
  return commits(stringField(pull, 'base', 'sha'), stringField(pull, 'head', 'sha'));
}

/** Event names come from the environment; what is shown of them is short and plain. */
function nameForPeople(name: string): string {
  return /^[a-z_]{1,64}$/.test(name) ? name : '(unnamed)';
}

function rightsOfPush(event: GitHubEvent): Rights {
  if (!isRunsRepository(event, field(event.payload, 'repository'))) return malformed('push');
  if (stringField(event.payload, 'ref') === undefined) return malformed('push');
  const before = stringField(event.payload, 'before');
  return {
    mayWrite: true,
    reason: 'a push to this repository',
    authority: 'commit',
    // A new branch was nothing before: forty zeros.
    ...(isCommit(before) && !/^0+$/.test(before) ? { scopeBase: before } : {}),
  };
}

function rightsOfSchedule(event: GitHubEvent): Rights {
  if (stringField(event.payload, 'schedule') === undefined) return malformed('schedule');
  // Not every version of the payload names the repository; one that names another is not this run's.
  const repository = field(event.payload, 'repository');
  if (event.repository === undefined) return malformed('schedule');
  if (repository !== undefined && !isRunsRepository(event, repository)) return malformed('schedule');
  return { mayWrite: true, reason: 'a scheduled run of this repository', authority: 'commit' };
}

function rightsOfDispatch(event: GitHubEvent): Rights {
  if (!isRunsRepository(event, field(event.payload, 'repository'))) return malformed('workflow_dispatch');
  return { mayWrite: true, reason: 'a run started by somebody who may write to this repository', authority: 'commit' };
}

function rightsOfPullRequest(event: GitHubEvent): Rights {
  const pull = field(event.payload, 'pull_request');
  const number = idField(pull, 'number');
  const headSha = stringField(pull, 'head', 'sha');
  const baseSha = stringField(pull, 'base', 'sha');
  const baseRepo = stringField(pull, 'base', 'repo', 'full_name');
  if (number === undefined || baseRepo === undefined) return malformed('pull_request');
  if (!isCommit(headSha) || !isCommit(baseSha)) return malformed('pull_request');
  if (!isRunsRepository(event, field(event.payload, 'repository'))) return malformed('pull_request');
  if (!isRunsRepository(event, field(pull, 'base', 'repo'))) return malformed('pull_request');
  const pullRequest: PullRequest = {
    number,
    open: stringField(pull, 'state') === 'open',
    headSha,
    baseSha,
    headRepo: stringField(pull, 'head', 'repo', 'full_name'),
    baseRepo,
  };
  const known = { pullRequest, scopeBase: baseSha, headSha, authority: 'base' } as const;
  const head = field(pull, 'head', 'repo');
  if (!isObject(head)) return { ...refused('the repository that the pull request comes from is gone'), ...known };
  if (!isRunsRepository(event, head))
    return { ...refused('the pull request comes from another repository (a fork)'), ...known };
  // What is closed is not to be merged any more; what was merged is told by the push to the base branch.
  if (!pullRequest.open) return { ...refused('the pull request is closed'), ...known };
  if (isDependabot(event)) {
    // Same repository, so trusted; GitHub itself holds back what a run would need
    // (docs/github-behaviour.md#dependabot).
    const reason =
      "Dependabot's pull request of this repository (GitHub gives such a run a read-only token, no OIDC token and only Dependabot's own secrets, so Azure may refuse it)";
    return { mayWrite: true, reason, ...known };
  }
  return { mayWrite: true, reason: 'a pull request from a branch of this repository', ...known };
}

function malformed(name: string): Rights {
  return refused(`the payload of the event ${name} is missing, or does not name this repository as it must`);
}

/** Whether a payload's repository is the one that this run belongs to: by name, by number where the runner tells it, and both must be there. */
function isRunsRepository(event: GitHubEvent, repository: unknown): boolean {
  const id = idField(repository, 'id');
  const name = stringField(repository, 'full_name');
  if (id === undefined || name === undefined || event.repository === undefined) return false;
  // GitHub's names know no case.
  if (name.toLowerCase() !== event.repository.toLowerCase()) return false;
  if (event.repositoryId !== undefined && event.repositoryId !== String(id)) return false;
  return id === (numberField(event.payload, 'repository', 'id') ?? id);
}

/**
 * Whether Dependabot started the run: GitHub gives it neither an OIDC token nor the secrets of Actions
 * (docs/github-behaviour.md#dependabot).
 */
export function isDependabot({ actor, payload }: GitHubEvent): boolean {
  return (actor ?? stringField(payload, 'sender', 'login')) === 'dependabot[bot]';
}

/** A commit's id, SHA-1 or SHA-256. */
function isCommit(value: string | undefined): value is string {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value ?? '');
}

/** A number that names something; `undefined` where it can name nothing. */
function idField(value: unknown, name: string): number | undefined {
  const id = numberField(value, name) ?? 0;
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
