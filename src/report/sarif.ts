import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import { compareTexts } from '../base/order.ts';
import type { GatedImageResult } from '../defender/gate.ts';
import { jsonOf, visible } from '../text/shown.ts';
import { inOrder, REMARK_RULES, type Remark } from './remark.ts';
import { findingRule, type ImageFinding, imageFindings, messageOf } from './sarif-findings.ts';

/** Limits of code scanning (docs/github-behaviour.md#sarif-limits). */
const MAX_RESULTS = 25_000;
/** A thousand are taken, and these are kept. */
const MAX_LOCATIONS = 100;
const MAX_GZIPPED_BYTES = 10_000_000;

/** A report for code scanning. */
export interface Sarif {
  readonly text: string;
  /** What is in the report of the run and, for the limits, not in this one; a sentence each. */
  readonly cut: readonly string[];
}

/**
 * The remarks as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning: what was found in images by its
 * vulnerabilities, all else by what it is about.
 * @param images as the gate judged them
 * @param base path of the scanned folder inside the repository, empty for its root
 * @param mostBytes of the file, compressed; what GitHub takes unless given
 */
export function sarifOf(
  remarks: readonly Remark[],
  images: readonly GatedImageResult[],
  base: string,
  mostBytes = MAX_GZIPPED_BYTES,
): Sarif {
  const found = new Set(images.filter(({ blocking }) => blocking.length > 0).map(({ image }) => image));
  const isFinding = ({ rule, image }: Remark) => rule === 'vulnerable-image' && image !== undefined && found.has(image);
  const ordered = inOrder(remarks);
  const findings = imageFindings(ordered.filter(isFinding), images);
  const all = inLevels([
    ...findings.map((finding) => ({ level: finding.level, finding })),
    ...ordered.filter((remark) => !isFinding(remark)).map((remark) => ({ level: remark.level, remark })),
  ]);
  return withinSize(all, Math.min(all.length, MAX_RESULTS), base, mostBytes);
}

type Entry =
  | { readonly level: Remark['level']; readonly finding: ImageFinding }
  | { readonly level: Remark['level']; readonly remark: Remark };

/** What blocks first: where a limit cuts, the least is lost. */
function inLevels(entries: readonly Entry[]): readonly Entry[] {
  return (['error', 'warning', 'note'] as const).flatMap((level) => entries.filter((entry) => entry.level === level));
}

/** As many of the entries as make a file that GitHub takes. */
function withinSize(all: readonly Entry[], most: number, base: string, mostBytes: number): Sarif {
  const kept = all.slice(0, most);
  const text = `${jsonOf(logOf(kept, base))}\n`;
  const size = text.length > mostBytes ? gzipSync(text).length : 0;
  if (size > mostBytes && most > 0) {
    return withinSize(all, Math.min(most - 1, Math.floor((most * mostBytes * 0.9) / size)), base, mostBytes);
  }
  return { text, cut: cutOf(all, kept) };
}

function cutOf(all: readonly Entry[], kept: readonly Entry[]): readonly string[] {
  const long = kept.filter((entry) => 'finding' in entry && entry.finding.places.length > MAX_LOCATIONS).length;
  return [
    ...(kept.length === all.length
      ? []
      : [`The SARIF file holds ${kept.length} of ${count(all.length, 'result')}, worst first: GitHub takes no more.`]),
    ...(long === 0
      ? []
      : [
          `In the SARIF file ${count(long, 'result')} ${long === 1 ? 'has' : 'have'} the first ${MAX_LOCATIONS} places only: GitHub keeps no more.`,
        ]),
  ];
}

function logOf(entries: readonly Entry[], base: string): unknown {
  const fingerprint = fingerprints();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'acr-artifact-cache', rules: rulesOf(entries) } },
        columnKind: 'utf16CodeUnits',
        results: entries.map((entry) =>
          'finding' in entry
            ? findingResult(entry.finding, base, fingerprint)
            : remarkResult(entry.remark, base, fingerprint),
        ),
      },
    ],
  };
}

/** The rules that the results are of, each once. */
function rulesOf(entries: readonly Entry[]): readonly unknown[] {
  const findings = entries.flatMap((entry) => ('finding' in entry ? [entry.finding] : []));
  const used = new Set<string>(entries.map((entry) => ('finding' in entry ? entry.finding.rule : entry.remark.rule)));
  const named = Object.entries(REMARK_RULES)
    .filter(([id]) => used.has(id))
    .map(([id, text]) => ({ id, shortDescription: { text } }));
  const byRule = groupBy(
    findings.filter(({ rule }) => !Object.hasOwn(REMARK_RULES, rule)),
    ({ rule }) => rule,
  );
  const vulnerabilities = [...byRule].sort(([one], [other]) => compareTexts(one, other));
  return [
    ...named,
    ...vulnerabilities.map(([id, same]) =>
      findingRule({ id, findings: same.flatMap(({ entries: found }) => found.map(({ finding }) => finding)) }),
    ),
  ];
}

function findingResult(finding: ImageFinding, base: string, fingerprint: Fingerprint): unknown {
  return {
    ruleId: finding.rule,
    level: finding.level,
    message: { text: sarifText(messageOf(finding)) },
    locations: finding.places.slice(0, MAX_LOCATIONS).map((place) => locationOf(place, base)),
    partialFingerprints: fingerprint(finding.rule, finding.image),
  };
}

function remarkResult(remark: Remark, base: string, fingerprint: Fingerprint): unknown {
  return {
    ruleId: remark.rule,
    level: remark.level,
    message: { text: sarifText(remark.message) },
    locations: [locationOf(remark, base)],
    partialFingerprints: fingerprint(remark.rule, remark.image ?? '', remark.file),
  };
}

/** A message that holds no link: SARIF has `[text](destination)` in plain texts as well (§3.11.6), and no escape for it outside of one. */
function sarifText(text: string): string {
  return visible(text).replaceAll('](', '] (');
}

function locationOf({ file, line, column }: Remark, base: string): unknown {
  const uri = [base, file].filter((part) => part !== '' && part !== '.').join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri: uri.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
    },
  };
}

type Fingerprint = (...parts: readonly string[]) => Readonly<Record<string, string>>;

/**
 * What tells a result from others from run to run, whatever lines move: its rule and what it is about, and which of several alike it
 * is. Under a name of our own: GitHub's uploader works out its own `primaryLocationLineHash`, and warns of every other
 * (docs/github-behaviour.md#sarif-fingerprints).
 */
function fingerprints(): Fingerprint {
  const seen = new Map<string, number>();
  return (...parts) => {
    const what = parts.join('\0');
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    const hash = createHash('sha256').update(`${what}\0${before}`).digest('hex').slice(0, 32);
    return { 'acrArtifactCache/v1': hash };
  };
}
