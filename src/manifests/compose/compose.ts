import { buildClaim } from '../../images/built-here.ts';
import { parseReference } from '../../images/reference.ts';
import type { Fact } from '../model/fact.ts';
import type { YamlFile, YamlKind } from '../model/kind.ts';
import type { LiteralPlace, Part } from '../model/use.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { writtenAt } from '../references/scalar-use.ts';
import { sharedTexts } from '../references/shared-texts.ts';
import { directoryOf, joinPath } from '../source/paths.ts';
import { countVariables } from '../variables/usage.ts';
import {
  entriesAt,
  itemsAt,
  resolved,
  scalarAt,
  valueAt,
  type YamlDocument,
  type YamlNode,
  type YamlScalar,
} from '../yaml/nodes.ts';
import { reviseBuilds } from './builds.ts';
import type { BuildArg, ComposeImage, ComposeInclude, ComposeService } from './facts.ts';
import { imageUses } from './image.ts';
import { inlineDockerfileUses } from './inline.ts';
import { projectsOf } from './projects.ts';
import { isCompose, isComposeName, OF_SERVICES } from './recognise.ts';
import { Services } from './services.ts';

/** Compose files, by name and by content; `docker stack` reads the same. */
export const compose: YamlKind = {
  name: 'compose',
  format: 'yaml',
  isNamed: isComposeName,
  marks: [/services/],
  mayHoldImages: ({ path, text }) =>
    isComposeName(path) || (/\bservices["']?\s*:/.test(text) && OF_SERVICES.test(text)),
  recognises: (document, file) => isCompose(document, file.path),
  extract: (document, file) => new ComposeReader(document, file).facts(),
  resolve: (book) => {
    const images = book.of('compose-image').map(({ fact }) => fact.image);
    return imageUses(images, projectsOf(book));
  },
  revise: (uses, book) => {
    const builds = book.of('compose-build').map(({ fact }) => fact.build);
    return builds.length === 0 ? uses : reviseBuilds(uses, builds, projectsOf(book));
  },
};

const MAX_SETTINGS = 100_000;

class ComposeReader {
  readonly #root: YamlNode;
  readonly #file: YamlFile;
  readonly #facts: Fact[] = [];
  /** Offsets of what has been read: services share what stands at an anchor. */
  readonly #seen = new Set<number>();
  /** Builds and lists of volumes that have been read. */
  readonly #visited = new Set<YamlNode>();
  readonly #givenPaths = new Set<string>();
  /** Offsets of what is an image and something else. */
  readonly #shared: ReadonlySet<number>;
  /** How many arguments and contexts builds have. */
  #settings = 0;

  constructor(document: YamlDocument, file: YamlFile) {
    this.#root = document.root;
    this.#file = file;
    this.#shared = new Set(sharedTexts(document).map(({ start }) => start));
  }

  facts(): readonly Fact[] {
    const entries = entriesAt(this.#root, 'services');
    const services = new Services();
    const told = new Map<string, ComposeService>();
    for (const [name, service] of entries) {
      const image = services.scalar(service, 'image');
      const build = resolved(services.field(service, 'build'));
      const extended = resolved(services.field(service, 'extends'));
      if (image !== undefined && !isNothing(image)) this.#image(image, 0);
      if (build !== undefined && !isNothing(build) && this.#isNew(build)) this.#build(build);
      const volumes = resolved(services.field(service, 'volumes'));
      if (this.#isNew(volumes)) this.#volumes(volumes);
      this.#given(resolved(services.field(service, 'env_file')));
      told.set(name, { name, image: imageSaid(image), build: buildSaid(build), extends: extensionOf(extended) });
    }
    const includes = itemsAt(this.#root, 'include').flatMap((item): readonly ComposeInclude[] => {
      const node = resolved(item);
      if (!this.#isNew(node)) return [];
      this.#include(node);
      return [inclusionOf(node)];
    });
    const given = [...this.#givenPaths];
    const variables = countVariables(this.#file.text);
    const composed = { services: [...told.values()], includes, given, variables };
    return [{ type: 'compose-file', composed }, ...this.#facts];
  }

  /** `env_file`: every variable of the file is given to the container. */
  #given(node: YamlNode | undefined): void {
    if (!this.#isNew(node)) return;
    for (const item of node.type === 'sequence' ? node.items : [node])
      for (const path of pathsAt(item, 'path')) this.#givenPaths.add(path);
  }

  #isNew(node: YamlNode | undefined): node is YamlNode {
    if (node === undefined || this.#visited.has(node)) return false;
    this.#visited.add(node);
    return true;
  }

  /** A reference that stands in a scalar after `skipped` characters of it. */
  #image(node: YamlScalar | undefined, skipped: number): void {
    if (node === undefined || node.start === -1 || node.value.length === skipped || this.#seen.has(node.start)) return;
    this.#seen.add(node.start);
    this.#facts.push({ type: 'compose-image', image: this.#imageAt(node, skipped, 'whole') });
  }

  #imageAt(node: YamlScalar, skipped: number, part: Part): ComposeImage {
    const value = node.value.slice(skipped);
    const place: LiteralPlace = {
      file: this.#file,
      ...writtenAt(this.#file, node, value, skipped),
      kind: 'compose',
      part,
    };
    return { place, verbatim: node.verbatim, value, isShared: this.#shared.has(node.start) };
  }

  #arg({ name, node, skipped }: Keyed): BuildArg {
    const given = node.start !== -1 && node.value.length > skipped;
    return { name, image: given ? this.#imageAt(node, skipped, 'arg') : undefined };
  }

  /** What stands at a key of a build; by aliases many builds may have the same, and beyond some number nobody means it. */
  #keyed(build: YamlNode, key: string): readonly Keyed[] {
    if (this.#settings > MAX_SETTINGS) return [];
    const found = keyed(build, key);
    this.#settings += found.length;
    return found;
  }

  /** `build`: a directory, or a mapping that may hold a Dockerfile and name images. */
  #build(build: YamlNode): void {
    const inline = scalarAt(build, 'dockerfile_inline');
    if (inline !== undefined && inline.start !== -1 && !this.#seen.has(inline.start)) {
      this.#seen.add(inline.start);
      for (const use of inlineDockerfileUses(inline, this.#file)) this.#facts.push({ type: 'use', use });
    }
    const contexts = this.#keyed(build, 'additional_contexts');
    for (const { node, skipped } of contexts) {
      const scheme = 'docker-image://';
      if (node.value.startsWith(scheme, skipped)) this.#image(node, skipped + scheme.length);
    }
    const tags = resolved(valueAt(build, 'tags'));
    if (this.#isNew(tags)) for (const tag of itemsAt(tags).map(resolved)) if (this.#isNew(tag)) this.#tag(tag);
    const dockerfile = inline === undefined ? dockerfileOf(build, directoryOf(this.#file.path)) : undefined;
    if (dockerfile === undefined) return;
    this.#facts.push({
      type: 'compose-build',
      build: {
        file: this.#file.path,
        dockerfile,
        contexts: contexts.map(({ name }) => name.toLowerCase()),
        args: this.#keyed(build, 'args').map((arg) => this.#arg(arg)),
      },
    });
  }

  /** A further name of what is built. */
  #tag(node: YamlNode | undefined): void {
    if (node?.type !== 'scalar' || node.value.includes('$')) return;
    const reference = parseReference(node.value);
    if (reference !== undefined) this.#facts.push({ type: 'built-here', claim: buildClaim(reference) });
  }

  /** Volumes of type `image` are pulled, too. */
  #volumes(volumes: YamlNode): void {
    for (const volume of itemsAt(volumes)) {
      if (scalarAt(volume, 'type')?.value === 'image') this.#image(scalarAt(volume, 'source'), 0);
    }
  }

  /** Compose files that stand elsewhere. */
  #include(item: YamlNode): void {
    const node = resolved(item);
    const path = node?.type === 'scalar' ? node : scalarAt(item, 'path');
    if (path === undefined || !/^(?:oci:\/\/|https?:\/\/|ssh:\/\/|git@)/.test(path.value)) return;
    const { line } = this.#file.at(path.start);
    const source = `compose include ${path.value.replace(/^(\w+:\/\/)[^/@]*@/, '$1').replace(/\?[^#]*/, '')}`;
    const remedy = `docker compose -f ${this.#file.path} config --images`;
    this.#facts.push({ type: 'unseen', unseen: { type: 'include', file: this.#file.path, line, source, remedy } });
  }
}

interface Keyed {
  readonly name: string;
  /** The scalar that holds the value after `skipped` characters. */
  readonly node: YamlScalar;
  readonly skipped: number;
}

/** What stands at a key either as a mapping or as a list of `name=value`. */
function keyed(node: YamlNode, key: string): readonly Keyed[] {
  const mapped = entriesAt(node, key).flatMap(([name, value]): readonly Keyed[] => {
    const scalar = resolved(value);
    return isShort(scalar) ? [{ name, node: scalar, skipped: 0 }] : [];
  });
  const listed = itemsAt(node, key).flatMap((item): readonly Keyed[] => {
    const scalar = resolved(item);
    if (!isShort(scalar)) return [];
    const equals = scalar.value.indexOf('=');
    const name = equals === -1 ? scalar.value : scalar.value.slice(0, equals);
    return [{ name, node: scalar, skipped: equals === -1 ? scalar.value.length : equals + 1 }];
  });
  return [...mapped, ...listed];
}

/** One text may stand in very many places by aliases. */
function isShort(node: YamlNode | undefined): node is YamlScalar {
  return node?.type === 'scalar' && node.value.length <= MAX_IMAGE_TEXT;
}

/** The Dockerfile of a build, where it is in the tree and named without variables. */
function dockerfileOf(build: YamlNode, directory: string): string | undefined {
  const context = (build.type === 'scalar' ? build : scalarAt(build, 'context'))?.value ?? '.';
  const name = scalarAt(build, 'dockerfile')?.value ?? 'Dockerfile';
  if (context.length + name.length > MAX_IMAGE_TEXT) return undefined;
  if (context.includes('$') || name.includes('$') || context.includes('://')) return undefined;
  const root = joinPath(directory, context);
  return root === undefined ? undefined : joinPath(root, name);
}

/** Nothing is there: an empty value, or one that says so. */
function isNothing(node: YamlNode): boolean {
  return node.type === 'scalar' && node.style === 'plain' && /^(?:null|~|)$/i.test(node.value);
}

/** `!reset` takes back what other files say (https://docs.docker.com/reference/compose-file/merge/#reset-value). */
function isReset(node: YamlNode): boolean {
  return node.type === 'scalar' && node.tag === '!reset';
}

function imageSaid(node: YamlScalar | undefined): ComposeService['image'] {
  if (node === undefined) return undefined;
  return isReset(node) ? 'reset' : isNothing(node) ? undefined : node.start;
}

function buildSaid(node: YamlNode | undefined): ComposeService['build'] {
  if (node === undefined) return undefined;
  return isReset(node) ? 'reset' : isNothing(node) ? undefined : 'yes';
}

function extensionOf(node: YamlNode | undefined): ComposeService['extends'] {
  const service = node?.type === 'scalar' ? node : scalarAt(node, 'service');
  return service === undefined ? undefined : { file: pathsAt(valueAt(node, 'file'))[0], service: service.value };
}

function inclusionOf(node: YamlNode): ComposeInclude {
  const paths = node.type === 'scalar' ? pathsAt(node) : listedPaths(valueAt(node, 'path'));
  const environment = listedPaths(valueAt(node, 'env_file'));
  return { paths, environment, directory: pathsAt(valueAt(node, 'project_directory'))[0] };
}

function listedPaths(node: YamlNode | undefined): readonly string[] {
  const list = resolved(node);
  return list?.type === 'sequence' ? list.items.slice(0, MAX_PATHS).flatMap((item) => pathsAt(item)) : pathsAt(list);
}

/** No project has more files, and none a longer path: by aliases one may be that of very many services. */
const MAX_PATHS = 100;
const MAX_PATH = 512;

/** The path that a node is, or has at a key; none where it is filled in elsewhere. */
function pathsAt(node: YamlNode | undefined, key?: string): readonly string[] {
  const at = resolved(node);
  const path = at?.type === 'scalar' ? at : key === undefined ? undefined : scalarAt(at, key);
  return path === undefined || path.value === '' || path.value.length > MAX_PATH || path.value.includes('$')
    ? []
    : [path.value];
}
