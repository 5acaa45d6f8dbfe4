"use strict";
const {
  HttpFailure,
  addedText,
  oneLine,
  pathText,
  reasonOf,
  runGit,
  startGit,
  textOver,
  valueFor
} = require("./part-manifests.cjs");
const {
  messageOf
} = require("./part-base-2.cjs");
const {
  isObject,
  parseJson,
  stringField
} = require("./part-js-yaml.cjs");
const {
  compareTexts,
  groupBy
} = require("./part-base.cjs");
const {
  nameLength
} = require("./part-images.cjs");

// src/io/git/commits.ts
const { createHash } = require("node:crypto");
const { once } = require("node:events");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

// src/io/git/batch.ts
var LINE_BREAK = 10;
function batchReader(onBlob, largest) {
  let told = 0;
  let missing = 0;
  let header = [];
  let body;
  const tell = (id, bytes) => {
    told++;
    onBlob(id, bytes);
  };
  const readHeader = (chunk) => {
    const end = chunk.indexOf(LINE_BREAK);
    header.push(end === -1 ? chunk : chunk.subarray(0, end));
    if (end === -1) return chunk.length;
    const line = Buffer.concat(header).toString("utf8");
    header = [];
    body = bodyAfter(line, largest);
    if (line.endsWith(" missing")) missing++;
    if (body === void 0) tell(line.split(" ")[0] ?? "", void 0);
    return end + 1;
  };
  const readBody = (reading, chunk) => {
    const piece = chunk.subarray(0, reading.left);
    if (reading.isWanted) reading.parts.push(piece);
    reading.left -= piece.length;
    if (reading.left === 0) {
      body = void 0;
      tell(reading.id, reading.isWanted ? Buffer.concat(reading.parts).subarray(0, -1) : void 0);
    }
    return piece.length;
  };
  return {
    feed: (chunk) => {
      for (let rest = chunk; rest.length > 0; ) {
        rest = rest.subarray(body === void 0 ? readHeader(rest) : readBody(body, rest));
      }
    },
    told: () => told,
    missing: () => missing
  };
}
function bodyAfter(header, largest) {
  const [id, type, size] = header.split(" ");
  if (id === void 0 || size === void 0 || !/^\d{1,15}$/.test(size)) return void 0;
  return { id, isWanted: type === "blob" && Number(size) <= largest, parts: [], left: Number(size) + 1 };
}

