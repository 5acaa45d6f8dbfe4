import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { messageOf } from '../../base/errors.ts';
import { HttpFailure, type HttpResponse } from '../../io/http.ts';
import { hashFor } from '../manifest.ts';

/** What a body came to. */
export type Verified =
  | { readonly outcome: 'verified' }
  /** Fewer bytes than promised, or the connection broke: worth another try. */
  | { readonly outcome: 'truncated'; readonly received: number; readonly cause?: unknown }
  /** Other bytes than promised: the digest or the size is another. */
  | { readonly outcome: 'different'; readonly received: number };

/** How fast a body must come, however large it is. */
export interface Progress {
  readonly bytes: number;
  readonly everyMilliseconds: number;
}

/** A kilobyte a second: no line that anything is pulled over is as slow, and a body that only drips is cut off. */
const LEAST_PROGRESS: Progress = { bytes: 64 * 1024, everyMilliseconds: 60_000 };

/**
 * Reads a body to its end and checks it against a descriptor; nothing is kept.
 * Reading stops at the first byte too many, and where it comes too slowly.
 * @param onBytes told of each piece, in bytes
 */
export async function verify(
  body: Readable,
  { digest, size }: { readonly digest: string; readonly size: number },
  onBytes: (count: number) => void,
  least: Progress = LEAST_PROGRESS,
): Promise<Verified> {
  const hash = hashFor(digest);
  let received = 0;
  // Not `for await`: its promises let pieces live longer than they need to, and a run's peak memory is higher for it.
  body.on('data', (piece: unknown) => {
    if (!(piece instanceof Uint8Array)) return;
    received += piece.length;
    onBytes(piece.length);
    if (received > size) body.destroy();
    else hash.update(piece);
  });
  let before = 0;
  const watch = setInterval(() => {
    if (received - before < least.bytes) body.destroy(new Error(`fewer than ${least.bytes} bytes in a while`));
    before = received;
  }, least.everyMilliseconds);
  try {
    await finished(body);
  } catch (cause) {
    return received > size ? { outcome: 'different', received } : { outcome: 'truncated', received, cause };
  } finally {
    clearInterval(watch);
  }
  if (received < size) return { outcome: 'truncated', received };
  if (received > size) return { outcome: 'different', received };
  const actual = `${digest.slice(0, digest.indexOf(':'))}:${hash.digest('hex')}`;
  return actual === digest ? { outcome: 'verified' } : { outcome: 'different', received };
}

/**
 * Reads a body of bounded size.
 * @throws HttpFailure where it is larger, or breaks off
 */
export async function readBytes(response: HttpResponse, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let received = 0;
  try {
    for await (const piece of response.body) {
      if (!(piece instanceof Uint8Array)) continue;
      received += piece.length;
      if (received > limit) break;
      pieces.push(piece);
    }
  } catch (cause) {
    throw new HttpFailure(`the answer broke off: ${messageOf(cause)}`, { cause });
  }
  if (received > limit) throw new HttpFailure(`the answer is larger than ${limit} bytes`, {});
  return Buffer.concat(pieces);
}

const MAX_TEXT_CHARS = 64 * 1024;

/**
 * The text of an answer that counts, such as a token or a list; of a refusal whatever came of it, since its status tells.
 * @param limit bytes
 * @throws HttpFailure where it breaks off or is longer
 */
export async function readAnswer(response: HttpResponse, limit = MAX_TEXT_CHARS): Promise<string> {
  if (response.status !== 200) return readText(response, limit);
  return new TextDecoder().decode(await readBytes(response, limit));
}

/** The text of a refusal; empty where it breaks off or is longer than the limit (bytes). */
export async function readText(response: HttpResponse, limit = MAX_TEXT_CHARS): Promise<string> {
  try {
    return new TextDecoder().decode(await readBytes(response, limit));
  } catch (error) {
    if (error instanceof HttpFailure) return '';
    throw error;
  }
}
