import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import { nearest } from '../base/nearest.ts';
import { formatReference, nameOf, parseReference } from '../images/reference.ts';
import type { Line } from '../text/terminal.ts';
import { type ClassifiedUse, imageOf } from '../uses/classes.ts';
import { classText, whyClass } from './class-text.ts';
import { type ImageRow, type ImageSources, imageRows } from './image-rows.ts';
import { table } from './table.ts';

/** What is known of one image, with all of its uses. */
export interface Why extends ImageRow {
  /** What decides the class, each once. */
  readonly because: readonly string[];
  readonly found: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly kind: string;
    readonly text: string;
    /** Fields elsewhere that it is made of. */
    readonly also: readonly string[];
    /** The chart that brings it along, the charts in that, and the value. */
    readonly through?: string;
  }[];
}

/**
 * The images that somebody means: by reference, by name without its tag, by what stands in a file, or by the end of a name.
 * @returns the best of these that meets any
 */
export function whyOf(asked: string, sources: ImageSources): readonly Why[] {
  const byImage = groupBy(sources.uses, imageOf);
  const rows = new Map(imageRows(sources).map((row) => [row.image, row]));
  const names = matching(asked, byImage);
  return names.flatMap((image) => {
    const row = rows.get(image);
    const uses = byImage.get(image) ?? [];
    return row === undefined ? [] : [{ ...row, because: reasonsOf(uses, sources.registry), found: uses.map(foundAt) }];
  });
}

/** An image of the repository that is called nearly so. */
export function nearestImage(asked: string, { uses }: Pick<ImageSources, 'uses'>): string | undefined {
  const names = new Map<string, string>();
  for (const use of uses) {
    if (use.reference === undefined) continue;
    const { repository } = use.reference;
    names.set(repository.slice(repository.lastIndexOf('/') + 1), imageOf(use));
    names.set(repository, imageOf(use));
  }
  const plain = asked.replace(/[:@].*$/, '');
  const found = nearest(plain, [...names.keys()]);
  return found === undefined ? undefined : names.get(found);
}

function matching(asked: string, byImage: ReadonlyMap<string, readonly ClassifiedUse[]>): readonly string[] {
  const reference = parseReference(asked);
  const whole = reference === undefined ? undefined : formatReference(reference);
  const name = reference === undefined ? undefined : nameOf(reference);
  const hasVersion = reference?.tag !== undefined || reference?.digest !== undefined;
  const tests: readonly ((image: string, uses: readonly ClassifiedUse[]) => boolean)[] = [
    (image, uses) =>
      image === whole || uses.some(({ reference: own }) => own !== undefined && formatReference(own) === whole),
    (_, uses) => uses.some(({ text }) => text === asked),
    (_, uses) =>
      !hasVersion &&
      uses.some(({ source, reference: own }) => [source, own].some((one) => one !== undefined && nameOf(one) === name)),
    (image) => !hasVersion && new RegExp(`/${escaped(asked)}(?:[:@ ]|$)`).test(image),
  ];
  for (const test of tests) {
    const found = [...byImage].flatMap(([image, uses]) => (test(image, uses) ? [image] : []));
    if (found.length > 0) return found;
  }
  return [];
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w]/g, '\\$&');
}

function reasonsOf(uses: readonly ClassifiedUse[], registry: string | undefined): readonly string[] {
  return [...new Set(uses.map((use) => `${classText(use, registry)}: ${whyClass(use, registry)}`))];
}

function foundAt({ file, line, column, kind, text, also, through }: ClassifiedUse): Why['found'][number] {
  return {
    ...{ file, line, column, kind, text },
    also: also.map((other) => `${other.role} ${other.text} at ${other.file}:${other.line}`),
    ...(through === undefined ? {} : { through }),
  };
}

/** The same for people. */
export function whyLines(why: Why, sources: Pick<ImageSources, 'registry' | 'plan' | 'gate'>): readonly Line[] {
  const { image, found, because, target, rule, findings } = why;
  const places = found.map(({ file, line, column, kind, text, also, through }) => [
    `  ${file}:${line}:${column}`,
    kind,
    through ?? [text, ...also].join('; with '),
  ]);
  const asked = sources.registry === undefined ? 'not known without --registry' : 'not planned';
  return [
    { look: 'bold', text: image },
    `${count(found.length, 'use')}:`,
    ...table(places),
    ...because.map((text) => `class    ${text}`),
    `target   ${target ?? asked}`,
    `rule     ${rule ?? asked}`,
    `gate     ${findings ?? 'not asked: give --fail-on'}`,
  ];
}
