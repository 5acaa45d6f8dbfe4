import { nameOf, parseName, parseReference } from '../../src/images/reference.ts';
import { KINDS } from '../../src/manifests/kinds.ts';
import type { Move } from '../../src/manifests/model/move.ts';
import type { Use } from '../../src/manifests/model/use.ts';
import { applyEdits, type Edit, type Rewrite, rewrite } from '../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../src/manifests/scan.ts';
import { parseDocuments } from '../../src/manifests/yaml/documents.ts';
import type { YamlNode } from '../../src/manifests/yaml/nodes.ts';
import { law, same, shortened } from '../fuzz/target.ts';

/** What holds for the manifests of any tree, whatever is in them. Each law throws where it does not hold. */

export type Tree = ReadonlyMap<string, string>;

const ACR = 'contoso.azurecr.io';

export function scanned(tree: Tree, skips = true): ScanResult {
  const scan = startScan(KINDS, skips);
  for (const [path, text] of tree) if (scan.wants(path)) scan.add(path, text);
  return scan.finish();
}

/** Every image goes to the registry, except those that are there. */
export function moveOf({ image }: Use): Move | undefined {
  const reference = image === null ? undefined : parseReference(image);
  if (reference === undefined || reference.registry === ACR) return undefined;
  // A repository has no port, no brackets of an address, and no capitals of a host without a dot.
  const repository = nameOf(reference)
    .toLowerCase()
    .replaceAll(/[^a-z0-9./_-]+/g, '-')
    .replace(/^-/, '');
  return { registry: ACR, repository };
}

function byFile(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  const grouped = new Map<string, Edit[]>();
  for (const edit of edits) grouped.set(edit.file, [...(grouped.get(edit.file) ?? []), edit]);
  return grouped;
}

export function rewritten(tree: Tree, { edits }: Rewrite): Tree {
  const grouped = byFile(edits);
  return new Map([...tree].map(([path, text]) => [path, applyEdits(text, grouped.get(path) ?? [])]));
}

/** The kinds that wrote into a file, for messages: what is broken is usually broken in one kind. */
function kindsIn(path: string, { rewritten: moved }: Rewrite): string {
  const kinds = moved.filter(({ edits }) => edits.some(({ file }) => file === path)).map(({ use }) => use.kind);
  return [...new Set(kinds)].join(', ');
}

