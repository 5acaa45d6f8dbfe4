import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Rewritten } from '../../src/manifests/rewrite.ts';
import type { ChangedFile } from '../../src/review/diff.ts';
import { type Suggestion, type SuggestionRequest, suggest } from '../../src/review/suggestions.ts';
import { rewritten } from './use.ts';

function whole(path: string): ChangedFile {
  return { path, blob: undefined, hunks: [{ from: 1, to: 1000 }] };
}

function request(
  texts: Readonly<Record<string, string>>,
  moves: readonly Rewritten[],
  more: Partial<SuggestionRequest> = {},
) {
  return suggest({
    rewritten: moves,
    heldBack: () => undefined,
    changed: Object.keys(texts).map(whole),
    textsOf: (file) => {
      const text = texts[file];
      return text === undefined ? undefined : { scanned: text, head: text };
    },
    prefix: '',
    most: 30,
    ...more,
  });
}

/** What GitHub does when all suggestions are committed together. */
function commit(text: string, suggestions: readonly Suggestion[]): string {
  const lines = text.split('\n');
  for (const { from, to, newText } of suggestions.toReversed())
    lines.splice(from - 1, to - from + 1, ...newText.split('\n'));
  return lines.join('\n');
}

function made(text: string, ...replacements: readonly (readonly [string, string, number?])[]) {
  const texts = new Map([['a.yaml', text]]);
  return rewritten(
    texts,
    'nginx',
    replacements.map(([old, written, nth = 1]) => ['a.yaml', old, written, nth] as const),
  );
}

