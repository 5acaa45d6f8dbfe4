// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import { describe, expect, it } from 'vitest';
import { lines } from '../cases/manifests.ts';
import { expectSettled, move, type Tree, told } from '../cases/move.ts';

function services(...texts: readonly string[]): string {
  return lines('services:', ...texts.map((text) => `  ${text}`));
}

const ACR = 'contoso.azurecr.io';

describe('variables of a project of several files', () => {
  const base = services('w: {image: "${WEB:-nginx:1}"}');

  it.each<[string, Tree, readonly string[]]>([
    [
      'a file that is extended, which has a .env of its own beside it',
      {
        'compose.yaml': services('a: {extends: {file: common/base.yml, service: w}}'),
        '.env': 'WEB=httpd:2\n',
        'common/base.yml': base,
        'common/.env': 'WEB=caddy:2\n',
      },
      ['common/base.yml:2 docker.io/library/httpd:2'],
    ],
    [
      'files that a script names, the first of which says where the project is',
      {
        'up.sh': 'docker compose -f main/app.yml -f extra/compose.prod.yml up -d\n',
        'main/app.yml': services('a: {image: redis:7}'),
        'main/.env': 'WEB=httpd:2\n',
        'extra/compose.prod.yml': base,
      },
      ['extra/compose.prod.yml:2 docker.io/library/httpd:2', 'main/app.yml:2 docker.io/library/redis:7'],
    ],
    [
      'files that COMPOSE_FILE names',
      {
        '.env': 'COMPOSE_FILE=app.yml:extra/compose.prod.yml\nWEB=httpd:2\n',
        'app.yml': services('a: {image: redis:7}'),
        'extra/compose.prod.yml': base,
      },
      ['app.yml:2 docker.io/library/redis:7', 'extra/compose.prod.yml:2 docker.io/library/httpd:2'],
    ],
    [
      'a file that a makefile gives the variables to',
      {
        Makefile: 'up:\n\tdocker-compose --env-file ./.env.prod --file compose.yml up -d\n',
        'compose.yml': base,
        '.env.prod': 'WEB=httpd:2\n',
      },
      ['compose.yml:2 docker.io/library/httpd:2', 'compose.yml:2 docker.io/library/nginx:1'],
    ],
    [
      'a file that a workflow names',
      {
        '.github/workflows/a.yml': lines(
          'on: push',
          'jobs:',
          '  a:',
          '    steps:',
          '    - run: docker compose -f main/app.yml -f extra/compose.prod.yml up -d',
        ),
        'main/app.yml': services('a: {image: redis:7}'),
        'main/.env': 'WEB=httpd:2\n',
        'extra/compose.prod.yml': base,
      },
      ['extra/compose.prod.yml:2 docker.io/library/httpd:2', 'main/app.yml:2 docker.io/library/redis:7'],
    ],
    [
      'files that are included: what includes them decides before what stands beside them',
      {
        'compose.yaml': lines(
          'include:',
          '- sub/compose.yaml',
          '- {path: [other/compose.yaml], env_file: other/.env.x}',
        ),
        '.env': 'WEB=httpd:2\n',
        'sub/compose.yaml': services('w: {image: "${WEB:-nginx:1}"}', 'v: {image: "${DB}:16"}'),
        'sub/.env': 'WEB=caddy:2\nDB=postgres\n',
        'other/compose.yaml': services('u: {image: "${CACHE:-redis:7}"}'),
        'other/.env.x': 'CACHE=memcached:1\n',
      },
      [
        'other/compose.yaml:2 docker.io/library/memcached:1',
        'other/compose.yaml:2 docker.io/library/redis:7',
        'sub/compose.yaml:2 docker.io/library/caddy:2',
        'sub/compose.yaml:2 docker.io/library/httpd:2',
        'sub/compose.yaml:3 docker.io/library/postgres:16',
      ],
    ],
  ])('%s', (_, tree, moved) => {
    const result = move(tree);
    expect(told(result).moved.toSorted()).toEqual(moved);
    expectSettled(result);
  });

  it('what each of two projects sets is written in each', () => {
    const tree = {
      'one/compose.yaml': services('a: {extends: {file: ../base.yml, service: w}}'),
      'one/.env': 'WEB=httpd:2\n',
      'two/compose.yaml': services('a: {extends: {file: ../base.yml, service: w}}'),
      'two/.env': 'WEB=httpd:2\n',
      'base.yml': base,
    };
    const result = move(tree);
    expect(result.after).toEqual({
      ...tree,
      'one/.env': `WEB=${ACR}/docker.io/library/httpd:2\n`,
      'two/.env': `WEB=${ACR}/docker.io/library/httpd:2\n`,
    });
    expectSettled(result);
  });
});

