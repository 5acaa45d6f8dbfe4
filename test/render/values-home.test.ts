import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { field } from '../../src/base/json.ts';
import type { Use } from '../../src/manifests/model/use.ts';
import { applyEdits, rewrite } from '../../src/manifests/rewrite.ts';
import { sourceFile } from '../../src/manifests/source/source.ts';
import { parseYaml } from '../../src/manifests/yaml/documents.ts';
import type { ValueKey } from '../../src/render/traced-chart.ts';
import { slotIn } from '../../src/render/values-home.ts';

const KEYS = ['image', 'web', 'store', 'sidecar', 'global'] as const;
const key = fc.constantFrom(...KEYS);
const { tree } = fc.letrec<{ tree: unknown; map: unknown }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, fc.constantFrom('x', 1, true, null, 'two\nlines\n', ['a', 'b']), tie('map')),
  map: fc.dictionary(key, tie('tree'), { maxKeys: 3 }),
}));
const values = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 });

function whole(path: readonly string[]): ValueKey {
  const slot = { file: '', start: 0, end: 0, writes: 'name', before: '', after: '', tail: '' } as const;
  return { path, value: '', slot };
}

/** The values with another one set, as a chart merges them. */
function withSet(node: unknown, [first = '', ...rest]: readonly string[], value: string): unknown {
  const before = typeof node === 'object' && node !== null && !Array.isArray(node) ? node : {};
  return { ...before, [first]: rest.length === 0 ? value : withSet(field(before, first), rest, value) };
}

it('keys that are added to values leave all others as they are, whatever stands around them', () => {
  const style = fc.record({
    indent: fc.constantFrom(2, 4),
    crlf: fc.boolean(),
    end: fc.constantFrom('', '# below\n', '\nother: 1\n'),
  });
  const paths = fc.uniqueArray(fc.tuple(key, key, fc.constantFrom('registry', 'repository')), {
    minLength: 1,
    maxLength: 3,
    selector: (path) => path.join('.'),
  });
  let written = 0;
  fc.assert(
    fc.property(values, paths, style, (before, wanted, { indent, crlf, end }) => {
      const document = `spec:\n${' '.repeat(indent)}${stringify(before, { indent, nullStr: '' })
        .trimEnd()
        .replaceAll('\n', `\n${' '.repeat(indent)}`)}\n${end}`;
      const text = crlf ? document.replaceAll('\n', '\r\n') : document;
      const parsed = parseYaml(text);
      const root = parsed.ok ? parsed.documents[0]?.root : undefined;
      if (root?.type !== 'mapping') throw new Error('it is no mapping');
      const home = { file: sourceFile('a.yaml', text), root, prefix: ['spec'] };
      const uses = wanted.flatMap((path): readonly Use[] => {
        const slot = slotIn(home, whole(path));
        if (typeof slot === 'string') return [];
        return [
          {
            file: 'a.yaml',
            line: 1,
            column: 1,
            text: path.join('.'),
            image: 'quay.io/a/b:1',
            kind: 'remote-chart',
            part: 'chart',
            also: [],
            slots: [slot],
          },
        ];
      });
      const { edits, rewritten } = rewrite(uses, () => ({ registry: 'contoso.azurecr.io', repository: 'a/b' }));
      const after = parse(applyEdits(text, edits));
      written += edits.length;
      const moved = rewritten.map(({ use }) => ['spec', ...use.text.split('.')]);
      const expected = moved.reduce((node, path) => withSet(node, path, 'contoso.azurecr.io/a/b'), parse(text));
      expect(after).toEqual(expected);
    }),
    { numRuns: 300 },
  );
  // Most are written: the law is not one of what is left alone.
  expect(written).toBeGreaterThan(200);
});
