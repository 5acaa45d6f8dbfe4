import type { YamlKind } from '../model/kind.ts';
import { valueAt } from '../yaml/nodes.ts';

/**
 * Suites of helm-unittest (https://github.com/helm-unittest/helm-unittest): the images that they set and expect
 * are made up, and nobody pulls them.
 */
export const helmUnitTest: YamlKind = {
  name: 'helm-unit-test',
  format: 'yaml',
  recognises: ({ root }) =>
    valueAt(root, 'tests')?.type === 'sequence' &&
    ['suite', 'templates', 'release', 'set', 'values'].some((key) => valueAt(root, key) !== undefined),
  extract: () => [],
};