// src/io/git/commits.ts
async function headCommit({ place }) {
  const answer = await runGit(place, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  return answer.type === "ok" ? { type: "ok", value: answer.value.trim() } : answer;
}
async function hasCommit({ place }, commit) {
  return isCommitId(commit) && (await runGit(place, ["cat-file", "-e", `${commit}^{commit}`])).type === "ok";
}
async function fetchCommit({ place }, commit, source, signal) {
  if (!isCommitId(commit)) return notAnId(commit);
  const line = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--depth=1"];
  const certificates = await certificatesFor(place.gitDir);
  const trusting = certificates === void 0 ? source : { ...source, certificates };
  const fetched = await runGit(place, [...line, "--", source.address, commit], {
    source: trusting,
    ...signal === void 0 ? {} : { signal }
  });
  return fetched.type === "ok" ? { type: "ok", value: void 0 } : fetched;
}
async function fetchReference({ place }, reference, source, signal) {
  const words = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--depth=1"];
  const certificates = await certificatesFor(place.gitDir);
  const trusting = certificates === void 0 ? source : { ...source, certificates };
  const fetched = await runGit(place, [...words, "--", source.address, `+${reference}:refs/fetched`], {
    source: trusting,
    ...signal === void 0 ? {} : { signal }
  });
  if (fetched.type === "failed") return fetched;
  const commit = await runGit(place, ["rev-parse", "--verify", "--quiet", "refs/fetched^{commit}"]);
  return commit.type === "ok" ? { type: "ok", value: commit.value.trim() } : commit;
}
async function certificatesFor(folder) {
  const { NODE_EXTRA_CA_CERTS: extra, GIT_SSL_CAINFO: own } = process.env;
  if (!extra || own) return void 0;
  try {
    const { rootCertificates } = await Promise.resolve().then(() => require("node:tls"));
    const path = join(folder, "certificates.pem");
    writeFileSync(path, [...rootCertificates, readFileSync(extra, "utf8")].join("\n"));
    return path;
  } catch {
    return void 0;
  }
}
async function mergeBase({ place }, one, other) {
  if (!isCommitId(one)) return notAnId(one);
  if (!isCommitId(other)) return notAnId(other);
  const answer = await runGit(place, ["merge-base", one, other]);
  if (answer.type === "failed") return answer;
  const base = answer.value.trim();
  return isCommitId(base) ? { type: "ok", value: base } : { type: "failed", reason: "git names no merge base" };
}
async function listTree({ place }, commit) {
  const answer = await listEntries({ place }, commit);
  if (answer.type === "failed") return answer;
  const files = answer.value.filter(({ isFile }) => isFile);
  return { type: "ok", value: files.map(({ path, blob }) => ({ path, blob })) };
}
async function listEntries({ place }, commit) {
  if (!isCommitId(commit)) return notAnId(commit);
  const answer = await runGit(place, ["ls-tree", "-r", "-z", commit]);
  if (answer.type === "failed") return answer;
  return { type: "ok", value: answer.value.split("\0").flatMap(readTreeEntry) };
}
function readTreeEntry(entry) {
  const tab = entry.indexOf("	");
  const [mode, type, blob] = entry.slice(0, Math.max(tab, 0)).split(" ");
  const isFile = type === "blob" && (mode === "100644" || mode === "100755");
  return blob === void 0 ? [] : [{ path: entry.slice(tab + 1), blob, isFile }];
}
async function fileAt({ place }, commit, path, largest) {
  if (!isCommitId(commit)) return notAnId(commit);
  const listed = await runGit(place, ["ls-tree", "-z", "-l", "--full-tree", commit, "--", path]);
  if (listed.type === "failed") return listed;
  const entry = listed.value.split("\0").find((line) => line.endsWith(`	${path}`)) ?? "";
  const [, blob, size] = /^100(?:644|755) blob ([0-9a-f]+) +(\d+)\t/.exec(entry) ?? [];
  if (blob === void 0) return { type: "ok", value: void 0 };
  if (Number(size) > largest) return { type: "failed", reason: `${path} has more than ${largest} bytes` };
  return runGit(place, ["cat-file", "blob", blob]);
}
async function readBlobs({ place }, blobs, onBlob, largest) {
  const wanted = blobs.filter(isCommitId);
  if (wanted.length === 0) return { type: "ok", value: void 0 };
  const child = startGit(place, ["cat-file", "--batch", "--buffer"]);
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    if (complaint.length < 2e3) complaint += text;
  });
  child.stdin.on("error", () => {
  });
  child.stdin.end(`${wanted.join("\n")}
`);
  const ended = once(child, "close").then(
    ([code]) => code === 0 ? void 0 : oneLine(complaint) || "git cat-file was stopped",
    (error) => reasonOf(error)
  );
  const reader = batchReader(onBlob, largest);
  try {
    for await (const chunk of child.stdout) if (Buffer.isBuffer(chunk)) reader.feed(chunk);
  } catch (error) {
    child.kill();
    await ended;
    throw error;
  }
  const reason = await ended;
  if (reason !== void 0) return { type: "failed", reason };
  if (reader.missing() > 0) return { type: "failed", reason: `${reader.missing()} of its files are not here` };
  if (reader.told() !== wanted.length) return { type: "failed", reason: "git cat-file left out some of the blobs" };
  return { type: "ok", value: void 0 };
}
function blobId(bytes) {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
function isCommitId(text) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
function notAnId(text) {
  return { type: "failed", reason: `${JSON.stringify(text.slice(0, 80))} is not the full id of a commit` };
}

// src/registry/transport/host.ts
function isLoopback({ hostname }) {
  const name = hostname.toLowerCase().replace(/\.$/, "");
  if (name === "localhost" || name.endsWith(".localhost") || name === "localhost.localdomain") return true;
  return addressesOf(name).some((address) => address === "::1" || address.startsWith("127."));
}
var METADATA = /* @__PURE__ */ new Set(["metadata", "metadata.google.internal", "metadata.azure.internal", "instance-data"]);
var METADATA_ADDRESSES = /* @__PURE__ */ new Set(["168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"]);
function isInternal(url) {
  const name = url.hostname.toLowerCase().replace(/\.$/, "");
  if (isLoopback(url) || METADATA.has(name)) return true;
  return addressesOf(name).some(
    (address) => /^(?:0\.|169\.254\.)/.test(address) || address === "::" || /^fe[89ab][0-9a-f]:/.test(address) || METADATA_ADDRESSES.has(address)
  );
}
function addressesOf(name) {
  if (/^\d+(?:\.\d+){3}$/.test(name)) return [name];
  const address = /^\[(.*)\]$/.exec(name)?.[1];
  if (address === void 0) return [];
  const carried = /^(?:::|::ffff:|::ffff:0:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (carried === null) return [address];
  const [high, low] = [Number.parseInt(carried[1] ?? "", 16), Number.parseInt(carried[2] ?? "", 16)];
  return [address, [high >> 8, high & 255, low >> 8, low & 255].join(".")];
}

// src/registry/manifest.ts
const { createHash: createHash2 } = require("node:crypto");
var INDEX_TYPES = /* @__PURE__ */ new Set([
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json"
]);
var IMAGE_TYPES = /* @__PURE__ */ new Set([
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json"
]);
var MANIFEST_TYPES = [...INDEX_TYPES, ...IMAGE_TYPES];
var MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
function isIndexType(mediaType) {
  return INDEX_TYPES.has(mediaType);
}
function isImageType(mediaType) {
  return IMAGE_TYPES.has(mediaType);
}
function parseManifest(bytes, mediaType) {
  const text = new TextDecoder().decode(bytes);
  const value = parseJson(text);
  if (!isObject(value)) return "it is no JSON object";
  if (isReadDifferently(text, value)) return "readers differ in what its keys mean";
  if (isIndexType(mediaType)) return parseIndex(value);
  if (IMAGE_TYPES.has(mediaType)) return parseImage(value);
  return `its type ${mediaType || "(none)"} is not supported`;
}
var KEYS = /* @__PURE__ */ new Set([
  ...["manifests", "config", "layers", "subject", "artifactType", "annotations", "mediaType", "digest", "size", "urls"],
  ...["platform", "os", "architecture", "variant", "os.version"]
]);
var FOLDED = new Set([...KEYS].map(folded));
function isReadDifferently(text, value) {
  return hasOtherSpelling(value) || keysWritten(text) !== keysRead(value);
}
function hasOtherSpelling(value) {
  if (Array.isArray(value)) return value.some(hasOtherSpelling);
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([key, member]) => !KEYS.has(key) && FOLDED.has(folded(key)) || key !== "annotations" && hasOtherSpelling(member)
  );
}
function folded(key) {
  return key.toUpperCase().toLowerCase();
}
function keysWritten(text) {
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, "").split(":").length - 1;
}
function keysRead(value) {
  if (Array.isArray(value)) return value.reduce((sum, item) => sum + keysRead(item), 0);
  if (!isObject(value)) return 0;
  const members = Object.values(value);
  return members.reduce((sum, member) => sum + keysRead(member), members.length);
}
function parseIndex(value) {
  if (!Array.isArray(value.manifests)) return "the index lists no manifests";
  const entries = [];
  for (const item of value.manifests) {
    const descriptor = parseDescriptor(item);
    if (descriptor === void 0 || !isObject(item)) return "an entry of the index has no media type, digest or size";
    entries.push({ ...descriptor, ...parsePlatform(item) });
  }
  return { kind: "index", entries };
}
function parsePlatform(item) {
  const platform = isObject(item.platform) ? item.platform : {};
  const { os, architecture, variant, "os.version": osVersion } = platform;
  return {
    platform: platformName(os ?? "", architecture, variant ?? ""),
    osVersion: typeof osVersion === "string" ? osVersion : void 0,
    attestation: os === "unknown" && architecture === "unknown"
  };
}
function platformName(os, architecture, variant) {
  if (typeof os !== "string" || typeof architecture !== "string" || typeof variant !== "string") return void 0;
  if (architecture === "" || [os, architecture, variant].some((part) => part.includes("/"))) return void 0;
  return [os === "" ? "linux" : os, architecture, ...variant === "" ? [] : [variant]].join("/");
}
function parseImage(value) {
  const config = value.config === void 0 ? void 0 : parseDescriptor(value.config);
  if (value.config !== void 0 && config === void 0) return "its config has no media type, digest or size";
  if (value.layers !== void 0 && !Array.isArray(value.layers)) return "its layers are no list";
  const layers = [];
  for (const item of value.layers ?? []) {
    const layer = parseDescriptor(item);
    if (layer === void 0) return "a layer has no media type, digest or size";
    layers.push(layer);
  }
  const refers = parseReference(value);
  return { kind: "image", config, layers, ...refers === void 0 ? {} : { refers } };
}
function parseReference(value) {
  const subject = stringField(value, "subject", "digest");
  if (subject === void 0) return void 0;
  return { subject, artifactType: stringField(value, "artifactType"), annotations: textsOf(value.annotations) };
}
function textsOf(value) {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry) => typeof entry[1] === "string")
  );
}
function parseDescriptor(value) {
  if (!isObject(value)) return void 0;
  const { mediaType, digest, size, urls } = value;
  if (typeof mediaType !== "string" || typeof digest !== "string" || !isVerifiable(digest)) return void 0;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return void 0;
  return { mediaType, digest, size, foreign: Array.isArray(urls) && urls.length > 0 };
}
var ALGORITHMS = /* @__PURE__ */ new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128]
]);
function isVerifiable(digest) {
  const [algorithm = "", hex = ""] = digest.split(":");
  return ALGORITHMS.get(algorithm) === hex.length && digest.length === algorithm.length + 1 + hex.length && isHex(hex);
}
function isHex(text) {
  return /^[0-9a-f]+$/.test(text);
}
function hashFor(digest) {
  return createHash2(digest.slice(0, digest.indexOf(":")));
}
function digestOf(bytes, like = "sha256:") {
  return `${like.slice(0, like.indexOf(":"))}:${hashFor(like).update(bytes).digest("hex")}`;
}

