import { type AllowedImages, beginsAsAllowed } from './allowed-images.ts';
import { imagesIn, NOTHING_STRANGE, notIn, VALIDATION_ACTIONS } from './cel.ts';
import { yamlDocuments } from './documents.ts';
import { type Engine, type Mode, POLICY_NAME, type Wall } from './wall.ts';

/** Where only administrators write, so that nobody whom the policy binds can widen it. */
const PARAMETER_NAMESPACE = 'kube-system';

/**
 * Kubernetes' own ValidatingAdmissionPolicy, stable since 1.30 (docs/azure-behaviour.md#policy-engines).
 */
export const ADMISSION_POLICY: Engine = {
  name: 'validating-admission-policy',
  title: 'ValidatingAdmissionPolicy',
  sees: new Set(['containers', 'initContainers', 'ephemeralContainers', 'volumes']),
  seesWorkloads: true,
  files: (wall) => [{ name: 'validating-admission-policy.yaml', text: text(wall) }],
  admits: beginsAsAllowed,
  clause: `${POLICY_NAME}: every image begins with a value of its ConfigMap`,
};

/** The Pod's own description, of whichever object it stands in. */
const POD_SPEC =
  "object.kind == 'Pod' ? object.spec : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec";

// A parameter that lost its end would let a look-alike pass, so that one without it allows nothing.
const STRANGE =
  "variables.images.filter(image, !params.data.exists(key, params.data[key].matches('.[/:@]$') && image.startsWith(params.data[key])))";

function text({ allowed, mode, excludedNamespaces }: Wall): string {
  return yamlDocuments(
    [
      'Takes images of the registries in the ConfigMap below and of no others, in Pods and in what makes them.',
      '',
      'Apply:   kubectl apply -f validating-admission-policy.yaml',
      "Watch:   the API server's audit log (annotation validation.policy.admission.k8s.io/validation_failure)",
      'Tighten: validationActions of the binding: [Audit], then [Warn, Audit], then [Deny, Audit]',
      'Not seen: what runs already (it is judged at its next change), and static Pods of the nodes.',
    ],
    [configMap(allowed), policy(), binding(mode, excludedNamespaces)],
  );
}

function configMap({ prefixes }: AllowedImages): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: POLICY_NAME, namespace: PARAMETER_NAMESPACE },
    data: Object.fromEntries(prefixes.map((prefix, index) => [`allowed-${index + 1}`, prefix])),
  };
}

function policy(): object {
  const rule = (apiGroup: string, resources: readonly string[]) => ({
    apiGroups: [apiGroup],
    apiVersions: ['v1'],
    operations: ['CREATE', 'UPDATE'],
    resources,
  });
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: POLICY_NAME },
    spec: {
      failurePolicy: 'Fail',
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      matchConstraints: {
        resourceRules: [
          rule('', ['pods', 'pods/ephemeralcontainers', 'replicationcontrollers']),
          rule('apps', ['deployments', 'replicasets', 'statefulsets', 'daemonsets']),
          rule('batch', ['jobs', 'cronjobs']),
        ],
      },
      variables: [
        { name: 'podSpec', expression: POD_SPEC },
        { name: 'images', expression: imagesIn('variables.podSpec') },
        { name: 'strange', expression: STRANGE },
      ],
      validations: [{ ...NOTHING_STRANGE, reason: 'Forbidden' }],
    },
  };
}

function binding(mode: Mode, excludedNamespaces: readonly string[]): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: POLICY_NAME },
    spec: {
      policyName: POLICY_NAME,
      paramRef: { name: POLICY_NAME, namespace: PARAMETER_NAMESPACE, parameterNotFoundAction: 'Deny' },
      validationActions: VALIDATION_ACTIONS[mode],
      ...(excludedNamespaces.length === 0
        ? {}
        : { matchResources: { namespaceSelector: { matchExpressions: [notIn(excludedNamespaces)] } } }),
    },
  };
}
