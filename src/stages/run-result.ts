import type { Remark } from '../report/remark.ts';
import type { RunReport } from '../report/run-report.ts';
import type { Head } from './head.ts';
import type { StageResults } from './report.ts';

/** A run that is over: its report, what to remark where, and what its stages came to. */
export interface RunResult {
  readonly report: RunReport;
  readonly remarks: readonly Remark[];
  /** The text of the SARIF file. */
  readonly sarif: string;
  readonly stages: StageResults;
  /** What the patch is for. */
  readonly head: Head;
}
