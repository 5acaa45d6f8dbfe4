import { nameOf, parseReference } from '../../images/reference.ts';
import type { Use } from '../model/use.ts';
import type { YamlNode } from '../yaml/nodes.ts';
import type { ChartFiles } from './chart-files.ts';
import type { Budget } from './go-template/budget.ts';
import { keepsMeaning, type Look, placedPieces } from './go-template/looks.ts';
import { byRegistry, type Join, placeOf } from './joins.ts';
import { keysOf, Mentions } from './mentions.ts';
import type { Movable, Moves } from './movable.ts';
import { type ChartImage, type HeldText, withoutDead } from './template-image.ts';

/** What would be written if all images of charts moved. */
export function movablesIn(images: readonly ChartImage[], charts: readonly ChartFiles[]): readonly Movable[] {
  const joins = joinsIn(images);
  const joined = new Set(joins.map(({ main: { from } }) => placeOf(from.file, from.start)));
  const told = charts.flatMap((chart) => chart.told).filter(({ use, start }) => !joined.has(placeOf(use.file, start)));
  return [
    ...joins.map(({ reference, slots }) => ({ name: nameOf(reference), slots })),
    // Whether a global registry counts is decided where all that is held is known.
    ...told.flatMap(({ use, withoutGlobal = use }) =>
      [use, ...(withoutGlobal === use ? [] : [withoutGlobal])].flatMap(movableOf),
    ),
  ];
}

function movableOf({ image, slots }: Use): readonly Movable[] {
  const reference = image === null ? undefined : parseReference(image);
  return reference === undefined ? [] : [{ name: nameOf(reference), slots }];
}

/** The same where another chart makes of a repository an image of another registry, so that each moves by its registry alone. */
export function movablesApart(images: readonly ChartImage[]): readonly Movable[] {
  return joinsIn(images).flatMap(({ reference, slots, pieces }) => {
    const apart = byRegistry(slots, pieces);
    return apart === undefined ? [] : [{ name: nameOf(reference), slots: apart }];
  });
}

function joinsIn(images: readonly ChartImage[]): readonly Join[] {
  const made = withoutDead(images.filter((image) => image.type === 'image'));
  return made.flatMap(({ found }) => ('main' in found ? [found] : []));
}

/** Where templates of charts speak of what would be written; `undefined` where nothing would. */
export function mentionsOf(charts: readonly ChartFiles[], moves: Moves): Mentions | undefined {
  if (moves.places.size === 0) return undefined;
  const keys = charts
    .flatMap(({ roots }) => roots)
    .map(({ file, root }) => keysOf(root, (start, end) => moves.within(file, start, end).length > 0));
  const [own, above] = [keys.flatMap((each) => [...each.own]), keys.flatMap((each) => [...each.above])];
  return new Mentions(
    { own: new Set(own), above: new Set(above) },
    charts.flatMap(({ files }) => files),
  );
}

/** What templates ask of texts that would be written, and would hear something else. @param apart what else may be written */
export function heldByLooks(looks: readonly Look[], moves: Moves, apart: Moves, budget: Budget): readonly HeldText[] {
  return [
    ...heldBy(looks, moves, budget),
    ...heldBy(looks, apart, budget).map((held) => ({ ...held, onlyApart: true as const })),
  ];
}

function heldBy(looks: readonly Look[], moves: Moves, budget: Budget): readonly HeldText[] {
  if (moves.places.size === 0) return [];
  return looks.flatMap((look) => {
    const why = `templates ask what it says (${look.name})`;
    const held = look.args
      .flatMap(placedPieces)
      .flatMap((piece) => moves.at(piece))
      .map(({ file, start, end }) => ({ type: 'held' as const, file, start, end, why }));
    return held.length === 0 || keepsMeaning(look, (pieces) => moves.anew(pieces), budget) ? [] : held;
  });
}

/** Values of which a schema lists the only ones. */
export function heldBySchemas(charts: readonly ChartFiles[], moves: Moves): readonly HeldText[] {
  const allowed = new Set(charts.flatMap((chart) => [...chart.allowed]));
  const why = 'the schema of its chart lists the values that it may have';
  const held: HeldText[] = [];
  const visit = (node: YamlNode, file: string): void => {
    switch (node.type) {
      case 'scalar': {
        const { start, value: text } = node;
        if (!allowed.has(text) || moves.within(file, start, start + text.length).length === 0) return;
        held.push({ type: 'held', file, start, end: start + text.length, why });
        return;
      }
      case 'sequence':
        for (const item of node.items) visit(item, file);
        return;
      case 'mapping':
        for (const { value } of node.entries) visit(value, file);
    }
  };
  for (const { file, root } of charts.flatMap(({ roots }) => roots)) visit(root, file);
  return held;
}
