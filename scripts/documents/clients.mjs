// The table of clients that are not ours, from what the tests in test/clients run.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const page = 'docs/clients.md';
export const source = 'test/clients/table.ts';

export async function make(root) {
  const { CLIENTS } = await import(pathToFileURL(join(root, source)).href);
  const rows = Object.values(CLIENTS).map(
    ({ client, from, does, cannot }) => `| ${client} (${from}) | ${does.join(' · ')} | ${cannot.join(' · ')} |`,
  );
  return ['| client | does | can not here, and why |', '| --- | --- | --- |', ...rows].join('\n');
}
