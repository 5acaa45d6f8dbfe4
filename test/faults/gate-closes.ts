import type { Cell } from './table.ts';

/** A set of cells, by the names of their classes and faults. */
export interface Listed {
  /** Classes. */
  readonly requests: readonly string[];
  readonly times: Cell['times'];
  readonly reason: string;
}

/**
 * Cells in which the step ends with 0 although something was never answered, because nothing but the gate's own default could
 * fail it: with `fail-when: error` an image that is not warm, not covered or not judged is told (⚠️, never ✅ nor "passed") and does
 * not fail the step. A gate that is closed by default mends them; the table fails when a cell no longer needs to be here.
 */
export const GATE_CLOSES: readonly Listed[] = [
  {
    requests: [
      'POST entra token for the registry',
      'POST registry exchange',
      'POST registry token to pull',
      'GET registry manifests/<tag>',
      'GET registry manifests/<digest>',
      'GET registry blobs/<digest>',
      // Where it hangs: the time for the image goes by.
      'HEAD registry blobs/<digest>',
      'GET storage blob',
    ],
    times: 'always',
    reason: 'no image is served, so that none is judged',
  },
  {
    requests: [
      'POST registry token to metadata_read',
      'HEAD registry manifests/<tag>',
      'HEAD registry manifests/<digest>',
      'GET registry _manifests/<digest>',
    ],
    times: 'always',
    reason: 'images are served, and that they are stored is not confirmed',
  },
  {
    requests: [
      'GET arm credentialSets',
      'PUT arm cacheRules/<rule>',
      'GET arm cacheRules/<rule>',
      'GET arm cacheRules after the writes',
      'GET arm cacheRules after the writes (next page)',
    ],
    times: 'always',
    reason: 'no rule is certain, so that no image is pulled through one and judged',
  },
  {
    requests: [
      'POST resource-graph findings',
      'POST resource-graph findings (next page)',
      'POST resource-graph visibility',
      'GET registry referrers/<digest>',
    ],
    times: 'always',
    reason: 'what Defender has found, or whether it has looked, is not told',
  },
];

/** Why a cell may be left open, if it may. */
export function mayBeOpen(cell: Cell): Listed | undefined {
  return GATE_CLOSES.find(({ requests, times }) => times === cell.times && requests.includes(cell.request));
}

/** Entries that no cell of a whole table needed. @param open cells that were left open */
export function needless(open: readonly Cell[]): readonly string[] {
  return GATE_CLOSES.flatMap(({ requests, times }) =>
    requests
      .filter((request) => !open.some((cell) => cell.request === request && cell.times === times))
      .map((request) => `${request} × ${times}`),
  );
}
