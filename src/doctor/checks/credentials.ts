import { az } from '../../az-command.ts';
import type { Check } from '../check.ts';
import type { CredentialSetFact, Facts } from '../facts.ts';
import { grant, letReadVaults, makeCredentialSet, registryScope } from '../remedies.ts';
import { ROLES } from '../roles.ts';

/** Whether credential sets can be looked up; needed where an image's upstream wants one and it is not named. */
export function credentialSetsRead(facts: Facts): readonly Check[] {
  const { credentialSets: came, wanted } = facts;
  const unnamed = wanted.credentialHosts.filter((host) => !wanted.credentialSets.has(host));
  const row = { id: 'credential-sets-read', asked: 'the right to read credential sets' } as const;
  switch (came.state) {
    case 'answered':
      return [{ ...row, needed: false, mark: 'ok', found: `${came.value.length} read`, remedies: [] }];
    case 'refused': {
      if (wanted.credentialHosts.length === 0) return [];
      const name = `the registry ${wanted.registryName}`;
      const role = grant(facts, ROLES.credentialSetReader, registryScope(facts), name);
      const text = 'Or name them with the input credential-sets, one line for each: host=name.';
      const needed = unnamed.length > 0;
      const mark = needed ? 'missing' : 'unknown';
      return [{ ...row, needed, mark, found: came.reason, remedies: [role, { text }] }];
    }
    default:
      return [{ ...row, needed: unnamed.length > 0, mark: 'unknown', found: came.reason, remedies: [] }];
  }
}

/** For each upstream that serves nobody without credentials, and for each that was named: whether there is a set that works. */
export function credentialSets(facts: Facts): readonly Check[] {
  const { credentialSets: came, wanted } = facts;
  if (came.state !== 'answered') return [];
  const hosts = [...new Set([...wanted.credentialHosts, ...wanted.credentialSets.keys()])].sort();
  return hosts.map((host) => {
    const named = wanted.credentialSets.get(host);
    const ofHost = came.value.filter(({ loginServer }) => loginServer.toLowerCase() === host);
    const sets = named === undefined ? ofHost : ofHost.filter(({ name }) => name === named);
    return credentialSet(facts, host, named, sets);
  });
}

function credentialSet(
  { wanted }: Facts,
  host: string,
  named: string | undefined,
  sets: readonly CredentialSetFact[],
): Check {
  const row = { id: 'credential-set', asked: `credentials for ${host}`, needed: true } as const;
  const [set] = sets.toSorted((one, other) => RANKS[one.health] - RANKS[other.health]);
  if (set === undefined) {
    const found = `no credential set ${named === undefined ? '' : `${named} `}for ${host}`;
    return { ...row, mark: 'missing', found, remedies: makeCredentialSet(wanted, host, named) };
  }
  switch (set.health) {
    case 'healthy':
      return { ...row, mark: 'ok', found: `${set.name}, healthy`, remedies: [] };
    case 'unknown':
      return {
        ...row,
        needed: false,
        mark: 'unknown',
        found: `${set.name}; Azure does not tell its health`,
        remedies: [],
      };
    case 'unhealthy': {
      const found = `${set.name}, unhealthy${set.detail === undefined ? '' : `: ${set.detail}`}`;
      const show = az('acr', 'credential-set', 'show', '--registry', wanted.registryName, '--name', set.name);
      const remedies =
        set.principalId === undefined || set.vaults.length === 0
          ? [{ text: 'Let its identity read its secrets in the key vault.', command: show }]
          : letReadVaults(set.principalId, set.vaults);
      return { ...row, mark: 'missing', found, remedies };
    }
  }
}

const RANKS: Readonly<Record<CredentialSetFact['health'], number>> = { healthy: 0, unknown: 1, unhealthy: 2 };
