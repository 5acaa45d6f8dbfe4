import { DOCKER_HUB, formatReference, parseReference } from '../../images/reference.ts';
import type { Text, Token } from '../languages/tokens.ts';
import type { CommonFact } from '../model/fact.ts';
import type { Consumer } from '../model/kind-traits.ts';
import type { LiteralPlace, Part, Use } from '../model/use.ts';
import { builtFacts } from '../references/built-here.ts';
import { isPossibleImage } from '../references/certainty.ts';
import { isImageSetting } from '../references/image-settings.ts';
import { literalUse, MAX_IMAGE_TEXT, templatedUse } from '../references/literal-use.ts';
import { useFacts } from '../references/scalar-use.ts';
import { type ScriptLanguage, scriptFacts } from '../shell/script-text.ts';
import type { SourceFile } from '../source/source.ts';
import { podTextFacts } from './pod-text.ts';

const GROOVY = 'Groovy puts a part of it in when the pipeline runs';

/** Steps that run a script (https://www.jenkins.io/doc/pipeline/steps/workflow-durable-task-step/). */
const SCRIPTS: ReadonlyMap<string, ScriptLanguage> = new Map([
  ['sh', 'shell'],
  ['powershell', 'powershell'],
  ['pwsh', 'powershell'],
]);
/** Blocks and calls whose `image` is that of a container. */
const CONTAINERS: ReadonlySet<string> = new Set(['docker', 'containerTemplate', 'dockerContainer']);

/** What is between brackets. */
interface Scope {
  /** What stands before the bracket: the name of a block, or of what is called. */
  readonly name: string;
  readonly bracket: string;
  /** Of `docker.withRegistry`, what its images stand behind; empty where nobody knows. */
  registry: string | undefined;
}

/** No agent's block says as much. */
const MAX_BLOCK_TOKENS = 64;

/** Deeper brackets are read as if they were not. */
const MAX_DEPTH = 1000;

/** Reads the tokens of a pipeline once, from the first to the last. */
export class PipelineProgram {
  readonly #file: SourceFile;
  readonly #tokens: readonly Token[];
  readonly #uses: Use[] = [];
  readonly #others: CommonFact[] = [];
  readonly #built: string[] = [];
  readonly #scopes: Scope[] = [];
  /** The last text that each variable was given. */
  readonly #values = new Map<string, Text>();
  readonly #told = new Set<number>();

  constructor(file: SourceFile, tokens: readonly Token[]) {
    this.#file = file;
    this.#tokens = tokens;
  }

