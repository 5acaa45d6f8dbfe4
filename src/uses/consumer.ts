import { KIND_TRAITS, type KindName } from '../manifests/model/kind-names.ts';
import type { ConsumedPlace, Consumer } from '../manifests/model/kind-traits.ts';

/** A place that names an image, and the kind of manifest that it stands in. */
export interface ConsumedUse extends ConsumedPlace {
  readonly kind: KindName;
  /** Told by the manifest of this place; wins over what its kind says. */
  readonly pulledBy?: Consumer;
}

/** What pulls the image of a use; `undefined` where nothing does by itself. */
export function consumerOf({ kind, pulledBy: told, ...place }: ConsumedUse): Consumer | undefined {
  if (told !== undefined) return told;
  const { pulledBy } = KIND_TRAITS[kind];
  return typeof pulledBy === 'function' ? pulledBy(place) : pulledBy;
}
