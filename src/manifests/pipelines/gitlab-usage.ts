import { groupBy } from '../../base/grouping.ts';
import { countBefore } from '../../base/sorted.ts';
import type { FactBook, FiledFact } from '../model/fact.ts';
import type { Use } from '../model/use.ts';
import type { VariableCount } from '../model/variable-count.ts';
import { isVersionedWord } from '../references/certainty.ts';
import { addCount, countVariables, WHOLE } from '../variables/usage.ts';
import { resolved, valueAt, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import type { GitlabDefinition, GitlabFact } from './facts.ts';

/**
 * What a document says of its variables.
 * @param leads of the texts of images, by their offsets: whether the variable that one begins with is written with it
 */
export function variablesIn(root: YamlNode, leads: ReadonlyMap<number, boolean>): GitlabFact {
  const definitions: GitlabDefinition[] = [];
  const elsewhere = new Map<string, VariableCount>();
  const seen = new Set<YamlNode>();
  const told = (scalar: YamlScalar) => {
    const isLed = leads.get(scalar.start);
    const text = isLed === true ? scalar.value.replace(BEGINNING, '') : scalar.value;
    // An image that is not written must stay what it is, and so must all of its variables.
    for (const [name, { times, joined }] of countVariables(text))
      addCount(elsewhere, name, { times, joined: isLed === false ? times : joined });
  };
  const visit = (node: YamlNode | undefined, name: string | undefined): void => {
    const found = resolved(node);
    if (found === undefined || seen.has(found)) return;
    seen.add(found);
    switch (found.type) {
      case 'scalar':
        if (name === undefined) told(found);
        else definitions.push({ name, text: found.value, start: found.start, end: found.end });
        return;
      case 'sequence':
        for (const item of found.items) visit(item, name);
        return;
      case 'mapping':
        for (const { key, value } of found.entries) {
          visit(key, undefined);
          const defines = key.type === 'scalar' && (key.value === 'variables' || key.value === 'matrix');
          if (defines) eachOf(value, visit);
          else visit(value, name);
        }
    }
  };
  visit(root, undefined);
  return { type: 'gitlab-variables', definitions, elsewhere };
}

/** The variables that a mapping, or those of a list, give values. */
function eachOf(node: YamlNode, visit: (node: YamlNode, name: string) => void): void {
  const found = resolved(node);
  if (found?.type === 'sequence') for (const row of found.items) eachOf(row, visit);
  if (found?.type !== 'mapping') return;
  // One of the whole pipeline may be described beside its value.
  for (const { key, value } of found.entries)
    if (key.type === 'scalar') visit(valueAt(value, 'value') ?? value, key.value);
}

/** The variable that a text begins with. */
const BEGINNING = /^\$(?:(\w+)|\{(\w+)\})/;

function beginningOf(text: string): string | undefined {
  const [, bare, braced] = BEGINNING.exec(text) ?? [];
  return bare ?? braced;
}

/**
 * Keeps variables that jobs use for more than images as they are: one that makes `quay.io/acme/web` is also what `docker login` is told.
 * The files of a tree include each other. Who is told a whole reference as it is may well be told the moved one.
 */
export function keepVariablesUsedElsewhere(uses: readonly Use[], book: FactBook): readonly Use[] {
  const facts = book.of('gitlab-variables');
  if (facts.length === 0) return uses;
  const byName = groupBy(
    facts.flatMap(({ fact }) => fact.definitions),
    ({ name }) => name,
  );
  const kept = usedElsewhere(
    facts.map(({ fact }) => fact),
    byName,
  );
  const definitionAt = definitionsOf(facts);
  const ambiguous = new Set([...byName].flatMap(([name, all]) => (hasOneValue(all) ? [] : [name])));
  const whyKept = ({ image, slots, also }: Use): string | undefined => {
    for (const { file, start, writes, tail } of slots) {
      const own = definitionAt(file, start)?.name;
      if (own !== undefined && kept.has(own)) return `${own} is used for more than images`;
      // Of Docker Hub's names those that are short are written in full, whatever registry stands before them.
      if (writes !== 'name' || tail === '' || image?.startsWith('docker.io/') !== true) continue;
      const other = also.find(({ role }) => role !== own && ambiguous.has(role));
      if (other !== undefined) return `${other.role} has other values elsewhere`;
    }
    return undefined;
  };
  return uses.map((use) => {
    if (use.kind !== 'gitlab-ci' || use.uneditable !== undefined) return use;
    const uneditable = whyKept(use);
    return uneditable === undefined ? use : { ...use, uneditable };
  });
}

function hasOneValue(definitions: readonly GitlabDefinition[]): boolean {
  return new Set(definitions.map(({ text }) => text)).size === 1;
}

/** Finds the variable whose value has an offset of a file in it. */
function definitionsOf(
  facts: readonly FiledFact<'gitlab-variables'>[],
): (file: string, offset: number) => GitlabDefinition | undefined {
  const byFile = new Map(
    [...groupBy(facts, ({ file }) => file)].map(([file, filed]) => [
      file,
      filed.flatMap(({ fact }) => fact.definitions).toSorted((one, other) => one.start - other.start),
    ]),
  );
  return (file, offset) => {
    const definitions = byFile.get(file) ?? [];
    const found = definitions[countBefore(definitions, ({ start }) => start <= offset) - 1];
    return found !== undefined && offset <= found.end ? found : undefined;
  };
}

/** The variables that are not only the beginnings of images, nor of others that are. */
function usedElsewhere(
  facts: readonly GitlabFact[],
  byName: ReadonlyMap<string, readonly GitlabDefinition[]>,
): ReadonlySet<string> {
  const counts = new Map<string, VariableCount>();
  for (const [name, count] of facts.flatMap(({ elsewhere }) => [...elsewhere])) addCount(counts, name, count);
  const found = new Set<string>();
  for (const [name, { times, joined }] of counts)
    if ((byName.get(name)?.every(isImage) === true ? joined : times) > 0) found.add(name);
  for (const { text } of [...byName.values()].flat())
    for (const name of countVariables(text.replace(BEGINNING, '')).keys()) found.add(name);
  // What one begins with changes with it; a set gives what is added while it is gone through, too.
  for (const name of found)
    for (const { text } of byName.get(name) ?? []) {
      const first = beginningOf(text);
      if (first !== undefined) found.add(first);
    }
  return found;
}

/** Whether a value is a whole reference with a version or a host. */
function isImage({ text }: GitlabDefinition): boolean {
  return !WHOLE.test(text) && isVersionedWord(text.replaceAll(/\$(?:\w+|\{\w+\})/g, 'v'));
}
