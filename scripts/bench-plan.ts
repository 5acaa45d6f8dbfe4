// Times a plan for 10,000 images on a registry with 1,000 rules, beside JSON.parse of the same inventory.
// With --check it exits 1 where planning takes more than 20 times as long, or grows much more than the inventory does.
import { performance } from 'node:perf_hooks';
import type { PlanRequest } from '../src/rules/candidates.ts';
import { mergeInventories } from '../src/rules/inventories.ts';
import { makePlan } from '../src/rules/planner.ts';
import { planRequest, rule } from '../test/rules/plan-request.ts';
import { median } from './bench/by-turns.ts';
import { sourceOf } from './bench/images.ts';

const MAX_RATIO = 20;
/** Ten times the images may take so many times as long. */
const MAX_GROWTH = 15;
const ROUNDS = 9;

function inventoryText(images: number): string {
  const uses = Array.from({ length: images }, (_, index) => ({
    file: `deploy/team-${index % 97}/service-${index}/deployment.yaml`,
    line: 20 + (index % 40),
    column: 16,
    text: `${sourceOf(index)}:1.${index % 30}.0`,
    image: `${sourceOf(index)}:1.${index % 30}.0`,
    class: 'public',
    kind: 'kubernetes',
    part: 'whole',
    also: [],
    source: `${sourceOf(index)}:1.${index % 30}.0`,
    edits: [
      { file: `deploy/team-${index % 97}/service-${index}/deployment.yaml`, start: 400, end: 450, writes: 'name' },
    ],
  }));
  return JSON.stringify({ version: 1, uses, unseen: [], warnings: [] });
}

function requestFor(text: string, rules: number, wildcards: PlanRequest['wildcards'], cap: number): PlanRequest {
  const images = mergeInventories([{ name: 'bench', text }], false);
  return planRequest({
    wanted: images.map(({ image, uses }) => ({ source: image.slice(0, image.lastIndexOf(':')), uses, allowed: true })),
    // Half of the rules are in use.
    rules: Array.from({ length: rules }, (_, index) => {
      const source = index % 2 === 0 ? sourceOf(index) : `quay.io/other/image-${index}`;
      return rule(`rule-${index}`, source, source);
    }),
    cap,
    wildcards,
  });
}

/** Median of some rounds, in milliseconds, after one to warm up. */
function millisecondsOf(task: () => unknown): number {
  task();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    task();
    return performance.now() - start;
  });
  return median(times);
}

function measure(images: number, wildcards: PlanRequest['wildcards'], cap: number) {
  const text = inventoryText(images);
  const request = requestFor(text, 1000, wildcards, cap);
  return { parse: millisecondsOf(() => JSON.parse(text)), plan: millisecondsOf(() => makePlan(request)) };
}

let failed = false;
for (const [wildcards, cap] of [
  ['never', 1000],
  ['when-needed', 1000],
  ['when-needed', 1500],
] as const) {
  const small = measure(1000, wildcards, cap);
  const large = measure(10_000, wildcards, cap);
  const ratio = large.plan / large.parse;
  const growth = large.plan / small.plan;
  failed ||= ratio > MAX_RATIO || growth > MAX_GROWTH;
  console.log(
    [
      `wildcards ${wildcards}, cap ${cap}, 1,000 rules:`,
      `10,000 images planned in ${large.plan.toFixed(1)} ms, JSON.parse of the inventory ${large.parse.toFixed(1)} ms,`,
      `ratio ${ratio.toFixed(1)} (at most ${MAX_RATIO}); 1,000 images ${small.plan.toFixed(1)} ms, growth ${growth.toFixed(1)}`,
    ].join(' '),
  );
}
if (failed && process.argv.includes('--check')) {
  console.error(
    `Planning is too slow: at most ${MAX_RATIO} times JSON.parse, and at most ${MAX_GROWTH} times as long for ten times the images.`,
  );
  process.exitCode = 1;
}
