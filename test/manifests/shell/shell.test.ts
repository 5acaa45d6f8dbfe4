// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makefile } from '../../../src/manifests/shell/makefile.ts';
import { shell } from '../../../src/manifests/shell/shell.ts';
import { consumerOf } from '../../../src/uses/consumer.ts';
import { brief, moveAll, movedFiles, REGISTRY, scanFiles } from '../variables/scanned.ts';

const KINDS = [shell, makefile];

describe('commands of a shell script', () => {
  it.each<[string, readonly string[]]>([
    ['docker run nginx', ['1:12 nginx = docker.io/library/nginx']],
    [
      'sudo podman run --rm -it -p 80:80 --name web -v "$PWD:/x" quay.io/a/b:1 sh -c x/y:2',
      ['1:59 quay.io/a/b:1 = quay.io/a/b:1'],
    ],
    [
      'docker --context c container run -itp80:80 -e A=b --env=C=d \\\n  --network host \\\n  nginx:1',
      ['3:3 nginx:1 = docker.io/library/nginx:1'],
    ],
    ['docker run -dit nginx echo', ['1:17 nginx = docker.io/library/nginx']],
    ['docker run -ite A nginx', ['1:19 nginx = docker.io/library/nginx']],
    [
      'docker pull -q "nginx:1" && nerdctl pull x/y',
      ['1:17 nginx:1 = docker.io/library/nginx:1', '1:42 x/y = docker.io/x/y'],
    ],
    ['docker image pull x/y; docker create x/z', ['1:19 x/y = docker.io/x/y', '1:38 x/z = docker.io/x/z']],
    ['ID=$(docker run -d x/y:1)', ['1:20 x/y:1 = docker.io/x/y:1']],
    ['if ! docker pull x/y:1; then exit; fi', ['1:18 x/y:1 = docker.io/x/y:1']],
    ['docker run $OPTS nginx:1', ['1:18 nginx:1 = docker.io/library/nginx:1']],
    ['docker run $IMAGE bash', []],
    ['docker run "${IMAGE:-nginx}"', ['1:13 ${IMAGE:-nginx} = docker.io/library/nginx']],
    ['X=nginx\ndocker run $X', ['2:12 $X = docker.io/library/nginx']],
    ['docker run ghcr.io/a/b:$TAG', ['1:12 ghcr.io/a/b:$TAG ~ ghcr.io/a/b, TAG has no value in this file']],
    ['echo "docker run nginx:1"\n# docker run nginx:2\necho docker run nginx:3', []],
    ['cat <<EOF\ndocker run nginx:1\nEOF\ndocker run nginx:2', ['4:12 nginx:2 = docker.io/library/nginx:2']],
    ['echo "\ndocker run nginx:1\n"\ndocker run nginx:2', ['4:12 nginx:2 = docker.io/library/nginx:2']],
    ['docker network create web; docker compose run web; docker buildx create x; docker exec web ls', []],
    ['docker run', []],
    ['docker run --rm -v `pwd`:/x -u $(id -u):$(id -g) x/y:1', ['1:50 x/y:1 = docker.io/x/y:1']],
    [
      'docker run -e "A=${{ env.B }}" \\\n  -v $(cd "$(dirname "$0")" && pwd):/x \\\n  x/y:1',
      ['3:3 x/y:1 = docker.io/x/y:1'],
    ],
    [
      'A="$(docker run x/y:1 ls)" B="`docker run x/z:1`"',
      ['1:17 x/y:1 = docker.io/x/y:1', '1:43 x/z:1 = docker.io/x/z:1'],
    ],
    [
      'A=$((1<<2))\n(docker run x/y:1) # a)\ncase a in a) docker pull x/z;; esac',
      ['2:13 x/y:1 = docker.io/x/y:1', '3:26 x/z = docker.io/x/z'],
    ],
    ["A=$(cat <<'E'\ndocker run x/a\nE\n)\ndocker run x/y:1", ['5:12 x/y:1 = docker.io/x/y:1']],
    [
      '$CONTAINER_ENGINE run --rm "x/y:1"; ${DOCKER} pull x/z; $COMPOSE run web',
      ['1:29 x/y:1 = docker.io/x/y:1', '1:52 x/z = docker.io/x/z'],
    ],
    ['$DOCKER_COMPOSE run web; $RUN run x/y:1', []],
    ['kubectl run a --image=busybox --rm -- sh --image=b', ['1:23 busybox = docker.io/library/busybox']],
    [
      'kubectl -n x create deployment a --image "x/y:1"; kubectl debug node/a --image=$I',
      ['1:43 x/y:1 = docker.io/x/y:1'],
    ],
    [
      'kubectl -n x set image deployment/a a=x/y:1 "b-2=x/z:2" \\\n  *=\'redis:7\' -l app=web --record; kubectl get pods --image=x',
      ['1:39 x/y:1 = docker.io/x/y:1', '1:50 x/z:2 = docker.io/x/z:2', '2:6 redis:7 = docker.io/library/redis:7'],
    ],
    [
      'V=1; kubectl.exe set image deploy/a a=x/y:$V b=x/z:$W c=$IMAGE; oc new-app --image=x/n:1',
      [
        '1:39 x/y:$V = docker.io/x/y:1',
        '1:48 x/z:$W ~ docker.io/x/z, W has no value in this file',
        '1:84 x/n:1 = docker.io/x/n:1',
      ],
    ],
    ['kubectl set env deployment/a A=x/y:1; kubectl set image; kubectl set image d/a -- a=x/y:1', []],
    [
      'podman run --mount=type=image,source=x/a:1,destination=/a --mount type=image,src="x/b:1",dst=/b x/c:1 --mount type=image,src=x/d:1',
      ['1:38 x/a:1 = docker.io/x/a:1', '1:83 x/b:1 = docker.io/x/b:1', '1:97 x/c:1 = docker.io/x/c:1'],
    ],
    [
      'docker run --mount type=bind,source=x/a:1,target=/a --mount "type=image,src=$I" --mount type=image x/c:1',
      ['1:100 x/c:1 = docker.io/x/c:1'],
    ],
    ['docker run --help', []],
    ['docker run --pull always nginx', ['1:26 nginx = docker.io/library/nginx']],
    ['sudo -E --preserve-env=A docker pull x/y', ['1:38 x/y = docker.io/x/y']],
    ['${CONTAINER_TOOL:-docker} run x/y', ['1:31 x/y = docker.io/x/y']],
    [
      'sudo ${runtime} pull x/y:1; $runtime run -d redis:7; $CRI_RUNTIME run web; $ENGINE run main.lua; $RUNTIMES run x/z:1',
      ['1:22 x/y:1 = docker.io/x/y:1', '1:45 redis:7 = docker.io/library/redis:7'],
    ],
    [
      'kind create cluster --image=kindest/node:v1; k3d cluster create a --image x/k3s:1; kind build node-image --image x/own:1',
      ['1:29 kindest/node:v1 = docker.io/kindest/node:v1', '1:75 x/k3s:1 = docker.io/x/k3s:1'],
    ],
    [
      'docker build --build-arg BASE_IMAGE=x/base:1 --build-arg="RUN_IMAGE=quay.io/x/run:1" --build-arg V=x/v:1 --build-arg A_IMAGE=$A -t x/own .',
      ['1:37 x/base:1 = docker.io/x/base:1', '1:69 quay.io/x/run:1 = quay.io/x/run:1'],
    ],
    [
      'RUN="docker run --rm x/tool:1 sh"\n$RUN -c ls x/z:1\nDO=\'docker run --rm\'\n${DO} x/y:1 ls\nDO=echo\n$DO x/z:1',
      ['1:22 x/tool:1 = docker.io/x/tool:1', '4:7 x/y:1 = docker.io/x/y:1'],
    ],
  ])('%j', (text, expected) => {
    expect(scanFiles(KINDS, { 'a.sh': text }).uses.map(brief)).toEqual(expected);
  });
});

