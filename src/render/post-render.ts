import type { Engine, WorkFolder } from './engine.ts';
import { StaysUnseen } from './failure.ts';

/** What kustomize does with what a chart renders, before it is applied. */
export interface PostRendering {
  /** Each is a part of a kustomization, as YAML: one is applied to what the one before has made. */
  readonly steps: readonly string[];
  /**
   * Whether hooks are given to it, too. Helm 4 and 3.21 do, those before them do not (https://github.com/helm/helm/issues/7891): of what a
   * HelmRelease installs only what holds either way is claimed.
   */
  readonly takesHooks: boolean;
}

export const NO_POST_RENDERING: PostRendering = { steps: [], takesHooks: true };

/** What kustomize is asked with. */
export interface PostRenderTools {
  readonly work: WorkFolder;
  /** kustomize itself, or kubectl with it; or why there is neither. */
  readonly kustomize: () => Promise<Engine | string>;
}

/**
 * What becomes of rendered objects. Without any step they are only written as kustomize writes them, so that two renders can be compared.
 * @throws StaysUnseen as a clause
 */
export async function postRendered(
  rendered: string,
  { steps, takesHooks }: PostRendering,
  { work, kustomize }: PostRenderTools,
): Promise<string> {
  const engine = await kustomize();
  if (typeof engine === 'string') throw new StaysUnseen(engine);
  const documents = rendered.split(/^---[ \t]*$/m).filter((document) => !isBlank(document));
  const [hooks, objects] = [documents.filter(isHook), documents.filter((document) => !isHook(document))];
  let output = (takesHooks ? documents : objects).join('\n---\n');
  for (const step of steps.length === 0 ? [''] : steps) {
    if (isBlank(output)) break;
    output = await built(output, step, engine, work);
  }
  return [output, ...(takesHooks ? [] : hooks)].join('\n---\n');
}

async function built(objects: string, step: string, engine: Engine, work: WorkFolder): Promise<string> {
  const folder = work.write([
    { path: 'kustomization.yaml', bytes: Buffer.from(`resources: [rendered.yaml]\n${step}\n`) },
    { path: 'rendered.yaml', bytes: Buffer.from(objects) },
  ]);
  try {
    const printed = await engine.run([...buildWords(engine), folder]);
    if (printed.type === 'failed') throw new StaysUnseen(`${engine.name} does not take it: ${printed.reason}`);
    return printed.output;
  } finally {
    work.remove(folder);
  }
}

/** How a folder is built: kubectl has kustomize within. */
export function buildWords({ name }: Engine): readonly string[] {
  return name.startsWith('kubectl') ? ['kustomize'] : ['build'];
}

function isBlank(document: string): boolean {
  return document.split('\n').every((line) => line.trim() === '' || line.startsWith('#'));
}

/** https://helm.sh/docs/topics/charts_hooks/ */
function isHook(document: string): boolean {
  return /^\s+["']?helm\.sh\/hook["']?:/m.test(document);
}
