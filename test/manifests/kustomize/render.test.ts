import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameLength, parseReference } from '../../../src/images/reference.ts';
import type { Move } from '../../../src/manifests/model/move.ts';
import type { Use } from '../../../src/manifests/model/use.ts';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../../src/manifests/scan.ts';

const REGISTRY = 'contoso.azurecr.io';
const hasKubectl = spawnSync('kubectl', ['kustomize', '--help']).status === 0;

type Tree = Readonly<Record<string, string>>;

function scanned(tree: Tree): ScanResult {
  const scan = startScan();
  for (const [path, text] of Object.entries(tree)) scan.add(path, text);
  return scan.finish();
}

/** Where a public use goes; what is replaced by an overlay, or is there already, stays. */
function moveOf(use: Use): Move | undefined {
  const reference = use.image === null || use.overriddenBy !== undefined ? undefined : parseReference(use.image);
  if (reference === undefined || reference.registry === REGISTRY) return undefined;
  return { registry: REGISTRY, repository: `${reference.registry}/${reference.repository}` };
}

function rewritten(tree: Tree): { readonly tree: Tree; readonly unwritten: readonly string[] } {
  const { edits, unwritten } = rewrite(scanned(tree).uses, moveOf);
  return {
    tree: Object.fromEntries(
      Object.entries(tree).map(([path, text]) => [
        path,
        applyEdits(
          text,
          edits.filter(({ file }) => file === path),
        ),
      ]),
    ),
    unwritten: unwritten.map(({ use, reason }) => `${use.file}:${use.line} ${reason}`),
  };
}

