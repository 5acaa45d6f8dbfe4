import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf, parseReference } from '../../src/images/reference.ts';
import { KINDS } from '../../src/manifests/kinds.ts';
import type { Use } from '../../src/manifests/model/use.ts';
import { applyEdits, type Edit, type Move, type Rewrite, rewrite } from '../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../src/manifests/scan.ts';
import { parseDocuments } from '../../src/manifests/yaml/documents.ts';
import type { YamlNode } from '../../src/manifests/yaml/nodes.ts';
import { arbitraryTree, BEGINNINGS, SAMPLE_PATHS } from './generated.ts';

type Tree = ReadonlyMap<string, string>;

const ACR = 'contoso.azurecr.io';

function scanned(tree: Tree, skips = true): ScanResult {
  const scan = startScan(KINDS, skips);
  for (const [path, text] of tree) if (scan.wants(path)) scan.add(path, text);
  return scan.finish();
}

/** Every image goes to the registry, except those that are there. */
function moveOf({ image }: Use): Move | undefined {
  const reference = image === null ? undefined : parseReference(image);
  if (reference === undefined || reference.registry === ACR) return undefined;
  // A repository has no port, and no brackets of an address.
  const repository = nameOf(reference)
    .replaceAll(/[^a-z0-9./_-]+/g, '-')
    .replace(/^-/, '');
  return { registry: ACR, repository };
}

function byFile(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  const grouped = new Map<string, Edit[]>();
  for (const edit of edits) grouped.set(edit.file, [...(grouped.get(edit.file) ?? []), edit]);
  return grouped;
}

function rewritten(tree: Tree, { edits }: Rewrite): Tree {
  const grouped = byFile(edits);
  return new Map([...tree].map(([path, text]) => [path, applyEdits(text, grouped.get(path) ?? [])]));
}

