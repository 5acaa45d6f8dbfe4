import { expect, test } from 'vitest';
import { commonJs } from '../../scripts/common-js.ts';

test("esbuild's modules become CommonJS with every form of import and export", () => {
  const text = [
    'import "./chunk-A.js";',
    'import {',
    '  one,',
    '  two as other',
    '} from "./chunk-B.js";',
    'import whole from "node:fs";',
    'import * as all from "node:os";',
    'import both, { named as renamed } from "node:path";',
    'var later = () => import("./chunk-C.js");',
    'var text = "no import from here";',
    'export {',
    '  later as default,',
    '  text',
    '};',
  ].join('\n');
  const made = commonJs(text, (name) => name.replace(/^chunk-(.)\.js$/, 'part-$1.cjs'));
  expect(made.split('\n')).toEqual([
    '"use strict";',
    'require("./part-A.cjs");',
    'const {',
    '  one,',
    '  two: other',
    '} = require("./part-B.cjs");',
    'const whole = require("node:fs");',
    'const all = require("node:os");',
    'const both = require("node:path");const { named: renamed } = require("node:path");',
    'var later = () => Promise.resolve().then(() => require("./part-C.cjs"));',
    'var text = "no import from here";',
    'module.exports = {',
    '  default: later,',
    '  text',
    '};',
  ]);
});

test('what CommonJS does not have fails the build', () => {
  expect(() => commonJs('export const a = 1;\n', (name) => name)).toThrow(SyntaxError);
  expect(() => commonJs('var init_a = __esm({});\nexport {\n  a\n};\n', (name) => name)).toThrow('initialised late');
});
