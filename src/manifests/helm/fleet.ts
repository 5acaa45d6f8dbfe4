import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import { unseenNamedChart } from '../model/unseen.ts';
import { baseName } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { itemsAt, scalarAt, valueAt, type YamlNode } from '../yaml/nodes.ts';
import type { NamedChart } from './facts.ts';
import { givenFacts } from './given-values.ts';
import { heldValueFacts } from './values-file.ts';

/** `fleet.yaml` of Rancher's Fleet (https://fleet.rancher.io/ref-fleet-yaml): the chart that it installs, and images in its values. */
export const fleet: YamlKind = {
  name: 'fleet',
  format: 'yaml',
  isNamed: isFleetPath,
  recognises: (_, { path }) => isFleetPath(path),
  extract: ({ root }, file) => [...chartFacts(root, file), ...heldValueFacts(root, file, chartOf(root))],
};

function isFleetPath(path: string): boolean {
  return baseName(path) === 'fleet.yaml';
}

/** The chart, where it is elsewhere. */
function chartOf(root: YamlNode): NamedChart | undefined {
  const [name, repository, version] = ['chart', 'repo', 'version'].map((key) => scalarAt(root, 'helm', key)?.value);
  const isElsewhere = name !== undefined && (name.includes('://') || (repository ?? '') !== '');
  return isElsewhere ? { by: 'name', name, repository, version } : undefined;
}

function chartFacts(root: YamlNode, file: SourceFile): readonly Fact[] {
  const chart = scalarAt(root, 'helm', 'chart');
  if (chart === undefined) return [];
  const [repository, version] = [scalarAt(root, 'helm', 'repo')?.value, scalarAt(root, 'helm', 'version')?.value];
  const unseen = unseenNamedChart(file, chart.start, {
    chart: chart.value,
    ...(repository === undefined || repository === '' ? {} : { repository }),
    ...(version === undefined ? {} : { version }),
  });
  const files = itemsAt(root, 'helm', 'valuesFiles').flatMap((item) => scalarAt(item)?.value ?? []);
  const values = valueAt(root, 'helm', 'values');
  return [
    ...(unseen === undefined ? [] : [{ type: 'unseen', unseen } as const]),
    ...givenFacts(file, [chart.value], [...(values === undefined ? [] : [values]), ...files]),
  ];
}
