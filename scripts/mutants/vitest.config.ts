import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const TESTS = (process.env.MUTANT_TESTS ?? '').split(',').filter((path) => path !== '');

/** The files of tests in the order of table.ts, which has the quick ones first. */
class AsListed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => TESTS.findIndex((path) => moduleId.endsWith(path));
    return files.toSorted((one, other) => place(one) - place(other));
  }
}

/** One mutant's tests, in one process, until the first that sees it. All mutants of a run stand in the same text: it is read once. */
export default defineConfig({
  test: {
    include: TESTS,
    setupFiles: ['scripts/mutants/seed.ts'],
    sequence: { sequencer: AsListed },
    bail: 1,
    isolate: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    fsModuleCache: true,
    fsModuleCachePath: process.env.MUTANT_CACHE ?? 'node_modules/.vitest-cache',
  },
});
