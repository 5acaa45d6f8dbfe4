import { describe, expect, it } from 'vitest';
import {
  type ArtifactAnswer,
  type ArtifactManifest,
  type Attachments,
  type Referrer,
  type StoredAnswer,
  scanEvidence,
} from '../../src/defender/evidence.ts';

const SUBJECT = `sha256:${'1'.repeat(64)}`;
const OTHER = `sha256:${'2'.repeat(64)}`;
const CREATED = 'org.opencontainers.image.created';
const DAY = '2026-11-20T00:00:00.000Z';
const EARLIER = '2026-11-10T00:00:00.000Z';

/** @param created empty for none */
function artifact(name: string, created = DAY): Referrer {
  return {
    digest: name,
    artifactType: 'application/vnd.in-toto+json',
    annotations: {
      'in-toto.io/predicate-type': 'https://in-toto.io/attestation/vulns/v0.2',
      scanner: 'MDVM',
      ...(created === '' ? {} : { [CREATED]: created }),
    },
  };
}

interface Registry {
  readonly listed: readonly Referrer[];
  readonly stored?: (digest: string) => StoredAnswer;
  /** What an artifact's own manifest says otherwise than the list. */
  readonly own?: Partial<ArtifactManifest>;
  readonly read?: (digest: string) => ArtifactAnswer;
}

async function evidence({ listed, stored, own, read }: Registry, isEnough: (date: number) => boolean = () => true) {
  const asked: string[] = [];
  const attachments: Attachments = {
    referrers: async () => ({ type: 'listed', referrers: listed }),
    isStored: async (repository, digest) => {
      asked.push(`stored ${repository} ${digest}`);
      return stored?.(digest) ?? { type: 'stored' };
    },
    artifact: async (repository, digest) => {
      asked.push(`read ${repository} ${digest}`);
      const found = listed.find((one) => one.digest === digest) ?? artifact(digest);
      return read?.(digest) ?? { type: 'read', artifact: { ...found, subject: SUBJECT, fromSource: false, ...own } };
    },
  };
  return { found: await scanEvidence(attachments, 'app', SUBJECT, isEnough), asked };
}

const scanned = (...dates: readonly string[]) => ({ type: 'scanned', dates: dates.map((date) => Date.parse(date)) });

