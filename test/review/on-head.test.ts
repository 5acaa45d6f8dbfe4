import { describe, expect, it } from 'vitest';
import { addedText } from '../../src/manifests/model/added-keys.ts';
import { applyEdits } from '../../src/manifests/rewrite.ts';
import { onHead } from '../../src/review/on-head.ts';
import { leftOutOfPatch, patchOf } from '../../src/review/patch.ts';
import { rewritten } from './use.ts';

const MERGE = 'new: base\na: nginx\nb: redis # base\nc: busybox\n';
const HEAD = 'a: nginx\nb: redis\nc: busybox\n';
const texts = new Map([['a.yaml', MERGE]]);
const textsOf = () => ({ scanned: MERGE, head: HEAD });

describe('onHead', () => {
  it('gives edits of the head, and tells of a use that stands there otherwise', () => {
    const [nginx, redis] = ['nginx', 'redis'].map((name) => rewritten(texts, name, [['a.yaml', name, `acr/${name}`]]));
    if (nginx === undefined || redis === undefined) throw new Error('two uses');
    const { edits, left } = onHead([nginx, redis], textsOf);
    expect(applyEdits(HEAD, edits)).toBe('a: acr/nginx\nb: redis\nc: busybox\n');
    expect(left).toEqual([{ use: redis.use, reason: 'a.yaml differs there between the head and what was read' }]);
    const lines = left.map(({ use: { file, line, text }, reason }) => ({ file, line, text, reason }));
    expect(leftOutOfPatch(lines, 'deploy/') + patchOf(edits, () => HEAD, 'deploy/')).toBe(
      `# left out: deploy/a.yaml:3: redis: a.yaml differs there between the head and what was read
diff --git a/deploy/a.yaml b/deploy/a.yaml
--- a/deploy/a.yaml
+++ b/deploy/a.yaml
@@ -1,3 +1,3 @@
-a: nginx
+a: acr/nginx
 b: redis
 c: busybox
`,
    );
  });

  it('writes nothing of a use of which a part is missing, nor of one that shares an edit with it', () => {
    const shared = ['a.yaml', 'nginx', 'acr/nginx'] as const;
    const half = rewritten(texts, 'one', [shared, ['a.yaml', 'redis', 'acr/redis']]);
    const other = rewritten(texts, 'other', [shared]);
    const { edits, left } = onHead([half, other], textsOf);
    expect(edits).toEqual([]);
    expect(left.map(({ use }) => use.text)).toEqual(['one', 'other']);
  });

  it('adds the keys of several uses at one place together, with the line ends of the head', () => {
    const head = 'replicas: 1\nweb:\n  tag: a\n';
    const scanned = head.replaceAll('\n', '\r\n');
    const style = { type: 'block', column: 2, unit: 2, lineEnd: '\r\n', begins: false } as const;
    const moves = (['registry', 'repository'] as const).map((key) => {
      const adds = { path: ['image', key], value: key, style };
      const place = { file: 'a.yaml', start: scanned.length, end: scanned.length };
      const move = rewritten(new Map([['a.yaml', scanned]]), key, [['a.yaml', 'web', 'web']]);
      return { ...move, edits: [{ ...place, text: addedText([adds], style), adds }] };
    });
    const { edits, left } = onHead(moves, () => ({ scanned, head }));
    expect(left).toEqual([]);
    expect(applyEdits(head, edits)).toBe(`${head}  image:\n    registry: registry\n    repository: repository\n`);
  });

  it('writes nothing in a file that the head does not have', () => {
    const nginx = rewritten(texts, 'nginx', [['a.yaml', 'nginx', 'acr/nginx']]);
    const { edits, left } = onHead([nginx], () => ({ scanned: MERGE, head: undefined }));
    expect([edits, left.map(({ reason }) => reason)]).toEqual([[], ['a.yaml could not be read at the head']]);
  });

  it('puts what is left out on one line, whatever it holds', () => {
    const left = { file: 'a\n--- b', line: 1, text: 'x', reason: 'y' };
    expect(leftOutOfPatch([left], '')).toBe('# left out: a\\n--- b:1: x: y\n');
  });
});
