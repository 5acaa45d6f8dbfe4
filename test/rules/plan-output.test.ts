import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { planLines } from '../../src/report/plan-text.ts';
import { describeDeletion } from '../../src/rules/deletion.ts';
import { ruleName } from '../../src/rules/names.ts';
import { makePlan } from '../../src/rules/planner.ts';
import { explain, type Refusal } from '../../src/rules/refusal.ts';
import { otherRules, planRequest, rule, want } from './plan-request.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8'));

const PLAN = makePlan(
  planRequest({
    wanted: [
      want('docker.io/library/nginx', 4),
      want('docker.elastic.co/elastic/search'),
      want('quay.io/a/b', 2),
      want('quay.io/a/c'),
      want('ghcr.io/used/one', 3),
    ],
    rules: [
      rule('used-one', 'ghcr.io/used/one', 'x/one'),
      rule('failed-one', 'gcr.io/x', 'gcr.io/x', { state: 'Failed' }),
      rule(ruleName('quay.io/a/c', 'quay.io/a/c'), 'quay.io/a/z', 'quay.io/a/z'),
    ],
    credentialSets: { state: 'known', sets: [] },
    cap: 4,
  }),
);

/** One of each, so that a reason that is added is missed here. */
const REFUSALS: { readonly [Reason in Refusal['reason']]: Extract<Refusal, { reason: Reason }> } = {
  'not-allowed': { reason: 'not-allowed' },
  'unsupported-upstream': { reason: 'unsupported-upstream', host: 'h.io' },
  'credential-set-missing': { reason: 'credential-set-missing', host: 'h.io', named: 'named' },
  'credential-set-unreadable': { reason: 'credential-set-unreadable', host: 'h.io', detail: 'd' },
  'credential-set-unhealthy': { reason: 'credential-set-unhealthy', host: 'h.io', credentialSet: 'c', detail: 'd' },
  'target-invalid': { reason: 'target-invalid', target: 'T' },
  'target-taken': { reason: 'target-taken', target: 't' },
  'target-conflict': { reason: 'target-conflict', target: 't', rule: 'r' },
  'name-taken': { reason: 'name-taken', rule: 'r' },
  'cap-reached': { reason: 'cap-reached', cap: 1, present: 1, room: 0, needed: 1, wildcards: 'when-needed' },
  'refused-by-service': { reason: 'refused-by-service', code: '', detail: 'd' },
  'not-permitted': { reason: 'not-permitted', detail: 'd' },
  'write-failed': { reason: 'write-failed', detail: 'd' },
  gone: { reason: 'gone', rule: 'r' },
  'not-listed': { reason: 'not-listed', detail: 'd' },
  'gave-way': { reason: 'gave-way', rule: 'r', cap: 1 },
  unsettled: { reason: 'unsettled', rule: 'r', cap: 1 },
};

describe('the plan as JSON', () => {
  it('fits its published schema', () => {
    const ajv = new Ajv({ strict: true, allErrors: true, strictTypes: false });
    const validate = ajv.compile(Object(schema));
    expect(validate(JSON.parse(JSON.stringify(PLAN))), JSON.stringify(validate.errors)).toBe(true);
    expect([
      PLAN.covered.length,
      PLAN.create.length,
      PLAN.refused.length,
      PLAN.drifted.length,
      PLAN.unused.length,
    ]).toEqual([2, 1, 3, 1, 2]);
    const withAll = {
      ...PLAN,
      refused: Object.values(REFUSALS).map((refusal) => ({
        source: 's',
        uses: 1,
        refusal,
        ...explain(refusal, 's', 'r'),
      })),
    };
    expect(validate(withAll), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...PLAN, room: { ...PLAN.room, cap: -1 } })).toBe(false);
    expect(validate({ ...PLAN, refused: [{ ...PLAN.refused[0], refusal: { reason: 'no such' } }] })).toBe(false);
  });
});

