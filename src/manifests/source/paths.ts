/** Paths as manifests write them: relative, with forward slashes. */

/** The directory of a path; the top is the empty text. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The last component of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path seen from a directory; `undefined` where it leaves the tree. */
export function joinPath(directory: string, path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The nearest directory at or above another for which something is known. */
export function nearestAbove<T>(directory: string, known: ReadonlyMap<string, T>): readonly [string, T] | undefined {
  for (let at = directory; ; at = directoryOf(at)) {
    const found = known.get(at);
    if (found !== undefined) return [at, found];
    if (at === '') return undefined;
  }
}

/** Whether a file is one of helmfile's (https://helmfile.readthedocs.io/en/latest/#configuration). */
export function isHelmfilePath(path: string): boolean {
  return (
    /^helmfile(?:[-_.][\w.-]*)?\.ya?ml(?:\.gotmpl)?$/.test(baseName(path)) ||
    /(?:^|\/)helmfile\.d\/[^/]+\.ya?ml(?:\.gotmpl)?$/.test(path)
  );
}

/** Whether a name is one of YAML, or of a template that makes YAML (`values.yaml.j2`, `web.yml.tmpl`). */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml(?:\.(?:j2|jinja2?|tm?pl|gotmpl|template))?$/i.test(path);
}
