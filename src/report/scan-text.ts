import { count } from '../base/counting.ts';
import { formatReference } from '../images/reference.ts';
import type { ScanWarning, UnseenSource } from '../manifests/model/use.ts';
import type { Line } from '../text/terminal.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import { table } from './table.ts';

/** A scan for people: every use with its place, its class and its image; then what was not read and what is unseen. */
export function scanLines(
  uses: readonly ClassifiedUse[],
  unseen: readonly UnseenSource[],
  warnings: readonly ScanWarning[],
): readonly Line[] {
  const rows = uses.map((use) => [`${use.file}:${use.line}:${use.column}`, use.kind, classText(use), imageText(use)]);
  const notRead = warnings.map(({ file, line, reason }) => [`${file}:${line}`, reason]);
  const notSeen = unseen.map(({ file, line, source, remedy, because }) => [
    `${file}:${line}`,
    because === undefined ? source : `${source} (${because})`,
    remedy,
  ]);
  const images = new Set(
    uses.flatMap(({ reference }) => (reference === undefined ? [] : [formatReference(reference)])),
  );
  return [
    ...table(rows),
    ...block('Not read', table(notRead)),
    ...block('Images that this repository causes and does not contain', table(notSeen)),
    ...renderLines(unseen),
    '',
    ...testLines(uses),
    bold(`${count(uses.length, 'use')} of ${count(images.size, 'image')}: ${classCounts(uses)}`),
  ];
}

function block(title: string, lines: readonly string[]): readonly Line[] {
  return lines.length === 0 ? [] : ['', bold(title), ...lines];
}

/** What would show them, where that was not tried. */
function renderLines(unseen: readonly UnseenSource[]): readonly Line[] {
  const untried = unseen.filter(({ because }) => because === undefined).length;
  return untried === 0
    ? []
    : [`${count(untried, 'source')} unseen; --render auto fetches and renders what is a chart of them`];
}

/** How many uses only tests read, and how they are included. */
function testLines(uses: readonly ClassifiedUse[]): readonly Line[] {
  const tests = uses.filter(({ testMaterial }) => testMaterial !== undefined).length;
  if (tests === 0) return [];
  const is = tests === 1 ? 'use is' : 'uses are';
  return [`${tests} ${is} read by tests only; what moves images leaves them, unless --include-tests is given`];
}

function bold(text: string): Line {
  return { look: 'bold', text };
}

function classText(use: ClassifiedUse): string {
  if (use.ignored !== undefined) return 'ignored';
  if (use.testMaterial !== undefined) return 'test';
  if (use.ifEnabled !== undefined) return 'if enabled';
  return use.overriddenBy === undefined ? use.class : 'overridden';
}

function imageText(use: ClassifiedUse): string {
  const why = use.ignored ?? use.testMaterial ?? use.overriddenBy ?? use.reason ?? use.because;
  const reference = use.reference === undefined ? use.text : formatReference(use.reference);
  const image = use.through === undefined ? reference : `${reference} by ${use.through}`;
  if (use.unknownTag === true) return `${image} (tag unknown${why === undefined ? '' : `: ${why}`})`;
  return why === undefined || use.class === 'public' ? image : `${image} (${why})`;
}

function classCounts(uses: readonly ClassifiedUse[]): string {
  const counts = new Map<string, number>();
  for (const use of uses) counts.set(classText(use), (counts.get(classText(use)) ?? 0) + 1);
  return (
    [...counts]
      .sort(([, one], [, other]) => other - one)
      .map(([name, number]) => `${number} ${name}`)
      .join(', ') || 'nothing found'
  );
}
