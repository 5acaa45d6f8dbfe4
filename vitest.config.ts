import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/meaning/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two more than there are cores, since scenarios wait for most of their time: 245 s on two cores, and 255 s with one more.
    maxWorkers: availableParallelism() + 2,
    // Of the cases of one file that wait: each has a process, and others measure how long theirs takes.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
    // Files share a worker and the modules that are loaded in it, and no module keeps state: loading and compiling them anew
    // for each file took half of the time. A file that changes the process (its environment, say) takes that back.
    isolate: false,
    // It imports JSON in a way that only a bundler takes.
    deps: { optimizer: { ssr: { enabled: true, include: ['@actions/languageservice', '@actions/workflow-parser'] } } },
  },
});