describe('variables that a project uses for more than images', () => {
  const image = services('a: {image: "${DB}:16"}');
  it.each<[string, Tree]>([
    [
      'in a file without images',
      { 'compose.yaml': image, 'compose.override.yaml': services('a: {environment: {KIND: "${DB}"}}') },
    ],
    [
      'in a file of another folder that it includes',
      {
        'compose.yaml': `include: [sub/compose.yaml]\n${image}`,
        'sub/compose.yaml': services('b: {image: "redis:7", environment: {KIND: "${DB}"}}'),
      },
    ],
    [
      'in a file of another folder that it extends',
      {
        'compose.yaml': services('a: {image: "${DB}:16", extends: {file: sub/base.yaml, service: b}}'),
        'sub/base.yaml': services('b: {build: ., environment: ["KIND=${DB}"]}'),
      },
    ],
    [
      'since containers are given the whole file',
      { 'compose.yaml': services('a: {image: "${DB}:16", env_file: .env}') },
    ],
    [
      'since containers are given the whole file by another service',
      {
        'compose.yaml': image,
        'compose.override.yaml': services('a: {env_file: [{path: ./.env, required: false}]}'),
      },
    ],
  ])('are not written: %s', (_, files) => {
    const tree = { ...files, '.env': 'DB=postgres\n' };
    const { after, uses } = move(tree);
    expect(after['.env']).toBe('DB=postgres\n');
    expect(uses.find(({ text }) => text === '${DB}:16')?.uneditable).toMatch(
      /^(?:DB is used for more than images|\.env is given to containers as a whole)$/,
    );
  });

  it.each<[string, string, string]>([
    ['a name alone, which may mean something else', services('a: {image: "$DB", hostname: "$DB"}'), 'DB=postgres\n'],
    [
      'a whole reference within something longer',
      services('a: {image: "$WEB", command: ["--image=a-${WEB:-b}"]}'),
      'WEB=quay.io/acme/web:1\n',
    ],
    [
      'a part of the variable that the image has',
      services('a: {image: "${TEAM}/web:1", environment: ["HUB=$HUB"]}'),
      'HUB=quay.io\nTEAM=${HUB}/acme\n',
    ],
    [
      'a part of another variable',
      services('a: {image: "${HUB}/web:1", environment: {TEAM: "${TEAM}"}}'),
      'HUB=quay.io\nTEAM=${HUB}/acme\n',
    ],
    [
      'a part of another variable, which is no image',
      services('a: {image: "${HUB}/web:1", environment: {SAID: "$SAID"}}'),
      'HUB=quay.io\nSAID="we take all of ${HUB} today"\n',
    ],
    [
      'a whole reference, a part of another variable',
      services('a: {image: "$WEB", environment: ["A=$SAID"]}'),
      'WEB=quay.io/acme/web:1\nSAID=a-${WEB}\n',
    ],
    [
      'a whole reference, by another variable a part of something',
      services('a: {image: "$WEB", environment: ["A=$SAID", "B=b-$SAID"]}'),
      'WEB=quay.io/acme/web:1\nSAID=$WEB\n',
    ],
    ['the second variable of a file', services('a: {image: "$DB", hostname: "$DB"}'), 'A=1\nDB=postgres\n'],
  ])('are not written: %s', (_, text, environment) => {
    const tree = { 'compose.yaml': text, '.env': environment };
    const result = move(tree);
    expect(result.after).toEqual(tree);
    expect(result.uses.map(({ uneditable }) => uneditable)).toEqual([
      expect.stringMatching(/ is used for more than images$/),
    ]);
    expectSettled(result);
  });

  it('a whole reference is not written that one file has within something longer, and another as it is', () => {
    const tree = {
      'compose.yaml': services('a: {image: "$WEB", environment: ["A=a-$WEB"]}'),
      'compose.override.yaml': services('a: {environment: ["B=$WEB"]}'),
      '.env': 'WEB=quay.io/acme/web:1\n',
    };
    expect(move(tree).after).toEqual(tree);
  });

  it.each<[string, string, string]>([
    ['no other is used', services('a: {image: "${HUB}/web:1", hostname: "$A"}'), 'A=1\nHUB=quay.io\n'],
    ['nothing is expanded', services('a: {image: "${HUB}/web:1", hostname: "$A"}'), "HUB=quay.io\nA='${HUB}'\n"],
    ['nobody uses the other', services('a: {image: "${HUB}/web:1"}'), 'HUB=quay.io\nA=${HUB}/x\n'],
    ['only images use it', services('a: {image: "${HUB}/web:1"}', 'b: {image: "${HUB}/api:1"}'), 'HUB=quay.io\n'],
    [
      'another gives it on as it is',
      services('a: {image: "$HUB", environment: ["A=$A"]}'),
      'HUB=quay.io/web:1\nA=${HUB}\n',
    ],
  ])('are written where %s', (_, text, environment) => {
    const result = move({ 'compose.yaml': text, '.env': environment });
    expect(result.after['.env']).toBe(environment.replace('HUB=quay.io', `HUB=${ACR}/quay.io`));
    expectSettled(result);
  });

  it('a whole reference is written where it is given on as it is', () => {
    const tree = {
      'compose.yaml': services(
        'a: {image: "${WEB:-b}", command: [--image, "${WEB:-{}}"], environment: ["A=$WEB"], labels: {x: "${WEB}"}}',
      ),
      '.env': 'WEB=quay.io/acme/web:1\n',
    };
    expect(move(tree).after['.env']).toBe(`WEB=${ACR}/quay.io/acme/web:1\n`);
  });

  it.each<[string, string, string]>([
    ['stands twice in a reference', services('a: {image: "${HUB}${HUB:?}:1"}'), 'HUB=web\n'],
    ['is nothing but a comment for some versions', services('a: {image: "${HUB}nginx:1"}'), 'HUB= # none\n'],
  ])('a variable is not written that %s', (_, text, environment) => {
    expect(move({ 'compose.yaml': text, '.env': environment }).after['.env']).toBe(environment);
  });

  it.each<[string, string, boolean]>([
    ['a name that is a host, too', services('a: {container_name: &n redis, image: *n }'), false],
    ['a name that is a value, too', `x-n: &n redis\n${services('a: {image: *n , environment: [*n ]}')}`, false],
    ['what surely is an image', `x-n: &n redis:7\n${services('a: {image: *n , environment: {I: *n }}')}`, true],
    [
      'a name of images alone',
      `x-n: &n redis\nx-s: &s {image: *n }\n${services('a: {<<: *s}', 'b: {image: *n }')}`,
      true,
    ],
  ])('an alias: %s', (_, text, isMoved) => {
    const result = move({ 'compose.yaml': text });
    expect(result.after['compose.yaml']).toBe(isMoved ? text.replace('redis', `${ACR}/docker.io/library/redis`) : text);
    expectSettled(result);
  });

  it('an alias is given on with the variable that is in it', () => {
    const tree = {
      'compose.yaml': `x-n: &n "\${DB}"\n${services('a: {image: *n , environment: {I: *n }}')}`,
      '.env': 'DB=postgres\n',
    };
    expect(move(tree).after).toEqual(tree);
  });

  it('a whole reference is written though containers are given the whole file', () => {
    const tree = { 'compose.yaml': services('a: {image: "$WEB", env_file: .env}'), '.env': 'WEB=quay.io/acme/web:1\n' };
    expect(move(tree).after['.env']).toBe(`WEB=${ACR}/quay.io/acme/web:1\n`);
  });
});

