import { GITHUB_ISSUER } from './directory.ts';
import { bearerOf, jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from './exchange.ts';
import { type Job, type JobRepository, type Jobs, type SubjectForm, subjectOf } from './jobs.ts';
import type { OidcClaims, Tokens } from './tokens.ts';

/**
 * GitHub's endpoint for a job's OIDC token, which a job with `id-token: write` is told of
 * (docs/github-behaviour.md#oidc-variables).
 */
export interface OidcState {
  readonly jobs: Jobs;
  readonly tokens: Tokens;
  readonly repository: JobRepository;
  readonly settings: OidcSettings;
}

/** What a test may set, also while the emulator runs. */
export interface OidcSettings {
  /** Which of the two a repository has depends on its age. */
  subjects: SubjectForm;
  /** An organisation may have one of its own (docs/github-behaviour.md#oidc-issuer). */
  issuer: string;
}

export const OIDC_DEFAULTS: OidcSettings = { subjects: 'with ids', issuer: GITHUB_ISSUER };

export const OIDC_UNAUTHORIZED: ServiceAnswer = jsonAnswer(401, { message: 'Unauthorized' });

/** Seconds that a job's token lives. */
const LIFETIME = 300;

export function answerOidc(state: OidcState, request: ServiceRequest): ServiceAnswer {
  if (request.method !== 'GET' || request.path !== '/idtoken') {
    throw new Violation(`OIDC has no ${request.method} ${request.path}`);
  }
  onlyQuery(request, 'api-version', 'audience');
  if (request.query.get('api-version') !== '2.0') throw new Violation('OIDC: the query of the request URL was lost');
  const job = state.jobs.find(bearerOf(request));
  if (job === undefined) return OIDC_UNAUTHORIZED;
  const [owner = ''] = state.repository.name.split('/');
  const claims = claimsOf(state, job, request.query.get('audience') ?? `https://github.com/${owner}`);
  return jsonAnswer(200, { count: 1, value: state.tokens.issue({ kind: 'oidc', claims }, LIFETIME) });
}

/** The members that tell one job from another (docs/github-behaviour.md#oidc-subject). */
export function claimsOf({ repository, settings }: Omit<OidcState, 'jobs'>, job: Job, audience: string): OidcClaims {
  const [owner = ''] = repository.name.split('/');
  return {
    iss: settings.issuer,
    aud: audience,
    sub: subjectOf(repository, settings.subjects, job),
    repository: repository.name,
    repository_id: String(repository.id),
    repository_owner: owner,
    repository_owner_id: String(repository.ownerId),
    ref: job.ref,
    event_name: job.event,
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  };
}
