import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startScan } from '../../src/manifests/scan.ts';
import { scanFiles, scanText, scanTree } from '../../src/manifests/tree.ts';

const POD = 'apiVersion: v1\nkind: Pod\nspec: {containers: [{image: a/b:1}]}\n';

describe('a scan', () => {
  it('uses the kinds that it is given', () => {
    const scan = startScan([]);
    scan.add('a.yaml', POD);
    expect(scan.finish().uses).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'kustomization.yaml',
      { 'kustomization.yaml': 'resources: [app, a.yaml, dir, gone.yaml, other.tf, "https://x.example/a"]' },
      ['app', 'other.tf'],
    ],
    [
      'kustomization.yaml',
      { 'kustomization.yaml': 'patches: [{path: p.txt}]\ncomponents: [c]\ntransformers: [t.x]' },
      ['c', 'p.txt', 't.x'],
    ],
    ['compose.yaml', { 'compose.yaml': 'include: [a.txt, b.yaml, "oci://x/y"]\nservices: {a: {image: b}}' }, ['a.txt']],
    [
      'compose.yaml',
      { 'compose.yaml': 'services: {a: {extends: {file: c.txt, service: b}}, b: {image: c}}' },
      ['c.txt'],
    ],
    [
      'compose.yaml',
      {
        'compose.yaml': 'services: {a: {build: {context: dir, dockerfile: app.image}}, b: {build: dir}, c: {build: .}}',
      },
      ['dir/app.image'],
    ],
  ])('tells of what %s names by no name of a manifest: %j', (name, files, expected) => {
    const texts = { 'a.yaml': POD, 'dir/kustomization.yaml': 'resources: [b.yaml]', 'dir/b.yaml': POD, ...files };
    const blobs = Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
    const { unseen } = scanFiles(blobs);
    const told = unseen.filter(({ type }) => type === 'file');
    expect(told.map(({ file }) => file)).toEqual(expected);
    expect(told.map(({ source }) => source)).toEqual(expected.map((file) => `${file}, which ${name} names`));
  });

  it('tells of a document that does not parse, with its line, and reads the others', () => {
    const { uses, warnings } = scanText(`${POD}---\nimage: b\n c: [\n---\n${POD}`);
    expect(uses.map(({ line }) => line)).toEqual([3, 10]);
    expect(warnings).toEqual([{ file: '-', line: 6, reason: expect.any(String) }]);
  });

  it('passes definitions of kinds over', () => {
    expect(
      scanText(`apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {a: [\n---\n${POD}`).uses,
    ).toHaveLength(1);
  });
});

describe('an object that says in a text that it defines a kind', () => {
  const SCHEMA = 'kind: CustomResourceDefinition';
  it.each([
    ['within quotes', `x: "\n${SCHEMA}\n"\n${POD}`],
    ['within brackets', `x: [\n${SCHEMA}\n]\n${POD}`],
    ['behind a break of lines that is none to us', `# why\u2028x: "\n${SCHEMA}\n"\n${POD}`],
    ['in a key', `? "\n${SCHEMA}\n"\n: x\n${POD}`],
  ])('is read: %s', (_name, text) => {
    expect(scanText(text).uses.map(({ image }) => image)).toEqual(['docker.io/a/b:1']);
  });
});

describe('comments that say what to ignore', () => {
  it.each([
    ['on the line', 'spec:\n  containers:\n  - image: a/b:1 # acr-artifact-cache: ignore why', 'why'],
    ['above it', 'spec:\n  containers:\n  # acr-artifact-cache: ignore why\n  - image: a/b:1', 'why'],
    ['for the file', '# acr-artifact-cache: ignore-file all\nspec:\n  containers:\n  - image: a/b:1', 'all'],
    ['elsewhere', 'spec: # acr-artifact-cache: ignore why\n  containers:\n  - image: a/b:1', undefined],
    ['without a reason', 'spec:\n  containers:\n  - image: a/b:1 # acr-artifact-cache: ignore', undefined],
    ['in a text', 'spec:\n  containers:\n  - image: a/b:1\n    name: "acr-artifact-cache: ignore why"', undefined],
  ])('%s', (_name, spec, reason) => {
    const { uses } = scanText(`apiVersion: v1\nkind: Pod\n${spec}\n`);
    expect(uses.map(({ ignored }) => ignored)).toEqual([reason]);
  });

  it('tells of one without a reason', () => {
    const { warnings } = scanText(`${POD}# acr-artifact-cache: ignore\n`);
    expect(warnings).toEqual([{ file: '-', line: 4, reason: expect.stringContaining('no reason') }]);
  });
});

describe('a tree', () => {
  const root = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-tree-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'deploy/node_modules/x'), { recursive: true });
  writeFileSync(join(root, 'deploy/pod.yaml'), POD);
  writeFileSync(join(root, 'deploy/node_modules/x/pod.yaml'), POD);
  writeFileSync(join(root, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
  writeFileSync(join(root, 'rendered.out'), POD);
  symlinkSync(join(root, 'deploy/pod.yaml'), join(root, 'link.yaml'));
  const all = { root, include: [], exclude: [], git: false };

  it('is read without links and dependencies, what is unreadable is told, and texts are kept', () => {
    const progress: number[] = [];
    const { uses, warnings, texts } = scanTree({ ...all, onProgress: ({ read }) => progress.push(read) });
    expect(uses.map(({ file }) => file)).toEqual(['deploy/pod.yaml']);
    expect(warnings).toEqual([{ file: 'latin.yaml', line: 1, reason: 'not read: it is not UTF-8 text' }]);
    expect([...texts.keys()]).toEqual(['deploy/pod.yaml']);
    expect(progress).toEqual([1, 2, 3]);
  });

  it.skipIf(process.getuid?.() === 0)('tells of a file that may not be read (skipped for root, who may)', () => {
    writeFileSync(join(root, 'secret.yaml'), POD);
    chmodSync(join(root, 'secret.yaml'), 0);
    expect(scanTree({ ...all, include: ['secret.yaml'] }).warnings[0]?.reason).toBe('not read: permission denied');
  });

  it('is narrowed by globs', () => {
    expect(scanTree({ ...all, include: ['**/*.yml'] }).filesRead).toBe(0);
    expect(scanTree({ ...all, exclude: ['deploy/**'] }).uses).toEqual([]);
  });

  it('may be one file of any name', () => {
    expect(scanTree({ ...all, root: join(root, 'rendered.out') }).uses).toHaveLength(1);
  });

  it('that is not there is a mistake of the user', () => {
    expect(() => scanTree({ ...all, root: join(root, 'nowhere') })).toThrow('does not exist');
  });

  it('may come from git', async () => {
    const blobs = [
      { path: 'pod.yaml', bytes: Buffer.from(POD) },
      { path: 'picture.png', bytes: Buffer.from([0xff]) },
    ];
    expect((await scanFiles(blobs)).filesRead).toBe(1);
  });
});
