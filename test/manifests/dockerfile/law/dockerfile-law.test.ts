import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReference } from '../../../../src/images/reference.ts';
import { UPSTREAMS, upstreamOf } from '../../../../src/images/upstreams.ts';
import { expectSettled, type Moved, move } from '../../cases/move.ts';
import { dockerfileText, IMAGES } from './dockerfiles.ts';
import { hasBuildah, Store } from './engine.ts';

/** What buildah makes of hundreds of Dockerfiles: `npm run dockerfile-law`. Each takes seconds, too long for every test run. */

const MANY = Number(process.env.DOCKERFILE_LAW ?? 0);
const SEED = Number(process.env.DOCKERFILE_SEED ?? 16);

const LAW = 'is made of the same images, and is the same in all else';

describe('what buildah builds of any Dockerfile after the rewrite', () => {
  if (MANY > 0 && hasBuildah()) it(LAW, checkAll, 30_000 + MANY * 10_000);
  else it.skip(`${LAW} (skipped: ${hasBuildah() ? 'npm run dockerfile-law tries it' : 'no buildah here'})`, () => {});
});

interface Stores {
  /** With images under the names that they have, and where they go. */
  readonly both: Store;
  /** With images where they go, if they go: what builds from it pulls nothing else. */
  readonly moved: Store;
}

function checkAll(): void {
  const stores: Stores = { both: new Store(), moved: new Store() };
  const totals = { files: 0, rejected: 0, movedAll: 0, leftSome: 0 };
  try {
    for (const text of fc.sample(dockerfileText, { numRuns: MANY, seed: SEED })) {
      for (const image of IMAGES) if (text.includes(lastPart(image))) add(image, stores);
      totals.files++;
      totals[check(text, stores)]++;
    }
  } finally {
    stores.both.remove();
    stores.moved.remove();
  }
  console.log(`${JSON.stringify(totals)}, seed ${SEED}`);
  expect(totals.rejected).toBeLessThan(totals.movedAll + totals.leftSome);
}

function check(text: string, { both, moved }: Stores): 'rejected' | 'movedAll' | 'leftSome' {
  const rewrite = move({ Dockerfile: text });
  const after = rewrite.after.Dockerfile ?? '';
  expectSettled(rewrite);
  const was = both.build(text);
  if (!was.ok) return 'rejected';
  const only = moved.build(after);
  const is = only.ok ? only : both.build(after);
  expect({ text, after, built: is.output }).toEqual({ text, after, built: was.output });
  if (!only.ok) expect([after, only.output, leavesSome(rewrite)]).toEqual([after, only.output, true]);
  return only.ok ? 'movedAll' : 'leftSome';
}

/** Whether something says why an image stays. */
function leavesSome({ uses, rewrite: { unwritten } }: Moved): boolean {
  return unwritten.length > 0 || uses.some((use) => use.image === null || use.class !== 'public');
}

function add(image: string, { both, moved }: Stores): void {
  const reference = parseReference(image);
  const isPublic = reference !== undefined && upstreamOf(reference.registry, UPSTREAMS)?.open === true;
  const target = `contoso.azurecr.io/${image}`;
  both.add(image, isPublic ? [image, target] : [image]);
  moved.add(image, [isPublic ? target : image]);
}

/** Of `docker.io/acme/web:2` what stands in a text, however the rest is put together: `web`. */
function lastPart(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).replace(/:.*/, '');
}
