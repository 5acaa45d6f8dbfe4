import { compareTexts } from '../base/order.ts';
import type { Upstream } from '../images/upstreams.ts';
import { exactTarget, halves, takenTargets } from './constraints.ts';
import { type CredentialChoice, type CredentialContext, credentialChooser } from './credentials.ts';
import { nameAmong, ruleName } from './names.ts';
import type { Refusal } from './refusal.ts';
import { normalisedSource, type RuleIndex } from './resolve.ts';
import type { CacheRule } from './rule.ts';

/** All that a plan is made of. */
export interface PlanRequest extends CredentialContext {
  /** Name of the registry, for messages. */
  readonly registry: string;
  readonly wanted: readonly Wanted[];
  /** Repositories of the registry that manifests name already: their rules are in use. */
  readonly cached: readonly string[];
  /** The registry's rules, of any state. */
  readonly rules: readonly CacheRule[];
  /** What is known of the registry's repositories: whether each exists. */
  readonly repositories: ReadonlyMap<string, boolean>;
  readonly upstreams: readonly Upstream[];
  /** `{registry}/{repository}` */
  readonly template: string;
  /** `any/{registry}/*` */
  readonly wildcardTemplate: string;
  /** Target repository by source, as the user said. */
  readonly targets: ReadonlyMap<string, string>;
  readonly cap: number;
  readonly wildcards: 'never' | 'when-needed';
  /** For the age of rules; milliseconds since the epoch. */
  readonly now: number;
}

/** A source that the manifests want. */
export interface Wanted {
  /** `docker.io/library/nginx`: normalised, without tag and digest. */
  readonly source: string;
  /** How often it is used. */
  readonly uses: number;
  /** Whether the policy lets it have a rule. */
  readonly allowed: boolean;
}

/** A source that could have an exact rule. */
export interface Candidate {
  readonly source: string;
  readonly uses: number;
  readonly target: string;
  readonly credentials: CredentialChoice;
  /** A rule with this source and target that is there already and serves nothing. */
  readonly again?: CacheRule;
}

/** Each source once, uses added, by source. One that is not allowed once is not allowed. */
export function wantedOnce(wanted: readonly Wanted[]): readonly Wanted[] {
  const bySource = new Map<string, Wanted>();
  for (const { source, uses, allowed } of wanted) {
    const known = bySource.get(source);
    bySource.set(source, {
      source,
      uses: uses + (known?.uses ?? 0),
      allowed: allowed && known?.allowed !== false,
    });
  }
  return [...bySource.values()].sort((one, other) => compareTexts(one.source, other.source));
}

/** The target that an exact rule for the source would have. */
export function targetFor(source: string, { targets, template }: Pick<PlanRequest, 'targets' | 'template'>): string {
  return targets.get(source) ?? exactTarget(source, template);
}

/**
 * The repositories whose existence bears on the plan, in the order in which it would take their sources: the targets of sources that
 * no rule covers. Whoever makes the request looks them up first, for planning does no I/O.
 */
export function targetsToLookUp(
  request: Pick<PlanRequest, 'wanted' | 'targets' | 'template'>,
  index: RuleIndex,
): readonly string[] {
  const uncovered = wantedOnce(request.wanted).filter(
    ({ source, allowed }) => allowed && index.forSource(source) === undefined,
  );
  return [...new Set(mostUsedFirst(uncovered).map(({ source }) => targetFor(source, request)))];
}

function mostUsedFirst(wanted: readonly Wanted[]): readonly Wanted[] {
  return wanted.toSorted((one, other) => other.uses - one.uses || compareTexts(one.source, other.source));
}

/** The uncovered sources that could have a rule, those used most first, and why the others can't. */
export function candidatesOf(wanted: readonly Wanted[], request: PlanRequest, index: RuleIndex) {
  const credentials = credentialChooser(request);
  const taken = takenTargets(request.rules, request.repositories);
  const nameTaken = nameAmong(request.rules.map(({ name }) => name));
  const idle = new Map(
    request.rules
      .filter(({ state }) => state !== 'Succeeded')
      .map((rule) => [`${normalisedSource(rule.source)}\n${rule.target}`, rule] as const),
  );
  const claimed = new Map<string, Candidate>();
  const refused: (readonly [source: string, refusal: Refusal])[] = [];
  const candidates: Candidate[] = [];

  const judge = ({ source, uses, allowed }: Wanted): Candidate | Refusal => {
    if (!allowed) return { reason: 'not-allowed' };
    const choice = credentials(halves(source).registry);
    if (choice.state === 'refused') return choice.refusal;
    const target = targetFor(source, request);
    const again = idle.get(`${source}\n${target}`);
    if (again !== undefined) return { source, uses, target, credentials: choice, again };
    const obstacle = taken.obstacle(target);
    if (obstacle?.kind === 'invalid') return { reason: 'target-invalid', target };
    if (obstacle?.kind === 'repository') return { reason: 'target-taken', target };
    if (obstacle?.kind === 'rule') return { reason: 'target-conflict', target, rule: obstacle.rule };
    const rival = claimed.get(target);
    if (rival !== undefined) return { reason: 'target-conflict', target, rule: ruleName(rival.source, rival.target) };
    const name = nameTaken(source, target);
    if (name !== undefined) return { reason: 'name-taken', rule: name };
    // Within a wildcard it would take the place of the image that is pulled from there now.
    const served = index.forRepository(target);
    if (served !== undefined && served.source !== source) {
      return { reason: 'target-conflict', target, rule: served.rule.name };
    }
    return { source, uses, target, credentials: choice };
  };

  const byUse = wanted.filter(({ source, allowed }) => !allowed || index.forSource(source) === undefined);
  for (const want of mostUsedFirst(byUse)) {
    const judged = judge(want);
    if ('reason' in judged) refused.push([want.source, judged]);
    else {
      claimed.set(judged.target, judged);
      candidates.push(judged);
    }
  }
  return { candidates, refused };
}
