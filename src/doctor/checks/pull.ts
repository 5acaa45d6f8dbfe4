import type { Check } from '../check.ts';
import type { Answer, Facts } from '../facts.ts';
import { grant, registryScope } from '../remedies.ts';
import { ROLES } from '../roles.ts';
import { networkRemedy } from './registry.ts';

/** Whether images may be pulled: asked of the registry itself, of a digest that nothing has. */
export function pull(facts: Facts): readonly Check[] {
  if (!facts.wanted.pulls) return [];
  return [dataPlane(facts, facts.pull, { id: 'pull', asked: `the right to pull from ${facts.wanted.loginServer}` })];
}

/** Whether lists may be read: without them nothing proves that an image is stored. */
export function lists(facts: Facts): readonly Check[] {
  if (!facts.wanted.pulls) return [];
  const check = dataPlane(facts, facts.lists, { id: 'lists', asked: 'the right to list tags and manifests' });
  // One role gives both.
  return [facts.pull.state === facts.lists.state ? { ...check, remedies: [] } : check];
}

function dataPlane(facts: Facts, answer: Answer<'allowed'>, asked: Pick<Check, 'id' | 'asked'>): Check {
  const row = { ...asked, needed: true };
  const { wanted } = facts;
  const what = `the registry ${wanted.registryName}`;
  switch (answer.state) {
    case 'answered':
      return { ...row, mark: 'ok', found: 'allowed', remedies: [] };
    case 'refused': {
      const byNetwork = networkRemedy(answer, wanted.registryName);
      if (byNetwork !== undefined) return { ...row, mark: 'missing', found: answer.reason, remedies: [byNetwork] };
      const scope = registryScope(facts);
      const settings = facts.registry.state === 'answered' ? facts.registry.value : undefined;
      const legacy = grant(facts, ROLES.pull, scope, what);
      const abac = grant(facts, ROLES.repositoryReader, scope, what);
      if (settings === undefined) {
        const other = {
          ...abac,
          text: `${abac.text} It is that one where the registry's permissions are by repository.`,
        };
        return { ...row, mark: 'missing', found: answer.reason, remedies: [legacy, other] };
      }
      const isAbac = settings.roleAssignmentMode === 'AbacRepositoryPermissions';
      return { ...row, mark: 'missing', found: answer.reason, remedies: [isAbac ? abac : legacy] };
    }
    case 'not-found':
    case 'failed': {
      const text = `Check the name ${wanted.loginServer}, and the network, proxy and firewall between it and this machine.`;
      return { ...row, mark: 'missing', found: answer.reason, remedies: [{ text }] };
    }
    case 'not-asked':
      return { ...row, mark: 'unknown', found: answer.reason, remedies: [] };
  }
}
