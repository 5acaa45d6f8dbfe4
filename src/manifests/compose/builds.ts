import { noDefault } from '../dockerfile/references.ts';
import type { Use } from '../model/use.ts';
import type { ComposeBuild, ComposeImage } from './facts.ts';
import { imageUses } from './image.ts';
import type { Projects } from './projects.ts';

/**
 * The uses in the light of what Compose gives to its builds: a context's name in a Dockerfile is no image, an argument that
 * is the whole of a FROM makes its value one, and a FROM that lacks a default says who gives it.
 */
export function reviseBuilds(
  uses: readonly Use[],
  builds: readonly ComposeBuild[],
  projects: Projects,
): readonly Use[] {
  const byDockerfile = gather(builds);
  const revised: Use[] = [];
  const images = new Set<ComposeImage>();
  const told = new Set<BuildArgument>();
  for (const use of uses) {
    const given = use.kind === 'dockerfile' ? byDockerfile.get(use.file) : undefined;
    if (given?.contexts.has(use.text.toLowerCase()) === true) continue;
    const arg = soleVariable(use.text);
    const argument = arg === undefined ? undefined : given?.args.get(arg);
    if (argument !== undefined && !told.has(argument)) for (const image of argument.images) images.add(image);
    if (argument !== undefined) told.add(argument);
    const explained = argument !== undefined && arg !== undefined && use.reason === noDefault(arg);
    revised.push(explained ? { ...use, reason: `${use.reason}; ${argument.file} gives it` } : use);
  }
  return [...revised, ...imageUses([...images], projects)];
}

/** What all builds of one Dockerfile are given. */
interface GivenToBuild {
  readonly contexts: Set<string>;
  /** By name of the argument: the first file that gives it, and all values. */
  readonly args: Map<string, BuildArgument>;
}

interface BuildArgument {
  readonly file: string;
  readonly images: ComposeImage[];
}

function gather(builds: readonly ComposeBuild[]): ReadonlyMap<string, GivenToBuild> {
  const gathered = new Map<string, GivenToBuild>();
  for (const { file, dockerfile, contexts, args } of builds) {
    const given = gathered.get(dockerfile) ?? { contexts: new Set(), args: new Map() };
    gathered.set(dockerfile, given);
    for (const context of contexts) given.contexts.add(context);
    for (const { name, image } of args) {
      const argument = given.args.get(name) ?? { file, images: [] };
      given.args.set(name, argument);
      if (image !== undefined) argument.images.push(image);
    }
  }
  return gathered;
}

/** The variable that a text consists of, a default or an error message aside. */
function soleVariable(text: string): string | undefined {
  const match = /^\$(?:\{([A-Za-z_]\w*)(?::?[-?][^{}]*)?\}|([A-Za-z_]\w*))$/.exec(text);
  return match?.[1] ?? match?.[2];
}
