import { inOrder, type Remark } from '../report/remark.ts';

/**
 * Annotations as workflow commands. The runner shows 10 of each level a step and 50 a job, and drops the rest silently in the
 * order of printing; messages are cut at 4,096 characters (docs/github-behaviour.md#annotations,
 * docs/github-behaviour.md#annotation-length).
 */

export interface Annotations {
  /** Lines to print, what blocks first. */
  readonly commands: readonly string[];
  /** Remarks that the limits leave no room for; they belong into the summary. */
  readonly left: readonly Remark[];
}

const MOST_OF_A_LEVEL = 10;
const LONGEST_MESSAGE = 4_000;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<
  Remark['level'],
  string
>;

/**
 * Chooses and writes the annotations.
 * @param prefix what leads from the repository's root to the scanned path: empty, or ending with `/`
 */
export function annotationsOf(remarks: readonly Remark[], prefix: string): Annotations {
  const shown = { error: 0, warning: 0, note: 0 };
  const commands: string[] = [];
  const left: Remark[] = [];
  for (const remark of inOrder(remarks)) {
    if (shown[remark.level] >= MOST_OF_A_LEVEL) {
      left.push(remark);
      continue;
    }
    shown[remark.level]++;
    commands.push(commandOf(remark, prefix));
  }
  return { commands, left };
}

function commandOf({ level, file, line, column, message }: Remark, prefix: string): string {
  const properties = [
    `file=${escapeProperty(`${prefix}${file}`)}`,
    `line=${line}`,
    ...(column === undefined ? [] : [`col=${column}`]),
  ];
  return `::${COMMANDS[level]} ${properties.join(',')}::${escapeData(cut(message))}`;
}

/** Cuts between characters, never inside one. */
function cut(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  return `${message.slice(0, LONGEST_MESSAGE - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The escapes that the runner undoes (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
