import { isObject } from '../base/json.ts';
import type { GateResult, PlatformResult } from '../defender/gate.ts';
import type { Subject } from '../defender/verdict.ts';
import type { RegistryClient } from '../registry/client.ts';
import { isVerifiable } from '../registry/manifest.ts';

/** What a run leaves to the next one of Defender's verdicts: the report has them by digest, and a scheduled run asks again. */

/** A manifest on which Defender had no verdict. */
export interface PendingDigest {
  /** As people know it. */
  readonly image: string;
  readonly platform: string;
  readonly repository: string;
  readonly digest: string;
  /** ISO 8601. */
  readonly since: string;
}

type ToldVerdict = Omit<PlatformResult, 'repository' | 'digest'> & { readonly image: string };

/** The verdicts of a run by `repository@digest`. */
export function verdictsByDigest({ images }: Pick<GateResult, 'images'>): Readonly<Record<string, ToldVerdict>> {
  return Object.fromEntries(
    images.flatMap(({ image, platforms }) =>
      platforms.map(({ repository = '', digest, ...told }) => [`${repository}@${digest}`, { image, ...told }]),
    ),
  );
}

/** Reads what {@link verdictsByDigest} wrote, as far as it is pending; what is not as it must be is left out. */
export function parsePending(value: unknown): readonly PendingDigest[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, told]) => {
    const [repository = '', digest = ''] = key.split('@');
    if (!isObject(told) || told.state !== 'pending' || !isVerifiable(digest) || !REPOSITORY.test(repository)) return [];
    const { image, platform, pendingSince: since } = told;
    if (typeof image !== 'string' || typeof platform !== 'string' || typeof since !== 'string') return [];
    // Its label tells since when: that of an earlier run again would grow with each.
    const [label = ''] = platform.split(',');
    return Number.isNaN(Date.parse(since)) ? [] : [{ image, platform: label, repository, digest, since }];
  });
}

/** A path of a repository (https://github.com/opencontainers/distribution-spec, "pulling manifests"). */
const REPOSITORY = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/;

/**
 * Which of them to ask about once more: those that this run does not ask about anyway, that have not been pending for too long, and
 * that the registry has not been rid of.
 * @param oldest a time before which it is given up, in milliseconds since 1970
 */
export async function recheckable(
  pending: readonly PendingDigest[],
  asked: readonly Subject[],
  client: Pick<RegistryClient, 'listing'>,
  oldest: number,
): Promise<readonly PendingDigest[]> {
  const known = new Set(asked.map(({ repository, digest }) => `${repository}@${digest}`));
  const open = pending.filter(
    ({ repository, digest, since }) => !known.has(`${repository}@${digest}`) && Date.parse(since) >= oldest,
  );
  const listings = await Promise.all(open.map(({ repository, digest }) => client.listing(repository, digest)));
  return open.filter((_, place) => listings[place]?.state !== 'not-listed');
}
