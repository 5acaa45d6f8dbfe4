// What people have said of the places in manifests: one JSON object on each line.
import { existsSync, readFileSync } from 'node:fs';
import { numberField, parseJson, stringField } from '../../src/base/json.ts';

/** Where an image is, or only seems to be. */
interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** What was said of a place. */
export interface Label extends Place {
  /** 1-based. */
  readonly column: number;
  readonly kind: string;
  /** `sure`, or else it does not count. */
  readonly certainty: string;
  /** Normalised; `null` where there is none, or where it can't be resolved statically. */
  readonly image: string | null;
  readonly note: string | undefined;
}

/** What is no image. */
export interface Trap extends Place {
  readonly why: string;
}

/** @returns what the file has; nothing where there is no such file */
export function readLabels(path: string): readonly Label[] {
  return linesOf(path).map((line) => ({
    ...placeOf(line),
    column: numberIn(line, 'column'),
    kind: textIn(line, 'kind'),
    certainty: textIn(line, 'certainty'),
    image: stringField(line, 'image') ?? null,
    note: stringField(line, 'note'),
  }));
}

/** @returns what the file has; nothing where there is no such file */
export function readTraps(path: string): readonly Trap[] {
  return linesOf(path).map((line) => ({ ...placeOf(line), why: textIn(line, 'why') }));
}

function linesOf(path: string): readonly unknown[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parseJson(line));
}

function placeOf(line: unknown): Place {
  return { file: textIn(line, 'file'), line: numberIn(line, 'line'), text: textIn(line, 'text') };
}

function textIn(line: unknown, name: string): string {
  return there(stringField(line, name), name, line);
}

function numberIn(line: unknown, name: string): number {
  return there(numberField(line, name), name, line);
}

function there<Value>(value: Value | undefined, name: string, line: unknown): Value {
  if (value === undefined) throw new Error(`a label has no "${name}": ${JSON.stringify(line)}`);
  return value;
}
