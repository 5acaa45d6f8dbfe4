// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables of pipelines are texts here
import { describe, expect, it } from 'vitest';
import { lines } from '../cases/manifests.ts';
import { expectSettled, move, type Tree, told } from '../cases/move.ts';

const job = (...more: readonly string[]) => lines('job:', ...more.map((line) => `  ${line}`), '  tags: [x]');

describe('a service', () => {
  it.each([
    ['with an alias moves', 'services: [{name: "redis:7", alias: cache}]', undefined],
    ['is reached by the name of its image', 'services: ["redis:7"]', 'redis'],
    ['is reached by all of its path', 'services: [{name: "quay.io/acme/db:2"}]', 'quay.io-acme-db'],
    ['with a digest', `services: ["redis@sha256:${'0'.repeat(64)}"]`, 'redis'],
    ['whose tag a variable gives', 'services: ["redis:$TAG"]', 'its name'],
  ])('%s', (_name, service, host) => {
    const moved = move({ '.gitlab-ci.yml': job(service, 'script: [x]') });
    const why = `jobs reach the service by a name that is made of it: give it an alias (${host})`;
    expect(moved.rewrite.unwritten.map(({ reason }) => reason)).toEqual(host === undefined ? [] : [why]);
    expect(moved.rewrite.rewritten).toHaveLength(host === undefined ? 1 : 0);
    expectSettled(moved);
  });
});

/** The pipeline's variables, and the rest of it. */
const ROWS: readonly (readonly [string, readonly string[], Tree, readonly string[]])[] = [
  [
    'is the beginning of images alone',
    ['REG: quay.io'],
    { '.gitlab-ci.yml': job('image: $REG/acme/web:1', 'services: [{name: "${REG}/acme/db:1", alias: db}]') },
    ['REG: contoso.azurecr.io/quay.io'],
  ],
  [
    'is what a command signs in to',
    ['REG: quay.io'],
    { '.gitlab-ci.yml': job('image: $REG/acme/web:1', 'script: [docker login $REG]') },
    ['REG: quay.io'],
  ],
  [
    'is what a command of a file that is included signs in to',
    ['REG: quay.io'],
    {
      '.gitlab-ci.yml': job('image: $REG/acme/web:1'),
      'ci/login.yml': lines('login:', '  stage: build', '  script:', '  - docker login $REG'),
    },
    ['REG: quay.io'],
  ],
  [
    'is a whole reference, which a command is told as it is',
    ['IMAGE: "nginx:1.27"'],
    { '.gitlab-ci.yml': job('image: $IMAGE', 'script: [docker run $IMAGE]') },
    ['IMAGE: "contoso.azurecr.io/docker.io/library/nginx:1.27"'],
  ],
  [
    'is a whole reference with a description',
    ['IMAGE: {value: "nginx:1.27", description: what runs}'],
    { '.gitlab-ci.yml': job('image: $IMAGE', 'script: [docker run $IMAGE]') },
    ['IMAGE: {value: "contoso.azurecr.io/docker.io/library/nginx:1.27", description: what runs}'],
  ],
  [
    'is a whole reference, of which a command is told more',
    ['IMAGE: "nginx:1.27"'],
    { '.gitlab-ci.yml': job('image: $IMAGE', 'script: [docker run $IMAGE-alpine]') },
    ['IMAGE: "nginx:1.27"'],
  ],
  [
    'is a name alone, which a command is told',
    ['IMAGE: nginx'],
    { '.gitlab-ci.yml': job('image: $IMAGE:1.27', 'script: [echo $IMAGE]') },
    ['IMAGE: nginx'],
  ],
  [
    'is the image of a service, too, that has no alias',
    ['IMAGE: "redis:7"'],
    { '.gitlab-ci.yml': job('image: $IMAGE', 'services: [$IMAGE]') },
    ['IMAGE: "redis:7"'],
  ],
  [
    'is the beginning of one image and the middle of another',
    ['NAME: nginx'],
    { '.gitlab-ci.yml': job('image: $NAME:1', 'services: [{name: "quay.io/$NAME:2", alias: web}]') },
    ['NAME: nginx'],
  ],
  [
    'is the beginning of another that is an image',
    ['REG: quay.io', 'WEB: $REG/acme/web:1'],
    { '.gitlab-ci.yml': job('image: $WEB', 'script: [docker run $WEB]') },
    ['REG: contoso.azurecr.io/quay.io', 'WEB: $REG/acme/web:1'],
  ],
  [
    'is the beginning of another that is used for more',
    ['REG: quay.io', 'WEB: $REG/acme/web'],
    { '.gitlab-ci.yml': job('image: $WEB:1', 'script: [docker push $WEB:2]') },
    ['REG: quay.io', 'WEB: $REG/acme/web'],
  ],
  [
    'is the middle of another',
    ['NAME: nginx', 'OTHER: quay.io/$NAME'],
    { '.gitlab-ci.yml': job('image: $NAME:1') },
    ['NAME: nginx', 'OTHER: quay.io/$NAME'],
  ],
  [
    'a rule gives another value',
    ['IMAGE: "nginx:1.27"'],
    {
      '.gitlab-ci.yml': job(
        'image: $IMAGE',
        'rules: [{if: $A, variables: {IMAGE: "redis:7"}}]',
        'script: [run $IMAGE]',
      ),
    },
    ['IMAGE: "contoso.azurecr.io/docker.io/library/nginx:1.27"'],
  ],
  [
    "stands before a name of Docker Hub's that a rule may shorten",
    ['REG: docker.io', 'NAME: acme/web'],
    { '.gitlab-ci.yml': job('image: $REG/$NAME:1', 'rules: [{if: $A, variables: {NAME: nginx}}]') },
    ['REG: docker.io', 'NAME: acme/web'],
  ],
  [
    'stands before a name of another registry that a rule changes',
    ['REG: quay.io', 'NAME: acme/web'],
    { '.gitlab-ci.yml': job('image: $REG/$NAME:1', 'rules: [{if: $A, variables: {NAME: api}}]') },
    ['REG: contoso.azurecr.io/quay.io', 'NAME: acme/web'],
  ],
  [
    'a rule looks at',
    ['REG: quay.io'],
    { '.gitlab-ci.yml': job('image: $REG/acme/web:1', 'rules: [{if: \'$REG == "quay.io"\'}]') },
    ['REG: quay.io'],
  ],
  [
    'is made of itself',
    ['REG: quay.io', 'A: $B', 'B: $A$REG'],
    { '.gitlab-ci.yml': job('image: $REG/acme/web:1') },
    ['REG: quay.io', 'A: $B', 'B: $A$REG'],
  ],
];

describe('a variable that', () => {
  it.each(ROWS)('%s', (_name, variables, files, after) => {
    const head = (values: readonly string[]) => lines('variables:', ...values.map((value) => `  ${value}`));
    const moved = move({ ...files, '.gitlab-ci.yml': head(variables) + (files['.gitlab-ci.yml'] ?? '') });
    expect(moved.after['.gitlab-ci.yml']?.split('job:')[0]).toBe(head(after));
    expectSettled(moved);
  });

  it('is used for more is told by its name', () => {
    const files = { '.gitlab-ci.yml': `variables: {REG: quay.io}\n${job('image: $REG/a/b:1', 'script: [echo $REG]')}` };
    expect(told(move(files)).stays).toEqual(['.gitlab-ci.yml:3 quay.io/a/b:1 (REG is used for more than images)']);
  });
});
