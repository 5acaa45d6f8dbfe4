import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { parseReference } from '../../images/reference.ts';
import { folderOutside } from '../../io/folders.ts';
import type { RegistryClient } from '../client.ts';
import { explain, oneLine } from '../transport/answer.ts';
import { type NotServed, RegistryFailure } from '../transport/failure.ts';

export type EngineName = 'docker' | 'podman';

/** A container engine of this machine that pulls from one registry. */
export interface Engine {
  /**
   * Pulls an image.
   * @param reference `registry/repository:tag` or `…@digest`
   * @param platform `os/architecture[/variant]`; the engine's own unless given
   * @param seconds after which it is given up
   * @throws RegistryFailure where the engine does not get it
   */
  readonly pull: (reference: string, platform: string | undefined, seconds: number) => Promise<void>;
  /** Logs out, forgets the credentials, and removes what it pulled if that was asked for. */
  readonly close: () => Promise<void>;
}

export interface EngineOptions {
  readonly name: EngineName;
  readonly client: Pick<RegistryClient, 'loginServer' | 'login'>;
  /** Whether images that it pulled are removed at the end. Those that were here before stay. */
  readonly removeImages: boolean;
}

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What differs between engines. */
interface Dialect {
  /** Where the credentials of this run are kept, apart from the user's own; before and after the subcommand. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Opens an engine: logs it in, the password by stdin. The user's own log-ins are neither used nor touched.
 * @throws RegistryFailure `engine` where it is not installed, or what the registry answers to the login
 */
export async function openEngine({ name, client, removeImages }: EngineOptions): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'acr-artifact-cache-'));
  const { loginServer } = client;
  try {
    const dialect = await dialectOf(name, folder);
    const run = (subcommand: string, rest: readonly string[], input?: string) =>
      execute(name, [...dialect.before, subcommand, ...dialect.after, ...rest], dialect.env, input);
    const credentials = await client.login();
    if (credentials !== undefined) {
      const { username, password } = credentials;
      const ran = await run('login', ['--username', username, '--password-stdin', '--', loginServer], password);
      if (ran.exitCode !== 0)
        throw new RegistryFailure(explainEngine(ran, name, `login to ${loginServer}`, loginServer));
    }
    return engine({ name, loginServer, removeImages, dialect, folder, loggedIn: credentials !== undefined });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Opened {
  readonly name: EngineName;
  readonly loginServer: string;
  readonly removeImages: boolean;
  readonly dialect: Dialect;
  readonly folder: string;
  readonly loggedIn: boolean;
}

function engine({ name, loginServer, removeImages, dialect, folder, loggedIn }: Opened): Engine {
  const pulled = new Set<string>();
  const plain = (rest: readonly string[]) => execute(name, [...dialect.before, ...rest], dialect.env);
  return {
    pull: async (reference, platform, seconds) => {
      requireNames(name, reference, platform);
      const known = pulled.has(reference) || (await plain(['image', 'inspect', '--', reference])).exitCode === 0;
      const wanted = platform === undefined ? [] : ['--platform', platform];
      const line = [...dialect.before, 'pull', '--quiet', ...dialect.after, ...wanted, '--', reference];
      const ran = await execute(name, line, dialect.env, undefined, seconds);
      if (ran.exitCode !== 0) throw new RegistryFailure(explainEngine(ran, name, reference, loginServer));
      if (!known) pulled.add(reference);
    },
    close: async () => {
      try {
        if (loggedIn)
          await execute(name, [...dialect.before, 'logout', ...dialect.after, '--', loginServer], dialect.env);
        if (removeImages && pulled.size > 0) await plain(['image', 'rm', '--', ...pulled]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** What a manifest or an index says goes on a command line only where it can be nothing but a name. */
function requireNames(engineName: EngineName, reference: string, platform: string | undefined): void {
  const isPlatform = platform === undefined || /^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*){1,2}$/i.test(platform);
  if (isPlatform && parseReference(reference) !== undefined) return;
  const said = JSON.stringify(isPlatform ? reference : platform);
  throw new RegistryFailure({
    kind: 'engine',
    message: `${oneLine(said)} is no name that ${engineName} could be asked for`,
    remedy: 'pull it with `engine: registry`',
  });
}

/** Docker keeps its log-ins in a folder, together with the choice of the daemon, which has to be told then; podman in a file. */
async function dialectOf(name: EngineName, folder: string): Promise<Dialect> {
  if (name === 'podman') {
    const file = join(folder, 'auth.json');
    // It wants the file even where nobody is logged in.
    await writeFile(file, '{"auths":{}}', { mode: 0o600 });
    return { before: [], after: ['--authfile', file], env: {} };
  }
  const context = await execute(name, ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], {});
  const host = context.exitCode === 0 ? context.stdout.trim() : '';
  const env: Readonly<Record<string, string>> = host === '' ? {} : { DOCKER_HOST: host };
  return { before: ['--config', folder], after: [], env };
}

/** The exit code of `timeout` where it ended the command. */
const TIMED_OUT = 124;

/** Runs the engine. Its output is kept from the log: what matters of it is in the result. */
async function execute(
  name: EngineName,
  line: readonly string[],
  env: Readonly<Record<string, string>>,
  input?: string,
  seconds?: number,
): Promise<Ran> {
  const place = { cwd: folderOutside(), env: { ...definedOnly(process.env), ...env } };
  // The library cannot end what it starts.
  const bounded = seconds !== undefined && process.platform === 'linux';
  const command = bounded ? 'timeout' : name;
  const rest = bounded ? ['--kill-after=10', String(Math.ceil(seconds)), name, ...line] : [...line];
  try {
    if (input !== undefined) return await withInput(command, rest, place, input);
    const { getExecOutput } = await import('../../sdk/exec.ts');
    return await getExecOutput(command, rest, { ...place, silent: true, ignoreReturnCode: true });
  } catch (cause) {
    throw new RegistryFailure(
      {
        kind: 'engine',
        message: `${name} can't be run: ${oneLine(messageOf(cause))}`,
        remedy: `install ${name} on the runner, or leave out \`engine\``,
      },
      { cause },
    );
  }
}

/**
 * Runs a command that is given something on its standard input. One that ends without reading it closes the pipe, which
 * @actions/exec lets end this process.
 */
async function withInput(
  command: string,
  line: readonly string[],
  place: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  input: string,
): Promise<Ran> {
  const child = spawn(command, line, { ...place, stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // Its exit status tells, not its pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { exitCode, stdout, stderr };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** What the texts of engines say, as the registry would have said it itself. The order is from the particular to the general. */
const SAID: readonly (readonly [RegExp, number])[] = [
  [/is not allowed access|aka\.ms\/acr\/firewall/i, 403],
  [/too many requests|toomanyrequests/i, 429],
  [/status code 424|failed dependency|request to pull from source/i, 424],
  [/unauthorized|authentication required|no basic auth/i, 401],
  [/denied|forbidden/i, 403],
  [/manifest unknown|name unknown|not found/i, 404],
];

/** The reason for which an engine failed, told by the same words of the registry as in {@link explain}. */
export function explainEngine(ran: Ran, name: EngineName, what: string, loginServer: string): NotServed {
  if (ran.exitCode === TIMED_OUT) {
    return {
      kind: 'too-slow',
      message: `${what}: ${name} took too long`,
      remedy: 'run again, or give more time with `warm-timeout`',
    };
  }
  const text = ran.stderr.trim() === '' ? ran.stdout : ran.stderr;
  // Engines tell the cause last.
  const message = oneLine(text.trim().split(/\r?\n/).at(-1) ?? '');
  const status = SAID.find(([words]) => words.test(text))?.[1];
  if (status !== undefined) return explain({ status, codes: [], message }, { loginServer, what });
  return {
    kind: 'engine',
    message: `${what}: ${name} says: ${message}`,
    remedy: `pull it with ${name} by hand to see more`,
  };
}
