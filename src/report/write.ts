import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Writes the run's files.
 * @param folder where to; a temporary folder unless given
 * @returns their absolute paths by the same names
 */
export async function writeReports<Name extends string>(
  folder: string | undefined,
  files: Readonly<Record<Name, { readonly file: string; readonly text: string }>>,
): Promise<ReadonlyMap<string, string>> {
  const target =
    folder === undefined
      ? await mkdtemp(join(process.env.RUNNER_TEMP ?? tmpdir(), 'acr-artifact-cache-'))
      : resolve(folder);
  await mkdir(target, { recursive: true });
  const paths = new Map<string, string>();
  for (const [name, { file, text }] of Object.entries<{ file: string; text: string }>(files)) {
    const path = join(target, file);
    await writeFile(path, text);
    paths.set(name, path);
  }
  return paths;
}
