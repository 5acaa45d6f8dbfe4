import { saysVersion } from '../../images/reference.ts';
import { isPossibleImage } from '../references/certainty.ts';

/** What an input of an action holds, where that is an image to pull. */
export type ImageInput =
  | { readonly holds: 'image' }
  /** A name whose tag (and digest) another input holds. */
  | { readonly holds: 'name'; readonly tag: string }
  /**
   * Lines in which a reference follows what the pattern matches; a group of it is a variable, which must say image.
   * Some are put into manifests, in place of images of the same names.
   */
  | { readonly holds: 'lines'; readonly before: RegExp; readonly substitutes?: true }
  /** JSON in which texts are images. */
  | { readonly holds: 'json' };

const IMAGE: ImageInput = { holds: 'image' };
/** One on each line. */
const LINES = { holds: 'lines', before: /^/ } as const;

/**
 * Inputs that name an image which the runner pulls, by the action in lower case without its version.
 * The documentation of each is its `action.yml`.
 */
const PULLED: ReadonlyMap<string, Readonly<Record<string, ImageInput>>> = new Map([
  ['docker/setup-qemu-action', { image: IMAGE }],
  ['docker/setup-buildx-action', { 'driver-opts': { holds: 'lines', before: /^image=/ } }],
  [
    'docker/build-push-action',
    {
      'build-args': { holds: 'lines', before: /^([A-Za-z_]\w{0,127})=/ },
      'build-contexts': { holds: 'lines', before: /^[^\s=]{1,128}=docker-image:\/\// },
      sbom: { holds: 'lines', before: /^generator=/ },
    },
  ],
  ['azure/container-apps-deploy-action', { imagetodeploy: IMAGE }],
  ['azure/aci-deploy', { image: IMAGE }],
  ['azure/webapps-deploy', { images: LINES }],
  ['azure/functions-container-action', { image: IMAGE }],
  // https://github.com/Azure/k8s-deploy/blob/main/src/utilities/manifestUpdateUtils.ts
  ['azure/k8s-deploy', { images: { ...LINES, substitutes: true } }],
  ['addnab/docker-run-action', { image: IMAGE }],
  ['akhilerm/tag-push-action', { src: IMAGE }],
  ['helm/kind-action', { node_image: IMAGE }],
  ['engineerd/setup-kind', { image: IMAGE }],
  ['container-tools/kind-action', { node_image: IMAGE }],
  ['medyagh/setup-minikube', { 'base-image': IMAGE }],
  ['game-ci/unity-builder', { customimage: IMAGE }],
  ['game-ci/unity-test-runner', { customimage: IMAGE }],
  ['pyo3/maturin-action', { container: IMAGE }],
  ['renovatebot/github-action', { 'renovate-image': { holds: 'name', tag: 'renovate-version' } }],
] satisfies [string, Readonly<Record<string, ImageInput>>][]);

/** Actions whose image is one that was made before, and is not pulled from elsewhere. */
const ABOUT_OWN_IMAGES =
  /build|push|publish|deploy|release|scan|trivy|grype|snyk|dockle|sbom|sign|attest|cosign|metadata|tag|ecs|run-?action|cloudrun/i;

/** Inputs that name what something is built with or runs on, whatever the action does with it. */
const TOOL_INPUT = /^(?:build|builder|base|node|runner|kind-?node)[_-]?image$/i;

/**
 * What an input of an action or of a called workflow holds, where that is an image to pull. Of actions that are not known,
 * an input with the name of an image counts when its value has a tag or a digest.
 * @param uses the action
 */
export function imageInput(uses: string, input: string, value: string): ImageInput | undefined {
  const action = actionOf(uses);
  const known = PULLED.get(action);
  if (known !== undefined) {
    const found = Object.entries(known).find(([name]) => name === input.toLowerCase())?.[1];
    // Some take a word that means no image (`off`).
    return found?.holds !== 'image' || value.includes('${{') || isPossibleImage(value, 'image') ? found : undefined;
  }
  if (!/images?$/i.test(input) || (ABOUT_OWN_IMAGES.test(action) && !TOOL_INPUT.test(input))) return undefined;
  if (/^[[{]/.test(value)) return { holds: 'json' };
  return /image$/i.test(input) && saysVersion(value) ? IMAGE : undefined;
}

/** Longer than the name of any action; many steps may have the same by aliases. */
const MAX_ACTION = 256;

/** The action that a step or a job uses, in lower case and without its version. */
export function actionOf(uses: string): string {
  return uses.slice(0, MAX_ACTION).replace(/@.*$/s, '').toLowerCase();
}
