import { az } from '../../az-command.ts';
import { OTHER_AUDIENCE, refusalOf } from '../../entra/refusals.ts';
import type { Check, Remedy } from '../check.ts';
import type { Facts } from '../facts.ts';
import { dropOtherAudiences, federate } from '../remedies.ts';
import { describeSubject, subjectOf } from '../subject.ts';

/** The job's OIDC token: what a federated credential must have to the letter. In a terminal there is none, and no row. */
export function jobToken({ job, wanted }: Facts): readonly Check[] {
  const check = (rest: Pick<Check, 'mark' | 'found'> & Partial<Check>): readonly Check[] => [
    { id: 'job-token', asked: "the job's OIDC token", needed: true, remedies: [], ...rest },
  ];
  switch (job.state) {
    case 'no-job':
      return [];
    case 'not-permitted': {
      if (wanted.clientId === undefined) return [];
      const text = 'Add "permissions: id-token: write" to the job, or sign in before with azure/login.';
      return check({ mark: 'missing', found: 'this job may not ask for one', remedies: [{ text }] });
    }
    case 'failed':
      return check({ mark: 'unknown', found: job.reason, remedies: [{ text: 'Run again.' }] });
    case 'presented': {
      const { issuer, subject, audience } = job.presented;
      const what = describeSubject(subjectOf(subject));
      return check({ mark: 'ok', found: `subject ${subject} (${what}), issuer ${issuer}, audience ${audience}` });
    }
  }
}

/** Whether Entra lets the identity in, and who it is. */
export function signIn(facts: Facts): readonly Check[] {
  const row = { id: 'sign-in', asked: 'signing in to Azure', needed: true } as const;
  const { signIn: came } = facts;
  if (came.state === 'refused') {
    return [{ ...row, mark: 'missing', found: came.reason, remedies: signInRemedies(facts, came.code) }];
  }
  const { principal } = came;
  if (principal === undefined) {
    return [{ ...row, mark: 'ok', found: 'signed in; the token does not say as whom', remedies: [] }];
  }
  const { clientId, objectId, tenantId, kind } = principal;
  const who = kind === 'User' ? `a person (${objectId})` : `application ${clientId ?? 'unknown'} (object ${objectId})`;
  return [{ ...row, mark: 'ok', found: `as ${who} of tenant ${tenantId}`, remedies: [] }];
}

function signInRemedies({ job, wanted }: Facts, code: string | undefined): readonly Remedy[] {
  const { clientId, tenantId } = wanted;
  if (clientId === undefined || tenantId === undefined) {
    return [{ text: 'Give client-id and tenant-id (AZURE_CLIENT_ID, AZURE_TENANT_ID), or sign in with az login.' }];
  }
  switch (refusalOf(code)) {
    case 'not-federated': {
      if (job.state === 'presented') {
        const first = code === OTHER_AUDIENCE ? [dropOtherAudiences(clientId, job.presented)] : [];
        return [...first, federate(clientId, job.presented)];
      }
      return [{ text: `Run this in the job: only there can be seen which subject is presented to ${clientId}.` }];
    }
    case 'unknown-client': {
      const text = `client-id ${clientId} is no application of tenant ${tenantId}: give the client id (appId) of one that is.`;
      return [{ text, command: az('ad', 'app', 'list', '--all', '--query', '[].{name:displayName,id:appId}') }];
    }
    case 'no-service-principal': {
      const text = `Application ${clientId} has no service principal in tenant ${tenantId}: create it.`;
      return [{ text, command: az('ad', 'sp', 'create', '--id', clientId) }];
    }
    case 'disabled-application': {
      const text = `Application ${clientId} is disabled: enable its service principal.`;
      return [{ text, command: az('ad', 'sp', 'update', '--id', clientId, '--set', 'accountEnabled=true') }];
    }
    case 'unknown-tenant': {
      const text = `tenant-id ${tenantId} is no tenant of this cloud: give the id of the tenant of subscription ${wanted.subscriptionId}.`;
      return [{ text, command: az('account', 'show', '--subscription', wanted.subscriptionId, ...TENANT) }];
    }
    case 'assertion-ended':
      return [{ text: 'Run again: the token that this identity showed has ended.' }];
    case 'other':
      return [
        { text: 'See what Entra says; client-id, tenant-id and the job\'s "id-token: write" are what it goes by.' },
      ];
  }
}

const TENANT = ['--query', 'tenantId', '--output', 'tsv'] as const;
