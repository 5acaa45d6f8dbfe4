/** Commands that a person copies into a shell: every value is filled in, and quoted so that it stays one word. */

/** A text that becomes one word, or what the shell is to put there itself. */
export type Word = string | Substitution;

/** Written as it stands: a variable or the output of another command, in double quotes. */
export interface Substitution {
  readonly shell: string;
}

/** What is only known to another command, as one word. */
export function outputOf(...words: readonly Word[]): Substitution {
  return { shell: `"$(${line(words)})"` };
}

/** A command of the Azure CLI as one line for a POSIX shell. */
export function az(...words: readonly Word[]): string {
  return line(['az', ...words]);
}

function line(words: readonly Word[]): string {
  return words.map((word) => (typeof word === 'string' ? quoted(word) : word.shell)).join(' ');
}

/** Quoting of POSIX shells (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02). */
export function quoted(text: string): string {
  return /^[A-Za-z0-9_./:@=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
