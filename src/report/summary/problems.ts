import { count } from '../../base/counting.ts';
import { groupBy } from '../../base/grouping.ts';
import type { GatedImageResult } from '../../defender/gate.ts';
import { IMAGE_STATES } from '../../defender/image-states.ts';
import { code, fencedLines, plain } from '../../text/markdown.ts';
import { type ClassifiedUse, imageOf } from '../../uses/classes.ts';
import { findingsInMarkdown, worstRank } from '../finding-text.ts';
import { details, row, section } from '../markdown.ts';
import type { RunReport } from '../run-report.ts';
import { type Reason, refusalReasons, storingReasons } from './reasons.ts';

/** Rows of one fold; the rest is in the report. */
const MAX_ROWS = 200;
/** Reasons of one sort; what remains is in the report. */
const MAX_REASONS = 20;
/** Findings of one image. */
const MAX_FINDINGS = 20;
/** Failing images that stand open. */
const MAX_OPEN = 10;
/** Problems of the run that stand open. */
const MAX_MESSAGES = 5;
/** Bytes for the images that a gate fails: the rest of the summary has room beside them. */
const MAX_FAILING_BYTES = 450 * 1024;

/** What is to be mended, in order: what ended or failed the run, what the gate stops, then one fold a reason. */
export function problemsPart(report: RunReport): readonly string[] {
  const open = [messages(report), ...failing(report)].filter((part) => part !== '');
  const folds = [
    ...refusals(report),
    ...storing(report),
    ...undecided(report),
    ...listed(report),
    ...leftByReason(report),
  ].filter((part) => part !== '');
  const parts = [...open, ...folds];
  return parts.length === 0 ? [] : ['\n### Problems\n', ...parts];
}

/** Failures and errors, each once; what blocks first. */
function messages({ outcome, problems }: RunReport): string {
  const told = problems.map(({ message }) => message);
  // These failures only say once more what the problems say.
  const failures = outcome.failures.filter(
    (failure) => !/^fail-when (?:error|review): /.test(failure) && !told.includes(failure),
  );
  const fails = outcome.failures.join('\n');
  const lines = [
    ...failures.map((failure) => `- ❌ ${plain(failure)}`),
    ...told.map((message) => `- ${fails.includes(message) ? '❌' : '⚠️'} ${plain(message)}`),
  ];
  const open = lines.slice(0, MAX_MESSAGES).join('\n');
  const rest = lines.slice(MAX_MESSAGES);
  return rest.length === 0 ? open : `${open}\n${details(`${rest.length} more`, rest.join('\n'))}`;
}

/** The worst stand open; in the fold are all of them. */
function failing({ gate, uses }: RunReport): readonly string[] {
  const images = gate.images
    .filter(({ state }) => IMAGE_STATES[state].judgement === 'fails')
    .toSorted((one, other) => worstRank(one) - worstRank(other) || other.blocking.length - one.blocking.length);
  if (images.length === 0) return [];
  const places = placesOf(uses);
  const brief = images
    .slice(0, MAX_OPEN)
    .map((image) =>
      row([code(image.image), findingsInMarkdown(image.blocking, 1).join(', '), placesText(places, image.image)]),
    );
  const more = images.length > MAX_OPEN ? `, the ${MAX_OPEN} worst of them` : '';
  const title = `${count(images.length, 'image')} that the gate stops`;
  return [
    `\n**${title}${more}:**\n\n${section('', ['image', 'worst finding', 'where'], brief, MAX_OPEN)}`,
    details(`${title}, with the findings`, failingTable(images)),
  ];
}

/** Every failing image has its row: where they are too many for their room, fewer of their findings are named. */
function failingTable(images: readonly GatedImageResult[]): string {
  const columns = ['image', 'state', 'why'];
  for (const most of [MAX_FINDINGS, 10, 5, 3, 1, 0]) {
    const rows = images.map((image) => gatedRow(image, most));
    if (Buffer.byteLength(rows.join('\n')) <= MAX_FAILING_BYTES) return section('', columns, rows, rows.length);
  }
  const rows: string[] = [];
  let size = 0;
  for (const { image } of images) {
    const line = row([code(image)]);
    size += Buffer.byteLength(line) + 1;
    if (size > MAX_FAILING_BYTES) break;
    rows.push(line);
  }
  const rest = images.length - rows.length;
  return `${section('', ['image'], rows, rows.length)}${rest === 0 ? '' : `\n\n*and ${rest} more, which fail no less, see the report*`}`;
}

/** An image as the gate judged it. @param most findings that are named */
export function gatedRow({ image, state, reasons, remedy, blocking }: GatedImageResult, most: number): string {
  const why = [...reasons, ...(remedy === undefined ? [] : [remedy])].map(plain);
  return row([code(image), state, [...why, ...findingsInMarkdown(blocking, most)].join('<br>')]);
}

function refusals({ plan, uses }: RunReport): readonly string[] {
  const names = groupBy(
    uses.filter(({ source }) => source !== undefined),
    ({ source }) => (source === undefined ? '' : `${source.registry}/${source.repository}`),
  );
  return limited(
    refusalReasons(plan?.refused ?? []),
    (reason) => reasonFold(`No rule: ${reason.title}`, reason, names),
    'reason why images have no rule',
  );
}

function storing({ warmed, uses }: RunReport): readonly string[] {
  const places = placesOf(uses);
  return limited(
    storingReasons(warmed),
    (reason) => reasonFold(`Not stored: ${reason.title}`, reason, places),
    'reason why images are not known to be stored',
  );
}

