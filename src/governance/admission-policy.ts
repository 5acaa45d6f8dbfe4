import { type AllowedImages, beginsAsAllowed } from './allowed-images.ts';
import { yamlDocuments } from './documents.ts';
import type { Engine, Mode, Wall } from './wall.ts';

const NAME = 'only-trusted-registries';
/** Where only administrators write, so that nobody whom the policy binds can widen it. */
const PARAMETER_NAMESPACE = 'kube-system';

/**
 * Kubernetes' own ValidatingAdmissionPolicy, stable since 1.30 (docs/azure-behaviour.md#policy-engines). Its expressions keep to
 * the language's core, without optional types, so that more than one evaluator can check them.
 */
export const ADMISSION_POLICY: Engine = {
  name: 'validating-admission-policy',
  title: 'ValidatingAdmissionPolicy',
  sees: new Set(['containers', 'initContainers', 'ephemeralContainers', 'volumes']),
  seesWorkloads: true,
  files: (wall) => [{ name: 'validating-admission-policy.yaml', text: text(wall) }],
  admits: beginsAsAllowed,
  clause: `${NAME}: every image begins with a value of its ConfigMap`,
};

const ACTIONS: Readonly<Record<Mode, readonly string[]>> = {
  audit: ['Audit'],
  warn: ['Warn', 'Audit'],
  deny: ['Deny', 'Audit'],
};

/** The Pod's own description, of whichever object it stands in. */
const POD_SPEC =
  "object.kind == 'Pod' ? object.spec : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec";

/** A list that may be missing; an image that is missing is empty, and begins with nothing that is allowed. */
const imagesOf = (list: string) =>
  `(has(variables.podSpec.${list}) ? variables.podSpec.${list}.map(c, has(c.image) ? c.image : '') : [])`;

const VOLUME_IMAGES =
  "(has(variables.podSpec.volumes) ? variables.podSpec.volumes.filter(v, has(v.image)).map(v, has(v.image.reference) ? v.image.reference : '') : [])";

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
    metadata: { name: NAME, namespace: PARAMETER_NAMESPACE },
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
    metadata: { name: NAME },
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
        {
          name: 'images',
          expression: [...['containers', 'initContainers', 'ephemeralContainers'].map(imagesOf), VOLUME_IMAGES].join(
            ' + ',
          ),
        },
        { name: 'strange', expression: STRANGE },
      ],
      validations: [
        {
          expression: 'size(variables.strange) == 0',
          messageExpression: "'not from a trusted registry: ' + variables.strange.join(', ')",
          reason: 'Forbidden',
        },
      ],
    },
  };
}

function binding(mode: Mode, excludedNamespaces: readonly string[]): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: NAME },
    spec: {
      policyName: NAME,
      paramRef: { name: NAME, namespace: PARAMETER_NAMESPACE, parameterNotFoundAction: 'Deny' },
      validationActions: ACTIONS[mode],
      ...(excludedNamespaces.length === 0
        ? {}
        : { matchResources: { namespaceSelector: { matchExpressions: [notIn(excludedNamespaces)] } } }),
    },
  };
}

/** By the label that the API server itself sets on each namespace, which nobody can change. */
export function notIn(namespaces: readonly string[]): object {
  return { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: namespaces };
}
