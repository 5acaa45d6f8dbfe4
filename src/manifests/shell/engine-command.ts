import type { Consumer } from '../model/kind-traits.ts';

/** What a command line of `docker`, `podman` or `nerdctl` tells, or one that starts a pod or a cluster in containers. */
export type EngineCommand =
  | PullCommand
  | {
      readonly verb: 'start';
      /** Indices of the words after `--image`, or of `--image=…` itself. */
      readonly images: readonly number[];
      /** What pulls, where that is not who runs the command. */
      readonly pulledBy: Consumer | undefined;
    }
  | {
      readonly verb: 'set';
      /** Indices of the words `container=image`. */
      readonly assignments: readonly number[];
      readonly pulledBy: Consumer;
    }
  | {
      readonly verb: 'name';
      /** Indices of the words that may name images which are there already. */
      readonly present: readonly number[];
      /** The same of what is made or published under a name. */
      readonly made: readonly number[];
    }
  | {
      readonly verb: 'build';
      /** Indices of the words after `-t`/`--tag`, or of `--tag=…` itself. */
      readonly tags: readonly number[];
      /** The same of `--build-arg`. */
      readonly settings: readonly number[];
    };

export interface PullCommand {
  readonly verb: 'run' | 'pull' | 'create';
  /** Indices of the words that can be the image, likeliest first. */
  readonly candidates: readonly number[];
  /** Whether this is an engine beyond doubt; else only what says a registry or a tag is an image. */
  readonly sure: boolean;
  /** Indices of the words after `--mount`, or of `--mount=…` itself. */
  readonly mounts: readonly number[];
}

/** What may stand in front of a command; `shell` begins one in a makefile. */
const PREFIXES: ReadonlySet<string> = new Set(
  'sudo time exec env command nohup shell then do else if elif while until ! { @ - @-'.split(' '),
);

/** Flags that take no value (`docker run --help`, `podman run --help` and those of create, pull, build); all others do. */
const SWITCHES: ReadonlySet<string> = new Set(
  `all-tags debug detach disable-content-trust env-host force-rm help http-proxy init interactive load no-cache
  no-healthcheck no-hostname no-hosts oom-kill-disable privileged publish-all pull push quiet read-only read-only-tmpfs
  remote replace rm rmi sig-proxy squash tls tlsverify tls-verify tty use-api-socket`.split(/\s+/),
);
/** Their short forms. `-t` is a terminal for run and a name for build, `-a` all tags for pull and a stream for run. */
const SHORT_SWITCHES = { engine: 'D', run: 'ditPq', create: 'ditPq', pull: 'aq', build: 'q' } as const;
/** `--pull` is a switch of build and takes a value of run and create. */
const VALUED: Readonly<Record<string, string>> = { run: 'pull', create: 'pull' };

const ENGINE = /^[@+-]{0,2}(?:[\w./-]*\/)?(?:docker|podman|nerdctl)(?:\.exe)?$/;
/** `$DOCKER`, `$(DOCKER_CMD)`, `"${CONTAINER_ENGINE}"`: scripts let their users choose. */
const ENGINE_VARIABLE =
  /^\w{0,40}(?:docker|podman|nerdctl|container_?(?:engine|runtime|tool|cli|cmd|command|bin))\w{0,40}$/i;
/** Names that mostly mean an engine; `runc` and machines of games are runtimes and engines, too. */
const LIKELY_ENGINE_VARIABLE = /^(?:\w{0,40}_)?(?:runtime|engine)(?:_(?:cli|cmd|command|bin))?$/i;
/** Commands of the Azure CLI that start containers (https://learn.microsoft.com/cli/azure/container, …/containerapp, …/webapp, …/functionapp). */
const AZ = /^[@+-]{0,2}(?:[\w./-]*\/)?az$/;
const AZ_STARTS: ReadonlyMap<string, { readonly verbs: RegExp; readonly pulledBy?: Consumer }> = new Map([
  ['container', { verbs: /^create$/, pulledBy: 'container-instances' }],
  [
    'containerapp',
    { verbs: /^(?:create|up|update|job (?:create|update|start)|revision copy)$/, pulledBy: 'container-apps' },
  ],
  ['webapp', { verbs: /^(?:create|up|config container set|deployment slot create|sitecontainers (?:create|update))$/ }],
  ['functionapp', { verbs: /^(?:create|config container set|deployment slot create)$/ }],
]);
const AZ_IMAGES = [
  '--image',
  '--container-image-name',
  '--deployment-container-image-name',
  '--docker-custom-image-name',
];
/** kubectl and what speaks like it have clusters pull; kind and k3d make clusters of containers (https://kind.sigs.k8s.io/, https://k3d.io/). */
const STARTER = /^[@+-]{0,2}(?:[\w./-]*\/)?(kubectl|oc|kind|k3d|minikube)(?:\.exe)?$/;

