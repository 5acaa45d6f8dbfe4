import { law, type Target } from './target.ts';

/** Faults that are planted: the fuzzer must find each, else its silence about the product means nothing. */

const nothing = { seeds: () => ['a: b\n'], tokens: () => [] };

/** Each condition alone is met now and then, all of them together only by one who keeps what met the first. */
const deep: Target = {
  ...nothing,
  name: 'deep',
  check: (input) => {
    if (!input.startsWith('[')) return;
    if (!input.includes('@sha256:')) return;
    if (!input.includes('\uFEFF')) return;
    if (!input.endsWith('\r')) return;
    throw new Error('planted deep');
  },
};

const broken: Target = {
  ...nothing,
  name: 'broken',
  check: (input) => law('no tab is written', 'planted', !input.includes('\t'), () => JSON.stringify(input)),
};

const endless: Target = {
  ...nothing,
  name: 'endless',
  check: (input) => {
    while (input.includes('{{'));
  },
};

const slow: Target = {
  ...nothing,
  name: 'slow',
  check: () => undefined,
  work: (input) => {
    let steps = 0;
    for (let at = 0; at < input.length; at += 20)
      for (let other = 0; other < input.length; other++) steps += other & at;
    if (steps < 0) throw new Error('never');
  },
};

export const TARGETS: readonly Target[] = [deep, broken, endless, slow];
