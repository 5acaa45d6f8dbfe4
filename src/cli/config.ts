import { count } from '../base/counting.ts';
import { UserError } from '../base/errors.ts';
import { readConfiguration, USUAL_CONFIGURATION } from '../inputs/configuration.ts';
import { readConfigured } from '../inputs/configured.ts';
import { table } from '../report/table.ts';
import { printError, printLines } from '../report/terminal.ts';
import type { Arguments } from './arguments.ts';
import { configurationText } from './terminal-context.ts';

/** `config check`: whether a configuration file is as it must be. @returns 1 where it is not */
export async function config({
  operands: [word, file = USUAL_CONFIGURATION, ...more],
  input,
}: Arguments): Promise<number> {
  if (word !== 'check' || more.length > 0) {
    throw new UserError(
      `"config check" is what there is, with one file: acr-artifact-cache config check ${USUAL_CONFIGURATION}`,
    );
  }
  const text = configurationText(file);
  try {
    const configuration = readConfiguration(text, file);
    readConfigured(input, configuration, false, {});
    const rows = [...configuration.values].map(([name, value]) => [
      `  ${name}`,
      value.text.trim().replaceAll('\n', ' '),
    ]);
    printLines([...table(rows), `${file} is as it must be: ${count(rows.length, 'input')}`]);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    printError([error.message]);
    return 1;
  }
}
