import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewrite } from '../../src/manifests/rewrite.ts';
import { arbitraryTree, BEGINNINGS, SAMPLE_PATHS } from './generated.ts';
import { checkPlaces, checkRewrite, checkSkipping, checkSlots, moveOf, rewritten, scanned, type Tree } from './laws.ts';

function checkLaws(tree: Tree): void {
  checkRewrite(tree, scanned(tree));
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
    const tree = readTree(root);
    checkSkipping(tree, scanned(tree));
  });
});

it.skipIf(existsSync(GOLD))('laws over gold (skipped: ../shared/gold is not there)', () => {});

describe('laws over generated manifests of every kind', () => {
  it('only the image changes; complete; idempotent; meaning', () => {
    fc.assert(fc.property(arbitraryTree, checkLaws), { numRuns: 400 });
  });

  it('the pre-filter loses nothing', () => {
    fc.assert(
      fc.property(arbitraryTree, (tree) => checkSkipping(tree, scanned(tree))),
      { numRuns: 150 },
    );
  });

  it('every use and every slot stands where it says', () => {
    fc.assert(
      fc.property(arbitraryTree, (tree) => {
        checkPlaces(tree, scanned(tree));
        checkSlots(tree, scanned(tree));
      }),
      { numRuns: 150 },
    );
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

const LARGE = 3_000_000;
/** Of every kind of file: what takes more than linear time would not end with that much either. */
const LONG_LINE = 1_000_000;
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

  it.each(HOSTILE.slice(0, 3))('3 MB: %s', (_name, make) => {
    scanned(new Map([['pod.yaml', `apiVersion: v1\nkind: Pod\n${make(LARGE)}`]]));
    scanned(new Map([['pod.json', make(LARGE)]]));
  });

  it.each(Object.entries(BEGINNINGS))('1 MB on one line, of one shape: %s', (path, beginning) => {
    scanned(new Map([[path, beginning + 'a'.repeat(LONG_LINE)]]));
  });

  it.each(Object.entries(BEGINNINGS))('120 KB on one line, of many shapes: %s', (path, beginning) => {
    for (const piece of ['a.b/', '"nginx", ', '{{', '${a:-', '$(', '\\"', ' ', '/', '[', '(', "'", '@sha256:', '&a ']) {
      scanned(new Map([[path, `${beginning}${piece.repeat(120_000 / piece.length)} x`]]));
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
