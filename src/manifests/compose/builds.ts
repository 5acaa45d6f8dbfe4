import { noDefault } from '../dockerfile/references.ts';
import type { Use } from '../model/use.ts';
import type { Environments } from './environment.ts';
import type { ComposeBuild, ComposeImage } from './facts.ts';
import { imageUses } from './image.ts';

/**
 * The uses in the light of what Compose gives to its builds: a context's name in a Dockerfile is no image, an argument that
 * is the whole of a FROM makes its value one, and a FROM that lacks a default says who gives it.
 */
export function reviseBuilds(
  uses: readonly Use[],
  builds: readonly ComposeBuild[],
  environments: Environments,
): readonly Use[] {
  const byDockerfile = gather(builds);
  const revised: Use[] = [];
  const given = new Set<ComposeImage>();
  const told = new Set<Gift>();
  for (const use of uses) {
    const gifts = use.kind === 'dockerfile' ? byDockerfile.get(use.file) : undefined;
    if (gifts?.contexts.has(use.text.toLowerCase()) === true) continue;
    const arg = soleVariable(use.text);
    const gift = arg === undefined ? undefined : gifts?.args.get(arg);
    if (gift !== undefined && !told.has(gift)) for (const image of gift.images) given.add(image);
    if (gift !== undefined) told.add(gift);
    const explained = gift !== undefined && arg !== undefined && use.reason === noDefault(arg);
    revised.push(explained ? { ...use, reason: `${use.reason}; ${gift.file} gives it` } : use);
  }
  return [...revised, ...imageUses([...given], environments)];
}

/** What all builds of one Dockerfile give to it. */
interface Gifts {
  readonly contexts: Set<string>;
  /** By name of the argument: the first file that gives it, and all values. */
  readonly args: Map<string, Gift>;
}

interface Gift {
  readonly file: string;
  readonly images: ComposeImage[];
}

function gather(builds: readonly ComposeBuild[]): ReadonlyMap<string, Gifts> {
  const gathered = new Map<string, Gifts>();
  for (const { file, dockerfile, contexts, args } of builds) {
    const gifts = gathered.get(dockerfile) ?? { contexts: new Set(), args: new Map() };
    gathered.set(dockerfile, gifts);
    for (const context of contexts) gifts.contexts.add(context);
    for (const { name, image } of args) {
      const gift = gifts.args.get(name) ?? { file, images: [] };
      gifts.args.set(name, gift);
      if (image !== undefined) gift.images.push(image);
    }
  }
  return gathered;
}

/** The variable that a text consists of, a default or an error message aside. */
function soleVariable(text: string): string | undefined {
  const match = /^\$(?:\{([A-Za-z_]\w*)(?::?[-?][^{}]*)?\}|([A-Za-z_]\w*))$/.exec(text);
  return match?.[1] ?? match?.[2];
}
