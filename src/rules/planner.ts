import { compareTexts } from '../base/order.ts';
import { type Candidate, candidatesOf, type PlanRequest, wantedOnce } from './candidates.ts';
import { takenTargets, wildcardTarget } from './constraints.ts';
import { credentialChooser } from './credentials.ts';
import { ruleName } from './names.ts';
import type { CoveredSource, Plan, PlannedRule, RefusedSource, Room } from './plan.ts';
import { explain, type Refusal } from './refusal.ts';
import { type RuleIndex, ruleIndex } from './resolve.ts';
import type { CacheRule } from './rule.ts';
import { driftedRules, unusedRules } from './unused-rules.ts';
import { chooseWildcards } from './wildcards.ts';

/**
 * Makes the plan: exact rules first, wildcards only where allowed and needed, never above the cap, never a rule that the
 * service would refuse for what is known of the registry. Pure, and independent of the order of its input.
 */
export function makePlan(request: PlanRequest): Plan {
  const wanted = wantedOnce(request.wanted);
  const existing = ruleIndex(request.rules);
  const { candidates, refused } = candidatesOf(wanted, request, existing);
  const selection = select(candidates, request);
  const created = selection.create.map(asSucceeded);
  const names = new Set(created.map(({ name }) => name));
  const index = ruleIndex([...request.rules.filter(({ name }) => !names.has(name)), ...created]);
  const refusals = new Map([...refused, ...selection.refused]);
  const covered: CoveredSource[] = [];
  const uncovered: RefusedSource[] = [];
  for (const { source, uses, allowed } of wanted) {
    const served = allowed ? index.forSource(source) : undefined;
    if (served === undefined) {
      const refusal = refusals.get(source) ?? conflict(source, selection.create, index);
      uncovered.push({ source, uses, refusal, ...explain(refusal, source, request.registry) });
    } else {
      const { rule, repository } = served;
      covered.push({ source, uses, repository, rule: rule.name, by: names.has(rule.name) ? 'new' : 'existing' });
    }
  }
  return {
    version: 1,
    covered,
    create: selection.create,
    refused: uncovered,
    room: roomOf(request, selection),
    drifted: driftedRules(request, wanted, existing),
    unused: unusedRules(request, covered, existing),
  };
}

interface Selection {
  readonly create: readonly PlannedRule[];
  readonly refused: readonly (readonly [source: string, refusal: Refusal])[];
  /** Rules it would take to cover all candidates, those written again not counted. */
  readonly needed: number;
}

/** Which of the candidates get a rule within the room. */
function select(candidates: readonly Candidate[], request: PlanRequest): Selection {
  const { cap, rules } = request;
  const room = Math.max(0, cap - rules.length);
  const again = candidates.filter((candidate) => candidate.again !== undefined).map(plannedRule);
  const fresh = candidates.filter((candidate) => candidate.again === undefined);
  if (fresh.length > room && request.wildcards === 'when-needed') {
    const { exact, wildcards, needed } = withWildcards(fresh, room, request);
    if (needed <= room) return { create: sorted([...again, ...exact, ...wildcards]), refused: [], needed };
    return byUse(fresh, again, room, needed, request);
  }
  return byUse(fresh, again, room, fresh.length, request);
}

/** Exact rules for the images used most, as far as they fit. */
function byUse(
  fresh: readonly Candidate[],
  again: readonly PlannedRule[],
  room: number,
  needed: number,
  { cap, rules, wildcards }: PlanRequest,
): Selection {
  const refusal = { reason: 'cap-reached', cap, present: rules.length, room, needed, wildcards } as const;
  return {
    create: sorted([...again, ...fresh.slice(0, room).map(plannedRule)]),
    refused: fresh.slice(room).map(({ source }) => [source, refusal] as const),
    needed,
  };
}

function withWildcards(fresh: readonly Candidate[], room: number, request: PlanRequest) {
  const credentials = credentialChooser(request);
  const taken = takenTargets(request.rules, request.repositories);
  const names = new Set(request.rules.map(({ name }) => name));
  const opened = new Set(request.wanted.filter(({ allowed }) => !allowed).flatMap(({ source }) => [...above(source)]));
  const wildcardRule = (source: string): PlannedRule => {
    const target = wildcardTarget(source, request.wildcardTemplate);
    return plannedRule({ source, target, credentials: credentials(source.slice(0, source.indexOf('/'))) });
  };
  const allows = (source: string) => {
    // A wildcard that would also open an image that the policy denies is not used.
    if (opened.has(source)) return false;
    const { name, target } = wildcardRule(source);
    return taken.obstacle(target) === undefined && !names.has(name);
  };
  const sources = fresh.map(({ source }) => source);
  const choice = chooseWildcards(sources, room, allows);
  if (!choice.fits) return { exact: [], wildcards: [], needed: choice.needed };
  const chosen = new Set(choice.wildcards);
  const exact = fresh.filter(({ source }) => ![...above(source)].some((pattern) => chosen.has(pattern)));
  return { exact: exact.map(plannedRule), wildcards: choice.wildcards.map(wildcardRule), needed: choice.rules };
}

/** The registry-wide and the namespace wildcard that contain a source. */
function* above(source: string): Generator<string> {
  const [host, namespace, rest] = source.split('/', 3);
  yield `${host}/*`;
  if (rest !== undefined) yield `${host}/${namespace}/*`;
}

function plannedRule(candidate: Pick<Candidate, 'source' | 'target' | 'credentials' | 'again'>): PlannedRule {
  const { source, target, credentials, again } = candidate;
  return {
    name: again?.name ?? ruleName(source, target),
    source,
    target,
    ...(credentials.state === 'chosen' ? { credentialSetId: credentials.id } : {}),
    ...(again === undefined ? {} : { again: again.state }),
  };
}

function sorted(rules: readonly PlannedRule[]): readonly PlannedRule[] {
  return [...rules].sort((one, other) => compareTexts(one.source, other.source));
}

function asSucceeded({ name, source, target }: PlannedRule): CacheRule {
  return { name, source, target, state: 'Succeeded' };
}

/** The refusal of a source under a new wildcard whose place there another rule has taken. */
function conflict(source: string, create: readonly PlannedRule[], index: RuleIndex): Refusal {
  const patterns = new Set(above(source));
  const wildcard = create.find((planned) => patterns.has(planned.source));
  const target =
    wildcard === undefined ? source : wildcard.target.slice(0, -1) + source.slice(wildcard.source.length - 1);
  return { reason: 'target-conflict', target, rule: index.forRepository(target)?.rule.name ?? wildcard?.name ?? '' };
}

function roomOf({ cap, rules }: PlanRequest, { create, needed }: Selection): Room {
  const creating = create.filter(({ again }) => again === undefined).length;
  const present = rules.length;
  return { cap, present, creating, remaining: Math.max(0, cap - present - creating), needed };
}
