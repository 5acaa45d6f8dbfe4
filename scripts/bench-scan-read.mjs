// The yardstick of bench:scan: lists the files that git tracks and reads those of the recognised names, and nothing else. It is plain
// JavaScript, since Node would take more than the time of a small tree to make that of TypeScript, and all of it is measured.
import { spawnSync } from 'node:child_process';
import { closeSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';

const [root = '.'] = process.argv.slice(2);
/** Names as the scan knows them; bench:scan fails where the two do not read the same number of files. */
const NAMES =
  /\.ya?ml(?:\.(?:j2|jinja2?|tm?pl|gotmpl|template))?$|\.(?:json|jsonc|tpl|tf|tofu|tfvars|nomad|bicep|bicepparam|jsonnet|libsonnet|tiltfile|container|image|volume|build|sh|bash|mk|just)$|(?:^|\/)(?:\.env(?:\.[\w.-]+)?|(?:GNU)?makefile|Makefile\.\w+|justfile|Kustomization|Tiltfile(?:\.[\w.-]+)?|(?:docker-)?bake(?:[.-][\w.-]*)?\.hcl)$|\.nomad\.hcl$/i;
/** Settings that charts may render. */
const SETTINGS = /(?:^|\/)(?:files|conf|configs?)\/.*\.(?:conf|cfg|cnf|ini|properties|toml|tmpl)$/i;
/** Names that count as they are written. */
const BAZEL = /(?:^|\/)(?:(?:[\w.-]+\.)?MODULE\.bazel|WORKSPACE(?:\.bazel|\.bzlmod)?|[^/]*\.bzl)$/;
const DOCKERFILE = /(?:^|\/)(?:(?:dockerfile|containerfile)(?:[._-][^/]+)?|[^/]+\.(?:dockerfile|containerfile))$/i;
/** What tells of Dockerfiles, reads them or serves one. */
const NO_DOCKERFILE = /\.(?:dockerignore|md|txt|html?|toml|lock|diff|patch|ps1|go|py|rb|rs|java|ts|js)$/i;
/** Of files without an extension, the first line of those that are scripts. */
const SCRIPT =
  /^\uFEFF?#![ \t]*(?:\/\S*\/)?(?:env[ \t]+(?:-\S+[ \t]+)*)?(?:\/\S*\/)?(?:sh|bash|dash|ash|ksh|zsh|pwsh|powershell)\b/;
const BEGINNING_BYTES = 256;

const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1024 * 1024 * 1024,
});
let bytes = 0;
let files = 0;
for (const path of new Set(stdout.split('\0'))) {
  const isNamed =
    NAMES.test(path) || SETTINGS.test(path) || BAZEL.test(path) || (DOCKERFILE.test(path) && !NO_DOCKERFILE.test(path));
  if (!isNamed && (path === '' || basename(path).includes('.'))) continue;
  try {
    if (!isNamed && !SCRIPT.test(beginningOf(join(root, path)))) continue;
    if (!lstatSync(join(root, path)).isFile()) continue;
    bytes += readFileSync(join(root, path), 'utf8').length;
    files++;
  } catch {
    // A tracked file may have been deleted.
  }
}
console.log(JSON.stringify({ files, megabytes: bytes / 1e6 }));

/** @param {string} path */
function beginningOf(path) {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(BEGINNING_BYTES);
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, BEGINNING_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
