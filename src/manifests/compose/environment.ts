import type { FiledFact } from '../model/fact.ts';
import { baseName, directoryOf } from '../source/paths.ts';
import type { Value, Variables } from '../variables/expand.ts';
import { dotenvValues } from './dotenv.ts';

/** What the `.env` files of a tree give to the Compose files beside them. */
export class Environments {
  readonly #read = new Map<string, ReadonlyMap<string, Value>>();
  /** By directory and name of a variable: another file than `.env` that sets it. */
  readonly #elsewhere = new Map<string, string>();

  constructor(dotenvs: readonly FiledFact<'dotenv'>[]) {
    for (const { file, fact } of dotenvs) {
      const directory = directoryOf(file);
      if (baseName(file) === '.env') this.#read.set(directory, dotenvValues(file, fact.variables));
      else for (const { name } of fact.variables) this.#elsewhere.set(`${directory}\0${name}`, file);
    }
  }

  /** The variables of a Compose file. */
  of(path: string): Variables {
    const directory = directoryOf(path);
    const values = this.#read.get(directory);
    return {
      lookup: (name) => values?.get(name),
      missing: (name) => {
        const elsewhere = this.#elsewhere.get(`${directory}\0${name}`);
        const reason = `${name} has no default and no .env file beside the Compose file sets it`;
        return elsewhere === undefined ? reason : `${reason}; ${elsewhere} does, which Compose reads only when told to`;
      },
    };
  }
}
