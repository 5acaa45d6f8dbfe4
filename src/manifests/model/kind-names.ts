import { ANSIBLE_NAMES } from '../ansible/names.ts';
import { AZURE_RESOURCES_NAMES } from '../azure-resources/names.ts';
import { BUILD_TOOLS_NAMES } from '../build-tools/names.ts';
import { COMPOSE_NAMES } from '../compose/names.ts';
import { DOCKERFILE_NAMES } from '../dockerfile/names.ts';
import { HELM_NAMES } from '../helm/names.ts';
import { JENKINS_NAMES } from '../jenkins/names.ts';
import { JSONNET_NAMES } from '../jsonnet/names.ts';
import { KUBERNETES_NAMES } from '../kubernetes/names.ts';
import { KUSTOMIZE_NAMES } from '../kustomize/names.ts';
import { PIPELINES_NAMES } from '../pipelines/names.ts';
import { PULUMI_NAMES } from '../pulumi/names.ts';
import { QUADLET_NAMES } from '../quadlet/names.ts';
import { SETTINGS_NAMES } from '../settings/names.ts';
import { SHELL_NAMES } from '../shell/names.ts';
import { TERRAFORM_NAMES } from '../terraform/names.ts';
import type { KindTraits } from './kind-traits.ts';

/** Every name that a use may be reported under, with its traits, in the order in which they are told to people. */
const TRAITS = {
  ...KUBERNETES_NAMES,
  ...HELM_NAMES,
  ...KUSTOMIZE_NAMES,
  ...COMPOSE_NAMES,
  ...DOCKERFILE_NAMES,
  ...PIPELINES_NAMES,
  ...JENKINS_NAMES,
  ...BUILD_TOOLS_NAMES,
  ...TERRAFORM_NAMES,
  ...PULUMI_NAMES,
  ...AZURE_RESOURCES_NAMES,
  ...QUADLET_NAMES,
  ...ANSIBLE_NAMES,
  ...JSONNET_NAMES,
  ...SHELL_NAMES,
  ...SETTINGS_NAMES,
} as const satisfies Readonly<Record<string, KindTraits>>;

/** The name of the kind of manifest that a use stands in. */
export type KindName = keyof typeof TRAITS;

export const KIND_TRAITS: Readonly<Record<KindName, KindTraits>> = TRAITS;

export const KIND_NAMES: readonly KindName[] = Object.keys(TRAITS).filter(isKindName);

function isKindName(text: string): text is KindName {
  return Object.hasOwn(TRAITS, text);
}
