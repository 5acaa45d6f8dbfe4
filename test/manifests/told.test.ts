import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blobId } from '../../src/io/git/commits.ts';
import { startScan } from '../../src/manifests/scan.ts';
import { mayBeTestPath } from '../../src/manifests/test-paths.ts';
import { ToldFiles } from '../../src/manifests/told.ts';
import { type Blob, type KnownFile, scanFiles } from '../../src/manifests/tree.ts';
import { arbitraryTree } from './generated.ts';
import type { Tree } from './laws.ts';

function blobsOf(tree: Tree): readonly Blob[] {
  return [...tree].map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
}

/** The files of a tree, those that are known not to be read. */
function filesOf(tree: Tree, known: ToldFiles, needsNames: boolean): readonly (Blob | KnownFile)[] {
  return blobsOf(tree).map((blob) => {
    const before = known.get(blob.path, blobId(blob.bytes), needsNames);
    return before === undefined ? blob : { ...before, path: blob.path };
  });
}

function mayHoldTests(tree: Tree): boolean {
  return [...tree.keys()].some(mayBeTestPath);
}

/** What a base tells is the same whether or not it shares what a head told, and so is what the head tells afterwards. */
function checkSharing(head: Tree, base: Tree): void {
  const known = new ToldFiles(blobId);
  const first = scanFiles(blobsOf(head), known);
  const shared = scanFiles(filesOf(base, known, mayHoldTests(base)));
  expect(shared).toEqual(scanFiles(blobsOf(base)));
  expect(scanFiles(filesOf(head, known, mayHoldTests(head)))).toEqual(first);
}

/** A scan tells the same whether or not it was told of the paths, and in whichever order files are added. */
function checkOrders(tree: Tree): void {
  const paths = [...tree.keys()];
  const scanned = (told: boolean, order: (expected: readonly string[]) => readonly string[]) => {
    const scan = startScan();
    const expected = told ? scan.expect(paths) : paths;
    for (const path of order(expected)) if (scan.wants(path)) scan.add(path, tree.get(path) ?? '');
    return scan.finish();
  };
  const untold = scanned(false, (expected) => expected);
  expect(scanned(true, (expected) => expected)).toEqual(untold);
  expect(scanned(true, (expected) => expected.toReversed())).toEqual(untold);
}

/** Some files changed, some gone, some new, some below a folder of tests. */
function changed(tree: Tree): Tree {
  const rename = (path: string, index: number) => (index % 7 === 0 ? `testdata/${path}` : path);
  const texts = [...tree].map(([path, text], index) => [rename(path, index), text, index] as const);
  return new Map(
    texts.flatMap(([path, text, index]) =>
      index % 5 === 1 ? [] : [[path, index % 3 === 0 ? text.replaceAll(/:\d/g, ':9') : text] as const],
    ),
  );
}

const GOLD = fileURLToPath(new URL('../../../shared/gold/files', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../fixtures/manifests', import.meta.url));
const TREES = [
  ['the fixtures', FIXTURES],
  ...(existsSync(GOLD) ? readdirSync(GOLD).map((name) => [`gold: ${name}`, `${GOLD}/${name}`] as const) : []),
] as const;

function treeOf(root: string): Tree {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => `${entry.parentPath}/${entry.name}`);
  return new Map(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

describe('what files told', () => {
  it.each(TREES)('is shared by two trees without a difference: %s', (_name, root) => {
    const tree = treeOf(root);
    checkSharing(tree, changed(tree));
    checkSharing(changed(tree), tree);
    checkOrders(tree);
    checkOrders(changed(tree));
  });

  it('is shared by two generated trees without a difference', () => {
    fc.assert(
      fc.property(arbitraryTree, arbitraryTree, (one, other) => {
        const both = new Map([...one, ...other]);
        checkSharing(both, changed(new Map([...other, ...one])));
        checkOrders(changed(both));
      }),
      { numRuns: 100 },
    );
  });

  const PARENT = 'name: shop\nversion: 1.0.0\ndependencies: [{name: web, version: 1.0.0, repository: ""}]\n';
  const IMAGES = 'image: {registry: quay.io, repository: acme/web, tag: "1"}\n';
  const POD = (registry: string) =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: "${registry}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n`;
  const SHOP = new Map([
    ['Chart.yaml', PARENT],
    ['charts/web/Chart.yaml', 'name: web\nversion: 1.0.0\n'],
    ['charts/web/templates/pod.yaml', POD('{{ .Values.image.registry }}')],
    ['charts/web/values.yaml', IMAGES],
    ['values.yaml', 'web: {image: {repository: acme/site}}\n'],
  ]);

  it.each([
    ['a template of a sub-chart', 'charts/web/templates/pod.yaml', POD('ghcr.io')],
    ['the values of a sub-chart', 'charts/web/values.yaml', IMAGES.replace('quay.io', 'ghcr.io')],
    ['the values of the chart', 'values.yaml', 'web: {image: {repository: acme/shop}}\n'],
    ['a file of values more', 'values-prod.yaml', 'web: {image: {registry: ghcr.io, repository: acme/site}}\n'],
    ['no sub-chart any more', 'charts/web/Chart.yaml', undefined],
  ])('what a chart makes is made anew where the other tree has %s', (_name, path, text) => {
    const other = new Map(SHOP);
    if (text === undefined) other.delete(path);
    else other.set(path, text);
    checkSharing(SHOP, other);
    checkSharing(other, SHOP);
    expect(scanFiles(blobsOf(other)).uses).not.toEqual(scanFiles(blobsOf(SHOP)).uses);
  });

  it('is known by path and content', () => {
    const known = new ToldFiles(blobId);
    const pod = Buffer.from('apiVersion: v1\nkind: Pod\nspec: {containers: [{image: a/b:1}]}\n');
    scanFiles([{ path: 'a.yaml', bytes: pod }], known);
    expect(known.get('a.yaml', blobId(pod), false)?.told.facts).toHaveLength(1);
    expect(known.get('b.yaml', blobId(pod), false)).toBeUndefined();
    expect(known.get('a.yaml', blobId(Buffer.concat([pod, pod])), false)).toBeUndefined();
    // The tree has nothing of tests, so that nobody asked which paths the file names.
    expect(known.get('a.yaml', blobId(pod), true)).toBeUndefined();
  });

  it('is not of what could not be read', () => {
    const known = new ToldFiles(blobId);
    const bytes = Buffer.from([0xff]);
    const { warnings } = scanFiles([{ path: 'a.yaml', bytes }], known);
    expect(warnings).toHaveLength(1);
    expect(known.get('a.yaml', blobId(bytes), false)).toBeUndefined();
  });
});
