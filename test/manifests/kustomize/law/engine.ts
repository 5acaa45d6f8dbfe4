import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { mergeDelivery } from '../../../../scripts/meaning/delivery.ts';
import { targetsIn, textAt } from '../../../../scripts/meaning/discovery.ts';
import { type Engines, run } from '../../../../scripts/meaning/engines.ts';
import { baseName } from '../../../../src/manifests/source/paths.ts';
import { TRANSFORMERS, type Tree, UNSEEN } from './trees.ts';

/** What kustomize makes of a folder, or why it refuses it. */
export type Built = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly reason: string };

/** What stands in for what is elsewhere: the same before and after. */
const ELSEWHERE: Tree = {
  'unseen/kustomization.yaml': 'namePrefix: unseen-\nresources: [web.yaml]\n',
  'unseen/web.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n${[
    'nginx:9',
    'quay.io/a/b:9',
    'docker.io/library/nginx:9',
    'a/b:9',
  ]
    .map((image, index) => `  - {name: c${index}, image: "${image}"}\n`)
    .join('')}`,
};

/** Trees side by side in one folder, of which kustomize builds many with one start. */
export class Builds {
  readonly #engines: Engines;
  readonly #root = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-law-'));

  constructor(engines: Engines) {
    this.#engines = engines;
  }

  remove(): void {
    rmSync(this.#root, { recursive: true });
  }

  /**
   * Writes a tree, and a copy of it for each object of Flux or Argo CD that builds one of its folders with more.
   * @returns the folders that there are to build
   */
  add(name: string, tree: Tree): readonly string[] {
    for (const [path, text] of Object.entries({ ...tree, ...ELSEWHERE })) {
      const file = join(this.#root, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text.replaceAll(UNSEEN, '../unseen'));
    }
    return targetsIn(join(this.#root, name), Object.keys(tree)).flatMap((target, index) => {
      switch (target.engine) {
        case 'kustomize':
          return isBuiltAlone(tree, target.folder) ? [`${name}/${target.folder}`] : [];
        case 'flux':
        case 'argo': {
          const copy = `${name}-${index}`;
          cpSync(join(this.#root, name), join(this.#root, copy), { recursive: true });
          mergeDelivery(join(this.#root, copy), target);
          return [`${copy}/${target.folder}`];
        }
        default:
          return [];
      }
    });
  }

  /**
   * What kustomize makes of each folder. Each is built in a namespace of its own, so that one kustomization can hold them all;
   * what it refuses is taken out, and the others are built once more.
   */
  async render(folders: readonly string[]): Promise<ReadonlyMap<string, Built>> {
    const results = new Map<string, Built>();
    let open = new Map(folders.map((folder) => [folder.replaceAll('/', '-'), folder]));
    while (open.size > 0) {
      const printed = await this.#renderTogether(open);
      if (printed.ok) {
        const outputs = new Map<string, unknown[]>([...open.keys()].map((space) => [space, []]));
        for (const document of loadAll(printed.output))
          outputs.get(textAt(document, 'metadata', 'namespace') ?? '')?.push(document);
        for (const [space, folder] of open) {
          const documents = (outputs.get(space) ?? []).map((document) => JSON.stringify(document));
          results.set(folder, { ok: true, output: documents.join('\n---\n') });
        }
        return results;
      }
      const refused = /accumulating resources from '([^/']+)'/.exec(printed.reason)?.[1] ?? '';
      const folder = open.get(refused);
      if (folder === undefined) throw new Error(`kustomize does not say which it refuses: ${printed.reason}`);
      results.set(folder, printed);
      open = new Map([...open].filter(([space]) => space !== refused));
    }
    return results;
  }

  #renderTogether(folders: ReadonlyMap<string, string>): Promise<Built> {
    const together = join(this.#root, 'together');
    rmSync(together, { recursive: true, force: true });
    const kustomizations = {
      '': `resources: ${JSON.stringify([...folders.keys()])}\n`,
      ...Object.fromEntries(
        [...folders].map(([space, folder]) => [space, `namespace: ${space}\nresources: [../../${folder}]\n`]),
      ),
    };
    for (const [folder, text] of Object.entries(kustomizations)) {
      mkdirSync(join(together, folder), { recursive: true });
      writeFileSync(join(together, folder, 'kustomization.yaml'), text);
    }
    const { kubectl = 'kubectl', helm = 'helm' } = this.#engines;
    const flags = ['--load-restrictor', 'LoadRestrictionsNone', '--enable-helm', '--helm-command', helm];
    return run(kubectl, ['kustomize', ...flags, together], this.#root);
  }
}

/** Components and transformers are built with what names them. */
function isBuiltAlone(tree: Tree, folder: string): boolean {
  return baseName(folder) !== TRANSFORMERS && !tree[`${folder}/kustomization.yaml`]?.includes('kind: Component');
}
