import { formatReference } from '../images/reference.ts';
import type { UnseenSource, Use } from '../manifests/model/use.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import { consumerOf } from '../uses/consumer.ts';
import { ENGINES } from './engines.ts';
import { ENGINE_NAMES, type EngineName, type Wall } from './wall.ts';

/** What policies would do with a repository, as far as the repository tells. */
export interface Forecast {
  readonly engines: readonly EngineForecast[];
  /** What a cluster would pull, and nobody can say from the repository whether it is refused. While there is any, nothing passes. */
  readonly untold: readonly Untold[];
}

export interface EngineForecast {
  readonly engine: EngineName;
  /** Images that clusters pull for this repository. */
  readonly images: number;
  /** What it would refuse with the manifests as they are. */
  readonly refused: readonly Refusal[];
  /** How many of them it would go on refusing once the rewrite is merged. */
  readonly refusedAfterwards: number;
  /** Images in lists of a Pod that it does not look at, and that another engine would refuse. */
  readonly unseen: number;
}

export interface Refusal {
  readonly file: string;
  readonly line: number;
  /** The image as it stands in the manifest. */
  readonly image: string;
  /** Which clause refuses. */
  readonly clause: string;
  /** What would make it pass. */
  readonly remedy: string;
  readonly movedByRewrite: boolean;
  /** Whether a pull request brings it. */
  readonly isNew: boolean;
  /** Whether it stands in an exempt path: what the team does not want to break, so that its namespaces come last. */
  readonly isExempt: boolean;
}

export interface Untold {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly reason: string;
}

/** What the forecast is made of. */
export interface Deployed {
  readonly uses: readonly ClassifiedUse[];
  readonly unseen: readonly UnseenSource[];
  /** `<registry>/<repository>` that the rewrite puts in the place of a use; `undefined` where it stays. */
  readonly movedTo: (use: Use) => string | undefined;
  /** Whether a pull request brings the use. */
  readonly isNew: (use: ClassifiedUse) => boolean;
  /** Whether a use stands in an exempt path. */
  readonly isExempt: (use: ClassifiedUse) => boolean;
}

/** An image that a cluster pulls, as the API server gets to see it. */
interface Pulled {
  readonly use: ClassifiedUse;
  readonly written: string;
  readonly movedTo: string | undefined;
}

/**
 * Foretells each engine's verdict on every image that a cluster pulls, by the engine's own semantics on the text as written.
 * What an overlay replaces is never deployed and not counted; what the user ignores is.
 */
export function forecast({ uses, unseen, movedTo, ...marks }: Deployed, wall: Wall): Forecast {
  const deployed = uses.filter((use) => consumerOf(use) === 'aks' && use.overriddenBy === undefined);
  const pulled = deployed.flatMap((use): readonly Pulled[] => {
    const written = writtenImage(use);
    return written === undefined ? [] : [{ use, written, movedTo: movedTo(use) }];
  });
  return {
    engines: ENGINE_NAMES.map((engine) => engineForecast(engine, pulled, wall, marks)),
    untold: [
      ...deployed.flatMap((use) => (writtenImage(use) === undefined ? [templated(use)] : [])),
      ...unseen.map(({ file, line, source, remedy }) => ({ file, line, what: source, reason: remedy })),
    ],
  };
}

function templated({ file, line, text, reason = 'its value is not known' }: ClassifiedUse): Untold {
  return { file, line, what: text, reason };
}

function engineForecast(
  name: EngineName,
  pulled: readonly Pulled[],
  { allowed }: Wall,
  { isNew, isExempt }: Pick<Deployed, 'isNew' | 'isExempt'>,
): EngineForecast {
  const engine = ENGINES[name];
  const strange = pulled.filter(({ written }) => !engine.admits(allowed, written));
  const seen = strange.filter(({ use }) => engine.sees.has(use.podList ?? 'containers'));
  return {
    engine: name,
    images: pulled.length,
    refused: seen.map(({ use, written, movedTo }) => ({
      file: use.file,
      line: use.line,
      image: written,
      clause: engine.clause,
      remedy: remedyOf(use, movedTo),
      movedByRewrite: movedTo !== undefined,
      isNew: isNew(use),
      isExempt: isExempt(use),
    })),
    refusedAfterwards: seen.filter(({ movedTo }) => movedTo === undefined || !engine.admits(allowed, `${movedTo}:1`))
      .length,
    unseen: strange.length - seen.length,
  };
}

/**
 * What stands in the object that is applied: the text, behind the registry where that is a field of its own.
 * `undefined` where it can't be known.
 */
function writtenImage({ image, text, also }: ClassifiedUse): string | undefined {
  if (image === null) return undefined;
  const registry = also.find(({ role }) => role === 'registry')?.text.replace(/\/$/, '');
  return registry === undefined || registry === '' ? text : `${registry}/${text}`;
}

function remedyOf(use: ClassifiedUse, movedTo: string | undefined): string {
  if (movedTo !== undefined) return `the rewrite moves it to ${movedTo}`;
  switch (use.class) {
    case 'trusted':
      return use.reference === undefined
        ? 'write its registry in front'
        : `write it in full: ${formatReference(use.reference)}`;
    case 'public':
      return use.uneditable === undefined
        ? 'give it a cache rule, then the rewrite moves it'
        : `move it by hand: ${use.uneditable}`;
    case 'foreign':
      return 'name its registry in trusted-registries, or import it (az acr import)';
    case 'built-here':
      return 'push it to the registry and name it there';
    case 'cached':
    case 'own':
    case 'dangling':
    case 'half-moved':
      return 'name it by the login server that the policy allows';
    case 'templated':
      return 'write the image out';
  }
}
