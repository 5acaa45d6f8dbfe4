import { createInterface } from 'node:readline/promises';
import { count } from '../base/counting.ts';
import { UserError } from '../base/errors.ts';
import { table } from '../report/table.ts';
import { printLines } from '../report/terminal.ts';
import { describeDeletion } from '../rules/deletion.ts';
import type { UnusedRule } from '../rules/plan.ts';
import { planRun } from '../stages/plan.ts';
import { readTree } from '../stages/read.ts';
import { lookUp, type RegistryView } from '../stages/registry-lookup.ts';
import type { Arguments } from './arguments.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';

/** `prune`: lists the rules that nothing here uses; named ones are deleted, each after a question. */
export async function prune(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const look = await lookUp(inputs, context);
    if (look.state === 'unknown') throw new UserError(look.reason);
    const { scan } = readTree(inputs, context);
    const planned = await planRun(scan, { state: 'none' }, look, inputs, context);
    const unused = planned.plan?.unused ?? [];
    if (typed.operands.length === 0) {
      printLines(listing(unused));
      return 0;
    }
    return deleteNamed(typed, unused, look.view);
  });
}

function listing(unused: readonly UnusedRule[]): readonly string[] {
  const rows = unused.map(({ rule, source, target, state, ageInDays }) => [
    rule,
    source,
    `→ ${target}`,
    state,
    ageInDays === undefined ? '' : `${ageInDays} days old`,
  ]);
  const title = `${count(rows.length, 'rule')} that nothing in this scan uses; others may.`;
  const hint = rows.length === 0 ? [] : ['Delete one with: acr-artifact-cache prune <rule>'];
  return [...table(rows), title, ...hint];
}

async function deleteNamed(
  { operands, yes }: Arguments,
  unused: readonly UnusedRule[],
  { service, rules, registry }: RegistryView,
): Promise<number> {
  const known = new Map(unused.map((rule) => [rule.rule, rule]));
  for (const name of operands) {
    if (known.has(name)) continue;
    const used = rules.some((rule) => rule.name === name);
    throw new UserError(
      used ? `Rule ${name} is used by this repository; it is not deleted.` : `There is no rule ${name}.`,
    );
  }
  let failed = 0;
  for (const rule of rules.filter(({ name }) => operands.includes(name))) {
    const told = describeDeletion(rule, registry.loginServer, known.get(rule.name)?.ageInDays);
    printLines(told);
    if (!yes && !(await confirmed())) {
      printLines(['Kept.']);
      continue;
    }
    const outcome = await service.remove(rule);
    printLines([outcome.state === 'removed' ? 'Deleted.' : `Not deleted: ${outcome.reason}`]);
    if (outcome.state !== 'removed') failed++;
  }
  return failed > 0 ? 2 : 0;
}

/** Only a person at a terminal can say yes. */
async function confirmed(): Promise<boolean> {
  if (process.stdin.isTTY !== true) {
    throw new UserError(
      'Deleting asks a question, and standard input is no terminal; say --yes to answer it beforehand.',
    );
  }
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await reader.question('Type "delete" to delete it: ')).trim() === 'delete';
  } finally {
    reader.close();
  }
}
