import { describe, expect, it } from 'vitest';
import { runBy, select } from '../../../src/registry/warming/platform.ts';

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
    ['linux/arm64', ['linux/arm64/v8', 'linux/amd64'], ['linux/arm64/v8']],
    ['linux/arm', ['linux/arm/v6', 'linux/arm/v7'], ['linux/arm/v7']],
    ['linux/arm64/v8', ['linux/arm64/8', 'linux/aarch64/v8.0', 'linux/arm64'], 'all'],
    ['linux/amd64', ['linux/x86_64', 'Linux/x86-64', 'linux/amd64/v1', 'linux/amd64'], 'all'],
    ['linux/arm/v7', ['linux/armhf', 'linux/arm/7', 'linux/arm'], 'all'],
    ['linux/arm/v6', ['linux/armel', 'linux/arm/6'], 'all'],
    ['linux/386', ['linux/i386', 'linux/386'], 'all'],
    // The next best that it can run.
    ['linux/amd64', ['linux/arm64', 'linux/386'], ['linux/386']],
    ['linux/amd64/v3', ['linux/386', 'linux/amd64', 'linux/amd64/v2'], ['linux/amd64/v2']],
    ['linux/arm/v7', ['linux/arm/v5', 'linux/arm/v6'], ['linux/arm/v6']],
    ['linux/arm64', ['linux/arm/v6', 'linux/arm/v7'], ['linux/arm/v7']],
    ['linux/arm64/v9', ['linux/arm/v8', 'linux/arm64'], ['linux/arm64']],
    ['linux/arm/v6', ['linux/arm/v7'], []],
    ['linux/amd64', ['linux/amd64/v3', 'windows/amd64', 'linux/riscv64'], []],
    ['linux/s390x', ['linux/s390x', 'linux/390'], ['linux/s390x']],
  ] as const)('a node of %s runs of %j %j', (node, platforms, runs) => {
    expect([...runBy(node, platforms)]).toEqual(runs === 'all' ? platforms : runs);
  });

  it('are chosen once for each spelling, since runtimes differ in which they know', () => {
    const entries = [entry('linux/x86_64'), entry('linux/amd64'), entry('linux/x86_64'), entry('linux/arm64')];
    const chosen = select(entries, ['linux/amd64']);
    expect(chosen.entries).toEqual([entries[0], entries[1]]);
    expect([chosen.missing, chosen.others]).toEqual([[], ['linux/x86_64', 'linux/arm64']]);
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
