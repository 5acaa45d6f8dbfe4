import type { CommonFact } from '../model/fact.ts';
import type { TextKind } from '../model/kind.ts';
import { scalarUse, useFacts } from '../references/scalar-use.ts';
import { parseYaml } from '../yaml/documents.ts';
import { blankJsonComments } from '../yaml/json-comments.ts';
import { scalarAt, valueAt } from '../yaml/nodes.ts';

const VARIABLE = { pattern: /\$\{/, reason: 'a variable that is set when the container is made' };

/**
 * Development containers: `image` (https://containers.dev/implementors/json_reference/). Features and templates are artifacts
 * that no container runs. A `name` or `image` under `build` says what a Dockerfile becomes.
 */
export const devcontainer: TextKind = {
  format: 'text',
  name: 'devcontainer',
  recognises: (path) => /(?:^|\/)(?:\.devcontainer|devcontainer)\.json$/i.test(path),
  extract: (file): readonly CommonFact[] => {
    const parsed = parseYaml(blankJsonComments(file.text));
    if (!parsed.ok) {
      const { offset, reason } = parsed.failure;
      return [{ type: 'warning', warning: { file: file.path, line: file.at(offset).line, reason } }];
    }
    const root = parsed.documents[0]?.root;
    if (scalarAt(root, 'image') === undefined) return [];
    return useFacts([scalarUse({ file, node: valueAt(root, 'image'), kind: 'devcontainer', templating: VARIABLE })]);
  },
};
