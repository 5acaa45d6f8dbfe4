import { DOCKER_HUB, formatReference, nameLength, parseReference } from '../../images/reference.ts';
import type { Field } from '../languages/fields.ts';
import type { Text } from '../languages/tokens.ts';
import type { Sibling, Slot, Use } from '../model/use.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { knownNameLength } from '../references/unknown-tag.ts';
import type { SourceFile } from '../source/source.ts';

const NAMES: ReadonlySet<string> = new Set(['docker_image_name', 'docker_image', 'image_name']);
const REGISTRIES = ['docker_registry_url', 'registry_url'] as const;
const TAGS = ['docker_image_tag', 'image_tag'] as const;

/**
 * The image of a web or function app, which is split over attributes of one block:
 * a name, the address of its registry (`https://ghcr.io`), and in older versions a tag
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/linux_web_app).
 * @param block the fields of the block that the field stands in, by their keys
 * @returns `undefined` where the field is not part of such a block, or stands alone
 */
export function webAppUse(file: SourceFile, field: Field, block: ReadonlyMap<string, Field>): Use | undefined {
  if (!NAMES.has(field.key)) return undefined;
  const [token, ...more] = field.value;
  const registry = firstOf(block, REGISTRIES);
  const tag = firstOf(block, TAGS);
  if (token === undefined || (registry === undefined && tag === undefined)) return undefined;
  const whole = literalOf(field);
  const nameEnd = token?.type === 'text' && more.length === 0 ? knownNameLength(token.text) : undefined;
  const name = whole ?? (nameEnd === undefined || token?.type !== 'text' ? undefined : upTo(token, nameEnd));
  const also = [registry, tag].flatMap((sibling) => (sibling === undefined ? [] : siblingOf(file, sibling)));
  const use = {
    file: file.path,
    ...file.at(token.start),
    text: token.text,
    kind: 'terraform',
    part: 'whole',
    also,
  } as const;
  const url = literalOf(registry);
  const host = url === undefined ? '' : hostOf(url.text);
  const tagText = literalOf(tag);
  // Docker Hub is what a name means anyway: what is put together is read as one that stands alone.
  if (whole === undefined && host === DOCKER_HUB && tag === undefined) return undefined;
  if (name === undefined) {
    return { ...use, image: null, reason: 'its name is put together on deployment', slots: [] };
  }
  if (host === undefined || (registry !== undefined && url === undefined)) {
    return { ...use, image: null, reason: 'its registry is put together on deployment', slots: [] };
  }
  const unknownTag = name !== whole || (tag !== undefined && tagText === undefined);
  const reference = parseReference(
    (host === '' ? '' : `${host}/`) + name.text + (tagText === undefined || unknownTag ? '' : `:${tagText.text}`),
  );
  if (reference === undefined) return { ...use, image: null, reason: 'it is not an image reference', slots: [] };
  return {
    ...use,
    image: formatReference(reference),
    ...(unknownTag ? { unknownTag, reason: 'its tag is put together on deployment' } : {}),
    slots: slotsOf(file, name, url),
  };
}

/** The beginning of a text, which means itself. */
function upTo(text: Text, length: number): Text {
  return { ...text, end: text.start + length, text: text.text.slice(0, length), plain: true, dynamic: false };
}

function firstOf(block: ReadonlyMap<string, Field>, keys: readonly string[]): Field | undefined {
  return keys.map((key) => block.get(key)).find((field) => field !== undefined);
}

/** Both halves are written; the address keeps what stands before its host. */
function slotsOf(file: SourceFile, name: Text, url: Text | undefined): readonly Slot[] {
  const common = { file: file.path, before: '', after: '', tail: '' };
  const end = name.start + nameLength(name.text);
  if (url === undefined) return [{ ...common, start: name.start, end, writes: 'name' }];
  const scheme = /^https?:\/\//i.exec(url.text)?.[0].length ?? 0;
  return [
    { ...common, start: url.start + scheme, end: url.end, writes: 'registry' },
    { ...common, start: name.start, end, writes: 'repository' },
  ];
}

/** The host of a registry's address; Docker Hub's addresses are its own. */
function hostOf(url: string): string | undefined {
  const host = /^(?:https?:\/\/)?([\w.-]+(?::\d+)?)(?:\/(?:v[12]\/?)?)?$/i.exec(url)?.[1]?.toLowerCase();
  return host === 'index.docker.io' || host === 'registry.hub.docker.com' ? DOCKER_HUB : host;
}

function literalOf(field: Field | undefined): Text | undefined {
  const [value] = field?.value ?? [];
  if (value?.type !== 'text' || !value.plain || field?.value.length !== 1) return undefined;
  return value.text.length > MAX_IMAGE_TEXT ? undefined : value;
}

function siblingOf(file: SourceFile, { key, value }: Field): readonly Sibling[] {
  const [first] = value;
  if (first === undefined) return [];
  return [{ role: key, file: file.path, ...file.at(first.start), text: file.text.slice(first.start, first.end) }];
}
