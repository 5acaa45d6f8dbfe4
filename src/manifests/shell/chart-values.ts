import type { KindName } from '../model/kind-names.ts';
import type { Use } from '../model/use.ts';
import { isPossibleImage } from '../references/certainty.ts';
import { isImageKey } from '../references/image-keys.ts';
import { literalUse } from '../references/literal-use.ts';
import { splitUse } from '../references/split-use.ts';
import type { SourceFile } from '../source/source.ts';
import { MAX_TEMPLATE } from '../variables/expand.ts';
import type { YamlScalar } from '../yaml/nodes.ts';
import { programAt, variableIn } from './engine-command.ts';
import type { ShellCommand, ShellWord } from './tokens.ts';

const HELM = /^[@+-]{0,2}(?:[\w./-]*\/)?helm3?$/;
const VERB = /^(?:install|upgrade|template)$/;
const FLAG = /^--set(?:-string|-literal)?(?:=|$)/;
const PLAIN = /^[\w./:@-]+$/;

/**
 * The images that `helm install`, `upgrade` or `template` is given by `--set`
 * (https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set): whole ones, and repositories with the registry
 * and the tag beside them. Only what means itself: no variables.
 */
export function chartValueUses(file: SourceFile, command: ShellCommand, kind: KindName): readonly Use[] {
  const words = command.map(({ start, end }) => file.text.slice(start, end));
  const program = words[programAt(words)] ?? '';
  if (!HELM.test(program) && !/helm/i.test(variableIn(program) ?? '')) return [];
  if (!words.some((word) => VERB.test(word))) return [];
  const values = new Map(setWords(words, command).flatMap((span) => valuesIn(file.text, span)));
  return [...values].flatMap(([path, span]) => useOf(file, kind, path, span, values) ?? []);
}

/** What stands behind the flags, in the same word or as the next. */
function setWords(words: readonly string[], command: ShellCommand): readonly ShellWord[] {
  return words.flatMap((word, index) => {
    const flag = FLAG.exec(word);
    const own = command[index];
    if (flag === null || own === undefined) return [];
    const values = flag[0].endsWith('=') ? { start: own.start + flag[0].length, end: own.end } : command[index + 1];
    return values === undefined || values.end - values.start > MAX_TEMPLATE ? [] : values;
  });
}

/** The values of `a.b=c,d=e` by their paths; quotes around all of it or around a value are syntax. */
function valuesIn(text: string, { start, end }: ShellWord): readonly (readonly [string, ShellWord])[] {
  const values: (readonly [string, ShellWord])[] = [];
  let at = start;
  for (const part of text.slice(start, end).split(',')) {
    const match = /^["']?([\w.-]+)=["']?/.exec(part);
    if (match !== null) {
      const from = match[0].length;
      const length = part.slice(from).replace(/["']{0,2}$/, '').length;
      values.push([match[1] ?? '', { start: at + from, end: at + from + length }]);
    }
    at += part.length + 1;
  }
  return values;
}

function useOf(
  file: SourceFile,
  kind: KindName,
  path: string,
  span: ShellWord,
  values: ReadonlyMap<string, ShellWord>,
): Use | undefined {
  const text = file.text.slice(span.start, span.end);
  const key = path.slice(path.lastIndexOf('.') + 1);
  if (!PLAIN.test(text)) return undefined;
  if (key === 'image' && /(?:^|\.)(?:image|\w{1,80}Image)\.image$/.test(path))
    return splitOf(file, kind, path, span, values);
  if (isImageKey(key)) {
    const isWhole = /[:/]/.test(text) && isPossibleImage(text, key);
    return isWhole ? literalUse({ file, start: span.start, text, kind, part: 'whole' }) : undefined;
  }
  if (!/(?:^|\.)(?:image|\w{1,80}Image)\.repository$/.test(path)) return undefined;
  return splitOf(file, kind, path, span, values);
}

/** A repository (some charts call it `image`) with the registry and the tag beside it. */
function splitOf(
  file: SourceFile,
  kind: KindName,
  path: string,
  span: ShellWord,
  values: ReadonlyMap<string, ShellWord>,
): Use | undefined {
  const text = file.text.slice(span.start, span.end);
  const role = path.slice(path.lastIndexOf('.') + 1);
  const sibling = (name: string) => values.get(path.slice(0, -role.length) + name);
  const registry = scalarOver(file, sibling('registry'));
  const tag = scalarOver(file, sibling('tag'));
  const digest = scalarOver(file, sibling('digest'));
  const repository = scalarOver(file, span);
  const isKnown = registry === undefined || PLAIN.test(registry.value);
  // A word alone is mostly what the repository builds.
  if (repository === undefined || !isKnown || (registry === undefined && !text.includes('/'))) return undefined;
  return splitUse({
    file,
    kind,
    part: 'repository',
    repository: { role, scalar: repository },
    ...(registry === undefined ? {} : { registry: { role: 'registry', scalar: registry } }),
    ...(tag === undefined || tag.value === '' ? {} : { tag: { role: 'tag', scalar: tag } }),
    ...(digest === undefined || digest.value === '' ? {} : { digest: { role: 'digest', scalar: digest } }),
  });
}

function scalarOver(file: SourceFile, span: ShellWord | undefined): YamlScalar | undefined {
  if (span === undefined) return undefined;
  const value = file.text.slice(span.start, span.end);
  return { type: 'scalar', ...span, style: 'plain', anchor: undefined, tag: undefined, value, verbatim: true };
}
