import type { Move } from '../manifests/model/move.ts';
import { parseDocuments } from '../manifests/yaml/documents.ts';
import { resolved, type YamlNode } from '../manifests/yaml/nodes.ts';
import type { ChartFile } from './archive.ts';
import { chartUses } from './chart-uses.ts';
import { StaysUnseen } from './failure.ts';
import type { FetchChart, FetchedChart } from './fetch-chart.ts';
import { mergedValues } from './merged-values.ts';
import { movesIn } from './moves.ts';
import { chartLabel, type NamedParent, type NamedRelease, type NamingPlace, unseenAt } from './named-chart.ts';
import type { Outcome } from './outcome.ts';
import type { PostRenderTools } from './post-render.ts';
import { proven } from './prove.ts';
import { edited, type Reading } from './reading.ts';
import { imagesOf, releaseRenders, valuesOf } from './release-renders.ts';
import { renamingBy } from './renaming.ts';
import { renderedImages } from './rendered-images.ts';
import { type TemplateTools, template } from './template.ts';
import { keyText, traceChart } from './traced-chart.ts';
import { type TreeSource, textAt } from './tree-source.ts';
import { folderOf, type MissingChart, wholeChart } from './whole-chart.ts';

/** What rendering a chart needs. */
export interface ChartTools extends PostRenderTools, TemplateTools {
  readonly reading: Reading;
  /** Where an image is to go, so that what moves it can be proven; `undefined` where nobody says. */
  readonly moveOf: ((image: string) => Move | undefined) | undefined;
  readonly fetchChart: FetchChart;
}

/** Fetches and renders what an object installs. @throws StaysUnseen */
export async function renderRelease(named: NamedRelease, tools: ChartTools): Promise<Outcome> {
  const { fetchChart, reading, moveOf } = tools;
  const fetched = await fetchChart(named.chart);
  const { files, notes, missing } = await wholeChart(fetched.files, { fetchChart, folder: () => undefined, at: '' });
  const renders = await releaseRenders(named, files, tools);
  const values = valuesOf(named, files);
  const given = values.length === 0 ? undefined : mergedValues(values);
  const [rendered, traced] = [imagesOf(renders), traceChart(files, given)];
  const moves = movesIn(named.home, rendered, traced);
  const without = [...named.without, ...renders.without].map((what) => `rendered without ${what}`);
  const findings = {
    ...{ rendered, traced: traced.images, given: givenKeys(given), label: chartLabel(named.chart, fetched.version) },
    notes: [...notesOf(fetched), ...notes, ...without],
  };
  const uses = chartUses(findings, () => named.place, moves);
  const slotsOf = renders.without.length > 0 ? undefined : renamingBy(named.imagesHome, renders.output);
  const told =
    moveOf === undefined
      ? uses
      : await proven(uses, {
          ...{ moveOf, others: moves.others, before: renders.output, render: renders.again },
          renaming: slotsOf === undefined ? undefined : { slotsOf, render: renders.asKustomize },
          textOf: (file) => textAt(reading.tree, file),
        });
  if (missing.length === 0) return { uses: told, seen: named.explains, unseen: [] };
  const because = `of its parts ${partsOf(missing)}`;
  const source = unseenAt(named.place, named.chart);
  return { uses: told, seen: [], unseen: [{ source, explains: named.explains, because }] };
}

function notesOf({ note }: FetchedChart): readonly string[] {
  return note === undefined ? [] : [note];
}

/** Renders a chart of the tree with what it brings along: only that is told, since its own files are read anyway. @throws StaysUnseen */
export async function renderParent(named: NamedParent, tools: ChartTools): Promise<Outcome> {
  const { reading } = tools;
  const whole = await parentChart(named, reading.tree, tools);
  const output = await parentOutput(whole.files, tools);
  const places = new Map(named.dependencies.map(({ key, place }) => [key, place]));
  const placeOf = (chain: readonly string[]): NamingPlace | undefined => places.get(chain[0] ?? '');
  const [rendered, traced] = [renderedImages(output), traceChart(whole.files, undefined)];
  const moves = movesIn(named.home, rendered, traced);
  const findings = { label: named.name, rendered, traced: traced.images, given: new Set<string>(), notes: whole.notes };
  const uses = chartUses(findings, placeOf, moves);
  const renderAgain = async (texts: ReadonlyMap<string, string>) =>
    parentOutput((await parentChart(named, edited(reading.tree, texts), tools)).files, tools);
  const lacks = (name: string) => whole.missing.filter((each) => each.name === name);
  const seen = named.dependencies.flatMap(({ name, explains }) => (lacks(name).length === 0 ? explains : []));
  const unseen = named.dependencies.flatMap(({ name, place, chart, explains }) =>
    lacks(name).map(({ because }) => ({ source: unseenAt(place, chart), explains, because })),
  );
  if (tools.moveOf === undefined) return { uses, seen, unseen };
  const told = await proven(uses, {
    ...{ moveOf: tools.moveOf, others: moves.others, before: output, render: renderAgain, renaming: undefined },
    textOf: (file) => textAt(reading.tree, file),
  });
  return { uses: told, seen, unseen };
}

/** The parts that can't be had, with why: `grafana (it is not served)`. */
function partsOf(missing: readonly MissingChart[]): string {
  return missing.map(({ name, because }) => `${name} (${because})`).join(', ');
}

function parentChart(named: NamedParent, tree: TreeSource, { fetchChart }: ChartTools) {
  const folder = (path: string) => folderOf(tree, path);
  return wholeChart(folder(named.folder) ?? [], { fetchChart, folder, at: named.folder });
}

/** What the chart's own templates want of an installation must not hide what it brings along. */
function parentOutput(files: readonly ChartFile[], tools: ChartTools): Promise<string> {
  const release = { release: 'release', namespace: 'default' };
  return template(release, files, [], tools).catch((error: unknown) => {
    if (!(error instanceof StaysUnseen)) throw error;
    return template(
      release,
      files.filter(({ path }) => !/^templates\//.test(path)),
      [],
      tools,
    );
  });
}

/** The keys of values, as people write them. */
function givenKeys(values: string | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (written: YamlNode, path: readonly (string | number)[]) => {
    const node = resolved(written);
    if (node?.type === 'mapping') {
      for (const { key, value } of node.entries) if (key.type === 'scalar') walk(value, [...path, key.value]);
    } else if (path.length > 0) found.add(keyText(path));
  };
  for (const { root } of parseDocuments(values ?? '').documents) walk(root, []);
  return found;
}