/** The text without what the edits replaced, and the new text without what they wrote: must be the same characters. */
function checkOnlyImagesChange(tree: Tree, outcome: Rewrite): void {
  for (const [path, ofFile] of byFile(outcome.edits)) {
    const before = tree.get(path) ?? '';
    const after = applyEdits(before, ofFile);
    const kinds = kindsIn(path, outcome);
    let end = 0;
    let shift = 0;
    for (const edit of ofFile) {
      law('edits stand in their file', kinds, edit.end <= before.length, () => path);
      law('edits do not overlap', kinds, edit.start >= end && edit.end >= edit.start, () => path);
      same('only images change', kinds, after.slice(end + shift, edit.start + shift), before.slice(end, edit.start));
      // A field that is inserted begins with the end of the line above.
      const isImage = !/[\r\n"'#{}]/.test(edit.text.replace(/^(?:\r\n|[\r\n])/, ''));
      law('no more than an image is written', kinds, isImage, () => `${path}: ${JSON.stringify(edit.text)}`);
      const replaced = before.slice(edit.start, edit.end);
      law(
        'line ends are kept',
        kinds,
        !/[\r\n]/.test(replaced),
        () => `${path}: ${JSON.stringify(replaced)} is replaced`,
      );
      shift += edit.text.length - (edit.end - edit.start);
      end = edit.end;
    }
    same('only images change', kinds, after.slice(end + shift), before.slice(end));
  }
}

/** Whoever reads the result finds every moved image in the registry, and moves nothing more. */
function checkCompleteAndIdempotent(after: Tree, { unwritten }: Rewrite): void {
  const again = scanned(after);
  const known = new Set(unwritten.map(({ use }) => use.image));
  const left = again.uses.find(
    (use) => moveOf(use) !== undefined && use.overriddenBy === undefined && !known.has(use.image),
  );
  law('a rewrite leaves nothing', left?.kind ?? '', left === undefined, () =>
    left === undefined ? '' : describeUse(left),
  );
  const twice = rewrite(again.uses, moveOf);
  const more = twice.rewritten.find(({ edits }) => edits.length > 0);
  law('a second rewrite changes nothing', more?.use.kind ?? '', twice.edits.length === 0, () =>
    JSON.stringify(twice.edits),
  );
}

/** Scalars in their order, with where they stand. */
function scalarsOf(text: string): readonly (readonly [number, string])[] {
  const found: (readonly [number, string])[] = [];
  const visit = (node: YamlNode): void => {
    if (node.type === 'scalar') found.push([node.start, node.value]);
    else if (node.type === 'sequence') node.items.forEach(visit);
    else if (node.type === 'mapping')
      for (const { key, value } of node.entries) {
        visit(key);
        visit(value);
      }
  };
  for (const { root } of parseDocuments(text).documents) visit(root);
  return found;
}

/** Parsed, exactly the edited scalars differ; a field that is inserted adds a key and its value. */
function checkMeaning(tree: Tree, outcome: Rewrite): void {
  for (const [path, ofFile] of byFile(outcome.edits)) {
    if (!/\.ya?ml$/.test(path)) continue;
    const before = tree.get(path) ?? '';
    const kinds = kindsIn(path, outcome);
    const scalars = scalarsOf(before);
    const others = scalarsOf(applyEdits(before, ofFile));
    // What does not parse is read line by line: its scalars are in neither count.
    const { failures } = parseDocuments(before);
    const parses = ({ start }: Edit) => !failures.some((failure) => failure.start <= start && start <= failure.end);
    const inserted = ofFile.filter((edit) => parses(edit) && /^(?:[\r\n]|, )/.test(edit.text)).length;
    same('scalars are neither lost nor made', kinds, others.length, scalars.length + 2 * inserted);
    if (inserted > 0) continue;
    const differing = scalars.filter(([, value], index) => others[index]?.[1] !== value);
    const unedited = differing.filter(
      ([start], index) =>
        !ofFile.some((edit) => edit.start >= start && edit.start <= (differing[index + 1]?.[0] ?? before.length)),
    );
    same('scalars that nobody edited stay', kinds, unedited, []);
    law('as many scalars differ as are edited', kinds, differing.length <= ofFile.length, () => path);
  }
}

function describeUse({ file, line, column, text, image }: Use): string {
  return `${file}:${line}:${column} ${shortened(JSON.stringify(text))} ${image}`;
}

/** What a rewrite of everything must be: only images change; nothing is left; a second one changes nothing; YAML means the same. */
export function checkRewrite(tree: Tree, { uses }: ScanResult): void {
  const outcome = rewrite(uses, moveOf);
  checkOnlyImagesChange(tree, outcome);
  checkMeaning(tree, outcome);
  checkCompleteAndIdempotent(rewritten(tree, outcome), outcome);
}

/** Lines and columns are those of an editor: line ends of Unicode and marks of the byte order count as characters. */
export function checkPlaces(tree: Tree, { uses }: ScanResult): void {
  for (const use of uses) {
    const { file, line, column, text, kind } = use;
    const lines = (tree.get(file) ?? '').replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
    const rest = [lines[line - 1]?.slice(column - 1), ...lines.slice(line)].join('\n');
    const told = text.replaceAll(/\r\n?/g, '\n');
    // Of two dollars of a Dockerfile in a Compose file one is told.
    const stands = rest.startsWith(told) || rest.replaceAll('$$', '$').startsWith(told);
    law('a use stands where it says', kind, stands, () => describeUse(use));
  }
}

/** A slot for a name, where it holds a name in full, holds that of the use. */
export function checkSlots(tree: Tree, { uses }: ScanResult): void {
  for (const use of uses) {
    const reference = use.image === null ? undefined : parseReference(use.image);
    for (const { file, start, end, writes, before, after, tail } of use.slots) {
      const text = tree.get(file);
      law('a slot is in its file', use.kind, text !== undefined && start <= end && end <= text.length, () =>
        describeUse(use),
      );
      if (writes !== 'name' || start === end || before + after + tail !== '' || reference === undefined) continue;
      const name = parseName(text.slice(start, end));
      if (name !== undefined) same('a slot holds the name of its image', use.kind, nameOf(name), nameOf(reference));
    }
  }
}

/** What is passed over unparsed would have told nothing. */
export function checkSkipping(tree: Tree, { uses: quick }: ScanResult): void {
  const whole = scanned(tree, false).uses;
  const lost = whole.find((use, index) => JSON.stringify(use) !== JSON.stringify(quick[index]));
  same('the pre-filter loses nothing', lost?.kind ?? '', quick, whole);
}
