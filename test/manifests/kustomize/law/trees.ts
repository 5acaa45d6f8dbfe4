import fc from 'fast-check';

/** Small trees of kustomizations that override images in every way that kustomize, Flux and Argo CD have. */

export type Tree = Readonly<Record<string, string>>;

/** What is elsewhere, in every tree that takes it; whoever builds puts a folder in its place. */
export const UNSEEN = 'https://example.com/unseen?ref=1';

/** The folder of a kustomization in which its transformers are. */
export const TRANSFORMERS = 'tags';

const ACR = 'contoso.azurecr.io';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const NAMES = [
  'nginx',
  'library/nginx',
  'docker.io/nginx',
  'docker.io/library/nginx',
  'index.docker.io/library/nginx',
  'quay.io/a/b',
  'a/b',
  'localhost:5000/a/b',
  `${ACR}/docker.io/library/nginx`,
  `${ACR}/quay.io/a/b`,
] as const;

/** Few names, so that they meet. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('nginx', 'quay.io/a/b') },
  { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
);
const version = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('', ':1', ':1', ':2', `@${DIGEST}`, `:1@${DIGEST}`) },
  { weight: 1, arbitrary: fc.constantFrom(':$(TAG)', `:$\{TAG}`) },
);
const image = fc.tuple(name, version).map((parts) => parts.join(''));

const KINDS = ['Pod', 'Deployment', 'CronJob', 'Rollout', 'Web', 'ConfigMap'] as const;
type Kind = (typeof KINDS)[number];

interface Workload {
  readonly kind: Kind;
  readonly images: readonly string[];
  /** The first container starts before the others, or is added while they run. */
  readonly first: 'containers' | 'initContainers' | 'ephemeralContainers';
  readonly ignored: boolean;
  readonly style: 'block' | 'flow' | 'escaped';
}

const workload: fc.Arbitrary<Workload> = fc.record({
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<Kind>('Pod', 'Deployment') },
    { weight: 4, arbitrary: fc.constantFrom(...KINDS) },
  ),
  images: fc.array(image, { minLength: 1, maxLength: 2 }),
  first: fc.oneof(
    { weight: 9, arbitrary: fc.constant('containers' as const) },
    { weight: 2, arbitrary: fc.constantFrom('initContainers' as const, 'ephemeralContainers' as const) },
  ),
  ignored: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  style: fc.oneof(
    { weight: 9, arbitrary: fc.constant('block' as const) },
    { weight: 2, arbitrary: fc.constantFrom('flow' as const, 'escaped' as const) },
  ),
});

const POD_PATHS: Readonly<Record<Kind, readonly string[] | undefined>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  Rollout: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Web: undefined,
  ConfigMap: undefined,
};

const API_VERSIONS: Readonly<Record<Kind, string>> = {
  Pod: 'v1',
  Deployment: 'apps/v1',
  CronJob: 'batch/v1',
  Rollout: 'argoproj.io/v1alpha1',
  Web: 'example.com/v1',
  ConfigMap: 'v1',
};

function headOf({ kind }: Pick<Workload, 'kind'>, at: number): string {
  return `apiVersion: ${API_VERSIONS[kind]}\nkind: ${kind}\nmetadata:\n  name: w${at}\n  labels: {app: a${at % 2}}\n`;
}

/** Lines below keys, each further in. */
function below(keys: readonly string[], lines: (indent: string) => string): string {
  const heads = keys.map((key, depth) => `${'  '.repeat(depth)}${key}:\n`).join('');
  return heads + lines('  '.repeat(keys.length));
}

function written(text: string, { style, ignored }: Pick<Workload, 'style' | 'ignored'>): string {
  const value = style === 'escaped' ? `"\\x${text.charCodeAt(0).toString(16)}${text.slice(1)}"` : text;
  return `${value}${ignored ? ' # acr-artifact-cache: ignore it is ours' : ''}`;
}

