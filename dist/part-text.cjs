"use strict";
// src/text/redacted.ts
const { Buffer } = require("node:buffer");
var CUT = "***";
var SUSPICIOUS = /:\/\/|[=?&]|%3d|eyJ|authorization|cookie|bearer|basic|secret|token|passw|assertion|key|gh[pousr]_|\+ACR/i;
var USER_INFO = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]{1,2000}@(?!sha\d{3}:)/gi;
var QUERY = /\?[^\s"'<>]+/g;
var SIGNED = /(?:[?&;]|&amp;|%26|%3F)(?:sig|se|signature|verify|hmac|x-(?:amz|goog)-(?:signature|credential|security-token)|key-pair-id|policy|awsaccesskeyid|googleaccessid|(?:access_|refresh_|id_)?token|code|client_secret|client_assertion|password|(?:api_?|subscription-)?key)(?:=|%3D)/i;
var SIGNATURE_PARTS = /(?<=&|%26)(?:se|sp|sv|st|sr|spr|skoid|sktid|skt|ske|sks|skv)(?:=|%3D)[^\s&"'<>]*/gi;
var SIGNATURE = /(?:(?<![\w-])|(?<=%26|%3F))sig(?:=|%3D)[^\s&"'<>]*/gi;
var NAMES = "signature|x-(?:amz|goog)-(?:signature|credential|security-token)|(?:access|refresh|id|auth|session)[_-]?token|client[_-]?(?:secret|assertion)|assertion|password|passwd|secret|api[_-]?key|account[_-]?key|shared[_-]?access[_-]?key|identitytoken|registrytoken";
var NAMED = new RegExp(`(?:(?<![\\w-])|(?<=%26|%3F))(${NAMES})(=|%3D)[^\\s&"'<>,;\\\\]+`, "gi");
var NAMED_IN_JSON = new RegExp(`(\\\\*["'](?:${NAMES}|token|auth)\\\\*["']\\s*:\\s*\\\\*["'])[^"'\\\\]+`, "gi");
var HEADER = /\b((?:proxy-)?authorization(?:-auxiliary)?|(?:set-)?cookie)(\\*["']?\s*[:=]\s*\\*["']?)((?:bearer|basic|digest|negotiate|token|sharedkey|aws4-hmac-sha256)\s+)?([^\s"'\\,;]+)/gi;
var CREDENTIALS = /\b(bearer|basic)(\s+)([A-Za-z0-9+/=._~-]{8,})("?)/gi;
var WEB_TOKEN = /eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)*/g;
var MARKED = /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,})|[A-Za-z0-9+/]{42}\+ACR[A-Za-z0-9]{6}/g;
var MIN_BARE_VALUE_CHARS = 16;
function byShape(text) {
  if (!SUSPICIOUS.test(text)) return text;
  return text.replace(USER_INFO, `$1${CUT}@`).replace(QUERY, (query) => SIGNED.test(query) ? `?${CUT}` : query).replace(SIGNATURE, CUT).replace(SIGNATURE_PARTS, CUT).replace(NAMED, `$1$2${CUT}`).replace(NAMED_IN_JSON, `$1${CUT}`).replace(
    HEADER,
    (whole, name, between, scheme, value) => scheme === void 0 && value.length < MIN_BARE_VALUE_CHARS ? whole : `${name}${between}${scheme ?? ""}${CUT}`
  ).replace(
    CREDENTIALS,
    (whole, scheme, space, value, quote) => isCredential(scheme, value, quote) ? `${scheme}${space}${CUT}${quote}` : whole
  ).replace(WEB_TOKEN, CUT).replace(MARKED, CUT);
}
function isCredential(scheme, value, quote) {
  if (scheme.toLowerCase() === "basic") return Buffer.from(value, "base64").toString("latin1").includes(":");
  if (quote !== "" && value.endsWith("=")) return false;
  return /\d|[=_~+/]|[a-z][A-Z]|\.[A-Za-z]/.test(value);
}
var held = /* @__PURE__ */ new Set();
var MIN_SECRET_CHARS = 6;
function hideSecret(secret) {
  if (secret.length < MIN_SECRET_CHARS || byShape(secret) === CUT) return;
  held.add(secret);
  held.add(encodeURIComponent(secret));
}
function redacted(text) {
  let rest = byShape(text);
  for (const secret of held) if (rest.includes(secret)) rest = rest.replaceAll(secret, CUT);
  return rest;
}

// src/text/shown.ts
var WHITE = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
var HIDDEN = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
function visible(text) {
  return text.replaceAll(WHITE, " ").replaceAll(HIDDEN, written);
}
function shown(text) {
  return redacted(visible(text));
}
function hasHidden(text) {
  return text.split(/[\n\t]/).some((piece) => visible(piece) !== piece);
}
function written(character) {
  const point = (character.codePointAt(0) ?? 0).toString(16);
  return point.length > 4 ? `\\u{${point}}` : `\\u${point.padStart(4, "0")}`;
}
var LEFT_BY_JSON = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\u007f-\u009f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
var BEYOND_ASCII = /[^\0-~]/;
function jsonEscaped(text) {
  if (!BEYOND_ASCII.test(text)) return text;
  return text.replaceAll(
    LEFT_BY_JSON,
    (character) => [...Array(character.length).keys()].map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("")
  );
}
function jsonOf(value) {
  const text = JSON.stringify(value, (_, inner) => typeof inner === "string" ? redacted(inner) : inner, 2);
  return jsonEscaped(text);
}

module.exports = {
  hideSecret,
  redacted,
  visible,
  shown,
  hasHidden,
  jsonEscaped,
  jsonOf
};
