import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isMoved, movedReference } from '../../../../scripts/meaning/comparison.ts';
import { parseReference } from '../../../../src/images/reference.ts';
import { UPSTREAMS, upstreamOf } from '../../../../src/images/upstreams.ts';
import { isVersionedWord } from '../../../../src/manifests/references/certainty.ts';
import { expectSettled, move, type Tree } from '../../cases/move.ts';
import { previewed } from './engine.ts';
import { type Run, runsOf } from './jobs.ts';

const ACR = 'contoso.azurecr.io';

/** What was looked at. */
export interface Totals {
  trees: number;
  /** What gitlab-ci-local does not take. */
  rejected: number;
  /** Images of jobs and services. */
  positions: number;
  /** Of public images. */
  publicPositions: number;
  publicMoved: number;
}

/** What is wrong of a tree after the rewrite. */
export async function wrongIn(tree: Tree, totals: Totals): Promise<readonly string[]> {
  const moved = move(tree);
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-gitlab-'));
  try {
    const [was, is] = await Promise.all(
      Object.entries({ before: tree, after: moved.after }).map(async ([name, files]) => {
        const root = join(folder, name);
        for (const [path, text] of Object.entries(files)) {
          mkdirSync(dirname(join(root, path)), { recursive: true });
          writeFileSync(join(root, path), text);
        }
        // It includes what git tracks.
        for (const words of [
          ['init', '-q'],
          ['add', '-A'],
        ])
          spawnSync('git', words, { cwd: root });
        return previewed(root);
      }),
    );
    totals.trees++;
    if (was?.ok !== true) {
      totals.rejected++;
      return [];
    }
    if (is?.ok !== true) return [`fails: ${is?.reason}`];
    return [...unsettled(moved), ...compared(runsOf(was.output), runsOf(is.output), totals)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function unsettled(moved: ReturnType<typeof move>): readonly string[] {
  try {
    expectSettled(moved);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function compared(were: readonly Run[], are: readonly Run[], totals: Totals): readonly string[] {
  if (were.length !== are.length) return [`${were.length} jobs became ${are.length}`];
  return were.flatMap((was, index) => {
    const is = are[index];
    if (is === undefined) return [];
    const wrong: string[] = [];
    const tell = (what: string, one: unknown, other: unknown) =>
      wrong.push(`${was.job}: ${what} ${JSON.stringify(one)} became ${JSON.stringify(other)}`);
    if (!isRight(was.image, is.image, totals)) tell('image', was.image, is.image);
    for (const [at, { image, hosts }] of was.services.entries()) {
      const service = is.services[at];
      if (!isRight(image, service?.image, totals)) tell('service', image, service?.image);
      if (JSON.stringify(hosts) !== JSON.stringify(service?.hosts)) tell('hosts', hosts, service?.hosts);
    }
    for (const [at, line] of was.script.entries())
      if (!isTold(line, is.script[at] ?? '')) tell('command', line, is.script[at]);
    return wrong;
  });
}

/** Whether an image is the same or exactly the moved one. */
function isRight(was: string | undefined, is: string | undefined, totals: Totals): boolean {
  if (was === undefined || is === undefined) return was === is;
  // Nobody can run that, moved or not.
  if (!was.includes('$') && parseReference(was) === undefined) return true;
  totals.positions++;
  const reference = parseReference(was);
  if (reference !== undefined && upstreamOf(reference.registry, UPSTREAMS) !== undefined) {
    totals.publicPositions++;
    if (was !== is) totals.publicMoved++;
  }
  return was === is || isMoved(was, is, ACR);
}

/** Whether a command is the same but for images: what is pulled or run, and whole references, which may be told moved. */
function isTold(was: string, is: string): boolean {
  if (was === is || (/^docker (?:pull|run)/.test(was) && isMoved(was, is, ACR))) return true;
  const [words, others] = [was.split(/[\s"]+/), is.split(/[\s"]+/)];
  return (
    words.length === others.length &&
    words.every(
      (word, index) => word === others[index] || (isVersionedWord(word) && movedReference(word, ACR) === others[index]),
    )
  );
}
