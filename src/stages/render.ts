import { resolve } from 'node:path';
import { messageOf } from '../base/errors.ts';
import { pathFilter } from '../base/globs.ts';
import { nameOf, parseReference } from '../images/reference.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Registry } from '../inputs/registry.ts';
import type { Move } from '../manifests/model/move.ts';
import type { TreeScan } from '../manifests/tree.ts';
import type { UnseenTally } from '../outcome/unseen.ts';
import type { TreeSource } from '../render/tree-source.ts';
import { exactTarget } from '../rules/constraints.ts';
import { guessedSource } from '../rules/guessed-source.ts';
import type { RunContext } from './run-context.ts';

/**
 * Whether charts and bases from elsewhere are rendered: where the user wants it, and never for a stranger's event, whose tree would
 * decide what is fetched and run.
 */
export function renderingOf({ render }: Inputs, { event, rights }: RunContext): UnseenTally['rendering'] {
  if (event !== undefined && !rights.mayWrite) return 'not here';
  return render === 'auto' ? 'tried' : 'never';
}

/** Whether more is made of a tree than a scan alone tells. */
export function looksFurther(inputs: Inputs, context: RunContext): boolean {
  return inputs.includeCharts || renderingOf(inputs, context) === 'tried';
}

/**
 * A scan with what is made of its tree besides, as far as it is asked for: the charts that it takes from registries, and the images of what
 * it names and does not contain.
 * @param tree the files of the scan
 * @param folder where these are, or where the repository is that they are of
 */
export async function lookedFurther(
  scan: TreeScan,
  tree: TreeSource,
  folder: string,
  inputs: Inputs,
  context: RunContext,
): Promise<TreeScan> {
  const told = inputs.includeCharts ? await withCharts(scan, tree, inputs) : scan;
  return renderingOf(inputs, context) === 'tried' ? withRendered(told, tree, folder, inputs, context) : told;
}

async function withRendered(
  scan: TreeScan,
  tree: TreeSource,
  folder: string,
  inputs: Inputs,
  context: RunContext,
): Promise<TreeScan> {
  const { root, log, http, env, signal } = context;
  try {
    const { mergedScan, renderNamed } = await import('../render/rendering.ts');
    const rendered = await renderNamed(tree, {
      ...{ http, env, signal, folder, chartHosts: inputs.chartHosts, isWanted: pathFilter(inputs) },
      cacheDir: inputs.cacheDir === undefined ? undefined : resolve(root, inputs.cacheDir),
      moveOf: inputs.registry === undefined ? undefined : movesFor(inputs, inputs.registry),
      sourceOf: sourceIn(inputs),
      onProgress: log.progress,
    });
    log.progress('');
    if (rendered.engine !== undefined) log.info(`charts are rendered with ${rendered.engine}`);
    return mergedScan(scan, rendered, tree);
  } catch (error) {
    // Whatever goes wrong here costs what is unseen, not the scan.
    const because = `rendering ended by a defect: ${messageOf(error)}`;
    if (error instanceof Error) log.debug(error.stack ?? error.message);
    return { ...scan, unseen: scan.unseen.map((source) => ({ ...source, because })) };
  }
}

/** The source of a chart that the repository takes from the team's registry, by the templates of targets. */
function sourceIn({ registry, target, wildcardTarget, targets, upstreams }: Inputs) {
  const declared = new Map([...targets].map(([source, repository]) => [repository, source]));
  return (repository: string): string | undefined => {
    const prefix = `${registry?.loginServer ?? ''}/`;
    if (registry === undefined || !repository.startsWith(prefix)) return undefined;
    const own = repository.slice(prefix.length);
    return declared.get(own) ?? guessedSource(own, [target, wildcardTarget], upstreams);
  };
}

async function withCharts(scan: TreeScan, tree: TreeSource, inputs: Inputs): Promise<TreeScan> {
  const { chartSources, withUses } = await import('../render/rendering.ts');
  return withUses(scan, chartSources(tree, pathFilter(inputs)), tree);
}

/** Where an exact rule would have an image: what an edit of values is proven with. */
function movesFor({ target, targets }: Inputs, { loginServer }: Registry): (image: string) => Move | undefined {
  return (image) => {
    const reference = parseReference(image);
    if (reference === undefined || reference.registry === loginServer) return undefined;
    const source = nameOf(reference);
    return { registry: loginServer, repository: targets.get(source) ?? exactTarget(source, target) };
  };
}
