import { UserError } from '../base/errors.ts';
import { type Alternative, type Component, parseGlob } from '../base/glob-syntax.ts';
import { lines, list, type ReadInput } from './values.ts';

/** Reads the inputs that hold globs. What can match nothing is an error that names the input and the item: it would be a filter that filters nothing. */

/**
 * Globs on paths, by newline or comma. A leading `./` is left out: `./deploy/**` is what people write for `deploy/**`.
 * @throws UserError for the first that can match no path
 */
export function pathGlobs(read: ReadInput, name: string): readonly string[] {
  return globItems(read, name).map((item) => {
    const glob = item.replace(/^(?:\.\/)+(?=.)/, '');
    const parsed = parseGlob(glob);
    if (parsed.type === 'refused') throw refused(name, item, parsed.reason);
    return glob;
  });
}

/**
 * Globs on normalised references, by newline or comma.
 * @throws UserError for the first that can match no reference
 */
export function imageGlobs(read: ReadInput, name: string): readonly string[] {
  return globItems(read, name).map((item) => {
    const reason = imageGlobFault(item);
    if (reason !== undefined) throw refused(name, item, reason);
    return item;
  });
}

/**
 * Globs on hosts, by newline or comma; a host may carry its port.
 * @throws UserError for the first that can match no host
 */
export function hostGlobs(read: ReadInput, name: string): readonly string[] {
  return globItems(read, name).map((item) => {
    const glob = item.toLowerCase();
    if (/[/\\@]/.test(glob)) throw refused(name, item, 'a host is meant, such as charts.example.com or *.example.com');
    const parsed = parseGlob(glob);
    if (parsed.type === 'refused') throw refused(name, item, parsed.reason);
    return glob;
  });
}

/** Why a glob can match no normalised reference, as a clause; `undefined` where it can. */
export function imageGlobFault(glob: string): string | undefined {
  if (/^[a-z+]+:\/\//i.test(glob)) return 'references have no scheme: leave it out';
  const parsed = parseGlob(glob);
  if (parsed.type === 'refused') return parsed.reason;
  for (const alternative of parsed.alternatives) {
    const reason = matchesNoReference(alternative);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/**
 * Registries, or the leading components of names; `/*` or `/**` may follow.
 * @throws UserError for the first that no name can start with
 */
export function registryPrefixes(read: ReadInput, name: string): readonly string[] {
  return list(read, name).map((item) => {
    const prefix = item.replace(/\/\*{0,2}$/, '').toLowerCase();
    const [host = '', ...rest] = prefix.split('/');
    if (isHost(host) && rest.every((component) => /^[a-z0-9._-]+$/.test(component))) return prefix;
    throw refused(
      name,
      item,
      'a registry such as mcr.microsoft.com is meant, or the start of a name such as ghcr.io/contoso',
    );
  });
}

function refused(name: string, item: string, reason: string): UserError {
  return new UserError(
    `Input "${name}": ${JSON.stringify(item)} is not allowed: ${reason}. Correct it, or leave it out.`,
  );
}

/** The items of an input that may hold braces: a comma within braces or brackets separates alternatives, not items. */
function globItems(read: ReadInput, name: string): readonly string[] {
  const items = lines(read, name)
    .flatMap((line) => (isBracketed(line) ? [line] : splitOutside(line)))
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0 && read(name).includes(',')) throw refused(name, read(name).trim(), 'it holds no glob');
  return items;
}

/** A list of JSON or YAML: one item, so that its error shows it as a whole. */
function isBracketed(line: string): boolean {
  return line.startsWith('[') && line.endsWith(']');
}

function splitOutside(line: string): readonly string[] {
  const items: string[] = [];
  let start = 0;
  let depth = 0;
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === '\\') index++;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && depth > 0) depth--;
    else if (character === ',' && depth === 0) {
      items.push(line.slice(start, index));
      start = index + 1;
    }
  }
  return [...items, line.slice(start)];
}

/** Why no normalised reference (`docker.io/library/nginx:1.27`) fits: each has a registry, which is a host, and a repository. */
function matchesNoReference({ text, components }: Alternative): string | undefined {
  const example = 'references are normalised, such as docker.io/library/nginx:1.27';
  if (components.some(({ kind }) => kind === 'components')) return undefined;
  if (components.length < 2) return `it has no "/", and ${example}`;
  const host = literalOf(components[0]);
  if (host !== undefined && !isHost(host)) return `"${host}" is no registry, and ${example}`;
  return /[A-Z]/.test(text.replace(/[:@].*$/, '')) ? `it has capital letters, and ${example}` : undefined;
}

/** The text of a component without wildcards. */
function literalOf(component: Component | undefined): string | undefined {
  if (component?.kind !== 'one') return undefined;
  const points: number[] = [];
  for (const token of component.tokens) {
    if (token.kind !== 'character') return undefined;
    points.push(token.point);
  }
  return String.fromCodePoint(...points);
}

/** What tells a registry from the first component of a repository (https://pkg.go.dev/github.com/distribution/reference). */
function isHost(text: string): boolean {
  return /^(?=.*[.:]|localhost$)[a-z0-9.:[\]-]+$/.test(text);
}
