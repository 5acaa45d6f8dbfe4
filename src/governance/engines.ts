import { ADMISSION_POLICY } from './admission-policy.ts';
import { AZURE_POLICY } from './azure-policy.ts';
import { GATEKEEPER } from './gatekeeper.ts';
import { KYVERNO } from './kyverno.ts';
import type { Engine, EngineName } from './wall.ts';

/** Every engine, by name. The one list that a new engine must join. */
export const ENGINES: Readonly<Record<EngineName, Engine>> = {
  'validating-admission-policy': ADMISSION_POLICY,
  gatekeeper: GATEKEEPER,
  kyverno: KYVERNO,
  'azure-policy': AZURE_POLICY,
};
