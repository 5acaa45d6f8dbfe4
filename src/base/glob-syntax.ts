/**
 * The globs that users write, taken apart. A `*` stands for any characters within a path component, `?` for one, `[abc]`, `[a-z]`
 * and `[!abc]` for one of some (or none of them), `{a,b}` for alternatives, and a component `**` for any number of components.
 * A dot at the start of a name is nothing special, a backslash takes the meaning of the character after it.
 */

/** One code point of a component, or a run of any. */
export type Token =
  | { readonly kind: 'character'; readonly point: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'run' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly Range[] };

/** Code points, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A component of a glob: any number of components, or one that its tokens fit. */
export type Component = { readonly kind: 'components' } | { readonly kind: 'one'; readonly tokens: readonly Token[] };

export type ParsedGlob =
  | { readonly type: 'glob'; readonly alternatives: readonly Alternative[] }
  /** What is wrong with it, as a clause for people. */
  | { readonly type: 'refused'; readonly reason: string };

/** One reading of a glob, its braces resolved. */
export interface Alternative {
  readonly text: string;
  readonly components: readonly Component[];
}

const MAX_GLOB_CHARS = 1000;
const MAX_ALTERNATIVES = 1000;
/** Characters that a backslash may stand before; before others it is a path of Windows. */
const ESCAPABLE = /[^A-Za-z0-9\s]/;

/** Takes a glob apart. Refused is what can match nothing, or means something else than it seems to. */
export function parseGlob(text: string): ParsedGlob {
  if (text.length > MAX_GLOB_CHARS) return refused(`it is longer than ${MAX_GLOB_CHARS} characters`);
  const trouble = troubleIn(text);
  if (trouble !== undefined) return refused(trouble);
  const expanded = expand(text);
  if (typeof expanded === 'string') return refused(expanded);
  const alternatives: Alternative[] = [];
  for (const alternative of expanded) {
    const components = componentsOf(alternative);
    if (typeof components === 'string') return refused(components);
    alternatives.push({ text: alternative, components });
  }
  return { type: 'glob', alternatives };
}

function refused(reason: string): ParsedGlob {
  return { type: 'refused', reason };
}

