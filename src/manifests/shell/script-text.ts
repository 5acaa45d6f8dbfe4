import type { CommonFact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Use } from '../model/use.ts';
import { writtenScalar } from '../references/scalar-use.ts';
import type { SourceFile } from '../source/source.ts';
import type { YamlNode, YamlScalar } from '../yaml/nodes.ts';
import { readPowerShell } from './powershell.ts';
import { Script } from './script.ts';
import { readShell } from './shell.ts';
import { POSIX, POWERSHELL } from './syntax.ts';
import type { ShellWord } from './tokens.ts';

/** What a script has that starts or pulls something, or gives a manifest to a command. */
const MAY_TELL = /docker|podman|nerdctl|container|runtime|engine|kubectl|\boc\b|helm|image|<<|@["']/i;

export interface ScriptOptions {
  /** What runs it; a POSIX shell unless given. */
  readonly language?: ScriptLanguage;
  /** The script as a shell is to read it, of the same length: a pipeline's own syntax may mean something else to a shell. */
  readonly prepared?: (script: string) => string;
}

export type ScriptLanguage = 'shell' | 'powershell';

/**
 * What the script in a field of a pipeline tells: the images that its commands, variables and here-documents name.
 * A quoted text with escapes is not read, for its characters do not stand in the file as the shell sees them.
 */
export function scriptFacts(
  file: SourceFile,
  node: YamlNode | undefined,
  kind: KindName,
  { language = 'shell', prepared }: ScriptOptions = {},
): readonly CommonFact[] {
  const scalar = writtenScalar(node);
  if (scalar === undefined || ((scalar.style === 'single' || scalar.style === 'double') && !scalar.verbatim)) return [];
  const text = file.text.slice(scalar.start, scalar.end);
  if (!MAY_TELL.test(text)) return [];
  const indentation = indentationOf(scalar, text);
  const isFolded = !scalar.verbatim && scalar.style !== 'literal';
  if (!isFolded && prepared === undefined) return factsOf(file, kind, language, scalar, indentation);
  const script = isFolded ? unfolded(text, scalar) : text;
  return factsElsewhere(file, kind, language, scalar.start, prepared?.(script) ?? script, indentation);
}

function factsOf(
  file: SourceFile,
  kind: KindName,
  language: ScriptLanguage,
  range: ShellWord,
  indentation: number,
): readonly CommonFact[] {
  const script = new Script(file, kind, language === 'shell' ? POSIX : POWERSHELL);
  const read = language === 'shell' ? readShell : readPowerShell;
  read(script, file.text, range, indentation);
  return script.facts().flatMap((fact): readonly CommonFact[] => {
    if (fact.type === 'use') return [{ type: 'use', use: { ...fact.use, part: 'arg' } }];
    return fact.type === 'built-here' || fact.type === 'compose-command' ? [fact] : [];
  });
}

/**
 * A script on as many lines as the shell sees: YAML folds a line break between lines that stand equally deep into a blank, so
 * that one command may stand on many lines. Every character stays where it is.
 */
function unfolded(text: string, { style }: YamlScalar): string {
  const lines = text.split('\n');
  const indentation = lines.find((line) => line.trim() !== '')?.search(/\S/) ?? 0;
  const isFolded = (line: string | undefined): boolean =>
    line !== undefined && line.trim() !== '' && (style !== 'folded' || line.search(/\S/) === indentation);
  return lines
    .map((line, index) => {
      if (index === lines.length - 1) return line;
      return isFolded(line) && isFolded(lines[index + 1]) ? `${line.replace(/\r$/, ' ')} ` : `${line}\n`;
    })
    .join('');
}

/** The facts of a script whose every character stands in the file, from an offset on, or stands for one that does. */
function factsElsewhere(
  file: SourceFile,
  kind: KindName,
  language: ScriptLanguage,
  start: number,
  script: string,
  indentation: number,
): readonly CommonFact[] {
  const offsets = new Map<string, number>();
  const at = (offset: number) => {
    const position = file.at(start + offset);
    offsets.set(`${position.line}:${position.column}`, start + offset);
    return position;
  };
  const inner: SourceFile = { path: file.path, text: script, at };
  const written = (use: Use): Use => {
    const offset = offsets.get(`${use.line}:${use.column}`);
    return {
      ...use,
      text: offset === undefined ? use.text : file.text.slice(offset, offset + use.text.length),
      slots: use.slots.map((slot) => ({ ...slot, start: slot.start + start, end: slot.end + start })),
    };
  };
  const facts = factsOf(inner, kind, language, { start: 0, end: script.length }, indentation);
  return facts.map((fact) => (fact.type === 'use' ? { type: 'use', use: written(fact.use) } : fact));
}

/** The blanks before every line of a block, which are no part of its text. */
function indentationOf({ style }: YamlScalar, text: string): number {
  return style === 'literal' || style === 'folded' ? (/^[ ]*(?=[^ \r\n])/m.exec(text)?.[0].length ?? 0) : 0;
}
