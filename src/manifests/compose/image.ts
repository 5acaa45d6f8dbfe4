import type { Use } from '../model/use.ts';
import { expand, type Value, type Variables } from '../variables/expand.ts';
import { tracedUse, tracedUses } from '../variables/traced.ts';
import { variablesUsedElsewhere } from './elsewhere.ts';
import type { Environments } from './environment.ts';
import type { ComposeImage } from './facts.ts';

/** The use that an image without variables comes to. */
export function literalImageUse(image: ComposeImage): Use {
  return withBuilt(image, tracedUse(image.place, expanded(image, NOTHING_SET)));
}

/** The uses that images come to with what is known of their variables; one that shares a variable with another says so. */
export function imageUses(images: readonly ComposeImage[], environments: Environments): readonly Use[] {
  const traced = images.map((image) => {
    const variables = environments.of(image.place.file.path);
    return { place: image.place, value: expanded(image, variables) };
  });
  const uses = tracedUses(traced).map((use, index) => withBuilt(images[index], use));
  const elsewhere = variablesUsedElsewhere(images);
  /** Places that are not written, with the variable that stands there. */
  const kept = new Map<string, string>();
  for (const [index, use] of uses.entries()) {
    const image = images[index];
    const variable = image === undefined || WHOLE.test(image.value) ? undefined : elsewhere(image);
    const place = placeElsewhere(use);
    if (variable !== undefined && place !== undefined) kept.set(place, variable);
  }
  return uses.map((use) => {
    const variable = kept.get(placeElsewhere(use) ?? '');
    return variable === undefined ? use : { ...use, slots: [], uneditable: `${variable} is used for more than images` };
  });
}

/** Where the name is written, if that is not in the Compose file. */
function placeElsewhere({ file, slots }: Use): string | undefined {
  const name = slots.find(({ writes }) => writes === 'name');
  return name === undefined || name.file === file ? undefined : `${name.file}\0${name.start}`;
}

/** A variable alone holds the whole reference, which is an image wherever else it goes. */
const WHOLE = /^\$(?:\w+|\{[^{}]*\})$/;

function withBuilt(image: ComposeImage | undefined, use: Use): Use {
  return image?.built === true ? { ...use, built: true } : use;
}

function expanded({ place, verbatim, value }: ComposeImage, variables: Variables): Value {
  const origin = verbatim ? { origin: { file: place.file.path, start: place.start } } : {};
  return expand({ text: value, ...origin, dialect: { escape: '$$', quotes: false } }, variables);
}

const NOTHING_SET: Variables = { lookup: () => undefined, missing: (name) => `${name} is not set` };
