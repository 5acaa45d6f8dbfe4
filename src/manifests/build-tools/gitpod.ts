import type { YamlKind } from '../model/kind.ts';
import { scalarUse, useFacts } from '../references/scalar-use.ts';
import { valueAt, type YamlDocument } from '../yaml/nodes.ts';

const NONE = { pattern: /\$\{/, reason: 'a variable' };

const NAME = /(?:^|\/)\.gitpod\.ya?ml$/i;

/** Gitpod: the image of a workspace (https://www.gitpod.io/docs/references/gitpod-yml); `image.file` is a Dockerfile. */
export const gitpod: YamlKind = {
  format: 'yaml',
  name: 'gitpod',
  isNamed: (path) => NAME.test(path),
  recognises: (_document, { path }) => NAME.test(path),
  extract: ({ root }: YamlDocument, file) =>
    useFacts([scalarUse({ file, node: valueAt(root, 'image'), kind: 'other', templating: NONE })]),
};
