import type { KindName } from '../model/kind-names.ts';
import type { LiteralPlace, Part, Use } from '../model/use.ts';
import { literalUse, templatedUse } from '../references/literal-use.ts';
import type { SourceFile } from '../source/source.ts';
import type { Text, Token } from './tokens.ts';

/** A value at a place where the language has an image. */
export interface ValuePlace {
  readonly file: SourceFile;
  readonly kind: KindName;
  readonly value: readonly Token[];
  readonly part?: Part;
  /** What has to stand before the reference, without regard to case (`DOCKER|`). */
  readonly prefix?: string;
}

/** Long expressions are shown by their beginning. */
const MAX_SHOWN = 120;

/**
 * The uses of a value: a literal, the literal alternatives of an expression (`given ?? 'nginx:1'`, `a ? b : "nginx:1"`),
 * else one that can't be resolved.
 */
export function valueUses({ file, kind, value, part = 'whole', prefix = '' }: ValuePlace): readonly Use[] {
  const [first] = value;
  if (first === undefined) return [];
  if (value.length === 1 && first.type === 'text') {
    const use = textUse(file, kind, part, first, prefix);
    return use === undefined ? [] : [use];
  }
  const alternatives = value.flatMap((token, index) => {
    const before = value[index - 1];
    if (token.type !== 'text' || !token.plain || before?.type !== 'mark' || !/^(?:\?\??|:)$/.test(before.text))
      return [];
    const after = value[index + 1];
    return after === undefined || (after.type === 'mark' && after.text === ':') ? [token] : [];
  });
  const uses = alternatives.flatMap((token) => textUse(file, kind, 'arg', token, prefix) ?? []);
  if (uses.length > 0) return uses;
  if (prefix !== '') return [];
  const last = value.at(-1) ?? first;
  const end = Math.min(first.start + MAX_SHOWN, Math.max(last.end, first.end));
  const text = file.text.slice(first.start, end).split(/\r?\n/, 1)[0] ?? '';
  return [
    templatedUse({ file, start: first.start, text, kind, part }, 'an expression that is evaluated on deployment'),
  ];
}

/**
 * Where the image of a text token stands, behind its prefix.
 * @returns `undefined` where the prefix does not stand there.
 */
export function textPlace(
  file: SourceFile,
  kind: KindName,
  part: Part,
  token: Text,
  prefix: string,
): LiteralPlace | undefined {
  const lead = token.text.slice(0, prefix.length);
  if (lead.toLowerCase() !== prefix.toLowerCase()) return undefined;
  return { file, start: token.start + prefix.length, text: token.text.slice(prefix.length), kind, part };
}

function textUse(file: SourceFile, kind: KindName, part: Part, token: Text, prefix: string): Use | undefined {
  const place = textPlace(file, kind, part, token, prefix);
  if (place === undefined) return undefined;
  if (token.dynamic) return templatedUse(place, 'it is put together on deployment');
  if (!token.plain) return undefined;
  return literalUse(place);
}
