import type { Inputs } from '../inputs/inputs.ts';
import type { Rights } from '../trust.ts';
import type { RegistryLookup } from './registry-view.ts';

/** Whether a run changes the registry, and why it does or does not, as a clause for people. */
export interface Apply {
  readonly applied: boolean;
  readonly reason: string;
}

/** Decides it: by rights first, which nothing lifts, then by what the user asked for. */
export function applyDecision(
  { registry, apply }: Pick<Inputs, 'registry' | 'apply'>,
  rights: Rights,
  terminal: { readonly isTerminal: boolean; readonly asked: boolean },
): Apply {
  if (registry === undefined) return { applied: false, reason: 'no registry is given' };
  if (terminal.isTerminal) {
    return terminal.asked
      ? { applied: true, reason: 'asked for with --apply' }
      : { applied: false, reason: 'in a terminal that takes "run --apply"' };
  }
  if (!rights.mayWrite) return { applied: false, reason: rights.reason };
  if (apply === 'never') return { applied: false, reason: 'apply is never' };
  return { applied: true, reason: rights.reason };
}

/** What can't be looked up can't be changed. */
export function asFarAsKnown(wanted: Apply, look: RegistryLookup): Apply {
  if (!wanted.applied || look.state === 'known') return wanted;
  if (look.expected) return { applied: false, reason: wanted.reason };
  return {
    applied: false,
    reason: look.rules === undefined ? 'it could not be looked up' : 'its login server is not known',
  };
}
