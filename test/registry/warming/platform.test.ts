import { describe, expect, it } from 'vitest';
import { isSame, select } from '../../../src/registry/warming/platform.ts';

describe('platforms', () => {
  const entry = (platform: string | undefined, more: object = {}) => ({
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: `sha256:${'a'.repeat(64)}`,
    size: 1,
    foreign: false,
    platform,
    osVersion: undefined,
    attestation: false,
    ...more,
  });

  it.each([
    ['linux/arm64', 'linux/arm64/v8', true],
    ['linux/arm', 'linux/arm/v7', true],
    ['linux/arm/v6', 'linux/arm/v7', false],
    ['linux/amd64', 'linux/amd64/v3', false],
    ['windows/amd64', 'linux/amd64', false],
  ])('%s and %s are one: %s', (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
  });

  it('are chosen once for Linux, by every version of the system for Windows', () => {
    const entries = [
      entry('linux/amd64'),
      entry('linux/amd64'),
      entry('windows/amd64', { osVersion: '10.0.17763.1' }),
      entry('windows/amd64', { osVersion: '10.0.20348.1' }),
      entry('unknown/unknown', { attestation: true }),
      entry(undefined),
    ];
    const chosen = select(entries, ['linux/amd64', 'windows/amd64', 'linux/arm64']);
    expect(chosen.entries).toEqual([entries[0], entries[2], entries[3]]);
    expect(chosen.missing).toEqual(['linux/arm64']);
    expect(select(entries, 'all').entries).toHaveLength(5);
  });
});
