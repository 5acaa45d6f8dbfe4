import type { Variant } from './scene.ts';
import { playUndisturbed, type Undisturbed } from './undisturbed.ts';

/** The scenes that the table is played on, each with its undisturbed run, and which of them a class of requests is played in. */
export interface Scenes {
  /** Classes of all scenes, in the order in which they come. */
  readonly requests: readonly string[];
  readonly of: (request: string) => { readonly variant: Variant; readonly undisturbed: Undisturbed };
}

/** Plays each scene undisturbed. */
export async function openScenes(pace: number): Promise<Scenes> {
  const findings = await playUndisturbed(pace, 'findings');
  const clean = await playUndisturbed(pace, 'clean');
  const onlyClean = [...clean.classes.keys()].filter((request) => !findings.classes.has(request));
  return {
    requests: [...findings.classes.keys(), ...onlyClean],
    of: (request) =>
      findings.classes.has(request)
        ? { variant: 'findings', undisturbed: findings }
        : { variant: 'clean', undisturbed: clean },
  };
}
