import { count } from '../base/counting.ts';
import { ENGINES } from '../governance/engines.ts';
import type { EngineForecast, Forecast, Refusal } from '../governance/forecast.ts';
import type { Line } from '../text/terminal.ts';
import { table } from './table.ts';

/** A forecast for people: what is refused, where and by whom; what can't be foretold; in the end one line an engine. */
export function policyLines(forecast: Forecast): readonly Line[] {
  const { engines, untold } = forecast;
  return [
    ...block('Refused', table(refusedRows(forecast).map(({ place, image, by, remedy }) => [place, image, by, remedy]))),
    ...block(
      "Can't be foretold",
      table(untold.map(({ file, line, what, reason }) => [`${file}:${line}`, what, reason])),
    ),
    ...engines.map((engine) => engineLine(engine, untold.length)),
  ];
}

/** An image that at least one engine refuses, in words. */
export interface RefusedRow {
  /** `file:line`. */
  readonly place: string;
  readonly image: string;
  /** `all`, or the engines by name. */
  readonly by: string;
  readonly remedy: string;
}

/** What is refused, each place once, in the order of the scan; what a pull request brings is marked. */
export function refusedRows({ engines }: Forecast): readonly RefusedRow[] {
  const rows = new Map<string, { readonly refusal: Refusal; readonly by: string[] }>();
  for (const { engine, refused } of engines)
    for (const refusal of refused) {
      const key = JSON.stringify([refusal.file, refusal.line, refusal.image]);
      const known = rows.get(key) ?? { refusal, by: [] };
      known.by.push(ENGINES[engine].title);
      rows.set(key, known);
    }
  return [...rows.values()].map(({ refusal: { file, line, image, remedy, isNew, isExempt }, by }) => ({
    place: `${file}:${line}`,
    image,
    by: `${by.length === engines.length ? 'all' : by.join(', ')}${isNew ? ' (new)' : ''}`,
    remedy: isExempt ? `${remedy}; it stands in an exempt path: exclude its namespace until the last` : remedy,
  }));
}

/** What an engine would do, in one sentence. It passes only where nothing is left unsaid. */
export function forecastSentence(engine: EngineForecast, untold: number): string {
  const { images, refused, refusedAfterwards, unseen } = engine;
  const said =
    refused.length === 0
      ? untold > 0
        ? `nothing known is refused of ${count(images, 'use')}`
        : images === 0
          ? 'nothing here is deployed to a cluster'
          : `takes all ${count(images, 'use')}`
      : `refuses ${refused.length} of ${count(images, 'use')}, ${refusedAfterwards} once the rewrite is merged`;
  const exempt = refused.filter(({ isExempt }) => isExempt).length;
  const added = refused.filter(({ isNew }) => isNew).length;
  const parts = [
    said,
    added > 0 ? `${added} of them new` : '',
    exempt > 0 ? `${exempt} of them in exempt paths` : '',
    untold > 0 ? `${untold} can't be foretold` : '',
    unseen > 0 ? `${unseen} stand where it does not look` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function engineLine(engine: EngineForecast, untold: number): Line {
  return [{ look: 'bold', text: ENGINES[engine.engine].title }, `: ${forecastSentence(engine, untold)}`];
}

function block(title: string, lines: readonly string[]): readonly Line[] {
  return lines.length === 0 ? [] : [{ look: 'bold', text: title }, ...lines, ''];
}
