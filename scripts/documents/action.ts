// action.yml, where an input or output is declared.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { field, isObject, stringField } from '../../src/base/json.ts';

export interface Declared {
  readonly name: string;
  readonly description: string;
  /** Of an input that has one, as the runner gives it. */
  readonly default: string | undefined;
}

/** Whether an input is true or false, as its default tells. */
export function isBoolean({ default: value }: Declared): boolean {
  return value === 'true' || value === 'false';
}

/** @returns what is declared, in its order */
export async function readAction(
  root: string,
): Promise<{ readonly inputs: readonly Declared[]; readonly outputs: readonly Declared[] }> {
  const action = load(await readFile(join(root, 'action.yml'), 'utf8'));
  return { inputs: declaredIn(action, 'inputs'), outputs: declaredIn(action, 'outputs') };
}

function declaredIn(action: unknown, part: string): readonly Declared[] {
  const declared = field(action, part);
  if (!isObject(declared)) throw new Error(`action.yml has no ${part}`);
  return Object.entries(declared).map(([name, of]) => {
    const description = stringField(of, 'description');
    if (description === undefined) throw new Error(`action.yml does not describe ${name}`);
    const value = field(of, 'default');
    return { name, description, default: value === undefined ? undefined : String(value) };
  });
}
