import { describe, expect, it } from 'vitest';
import { exemptFiles } from '../../src/stages/exempt-files.ts';

describe('exempt paths', () => {
  it.each([
    ['samples/**', '', 'samples/app.yaml', true],
    ['samples/**', '', 'app.yaml', false],
    ['samples/**', '', 'deploy/samples/app.yaml', false],
    ['deploy/samples/**', 'deploy/', 'samples/app.yaml', true],
    ['samples/**', 'deploy/', 'samples/app.yaml', false],
  ])('%s, with the path %j, takes %s in: %s', (glob, prefix, file, expected) => {
    expect(exemptFiles({ exemptPaths: [glob] }, prefix)(file)).toBe(expected);
    expect(exemptFiles({ exemptPaths: [] }, prefix)(file)).toBe(false);
  });
});
