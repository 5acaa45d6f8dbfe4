import { nameLength } from '../images/reference.ts';
import type { Use } from '../manifests/model/use.ts';
import { type Moves, madeOf, withMove } from './moves.ts';
import type { NamingPlace } from './named-chart.ts';
import type { ChartImage } from './rendered-images.ts';
import { keyText, type TracedImage } from './traced-chart.ts';

/** What is known of one installation's images. */
export interface ChartFindings {
  /** `kube-prometheus-stack 61.3.1`. */
  readonly label: string;
  readonly rendered: readonly ChartImage[];
  readonly traced: readonly TracedImage[];
  /** Keys, as people write them, that the installation gives itself: what the chart would have there is not deployed. */
  readonly given: ReadonlySet<string>;
  /** What people should know of how it was rendered, as clauses. */
  readonly notes: readonly string[];
}

/**
 * The uses of an installed chart: what is rendered and what the chart declares without making it itself, and as *if enabled* what its
 * values and templates name and is off.
 * @param placeOf where an image is told, by the charts that lead to it; `undefined` for what the repository tells itself
 */
export function chartUses(
  { label, rendered, traced, given, notes }: ChartFindings,
  placeOf: (chain: readonly string[]) => NamingPlace | undefined,
  moves: Moves,
): readonly Use[] {
  const uses = new Map<string, Use>();
  const put = (image: string, chain: readonly string[], key: string | undefined, more: Partial<Use>) => {
    const place = placeOf(chain);
    if (place === undefined) return;
    const id = `${image}\0${place.file}\0${place.line}\0${place.column}`;
    const before = uses.get(id);
    // What is deployed is told as deployed, however often it is named.
    if (before !== undefined && (before.ifEnabled === undefined || more.ifEnabled !== undefined)) return;
    const through = [label, ...chain, ...(key === undefined ? [] : [`\`${key}\``])].join(' › ');
    uses.set(id, {
      ...place,
      image,
      kind: 'remote-chart',
      part: 'chart',
      also: [],
      slots: [],
      through: notes.length === 0 ? through : `${through} (${notes.join('; ')})`,
      ...more,
    });
  };
  const deployed = new Set(rendered.map(({ image }) => image));
  for (const { image, chain } of rendered) put(image, chain.slice(1), keyOf(image, chain.slice(1), traced), {});
  for (const [id, use] of uses) uses.set(id, withMove(use, moves.traced(use.image ?? '')));
  // Of another version than its values say by themselves: a tag may come from anywhere.
  const names = new Set(rendered.map(({ image }) => image.slice(0, nameLength(image))));
  const live = new Set(traced.filter(({ image }) => deployed.has(image)).map(({ place }) => place));
  const known = new Set(traced.filter(({ isDeclared }) => !isDeclared).map(({ image }) => image));
  for (const each of traced) {
    const { image, chain, place, isDeclared, keys } = each;
    if (deployed.has(image) || live.has(place)) continue;
    if (keys.length > 0 && names.has(image.slice(0, nameLength(image)))) continue;
    if (isDeclared) {
      if (!known.has(image) && !names.has(image.slice(0, nameLength(image)))) put(image, chain, undefined, DECLARED);
      continue;
    }
    const written = keys.map(({ path }) => keyText(path));
    if (written.some((key) => given.has(key))) continue;
    put(image, chain, written.at(-1), { ifEnabled: 'the chart brings it where a value turns it on, and none does' });
  }
  return [...uses.values()];
}

const DECLARED = { uneditable: 'only the list of images of its chart names it' };

/** The key that names a rendered image, as the tracing has it; in the chart that renders it first. */
function keyOf(image: string, chain: readonly string[], traced: readonly TracedImage[]): string | undefined {
  const same = madeOf(image, traced).filter((each) => each.keys.length > 0);
  const own = same.find((each) => each.chain.join('/') === chain.join('/')) ?? same[0];
  const key = own?.keys.at(-1);
  return key === undefined ? undefined : keyText(key.path);
}
