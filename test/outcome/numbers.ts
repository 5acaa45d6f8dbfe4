import type { Tally } from '../../src/outcome/tally.ts';
import { NOTHING_UNSEEN } from '../../src/outcome/unseen.ts';

/** A run that found nothing and did nothing. */
export const NOTHING: Tally = {
  images: 0,
  publicFound: 0,
  changedOnly: false,
  public: 0,
  cached: 0,
  covered: 0,
  planned: 0,
  uncovered: 0,
  rulesCreated: 0,
  rulesToCreate: 0,
  warm: 0,
  unwarmed: 0,
  unscanned: 0,
  unreadable: 0,
  stale: 0,
  dangling: 0,
  halfMoved: 0,
  suggestions: 0,
  excess: 0,
  unseen: NOTHING_UNSEEN,
};
