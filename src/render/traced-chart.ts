import type { Slot, Use } from '../manifests/model/use.ts';
import { startScan } from '../manifests/scan.ts';
import { directoryOf } from '../manifests/source/paths.ts';
import { sourceFile } from '../manifests/source/source.ts';
import { parseYaml } from '../manifests/yaml/documents.ts';
import { itemsAt, resolved, scalarAt, type YamlNode, type YamlScalar } from '../manifests/yaml/nodes.ts';
import type { ChartFile } from './archive.ts';

/** An image that a chart's files name, with the values that feed it. */
export interface TracedImage {
  /** Normalised, with its tag. */
  readonly image: string;
  /** Where it stands in the chart. */
  readonly place: string;
  /** Whether the chart lists it among its images (`artifacthub.io/images`), rather than making something of it. */
  readonly isDeclared: boolean;
  /** What writes it, by values; empty where it is written in a template. */
  readonly keys: readonly ValueKey[];
  /** The value that names it, whether or not it could be written; `undefined` where a template does. */
  readonly named: readonly (string | number)[] | undefined;
  /** Why it can't be moved, where the files tell. */
  readonly uneditable: string | undefined;
  /** The charts from the installed one down to the one that its file belongs to. */
  readonly chain: readonly string[];
}

/** A value of a chart that a part of an image stands in. */
export interface ValueKey {
  /** From the installed chart's values: a part for each key, numbers for items of lists. */
  readonly path: readonly (string | number)[];
  /** The value, and which of its characters are the part. */
  readonly value: string;
  readonly slot: Slot;
}

/** The values of the installation stand in a file of their own beside the chart's, which the scan reads as an overlay. */
export const GIVEN_VALUES = 'values-given.yaml';

/** https://helm.sh/docs/topics/charts_hooks/#the-available-hooks */
const TEST_HOOK = /helm\.sh\/hook["']?:[^\n]*\btest\b/;

const MAX_TEXT_BYTES = 8 * 1024 * 1024;

/** What a chart's files tell of its images. */
export interface TracedChart {
  readonly images: readonly TracedImage[];
  /** Every value of the chart and those below it that is a text, a number or nothing. */
  readonly values: () => readonly ChartValue[];
}

export interface ChartValue {
  readonly path: readonly (string | number)[];
  readonly value: string;
}

/** Scans a chart as any repository of charts, by the tracing from values through templates. */
export function traceChart(files: readonly ChartFile[], given: string | undefined): TracedChart {
  const scan = startScan();
  const texts = new Map<string, string>();
  for (const { path, bytes } of files) {
    // Files of values beside the chart's own are examples of its makers; tests are not deployed.
    const isExample =
      /(?:^|\/)(?:ci|examples?|tests?)\//.test(path) ||
      (/values[^/]*$/.test(path) && !/(?:^|\/)values\.ya?ml$/.test(path));
    const isChart = /(?:^|\/)(?:Chart\.yaml|requirements\.yaml|values\.yaml)$|(?:^|\/)templates\/|\.tpl$/.test(path);
    if (!isChart || isExample || bytes.length > MAX_TEXT_BYTES || !scan.wants(path)) continue;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    if (TEST_HOOK.test(text)) continue;
    texts.set(path, text);
    scan.add(path, text);
  }
  if (given !== undefined) {
    texts.set(GIVEN_VALUES, given);
    scan.add(GIVEN_VALUES, given);
  }
  const keysOf = keyFinder(texts, aliasesOf(texts));
  const images = scan.finish().uses.flatMap((use): readonly TracedImage[] => {
    if (use.image === null || use.unknownTag === true || use.ignored !== undefined) return [];
    const keys = use.slots.filter(({ writes }) => writes !== 'digest').map(keysOf.keyAt);
    const isWritten = keys.every((key) => key !== undefined);
    return [
      {
        image: use.pulls ?? use.image,
        place: placeOf(use),
        isDeclared: use.kind === 'helm-chart-annotation',
        keys: isWritten ? keys.flatMap((key) => key ?? []) : [],
        named: keysOf.pathAt(use),
        uneditable: use.uneditable,
        chain: keysOf.chainOf(use.file),
      },
    ];
  });
  return { images, values: keysOf.values };
}

function placeOf({ file, line, column }: Use): string {
  return `${file}:${line}:${column}`;
}

/** The key under which a parent has the values of a chart below it, by the folder of that chart. */
function aliasesOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [path, text] of texts) {
    if (!/(?:^|\/)(?:Chart|requirements)\.yaml$/.test(path)) continue;
    const folder = directoryOf(path);
    for (const item of itemsAt(rootOf(text), 'dependencies')) {
      const name = scalarAt(item, 'name')?.value;
      if (name === undefined) continue;
      const inner = folder === '' ? `charts/${name}` : `${folder}/charts/${name}`;
      if (!found.has(inner)) found.set(inner, scalarAt(item, 'alias')?.value ?? name);
    }
  }
  return found;
}