describe('a file that is a Compose file by its content', () => {
  it.each<[string, string]>([
    ['an image is merged into its services', `x-b: &b {image: redis:7}\n${services('w: {<<: *b}')}`],
    ['a service extends another', `x-b: &b {image: redis:7}\n${services('w: {extends: v}', 'v: {<<: *b}')}`],
  ])('%s', (_, text) => {
    const tree = { 'compose.yaml': services('a: {extends: {file: common.yml, service: w}}'), 'common.yml': text };
    expect(told(move(tree)).moved).toEqual(['common.yml:1 docker.io/library/redis:7']);
  });

  it('says what its variables are used for, though it has no image', () => {
    const tree = {
      'compose.yaml': services('a: {image: "${DB}:16", extends: {file: common.yml, service: w}}'),
      'common.yml': services('w: {env_file: a.env, environment: ["KIND=${DB}"]}'),
      '.env': 'DB=postgres\n',
    };
    expect(move(tree).after).toEqual(tree);
  });
});

describe('services of several files', () => {
  it.each<[string, Tree, readonly string[]]>([
    [
      'build in an override beside the image of the base',
      {
        'compose.yaml': services('w: {image: acme/web:1}', 'r: {image: redis:7}'),
        'compose.override.yml': services('w: {build: .}'),
      },
      ['compose.yaml:3 docker.io/library/redis:7'],
    ],
    [
      'an image in an override beside the build of the base',
      {
        'up.sh': 'docker compose -f docker-compose.yml -f docker-compose.prod.yml up\n',
        'docker-compose.yml': services('w: {build: .}'),
        'docker-compose.prod.yml': services('w: {image: "ghcr.io/acme/web:${TAG}"}', 'r: {image: redis:7}'),
      },
      ['docker-compose.prod.yml:3 docker.io/library/redis:7'],
    ],
    [
      'a build that the override takes back',
      {
        'compose.yaml': services('w: {build: .}'),
        'compose.override.yaml': services('w: {build: !reset null, image: acme/web:1}', 'x: {image: !reset null}'),
      },
      ['compose.override.yaml:2 docker.io/acme/web:1'],
    ],
    [
      'a build of a service in another file that is extended',
      {
        'compose.yaml': services('w: {image: acme/web:1, extends: {file: common.yml, service: d}}'),
        'common.yml': services('d: {build: .}'),
      },
      [],
    ],
    [
      'a build of a service that is included',
      {
        'compose.yaml': 'include: [sub/compose.yaml]\n',
        'sub/compose.yaml': services('d: {build: .}', 'r: {image: redis:7}'),
        'compose.override.yaml': services('d: {image: acme/web:1}'),
      },
      ['sub/compose.yaml:3 docker.io/library/redis:7'],
    ],
    [
      'the name of an official image that only some build',
      {
        'up.sh': 'docker compose -f compose.yaml -f compose.dev.yaml up\n',
        'compose.yaml': services('w: {image: postgres:16}'),
        'compose.dev.yaml': services('w: {build: ./db}'),
      },
      ['compose.yaml:2 docker.io/library/postgres:16'],
    ],
    [
      'an image at an anchor that a later service builds under',
      { 'compose.yaml': `x-i: &i acme/web:1\n${services('a: {image: *i}', 'b: {image: *i, build: .}')}` },
      [],
    ],
    [
      'an image that is nothing, and one of a profile',
      { 'compose.yaml': services('a: {image: null, build: .}', 'b: {image: ~}', 'c: {image: redis:7, profiles: [x]}') },
      ['compose.yaml:4 docker.io/library/redis:7'],
    ],
  ])('%s', (_, tree, moved) => {
    const result = move(tree);
    expect(told(result).moved).toEqual(moved);
    expectSettled(result);
  });

  it('an image that is not known says which file replaces it', () => {
    const tree = {
      'compose.yaml': services('w: {image: "$WEB"}'),
      'compose.override.yaml': services('w:', '  image: quay.io/acme/web:1'),
    };
    expect(told(move(tree))).toEqual({
      moved: ['compose.override.yaml:3 quay.io/acme/web:1'],
      stays: [
        'compose.yaml:2 $WEB (WEB has no default and no .env file beside the Compose file sets it; compose.override.yaml:3 replaces it)',
      ],
    });
  });
});

