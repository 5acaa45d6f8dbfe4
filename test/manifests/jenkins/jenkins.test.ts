// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jenkins } from '../../../src/manifests/jenkins/jenkins.ts';
import { isManifestPath } from '../../../src/manifests/scan.ts';
import { consumerOf } from '../../../src/uses/consumer.ts';
import { expectRewritable, fixture, placesOf, scanTexts } from '../manifest-table.ts';
import { brief, movedFiles, scanFiles } from '../variables/scanned.ts';

describe('pipelines of Jenkins', () => {
  const files = {
    Jenkinsfile: fixture('jenkins/Jenkinsfile'),
    'ci/scripted.jenkinsfile': fixture('jenkins/scripted.jenkinsfile'),
    'vars/build.groovy': fixture('jenkins/build.groovy'),
  };

  it('tell the images of agents, templates, pods, steps and variables, and nothing in comments and other texts', () => {
    expect(placesOf(scanTexts(files), files)).toEqual([
      '6:14 maven:3.9-eclipse-temurin-21 → docker.io/library/maven:3.9-eclipse-temurin-21',
      '12:19 quay.io/acme/tool:1 → quay.io/acme/tool:1',
      '16:23 node:22-alpine → docker.io/library/node:22-alpine',
      '20:31 python:${PY} → docker.io/library/python',
      '22:29 x/sh:1 → docker.io/x/sh:1',
      '25:13 x/sh:2 → docker.io/x/sh:2',
      '27:33 x/sh:3 → docker.io/x/sh:3',
      '34:25 postgres:16 → docker.io/library/postgres:16',
      '35:27 mysql:8 → docker.io/library/mysql:8',
      '40:27 acme/pushed:2 → quay.io/acme/pushed:2',
      '54:12 gcr.io/kaniko-project/executor:debug → gcr.io/kaniko-project/executor:debug',
      '57:13 alpine → docker.io/library/alpine',
      '61:33 x/pw:1 → docker.io/x/pw:1',
      '1:12 golang:1.23 → docker.io/library/golang:1.23',
      '3:44 maven:3.9 → docker.io/library/maven:3.9',
      '6:13 alpine/helm:${v} → docker.io/alpine/helm',
      '8:43 jenkins/inbound-agent → docker.io/jenkins/inbound-agent',
      '13:12 bitnami/kubectl:${kv} → docker.io/bitnami/kubectl',
      '2:33 gradle:8 → docker.io/library/gradle:8',
    ]);
    expect([...scanTexts(files).builtHere]).toEqual(['docker.io/acme/own']);
  });

  it('are rewritten at the images alone, whatever ends their lines', () => {
    expectRewritable(files);
    expectRewritable({ Jenkinsfile: files.Jenkinsfile.replaceAll('\n', '\r\n') });
  });

  it('have a cluster pull what their pods are made of', () => {
    const consumers = scanTexts(files).uses.map((use) => `${use.text} ${consumerOf(use)}`);
    expect(consumers).toEqual(
      expect.arrayContaining(['maven:3.9 aks', 'alpine aks', 'node:22-alpine other-ci', 'postgres:16 other-ci']),
    );
  });

  it('are known by their names, other Groovy by its steps', () => {
    for (const path of ['Jenkinsfile', 'a/jenkinsfile', 'Jenkinsfile.nightly', 'web.Jenkinsfile', 'Jenkinsfile-ci'])
      expect(isManifestPath(path), path).toBe(true);
    expect(isManifestPath('Jenkinsfile.md')).toBe(false);
    const text = "def image = 'x/y:1'\n";
    expect(scanFiles([jenkins], { 'a.groovy': `${text}println image` }).uses).toEqual([]);
    expect(scanFiles([jenkins], { 'a.groovy': `${text}docker.image(image).inside { }` }).uses.map(brief)).toEqual([
      '1:14 x/y:1 = docker.io/x/y:1',
    ]);
  });
});

