import { Buffer, isUtf8 } from 'node:buffer';
import { nameLength, nameOf, parseReference } from '../../src/images/reference.ts';
import { type Leaf, leavesOf } from './leaves.ts';

/** What is rendered of one thing: before the rewrite, after it, and where asked for once more before it. */
export interface Renders {
  readonly before: string;
  readonly after: string;
  /** A second render of the unchanged input: what differs between the two says nothing of the rewrite. */
  readonly again?: string | undefined;
}

/** A place of the output that differs in another way than by an image that moved. */
export interface Wrong {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly why: string;
}

/** A place of the output that names an image. */
export interface Position {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly moved: boolean;
}

/** Differences that a move brings about, or that are there without one. */
export interface Exemptions {
  /** Places that differ between two renders of the unchanged input (passwords, certificates, times). */
  readonly random: number;
  /** Hashes of content that moved (`checksum/config`). */
  readonly hashes: number;
  /** Names with the hash of a generator of kustomize. */
  readonly suffixes: number;
}

export interface Comparison {
  readonly positions: readonly Position[];
  readonly wrong: readonly Wrong[];
  readonly exempt: Exemptions;
}

/**
 * The law of meaning: position by position the output is the same, or the image that stands there is exactly the moved one
 * (`<login server>/<registry>/<repository>` with the tag and digest of before).
 * @param loginServer where images go
 */
export function compareRenders({ before, after, again }: Renders, loginServer: string): Comparison {
  const was = leavesOf(before);
  const is = leavesOf(after);
  const random = again === undefined ? new Set<string>() : differing(was, leavesOf(again));
  const positions: Position[] = [];
  const wrong: Wrong[] = [];
  const counts = { random: 0, hashes: 0, suffixes: 0 };
  for (const path of new Set([...was.keys(), ...is.keys()])) {
    const one = was.get(path);
    const other = is.get(path);
    if (random.has(path)) {
      counts.random++;
      continue;
    }
    if (one === undefined || other === undefined) {
      wrong.push({ path, before: one?.text, after: other?.text, why: one === undefined ? 'added' : 'gone' });
      continue;
    }
    const exempt = one.text === other.text ? undefined : exemption(one, other);
    if (exempt !== undefined) {
      counts[exempt]++;
      continue;
    }
    const moved = one.text !== other.text;
    const { text, hashes } = withHashesOf(one.text, other.text);
    counts.hashes += hashes;
    if (
      moved &&
      !isMoved(one.text, text, loginServer) &&
      !(one.key === 'hub' && isBehind(one.text, text, loginServer)) &&
      !isMovedWithin(one.text, text, loginServer) &&
      !movesInFields(was, is, path, loginServer) &&
      !movesInManifest(one.text, text, loginServer)
    )
      wrong.push({ path, before: one.text, after: other.text, why: 'neither the same nor the moved image' });
    else if (moved && NAMES.test(path))
      wrong.push({ path, before: one.text, after: other.text, why: 'names and labels hold no address' });
    else if (moved || namesImage(one)) positions.push({ path, before: one.text, after: other.text, moved });
  }
  return { positions, wrong, exempt: counts };
}

/** The places at which two renders of the same input differ. */
function differing(one: ReadonlyMap<string, Leaf>, other: ReadonlyMap<string, Leaf>): ReadonlySet<string> {
  const paths = [...new Set([...one.keys(), ...other.keys()])];
  return new Set(paths.filter((path) => one.get(path)?.text !== other.get(path)?.text));
}

function exemption(one: Leaf, other: Leaf): 'hashes' | 'suffixes' | undefined {
  if (/checksum|hash|sha\d*sum/i.test(one.path) && HASH.test(one.text) && HASH.test(other.text)) return 'hashes';
  const [before, after] = [SUFFIXED.exec(one.text), SUFFIXED.exec(other.text)];
  return before !== null && after !== null && before[1] === after[1] ? 'suffixes' : undefined;
}

/**
 * A text with the hashes that stood in another at the same places: programs that are told an image within a longer text are told the
 * hash of that text, too (Jenkins' pod templates). A digest of an image says `sha256:` before it.
 */
function withHashesOf(before: string, after: string): { readonly text: string; readonly hashes: number } {
  const [were, are] = [before.split(WORD), after.split(WORD)];
  if (were.length !== are.length) return { text: after, hashes: 0 };
  const isHash = (word: string | undefined) => /^[0-9a-f]{64}$/.test(word ?? '');
  const changed = are.map((word, index) => word !== were[index] && isHash(word) && isHash(were[index]));
  const text = are.map((word, index) => (changed[index] ? were[index] : word)).join('');
  return { text, hashes: changed.filter(Boolean).length };
}

