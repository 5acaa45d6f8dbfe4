import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { isPublic, reasonsFor } from '../../../scripts/meaning/check.ts';
import { compareRenders, type Position } from '../../../scripts/meaning/comparison.ts';
import { at, listAt, type Target, targetsIn, textAt } from '../../../scripts/meaning/discovery.ts';
import type { Engines } from '../../../scripts/meaning/engines.ts';
import { copyAt, nameOfTarget, render } from '../../../scripts/meaning/rendering.ts';
import { rewrittenTrees, type Trees, targetRegistry } from '../../../scripts/meaning/trees.ts';
import type { Shelf } from '../../../scripts/meaning/vendoring.ts';
import type { Tree } from './trees.ts';

/** What the law says of one tree. */
export interface Verdict {
  readonly wrong: readonly string[];
  readonly renders: number;
  readonly rejected: number;
  readonly positions: number;
  readonly moved: number;
  /** Positions of public images, and how many of them moved. */
  readonly open: number;
  readonly openMoved: number;
  /** Public images that were left, with the reason. */
  readonly left: readonly string[];
  /** What Helm refuses before the rewrite, with the reason. */
  readonly refused: readonly string[];
}

/** Rewrites a tree of charts and renders it before and after, with each file of values. */
export async function judged(tree: Tree, engines: Engines): Promise<Verdict> {
  const root = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-charts-'));
  try {
    for (const [path, text] of tree) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const trees = rewrittenTrees(root);
    try {
      return await judgedCopies(trees, engines);
    } finally {
      rmSync(dirname(trees.before), { recursive: true });
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function judgedCopies(trees: Trees, engines: Engines): Promise<Verdict> {
  const { loginServer } = targetRegistry();
  const targets = [...targetsIn(trees.before, trees.files).filter(isRendered), ...releaseTargets(trees)];
  const nothing: Shelf = new Map();
  const [before, after] = [copyAt(trees.before, targets, nothing), copyAt(trees.after, targets, nothing)];
  const reasons = reasonsFor(trees);
  const wrong = [
    ...trees.changedAgain.map((file) => `a second rewrite changes ${file}`),
    ...newlyOpen(trees).map((use) => `a second scan has ${use}`),
  ];
  const isEdited = trees.files.some((file) => textOf(trees.before, file) !== textOf(trees.after, file));
  const positions: Position[] = [];
  const refused: string[] = [];
  let renders = 0;
  const outputs = targets.map(async (target) => {
    const [was, is] = await Promise.all([
      render(target, before, engines),
      isEdited ? render(target, after, engines) : undefined,
    ]);
    return { target, was, is: is ?? was };
  });
  for (const { target, was, is } of await Promise.all(outputs)) {
    const name = nameOfTarget(target);
    if (was?.ok !== true) {
      refused.push(`${name}: ${was?.reason}`);
      continue;
    }
    renders++;
    if (is?.ok !== true) {
      wrong.push(`${name} fails: ${is?.reason}`);
      continue;
    }
    const found = compareRenders({ before: was.output, after: is.output }, loginServer);
    for (const { path, before: one, after: other, why } of found.wrong)
      wrong.push(`${name} ${path}: ${why}: ${one} became ${other}`);
    for (const position of found.positions) {
      const { path, before: one, after: other, moved } = position;
      if (moved && /\/(?:keep-|metadata)/.test(path))
        wrong.push(`${name} ${path}: is no image: ${one} became ${other}`);
      positions.push(position);
    }
  }
  const open = positions.filter(({ before: image }) => isPublic(image));
  return {
    wrong,
    renders,
    rejected: refused.length,
    positions: positions.length,
    moved: positions.filter(({ moved }) => moved).length,
    open: open.length,
    openMoved: open.filter(({ moved }) => moved).length,
    left: open.filter(({ moved }) => !moved).map(({ before: image }) => `${image}: ${reasons(image)}`),
    refused,
  };
}

/** What is no library, and no kustomization, whose charts are rendered as releases. */
function isRendered(target: Target): boolean {
  return target.engine === 'helm' && !/(?:^|\/)lib$/.test(target.chart);
}

/** What is released with values from elsewhere: in both copies they are put into files for Helm, what wins last. */
function releaseTargets({ before, after, files }: Trees): readonly Target[] {
  const file = ['clusters/release.yaml', 'clusters/kustomization.yaml'].find((path) => files.includes(path));
  if (file === undefined) return [];
  for (const root of [before, after]) {
    const release = load(textOf(root, file));
    const [chart] = listAt(release, 'helmCharts');
    const helm = at(release, 'spec', 'source', 'helm');
    const object = at(release, 'spec', 'values') ?? at(helm, 'valuesObject') ?? at(chart, 'valuesInline');
    writeFileSync(join(root, 'given.json'), JSON.stringify(object ?? load(textAt(helm, 'values') ?? '{}')));
    writeFileSync(join(root, 'set.json'), JSON.stringify(nested(listAt(helm, 'parameters'))));
  }
  const values = files.includes('env/prod-values.yaml') ? ['env/prod-values.yaml'] : [];
  return [{ engine: 'helm', chart: 'app', values: [...values, 'given.json', 'set.json'] }];
}

/** Parameters of an Application as values: whole numbers are numbers, as they are to `--set`. */
function nested(parameters: readonly unknown[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const [path, text] = [(textAt(parameter, 'name') ?? '').split('.'), textAt(parameter, 'value') ?? ''];
    const value = /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : text;
    const [last = ''] = path.splice(-1);
    let node = root;
    for (const key of path) {
      const below = node[key];
      const inner: Record<string, unknown> = isMapping(below) ? below : {};
      node[key] = inner;
      node = inner;
    }
    node[last] = value;
  }
  return root;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Public uses of the rewritten tree that were none before. */
function newlyOpen({ uses, openAgain }: Trees): readonly string[] {
  const named = ({ file, text, image }: (typeof uses)[number]) => `${image} (${text}) in ${file}`;
  const known = new Set(uses.filter((use) => use.class === 'public').map(named));
  return openAgain.map(named).filter((use) => !known.has(use));
}