describe('refusals in words', () => {
  it.each(Object.values(REFUSALS))('$reason: one line each for message and remedy', (refusal) => {
    const { message, remedy, commands } = explain(refusal, 'h.io/a/b', 'contoso');
    for (const text of [message, remedy, ...commands]) expect(text).toMatch(/^[^\n]{10,}$/);
    for (const text of [message, remedy, ...commands]) expect(text).not.toContain('undefined');
    expect(remedy).toMatch(/\.$/);
  });
});

describe('the plan for people', () => {
  it('tells what is covered by what, what is created, what is refused and why, and the room left', () => {
    expect(`${planLines(PLAN, 'contoso.azurecr.io').join('\n')}\n`).toMatchInlineSnapshot(`
      "Covered: 2 images
        ghcr.io/used/one  3 uses  contoso.azurecr.io/x/one        rule used-one
        quay.io/a/b       2 uses  contoso.azurecr.io/quay.io/a/b  new rule quay-io-a-b-6f0ccd2e63

      To create: 1 rule
        quay-io-a-b-6f0ccd2e63  quay.io/a/b  → quay.io/a/b

      Refused: 3 images
        docker.elastic.co/elastic/search (1 use): docker.elastic.co is no upstream that artifact cache can source from
          Copy the image into the registry, or, if the service has learnt docker.elastic.co meanwhile, say so with the input upstreams.
        docker.io/library/nginx (4 uses): docker.io needs a credential set, and the registry has none for it
          Put a user name and a token of that registry into Key Vault and make a credential set of them.
        quay.io/a/c (1 use): rule quay-io-a-c-572268092c has the name that this image's rule must have, with another source or target; it is left as it is
          Look at the rule, and delete it if nothing uses it.
        Commands for it:
          az acr import --name contoso --source docker.elastic.co/elastic/search:<tag> --image docker.elastic.co/elastic/search:<tag>
          az keyvault secret set --vault-name <vault> --name docker-io-user --value <user name>
          az keyvault secret set --vault-name <vault> --name docker-io-token --value <token>
          az acr credential-set create --registry contoso --name docker-io --login-server docker.io --username-id https://<vault>.vault.azure.net/secrets/docker-io-user --password-id https://<vault>.vault.azure.net/secrets/docker-io-token
          az role assignment create --role "Key Vault Secrets User" --assignee-object-id $(az acr credential-set show --registry contoso --name docker-io --query identity.principalId --output tsv) --assignee-principal-type ServicePrincipal --scope $(az keyvault show --name <vault> --query id --output tsv)
          az acr cache show --registry contoso --name quay-io-a-c-572268092c

      Not as expected, and left as it is:
        quay-io-a-c-572268092c  is quay.io/a/z → quay.io/a/z  should be quay.io/a/c → quay.io/a/c

      Not used by this scan (others may use them): 2 rules
        failed-one              gcr.io/x → gcr.io/x        22 days  Failed
        quay-io-a-c-572268092c  quay.io/a/z → quay.io/a/z  22 days

      Rules: 3 in the registry, 1 to create, 0 left of 4.
      "
    `);
  });

  it('says where the registry is above the cap', () => {
    const text = planLines(makePlan(planRequest({ rules: otherRules(3), cap: 2 })), 'contoso.azurecr.io');
    expect(text).toContain(
      'Rules: 3 in the registry, 0 to create, 0 left of 2. The registry is 1 rule above the cap: none is added.',
    );
  });
});

describe('the deletion of a rule', () => {
  it('is described before it is asked for', () => {
    const lines = describeDeletion(rule('old', 'docker.io/library/nginx', 'base/nginx'), 'contoso.azurecr.io', 40);
    expect(lines[0]).toBe('Delete cache rule old of contoso.azurecr.io (40 days old)?');
    expect(lines.join('\n')).toContain('block a rule with that target until deleted');
    expect(lines.at(-1)).toBe('  az acr repository delete --name contoso --repository base/nginx');
  });
});
