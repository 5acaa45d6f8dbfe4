import type { Cloud } from '../clouds.ts';
import type { Links } from '../report/links.ts';
import type { RegistryLookup } from './registry-view.ts';

/**
 * Where people read on, as far as the run knows. What the environment says is taken only where it is made as GitHub makes it
 * (docs/github-behaviour.md#run-address).
 */
export function linksOf(
  look: RegistryLookup,
  { portal }: Cloud,
  env: Readonly<Record<string, string | undefined>>,
): Links {
  const server = /^https:\/\/[a-z0-9.:-]+$/i.exec(env.GITHUB_SERVER_URL ?? '')?.[0];
  const repository = nameIn(env.GITHUB_REPOSITORY);
  const id = /^\d{1,20}$/.exec(env.GITHUB_RUN_ID ?? '')?.[0];
  const action = nameIn(env.GITHUB_ACTION_REPOSITORY);
  const ref = /^[\w./-]{1,200}$/.exec(env.GITHUB_ACTION_REF ?? '')?.[0];
  return {
    ...(look.state === 'known' ? { portal: `${portal}/#resource${look.view.registryId}` } : {}),
    ...(server === undefined || repository === undefined || id === undefined
      ? {}
      : { run: `${server}/${repository}/actions/runs/${id}` }),
    ...(action === undefined || ref === undefined ? {} : { docs: `https://github.com/${action}/blob/${ref}/docs/` }),
  };
}

/** `owner/name`. */
function nameIn(text: string | undefined): string | undefined {
  return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.exec(text ?? '')?.[0];
}
