import type { CommonFact } from '../model/fact.ts';
import type { YamlFile, YamlKind } from '../model/kind.ts';
import type { Part, Use } from '../model/use.ts';
import { builtFacts } from '../references/built-here.ts';
import { isImageChoice, isImageSetting, scalarsBelow } from '../references/image-settings.ts';
import { literalUse, templatedUse } from '../references/literal-use.ts';
import { onlyOnce, scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { type SplitField, splitUse } from '../references/split-use.ts';
import { againstVariable } from '../shell/other-uses.ts';
import { scriptFacts } from '../shell/script-text.ts';
import { embeddedDocuments } from '../yaml/embedded.ts';
import {
  entriesAt,
  itemsAt,
  resolved,
  scalarAt,
  valueAt,
  type YamlDocument,
  type YamlNode,
  type YamlScalar,
} from '../yaml/nodes.ts';
import { feedsOf, matrixKeysIn, type Scope } from './github-expressions.ts';
import { type ImageInput, imageInput } from './github-inputs.ts';
import { builtByStep, languageOf, tagsOf } from './github-steps.ts';
import { optionValues } from './option-lines.ts';

/** What may stand before an image that a job or a step runs in. */
const SCHEME = 'docker://';
const EXPRESSION = { pattern: /\$\{\{/, reason: 'an expression that GitHub evaluates when it runs' };

/**
 * GitHub's workflows and actions: `container`, `services`, `docker://`, and inputs of actions that are images to pull
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax,
 * https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax).
 */
export const githubWorkflow: YamlKind = {
  format: 'yaml',
  name: 'github-workflow',
  isNamed: (path) => isWorkflowPath(path) || isActionPath(path),
  recognises: (document, file) =>
    isWorkflowPath(file.path) || (isActionPath(file.path) && scalarAt(document.root, 'runs', 'using') !== undefined),
  extract: ({ root }: YamlDocument, file) => {
    const reader = new WorkflowReader(file);
    const scope: Scope = { root, job: undefined, step: undefined };
    reader.image(valueAt(root, 'runs', 'image'), scope, SCHEME);
    reader.steps(valueAt(root, 'runs', 'steps'), scope);
    reader.variables(root);
    reader.defaults(root);
    for (const [, job] of entriesAt(root, 'jobs')) reader.job(job, { ...scope, job });
    return reader.facts();
  },
};

function isWorkflowPath(path: string): boolean {
  return /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i.test(path);
}

function isActionPath(path: string): boolean {
  return /(?:^|\/)action\.ya?ml$/i.test(path);
}

class WorkflowReader {
  readonly #file: YamlFile;
  readonly #uses: (Use | undefined)[] = [];
  readonly #built: string[] = [];
  readonly #scripts: CommonFact[] = [];
  readonly #once = onlyOnce();
  /** Texts that are read as JSON or line by line. */
  readonly #readOnce = onlyOnce();
  /** Expressions that were followed, by the job whose matrix they may speak of. */
  readonly #followed = new Map<YamlNode | undefined, Set<string>>();
  /** Places that feed expressions, and whether an image stands there. */
  readonly #fed = new Map<YamlNode, boolean>();
  /** How many characters of tags have been read: steps may share them by aliases. */
  #tagsRead = 0;

  constructor(file: YamlFile) {
    this.#file = file;
  }

  facts(): readonly CommonFact[] {
    return [...useFacts(this.#uses), ...builtFacts(this.#built), ...this.#scripts];
  }

  job(job: YamlNode, scope: Scope): void {
    const container = this.#once(valueAt(job, 'container'));
    this.image(container?.type === 'scalar' ? container : valueAt(container, 'image'), scope);
    for (const [, service] of entriesAt(this.#once(valueAt(job, 'services')))) {
      this.image(valueAt(service, 'image'), scope);
    }
    this.#inputs(job, scope);
    this.variables(job);
    const built = this.#built.length;
    this.steps(valueAt(job, 'steps'), scope);
    this.#matrix(job, new Set(this.#built.slice(built).flatMap(matrixKeysIn)));
  }

  steps(steps: YamlNode | undefined, scope: Scope): void {
    for (const step of itemsAt(this.#once(steps))) {
      this.image(valueAt(step, 'uses'), scope, SCHEME);
      this.#inputs(step, { ...scope, step });
      this.variables(step);
      const run = this.#once(valueAt(step, 'run'));
      const tags = tagsOf(step);
      this.#tagsRead += tags.length;
      const texts = {
        tags: this.#tagsRead > this.#file.text.length ? '' : tags,
        script: writtenScalar(run)?.value ?? '',
      };
      for (const reference of builtByStep(step, texts, scope)) this.#built.push(reference);
      const language = languageOf({ ...scope, step });
      for (const fact of scriptFacts(this.#file, run, 'github-workflow', { language })) this.#scripts.push(fact);
    }
  }

  /** A field that holds an image; where an expression makes it, the places that feed the expression. */
  image(node: YamlNode | undefined, scope: Scope, prefix?: string): void {
    const use = this.#useAt(node, prefix);
    if (use?.image === null && this.#isFollowed(use.text, scope)) return;
    const feeds = use?.image === null ? feedsOf(use.text, scope) : [];
    if (feeds.filter((feed) => this.#feed(feed)).length === 0) {
      this.#uses.push(use);
      return;
    }
    if (use !== undefined) this.#follow(use.text, scope);
  }

  /** Tells the image at a place that feeds an expression, once: jobs may have their matrix from one anchor. @returns whether there is one */
  #feed(node: YamlNode): boolean {
    const feed = resolved(node) ?? node;
    const known = this.#fed.get(feed);
    if (known !== undefined) return known;
    const use = this.#useAt(feed);
    this.#tell(use, 'arg');
    this.#fed.set(feed, use !== undefined);
    return use !== undefined;
  }

  /** The variables of a workflow, a job or a step that hold an image. */
  variables(node: YamlNode): void {
    for (const [name, value] of entriesAt(this.#once(valueAt(node, 'env')))) {
      if (!isImageSetting(name, writtenScalar(value)?.value ?? '')) continue;
      const use = this.#useAt(value);
      const uneditable = use === undefined ? undefined : againstVariable(this.#file, name);
      this.#tell(use === undefined || uneditable === undefined ? use : { ...use, slots: [], uneditable }, 'env');
    }
  }

  /** The defaults of a workflow's inputs that hold an image. */
  defaults(root: YamlNode): void {
    const declared = ['workflow_call', 'workflow_dispatch'].map((event) => valueAt(root, 'on', event, 'inputs'));
    for (const [name, input] of declared.flatMap((inputs) => entriesAt(this.#once(inputs)))) {
      const node = valueAt(input, 'default');
      const value = writtenScalar(node)?.value ?? '';
      if (isImageSetting(name, value)) this.#tell(this.#useAt(node), 'arg');
      else if (/^[[{]/.test(value)) this.#json(node, name);
    }
  }

  /** The images among the values of a matrix; a key of which something is built names no image to pull. */
  #matrix(job: YamlNode, built: ReadonlySet<string>): void {
    for (const [name, values] of entriesAt(this.#once(valueAt(job, 'strategy', 'matrix')))) {
      const node = name === 'exclude' ? undefined : this.#once(values);
      for (const { key, scalar } of node === undefined ? [] : scalarsBelow(node, name)) {
        if (built.has(key) || built.has(name)) continue;
        if (isImageChoice(key, scalar.value)) this.#tell(this.#useAt(scalar), 'arg');
        else if (/^[[{]/.test(scalar.value)) this.#json(scalar, key);
      }
    }
  }

  /** The images in JSON that stands as text. */
  #json(node: YamlNode | undefined, name: string): void {
    const scalar = writtenScalar(this.#readOnce(node));
    const documents = scalar === undefined ? [] : embeddedDocuments(this.#file, scalar);
    for (const { root } of documents) {
      for (const { key, scalar: text } of scalarsBelow(root, name)) {
        if (isImageChoice(key, text.value)) this.#tell(this.#useAt(text), 'arg');
      }
    }
  }

  #tell(use: Use | undefined, part: Part): void {
    if (use !== undefined) this.#uses.push({ ...use, part });
  }

  /** Whether the places that feed an expression have been told already. */
  #isFollowed(text: string, { job }: Scope): boolean {
    return this.#followed.get(job)?.has(text) ?? false;
  }

  #follow(text: string, { job }: Scope): void {
    this.#followed.set(job, (this.#followed.get(job) ?? new Set()).add(text));
  }

  /** @param prefix what must stand before the reference; `docker://` may stand before any */
  #useAt(node: YamlNode | undefined, prefix?: string): Use | undefined {
    const scheme = prefix ?? (writtenScalar(node)?.value.startsWith(SCHEME) === true ? SCHEME : '');
    return scalarUse({ file: this.#file, node, kind: 'github-workflow', templating: EXPRESSION, prefix: scheme });
  }

  #inputs(step: YamlNode, scope: Scope): void {
    const action = scalarAt(step, 'uses')?.value ?? '';
    const given = this.#once(valueAt(step, 'with'));
    for (const [name, node] of entriesAt(given)) {
      const scalar = writtenScalar(node);
      const input = scalar === undefined ? undefined : imageInput(action, name, scalar.value);
      if (scalar === undefined || input === undefined) continue;
      switch (input.holds) {
        case 'image':
          this.image(node, scope);
          break;
        case 'name':
          this.#split({ role: name, scalar }, input.tag, scalarAt(given, input.tag));
          break;
        case 'json':
          this.#json(node, name);
          break;
        case 'lines':
          this.#lines(writtenScalar(this.#readOnce(node)), input);
      }
    }
  }

  #split(repository: SplitField, role: string, tag: YamlScalar | undefined): void {
    const fields = tag === undefined ? { repository } : { repository, tag: { role, scalar: tag } };
    this.#tell(splitUse({ file: this.#file, kind: 'github-workflow', part: 'repository', ...fields }), 'repository');
  }

  #lines(scalar: YamlScalar | undefined, { before, substitutes }: Extract<ImageInput, { holds: 'lines' }>): void {
    if (scalar === undefined) return;
    for (const { start, text, name } of optionValues(this.#file, scalar, before)) {
      if (name !== undefined && !isImageSetting(name, text)) continue;
      const place = { file: this.#file, start, text, kind: 'github-workflow', part: 'arg' } as const;
      const use = text.includes('${{') ? templatedUse(place, EXPRESSION.reason) : literalUse(place);
      this.#uses.push(use === undefined || substitutes === undefined ? use : { ...use, substitutes });
    }
  }
}
