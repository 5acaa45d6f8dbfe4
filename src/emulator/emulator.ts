import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredRule } from './arm/rules.ts';
import { type ArmState, endpointsOf } from './arm/state.ts';
import { makeCertificate } from './certificate.ts';
import type { Clock } from './clock.ts';
import type { Defender } from './defender.ts';
import type { Directory } from './directory.ts';
import type { EntraSettings } from './entra.ts';
import { expireCredential } from './expiry.ts';
import { type Fault, openFaults } from './faults.ts';
import type { GitHubState } from './github/state.ts';
import { certificateHosts, OIDC_REQUEST_URL, serviceOf } from './hosts.ts';
import { type Job, MAIN_PUSH } from './jobs.ts';
import { type LoggedRequest, logged, normalised } from './log.ts';
import type { OidcState } from './oidc.ts';
import { type AzureNames, type EmulatorOptions, PACE } from './options.ts';
import type { RegistryState } from './registry/state.ts';
import type { Store } from './registry/store.ts';
import type { GraphState } from './resource-graph.ts';
import { listen } from './server.ts';
import { openServices } from './services.ts';
import type { Tokens } from './tokens.ts';

/** A local stand-in for Azure and GitHub: one process, one TLS port on loopback, real host names. */
export interface Emulator {
  readonly port: number;
  /** Its certificate, in PEM. */
  readonly certificate: string;
  readonly names: AzureNames;
  /** Variables for a process that shall talk to it, as an Azure job's `env` and the runner would give them: of a push to `main` unless given. */
  readonly env: (job?: Job) => Readonly<Record<string, string>>;
  /** The rules that the registry has now. */
  readonly rules: () => readonly StoredRule[];
  /** What the registry has stored. */
  readonly store: Store;
  readonly arm: ArmState;
  readonly registry: RegistryState;
  readonly graph: GraphState;
  readonly github: GitHubState;
  readonly oidc: OidcState;
  readonly entra: EntraSettings;
  readonly directory: Directory;
  readonly defender: Defender;
  readonly clock: Clock;
  readonly tokens: Tokens;
  /** All requests that were answered or cut, in order. */
  readonly requests: readonly LoggedRequest[];
  /** One line for each request, the same in every run. */
  readonly normalisedRequests: () => readonly string[];
  /** What no real service would get; tests assert that there is none. */
  readonly violations: readonly string[];
  readonly addFault: (fault: Fault) => void;
  /** Is told of each request once the service has done its work; the answer leaves when it is done with that. @returns what ends that */
  readonly onRequest: (listener: (request: LoggedRequest) => void | Promise<void>) => () => void;
  /** Forgets requests and violations: a second run starts afresh, on the same registry. */
  readonly forgetRequests: () => void;
  readonly close: () => Promise<void>;
}

/** Starts the emulator. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const services = openServices(options);
  const { names, tokens, arm } = services;
  const requests: LoggedRequest[] = [];
  const listeners = new Set<(request: LoggedRequest) => void | Promise<void>>();
  const violations: string[] = [];
  const faults = openFaults(options.faults ?? []);
  const certificate = await makeCertificate(certificateHosts(names.loginServer, endpointsOf(arm)));
  const folder = await mkdtemp(join(tmpdir(), 'acr-artifact-cache-emulator-'));
  const certificateFile = join(folder, 'certificate.pem');
  await writeFile(certificateFile, certificate.certificate);
  const server = await listen(certificate, options.port ?? 0, {
    serviceOf: (host, path) => serviceOf(host, path, names.loginServer, endpointsOf(arm)),
    faultOf: faults.strike,
    answer: services.answer,
    expire: (request) => expireCredential(request, tokens),
    onDone: async (request, status) => {
      const entry = { ...logged(request, tokens), ...(status === undefined ? {} : { status }) };
      requests.push(entry);
      await Promise.all([...listeners].map((listener) => listener(entry)));
    },
    onViolation: (message) => {
      violations.push(message);
    },
  });
  return {
    port: server.port,
    certificate: certificate.certificate,
    ...services,
    env: (job = MAIN_PUSH) => ({
      ACR_ARTIFACT_CACHE_EMULATOR_PORT: String(server.port),
      ACR_ARTIFACT_CACHE_EMULATOR_PACE: String(options.pace ?? PACE),
      NODE_EXTRA_CA_CERTS: certificateFile,
      ACTIONS_ID_TOKEN_REQUEST_URL: OIDC_REQUEST_URL,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: services.jobs.start(job),
      AZURE_TENANT_ID: names.tenantId,
      AZURE_CLIENT_ID: names.clientId,
      AZURE_SUBSCRIPTION_ID: names.subscriptionId,
    }),
    rules: () => [...arm.rules.values()],
    requests,
    normalisedRequests: () => requests.map((request) => withoutDates(normalised(request), services.registry.attached)),
    violations,
    addFault: faults.add,
    onRequest: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    forgetRequests: () => {
      requests.length = 0;
      violations.length = 0;
    },
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Defender's artifacts hold the time of a scan, and so do their digests: they are named by what they refer to. */
function withoutDates(line: string, attached: ReadonlyMap<string, string>): string {
  const shown = (digest: string) => digest.slice(0, 'sha256:'.length + 12);
  const artifact = [...attached.keys()].find((digest) => line.includes(shown(digest)));
  return artifact === undefined
    ? line
    : line.replace(shown(artifact), `findings of ${shown(attached.get(artifact) ?? '')}`);
}
