import { KIND_TRAITS, type KindName } from '../manifests/model/kind-names.ts';
import type { ConsumedPlace, Consumer } from '../manifests/model/kind-traits.ts';

/** A place that names an image, and the kind of manifest that it stands in. */
export interface ConsumedUse extends ConsumedPlace {
  readonly kind: KindName;
}

/** What pulls the image of a use; `undefined` where nothing does by itself. */
export function consumerOf({ kind, ...place }: ConsumedUse): Consumer | undefined {
  const { pulledBy } = KIND_TRAITS[kind];
  return typeof pulledBy === 'function' ? pulledBy(place) : pulledBy;
}