function objectText(object: Workload, at: number): string {
  const { kind, images, first, style } = object;
  const head = headOf(object, at);
  const path = POD_PATHS[kind];
  const [one = 'nginx'] = images;
  if (kind === 'ConfigMap') {
    const repository = one.split(/[:@]/)[0];
    return `${head}data:\n  image: ${written(one, object)}\n  tag: "3"\n  registry: quay.io\n  repository: ${repository}\n`;
  }
  if (path === undefined) return `${head}spec:\n  image: ${written(one, object)}\n`;
  if (style === 'flow') {
    const containers = images.map((text, index) => `{name: c${index}, image: "${text}"}`).join(', ');
    return head + below(path, (indent) => `${indent}containers: [${containers}]\n`);
  }
  const container = (indent: string) => (text: string, index: number) =>
    `${indent}- name: c${index}\n${indent}  image: ${written(text, object)}\n`;
  return (
    head +
    below(path, (indent) => {
      const all = images.map(container(indent));
      if (first === 'containers') return `${indent}containers:\n${all.join('')}`;
      const more = all.slice(1).join('') || container(indent)('busybox:9', 1);
      return `${indent}${first}:\n${all[0]}${indent}containers:\n${more}`;
    })
  );
}

interface Entry {
  readonly name: string;
  readonly newName?: string | undefined;
  readonly newTag?: string | undefined;
  readonly digest?: string | undefined;
  readonly tagSuffix?: string | undefined;
  readonly isFlow: boolean;
}

const optional = <T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

const entry: fc.Arbitrary<Entry> = fc.record({
  name: fc.oneof(
    { weight: 8, arbitrary: name },
    { weight: 1, arbitrary: image },
    { weight: 1, arbitrary: fc.constantFrom('(docker.io/)?nginx', 'quay.io/.*') },
  ),
  newName: optional(name),
  newTag: optional(fc.constantFrom('7', '8', ''), 2),
  digest: optional(fc.constantFrom(DIGEST, DIGEST, '')),
  tagSuffix: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant('-x') }),
  isFlow: fc.boolean(),
});

function entryText(fields: Entry, indent = ''): string {
  const { isFlow, ...rest } = fields;
  const pairs = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`],
  );
  return isFlow ? `${indent}- {${pairs.join(', ')}}\n` : `${indent}- ${pairs.join(`\n${indent}  `)}\n`;
}

function mappingText({ isFlow: _, ...fields }: Entry): string {
  const pairs = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`],
  );
  return `{${pairs.join(', ')}}`;
}

interface Patch {
  readonly form:
    | 'strategic'
    | 'strategic-file'
    | 'strategic-list'
    | 'strategic-list-file'
    | 'json'
    | 'json-file'
    | 'json6902'
    | 'transformer'
    | 'transformer-file'
    | 'transformer-strategic'
    | 'transformer-json';
  readonly what: 'set' | 'add' | 'test' | 'delete' | 'replace' | 'delete-object';
  readonly by: 'kind' | 'name' | 'label';
  /** Which of the objects that are built there. */
  readonly object: number;
  readonly image: string;
}

const patch: fc.Arbitrary<Patch> = fc.record({
  form: fc.constantFrom<Patch['form']>(
    'strategic',
    'strategic-file',
    'strategic-list',
    'strategic-list-file',
    'json',
    'json',
    'json-file',
    'json6902',
    'transformer',
    'transformer-file',
    'transformer-strategic',
    'transformer-json',
  ),
  what: fc.constantFrom<Patch['what']>('set', 'set', 'set', 'set', 'add', 'test', 'delete', 'replace', 'delete-object'),
  by: fc.constantFrom('kind', 'name', 'label'),
  object: fc.nat(9),
  image,
});

/** What a replacement takes, what of it, and where it puts that. */
type Cut = readonly [delimiter: string, index: number] | undefined;
const REPLACED: readonly (readonly [field: 'image' | 'tag' | 'registry' | 'repository', cut: Cut, place: Cut])[] = [
  ['image', undefined, undefined],
  ['image', undefined, undefined],
  ['image', [':', 0], [':', 0]],
  ['image', [':', 0], undefined],
  ['image', [':', 1], [':', 1]],
  ['image', ['@', 0], undefined],
  ['image', ['/', 0], ['/', 0]],
  ['image', ['/', 1], ['/', 1]],
  ['image', ['/', 0], undefined],
  ['tag', undefined, [':', 1]],
  ['registry', undefined, ['/', 0]],
  ['repository', undefined, [':', 0]],
  ['repository', undefined, undefined],
];

/** What would be in a field of its own, of an image in one. */
const CUTS: Readonly<Record<'tag' | 'registry' | 'repository', Cut>> = {
  tag: [':', 1],
  registry: ['/', 0],
  repository: [':', 0],
};

interface Replacement {
  readonly isFile: boolean;
  readonly from: number;
  readonly to: number;
  readonly parts: (typeof REPLACED)[number];
  readonly put: 'image' | 'data' | 'annotation';
}

