import type { FactBook } from '../model/fact.ts';
import type { Use } from '../model/use.ts';
import { directoryOf, nearestAbove } from '../source/paths.ts';
import { chartsIn } from './charts.ts';
import type { Chart, Define, TemplateNeeds, ValueUse } from './facts.ts';

/** Which templates take which values, chart by chart. */
export interface Trace {
  readonly charts: ReadonlyMap<string, Chart>;
  readonly defines: ReadonlyMap<string, ReadonlyMap<string, Define['needs']>>;
  /** The images in a chart's values, by the paths that templates can name them by. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Use>>;
}

/** How far includes are followed (helpers that call helpers), and how many values they may bring. */
const MAX_INCLUDES = 32;
const MAX_VALUES = 100;

/** Reads charts, named templates and values from the facts of all files. */
export function readTrace(book: FactBook): Trace {
  const charts = chartsIn(book);
  const defines = new Map<string, Map<string, Define['needs']>>();
  for (const { file, fact } of book.of('helm-define')) {
    entryOf(defines, chartRoot(file, charts)).set(fact.define.name, fact.define.needs);
  }
  const values = new Map<string, Map<string, Use>>();
  for (const { file, fact } of book.of('helm-value')) {
    // The chart's own values are those that its templates are written for.
    if (!/(?:^|\/)values\.ya?ml$/.test(file)) continue;
    const known = entryOf(values, chartRoot(file, charts));
    for (const path of pathsTo(fact.value)) if (!known.has(path)) known.set(path, fact.value.use);
  }
  return { charts, defines, values };
}

/** The directory of the chart that a file belongs to: that of the nearest `Chart.yaml`, else the one above `templates`. */
export function chartRoot(file: string, charts: ReadonlyMap<string, Chart>): string {
  const found = nearestAbove(directoryOf(file), charts);
  if (found !== undefined) return found[0];
  const templates = `/${file}`.indexOf('/templates/');
  return templates === -1 ? directoryOf(file) : file.slice(0, Math.max(templates - 1, 0));
}

/** Why a templated place has no image of its own: the value that feeds it, where that can be told. */
export function reasonOf(trace: Trace, file: string, needs: TemplateNeeds): string {
  const root = chartRoot(file, trace.charts);
  const all = withIncludes(trace, root, needs);
  const known = trace.values.get(root);
  const fed = all.values.find((path) => known?.has(path) === true);
  const use = fed === undefined ? undefined : known?.get(fed);
  if (fed !== undefined && use !== undefined) return `made from .Values.${fed}, set at ${use.file}:${use.line}`;
  const path = needs.values[0] ?? all.values.find((value) => /image/i.test(value));
  if (path !== undefined) return `made from .Values.${path}`;
  const include = needs.includes[0];
  return include === undefined ? 'template directives make it' : `made by the template "${include}"`;
}

/** What a piece of template needs, with what it needs through the templates it includes. */
export function withIncludes(
  trace: Trace,
  root: string,
  needs: TemplateNeeds,
): TemplateNeeds & { readonly complete: boolean } {
  const defines = trace.defines.get(root);
  const values = new Set(needs.values);
  const seen = new Set(needs.includes.slice(0, MAX_INCLUDES));
  let { appVersion } = needs;
  let complete = true;
  for (const name of seen) {
    const inner = defines?.get(name)?.();
    if (inner === undefined || seen.size > MAX_INCLUDES || values.size > MAX_VALUES) {
      complete = false;
      continue;
    }
    for (const value of inner.values.slice(0, MAX_VALUES)) values.add(value);
    for (const include of inner.includes.slice(0, MAX_INCLUDES)) seen.add(include);
    appVersion ??= inner.appVersion;
  }
  return { values: [...values], includes: [...seen], appVersion, complete };
}

/** The paths by which a template can name a value: the field, and the block it stands in. */
export function pathsTo({ block, path }: ValueUse): readonly string[] {
  return block === path || block === '' ? [path] : [path, block];
}

function entryOf<K, V>(map: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let inner = map.get(key);
  if (inner === undefined) {
    inner = new Map();
    map.set(key, inner);
  }
  return inner;
}