describe('suggest', () => {
  it('gives the full new line', () => {
    const text = 'kind: Pod\nimage: "nginx:1" # web\n';
    const { suggestions, left } = request({ 'a.yaml': text }, [made(text, ['nginx', 'acr/nginx'])]);
    expect(left).toEqual([]);
    expect(suggestions).toMatchObject([
      {
        file: 'a.yaml',
        from: 2,
        to: 2,
        oldText: 'image: "nginx:1" # web',
        newText: 'image: "acr/nginx:1" # web',
      },
    ]);
  });

  it('makes one suggestion of several edits in a line, and of the consecutive lines of a use', () => {
    const text = 'x: nginx, y: redis\nregistry: docker.io\nrepository: library/nginx\n';
    const moves = [
      made(text, ['nginx', 'acr/nginx']),
      made(text, ['redis', 'acr/redis']),
      made(text, ['docker.io', 'acr'], ['library/nginx', 'docker.io/library/nginx']),
    ];
    const { suggestions } = request({ 'a.yaml': text }, moves);
    expect(suggestions.map(({ from, to, newText }) => [from, to, newText])).toEqual([
      [1, 1, 'x: acr/nginx, y: acr/redis'],
      [2, 3, 'registry: acr\nrepository: docker.io/library/nginx'],
    ]);
  });

  it('keeps uses on neighbouring lines apart', () => {
    const text = 'a: nginx\nb: redis\n';
    const { suggestions } = request({ 'a.yaml': text }, [
      made(text, ['nginx', 'acr/nginx']),
      made(text, ['redis', 'acr/redis']),
    ]);
    expect(suggestions.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('spans the lines between two edits of one use in one hunk, and not across hunks', () => {
    const text = 'registry: docker.io\na: 1\nb: 2\nrepository: nginx\n';
    const move = made(text, ['docker.io', 'acr'], ['nginx', 'docker.io/nginx']);
    expect(request({ 'a.yaml': text }, [move]).suggestions).toMatchObject([{ from: 1, to: 4 }]);
    const changed = [
      {
        path: 'a.yaml',
        blob: undefined,
        hunks: [
          { from: 1, to: 1 },
          { from: 4, to: 4 },
        ],
      },
    ];
    expect(request({ 'a.yaml': text }, [move], { changed })).toMatchObject({
      suggestions: [],
      left: [{ reason: 'it takes changes in several places that hold only together, which the patch has' }],
    });
  });

  it('inserts lines', () => {
    const text = 'images:\n  - name: nginx\n    newTag: "1"\n';
    const { suggestions } = request({ 'a.yaml': text }, [made(text, ['nginx', 'nginx\n    newName: acr/nginx'])]);
    expect(suggestions).toMatchObject([{ from: 2, to: 2, newText: '  - name: nginx\n    newName: acr/nginx' }]);
    const atEnd = {
      ...made(text, ['nginx', 'x']),
      edits: [{ file: 'a.yaml', start: text.length, end: text.length, text: '    newName: acr/nginx\n' }],
    };
    const [suggestion] = request({ 'a.yaml': text }, [atEnd]).suggestions;
    expect(suggestion).toMatchObject({ from: 3, to: 3, newText: '    newTag: "1"\n    newName: acr/nginx' });
  });

  it('serves a last line without an end', () => {
    const text = 'a: 1\nimage: nginx';
    const { suggestions } = request({ 'a.yaml': text }, [made(text, ['nginx', 'acr/nginx'])]);
    expect(suggestions).toMatchObject([{ from: 2, to: 2, oldText: 'image: nginx', newText: 'image: acr/nginx' }]);
    expect(commit(text, suggestions)).toBe('a: 1\nimage: acr/nginx');
  });

  it('puts the root before paths', () => {
    const text = 'image: nginx\n';
    const { suggestions } = request({ 'a.yaml': text }, [made(text, ['nginx', 'acr/nginx'])], {
      prefix: 'deploy/',
      changed: [whole('deploy/a.yaml')],
    });
    expect(suggestions[0]?.file).toBe('deploy/a.yaml');
  });

  describe('leaves with a reason', () => {
    const text = 'a: 1\nimage: nginx\n';
    const move = made(text, ['nginx', 'acr/nginx']);
    const reasonOf = (more: Partial<SuggestionRequest>) => request({ 'a.yaml': text }, [move], more);
    const table: readonly (readonly [string, Partial<SuggestionRequest>, RegExp])[] = [
      ['what is held back', { heldBack: () => 'no rule yet' }, /^no rule yet$/],
      ['a file that is not changed', { changed: [] }, /not changed/],
      [
        'a line outside the diff',
        { changed: [{ path: 'a.yaml', blob: undefined, hunks: [{ from: 1, to: 1 }] }] },
        /a\.yaml:2 is not part/,
      ],
      [
        'a file without a diff',
        { changed: [{ path: 'a.yaml', blob: undefined, hunks: [], withoutHunks: 'why' }] },
        /why/,
      ],
      ['another version', { textsOf: () => ({ scanned: text, head: 'a: 1\nimage: redis\n' }) }, /differs there/],
      ['a head that can’t be read', { textsOf: () => ({ scanned: text, head: undefined }) }, /could not be read/],
      ['more than the most', { most: 0 }, /more than 0/],
    ];
    it.each(table)('%s', (_, more, reason) => {
      const { suggestions, left } = reasonOf(more);
      expect(suggestions).toEqual([]);
      expect(left).toEqual([{ use: move.use, reason: expect.stringMatching(reason) }]);
    });

    it('lines with carriage returns, which only the patch keeps', () => {
      const crlf = 'image: nginx\r\n';
      expect(request({ 'a.yaml': crlf }, [made(crlf, ['nginx', 'acr/nginx'])]).left[0]?.reason).toMatch(/carriage/);
    });

    it.each(['\u202e', '\u0000', '\u001b', '\u200b'])('a line with %j, which a reviewer does not see', (hidden) => {
      const text = `image: nginx # a${hidden}b\n`;
      expect(request({ 'a.yaml': text }, [made(text, ['nginx', 'acr/nginx'])]).left[0]?.reason).toMatch(/does not see/);
    });

    it('a line too long for a comment', () => {
      const long = `image: nginx # ${'x'.repeat(20_000)}\n`;
      expect(request({ 'a.yaml': long }, [made(long, ['nginx', 'acr/nginx'])]).left[0]?.reason).toMatch(/too long/);
    });

    it('edits that change nothing', () => {
      expect(request({ 'a.yaml': text }, [made(text, ['nginx', 'nginx'])])).toMatchObject({
        suggestions: [],
        left: [{ reason: 'nothing of it would change' }],
      });
    });
  });

  it('finds the lines again in a head that lacks what the base has added', () => {
    const scanned = 'base: added\na: 1\nimage: nginx\n';
    const head = 'a: 1\nimage: nginx\n';
    const { suggestions, left } = request({ 'a.yaml': head }, [made(scanned, ['nginx', 'acr/nginx'])], {
      textsOf: () => ({ scanned, head }),
    });
    expect(left).toEqual([]);
    expect(suggestions).toMatchObject([{ from: 2, oldText: 'image: nginx', newText: 'image: acr/nginx' }]);
  });

  it('makes one suggestion of uses that share an edit in one hunk', () => {
    const text = 'tag: &image nginx\na: 1\nrepository: redis\n';
    const one = made(text, ['nginx', 'acr/nginx']);
    const two = made(text, ['nginx', 'acr/nginx'], ['redis', 'acr/redis']);
    expect(request({ 'a.yaml': text }, [one, two]).suggestions).toMatchObject([
      { from: 1, to: 3, newText: 'tag: &image acr/nginx\na: 1\nrepository: acr/redis', moves: [one, two] },
    ]);
  });

  it('never suggests half of a use in two files', () => {
    const texts = { 'compose.yaml': 'image: $REG/nginx\n', '.env': 'REG=docker.io\n' };
    const map = new Map(Object.entries(texts));
    const move = rewritten(map, 'docker.io/nginx', [
      ['compose.yaml', '$REG/nginx', '$REG/docker.io/nginx'],
      ['.env', 'docker.io', 'acr'],
    ]);
    expect(request(texts, [move])).toMatchObject({
      suggestions: [],
      left: [{ reason: 'it takes changes in several places that hold only together, which the patch has' }],
    });
    const half = request(texts, [move], { changed: [whole('compose.yaml')] });
    expect(half).toMatchObject({ suggestions: [], left: [{ reason: '.env is not changed by the pull request' }] });
    // Of the file that the use stands in the name is beside it: the same for each such use, so that it is told once.
    const other = request(texts, [move], { changed: [whole('.env')] });
    expect(other).toMatchObject({ left: [{ reason: 'its file is not changed by the pull request' }] });
  });

  it('never suggests a shared edit when one of its uses must stay', () => {
    const texts = { '.env': 'REG=docker.io\n', 'a.yaml': 'image: $REG/nginx\n', 'b.yaml': 'image: $REG/redis\n' };
    const map = new Map(Object.entries(texts));
    const one = rewritten(map, 'nginx', [
      ['a.yaml', '$REG/nginx', '$REG/x/nginx'],
      ['.env', 'docker.io', 'acr'],
    ]);
    const two = rewritten(map, 'redis', [
      ['b.yaml', '$REG/redis', '$REG/x/redis'],
      ['.env', 'docker.io', 'acr'],
    ]);
    const result = request(texts, [one, two], { heldBack: (use) => (use === two.use ? 'not served' : undefined) });
    expect(result.suggestions).toEqual([]);
    expect(result.left.map(({ reason }) => reason)).toEqual([
      "the same text makes the image at b.yaml:1, which can't be suggested: not served",
      'not served',
    ]);
    const apart = 'it takes changes in several places that hold only together, which the patch has';
    expect(request(texts, [one, two])).toMatchObject({ suggestions: [], left: [{ reason: apart }, { reason: apart }] });
  });

  it('cuts at the most by whole moves', () => {
    const text = 'a: nginx\nb: nginx\nc: nginx\n';
    const moves = [1, 2, 3].map((nth) => made(text, ['nginx', 'acr/nginx', nth]));
    const { suggestions, left } = request({ 'a.yaml': text }, moves, { most: 2 });
    expect(suggestions.map(({ from }) => from)).toEqual([1, 2]);
    expect(left.map(({ use }) => use)).toEqual([moves[2]?.use]);
  });

  it('commits to exactly what the edits say, for any file and diff', () => {
    const line = fc.constantFrom('image: nginx', '- nginx:1, nginx:2', '', '# 🐋', '  x: `nginx`');
    const place = fc.record({
      nth: fc.integer({ min: 0, max: 30 }),
      insert: fc.constantFrom('acr/nginx', 'acr/nginx\n  y: 1', 'nginx'),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.boolean(),
        fc.uniqueArray(place, { selector: ({ nth }) => nth, maxLength: 6 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 8 })), { maxLength: 4 }),
        (lines, ends, places, ranges) => {
          const text = `${lines.join('\n')}${ends ? '\n' : ''}`;
          const moves = places
            .filter(({ nth }) => text.split('nginx').length - 1 > nth)
            .map(({ nth, insert }) => made(text, ['nginx', insert, nth + 1]));
          const hunks = ranges.map(([from, length]) => ({ from, to: from + length }));
          const changed = [{ path: 'a.yaml', blob: undefined, hunks }];
          const { suggestions, left } = request({ 'a.yaml': text }, moves, { changed });
          const out = new Set(left.map(({ use }) => use));
          const edits = moves.filter(({ use }) => !out.has(use)).flatMap((move) => move.edits);
          expect(commit(text, suggestions)).toBe(applyEdits(text, edits));
          for (const { from, to, oldText, newText } of suggestions) {
            expect(oldText).not.toBe(newText);
            expect(hunks.some((hunk) => hunk.from <= from && to <= hunk.to)).toBe(true);
          }
          for (const [index, { from }] of suggestions.entries())
            expect(from).toBeGreaterThan(suggestions[index - 1]?.to ?? 0);
        },
      ),
    );
  });
});
