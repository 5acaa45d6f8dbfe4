import { expect, it } from 'vitest';
import { buildImage } from '../../src/emulator/images.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod } from './scene.ts';

closeScenes();

/** Both have the layer that every image of their platform begins with. */
const IMAGES = ['one', 'two'].map((name) => buildImage({ name, platforms: ['linux/amd64'], index: false }));

it.skipIf(!HAS_BUNDLE)('a layer that the registry will not say it has is read', async () => {
  const [one, two] = IMAGES;
  if (one === undefined || two === undefined) throw new Error('there are two images');
  const scene = await openScene(
    {
      upstreams: { 'quay.io': { 'acme/one': { '1': one }, 'acme/two': { '1': two } } },
      faults: [{ match: { method: 'HEAD', path: /\/blobs\// }, answer: { type: 'answer', status: 500 } }],
    },
    { 'app.yaml': pod('quay.io/acme/one:1', 'quay.io/acme/two:1') },
  );
  const run = await scene.pullRequest();
  expect(run.status).toBe(0);
  expect(run.headline).toContain('2 warm, 0 not');
  expect(run.requests.some(({ method, path }) => method === 'HEAD' && path.includes('/blobs/'))).toBe(true);
});
