import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The environment of bundles that tests start by the thousand: Node keeps what it compiled of them, by their content, which takes a
 * tenth off each. Hosted runners begin without; what the bundles do is the same.
 */
export const COMPILED: Readonly<Record<string, string>> = {
  NODE_COMPILE_CACHE: join(tmpdir(), 'acr-artifact-cache-compiled'),
};
