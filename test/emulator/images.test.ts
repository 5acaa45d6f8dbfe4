import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildImage } from '../../src/emulator/images.ts';
import { gzipStored, tar } from '../../src/emulator/tar.ts';
import { parseManifest } from '../../src/registry/manifest.ts';

describe('embedded images', () => {
  it.each(['oci', 'docker'] as const)('are whole and true to their digests: %s', (format) => {
    const image = buildImage({ name: 'app', format, layers: 3, padding: 70_000 });
    for (const [digest, { bytes }] of image.manifests) expect(digest).toBe(sha256(bytes));
    for (const [digest, bytes] of image.blobs) expect(digest).toBe(sha256(bytes));
    const index = image.manifests.get(image.digest);
    const parsed = parseManifest(index?.bytes ?? new Uint8Array(), index?.mediaType ?? '');
    if (typeof parsed === 'string' || parsed.kind !== 'index') throw new Error('no index');
    expect(parsed.entries.map(({ platform, digest }) => [platform, digest])).toEqual(Object.entries(image.platforms));
    for (const { digest } of parsed.entries) {
      const manifest = image.manifests.get(digest);
      const content = parseManifest(manifest?.bytes ?? new Uint8Array(), manifest?.mediaType ?? '');
      if (typeof content === 'string' || content.kind !== 'image') throw new Error('no image');
      expect(content.layers).toHaveLength(3);
      for (const layer of content.layers) expect(image.blobs.get(layer.digest)?.length).toBe(layer.size);
    }
  });

  it('are the same in every run, and others by another name', () => {
    const one = buildImage({ name: 'app' });
    expect(one.digest).toBe('sha256:7f3d0d4e2ff7f2c2adf65d622cb5a435913a2eaec4a210cda6797aa071bf89f6');
    expect(buildImage({ name: 'other' }).digest).not.toBe(one.digest);
    const single = buildImage({ name: 'app', index: false, platforms: ['linux/arm/v7'] });
    expect(single.platforms).toEqual({ 'linux/arm/v7': single.digest });
  });
});

describe('archives', () => {
  it('unpack to what went in, above the size of a block too', () => {
    for (const size of [0, 1, 65_535, 65_536, 200_000]) {
      const bytes = Buffer.alloc(size, 'ab');
      expect(gunzipSync(gzipStored(bytes)).equals(bytes)).toBe(true);
    }
    const archive = Buffer.from(tar([{ path: 'etc/a', content: Buffer.from('hello') }]));
    expect([archive.length % 512, archive.toString('latin1', 0, 5), archive.toString('latin1', 512, 517)]).toEqual([
      0,
      'etc/a',
      'hello',
    ]);
  });
});

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
