import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { listAt, textAt } from '../../../scripts/meaning/discovery.ts';
import { nameLength, parseReference } from '../../../src/images/reference.ts';
import { applyEdits, type Rewrite, rewrite } from '../../../src/manifests/rewrite.ts';
import { startScan } from '../../../src/manifests/scan.ts';

type Tree = ReadonlyMap<string, string>;

const REGISTRY = 'contoso.azurecr.io';
const UNSEEN = 'https://example.com/unseen?ref=1';

const PUBLIC = ['nginx', 'docker.io/library/nginx', 'quay.io/a/b', 'app', 'ghcr.io/x/y'];
const MOVED = ['docker.io/library/nginx', 'quay.io/a/b'].map((name) => `${REGISTRY}/${name}`);
const names = fc.constantFrom(...PUBLIC, 'nginx', 'nginx', 'quay.io/a/b', ...MOVED);
const versions = fc.constantFrom('', ':1', ':2', `@sha256:${'ab'.repeat(32)}`);
const images = fc.tuple(names, versions).map((parts) => parts.join(''));

const entries = fc
  .record(
    {
      name: fc.oneof({ weight: 8, arbitrary: names }, { weight: 1, arbitrary: fc.constant('nginx:1') }),
      newName: names,
      newTag: fc.constantFrom('7', '8'),
      block: fc.boolean(),
      comment: fc.boolean(),
    },
    { requiredKeys: ['name', 'block', 'comment'] },
  )
  .map(({ name, newName, newTag, block, comment }) => {
    const fields = Object.entries({ name, newName, newTag }).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`],
    );
    const above = comment ? '  # why\n' : '';
    return `${above}  - ${block ? fields.join('\n    ') : `{${fields.join(', ')}}`}\n`;
  });

const overlays = fc.record({
  parts: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }),
  components: fc.uniqueArray(fc.nat(7), { maxLength: 1 }),
  isOpen: fc.boolean(),
  entries: fc.array(entries, { maxLength: 3 }),
});

/** Three files of images, and five directories that build files and the directories before them, and override images. */
const trees = fc
  .tuple(
    fc.array(fc.array(images, { minLength: 1, maxLength: 2 }), { minLength: 3, maxLength: 3 }),
    fc.array(overlays, { minLength: 5, maxLength: 5 }),
  )
  .map(([pods, directories]): Tree => {
    const tree = new Map<string, string>();
    for (const [at, podImages] of pods.entries()) {
      const containers = podImages.map((image, index) => `  - name: c${index}\n    image: ${image}\n`).join('');
      tree.set(
        `p${at}.yaml`,
        `apiVersion: v1\nkind: Pod\nmetadata: {name: p${at}}\nspec:\n  containers:\n${containers}`,
      );
    }
    for (const [at, { parts, components, isOpen, entries: list }] of directories.entries()) {
      const pathOf = (part: number) => (part < pods.length ? `../p${part}.yaml` : `../k${part - pods.length}`);
      const before = (part: number) => part < pods.length + at;
      const resources = [...parts.filter(before).map(pathOf), ...(isOpen ? [UNSEEN] : [])];
      const more = components.filter((part) => part >= pods.length && before(part)).map(pathOf);
      tree.set(
        `k${at}/kustomization.yaml`,
        `resources: ${JSON.stringify(resources)}\ncomponents: ${JSON.stringify(more)}\n${list.length === 0 ? '' : `images:\n${list.join('')}`}`,
      );
    }
    return tree;
  });

/** What kustomize's image transformer does to one image (api/image/image.go, api/filters/imagetag/updater.go). */
function overridden(image: string, entry: unknown): string {
  const isMatch = new RegExp(`^${textAt(entry, 'name')}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`).test(image);
  if (!isMatch) return image;
  const length = nameLength(image);
  const tag = textAt(entry, 'newTag');
  return `${textAt(entry, 'newName') ?? image.slice(0, length)}${tag === undefined ? image.slice(length) : `:${tag}`}`;
}

/** The images that a directory builds, in their order; of what is elsewhere every one that there may be. */
function build(tree: Tree, directory: string, before: readonly string[] = []): readonly string[] {
  const file = load(tree.get(`${directory}/kustomization.yaml`) ?? '');
  const pathsAt = (key: string) => listAt(file, key).map((path) => String(path).replace('../', ''));
  const parts = listAt(file, 'resources').flatMap((part): readonly string[] => {
    if (part === UNSEEN) return PUBLIC.map((name) => `${name}:9`);
    const path = String(part).replace('../', '');
    if (!path.endsWith('.yaml')) return build(tree, path);
    return listAt(load(tree.get(path) ?? ''), 'spec', 'containers').map(
      (container) => textAt(container, 'image') ?? '',
    );
  });
  const built = pathsAt('components').reduce<readonly string[]>(
    (all, path) => build(tree, path, all),
    [...before, ...parts],
  );
  return built.map((image) => listAt(file, 'images').reduce<string>(overridden, image));
}

/** @param isKept which files are left as they are */
function moved(tree: Tree, isKept: (file: string) => boolean): Rewrite & { readonly tree: Tree } {
  const scan = startScan();
  for (const [path, text] of tree) scan.add(path, text);
  const outcome = rewrite(scan.finish().uses, (use) => {
    const reference = use.image === null || use.overriddenBy !== undefined ? undefined : parseReference(use.image);
    if (reference === undefined || reference.registry === REGISTRY || isKept(use.file)) return undefined;
    return { registry: REGISTRY, repository: `${reference.registry}/${reference.repository}` };
  });
  const edited = [...tree].map(([path, text]) => {
    const edits = outcome.edits.filter(({ file }) => file === path);
    return [path, applyEdits(text, edits)] as const;
  });
  return { ...outcome, tree: new Map(edited) };
}

function movedImage(image: string): string {
  const reference = parseReference(image);
  if (reference === undefined || reference.registry === REGISTRY) return image;
  return `${REGISTRY}/${reference.registry}/${reference.repository}${image.slice(nameLength(image))}`;
}

/** Every image of every directory as it is built before and after: the same, or the one that it moved to. */
function expectSameBuilds(before: Tree, after: Tree): void {
  for (const directory of ['k0', 'k1', 'k2', 'k3', 'k4']) {
    const was = build(before, directory);
    const is = build(after, directory);
    expect(is).toEqual(was.map((image, index) => (is[index] === movedImage(image) ? is[index] : image)));
  }
}

describe('of any tree of overlays', () => {
  it('each builds the images that it built, from where they are or where they moved to, also of bases that are elsewhere', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const once = moved(tree, () => false);
        expectSameBuilds(tree, once.tree);
        expect(moved(once.tree, () => false).edits).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  const POD = (image: string) => `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - {name: a, image: "${image}"}\n`;
  const kustomization = (parts: readonly string[], components: readonly string[], ...entries: readonly string[]) =>
    `resources: ${JSON.stringify(parts)}\ncomponents: ${JSON.stringify(components)}\nimages: [${entries.join(', ')}]\n`;
  const MOVED = `${REGISTRY}/docker.io/library/nginx`;

  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'is built twice, so that what an entry makes passes the one before it',
      {
        'k3/kustomization.yaml': kustomization(
          ['../p0.yaml'],
          [],
          `{name: "${MOVED}", newName: quay.io/a/b}`,
          '{name: nginx}',
        ),
        'k4/kustomization.yaml': kustomization(['../k3', '../p0.yaml', UNSEEN], ['../k3']),
      },
    ],
    [
      'changes a name before what has that name afterwards is made',
      {
        'k3/kustomization.yaml': kustomization(
          ['../p0.yaml'],
          [],
          `{name: docker.io/library/nginx, newName: "${MOVED}"}`,
          '{name: nginx, newName: docker.io/library/nginx}',
          `{name: "${MOVED}", newTag: "7"}`,
        ),
      },
    ],
    [
      'changes a name that an entry behind it makes of what nobody sees',
      {
        'k0/kustomization.yaml': kustomization(['../p0.yaml', UNSEEN], [], '{name: "nginx:1"}'),
        'k3/kustomization.yaml': kustomization(
          ['../k0', '../p0.yaml'],
          [],
          '{name: docker.io/library/nginx, newName: nginx}',
          '{name: quay.io/a/b, newName: docker.io/library/nginx}',
          '{name: nginx}',
        ),
        'k4/kustomization.yaml': kustomization(['../k3', '../p0.yaml'], ['../k0']),
        'p0.yaml': `${POD('nginx:1')}  - {name: b, image: nginx}\n`,
      },
    ],
  ])('also where a list %s', (_what, lists) => {
    const empty = ['k0', 'k1', 'k2', 'k3', 'k4'].map(
      (name) => [`${name}/kustomization.yaml`, 'resources: []\n'] as const,
    );
    const tree = new Map([...empty, ['p0.yaml', POD('nginx')], ...Object.entries(lists)]);
    expectSameBuilds(tree, moved(tree, () => false).tree);
  });

  it('also where some files are left as they are', () => {
    fc.assert(
      fc.property(
        trees,
        fc.uniqueArray(fc.constantFrom('p0', 'p1', 'k0', 'k1', 'k2', 'k3'), { maxLength: 3 }),
        (tree, kept) => {
          const isKept = (file: string) => kept.some((name) => file.startsWith(name));
          const once = moved(tree, isKept);
          expectSameBuilds(tree, once.tree);
          expect(moved(once.tree, isKept).edits).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("also where what one entry finds is the other one's, in a file that is left as it is: the one that finds it moves at once", () => {
    const tree = new Map([
      ['p2.yaml', POD('nginx:1')],
      ['k0/kustomization.yaml', kustomization(['../p2.yaml'], [])],
      ['k1/kustomization.yaml', kustomization(['../p2.yaml'], [], '{name: nginx, newName: nginx}')],
      [
        'k4/kustomization.yaml',
        kustomization(['../k1'], [], '{name: ghcr.io/x/y, newName: nginx}', '{name: "nginx:1"}'),
      ],
    ]);
    const isKept = (file: string) => file.startsWith('k1/');
    const once = moved(tree, isKept);
    expect(once.tree.get('k4/kustomization.yaml')).toBe(
      kustomization(['../k1'], [], `{name: ghcr.io/x/y, newName: ${MOVED}}`, `{name: "nginx:1", newName: ${MOVED}}`),
    );
    expect(moved(once.tree, isKept).edits).toEqual([]);
  });

  it('also where an entry can not follow one of the images that it finds, since that stays: it finds the others by their old name', () => {
    const tree = new Map([
      ['p0.yaml', POD('nginx')],
      ['p2.yaml', POD('nginx:1')],
      ['k0/kustomization.yaml', kustomization(['../p0.yaml'], [])],
      ['k1/kustomization.yaml', kustomization(['../p0.yaml'], [], '{name: nginx, newName: nginx}')],
      [
        'k3/kustomization.yaml',
        kustomization(['../p2.yaml', '../k1', '../p0.yaml'], [], '{name: nginx, newName: ghcr.io/x/y}'),
      ],
      [
        'k4/kustomization.yaml',
        kustomization(['../p2.yaml'], [], '{name: ghcr.io/x/y, newName: nginx}', '{name: "nginx:1"}'),
      ],
    ]);
    const isKept = (file: string) => file.startsWith('k1/');
    const once = moved(tree, isKept);
    expect(once.unwritten).toEqual([]);
    expect(once.tree.get('k3/kustomization.yaml')).toContain(
      `[{name: ${MOVED}, newName: nginx}, {name: nginx, newName: ${REGISTRY}/ghcr.io/x/y}]`,
    );
    expect(moved(once.tree, isKept).edits).toEqual([]);
  });
});
