import type { PodList } from '../manifests/model/use.ts';
import type { AllowedImages } from './allowed-images.ts';

/** How hard a policy is: it reports, tells the author as well, or refuses. */
export const MODES = ['audit', 'warn', 'deny'] as const;
export type Mode = (typeof MODES)[number];

/** What every engine is to enforce: a cluster takes images of these registries and no others. */
export interface Wall {
  readonly allowed: AllowedImages;
  readonly mode: Mode;
  /** Namespaces in which nothing is refused. */
  readonly excludedNamespaces: readonly string[];
}

/** One file to apply to a cluster or a subscription. */
export interface PolicyFile {
  /** File name, without folder. */
  readonly name: string;
  readonly text: string;
}

/** A policy engine: what it is told, and how it judges. */
export interface Engine {
  readonly name: EngineName;
  readonly title: string;
  /** The lists that it looks at; an image elsewhere is admitted unseen. */
  readonly sees: ReadonlySet<PodList>;
  /** Whether it looks at Deployments, Jobs and the like too, so that their author sees the refusal, or at Pods alone. */
  readonly seesWorkloads: boolean;
  readonly files: (wall: Wall) => readonly PolicyFile[];
  /** Whether it takes an image, by its own semantics on the text as it stands in the manifest. */
  readonly admits: (allowed: AllowedImages, image: string) => boolean;
  /** The clause that refuses, as its files write it. */
  readonly clause: string;
}

export const ENGINE_NAMES = ['validating-admission-policy', 'gatekeeper', 'kyverno', 'azure-policy'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** What every policy is called in the cluster. */
export const POLICY_NAME = 'only-trusted-registries';
