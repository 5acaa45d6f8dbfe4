import { parseReference } from '../../images/reference.ts';
import { beginsWithHost, isCertainImage, isPossibleImage } from '../references/certainty.ts';
import { isImageKey, isImageVariable } from '../references/image-keys.ts';
import { FILLED_IN_ELSEWHERE } from '../references/literal-use.ts';
import { namesMadeImage } from '../references/made-image.ts';
import type { SplitField } from '../references/split-use.ts';
import { knownNameLength } from '../references/unknown-tag.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../yaml/nodes.ts';
import { commandLineImages, environmentImages } from './command-line.ts';
import { type Fields, fieldsOf, itemsField, textField } from './fields.ts';
import { relatedImages } from './operator-annotations.ts';
import type { UseCollector } from './use-collector.ts';

/** What a walk does beyond finding images. */
export interface WalkOptions {
  /** Keys under which nothing is looked for, besides those of every walk. */
  readonly skips?: RegExp;
  /** Whether a template in an image field is reported. Policies have patterns there. */
  readonly templates: boolean;
  /** Whether a word alone (`redis`) can be an image, where what is beside it speaks of a container. */
  readonly words: boolean;
  /** Called with a text of several lines, or one that is JSON: it may hold a manifest. */
  readonly text: (scalar: YamlScalar, key: string) => void;
}

/** Text for people, what the cluster wrote itself, schemas, and images that are disks. */
const SKIPPED =
  /^(?:metadata|annotations|labels|description|openAPIV3Schema|rbd|initializeParams|icon|matchLabels|matchExpressions|nodeSelector|imagePullSecrets|alm-examples)$/;

/** Longer than any key of an image; what is below a key is asked for it again and again. */
const MAX_KEY = 256;

/** Fields that only a container (or a Tekton step, an Argo script, …) has. */
const CONTAINER_FIELDS = [
  'command',
  'args',
  'env',
  'envFrom',
  'ports',
  'resources',
  'volumeMounts',
  'imagePullPolicy',
  'securityContext',
  'livenessProbe',
  'readinessProbe',
  'script',
  'source',
  'workingDir',
] as const;
const CONTAINER_KEYS = /^(?:(?:\w*[cC])ontainers?|sidecars?|steps?|stepTemplate|script|executor|driver|relatedImages)$/;