// src/registry/transport/body.ts
const { finished } = require("node:stream/promises");
var LEAST_PROGRESS = { bytes: 64 * 1024, everyMilliseconds: 6e4 };
async function verify(body, { digest, size }, onBytes, least = LEAST_PROGRESS) {
  const hash = hashFor(digest);
  let received = 0;
  body.on("data", (piece) => {
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
    return received > size ? { outcome: "different", received } : { outcome: "truncated", received, cause };
  } finally {
    clearInterval(watch);
  }
  if (received < size) return { outcome: "truncated", received };
  if (received > size) return { outcome: "different", received };
  const actual = `${digest.slice(0, digest.indexOf(":"))}:${hash.digest("hex")}`;
  return actual === digest ? { outcome: "verified" } : { outcome: "different", received };
}
async function readBytes(response, limit) {
  const pieces = [];
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
var MAX_TEXT_CHARS = 64 * 1024;
async function readAnswer(response, limit = MAX_TEXT_CHARS) {
  if (response.status !== 200) return readText(response, limit);
  return new TextDecoder().decode(await readBytes(response, limit));
}
async function readText(response, limit = MAX_TEXT_CHARS) {
  try {
    return new TextDecoder().decode(await readBytes(response, limit));
  } catch (error) {
    if (error instanceof HttpFailure) return "";
    throw error;
  }
}

// src/registry/transport/failure.ts
var RegistryFailure = class extends Error {
  name = "RegistryFailure";
  reason;
  constructor(reason, options = {}) {
    super(reason.message, options);
    this.reason = reason;
  }
};

// src/registry/transport/challenge.ts
function parseChallenge(header) {
  const scheme = /^\s*([A-Za-z]+)/.exec(header)?.[1]?.toLowerCase();
  if (scheme === "basic") return { scheme };
  if (scheme !== "bearer") return void 0;
  const parameters = /* @__PURE__ */ new Map();
  for (const [, name = "", value = ""] of header.matchAll(/\b([A-Za-z]+)="([^"]*)"/g)) {
    parameters.set(name.toLowerCase(), value);
  }
  const realm = parameters.get("realm");
  return realm === void 0 ? void 0 : { scheme, realm, service: parameters.get("service") ?? "", scope: parameters.get("scope") };
}
function isConfidential(url) {
  return url.protocol === "https:" || url.protocol === "http:" && isLoopback(url);
}
function ownRealm(realm, base) {
  if (!URL.canParse(realm)) return void 0;
  const url = new URL(realm);
  return url.origin === base.origin && isConfidential(url) && url.username === "" && url.password === "" ? url : void 0;
}

// src/registry/transport/redirect.ts
function isRedirect(status) {
  return [301, 302, 303, 307, 308].includes(status);
}
var MAX_REDIRECTS = 3;
async function followRedirects(response, from, send, asked, signal) {
  let current = response;
  let url = from;
  for (let hops = 0; isRedirect(current.status); hops += 1) {
    const location = current.headers.get("location");
    await current.discard();
    const next = location !== void 0 && URL.canParse(location, url.href) ? new URL(location, url) : void 0;
    if (next === void 0 || hops === MAX_REDIRECTS || !mayFollow(from, next)) {
      throw new RegistryFailure({
        kind: "malformed",
        message: `${asked.what}: ${asked.loginServer} redirects without end, or to where it may not`,
        remedy: "check that nothing in between answers for the registry"
      });
    }
    url = next;
    const request = {
      method: "GET",
      url: url.href,
      streamed: true,
      ...signal === void 0 ? {} : { signal }
    };
    current = await fromStorage(send(request, { ...asked, loginServer: url.host }), url, asked);
  }
  return current;
}
function mayFollow(from, next) {
  return isConfidential(next) && (!isInternal(next) || isLoopback(from) && isLoopback(next));
}
var StorageRefusal = class extends RegistryFailure {
};
async function fromStorage(answer, url, asked) {
  const remedy = `let ${url.host} through, where ${asked.loginServer} keeps its blobs (a dedicated data endpoint makes the host a fixed one)`;
  try {
    const response = await answer;
    if (response.status !== 403) return response;
    await response.discard();
  } catch (error) {
    if (!(error instanceof RegistryFailure) || error.reason.kind !== "not-reachable") throw error;
    throw new RegistryFailure({ ...error.reason, remedy }, { cause: error });
  }
  const message = `${asked.what}: ${url.host} refuses to give the blob`;
  throw new StorageRefusal({ kind: "not-reachable", message, remedy });
}

// src/manifests/rewrite.ts
function rewrite(uses, moveOf) {
  const unwritten = [];
  const candidates = [];
  const staying = [];
  for (const use of uses) {
    const move = moveOf(use);
    if (move === void 0) staying.push(use);
    else {
      const edits = editsOf(use, move);
      if (typeof edits === "string") {
        unwritten.push({ use, reason: edits });
        staying.push(use);
      } else candidates.push({ use, move, edits, instead: insteadOf(use, move) });
    }
  }
  const settled = settle(candidates, staying);
  const clashing = clashes(settled, staying).found;
  for (const [use, reason] of clashing) unwritten.push({ use, reason });
  const rewritten = settled.flatMap(({ use, move, edits }) => clashing.has(use) ? [] : [{ use, move, edits }]);
  return { rewritten, unwritten, edits: distinctEdits(rewritten.flatMap(({ edits }) => edits)) };
}
function applyEdits(text, edits) {
  let result = "";
  let done = 0;
  for (const { start, end, text: written } of edits.toSorted(byOffset)) {
    result += text.slice(done, start) + written;
    done = end;
  }
  return result + text.slice(done);
}
var NONE = /* @__PURE__ */ new Map();
function insteadOf({ slots }, move) {
  const replaced = slots.filter(({ instead }) => instead !== void 0);
  if (replaced.length === 0) return NONE;
  return new Map(
    replaced.map((slot) => [placeOf(slot), (slot.instead ?? []).flatMap((one) => editOf(one, move) ?? [])])
  );
}
function settle(candidates, staying) {
  if (candidates.every(({ instead }) => instead.size === 0)) return candidates;
  const { barred } = clashes(candidates, staying);
  return candidates.map((candidate) => {
    const edits = candidate.edits.flatMap((edit) => {
      const place = placeOf(edit);
      return (barred.has(place) ? candidate.instead.get(place) : void 0) ?? [edit];
    });
    return { ...candidate, edits, instead: NONE };
  });
}
function editsOf(use, move) {
  if (use.uneditable !== void 0) return use.uneditable;
  if (use.slots.length === 0) return use.reason ?? "this place is not rewritten";
  const taken = takenFrom(use, move);
  if (taken !== void 0)
    return `${taken} has the name that it would get, and an override would take one for the other`;
  const edits = [];
  for (const slot of use.slots) {
    const value = valueFor(slot, move);
    if (value !== void 0 && !value.endsWith(slot.tail))
      return `what follows the variable ("${slot.tail}") is not how the new reference ends`;
    const edit = editOf(slot, move);
    if (edit !== void 0) edits.push(edit);
  }
  return edits;
}
function editOf(slot, move) {
  const value = valueFor(slot, move);
  if (value === void 0 || slot.present?.has(value) === true) return void 0;
  return editAt(slot, textOver(slot, value));
}
function takenFrom({ avoids, text }, { registry, repository }) {
  const found = avoids?.flatMap((names) => names.get(`${registry}/${repository}`) ?? []);
  return found?.find(({ sameAs }) => !sameAs.has(text.slice(0, nameLength(text))))?.at;
}
function isClaimed({ writes, present }) {
  return writes !== "digest" && present === void 0;
}
function editAt({ file, start, end, adds }, text) {
  if (adds === void 0) return { file, start, end, text };
  const { path, style } = adds;
  return { file, start, end, text: addedText([{ path, value: text }], style), adds: { path, value: text, style } };
}
function clashes(candidates, staying) {
  const spots = spotsOf(candidates, staying);
  const found = /* @__PURE__ */ new Map();
  const barred = /* @__PURE__ */ new Set();
  const open = [...new Set(spots.values())].filter(({ kept, disputed }) => kept !== void 0 || disputed);
  const takeBack = (use, reason) => {
    found.set(use, reason);
    for (const slot of use.slots) {
      const also = isClaimed(slot) ? spots.get(placeOf(slot)) : void 0;
      if (also === void 0 || also.kept !== void 0) continue;
      also.kept = use;
      open.push(also);
    }
  };
  for (let spot = open.pop(); spot !== void 0; spot = open.pop()) {
    const { kept, places } = spot;
    for (const place of kept === void 0 ? [] : places) barred.add(place);
    const reason = kept === void 0 ? "the same text makes several images that go to different places" : `the same text also makes ${kept.image ?? kept.text}, which stays where it is`;
    for (const { use, instead } of spot.candidates) {
      const writesElse = kept !== void 0 && places.some((place) => instead.has(place));
      if (!found.has(use) && !writesElse) takeBack(use, reason);
    }
  }
  return { found, barred };
}
function spotsOf(candidates, staying) {
  const edits = candidates.flatMap((candidate) => candidate.edits);
  const texts = /* @__PURE__ */ new Map();
  for (const edit of edits) {
    const place = placeOf(edit);
    const written = texts.get(place);
    if (written === void 0) texts.set(place, /* @__PURE__ */ new Set([edit.text]));
    else written.add(edit.text);
  }
  const kept = [
    ...staying.flatMap((use) => [...use.slots.filter(isClaimed), ...use.madeOf ?? []].map((slot) => ({ use, slot }))),
    ...candidates.flatMap(({ use, edits: own }) => unwrittenParts(use, own).map((slot) => ({ use, slot })))
  ];
  const places = new Map(
    [...edits, ...kept.map(({ slot }) => slot)].map((range) => [placeOf(range), range])
  );
  const spots = /* @__PURE__ */ new Map();
  for (const group of overlapping([...places.values()].toSorted(byOffset))) {
    const placesHere = group.map(placeOf);
    const differs = placesHere.some((place) => (texts.get(place)?.size ?? 0) > 1);
    const disputed = placesHere.length > 1 || differs;
    const spot = { candidates: [], places: placesHere, kept: void 0, disputed };
    for (const place of placesHere) spots.set(place, spot);
  }
  for (const candidate of candidates)
    for (const spot of new Set(candidate.edits.map((edit) => spots.get(placeOf(edit)))))
      spot?.candidates.push(candidate);
  for (const { use, slot } of kept) {
    const spot = spots.get(placeOf(slot));
    if (spot !== void 0) spot.kept ??= use;
  }
  return spots;
}
function unwrittenParts({ madeOf = [] }, edits) {
  return madeOf.filter(
    (part) => !edits.some(({ file, start, end }) => file === part.file && start < part.end && part.start < end)
  );
}
function overlapping(sorted) {
  const groups = [];
  let end = 0;
  for (const range of sorted) {
    const group = groups.at(-1);
    const overlaps = group?.[0]?.file === range.file && range.start < end;
    if (group !== void 0 && overlaps) group.push(range);
    else groups.push([range]);
    end = overlaps ? Math.max(end, range.end) : range.end;
  }
  return groups;
}
function placeOf({ file, start, end, adds }) {
  return `${file}\0${start}\0${end}${adds === void 0 ? "" : `\0${columnOf(adds.style)}\0${pathText(adds.path)}`}`;
}
function distinctEdits(edits) {
  const each = [...new Map(edits.map((edit) => [placeOf(edit), edit])).values()];
  return [...each.filter(({ adds }) => adds === void 0), ...addedTogether(each)].toSorted(byOffset);
}
function addedTogether(edits) {
  const groups = groupBy(
    edits.filter(({ adds }) => adds !== void 0),
    ({ file, start }) => `${file}\0${start}`
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === void 0) return [];
    const mappings = groupBy(
      group.flatMap(({ adds }) => adds ?? []),
      ({ style }) => columnOf(style)
    );
    const inner = [...mappings].toSorted(([one], [other]) => other - one);
    const text = inner.map(([, added]) => addedText(added, styleOf(added))).join("");
    return [{ file: first.file, start: first.start, end: first.end, text }];
  });
}
function styleOf(added) {
  return added.map(({ style }) => style).reduce((one, other) => "listIndent" in one ? one : other);
}
function columnOf(style) {
  return style.type === "block" ? style.column : 0;
}
function byOffset(one, other) {
  return compareTexts(one.file, other.file) || one.start - other.start || one.end - other.end;
}

module.exports = {
  headCommit,
  hasCommit,
  fetchCommit,
  fetchReference,
  mergeBase,
  listTree,
  listEntries,
  fileAt,
  readBlobs,
  blobId,
  isLoopback,
  isInternal,
  parseChallenge,
  isConfidential,
  ownRealm,
  MANIFEST_TYPES,
  MAX_MANIFEST_BYTES,
  isIndexType,
  isImageType,
  parseManifest,
  textsOf,
  isVerifiable,
  digestOf,
  verify,
  readBytes,
  readAnswer,
  readText,
  RegistryFailure,
  isRedirect,
  followRedirects,
  StorageRefusal,
  rewrite,
  applyEdits,
  placeOf,
  distinctEdits
};
