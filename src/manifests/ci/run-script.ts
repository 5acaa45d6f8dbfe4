import type { CommonFact } from '../kind.ts';
import { writtenScalar } from '../scalar-use.ts';
import { Script } from '../shell/script.ts';
import { shellCommands } from '../shell/tokens.ts';
import type { SourceFile } from '../source.ts';
import type { KindName } from '../use.ts';
import type { YamlNode } from '../yaml.ts';

/**
 * What the shell script in a field of a pipeline tells: the images that `docker run`, `docker pull` and `kubectl run` name.
 * A quoted text with escapes is not read, for its characters do not stand in the file as the shell sees them.
 */
export function scriptFacts(file: SourceFile, node: YamlNode | undefined, kind: KindName): readonly CommonFact[] {
  const scalar = writtenScalar(node);
  if (scalar === undefined || ((scalar.style === 'single' || scalar.style === 'double') && !scalar.verbatim)) return [];
  const { start } = scalar;
  const text = file.text.slice(start, scalar.end);
  if (!/docker|podman|nerdctl|container|kubectl|\boc\b/i.test(text)) return [];
  const script = new Script(file, kind);
  for (const command of shellCommands(text)) {
    script.command(command.map((word) => ({ start: word.start + start, end: word.end + start })));
  }
  return script.facts().flatMap((fact): readonly CommonFact[] => {
    if (fact.type === 'use') return [{ type: 'use', use: { ...fact.use, part: 'arg' } }];
    return fact.type === 'built-here' ? [fact] : [];
  });
}
