import { type AllowedImages, beginsAsAllowed } from './allowed-images.ts';
import { imagesIn, NOTHING_STRANGE, notIn, VALIDATION_ACTIONS } from './cel.ts';
import { yamlDocuments } from './documents.ts';
import { type Engine, POLICY_NAME, type Wall } from './wall.ts';

/** Kyverno's `ValidatingPolicy`; its ClusterPolicy is deprecated (docs/azure-behaviour.md#policy-engines). */
export const KYVERNO: Engine = {
  name: 'kyverno',
  title: 'Kyverno',
  sees: new Set(['containers', 'initContainers', 'ephemeralContainers', 'volumes']),
  seesWorkloads: true,
  files: (wall) => [
    { name: 'kyverno.yaml', text: text(wall) },
    { name: 'kyverno-exception.yaml', text: EXCEPTION },
  ],
  admits: beginsAsAllowed,
  clause: `ValidatingPolicy ${POLICY_NAME}: variable allowed`,
};

/** A list of the expression language. JSON's strings are among its strings. */
function listOf({ prefixes }: AllowedImages): string {
  return `[${prefixes.map((prefix) => JSON.stringify(prefix)).join(', ')}]`;
}

function text({ allowed, mode, excludedNamespaces }: Wall): string {
  return yamlDocuments(
    [
      'Takes images of these registries and of no others, in Pods and (by autogen) in what makes them.',
      '',
      'Needs:   Kyverno 1.17 or newer (policies.kyverno.io/v1)',
      'Apply:   kubectl apply -f kyverno.yaml',
      'Watch:   kubectl get policyreports -A',
      'Tighten: validationActions: [Audit], then [Warn, Audit], then [Deny, Audit]',
      'Except:  kyverno-exception.yaml shows an exception for one workload.',
    ],
    [
      {
        apiVersion: 'policies.kyverno.io/v1',
        kind: 'ValidatingPolicy',
        metadata: { name: POLICY_NAME },
        spec: {
          failurePolicy: 'Fail',
          validationActions: VALIDATION_ACTIONS[mode],
          evaluation: { background: { enabled: true } },
          autogen: {
            podControllers: {
              controllers: ['daemonsets', 'deployments', 'statefulsets', 'replicasets', 'jobs', 'cronjobs'],
            },
          },
          matchConstraints: {
            ...(excludedNamespaces.length === 0
              ? {}
              : { namespaceSelector: { matchExpressions: [notIn(excludedNamespaces)] } }),
            resourceRules: [
              {
                apiGroups: [''],
                apiVersions: ['v1'],
                operations: ['CREATE', 'UPDATE'],
                resources: ['pods', 'pods/ephemeralcontainers'],
              },
            ],
          },
          variables: [
            { name: 'allowed', expression: listOf(allowed) },
            { name: 'images', expression: imagesIn('object.spec') },
            {
              name: 'strange',
              expression: 'variables.images.filter(image, !variables.allowed.exists(a, image.startsWith(a)))',
            },
          ],
          validations: [NOTHING_STRANGE],
        },
      },
    ],
  );
}

const EXCEPTION = yamlDocuments(
  [
    'An example: lets one workload through. Change its name, its namespace and the condition, and delete it when it is moved.',
    'Exceptions must be switched on in Kyverno (--enablePolicyException), and kept to a namespace that few may write.',
  ],
  [
    {
      apiVersion: 'policies.kyverno.io/v1',
      kind: 'PolicyException',
      metadata: { name: 'legacy-workload', namespace: 'kyverno' },
      spec: {
        policyRefs: [{ name: POLICY_NAME, kind: 'ValidatingPolicy' }],
        matchConditions: [
          {
            name: 'legacy-workload',
            expression: "object.metadata.namespace == 'legacy' && object.metadata.name.startsWith('legacy-workload')",
          },
        ],
      },
    },
  ],
);
