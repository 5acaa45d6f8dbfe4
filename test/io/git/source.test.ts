import { describe, expect, it } from 'vitest';
import { namesAnother, sourceOf } from '../../../src/io/git/source.ts';

const REPOSITORY = 'contoso/shop';

function addressOf(server: string | undefined, repository: string | undefined = REPOSITORY, emulated = false) {
  const env = { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository };
  const source = sourceOf({ env, token: undefined, emulated });
  return source.type === 'ok' ? source.value.address : undefined;
}

describe('where the base is fetched from', () => {
  it.each([
    ['https://github.com', 'https://github.com/contoso/shop'],
    ['https://ghe.example:8443/', 'https://ghe.example:8443/contoso/shop'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/contoso/shop'],
    ['http://[::1]:3000', 'http://[::1]:3000/contoso/shop'],
  ])('is the repository of the run on %s', (server, address) => {
    expect(addressOf(server)).toBe(address);
  });

  it.each([
    undefined,
    '',
    'http://github.com',
    'http://127.0.0.1.example',
    'ssh://github.com',
    'ext::sh -c x',
    'file:///srv',
    'https://user:secret@github.com',
    'https://github.com/?a=b',
    'https://github.com/other',
    '--upload-pack=x',
  ])('is nowhere for the server %j', (server) => {
    expect(addressOf(server)).toBeUndefined();
  });

  it.each([
    '',
    'shop',
    'a/b/c',
    '../shop',
    'contoso/..',
    'contoso/.',
    'contoso/shop?x',
    'contoso/sh op',
    'contoso/shop#x',
  ])('is nowhere for the repository %j', (repository) => {
    expect(addressOf('https://github.com', repository)).toBeUndefined();
  });

  it('is on loopback only where the emulator plays GitHub', () => {
    expect(addressOf('https://github.com', REPOSITORY, true)).toBeUndefined();
    expect(addressOf('http://127.0.0.1:3000', REPOSITORY, true)).toBe('http://127.0.0.1:3000/contoso/shop');
  });

  it('carries the token as GitHub takes it', () => {
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: REPOSITORY };
    const encoded = Buffer.from('x-access-token:t').toString('base64');
    expect(sourceOf({ env, token: 't', emulated: false })).toMatchObject({
      value: { authorization: `basic ${encoded}` },
    });
  });
});

describe('an origin', () => {
  it.each([
    'https://github.com/contoso/tools',
    'https://github.com/contoso/tools.git',
    'git@github.com:contoso/tools.git',
    'ssh://git@github.com/contoso/tools/',
  ])('%s names another repository', (origin) => {
    expect(namesAnother(origin, REPOSITORY)).toBe(true);
  });

  it.each([
    undefined,
    'https://github.com/Contoso/Shop',
    'https://github.com/contoso/shop.git',
    'git@github.com:contoso/shop.git',
    '/srv/git/tools',
    'ext::sh -c x',
  ])('%s does not', (origin) => {
    expect(namesAnother(origin, REPOSITORY)).toBe(false);
  });
});
