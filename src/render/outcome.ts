import type { UnseenSource, Use } from '../manifests/model/use.ts';
import type { SourceLine } from './named-chart.ts';

/** What became of something that is named. */
export interface Outcome {
  readonly uses: readonly Use[];
  /** Of these lines nothing is unseen any more. */
  readonly seen: readonly SourceLine[];
  /** Why others stay unseen. */
  readonly unseen: readonly LeftUnseen[];
}

export interface LeftUnseen {
  /** What it is, for where the scan has told nothing of it. */
  readonly source: UnseenSource;
  /** The lines at which the scan may have told of it. */
  readonly explains: readonly SourceLine[];
  /** A clause. */
  readonly because: string;
}
