import { isObject, parseJson } from '../base/json.ts';

/** Readers of assessments, whose keys have no certain case and whose objects may be JSON as text. */

/** What stands at the path, whatever the case of its keys; objects on the way may be JSON as text. */
export function loose(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    const holder = unpacked(found);
    if (!isObject(holder)) return undefined;
    const key = Object.hasOwn(holder, name)
      ? name
      : Object.keys(holder).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (key === undefined) return undefined;
    found = holder[key];
  }
  return found;
}

/** The text at the path; a number counts as one, empty text as none. */
export function looseText(value: unknown, ...path: readonly string[]): string | undefined {
  const found = loose(value, ...path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** JSON as text is what it holds; other text stays text. */
export function unpacked(value: unknown): unknown {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (parseJson(value) ?? value) : value;
}
