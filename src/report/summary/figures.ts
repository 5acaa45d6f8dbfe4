import type { ClassifiedUse } from '../../uses/classes.ts';
import { imageOf } from '../../uses/classes.ts';
import type { RunReport } from '../run-report.ts';

/** How far the repository has come, in distinct images that could come from the registry. */
export interface Figures {
  /** Public, or served from the registry already. */
  readonly total: number;
  /** Of these, what is served from the registry everywhere. */
  readonly served: number;
  /** What the run's edits bring there in addition. */
  readonly moving: number;
  /** What no cache rule may be made for, as the plan says. */
  readonly blocked: number;
}

/** Counts images before and after the edits of a run. */
export function figuresOf({ uses, rewrite, plan }: Pick<RunReport, 'uses' | 'rewrite' | 'plan'>): Figures {
  const edited = new Set(rewrite.moved.map(placeKey));
  const states = new Map<string, { served: boolean; moved: boolean }>();
  for (const use of uses) {
    if (!counts(use)) continue;
    const served = use.class === 'cached';
    const moved = served || edited.has(placeKey({ file: use.file, line: use.line, from: use.text }));
    const image = imageOf(use);
    const known = states.get(image) ?? { served: true, moved: true };
    states.set(image, { served: known.served && served, moved: known.moved && moved });
  }
  const all = [...states.values()];
  const served = all.filter((state) => state.served).length;
  return {
    total: all.length,
    served,
    moving: all.filter((state) => state.moved).length - served,
    blocked: plan?.refused.length ?? 0,
  };
}

function placeKey({ file, line, from }: { readonly file: string; readonly line: number; readonly from: string }) {
  return JSON.stringify([file, line, from]);
}

/** What is deployed, or may be: neither what somebody said to leave alone nor what only tests read. */
function counts(use: ClassifiedUse): boolean {
  if (use.ignored !== undefined || use.testMaterial !== undefined || use.overriddenBy !== undefined) return false;
  if (use.class === 'foreign') return use.foreign === 'unsupported';
  return ['public', 'cached', 'half-moved', 'dangling'].includes(use.class);
}
