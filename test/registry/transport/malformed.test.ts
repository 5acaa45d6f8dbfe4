import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/io/http.ts';
import { openRegistry } from '../../../src/registry/client.ts';
import { verify } from '../../../src/registry/transport/body.ts';
import { RegistryFailure } from '../../../src/registry/transport/failure.ts';
import { warm } from '../../../src/registry/warming/warm.ts';
import { AAD_TOKEN, type Fault, type StandIn, type StandInOptions, startStandIn } from '../stand-in.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function setting(options: StandInOptions = { storesAfter: 2 }) {
  const standIn = await startStandIn(options);
  const http = openHttp({ pace: 500 });
  open.push(http.close, standIn.close);
  const client = openRegistry({
    http,
    loginServer: standIn.host,
    baseUrl: standIn.url,
    mask: () => undefined,
    aadToken: async () => AAD_TOKEN,
  });
  const image = standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
  const pull = async (timeoutMs = 600_000) => {
    const request = { image: 'docker.io/a:1', repository: 'a', tag: '1' };
    const [result] = await warm([request], { client, platforms: ['linux/amd64'], timeoutMs });
    if (result === undefined) throw new Error('no result');
    return result;
  };
  return { standIn, client, image, pull };
}

function at(part: string, fault: Fault, times = Number.POSITIVE_INFINITY): StandIn['fault'] {
  let met = 0;
  return ({ path }) => {
    if (!path.includes(part) || met >= times) return undefined;
    met += 1;
    return fault;
  };
}

const BODIES: readonly (readonly [string, Fault])[] = [
  ['a page of a proxy', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>sign in</html>' }],
  ['null', { status: 200, body: 'null' }],
  ['a list', { status: 200, body: [] }],
  ['a text', { status: 200, body: '"x"' }],
  ['half of a JSON text', { status: 200, body: '{"manifest' }],
];
/** An empty one is what a registry may answer to who has signed in. */
const EMPTY = ['an empty body', { status: 200, body: '' }] as const;

describe.each([
  ['the question what it wants', '/v2/', BODIES],
  ['the exchange of the token', '/oauth2/exchange', [...BODIES, EMPTY]],
  ['the access token', '/oauth2/token', [...BODIES, EMPTY]],
  ['the manifest', '/v2/a/manifests/1', [...BODIES, EMPTY, ['a body that breaks off', { cut: 1 }]]],
] as const)('an answer to %s', (_, part, bodies) => {
  it.each(bodies)('that is %s is asked for again, and the reason in the end', async (__, fault) => {
    const once = await setting();
    once.standIn.fault = part === '/v2/' ? exactly(part, fault, 2) : at(part, fault, 2);
    expect((await once.pull()).status).toBe('warm');
    const always = await setting();
    always.standIn.fault = part === '/v2/' ? exactly(part, fault) : at(part, fault);
    const result = await always.pull();
    expect(result.status).toBe('not-served');
    if (result.status !== 'not-served') return;
    expect(['malformed', 'not-reachable']).toContain(result.reason.kind);
    expect(result.reason.message).toMatch(/the answer of .* is none: |no answer from /);
    expect(result.reason.remedy).toMatch(/^run/);
  });
});

function exactly(path: string, fault: Fault, times?: number): StandIn['fault'] {
  const inner = at(path, fault, times);
  return (request) => (request.path === path ? inner(request) : undefined);
}

describe('an answer to whether an image is stored', () => {
  it.each([
    ...BODIES,
    EMPTY,
    ['one about another', { status: 200, body: { manifest: { digest: 'sha256:0' } } }],
    ['one about none', { status: 200, body: {} }],
  ] satisfies (readonly [string, Fault])[])('that is %s is asked for again, and never a proof', async (_, fault) => {
    const once = await setting();
    once.standIn.fault = at('/_manifests/', fault, 2);
    expect((await once.pull()).status).toBe('warm');
    const always = await setting();
    always.standIn.fault = at('/_manifests/', fault);
    const result = await always.pull();
    expect(result).toMatchObject({
      status: 'served-unconfirmed',
      unconfirmed: {
        kind: 'list-failed',
        message: expect.stringContaining('whether it is stored could not be asked: '),
      },
    });
    // A list of tags tells nothing of a digest; it stands in only where there is no list of manifests at all.
    expect(always.standIn.asked('/tags/list')).toEqual([]);
  });
});

describe('an answer to whether a repository exists', () => {
  it.each([...BODIES, EMPTY])('that is %s tells nothing, and why', async (_, fault) => {
    const { standIn, client } = await setting();
    standIn.fault = at('/tags/list', fault);
    expect(await client.repositoryExists('a')).toMatchObject({ state: 'not-told', reason: { kind: 'malformed' } });
    expect(standIn.asked('/tags/list')).toHaveLength(3);
  });
});

describe('a list of what refers to a manifest', () => {
  it.each([...BODIES, EMPTY])('that is %s is a failure, not a list without entries', async (_, fault) => {
    const { standIn, client, image } = await setting();
    standIn.fault = at('/referrers/', fault);
    await expect(client.referrers('a', image.digest)).rejects.toThrow(RegistryFailure);
  });
});

describe('a list in pages', () => {
  const page = (tags: readonly string[], link?: string): Fault => ({
    status: 200,
    ...(link === undefined ? {} : { headers: { link: `<${link}>; rel="next"` } }),
    body: { name: 'a', tags },
  });

  it('is read to its end', async () => {
    const { standIn, client } = await setting();
    standIn.fault = ({ path }) =>
      path === '/v2/a/tags/list'
        ? page(['1'], '/v2/a/tags/list?last=1&n=1')
        : path.startsWith('/v2/a/tags/list?')
          ? page(['2'])
          : undefined;
    expect(await client.tags('a')).toEqual(['1', '2']);
  });

  it('that comes back to a page, or has no end, is a failure and no part of a list', async () => {
    const { standIn, client } = await setting();
    standIn.fault = at('/tags/list', page(['1'], '/v2/a/tags/list?last=1'));
    await expect(client.tags('a')).rejects.toThrow('comes back to a page that it has had');
    expect(standIn.asked('/tags/list')).toHaveLength(2);
    standIn.fault = ({ path, count }) =>
      path.includes('/tags/list') ? page([], `/v2/a/tags/list?last=${standIn.log.length}-${count}`) : undefined;
    await expect(client.tags('a')).rejects.toThrow('goes on after 500 pages');
  });
});

describe('a blob that drips', () => {
  it('is cut off by its progress, not by its length', async () => {
    const bytes = Buffer.from('a layer of some length');
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    async function* drip(milliseconds: number) {
      for (const byte of bytes) {
        yield Buffer.from([byte]);
        await delay(milliseconds);
      }
    }
    const read = (milliseconds: number) =>
      verify(Readable.from(drip(milliseconds)), { digest, size: bytes.length }, () => undefined, {
        bytes: 4,
        everyMilliseconds: 200,
      });
    expect(await read(10)).toEqual({ outcome: 'verified' });
    expect(await read(150)).toMatchObject({ outcome: 'truncated' });
  });
});
