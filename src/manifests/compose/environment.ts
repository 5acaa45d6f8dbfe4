import type { FiledFact } from '../model/fact.ts';
import { baseName, directoryOf } from '../source/paths.ts';
import type { Value, Variables } from '../variables/expand.ts';
import { dotenvValues } from './dotenv.ts';
import type { DotenvVariable } from './facts.ts';

/** Paths of the files that give variables to a Compose file: the first that sets one counts. */
export type EnvironmentFiles = readonly string[];

/** What the `.env` files of a tree give to Compose files. */
export class Environments {
  readonly #dotenvs: ReadonlyMap<string, FiledFact<'dotenv'>['fact']>;
  readonly #read = new Map<string, ReadonlyMap<string, Value>>();
  /** By directory and name of a variable: another file than `.env` that sets it. */
  readonly #elsewhere = new Map<string, string>();

  constructor(dotenvs: readonly FiledFact<'dotenv'>[]) {
    this.#dotenvs = new Map(dotenvs.map(({ file, fact }) => [file, fact]));
    for (const { file, fact } of dotenvs) {
      if (baseName(file) === '.env') continue;
      for (const { name } of fact.variables) this.#elsewhere.set(`${directoryOf(file)}\0${name}`, file);
    }
  }

  /** Whether there is such a file. */
  has(path: string): boolean {
    return this.#dotenvs.has(path);
  }

  /** What such a file says. */
  variablesOf(path: string): readonly DotenvVariable[] {
    return this.#dotenvs.get(path)?.variables ?? [];
  }

  /** The variables that files give to a Compose file. */
  of(path: string, files: EnvironmentFiles): Variables {
    const read = files.map((file) => this.#valuesOf(file));
    return {
      lookup: (name) => read.find((values) => values.has(name))?.get(name),
      missing: (name) => {
        const elsewhere = this.#elsewhere.get(`${directoryOf(path)}\0${name}`);
        const reason = `${name} has no default and no .env file beside the Compose file sets it`;
        return elsewhere === undefined ? reason : `${reason}; ${elsewhere} does, which Compose reads only when told to`;
      },
    };
  }

  #valuesOf(path: string): ReadonlyMap<string, Value> {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const values = dotenvValues(path, this.variablesOf(path));
    this.#read.set(path, values);
    return values;
  }
}
