import { inventoryText } from '../report/inventory.ts';
import { scanLines } from '../report/scan-text.ts';
import { printJson, printLines } from '../report/terminal.ts';
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
    if (typed.json) {
      await printJson(inventoryText(uses, unseen, warnings));
      await printJson(['\n']);
    } else printLines(scanLines(uses, unseen, warnings));
    return inputs.failWhen.has('unreadable') && warnings.length > 0 ? 1 : 0;
  });
}
