import { countBefore } from '../../base/sorted.ts';
import type { Slot } from '../model/use.ts';
import type { VariableCount } from '../model/variable-count.ts';
import { isVersionedWord } from '../references/certainty.ts';
import { countVariables, NEVER, WHOLE } from '../variables/usage.ts';
import type { ComposeImage, DotenvVariable } from './facts.ts';
import type { Projects } from './projects.ts';

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
      const { times: before, joined: joinedBefore } = counts.get(name) ?? NEVER;
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
    const { times, joined } = usedFor(file).get(written.name) ?? NEVER;
    return (isImage ? joined : times) > 0 ? `${written.name} is used for more than images` : undefined;
  };
}

/** The variable whose value has an offset in it: the last that begins at it or before. */
function variableAt(offset: number, variables: readonly DotenvVariable[]): DotenvVariable | undefined {
  return variables[Math.max(0, countBefore(variables, ({ start }) => start <= offset) - 1)];
}

/** How often the readers of an environment file use variables for more than their images, as parts of other variables, too. */
function moreThan(
  ofImages: ReadonlyMap<string, ReadonlyMap<string, VariableCount>>,
  projects: Projects,
  environment: string,
): ReadonlyMap<string, VariableCount> {
  const more = new Map<string, VariableCount>();
  const add = (name: string, { times, joined }: VariableCount) => {
    const before = more.get(name) ?? NEVER;
    more.set(name, { times: before.times + times, joined: before.joined + joined });
  };
  for (const [file, { variables }] of projects.readersOf(environment))
    for (const [name, { times, joined }] of variables) {
      const own = ofImages.get(file)?.get(name) ?? NEVER;
      if (times > own.times) add(name, { times: times - own.times, joined: Math.max(0, joined - own.joined) });
    }
  // Of a variable only those that stand before it are parts.
  for (const { name, text, expands } of projects.environments.variablesOf(environment).toReversed()) {
    const { times, joined } = more.get(name) ?? NEVER;
    if (times === 0 || !expands || text === undefined) continue;
    for (const [part, within] of countVariables(text))
      add(part, { times: 1, joined: joined > 0 || within.joined > 0 ? 1 : 0 });
  }
  return more;
}
