import { az } from '../../az-command.ts';
import type { Check, Remedy } from '../check.ts';
import type { Answer, Facts, RegistrySettings } from '../facts.ts';
import { loginServerOf } from '../login-server.ts';
import { grant, registryScope } from '../remedies.ts';
import { ROLES } from '../roles.ts';

/** Whether this identity sees the subscription. That it does is no proof of any right, and that it does not is one of none. */
export function subscription({ subscriptions, wanted, rules }: Facts): readonly Check[] {
  const { subscriptionId } = wanted;
  const row = { id: 'subscription', asked: `subscription ${subscriptionId}`, remedies: [] } as const;
  if (subscriptions.state !== 'answered')
    return [{ ...row, needed: false, mark: 'unknown', found: subscriptions.reason }];
  const found = subscriptions.value.find(({ id }) => id.toLowerCase() === subscriptionId.toLowerCase());
  if (found !== undefined) {
    const works = found.state === 'Enabled' || found.state === 'unknown';
    return [{ ...row, needed: true, mark: works ? 'ok' : 'missing', found: `${found.name}, ${found.state}` }];
  }
  if (rules.state === 'answered') return [{ ...row, needed: false, mark: 'ok', found: 'it can be asked' }];
  const seen = subscriptions.value.map(({ id, name }) => `${name} (${id})`).join(', ');
  const text = `Check subscription-id; it must be one of this tenant, and the identity needs a role in it.`;
  return [
    {
      ...row,
      needed: true,
      mark: 'missing',
      found: seen === '' ? 'this identity sees no subscription at all' : `not among those that it sees: ${seen}`,
      remedies: [{ text }],
    },
  ];
}

/** Where the registry is and what it is. The least role does not let it be read, which is a lack only where its group must be found. */
export function registry(facts: Facts): readonly Check[] {
  const { registry: came, resourceGroup, wanted } = facts;
  const row = { id: 'registry', asked: `registry ${wanted.registryName}` } as const;
  const server = loginServerOf(wanted, came);
  if (server.state === 'contradicted') {
    const { given, told } = server;
    const text = `Give ${told} as \`registry\`, and see that manifests name the same: ${given} is another registry.`;
    const found = `its login server is ${told}, and not ${given}`;
    return [{ ...row, needed: true, mark: 'missing', found, remedies: [{ text }] }];
  }
  if (came.state === 'answered') {
    return [{ ...row, needed: true, mark: 'ok', found: registryText(came.value), remedies: [] }];
  }
  const isLost = resourceGroup.state !== 'answered';
  const scope = registryScope(facts);
  const reader = grant(facts, ROLES.reader, scope, `the registry ${wanted.registryName}`);
  if (isLost && resourceGroup.state !== 'not-asked') {
    const text = `Or name its group with the input resource-group; check the name ${wanted.registryName}, too.`;
    return [{ ...row, needed: true, mark: 'missing', found: resourceGroup.reason, remedies: [reader, { text }] }];
  }
  if (came.state === 'not-found') {
    const text = `Check registry, resource-group and subscription-id: ${typeof scope === 'string' ? scope : wanted.registryName} is not there.`;
    const command = az('acr', 'list', '--subscription', wanted.subscriptionId, '--query', '[].id', '--output', 'tsv');
    return [{ ...row, needed: true, mark: 'missing', found: came.reason, remedies: [{ text, command }] }];
  }
  if (came.state !== 'refused') return [{ ...row, needed: false, mark: 'unknown', found: came.reason, remedies: [] }];
  // With a name alone nobody says whose login server it would be.
  const isGuess = server.state === 'guessed' && (wanted.pulls || wanted.writes);
  const text = `Or give its full login server as \`registry\`: ${wanted.loginServer} is a guess, and may be somebody else's.`;
  const remedies = isGuess ? [reader, { text }] : [reader];
  return [{ ...row, needed: isGuess, mark: isGuess ? 'missing' : 'unknown', found: came.reason, remedies }];
}

function registryText(settings: RegistrySettings): string {
  const { loginServer, sku, roleAssignmentMode, location } = settings;
  const isAbac = roleAssignmentMode === 'AbacRepositoryPermissions';
  return [
    loginServer ?? 'it does not tell its login server',
    ...(sku === undefined ? [] : [sku]),
    ...(location === undefined ? [] : [location]),
    isAbac ? 'permissions by repository (ABAC)' : 'permissions of the registry',
  ].join(', ');
}

