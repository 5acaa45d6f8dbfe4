import { describe, expect, it } from 'vitest';
import { ownRealm, parseChallenge } from '../../../src/registry/transport/challenge.ts';

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
