import { compareTexts } from '../base/order.ts';
import { ignoresOf, markIgnored } from '../manifests/ignore.ts';
import type { UnseenSource, Use } from '../manifests/model/use.ts';
import { keepNames } from '../manifests/name-keepers.ts';
import { sourceFile } from '../manifests/source/source.ts';
import type { TreeScan } from '../manifests/tree.ts';
import type { SourceLine } from './named-chart.ts';
import type { Rendered } from './render.ts';
import { type TreeSource, textAt } from './tree-source.ts';

/** A scan with what was rendered: uses among the others by their place, and of the unseen sources those that stay so. */
export function mergedScan(scan: TreeScan, rendered: Rendered, tree: TreeSource): TreeScan {
  const known = { ...scan, uses: scan.uses.map(asRendered(rendered.uses)) };
  const merged = withUses(known, rendered.uses, tree);
  const uses = scan.keepers === undefined ? merged.uses : keepNames(merged.uses, scan.keepers);
  return { ...merged, uses, unseen: stillUnseen(scan.unseen, rendered) };
}

/** A scan with uses more, among the others by their place. */
export function withUses(scan: TreeScan, added: readonly Use[], tree: TreeSource): TreeScan {
  const texts = new Map(scan.texts);
  const files = new Set(added.flatMap(({ file, slots }) => [file, ...slots.map((slot) => slot.file)]));
  for (const file of files) {
    const text = texts.get(file) ?? textAt(tree, file);
    if (text !== undefined) texts.set(file, text);
  }
  const ignores = new Map(
    [...files].flatMap((file) => {
      const found = ignoresOf(sourceFile(file, texts.get(file) ?? ''));
      return found === undefined ? [] : [[file, found] as const];
    }),
  );
  return { ...scan, uses: [...scan.uses, ...markIgnored(added, ignores)].sort(byPlace), texts };
}

function byPlace(one: Use, other: Use): number {
  return compareTexts(one.file, other.file) || one.line - other.line || one.column - other.column;
}

/** The sources that stay unseen, each with why. What the scan has told nothing of is told now. */
function stillUnseen(unseen: readonly UnseenSource[], { seen, unseen: left }: Rendered): readonly UnseenSource[] {
  const keyOf = ({ file, line }: SourceLine) => `${file}\0${line}`;
  const isSeen = new Set(seen.map(keyOf));
  const because = new Map(left.flatMap((each) => each.explains.map((line) => [keyOf(line), each.because])));
  const told = unseen.flatMap((source) => {
    const why = because.get(keyOf(source));
    if (why !== undefined) return [{ ...source, because: why }];
    return isSeen.has(keyOf(source)) ? [] : [{ ...source, because: NOT_INSTALLED[source.type] }];
  });
  const known = new Set(unseen.map(keyOf));
  const untold = left
    .filter(({ explains }) => !explains.some((line) => known.has(keyOf(line))))
    .map(({ source, because }) => ({ ...source, because }));
  if (untold.length === 0) return told;
  const distinct = new Map([...told, ...untold].map((source) => [`${keyOf(source)}\0${source.source}`, source]));
  return [...distinct.values()].sort((one, other) => compareTexts(one.file, other.file) || one.line - other.line);
}

/** Why a source was not even tried. */
const NOT_INSTALLED = {
  chart: 'what installs it is not rendered (a program of Pulumi, say) or not in the repository',
  base: 'it is named in a way that is not built',
  git: 'manifests of a Git repository are not fetched, unless they are a chart or a base',
  artifact: 'manifests in an artifact are not fetched',
  include: 'Compose files from elsewhere are not fetched',
  submodule: 'submodules are not fetched',
  file: 'its name is not one of a manifest',
} as const satisfies Record<UnseenSource['type'], string>;

/** What stands in values is what the chart makes of it: a registry may be the chart's own, of which the values alone say nothing. */
function asRendered(rendered: readonly Use[]): (use: Use) => Use {
  const byPlace = new Map(
    rendered.flatMap((use) =>
      use.slots.flatMap((slot) => (slot.adds === undefined ? [[`${slot.file}\0${slot.start}`, use] as const] : [])),
    ),
  );
  return (use) => {
    const found = use.slots
      .map((slot) => byPlace.get(`${slot.file}\0${slot.start}`))
      .find((each) => each !== undefined);
    if (found === undefined) return use;
    const { reason: _, pulls: __, unknownTag: ___, uneditable: ____, ...rest } = use;
    const { image, slots, uneditable, through } = found;
    return {
      ...rest,
      ...{ image, slots },
      ...(through === undefined ? {} : { through }),
      ...(uneditable === undefined ? {} : { uneditable }),
    };
  };
}
