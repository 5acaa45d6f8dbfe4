import { count } from '../base/counting.ts';
import { UserError } from '../base/errors.ts';
import { printPatch } from '../report/terminal.ts';
import { patchOf } from '../review/patch.ts';
import { classifyByRules, classifyOffline } from '../stages/classes.ts';
import { readTree } from '../stages/read.ts';
import { lookUp } from '../stages/registry-lookup.ts';
import { restoreUses } from '../stages/restore.ts';
import type { Arguments } from './arguments.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';
import { writeEdits } from './write-edits.ts';

/**
 * `restore`: the patch that moves images of the registry back to their sources, or with --write the changed files. It asks the registry
 * for its rules; with --offline nobody, and goes by the templates that a rewrite goes by.
 */
export async function restore(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  if (inputs.registry === undefined) {
    throw new UserError('--registry is needed: the login server whose images are moved back.');
  }
  return inTerminal(typed, inputs, async (context) => {
    const look = typed.offline ? undefined : await lookUp(inputs, context);
    if (look?.state === 'unknown') {
      throw new UserError(`${look.reason} Or give --offline, to go by target, targets and wildcard-target alone.`);
    }
    const { scan, folder, prefix } = await readTree(inputs, context);
    const uses =
      look === undefined
        ? classifyOffline(scan, inputs, context)
        : classifyByRules(scan, look.view.rules, inputs, context);
    const { rewrite, left } = restoreUses(uses, inputs.includeTests);
    if (typed.write) writeEdits(rewrite.edits, scan.texts, folder);
    else printPatch(patchOf(rewrite.edits, (file) => scan.texts.get(file), prefix));
    for (const { use, reason } of left) context.log.warning(`${use.file}:${use.line}: ${use.text} is left: ${reason}`);
    const told = count(rewrite.rewritten.length, 'use');
    context.log.info(`${told} ${typed.write ? 'moved back' : 'in the patch'}, ${left.length} left`);
    return 0;
  });
}
