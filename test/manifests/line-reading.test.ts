import { describe, expect, it } from 'vitest';
import { scanTexts } from './manifest-table.ts';

/** What is told of a file, images with their lines, and of which lines it is warned. */
function told(path: string, text: string) {
  const { uses, warnings } = scanTexts({ [path]: text });
  return {
    uses: uses.map(({ line, image, kind, slots }) => `${line} ${image} ${kind}${slots.length === 0 ? ', left' : ''}`),
    warnings: warnings.map(({ line, reason }) => `${line} ${/line by line, without lines? [\d, ]+/.exec(reason)?.[0]}`),
  };
}

const COMPOSE = 'services:\n  web:\n    image: nginx:1.27\n';

describe('one odd line', () => {
  it.each<readonly [string, string, string, readonly string[], number]>([
    [
      'a bracket that does not close, of Compose',
      'compose.yaml',
      `${COMPOSE}    command: [a, b\n  db:\n    image: postgres:16\n`,
      ['3 docker.io/library/nginx:1.27 compose', '6 docker.io/library/postgres:16 compose'],
      4,
    ],
    [
      'a bracket too many, of Compose',
      'compose.yaml',
      `${COMPOSE}    ports: ["80:80"]]\n  db:\n    image: postgres:16\n`,
      ['3 docker.io/library/nginx:1.27 compose', '6 docker.io/library/postgres:16 compose'],
      4,
    ],
    [
      'a quote that does not close, of GitLab',
      '.gitlab-ci.yml',
      'a:\n  image: node:20\n  script: [x]\n  tags: "b\nc:\n  image: ruby:3\n  script: [x]\n',
      ['2 docker.io/library/node:20 gitlab-ci', '6 docker.io/library/ruby:3 gitlab-ci'],
      4,
    ],
    [
      'a line too far right, of a workflow',
      '.github/workflows/a.yml',
      'on: push\njobs:\n  a:\n    runs-on: x\n     timeout: 3\n    container: node:20\n    steps: [{run: x}]\n',
      ['6 docker.io/library/node:20 github-workflow'],
      5,
    ],
    [
      'text behind a quote, of a kustomization',
      'kustomization.yaml',
      'images:\n- name: nginx\n  newTag: "1"\ncommonLabels: "a" b\n',
      ['2 docker.io/library/nginx:1 kustomize'],
      4,
    ],
    [
      'a tab, of values',
      'chart/values.yaml',
      'image:\n  repository: quay.io/a/b\n  tag: "1"\nresources:\n  limits: {}\n\tcpu: 1\n',
      ['2 quay.io/a/b:1 helm-values'],
      6,
    ],
  ])('%s: the images of the others are read', (_name, path, text, uses, line) => {
    expect(told(path, text)).toEqual({ uses, warnings: [`${line} line by line, without line ${line}`] });
  });

  it.each<readonly [string, string, string, readonly string[]]>([
    [
      'a registry of values',
      'chart/values.yaml',
      'image:\n  registry: [quay.io\n  repository: a/b\n  tag: "1"\n',
      ['3 null helm-values, left'],
    ],
    [
      'a name of a kustomization',
      'kustomization.yaml',
      'images:\n- name: nginx\n  newName: "quay.io/a/b\n  newTag: "1"\n',
      ['2 null kustomize, left'],
    ],
  ])('that is a part of an image leaves it unknown: %s', (_name, path, text, uses) => {
    expect(told(path, text).uses).toEqual(uses);
  });

  it('is never taken out of a text to make an image of what stands in it', () => {
    const text = `${COMPOSE}    labels:\n      a: "b\n        image: c:1\n        d" e\n  x:\n    image: y:1\n`;
    expect(told('compose.yaml', text).uses).toEqual([
      '3 docker.io/library/nginx:1.27 compose',
      '9 docker.io/library/y:1 compose',
    ]);
  });

  it('says which line, why, and what to do', () => {
    const { warnings } = scanTexts({ 'compose.yaml': `${COMPOSE}    command: [a\n` });
    expect(warnings).toEqual([
      {
        file: 'compose.yaml',
        line: 4,
        reason:
          'read line by line, without line 4: unexpected end of the stream within a flow collection. Mend the YAML there, and all of it is read',
      },
    ]);
  });
});
