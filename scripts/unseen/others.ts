import { load } from 'js-yaml';
import { isObject } from '../../src/base/json.ts';
import { parseDocuments } from '../../src/manifests/yaml/documents.ts';
import type { ChartFile } from '../../src/render/archive.ts';
import { normalised } from './measure.ts';

/** What other tools' methods find in a rendered chart, after their documentation. Ours to compare with, not their code. */

/**
 * `zarf dev find-images` (https://docs.zarf.dev/commands/zarf_dev_find-images/): the chart is rendered, and images are taken from the Pods'
 * containers of workloads, and besides from lines `image: …` of other objects. Without `--why` and registry look-ups.
 */
export function zarfImages(rendered: string): ReadonlySet<string> {
  return new Set([...containerImages(rendered), ...lineImages(rendered)].map(normalised));
}

/**
 * `hauler store add chart --add-images` (https://docs.hauler.dev): Pods' containers of rendered workloads, and what the chart declares in
 * `helm.sh/images`, `images` and an `images.lock`.
 */
export function haulerImages(rendered: string, files: readonly ChartFile[]): ReadonlySet<string> {
  const declared = files
    .filter(({ path }) => path === 'Chart.yaml' || /(?:^|\/)images[.]lock$/i.test(path))
    .flatMap(({ bytes }) => imageLines(Buffer.from(bytes).toString('utf8')));
  return new Set([...containerImages(rendered), ...declared].map(normalised));
}

function containerImages(rendered: string): readonly string[] {
  return rendered.split(/^---$/m).flatMap((text) => {
    if (!/^kind: (?:Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob)\s*$/m.test(text)) return [];
    if (parseDocuments(text).failures.length > 0) return [];
    return imagesBelow(load(text));
  });
}

function imagesBelow(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(imagesBelow);
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'image' && typeof value === 'string' ? [value] : key === 'env' || key === 'args' ? [] : imagesBelow(value),
  );
}

function lineImages(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/^\s*-?\s*["']?image["']?:\s*["']?([\w./:@-]+)["']?\s*$/gm),
    ([, image]) => image ?? '',
  );
}

function imageLines(text: string): readonly string[] {
  return Array.from(text.matchAll(/^\s*-?\s*image:\s*["']?([\w./:@-]+)["']?\s*$/gm), ([, image]) => image ?? '');
}
