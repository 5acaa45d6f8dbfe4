// The table of clients that are not ours, from what the tests in test/clients run.
import { CLIENTS } from '../../test/clients/table.ts';

export const page = 'docs/clients.md';
export const source = 'test/clients/table.ts';

export function make(): string {
  const rows = Object.values(CLIENTS).map(
    ({ client, from, does, cannot }) => `| ${client} (${from}) | ${does.join(' · ')} | ${cannot.join(' · ')} |`,
  );
  return ['| client | does | can not here, and why |', '| --- | --- | --- |', ...rows].join('\n');
}
