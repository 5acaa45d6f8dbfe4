import { allowedImages } from '../governance/allowed-images.ts';
import { type Deployed, type Forecast, forecast } from '../governance/forecast.ts';
import { SYSTEM_NAMESPACES } from '../governance/system-namespaces.ts';
import type { Mode, Wall } from '../governance/wall.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { UnseenSource, Use } from '../manifests/model/use.ts';
import type { Rewrite } from '../manifests/rewrite.ts';
import type { ClassifiedUse } from '../uses/classes.ts';

/** What the user says of a wall besides the inputs. */
export interface WallOptions {
  readonly mode: Mode;
  /** Regions whose regional endpoints clusters pull from. */
  readonly regions: readonly string[];
  /** Whether the platform's own namespaces are bound too. */
  readonly includeSystem: boolean;
}

/** The wall around the registry of the inputs and the registries that they trust. @param loginServer the registry's */
export function wallOf(loginServer: string, { trustedRegistries }: Inputs, options: WallOptions): Wall {
  return {
    allowed: allowedImages([loginServer], options.regions, trustedRegistries),
    mode: options.mode,
    excludedNamespaces: options.includeSystem ? [] : SYSTEM_NAMESPACES,
  };
}

/** What the wall would do with a tree, as it is and after its rewrite. @param marks what a use is besides its image */
export function forecastOf(
  uses: readonly ClassifiedUse[],
  unseen: readonly UnseenSource[],
  { rewritten }: Pick<Rewrite, 'rewritten'>,
  wall: Wall,
  marks: Pick<Deployed, 'isNew' | 'isExempt'>,
): Forecast {
  const moves = new Map<Use, string>(rewritten.map(({ use, move }) => [use, `${move.registry}/${move.repository}`]));
  return forecast({ uses, unseen, movedTo: (use) => moves.get(use), ...marks }, wall);
}
