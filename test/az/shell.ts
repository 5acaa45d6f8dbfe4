import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a program printed and how it ended. */
export interface Printed {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real shell, in which `az` and `gh` are played: quoting, variables and substitutions are the shell's own. */
export interface Shell {
  /** Runs a script, which ends at the first command that fails. */
  readonly run: (script: string, variables?: Readonly<Record<string, string>>) => Promise<Printed>;
  /** The words of every command that was played, program first. */
  readonly played: readonly (readonly string[])[];
  readonly close: () => Promise<void>;
}

const SHIM = fileURLToPath(new URL('./shim.sh', import.meta.url));

/** @param play answers one command: the program, then its words */
export async function openShell(play: (words: readonly string[]) => Printed): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'az-'));
  for (const program of ['az', 'gh']) await symlink(SHIM, join(folder, program));
  const played: (readonly string[])[] = [];
  const server = createServer((socket) => {
    let asked = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      asked += text;
      const words = wordsOf(asked);
      if (words === undefined) return;
      played.push(words);
      const { status, stdout, stderr } = play(words);
      socket.end(`${status}\n${Buffer.byteLength(stdout)}\n${stdout}${stderr}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    played,
    run: (script, variables = {}) => {
      const env = { PATH: `${folder}:${process.env.PATH}`, AZ_STAND_IN: String(port), ...variables };
      return finished(spawn('bash', ['-euo', 'pipefail', '-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    },
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The words of a whole request: their number, a line end, and each with a NUL behind it. */
function wordsOf(asked: string): readonly string[] | undefined {
  const end = asked.indexOf('\n');
  const words = asked.slice(end + 1).split('\0');
  return end !== -1 && words.length > Number(asked.slice(0, end)) ? words.slice(0, -1) : undefined;
}

async function finished(child: ReturnType<typeof spawn>): Promise<Printed> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const status = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  return { status, ...texts };
}
