import type { Field, Scope } from '../languages/fields.ts';
import { blockOf } from '../languages/hcl.ts';
import type { CommonFact } from '../model/fact.ts';
import { unseenChartNamed, unseenNamedChart } from '../model/unseen.ts';
import type { SourceFile } from '../source/source.ts';

/** The charts that releases install and that are elsewhere; also those whose address Terraform's variables fill in. */
export function chartSources(file: SourceFile, fields: readonly Field[]): readonly CommonFact[] {
  const releases = new Map<Scope, Map<string, Field['value']>>();
  for (const { scope, key, value } of fields) {
    if (blockOf(scope)?.labels[0] !== 'helm_release') continue;
    releases.set(scope, (releases.get(scope) ?? new Map<string, Field['value']>()).set(key, value));
  }
  return [...releases.values()].flatMap((release): readonly CommonFact[] => {
    const [chart] = release.get('chart') ?? [];
    if (chart === undefined) return [];
    const [name, repository, version] = ['chart', 'repository', 'version'].map((key) => plainText(release.get(key)));
    const isElsewhere = release.has('repository') || /^(?:oci|https?):\/\//.test(chart.text);
    if (name === undefined || (release.has('repository') && repository === undefined)) {
      return isElsewhere ? [{ type: 'unseen', unseen: unseenChartNamed(file, chart.start, chart.text) }] : [];
    }
    const unseen = unseenNamedChart(file, chart.start, {
      chart: name,
      ...(repository === undefined ? {} : { repository }),
      ...(version === undefined ? {} : { version }),
    });
    return unseen === undefined ? [] : [{ type: 'unseen', unseen }];
  });
}

/** A text that is written out; `undefined` for what Terraform computes. */
function plainText([token, ...others]: Field['value'] = []): string | undefined {
  return token?.type === 'text' && token.plain && others.length === 0 ? token.text : undefined;
}
