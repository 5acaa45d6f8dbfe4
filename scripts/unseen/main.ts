import { messageOf } from '../../src/base/errors.ts';
import { groupBy } from '../../src/base/grouping.ts';
import { nameLength } from '../../src/images/reference.ts';
import type { Slot, Use } from '../../src/manifests/model/use.ts';
import { parseYaml } from '../../src/manifests/yaml/documents.ts';
import { itemsAt, scalarAt } from '../../src/manifests/yaml/nodes.ts';
import type { ChartFile } from '../../src/render/archive.ts';
import { StaysUnseen } from '../../src/render/failure.ts';
import { template } from '../../src/render/template.ts';
import { CHARTS, type MeasuredChart } from './charts.ts';
import { Clones } from './clones.ts';
import { normalised, usesOf } from './measure.ts';
import { haulerImages, zarfImages } from './others.ts';
import { chartOf, openHelm } from './rendering.ts';

/** `npm run unseen -- <folder of clones> recall|moves [part of a name]`: the tables of docs/measures.md. */
const [folder = '', what = 'recall', wanted = ''] = process.argv.slice(2);
const withMoves = what === 'moves';
const clones = new Clones(folder);
const repositories = clones.repositories();
const tools = await openHelm();
const recall: string[] = [];
const moves: string[] = [];
/** Of one reason in a table. */
const MAX_REASON_CHARS = 160;
const totals = { images: 0, byValues: 0, renamed: 0, whole: 0, rendered: 0 };

/** Charts at once: helm is what takes the time. */
const AT_ONCE = 4;

const wantedCharts = CHARTS.filter(({ repository, folder: at, list }) => {
  return `${repository} ${at}`.trim().includes(wanted) && (withMoves || list !== undefined);
});
await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => measureFrom(worker)));

/** Measures every so many charts, beginning with one. */
async function measureFrom(first: number): Promise<void> {
  for (let index = first; index < wantedCharts.length; index += AT_ONCE) {
    const chart = wantedCharts[index];
    if (chart === undefined) continue;
    const name = `${chart.repository} ${chart.folder}`.trim();
    if (!clones.has(chart.repository)) {
      console.log(`${name}: there is no clone of it`);
      continue;
    }
    try {
      await measure(chart, name);
    } catch (error) {
      if (!(error instanceof StaysUnseen)) throw error;
      console.log(`${name}: ${error.message.slice(0, 300)}`);
      moves.push(`| ${name} | | | | not rendered: ${cell(error.message)} |`);
    }
  }
}

