import type { Field, Scope } from '../languages/fields.ts';
import { templatedUse } from '../references/literal-use.ts';
import type { SourceFile } from '../source/source.ts';
import type { TerraformReference } from './facts.ts';

/** Functions that take the first of their values that is there. */
const FALLBACK = /^(?:coalesce|try)$/;
/** Functions of which one value alone may be the image: the text that others are put into, what a map is asked for in vain. */
const ONE_OF: ReadonlyMap<string, number> = new Map([
  ['format', 0],
  ['lookup', 2],
]);

/** Whether a field is what such a function comes to. */
export function isChosen({ value: [first] }: Field): boolean {
  return first?.type === 'word' && (FALLBACK.test(first.text) || ONE_OF.has(first.text));
}

/**
 * The field whose value a literal is, or is one of, by `image = coalesce(var.image, "nginx:1")`, `lookup(var.images, "web",
 * "nginx:1")` or `format("quay.io/acme/web:%s", var.tag)`; with that literal as its value.
 * @param index how many values of the function stand before it
 */
export function chosenOf({ scope, value: [value] }: Field, index: number): Field | undefined {
  const [key, assign, call] = scope.header;
  const { parent } = scope;
  if (scope.bracket !== '(' || parent === undefined || value?.type !== 'text') return undefined;
  if (key?.type !== 'word' || assign?.type !== 'mark' || call?.type !== 'word') return undefined;
  if (!FALLBACK.test(call.text) && ONE_OF.get(call.text) !== index) return undefined;
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
