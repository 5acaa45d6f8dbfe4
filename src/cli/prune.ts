import { createInterface } from 'node:readline/promises';
import { count } from '../base/counting.ts';
import { UserError } from '../base/errors.ts';
import { table } from '../report/table.ts';
import { printLines } from '../report/terminal.ts';
import { describeDeletion } from '../rules/deletion.ts';
import { mergeInventories } from '../rules/inventories.ts';
import type { UnusedRule } from '../rules/plan.ts';
import { ruleIndex } from '../rules/resolve.ts';
import { unusedRules } from '../rules/unused-rules.ts';
import { cachedRepositories, planRun } from '../stages/plan.ts';
import { readTree, scanOfImages } from '../stages/read.ts';
import { withRegistry } from '../stages/registry-identity.ts';
import { lookUp } from '../stages/registry-lookup.ts';
import type { RegistryView } from '../stages/registry-view.ts';
import type { Arguments } from './arguments.ts';
import { readInventories } from './plan.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';

/** `prune`: lists the rules that nothing here uses; named ones, or all with --unused, are deleted, each after a question. */
export async function prune(typed: Arguments): Promise<number> {
  const given = inputsOf(typed);
  const minAge = daysOf(typed);
  if (typed.unused && typed.operands.length > 0) {
    throw new UserError('Give either the names of rules or --unused, which means all that are listed.');
  }
  return inTerminal(typed, given, async (context) => {
    const look = await lookUp(given, context);
    if (look.state === 'unknown') throw new UserError(look.reason);
    const inputs = withRegistry(given, look);
    const { scan } = await readTree(inputs, context);
    const others = scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const all = { ...scan, uses: [...scan.uses, ...others.uses] };
    const planned = await planRun(all, { state: 'none' }, look, inputs, context);
    const unused = typed.leaving
      ? unusedBut(cachedRepositories(planned.uses), look.view, context.now())
      : (planned.plan?.unused ?? []);
    const old = unused.filter(({ ageInDays }) => minAge === 0 || (ageInDays ?? -1) >= minAge);
    if (typed.operands.length === 0 && !typed.unused) {
      printLines(listing(old, typed.inventories.length));
      return 0;
    }
    if (typed.unused && old.length === 0) printLines(['No rule is deleted.']);
    const names = typed.unused ? old.map(({ rule }) => rule) : typed.operands;
    return deleteNamed(names, typed.yes, old, look.view);
  });
}

/** Rules that no repository which is pulled from needs: whoever leaves wants none for what is elsewhere. */
function unusedBut(cached: readonly string[], { rules }: RegistryView, now: number): readonly UnusedRule[] {
  return unusedRules({ rules, cached, now }, [], ruleIndex(rules));
}

/** Days that a rule must be old; 0 unless given. */
function daysOf({ minAge }: Arguments): number {
  if (minAge === '') return 0;
  if (/^\d{1,5}$/.test(minAge)) return Number(minAge);
  throw new UserError(`--min-age ${JSON.stringify(minAge)} is no number of days. Give a whole number, such as 30.`);
}

function listing(unused: readonly UnusedRule[], inventories: number): readonly string[] {
  const rows = unused.map(({ rule, source, target, state, ageInDays }) => [
    rule,
    source,
    `→ ${target}`,
    state,
    ageInDays === undefined ? '' : `${ageInDays} days old`,
  ]);
  const where = inventories === 0 ? 'this scan' : `this scan and ${count(inventories, 'inventory', 'inventories')}`;
  const title = `${count(rows.length, 'rule')} that nothing in ${where} uses; others may.`;
  const hint =
    rows.length === 0
      ? []
      : ['Delete one with: acr-artifact-cache prune <rule>', 'Or all of these with: acr-artifact-cache prune --unused'];
  return [...table(rows), title, ...hint];
}

async function deleteNamed(
  names: readonly string[],
  yes: boolean,
  unused: readonly UnusedRule[],
  { service, rules, registry }: RegistryView,
): Promise<number> {
  const known = new Map(unused.map((rule) => [rule.rule, rule]));
  for (const name of names) {
    if (known.has(name)) continue;
    const there = rules.some((rule) => rule.name === name);
    throw new UserError(
      there ? `Rule ${name} is used here, or younger than --min-age; it is not deleted.` : `There is no rule ${name}.`,
    );
  }
  let failed = 0;
  const wanted = new Set(names);
  for (const rule of rules.filter(({ name }) => wanted.has(name))) {
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
