import { isObject, parseJson } from '../base/json.ts';
import type { HttpResponse } from '../io/http.ts';
import { digestOf, isVerifiable, MAX_MANIFEST_BYTES, type ManifestContent, parseManifest } from './manifest.ts';
import { type Asked, oneLine } from './transport/answer.ts';
import { readBytes } from './transport/body.ts';
import { type NotServed, RegistryFailure } from './transport/failure.ts';
import { NoAnswer } from './transport/understood.ts';

/** A manifest as the registry served it. */
export interface ServedManifest {
  readonly digest: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly content: ManifestContent;
  /**
   * Whether it came from the source and is not stored (`X-Azure-Origin: upstream`,
   * docs/azure-behaviour.md#origin-header).
   */
  readonly fromUpstream: boolean;
}

/** Whether an answer for a manifest came from the source. */
export function isFromUpstream({ headers }: Pick<HttpResponse, 'headers'>): boolean {
  return headers.get('x-azure-origin')?.toLowerCase() === 'upstream';
}

/**
 * Reads a manifest from an answer and checks its digest: the one that was asked for, else the one that the registry names.
 * @param reference tag or digest
 * @throws RegistryFailure `wrong-digest` or `malformed`
 * @throws HttpFailure where the answer breaks off; NoAnswer where it is no JSON object
 */
export async function readManifest(response: HttpResponse, reference: string, asked: Asked): Promise<ServedManifest> {
  const bytes = await readBytes(response, MAX_MANIFEST_BYTES);
  const told = reference.includes(':') ? reference : response.headers.get('docker-content-digest');
  const digest = told !== undefined && isVerifiable(told) ? digestOf(bytes, told) : digestOf(bytes);
  const wrong: NotServed | undefined =
    told === undefined || told === digest
      ? undefined
      : {
          kind: 'wrong-digest',
          message: oneLine(`${asked.what}: the manifest is ${digest}, not ${told}`),
          remedy: 'something between here and the registry changes what it sends; do not use this image',
        };
  const text = new TextDecoder().decode(bytes);
  // A page of a proxy has another digest too, and may be gone the next time.
  if (!isObject(parseJson(text))) throw new NoAnswer('it is no JSON object', wrong);
  if (wrong !== undefined) throw new RegistryFailure(wrong);
  const mediaType = (response.headers.get('content-type') ?? '').replace(/;.*/s, '').trim();
  const content = parseManifest(bytes, mediaType);
  if (typeof content === 'string') {
    throw new RegistryFailure({
      kind: 'malformed',
      message: oneLine(`${asked.what}: the manifest can't be used: ${content}`),
      remedy: 'artifact cache serves OCI and Docker schema 2 images; ask the publisher for one',
    });
  }
  return { digest, mediaType, size: bytes.length, content, fromUpstream: isFromUpstream(response) };
}
