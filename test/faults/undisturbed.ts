import { type Claims, claimsOf } from './claims.ts';
import { openFaultScene, type Variant } from './scene.ts';
import { type State, stateOf } from './state.ts';
import { isAnswered, watch } from './watch.ts';

/** The whole run without any fault: what it asks, and what it comes to. */
export interface Undisturbed {
  /** Classes in the order in which they first come, with how many requests each has. */
  readonly classes: ReadonlyMap<string, number>;
  /** What was asked, by class. */
  readonly questions: ReadonlyMap<string, ReadonlySet<string>>;
  readonly before: State;
  readonly after: State;
  readonly claims: Claims;
  readonly requests: number;
}

/** @throws Error where the run is not as the table needs it: green, with all that its scene has to offer */
export async function playUndisturbed(pace: number, variant: Variant): Promise<Undisturbed> {
  const scene = await openFaultScene(pace, variant);
  try {
    const before = stateOf(scene.emulator);
    const watched = watch(scene.emulator);
    const result = await scene.run();
    const claims = claimsOf(result);
    if (claims.status !== 0 || claims.sign !== '✅' || claims.verdict !== 'passed') {
      throw new Error(`the undisturbed run is not green:\n${result.stdout}${result.stderr}`);
    }
    if (scene.emulator.violations.length > 0) throw new Error(scene.emulator.violations.join('\n'));
    const classes = new Map<string, number>();
    const questions = new Map<string, Set<string>>();
    for (const observation of watched.observations) {
      const { class: name, question } = observation;
      classes.set(name, (classes.get(name) ?? 0) + 1);
      if (isAnswered(observation)) questions.set(name, (questions.get(name) ?? new Set()).add(question));
    }
    return { classes, questions, before, after: stateOf(scene.emulator), claims, requests: result.requests.length };
  } finally {
    await scene.close();
  }
}
