import { referencesBuiltBy } from '../references/built-here.ts';
import type { ScriptLanguage } from '../shell/script-text.ts';
import { scalarAt, type YamlNode } from '../yaml/nodes.ts';
import { type Scope, withEnvironment, withVariables } from './github-expressions.ts';
import { actionOf } from './github-inputs.ts';

/** Inputs of actions that name the images which they build. */
const BUILT_INPUTS: ReadonlyMap<string, string> = new Map([
  ['docker/build-push-action', 'tags'],
  ['docker/metadata-action', 'images'],
  ['redhat-actions/buildah-build', 'image'],
  ['elgohr/publish-docker-github-action', 'name'],
  ['mr-smithers-excellent/docker-build-push', 'image'],
]);

/** The text of a step in which it names the images that its action builds. */
export function tagsOf(step: YamlNode): string {
  const input = BUILT_INPUTS.get(actionOf(scalarAt(step, 'uses')?.value ?? ''));
  return input === undefined ? '' : (scalarAt(step, 'with', input)?.value ?? '');
}

/**
 * The references that a step builds images as.
 * @param texts what {@link tagsOf} tells, and the text of its `run`
 */
export function builtByStep(
  step: YamlNode,
  { tags, script }: { readonly tags: string; readonly script: string },
  scope: Scope,
): readonly string[] {
  const within = { ...scope, step };
  return [
    // metadata-action takes `name=…` and attributes after the name.
    ...withEnvironment(tags, within)
      .split(/[\n,]/)
      .map((tag) => tag.trim().replace(/^name=/, '')),
    ...referencesBuiltBy(withVariables(withEnvironment(script, within), within)),
  ];
}

/** Longer than any name of a shell or of a runner; many steps may have the same by aliases. */
const MAX_NAME_CHARS = 64;

/**
 * What runs the script of a step: its shell, or the default of its job or workflow; on Windows that is PowerShell
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell).
 */
export function languageOf({ root, job, step }: Scope): ScriptLanguage {
  const shells = [
    scalarAt(step, 'shell'),
    scalarAt(job, 'defaults', 'run', 'shell'),
    scalarAt(root, 'defaults', 'run', 'shell'),
  ];
  const shell = shells.find((scalar) => scalar !== undefined)?.value.slice(0, MAX_NAME_CHARS);
  if (shell !== undefined) return /^(?:pwsh|powershell)\b/i.test(shell) ? 'powershell' : 'shell';
  return /^windows\b/i.test((scalarAt(job, 'runs-on')?.value ?? '').slice(0, MAX_NAME_CHARS)) ? 'powershell' : 'shell';
}
