import { parseReference } from '../../images/reference.ts';
import type { Use } from '../model/use.ts';
import { literalUse } from '../references/literal-use.ts';
import type { Delivery, Substitute } from './facts.ts';

/** A variable alone, perhaps with a default. */
const WHOLE = /^\$\{([A-Za-z_]\w*)(?::?[-=][^{}]*)?\}$/;
/** A name whose tag is a variable. */
const TAG = /^([^${}@]+):\$\{([A-Za-z_]\w*)\}$/;

/**
 * A use in the light of the variables that Flux fills in (https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution):
 * a tag that is known then, or where the whole image stands.
 */
export function substituted(use: Use, deliveries: ReadonlySet<Delivery> | undefined): Use {
  if (deliveries === undefined || !use.text.includes('${')) return use;
  const whole = WHOLE.exec(use.text)?.[1];
  const value = whole === undefined ? undefined : valuesOf(whole, deliveries)[0];
  if (value !== undefined) {
    const { file, start } = value.place;
    return { ...use, reason: `it is set at ${file.path}:${file.at(start).line}` };
  }
  const [, , name] = TAG.exec(use.text) ?? [];
  const tags = name === undefined ? [] : valuesOf(name, deliveries).map(({ place }) => place.text);
  const [tag, ...others] = new Set(tags);
  const pulls = `${use.image}:${tag}`;
  // Where another cluster fills in something else, the tag is not known.
  if (use.unknownTag !== true || tag === undefined || others.length > 0 || parseReference(pulls) === undefined)
    return use;
  if (tags.length < deliveries.size) return use;
  const { unknownTag: _, reason: __, ...known } = use;
  return { ...known, pulls };
}

/** The uses at the values of variables that images consist of. */
export function substitutedValues(delivered: ReadonlyMap<Use, ReadonlySet<Delivery>>): readonly Use[] {
  const values = new Set<Substitute>();
  for (const [{ text }, deliveries] of delivered) {
    const name = WHOLE.exec(text)?.[1];
    if (name !== undefined) for (const value of valuesOf(name, deliveries)) values.add(value);
  }
  return [...values].flatMap(({ place }) => literalUse(place) ?? []);
}

function valuesOf(name: string, deliveries: ReadonlySet<Delivery>): readonly Substitute[] {
  return [...deliveries].flatMap(({ substitutes }) => substitutes.find((one) => one.name === name) ?? []);
}
