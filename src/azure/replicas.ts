import { field, listField, stringField } from '../base/json.ts';
import type { Cloud } from '../clouds.ts';
import type { ArmSend } from './arm-sender.ts';
import { type LookupTrouble, read } from './registry-lookup.ts';

/** Where a registry is, in Azure's regions (docs/azure-behaviour.md#geo-replication). */
export type Replicas =
  | {
      readonly state: 'known';
      /** Regions, in the order of their names; one where it is not replicated. */
      readonly locations: readonly string[];
      /** Hosts of one region each, where they are switched on (docs/azure-behaviour.md#regional-hosts-told). */
      readonly endpoints: readonly string[];
    }
  | LookupTrouble;

const REPLICATIONS_VERSION = '2025-11-01';
/** The first that was seen to tell regional endpoints; no stable one does. */
const ENDPOINTS_VERSION = '2026-03-01-preview';

/** @param registryId ARM resource id; a registry of another tier than Premium has one region */
export async function readReplicas(send: ArmSend, cloud: Cloud, registryId: string): Promise<Replicas> {
  const url = `${cloud.armEndpoint}${registryId}`;
  const listed = await read(send, `${url}/replications?api-version=${REPLICATIONS_VERSION}`);
  if (listed.state !== 'read') return listed;
  const locations = listField(listed.body, 'value').flatMap((item) => regionIn(item) ?? []);
  const known = { state: 'known', locations: [...new Set(locations)].sort() } as const;
  if (known.locations.length < 2) return { ...known, endpoints: [] };
  // A preview may not be there in every cloud: then the endpoints are not known.
  const told = await read(send, `${url}?api-version=${ENDPOINTS_VERSION}`);
  const hosts = told.state === 'read' ? field(told.body, 'properties', 'regionalEndpointHostNames') : [];
  const endpoints = Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
  return { ...known, endpoints: endpoints.map((host) => host.toLowerCase()).sort() };
}

/** `westeurope`, which some answers write as `West Europe`. */
function regionIn(replication: unknown): string | undefined {
  return stringField(replication, 'location')?.replaceAll(' ', '').toLowerCase();
}
