import type { Use } from '../manifests/model/use.ts';
import type { Move } from '../manifests/rewrite.ts';
import { parseDocuments } from '../manifests/yaml/documents.ts';
import { resolved, type YamlNode } from '../manifests/yaml/nodes.ts';
import type { ChartFile } from './archive.ts';
import { chartUses } from './chart-uses.ts';
import type { Engine, WorkFolder } from './engine.ts';
import { StaysUnseen } from './failure.ts';
import type { FetchChart, FetchedChart } from './fetch-chart.ts';
import { mergedValues } from './merged-values.ts';
import { type Moves, movesIn } from './moves.ts';
import { chartLabel, type NamedParent, type NamedRelease, type NamingPlace, unseenAt } from './named-chart.ts';
import type { Outcome } from './outcome.ts';
import { proven } from './prove.ts';
import { edited, type Reading, readAgain } from './reading.ts';
import { renderedImages } from './rendered-images.ts';
import { keyText, traceChart } from './traced-chart.ts';
import { type TreeSource, textAt } from './tree-source.ts';
import { folderOf, type MissingChart, wholeChart } from './whole-chart.ts';

/** What rendering a chart needs. */
export interface ChartTools {
  readonly reading: Reading;
  /** Where an image is to go, so that what moves it can be proven; `undefined` where nobody says. */
  readonly moveOf: ((image: string) => Move | undefined) | undefined;
  /** Or why there is none, as a clause. */
  readonly helm: Engine | string;
  readonly work: WorkFolder;
  readonly fetchChart: FetchChart;
}

/** Fetches and renders what an object installs. @throws StaysUnseen */
export async function renderRelease(named: NamedRelease, tools: ChartTools): Promise<Outcome> {
  const { fetchChart, reading } = tools;
  const fetched = await fetchChart(named.chart);
  const { files, notes, missing } = await wholeChart(fetched.files, { fetchChart, folder: () => undefined, at: '' });
  const values = valuesOf(named, files);
  const output = await template(named, files, values, tools);
  const given = values.length === 0 ? undefined : mergedValues(values);
  const [rendered, traced] = [renderedImages(output), traceChart(files, given)];
  const moves = movesIn(named.home, rendered, traced);
  const findings = {
    ...{ rendered, traced: traced.images, given: givenKeys(given), label: chartLabel(named.chart, fetched.version) },
    notes: [...notesOf(fetched), ...notes, ...named.without.map((what) => `rendered without ${what}`)],
  };
  const uses = chartUses(findings, () => named.place, moves);
  const renderAgain = async (texts: ReadonlyMap<string, string>) => {
    const again = texts.size === 0 ? named : readAgain(reading, named, texts);
    if (again?.type !== 'release') throw new StaysUnseen('it is not read any more once it is edited');
    return template(again, files, valuesOf(again, files), tools);
  };
  const told = await tried(uses, moves, output, renderAgain, tools);
  if (missing.length === 0) return { uses: told, seen: named.explains, unseen: [] };
  const because = `of its parts ${partsOf(missing)}`;
  const source = unseenAt(named.place, named.chart);
  return { uses: told, seen: [], unseen: [{ source, explains: named.explains, because }] };
}

/** The uses with what moves them as far as it is proven; where nobody says where images go, as they are. */
async function tried(
  uses: readonly Use[],
  { others }: Moves,
  before: string,
  render: (texts: ReadonlyMap<string, string>) => Promise<string>,
  { moveOf, reading }: ChartTools,
): Promise<readonly Use[]> {
  if (moveOf === undefined) return uses;
  return proven(uses, { before, render, moveOf, others, textOf: (file) => textAt(reading.tree, file) });
}

function notesOf({ note }: FetchedChart): readonly string[] {
  return note === undefined ? [] : [note];
}

function valuesOf({ values }: NamedRelease, files: readonly ChartFile[]): readonly string[] {
  return values.map((layer) => {
    if (layer.type === 'text') return layer.text;
    const file = files.find(({ path }) => path === layer.path.replace(/^\.\//, ''));
    if (file === undefined) throw new StaysUnseen(`the chart has no file ${layer.path}`);
    return Buffer.from(file.bytes).toString('utf8');
  });
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
  return { uses: await tried(uses, moves, output, renderAgain, tools), seen, unseen };
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

/**
 * What helm makes of a chart; hooks count, test hooks do not.
 * @param values documents of YAML, of which the last wins
 * @throws StaysUnseen
 */
export async function template(
  { release, namespace }: Pick<NamedRelease, 'release' | 'namespace'>,
  files: readonly ChartFile[],
  values: readonly string[],
  { helm, work }: Pick<ChartTools, 'helm' | 'work'>,
): Promise<string> {
  if (typeof helm === 'string') throw new StaysUnseen(helm);
  const chart = work.write(files);
  const given = work.write(values.map((text, index) => ({ path: `${index}.yaml`, bytes: Buffer.from(text) })));
  try {
    const words = ['template', nameOf(release), chart, '--namespace', nameOf(namespace), '--skip-tests'];
    const line = [...words, ...values.flatMap((_, index) => ['--values', `${given}/${index}.yaml`])];
    const strict = await helm.run(line);
    // Charts whose own values are not what their schema says are installed by versions of Helm that look less closely.
    const isSchema = strict.type === 'failed' && /specifications of the schema/.test(strict.reason);
    const printed = isSchema ? await helm.run([...line, '--skip-schema-validation']) : strict;
    if (printed.type === 'failed') throw new StaysUnseen(`${helm.name} does not render it: ${printed.reason}`);
    return printed.output;
  } finally {
    work.remove(chart);
    work.remove(given);
  }
}

/** Names of releases have at most 53 characters (https://helm.sh/docs/helm/helm_install/). */
function nameOf(text: string): string {
  return /^[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?$/.test(text) ? text : 'release';
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
