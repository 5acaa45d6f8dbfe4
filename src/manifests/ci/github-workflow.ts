import type { CommonFact, YamlFile, YamlKind } from '../kind.ts';
import { onlyOnce, scalarUse, useFacts, writtenScalar } from '../scalar-use.ts';
import type { Use } from '../use.ts';
import { entriesAt, itemsAt, resolved, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml.ts';
import { builtFacts } from './built.ts';
import { feedsOf, type Scope } from './github-expressions.ts';
import { builtByStep, isImageInput, isImageSetting, tagsOf } from './github-steps.ts';
import { scriptFacts } from './run-script.ts';

const EXPRESSION = { pattern: /\$\{\{/, reason: 'an expression that GitHub evaluates when it runs' };

/**
 * GitHub's workflows and actions: `container`, `services`, `docker://`, and inputs of actions that are images to pull
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax,
 * https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax).
 */
export const githubWorkflow: YamlKind = {
  format: 'yaml',
  name: 'github-workflow',
  mayTell: ({ path }) => isWorkflowPath(path) || isActionPath(path),
  recognises: (document, file) =>
    isWorkflowPath(file.path) || (isActionPath(file.path) && scalarAt(document.root, 'runs', 'using') !== undefined),
  extract: ({ root }: YamlDocument, file) => {
    const reader = new WorkflowReader(file);
    const scope: Scope = { root, job: undefined, step: undefined };
    reader.image(valueAt(root, 'runs', 'image'), scope, 'docker://');
    reader.steps(valueAt(root, 'runs', 'steps'), scope);
    reader.variables(root);
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
    this.steps(valueAt(job, 'steps'), scope);
  }

  steps(steps: YamlNode | undefined, scope: Scope): void {
    for (const step of itemsAt(this.#once(steps))) {
      this.image(valueAt(step, 'uses'), scope, 'docker://');
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
      for (const fact of scriptFacts(this.#file, run, 'github-workflow')) this.#scripts.push(fact);
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
    if (use !== undefined) this.#uses.push({ ...use, part: 'arg' });
    this.#fed.set(feed, use !== undefined);
    return use !== undefined;
  }

  /** The variables of a workflow, a job or a step that hold an image. */
  variables(node: YamlNode): void {
    for (const [name, value] of entriesAt(this.#once(valueAt(node, 'env')))) {
      if (!isImageSetting(name, writtenScalar(value)?.value ?? '')) continue;
      const use = this.#useAt(value);
      if (use !== undefined) this.#uses.push({ ...use, part: 'env' });
    }
  }

  /** Whether the places that feed an expression have been told already. */
  #isFollowed(text: string, { job }: Scope): boolean {
    return this.#followed.get(job)?.has(text) ?? false;
  }

  #follow(text: string, { job }: Scope): void {
    this.#followed.set(job, (this.#followed.get(job) ?? new Set()).add(text));
  }

  #useAt(node: YamlNode | undefined, prefix?: string): Use | undefined {
    const common = { file: this.#file, node, kind: 'github-workflow', templating: EXPRESSION } as const;
    return scalarUse(prefix === undefined ? common : { ...common, prefix });
  }

  #inputs(step: YamlNode, scope: Scope): void {
    const action = scalarAt(step, 'uses')?.value ?? '';
    for (const [input, node] of entriesAt(this.#once(valueAt(step, 'with')))) {
      const value = writtenScalar(node)?.value;
      if (value !== undefined && isImageInput(action, input, value)) this.image(node, scope);
    }
  }
}
