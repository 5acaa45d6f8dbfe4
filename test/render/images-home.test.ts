import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { field } from '../../src/base/json.ts';
import type { Use } from '../../src/manifests/model/use.ts';
import { applyEdits, rewrite } from '../../src/manifests/rewrite.ts';
import { sourceFile } from '../../src/manifests/source/source.ts';
import { parseYaml } from '../../src/manifests/yaml/documents.ts';
import { entrySlot, postRenderersHome } from '../../src/render/images-home.ts';
import { mappingAt } from '../../src/render/objects.ts';
import { slotIn } from '../../src/render/values-home.ts';

const NAMES = ['busybox', 'ghcr.io/acme/web', 'localhost:5000/web', '1234', 'true'] as const;

const image = fc.record({ name: fc.constantFrom('quay.io/a/b', 'c'), newTag: fc.constantFrom('1', '2') });
const images = fc.array(image, { minLength: 1, maxLength: 2 });
const kustomize = fc.oneof(
  fc.record({ images }),
  fc.record({ patches: fc.constant([{ patch: '- op: remove\n  path: /spec/a\n' }]) }),
  fc.record({ images, patches: fc.constant([{ patch: 'a: 1\n', target: { kind: 'Pod' } }]) }),
);
const renderers = fc.option(fc.array(fc.record({ kustomize }), { minLength: 1, maxLength: 2 }), { nil: undefined });

/** What the list is with more entries: in the last kustomize that has images, else the last, else one of its own. */
function withEntries(before: unknown, entries: readonly unknown[]): unknown {
  const items: readonly unknown[] = Array.isArray(before) ? before : [];
  if (items.length === 0) return [{ kustomize: { images: entries } }];
  const imagesOf = (item: unknown) => field(field(item, 'kustomize'), 'images');
  const last = items.findLastIndex((item) => imagesOf(item) !== undefined);
  const at = last === -1 ? items.length - 1 : last;
  return items.map((item, index) => {
    const known = imagesOf(item);
    const inner = field(item, 'kustomize');
    return index === at
      ? { kustomize: { ...Object(inner), images: [...(Array.isArray(known) ? known : []), ...entries] } }
      : item;
  });
}

it('entries that are added to images leave all else as it is, in the style of what stands there', () => {
  const style = fc.record({
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    crlf: fc.boolean(),
    rest: fc.constantFrom({}, { interval: '5m' }, { values: { a: [1, 2], b: 'two\nlines\n' } }),
    isLast: fc.boolean(),
    end: fc.constantFrom('', '# below\n', '---\nkind: Other\n'),
    hasLineEnd: fc.boolean(),
    withValue: fc.boolean(),
  });
  const names = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      renderers,
      names,
      style,
      (before, wanted, { indent, indentSeq, crlf, rest, isLast, end, hasLineEnd, withValue }) => {
        const own = before === undefined ? {} : { postRenderers: before };
        const spec = isLast ? { chart: 'x', ...rest, ...own } : { chart: 'x', ...own, ...rest };
        const document = `${stringify({ kind: 'HelmRelease', spec }, { indent, indentSeq })}${end}`;
        const whole = hasLineEnd ? document : document.trimEnd();
        const text = crlf ? whole.replaceAll('\n', '\r\n') : whole;
        const parsed = parseYaml(text);
        const root = parsed.ok ? mappingAt(parsed.documents[0]?.root) : undefined;
        const at = mappingAt(root, 'spec');
        if (root === undefined || at === undefined) throw new Error('it is no mapping');
        const home = postRenderersHome(sourceFile('a.yaml', text), root, at);
        if (typeof home === 'string') throw new Error(home);
        const uses = wanted.map((name): Use => {
          const slot = entrySlot(home, name);
          if (typeof slot === 'string') throw new Error(slot);
          return {
            ...{ file: 'a.yaml', line: 1, column: 1, text: name, image: 'quay.io/a/b:1' },
            ...{ kind: 'remote-chart', part: 'chart', also: [], slots: [slot] },
          };
        });
        // Values that are added to the same mapping stand beside them.
        const key = {
          path: ['a1'],
          value: '',
          slot: { file: '', start: 0, end: 0, writes: 'name', before: '', after: '', tail: '' },
        } as const;
        const beside = slotIn({ file: sourceFile('a.yaml', text), root: at, prefix: ['values'] }, key);
        const first = uses[0];
        if (withValue && typeof beside !== 'string' && first !== undefined)
          uses.unshift({ ...first, text: 'value', slots: [beside] });
        const { edits } = rewrite(uses, ({ text: name }) => ({ registry: 'contoso.azurecr.io', repository: name }));
        const after = applyEdits(text, edits);
        const entries = wanted.map((name) => ({ name, newName: `contoso.azurecr.io/${name}` }));
        expect(parse(after.split(/^---/m)[0] ?? '')).toEqual({
          kind: 'HelmRelease',
          spec: {
            ...spec,
            ...(withValue ? { values: { ...Object(field(spec, 'values')), a1: 'contoso.azurecr.io/value' } } : {}),
            postRenderers: withEntries(before, entries),
          },
        });
        // Nothing that stood there is written anew.
        for (const line of text.split(/\r?\n/)) expect(after).toContain(line);
        if (crlf) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
      },
    ),
    { numRuns: 300 },
  );
});
