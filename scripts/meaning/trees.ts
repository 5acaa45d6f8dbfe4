import { spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Inputs, readInputs } from '../../src/inputs/inputs.ts';
import type { Registry } from '../../src/inputs/registry.ts';
import { applyEdits } from '../../src/manifests/rewrite.ts';
import { scanTree } from '../../src/manifests/tree.ts';
import { moveOffline } from '../../src/stages/move.ts';
import type { ClassifiedUse } from '../../src/uses/classes.ts';

/** A work tree twice: as it was, and rewritten. Both are copies, so that anything may be written into them. */
export interface Trees {
  readonly before: string;
  readonly after: string;
  /** Below both, with forward slashes. */
  readonly files: readonly string[];
  /** Of files that are read, before the rewrite. */
  readonly texts: ReadonlyMap<string, string>;
  readonly uses: readonly ClassifiedUse[];
  /** Why a public use was not written, by the use's place. */
  readonly left: ReadonlyMap<string, string>;
  /** Files that a second rewrite would change, which must be none. */
  readonly changedAgain: readonly string[];
  /** Public uses of the rewritten copy. */
  readonly openAgain: readonly ClassifiedUse[];
}

const REGISTRY = 'contoso';
const inputs: Inputs = readInputs((name) => (name === 'registry' ? REGISTRY : ''), {});

/** The registry that everything is moved to. */
export function targetRegistry(): Registry {
  if (inputs.registry === undefined) throw new Error('The registry of the inputs is missing.');
  return inputs.registry;
}

/** Copies a work tree twice and applies to one copy what `rewrite --registry contoso` would print. */
export function rewrittenTrees(root: string): Trees {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-meaning-'));
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  const files = filesOf(root).filter((file) => isFile(join(root, file)));
  for (const copy of [before, after]) for (const file of files) copyFile(join(root, file), join(copy, file));
  const scan = scanTree({ root: before, include: [], exclude: [], git: false });
  const { uses, edits, unwritten } = moveOffline(scan, inputs, targetRegistry(), { owner: undefined });
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const ofFile = edits.filter((edit) => edit.file === file);
    writeFileSync(join(after, file), applyEdits(scan.texts.get(file) ?? '', ofFile));
  }
  const left = new Map(unwritten.map(({ use, reason }) => [placeOf(use), reason]));
  const rescan = scanTree({ root: after, include: [], exclude: [], git: false });
  const again = moveOffline(rescan, inputs, targetRegistry(), { owner: undefined });
  const changedAgain = [...new Set(again.edits.map(({ file }) => file))];
  const openAgain = again.uses.filter((use) => use.class === 'public');
  return { before, after, files, texts: scan.texts, uses, left, changedAgain, openAgain };
}

/** What git tracks or would, and outside of a work tree everything. */
function filesOf(root: string): readonly string[] {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 1024 ** 3 });
  const listed =
    status === 0
      ? stdout.split('\0').filter((file) => file !== '')
      : readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  return [...new Set(listed)].sort();
}

/** Where a use stands, as `left` tells it. */
export function placeOf({ file, line, column }: Pick<ClassifiedUse, 'file' | 'line' | 'column'>): string {
  return `${file}:${line}:${column}`;
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}
