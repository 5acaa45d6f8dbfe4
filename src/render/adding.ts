import type { AddedKeys, AddedStep } from '../manifests/model/added-keys.ts';
import type { SourceFile } from '../manifests/source/source.ts';
import type { YamlMapping, YamlSequence } from '../manifests/yaml/nodes.ts';

/** Where keys are added to a file, and how it writes such. */
export interface Adding {
  /** Offset. */
  readonly at: number;
  readonly keys: AddedKeys;
}

/** After the last line of a mapping; comments that follow it stay below what is added. */
export function afterMapping(file: SourceFile, mapping: YamlMapping, path: readonly AddedStep[]): Adding {
  const column = columnOf(file, mapping.start);
  const end = lastLineEnd(file.text, mapping.start, column, () => true);
  return belowLine(file.text, end, path, { column, unit: unitOf(file, mapping) });
}

/** After the last item of a list that is written a line an item or more. */
export function afterItems(file: SourceFile, list: YamlSequence, path: readonly AddedStep[]): Adding {
  const column = columnOf(file, list.start);
  const end = lastLineEnd(file.text, list.start, column, (line) => /^ *-(?:\s|$)/.test(line));
  const unit = list.items.map((item) => (item.type === 'mapping' ? unitOf(file, item) : 2));
  return belowLine(file.text, end, path, { column, unit: unit.at(-1) ?? 2 });
}

/** Within the braces of a mapping, before what is there already. */
export function withinBraces(file: SourceFile, mapping: YamlMapping, path: readonly AddedStep[]): Adding | string {
  const at = file.text.indexOf('{', mapping.start) + 1;
  return at === 0
    ? 'its mapping is not found'
    : { at, keys: { path, style: { type: 'flow', isEmpty: mapping.entries.length === 0 } } };
}

/** Where the last line of a node ends whose lines begin at a column. @param isOwn whether a line in that very column is one of them */
function lastLineEnd(text: string, start: number, column: number, isOwn: (line: string) => boolean): number {
  let end = lineEndAfter(text, start);
  for (let at = nextLine(text, end); at < text.length; ) {
    const stop = lineEndAfter(text, at);
    const line = text.slice(at, stop);
    const depth = /^ */.exec(line)?.[0].length ?? 0;
    const isBlank = line.trim() === '' || (line.trimStart().startsWith('#') && depth <= column);
    if (!isBlank && (depth < column || (depth === column && !isOwn(line)) || /^(?:---|\.\.\.)/.test(line))) break;
    if (!isBlank) end = stop;
    at = nextLine(text, stop);
  }
  return end;
}

export function belowLine(
  text: string,
  end: number,
  path: readonly AddedStep[],
  indents: { readonly column: number; readonly unit: number },
): Adding {
  const begins = end === text.length;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    at: begins ? end : nextLine(text, end),
    keys: { path, style: { type: 'block', ...indents, lineEnd, begins } },
  };
}

export function lineEndAfter(text: string, from: number): number {
  const found = /[\r\n]/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? text.length;
}

function nextLine(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

export function columnOf(file: SourceFile, offset: number): number {
  return file.at(offset).column - 1;
}

/** By how much the file indents: as the first mapping in this one does, else by two. */
export function unitOf(file: SourceFile, mapping: YamlMapping): number {
  for (const { value } of mapping.entries) {
    if (value.type !== 'mapping' || value.flow) continue;
    const unit = columnOf(file, value.start) - columnOf(file, mapping.start);
    if (unit > 0 && unit <= 8) return unit;
  }
  return 2;
}
