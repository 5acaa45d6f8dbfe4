import { visible } from '../text/shown.ts';
import { inOrder, REMARK_RULES, type Remark } from './remark.ts';

/** Results that GitHub takes in one run (docs/github-behaviour.md#sarif-limits). */
const MAX_RESULTS = 25_000;

/**
 * The remarks as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning.
 * @param base path of the scanned folder inside the repository, empty for its root
 */
export function sarifOf(remarks: readonly Remark[], base: string): unknown {
  const ids = Object.entries(REMARK_RULES);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'acr-artifact-cache',
            rules: ids.map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: inOrder(remarks)
          .slice(0, MAX_RESULTS)
          .map((remark) => resultOf(remark, base)),
      },
    ],
  };
}

/** A message that holds no link: SARIF has `[text](destination)` in plain texts as well (§3.11.6), and no escape for it outside of one. */
function sarifText(text: string): string {
  return visible(text).replaceAll('](', '] (');
}

function resultOf({ rule, level, file, line, column, message }: Remark, base: string): unknown {
  const uri = [base, file].filter((part) => part !== '' && part !== '.').join('/');
  return {
    ruleId: rule,
    level,
    message: { text: sarifText(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
        },
      },
    ],
  };
}
