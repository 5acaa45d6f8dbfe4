import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits, type Edit, rewrite } from '../../../src/manifests/rewrite.ts';
import { hunkAround, hunksOf } from '../../../src/review/diff.ts';
import { mapEdits } from '../../../src/review/line-map.ts';
import { linesOf } from '../../../src/review/lines.ts';
import { patchOf } from '../../../src/review/patch.ts';
import { suggest } from '../../../src/review/suggestions.ts';
import { moveOf, scanned } from '../../manifests/laws.ts';
import { manifestSeeds } from '../seeds.ts';
import { inputOf, law, partsOf, same, type Target } from '../target.ts';

/** Patches and suggestions. An input: the scanned text, the head's where it differs, and the patch that GitHub shows of it. */

const PATH = 'pod.yaml';

interface Reviewed {
  readonly scanned: string;
  readonly head: string;
  readonly patch: string;
}

function reviewedOf(input: string): Reviewed {
  const parts = new Map(partsOf(input).map(({ name, text }) => [name, text]));
  const text = parts.get('scanned') ?? '';
  const lines = text.split('\n').length;
  return {
    scanned: text,
    head: parts.get('head') ?? text,
    patch: parts.get('patch') ?? `@@ -0,0 +1,${lines} @@\n${'+\n'.repeat(lines)}`,
  };
}

/** A strict reader of patches in git's format, for one file: what the old text becomes, or why the patch does not fit it. */
function applied(old: string, patch: string): string | Error {
  const lines = old.split(/(?<=\n)/);
  let result = '';
  let next = 0;
  let [oldLeft, newLeft] = [0, 0];
  const rows = patch.split(/(?<=\n)/).slice(3);
  for (const [index, row] of rows.entries()) {
    const header = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n$/.exec(row);
    if (header !== null && oldLeft === 0 && newLeft === 0) {
      const from = Number(header[1]) - 1;
      if (from < next) return new Error('hunks overlap');
      result += lines.slice(next, from).join('');
      if (result.split('\n').length !== Number(header[3])) return new Error('a hunk stands elsewhere in the new text');
      [next, oldLeft, newLeft] = [from, Number(header[2]), Number(header[4])];
      continue;
    }
    if (row.startsWith('\\')) continue;
    const isLast = rows[index + 1]?.startsWith('\\') === true;
    const text = isLast ? row.slice(1, -1) : row.slice(1);
    if (row.startsWith(' ') || row.startsWith('-')) {
      if (lines[next] !== text)
        return new Error(`line ${next + 1} is ${JSON.stringify(lines[next])}, not ${JSON.stringify(text)}`);
      next++;
      oldLeft--;
    }
    if (row.startsWith(' ') || row.startsWith('+')) {
      result += text;
      newLeft--;
    }
  }
  if (oldLeft !== 0 || newLeft !== 0) return new Error('a hunk has other lines than its header counts');
  return result + lines.slice(next).join('');
}

let patches = 0;

function checkPatch(text: string, edits: readonly Edit[]): void {
  const patch = patchOf(edits, () => text, '');
  const wanted = applyEdits(text, edits);
  if (patch === '') {
    same('an empty patch changes nothing', '', wanted, text);
    return;
  }
  const result = applied(text, patch);
  same('a patch makes the edited text', '', result instanceof Error ? result.message : result, wanted);
  // git itself is asked now and then: it takes a hundred times as long.
  if (patches++ % 400 === 0) same('git applies a patch', '', gitApplied(text, patch), wanted);
}

