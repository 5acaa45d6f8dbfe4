import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, so that none of them is begun last and runs alone. What mostly waits comes early, beside what needs
 * a processor. Any other file comes after them, in vitest's order.
 */
const LONGEST = [
  'test/scenario/endings.test.ts',
  'test/manifests/laws.test.ts',
  'test/faults/sample.test.ts',
  'test/scenario/closed.test.ts',
  'test/scenario/race.test.ts',
  'test/scenario/evidence.test.ts',
  'test/scenario/kill.test.ts',
  'test/meaning/engines.test.ts',
  'test/scenario/arm-faults.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/scenario/event-table.test.ts',
  'test/manifests/hostile.test.ts',
  'test/scenario/warm-faults.test.ts',
  'test/text/markdown.test.ts',
].map((path) => fileURLToPath(new URL(`../${path}`, import.meta.url)));

/** @throws Error where a file that it names is not there any more */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const missing = LONGEST.filter((path) => !existsSync(path));
    if (missing.length > 0) throw new Error(`test/longest-first.ts names ${missing.join(', ')}, which is not there`);
    const sorted = await super.sort(files);
    const long = LONGEST.flatMap((path) => sorted.filter(({ moduleId }) => moduleId === path));
    return [...long, ...sorted.filter((file) => !long.includes(file))];
  }
}
