import type { ComposeCommand } from '../compose/facts.ts';
import { programAt } from './engine-command.ts';

/** Global flags of Compose that take a value (https://docs.docker.com/reference/cli/docker/compose/#options). */
const VALUED: ReadonlySet<string> = new Set(
  '--ansi --context -H --host --log-level --parallel -p --project-name --profile --progress --tlscacert --tlscert --tlskey -c'.split(
    ' ',
  ),
);

/** No project has more files. */
const MAX_FILES = 50;

/**
 * Which files a command line of Compose names, where it says so by itself.
 * @param words as written, quotes included
 */
export function composeCommand(words: readonly string[]): ComposeCommand | undefined {
  let at = programAt(words);
  const program = words[at]?.replace(/^[@+-]+/, '') ?? '';
  if (/^(?:[\w./-]*\/)?(?:docker|podman|nerdctl)$/.test(program)) at++;
  else if (!/^(?:[\w./-]*\/)?(?:docker|podman)-compose$/.test(program)) return undefined;
  if (!program.endsWith('-compose') && words[at] !== 'compose') return undefined;
  const files: string[] = [];
  const environment: string[] = [];
  let directory: string | undefined;
  for (at++; words[at]?.startsWith('-') === true && files.length <= MAX_FILES; at++) {
    const [flag = '', attached] = splitFlag(words[at] ?? '');
    if (VALUED.has(flag) && attached === undefined) at++;
    if (!NAMING.has(flag)) continue;
    const path = plainPath(attached ?? words[++at] ?? '');
    if (path === undefined) return undefined;
    if (flag === '-f' || flag === '--file') files.push(path);
    else if (flag === '--env-file') environment.push(path);
    else directory = path;
  }
  const saysNothing = files.length + environment.length === 0 || files.length > MAX_FILES;
  return saysNothing ? undefined : { files, environment, directory };
}

const NAMING: ReadonlySet<string> = new Set(['-f', '--file', '--env-file', '--project-directory']);

function splitFlag(word: string): readonly [string, string?] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** A path that means itself; quotes are taken off. */
function plainPath(word: string): string | undefined {
  const path = word.length > MAX_PATH ? '' : word.replace(/^(["'])(.*)\1$/, '$2');
  return /^[\w./@+-]+$/.test(path) && !path.startsWith('/') ? path : undefined;
}

const MAX_PATH = 512;
