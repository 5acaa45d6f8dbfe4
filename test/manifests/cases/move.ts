import { expect } from 'vitest';
import { imagePolicy } from '../../../src/images/policy.ts';
import { nameOf } from '../../../src/images/reference.ts';
import { UPSTREAMS } from '../../../src/images/upstreams.ts';
import type { Use } from '../../../src/manifests/model/use.ts';
import { applyEdits, type Rewrite, rewrite } from '../../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../../src/manifests/scan.ts';
import { type ClassContext, type ClassifiedUse, classify, imageOf } from '../../../src/uses/classes.ts';

/** The texts of a small repository by their paths. */
export type Tree = Readonly<Record<string, string>>;

const ACR = 'contoso.azurecr.io';

/** A scan, what is to be moved of it, and the tree after that. */
export interface Moved {
  readonly scan: ScanResult;
  readonly uses: readonly ClassifiedUse[];
  readonly rewrite: Rewrite;
  readonly after: Tree;
}

/** Moves a repository as `rewrite --registry contoso` does. */
export function move(tree: Tree): Moved {
  const started = startScan();
  for (const [path, text] of Object.entries(tree)) if (started.wants(path)) started.add(path, text);
  const scan = started.finish();
  const context: ClassContext = {
    loginServer: ACR,
    sourceOf: (repository) => repository,
    repositoryOf: () => undefined,
    repositoryExists: () => undefined,
    upstreams: UPSTREAMS,
    policy: imagePolicy([], [], []),
    declaredPublic: [],
    builtHere: scan.builtHere,
    owner: undefined,
  };
  const uses = classify(scan.uses, context);
  const known = new Map<Use, ClassifiedUse>(uses.map((use) => [use, use]));
  const outcome = rewrite(uses, (use) => {
    const classified = known.get(use);
    if (classified?.source === undefined || !isToMove(classified)) return undefined;
    return { registry: ACR, repository: nameOf(classified.source) };
  });
  const after = Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [
      path,
      applyEdits(
        text,
        outcome.edits.filter(({ file }) => file === path),
      ),
    ]),
  );
  return { scan, uses, rewrite: outcome, after };
}

function isToMove(use: ClassifiedUse): boolean {
  return use.class === 'public' && use.ignored === undefined && use.overriddenBy === undefined;
}

/** What moves, and what else is told with the reason why it stays. */
export function told({ uses, rewrite: { rewritten, unwritten } }: Moved): {
  readonly moved: readonly string[];
  readonly stays: readonly string[];
} {
  const moved = new Set(rewritten.map(({ use }) => use));
  const why = new Map(unwritten.map(({ use, reason }) => [use, reason]));
  const place = (use: ClassifiedUse) => `${use.file}:${use.line} ${use.image === null ? use.text : imageOf(use)}`;
  return {
    moved: uses.filter((use) => moved.has(use)).map(place),
    stays: uses
      .filter((use) => !moved.has(use))
      .map((use) => `${place(use)} (${why.get(use) ?? use.overriddenBy ?? use.reason ?? use.class})`),
  };
}

/**
 * What holds of every repository: a second scan has nothing left that was to move, what moved is in the registry, and a second
 * rewrite is empty.
 */
export function expectSettled({ after, uses, rewrite: { unwritten } }: Moved): Moved {
  const again = move(after);
  const left = again.uses.filter(isToMove).map(({ file, line, image }) => `${file}:${line} ${image}`);
  const known = unwritten.map(({ use: { file, line, image } }) => `${file}:${line} ${image}`);
  expect(left.filter((place) => !known.includes(place))).toEqual([]);
  expect(again.rewrite.edits).toEqual([]);
  expect(again.uses).toHaveLength(uses.length);
  return again;
}
