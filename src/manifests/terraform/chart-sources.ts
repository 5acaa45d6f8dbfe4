import type { Field, Scope } from '../languages/fields.ts';
import { blockOf } from '../languages/hcl.ts';
import type { Token } from '../languages/tokens.ts';
import type { CommonFact } from '../model/fact.ts';
import { unseenChartNamed, unseenNamedChart } from '../model/unseen.ts';
import type { SourceFile } from '../source/source.ts';

/** The charts that releases install and that are elsewhere; also those whose address Terraform's variables fill in. */
export function chartSources(file: SourceFile, fields: readonly Field[]): readonly CommonFact[] {
  return [...releasesIn(fields).values()].flatMap(({ chart, name, repository, version, isElsewhere, isWritten }) => {
    if (name === undefined || !isWritten) {
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

/** What a release says of its chart; what Terraform computes is absent. */
export interface ChartOfRelease {
  readonly chart: Token;
  readonly name: string | undefined;
  readonly repository: string | undefined;
  readonly version: string | undefined;
  /** It has a repository, or an address: without one it is a folder. */
  readonly isElsewhere: boolean;
  /** It has no repository, or one that is written out. */
  readonly isWritten: boolean;
}

/** The charts of releases, by the block. */
export function releasesIn(fields: readonly Field[]): ReadonlyMap<Scope, ChartOfRelease> {
  const releases = new Map<Scope, Map<string, Field['value']>>();
  for (const { scope, key, value } of fields) {
    if (!RELEASES.has(blockOf(scope)?.labels[0] ?? '')) continue;
    releases.set(scope, (releases.get(scope) ?? new Map<string, Field['value']>()).set(key, value));
  }
  const found = new Map<Scope, ChartOfRelease>();
  for (const [scope, release] of releases) {
    const [chart] = release.get('chart') ?? [];
    if (chart === undefined) continue;
    const [name, repository, version] = ['chart', 'repository', 'version'].map((key) => plainText(release.get(key)));
    const isElsewhere = release.has('repository') || /^(?:oci|https?):\/\//.test(chart.text);
    const isWritten = !release.has('repository') || repository !== undefined;
    found.set(scope, { chart, name, repository, version, isElsewhere, isWritten });
  }
  return found;
}

const RELEASES: ReadonlySet<string> = new Set(['helm_release', 'helm_template']);

/** A text that is written out; `undefined` for what Terraform computes. */
function plainText([token, ...others]: Field['value'] = []): string | undefined {
  return token?.type === 'text' && token.plain && others.length === 0 ? token.text : undefined;
}
