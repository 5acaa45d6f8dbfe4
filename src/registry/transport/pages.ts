import { RegistryFailure } from './failure.ts';

/** Pages of one list, in tags of a hundred a page more than any registry is known to keep in a repository. */
const MAX_PAGES = 500;

/** One page, and the path of the next where there is one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/**
 * Reads a list to its end (https://github.com/opencontainers/distribution-spec, "listing tags"): a part of it never passes for
 * the whole.
 * @param ask `undefined` where the registry doesn't tell
 * @throws RegistryFailure `malformed` where it has no end or comes back to a page that it has had
 */
export async function everyPage<T>(
  first: string,
  what: string,
  ask: (path: string) => Promise<Page<T> | undefined>,
): Promise<readonly T[] | undefined> {
  const items: T[] = [];
  const seen = new Set<string>();
  let path: string | undefined = first;
  while (path !== undefined) {
    if (seen.has(path)) throw endless(what, 'comes back to a page that it has had');
    if (seen.size === MAX_PAGES) throw endless(what, `goes on after ${MAX_PAGES} pages`);
    seen.add(path);
    const page: Page<T> | undefined = await ask(path);
    if (page === undefined) return undefined;
    items.push(...page.items);
    path = page.next;
  }
  return items;
}

function endless(what: string, how: string): RegistryFailure {
  return new RegistryFailure({
    kind: 'malformed',
    message: `${what}: the list of the registry ${how}`,
    remedy: 'run again; if it stays so, check that nothing in between answers for the registry',
  });
}

/**
 * The path that a `Link` header names as the next page (RFC 8288), where it is the registry's own.
 * @param url of the page itself
 */
export function nextPath(link: string | undefined, url: URL): string | undefined {
  const target = /<([^<>]+)>\s*;[^,]*\brel="?next"?/i.exec(link ?? '')?.[1];
  if (target === undefined || !URL.canParse(target, url.href)) return undefined;
  const next = new URL(target, url);
  return next.origin === url.origin ? `${next.pathname}${next.search}` : undefined;
}
