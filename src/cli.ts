#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArguments, USAGE } from './cli/arguments.ts';
import { COMMAND_RUNS } from './cli/commands.ts';
import { defectText } from './io/run-process.ts';
import { printError, printLines } from './report/terminal.ts';

/** Entry of the terminal, and its sole catch. Exit status: 0 done, 1 failed as asked for, 2 could not be done. */
async function main(): Promise<number> {
  const typed = parseArguments(process.argv.slice(2));
  switch (typed.command) {
    case 'help':
      printLines(USAGE.trimEnd().split('\n'));
      return 0;
    case 'version':
      printLines([version()]);
      return 0;
    default:
      return COMMAND_RUNS[typed.command](typed);
  }
}

/** The package's version; the bundle stands in a folder beside package.json. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
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
