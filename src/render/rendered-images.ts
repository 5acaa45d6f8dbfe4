import { groupBy } from '../base/grouping.ts';
import { startScan } from '../manifests/scan.ts';

/** An image of what a chart renders, or declares. */
export interface ChartImage {
  /** Normalised, with its tag. */
  readonly image: string;
  /** The charts from the installed one down to the one that makes it: `['stack', 'grafana']`. */
  readonly chain: readonly string[];
}

/**
 * The images of rendered manifests: of workloads, custom resources, arguments, environments, ConfigMaps, whatever the scan reads.
 * @param rendered what `helm template` prints, with its `# Source:` lines
 */
export function renderedImages(rendered: string): readonly ChartImage[] {
  const scan = startScan();
  scan.add('rendered.yaml', rendered);
  const sources = sourceLines(rendered);
  const found = scan.finish().uses.flatMap(({ image, pulls, unknownTag, line, ignored, overriddenBy }) => {
    if (image === null || unknownTag === true || ignored !== undefined || overriddenBy !== undefined) return [];
    return [{ image: pulls ?? image, chain: chainAt(sources, line) }];
  });
  const byKey = groupBy(found, ({ image, chain }) => `${image}\0${chain.join('/')}`);
  return [...byKey.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

interface SourceLine {
  readonly line: number;
  readonly chain: readonly string[];
}

/** `# Source: parent/charts/child/templates/web.yaml` above each document. */
function sourceLines(rendered: string): readonly SourceLine[] {
  const found: SourceLine[] = [];
  let line = 1;
  let last = 0;
  for (const match of rendered.matchAll(/^# Source: (\S{1,1000})$/gm)) {
    for (let at = rendered.indexOf('\n', last); at !== -1 && at < match.index; at = rendered.indexOf('\n', at + 1)) {
      line++;
      last = at + 1;
    }
    found.push({ line, chain: chainOf(match[1] ?? '') });
  }
  return found;
}

function chainOf(path: string): readonly string[] {
  const charts = /^(.*?)\/(?:templates|crds)\//.exec(`${path}/`)?.[1] ?? path;
  return charts.split('/charts/');
}

function chainAt(sources: readonly SourceLine[], line: number): readonly string[] {
  let low = 0;
  let high = sources.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sources[middle]?.line ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return sources[low - 1]?.chain ?? [];
}
