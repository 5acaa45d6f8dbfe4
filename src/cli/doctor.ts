import { diagnose } from '../doctor/diagnose.ts';
import { diagnosisLines } from '../report/diagnosis-text.ts';
import { printJson, printLines } from '../report/terminal.ts';
import { classifyOffline } from '../stages/classes.ts';
import { examine } from '../stages/examine.ts';
import { wantedOf } from '../stages/plan.ts';
import { readTree } from '../stages/read.ts';
import { jsonOf } from '../text/shown.ts';
import type { Arguments } from './arguments.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';

/**
 * `doctor`: asks whether everything is there that the repository and these inputs need of Azure, and says what to do about what is
 * not. Changes nothing anywhere.
 * @returns 1 where something that is needed is missing
 */
export async function doctor(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const { scan } = await readTree(inputs, context);
    const sources = wantedOf(classifyOffline(scan, inputs, context), inputs).map(({ source }) => source);
    const diagnosis = diagnose(await examine(inputs, sources, context));
    if (typed.output === 'json') await printJson([`${jsonOf(diagnosis)}\n`]);
    else printLines(diagnosisLines(diagnosis));
    return diagnosis.healthy ? 0 : 1;
  });
}
