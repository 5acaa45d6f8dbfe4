import { createHash } from 'node:crypto';

/** A whole number from 1 to `most` that depends on the seed and the name alone. */
export function pick(seed: number, name: string, most: number): number {
  const hash = createHash('sha256').update(`${seed} ${name}`).digest();
  return 1 + (hash.readUInt32BE(0) % most);
}
