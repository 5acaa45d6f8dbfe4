import { groupBy } from '../base/grouping.ts';
import { compareTexts } from '../base/order.ts';
import { nameLength } from '../images/reference.ts';
import { type AddedStep, type AddedValue, type AddingStyle, addedText, pathText } from './model/added-keys.ts';
import { type Move, textOver, valueFor } from './model/move.ts';
import type { Slot, Use } from './model/use.ts';

/** Some characters of one file replaced (or inserted, where `start` is `end`). Offsets are UTF-16 units, `end` exclusive. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of keys that are added: what the text is made of, so that those of several uses at one place become one edit. */
  readonly adds?: AddedValue & { readonly style: AddingStyle };
}

export interface Rewritten<U extends Use = Use> {
  readonly use: U;
  readonly move: Move;
  readonly edits: readonly Edit[];
}

/** A use that was to be moved and can't be: nothing of it is written. */
export interface Unwritten<U extends Use = Use> {
  readonly use: U;
  readonly reason: string;
}

export interface Rewrite<U extends Use = Use> {
  readonly rewritten: readonly Rewritten<U>[];
  readonly unwritten: readonly Unwritten<U>[];
  /** The edits of all, each once, sorted by file and offset; they do not overlap. */
  readonly edits: readonly Edit[];
}

/**
 * The edits that move uses to where they go.
 * A slot may feed several uses (a variable, an anchor): it is written only when all of them move and agree on what to write,
 * since a reference must never change that nobody decided to change.
 * @param uses every use of the tree, also those that stay
 * @param moveOf where a use goes, or `undefined` where it stays
 */
export function rewrite<U extends Use>(uses: readonly U[], moveOf: (use: U) => Move | undefined): Rewrite<U> {
  const unwritten: Unwritten<U>[] = [];
  const candidates: Candidate<U>[] = [];
  const staying: U[] = [];
  for (const use of uses) {
    const move = moveOf(use);
    if (move === undefined) staying.push(use);
    else {
      const edits = editsOf(use, move);
      if (typeof edits === 'string') {
        unwritten.push({ use, reason: edits });
        staying.push(use);
      } else candidates.push({ use, move, edits, instead: insteadOf(use, move) });
    }
  }
  const settled = settle(candidates, staying);
  const clashing = clashes(settled, staying).found;
  for (const [use, reason] of clashing) unwritten.push({ use, reason });
  const rewritten = settled.flatMap(({ use, move, edits }) => (clashing.has(use) ? [] : [{ use, move, edits }]));
  return { rewritten, unwritten, edits: distinctEdits(rewritten.flatMap(({ edits }) => edits)) };
}

/** The text with edits applied; they must be of this file and not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, text: written } of edits.toSorted(byOffset)) {
    result += text.slice(done, start) + written;
    done = end;
  }
  return result + text.slice(done);
}

/** A use that is to be written. */
interface Candidate<U extends Use> extends Rewritten<U> {
  /** What it writes in place of an edit where that would change what stays, by the edit's place. */
  readonly instead: ReadonlyMap<string, readonly Edit[]>;
}

const NONE: Candidate<Use>['instead'] = new Map();

function insteadOf({ slots }: Use, move: Move): Candidate<Use>['instead'] {
  const replaced = slots.filter(({ instead }) => instead !== undefined);
  if (replaced.length === 0) return NONE;
  return new Map(
    replaced.map((slot) => [placeOf(slot), (slot.instead ?? []).flatMap((one) => editOf(one, move) ?? [])]),
  );
}

/** The candidates with what each writes once it is known what stays. */
function settle<U extends Use>(candidates: readonly Candidate<U>[], staying: readonly U[]): readonly Candidate<U>[] {
  if (candidates.every(({ instead }) => instead.size === 0)) return candidates;
  const { barred } = clashes(candidates, staying);
  return candidates.map((candidate) => {
    const edits = candidate.edits.flatMap((edit) => {
      const place = placeOf(edit);
      return (barred.has(place) ? candidate.instead.get(place) : undefined) ?? [edit];
    });
    return { ...candidate, edits, instead: NONE };
  });
}

