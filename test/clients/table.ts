/**
 * What clients of others do with the stand-in, none of them ours: the table of docs/clients.md. The tests in this folder run every
 * entry that works, and no other.
 */

export interface ClientRow {
  readonly client: string;
  readonly from: string;
  readonly does: readonly string[];
  /** What it can't do here, and why. */
  readonly cannot: readonly string[];
}

export const CLIENTS = {
  skopeo: {
    client: '`skopeo`',
    from: 'Debian',
    does: [
      'inspects an image that is not stored yet',
      'copies an image of several platforms through a cache rule',
      'lists tags, which are the stored ones only',
      'is refused with another password',
    ],
    cannot: [],
  },
  podman: {
    client: '`podman`',
    from: 'Debian',
    does: ['pulls by tag', 'pulls by digest', 'pulls another platform'],
    cannot: [],
  },
  'arm-sdk': {
    client: '`@azure/arm-containerregistry` with its own transport',
    from: 'npm, 12.0.0',
    does: [
      'creates a rule and waits for it',
      'lists rules over several pages',
      'deletes a rule and waits for it',
      'reads the registry and its credential sets',
      'tells a refusal by its code',
    ],
    cannot: [],
  },
  identity: {
    client: '`@azure/identity` with its own transport',
    from: 'npm, 4.13.1',
    does: ["exchanges the job's OIDC token", 'tells a subject that nobody federated by its code'],
    cannot: [],
  },
  'data-sdk': {
    client: '`@azure/container-registry`',
    from: 'npm, 1.1.2',
    does: [
      'lists repositories',
      'reads the properties of a repository, its tags and manifests',
      'gets a manifest by its tag',
    ],
    cannot: ['delete or push: the stand-in is for those who read'],
  },
  az: {
    client: '`az`',
    from: 'Debian, 2.45',
    does: [
      "signs in with the job's OIDC token",
      'shows the registry, which it finds by its name',
      'gets a token for docker (`acr login --expose-token`)',
      'lists tags (`acr repository show-tags`)',
      'lists manifests (`acr manifest list-metadata`)',
    ],
    cannot: ['cache rules and credential sets: this version has no command for them'],
  },
} as const satisfies Readonly<Record<string, ClientRow>>;
