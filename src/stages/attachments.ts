import { messageOf } from '../base/errors.ts';
import { type Attachments, FINDINGS_ARTIFACT_TYPE } from '../defender/evidence.ts';
import type { RegistryClient } from '../registry/client.ts';
import { RegistryFailure } from '../registry/transport/failure.ts';

/** What of a registry is asked. */
export type AttachmentsClient = Pick<RegistryClient, 'referrers' | 'listing' | 'manifest'>;

/** What is attached to manifests, as evidence: asked of the registry, which may pass a question on to the source. */
export function attachmentsOf(client: AttachmentsClient): Attachments {
  return {
    referrers: (repository, digest) =>
      told(async () => {
        const referrers = await client.referrers(repository, digest, FINDINGS_ARTIFACT_TYPE);
        return referrers === undefined
          ? { type: 'proxied', reason: 'the registry does not tell what refers to it' }
          : { type: 'listed', referrers };
      }),
    isStored: async (repository, digest) => {
      const listing = await client.listing(repository, digest);
      switch (listing.state) {
        case 'listed':
          return { type: 'stored' };
        case 'not-listed':
          return {
            type: 'not-stored',
            reason: 'an artifact that calls itself one of Defender is not stored in the registry',
          };
        case 'no-list':
          return { type: 'not-stored', reason: 'the registry has no list of what it stores' };
        case 'not-allowed':
          return {
            type: 'not-stored',
            reason:
              'the identity may not list what the registry stores (AcrPull, or Container Registry Repository Reader, gives that)',
          };
        case 'failed':
          return { type: 'failed', reason: listing.reason.message };
      }
    },
    artifact: (repository, digest) =>
      told(async () => {
        const { content, fromUpstream } = await client.manifest(repository, digest);
        const refers = content.kind === 'image' ? content.refers : undefined;
        const { subject, artifactType, annotations = {} } = refers ?? { subject: undefined, artifactType: undefined };
        return { type: 'read', artifact: { subject, artifactType, annotations, fromSource: fromUpstream } };
      }),
  };
}

/** What the registry does not give is an answer; where that is the source's doing it proves nothing. */
async function told<T>(
  ask: () => Promise<T>,
): Promise<T | { readonly type: 'failed' | 'proxied'; readonly reason: string }> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    return { type: error.reason.kind.startsWith('upstream-') ? 'proxied' : 'failed', reason: messageOf(error) };
  }
}
