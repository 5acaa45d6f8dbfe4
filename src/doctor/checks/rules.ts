import { az } from '../../az-command.ts';
import { count } from '../../base/counting.ts';
import type { Check } from '../check.ts';
import type { Facts } from '../facts.ts';
import { grant, registryScope } from '../remedies.ts';
import { allows, ROLES } from '../roles.ts';

/** The actions that creating a rule takes (docs/azure-behaviour.md#rule-role). */
const WRITING = ['write', 'operationStatuses/read'].map(
  (what) => `Microsoft.ContainerRegistry/registries/cacheRules/${what}`,
);

/** Whether the rules can be listed: without that nothing can be planned. */
export function rulesRead(facts: Facts): readonly Check[] {
  const { rules } = facts;
  const row = { id: 'rules-read', asked: 'the right to read cache rules', needed: true } as const;
  switch (rules.state) {
    case 'answered':
      return [{ ...row, mark: 'ok', found: `${count(rules.value.length, 'rule')} read`, remedies: [] }];
    case 'refused':
      return [{ ...row, mark: 'missing', found: rules.reason, remedies: [writer(facts)] }];
    default:
      return [{ ...row, mark: 'unknown', found: rules.reason, remedies: [] }];
  }
}

/** Whether rules may be written. Only the permissions tell, since nothing is written to find out. */
export function rulesWrite(facts: Facts): readonly Check[] {
  const { permissions, wanted } = facts;
  if (!wanted.writes) return [];
  const row = { id: 'rules-write', asked: 'the right to create cache rules', needed: true } as const;
  if (permissions.state !== 'answered') {
    const grantIt = writer(facts);
    const remedies =
      permissions.state === 'refused' ? [{ ...grantIt, text: `Where a run is refused: ${grantIt.text}` }] : [];
    return [{ ...row, mark: 'unknown', found: permissions.reason, remedies }];
  }
  const lacking = WRITING.filter((action) => !allows(permissions.value, action));
  if (lacking.length === 0) return [{ ...row, mark: 'ok', found: WRITING.join(', '), remedies: [] }];
  return [{ ...row, mark: 'missing', found: `without ${lacking.join(', ')}`, remedies: [writer(facts)] }];
}

function writer(facts: Facts) {
  return grant(facts, ROLES.ruleWriter, registryScope(facts), `the registry ${facts.wanted.registryName}`);
}

/** How many rules there are and how many may be added. */
export function rulesRoom({ rules, wanted }: Facts): readonly Check[] {
  if (rules.state !== 'answered' || !wanted.writes) return [];
  const [used, most] = [rules.value.length, wanted.maxCacheRules];
  const row = { id: 'rules-room', asked: 'room for cache rules', needed: true } as const;
  const found = `${used} used, ${Math.max(0, most - used)} left of ${most} (max-cache-rules)`;
  if (used < most) return [{ ...row, mark: 'ok', found, remedies: [] }];
  const text = 'Raise max-cache-rules, or delete rules that nothing uses: the command prune lists them.';
  return [{ ...row, needed: false, mark: 'unknown', found, remedies: [{ text }] }];
}

/** A rule that failed counts against the cap and serves nothing. */
export function rulesState({ rules, wanted }: Facts): readonly Check[] {
  if (rules.state !== 'answered' || rules.value.length === 0) return [];
  const row = { id: 'rules-state', asked: 'the state of the cache rules', needed: true } as const;
  const broken = rules.value.filter(({ state }) => state === 'Failed' || state === 'Canceled');
  if (broken.length === 0) return [{ ...row, mark: 'ok', found: 'none has failed', remedies: [] }];
  return [
    {
      ...row,
      mark: 'missing',
      found: `${broken.map(({ name, state }) => `${name} (${state})`).join(', ')}: counted, and serving nothing`,
      remedies: broken.map(({ name }) => ({
        text: `Delete the rule ${name}; a run creates it again where it is wanted.`,
        command: az('acr', 'cache', 'delete', '--registry', wanted.registryName, '--name', name, '--yes'),
      })),
    },
  ];
}
