"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/text/redacted.ts
const { Buffer: Buffer2 } = require("node:buffer");
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
  if (scheme.toLowerCase() === "basic") return Buffer2.from(value, "base64").toString("latin1").includes(":");
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
function jsonEscaped(text) {
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
  __require,
  __esm,
  __commonJS,
  __export,
  __toESM,
  __toCommonJS,
  hideSecret,
  redacted,
  visible,
  shown,
  hasHidden,
  jsonEscaped,
  jsonOf
};
