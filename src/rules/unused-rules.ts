import { compareTexts } from '../base/order.ts';
import { type PlanRequest, targetFor, type Wanted } from './candidates.ts';
import { nameAmong } from './names.ts';
import type { CoveredSource, DriftedRule, UnusedRule } from './plan.ts';
import { normalisedSource, type RuleIndex } from './resolve.ts';

const DAY = 86_400_000;

/**
 * Rules with the name that a wanted source's rule has, and another source or target; and rules that serve a source for
 * which the user names another target.
 */
export function driftedRules(
  request: PlanRequest,
  wanted: readonly Wanted[],
  index: RuleIndex,
): readonly DriftedRule[] {
  const byName = new Map(request.rules.map((rule) => [rule.name, rule]));
  const nameTaken = nameAmong([...byName.keys()]);
  const drifted: DriftedRule[] = [];
  for (const { source } of wanted) {
    const target = targetFor(source, request);
    const named = request.targets.has(source) ? index.forSource(source)?.rule : undefined;
    const rule = byName.get(nameTaken(source, target) ?? '') ?? named;
    if (rule === undefined || (normalisedSource(rule.source) === source && rule.target === target)) continue;
    drifted.push({
      rule: rule.name,
      expected: { source, target },
      actual: { source: rule.source, target: rule.target },
    });
  }
  return drifted;
}

/**
 * Rules that serve neither a wanted source nor a repository that the manifests name.
 * @param covered wanted sources with their rules
 */
export function unusedRules(
  { rules, cached, now }: Pick<PlanRequest, 'rules' | 'cached' | 'now'>,
  covered: readonly CoveredSource[],
  index: RuleIndex,
): readonly UnusedRule[] {
  const used = new Set(covered.map(({ rule }) => rule));
  for (const repository of cached) {
    const rule = index.forRepository(repository)?.rule;
    if (rule !== undefined) used.add(rule.name);
  }
  return rules
    .filter(({ name }) => !used.has(name))
    .map(({ name, source, target, state, createdAt }) => ({
      rule: name,
      source,
      target,
      state,
      ...age(createdAt, now),
    }))
    .sort((one, other) => compareTexts(one.rule, other.rule));
}

function age(createdAt: string | undefined, now: number) {
  if (createdAt === undefined) return {};
  const created = Date.parse(createdAt);
  return Number.isNaN(created) ? {} : { createdAt, ageInDays: Math.max(0, Math.floor((now - created) / DAY)) };
}
