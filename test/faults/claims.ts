import { listField, numberField, parseJson, stringField } from '../../src/base/json.ts';
import type { ActionResult } from '../../src/emulator/workflow-run.ts';

/** What a run says of itself. */
export interface Claims {
  readonly status: number | null;
  readonly sign: '✅' | '⚠️' | '❌' | undefined;
  readonly verdict: string | undefined;
  /** Whether there is a report at all. */
  readonly reported: boolean;
  /** Names of rules. */
  readonly created: readonly string[];
  /** `repository:tag` of images that are said to be stored. */
  readonly warm: readonly string[];
  /** Comments that are said to stand on the pull request. */
  readonly suggestions: number;
  readonly problems: readonly { readonly stage: string; readonly message: string }[];
}

export function claimsOf({ status, summary, outputs, reports }: ActionResult): Claims {
  const report = parseJson(reports.report ?? '');
  const sign = /^(✅|⚠️|❌) \*\*/m.exec(summary)?.[1];
  return {
    status,
    sign: sign === '✅' || sign === '⚠️' || sign === '❌' ? sign : undefined,
    verdict: outputs.verdict,
    reported: report !== undefined,
    created: listField(report, 'rules', 'created').flatMap((rule) => stringField(rule, 'name') ?? []),
    warm: listField(report, 'warmed')
      .filter((image) => stringField(image, 'status') === 'warm')
      .map((image) => `${stringField(image, 'request', 'repository')}:${stringField(image, 'request', 'tag')}`)
      .toSorted(),
    suggestions: numberField(report, 'review', 'suggestions') ?? 0,
    problems: listField(report, 'problems').map((problem) => ({
      stage: stringField(problem, 'stage') ?? '',
      message: stringField(problem, 'message') ?? '',
    })),
  };
}

/** Everything that somebody may read who has not asked for the debug log. */
export function shown({ stdout, stderr, summary, reports }: ActionResult): string {
  const log = stdout.split('\n').filter((line) => !/^::(?:add-mask|debug)::/.test(line));
  return [...log, stderr, summary, ...Object.values(reports)].join('\n');
}
