import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from '../io/regular-file.ts';
import { MAX_PACKED_BYTES } from './archive.ts';
import { digestOf } from './registry-chart.ts';

/** Packed charts by their digest, in a folder that outlives the run. What is in it is nobody's word: its digest is computed again. */
export interface ChartStore {
  readonly get: (digest: string) => Uint8Array | undefined;
  readonly put: (digest: string, bytes: Uint8Array) => void;
}

/** @param folder `undefined`: nothing is kept */
export function chartStore(folder: string | undefined): ChartStore {
  if (folder === undefined) return { get: () => undefined, put: () => {} };
  const pathOf = (digest: string) => join('charts', `${digest.replace(':', '-')}.tgz`);
  return {
    get: (digest) => {
      try {
        const bytes = readIfThere(folder, pathOf(digest), MAX_PACKED_BYTES);
        return bytes instanceof Uint8Array && digestOf(bytes) === digest ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    put: (digest, bytes) => {
      try {
        mkdirSync(join(folder, 'charts'), { recursive: true });
        // Written under another name first, so that a run beside this one never reads half of it.
        const part = join(folder, 'charts', `${randomUUID()}.part`);
        writeFileSync(part, bytes, { flag: 'wx' });
        renameSync(part, join(folder, pathOf(digest)));
      } catch {
        // A cache that can't be written costs time, not the run.
      }
    },
  };
}
