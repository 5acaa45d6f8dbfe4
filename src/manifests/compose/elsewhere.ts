import type { EnvironmentFiles } from './environment.ts';
import type { ComposeImage } from './facts.ts';
import type { Projects } from './projects.ts';

/** `$NAME` and `${NAME…`; two dollars are one that means itself. */
const VARIABLE = /\$\$|\$\{?([A-Za-z_]\w*)/g;

/** How often each variable is used in a text. */
export function countVariables(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, name] of text.matchAll(VARIABLE)) if (name !== undefined) add(counts, name, 1);
  return counts;
}

/**
 * Finds variables that the Compose files which share a `.env` file use for more than the images given: one that makes
 * `postgres:16` and is also passed on to a container as `DB_KIND` can't be written without changing what it is told.
 * @returns for an image why what its name begins with stays as it is, where that is so
 */
export function variablesUsedElsewhere(
  images: readonly ComposeImage[],
  projects: Projects,
): (image: ComposeImage, environment: EnvironmentFiles) => string | undefined {
  const ofImages = new Map<string, Map<string, number>>();
  for (const { place, value } of images) {
    const counts = ofImages.get(place.file.path) ?? new Map<string, number>();
    ofImages.set(place.file.path, counts);
    for (const [name, times] of countVariables(value)) add(counts, name, times);
  }
  const known = new Map<string, ReadonlySet<string>>();
  const usedFor = (environment: string): ReadonlySet<string> => {
    const found = known.get(environment) ?? moreThan(ofImages, projects, environment);
    known.set(environment, found);
    return found;
  };
  return ({ value }, environment) => {
    const [first] = value.matchAll(VARIABLE);
    const name = first?.[1];
    if (name === undefined) return undefined;
    const given = environment.find((file) => projects.isGiven(file));
    if (given !== undefined) return `${given} is given to containers as a whole`;
    const isUsed = environment.some((file) => usedFor(file).has(name));
    return isUsed ? `${name} is used for more than images` : undefined;
  };
}

/** The variables that the readers of an environment file use more often than their images do. */
function moreThan(
  ofImages: ReadonlyMap<string, ReadonlyMap<string, number>>,
  projects: Projects,
  environment: string,
): ReadonlySet<string> {
  const readers = projects.readersOf(environment);
  return new Set(
    readers.flatMap(([file, { variables }]) =>
      [...variables].flatMap(([name, times]) => (times > (ofImages.get(file)?.get(name) ?? 0) ? [name] : [])),
    ),
  );
}

function add(counts: Map<string, number>, name: string, times: number): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}