describe('which files and environments are a project', () => {
  const base = services('w: {image: "${WEB:-nginx:1}"}');
  const built = services('w: {build: .}');
  const image = services('w: {image: acme/web:1}');

  it.each<[string, Tree, readonly string[]]>([
    [
      'one that nobody names, with what stands beside it',
      { 'a/stack.yml': base, 'a/.env': 'WEB=httpd:2\n' },
      ['a/stack.yml:2 docker.io/library/httpd:2'],
    ],
    [
      'not what another name stands beside',
      { 'a/stack.yml': base, 'a/.env.x': 'WEB=httpd:2\n' },
      ['a/stack.yml:2 docker.io/library/nginx:1'],
    ],
    [
      'what a command without files is told',
      { 'up.sh': 'docker compose --env-file .env.x up\n', 'compose.yaml': base, '.env.x': 'WEB=httpd:2\n' },
      ['compose.yaml:2 docker.io/library/httpd:2', 'compose.yaml:2 docker.io/library/nginx:1'],
    ],
    [
      'the later of two environment files',
      {
        'up.sh': 'docker compose --env-file .env.x --env-file .env.y up\n',
        'compose.yaml': base,
        '.env.x': 'WEB=httpd:2\n',
        '.env.y': 'WEB=caddy:2\n',
      },
      ['compose.yaml:2 docker.io/library/caddy:2', 'compose.yaml:2 docker.io/library/nginx:1'],
    ],
    [
      'not a command of which a file is missing',
      {
        'up.sh': 'docker compose -f compose.yaml -f no.yaml --env-file .env.x up\n',
        'compose.yaml': base,
        '.env.x': 'WEB=httpd:2\n',
      },
      ['compose.yaml:2 docker.io/library/nginx:1'],
    ],
    [
      'not a command that leaves the tree',
      {
        'up.sh': 'docker compose -f compose.yaml -f ../compose.yaml --env-file .env.x up\n',
        'compose.yaml': base,
        '.env.x': 'WEB=httpd:2\n',
      },
      ['compose.yaml:2 docker.io/library/nginx:1'],
    ],
    [
      'not a command without files where there are none',
      { 'a/up.sh': 'docker compose --env-file .env.x up\n', 'b/compose.yaml': base, 'a/.env.x': 'WEB=httpd:2\n' },
      ['b/compose.yaml:2 docker.io/library/nginx:1'],
    ],
    [
      'a command from the top',
      { 'bin/up.sh': 'docker compose -f a/app.yml up\n', 'a/app.yml': base, 'a/.env': 'WEB=httpd:2\n' },
      ['a/app.yml:2 docker.io/library/httpd:2'],
    ],
    [
      'the directory that a command says',
      {
        'up.sh': 'docker compose --project-directory b -f a/app.yml up\n',
        'a/app.yml': base,
        'a/.env': 'WEB=caddy:2\n',
        'b/.env': 'WEB=httpd:2\n',
      },
      ['a/app.yml:2 docker.io/library/httpd:2'],
    ],
    [
      'not the override where COMPOSE_FILE names what is read',
      { '.env': 'A=1\nCOMPOSE_FILE=compose.yaml\n', 'compose.yaml': image, 'compose.override.yaml': built },
      ['compose.yaml:2 docker.io/acme/web:1'],
    ],
    [
      'the override where a file of another name does',
      { '.env.x': 'COMPOSE_FILE=compose.yaml\n', 'compose.yaml': image, 'compose.override.yaml': built },
      [],
    ],
    [
      'the override where COMPOSE_FILE is set elsewhere',
      { 'b/.env': 'COMPOSE_FILE=no.yml\n', 'a/compose.yaml': image, 'a/compose.override.yaml': built },
      [],
    ],
    [
      'nothing where COMPOSE_FILE names what is not there',
      {
        '.env': 'COMPOSE_FILE=compose.yaml:no.yml\nWEB=httpd:2\n',
        'compose.yaml': image,
        'compose.override.yaml': built,
      },
      ['compose.yaml:2 docker.io/acme/web:1'],
    ],
    [
      'the file of the first usual name',
      {
        'compose.yaml': image,
        'docker-compose.yml': services('w: {image: acme/other:1}'),
        'docker-compose.override.yml': built,
      },
      ['docker-compose.yml:2 docker.io/acme/other:1'],
    ],
    [
      'the directory that an include says',
      {
        'compose.yaml': 'include: [{path: a/compose.yaml, project_directory: b}]\n',
        'a/compose.yaml': services('w: {image: "${WEB:-nginx:1}", extends: {file: c.yaml, service: v}}'),
        'b/.env': 'WEB=httpd:2\n',
        'b/c.yaml': services('v: {image: "${WEB:-caddy:2}"}'),
      },
      [
        'a/compose.yaml:2 docker.io/library/httpd:2',
        'a/compose.yaml:2 docker.io/library/nginx:1',
        'b/c.yaml:2 docker.io/library/httpd:2',
      ],
    ],
    [
      'a service that extends one that is not there',
      {
        'compose.yaml': services(
          'w: {image: acme/web:1, extends: {file: a.yaml, service: no}}',
          'v: {image: acme/v:1, extends: no}',
        ),
        'a.yaml': built,
      },
      ['compose.yaml:2 docker.io/acme/web:1', 'compose.yaml:3 docker.io/acme/v:1'],
    ],
    [
      'what is there where a file that is included or extended is not',
      {
        'compose.yaml': lines(
          'include: [no.yaml]',
          services('w: {image: acme/web:1, extends: {file: no.yaml, service: w}}'),
        ),
      },
      ['compose.yaml:3 docker.io/acme/web:1'],
    ],
    [
      'a service that extends another of its file',
      { 'compose.yaml': services('w: {image: acme/web:1, extends: {service: v}}', 'v: {build: .}') },
      [],
    ],
    [
      'not a directory outside of the tree that a command says',
      {
        'up.sh': 'docker compose --project-directory ../b -f a/app.yml up\n',
        'a/app.yml': base,
        'a/.env': 'WEB=httpd:2\n',
      },
      ['a/app.yml:2 docker.io/library/httpd:2'],
    ],
    [
      'not what COMPOSE_FILE names in a file of another name',
      { '.env.x': 'COMPOSE_FILE=compose.yaml\nWEB=httpd:2\n', 'compose.yaml': base },
      ['compose.yaml:2 docker.io/library/nginx:1'],
    ],
    [
      'a file by itself where COMPOSE_FILE names what is no path',
      { '.env': 'COMPOSE_FILE="a b.yml"\nWEB=httpd:2\n', 'compose.yaml': base },
      ['compose.yaml:2 docker.io/library/httpd:2'],
    ],
    [
      'not what COMPOSE_FILE names beside what is not there',
      { '.env': 'COMPOSE_FILE=a/app.yml:no.yml\nWEB=httpd:2\n', 'a/app.yml': base },
      ['a/app.yml:2 docker.io/library/nginx:1'],
    ],
    [
      'what stands beside the first file that COMPOSE_FILE names',
      { '.env': 'COMPOSE_FILE=a/app.yml\nWEB=caddy:2\n', 'a/app.yml': base, 'a/.env': 'WEB=httpd:2\n' },
      ['a/app.yml:2 docker.io/library/httpd:2'],
    ],
    [
      'what stands beside a file that is included',
      { 'compose.yaml': 'include: [a/part.yml]\n', 'a/part.yml': base, 'a/.env': 'WEB=httpd:2\n' },
      ['a/part.yml:2 docker.io/library/httpd:2'],
    ],
    [
      'a file once that two projects extend without variables',
      {
        'one/compose.yaml': services('a: {extends: {file: ../base.yml, service: w}}'),
        'two/compose.yaml': services('a: {extends: {file: ../base.yml, service: w}}'),
        'base.yml': base,
      },
      ['base.yml:2 docker.io/library/nginx:1'],
    ],
    [
      'a service that extends one from the directory that an include says',
      {
        'compose.yaml': 'include: [{path: a/part.yml, project_directory: b}]\n',
        'a/part.yml': services('w: {image: acme/web:1, extends: {file: c.yaml, service: v}}'),
        'b/c.yaml': services('v: {build: .}'),
      },
      [],
    ],
    [
      'an image that an override takes back, so that nothing is built under its name',
      {
        'compose.yaml': services('w: {image: acme/web:1, build: .}'),
        'compose.override.yaml': services('w: {image: !reset null}'),
      },
      ['compose.yaml:2 docker.io/acme/web:1'],
    ],
    [
      'a file outside of the tree that containers are given',
      { 'compose.yaml': services('w: {image: "${WEB}", env_file: ../.env}'), '.env': 'WEB=acme/web\n' },
      ['compose.yaml:2 docker.io/acme/web'],
    ],
  ])('%s', (_, tree, moved) => {
    expect(told(move(tree)).moved.toSorted()).toEqual(moved);
  });

  it('an image that one project has as it is is replaced in none', () => {
    const tree = {
      'up.sh': 'docker compose -f compose.yaml up\n',
      'compose.yaml': services('w: {image: "$WEB"}'),
      'compose.override.yaml': services('w: {image: quay.io/acme/web:1}'),
    };
    expect(told(move(tree)).stays).toEqual([
      'compose.yaml:2 $WEB (WEB has no default and no .env file beside the Compose file sets it)',
    ]);
  });
});

