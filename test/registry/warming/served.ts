import type { ServedImage } from '../../../src/registry/warming/warm-result.ts';

export const digest = (character: string) => `sha256:${character.repeat(64)}`;

/** An index of which one of two wanted platforms is there. */
export const SERVED: ServedImage = {
  digest: digest('a'),
  mediaType: 'application/vnd.oci.image.index.v1+json',
  isIndex: true,
  platforms: [{ platform: 'linux/amd64', digest: digest('b') }],
  missing: ['linux/arm64'],
  wanted: ['linux/amd64', 'linux/arm64'],
  contents: [
    { digest: digest('a'), size: 1 },
    { digest: digest('c'), size: 10 },
  ],
};
