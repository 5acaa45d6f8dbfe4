import type { NotServed } from '../transport/failure.ts';

/** An image to be pulled through the registry, as a cluster would. */
export interface WarmRequest {
  /** The source reference, normalised, as reports name it. */
  readonly image: string;
  /** Where it is in the team's registry. */
  readonly repository: string;
  /** `latest` where there is neither a tag nor a digest. */
  readonly tag?: string;
  /** Wins over the tag, as it does for container runtimes. */
  readonly digest?: string;
  /** The rule was made by this run: that it is not there yet is no failure. */
  readonly freshRule?: boolean;
  /** A chart: engines pull images only, so that it is pulled in this process whatever pulls those. */
  readonly isChart?: true;
  /** What an earlier run was served and found stored. Where the tag has not moved since, asking for it is all there is to do. */
  readonly previous?: ServedImage;
}

/** Bytes that the registry holds by digest. */
export interface Stored {
  readonly digest: string;
  /** Bytes, compressed as they are stored. */
  readonly size: number;
}

export interface PlatformManifest {
  /** `os/architecture[/variant]`; absent for an image without index and for what is no image. */
  readonly platform?: string;
  readonly digest: string;
}

/** What was served of an image. */
export interface ServedImage {
  /** What the tag resolved to: the index where there is one. This is the digest to pin. */
  readonly digest: string;
  readonly mediaType: string;
  /** Whether that is an index. */
  readonly isIndex: boolean;
  /** The manifests that nodes of the wanted platforms pull. */
  readonly platforms: readonly PlatformManifest[];
  /** Wanted platforms that the image does not have. */
  readonly missing: readonly string[];
  /** Platforms that the image has and that were not pulled. */
  readonly unpulled?: readonly string[];
  /** What was wanted. */
  readonly wanted: readonly string[] | 'all';
  /** Manifests, configs and layers of it, each once; foreign layers are not the registry's. */
  readonly contents: readonly Stored[];
}

/** Why an image was served and is not known to be stored. */
export interface Unconfirmed {
  readonly kind: 'still-proxied' | 'not-listed' | 'list-not-allowed' | 'list-failed' | 'no-list' | 'no-wanted-platform';
  readonly message: string;
  readonly remedy: string;
}

interface Effort {
  readonly request: WarmRequest;
  /** Bytes of blobs that were read for it. */
  readonly bytes: number;
  /** From the first request for it to the last. */
  readonly milliseconds: number;
  /** Requests to the registry, tokens not counted. */
  readonly requests: number;
}

/** What became of one image. `warm` is proven: served, no longer from the source, and listed by the registry. */
export type WarmResult =
  | (Effort & { readonly status: 'warm'; readonly served: ServedImage })
  | (Effort & {
      readonly status: 'served-unconfirmed';
      readonly served: ServedImage;
      readonly unconfirmed: Unconfirmed;
    })
  | (Effort & {
      readonly status: 'not-served';
      readonly reason: NotServed;
      /** What the tag resolved to, where the registry got as far as that. */
      readonly digest?: string;
    });

/** The tag or digest that is asked for. */
export function referenceOf({ tag, digest }: Pick<WarmRequest, 'tag' | 'digest'>): string {
  return digest ?? tag ?? 'latest';
}