tools.work.close();
if (withMoves) {
  console.log(
    [
      '| chart | images | by values | by a post-renderer | left, because |',
      '| --- | --- | --- | --- | --- |',
      ...moves.toSorted(),
    ].join('\n'),
  );
  const { images, byValues, renamed, whole, rendered } = totals;
  console.log(
    `${byValues} of ${images} images are moved by values, ${renamed} by a post-renderer; ${whole} of ${rendered} charts are moved whole`,
  );
} else {
  const head = [
    '| chart | listed | if enabled | deployed | found | of any version | zarf | hauler | missed |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  console.log([...head, ...recall.toSorted()].join('\n'));
}

async function measure(chart: MeasuredChart, name: string): Promise<void> {
  const { files: whole, notes } = await chartOf(clones, repositories, chart.repository, chart.folder);
  // What the chart declares would be found by itself: the list is what is compared with.
  const files = withMoves
    ? whole
    : whole.map((file) => (/(?:^|\/)Chart\.yaml$/.test(file.path) ? withoutLists(file) : file));
  const values = chart.values ?? '';
  const uses = await usesOf(files, values, tools, withMoves);
  if (typeof uses === 'string') throw new StaysUnseen(uses);
  const deployed = uses.filter(({ ifEnabled }) => ifEnabled === undefined);
  if (withMoves) tellMoves(name, chart, deployed, notes);
  const list = listOf(chart, whole);
  if (list === undefined || withMoves) return;
  const output = await template(
    { release: 'release', namespace: 'default' },
    files,
    values === '' ? [] : [values],
    tools,
  );
  const found = new Set(deployed.map(({ image }) => image ?? ''));
  const off = new Set(uses.filter(({ ifEnabled }) => ifEnabled !== undefined).map(({ image }) => image ?? ''));
  const [zarf, hauler] = [zarfImages(output), haulerImages(output, whole)];
  const on = list.filter((image) => !off.has(image));
  const missed = on.filter((image) => !found.has(image));
  const hits = (set: ReadonlySet<string>) => on.filter((image) => set.has(image)).length;
  const nameOf = (image: string) => image.slice(0, nameLength(image));
  const names = new Set([...found].map(nameOf));
  const unknown = missed.filter((image) => !names.has(nameOf(image)));
  const row = [
    name,
    list.length,
    list.length - on.length,
    on.length,
    on.length - missed.length,
    on.length - unknown.length,
  ];
  recall.push(`| ${[...row, hits(zarf), hits(hauler), unknown.map(nameOf).join('<br>')].join(' | ')} |`);
}

function tellMoves(name: string, chart: MeasuredChart, deployed: readonly Use[], notes: readonly string[]): void {
  const movedUses = deployed.filter(({ slots, uneditable }) => slots.length > 0 && uneditable === undefined);
  const renamed = movedUses.filter(({ slots }) => slots.some(isEntry)).length;
  const left = deployed.filter((use) => !movedUses.includes(use));
  totals.images += deployed.length;
  totals.byValues += movedUses.length - renamed;
  totals.renamed += renamed;
  totals.whole += left.length === 0 ? 1 : 0;
  totals.rendered += 1;
  const reasons = groupBy(left, reasonText);
  const because = [...reasons].map(([reason, uses]) => `${namesOf(uses)}: ${cell(reason)}`).join('<br>');
  const at = clones.commit(chart.repository).slice(0, 10);
  moves.push(
    `| ${name} at ${at}${notes.length === 0 ? '' : ` (${[...new Set(notes)].join(', ')})`} | ${deployed.length} | ${movedUses.length - renamed} | ${renamed} | ${because} |`,
  );
  console.log(`${name}: ${movedUses.length} of ${deployed.length} moved`);
}

/** Why a use is left, in a table: by values, then by renaming; of what a program says the beginning is enough. */
function reasonText({ image, uneditable = '' }: Use): string {
  const name = image === null ? '' : image.slice(0, nameLength(image));
  const [byValues = '', byRenaming] = uneditable.replaceAll(name, 'it').split('; nor is it renamed: ');
  const first = /^helm v\S+ does not render it: .*Original containers have been substituted/s.test(byValues)
    ? 'the chart refuses images of another registry unless a value allows them'
    : byValues.slice(0, MAX_REASON_CHARS);
  return byRenaming === undefined ? first : `${first}; nor is it renamed: ${byRenaming.slice(0, MAX_REASON_CHARS)}`;
}

function namesOf(uses: readonly Use[]): string {
  const [first] = uses;
  return uses.length > 3 ? `${first?.image} and ${uses.length - 1} others` : uses.map(({ image }) => image).join(', ');
}

/** Whether it is an item that is added to a list: of `images`, that is. */
function isEntry({ adds }: Slot): boolean {
  return adds?.path.some((step) => typeof step !== 'string') === true;
}

function withoutLists({ path, bytes }: ChartFile): ChartFile {
  const text = Buffer.from(bytes).toString('utf8');
  return { path, bytes: Buffer.from(text.replace(/^annotations:\n(?:[ \t].*\n|\n)*/m, '')) };
}

function listOf(
  chart: MeasuredChart,
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): readonly string[] | undefined {
  if (chart.list === undefined) return undefined;
  if (chart.list === 'annotation') {
    const file = files.find(({ path }) => path === 'Chart.yaml');
    const parsed = parseYaml(Buffer.from(file?.bytes ?? []).toString('utf8'));
    const text = parsed.ok ? scalarAt(parsed.documents[0]?.root, 'annotations', 'images')?.value : undefined;
    const list = parseYaml(text ?? '');
    const items = list.ok ? itemsAt(list.documents[0]?.root) : [];
    return [...new Set(items.map((item) => normalised(scalarAt(item, 'image')?.value ?? '')))];
  }
  const text = Buffer.from(clones.read(chart.repository, chart.list) ?? []).toString('utf8');
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')).map(normalised))];
}

function cell(text: string): string {
  return messageOf(text).replaceAll('|', '\\|').slice(0, 400);
}
