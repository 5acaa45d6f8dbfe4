import { baseName } from '../manifests/source/paths.ts';
import { sourceFile } from '../manifests/source/source.ts';
import { parseDocuments } from '../manifests/yaml/documents.ts';
import { itemsAt, scalarAt, type YamlNode, type YamlScalar } from '../manifests/yaml/nodes.ts';
import type { BaseAddress, NamedBase } from './named-chart.ts';
import { placeAt } from './objects.ts';
import { type TreeSource, textAt } from './tree-source.ts';

const LISTS = ['resources', 'bases', 'components'] as const;

/** What kustomizations build from that is elsewhere (https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md). */
export function remoteBases(tree: TreeSource): readonly NamedBase[] {
  return tree.paths
    .filter((path) => /^(?:kustomization\.ya?ml|Kustomization)$/.test(baseName(path)))
    .flatMap((path) => {
      const text = textAt(tree, path);
      if (text === undefined) return [];
      const file = sourceFile(path, text);
      return parseDocuments(text).documents.flatMap(({ root }) => {
        const replaced = new Set(itemsAt(root, 'images').flatMap((item) => scalarAt(item, 'name')?.value ?? []));
        return partsOf(root).flatMap((part): readonly NamedBase[] => {
          const base = baseAddress(part.value);
          if (base === undefined) return [];
          const place = placeAt(file, part.start, part.value);
          return [{ type: 'base', place, base, replaced, explains: [place] }];
        });
      });
    });
}

function partsOf(root: YamlNode): readonly YamlScalar[] {
  return LISTS.flatMap((key) => itemsAt(root, key)).flatMap((item) => scalarAt(item) ?? []);
}

/** The hosts whose addresses begin with an owner and a name: what follows is a path even without `//`. */
const FORGES = /^(?:github\.com|gitlab\.com|bitbucket\.org)$/;

/**
 * Where a base is; `undefined` for one in the tree.
 * @param part `https://github.com/org/name//path?ref=v1`, `github.com/org/name/path?ref=v1`, `https://host/install.yaml`
 */
export function baseAddress(part: string): BaseAddress | undefined {
  const plain = part
    .trim()
    .replace(/^git::/, '')
    .replace(/^(?:ssh:\/\/)?git@([\w.-]+)[:/]/, 'https://$1/');
  const isForge = /^(?:github\.com|gitlab\.com|bitbucket\.org)\//.test(plain);
  const address = isForge ? `https://${plain}` : plain;
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const ref = url.searchParams.get('ref') ?? url.searchParams.get('version') ?? undefined;
  const isFile =
    /\.ya?ml$/.test(url.pathname) && (!FORGES.test(url.hostname) || /\/(?:releases|raw)\//.test(url.pathname));
  if (isFile) return { from: 'file', url: url.href };
  const [repository, path] = partsOfPath(url);
  return repository === undefined ? undefined : { from: 'git', url: `${url.origin}/${repository}`, path, ref };
}

function partsOfPath({ hostname, pathname }: URL): readonly [string | undefined, string] {
  const whole = pathname.replace(/^\//, '');
  const [before, after] = split(whole, '//');
  if (after !== undefined) return [before, after];
  const [named, inside] = split(whole, '.git/');
  if (inside !== undefined) return [`${named}.git`, inside];
  if (whole.endsWith('.git') || !FORGES.test(hostname)) return [whole, ''];
  const [owner, name, ...path] = whole.split('/');
  return name === undefined ? [undefined, ''] : [`${owner}/${name}`, path.join('/')];
}

function split(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}
