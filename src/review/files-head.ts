import { stringField } from '../base/json.ts';

/**
 * Which head entries of the files endpoint are of. It always lists the newest one's, whatever head a run is for; the addresses in an entry
 * name it (docs/github-behaviour.md#files-head).
 */
export function headsOf(entries: readonly unknown[]): ReadonlySet<string> {
  return new Set(entries.flatMap((entry) => headOf(stringField(entry, 'contents_url') ?? '') ?? []));
}

function headOf(address: string): string | undefined {
  return /[?&]ref=([0-9a-f]{40}|[0-9a-f]{64})$/.exec(address)?.[1];
}
