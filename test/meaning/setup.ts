import { unpackEngines } from '../../scripts/meaning/engines.ts';

/** Where it is asked for (`.ci/run` does), the engines that render are there before the first test starts. */
export function setup(): void {
  if (process.env.MEANING_ENGINES === 'unpack') unpackEngines();
}
