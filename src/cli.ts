#!/usr/bin/env node
import { defectText } from './base/errors.ts';
import { parseArguments } from './cli/arguments.ts';
import { packageVersion } from './io/version.ts';
import { printError, printLines } from './report/terminal.ts';

/** Entry of the terminal, and its sole catch. Exit status: 0 done, 1 failed as asked for, 2 could not be done. */
async function main(): Promise<number> {
  const typed = parseArguments(process.argv.slice(2));
  if (typed.help) {
    printLines((await import('./cli/help.ts')).commandHelp(typed.command));
    return 0;
  }
  switch (typed.command) {
    case 'help':
      printLines((await import('./cli/help.ts')).helpLines());
      return 0;
    case 'version':
      printLines([packageVersion()]);
      return 0;
    case 'scan':
      // The most frequent of all, and the one that needs least.
      return (await import('./cli/scan.ts')).scan(typed);
    default:
      return (await import('./cli/commands.ts')).COMMAND_RUNS[typed.command](typed);
  }
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const stack = process.env.ACR_ARTIFACT_CACHE_DEBUG && error instanceof Error ? (error.stack ?? '').split('\n') : [];
    printError([defectText(error), ...stack]);
    process.exitCode = 2;
  },
);
