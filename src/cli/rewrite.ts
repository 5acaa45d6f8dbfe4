import { count } from '../base/counting.ts';
import { UserError } from '../base/errors.ts';
import { isWithin } from '../io/folders.ts';
import { printPatch } from '../report/terminal.ts';
import { patchOf } from '../review/patch.ts';
import { moveOffline } from '../stages/move.ts';
import { readTree } from '../stages/read.ts';
import { guessNote } from '../stages/registry-identity.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import type { Arguments } from './arguments.ts';
import { coveredByPlan } from './plan-file.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';
import { writeEdits } from './write-edits.ts';

/** `rewrite`: the patch that moves public images to the registry, or with --write the changed files. Needs neither Azure nor network. */
export async function rewrite(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  const { registry } = inputs;
  if (registry === undefined) throw new UserError('--registry is needed: the login server that images are moved to.');
  return inTerminal(typed, inputs, async (context) => {
    const { scan, folder, prefix } = await readTree(inputs, context);
    if (registry.given !== 'login server') context.log.warning(guessNote(registry));
    const covered = typed.plan === '' ? undefined : coveredByPlan(typed.plan, context.root);
    const { edits, rewritten, unwritten } = moveOffline(scan, inputs, registry, context, covered);
    if (typed.write) writeEdits(edits, scan.texts, folder);
    else printPatch(patchOf(edits, (file) => scan.texts.get(file), prefix));
    if (!typed.write && edits.length > 0 && !isWithin(context.root, folder)) {
      context.log.warning(
        `git apply leaves out what is outside of the folder it runs in: pipe this to "git -C ${inputs.path} apply"`,
      );
    }
    for (const { use, reason } of unwritten)
      context.log.warning(`${use.file}:${use.line}: ${shownText(use)} is left: ${reason}`);
    context.log.info(rewriteLine(rewritten.length, unwritten.length, typed.write));
    return 0;
  });
}

/** What came of it, also where that is nothing. */
function rewriteLine(moved: number, left: number, isWritten: boolean): string {
  const rest = left === 0 ? '' : `; ${left} left`;
  if (moved === 0) return `Nothing to move: no public image is named here that could be rewritten${rest}`;
  return `${count(moved, 'use')} ${isWritten ? 'rewritten' : 'in the patch'}, ${left} left`;
}

/** What stands there; where that is a chart's name, the image that it brings. */
function shownText({ text, image, through }: ClassifiedUse): string {
  return through === undefined ? text : `${image ?? text} of ${text}`;
}
