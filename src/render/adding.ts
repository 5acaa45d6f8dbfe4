import type { AddedKeys } from '../manifests/model/added-keys.ts';
import type { SourceFile } from '../manifests/source/source.ts';
import type { YamlMapping } from '../manifests/yaml/nodes.ts';

/** Where keys are added to a file, and how it writes such. */
export interface Adding {
  /** Offset. */
  readonly at: number;
  readonly keys: AddedKeys;
}

/** After the last line of a mapping; comments that follow it stay below what is added. */
export function afterMapping(file: SourceFile, mapping: YamlMapping, path: readonly string[]): Adding | string {
  const column = columnOf(file, mapping.start);
  const { text } = file;
  let end = lineEndAfter(text, mapping.start);
  for (let at = nextLine(text, end); at < text.length; ) {
    const stop = lineEndAfter(text, at);
    const line = text.slice(at, stop);
    const depth = /^ */.exec(line)?.[0].length ?? 0;
    const isBlank = line.trim() === '' || (line.trimStart().startsWith('#') && depth <= column);
    if (!isBlank && (depth < column || /^(?:---|\.\.\.)/.test(line))) break;
    if (!isBlank) end = stop;
    at = nextLine(text, stop);
  }
  return belowLine(text, end, path, column, unitOf(file, mapping));
}

export function belowLine(text: string, end: number, path: readonly string[], column: number, unit: number): Adding {
  const begins = end === text.length;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    at: begins ? end : nextLine(text, end),
    keys: { path, style: { type: 'block', column, unit, lineEnd, begins } },
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
