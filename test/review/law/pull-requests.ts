import fc from 'fast-check';
import { BEGINNINGS } from '../../manifests/generated.ts';

/** Pull requests: what the branches parted from, what the head made of it, and what the base did meanwhile. */

export type Tree = Readonly<Record<string, string>>;

export interface PullRequest {
  readonly parting: Tree;
  readonly head: Tree;
  readonly base: Tree;
  /** Whether the work tree ends lines with `\r\n` where the blobs do not. */
  readonly autocrlf: boolean;
  /** Files of which GitHub shows no patch. */
  readonly withoutPatch: ReadonlySet<string>;
  readonly most: number;
}

/** Of which branch a text is. */
type Side = 'parting' | 'head' | 'base';
const SIDES: readonly Side[] = ['parting', 'head', 'base'];

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const image = fc.constantFrom(
  ...['nginx', 'nginx:1.27', 'docker.io/library/redis:7', 'quay.io/acme/app:1', `ghcr.io/acme/tool@${DIGEST}`],
  ...['registry.k8s.io/pause:3.9', 'bitnami/redis:7.2', 'contoso.azurecr.io/docker.io/library/nginx:1.27'],
  ...['public.ecr.aws/acme/app:v2', 'quay.io/acme/app:2'],
);
const note = fc.constantFrom('# note', '# other', '#', '# image: nginx', '# a longer note that says nothing');

/** One entry of a file: a container, a service, a stage. */
const entry = fc.record({
  images: fc.record({ parting: image, head: image }),
  /** Whether the head leaves the image as it was. */
  isKept: fc.boolean(),
  there: fc.record({ parting: fc.boolean(), head: fc.integer({ min: 0, max: 9 }).map((value) => value > 0) }),
  /** Of several entries each is changed by one side, so that most pull requests can be merged. */
  changedBy: fc.constantFrom('head', 'head', 'base', 'nobody'),
  notes: fc.array(note, { maxLength: 4 }),
  moreNotes: fc.array(note, { maxLength: 2 }),
});

type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

interface Shape {
  readonly path: string;
  readonly beginning: string;
  readonly end: string;
  readonly indentation: string;
  /** The lines of an entry, and other files that it brings. */
  readonly write: (name: string, image: string) => { readonly text: string; readonly files?: Tree };
}

/** Reference parts, for places that take them apart. */
function parts(image: string): { registry: string; repository: string; tag: string } {
  const at = image.split('@')[0] ?? '';
  const [, path = at, tag = 'latest'] = /^(.*?)(?::([^:/]+))?$/.exec(at) ?? [];
  const slash = path.indexOf('/');
  const hasHost = slash !== -1 && /[.:]/.test(path.slice(0, slash));
  return hasHost
    ? { registry: path.slice(0, slash), repository: path.slice(slash + 1), tag }
    : { registry: 'docker.io', repository: path.includes('/') ? path : `library/${path}`, tag };
}