const replacement: fc.Arbitrary<Replacement> = fc.record({
  isFile: fc.boolean(),
  from: fc.nat(9),
  to: fc.nat(9),
  parts: fc.constantFrom(...REPLACED),
  put: fc.constantFrom('image', 'image', 'data', 'annotation'),
});

interface Overlay {
  /** Files, folders before this one. */
  readonly parts: readonly number[];
  readonly isOpen: boolean;
  readonly component: number | undefined;
  readonly images: readonly Entry[];
  readonly transformer:
    | { readonly entry: Entry; readonly form: 'text' | 'file' | 'folder'; readonly fields: boolean }
    | undefined;
  readonly patches: readonly Patch[];
  readonly replacement: Replacement | undefined;
  readonly generated: string | undefined;
  readonly hasConfiguration: boolean;
  readonly chart: string | undefined;
  readonly prefix: boolean;
  /** Whether it takes a file that one of its folders takes, too. */
  readonly isDouble: boolean;
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight, arbitrary });
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<readonly T[]>([]) },
    { weight: 2, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: 2, maxLength: 3 }) },
  );

const overlay = (hasCharts: boolean): fc.Arbitrary<Overlay> =>
  fc.record({
    parts: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }),
    isOpen: seldom(fc.constant(true)).map((open) => open === true),
    component: seldom(fc.nat(1), 2),
    images: few(entry),
    transformer: seldom(fc.record({ entry, form: fc.constantFrom('text', 'file', 'folder'), fields: fc.boolean() }), 2),
    patches: few(patch),
    replacement: seldom(replacement, 2),
    generated: seldom(image, 1),
    hasConfiguration: seldom(fc.constant(true)).map((has) => has === true),
    chart: hasCharts ? seldom(image, 1) : fc.constant(undefined),
    prefix: fc.boolean(),
    isDouble: seldom(fc.constant(true)).map((is) => is === true),
  });

interface DeliveryChoice {
  readonly by: 'flux' | 'argo';
  readonly folder: number;
  readonly images: readonly Entry[];
  readonly patches: readonly Patch[];
}

const delivery: fc.Arbitrary<DeliveryChoice> = fc.record({
  by: fc.constantFrom('flux', 'argo'),
  folder: fc.nat(3),
  images: few(entry),
  patches: few(patch),
});

interface Choice {
  readonly objects: readonly Workload[];
  readonly components: readonly Overlay[];
  readonly overlays: readonly Overlay[];
  readonly delivery: DeliveryChoice | undefined;
}

/** @param hasCharts whether kustomizations inflate charts, which takes longer */
export function trees(hasCharts: boolean): fc.Arbitrary<Tree> {
  return fc
    .record<Choice>({
      objects: fc.array(workload, { minLength: 3, maxLength: 3 }),
      components: fc.array(overlay(false), { minLength: 2, maxLength: 2 }),
      overlays: fc.array(overlay(hasCharts), { minLength: 1, maxLength: 4 }),
      delivery: optional(delivery),
    })
    .map(treeOf);
}

function treeOf({ objects, components, overlays, delivery: delivered }: Choice): Tree {
  const tree: Record<string, string> = {};
  for (const [at, object] of objects.entries()) tree[`o${at}.yaml`] = objectText(object, at);
  /** The objects that each folder builds. */
  const built: (readonly number[])[] = [];
  const writeInto = new Writer(tree, objects);
  for (const [at, one] of overlays.entries()) {
    const folders = one.parts.filter((part) => part >= objects.length && part - objects.length < at);
    const inner = new Set(folders.flatMap((part) => built[part - objects.length] ?? []));
    const files = one.parts.filter((part) => part < objects.length && (one.isDouble || !inner.has(part)));
    const parts = [
      ...(files.length + folders.length === 0 ? [at % 3] : files).map((file) => [`../o${file}.yaml`, [file]] as const),
      ...folders.map((part) => [`../k${part - objects.length}`, built[part - objects.length] ?? []] as const),
    ];
    const all = parts.flatMap(([, inner]) => inner);
    built.push(all);
    const component = one.component === undefined ? [] : [`../c${at}`];
    const choice = one.component === undefined ? undefined : components[one.component];
    if (choice !== undefined) writeInto.kustomization(`c${at}`, choice, [], all, []);
    writeInto.kustomization(
      `k${at}`,
      one,
      parts.map(([path]) => path),
      all,
      component,
    );
  }
  if (delivered !== undefined) {
    const folder = delivered.folder % overlays.length;
    tree['d.yaml'] = deliveryText(delivered, `k${folder}`, built[folder] ?? [], writeInto);
  }
  return tree;
}

