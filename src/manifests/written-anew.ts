import { groupBy } from '../base/grouping.ts';
import { countBefore } from '../base/sorted.ts';
import type { FiledFact } from './model/fact.ts';
import type { Slot, Use } from './model/use.ts';
import type { WrittenAnew } from './model/written-anew.ts';

/**
 * The uses with a word on those whose names a program of a cluster writes anew: what is moved there comes back with its next commit.
 * Where it writes the version alone the name may move, and no digest is put beside that, which would go on pulling the old image.
 * To be asked once all slots are known: an override is written together with what it finds.
 */
export function markWrittenAnew(uses: readonly Use[], marked: readonly FiledFact<'written-anew'>[]): readonly Use[] {
  const byFile = groupBy(marked, ({ file }) => file);
  if (byFile.size === 0) return uses;
  const texts = new Map([...byFile].map(([file, facts]) => [file, new MarkedTexts(facts.map(({ fact }) => fact))]));
  return uses.map((use) => {
    if (use.slots.length === 0) return use;
    const name = writtenName(use, texts);
    if (name !== undefined)
      return {
        ...use,
        uneditable: use.uneditable ?? `${name.by} writes the name anew, too; let it write the tag alone (:tag)`,
      };
    return isVersionWritten(use, texts) ? { ...use, slots: use.slots.filter(writesName) } : use;
  });
}

/** What is marked in one file. */
class MarkedTexts {
  /** In the order in which they stand. */
  readonly #texts: readonly WrittenAnew[];
  readonly #versionLines: ReadonlySet<number>;

  constructor(texts: readonly WrittenAnew[]) {
    this.#texts = texts;
    this.#versionLines = new Set(texts.filter(({ writes }) => writes === 'version').map(({ line }) => line));
  }

  hasVersionAt(line: number): boolean {
    return this.#versionLines.has(line);
  }

  /** The last text that begins at an offset or before. */
  at(offset: number): WrittenAnew | undefined {
    return this.#texts[countBefore(this.#texts, ({ start }) => start <= offset) - 1];
  }
}

type Texts = ReadonlyMap<string, MarkedTexts>;

function writtenName({ slots }: Use, texts: Texts): WrittenAnew | undefined {
  for (const { file, start, end } of slots.filter(writesName)) {
    const found = texts.get(file)?.at(start);
    if (found?.writes === 'name' && end <= found.end) return found;
  }
  return undefined;
}

function isVersionWritten({ file, line, also, slots }: Use, texts: Texts): boolean {
  if ([{ file, line }, ...also].some((part) => texts.get(part.file)?.hasVersionAt(part.line))) return true;
  return slots.some((slot) => {
    const found = texts.get(slot.file)?.at(slot.start);
    return found?.writes === 'version' && slot.end <= found.lineEnd;
  });
}

function writesName({ writes }: Slot): boolean {
  return writes !== 'digest';
}
