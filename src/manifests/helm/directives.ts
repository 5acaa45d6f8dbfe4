import { once } from '../../base/lazy.ts';
import type { Define, TemplateNeeds } from './facts.ts';

/** How many directives are looked at, and how much of each, before a text is taken for something else. */
const MAX_LOOKED_AT = 1000;
const MAX_DIRECTIVE_CHARS = 200;

/** Whether a text is a template of Helm's: its directives speak of Helm's objects and functions. */
export function isHelmTemplate(text: string): boolean {
  let at = text.indexOf('{{');
  for (let count = 0; at !== -1 && count < MAX_LOOKED_AT; count++) {
    // `${{ … }}` is an expression of a pipeline.
    if (text[at - 1] !== '$' && HELM.test(text.slice(at, at + MAX_DIRECTIVE_CHARS))) return true;
    at = text.indexOf('{{', at + 2);
  }
  return false;
}

const HELM =
  /^\{\{-?\s*(?:\/\*|end\b|else\b|(?:if|with|range)\b[^}]*[.$]|define\s+["`]|[^}]*(?:\.Values\b|\.Release\.|\.Chart\.|\.Capabilities\.|\binclude\s+["`]|\btemplate\s+["`]|\btoYaml\b|\$\.))/;

/** What a piece of template needs, in the order met, each once. */
export function needsOf(text: string): TemplateNeeds {
  const version =
    /(v?)(?:(?:%s)?["`]\s+)?(?:\{\{-?\s*(?:\.Values[\w.]*\s*\|\s*default\s+)?)?\$?\.Chart\.AppVersion/.exec(text);
  return {
    values: [
      ...new Set(Array.from(text.matchAll(/\.Values((?:\.[A-Za-z_]\w*)+)/g), (match) => (match[1] ?? '').slice(1))),
    ],
    includes: [
      ...new Set(Array.from(text.matchAll(/\b(?:include|template)\s+["`]([^"`\n]+)["`]/g), (match) => match[1] ?? '')),
    ],
    appVersion: version === null ? undefined : (version[1] ?? ''),
  };
}

/** Assignments to one variable that are looked at; more are no template of people's. */
const MAX_ASSIGNMENTS = 8;

/** What the variables of a template are made from, by name: the directives that assign them. */
export function assignmentsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { 1: name = '', 2: value = '' } of text.matchAll(/\{\{-?\s*\$(\w+)\s*:?=([^}\n]*)/g)) {
    const values = found.get(name);
    const start = value.slice(0, MAX_DIRECTIVE_CHARS);
    if (values === undefined) found.set(name, [start]);
    else if (values.length < MAX_ASSIGNMENTS) values.push(start);
  }
  return found;
}

/** A directive's text with that of the directives behind its variables. */
export function withVariables(text: string, assignments: ReadonlyMap<string, readonly string[]>): string {
  const names = new Set(Array.from(text.matchAll(/\$(\w+)/g), (match) => match[1] ?? ''));
  const parts = [text];
  for (const name of names) {
    for (const value of assignments.get(name) ?? []) {
      parts.push(value);
      if (parts.length > 4 * MAX_ASSIGNMENTS) return parts.join('\n');
      for (const match of value.matchAll(/\$(\w+)/g)) names.add(match[1] ?? '');
    }
  }
  return parts.join('\n');
}

const NONE: ReadonlySet<string> = new Set();

/** The names of the templates that a text includes. */
export function namesIncluded(text: string): ReadonlySet<string> {
  // Of most directives it is asked in vain, and a search for a word takes a tenth of the time.
  if (!text.includes('include') && !text.includes('template') && !text.includes('block')) return NONE;
  const found = text.matchAll(/\b(?:include|template|block)\s{0,99}(?:"([^"\n]*)"|`([^`]*)`|'([^'\n]*)')/g);
  return new Set(Array.from(found, ([, text, raw, char]) => text ?? raw ?? char ?? ''));
}

/** The named templates that a text defines. */
export function definesIn(text: string): readonly Define[] {
  const found: Define[] = [];
  if (!text.includes('define')) return found;
  let open: { readonly name: string; readonly start: number; depth: number } | undefined;
  for (const match of text.matchAll(/\{\{-?\s*(?:define\s+["`]([^"`\n]+)["`]|(end|if|range|with|block)\b)/g)) {
    const [whole, name, word] = match;
    if (name !== undefined) open = { name, start: match.index + whole.length, depth: 1 };
    else if (open !== undefined) {
      open.depth += word === 'end' ? -1 : 1;
      if (open.depth > 0) continue;
      const { name: opened, start } = open;
      found.push({ name: opened, needs: once(() => needsOf(text.slice(start, match.index))) });
      open = undefined;
    }
  }
  return found;
}

/**
 * A text of YAML with its directives out of the way and every other character where it was: lines of nothing else are blank,
 * and within a line a variable stands for each (`${____}`), which is a template to whoever reads it.
 */
export function withoutDirectives(text: string): string {
  return text
    .replace(/^[ \t]*(?:\{\{[^{}\n]*\}\}[ \t]*)+(?=\r?$)/gm, (line) => ' '.repeat(line.length))
    .replace(/\{\{[^{}\n]*\}\}/g, (directive) => `$\{${'_'.repeat(directive.length - 3)}}`);
}
