import * as fc from 'fast-check';

/** The same examples for each mutant, so that a figure can be had again. */
fc.configureGlobal({ seed: 20261130 });
