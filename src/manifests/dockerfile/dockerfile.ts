import type { TextKind } from '../model/kind.ts';
import { dockerfileUses } from './references.ts';

/** Dockerfiles and Containerfiles, by their usual names: `Dockerfile`, `Dockerfile.dev`, `dev.Dockerfile`. */
export const dockerfile: TextKind = {
  name: 'dockerfile',
  format: 'text',
  recognises: isDockerfilePath,
  extract: (file) => dockerfileUses(file, 'dockerfile').map((use) => ({ type: 'use', use })),
};

const NAME = /^(?:dockerfile|containerfile)(?:[._-].+)?$|.\.(?:dockerfile|containerfile)$/i;
/** `Dockerfile.md` tells of Dockerfiles, `dockerfile.go` reads them, `Dockerfile.dockerignore` serves one. */
const OTHER =
  /\.(?:dockerignore|containerignore|md|markdown|rst|adoc|txt|html?|json|ya?ml|toml|lock|log|snap|diff|patch|sh|bash|ps1|go|py|rb|rs|java|kt|cs|php|pl|c|cc|cpp|h|lua|[cm]?[jt]sx?|vue|css|svg|png)$/i;

/** Whether a file is a Dockerfile by its name. */
export function isDockerfilePath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return NAME.test(name) && !OTHER.test(name);
}
