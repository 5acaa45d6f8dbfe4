import { count } from '../base/counting.ts';
import { isOwnHost } from '../images/own-hosts.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Earlier } from '../registry/warming/refresh.ts';
import { askReplica, type ReplicaState } from '../registry/warming/replicas.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import type { RegistryLookup, RegistryView } from './registry-view.ts';
import type { RunContext } from './run-context.ts';

/** What `warm` does not prove (docs/warming.md#what-warm-does-not-prove), as far as this run meets it. */
export interface Limits {
  readonly replicas: readonly ReplicaState[];
  /** A sentence each. */
  readonly notes: readonly string[];
}

export const NO_LIMITS: Limits = { replicas: [], notes: [] };

/** Asks each replica whether it has what is warm, where its endpoint is known, and says what is left open. */
export async function limitsOf(
  results: readonly WarmResult[],
  look: RegistryLookup,
  earlier: Earlier,
  inputs: Inputs,
  context: RunContext,
): Promise<Limits> {
  const warm = results.filter(({ status }) => status === 'warm').length;
  if (look.state !== 'known' || warm === 0) return NO_LIMITS;
  const { view } = look;
  const asked = await replicasOf(view, results, context);
  return { ...asked, notes: [...asked.notes, ...retentionNotes(view, inputs), ...refreshNotes(results, earlier)] };
}

/** Only a Premium registry has replicas (docs/azure-behaviour.md#geo-replication). */
async function replicasOf(view: RegistryView, results: readonly WarmResult[], { signal }: RunContext): Promise<Limits> {
  const { details, registry } = view;
  if (details.state !== 'known' || details.sku !== 'Premium') return NO_LIMITS;
  const { loginServer } = registry;
  const told = await view.replicas();
  if (told.state !== 'known') {
    return withNote(
      `Whether ${loginServer} is replicated can't be seen (${told.reason}): warm is what the replica says that answered this run`,
    );
  }
  const { locations } = told;
  if (locations.length < 2) return NO_LIMITS;
  const endpoints = told.endpoints.filter((host) => host !== loginServer && isOwnHost(host, loginServer));
  if (endpoints.length === 0) {
    return withNote(
      `${loginServer} is replicated to ${locations.join(', ')}, and warm is what the replica says that answered this run: the others agree later. With regional endpoints on, each is asked`,
    );
  }
  const replicas = await Promise.all(endpoints.map((host) => askReplica(view.openEndpoint(host), results, signal)));
  return { replicas, notes: replicas.flatMap(replicaNote) };
}

function withNote(note: string): Limits {
  return { replicas: [], notes: [`${note}. See docs/warming.md#what-warm-does-not-prove`] };
}

function replicaNote({ endpoint, behind, trouble }: ReplicaState): readonly string[] {
  if (trouble !== undefined) {
    return [
      `Whether the replica ${endpoint} has the warm images could not be asked: ${trouble}. See docs/warming.md#what-warm-does-not-prove`,
    ];
  }
  if (behind.length === 0) return [];
  return [
    `The replica ${endpoint} does not have ${count(behind.length, 'warm image')} yet (${behind.join(', ')}): replicas agree late. See docs/warming.md#what-warm-does-not-prove`,
  ];
}

/** A pinned digest loses its tag when the tag moves (docs/azure-behaviour.md#retention). */
function retentionNotes({ details }: RegistryView, { pin }: Inputs): readonly string[] {
  if (!pin || details.state !== 'known' || details.retentionDays === undefined) return [];
  const days = count(details.retentionDays, 'day');
  return [
    `The registry deletes manifests without a tag after ${days}: a digest that \`pin\` writes loses its tag when the tag moves, and is deleted then. Turn retention off, or follow with the pins in time. See docs/warming.md#what-warm-does-not-prove`,
  ];
}

/** A refresh sees what the registry was told by the source (docs/azure-behaviour.md#freshness). */
function refreshNotes(results: readonly WarmResult[], earlier: Earlier): readonly string[] {
  const compared = results.some(({ request }) => request.previous !== undefined && request.digest === undefined);
  if (!compared || earlier.size === 0) return [];
  return [
    'Tags are compared with what the registry was last told by their source, which may be up to 5 minutes ago; where the source does not answer, it serves what it has. See docs/warming.md#what-warm-does-not-prove',
  ];
}
