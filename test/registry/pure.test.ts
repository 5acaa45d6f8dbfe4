import { describe, expect, it } from 'vitest';
import { parseListing, parseReferrers, parseTags } from '../../src/registry/lists.ts';
import { isVerifiable, parseManifest } from '../../src/registry/manifest.ts';
import { explain, oneLine, parseErrorAnswer } from '../../src/registry/transport/answer.ts';
import { ownRealm, parseChallenge } from '../../src/registry/transport/challenge.ts';
import { limiter } from '../../src/registry/transport/limit.ts';
import { isSame, select } from '../../src/registry/warming/platform.ts';
import { storageOf } from '../../src/registry/warming/storage.ts';
import { unconfirmed } from '../../src/registry/warming/unconfirmed.ts';
import { warmLine } from '../../src/registry/warming/warm-line.ts';
import type { ServedImage, WarmResult } from '../../src/registry/warming/warm-result.ts';

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const digest = (character: string) => `sha256:${character.repeat(64)}`;
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

describe('a challenge', () => {
  it('is read whatever the order and case', () => {
    expect(parseChallenge('bearer service="s", scope="repository:a:pull",REALM="https://r/oauth2/token"')).toEqual({
      scheme: 'bearer',
      realm: 'https://r/oauth2/token',
      service: 's',
      scope: 'repository:a:pull',
    });
    expect(parseChallenge('Basic realm="x"')).toEqual({ scheme: 'basic' });
    expect(parseChallenge('Negotiate')).toBeUndefined();
    expect(parseChallenge('Bearer service="s"')).toBeUndefined();
  });

  it.each([
    ['letters', 'a'],
    ['names', 'a="'],
    ['names and values', 'a="b" '],
  ])('of 300,000 characters of %s is read in linear time', (_name, piece) => {
    expect(parseChallenge(`Bearer ${piece.repeat(300_000 / piece.length)}`)).toBeUndefined();
  });

  it.each([
    ['https://r.azurecr.io/oauth2/token', true],
    ['http://r.azurecr.io/oauth2/token', false],
    ['https://r.azurecr.io:8443/oauth2/token', false],
    ['https://r.azurecr.io.evil.example/oauth2/token', false],
    ['https://r.azurecr.io@evil.example/oauth2/token', false],
    ['https://user:password@r.azurecr.io/oauth2/token', false],
    ['/oauth2/token', false],
    ['', false],
  ])('from %s is answered: %s', (realm, answered) => {
    expect(ownRealm(realm, new URL('https://r.azurecr.io')) !== undefined).toBe(answered);
  });
});

describe('an error answer', () => {
  it('is one line, whatever the body', () => {
    expect(parseErrorAnswer(404, '{"errors":[{"code":"NAME_UNKNOWN","message":"a\\nb"},{"code":1},null]}')).toEqual({
      status: 404,
      codes: ['NAME_UNKNOWN'],
      message: 'a b',
    });
    expect(parseErrorAnswer(502, '<html>').message).toBe('');
    expect(parseErrorAnswer(424, 'plain\r\n\u0007text').message).toBe('plain text');
    expect(oneLine('x'.repeat(5000)).length).toBeLessThan(310);
  });

  it('of the network is told apart from a missing right', () => {
    const asked = { loginServer: 'r.azurecr.io', what: 'a:1' };
    const message =
      "client with IP '1.2.3.4' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.";
    expect(explain({ status: 403, codes: ['DENIED'], message }, asked).kind).toBe('not-reachable');
    expect(explain({ status: 403, codes: ['DENIED'], message: 'no' }, asked).kind).toBe('forbidden');
  });
});

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

