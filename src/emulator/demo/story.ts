import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../workspace.ts';

/** The two pull requests that the demo plays on examples/shop. */

/** What main has before the first: the API, whose sessions come from the cache already, and its Dockerfile. */
const BEFORE = ['api/Dockerfile', 'deploy/api.yaml'];

/** The shop's files by path. */
export function shopFiles(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The first: everything but what main has already is new. */
export function bringShop(shop: Files): { readonly base: Files; readonly head: Files } {
  return { base: Object.fromEntries(BEFORE.map((name) => [name, shop[name] ?? ''])), head: shop };
}

/** The second: it bumps the tag of an image that is rewritten already. */
export function bumpRedis(shop: Files): { readonly base: Files; readonly head: Files } {
  const api = shop['deploy/api.yaml'] ?? '';
  return { base: shop, head: { ...shop, 'deploy/api.yaml': api.replace('redis:7.4.0', 'redis:7.4.1') } };
}
