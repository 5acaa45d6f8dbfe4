import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Whether a program is here. */
export function hasProgram(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** What commands of a script are told, in their order, each with its name first. */
export type Commands = readonly (readonly string[])[];

/** Commands that print what they are told; nothing else can be started. */
const STUBS = `
told() { printf '%s\\037' "$@" >&3; printf '\\036' >&3; }
for name in docker podman kubectl az echo; do eval "$name() { told $name \\"\\$@\\"; }"; done
sudo() { "$@"; }
cat() { told cat "$(command -p cat)"; }
sh_c() { eval "$1"; }
PATH=/nowhere
`;

/** What bash makes of generated scripts: every command in them is one of those that only print. */
export function commandsOf(scripts: readonly string[]): readonly Commands[] {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-scripts-'));
  try {
    for (const [index, text] of scripts.entries()) writeFileSync(join(folder, `${index}.sh`), text);
    const driver = `${STUBS}
for (( index = 0; index < ${scripts.length}; index++ )); do
  ( . ${folder}/$index.sh ) 3>${folder}/$index.told
done
`;
    spawnSync('bash', ['--norc'], {
      cwd: folder,
      input: driver,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '' },
    });
    return scripts.map((_, index) => {
      const told = readFileSync(join(folder, `${index}.told`), 'utf8');
      return told
        .split('\x1e')
        .filter((record) => record !== '')
        .map((record) => record.split('\x1f').slice(0, -1));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What make would run for the goal `all` of generated makefiles; it runs nothing of it. */
export function recipesOf(makefiles: readonly string[]): readonly Commands[] {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-makefiles-'));
  try {
    return makefiles.map((text) => {
      const path = join(folder, 'Makefile');
      writeFileSync(path, text);
      const env = { PATH: process.env.PATH ?? '' };
      const { stdout } = spawnSync('make', ['-n', '-f', path, 'all'], { cwd: folder, encoding: 'utf8', env });
      const lines = stdout
        .replaceAll('\\\n', ' ')
        .split('\n')
        .filter((line) => line.trim() !== '');
      return lines.map((line) => line.trim().replaceAll(/["']/g, '').split(/\s+/));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
