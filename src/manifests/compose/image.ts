import { isOfficial } from '../../images/built-here.ts';
import { parseReference } from '../../images/reference.ts';
import type { Slot, Use } from '../model/use.ts';
import { expand, type Value, type Variables } from '../variables/expand.ts';
import { tracedUses } from '../variables/traced.ts';
import { variablesUsedElsewhere } from './elsewhere.ts';
import type { ComposeImage } from './facts.ts';
import type { ImageSpot, Projects } from './projects.ts';

/** An image as one of its projects has it. */
interface Instance {
  readonly image: ComposeImage;
  readonly use: Use;
}

/**
 * The uses that images come to with what is known of their variables; one that shares a variable with another says so.
 * Where projects give an image's variables other values, each is a use of its own at the same place.
 */
export function imageUses(images: readonly ComposeImage[], projects: Projects): readonly Use[] {
  const traced = images.flatMap((image) => {
    const { file } = image.place;
    // What has no variables is the same everywhere.
    const environments = image.value.includes('$') ? projects.environmentsOf(file.path) : [[]];
    return environments.map((environment) => {
      const value = expanded(image, projects.environments.of(file.path, environment));
      return { image, place: image.place, value };
    });
  });
  const uses = tracedUses(traced);
  const instances = traced.flatMap(({ image }, index): readonly Instance[] => {
    const use = uses[index];
    return use === undefined ? [] : [{ image, use }];
  });
  const byImage = new Map(images.map((image) => [image, new Map<string, Use>()]));
  for (const [index, use] of written(instances, images, projects).entries()) {
    const instance = instances[index];
    if (instance !== undefined) byImage.get(instance.image)?.set(JSON.stringify([use.image, use.also, use.slots]), use);
  }
  const standing = new Map(images.map((image) => [keyOf(image.place.file.path, image.place.start), image]));
  const lineOf = ({ file, start }: ImageSpot) => standing.get(keyOf(file, start))?.place.file.at(start).line;
  return [...byImage].flatMap(([image, found]) => {
    const resolved = [...found.values()].filter((use) => use.image !== null);
    const told = resolved.length === 0 ? [...found.values()].slice(0, 1) : resolved;
    return told.map((use) => inProjects(use, image, projects, lineOf));
  });
}

/** The uses, those left alone whose name is written where more than images are made of it. */
function written(instances: readonly Instance[], images: readonly ComposeImage[], projects: Projects): readonly Use[] {
  const elsewhere = variablesUsedElsewhere(images, projects);
  /** Places that are not written, with the reason. */
  const kept = new Map<string, string>();
  for (const { image, use } of instances) {
    const slot = slotElsewhere(use);
    const reason = slot === undefined ? undefined : image.isShared ? SHARED : elsewhere(image, slot);
    if (slot !== undefined && reason !== undefined) kept.set(keyOf(slot.file, slot.start), reason);
  }
  return instances.map(({ use }) => {
    const slot = slotElsewhere(use);
    const why = slot === undefined ? undefined : kept.get(keyOf(slot.file, slot.start));
    const reason = projects.isTangled ? TANGLED : why;
    return reason === undefined ? use : { ...use, slots: [], uneditable: reason };
  });
}

const SHARED = 'an alias of it is used for more than images';
const TANGLED = 'the Compose projects of this tree are too many to follow';

/** Where the name is written, if that is not in the Compose file. */
function slotElsewhere({ file, slots }: Use): Slot | undefined {
  return slots.find((slot) => slot.writes === 'name' && slot.file !== file);
}

/** A use with what the other files of its projects make of it. */
function inProjects(
  use: Use,
  image: ComposeImage,
  projects: Projects,
  lineOf: (spot: ImageSpot) => number | undefined,
): Use {
  const { isBuilt, isPulled } = projects.fateOf(image);
  const reference = use.image === null ? undefined : parseReference(use.image);
  // Everybody pulls an official image: that one project builds something under its name says nothing of the others.
  const isOwn = isBuilt && !(isPulled && reference !== undefined && isOfficial(reference));
  if (isOwn) return { ...use, built: true };
  const replacement = use.image === null ? projects.replacementOf(image) : undefined;
  if (replacement === undefined) return use;
  return { ...use, reason: `${use.reason}; ${replacement.file}:${lineOf(replacement)} replaces it` };
}

function keyOf(file: string, start: number): string {
  return `${start} ${file}`;
}

function expanded({ place, verbatim, value }: ComposeImage, variables: Variables): Value {
  const origin = verbatim ? { origin: { file: place.file.path, start: place.start } } : {};
  return expand({ text: value, ...origin, dialect: { escape: '$$', quotes: false } }, variables);
}