function deliveryText(
  { by, images, patches }: DeliveryChoice,
  folder: string,
  all: readonly number[],
  writer: Writer,
): string {
  const written = patches.flatMap((one) => writer.patchItem({ ...one, form: 'json' }, all));
  const indented = (text: string, by: string) => text.replaceAll(/^(?=.)/gm, by);
  const patchText = (indent: string) =>
    written.length === 0 ? '' : `${indent}patches:\n${indented(written.join(''), indent)}`;
  if (by === 'flux') {
    const list = images.map((one) => entryText(one, '  ')).join('');
    return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: d}\nspec:\n  path: ./${folder}\n${
      list === '' ? '' : `  images:\n${list}`
    }${patchText('  ')}`;
  }
  const list = images.flatMap(({ name: written, newName, newTag, digest }) => {
    const from = written.replace(/(?::[^/]*)?(?:@.*)?$/, '');
    const version = `${newTag === undefined || newTag === '' ? '' : `:${newTag}`}${digest === undefined || digest === '' ? '' : `@${digest}`}`;
    const text = `${newName === undefined ? from : `${from}=${newName}`}${version}`;
    // What says nothing new is refused.
    return text === from ? [] : [`      - ${JSON.stringify(text)}\n`];
  });
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: d}\nspec:\n  source:\n    repoURL: https://example.org/this.git\n    path: ${folder}\n    kustomize:\n      namespace: d\n${
    list.length === 0 ? '' : `      images:\n${list.join('')}`
  }${patchText('      ')}`;
}

/** Puts kustomizations with their files into a tree. */
class Writer {
  readonly #tree: Record<string, string>;
  readonly #objects: readonly Workload[];

  constructor(tree: Record<string, string>, objects: readonly Workload[]) {
    this.#tree = tree;
    this.#objects = objects;
  }

  kustomization(
    folder: string,
    one: Overlay,
    parts: readonly string[],
    all: readonly number[],
    components: readonly string[],
  ): void {
    const isComponent = folder.startsWith('c');
    const sections: string[] = isComponent
      ? ['apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n']
      : [one.prefix ? `namePrefix: ${folder}-\n` : ''];
    const resources = [...parts, ...(one.isOpen && !isComponent ? [UNSEEN] : [])];
    if (resources.length > 0) sections.push(`resources: ${JSON.stringify(resources)}\n`);
    if (components.length > 0) sections.push(`components: ${JSON.stringify(components)}\n`);
    if (one.images.length > 0) sections.push(`images:\n${one.images.map((each) => entryText(each)).join('')}`);
    const lists = new Map<string, string[]>();
    const add = (key: string, item: string) => lists.set(key, [...(lists.get(key) ?? []), item]);
    for (const [at, each] of one.patches.entries()) this.#patch(folder, each, all, add, at);
    if (one.transformer !== undefined) this.#transformer(folder, one.transformer, add);
    if (one.replacement !== undefined) this.#replacement(folder, one.replacement, all, add);
    if (one.hasConfiguration) {
      this.#tree[`${folder}/configuration.yaml`] = 'images:\n- path: spec/image\n  kind: Web\n';
      add('configurations', '- configuration.yaml\n');
    }
    if (one.generated !== undefined)
      add(
        'configMapGenerator',
        `- name: ${folder}\n  literals: ["IMAGE=${one.generated}", "image=${one.generated}"]\n`,
      );
    if (one.chart !== undefined) this.#chart(folder, one.chart, add);
    for (const [key, items] of lists) sections.push(`${key}:\n${items.join('')}`);
    this.#tree[`${folder}/kustomization.yaml`] = sections.join('');
  }

