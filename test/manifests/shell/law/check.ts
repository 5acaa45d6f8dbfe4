import { isMoved } from '../../../../scripts/meaning/comparison.ts';
import { parseReference, saysVersion } from '../../../../src/images/reference.ts';
import type { Commands } from './engine.ts';

const ACR = 'contoso.azurecr.io';

/** What is told otherwise than an image that moved. */
export function wrongIn(before: Commands, after: Commands): readonly string[] {
  if (before.length !== after.length) return [`${before.length} commands become ${after.length}`];
  const there = { before: new Set<string>(), after: new Set<string>() };
  return before.flatMap((was, index) => {
    const is = after[index] ?? [];
    const found = was.length === is.length ? was.flatMap((_, at) => wrongWord(was, is, at) ?? []) : ['other words'];
    const local = localOperand(was);
    if (local !== undefined && there.before.has(was[local] ?? '') && !there.after.has(is[local] ?? ''))
      found.push('asks for what is not there');
    const pulled = pulledOperand(was);
    if (pulled !== undefined) {
      there.before.add(was[pulled] ?? '');
      there.after.add(is[pulled] ?? '');
    }
    return found.map((why) => `${why}: ${JSON.stringify(was)} → ${JSON.stringify(is)}`);
  });
}

function wrongWord(was: readonly string[], is: readonly string[], at: number): string | undefined {
  const [word = '', now = ''] = [was[at], is[at]];
  const [program, verb] = was;
  // What no engine takes says nothing.
  if (word === now || /@sha256(?!:[0-9a-f]{64}(?!-))|\/(?:-debug)?(?:"|$)|-$/m.test(word)) return undefined;
  if (!isMoved(word, now, ACR)) return 'is no moved image';
  const isMade = verb === 'push' || (verb === 'build' && was[at - 1] === '-t') || (verb === 'tag' && at === 3);
  if (isMade && !word.startsWith('docker://')) return 'names what is made';
  return program === 'echo' && !saysImage(word) ? 'may be no image' : undefined;
}

function saysImage(text: string): boolean {
  const word = text.replace(/^docker:\/\//, '');
  return parseReference(word) !== undefined && (saysVersion(word) || /^[^/]*[.:][^/]*\//.test(word));
}

/** Which word names an image that has to be there. */
function localOperand([, verb = '']: readonly string[]): number | undefined {
  if (/^(?:tag|inspect|rmi|save)$/.test(verb)) return 2;
  return verb === 'image' ? 3 : undefined;
}

/** Which word names an image that is pulled. */
function pulledOperand(words: readonly string[]): number | undefined {
  if (words[1] !== 'run' && words[1] !== 'pull') return undefined;
  const at = words.findIndex(
    (word, index) => index > 1 && !word.startsWith('-') && !/^(?:-e|-v|--name)$/.test(words[index - 1] ?? ''),
  );
  return at === -1 ? undefined : at;
}
