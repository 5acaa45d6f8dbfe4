import { describe, expect, it } from 'vitest';
import { rewrite } from '../../../src/manifests/rewrite.ts';
import { expectRewritable, placesOf, scanTexts } from '../manifest-table.ts';

const DEFAULTS = 'roles/web/defaults/main.yml';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function placesIn(path: string, text: string): readonly string[] {
  const files = { [path]: text };
  expectRewritable(files);
  return placesOf(scanTexts(files), files);
}

describe('variables of Ansible', () => {
  it.each<[string, string, readonly string[]]>([
    ['an image', 'web_image: nginx:1.27', ['1:12 nginx:1.27 → docker.io/library/nginx:1.27']],
    ['a registry', 'web_image: quay.io/a/b', ['1:12 quay.io/a/b → quay.io/a/b']],
    ['a container image', 'web_docker_image: a/b', ['1:19 a/b → docker.io/a/b']],
    ['a container with a version', 'web_container: a/b:2', ['1:16 a/b:2 → docker.io/a/b:2']],
    [
      'a container with a digest',
      `web_container: quay.io/a/b@${DIGEST}`,
      [`1:16 quay.io/a/b@${DIGEST} → quay.io/a/b@${DIGEST}`],
    ],
    [
      'a repository and a tag',
      'web_image_repo: busybox\nweb_image_tag: "1"',
      ['1:17 busybox → docker.io/library/busybox:1'],
    ],
    ['a name and a version', 'web_image_name: a/b\nweb_image_version: latest', ['1:17 a/b → docker.io/a/b:latest']],
    [
      'a registry of its own',
      'web_image_registry: quay.io\nweb_image_repository: a/b\nweb_image_tag: v1',
      ['2:23 a/b → quay.io/a/b:v1'],
    ],
    [
      'a tag that is made',
      'web_image: quay.io/a/b\nweb_image_tag: "v{{ version }}"\nversion: 3',
      ['1:12 quay.io/a/b → quay.io/a/b:v3'],
    ],
    [
      'a version that is made',
      'web_image: "quay.io/a/b:{{ version }}"\nversion: 3',
      ['1:13 quay.io/a/b:{{ version }} → quay.io/a/b:3'],
    ],
    [
      'variables in variables',
      'web_image: "{{ host }}/a/b:1"\nhost: "{{ mirror }}"\nmirror: quay.io',
      ['1:13 {{ host }}/a/b:1 → quay.io/a/b:1'],
    ],
    ['a circle of variables', 'web_image: "{{ a }}/b:1"\na: "{{ b }}"\nb: "{{ a }}"', ['1:13 {{ a }}/b:1 → null']],
    ['what is set elsewhere', 'web_image: "{{ host }}/a/b:1"', ['1:13 {{ host }}/a/b:1 → null']],
    ['a filter', 'web_image: "a/b:{{ tag | lower }}"\ntag: "1"', ['1:13 a/b:{{ tag | lower }} → docker.io/a/b']],
    [
      'an image told where it is set',
      'web_image: a/b:1\napi_image: "{{ web_image }}"',
      ['1:12 a/b:1 → docker.io/a/b:1'],
    ],
    [
      'a pair that is joined',
      'web_image_repo: a/b\nweb_image_tag: "1"\nweb_image: "{{ web_image_repo }}:{{ web_image_tag }}"',
      ['1:17 a/b → docker.io/a/b:1'],
    ],
    ['what is nested', 'web:\n  image: a/b:1', ['2:10 a/b:1 → docker.io/a/b:1']],
  ])('tell %s', (_name, text, places) => {
    expect(placesIn(DEFAULTS, `${text}\n`)).toEqual(places);
  });

  it.each([
    ['a flag', 'web_image: true\npull_image: latest'],
    [
      'a machine',
      'vm_image: ubuntu:22.04\ncloud_image: ubuntu:22.04-minimal\nvm_image_name: a/ubuntu\nvm_image_version: "22"',
    ],
    ['a word, a path, a picture', 'web_image: ubuntu-22.04\nlogo_image: img/logo.png\nlogo_image_name: a/logo.png'],
    ['what may be a box or a folder', 'web_image: generic/ubuntu'],
    ['the name of a container', 'web_container: web\nweb_container_name: a/b:1\napi_container: web:8080'],
    ['a registry alone', 'web_image_repo: quay.io\nweb_image_tag: "1"\nall_image_repo: quay.io'],
    ['what is built', 'image_name: web\nimage_tag: "1"'],
    ['a variable that is passed on', 'web_image: "{{ other }}"'],
  ])('do not take %s for an image', (_name, text) => {
    expect(placesIn(DEFAULTS, `${text}\n`)).toEqual([]);
  });

  it.each([
    'inventory/prod/group_vars/all.yml',
    'host_vars/web.yaml',
    'roles/web/vars/main.yml',
    'inventory/hosts.yml',
  ])('are read in %s', (path) => {
    expect(placesIn(path, 'all:\n  vars:\n    web_image_repo: a/b\n    web_image_tag: "1"\n')).toEqual([
      '3:21 a/b → docker.io/a/b:1',
    ]);
  });

  it('are not read in files of other names', () => {
    expect(placesIn('config/web.yml', 'web_image_repo: a/b\nweb_image_tag: "1"\n')).toEqual([]);
  });

  it('are no image where a template adds to them', () => {
    const template = (image: string) => `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: "${image}"\n`;
    const imagesWith = (image: string, text: string) =>
      scanTexts({ [DEFAULTS]: text, 'roles/web/templates/web.yml.j2': template(image) })
        .uses.filter(({ kind }) => kind === 'ansible')
        .map(({ image: found }) => found);
    const pair = 'web_image_repo: quay.io/a\nweb_image_tag: "1"\n';
    expect(imagesWith('{{ web_image_repo }}/b:{{ web_image_tag }}', pair)).toEqual([null]);
    expect(imagesWith('{{ prefix }}{{ web_image_repo }}:{{ web_image_tag }}', pair)).toEqual([null]);
    expect(imagesWith('{{ web_image_repo }}:{{ web_image_tag }}', pair)).toEqual(['quay.io/a:1']);
    expect(
      imagesWith(
        '{{ web_image_registry }}/{{ web_image_repo }}:{{ web_image_tag }}',
        'web_image_registry: quay.io\nweb_image_repo: a/b\nweb_image_tag: "1"\n',
      ),
    ).toEqual(['quay.io/a/b:1']);
  });

  it('are no image where another file has their registry', () => {
    const pair = 'web_docker_image: a/b\nweb_docker_image_tag: "1"\n';
    const imagesWith = (registry: string, own = pair) =>
      scanTexts({ [DEFAULTS]: own, 'group_vars/all.yml': registry }).uses.map(({ image }) => image);
    expect(imagesWith('web_docker_registry: quay.io\n')).toEqual([null]);
    expect(imagesWith('web_docker_registry: true\napi_docker_registry: quay.io\n')).toEqual(['docker.io/a/b:1']);
    expect(imagesWith('', `${pair}web_docker_registry: quay.io\n`)).toEqual(['quay.io/a/b:1']);
    expect(imagesWith('web_docker_registry: quay.io\n', pair.replace('a/b', 'ghcr.io/a/b'))).toEqual(['ghcr.io/a/b:1']);
  });

  it('are written where the name stands, and no other variable is', () => {
    const text =
      'host: quay.io\nversion: "1"\na_image: "{{ host }}/a/b:1"\nb_image: "quay.io/a/c:{{ version }}"\nc_image_registry: quay.io\nc_image_repo: a/d\nc_image_tag: "{{ version }}"\n';
    const { uses } = scanTexts({ [DEFAULTS]: text });
    const { edits, unwritten } = rewrite(uses, ({ image }) => ({
      registry: 'contoso.azurecr.io',
      repository: image?.replace(/:.*/, '') ?? '',
    }));
    expect(edits.map(({ start, end, text: written }) => [text.slice(start, end), written])).toEqual([
      ['quay.io/a/c', 'contoso.azurecr.io/quay.io/a/c'],
      ['quay.io', 'contoso.azurecr.io'],
      ['a/d', 'quay.io/a/d'],
    ]);
    expect(unwritten.map(({ reason }) => reason)).toEqual([
      'it begins with a variable, which other files may use, too',
    ]);
  });
});