/** Reads the words of a command; `undefined` where it is none of an engine's that pulls or builds. */
export function engineCommand(words: readonly string[]): EngineCommand | undefined {
  const engine = programAt(words);
  const program = words[engine] ?? '';
  const starter = STARTER.exec(program)?.[1];
  if (starter === 'kind' || starter === 'k3d')
    return imageLoad(words, engine + 1) ?? podStart(words, engine + 1, undefined);
  if (starter === 'minikube') return imageLoad(words, engine + 1);
  if (starter !== undefined) return imageSet(words, engine + 1) ?? podStart(words, engine + 1, 'aks');
  if (AZ.test(program)) return azureStart(words, engine + 1);
  const variable = variableIn(program) ?? '';
  const sure = ENGINE.test(program) || ENGINE_VARIABLE.test(variable);
  if (!sure && !LIKELY_ENGINE_VARIABLE.test(variable)) return undefined;
  if (/compose/i.test(variable)) return undefined;
  const first = operandAt(words, engine + 1, 'engine');
  const group = words[first] ?? '';
  const grouped = group === 'container' || group === 'image' || group === 'buildx' || group === 'builder';
  const at = grouped ? operandAt(words, first + 1, 'engine') : first;
  const verb = words[at];
  if (verb === 'build') {
    return {
      verb,
      tags: flagValues(words, at + 1, '--tag', '-t'),
      settings: flagValues(words, at + 1, '--build-arg'),
    };
  }
  const named = group.startsWith('build') ? undefined : imageNames(words, at);
  if (named !== undefined) return named;
  const pulls = verb === 'run' || verb === 'create' || verb === 'pull';
  if (!pulls || group.startsWith('build')) return undefined;
  const candidates = imagesFrom(words, at + 1, verb);
  const [image = words.length] = candidates;
  const mounts = verb === 'pull' ? [] : flagValues(words.slice(0, image), at + 1, '--mount');
  return { verb, candidates, sure, mounts };
}

/** `docker tag nginx:1 acme/nginx:1`, `docker push acme/nginx:1`, `docker save nginx:1`. */
function imageNames(words: readonly string[], at: number): EngineCommand | undefined {
  const verb = words[at] ?? '';
  if (!/^(?:tag|push|save|rmi|rm|inspect|history)$/.test(verb)) return undefined;
  const operands = operandsFrom(words, at + 1);
  const made = verb === 'push' ? operands : verb === 'tag' ? operands.slice(1) : [];
  return { verb: 'name', present: verb === 'tag' ? operands.slice(0, 1) : operands, made };
}

/** `kind load docker-image nginx:1`, `k3d image import nginx:1`, `minikube image load nginx:1`. */
function imageLoad(words: readonly string[], from: number): EngineCommand | undefined {
  const [first, second] = words.slice(from);
  if (!/^(?:load docker-image|images? (?:import|load)|cache add)$/.test(`${first} ${second}`)) return undefined;
  return { verb: 'name', present: operandsFrom(words, from + 2), made: [] };
}

function operandsFrom(words: readonly string[], from: number): readonly number[] {
  return words.flatMap((word, index) => (index >= from && !word.startsWith('-') ? [index] : []));
}

/** The index of the word that is the program: the first that is neither an assignment nor stands before commands; else -1. */
export function programAt(words: readonly string[]): number {
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === 'sudo') at = afterFlags(words, at + 1) - 1;
    else if (!PREFIXES.has(word) && !/^[A-Za-z_]\w*=/.test(word)) return at;
  }
  return -1;
}

/** `sudo --preserve-env=A -E docker`: of its flags those in this form take no further word. */
function afterFlags(words: readonly string[], from: number): number {
  let at = from;
  while (/^--[\w-]+(?:=.*)?$|^-[AbEHiKkNnPSs]+$/.test(words[at] ?? '')) at++;
  return at;
}

