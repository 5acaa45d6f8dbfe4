import { groupBy } from '../base/grouping.ts';
import { countBefore } from '../base/sorted.ts';
import { nameLength, nameOf, parseReference } from '../images/reference.ts';
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

/**
 * How rendered manifests write the names of images, without tag and digest, by the normalised name: what kustomize's `images` looks for
 * (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/).
 */
export function writtenNames(rendered: string): ReadonlyMap<string, ReadonlySet<string>> {
  const scan = startScan();
  scan.add('rendered.yaml', rendered);
  const found = new Map<string, Set<string>>();
  for (const { image, text } of scan.finish().uses) {
    const [name, written] = [image?.slice(0, nameLength(image)), text.slice(0, nameLength(text))];
    const reference = parseReference(written);
    if (name === undefined || reference === undefined || nameOf(reference) !== name) continue;
    found.set(name, (found.get(name) ?? new Set<string>()).add(written));
  }
  return found;
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
  return sources[countBefore(sources, (source) => source.line <= line) - 1]?.chain ?? [];
}
