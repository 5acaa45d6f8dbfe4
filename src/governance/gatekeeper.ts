import type { AllowedImages } from './allowed-images.ts';
import { yamlDocuments } from './documents.ts';
import { type Engine, type Mode, POLICY_NAME, type Wall } from './wall.ts';

/** Constraints for the Gatekeeper library's templates `K8sAllowedReposv2` and `K8sAllowedRepos` (docs/azure-behaviour.md#allowed-repos). */
export const GATEKEEPER: Engine = {
  name: 'gatekeeper',
  title: 'Gatekeeper',
  sees: new Set(['containers', 'initContainers', 'ephemeralContainers']),
  seesWorkloads: false,
  files: (wall) => [
    { name: 'gatekeeper.yaml', text: text(wall, 'K8sAllowedReposv2', { allowedImages: patternsOf(wall.allowed) }) },
    { name: 'gatekeeper-v1.yaml', text: text(wall, 'K8sAllowedRepos', { repos: wall.allowed.prefixes }) },
  ],
  admits: (allowed, image) => patternsOf(allowed).some((pattern) => matchesPattern(pattern, image)),
  clause: `K8sAllowedReposv2 ${POLICY_NAME}: allowedImages`,
};

const ACTIONS: Readonly<Record<Mode, string>> = { audit: 'dryrun', warn: 'warn', deny: 'deny' };

function patternsOf({ prefixes }: AllowedImages): readonly string[] {
  return prefixes.map((prefix) => `${prefix}*`);
}

/** How `K8sAllowedReposv2` compares: the whole text, or its beginning where the pattern ends with `*`. */
export function matchesPattern(pattern: string, image: string): boolean {
  return pattern.endsWith('*') ? image.startsWith(pattern.slice(0, -1)) : pattern === image;
}

function text({ mode, excludedNamespaces }: Wall, template: string, parameters: object): string {
  const folder = template.toLowerCase().slice('k8s'.length);
  return yamlDocuments(
    [
      'Takes images of these registries and of no others, in Pods.',
      '',
      `Needs:   the template ${template} of the Gatekeeper library (general/${folder})`,
      `Apply:   kubectl apply -f this file`,
      `Watch:   kubectl get ${template.toLowerCase()} ${POLICY_NAME} -o yaml (status.violations, from the audit)`,
      'Tighten: enforcementAction: dryrun, then warn, then deny',
      'Not seen: image volumes; Deployments and the like are not refused, the Pods that they make are.',
    ],
    [
      {
        apiVersion: 'constraints.gatekeeper.sh/v1beta1',
        kind: template,
        metadata: { name: POLICY_NAME },
        spec: {
          enforcementAction: ACTIONS[mode],
          match: {
            kinds: [{ apiGroups: [''], kinds: ['Pod'] }],
            ...(excludedNamespaces.length === 0 ? {} : { excludedNamespaces }),
          },
          parameters,
        },
      },
    ],
  );
}
