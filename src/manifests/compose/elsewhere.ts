import { groupBy } from '../../base/grouping.ts';
import { countBefore } from '../../base/sorted.ts';
import type { Slot } from '../model/use.ts';
import type { VariableCount } from '../model/variable-count.ts';
import { isVersionedWord } from '../references/certainty.ts';
import { countVariables, NEVER, WHOLE } from '../variables/usage.ts';
import type { ComposeImage, DotenvVariable } from './facts.ts';
import type { Projects } from './projects.ts';

/** By name of a variable that is used for more than images: whether as a part of something longer. */
type UsedElsewhere = ReadonlyMap<string, boolean>;

type CountsByFile = ReadonlyMap<string, ReadonlyMap<string, VariableCount>>;

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
  const byFile = groupBy(images, ({ place }) => place.file.path);
  const ofImages: CountsByFile = new Map(
    [...byFile].map(([file, found]) => [file, countVariables(found.map(({ value }) => value).join('\n'))]),
  );
  const known = new Map<string, UsedElsewhere>();
  const usedFor = (environment: string): UsedElsewhere => {
    const found = known.get(environment) ?? usedElsewhere(ofImages, projects, environment);
    known.set(environment, found);
    return found;
  };
  return ({ value }, { file, start }) => {
    const written = variableAt(start, projects.environments.variablesOf(file));
    if (written === undefined) return undefined;
    const isImage = WHOLE.test(value) && isVersionedWord(written.text ?? '');
    if (!isImage && projects.isGiven(file)) return `${file} is given to containers as a whole`;
    const isJoined = usedFor(file).get(written.name);
    const isChanged = isImage ? isJoined === true : isJoined !== undefined;
    return isChanged ? `${written.name} is used for more than images` : undefined;
  };
}

/** The variable whose value has an offset in it: the last that begins at it or before. */
function variableAt(offset: number, variables: readonly DotenvVariable[]): DotenvVariable | undefined {
  return variables[countBefore(variables, ({ start }) => start <= offset) - 1];
}

/** What the readers of an environment file use for more than their images, as parts of other variables, too. */
function usedElsewhere(ofImages: CountsByFile, projects: Projects, environment: string): UsedElsewhere {
  const used = new Map<string, boolean>();
  const add = (name: string, isJoined: boolean) => used.set(name, isJoined || used.get(name) === true);
  for (const [file, { variables }] of projects.readersOf(environment))
    for (const [name, { times, joined }] of variables) {
      const own = ofImages.get(file)?.get(name) ?? NEVER;
      if (times > own.times) add(name, joined > own.joined);
    }
  // Of a variable only those that stand before it are parts.
  for (const { name, parts } of projects.environments.variablesOf(environment).toReversed()) {
    const isJoined = used.get(name);
    if (isJoined === undefined) continue;
    for (const [part, { joined }] of parts) add(part, isJoined || joined > 0);
  }
  return used;
}
