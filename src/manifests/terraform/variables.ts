import { type Field, type Scope, topOf } from '../languages/fields.ts';
import { blockOf } from '../languages/hcl.ts';
import { textPlace, type ValuePlace, valueUses } from '../languages/value-use.ts';
import type { CommonFact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { SourceFile } from '../source/source.ts';
import type { TerraformFact, TerraformValue } from './facts.ts';

/** How often a text names each variable and local. */
export function mentionsIn(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [name] of text.matchAll(/(?<![\w.-])(?:var|local)\.[A-Za-z_][\w-]{0,200}/g))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The value of a variable or local, where it is a text or a number. */
export function variableValue(
  file: SourceFile,
  kind: KindName,
  name: string,
  { value }: Field,
): TerraformValue | undefined {
  const [token, ...others] = value;
  if (token === undefined || token.type === 'mark' || others.length > 0) return undefined;
  const form = token.type === 'word' ? 'number' : token.dynamic ? 'template' : 'text';
  if (token.type === 'word' ? !/^\d+$/.test(token.text) : !token.plain && !token.dynamic) return undefined;
  const place = { file, start: token.start, text: token.text, kind, part: 'arg' } as const;
  return { type: 'terraform-value', name, place, form };
}

/** Far longer than what people write; every field below a long name would be told with it. */
const MAX_NAME = 512;

/** Whether a file gives values to variables. */
export function isValuesPath(path: string): boolean {
  return /\.tfvars(?:\.json)?$/i.test(path);
}

/** The name under which a value can be referred to: `var.image`, `local.image`, `local.images.web`. */
export function variableName(path: string, { scope, key }: Field): string | undefined {
  // What stands in a list or in the arguments of a function has no name of its own.
  if (key === '' || scope.path.length !== depthOf(scope)) return undefined;
  const names = [...scope.path, key];
  if (names.reduce((length, name) => length + name.length, 0) > MAX_NAME) return undefined;
  if (isValuesPath(path)) return `var.${names.join('.')}`;
  const block = blockOf(topOf(scope));
  if (block?.type === 'locals') return `local.${names.slice(1).join('.')}`;
  const [name] = block?.labels ?? [];
  if (block?.type !== 'variable' || names[1] !== 'default' || name === undefined) return undefined;
  return ['var', name, ...names.slice(2)].join('.');
}

function depthOf(scope: Scope): number {
  let depth = 0;
  for (let at = scope; at.parent !== undefined; at = at.parent) depth++;
  return depth;
}

type UseFact = Extract<CommonFact, { readonly type: 'use' }>;

/**
 * What an image's value tells: a use, or what other values of the module are needed for.
 * @param doubtful whether a text with variables counts only where it is an image beyond doubt
 */
export function imageFacts(place: ValuePlace, doubtful = false): readonly (UseFact | TerraformFact)[] {
  const { file, kind, value, prefix = '' } = place;
  const [first, ...others] = value;
  if (first?.type === 'text' && first.dynamic && others.length === 0) {
    const at = textPlace(file, kind, 'whole', first, prefix);
    return at === undefined ? [] : [{ type: 'terraform-template', place: at, doubtful }];
  }
  const uses = valueUses(place);
  const [only] = uses;
  if (first?.type === 'word' && others.length === 0 && only !== undefined && /^(?:var|local)\./.test(first.text))
    return [{ type: 'terraform-reference', name: first.text, use: only }];
  return uses.map((use) => ({ type: 'use', use }));
}
