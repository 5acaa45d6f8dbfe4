// The script of report.html as a text, since what makes the page is bundled and runs without a build of its own.
import { join } from 'node:path';
import { build } from 'esbuild';

export const path = 'src/report/page/browser-script.ts';

export async function make(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/report/page/browser/main.ts')],
    bundle: true,
    write: false,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
  const text = outputFiles.map((file) => file.text.trim()).join('');
  // It stands in an element of the page, which it must not end.
  if (/<\/|<!--/.test(text)) throw new Error('the script of the page would end its own element');
  return [
    '/** The script of the page, made of src/report/page/browser/ by `npm run docs`. */',
    `export const BROWSER_SCRIPT = ${JSON.stringify(text)};`,
    '',
  ].join('\n');
}
