import type { Field, Scope } from '../languages/fields.ts';
import { templatedUse } from '../references/literal-use.ts';
import type { SourceFile } from '../source/source.ts';
import type { TerraformReference } from './facts.ts';

/** Functions that take the first of their values that is there. */
const FALLBACK = /^(?:coalesce|try)$/;

/** Whether a field is what such a function comes to. */
export function isFallback({ value: [first] }: Field): boolean {
  return first?.type === 'word' && FALLBACK.test(first.text);
}

/** The field whose value a literal is one of, by `image = coalesce(var.image, "nginx:1")`; with that literal as its value. */
export function fallbackOf({ scope, value: [value] }: Field): Field | undefined {
  const [key, assign, call] = scope.header;
  const { parent } = scope;
  if (scope.bracket !== '(' || parent === undefined || value?.type !== 'text') return undefined;
  if (key?.type !== 'word' || assign?.type !== 'mark' || call?.type !== 'word' || !FALLBACK.test(call.text)) {
    return undefined;
  }
  return { scope: parent, key: key.text, target: [key], value: [value] };
}

/** An image that is a field of each value of a map (`each.value.image`, `web.value.image` in a dynamic block): told where it stands. */
export function eachFact(
  file: SourceFile,
  { scope, value }: Field,
  byScope: ReadonlyMap<Scope, ReadonlyMap<string, Field>>,
): TerraformReference | undefined {
  const [token, ...others] = value;
  const match = token?.type === 'word' && others.length === 0 ? /^(\w+)\.value((?:\.\w+)+)$/.exec(token.text) : null;
  if (token === undefined || match === null) return undefined;
  for (let at: Scope | undefined = scope; at?.parent !== undefined; at = at.parent) {
    const [first, label] = at.header;
    const isDynamic = first?.type === 'word' && first.text === 'dynamic';
    const isMine =
      match[1] === 'each'
        ? at.parent.parent === undefined
        : isDynamic && label?.type === 'text' && label.text === match[1];
    const [map, ...more] = (isMine ? byScope.get(at)?.get('for_each')?.value : undefined) ?? [];
    if (map?.type !== 'word' || more.length > 0 || !/^(?:var|local)\./.test(map.text)) continue;
    const use = templatedUse(
      { file, start: token.start, text: token.text, kind: 'terraform', part: 'whole' },
      `a field of each value of ${map.text}`,
    );
    return { type: 'terraform-reference', name: `${map.text}.*${match[2]}`, use };
  }
  return undefined;
}