  #patch(
    folder: string,
    one: Patch,
    all: readonly number[],
    add: (key: string, item: string) => void,
    at: number,
  ): void {
    const text = this.#patchText(one, all);
    if (text === undefined) return;
    const { body, target } = text;
    const file = `patch-${at}.yaml`;
    const indented = (by: string) => body.replaceAll(/^(?=.)/gm, by);
    const transformer = (rest: string, kind = 'PatchTransformer') =>
      `apiVersion: builtin\nkind: ${kind}\nmetadata: {name: t${at}}\n${rest}`;
    const asItem = (text: string) => `- |\n${text.replaceAll(/^(?=.)/gm, '  ')}`;
    switch (one.form) {
      case 'strategic-list':
        add('patchesStrategicMerge', `- |\n${indented('  ')}`);
        return;
      case 'strategic-list-file':
        this.#tree[`${folder}/${file}`] = body;
        add('patchesStrategicMerge', `- ${file}\n`);
        return;
      case 'strategic-file':
      case 'json-file':
        this.#tree[`${folder}/${file}`] = body;
        add('patches', `- path: ${file}\n${target === undefined ? '' : `  target: ${target}\n`}`);
        return;
      case 'transformer':
        add(
          'transformers',
          asItem(transformer(`patch: |\n${indented('  ')}${target === undefined ? '' : `target: ${target}\n`}`)),
        );
        return;
      case 'transformer-file':
        this.#tree[`${folder}/t${file}`] = transformer(
          `patch: |\n${indented('  ')}${target === undefined ? '' : `target: ${target}\n`}`,
        );
        add('transformers', `- t${file}\n`);
        return;
      case 'transformer-strategic':
        add('transformers', asItem(transformer(`patches: |\n${indented('  ')}`, 'PatchStrategicMergeTransformer')));
        return;
      case 'transformer-json':
        add(
          'transformers',
          asItem(transformer(`target: ${target}\njsonOp: |\n${indented('  ')}`, 'PatchJson6902Transformer')),
        );
        return;
      case 'json6902':
        add('patchesJson6902', `- target: ${target}\n  patch: |\n${indented('    ')}`);
        return;
      case 'strategic':
      case 'json':
        add('patches', `- patch: |\n${indented('    ')}${target === undefined ? '' : `  target: ${target}\n`}`);
    }
  }

  /** As an item of `patches`. */
  patchItem(one: Patch, all: readonly number[]): readonly string[] {
    const text = this.#patchText(one, all);
    if (text === undefined) return [];
    const { body, target } = text;
    return [`- patch: |\n${body.replaceAll(/^(?=.)/gm, '    ')}${target === undefined ? '' : `  target: ${target}\n`}`];
  }

  #patchText(
    one: Patch,
    all: readonly number[],
  ): { readonly body: string; readonly target: string | undefined } | undefined {
    const at = all[one.object % all.length];
    const object = at === undefined ? undefined : this.#objects[at];
    if (at === undefined || object === undefined) return undefined;
    const isStrategic = /strategic/.test(one.form) || one.form === 'transformer' || one.form === 'transformer-file';
    const { kind } = object;
    const group = API_VERSIONS[kind].includes('/') ? `group: ${API_VERSIONS[kind].replace(/\/.*/, '')}, ` : '';
    const by = isStrategic || one.form === 'json6902' || one.form === 'transformer-json' ? 'name' : one.by;
    const target =
      by === 'name'
        ? `{${group}version: ${API_VERSIONS[kind].replace(/.*\//, '')}, kind: ${kind}, name: w${at}}`
        : by === 'kind'
          ? `{kind: ${kind}}`
          : `{kind: ${kind}, labelSelector: "app=a${at % 2}"}`;
    if (isStrategic) {
      const body = strategicText(one, object, at);
      return body === undefined ? undefined : { body, target: undefined };
    }
    const body = jsonText(one, object);
    return body === undefined ? undefined : { body, target };
  }

  #transformer(
    folder: string,
    { entry: fields, form, fields: hasFields }: NonNullable<Overlay['transformer']>,
    add: (key: string, item: string) => void,
  ): void {
    const text = `apiVersion: builtin\nkind: ImageTagTransformer\nmetadata: {name: tags}\nimageTag: ${mappingText(fields)}\n${
      hasFields ? 'fieldSpecs: [{path: spec/image, kind: Web}]\n' : ''
    }`;
    if (form === 'text') add('transformers', `- |\n${text.replaceAll(/^(?=.)/gm, '  ')}`);
    else if (form === 'file') {
      this.#tree[`${folder}/tags.yaml`] = text;
      add('transformers', '- tags.yaml\n');
    } else {
      this.#tree[`${folder}/${TRANSFORMERS}/kustomization.yaml`] = 'resources: [tags.yaml]\n';
      this.#tree[`${folder}/${TRANSFORMERS}/tags.yaml`] = text;
      add('transformers', `- ${TRANSFORMERS}\n`);
    }
  }

  #replacement(
    folder: string,
    { isFile, from, to, parts: [field, cut, place], put }: Replacement,
    all: readonly number[],
    add: (key: string, item: string) => void,
  ): void {
    const [source, target] = [all[from % all.length], all[to % all.length]];
    if (source === undefined || target === undefined) return;
    const [one, other] = [this.#objects[source], this.#objects[target]];
    if (one === undefined || other === undefined) return;
    const options = (parts: Cut, create: boolean) => {
      const fields = [
        ...(parts === undefined ? [] : [`delimiter: "${parts[0]}"`, `index: ${parts[1]}`]),
        ...(create ? ['create: true'] : []),
      ];
      return fields.length === 0 ? '' : `, options: {${fields.join(', ')}}`;
    };
    const whole = imagePath(one, '.');
    const path = whole ?? `data.${field}`;
    const taken = whole !== undefined && field !== 'image' ? CUTS[field] : cut;
    const to_ =
      put === 'annotation'
        ? 'metadata.annotations.used'
        : (imagePath(other, '.') ?? (put === 'data' ? 'data.copied' : 'data.image'));
    const text = `- source: {kind: ${one.kind}, name: w${source}, fieldPath: ${path}${options(taken, false)}}\n  targets:\n  - {select: {kind: ${other.kind}, name: w${target}}, fieldPaths: ["${to_}"]${options(put === 'image' ? place : undefined, put !== 'image')}}\n`;
    if (isFile) {
      this.#tree[`${folder}/replacements.yaml`] = text;
      add('replacements', '- path: replacements.yaml\n');
    } else add('replacements', text);
  }

  #chart(folder: string, text: string, add: (key: string, item: string) => void): void {
    const [repository] = text.split(/[:@]/);
    this.#tree[`${folder}/charts/web/Chart.yaml`] = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
    this.#tree[`${folder}/charts/web/values.yaml`] = `image:\n  repository: ${repository}\n  tag: "4"\n`;
    this.#tree[`${folder}/charts/web/templates/pod.yaml`] =
      `apiVersion: v1\nkind: Pod\nmetadata: {name: chart}\nspec:\n  containers:\n  - name: a\n    image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n  - name: b\n    image: ${text}\n`;
    add('helmCharts', '- {name: web, releaseName: r}\n');
  }
}

