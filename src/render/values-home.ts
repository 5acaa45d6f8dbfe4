import type { Slot } from '../manifests/model/use.ts';
import type { SourceFile } from '../manifests/source/source.ts';
import { resolved, valueAt, type YamlMapping, type YamlNode } from '../manifests/yaml/nodes.ts';
import { type Adding, afterMapping, belowLine, columnOf, lineEndAfter, unitOf, withinBraces } from './adding.ts';
import type { ValueKey } from './traced-chart.ts';

/** The mapping of a repository's file in which an installation's values stand, or would: of what it installs with, the layer that wins. */
export interface ValuesHome {
  readonly file: SourceFile;
  readonly root: YamlMapping;
  /** The keys that lead from there to the values; they need not be there yet. */
  readonly prefix: readonly string[];
}

/**
 * Where a part of an image is written so that a chart has it: over what the installation says already, else as keys that are added.
 * @returns a clause where it can't be
 */
export function slotIn(home: ValuesHome, key: ValueKey): Slot | string {
  const { file, root, prefix } = home;
  const keys = key.path.map((step) => (typeof step === 'string' ? step : undefined));
  const path = keys.flatMap((step) => (step === undefined ? [] : [step]));
  if (path.length < keys.length) return 'its value stands in a list of the chart, which would have to be given whole';
  const { start, end, before, after } = key.slot;
  const present = resolved(valueAt(root, ...prefix, ...path));
  if (present !== undefined && present.type !== 'scalar') return 'its value is no text where it is given';
  if (present !== undefined && present.start >= 0) {
    if (!present.verbatim || present.value !== key.value) return 'its value is given with escapes, or more than once';
    return { ...key.slot, file: file.path, start: present.start + start, end: present.start + end };
  }
  const adding = addedBelow(home, [...prefix, ...path]);
  if (typeof adding === 'string') return adding;
  const [head, tail] = [key.value.slice(0, start) + before, after + key.value.slice(end)];
  if (!/^[\w./:@-]*$/.test(head + tail)) return 'its value would need quotes';
  return {
    ...key.slot,
    file: file.path,
    start: adding.at,
    end: adding.at,
    before: head,
    after: tail,
    adds: adding.keys,
  };
}

function addedBelow({ file, root }: ValuesHome, path: readonly string[]): Adding | string {
  let mapping = root;
  let depth = 0;
  for (; depth < path.length - 1; depth++) {
    const written = entryOf(mapping, path[depth] ?? '');
    const inner = resolved(written?.value);
    // What an alias stands for is others' as well.
    if (written?.value.type === 'alias') return 'its value would stand in what is an alias';
    if (inner?.type !== 'mapping') {
      if (inner !== undefined && !(inner.type === 'scalar' && inner.start < 0))
        return 'what would hold its value is no mapping';
      break;
    }
    mapping = inner;
  }
  const rest = path.slice(depth);
  const missing = entryOf(mapping, rest[0] ?? '');
  if (mapping.entries.some(({ key }) => key.type === 'scalar' && key.value === '<<'))
    return 'its value would stand beside a merge key';
  if (mapping.flow) {
    if (missing !== undefined) return 'what would hold its value is left empty';
    return withinBraces(file, mapping, rest);
  }
  return missing === undefined ? afterMapping(file, mapping, rest) : afterKey(file, missing.key, mapping, rest);
}

function entryOf(mapping: YamlMapping, name: string) {
  return mapping.entries.findLast(({ key }) => key.type === 'scalar' && key.value === name);
}

/** Below a key that has no value yet. */
function afterKey(file: SourceFile, key: YamlNode, mapping: YamlMapping, path: readonly string[]): Adding | string {
  const end = lineEndAfter(file.text, key.start);
  if (path.length < 2 || !/^[^:]*:\s*(?:#.*)?$/.test(file.text.slice(key.start, end)))
    return 'what would hold its value is left empty';
  const unit = unitOf(file, mapping);
  const column = columnOf(file, mapping.start) + unit;
  return belowLine(file.text, end, path.slice(1), { column, unit });
}
