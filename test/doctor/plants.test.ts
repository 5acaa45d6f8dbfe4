import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Check, Diagnosis } from '../../src/doctor/check.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { openAzure, play } from '../az/az.ts';
import { openShell, type Shell } from '../az/shell.ts';
import { diagnosed } from './in-process.ts';
import { PLANTS, type Plant, WHOLE } from './plants.ts';

/** Faults of a set-up, planted in the stand-in, found by the checks, and mended by the commands that these print. */

const open: { emulator: Emulator; shell: Shell }[] = [];
afterEach(async () => {
  for (const { emulator, shell } of open.splice(0)) {
    await shell.close();
    await emulator.close();
  }
});

async function setUp(...plants: readonly Plant[]) {
  const emulator = await startEmulator(WHOLE);
  const azure = openAzure(emulator);
  for (const secret of ['username', 'password', 'docker-io-user', 'docker-io-token']) {
    azure.vaults.get('contoso')?.set(secret, 'x');
  }
  const shell = await openShell((words) => play(azure, words));
  open.push({ emulator, shell });
  for (const { plant } of plants) plant(emulator);
  const inputs = Object.assign({}, ...plants.map((plant) => plant.inputs ?? {}));
  return { emulator, shell, inputs };
}

const lacks = ({ checks }: Diagnosis): readonly Check[] =>
  checks.filter(({ mark, needed }) => mark === 'missing' && needed);

/** Runs what the checks print, as a person would who knows in which vault the secrets are. */
async function mend(shell: Shell, checks: readonly Check[]): Promise<void> {
  const commands = checks.flatMap(({ remedies }) => remedies.flatMap(({ command }) => command ?? []));
  expect(commands).not.toEqual([]);
  // Two checks may ask for the same.
  const { status, stderr } = await shell.run([...new Set(commands)].join('\n'), { vault: 'contoso' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}

/** What a look must leave as it was. */
function stateOf({ arm, directory, store, registry }: Emulator): string {
  const settings = { ...arm.settings, endOf: undefined };
  return JSON.stringify([
    settings,
    [...arm.rules],
    arm.credentialSets,
    [...directory.applications],
    store.names(),
    registry.settings,
  ]);
}

const WRITES = /^(?:PUT|PATCH|DELETE) |^POST (?!entra |resource-graph query$|registry (?:exchange|token ))/;

describe('a set-up', () => {
  it('with nothing missing is all ✓, and nothing is written', async () => {
    const { emulator } = await setUp();
    const before = stateOf(emulator);
    const diagnosis = await diagnosed(emulator);
    expect(diagnosis.checks.filter(({ mark }) => mark !== 'ok')).toEqual([]);
    expect(diagnosis.healthy).toBe(true);
    expect(stateOf(emulator)).toBe(before);
    expect(emulator.normalisedRequests().filter((line) => WRITES.test(line))).toEqual([]);
    expect(emulator.violations).toEqual([]);
  });

  it('with the two least roles and the group given lacks nothing that is needed', async () => {
    const { emulator } = await setUp();
    emulator.arm.settings.roles = ['Container Registry Cache Rule Administrator', 'AcrPull'];
    const registry = { registry: 'contoso.azurecr.io', 'resource-group': 'rg-registry' };
    const inputs = { ...registry, 'credential-sets': 'docker.io=docker-hub', 'fail-on': 'none' };
    const diagnosis = await diagnosed(emulator, inputs);
    expect(lacks(diagnosis)).toEqual([]);
    const unknown = diagnosis.checks.filter(({ mark }) => mark === 'unknown').map(({ id }) => id);
    expect(unknown).toEqual(['registry', 'rules-write', 'credential-sets-read']);
  });

  it.each([
    ['a name', 'contoso', ['Container Registry Cache Rule Administrator', 'AcrPull']],
    ['the login server of another', 'contoso.azurecr.io', ['Reader', 'Container Registry Cache Rule Administrator']],
  ] as const)(
    'where %s is given asks nothing of a registry that may be somebody else\u2019s',
    async (_, given, roles) => {
      const { emulator } = await setUp();
      emulator.arm.settings.roles = roles;
      emulator.arm.settings.registryProperties = { loginServer: 'contoso-e7ggejfuhzhgedc8.azurecr.io' };
      const inputs = { registry: given, 'resource-group': 'rg-registry', 'credential-sets': 'docker.io=docker-hub' };
      const found = await diagnosed(emulator, { ...inputs, 'fail-on': 'none' });
      expect(lacks(found).map(({ id }) => id)).toEqual(['registry']);
      expect(emulator.requests.filter(({ service }) => service === 'registry')).toEqual([]);
    },
  );

  it.each(PLANTS.map((plant) => [plant.what, plant] as const))('with %s', async (_, plant) => {
    const { emulator, shell, inputs } = await setUp(plant);
    const before = stateOf(emulator);
    const found = await diagnosed(emulator, inputs);
    expect(lacks(found).map(({ id }) => id)).toContain(plant.check);
    expect(stateOf(emulator)).toBe(before);
    await mend(shell, lacks(found));
    expect(lacks(await diagnosed(emulator, inputs))).toEqual([]);
    expect(emulator.normalisedRequests().filter((line) => WRITES.test(line))).toEqual([]);
    expect(emulator.violations).toEqual([]);
  });

  it('with five at once tells of all of them, and its commands mend them', async () => {
    const signedIn = PLANTS.filter(({ touches }) => touches !== 'sign-in');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...signedIn), {
          minLength: 5,
          maxLength: 5,
          selector: ({ touches }) => touches,
        }),
        async (plants) => {
          // What nobody may look at is told once somebody may.
          const { emulator, shell, inputs } = await setUp(...plants);
          const found = new Set<string>();
          for (let round = 0; round < 4; round++) {
            const diagnosis = await diagnosed(emulator, inputs);
            // One may make of another's lack what nobody needs: a named set need not be looked up.
            const open = diagnosis.checks.filter(({ mark }) => mark !== 'ok');
            for (const { id } of open) found.add(id);
            if (open.length === 0) break;
            await mend(shell, open);
          }
          expect((await diagnosed(emulator, inputs)).checks.filter(({ mark }) => mark !== 'ok')).toEqual([]);
          expect([...found]).toEqual(expect.arrayContaining(plants.map(({ check }) => check)));
        },
      ),
      { numRuns: 2 },
    );
  });
});
