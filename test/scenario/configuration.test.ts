import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene } from './scene.ts';

closeScenes();

const FILE = '.github/acr-artifact-cache.yml';
const CONFIG = { config: FILE } as const;
const HEAD = { 'app.yaml': pod('quay.io/acme/app:1') };

/** A pull request whose base and head may have the file; without rights to write, so that it only plans. */
async function pull(base: string | undefined, head: string | undefined): Promise<Scene> {
  return openScene(
    {},
    head === undefined ? HEAD : { ...HEAD, [FILE]: head },
    base === undefined ? {} : { [FILE]: base },
  );
}

describe.skipIf(!HAS_BUNDLE)('the configuration of a pull request', () => {
  it("is the base's: what the pull request changes in it does not count yet", async () => {
    const scene = await pull(
      'apply: never\nfail-when: uncovered\ndenied-images: quay.io/**\n',
      'apply: never\nfail-when: none\n',
    );
    const run = await scene.pullRequest(CONFIG);
    expect([run.status, run.outputs.uncovered]).toEqual([1, '1']);
    expect(run.log).toContain('::error::fail-when uncovered: 1 image without a rule');
    const own = await scene.pullRequest({ ...CONFIG, 'fail-when': 'none' });
    expect(own.status).toBe(0);
  });

  it('counts once it is merged, and is told at once where it is broken', async () => {
    const fresh = await (await pull(undefined, 'apply: never\n')).pullRequest({ ...CONFIG, apply: 'never' });
    expect(fresh.log).toContain(
      `::warning::Input "config": ${FILE} is read as the base has it, which has no such file`,
    );
    expect(fresh.status).toBe(0);
    const broken = await (await pull('apply: never\n', 'apply: nevr\n')).pullRequest({ config: FILE });
    expect(broken.log).toBe(
      `::error::Configuration ${FILE}:1: Input "apply": "nevr" is not allowed. Allowed: auto, never. Did you mean never?`,
    );
    expect([broken.status, broken.sorted]).toEqual([1, []]);
    const unknown = await (await pull('apply: never\n', 'aply: never\n')).pullRequest(CONFIG);
    expect(unknown.log).toBe(`::error::Configuration ${FILE}:1: "aply" is no input. Did you mean apply.`);
    expect([unknown.status, unknown.sorted]).toEqual([1, []]);
  });

  it('that can not be read in the base ends the run, since it may be what closes the gate', async () => {
    const scene = await pull('fail-on: high\n', 'fail-on: high\n');
    const run = await scene.run({ name: 'issue_comment', payload: {} }, CONFIG);
    expect([run.status, run.sorted]).toEqual([1, []]);
    expect(run.log).toBe(
      `::error::Input "config": ${FILE} is read as the base has it, and this event names no base. Say the inputs in the workflow for it.`,
    );
  });
});

describe.skipIf(!HAS_BUNDLE)('the configuration of a push', () => {
  it("is the commit's, and must be there", async () => {
    const scene = await pull(undefined, 'apply: never\n');
    const run = await scene.push(CONFIG);
    expect([run.status, run.sorted.filter((line) => line.startsWith('PUT'))]).toEqual([0, []]);
    const missing = await scene.push({ config: '.github/nowhere.yml' });
    expect(missing.status).toBe(1);
    expect(missing.log).toMatch(
      /^::error::Input "config": \.github\/nowhere\.yml does not exist, seen from [^\n]*\. Correct the path\.$/,
    );
  });

  it('is not read where nobody named it', async () => {
    const scene = await pull(undefined, 'fail-on: nonsense\n');
    const run = await scene.push({ apply: 'never' });
    expect(run.status).toBe(0);
    expect(run.log).toContain(`${FILE} is here and is not read; name it with config to go by it`);
  });
});

describe.skipIf(!HAS_BUNDLE)('config check', () => {
  it('says what the file says, or what is wrong with it', async () => {
    const { workspace } = await pull(undefined, 'registry: contoso\nkinds: [compose]\n');
    const folder = workspace.path;
    const fine = await type(['config', 'check'], { folder });
    expect([fine.status, fine.stdout]).toEqual([
      0,
      `  registry  contoso\n  kinds     ["compose"]\n${FILE} is as it must be: 2 inputs\n`,
    ]);
    const used = await type(['images', '--config', FILE], { folder });
    expect(used.stdout).toContain('No image was found.');
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other/wrong.yml'), 'kinds: compos\n');
    const wrong = await type(['config', 'check', 'other/wrong.yml'], { folder });
    expect([wrong.status, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toMatch(
      /^error: Configuration other\/wrong\.yml:1: Input "kinds": "compos" is not allowed\. [^\n]*Did you mean compose\?\n$/,
    );
    const none = await type(['config'], { folder });
    expect([none.status, none.stderr]).toEqual([
      2,
      `error: "config check" is what there is, with one file: acr-artifact-cache config check ${FILE}\n`,
    ]);
  });
});
