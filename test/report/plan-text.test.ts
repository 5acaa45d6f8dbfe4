import { describe, expect, it } from 'vitest';
import { planLines } from '../../src/report/plan-text.ts';
import { makePlan } from '../../src/rules/planner.ts';
import { otherRules, planRequest } from '../rules/plan-request.ts';
import { PLAN } from '../rules/plan-sample.ts';

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
