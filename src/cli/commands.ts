import type { Arguments } from './arguments.ts';
import type { Command } from './command-table.ts';
import { config } from './config.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { images } from './images.ts';
import { plan } from './plan.ts';
import { policy } from './policy.ts';
import { prune } from './prune.ts';
import { restore } from './restore.ts';
import { rewrite } from './rewrite.ts';
import { runCommand } from './run.ts';
import { suggest } from './suggest.ts';
import { why } from './why.ts';

/** What each command does but `scan`, which is loaded without these; the result is the exit status. */
export const COMMAND_RUNS: Readonly<
  Record<Exclude<Command, 'help' | 'version' | 'scan'>, (typed: Arguments) => Promise<number>>
> = { images, why, plan, rewrite, restore, run: runCommand, prune, policy, doctor, suggest, config, demo };