function gitApplied(text: string, patch: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-git-'));
  try {
    writeFileSync(join(folder, PATH), text);
    const options = {
      cwd: folder,
      input: patch,
      encoding: 'utf8',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
    } as const;
    const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], options);
    return status === 0 ? readFileSync(join(folder, PATH), 'utf8') : `git: ${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function checkShift(from: string, to: string, edits: readonly Edit[]): void {
  const shift = mapEdits(from, to);
  for (const edit of edits) {
    const moved = shift(edit);
    if (moved === undefined) continue;
    same(
      'a shifted edit replaces the same text',
      '',
      withoutReturns(to.slice(moved.start, moved.end)),
      withoutReturns(from.slice(edit.start, edit.end)),
    );
    const [was, is] = [lineOf(from, edit.start), lineOf(to, moved.start)];
    same('a shifted edit stands in the same line', '', withoutReturns(is), withoutReturns(was));
  }
}

/** Lines may end otherwise where they are moved to. */
function withoutReturns(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/\r?\n?$/, '\n');
}

function lineOf(text: string, offset: number): string {
  const lines = linesOf(text);
  const line = lines.at(offset);
  return text.slice(lines.start(line), lines.start(line + 1));
}

function checkSuggestions({ scanned: text, head, patch }: Reviewed): void {
  const { rewritten } = rewrite(scanned(new Map([[PATH, text]])).uses, moveOf);
  const file = { path: PATH, blob: undefined, hunks: hunksOf(patch) };
  const { suggestions, left } = suggest({
    rewritten,
    heldBack: () => undefined,
    changed: [file],
    textsOf: () => ({ scanned: text, head }),
    prefix: '',
    most: 30,
  });
  const lines = linesOf(head);
  const edits: Edit[] = [];
  let last = 0;
  for (const { from, to, oldText, newText, moves } of suggestions) {
    law('a suggestion stands in a hunk', '', hunkAround(file, from, to) !== undefined, () => `${from}-${to}`);
    law('suggestions share no line', '', from > last && to >= from && to <= lines.count, () => `${from}-${to}`);
    const [start, end] = [lines.start(from), lines.start(to + 1)];
    same('a suggestion tells the text of its lines', '', oldText, head.slice(start, end).replace(/\n$/, ''));
    law('a suggestion moves something', '', moves.length > 0 && oldText !== newText, () => oldText);
    edits.push({ file: PATH, start, end, text: head.slice(start, end).endsWith('\n') ? `${newText}\n` : newText });
    last = to;
  }
  const moved = new Set(suggestions.flatMap(({ moves }) => moves));
  same('each use is suggested, or it is said why not', '', moved.size + left.length, rewritten.length);
  const shift = mapEdits(text, head);
  const wanted = [...moved].flatMap((move) => move.edits.flatMap((edit) => shift(edit) ?? []));
  const each = [...new Map(wanted.map((edit) => [`${edit.start} ${edit.end}`, edit])).values()];
  same('all suggestions together are the edits', '', applyEdits(head, edits), applyEdits(head, each));
}

/** Each hunk, by a second way of counting: the lines of the head from where the header says. */
function checkHunks(patch: string): void {
  let end = 0;
  for (const { from, to } of hunksOf(patch)) {
    law('hunks are ranges of lines', '', from >= 1 && to >= from && Number.isSafeInteger(to), () => `${from}-${to}`);
    end += to - from + 1;
  }
  const rows = patch.split('\n').filter((row) => row.startsWith(' ') || row.startsWith('+')).length;
  law('no line is told that the patch does not show', '', end <= rows, () => `${end} of ${rows}`);
}

export const reviews: Target = {
  name: 'reviews',
  seeds: () => {
    const texts = manifestSeeds().flatMap((seed) =>
      partsOf(seed)
        .filter(({ name }) => /\.ya?ml$/.test(name))
        .map(({ text }) => text),
    );
    return texts
      .filter((text) => text.includes('image') && text.length < 3000)
      .slice(0, 150)
      .map((text, index) => {
        const half = text.split('\n').slice(0, 5);
        const parts: [string, string][] = [['scanned', text]];
        if (index % 3 > 0) parts.push(['head', `# new\n${text}`]);
        if (index % 3 > 1)
          parts.push(['patch', `@@ -1,${half.length} +1,${half.length + 1} @@\n+# new\n ${half.join('\n ')}`]);
        return inputOf(parts);
      });
  },
  tokens: () => [
    '=== head\n',
    '=== patch\n',
    '@@ -1,2 +3,4 @@\n',
    '@@ -0,0 +1 @@\n',
    '\\ No newline at end of file',
    '+',
    '-',
    ' ',
  ],
  check: (input) => {
    const reviewed = reviewedOf(input);
    const { edits } = rewrite(scanned(new Map([[PATH, reviewed.scanned]])).uses, moveOf);
    checkHunks(reviewed.patch);
    checkPatch(reviewed.scanned, edits);
    checkShift(reviewed.scanned, reviewed.head, edits);
    checkSuggestions(reviewed);
  },
  work: (input) => {
    const { scanned: text, head, patch } = reviewedOf(input);
    hunksOf(patch);
    mapEdits(text, head);
  },
};
