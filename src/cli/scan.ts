import { inventoryText } from '../report/inventory.ts';
import { scanLines, scanMarkdown } from '../report/scan-text.ts';
import { printJson, printLines, printText, terminalWidth } from '../report/terminal.ts';
import { classifyOffline } from '../stages/classes.ts';
import { readTree } from '../stages/read.ts';
import type { Arguments } from './arguments.ts';
import { inputsOf, inTerminal, standardInput } from './terminal-context.ts';

/** `scan`: every image use. Needs neither Azure nor network. */
export async function scan(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const read = await readTree(inputs, context, { standardInput: await standardInput(inputs.path, context.signal) });
    const { unseen, warnings } = read.scan;
    const uses = classifyOffline(read.scan, inputs, context);
    const told = { uses, unseen, unseenTally: read.unseen, warnings, registry: inputs.registry?.loginServer };
    switch (typed.output) {
      case 'table':
        printLines(scanLines(told, terminalWidth()));
        break;
      case 'json':
        await printJson(inventoryText(uses, unseen, warnings));
        await printJson(['\n']);
        break;
      case 'markdown':
        printText(scanMarkdown(told));
        break;
      case 'sarif': {
        const { sarifOf } = await import('../report/sarif.ts');
        const { scanRemarks } = await import('../report/scan-remarks.ts');
        await printJson([sarifOf(scanRemarks(uses, warnings), [], read.prefix.replace(/\/$/, '')).text]);
        break;
      }
    }
    return inputs.failWhen.has('unreadable') && warnings.length > 0 ? 1 : 0;
  });
}
