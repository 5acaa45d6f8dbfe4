import type { SourceFile } from '../source/source.ts';
import type { YamlScalar } from '../yaml/nodes.ts';

/** A value that one line of a text gives to a name. */
export interface OptionValue {
  /** Offset in the file. */
  readonly start: number;
  readonly text: string;
  /** The first group of the pattern, if it has one. */
  readonly name: string | undefined;
}

/**
 * What follows a pattern at the beginning of the lines of a scalar, up to a blank, a comma or a quote.
 * Nothing of a scalar whose characters are not those of the source.
 * @param before is anchored, and takes linear time
 */
export function optionValues(file: SourceFile, scalar: YamlScalar, before: RegExp): readonly OptionValue[] {
  if (scalar.start < 0 || !(scalar.style === 'literal' || scalar.verbatim)) return [];
  const values: OptionValue[] = [];
  let at = scalar.start;
  for (const line of file.text.slice(scalar.start, scalar.end).split('\n')) {
    const indentation = line.length - line.trimStart().length;
    const match = before.exec(line.slice(indentation));
    if (match !== null) {
      const from = indentation + match[0].length;
      values.push({ start: at + from, text: valueIn(line.slice(from)), name: match[1] });
    }
    at += line.length + 1;
  }
  return values;
}

/** An expression may have blanks and quotes in it; what follows it on its line is taken for a part of the value. */
function valueIn(rest: string): string {
  return rest.includes('${{') ? rest.trimEnd() : rest.slice(0, /[\s,"']|$/.exec(rest)?.index);
}
