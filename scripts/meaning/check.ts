import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseReference } from '../../src/images/reference.ts';
import { UPSTREAMS, upstreamOf } from '../../src/images/upstreams.ts';
import { type Comparison, compareRenders, type Exemptions, type Wrong } from './comparison.ts';
import { type Target, targetsIn } from './discovery.ts';
import type { Engines } from './engines.ts';
import { releasesIn } from './releases.ts';
import { type Copy, copyAt, nameOfTarget, render } from './rendering.ts';
import { placeOf, rewrittenTrees, type Trees, targetRegistry } from './trees.ts';
import type { Shelf } from './vendoring.ts';

/** What one work tree gives. */
export interface Findings {
  readonly wrong: readonly (Wrong & { readonly target: string })[];
  /** By engine. */
  readonly totals: ReadonlyMap<Target['engine'], Totals>;
  /** Charts that Helm renders, with one file of values or another. */
  readonly charts: number;
  /** Public images that render and did not move, with why; `undefined` where nobody says. */
  readonly unmoved: readonly { readonly target: string; readonly image: string; readonly reason: string | undefined }[];
}

export interface Totals {
  readonly rendered: number;
  /** What the engine takes neither before nor after the rewrite. */
  readonly rejected: number;
  /** No engine of this machine renders it. */
  readonly skipped: number;
  readonly positions: number;
  readonly moved: number;
  /** Of public images, but for those that are written in no file of the tree: a chart from elsewhere brings them. */
  readonly publicPositions: number;
  readonly publicMoved: number;
  readonly exempt: Exemptions;
}

export const NOTHING: Totals = {
  rendered: 0,
  rejected: 0,
  skipped: 0,
  positions: 0,
  moved: 0,
  publicPositions: 0,
  publicMoved: 0,
  exempt: { random: 0, hashes: 0, suffixes: 0 },
};

/** The sum of two counts. */
export function sum(one: Totals, other: Totals): Totals {
  return {
    rendered: one.rendered + other.rendered,
    rejected: one.rejected + other.rejected,
    skipped: one.skipped + other.skipped,
    positions: one.positions + other.positions,
    moved: one.moved + other.moved,
    publicPositions: one.publicPositions + other.publicPositions,
    publicMoved: one.publicMoved + other.publicMoved,
    exempt: {
      random: one.exempt.random + other.exempt.random,
      hashes: one.exempt.hashes + other.exempt.hashes,
      suffixes: one.exempt.suffixes + other.exempt.suffixes,
    },
  };
}

/**
 * Renders everything of a work tree before and after the rewrite, and compares. The tree itself is only read.
 * @param shelf charts that the tree only names: the engine has them, the rewrite does not
 */
export async function checkTree(root: string, engines: Engines, shelf: Shelf = new Map()): Promise<Findings> {
  const trees = rewrittenTrees(root);
  try {
    return await checkCopies(trees, engines, shelf);
  } finally {
    rmSync(dirname(trees.before), { recursive: true });
  }
}

async function checkCopies(trees: Trees, engines: Engines, shelf: Shelf): Promise<Findings> {
  const targets = [
    ...targetsIn(trees.before, trees.files),
    ...(shelf.size === 0 ? [] : releasesIn(trees.before, trees.files)),
  ];
  const [before, after] = [copyAt(trees.before, targets, shelf), copyAt(trees.after, targets, shelf)];
  const reasons = reasonsFor(trees);
  const isOurs = shelf.size === 0 ? () => true : writtenIn(trees);
  const wrong: (Wrong & { readonly target: string })[] = [];
  const unmoved: Findings['unmoved'][number][] = [];
  for (const path of trees.changedAgain)
    wrong.push({ target: 'a second rewrite', path, before: undefined, after: undefined, why: 'changes it once more' });
  const totals = new Map<Target['engine'], Totals>();
  const results = new Map<Target, Checked>();
  const check = async (target: Target) => {
    results.set(target, await checkTarget(target, before, after, engines, isOurs));
  };
  await atOnce(
    AT_ONCE,
    targets.filter((target) => !writesItsTree(target)),
    check,
  );
  await atOnce(1, targets.filter(writesItsTree), check);
  for (const [target, checked] of results) {
    const name = nameOfTarget(target);
    totals.set(target.engine, sum(totals.get(target.engine) ?? NOTHING, checked.counts));
    for (const each of checked.wrong) wrong.push({ target: name, ...each });
    for (const { before: image, moved } of checked.positions)
      if (!moved && isPublic(image) && isOurs(image)) unmoved.push({ target: name, image, reason: reasons(image) });
  }
  const charts = [...results].flatMap(([target, { counts }]) =>
    target.engine === 'helm' && counts.rendered > 0 ? [target.chart] : [],
  );
  return { wrong, totals, unmoved, charts: new Set(charts).size };
}

