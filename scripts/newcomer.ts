// Plays somebody who has never seen this: npm run newcomer. A fresh clone in an empty folder, the demo, the package installed by
// its name, the commands in a repository of his own, README.md's workflows against the stand-in, and doctor. Prints what each step
// took, and stops with exit status 1 at the first that fails. He has git, and the machine's own Node and npm; nothing of this clone's.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { field, isObject, listField, stringField } from '../src/base/json.ts';
import { shopServices } from '../src/emulator/demo/services.ts';
import { bringShop, shopFiles } from '../src/emulator/demo/story.ts';
import { EXCHANGE_AUDIENCE } from '../src/emulator/directory.ts';
import { type Emulator, startEmulator } from '../src/emulator/emulator.ts';
import { MAIN_PUSH } from '../src/emulator/jobs.ts';
import { claimsOf } from '../src/emulator/oidc.ts';
import { runAction } from '../src/emulator/workflow-run.ts';
import { gitHubOf, makeWorkspace, pullRequestPayload, type Workspace } from '../src/emulator/workspace.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const world = mkdtempSync(join(tmpdir(), 'newcomer-'));
const clone = join(world, 'acr-artifact-cache');
const home = join(world, 'home');
mkdirSync(home);

/** The machine's own programs, and what he installs. */
const PATH = [
  join(home, 'bin'),
  ...(process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules')),
].join(delimiter);
const ENV = { PATH, HOME: home, npm_config_prefix: home, npm_config_update_notifier: 'false' };

interface Told {
  readonly stdout: string;
  readonly stderr: string;
}

/** What a person types into a shell. @throws Error where it fails */
async function shell(text: string, folder: string, env: Readonly<Record<string, string>> = {}): Promise<Told> {
  const child = spawn('bash', ['-eo', 'pipefail', '-c', text], { cwd: folder, env: { ...ENV, ...env } });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (piece: Buffer) => {
      told[name] += piece.toString();
    });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`${text}\nended with ${status}:\n${told.stdout}${told.stderr}`);
  return told;
}

function mustHold(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** README.md's workflows: of each the inputs of the step that is this action, with what a repository's variables stand for. */
function workflowInputs(emulator: Emulator): readonly Readonly<Record<string, string>>[] {
  const page = readFileSync(join(clone, 'README.md'), 'utf8');
  const variables: Readonly<Record<string, string>> = {
    AZURE_SUBSCRIPTION_ID: emulator.names.subscriptionId,
    AZURE_TENANT_ID: emulator.names.tenantId,
    AZURE_CLIENT_ID: emulator.names.clientId,
  };
  return [...page.matchAll(/^( *)```yaml\n([\s\S]*?)^\1```$/gm)].flatMap(([, , text = '']) => {
    const jobs = field(load(text), 'jobs');
    if (!isObject(jobs)) return [];
    const steps = Object.values(jobs).flatMap((job) => listField(job, 'steps'));
    const ours = steps.find((step) => stringField(step, 'uses') === 'OWNER/acr-artifact-cache@COMMIT');
    const given = field(ours, 'with');
    if (!isObject(given)) return [];
    return [
      Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          name,
          String(value).replaceAll(/\$\{\{ *vars\.(\w+) *\}\}/g, (_, variable: string) => variables[variable] ?? ''),
        ]),
      ),
    ];
  });
}

/** Who is signed in at a terminal, as the stand-in takes it. */
function signedIn(emulator: Emulator): Readonly<Record<string, string>> {
  const file = join(home, 'token');
  const claims = claimsOf(emulator.oidc, MAIN_PUSH, EXCHANGE_AUDIENCE);
  writeFileSync(file, emulator.tokens.issue({ kind: 'oidc', claims }, 600));
  const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: _, ACTIONS_ID_TOKEN_REQUEST_URL: __, ...env } = emulator.env();
  return { ...env, AZURE_FEDERATED_TOKEN_FILE: file };
}

const steps: (readonly [name: string, play: () => Promise<string>])[] = [];
let workspace: Workspace | undefined;
let emulator: Emulator | undefined;

