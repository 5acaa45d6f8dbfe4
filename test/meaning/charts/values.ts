import fc from 'fast-check';
import { type Leaf, leaf, type Mapping, put, type Style } from './yaml.ts';

/** What a chart's values say of one image: as a whole, or its registry, repository, tag and digest. */
export const ROLES = ['W', 'R', 'P', 'T', 'D'] as const;
export type Role = (typeof ROLES)[number];

type Keys = Readonly<Partial<Record<Role, string>>>;
type Fields = Readonly<Partial<Record<Role, Leaf>>>;

export interface Component {
  /** Where its fields stand below `.Values`. */
  readonly path: readonly string[];
  /** The key of each field that its layout has. */
  readonly keys: Keys;
  readonly fields: Fields;
}

const DIGEST = `sha256:${'ab'.repeat(32)}`;

const PLACES: readonly (readonly string[])[] = [
  ['image'],
  ['web', 'image'],
  ['web', 'sidecar', 'image'],
  ['a-b', 'image'],
  ['images', 'web'],
  ['web'],
  ['job', 'image'],
  ['images', 'job'],
  [],
];

const LAYOUTS: readonly Keys[] = [
  { P: 'repository', T: 'tag' },
  { R: 'registry', P: 'repository', T: 'tag' },
  { R: 'registry', P: 'repository', T: 'tag', D: 'digest' },
  { W: 'image' },
  { P: 'repository', T: 'tag', D: 'digest' },
  { P: 'name', T: 'tag' },
  { P: 'imageRepository', T: 'imageTag' },
  { P: 'image', T: 'imageTag' },
  { P: 'image', T: 'tag' },
  { R: 'registry', P: 'image', T: 'tag' },
  { R: 'hub', P: 'image', T: 'tag' },
  { R: 'repository', P: 'image', T: 'version' },
  { R: 'registry', P: 'name', T: 'tag' },
  { R: 'imageRegistry', P: 'imageName', T: 'imageVersion' },
];

/** Registries with repositories that they have. The last ones are private, and of the registry that all moves to. */
const IMAGES: readonly (readonly [string, string])[] = [
  ['quay.io', 'team/web'],
  ['docker.io', 'library/nginx'],
  ['docker.io', 'bitnami/redis'],
  ['ghcr.io', 'a/b'],
  ['registry.k8s.io', 'pause'],
  ['quay.io', 'team/job'],
  ['private.example:5000', 'team/app'],
  ['contoso.azurecr.io', 'docker.io/library/nginx'],
  ['other.azurecr.io', 'team/web'],
];

const TAGS: readonly Leaf[] = [
  leaf('1.2', 'double'),
  leaf('v3'),
  leaf('', 'double'),
  leaf('1.27'),
  leaf('', 'nothing'),
  leaf(`1.2@${DIGEST}`),
  leaf(DIGEST, 'double'),
  leaf('7'),
  leaf('alpine', 'single'),
];

const styles = fc.constantFrom<Style>('plain', 'double', 'plain', 'single', 'plain', 'anchor', 'literal', 'folded');

const contents = fc.record({
  image: fc.constantFrom(...IMAGES),
  /** Whether Docker Hub's names are written without their registry. */
  short: fc.boolean(),
  /** How the name is split where the layout has a registry: it may stand with the repository, too, or bring a part of the path. */
  split: fc.constantFrom('registry', 'registry', 'repository', 'empty', 'nothing', 'path', 'slash'),
  tag: fc.constantFrom(...TAGS),
  digest: fc.constantFrom('', '', DIGEST),
  style: styles,
  registryStyle: styles,
});

type Content = typeof contents extends fc.Arbitrary<infer T> ? T : never;

/** An image in values. */
export const components = fc
  .record({ path: fc.constantFrom(...PLACES), keys: fc.constantFrom(...LAYOUTS), content: contents })
  .map(
    ({ path, keys, content }): Component => ({
      path: path.length === 0 && keys.P === 'repository' ? ['image'] : path,
      keys,
      fields: fieldsOf(keys, content),
    }),
  );

/** What another file says of an image: some of its fields. */
export const overrides = fc.record({
  content: contents,
  roles: fc.constantFrom<readonly Role[]>(['P', 'W'], ['R'], ['R', 'P', 'W'], ['T', 'W'], ROLES),
});

export type Override = typeof overrides extends fc.Arbitrary<infer T> ? T : never;

/** Writes what a file says of an image into values. */
export function putImage(values: Mapping, { path, keys, fields }: Component): void {
  for (const role of ROLES) {
    const [key, field] = [keys[role], fields[role]];
    if (key !== undefined && field !== undefined) put(values, [...path, key], field);
  }
}

/** The same where another file says something else of it. */
export function putOverride(values: Mapping, { path, keys }: Component, { content, roles }: Override): void {
  const fields = fieldsOf(keys, content);
  for (const role of roles) putImage(values, { path, keys, fields: { [role]: fields[role] } });
}

/** Whether the fields of two images can't stand in the same values: one is where the other's mapping is. */
export function clash(one: Component, other: Component): boolean {
  const fields = ({ path, keys }: Component) => Object.values(keys).map((key) => `${[...path, key].join('/')}/`);
  return fields(one).some((field) => fields(other).some((also) => field.startsWith(also) || also.startsWith(field)));
}

function fieldsOf(keys: Keys, content: Content): Fields {
  const { image, short, tag, digest, style } = content;
  const [registry, repository] = image;
  const isShort = registry === 'docker.io' && short;
  const name = isShort ? repository.replace('library/', '') : `${registry}/${repository}`;
  const version = tag.text === '' ? '1' : tag.text;
  return {
    ...(keys.W === undefined ? {} : { W: leaf(`${name}${version.startsWith('sha') ? '@' : ':'}${version}`, style) }),
    ...(keys.P === undefined ? {} : keys.R === undefined ? { P: leaf(name, style) } : halves(name, content)),
    ...(keys.T === undefined ? {} : { T: tag }),
    ...(keys.D === undefined ? {} : { D: leaf(digest, 'double') }),
  };
}

function halves(name: string, { image: [registry, repository], short, split, style, registryStyle }: Content): Fields {
  const isHub = registry === 'docker.io';
  const path = isHub && short ? repository.replace('library/', '') : repository;
  const [first = '', ...rest] = path.split('/');
  switch (split) {
    case 'repository':
      return { R: leaf('', 'double'), P: leaf(name, style) };
    case 'empty':
    case 'nothing':
      if (!isHub) break;
      return { R: leaf('', split === 'empty' ? 'double' : 'nothing'), P: leaf(name, style) };
    case 'path':
      if (rest.length === 0) break;
      return { R: leaf(`${registry}/${first}`, registryStyle), P: leaf(rest.join('/'), style) };
    case 'slash':
      return { R: leaf(`${registry}/`, registryStyle), P: leaf(path, style) };
  }
  return { R: leaf(registry, registryStyle), P: leaf(path, style) };
}
