import { Buffer } from 'node:buffer';

/**
 * Cuts secrets out of what is shown or written, whoever quotes them: our own requests that a server echoes, a library's error that
 * holds a URL, a redirect's address. By their shape, since nobody says which part of a text is one; and those that this process
 * itself holds, by what they are.
 */

const CUT = '***';

/** What none of the shapes below can do without, so that ordinary texts cost one look. */
const SUSPICIOUS =
  /:\/\/|[=?&]|%3d|eyJ|authorization|cookie|bearer|basic|secret|token|passw|assertion|key|gh[pousr]_|\+ACR/i;

/** A URL's user and password. A digest behind a name (`docker://nginx@sha256:…`) is none. */
const USER_INFO = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]{1,2000}@(?!sha\d{3}:)/gi;

const QUERY = /\?[^\s"'<>]+/g;
/**
 * Parameters that carry a right: Azure's shared access signatures (https://learn.microsoft.com/rest/api/storageservices/create-service-sas),
 * S3's and Google's signed URLs, CloudFront's, Docker Hub's, and what OAuth puts into an address. One of them makes the whole query a secret.
 */
const SIGNED =
  /(?:[?&;]|&amp;|%26|%3F)(?:sig|se|signature|verify|hmac|x-(?:amz|goog)-(?:signature|credential|security-token)|key-pair-id|policy|awsaccesskeyid|googleaccessid|(?:access_|refresh_|id_)?token|code|client_secret|client_assertion|password|(?:api_?|subscription-)?key)(?:=|%3D)/i;
/** What is left of a shared access signature that has lost its question mark. */
const SIGNATURE_PARTS = /(?<=&|%26)(?:se|sp|sv|st|sr|spr|skoid|sktid|skt|ske|sks|skv)(?:=|%3D)[^\s&"'<>]*/gi;
const SIGNATURE = /(?:(?<![\w-])|(?<=%26|%3F))sig(?:=|%3D)[^\s&"'<>]*/gi;

const NAMES =
  'signature|x-(?:amz|goog)-(?:signature|credential|security-token)|(?:access|refresh|id|auth|session)[_-]?token|client[_-]?(?:secret|assertion)|assertion|password|passwd|secret|api[_-]?key|account[_-]?key|shared[_-]?access[_-]?key|identitytoken|registrytoken';
/** `access_token=…` as forms and connection strings have it. */
const NAMED = new RegExp(`(?:(?<![\\w-])|(?<=%26|%3F))(${NAMES})(=|%3D)[^\\s&"'<>,;\\\\]+`, 'gi');
/** `"access_token":"…"` as JSON has it, also inside a string of JSON. */
const NAMED_IN_JSON = new RegExp(`(\\\\*["'](?:${NAMES}|token|auth)\\\\*["']\\s*:\\s*\\\\*["'])[^"'\\\\]+`, 'gi');
const HEADER =
  /\b((?:proxy-)?authorization(?:-auxiliary)?|(?:set-)?cookie)(\\*["']?\s*[:=]\s*\\*["']?)((?:bearer|basic|digest|negotiate|token|sharedkey|aws4-hmac-sha256)\s+)?([^\s"'\\,;]+)/gi;
const CREDENTIALS = /\b(bearer|basic)(\s+)([A-Za-z0-9+/=._~-]{8,})("?)/gi;
/** JSON Web Tokens: base64url of `{"`, cut off or whole. */
const WEB_TOKEN = /eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)*/g;
/** Tokens of GitHub, and the passwords of registries, which say what they are. */
const MARKED = /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,})|[A-Za-z0-9+/]{42}\+ACR[A-Za-z0-9]{6}/g;

/** A header of which only the value tells whether it is a credential: words of prose are shorter. */
const MIN_BARE_VALUE_CHARS = 16;

function byShape(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text
    .replace(USER_INFO, `$1${CUT}@`)
    .replace(QUERY, (query) => (SIGNED.test(query) ? `?${CUT}` : query))
    .replace(SIGNATURE, CUT)
    .replace(SIGNATURE_PARTS, CUT)
    .replace(NAMED, `$1$2${CUT}`)
    .replace(NAMED_IN_JSON, `$1${CUT}`)
    .replace(HEADER, (whole, name: string, between: string, scheme: string | undefined, value: string) =>
      scheme === undefined && value.length < MIN_BARE_VALUE_CHARS ? whole : `${name}${between}${scheme ?? ''}${CUT}`,
    )
    .replace(CREDENTIALS, (whole, scheme: string, space: string, value: string, quote: string) =>
      isCredential(scheme, value, quote) ? `${scheme}${space}${CUT}${quote}` : whole,
    )
    .replace(WEB_TOKEN, CUT)
    .replace(MARKED, CUT);
}

/** Tells `Basic dXNlcjpwYXNz` from `Basic authentication`, and `Bearer 3f7a…` from `Bearer realm="…"`. */
function isCredential(scheme: string, value: string, quote: string): boolean {
  if (scheme.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString('latin1').includes(':');
  if (quote !== '' && value.endsWith('=')) return false;
  return /\d|[=_~+/]|[a-z][A-Z]|\.[A-Za-z]/.test(value);
}

const held = new Set<string>();
/** Cutting something shorter wherever it stands would cut more than secrets. */
const MIN_SECRET_CHARS = 6;

/** From now on the secret is cut by what it is. This state is the process's own, like the runner's masks: secrets belong to no run. */
export function hideSecret(secret: string): void {
  if (secret.length < MIN_SECRET_CHARS || byShape(secret) === CUT) return;
  held.add(secret);
  held.add(encodeURIComponent(secret));
}

/** The text without secrets; anything else in it stays as it is. */
export function redacted(text: string): string {
  let rest = byShape(text);
  for (const secret of held) if (rest.includes(secret)) rest = rest.replaceAll(secret, CUT);
  return rest;
}
