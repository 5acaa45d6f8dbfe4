import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { EXCHANGE_AUDIENCE } from '../../src/emulator/directory.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { buildImage } from '../../src/emulator/images.ts';
import { MAIN_PUSH } from '../../src/emulator/jobs.ts';
import { claimsOf } from '../../src/emulator/oidc.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { type ConnectProxy, startConnectProxy } from '../scenario/connect-proxy.ts';

/** A stand-in, and what clients of others need to reach it: real host names over a proxy, its certificate, the job's token. */
export interface Lab {
  readonly emulator: Emulator;
  readonly proxy: ConnectProxy;
  /** How Azure's SDKs are told of the proxy. */
  readonly proxyOptions: { readonly host: string; readonly port: number };
  /** The job's OIDC token for Entra. */
  readonly oidcToken: () => string;
  readonly folder: string;
  /** Runs a program to its end. @throws Error with what it printed, where it fails */
  readonly run: (program: string, words: readonly string[], env?: Readonly<Record<string, string>>) => Promise<string>;
  readonly close: () => Promise<void>;
}

const IMAGE = buildImage({ name: 'app', platforms: ['linux/amd64', 'linux/arm64'] });

/** What the registry of every lab has: one image stored, one behind a rule. */
const SERVICES: EmulatorOptions = {
  rules: [{ name: 'app-rule', source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
  upstreams: { 'quay.io': { 'acme/app': { '1': IMAGE } } },
  images: { 'own/app': { '1': buildImage({ name: 'own', platforms: ['linux/amd64'] }) } },
  registry: { basic: { username: 'reader', password: 'open sesame' } },
};

/** Digest of the image behind the rule. */
export const APP_DIGEST: string = IMAGE.digest;

export async function openLab(more: EmulatorOptions = {}): Promise<Lab> {
  const emulator = await startEmulator({ ...SERVICES, ...more });
  setDefaultCACertificates([...getCACertificates('bundled'), emulator.certificate]);
  const proxy = await startConnectProxy(emulator.port);
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  await writeFile(join(folder, 'ca.crt'), emulator.certificate);
  return {
    ...{ emulator, proxy, folder },
    proxyOptions: { host: 'http://127.0.0.1', port: Number(new URL(proxy.url).port) },
    oidcToken: () =>
      emulator.tokens.issue({ kind: 'oidc', claims: claimsOf(emulator.oidc, MAIN_PUSH, EXCHANGE_AUDIENCE) }, 300),
    run: (program, words, env = {}) => finished(program, words, { PATH: `${process.env.PATH}`, HOME: folder, ...env }),
    close: async () => {
      await proxy.close();
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function finished(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${texts.stderr}${texts.stdout}`);
  return texts.stdout;
}
