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
    // What Go's decoder, and so a node, reads otherwise.
    [{ manifests: [], Manifests: [] }, OCI_INDEX],
    [{ manifests: [], 'manife\u017Fts': [] }, OCI_INDEX],
    [{ manifests: [{ ...layer, Platform: { os: 'linux', architecture: 'amd64' } }] }, OCI_INDEX],
    [{ manifests: [{ ...layer, platform: { os: 'linux', architecture: 'arm64', ARCHITECTURE: 'amd64' } }] }, OCI_INDEX],
    ['{"manifests":[],"manifests":[]}', OCI_INDEX],
    ['{"manifests":[],"manifest\\u0073":[]}', OCI_INDEX],
    [{ config: layer, Layers: [] }, OCI_MANIFEST],
  ])('%j of type %s is none', (value, type) => {
    expect(parseManifest(bytes(value), type)).toBeTypeOf('string');
  });

  it('has the keys of its annotations, whatever they are, and colons in its texts', () => {
    const annotations = { Digest: 'a:b', 'x"y:': '\\', MANIFESTS: '{"a":1}' };
    expect(parseManifest(bytes({ manifests: [{ ...layer, annotations }], annotations }), OCI_INDEX)).toMatchObject({
      kind: 'index',
    });
  });

  it.each<readonly [object, string | undefined, boolean]>([
    [{ platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } }, 'linux/arm64/v8', false],
    [{ platform: { os: 'unknown', architecture: 'unknown' } }, 'unknown/unknown', true],
    // A node goes by the platform alone.
    [
      {
        platform: { os: 'linux', architecture: 'amd64' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      },
      'linux/amd64',
      false,
    ],
    [{ platform: { os: '', architecture: 'amd64' } }, 'linux/amd64', false],
    [{ platform: { architecture: 'amd64' } }, 'linux/amd64', false],
    [{ platform: { os: 'linux', architecture: 'amd64/v1' } }, undefined, false],
    [{ platform: { os: 'linux/amd64', architecture: 'x' } }, undefined, false],
    [{ platform: { os: 'linux' } }, undefined, false],
    [{}, undefined, false],
  ])('tells what platform the entry %j is of', (entry, platform, attestation) => {
    const content = parseManifest(bytes({ manifests: [{ ...layer, ...entry }] }), OCI_INDEX);
    expect(content).toMatchObject({ entries: [{ platform, attestation }] });
  });

  it('is verified by the digests that can be computed', () => {
    expect(isVerifiable(`sha512:${'a'.repeat(128)}`)).toBe(true);
    expect(isVerifiable(`sha256:${'A'.repeat(64)}`)).toBe(false);
    expect(isVerifiable(`${digest('a')}:`)).toBe(false);
  });
});
