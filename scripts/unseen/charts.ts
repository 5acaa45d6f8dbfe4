/** The charts that are measured, with where their maintainers publish which images they pull. */
export interface MeasuredChart {
  readonly repository: string;
  readonly folder: string;
  /** A file of the repository with an image a line; `annotation` for the lists in `Chart.yaml`. */
  readonly list?: string;
  /** Values that turn on what the list speaks of, or that the chart asks for. */
  readonly values?: string;
}

export const CHARTS: readonly MeasuredChart[] = [
  { repository: 'longhorn/longhorn', folder: 'chart', list: 'deploy/longhorn-images.txt' },
  { repository: 'openebs/openebs', folder: 'charts', list: 'charts/images.txt' },
  { repository: 'harness/helm-charts', folder: 'src/harness', list: 'src/harness/images.txt' },
];
