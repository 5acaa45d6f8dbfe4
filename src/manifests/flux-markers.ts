import { parseJson, stringField } from '../base/json.ts';
import type { Fact } from './model/fact.ts';
import type { WrittenAnew } from './model/written-anew.ts';
import { baseName } from './source/paths.ts';
import type { SourceFile } from './source/source.ts';

/** Flux, too, passes over files that lack it. */
const TOKEN = '"$imagepolicy"';

/**
 * The texts that Flux's image automation writes anew, by the markers behind them: `# {"$imagepolicy": "flux-system:web"}` for a whole
 * reference, with `:name`, `:tag` or `:digest` for that part alone (https://fluxcd.io/flux/guides/image-update/). As its setters have
 * it, a comment is a marker where all of it is that JSON, and it marks the scalar before it on its line or, standing alone, the item of
 * a list below. Which folders an automation writes is not asked: it may stand in another repository.
 */
export function fluxMarkers(file: SourceFile): readonly Fact[] {
  const { path, text } = file;
  if (!text.includes(TOKEN) || !(/\.ya?ml$/.test(path) || baseName(path) === 'Kustomization')) return [];
  const facts: Fact[] = [];
  for (let at = text.indexOf(TOKEN); at !== -1; ) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const lineEnd = endOfLine(text, at);
    const comment = text.slice(lineStart, at).lastIndexOf('#') + lineStart;
    const policy = policyIn(text.slice(comment + 1, lineEnd));
    const place = policy === undefined ? undefined : placeBefore(text, lineStart, comment, lineEnd);
    if (policy !== undefined && place !== undefined) {
      const line = file.at(place.start).line;
      facts.push({ type: 'written-anew', ...place, line, lineEnd: endOfLine(text, place.end), ...policy });
    }
    at = text.indexOf(TOKEN, lineEnd);
  }
  return facts;
}

/** No object has a longer name. */
const MAX_NAME = 253;

function policyIn(comment: string): Pick<WrittenAnew, 'writes' | 'by'> | undefined {
  const [namespace = '', name = '', field, ...more] = stringField(parseJson(comment), '$imagepolicy')?.split(':') ?? [];
  if (name === '' || more.length > 0 || Math.max(namespace.length, name.length) > MAX_NAME) return undefined;
  const by = `Flux's image policy ${namespace}:${name}`;
  if (field === undefined || field === 'name') return { writes: 'name', by };
  return field === 'tag' || field === 'digest' ? { writes: 'version', by } : undefined;
}

type Place = Pick<WrittenAnew, 'start' | 'end'>;

/** Where the scalar stands that a comment is on. */
function placeBefore(text: string, lineStart: number, comment: number, lineEnd: number): Place | undefined {
  let end = comment;
  while (end > lineStart && BEHIND_SCALAR.has(text[end - 1] ?? '')) end--;
  if (end === lineStart) return itemBelow(text, lineEnd);
  let start = end;
  while (start > lineStart && !BESIDE_SCALAR.has(text[start - 1] ?? '')) start--;
  if (start === end) return undefined;
  // Of a block the text is on the line below.
  return /^[|>][-+\d]{0,2}$/.test(text.slice(start, end)) ? lineBelow(text, lineEnd) : { start, end };
}

/** What may stand between a scalar without blanks and a comment; more signs of a comment belong to it. */
const BEHIND_SCALAR: ReadonlySet<string> = new Set([' ', '\t', '\r', '#', ',', '"', "'"]);
const BESIDE_SCALAR: ReadonlySet<string> = new Set([' ', '\t', '\r', ',', '"', "'", '{', '}', '[', ']']);

/** What stands above a field is its key's and marks nothing; above an item that is a scalar it marks that. */
function itemBelow(text: string, lineEnd: number): Place | undefined {
  const { start, end } = lineBelow(text, lineEnd);
  const line = text.slice(start, end);
  const [dash] = /^[ \t]*-[ \t]+/.exec(line) ?? [];
  return dash === undefined || /:(?:[ \t]|$)/.test(line) ? undefined : { start: start + dash.length, end };
}

function lineBelow(text: string, lineEnd: number): Place {
  const start = Math.min(text.length, text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1);
  return { start, end: endOfLine(text, start) };
}

function endOfLine(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}
