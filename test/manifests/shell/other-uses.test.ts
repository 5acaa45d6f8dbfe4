// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import { describe, expect, it } from 'vitest';
import { lines } from '../cases/manifests.ts';
import { expectSettled, move, told } from '../cases/move.ts';

const IMAGE = 'IMAGE=quay.io/acme/web:1';

describe('an image variable of a script stays', () => {
  it.each<readonly string[]>([
    ['that stands behind something else', 'docker run "mirror.example/$IMAGE"'],
    ['that is a part of another name', 'docker run --name web "a-${IMAGE}"'],
    ['of which the registry is taken', 'echo "${IMAGE%%/*}"'],
    ['of which the registry is cut', 'echo "${IMAGE#quay.io/}"'],
    ['of which all but the registry is taken', 'echo "${IMAGE#*/}"'],
    ['that names a file', 'docker save -o "${IMAGE//\\//-}.tar" busybox:1'],
    ['that is compared', 'if [ "$IMAGE" != quay.io/acme/web:1 ]; then exit 1; fi'],
    ['that is compared with a pattern', '[[ $IMAGE =~ ^quay ]] && exit 1'],
    ['that is compared by test', 'if test "$1" = "$IMAGE"; then exit 1; fi'],
    ['that is compared with two signs', '[[ $IMAGE == a ]] && exit 1'],
    ['of which only the path is kept', 'echo "${IMAGE%/web:1}"'],
    ['of which the end is cut', 'echo "${IMAGE%acme/web:1}"'],
    ['of which a path is cut', 'echo "${IMAGE##quay.io/acme}"'],
    ['that is a pattern', 'case "$1" in "$IMAGE") exit 1 ;; esac'],
    [
      'that another is in one branch, of which the registry is taken',
      'IMAGE=a/b:1',
      'OTHER=$IMAGE',
      'echo ${OTHER%%/*}',
    ],
    ['that another has in one branch, and is compared', 'IMAGE=a/b:1', 'OTHER="x ${IMAGE}"', '[ "$OTHER" = y ]'],
    ['that decides', 'case "$IMAGE" in', '  quay.io/*) exit 1 ;;', 'esac'],
    ['that another is, of which the registry is taken', 'OTHER="$IMAGE"', 'echo "${OTHER%%/*}"'],
  ])('%s', (_, ...text) => {
    const tree = { 'run.sh': lines(IMAGE, ...text) };
    const result = move(tree);
    expect(result.after['run.sh']?.split('\n')[0]).toBe(IMAGE);
    expect(told(result).stays[0]).toMatch(
      /^run\.sh:1 quay\.io\/acme\/web:1 \((?:IMAGE|OTHER) is used for more than images\)$/,
    );
    expectSettled(result);
  });

  it.each<readonly string[]>([
    ['what is built', 'docker build -t "$IMAGE-debug" .'],
    ['what is built in one branch', 'IMAGE=', 'docker build -t "${IMAGE:-a}-debug" .'],
    ['what it is pushed as', 'docker tag busybox:1 "${IMAGE}-debug"'],
    ['what is built by another name of it', 'IMAGE=', 'NAME="${IMAGE:-a}"', 'docker build -t $NAME-debug .'],
  ])('after which is named %s', (_, ...text) => {
    const result = move({ 'run.sh': lines('IMAGE=redis:7', ...text) });
    expect(told(result).stays).toContain('run.sh:1 docker.io/library/redis:7 (what is built is named after it)');
  });

  it.each<readonly string[]>([
    ['pushed', 'docker push "$IMAGE"'],
    ['tagged', 'podman tag busybox:1 $IMAGE'],
    ['pushed in one branch', 'if $X; then IMAGE=acme/web:2; fi', 'docker push $IMAGE'],
    ...[
      '$IMAGE',
      '"$IMAGE"',
      '${IMAGE}',
      '"${IMAGE:-acme/b:1}"',
      '${IMAGE-acme/b:1}',
      '${IMAGE:?missing}',
      '"${IMAGE?}"',
    ].map((word) => [`pushed as ${word} in one branch`, 'IMAGE=acme/web:2', `TARGET=${word}`, 'docker push $TARGET']),
  ])('since it is %s', (_, ...text) => {
    const result = move({ 'run.sh': lines(IMAGE, ...text) });
    expect(told(result).stays).toContain('run.sh:1 quay.io/acme/web:1 (built-here)');
  });
});

