import type { CommonFact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import { writtenScalar } from '../references/scalar-use.ts';
import type { SourceFile } from '../source/source.ts';
import type { YamlNode, YamlScalar } from '../yaml/nodes.ts';
import { Script } from './script.ts';
import { readShell } from './shell.ts';

/** What a script has that starts or pulls something, or gives a manifest to a command. */
const MAY_TELL = /docker|podman|nerdctl|container|runtime|engine|kubectl|\boc\b|helm|image|<</i;

/**
 * What the shell script in a field of a pipeline tells: the images that its commands, variables and here-documents name.
 * A quoted text with escapes is not read, for its characters do not stand in the file as the shell sees them.
 */
export function scriptFacts(file: SourceFile, node: YamlNode | undefined, kind: KindName): readonly CommonFact[] {
  const scalar = writtenScalar(node);
  if (scalar === undefined || ((scalar.style === 'single' || scalar.style === 'double') && !scalar.verbatim)) return [];
  const text = file.text.slice(scalar.start, scalar.end);
  if (!MAY_TELL.test(text)) return [];
  const script = new Script(file, kind);
  readShell(script, file.text, scalar, indentationOf(scalar, text));
  return script.facts().flatMap((fact): readonly CommonFact[] => {
    if (fact.type === 'use') return [{ type: 'use', use: { ...fact.use, part: 'arg' } }];
    return fact.type === 'built-here' ? [fact] : [];
  });
}

/** The blanks before every line of a block, which are no part of its text. */
function indentationOf({ style }: YamlScalar, text: string): number {
  return style === 'literal' || style === 'folded' ? (/^[ ]*(?=[^ \r\n])/m.exec(text)?.[0].length ?? 0) : 0;
}
