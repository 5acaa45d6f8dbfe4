import { compareTexts } from '../base/order.ts';
import type { CacheRule } from '../rules/rule.ts';
import { codeSpan, fencedLines } from '../text/markdown.ts';

/** What tells Renovate where the images of the registry come from, so that it keeps proposing their new tags. */
export interface RenovateAliases {
  /** For the repository's Renovate configuration (https://docs.renovatebot.com/configuration-options/#registryaliases). */
  readonly configuration: { readonly registryAliases: Readonly<Record<string, string>> };
  /** Rules whose target can't be told by an alias: what follows the registry there is not what follows the host upstream. */
  readonly unaliased: readonly CacheRule[];
}

/**
 * The `registryAliases` for rules of a registry. The registry lists only the tags that it has cached
 * (docs/azure-behaviour.md#lists-stored), so that an update bot that asks it sees nothing new: an alias makes it ask
 * upstream, and leaves the reference as it is. An alias replaces the beginning of a name up to a slash, and the first
 * that fits is taken: longer ones stand first (`getDep` in
 * https://github.com/renovatebot/renovate/blob/main/lib/modules/manager/dockerfile/extract.ts).
 * @param loginServer of the registry
 * @param rules those whose state is `Succeeded` count
 */
export function renovateAliases(loginServer: string, rules: readonly CacheRule[]): RenovateAliases {
  let aliases: readonly Alias[] = [];
  const told: CacheRule[] = [];
  const unaliased: CacheRule[] = [];
  for (const rule of rules.filter(({ state }) => state === 'Succeeded').toSorted(byTarget)) {
    const choices = [
      aliases,
      ...aliasesOf(loginServer, rule).map((alias) => [...aliases, alias].toSorted(longerFirst)),
    ];
    const fitting = choices.find((choice) => [rule, ...told].every((other) => tells(choice, loginServer, other)));
    if (fitting === undefined) unaliased.push(rule);
    else {
      aliases = fitting;
      told.push(rule);
    }
  }
  const registryAliases = Object.fromEntries(aliases.map(({ from, to }) => [from, to]));
  return { configuration: { registryAliases }, unaliased };
}

/** How the aliases are added, as the text of a section. Empty where there are none. */
export function renovateSection(loginServer: string, rules: readonly CacheRule[]): string {
  const { configuration, unaliased } = renovateAliases(loginServer, rules);
  if (Object.keys(configuration.registryAliases).length === 0) return '';
  const lines = [
    `Renovate asks a registry for new tags, and ${codeSpan(loginServer)} lists only what it has cached. These aliases make it ask upstream.`,
    'Merge them into `renovate.json` (or `.github/renovate.json`, or the `renovate` key of `package.json`):',
    '',
    fencedLines(JSON.stringify(configuration, undefined, 2), 'json'),
  ];
  if (unaliased.length > 0) {
    const names = unaliased.map(({ target }) => codeSpan(target)).join(', ');
    lines.push('', `No alias tells where these come from, for their names are not those upstream: ${names}.`);
  }
  return `${lines.join('\n')}\n`;
}

interface Alias {
  readonly from: string;
  readonly to: string;
}

/**
 * The aliases that would tell where a rule's images come from, the most general first: what both names end with is left out on both sides.
 * Never the registry as a whole, which holds other images as well.
 */
function aliasesOf(loginServer: string, { source, target }: CacheRule): readonly Alias[] {
  const from = componentsOf(target);
  const to = componentsOf(source);
  const found: Alias[] = [];
  // An alias stands for what is before a slash: of an exact rule it can't be the whole name.
  let length = target.endsWith('*') ? 0 : 1;
  while (length < from.length && length < to.length && agree(from, to, length)) {
    const kept = { from: from.slice(0, from.length - length), to: to.slice(0, to.length - length) };
    found.unshift({ from: [loginServer, ...kept.from].join('/'), to: kept.to.join('/') });
    length++;
  }
  return found;
}

/** Whether the last components of two names are the same. */
function agree(one: readonly string[], other: readonly string[], length: number): boolean {
  return length === 0 || one.slice(-length).join('/') === other.slice(-length).join('/');
}

function componentsOf(name: string): readonly string[] {
  return name.split('/').filter((component) => component !== '*' && component !== '');
}

/** Whether Renovate, given the aliases, finds the source of a rule's images. */
function tells(aliases: readonly Alias[], loginServer: string, { source, target }: CacheRule): boolean {
  const name = `${loginServer}/${target}`;
  const alias = aliases.find(({ from }) => name.startsWith(`${from}/`));
  return alias !== undefined && alias.to + name.slice(alias.from.length) === source;
}

function longerFirst(one: Alias, other: Alias): number {
  return other.from.length - one.from.length || compareTexts(one.from, other.from);
}

function byTarget(one: CacheRule, other: CacheRule): number {
  return compareTexts(one.target, other.target);
}