/** A lock refuses every write, whatever the role. */
export function registryLock({ locks, wanted }: Facts): readonly Check[] {
  if (!wanted.writes || locks.state !== 'answered') return [];
  const found = locks.value.filter(({ level }) => level.toLowerCase() === 'readonly');
  const row = { id: 'registry-lock', asked: 'locks on the registry', needed: true } as const;
  if (found.length === 0) return [{ ...row, mark: 'ok', found: 'none that refuses writes', remedies: [] }];
  return [
    {
      ...row,
      mark: 'missing',
      found: `${found.map(({ id }) => id).join(', ')} makes it read-only`,
      remedies: [
        {
          text: 'Delete it, or replace it by one that forbids deletion only.',
          command: az('lock', 'delete', '--ids', ...found.map(({ id }) => id)),
        },
      ],
    },
  ];
}

/** Soft delete and artifact cache do not go together (docs/azure-behaviour.md#soft-delete). */
export function softDelete({ registry: came, wanted }: Facts): readonly Check[] {
  if (came.state !== 'answered') return [];
  const row = { id: 'soft-delete', asked: 'soft delete', needed: true } as const;
  if (!came.value.softDelete) return [{ ...row, mark: 'ok', found: 'off', remedies: [] }];
  const command = az('acr', 'config', 'soft-delete', 'update', '--registry', wanted.registryName, ...DISABLED);
  const found = 'on: Azure does not support it together with artifact cache';
  return [{ ...row, mark: 'missing', found, remedies: [{ text: 'Switch it off.', command }] }];
}

const DISABLED = ['--status', 'disabled'] as const;

/** Without the bypass a registry with a restricted network proxies and never stores (docs/azure-behaviour.md#restricted-network). */
export function network({ registry: came, wanted }: Facts): readonly Check[] {
  if (came.state !== 'answered') return [];
  const { publicNetworkAccess, networkDefaultAction, networkRuleBypassOptions, privateEndpoints } = came.value;
  const isRestricted = publicNetworkAccess === 'Disabled' || networkDefaultAction === 'Deny' || privateEndpoints > 0;
  const row = { id: 'network', asked: 'the way of trusted services past the network rules', needed: true } as const;
  const ends = privateEndpoints === 0 ? '' : `, private endpoints: ${privateEndpoints}`;
  if (!isRestricted) return [{ ...row, mark: 'ok', found: 'not needed: any network may come in', remedies: [] }];
  if (networkRuleBypassOptions === 'AzureServices') {
    return [{ ...row, mark: 'ok', found: `open (AzureServices)${ends}`, remedies: [] }];
  }
  return [
    {
      ...row,
      mark: 'missing',
      found: `closed (${networkRuleBypassOptions ?? 'not told'})${ends}: images are proxied and never stored`,
      remedies: [
        {
          text: 'Let trusted Microsoft services in.',
          command: az('acr', 'update', '--name', wanted.registryName, '--allow-trusted-services', 'true'),
        },
      ],
    },
  ];
}

/** Retention deletes what has no tag, which digests that are pinned to may be. */
export function retention({ registry: came, wanted }: Facts): readonly Check[] {
  if (came.state !== 'answered' || !wanted.pins) return [];
  const { retentionDays } = came.value;
  const row = { id: 'retention', asked: 'retention of manifests without a tag', needed: true } as const;
  if (retentionDays === undefined) return [{ ...row, mark: 'ok', found: 'off', remedies: [] }];
  const words = ['--registry', wanted.registryName, ...DISABLED, '--type', 'UntaggedManifests'];
  return [
    {
      ...row,
      mark: 'missing',
      found: `deletes them after ${retentionDays} days: digests that "pin: true" wrote, once their tag has moved on`,
      remedies: [
        { text: 'Switch it off, or leave out pin.', command: az('acr', 'config', 'retention', 'update', ...words) },
      ],
    },
  ];
}

/** Replicas agree late (docs/azure-behaviour.md#geo-replication): told, since nothing can be done about it. */
export function replicas({ replicas: came }: Facts): readonly Check[] {
  if (came.state !== 'answered' || came.value.length === 0) return [];
  const found = `also in ${came.value.join(', ')}: what one replica has stored, the others have later`;
  return [{ id: 'replicas', asked: 'geo-replication', needed: false, mark: 'ok', found, remedies: [] }];
}

/** What a refused question of the data plane says of the network between it and this machine. */
export function networkRemedy(answer: Answer<unknown>, registryName: string): Remedy | undefined {
  if (!('network' in answer) || answer.network === undefined) return undefined;
  const { address } = answer.network;
  const text = "Run inside the registry's network (a private endpoint), or let this machine's address in.";
  if (address === undefined) return { text };
  return { text, command: az('acr', 'network-rule', 'add', '--name', registryName, '--ip-address', address) };
}