describe('scanEvidence', () => {
  it("takes Defender's artifact that the registry stores, with its date", async () => {
    const { found, asked } = await evidence({ listed: [artifact('a')] });
    expect(found).toEqual(scanned(DAY));
    expect(asked).toEqual(['stored app a', 'read app a']);
  });

  it('takes one without a readable date for a scan of an unknown day', async () => {
    expect((await evidence({ listed: [artifact('a', '')] })).found).toEqual(scanned());
    expect((await evidence({ listed: [artifact('a', 'lately')] })).found).toEqual(scanned());
  });

  it('looks at the newest first, and no further than it must', async () => {
    const listed = [artifact('undated', ''), artifact('old', EARLIER), artifact('new', DAY)];
    const enough = await evidence({ listed });
    expect(enough.found).toEqual(scanned(DAY));
    expect(enough.asked).toEqual(['stored app new', 'read app new']);
    const all = await evidence({ listed }, () => false);
    expect(all.found).toEqual(scanned(DAY, EARLIER));
    expect(all.asked).toHaveLength(6);
    const older = await evidence({ listed }, (date) => date <= Date.parse(EARLIER));
    expect(older.found).toEqual(scanned(DAY, EARLIER));
    expect(older.asked).toHaveLength(4);
  });

  it('looks at each artifact once, and at no more than fifty', async () => {
    const many = Array.from({ length: 60 }, (_, index) => artifact(`a${index}`));
    const { asked } = await evidence({ listed: [...many, ...many] }, () => false);
    expect(asked).toHaveLength(100);
  });

  it.each<[string, Referrer]>([
    ['another scanner', { ...artifact('a'), annotations: { ...artifact('a').annotations, scanner: 'trivy' } }],
    [
      'another predicate',
      {
        ...artifact('a'),
        annotations: { scanner: 'MDVM', 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' },
      },
    ],
    ['no predicate', { ...artifact('a'), annotations: { scanner: 'MDVM' } }],
    [
      'no scanner',
      { ...artifact('a'), annotations: { 'in-toto.io/predicate-type': 'https://in-toto.io/attestation/vulns/v0.2' } },
    ],
    ['another type', { ...artifact('a'), artifactType: 'application/spdx+json' }],
    ['no type', { ...artifact('a'), artifactType: undefined }],
  ])('does not even look at %s', async (_, referrer) => {
    const { found, asked } = await evidence({ listed: [referrer] });
    expect([found, asked]).toEqual([{ type: 'none' }, []]);
  });

  it('reads the scanner in any case', async () => {
    const lower = { ...artifact('a'), annotations: { ...artifact('a').annotations, scanner: 'mdvm' } };
    expect((await evidence({ listed: [lower] })).found.type).toBe('scanned');
  });

  it('takes nothing from the source, and does not ask for it', async () => {
    const stored = (): StoredAnswer => ({ type: 'not-stored', reason: 'not stored' });
    const { found, asked } = await evidence({ listed: [artifact('a')], stored });
    expect(found).toEqual({ type: 'unclear', reason: 'not stored' });
    expect(asked).toEqual(['stored app a']);
  });

  it("takes Defender's own among those of the source", async () => {
    const stored = (digest: string): StoredAnswer =>
      digest === 'own' ? { type: 'stored' } : { type: 'not-stored', reason: 'r' };
    const { found } = await evidence({ listed: [artifact('forged', DAY), artifact('own', EARLIER)], stored });
    expect(found).toEqual(scanned(EARLIER));
  });

  it.each<[string, Partial<ArtifactManifest>, RegExp]>([
    ['comes from the source', { fromSource: true }, /comes from the source/],
    ['is about another image', { subject: OTHER }, /is about another image/],
    ['refers to nothing', { subject: undefined }, /is about another image/],
    ['calls itself otherwise than the list does', { annotations: {} }, /is not what the list of referrers calls it/],
    ['is of another type than the list says', { artifactType: 'x' }, /is not what the list of referrers calls it/],
  ])('takes nothing from an artifact that %s', async (_, own, reason) => {
    expect((await evidence({ listed: [artifact('a')], own })).found).toEqual({
      type: 'unclear',
      reason: expect.stringMatching(reason),
    });
  });

  it("believes the artifact's own date, not the list's", async () => {
    const own = { annotations: { ...artifact('a').annotations, [CREATED]: EARLIER } };
    expect((await evidence({ listed: [artifact('a', DAY)], own })).found).toEqual(scanned(EARLIER));
    const swapped = (digest: string): ArtifactAnswer => ({
      type: 'read',
      artifact: { ...artifact(digest, digest === 'a' ? EARLIER : DAY), subject: SUBJECT, fromSource: false },
    });
    const listed = [artifact('a', DAY), artifact('b', EARLIER)];
    expect((await evidence({ listed, read: swapped }, () => false)).found).toEqual(scanned(DAY, EARLIER));
  });

  it('tells of a question that failed before one that is open', async () => {
    const stored = (digest: string): StoredAnswer =>
      digest === 'b' ? { type: 'failed', reason: 'HTTP 500' } : { type: 'not-stored', reason: 'r' };
    const listed = ['a', 'b', 'c'].map((name) => artifact(name));
    expect((await evidence({ listed, stored })).found).toEqual({ type: 'failed', reason: 'HTTP 500' });
    const read = { type: 'failed', reason: 'HTTP 503' } as const;
    expect((await evidence({ listed: [artifact('a')], read: () => read })).found).toEqual(read);
    const proxied = { type: 'proxied', reason: 'r' } as const;
    expect((await evidence({ listed: [artifact('a')], read: () => proxied })).found).toEqual({
      type: 'unclear',
      reason: 'r',
    });
  });

  it('tells what became of the list', async () => {
    const unused = async () => {
      throw new Error('asked');
    };
    const of = (answer: Awaited<ReturnType<Attachments['referrers']>>) =>
      scanEvidence({ referrers: async () => answer, isStored: unused, artifact: unused }, 'app', SUBJECT, () => true);
    expect(await of({ type: 'listed', referrers: [] })).toEqual({ type: 'none' });
    expect(await of({ type: 'proxied', reason: 'r' })).toEqual({ type: 'unclear', reason: 'r' });
    expect(await of({ type: 'failed', reason: 'r' })).toEqual({ type: 'failed', reason: 'r' });
  });
});