/** The name of the variable that a word consists of, in the forms of shells and of make, with or without a default. */
export function variableIn(word: string): string | undefined {
  const match = /^[@+-]{0,2}"?\$(?:(\w{1,80})|\((\w{1,80})\)|\{(\w{1,80})(?::?[-=][\w./-]{0,80})?\})"?$/.exec(word);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

type Verb = keyof typeof SHORT_SWITCHES;

/** The index of the first word that is no flag and no flag's value. */
function operandAt(words: readonly string[], from: number, verb: Verb): number {
  let at = from;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') return at;
    if (word === '--') return at + 1;
    at += takesNext(word, verb) ? 2 : 1;
  }
  return at;
}

/** Whether the value of a flag is the next word. */
function takesNext(word: string, verb: Verb): boolean {
  if (word.includes('=')) return false;
  if (word.startsWith('--')) return !SWITCHES.has(word.slice(2)) || VALUED[verb] === word.slice(2);
  // Of `-itp` the last letter takes the next word; of `-p80:80` the value is there already.
  const letters = word.slice(1);
  const valued = [...letters].findIndex((letter) => !SHORT_SWITCHES[verb].includes(letter));
  return valued !== -1 && valued === letters.length - 1;
}

/** The operands that can be the image: the first, and after one of variables alone, which may be flags, the next. */
function imagesFrom(words: readonly string[], from: number, verb: Verb): readonly number[] {
  const candidates: number[] = [];
  for (let at = operandAt(words, from, verb); at < words.length; at = operandAt(words, at + 1, verb)) {
    candidates.push(at);
    if (!/^["']?\$/.test(words[at] ?? '') || candidates.length === MAX_VARIABLES) break;
  }
  return candidates;
}

const MAX_VARIABLES = 4;

/**
 * `kubectl run`, `debug` and `create deployment|job|cronjob` (https://kubernetes.io/docs/reference/kubectl/generated/),
 * `oc new-app`, `kind create cluster`, `k3d cluster create`.
 */
function podStart(words: readonly string[], from: number, pulledBy: Consumer | undefined): EngineCommand | undefined {
  const verb = words.findIndex((word, index) => index >= from && /^(?:run|debug|create|new-app)$/.test(word));
  if (verb === -1) return undefined;
  const images = flagValues(untilDashes(words, verb), verb + 1, '--image');
  return images.length === 0 ? undefined : { verb: 'start', images, pulledBy };
}

/** Flags of `kubectl set image` whose value may look like an assignment. */
const SELECTS: ReadonlySet<string> = new Set(['-l', '--selector', '--template']);

/** `kubectl set image deployment/web web=nginx:1.27` (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_set/kubectl_set_image/). */
function imageSet(words: readonly string[], from: number): EngineCommand | undefined {
  const verb = words.findIndex((word, index) => index >= from && word === 'set' && words[index + 1] === 'image');
  if (verb === -1) return undefined;
  const assignments = untilDashes(words, verb).flatMap((word, index) =>
    index > verb + 1 && ASSIGNED.test(word) && !SELECTS.has(words[index - 1] ?? '') ? [index] : [],
  );
  return assignments.length === 0 ? undefined : { verb: 'set', assignments, pulledBy: 'aks' };
}

/** A container's name, or `*` for each of them, before its image. */
const ASSIGNED = /^["']?(?:[a-z0-9][a-z0-9-]{0,62}|\*)=/;

function untilDashes(words: readonly string[], from: number): readonly string[] {
  const end = words.indexOf('--', from);
  return end === -1 ? words : words.slice(0, end);
}

/** `az containerapp up --image …`. */
function azureStart(words: readonly string[], from: number): EngineCommand | undefined {
  const end = words.findIndex((word, index) => index >= from && word.startsWith('-'));
  const group = AZ_STARTS.get(words[from] ?? '');
  if (end === -1 || group?.verbs.test(words.slice(from + 1, end).join(' ')) !== true) return undefined;
  const images = AZ_IMAGES.flatMap((flag) => flagValues(words, end, flag));
  return images.length === 0 ? undefined : { verb: 'start', images, pulledBy: group.pulledBy };
}

/** The indices of the words that give a flag its value: the next word, or `--flag=…` itself. */
function flagValues(words: readonly string[], from: number, long: string, short?: string): readonly number[] {
  const values: number[] = [];
  for (let at = from; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.startsWith(`${long}=`)) values.push(at);
    else if ((word === short || word === long) && at + 1 < words.length) values.push(++at);
  }
  return values;
}
