import type { CommonFact } from '../model/fact.ts';
import type { TextKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { isVersionedImage } from '../references/certainty.ts';
import { isImageName } from '../references/image-keys.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import type { SourceFile } from '../source/source.ts';
import { parseYaml } from '../yaml/documents.ts';
import { blankJsonComments } from '../yaml/json-comments.ts';
import { entriesAt, scalarAt, valueAt, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';

const EXPRESSION = { pattern: /^(?:DOCKER\|)?\[(?!\[)|\$\{/i, reason: 'an expression that is evaluated on deployment' };

/**
 * ARM templates and parameter files in JSON: `image` of containers, `linuxFxVersion: "DOCKER|…"`, and the parameters and
 * variables that feed them (https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax). They may have comments.
 */
export const armTemplate: TextKind = {
  format: 'text',
  name: 'arm-template',
  recognises: (path) => /\.jsonc?$/i.test(path),
  accepts: ({ text }) => SCHEMA.test(text.slice(0, 4096)),
  extract: (file): readonly CommonFact[] => {
    const parsed = parseYaml(blankJsonComments(file.text));
    if (!parsed.ok) {
      const { offset, reason } = parsed.failure;
      return [{ type: 'warning', warning: { file: file.path, line: file.at(offset).line, reason } }];
    }
    return parsed.documents.flatMap(({ root }) => {
      const reader = new TemplateReader(file, root);
      reader.visit(root, false);
      reader.parameters();
      return useFacts(reader.uses);
    });
  },
};

const SCHEMA = /"\$schema"\s*:\s*"[^"]*\/(?:\w*deploymentTemplate|deploymentParameters)\.json#?"/i;

/** How the type of a web app's containers ends, whose image stands in their properties. */
const SITE_CONTAINERS = '/sitecontainers';

class TemplateReader {
  readonly #file: SourceFile;
  readonly #root: YamlNode;
  readonly uses: (Use | undefined)[] = [];

  constructor(file: SourceFile, root: YamlNode) {
    this.#file = file;
    this.#root = root;
  }

  /** Visits what is below a node; the parser bounds the depth. */
  visit(node: YamlNode, inContainers: boolean): void {
    if (node.type === 'sequence') for (const item of node.items) this.visit(item, inContainers);
    if (node.type !== 'mapping') return;
    const type = scalarAt(node, 'type')?.value.slice(-SITE_CONTAINERS.length).toLowerCase();
    const inThese = inContainers || type === SITE_CONTAINERS;
    for (const [key, value] of entriesAt(node)) {
      if (/^(?:linux|windows)FxVersion$/i.test(key)) this.#runtime(value);
      else if (key === 'image' && inContainers) this.#image(value);
      else this.visit(value, inThese || /containers?$/i.test(key));
    }
  }

  /** Values of parameters that have the name of an image: those of a parameter file, and defaults that go to another template. */
  parameters(): void {
    for (const [name, parameter] of entriesAt(this.#root, 'parameters')) {
      const node = valueAt(parameter, 'value') ?? valueAt(parameter, 'defaultValue');
      const value = writtenScalar(node)?.value;
      if (value !== undefined && isImageName(name) && isVersionedImage(value)) this.#add(node, 'arg');
    }
  }

  #image(node: YamlNode): void {
    const fed = this.#feedOf(writtenScalar(node)?.value.slice(0, MAX_IMAGE_TEXT) ?? '');
    if (fed === undefined) this.#add(node, 'whole');
    else this.#add(fed, 'arg');
  }

  #runtime(node: YamlNode): void {
    const scalar = writtenScalar(node);
    const prefix = /^DOCKER\|/i.exec(scalar?.value ?? '')?.[0];
    if (prefix !== undefined) this.#add(node, 'whole', prefix);
  }

  #add(node: YamlNode | undefined, part: 'whole' | 'arg', prefix = ''): void {
    this.uses.push(scalarUse({ file: this.#file, node, kind: 'arm-template', part, prefix, templating: EXPRESSION }));
  }

  /** The default of the parameter, or the value of the variable, that an expression consists of. */
  #feedOf(text: string): YamlScalar | undefined {
    const match = /^\[\s*(parameters|variables)\('([^']+)'\)\s*\]$/i.exec(text);
    const [, where, name] = match ?? [];
    if (where === undefined || name === undefined) return undefined;
    const found = where.toLowerCase() === 'parameters' ? ['parameters', name, 'defaultValue'] : ['variables', name];
    const scalar = writtenScalar(valueAt(this.#root, ...found));
    return scalar === undefined || scalar.value === '' ? undefined : scalar;
  }
}
