import { reportFolder } from '../report/folder.ts';
import { planLines } from '../report/plan-text.ts';
import type { RunReport } from '../report/run-report.ts';
import { nextSteps } from '../report/summary/next-steps.ts';
import { summaryOf } from '../report/summary/summary.ts';
import { printJson, printLines, printText } from '../report/terminal.ts';
import { mergeInventories } from '../rules/inventories.ts';
import { run } from '../run.ts';
import { readEarlier } from '../stages/earlier-report.ts';
import { reportFiles, writeRun } from '../stages/files.ts';
import { scanOfImages } from '../stages/read.ts';
import type { RunResult } from '../stages/run-result.ts';
import type { Line } from '../text/terminal.ts';
import type { Arguments } from './arguments.ts';
import { readInventories } from './plan.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';

/** `run`: the whole job. The registry is changed only with --apply. */
export async function runCommand(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const reports = reportFolder(inputs.reportDir, context.root);
    const given =
      typed.inventories.length === 0
        ? undefined
        : scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const ran = await run(inputs, context, readEarlier(reports, context), given);
    const { report } = ran;
    const paths = writeRun(reports, ran, inputs);
    await printRun(ran, typed, paths);
    for (const { message } of report.problems) context.log.warning(message);
    for (const failure of report.outcome.failures) context.log.info(`failed: ${failure}`);
    return report.outcome.failed ? 1 : 0;
  });
}

/** The result, as it was asked for. */
async function printRun(
  ran: RunResult,
  { output, apply }: Arguments,
  paths: ReadonlyMap<string, string>,
): Promise<void> {
  const { report, sarif } = ran;
  switch (output) {
    case 'json':
      return printJson([reportFiles(ran).report.text()]);
    case 'sarif':
      return printJson([sarif]);
    case 'markdown':
      return printText(summaryOf(report));
    case 'table': {
      // What was to be changed and could not be looked up is no plan that holds.
      const hopes = apply && !report.apply.applied;
      if (report.plan !== undefined) printLines([...planLines(report.plan, report.registry ?? '', hopes), '']);
      if (!report.apply.applied) printLines([`Nothing was changed: ${report.apply.reason}.`]);
      printLines(report.notes);
      const { failed, attention, title, headline } = report.outcome;
      const look = failed ? 'red' : attention ? 'yellow' : 'green';
      printLines([{ look, text: title }, headline, ...nextLines(report), `Reports: ${[...paths.values()].join(', ')}`]);
    }
  }
}

/** What to do next, for a terminal. */
function nextLines(report: RunReport): readonly Line[] {
  const steps = nextSteps(report).flatMap(({ text, commands }, index) => [
    `  ${index + 1}. ${text}`,
    ...commands.map((command): Line => `     ${command}`),
  ]);
  return steps.length === 0 ? [] : [{ look: 'bold', text: 'Next' }, ...steps];
}
