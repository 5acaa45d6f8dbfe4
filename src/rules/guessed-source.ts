import { nameOf, parseName } from '../images/reference.ts';
import { type Upstream, upstreamOf } from '../images/upstreams.ts';

/**
 * The source that a repository of the registry stands for by the templates of its targets alone. For runs that can't look at the
 * registry's rules: it says what the product would have made, not what is there.
 * @param templates `{registry}/{repository}`, `any/{registry}/*`
 * @returns `docker.io/library/nginx`, or `undefined` for a repository that fits no template
 */
export function guessedSource(
  repository: string,
  templates: readonly string[],
  upstreams: readonly Upstream[],
): string | undefined {
  for (const template of templates) {
    const [before, after] = template.replace(/\/\*$/, '/{repository}').split('{registry}/{repository}', 2);
    if (before === undefined || after === undefined) continue;
    if (!repository.startsWith(before) || !repository.endsWith(after)) continue;
    const name = parseName(repository.slice(before.length, repository.length - after.length));
    const upstream = name === undefined ? undefined : upstreamOf(name.registry, upstreams);
    // Docker would read the first component as a host only if it looks like one; so does a person.
    if (
      name !== undefined &&
      upstream !== undefined &&
      repository.slice(before.length).startsWith(`${name.registry}/`)
    ) {
      return nameOf(name);
    }
  }
  return undefined;
}
