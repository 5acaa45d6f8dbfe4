import type { Slot } from '../model/use.ts';
import { isVersionedWord } from '../references/certainty.ts';
import type { ComposeImage, DotenvVariable, VariableCount } from './facts.ts';
import type { Projects } from './projects.ts';

/** `$NAME` and the beginning of `${NAME…`; two dollars are one that means itself. */
const VARIABLE = /\$\$|\$\{?([A-Za-z_]\w*)/g;

/** How often each variable is used in a text, and how often as a part of something longer. */
export function countVariables(text: string): ReadonlyMap<string, VariableCount> {
  const counts = new Map<string, VariableCount>();
  for (const { 0: found, 1: name, index } of text.matchAll(VARIABLE)) {
    if (name === undefined) continue;
    const isJoined = BEFORE.test(text[index - 1] ?? '') || AFTER.test(text[endOf(text, index + found.length)] ?? '');
    const { times, joined } = counts.get(name) ?? NONE;
    counts.set(name, { times: times + 1, joined: joined + (isJoined ? 1 : 0) });
  }
  return counts;
}

const NONE: VariableCount = { times: 0, joined: 0 };

/** What stands right before or behind a variable where its value is no word of its own (`KIND=$DB` gives one away as it is). */
const BEFORE = /[^\s"'=,[{(]/;
const AFTER = /[^\s"',\]})]/;

/** Defaults of variables are not longer. */
const MAX_BRACED = 4096;

/** Where a variable ends whose name ends at an offset: behind the brace that closes it, if one was opened. */
function endOf(text: string, from: number): number {
  let open = /\{\w+$/.test(text.slice(Math.max(0, from - 80), from)) ? 1 : 0;
  let at = from;
  for (; open > 0 && at < text.length && at - from < MAX_BRACED; at++) {
    if (text[at] === '{') open++;
    else if (text[at] === '}') open--;
  }
  return at;
}

/**
 * Finds variables that the Compose files which share a `.env` file use for more than the images given: one that makes
 * `postgres:16` and is also passed on to a container as `DB_KIND` can't be written without changing what it is told.
 * Who is told a whole reference as it is may well be told the moved one.
 * @returns for an image why a place in an environment file stays as it is, where that is so
 */
export function variablesUsedElsewhere(
  images: readonly ComposeImage[],
  projects: Projects,
): (image: ComposeImage, place: Slot) => string | undefined {
  const ofImages = new Map<string, Map<string, VariableCount>>();
  for (const { place, value } of images) {
    const counts = ofImages.get(place.file.path) ?? new Map<string, VariableCount>();
    ofImages.set(place.file.path, counts);
    for (const [name, { times, joined }] of countVariables(value)) {
      const { times: before, joined: joinedBefore } = counts.get(name) ?? NONE;
      counts.set(name, { times: before + times, joined: joinedBefore + joined });
    }
  }
  const known = new Map<string, ReadonlyMap<string, VariableCount>>();
  const usedFor = (environment: string): ReadonlyMap<string, VariableCount> => {
    const found = known.get(environment) ?? moreThan(ofImages, projects, environment);
    known.set(environment, found);
    return found;
  };
  return ({ value }, { file, start }) => {
    const written = variableAt(start, projects.environments.variablesOf(file));
    if (written?.text === undefined) return undefined;
    const isImage = WHOLE.test(value) && isVersionedWord(written.text);
    if (!isImage && projects.isGiven(file)) return `${file} is given to containers as a whole`;
    const { times, joined } = usedFor(file).get(written.name) ?? NONE;
    return (isImage ? joined : times) > 0 ? `${written.name} is used for more than images` : undefined;
  };
}

/** A variable alone holds the whole reference. */
const WHOLE = /^\$(?:\w+|\{[^{}]*\})$/;

/** The variable whose value has an offset in it: the last that begins at it or before. */
function variableAt(offset: number, variables: readonly DotenvVariable[]): DotenvVariable | undefined {
  let [low, high] = [0, variables.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((variables[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return variables[low];
}

/** How often the readers of an environment file use variables for more than their images, as parts of other variables, too. */
function moreThan(
  ofImages: ReadonlyMap<string, ReadonlyMap<string, VariableCount>>,
  projects: Projects,
  environment: string,
): ReadonlyMap<string, VariableCount> {
  const more = new Map<string, VariableCount>();
  const add = (name: string, { times, joined }: VariableCount) => {
    const before = more.get(name) ?? NONE;
    more.set(name, { times: before.times + times, joined: before.joined + joined });
  };
  for (const [file, { variables }] of projects.readersOf(environment))
    for (const [name, { times, joined }] of variables) {
      const own = ofImages.get(file)?.get(name) ?? NONE;
      if (times > own.times) add(name, { times: times - own.times, joined: Math.max(0, joined - own.joined) });
    }
  // Of a variable only those that stand before it are parts.
  for (const { name, text, expands } of projects.environments.variablesOf(environment).toReversed()) {
    const { times, joined } = more.get(name) ?? NONE;
    if (times === 0 || !expands || text === undefined) continue;
    for (const [part, within] of countVariables(text))
      add(part, { times: 1, joined: joined > 0 || within.joined > 0 ? 1 : 0 });
  }
  return more;
}
