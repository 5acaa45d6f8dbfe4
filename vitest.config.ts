import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/meaning/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than vitest takes, which leaves a core free: on two cores it would run one file at a time.
    maxWorkers: availableParallelism(),
    // Files share a worker and the modules that are loaded in it, and no module keeps state: loading and compiling them anew
    // for each file took half of the time. A file that changes the process (its environment, say) takes that back.
    isolate: false,
    // It imports JSON in a way that only a bundler takes.
    deps: { optimizer: { ssr: { enabled: true, include: ['@actions/workflow-parser'] } } },
  },
});
