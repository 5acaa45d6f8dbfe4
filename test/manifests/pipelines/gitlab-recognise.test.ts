import { describe, expect, it } from 'vitest';
import { found } from '../found.ts';

describe('pipelines of GitLab under other names', () => {
  it.each([
    'a: {stage: test, image: x/y:1, script: [make]}',
    '.a: {extends: .b, image: {name: x/y:1}, script: make}',
    'stages: [a]\n.hidden: anything\na: {rules: [{if: x}], image: x/y:1, script: [make]}',
    'a: {image: x/y:1, script: [make]}\nb: {trigger: x/y}',
  ])('%j is one', (text) => {
    expect(found(text, 'ci/build.yml')).toEqual([
      expect.stringContaining('x/y:1 → docker.io/x/y:1 (gitlab-ci, whole)'),
    ]);
  });

  it.each([
    // Travis, CircleCI, Woodpecker, Azure Pipelines, Compose, a playbook, a chart's values, another program's settings.
    'language: go\nscript: make\njobs: {include: [{stage: a, image: a, script: make}]}',
    'version: 2\njobs: {a: {stage: a, image: x, script: make}}',
    'steps: {a: {image: x, script: make, stage: b}}',
    'stages: [{stage: a, jobs: [{job: a, image: x, steps: [{script: make}]}]}]',
    'services: {a: {image: x, stage: a, script: b}}',
    '- {image: x, stage: a, script: make}',
    'a: {image: x, script: make, port: 80}',
    'replicas: 1\na: {image: x, script: make, stage: b}',
    'a: {image: {repository: x, tag: b}, script: make}',
    'a: {image: x, script: {a: b}}',
    'a: {stage: x, image: x}',
    'a: {script: make}',
  ])('%j is none', (text) => {
    expect(found(text, 'ci/build.yml').filter((use) => use.includes('gitlab-ci'))).toEqual([]);
  });
});
