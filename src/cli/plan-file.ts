import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, UserError } from '../base/errors.ts';
import { field, parseJson, stringField } from '../base/json.ts';
import { parseName } from '../images/reference.ts';

/**
 * Where a plan has rules lead, by source.
 * @param name a file as `plan --json` and a run write it
 * @throws UserError where it is none
 */
export function coveredByPlan(name: string, folder: string): ReadonlyMap<string, string> {
  const fail = (what: string) => new UserError(`Plan ${JSON.stringify(name)}: ${what}.`);
  let text: string;
  try {
    text = readFileSync(resolve(folder, name), 'utf8');
  } catch (error) {
    throw fail(`it can't be read: ${messageOf(error)}`);
  }
  const covered = field(parseJson(text), 'covered');
  if (!Array.isArray(covered)) throw fail('it is no plan, as "plan --json" writes it');
  return new Map(
    covered.map((entry: unknown, index) => {
      const source = stringField(entry, 'source');
      const repository = stringField(entry, 'repository');
      const target = parseName(`registry.example/${repository ?? ''}`);
      if (source === undefined || parseName(source) === undefined || target?.repository !== repository) {
        throw fail(`covered[${index}] names no source and repository`);
      }
      return [source, repository ?? ''];
    }),
  );
}
