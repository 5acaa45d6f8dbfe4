import type { Field } from '../languages/fields.ts';
import { jsonnetFields } from '../languages/jsonnet.ts';
import { starlarkFields } from '../languages/starlark.ts';
import type { Text } from '../languages/tokens.ts';
import type { TextKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { builtFacts, referencesBuiltBy } from '../references/built-here.ts';
import { isPossibleImage } from '../references/certainty.ts';
import { FILLED_IN_ELSEWHERE, literalUse, templatedUse } from '../references/literal-use.ts';
import { useFacts } from '../references/scalar-use.ts';
import type { SourceFile } from '../source/source.ts';

const NAME =
  /(?:^|\/)\.?(?:drone|woodpecker|vela)(?:[-_.][^/]*)?\.(?:star|starlark|jsonnet)$|(?:^|\/)\.?(?:drone|woodpecker)\/.*\.(?:star|starlark|jsonnet|libsonnet)$/i;

/**
 * Pipelines of Drone that are programs (https://docs.drone.io/pipeline/scripting/starlark/, …/jsonnet/): the `image` of steps and
 * services, a literal or a name that the same file gives a literal to.
 */
export const dronePrograms: TextKind = {
  name: 'drone-programs',
  format: 'text',
  recognises: (path) => NAME.test(path),
  extract: (file) => {
    if (!file.text.includes('image')) return [];
    const fields = /sonnet$/i.test(file.path) ? jsonnetFields(file.text) : starlarkFields(file.text);
    const values = new Map(fields.flatMap((field) => namedText(field)));
    const built = fields.flatMap(({ value: [first] }) => (first?.type === 'text' ? referencesBuiltBy(first.text) : []));
    return [...useFacts(fields.map((field) => imageUse(file, field, values))), ...builtFacts(built)];
  },
};

/** A name at the top, and the text that it is given: `local image = 'golang'`, `IMAGE = "golang"`. */
function namedText({ scope, target, value: [text, ...more] }: Field): readonly (readonly [string, Text])[] {
  const name = target.at(-1);
  if (scope.parent !== undefined || name?.type !== 'word' || text?.type !== 'text' || !text.plain) return [];
  return more.length === 0 ? [[name.text, text]] : [];
}

function imageUse(
  file: SourceFile,
  { scope, key, target, value }: Field,
  values: ReadonlyMap<string, Text>,
): Use | undefined {
  // What a plug-in is told (`settings`) is its own affair; the last name is the key of a field with a visibility or a default.
  const name = target.at(-1);
  if (key !== 'image' || (name !== undefined && name.type !== 'mark' && name.text !== 'image')) return undefined;
  if (scope.path.includes('settings')) return undefined;
  const [first, ...more] = value;
  if (first?.type === 'word' && more.length === 0) {
    const text = values.get(first.text);
    return text === undefined || !isPossibleImage(text.text, 'image')
      ? undefined
      : literalUse({ file, start: text.start, text: text.text, kind: 'drone', part: 'arg' });
  }
  if (first?.type !== 'text' || !first.plain) return undefined;
  const place = { file, start: first.start, text: first.text, kind: 'drone', part: 'whole' } as const;
  if (more.length > 0) return more[0]?.text === '%' ? templatedUse(place, FILLED_IN_ELSEWHERE) : undefined;
  return isPossibleImage(first.text, 'image') ? literalUse(place) : undefined;
}
