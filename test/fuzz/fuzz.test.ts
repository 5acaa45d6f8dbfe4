import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';
import { REGRESSIONS } from './regressions.ts';
import { TARGETS } from './targets/all.ts';

const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-fuzz-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `npm run fuzz` with the planted targets. */
async function fuzzPlanted(
  ...options: readonly string[]
): Promise<{ readonly code: unknown; readonly stdout: string }> {
  const files = ['fuzz.ts', 'planted.ts'].map((name) => join(import.meta.dirname, name));
  const command = [files[0] ?? '', '--targets', files[1] ?? '', '--findings', '1', ...options];
  const env = { ...process.env, TMPDIR: folder, TEMP: folder };
  return promisify(execFile)(process.execPath, command, { env, cwd: folder }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { readonly code: unknown; readonly stdout: string }) => error,
  );
}

describe('what the fuzzer found stays mended', () => {
  it.each(REGRESSIONS)('%s: %s', async (name, _found, input) => {
    const target = TARGETS.find((candidate) => candidate.name === name);
    expect(target).toBeDefined();
    await target?.check(input);
  });
});

describe('a sample of every target', () => {
  it.each(TARGETS.map((target) => [target.name, target] as const))('%s holds its laws', async (_name, target) => {
    const { name, tokens, check } = target;
    // Without its work: how long that takes is nothing for a machine that does other things as well.
    const few = { name, tokens, check, seeds: () => target.seeds().slice(0, 10) };
    const bounds = { time: 60_000, executions: 60, findings: 1 };
    const { executions, findings } = await runCampaign(few, { seed: 1, ...bounds, guided: false });
    expect(findings).toEqual([]);
    expect(executions).toBe(60);
  });
});

describe('faults that are planted', () => {
  const bounds = ['--seed', '1', '--executions', '6000'] as const;

  it('are found, each told once, kept small in a file, and shown again', async () => {
    const { code, stdout } = await fuzzPlanted(...bounds, '--patience', '1');
    expect(stdout).toMatch(/^deep .* 1\n {2}FOUND Error at nowhere in src: planted deep\n/m);
    expect(stdout).toMatch(/^broken .* 1\n {2}FOUND no tab is written \(planted\): "\\t"\n/m);
    expect(stdout).toMatch(/^endless .* 1\n {2}FOUND one input takes more than 1 s\n/m);
    expect(stdout).toMatch(/^slow .* 1\n {2}FOUND (?:time grows faster than the input|one input takes more than 1 s)/m);
    expect(code).toBe(1);
    const files = [...stdout.matchAll(/--replay (\S+)/g)].map(([, file]) => join(folder, file ?? ''));
    const kept = files.map((file) => readFileSync(file, 'utf8'));
    expect(kept).toEqual([
      expect.stringMatching(/^\[.*\r$/s),
      '\t',
      expect.stringContaining('{{'),
      expect.stringMatching(/^.{32000}/s),
    ]);
    const again = await fuzzPlanted('--target', 'broken', '--replay', files[1] ?? '');
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('no tab is written (planted): "\\t"\n');
  }, 120_000);

  it('that lie deep are not found without keeping what reaches more', async () => {
    const { code, stdout } = await fuzzPlanted(...bounds, '--target', 'deep', '--unguided');
    expect(stdout).toMatch(/^deep +6000 .* 0$/m);
    expect(code).toBe(0);
  }, 60_000);

  it('a target that is not there is refused', async () => {
    expect((await fuzzPlanted('--target', 'none')).code).toBe(2);
  });
});
