/**
 * Versions of charts and ranges of them, as Helm takes them: Semantic Versioning 2 (https://semver.org), and the constraints of
 * https://github.com/Masterminds/semver#checking-version-constraints.
 */

interface Version {
  readonly numbers: readonly [number, number, number];
  readonly pre: readonly string[];
}

const VERSION = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

function parseVersion(text: string): Version | undefined {
  const found = VERSION.exec(text);
  if (found === null) return undefined;
  const [, major, minor = '0', patch = '0', pre] = found;
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: pre === undefined ? [] : pre.split('.') };
}

/** Which of two versions is newer: positive where the first is. What is no version is older than any. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [parseVersion(one), parseVersion(other)];
  if (first === undefined || second === undefined) return Number(first !== undefined) - Number(second !== undefined);
  return order(first, second);
}

function order(one: Version, other: Version): number {
  for (const index of [0, 1, 2] as const) {
    const difference = one.numbers[index] - other.numbers[index];
    if (difference !== 0) return difference;
  }
  if (one.pre.length === 0 || other.pre.length === 0) return other.pre.length - one.pre.length;
  for (let index = 0; index < Math.max(one.pre.length, other.pre.length); index++) {
    const [first, second] = [one.pre[index], other.pre[index]];
    if (first === undefined || second === undefined) return first === undefined ? -1 : 1;
    const [isNumber, isOther] = [/^\d+$/.test(first), /^\d+$/.test(second)];
    const difference =
      isNumber && isOther
        ? Number(first) - Number(second)
        : isNumber !== isOther
          ? Number(isOther) - Number(isNumber)
          : Number(first > second) - Number(first < second);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Longer than any range of people's. */
const MAX_RANGE_CHARS = 256;

/**
 * The newest of some versions that a range allows. A version that is named in full is itself, whatever else fits.
 * @param range `undefined` or empty: any that is no pre-release
 */
export function newestFitting(versions: readonly string[], range: string | undefined): string | undefined {
  const wanted = (range ?? '').trim();
  const exact = versions.find((version) => version === wanted) ?? versions.find((version) => same(version, wanted));
  if (exact !== undefined && wanted !== '') return exact;
  const fits = rangeOf(wanted === '' ? '*' : wanted);
  if (fits === undefined) return undefined;
  let best: string | undefined;
  for (const version of versions) {
    const parsed = parseVersion(version);
    if (parsed === undefined || !fits(parsed)) continue;
    if (best === undefined || compareVersions(version, best) > 0) best = version;
  }
  return best;
}

/** Whether a text names one version, and not a range. */
export function isExactVersion(text: string): boolean {
  return /^v?\d+\.\d+\.\d+/.test(text) && parseVersion(text) !== undefined;
}

function same(version: string, wanted: string): boolean {
  const strip = (text: string) => text.replace(/^v/, '');
  return isExactVersion(wanted) && strip(version) === strip(wanted);
}

type Fits = (version: Version) => boolean;

function rangeOf(range: string): Fits | undefined {
  if (range.length > MAX_RANGE_CHARS) return undefined;
  const alternatives = range.split('||').map(allOf);
  if (alternatives.some((fits) => fits === undefined)) return undefined;
  return (version) => alternatives.some((fits) => fits?.(version) === true);
}

function allOf(range: string): Fits | undefined {
  const between = range.replaceAll(/(\S+)\s+-\s+(\S+)/g, '>=$1 <=$2').replaceAll(/([<>=!~^])\s+(?=[\dvxX*])/g, '$1');
  const parts = between.split(/[\s,]+/).filter((part) => part !== '');
  const all = parts.map(one);
  if (parts.length === 0 || all.some((fits) => fits === undefined)) return undefined;
  // A range takes pre-releases only where it names one.
  const takesPre = parts.some((part) => /\d-/.test(part));
  return (version) => (takesPre || version.pre.length === 0) && all.every((fits) => fits?.(version) === true);
}

const PART =
  /^(=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(-[0-9A-Za-z.-]+)?(?:\+\S*)?$/;

function one(text: string): Fits | undefined {
  const found = PART.exec(text);
  if (found === null) return undefined;
  const [, operator = '', ...written] = found;
  const known = written.slice(0, 3).filter((part) => part !== undefined && /^\d+$/.test(part));
  const numbers = [0, 1, 2].map((index) => Number(known[index] ?? 0));
  const [major = 0, minor = 0, patch = 0] = numbers;
  const low: Version = { numbers: [major, minor, patch], pre: written[3]?.slice(1).split('.') ?? [] };
  // The first version that has another number where the last one is written.
  const next = (place: number): Version => ({
    numbers: [
      place === 0 ? major + 1 : major,
      place === 1 ? minor + 1 : place < 1 ? 0 : minor,
      place === 2 ? patch + 1 : 0,
    ],
    pre: ['0'],
  });
  if (known.length === 0) return operator === '!=' || operator === '<' || operator === '>' ? () => false : () => true;
  const last = known.length - 1;
  const within =
    (end: Version): Fits =>
    (version) =>
      order(version, low) >= 0 && order(version, end) < 0;
  switch (operator) {
    case '':
    case '=':
      return last === 2 ? (version) => order(version, low) === 0 : within(next(last));
    case '!=':
      return last === 2 ? (version) => order(version, low) !== 0 : (version) => !within(next(last))(version);
    case '>':
      return last === 2 ? (version) => order(version, low) > 0 : (version) => order(version, next(last)) >= 0;
    case '>=':
    case '=>':
      return (version) => order(version, low) >= 0;
    case '<':
      return (version) => order(version, low) < 0;
    case '<=':
    case '=<':
      return last === 2 ? (version) => order(version, low) <= 0 : (version) => order(version, next(last)) < 0;
    case '~':
    case '~>':
      return within(next(Math.min(last, 1)));
    default: {
      const first = numbers.findIndex((number) => number > 0);
      return within(next(first === -1 ? last : Math.min(first, last)));
    }
  }
}