describe('platforms', () => {
  const entry = (platform: string | undefined, more: object = {}) => ({
    mediaType: OCI_MANIFEST,
    digest: digest('a'),
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

describe('lists', () => {
  it('tell what is stored, and when they are no lists', () => {
    const listed = JSON.stringify({ manifest: { digest: digest('a') } });
    expect(parseListing(200, listed, digest('a'))).toBe('listed');
    expect(() => parseListing(200, listed, digest('b'))).toThrow('it is about another manifest');
    expect(() => parseListing(200, '<html>', digest('a'))).toThrow('it is not JSON');
    expect(parseListing(404, '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}', digest('a'))).toBe('not-listed');
    expect(parseListing(404, '404 page not found', digest('a'))).toBe('no-list');
    expect(parseListing(401, '', digest('a'))).toBe('not-allowed');
    expect(parseTags(200, '{"tags":["1"]}')).toEqual(['1']);
    expect(() => parseTags(200, '{"tags":["1",2]}')).toThrow('a tag of the list is none');
    expect(() => parseTags(200, '{}')).toThrow('it has no list "tags"');
    expect(() => parseTags(200, 'null')).toThrow('it is no JSON object');
    expect(parseTags(200, '{"tags":null}')).toEqual([]);
    expect(parseTags(404, '{"errors":[{"code":"NAME_UNKNOWN"}]}')).toEqual([]);
    expect(parseTags(404, 'no')).toBeUndefined();
  });

  it('of referrers are filtered where the registry does not', () => {
    const text = JSON.stringify({
      manifests: [{ digest: digest('a'), artifactType: 'x', annotations: { k: 'v', n: 1 } }, { digest: 'b' }],
    });
    expect(parseReferrers(text, 'x')).toEqual([{ digest: digest('a'), artifactType: 'x', annotations: { k: 'v' } }]);
    expect(parseReferrers(text, undefined)).toHaveLength(2);
    expect(() => parseReferrers('[]', undefined)).toThrow('it is no JSON object');
    expect(() => parseReferrers('{"manifests":[null]}', undefined)).toThrow('an entry of the list has no digest');
  });
});

describe('a limiter', () => {
  it('never lets more run than it may, and lets all run', async () => {
    const limit = limiter(3);
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, place) =>
        limit(async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          if (place % 5 === 0) throw new Error('one that fails');
        }),
      ),
    );
    expect(most).toBe(3);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
  });
});

const served: ServedImage = {
  digest: digest('a'),
  mediaType: OCI_INDEX,
  isIndex: true,
  platforms: [{ platform: 'linux/amd64', digest: digest('b') }],
  missing: ['linux/arm64'],
  wanted: ['linux/amd64', 'linux/arm64'],
  contents: [
    { digest: digest('a'), size: 1 },
    { digest: digest('c'), size: 10 },
  ],
};

describe('storage', () => {
  it('counts each content once in all, and tells what an image has for itself', () => {
    const other = {
      ...served,
      contents: [
        { digest: digest('c'), size: 10 },
        { digest: digest('d'), size: 100 },
      ],
    };
    expect(
      storageOf([
        { image: 'one', served },
        { image: 'two', served: other },
      ]),
    ).toEqual({
      images: [
        { image: 'one', bytes: 11, own: 1 },
        { image: 'two', bytes: 110, own: 100 },
      ],
      total: 111,
    });
  });
});

describe('the line of an image', () => {
  const effort = { request: { image: 'docker.io/a:1', repository: 'a' }, bytes: 2048, milliseconds: 1500, requests: 1 };
  it.each<readonly [WarmResult, string]>([
    [
      { ...effort, status: 'warm', served },
      'warm: docker.io/a:1 (sha256:aaaaaaaaaaaa; linux/amd64; has no linux/arm64; 2.0 KiB, 1.5 s, 1 request)',
    ],
    [
      { ...effort, status: 'not-served', reason: { kind: 'not-found', message: 'a:1: unknown', remedy: 'check it' } },
      'not served: docker.io/a:1 (2.0 KiB, 1.5 s, 1 request): a:1: unknown. To mend it: check it.',
    ],
  ])('%#', (result, line) => {
    expect(warmLine(result)).toBe(line);
  });

  it('names the cause that the settings of the registry make likely', () => {
    expect(unconfirmed('still-proxied', { networkRestricted: true }).remedy).toContain('trusted Microsoft services');
    expect(unconfirmed('still-proxied', { networkRestricted: false, softDelete: true }).remedy).toContain(
      'soft-delete',
    );
    expect(unconfirmed('still-proxied', { networkRestricted: false, softDelete: false }).remedy).toContain('run again');
  });
});
