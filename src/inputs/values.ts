import { UserError } from '../base/errors.ts';

/** Reads of single input values. Every error is one line that names the input, the value and what is allowed. */

/** The text of an input; an empty one is not given. */
export type ReadInput = (name: string) => string;

export function invalid(name: string, value: string, allowed: string): UserError {
  return new UserError(`Input "${name}": ${JSON.stringify(value)} is not allowed. Allowed: ${allowed}.`);
}

/** The trimmed text, or `undefined` where nothing is given. */
export function optional(read: ReadInput, name: string): string | undefined {
  const value = read(name).trim();
  return value === '' ? undefined : value;
}

/** One of a few words, whatever their case: `HIGH` is `high`. */
export function choice<T extends string>(read: ReadInput, name: string, allowed: readonly T[], fallback: T): T;
export function choice<T extends string>(read: ReadInput, name: string, allowed: readonly T[]): T | undefined;
export function choice<T extends string>(
  read: ReadInput,
  name: string,
  allowed: readonly T[],
  fallback?: T,
): T | undefined {
  const value = optional(read, name);
  if (value === undefined) return fallback;
  const found = wordIn(value, allowed);
  if (found === undefined) throw invalid(name, value, allowed.join(', '));
  return found;
}

/** A boolean of YAML's core schema, as @actions/core reads them. */
export function flag(read: ReadInput, name: string, fallback: boolean): boolean {
  const value = optional(read, name);
  if (value === undefined) return fallback;
  if (['true', 'True', 'TRUE'].includes(value)) return true;
  if (['false', 'False', 'FALSE'].includes(value)) return false;
  throw invalid(name, value, 'true, false');
}

/** A whole number within bounds, both included. */
export function wholeNumber(
  read: ReadInput,
  name: string,
  bounds: { readonly least: number; readonly most: number; readonly fallback: number },
): number {
  const value = optional(read, name);
  if (value === undefined) return bounds.fallback;
  const parsed = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (parsed >= bounds.least && parsed <= bounds.most) return parsed;
  throw invalid(name, value, `a whole number from ${bounds.least} to ${bounds.most}`);
}

/** Minutes, fractions allowed. @returns milliseconds */
export function minutes(
  read: ReadInput,
  name: string,
  bounds: { readonly least?: number; readonly most: number; readonly fallback: number },
): number {
  const value = optional(read, name);
  const least = bounds.least ?? 0;
  const parsed = value === undefined ? bounds.fallback : /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (parsed >= least && parsed <= bounds.most) return parsed * 60_000;
  throw invalid(name, value ?? '', `minutes from ${least} to ${bounds.most}`);
}

/** An amount of money, without a currency. */
export function price(read: ReadInput, name: string): number | undefined {
  const value = optional(read, name);
  if (value === undefined) return undefined;
  if (/^\d{1,6}(?:\.\d{1,6})?$/.test(value)) return Number(value);
  throw invalid(name, value, 'an amount such as 0.1');
}

/** A list by newline or comma; `#` at the start of a line is a comment. */
export function list(read: ReadInput, name: string): readonly string[] {
  return lines(read, name)
    .flatMap((line) => line.split(',').map((item) => item.trim()))
    .filter((item) => item !== '');
}

/** The lines that are neither empty nor a comment. */
export function lines(read: ReadInput, name: string): readonly string[] {
  return read(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** A list whose items are among a few words, whatever their case. */
export function choices<T extends string>(read: ReadInput, name: string, allowed: readonly T[]): readonly T[] {
  return list(read, name).map((item) => {
    const found = wordIn(item, allowed);
    if (found === undefined) throw invalid(name, item, allowed.join(', '));
    return found;
  });
}

/** The words that inputs allow are in lower case. */
function wordIn<T extends string>(text: string, allowed: readonly T[]): T | undefined {
  return allowed.find((word) => word === text.toLowerCase());
}

/** Pairs `key=value` by newline or comma. */
export function pairs(read: ReadInput, name: string, allowed: string): readonly (readonly [string, string])[] {
  return list(read, name).map((item) => {
    const equals = item.indexOf('=');
    const key = item.slice(0, equals).trim();
    const value = item.slice(equals + 1).trim();
    if (equals < 1 || key === '' || value === '') throw invalid(name, item, allowed);
    return [key, value] as const;
  });
}