/** What is wrong with the glob as a whole. */
function troubleIn(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (text.startsWith('!')) return 'globs are not negated with "!": what is to be left out has an input of its own';
  if (/^\[.*["',\s].*\]$/.test(text))
    return 'it is a list in brackets: write one glob a line, without brackets and quotes';
  if (/^["'`]|["'`]$/.test(text)) return 'quotes are taken for characters of the name: leave them out';
  if (/^- /.test(text)) return 'it starts with "- ": write one glob a line, without dashes';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\') {
      if (!ESCAPABLE.test(text.charAt(index + 1))) {
        return 'a backslash takes the meaning of the special character after it; components are separated by "/"';
      }
      index++;
    } else if (character === '|') return '"|" separates nothing: alternatives are written {a,b}';
    else if (character === '(' && /[@+?*!]/.test(text.charAt(index - 1)) && text.charAt(index - 2) !== '\\') {
      return `"${text.charAt(index - 1)}(…)" is not supported: alternatives are written {a,b}`;
    }
  }
  return undefined;
}

/** The glob without braces, in all its readings; or what is wrong with them. A brace without a comma is a character like others. */
function expand(text: string): readonly string[] | string {
  let from = 0;
  for (;;) {
    const brace = nextBrace(text, from);
    if (brace === undefined) return [text];
    if (typeof brace === 'string') return brace;
    if (brace.parts.length > 1) return readings(text, brace);
    if (/^[^{}]*\.\.[^{}]*$/.test(brace.parts[0] ?? '')) return 'ranges in braces are not supported: write {1,2,3}';
    from = brace.start + 1;
  }
}

function readings(text: string, { start, end, parts }: Brace): readonly string[] | string {
  const after = expand(text.slice(end));
  if (typeof after === 'string') return after;
  const all: string[] = [];
  for (const part of parts) {
    if (part !== part.trim()) return 'there is a space beside a comma or a brace, which would be part of the name';
    const inner = expand(part);
    if (typeof inner === 'string') return inner;
    if (all.length + inner.length * after.length > MAX_ALTERNATIVES) {
      return `its braces make more than ${MAX_ALTERNATIVES} alternatives`;
    }
    for (const one of inner) for (const rest of after) all.push(`${text.slice(0, start)}${one}${rest}`);
  }
  return all;
}

interface Brace {
  readonly start: number;
  /** Behind the closing one. */
  readonly end: number;
  readonly parts: readonly string[];
}

/** The first brace from a place on, with what its own commas separate. */
function nextBrace(text: string, from: number): Brace | string | undefined {
  const parts: string[] = [];
  let start = -1;
  let depth = 0;
  let part = 0;
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (character === '[') {
      const end = endOfClass(text, index);
      if (end === undefined) return 'a "[" is not closed';
      index = end;
    } else if (character === '{') {
      if (depth === 0) {
        start = index;
        part = index + 1;
      }
      depth++;
    } else if (character === '}' && depth > 0) {
      depth--;
      if (depth === 0) return { start, end: index + 1, parts: [...parts, text.slice(part, index)] };
    } else if (character === ',' && depth === 1) {
      parts.push(text.slice(part, index));
      part = index + 1;
    }
  }
  return depth > 0 ? 'a "{" is not closed' : undefined;
}

/** Where the bracket at a place closes. A closing one that comes first is one of the characters. */
function endOfClass(text: string, start: number): number | undefined {
  let index = start + 1;
  if (/[!^]/.test(text.charAt(index))) index++;
  if (text.charAt(index) === ']') index++;
  for (; index < text.length; index++) {
    if (text.charAt(index) === '\\') index++;
    else if (text.charAt(index) === ']') return index;
  }
  return undefined;
}

/** The components of a glob without braces; or what is wrong with them. */
function componentsOf(text: string): readonly Component[] | string {
  if (text === '') return 'one of its alternatives is empty';
  if (text !== text.trim()) return 'it starts or ends with a space';
  const components: Component[] = [];
  for (const component of splitComponents(text)) {
    if (component === '**') {
      if (components.at(-1)?.kind !== 'components') components.push({ kind: 'components' });
      continue;
    }
    if (component === '' || component === '.' || component === '..') return troubleWith(component, text);
    const tokens = tokensOf(component);
    if (typeof tokens === 'string') return tokens;
    components.push({ kind: 'one', tokens });
  }
  return afterRun(components);
}

/** A last `**` stands for none as well (`a/**` is also `a`), but not behind a run: `x*` and `**` together are what is in a folder. */
function afterRun(components: readonly Component[]): readonly Component[] {
  const before = components.at(-2);
  const isAfterRun = before?.kind === 'one' && before.tokens.at(-1)?.kind === 'run';
  if (components.at(-1)?.kind !== 'components' || !isAfterRun) return components;
  return [...components, { kind: 'one', tokens: [{ kind: 'run' }] }];
}

function troubleWith(component: string, text: string): string {
  if (component !== '') return `names have no component "${component}"`;
  if (text.startsWith('/')) return 'names do not start with "/"';
  return text.endsWith('/') && !text.endsWith('//')
    ? `names do not end with "/": write ${text}** for all below it`
    : 'names have no empty component ("//")';
}

/** At slashes outside of brackets. */
function splitComponents(text: string): readonly string[] {
  const components: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (character === '[') index = endOfClass(text, index) ?? index;
    else if (character === '/') {
      components.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...components, text.slice(start)];
}

function tokensOf(component: string): readonly Token[] | string {
  const tokens: Token[] = [];
  for (let index = 0; index < component.length; ) {
    const character = component.charAt(index);
    if (character === '[') {
      const end = endOfClass(component, index);
      if (end === undefined) return 'a "[" is not closed';
      const found = classOf(component.slice(index + 1, end));
      if (typeof found === 'string') return found;
      tokens.push(found);
      index = end + 1;
    } else if (character === '*') {
      // Runs that follow one another are one.
      if (tokens.at(-1)?.kind !== 'run') tokens.push({ kind: 'run' });
      index++;
    } else if (character === '?') {
      tokens.push({ kind: 'any' });
      index++;
    } else {
      if (character === '\\') index++;
      const point = component.codePointAt(index) ?? 0;
      tokens.push({ kind: 'character', point });
      index += widthOf(point);
    }
  }
  return tokens;
}

/** UTF-16 units of a code point. */
export function widthOf(point: number): number {
  return point > 0xffff ? 2 : 1;
}

/** What stands between the brackets. */
function classOf(content: string): Token | string {
  const negated = /^[!^]/.test(content);
  const points = pointsOf(negated ? content.slice(1) : content);
  if (points.some(({ point, escaped }) => point === 0x2f && !escaped)) return 'a "[" is not closed before the next "/"';
  if (/^[!^]?\[?:[a-z]+:/.test(content)) return 'classes such as [:alpha:] are not supported: write [a-z]';
  const ranges: Range[] = [];
  for (let index = 0; index < points.length; index++) {
    const from = points[index]?.point ?? 0;
    const dash = points[index + 1];
    const to = points[index + 2]?.point;
    if (dash?.point === 0x2d && !dash.escaped && to !== undefined) {
      if (to < from) return `the range in [${content}] goes backwards`;
      ranges.push({ from, to });
      index += 2;
    } else ranges.push({ from, to: from });
  }
  return ranges.length === 0 ? `[${content}] holds no character` : { kind: 'class', negated, ranges };
}

function pointsOf(content: string): readonly { readonly point: number; readonly escaped: boolean }[] {
  const points: { readonly point: number; readonly escaped: boolean }[] = [];
  for (let index = 0; index < content.length; ) {
    const escaped = content.charAt(index) === '\\';
    if (escaped) index++;
    const point = content.codePointAt(index) ?? 0;
    points.push({ point, escaped });
    index += widthOf(point);
  }
  return points;
}
