import { shown } from './shown.ts';

/**
 * Text of others in a workflow's log. The runner reads commands out of what a step prints
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs): `::name …::` at the start of a line, white space
 * before it not counted, and in an older form `##[name …]` anywhere in it. It compares as people's languages do: characters that
 * nobody sees do not count, so only something that is seen breaks a command up.
 */

const JOINERS = '[\\u200c\\u200d\\ufe0e\\ufe0f]*';
const OLDER = new RegExp(`(#${JOINERS}#${JOINERS})\\[`, 'gu');
const NEWER = new RegExp(`^([\\s\\u200c\\u200d\\ufe0e\\ufe0f]*:${JOINERS})(?=:)`, 'u');

/** One line of the log in which the runner finds no command: a space breaks up what would be one. */
export function logLine(text: string): string {
  return shown(text).replaceAll(OLDER, '$1 [').replace(NEWER, '$1 ');
}

/** Something that GitHub shows at a line of a file, or at the run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** Where it is shown; at the run unless given. */
  readonly at?: {
    /** From the repository's root. */
    readonly file: string;
    /** 1-based. */
    readonly line: number;
    readonly column?: number;
  };
  readonly message: string;
}

/** The runner cuts messages at 4,096 characters (docs/github-behaviour.md#annotation-length). */
const MAX_MESSAGE_CHARS = 4_000;

/** An annotation as the line that makes the runner show it. */
export function annotationCommand({ level, at, message }: Annotation): string {
  const place = at === undefined ? '' : ` ${placeOf(at)}`;
  return `::${level}${place}::${escapeData(cut(logLine(message)))}`;
}

function placeOf({ file, line, column }: NonNullable<Annotation['at']>): string {
  const properties = [`file=${escapeProperty(logLine(file))}`, `line=${line}`];
  return [...properties, ...(column === undefined ? [] : [`col=${column}`])].join(',');
}

/** Cuts between characters, never inside one. */
function cut(message: string): string {
  if (message.length <= MAX_MESSAGE_CHARS) return message;
  return `${message.slice(0, MAX_MESSAGE_CHARS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The escapes that the runner undoes (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
