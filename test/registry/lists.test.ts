import { describe, expect, it } from 'vitest';
import { parseListing, parseReferrers, parseTags } from '../../src/registry/lists.ts';

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