describe('who pulls', () => {
  it('is the cluster or the service that a command starts something in', () => {
    const text = `docker pull x/a:1
kubectl set image deployment/a a=x/b:1
kubectl run a --image=x/c:1
kind create cluster --image=x/d:1
az container create --image x/e:1
az containerapp up --image x/f:1
az webapp create --deployment-container-image-name x/g:1
`;
    const { uses } = scanFiles(KINDS, { 'a.sh': text });
    expect(uses.map((use) => `${use.text} ${consumerOf(use)}`)).toEqual([
      'x/a:1 host',
      'x/b:1 aks',
      'x/c:1 aks',
      'x/d:1 host',
      'x/e:1 container-instances',
      'x/f:1 container-apps',
      'x/g:1 host',
    ]);
  });
});

describe('values of charts', () => {
  it.each<[string, readonly string[]]>([
    ['helm install a ./c --set image.repository=x/y', ['1:43 x/y = docker.io/x/y']],
    [
      'helm upgrade -i a ./c --set=image.repository=x/y,image.tag=1 --set-string "web.image=quay.io/x/web:2"',
      ['1:46 x/y = docker.io/x/y:1', '1:86 quay.io/x/web:2 = quay.io/x/web:2'],
    ],
    [
      '"${HELM}" upgrade a c --set "image.registry=quay.io" \\\n  --set image.repository="x/y" --set image.tag=$TAG',
      ['2:27 x/y ~ quay.io/x/y, its tag is filled in by something that is not in this file'],
    ],
    ['helm template c --set webImage.repository=x/y --set webImage.tag="1"', ['1:43 x/y = docker.io/x/y:1']],
    ['helm template c --set image.registry=$HUB --set image.repository=x/y', []],
    ['helm template c --set image.repository=app --set image=app --set image.tag=1 --set image.pullPolicy=x/y:1', []],
    ['helm template c --set image.repository=$X/y --set repository=x/y --set hub=quay.io/x', []],
    ['helm package c --set image.repository=x/y; kubectl apply --set image.repository=x/y', []],
  ])('%j', (text, expected) => {
    expect(scanFiles(KINDS, { 'a.sh': text }).uses.map(brief)).toEqual(expected);
  });

  it('is written where it stands', () => {
    const files = { Makefile: 'a:\n\t$(HELM) upgrade a c --set image.repository=x/y \\\n\t  --set image.tag=1\n' };
    expect(movedFiles(KINDS, files)).toEqual({
      Makefile: `a:\n\t$(HELM) upgrade a c --set image.repository=${REGISTRY}/docker.io/x/y \\\n\t  --set image.tag=1\n`,
    });
  });
});

