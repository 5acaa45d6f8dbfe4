import type { YamlKind } from '../model/kind.ts';
import { scalarUse, useFacts } from '../references/scalar-use.ts';
import { entriesAt, valueAt, type YamlDocument } from '../yaml/nodes.ts';

const TEMPLATE = { pattern: /\{\{|\$/, reason: 'a template that ko fills in' };

const NAME = /(?:^|\/)\.ko\.ya?ml$/i;

/** ko (https://ko.build/configuration/): the images that Go programs are put on. What it builds is named `ko://…` elsewhere. */
export const ko: YamlKind = {
  format: 'yaml',
  name: 'ko',
  isNamed: (path) => NAME.test(path),
  recognises: (_document, { path }) => NAME.test(path),
  extract: ({ root }: YamlDocument, file) => {
    const overrides = entriesAt(root, 'baseImageOverrides').map(([, value]) => value);
    return useFacts(
      [valueAt(root, 'defaultBaseImage'), ...overrides].map((node) =>
        scalarUse({ file, node, kind: 'other', templating: TEMPLATE }),
      ),
    );
  },
};
