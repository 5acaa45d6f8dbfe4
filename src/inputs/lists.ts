/** Inputs that take several items; a configuration file has them as a list. */
export const LIST_INPUTS = [
  'include',
  'exclude',
  'kinds',
  'trusted-registries',
  'allowed-images',
  'denied-images',
  'upstreams',
  'credential-sets',
  'targets',
  'platforms',
  'chart-hosts',
  'accept-findings',
  'exempt-paths',
  'fail-when',
  'suggest-kinds',
] as const;

/** Of these, those whose items are pairs `key=value`; a configuration file may have them as a mapping. */
export const PAIR_INPUTS = ['upstreams', 'credential-sets', 'targets'] as const;
