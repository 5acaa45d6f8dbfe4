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
    ['nothing else', 'compose.yaml', 'services:\n  a: {image: &n nginx}\n  b: {image: *n}\n', [true]],
    ['what is there to be brought elsewhere', 'compose.yaml', 'x-a: &n nginx\nservices:\n  b: {image: *n}\n', [true]],
    ['what surely is an image', '.gitlab-ci.yml', 'variables: {A: &n nginx:1}\nj: {image: *n, script: [x]}\n', [true]],
    ['an anchor that nobody uses', 'p.yaml', POD('web', '&n nginx'), [true]],
  ])('%s', (_name, file, text, expected) => {
    expect(written(file, text)).toEqual(expected);
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