function built(tree: Tree, directory: string): string {
  const root = mkdtempSync(join(tmpdir(), 'kustomize-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return execFileSync('kubectl', ['kustomize', join(root, directory)], { encoding: 'utf8', stdio: 'pipe' });
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A rendering with every image moved, as it should come out. */
function moved(rendering: string): string {
  return rendering.replace(/(^\s*(?:- )?image: )(\S+)$/gm, (_, key: string, text: string) => {
    const reference = parseReference(text);
    if (reference === undefined) throw new Error(`no reference in the rendering: ${text}`);
    return `${key}${REGISTRY}/${reference.registry}/${reference.repository}${text.slice(nameLength(text))}`;
  });
}

function deployment(name: string, ...images: readonly string[]): string {
  const containers = images.map((image, index) => `      - name: c${index}\n        image: ${image} # runs\n`).join('');
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  selector: {matchLabels: {app: a}}\n  template:\n    metadata: {labels: {app: a}}\n    spec:\n      containers:\n${containers}`;
}

const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const BASE: Tree = {
  'base/kustomization.yaml': 'resources:\n- web.yaml\n- job.yaml\n',
  'base/web.yaml': deployment('web', 'nginx:1.25', 'quay.io/prometheus/node-exporter:v1.8.0'),
  'base/job.yaml': deployment('job', 'busybox', 'nginx:1.24'),
};

interface Case {
  readonly title: string;
  readonly tree: Tree;
  readonly roots: readonly string[];
}

const CASES: readonly Case[] = [
  { title: 'a base alone', tree: BASE, roots: ['base'] },
  {
    title: 'an overlay with a new tag, comments and white space kept',
    roots: ['prod'],
    tree: {
      ...BASE,
      'prod/kustomization.yaml': `${HEAD}resources: [../base]\nimages:\n  # the web\n  - name: nginx   # matched\n    newTag: "1.27" # bumped\n  -   newTag: v1\n      name: 'busybox'\n`,
    },
  },
  {
    title: 'an overlay with a new name, a digest, and the last line without an end',
    roots: ['prod'],
    tree: {
      ...BASE,
      'prod/kustomization.yaml': `${HEAD}resources:\n- ../base\nimages:\n- name: nginx\n  newName: docker.io/bitnami/nginx\n- digest: ${DIGEST}\n  name: quay.io/prometheus/node-exporter`,
    },
  },
  {
    title: 'entries in flow style',
    roots: ['prod'],
    tree: {
      ...BASE,
      'prod/kustomization.yaml': `${HEAD}resources: [../base]\nimages: [{name: nginx, newTag: "1.27"}, {newTag: '3', name: "busybox"}]\n`,
    },
  },
  {
    title: 'CRLF',
    roots: ['prod'],
    tree: {
      ...BASE,
      'prod/kustomization.yaml':
        `${HEAD}resources:\n- ../base\nimages:\n- name: nginx\n  newTag: "1.27"\n- newTag: "1"\n  name: busybox\n`.replaceAll(
          '\n',
          '\r\n',
        ),
    },
  },
  {
    title: 'two overlays of which one leaves the base as it is',
    roots: ['prod', 'dev'],
    tree: {
      ...BASE,
      'prod/kustomization.yaml': `${HEAD}resources: [../base]\nimages:\n- name: nginx\n  newTag: "1.27"\n`,
      'dev/kustomization.yaml': `${HEAD}resources: [../base]\n`,
    },
  },
  {
    title: 'an overlay of an overlay, which matches the name that the first one gave',
    roots: ['prod'],
    tree: {
      ...BASE,
      'stage/kustomization.yaml': `${HEAD}resources: [../base]\nimages:\n- name: nginx\n  newName: ghcr.io/contoso/nginx\n`,
      'prod/kustomization.yaml': `${HEAD}resources: [../stage]\nimages:\n- name: ghcr.io/contoso/nginx\n  newTag: "1.27"\n`,
    },
  },
  {
    title: 'an overlay of an overlay that is also built by itself elsewhere',
    roots: ['prod', 'other'],
    tree: {
      ...BASE,
      'stage/kustomization.yaml': `${HEAD}resources: [../base]\nimages:\n- name: nginx\n  newName: ghcr.io/contoso/nginx\n`,
      'prod/kustomization.yaml': `${HEAD}resources: [../stage]\nimages:\n- name: ghcr.io/contoso/nginx\n  newTag: "1.27"\n`,
      'other/kustomization.yaml': `${HEAD}resources: [../stage]\n`,
    },
  },
  {
    title: 'overlays that find one image by turns, each also left out somewhere',
    roots: ['prod', 'stage', 'dev'],
    tree: {
      ...BASE,
      'stage/kustomization.yaml': `${HEAD}resources: [../base]\nimages:\n- name: nginx\n  newTag: "1.26"\n`,
      'prod/kustomization.yaml': `${HEAD}resources: [../stage]\nimages:\n- name: nginx\n  newName: ghcr.io/contoso/nginx\n`,
      'other/kustomization.yaml': `${HEAD}resources: [../stage]\n`,
      'dev/kustomization.yaml': `${HEAD}resources: [../base]\n`,
    },
  },
  {
    title: 'a component',
    roots: ['prod', 'dev'],
    tree: {
      ...BASE,
      'tags/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages:\n- name: nginx\n  newTag: "1.26"\n- name: busybox\n  newTag: "1"\n',
      'prod/kustomization.yaml': `${HEAD}resources: [../base]\ncomponents: [../tags]\n`,
      'dev/kustomization.yaml': `${HEAD}resources: [../base]\n`,
    },
  },
  {
    title: 'patches: strategic as text and as a file, JSON as text and as a file',
    roots: ['prod'],
    tree: {
      ...BASE,
      'prod/kustomization.yaml': `${HEAD}resources: [../base]
patches:
- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: c0, image: "httpd:2.4"}]}}}
- path: job.yaml
- target: {kind: Deployment, name: web}
  patch: |
    # the exporter
    - op: replace
      path: /spec/template/spec/containers/1/image
      value: prom/node-exporter:v1
- target: {kind: Deployment, name: job}
  path: ops.yaml
images:
- name: httpd
  newTag: "2.5"
`,
      'prod/job.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: job}\nspec: {template: {spec: {containers: [{name: c0, image: alpine:3.20}]}}}\n',
      'prod/ops.yaml':
        '- op: add\n  path: /spec/template/spec/containers/-\n  value: {name: side, image: envoyproxy/envoy:v1}\n',
    },
  },
  {
    title: 'a custom resource with containers',
    roots: ['prod'],
    tree: {
      'base/kustomization.yaml': 'resources: [rollout.yaml, web.yaml]\n',
      'base/web.yaml': deployment('web', 'nginx:1.25'),
      'base/rollout.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: r}\nspec:\n  template:\n    spec:\n      containers:\n      - name: c\n        image: nginx:1.24\n',
      'prod/kustomization.yaml': `${HEAD}resources: [../base]\nimages:\n- name: nginx\n  newTag: "1.27"\n`,
    },
  },
  {
    title: 'a custom resource whose image kustomize does not know',
    roots: ['prod'],
    tree: {
      'base/kustomization.yaml': 'resources: [db.yaml, web.yaml]\n',
      'base/web.yaml': deployment('web', 'postgres:15'),
      'base/db.yaml': 'apiVersion: example.com/v1\nkind: Database\nmetadata: {name: d}\nspec:\n  image: postgres:14\n',
      'prod/kustomization.yaml': `${HEAD}resources: [../base]\nimages:\n- name: postgres\n  newTag: "16"\n`,
    },
  },
];

/** Web servers of one image, each in a file of its own, that an overlay finds by a name and another builds as they are. */
function servers(images: readonly string[], entries: string): Tree {
  return {
    'base/kustomization.yaml': `resources: [${images.map((_, index) => `${index}.yaml`).join(', ')}]\n`,
    ...Object.fromEntries(images.map((image, index) => [`base/${index}.yaml`, deployment(`web-${index}`, image)])),
    'prod/kustomization.yaml': `${HEAD}resources: [../base]\nimages:\n${entries}`,
    'dev/kustomization.yaml': `${HEAD}resources: [../base]\n`,
  };
}

const NGINX = `${REGISTRY}/docker.io/library/nginx`;

/** Trees in which a new name would be found by what does not find the old one, or no more by what does. */
const KEPT: readonly (readonly [string, Tree, readonly string[]])[] = [
  [
    'an image in another spelling beside the one that an entry finds',
    servers(['nginx:1.25', 'docker.io/library/nginx:1.24'], '- name: nginx\n  newTag: "1.27"\n'),
    [
      'base/0.yaml:12 prod/kustomization.yaml:5 finds it by this name, and not docker.io/library/nginx, whose name it would get',
    ],
  ],
  [
    'an image that has moved already beside the one that an entry finds',
    servers(['nginx:1.25', `${NGINX}:1.24`], '- name: nginx\n  newTag: "1.27"\n'),
    [`base/0.yaml:12 prod/kustomization.yaml:5 finds it by this name, and not ${NGINX}, whose name it would get`],
  ],
  [
    'an entry for what has moved already beside an image that has not',
    servers(['nginx:1.25', `${NGINX}:1.24`], `- name: ${NGINX}\n  newTag: "1.27"\n`),
    [
      'base/0.yaml:12 prod/kustomization.yaml:5 has the name that it would get, and an override would take one for the other',
    ],
  ],
  [
    'an entry whose image a later one would find',
    servers(
      ['nginx:1.25', `${NGINX}:1.24`],
      `- name: nginx\n  newTag: "1.27"\n- name: ${NGINX}:1.24\n  newTag: "1.29"\n`,
    ),
    [
      `base/0.yaml:12 prod/kustomization.yaml:5 finds it by this name, and not ${NGINX}, whose name it would get`,
      'prod/kustomization.yaml:5 prod/kustomization.yaml:7 has the name that it would get, and an override would take one for the other',
    ],
  ],
  [
    'a pattern',
    servers(['nginx:1.25', 'ghcr.io/a/nginx:1.24'], '- name: "(ghcr.io/a/)?nginx"\n  newTag: "1.27"\n'),
    [
      'base/0.yaml:12 prod/kustomization.yaml:5 finds images by a pattern',
      'base/1.yaml:12 prod/kustomization.yaml:5 finds images by a pattern',
    ],
  ],
];

describe('a name that would be found by another override is kept', () => {
  it.each(KEPT)('%s', (_, tree, unwritten) => {
    const after = rewritten(tree);
    expect(after.unwritten.toSorted()).toEqual(unwritten);
    expect(rewritten(after.tree).tree).toEqual(after.tree);
  });

  it.skipIf(!hasKubectl).each(KEPT)('%s (needs kubectl)', (_, tree) => {
    const after = rewritten(tree).tree;
    const [was, is] = [built(tree, 'prod').split('\n'), built(after, 'prod').split('\n')];
    const all = moved(was.join('\n')).split('\n');
    // Line by line it is what it was, or that moved.
    expect(is).toEqual(was.map((line, index) => (is[index] === all[index] ? is[index] : line)));
  });
});

/** What an overlay builds beside what is in the tree, and what stands in for it where it is rendered. */
const UNSEEN = 'https://example.com/unseen?ref=1';

/** Overlays that may find by their names what is elsewhere, with what becomes of their entries. */
const BRIDGED: readonly (readonly [string, string, string])[] = [
  [
    'a new tag, in block style under a comment',
    'images:\n  # the web\n  - name: nginx # here\n    newTag: "1.27"\n',
    `images:\n  - name: ${NGINX}\n    newName: nginx\n  # the web\n  - name: nginx # here\n    newName: ${NGINX}\n    newTag: "1.27"\n`,
  ],
  [
    'a digest and a new name, in flow style',
    `images: [{name: busybox, newTag: "1"}, {digest: ${DIGEST}, name: nginx, newName: a/b}]\n`,
    `images: [{name: busybox, newName: ${REGISTRY}/docker.io/library/busybox, newTag: "1"}, {name: ${NGINX}, newName: nginx}, {digest: ${DIGEST}, name: nginx, newName: ${REGISTRY}/docker.io/a/b}]\n`,
  ],
  [
    'an image of one version, and a quoted key at the end of the file',
    'images:\r\n- "name": nginx:1.25\r\n  newTag: "1.27"',
    `images:\r\n- name: ${NGINX}:1.25\r\n  newName: nginx\r\n- "name": nginx:1.25\r\n  newName: ${NGINX}\r\n  newTag: "1.27"`,
  ],
  [
    'entries of which the second finds what the first makes',
    'images:\n- name: nginx\n  newTag: "1.27"\n- name: nginx\n  newName: a/b\n',
    `images:\n- name: ${NGINX}\n  newName: nginx\n- name: nginx\n  newTag: "1.27"\n- name: nginx\n  newName: ${REGISTRY}/docker.io/a/b\n`,
  ],
  [
    'a name that is an alias',
    'images:\n- {name: &name nginx, newTag: "2"}\n- {name: *name, newName: a/b}\n',
    `images:\n- name: ${NGINX}\n  newName: nginx\n- {name: &name nginx, newTag: "2"}\n- {name: *name, newName: ${REGISTRY}/docker.io/a/b}\n`,
  ],
  [
    'a name that is bridged already',
    `images:\n- name: ${NGINX}\n  newName: nginx\n- name: nginx\n  newTag: "1.27"\n`,
    `images:\n- name: ${NGINX}\n  newName: nginx\n- name: nginx\n  newName: ${NGINX}\n  newTag: "1.27"\n`,
  ],
];

describe('an entry that may also find what is elsewhere goes on finding both', () => {
  const tree = (images: string): Tree => ({
    ...servers(['nginx:1.25', 'nginx:1.24'], ''),
    'prod/kustomization.yaml': `resources: [../base, "${UNSEEN}"]\n${images}`,
    'dev/kustomization.yaml': `${HEAD}resources: [../base]\n`,
  });

  it.each(BRIDGED)('%s', (_, images, expected) => {
    const after = rewritten(tree(images));
    expect(after.unwritten).toEqual([]);
    expect(after.tree).toMatchObject({ 'prod/kustomization.yaml': tree(expected)['prod/kustomization.yaml'] });
    expect(after.tree['base/0.yaml']).toContain(`image: ${NGINX}:1.25 `);
    expect(rewritten(after.tree)).toEqual({ tree: after.tree, unwritten: [] });
  });

  it.skipIf(!hasKubectl).each(BRIDGED)('%s (needs kubectl)', (_, images) => {
    const rendered = (of: Tree, root: string) =>
      built(
        {
          ...of,
          'unseen/kustomization.yaml': 'resources: [web.yaml]\n',
          'unseen/web.yaml': deployment('unseen', 'nginx:1.26'),
          'prod/kustomization.yaml': (of['prod/kustomization.yaml'] ?? '').replace(UNSEEN, '../unseen'),
        },
        root,
      );
    const after = rewritten(tree(images)).tree;
    // What is elsewhere moves by the entry alone, where it gives a name.
    const [was, is] = [rendered(tree(images), 'prod'), rendered(after, 'prod')];
    expect(is.replace('nginx:1.26', `${NGINX}:1.26`)).toBe(moved(was));
  });
});

describe.skipIf(!hasKubectl)('what kustomize builds from the rewritten tree (needs kubectl)', () => {
  it.each(CASES)('$title: only the images differ, and they are the new ones', ({ tree, roots }) => {
    const after = rewritten(tree);
    expect(after.unwritten).toEqual([]);
    for (const root of roots) expect(built(after.tree, root)).toBe(moved(built(tree, root)));
  });
});

describe('the rewritten tree', () => {
  it.each(CASES)('$title: nothing more is to be moved', ({ tree }) => {
    const once = rewritten(tree).tree;
    expect(scanned(once).uses.filter((use) => moveOf(use) !== undefined)).toEqual([]);
    expect(rewritten(once).tree).toEqual(once);
  });
});
