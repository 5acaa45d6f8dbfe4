import { UserError } from '../base/errors.ts';
import { readIfThere } from '../io/regular-file.ts';

/** A file of the repository that may open the gate, as an input names it. */
export interface PolicyFile {
  /** The input's name. */
  readonly input: string;
  /** From the workspace's root. */
  readonly name: string;
  /** Of bytes. */
  readonly most: number;
  /** What to do where it is no such file; a sentence. */
  readonly remedy?: string;
}

/**
 * The file's text as it stands here; `undefined` where there is none. No link is followed.
 * @throws UserError where what is there is no file that could be read
 */
export function policyFileText(root: string, { input, name, most, remedy }: PolicyFile): string | undefined {
  const refused = (why: string) =>
    new UserError(`Input "${input}": ${name} ${why}.${remedy === undefined ? '' : ` ${remedy}`}`);
  const found = readIfThere(root, name, most);
  switch (found) {
    case 'missing':
      return undefined;
    case 'link':
      throw refused('is or leads through a symbolic link, which is not followed');
    case 'too large':
      throw refused(`has more than ${most} bytes`);
    case undefined:
      throw refused('is no file');
    default:
      return found.toString('utf8');
  }
}
