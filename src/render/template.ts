import type { ChartFile } from './archive.ts';
import type { Engine, WorkFolder } from './engine.ts';
import { StaysUnseen } from './failure.ts';
import type { NamedRelease } from './named-chart.ts';

/** What helm is asked with. */
export interface TemplateTools {
  /** Or why there is none, as a clause. */
  readonly helm: Engine | string;
  readonly work: WorkFolder;
}

/**
 * What helm makes of a chart; hooks count, test hooks do not.
 * @param values documents of YAML, of which the last wins
 * @throws StaysUnseen
 */
export async function template(
  { release, namespace }: Pick<NamedRelease, 'release' | 'namespace'>,
  files: readonly ChartFile[],
  values: readonly string[],
  { helm, work }: TemplateTools,
): Promise<string> {
  if (typeof helm === 'string') throw new StaysUnseen(helm);
  const chart = work.write(files);
  const given = work.write(values.map((text, index) => ({ path: `${index}.yaml`, bytes: Buffer.from(text) })));
  try {
    const words = ['template', nameOf(release), chart, '--namespace', nameOf(namespace), '--skip-tests'];
    const line = [...words, ...values.flatMap((_, index) => ['--values', `${given}/${index}.yaml`])];
    const strict = await helm.run(line);
    // Charts whose own values are not what their schema says are installed by versions of Helm that look less closely.
    const isSchema = strict.type === 'failed' && /specifications of the schema/.test(strict.reason);
    const printed = isSchema ? await helm.run([...line, '--skip-schema-validation']) : strict;
    if (printed.type === 'failed') throw new StaysUnseen(`${helm.name} does not render it: ${printed.reason}`);
    return printed.output;
  } finally {
    work.remove(chart);
    work.remove(given);
  }
}

/** Names of releases have at most 53 characters (https://helm.sh/docs/helm/helm_install/). */
function nameOf(text: string): string {
  return /^[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?$/.test(text) ? text : 'release';
}
