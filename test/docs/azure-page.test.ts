import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { afterEach, describe, expect, it } from 'vitest';
import { field, isObject, listField, stringField } from '../../src/base/json.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { openAzure, play } from '../az/az.ts';
import { openShell, type Shell } from '../az/shell.ts';
import { type } from '../scenario/command-line.ts';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { closeScenes, openScene, pod, SCHEDULE, smallImage } from '../scenario/scene.ts';
import { OURS } from '../shipped/workflow-laws.ts';

/** The commands of docs/azure.md, run as they stand there on an Azure that has nothing, and then the README's workflow. */

closeScenes();
const shells: Shell[] = [];
afterEach(async () => {
  for (const shell of shells.splice(0)) await shell.close();
});

/** What a reader fills in. */
const FILLED: Readonly<Record<string, string>> = {
  registry: 'contoso',
  owner: 'contoso',
  repository: 'shop',
  'key vault': 'contoso',
  user: 'ship-it',
  'access token': "a token with a ' in it",
};

/** The page's commands in its order, but for those of this product. */
function commandsOfPage(): string {
  const page = readFileSync('docs/azure.md', 'utf8');
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks
    .filter((block) => !block.startsWith('node '))
    .join('\n')
    .replaceAll(/<([a-z ]+)>/g, (place, name: string) => {
      const value = FILLED[name];
      if (value === undefined) throw new Error(`docs/azure.md has ${place}, which nobody fills in`);
      return /^[\w-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
    });
}

/** The inputs that the README's workflow gives, with the repository's variables. */
function inputsOfReadme(variables: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const fences = [...readFileSync('README.md', 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)];
  const workflow = fences.map(([, fence = '']) => load(fence)).find((value) => isObject(value) && 'jobs' in value);
  const jobs = field(workflow, 'jobs');
  const steps = isObject(jobs) ? Object.values(jobs).flatMap((job) => listField(job, 'steps')) : [];
  const given = field(
    steps.find((step) => stringField(step, 'uses') === OURS),
    'with',
  );
  if (!isObject(given)) throw new Error('the workflow of the README has no step of ours');
  const filled = (value: unknown) =>
    String(value).replaceAll(/\$\{\{ vars\.(\w+) \}\}/g, (_, name: string) => variables.get(name) ?? '');
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, filled(value)]));
}

/** A registry that nobody has touched, in a tenant without applications. */
async function freshAzure(options: EmulatorOptions) {
  const upstreams = {
    'docker.io': { 'library/nginx': { '1': smallImage(1) } },
    'quay.io': { 'acme/app': { '1': smallImage(2) } },
  };
  const services = { upstreams, ...options, arm: { ...options.arm, roles: [] } };
  const scene = await openScene(services, { 'web.yaml': pod('nginx:1', 'quay.io/acme/app:1') });
  scene.emulator.directory.applications.clear();
  const azure = openAzure(scene.emulator);
  const shell = await openShell((words) => play(azure, words));
  shells.push(shell);
  return { scene, azure, shell };
}

describe.skipIf(!HAS_BUNDLE)('the set-up page', () => {
  it.each([
    ['the registry', 'with ids', 'LegacyRegistryPermissions'],
    ['repositories', 'names only', 'AbacRepositoryPermissions'],
  ] as const)(
    'leads to a green first run where rights are those of %s and subjects are %s',
    // Five processes.
    { timeout: 120_000 },
    async (...[, subjects, mode]) => {
      const { scene, azure, shell } = await freshAzure({ oidc: { subjects }, arm: { roleAssignmentMode: mode } });
      const ran = await shell.run(commandsOfPage());
      expect(ran).toMatchObject({ status: 0, stderr: '' });

      const inputs = inputsOfReadme(azure.variables);
      const events = [await scene.push(inputs), await scene.pullRequest(inputs), await scene.run(SCHEDULE, inputs)];
      for (const run of events) {
        // A first scan takes hours: that alone is left to say.
        const told = run.log.split('\n').filter((line) => /^::(?:error|warning)/.test(line));
        expect(told.filter((line) => !line.includes('Defender has not scanned it yet'))).toEqual([]);
        expect(run.status).toBe(0);
      }
      expect(events[0]?.outputs).toMatchObject({ 'rules-created': '2', warmed: '2', uncovered: '0' });

      const flags = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]);
      const asked = await type(['doctor', ...flags], { ...scene, folder: scene.workspace.path, job: true });
      expect(asked.stdout.split('\n').filter((line) => /^[✗?]/.test(line))).toEqual([]);
      expect(asked.status).toBe(0);
    },
  );

  it('leaves nothing out that could be left out: without a federated credential the sign-in is missing', async () => {
    const { scene, azure, shell } = await freshAzure({});
    const without = commandsOfPage().replace(/^federate main .*$/m, '');
    expect((await shell.run(without)).status).toBe(0);
    const flags = Object.entries(inputsOfReadme(azure.variables)).flatMap(([name, value]) => [`--${name}`, value]);
    const asked = await type(['doctor', ...flags], { ...scene, folder: scene.workspace.path, job: true });
    expect(asked.status).toBe(1);
    expect(asked.stdout).toContain('AADSTS700213');
  });
});
