import type { Cloud } from '../clouds.ts';
import { invalid, optional, type ReadInput } from './values.ts';

/** The team's registry, as the user named it. */
export interface Registry {
  /** Of the resource in Azure. */
  readonly name: string;
  /** Put together from the name where only that is given; Azure's word replaces it (docs/azure-behaviour.md#login-server). */
  readonly loginServer: string;
  /** What `registry` holds: only a login server says where images are pulled from. */
  readonly given: 'name' | 'login server' | 'resource id';
}

/** What a resource id says besides the registry's name. */
export interface RegistryPlace {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

export interface GivenRegistry {
  readonly registry: Registry;
  readonly place?: RegistryPlace;
}

const RESOURCE_ID =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.containerregistry\/registries\/([^/]+)\/?$/i;
/** Letters and digits (docs/azure-behaviour.md#registry-name); a login server may carry a hash behind a dash (docs/azure-behaviour.md#login-server). */
const LABEL = /^([a-z0-9]{5,50})(?:-[a-z0-9]+)?$/;

/**
 * Reads the input `registry`: a name, a login server or an ARM resource id.
 * @throws UserError for anything else
 */
export function readRegistry(read: ReadInput, cloud: Cloud): GivenRegistry | undefined {
  const value = optional(read, 'registry');
  if (value === undefined) return undefined;
  const { registrySuffix } = cloud;
  if (value.startsWith('/')) return ofResourceId(value, cloud);
  const host = value
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '');
  const isServer = host.endsWith(registrySuffix);
  const label = isServer ? host.slice(0, -registrySuffix.length) : host;
  const endpoint = /^([a-z0-9-]+)\.[a-z0-9]+\.(?:geo|data)$/.exec(label)?.[1];
  if (isServer && endpoint !== undefined) {
    throw invalid('registry', value, `the login server (${endpoint}${registrySuffix}), not an endpoint of one region`);
  }
  const name = LABEL.exec(label)?.[1];
  if (name === undefined || (label.includes('-') && !isServer)) {
    const kinds = `a registry name (5 to 50 letters and digits), its login server (<name>${registrySuffix}) or its resource id`;
    throw invalid('registry', value, kinds);
  }
  return {
    registry: { name, loginServer: `${label}${registrySuffix}`, given: isServer ? 'login server' : 'name' },
  };
}

function ofResourceId(value: string, { registrySuffix }: Cloud): GivenRegistry {
  const [, subscriptionId = '', resourceGroup = '', text = ''] = RESOURCE_ID.exec(value) ?? [];
  const name = text.toLowerCase();
  if (!/^[a-z0-9]{5,50}$/.test(name)) {
    throw invalid(
      'registry',
      value,
      'the id of a registry: /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.ContainerRegistry/registries/<name>',
    );
  }
  return {
    registry: { name, loginServer: `${name}${registrySuffix}`, given: 'resource id' },
    place: { subscriptionId, resourceGroup },
  };
}

/**
 * What an input says, and what the resource id says of the same.
 * @throws UserError where they differ
 */
export function agreed(name: string, input: string | undefined, byId: string | undefined): string | undefined {
  if (input !== undefined && byId !== undefined && input.toLowerCase() !== byId.toLowerCase()) {
    throw invalid(name, input, `what the resource id in \`registry\` says (${byId}), or nothing`);
  }
  return input ?? byId;
}
