import type { CacheRule } from './rule.ts';
import { isYoung, newestFirst } from './rule-age.ts';
import type { RuleService } from './service.ts';

/** What one run settles with the others. */
export interface CapRaceRequest {
  readonly service: RuleService;
  readonly cap: number;
  /** The registry's rules, as last listed. */
  readonly rules: readonly CacheRule[];
  /** Names of the rules that this run brought into being. */
  readonly ours: ReadonlySet<string>;
  /** Names of the rules that this run's images need, its own included. */
  readonly needed: ReadonlySet<string>;
  /** Whether a repository exists (or one below, for a target with `/*`); `undefined` where that can't be told. */
  readonly pulledThrough: (repository: string) => Promise<boolean | undefined>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface CapRaceOutcome {
  /** The registry's rules when this run was done. */
  readonly rules: readonly CacheRule[];
  readonly withdrawn: readonly CacheRule[];
  /** Why rules of this run that should have given way are still there, by name. */
  readonly kept: ReadonlyMap<string, string>;
  /** Needed rules that another run may withdraw yet. */
  readonly unsettled: ReadonlySet<string>;
  /** Why the registry could not be listed again; then nothing is settled. */
  readonly failure?: string;
}

/** The rules of a registry that are above the cap; every run computes the same from the same list. */
interface AboveCap {
  /** How many rules are above the cap. */
  readonly excess: number;
  /** The newest rules, as many as the excess: those that are to give way. */
  readonly losers: readonly CacheRule[];
  /** The losers that are young enough for their maker to withdraw them yet. */
  readonly open: readonly CacheRule[];
}

/**
 * The rules above the cap.
 * @param now milliseconds since the epoch
 */
function aboveCap(rules: readonly CacheRule[], cap: number, now: number): AboveCap {
  const excess = Math.max(0, rules.length - cap);
  const losers = newestFirst(rules).slice(0, excess);
  return { excess, losers, open: losers.filter((rule) => isYoung(rule, now)) };
}

/** Between two lists while runs settle. Milliseconds. */
const PAUSE_MS = 3000;
/** Lists without progress after which this run gives way in another's stead. */
const MAX_IDLE_LOOKS = 4;
const MAX_ROUNDS = 20;

/** What has happened so far. */
interface Progress {
  readonly withdrawn: CacheRule[];
  readonly kept: Map<string, string>;
}

/**
 * Lists and gives way until the registry is within the cap, or what is above it concerns no one who is still at work.
 * docs/races.md says why this ends with all runs agreeing.
 */
export async function resolveCapRace(request: CapRaceRequest): Promise<CapRaceOutcome> {
  const { service, cap, ours, needed, now } = request;
  const progress: Progress = { withdrawn: [], kept: new Map() };
  let { rules } = request;
  let idle = 0;
  for (let round = 0; ; round++) {
    const { excess, losers, open } = aboveCap(rules, cap, now());
    const foreign = open.filter(({ name }) => !ours.has(name));
    const movable = ({ name }: CacheRule) => ours.has(name) && !progress.kept.has(name) && !isWithdrawn(name, progress);
    const giving = losers.filter(movable);
    const instead = idle < MAX_IDLE_LOOKS ? [] : newestFirst(rules.filter(movable)).slice(0, excess);
    const leaving = giving.length > 0 ? giving : instead;
    const concerned = rules.some((rule) => needed.has(rule.name) && isYoung(rule, now()));
    if (leaving.length === 0 && (foreign.length === 0 || !concerned || round >= MAX_ROUNDS)) {
      const unsettled = foreign.map(({ name }) => name).filter((name) => needed.has(name));
      return { rules, ...progress, unsettled: new Set(unsettled) };
    }
    const gone = await withdraw(leaving, request, progress);
    idle = gone > 0 ? 0 : idle + 1;
    // Where the run is over the list says so.
    if (gone === 0) await service.wait(PAUSE_MS).catch(() => undefined);
    const listing = await service.list();
    if (listing.state !== 'known') {
      const left = rules.filter(({ name }) => !isWithdrawn(name, progress));
      return { rules: left, ...progress, unsettled: new Set(needed), failure: listing.reason };
    }
    rules = listing.rules;
  }
}

function isWithdrawn(name: string, { withdrawn }: Progress): boolean {
  return withdrawn.some((rule) => rule.name === name);
}

/** Takes back rules of this run that nobody has pulled through. @returns how many */
async function withdraw(leaving: readonly CacheRule[], request: CapRaceRequest, progress: Progress): Promise<number> {
  let left = 0;
  for (const rule of leaving) {
    const reason = await withdrawOne(rule, request);
    if (reason === undefined) {
      progress.withdrawn.push(rule);
      left++;
    } else progress.kept.set(rule.name, reason);
  }
  return left;
}

/** @returns why the rule stays, or `undefined` where it is gone */
async function withdrawOne(rule: CacheRule, { service, pulledThrough }: CapRaceRequest): Promise<string | undefined> {
  const pulled = await pulledThrough(rule.target);
  if (pulled === undefined) return 'whether anything was pulled through it already can not be told';
  if (pulled) return 'an image was pulled through it already';
  const outcome = await service.remove(rule);
  return outcome.state === 'removed' ? undefined : outcome.reason;
}
