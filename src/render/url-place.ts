import type { Token } from '../manifests/languages/tokens.ts';
import type { SourceFile } from '../manifests/source/source.ts';
import type { YamlNode } from '../manifests/yaml/nodes.ts';

/** Where the address of a chart's registry stands in the repository, character by character. */
export interface UrlPlace {
  readonly file: SourceFile;
  /** Offset of its first character. */
  readonly start: number;
  /** What stands there: `oci://ghcr.io/acme/charts`. */
  readonly text: string;
}

/** The place of a field's value; `undefined` for an alias, for what others may stand for, and for what is written with escapes. */
export function urlPlace(file: SourceFile, node: YamlNode | undefined): UrlPlace | undefined {
  if (node?.type !== 'scalar' || !node.verbatim || node.start < 0 || node.anchor !== undefined) return undefined;
  return { file, start: node.start, text: node.value };
}

/** The same of a text in a language with braces. */
export function urlPlaceOfToken(file: SourceFile, token: Token | undefined): UrlPlace | undefined {
  if (token?.type !== 'text' || !token.plain) return undefined;
  return { file, start: token.start, text: token.text };
}
