import { createHash } from 'node:crypto';

const MAX_NAME_CHARS = 49;
const HASH_LENGTH = 10;

/**
 * The name of the rule for a source and a target: the same in every run, so that two runs that want the same rule write
 * the same request.
 * @returns 10 to 49 letters, digits and single dashes, which fits the strictest pattern in use
 * (docs/azure-behaviour.md#rule-name)
 */
export function ruleName(source: string, target: string): string {
  const hash = createHash('sha256').update(`${source}\n${target}`).digest('hex').slice(0, HASH_LENGTH);
  const slug = slugOf(source);
  return slug === '' ? hash : `${slug}-${hash}`;
}

function slugOf(source: string): string {
  return source
    .toLowerCase()
    .replace('*', 'all')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_NAME_CHARS - HASH_LENGTH - 1)
    .replaceAll(/^-|-$/g, '');
}

/**
 * Looks for the rule's name among those there are. Hashes only where the readable half of a name is among them: a plan
 * asks for thousands of images.
 * @returns the name, or `undefined` where no rule has it
 */
export function nameAmong(names: readonly string[]): (source: string, target: string) => string | undefined {
  const taken = new Set(names);
  const slugs = new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('-')))));
  return (source, target) => {
    if (!slugs.has(slugOf(source))) return undefined;
    const name = ruleName(source, target);
    return taken.has(name) ? name : undefined;
  };
}
