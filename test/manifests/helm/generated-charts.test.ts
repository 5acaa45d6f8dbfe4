import { expect, it } from 'vitest';
import { ACR, chart, type Files, moved } from './moved.ts';

/** What generated charts showed (`npm run chart-law`): as Helm renders it before and after, each is right. */

/** A chart `i` below another, `c`. */
function inner(files: Files): Files {
  return Object.fromEntries([
    ['c/charts/i/Chart.yaml', 'apiVersion: v2\nname: i\nversion: 1.0.0\n'],
    ...Object.entries(files).map(([path, text]) => [`c/charts/i/${path}`, text] as const),
  ]);
}

it('leaves a registry that a template splits where the whole name would be written before it', () => {
  const own = 'image: {repository: docker.io, image: library/nginx, tag: v1}\n';
  const files = chart({
    'c/values.yaml': 'i: {image: {repository: quay.io/}}\n',
    ...inner({
      'values.yaml': own,
      'templates/p.yaml':
        'image: "{{ index (splitList "/" .Values.image.repository) 0 }}/{{ .Values.image.image }}:{{ .Values.image.tag }}"\n',
    }),
  });
  expect(moved(files)['c/charts/i/values.yaml']).toBe(own);
  const alone = { ...files, 'c/values.yaml': '' };
  expect(moved(alone)['c/charts/i/values.yaml']).toContain(`repository: ${ACR}, image: docker.io/library/nginx`);
});
