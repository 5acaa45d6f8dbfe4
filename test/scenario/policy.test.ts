import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { field, listField, parseJson, stringField } from '../../src/base/json.ts';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene } from './scene.ts';

closeScenes();

/** One image in each list of a Pod, in a form that engines and people read differently, and what nobody can foretell. */
const REPOSITORY = {
  'pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers:
    - { name: a, image: contoso.azurecr.io/docker.io/library/busybox:1 }
  containers:
    - { name: b, image: nginx:1.27 }
    - { name: c, image: mcr.microsoft.com/app:1 }
  ephemeralContainers:
    - { name: d, image: quay.io/acme/debug:1 }
  volumes:
    - { name: e, image: { reference: ghcr.io/acme/data:1 } }
`,
  'compose.yaml': 'services:\n  web:\n    image: redis:7\n',
  'chart/Chart.yaml': `apiVersion: v2
name: web
version: 1.0.0
dependencies:
  - name: redis
    version: 19.0.0
    repository: https://charts.example
`,
};

const REGISTRY = ['--registry', 'contoso.azurecr.io', '--trusted-registries', 'mcr.microsoft.com'];

async function workspace(files: Readonly<Record<string, string>> = REPOSITORY): Promise<string> {
  return (await openScene({}, files)).workspace.path;
}

describe.skipIf(!HAS_BUNDLE)('policy check', () => {
  it('tells each image that an engine would refuse, at its line, and what it can not foretell', async () => {
    const folder = await workspace();
    const people = await type(['policy', 'check', ...REGISTRY], { folder });
    expect([people.status, people.stderr]).toEqual([1, '']);
    expect(people.stdout).toMatchInlineSnapshot(`
      "Refused
      pod.yaml:8   nginx:1.27            all                                             the rewrite moves it to contoso.azurecr.io/docker.io/library/nginx
      pod.yaml:11  quay.io/acme/debug:1  ValidatingAdmissionPolicy, Gatekeeper, Kyverno  the rewrite moves it to contoso.azurecr.io/quay.io/acme/debug
      pod.yaml:13  ghcr.io/acme/data:1   ValidatingAdmissionPolicy, Kyverno              the rewrite moves it to contoso.azurecr.io/ghcr.io/acme/data

      Can't be foretold
      chart/Chart.yaml:5  chart https://charts.example redis 19.0.0  helm template redis redis --repo https://charts.example --version 19.0.0

      ValidatingAdmissionPolicy: refuses 3 of 5 uses, 0 once the rewrite is merged; 1 can't be foretold
      Gatekeeper: refuses 2 of 5 uses, 0 once the rewrite is merged; 1 can't be foretold; 1 stand where it does not look
      Kyverno: refuses 3 of 5 uses, 0 once the rewrite is merged; 1 can't be foretold
      Azure Policy: refuses 1 of 5 uses, 0 once the rewrite is merged; 1 can't be foretold; 2 stand where it does not look
      "
    `);
  });

  it('tells what stands in an exempt path, so that it comes last', async () => {
    const args = ['policy', 'check', ...REGISTRY, '--policy-engine', 'kyverno', '--exempt-paths', 'prod/**'];
    const { stdout } = await type(args, { folder: await workspace({ 'prod/pod.yaml': REPOSITORY['pod.yaml'] }) });
    expect(stdout).toContain('Kyverno: refuses 3 of 5 uses, 0 once the rewrite is merged; 3 of them in exempt paths');
    expect(stdout).toContain(
      'docker.io/library/nginx; it stands in an exempt path: exclude its namespace until the last',
    );
  });

  it('tells the same as JSON', async () => {
    const { status, stdout } = await type(['policy', 'check', '--json', ...REGISTRY], { folder: await workspace() });
    const refused = listField(parseJson(stdout), 'engines').map((engine) => [
      stringField(engine, 'engine'),
      listField(engine, 'refused').map((refusal) => stringField(refusal, 'image')),
    ]);
    expect(status).toBe(1);
    const both = ['nginx:1.27', 'quay.io/acme/debug:1'];
    expect(Object.fromEntries(refused)).toEqual({
      'validating-admission-policy': [...both, 'ghcr.io/acme/data:1'],
      gatekeeper: both,
      kyverno: [...both, 'ghcr.io/acme/data:1'],
      'azure-policy': ['nginx:1.27'],
    });
  });

  it('ends with 0 where nothing is refused, without the word that all passes while something is not known', async () => {
    const { 'pod.yaml': _, ...rest } = REPOSITORY;
    const { status, stdout } = await type(['policy', 'check', ...REGISTRY], { folder: await workspace(rest) });
    expect(status).toBe(0);
    expect(stdout).toContain("can't be foretold");
    expect(stdout).not.toMatch(/takes all/);
  });
});

describe.skipIf(!HAS_BUNDLE)('policy', () => {
  it('prints every engine, and one alone in the mode that is asked for', async () => {
    const folder = await workspace();
    const all = await type(['policy', ...REGISTRY], { folder });
    expect(all.status).toBe(0);
    for (const kind of ['ValidatingAdmissionPolicyBinding', 'K8sAllowedReposv2', 'ValidatingPolicy', 'febd0533'])
      expect(all.stdout).toContain(kind);
    const one = await type(['policy', ...REGISTRY, '--policy-engine', 'gatekeeper', '--mode', 'deny'], { folder });
    const constraints = loadAll(one.stdout);
    expect(constraints.map((document) => field(document, 'spec', 'enforcementAction'))).toEqual(['deny', 'deny']);
  });

  it('writes files into report-dir', async () => {
    const folder = await workspace();
    const { status, stdout } = await type(['policy', ...REGISTRY, '--report-dir', 'out'], { folder });
    expect(status).toBe(0);
    const files = readdirSync(join(folder, 'out'));
    expect(
      stdout
        .trim()
        .split('\n')
        .map((path) => path.split('/').at(-1))
        .sort(),
    ).toEqual(files.sort());
    expect(readFileSync(join(folder, 'out', 'kyverno.yaml'), 'utf8')).toContain('"contoso.azurecr.io/"');
  });

  it.each([
    [['--mode', 'harsh'], '--mode "harsh" is not known. Known are: audit, warn, deny.'],
    [['--policy-engine', 'opa'], '--policy-engine "opa" is not known.'],
    [['--regions', 'West Europe'], '--regions "West Europe" is no Azure region'],
  ])('%j is refused in one line', async (words, message) => {
    const { status, stderr, stdout } = await type(['policy', ...REGISTRY, ...words], { folder: await workspace({}) });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(message);
  });

  it('wants a registry', async () => {
    const { status, stderr } = await type(['policy'], { folder: await workspace({}) });
    expect([status, stderr]).toEqual([2, expect.stringContaining('--registry is needed')]);
  });
});

describe.skipIf(!HAS_BUNDLE)('run', () => {
  it('leaves the files of each mode beside its report, and never through a link of the repository', async () => {
    const { workspace, emulator } = await openScene({}, REPOSITORY);
    const folder = workspace.path;
    const where = { folder, emulator };
    const ran = await type(['run', '--registry', 'contoso', '--report-dir', 'out'], where);
    expect(readdirSync(join(folder, 'out', 'policy')).sort(), ran.stderr).toEqual(['audit', 'deny', 'warn']);
    mkdirSync(join(folder, 'linked'));
    symlinkSync(join(folder, 'out'), join(folder, 'linked', 'policy'));
    const linked = await type(['run', '--registry', 'contoso', '--report-dir', 'linked'], where);
    expect([linked.status, linked.stderr]).toEqual([2, expect.stringContaining('is a symbolic link')]);
  });
});
