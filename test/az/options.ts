/** The options of a command of the Azure CLI, as strict as its own parser: what a command does not know it refuses. */

/** How many words an option takes. */
type Arity = 'one' | 'many';

export interface Syntax {
  /** Words after `az`. */
  readonly words: readonly string[];
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Options that take several words. */
  readonly many?: readonly string[];
  /** Options without a word. */
  readonly flags?: readonly string[];
}

/** What was given: an option's words. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** What the parser says against the words. */
export class Misused extends Error {
  override readonly name = 'Misused';
}

/** Every command takes these. */
const GLOBAL = ['--query', '--output', '--subscription'];

/** @throws Misused */
export function parseOptions(syntax: Syntax, words: readonly string[]): Given {
  const given = new Map<string, readonly string[]>();
  const known = new Map<string, Arity | 'none'>([
    ...[...syntax.required, ...(syntax.optional ?? []), ...GLOBAL].map((name) => [name, 'one'] as const),
    ...(syntax.many ?? []).map((name) => [name, 'many'] as const),
    ...(syntax.flags ?? []).map((name) => [name, 'none'] as const),
  ]);
  for (let at = 0; at < words.length; ) {
    const name = words[at] ?? '';
    const arity = known.get(name);
    if (arity === undefined) throw new Misused(`unrecognized arguments: ${name}`);
    if (given.has(name)) throw new Misused(`${name} is given twice`);
    let end = at + 1;
    const most = arity === 'none' ? 0 : arity === 'one' ? 1 : Number.POSITIVE_INFINITY;
    while (end < words.length && end - at - 1 < most && !words[end]?.startsWith('--')) end++;
    if (arity !== 'none' && end === at + 1) throw new Misused(`argument ${name}: expected one argument`);
    given.set(name, words.slice(at + 1, end));
    at = end;
  }
  const missing = syntax.required.filter((name) => !given.has(name));
  if (missing.length > 0) throw new Misused(`the following arguments are required: ${missing.join(', ')}`);
  return given;
}
