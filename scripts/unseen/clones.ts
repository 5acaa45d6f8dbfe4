import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartFile } from '../../src/render/archive.ts';

/** Public repositories as they lie on this machine: `<folder>/<owner>/<name>`, a clone or its git directory alone. */
export class Clones {
  readonly #folder: string;
  readonly #files = new Map<string, ReadonlyMap<string, string>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  has(repository: string): boolean {
    return existsSync(join(this.#folder, repository));
  }

  /** The commit that is checked out. */
  commit(repository: string): string {
    return this.#git(repository, ['rev-parse', 'HEAD']).toString('utf8').trim();
  }

  /** Blob ids by path. */
  files(repository: string): ReadonlyMap<string, string> {
    const known = this.#files.get(repository);
    if (known !== undefined) return known;
    const lines = this.#git(repository, ['ls-tree', '-r', '-z', 'HEAD']).toString('utf8').split('\0');
    const found = new Map(
      lines.flatMap((line) => {
        const [, blob, path] = /^100(?:644|755) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
        return blob === undefined || path === undefined ? [] : [[path, blob] as const];
      }),
    );
    this.#files.set(repository, found);
    return found;
  }

  read(repository: string, path: string): Uint8Array | undefined {
    const blob = this.files(repository).get(path);
    return blob === undefined ? undefined : this.#git(repository, ['cat-file', 'blob', blob]);
  }

  /** The files of a folder, their paths below it. */
  folder(repository: string, folder: string): readonly ChartFile[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    return [...this.files(repository).keys()].flatMap((path) => {
      const bytes = path.startsWith(prefix) ? this.read(repository, path) : undefined;
      return bytes === undefined ? [] : [{ path: path.slice(prefix.length), bytes }];
    });
  }

  #git(repository: string, words: readonly string[]): Buffer {
    const folder = join(this.#folder, repository);
    return execFileSync('git', ['-C', folder, ...words], { maxBuffer: 256 * 1024 * 1024 });
  }
}