/** The edits of one use, or why there are none. */
function editsOf(use: Use, move: Move): readonly Edit[] | string {
  if (use.uneditable !== undefined) return use.uneditable;
  if (use.slots.length === 0) return use.reason ?? 'this place is not rewritten';
  const taken = takenFrom(use, move);
  if (taken !== undefined)
    return `${taken} has the name that it would get, and an override would take one for the other`;
  const edits: Edit[] = [];
  for (const slot of use.slots) {
    const value = valueFor(slot, move);
    if (value !== undefined && !value.endsWith(slot.tail))
      return `what follows the variable ("${slot.tail}") is not how the new reference ends`;
    const edit = editOf(slot, move);
    if (edit !== undefined) edits.push(edit);
  }
  return edits;
}

/** What is written at a slot; nothing where it is there already. */
function editOf(slot: Slot, move: Move): Edit | undefined {
  const value = valueFor(slot, move);
  if (value === undefined || slot.present?.has(value) === true) return undefined;
  return editAt(slot, textOver(slot, value));
}

/** Where the name stands that a use would get, unless it means there what the use is called now. */
function takenFrom({ avoids, text }: Use, { registry, repository }: Move): string | undefined {
  const found = avoids?.flatMap((names) => names.get(`${registry}/${repository}`) ?? []);
  return found?.find(({ sameAs }) => !sameAs.has(text.slice(0, nameLength(text))))?.at;
}

/** Whether what a use is made of stands there: what only adds to it may be written beside a use that stays. */
function isClaimed({ writes, present }: Slot): boolean {
  return writes !== 'digest' && present === undefined;
}

function editAt({ file, start, end, adds }: Slot, text: string): Edit {
  if (adds === undefined) return { file, start, end, text };
  const { path, style } = adds;
  return { file, start, end, text: addedText([{ path, value: text }], style), adds: { path, value: text, style } };
}

/** Some text that is written as a whole: places that overlap, usually one place. */
interface Spot<U extends Use> {
  readonly candidates: Candidate<U>[];
  readonly places: readonly string[];
  /** A use that stays as it is and is made of this text. */
  kept: U | undefined;
  /** Whether what is to be written there differs, or would be written in part by several. */
  readonly disputed: boolean;
}

interface Clashes<U extends Use> {
  /** Uses that can't be written because of another, with the reason. */
  readonly found: ReadonlyMap<U, string>;
  /** Places at which something else is written, by those that have it. */
  readonly barred: ReadonlySet<string>;
}

/**
 * What can't be written because of another use. One that is taken back stays as it is, and may so take the ground from the next;
 * every use is taken back at most once.
 */
function clashes<U extends Use>(candidates: readonly Candidate<U>[], staying: readonly U[]): Clashes<U> {
  const spots = spotsOf(candidates, staying);
  const found = new Map<U, string>();
  const barred = new Set<string>();
  const open = [...new Set(spots.values())].filter(({ kept, disputed }) => kept !== undefined || disputed);
  const takeBack = (use: U, reason: string) => {
    found.set(use, reason);
    for (const slot of use.slots) {
      const also = isClaimed(slot) ? spots.get(placeOf(slot)) : undefined;
      if (also === undefined || also.kept !== undefined) continue;
      also.kept = use;
      open.push(also);
    }
  };
  for (let spot = open.pop(); spot !== undefined; spot = open.pop()) {
    const { kept, places } = spot;
    for (const place of kept === undefined ? [] : places) barred.add(place);
    const reason =
      kept === undefined
        ? 'the same text makes several images that go to different places'
        : `the same text also makes ${kept.image ?? kept.text}, which stays where it is`;
    for (const { use, instead } of spot.candidates) {
      const writesElse = kept !== undefined && places.some((place) => instead.has(place));
      if (!found.has(use) && !writesElse) takeBack(use, reason);
    }
  }
  return { found, barred };
}