interface KeyFinder {
  readonly keyAt: (slot: Slot) => ValueKey | undefined;
  readonly pathAt: (use: Use) => readonly (string | number)[] | undefined;
  readonly values: () => readonly ChartValue[];
  readonly chainOf: (file: string) => readonly string[];
}

function keyFinder(texts: ReadonlyMap<string, string>, aliases: ReadonlyMap<string, string>): KeyFinder {
  const scalars = new Map<string, readonly Located[]>();
  const chainOf = (file: string): readonly string[] => {
    const chain: string[] = [];
    for (let at = file.indexOf('charts/'); at !== -1; at = file.indexOf('/charts/', at + 1)) {
      const start = file.startsWith('charts/', at) ? at : at + 1;
      const end = file.indexOf('/', start + 'charts/'.length);
      if (end === -1) break;
      const folder = file.slice(0, end);
      chain.push(aliases.get(folder) ?? folder.slice(start + 'charts/'.length));
      at = end - 1;
    }
    return chain;
  };
  const locatedIn = (file: string): readonly Located[] => {
    const known = scalars.get(file) ?? locate(rootOf(texts.get(file) ?? ''));
    scalars.set(file, known);
    return known;
  };
  const fromTop = (file: string, path: readonly (string | number)[]) =>
    // Values of `global` are the same for all charts, and stand at the top.
    [...(path[0] === 'global' ? [] : chainOf(file)), ...path];
  const isValues = (file: string) => /(?:^|\/)values[^/]*\.yaml$/.test(file);
  return {
    chainOf,
    pathAt: ({ file: path, line, column }) => {
      if (!isValues(path)) return undefined;
      const file = sourceFile(path, texts.get(path) ?? '');
      const found = locatedIn(path).find(({ scalar }) => {
        if (scalar.start < 0) return false;
        const at = file.at(scalar.start);
        return at.line === line && at.column === column;
      });
      return found === undefined ? undefined : fromTop(path, found.path);
    },
    values: () =>
      [...texts.keys()]
        .filter((file) => /(?:^|\/)values\.yaml$/.test(file))
        .flatMap((file) =>
          locatedIn(file).map(({ scalar, path }) => ({
            path: fromTop(file, path),
            value: scalar.start < 0 ? '' : scalar.value,
          })),
        ),
    keyAt: (slot) => {
      if (!isValues(slot.file)) return undefined;
      const found = locatedIn(slot.file).find(
        ({ scalar }) => scalar.start <= slot.start && slot.end <= scalar.end && scalar.start >= 0,
      );
      if (found === undefined || !found.scalar.verbatim) return undefined;
      const { scalar, path } = found;
      const relative = { ...slot, start: slot.start - scalar.start, end: slot.end - scalar.start };
      return { path: fromTop(slot.file, path), value: scalar.value, slot: relative };
    },
  };
}

interface Located {
  readonly scalar: YamlScalar;
  readonly path: readonly (string | number)[];
}

/** Every scalar of values with its path. Values of people nest some ten deep, and the parser bounds it. */
function locate(root: YamlNode | undefined, path: readonly (string | number)[] = []): readonly Located[] {
  if (root === undefined || root.type === 'alias') return [];
  const node = resolved(root);
  switch (node?.type) {
    case 'scalar':
      return [{ scalar: node, path }];
    case 'sequence':
      return node.items.flatMap((item, index) => locate(item, [...path, index]));
    case 'mapping':
      return node.entries.flatMap(({ key, value }) =>
        key.type === 'scalar' ? locate(value, [...path, key.value]) : [],
      );
    default:
      return [];
  }
}

function rootOf(text: string): YamlNode | undefined {
  const parsed = parseYaml(text);
  return parsed.ok ? parsed.documents[0]?.root : undefined;
}

/** A key as people write it: `grafana.image.repository`, `containers[0].image`. */
export function keyText(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}
