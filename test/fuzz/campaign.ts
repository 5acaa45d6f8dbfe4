import fc from 'fast-check';
import type { Coverage, Reached } from './coverage.ts';
import { minimise } from './minimise.ts';
import { MAX_INPUT_CHARS, mutate, mutation } from './mutate.ts';
import { LawBroken, type Target } from './target.ts';

/** The fuzzing of one target: mutate, check, keep what reaches more. */

export interface CampaignOptions {
  readonly seed: number;
  /** Milliseconds. */
  readonly time: number;
  readonly executions: number;
  /** It ends when it has found so many. */
  readonly findings: number;
  readonly coverage?: Coverage;
  /** Whether inputs that reach more are kept and mutated further. It needs coverage. */
  readonly guided: boolean;
  /** Is told each input before it is checked, so that one that never ends is known. */
  readonly onInput?: (input: string) => void;
}

export interface Finding {
  readonly message: string;
  readonly input: string;
}

export interface CampaignResult {
  readonly executions: number;
  /** Milliseconds. */
  readonly time: number;
  /** Inputs that reached what neither the seeds nor any before them had reached. */
  readonly kept: number;
  readonly reached?: Reached;
  readonly findings: readonly Finding[];
}

/** Inputs between two questions for coverage; a question takes about as long as three. */
const BATCH = 32;
/** Milliseconds for making one finding small. */
const MINIMISING = 5000;

/** Fuzzes a target until time or executions are used up. The same seed makes the same inputs. */
export async function runCampaign(target: Target, options: CampaignOptions): Promise<CampaignResult> {
  const { coverage, onInput = () => undefined } = options;
  const started = performance.now();
  const end = started + options.time;
  const findings = new Map<string, Finding>();
  const seeds = target.seeds().filter((text) => text.length <= MAX_INPUT_CHARS);
  const tokens = target.tokens();
  const corpus: string[] = [...seeds];
  let executions = 0;
  // Far apart, so that two campaigns do not draw the same.
  const seedOf = (round: number) => Math.imul(options.seed, 0x9e3779b1) + round;
  const isOver = () =>
    performance.now() >= end || executions >= options.executions || findings.size >= options.findings;

  const failureOf = async (input: string): Promise<Failure | undefined> => {
    executions++;
    onInput(input);
    try {
      await target.check(input);
      return undefined;
    } catch (error) {
      return describe(error);
    }
  };
  const execute = async (input: string): Promise<void> => {
    const failure = await failureOf(input);
    if (failure === undefined || findings.has(failure.signature)) return;
    findings.set(failure.signature, { message: failure.message, input });
    const isSame = async (text: string) => (await failureOf(text))?.signature === failure.signature;
    const smallest = await minimise(input, isSame, Math.min(performance.now() + MINIMISING, end + MINIMISING));
    const message = (await failureOf(smallest))?.message ?? failure.message;
    findings.set(failure.signature, { message, input: smallest });
  };
  const executeAll = async (inputs: readonly string[]): Promise<void> => {
    for (const input of inputs) if (!isOver()) await execute(input);
  };
  /** Checks inputs, and keeps those that reach what none before them has reached. */
  const explore = async (inputs: readonly string[]): Promise<void> => {
    await executeAll(inputs);
    if (coverage === undefined || !coverage.reachesMore('ask')) return;
    for (const input of inputs) {
      await failureOf(input);
      if (coverage.reachesMore('keep')) corpus.push(input);
    }
  };
  await executeAll(seeds);
  coverage?.reachesMore('keep');
  for (let round = 0; !isOver(); round++) {
    const drawn = fc.sample(mutation, { seed: seedOf(round), numRuns: BATCH });
    const material = { tokens, corpus: options.guided ? corpus : seeds };
    await explore(drawn.map((draw) => mutate(draw, material)));
    if (target.work === undefined || round % PROBE_EVERY !== 0 || findings.has('time')) continue;
    const [growth] = fc.sample(growing, { seed: seedOf(round), numRuns: 1 });
    const base = material.corpus[(growth?.base ?? 0) % Math.max(1, material.corpus.length)] ?? '';
    const slow = growth === undefined ? undefined : superlinear(target.work, base, growth, onInput);
    if (slow !== undefined) findings.set('time', slow);
  }
  return {
    executions,
    time: performance.now() - started,
    kept: corpus.length - seeds.length,
    ...(coverage === undefined ? {} : { reached: coverage.reached() }),
    findings: [...findings.values()],
  };
}

interface Failure {
  readonly signature: string;
  readonly message: string;
}

/** What a failure is told as, and what makes it the same one as another. */
function describe(error: unknown): Failure {
  if (error instanceof LawBroken) return { signature: `${error.law}\0${error.subject}`, message: error.message };
  if (!(error instanceof Error)) return { signature: 'thrown', message: `thrown: ${String(error)}` };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.includes('/src/') && !line.includes('node_modules'));
  const place = /[^/]*\/[^/]*\.ts:\d+/.exec(frames[0] ?? '')?.[0] ?? 'nowhere in src';
  return { signature: `${error.name}\0${place}`, message: `${error.name} at ${place}: ${error.message}` };
}

/** How a piece of an input is repeated to see how the time grows with it. */
const growing = fc.record({
  base: fc.nat(),
  at: fc.nat(),
  size: fc.integer({ min: 1, max: 60 }),
  isNested: fc.boolean(),
});
type Growing = typeof growing extends fc.Arbitrary<infer T> ? T : never;

const PROBE_EVERY = 4;
/** UTF-16 units. Twice as much may take three times as long, when it is measured twice, and only counts where people would notice. */
const PROBED = 32_768;
const NOTICED = 60;
const LONG = 300;
const MAX_GROWTH = 3;

/** A finding where an input grown to twice the length takes far more than twice the processor's time, and again when grown once more. */
function superlinear(
  work: (input: string) => void,
  base: string,
  { at, size, isNested }: Growing,
  onInput: (input: string) => void,
): Finding | undefined {
  const start = at % (base.length + 1);
  const piece = base.slice(start, start + size);
  if (piece === '') return undefined;
  const grown = (length: number) => {
    const many = piece.repeat(length / piece.length);
    return isNested ? base.slice(0, start) + many + base.slice(start) : base.slice(0, start) + many;
  };
  const timeOf = (length: number) => {
    const input = grown(length);
    onInput(input);
    const from = process.cpuUsage();
    work(input);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
  const first = timeOf(PROBED);
  if (first < NOTICED / 2) return undefined;
  const least = (length: number) => {
    const once = timeOf(length);
    // What takes so long is no noise, and three times would take the patience of who watches.
    return once > LONG ? once : Math.min(once, timeOf(length), timeOf(length));
  };
  const times = [PROBED, 2 * PROBED, 4 * PROBED].map(least);
  const [one = 0, two = 0, four = 0] = times;
  if (two < NOTICED || two < MAX_GROWTH * one || four < MAX_GROWTH * two) return undefined;
  return {
    message: `time grows faster than the input: ${times.map((time) => `${Math.round(time)} ms`).join(', ')} for ${JSON.stringify(piece)} repeated to ${PROBED}, ${2 * PROBED} and ${4 * PROBED} characters`,
    input: grown(PROBED),
  };
}
