import { imageLines, imageMarkdown, imageRows } from '../report/image-rows.ts';
import { printJson, printLines, printText, terminalWidth } from '../report/terminal.ts';
import { jsonOf } from '../text/shown.ts';
import type { Arguments } from './arguments.ts';
import { lookOver } from './look-over.ts';

/** `images`: one row an image. Nothing is changed; the registry is asked where it is named and can be. */
export function images(typed: Arguments): Promise<number> {
  return lookOver(typed, async (sources) => {
    const rows = imageRows(sources);
    switch (typed.output) {
      case 'json':
        await printJson([`${jsonOf(rows)}\n`]);
        break;
      case 'markdown':
        printText(imageMarkdown(rows));
        break;
      default:
        printLines(imageLines(rows, sources.registry, terminalWidth()));
    }
    return 0;
  });
}
