import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Use } from '../../src/manifests/model/use.ts';
import { applyEdits, rewrite } from '../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../src/manifests/scan.ts';

/** Scans texts by path as one tree. */
export function scanTexts(files: Readonly<Record<string, string>>): ScanResult {
  const scan = startScan();
  for (const [path, text] of Object.entries(files)) scan.add(path, text);
  return scan.finish();
}

/** The text of a committed fixture; `name` is relative to test/fixtures. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
}

/** Uses as `line:column text → image`, after checking that every one stands where it says. */
export function placesOf(result: ScanResult, files: Readonly<Record<string, string>>): readonly string[] {
  return result.uses.map((use) => {
    const lines = (files[use.file] ?? '').replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
    expect(lines[use.line - 1]?.slice(use.column - 1, use.column - 1 + use.text.length)).toBe(use.text);
    return `${use.line}:${use.column} ${use.text} → ${use.image}`;
  });
}

/** Moves every use that can be, and checks that a second scan finds them there, and that nothing else has changed. */
export function expectRewritable(files: Readonly<Record<string, string>>): void {
  const before = scanTexts(files);
  const isMovable = (use: Use): boolean => use.image !== null && use.slots.length > 0 && use.uneditable === undefined;
  const { edits, rewritten } = rewrite(before.uses, (use) =>
    isMovable(use) ? { registry: 'contoso.azurecr.io', repository: `cache/${repositoryOf(use)}` } : undefined,
  );
  expect(rewritten.length).toBe(before.uses.filter(isMovable).length);
  const after = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter(({ file }) => file === path),
      ),
    ]),
  );
  const images = scanTexts(after).uses.map(({ image }) => image);
  expect(images).toEqual(
    before.uses.map((use) => (isMovable(use) ? `contoso.azurecr.io/cache/${use.image}` : use.image)),
  );
}

function repositoryOf({ image }: Use): string {
  return (image ?? '').replace(/@.*$/, '').replace(/:[^/]*$/, '');
}
