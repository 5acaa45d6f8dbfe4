import { defineConfig } from 'vitest/config';

/** One mutant's tests, in one process, until the first that sees it. */
export default defineConfig({
  test: {
    include: (process.env.MUTANT_TESTS ?? '').split(',').filter((path) => path !== ''),
    setupFiles: ['scripts/mutants/seed.ts'],
    bail: 1,
    isolate: false,
    maxWorkers: 1,
    testTimeout: 60_000,
  },
});