describe('Groovy', () => {
  it.each<[string, readonly string[]]>([
    [
      "agent { docker { image 'x/a:1'; registryUrl 'https://quay.io' } }\nagent { docker { registryUrl url; image 'x/b:1'; args '-v' } }\nagent { docker { registryUrl 'https://ghcr.io/'; image 'x/c:1' } }",
      [
        '1:25 x/a:1 = quay.io/x/a:1',
        '2:42 x/b:1 ! the registry that the pipeline logs in to is put before it',
        '3:57 x/c:1 = ghcr.io/x/c:1',
      ],
    ],
    ["agent { docker 'x/a:1' } // docker 'x/b:1'", ['1:17 x/a:1 = docker.io/x/a:1']],
    ["agent { dockerfile { image 'x/a:1' } }; image 'x/b:1'; docker 'x/c:1'", []],
    [
      "docker.image 'x/a:1'; docker.image(name).run(); docker.image('x/b:1').push('2')",
      ['1:15 x/a:1 = docker.io/x/a:1'],
    ],
    ["docker.image('x/a:1').push(); docker.image('x/a:2').inside { }", ['1:45 x/a:2 = docker.io/x/a:2']],
    [
      "docker.withRegistry('') { docker.image('x/a:1') }\ndocker.withRegistry(url) { docker.image('x/e:1') }\ndocker.withRegistry(\"https://$H\") { docker.image('x/b:1') }\ndocker.withRegistry('https://index.docker.io/v1/', 'me') { docker.image('x/c:1') }\ndocker.image('x/d:1')",
      [
        '1:41 x/a:1 = docker.io/x/a:1',
        '2:42 x/e:1 ! the registry that the pipeline logs in to is put before it',
        '3:51 x/b:1 ! the registry that the pipeline logs in to is put before it',
        '4:74 x/c:1 = docker.io/x/c:1',
        '5:15 x/d:1 = docker.io/x/d:1',
      ],
    ],
    ['sh "docker run x/a:\\$TAG ${WORKSPACE}"', ['1:16 x/a:\\$TAG ~ docker.io/x/a, _TAG has no value in this file']],
    [
      "sh label: 'docker pull x/b:1', script: 'docker pull x/a:1'; sh(returnStatus: true, script: 'docker pull x/c:1')",
      ['1:53 x/a:1 = docker.io/x/a:1', '1:105 x/c:1 = docker.io/x/c:1'],
    ],
    [
      "echo 'docker pull x/a:1'; bat 'docker pull x/b:1'; error \"it's\"; sh 'docker pull x/c:1'",
      ['1:82 x/c:1 = docker.io/x/c:1'],
    ],
    ["def a = ~/it's/\nagent { docker 'x/a:1' }", ['2:17 x/a:1 = docker.io/x/a:1']],
    ["agent { docker { image params.IMAGE ?: 'x/b:1' } }", []],
    ['def toolImage = "x/a:1"; def TAG_IMAGE = "${a}/b:1"', ['1:18 x/a:1 = docker.io/x/a:1']],
    [
      "String pod = '''\napiVersion: v1\nkind: Pod\nspec: {containers: [{image: x/a:1}]}\n'''\ntext = '''\nspec: {containers: [{image: x/b:1}]}\n'''",
      ['4:29 x/a:1 = docker.io/x/a:1'],
    ],
    [
      'podTemplate(yaml: """\nspec:\n  containers:\n  - image: x/a:1\n    {{\n""") { }',
      ['4:12 x/a:1 = docker.io/x/a:1'],
    ],
  ])('%j', (text, expected) => {
    expect(scanFiles([jenkins], { Jenkinsfile: text }).uses.map(brief)).toEqual(expected);
  });

  it('may be any text', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        "agent { docker '",
        "docker.image('",
        'x/y:1',
        "sh '",
        '"',
        "'",
        "'''",
        '"""',
        '$',
        '{',
        '}',
        '(',
        ')',
        '\\',
        '\n',
        '/',
        '//',
        '/*',
        ' ',
        'yaml ',
        'image: ',
        '=',
        ':',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (content) => {
        const moved = movedFiles([jenkins], { Jenkinsfile: content });
        expect(movedFiles([jenkins], moved)).toEqual(moved);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['(', '{', "'", '"', "'''", '"""\\', '"$', '"${', 'sh "', 'a = "b" ', 'script: ', '\\"""', 'docker.image('])(
    'ends with 300 KB of %j',
    (piece) => {
      scanFiles([jenkins], { Jenkinsfile: `agent { docker '${piece.repeat(300_000 / piece.length)}` });
      scanFiles([jenkins], { Jenkinsfile: piece.repeat(300_000 / piece.length) });
    },
  );
});
