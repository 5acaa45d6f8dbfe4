import { formatReference, nameLength, nameOf, parseName, parseReference } from '../../images/reference.ts';
import type { LiteralPlace, Slot, Use } from '../model/use.ts';
import { knownNameLength } from './unknown-tag.ts';

/**
 * Templates included, no text that names an image is longer. An alias can put one text in a hundred thousand places,
 * so that what is longer must not be looked at.
 */
export const MAX_IMAGE_TEXT = 4096;

/** How much one file may tell. No manifest tells as much; what tells more is an attack on the memory of those who read on. */
export const MAX_TOLD = 100_000;

/**
 * The use of a reference that stands in one place in full.
 * Only its name is written when it moves; tag and digest stay as they are.
 * @returns `undefined` where the text is no reference.
 */
export function literalUse({ file, start, text, kind, part }: LiteralPlace): Use | undefined {
  const reference = parseReference(text);
  if (reference === undefined) return undefined;
  const end = start + text.length;
  const name: Slot = {
    file: file.path,
    start,
    end: start + nameLength(text),
    writes: 'name',
    before: '',
    after: '',
    tail: '',
  };
  const digest: Slot = { file: file.path, start: end, end, writes: 'digest', before: '@', after: '', tail: '' };
  return {
    file: file.path,
    ...file.at(start),
    text,
    image: formatReference(reference),
    kind,
    part,
    also: [],
    slots: reference.digest === undefined ? [name, digest] : [name],
  };
}

/**
 * The use of a reference whose characters are not those of the file, where `text` is what stands there: told, and left as it is.
 * @param value the reference
 * @returns `undefined` where it is none
 */
export function escapedUse(
  { file, start, text, kind, part }: LiteralPlace,
  value: string,
  uneditable: string,
): Use | undefined {
  const reference = parseReference(value);
  if (reference === undefined) return undefined;
  const image = formatReference(reference);
  return { file: file.path, ...file.at(start), text, image, kind, part, also: [], slots: [], uneditable };
}

/**
 * The use of a reference of which a part is filled in later: one with an unknown tag where its name stands in full, else one
 * that can't be resolved.
 * @param reason why that part is not known
 */
export function templatedUse(place: LiteralPlace, reason: string): Use {
  const { file, start, text, kind, part } = place;
  const length = knownNameLength(text);
  const name = length === undefined ? undefined : parseName(text.slice(0, length));
  if (length === undefined || name === undefined || !file.text.startsWith(text.slice(0, length), start)) {
    return unresolvedUse(place, reason);
  }
  const slot: Slot = { file: file.path, start, end: start + length, writes: 'name', before: '', after: '', tail: '' };
  return {
    file: file.path,
    ...file.at(start),
    text,
    image: nameOf(name),
    unknownTag: true,
    reason,
    kind,
    part,
    also: [],
    slots: [slot],
  };
}

/** Why a tag is not known that no kind of file explains: `<tag>`, `#{Build.BuildId}#`, `%s`. */
export const FILLED_IN_ELSEWHERE = 'its tag is filled in by something that is not in this file';

/** The use of a reference that can't be resolved statically. */
export function unresolvedUse({ file, start, text, kind, part }: LiteralPlace, reason: string): Use {
  return { file: file.path, ...file.at(start), text, image: null, reason, kind, part, also: [], slots: [] };
}
