import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameLength } from '../../src/images/reference.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import type { Edit, Rewrite } from '../../src/manifests/rewrite.ts';
import type { TreeScan } from '../../src/manifests/tree.ts';
import type { CacheRule } from '../../src/rules/rule.ts';
import { classifyByRules, classifyOffline } from '../../src/stages/classes.ts';
import { moveOffline } from '../../src/stages/move.ts';
import { restoreUses } from '../../src/stages/restore.ts';
import type { ClassifiedUse } from '../../src/uses/classes.ts';
import { arbitraryTree } from '../manifests/generated.ts';
import { rewritten, scanned, type Tree } from '../manifests/laws.ts';

const OWNER = { owner: undefined };

function inputsWith(given: Readonly<Record<string, string>>) {
  return readInputs((name) => ({ registry: 'contoso', ...given })[name] ?? '', {});
}

function scanOf(tree: Tree): TreeScan {
  return { ...scanned(tree), filesRead: tree.size, texts: tree, blobs: new Map<string, string>() };
}

function applied(tree: Tree, edits: readonly Edit[]): Tree {
  const outcome: Rewrite = { rewritten: [], unwritten: [], edits };
  return rewritten(tree, outcome);
}

/** The tree moved to the registry and back. */
function thereAndBack(tree: Tree, given: Readonly<Record<string, string>>, rules?: readonly CacheRule[]) {
  const inputs = inputsWith(given);
  const there = moveOffline(
    scanOf(tree),
    inputs,
    inputs.registry ?? { name: '', loginServer: '', given: 'name' },
    OWNER,
  );
  const moved = applied(tree, there.edits);
  const scan = scanOf(moved);
  const uses = rules === undefined ? classifyOffline(scan, inputs, OWNER) : classifyByRules(scan, rules, inputs, OWNER);
  const back = restoreUses(uses, inputs.includeTests);
  return { there, moved, back, restored: applied(moved, back.rewrite.edits) };
}

/** What the uses of a tree mean, in their order. */
function meanings(tree: Tree): readonly string[] {
  return scanned(tree).uses.map(({ file, kind, image, text }) => `${file} ${kind} ${image ?? text}`);
}

function nameIn(meaning: string): string {
  return meaning.slice(0, nameLength(meaning));
}

/** Each folder of fixtures by itself, and the labelled trees where they are beside this one. */
const GOLD = '../shared/gold/files';
const rootsIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : []);
const FIXTURES = rootsIn('test/fixtures');

function readTree(root: string): Tree {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`;
      return [path.slice(root.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

const POD = (...images: readonly string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n${images.map((image, index) => `    - {name: c${index}, image: "${image}"}\n`).join('')}`;

const cacheRule = (source: string, target: string): CacheRule => ({
  name: target.replaceAll(/\W/g, '-'),
  source,
  target,
  state: 'Succeeded',
});

describe('restore is the inverse of rewrite', () => {
  it.each([
    ['the fixtures and the labelled trees, with the templates as they are', {}, [...FIXTURES, ...rootsIn(GOLD)]],
    [
      'the fixtures, with templates of another form',
      { target: 'mirror/{registry}/{repository}', 'wildcard-target': 'all/{registry}/*' },
      FIXTURES,
    ],
  ])('over %s', (_, given, roots) => {
    let moved = 0;
    for (const root of roots) {
      const tree = readTree(root);
      const { there, back, restored } = thereAndBack(tree, { ...given, 'include-tests': 'true' });
      moved += there.rewritten.length;
      expect(back.rewrite.rewritten.length).toBeGreaterThanOrEqual(there.rewritten.length);
      expect(meanings(restored)).toEqual(meanings(tree));
    }
    expect(moved).toBeGreaterThan(200);
  });

  it('over generated manifests', () => {
    fc.assert(
      fc.property(arbitraryTree, (tree) => {
        const { restored } = thereAndBack(tree, {});
        // A generated name may have a tag where no tool looks for one; what is written is the name.
        expect(meanings(restored).map(nameIn)).toEqual(meanings(tree).map(nameIn));
      }),
      { numRuns: 150 },
    );
  });

  it('by targets of single images, and by rules where these say otherwise', () => {
    const tree: Tree = new Map([['app.yaml', POD('nginx:1.29', 'quay.io/acme/app:1')]]);
    const named = thereAndBack(tree, { targets: 'docker.io/library/nginx=base/nginx' });
    expect(named.moved.get('app.yaml')).toContain('"contoso.azurecr.io/base/nginx:1.29"');
    expect(named.restored.get('app.yaml')).toBe(POD('docker.io/library/nginx:1.29', 'quay.io/acme/app:1'));

    const moved: Tree = new Map([
      [
        'app.yaml',
        POD('contoso.azurecr.io/web:1', 'contoso.azurecr.io/any/quay.io/acme/app:1', 'contoso.azurecr.io/ours:2'),
      ],
    ]);
    const rules = [cacheRule('docker.io/library/nginx', 'web'), cacheRule('quay.io/*', 'any/quay.io/*')];
    const { restored, back } = thereAndBack(moved, {}, rules);
    expect(restored.get('app.yaml')).toBe(
      POD('docker.io/library/nginx:1', 'quay.io/acme/app:1', 'contoso.azurecr.io/ours:2'),
    );
    expect(back.left.map(({ use, reason }: { use: ClassifiedUse; reason: string }) => [use.text, reason])).toEqual([
      ['contoso.azurecr.io/ours:2', 'no cache rule is known for it'],
    ]);
  });

  it('and leaves what is ignored, and what only tests read unless that is asked for', () => {
    const image = 'contoso.azurecr.io/quay.io/acme/app:1';
    const tree: Tree = new Map([
      ['app.yaml', `${POD(image).trimEnd()} # acr-artifact-cache: ignore a reason\n`],
      ['testdata/app.yaml', POD(image)],
    ]);
    const { restored, back } = thereAndBack(tree, {});
    expect(restored).toEqual(tree);
    expect(back.left.map(({ use }) => use.file)).toEqual(['app.yaml', 'testdata/app.yaml']);
    const all = thereAndBack(tree, { 'include-tests': 'true' }).restored;
    expect(all.get('testdata/app.yaml')).toBe(POD('quay.io/acme/app:1'));
  });
});
