import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isManifestPath, startScan } from '../../../src/manifests/scan.ts';

const GOLD = join(import.meta.dirname, '../../../../shared/gold');
const hasGold = existsSync(join(GOLD, 'labels.jsonl'));
const KINDS: ReadonlySet<string> = new Set(['github-workflow', 'cloudbuild', 'skaffold', 'devcontainer']);

describe(`labelled pipelines${hasGold ? '' : ' (skipped: the labelled manifests are not beside the repository)'}`, () => {
  it.skipIf(!hasGold)('are found to the character, and no trap is', () => {
    const uses = scanGold();
    const places = new Set(uses.map(({ file, line, column, text }) => `${file}:${line}:${column} ${text}`));
    const labels = rowsOf('labels.jsonl');
    const wanted = labels.filter(
      ({ kind, certainty, file }) => (KINDS.has(kind ?? '') || /\.gitpod\.yml$/.test(file)) && certainty === 'sure',
    );
    expect(wanted.length).toBeGreaterThan(5);
    const missed = wanted.filter(({ file, line, column, text }) => !places.has(`${file}:${line}:${column} ${text}`));
    expect(missed).toEqual([]);
    const known = new Set(labels.map(({ file, line, text }) => `${file}:${line} ${text}`));
    const invented = uses.filter(
      ({ kind, file, line, text }) => KINDS.has(kind) && !known.has(`${file}:${line} ${text}`),
    );
    expect(invented).toEqual([]);
    const traps = new Set(rowsOf('not-images.jsonl').map(({ file, line, text }) => `${file}:${line} ${text}`));
    expect(
      uses.filter(({ kind, file, line, text }) => KINDS.has(kind) && traps.has(`${file}:${line} ${text}`)),
    ).toEqual([]);
  });
});

function scanGold(): ReturnType<ReturnType<typeof startScan>['finish']>['uses'] {
  const root = join(GOLD, 'files');
  const scan = startScan();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (entry.isFile() && isManifestPath(path)) scan.add(path, readFileSync(join(root, path), 'utf8'));
  }
  return scan.finish().uses;
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly text: string;
  readonly kind?: string;
  readonly certainty?: string;
}

function rowsOf(name: string): readonly Row[] {
  return readFileSync(join(GOLD, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line));
}
