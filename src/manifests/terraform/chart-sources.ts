import type { Field, Scope } from '../languages/fields.ts';
import { blockOf } from '../languages/hcl.ts';
import type { Text } from '../languages/tokens.ts';
import type { CommonFact } from '../model/fact.ts';
import { unseenChart } from '../model/unseen.ts';
import type { SourceFile } from '../source/source.ts';

/** The charts that releases install and that are elsewhere. */
export function chartSources(file: SourceFile, fields: readonly Field[]): readonly CommonFact[] {
  const releases = new Map<Scope, Map<string, Text>>();
  for (const { scope, key, value } of fields) {
    const [token, ...others] = value;
    if (blockOf(scope)?.labels[0] !== 'helm_release' || token?.type !== 'text' || !token.plain || others.length > 0)
      continue;
    releases.set(scope, (releases.get(scope) ?? new Map<string, Text>()).set(key, token));
  }
  return [...releases.values()].flatMap((release): readonly CommonFact[] => {
    const chart = release.get('chart');
    const repository = release.get('repository')?.text ?? (/^oci:/.test(chart?.text ?? '') ? '' : undefined);
    if (chart === undefined || repository === undefined) return [];
    const slash = chart.text.lastIndexOf('/');
    const name = repository === '' ? chart.text.slice(slash + 1) : chart.text;
    const from = repository === '' ? chart.text.slice(0, slash) : repository;
    const version = release.get('version')?.text;
    return [{ type: 'unseen', unseen: unseenChart(file, chart.start, { name, repository: from, version }) }];
  });
}
