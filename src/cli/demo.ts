import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UserError } from '../base/errors.ts';

/** `demo`: its own bundle, so that the emulator is never reachable from the others. */
export async function demo(): Promise<number> {
  const bundle = fileURLToPath(new URL('./demo.cjs', import.meta.url));
  const { status, error } = spawnSync(process.execPath, [bundle], { stdio: 'inherit' });
  if (error !== undefined) throw new UserError(`The demo could not be started: ${error.message}.`);
  return status ?? 2;
}
