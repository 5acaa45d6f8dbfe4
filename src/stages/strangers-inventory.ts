import { UserError } from '../base/errors.ts';
import { field, parseJson, stringField } from '../base/json.ts';
import { readRegular } from '../io/regular-file.ts';

/**
 * The inventory that a fork's run has left behind. Whoever opened the pull request can have written every byte of it, so all that is taken
 * of it is where to look; what stands there GitHub is asked.
 */

/** Bytes. An inventory of 20,000 uses has less. */
const MAX_INVENTORY_BYTES = 16 * 1024 * 1024;
const MAX_USES = 200_000;
/** Characters. */
const MAX_PATH_CHARS = 4096;

/**
 * The files that hold uses, each once, in the order of the inventory.
 * @throws UserError where it is not an inventory in every part that is looked at
 */
export function filesOfInventory(path: string): readonly string[] {
  const fail = (problem: string) => new UserError(`Inventory ${JSON.stringify(path)}: ${problem}.`);
  const content = parseJson(textOf(path, fail));
  if (field(content, 'version') !== 1) throw fail('it is not an inventory of version 1');
  const uses = field(content, 'uses');
  if (!Array.isArray(uses)) throw fail('"uses" is not a list');
  if (uses.length > MAX_USES) throw fail(`it has ${uses.length} uses, more than ${MAX_USES}`);
  const files = new Set<string>();
  for (const [index, use] of uses.entries()) {
    const file = stringField(use, 'file');
    if (file === undefined || !isPath(file)) throw fail(`uses[${index}].file is no path of a repository`);
    files.add(file);
  }
  return [...files];
}

function textOf(path: string, fail: (problem: string) => UserError): string {
  let bytes: ReturnType<typeof readRegular>;
  try {
    bytes = readRegular(path, MAX_INVENTORY_BYTES);
  } catch {
    throw fail('it can not be read');
  }
  if (bytes === 'too large') throw fail(`it has more than ${MAX_INVENTORY_BYTES / 1024 / 1024} MiB`);
  if (bytes === 'link' || bytes === undefined) throw fail('it is no regular file');
  return bytes.toString('utf8');
}

/** Relative, with forward slashes, and to nowhere else. */
function isPath(text: string): boolean {
  if (text === '' || text.length > MAX_PATH_CHARS || /[\0\\]/.test(text) || text.startsWith('/')) return false;
  return text.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
