// ES modules as esbuild writes them, made CommonJS. Node starts that faster, and `require` needs none of the machinery behind `import()`.
import { Script } from 'node:vm';

/**
 * @param text a module of esbuild's: imports and exports stand at the start of a line, and none of what is exported is assigned later
 * @param rename the names of the files beside it
 * @throws SyntaxError where something was left that CommonJS does not have
 */
export function commonJs(text: string, rename: (name: string) => string): string {
  // Such modules assign what they export when they are first asked for it.
  if (/^var init_\w+ = __esm\(/m.test(text) && /^export \{/m.test(text))
    throw new SyntaxError('a module is initialised late');
  const from = (path: string) =>
    `require(${JSON.stringify(path.replace(/^\.\/(.+)$/, (_, name: string) => `./${rename(name)}`))})`;
  const shebang = /^#!.*\n/.exec(text)?.[0] ?? '';
  const body = text
    .slice(shebang.length)
    .replace(/^import "([^"\n]+)";$/gm, (_, path: string) => `${from(path)};`)
    .replace(
      /^import \* as ([\w$]+) from "([^"\n]+)";$/gm,
      (_, name: string, path: string) => `const ${name} = ${from(path)};`,
    )
    .replace(
      /^import (?:([\w$]+)(?:, )?)?(?:\{([^}]*)\} )?\s*from "([^"\n]+)";$/gm,
      (_, whole: string | undefined, names: string | undefined, path: string) =>
        (whole === undefined ? '' : `const ${whole} = ${from(path)};`) +
        (names === undefined ? '' : `const {${names.replaceAll(/ as /g, ': ')}} = ${from(path)};`),
    )
    .replace(
      /^export \{([^}]*)\};$/gm,
      (_, names: string) => `module.exports = {${names.replaceAll(/([\w$]+) as ([\w$]+)/g, '$2: $1')}};`,
    )
    .replace(/\bimport\("([^"\n]+)"\)/g, (_, path: string) => `Promise.resolve().then(() => ${from(path)})`);
  const url = body.includes('importMetaUrl')
    ? 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;\n'
    : '';
  const whole = `"use strict";\n${url}${body}`;
  new Script(`(function (exports, require, module, __filename, __dirname) {${whole}\n})`);
  return shebang + whole;
}
