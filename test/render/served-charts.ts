import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enginesHere, helm3Here } from '../../scripts/meaning/engines.ts';

/** Charts of our own, packed by the real helm and served on loopback. */

export const { helm: HELM, kubectl: KUBECTL } = enginesHere();
export const HELM_3 = helm3Here();

const CHARTS = fileURLToPath(new URL('../fixtures/charts', import.meta.url));

/** A folder with the packed charts of test/fixtures/charts, `web` with what it brings along, and their `index.yaml`. */
export function packedCharts(): { readonly folder: string; readonly close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'charts-'));
  const served = join(folder, 'served');
  mkdirSync(served);
  cpSync(CHARTS, join(folder, 'source'), { recursive: true });
  mkdirSync(join(folder, 'source', 'web', 'charts'));
  cpSync(join(folder, 'source', 'cache'), join(folder, 'source', 'web', 'charts', 'cache'), { recursive: true });
  const charts = ['cache', 'fixed', 'web'].map((name) => join(folder, 'source', name));
  helm(['package', ...charts, '--destination', served], folder);
  helm(['repo', 'index', served], folder);
  return { folder: served, close: () => rmSync(folder, { recursive: true, force: true }) };
}

export function helm(words: readonly string[], home: string): string {
  return execFileSync(HELM ?? 'helm', [...words], {
    encoding: 'utf8',
    env: { PATH: '', HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface ChartServer {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  readonly url: string;
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

/**
 * Serves the files of a folder.
 * @param instead answers a request itself, where it returns true
 */
export async function serveFolder(
  folder: string,
  instead: (path: string, response: ServerResponse) => boolean = () => false,
): Promise<ChartServer> {
  const requests: string[] = [];
  const names = new Set(readdirSync(folder));
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    requests.push(`${request.method} /${path}`);
    if (instead(path, response)) return;
    response.statusCode = names.has(path) ? 200 : 404;
    response.end(names.has(path) ? readFileSync(join(folder, path)) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    host,
    url: `http://${host}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