function shop(): Workspace {
  workspace ??= makeWorkspace(...headAndBase());
  return workspace;
}

function headAndBase() {
  const { head, base } = bringShop(shopFiles(join(clone, 'examples/shop')));
  return [head, base] as const;
}

async function standIn(): Promise<Emulator> {
  emulator ??= await startEmulator({ ...shopServices(gitHubOf(shop())), pace: 20 });
  return emulator;
}

steps.push(
  ['a fresh clone', async () => (await shell(`git clone --quiet --depth 1 'file://${ROOT}' '${clone}'`, world)).stdout],
  [
    'npm run demo, with nothing installed',
    async () => {
      const { stdout } = await shell('npm run demo', clone);
      mustHold(stdout.includes('The gate: passed; the step ends with exit status 0'), stdout);
      return 'two pull requests played';
    },
  ],
  [
    'npm pack',
    async () => {
      await shell(`npm pack --silent --pack-destination '${world}'`, clone);
      return readdirSync(world).find((name) => name.endsWith('.tgz')) ?? '';
    },
  ],
  [
    'npm install --global',
    async () => {
      const { stdout, stderr } = await shell(`npm install --global --offline '${world}'/*.tgz`, world);
      mustHold(stderr === '', stderr);
      return stdout.trim();
    },
  ],
  [
    'acr-artifact-cache --version',
    async () => (await shell('acr-artifact-cache --version', shop().path)).stdout.trim(),
  ],
  ['scan', async () => lastLine((await shell('acr-artifact-cache scan', shop().path)).stdout)],
  ['images', async () => lastLine((await shell('acr-artifact-cache images --registry contoso', shop().path)).stdout)],
  [
    'why nginx',
    async () => firstLine((await shell('acr-artifact-cache why nginx --registry contoso', shop().path)).stdout),
  ],
  [
    'rewrite | git apply, from a folder below',
    async () => {
      const folder = join(shop().path, 'deploy');
      await shell('acr-artifact-cache rewrite --registry contoso | git apply', folder);
      const { stdout } = await shell('git diff --stat | tail -1; git checkout --quiet -- ..', folder);
      mustHold(stdout.includes('changed'), `nothing was changed: ${stdout}`);
      return stdout.trim();
    },
  ],
  ...[0, 1].map(
    (index) =>
      [
        index === 0 ? "README's first workflow, on a pull request" : "README's second workflow, on a pull request",
        async () => {
          const services = await standIn();
          const given = workflowInputs(services)[index];
          if (given === undefined) throw new Error('README.md has no such workflow');
          const event = { name: 'pull_request', payload: pullRequestPayload(shop()) };
          const ran = await runAction({
            root: clone,
            emulator: services,
            workspace: shop().path,
            inputs: given,
            event,
          });
          const told = `${ran.stdout}${ran.stderr}`;
          // The shop brings an image with a finding: the second has a gate, and it closes.
          mustHold(ran.status === index, `exit status ${ran.status}\n${told}`);
          mustHold(services.violations.length === 0, services.violations.join('; '));
          return firstLine(ran.summary).replace(/^#+ /, '');
        },
      ] as const,
  ),
  [
    'doctor',
    async () => {
      const services = await standIn();
      const resourceGroup = services.names.resourceGroup;
      const { stdout } = await shell(
        `acr-artifact-cache doctor --registry contoso --resource-group ${resourceGroup}`,
        shop().path,
        signedIn(services),
      );
      return lastLine(stdout);
    },
  ],
);

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

const begun = performance.now();
try {
  for (const [name, play] of steps) {
    const start = performance.now();
    try {
      const said = await play();
      console.log(`${seconds(start)}  ${name}: ${said}`);
    } catch (error) {
      console.log(`${seconds(start)}  ${name}: FAILED\n${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
      break;
    }
  }
  console.log(`${seconds(begun)}  in all`);
} finally {
  await emulator?.close();
  workspace?.remove();
  rmSync(world, { recursive: true, force: true });
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s`;
}