export const SHAPES: readonly Shape[] = [
  {
    path: 'pod.yaml',
    beginning: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n',
    end: '  restartPolicy: Always\n',
    indentation: '      ',
    write: (name, of) => ({ text: `    - name: ${name}\n      image: "${of}" # runs\n` }),
  },
  {
    path: 'compose.yaml',
    beginning: 'services:\n',
    end: 'volumes:\n  data: {}\n',
    indentation: '    ',
    write: (name, of) => ({ text: `  ${name}:\n    image: ${of}\n    restart: always\n` }),
  },
  {
    path: 'compose.yml',
    beginning: 'services:\n',
    end: '',
    indentation: '    ',
    write: (name, of) => ({ text: `  ${name}:\n    image: \${${name.toUpperCase()}:-${of}}\n` }),
  },
  {
    path: 'chart/values.yaml',
    beginning: '# values\n',
    end: 'replicas: 1\n',
    indentation: '  ',
    write: (name, of) => {
      const { registry, repository, tag } = parts(of);
      const value = (field: string) => `{{ .Values.${name}.image.${field} }}`;
      return {
        text: `${name}:\n  image:\n    registry: ${registry}\n    repository: ${repository}\n    tag: "${tag}"\n`,
        files: {
          'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
          [`chart/templates/${name}.yaml`]: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: app\n      image: ${value('registry')}/${value('repository')}:${value('tag')}\n`,
        },
      };
    },
  },
  {
    // The registry stands far from the repository, and often in another hunk.
    path: 'far/values.yaml',
    beginning: '# values\n',
    end: '',
    indentation: '  ',
    write: (name, of) => {
      const { registry, repository, tag } = parts(of);
      const value = (field: string) => `{{ .Values.${name}.image.${field} }}`;
      const between = Array.from({ length: name === 'e1' ? 30 : 8 }, (_, line) => `    # line ${line}\n`).join('');
      return {
        text: `${name}:\n  image:\n    registry: ${registry}\n${between}    repository: ${repository}\n    tag: "${tag}"\n`,
        files: {
          'far/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
          [`far/templates/${name}.yaml`]: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: app\n      image: ${value('registry')}/${value('repository')}:${value('tag')}\n`,
        },
      };
    },
  },
  {
    path: 'kustomize/kustomization.yaml',
    beginning: 'resources:\n  - pods.yaml\nimages:\n',
    end: 'namePrefix: a-\n',
    indentation: '    ',
    write: (name, of) => {
      const { registry, repository, tag } = parts(of);
      return { text: `  - name: ${name}\n    newName: ${registry}/${repository}\n    newTag: "${tag}"\n` };
    },
  },
  {
    // A name that is not there yet is written on a line of its own.
    path: 'tags/kustomization.yaml',
    beginning: `resources:\n${[0, 1, 2, 3, 4, 5].map((index) => `  - e${index}.yaml\n`).join('')}images:\n`,
    end: 'namePrefix: b-\n',
    indentation: '    ',
    write: (name, of) => {
      const { registry, repository, tag } = parts(of);
      const image = `${registry}/${repository}`;
      return {
        text: `  - name: ${image}\n    newTag: "${tag}"\n`,
        files: {
          [`tags/${name}.yaml`]: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: app\n      image: ${image}\n`,
        },
      };
    },
  },
  {
    path: 'Dockerfile',
    beginning: '# syntax is plain\n',
    end: 'CMD ["true"]\n',
    indentation: '',
    write: (name, of) => ({ text: `FROM ${of} AS ${name}\nRUN echo ${name}\n` }),
  },
  {
    path: '.github/workflows/ci.yml',
    beginning: 'on: push\njobs:\n',
    end: '',
    indentation: '    ',
    write: (name, of) => ({ text: `  ${name}:\n    runs-on: ubuntu-24.04\n    container: ${of}\n    steps: []\n` }),
  },
  // Every other kind, with one place each.
  ...Object.entries(BEGINNINGS).map(
    ([path, beginning]): Shape => ({
      path: `kinds/${path}`,
      beginning: '',
      end: '',
      indentation: '',
      write: (name, of) => (name === 'e0' ? { text: `${beginning}${of}${closing(beginning)}\n` } : { text: '' }),
    }),
  ),
];

/** What ends a value that a beginning has begun, as far as one character tells. */
function closing(beginning: string): string {
  const quote = /["']$/.exec(beginning.replace(/docker:\/\/$|docker-image:\/\/$/, ''))?.[0] ?? '';
  return quote;
}

function textOf(shape: Shape, entries: readonly Entry[], side: Side): Tree {
  const texts: string[] = [];
  let files: Tree = {};
  for (const [index, { images, isKept, there, changedBy, notes, moreNotes }] of entries.entries()) {
    const isChanged = changedBy === side;
    if (changedBy === 'head' && !(isChanged ? there.head : there.parting)) continue;
    const written = shape.write(`e${index}`, side === 'head' && isChanged && !isKept ? images.head : images.parting);
    if (written.text === '') continue;
    const remarks = isChanged ? [...notes, ...moreNotes] : notes;
    texts.push(written.text, ...remarks.map((remark) => `${shape.indentation}${remark}\n`));
    files = { ...files, ...written.files };
  }
  if (texts.length === 0) return {};
  return { ...files, [shape.path]: `${shape.beginning}${texts.join('')}${shape.end}` };
}

const encoding = fc.record({
  crlf: fc.integer({ min: 0, max: 7 }).map((value) => value === 0),
  bom: fc.integer({ min: 0, max: 7 }).map((value) => value === 0),
  isEnded: fc.integer({ min: 0, max: 5 }).map((value) => value > 0),
});

const file = fc.record({
  shape: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...SHAPES.slice(0, 9)) },
    fc.constantFrom(...SHAPES.slice(9)),
  ),
  entries: fc.array(entry, { minLength: 1, maxLength: 6 }),
  encoding,
  isRenamed: fc.integer({ min: 0, max: 9 }).map((value) => value === 0),
  isShown: fc.integer({ min: 0, max: 19 }).map((value) => value > 0),
});

function encoded(
  text: string,
  { crlf, bom, isEnded }: typeof encoding extends fc.Arbitrary<infer T> ? T : never,
): string {
  const ended = isEnded ? text : text.replace(/\n$/, '');
  return `${bom ? '\uFEFF' : ''}${crlf ? ended.replaceAll('\n', '\r\n') : ended}`;
}

export const pullRequest: fc.Arbitrary<PullRequest> = fc
  .record({
    files: fc.uniqueArray(file, { minLength: 1, maxLength: 4, selector: ({ shape }) => shape.path }),
    autocrlf: fc.integer({ min: 0, max: 3 }).map((value) => value === 0),
    most: fc.constantFrom(30, 30, 2),
  })
  .map(({ files, autocrlf, most }) => {
    const trees: Record<Side, Record<string, string>> = { parting: {}, head: {}, base: {} };
    const withoutPatch = new Set<string>();
    for (const { shape, entries, encoding: how, isRenamed, isShown } of files) {
      for (const side of SIDES) {
        for (const [path, text] of Object.entries(textOf(shape, entries, side))) {
          // The place of some kinds depends on their name alone.
          const name = side === 'head' && isRenamed && path === 'pod.yaml' ? 'renamed/pod.yaml' : path;
          trees[side][name] = encoded(text, path === shape.path ? how : { crlf: false, bom: false, isEnded: true });
          if (!isShown) withoutPatch.add(name);
        }
      }
    }
    return { ...trees, autocrlf, withoutPatch, most };
  });
