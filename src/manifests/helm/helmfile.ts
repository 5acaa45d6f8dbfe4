import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import { unseenNamedChart } from '../model/unseen.ts';
import { isHelmfilePath } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { parseYaml } from '../yaml/documents.ts';
import { itemsAt, scalarAt, type YamlNode } from '../yaml/nodes.ts';
import { withoutDirectives } from './directives.ts';
import type { NamedChart } from './facts.ts';
import { givenFacts } from './given-values.ts';
import { heldValueFacts } from './values-file.ts';

/** helmfile (https://helmfile.readthedocs.io/en/latest/#configuration): the charts that it installs, and images in their values. */
export const helmfile: YamlKind = {
  name: 'helmfile',
  format: 'yaml',
  isNamed: isHelmfilePath,
  recognises: (_, { path }) => isHelmfilePath(path),
  extract: ({ root }, file) =>
    helmfileFacts(root, file, repositoriesIn(file.documents.map((document) => document.root))),
  // It is a template of its own.
  extractUnparsable: ({ start, end }, file) => {
    if (!isHelmfilePath(file.path)) return undefined;
    const parsed = parseYaml(withoutDirectives(file.text.slice(start, end)), start);
    if (!parsed.ok) return undefined;
    const roots = parsed.documents.map((document) => document.root);
    return roots.flatMap((root) => helmfileFacts(root, file, repositoriesIn(roots)));
  },
};

/** The addresses of repositories by the names that releases give them. */
function repositoriesIn(roots: readonly YamlNode[]): ReadonlyMap<string, string> {
  return new Map(
    roots.flatMap((root) =>
      itemsAt(root, 'repositories').flatMap((item): readonly (readonly [string, string])[] => {
        const [name, url] = [scalarAt(item, 'name')?.value, scalarAt(item, 'url')?.value];
        const isRegistry = scalarAt(item, 'oci')?.value === 'true';
        return name === undefined || url === undefined ? [] : [[name, isRegistry ? `oci://${url}` : url]];
      }),
    ),
  );
}

function helmfileFacts(root: YamlNode, file: SourceFile, repositories: ReadonlyMap<string, string>): readonly Fact[] {
  const charts = itemsAt(root, 'releases').flatMap((item): readonly Fact[] => {
    const chart = scalarAt(item, 'chart');
    if (chart === undefined) return [];
    const slash = chart.value.indexOf('/');
    const repository = repositories.get(chart.value.slice(0, Math.max(slash, 0)));
    const unseen = unseenNamedChart(file, chart.start, {
      chart: repository === undefined ? chart.value : chart.value.slice(slash + 1),
      ...(repository === undefined ? {} : { repository }),
      ...versionOf(item),
    });
    const layers = itemsAt(item, 'values').map((values) => scalarAt(values)?.value ?? values);
    return [
      ...(unseen === undefined ? [] : [{ type: 'unseen', unseen } as const]),
      ...givenFacts(file, [chart.value], layers),
    ];
  });
  return [...charts, ...heldValueFacts(root, file, chartElsewhere(root, repositories))];
}

/** The charts of a file together, where all are elsewhere: values stand below releases and environments. */
function chartElsewhere(root: YamlNode, repositories: ReadonlyMap<string, string>): NamedChart | undefined {
  const named = itemsAt(root, 'releases').map((item) => scalarAt(item, 'chart')?.value ?? '');
  const isElsewhere = (chart: string) =>
    chart.includes('://') || repositories.has(chart.slice(0, Math.max(chart.indexOf('/'), 0)));
  if (named.length === 0 || !named.every(isElsewhere)) return undefined;
  const names = [...new Set(named.map((chart) => chart.slice(chart.lastIndexOf('/') + 1)))];
  return { by: 'name', name: names.slice(0, MAX_NAMED).join(' or ') };
}

/** Of the charts of one file so many are named in a reason. */
const MAX_NAMED = 3;

function versionOf(item: YamlNode): { readonly version?: string } {
  const version = scalarAt(item, 'version')?.value;
  return version === undefined ? {} : { version };
}
