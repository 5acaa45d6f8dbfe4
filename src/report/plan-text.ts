import { count } from '../base/counting.ts';
import type { CoveredSource, Plan } from '../rules/plan.ts';
import { table } from './table.ts';

/**
 * A plan for people: what is covered by what, what is created, what is refused and why, and the room left.
 * @param loginServer of the registry that it is for
 * @param hopes whether its new rules were to be created and are not there, so that nothing is covered by them
 */
export function planLines(plan: Plan, loginServer: string, hopes = false): readonly string[] {
  const isHope = ({ by }: CoveredSource) => hopes && by === 'new';
  const sections = [
    coveredText(
      'Covered',
      plan.covered.filter((source) => !isHope(source)),
      loginServer,
    ),
    coveredText('Not covered, since no rule was created', plan.covered.filter(isHope), loginServer),
    createText(plan),
    refusedText(plan),
    driftedText(plan),
    unusedText(plan),
  ];
  return [...sections.filter((lines) => lines.length > 0).flatMap((lines) => [...lines, '']), roomText(plan)];
}

function coveredText(title: string, covered: readonly CoveredSource[], loginServer: string): readonly string[] {
  if (covered.length === 0) return [];
  const rows = covered.map(({ source, uses, repository, rule, by }) => [
    `  ${source}`,
    count(uses, 'use'),
    `${loginServer}/${repository}`,
    by === 'new' ? `new rule ${rule}` : `rule ${rule}`,
  ]);
  return [`${title}: ${count(covered.length, 'image')}`, ...table(rows)];
}

function createText({ create }: Plan): readonly string[] {
  if (create.length === 0) return [];
  const rows = create.map(({ name, source, target, again }) => [
    `  ${name}`,
    source,
    `→ ${target}`,
    again === undefined ? '' : `again: it is there as ${again}`,
  ]);
  return [`To create: ${count(create.length, 'rule')}`, ...table(rows)];
}

function refusedText({ refused }: Plan): readonly string[] {
  if (refused.length === 0) return [];
  const lines = [`Refused: ${count(refused.length, 'image')}`];
  for (const { source, uses, message, remedy } of refused) {
    lines.push(`  ${source} (${count(uses, 'use')}): ${message}`, `    ${remedy}`);
  }
  // Many images are refused for one reason: its commands are shown once.
  const commands = new Set(refused.flatMap((refusal) => refusal.commands));
  return commands.size === 0
    ? lines
    : [...lines, '  Commands for it:', ...[...commands].map((command) => `    ${command}`)];
}

function driftedText({ drifted }: Plan): readonly string[] {
  if (drifted.length === 0) return [];
  const rows = drifted.map(({ rule, expected, actual }) => [
    `  ${rule}`,
    `is ${actual.source} → ${actual.target}`,
    `should be ${expected.source} → ${expected.target}`,
  ]);
  return ['Not as expected, and left as it is:', ...table(rows)];
}

function unusedText({ unused }: Plan): readonly string[] {
  if (unused.length === 0) return [];
  const rows = unused.map(({ rule, source, target, state, ageInDays }) => [
    `  ${rule}`,
    `${source} → ${target}`,
    ageInDays === undefined ? '' : count(ageInDays, 'day'),
    state === 'Succeeded' ? '' : state,
  ]);
  return [`Not used by this scan (others may use them): ${count(unused.length, 'rule')}`, ...table(rows)];
}

function roomText({ room }: Plan): string {
  const { cap, present, creating, remaining } = room;
  const over = present > cap ? ` The registry is ${count(present - cap, 'rule')} above the cap: none is added.` : '';
  return `Rules: ${present} in the registry, ${creating} to create, ${remaining} left of ${cap}.${over}`;
}
