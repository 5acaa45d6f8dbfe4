import { describe, expect, it } from 'vitest';
import {
  parseListedManifest,
  parseListedTag,
  parseListing,
  parseReferrers,
  parseTags,
} from '../../src/registry/lists.ts';

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const digest = (character: string) => `sha256:${character.repeat(64)}`;

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

  it('of one tag and one manifest tell digest and platforms, as recorded', () => {
    const told = (value: unknown) => JSON.stringify(value);
    const tag = { name: '1', digest: digest('a') };
    expect(parseListedTag(200, told({ tag }), '1')).toEqual({ state: 'listed', value: digest('a') });
    expect(() => parseListedTag(200, told({ tag }), '2')).toThrow('it is about another tag');
    expect(() => parseListedTag(200, told({ tag: { name: '1' } }), '1')).toThrow('it names no digest');
    for (const code of ['TAG_UNKNOWN', 'NAME_UNKNOWN', 'MANIFEST_UNKNOWN']) {
      expect(parseListedTag(404, told({ errors: [{ code }] }), '1')).toEqual({ state: 'not-listed' });
    }
    expect(parseListedTag(404, 'no such page', '1')).toEqual({ state: 'no-list' });
    expect(parseListedTag(403, '', '1')).toEqual({ state: 'not-allowed' });
    const references = [{ digest: digest('b'), architecture: 'arm64', os: 'linux' }, { digest: digest('c') }];
    const manifest = { digest: digest('a'), mediaType: OCI_INDEX, references };
    expect(parseListedManifest(200, told({ manifest }), digest('a'))).toEqual({
      state: 'listed',
      value: {
        digest: digest('a'),
        mediaType: OCI_INDEX,
        platform: undefined,
        references: [
          { digest: digest('b'), platform: 'linux/arm64' },
          { digest: digest('c'), platform: undefined },
        ],
      },
    });
    expect(() => parseListedManifest(200, told({ manifest }), digest('b'))).toThrow('it is about another manifest');
    const broken = { ...manifest, references: [{ os: 'linux' }] };
    expect(() => parseListedManifest(200, told({ manifest: broken }), digest('a'))).toThrow('has no digest');
    const bare = { digest: digest('a') };
    expect(() => parseListedManifest(200, told({ manifest: bare }), digest('a'))).toThrow('it tells no media type');
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