/** Where objects have names and labels, which are no images whatever text they share with one. */
const NAMES =
  /\/metadata\/(?:name|generateName|namespace|labels\/[^/]+)$|\/(?:matchLabels|spec\/selector)\/[^/]+$|\/containers\/\d+\/name$/;

const HASH = /^[0-9a-f]{8,128}$/;
/** What kustomize puts behind the names of generated objects: ten characters, none of them a vowel (`sigs.k8s.io/kustomize/api/hasher`). */
const SUFFIXED = /^([a-z0-9.-]+)-[bcdfghkmt2456789]{10}$/;

function namesImage({ key, text }: Leaf): boolean {
  return /(?:^i|I)mage$/.test(key) && parseReference(text) !== undefined;
}

/** Whether a text became another only in that references in it moved; all else stands as it stood. */
export function isMoved(before: string, after: string, loginServer: string): boolean {
  const [were, are] = [before.split(WORD), after.split(WORD)];
  return (
    were.length === are.length &&
    were.every((word, index) => {
      const is = are[index] ?? '';
      return (
        isMovedWord(word, is, loginServer) ||
        (were[index - 2]?.replace(/:$/, '') === 'hub' && isBehind(word, is, loginServer))
      );
    })
  );
}

/** Whether what stands before the names of many images stands behind the registry: of Docker Hub's, too, no name is added to it. */
function isBehind(before: string, after: string, loginServer: string): boolean {
  return /^[^/]*\.[^/]*\/./.test(before) && after === `${loginServer}/${before}`;
}

/** The same of a text in base64, as Secrets and user data have it. */
function isMovedWithin(before: string, after: string, loginServer: string): boolean {
  const [was, is] = [decoded(before), decoded(after)];
  return was !== undefined && is !== undefined && isMoved(was, is, loginServer);
}

function decoded(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return isUtf8(bytes) ? bytes.toString() : undefined;
}

/** What a reference is made of; split with a group, so that words and what is between them alternate. */
const WORD = /([A-Za-z0-9][\w./:@-]*)/;

function isMovedWord(before: string, after: string, loginServer: string): boolean {
  if (before === after) return true;
  const scheme = /^[a-z]+:\/\//.exec(before)?.[0] ?? '';
  if (!after.startsWith(scheme)) return false;
  // What follows may be filled in later (`acme/web:$TAG`), and is no part of the word then.
  const end = /[:@]$/.exec(before)?.[0] ?? '';
  const moved = movedReference(before.slice(scheme.length, before.length - end.length), loginServer);
  return moved !== undefined && after.slice(scheme.length) === moved + end;
}

/** A reference as it reads in the registry; `undefined` for what is none, and for what is there already. */
export function movedReference(text: string, loginServer: string): string | undefined {
  const reference = parseReference(text);
  if (reference === undefined || reference.registry === loginServer) return undefined;
  return `${loginServer}/${nameOf(reference)}${text.slice(nameLength(text))}`;
}

/** Whether a field is part of an image that the output holds in several fields, and these moved together. */
function movesInFields(
  was: ReadonlyMap<string, Leaf>,
  is: ReadonlyMap<string, Leaf>,
  path: string,
  loginServer: string,
): boolean {
  const parent = path.slice(0, path.lastIndexOf('/'));
  const joined = (leaves: ReadonlyMap<string, Leaf>, names: readonly string[]) =>
    names
      .map((name) => leaves.get(`${parent}/${name}`)?.text ?? '')
      .filter((text) => text !== '')
      .map((text, index, all) => (index === all.length - 1 ? text : text.replace(/\/+$/, '')))
      .join('/');
  // What joins them may add no slash: those that they end with stay.
  const slashes = (leaves: ReadonlyMap<string, Leaf>) => /\/*$/.exec(leaves.get(path)?.text ?? '')?.[0];
  return SPLITS.some((names) => {
    if (!names.some((name) => path === `${parent}/${name}`)) return false;
    return slashes(is) === slashes(was) && joined(is, names) === movedReference(joined(was, names), loginServer);
  });
}

/** Whether a text is a manifest (values in a ConfigMap) in whose fields images move, and nothing else: comments stay as they were. */
function movesInManifest(before: string, after: string, loginServer: string): boolean {
  if (!before.includes('\n') || leavesOf(before).size < 2) return false;
  const comments = (text: string) => (text.match(/(?:^|\s)#.*$/gm) ?? []).join('\n');
  return comments(before) === comments(after) && compareRenders({ before, after }, loginServer).wrong.length === 0;
}

/** Fields that make a name together. */
const SPLITS = [
  ['registry', 'repository'],
  ['registry', 'image'],
  ['registry', 'name'],
  ['hub', 'image'],
  ['repository', 'image'],
] as const;