describe('plays and tasks of Ansible', () => {
  it('take the variables of the play, of tasks and of set_fact', () => {
    const text = [
      '- hosts: all',
      '  vars:',
      '    tag: "7"',
      '  tasks:',
      '    - community.docker.docker_container:',
      '        image: "redis:{{ tag }}"',
      '    - docker_image: { name: a/b, tag: "{{ tag }}" }',
      '    - name: facts',
      '      set_fact:',
      '        web_image: a/c:1',
      '    - docker_image: { name: "{{ own }}", source: build, build: { path: . } }',
      '      vars: { own: "contoso/own:1" }',
      '',
    ].join('\n');
    expect(placesIn('site.yml', text)).toEqual([
      '6:17 redis:{{ tag }} → docker.io/library/redis:7',
      '7:29 a/b → docker.io/a/b:7',
      '10:20 a/c:1 → docker.io/a/c:1',
    ]);
    expect([...scanTexts({ 'site.yml': text }).builtHere]).toEqual(['docker.io/contoso/own']);
  });

  it('give objects of Kubernetes to their modules', () => {
    const pod = (indent: string, image: string) =>
      ['apiVersion: v1', 'kind: Pod', 'spec:', '  containers:', `    - image: ${image}`]
        .map((line) => indent + line)
        .join('\n');
    const text = [
      '- name: object',
      '  kubernetes.core.k8s:',
      '    definition:',
      pod('      ', 'a/b:1'),
      '- name: input',
      '  command:',
      '    cmd: kubectl create -f -',
      '    stdin: |',
      pod('      ', 'a/c:1'),
      '      ---',
      pod('      ', 'a/d:1'),
      '- name: file',
      '  ansible.builtin.copy:',
      '    dest: /etc/kubernetes/manifests/web.yml',
      '    content: |',
      pod('      ', 'a/e:1'),
      '      {% if more %}',
      '      {% endif %}',
      '- name: gone',
      '  k8s:',
      '    state: absent',
      '    definition:',
      pod('      ', 'a/f:1'),
      '',
    ].join('\n');
    const places = placesIn('tasks/main.yml', text);
    expect(places.map((place) => place.split(' → ')[1])).toEqual(
      ['a/b:1', 'a/c:1', 'a/d:1', 'a/e:1'].map((name) => `docker.io/${name}`),
    );
    expect(scanTexts({ 'tasks/main.yml': text }).uses.every(({ kind }) => kind === 'ansible')).toBe(true);
  });
});
