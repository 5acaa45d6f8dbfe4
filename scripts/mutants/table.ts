/** What the override model does, the quick ones first: the laws take seconds. */
const OVERRIDES = [
  'test/manifests/kustomize/build.test.ts',
  'test/manifests/cases/overrides.test.ts',
  'test/manifests/kustomize/overlay.test.ts',
  'test/manifests/kustomize/kustomization.test.ts',
  'test/manifests/kustomize/meetings.test.ts',
  'test/manifests/kustomize/patches.test.ts',
  'test/manifests/kustomize/laws.test.ts',
];

/**
 * The files that decide whether the gate is green, and those that decide what a rewrite deploys, by what they decide, and the tests that
 * must see a fault in them. Scenarios are
 * not among these: each takes seconds, and a run has a thousand mutants.
 */
export const MUTATED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  gate: {
    'src/defender/gate.ts': ['test/defender/gate.test.ts', 'test/defender/gate-table.test.ts'],
    'src/defender/image-states.ts': ['test/defender/image-states.test.ts', 'test/defender/gate.test.ts'],
    'src/defender/gated-deployment.ts': ['test/defender/gated-deployment.test.ts'],
    'src/stages/gated-uses.ts': ['test/stages/gated-uses.test.ts'],
    'src/stages/blind-spots.ts': ['test/stages/blind-spots.test.ts'],
    'src/stages/exempt-files.ts': ['test/stages/exempt-files.test.ts'],
  },
  verdicts: {
    'src/defender/verdict.ts': ['test/defender/verdict.test.ts'],
    'src/defender/evidence.ts': ['test/defender/evidence.test.ts'],
    'src/defender/coverage.ts': ['test/defender/coverage.test.ts'],
    'src/defender/inspect.ts': ['test/defender/inspect.test.ts'],
    'src/stages/pending.ts': ['test/stages/pending.test.ts'],
    'src/stages/attachments.ts': ['test/stages/attachments.test.ts'],
    'src/stages/judge.ts': ['test/stages/judge.test.ts'],
    'src/stages/stored-images.ts': ['test/stages/stored-images.test.ts', 'test/stages/judge.test.ts'],
  },
  findings: {
    'src/defender/findings.ts': ['test/defender/findings.test.ts'],
    'src/defender/loose.ts': ['test/defender/loose.test.ts', 'test/defender/findings.test.ts'],
    'src/defender/merge.ts': ['test/defender/merge.test.ts'],
    'src/defender/query.ts': ['test/defender/query.test.ts'],
    'src/defender/batches.ts': ['test/defender/batches.test.ts'],
    'src/defender/arm-question.ts': ['test/defender/arm-question.test.ts'],
    'src/defender/resource-graph.ts': ['test/defender/inspect.test.ts'],
  },
  acceptances: {
    'src/defender/accept.ts': ['test/defender/accept.test.ts', 'test/defender/gate.test.ts'],
    'src/defender/accept-file.ts': ['test/defender/accept-file.test.ts'],
    'src/stages/acceptances.ts': ['test/stages/acceptances.test.ts'],
  },
  trust: {
    'src/trust.ts': ['test/trust.test.ts'],
  },
  outcome: {
    'src/outcome/outcome.ts': ['test/outcome/outcome.test.ts', 'test/defender/gate-table.test.ts'],
    'src/outcome/title.ts': ['test/outcome/title.test.ts', 'test/outcome/outcome.test.ts'],
    'src/stages/unasked.ts': ['test/stages/unasked.test.ts', 'test/stages/judge.test.ts'],
  },
  rewrite: {
    'src/manifests/rewrite.ts': ['test/manifests/rewrite.test.ts'],
  },
  overrides: {
    'src/manifests/kustomize/images.ts': [
      'test/manifests/kustomize/images.test.ts',
      'test/manifests/kustomize/overlay.test.ts',
      'test/manifests/cases/overrides.test.ts',
    ],
    'src/manifests/kustomize/meetings.ts': [
      'test/manifests/kustomize/meetings.test.ts',
      'test/manifests/kustomize/overlay.test.ts',
      'test/manifests/kustomize/laws.test.ts',
    ],
    'src/manifests/kustomize/overlay.ts': OVERRIDES,
    'src/manifests/kustomize/build.ts': [...OVERRIDES, 'test/manifests/kustomize/limits.test.ts'],
    'src/manifests/kustomize/sources.ts': OVERRIDES,
    'src/manifests/kustomize/entry-runs.ts': OVERRIDES,
    'src/manifests/kustomize/items.ts': OVERRIDES,
    'src/manifests/kustomize/patches.ts': [
      'test/manifests/kustomize/patches.test.ts',
      'test/manifests/kustomize/kustomization.test.ts',
      'test/manifests/kustomize/build.test.ts',
      'test/manifests/cases/overrides.test.ts',
    ],
    'src/manifests/kustomize/replacements.ts': [
      'test/manifests/kustomize/replacements.test.ts',
      'test/manifests/kustomize/kustomization.test.ts',
      'test/manifests/cases/overrides.test.ts',
    ],
    'src/manifests/kustomize/substitutes.ts': [
      'test/manifests/kustomize/substitutes.test.ts',
      'test/manifests/cases/overrides.test.ts',
    ],
    'src/manifests/kubernetes/overrides.ts': [
      'test/manifests/kubernetes/overrides.test.ts',
      'test/manifests/cases/overrides.test.ts',
    ],
  },
  variables: {
    'src/manifests/variables/expand.ts': ['test/manifests/variables/expand.test.ts'],
    'src/manifests/variables/usage.ts': [
      'test/manifests/variables/usage.test.ts',
      'test/manifests/compose/projects.test.ts',
    ],
    'src/manifests/compose/elsewhere.ts': ['test/manifests/compose/projects.test.ts'],
    'src/manifests/compose/projects.ts': ['test/manifests/compose/projects.test.ts'],
  },
  joins: {
    'src/manifests/references/split-use.ts': ['test/manifests/references/split-use.test.ts'],
    'src/manifests/helm/joins.ts': ['test/manifests/helm/join-of.test.ts', 'test/manifests/helm/joins.test.ts'],
    'src/manifests/helm/image-blocks.ts': ['test/manifests/helm/image-blocks.test.ts'],
    'src/manifests/helm/made-images.ts': [
      'test/manifests/helm/made-images.test.ts',
      'test/manifests/helm/joins.test.ts',
      'test/manifests/helm/given-values.test.ts',
    ],
    'src/manifests/helm/merged-fields.ts': [
      'test/manifests/helm/merged-fields.test.ts',
      'test/manifests/helm/joins.test.ts',
    ],
    'src/manifests/helm/movable.ts': [
      'test/manifests/helm/printed-values.test.ts',
      'test/manifests/helm/joins.test.ts',
    ],
    'src/manifests/helm/held-texts.ts': [
      'test/manifests/helm/printed-values.test.ts',
      'test/manifests/helm/joins.test.ts',
    ],
    'src/manifests/helm/printed-values.ts': ['test/manifests/helm/printed-values.test.ts'],
    'src/manifests/helm/given-values.ts': [
      'test/manifests/helm/given-values.test.ts',
      'test/manifests/helm/remote-values.test.ts',
    ],
    'src/manifests/helm/remote-values.ts': [
      'test/manifests/helm/remote-values.test.ts',
      'test/manifests/helm/given-values.test.ts',
    ],
    'src/manifests/helm/speaking-directives.ts': [
      'test/manifests/helm/printed-values.test.ts',
      'test/manifests/helm/joins.test.ts',
    ],
    'src/manifests/helm/charts.ts': ['test/manifests/helm/joins.test.ts', 'test/manifests/helm/remote-values.test.ts'],
    'src/manifests/helm/standing-alone.ts': [
      'test/manifests/helm/standing-alone.test.ts',
      'test/manifests/helm/joins.test.ts',
    ],
    'src/manifests/helm/values-value.ts': [
      'test/manifests/helm/values-value.test.ts',
      'test/manifests/helm/joins.test.ts',
      'test/manifests/helm/merged-fields.test.ts',
    ],
    'src/manifests/helm/template-image.ts': [
      'test/manifests/helm/joins.test.ts',
      'test/manifests/helm/printed-values.test.ts',
    ],
    'src/manifests/references/shared-texts.ts': ['test/manifests/shared-texts.test.ts'],
  },
  scripts: {
    'src/manifests/shell/other-uses.ts': ['test/manifests/shell/other-uses.test.ts'],
    'src/manifests/dockerfile/arguments.ts': ['test/manifests/dockerfile/dockerfile.test.ts'],
  },
};
