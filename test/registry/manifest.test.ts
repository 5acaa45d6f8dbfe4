import { describe, expect, it } from 'vitest';
import { isVerifiable, parseManifest } from '../../src/registry/manifest.ts';

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const digest = (character: string) => `sha256:${character.repeat(64)}`;
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

describe('a manifest', () => {
  const layer = { mediaType: 'l', digest: digest('a'), size: 3 };

  it('may be an artifact without layers, and a layer may be foreign or empty', () => {
    const content = parseManifest(
      bytes({
        config: { ...layer, size: 0 },
        layers: [
          { ...layer, urls: ['https://x'] },
          { ...layer, urls: [] },
        ],
      }),
      OCI_MANIFEST,
    );
    expect(content).toMatchObject({
      kind: 'image',
      config: { size: 0 },
      layers: [{ foreign: true }, { foreign: false }],
    });
    expect(parseManifest(bytes({}), OCI_MANIFEST)).toEqual({ kind: 'image', config: undefined, layers: [] });
  });

  it.each<readonly [unknown, string]>([
    ['not json', OCI_MANIFEST],
    [[], OCI_MANIFEST],
    [{ layers: {} }, OCI_MANIFEST],
    [{ layers: [{ ...layer, size: -1 }] }, OCI_MANIFEST],
    [{ layers: [{ ...layer, size: 1.5 }] }, OCI_MANIFEST],
    [{ layers: [{ ...layer, digest: 'md5:abc' }] }, OCI_MANIFEST],
    [{ layers: [{ ...layer, digest: `sha256:${'../'.repeat(21)}a` }] }, OCI_MANIFEST],
    [{ manifests: [{}] }, OCI_INDEX],
    [{}, OCI_INDEX],
    [{}, 'application/vnd.docker.distribution.manifest.v1+prettyjws'],
  ])('%j of type %s is none', (value, type) => {
    expect(parseManifest(bytes(value), type)).toBeTypeOf('string');
  });

  it('is verified by the digests that can be computed', () => {
    expect(isVerifiable(`sha512:${'a'.repeat(128)}`)).toBe(true);
    expect(isVerifiable(`sha256:${'A'.repeat(64)}`)).toBe(false);
    expect(isVerifiable(`${digest('a')}:`)).toBe(false);
  });
});
