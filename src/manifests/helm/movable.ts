import { groupBy } from '../../base/grouping.ts';
import { countBefore } from '../../base/sorted.ts';
import { textOver, valueFor } from '../model/move.ts';
import type { Slot } from '../model/use.ts';
import type { Piece } from './go-template/traced-value.ts';

/** An image that may move, and where its name is written. */
export interface Movable {
  /** With its registry. */
  readonly name: string;
  readonly slots: readonly Slot[];
}

/** Some registry of Azure's: what templates ask of a name, they would hear of this one. */
const REGISTRY = 'registry.azurecr.io';

interface Written extends Pick<Slot, 'file' | 'start' | 'end' | 'writes' | 'tail'> {
  readonly text: string;
  readonly movable: Movable;
}

/** What all images of charts would write if they moved. */
export class Moves {
  readonly #byFile: ReadonlyMap<string, WrittenOfFile>;
  /** Where something would be written. */
  readonly places: ReadonlySet<string>;

  constructor(movables: readonly Movable[]) {
    const written = movables
      .flatMap((movable) => movable.slots.map((slot) => writtenIn(slot, movable)))
      .filter((one) => one !== undefined);
    this.places = new Set(written.map(({ file, start, end }) => `${file}\0${start}\0${end}`));
    this.#byFile = new Map(
      [...groupBy(written, ({ file }) => file)].map(([file, all]) => [file, new WrittenOfFile(all)]),
    );
  }

  /** What would be written at the characters of a piece, or at some of them. */
  at({ from, text }: Piece): readonly Written[] {
    return from === undefined ? [] : this.within(from.file, from.start, from.start + text.length);
  }

  /** What would be written at some characters of a file. @param end exclusive */
  within(file: string, start: number, end: number): readonly Written[] {
    return this.#byFile.get(file)?.within(start, end) ?? [];
  }

  /** Whether something would be written at the characters of a piece, or at some of them. */
  touches(piece: Piece): boolean {
    return this.at(piece).length > 0;
  }

  /** Pieces as they are then; `undefined` where one has only a part of what would be written, or it is not known what would be. */
  anew(pieces: readonly Piece[]): readonly Piece[] | undefined {
    const found: Piece[] = [];
    for (const piece of pieces) {
      const [slot, ...others] = this.at(piece);
      if (slot === undefined || piece.from === undefined) {
        found.push(piece);
        continue;
      }
      if (others.some(({ text }) => text !== slot.text)) return undefined;
      const [start, end] = [slot.start - piece.from.start, slot.end - piece.from.start];
      if (start < 0 || end > piece.text.length) return undefined;
      found.push({ text: piece.text.slice(0, start) + slot.text + piece.text.slice(end), from: undefined });
    }
    return found;
  }
}

/** What would be written in one file, in order: a chart may print thousands of values. */
class WrittenOfFile {
  readonly #sorted: readonly Written[];
  readonly #longest: number;

  constructor(written: readonly Written[]) {
    this.#sorted = written.toSorted((one, other) => one.start - other.start);
    this.#longest = written.reduce((longest, { start, end }) => Math.max(longest, end - start), 0);
  }

  /** What has some of these characters. @param end exclusive */
  within(start: number, end: number): readonly Written[] {
    const found: Written[] = [];
    const first = countBefore(this.#sorted, (slot) => slot.start < start - this.#longest);
    for (let at = first; at < this.#sorted.length; at++) {
      const slot = this.#sorted[at];
      if (slot === undefined || slot.start >= end) break;
      if (start < slot.end) found.push(slot);
    }
    return found;
  }
}

function writtenIn(slot: Slot, movable: Movable): Written | undefined {
  const value = valueFor(slot, { registry: REGISTRY, repository: movable.name });
  if (value?.endsWith(slot.tail) !== true) return undefined;
  const { file, start, end, writes, tail } = slot;
  return { file, start, end, writes, tail, movable, text: textOver(slot, value) };
}