/** The text without what the edits replaced, and the new text without what they wrote: must be the same characters. */
function checkOnlyImagesChange(tree: Tree, { edits }: Rewrite): void {
  for (const [path, ofFile] of byFile(edits)) {
    const before = tree.get(path) ?? '';
    const after = applyEdits(before, ofFile);
    let end = 0;
    let shift = 0;
    for (const edit of ofFile) {
      expect(edit.start, `${path}: edits overlap`).toBeGreaterThanOrEqual(end);
      expect(after.slice(end + shift, edit.start + shift)).toBe(before.slice(end, edit.start));
      expect(edit.text, `${path}: more than an image is written`).not.toMatch(/[\r\n].*[\r\n]|["'#{}]/);
      shift += edit.text.length - (edit.end - edit.start);
      end = edit.end;
    }
    expect(after.slice(end + shift)).toBe(before.slice(end));
  }
}

/** Whoever reads the result finds every moved image in the registry, and moves nothing more. */
function checkCompleteAndIdempotent(after: Tree, { unwritten }: Rewrite): void {
  const again = scanned(after);
  const left = again.uses.filter((use) => moveOf(use) !== undefined && use.overriddenBy === undefined);
  const known = new Set(unwritten.map(({ use }) => use.image));
  expect(left.filter(({ image }) => !known.has(image)).map(describeUse)).toEqual([]);
  expect(rewrite(again.uses, moveOf).edits).toEqual([]);
}

/** Scalars in their order, with where they stand. */
function scalarsOf(text: string): readonly (readonly [number, string])[] {
  const found: (readonly [number, string])[] = [];
  const visit = (node: YamlNode): void => {
    if (node.type === 'scalar') found.push([node.start, node.value]);
    else if (node.type === 'sequence') node.items.forEach(visit);
    else if (node.type === 'mapping')
      for (const { key, value } of node.entries) {
        visit(key);
        visit(value);
      }
  };
  for (const { root } of parseDocuments(text).documents) visit(root);
  return found;
}

/** Parsed, exactly the edited scalars differ; a field that is inserted adds a key and its value. */
function checkMeaning(tree: Tree, { edits }: Rewrite): void {
  for (const [path, ofFile] of byFile(edits)) {
    if (!/\.ya?ml$/.test(path)) continue;
    const before = tree.get(path) ?? '';
    const scalars = scalarsOf(before);
    const others = scalarsOf(applyEdits(before, ofFile));
    const inserted = ofFile.filter(({ text }) => /^(?:[\r\n]|, )/.test(text)).length;
    expect(others.length, `${path}: scalars`).toBe(scalars.length + 2 * inserted);
    if (inserted > 0) continue;
    const differing = scalars.filter(([, value], index) => others[index]?.[1] !== value);
    const unedited = differing.filter(
      ([start], index) =>
        !ofFile.some((edit) => edit.start >= start && edit.start <= (differing[index + 1]?.[0] ?? before.length)),
    );
    expect(unedited, `${path}: scalars that nobody edited`).toEqual([]);
    expect(differing.length).toBeLessThanOrEqual(ofFile.length);
  }
}

function describeUse({ file, line, column, text, image }: Use): string {
  return `${file}:${line}:${column} ${text} ${image}`;
}

function checkLaws(tree: Tree): void {
  const result = scanned(tree);
  const outcome = rewrite(result.uses, moveOf);
  checkOnlyImagesChange(tree, outcome);
  checkMeaning(tree, outcome);
  checkCompleteAndIdempotent(rewritten(tree, outcome), outcome);
}

/** Lines and columns are those of an editor: line ends of Unicode and marks of the byte order count as characters. */
function checkPlaces(tree: Tree): void {
  for (const { file, line, column, text } of scanned(tree).uses) {
    const lines = (tree.get(file) ?? '').replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
    const rest = [lines[line - 1]?.slice(column - 1), ...lines.slice(line)].join('\n');
    // Of two dollars of a Dockerfile in a Compose file one is told.
    expect(rest.replaceAll('$$', '$').startsWith(text.replaceAll(/\r\n?/g, '\n')), `${file}:${line}:${column}`).toBe(
      true,
    );
  }
}

function checkSkipping(tree: Tree): void {
  expect(scanned(tree).uses).toEqual(scanned(tree, false).uses);
}

function readTree(root: string): Tree {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`;
      return [path.slice(root.length).replace(/^\//, ''), readFileSync(path, 'utf8')];
    }),
  );
}

const GOLD = fileURLToPath(new URL('../../../shared/gold/files', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../fixtures/manifests', import.meta.url));
const TREES = [
  ['the fixtures', FIXTURES],
  ...(existsSync(GOLD) ? readdirSync(GOLD).map((name) => [`gold: ${name}`, `${GOLD}/${name}`] as const) : []),
] as const;

describe.each(TREES)('laws over %s', (_name, root) => {
  it('only the image changes; complete; idempotent; meaning', () => {
    checkLaws(readTree(root));
  });

  it('the pre-filter loses nothing', () => {
    checkSkipping(readTree(root));
  });
});

it.skipIf(existsSync(GOLD))('laws over gold (skipped: ../shared/gold is not there)', () => {});

describe('laws over generated manifests of every kind', () => {
  it('only the image changes; complete; idempotent; meaning', () => {
    fc.assert(fc.property(arbitraryTree, checkLaws), { numRuns: 400 });
  });

  it('the pre-filter loses nothing', () => {
    fc.assert(fc.property(arbitraryTree, checkSkipping), { numRuns: 150 });
  });

  it('every use stands where it says', () => {
    fc.assert(fc.property(arbitraryTree, checkPlaces), { numRuns: 150 });
  });

  it('every generated image is found', () => {
    fc.assert(
      fc.property(arbitraryTree, (tree) => {
        const images = scanned(tree).uses.map(({ image }) => image);
        for (const text of tree.values()) {
          const written = /@@(\S+)@@/.exec(text)?.[1];
          if (written !== undefined) expect(images).toContain(written);
        }
        // This stands in comments only.
        expect(images).not.toContain('docker.io/not/this:1');
      }),
      { numRuns: 150 },
    );
  });
});

describe('no input makes a scanner throw', () => {
  it('any text under any name', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        'apiVersion: v1\n',
        'kind: Pod\n',
        'image: ',
        'spec:\n  ',
        '- ',
        '{{',
        '}}',
        '${',
        '---\n',
        '[',
        '{',
        '"',
        "'",
        '\t',
        '\r\n',
        '|\n  ',
        '&a ',
        '*a',
        'FROM ',
        'services:\n',
        '@sha256:',
      ),
    );
    const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLE_PATHS), texts, (path, text) => {
        const tree = new Map([[path, text]]);
        const { uses } = scanned(tree);
        rewritten(tree, rewrite(uses, moveOf));
      }),
      { numRuns: 600 },
    );
  });

  it('parts of real manifests, cut anywhere', () => {
    fc.assert(
      fc.property(arbitraryTree, fc.nat(), fc.nat(), (tree, from, length) => {
        scanned(
          new Map(
            [...tree].map(([path, text]) => [
              path,
              text.slice(from % text.length, (from % text.length) + (length % text.length)),
            ]),
          ),
        );
      }),
      { numRuns: 200 },
    );
  });
});

const LARGE = 10_000_000;
const HOSTILE: readonly (readonly [string, (units: number) => string])[] = [
  ['one line of words', (units) => `image: ${'a'.repeat(units)}`],
  ['one line of names', (units) => `image: ${'a.b/'.repeat(units / 4)}`],
  ['one line of items', (units) => `{"apiVersion": "v1", "image": [${'"nginx", '.repeat(units / 9)}`],
  ['brackets', (units) => '['.repeat(units)],
  ['braces', (units) => '{{'.repeat(units / 2)],
  ['dollars', (units) => '${a:-'.repeat(units / 5)],
  ['quotes', (units) => '\\"'.repeat(units / 2)],
  ['spaces', (units) => `image:${' '.repeat(units)}x`],
  ['lines', (units) => 'image: a/b:1\n'.repeat(units / 13)],
  ['margins', (units) => `a:\n  b: [\n${'x,\n'.repeat(units / 3)}]\n`],
  ['documents', (units) => '---\n'.repeat(units / 4)],
  ['pairs', (units) => `image = ${'[]'.repeat(units / 2)}`],
  ['arguments', (units) => `FROM a\nARG A=a\n${'ARG A=$A$A\n'.repeat(units / 11)}FROM $A\n`],
  ['mapped documents', (units) => '---\nimage: a\n'.repeat(units / 13)],
  ['blocks', (units) => Array.from({ length: Math.sqrt(units) }, (_, depth) => `${' '.repeat(depth)}a: |`).join('\n')],
];

describe('hostile inputs end', () => {
  it.each(HOSTILE)('%s, under every name', (_name, make) => {
    for (const path of SAMPLE_PATHS) scanned(new Map([[path, make(20_000)]]));
  });

  it.each(HOSTILE.slice(0, 3))('10 MB: %s', (_name, make) => {
    scanned(new Map([['pod.yaml', `apiVersion: v1\nkind: Pod\n${make(LARGE)}`]]));
    scanned(new Map([['pod.json', make(LARGE)]]));
  });

  it.each(Object.entries(BEGINNINGS))('10 MB on one line, of one shape: %s', (path, beginning) => {
    scanned(new Map([[path, beginning + 'a'.repeat(LARGE)]]));
  });

  it.each(Object.entries(BEGINNINGS))('250 KB on one line, of many shapes: %s', (path, beginning) => {
    for (const piece of ['a.b/', '"nginx", ', '{{', '${a:-', '$(', '\\"', ' ', '/', '[', '(', "'", '@sha256:', '&a ']) {
      scanned(new Map([[path, `${beginning}${piece.repeat(250_000 / piece.length)} x`]]));
    }
  });

  it.each([
    ['pairs', 'main.tf'],
    ['arguments', 'Dockerfile'],
    ['margins', 'pod.yaml'],
  ])('1 MB: %s in %s', (name, path) => {
    const make = HOSTILE.find(([known]) => known === name)?.[1];
    scanned(new Map([[path, make?.(1_000_000) ?? '']]));
  });

  it('100,000 nested brackets are told of', () => {
    const { warnings } = scanned(new Map([['a.yaml', `apiVersion: v1\nkind: Pod\nimage: ${'['.repeat(100_000)}`]]));
    expect(warnings).toEqual([{ file: 'a.yaml', line: 3, reason: expect.stringContaining('nesting exceeded') }]);
  });
});
