import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { messageOf, UserError } from '../base/errors.ts';
import { linkIn } from '../io/folders.ts';

/**
 * The folder that the input `report-dir` names.
 * @param root what it is relative to: the workspace
 * @returns its absolute path; `undefined` where none is named
 * @throws UserError where a symbolic link of the tree would lead elsewhere
 */
export function reportFolder(reportDir: string | undefined, root: string): string | undefined {
  if (reportDir === undefined) return undefined;
  const folder = resolve(root, reportDir);
  const link = linkIn(root, folder);
  if (link === undefined) return folder;
  throw new UserError(
    `Input "report-dir": ${JSON.stringify(relative(root, link))} is a symbolic link of the repository, and nothing is written through it. Remove the link, or name a folder outside of the repository, such as one in RUNNER_TEMP.`,
  );
}

/** A file that is to be written. */
export interface ReportFile {
  /** Its name, with forward slashes where it stands in folders. */
  readonly file: string;
  /** Asked when it is written, so that no two large ones are in memory at once. */
  readonly text: () => string;
}

/**
 * Writes the run's files. A file of the same name is replaced, and so is a link: what it leads to is not touched.
 * @param folder where to, as {@link reportFolder} gives it; a temporary folder unless given
 * @returns their absolute paths by the same names; a file may stand in a folder below
 * @throws UserError where a file can't be written
 */
export function writeReports<Name extends string>(
  folder: string | undefined,
  files: Readonly<Record<Name, ReportFile>>,
): ReadonlyMap<Name, string> {
  const target = folder ?? mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'acr-artifact-cache-'));
  const paths = new Map<Name, string>();
  try {
    mkdirSync(target, { recursive: true });
    // A name that nobody can have foreseen, so that nothing stands there.
    const draft = mkdtempSync(join(target, '.acr-artifact-cache-'));
    try {
      for (const [name, { file, text }] of entriesOf(files)) {
        const path = join(target, file);
        const link = linkIn(target, dirname(path));
        if (link !== undefined) throw new UserError(`${link} is a symbolic link`);
        mkdirSync(dirname(path), { recursive: true });
        const written = join(draft, basename(file));
        writeFileSync(written, text());
        renameSync(written, path);
        paths.set(name, path);
      }
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  } catch (error) {
    throw new UserError(
      `The reports can't be written to ${target}: ${messageOf(error)}. Check the input "report-dir".`,
    );
  }
  return paths;
}

function entriesOf<Name extends string>(
  files: Readonly<Record<Name, ReportFile>>,
): readonly (readonly [Name, ReportFile])[] {
  const names: Name[] = [];
  for (const name in files) names.push(name);
  return names.map((name) => [name, files[name]] as const);
}
