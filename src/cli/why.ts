import { UserError } from '../base/errors.ts';
import { printJson, printLines } from '../report/terminal.ts';
import { nearestImage, whyLines, whyOf } from '../report/why-text.ts';
import { jsonOf } from '../text/shown.ts';
import type { Arguments } from './arguments.ts';
import { lookOver } from './look-over.ts';

/** `why`: one image, with where it comes from and what becomes of it. @returns 1 where the repository does not have it */
export function why(typed: Arguments): Promise<number> {
  const [asked, ...operands] = typed.operands;
  if (asked === undefined) throw new UserError('Which image? Name one, as in: acr-artifact-cache why nginx');
  return lookOver({ ...typed, operands }, async (sources) => {
    const found = whyOf(asked, sources);
    if (typed.output === 'json') await printJson([`${jsonOf(found)}\n`]);
    else if (found.length > 0)
      printLines(found.flatMap((one, index) => [...(index === 0 ? [] : ['']), ...whyLines(one, sources)]));
    else {
      const meant = nearestImage(asked, sources);
      const hint = meant === undefined ? '"images" lists what there is.' : `Did you mean ${meant}?`;
      printLines([`${asked} is not used here. ${hint}`]);
    }
    return found.length > 0 ? 0 : 1;
  });
}
