import { join } from 'node:path';
import { directoryOf } from '../../src/manifests/source/paths.ts';
import { mergeDelivery } from './delivery.ts';
import type { Target } from './discovery.ts';
import { type Engines, type Printed, run } from './engines.ts';
import { type Release, valuesOf } from './releases.ts';
import { onShelf, type Shelf, vendoredChart } from './vendoring.ts';

/** What is the same for everything that is rendered from one copy of a tree. */
export interface Copy {
  readonly root: string;
  readonly charts: readonly string[];
  readonly shelf: Shelf;
  /** Copies of charts with what they depend on, by the chart's folder. */
  readonly vendored: Map<string, string>;
}

/** A copy of which nothing is rendered yet. */
export function copyAt(root: string, targets: readonly Target[], shelf: Shelf): Copy {
  const charts = new Set(targets.flatMap((target) => (target.engine === 'helm' ? [target.chart] : [])));
  return { root, charts: [...charts], shelf, vendored: new Map() };
}

/** Renders one thing; `undefined` where this machine has no engine for it. */
export async function render(target: Target, copy: Copy, engines: Engines): Promise<Printed | undefined> {
  const { root } = copy;
  switch (target.engine) {
    case 'helm': {
      if (engines.helm === undefined) return undefined;
      const values = target.values.flatMap((file) => ['--values', join(root, file)]);
      return run(engines.helm, ['template', 'release', chartOf(target.chart, copy), ...values], root);
    }
    case 'release': {
      const chart = releasedChart(target, copy);
      if (engines.helm === undefined || chart === undefined) return undefined;
      // Schemas of charts refer to others on the network, which is not there.
      const words = ['template', 'release', chart, '--skip-schema-validation', '--values', valuesOf(root, target)];
      return run(engines.helm, words, root);
    }
    case 'kustomize':
      return engines.kubectl === undefined ? undefined : kustomize(engines.kubectl, target.folder, root);
    case 'flux':
    case 'argo': {
      if (engines.kubectl === undefined) return undefined;
      const restore = mergeDelivery(root, target);
      try {
        return await kustomize(engines.kubectl, target.folder, root);
      } finally {
        restore();
      }
    }
    case 'compose': {
      if (engines.compose === undefined) return undefined;
      const folder = join(root, directoryOf(target.files[0] ?? ''));
      const files = target.files.flatMap((file) => ['--file', join(root, file)]);
      // The folder's path is in what is printed, and must be no difference.
      const environment = target.environment === undefined ? [] : ['--env-file', join(root, target.environment)];
      const printed = await run(engines.compose, [...files, ...environment, 'config'], folder);
      return printed.ok ? { ok: true, output: printed.output.replaceAll(root, '') } : printed;
    }
  }
}

function chartOf(chart: string, copy: Copy): string {
  const known = copy.vendored.get(chart);
  if (known !== undefined) return known;
  const made = vendoredChart(join(copy.root, chart), copy);
  copy.vendored.set(chart, made);
  return made;
}

/** The chart of a release, made once for all copies: no rewrite reaches it. */
function releasedChart(target: Release, { root, charts, shelf, vendored }: Copy): string | undefined {
  const folder = onShelf(target, shelf);
  if (folder === undefined) return undefined;
  const known = vendored.get(folder) ?? vendoredChart(folder, { root, charts, shelf });
  vendored.set(folder, known);
  return known;
}

function kustomize(kubectl: string, folder: string, root: string): Promise<Printed> {
  return run(kubectl, ['kustomize', '--load-restrictor', 'LoadRestrictionsNone', join(root, folder)], root);
}

/** What is rendered, as people name it. */
export function nameOfTarget(target: Target): string {
  switch (target.engine) {
    case 'helm':
      return `helm ${target.chart || '.'}${target.values.map((file) => ` --values ${file}`).join('')}`;
    case 'kustomize':
      return `kustomize ${target.folder || '.'}`;
    case 'flux':
    case 'argo':
      return `${target.engine} ${target.file} (${target.folder || '.'})`;
    case 'release':
      return `chart ${target.name} ${target.version} for ${target.file} #${target.index} ${target.item}`;
    case 'compose':
      return `compose ${[...target.files, ...(target.environment === undefined ? [] : [`with ${target.environment}`])].join(' ')}`;
  }
}
