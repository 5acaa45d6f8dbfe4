import { parseReference } from '../../images/reference.ts';
import { isImageVariable, isSurelyImage } from '../helm/image-text.ts';
import { namesMadeImage } from '../kubernetes/command-line.ts';
import { scalarAt, type YamlNode } from '../yaml.ts';
import { referencesBuiltBy } from './built.ts';
import { type Scope, withEnvironment } from './github-expressions.ts';

/** Inputs of actions that name an image which the runner pulls, by the action without its version. */
const PULLED_INPUTS: ReadonlyMap<string, string> = new Map([
  ['docker/setup-qemu-action', 'image'],
  ['addnab/docker-run-action', 'image'],
  ['helm/kind-action', 'node_image'],
  ['engineerd/setup-kind', 'image'],
  ['container-tools/kind-action', 'node_image'],
  ['medyagh/setup-minikube', 'base-image'],
]);

/** Inputs of actions that name the images which they build. */
const BUILT_INPUTS: ReadonlyMap<string, string> = new Map([
  ['docker/build-push-action', 'tags'],
  ['docker/metadata-action', 'images'],
  ['redhat-actions/buildah-build', 'image'],
  ['elgohr/publish-docker-github-action', 'name'],
  ['mr-smithers-excellent/docker-build-push', 'image'],
]);

/** Actions whose image is one that was made before, and is not pulled from elsewhere. */
const ABOUT_OWN_IMAGES =
  /build|push|publish|deploy|release|scan|trivy|grype|snyk|dockle|sbom|sign|attest|cosign|metadata|tag|ecs|run-?action|cloudrun/i;

/** Inputs that name what something is built with or runs on, whatever the action does with it. */
const TOOL_INPUT = /^(?:build|builder|base|node|runner|kind-?node)[_-]?image$/i;

/** Whether a variable of a workflow is an image to pull: its name says image, and its value is beyond doubt. */
export function isImageSetting(name: string, value: string): boolean {
  return isImageVariable(name) && !namesMadeImage(name) && isSurelyImage(value);
}

/**
 * Whether an input of an action is an image to pull. Of actions that are not known, an input with the name of an image
 * counts when its value has a tag or a digest.
 */
export function isImageInput(uses: string, input: string, value: string): boolean {
  const action = actionOf(uses);
  const known = PULLED_INPUTS.get(action);
  if (known !== undefined) return input === known;
  if (!/image$/i.test(input)) return false;
  if (ABOUT_OWN_IMAGES.test(action) && !TOOL_INPUT.test(input)) return false;
  const reference = parseReference(value);
  return reference?.tag !== undefined || reference?.digest !== undefined;
}

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
    ...tags.split(/[\n,]/).map((tag) => tag.trim().replace(/^name=/, '')),
    ...referencesBuiltBy(withEnvironment(script, within)),
  ].map((reference) => withEnvironment(reference, within));
}

/** Longer than the name of any action; many steps may have the same by aliases. */
const MAX_ACTION = 256;

function actionOf(uses: string): string {
  return uses.slice(0, MAX_ACTION).replace(/@.*$/s, '').toLowerCase();
}
