import { matcher } from '../base/globs.ts';
import type { Inputs } from '../inputs/inputs.ts';

/**
 * Whether a file of the scan stands in an exempt path.
 * @param prefix what leads from the workspace's root to the scanned folder: empty, or ending with `/`
 */
export function exemptFiles({ exemptPaths }: Pick<Inputs, 'exemptPaths'>, prefix: string): (file: string) => boolean {
  const isExempt = matcher(exemptPaths);
  return (file) => isExempt(`${prefix}${file}`);
}
