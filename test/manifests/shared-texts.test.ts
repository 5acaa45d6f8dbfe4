import { describe, expect, it } from 'vitest';
import { usesOf } from './found.ts';

/** Whether each use may be written, by the anchors of a file. */
function written(file: string, text: string): readonly (string | boolean)[] {
  return usesOf({ [file]: text }).map(({ uneditable }) => uneditable ?? true);
}

const LEFT = (key: string) => `by its anchor the text is also that of ${key}`;
const POD = (name: string, image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: web, image: ${image}}]}\n`;

describe('an image whose text something else has by an anchor', () => {
  it.each([
    ['the name of an object', 'p.yaml', POD('&n nginx', '*n'), [LEFT('metadata.name')]],
    ['an argument', 'p.yaml', POD('web', '&n nginx').replace('}]', ', args: [*n]}]'), [LEFT('spec.containers.args')]],
    [
      'a service',
      'compose.yaml',
      'services:\n  a: {container_name: &n nginx, image: *n}\n',
      [LEFT('services.a.container_name')],
    ],
    ['a variable', '.gitlab-ci.yml', 'variables: {A: &n nginx}\nj: {image: *n, script: [x]}\n', [LEFT('variables.A')]],
    ['a key', 'compose.yaml', 'services:\n  &n nginx : {image: *n}\n', [LEFT('services.nginx')]],
    ['a key that says image', 'compose.yaml', 'services:\n  &n my-img : {image: *n}\n', [LEFT('services.my-img')]],
    [
      'a key where its alias stands',
      'p.yaml',
      POD('web', '&n nginx').replace('}]', '}], nodeSelector: {*n : a}'),
      [LEFT('spec.nodeSelector.nginx')],
    ],
    [
      'a label of a service that is called after images',
      'compose.yaml',
      'services:\n  image-proxy: {deploy: {labels: {app: &n nginx}}, image: *n}\n',
      [LEFT('services.image-proxy.deploy.labels.app')],
    ],
    [
      'a container of a job',
      '.github/workflows/w.yml',
      'on: push\njobs:\n  a: {container: &n nginx, steps: [{run: x}]}\n  b: {container: *n, steps: [{run: x}]}\n',
      [true],
    ],
    ['nothing else', 'compose.yaml', 'services:\n  a: {image: &n nginx}\n  b: {image: *n}\n', [true]],
    [
      'nothing else, beside what is no key',
      'compose.yaml',
      'services:\n  a: {image: &n nginx}\n  b: {image: *n, x-a: {? [y] : z}}\n',
      [true],
    ],
    ['what is there to be brought elsewhere', 'compose.yaml', 'x-a: &n nginx\nservices:\n  b: {image: *n}\n', [true]],
    ['what surely is an image', '.gitlab-ci.yml', 'variables: {A: &n nginx:1}\nj: {image: *n, script: [x]}\n', [true]],
    ['an anchor that nobody uses', 'p.yaml', POD('web', '&n nginx'), [true]],
    [
      'an anchor that nobody uses, and one that is not of an image',
      'p.yaml',
      POD('web', 'nginx')
        .replace('name: web', 'name: &n web, labels: {a: *n}')
        .replace('image: n', 'args: [&m nginx], image: n'),
      [true],
    ],
  ])('%s', (_name, file, text, expected) => {
    expect(written(file, text)).toEqual(expected);
  });

  it.each<[string, string, string | boolean]>([
    ['a stage', 'b: {stage: &n node, image: *n, script: [x]}\n', LEFT('b.stage')],
    ['tags of machines', 'b: {tags: [&n docker], image: *n, script: [x]}\n', LEFT('b.tags')],
    [
      'a variable of a job',
      'build_x: {variables: {A: &n nginx}, image: *n, script: [x]}\n',
      LEFT('build_x.variables.A'),
    ],
    [
      'a variable about services',
      'variables: {MICROSERVICES: &n nginx}\nj: {image: *n, script: [x]}\n',
      LEFT('variables.MICROSERVICES'),
    ],
    [
      'a variable about a service',
      'variables: {SERVICES_OF: &n nginx}\nj: {image: *n, script: [x]}\n',
      LEFT('variables.SERVICES_OF'),
    ],
    [
      'a variable about a user',
      'variables: {HUB_USER: &n nginx}\nj: {image: *n, script: [x]}\n',
      LEFT('variables.HUB_USER'),
    ],
    [
      'a variable about a container',
      'variables: {SIDECAR_CONTAINER: &n nginx}\nj: {image: *n, script: [x]}\n',
      LEFT('variables.SIDECAR_CONTAINER'),
    ],
    [
      'a variable that has an anchor for nobody',
      'variables: {A: &n nginx, B: &m x, C: *m}\nj: {image: $A, script: [x]}\n',
      true,
    ],
    [
      'nothing else, beside a reference',
      'a: {image: &n nginx, script: !reference [.b, script]}\nb: {image: *n, script: [x]}\n',
      true,
    ],
    ['a service of a job', 'a: {services: [&n nginx], script: [x]}\nb: {image: *n, script: [x]}\n', true],
  ])('in a pipeline of GitLab: %s', (_name, text, expected) => {
    expect(written('.gitlab-ci.yml', text)).toEqual([expected]);
  });

  it('also in values, where templates are asked what they make of it', () => {
    const files = {
      'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'c/values.yaml': 'appName: &n web\nimage:\n  repository: *n\n  tag: "1"\n',
      'c/templates/p.yaml':
        'name: x-{{ .Values.appName }}\nimage: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
    };
    expect(usesOf(files).find(({ file }) => file === 'c/values.yaml')?.uneditable).toMatch(/^also printed in/);
  });
});