/** References to parameters of Tekton and Argo, when they are the whole text. */
const PARAMETER =
  /^(?:\$\((?:inputs\.)?params(?:\.|\[["'])([\w-]+)(?:["']\])?\)|\{\{(?:inputs|workflow)\.parameters\.([\w-]+)\}\})$/;

/** Finds images in an object whose shape is not known: by keys, by what stands beside them, and by what the text can mean. */
export class Walker {
  readonly #collector: UseCollector;
  readonly #options: WalkOptions;
  /** Parameters of which an image field is made. */
  readonly #consumed = new Set<string>();
  readonly #parameters: { readonly name: string; readonly value: YamlScalar }[] = [];

  constructor(collector: UseCollector, options: WalkOptions) {
    this.#collector = collector;
    this.#options = options;
  }

  /** Recursion is bounded by the parser's limit on depth; aliases are not followed. */
  node(node: YamlNode, key: string): void {
    if (node.type === 'mapping') this.#mapping(node, key);
    else if (node.type === 'sequence') for (const item of node.items) this.#item(item, key);
  }

  /** A container of a known pod. */
  container(node: YamlNode): void {
    if (node.type === 'mapping') this.#mapping(node, 'containers');
  }

  /** Parameters are images when an image field is made of them, or when their name says so. */
  finish(): void {
    for (const { name, value } of this.#parameters) {
      const text = value.value.trim();
      if (this.#consumed.has(name) ? isPossibleImage(text, 'image') : isParameterImage(name, text))
        this.#collector.literal(value, 'arg');
    }
  }

  #item(item: YamlNode, key: string): void {
    if (item.type !== 'scalar') this.node(item, key);
    else if (/^(?:\w*[iI]mages|options)$/.test(key) && isCertainImage(item.value))
      this.#collector.literal(item, 'whole');
  }

  #mapping(node: YamlMapping, key: string): void {
    const fields = fieldsOf(node);
    if (isSchema(fields)) return;
    if (fields.has('metadata')) relatedImages(node, this.#collector);
    const taken = this.#split(fields, key) ?? this.#named(fields, key);
    if (/^(?:params|parameters)$/.test(key)) this.#parameter(fields);
    for (const [name, value] of fields) {
      if (SKIPPED.test(name) || this.#options.skips?.test(name)) continue;
      if (value.type === 'scalar') {
        if (value !== taken) this.#scalar(value, name, fields, key);
      } else if (value.type === 'sequence' && name === 'env') {
        environmentImages(value.items, this.#collector);
      } else if (value.type === 'sequence' && /^(?:\w*[aA]rgs|command)$/.test(name)) {
        commandLineImages(value.items, this.#collector);
      } else this.node(value, name.length > MAX_KEY ? '' : name);
    }
  }

  #scalar(scalar: YamlScalar, key: string, fields: Fields, parent: string): void {
    const text = scalar.value.trim();
    if (isLongText(scalar) && (key !== 'image' || text.includes('\n'))) this.#options.text(scalar, key);
    else if (key === 'image') this.#image(scalar, text, fields, parent);
    else if (key === 'reference' && parent === 'image') this.#image(scalar, text, fields, 'containers');
    else if (isOtherImage(key, text)) this.#collector.literal(scalar, 'whole');
  }

  #image(scalar: YamlScalar, text: string, fields: Fields, parent: string): void {
    if (isTemplate(text)) {
      const parameter = PARAMETER.exec(text);
      if (parameter !== null) this.#consumed.add(parameter[1] ?? parameter[2] ?? '');
      if (this.#options.templates) this.#collector.templated(scalar, 'whole');
      return;
    }
    if (this.#options.templates && knownNameLength(text) !== undefined) {
      this.#collector.templated(scalar, 'whole', FILLED_IN_ELSEWHERE);
      return;
    }
    if (!isPossibleImage(text, 'image')) return;
    if (/[:/]/.test(text) || (this.#options.words && isContainer(fields, parent)))
      this.#collector.literal(scalar, 'whole');
  }

  /** A reference in several fields of this mapping; tells the scalar that names it. */
  #split(fields: Fields, key: string): YamlScalar | undefined {
    const split = splitFields(fields, key);
    if (split === undefined) return undefined;
    this.#collector.split({ part: 'repository', ...split });
    return split.repository.scalar;
  }

  /** OpenShift's `{kind: DockerImage, name: ref}`. */
  #named(fields: Fields, key: string): YamlScalar | undefined {
    const name = textField(fields, 'name');
    if (name === undefined || textField(fields, 'kind')?.value !== 'DockerImage' || key === 'to') return undefined;
    if (isPossibleImage(name.value, 'image')) this.#collector.literal(name, 'whole');
    return name;
  }

  #parameter(fields: Fields): void {
    const name = textField(fields, 'name');
    const value = textField(fields, 'default') ?? textField(fields, 'value');
    if (name !== undefined && value !== undefined) this.#parameters.push({ name: name.value, value });
    // An array of Tekton's is mostly handed on as arguments.
    for (const key of ['default', 'value']) commandLineImages(itemsField(fields, key), this.#collector);
  }
}

/** Whether a text is made by something that runs later: Tekton, Argo, a shell, a template engine. */
export function isTemplate(text: string): boolean {
  return /\$\(|\$\{|\{\{|^\$[A-Za-z_]/.test(text);
}

function isLongText(scalar: YamlScalar): boolean {
  if (
    (scalar.style === 'literal' && !scalar.verbatim) ||
    (scalar.style === 'folded' && scalar.value.trimEnd().includes('\n'))
  )
    return true;
  return scalar.value.includes('\n') || /^\s*(?:\{\s*"|\[\s*[{"])/.test(scalar.value);
}

/** Whether a mapping is a piece of a JSON schema. */
function isSchema(fields: Fields): boolean {
  return fields.get('properties')?.type === 'mapping' && textField(fields, 'type') !== undefined;
}

function isContainer(fields: Fields, key: string): boolean {
  return CONTAINER_KEYS.test(key) || CONTAINER_FIELDS.some((name) => fields.has(name));
}

/** Keys besides `image`: `baseImage`, `imageName`, `proxy_image`, … Their text must be more than a word, since words mean much. */
function isOtherImage(key: string, text: string): boolean {
  if (!isImageKey(key) && !/^(?:\w+I|i)mage(?:Name|Ref|Reference|Url|URL|URI)$/.test(key)) return false;
  if (namesMadeImage(key) || /pull|policy|secret/i.test(key) || !isPossibleImage(text, key)) return false;
  const reference = parseReference(text);
  if (reference === undefined) return false;
  const host = text.split('/', 1)[0] ?? '';
  const explicit = text.includes('/') && /[.:]/.test(host);
  return (
    explicit ||
    ((reference.tag !== undefined || reference.digest !== undefined) && !/^(?:os|vm|ami|disk|machine)/i.test(key))
  );
}

/** The application's image and the build's cache are what a pipeline makes, too. */
function isParameterImage(name: string, text: string): boolean {
  if (/^images?$|(?:^|[-_])(?:app|cache)(?:[-_]|$)/i.test(name) || namesMadeImage(name) || !isImageVariable(name))
    return false;
  return isCertainImage(text) || (isPossibleImage(text, name) && /[:@]/.test(text));
}

interface SplitFields {
  readonly repository: SplitField;
  readonly registry?: SplitField | undefined;
  readonly tag?: SplitField | undefined;
  readonly digest?: SplitField | undefined;
}

/** The fields that make a reference together, by the names that operators give them. */
function splitFields(fields: Fields, key: string): SplitFields | undefined {
  if (['url', 'branch', 'revision', 'chart'].some((name) => fields.has(name))) return undefined;
  const field = (...roles: readonly string[]): SplitField | undefined => {
    for (const role of roles) {
      const scalar = textField(fields, role);
      if (scalar !== undefined) return { role, scalar };
    }
    return undefined;
  };
  const registry = field('registry', 'imageRegistry', 'hub');
  const digest = field('digest', 'sha');
  const tag = field('tag', 'imageTag');
  const repository = field('repository', 'imageRepository');
  const image = field('image', 'imageName');
  const underImage = /image$/i.test(key);
  if (repository !== undefined) {
    if (image !== undefined) {
      const version = tag ?? field('version');
      // A whole reference has nothing before it: the repository is one of sources, then.
      return isName(image) && !beginsWithHost(image.scalar.value) && !/[:@]/.test(image.scalar.value)
        ? { repository: image, registry: repository, tag: version, digest }
        : undefined;
    }
    const known = underImage || tag !== undefined || digest !== undefined || fields.has('tag');
    return known && isName(repository) ? { repository, registry, tag, digest } : undefined;
  }
  if (image !== undefined)
    return (tag ?? registry) && isName(image) ? { repository: image, registry, tag, digest } : undefined;
  const name = field('name');
  if (!underImage || name === undefined || !isName(name) || (tag ?? digest) === undefined) return undefined;
  return { repository: name, registry, tag, digest };
}

/** Whether a field can name a repository. */
function isName({ scalar }: SplitField): boolean {
  return isTemplate(scalar.value) || isPossibleImage(scalar.value.trim(), 'image');
}
