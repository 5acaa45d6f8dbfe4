import type { Fact, FactBook } from '../model/fact.ts';
import type { Use } from '../model/use.ts';
import { beginsWithHost } from '../references/certainty.ts';
import type { SourceFile } from '../source/source.ts';
import type { YamlNode } from '../yaml/nodes.ts';
import { chartsIn } from './charts.ts';
import type { NamedChart } from './facts.ts';
import { valueUses } from './values.ts';

/**
 * Charts whose templates take `repository` as the whole name, in every version so far: Docker Hub is what a name without a registry
 * means to them, as it does to a container. `app-template`:
 * https://github.com/bjw-s-labs/helm-charts/blob/main/charts/library/common/templates/lib/container/fields/_image.tpl
 */
const TAKES_WHOLE_NAMES: ReadonlySet<string> = new Set(['app-template']);

/** The uses in values that an object gives to a chart, or what must be known of the chart first. */
export function remoteValues(node: YamlNode, file: SourceFile, chart: NamedChart | undefined): readonly Fact[] {
  return valueUses(node, file).map(({ use }) => remoteValueFact(use, chart));
}

/** The fact of a use in values for a chart. */
export function remoteValueFact(use: Use, chart: NamedChart | undefined): Fact {
  const isKnown = chart === undefined || !isHalf(use) || saysVersion(use);
  return isKnown ? { type: 'use', use: unlessRefused(use, chart?.repository) } : { type: 'remote-value', use, chart };
}

/**
 * A use in values for a chart that would refuse it from another registry: Bitnami's charts know the images of their legacy repository
 * by where they are (https://github.com/bitnami/charts/issues/30850).
 * @param repository the chart's
 */
export function unlessRefused(use: Use, repository: string | undefined): Use {
  const isRefused = /bitnami/.test(repository ?? '') && use.image?.startsWith('docker.io/bitnamilegacy/') === true;
  if (!isRefused || use.uneditable !== undefined) return use;
  return { ...use, uneditable: "Bitnami's chart refuses it from elsewhere (global.security.allowInsecureImages)" };
}

/** A repository with a version in itself is a whole reference to whoever reads it: nothing is joined to it. */
function saysVersion({ text, part }: Use): boolean {
  return part === 'whole' && /[:@]/.test(text);
}

/** Whether a use is a path without a registry that is written anywhere. */
export function isHalf({ image, text, also }: Use): boolean {
  if (image === null || beginsWithHost(text)) return false;
  return !also.some(({ role }) => /registry|hub|repository/i.test(role));
}

/** Why the name of an image that is half in values is not known. */
export function registryOfChart({ name, version, repository }: Omit<NamedChart, 'by'>): string {
  const of = (word: string, text = '') => (text === '' ? '' : `${word}${text}`);
  return `the registry comes from chart ${name}${of(' ', version)}${of(' of ', repository)}`;
}

/** Halves in values for charts of other files: unknown, unless the chart is one that takes them whole, or of this tree. */
export function resolveRemoteValues(book: FactBook): readonly Use[] {
  const charts = chartsIn(book);
  const artifacts = new Map(book.of('chart-artifact').map(({ fact: { name, chart } }) => [name, chart]));
  return book.of('remote-value').map(({ fact: { use, chart } }) => {
    if (chart.by === 'path' && charts.has(chart.name)) return use;
    const found = chart.by === 'reference' ? (artifacts.get(chart.name) ?? chart) : chart;
    if (TAKES_WHOLE_NAMES.has(found.name.slice(found.name.lastIndexOf('/') + 1))) return use;
    return unresolved(use, registryOfChart(found));
  });
}

/** A use whose image is not known after all. */
export function unresolved(use: Use, reason: string): Use {
  const { pulls: _, uneditable: __, unknownTag: ___, ...rest } = use;
  return { ...rest, image: null, reason, slots: [] };
}
