import { atMost } from '../base/in-turn.ts';
import { compareTexts } from '../base/order.ts';
import { type CapRaceOutcome, resolveCapRace } from './cap-race.ts';
import type { CoveredSource, Plan, PlannedRule, RefusedSource } from './plan.ts';
import { explain, type Refusal } from './refusal.ts';
import type { CacheRule } from './rule.ts';
import { isYoung, newestFirst } from './rule-age.ts';
import type { CreateOutcome, RequestCounts, RuleService } from './service.ts';

/** What a plan is carried out with. */
export interface EnsureRequest {
  readonly plan: Plan;
  /** The registry's rules that the plan was made from. */
  readonly rules: readonly CacheRule[];
  readonly service: RuleService;
  /** Name of the registry, for messages. */
  readonly registry: string;
  /**
   * Whether anything was pulled through a rule with this target already: whether the repository exists, or one below a
   * target with a trailing wildcard. `undefined` where that can't be told: then the rule is not withdrawn.
   */
  readonly pulledThrough: (repository: string) => Promise<boolean | undefined>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What a run did to the registry's rules, and what each source has now. */
export interface EnsureResult {
  /** Made by this run, and there. */
  readonly created: readonly CacheRule[];
  /** Planned, but another run made it at the same time. */
  readonly reused: readonly CacheRule[];
  readonly failed: readonly { readonly rule: PlannedRule; readonly refusal: Refusal }[];
  /** Made by this run and taken back, since others filled the registry meanwhile. */
  readonly withdrawn: readonly CacheRule[];
  /** Rules above the cap that are there, newest first, and why those of this run among them stay. */
  readonly excess: readonly { readonly rule: string; readonly reason?: string }[];
  /** Sources that may be warmed: their rule is there and stays. */
  readonly covered: readonly CoveredSource[];
  readonly refused: readonly RefusedSource[];
  /** The registry's rules after the run. */
  readonly rules: readonly CacheRule[];
  readonly requests: RequestCounts;
}

/** Operations under way at once. */
const WRITES_AT_ONCE = 4;

/**
 * Creates what is planned, lists once more, and settles with the other runs who gives way where all together passed the
 * cap (docs/races.md). A plan with nothing to create, on a registry within its cap, sends no request.
 */
export async function ensureRules(request: EnsureRequest): Promise<EnsureResult> {
  const { plan, service, now, pulledThrough } = request;
  const { cap } = plan.room;
  const outcomes = await carryOut(plan.create, service);
  const ours = new Set<string>();
  for (const [name, outcome] of outcomes) if (outcome.state === 'serves' && outcome.ours) ours.add(name);
  const needed = new Set(plan.covered.map(({ rule }) => rule));
  const listing = plan.create.length === 0 ? ({ state: 'known', rules: request.rules } as const) : await service.list();
  const race: CapRaceOutcome =
    listing.state === 'known'
      ? await resolveCapRace({ service, cap, rules: listing.rules, ours, needed, pulledThrough, now })
      : {
          rules: asWritten(request.rules, outcomes),
          withdrawn: [],
          kept: new Map(),
          unsettled: needed,
          failure: listing.reason,
        };
  return resultOf(request, outcomes, ours, race);
}

async function carryOut(rules: readonly PlannedRule[], service: RuleService) {
  const outcomes = new Map<string, CreateOutcome>();
  await atMost(WRITES_AT_ONCE, rules, async (rule) => {
    const underWay = rule.again === 'Creating' || rule.again === 'Updating';
    outcomes.set(rule.name, await (underWay ? service.settled(rule) : service.create(rule)));
  });
  return outcomes;
}

/** The rules as they must be by the answers alone, where no list tells. */
function asWritten(rules: readonly CacheRule[], outcomes: ReadonlyMap<string, CreateOutcome>): readonly CacheRule[] {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  for (const [name, outcome] of outcomes) if (outcome.state === 'serves') byName.set(name, outcome.rule);
  return [...byName.values()];
}

function resultOf(
  { plan, rules, registry, service, now }: EnsureRequest,
  outcomes: ReadonlyMap<string, CreateOutcome>,
  ours: ReadonlySet<string>,
  race: CapRaceOutcome,
): EnsureResult {
  // Each of them has served before: another run that writes the same rule again makes it `Updating` for a moment.
  const serving = race.rules.filter(({ state }) => state === 'Succeeded' || state === 'Updating');
  const there = new Map(serving.map((rule) => [rule.name, rule]));
  // Whatever other runs do now, they withdraw none of these.
  const stays = new Set(rules.filter((rule) => !isYoung(rule, now())).map(({ name }) => name));
  const covered: CoveredSource[] = [];
  const refused = [...plan.refused];
  for (const source of plan.covered) {
    const refusal = refusalOf(source, outcomes.get(source.rule), there, { ...race, stays }, plan.room.cap);
    if (refusal === undefined) covered.push({ ...source, by: ours.has(source.rule) ? 'new' : 'existing' });
    else
      refused.push({ source: source.source, uses: source.uses, refusal, ...explain(refusal, source.source, registry) });
  }
  const withdrawn = new Set(race.withdrawn.map(({ name }) => name));
  const made = plan.create.flatMap(({ name }) => there.get(name) ?? []);
  return {
    // One of ours that was withdrawn and is there again is somebody else's.
    created: made.filter(({ name }) => ours.has(name) && !withdrawn.has(name)),
    reused: made.filter(({ name }) => !ours.has(name) || withdrawn.has(name)),
    failed: plan.create.flatMap((rule) => {
      const outcome = outcomes.get(rule.name);
      return outcome?.state === 'refused' ? [{ rule, refusal: outcome.refusal }] : [];
    }),
    withdrawn: race.withdrawn,
    excess: excessOf(race, plan.room.cap),
    covered,
    refused: refused.sort((one, other) => compareTexts(one.source, other.source)),
    rules: race.rules,
    requests: service.requests(),
  };
}

/** Why a source may not count on the rule that was planned for it. */
function refusalOf(
  { rule }: CoveredSource,
  outcome: CreateOutcome | undefined,
  there: ReadonlyMap<string, CacheRule>,
  { withdrawn, unsettled, failure, stays }: CapRaceOutcome & { readonly stays: ReadonlySet<string> },
  cap: number,
): Refusal | undefined {
  if (outcome?.state === 'refused') return outcome.refusal;
  if (failure !== undefined && stays.has(rule)) return undefined;
  if (failure !== undefined) return { reason: 'not-listed', detail: failure };
  if (withdrawn.some(({ name }) => name === rule)) return { reason: 'gave-way', rule, cap };
  if (!there.has(rule)) {
    return outcome?.state === 'serves' && !outcome.ours ? { reason: 'gave-way', rule, cap } : { reason: 'gone', rule };
  }
  return unsettled.has(rule) ? { reason: 'unsettled', rule, cap } : undefined;
}

function excessOf({ rules, kept }: CapRaceOutcome, cap: number): EnsureResult['excess'] {
  return newestFirst(rules)
    .slice(0, Math.max(0, rules.length - cap))
    .map(({ name }) => {
      const reason = kept.get(name);
      return reason === undefined ? { rule: name } : { rule: name, reason };
    });
}
