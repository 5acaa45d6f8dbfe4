import { bytes as bytesText } from '../../base/bytes.ts';
import { count } from '../../base/counting.ts';
import type { WarmResult } from './warm-result.ts';

/** One line that tells what became of one image. */
export function warmLine(result: WarmResult): string {
  const { request, bytes, milliseconds, requests } = result;
  const effort = `${bytesText(bytes)}, ${(milliseconds / 1000).toFixed(1)} s, ${count(requests, 'request')}`;
  switch (result.status) {
    case 'warm':
      return `warm: ${request.image} (${describe(result)}; ${effort})`;
    case 'served-unconfirmed': {
      const { message, remedy } = result.unconfirmed;
      return `served, storage unconfirmed: ${request.image} (${describe(result)}; ${effort}): ${message}. To mend it: ${remedy}.`;
    }
    case 'not-served':
      return `not served: ${request.image} (${effort}): ${result.reason.message}. To mend it: ${result.reason.remedy}.`;
  }
}

function describe({ served }: Exclude<WarmResult, { readonly status: 'not-served' }>): string {
  const platforms = served.platforms.flatMap(({ platform }) => (platform === undefined ? [] : [platform]));
  const parts = [
    shortDigest(served.digest),
    ...(platforms.length === 0 ? [] : [[...new Set(platforms)].join(', ')]),
    ...(served.missing.length === 0 ? [] : [`has no ${served.missing.join(', ')}`]),
  ];
  return parts.join('; ');
}

/** The first twelve digits of a digest, as container tools show it. */
function shortDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return `${digest.slice(0, colon)}:${digest.slice(colon + 1, colon + 13)}`;
}
