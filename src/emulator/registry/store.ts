/** What the registry has stored, by repository. */
export interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface StoredTag {
  readonly digest: string;
  /** When it was last compared with the source. Milliseconds since 1970. */
  readonly checkedAt: number;
}

export interface Repository {
  readonly manifests: Map<string, StoredManifest>;
  readonly tags: Map<string, StoredTag>;
  readonly blobs: Map<string, Uint8Array>;
}

export interface Store {
  /** The repository, if it has something stored. */
  readonly find: (name: string) => Repository | undefined;
  /** The repository, made where it wasn't. */
  readonly make: (name: string) => Repository;
  readonly names: () => readonly string[];
}

export function openStore(): Store {
  const repositories = new Map<string, Repository>();
  return {
    find: (name) => repositories.get(name),
    make: (name) => {
      const existing = repositories.get(name);
      if (existing !== undefined) return existing;
      const made: Repository = { manifests: new Map(), tags: new Map(), blobs: new Map() };
      repositories.set(name, made);
      return made;
    },
    names: () => [...repositories.keys()],
  };
}