/** The spots by the places that they are made of. */
function spotsOf<U extends Use>(
  candidates: readonly Candidate<U>[],
  staying: readonly U[],
): ReadonlyMap<string, Spot<U>> {
  const edits = candidates.flatMap((candidate) => candidate.edits);
  const texts = new Map<string, Set<string>>();
  for (const edit of edits) {
    const place = placeOf(edit);
    const written = texts.get(place);
    if (written === undefined) texts.set(place, new Set([edit.text]));
    else written.add(edit.text);
  }
  const kept = [
    ...staying.flatMap((use) => [...use.slots.filter(isClaimed), ...(use.madeOf ?? [])].map((slot) => ({ use, slot }))),
    ...candidates.flatMap(({ use, edits: own }) => unwrittenParts(use, own).map((slot) => ({ use, slot }))),
  ];
  const places = new Map<string, Range>(
    [...edits, ...kept.map(({ slot }) => slot)].map((range) => [placeOf(range), range]),
  );
  const spots = new Map<string, Spot<U>>();
  for (const group of overlapping([...places.values()].toSorted(byOffset))) {
    const placesHere = group.map(placeOf);
    const differs = placesHere.some((place) => (texts.get(place)?.size ?? 0) > 1);
    const disputed = placesHere.length > 1 || differs;
    const spot: Spot<U> = { candidates: [], places: placesHere, kept: undefined, disputed };
    for (const place of placesHere) spots.set(place, spot);
  }
  for (const candidate of candidates)
    for (const spot of new Set(candidate.edits.map((edit) => spots.get(placeOf(edit)))))
      spot?.candidates.push(candidate);
  for (const { use, slot } of kept) {
    const spot = spots.get(placeOf(slot));
    if (spot !== undefined) spot.kept ??= use;
  }
  return spots;
}

/** What a use is made of and goes on being made of when it has moved. */
function unwrittenParts({ madeOf = [] }: Use, edits: readonly Edit[]): readonly Range[] {
  return madeOf.filter(
    (part) => !edits.some(({ file, start, end }) => file === part.file && start < part.end && part.start < end),
  );
}

/** Some characters of one file. */
interface Range extends Pick<Edit, 'file' | 'start' | 'end'> {
  readonly adds?: { readonly path: readonly AddedStep[]; readonly style: AddingStyle };
}

/** Sorted ranges in groups that overlap; those that only touch do not. */
function overlapping(sorted: readonly Range[]): readonly (readonly Range[])[] {
  const groups: Range[][] = [];
  let end = 0;
  for (const range of sorted) {
    const group = groups.at(-1);
    const overlaps = group?.[0]?.file === range.file && range.start < end;
    if (group !== undefined && overlaps) group.push(range);
    else groups.push([range]);
    end = overlaps ? Math.max(end, range.end) : range.end;
  }
  return groups;
}

/** One text for a place: edits of the same place are one. */
export function placeOf({ file, start, end, adds }: Range): string {
  return `${file}\0${start}\0${end}${adds === undefined ? '' : `\0${columnOf(adds.style)}\0${pathText(adds.path)}`}`;
}

/** Edits of several uses as one list: each once, and keys that are added at one place together. */
export function distinctEdits(edits: readonly Edit[]): readonly Edit[] {
  const each = [...new Map(edits.map((edit) => [placeOf(edit), edit])).values()];
  return [...each.filter(({ adds }) => adds === undefined), ...addedTogether(each)].toSorted(byOffset);
}

/** What several uses add at one place, as one edit. */
function addedTogether(edits: readonly Edit[]): readonly Edit[] {
  const groups = groupBy(
    edits.filter(({ adds }) => adds !== undefined),
    ({ file, start }) => `${file}\0${start}`,
  );
  return [...groups.values()].flatMap((group): readonly Edit[] => {
    const [first] = group;
    if (first === undefined) return [];
    // Where mappings end at one place, what is added to the inner one comes first.
    const mappings = groupBy(
      group.flatMap(({ adds }) => adds ?? []),
      ({ style }) => columnOf(style),
    );
    const inner = [...mappings].toSorted(([one], [other]) => other - one);
    const text = inner.map(([, added]) => addedText(added, styleOf(added))).join('');
    return [{ file: first.file, start: first.start, end: first.end, text }];
  });
}

/** The style of what is added at one place: of several one that knows how lists are indented. */
function styleOf(added: readonly { readonly style: AddingStyle }[]): AddingStyle {
  return added.map(({ style }) => style).reduce((one, other) => ('listIndent' in one ? one : other));
}

function columnOf(style: AddingStyle): number {
  return style.type === 'block' ? style.column : 0;
}

function byOffset(one: Range, other: Range): number {
  return compareTexts(one.file, other.file) || one.start - other.start || one.end - other.end;
}
