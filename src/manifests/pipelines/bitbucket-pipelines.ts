import type { YamlKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { builtFacts, referencesBuiltBy } from '../references/built-here.ts';
import { scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { entriesAt, resolved, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';

const VARIABLE = { pattern: /\$/, reason: 'a variable that Bitbucket sets when it runs' };

const NAME = /(?:^|\/)bitbucket-pipelines[^/]*\.ya?ml$/i;

/**
 * Bitbucket Pipelines: `image` of the top, of steps and of services, and `pipe: docker://…`
 * (https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/).
 */
export const bitbucketPipelines: YamlKind = {
  format: 'yaml',
  name: 'bitbucket-pipelines',
  isNamed: (path) => NAME.test(path),
  recognises: (_document, { path }) => NAME.test(path),
  extract: ({ root }: YamlDocument, file) => {
    const uses: (Use | undefined)[] = [];
    const scripts: string[] = [];
    const at = { file, kind: 'bitbucket-pipelines', templating: VARIABLE } as const;
    const visit = (node: YamlNode): void => {
      if (node.type === 'sequence') for (const item of node.items) visit(item);
      if (node.type === 'scalar') scripts.push(node.value);
      if (node.type !== 'mapping') return;
      for (const [key, value] of entriesAt(node)) {
        if (key === 'image') uses.push(scalarUse({ ...at, node: named(value) }));
        else if (key === 'pipe') uses.push(scalarUse({ ...at, node: pipeImage(value), prefix: 'docker://' }));
        // The variables of a pipe and of a pipeline are values of their own.
        else if (key !== 'variables') visit(value);
      }
    };
    visit(root);
    return [...useFacts(uses), ...builtFacts(scripts.flatMap(referencesBuiltBy))];
  },
};

function named(node: YamlNode): YamlNode | undefined {
  return resolved(node)?.type === 'mapping' ? valueAt(node, 'name') : node;
}

/** A pipe without `docker://` is a repository of Bitbucket's, which tells its image itself. */
function pipeImage(node: YamlNode): YamlNode | undefined {
  return writtenScalar(node)?.value.startsWith('docker://') ? node : undefined;
}