describe('here-documents', () => {
  const pod = (image: string) => `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: ${image}\n`;
  it.each<[string, readonly string[]]>([
    [`kubectl apply -f - <<EOF\n${pod('nginx')}EOF\n`, ['6:12 nginx = docker.io/library/nginx']],
    [
      `cat <<-'EOF' | tee a\n${pod('"x/y:1" # c')}\tEOF\ndocker run x/z:1`,
      ['6:13 x/y:1 = docker.io/x/y:1', '8:12 x/z:1 = docker.io/x/z:1'],
    ],
    [`A=$(cat <<E\n${pod('x/y:1')}E\n)`, ['6:12 x/y:1 = docker.io/x/y:1']],
    [`V=1\ncat <<EOF\n${pod('x/y:$V')}EOF`, ['7:12 x/y:$V = docker.io/x/y:1']],
    [`cat <<EOF\n${pod('x/y:${V}')}EOF`, ['6:12 x/y:${V} ~ docker.io/x/y, V has no value in this file']],
    [`IMAGE=\${IMAGE:-x/y:1}\ncat <<EOF\n${pod('$IMAGE')}EOF`, ['1:7 ${IMAGE:-x/y:1} = docker.io/x/y:1']],
    [`cat <<'EOF'\n${pod('x/y:$V')}EOF`, []],
    [`cat <<EOF\n${pod('$IMAGE')}EOF`, []],
    [`cat <<EOF\n${pod('{{ .Image }}/y')}EOF`, []],
    // Without the rest of a manifest: a part of one, a program.
    ['cat <<EOF\nimage: x/y:1\nother:\n  image: app\n  image: x/app\nEOF', ['2:8 x/y:1 = docker.io/x/y:1']],
    [
      `cat <<EOF\n${pod('nginx')}    "image": "x/y"\n    "image" : "x/y:1"\nEOF`,
      ['6:12 nginx = docker.io/library/nginx', '8:16 x/y:1 = docker.io/x/y:1'],
    ],
    ['python <<EOF\nimage = "x/y:1"\nEOF', []],
    ['cat <<EOF\n# image: x/y:1\nEOF', []],
  ])('%j', (text, expected) => {
    const files = { 'a.sh': text };
    expect(scanFiles(KINDS, files).uses.map(brief)).toEqual(expected);
    expect(scanFiles(KINDS, { 'a.sh': text.replaceAll('\n', '\r\n') }).uses.map(brief)).toEqual(expected);
  });

  it('is written where the image stands', () => {
    const files = { 'a.sh': `V=1\nkubectl apply -f - <<EOF\n${pod("'x/y:$V'")}EOF\n` };
    expect(movedFiles(KINDS, files)).toEqual({
      'a.sh': files['a.sh'].replace('x/y', `${REGISTRY}/docker.io/x/y`),
    });
  });
});

