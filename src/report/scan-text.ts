import { count } from '../base/counting.ts';
import { formatReference } from '../images/reference.ts';
import type { ScanWarning, UnseenSource } from '../manifests/model/use.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import { table } from './table.ts';
import type { Style } from './terminal.ts';

/** A scan for people: every use with its place, its class and its image; then what was not read and what is unseen. */
export function scanText(
  uses: readonly ClassifiedUse[],
  unseen: readonly UnseenSource[],
  warnings: readonly ScanWarning[],
  style: Style,
): string {
  const rows = uses.map((use) => [`${use.file}:${use.line}:${use.column}`, use.kind, classText(use), imageText(use)]);
  const notRead = warnings.map(({ file, line, reason }) => [`${file}:${line}`, reason]);
  const notSeen = unseen.map(({ file, line, source, remedy }) => [`${file}:${line}`, source, remedy]);
  const images = new Set(
    uses.flatMap(({ reference }) => (reference === undefined ? [] : [formatReference(reference)])),
  );
  const lines = [
    ...table(rows),
    ...block(style.bold('Not read'), table(notRead)),
    ...block(style.bold('Images that this repository causes and does not contain'), table(notSeen)),
    '',
    style.bold(`${count(uses.length, 'use')} of ${count(images.size, 'image')}: ${classCounts(uses)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function classText(use: ClassifiedUse): string {
  if (use.ignored !== undefined) return 'ignored';
  return use.overriddenBy === undefined ? use.class : 'overridden';
}

function imageText(use: ClassifiedUse): string {
  const why = use.ignored ?? use.overriddenBy ?? use.reason ?? use.because;
  const image = use.reference === undefined ? use.text : formatReference(use.reference);
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
