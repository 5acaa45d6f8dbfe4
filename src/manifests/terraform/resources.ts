import { type Field, nameTest, topOf } from '../languages/fields.ts';
import { blockOf } from '../languages/hcl.ts';
import { isVersionedImage } from '../references/certainty.ts';
import { isImageName } from '../references/image-keys.ts';

/** A place of a resource that has an image. */
export interface ImagePlace {
  /** What stands before the image in the value. */
  readonly prefix?: string;
  /** Whether it counts only where it is an image beyond doubt. */
  readonly doubtful?: boolean;
}

/** Blocks and attributes whose `image` is that of a container, whatever the provider. */
const isInContainers = nameTest(
  /^(?:(?:init_?|ephemeral_?|sidecar_?)?containers?|(?:init|ephemeral)Containers|container_spec|container_definitions?|container_properties)$/,
);

/** Attributes that are images, by the beginning of the resource's type. A machine's image stands in other resources. */
const ATTRIBUTES: readonly { readonly resource: RegExp; readonly key: RegExp }[] = [
  { resource: /^docker_container$/, key: /^image$/ },
  { resource: /^docker_image$/, key: /^name$/ },
  {
    resource: /^azurerm_(?:linux|windows)_(?:web|function)_app(?:_slot)?$/,
    key: /^(?:docker_image_name|docker_image|image_name)$/,
  },
];

/**
 * Whether a field of a `resource` or `data` block is an image, judged by the type of the resource and the blocks around it.
 * Types: the documentation of the providers at https://registry.terraform.io.
 */
export function imagePlace({ scope, key, value }: Field): ImagePlace | undefined {
  const top = topOf(scope);
  const block = blockOf(top);
  const [type] = block?.labels ?? [];
  if (block === undefined || type === undefined) return undefined;
  if (block.type === 'data')
    return type === 'docker_registry_image' && key === 'name' && scope === top ? {} : undefined;
  if (block.type !== 'resource') return undefined;
  if (/^(?:linux|windows)_fx_version$/i.test(key)) return { prefix: 'DOCKER|' };
  if (/^(?:linux|windows)FxVersion$/.test(key)) return { prefix: 'DOCKER|' };
  if (key === 'image' && isInContainers(scope)) return {};
  // What an operator is given; machine images of other resources have no such object around them.
  if (/^(?:kubernetes|kubectl)_manifest$/.test(type) && scope.path.includes('spec') && isImageName(key)) {
    const [first] = value;
    return first?.type === 'text' && (first.dynamic || isVersionedImage(first.text)) ? { doubtful: true } : undefined;
  }
  const attribute = ATTRIBUTES.find(({ resource, key: name }) => resource.test(type) && name.test(key));
  if (attribute === undefined) return undefined;
  // Docker's resources have theirs at the top; a web app in a block below.
  return type.startsWith('docker_') === (scope === top) ? {} : undefined;
}

/** What resources of Docker's provider build, by the field that names it: a `docker_image` with a `build` block, and what is pushed. */
export function builtReferences(fields: readonly Field[]): ReadonlyMap<Field, string> {
  const building = new Set(fields.filter(({ scope }) => scope.path.includes('build')).map(({ scope }) => topOf(scope)));
  const built = new Map<Field, string>();
  for (const field of fields) {
    const { scope, key, value } = field;
    const block = blockOf(scope);
    const [type] = block?.labels ?? [];
    const [first] = value;
    if (block?.type !== 'resource' || key !== 'name' || first?.type !== 'text' || value.length !== 1) continue;
    if ((type === 'docker_image' && building.has(scope)) || type === 'docker_registry_image')
      built.set(field, first.text);
  }
  return built;
}
