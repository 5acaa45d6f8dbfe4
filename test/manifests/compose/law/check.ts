import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compareRenders, type Position, type Wrong } from '../../../../scripts/meaning/comparison.ts';
import { leavesOf } from '../../../../scripts/meaning/leaves.ts';
import { isOfficial } from '../../../../src/images/built-here.ts';
import { type ImageReference, parseReference, saysVersion } from '../../../../src/images/reference.ts';
import { UPSTREAMS, upstreamOf } from '../../../../src/images/upstreams.ts';
import { expectSettled, type Moved, move, type Tree } from '../../cases/move.ts';
import { type Question, rendered } from './engine.ts';
import type { Repository } from './projects.ts';

const ACR = 'contoso.azurecr.io';

/** What was looked at. */
export interface Totals {
  repositories: number;
  projects: number;
  /** What Compose takes neither before nor after. */
  rejected: number;
  /** Places that name an image. */
  positions: number;
  moved: number;
  /** Of public images. */
  publicPositions: number;
  publicMoved: number;
  /** What is no reference. */
  invalid: number;
}

export function noTotals(): Totals {
  return {
    repositories: 0,
    projects: 0,
    rejected: 0,
    positions: 0,
    moved: 0,
    publicPositions: 0,
    publicMoved: 0,
    invalid: 0,
  };
}

/** A repository in which the law does not hold. */
export interface Breach {
  readonly repository: Repository;
  readonly after: Tree;
  readonly what: readonly unknown[];
}

/** Holds the law against many repositories, each with its rewrite rendered by one process. */
export function breachesIn(python: string, repositories: readonly Repository[], totals: Totals): readonly Breach[] {
  const root = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-compose-'));
  try {
    const breaches: Breach[] = [];
    const moves = repositories.map(({ files }) => move(files));
    const questions = repositories.flatMap(({ files, projects }, index) => {
      write(join(root, 'before', `${index}`), files);
      write(join(root, 'after', `${index}`), moves[index]?.after ?? {});
      return projects.flatMap(({ folder, words }) =>
        ['before', 'after'].map((when): Question => ({ folder: join(root, when, `${index}`, folder), words })),
      );
    });
    const answers = rendered(python, questions).values();
    for (const [index, repository] of repositories.entries()) {
      const moved = moves[index];
      if (moved === undefined) continue;
      totals.repositories++;
      const what: unknown[] = [...unsettled(moved)];
      for (const project of repository.projects) {
        totals.projects++;
        const [was, is] = [answers.next().value, answers.next().value];
        if (was === undefined || is === undefined) throw new Error('Docker Compose answered less than was asked.');
        if (!was.ok) {
          totals.rejected++;
          continue;
        }
        if (!is.ok) {
          what.push({ project, why: `fails: ${is.reason}` });
          continue;
        }
        const renders = {
          before: was.output.replaceAll(join(root, 'before', `${index}`), ''),
          after: is.output.replaceAll(join(root, 'after', `${index}`), ''),
        };
        for (const wrong of wrongIn(renders, moved, totals)) what.push({ project, ...wrong });
      }
      if (what.length > 0) breaches.push({ repository, after: moved.after, what });
    }
    return breaches;
  } finally {
    rmSync(root, { recursive: true });
  }
}

function write(root: string, files: Tree): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function unsettled(moved: Moved): readonly unknown[] {
  try {
    expectSettled(moved);
    return [];
  } catch (error) {
    return [{ why: error instanceof Error ? error.message : error }];
  }
}

/** What of a render is wrong; counts what is right. */
function wrongIn(
  renders: { readonly before: string; readonly after: string },
  moved: Moved,
  totals: Totals,
): readonly Wrong[] {
  const { wrong, positions } = compareRenders(renders, ACR);
  const leaves = leavesOf(renders.before);
  const found: Wrong[] = [];
  for (const each of wrong) {
    const { path, before } = each;
    // What no engine can pull says nothing.
    if (IMAGE.test(path) && before !== undefined && parseReference(before) === undefined) totals.invalid++;
    else found.push(each);
  }
  for (const position of positions) {
    const { path, before } = position;
    if (!IMAGE.test(path)) {
      // What is told an image may be told the moved one, if it surely is an image, or is told it under a name that says so.
      const isImage = before.split(/[\s=]/).some(saysImage) || /image[^/]*$/i.test(path);
      if (position.moved && !isImage) found.push({ ...position, why: 'may be no image' });
      continue;
    }
    const why = wrongImage(position, leaves, moved, totals);
    if (why !== undefined) found.push({ ...position, why });
  }
  return found;
}

/** What is wrong with the image of a service. */
function wrongImage(
  { path, before, moved }: Position,
  leaves: ReadonlyMap<string, unknown>,
  rewrite: Moved,
  totals: Totals,
): string | undefined {
  const reference = parseReference(before);
  if (reference === undefined) return undefined;
  totals.positions++;
  if (moved) totals.moved++;
  const build = `${path.slice(0, -'image'.length)}build/`;
  const isBuilt = [...leaves.keys()].some((key) => key.startsWith(build));
  // Everybody pulls an official image, whatever one project builds under its name.
  if (isBuilt && moved && !isOfficial(reference)) return 'is built';
  if (isBuilt || upstreamOf(reference.registry, UPSTREAMS)?.open !== true) return undefined;
  totals.publicPositions++;
  if (moved) totals.publicMoved++;
  return moved || isExplained(reference, rewrite) ? undefined : 'stays without a reason';
}

/** Whether something says why a reference stays: of itself, or of an image that is not known. */
function isExplained({ repository }: ImageReference, { uses, rewrite: { unwritten } }: Moved): boolean {
  const left = new Set(unwritten.map(({ use }) => use));
  return uses.some(
    (use) =>
      use.image === null ||
      (parseReference(use.image)?.repository === repository && (left.has(use) || use.class !== 'public')),
  );
}

const IMAGE = /^0\/services\/[^/]+\/image$/;

function saysImage(word: string): boolean {
  const reference = parseReference(word);
  return reference !== undefined && (saysVersion(word) || /^[^/]*[.:][^/]*\//.test(word));
}
