// The yardstick of bench:scan: lists the files that git tracks and reads those of the recognised names, and nothing else.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [root] = process.argv.slice(2);
const NAMES =
  /\.(?:ya?ml|json|tf|bicep|tpl|env|sh|bash|mk|jsonnet|libsonnet|container)$|(?:^|\/)[^/]*(?:Dockerfile|Containerfile|Makefile)[^/]*$/i;
const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1024 * 1024 * 1024,
});
let bytes = 0;
let files = 0;
for (const path of new Set(stdout.split('\0'))) {
  if (!NAMES.test(path)) continue;
  try {
    bytes += readFileSync(join(root, path), 'utf8').length;
    files++;
  } catch {
    // Links to nowhere and directories are not files.
  }
}
console.log(JSON.stringify({ files, megabytes: bytes / 1e6 }));
