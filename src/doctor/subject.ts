/**
 * The subject of a job's OIDC token in parts (docs/github-behaviour.md#oidc-subject). Entra compares it with federated credentials
 * letter by letter, case included (docs/azure-behaviour.md#federated-credentials).
 */
export type Subject =
  | {
      /** `repo:OWNER/REPO:…`, or since July 2026 `repo:OWNER@ID/REPO@ID:…`. */
      readonly form: 'names' | 'ids';
      readonly owner: string;
      readonly repository: string;
      readonly ownerId: string | undefined;
      readonly repositoryId: string | undefined;
      readonly when: When;
    }
  /** The repository or its organisation has a template of its own. */
  | { readonly form: 'customised' };

/** What the job ran for. */
export type When =
  | { readonly kind: 'branch' | 'tag' | 'environment'; readonly name: string }
  | { readonly kind: 'pull-request' }
  | { readonly kind: 'other'; readonly text: string };

/** Takes a subject apart. */
export function subjectOf(text: string): Subject {
  const parts = /^repo:([^/:@]+)(?:@(\d+))?\/([^/:@]+)(?:@(\d+))?:(.+)$/.exec(text);
  const [, owner, ownerId, repository, repositoryId, rest] = parts ?? [];
  // Both have an id, or none.
  const isMixed = (ownerId === undefined) !== (repositoryId === undefined);
  if (owner === undefined || repository === undefined || rest === undefined || isMixed) return { form: 'customised' };
  const form = ownerId === undefined ? 'names' : 'ids';
  return { form, owner, repository, ownerId, repositoryId, when: whenOf(rest) };
}

function whenOf(text: string): When {
  if (text === 'pull_request') return { kind: 'pull-request' };
  const [, kind, name] = /^(ref:refs\/heads|ref:refs\/tags|environment)[/:](.+)$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'other', text };
  switch (kind) {
    case 'ref:refs/heads':
      return { kind: 'branch', name };
    case 'ref:refs/tags':
      return { kind: 'tag', name };
    default:
      return { kind: 'environment', name };
  }
}

/** A subject's form and what it stands for, in words for people. */
export function describeSubject(subject: Subject): string {
  switch (subject.form) {
    case 'customised':
      return 'of a template of your own';
    case 'ids':
      return `${whenText(subject.when)}, in the form with ids`;
    case 'names':
      return `${whenText(subject.when)}, in the form without ids`;
  }
}

function whenText(when: When): string {
  switch (when.kind) {
    case 'pull-request':
      return 'of pull requests';
    case 'other':
      return 'of a form that is not known';
    default:
      return `of the ${when.kind} ${when.name}`;
  }
}