function imagePath({ kind, first }: Workload, separator: '.' | '/'): string | undefined {
  const path = POD_PATHS[kind];
  if (kind === 'Web') return ['spec', 'image'].join(separator);
  return path === undefined ? undefined : [...path, first, '0', 'image'].join(separator);
}

function strategicText({ what, image: text }: Patch, object: Workload, at: number): string | undefined {
  const head = headOf(object, at);
  const path = POD_PATHS[object.kind];
  if (what === 'delete-object') return `${head}$patch: delete\n`;
  if (path === undefined)
    return object.kind === 'Web' ? `${head}spec:\n  image: ${text}\n` : `${head}data:\n  image: ${text}\n`;
  const list = object.first === 'ephemeralContainers' ? 'containers' : object.first;
  return (
    head +
    below(path, (indent) => {
      const item = (fields: string) => `${indent}${list}:\n${indent}- ${fields}\n`;
      if (what === 'delete') return item(`{name: c1, $patch: delete}`);
      if (what === 'replace') return `${item(`{name: r, image: "${text}"}`)}${indent}- $patch: replace\n`;
      if (what === 'add') return item(`{name: side, image: "${text}"}`);
      return item(`name: c0\n${indent}  image: ${text}`);
    })
  );
}

function jsonText({ what, image: text }: Patch, object: Workload): string | undefined {
  const path = imagePath(object, '/');
  const [now = ''] = object.images;
  const replaced = (at: string) => `- op: replace\n  path: ${at}\n  value: ${text}\n`;
  if (path === undefined) return replaced('/data/image');
  switch (what) {
    case 'set':
      return replaced(`/${path}`);
    case 'add': {
      if (object.kind === 'Web') return replaced(`/${path}`);
      return `- op: add\n  path: /${path.replace(/0\/image$/, '-')}\n  value: {name: side, image: "${text}"}\n`;
    }
    case 'test':
      return `- op: test\n  path: /${path}\n  value: ${now}\n${text.endsWith('1') ? replaced(`/${path}`) : ''}`;
    case 'replace': {
      if (object.kind === 'Web') return replaced(`/${path}`);
      const at = path.replace(/\/0\/image$/, '');
      return `- op: replace\n  path: /${at}\n  value:\n  - name: r\n    image: ${text}\n`;
    }
    case 'delete':
      return object.kind === 'Web' || object.images.length < 2
        ? replaced(`/${path}`)
        : `- op: remove\n  path: /${path.replace(/\/image$/, '')}\n`;
    case 'delete-object':
      return replaced(`/${path}`);
  }
}