/** How many programs run beside each other. */
const AT_ONCE = 3;

/** Does something for every item, some of them at once. */
async function atOnce<T>(many: number, items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const open = [...items].reverse();
  const worker = async () => {
    for (let item = open.pop(); item !== undefined; item = open.pop()) await task(item);
  };
  await Promise.all(Array.from({ length: many }, worker));
}

/** What is merged into a kustomization of the copy must not run beside others that read it. */
function writesItsTree({ engine }: Target): boolean {
  return engine === 'flux' || engine === 'argo';
}

interface Checked extends Pick<Comparison, 'positions' | 'wrong'> {
  readonly counts: Totals;
}

async function checkTarget(
  target: Target,
  before: Copy,
  after: Copy,
  engines: Engines,
  isOurs: (image: string) => boolean,
): Promise<Checked> {
  const nothing = { positions: [], wrong: [] };
  const was = await render(target, before, engines);
  if (was === undefined) return { ...nothing, counts: { ...NOTHING, skipped: 1 } };
  const is = was.ok ? await render(target, after, engines) : undefined;
  if (!was.ok || is === undefined) return { ...nothing, counts: { ...NOTHING, rejected: 1 } };
  if (!is.ok) {
    const failure = { path: '', before: undefined, after: undefined, why: `fails: ${is.reason}` };
    return { positions: [], wrong: [failure], counts: { ...NOTHING, rendered: 1 } };
  }
  const { loginServer } = targetRegistry();
  const renders = { before: was.output, after: is.output };
  const first = compareRenders(renders, loginServer);
  if (first.wrong.length === 0) return { ...first, counts: countsOf(first, isOurs) };
  // Only where something differs is it worth the time to ask what differs anyway.
  const again = await render(target, before, engines);
  const found = again?.ok === true ? compareRenders({ ...renders, again: again.output }, loginServer) : first;
  return { ...found, counts: countsOf(found, isOurs) };
}

function countsOf({ positions, exempt }: Comparison, isOurs: (image: string) => boolean): Totals {
  const open = positions.filter(({ before, moved }) => isPublic(before) && (moved || isOurs(before)));
  return {
    ...NOTHING,
    rendered: 1,
    positions: positions.length,
    moved: positions.filter(({ moved }) => moved).length,
    publicPositions: open.length,
    publicMoved: open.filter(({ moved }) => moved).length,
    exempt,
  };
}

/** Whether the last two parts of an image's name stand together in some text of the tree, and its version in the same. */
function writtenIn({ texts }: Trees): (image: string) => boolean {
  const known = new Map<string, boolean>();
  return (image) => {
    const path = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
    const name = path.split('/').slice(-2).join('/');
    const version = image.slice(path.length + 1);
    const before = known.get(image);
    if (before !== undefined) return before;
    const found = [...texts.values()].some((text) => text.includes(name) && text.includes(version));
    known.set(image, found);
    return found;
  };
}

/** Whether anybody may pull an image. */
export function isPublic(image: string): boolean {
  const reference = parseReference(image);
  return reference !== undefined && upstreamOf(reference.registry, UPSTREAMS)?.open === true;
}

/** What the tool says of images that it left, by the last part of the name: the rest may come from elsewhere. */
export function reasonsFor({ uses, left }: Trees): (image: string) => string | undefined {
  const known = new Map<string, string>();
  for (const use of uses) {
    const reason =
      left.get(placeOf(use)) ??
      use.uneditable ??
      use.overriddenBy ??
      use.testMaterial ??
      (use.class === 'public' ? undefined : (use.reason ?? use.because ?? use.class));
    const names = use.image === null ? [use.text, ...textsIn(use.text)] : [use.image];
    for (const name of names.map(lastPart)) if (reason !== undefined && !known.has(name)) known.set(name, reason);
  }
  return (image) => known.get(lastPart(image));
}

/** The texts in a directive, of which one may be the image (`{{ default "a/b:1" .Values.image }}`). */
function textsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/"([^"\\]*)"/g), ([, written = '']) => written);
}

function lastPart(image: string): string {
  const path = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}
