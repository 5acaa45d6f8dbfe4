import { count } from '../base/counting.ts';
import { type Check, type Diagnosis, MARKS, type Mark } from '../doctor/check.ts';
import { code, plain } from '../text/markdown.ts';
import type { Line, Look } from '../text/terminal.ts';
import { row, section } from './markdown.ts';

/** A diagnosis for people: a table of ✓ ✗ ?, and for what is not as it must be one remedy a line. */

const LOOKS: Readonly<Record<Mark, Look>> = { ok: 'green', missing: 'red', unknown: 'yellow' };

/** For a terminal. Commands stand alone on their lines, as they are. */
export function diagnosisLines(diagnosis: Diagnosis): readonly Line[] {
  const width = Math.max(...diagnosis.checks.map(({ asked }) => asked.length));
  const lines = diagnosis.checks.flatMap((check): readonly Line[] => {
    const { mark, asked, found, remedies } = check;
    return [
      [{ look: LOOKS[mark], text: MARKS[mark] }, ` ${asked.padEnd(width)}  ${found}`],
      ...remedies.flatMap(({ text, command }): readonly Line[] => [
        `    ${text}`,
        ...(command === undefined ? [] : [[{ look: 'bold', text: `      ${command}` }] as const]),
      ]),
    ];
  });
  const look = diagnosis.healthy ? 'green' : 'red';
  return [...lines, '', { look, text: resultOf(diagnosis) }];
}

/** What it comes to, in one line. */
export function resultOf({ checks }: Diagnosis): string {
  const missing = checks.filter(isLack).length;
  const unknown = checks.filter(({ mark }) => mark === 'unknown').length;
  const open = unknown === 0 ? '' : `; ${unknown} could not be told`;
  if (missing > 0) return `${count(missing, 'thing')} missing${open}. Nothing was changed.`;
  return `Nothing that is needed is missing${open}. Nothing was changed.`;
}

/** For the job summary: what is not as it must be, or not known. @returns nothing where all is as it must be */
export function diagnosisSection({ checks }: Diagnosis): string {
  const open = checks.filter(({ mark }) => mark !== 'ok');
  const rows = open.map(({ mark, asked, found, remedies }) =>
    row([
      MARKS[mark],
      plain(asked),
      plain(found),
      remedies
        .flatMap(({ text, command }) => [plain(text), ...(command === undefined ? [] : [code(command)])])
        .join('<br>'),
    ]),
  );
  return section('What the set-up lacks', ['', 'asked', 'found', 'what to do'], rows, rows.length);
}

function isLack({ mark, needed }: Check): boolean {
  return mark === 'missing' && needed;
}
