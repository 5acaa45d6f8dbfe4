import { describe, expect, it } from 'vitest';
import { warmLine } from '../../../src/registry/warming/warm-line.ts';
import type { WarmResult } from '../../../src/registry/warming/warm-result.ts';
import { SERVED } from './served.ts';

describe('the line of an image', () => {
  const effort = { request: { image: 'docker.io/a:1', repository: 'a' }, bytes: 2048, milliseconds: 1500, requests: 1 };
  it.each<readonly [string, WarmResult, string]>([
    [
      'that is warm names its digest, its platforms and those that it has not',
      { ...effort, status: 'warm', served: SERVED },
      'warm: docker.io/a:1 (sha256:aaaaaaaaaaaa; linux/amd64; has no linux/arm64; 2.0 KiB, 1.5 s, 1 request)',
    ],
    [
      'that was not served names the reason and what to do',
      { ...effort, status: 'not-served', reason: { kind: 'not-found', message: 'a:1: unknown', remedy: 'check it' } },
      'not served: docker.io/a:1 (2.0 KiB, 1.5 s, 1 request): a:1: unknown. To mend it: check it.',
    ],
  ])('%s', (_, result, line) => {
    expect(warmLine(result)).toBe(line);
  });
});
