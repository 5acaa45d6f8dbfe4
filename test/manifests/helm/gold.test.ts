import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Use } from '../../../src/manifests/model/use.ts';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { isManifestPath, type ScanResult, startScan } from '../../../src/manifests/scan.ts';

const GOLD = fileURLToPath(new URL('../../../../shared/gold', import.meta.url));
const FILES = join(GOLD, 'files');
const REGISTRY = 'contoso.azurecr.io';

interface Label {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly image: string | null;
  readonly kind: string;
  readonly certainty: string;
}

function isOurs({ kind }: { readonly kind: string }): boolean {
  return kind.startsWith('helm-') || kind === 'kustomize';
}

function placeOf({ file, line, column, text }: Pick<Label, 'file' | 'line' | 'column' | 'text'>): string {
  return `${file}:${line}:${column} ${text}`;
}

function labels(name: string): readonly Label[] {
  return readFileSync(join(GOLD, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function tree(): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(FILES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(FILES, path), readFileSync(path, 'utf8')] as const)
      .filter(([path]) => isManifestPath(path)),
  );
}

function scanned(files: ReadonlyMap<string, string>): ScanResult {
  const scan = startScan();
  for (const [path, text] of files) scan.add(path, text);
  return scan.finish();
}

function moves(use: Use) {
  const name = use.image?.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  if (!isOurs(use) || name === undefined || use.overriddenBy !== undefined || name.startsWith(REGISTRY))
    return undefined;
  return { registry: REGISTRY, repository: name };
}

describe.skipIf(!existsSync(FILES))('labelled charts and kustomizations (needs ../shared/gold)', () => {
  it('finds every image, to the character', () => {
    const found = new Map(scanned(tree()).uses.map((use) => [placeOf(use), use.image]));
    const sure = labels('labels.jsonl').filter((label) => isOurs(label) && label.certainty === 'sure');
    expect(sure.length).toBeGreaterThan(50);
    expect(sure.map((label) => [placeOf(label), found.get(placeOf(label))])).toEqual(
      sure.map((label) => [placeOf(label), label.image]),
    );
  });

  it('finds nothing that has no label', () => {
    const known = new Set(labels('labels.jsonl').map(placeOf));
    expect(
      scanned(tree())
        .uses.filter((use) => isOurs(use) && !known.has(placeOf(use)))
        .map(placeOf),
    ).toEqual([]);
  });

  it('moves all of them but those that kustomize gives a suffix twice, and then nothing more', () => {
    const files = tree();
    const { edits, unwritten } = rewrite(scanned(files).uses, moves);
    const twice = new Set(unwritten.flatMap(({ use, reason }) => (reason.includes('its suffix') ? placeOf(use) : [])));
    expect(
      unwritten.filter(({ use }) => !twice.has(placeOf(use))).map(({ use, reason }) => `${placeOf(use)} ${reason}`),
    ).toEqual([]);
    expect(new Set(Array.from(twice, (place) => place.replace(/:.*/, '')))).toEqual(
      new Set([
        'GoogleCloudPlatform+microservices-demo/kustomize/components/container-images-tag-suffix/kustomization.yaml',
      ]),
    );
    const after = new Map(
      [...files].map(
        ([path, text]) =>
          [
            path,
            applyEdits(
              text,
              edits.filter(({ file }) => file === path),
            ),
          ] as const,
      ),
    );
    expect(
      scanned(after)
        .uses.filter((use) => moves(use) !== undefined && !twice.has(placeOf(use)))
        .map(placeOf),
    ).toEqual([]);
  });
});