describe('an image variable of a script moves', () => {
  it.each<readonly [string, string, ...string[]]>([
    [
      'that commands are given as it is',
      IMAGE,
      'docker pull $IMAGE && docker tag "$IMAGE" acme/b:1 && docker rmi ${IMAGE}',
    ],
    ['that is there or not', IMAGE, '[ -z "$IMAGE" ] || echo "image: $IMAGE"'],
    ['of which the name and the tag are taken', IMAGE, 'echo "${IMAGE##*/}" "${IMAGE%%:*}" "${IMAGE#*:}"'],
    ['that is read from its registry', IMAGE, 'skopeo inspect "docker://$IMAGE"'],
    ['that is an argument of the script', 'IMAGE=${1:-quay.io/acme/web:1}', 'docker run "$IMAGE"'],
    ['that has a value in one branch', 'if $X; then IMAGE=quay.io/acme/web:1; fi', 'docker run "$IMAGE"'],
    ['that one command is told', 'IMAGE=quay.io/acme/web:1 ./run.sh', 'docker push "$IMAGE"'],
  ])('%s', (_, first, ...text) => {
    const result = move({ 'run.sh': lines(first, ...text) });
    expect(result.after['run.sh']).toBe(lines(first.replace('quay.io', 'contoso.azurecr.io/quay.io'), ...text));
    expectSettled(result);
  });
});

describe('an image variable of a makefile', () => {
  it.each<[string, string, boolean]>([
    ['of which the registry is taken', 'echo $(firstword $(subst /, ,$(IMAGE)))', false],
    ['of which the folder is taken', 'echo $(dir $(IMAGE))', false],
    ['that is replaced', 'echo $(patsubst quay.io/%,%,$(IMAGE)) $(IMAGE)', false],
    ['whose beginning is replaced', 'echo $(IMAGE:quay.io/%=%)', false],
    ['that stands behind something', 'docker pull mirror/$(IMAGE)', false],
    ['of which some are left out', 'echo $(filter-out quay.io/%,$(IMAGE))', false],
    ['whose slashes are replaced', 'echo $(subst  /,-,$(IMAGE))', false],
    ['in which a registry is replaced', 'echo $(subst quay.io/,,${IMAGE})', false],
    ['of which name and tag are taken', 'echo $(notdir $(IMAGE)) $(word 2,$(subst :, ,$(IMAGE)))', true],
    ['that is run', 'docker run --rm $(IMAGE) && docker tag $(IMAGE) a:1', true],
  ])('%s', (_, recipe, isMoved) => {
    const text = lines('IMAGE ?= quay.io/acme/web:1', 'all:', `\t${recipe}`);
    const result = move({ Makefile: text });
    expect(result.after.Makefile).toBe(isMoved ? text.replace('quay.io', 'contoso.azurecr.io/quay.io') : text);
    expectSettled(result);
  });

  it.each([
    ['that a condition compares', 'ifeq ($(MODE),$(IMAGE))', 'endif'],
    ['that a condition within another compares', 'ifdef X', '  ifneq ($(IMAGE),x)', '  endif', 'endif'],
    ['that the other branch compares', 'ifdef X', 'else  ifneq ($(IMAGE),x)', 'endif'],
    ['that another has in the end', 'all:', '\tdocker push $(TARGET)'],
  ])('%s stays', (_, ...rest) => {
    const tree = { Makefile: lines('IMAGE = a/b:1', 'TARGET = $(IMAGE)', 'IMAGE = quay.io/acme/web:1', ...rest) };
    expect(move(tree).after).toEqual(tree);
  });
});

it('a value is a default only where there is none', () => {
  const text = lines('IMG=quay.io/acme/a:1', ': "${IMG:=quay.io/acme/b:1}"', 'docker push "$IMG"');
  expect(told(move({ 'run.sh': text })).stays).toEqual([
    'run.sh:1 quay.io/acme/a:1 (built-here)',
    'run.sh:2 quay.io/acme/b:1 (built-here)',
  ]);
});

