import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EmbeddedImage } from '../../src/emulator/images.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene } from './scene.ts';

/** Charts that the repository takes from a registry, through the whole job. */

closeScenes();

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** A chart as `helm push` puts it (https://helm.sh/docs/topics/registries/): its config is no image's, and it has no platform. */
function chart(name: string): EmbeddedImage {
  const blob = (text: string) => {
    const bytes = Buffer.from(text);
    return { bytes, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
  };
  const [config, layer] = [blob(JSON.stringify({ name, version: '2.3.1', apiVersion: 'v2' })), blob(`tgz of ${name}`)];
  const described = ({ bytes, digest }: typeof config, mediaType: string) => ({
    mediaType,
    digest,
    size: bytes.length,
  });
  const manifest = blob(
    JSON.stringify({
      schemaVersion: 2,
      config: described(config, 'application/vnd.cncf.helm.config.v1+json'),
      layers: [described(layer, 'application/vnd.cncf.helm.chart.content.v1.tar+gzip')],
      annotations: { 'org.opencontainers.image.title': name },
    }),
  );
  return {
    digest: manifest.digest,
    platforms: {},
    manifests: new Map([[manifest.digest, { digest: manifest.digest, mediaType: MANIFEST, bytes: manifest.bytes }]]),
    blobs: new Map([config, layer].map(({ digest, bytes }) => [digest, bytes])),
  };
}

const release = (registry = '') =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: cache\nspec:\n  chartRef:\n    kind: OCIRepository\n    name: cache\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: cache\nspec:\n  provider: azure\n  url: oci://${registry}ghcr.io/acme/charts/cache\n  ref:\n    tag: 2.3.1\n`;

const upstreams = { 'ghcr.io': { 'acme/charts/cache': { '2.3.1': chart('cache') } } };
const INPUTS = { 'include-charts': 'true', 'fail-on': 'high' };

describe.skipIf(!HAS_BUNDLE)('a chart that the repository takes from a registry', () => {
  it('gets a rule, is stored, and its address is edited; no gate asks about it', async () => {
    const { push, emulator, pushHead } = await openScene({ upstreams }, { 'cache.yaml': release() });
    const run = await push(INPUTS);
    expect(run.status).toBe(0);
    expect(emulator.rules().map(({ source, target }) => [source, target])).toEqual([
      ['ghcr.io/acme/charts/cache', 'ghcr.io/acme/charts/cache'],
    ]);
    expect(run.outputs).toMatchObject({ warmed: '1', verdict: 'passed' });
    expect(run.reports.patch?.split('\n').filter((line) => /^[+-] /.test(line))).toEqual([
      '-  url: oci://ghcr.io/acme/charts/cache',
      '+  url: oci://contoso.azurecr.io/ghcr.io/acme/charts/cache',
    ]);
    expect(run.summary).toContain('provider: azure');
    // Once it is moved it is served, and stays known.
    pushHead({ 'cache.yaml': release('contoso.azurecr.io/') });
    const again = await push(INPUTS);
    expect(again.headline).toContain('1 already served from the registry');
    expect(again.outputs).toMatchObject({ warmed: '1', 'rules-created': '0' });
  });

  it('is left alone unless that is asked for', async () => {
    const { push, emulator } = await openScene({ upstreams }, { 'cache.yaml': release() });
    const run = await push({});
    expect(emulator.rules()).toEqual([]);
    expect(run.outputs).toMatchObject({ images: '0', warmed: '0' });
    expect(run.reports.patch ?? '').toBe('');
  });

  it('is no suggestion on a pull request, and not new where the base has it', async () => {
    const pod = (tag: string) => `kind: ConfigMap\nmetadata: {name: "${tag}"}\n`;
    const { pullRequest } = await openScene(
      { upstreams },
      { 'cache.yaml': release(), 'other.yaml': pod('b') },
      { 'cache.yaml': release(), 'other.yaml': pod('a') },
    );
    const old = await pullRequest(INPUTS);
    expect(old.headline).toContain('no new public image');
    const fresh = await openScene({ upstreams }, { 'cache.yaml': release() }, { 'other.yaml': pod('a') });
    const run = await fresh.pullRequest(INPUTS);
    expect(run.outputs).toMatchObject({ warmed: '1', suggestions: '0' });
  });
});