describe('very many projects', () => {
  it('are not followed beyond what people have, and nothing of them is written', () => {
    const command = (n: number) => `docker compose --env-file .env.e${n} -f compose.yaml up\n`;
    const tree = Object.fromEntries([
      ['up.sh', Array.from({ length: 1000 }, (_, n) => command(n)).join('')],
      ['compose.yaml', services(...Array.from({ length: 300 }, (_, n) => `s${n}: {image: "\${V${n}:-redis:7}"}`))],
      ...Array.from({ length: 1000 }, (_, n) => [`.env.e${n}`, 'A=b\n'] as const),
    ]);
    const { uses, rewrite } = move(tree);
    expect(uses).toHaveLength(300);
    expect(rewrite.edits).toEqual([]);
    expect(rewrite.unwritten[0]?.reason).toBe('the Compose projects of this tree are too many to follow');
  });

  it('that include and extend each other in a circle come to an end', () => {
    const tree = {
      'compose.yaml': `include: [a.yaml]\n${services('w: {extends: {file: a.yaml, service: w}}')}`,
      'a.yaml': `include: [compose.yaml]\n${services('w: {image: redis:7, extends: {file: compose.yaml, service: w}}')}`,
    };
    expect(told(move(tree)).moved).toEqual(['a.yaml:3 docker.io/library/redis:7']);
  });
});
