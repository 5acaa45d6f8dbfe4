import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import { formatReference } from '../images/reference.ts';
import type { ScanWarning, UnseenSource } from '../manifests/model/use.ts';
import { type UnseenTally, unseenParts } from '../outcome/unseen.ts';
import { code, plain } from '../text/markdown.ts';
import type { Line } from '../text/terminal.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import { classText, mayBeOwn } from './class-text.ts';
import { row, section } from './markdown.ts';
import { fitted } from './table.ts';

/** A scan as people read it. */
export interface ScanText {
  readonly uses: readonly ClassifiedUse[];
  readonly unseen: readonly UnseenSource[];
  readonly unseenTally: UnseenTally;
  readonly warnings: readonly ScanWarning[];
  /** Login server, where one is given. */
  readonly registry: string | undefined;
}

/** Reasons that so many uses share stand once, below. */
const MAX_ALIKE = 2;
/** Places that are named of those where one thing is the matter. */
const MAX_PLACES = 3;

/**
 * A scan for people: every use with its place, its class and its image; then what was not read and what is unseen, each reason once.
 * @param width of the terminal, in columns
 */
export function scanLines(
  { uses, unseen, unseenTally, warnings, registry }: ScanText,
  width?: number,
): readonly Line[] {
  const notes = notesOf(uses, registry);
  const rows = uses.map((use) => [
    `${use.file}:${use.line}:${use.column}`,
    use.kind,
    classText(use, registry),
    imageText(use, notes, registry),
  ]);
  const notRead = grouped(warnings, ({ reason }) => [reason]);
  const notSeen = grouped(unseen, ({ source, remedy, because }) => [
    because === undefined ? source : `${source} (${because})`,
    remedy,
  ]);
  const images = new Set(
    uses.flatMap(({ reference }) => (reference === undefined ? [] : [formatReference(reference)])),
  );
  const seen = `${count(uses.length, 'use')} of ${count(images.size, 'image')}: ${classCounts(uses, registry)}`;
  return [
    ...fitted(rows, width),
    ...block(
      'Why',
      [...notes].map(([reason, number]) => `[${number}] ${reason}`),
    ),
    ...block('Not read', fitted(notRead, width)),
    // The last column is a command, to be taken as it is.
    ...block('Images that this repository causes and does not contain', fitted(notSeen, undefined)),
    '',
    ...testLines(uses),
    ...ownLines(uses, registry),
    bold([seen, ...unseenParts(unseenTally, '--render auto')].join(' · ')),
  ];
}

/** The same as tables of Markdown. */
export function scanMarkdown({ uses, unseen, warnings, registry }: ScanText): string {
  const place = ({ file, line }: { readonly file: string; readonly line: number }) => code(`${file}:${line}`);
  const all = Number.POSITIVE_INFINITY;
  const parts = [
    section(
      `Images: ${plain(classCounts(uses, registry))}`,
      ['where', 'kind', 'class', 'image'],
      uses.map((use) =>
        row([place(use), use.kind, classText(use, registry), plain(imageText(use, new Map(), registry))]),
      ),
      all,
    ),
    section(
      'Not read',
      ['where', 'because'],
      warnings.map((warning) => row([place(warning), plain(warning.reason)])),
      all,
    ),
    section(
      'Images that this repository causes and does not contain',
      ['where', 'source', 'what shows them'],
      unseen.map((one) =>
        row([
          place(one),
          plain(one.because === undefined ? one.source : `${one.source} (${one.because})`),
          code(one.remedy),
        ]),
      ),
      all,
    ),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'No image was found.\n' : `${parts.join('\n').trimStart()}\n`;
}

function block(title: string, lines: readonly string[]): readonly Line[] {
  return lines.length === 0 ? [] : ['', bold(title), ...lines];
}

/** One row for what is the same, with the first of its places. */
function grouped<Item extends { readonly file: string; readonly line: number }>(
  items: readonly Item[],
  textOf: (item: Item) => readonly string[],
): readonly (readonly string[])[] {
  return [...groupBy(items, (item) => JSON.stringify(textOf(item))).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const places = alike.slice(0, MAX_PLACES).map(({ file, line }) => `${file}:${line}`);
    const more = alike.length > MAX_PLACES ? [`and ${alike.length - MAX_PLACES} more`] : [];
    return [[[...places, ...more].join(', '), ...textOf(first)]];
  });
}

/** Reasons that many uses share, numbered. */
function notesOf(uses: readonly ClassifiedUse[], registry: string | undefined): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const use of uses) {
    const why = whyText(use, registry);
    if (why !== undefined) numbers.set(why, (numbers.get(why) ?? 0) + 1);
  }
  const shared = [...numbers].filter(([, number]) => number > MAX_ALIKE).map(([why]) => why);
  return new Map(shared.map((why, index) => [why, index + 1]));
}

/** How many uses only tests read, and how they are included. */
function testLines(uses: readonly ClassifiedUse[]): readonly Line[] {
  const tests = uses.filter(({ testMaterial }) => testMaterial !== undefined).length;
  if (tests === 0) return [];
  const is = tests === 1 ? 'use is' : 'uses are';
  return [`${tests} ${is} read by tests only; what moves images leaves them, unless --include-tests is given`];
}

/** Registries that may be the team's own. */
function ownLines(uses: readonly ClassifiedUse[], registry: string | undefined): readonly Line[] {
  const own = uses.filter((use) => mayBeOwn(use, registry));
  const hosts = [...new Set(own.flatMap(({ reference }) => reference?.registry ?? []))].sort();
  if (hosts.length === 0) return [];
  const [name] = (hosts[0] ?? '').split('.');
  return [`${count(own.length, 'use')} of ${hosts.join(', ')}: if that is your registry, give --registry ${name}`];
}

function bold(text: string): Line {
  return { look: 'bold', text };
}

/** Why a use is what it is; `undefined` where nothing needs to be said. */
function whyText(use: ClassifiedUse, registry: string | undefined): string | undefined {
  // It is told of all together, below.
  if (mayBeOwn(use, registry)) return undefined;
  const why = use.ignored ?? use.testMaterial ?? use.overriddenBy ?? use.reason ?? use.because;
  return use.class === 'public' && use.unknownTag !== true && !isLeft(use) ? undefined : why;
}

function isLeft({ ignored, testMaterial, overriddenBy }: ClassifiedUse): boolean {
  return (ignored ?? testMaterial ?? overriddenBy) !== undefined;
}

function imageText(use: ClassifiedUse, notes: ReadonlyMap<string, number>, registry: string | undefined): string {
  const why = whyText(use, registry);
  const note = why === undefined ? undefined : notes.get(why);
  const told = note === undefined ? why : `[${note}]`;
  const reference = use.reference === undefined ? use.text : formatReference(use.reference);
  const image = use.through === undefined ? reference : `${reference} by ${use.through}`;
  if (use.unknownTag === true) return `${image} (tag unknown${told === undefined ? '' : `: ${told}`})`;
  if (told === undefined) return image;
  return note === undefined ? `${image} (${told})` : `${image} ${told}`;
}

function classCounts(uses: readonly ClassifiedUse[], registry: string | undefined): string {
  const counts = new Map<string, number>();
  for (const use of uses) {
    const name = classText(use, registry);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return (
    [...counts]
      .sort(([, one], [, other]) => other - one)
      .map(([name, number]) => `${number} ${name}`)
      .join(', ') || 'nothing found'
  );
}
