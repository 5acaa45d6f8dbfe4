import type { Target } from '../target.ts';
import { answerTargets } from './answers.ts';
import { conversationTargets } from './conversations.ts';
import { globs } from './globs.ts';
import { inputs } from './inputs.ts';
import { manifestTargets } from './manifests.ts';
import { references } from './references.ts';
import { reviews } from './reviews.ts';

/** Every target. */
export const TARGETS: readonly Target[] = [
  references,
  ...manifestTargets,
  reviews,
  globs,
  inputs,
  ...answerTargets,
  ...conversationTargets,
];
