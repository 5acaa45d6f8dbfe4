import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import type { GatedImageResult } from '../defender/gate.ts';
import { IMAGE_STATES } from '../defender/image-states.ts';
import { nameOf } from '../images/reference.ts';
import { type RuleIndex, ruleIndex } from '../rules/resolve.ts';
import type { CacheRule } from '../rules/rule.ts';
import { code, plain } from '../text/markdown.ts';
import type { Line } from '../text/terminal.ts';
import { type ClassifiedUse, imageOf } from '../uses/classes.ts';
import { classText } from './class-text.ts';
import { row, section } from './markdown.ts';
import type { RunReport } from './run-report.ts';
import { fitted } from './table.ts';

/** One image of a repository with all that is known of it. */
export interface ImageRow {
  readonly image: string;
  /** How often it is used, and where. */
  readonly uses: number;
  readonly places: readonly string[];
  /** As people are told it: `public`, `maybe own`, … */
  readonly class: string;
  /** Where it is pulled from, or would be. */
  readonly target?: string;
  /** The rule that serves it, or why none does. */
  readonly rule?: string;
  /** What Defender says; absent where nobody asked. */
  readonly findings?: string;
}

/** What rows are made of. */
export type ImageSources = Pick<RunReport, 'uses' | 'plan' | 'gate' | 'registry'> & {
  /** Of the registry, where they are known. */
  readonly rules: readonly CacheRule[] | undefined;
};

/** Every image, by name. */
export function imageRows({ uses, plan, gate, registry, rules }: ImageSources): readonly ImageRow[] {
  const covered = new Map(plan?.covered.map((source) => [source.source, source]));
  const refused = new Map(plan?.refused.map((source) => [source.source, source]));
  const judged = new Map(gate.images.map((image) => [image.image, image]));
  const index = ruleIndex(rules ?? []);
  return [...groupBy(uses, imageOf)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([image, all]) => {
      const [first] = all;
      if (first === undefined) return [];
      const source = first.source === undefined ? undefined : nameOf(first.source);
      const cover = source === undefined ? undefined : covered.get(source);
      const refusal = source === undefined ? undefined : refused.get(source);
      const served = servedBy(first, index);
      const repository = served?.repository ?? cover?.repository;
      const rule =
        served?.rule ?? (cover === undefined ? undefined : `${cover.rule}${cover.by === 'new' ? ' (new)' : ''}`);
      const told = rule ?? (refusal === undefined ? undefined : `none: ${refusal.message}`);
      const finding = judged.get(image);
      return [
        {
          ...{ image, uses: all.length, places: all.map(({ file, line }) => `${file}:${line}`) },
          class: [...new Set(all.map((use) => classText(use, registry)))].join(', '),
          ...(repository === undefined || registry === undefined ? {} : { target: `${registry}/${repository}` }),
          ...(told === undefined ? {} : { rule: told }),
          ...(finding === undefined ? {} : { findings: findingText(finding) }),
        },
      ];
    });
}

/** What serves a use that names the registry already. */
function servedBy({ class: kind, reference }: ClassifiedUse, index: RuleIndex) {
  if (kind !== 'cached' || reference === undefined) return undefined;
  const rule = index.forRepository(reference.repository)?.rule.name;
  return { repository: reference.repository, ...(rule === undefined ? {} : { rule }) };
}

function findingText({ state, reasons, blocking }: GatedImageResult): string {
  const { judgement } = IMAGE_STATES[state];
  return judgement === 'fails' || judgement === 'passes'
    ? `${state}: ${reasons.join('; ')}`
    : `${state}${blocking.length === 0 ? '' : `, ${count(blocking.length, 'finding')}`}`;
}

const COLUMNS = ['image', 'uses', 'class', 'pulled from', 'rule', 'findings'] as const;

/**
 * The rows for people.
 * @param width of the terminal, in columns; `undefined` where lines may be as long as they like
 */
export function imageLines(rows: readonly ImageRow[], registry: string | undefined, width?: number): readonly Line[] {
  if (rows.length === 0) return ['No image was found.'];
  const cells = rows.map(cellsOf);
  const used = COLUMNS.map((_, column) => cells.some((row) => row[column] !== ''));
  const shown = [[...COLUMNS], ...cells].map((row) => row.filter((_, column) => used[column] === true));
  const [head = '', ...lines] = fitted(shown, width);
  const uses = rows.reduce((sum, row) => sum + row.uses, 0);
  const hint =
    registry === undefined ? ['', 'With --registry NAME it is told what each is pulled from, and by which rule.'] : [];
  return [
    { look: 'bold', text: head },
    ...lines,
    '',
    { look: 'bold', text: `${count(rows.length, 'image')} in ${count(uses, 'use')}` },
    ...hint,
  ];
}

/** The rows as a table of Markdown. */
export function imageMarkdown(rows: readonly ImageRow[]): string {
  const lines = rows.map((image) => {
    const [name = '', uses = '', ...others] = cellsOf(image);
    return row([code(name), uses, ...others.map(plain)]);
  });
  return `${section('', [...COLUMNS], lines, lines.length)}\n`;
}

function cellsOf({ image, uses, class: kind, target = '', rule = '', findings = '' }: ImageRow): readonly string[] {
  return [image, String(uses), kind, target, rule, findings];
}