describe('an image that a script pulls and asks for by the same name', () => {
  it.each([
    'docker tag nginx:1 acme/nginx:1',
    'docker save nginx:1 -o nginx.tar',
    'podman image inspect nginx:1',
    'docker rmi -f "nginx:1"',
    'kind load docker-image nginx:1 --name test',
    'k3d image import nginx:1',
    'minikube image load nginx:1',
    'for each in redis:7 nginx:1; do kind load docker-image $each; done',
    'docker pull nginx:1; docker tag nginx:1 a:1; docker tag library/nginx:1 b:1',
  ])('moves with it: %s', (command) => {
    const text = lines('docker pull nginx:1', command);
    const result = move({ 'run.sh': text });
    expect(result.after['run.sh']).toBe(
      text.replaceAll(/(?<!acme\/)(?:library\/)?nginx:1/g, 'contoso.azurecr.io/docker.io/library/nginx:1'),
    );
    expectSettled(result);
  });

  it.each([
    ['in a variable', 'KEPT=nginx:1', 'docker history $KEPT'],
    [
      'in a variable that is cut',
      'IMAGE=nginx:1',
      'docker run $IMAGE',
      'docker tag nginx:1 a:1',
      'echo ${IMAGE#nginx/}',
    ],
    ['with a part of it elsewhere', 'NAME=nginx', 'docker tag $NAME:1 a:1'],
  ])('stays with it: %s', (_, ...commands) => {
    const tree = { 'run.sh': lines('docker pull nginx:1', ...commands) };
    const result = move(tree);
    expect(result.after).toEqual(tree);
    expect(told(result).stays[0]).toBe(
      'run.sh:1 docker.io/library/nginx:1 (the script also asks for it by this name where it has to be there already)',
    );
    expectSettled(result);
  });

  it.each([
    ['docker tag nginx:$V acme/nginx:$V'],
    ['kind load docker-image "nginx:${V}" --name test'],
    ['docker save nginx:$V-alpine -o nginx.tar'],
    ['docker pull nginx:1; docker tag nginx:1 a:1'],
    ['docker tag nginx:1 a:1'],
  ])('and a tag that is not known moves with it: %s', (command) => {
    const text = lines('docker pull nginx:$V', command);
    const result = move({ 'run.sh': text });
    expect(result.after['run.sh']).toBe(
      text.replaceAll(/(?<!acme\/)nginx:/g, 'contoso.azurecr.io/docker.io/library/nginx:'),
    );
    expectSettled(result);
  });

  it.each([
    ['the name is in a variable', 'docker pull nginx:$V', 'N=nginx', 'docker tag $N:$V a:1'],
    ['another command pulls it', 'docker pull nginx:$V', 'sh -c "docker pull nginx:$V"', 'docker tag nginx:$V a:1'],
    [
      'a loop may pull it',
      'docker pull nginx:1',
      'for i in redis:7 nginx:1; do docker pull $i; done',
      'docker tag nginx:1 a:1',
    ],
    [
      'a function may pull it',
      'get() { docker pull "$1"; }',
      'docker pull nginx:1',
      'get nginx:1',
      'docker tag nginx:1 a:1',
    ],
    ['only the tag that is pulled is known', 'docker pull nginx:1', 'N=nginx', 'docker tag $N:$V a:1'],
  ])('and a tag that is not known stays with it where %s', (_, ...commands) => {
    const tree = { 'run.sh': lines(...commands) };
    expect(move(tree).after).toEqual(tree);
  });

  it('and has nothing to do with what only begins like it, or has another name', () => {
    const text = lines('docker pull nginx:$V', 'docker tag nginx$V a:1', 'docker tag redis:$V a:2');
    expect(move({ 'run.sh': text }).after['run.sh']).toBe(
      text.replace('nginx', 'contoso.azurecr.io/docker.io/library/nginx'),
    );
  });

  it.each<[string, string, boolean]>([
    ['is run', 'docker run --rm "$IMAGE" && docker tag "${{ env.IMAGE }}" a:1', true],
    ['is pushed', 'docker push "$IMAGE"', false],
    ['is what is built', 'docker build -t ${{ env.IMAGE }} .', false],
    ['is what the name of what is built begins with', 'docker build -t "$IMAGE-debug" .', false],
    ['is what the name of what is built begins with, by an expression', 'docker build -t ${{env.IMAGE}}-a .', false],
    ['is what the name of what is built begins with, by the long flag', 'docker build --tag ${IMAGE}-debug .', false],
    ['is what the name of what is pushed begins with', 'docker push ${{  env.IMAGE }}-debug', false],
    ['is what is built, as a text', 'docker build -t "${{env.IMAGE}}" .', false],
    ['is what is built, by the long flag', 'docker build . --tag $IMAGE', false],
    ['stands behind something without blanks', 'docker pull mirror/${{env.IMAGE}}', false],
    ['stands behind something', 'docker pull mirror/${{ env.IMAGE }}', false],
    ['is cut', 'echo "${IMAGE%%/*}"', false],
  ])('a variable of a workflow that %s', (_, run, isMoved) => {
    const text = lines('on: push', 'env:', '  IMAGE: quay.io/acme/web:1', 'jobs:', `  a: {steps: [{run: '${run}'}]}`);
    const { after } = move({ '.github/workflows/a.yaml': text });
    expect(after['.github/workflows/a.yaml']).toBe(
      isMoved ? text.replace('quay.io', 'contoso.azurecr.io/quay.io') : text,
    );
  });

  const steps = (...runs: readonly string[]) =>
    lines('on: push', 'jobs:', '  a:', '    steps:', ...runs.map((run) => `    - run: ${run}`));

  it.each([
    'docker  tag  nginx:1 a:1',
    'docker  image  tag nginx:1 a:1',
    'podman image inspect  nginx:1',
    'kind  load  docker-image nginx:1',
    'k3d  image  import nginx:1',
    'k3d images import nginx:1',
    'minikube  image  load nginx:1',
    'minikube  cache  add nginx:1',
    'docker tag nginx:${{ matrix.v }} a:1',
  ])('stays where another step of the workflow says %s', (run) => {
    const tree = { '.github/workflows/a.yaml': steps('docker pull nginx:1', run) };
    expect(move(tree).after).toEqual(tree);
  });

  it('stays where another step of the workflow asks for it', () => {
    const text = steps(
      'docker pull nginx:1',
      'docker pull redis:7',
      'kind load docker-image nginx:1',
      'docker tag $X a/redis:7',
    );
    const result = move({ '.github/workflows/a.yaml': text });
    expect(told(result)).toEqual({
      moved: ['.github/workflows/a.yaml:6 docker.io/library/redis:7'],
      stays: [
        '.github/workflows/a.yaml:5 docker.io/library/nginx:1 (the script also asks for it by this name where it has to be there already)',
      ],
    });
    expectSettled(result);
  });

  it.each(['docker pull', 'docker  image  pull', 'docker  container  run  --rm', 'podman create'])(
    'stays where it is pulled within a text that another command runs: %s',
    (pull) => {
      const text = lines('docker run nginx:1', `sh -c "${pull} nginx:1"`, 'docker tag nginx:1 a:1');
      const result = move({ 'run.sh': text });
      expect(result.after['run.sh']).toBe(text);
      expectSettled(result);
    },
  );

  it('moves where it is pulled within such a text, too, and nothing asks for it', () => {
    const text = lines('docker run nginx:1', 'sh -c "docker pull nginx:1"');
    expect(move({ 'run.sh': text }).after['run.sh']).toBe(
      text.replace('nginx', 'contoso.azurecr.io/docker.io/library/nginx'),
    );
  });

  it('moves beside what only a cluster pulls', () => {
    const text = lines('kubectl run a --image=redis:7', 'docker pull nginx:1', 'docker tag nginx:1 b:1');
    expect(move({ 'run.sh': text }).after['run.sh']).toBe(
      text.replaceAll(/redis|nginx/g, 'contoso.azurecr.io/docker.io/library/$&'),
    );
  });

  it('stays as it is where only a cluster pulls it', () => {
    const text = lines(
      'kubectl run a --image=nginx:1',
      'cat <<EOF',
      'kind: Pod',
      'spec: {containers: [{image: nginx:1}]}',
      'EOF',
      'docker tag nginx:1 a:1',
    );
    expect(move({ 'run.sh': text }).after['run.sh']).toContain('docker tag nginx:1 a:1');
  });

  it('is another one where it has no tag', () => {
    const text = lines('docker pull nginx', 'docker rmi nginx:2');
    expect(move({ 'run.sh': text }).after['run.sh']).toBe(
      text.replace('nginx', 'contoso.azurecr.io/docker.io/library/nginx'),
    );
  });

  it('is another one', () => {
    const text = lines('docker pull nginx:1', 'docker rmi nginx:2 acme/nginx:1 nginx');
    expect(move({ 'run.sh': text }).after['run.sh']).toBe(
      text.replace('nginx', 'contoso.azurecr.io/docker.io/library/nginx'),
    );
  });
});
