import type { NotServed } from '../transport/failure.ts';
import type { Unconfirmed } from './warm-result.ts';

/** What is known of the registry's settings; each is absent where it could not be read. */
export interface RegistrySettings {
  /** Whether only chosen networks may reach it. */
  readonly networkRestricted?: boolean;
  /** Whether the service itself may pass that restriction (`networkRuleBypassOptions: AzureServices`). */
  readonly trustedServicesBypass?: boolean;
  readonly softDelete?: boolean;
}

/**
 * Why an image was served and is not known to be stored, with the likeliest cause first.
 * Causes: a network-restricted registry only proxies (docs/azure-behaviour.md#restricted-network); soft-delete is not
 * supported with artifact cache (docs/azure-behaviour.md#soft-delete); the copy is asynchronous
 * (docs/azure-behaviour.md#proxied-pull).
 */
export function unconfirmed(
  kind: Unconfirmed['kind'],
  settings: RegistrySettings,
  details: { readonly missing?: readonly string[]; readonly failure?: NotServed | undefined } = {},
): Unconfirmed {
  switch (kind) {
    case 'still-proxied':
      return { kind, message: 'it is still served from the source and not stored', ...storageCause(settings) };
    case 'not-listed':
      return {
        kind,
        message: 'the registry does not list it yet: the copy is probably still being made',
        remedy: 'run again later, or give more time with `warm-timeout`',
      };
    case 'list-not-allowed':
      return {
        kind,
        message: 'the identity may pull but not list, so storage could not be confirmed',
        remedy:
          'give the identity AcrPull, or Container Registry Repository Reader in ABAC mode; for a scope-map token add metadata/read',
      };
    case 'list-failed':
      return {
        kind,
        message: `whether it is stored could not be asked: ${details.failure?.message ?? 'the list gave no answer'}`,
        remedy: details.failure?.remedy ?? 'run again',
      };
    case 'no-list':
      return {
        kind,
        message: 'this registry has no list by which storage could be confirmed',
        remedy: 'check that `registry` names an Azure Container Registry',
      };
    case 'no-wanted-platform':
      return {
        kind,
        message: `it has none of the wanted platforms (${(details.missing ?? []).join(', ')})`,
        remedy: 'name a platform that it has in `platforms`',
      };
  }
}

function storageCause(settings: RegistrySettings): Pick<Unconfirmed, 'remedy'> {
  const bypass =
    'allow trusted Microsoft services (`az acr update --name <registry> --allow-trusted-services true`): a registry that restricts its network proxies without storing otherwise';
  const softDelete = 'turn off the soft-delete policy, which artifact cache does not support';
  const wait = 'run again later, or give more time with `warm-timeout`: a large image is copied slowly';
  if (settings.networkRestricted && settings.trustedServicesBypass !== true) return { remedy: bypass };
  if (settings.softDelete) return { remedy: softDelete };
  const possible = [
    wait,
    ...(settings.networkRestricted === undefined ? [bypass] : []),
    ...(settings.softDelete === undefined ? [softDelete] : []),
  ];
  return { remedy: possible.join('; or ') };
}
