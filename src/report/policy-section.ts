import { ENGINES } from '../governance/engines.ts';
import type { Forecast } from '../governance/forecast.ts';
import { code, plain } from '../text/markdown.ts';
import { details, row, section } from './markdown.ts';
import { forecastSentence, refusedRows } from './policy-text.ts';

/** Rows of a list; the report has all. */
const MAX_ROWS = 50;

/** What a policy would do with the repository, in Markdown, and how one gets from watching to refusing. */
export function policySection(forecast: Forecast, registry: string): string {
  const { engines, untold } = forecast;
  const verdicts = engines.map((engine) =>
    row([plain(ENGINES[engine.engine].title), plain(forecastSentence(engine, untold.length))]),
  );
  const refused = refusedRows(forecast).map(({ place, image, by, remedy }) =>
    row([code(place), code(image), plain(by), plain(remedy)]),
  );
  const unknown = untold.map(({ file, line, what, reason }) =>
    row([code(`${file}:${line}`), code(what), plain(reason)]),
  );
  const command = (mode: string) => code(`acr-artifact-cache policy --registry ${registry} --mode ${mode}`);
  const body = [
    section('', ['policy', 'would do'], verdicts, MAX_ROWS),
    refused.length === 0 ? '' : section('Refused today', ['where', 'image', 'by', 'what to do'], refused, MAX_ROWS),
    unknown.length === 0 ? '' : section("Can't be foretold", ['where', 'what', 'why'], unknown, MAX_ROWS),
    `\nStart with ${command('audit')} and watch; then ${command('warn')}, so that authors see it; then ${command('deny')}. The files of each stage are in the folder ${code('policy')} beside the report.`,
  ];
  const title = 'If clusters took images of the registry only';
  return details(`${title}: ${strictest(forecast)}`, body.filter((part) => part !== '').join('\n'));
}

/** The engine that sees most speaks for all in one sentence. */
function strictest({ engines, untold }: Forecast): string {
  const [most] = engines.toSorted((a, b) => b.refused.length - a.refused.length);
  return most === undefined ? '' : forecastSentence(most, untold.length);
}