function limited(reasons: readonly Reason[], fold: (reason: Reason) => string, what: string): readonly string[] {
  const rest = reasons.length - MAX_REASONS;
  const folds = reasons.slice(0, MAX_REASONS).map(fold);
  return rest <= 0
    ? folds
    : [...folds, `\n*and ${count(rest, `more ${what}`, `more ${what.replace('reason', 'reasons')}`)}, see the report*`];
}

type Places = ReadonlyMap<string, readonly ClassifiedUse[]>;

function reasonFold(title: string, { remedy, commands, images }: Reason, places: Places): string {
  const hasDetail = images.some(({ detail }) => detail !== '');
  const rows = images.map(({ image, detail }) =>
    row([code(image), placesText(places, image), ...(hasDetail ? [plain(detail)] : [])]),
  );
  const columns = ['image', 'where', ...(hasDetail ? ['because'] : [])];
  const body = [
    `${plain(remedy)}\n`,
    ...(commands.length === 0 ? [] : [`${fencedLines(commands.join('\n'), 'sh')}\n`]),
    section('', columns, rows, MAX_ROWS),
  ];
  return details(`⚠️ ${title} · ${count(images.length, 'image')}`, body.join('\n'));
}

/** What the gate could not decide or judge, a fold a state. */
function undecided({ gate }: RunReport): readonly string[] {
  const open = gate.images.filter(({ state }) => ['undecided', 'unjudged'].includes(IMAGE_STATES[state].judgement));
  const groups = [...groupBy(open, ({ state }) => state)].toSorted(
    ([one], [other]) => IMAGE_STATES[one].rank - IMAGE_STATES[other].rank,
  );
  return groups.map(([state, images]) => {
    const rows = images.map((image) => gatedRow(image, 0));
    return details(
      `⚠️ Gate: ${IMAGE_STATES[state].told(images.length)}`,
      section('', ['image', 'state', 'why'], rows, MAX_ROWS),
    );
  });
}

/** What stands somewhere in the tree and is not as it should be. */
function listed({ uses, warnings, rules }: RunReport): readonly string[] {
  const dangling = uses.filter((use) => use.class === 'dangling');
  const halves = uses.filter((use) => use.class === 'half-moved');
  const untold = uses.filter(
    (use) => use.unknownTag === true && (use.class === 'public' || use.class === 'cached') && use.ignored === undefined,
  );
  const table = (columns: readonly string[], rows: readonly string[]) => section('', columns, rows, MAX_ROWS);
  const useRow = (use: ClassifiedUse, why: string) => row([placeOf(use), code(use.text), plain(why)]);
  const because = ['where', 'image', 'because'];
  return [
    warnings.length === 0
      ? ''
      : details(
          `⚠️ Not read: ${count(warnings.length, 'place')}`,
          table(
            ['where', 'because'],
            warnings.map(({ file, line, reason }) => row([code(`${file}:${line}`), plain(reason)])),
          ),
        ),
    halves.length === 0
      ? ''
      : details(
          `⚠️ Half moved: ${count(halves.length, 'use')} of which the registry or the repository is still to be moved`,
          table(
            because,
            halves.map((use) => useRow(use, use.because ?? '')),
          ),
        ),
    dangling.length === 0
      ? ''
      : details(
          `⚠️ Dangling: ${count(dangling.length, 'use')} of the registry with neither a rule nor a repository`,
          table(
            because,
            dangling.map((use) => useRow(use, use.because ?? '')),
          ),
        ),
    untold.length === 0
      ? ''
      : details(
          `⚠️ Of unknown tag: neither pulled nor checked: ${count(untold.length, 'use')}`,
          table(
            because,
            untold.map((use) => useRow(use, use.reason ?? '')),
          ),
        ),
    rules === undefined || rules.excess.length === 0
      ? ''
      : details(
          `⚠️ Above the cap: ${count(rules.excess.length, 'rule')}`,
          table(
            ['rule', 'because'],
            rules.excess.map(({ rule, reason = '' }) => row([code(rule), plain(reason)])),
          ),
        ),
  ];
}

/** Uses that have a rule and stay as they are, a fold a reason. */
function leftByReason({ rewrite }: RunReport): readonly string[] {
  const groups = [...groupBy(rewrite.left, ({ reason }) => reason)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  const folds = groups.slice(0, MAX_REASONS).map(([reason, left]) => {
    const rows = left.map(({ file, line, text }) => row([code(`${file}:${line}`), code(text)]));
    return details(
      `Left as ${left.length === 1 ? 'it is' : 'they are'}, or in the patch only: ${reason} · ${count(left.length, 'use')}`,
      section('', ['where', 'what stands there'], rows, MAX_ROWS),
    );
  });
  const rest = groups.length - MAX_REASONS;
  return rest <= 0
    ? folds
    : [...folds, `\n*and ${count(rest, 'more reason')} why uses stay as they are, see the report*`];
}

function placesOf(uses: readonly ClassifiedUse[]): Places {
  return groupBy(uses, imageOf);
}

/** Where an image stands: the first place, and how many more. */
function placesText(places: Places, image: string): string {
  const [first, ...others] = places.get(image) ?? [];
  if (first === undefined) return '';
  return `${placeOf(first)}${others.length === 0 ? '' : ` and ${others.length} more`}`;
}

/** `file:line`. */
export function placeOf(use: ClassifiedUse): string {
  return code(`${use.file}:${use.line}`);
}