describe('image variables', () => {
  it.each<[string, string, readonly string[]]>([
    ['a.sh', 'IMAGE=nginx:1', ['1:7 nginx:1 = docker.io/library/nginx:1']],
    ['a.sh', "export WEB_IMAGE='quay.io/x/y' OTHER=x:1", ['1:19 quay.io/x/y = quay.io/x/y']],
    ['a.sh', 'readonly IMG="${IMG:-x/y:1}"', ['1:15 ${IMG:-x/y:1} = docker.io/x/y:1']],
    ['a.sh', ': "${IMAGE:=x/y:1}"', ['1:13 x/y:1 = docker.io/x/y:1']],
    ['a.sh', 'IMAGE=nginx\nIMAGE_TAG=1.2:3\nIMAGE_REGISTRY=quay.io/x/y\nIMAGE=$1', []],
    ['a.sh', 'echo IMAGE=nginx:1', []],
    ['a.sh', 'V=1\nIMAGE=x/y:$V\ndocker run $IMAGE', ['2:7 x/y:$V = docker.io/x/y:1']],
    [
      'Makefile',
      'WEB_IMAGE ?= nginx:1  # c\nHUB = quay.io/x\nFULL_IMAGE := $(HUB)/y\n',
      ['1:14 nginx:1 = docker.io/library/nginx:1'],
    ],
    [
      'a/b.mk',
      "export IMG := x/y:1\nall: IMG\n\t@docker run --rm $(IMG) don't\n\t-docker pull x/z:1\n",
      ['1:15 x/y:1 = docker.io/x/y:1', '4:15 x/z:1 = docker.io/x/z:1'],
    ],
    [
      'a.sh',
      'k3s=docker.io/x/k3s:v1\nexport BUILDAH="quay.io/x/buildah@sha256:0000000000000000000000000000000000000000000000000000000000000000"',
      [
        '1:5 docker.io/x/k3s:v1 = docker.io/x/k3s:v1',
        '2:17 quay.io/x/buildah@sha256:0000000000000000000000000000000000000000000000000000000000000000 = quay.io/x/buildah@sha256:0000000000000000000000000000000000000000000000000000000000000000',
      ],
    ],
    ['a.sh', 'a=x.azurecr.cn/quay.io/y:1', ['1:3 x.azurecr.cn/quay.io/y:1 = x.azurecr.cn/quay.io/y:1']],
    ['a.sh', 'a=${a:-"quay.io/x/y:1"}', ['1:3 ${a:-"quay.io/x/y:1"} = quay.io/x/y:1']],
    ['a.sh', 'IMAGE="${I:-"redis:2"}"\ndocker run $IMAGE', ['1:8 ${I:-"redis:2"} = docker.io/library/redis:2']],
    [
      'a.sh',
      'a=quay.io/x/y\nb=x/y:1\nc=$a:1\nd=example.org/x/y:1\nTAG=quay.io/x/y:1\nPUSH_TO=quay.io/x/y:1\nCHART=quay.io/x/y:1',
      [],
    ],
    ['a.sh', 'A_IMAGE=x/y:1\nB_IMAGE=${B_IMAGE:-$A_IMAGE}', ['1:9 x/y:1 = docker.io/x/y:1']],
    [
      'Makefile',
      'BUILDAH ?= quay.io/x/buildah:1\na:\n\tdocker pull $(BUILDAH)',
      ['1:12 quay.io/x/buildah:1 = quay.io/x/buildah:1'],
    ],
    [
      'Makefile',
      'RUN := docker run --rm -e A=$(A) x/y sh\nV := $(shell docker run x/z:1 version)\nGO = docker run --rm -v $(PWD):/x\na:\n\t$(RUN) -c ls\n\t$(GO) golang:1 build\n\tIMAGE=x/t:1 make',
      [
        '1:34 x/y = docker.io/x/y',
        '2:25 x/z:1 = docker.io/x/z:1',
        '6:8 golang:1 = docker.io/library/golang:1',
        '7:8 x/t:1 = docker.io/x/t:1',
      ],
    ],
    ['justfile', 'image := "x/y:1"\nrun:\n  docker run {{image}}\n', ['1:11 x/y:1 = docker.io/x/y:1']],
  ])('%s: %j', (path, text, expected) => {
    expect(scanFiles(KINDS, { [path]: text }).uses.map(brief)).toEqual(expected);
  });

  it('names what is built', () => {
    const { builtHere } = scanFiles(KINDS, {
      Makefile:
        'IMG ?= controller:latest\nbuild:\n\tdocker build -t ${IMG} .\n\tdocker buildx build --push --tag=quay.io/x/y:$(VERSION) .\n',
      'a.sh':
        'podman build -f x -t "ghcr.io/a/b" --tag c .\ndocker build -t $UNKNOWN .\ndocker build -t redis:$V -t mysql:own .',
    });
    expect([...builtHere].toSorted()).toEqual([
      'docker.io/library/c',
      'docker.io/library/controller',
      'docker.io/library/mysql:own',
      'docker.io/library/redis:*',
      'ghcr.io/a/b',
      'quay.io/x/y',
    ]);
  });
});

