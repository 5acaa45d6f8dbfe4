import type { Part } from '../model/use.ts';
import { isCertainImage, isPossibleImage } from './certainty.ts';
import { isImageKey, isImageVariable } from './image-keys.ts';

/** A place in a template at which an image stands, literally or made by directives. */
export interface TemplatePlace {
  readonly start: number;
  readonly text: string;
  readonly part: Extract<Part, 'whole' | 'env' | 'arg'>;
  /** The key, the variable or the flag whose value it is. */
  readonly key: string;
  readonly templated: boolean;
}

/**
 * The images in text that is YAML only after directives have run: read line by line, so that no directive stands in the way.
 * Comments (YAML's and the template's) and schemas of custom resources are passed over. Linear in the length of the range.
 */
export function templatePlaces(text: string, start = 0, end = text.length): readonly TemplatePlace[] {
  const scanner = new LineScanner();
  const places: TemplatePlace[] = [];
  let comment = text.indexOf('/*', start);
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const stop = newline === -1 || newline > end ? end : newline;
    if (comment !== -1 && comment < at) comment = text.indexOf('/*', at);
    const hasComment = comment !== -1 && comment < stop;
    if (hasComment || !scanner.tellsNothing(text, at, stop)) {
      const line = text.slice(at, text[stop - 1] === '\r' ? stop - 1 : stop);
      const found = scanner.read(line);
      if (found !== undefined) places.push({ ...found, start: at + found.start });
    }
    at = stop + 1;
  }
  return places;
}

/** `key: value`, and `key = value` of the TOML that some charts carry as text. */
const KEY = /^(\uFEFF?[ \t]*(?:- +)*)(["']?)([A-Za-z_][\w./-]*)\2(?:[ \t]*:(?:[ \t]+|(?=\{\{))|[ \t]+=[ \t]+)/;
const FLAG = /^[ \t]*(?:- +)+["']?(-{1,2}\w[\w.-]*)([= ]|["']?[ \t]*$)/;
const ITEM = /^[ \t]*(?:- +)+/;

/** What has to be remembered from one line to the next. */
class LineScanner {
  #inComment = false;
  #inSchema = false;
  /** The last `name:` and its column, for the `value:` that follows it. */
  #variable = { name: '', column: -1 };
  /** The last flag that stood alone in its item, for the item that follows it. */
  #flag = '';

  /**
   * Reads a line in which no comment of a template begins, if its first characters tell that {@link read} would find nothing in it:
   * most are such.
   */
  tellsNothing(text: string, start: number, end: number): boolean {
    if (this.#inComment) return false;
    if (this.#inSchema) return text.charCodeAt(start) !== DASH;
    let at = start;
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    const unit = at < end ? text.charCodeAt(at) : LINE_FEED;
    if (unit === HASH) return true;
    if (unit === DASH || unit === BYTE_ORDER_MARK) return false;
    if (unit === QUOTE || unit === APOSTROPHE) at++;
    const keyStart = at;
    while (at < end && isKeyUnit(text.charCodeAt(at))) at++;
    const key = text.slice(keyStart, at);
    if (key === 'name' || key === 'value' || key === 'kind' || /image/i.test(key)) return false;
    this.#flag = '';
    return true;
  }

  read(line: string): TemplatePlace | undefined {
    if (this.#skips(line)) return undefined;
    const flag = this.#flag;
    this.#flag = '';
    const match = KEY.exec(line);
    if (match !== null) return this.#entry(line, match[0].length, match[1]?.length ?? 0, match[3] ?? '');
    return this.#item(line, flag);
  }

  #skips(line: string): boolean {
    if (this.#inComment) {
      this.#inComment = !line.includes('*/');
      return true;
    }
    if (line.startsWith('---')) this.#inSchema = false;
    const comment = /\{\{-?\s{0,9}\/\*/.exec(line);
    if (comment !== null && line.indexOf('*/', comment.index) === -1) this.#inComment = true;
    if (/^kind:\s*["']?CustomResourceDefinition\b/.test(line)) this.#inSchema = true;
    return this.#inSchema || /^[ \t]*#/.test(line) || /^[ \t]*\{\{-?\s{0,9}\/\*/.test(line);
  }

  #entry(line: string, from: number, column: number, key: string): TemplatePlace | undefined {
    const value = valueFrom(line, from);
    if (value === undefined) return undefined;
    if (key === 'name') this.#variable = { name: value.text, column };
    if (key === 'value' && column === this.#variable.column) return placed(value, 'env', this.#variable.name);
    if (!isImageKey(key)) return undefined;
    if (value.templated)
      return /\b(?:toYaml|n?indent)\b/.test(value.text) ? undefined : { ...value, part: 'whole', key };
    return isPossibleImage(value.text, key) ? { ...value, part: 'whole', key } : undefined;
  }

  #item(line: string, flag: string): TemplatePlace | undefined {
    const match = FLAG.exec(line);
    if (match === null) {
      const item = flag === '' ? null : ITEM.exec(line);
      const value = item === null ? undefined : valueFrom(line, item[0].length);
      return value === undefined ? undefined : placed(value, 'arg', flag);
    }
    const name = match[1] ?? '';
    if (match[2] !== '=' && match[2] !== ' ') {
      this.#flag = name;
      return undefined;
    }
    const value = valueFrom(line, match[0].length, /["']/.exec(match[0])?.[0]);
    return value === undefined ? undefined : placed(value, 'arg', name);
  }
}

type Value = Omit<TemplatePlace, 'part' | 'key'>;

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const HASH = 0x23;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const BYTE_ORDER_MARK = 0xfeff;

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** `[\w./-]`. */
function isKeyUnit(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x2d && unit <= 0x39) || unit === 0x5f
  );
}

/** A variable's or flag's value, where it is an image: its name says so, or the text does. */
function placed(value: Value, part: 'env' | 'arg', name: string): TemplatePlace | undefined {
  const named = isImageVariable(name);
  if (value.templated) return named ? { ...value, part, key: name } : undefined;
  return (named ? isPossibleImage(value.text, name) : isCertainImage(value.text))
    ? { ...value, part, key: name }
    : undefined;
}

/**
 * The scalar that starts at an offset of a line, without its quotes; quotes and `#` within directives are part of it.
 * @param open the quote that was opened before the offset, if any
 * @returns `undefined` where no scalar of one line starts there
 */
function valueFrom(line: string, from: number, open?: string): Value | undefined {
  const first = line[from];
  const quote = open ?? (first === '"' || first === "'" ? first : undefined);
  const start = quote !== undefined && open === undefined ? from + 1 : from;
  const directive = line.startsWith('{{', start);
  if (quote === undefined && !directive && (first === undefined || '|>&*[{#!'.includes(first))) return undefined;
  let end = start;
  let templated = false;
  while (end < line.length) {
    if (line.startsWith('{{', end)) {
      templated = true;
      const close = line.indexOf('}}', end);
      end = close === -1 ? line.length : close + 2;
    } else if (quote !== undefined && line[end] === quote) break;
    else if (quote === undefined && line[end] === '#' && /\s/.test(line[end - 1] ?? '')) break;
    else end++;
  }
  const text = line.slice(start, end).trimEnd();
  return text === '' ? undefined : { start, text, templated: templated || /\$[({]/.test(text) };
}
