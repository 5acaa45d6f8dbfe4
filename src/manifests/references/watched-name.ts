import { MAX_REFERENCE_LENGTH, nameLength, nameOf, parseName } from '../../images/reference.ts';
import type { CommonFact } from '../model/fact.ts';

/**
 * The fact that a program finds images by a name; none where the text, up to a version or what limits it, is no name.
 * @param line 1-based
 * @param by who does
 * @param within in which files, besides those that kustomizations are built from
 */
export function watchedName(text: string, line: number, by: string, within?: readonly string[]): readonly CommonFact[] {
  if (text.length > MAX_REFERENCE_LENGTH) return [];
  const name = parseName(text.slice(0, nameLength(text)).trim());
  return name === undefined
    ? []
    : [{ type: 'watched-name', name: nameOf(name), line, by, ...(within === undefined ? {} : { within }) }];
}
