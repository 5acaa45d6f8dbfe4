import { createHash } from 'node:crypto';

/**
 * Git's name for some bytes, in a repository whose objects are named by SHA-1, as nearly all are
 * (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects): to git, what has the same name is the same file.
 */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