  facts(): readonly CommonFact[] {
    for (const [index, token] of this.#tokens.entries()) {
      if (token.type === 'mark') this.#mark(token.text, index);
      else if (token.type === 'text') this.#text(token, index);
      else this.#word(token.text, index);
    }
    return [...useFacts(this.#uses), ...this.#others, ...builtFacts(this.#built)];
  }

  #mark(mark: string, index: number): void {
    if (mark === '{' || mark === '(' || mark === '[') {
      if (this.#scopes.length < MAX_DEPTH) this.#scopes.push(this.#scopeAt(mark, index));
    } else if (mark === '}' || mark === ')' || mark === ']') this.#closed = this.#scopes.pop();
  }

  #scopeAt(bracket: string, index: number): Scope {
    const before = this.#tokens[index - 1];
    const name = before?.type === 'word' ? before.text : '';
    // `docker.withRegistry('https://quay.io') { … }`: the block follows the call's brackets.
    const call = bracket === '{' && isMark(before, ')') ? this.#closed : undefined;
    const isLogIn = name === 'docker.withRegistry' && bracket === '(';
    return { name: call?.name ?? name, bracket, registry: isLogIn ? '' : call?.registry };
  }

  /** The call whose brackets have just been closed. */
  #closed: Scope | undefined;

  #text(text: Text, index: number): void {
    const before = this.#tokens[index - 1];
    const key = this.#keyBefore(index);
    const scope = this.#scopes.at(-1);
    const step = this.#stepOf(index, key, scope);
    if (step !== undefined) this.#script(text, SCRIPTS.get(step) ?? 'shell');
    else if (this.#isImage(index, key, scope)) this.#agent(text, index, scope);
    else if (key === 'registryUrl' && scope?.name === 'docker') scope.registry = hostOf(text);
    else if (this.#calls('docker.image', index, scope)) this.#run(text, index);
    else if (this.#calls('docker.build', index, scope)) this.#built.push(text.text.slice(0, MAX_IMAGE_TEXT));
    else if (this.#calls('docker.withRegistry', index, scope) && scope !== undefined) scope.registry = hostOf(text);
    else if (isMark(before, '=')) this.#assign(text, index);
    if (text.text.includes('\n') && step === undefined) {
      this.#others.push(...podTextFacts(this.#file, text, /yaml$/i.test(key ?? this.#assigned(index) ?? '')));
    }
  }

  /** `image: '…'`, `image '…'` and `image = '…'` have that key. */
  #keyBefore(index: number): string | undefined {
    const before = this.#tokens[index - 1];
    const word = isMark(before, ':') || isMark(before, '=') ? this.#tokens[index - 2] : before;
    return word?.type === 'word' ? word.text : undefined;
  }

  #assigned(index: number): string | undefined {
    const name = isMark(this.#tokens[index - 1], '=') ? this.#tokens[index - 2] : undefined;
    return name?.type === 'word' ? name.text : undefined;
  }

  /** The step that a text is the script of: `sh '…'`, `sh('…')`, `sh(script: '…')`, `sh script: '…'`. */
  #stepOf(index: number, key: string | undefined, scope: Scope | undefined): string | undefined {
    const before = this.#tokens[index - 1];
    if (key !== undefined && SCRIPTS.has(key) && before?.type === 'word') return key;
    const isFirst = isMark(before, '(');
    if (scope?.bracket === '(' && SCRIPTS.has(scope.name) && (isFirst || key === 'script')) return scope.name;
    if (key !== 'script' || !isMark(before, ':')) return undefined;
    // Other arguments may stand between the step and its script.
    for (let at = index - 3; at >= 0 && at > index - 16; at--) {
      const word = this.#tokens[at];
      if (word?.type === 'word' && SCRIPTS.has(word.text)) return word.text;
    }
    return undefined;
  }

  #isImage(index: number, key: string | undefined, scope: Scope | undefined): boolean {
    if (scope === undefined) return false;
    const isNamed = !isMark(this.#tokens[index - 1], '=');
    if (key === 'image') return isNamed && CONTAINERS.has(scope.name);
    return key === 'docker' && isNamed && scope.name === 'agent' && scope.bracket === '{';
  }

  /** Whether a text is what a method is first called with, or the last resort for it (`given ?: 'nginx'`). */
  #calls(method: string, index: number, scope: Scope | undefined): boolean {
    const before = this.#tokens[index - 1];
    if (before?.type === 'word' && before.text === method) return true;
    return scope?.bracket === '(' && scope.name === method && (isMark(before, '(') || isMark(before, '?:'));
  }

  /** The image of a container that a pipeline or a stage runs in; its block may say which registry that stands behind. */
  #agent(text: Text, index: number, scope: Scope | undefined): void {
    const behind = scope?.name === 'docker' ? (scope.registry ?? this.#registryAfter(index)) : undefined;
    if (behind === undefined) this.#image(text, 'whole', isPodPart(scope) ? 'aks' : undefined);
    else this.#imageBehind(text, behind);
  }

  /** The registry that the rest of a block says. */
  #registryAfter(index: number): string | undefined {
    for (let at = index + 1; at < this.#tokens.length && at < index + MAX_BLOCK_TOKENS; at++) {
      const token = this.#tokens[at];
      if (isMark(token, '}')) return undefined;
      const value = token?.type === 'word' && token.text === 'registryUrl' ? this.#tokens[at + 1] : undefined;
      if (value !== undefined) return value.type === 'text' ? hostOf(value) : '';
    }
    return undefined;
  }

