import { formatReference, MAX_REFERENCE_LENGTH, nameLength, parseReference } from '../../images/reference.ts';
import { keyText } from '../model/added-keys.ts';
import type { Sibling, Slot, Use } from '../model/use.ts';
import { unresolvedUse } from '../references/literal-use.ts';
import { writtenScalar } from '../references/scalar-use.ts';
import type { SourceFile } from '../source/source.ts';
import { isLineBreak } from '../yaml/documents.ts';
import { itemsAt, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import type { ImageEntry } from './facts.ts';

/**
 * The entries of `images`
 * (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/).
 */
export function imageEntries(list: YamlNode | undefined, file: SourceFile): readonly ImageEntry[] {
  return itemsAt(list).flatMap((item) => {
    const entry = item.type === 'mapping' ? imageEntry(item, file) : undefined;
    return entry === undefined ? [] : [entry];
  });
}

/** One entry of `images`, or what an `ImageTagTransformer` does. */
export function imageEntry(node: YamlMapping, file: SourceFile): ImageEntry | undefined {
  const name = scalarOf(node, 'name');
  if (name === undefined) return undefined;
  const newName = scalarOf(node, 'newName');
  const newTag = scalarOf(node, 'newTag');
  const digest = scalarOf(node, 'digest');
  const suffix = scalarOf(node, 'tagSuffix');
  const named = newName ?? name;
  const version = (newTag === undefined ? '' : `:${newTag.value}`) + (digest === undefined ? '' : `@${digest.value}`);
  const part = newName === undefined ? 'name' : 'newName';
  // A version may stand in `newName`, and in the `name` that is looked for: there a new one takes its place.
  const length = nameLength(named.value);
  const given = newName === undefined && version !== '' ? named.value.slice(0, length) : named.value;
  const whole = parseReference(given + version);
  const reference = whole ?? parseReference(given);
  const also = siblings(file, { newTag, digest, tagSuffix: suffix });
  const addsTwice = suffix !== undefined && finds(name, named);
  const standing = nodeOf(node, part);
  const place =
    standing?.type === 'alias'
      ? { start: standing.start - 1, text: `*${standing.anchor}` }
      : { start: named.start, text: named.value };
  const use: Use =
    reference === undefined
      ? {
          ...unresolvedUse(
            { file, ...place, kind: 'kustomize', part },
            'no image reference: a placeholder that something else replaces',
          ),
          also,
        }
      : {
          file: file.path,
          ...file.at(place.start),
          text: place.text,
          kind: 'kustomize',
          part,
          image: formatReference(reference),
          // `newTag: ${TAG}` is filled in before kustomize reads it.
          ...(whole === undefined ? { unknownTag: true, reason: 'its new tag is filled in elsewhere' } : {}),
          also,
          ...slotsOrReason(
            slotsOf(node, file, newName, digest).map((slot) => endingAt(slot, named, length)),
            whyNotWritten(isWritten(node, part, named), addsTwice),
          ),
        };
  return {
    use,
    name: name.value,
    newName: named.value.slice(0, length),
    setsVersion: version !== '' || (newName !== undefined && length < newName.value.length),
    match:
      isWritten(node, 'name', name) && !addsTwice
        ? endingAt(over(file, name, 'name'), name, nameLength(name.value))
        : undefined,
    bridge: bridgeTo(node, file, name.value),
    renames: newName !== undefined,
  };
}

/**
 * A slot that adds an entry before this one, which calls an image as this one looks for it: kustomize runs entries one after the
 * other. It stands above the comments on the entry, so that these stay where they belong.
 * @returns `undefined` where the entry is no item of a list whose style is plain to see
 */
function bridgeTo({ start, flow }: YamlMapping, file: SourceFile, looksFor: string): Slot | undefined {
  if (looksFor.length > MAX_REFERENCE_LENGTH) return undefined;
  const { text } = file;
  const length = nameLength(looksFor);
  const newName = keyText(looksFor.slice(0, length));
  const version = looksFor.slice(length);
  const slot = { file: file.path, writes: 'name', tail: '', present: new Set<string>() } as const;
  const before = behindBlanks(text, start);
  if (text[before - 1] !== '-') {
    if (!flow || !/[[,]/.test(text[before - 1] ?? '')) return undefined;
    return { ...slot, start, end: start, before: '{name: ', after: `${version}, newName: ${newName}}, ` };
  }
  const lineStart = behindBlanks(text, before - 1);
  const indent = text.slice(lineStart, before - 1);
  const at = aboveComments(text, lineStart);
  const end = lineBreakAt(text, endOfLine(text, start)) || lineBreakBefore(text, lineStart);
  const after = `${version}${end}${indent}  newName: ${newName}${end}`;
  return { ...slot, start: at, end: at, before: `${indent}- name: `, after };
}

/** Where the blanks begin that end at a place. */
function behindBlanks(text: string, end: number): number {
  let at = end;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at;
}

/** The start of the first of the lines above that are comments and nothing else. */
function aboveComments(text: string, lineStart: number): number {
  let at = lineStart;
  while (at > 0) {
    let above = text.startsWith('\r\n', at - 2) ? at - 2 : at - 1;
    const end = above;
    while (above > 0 && !isLineBreak(text[above - 1])) above--;
    if (!/^[ \t]*#/.test(text.slice(above, end))) return at;
    at = above;
  }
  return at;
}

/** Whether a field holds its value character by character: no alias, no escapes. */
function isWritten(node: YamlMapping, key: string, { verbatim }: YamlScalar): boolean {
  return verbatim && nodeOf(node, key)?.type === 'scalar';
}

function slotsOrReason(slots: readonly Slot[], uneditable: string | undefined): Pick<Use, 'slots' | 'uneditable'> {
  return uneditable === undefined ? { slots } : { slots: [], uneditable };
}

function whyNotWritten(isHere: boolean, addsTwice: boolean): string | undefined {
  if (!isHere) return 'its name is an alias, or written with escapes or over several lines';
  return addsTwice
    ? 'kustomize adds its suffix once more to what it finds again, which it would not by another name'
    : undefined;
}

/** Whether an entry finds what it has made: kustomize looks for most images twice (its `LegacyFilter`, then its fields). */
function finds(name: YamlScalar, made: YamlScalar): boolean {
  return name.value === made.value.slice(0, nameLength(made.value));
}

/** The slot over a field, without the version that follows the name there. */
function endingAt(slot: Slot, { start, end }: YamlScalar, length: number): Slot {
  return slot.start === start && slot.end === end ? { ...slot, end: start + length } : slot;
}

function slotsOf(
  node: YamlMapping,
  file: SourceFile,
  newName: YamlScalar | undefined,
  digest: YamlScalar | undefined,
): readonly Slot[] {
  const naming = newName === undefined ? inserted(node, file, 'name', 'newName', 'name') : over(file, newName, 'name');
  if (digest !== undefined) return naming === undefined ? [] : [naming];
  // Two insertions at one place would dispute it, so the digest goes behind another field than the name does.
  const last = newName === undefined ? (scalarOf(node, 'newTag') === undefined ? undefined : 'newTag') : 'newName';
  const pinning = last === undefined ? undefined : inserted(node, file, last, 'digest', 'digest');
  return [naming, pinning].filter((slot) => slot !== undefined);
}

/** A slot that adds a field behind another one, in the style of the mapping. */
function inserted(
  node: YamlMapping,
  file: SourceFile,
  behind: string,
  key: string,
  writes: Slot['writes'],
): Slot | undefined {
  const entry = node.entries.find(({ key: at }) => at.type === 'scalar' && at.value === behind);
  if (entry?.key.type !== 'scalar' || entry.value.type !== 'scalar') return undefined;
  const { text } = file;
  const quoted = entry.value.style === 'single' || entry.value.style === 'double';
  const valueEnd = entry.value.end + (quoted ? 1 : 0);
  const slot = { file: file.path, writes, after: '', tail: '' } as const;
  if (node.flow) return { ...slot, start: valueEnd, end: valueEnd, before: `, ${key}: ` };
  const lineEnd = endOfLine(text, valueEnd);
  const keyStart = entry.key.start - (entry.key.style === 'plain' ? 0 : 1);
  let lineStart = keyStart;
  while (lineStart > 0 && !isLineBreak(text[lineStart - 1])) lineStart--;
  const indent = ' '.repeat(text.slice(lineStart, keyStart).replace('\uFEFF', '').length);
  // The file's last line may lack an end: the line before it tells.
  return { ...slot, start: lineEnd, end: lineEnd, before: `${lineBreakBefore(text, lineStart)}${indent}${key}: ` };
}

function endOfLine(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isLineBreak(text[end])) end++;
  return end;
}

function lineBreakAt(text: string, at: number): string {
  return text.startsWith('\r\n', at) ? '\r\n' : text.slice(at, at + 1);
}

function lineBreakBefore(text: string, at: number): string {
  return at === 0 ? '\n' : lineBreakAt(text, text.startsWith('\r\n', at - 2) ? at - 2 : at - 1);
}

function over(file: SourceFile, { start, end }: YamlScalar, writes: Slot['writes']): Slot {
  return { file: file.path, start, end, writes, before: '', after: '', tail: '' };
}

function siblings(file: SourceFile, fields: Readonly<Record<string, YamlScalar | undefined>>): readonly Sibling[] {
  return Object.entries(fields).flatMap(([role, scalar]) =>
    scalar === undefined
      ? []
      : [{ role, file: file.path, ...file.at(scalar.start), text: file.text.slice(scalar.start, scalar.end) }],
  );
}

/** A field that is not empty, also one that an alias stands for. */
function scalarOf(node: YamlMapping, key: string): YamlScalar | undefined {
  const value = writtenScalar(nodeOf(node, key));
  return value?.value === '' ? undefined : value;
}

function nodeOf(node: YamlMapping, key: string): YamlNode | undefined {
  return node.entries.findLast((entry) => entry.key.type === 'scalar' && entry.key.value === key)?.value;
}
