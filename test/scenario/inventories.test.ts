import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listField, numberField, parseJson, stringField } from '../../src/base/json.ts';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene, smallImage } from './scene.ts';
import { makeWorkspace } from './workspace.ts';

closeScenes();

const UPSTREAMS = { 'quay.io': { 'acme/app': { '1': smallImage(1) }, 'acme/tool': { '2': smallImage(2) } } };

/** Two repositories, scanned each on its own; what they build themselves is no business of the registry. */
async function twoInventories(): Promise<{ readonly scene: Scene; readonly folder: string }> {
  const scene = await openScene({ upstreams: UPSTREAMS }, { 'readme.md': '' });
  const folder = scene.workspace.path;
  const repositories = {
    'a.json': { 'pod.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/app:1') },
    'b.json': {
      'pod.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/tool:2'),
      'compose.yaml': 'services:\n  web:\n    build: .\n    image: shop-web:1\n',
      'ignored.yaml': pod('quay.io/acme/ignored:1 # acr-artifact-cache: ignore only a test'),
    },
  };
  for (const [name, files] of Object.entries(repositories)) {
    const repository = makeWorkspace(files);
    const scanned = await type(['scan', '--json'], { folder: repository.path });
    expect(scanned.status).toBe(0);
    writeFileSync(join(folder, name), scanned.stdout);
    repository.remove();
  }
  return { scene, folder };
}

describe.skipIf(!HAS_BUNDLE)('inventories of many repositories', () => {
  it('are planned together: each image once, its uses added', async () => {
    const { scene, folder } = await twoInventories();
    const words = ['plan', '--inventory', 'a.json,b.json', '--registry', 'contoso'];
    const typed = await type([...words, '--json'], { folder, emulator: scene.emulator });
    expect([typed.status, typed.stderr]).toEqual([0, '']);
    const plan = parseJson(typed.stdout);
    const covered = listField(plan, 'covered').map((each) => [stringField(each, 'source'), numberField(each, 'uses')]);
    expect(covered).toEqual([
      ['quay.io/acme/app', 3],
      ['quay.io/acme/tool', 1],
    ]);
    expect(listField(plan, 'refused')).toEqual([]);
    expect(typed.requests.filter((request) => !request.startsWith('GET'))).toEqual(
      typed.requests.filter((request) => request.startsWith('POST registry token')),
    );
    const people = await type(words, { folder, emulator: scene.emulator });
    expect(people.stdout).toContain('To create: 2 rules');
  });

  it('are applied in one run, and a second has nothing to do', async () => {
    const { scene, folder } = await twoInventories();
    const words = ['run', '--apply', '--inventory', 'a.json,b.json', '--registry', 'contoso'];
    const typed = await type(words, { folder, emulator: scene.emulator });
    expect(typed.status).toBe(0);
    expect(typed.stdout).toContain('2 public images: 2 covered (2 new rules), 0 not · 2 warm, 0 not');
    expect(
      scene.emulator
        .rules()
        .map(({ source }) => source)
        .sort(),
    ).toEqual(['quay.io/acme/app', 'quay.io/acme/tool']);
    const again = await type(words, { folder, emulator: scene.emulator });
    expect(again.stdout).toContain('2 public images: 2 covered, 0 not · 2 warm, 0 not');
    expect(again.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
  });

  it.each([
    ['no JSON', '{"version":1', 'it is not an inventory of version 1'],
    ['another version', '{"version":2,"uses":[]}', 'it is not an inventory of version 1'],
    ['no list', '{"version":1,"uses":{"length":3}}', '"uses" is not a list'],
    [
      'wrong types',
      '{"version":1,"uses":[{"image":7,"class":"public"}]}',
      'uses[0].image is no normalised image reference',
    ],
    ['no image', '{"version":1,"uses":[null]}', 'uses[0].image is no normalised image reference'],
    [
      'commands',
      `{"version":1,"uses":[{"image":"::error::x\\n::add-mask::y","class":"public"}]}`,
      'uses[0].image is no normalised image reference',
    ],
    [
      'another class',
      '{"version":1,"uses":[{"image":"quay.io/a/b:1","class":"__proto__"}]}',
      'uses[0].class is no class of uses',
    ],
    [
      'a long name',
      `{"version":1,"uses":[{"image":"quay.io/${'a'.repeat(5000)}","class":"public"}]}`,
      'uses[0].image is no normalised',
    ],
    ['deep', '['.repeat(100_000), 'it is not an inventory of version 1'],
    ['too large', `{"version":1,"uses":[],"x":"${'x'.repeat(65 * 1024 * 1024)}"}`, 'it has more than 64 MB'],
  ])('that are hostile end in one line: %s', async (_, text, problem) => {
    const repository = makeWorkspace({ 'readme.md': '' });
    writeFileSync(join(repository.path, 'x.json'), text);
    const words = ['plan', '--inventory', 'x.json', '--registry', 'contoso'];
    const typed = await type(words, { folder: repository.path });
    repository.remove();
    expect([typed.status, typed.stdout]).toEqual([2, '']);
    expect(typed.stderr).toMatch(/^error: Inventory "x\.json": [^\n]*\n$/);
    expect(typed.stderr).toContain(problem);
  });

  it('that are not there end in one line', async () => {
    const repository = makeWorkspace({ 'readme.md': '' });
    const typed = await type(['plan', '--inventory', 'none.json', '--registry', 'c'.repeat(5)], {
      folder: repository.path,
    });
    repository.remove();
    expect(typed.status).toBe(2);
    expect(typed.stderr).toMatch(/^error: Inventory "none\.json" can't be read: [^\n]*\n$/);
  });
});
