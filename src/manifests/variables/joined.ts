/** What goes before a variable's name and is no part of it. */
const OWNERS = String.raw`(?:(?:env|vars?|variables|local|locals|parameters|pipeline\.parameters|inputs|params|self|\$)\.)?`;
/** What is longer is no name. */
const MAX_NAME = 200;

/** What is put in the place of a name, in all the ways that files have: `$A`, `${A}`, `$(A)`, `${{ env.A }}`, `{{ A }}`, `<< parameters.A >>`. */
const PUT_IN = /\$?\{\{([^{}]+)\}\}|\$\{([^{}]+)\}|\$\(([\w.-]+)\)|<<([\w\s.-]+)>>|\$(\w+)/g;
/** A name alone, which may be a field of another. */
const ALONE = new RegExp(String.raw`^\s*${OWNERS}(?:[A-Za-z_][\w-]*\.)*([A-Za-z_][\w-]*)\s*$`);
/** What gives on what it is given, if it is given anything. */
const FILTERS = /\|\s*(?:default\s*\([^()]*\)|d\s*\([^()]*\)|quote|trim|string)\s*/g;
/** What may stand before and behind a word. */
const BEFORE = /[^\s"'`=,[{(]/;
const AFTER = /[^\s"'`,\]});|&<>]/;

/** In programs: what is added to something, taken apart or compared. */
const ADDED = new RegExp(
  String.raw`\+\s*${OWNERS}([A-Za-z_]\w*)\b(?!\s*\()|(?:^|[^\w.])${OWNERS}([A-Za-z_]\w*)\s*\+(?![+=])`,
  'gm',
);
const CUT =
  /\b(?:split\w*|replace\w*|regex\w*|substr\w*|trim\w*|format\w*|join|starts?with|ends?with|startsWith|endsWith|indexOf|lastIndexOf|strReplace|contains|concat)\s*\(([^()]+)\)/g;
const CUT_ITSELF =
  /\b([A-Za-z_]\w*)\.(?:split\w*|replace\w*|substring|startsWith|startswith|endsWith|endswith|indexOf)\(/g;
const COMPARED = new RegExp(
  String.raw`["']?\$\{?(\w+)\}?["']?\s+(?:[!=]?=|=~)\s|\b${OWNERS}([A-Za-z_]\w*)\s*[!=]=(?!>)|[!=]=\s*${OWNERS}([A-Za-z_]\w*)\b`,
  'g',
);

/** The names that a text makes something longer of, takes apart or compares. */
export function namesJoined(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { 0: whole, 1: double, 2: braced, 3: round, 4: angle, 5: bare, index } of text.matchAll(PUT_IN)) {
    const expression = (double?.replace(/^-|-$/g, '') ?? braced ?? round ?? angle ?? bare ?? '').replaceAll(
      FILTERS,
      '',
    );
    const name = expression.length > MAX_NAME ? undefined : ALONE.exec(expression)?.[1];
    if (name === undefined) for (const word of expression.matchAll(/[A-Za-z_][\w-]*/g)) found.add(word[0]);
    else if (isPart(text, index, index + whole.length)) found.add(name);
  }
  for (const pattern of [ADDED, CUT_ITSELF, COMPARED])
    for (const [, ...names] of text.matchAll(pattern))
      for (const name of names) if (name !== undefined) found.add(name);
  for (const [, given = ''] of text.matchAll(CUT))
    for (const word of given.matchAll(/[A-Za-z_]\w*/g)) found.add(word[0]);
  return found;
}

function isPart(text: string, start: number, end: number): boolean {
  const isScheme = text.slice(Math.max(0, start - 'docker://'.length), start) === 'docker://';
  return (!isScheme && BEFORE.test(text[start - 1] ?? '')) || AFTER.test(text[end] ?? '');
}

/** How far before a value its name is looked for. */
const MAX_BACK = 300;
const ASSIGNED =
  /(?:^|[\s{,(;])((?:param|var|local|let|const|def|set)\s+)?["']?([A-Za-z_$][\w.-]*)["']?\s*(?:string\s*)?(?::=|[:=])\s*["'`]?$/;
/** Keys under which a variable that is declared with more has its value. */
const VALUE_KEYS: ReadonlySet<string> = new Set(['default', 'defaultValue', 'value']);
const OWNER = /variable\s+"([\w-]+)"\s*\{|([A-Za-z_][\w-]*)["']?\s*:\s*(?=[{\r\n])/g;
/** Fields of what runs images, which nothing else names. */
const FIELDS: ReadonlySet<string> = new Set(['image', 'container', 'uses', 'name', 'from']);

/** The name of the variable whose value begins at an offset, by what stands before it; `undefined` where it is a field of something. */
export function nameDefinedAt(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - MAX_BACK), start);
  const [, word, name] = ASSIGNED.exec(before) ?? [];
  if (name === undefined || !VALUE_KEYS.has(name))
    return name !== undefined && word === undefined && FIELDS.has(name) ? undefined : name;
  const [, block, key] = [...before.matchAll(OWNER)].at(-1) ?? [];
  return block ?? key;
}
