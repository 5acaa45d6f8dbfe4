import { UserError } from '../base/errors.ts';
import { imageGlobFault } from '../inputs/globs.ts';
import { type SourceFile, sourceFile } from '../manifests/source/source.ts';
import { parseYaml } from '../manifests/yaml/documents.ts';
import type { YamlMapping, YamlNode } from '../manifests/yaml/nodes.ts';
import { type AcceptedFinding, isDay, isFindingId } from './accept.ts';

/**
 * The file that `accept-findings` may name (docs/gate.md). It opens the gate, so it is read strictly: what is not known, missing,
 * there twice or not as it must be is refused with the line, never passed over.
 */

/** What a key's value must be. */
interface KeyRule {
  readonly allowed: string;
  readonly takes: (text: string) => boolean;
}

const isOneLine = (text: string) => !/[\r\n]/.test(text);

const KEYS = {
  cve: { allowed: 'the id of a finding, such as CVE-2026-0001', takes: isFindingId },
  image: {
    allowed: 'a glob on normalised references, such as docker.io/library/nginx or ghcr.io/acme/**',
    takes: (text) => imageGlobFault(text) === undefined,
  },
  package: { allowed: 'the name of a package', takes: (text) => !/\s/.test(text) },
  reason: { allowed: 'a sentence on one line', takes: isOneLine },
  until: { allowed: 'the last day, YYYY-MM-DD', takes: isDay },
  by: { allowed: 'who accepts it, on one line', takes: isOneLine },
} as const satisfies Readonly<Record<string, KeyRule>>;

const EXAMPLE =
  'The file is a list under "accept:" whose entries have cve, reason, until, by, and where wanted image and package';

/**
 * Reads the file.
 * @param path as people know it
 * @throws UserError that names file and line of the first thing that is not as it must be
 */
export function readAcceptanceFile(text: string, path: string): readonly AcceptedFinding[] {
  const source = sourceFile(path, text);
  const parsed = parseYaml(text);
  if (!parsed.ok) throw refused(source, parsed.failure.offset, `it is no YAML: ${parsed.failure.reason}`);
  const [document, second] = parsed.documents;
  if (document === undefined) throw refused(source, 0, `it is empty. ${EXAMPLE}`);
  if (second !== undefined) throw refused(source, second.root.start, 'it has a second document: write all in one');
  const root = mappingOf(document.root, source);
  const top = entriesOf(root, source, ['accept']);
  const list = top.get('accept');
  if (list === undefined) throw refused(source, root.start, `it has no "accept". ${EXAMPLE}`);
  if (list.type !== 'sequence') throw refused(source, list.start, `"accept" is no list. ${EXAMPLE}`);
  return list.items.map((item) => readEntry(item, source));
}

function readEntry(item: YamlNode, source: SourceFile): AcceptedFinding {
  const mapping = mappingOf(item, source);
  const entries = entriesOf(mapping, source, Object.keys(KEYS));
  const given = (name: keyof typeof KEYS): string | undefined => {
    const node = entries.get(name);
    return node === undefined ? undefined : readValue(name, node, mapping, source);
  };
  const needed = (name: keyof typeof KEYS): string => {
    const value = given(name);
    if (value !== undefined) return value;
    throw refused(source, mapping.start, `the entry has no "${name}": ${KEYS[name].allowed}`);
  };
  const image = given('image');
  const packageName = given('package');
  return {
    id: needed('cve'),
    ...(image === undefined ? {} : { image }),
    ...(packageName === undefined ? {} : { package: packageName }),
    until: needed('until'),
    reason: needed('reason'),
    by: needed('by'),
    place: `${source.path}:${source.at(mapping.start).line}`,
  };
}

function readValue(name: keyof typeof KEYS, node: YamlNode, entry: YamlMapping, source: SourceFile): string {
  const { allowed, takes }: KeyRule = KEYS[name];
  const value = node.type === 'scalar' ? node.value.trim() : undefined;
  if (value !== undefined && value !== '' && takes(value)) return value;
  const told = value === undefined ? 'no text' : JSON.stringify(value);
  throw refused(source, node.start < 0 ? entry.start : node.start, `"${name}" is ${told}. Allowed: ${allowed}`);
}

function mappingOf(node: YamlNode, source: SourceFile): YamlMapping {
  if (node.type === 'mapping') return node;
  throw refused(source, node.start, `keys with values are expected here. ${EXAMPLE}`);
}

/** The values by key: every key known, and there once. */
function entriesOf(mapping: YamlMapping, source: SourceFile, known: readonly string[]): ReadonlyMap<string, YamlNode> {
  const found = new Map<string, YamlNode>();
  for (const { key, value } of mapping.entries) {
    const name = key.type === 'scalar' ? key.value : undefined;
    if (name === undefined || !known.includes(name)) {
      const told = name === undefined ? 'a key that is no text' : JSON.stringify(name);
      throw refused(source, key.start, `${told} is no key that is known here. Allowed: ${known.join(', ')}`);
    }
    if (found.has(name)) throw refused(source, key.start, `"${name}" is there twice`);
    if (value.type === 'alias') throw refused(source, value.start, `"${name}" is an alias: write it out`);
    found.set(name, value);
  }
  return found;
}

function refused(source: SourceFile, offset: number, what: string): UserError {
  return new UserError(`Input "accept-findings": ${source.path}:${source.at(Math.max(0, offset)).line}: ${what}.`);
}