describe('laws of scripts', () => {
  it('changes only the image', () => {
    const files = { 'a.sh': 'V=1\r\nIMAGE=\'x/y:1\' # c\r\ndocker run -e A=x/y:1 "nginx:$V" x/y:1\r\n' };
    expect(movedFiles(KINDS, files)).toEqual({
      'a.sh': `V=1\r\nIMAGE='${REGISTRY}/docker.io/x/y:1' # c\r\ndocker run -e A=x/y:1 "${REGISTRY}/docker.io/library/nginx:$V" x/y:1\r\n`,
    });
  });

  it('does not write a variable that is not the image itself', () => {
    const files = { 'a.sh': 'HUB=quay.io/x\ndocker pull $HUB/y:1\ndocker push $HUB/z\n' };
    const { uses } = scanFiles(KINDS, files);
    expect(uses.map(({ image, uneditable }) => [image, uneditable])).toEqual([
      ['quay.io/x/y:1', 'its name stands in a variable that the script may use for more'],
    ]);
    expect(movedFiles(KINDS, files)).toEqual(files);
  });

  const piece = fc.constantFrom(
    'docker',
    'run',
    'pull',
    ' ',
    ' ',
    ' ',
    '\n',
    'nginx:1',
    '$A',
    '${B:-x/y:1}',
    'IMAGE=',
    'A=',
    '"',
    "'",
    '-it',
    '--rm',
    '#',
    '$(',
    ')',
    ';',
    '\\\n',
    '<<E',
    '\nE\n',
    'image: ',
    'kind: a\n',
    'quay.io/x/y:1',
    'helm install ',
    '--set image=',
    '`',
  );
  it.each(['a.sh', 'Makefile'])('never changes an image that was not to be moved: %s', (path) => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const files = { [path]: pieces.join('') };
        const before = scanFiles(KINDS, files).uses;
        const moved = new Set(moveAll(before).rewritten.map(({ use }) => use));
        const after = scanFiles(KINDS, movedFiles(KINDS, files)).uses;
        expect(after.map(({ image }) => image)).toEqual(
          before.map((use) => (moved.has(use) ? `${REGISTRY}/${use.image}` : use.image)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a.sh', 'docker run '.repeat(200_000)],
    ['a.sh', "'".repeat(1_000_001)],
    ['a.sh', `cat ${'<<E '.repeat(100_000)}\n${'x\n'.repeat(100_000)}`],
    ['a.sh', 'A=$A$A\n'.repeat(100_000)],
    ['Makefile', 'x \\\n'.repeat(200_000)],
    ['Makefile', 'docker run $(A) '.repeat(100_000)],
    ['a.sh', 'helm install --set image.repository=a/b,image.tag=1 '.repeat(30_000)],
    ['a.sh', `helm template --set ${'image=a/b:1,'.repeat(100_000)}`],
    ['a.sh', `D="docker run ${'a '.repeat(500_000)}"\n${'$D x\n'.repeat(100_000)}`],
    ['a.sh', `cat <<E\nkind: a\n${'image: $A\n'.repeat(100_000)}${'$a'.repeat(100_000)}`],
    ['a.sh', 'cat <<E\nE\n'.repeat(100_000)],
    ['a.sh', 'sudo -E '.repeat(100_000)],
  ])('%s ends on a large file', (path, text) => {
    expect(scanFiles(KINDS, { [path]: text }).warnings).toEqual([]);
  });
});
