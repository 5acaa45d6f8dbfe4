import { buildClaim } from '../../images/built-here.ts';
import { parseReference } from '../../images/reference.ts';
import type { CommonFact } from '../model/fact.ts';
import { knownNameLength } from './unknown-tag.ts';

/**
 * What is built, by the reference it is tagged with. The tag may hold variables; a name that does is not known.
 */
export function builtAs(reference: string): string | undefined {
  const text = reference.trim();
  const length = knownNameLength(text);
  const parsed = parseReference(length === undefined ? text : text.slice(0, length));
  return parsed === undefined ? undefined : buildClaim(parsed, length !== undefined);
}

/** The facts of references that something is built as. */
export function builtFacts(references: readonly string[]): readonly CommonFact[] {
  const claims = new Set([...new Set(references)].flatMap((reference) => builtAs(reference) ?? []));
  return [...claims].map((claim) => ({ type: 'built-here', claim }));
}

/**
 * The references that a shell script builds or tags images as:
 * `docker build -t`, `docker buildx build --tag`, `podman build`, `buildah bud`, and the last word of `docker tag`.
 */
export function referencesBuiltBy(script: string): readonly string[] {
  if (!/\b(?:docker|podman|nerdctl|buildah)\b/.test(script)) return [];
  const lines = script.replace(/[\\`]\r?\n/g, ' ').split(/\r?\n|&&|\|\|?|;/);
  return lines.flatMap((line) => builtByCommand(wordsOf(line)));
}

/** Words of a simple command; quotes only group, and no reference has blanks. */
function wordsOf(line: string): readonly string[] {
  return line
    .split(/\s+/)
    .map((word) => word.replaceAll(/["']/g, ''))
    .filter((word) => word !== '');
}

function builtByCommand(words: readonly string[]): readonly string[] {
  const tool = words.findIndex((word) => /^(?:docker|podman|nerdctl|buildah)$/.test(word));
  if (tool === -1) return [];
  const rest = words.slice(tool + 1).filter((word) => word !== 'buildx' && word !== 'image');
  if (rest[0] === 'tag') return rest.slice(2, 3);
  if (rest[0] !== 'build' && rest[0] !== 'bud') return [];
  return rest.flatMap((word, index) => {
    if (word === '-t' || word === '--tag') return rest[index + 1] ?? [];
    return word.startsWith('--tag=') ? word.slice('--tag='.length) : [];
  });
}
