import { describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, smallImage } from './scene.ts';

/** References of which one half is moved: somebody took the registry or the repository of a patch, and not the other. */

closeScenes();

const CHART = 'apiVersion: v2\nname: app\nversion: 1.0.0\n';
const TEMPLATE =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n    - name: app\n      image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n';

function chart(name: string, registry: string, repository: string): Readonly<Record<string, string>> {
  return {
    [`${name}/Chart.yaml`]: CHART,
    [`${name}/templates/pod.yaml`]: TEMPLATE,
    [`${name}/values.yaml`]: `image:\n  registry: ${registry}\n  repository: ${repository}\n  tag: "1"\n`,
  };
}

describe.skipIf(!HAS_BUNDLE)('a reference of which one half is moved', () => {
  it('is told the other half, and gets no rule, no suggestion and no second prefix', async () => {
    const scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': smallImage(1) } } },
        rules: [{ name: 'quay-app', source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
      },
      { ...chart('one', 'contoso.azurecr.io', 'acme/app'), ...chart('two', 'quay.io', 'quay.io/acme/app') },
    );
    const run = await scene.pullRequest();
    expect(scene.emulator.rules()).toHaveLength(1);
    expect(run.outputs).toMatchObject({ 'rules-created': '0', suggestions: '0' });
    expect(run.reports.patch).toBe('');
    expect(run.annotations).toEqual([
      '::warning file=one/values.yaml,line=3,col=15::Half moved: its registry is moved and its repository is not: write quay.io/acme/app for acme/app.',
      '::warning file=two/values.yaml,line=3,col=15::Half moved: its repository is moved and its registry is not: write contoso.azurecr.io for quay.io.',
    ]);
    expect(run.headline).toContain('2 half moved');
    expect((await scene.pullRequest({ 'fail-when': 'uncovered' })).status).toBe(1);
  });
});
