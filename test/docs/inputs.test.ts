import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../src/base/json.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import { INPUT_NAMES } from '../../src/inputs/names.ts';

const PAGE = readFileSync('docs/inputs-by-example.md', 'utf8');
const EXAMPLES = [...PAGE.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);

/** The inputs of an example, as the runner hands them over: texts. */
function given(example: string): ReadonlyMap<string, string> {
  const value = load(example);
  return new Map(isObject(value) ? Object.entries(value).map(([name, text]) => [name, String(text)]) : []);
}

describe('docs/inputs-by-example.md', () => {
  it('shows every input once', () => {
    expect(EXAMPLES.flatMap((example) => [...given(example).keys()]).toSorted()).toEqual([...INPUT_NAMES].toSorted());
  });

  it.each(EXAMPLES.map((example) => [example.split('\n', 1)[0] ?? '', example] as const))(
    'shows what the action takes: %s',
    (_, example) => {
      const inputs = given(example);
      const read = readInputs((name) => inputs.get(name) ?? '', {});
      // What is shown does something: it is not left aside as not given.
      expect(read).not.toEqual(readInputs(() => '', {}));
    },
  );
});