  /** `docker.image('…')`; what is pushed has been built. */
  #run(text: Text, index: number): void {
    const [close, dot, method] = this.#tokens.slice(index + 1, index + 4);
    if (isMark(close, ')') && isMark(dot, '.') && method?.type === 'word' && method.text === 'push') {
      this.#built.push(text.text.slice(0, MAX_IMAGE_TEXT));
      return;
    }
    const behind = this.#scopes.findLast(({ registry }) => registry !== undefined)?.registry;
    if (behind === undefined) this.#image(text, isMark(close, ')') ? 'whole' : 'arg', undefined);
    else this.#imageBehind(text, behind);
  }

  /** What stands behind a registry that the pipeline logs in to, which is put before every name. */
  #imageBehind(text: Text, registry: string): void {
    const place = this.#place(text, 'whole');
    const reference = registry === '' || !text.plain ? undefined : parseReference(`${registry}/${text.text}`);
    const reason = 'the registry that the pipeline logs in to is put before it';
    const { file, line, column } = { file: this.#file.path, ...this.#file.at(text.start) };
    const image = reference === undefined ? null : formatReference(reference);
    if (text.text.length > MAX_IMAGE_TEXT) return;
    const use: Use = {
      file,
      line,
      column,
      text: text.text,
      image,
      kind: 'jenkins',
      part: place.part,
      also: [],
      slots: [],
    };
    this.#uses.push(image === null ? { ...use, reason } : { ...use, uneditable: reason });
  }

  #image(text: Text, part: Part, pulledBy: Consumer | undefined): void {
    if (text.text === '' || text.text.length > MAX_IMAGE_TEXT) return;
    const place = this.#place(text, part);
    const use = text.dynamic ? templatedUse(place, GROOVY) : text.plain ? literalUse(place) : undefined;
    if (use === undefined || this.#told.has(text.start)) return;
    this.#told.add(text.start);
    this.#uses.push(pulledBy === undefined ? use : { ...use, pulledBy });
  }

  #assign(text: Text, index: number): void {
    const name = this.#assigned(index) ?? '';
    if (text.plain && text.text.length <= MAX_IMAGE_TEXT) this.#values.set(name, text);
    if (text.plain && isImageSetting(name, text.text)) this.#image(text, 'env', undefined);
  }

  /** A variable as an image: the use is where its text stands. */
  #word(word: string, index: number): void {
    const scope = this.#scopes.at(-1);
    if (scope?.name === 'docker' && this.#keyBefore(index) === 'registryUrl') scope.registry = '';
    const value = this.#values.get(word);
    if (value === undefined || !isPossibleImage(value.text, 'image')) return;
    const key = this.#keyBefore(index);
    if (this.#calls('docker.image', index, scope) && this.#scopes.every(({ registry }) => registry === undefined)) {
      if (isMark(this.#tokens[index + 1], ')')) this.#run(value, index);
    } else if (this.#isImage(index, key, scope)) this.#image(value, 'arg', isPodPart(scope) ? 'aks' : undefined);
  }

  #script(text: Text, language: ScriptLanguage): void {
    const { start, end, text: value } = text;
    const scalar = {
      type: 'scalar',
      start,
      end,
      style: 'literal',
      anchor: undefined,
      tag: undefined,
      value,
      verbatim: true,
    } as const;
    this.#others.push(...scriptFacts(this.#file, scalar, 'jenkins', { language, prepared: asShellSeesIt }));
  }

  #place({ start, text }: Text, part: Part): LiteralPlace {
    return { file: this.#file, start, text, kind: 'jenkins', part };
  }
}

function isPodPart(scope: Scope | undefined): boolean {
  return scope?.name === 'containerTemplate';
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.type === 'mark' && token.text === text;
}

/** The host of a registry's address; empty where it is put together. */
function hostOf({ plain, text }: Text): string | undefined {
  if (!plain) return '';
  // Without an address the plug-in logs in to Docker Hub, and names stay as they are.
  if (text === '') return undefined;
  const host =
    /^(?:https?:\/\/)?([\w.-]{1,253}(?::\d{1,5})?)(?:\/(?:v[12]\/?)?)?$/i.exec(text)?.[1]?.toLowerCase() ?? '';
  return host === 'index.docker.io' || host === 'registry.hub.docker.com' ? DOCKER_HUB : host;
}

/** A script with the escapes of Groovy undone, every character where it stands or standing for one that does. */
function asShellSeesIt(script: string): string {
  return script.replaceAll(/\\(?:\\|\$\{?|["'])/g, (written) => {
    if (written === '\\\\') return ' \\';
    if (written === '\\$') return '$_';
    return written === '\\${' ? '${_' : written;
  });
}
