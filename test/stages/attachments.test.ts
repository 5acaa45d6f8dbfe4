import { describe, expect, it } from 'vitest';
import { FINDINGS_ARTIFACT_TYPE } from '../../src/defender/evidence.ts';
import type { Listing, Referrer } from '../../src/registry/lists.ts';
import type { ManifestContent } from '../../src/registry/manifest.ts';
import { type NotServed, type NotServedKind, RegistryFailure } from '../../src/registry/transport/failure.ts';
import { attachmentsOf } from '../../src/stages/attachments.ts';

const SUBJECT = `sha256:${'1'.repeat(64)}`;
const refused = (kind: NotServedKind): NotServed => ({ kind, message: 'why', remedy: 'mend it' });

interface Registry {
  readonly referrers?: readonly Referrer[] | undefined;
  readonly listing?: Listing;
  readonly content?: ManifestContent;
  readonly fromUpstream?: boolean;
  readonly failure?: Error;
}

function registry({ referrers, listing = { state: 'listed' }, content, fromUpstream = false, failure }: Registry) {
  const asked: unknown[][] = [];
  const attachments = attachmentsOf({
    referrers: async (...question) => {
      asked.push(question);
      if (failure !== undefined) throw failure;
      return referrers;
    },
    listing: async (...question) => {
      asked.push(question);
      return listing;
    },
    manifest: async (...question) => {
      asked.push(question);
      if (failure !== undefined) throw failure;
      if (content === undefined) throw new Error('no manifest');
      return { digest: 'd', mediaType: 'm', size: 1, content, fromUpstream };
    },
  });
  return { attachments, asked };
}

describe('what a registry tells of what is attached to a manifest', () => {
  it('is its list of referrers of Defender’s type, which may be the source’s', async () => {
    const referrers = [{ digest: 'd', artifactType: 't', annotations: {} }];
    const { attachments, asked } = registry({ referrers });
    expect(await attachments.referrers('app', SUBJECT)).toEqual({ type: 'listed', referrers });
    expect(asked).toEqual([['app', SUBJECT, FINDINGS_ARTIFACT_TYPE]]);
    expect((await registry({}).attachments.referrers('app', SUBJECT)).type).toBe('proxied');
  });

  it.each<[Listing, string, string]>([
    [{ state: 'listed' }, 'stored', ''],
    [{ state: 'not-listed' }, 'not-stored', 'is not stored in the registry'],
    [{ state: 'no-list' }, 'not-stored', 'has no list of what it stores'],
    [{ state: 'not-allowed' }, 'not-stored', 'may not list what the registry stores'],
    [{ state: 'failed', reason: refused('throttled') }, 'failed', 'why'],
  ])('is whether it is stored: %j is %s', async (listing, type, reason) => {
    const found = await registry({ listing }).attachments.isStored('app', 'd');
    expect(found).toMatchObject({ type, ...(reason === '' ? {} : { reason: expect.stringContaining(reason) }) });
  });

  it('is what an artifact says of itself, and whether it comes from the source', async () => {
    const image = { kind: 'image', config: undefined, layers: [] } as const;
    const refers = { subject: SUBJECT, artifactType: 't', annotations: { a: 'b' } };
    const read = async (content: ManifestContent, fromUpstream = false) =>
      registry({ content, fromUpstream }).attachments.artifact('app', 'd');
    const artifact = { ...refers, fromSource: false };
    expect(await read({ ...image, refers })).toEqual({ type: 'read', artifact });
    expect(await read({ ...image, refers }, true)).toEqual({
      type: 'read',
      artifact: { ...artifact, fromSource: true },
    });
    const nothing = { subject: undefined, artifactType: undefined, annotations: {}, fromSource: false };
    expect(await read(image)).toEqual({ type: 'read', artifact: nothing });
    expect(await read({ kind: 'index', entries: [] })).toEqual({ type: 'read', artifact: nothing });
  });

  it.each<[NotServedKind, 'proxied' | 'failed']>([
    ['upstream-failed', 'proxied'],
    ['upstream-throttled', 'proxied'],
    ['registry-error', 'failed'],
    ['not-found', 'failed'],
  ])('is no proof where it does not answer: %s is %s', async (kind, type) => {
    const { attachments } = registry({ failure: new RegistryFailure(refused(kind)) });
    expect(await attachments.referrers('app', SUBJECT)).toEqual({ type, reason: 'why' });
    expect(await attachments.artifact('app', 'd')).toEqual({ type, reason: 'why' });
  });

  it('throws what nobody foresees', async () => {
    const { attachments } = registry({ failure: new TypeError('a defect') });
    await expect(attachments.referrers('app', SUBJECT)).rejects.toThrow('a defect');
  });
});
