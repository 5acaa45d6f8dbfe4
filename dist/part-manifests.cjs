"use strict";
const {
  UserError
} = require("./part-base-2.cjs");
const {
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  YAMLException,
  getScalarValue,
  parseEvents,
  parseJson,
  stringField
} = require("./part-js-yaml.cjs");
const {
  compareTexts,
  groupBy,
  setAt
} = require("./part-base.cjs");
const {
  DOCKER_HUB,
  MAX_NAME_LENGTH,
  MAX_REFERENCE_LENGTH,
  UPSTREAMS,
  buildClaim,
  formatReference,
  isOfficial,
  nameLength,
  nameOf,
  parseName,
  parseReference,
  saysVersion,
  upstreamOf
} = require("./part-images.cjs");

// src/io/folders.ts
const { lstatSync, realpathSync, statSync } = require("node:fs");
const { dirname, join, parse, relative, resolve, sep } = require("node:path");
function linkIn(top, path) {
  const realTop = real(top);
  const { root } = parse(path);
  const parts = path.slice(root.length).split(sep);
  let at = root;
  for (const part of parts) {
    const next = join(at, part);
    const status = lstatSync(next, { throwIfNoEntry: false });
    if (status === void 0) return void 0;
    if (status.isSymbolicLink() && isWithin(realTop, real(at))) return next;
    at = next;
  }
  return void 0;
}
function isWithin(folder, path) {
  const between = relative(folder, path);
  return between !== ".." && !between.startsWith(`..${sep}`) && parse(between).root === "";
}
function real(path) {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
function namedPath(root, input, confined) {
  const path = resolve(root, input);
  const shown2 = JSON.stringify(input);
  if (confined && !isWithin(root, path) && !isWithin(real(root), real(path))) {
    throw new UserError(
      `Input "path": ${shown2} leads out of the workspace ${root}. Name a file or folder that is in it.`
    );
  }
  const link = linkIn(root, path);
  if (link !== void 0) {
    const what = JSON.stringify(relative(root, link));
    throw new UserError(
      `Input "path": ${shown2} leads through ${what}, which is a symbolic link and is not followed. Name what it leads to.`
    );
  }
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === void 0) throw new UserError(`Input "path": ${path} does not exist`);
  const isFolder2 = status.isDirectory();
  return { path, folder: isFolder2 ? path : dirname(path), isFolder: isFolder2 };
}
function fileInWorkspace(root, input, value) {
  const asked2 = resolve(root, value);
  if (!isWithin(root, asked2)) {
    throw new UserError(
      `Input "${input}": ${JSON.stringify(value)} leads out of the workspace ${root}. Name a file that is in it.`
    );
  }
  const name = relative(root, asked2);
  return { name: name.split(sep).join("/"), path: join(real(root), name) };
}
function folderOutside() {
  return process.platform === "win32" ? process.env.SystemRoot ?? parse(process.execPath).root : "/";
}
function leaveFolder() {
  const folder = process.cwd();
  process.chdir(folderOutside());
  return folder;
}

// src/io/http.ts
const { setTimeout: delay } = require("node:timers/promises");

// src/base/url.ts
function withoutQuery(url) {
  const question = url.search(/[?#]/);
  return question === -1 ? url : url.slice(0, question);
}

// src/io/http.ts
var HttpFailure = class extends Error {
  name = "HttpFailure";
  /** A system or library code such as `ECONNREFUSED`, where there is one. */
  code;
  constructor(message, options) {
    super(message, { cause: options.cause });
    this.code = options.code;
  }
  /** Whether the other side's certificate does not hold: then another try would come to the same. */
  get isUntrusted() {
    return this.code !== void 0 && UNTRUSTED_CERTIFICATE.test(this.code);
  }
};
var UNTRUSTED_CERTIFICATE = /CERT|UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/;
var RunEnded = class extends HttpFailure {
  name = "RunEnded";
  /** @param why a clause for people: `the run was cancelled` */
  constructor(why) {
    super(why, {});
  }
};
function httpEnvironment(env) {
  const port = Number(env.ACR_ARTIFACT_CACHE_EMULATOR_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65535) return {};
  const pace = Number(env.ACR_ARTIFACT_CACHE_EMULATOR_PACE ?? "1");
  return { emulatorPort: port, pace: Number.isFinite(pace) ? Math.max(pace, 1) : 1 };
}
var DEFAULT_TIMEOUT_MS = 6e4;
var WHOLE_TIMEOUT_MS = 12e4;
var MAX_TEXT_BYTES = 32 * 1024 * 1024;
var MIN_TIMEOUT_MS = 5e3;
function openHttp(environment) {
  let loaded;
  const pace = environment.pace ?? 1;
  const limit = (milliseconds) => pace === 1 ? milliseconds : Math.max(milliseconds / pace, MIN_TIMEOUT_MS);
  return {
    send: async (request) => {
      loaded ??= load(environment);
      const undici = await loaded;
      return exchange(undici.request, undici.dispatcher, request, limit);
    },
    wait: async (milliseconds, signal) => {
      await delay(milliseconds / pace, void 0, signal === void 0 ? {} : { signal });
    },
    close: async () => {
      await (await loaded)?.dispatcher.destroy();
    }
  };
}
async function load({ emulatorPort }) {
  const { Agent, buildConnector, EnvHttpProxyAgent, request } = await Promise.resolve().then(() => require("./sdk-undici.cjs"));
  const options = { allowH2: false, connections: 32, keepAliveTimeout: 1e4 };
  if (emulatorPort === void 0) {
    return { request, dispatcher: hasProxy(process.env) ? new EnvHttpProxyAgent(options) : new Agent(options) };
  }
  const connect = buildConnector({});
  const dispatcher = new Agent({
    ...options,
    connect: (target, callback) => {
      if (target.hostname === "127.0.0.1") {
        connect(target, callback);
        return;
      }
      const servername = target.servername || target.hostname;
      connect({ ...target, servername, hostname: "127.0.0.1", port: String(emulatorPort) }, callback);
    }
  });
  return { request, dispatcher };
}
function hasProxy(env) {
  return ["HTTP_PROXY", "HTTPS_PROXY"].some((name) => Boolean(env[name] || env[name.toLowerCase()]));
}
async function exchange(request, dispatcher, { method, url, headers, body, signal, headersTimeout, bodyTimeout, streamed }, limit) {
  const cut = cutter(signal, streamed ? void 0 : limit(WHOLE_TIMEOUT_MS));
  try {
    const response = await request(url, {
      dispatcher,
      method,
      headersTimeout: limit(headersTimeout ?? DEFAULT_TIMEOUT_MS),
      bodyTimeout: limit(bodyTimeout ?? DEFAULT_TIMEOUT_MS),
      // undici closes the connection behind a HEAD, for servers that send a body: each would cost a connection of its own.
      ...method === "HEAD" ? { reset: false } : {},
      ...headers === void 0 ? {} : { headers },
      ...body === void 0 ? {} : { body },
      signal: cut.signal
    });
    response.body.once("close", cut.release);
    const read2 = async () => {
      try {
        return await textOf(response.body);
      } catch (error) {
        throw cut.signal.reason instanceof RunEnded ? cut.signal.reason : failure(method, url, error);
      }
    };
    return {
      status: response.statusCode,
      headers: headerMap(response.headers),
      body: response.body,
      text: read2,
      json: async () => parseJson2(await read2(), `${method} ${withoutQuery(url)}`),
      discard: async () => {
        await response.body.dump().catch(() => void 0);
      }
    };
  } catch (error) {
    cut.release();
    if (signal?.aborted) throw error;
    throw failure(method, url, error);
  }
}
function cutter(signal, wholeTimeout) {
  const cut = new AbortController();
  const stop = () => cut.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  const clock = wholeTimeout === void 0 ? void 0 : setTimeout(() => cut.abort(new Error(`not whole within ${Math.round(wholeTimeout / 1e3)} s`)), wholeTimeout);
  clock?.unref();
  return {
    signal: cut.signal,
    release: () => {
      clearTimeout(clock);
      signal?.removeEventListener("abort", stop);
    }
  };
}
async function textOf(body) {
  const pieces = [];
  let size = 0;
  for await (const piece2 of body) {
    if (!(piece2 instanceof Uint8Array)) continue;
    size += piece2.length;
    if (size > MAX_TEXT_BYTES) throw new Error(`the answer is larger than ${MAX_TEXT_BYTES} bytes`);
    pieces.push(piece2);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}
function failure(method, url, error) {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
  const reason = error instanceof Error ? error.message || code : String(error);
  return new HttpFailure(`${method} ${withoutQuery(url)}: ${reason}`, { code, cause: error });
}
function headerMap(headers) {
  const map = /* @__PURE__ */ new Map();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== void 0) map.set(name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value);
  }
  return map;
}
function parseJson2(text, what) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpFailure(`${what}: the answer is not JSON`, { cause });
  }
}
function retryAfter(headers, now) {
  const value = headers.get("retry-after")?.trim();
  if (value === void 0 || value === "") return void 0;
  if (/^\d+$/.test(value)) return Number(value) * 1e3;
  const date = Date.parse(value);
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}

// src/manifests/ignore.ts
var MARK = "acr-artifact-cache:";
var COMMENT_START = /(?:#|\/\/|\/\*|<!--|--|;)[ \t]*$/;
var COMMENT_END = /(?:\*\/[ \t-]*\}\}|\*\/|-->)$/;
var DIRECTIVE = /^[ \t]*(ignore-file|ignore)(?:[ \t]+([^ \t][\s\S]*))?$/;
function ignoresOf(file) {
  if (!file.text.includes(MARK)) return void 0;
  const lines = /* @__PURE__ */ new Map();
  const warnings = [];
  let whole;
  for (const [index, line2] of file.text.split(/\r\n|\r|\n/).entries()) {
    const at = line2.indexOf(MARK);
    if (at === -1) continue;
    const start = COMMENT_START.exec(line2.slice(Math.max(0, at - 40), at));
    const directive = DIRECTIVE.exec(
      line2.slice(at + MARK.length).trimEnd().replace(COMMENT_END, "").trimEnd()
    );
    if (start === null || directive === null) continue;
    const [, word, reason = ""] = directive;
    if (reason === "") {
      const example = `${MARK} ${word} <reason>`;
      warnings.push({
        file: file.path,
        line: index + 1,
        reason: `not ignored, since no reason is given: "${example}"`
      });
    } else if (word === "ignore-file") whole ??= reason;
    else lines.set(isAlone(line2, at) ? index + 2 : index + 1, reason);
  }
  return { ...whole === void 0 ? {} : { file: whole }, lines, warnings };
}
function isAlone(line2, at) {
  return at < 200 && /^\uFEFF?[ \t]*(?:\{\{-?[ \t]*)?(?:#+|\/\/|\/\*|<!--|--|;)[ \t]*$/.test(line2.slice(0, at));
}
function markIgnored(uses, ignores) {
  if (ignores.size === 0) return uses;
  return uses.map((use) => {
    const found = ignores.get(use.file);
    const reason = found?.lines.get(use.line) ?? found?.file;
    return reason === void 0 ? use : { ...use, ignored: reason };
  });
}

// src/base/sorted.ts
function countBefore(sorted, isBefore) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = low + high >>> 1;
    const item = sorted[middle];
    if (item !== void 0 && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/manifests/source/source.ts
function sourceFile(path, text) {
  let starts;
  return {
    path,
    text,
    at: (offset) => {
      starts ??= lineStarts(text);
      const line2 = lastAtOrBefore(starts, offset);
      const bom = line2 === 0 && text.charCodeAt(0) === 65279 ? 1 : 0;
      return { line: line2 + 1, column: offset - (starts[line2] ?? 0) + 1 - bom };
    }
  };
}
function lineStarts(text) {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === 10 || unit === 13 && text.charCodeAt(offset + 1) !== 10) starts.push(offset + 1);
  }
  return starts;
}
function lastAtOrBefore(sorted, value) {
  return Math.max(0, countBefore(sorted, (each) => each <= value) - 1);
}

// src/manifests/source/paths.ts
function directoryOf(path) {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
function joinPath(directory, path) {
  if (path.startsWith("/")) return void 0;
  const parts = directory === "" ? [] : directory.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === void 0) return void 0;
  }
  return parts.join("/");
}
function nearestAbove(directory, known2) {
  for (let at = directory; ; at = directoryOf(at)) {
    const found = known2.get(at);
    if (found !== void 0) return [at, found];
    if (at === "") return void 0;
  }
}
function isHelmfilePath(path) {
  return /^helmfile(?:[-_.][\w.-]*)?\.ya?ml(?:\.gotmpl)?$/.test(baseName(path)) || /(?:^|\/)helmfile\.d\/[^/]+\.ya?ml(?:\.gotmpl)?$/.test(path);
}
function isYamlPath(path) {
  return /\.ya?ml(?:\.(?:j2|jinja2?|tm?pl|gotmpl|template))?$/i.test(path);
}

// src/manifests/test-paths.ts
var FOLDERS = /* @__PURE__ */ new Set(["testdata", "__snapshots__"]);
var MARKS = /testdata|__snapshots__|\.golden|\.snap|_test\.y/g;
function testPath(path, charts2) {
  const folders = directoryOf(path).split("/");
  const folder = folders.find((name2) => FOLDERS.has(name2));
  if (folder !== void 0) return `it lies in ${folder}/, which holds what tests read`;
  const name = baseName(path);
  if (/\.golden(?:\.[^.]+)?$|\.snap$/.test(name)) return "its name says that it is what a test expects";
  const tests = folders.lastIndexOf("tests");
  const isSuite = tests >= 0 && /_test\.ya?ml$/.test(name) && charts2.has(folders.slice(0, tests).join("/"));
  return isSuite ? "it lies with the suites of a chart's unit tests" : void 0;
}
function mayBeTestPath(path) {
  return testPath(path, { has: () => true }) !== void 0;
}
var MAX_PATH_CHARS = 1024;
function namedPaths({ path, text }) {
  if (!NAMES_SOME.test(text)) return void 0;
  const ofTests = wordsOfTests(text).flatMap(withoutGlobs);
  const deployed = deployedFolders(text).flatMap(withoutGlobs);
  return ofTests.length === 0 && deployed.length === 0 ? void 0 : { file: path, ofTests, deployed };
}
var NAMES_SOME = /testdata|__snapshots__|\.golden|\.snap|_test\.y|argoproj\.io|toolkit\.fluxcd\.io|kubectl|kustomize/;
function wordsOfTests(text) {
  const words = [];
  let end = 0;
  for (const { 0: mark, index: at } of text.matchAll(MARKS)) {
    if (at < end) continue;
    let start = at;
    while (start > 0 && at - start < MAX_PATH_CHARS && isOfPath(text[start - 1])) start--;
    end = at + mark.length;
    while (end < text.length && end - at < MAX_PATH_CHARS && isOfPath(text[end])) end++;
    words.push(text.slice(start, end));
  }
  return words;
}
function isOfPath(unit) {
  return unit !== void 0 && !NOT_OF_PATH.test(unit);
}
var NOT_OF_PATH = /[\s"'`,;:()[\]{}<>|&=#]/;
function deployedFolders(text) {
  const fields = /argoproj\.io|toolkit\.fluxcd\.io/.test(text) ? text.matchAll(/\bpath["']?:[ \t]{0,9}["']?([^\s"',}]{1,1024})/g) : [];
  const flags = /\bkubectl\b|\bkustomize\b/.test(text) ? text.matchAll(
    /(?:-[fkR]+|--(?:filename|kustomize|recursive)|\bbuild)[ \t=]{1,9}["']?([^\s"',;|&)-][^\s"',;|&)]{0,1023})/g
  ) : [];
  return [...fields, ...flags].map(([, path = ""]) => path);
}
function withoutGlobs(path) {
  const glob = path.search(/[*?]/);
  const whole = glob === -1 ? path : directoryOf(path.slice(0, glob));
  return glob !== -1 && whole === "" ? [] : [whole.replace(/^\/+/, "").replace(/\/+$/, "") || "."];
}
function placesOf(file, named3) {
  const [here, top] = [joinPath(directoryOf(file), named3), joinPath("", named3)];
  return [here, top].filter((place) => place !== void 0);
}

// src/clouds.ts
var CLOUD_NAMES = ["public", "china", "us-government"];
var CLOUDS = {
  public: {
    name: "public",
    registrySuffix: ".azurecr.io",
    authorityHost: "https://login.microsoftonline.com",
    armEndpoint: "https://management.azure.com",
    armScope: "https://management.azure.com/.default",
    portal: "https://portal.azure.com",
    registryScope: "https://containerregistry.azure.net/.default"
  },
  china: {
    name: "china",
    registrySuffix: ".azurecr.cn",
    authorityHost: "https://login.chinacloudapi.cn",
    armEndpoint: "https://management.chinacloudapi.cn",
    armScope: "https://management.chinacloudapi.cn/.default",
    portal: "https://portal.azure.cn",
    registryScope: "https://containerregistry.azure.net/.default",
    defenderRetired: "18 August 2026"
  },
  "us-government": {
    name: "us-government",
    registrySuffix: ".azurecr.us",
    authorityHost: "https://login.microsoftonline.us",
    armEndpoint: "https://management.usgovcloudapi.net",
    armScope: "https://management.usgovcloudapi.net/.default",
    portal: "https://portal.azure.us",
    registryScope: "https://containerregistry.azure.net/.default"
  }
};
function cloudOf(name) {
  return CLOUDS[name];
}

// src/manifests/references/certainty.ts
function isPossibleImage(text, key) {
  if (parseReference(text) === void 0 || /^(?:true|false|yes|no|on|off|null|auto|none|default|\d+(?:\.\d+)*)$/i.test(text))
    return false;
  if (/^(?:family|projects)\//.test(text)) return false;
  if (/\.(?:png|jpe?g|gif|svg|ico|webp|iso|img|qcow2|vmdk|raw|tar|gz|tgz|zip|bin)$/i.test(text)) return false;
  return key === "image" || /[:/]/.test(text);
}
function isVersionedImage(text) {
  const reference = parseReference(text);
  if (reference === void 0) return false;
  return reference.tag !== void 0 || reference.digest !== void 0 || reference.registry !== "docker.io";
}
function isVersionedWord(text) {
  if (parseReference(text) === void 0) return false;
  return saysVersion(text) || beginsWithHost(text);
}
function beginsWithHost(text) {
  return /^[^/.:]*[.:][^/]*\//.test(text);
}
function isQualifiedImage(text) {
  return saysVersion(text) && /^[a-z0-9][\w.-]*\//.test(text);
}
function isCertainImage(text) {
  return text.length <= MAX_REFERENCE_LENGTH && /^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?::\d+)?\/[^\s:@]+[:@]/.test(text) && parseReference(text) !== void 0;
}
function isCertainPublicImage(text) {
  const reference = parseReference(text);
  if (reference === void 0 || !saysVersion(text) || !/^[^/]*\.[^/]*\//.test(text)) return false;
  return upstreamOf(reference.registry, UPSTREAMS)?.open === true || CLOUD_NAMES.some((name) => reference.registry.endsWith(cloudOf(name).registrySuffix));
}

// src/manifests/yaml/flattened.ts
function flattened(text) {
  return new Flattener(text).run();
}
function unclosedAt(text) {
  const flattener = new Flattener(text);
  flattener.run();
  return flattener.unclosed;
}
var Flattener = class {
  #text;
  #pieces = [];
  /** Up to where the text is in the pieces. */
  #done = 0;
  #at = 0;
  /** Where what does not close begins, once that was met. */
  unclosed;
  /** The columns of the keys and dashes that what comes next may belong to, from left to right. */
  #columns = [];
  constructor(text) {
    this.#text = text;
  }
  run() {
    if (this.#text.startsWith("\uFEFF")) this.#at = 1;
    while (this.#at < this.#text.length) if (!this.#line()) break;
    return this.#pieces.length === 0 ? this.#text : this.#pieces.join("") + this.#text.slice(this.#done);
  }
  /** Passes over a line, with all lines that belong to what begins on it. @returns false where something does not close */
  #line() {
    const lineStart = this.#at;
    if (isMarkerAt(this.#text, this.#at)) {
      this.#at += 3;
      this.#columns.length = 0;
    }
    for (; ; ) {
      this.#skipBlanks();
      const next = this.#token(this.#at - lineStart);
      if (next === "more") continue;
      if (next === "line") this.#at = nextLine(this.#text, this.#at);
      return next !== "unclosed";
    }
  }
  /**
   * Passes over what begins here.
   * @returns `line` where nothing more of this line counts, `lines` where the lines below have been passed over, too
   */
  #token(column) {
    const start = this.#at;
    const unit = this.#text[start];
    if (unit === void 0 || isBreak(unit) || unit === "#") return "line";
    if ((unit === "-" || unit === "?" || unit === ":") && isBlankOrEnd(this.#text[start + 1])) {
      this.#opens(column);
      this.#at++;
    } else if (unit === "&" || unit === "!") {
      while (!isBlankOrEnd(this.#text[this.#at])) this.#at++;
    } else if (unit === "|" || unit === ">") {
      this.#skipBlock(this.#parentOf(column));
      return "lines";
    } else if (unit === '"' || unit === "'" || unit === "[" || unit === "{") {
      const end = unit === "[" || unit === "{" ? this.#brackets(start) : this.#quoted(start, unit);
      if (end === void 0) {
        this.unclosed = start;
        return "unclosed";
      }
      this.#at = end;
      if (!this.#colon()) return "line";
      this.#opens(column);
    } else if (this.#plain()) this.#opens(column);
    else {
      this.#skipContinuation(this.#parentOf(column));
      return "lines";
    }
    return "more";
  }
  /** A key or a dash stands in a column. */
  #opens(column) {
    this.#parentOf(column);
    this.#columns.push(column);
  }
  /** The column of the key or dash that what stands in a column belongs to: all of it stands further right. */
  #parentOf(column) {
    while ((this.#columns.at(-1) ?? -1) >= column) this.#columns.pop();
    return this.#columns.at(-1) ?? -1;
  }
  #skipBlanks() {
    while (isBlank(this.#text[this.#at])) this.#at++;
  }
  /** Whether a colon follows that makes a key of what stands before it. */
  #colon() {
    let at = this.#at;
    while (isBlank(this.#text[at])) at++;
    if (this.#text[at] !== ":" || !isBlankOrEnd(this.#text[at + 1])) return false;
    this.#at = at + 1;
    return true;
  }
  /** Passes over a text without quotes. @returns whether it is a key */
  #plain() {
    for (let at = this.#at; ; at++) {
      const unit = this.#text[at];
      const isEnd = unit === void 0 || isBreak(unit) || unit === "#" && isBlank(this.#text[at - 1]);
      if (!isEnd && !(unit === ":" && isBlankOrEnd(this.#text[at + 1]))) continue;
      this.#at = unit === ":" ? at + 1 : at;
      return unit === ":";
    }
  }
  /** Passes over the lines on which a text without quotes goes on. */
  #skipContinuation(column) {
    let isOver = this.#text[this.#at] === "#";
    this.#at = nextLine(this.#text, this.#at);
    while (!isOver && this.#at < this.#text.length) {
      const first = firstOf(this.#text, this.#at);
      const unit = this.#text[first];
      if (unit === void 0 || isBreak(unit)) {
        this.#at = nextLine(this.#text, first);
        continue;
      }
      if (first - this.#at <= column || unit === "#" || isMarkerAt(this.#text, this.#at)) return;
      this.#at = first;
      while (this.#plain()) this.#skipBlanks();
      isOver = this.#text[this.#at] === "#";
      this.#at = nextLine(this.#text, this.#at);
    }
  }
  /** Passes over a block of text, whose lines may hold anything. */
  #skipBlock(column) {
    const head = this.#text.slice(this.#at, lineEnd(this.#text, this.#at));
    const width = /^[|>][+-]?([1-9])/.exec(head)?.[1];
    let indentation = width === void 0 ? void 0 : Math.max(column, 0) + Number(width);
    this.#at = nextLine(this.#text, this.#at);
    while (this.#at < this.#text.length) {
      const first = firstOf(this.#text, this.#at);
      const unit = this.#text[first];
      if (unit !== void 0 && !isBreak(unit)) {
        if (isMarkerAt(this.#text, this.#at)) return;
        indentation ??= Math.max(first - this.#at, column + 1);
        if (first - this.#at < indentation) return;
      }
      this.#at = nextLine(this.#text, first);
    }
  }
  /** A quoted text from its first quote, on one line. */
  #quoted(start, quote) {
    for (let at = start + 1; at < this.#text.length; at++) {
      const unit = this.#text[at];
      if (unit === "\\" && quote === '"') {
        if (isBreak(this.#text[at + 1])) this.#blank(at, at + 1);
        else at++;
      } else if (unit === quote) {
        if (quote === '"' || this.#text[at + 1] !== quote) return at + 1;
        at++;
      } else if (isBreak(unit)) {
        this.#blank(at, at + 1);
        if (isMarkerAt(this.#text, at + 1)) return void 0;
      }
    }
    return void 0;
  }
  /** A collection from its first bracket, on one line. */
  #brackets(start) {
    let depth = 0;
    let isFresh = true;
    for (let at = start; at < this.#text.length; ) {
      const unit = this.#text[at] ?? "";
      const passed = this.#between(at, unit, isFresh);
      if (passed === void 0) return void 0;
      if (passed > at) {
        at = passed;
        continue;
      }
      if (unit === "[" || unit === "{") depth++;
      else if (unit === "]" || unit === "}") depth--;
      at++;
      if (depth === 0) return at;
      isFresh = this.#isFreshBehind(unit, at, isFresh);
    }
    return void 0;
  }
  /** Passes over what stands between the marks of a collection: breaks, comments, tags, quoted texts. @returns where it is then */
  #between(at, unit, isFresh) {
    if (isBreak(unit)) {
      if (isMarkerAt(this.#text, at + 1)) return void 0;
      const first = firstOf(this.#text, at + 1, "	");
      this.#blank(at, first);
      return first;
    }
    const before = this.#text[at - 1];
    if (unit === "#" && (isFresh || isBlank(before) || isBreak(before))) {
      const end = lineEnd(this.#text, at);
      this.#blank(at, end);
      return end;
    }
    if (!isFresh) return at;
    if (unit === '"' || unit === "'") return this.#quoted(at, unit);
    return unit === "&" || unit === "!" ? this.#propertyEnd(at) : at;
  }
  /** Whether a scalar may begin behind a character of a collection. */
  #isFreshBehind(unit, at, isFresh) {
    if ("[]{},".includes(unit)) return true;
    if (isBlank(unit)) return isFresh;
    return (unit === ":" || unit === "?") && (isFresh || isBlankOrEnd(this.#text[at]));
  }
  /** Where a tag or an anchor ends, behind which a scalar begins. */
  #propertyEnd(at) {
    let end = at + 1;
    while (!isBlankOrEnd(this.#text[end]) && !"[]{},".includes(this.#text[end] ?? "")) end++;
    return end;
  }
  #blank(start, end) {
    this.#pieces.push(this.#text.slice(this.#done, start), " ".repeat(end - start));
    this.#done = end;
  }
};
function isBreak(unit) {
  return unit === "\n" || unit === "\r";
}
function isBlank(unit) {
  return unit === " " || unit === "	";
}
function isBlankOrEnd(unit) {
  return unit === void 0 || isBlank(unit) || isBreak(unit);
}
function isMarkerAt(text, lineStart) {
  const mark = text.slice(lineStart, lineStart + 3);
  return (mark === "---" || mark === "...") && isBlankOrEnd(text[lineStart + 3]);
}
function firstOf(text, lineStart, also = " ") {
  let at = lineStart;
  while (text[at] === " " || text[at] === also) at++;
  return at;
}
function lineEnd(text, from) {
  let at = from;
  while (at < text.length && !isBreak(text[at])) at++;
  return at;
}
function nextLine(text, from) {
  const end = lineEnd(text, from);
  return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
}

// src/manifests/yaml/tree-builder.ts
var MAX_LINE = 4096;
var TreeBuilder = class {
  #original;
  #written;
  #base;
  /** Whether what is parsed is what stands in the file. */
  #isOriginal;
  #documents = [];
  #hasAliases = false;
  #open = [];
  #anchors = /* @__PURE__ */ new Map();
  constructor(text, { original, written: written3, base }) {
    this.#original = original;
    this.#written = written3;
    this.#base = base;
    this.#isOriginal = text === original;
  }
  build(events) {
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          this.#endDocument();
          break;
        case EVENT_ID.POP:
          this.#open.pop();
          break;
        case EVENT_ID.SEQUENCE: {
          const items = [];
          const anchor = this.#slice(event.anchorStart, event.anchorEnd);
          const tag = this.#slice(event.tagStart, event.tagEnd);
          const node = {
            type: "sequence",
            start: this.#base + event.start,
            flow: event.style === COLLECTION_STYLE.FLOW,
            anchor,
            items
          };
          if (tag === void 0 || /^!(?:!|<)/.test(tag)) this.#add(node);
          else this.#add({ type: "alias", start: node.start, anchor: tag, target: void 0 });
          this.#open.push({ node, items });
          break;
        }
        case EVENT_ID.MAPPING: {
          const entries = [];
          const anchor = this.#slice(event.anchorStart, event.anchorEnd);
          const node = {
            type: "mapping",
            start: this.#base + event.start,
            flow: event.style === COLLECTION_STYLE.FLOW,
            anchor,
            entries
          };
          this.#add(node);
          this.#open.push({ node, entries, key: void 0 });
          break;
        }
        case EVENT_ID.SCALAR:
          this.#add(this.#scalar(event));
          break;
        case EVENT_ID.ALIAS: {
          const anchor = this.#slice(event.anchorStart, event.anchorEnd) ?? "";
          const start = this.#base + event.anchorStart;
          this.#add({ type: "alias", start, anchor, target: this.#anchors.get(anchor) });
          this.#hasAliases = true;
          break;
        }
      }
    }
    this.#endDocument();
    return this.#documents;
  }
  /** Anchors and aliases are those of one document. */
  #endDocument() {
    const last = this.#documents.pop();
    if (last !== void 0) this.#documents.push(this.#hasAliases ? { ...last, hasAliases: true } : last);
    this.#hasAliases = false;
    this.#anchors = /* @__PURE__ */ new Map();
  }
  #add(node) {
    if (node.type !== "alias" && node.anchor !== void 0) this.#anchors.set(node.anchor, node);
    const open = this.#open.at(-1);
    if (open === void 0) this.#documents.push({ root: node });
    else if ("items" in open) open.items.push(node);
    else if (open.key === void 0) open.key = node;
    else {
      open.entries.push({ key: open.key, value: node });
      open.key = void 0;
    }
  }
  #scalar(event) {
    const { valueStart, valueEnd } = event;
    const isFast = event.fast && this.#isOriginal;
    const value = getScalarValue(this.#written, isFast === event.fast ? event : { ...event, fast: isFast });
    const scalar = this.#lineOfBlock(event, value) ?? {
      type: "scalar",
      start: valueStart < 0 ? -1 : this.#base + valueStart,
      end: valueStart < 0 ? -1 : this.#base + valueEnd,
      style: STYLES[event.style],
      anchor: this.#slice(event.anchorStart, event.anchorEnd),
      tag: this.#slice(event.tagStart, event.tagEnd),
      value,
      verbatim: valueStart >= 0 && (isFast || value.length === valueEnd - valueStart && this.#original.startsWith(value, valueStart))
    };
    return scalar.tag !== void 0 && BINARY.test(scalar.tag) ? asText(scalar) : scalar;
  }
  /** A block of one line means what that line says: it is told as it stands there, without its indentation and line ends. */
  #lineOfBlock(event, written3) {
    const { style, valueStart, valueEnd } = event;
    const value = written3.trim();
    if (style !== SCALAR_STYLE.FOLDED_BLOCK && style !== SCALAR_STYLE.LITERAL_BLOCK || valueStart < 0)
      return void 0;
    if (value === "" || value.length > MAX_LINE || value.includes("\n")) return void 0;
    const found = this.#written.slice(valueStart, valueEnd).indexOf(value);
    if (found === -1 || !this.#original.startsWith(value, valueStart + found)) return void 0;
    const start = this.#base + valueStart + found;
    return {
      type: "scalar",
      start,
      end: start + value.length,
      style: STYLES[style],
      anchor: this.#slice(event.anchorStart, event.anchorEnd),
      tag: this.#slice(event.tagStart, event.tagEnd),
      value,
      verbatim: true
    };
  }
  #slice(start, end) {
    return start < 0 ? void 0 : this.#written.slice(start, end);
  }
};
var BINARY = /^!(?:!binary|<tag:yaml\.org,2002:binary>)$/;
function asText(scalar) {
  return { ...scalar, value: Buffer.from(scalar.value, "base64").toString("utf8"), verbatim: false };
}
var STYLES = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded"
};

// src/manifests/yaml/documents.ts
var MAX_DEPTH = 200;
function parseYaml(text, base = 0) {
  return parsePart(text, base, budgetFor(text));
}
function parseDocuments(text, base = 0) {
  return parseRanges(text, documentRanges(text), base);
}
function parseRanges(text, ranges, base = 0) {
  const documents = [];
  const failures = [];
  const budget = budgetFor(text);
  const last = ranges.at(-1)?.end ?? 0;
  for (const { start, end } of ranges) {
    if (failures.length === MAX_FAILURES) {
      const reason = "it is not parsed, for too many documents before it could not be";
      failures.push({ offset: base + start, reason, start: base + start, end: base + last });
      break;
    }
    const part = parsePart(text.slice(start, end), base + start, budget);
    if (part.ok) for (const document of part.documents) documents.push(document);
    else {
      const isLast = (budget.nodes ?? 0) < 0;
      failures.push({ ...part.failure, start: base + start, end: base + (isLast ? last : end) });
      if (isLast) break;
    }
  }
  return { documents, failures };
}
function documentRanges(original) {
  const text = withPlainBreaks(original);
  const starts = [0];
  for (const { index } of text.matchAll(/[\r\n]---(?=\s|$)/g)) {
    const start = directivesAbove(text, starts.at(-1) ?? 0, index + 1);
    if (start > 0) starts.push(start);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}
function directivesAbove(text, from, mark) {
  let start = mark;
  for (let at = mark; at > from; ) {
    let line2 = at - 1;
    while (line2 > from && !isLineBreak(text[line2 - 1])) line2--;
    if (text[line2] === "%") start = line2;
    else if (!/^\s*(?:#|$)/.test(text.slice(line2, at))) break;
    at = line2;
  }
  return start;
}
function isLineBreak(unit) {
  return unit === "\n" || unit === "\r";
}
var MAX_NODES = 2e6;
var MAX_FAILURES = 1e3;
function budgetFor({ length }) {
  return length > MAX_NODES ? { nodes: MAX_NODES } : {};
}
function nodesIn(text) {
  let count2 = 8;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case LINE_FEED:
      case CARRIAGE_RETURN:
      case COMMA:
      case COLON:
      case BRACKET:
      case BRACE:
        count2++;
        break;
      case DASH:
        if (text[at + 1] === " ") count2++;
        break;
    }
  }
  return count2;
}
var LINE_FEED = 10;
var CARRIAGE_RETURN = 13;
var COMMA = 44;
var DASH = 45;
var COLON = 58;
var BRACKET = 91;
var BRACE = 123;
function parsePart(original, base, budget) {
  if (budget.nodes !== void 0) {
    budget.nodes -= nodesIn(original);
    if (budget.nodes < 0)
      return { ok: false, failure: { offset: base, reason: `it has more than ${MAX_NODES} nodes` } };
  }
  const written3 = withPlainBreaks(original);
  const first = attempt(written3, { original, written: written3, base });
  if (first.ok) return first;
  const flat = flattened(written3);
  return flat === written3 ? first : attempt(flat, { original, written: written3, base });
}
function attempt(text, source) {
  try {
    return { ok: true, documents: new TreeBuilder(text, source).build(parseEvents(text, { maxDepth: MAX_DEPTH })) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = source.base + Math.min(error.mark?.position ?? 0, text.length);
    return { ok: false, failure: { offset, reason: error.reason } };
  }
}
function withPlainBreaks(text) {
  if (!OLD_BREAKS.some((mark) => text.includes(mark))) return text;
  return text.replace(/[\u0085\u2028\u2029]/g, "\n").replace(/(?<=[\r\n])\uFEFF/g, " ");
}
var OLD_BREAKS = ["", "\u2028", "\u2029", "\uFEFF"];

// src/manifests/yaml/mended.ts
var MAX_LEFT = 20;
var MAX_REREAD_CHARS = 2 * 1024 * 1024;
function mended(text, base) {
  const left = [];
  let rest = text;
  for (let read2 = 0; left.length <= MAX_LEFT && read2 <= MAX_REREAD_CHARS; read2 += text.length) {
    const parsed = parseYaml(rest, base);
    if (parsed.ok) {
      const sorted = left.toSorted((one, other) => one.start - other.start);
      return sorted.length === 0 ? void 0 : { documents: parsed.documents, left: sorted };
    }
    const { offset, reason } = parsed.failure;
    const line2 = writtenLine(rest, unclosedAt(rest) ?? Math.min(offset - base, rest.length));
    if (line2 === void 0) return void 0;
    left.push({ start: base + line2.start, end: base + line2.end, reason });
    const { start } = line2;
    const end = belowEnd(rest, line2);
    rest = rest.slice(0, start) + rest.slice(start, end).replace(/[^\r\n]/g, " ") + rest.slice(end);
  }
  return void 0;
}
function lineAt(text, offset) {
  let start = offset;
  while (start > 0 && !/[\r\n]/.test(text[start - 1] ?? "")) start--;
  let end = start;
  while (end < text.length && !/[\r\n]/.test(text[end] ?? "")) end++;
  return { start, end };
}
function writtenLine(text, offset) {
  for (let line2 = lineAt(text, offset); ; line2 = lineAt(text, line2.start - 1)) {
    if (/^[ \t]*[^ \t#\r\n-]|^[ \t]*-(?!--)/.test(text.slice(line2.start, line2.end))) return line2;
    if (line2.start === 0) return void 0;
  }
}
function belowEnd(text, { start, end }) {
  const line2 = text.slice(start, end);
  if (/:[ \t]*(?:#.*)?$/.test(line2)) return end;
  const indentation = indentationOf(line2);
  let last = end;
  for (let at = end; at < text.length; ) {
    const next = lineAt(text, text.startsWith("\r\n", at) ? at + 2 : at + 1);
    const below3 = text.slice(next.start, next.end);
    if (below3.trim() !== "" && indentationOf(below3) <= indentation) break;
    last = next.end;
    at = next.end;
  }
  return last;
}
function indentationOf(line2) {
  return line2.length - line2.trimStart().length;
}

// src/manifests/line-reading.ts
var MAX_LINES_TOLD = 5;
function factsByLine(failure2, file, kinds) {
  const text = file.text.slice(failure2.start, failure2.end);
  if (/\{[{%]/.test(text)) return void 0;
  const read2 = mended(text, failure2.start);
  if (read2 === void 0) return void 0;
  const yaml = { ...file, documents: read2.documents };
  const isPartial = read2.left.some(({ start, end }) => PART_OF_IMAGE.test(file.text.slice(start, end)));
  const told = read2.documents.flatMap((document) => {
    const kind = kinds.find((candidate) => candidate.recognises(document, yaml));
    return kind === void 0 ? [] : kind.extract(document, yaml);
  });
  return [...told.flatMap((fact) => cautious(fact, isPartial)), warningOf(read2, file)];
}
var PART_OF_IMAGE = /registr|repo|image|name|tag|digest|hub|version|<<|[*&]\w/i;
function cautious(fact, isPartial) {
  if (fact.type === "helm-values-root" || fact.type === "given-values") return [];
  if (!isPartial) return [fact];
  switch (fact.type) {
    case "use":
      return [{ ...fact, use: wholeOrUnknown(fact.use) }];
    case "helm-value":
      return isCertainImage(fact.value.use.text) ? [fact] : [{ type: "use", use: unknown(fact.value.use) }];
    case "kustomization": {
      const [entries, lateEntries] = [fact.kustomization.entries, fact.kustomization.lateEntries].map(
        (list) => list.map((entry) => ({ ...entry, use: unknown(entry.use) }))
      );
      return [
        { ...fact, kustomization: { ...fact.kustomization, entries: entries ?? [], lateEntries: lateEntries ?? [] } }
      ];
    }
    case "image-transformer":
    case "ansible-repository":
      return [];
    default:
      return [fact];
  }
}
function wholeOrUnknown(use) {
  const isWhole = use.also.length === 0 && !["repository", "name", "newName"].includes(use.part);
  return isWhole || isCertainImage(use.text) ? use : unknown(use);
}
function unknown(use) {
  const { unknownTag: _, pulls: __, ...rest } = use;
  const reason = "lines beside it could not be read, and may hold a part of it";
  return { ...rest, image: null, reason, slots: [] };
}
function warningOf({ left }, file) {
  const lines = left.map(({ start }) => file.at(start).line);
  const [first] = left;
  const told = lines.slice(0, MAX_LINES_TOLD).join(", ") + (lines.length > MAX_LINES_TOLD ? ", …" : "");
  const without = lines.length === 1 ? `line ${told}` : `lines ${told}`;
  return {
    type: "warning",
    warning: {
      file: file.path,
      line: lines[0] ?? 1,
      reason: `read line by line, without ${without}: ${first?.reason}. Mend the YAML there, and all of it is read`
    }
  };
}

// src/manifests/yaml/nodes.ts
function resolved(node) {
  return node?.type === "alias" ? resolved(node.target) : node;
}
function valueAt(node, ...path) {
  let at = node;
  for (const key of path) {
    const mapping = resolved(at);
    if (mapping?.type !== "mapping") return void 0;
    at = fieldOf(mapping, key);
  }
  return at;
}
var INDEXES = /* @__PURE__ */ new WeakMap();
var LARGE = 32;
function fieldOf(mapping, key) {
  if (mapping.entries.length < LARGE) {
    return mapping.entries.findLast((entry) => entry.key.type === "scalar" && entry.key.value === key)?.value;
  }
  const index = INDEXES.get(mapping) ?? new Map(entriesAt(mapping));
  INDEXES.set(mapping, index);
  return index.get(key);
}
function scalarAt(node, ...path) {
  const at = resolved(valueAt(node, ...path));
  return at?.type === "scalar" ? at : void 0;
}
function itemsAt(node, ...path) {
  const at = resolved(valueAt(node, ...path));
  return at?.type === "sequence" ? at.items : [];
}
function distinctItemsAt(nodes, ...path) {
  const lists = new Set(nodes.map((node) => resolved(valueAt(node, ...path))));
  const items = new Set([...lists].flatMap((list) => itemsAt(list)).map(resolved));
  return [...items].filter((item) => item !== void 0);
}
function entriesAt(node, ...path) {
  const at = resolved(valueAt(node, ...path));
  if (at?.type !== "mapping") return [];
  return at.entries.flatMap(({ key, value }) => key.type === "scalar" ? [[key.value, value]] : []);
}

// src/manifests/references/shared-texts.ts
var IMAGES = /image|img/i;
var MAX_KEYS = 3;
var PARTS = /registry|repository|(?:repo|hub|tag|version)$|^(?:container|services)$/i;
var ELSEWHERE = /^(?:x-|[_.])|anchor|alias/i;
var MAX_SHOWN = 100;
function sharedTexts({ root, hasAliases }) {
  if (hasAliases !== true) return [];
  const sites = /* @__PURE__ */ new Map();
  const visit = (node, path, isKey) => {
    switch (node.type) {
      case "mapping":
        for (const { key, value } of node.entries) {
          const name = resolved(key);
          const below3 = name?.type === "scalar" ? [...path, name.value.slice(0, MAX_SHOWN)] : path;
          visit(key, below3, true);
          visit(value, below3, false);
        }
        break;
      case "sequence":
        for (const item of node.items) visit(item, path, false);
        break;
      case "alias":
        if (node.target?.type === "scalar") told(node.target, path, isKey).aliased = true;
        break;
      case "scalar":
        if (node.anchor !== void 0) told(node, path, isKey);
    }
  };
  const told = (scalar, path, isKey) => {
    const site = sites.get(scalar) ?? { aliased: false, other: void 0 };
    if (isKey || !isOfImage(path)) site.other ??= path.join(".").slice(0, MAX_SHOWN);
    sites.set(scalar, site);
    return site;
  };
  visit(root, [], false);
  return [...sites].flatMap(
    ([{ start, end, value }, { aliased, other }]) => aliased && other !== void 0 && !isVersionedWord(value) ? [{ start, end, under: other }] : []
  );
}
function isOfImage(path) {
  const [first = ""] = path;
  return ELSEWHERE.test(first) || PARTS.test(path.at(-1) ?? "") || path.slice(-MAX_KEYS).some((key) => IMAGES.test(key));
}

// src/manifests/yaml/json-comments.ts
function blankJsonComments(text) {
  const parts = [];
  let done = 0;
  for (let at = nextMark(text, 0); at < text.length; at = nextMark(text, at)) {
    const end = text[at] === '"' ? stringEnd(text, at) : commentEnd(text, at);
    if (end === void 0) at++;
    else {
      if (text[at] === "/") {
        parts.push(
          text.slice(done, at),
          text.slice(at, end).replace(/[^\r\n]+/g, (found) => " ".repeat(found.length))
        );
        done = end;
      }
      at = end;
    }
  }
  return parts.join("") + text.slice(done);
}
function nextMark(text, from) {
  let at = from;
  while (at < text.length && text[at] !== '"' && text[at] !== "/") at++;
  return at;
}
function stringEnd(text, open) {
  let at = open + 1;
  while (at < text.length && text[at] !== '"' && !isLineBreak(text[at])) {
    at += text[at] === "\\" && !isLineBreak(text[at + 1]) ? 2 : 1;
  }
  return text[at] === '"' ? at + 1 : Math.min(at, text.length);
}
function commentEnd(text, at) {
  if (text[at + 1] === "*") {
    const close = text.indexOf("*/", at + 2);
    return close === -1 ? text.length : close + 2;
  }
  if (text[at + 1] !== "/") return void 0;
  let end = at;
  while (end < text.length && !isLineBreak(text[end])) end++;
  return end;
}

// src/manifests/extract.ts
function kindTable(kinds, skips) {
  const yaml = kinds.filter((kind) => kind.format === "yaml");
  const marks = [...new Set(yaml.flatMap((kind) => kind.marks?.map(({ source }) => source) ?? []))];
  return {
    text: kinds.filter((kind) => kind.format === "text"),
    yaml,
    marked: yaml.filter((kind) => kind.marks !== void 0).toReversed(),
    marks: marks.length === 0 ? /(?!)/ : new RegExp(marks.join("|")),
    skips
  };
}
function isParsed(path) {
  return isYamlPath(path) || /\.json$|(?:^|\/)Kustomization$/i.test(path);
}
function isRead(path, { text }) {
  return isParsed(path) || text.some((kind) => kind.recognises(path));
}
var MAX_BEGINNING_BYTES = 256;
function isReadByBeginning(path, table) {
  return !(baseName(path).includes(".") || isRead(path, table));
}
function isBeginning(bytes, table) {
  return bytes[0] !== 0 && beginningKind(Buffer.from(bytes.subarray(0, MAX_BEGINNING_BYTES)).toString(), table) !== void 0;
}
function beginningKind(beginning, { text }) {
  return text.find((kind) => kind.begins?.(beginning) === true);
}
function extractFile(file, table) {
  const named3 = table.text.filter((kind) => kind.recognises(file.path));
  const text = named3.length === 0 && isReadByBeginning(file.path, table) ? beginningKind(file.text.slice(0, MAX_BEGINNING_BYTES), table) : named3.find((kind) => kind.accepts?.(file) ?? true);
  if (text !== void 0) return text.extract(file);
  if (named3.length > 0 && !isParsed(file.path)) return [];
  return yamlFacts(file, table);
}
function yamlFacts(file, table) {
  const { documents, failures } = documentsOf(file, table);
  const yaml = { ...file, documents };
  const facts = [];
  for (const document of documents) {
    const kind = table.yaml.find((candidate) => candidate.recognises(document, yaml));
    if (kind === void 0) continue;
    for (const fact of kind.extract(document, yaml)) facts.push(fact);
    for (const shared of sharedTexts(document)) facts.push({ type: "shared-text", ...shared });
  }
  for (const failure2 of failures) {
    const extracted = table.yaml.map((kind) => kind.extractUnparsable?.(failure2, file)).find((found) => found !== void 0);
    const told = extracted ?? factsByLine(failure2, file, table.yaml) ?? [failureFact(file, failure2)];
    for (const fact of told) facts.push(fact);
  }
  return facts;
}
function documentsOf({ path, text }, table) {
  if (!table.skips) return isJsonPath(path) ? parseJson3(text) : parseDocuments(text);
  const named3 = table.yaml.filter((kind) => kind.isNamed?.(path) === true);
  if (isJsonPath(path)) return mayHoldImages({ path, text }, named3, table) ? parseJson3(text) : NOTHING;
  const wanted = documentRanges(text).filter(({ start, end }) => {
    const document = text.slice(start, end);
    return !isSchema(document) && mayHoldImages({ path, text: document }, named3, table);
  });
  return parseRanges(text, wanted);
}
function parseJson3(text) {
  const parsed = parseDocuments(text);
  return parsed.failures.length === 0 ? parsed : parseDocuments(blankJsonComments(text));
}
function isJsonPath(path) {
  return /\.json$/i.test(path);
}
var NOTHING = { documents: [], failures: [] };
function mayHoldImages(passage, named3, { marked, marks }) {
  const { text } = passage;
  const asked2 = marks.test(text) ? [...named3, ...marked] : named3;
  return asked2.some((kind) => kind.mayHoldImages?.(passage) ?? true) || text.includes("\\") && HIDDEN.test(text);
}
var HIDDEN = /\\[xuU/\r\n]/;
var SCHEMA = /^\uFEFF?(?:(?:---)?[ \t]*(?:#[^\r\n\u0085\u2028\u2029]*)?\r?\n|apiVersion: [\w./-]+[ \t]*\r?\n)*kind: CustomResourceDefinition[ \t]*(?:\r?\n|$)/;
function isSchema(text) {
  return SCHEMA.test(text);
}
function failureFact(file, { offset, reason }) {
  return { type: "warning", warning: { file: file.path, line: file.at(offset).line, reason } };
}

// src/manifests/flux-markers.ts
var TOKEN = '"$imagepolicy"';
function fluxMarkers(file) {
  const { path, text } = file;
  if (!text.includes(TOKEN) || !(/\.ya?ml$/.test(path) || baseName(path) === "Kustomization")) return [];
  const facts = [];
  for (let at = text.indexOf(TOKEN); at !== -1; ) {
    const lineStart = text.lastIndexOf("\n", at) + 1;
    const lineEnd4 = endOfLine(text, at);
    const comment = text.slice(lineStart, at).lastIndexOf("#") + lineStart;
    const policy = policyIn(text.slice(comment + 1, lineEnd4));
    const place = policy === void 0 ? void 0 : placeBefore(text, lineStart, comment, lineEnd4);
    if (policy !== void 0 && place !== void 0) {
      const line2 = file.at(place.start).line;
      facts.push({ type: "written-anew", ...place, line: line2, lineEnd: endOfLine(text, place.end), ...policy });
    }
    at = text.indexOf(TOKEN, lineEnd4);
  }
  return facts;
}
var MAX_NAME = 253;
function policyIn(comment) {
  const [namespace = "", name = "", field2, ...more] = stringField(parseJson(comment), "$imagepolicy")?.split(":") ?? [];
  if (name === "" || more.length > 0 || Math.max(namespace.length, name.length) > MAX_NAME) return void 0;
  const by = `Flux's image policy ${namespace}:${name}`;
  if (field2 === void 0 || field2 === "name") return { writes: "name", by };
  return field2 === "tag" || field2 === "digest" ? { writes: "version", by } : void 0;
}
function placeBefore(text, lineStart, comment, lineEnd4) {
  let end = comment;
  while (end > lineStart && BEHIND_SCALAR.has(text[end - 1] ?? "")) end--;
  if (end === lineStart) return itemBelow(text, lineEnd4);
  let start = end;
  while (start > lineStart && !BESIDE_SCALAR.has(text[start - 1] ?? "")) start--;
  if (start === end) return void 0;
  return /^[|>][-+\d]{0,2}$/.test(text.slice(start, end)) ? lineBelow(text, lineEnd4) : { start, end };
}
var BEHIND_SCALAR = /* @__PURE__ */ new Set([" ", "	", "\r", "#", ",", '"', "'"]);
var BESIDE_SCALAR = /* @__PURE__ */ new Set([" ", "	", "\r", ",", '"', "'", "{", "}", "[", "]"]);
function itemBelow(text, lineEnd4) {
  const { start, end } = lineBelow(text, lineEnd4);
  const line2 = text.slice(start, end);
  const [dash] = /^[ \t]*-[ \t]+/.exec(line2) ?? [];
  return dash === void 0 || /:(?:[ \t]|$)/.test(line2) ? void 0 : { start: start + dash.length, end };
}
function lineBelow(text, lineEnd4) {
  const start = Math.min(text.length, text.startsWith("\r\n", lineEnd4) ? lineEnd4 + 2 : lineEnd4 + 1);
  return { start, end: endOfLine(text, start) };
}
function endOfLine(text, from) {
  let end = from;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}

// src/manifests/ansible/names.ts
var ANSIBLE_NAMES = {
  ansible: { pulledBy: "host", isSuggested: false, variables: "tree" }
};

// src/manifests/azure-resources/names.ts
var AZURE_RESOURCES_NAMES = {
  bicep: { pulledBy: void 0, isSuggested: false, variables: "file" },
  "arm-template": { pulledBy: void 0, isSuggested: false, variables: "file" },
  "container-apps": { pulledBy: "container-apps", isSuggested: false },
  "container-instances": { pulledBy: "container-instances", isSuggested: false }
};

// src/manifests/build-tools/names.ts
var BUILD_TOOLS_NAMES = {
  skaffold: { pulledBy: "build", isSuggested: false },
  devcontainer: { pulledBy: "devcontainer", isSuggested: false }
};

// src/manifests/compose/names.ts
var COMPOSE_NAMES = {
  compose: { pulledBy: "compose", isSuggested: true }
};

// src/manifests/dockerfile/names.ts
var DOCKERFILE_NAMES = {
  dockerfile: { pulledBy: ({ part }) => part === "syntax" ? "build-frontend" : "build", isSuggested: false }
};

// src/manifests/helm/names.ts
var HELM_NAMES = {
  "helm-values": { pulledBy: "aks", isSuggested: true },
  "helm-template": { pulledBy: "aks", isSuggested: true },
  "helm-chart-annotation": { pulledBy: void 0, isSuggested: false },
  "remote-chart": { pulledBy: "aks", isSuggested: true },
  "remote-base": { pulledBy: "aks", isSuggested: true },
  // Who fetches charts has to sign in first, and most do not by themselves.
  "chart-source": { pulledBy: "charts", isSuggested: false }
};

// src/manifests/jenkins/names.ts
var JENKINS_NAMES = {
  jenkins: { pulledBy: "other-ci", isSuggested: false, variables: "file" }
};

// src/manifests/jsonnet/names.ts
var JSONNET_NAMES = {
  jsonnet: { pulledBy: void 0, isSuggested: false, variables: "file" }
};

// src/manifests/kubernetes/names.ts
var KUBERNETES_NAMES = {
  kubernetes: { pulledBy: "aks", isSuggested: true },
  "custom-resource": { pulledBy: "aks", isSuggested: true }
};

// src/manifests/kustomize/names.ts
var KUSTOMIZE_NAMES = {
  kustomize: { pulledBy: "aks", isSuggested: true }
};

// src/manifests/pipelines/names.ts
var PIPELINES_NAMES = {
  "github-workflow": {
    pulledBy: ({ text }) => text.startsWith("docker://") ? "docker-action" : "workflow-container",
    isSuggested: false,
    variables: "file"
  },
  "gitlab-ci": { pulledBy: "other-ci", isSuggested: false },
  "azure-pipelines": { pulledBy: "other-ci", isSuggested: false, variables: "file" },
  "acr-task": { pulledBy: "other-ci", isSuggested: false, variables: "file" },
  cloudbuild: { pulledBy: "other-ci", isSuggested: false, variables: "file" },
  circleci: { pulledBy: "other-ci", isSuggested: false, variables: "file" },
  "bitbucket-pipelines": { pulledBy: "other-ci", isSuggested: false, variables: "file" },
  drone: { pulledBy: "other-ci", isSuggested: false, variables: "file" }
};

// src/manifests/pulumi/names.ts
var PULUMI_NAMES = {
  pulumi: { pulledBy: void 0, isSuggested: false, variables: "file" }
};

// src/manifests/quadlet/names.ts
var QUADLET_NAMES = {
  quadlet: { pulledBy: "host", isSuggested: false }
};

// src/manifests/settings/names.ts
var SETTINGS_NAMES = {
  other: { pulledBy: void 0, isSuggested: false, variables: "file" }
};

// src/manifests/shell/names.ts
var SHELL_NAMES = {
  shell: { pulledBy: "host", isSuggested: false },
  powershell: { pulledBy: "host", isSuggested: false },
  makefile: { pulledBy: "host", isSuggested: false }
};

// src/manifests/terraform/names.ts
var TERRAFORM_NAMES = {
  terraform: { pulledBy: void 0, isSuggested: false, variables: "folder" }
};

// src/manifests/model/kind-names.ts
var TRAITS = {
  ...KUBERNETES_NAMES,
  ...HELM_NAMES,
  ...KUSTOMIZE_NAMES,
  ...COMPOSE_NAMES,
  ...DOCKERFILE_NAMES,
  ...PIPELINES_NAMES,
  ...JENKINS_NAMES,
  ...BUILD_TOOLS_NAMES,
  ...TERRAFORM_NAMES,
  ...PULUMI_NAMES,
  ...AZURE_RESOURCES_NAMES,
  ...QUADLET_NAMES,
  ...ANSIBLE_NAMES,
  ...JSONNET_NAMES,
  ...SHELL_NAMES,
  ...SETTINGS_NAMES
};
var KIND_TRAITS = TRAITS;
var KIND_NAMES = Object.keys(TRAITS).filter(isKindName);
function isKindName(text) {
  return Object.hasOwn(TRAITS, text);
}

// src/manifests/variables/joined.ts
var OWNERS = String.raw`(?:(?:env|vars?|variables|local|locals|parameters|pipeline\.parameters|inputs|params|self|\$)\.)?`;
var MAX_NAME2 = 200;
var PUT_IN = /\$?\{\{([^{}]+)\}\}|\$\{([^{}]+)\}|\$\(([\w.-]+)\)|<<([\w\s.-]+)>>|\$(\w+)/g;
var ALONE = new RegExp(String.raw`^\s*${OWNERS}(?:[A-Za-z_][\w-]*\.)*([A-Za-z_][\w-]*)\s*$`);
var FILTERS = /\|\s*(?:default\s*\([^()]*\)|d\s*\([^()]*\)|quote|trim|string)\s*/g;
var BEFORE = /[^\s"'`=,[{(]/;
var AFTER = /[^\s"'`,\]});|&<>]/;
var ADDED = new RegExp(
  String.raw`\+\s*${OWNERS}([A-Za-z_]\w*)\b(?!\s*\()|(?:^|[^\w.])${OWNERS}([A-Za-z_]\w*)\s*\+(?![+=])`,
  "gm"
);
var CUT = /\b(?:split\w*|replace\w*|regex\w*|substr\w*|trim\w*|format\w*|join|starts?with|ends?with|startsWith|endsWith|indexOf|lastIndexOf|strReplace|contains|concat)\s*\(([^()]+)\)/g;
var CUT_ITSELF = /\b([A-Za-z_]\w*)\.(?:split\w*|replace\w*|substring|startsWith|startswith|endsWith|endswith|indexOf)\(/g;
var COMPARED = new RegExp(
  String.raw`["']?\$\{?(\w+)\}?["']?\s+(?:[!=]?=|=~)\s|\b${OWNERS}([A-Za-z_]\w*)\s*[!=]=(?!>)|[!=]=\s*${OWNERS}([A-Za-z_]\w*)\b`,
  "g"
);
function namesJoined(text) {
  const found = /* @__PURE__ */ new Set();
  for (const { 0: whole, 1: double, 2: braced, 3: round, 4: angle, 5: bare2, index } of text.matchAll(PUT_IN)) {
    const expression = (double?.replace(/^-|-$/g, "") ?? braced ?? round ?? angle ?? bare2 ?? "").replaceAll(
      FILTERS,
      ""
    );
    const name = expression.length > MAX_NAME2 ? void 0 : ALONE.exec(expression)?.[1];
    if (name === void 0) for (const word of expression.matchAll(/[A-Za-z_][\w-]*/g)) found.add(word[0]);
    else if (isPart(text, index, index + whole.length)) found.add(name);
  }
  for (const pattern of [ADDED, CUT_ITSELF, COMPARED])
    for (const [, ...names] of text.matchAll(pattern))
      for (const name of names) if (name !== void 0) found.add(name);
  for (const [, given = ""] of text.matchAll(CUT))
    for (const word of given.matchAll(/[A-Za-z_]\w*/g)) found.add(word[0]);
  return found;
}
function isPart(text, start, end) {
  const isScheme = text.slice(Math.max(0, start - "docker://".length), start) === "docker://";
  return !isScheme && BEFORE.test(text[start - 1] ?? "") || AFTER.test(text[end] ?? "");
}
var MAX_BACK = 300;
var ASSIGNED = /(?:^|[\s{,(;])((?:param|var|local|let|const|def|set)\s+)?["']?([A-Za-z_$][\w.-]*)["']?\s*(?:string\s*)?(?::=|[:=])\s*["'`]?$/;
var VALUE_KEYS = /* @__PURE__ */ new Set(["default", "defaultValue", "value"]);
var OWNER = /variable\s+"([\w-]+)"\s*\{|([A-Za-z_][\w-]*)["']?\s*:\s*(?=[{\r\n])/g;
var FIELDS = /* @__PURE__ */ new Set(["image", "container", "uses", "name", "from"]);
function nameDefinedAt(text, start) {
  const before = text.slice(Math.max(0, start - MAX_BACK), start);
  const [, word, name] = ASSIGNED.exec(before) ?? [];
  if (name === void 0 || !VALUE_KEYS.has(name))
    return name !== void 0 && word === void 0 && FIELDS.has(name) ? void 0 : name;
  const [, block2, key] = [...before.matchAll(OWNER)].at(-1) ?? [];
  return block2 ?? key;
}

// src/manifests/joined-names.ts
var SHARED = /\.tf(?:\.json|vars)?$|(?:^|\/)(?:tasks|handlers|defaults|vars|group_vars|host_vars|playbooks?)\/|(?:^|\/)roles\/.*\/templates\/|\.j2$/;
function joinedNames(file, facts) {
  const { path, text } = file;
  const definitions = facts.flatMap((fact) => definitionsIn(file, fact));
  if (!SHARED.test(path) && !definitions.some(({ name }) => isNamedAgain(text, name))) return [];
  const joined2 = namesJoined(text);
  return definitions.length === 0 && joined2.size === 0 ? [] : [{ type: "joined-names", definitions, joined: joined2 }];
}
function isNamedAgain(text, name) {
  let [bare2, quoted2] = [0, 0];
  for (let at = text.indexOf(name); at !== -1 && bare2 < 2; at = text.indexOf(name, at + name.length)) {
    if (/["']/.test(text[at - 1] ?? "") && /["']/.test(text[at + name.length] ?? "")) quoted2++;
    else bare2++;
  }
  return bare2 > (quoted2 === 0 ? 1 : 0);
}
function definitionsIn(file, fact) {
  if (fact.type === "terraform-value") {
    const { name, place } = fact;
    return isVersionedWord(place.text) ? [{ name: name.split(".").at(-1) ?? name, start: place.start }] : [];
  }
  if (fact.type !== "use" || !isVersionedWord(fact.use.text)) return [];
  const { kind, slots } = fact.use;
  if (kind === "terraform" || KIND_TRAITS[kind].variables === void 0) return [];
  if (kind === "other" && isYamlPath(file.path)) return [];
  return slots.filter(isName).flatMap(({ start }) => {
    const name = nameDefinedAt(file.text, start);
    return name === void 0 ? [] : [{ name, start }];
  });
}
function isName({ writes }) {
  return writes === "name";
}
function keepJoined(uses, book) {
  const facts = book.of("joined-names");
  if (facts.every(({ fact }) => fact.definitions.length === 0)) return uses;
  const definitions = groupBy(
    facts.flatMap(
      ({ file, fact }) => fact.definitions.map(({ name, start }) => ({ name, place: placeOf(file, start) }))
    ),
    ({ place }) => place
  );
  const inFile = /* @__PURE__ */ new Map();
  const inFolder = /* @__PURE__ */ new Map();
  const inTree = /* @__PURE__ */ new Set();
  for (const { file, fact } of facts)
    for (const name of fact.joined) {
      setAt(inFile, file).add(name);
      setAt(inFolder, directoryOf(file)).add(name);
      inTree.add(name);
    }
  return uses.map((use) => {
    const reach = KIND_TRAITS[use.kind].variables;
    if (reach === void 0 || use.uneditable !== void 0) return use;
    for (const { file, start } of use.slots.filter(isName)) {
      const joined2 = { file: inFile.get(file), folder: inFolder.get(directoryOf(file)), tree: inTree }[reach];
      const found = definitions.get(placeOf(file, start))?.find(({ name }) => joined2?.has(name) === true);
      if (found !== void 0) return { ...use, uneditable: `${found.name} is used for more than images` };
    }
    return use;
  });
}
function placeOf(file, start) {
  return `${file}\0${start}`;
}

// src/manifests/references/unknown-tag.ts
var FILLED_IN = "{{}}";
var OPENING = "{([<";
var CLOSING = "})]>";
function knownNameLength(text) {
  if (text.length > MAX_REFERENCE_LENGTH) return void 0;
  const literal = /^[\w./:-]*/.exec(text)?.[0] ?? "";
  const length = nameLength(literal);
  const name = text.slice(0, length);
  if (!/[:@]/.test(text[length] ?? "") || !isVersion(text.slice(length + 1))) return void 0;
  if (!name.includes("/") && (name.includes(".") || name === "localhost")) return void 0;
  return parseName(name) === void 0 ? void 0 : length;
}
function isVersion(text) {
  let depth = 0;
  let isFilledIn = text.includes("@@");
  for (const unit of text) {
    if (OPENING.includes(unit)) depth++;
    else if (CLOSING.includes(unit)) depth--;
    else if (depth === 0 && !/[\w.@:+$%#~-]/.test(unit)) return false;
    if (depth < 0) return false;
    isFilledIn ||= depth > 0 || /[$%#]/.test(unit);
  }
  return depth === 0 && isFilledIn;
}

// src/manifests/references/literal-use.ts
var MAX_IMAGE_TEXT = 4096;
var MAX_TOLD = 1e5;
function literalUse({ file, start, text, kind, part }) {
  const reference = parseReference(text);
  if (reference === void 0) return void 0;
  const end = start + text.length;
  const name = {
    file: file.path,
    start,
    end: start + nameLength(text),
    writes: "name",
    before: "",
    after: "",
    tail: ""
  };
  const digest = { file: file.path, start: end, end, writes: "digest", before: "@", after: "", tail: "" };
  return {
    file: file.path,
    ...file.at(start),
    text,
    image: formatReference(reference),
    kind,
    part,
    also: [],
    slots: reference.digest === void 0 ? [name, digest] : [name]
  };
}
function escapedUse({ file, start, text, kind, part }, value, uneditable) {
  const reference = parseReference(value);
  if (reference === void 0) return void 0;
  const image = formatReference(reference);
  return { file: file.path, ...file.at(start), text, image, kind, part, also: [], slots: [], uneditable };
}
function templatedUse(place, reason) {
  const { file, start, text, kind, part } = place;
  const length = knownNameLength(text);
  const name = length === void 0 ? void 0 : parseName(text.slice(0, length));
  if (length === void 0 || name === void 0 || !file.text.startsWith(text.slice(0, length), start)) {
    return unresolvedUse(place, reason);
  }
  const slot = { file: file.path, start, end: start + length, writes: "name", before: "", after: "", tail: "" };
  return {
    file: file.path,
    ...file.at(start),
    text,
    image: nameOf(name),
    unknownTag: true,
    reason,
    kind,
    part,
    also: [],
    slots: [slot]
  };
}
var FILLED_IN_ELSEWHERE = "its tag is filled in by something that is not in this file";
function unresolvedUse({ file, start, text, kind, part }, reason) {
  return { file: file.path, ...file.at(start), text, image: null, reason, kind, part, also: [], slots: [] };
}

// src/manifests/references/watched-name.ts
function watchedName(text, line2, by, within) {
  if (text.length > MAX_REFERENCE_LENGTH) return [];
  const name = parseName(text.slice(0, nameLength(text)).trim());
  return name === void 0 ? [] : [{ type: "watched-name", name: nameOf(name), line: line2, by, ...within === void 0 ? {} : { within } }];
}

// src/manifests/watched-names.ts
function watchedNames(file) {
  const { text } = file;
  return [
    ...text.includes(UPDATER) ? updaterNames(file) : [],
    ...COMMANDS.flatMap((command) => text.includes(command.mark) ? namesOfCommand(file, command) : [])
  ];
}
var UPDATER = "argocd-image-updater.argoproj.io/";
var ANNOTATION = /argocd-image-updater\.argoproj\.io\/(?:image-list|[\w.-]{1,63}\.kustomize\.image-name)["']?[ \t]*[:=][ \t]*/g;
function updaterNames(file) {
  const found = [...file.text.matchAll(ANNOTATION)];
  return found.flatMap((match, index) => {
    const { line: line2, column } = file.at(match.index);
    if (isComment(file.text, match.index, column)) return [];
    const from = match.index + match[0].length;
    const next = found[index + 1]?.index ?? file.text.length;
    const value = valueIn(file.text.slice(from, Math.min(next, from + MAX_VALUE)), column);
    return value.split(",").flatMap((entry) => {
      const image = entry.trim().replace(/^[^=]{0,253}=/, "");
      return watchedName(image.split(/[\s"']/, 1)[0] ?? "", line2, "Argo CD Image Updater");
    });
  });
}
var MAX_VALUE = 256 * 1024;
function valueIn(text, column) {
  const [first = "", ...below3] = text.split(/\r?\n/);
  const end = below3.findIndex((line2) => line2.trim() !== "" && line2.length - line2.trimStart().length < column);
  const value = [first.replace(/^[|>][-+\d]{0,2}/, ""), ...below3.slice(0, end === -1 ? below3.length : end)];
  return value.map((line2) => line2.replace(/(?:^|[ \t])#.*/, "").replace(/^[ \t]*["']/, "")).join(" ");
}
var COMMANDS = [
  {
    mark: "set image",
    pattern: /\bedit[ \t]+set[ \t]+image(?:[ \t]|\\\r?\n)+/g,
    most: 100,
    by: "`kustomize edit set image`"
  },
  { mark: "--kustomize-image", pattern: /--kustomize-image(?:[ \t=]|\\\r?\n)+/g, most: 1, by: "`argocd app set`" }
];
var WORD = /(?:[ \t]|\\\r?\n)*((?:\$\{\{[^}\n]{0,200}\}\}|\$\{[^}\n]{0,200}\}|\$\([^)\n]{0,200}\)|[^\s;&|$\\]|\$)+)/y;
function namesOfCommand(file, { pattern, most, by }) {
  const variables = /* @__PURE__ */ new Map();
  const made = resourcesOf(file);
  let done = 0;
  return [...file.text.matchAll(pattern)].flatMap((match) => {
    const { line: line2, column } = file.at(match.index);
    if (match.index < done || isComment(file.text, match.index, column)) return [];
    const { words, end } = wordsFrom(file.text, match.index + match[0].length, most);
    done = end;
    return words.flatMap((word) => {
      if (!/[=:@$]/.test(word)) return [];
      const [, name = ""] = /^(?!-)["']?([^=]{1,1024})/.exec(word) ?? [];
      const filled2 = filledIn(name.replace(/["'`]/g, ""), file.text, variables);
      return watchedName(filled2, line2, by, made);
    });
  });
}
var CREATE = /\bcreate[ \t]+--(?:autodetect|resources[ \t=]{1,8}([^\s;&|]{1,2000}))/g;
function resourcesOf({ path, text }) {
  const lists = Array.from(text.matchAll(CREATE), ([, list]) => list);
  if (lists.includes(void 0)) return void 0;
  const named3 = lists.flatMap((list = "") => list.replace(/["']/g, "").split(","));
  return named3.flatMap((name) => [.../* @__PURE__ */ new Set(["", directoryOf(path)])].flatMap((from) => joinPath(from, name) ?? []));
}
function wordsFrom(text, from, most) {
  const words = [];
  let end = from;
  while (words.length < most) {
    WORD.lastIndex = end;
    const match = WORD.exec(text);
    if (match === null) break;
    words.push(match[1] ?? "");
    end = WORD.lastIndex;
  }
  return { words, end };
}
var VARIABLE = /\$\{\{[ \t]{0,8}(?:env|vars)\.(\w{1,80})[ \t]{0,8}\}\}|\$[{(](\w{1,80})[})]|\$(\w{1,80})/g;
var MAX_VARIABLES = 50;
function filledIn(name, text, known2) {
  return name.replace(VARIABLE, (whole, ...groups) => {
    const variable = groups.slice(0, 3).find((group) => group !== void 0) ?? "";
    if (!known2.has(variable) && known2.size < MAX_VARIABLES) known2.set(variable, valueGiven(variable, text));
    return known2.get(variable) ?? whole;
  });
}
function valueGiven(variable, text) {
  const given = `(?:^|[^\\w$])${variable}["']?[ \\t]{0,40}(?:[:?]?=|:)[ \\t]{0,40}["']?([\\w./:-]{1,255})`;
  return new RegExp(given).exec(text)?.[1];
}
function isComment(text, at, column) {
  const before = text.slice(Math.max(at - column + 1, at - 200), at).trimStart();
  return column <= 200 && /^(?:#|\/\/)/.test(before);
}

// src/manifests/told.ts
function toldBy(path, text, table, asksForNames) {
  const file = sourceFile(path, text);
  const told = [...fluxMarkers(file), ...watchedNames(file), ...extractFile(file, table)];
  const facts = withinReason(file, told);
  return {
    facts: [...facts, ...joinedNames(file, facts)],
    ignores: ignoresOf(file),
    names: asksForNames ? namedPaths(file) : "unasked"
  };
}
function withinReason({ path }, told) {
  if (told.length <= MAX_TOLD) return told;
  const reason = `it names more than ${MAX_TOLD} images and other things; those behind are not told of`;
  return [...told.slice(0, MAX_TOLD), { type: "warning", warning: { file: path, line: 1, reason } }];
}
var ToldFiles = class {
  #blobId;
  #known = /* @__PURE__ */ new Map();
  /** @param blobId git's name for bytes: to git, what has the same name is the same file */
  constructor(blobId) {
    this.#blobId = blobId;
  }
  keep(path, bytes, file) {
    this.#known.set(path, { ...file, blob: this.#blobId(bytes) });
  }
  /** @param needsNames whether it must be known which paths the file names */
  get(path, blob, needsNames) {
    const file = this.#known.get(path);
    if (file?.blob !== blob) return void 0;
    return needsNames && file.told.names === "unasked" ? void 0 : file;
  }
};

// src/io/git/checkout.ts
const { readFileSync, realpathSync: realpathSync2, statSync: statSync2 } = require("node:fs");
const { dirname: dirname2, join: join2, relative: relative2, resolve: resolve2, sep: sep2 } = require("node:path");
function findCheckout(folder, within) {
  for (let at = folder; ; at = dirname2(at)) {
    const found = checkoutAt(at);
    if (found !== void 0) return found;
    if (at === within || at === dirname2(at)) return void 0;
  }
}
function placeInCheckout(folder) {
  const real2 = realpathSync2.native(folder);
  const checkout = findCheckout(real2);
  return checkout === void 0 ? void 0 : relative2(checkout.top, real2).split(sep2).join("/");
}
function checkoutAt(top) {
  const gitDir = gitDirOf(top);
  if (gitDir === void 0) return void 0;
  const common2 = textOf2(join2(gitDir, "commondir"))?.trim();
  const commonDir = common2 === void 0 ? gitDir : resolve2(gitDir, common2);
  const isComplete = textOf2(join2(gitDir, "HEAD")) !== void 0 && isFolder(join2(commonDir, "objects")) && isFolder(join2(commonDir, "refs"));
  return isComplete ? { top, gitDir, commonDir } : void 0;
}
function gitDirOf(top) {
  const entry = join2(top, ".git");
  if (isFolder(entry)) return entry;
  const pointer = /^gitdir: ([^\n]+)\n*$/.exec(textOf2(entry) ?? "")?.[1];
  return pointer === void 0 ? void 0 : resolve2(top, pointer);
}
function isFolder(path) {
  return statSync2(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
function textOf2(path) {
  const status = statSync2(path, { throwIfNoEntry: false });
  return status?.isFile() && status.size < 65536 ? readFileSync(path, "utf8") : void 0;
}

// src/manifests/found-by-name.ts
function findersOf(book) {
  const facts = book.of("watched-name");
  if (facts.length === 0) return { facts, entries: /* @__PURE__ */ new Map(), built: { files: /* @__PURE__ */ new Set(), charts: [] } };
  const kustomizations = book.of("kustomization");
  const entries = kustomizations.flatMap(({ fact }) => fact.kustomization.entries);
  return {
    facts,
    entries: new Map(entries.map((entry) => [placeOf2(entry.use), fullName(entry.name)])),
    built: builtFrom(kustomizations)
  };
}
function markFoundByName(uses, { facts, entries, built }) {
  if (facts.length === 0) return uses;
  const watched = groupBy(facts, ({ fact }) => fact.name);
  const isBuilt = askedOnce((file) => built.files.has(file) || built.charts.some((path) => isBelow(file, path)));
  const finds2 = ({ file }, { fact }) => fact.within === void 0 || isBuilt(file) || fact.within.includes(file);
  return uses.map((use) => {
    if (use.slots.length === 0 || use.uneditable !== void 0 || !isRun(use)) return use;
    const names = [fullName(use.image ?? ""), entries.get(placeOf2(use))];
    const finders = names.flatMap((name) => name === void 0 ? [] : watched.get(name) ?? []);
    const found = finders.find((finder) => finds2(use, finder));
    if (found === void 0) return use;
    return { ...use, uneditable: `${found.fact.by} finds it by this name (${found.file}:${found.fact.line})` };
  });
}
function builtFrom(kustomizations) {
  const files = /* @__PURE__ */ new Set();
  const charts2 = [];
  for (const { file, fact } of kustomizations) {
    const { parts, patches, components, transformers, charts: inflated = [] } = fact.kustomization;
    const from = (path) => joinPath(directoryOf(file), path) ?? [];
    for (const path of [file, ...[...parts, ...patches, ...components, ...transformers].flatMap(from)]) files.add(path);
    for (const path of inflated.flatMap(from)) charts2.push(path);
  }
  return { files, charts: charts2 };
}
function isBelow(file, path) {
  return path === "" || file === path || file.startsWith(`${path}/`);
}
function askedOnce(ask) {
  const known2 = /* @__PURE__ */ new Map();
  return (file) => {
    const answer = known2.get(file) ?? ask(file);
    known2.set(file, answer);
    return answer;
  };
}
function isRun({ kind, pulledBy }) {
  return (pulledBy ?? KIND_TRAITS[kind].pulledBy) === "aks";
}
function placeOf2({ file, line: line2, column }) {
  return `${file}\0${line2}\0${column}`;
}
function fullName(text) {
  const name = parseName(text.slice(0, nameLength(text)));
  return name === void 0 ? void 0 : nameOf(name);
}

// src/manifests/substituted.ts
var DEPLOYED = /* @__PURE__ */ new Set([
  "kubernetes",
  "custom-resource",
  "kustomize",
  "helm-values",
  "helm-template"
]);
var MAX_TOGETHER = 100;
function markSubstituted(uses) {
  const names = new Set(uses.flatMap((use) => use.substitutes === true ? nameOfUse(use) ?? [] : []));
  if (names.size === 0) return uses;
  const isConcerned = (use) => use.substitutes === true || DEPLOYED.has(use.kind);
  const together = groupBy(uses.filter(isConcerned), nameOfUse);
  const groups = new Map([...names].map((name) => [name, groupOf(together.get(name) ?? [])]));
  return uses.map((use) => {
    const group = isConcerned(use) ? groups.get(nameOfUse(use) ?? "") : void 0;
    if (group === void 0 || use.slots.length === 0) return use;
    if (typeof group === "string") return { ...use, uneditable: use.uneditable ?? group };
    return { ...use, slots: [...use.slots, ...group.filter((slot) => !use.slots.includes(slot))] };
  });
}
function groupOf(uses) {
  const [first] = uses.filter(({ substitutes }) => substitutes === true);
  const at = first === void 0 ? "" : `${first.file}:${first.line}`;
  const kept = uses.find(({ slots, uneditable }) => slots.length === 0 || uneditable !== void 0);
  if (kept !== void 0) return `${at} puts an image in its place by this name, which ${placeOf3(kept)} keeps`;
  const spelled = new Set(
    uses.filter(({ part }) => part !== "repository").map(({ text }) => text.slice(0, nameLength(text)))
  );
  if (spelled.size > 1) return `${at} puts an image in place of others by its name, which is spelled in several ways`;
  if (uses.length > MAX_TOGETHER) return `${at} puts an image in place of too many others by its name`;
  return uses.flatMap(({ slots }) => slots.filter(({ writes }) => writes !== "digest"));
}
function placeOf3({ file, line: line2 }) {
  return `${file}:${line2}`;
}
function nameOfUse({ image }) {
  const reference = image === null ? void 0 : parseReference(image);
  return reference === void 0 ? void 0 : nameOf(reference);
}

// src/manifests/written-anew.ts
function markWrittenAnew(uses, marked) {
  const byFile = groupBy(marked, ({ file }) => file);
  if (byFile.size === 0) return uses;
  const texts = new Map([...byFile].map(([file, facts]) => [file, new MarkedTexts(facts.map(({ fact }) => fact))]));
  return uses.map((use) => {
    if (use.slots.length === 0) return use;
    const name = writtenName(use, texts);
    if (name !== void 0)
      return {
        ...use,
        uneditable: use.uneditable ?? `${name.by} writes the name anew, too; let it write the tag alone (:tag)`
      };
    return isVersionWritten(use, texts) ? { ...use, slots: use.slots.filter(writesName) } : use;
  });
}
var MarkedTexts = class {
  /** In the order in which they stand. */
  #texts;
  #versionLines;
  constructor(texts) {
    this.#texts = texts;
    this.#versionLines = new Set(texts.filter(({ writes }) => writes === "version").map(({ line: line2 }) => line2));
  }
  hasVersionAt(line2) {
    return this.#versionLines.has(line2);
  }
  /** The last text that begins at an offset or before. */
  at(offset) {
    return this.#texts[countBefore(this.#texts, ({ start }) => start <= offset) - 1];
  }
};
function writtenName({ slots }, texts) {
  for (const { file, start, end } of slots.filter(writesName)) {
    const found = texts.get(file)?.at(start);
    if (found?.writes === "name" && end <= found.end) return found;
  }
  return void 0;
}
function isVersionWritten({ file, line: line2, also, slots }, texts) {
  if ([{ file, line: line2 }, ...also].some((part) => texts.get(part.file)?.hasVersionAt(part.line))) return true;
  return slots.some((slot) => {
    const found = texts.get(slot.file)?.at(slot.start);
    return found?.writes === "version" && slot.end <= found.lineEnd;
  });
}
function writesName({ writes }) {
  return writes !== "digest";
}

// src/manifests/name-keepers.ts
function nameKeepers(book) {
  return { marked: book.of("written-anew"), finders: findersOf(book) };
}
function keepNames(uses, { marked, finders }) {
  return markSubstituted(markWrittenAnew(markFoundByName(uses, finders), marked));
}

// src/io/regular-file.ts
const { closeSync, constants, existsSync, fstatSync, lstatSync: lstatSync2, openSync, readSync } = require("node:fs");
const { dirname: dirname3, join: join3 } = require("node:path");
function fileReader(root, largest) {
  const through = linkFinder(root);
  return (path) => through(dirname3(path)) ? "link" : readRegular(join3(root, path), largest);
}
function beginningReader(root, most) {
  const through = linkFinder(root);
  return (path) => through(dirname3(path)) ? "link" : readRegular(join3(root, path), Number.POSITIVE_INFINITY, most);
}
function readIfThere(root, path, largest) {
  if (!existsSync(join3(root, path))) return "missing";
  return fileReader(root, largest)(path);
}
function linkFinder(root) {
  const known2 = /* @__PURE__ */ new Map([[".", false]]);
  const find = (folder) => {
    const before = known2.get(folder);
    if (before !== void 0) return before;
    const found = find(dirname3(folder)) || (lstatSync2(join3(root, folder), { throwIfNoEntry: false })?.isSymbolicLink() ?? false);
    known2.set(folder, found);
    return found;
  };
  return find;
}
var REFUSES_LINKS = constants.O_NOFOLLOW !== void 0;
var OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
function openRegular(path) {
  if (!REFUSES_LINKS && lstatSync2(path).isSymbolicLink()) return "link";
  try {
    return openSync(path, OPEN_FLAGS);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : void 0;
    if (code === "ELOOP" || code === "EMLINK") return "link";
    throw error;
  }
}
function readRegular(path, largest, most = largest) {
  const file = openRegular(path);
  if (file === "link") return "link";
  try {
    const status = fstatSync(file);
    if (!status.isFile()) return void 0;
    if (status.size > largest) return "too large";
    const buffer = Buffer.allocUnsafe(Math.min(status.size, most));
    let length = 0;
    while (length < buffer.length) {
      const count2 = readSync(file, buffer, length, buffer.length - length, null);
      if (count2 === 0) break;
      length += count2;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

// src/io/git/command.ts
const { execFile, spawn, spawnSync } = require("node:child_process");
var TIMEOUT_MS = 12e4;
var MAX_OUTPUT_BYTES = 1024 * 1024 * 1024;
async function runGit(place, words, { timeout = TIMEOUT_MS, signal, source } = {}) {
  const options = {
    ...surroundings(place, source),
    timeout,
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: "utf8",
    ...signal === void 0 ? {} : { signal }
  };
  return new Promise((resolve3) => {
    execFile("git", line(place, words, source), options, (error, stdout, stderr) => {
      if (error === null) resolve3({ type: "ok", value: stdout });
      else resolve3({ type: "failed", reason: oneLine(stderr) || reasonOf(error) });
    });
  });
}
function runGitSync(place, words) {
  const { status, stdout, stderr, error } = spawnSync("git", line(place, words), {
    ...surroundings(place),
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"]
  });
  if (status === 0) return { type: "ok", value: stdout };
  return { type: "failed", reason: oneLine(stderr ?? "") || reasonOf(error) };
}
function startGit(place, words) {
  return spawn("git", line(place, words), {
    ...surroundings(place),
    stdio: ["pipe", "pipe", "pipe"],
    timeout: TIMEOUT_MS
  });
}
var SETTINGS = [
  "safe.bareRepository=explicit",
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "core.alternateRefsCommand=false",
  "core.sshCommand=false",
  "core.gitProxy=false",
  "core.askPass=false",
  "core.editor=false",
  "core.pager=cat",
  "core.quotePath=off",
  "credential.helper=",
  "credential.interactive=false",
  "diff.external=",
  "submodule.recurse=false",
  "fetch.recurseSubmodules=false",
  "fetch.writeCommitGraph=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "http.followRedirects=false",
  "http.cookieFile=",
  "http.emptyAuth=false",
  "protocol.allow=never"
];
function line({ folder }, words, source) {
  const reach = source === void 0 ? [] : [`protocol.${schemeOf(source)}.allow=always`];
  return ["-C", folder, ...[...SETTINGS, ...reach].flatMap((setting) => ["-c", setting]), ...words];
}
var FOR_ANY = ["PATH", "SystemRoot", "windir", "ComSpec", "PATHEXT", "TEMP", "TMP", "TMPDIR"];
var FOR_NETWORK = [
  "http_proxy",
  "https_proxy",
  "HTTPS_PROXY",
  "all_proxy",
  "ALL_PROXY",
  "no_proxy",
  "NO_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "CURL_CA_BUNDLE",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH"
];
function surroundings({ gitDir, top, indexFile }, source) {
  const env = {
    ...taken(FOR_ANY),
    ...source === void 0 ? {} : taken(FOR_NETWORK),
    ...source === void 0 ? {} : reaching(source),
    HOME: gitDir,
    XDG_CONFIG_HOME: gitDir,
    LC_ALL: "C",
    GIT_DIR: gitDir,
    GIT_WORK_TREE: top,
    GIT_INDEX_FILE: indexFile,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_ALLOW_PROTOCOL: source === void 0 ? "" : schemeOf(source),
    GIT_PROTOCOL_FROM_USER: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_LITERAL_PATHSPECS: "1"
  };
  return { cwd: gitDir, env };
}
function reaching({ address, authorization, certificates }) {
  return {
    ...certificates === void 0 ? {} : { GIT_SSL_CAINFO: certificates },
    ...authorization === void 0 ? {} : {
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: `http.${new URL(address).origin}/.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: ${authorization}`
    }
  };
}
function schemeOf({ address }) {
  return new URL(address).protocol.slice(0, -1);
}
function taken(names) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value ? [[name, value]] : [];
    })
  );
}
function oneLine(text) {
  return text.slice(0, 2e3).trim().replaceAll(/\s*\n\s*/g, "; ").replaceAll(/[^\s/@:'"]+:[^\s/@]+@/g, "").replaceAll(/\/\/[^\s/@]+@/g, "//").slice(0, 300);
}
function reasonOf(error) {
  if (!(error instanceof Error)) return "git was stopped";
  const code = "code" in error ? error.code : void 0;
  if (code === "ENOENT") return "git, or the folder, is not there";
  if (typeof code === "number") return `git ended with ${code}`;
  return "killed" in error && error.killed === true ? "git was stopped" : oneLine(error.message);
}

// src/base/glob-syntax.ts
var MAX_GLOB_CHARS = 1e3;
var MAX_ALTERNATIVES = 1e3;
var ESCAPABLE = /[^A-Za-z0-9\s]/;
function parseGlob(text) {
  if (text.length > MAX_GLOB_CHARS) return refused(`it is longer than ${MAX_GLOB_CHARS} characters`);
  const trouble = troubleIn(text);
  if (trouble !== void 0) return refused(trouble);
  const expanded3 = expand(text);
  if (typeof expanded3 === "string") return refused(expanded3);
  const alternatives = [];
  for (const alternative of expanded3) {
    const components = componentsOf(alternative);
    if (typeof components === "string") return refused(components);
    alternatives.push({ text: alternative, components });
  }
  return { type: "glob", alternatives };
}
function refused(reason) {
  return { type: "refused", reason };
}
function troubleIn(text) {
  if (text === "") return "it is empty";
  if (text.startsWith("!")) return 'globs are not negated with "!": what is to be left out has an input of its own';
  if (/^\[.*["',\s].*\]$/.test(text))
    return "it is a list in brackets: write one glob a line, without brackets and quotes";
  if (/^["'`]|["'`]$/.test(text)) return "quotes are taken for characters of the name: leave them out";
  if (/^- /.test(text)) return 'it starts with "- ": write one glob a line, without dashes';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\\") {
      if (!ESCAPABLE.test(text.charAt(index + 1))) {
        return 'a backslash takes the meaning of the special character after it; components are separated by "/"';
      }
      index++;
    } else if (character === "|") return '"|" separates nothing: alternatives are written {a,b}';
    else if (character === "(" && /[@+?*!]/.test(text.charAt(index - 1)) && text.charAt(index - 2) !== "\\") {
      return `"${text.charAt(index - 1)}(…)" is not supported: alternatives are written {a,b}`;
    }
  }
  return void 0;
}
function expand(text) {
  let from = 0;
  for (; ; ) {
    const brace = nextBrace(text, from);
    if (brace === void 0) return [text];
    if (typeof brace === "string") return brace;
    if (brace.parts.length > 1) return readings(text, brace);
    if (/^[^{}]*\.\.[^{}]*$/.test(brace.parts[0] ?? "")) return "ranges in braces are not supported: write {1,2,3}";
    from = brace.start + 1;
  }
}
function readings(text, { start, end, parts }) {
  const after2 = expand(text.slice(end));
  if (typeof after2 === "string") return after2;
  const all = [];
  for (const part of parts) {
    if (part !== part.trim()) return "there is a space beside a comma or a brace, which would be part of the name";
    const inner = expand(part);
    if (typeof inner === "string") return inner;
    if (all.length + inner.length * after2.length > MAX_ALTERNATIVES) {
      return `its braces make more than ${MAX_ALTERNATIVES} alternatives`;
    }
    for (const one of inner) for (const rest of after2) all.push(`${text.slice(0, start)}${one}${rest}`);
  }
  return all;
}
function nextBrace(text, from) {
  const parts = [];
  let start = -1;
  let depth = 0;
  let part = 0;
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\\") index++;
    else if (character === "[") {
      const end = endOfClass(text, index);
      if (end === void 0) return 'a "[" is not closed';
      index = end;
    } else if (character === "{") {
      if (depth === 0) {
        start = index;
        part = index + 1;
      }
      depth++;
    } else if (character === "}" && depth > 0) {
      depth--;
      if (depth === 0) return { start, end: index + 1, parts: [...parts, text.slice(part, index)] };
    } else if (character === "," && depth === 1) {
      parts.push(text.slice(part, index));
      part = index + 1;
    }
  }
  return depth > 0 ? 'a "{" is not closed' : void 0;
}
function endOfClass(text, start) {
  let index = start + 1;
  if (/[!^]/.test(text.charAt(index))) index++;
  if (text.charAt(index) === "]") index++;
  for (; index < text.length; index++) {
    if (text.charAt(index) === "\\") index++;
    else if (text.charAt(index) === "]") return index;
  }
  return void 0;
}
function componentsOf(text) {
  if (text === "") return "one of its alternatives is empty";
  if (text !== text.trim()) return "it starts or ends with a space";
  const components = [];
  for (const component of splitComponents(text)) {
    if (component === "**") {
      if (components.at(-1)?.kind !== "components") components.push({ kind: "components" });
      continue;
    }
    if (component === "" || component === "." || component === "..") return troubleWith(component, text);
    const tokens = tokensOf(component);
    if (typeof tokens === "string") return tokens;
    components.push({ kind: "one", tokens });
  }
  return afterRun(components);
}
function afterRun(components) {
  const before = components.at(-2);
  const isAfterRun = before?.kind === "one" && before.tokens.at(-1)?.kind === "run";
  if (components.at(-1)?.kind !== "components" || !isAfterRun) return components;
  return [...components, { kind: "one", tokens: [{ kind: "run" }] }];
}
function troubleWith(component, text) {
  if (component !== "") return `names have no component "${component}"`;
  if (text.startsWith("/")) return 'names do not start with "/"';
  return text.endsWith("/") && !text.endsWith("//") ? `names do not end with "/": write ${text}** for all below it` : 'names have no empty component ("//")';
}
function splitComponents(text) {
  const components = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\\") index++;
    else if (character === "[") index = endOfClass(text, index) ?? index;
    else if (character === "/") {
      components.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...components, text.slice(start)];
}
function tokensOf(component) {
  const tokens = [];
  for (let index = 0; index < component.length; ) {
    const character = component.charAt(index);
    if (character === "[") {
      const end = endOfClass(component, index);
      if (end === void 0) return 'a "[" is not closed';
      const found = classOf(component.slice(index + 1, end));
      if (typeof found === "string") return found;
      tokens.push(found);
      index = end + 1;
    } else if (character === "*") {
      if (tokens.at(-1)?.kind !== "run") tokens.push({ kind: "run" });
      index++;
    } else if (character === "?") {
      tokens.push({ kind: "any" });
      index++;
    } else {
      if (character === "\\") index++;
      const point = component.codePointAt(index) ?? 0;
      tokens.push({ kind: "character", point });
      index += widthOf(point);
    }
  }
  return tokens;
}
function widthOf(point) {
  return point > 65535 ? 2 : 1;
}
function classOf(content) {
  const negated = /^[!^]/.test(content);
  const points = pointsOf(negated ? content.slice(1) : content);
  if (points.some(({ point, escaped }) => point === 47 && !escaped)) return 'a "[" is not closed before the next "/"';
  if (/^[!^]?\[?:[a-z]+:/.test(content)) return "classes such as [:alpha:] are not supported: write [a-z]";
  const ranges = [];
  for (let index = 0; index < points.length; index++) {
    const from = points[index]?.point ?? 0;
    const dash = points[index + 1];
    const to = points[index + 2]?.point;
    if (dash?.point === 45 && !dash.escaped && to !== void 0) {
      if (to < from) return `the range in [${content}] goes backwards`;
      ranges.push({ from, to });
      index += 2;
    } else ranges.push({ from, to: from });
  }
  return ranges.length === 0 ? `[${content}] holds no character` : { kind: "class", negated, ranges };
}
function pointsOf(content) {
  const points = [];
  for (let index = 0; index < content.length; ) {
    const escaped = content.charAt(index) === "\\";
    if (escaped) index++;
    const point = content.codePointAt(index) ?? 0;
    points.push({ point, escaped });
    index += widthOf(point);
  }
  return points;
}

// src/base/globs.ts
function matcher(globs, onStep = () => {
}) {
  const alternatives = globs.flatMap((glob) => {
    const parsed = parseGlob(glob);
    if (parsed.type === "refused")
      throw new UserError(`The glob ${JSON.stringify(glob)} is refused: ${parsed.reason}.`);
    return parsed.alternatives.map(({ components }) => components);
  });
  return (text) => {
    const parts = text.split("/");
    return alternatives.some((components) => matchesComponents(components, parts, onStep));
  };
}
function pathFilter({ include, exclude }) {
  const included2 = include.length === 0 ? () => true : matcher(include);
  const excluded = matcher(exclude);
  return (path) => included2(path) && !excluded(path);
}
function matchesComponents(components, parts, onStep) {
  let at = 0;
  let part = 0;
  let runAt3 = -1;
  let runPart = 0;
  while (part < parts.length) {
    onStep();
    const component = components[at];
    if (component?.kind === "components") {
      runAt3 = at;
      runPart = part;
      at++;
    } else if (component?.kind === "one" && matchesTokens(component.tokens, parts[part] ?? "", onStep)) {
      at++;
      part++;
    } else if (runAt3 >= 0) {
      runPart++;
      part = runPart;
      at = runAt3 + 1;
    } else return false;
  }
  return components.slice(at).every(({ kind }) => kind === "components");
}
function matchesTokens(tokens, text, onStep) {
  let at = 0;
  let index = 0;
  let runAt3 = -1;
  let runIndex = 0;
  while (index < text.length) {
    onStep();
    const token = tokens[at];
    const point = text.codePointAt(index) ?? 0;
    if (token?.kind === "run") {
      runAt3 = at;
      runIndex = index;
      at++;
    } else if (token !== void 0 && fits(token, point)) {
      at++;
      index += widthOf(point);
    } else if (runAt3 >= 0) {
      runIndex += widthOf(text.codePointAt(runIndex) ?? 0);
      index = runIndex;
      at = runAt3 + 1;
    } else return false;
  }
  return tokens.slice(at).every(({ kind }) => kind === "run");
}
function fits(token, point) {
  switch (token.kind) {
    case "character":
      return token.point === point;
    case "any":
      return true;
    case "class":
      return token.ranges.some(({ from, to }) => point >= from && point <= to) !== token.negated;
  }
}

// src/io/git/repository.ts
const {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync: readFileSync2,
  realpathSync: realpathSync3,
  rmSync,
  statSync: statSync3,
  symlinkSync,
  writeFileSync
} = require("node:fs");
const { tmpdir } = require("node:os");
const { join: join4 } = require("node:path");
function openRepository(folder, within) {
  const real2 = realFolder(folder);
  if (real2 === void 0) return void 0;
  const checkout = findCheckout(real2, within === void 0 ? void 0 : realFolder(within));
  if (checkout === void 0) return void 0;
  return opened(checkout, real2, (gitDir) => furnish(gitDir, checkout));
}
function emptyCopy({ checkout, place }) {
  return opened(checkout, place.folder, (gitDir) => {
    mkdirSync(join4(gitDir, "objects"));
    mkdirSync(join4(gitDir, "refs"));
    writeFileSync(join4(gitDir, "HEAD"), "ref: refs/heads/main\n");
    writeFileSync(join4(gitDir, "config"), configuration(formatOf(checkout, place), false));
  });
}
function emptyRepository() {
  const gitDir = temporaryFolder();
  for (const name of ["objects", "refs"]) mkdirSync(join4(gitDir, name));
  writeFileSync(join4(gitDir, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join4(gitDir, "config"), configuration({ objects: "sha1", references: "files" }, false));
  const place = { gitDir, top: gitDir, folder: gitDir, indexFile: join4(gitDir, "index") };
  return { place, close: () => removeFolder(gitDir) };
}
function originOf({ place, checkout }) {
  const file = join4(checkout.commonDir, "config");
  const answer = runGitSync(place, ["config", "--file", file, "--no-includes", "--get-all", "remote.origin.url"]);
  return answer.type === "ok" ? answer.value.split("\n")[0] : void 0;
}
function opened(checkout, folder, prepare) {
  const gitDir = temporaryFolder();
  const close = () => removeFolder(gitDir);
  try {
    prepare(gitDir);
  } catch (error) {
    close();
    throw error;
  }
  const place = { gitDir, top: checkout.top, folder, indexFile: join4(checkout.gitDir, "index") };
  return { place, checkout, close };
}
function temporaryFolder() {
  return mkdtempSync(join4(realpathSync3(process.env.RUNNER_TEMP || tmpdir()), "acr-artifact-cache-git-"));
}
function removeFolder(path) {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}
function furnish(gitDir, checkout) {
  const { gitDir: own2, commonDir } = checkout;
  mkdirSync(join4(gitDir, "objects", "info"), { recursive: true });
  mkdirSync(join4(gitDir, "info"));
  writeFileSync(join4(gitDir, "objects", "info", "alternates"), `${quoted(join4(commonDir, "objects"))}
`);
  writeFileSync(join4(gitDir, "config"), configuration({ objects: "sha1", references: "files" }, false));
  copyFileSync(join4(own2, "HEAD"), join4(gitDir, "HEAD"));
  const place = { gitDir, top: checkout.top, folder: gitDir, indexFile: join4(own2, "index") };
  const format = formatOf(checkout, place);
  const isLinked = own2 !== commonDir;
  if (format.references === "reftable" && !isLinked) linkFolder(join4(commonDir, "reftable"), join4(gitDir, "reftable"));
  linkFolder(join4(commonDir, "refs"), join4(gitDir, "refs"));
  for (const name of ["packed-refs", "shallow", join4("info", "exclude")]) {
    if (isFile(join4(commonDir, name))) copyFileSync(join4(commonDir, name), join4(gitDir, name));
  }
  for (const name of readdirSync(own2)) {
    if (name.startsWith("sharedindex.")) copyFileSync(join4(own2, name), join4(gitDir, name));
  }
  writeFileSync(join4(gitDir, "config"), configuration(format, true));
}
function formatOf({ commonDir }, place) {
  const file = join4(commonDir, "config");
  if (!isFile(file) || !/\[\s*extensions/i.test(readFileSync2(file, "utf8")))
    return { objects: "sha1", references: "files" };
  const answer = runGitSync(place, ["config", "--file", file, "--no-includes", "--null", "--list"]);
  const entries = answer.type === "ok" ? answer.value.split("\0") : [];
  const says = (key, value) => entries.includes(`extensions.${key}
${value}`);
  return {
    objects: says("objectformat", "sha256") ? "sha256" : "sha1",
    references: says("refstorage", "reftable") ? "reftable" : "files"
  };
}
function configuration({ objects, references }, hasReferences) {
  const extensions = [
    ...objects === "sha256" ? ["objectFormat = sha256"] : [],
    ...references === "reftable" && hasReferences ? ["refStorage = reftable"] : []
  ];
  const ignoresCase = process.platform === "win32" || process.platform === "darwin";
  const lines = [
    "[core]",
    `repositoryFormatVersion = ${extensions.length === 0 ? 0 : 1}`,
    "bare = false",
    `ignoreCase = ${ignoresCase}`,
    `precomposeUnicode = ${process.platform === "darwin"}`,
    ...extensions.length === 0 ? [] : ["[extensions]", ...extensions]
  ];
  return `${lines.join("\n")}
`;
}
function quoted(path) {
  const slashed = process.platform === "win32" ? path.replaceAll("\\", "/") : path;
  const escaped = [...Buffer.from(slashed)].map(
    (byte) => byte < 32 || byte === 34 || byte === 92 || byte > 126 ? `\\${byte.toString(8).padStart(3, "0")}` : String.fromCharCode(byte)
  );
  return `"${escaped.join("")}"`;
}
function linkFolder(target, path) {
  symlinkSync(target, path, "junction");
}
function isFile(path) {
  return statSync3(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
function realFolder(path) {
  try {
    return realpathSync3.native(path);
  } catch {
    return void 0;
  }
}

// src/base/lazy.ts
function once(make) {
  let made;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

// src/manifests/model/unseen.ts
function unseenChart(file, offset, { name: chartName, repository, version: givenVersion }) {
  const from = shown(repository);
  const name = shortened(chartName);
  const version = givenVersion === void 0 ? void 0 : shortened(givenVersion);
  const oci = from.startsWith("oci://");
  const known2 = /^(?:@|alias:)(.*)$/.exec(from);
  const chart = oci ? `${from}/${name}` : known2 === null ? name : `${known2[1]}/${name}`;
  const words = ["helm", "template", name, chart];
  if (!oci && known2 === null) words.push("--repo", from);
  if (version) words.push("--version", version);
  return unseen(
    "chart",
    file,
    offset,
    `chart ${oci ? chart : `${from} ${name}`}${version ? ` ${version}` : ""}`,
    words
  );
}
function unseenNamedChart(file, offset, { chart, repository, version }) {
  const slash = chart.lastIndexOf("/");
  if (chart.startsWith("oci://")) {
    return unseenChart(file, offset, { name: chart.slice(slash + 1), repository: chart.slice(0, slash), version });
  }
  if (repository !== void 0) return unseenChart(file, offset, { name: chart, repository, version });
  return /^https?:\/\//.test(chart) ? unseenChartNamed(file, offset, chart) : void 0;
}
function unseenChartNamed(file, offset, text) {
  const name = shown(text);
  return unseen("chart", file, offset, `chart ${name}`, ["helm", "template", name]);
}
function unseenBase(file, offset, url) {
  const query = /[?&](?:ref|version)=([\w./-]+)/.exec(url.slice(0, MAX_ADDRESS));
  const base = shown(url) + (query === null ? "" : `?ref=${query[1]}`);
  return unseen("base", file, offset, `kustomize base ${base}`, ["kubectl", "kustomize", base]);
}
function unseenGit(file, offset, url, path, revision) {
  const from = shown(url);
  const at = revision ? ` ${shortened(revision)}` : "";
  const branch2 = revision && revision !== "HEAD" ? ["--branch", shortened(revision)] : [];
  return unseen("git", file, offset, `git ${from}${path === "" ? "" : ` ${path.slice(0, MAX_ADDRESS)}`}${at}`, [
    "git",
    "clone",
    "--depth",
    "1",
    ...branch2,
    from
  ]);
}
function unseenArtifact(file, offset, url, tag) {
  const from = shown(url) + (tag ? `:${shortened(tag)}` : "");
  return unseen("artifact", file, offset, `artifact ${from}`, ["flux", "pull", "artifact", from, "--output", "."]);
}
function unseen(type, file, offset, source, words) {
  const { line: line2 } = file.at(Math.max(offset, 0));
  return { type, file: file.path, line: line2, source: oneLine2(source), remedy: words.map(shellWord).join(" ") };
}
var MAX_ADDRESS = 500;
var MAX_NAME3 = 128;
function shortened(text) {
  return text.slice(0, MAX_NAME3);
}
function shown(url) {
  if (url.length > MAX_ADDRESS) return "(a longer address than is shown)";
  return withoutQuery(url.trim()).replace(/^([a-z+]+:\/\/)[^/@]*@/, "$1");
}
function shellWord(word) {
  const line2 = oneLine2(word);
  return /^[\w@%+=:,./~^-]+$/.test(line2) && !line2.startsWith("~") ? line2 : `'${line2.replaceAll("'", `'\\''`)}'`;
}
function oneLine2(text) {
  return text.replace(new RegExp("\\p{Cc}+", "gu"), " ");
}

// src/manifests/references/built-here.ts
function builtAs(reference) {
  const text = reference.trim();
  const length = knownNameLength(text);
  const parsed = parseReference(length === void 0 ? text : text.slice(0, length));
  return parsed === void 0 ? void 0 : buildClaim(parsed, length !== void 0);
}
function builtFacts(references) {
  const claims = new Set([...new Set(references)].flatMap((reference) => builtAs(reference) ?? []));
  return [...claims].map((claim) => ({ type: "built-here", claim }));
}
function referencesBuiltBy(script) {
  if (!/\b(?:docker|podman|nerdctl|buildah)\b/.test(script)) return [];
  const lines = script.replace(/[\\`]\r?\n/g, " ").split(/\r?\n|&&|\|\|?|;/);
  return lines.flatMap((line2) => builtByCommand(wordsOf(line2)));
}
function wordsOf(line2) {
  return line2.split(/\s+/).map((word) => word.replaceAll(/["']/g, "")).filter((word) => word !== "");
}
function builtByCommand(words) {
  const tool = words.findIndex((word) => /^(?:docker|podman|nerdctl|buildah)$/.test(word));
  if (tool === -1) return [];
  const rest = words.slice(tool + 1).filter((word) => word !== "buildx" && word !== "image");
  if (rest[0] === "tag") return rest.slice(2, 3);
  if (rest[0] !== "build" && rest[0] !== "bud") return [];
  return rest.flatMap((word, index) => {
    if (word === "-t" || word === "--tag") return rest[index + 1] ?? [];
    return word.startsWith("--tag=") ? word.slice("--tag=".length) : [];
  });
}

// src/manifests/references/image-keys.ts
function isImageKey(key) {
  return /(?:^|[a-z0-9_.-])images?$/.test(key) || /[a-z0-9]Images?$/.test(key) || isImageVariable(key);
}
function isImageVariable(name) {
  return /(?:^|[_-])image(?:$|[_-])|[a-z]Image$/i.test(name) && !/pull|policy|secret|tag|regist|digest|prefix|version/i.test(name);
}
function isImageName(name) {
  return /(?:^|[a-z_-])image(?:_?(?:name|ref|reference|uri|url))?$/i.test(name) && !/pull|secret|policy/i.test(name);
}
var REFERENCE = /\.[a-z]{2,}(?::\d{1,5})?\/[^\s:@]{1,255}[:@]\w/;
var IMAGE_WORD = /[iI][mM][aA][gG][eE]/;
var IMAGE_MARKS = [IMAGE_WORD, REFERENCE];
function mayHoldImage(text) {
  return /image/i.test(text) || REFERENCE.test(text);
}

// src/manifests/references/scalar-use.ts
function scalarUse({ file, node, kind, part = "whole", templating, prefix = "" }) {
  const scalar = writtenScalar(node);
  if (scalar === void 0 || scalar.value.length > MAX_IMAGE_TEXT || !scalar.value.startsWith(prefix))
    return void 0;
  const value = scalar.value.slice(prefix.length).trim();
  if (value === "") return void 0;
  const place = { file, ...writtenAt(file, scalar, value, scalar.value.indexOf(value, prefix.length)), kind, part };
  if (templating.pattern.test(value)) {
    return scalar.verbatim ? templatedUse(place, templating.reason) : unresolvedUse(place, templating.reason);
  }
  if (scalar.verbatim) {
    return knownNameLength(value) === void 0 ? literalUse(place) : templatedUse(place, FILLED_IN_ELSEWHERE);
  }
  return escapedUse(place, value, "it is written with escapes");
}
function writtenAt(file, { start, end, verbatim }, text, from) {
  return verbatim ? { start: start + from, text } : { start, text: file.text.slice(start, end) };
}
function writtenScalar(node) {
  const scalar = resolved(node);
  if (scalar?.type !== "scalar" || scalar.start < 0) return void 0;
  return scalar.style === "plain" && /^(?:~|null|true|false)$/i.test(scalar.value) ? void 0 : scalar;
}
function onlyOnce() {
  const seen = /* @__PURE__ */ new Set();
  return (node) => {
    const found = resolved(node);
    if (found === void 0 || seen.has(found)) return void 0;
    seen.add(found);
    return found;
  };
}
function useFacts(uses) {
  const byPlace2 = /* @__PURE__ */ new Map();
  for (const use of uses) if (use !== void 0) byPlace2.set(`${use.line}:${use.column}`, { type: "use", use });
  return [...byPlace2.values()];
}

// src/manifests/settings/settings.ts
var VERSIONED = /\/[^\s:@]{1,255}[:@]/;
var settings = {
  name: "settings",
  format: "yaml",
  marks: [IMAGE_WORD],
  mayHoldImages: ({ path, text }) => isYamlPath(path) && /image/i.test(text) && VERSIONED.test(text),
  recognises: ({ root }, { path }) => isYamlPath(path) && root.type !== "scalar" && root.type !== "alias",
  extract: ({ root }, file) => useFacts(settingUses(root, file, "other"))
};
function settingUses(root, file, kind) {
  return usesBelow(root, false, { file, kind });
}
var PROSE = /^(?:description|properties|example|examples|annotations|labels|body|message|title|x-.*)$/;
function usesBelow(node, underImage, settings2) {
  switch (node.type) {
    case "alias":
      return [];
    case "scalar":
      return underImage ? scalarUses(node, settings2) : [];
    case "sequence":
      return node.items.flatMap((item) => usesBelow(item, underImage, settings2));
    case "mapping":
      return node.entries.flatMap(({ key, value }) => {
        if (key.type !== "scalar" || PROSE.test(key.value)) return [];
        if (value.type === "scalar" && isImageKey(key.value) && saysVersion2(value.value)) return useAt(value, settings2);
        return usesBelow(value, underImage || saysImage(key.value), settings2);
      });
  }
}
function saysImage(key) {
  return /image/i.test(key) && !/pull|policy|secret|icon/i.test(key);
}
function saysVersion2(text) {
  return /^[a-z0-9][\w.-]*\/[\w./-]+[:@]/.test(text) && isPossibleImage(text, "image");
}
function scalarUses(scalar, settings2) {
  return isCertainImage(scalar.value) ? useAt(scalar, settings2) : [];
}
function useAt(scalar, { file, kind }) {
  if (!scalar.verbatim) return [];
  const use = literalUse({ file, start: scalar.start, text: scalar.value, kind, part: "whole" });
  return use === void 0 ? [] : [use];
}

// src/manifests/references/split-use.ts
function splitUse(split2) {
  const { file, kind, part, repository } = split2;
  if ([repository, split2.registry, split2.namespace, split2.tag, split2.digest].some(isTooLong)) return void 0;
  const name = textOf3(repository);
  const { start } = repository.scalar;
  if (name === "" || start < 0) return void 0;
  const registry = present(split2.registry);
  const namespace = present(split2.namespace);
  const tag = present(split2.tag);
  const digest = present(split2.digest);
  const prefix = [registry, namespace].map((field2) => withoutSlashes(textOf3(field2))).filter((part2) => part2 !== "").join("/");
  const fields = [registry, namespace, tag, digest].filter((field2) => field2 !== void 0);
  const place = { file, start, text: file.text.slice(start, repository.scalar.end), kind, part };
  const named3 = [repository, registry, namespace].filter((field2) => field2 !== void 0);
  const dynamic = named3.find(isTemplate);
  if (dynamic !== void 0) {
    return { ...unresolvedUse(place, `${dynamic.role} is a template`), also: siblings(file, fields) };
  }
  if (fields.length === 0 && repository.scalar.verbatim) {
    return standingAlone(literalUse(place), split2);
  }
  const path = prefix === "" ? name : `${prefix}/${name}`;
  const version = (tag ? `:${textOf3(tag)}` : "") + (digest ? `@${digestOf(digest)}` : "");
  const hidden = [tag, digest].find((field2) => field2 !== void 0 && isTemplate(field2));
  const isFilledIn = hidden !== void 0 || knownNameLength(path + version) === path.length;
  const reference = parseReference(isFilledIn ? path : path + version);
  if (reference === void 0) return void 0;
  const reason = hidden === void 0 ? FILLED_IN_ELSEWHERE : `${hidden.role} is a template`;
  const escaped = named3.find(({ scalar }) => !scalar.verbatim);
  return {
    file: file.path,
    ...file.at(start),
    text: place.text,
    image: formatReference(reference),
    ...isFilledIn ? { unknownTag: true, reason } : {},
    kind,
    part,
    also: siblings(file, fields),
    ...escaped === void 0 ? {
      slots: [
        ...nameSlots(file, repository, registry, namespace),
        ...isFilledIn ? [] : digestSlots(split2, reference.digest !== void 0)
      ]
    } : { slots: [], uneditable: `${escaped.role} is written with escapes` }
  };
}
function textOf3(field2) {
  if (field2 === void 0) return "";
  const { value, style } = field2.scalar;
  return style === "plain" && /^(?:~|null)$/i.test(value) ? "" : value.trim();
}
function isTemplate(field2) {
  return /\{\{|\$[({]/.test(textOf3(field2));
}
function isTooLong(field2) {
  return field2 !== void 0 && field2.scalar.value.length > MAX_IMAGE_TEXT;
}
function withoutSlashes(text) {
  let end = text.length;
  while (text[end - 1] === "/") end--;
  return text.slice(0, end);
}
function present(field2) {
  return textOf3(field2) === "" ? void 0 : field2;
}
function digestOf(field2) {
  const text = textOf3(field2);
  return text.includes(":") ? text : `sha256:${text}`;
}
function nameSlots(file, repository, registry, namespace) {
  if (namespace !== void 0) {
    const path = {
      ...slotBefore(file, namespace, registry === void 0 ? "name" : "repository"),
      tail: `/${textOf3(repository)}`
    };
    return registry === void 0 ? [path] : [slotBefore(file, registry, "registry"), path];
  }
  if (registry === void 0) return [slotOver(file, repository.scalar, "name")];
  if (isHost(withoutSlashes(textOf3(registry)))) {
    return [slotBefore(file, registry, "registry"), slotOver(file, repository.scalar, "repository")];
  }
  return [{ ...slotBefore(file, registry, "name"), tail: `/${textOf3(repository)}` }];
}
function slotBefore(file, { scalar }, writes) {
  const { start, end, value, verbatim } = scalar;
  const slashes = verbatim ? value.length - withoutSlashes(value).length : 0;
  return slotOver(file, { start, end: end - slashes }, writes);
}
function isHost(text) {
  if (text.includes("/")) return false;
  const name = parseName(`${text}/x/x`);
  return name !== void 0 && (name.registry !== DOCKER_HUB || name.repository === "x/x");
}
function digestSlots({ file, tag, digest }, pinned) {
  if (pinned) return [];
  if (digest !== void 0 && digest.role === "digest" && digest.scalar.start >= 0)
    return [slotOver(file, digest.scalar, "digest")];
  const written3 = present(tag);
  if (digest !== void 0 || written3?.scalar.verbatim !== true || written3.scalar.anchor !== void 0) return [];
  const { end } = written3.scalar;
  return [{ ...slotOver(file, { start: end, end }, "digest"), before: "@" }];
}
function standingAlone(use, split2) {
  if (use === void 0) return void 0;
  const names = use.slots.filter(({ writes }) => writes === "name");
  return { ...use, slots: [...names, ...digestSlots(split2, use.image?.includes("@") === true)] };
}
function slotOver(file, { start, end }, writes) {
  return { file: file.path, start, end, writes, before: "", after: "", tail: "" };
}
function siblings(file, fields) {
  return fields.flatMap(
    ({ role, scalar: { start, end } }) => start < 0 ? [] : [{ role, file: file.path, ...file.at(start), text: file.text.slice(start, end) }]
  );
}

// src/manifests/variables/template.ts
var OPERATORS = [":-", ":+", ":?", "##", "%%", "//", "-", "+", "?", "#", "%", "/"];
var MAX_DEPTH2 = 12;
function parseTemplate(text, dialect) {
  const reader = new TemplateReader(text, dialect);
  const nodes = reader.nodes(0);
  return reader.problem === void 0 ? { ok: true, nodes } : { ok: false, reason: reader.problem };
}
var TemplateReader = class {
  #text;
  #dialect;
  #at = 0;
  /** Why the text can't be read; nothing more is read then. */
  problem;
  constructor(text, dialect) {
    this.#text = text;
    this.#dialect = dialect;
  }
  /** Reads up to the end, or inside braces (`depth` above 0) up to the closing one. */
  nodes(depth) {
    const nodes = [];
    const { quotes } = this.#dialect;
    let run = this.#at;
    let quoted2 = false;
    const flush = () => {
      if (this.#at > run) nodes.push({ type: "text", start: run, end: this.#at });
    };
    while (this.#at < this.#text.length && this.problem === void 0) {
      const unit = this.#text[this.#at];
      if (depth > 0 && unit === "}" && !quoted2) break;
      if (unit === "$") {
        flush();
        nodes.push(this.#dollar(depth));
        run = this.#at;
      } else if (unit === this.#dialect.escape || quotes && (unit === '"' || unit === "'" && !quoted2)) {
        flush();
        this.#at++;
        run = this.#at;
        if (unit === this.#dialect.escape) this.#at++;
        else if (unit === '"') quoted2 = !quoted2;
        else {
          this.#toSingleQuote();
          flush();
          this.#at++;
          run = this.#at;
        }
      } else this.#at++;
    }
    this.#at = Math.min(this.#at, this.#text.length);
    flush();
    return nodes;
  }
  #toSingleQuote() {
    const close = this.#text.indexOf("'", this.#at);
    this.#at = close === -1 ? this.#text.length : close;
  }
  /** Reads what a dollar begins. */
  #dollar(depth) {
    const start = this.#at;
    const next = this.#text[start + 1];
    if (next === "$" && this.#dialect.escape === "$$") {
      this.#at += 2;
      return { type: "text", start: start + 1, end: start + 2 };
    }
    if (next === "{") return this.#braced(depth + 1);
    this.#at++;
    const name = this.#name();
    return name === "" ? { type: "text", start, end: this.#at } : { type: "variable", name, operator: "", word: [], wordStart: this.#at };
  }
  #braced(depth) {
    this.#at += 2;
    const name = this.#name();
    const operator = OPERATORS.find((candidate) => this.#text.startsWith(candidate, this.#at)) ?? "";
    this.#at += operator.length;
    const wordStart = this.#at;
    if (name === "" || depth > MAX_DEPTH2)
      this.problem = "it has a variable that is written in a way that is not understood";
    const word = operator === "" || this.problem !== void 0 ? [] : this.nodes(depth);
    if (this.#text[this.#at] !== "}")
      this.problem ??= "it has a variable that is written in a way that is not understood";
    this.#at++;
    return { type: "variable", name, operator, word, wordStart };
  }
  #name() {
    const pattern = this.#dialect.escape === "$$" ? /[A-Za-z_]\w*/y : /[A-Za-z_]\w*|\d/y;
    pattern.lastIndex = this.#at;
    const name = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += name.length;
    return name;
  }
};

// src/manifests/variables/expand.ts
var UNKNOWN = { text: FILLED_IN };
var MAX_LENGTH = 1024;
var MAX_PIECES = 64;
var MAX_TEMPLATE = 4096;
var TOO_LONG = { known: false, reason: "no image reference is that long" };
function expand2(template, variables) {
  if (template.text.length > MAX_TEMPLATE) return TOO_LONG;
  const parsed = parseTemplate(template.text, template.dialect);
  if (!parsed.ok) return { known: false, reason: parsed.reason };
  const value = evaluate(parsed.nodes, template, variables);
  if (value.known && value.pieces.length === 0) return { known: true, pieces: [piece(template, 0, 0)] };
  return value;
}
function textOf4(pieces) {
  return pieces.map(({ text }) => text).join("");
}
function evaluate(nodes, template, variables) {
  const pieces = [];
  const hidden = /* @__PURE__ */ new Set();
  let length = 0;
  let reason;
  for (const node of nodes) {
    const value = node.type === "text" ? known(piece(template, node.start, node.end)) : substitute(node, template, variables);
    if (!value.known) {
      reason ??= value.reason;
      for (const variable of value.variables ?? []) hidden.add(variable);
    }
    for (const next of value.pieces ?? [UNKNOWN]) {
      length += next.text.length;
      append(pieces, next);
    }
    if (length > MAX_LENGTH || pieces.length + hidden.size > MAX_PIECES) {
      return { known: false, reason: reason ?? "no image reference is that long" };
    }
  }
  if (reason === void 0) return { known: true, pieces };
  const parts = [...hidden, ...pieces.flatMap(({ variable }) => variable ?? [])];
  return { known: false, reason, variables: parts, pieces };
}
function known(...pieces) {
  return { known: true, pieces };
}
function piece({ text, origin, variable }, start, end) {
  return {
    text: text.slice(start, end),
    ...origin === void 0 ? {} : { origin: { file: origin.file, start: origin.start + start } },
    ...variable === void 0 ? {} : { variable }
  };
}
function append(pieces, next) {
  const last = pieces.at(-1);
  const continues = last?.origin !== void 0 && next.origin !== void 0 && last.origin.file === next.origin.file && last.origin.start + last.text.length === next.origin.start && last.variable === next.variable;
  if (continues) pieces[pieces.length - 1] = { ...last, text: last.text + next.text };
  else pieces.push(next);
}
function substitute(node, template, variables) {
  const value = variables.lookup(node.name);
  if (value?.known === false) return /^(?:$|:?[-?])/.test(node.operator) ? value : withoutPieces(value);
  const set = value !== void 0 && (!node.operator.startsWith(":") || textOf4(value.pieces) !== "");
  const word = () => wordOf(node, template, variables);
  switch (node.operator) {
    case ":-":
    case "-":
      return set ? value : word();
    case ":+":
    case "+":
      return set ? word() : known();
    case "":
    case ":?":
    case "?":
      return set ? value : { known: false, reason: variables.missing(node.name) };
    default:
      if (value === void 0) return { known: false, reason: variables.missing(node.name) };
      return transform(value.pieces, node.operator, word());
  }
}
function withoutPieces({ pieces: _, ...value }) {
  return value;
}
function wordOf(node, template, variables) {
  const value = evaluate(node.word, template, variables);
  return value.known && value.pieces.length === 0 ? known(piece(template, node.wordStart, node.wordStart)) : value;
}
function transform(pieces, operator, word) {
  if (!word.known) return word;
  const text = textOf4(pieces);
  const argument = textOf4(word.pieces);
  const variable = pieces[0]?.variable;
  if (operator === "/" || operator === "//") {
    const slash = argument.indexOf("/");
    const pattern = slash === -1 ? argument : argument.slice(0, slash);
    if (pattern === "" || /[*?[\]\\]/.test(pattern)) return NOT_UNDERSTOOD;
    const replacement = slash === -1 ? "" : argument.slice(slash + 1);
    const replaced = operator === "/" ? text.replace(pattern, () => replacement) : text.split(pattern).join(replacement);
    return known({ text: replaced, ...variable === void 0 ? {} : { variable } });
  }
  const kept = operator.startsWith("#") ? keptAfterPrefix(text, argument, operator) : keptBeforeSuffix(text, argument, operator);
  return kept === void 0 ? NOT_UNDERSTOOD : { known: true, pieces: slicePieces(pieces, kept.start, kept.end) };
}
var NOT_UNDERSTOOD = { known: false, reason: "it cuts a variable by a pattern that is not understood" };
function keptAfterPrefix(text, pattern, operator) {
  const end = text.length;
  const star = pattern.startsWith("*");
  const literal = star ? pattern.slice(1) : pattern;
  if (/[*?[\]\\]/.test(literal)) return void 0;
  if (!star) return { start: text.startsWith(literal) ? literal.length : 0, end };
  if (literal === "") return { start: operator === "##" ? end : 0, end };
  const found = operator === "##" ? text.lastIndexOf(literal) : text.indexOf(literal);
  return { start: found === -1 ? 0 : found + literal.length, end };
}
function keptBeforeSuffix(text, pattern, operator) {
  const star = pattern.endsWith("*");
  const literal = star ? pattern.slice(0, -1) : pattern;
  if (/[*?[\]\\]/.test(literal)) return void 0;
  if (!star) return { start: 0, end: text.endsWith(literal) ? text.length - literal.length : text.length };
  if (literal === "") return { start: 0, end: operator === "%%" ? 0 : text.length };
  const found = operator === "%%" ? text.indexOf(literal) : text.lastIndexOf(literal);
  return { start: 0, end: found === -1 ? text.length : found };
}
function slicePieces(pieces, start, end) {
  const kept = [];
  let offset = 0;
  for (const { text, origin, ...rest } of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, text.length);
    if (from < to) {
      const moved2 = origin === void 0 ? {} : { origin: { file: origin.file, start: origin.start + from } };
      kept.push({ ...rest, ...moved2, text: text.slice(from, to) });
    }
    offset += text.length;
  }
  return kept;
}

// src/manifests/variables/interpolation.ts
var MAX_LENGTH2 = 1024;
var MAX_PIECES2 = 64;
function interpolated(template, { reference, other, reason }, lookup) {
  const pieces = [];
  const { text } = template;
  if (text.length > MAX_IMAGE_TEXT) return TOO_LONG2;
  let done = 0;
  let length = 0;
  let unknown4;
  for (const match of text.matchAll(reference)) {
    const before = text.slice(done, match.index);
    if (other.test(before)) unknown4 ??= reason;
    if (before !== "") pieces.push(pieceOf(template, done, before));
    const value = lookup(match[1] ?? "");
    if (!value.known) unknown4 ??= value.reason;
    const filled2 = value.pieces ?? [UNKNOWN];
    for (const piece2 of filled2) pieces.push(piece2);
    done = match.index + match[0].length;
    length += before.length + filled2.reduce((sum, piece2) => sum + piece2.text.length, 0);
    if (length > MAX_LENGTH2 || pieces.length > MAX_PIECES2) return TOO_LONG2;
  }
  const rest = text.slice(done);
  if (other.test(rest)) unknown4 ??= reason;
  if (rest !== "" || pieces.length === 0) pieces.push(pieceOf(template, done, rest));
  return unknown4 === void 0 ? { known: true, pieces } : { known: false, reason: unknown4, pieces };
}
var TOO_LONG2 = { known: false, reason: "no image reference is that long" };
function pieceOf({ origin, variable }, start, text) {
  return {
    text,
    origin: { file: origin.file, start: origin.start + start },
    ...variable === void 0 ? {} : { variable }
  };
}

// src/manifests/variables/traced.ts
function tracedUses(traced) {
  const drafts = traced.map(draftOf);
  const inner = /* @__PURE__ */ new Map();
  for (const { use, pieces, anchor } of drafts) {
    const at = anchor === void 0 ? -1 : pieces.indexOf(anchor);
    for (const [index, piece2] of pieces.entries()) {
      if (index === at || piece2.variable === void 0) continue;
      const known2 = inner.get(piece2.variable) ?? [];
      if (known2.length < MAX_INNER) inner.set(piece2.variable, [...known2, { use, piece: piece2 }]);
    }
  }
  return drafts.map(({ use, anchor }) => {
    const others = anchor?.variable === void 0 ? void 0 : inner.get(anchor.variable);
    const other = others?.find(({ piece: piece2 }) => overlaps(piece2, anchor)) ?? others?.[MAX_INNER - 1];
    if (other === void 0) return use;
    return {
      ...use,
      slots: [],
      uneditable: `what it begins with is also a part of ${other.use.image ?? other.use.text}`
    };
  });
}
function tracedUse(place, value) {
  return draftOf({ place, value }).use;
}
var MAX_INNER = 50;
function draftOf({ place, value }) {
  if (!value.known) {
    const known2 = value.pieces === void 0 ? void 0 : namedDraft(place, value.pieces, value.reason);
    if (known2 !== void 0) return known2;
    const pieces2 = (value.variables ?? []).map((variable) => ({ text: "", variable }));
    const use2 = value.pieces === void 0 ? templatedUse(place, value.reason) : unresolvedUse(place, value.reason);
    return { use: use2, pieces: pieces2, anchor: void 0 };
  }
  const { pieces } = value;
  const text = textOf4(pieces);
  const reference = parseReference(text);
  if (reference === void 0) {
    const reason = text === "" ? "its value is empty" : "its value is not an image reference";
    const known2 = text.includes("$") ? void 0 : namedDraft(place, pieces, FILLED_IN_ELSEWHERE);
    return known2 ?? { use: unresolvedUse(place, reason), pieces, anchor: void 0 };
  }
  const { file, start, kind, part } = place;
  const anchor = anchorOf(pieces);
  const name = anchor === void 0 ? void 0 : nameSlot(anchor, text.slice(0, nameLength(text)));
  const digest = reference.digest === void 0 ? digestSlot(pieces, nameLength(text), text.length) : void 0;
  const use = {
    file: file.path,
    ...file.at(start),
    text: place.text,
    image: formatReference(reference),
    kind,
    part,
    also: [...new Set(pieces.flatMap(({ variable }) => variable ?? []))],
    ...name === void 0 ? { slots: [], uneditable: "its name does not stand anywhere as it is" } : { slots: digest === void 0 ? [name] : [name, digest] }
  };
  return { use, pieces, anchor };
}
function namedDraft({ file, start, text, kind, part }, pieces, reason) {
  const value = textOf4(pieces);
  const length = knownNameLength(value);
  const name = length === void 0 ? void 0 : parseName(value.slice(0, length));
  if (length === void 0 || name === void 0) return void 0;
  const anchor = anchorOf(pieces);
  const slot = anchor === void 0 ? void 0 : nameSlot(anchor, value.slice(0, length));
  const use = {
    file: file.path,
    ...file.at(start),
    text,
    image: nameOf(name),
    unknownTag: true,
    reason,
    kind,
    part,
    also: [...new Set(pieces.flatMap(({ variable }) => variable ?? []))],
    ...slot === void 0 ? { slots: [], uneditable: "its name does not stand anywhere as it is" } : { slots: [slot] }
  };
  return { use, pieces, anchor };
}
function anchorOf(pieces) {
  const first = pieces.findIndex(({ text }) => text !== "");
  const prefix = pieces.slice(0, Math.max(first, 0)).findLast(({ origin }) => origin !== void 0);
  return pieces[first]?.variable === void 0 ? prefix ?? pieces[first] : pieces[first];
}
function nameSlot({ text, origin }, name) {
  if (origin === void 0) return void 0;
  const length = Math.min(text.length, name.length);
  const { file, start } = origin;
  return { file, start, end: start + length, writes: "name", before: "", after: "", tail: name.slice(length) };
}
function digestSlot(pieces, nameEnd, end) {
  const last = pieces.findLast(({ text }) => text !== "");
  if (last?.origin === void 0) return void 0;
  const begins = end - last.text.length;
  if (begins > nameEnd || last.variable !== void 0 && begins > 0) return void 0;
  const at = last.origin.start + last.text.length;
  return { file: last.origin.file, start: at, end: at, writes: "digest", before: "@", after: "", tail: "" };
}
function overlaps(one, other) {
  if (one.origin === void 0 || other?.origin === void 0) return true;
  const [a, b] = one.origin.start <= other.origin.start ? [one, other] : [other, one];
  const start = b.origin?.start ?? 0;
  return (a.origin?.start ?? 0) === start || (a.origin?.start ?? 0) + a.text.length > start;
}

// src/manifests/ansible/jinja.ts
var JINJA = {
  reference: /\{\{-?[ \t]*([A-Za-z_]\w*)[ \t]*-?\}\}/g,
  other: /\{[{%#]/,
  reason: "a template that Ansible fills in"
};
function isTemplate2(text) {
  return text.length <= MAX_IMAGE_TEXT && JINJA.other.test(text);
}
var MAX_DEPTH3 = 12;
var JinjaVariables = class {
  #file;
  #scalars = /* @__PURE__ */ new Map();
  #values = /* @__PURE__ */ new Map();
  constructor(file, variables) {
    this.#file = file;
    for (const [name, scalar] of variables) this.#scalars.set(name, this.#scalars.has(name) ? "several" : scalar);
  }
  /**
   * The use of a scalar that holds a template.
   * What it begins with is written only where it stands in the scalar: a variable may be used in any other file.
   */
  use(scalar, part) {
    return this.#traced(scalar, part, this.#evaluate(scalar));
  }
  /** The use of a reference in several fields, of which some may be templates. */
  splitUse(split2) {
    const { repository, registry, part } = split2;
    const filled2 = { ...split2, file: this.#file, kind: "ansible", ...this.#versions(split2) };
    const names = [repository, ...registry === void 0 ? [] : [registry]];
    const value = names.some(({ scalar }) => isTemplate2(scalar.value)) ? this.#join(filled2) : void 0;
    if (value === void 0) return splitUse(filled2);
    const use = this.#traced(repository.scalar, part, value);
    return use.image === null ? void 0 : use;
  }
  /** What a text comes to; `undefined` where that is not known. */
  textOf(scalar) {
    const value = this.#evaluate(scalar);
    return value.known ? textOf4(value.pieces) : void 0;
  }
  /** Tag and digest with what their templates come to; what is not known stays a template. */
  #versions({ tag, digest }) {
    return {
      ...tag === void 0 ? {} : { tag: this.#filled(tag) },
      ...digest === void 0 ? {} : { digest: this.#filled(digest) }
    };
  }
  #filled({ role, scalar }) {
    const value = isTemplate2(scalar.value) ? this.textOf(scalar) : void 0;
    return { role, scalar: value === void 0 ? scalar : { ...scalar, value, verbatim: false } };
  }
  /** A whole reference; `undefined` where its name is not known. */
  #join({ repository, registry, tag, digest }) {
    const own2 = this.#evaluate(repository.scalar);
    const before = registry === void 0 ? NOTHING2 : this.#field(registry);
    if (!own2.known || !before.known) return void 0;
    const pieces = [...before.pieces];
    if (!/^$|\/$/.test(textOf4(pieces))) pieces.push({ text: "/" });
    for (const piece2 of own2.pieces) pieces.push(piece2);
    let reason;
    for (const [mark, field2] of [
      [":", tag],
      ["@", digest]
    ]) {
      if (field2 === void 0 || field2.scalar.value === "") continue;
      if (isTemplate2(field2.scalar.value)) reason ??= `${field2.role} is a template`;
      const version = isTemplate2(field2.scalar.value) ? UNKNOWN : { text: field2.scalar.value };
      pieces.push({ text: mark }, { ...version, variable: this.#sibling(field2.role, field2.scalar) });
    }
    return reason === void 0 ? { known: true, pieces } : { known: false, reason, pieces };
  }
  #field({ role, scalar }) {
    return this.#evaluate(scalar, this.#sibling(role, scalar));
  }
  #sibling(role, { start, end }) {
    return { role, file: this.#file.path, ...this.#file.at(start), text: this.#file.text.slice(start, end) };
  }
  #traced(scalar, part, value) {
    const { start, end } = scalar;
    const place = { file: this.#file, start, text: this.#file.text.slice(start, end), kind: "ansible", part };
    const use = tracedUse(place, value);
    const name = use.slots.find(({ writes }) => writes === "name");
    if (name === void 0 || name.start >= start && name.end <= end) return use;
    return { ...use, slots: [], uneditable: "it begins with a variable, which other files may use, too" };
  }
  #evaluate(scalar, variable, depth = 0) {
    if (!scalar.verbatim || scalar.start < 0) return { known: false, reason: "it is written with escapes" };
    const origin = { file: this.#file.path, start: scalar.start };
    const template = { text: scalar.value, origin, ...variable === void 0 ? {} : { variable } };
    return interpolated(template, JINJA, (name) => this.#value(name, depth + 1));
  }
  #value(name, depth) {
    const known2 = this.#values.get(name);
    if (known2 !== void 0) return known2;
    const value = this.#define(name, depth);
    this.#values.set(name, value);
    return value;
  }
  #define(name, depth) {
    const scalar = this.#scalars.get(name);
    if (scalar === void 0) return { known: false, reason: `${name} is not set in this file` };
    if (scalar === "several") return { known: false, reason: `${name} is set several times in this file` };
    if (depth > MAX_DEPTH3) return { known: false, reason: `${name} is made of too many others` };
    if (!isTemplate2(scalar.value) && !/^[\w.:/@+-]{0,512}$/.test(scalar.value))
      return { known: false, reason: `the value of ${name} is no part of an image reference` };
    return this.#evaluate(scalar, this.#sibling(name, scalar), depth);
  }
};
var NOTHING2 = { known: true, pieces: [] };

// src/manifests/references/template-lines.ts
function templatePlaces(text, start = 0, end = text.length) {
  const scanner = new LineScanner();
  const places = [];
  let comment = text.indexOf("/*", start);
  for (let at = start; at < end; ) {
    const newline = text.indexOf("\n", at);
    const stop = newline === -1 || newline > end ? end : newline;
    if (comment !== -1 && comment < at) comment = text.indexOf("/*", at);
    const hasComment = comment !== -1 && comment < stop;
    if (hasComment || !scanner.tellsNothing(text, at, stop)) {
      const line2 = text.slice(at, text[stop - 1] === "\r" ? stop - 1 : stop);
      const found = scanner.read(line2);
      if (found !== void 0) places.push({ ...found, start: at + found.start });
    }
    at = stop + 1;
  }
  return places;
}
var KEY = /^(\uFEFF?[ \t]*(?:- +)*)(["']?)([A-Za-z_][\w./-]*)\2(?:[ \t]*:(?:[ \t]+|(?=\{\{))|[ \t]+=[ \t]+)/;
var FLAG = /^[ \t]*(?:- +)+["']?(-{1,2}\w[\w.-]*)([= ]|["']?[ \t]*$)/;
var ITEM = /^[ \t]*(?:- +)+/;
var LineScanner = class {
  #inComment = false;
  #inSchema = false;
  /** The last `name:` and its column, for the `value:` that follows it. */
  #variable = { name: "", column: -1 };
  /** The last flag that stood alone in its item, for the item that follows it. */
  #flag = "";
  /**
   * Reads a line in which no comment of a template begins, if its first characters tell that {@link read} would find nothing in it:
   * most are such.
   */
  tellsNothing(text, start, end) {
    if (this.#inComment) return false;
    if (this.#inSchema) return text.charCodeAt(start) !== DASH2;
    let at = start;
    while (at < end && isBlank2(text.charCodeAt(at))) at++;
    const unit = at < end ? text.charCodeAt(at) : LINE_FEED2;
    if (unit === HASH) return true;
    if (unit === DASH2 || unit === BYTE_ORDER_MARK) return false;
    if (unit === QUOTE || unit === APOSTROPHE) at++;
    const keyStart = at;
    while (at < end && isKeyUnit(text.charCodeAt(at))) at++;
    const key = text.slice(keyStart, at);
    if (key === "name" || key === "value" || key === "kind" || /image/i.test(key)) return false;
    this.#flag = "";
    return true;
  }
  read(line2) {
    if (this.#skips(line2)) return void 0;
    const flag = this.#flag;
    this.#flag = "";
    const match = KEY.exec(line2);
    if (match !== null) return this.#entry(line2, match[0].length, match[1]?.length ?? 0, match[3] ?? "");
    return this.#item(line2, flag);
  }
  #skips(line2) {
    if (this.#inComment) {
      this.#inComment = !line2.includes("*/");
      return true;
    }
    if (line2.startsWith("---")) this.#inSchema = false;
    const comment = /\{\{-?\s{0,9}\/\*/.exec(line2);
    if (comment !== null && line2.indexOf("*/", comment.index) === -1) this.#inComment = true;
    if (/^kind:\s*["']?CustomResourceDefinition\b/.test(line2)) this.#inSchema = true;
    return this.#inSchema || /^[ \t]*#/.test(line2) || /^[ \t]*\{\{-?\s{0,9}\/\*/.test(line2);
  }
  #entry(line2, from, column, key) {
    const value = valueFrom(line2, from);
    if (value === void 0) return void 0;
    if (key === "name") this.#variable = { name: value.text, column };
    if (key === "value" && column === this.#variable.column) return placed(value, "env", this.#variable.name);
    if (!isImageKey(key)) return void 0;
    if (value.templated)
      return /\b(?:toYaml|n?indent)\b/.test(value.text) ? void 0 : { ...value, part: "whole", key };
    return isPossibleImage(value.text, key) ? { ...value, part: "whole", key } : void 0;
  }
  #item(line2, flag) {
    const match = FLAG.exec(line2);
    if (match === null) {
      const item = flag === "" ? null : ITEM.exec(line2);
      const value2 = item === null ? void 0 : valueFrom(line2, item[0].length);
      return value2 === void 0 ? void 0 : placed(value2, "arg", flag);
    }
    const name = match[1] ?? "";
    if (match[2] !== "=" && match[2] !== " ") {
      this.#flag = name;
      return void 0;
    }
    const value = valueFrom(line2, match[0].length, /["']/.exec(match[0])?.[0]);
    return value === void 0 ? void 0 : placed(value, "arg", name);
  }
};
var LINE_FEED2 = 10;
var QUOTE = 34;
var HASH = 35;
var APOSTROPHE = 39;
var DASH2 = 45;
var BYTE_ORDER_MARK = 65279;
function isBlank2(unit) {
  return unit === 32 || unit === 9;
}
function isKeyUnit(unit) {
  return unit >= 97 && unit <= 122 || unit >= 65 && unit <= 90 || unit >= 45 && unit <= 57 || unit === 95;
}
function placed(value, part, name) {
  const named3 = isImageVariable(name);
  if (value.templated) return named3 ? { ...value, part, key: name } : void 0;
  return (named3 ? isPossibleImage(value.text, name) : isCertainImage(value.text)) ? { ...value, part, key: name } : void 0;
}
function valueFrom(line2, from, open) {
  const first = line2[from];
  const quote = open ?? (first === '"' || first === "'" ? first : void 0);
  const start = quote !== void 0 && open === void 0 ? from + 1 : from;
  const directive = line2.startsWith("{{", start);
  if (quote === void 0 && !directive && (first === void 0 || "|>&*[{#!".includes(first))) return void 0;
  let end = start;
  let templated = false;
  while (end < line2.length) {
    if (line2.startsWith("{{", end)) {
      templated = true;
      const close = line2.indexOf("}}", end);
      end = close === -1 ? line2.length : close + 2;
    } else if (quote !== void 0 && line2[end] === quote) break;
    else if (quote === void 0 && line2[end] === "#" && /\s/.test(line2[end - 1] ?? "")) break;
    else end++;
  }
  const text = line2.slice(start, end).trimEnd();
  return text === "" ? void 0 : { start, text, templated: templated || /\$[({]/.test(text) };
}

// src/manifests/helm/image-blocks.ts
var TAGS = ["tag", "imageTag", "digest", "sha", "pullPolicy", "imagePullPolicy"];
var OTHER_REPOSITORIES = /^(?:git|chart|source|helm|repo)/i;
var PULL_FIELDS = ["pullPolicy", "imagePullPolicy"];
var IMAGE_FIELDS = ["registry", "digest", ...PULL_FIELDS];
var SOURCE_FIELDS = ["branch", "revision", "ref", "url", "username", "password", "chart"];
function holdsImageBlock(root) {
  const open = [root];
  for (let node = open.pop(); node !== void 0; node = open.pop()) {
    if (node.type === "sequence") for (const item of node.items) open.push(item);
    if (node.type !== "mapping") continue;
    if (written(node, "repository") !== void 0 && TAGS.some((key) => partOf(node, key) !== void 0)) return true;
    for (const { value } of node.entries) open.push(value);
  }
  return false;
}
var NAMING_FIELDS = /* @__PURE__ */ new Set(["repository", "imageRepository", "repo", "image", "name"]);
function imageBlockOf(node, path, globals) {
  if (!hasField(node, NAMING_FIELDS)) return void 0;
  return spreadBlock(node, path, globals) ?? repositoryBlock(node, path.at(-1) ?? "", globals) ?? imageBlock(node, globals) ?? namedBlock(node, path, globals);
}
function repositoryBlock(node, key, globals) {
  const has = (name) => partOf(node, name) !== void 0;
  if (SOURCE_FIELDS.some(has) || OTHER_REPOSITORIES.test(key) && !IMAGE_FIELDS.some(has)) return void 0;
  const prefixed = prefixedBlock(node);
  if (prefixed !== void 0) return prefixed;
  const isImage4 = /images?$/i.test(key);
  const roles = ["repository", "imageRepository", ...isImage4 ? ["repo"] : []];
  const repository = roles.map((role) => filled(asField(node, role))).find((found) => found !== void 0);
  if (repository === void 0) return void 0;
  const isSaid = repository.role === "imageRepository" && beginsWithHost(repository.scalar.value);
  if (!isImage4 && !isSaid && !TAGS.some(has)) return void 0;
  const own2 = partOf(node, "registry") ?? partOf(node, "imageRegistry");
  const isWhole = own2 === void 0 && beginsWithHost(repository.scalar.value);
  const registry = isWhole ? void 0 : globals.registry ?? own2;
  const tag = tagOf(node) ?? (isImage4 ? partOf(node, "version") : void 0);
  const behind2 = isWhole ? globals.registry : void 0;
  return { repository, own: own2, registry, behind: behind2, tag, digest: digestOf2(node) };
}
function prefixedBlock(node) {
  const [prefix, name] = [filled(partOf(node, "repository")), filled(asField(node, "image"))];
  if (prefix === void 0 || name === void 0 || !isBehind(name.scalar.value, prefix)) return void 0;
  const tag = filled(tagOf(node)) ?? partOf(node, "version");
  const isPulled2 = PULL_FIELDS.some((key) => partOf(node, key) !== void 0) && beginsWithHost(`${prefix.scalar.value}/`);
  if (tag === void 0 && !isPulled2) return void 0;
  return { repository: name, own: prefix, registry: prefix, tag, digest: digestOf2(node) };
}
function isBehind(name, { scalar: { value } }) {
  return isShortName(name) || /^[^/]*[.:][^/]*(?:\/[^/]*[.:][^/]*)?\/?$/.test(value) && /^[a-z0-9][a-z0-9._/-]*$/.test(name);
}
function imageBlock(node, globals) {
  const scalar = written(node, "image");
  if (scalar === void 0 || !isPossibleImage(scalar.value, "image")) return void 0;
  const repository = { role: "image", scalar };
  const hub = filled(partOf(node, "hub")) ?? globals.hub;
  if (hub !== void 0 && isShortName(scalar.value))
    return { repository, own: hub, registry: hub, tag: filled(tagOf(node)) ?? globals.tag, digest: digestOf2(node) };
  const registry = partOf(node, "registry") ?? partOf(node, "imageRegistry");
  const tag = partOf(node, "tag") ?? partOf(node, "imageTag");
  if (filled(registry) === void 0 && filled(tag) === void 0) return void 0;
  return { repository, own: registry, registry: globals.registry ?? registry, tag, digest: digestOf2(node) };
}
function spreadBlock(node, path, { defaults }) {
  const [registry, repository, name] = [partOf(node, "registry"), partOf(node, "repository"), asField(node, "name")];
  if (!isImagePath(path) || registry === void 0 || repository === void 0) return void 0;
  if (name === void 0 || !isShortName(name.scalar.value)) return void 0;
  const own2 = filled(registry) ?? defaults?.registry;
  const namespace = filled(repository) ?? defaults?.repository;
  if (own2 === void 0 && namespace === void 0) return void 0;
  return { repository: name, own: own2, registry: own2, namespace, tag: tagOr(node, defaults), digest: digestOf2(node) };
}
function namedBlock(node, path, { defaults }) {
  const scalar = written(node, "name");
  if (scalar === void 0 || !isImagePath(path) || !isPossibleImage(scalar.value, "image")) return void 0;
  const tag = tagOr(node, defaults) ?? partOf(node, "version");
  const empty = partOf(node, "registry");
  if (isLeftEmpty(node, "repository")) return void 0;
  if (tag === void 0 && empty === void 0 && !scalar.value.includes("/")) return void 0;
  const registry = filled(empty) ?? (empty === void 0 ? void 0 : defaults?.registry ?? empty);
  return { repository: { role: "name", scalar }, own: registry, registry, tag, digest: digestOf2(node) };
}
function isImagePath(path) {
  return /image$/i.test(path.at(-1) ?? "");
}
function tagOr(node, defaults) {
  const tag = tagOf(node);
  return tag === void 0 ? void 0 : filled(tag) ?? defaults?.tag ?? tag;
}
function awaitsRepository(node, key, text) {
  return key === "image" && isShortName(text) && isLeftEmpty(node, "repository");
}
function isLeftEmpty(node, key) {
  const scalar = field(node, key);
  return scalar !== void 0 && isEmpty(scalar);
}
var GLOBAL_FIELDS = /* @__PURE__ */ new Set(["global", "hub", "defaultRegistry", "defaultImageRegistry"]);
function globalsOf(node, above) {
  if (!hasField(node, GLOBAL_FIELDS)) return above;
  const registry = filled(partOf(node, "global", "imageRegistry"));
  const hub = filled(partOf(node, "global", "hub")) ?? (above.hub === void 0 ? filled(partOf(node, "hub")) : void 0);
  const defaults = defaultsOf(node);
  const tag = hub === void 0 ? void 0 : filled(partOf(node, "global", "tag")) ?? filled(partOf(node, "tag"));
  return {
    ...above,
    ...registry === void 0 ? {} : { registry },
    ...hub === void 0 ? {} : { hub },
    ...tag === void 0 ? {} : { tag },
    ...defaults === void 0 ? {} : { defaults }
  };
}
function defaultsOf(node) {
  const registry = filled(partOf(node, "defaultRegistry")) ?? filled(partOf(node, "defaultImageRegistry"));
  if (registry === void 0) return void 0;
  const repository = filled(partOf(node, "defaultImageRepository"));
  return { registry, repository, tag: filled(partOf(node, "defaultImageTag")) };
}
function tagOf(node) {
  return partOf(node, "tag") ?? partOf(node, "imageTag");
}
function digestOf2(node) {
  return partOf(node, "digest") ?? partOf(node, "sha");
}
function tagBeside(node, key) {
  const names = key === "image" ? ["imageTag", "tag"] : [`${key}Tag`, key.replace(/Image$/, "Tag")];
  return names.map((name) => filled(partOf(node, name))).find((tag) => tag !== void 0 && tag.role !== key);
}
function isShortName(text) {
  return /^[a-z0-9][a-z0-9._-]*$/.test(text);
}
function field(node, key) {
  const value = valueAt(node, key);
  return value?.type === "scalar" ? value : void 0;
}
function hasField(node, names) {
  return node.entries.some(({ key }) => key.type === "scalar" && names.has(key.value));
}
function asField(node, role) {
  const scalar = field(node, role);
  return scalar === void 0 ? void 0 : { role, scalar };
}
function partOf(node, ...path) {
  const scalar = scalarAt(node, ...path);
  return scalar === void 0 ? void 0 : { role: path.join("."), scalar };
}
function written(node, key) {
  const scalar = field(node, key);
  return scalar === void 0 || isEmpty(scalar) ? void 0 : scalar;
}
function filled(candidate) {
  return candidate === void 0 || isEmpty(candidate.scalar) ? void 0 : candidate;
}
function isEmpty({ value, style }) {
  return value.length <= MAX_IMAGE_TEXT && value.trim() === "" || style === "plain" && /^(?:~|null)$/i.test(value);
}

// src/manifests/helm/merged-fields.ts
var FIELDS2 = [
  "repository",
  "imageRepository",
  "repo",
  "image",
  "name",
  "registry",
  "imageRegistry",
  "hub",
  "tag",
  "imageTag",
  "version",
  "digest",
  "sha",
  "pullPolicy",
  "imagePullPolicy"
];
var MAX_MERGED = 16;
function mergedFields(node) {
  const sources = sourcesOf(node);
  if (sources.length === 0) return void 0;
  const added = /* @__PURE__ */ new Map();
  for (const key of FIELDS2) {
    if (valueAt(node, key) !== void 0) continue;
    for (const { mapping, alias } of sources) {
      const value = valueAt(mapping, key);
      if (value === void 0) continue;
      const scalar = resolved(value);
      if (scalar?.type === "scalar") added.set(key, { entry: { key: { ...scalar, value: key }, value }, alias });
      break;
    }
  }
  const entries = [...node.entries, ...[...added.values()].map(({ entry }) => entry)];
  return { mapping: { ...node, entries }, broughtBy: (key) => added.get(key)?.alias };
}
function sourcesOf(node) {
  const found = [];
  const open = aliasesOf(node).map((alias) => ({ at: alias, alias }));
  for (let next = open.shift(); next !== void 0 && found.length < MAX_MERGED; next = open.shift()) {
    const mapping = next.at.target;
    if (mapping?.type !== "mapping") continue;
    const { alias } = next;
    found.push({ mapping, alias });
    open.unshift(...aliasesOf(mapping).map((at) => ({ at, alias })));
  }
  return found;
}
function aliasesOf(node) {
  const merge3 = valueAt(node, "<<");
  const items = merge3?.type === "sequence" ? merge3.items.slice(0, MAX_MERGED) : [merge3];
  return items.filter((item) => item?.type === "alias");
}

// src/manifests/helm/values.ts
function extractValues(node, file) {
  return valueUses(node, file).map(({ use }) => ({ type: "use", use }));
}
function valueUses(root, file) {
  const walker = new ValuesWalker(file);
  walker.node(root, [], {});
  return walker.found;
}
var MAX_KEY = 1024;
var PROSE2 = /^(?:description|annotations|labels|icon|title|openAPIV3Schema|\$schema|imagePullSecrets|pullSecrets)$/;
var ValuesWalker = class {
  found = [];
  #file;
  constructor(file) {
    this.#file = file;
  }
  /** Recursion is bounded by the parser's limit on depth. */
  node(node, path, globals) {
    switch (node.type) {
      case "mapping":
        this.#mapping(node, path, globalsOf(node, globals));
        break;
      case "sequence":
        for (const item of node.items) this.#item(item, path, globals);
        break;
      case "scalar":
        this.#text(node);
        break;
      case "alias":
        break;
    }
  }
  #mapping(node, path, globals) {
    const taken2 = this.#block(node, path, globals) ?? this.#variable(node, path);
    for (const { key, value } of node.entries) {
      if (key.type !== "scalar" || key.value.length > MAX_KEY || PROSE2.test(key.value)) continue;
      if (value.type !== "scalar") this.node(value, [...path, key.value], globals);
      else if (value !== taken2) this.#field(node, key.value, value, path);
    }
  }
  /** An image made of several fields of this mapping; tells the scalar that names it. */
  #block(node, path, globals) {
    const merged2 = mergedFields(node);
    const block2 = imageBlockOf(merged2?.mapping ?? node, path, globals);
    if (block2 === void 0 || merged2 !== void 0 && !isOwn(block2, merged2)) return void 0;
    const { repository, own: own2 } = block2;
    const split2 = { file: this.#file, kind: "helm-values", part: "repository", ...block2 };
    const use = this.#atAlias(splitUse(split2), block2, merged2);
    if (use !== void 0) {
      const tagless = use.image !== null && use.unknownTag !== true && !/[:@]/.test(use.image.slice(use.image.lastIndexOf("/") + 1));
      const withoutGlobal = block2.registry === own2 ? void 0 : this.#atAlias(splitUse({ ...split2, registry: own2 }), block2, merged2);
      const [told, otherwise] = block2.behind === void 0 ? [use, withoutGlobal] : [behindGlobal(use, block2.behind.role), use];
      this.#add(told, repository.scalar.start, path, [...path, repository.role], tagless, otherwise);
    }
    return repository.scalar;
  }
  /** The use of an image whose name a merge key brings: it stands where that names the mapping it comes from. */
  #atAlias(use, { repository: { role } }, merged2) {
    const alias = merged2?.broughtBy(role);
    if (use === void 0 || alias === void 0) return use;
    const { file, line: line2, column, text } = use;
    const also = [{ role, file, line: line2, column, text }, ...use.also];
    return { ...use, ...this.#file.at(alias.start - 1), text: `*${alias.anchor}`, also };
  }
  /** `name: FOO_IMAGE` with `value: ref`. */
  #variable(node, path) {
    if (!node.entries.some(({ key }) => key.type === "scalar" && key.value === "value")) return void 0;
    const name = field(node, "name")?.value ?? "";
    const value = field(node, "value");
    if (value === void 0 || !isImageVariable(name) || !isPossibleImage(value.value, name)) return void 0;
    this.#literal(value, [...path, "value"], "env");
    return value;
  }
  #field(node, key, value, path) {
    if (isLongText(value)) this.#text(value);
    else if (isImageKey(key)) this.#whole(node, key, value, [...path, key]);
    else if ((key === "value" || path.at(-1) === "images") && isCertainImage(value.value))
      this.#literal(value, [...path, key], "whole");
  }
  /** `image: ref` or `fooImage: ref`, with or without `fooImageTag` beside it. */
  #whole(node, key, value, path) {
    const reason = unresolved(node, key, value.value);
    if (reason !== void 0) {
      const place = this.#place(value, "whole");
      if (place !== void 0) this.#add(templatedUse(place, reason), place.start, path, path, false);
      return;
    }
    const tag = tagBeside(node, key);
    if (!isPossibleImage(value.value, tag === void 0 ? key : "image")) return;
    if (tag === void 0) {
      this.#literal(value, path, /_IMAGE/.test(key) ? "env" : "whole");
      return;
    }
    const use = splitUse({
      file: this.#file,
      kind: "helm-values",
      part: "repository",
      repository: { role: key, scalar: value },
      tag
    });
    if (use !== void 0) this.#add(use, value.start, path, path, false);
  }
  #item(item, path, globals) {
    const key = path.at(-1) ?? "";
    if (item.type !== "scalar" || isLongText(item)) this.node(item, path, globals);
    else if (/images$/i.test(key) && isPossibleImage(item.value, key)) this.#literal(item, path, "whole");
    else this.#argument(item, path);
  }
  /** `--flag=ref`. */
  #argument(item, path) {
    const flag = /^(-{1,2}\w[\w.-]*)=/.exec(item.value);
    const name = flag?.[1] ?? "";
    const text = item.value.slice(flag?.[0].length ?? item.value.length);
    if (item.verbatim && (isCertainImage(text) || isImageVariable(name) && isPossibleImage(text, name)))
      this.#literal({ ...item, start: item.start + (flag?.[0].length ?? 0), value: text }, path, "arg");
  }
  /** Manifests as text in a value: templates that the chart renders with `tpl`. */
  #text(scalar) {
    if (scalar.style !== "literal" || !/image/i.test(scalar.value)) return;
    for (const { start, text, part, templated } of templatePlaces(this.#file.text, scalar.start, scalar.end)) {
      const kind = templated ? "helm-template" : "helm-values";
      const place = { file: this.#file, start, text, kind, part };
      const use = templated ? templatedUse(place, "directives make it") : literalUse(place);
      if (use !== void 0) this.#add(use, start, [], [], false);
    }
  }
  #literal(scalar, path, part) {
    const place = this.#place(scalar, part);
    const use = place === void 0 ? void 0 : literalUse(place);
    if (use !== void 0) this.#add(use, scalar.start, path, path, false);
  }
  #place(scalar, part) {
    if (scalar.start < 0 || !scalar.verbatim) return void 0;
    const text = this.#file.text.slice(scalar.start, scalar.start + scalar.value.length);
    return { file: this.#file, start: scalar.start, text, kind: "helm-values", part };
  }
  #add(use, start, block2, path, tagless, withoutGlobal) {
    const at = path.join(".");
    this.found.push({ use, start, block: block2 === path ? at : block2.join("."), path: at, tagless, withoutGlobal });
  }
};
function behindGlobal(use, role) {
  const { pulls: _, unknownTag: __, ...rest } = use;
  return { ...rest, image: null, reason: `nobody tells whether ${role} comes before it`, slots: [] };
}
function isOwn({ repository, own: own2, tag, digest }, { broughtBy }) {
  const sources = new Set(
    [repository, own2, tag, digest].flatMap((part) => part === void 0 ? [] : [broughtBy(part.role)])
  );
  return sources.size > 1 || sources.has(void 0);
}
function isLongText({ style, verbatim }) {
  return (style === "literal" || style === "folded") && !verbatim;
}
function unresolved(node, key, text) {
  if (/\{\{|\$\{_/.test(text)) return "the value is a template";
  return awaitsRepository(node, key, text) ? "its repository is left empty here" : void 0;
}

// src/manifests/references/image-watchers.ts
var WATCHER_GROUPS = [
  "image.toolkit.fluxcd.io",
  "argocd-image-updater.argoproj.io",
  "kargo.akuity.io"
];
var KINDS = /* @__PURE__ */ new Set(["ImageRepository", "ImageUpdater", "Warehouse"]);
function watcherGroup(group) {
  return WATCHER_GROUPS.find((known2) => known2 === group);
}
function patchesWatcher(patch, target) {
  const group = scalarAt(patch, "apiVersion")?.value.split("/", 1)[0] ?? scalarAt(target, "group")?.value;
  return watcherGroup(group ?? "") !== void 0 || KINDS.has(scalarAt(target, "kind")?.value ?? "");
}

// src/manifests/languages/shell-words.ts
function plainWords(text) {
  const words = [];
  const word = /\S+/g;
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    words.push({ start: match.index, end: word.lastIndex });
  }
  return words;
}
function shellWords(text, escapeUnit) {
  const words = [];
  let start = -1;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? "";
    const blank = quote === "" && /\s/.test(unit);
    if (blank) {
      if (start !== -1) words.push({ start, end: at });
      start = -1;
      continue;
    }
    if (start === -1) start = at;
    if (unit === escapeUnit && quote !== "'") at++;
    else if (unit === quote) quote = "";
    else if (quote === "" && (unit === '"' || unit === "'")) quote = unit;
  }
  if (start !== -1) words.push({ start, end: text.length });
  return quote === "" ? words : void 0;
}
function withoutQuotes(text, { start, end }) {
  const first = text[start];
  const quoted2 = end - start >= 2 && (first === '"' || first === "'") && text[end - 1] === first;
  return quoted2 ? { start: start + 1, end: end - 1 } : { start, end };
}

// src/manifests/languages/mount-option.ts
var MAX_FIELDS = 64;
function mountedImage(text, span) {
  const { start, end } = withoutQuotes(text, span);
  let at = start;
  let isImage4 = false;
  let source;
  for (const written3 of text.slice(start, end).split(",", MAX_FIELDS)) {
    const field2 = withoutQuotes(text, { start: at, end: at + written3.length });
    const [key = ""] = /^(?:type|source|src)=/.exec(text.slice(field2.start, field2.start + 7)) ?? [];
    const value = withoutQuotes(text, { start: field2.start + key.length, end: field2.end });
    if (key === "type=") isImage4 = value.end - value.start === 5 && text.startsWith("image", value.start);
    else if (key !== "") source = value;
    at += written3.length + 1;
  }
  return isImage4 ? source : void 0;
}

// src/manifests/references/made-image.ts
var MADE = /dest|output|target(?![-_]?alloc)|push(?!er|gateway)|publish(?!er)|export(?!er)|built|(?:^|[-_])(?:to|tags?)(?:[-_]|$)/i;
function namesMadeImage(name) {
  return MADE.test(name);
}

// src/manifests/references/image-settings.ts
function isImageSetting(name, value) {
  return isImageVariable(name) && !namesMadeImage(name) && (isCertainImage(value) || isQualifiedImage(value));
}
function isImageChoice(key, value) {
  if (namesMadeImage(key)) return false;
  if (isCertainImage(value) || isQualifiedImage(value) && value.includes("@")) return true;
  return isImageKey(key) && isPossibleImage(value, "image") && saysVersion(value);
}
function scalarsBelow(node, key) {
  switch (node.type) {
    case "alias":
      return [];
    case "scalar":
      return [{ key, scalar: node }];
    case "sequence":
      return node.items.flatMap((item) => scalarsBelow(item, key));
    case "mapping":
      return entriesAt(node).flatMap(([name, value]) => scalarsBelow(value, name));
  }
}

// src/manifests/shell/engine-command.ts
var PREFIXES = new Set(
  "sudo time exec env command nohup shell then do else if elif while until ! { @ - @-".split(" ")
);
var SWITCHES = new Set(
  `all-tags debug detach disable-content-trust env-host force-rm help http-proxy init interactive load no-cache
  no-healthcheck no-hostname no-hosts oom-kill-disable privileged publish-all pull push quiet read-only read-only-tmpfs
  remote replace rm rmi sig-proxy squash tls tlsverify tls-verify tty use-api-socket`.split(/\s+/)
);
var SHORT_SWITCHES = { engine: "D", run: "ditPq", create: "ditPq", pull: "aq", build: "q" };
var VALUED = { run: "pull", create: "pull" };
var ENGINE = /^[@+-]{0,2}(?:[\w./-]*\/)?(?:docker|podman|nerdctl)(?:\.exe)?$/;
var ENGINE_VARIABLE = /^\w{0,40}(?:docker|podman|nerdctl|container_?(?:engine|runtime|tool|cli|cmd|command|bin))\w{0,40}$/i;
var LIKELY_ENGINE_VARIABLE = /^(?:\w{0,40}_)?(?:runtime|engine)(?:_(?:cli|cmd|command|bin))?$/i;
var AZ = /^[@+-]{0,2}(?:[\w./-]*\/)?az$/;
var AZ_STARTS = /* @__PURE__ */ new Map([
  ["container", { verbs: /^create$/, pulledBy: "container-instances" }],
  [
    "containerapp",
    { verbs: /^(?:create|up|update|job (?:create|update|start)|revision copy)$/, pulledBy: "container-apps" }
  ],
  ["webapp", { verbs: /^(?:create|up|config container set|deployment slot create|sitecontainers (?:create|update))$/ }],
  ["functionapp", { verbs: /^(?:create|config container set|deployment slot create)$/ }]
]);
var AZ_IMAGES = [
  "--image",
  "--container-image-name",
  "--deployment-container-image-name",
  "--docker-custom-image-name"
];
var STARTER = /^[@+-]{0,2}(?:[\w./-]*\/)?(kubectl|oc|kind|k3d|minikube)(?:\.exe)?$/;
function engineCommand(words) {
  const engine = programAt(words);
  const program = words[engine] ?? "";
  const starter = STARTER.exec(program)?.[1];
  if (starter === "kind" || starter === "k3d")
    return imageLoad(words, engine + 1) ?? podStart(words, engine + 1, void 0);
  if (starter === "minikube") return imageLoad(words, engine + 1);
  if (starter !== void 0) return imageSet(words, engine + 1) ?? podStart(words, engine + 1, "aks");
  if (AZ.test(program)) return azureStart(words, engine + 1);
  const variable = variableIn(program) ?? "";
  const sure = ENGINE.test(program) || ENGINE_VARIABLE.test(variable);
  if (!sure && !LIKELY_ENGINE_VARIABLE.test(variable)) return void 0;
  if (/compose/i.test(variable)) return void 0;
  const first = operandAt(words, engine + 1, "engine");
  const group = words[first] ?? "";
  const grouped = group === "container" || group === "image" || group === "buildx" || group === "builder";
  const at = grouped ? operandAt(words, first + 1, "engine") : first;
  const verb = words[at];
  if (verb === "build") {
    return {
      verb,
      tags: flagValues(words, at + 1, "--tag", "-t"),
      settings: flagValues(words, at + 1, "--build-arg")
    };
  }
  const named3 = group.startsWith("build") ? void 0 : imageNames(words, at);
  if (named3 !== void 0) return named3;
  const pulls = verb === "run" || verb === "create" || verb === "pull";
  if (!pulls || group.startsWith("build")) return void 0;
  const candidates = imagesFrom(words, at + 1, verb);
  const [image = words.length] = candidates;
  const mounts = verb === "pull" ? [] : flagValues(words.slice(0, image), at + 1, "--mount");
  return { verb, candidates, sure, mounts };
}
function imageNames(words, at) {
  const verb = words[at] ?? "";
  if (!/^(?:tag|push|save|rmi|rm|inspect|history)$/.test(verb)) return void 0;
  const operands = operandsFrom(words, at + 1);
  const made = verb === "push" ? operands : verb === "tag" ? operands.slice(1) : [];
  return { verb: "name", present: verb === "tag" ? operands.slice(0, 1) : operands, made };
}
function imageLoad(words, from) {
  const [first, second] = words.slice(from);
  if (!/^(?:load docker-image|images? (?:import|load)|cache add)$/.test(`${first} ${second}`)) return void 0;
  return { verb: "name", present: operandsFrom(words, from + 2), made: [] };
}
function operandsFrom(words, from) {
  return words.flatMap((word, index) => index >= from && !word.startsWith("-") ? [index] : []);
}
function programAt(words) {
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "sudo") at = afterFlags(words, at + 1) - 1;
    else if (!PREFIXES.has(word) && !/^[A-Za-z_]\w*=/.test(word)) return at;
  }
  return -1;
}
function afterFlags(words, from) {
  let at = from;
  while (/^--[\w-]+(?:=.*)?$|^-[AbEHiKkNnPSs]+$/.test(words[at] ?? "")) at++;
  return at;
}
function variableIn(word) {
  const match = /^[@+-]{0,2}"?\$(?:(\w{1,80})|\((\w{1,80})\)|\{(\w{1,80})(?::?[-=][\w./-]{0,80})?\})"?$/.exec(word);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
function operandAt(words, from, verb) {
  let at = from;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (!word.startsWith("-") || word === "-") return at;
    if (word === "--") return at + 1;
    at += takesNext(word, verb) ? 2 : 1;
  }
  return at;
}
function takesNext(word, verb) {
  if (word.includes("=")) return false;
  if (word.startsWith("--")) return !SWITCHES.has(word.slice(2)) || VALUED[verb] === word.slice(2);
  const letters = word.slice(1);
  const valued = [...letters].findIndex((letter) => !SHORT_SWITCHES[verb].includes(letter));
  return valued !== -1 && valued === letters.length - 1;
}
function imagesFrom(words, from, verb) {
  const candidates = [];
  for (let at = operandAt(words, from, verb); at < words.length; at = operandAt(words, at + 1, verb)) {
    candidates.push(at);
    if (!/^["']?\$/.test(words[at] ?? "") || candidates.length === MAX_VARIABLES2) break;
  }
  return candidates;
}
var MAX_VARIABLES2 = 4;
function podStart(words, from, pulledBy) {
  const verb = words.findIndex((word, index) => index >= from && /^(?:run|debug|create|new-app)$/.test(word));
  if (verb === -1) return void 0;
  const images = flagValues(untilDashes(words, verb), verb + 1, "--image");
  return images.length === 0 ? void 0 : { verb: "start", images, pulledBy };
}
var SELECTS = /* @__PURE__ */ new Set(["-l", "--selector", "--template"]);
function imageSet(words, from) {
  const verb = words.findIndex((word, index) => index >= from && word === "set" && words[index + 1] === "image");
  if (verb === -1) return void 0;
  const assignments = untilDashes(words, verb).flatMap(
    (word, index) => index > verb + 1 && ASSIGNED2.test(word) && !SELECTS.has(words[index - 1] ?? "") ? [index] : []
  );
  return assignments.length === 0 ? void 0 : { verb: "set", assignments, pulledBy: "aks" };
}
var ASSIGNED2 = /^["']?(?:[a-z0-9][a-z0-9-]{0,62}|\*)=/;
function untilDashes(words, from) {
  const end = words.indexOf("--", from);
  return end === -1 ? words : words.slice(0, end);
}
function azureStart(words, from) {
  const end = words.findIndex((word, index) => index >= from && word.startsWith("-"));
  const group = AZ_STARTS.get(words[from] ?? "");
  if (end === -1 || group?.verbs.test(words.slice(from + 1, end).join(" ")) !== true) return void 0;
  const images = AZ_IMAGES.flatMap((flag) => flagValues(words, end, flag));
  return images.length === 0 ? void 0 : { verb: "start", images, pulledBy: group.pulledBy };
}
function flagValues(words, from, long, short) {
  const values = [];
  for (let at = from; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word.startsWith(`${long}=`)) values.push(at);
    else if ((word === short || word === long) && at + 1 < words.length) values.push(++at);
  }
  return values;
}

// src/manifests/shell/chart-values.ts
var HELM = /^[@+-]{0,2}(?:[\w./-]*\/)?helm3?$/;
var VERB = /^(?:install|upgrade|template)$/;
var FLAG2 = /^--set(?:-string|-literal)?(?:=|$)/;
var PLAIN = /^[\w./:@-]+$/;
function chartValueUses(file, command, kind) {
  const words = command.map(({ start, end }) => file.text.slice(start, end));
  const program = words[programAt(words)] ?? "";
  if (!HELM.test(program) && !/helm/i.test(variableIn(program) ?? "")) return [];
  if (!words.some((word) => VERB.test(word))) return [];
  const values = new Map(setWords(words, command).flatMap((span) => valuesIn(file.text, span)));
  return [...values].flatMap(([path, span]) => useOf(file, kind, path, span, values) ?? []);
}
function setWords(words, command) {
  return words.flatMap((word, index) => {
    const flag = FLAG2.exec(word);
    const own2 = command[index];
    if (flag === null || own2 === void 0) return [];
    const values = flag[0].endsWith("=") ? { start: own2.start + flag[0].length, end: own2.end } : command[index + 1];
    return values === void 0 || values.end - values.start > MAX_TEMPLATE ? [] : values;
  });
}
function valuesIn(text, { start, end }) {
  const values = [];
  let at = start;
  for (const part of text.slice(start, end).split(",")) {
    const match = /^["']?([\w.-]+)=["']?/.exec(part);
    if (match !== null) {
      const from = match[0].length;
      const length = part.slice(from).replace(/["']{0,2}$/, "").length;
      values.push([match[1] ?? "", { start: at + from, end: at + from + length }]);
    }
    at += part.length + 1;
  }
  return values;
}
function useOf(file, kind, path, span, values) {
  const text = file.text.slice(span.start, span.end);
  const key = path.slice(path.lastIndexOf(".") + 1);
  if (!PLAIN.test(text)) return void 0;
  if (key === "image" && /(?:^|\.)(?:image|\w{1,80}Image)\.image$/.test(path))
    return splitOf(file, kind, path, span, values);
  if (isImageKey(key)) {
    const isWhole = /[:/]/.test(text) && isPossibleImage(text, key);
    return isWhole ? literalUse({ file, start: span.start, text, kind, part: "whole" }) : void 0;
  }
  if (!/(?:^|\.)(?:image|\w{1,80}Image)\.repository$/.test(path)) return void 0;
  return splitOf(file, kind, path, span, values);
}
function splitOf(file, kind, path, span, values) {
  const text = file.text.slice(span.start, span.end);
  const role = path.slice(path.lastIndexOf(".") + 1);
  const sibling = (name) => values.get(path.slice(0, -role.length) + name);
  const registry = scalarOver(file, sibling("registry"));
  const tag = scalarOver(file, sibling("tag"));
  const digest = scalarOver(file, sibling("digest"));
  const repository = scalarOver(file, span);
  const isKnown = registry === void 0 || PLAIN.test(registry.value);
  if (repository === void 0 || !isKnown || registry === void 0 && !text.includes("/")) return void 0;
  return splitUse({
    file,
    kind,
    part: "repository",
    repository: { role, scalar: repository },
    ...registry === void 0 ? {} : { registry: { role: "registry", scalar: registry } },
    ...tag === void 0 || tag.value === "" ? {} : { tag: { role: "tag", scalar: tag } },
    ...digest === void 0 || digest.value === "" ? {} : { digest: { role: "digest", scalar: digest } }
  });
}
function scalarOver(file, span) {
  if (span === void 0) return void 0;
  const value = file.text.slice(span.start, span.end);
  return { type: "scalar", ...span, style: "plain", anchor: void 0, tag: void 0, value, verbatim: true };
}

// src/manifests/shell/compose-command.ts
var VALUED2 = new Set(
  "--ansi --context -H --host --log-level --parallel -p --project-name --profile --progress --tlscacert --tlscert --tlskey -c".split(
    " "
  )
);
var MAX_FILES = 50;
function composeCommand(words) {
  let at = programAt(words);
  const program = words[at]?.replace(/^[@+-]+/, "") ?? "";
  if (/^(?:[\w./-]*\/)?(?:docker|podman|nerdctl)$/.test(program)) at++;
  else if (!/^(?:[\w./-]*\/)?(?:docker|podman)-compose$/.test(program)) return void 0;
  if (!program.endsWith("-compose") && words[at] !== "compose") return void 0;
  const files = [];
  const environment = [];
  let directory;
  for (at++; words[at]?.startsWith("-") === true && files.length <= MAX_FILES; at++) {
    const [flag = "", attached] = splitFlag(words[at] ?? "");
    if (VALUED2.has(flag) && attached === void 0) at++;
    if (!NAMING.has(flag)) continue;
    const path = plainPath(attached ?? words[++at] ?? "");
    if (path === void 0) return void 0;
    if (flag === "-f" || flag === "--file") files.push(path);
    else if (flag === "--env-file") environment.push(path);
    else directory = path;
  }
  const saysNothing2 = files.length + environment.length === 0 || files.length > MAX_FILES;
  return saysNothing2 ? void 0 : { files, environment, directory };
}
var NAMING = /* @__PURE__ */ new Set(["-f", "--file", "--env-file", "--project-directory"]);
function splitFlag(word) {
  const equals = word.indexOf("=");
  return equals === -1 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}
function plainPath(word) {
  const path = word.length > MAX_PATH ? "" : word.replace(/^(["'])(.*)\1$/, "$2");
  return /^[\w./@+-]+$/.test(path) && !path.startsWith("/") ? path : void 0;
}
var MAX_PATH = 512;

// src/manifests/shell/here-document.ts
var MANIFEST = /^[ \t]*(?:apiVersion|kind):[ \t]/m;
function documentPlaces(text) {
  if (!mayHoldImage(text)) return [];
  const isManifest2 = MANIFEST.test(text);
  return templatePlaces(text.replaceAll(/\$[A-Za-z_]/g, "${")).flatMap((place) => {
    const written3 = text.slice(place.start, place.start + place.text.length);
    if (written3.includes("{{")) return [];
    const before = text.slice(Math.max(place.start - 8, 0), place.start);
    if (!isManifest2 && /=[ \t]*["']?$/.test(before)) return [];
    const isField = isManifest2 && !/"[ \t]*:[ \t]*["']?$/.test(before);
    if (!isField && !place.templated && !saysVersion(written3)) return [];
    return [{ ...place, text: written3 }];
  });
}

// src/manifests/shell/other-uses.ts
var OtherUses = class {
  #variables = /* @__PURE__ */ new Map();
  /** Names that commands ask for without pulling them. */
  #present = [];
  /** Names of what is made. */
  #made = [];
  #compared = /* @__PURE__ */ new Set();
  /** A variable is given a value. @param word how it is written */
  assigned(name, word, value) {
    const known2 = this.#variables.get(name) ?? { values: [], same: /* @__PURE__ */ new Set(), begins: /* @__PURE__ */ new Set(), parts: /* @__PURE__ */ new Set() };
    this.#variables.set(name, known2);
    if (known2.values.length < MAX_VALUES) known2.values.push(value);
    const written3 = word.slice(0, MAX_WORD);
    for (const each of soleVariable(written3)) known2.same.add(each);
    for (const each of firstVariable(written3)) known2.begins.add(each);
    for (const [, each = ""] of written3.matchAll(/\$[{(]?(\w{1,80})/g)) known2.parts.add(each);
  }
  /** A command is told an image that must be there already. @param word how it is written */
  present(word, value) {
    this.#present.push({ word: word.slice(0, MAX_WORD), value });
  }
  /** A command makes an image of a name. @param word how it is written */
  made(word, value) {
    this.#made.push({ word: word.slice(0, MAX_WORD), value });
  }
  /** What is made, by every name that it may have. */
  everyMade() {
    return this.#made.flatMap((named3) => this.#everyValue(named3));
  }
  /**
   * Of a variable alone, all that it is given: which branch of a script is taken is not known, and make fills in what a variable has
   * in the end.
   */
  #everyValue({ word, value }) {
    const names = this.#leadingTo(soleVariable(word), "same", MAX_VALUES);
    const others = [...names].flatMap((name) => this.#variables.get(name)?.values ?? []);
    return [.../* @__PURE__ */ new Set([value, ...others.slice(0, MAX_VALUES)])];
  }
  /** Variables, and those that their values have. */
  #leadingTo(names, by, most = Infinity) {
    const found = new Set(names);
    for (const name of found)
      for (const next of this.#variables.get(name)?.[by] ?? []) if (found.size < most) found.add(next);
    return found;
  }
  /** A command compares variables: `[ "$IMAGE" = nginx ]`, `case $IMAGE in`. */
  compared(program, words) {
    const isTest = /^(?:\[\[?|test)$/.test(program) && words.some((word) => /^(?:[!=]?=|=~)$/.test(word));
    if (!isTest && program !== "case") return;
    for (const word of words)
      for (const [, name = ""] of word.slice(0, MAX_WORD).matchAll(/\$\{?(\w{1,80})/g)) this.#compared.add(name);
  }
  /**
   * The uses as they may be written: with the other places of the script that ask for the image by its name, or left alone with the
   * reason.
   * @param uses all that the script tells
   * @param delivered those that clusters pull, which is nothing to the images of this machine
   * @param file where it stands, perhaps beside others that run on the same machine
   */
  settled(uses, delivered, file) {
    const { cut, asked: asked2, pulled: pulledInTexts } = mentionsIn(file);
    const variables = this.#startsOf(this.#leadingTo([...cut, ...this.#compared], "parts"));
    const begun = this.#made.flatMap(({ word }) => firstVariable(word));
    const namedAfter = this.#startsOf(this.#leadingTo(begun, "begins"));
    const against = ({ slots }) => {
      const start = nameSlot2(slots)?.start;
      if (start === void 0) return void 0;
      const name = variables.get(start);
      if (name !== void 0) return `${name} is used for more than images`;
      return namedAfter.has(start) ? "what is built is named after it" : void 0;
    };
    const left = uses.map((use) => {
      const uneditable = against(use);
      return uneditable === void 0 ? use : { ...use, slots: [], uneditable };
    });
    const isDelivered = (index) => {
      const use = uses[index];
      return use === void 0 || use.pulledBy !== void 0 || delivered.has(use);
    };
    const pulled = left.filter((_, index) => !isDelivered(index));
    const settled = this.#withPresent(pulled, asked2, pulledInTexts).values();
    return left.map((use, index) => isDelivered(index) ? use : settled.next().value ?? use);
  }
  /** What is asked for by its name moves with what is pulled, or neither does. */
  #withPresent(uses, mentioned, pulled) {
    const values = this.#present.flatMap((each) => this.#everyValue(each));
    const images = [...values.map(imageOfValue), ...uses.map(imageOfUse), ...mentioned.map(({ image }) => image)];
    const named3 = new Set(images);
    const keyOf3 = (image) => {
      const name = image?.slice(0, nameLength(image));
      return named3.has(name) ? name : image;
    };
    const present3 = groupBy(values, (value) => keyOf3(imageOfValue(value)));
    const told = groupBy(uses, (use) => keyOf3(imageOfUse(use)));
    const askedIn = groupBy(mentioned, ({ image }) => keyOf3(image));
    const pulledIn = groupBy(pulled, ({ image }) => keyOf3(image));
    const found = /* @__PURE__ */ new Map();
    const placesOf3 = (image, own2) => {
      if (found.has(image)) return found.get(image);
      const [asked2, all] = [present3.get(image) ?? [], told.get(image) ?? []];
      const written3 = new Set(all.map(({ slots }) => nameSlot2(slots)?.start));
      const isPulledUnread = asked2.length > 0 && (pulledIn.get(image) ?? []).some(({ start }) => !written3.has(start));
      const starts = (askedIn.get(image) ?? []).map(({ start }) => start);
      const places = isPulledUnread ? void 0 : presentPlaces(asked2, starts, all, own2);
      found.set(image, places);
      return places;
    };
    return uses.map((use) => {
      const own2 = nameSlot2(use.slots);
      if (own2 === void 0) return use;
      const places = placesOf3(keyOf3(imageOfUse(use)) ?? "", own2);
      if (places === void 0) return { ...use, slots: [], uneditable: ASKED_FOR };
      return { ...use, slots: [...use.slots, ...places] };
    });
  }
  /** Where values of some variables begin, with their names. */
  #startsOf(names) {
    const starts = /* @__PURE__ */ new Map();
    for (const name of names)
      for (const { text, origin } of this.#variables.get(name)?.values.flatMap(({ pieces }) => pieces ?? []) ?? [])
        if (text !== "") starts.set(origin?.start, name);
    return starts;
  }
};
function soleVariable(word) {
  const match = /^"?\$(?:(\w+)|[{(](\w+)(?::?[-?=][^}]*)?[})])"?$/.exec(word);
  const name = match?.[1] ?? match?.[2];
  return name === void 0 ? [] : [name];
}
function firstVariable(word) {
  const name = /^"?\$[{(]?(\w{1,80})/.exec(word)?.[1];
  return name === void 0 ? [] : [name];
}
var MAX_WORD = 512;
var MAX_VALUES = 16;
var ASKED_FOR = "the script also asks for it by this name where it has to be there already";
function nameSlot2(slots) {
  return slots.find(({ writes }) => writes === "name");
}
var MAX_PLACES = 32;
function presentPlaces(asked2, mentioned, uses, own2) {
  const here = new Set(asked2.map(startOf));
  if (mentioned.some((start) => !here.has(start))) return void 0;
  if (asked2.length === 0) return [];
  const others = new Set(uses.map(({ slots }) => nameSlot2(slots)?.start));
  const elsewhere = asked2.filter((value) => startOf(value) === void 0 || !others.has(startOf(value)));
  if (others.has(void 0) || elsewhere.length > MAX_PLACES) return void 0;
  const places = elsewhere.map((value) => literalSlot(value, own2));
  return places.every((place) => place !== void 0) ? places : void 0;
}
function literalSlot({ pieces }, { file, writes, before, after: after2 }) {
  const first = pieces?.find(({ text }) => text !== "");
  const length = nameLength(textOf4(pieces ?? []));
  if (first?.origin === void 0 || first.variable !== void 0 || first.text.length < length) return void 0;
  const { start } = first.origin;
  return { file, start, end: start + length, writes, before, after: after2, tail: "" };
}
function imageOfUse({ image, unknownTag }) {
  return image === null || unknownTag === true ? image ?? void 0 : imageNamed(image);
}
function imageOfValue({ pieces = [] }) {
  return imageNamed(textOf4(pieces));
}
function startOf({ pieces }) {
  return pieces?.find(({ text }) => text !== "")?.origin?.start;
}
function imageNamed(text) {
  const length = knownNameLength(text);
  const reference = parseReference(text.slice(0, length));
  if (reference === void 0) return void 0;
  if (length !== void 0) return formatReference(reference);
  return formatReference({ ...reference, tag: reference.tag ?? "latest" });
}
var BEHIND = /(?:(?<!docker:\/)\/|[\w.@}-])\$(?:[{(]?|\{\{[ \t]{0,8}env\.)(\w{1,80})/g;
var CUT2 = /\$\{(\w{1,80})(?:%%?[^}\n]{0,200}?\/|##[^}\n]{0,200}?\/[^}]|#[^}#\n]{0,200}?\/|\/)/g;
var MADE_OF = /\$\((?:(?:patsubst|filter|filter-out|dir)[ \t]|subst[ \t][^,\n]{0,80}\/)[^\n]{0,200}?\$[({](\w{1,80})[)}]/g;
var REPLACED = /\$\((\w{1,80}):[^)\n=]{0,80}=/g;
var CONDITION = /\bifn?eq\b[^\n]{0,500}/g;
var VARIABLE2 = /\$[({](\w{1,80})[)}]/g;
function againstVariable(file, name) {
  const { cut, made } = mentionsIn(file);
  if (made.has(name)) return "what is built is named after it";
  return cut.has(name) ? `${name} is used for more than images` : void 0;
}
var MENTIONS = /* @__PURE__ */ new WeakMap();
function mentionsIn(file) {
  const { text } = file;
  const known2 = MENTIONS.get(file) ?? {
    cut: cutVariables(text),
    asked: imagesBehind(ASKING, text),
    pulled: [PULLING, LOOPS, callsIn(text)].flatMap((commands) => imagesBehind(commands, text)),
    made: namesOf(text.matchAll(MADE2))
  };
  MENTIONS.set(file, known2);
  return known2;
}
function cutVariables(text) {
  const conditions = Array.from(text.matchAll(CONDITION), ([line2]) => line2).join("\n");
  const found = [BEHIND, CUT2, MADE_OF, REPLACED].flatMap((pattern) => [...text.matchAll(pattern)]);
  return namesOf([...found, ...conditions.matchAll(VARIABLE2)]);
}
var MADE2 = /(?:\bpush|[ \t]-t|[ \t]--tag)[ \t=]["']?\$(?:[{(]?|\{\{[ \t]{0,8}env\.)(\w{1,80})/g;
function namesOf(matches) {
  return new Set(Array.from(matches, ([, name = ""]) => name));
}
var ASKING = /\b(?:(?:docker|podman|nerdctl)[ \t]+(?:image[ \t]+)?(?:tag|push|save|rmi|inspect|history)|kind[ \t]+load[ \t]+docker-image|k3d[ \t]+images?[ \t]+import|minikube[ \t]+(?:image[ \t]+load|cache[ \t]+add))[ \t](?<rest>[^\n;&|#]{1,1000})/g;
var PULLING = /\b(?:docker|podman|nerdctl)[ \t]+(?:(?:image|container)[ \t]+)?(?:pull|run|create)[ \t](?<rest>[^\n;&|#]{1,1000})/g;
var LOOPS = /\bfor[ \t]+(?<name>\w{1,80})[ \t]+in[ \t](?<rest>[^\n;&|#]{1,1000})(?=[\n;&|#][\s\S]{0,300}?\b(?:pull|run|create)[ \t][^\n]{0,200}?\$\{?\k<name>\b)/g;
function callsIn(text) {
  const names = Array.from(text.matchAll(/^[ \t]*(?:function[ \t]+)?(\w{1,80})[ \t]*\(\)/gm), ([, name]) => name);
  return names.length === 0 ? /(?!)/g : new RegExp(`\\b(?:${names.join("|")})[ \\t](?<rest>[^\\n;&|#]{1,1000})`, "g");
}
function imagesBehind(commands, text) {
  return Array.from(text.matchAll(commands)).flatMap(
    ({ 0: all, groups: { rest = "" } = {}, index }) => Array.from(rest.matchAll(/([\w./:@-]+)([${%])?/g)).flatMap(({ 1: word = "", 2: filled2, index: at }) => {
      const image = imageNamed(filled2 === void 0 ? word : word + FILLED_IN);
      return image === void 0 ? [] : [{ image, start: index + all.length - rest.length + at }];
    })
  );
}

// src/manifests/shell/powershell-tokens.ts
function powershellParts(text, indentation = 0) {
  return new PowerShellReader(text, indentation).read();
}
var BLANKS = /* @__PURE__ */ new Set([" ", "	", "\r", ">"]);
var ENDS = /* @__PURE__ */ new Set(["\n", ";", "|", "&", "{", "}"]);
var MAX_DEPTH4 = 1e3;
var PowerShellReader = class {
  #text;
  #indentation;
  #parts = [];
  #outer = [];
  #level = { command: [], start: void 0, quoted: false };
  #at = 0;
  constructor(text, indentation) {
    this.#text = text;
    this.#indentation = indentation;
  }
  read() {
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? "";
      if (unit === "`") this.#escape();
      else if (this.#level.quoted) this.#quoted(unit);
      else this.#bare(unit);
    }
    do
      this.#endCommand();
    while (this.#leave());
    return this.#parts;
  }
  /** A backtick with what it escapes; at the end of a line it joins the next. */
  #escape() {
    const length = /^`\r?\n/.exec(this.#text.slice(this.#at, this.#at + 3))?.[0].length;
    if (length === void 0 || this.#level.quoted) {
      this.#word(2);
      return;
    }
    this.#endWord();
    this.#at += length;
  }
  #quoted(unit) {
    if (unit === '"') {
      if (this.#text[this.#at + 1] === '"') this.#at++;
      else this.#level.quoted = false;
    } else if (unit === "$" && this.#text[this.#at + 1] === "(") {
      this.#word(2);
      this.#enter();
      return;
    }
    this.#at++;
  }
  #bare(unit) {
    const text = this.#text;
    const isStart = this.#level.start === void 0;
    if (ENDS.has(unit)) {
      this.#endCommand();
      this.#at++;
    } else if (BLANKS.has(unit)) {
      this.#endWord();
      this.#at++;
    } else if (isStart && unit === "#") this.#at = lineEnd2(text, this.#at);
    else if (isStart && text.startsWith("<#", this.#at)) this.#at = after(text, "#>", this.#at + 2);
    else if (isStart && unit === "@" && this.#hereString()) return;
    else if (unit === "," && this.#isSeparator()) {
      if (this.#outer.length > 0) this.#endCommand();
      else this.#endWord();
      this.#at++;
    } else if (unit === "'") this.#word(this.#singleQuoted());
    else if (unit === '"') {
      this.#word(1);
      this.#level.quoted = true;
    } else if (text.startsWith("${", this.#at)) this.#word(Math.max(2, after(text, "}", this.#at, 256) - this.#at));
    else if (unit === "(") {
      this.#word(1);
      this.#enter();
    } else if (unit === ")" && this.#outer.length > 0) {
      this.#endCommand();
      this.#leave();
      this.#at++;
    } else this.#word(1);
  }
  /** A comma within a word (`type=bind,source=x`) is meant as a part of it. */
  #isSeparator() {
    return this.#level.start === void 0 || /[\s'"$@)]/.test(this.#text[this.#at + 1] ?? " ");
  }
  /** The length of a text in single quotes, in which a quote is doubled. */
  #singleQuoted() {
    let end = this.#at + 1;
    for (; ; ) {
      end = after(this.#text, "'", end);
      if (this.#text[end] !== "'") return end - this.#at;
      end++;
    }
  }
  /** `@"` at the end of a line begins a text that a line with `"@` ends. @returns whether there was one */
  #hereString() {
    const opening = /^@(["'])[ \t]*\r?\n/.exec(this.#text.slice(this.#at, this.#at + 64));
    if (opening === null) return false;
    const start = this.#at + opening[0].length;
    const close = `${opening[1]}@`;
    let end = this.#text.length;
    let next = end;
    for (let at = start; at < this.#text.length; at = lineEnd2(this.#text, at) + 1) {
      let from = at;
      while (from < at + this.#indentation && this.#text[from] === " ") from++;
      if (!this.#text.startsWith(close, from)) continue;
      end = at;
      next = from + close.length;
      break;
    }
    if (end > start) this.#parts.push({ type: "document", document: { start, end, expands: opening[1] === '"' } });
    this.#word(next - this.#at);
    return true;
  }
  /** Passes over characters of a word, which begins here unless it has begun. */
  #word(length) {
    this.#level.start ??= this.#at;
    this.#at += length;
  }
  #endWord() {
    const { start, command } = this.#level;
    if (start !== void 0) command.push({ start, end: Math.min(this.#at, this.#text.length) });
    this.#level.start = void 0;
  }
  #endCommand() {
    this.#endWord();
    const { command } = this.#level;
    if (command.length > 0) this.#parts.push({ type: "command", words: command.splice(0) });
  }
  #enter() {
    if (this.#outer.length === MAX_DEPTH4) return;
    this.#outer.push(this.#level);
    this.#level = { command: [], start: void 0, quoted: false };
  }
  #leave() {
    const outer = this.#outer.pop();
    if (outer === void 0) return false;
    this.#level = outer;
    return true;
  }
};
function lineEnd2(text, from) {
  const newline = text.indexOf("\n", from);
  return newline === -1 ? text.length : newline;
}
function after(text, what, from, most = text.length) {
  const range = most < text.length ? text.slice(from, from + most) : text;
  const found = range === text ? text.indexOf(what, from) : range.indexOf(what) + from;
  if (found < from) return range === text ? text.length : from;
  return found + what.length;
}

// src/manifests/shell/tokens.ts
function shellParts(text, indentation = 0) {
  return new CommandReader(text, indentation).read();
}
var BLANKS2 = /* @__PURE__ */ new Set([" ", "	", "\r", "<", ">"]);
var OPERATORS2 = /* @__PURE__ */ new Set([";", "&", "|", ")"]);
var HERE_DOCUMENT = /^<<(-?)[ \t]*(["'\\]?)([A-Za-z_.][\w.-]*)["']?/;
var MAKE_VARIABLE = /^\$\(\w+\)/;
var MAX_DEPTH5 = 1e3;
var CommandReader = class {
  #text;
  #indentation;
  #parts = [];
  #outer = [];
  #level = level(void 0);
  #awaited = [];
  #at = 0;
  constructor(text, indentation) {
    this.#text = text;
    this.#indentation = indentation;
  }
  read() {
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? "";
      if (this.#level.quote === "'") this.#singleQuoted(unit);
      else if (!(this.#escape(unit) || this.#substitution(unit))) {
        if (this.#level.quote === '"' || this.#level.braces > 0) this.#enclosed(unit);
        else this.#bare(unit);
      }
    }
    do
      this.#endCommand();
    while (this.#leave());
    return this.#parts;
  }
  #singleQuoted(unit) {
    if (unit === "'") this.#level.quote = "";
    this.#at++;
  }
  /** A backslash with what it escapes; at the end of a line it joins the next. */
  #escape(unit) {
    if (unit !== "\\") return false;
    const length = this.#continuationLength();
    const { quote, braces } = this.#level;
    if (length === 0 || quote !== "" || braces > 0) {
      this.#word(Math.min(2, this.#text.length - this.#at));
    } else {
      this.#endWord();
      this.#at += length;
    }
    return true;
  }
  #continuationLength() {
    if (this.#text[this.#at + 1] === "\n") return 2;
    return this.#text.startsWith("\r\n", this.#at + 1) ? 3 : 0;
  }
  /** The beginning or the end of a substitution. */
  #substitution(unit) {
    const { close, quote, braces } = this.#level;
    if (unit === close && quote === "" && braces === 0) {
      this.#endCommand();
      this.#leave();
      this.#at++;
      return true;
    }
    const opens = unit === "`" || unit === "$" && this.#text[this.#at + 1] === "(";
    if (!opens) return false;
    const variable = unit === "$" ? MAKE_VARIABLE.exec(this.#text.slice(this.#at, this.#at + 64)) : null;
    if (variable !== null) {
      this.#word(variable[0].length);
      return true;
    }
    this.#word(unit === "`" ? 1 : 2);
    this.#enter(unit === "`" ? "`" : ")");
    return true;
  }
  /** A character between double quotes or the braces of a variable. */
  #enclosed(unit) {
    const { quote } = this.#level;
    if (quote === '"') {
      if (unit === '"') this.#level.quote = "";
    } else if (unit === '"' || unit === "'") this.#level.quote = unit;
    else if (unit === "}") this.#level.braces--;
    else if (unit === "$" && this.#text[this.#at + 1] === "{") this.#level.braces++;
    this.#at++;
  }
  #bare(unit) {
    const text = this.#text;
    if (unit === "\n") {
      this.#endCommand();
      this.#at++;
      for (const document of this.#awaited.splice(0)) this.#readDocument(document);
    } else if (unit === "#" && this.#level.start === void 0) this.#at = endOfLine2(text, this.#at);
    else if (unit === "<" && text[this.#at + 1] === "<" && text[this.#at + 2] !== "<") this.#hereDocument();
    else if (unit === "(") {
      this.#endCommand();
      this.#enter(")");
      this.#at++;
    } else if (OPERATORS2.has(unit)) {
      this.#endCommand();
      this.#at++;
    } else if (BLANKS2.has(unit)) {
      this.#endWord();
      this.#at++;
    } else if (unit === "$" && text[this.#at + 1] === "{") {
      this.#word(2);
      this.#level.braces++;
    } else {
      this.#word(1);
      if (unit === '"' || unit === "'") this.#level.quote = unit;
    }
  }
  #hereDocument() {
    this.#endWord();
    const document = HERE_DOCUMENT.exec(this.#text.slice(this.#at, this.#at + 128));
    if (document !== null) {
      this.#awaited.push({ name: document[3] ?? "", indented: document[1] === "-", expands: document[2] === "" });
    }
    this.#at += document?.[0].length ?? 2;
  }
  /** One that never ends takes the rest of the file. */
  #readDocument({ name, indented, expands }) {
    const start = this.#at;
    let end = this.#text.length;
    while (this.#at < this.#text.length) {
      const at = this.#at;
      const stop = endOfLine2(this.#text, at);
      this.#at = stop + 1;
      const line2 = withoutBlanks(this.#text.slice(at, stop), this.#indentation).replace(/\r$/, "");
      if ((indented ? line2.replace(/^\t+/, "") : line2) !== name) continue;
      end = at;
      break;
    }
    if (end > start) this.#parts.push({ type: "document", document: { start, end, expands } });
  }
  /** Passes over characters of a word, which begins here unless it has begun. */
  #word(length) {
    this.#level.start ??= this.#at;
    this.#at += length;
  }
  #endWord() {
    const { start, command } = this.#level;
    if (start !== void 0) command.push({ start, end: this.#at });
    this.#level.start = void 0;
  }
  #endCommand() {
    this.#endWord();
    const { command } = this.#level;
    if (command.length > 0) this.#parts.push({ type: "command", words: command.splice(0) });
  }
  #enter(close) {
    if (this.#outer.length === MAX_DEPTH5) return;
    this.#outer.push(this.#level);
    this.#level = level(close);
  }
  #leave() {
    const outer = this.#outer.pop();
    if (outer === void 0) return false;
    this.#level = outer;
    return true;
  }
};
function level(close) {
  return { command: [], start: void 0, quote: "", braces: 0, close };
}
function endOfLine2(text, from) {
  const newline = text.indexOf("\n", from);
  return newline === -1 ? text.length : newline;
}
function withoutBlanks(line2, most) {
  let at = 0;
  while (at < most && line2[at] === " ") at++;
  return at === 0 ? line2 : line2.slice(at);
}

// src/manifests/shell/syntax.ts
var POSIX = {
  parts: shellParts,
  dialect: { escape: "\\", quotes: true },
  template: (text) => text.replaceAll(/\$\(([\w.]+)\)/g, (_, name) => `\${${name}}`),
  variable: (name) => name,
  spelled: (name) => name
};
var POWERSHELL = {
  parts: powershellParts,
  dialect: { escape: "`", quotes: true },
  template: (text) => withoutExpressions(text).replaceAll(/(?<!`)\$(\w{1,80})(?:::?|\.|\[)(?=\w)/g, (written3, scope) => scoped(written3, scope)).replaceAll(/\$\{(\w{1,80}):(?=\w)/g, (written3, scope) => scoped(written3, scope)),
  variable: (name) => name.toLowerCase().replace(/^(?:script|global|local|private|using)_/, ""),
  spelled: (name) => name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
};
var SCOPES = /^(?:env|script|global|local|private|using)$/i;
function scoped(written3, scope) {
  const isScope = written3.endsWith(`${scope}:`) && SCOPES.test(scope);
  return isScope ? `${written3.slice(0, -1)}_` : `${written3.replaceAll(/[^${]/g, "_")}`;
}
function withoutExpressions(text) {
  let result = "";
  let done = 0;
  for (let at = text.indexOf("$("); at !== -1; at = text.indexOf("$(", done)) {
    const end = closing(text, at + 2);
    result += `${text.slice(done, at)}\${${"_".repeat(Math.max(end - at - 3, 0))}}`;
    done = Math.max(end, at + 3);
  }
  return result + text.slice(done);
}
function closing(text, from) {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return text.length;
}

// src/manifests/shell/script.ts
var IMAGE_VARIABLE = /(?:^|_)(?:IMAGE|IMG)(?:_(?:NAME|REF|REFERENCE|URI))?$/i;
var MAX_KEPT_WORDS = 64;
var Script = class {
  #file;
  #kind;
  #syntax;
  #values = /* @__PURE__ */ new Map();
  #facts = [];
  /** Variables that hold the beginning of a command of an engine. */
  #commands = /* @__PURE__ */ new Map();
  /** Offsets of the values that are uses themselves. */
  #told = /* @__PURE__ */ new Set();
  #others = new OtherUses();
  /** Images of manifests that commands are given. */
  #delivered = /* @__PURE__ */ new Set();
  constructor(file, kind, syntax = POSIX) {
    this.#file = file;
    this.#kind = kind;
    this.#syntax = syntax;
  }
  facts() {
    this.#claim();
    const told = this.#facts.flatMap((fact) => fact.type === "use" ? [fact.use] : []);
    if (told.length === 0) return this.#facts;
    const settled = this.#others.settled(told, this.#delivered, this.#file).values();
    return this.#facts.map((fact) => {
      const use = fact.type === "use" ? settled.next().value : void 0;
      return fact.type === "use" && use !== void 0 ? { ...fact, use } : fact;
    });
  }
  /** Tells what is built here; a tag that is not known does not matter. */
  #claim() {
    for (const value of this.#others.everyMade()) {
      const built = value.pieces === void 0 ? "" : textOf4(value.pieces);
      const length = value.known ? void 0 : knownNameLength(built);
      const reference = value.known || length !== void 0 ? parseReference(built.slice(0, length)) : void 0;
      if (reference !== void 0)
        this.#facts.push({ type: "built-here", claim: buildClaim(reference, length !== void 0) });
    }
  }
  /**
   * A variable that is given a value.
   * @param lasts where it is `default`, only if it has none; where it is `once`, for a command alone
   */
  assign(name, span, lasts = "always") {
    const inner = withoutQuotes(this.#file.text, span);
    const text = this.#file.text.slice(inner.start, inner.end);
    const variable = { role: "variable", file: this.#file.path, ...this.#file.at(inner.start), text };
    const value = this.#value(span);
    const known2 = this.#syntax.variable(name);
    const assigned = expand2({ ...this.#template(span), variable }, this.#variables());
    if (lasts !== "once") this.#others.assigned(known2, text, assigned);
    if (lasts === "always" || lasts === "default" && !this.#values.has(known2)) this.#values.set(known2, assigned);
    this.#keepCommand(known2, inner, text);
    if (!value.known || !isImageValue(this.#syntax.spelled(name), value.pieces, text)) return;
    const written3 = value.pieces.filter((piece2) => piece2.text !== "");
    if (written3.every((piece2) => this.#isTold(piece2.variable, piece2.origin?.start))) return;
    this.#told.add(inner.start);
    for (const piece2 of written3) if (piece2.variable === void 0) this.#told.add(piece2.origin?.start ?? inner.start);
    this.#tell(inner, value);
  }
  /** A variable that holds a command of an engine: read where it stands, and known where the script begins a command with it. */
  #keepCommand(name, { start }, text) {
    this.#commands.delete(name);
    if (text.length > MAX_TEMPLATE || !/^(?:sudo[ \t]+)?(?:(?:docker|podman)-compose|docker|podman|nerdctl)[ \t]/.test(text))
      return;
    const parts = this.#syntax.parts(text).flatMap((part) => part.type === "command" ? [part.words] : []);
    const words = parts[0]?.map((word) => ({ start: start + word.start, end: start + word.end })) ?? [];
    this.command(words);
    if (words.length <= MAX_KEPT_WORDS) this.#commands.set(name, words);
  }
  /** A simple command. */
  command(command) {
    for (const use of chartValueUses(this.#file, command, this.#kind)) this.#facts.push({ type: "use", use });
    const written3 = command.map((word) => this.#textOf(word));
    const program = programAt(written3);
    const kept = this.#commands.get(this.#syntax.variable(variableIn(written3[program] ?? "") ?? ""));
    this.#others.compared(written3[program] ?? "", written3.slice(program + 1));
    if (written3[program] === "for") for (const word of command.slice(program + 3)) this.#named(word);
    const composed = composeCommand(written3);
    if (composed !== void 0) this.#facts.push({ type: "compose-command", command: composed });
    this.#engine(kept === void 0 ? command : [...kept, ...command.slice(program + 1)], kept?.length ?? 0);
  }
  /** @param known how many words stand elsewhere and are read there */
  #engine(command, known2) {
    const read2 = engineCommand(command.map((word) => this.#written(word)));
    const at = (indices) => indices.map((index) => command[index]);
    switch (read2?.verb) {
      case void 0:
        return;
      case "build":
        for (const word of at(read2.tags)) this.#built(word);
        for (const word of at(read2.settings)) this.#setting(word);
        return;
      case "name":
        for (const word of at(read2.present)) this.#named(word);
        for (const word of at(read2.made)) this.#built(word);
        return;
      case "start":
        for (const word of at(read2.images)) this.#started(word, read2.pulledBy);
        return;
      case "set":
        for (const word of at(read2.assignments)) this.#assigned(word, read2.pulledBy);
        return;
      case "run":
      case "create":
      case "pull":
        for (const word of at(read2.mounts.filter((index) => index >= known2))) this.#mounted(word);
        this.#pulled(read2, command, known2);
    }
  }
  /** Tells of the first operand that is an image; where it stands elsewhere, it is told there. */
  #pulled({ candidates, sure }, command, known2) {
    for (const [rank, index] of candidates.entries()) {
      const word = command[index];
      if (index < known2 || word !== void 0 && this.#image(word, rank === 0 && sure)) return;
    }
  }
  /** A here-document: the manifest that a command is given. */
  document(document) {
    const before = this.#facts.length;
    this.#readDocument(document);
    for (const fact of this.#facts.slice(before)) if (fact.type === "use") this.#delivered.add(fact.use);
  }
  #readDocument({ start, end, expands }) {
    for (const place of documentPlaces(this.#file.text.slice(start, end))) {
      const span = { start: start + place.start, end: start + place.start + place.text.length };
      if (place.templated) {
        if (expands) this.#image(span, true);
        continue;
      }
      const use = literalUse(this.#place(span));
      if (use !== void 0) this.#facts.push({ type: "use", use });
    }
  }
  /** Tells of the image at an operand. @returns whether it is settled that this was the image */
  #image(word, sure, pulledBy) {
    const inner = withoutQuotes(this.#file.text, word);
    const text = this.#file.text.slice(inner.start, inner.end);
    const value = this.#value(word);
    const known2 = value.known ? textOf4(value.pieces) : void 0;
    if (known2 !== void 0) {
      if (parseReference(known2) === void 0 || !(sure || isVersionedWord(known2))) return false;
      const told = value.known && value.pieces.some(({ variable, origin }) => this.#isTold(variable, origin?.start));
      if (!told) this.#tell(inner, value, pulledBy);
      return true;
    }
    if (text.length > MAX_TEMPLATE || !sure || !/^[\w$][^\s{}/]*\/\S*$|^[a-z]\S*:\$/.test(text)) return false;
    this.#tell(inner, value, pulledBy);
    return true;
  }
  /** Only what stands at its place is rewritten: other variables of a script (`HUB`) may well say where it pushes to. */
  #tell(span, value, pulledBy) {
    const traced = tracedUse(this.#place(span), value);
    const use = pulledBy === void 0 ? traced : { ...traced, pulledBy };
    const elsewhere = use.slots.some(({ start, end }) => start < span.start || end > span.end);
    const uneditable = "its name stands in a variable that the script may use for more";
    this.#facts.push({ type: "use", use: elsewhere ? { ...use, slots: [], uneditable } : use });
  }
  #isTold(variable, start) {
    return variable !== void 0 && start !== void 0 && this.#told.has(start);
  }
  /** What `build -t` or `push` names. */
  #built(word) {
    if (word === void 0) return;
    const span = withoutQuotes(this.#file.text, this.#valueOf("--tag=", word));
    if (span.end - span.start > MAX_TEMPLATE) return;
    const text = this.#file.text.slice(span.start, span.end);
    this.#others.made(text, this.#value(span));
  }
  /** An image that a command expects to be there. */
  #named(word) {
    if (word !== void 0 && word.end - word.start <= MAX_TEMPLATE)
      this.#others.present(this.#textOf(word), this.#value(word));
  }
  /** `--build-arg BASE_IMAGE=…`: an image that a Dockerfile begins from. */
  #setting(word) {
    if (word === void 0) return;
    const { start, end } = withoutQuotes(this.#file.text, this.#valueOf("--build-arg=", word));
    const match = /^([A-Za-z_]\w*)=/.exec(this.#file.text.slice(start, end));
    if (match === null) return;
    const span = withoutQuotes(this.#file.text, { start: start + match[0].length, end });
    const text = this.#textOf(span);
    const use = isImageSetting(match[1] ?? "", text) ? literalUse(this.#place(span)) : void 0;
    if (use !== void 0) this.#facts.push({ type: "use", use: { ...use, part: "arg" } });
  }
  /** The image of a pod that is started. */
  #started(word, pulledBy) {
    const flag = word === void 0 ? void 0 : /^--[\w-]{1,40}=/.exec(this.#textOf(word).slice(0, 48))?.[0];
    if (word !== void 0) this.#image(this.#valueOf(flag ?? "", word), true, pulledBy);
  }
  /** The image that a container of a workload is given. */
  #assigned(word, pulledBy) {
    if (word === void 0) return;
    const { start, end } = withoutQuotes(this.#file.text, word);
    const equals = this.#file.text.indexOf("=", start);
    this.#image({ start: equals + 1, end }, true, pulledBy);
  }
  /** An image whose files a container is given. */
  #mounted(word) {
    const image = word === void 0 ? void 0 : mountedImage(this.#file.text, this.#valueOf("--mount=", word));
    if (image !== void 0) this.#image(image, true);
  }
  /** What stands behind a flag in its word, or all of it. */
  #valueOf(flag, { start, end }) {
    return { start: this.#file.text.startsWith(flag, start) ? start + flag.length : start, end };
  }
  /** A word as programs are told it; in PowerShell quotes stand around a program or a flag as well. */
  #written(word) {
    return this.#textOf(this.#syntax === POSIX ? word : withoutQuotes(this.#file.text, word));
  }
  #textOf({ start, end }) {
    return this.#file.text.slice(start, end);
  }
  #value(span) {
    return expand2(this.#template(span), this.#variables());
  }
  #template({ start, end }) {
    const written3 = this.#file.text.slice(start, Math.min(end, start + MAX_TEMPLATE + 1));
    const { dialect } = this.#syntax;
    return { text: this.#syntax.template(written3), origin: { file: this.#file.path, start }, dialect };
  }
  #variables() {
    return {
      lookup: (name) => this.#values.get(this.#syntax.variable(name)),
      missing: (name) => `${name} has no value in this file`
    };
  }
  #place({ start, end }) {
    return { file: this.#file, start, text: this.#file.text.slice(start, end), kind: this.#kind, part: "whole" };
  }
};
function isImageValue(name, pieces, text) {
  const image = textOf4(pieces);
  if (IMAGE_VARIABLE.test(name)) return isVersionedWord(image) && (!text.includes("$") || saysVersion(image));
  if (namesMadeImage(name) || /chart/i.test(name) || pieces.some(({ variable }) => variable !== void 0))
    return false;
  return isCertainPublicImage(image);
}

// src/manifests/shell/shebang.ts
var INTERPRETER = /^\uFEFF?#![ \t]{0,9}(?:\S{0,60}\/)?(?:env[ \t]+(?:-\S{1,9}[ \t]+|\w{1,30}=\S{0,30}[ \t]+){0,4}(?:\S{0,60}\/)?)?(?:busybox[ \t]+)?([a-z]+)[\d.]*(?=\s|$)/;
var SHELLS = /* @__PURE__ */ new Set(["sh", "bash", "ash", "dash", "zsh", "ksh", "mksh"]);
function interpreterOf(beginning) {
  const name = INTERPRETER.exec(beginning)?.[1];
  if (name === "pwsh" || name === "powershell") return "powershell";
  return name !== void 0 && SHELLS.has(name) ? "shell" : void 0;
}

// src/manifests/shell/powershell.ts
var powershell = {
  name: "powershell",
  format: "text",
  recognises: (path) => /\.psm?1$/i.test(path),
  begins: (beginning) => interpreterOf(beginning) === "powershell",
  extract: (file) => {
    const script = new Script(file, "powershell", POWERSHELL);
    readPowerShell(script, file.text, { start: file.text.startsWith("\uFEFF") ? 1 : 0, end: file.text.length });
    return script.facts();
  }
};
function readPowerShell(script, text, { start, end }, indentation = 0) {
  for (const part of POWERSHELL.parts(text.slice(start, end), indentation)) {
    if (part.type === "document") {
      const { document } = part;
      script.document({ ...document, start: start + document.start, end: start + document.end });
      continue;
    }
    const words = part.words.map((word) => ({ start: start + word.start, end: start + word.end }));
    const assigned = assignmentIn(text, words);
    if (assigned === void 0) {
      script.command(words);
      for (const command of commandsGiven(text, words)) script.command(command);
      continue;
    }
    const [value, ...more] = assigned.value;
    if (value !== void 0 && more.length === 0) script.assign(assigned.name, value);
    else script.command(assigned.value);
  }
}
var RUNS_TEXT = /^["']?(?:iex|exec|invoke-[\w-]{1,80}|[^\s"']{0,200}\.ps1)["']?$/i;
var COMMAND = /^["'](?:docker|podman|nerdctl|kubectl|oc|az|helm)[ \t]/;
var MAX_GIVEN_CHARS = 4096;
function commandsGiven(text, [program, ...words]) {
  if (program === void 0 || !RUNS_TEXT.test(text.slice(program.start, Math.min(program.end, program.start + 256))))
    return [];
  return words.flatMap((word) => {
    if (word.end - word.start > MAX_GIVEN_CHARS || !COMMAND.test(text.slice(word.start, word.start + 16))) return [];
    const { start, end } = withoutQuotes(text, word);
    return POWERSHELL.parts(text.slice(start, end)).flatMap(
      (part) => part.type === "command" ? [part.words.map((inner) => ({ start: start + inner.start, end: start + inner.end }))] : []
    );
  });
}
var TARGET = /^(?:\[[^\]]{0,200}\]+)*\$\{?(?:(\w{1,80}):)?(\w{1,80})\}?(=?)/;
var MAX_ATTRIBUTES = 8;
function assignmentIn(text, words) {
  for (const [index, word] of words.slice(0, MAX_ATTRIBUTES).entries()) {
    const written3 = text.slice(word.start, Math.min(word.end, word.start + 1024));
    const target = TARGET.exec(written3);
    if (target === null) {
      if (written3.startsWith("[")) continue;
      return void 0;
    }
    const [whole, scope, variable = "", equals] = target;
    const name = scope === void 0 ? variable : `${scope}_${variable}`;
    const rest = { start: word.start + whole.length, end: word.end };
    if (equals === "=") {
      const value = rest.end > rest.start ? [rest, ...words.slice(index + 1)] : words.slice(index + 1);
      return { name, value };
    }
    const next = words[index + 1];
    if (rest.end > rest.start || next === void 0 || text[next.start] !== "=") return void 0;
    const own2 = { start: next.start + 1, end: next.end };
    return { name, value: own2.end > own2.start ? [own2, ...words.slice(index + 2)] : words.slice(index + 2) };
  }
  return void 0;
}

// src/manifests/shell/shell.ts
var shell = {
  name: "shell",
  format: "text",
  recognises: (path) => /\.(?:sh|bash|ash|dash|ksh|zsh)$/i.test(path),
  begins: (beginning) => interpreterOf(beginning) === "shell",
  extract: (file) => {
    const script = new Script(file, "shell");
    readShell(script, file.text, { start: 0, end: file.text.length });
    return script.facts();
  }
};
function readShell(script, text, { start, end }, indentation = 0) {
  for (const part of shellParts(text.slice(start, end), indentation)) {
    if (part.type === "document") {
      const { document } = part;
      script.document({ ...document, start: start + document.start, end: start + document.end });
      continue;
    }
    const command = part.words.map((word) => ({ start: start + word.start, end: start + word.end }));
    assignIn(script, text, command);
    script.command(command);
  }
}
var OPENINGS = /* @__PURE__ */ new Set(["then", "else", "do", "{"]);
var DECLARATIONS = /* @__PURE__ */ new Set(["export", "local", "readonly", "declare", "typeset"]);
var ASSIGNMENT = /^([A-Za-z_]\w*)=/;
var DEFAULT = /^"?\$\{([A-Za-z_]\w*):?=/;
function assignIn(script, text, command) {
  const begins = command.findIndex(({ start, end }) => !OPENINGS.has(text.slice(start, end)));
  const [first, ...rest] = command.slice(Math.max(begins, 0));
  if (first === void 0) return;
  const verb = text.slice(first.start, first.end);
  if (verb === ":") {
    for (const word of rest) assignDefault(script, text, word);
    return;
  }
  const declares = DECLARATIONS.has(verb);
  const isOnce = !declares && ![first, ...rest].every(({ start, end }) => ASSIGNMENT.test(text.slice(start, end)));
  for (const { start, end } of [first, ...rest]) {
    const assignment = ASSIGNMENT.exec(text.slice(start, end));
    const value = assignment === null ? void 0 : { start: start + assignment[0].length, end };
    if (value !== void 0) script.assign(assignment?.[1] ?? "", value, isOnce ? "once" : "always");
    else if (!declares) return;
  }
}
function assignDefault(script, text, { start, end }) {
  const word = text.slice(start, end);
  const fallback = DEFAULT.exec(word);
  const close = word.lastIndexOf("}");
  if (fallback === null || close === -1) return;
  script.assign(fallback[1] ?? "", { start: start + fallback[0].length, end: start + close }, "default");
}

// src/manifests/shell/script-text.ts
var MAY_TELL = /docker|podman|nerdctl|container|runtime|engine|kubectl|\boc\b|helm|image|<<|@["']/i;
function scriptFacts(file, node, kind, { language = "shell", prepared } = {}) {
  const scalar = writtenScalar(node);
  if (scalar === void 0 || (scalar.style === "single" || scalar.style === "double") && !scalar.verbatim) return [];
  const text = file.text.slice(scalar.start, scalar.end);
  if (!MAY_TELL.test(text)) return [];
  const indentation = indentationOf2(scalar, text);
  const isFolded = !scalar.verbatim && scalar.style !== "literal";
  if (!isFolded && prepared === void 0) return factsOf(file, kind, language, scalar, indentation);
  const script = isFolded ? unfolded(text, scalar) : text;
  return factsElsewhere(file, kind, language, scalar.start, prepared?.(script) ?? script, indentation);
}
function factsOf(file, kind, language, range, indentation) {
  const script = new Script(file, kind, language === "shell" ? POSIX : POWERSHELL);
  const read2 = language === "shell" ? readShell : readPowerShell;
  read2(script, file.text, range, indentation);
  return script.facts().flatMap((fact) => {
    if (fact.type === "use") return [{ type: "use", use: { ...fact.use, part: "arg" } }];
    return fact.type === "built-here" || fact.type === "compose-command" ? [fact] : [];
  });
}
function unfolded(text, { style }) {
  const lines = text.split("\n");
  const indentation = lines.find((line2) => line2.trim() !== "")?.search(/\S/) ?? 0;
  const isFolded = (line2) => line2 !== void 0 && line2.trim() !== "" && (style !== "folded" || line2.search(/\S/) === indentation);
  return lines.map((line2, index) => {
    if (index === lines.length - 1) return line2;
    return isFolded(line2) && isFolded(lines[index + 1]) ? `${line2.replace(/\r$/, " ")} ` : `${line2}
`;
  }).join("");
}
function factsElsewhere(file, kind, language, start, script, indentation) {
  const offsets = /* @__PURE__ */ new Map();
  const at = (offset) => {
    const position = file.at(start + offset);
    offsets.set(`${position.line}:${position.column}`, start + offset);
    return position;
  };
  const inner = { path: file.path, text: script, at };
  const written3 = (use) => {
    const offset = offsets.get(`${use.line}:${use.column}`);
    return {
      ...use,
      text: offset === void 0 ? use.text : file.text.slice(offset, offset + use.text.length),
      slots: use.slots.map((slot) => ({ ...slot, start: slot.start + start, end: slot.end + start }))
    };
  };
  const facts = factsOf(inner, kind, language, { start: 0, end: script.length }, indentation);
  return facts.map((fact) => fact.type === "use" ? { type: "use", use: written3(fact.use) } : fact);
}
function indentationOf2({ style }, text) {
  return style === "literal" || style === "folded" ? /^[ ]*(?=[^ \r\n])/m.exec(text)?.[0].length ?? 0 : 0;
}

// src/manifests/yaml/embedded.ts
var NOTHING3 = { documents: [], unparsable: [] };
function embeddedDocuments(file, scalar) {
  return embedded(file, scalar).documents;
}
function embedded(file, scalar) {
  if (scalar.start < 0) return NOTHING3;
  const text = file.text.slice(scalar.start, scalar.end);
  switch (scalar.style) {
    case "literal":
    case "folded":
      return blockDocuments(text, scalar.start);
    case "double":
      return documentsOf2(scalar.verbatim ? text : withoutEscapes(text), scalar.start);
    case "single":
    case "plain":
      return scalar.verbatim ? documentsOf2(text, scalar.start) : NOTHING3;
  }
}
function blockDocuments(text, start) {
  const parts = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(/^[ \t]*---(?=\s|$)/gm)) {
    parts.push(documentsOf2(text.slice(from, index), start + from));
    from = index + mark.length;
  }
  parts.push(documentsOf2(text.slice(from), start + from));
  return {
    documents: parts.flatMap(({ documents }) => documents),
    unparsable: parts.flatMap(({ unparsable }) => unparsable)
  };
}
function documentsOf2(text, base) {
  const { documents, failures } = parseDocuments(text, base);
  return { documents, unparsable: failures };
}
function withoutEscapes(text) {
  let quoted2 = false;
  return text.replace(/\\([\\nrt"/])/g, (written3, character) => {
    switch (character) {
      case "n":
        return quoted2 ? written3 : " \n";
      case "r":
      case "t":
        return quoted2 ? written3 : "  ";
      case '"':
        quoted2 = !quoted2;
        return quoted2 ? ' "' : '" ';
      default:
        return written3;
    }
  });
}

// src/manifests/yaml/expanded.ts
var MAX_EXPANDED = 2e5;
var MAX_DEPTH6 = 200;
var MERGE_KEY = "<<";
function expanded({ root, hasAliases }) {
  if (hasAliases !== true) return { root, isWhole: true };
  const expansion = new Expansion();
  return { root: expansion.of(root, 0), isWhole: expansion.isWhole };
}
var Expansion = class {
  isWhole = true;
  #left = MAX_EXPANDED;
  /** Of the aliases that lead here. */
  #open = /* @__PURE__ */ new Set();
  of(node, depth) {
    if (this.#open.size > 0) this.#left -= node.type === "scalar" ? 1 + node.value.length : 1;
    if (depth > MAX_DEPTH6 || this.#left < 0) {
      this.isWhole = false;
      return node;
    }
    switch (node.type) {
      case "scalar":
        return node;
      case "alias": {
        const { target } = node;
        if (target === void 0) return node;
        if (this.#open.has(target)) {
          this.isWhole = false;
          return node;
        }
        this.#open.add(target);
        const found = this.of(target, depth + 1);
        this.#open.delete(target);
        return found;
      }
      case "sequence":
        return { ...node, items: node.items.map((item) => this.of(item, depth + 1)) };
      case "mapping":
        return { ...node, entries: this.#entries(node, depth + 1) };
    }
  }
  #entries({ entries }, depth) {
    const own2 = [];
    const merged2 = [];
    for (const { key, value } of entries) {
      const found = { key, value: this.of(value, depth) };
      if (key.type === "scalar" && key.value === MERGE_KEY) merged2.unshift(...mergedBy(found.value));
      else own2.push(found);
    }
    return [...merged2, ...own2];
  }
};
function mergedBy(node) {
  if (node.type === "mapping") return node.entries;
  return node.type === "sequence" ? node.items.toReversed().flatMap(mergedBy) : [];
}

// src/manifests/helm/given-values.ts
function givenFacts(file, charts2, layers, replaces = false) {
  const folders = charts2.flatMap((path) => path.length > MAX_PATH2 ? [] : placesOf2(path, file));
  if (layers.length === 0) return [];
  return [{ type: "given-values", given: { source: file, charts: folders, layers, replaces } }];
}
var MAX_PATH2 = 512;
function placesOf2(path, { path: file }) {
  const fromTop2 = joinPath("", path.replace(/^\$[\w-]+\/|^\/+/, ""));
  const beside = joinPath(directoryOf(file), path);
  return [...new Set([beside, fromTop2].flatMap((place) => place ?? []))];
}
function givenTo(book, isChart) {
  const roots = new Map(book.of("helm-values-root").map(({ file, fact: { root } }) => [file, { file, root }]));
  const found = /* @__PURE__ */ new Map();
  for (const { fact } of book.of("given-values")) {
    const { charts: charts2, layers, source, replaces } = fact.given;
    const folder = charts2.find(isChart);
    if (folder === void 0) continue;
    const known2 = layers.flatMap((layer) => {
      if (typeof layer !== "string") return { file: source.path, root: layer };
      const places = [joinPath(folder, layer) ?? "", ...placesOf2(layer, source)];
      return places.map((place) => roots.get(place)).find((root) => root !== void 0) ?? [];
    });
    if (known2.length < layers.length) continue;
    const all = found.get(folder) ?? [];
    found.set(folder, all);
    all.push({ layers: known2, replaces });
  }
  return found;
}
function givenIn(book, isChart) {
  const found = /* @__PURE__ */ new Map();
  for (const { file, fact } of book.of("given-values")) {
    const { charts: charts2, layers, source } = fact.given;
    const folder = charts2.find(isChart);
    if (folder === void 0) continue;
    const places = found.get(file) ?? [];
    found.set(file, places);
    for (const layer of layers) {
      const root = typeof layer === "string" ? void 0 : resolved(layer);
      if (root !== void 0) places.push({ source, chart: folder, lines: linesOf(root, source) });
    }
  }
  return found;
}
function linesOf(root, source) {
  return [source.at(Math.max(root.start, 0)).line, source.at(Math.max(lastStart(root), 0)).line];
}
function lastStart(node) {
  switch (node.type) {
    case "scalar":
    case "alias":
      return node.start;
    case "sequence":
      return Math.max(node.start, ...node.items.slice(-1).map(lastStart));
    case "mapping":
      return Math.max(node.start, ...node.entries.slice(-1).flatMap(({ key, value }) => [key, value].map(lastStart)));
  }
}

// src/manifests/helm/charts.ts
var KNOWN = /* @__PURE__ */ new WeakMap();
function chartsIn(book) {
  const known2 = KNOWN.get(book);
  if (known2 !== void 0) return known2;
  const told = new Map(book.of("helm-chart").map(({ file, fact }) => [directoryOf(file), fact.chart]));
  const required = groupBy(book.of("helm-requirements"), ({ file }) => directoryOf(file));
  const inside = groupBy([...told], ([folder]) => outerChart(folder) ?? "\0");
  const charts2 = new Map(
    [...told].map(([folder, chart]) => {
      const more = (required.get(folder) ?? []).flatMap(({ fact }) => fact.dependencies);
      const unlisted = (inside.get(folder) ?? []).map(([, { name, version }]) => ({
        ...UNNAMED,
        name,
        key: name,
        version
      }));
      return [folder, withDependencies(chart, [...more, ...unlisted])];
    })
  );
  KNOWN.set(book, charts2);
  return charts2;
}
var UNNAMED = { repository: "", imports: [] };
function outerChart(folder) {
  const parent = directoryOf(folder);
  return /(?:^|\/)charts$/.test(parent) ? directoryOf(parent) : void 0;
}
function withDependencies(origin, others) {
  const names = new Set(origin.dependencies.map(({ name }) => name));
  const more = others.filter(({ name }) => !names.has(name) && names.add(name));
  return { ...origin, origin, dependencies: [...origin.dependencies, ...more] };
}

// src/manifests/helm/remote-values.ts
var TAKES_WHOLE_NAMES = /* @__PURE__ */ new Set(["app-template"]);
function remoteValues(node, file, chart) {
  return valueUses(node, file).map(({ use }) => remoteValueFact(use, chart));
}
function remoteValueFact(use, chart) {
  const isKnown = chart === void 0 || !isHalf(use) || saysVersion3(use);
  return isKnown ? { type: "use", use: unlessRefused(use, chart?.repository) } : { type: "remote-value", use, chart };
}
function unlessRefused(use, repository) {
  const isRefused = /bitnami/.test(repository ?? "") && use.image?.startsWith("docker.io/bitnamilegacy/") === true;
  if (!isRefused || use.uneditable !== void 0) return use;
  return { ...use, uneditable: "Bitnami's chart refuses it from elsewhere (global.security.allowInsecureImages)" };
}
function saysVersion3({ text, part }) {
  return part === "whole" && /[:@]/.test(text);
}
function isHalf({ image, text, also }) {
  if (image === null || beginsWithHost(text)) return false;
  return !also.some(({ role }) => /registry|hub|repository/i.test(role));
}
function registryOfChart({ name, version, repository }) {
  const of = (word, text = "") => text === "" ? "" : `${word}${text}`;
  return `the registry comes from chart ${name}${of(" ", version)}${of(" of ", repository)}`;
}
function resolveRemoteValues(book) {
  const charts2 = chartsIn(book);
  const artifacts = new Map(book.of("chart-artifact").map(({ fact: { name, chart } }) => [name, chart]));
  return book.of("remote-value").map(({ fact: { use, chart } }) => {
    if (chart.by === "path" && charts2.has(chart.name)) return use;
    const found = chart.by === "reference" ? artifacts.get(chart.name) ?? chart : chart;
    if (TAKES_WHOLE_NAMES.has(found.name.slice(found.name.lastIndexOf("/") + 1))) return use;
    return unresolved2(use, registryOfChart(found));
  });
}
function unresolved2(use, reason) {
  const { pulls: _, uneditable: __, unknownTag: ___, ...rest } = use;
  return { ...rest, image: null, reason, slots: [] };
}

// src/manifests/kustomize/items.ts
var PLACED_KINDS = /* @__PURE__ */ new Set(["custom-resource", "kustomize"]);
var FOUND_VERSION = /^(?::[\w.{}-]*)?(?:@sha256:[\w.{}-]*)?$/;
function itemsOf(use) {
  const length = nameLength(use.text);
  const missed = PLACED_KINDS.has(use.kind) || use.podList === "ephemeralContainers" ? { mayBeMissed: true } : {};
  const written3 = { use, name: use.text.slice(0, length), version: use.text.slice(length), ...missed };
  const reference = use.slots.length > 0 || use.image === null ? void 0 : parseReference(use.image);
  if (reference === void 0) return [written3];
  const name = nameOf(reference);
  const spellings = [name, name.replace(/^docker\.io\//, ""), name.replace(/^docker\.io\/library\//, "")];
  return [
    written3,
    ...[...new Set(spellings)].map((spelling) => ({ use, name: spelling, version: versionOf(use), ...missed }))
  ];
}
function versionOf({ image }) {
  return image === null ? "" : image.slice(nameLength(image));
}
function unfoundOf(item) {
  if (item.mayBeMissed === true) return { ...item, isMissed: true };
  return FOUND_VERSION.test(item.version ?? "") ? void 0 : item;
}
function distinct(items) {
  const seen = /* @__PURE__ */ new Map();
  return items.filter(({ use, name, version, isMissed }) => {
    const images = setAt(seen, use);
    const { size } = images;
    return images.add(`${name}\0${version}\0${isMissed}`).size > size;
  });
}
function saidIn(name) {
  return name.slice(nameLength(name)) || void 0;
}
function madeBy(entry, version) {
  return { use: entry.use, name: entry.newName, version: entry.setsVersion ? versionOf(entry.use) : version };
}
function firstMatching(byName, { name, version = "" }, from) {
  const found = [name, name + version, name + version.replace(/@.*/, "")].map((text) => {
    const entries = byName.get(text) ?? [];
    return entries[countBefore(entries, ([index]) => index < from)];
  });
  return found.filter((entry) => entry !== void 0).toSorted(([one], [other]) => one - other)[0];
}

// src/manifests/kustomize/charts.ts
var CHART_KINDS = /* @__PURE__ */ new Set(["helm-values", "helm-template"]);
var MAX_STEPS = 2e6;
function releasesOf(book) {
  return book.of("release").map(({ file, fact: { release } }) => ({ entries: release.entries, charts: [{ file, paths: release.paths }] }));
}
function foundInCharts(uses, rendered2) {
  const found = /* @__PURE__ */ new Map();
  if (rendered2.length === 0) return found;
  const byName = groupBy(
    uses.filter(({ kind, image }) => image !== null && CHART_KINDS.has(kind)),
    ({ image }) => nameIn(image ?? "")
  );
  let steps = 0;
  for (const { entries, charts: charts2 } of rendered2) {
    for (const { name, use: entry } of entries) {
      const named3 = byName.get(nameIn(name)) ?? [];
      steps += named3.length * charts2.length;
      const mayBe = steps > MAX_STEPS ? () => true : (use) => charts2.some((chart) => isOf(use, chart));
      for (const use of named3)
        if (use !== entry && !found.has(use) && mayBe(use)) found.set(use, `${entry.file}:${entry.line}`);
    }
  }
  return found;
}
function nameIn(image) {
  const reference = parseReference(image);
  return reference === void 0 ? void 0 : nameOf(reference);
}
function isOf({ file }, { file: own2, paths }) {
  return file === own2 || paths.some((path) => path === "" || file === path || file.startsWith(`${path}/`));
}

// src/manifests/kustomize/meetings.ts
var Meeting = class _Meeting {
  entries;
  /** Whether they are sorted by their names first, so that none stays where it is put. */
  isSorted;
  /** What the images are called on their way, without versions, with a use of each and the first entry that may find it. */
  #images = /* @__PURE__ */ new Map();
  /** By name, from which entries on it passes: what an entry has made meets those behind it. */
  #passes = /* @__PURE__ */ new Map();
  /** Those of them that may be given another name. */
  #movable = /* @__PURE__ */ new Set();
  /** For each use the first entry that may find it. */
  #from = /* @__PURE__ */ new Map();
  #rests = /* @__PURE__ */ new Map();
  #entryNames;
  #imageNames;
  #called;
  #bridges;
  constructor(entries, isSorted) {
    this.entries = entries;
    this.isSorted = isSorted;
  }
  /** An image is called so when the entries run that come from an index on. */
  pass({ name, use }, from) {
    if (use.slots.length > 0) this.#movable.add(name);
    if ((this.#images.get(name)?.from ?? Number.POSITIVE_INFINITY) > from) this.#images.set(name, { use, from });
    this.#passes.set(name, (this.#passes.get(name) ?? /* @__PURE__ */ new Set()).add(from));
    this.#from.set(use, Math.min(from, this.#from.get(use) ?? from));
  }
  /** As if the list began there: what stands before changes nothing of what is met behind it. */
  #behind(from) {
    if (from === 0) return this;
    const known2 = this.#rests.get(from) ?? new _Meeting(this.entries.slice(from), this.isSorted);
    this.#rests.set(from, known2);
    return known2;
  }
  get #names() {
    this.#entryNames ??= new Map(
      this.entries.map(({ name, use }) => [bare(name), this.#taken(bare(name), use)]).reverse()
    );
    return this.#entryNames;
  }
  /** The names that entries look for in what a use is called: of one that an entry here makes, those behind it. */
  namesFor(use) {
    return this.#behind(this.#from.get(use) ?? 0).#names;
  }
  /** The names of the images that pass. */
  get imageNames() {
    this.#imageNames ??= new Map([...this.#images].map(([name, { use }]) => [name, this.#taken(name, use)]));
    return this.#imageNames;
  }
  /** An image that passes and that no entry of a name finds, though it has the same name once both are moved: it is spelled otherwise, or moved. */
  namesake(entry) {
    this.#called ??= groupBy(
      [...this.#movable].flatMap((name2) => [nameIn(name2), movedFrom(name2)].map((called3) => [called3, name2])),
      ([called3]) => called3
    );
    const name = bare(entry.name);
    const at = this.entries.indexOf(entry);
    const called2 = nameIn(name);
    const found = called2 === void 0 ? [] : this.#called.get(called2) ?? [];
    return found.map(([, other]) => other).find((other) => other !== name && this.#passesUnchanged(other, name, at));
  }
  /** Whether an image called so passes an entry without having been changed into what that looks for. */
  #passesUnchanged(other, name, at) {
    return [...this.#passes.get(other) ?? []].some(
      (from) => from <= at && !this.#behind(from).bridgedTo(name).has(other)
    );
  }
  /** Whether an entry would get another place in a sorted list by a new name, and what it makes or finds is another entry's, too. */
  isMovedBySorting(entry) {
    if (!this.isSorted) return false;
    const [finds2, makes] = [unmoved(entry.name), unmoved(entry.newName)];
    return this.entries.some((other) => {
      const found = unmoved(other.name);
      return other !== entry && (unmoved(other.newName) === finds2 || found === finds2 || found === makes);
    });
  }
  /** The names that an entry changes into this one, and nothing else of the image, before any other looks for it. */
  bridgedTo(name) {
    return new Set([...this.#bridgesHere()].flatMap(([from, to]) => to === name ? [from] : []));
  }
  #taken(name, { file, line: line2 }) {
    const to = this.#bridgesHere().get(name);
    return { at: `${file}:${line2}`, sameAs: /* @__PURE__ */ new Set([...this.bridgedTo(name), ...to === void 0 ? [] : [to]]) };
  }
  /**
   * By name: what it is changed into before any other entry looks for either. One that looks for what it is changed into follows, so
   * that the change is never what decides, and nobody edits it.
   */
  #bridgesHere() {
    if (this.#bridges !== void 0) return this.#bridges;
    const last = new Map(this.entries.map(({ name }, at) => [name, at]));
    const lookedFor = groupBy(this.entries, ({ name }) => bare(name));
    const seen = /* @__PURE__ */ new Set();
    const bridges = /* @__PURE__ */ new Map();
    for (const [at, { name, newName, renames, setsVersion }] of this.entries.entries()) {
      const isAlone2 = lookedFor.get(name)?.length === 1 && !seen.has(newName) && (last.get(newName) ?? at) > at;
      if (renames && !setsVersion && isAlone2) bridges.set(name, newName);
      seen.add(bare(name));
    }
    this.#bridges = bridges;
    return bridges;
  }
};
function movedFrom(name) {
  const rest = name.slice(name.indexOf("/") + 1);
  return /^[^/]*[.:]/.test(rest) ? nameIn(rest) : void 0;
}
function unmoved(name) {
  return movedFrom(bare(name)) ?? nameIn(bare(name)) ?? bare(name);
}
function bare(name) {
  return name.slice(0, nameLength(name));
}

// src/manifests/kustomize/entry-runs.ts
var IS_PATTERN = /[^\w./:@-]/;
var EntryRuns = class {
  matches = /* @__PURE__ */ new Map();
  versions = /* @__PURE__ */ new Map();
  open = /* @__PURE__ */ new Set();
  rendered = [];
  meetings = /* @__PURE__ */ new Map();
  passed = /* @__PURE__ */ new Map();
  /** Uses that something may find by a pattern, with why they keep their names. */
  kept = /* @__PURE__ */ new Map();
  #steps;
  constructor(steps) {
    this.#steps = steps;
  }
  /** Kustomize runs the entries one after the other, so that one may match what another has made. */
  run({ items, isOpen, charts: charts2 }, entries, isSorted) {
    this.#steps.take(1, items.length, entries.length);
    if (entries.length === 0) return items;
    this.rendered.push({ entries, charts: charts2 });
    if (isOpen) for (const entry of entries) this.open.add(entry);
    const byName = groupBy([...entries.entries()], ([, { name }]) => name);
    const meeting = new Meeting(entries, isSorted);
    for (const entry of entries) setAt(this.meetings, entry).add(meeting);
    const pattern = entries.find(({ name }) => IS_PATTERN.test(name))?.use;
    const unseen2 = entries.map((entry, at) => [madeBy(entry, saidIn(entry.name)), at + 1]);
    const open = [...items.map((item) => [item, 0]), ...unseen2];
    const transformed = [];
    for (let next = open.pop(); next !== void 0; next = open.pop())
      transformed.push(this.#through(next, { meeting, byName, pattern }, open));
    return distinct(transformed);
  }
  /** @param open where an image goes on as it is beside what an entry makes of it */
  #through([item, first], { meeting, byName, pattern }, open) {
    let now = item;
    for (let from = first; ; ) {
      meeting.pass(now, from);
      setAt(this.passed, now.use).add(meeting);
      if (pattern !== void 0) this.kept.set(now.use, `${pattern.file}:${pattern.line} finds images by a pattern`);
      this.#steps.take(1);
      const found = firstMatching(byName, now, from);
      if (found === void 0 || this.#steps.areTooMany) return now;
      const [index, entry] = found;
      setAt(this.matches, now.use).add(entry);
      if (now.version !== void 0) setAt(this.versions, entry).add(now.version);
      const unfound = unfoundOf(now);
      if (unfound !== void 0) open.push([unfound, index + 1]);
      now = madeBy(entry, now.version);
      from = index + 1;
    }
  }
};
function withEntries(entries, { entries: own2, sortsEntries }) {
  if (sortsEntries) {
    const byName = new Map([...entries, ...own2].map((entry) => [entry.name, entry]));
    return [...byName.values()].toSorted((one, other) => compareTexts(one.name, other.name));
  }
  const written3 = [...entries];
  const places = new Map(entries.map(({ name }, at) => [name, at]).reverse());
  for (const entry of own2) {
    const place = places.get(entry.name) ?? written3.length;
    places.set(entry.name, place);
    written3[place] = entry;
  }
  return written3;
}

// src/manifests/kustomize/sources.ts
var BUILT_KINDS = /* @__PURE__ */ new Set(["kubernetes", "custom-resource", "kustomize"]);
var TEXT_KINDS = /* @__PURE__ */ new Set(["kubernetes", "custom-resource", "kustomize", "other"]);
var TEXT_PARTS = /* @__PURE__ */ new Set(["whole", "arg", "env"]);
function isKustomizationPath(path) {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(baseName(path));
}
var Sources = class {
  /** By directory. */
  kustomizations;
  #images;
  /** Texts that may be images. */
  #texts;
  /** What patches expect to find. */
  #tests;
  #replacing;
  /** The files that the transformer in a file names. */
  #patchPaths;
  #transformers;
  /** The files that hold images, sorted. */
  #files;
  constructor(uses, book) {
    this.#tests = fileMap(book.of("tested-image"), ({ use }) => [use]);
    this.#replacing = fileMap(book.of("replacements"), ({ replacing }) => [replacing]);
    this.#patchPaths = fileMap(book.of("patch-transformer"), ({ paths }) => paths);
    this.#transformers = fileMap(book.of("image-transformer"), ({ entry }) => [entry]);
    const kustomizations = book.of("kustomization").map(({ fact }) => fact.kustomization);
    const aside = /* @__PURE__ */ new Set([
      ...[...this.#tests.values()].flat(),
      ...kustomizations.flatMap(({ tests, late }) => [...tests, ...late.puts, ...late.tests])
    ]);
    const isBuilt = ({ part, kind }) => part === "whole" && BUILT_KINDS.has(kind);
    this.#images = groupBy(
      uses.filter((use) => isBuilt(use) && !aside.has(use)),
      ({ file }) => file
    );
    const texts = uses.filter((use) => !isBuilt(use) && TEXT_KINDS.has(use.kind) && TEXT_PARTS.has(use.part));
    this.#texts = groupBy(texts, ({ file }) => file);
    this.#files = [...this.#images.keys()].toSorted(compareTexts);
    const found = /* @__PURE__ */ new Map();
    for (const { file, fact } of book.of("kustomization"))
      if (isKustomizationPath(file)) found.set(directoryOf(file), fromTop(file, fact.kustomization));
    this.kustomizations = found;
  }
  kustomizationAt(directory) {
    const known2 = this.kustomizations;
    return known2.get(directory);
  }
  imagesIn(file) {
    return this.#images.get(file) ?? NONE;
  }
  textsIn(file) {
    return this.#texts.get(file) ?? NONE;
  }
  testsIn(file) {
    return this.#tests.get(file) ?? NONE;
  }
  replacingIn(file) {
    return this.#replacing.get(file) ?? NONE;
  }
  /** The images of all files below a directory. */
  imagesBelow(directory) {
    const below3 = directory === "" ? "" : `${directory}/`;
    const uses = [];
    const first = countBefore(this.#files, (file) => compareTexts(file, below3) < 0);
    for (let at = first; this.#files[at]?.startsWith(below3) === true; at++) {
      for (const use of this.imagesIn(this.#files[at] ?? "")) uses.push(use);
    }
    return uses;
  }
  /** What the transformers do that a kustomization names: files, or directories that hold them. */
  transformersOf({ file, transformers, lateEntries, late }) {
    const files = transformers.flatMap((path) => this.kustomizationAt(path)?.parts ?? [path]);
    const patches = files.flatMap((path) => this.#patchPaths.get(path) ?? NONE);
    const all = [...files, ...pathsFrom(directoryOf(file), patches)];
    return {
      entries: [...lateEntries, ...files.flatMap((path) => this.#transformers.get(path) ?? NONE)],
      puts: [...late.puts, ...all.flatMap((path) => this.imagesIn(path))],
      tests: [...late.tests, ...all.flatMap((path) => this.testsIn(path))],
      replacing: all.flatMap((path) => this.replacingIn(path))
    };
  }
};
function fromTop(file, kustomization) {
  const directory = directoryOf(file);
  const { parts, components, patches, transformers, charts: charts2, takesUnseen } = kustomization;
  const needed = [...parts, ...components];
  return {
    ...kustomization,
    file,
    parts: pathsFrom(directory, parts),
    components: pathsFrom(directory, components),
    patches: pathsFrom(directory, patches),
    transformers: pathsFrom(directory, transformers),
    charts: charts2 === void 0 ? void 0 : pathsFrom(directory, charts2),
    takesUnseen: takesUnseen || pathsFrom(directory, needed).length < needed.length
  };
}
function pathsFrom(directory, paths) {
  return paths.flatMap((path) => joinPath(directory, path) ?? NONE);
}
var NONE = [];
function fileMap(facts, told) {
  const byFile = groupBy(facts, ({ file }) => file);
  return new Map([...byFile].map(([file, found]) => [file, found.flatMap(({ fact }) => told(fact))]));
}

// src/manifests/kustomize/steps.ts
var MAX_STEPS2 = 2e6;
var Steps = class {
  #taken = 0;
  take(...counts) {
    for (const count2 of counts) this.#taken += count2;
  }
  /** Whether the tree is too tangled to follow. */
  get areTooMany() {
    return this.#taken > MAX_STEPS2;
  }
};

// src/manifests/kustomize/build.ts
var TESTED_ELSEWHERE = "a patch looks for it in what may not be in the tree";
var MAX_DEPTH7 = 100;
function build(uses, book) {
  return new Builder(uses, book).run();
}
var Builder = class {
  #sources;
  #deliveries;
  #steps = new Steps();
  #runs = new EntryRuns(this.#steps);
  #built = /* @__PURE__ */ new Map();
  /** What is being built. */
  #underway = /* @__PURE__ */ new Set();
  #effective = /* @__PURE__ */ new Set();
  #kept = /* @__PURE__ */ new Map();
  #tested = /* @__PURE__ */ new Map();
  #delivered = /* @__PURE__ */ new Map();
  constructor(uses, book) {
    this.#sources = new Sources(uses, book);
    this.#deliveries = book.of("delivery").map(({ fact }) => fact.delivery);
  }
  run() {
    const used = /* @__PURE__ */ new Set();
    const { kustomizations } = this.#sources;
    for (const { parts, components } of kustomizations.values())
      for (const path of [...parts, ...components]) used.add(path);
    for (const delivery of this.#deliveries) {
      if (this.#steps.areTooMany) return void 0;
      this.#deliver(delivery, used);
    }
    for (const directory of kustomizations.keys()) {
      if (used.has(directory)) continue;
      for (const { use, isMissed } of this.#directory(directory).items) if (isMissed !== true) this.#effective.add(use);
    }
    const versions = new Map([...this.#runs.versions].map(([entry, found]) => [entry, new Set(found)]));
    for (const { path } of this.#deliveries) this.#directory(path);
    if (this.#steps.areTooMany) return void 0;
    const { matches, open, rendered: rendered2, meetings, passed } = this.#runs;
    return {
      matches,
      versions,
      open,
      rendered: rendered2,
      meetings,
      passed,
      delivered: this.#delivered,
      effective: this.#effective,
      kept: new Map([...this.#runs.kept, ...this.#kept]),
      tested: this.#tested
    };
  }
  /** What an object of the cluster builds of a directory, and overrides of it: it writes that into the kustomization there. */
  #deliver(delivery, used) {
    const { path } = delivery;
    used.add(path);
    for (const component of delivery.components) used.add(component);
    const [kustomization, items] = this.#delivers(path);
    const written3 = {
      ...kustomization,
      components: [...kustomization.components, ...delivery.components],
      entries: withEntries(kustomization.entries, delivery),
      tests: [...kustomization.tests, ...delivery.tests]
    };
    const built = this.#applied(written3, { ...NOTHING4, items }, delivery.own, delivery.sortsEntries);
    for (const { use, isMissed } of built.items) {
      if (delivery.substitutes.length > 0) setAt(this.#delivered, use).add(delivery);
      if (isMissed !== true) this.#effective.add(use);
    }
  }
  /** What an object builds from: the kustomization of a directory, or all manifests below it. */
  #delivers(path) {
    const found = this.#sources.kustomizationAt(path);
    if (found !== void 0) return [found, []];
    const plain = path === void 0 ? [] : this.#sources.imagesBelow(path);
    return [{ ...EMPTY, takesUnseen: plain.length === 0 }, plain.flatMap(itemsOf)];
  }
  #directory(directory) {
    const known2 = this.#built.get(directory);
    if (known2 !== void 0) return known2;
    const result = this.#apply(directory, NOTHING4);
    this.#built.set(directory, result);
    return result;
  }
  /** What a kustomization makes of its parts, together with what was there before (for a component). */
  #apply(directory, before) {
    const found = this.#sources.kustomizationAt(directory);
    if (found === void 0 || this.#underway.has(found)) return before;
    if (this.#underway.size >= MAX_DEPTH7) this.#steps.take(Number.POSITIVE_INFINITY);
    if (this.#steps.areTooMany) return before;
    this.#underway.add(found);
    const result = this.#applied(found, before, [], false);
    this.#underway.delete(found);
    return result;
  }
  /**
   * @param more images that an object of the cluster patches it with
   * @param isSorted whether the entries are
   */
  #applied(kustomization, before, more, isSorted) {
    const sources = this.#sources;
    let result = this.#together(kustomization, before);
    for (const component of kustomization.components) result = this.#apply(component, result);
    const patches = [kustomization.file, ...kustomization.patches];
    const own2 = [...patches.flatMap((path) => sources.imagesIn(path)), ...more];
    const texts = /* @__PURE__ */ new Set([...result.texts, ...patches.flatMap((path) => sources.textsIn(path))]);
    const patched = { ...result, items: [...result.items, ...own2.flatMap(itemsOf)], texts };
    this.#test([...kustomization.tests, ...patches.flatMap((path) => sources.testsIn(path))], patched);
    const built = this.#runs.run(patched, kustomization.entries, isSorted);
    const late = sources.transformersOf(kustomization);
    const all = { ...patched, items: [...built, ...late.puts.flatMap(itemsOf)] };
    this.#test(late.tests, all);
    const replacing = [...kustomization.replacing, ...patches.flatMap((path) => sources.replacingIn(path))];
    const replaced = this.#replace([...replacing, ...late.replacing], patched, all, [...own2, ...late.puts]);
    return { ...replaced, items: this.#runs.run(replaced, late.entries, false) };
  }
  /** What a kustomization builds from, before anything is done to it. */
  #together({ file, parts, takesUnseen, charts: own2 }, before) {
    const items = [...before.items];
    const texts = new Set(before.texts);
    let isOpen = before.isOpen || takesUnseen;
    const charts2 = new Set(before.charts);
    if (own2 !== void 0) charts2.add({ file, paths: own2 });
    for (const part of parts) {
      const base = this.#part(part);
      this.#steps.take(base.items.length, base.charts.length, base.texts.size);
      isOpen ||= base.isOpen;
      for (const item of base.items) items.push(item);
      for (const chart of base.charts) charts2.add(chart);
      for (const text of base.texts) texts.add(text);
    }
    for (const text of this.#sources.textsIn(file)) texts.add(text);
    return { items: distinct(items), isOpen, charts: [...charts2], texts };
  }
  /** What a kustomization takes from a path: what is built there, or the file. */
  #part(path) {
    if (this.#sources.kustomizationAt(path) !== void 0) return this.#directory(path);
    const items = this.#sources.imagesIn(path).flatMap(itemsOf);
    return { ...NOTHING4, items, texts: new Set(this.#sources.textsIn(path)) };
  }
  /** What patches expect to find has to be what they find: both are renamed, or neither. */
  #test(tests, { items, isOpen, charts: charts2, texts }) {
    if (tests.length === 0) return;
    const byText = groupBy([...items, ...[...texts].flatMap(itemsOf)], textOf5);
    for (const test of tests) {
      const found = itemsOf(test).flatMap((item) => byText.get(textOf5(item)) ?? []);
      this.#steps.take(1, found.length);
      for (const { use } of found) setAt(this.#tested, use).add(test);
      if (found.length === 0 || isOpen || charts2.length > 0) this.#kept.set(test, TESTED_ELSEWHERE);
    }
  }
  /** What replacements leave of the images: they may not shift what is counted of one, and may make an image of a text. */
  #replace(replacing, before, built, patches) {
    const [cuts] = replacing.flatMap((one) => one.cuts ?? []);
    const [cutsTexts] = replacing.flatMap((one) => one.cutsTexts ?? []);
    const why = (place) => `${place} replaces or takes a part of it by its place`;
    if (cuts !== void 0) for (const { use } of [...before.items, ...built.items]) this.#kept.set(use, why(cuts));
    if (cutsTexts !== void 0) for (const use of [...built.texts, ...patches]) this.#kept.set(use, why(cutsTexts));
    if (!replacing.some(({ copiesTexts }) => copiesTexts)) return built;
    for (const use of built.texts) this.#effective.add(use);
    return { ...built, items: distinct([...built.items, ...[...built.texts].flatMap(itemsOf)]) };
  }
};
function textOf5({ name, version = "" }) {
  return `${name}${version}`;
}
var EMPTY = {
  file: "",
  parts: [],
  patches: [],
  tests: [],
  components: [],
  entries: [],
  transformers: [],
  lateEntries: [],
  late: { puts: [], tests: [] },
  charts: void 0,
  replacing: []
};
var NOTHING4 = { items: [], isOpen: false, charts: [], texts: /* @__PURE__ */ new Set() };

// src/manifests/model/added-keys.ts
function pathText(path) {
  return JSON.stringify(path);
}
function addedText(values, style) {
  const tree = treeOf(values);
  if (style.type === "flow") return `${flowText(tree)}${style.isEmpty ? "" : ", "}`;
  const line2 = (text) => style.begins ? `${style.lineEnd}${text}` : `${text}${style.lineEnd}`;
  return linesOf2(tree, style.column, style).map(line2).join("");
}
function treeOf(values) {
  const root = /* @__PURE__ */ new Map();
  for (const { path, value } of values) {
    let at = root;
    for (const step of path.slice(0, -1)) {
      const before = at.get(pathText([step]))?.inner;
      const next = before instanceof Map ? before : /* @__PURE__ */ new Map();
      at.set(pathText([step]), { step, inner: next });
      at = next;
    }
    const last = path.at(-1) ?? "";
    at.set(pathText([last]), { step: last, inner: value });
  }
  return root;
}
function flowText(tree) {
  return [...tree.values()].map(({ step, inner }) => {
    const held = (text2) => isListOf(inner) ? `[${text2}]` : `{${text2}}`;
    const text = typeof inner === "string" ? inner : held(flowText(inner));
    if (typeof step === "string") return `${keyText(step)}: ${text}`;
    const rest = typeof inner === "string" ? inner : flowText(inner);
    return `{${[firstText(step), rest].filter((part) => part !== "").join(", ")}}`;
  }).join(", ");
}
function linesOf2(tree, column, style) {
  const indent = " ".repeat(column);
  const items = [...tree.values()].filter(({ step }) => typeof step !== "string");
  const keys = [...tree.values()].filter(({ step }) => typeof step === "string");
  return [...items, ...keys].flatMap(({ step, inner }) => {
    if (typeof step !== "string") {
      const inside = typeof inner === "string" ? [`${indent}  ${inner}`] : linesOf2(inner, column + 2, style);
      const [head = "", ...rest] = [...step.first === void 0 ? [] : [`${indent}  ${firstText(step)}`], ...inside];
      return [`${indent}- ${head.slice(column + 2)}`, ...rest];
    }
    const start = `${indent}${keyText(step)}:`;
    if (typeof inner === "string") return [`${start} ${inner}`];
    return [
      start,
      ...linesOf2(inner, column + (isListOf(inner) ? style.listIndent ?? style.unit : style.unit), style)
    ];
  });
}
function isListOf(inner) {
  return typeof inner !== "string" && [...inner.values()].some(({ step }) => typeof step !== "string");
}
function firstText({ first }) {
  return first === void 0 ? "" : `${keyText(first.key)}: ${plainOrQuoted(first.value, /^[A-Za-z_][\w./-]*(?::\d+[\w./-]*)?$/)}`;
}
function keyText(key) {
  return plainOrQuoted(key, /^[A-Za-z_][\w./-]*$/);
}
function plainOrQuoted(text, plain) {
  const isWord = /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain.test(text) && !isWord ? text : JSON.stringify(text);
}

// src/manifests/kustomize/images.ts
function imageEntries(list, file) {
  return itemsAt(list).flatMap((item) => {
    const entry = item.type === "mapping" ? imageEntry(item, file) : void 0;
    return entry === void 0 ? [] : [entry];
  });
}
function imageEntry(node, file) {
  const name = scalarOf(node, "name");
  if (name === void 0) return void 0;
  const newName = scalarOf(node, "newName");
  const newTag = scalarOf(node, "newTag");
  const digest = scalarOf(node, "digest");
  const suffix = scalarOf(node, "tagSuffix");
  const named3 = newName ?? name;
  const version = (newTag === void 0 ? "" : `:${newTag.value}`) + (digest === void 0 ? "" : `@${digest.value}`);
  const part = newName === void 0 ? "name" : "newName";
  const length = nameLength(named3.value);
  const given = newName === void 0 && version !== "" ? named3.value.slice(0, length) : named3.value;
  const whole = parseReference(given + version);
  const reference = whole ?? parseReference(given);
  const also = siblings2(file, { newTag, digest, tagSuffix: suffix });
  const addsTwice = suffix !== void 0 && finds(name, named3);
  const standing = nodeOf(node, part);
  const place = standing?.type === "alias" ? { start: standing.start - 1, text: `*${standing.anchor}` } : { start: named3.start, text: named3.value };
  const use = reference === void 0 ? {
    ...unresolvedUse(
      { file, ...place, kind: "kustomize", part },
      "no image reference: a placeholder that something else replaces"
    ),
    also
  } : {
    file: file.path,
    ...file.at(place.start),
    text: place.text,
    kind: "kustomize",
    part,
    image: formatReference(reference),
    // `newTag: ${TAG}` is filled in before kustomize reads it.
    ...whole === void 0 ? { unknownTag: true, reason: "its new tag is filled in elsewhere" } : {},
    also,
    ...slotsOrReason(
      slotsOf(node, file, newName, digest).map((slot) => endingAt(slot, named3, length)),
      whyNotWritten(isWritten(node, part, named3), addsTwice)
    )
  };
  return {
    use,
    name: name.value,
    newName: named3.value.slice(0, length),
    setsVersion: version !== "" || newName !== void 0 && length < newName.value.length,
    match: isWritten(node, "name", name) && !addsTwice ? endingAt(over(file, name, "name"), name, nameLength(name.value)) : void 0,
    bridge: bridgeTo(node, file, name.value),
    renames: newName !== void 0
  };
}
function bridgeTo({ start, flow }, file, looksFor) {
  if (looksFor.length > MAX_REFERENCE_LENGTH) return void 0;
  const { text } = file;
  const length = nameLength(looksFor);
  const newName = keyText(looksFor.slice(0, length));
  const version = looksFor.slice(length);
  const slot = { file: file.path, writes: "name", tail: "", present: /* @__PURE__ */ new Set() };
  const before = behindBlanks(text, start);
  if (text[before - 1] !== "-") {
    if (!flow || !/[[,]/.test(text[before - 1] ?? "")) return void 0;
    return { ...slot, start, end: start, before: "{name: ", after: `${version}, newName: ${newName}}, ` };
  }
  const lineStart = behindBlanks(text, before - 1);
  const indent = text.slice(lineStart, before - 1);
  const at = aboveComments(text, lineStart);
  const end = lineBreakAt(text, endOfLine3(text, start)) || lineBreakBefore(text, lineStart);
  const after2 = `${version}${end}${indent}  newName: ${newName}${end}`;
  return { ...slot, start: at, end: at, before: `${indent}- name: `, after: after2 };
}
function behindBlanks(text, end) {
  let at = end;
  while (text[at - 1] === " " || text[at - 1] === "	") at--;
  return at;
}
function aboveComments(text, lineStart) {
  let at = lineStart;
  while (at > 0) {
    let above = text.startsWith("\r\n", at - 2) ? at - 2 : at - 1;
    const end = above;
    while (above > 0 && !isLineBreak(text[above - 1])) above--;
    if (!/^[ \t]*#/.test(text.slice(above, end))) return at;
    at = above;
  }
  return at;
}
function isWritten(node, key, { verbatim }) {
  return verbatim && nodeOf(node, key)?.type === "scalar";
}
function slotsOrReason(slots, uneditable) {
  return uneditable === void 0 ? { slots } : { slots: [], uneditable };
}
function whyNotWritten(isHere, addsTwice) {
  if (!isHere) return "its name is an alias, or written with escapes or over several lines";
  return addsTwice ? "kustomize adds its suffix once more to what it finds again, which it would not by another name" : void 0;
}
function finds(name, made) {
  return name.value === made.value.slice(0, nameLength(made.value));
}
function endingAt(slot, { start, end }, length) {
  return slot.start === start && slot.end === end ? { ...slot, end: start + length } : slot;
}
function slotsOf(node, file, newName, digest) {
  const naming = newName === void 0 ? inserted(node, file, "name", "newName", "name") : over(file, newName, "name");
  if (digest !== void 0) return naming === void 0 ? [] : [naming];
  const last = newName === void 0 ? scalarOf(node, "newTag") === void 0 ? void 0 : "newTag" : "newName";
  const pinning = last === void 0 ? void 0 : inserted(node, file, last, "digest", "digest");
  return [naming, pinning].filter((slot) => slot !== void 0);
}
function inserted(node, file, behind2, key, writes) {
  const entry = node.entries.find(({ key: at }) => at.type === "scalar" && at.value === behind2);
  if (entry?.key.type !== "scalar" || entry.value.type !== "scalar") return void 0;
  const { text } = file;
  const quoted2 = entry.value.style === "single" || entry.value.style === "double";
  const valueEnd = entry.value.end + (quoted2 ? 1 : 0);
  const slot = { file: file.path, writes, after: "", tail: "" };
  if (node.flow) return { ...slot, start: valueEnd, end: valueEnd, before: `, ${key}: ` };
  const lineEnd4 = endOfLine3(text, valueEnd);
  const keyStart = entry.key.start - (entry.key.style === "plain" ? 0 : 1);
  let lineStart = keyStart;
  while (lineStart > 0 && !isLineBreak(text[lineStart - 1])) lineStart--;
  const indent = " ".repeat(text.slice(lineStart, keyStart).replace("\uFEFF", "").length);
  return { ...slot, start: lineEnd4, end: lineEnd4, before: `${lineBreakBefore(text, lineStart)}${indent}${key}: ` };
}
function endOfLine3(text, from) {
  let end = from;
  while (end < text.length && !isLineBreak(text[end])) end++;
  return end;
}
function lineBreakAt(text, at) {
  return text.startsWith("\r\n", at) ? "\r\n" : text.slice(at, at + 1);
}
function lineBreakBefore(text, at) {
  return at === 0 ? "\n" : lineBreakAt(text, text.startsWith("\r\n", at - 2) ? at - 2 : at - 1);
}
function over(file, { start, end }, writes) {
  return { file: file.path, start, end, writes, before: "", after: "", tail: "" };
}
function siblings2(file, fields) {
  return Object.entries(fields).flatMap(
    ([role, scalar]) => scalar === void 0 ? [] : [{ role, file: file.path, ...file.at(scalar.start), text: file.text.slice(scalar.start, scalar.end) }]
  );
}
function scalarOf(node, key) {
  const value = writtenScalar(nodeOf(node, key));
  return value?.value === "" ? void 0 : value;
}
function nodeOf(node, key) {
  return node.entries.findLast((entry) => entry.key.type === "scalar" && entry.key.value === key)?.value;
}

// src/manifests/kubernetes/fields.ts
function fieldsOf(node) {
  const fields = /* @__PURE__ */ new Map();
  for (const { key, value } of node.entries) if (key.type === "scalar") fields.set(key.value, value);
  return fields;
}
function textField(fields, key) {
  const node = fields.get(key);
  return node?.type === "scalar" && node.start >= 0 && node.value.trim() !== "" ? node : void 0;
}
function mappingAt(node, ...path) {
  let at = node;
  for (const key of path) {
    if (at?.type !== "mapping") return void 0;
    at = at.entries.findLast((entry) => entry.key.type === "scalar" && entry.key.value === key)?.value;
  }
  return at?.type === "mapping" ? at : void 0;
}
function itemsField(fields, key) {
  const node = fields.get(key);
  return node?.type === "sequence" ? node.items : [];
}

// src/manifests/kubernetes/helm-parameters.ts
var REPOSITORY = /^((?:.*\.)?(?:image|\w*Image)\.)(repository|image)$/;
function helmParameterUses(parameters, file) {
  const values = /* @__PURE__ */ new Map();
  for (const parameter of parameters) {
    const name = scalarAt(parameter, "name")?.value ?? "";
    const value = scalarAt(parameter, "value");
    if (value !== void 0 && name.length <= MAX_NAME4) values.set(name, value);
  }
  return [...values].flatMap(
    ([name, scalar]) => splitOf2(name, scalar, values, file) ?? wholeOf(name, scalar, file) ?? []
  );
}
var MAX_PARAMETERS = 256;
function parameterLayers(parameters) {
  return parameters.slice(0, MAX_PARAMETERS).flatMap((parameter) => {
    const [name, value] = [scalarAt(parameter, "name"), scalarAt(parameter, "value")];
    if (name === void 0 || value === void 0 || name.value.length > MAX_NAME4 || name.value.includes("["))
      return [];
    const keys = name.value.split(/(?<!\\)\./).map((key) => key.replaceAll("\\.", "."));
    return keys.reduceRight((below3, key) => mappingOf(name, key, below3), value);
  });
}
function mappingOf(name, key, value) {
  const written3 = { ...name, value: key, start: value.start, end: value.start, verbatim: false };
  return { type: "mapping", start: value.start, flow: false, anchor: void 0, entries: [{ key: written3, value }] };
}
var MAX_NAME4 = 256;
function splitOf2(name, scalar, values, file) {
  const [, above, role] = REPOSITORY.exec(name) ?? [];
  if (above === void 0 || role === void 0) return void 0;
  const field2 = (key) => {
    const found = values.get(above + key);
    return found === void 0 ? void 0 : { role: key, scalar: found };
  };
  const registry = field2("registry");
  const hasHost2 = beginsWithHost(scalar.value);
  if (registry === void 0 && !hasHost2) return void 0;
  const repository = { role, scalar };
  const rest = { registry, tag: field2("tag"), digest: field2("digest") };
  return splitUse({ file, kind: "custom-resource", part: "repository", repository, ...rest });
}
function wholeOf(name, scalar, file) {
  const { value } = scalar;
  const key = name.slice(name.lastIndexOf(".") + 1);
  const isNamed = isImageKey(key) && !namesMadeImage(key) && isPossibleImage(value, "image") && saysVersion(value);
  if (!scalar.verbatim || !isNamed && !isCertainImage(value)) return void 0;
  return literalUse({ file, start: scalar.start, text: value, kind: "custom-resource", part: "arg" });
}

// src/manifests/kustomize/patches.ts
var PUTS = /* @__PURE__ */ new Set(["add", "replace"]);
var TESTS = "test";
var MAX_KEY2 = 256;
function isJsonPatch(root) {
  const items = itemsAt(root);
  return items.length > 0 && items.every((item) => scalarAt(item, "op") !== void 0 && /^\//.test(scalarAt(item, "path")?.value ?? ""));
}
function jsonPatchImages(root, file) {
  const items = distinctItemsAt([root]);
  const usesOf2 = (operation, isImage4) => items.flatMap((item) => {
    if (!operation(scalarAt(item, "op")?.value ?? "")) return [];
    const value = valueAt(item, "value");
    if (value === void 0) return [];
    const path = scalarAt(item, "path")?.value ?? "";
    if (value.type !== "scalar") return containerUses(value, file);
    return /\/[\w-]*[iI]mage$/.test(path.slice(-MAX_KEY2)) || isImage4(value.value) ? useOf2(value, file) : [];
  });
  return {
    puts: usesOf2(
      (name) => PUTS.has(name),
      () => false
    ),
    tests: usesOf2((name) => name === TESTS, isCertainImage)
  };
}
function inlinePatchImages(root, file) {
  return patchImages(
    [
      ...["patches", "patchesJson6902"].flatMap(
        (key) => itemsAt(root, key).map(
          (item) => patchesWatcher(void 0, valueAt(item, "target")) ? void 0 : valueAt(item, "patch")
        )
      ),
      ...itemsAt(root, "patchesStrategicMerge")
    ],
    file
  );
}
var PATCHING = /* @__PURE__ */ new Map([
  ["PatchTransformer", "patch"],
  ["PatchStrategicMergeTransformer", "patches"],
  ["PatchJson6902Transformer", "jsonOp"]
]);
function isPatchTransformer(root) {
  return scalarAt(root, "apiVersion")?.value === "builtin" && PATCHING.has(scalarAt(root, "kind")?.value ?? "");
}
function transformerPatchImages(root, file) {
  return patchImages([valueAt(root, PATCHING.get(scalarAt(root, "kind")?.value ?? "") ?? "")], file);
}
function transformerPaths(root) {
  const paths = [scalarAt(root, "path"), ...itemsAt(root, "paths").map((item) => scalarAt(item))];
  return paths.flatMap((path) => path?.value ?? []);
}
function patchImages(patches, file) {
  const all = [...new Set(patches.map(resolved))].flatMap((patch) => {
    if (patch === void 0) return [];
    const roots = patch.type === "scalar" ? embeddedDocuments(file, patch).map(({ root }) => root) : [patch];
    return roots.filter((root) => !patchesWatcher(root)).map(
      (root) => isJsonPatch(root) ? jsonPatchImages(root, file) : { puts: containerUses(root, file), tests: [] }
    );
  });
  return { puts: all.flatMap(({ puts }) => puts), tests: all.flatMap(({ tests }) => tests) };
}
function literalUses(root, file) {
  return distinctItemsAt(itemsAt(root, "configMapGenerator"), "literals").flatMap((item) => {
    const equals = item.type === "scalar" && item.verbatim ? item.value.indexOf("=") : -1;
    if (item.type !== "scalar" || equals === -1) return [];
    const name = item.value.slice(0, equals);
    const text = item.value.slice(equals + 1);
    if (!isCertainImage(text) && !(isImageVariable(name) && isPossibleImage(text, name))) return [];
    const use = literalUse({ file, start: item.start + equals + 1, text, kind: "kustomize", part: "env" });
    return use === void 0 ? [] : [use];
  });
}
function containerUses(root, file) {
  const uses = [];
  const open = [root];
  for (let node = open.pop(); node !== void 0; node = open.pop()) {
    if (node.type === "sequence") for (const item of node.items) open.push(item);
    if (node.type !== "mapping") continue;
    for (const { key, value } of node.entries) {
      if (key.type === "scalar" && key.value === "image" && value.type === "scalar") uses.push(...useOf2(value, file));
      else open.push(value);
    }
  }
  return uses;
}
function useOf2(scalar, file) {
  const use = scalarUse({ file, node: scalar, kind: "kustomize", templating: VARIABLES });
  return use === void 0 ? [] : [use];
}
var VARIABLES = { pattern: /\$[({]/, reason: "the value is a template" };
function useFacts2(uses) {
  return uses.map((use) => ({ type: "use", use }));
}
function patchFacts({ puts, tests }) {
  return [...useFacts2([...puts, ...tests]), ...tests.map((use) => ({ type: "tested-image", use }))];
}

// src/manifests/kubernetes/overrides.ts
function fluxFacts(spec, file) {
  const entries = fluxEntries(valueAt(spec, "images"), file);
  const { puts, tests } = patchImages2(spec, file);
  const substitutes = entriesAt(spec, "postBuild", "substitute").flatMap(([name, node]) => {
    if (node.type !== "scalar" || !node.verbatim) return [];
    const place = { file, start: node.start, text: node.value, kind: "custom-resource", part: "env" };
    return [{ name, place }];
  });
  const path = pathOf(scalarAt(spec, "path")?.value ?? "./");
  const components = componentsOf2(spec, path);
  return deliveryFacts({ path, sortsEntries: false, components, entries, own: puts, tests, substitutes });
}
function argoFacts(source, kustomize2, file) {
  const entries = itemsAt(kustomize2, "images").flatMap((item) => argoEntry(item, file) ?? []);
  const { puts, tests } = patchImages2(kustomize2, file);
  const chart = scalarAt(source, "chart");
  const path = chart === void 0 ? pathOf(scalarAt(source, "path")?.value ?? "") : void 0;
  const components = componentsOf2(kustomize2, path);
  return deliveryFacts({
    path,
    sortsEntries: entries.length > 0,
    components,
    entries,
    own: puts,
    tests,
    substitutes: []
  });
}
function patchImages2(holder, file) {
  const { puts, tests } = inlinePatchImages(holder, file);
  const held = (use) => ({ ...use, kind: "custom-resource" });
  return { puts: puts.map(held), tests: tests.map(held) };
}
function deliveryFacts(delivery) {
  return [
    { type: "delivery", delivery },
    ...[...delivery.entries.map(({ use }) => use), ...delivery.own, ...delivery.tests].map(
      (use) => ({ type: "use", use })
    )
  ];
}
function pathOf(path) {
  return /[${]/.test(path) ? void 0 : joinPath("", path.replace(/^\/+/, ""));
}
function componentsOf2(holder, path) {
  if (path === void 0) return [];
  const named3 = itemsAt(holder, "components").flatMap((item) => scalarAt(item)?.value ?? []);
  return named3.flatMap((component) => joinPath(path, component) ?? []);
}
function fluxEntries(images, file) {
  return imageEntries(images, file).map((entry) => ({
    ...entry,
    use: { ...entry.use, kind: "custom-resource" },
    ...entry.renames || entry.setsVersion && !mayBePlaceholder(entry.name) ? {} : { doubtful: true }
  }));
}
function argoEntry(item, file) {
  if (item.type !== "scalar" || !item.verbatim) return void 0;
  const equals = item.value.indexOf("=");
  const text = item.value.slice(equals + 1);
  const length = knownNameLength(text) ?? nameLength(text);
  const name = equals === -1 ? text.slice(0, length) : item.value.slice(0, equals);
  const use = argoUse(item, equals + 1, text, file);
  const setsVersion = saysVersion(text) || use?.unknownTag === true;
  if (use === void 0 || name === "" || equals === -1 && !setsVersion) return void 0;
  return {
    use,
    name,
    newName: text.slice(0, length),
    setsVersion,
    match: slotOver2(file, item.start, item.start + name.length),
    // Argo CD sorts its entries by their names, so that none comes surely before another.
    bridge: void 0,
    renames: equals !== -1,
    ...equals !== -1 || !mayBePlaceholder(name) ? {} : { doubtful: true }
  };
}
function mayBePlaceholder(name) {
  const parsed = parseName(name);
  return !name.includes("/") && (parsed === void 0 || !isOfficial(parsed));
}
function argoUse(item, from, text, file) {
  const part = from > 0 ? "newName" : "name";
  const place = { file, start: item.start + from, text, kind: "custom-resource", part };
  const isFilledIn = knownNameLength(text) !== void 0;
  if (!isFilledIn && !isPossibleImage(text, "image")) return void 0;
  const use = isFilledIn ? templatedUse(place, "the value is a template") : literalUse(place);
  if (use === void 0 || from > 0) return use;
  const names = use.slots.filter(({ writes }) => writes === "name");
  return { ...use, slots: names.map((slot) => ({ ...slot, start: slot.end, before: "=" })) };
}
function slotOver2(file, start, end) {
  return { file: file.path, start, end, writes: "name", before: "", after: "", tail: "" };
}

// src/manifests/kubernetes/use-collector.ts
var UseCollector = class {
  file;
  kind;
  facts = [];
  #places = /* @__PURE__ */ new Set();
  #list;
  constructor(file, kind) {
    this.file = file;
    this.kind = kind;
  }
  /** Says in which list of a Pod the uses stand that are found meanwhile. */
  within(list, find) {
    this.#list = list;
    find();
    this.#list = void 0;
  }
  /**
   * The use of a reference that a scalar holds in full, or from an offset of its value on.
   * @param from where in the value the reference begins
   */
  literal(scalar, part, from = 0) {
    const text = scalar.value.slice(from).trim();
    const start = offsetOf(this.file, scalar, text, from);
    if (start !== void 0) this.#add(literalUse({ ...this.#place(part), start, text }));
    else this.#add(this.#escaped(scalar, text, part));
  }
  /**
   * The use of `name:tag` that says which version of an image is taken wherever its name stands. Moving it writes
   * `name=newName:tag`, so that it goes on being found by its name.
   */
  override(scalar) {
    const text = scalar.value.trim();
    const start = offsetOf(this.file, scalar, text, 0);
    const use = start === void 0 ? void 0 : literalUse({ ...this.#place("name"), start, text });
    if (use === void 0) return;
    const names = use.slots.filter(({ writes }) => writes === "name");
    this.#add({ ...use, slots: names.map((slot) => ({ ...slot, start: slot.end, before: "=" })) });
  }
  /** The references that the lines of a literal block assign to keys (`4.3.1=quay.io/a/b:1`). */
  listed(scalar, part) {
    if (scalar.style !== "literal" || scalar.start < 0) return;
    const lines = this.file.text.slice(scalar.start, scalar.end);
    for (const { 0: line2, 1: text = "", index } of lines.matchAll(/^[ \t]*[\w.-]{1,64}=([^\s=]+)[ \t]*\r?$/gm)) {
      const start = scalar.start + index + line2.indexOf("=") + 1;
      if (isCertainImage(text)) this.#add(literalUse({ ...this.#place(part), start, text }));
    }
  }
  /** The use of a place that holds an image, but not as text that means itself. */
  templated(scalar, part, reason = "the value is a template") {
    const text = scalar.value.trim();
    const start = offsetOf(this.file, scalar, text, 0);
    if (start === void 0) return;
    this.#add(templatedUse({ ...this.#place(part), start, text }, reason));
  }
  /** The use of a reference that stands in several fields. */
  split(fields) {
    this.#add(splitUse({ file: this.file, kind: this.kind, ...fields }));
  }
  /** Facts that another reader of a part of the object found. */
  take(facts) {
    for (const fact of facts) {
      if (fact.type === "use") this.#add(fact.use);
      else if (fact.type === "remote-value") this.#add(fact.use, fact);
      else this.facts.push(fact);
    }
  }
  /** @param fact what is told of the use, where that is more than the use itself */
  #add(use, fact) {
    if (use === void 0) return;
    const place = `${use.line}:${use.column}`;
    if (this.#places.has(place)) return;
    this.#places.add(place);
    this.facts.push(fact ?? { type: "use", use: this.#list === void 0 ? use : { ...use, podList: this.#list } });
  }
  #place(part) {
    return { file: this.file, kind: this.kind, part };
  }
  #escaped(scalar, text, part) {
    if (scalar.start < 0) return void 0;
    const { start, end } = scalar;
    const place = { ...this.#place(part), start, text: this.file.text.slice(start, end) };
    return escapedUse(place, text, "it is written with escapes or over several lines");
  }
};
function offsetOf(file, scalar, text, from) {
  if (scalar.start < 0 || text === "") return void 0;
  const begin = scalar.verbatim ? scalar.start + from : scalar.start;
  const found = file.text.slice(begin, scalar.end).indexOf(text);
  return found === -1 ? void 0 : begin + found;
}

// src/manifests/kubernetes/delivery.ts
function deliveryFacts2(root, { group, kind }, file) {
  switch (`${group}/${kind}`) {
    case "argoproj.io/Application":
      return applicationFacts(mappingAt(root, "spec"), file);
    case "argoproj.io/ApplicationSet":
      return [
        ...applicationFacts(mappingAt(root, "spec", "template", "spec"), file),
        ...elementFacts(valueAt(root, "spec", "generators"), file)
      ];
    case "helm.toolkit.fluxcd.io/HelmRelease":
      return releaseFacts(root, file);
    case "kustomize.toolkit.fluxcd.io/Kustomization":
      return fluxKustomizationFacts(mappingAt(root, "spec"), file);
    case "helm.cattle.io/HelmChart":
      return clusterChartFacts(root, file);
    case "source.toolkit.fluxcd.io/OCIRepository":
      return artifactFacts(root, file);
    case "source.toolkit.fluxcd.io/GitRepository":
      return repositoryFacts(root, file);
    default:
      return void 0;
  }
}
function applicationFacts(spec, file) {
  if (spec === void 0) return [];
  const fields = fieldsOf(spec);
  const source = fields.get("source");
  return [...source === void 0 ? [] : [source], ...itemsField(fields, "sources")].flatMap(
    (one) => sourceFacts(one, file)
  );
}
function sourceFacts(source, file) {
  if (source.type !== "mapping") return [];
  return [...helmFacts(source, file), ...kustomizeFacts(source, file), ...unseenSource(source, file)];
}
function sourceOverrideFacts(source, file) {
  const folder = directoryOf(file.path);
  const overrides = kustomizeFacts(source, file).map(
    (fact) => fact.type === "delivery" ? { ...fact, delivery: { ...fact.delivery, path: folder } } : fact
  );
  return [...helmFacts(source, file, folder), ...overrides];
}
function chartOfSource(source, path) {
  const fields = fieldsOf(source);
  const chart = textField(fields, "chart");
  const from = { version: textField(fields, "targetRevision")?.value, repository: textField(fields, "repoURL")?.value };
  if (chart !== void 0) return { by: "name", name: chart.value, ...from };
  return path === void 0 ? void 0 : { by: "path", name: joinPath("", path) ?? path, ...from };
}
function helmFacts(source, file, path = textField(fieldsOf(source), "path")?.value) {
  const helm = mappingAt(source, "helm");
  if (helm === void 0) return [];
  const fields = fieldsOf(helm);
  const [values, object] = [fields.get("values"), fields.get("valuesObject")];
  const text = values?.type === "scalar" ? embeddedDocuments(file, values).map(({ root }) => root) : [values ?? []].flat();
  const inline = object === void 0 ? [] : [object];
  const collector = new UseCollector(file, "custom-resource");
  const chart = chartOfSource(source, path);
  for (const node of [...text, ...inline]) collector.take(remoteValues(node, file, chart));
  const parameters = itemsField(fields, "parameters");
  collector.take(helmParameterUses(parameters, file).map((use) => ({ type: "use", use })));
  const files = itemsField(fields, "valueFiles").flatMap((item) => scalarAt(item)?.value ?? []);
  const layers = [...files, ...object === void 0 ? text : inline, ...parameterLayers(parameters)];
  return [...collector.facts, ...givenFacts(file, path === void 0 ? [] : [path], layers)];
}
function kustomizeFacts(source, file) {
  const kustomize2 = mappingAt(source, "kustomize");
  return kustomize2 === void 0 ? [] : argoFacts(source, kustomize2, file);
}
function fluxKustomizationFacts(spec, file) {
  return spec === void 0 ? [] : fluxFacts(spec, file);
}
function elementFacts(generators, file) {
  return itemsAt(generators).flatMap((generator) => {
    const nested = ["matrix", "merge"].flatMap((key) => elementFacts(valueAt(generator, key, "generators"), file));
    const elements = distinctItemsAt([generator], "list", "elements").flatMap((element) => scalarsBelow(element, ""));
    const uses = elements.flatMap(({ key, scalar }) => {
      if (!scalar.verbatim || scalar.start < 0 || !isImageChoice(key, scalar.value)) return [];
      const place = { file, start: scalar.start, text: scalar.value, kind: "custom-resource", part: "arg" };
      return literalUse(place) ?? [];
    });
    return [...nested, ...uses.map((use) => ({ type: "use", use }))];
  });
}
function unseenSource(source, file) {
  const fields = fieldsOf(source);
  const url = textField(fields, "repoURL");
  if (url === void 0 || url.value.includes("{{")) return [];
  const chart = textField(fields, "chart")?.value;
  const version = textField(fields, "targetRevision")?.value;
  if (chart !== void 0) {
    const repository = url.value.includes("://") ? url.value : `oci://${url.value}`;
    return [{ type: "unseen", unseen: unseenChart(file, url.start, { name: chart, repository, version }) }];
  }
  const path = textField(fields, "path")?.value;
  if (path === void 0) return [];
  return [{ type: "unseen", unseen: unseenGit(file, url.start, url.value, path, version) }];
}
function releaseFacts(root, file) {
  const spec = mappingAt(root, "spec");
  if (spec === void 0) return [];
  const values = fieldsOf(spec).get("values");
  const chart = mappingAt(spec, "chart", "spec");
  const facts = values === void 0 ? [] : [...remoteValues(values, file, chartOfRelease(spec, chart))];
  const name = chart === void 0 ? void 0 : textField(fieldsOf(chart), "chart");
  const source = scalarAt(chart, "sourceRef", "name")?.value;
  if (name !== void 0 && source !== void 0 && scalarAt(chart, "sourceRef", "kind")?.value !== "GitRepository") {
    const version = scalarAt(chart, "version")?.value;
    const unseen2 = unseenChart(file, name.start, { name: name.value, repository: `@${source}`, version });
    facts.push({ type: "unseen", unseen: unseen2 });
  }
  const files = itemsAt(chart, "valuesFiles").flatMap((item) => scalarAt(item)?.value ?? []);
  const layers = [...files, ...values === void 0 ? [] : [values]];
  if (name !== void 0) facts.push(...givenFacts(file, [name.value], layers, files.length > 0));
  const renderers = spec.entries.find(({ key }) => key.type === "scalar" && key.value === "postRenderers")?.value;
  const lists = new Set(itemsAt(renderers).map((renderer) => resolved(valueAt(renderer, "kustomize", "images"))));
  const entries = [...lists].flatMap((images) => imageEntries(images, file));
  if (entries.length > 0) facts.push({ type: "release", release: { entries, paths: chartPaths(chart) } });
  for (const fact of overrideFacts(entries)) facts.push(fact);
  const kustomizes = itemsAt(renderers).map((renderer) => resolved(valueAt(renderer, "kustomize")));
  for (const kustomize2 of new Set(kustomizes)) {
    if (kustomize2?.type !== "mapping") continue;
    const { puts, tests } = patchImages2(kustomize2, file);
    for (const use of puts) facts.push({ type: "use", use });
    for (const use of tests) facts.push({ type: "use", use: { ...use, uneditable: TESTED_ELSEWHERE } });
  }
  return facts;
}
function chartOfRelease(spec, chart) {
  const reference = scalarAt(spec, "chartRef", "name")?.value;
  if (reference !== void 0) return { by: "reference", name: reference };
  const name = scalarAt(chart, "chart")?.value;
  if (name === void 0) return void 0;
  const source = scalarAt(chart, "sourceRef", "name")?.value;
  const from = {
    version: scalarAt(chart, "version")?.value,
    repository: source === void 0 ? void 0 : `@${source}`
  };
  return scalarAt(chart, "sourceRef", "kind")?.value === "HelmRepository" ? { by: "name", name, ...from } : { by: "path", name: joinPath("", name) ?? name, ...from };
}
function chartPaths(chart) {
  const files = itemsAt(chart, "valuesFiles").map((item) => scalarAt(item)?.value);
  return [scalarAt(chart, "chart")?.value, ...files].flatMap(
    (path) => path === void 0 ? [] : joinPath("", path) ?? []
  );
}
function overrideFacts(entries) {
  return entries.filter(({ renames, setsVersion, name }) => renames || setsVersion && !mayBePlaceholder(name)).map(({ use }) => ({ type: "use", use: { ...use, kind: "custom-resource" } }));
}
function clusterChartFacts(root, file) {
  const collector = new UseCollector(file, "custom-resource");
  const content = scalarAt(root, "spec", "valuesContent");
  const chart = scalarAt(root, "spec", "chart");
  const [repository, version] = [scalarAt(root, "spec", "repo")?.value, scalarAt(root, "spec", "version")?.value];
  const given = chart === void 0 ? void 0 : { by: "name", name: chart.value, repository, version };
  if (content !== void 0)
    for (const document of embeddedDocuments(file, content)) collector.take(remoteValues(document.root, file, given));
  if (chart === void 0) return collector.facts;
  const named3 = unseenNamedChart(file, chart.start, {
    chart: chart.value,
    ...repository === void 0 ? {} : { repository },
    ...version === void 0 ? {} : { version }
  });
  const unseen2 = named3 ?? unseenChartNamed(file, chart.start, chart.value);
  return [...collector.facts, { type: "unseen", unseen: unseen2 }];
}
function artifactFacts(root, file) {
  const url = scalarAt(root, "spec", "url");
  if (url === void 0 || !url.value.startsWith("oci://")) return [];
  const tag = scalarAt(root, "spec", "ref", "tag")?.value ?? scalarAt(root, "spec", "ref", "semver")?.value;
  const slash = url.value.lastIndexOf("/");
  const [name, repository] = [url.value.slice(slash + 1), url.value.slice(0, slash)];
  const isChart = scalarAt(root, "spec", "layerSelector", "mediaType")?.value.includes("helm") === true;
  const unseen2 = isChart ? unseenChart(file, url.start, { name, repository, version: tag }) : unseenArtifact(file, url.start, url.value, tag);
  const stands = scalarAt(root, "metadata", "name")?.value;
  const chart = { by: "name", name, repository, version: tag };
  return [
    { type: "unseen", unseen: unseen2 },
    ...stands === void 0 ? [] : [{ type: "chart-artifact", name: stands, chart }]
  ];
}
function repositoryFacts(root, file) {
  const url = scalarAt(root, "spec", "url");
  if (url === void 0) return [];
  const revision = scalarAt(root, "spec", "ref", "tag")?.value ?? scalarAt(root, "spec", "ref", "branch")?.value;
  return [{ type: "unseen", unseen: unseenGit(file, url.start, url.value, ".", revision) }];
}

// src/manifests/kubernetes/image-watchers.ts
function watcherFacts(root, group, file) {
  switch (group) {
    // Its repositories are asked for tags; what is written of them is marked where it is written.
    case "image.toolkit.fluxcd.io":
      return [];
    case "argocd-image-updater.argoproj.io":
      return named(updatedImages(root), "Argo CD Image Updater", file);
    case "kargo.akuity.io":
      return named(promotedImages(root), "Kargo", file);
  }
}
function named(names, by, file) {
  return names.flatMap(
    (name) => name === void 0 ? [] : watchedName(name.value, file.at(Math.max(0, name.start)).line, by)
  );
}
var KBLD = "kbld.k14s.io";
function kbldFacts(root, group, file) {
  if (group === "imgpkg.carvel.dev") {
    const locked = itemsAt(root, "images").flatMap(
      (image) => ID_KEYS.map((key) => scalarAt(image, "annotations", key))
    );
    return named(locked, "kbld", file);
  }
  if (group !== KBLD) return [];
  const rules = ["overrides", "sources", "destinations"].flatMap((key) => itemsAt(root, key));
  return named(
    rules.flatMap((rule) => ["image", "imageRepo"].map((key) => scalarAt(rule, key))),
    "kbld",
    file
  );
}
var ID_KEYS = ["kbld.carvel.dev/id", "kbld.k14s.io/id"];
function updatedImages(root) {
  const images = itemsAt(root, "spec", "applicationRefs").flatMap((application) => itemsAt(application, "images"));
  return images.flatMap((image) => [
    scalarAt(image, "imageName"),
    scalarAt(image, "manifestTargets", "kustomize", "name")
  ]);
}
function promotedImages(root) {
  const subscribed = itemsAt(root, "spec", "subscriptions").map((one) => scalarAt(one, "image", "repoURL"));
  const open = [root];
  const steps = [];
  for (let node = open.pop(); node !== void 0; node = open.pop()) {
    if (node.type === "sequence") for (const item of node.items) open.push(item);
    if (node.type !== "mapping") continue;
    for (const { key, value } of node.entries) {
      open.push(value);
      if (key.type === "scalar" && key.value === "images")
        for (const item of itemsAt(value)) steps.push(scalarAt(item, "image"));
    }
  }
  return [...subscribed, ...steps];
}

// src/manifests/kubernetes/objects.ts
var API_VERSION = /^(?:([a-z0-9][a-z0-9.-]*)\/)?v\d+(?:(?:alpha|beta)\d+)?$/;
var MAX_LENGTH3 = 512;
var OTHERS = /^(?:skaffold|kustomize\.config\.k8s\.io)$/;
function objectType(node) {
  if (node.type !== "mapping") return void 0;
  return objectTypeOf(scalarAt(node, "apiVersion")?.value, scalarAt(node, "kind")?.value);
}
function objectTypeOf(version, kind) {
  if (kind === void 0 || kind.length > MAX_LENGTH3 || !/^[A-Z]\w*$/.test(kind)) return void 0;
  if (version === void 0) return kind === "List" ? { group: "", kind } : void 0;
  const match = version.length > MAX_LENGTH3 ? null : API_VERSION.exec(version);
  const group = match?.[1] ?? (/^v1(?:beta\d)?$/.test(version) ? "" : version);
  return match === null || OTHERS.test(group) ? void 0 : { group, kind };
}
var BUILT_IN = /* @__PURE__ */ new Set([
  "",
  "apps",
  "batch",
  "extensions",
  "autoscaling",
  "policy",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io"
]);
function isBuiltIn({ group }) {
  return BUILT_IN.has(group);
}
var POD_PATHS = /* @__PURE__ */ new Map([
  ["Pod", ["spec"]],
  ["PodTemplate", ["template", "spec"]],
  ["Deployment", ["spec", "template", "spec"]],
  ["StatefulSet", ["spec", "template", "spec"]],
  ["DaemonSet", ["spec", "template", "spec"]],
  ["ReplicaSet", ["spec", "template", "spec"]],
  ["ReplicationController", ["spec", "template", "spec"]],
  ["Job", ["spec", "template", "spec"]],
  ["CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]]
]);
function podSpecOf(root, { kind }) {
  const path = POD_PATHS.get(kind);
  return path === void 0 ? void 0 : mappingAt(root, ...path);
}

// src/manifests/kubernetes/operator-annotations.ts
var OPERATORS3 = "operators.coreos.com";
var RELATED = /^olm\.(?:tag\.)?relatedImage\./;
var EXAMPLES = /^(?:alm-examples|operatorframework\.io\/initialization-resource)$/;
function relatedImages(node, collector) {
  const annotations = mappingAt(node, "metadata", "annotations");
  if (annotations === void 0) return;
  for (const [key, value] of fieldsOf(annotations)) {
    if (value.type === "scalar" && RELATED.test(key.slice(0, 32)) && isPossibleImage(value.value.trim(), "image"))
      collector.literal(value, "whole");
  }
}
function bundleAnnotations(root, collector, onText) {
  const annotations = mappingAt(root, "metadata", "annotations");
  if (annotations === void 0) return;
  for (const [key, value] of fieldsOf(annotations)) {
    if (value.type !== "scalar") continue;
    if (EXAMPLES.test(key)) onText(value);
    else if (key === "containerImage" && isPossibleImage(value.value.trim(), key)) collector.literal(value, "whole");
  }
}

// src/manifests/kubernetes/command-line.ts
function commandLineImages(items, collector) {
  let before = "";
  let pushes = false;
  for (const item of items) {
    if (item.type !== "scalar") {
      before = "";
      continue;
    }
    const flag = leadingFlag(item);
    if (/^-\w{0,4}c$/.test(before)) collector.take(scriptFacts(collector.file, item, collector.kind));
    if (flag === void 0) {
      if (!pushes && !namesMadeImage(before) && isArgument(before, item.value)) collector.literal(item, "arg");
    } else if (!namesMadeImage(flag.name) && isArgument(flag.name, item.value.slice(flag.length))) {
      collector.literal(item, "arg", flag.length);
    }
    pushes ||= /^(?:push|tag|build)$/.test(item.value);
    before = item.value.startsWith("-") && !item.value.includes("=") ? item.value : "";
  }
}
function leadingFlag({ value }) {
  const match = /^(?:--?)?[A-Za-z][\w.-]*=(?:[A-Za-z][\w-]*=)?/.exec(value);
  return match === null ? void 0 : { name: match[0].replaceAll("=", "-").replace(/-$/, ""), length: match[0].length };
}
function isArgument(flag, text) {
  const name = flag.replace(/^-+/, "");
  return isCertainImage(text) || isImageVariable(name) && isPossibleImage(text, name);
}
function environmentImages(items, collector) {
  for (const item of items) {
    if (item.type !== "mapping") continue;
    let name = "";
    let value;
    for (const entry of item.entries) {
      if (entry.key.type !== "scalar" || entry.value.type !== "scalar") continue;
      if (entry.key.value === "name") name = entry.value.value;
      if (entry.key.value === "value") value = entry.value;
    }
    if (value === void 0) continue;
    if (isVariableImage(name, value.value)) collector.literal(value, "env");
    else if (/image/i.test(name) && !namesMadeImage(name)) collector.listed(value, "env");
  }
}
function isVariableImage(name, value) {
  if (name.startsWith("RELATED_IMAGE_")) return isPossibleImage(value, "image");
  return !namesMadeImage(name) && isArgument(name, value);
}

// src/manifests/kubernetes/walker.ts
var SKIPPED = /^(?:metadata|annotations|labels|description|openAPIV3Schema|rbd|initializeParams|icon|matchLabels|matchExpressions|nodeSelector|imagePullSecrets|alm-examples)$/;
var MAX_KEY3 = 256;
var CONTAINER_FIELDS = [
  "command",
  "args",
  "env",
  "envFrom",
  "ports",
  "resources",
  "volumeMounts",
  "imagePullPolicy",
  "securityContext",
  "livenessProbe",
  "readinessProbe",
  "script",
  "source",
  "workingDir"
];
var CONTAINER_KEYS = /^(?:(?:\w*[cC])ontainers?|sidecars?|steps?|stepTemplate|script|executor|driver|relatedImages)$/;
var PARAMETER = /^(?:\$\((?:inputs\.)?params(?:\.|\[["'])([\w-]+)(?:["']\])?\)|\{\{(?:inputs|workflow)\.parameters\.([\w-]+)\}\})$/;
var Walker = class {
  #collector;
  #options;
  /** Parameters of which an image field is made. */
  #consumed = /* @__PURE__ */ new Set();
  #parameters = [];
  constructor(collector, options) {
    this.#collector = collector;
    this.#options = options;
  }
  /** Recursion is bounded by the parser's limit on depth; aliases are not followed. */
  node(node, key) {
    if (node.type === "mapping") this.#mapping(node, key);
    else if (node.type === "sequence") for (const item of node.items) this.#item(item, key);
  }
  /** A container of a known pod. */
  container(node) {
    if (node.type === "mapping") this.#mapping(node, "containers");
  }
  /** Parameters are images when an image field is made of them, or when their name says so. */
  finish() {
    for (const { name, value } of this.#parameters) {
      const text = value.value.trim();
      if (this.#consumed.has(name) ? isPossibleImage(text, "image") : isParameterImage(name, text))
        this.#collector.literal(value, "arg");
    }
  }
  #item(item, key) {
    if (item.type !== "scalar") this.node(item, key);
    else if (/^(?:\w*[iI]mages|options)$/.test(key) && isCertainImage(item.value))
      this.#collector.literal(item, "whole");
  }
  #mapping(node, key) {
    const fields = fieldsOf(node);
    if (isSchema2(fields)) return;
    if (fields.has("metadata")) relatedImages(node, this.#collector);
    const taken2 = this.#split(fields, key) ?? this.#named(fields, key);
    if (/^(?:params|parameters)$/.test(key)) this.#parameter(fields);
    for (const [name, value] of fields) {
      if (SKIPPED.test(name) || this.#options.skips?.test(name)) continue;
      if (value.type === "scalar") {
        if (value !== taken2) this.#scalar(value, name, fields, key);
      } else if (value.type === "sequence" && name === "env") {
        environmentImages(value.items, this.#collector);
      } else if (value.type === "sequence" && /^(?:\w*[aA]rgs|command)$/.test(name)) {
        commandLineImages(value.items, this.#collector);
      } else this.node(value, name.length > MAX_KEY3 ? "" : name);
    }
  }
  #scalar(scalar, key, fields, parent) {
    const text = scalar.value.trim();
    if (isLongText2(scalar) && (key !== "image" || text.includes("\n"))) this.#options.text(scalar, key);
    else if (key === "image") this.#image(scalar, text, fields, parent);
    else if (key === "reference" && parent === "image") this.#image(scalar, text, fields, "containers");
    else if (isOtherImage(key, text)) this.#collector.literal(scalar, "whole");
  }
  #image(scalar, text, fields, parent) {
    if (isTemplate3(text)) {
      const parameter = PARAMETER.exec(text);
      if (parameter !== null) this.#consumed.add(parameter[1] ?? parameter[2] ?? "");
      if (this.#options.templates) this.#collector.templated(scalar, "whole");
      return;
    }
    if (this.#options.templates && knownNameLength(text) !== void 0) {
      this.#collector.templated(scalar, "whole", FILLED_IN_ELSEWHERE);
      return;
    }
    if (!isPossibleImage(text, "image")) return;
    if (/[:/]/.test(text) || this.#options.words && isContainer(fields, parent))
      this.#collector.literal(scalar, "whole");
  }
  /** A reference in several fields of this mapping; tells the scalar that names it. */
  #split(fields, key) {
    const split2 = splitFields(fields, key);
    if (split2 === void 0) return void 0;
    this.#collector.split({ part: "repository", ...split2 });
    return split2.repository.scalar;
  }
  /** OpenShift's `{kind: DockerImage, name: ref}`. */
  #named(fields, key) {
    const name = textField(fields, "name");
    if (name === void 0 || textField(fields, "kind")?.value !== "DockerImage" || key === "to") return void 0;
    if (isPossibleImage(name.value, "image")) this.#collector.literal(name, "whole");
    return name;
  }
  #parameter(fields) {
    const name = textField(fields, "name");
    const value = textField(fields, "default") ?? textField(fields, "value");
    if (name !== void 0 && value !== void 0) this.#parameters.push({ name: name.value, value });
    for (const key of ["default", "value"]) commandLineImages(itemsField(fields, key), this.#collector);
  }
};
function isTemplate3(text) {
  return /\$\(|\$\{|\{\{|^\$[A-Za-z_]/.test(text);
}
function isLongText2(scalar) {
  if (scalar.style === "literal" && !scalar.verbatim || scalar.style === "folded" && scalar.value.trimEnd().includes("\n"))
    return true;
  return scalar.value.includes("\n") || /^\s*(?:\{\s*"|\[\s*[{"])/.test(scalar.value);
}
function isSchema2(fields) {
  return fields.get("properties")?.type === "mapping" && textField(fields, "type") !== void 0;
}
function isContainer(fields, key) {
  return CONTAINER_KEYS.test(key) || CONTAINER_FIELDS.some((name) => fields.has(name));
}
function isOtherImage(key, text) {
  if (!isImageKey(key) && !/^(?:\w+I|i)mage(?:Name|Ref|Reference|Url|URL|URI)$/.test(key)) return false;
  if (namesMadeImage(key) || /pull|policy|secret/i.test(key) || !isPossibleImage(text, key)) return false;
  const reference = parseReference(text);
  if (reference === void 0) return false;
  const host = text.split("/", 1)[0] ?? "";
  const explicit = text.includes("/") && /[.:]/.test(host);
  return explicit || (reference.tag !== void 0 || reference.digest !== void 0) && !/^(?:os|vm|ami|disk|machine)/i.test(key);
}
function isParameterImage(name, text) {
  if (/^images?$|(?:^|[-_])(?:app|cache)(?:[-_]|$)/i.test(name) || namesMadeImage(name) || !isImageVariable(name))
    return false;
  return isCertainImage(text) || isPossibleImage(text, name) && /[:@]/.test(text);
}
function splitFields(fields, key) {
  if (["url", "branch", "revision", "chart"].some((name2) => fields.has(name2))) return void 0;
  const field2 = (...roles) => {
    for (const role of roles) {
      const scalar = textField(fields, role);
      if (scalar !== void 0) return { role, scalar };
    }
    return void 0;
  };
  const registry = field2("registry", "imageRegistry", "hub");
  const digest = field2("digest", "sha");
  const tag = field2("tag", "imageTag");
  const repository = field2("repository", "imageRepository");
  const image = field2("image", "imageName");
  const underImage = /image$/i.test(key);
  if (repository !== void 0) {
    if (image !== void 0) {
      const version = tag ?? field2("version");
      return isName2(image) && !beginsWithHost(image.scalar.value) && !/[:@]/.test(image.scalar.value) ? { repository: image, registry: repository, tag: version, digest } : void 0;
    }
    const known2 = underImage || tag !== void 0 || digest !== void 0 || fields.has("tag");
    return known2 && isName2(repository) ? { repository, registry, tag, digest } : void 0;
  }
  if (image !== void 0)
    return (tag ?? registry) && isName2(image) ? { repository: image, registry, tag, digest } : void 0;
  const name = field2("name");
  if (!underImage || name === void 0 || !isName2(name) || (tag ?? digest) === void 0) return void 0;
  return { repository: name, registry, tag, digest };
}
function isName2({ scalar }) {
  return isTemplate3(scalar.value) || isPossibleImage(scalar.value.trim(), "image");
}

// src/manifests/kubernetes/pod.ts
function podFacts(pod, collector) {
  const walker = new Walker(collector, { templates: true, words: true, text: () => void 0 });
  const fields = fieldsOf(pod);
  for (const list of ["initContainers", "containers", "ephemeralContainers"])
    collector.within(list, () => {
      for (const container of itemsField(fields, list)) walker.container(container);
    });
  collector.within("volumes", () => {
    for (const volume of itemsField(fields, "volumes")) {
      const image = mappingAt(volume, "image");
      if (image !== void 0) walker.node(image, "image");
    }
  });
  return collector.facts;
}

// src/manifests/helm/directives.ts
var MAX_LOOKED_AT = 1e3;
var MAX_DIRECTIVE_CHARS = 200;
function isHelmTemplate(text) {
  let at = text.indexOf("{{");
  for (let count2 = 0; at !== -1 && count2 < MAX_LOOKED_AT; count2++) {
    if (text[at - 1] !== "$" && HELM2.test(text.slice(at, at + MAX_DIRECTIVE_CHARS))) return true;
    at = text.indexOf("{{", at + 2);
  }
  return false;
}
var HELM2 = /^\{\{-?\s*(?:\/\*|end\b|else\b|(?:if|with|range)\b[^}]*[.$]|define\s+["`]|[^}]*(?:\.Values\b|\.Release\.|\.Chart\.|\.Capabilities\.|\binclude\s+["`]|\btemplate\s+["`]|\btoYaml\b|\$\.))/;
function needsOf(text) {
  const version = /(v?)(?:(?:%s)?["`]\s+)?(?:\{\{-?\s*(?:\.Values[\w.]*\s*\|\s*default\s+)?)?\$?\.Chart\.AppVersion/.exec(text);
  return {
    values: [
      ...new Set(Array.from(text.matchAll(/\.Values((?:\.[A-Za-z_]\w*)+)/g), (match) => (match[1] ?? "").slice(1)))
    ],
    includes: [
      ...new Set(Array.from(text.matchAll(/\b(?:include|template)\s+["`]([^"`\n]+)["`]/g), (match) => match[1] ?? ""))
    ],
    appVersion: version === null ? void 0 : version[1] ?? ""
  };
}
var MAX_ASSIGNMENTS = 8;
function assignmentsIn(text) {
  const found = /* @__PURE__ */ new Map();
  for (const { 1: name = "", 2: value = "" } of text.matchAll(/\{\{-?\s*\$(\w+)\s*:?=([^}\n]*)/g)) {
    const values = found.get(name);
    const start = value.slice(0, MAX_DIRECTIVE_CHARS);
    if (values === void 0) found.set(name, [start]);
    else if (values.length < MAX_ASSIGNMENTS) values.push(start);
  }
  return found;
}
function withVariables(text, assignments) {
  const names = new Set(Array.from(text.matchAll(/\$(\w+)/g), (match) => match[1] ?? ""));
  const parts = [text];
  for (const name of names) {
    for (const value of assignments.get(name) ?? []) {
      parts.push(value);
      if (parts.length > 4 * MAX_ASSIGNMENTS) return parts.join("\n");
      for (const match of value.matchAll(/\$(\w+)/g)) names.add(match[1] ?? "");
    }
  }
  return parts.join("\n");
}
var NONE2 = /* @__PURE__ */ new Set();
function namesIncluded(text) {
  if (!text.includes("include") && !text.includes("template") && !text.includes("block")) return NONE2;
  const found = text.matchAll(/\b(?:include|template|block)\s{0,99}(?:"([^"\n]*)"|`([^`]*)`|'([^'\n]*)')/g);
  return new Set(Array.from(found, ([, text2, raw, char]) => text2 ?? raw ?? char ?? ""));
}
function definesIn(text) {
  const found = [];
  if (!text.includes("define")) return found;
  let open;
  for (const match of text.matchAll(/\{\{-?\s*(?:define\s+["`]([^"`\n]+)["`]|(end|if|range|with|block)\b)/g)) {
    const [whole, name, word] = match;
    if (name !== void 0) open = { name, start: match.index + whole.length, depth: 1 };
    else if (open !== void 0) {
      open.depth += word === "end" ? -1 : 1;
      if (open.depth > 0) continue;
      const { name: opened2, start } = open;
      found.push({ name: opened2, needs: once(() => needsOf(text.slice(start, match.index))) });
      open = void 0;
    }
  }
  return found;
}
function withoutDirectives(text) {
  return text.replace(/^[ \t]*(?:\{\{[^{}\n]*\}\}[ \t]*)+(?=\r?$)/gm, (line2) => " ".repeat(line2.length)).replace(/\{\{[^{}\n]*\}\}/g, (directive) => `\${${"_".repeat(directive.length - 3)}}`);
}

// src/manifests/kubernetes/unparsable.ts
function unparsableFacts(range, file) {
  const text = file.text.slice(range.start, range.end);
  const type = objectTypeOf(topLevel(text, "apiVersion"), topLevel(text, "kind"));
  if (type === void 0 || isHelmTemplate(text)) return void 0;
  const facts = [];
  const kind = isBuiltIn(type) ? "kubernetes" : "custom-resource";
  for (const { start, text: image, part, templated } of templatePlaces(file.text, range.start, range.end)) {
    const place = { file, start, text: image, kind, part };
    const use = templated ? templatedUse(place, "the value is a template") : literalUse(place);
    if (use !== void 0) facts.push({ type: "use", use });
  }
  const { line: line2 } = file.at(range.offset);
  facts.push({ type: "warning", warning: { file: file.path, line: line2, reason: `read line by line: ${range.reason}` } });
  return facts;
}
function literalLines({ start, end }, file, kind) {
  return templatePlaces(file.text, start, end).flatMap((place) => {
    const use = place.templated ? void 0 : literalUse({ ...place, file, kind });
    return use === void 0 ? [] : [{ type: "use", use }];
  });
}
function topLevel(text, key) {
  return new RegExp(`^${key}:[ \\t]*["']?([\\w./-]+)`, "m").exec(text)?.[1];
}

// src/manifests/kubernetes/kubernetes.ts
var MARKS2 = /argoproj\.io|toolkit\.fluxcd\.io|helm\.cattle\.io|repository/;
var kubernetes = {
  name: "kubernetes",
  format: "yaml",
  recognises: ({ root }) => objectType(root) !== void 0,
  marks: [...IMAGE_MARKS, MARKS2],
  mayHoldImages: ({ text }) => mayHoldImage(text) || MARKS2.test(text),
  extract: (document, file) => documentFacts(document, { file, depth: 0 }),
  extractUnparsable: unparsableFacts
};
var MAX_TEXT_DEPTH = 3;
function documentFacts(document, place) {
  const { root, isWhole } = expanded(document);
  const facts = objectFacts(root, place);
  if (isWhole) return facts;
  const { path, at } = place.file;
  const reason = "read without some of its aliases, which stand for more than anybody writes. Write them out";
  return [...facts, { type: "warning", warning: { file: path, line: at(Math.max(0, root.start)).line, reason } }];
}
function objectFacts(root, place) {
  const type = objectType(root);
  if (type === void 0 || root.type !== "mapping") return [];
  const contained = containedIn(root, type);
  if (contained !== void 0) return contained.flatMap((item) => objectFacts(item, place));
  const facts = isBuiltIn(type) ? builtInFacts(root, type, place) : customFacts(root, type, place);
  return [...facts, ...functionFacts(root, place)];
}
function containedIn(root, { group, kind }) {
  const fields = fieldsOf(root);
  if (kind.endsWith("List") && fields.get("items")?.type === "sequence") return itemsField(fields, "items");
  const isTemplate4 = kind === "Template" && (group === "" || group === "template.openshift.io");
  return isTemplate4 ? itemsField(fields, "objects") : void 0;
}
function functionFacts(root, { file, depth }) {
  const annotations = mappingAt(root, "metadata", "annotations");
  if (annotations === void 0) return [];
  return [...fieldsOf(annotations)].flatMap(
    ([key, value]) => value.type === "scalar" && /^config\.(?:kubernetes|k8s)\.io\/function$/.test(key) ? settingsFacts(value, file, depth) : []
  );
}
function builtInFacts(root, type, place) {
  const pod = podSpecOf(root, type);
  if (pod !== void 0) {
    const collector = new UseCollector(place.file, place.outer ?? "kubernetes");
    relatedImages(root, collector);
    const template = mappingAt(root, "spec", "template");
    if (template !== void 0) relatedImages(template, collector);
    return podFacts(pod, collector);
  }
  return type.group === "" && type.kind === "ConfigMap" ? configMapFacts(root, place) : [];
}
var POLICIES = /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh)$/;
var PATTERNS = /^(?:pattern|anyPattern|deny|validate|verifyImages|match|exclude|preconditions|context|rego)$/;
var SCRIPTS = /^(?:script|source)$/;
function customFacts(root, type, place) {
  const watcher = watcherGroup(type.group);
  if (watcher !== void 0) return watcherFacts(root, watcher, place.file);
  const delivered = deliveryFacts2(root, type, place.file);
  if (delivered !== void 0) return delivered;
  const kind = place.outer ?? "custom-resource";
  const collector = new UseCollector(place.file, kind);
  const isPolicy = POLICIES.test(type.group);
  const walker = new Walker(collector, {
    templates: !isPolicy,
    words: true,
    ...isPolicy ? { skips: PATTERNS } : type.group === KBLD ? { skips: /^image(?:Repo)?$/ } : {},
    text: (scalar, key) => collector.take(
      SCRIPTS.test(key) ? scriptFacts(place.file, scalar, kind) : embeddedObjects(scalar, { ...place, outer: kind })
    )
  });
  const entries = root.entries.filter(
    ({ key }) => key.type === "scalar" && !/^(?:status|metadata|kind|apiVersion)$/.test(key.value)
  );
  walker.node({ ...root, entries }, "");
  walker.finish();
  collector.take(kbldFacts(root, type.group, place.file));
  if (type.group === OPERATORS3) {
    bundleAnnotations(root, collector, (text) => collector.take(embeddedObjects(text, { ...place, outer: kind })));
  }
  return collector.facts;
}
function embeddedObjects(scalar, place) {
  if (place.depth === MAX_TEXT_DEPTH || !/image/i.test(scalar.value) || !scalar.value.includes("apiVersion")) return [];
  const { file, outer = "custom-resource", depth } = place;
  const { documents, unparsable } = embedded(file, scalar);
  return [
    ...documents.map((document) => expanded(document).root).flatMap((root) => root.type === "sequence" ? root.items : [root]).flatMap((root) => objectFacts(root, { file, outer, depth: depth + 1 })),
    ...scalar.style === "literal" ? unparsable.flatMap((range) => literalLines(range, file, outer)) : []
  ];
}
function configMapFacts(root, { file, depth }) {
  const collector = new UseCollector(file, "other");
  const data = mappingAt(root, "data");
  if (data === void 0) return [];
  for (const [key, value] of fieldsOf(data)) {
    if (value.type !== "scalar") continue;
    const text = value.value.trim();
    if (text.includes("\n") || text.startsWith("{")) collector.take(settingsFacts(value, file, depth));
    else if (isDataImage(key, text)) collector.literal(value, "whole");
  }
  return collector.facts;
}
function isDataImage(key, text) {
  return isCertainImage(text) || isImageKey(key) && isPossibleImage(text, key) && /[:@]|^[a-z0-9-]+(?:\.[a-z0-9-]+)+\//.test(text);
}
function settingsFacts(scalar, file, depth) {
  if (depth === MAX_TEXT_DEPTH || !/image/i.test(scalar.value)) return [];
  const collector = new UseCollector(file, "other");
  const { documents, unparsable } = embedded(file, scalar);
  for (const document of documents) {
    const { root } = expanded(document);
    if (objectType(root) !== void 0) collector.take(objectFacts(root, { file, outer: "other", depth: depth + 1 }));
    else if (hasGlobals(root)) collector.take(extractValues(root, file));
    else {
      const walker = new Walker(collector, {
        templates: false,
        words: false,
        text: (text) => collector.take(settingsFacts(text, file, depth + 1))
      });
      walker.node(root, "");
      walker.finish();
    }
  }
  if (scalar.style === "literal")
    for (const range of unparsable) collector.take(literalLines(range, file, "other").filter(hasTag));
  return collector.facts;
}
function hasGlobals(root) {
  const globals = mappingAt(root, "global");
  return globals !== void 0 && ["hub", "imageRegistry"].some((key) => textField(fieldsOf(globals), key) !== void 0);
}
function hasTag(fact) {
  return fact.type !== "use" || /[:@]/.test(fact.use.text);
}

// src/manifests/ansible/manifests.ts
function manifestFacts(node, file) {
  switch (node.type) {
    case "alias":
      return [];
    case "scalar":
      return textFacts(node, file);
    case "sequence":
      return node.items.flatMap((item) => manifestFacts(item, file));
    case "mapping": {
      const objects = objectFacts2({ root: node }, file);
      if (objects !== void 0) return objects;
      return node.entries.flatMap(({ value }) => manifestFacts(value, file));
    }
  }
}
function textFacts(scalar, file) {
  if (scalar.style !== "literal" || !/image/i.test(scalar.value) || !scalar.value.includes("apiVersion")) return [];
  const { documents, unparsable } = embedded(file, scalar);
  return [
    ...documents.flatMap((document) => objectFacts2(document, file) ?? []),
    ...unparsable.flatMap((range) => literalLines(range, file, "ansible"))
  ];
}
function objectFacts2(document, file) {
  const yaml = { ...file, documents: [document] };
  if (!kubernetes.recognises(document, yaml)) return void 0;
  return kubernetes.extract(document, yaml).map((fact) => fact.type === "use" ? { ...fact, use: { ...fact.use, kind: "ansible" } } : fact);
}

// src/manifests/ansible/variables.ts
function isVariablesPath(path) {
  return isYamlPath(path) && /(?:^|\/)(?:defaults|vars|group_vars|host_vars|inventory|inventories)\//.test(path);
}
var IMAGE = /(?:^|_)image(?:_(?:name|ref|reference|ur[il]))?$/;
var CONTAINER_IMAGE = /(?:container|docker|podman|oci)_image(?:_(?:name|ref|reference|ur[il]))?$/;
var MACHINE = /(?:^|_)(?:vm|ami|lx[cd]|incus|iso|disk|boot|machine|os|cloud|box|qemu|kvm|vagrant|openstack)_image/;
var REPOSITORY2 = /^(.*_)?image(?:_(?:repo|repository|name))?$/;
var SIBLINGS = { tag: ["tag", "version"], digest: ["digest"] };
function registryFacts(variables) {
  return variablesIn(variables).flatMap(
    ([name, { value }]) => /(?:^|_)registry$/.test(name) && isRegistry(value) ? [{ type: "ansible-registry", name }] : []
  );
}
function isRegistry(text) {
  return isTemplate2(text) || /^[\w-]+[.:][\w.:/-]+$/.test(text);
}
function resolveRepositories(book) {
  const facts = book.of("ansible-repository");
  if (facts.length === 0) return [];
  const before = /* @__PURE__ */ new Map();
  const after2 = /* @__PURE__ */ new Map();
  for (const use of [...book.of("use").map(({ fact }) => fact.use), ...facts.map(({ fact }) => fact.use)])
    for (const { 1: name = "", 2: slash, index } of use.text.matchAll(NAMED)) {
      if (index > 0) before.set(name, use);
      if (slash === "/") after2.set(name, use);
    }
  const registries = new Map(book.of("ansible-registry").map(({ file, fact }) => [fact.name, file]));
  return facts.map(({ fact: { name, use } }) => {
    if (use.image === null) return use;
    const isJoined = use.also.some(({ role }) => role.endsWith("registry"));
    const longer = after2.get(name) ?? (isJoined ? void 0 : before.get(name));
    if (longer !== void 0) return partOf2(use, `${longer.file}:${longer.line} adds to it`);
    const registry = isJoined || hasHost(use.text) ? void 0 : registryNames(name).find((candidate) => registries.has(candidate));
    return registry === void 0 ? use : partOf2(use, `${registry} in ${registries.get(registry)} comes before it`);
  });
}
function partOf2({ uneditable, unknownTag, ...use }, why) {
  return { ...use, image: null, reason: `only a part of an image: ${why}`, slots: [] };
}
function hasHost(text) {
  const slash = text.indexOf("/");
  return slash !== -1 && /[.:]|\}\}/.test(text.slice(0, slash));
}
function registryNames(name) {
  const prefix = REPOSITORY2.exec(name)?.[1] ?? "";
  return [`${prefix}image_registry`, `${prefix}registry`];
}
var NAMED = /\{\{-?[ \t]*([A-Za-z_]\w*)[ \t]*-?\}\}(\/?)/g;
function variableUses(variables, file, known2) {
  const scalars = new Map(variablesIn(variables));
  return [...scalars].map(([name, scalar]) => variableUse(name, scalar, scalars, file, known2));
}
function variablesIn(variables) {
  return entriesAt(variables).flatMap(([name, node]) => {
    const scalar = node.type === "alias" ? void 0 : writtenScalar(node);
    return scalar === void 0 ? [] : [[name, scalar]];
  });
}
function variableUse(name, scalar, variables, file, known2) {
  if (MACHINE.test(name)) return void 0;
  const split2 = splitUse2(name, scalar, variables, known2);
  if (split2 !== void 0) return split2;
  if (isTemplate2(scalar.value)) return IMAGE.test(name) ? templateUse(name, scalar, known2) : void 0;
  if (!isImageValue2(name, scalar.value)) return void 0;
  return scalarUse({ file, node: scalar, kind: "ansible", templating: { pattern: /\{[{%]/, reason: "" } });
}
function isImageValue2(name, text) {
  if (/_container$/.test(name)) return /^[^\s:@]+\/[^\s:@]+[:@]/.test(text) && parseReference(text) !== void 0;
  if (!IMAGE.test(name) || !isPossibleImage(text, "image")) return false;
  return isVersionedImage(text) || CONTAINER_IMAGE.test(name);
}
function templateUse(name, scalar, known2) {
  const text = known2.textOf(scalar);
  if (text !== void 0) return isImageValue2(name, text) ? known2.use(scalar, "whole") : void 0;
  return /\}\}[^{}:/]*[:/]|[:/][^{}:/]*\{\{/.test(scalar.value) ? known2.use(scalar, "whole") : void 0;
}
function splitUse2(name, scalar, variables, known2) {
  const match = REPOSITORY2.exec(name);
  if (match === null || hasVersion(scalar.value)) return void 0;
  const stem = `${match[1] ?? ""}image_`;
  const fieldOf4 = (names) => {
    const role = names.find((candidate) => variables.has(candidate));
    const found = role === void 0 ? void 0 : variables.get(role);
    return role === void 0 || found === void 0 ? void 0 : { role, scalar: found };
  };
  const tag = fieldOf4(SIBLINGS.tag.map((suffix) => stem + suffix));
  const digest = fieldOf4(SIBLINGS.digest.map((suffix) => stem + suffix));
  if (tag === void 0 && digest === void 0) return void 0;
  const before = hasHost(scalar.value) ? void 0 : fieldOf4(registryNames(name));
  const registry = before !== void 0 && isRegistry(before.scalar.value) ? before : void 0;
  if (registry === void 0 && !scalar.value.includes("/")) {
    if (stem === "image_" || scalar.value.includes(".")) return void 0;
  }
  return known2.splitUse({ part: "repository", repository: { role: name, scalar }, registry, tag, digest });
}
function hasVersion(text) {
  return /[:@]/.test(text.slice(text.lastIndexOf("/") + 1));
}

// src/manifests/ansible/ansible.ts
var TEMPLATE = { pattern: /\{\{|\{%/, reason: "a template that Ansible fills in" };
var RUNS = /^(?:(?:community\.docker|community\.general|containers\.podman|ansible\.builtin)\.)?(?:docker_container|docker_swarm_service|podman_container)$/;
var HOLDS = /^(?:(?:community\.docker|community\.general|containers\.podman)\.)?(?:docker_image|docker_image_pull|podman_image)$/;
var BUILDS = /^(?:community\.docker\.)?docker_image_build$/;
var LISTS = ["pre_tasks", "tasks", "post_tasks", "handlers", "block", "rescue", "always"];
var PLAY = /^(?:hosts|import_playbook)$/;
var GENERAL = /^(?:(?:ansible\.builtin\.)?(?:command|shell|copy|set_fact)|(?:kubernetes\.core|community\.(?:kubernetes|okd)|redhat\.openshift)\.k8s|k8s)$/;
var SETS = /^(?:ansible\.builtin\.)?set_fact$/;
var ansible = {
  format: "yaml",
  name: "ansible",
  isNamed: isVariablesPath,
  marks: [/[dD][oO][cC][kK][eE][rR]_|[pP][oO][dD][mM][aA][nN]_|_[cC][oO][nN][tT][aA][iI][nN][eE][rR]/, IMAGE_WORD],
  mayHoldImages: ({ path, text }) => /(?:docker|podman)_|image|_container/i.test(text) || text.includes("registry") && isVariablesPath(path),
  recognises: ({ root }, { path }) => root.type === "mapping" ? isVariablesPath(path) : root.type === "sequence" && tasksIn(root).some(isTask),
  extract: ({ root }, file) => {
    const tasks = tasksIn(root);
    const variables = distinct2(root.type === "mapping" ? [root, ...varsBelow(root)] : tasks.flatMap(varsOf));
    const known2 = new JinjaVariables(file, variables.flatMap(variablesIn));
    const modules = tasks.flatMap(modulesOf);
    const uses = [
      ...(root.type === "mapping" ? [root] : tasks.flatMap(valuesOf)).flatMap(
        (node) => settingUses(node, file, "ansible")
      ),
      ...variables.flatMap((node) => variableUses(node, file, known2)),
      ...modules.map(([module, options]) => moduleUse(module, options, file, known2))
    ];
    const built = modules.flatMap(([module, options]) => builtName(module, options, known2));
    const manifests = tasks.flatMap(valuesOf).flatMap((value) => manifestFacts(value, file));
    const names = new Map(
      variables.flatMap(variablesIn).map(([name, { start }]) => [placeOf4(file.at(start)), name])
    );
    const facts = onePlaceEach([...manifests, ...useFacts(withoutPassedOn(uses))]);
    const registries = root.type === "mapping" ? variables.flatMap(registryFacts) : [];
    return [...facts.map((fact) => repositoryFact(fact, names)), ...registries, ...builtFacts(built)];
  },
  resolve: resolveRepositories
};
function repositoryFact(fact, names) {
  if (fact.type !== "use" || fact.use.part !== "repository") return fact;
  const name = names.get(placeOf4(fact.use));
  return name === void 0 ? fact : { type: "ansible-repository", name, use: fact.use };
}
function tasksIn(node, found = []) {
  if (node?.type !== "sequence") return found;
  for (const task of node.items) {
    if (task.type !== "mapping") continue;
    found.push(task);
    for (const list of LISTS) tasksIn(valueAt(task, list), found);
  }
  return found;
}
function isTask(task) {
  if (modulesOf(task).length > 0) return true;
  const keys = entriesAt(task).map(([key]) => key);
  return keys.some((key) => PLAY.test(key)) || keys.includes("name") && keys.some((key) => GENERAL.test(key));
}
function valuesOf(task) {
  return entriesAt(task).flatMap(
    ([key, value]) => LISTS.includes(key) || scalarAt(value, "state")?.value === "absent" ? [] : [value]
  );
}
function distinct2(nodes) {
  return [...new Set(nodes.map(resolved))].filter((node) => node !== void 0);
}
function varsOf(task) {
  return entriesAt(task).flatMap(([key, value]) => key === "vars" || SETS.test(key) ? [value] : []);
}
function varsBelow(node) {
  if (node.type !== "mapping") return [];
  return entriesAt(node).flatMap(([key, value]) => key === "vars" ? [value] : varsBelow(value));
}
function modulesOf(task) {
  return entriesAt(task).filter(([key]) => RUNS.test(key) || HOLDS.test(key) || BUILDS.test(key));
}
function moduleUse(module, options, file, known2) {
  if (RUNS.test(module)) return imageUse(valueAt(options, "image"), file, known2);
  if (BUILDS.test(module) || buildsImage(options) || !isPulled(options)) return void 0;
  return heldImage(options, file, known2);
}
function builtName(module, options, known2) {
  if (RUNS.test(module) || !(BUILDS.test(module) || buildsImage(options))) return [];
  const name = scalarAt(options, "name");
  return name === void 0 ? [] : [known2.textOf(name) ?? name.value];
}
function buildsImage(options) {
  return scalarAt(options, "source")?.value === "build" || ["build", "path"].some((key) => valueAt(options, key) !== void 0);
}
function isPulled(options) {
  const source = scalarAt(options, "source")?.value;
  return scalarAt(options, "state")?.value !== "absent" && (source === void 0 || source === "pull");
}
function imageUse(node, file, known2) {
  const scalar = writtenScalar(node);
  if (scalar?.verbatim === true && isTemplate2(scalar.value)) return known2.use(scalar, "whole");
  return scalarUse({ file, node, kind: "ansible", templating: TEMPLATE });
}
function heldImage(options, file, known2) {
  const name = scalarAt(options, "name");
  const tag = scalarAt(options, "tag");
  const isWhole = name === void 0 || tag === void 0 || name.value.length + tag.value.length > MAX_IMAGE_TEXT;
  if (isWhole) return imageUse(name, file, known2);
  const repository = { role: "name", scalar: name };
  return known2.splitUse({ part: "whole", repository, tag: { role: "tag", scalar: tag } });
}
function withoutPassedOn(uses) {
  const places = new Set(uses.flatMap((use) => use === void 0 || use.image === null ? [] : [placeOf4(use)]));
  return uses.filter((use) => use === void 0 || !use.also.some((sibling) => places.has(placeOf4(sibling))));
}
function onePlaceEach(facts) {
  const places = new Map(facts.flatMap((fact) => fact.type === "use" ? [[placeOf4(fact.use), fact]] : []));
  return [...places.values(), ...facts.filter(({ type }) => type !== "use")];
}
function placeOf4({ line: line2, column }) {
  return `${line2}:${column}`;
}

// src/manifests/azure-resources/arm-template.ts
var EXPRESSION = { pattern: /^(?:DOCKER\|)?\[(?!\[)|\$\{/i, reason: "an expression that is evaluated on deployment" };
var armTemplate = {
  format: "text",
  name: "arm-template",
  recognises: (path) => /\.jsonc?$/i.test(path),
  accepts: ({ text }) => SCHEMA2.test(text.slice(0, 4096)),
  extract: (file) => {
    const parsed = parseYaml(blankJsonComments(file.text));
    if (!parsed.ok) {
      const { offset, reason } = parsed.failure;
      return [{ type: "warning", warning: { file: file.path, line: file.at(offset).line, reason } }];
    }
    return parsed.documents.flatMap(({ root }) => {
      const reader = new TemplateReader2(file, root);
      reader.visit(root, false);
      reader.parameters();
      return useFacts(reader.uses);
    });
  }
};
var SCHEMA2 = /"\$schema"\s*:\s*"[^"]*\/(?:\w*deploymentTemplate|deploymentParameters)\.json#?"/i;
var SITE_CONTAINERS = "/sitecontainers";
var TemplateReader2 = class {
  #file;
  #root;
  uses = [];
  constructor(file, root) {
    this.#file = file;
    this.#root = root;
  }
  /** Visits what is below a node; the parser bounds the depth. */
  visit(node, inContainers) {
    if (node.type === "sequence") for (const item of node.items) this.visit(item, inContainers);
    if (node.type !== "mapping") return;
    const type = scalarAt(node, "type")?.value.slice(-SITE_CONTAINERS.length).toLowerCase();
    const inThese = inContainers || type === SITE_CONTAINERS;
    for (const [key, value] of entriesAt(node)) {
      if (/^(?:linux|windows)FxVersion$/i.test(key)) this.#runtime(value);
      else if (key === "image" && inContainers) this.#image(value);
      else this.visit(value, inThese || /containers?$/i.test(key));
    }
  }
  /** Values of parameters that have the name of an image: those of a parameter file, and defaults that go to another template. */
  parameters() {
    for (const [name, parameter] of entriesAt(this.#root, "parameters")) {
      const node = valueAt(parameter, "value") ?? valueAt(parameter, "defaultValue");
      const value = writtenScalar(node)?.value;
      if (value !== void 0 && isImageName(name) && isVersionedImage(value)) this.#add(node, "arg");
    }
  }
  #image(node) {
    const fed = this.#feedOf(writtenScalar(node)?.value.slice(0, MAX_IMAGE_TEXT) ?? "");
    if (fed === void 0) this.#add(node, "whole");
    else this.#add(fed, "arg");
  }
  #runtime(node) {
    const scalar = writtenScalar(node);
    const prefix = /^DOCKER\|/i.exec(scalar?.value ?? "")?.[0];
    if (prefix !== void 0) this.#add(node, "whole", prefix);
  }
  #add(node, part, prefix = "") {
    this.uses.push(scalarUse({ file: this.#file, node, kind: "arm-template", part, prefix, templating: EXPRESSION }));
  }
  /** The default of the parameter, or the value of the variable, that an expression consists of. */
  #feedOf(text) {
    const match = /^\[\s*(parameters|variables)\('([^']+)'\)\s*\]$/i.exec(text);
    const [, where, name] = match ?? [];
    if (where === void 0 || name === void 0) return void 0;
    const found = where.toLowerCase() === "parameters" ? ["parameters", name, "defaultValue"] : ["variables", name];
    const scalar = writtenScalar(valueAt(this.#root, ...found));
    return scalar === void 0 || scalar.value === "" ? void 0 : scalar;
  }
};

// src/manifests/languages/fields.ts
var MAX_DEPTH8 = 100;
var MAX_FIELDS2 = 5e5;
var MAX_TOKENS = 32;
var MAX_HEADER = 8;
var CLOSING2 = /* @__PURE__ */ new Set([")", "]", "}"]);
var OPENING2 = /* @__PURE__ */ new Set(["(", "[", "{"]);
function readFields(tokens, syntax) {
  const fields = [];
  const top = { scope: { header: [], bracket: "", parent: void 0, path: [] }, pending: [] };
  const stack = [top];
  let ignored = 0;
  const current = () => stack.at(-1) ?? top;
  const finish = () => {
    const { scope, pending } = current();
    const field2 = fieldOf2(scope, pending, syntax);
    if (field2 !== void 0) fields.push(field2);
    pending.length = 0;
  };
  for (const token of tokens) {
    if (fields.length === MAX_FIELDS2) break;
    const text = token.type === "mark" ? token.text : "";
    if (OPENING2.has(text)) {
      if (stack.length >= MAX_DEPTH8) ignored++;
      else {
        const { pending, scope } = current();
        const header = pending.slice(0, MAX_HEADER);
        keep(pending, token);
        stack.push({ scope: scopeOf(scope, header, text, syntax), pending: [] });
      }
    } else if (CLOSING2.has(text)) {
      if (ignored > 0) ignored--;
      else {
        finish();
        if (stack.length > 1) stack.pop();
      }
    } else if (ignored > 0) continue;
    else if (syntax.separators.has(text)) finish();
    else keep(current().pending, token);
  }
  while (stack.length > 1) {
    finish();
    stack.pop();
  }
  finish();
  return fields;
}
function nameOfScope({ header }) {
  const [first, label] = header;
  if (first?.type === "word" && first.text === "dynamic" && label?.type === "text") return label.text;
  return first === void 0 || first.type === "mark" ? void 0 : first.text;
}
function topOf(scope) {
  let at = scope;
  while (at.parent?.parent !== void 0) at = at.parent;
  return at;
}
function nameTest(pattern) {
  const known2 = /* @__PURE__ */ new WeakMap();
  const test = (scope) => {
    const before = known2.get(scope);
    if (before !== void 0) return before;
    const { parent, path } = scope;
    const name = path.length > (parent?.path.length ?? 0) ? path.at(-1) : void 0;
    const found = parent !== void 0 && (name !== void 0 && pattern.test(name) || test(parent));
    known2.set(scope, found);
    return found;
  };
  return test;
}
function keep(pending, token) {
  if (pending.length < MAX_TOKENS) pending.push(token);
}
function scopeOf(parent, header, bracket, { assigns: assigns2 }) {
  const assign = header.findIndex((token) => token.type === "mark" && assigns2.has(token.text));
  const name = nameOfScope({ header: assign > 1 ? header.slice(1) : header });
  const named3 = name !== void 0 && (bracket === "{" || assign > 0);
  return { header, bracket, parent, path: named3 ? [...parent.path, name] : parent.path };
}
function fieldOf2(scope, tokens, { assigns: assigns2, calls: calls2 }) {
  const assign = tokens.findIndex((token) => token.type === "mark" && assigns2.has(token.text));
  if (assign === -1) {
    return (scope.bracket === "[" || scope.bracket === "(" && calls2 === true) && tokens.length === 1 ? { scope, key: "", target: [], value: [...tokens] } : void 0;
  }
  const target = tokens.slice(0, assign);
  const key = target.find((token) => token.type !== "mark")?.text;
  return key === void 0 ? void 0 : { scope, key, target, value: tokens.slice(assign + 1) };
}

// src/manifests/languages/tokens.ts
function commentEnd2(text, at, hash) {
  const unit = text[at];
  if (unit === "/" ? text[at + 1] !== "/" && text[at + 1] !== "*" : unit !== "#" || !hash) return void 0;
  if (unit === "/" && text[at + 1] === "*") return endAfter(text, "*/", at + 2);
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
function endAfter(text, what, from) {
  const found = text.indexOf(what, from);
  return found === -1 ? text.length : found + what.length;
}
function readQuoted(text, open, interpolates) {
  const quote = text[open] ?? "";
  const reading = { quote, interpolates, within: ["string"], dynamic: false, escaped: false };
  let at = open + 1;
  while (at < text.length) {
    const outermost = reading.within.length === 1;
    if (outermost && (text[at] === quote || text[at] === "\n" || text[at] === "\r")) break;
    at += reading.within.at(-1) === "braces" ? stepInBraces(text, at, reading) : stepInString(text, at, reading);
  }
  const end = Math.min(at, text.length);
  const { dynamic, escaped } = reading;
  const token = textToken(text, open + 1, end, { plain: !dynamic && !escaped, dynamic });
  return { token, next: end + (text[end] === quote ? 1 : 0) };
}
function stepInString(text, at, reading) {
  const unit = text[at];
  if (unit === "\\") {
    reading.escaped = true;
    return 2;
  }
  if (unit === reading.quote) reading.within.pop();
  if (!reading.interpolates || unit !== "$" && unit !== "%" || text[at + 1] !== "{") return 1;
  if (text[at - 1] === unit) reading.escaped = true;
  else {
    reading.dynamic = true;
    reading.within.push("braces");
  }
  return 2;
}
function stepInBraces(text, at, { within, quote }) {
  const unit = text[at];
  if (unit === quote) within.push("string");
  else if (unit === "{") within.push("braces");
  else if (unit === "}") within.pop();
  return 1;
}
function textToken(text, start, end, { plain, dynamic }) {
  return { type: "text", start, end, text: text.slice(start, end), plain, dynamic };
}
function scalarOf2({ start, end, text, plain }) {
  return {
    type: "scalar",
    start,
    end,
    style: "double",
    anchor: void 0,
    tag: void 0,
    value: text,
    verbatim: plain
  };
}
var WORD2 = /\w[\w-]*(?:\.\w[\w-]*)*/y;
function skipBlanks(text, from, lineBreaks) {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const blank = unit === 32 || unit === 9 || unit === 13 || unit === 65279 || lineBreaks && unit === 10;
    if (!blank) break;
    at++;
  }
  return at;
}
function readWord(text, at) {
  WORD2.lastIndex = at;
  const word = WORD2.exec(text)?.[0];
  return word === void 0 ? void 0 : { type: "word", start: at, end: at + word.length, text: word };
}
function readMark(text, start, operators) {
  operators.lastIndex = start;
  const end = start + (operators.exec(text)?.[0].length ?? 1);
  return { type: "mark", start, end, text: text.slice(start, end) };
}

// src/manifests/languages/bicep.ts
var SYNTAX = { assigns: /* @__PURE__ */ new Set(["=", ":"]), separators: /* @__PURE__ */ new Set([",", "\n"]) };
function bicepFields(text) {
  return readFields(bicepTokens(text), SYNTAX);
}
var OPERATORS4 = /\?\?|==|=>|!=|>=|<=|=~|::/y;
function* bicepTokens(text) {
  for (let at = skipBlanks(text, 0, false); at < text.length; at = skipBlanks(text, at, false)) {
    const comment = commentEnd2(text, at, false);
    const word = comment === void 0 ? readWord(text, at) : void 0;
    if (comment !== void 0) at = comment;
    else if (word !== void 0) {
      yield word;
      at = word.end;
    } else if (text.startsWith("'''", at)) {
      const end = endAfter(text, "'''", at + 3);
      yield textToken(text, at + 3, Math.max(at + 3, end - 3), { plain: false, dynamic: false });
      at = end;
    } else if (text[at] === "'") {
      const { token, next } = readQuoted(text, at, true);
      yield token;
      at = next;
    } else {
      const mark = readMark(text, at, OPERATORS4);
      yield mark;
      at = mark.end;
    }
  }
}

// src/manifests/languages/value-use.ts
var MAX_SHOWN2 = 120;
function valueUses2({ file, kind, value, part = "whole", prefix = "" }) {
  const [first] = value;
  if (first === void 0) return [];
  if (value.length === 1 && first.type === "text") {
    const use = textUse(file, kind, part, first, prefix);
    return use === void 0 ? [] : [use];
  }
  const alternatives = value.flatMap((token, index) => {
    const before = value[index - 1];
    if (token.type !== "text" || !token.plain || before?.type !== "mark" || !/^(?:\?\??|:)$/.test(before.text))
      return [];
    const after2 = value[index + 1];
    return after2 === void 0 || after2.type === "mark" && after2.text === ":" ? [token] : [];
  });
  const uses = alternatives.flatMap((token) => textUse(file, kind, "arg", token, prefix) ?? []);
  if (uses.length > 0) return uses;
  if (prefix !== "") return [];
  const last = value.at(-1) ?? first;
  const end = Math.min(first.start + MAX_SHOWN2, Math.max(last.end, first.end));
  const text = file.text.slice(first.start, end).split(/\r?\n/, 1)[0] ?? "";
  return [
    templatedUse({ file, start: first.start, text, kind, part }, "an expression that is evaluated on deployment")
  ];
}
function textPlace(file, kind, part, token, prefix) {
  const lead = token.text.slice(0, prefix.length);
  if (lead.toLowerCase() !== prefix.toLowerCase()) return void 0;
  return { file, start: token.start + prefix.length, text: token.text.slice(prefix.length), kind, part };
}
function textUse(file, kind, part, token, prefix) {
  const place = textPlace(file, kind, part, token, prefix);
  if (place === void 0) return void 0;
  if (token.dynamic) return templatedUse(place, "it is put together on deployment");
  if (!token.plain) return void 0;
  return literalUse(place);
}

// src/manifests/azure-resources/bicep.ts
var bicep = {
  format: "text",
  name: "bicep",
  recognises: (path) => /\.bicep(?:param)?$/i.test(path),
  extract: (file) => /image|DOCKER\|/i.test(file.text) ? useFacts(usesOf(file)) : []
};
function usesOf(file) {
  const fields = bicepFields(file.text);
  const declared = new Map(fields.flatMap((field2) => declarationOf(field2)));
  const traced = /* @__PURE__ */ new Set();
  const uses = [];
  for (const field2 of fields) {
    const prefix = webAppPrefix(field2);
    if (prefix === void 0 && !isImageField(field2)) continue;
    const [value] = field2.value;
    const declaration = field2.value.length === 1 && value?.type === "word" ? tracedTo(value.text, declared) : void 0;
    if (declaration !== void 0) traced.add(declaration.name);
    const at = declaration === void 0 ? {} : { part: "arg" };
    const tokens = declaration?.value ?? field2.value;
    const place = { file, kind: "bicep", value: tokens, ...at, ...prefix === void 0 ? {} : { prefix } };
    const told = valueUses2(place);
    uses.push(...prefix === void 0 && isGivenChoice(field2) ? told.filter(isPlain) : told);
  }
  for (const [name, value] of declared) {
    if (traced.has(name) || !isGiven(name, value)) continue;
    for (const use of valueUses2({ file, kind: "bicep", value, part: "arg" })) uses.push(use);
  }
  return uses;
}
function declarationOf({ scope, target, value }) {
  const [word, name] = target;
  if (scope.parent !== void 0 || word?.type !== "word" || name?.type !== "word") return [];
  return word.text === "param" || word.text === "var" ? [[name.text, value]] : [];
}
function tracedTo(name, declared) {
  const value = declared.get(name);
  const [first] = value ?? [];
  return value !== void 0 && first?.type === "text" && first.text !== "" ? { name, value } : void 0;
}
var isInContainers = nameTest(/^(?:init|side)?containers?$|containers$/i);
function isImageField(field2) {
  const { scope, key, value } = field2;
  if (key === "image" && (isInContainers(scope) || resourceType(scope).includes("/sitecontainers@"))) return true;
  if (isGivenChoice(field2)) return true;
  const [first] = value;
  if (first?.type !== "text" || !isImageName(key)) return false;
  if (!isVersionedImage(first.text) && knownNameLength(first.text) === void 0) return false;
  return /^params$/i.test(scope.path.at(-1) ?? "");
}
function isGivenChoice({ scope, key, value }) {
  const chooses = value.some((token) => token.type === "mark" && /^\?\??$/.test(token.text));
  return chooses && isImageName(key) && /^params$/i.test(scope.path.at(-1) ?? "");
}
function isPlain({ image, unknownTag }) {
  return image !== null && (unknownTag === true || isVersionedImage(image));
}
var MAX_TYPE = 512;
function resourceType(scope) {
  const type = topOf(scope).header[2];
  return type?.type === "text" ? type.text.slice(0, MAX_TYPE).toLowerCase() : "";
}
function webAppPrefix({ key }) {
  return /^(?:linux|windows)FxVersion$/i.test(key) ? "DOCKER|" : void 0;
}
function isGiven(name, value) {
  const [first] = value;
  return value.length === 1 && isImageName(name) && first?.type === "text" && first.plain && isVersionedImage(first.text);
}

// src/manifests/azure-resources/container-apps.ts
var VARIABLE3 = { pattern: /\$[({]|\{\{|__\w+__|#\{/, reason: "a variable that is filled in before deployment" };
var containerApps = {
  format: "yaml",
  name: "container-apps",
  marks: [IMAGE_WORD],
  mayHoldImages: ({ text }) => text.includes("image") && /containers/i.test(text),
  recognises: ({ root }) => scalarAt(root, "kind") === void 0 && containersOf(root).length > 0,
  extract: ({ root }, file) => useFacts(
    containersOf(root).map(
      (container) => scalarUse({ file, node: valueAt(container, "image"), kind: "container-apps", templating: VARIABLE3 })
    )
  )
};
function containersOf(root) {
  const bare2 = /^Microsoft\.App\//i.test(scalarAt(root, "type")?.value ?? "") ? [["template"]] : [];
  return [["properties", "template"], ...bare2].flatMap((path) => [
    ...itemsAt(root, ...path, "containers"),
    ...itemsAt(root, ...path, "initContainers")
  ]);
}

// src/manifests/azure-resources/container-instances.ts
var VARIABLE4 = { pattern: /\$[({]|\{\{|__\w+__|#\{/, reason: "a variable that is filled in before deployment" };
var containerInstances = {
  format: "yaml",
  name: "container-instances",
  marks: [IMAGE_WORD],
  mayHoldImages: ({ text }) => text.includes("image") && /containers/i.test(text),
  recognises: ({ root }) => /^Microsoft\.ContainerInstance\/containerGroups$/i.test(scalarAt(root, "type")?.value ?? "") || /^\d{4}-\d\d-\d\d/.test(scalarAt(root, "apiVersion")?.value ?? "") && itemsAt(root, "properties", "containers").some((item) => valueAt(item, "properties", "image") !== void 0),
  extract: ({ root }, file) => {
    const containers = ["containers", "initContainers"].flatMap((list) => itemsAt(root, "properties", list));
    return useFacts(
      containers.map(
        (container) => scalarUse({
          file,
          node: valueAt(container, "properties", "image"),
          kind: "container-instances",
          templating: VARIABLE4
        })
      )
    );
  }
};

// src/manifests/languages/hcl.ts
var SYNTAX2 = { assigns: /* @__PURE__ */ new Set(["=", ":"]), separators: /* @__PURE__ */ new Set([",", "\n"]), calls: true };
function hclFields(text) {
  return readFields(hclTokens(text), SYNTAX2);
}
var OPERATORS5 = /==|=>|!=|>=|<=/y;
function* hclTokens(text) {
  for (let at = skipBlanks(text, 0, false); at < text.length; at = skipBlanks(text, at, false)) {
    const comment = commentEnd2(text, at, true);
    const word = comment === void 0 ? readWord(text, at) : void 0;
    if (comment !== void 0) at = comment;
    else if (word !== void 0) {
      yield word;
      at = word.end;
    } else if (text[at] === '"') {
      const { token, next } = readQuoted(text, at, true);
      yield token;
      at = next;
    } else if (text.startsWith("<<", at)) {
      const document = readHereDocument(text, at);
      if (document !== void 0) yield document;
      at = document?.end ?? at + 2;
    } else {
      const mark = readMark(text, at, OPERATORS5);
      yield mark;
      at = mark.end;
    }
  }
}
function readHereDocument(text, start) {
  const opening = /<<-?([\w-]{1,100})\r?\n/y;
  opening.lastIndex = start;
  const match = opening.exec(text);
  if (match === null) return void 0;
  const closing2 = new RegExp(`^[ \\t]*${match[1]}[ \\t]*\\r?$`, "gm");
  closing2.lastIndex = start + match[0].length;
  const close = closing2.exec(text);
  const end = close === null ? text.length : close.index + close[0].length;
  return textToken(text, start, end, { plain: false, dynamic: true });
}
function blockOf({ header }) {
  const [type, ...rest] = header;
  if (type?.type !== "word") return void 0;
  return { type: type.text, labels: rest.flatMap((token) => token.type === "text" ? [token.text] : []) };
}

// src/manifests/build-tools/bake.ts
var PREFIX = "docker-image://";
var VARIABLE5 = { pattern: /\$\{/, reason: "a variable that is set when it is built" };
var bake = {
  format: "text",
  name: "bake",
  recognises: (path) => /^(?:docker-)?bake(?:[.-][\w.-]*)?\.(?:hcl|json)$/i.test(baseName(path)),
  extract: (file) => /\.json$/i.test(file.path) ? extractJson(file) : extractHcl(file, hclFields(file.text))
};
function extractHcl(file, fields) {
  const variables = new Map(
    fields.flatMap(({ scope, key, value: [value] }) => {
      const block2 = blockOf(topOf(scope));
      const [name] = block2?.labels ?? [];
      if (block2?.type !== "variable" || key !== "default" || name === void 0 || value?.type !== "text") return [];
      return [[name, value.text]];
    })
  );
  const built = [];
  const uses = fields.flatMap(({ scope, key, value }) => {
    const [first] = value;
    if (blockOf(topOf(scope))?.type !== "target" || first?.type !== "text") return [];
    if (key === "" && scope.path.at(-1) === "tags") {
      const tag = withVariables2(first.text, variables);
      if (tag.length <= MAX_REFERENCE_LENGTH) built.push(tag);
    }
    if (key === "" || scope.path.at(-1) !== "contexts") return [];
    return valueUses2({ file, kind: "other", value, prefix: PREFIX });
  });
  return [...useFacts(uses), ...builtFacts(built)];
}
function withVariables2(text, variables) {
  if (text.length > MAX_REFERENCE_LENGTH) return text;
  return text.replace(/\$\{(\w+)\}/g, (whole, name) => {
    const value = variables.get(name);
    return value === void 0 || value.length > MAX_NAME_LENGTH ? whole : value;
  });
}
function extractJson(file) {
  const parsed = parseYaml(file.text);
  if (!parsed.ok) {
    const { offset, reason } = parsed.failure;
    return [{ type: "warning", warning: { file: file.path, line: file.at(offset).line, reason } }];
  }
  const once2 = onlyOnce();
  const targets = parsed.documents.flatMap(({ root }) => entriesAt(root, "target").map(([, target]) => once2(target)));
  const contexts = targets.flatMap((target) => entriesAt(once2(valueAt(target, "contexts"))).map(([, node]) => node));
  const uses = contexts.map((node) => scalarUse({ file, node, kind: "other", prefix: PREFIX, templating: VARIABLE5 }));
  const tags = distinctItemsAt(targets, "tags").flatMap((tag) => writtenScalar(tag)?.value ?? []);
  return [...useFacts(uses), ...builtFacts(tags)];
}

// src/manifests/languages/starlark.ts
var SYNTAX3 = { assigns: /* @__PURE__ */ new Set(["=", ":"]), separators: /* @__PURE__ */ new Set([",", "\n", ";"]) };
function starlarkFields(text) {
  return readFields(starlarkTokens(text), SYNTAX3);
}
var OPERATORS6 = /==|!=|<=|>=|\/\/|\*\*/y;
function* starlarkTokens(text) {
  for (let at = skipBlanks(text, 0, false); at < text.length; at = skipBlanks(text, at, false)) {
    const comment = text[at] === "#" ? commentEnd2(text, at, true) : void 0;
    const word = comment === void 0 ? readWord(text, at) : void 0;
    const quote = text[at] ?? "";
    if (comment !== void 0) at = comment;
    else if (word !== void 0) {
      yield word;
      at = word.end;
    } else if (quote !== '"' && quote !== "'") {
      const mark = readMark(text, at, OPERATORS6);
      yield mark;
      at = mark.end;
    } else if (text.startsWith(quote.repeat(3), at)) {
      const end = endAfter(text, quote.repeat(3), at + 3);
      yield textToken(text, at, end, { plain: false, dynamic: false });
      at = end;
    } else {
      const { token, next } = readQuoted(text, at, false);
      yield token;
      at = next;
    }
  }
}

// src/manifests/build-tools/bazel.ts
var bazel = {
  format: "text",
  name: "bazel",
  recognises: (path) => /^(?:(?:[\w.-]+\.)?MODULE\.bazel|WORKSPACE(?:\.bazel|\.bzlmod)?|.*\.bzl)$/.test(baseName(path)),
  extract: (file) => /pull/.test(file.text) ? useFacts(pullUses(file)) : []
};
var PULL = /^(?:\w*oci\w*\.pull|(?:\w+\.)?(?:oci_pull|container_pull))$/;
function pullUses(file) {
  const calls2 = /* @__PURE__ */ new Map();
  for (const { scope, key, value } of starlarkFields(file.text)) {
    const [token, ...others] = value;
    if (scope.bracket !== "(" || token?.type !== "text" || !token.plain || others.length > 0 || !isPull(scope))
      continue;
    const call2 = calls2.get(scope) ?? /* @__PURE__ */ new Map();
    calls2.set(scope, call2.set(key, token));
  }
  return Array.from(calls2.values(), (call2) => pullUse(file, call2));
}
function isPull({ header }) {
  const called2 = header.at(-1);
  return called2?.type === "word" && PULL.test(called2.text);
}
function pullUse(file, call2) {
  const fieldOf4 = (role) => {
    const token = call2.get(role);
    return token === void 0 ? void 0 : { role, scalar: scalarOf2(token) };
  };
  const image = call2.get("image");
  if (image !== void 0 && /[:@]/.test(image.text.slice(image.text.lastIndexOf("/") + 1)))
    return literalUse({ file, start: image.start, text: image.text, kind: "other", part: "whole" });
  const repository = fieldOf4("image") ?? fieldOf4("repository");
  if (repository === void 0) return void 0;
  const registry = image === void 0 ? fieldOf4("registry") : void 0;
  const rest = { registry, tag: fieldOf4("tag"), digest: fieldOf4("digest") };
  return splitUse({ file, kind: "other", part: "repository", repository, ...rest });
}

// src/manifests/build-tools/devcontainer.ts
var VARIABLE6 = { pattern: /\$\{/, reason: "a variable that is set when the container is made" };
var devcontainer = {
  format: "text",
  name: "devcontainer",
  recognises: (path) => /(?:^|\/)(?:\.devcontainer|devcontainer)\.json$/i.test(path),
  extract: (file) => {
    const parsed = parseYaml(blankJsonComments(file.text));
    if (!parsed.ok) {
      const { offset, reason } = parsed.failure;
      return [{ type: "warning", warning: { file: file.path, line: file.at(offset).line, reason } }];
    }
    const root = parsed.documents[0]?.root;
    if (scalarAt(root, "image") === void 0) return [];
    return useFacts([scalarUse({ file, node: valueAt(root, "image"), kind: "devcontainer", templating: VARIABLE6 })]);
  }
};

// src/manifests/build-tools/gitpod.ts
var NONE3 = { pattern: /\$\{/, reason: "a variable" };
var NAME = /(?:^|\/)\.gitpod\.ya?ml$/i;
var gitpod = {
  format: "yaml",
  name: "gitpod",
  isNamed: (path) => NAME.test(path),
  recognises: (_document, { path }) => NAME.test(path),
  extract: ({ root }, file) => useFacts([scalarUse({ file, node: valueAt(root, "image"), kind: "other", templating: NONE3 })])
};

// src/manifests/build-tools/ko.ts
var TEMPLATE2 = { pattern: /\{\{|\$/, reason: "a template that ko fills in" };
var NAME2 = /(?:^|\/)\.ko\.ya?ml$/i;
var ko = {
  format: "yaml",
  name: "ko",
  isNamed: (path) => NAME2.test(path),
  recognises: (_document, { path }) => NAME2.test(path),
  extract: ({ root }, file) => {
    const overrides = entriesAt(root, "baseImageOverrides").map(([, value]) => value);
    return useFacts(
      [valueAt(root, "defaultBaseImage"), ...overrides].map(
        (node) => scalarUse({ file, node, kind: "other", templating: TEMPLATE2 })
      )
    );
  }
};

// src/manifests/build-tools/skaffold.ts
var TEMPLATE3 = { pattern: /\{\{|\$/, reason: "a template that Skaffold fills in" };
var skaffold = {
  format: "yaml",
  name: "skaffold",
  marks: [/skaffold\//],
  mayHoldImages: ({ text }) => text.includes("skaffold/"),
  recognises: ({ root }) => /^skaffold\//.test(scalarAt(root, "apiVersion")?.value ?? ""),
  extract: ({ root }, file) => {
    const configurations = [root, ...distinctItemsAt([root], "profiles")];
    const artifacts = distinctItemsAt(configurations, "build", "artifacts");
    const built = artifacts.flatMap((artifact) => scalarAt(artifact, "image")?.value ?? []);
    const images = [...artifacts.flatMap(builderImages), ...containerImages(configurations)];
    for (const patch of distinctItemsAt(configurations, "patches")) {
      const path = scalarAt(patch, "path")?.value ?? "";
      if (BUILT_PATH.test(path)) built.push(scalarAt(patch, "value")?.value ?? "");
      else if (IMAGE_PATH.test(path)) images.push(valueAt(patch, "value"));
    }
    const uses = images.map((node) => scalarUse({ file, node, kind: "skaffold", templating: TEMPLATE3 }));
    return [...useFacts(uses), ...builtFacts(built), ...chartFacts(configurations, file)];
  }
};
function chartFacts(configurations, file) {
  const releases = ["deploy", "manifests"].flatMap((key) => distinctItemsAt(configurations, key, "helm", "releases"));
  return releases.flatMap((release) => {
    const chart = scalarAt(release, "remoteChart");
    if (chart === void 0) return [];
    const [repository, version] = [scalarAt(release, "repo")?.value, scalarAt(release, "version")?.value];
    const unseen2 = unseenNamedChart(file, chart.start, {
      chart: chart.value,
      ...repository === void 0 ? {} : { repository },
      ...version === void 0 ? {} : { version }
    });
    return unseen2 === void 0 ? [] : [{ type: "unseen", unseen: unseen2 }];
  });
}
var IMAGE_PATH = /\/(?:buildpacks\/(?:builder|runImage)|kaniko\/(?:image|initImage)|(?:ko|jib)\/(?:fromImage|baseImage)|googleCloudBuild\/\w+Image|container(?:s\/\d+)?\/image)$/;
var BUILT_PATH = /^\/build\/artifacts\/\d+\/image$/;
function builderImages(artifact) {
  return [
    valueAt(artifact, "buildpacks", "builder"),
    valueAt(artifact, "buildpacks", "runImage"),
    valueAt(artifact, "kaniko", "image"),
    valueAt(artifact, "kaniko", "initImage"),
    valueAt(artifact, "ko", "fromImage"),
    valueAt(artifact, "jib", "fromImage")
  ];
}
function containerImages(configurations) {
  const verifications = distinctItemsAt(configurations, "verify").map((item) => valueAt(item, "container", "image"));
  const actions = distinctItemsAt(distinctItemsAt(configurations, "customActions"), "containers");
  const once2 = onlyOnce();
  const builders = configurations.flatMap((configuration2) => entriesAt(once2(valueAt(configuration2, "build", "googleCloudBuild")))).flatMap(([key, value]) => /Image$/.test(key) ? [value] : []);
  return [...verifications, ...actions.map((container) => valueAt(container, "image")), ...builders];
}

// src/manifests/build-tools/tilt.ts
var tilt = {
  format: "text",
  name: "tilt",
  recognises: (path) => /^Tiltfile(?:\.[\w.-]+)?$|\.tiltfile$/i.test(baseName(path)),
  extract: ({ text }) => {
    const calls2 = text.matchAll(BUILD);
    return builtFacts(Array.from(calls2, (call2) => call2[1] ?? call2[2] ?? ""));
  }
};
var BUILD = /^[^#\n]{0,200}?\b(?:docker_build|custom_build|docker_build_with_restart|custom_build_with_restart|docker_build_sub|ko_build)[ \t]*\(\s*(?:ref[ \t]*=[ \t]*)?(?:'([^'\n]{1,300})'|"([^"\n]{1,300})")/gm;

// src/manifests/variables/usage.ts
var VARIABLE7 = /\$\$|\$(\{?)([A-Za-z_]\w*)/g;
function countVariables(text) {
  const counts = /* @__PURE__ */ new Map();
  const closings = closingsIn(text);
  for (const { 0: found, 1: brace, 2: name, index } of text.matchAll(VARIABLE7)) {
    if (name === void 0) continue;
    const behind2 = index + found.length;
    const end = brace === "" ? behind2 : closings.get(index + 1) ?? text.length;
    const isJoined = BEFORE2.test(text[index - 1] ?? "") || AFTER2.test(text[end] ?? "");
    addCount(counts, name, { times: 1, joined: isJoined ? 1 : 0 });
  }
  return counts;
}
function addCount(counts, name, { times, joined: joined2 }) {
  const before = counts.get(name) ?? NEVER;
  counts.set(name, { times: before.times + times, joined: before.joined + joined2 });
}
var NEVER = { times: 0, joined: 0 };
var BEFORE2 = /[^\s"'=,[{(]/;
var AFTER2 = /[^\s"',\]})]/;
function closingsIn(text) {
  const closings = /* @__PURE__ */ new Map();
  if (!text.includes("${")) return closings;
  const open = [];
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === "{") open.push(index);
    else {
      const opened2 = open.pop();
      if (opened2 !== void 0) closings.set(opened2, index + 1);
    }
  }
  return closings;
}
var WHOLE = /^\$(?:\w+|\{[^{}]*\})$/;

// src/manifests/dockerfile/arguments.ts
function argumentsOfStages(uses) {
  const { declared } = uses;
  const joined2 = joinedElsewhere(uses);
  const given = givenToStages(uses, joined2);
  return (operand, { start }) => {
    const argument = argumentAt(start, declared);
    if (argument === void 0) return void 0;
    const isJoined = argument.isGlobal ? given.get(argument.name) : joined2.has(argument.name);
    if (isJoined === void 0) return void 0;
    const isImage4 = WHOLE.test(operand) && isVersionedWord(argument.text);
    return isImage4 && !isJoined ? void 0 : `${argument.name} is given to a stage, too`;
  };
}
function argumentAt(offset, declared) {
  const found = declared[countBefore(declared, ({ start }) => start <= offset) - 1];
  return found !== void 0 && offset <= found.start + found.text.length ? found : void 0;
}
function joinedElsewhere({ text, declared, operands }) {
  const known2 = /* @__PURE__ */ new Map();
  for (const own2 of [...operands, ...declared.map((argument) => argument.text)])
    for (const [name, { joined: joined2 }] of countVariables(own2)) known2.set(name, (known2.get(name) ?? 0) + joined2);
  const counts = [...countVariables(text)];
  return new Set(counts.flatMap(([name, { joined: joined2 }]) => joined2 > (known2.get(name) ?? 0) ? [name] : []));
}
function givenToStages({ taken: taken2, declared }, joined2) {
  const given = new Map([...taken2].map((name) => [name, joined2.has(name)]));
  for (const { name, text, isGlobal } of declared.toReversed()) {
    const isJoined = given.get(name);
    if (!isGlobal || isJoined === void 0) continue;
    for (const [part, within] of countVariables(text))
      given.set(part, isJoined || within.joined > 0 || given.get(part) === true);
  }
  return given;
}

// src/manifests/dockerfile/flags.ts
function flagsOf({ text }) {
  const flags = [];
  const word = /\s*(\S+)/y;
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const end = word.lastIndex;
    const flag = match[1] ?? "";
    if (!flag.startsWith("--")) break;
    const equals = flag.indexOf("=");
    if (equals === -1) continue;
    const value = withoutQuotes(text, { start: end - flag.length + equals + 1, end });
    flags.push({ name: flag.slice(2, equals).toLowerCase(), value });
  }
  return flags;
}
function mountSource(text, { start, end }) {
  let at = start;
  for (const written3 of text.slice(start, end).split(",")) {
    const field2 = withoutQuotes(text, { start: at, end: at + written3.length });
    if (/^from=/i.test(text.slice(field2.start, field2.start + 5))) return { start: field2.start + 5, end: field2.end };
    at += written3.length + 1;
  }
  return void 0;
}

// src/manifests/dockerfile/instructions.ts
function readDockerfile(text) {
  const lines = new LineReader(text);
  const directives = readDirectives(lines);
  const instructions = [];
  for (let line2 = lines.next(); line2 !== void 0; line2 = lines.next()) {
    const joined2 = joinLines(line2, lines, directives.escape);
    const instruction = joined2 === void 0 ? void 0 : instructionOf(joined2);
    if (instruction === void 0) continue;
    instructions.push(instruction);
    skipHereDocuments(instruction, lines, directives.escape);
  }
  return { ...directives, instructions };
}
var LineReader = class {
  #text;
  #at;
  constructor(text) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 65279 ? 1 : 0;
  }
  /** The next line without its end. */
  next() {
    const line2 = this.peek();
    if (line2 !== void 0) {
      const newline = this.#text.indexOf("\n", line2.end);
      this.#at = newline === -1 ? this.#text.length : newline + 1;
    }
    return line2;
  }
  peek() {
    const start = this.#at;
    if (start >= this.#text.length) return void 0;
    const newline = this.#text.indexOf("\n", start);
    const stop = newline === -1 ? this.#text.length : newline;
    const end = stop > start && this.#text[stop - 1] === "\r" ? stop - 1 : stop;
    return { start, end, text: this.#text.slice(start, end) };
  }
};
function readDirectives(lines) {
  let escapeUnit = "\\";
  let syntax;
  if (lines.peek()?.text.startsWith("#!") === true) lines.next();
  for (let line2 = lines.peek(); line2 !== void 0; line2 = lines.peek()) {
    const directive = /^#[ \t]*([A-Za-z]\w*)[ \t]*=[ \t]*(\S+)/.exec(line2.text);
    if (directive === null) break;
    lines.next();
    const name = directive[1]?.toLowerCase();
    const value = directive[2] ?? "";
    const end = line2.start + directive[0].length;
    if (name === "escape" && (value === "\\" || value === "`")) escapeUnit = value;
    else if (name === "syntax") syntax ??= { start: end - value.length, end };
  }
  return { escape: escapeUnit, syntax };
}
function joinLines(first, lines, escapeUnit) {
  if (isEmpty2(first) || isComment2(first)) return void 0;
  const texts = [];
  const runs = [];
  let length = 0;
  for (let line2 = first; line2 !== void 0; line2 = lines.next()) {
    if (length > 0 && (isEmpty2(line2) || isComment2(line2))) continue;
    const kept = beforeContinuation(line2.text, escapeUnit);
    const text = kept ?? line2.text;
    runs.push({ joined: length, source: line2.start });
    texts.push(text);
    length += text.length;
    if (kept === void 0) break;
  }
  return {
    text: texts.join(""),
    sourceOf: (offset) => {
      const run = runAt(runs, offset);
      return run === void 0 ? offset : run.source + offset - run.joined;
    }
  };
}
function runAt(runs, offset) {
  return runs[Math.max(0, countBefore(runs, (run) => run.joined <= offset) - 1)];
}
function beforeContinuation(text, escapeUnit) {
  let end = text.length;
  while (text[end - 1] === " " || text[end - 1] === "	") end--;
  const continues = text[end - 1] === escapeUnit && text[end - 2] !== escapeUnit;
  return continues ? text.slice(0, end - 1) : void 0;
}
function isEmpty2({ text }) {
  return text.trim() === "";
}
function isComment2({ text }) {
  return text.trimStart().startsWith("#");
}
var KEYWORD = /^\s*(?:ONBUILD\s+)?(FROM|ARG|RUN|COPY|ADD)\s+/i;
function instructionOf({ text, sourceOf }) {
  const match = KEYWORD.exec(text);
  const keyword = match?.[1]?.toUpperCase();
  if (match === null || !isKeyword(keyword)) return void 0;
  const skipped = match[0].length;
  return { keyword, text: text.slice(skipped), sourceOf: (offset) => sourceOf(skipped + offset) };
}
function isKeyword(text) {
  return text === "FROM" || text === "ARG" || text === "RUN" || text === "COPY" || text === "ADD";
}
function skipHereDocuments({ keyword, text }, lines, escapeUnit) {
  if (keyword === "FROM" || keyword === "ARG" || !text.includes("<<")) return;
  for (const { start, end } of shellWords(text, escapeUnit) ?? []) {
    const match = /^\d*<<(-?)([^<]+)$/.exec(text.slice(start, end));
    const name = match?.[2]?.replaceAll(/["']/g, "");
    if (name === void 0 || name === "") continue;
    for (let line2 = lines.next(); line2 !== void 0; line2 = lines.next()) {
      const content = match?.[1] === "-" ? line2.text.replace(/^\t+/, "") : line2.text;
      if (content === name) break;
    }
  }
}

// src/manifests/dockerfile/references.ts
function dockerfileUses(file, kind) {
  return new DockerfileReader(file, kind).uses();
}
function noDefault(arg) {
  return `ARG ${arg} has no default`;
}
var TEMPLATE4 = { known: false, reason: "a template directive decides it" };
var PLATFORM_ARGS = /^(?:TARGET|BUILD)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)$/;
var DockerfileReader = class {
  #file;
  #kind;
  #traced = [];
  #declared = [];
  #taken = /* @__PURE__ */ new Set();
  #global = /* @__PURE__ */ new Map();
  /** The ARGs of the stage; `undefined` before the first. */
  #stage;
  /** Names of the stages so far, lower case. */
  #earlier = /* @__PURE__ */ new Set();
  /** What those names begin with: `base` and `base-` of `base-amd64`. */
  #beginnings = /* @__PURE__ */ new Set();
  /** Names of all stages, lower case: COPY and `--mount` may name any. */
  #stages = /* @__PURE__ */ new Set();
  #escape = "\\";
  constructor(file, kind) {
    this.#file = file;
    this.#kind = kind;
  }
  uses() {
    const { syntax, instructions, ...directives } = readDockerfile(this.#file.text);
    this.#escape = directives.escape;
    this.#stages = new Set(instructions.flatMap((instruction) => stageName(instruction) ?? []));
    if (syntax !== void 0) {
      const place = { ...this.#place(syntax, "syntax"), text: this.#file.text.slice(syntax.start, syntax.end) };
      const origin = { file: this.#file.path, start: syntax.start };
      this.#traced.push({ place, value: { known: true, pieces: [{ text: place.text, origin }] } });
    }
    for (const instruction of instructions) {
      if (this.#traced.length > MAX_TOLD) break;
      this.#read(instruction);
    }
    return this.#written(tracedUses(this.#traced));
  }
  /** The uses, those left alone whose name stands in an argument that is told to more than them. */
  #written(uses) {
    const operands = this.#traced.map(({ place }) => place.text);
    const whyNot = argumentsOfStages({
      text: this.#file.text,
      declared: this.#declared,
      taken: this.#taken,
      operands
    });
    return uses.map((use, index) => {
      const name = use.slots.find(({ writes }) => writes === "name");
      const uneditable = name === void 0 ? void 0 : whyNot(operands[index] ?? "", name);
      return uneditable === void 0 ? use : { ...use, slots: [], uneditable };
    });
  }
  #read(instruction) {
    switch (instruction.keyword) {
      case "FROM":
        this.#from(instruction);
        return;
      case "ARG":
        this.#arg(instruction);
        return;
      case "COPY":
      case "ADD":
        for (const { name, value } of flagsOf(instruction)) {
          if (name === "from") this.#sourceOfFiles(instruction, value, "copy-from");
        }
        return;
      case "RUN":
        for (const { name, value } of flagsOf(instruction)) {
          const from = name === "mount" ? mountSource(instruction.text, value) : void 0;
          if (from !== void 0) this.#sourceOfFiles(instruction, from, "mount-from");
        }
        return;
    }
  }
  /** `FROM [--platform=…] image [AS name]`. A name that an earlier stage has is that stage. */
  #from(instruction) {
    const { text } = instruction;
    const span = baseOf(text);
    if (span !== void 0) {
      const value = this.#value(instruction, span, this.#globals());
      const raw = text.slice(span.start, span.end);
      const base = value.known ? textOf4(value.pieces) : void 0;
      const isStage = base === void 0 ? this.#choosesStage(raw) : this.#earlier.has(base.toLowerCase());
      if (!isStage && base !== "scratch") this.#add(instruction, span, "from", value);
    }
    const name = stageName(instruction);
    if (name !== void 0) {
      this.#earlier.add(name);
      for (const beginning of beginningsOf(name)) this.#beginnings.add(beginning);
    }
    this.#stage = /* @__PURE__ */ new Map();
  }
  /** Whether a name with a variable that is not known chooses between stages: `FROM base-${TARGETARCH}`. */
  #choosesStage(raw) {
    const prefix = raw.slice(0, raw.indexOf("$")).toLowerCase();
    return this.#beginnings.has(prefix);
  }
  /** `ARG NAME=value …`; the values of those before the first FROM are what FROM sees. */
  #arg(instruction) {
    const { text } = instruction;
    for (const { start, end } of shellWords(text, this.#escape) ?? plainWords(text)) {
      const word = text.slice(start, end);
      const equals = word.indexOf("=");
      const name = equals === -1 ? word : word.slice(0, equals);
      if (equals === -1) {
        if (this.#stage !== void 0) this.#taken.add(name);
        this.#declare(name, this.#stage === void 0 ? void 0 : this.#global.get(name));
      } else this.#declare(name, this.#argValue(instruction, name, { start: start + equals + 1, end }));
    }
  }
  #declare(name, value) {
    (this.#stage ?? this.#global).set(name, value);
  }
  #argValue(instruction, name, span) {
    const inner = withoutQuotes(instruction.text, span);
    const start = instruction.sourceOf(inner.start);
    const text = this.#textOf(instruction, inner);
    this.#declared.push({ name, start, text, isGlobal: this.#stage === void 0 });
    const variable = { role: "arg", file: this.#file.path, ...this.#file.at(start), text };
    const variables = this.#stage === void 0 ? this.#globals() : this.#locals(this.#stage);
    return expand2({ ...this.#template(instruction, span), variable }, variables);
  }
  /** An image or a stage that files are taken from. */
  #sourceOfFiles(instruction, span, part) {
    const value = this.#value(instruction, span, this.#locals(this.#stage ?? this.#global));
    const source = value.known ? textOf4(value.pieces) : void 0;
    if (source !== void 0 && (source === "" || /^\d+$/.test(source) || this.#stages.has(source.toLowerCase())))
      return;
    this.#add(instruction, span, part, value);
  }
  #value(instruction, span, variables) {
    return expand2(this.#template(instruction, span), variables);
  }
  /** The text of a span; it has an origin only where it stands on one line. */
  #template({ text, sourceOf }, { start, end }) {
    const source = sourceOf(start);
    const whole = end === start || sourceOf(end - 1) === source + end - start - 1;
    return {
      text: text.slice(start, end),
      ...whole ? { origin: { file: this.#file.path, start: source } } : {},
      dialect: { escape: this.#escape, quotes: true }
    };
  }
  #globals() {
    return {
      lookup: (name) => this.#global.get(name),
      missing: (name) => {
        if (PLATFORM_ARGS.test(name)) return `${name} is known only when it is built`;
        return this.#global.has(name) ? noDefault(name) : `no ARG ${name} stands before the first FROM`;
      }
    };
  }
  #locals(scope) {
    return {
      lookup: (name) => scope.get(name),
      missing: (name) => scope.has(name) ? noDefault(name) : `no ARG ${name} stands in this stage`
    };
  }
  #add(instruction, span, part, value) {
    const inner = withoutQuotes(instruction.text, span);
    const start = instruction.sourceOf(inner.start);
    const place = { ...this.#place({ start, end: start }, part), text: this.#textOf(instruction, inner) };
    const directive = /\{\{|<%|@@/.test(instruction.text.slice(inner.start, inner.end));
    this.#traced.push({ place, value: directive ? TEMPLATE4 : value });
  }
  /** What stands in the file for a span, with the ends of lines within it. */
  #textOf({ sourceOf }, { start, end }) {
    return end === start ? "" : this.#file.text.slice(sourceOf(start), sourceOf(end - 1) + 1);
  }
  #place({ start }, part) {
    return { file: this.#file, start, kind: this.#kind, part };
  }
};
function baseOf(text) {
  const word = plainWords(text).find(({ start }) => !text.startsWith("--", start));
  if (word === void 0) return void 0;
  const open = text.indexOf("{{", word.start);
  const close = open === -1 || open >= word.end ? -1 : text.indexOf("}}", open);
  return close === -1 ? word : { start: word.start, end: Math.max(word.end, close + 2) };
}
function stageName({ keyword, text }) {
  if (keyword !== "FROM") return void 0;
  const words = plainWords(text).map(({ start, end }) => text.slice(start, end));
  const as = words.findIndex((word, index) => index > 0 && word.toLowerCase() === "as");
  return as === -1 ? void 0 : words[as + 1]?.toLowerCase();
}
function beginningsOf(name) {
  const separators = name.slice(0, MAX_STAGE_NAME).matchAll(/[._-]/g);
  return Array.from(separators, ({ index }) => [name.slice(0, index), name.slice(0, index + 1)]).flat().filter((beginning) => beginning !== "");
}
var MAX_STAGE_NAME = 128;

// src/manifests/compose/elsewhere.ts
function variablesUsedElsewhere(images, projects) {
  const byFile = groupBy(images, ({ place }) => place.file.path);
  const ofImages = new Map(
    [...byFile].map(([file, found]) => [file, countVariables(found.map(({ value }) => value).join("\n"))])
  );
  const known2 = /* @__PURE__ */ new Map();
  const usedFor = (environment) => {
    const found = known2.get(environment) ?? usedElsewhere(ofImages, projects, environment);
    known2.set(environment, found);
    return found;
  };
  return ({ value }, { file, start }) => {
    const written3 = variableAt(start, projects.environments.variablesOf(file));
    if (written3 === void 0) return void 0;
    const isImage4 = WHOLE.test(value) && isVersionedWord(written3.text ?? "");
    if (!isImage4 && projects.isGiven(file)) return `${file} is given to containers as a whole`;
    const isJoined = usedFor(file).get(written3.name);
    const isChanged = isImage4 ? isJoined === true : isJoined !== void 0;
    return isChanged ? `${written3.name} is used for more than images` : void 0;
  };
}
function variableAt(offset, variables) {
  return variables[countBefore(variables, ({ start }) => start <= offset) - 1];
}
function usedElsewhere(ofImages, projects, environment) {
  const used = /* @__PURE__ */ new Map();
  const add = (name, isJoined) => used.set(name, isJoined || used.get(name) === true);
  for (const [file, { variables }] of projects.readersOf(environment))
    for (const [name, { times, joined: joined2 }] of variables) {
      const own2 = ofImages.get(file)?.get(name) ?? NEVER;
      if (times > own2.times) add(name, joined2 > own2.joined);
    }
  for (const { name, parts } of projects.environments.variablesOf(environment).toReversed()) {
    const isJoined = used.get(name);
    if (isJoined === void 0) continue;
    for (const [part, { joined: joined2 }] of parts) add(part, isJoined || joined2 > 0);
  }
  return used;
}

// src/manifests/compose/image.ts
function imageUses(images, projects) {
  const traced = images.flatMap((image) => {
    const { file } = image.place;
    const environments = image.value.includes("$") ? projects.environmentsOf(file.path) : [[]];
    return environments.map((environment) => {
      const value = expanded2(image, projects.environments.of(file.path, environment));
      return { image, place: image.place, value };
    });
  });
  const uses = tracedUses(traced);
  const instances = traced.flatMap(({ image }, index) => {
    const use = uses[index];
    return use === void 0 ? [] : [{ image, use }];
  });
  const byImage = new Map(images.map((image) => [image, /* @__PURE__ */ new Map()]));
  for (const [index, use] of written2(instances, images, projects).entries()) {
    const instance = instances[index];
    if (instance !== void 0) byImage.get(instance.image)?.set(JSON.stringify([use.image, use.also, use.slots]), use);
  }
  const standing = new Map(images.map((image) => [keyOf(image.place.file.path, image.place.start), image]));
  const lineOf = ({ file, start }) => standing.get(keyOf(file, start))?.place.file.at(start).line;
  return [...byImage].flatMap(([image, found]) => {
    const resolved2 = [...found.values()].filter((use) => use.image !== null);
    const told = resolved2.length === 0 ? [...found.values()].slice(0, 1) : resolved2;
    return told.map((use) => inProjects(use, image, projects, lineOf));
  });
}
function written2(instances, images, projects) {
  const elsewhere = variablesUsedElsewhere(images, projects);
  const kept = /* @__PURE__ */ new Map();
  for (const { image, use } of instances) {
    const slot = slotElsewhere(use);
    const reason = slot === void 0 ? void 0 : image.isShared ? SHARED2 : elsewhere(image, slot);
    if (slot !== void 0 && reason !== void 0) kept.set(keyOf(slot.file, slot.start), reason);
  }
  return instances.map(({ use }) => {
    const slot = slotElsewhere(use);
    const why = slot === void 0 ? void 0 : kept.get(keyOf(slot.file, slot.start));
    const reason = projects.isTangled ? TANGLED : why;
    return reason === void 0 ? use : { ...use, slots: [], uneditable: reason };
  });
}
var SHARED2 = "an alias of it is used for more than images";
var TANGLED = "the Compose projects of this tree are too many to follow";
function slotElsewhere({ file, slots }) {
  return slots.find((slot) => slot.writes === "name" && slot.file !== file);
}
function inProjects(use, image, projects, lineOf) {
  const { isBuilt, isPulled: isPulled2 } = projects.fateOf(image);
  const reference = use.image === null ? void 0 : parseReference(use.image);
  const isOwn2 = isBuilt && !(isPulled2 && reference !== void 0 && isOfficial(reference));
  if (isOwn2) return { ...use, built: true };
  const replacement = use.image === null ? projects.replacementOf(image) : void 0;
  if (replacement === void 0) return use;
  return { ...use, reason: `${use.reason}; ${replacement.file}:${lineOf(replacement)} replaces it` };
}
function keyOf(file, start) {
  return `${start} ${file}`;
}
function expanded2({ place, verbatim, value }, variables) {
  const origin = verbatim ? { origin: { file: place.file.path, start: place.start } } : {};
  return expand2({ text: value, ...origin, dialect: { escape: "$$", quotes: false } }, variables);
}

// src/manifests/compose/builds.ts
function reviseBuilds(uses, builds, projects) {
  const byDockerfile = gather(builds);
  const revised = [];
  const images = /* @__PURE__ */ new Set();
  const told = /* @__PURE__ */ new Set();
  for (const use of uses) {
    const given = use.kind === "dockerfile" ? byDockerfile.get(use.file) : void 0;
    if (given?.contexts.has(use.text.toLowerCase()) === true) continue;
    const arg = soleVariable2(use.text);
    const argument = arg === void 0 ? void 0 : given?.args.get(arg);
    if (argument !== void 0 && !told.has(argument)) for (const image of argument.images) images.add(image);
    if (argument !== void 0) told.add(argument);
    const explained = argument !== void 0 && arg !== void 0 && use.reason === noDefault(arg);
    revised.push(explained ? { ...use, reason: `${use.reason}; ${argument.file} gives it` } : use);
  }
  return [...revised, ...imageUses([...images], projects)];
}
function gather(builds) {
  const gathered = /* @__PURE__ */ new Map();
  for (const { file, dockerfile: dockerfile2, contexts, args } of builds) {
    const given = gathered.get(dockerfile2) ?? { contexts: /* @__PURE__ */ new Set(), args: /* @__PURE__ */ new Map() };
    gathered.set(dockerfile2, given);
    for (const context of contexts) given.contexts.add(context);
    for (const { name, image } of args) {
      const argument = given.args.get(name) ?? { file, images: [] };
      given.args.set(name, argument);
      if (image !== void 0) argument.images.push(image);
    }
  }
  return gathered;
}
function soleVariable2(text) {
  const match = /^\$(?:\{([A-Za-z_]\w*)(?::?[-?][^{}]*)?\}|([A-Za-z_]\w*))$/.exec(text);
  return match?.[1] ?? match?.[2];
}

// src/manifests/compose/inline.ts
function inlineDockerfileUses(node, file) {
  const decoded = decode(node, file.text);
  if (decoded === void 0) {
    const uneditable = "it stands in a text with escapes or folded lines";
    const uses = dockerfileUses({ path: file.path, text: node.value, at: () => file.at(node.start) }, "compose");
    const placed2 = placedIn(node, file);
    return uses.map((use) => ({
      ...use,
      ...placed2(use.text),
      slots: [],
      ...use.image === null ? {} : { uneditable }
    }));
  }
  const sourceOf = (offset) => {
    const run = runAt2(decoded.runs, offset);
    return run.source + offset - run.decoded;
  };
  const inline = { path: file.path, text: decoded.text, at: (offset) => file.at(sourceOf(offset)) };
  return dockerfileUses(inline, "compose").map((use) => ({
    ...use,
    slots: use.slots.map((slot) => moved(slot, sourceOf))
  }));
}
function placedIn({ start, end }, file) {
  const source = file.text.slice(start, end);
  let from = 0;
  return (word) => {
    const found = source.indexOf(word, from);
    if (found === -1) return { ...file.at(start), text: source };
    from = found + word.length;
    return { ...file.at(start + found), text: word };
  };
}
function moved(slot, sourceOf) {
  const start = sourceOf(slot.start);
  return { ...slot, start, end: start + slot.end - slot.start };
}
function decode(node, source) {
  const lines = node.verbatim ? [{ decoded: 0, source: node.start }] : linesOf3(node, source);
  if (lines === void 0) return void 0;
  const runs = [];
  let text = "";
  for (const [index, line2] of lines.entries()) {
    const written3 = node.value.slice(line2.decoded, lines[index + 1]?.decoded);
    let at = 0;
    for (const [part, stretch] of written3.split("$$").entries()) {
      if (part > 0) text += "$";
      runs.push({ decoded: text.length, source: line2.source + at });
      text += stretch;
      at += stretch.length + 2;
    }
  }
  return { text, runs };
}
function linesOf3(node, source) {
  if (node.style !== "literal") return void 0;
  const runs = [];
  let decoded = 0;
  let start = node.start;
  for (const line2 of node.value.split("\n")) {
    const newline = source.indexOf("\n", start);
    const stop = newline === -1 ? source.length : newline;
    const end = source[stop - 1] === "\r" && stop > start ? stop - 1 : stop;
    const at = end - line2.length;
    if (line2 !== "" && (at < start || !source.startsWith(line2, at))) return void 0;
    runs.push({ decoded, source: Math.max(at, start) });
    decoded += line2.length + 1;
    start = stop + 1;
  }
  return runs;
}
function runAt2(runs, offset) {
  return runs[Math.max(0, countBefore(runs, (run) => run.decoded <= offset) - 1)] ?? { decoded: 0, source: 0 };
}

// src/manifests/compose/dotenv.ts
var dotenv = {
  name: "dotenv",
  format: "text",
  recognises: (path) => /(?:^|\/)\.env(?:\.[\w.-]+)?$/.test(path),
  extract: (file) => [{ type: "dotenv", variables: readDotenv(file) }]
};
var ASSIGNMENT2 = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*[=:][ \t]*/;
var OF_REFERENCES = /^[\w.:/@${}?+#%-]{0,512}$/;
function readDotenv(file) {
  const { text } = file;
  const variables = [];
  const names = /* @__PURE__ */ new Set();
  let next = text.charCodeAt(0) === 65279 ? 1 : 0;
  while (next < text.length) {
    const start = next;
    const end = lineEnd3(text, start);
    next = end + 1;
    const match = ASSIGNMENT2.exec(text.slice(start, end));
    const name = match?.[1];
    if (match === null || name === void 0) continue;
    const value = valueAt2(text, start + match[0].length, end);
    const raw = text.slice(value.start, value.end);
    variables.push({
      name,
      start: value.start,
      text: OF_REFERENCES.test(raw) ? raw : void 0,
      expands: value.quote !== "'",
      parts: value.quote === "'" ? /* @__PURE__ */ new Map() : partsOf(raw, names),
      ...file.at(value.start)
    });
    names.add(name);
    if (value.end > end) next = lineEnd3(text, value.end) + 1;
  }
  return variables;
}
function partsOf(raw, names) {
  return new Map([...countVariables(raw)].filter(([name]) => names.has(name)));
}
function lineEnd3(text, from) {
  const newline = text.indexOf("\n", from);
  return newline === -1 ? text.length : newline;
}
function valueAt2(text, start, end) {
  const quote = text[start] === '"' || text[start] === "'" ? text[start] : "";
  if (quote !== "" && start < end) {
    const close = text.indexOf(quote, start + 1);
    if (close !== -1) return { start: start + 1, end: close, quote };
  }
  const line2 = text.slice(start, end);
  const comment = /[ \t]#/.exec(line2);
  return { start, end: start + line2.slice(0, comment?.index).trimEnd().length, quote: "" };
}
function dotenvValues(path, variables) {
  const values = /* @__PURE__ */ new Map();
  for (const { name, start, text, expands, line: line2, column } of variables) {
    if (text === void 0) {
      values.set(name, { known: false, reason: `the value of ${name} in ${path} is no part of an image reference` });
      continue;
    }
    const origin = { file: path, start };
    const variable = { role: "variable", file: path, line: line2, column, text };
    const value = expands ? expand2(
      { text, origin, variable, dialect: { escape: "\\", quotes: false } },
      { lookup: (other) => values.get(other), missing: (other) => `${other} is not set in ${path}` }
    ) : { known: true, pieces: [{ text, origin, variable }] };
    values.set(name, value);
  }
  return values;
}

// src/manifests/compose/environment.ts
var Environments = class {
  #dotenvs;
  #read = /* @__PURE__ */ new Map();
  /** By directory and name of a variable: another file than `.env` that sets it. */
  #elsewhere = /* @__PURE__ */ new Map();
  constructor(dotenvs) {
    this.#dotenvs = new Map(dotenvs.map(({ file, fact }) => [file, fact]));
    for (const { file, fact } of dotenvs) {
      if (baseName(file) === ".env") continue;
      for (const { name } of fact.variables) this.#elsewhere.set(`${directoryOf(file)}\0${name}`, file);
    }
  }
  /** Whether there is such a file. */
  has(path) {
    return this.#dotenvs.has(path);
  }
  /** What such a file says. */
  variablesOf(path) {
    return this.#dotenvs.get(path)?.variables ?? [];
  }
  /** The variables that files give to a Compose file. */
  of(path, files) {
    const read2 = files.map((file) => this.#valuesOf(file));
    return {
      lookup: (name) => read2.find((values) => values.has(name))?.get(name),
      missing: (name) => {
        const elsewhere = this.#elsewhere.get(`${directoryOf(path)}\0${name}`);
        const reason = `${name} has no default and no .env file beside the Compose file sets it`;
        return elsewhere === void 0 ? reason : `${reason}; ${elsewhere} does, which Compose reads only when told to`;
      }
    };
  }
  #valuesOf(path) {
    const known2 = this.#read.get(path);
    if (known2 !== void 0) return known2;
    const values = dotenvValues(path, this.variablesOf(path));
    this.#read.set(path, values);
    return values;
  }
};

// src/manifests/compose/projects.ts
var MAX_DEPTH9 = 20;
var MAX_STEPS3 = 1e5;
var Projects = class {
  environments;
  #files;
  /** By file and by the paths joined: where its variables come from. */
  #environmentsOf = /* @__PURE__ */ new Map();
  /** By path of an environment file: the Compose files that it gives variables to. */
  #readers = /* @__PURE__ */ new Map();
  #given = /* @__PURE__ */ new Set();
  #built = /* @__PURE__ */ new Set();
  #pulled = /* @__PURE__ */ new Set();
  #replaced = /* @__PURE__ */ new Map();
  #services = /* @__PURE__ */ new Map();
  #steps = 0;
  constructor(book) {
    this.environments = new Environments(book.of("dotenv"));
    this.#files = new Map(book.of("compose-file").map(({ file, fact }) => [file, fact.composed]));
    for (const project of [...this.#named(book), ...this.#settings(book)]) this.#read(project);
    for (const project of this.#usual(book)) this.#read(project);
    for (const file of this.#files.keys()) {
      if (!this.#environmentsOf.has(file)) this.#read(this.#project([file], directoryOf(file)));
    }
  }
  /** Whether the tree has so many projects that they are not followed to their ends. */
  get isTangled() {
    return this.#steps > MAX_STEPS3;
  }
  /** Where the variables of a Compose file come from: each of its projects may have them elsewhere. */
  environmentsOf(file) {
    return [...this.#environmentsOf.get(file)?.values() ?? [[]]];
  }
  /** The Compose files that an environment file gives variables to, with what each uses. */
  readersOf(environment) {
    return [...this.#readers.get(environment) ?? NONE4];
  }
  /** Whether every variable of an environment file is given to some container. */
  isGiven(environment) {
    return this.#given.has(environment);
  }
  /** Whether a project builds under the name at a place, and whether one pulls it. */
  fateOf({ place }) {
    const key = keyOf2({ file: place.file.path, start: place.start });
    return { isBuilt: this.#built.has(key), isPulled: this.#pulled.has(key) };
  }
  /** The image that every project has instead of the one at a place. */
  replacementOf({ place }) {
    const key = keyOf2({ file: place.file.path, start: place.start });
    return this.#built.has(key) || this.#pulled.has(key) ? void 0 : this.#replaced.get(key);
  }
  #project(files, directory, environment = dotenvOf(directory)) {
    return { files, directory, environment };
  }
  /** What commands name, from the directory of the script or from the top: where all of it is. */
  #named(book) {
    const projects = /* @__PURE__ */ new Map();
    for (const { file, fact } of book.of("compose-command")) {
      for (const from of /* @__PURE__ */ new Set([directoryOf(file), ""])) {
        const project = this.#commanded(fact.command, from);
        if (project === void 0) continue;
        projects.set(JSON.stringify(project), project);
        break;
      }
    }
    return [...projects.values()];
  }
  #commanded({ files, environment, directory }, from) {
    const named3 = pathsFrom2(from, files);
    const paths = files.length === 0 ? this.#usualIn(from) : named3;
    const [first] = paths;
    if (first === void 0 || paths.length < files.length || !paths.every((path) => this.#files.has(path)))
      return void 0;
    const at = directory === void 0 ? directoryOf(first) : joinPath(from, directory);
    const given = pathsFrom2(from, environment).toReversed();
    return at === void 0 ? void 0 : this.#project(paths, at, given.length === 0 ? void 0 : given);
  }
  /** What `COMPOSE_FILE` names (https://docs.docker.com/compose/how-tos/environment-variables/envvars/#compose_file). */
  #settings(book) {
    return book.of("dotenv").flatMap(({ file, fact }) => {
      if (baseName(file) !== ".env") return [];
      const named3 = fact.variables.findLast(({ name }) => name === "COMPOSE_FILE")?.text?.split(":") ?? NONE4;
      const paths = pathsFrom2(directoryOf(file), named3);
      const [first] = paths;
      if (first === void 0 || !paths.every((path) => this.#files.has(path))) return [];
      const directory = directoryOf(first);
      return [this.#project(paths, directory, [.../* @__PURE__ */ new Set([...dotenvOf(directory), file])])];
    });
  }
  /** What Compose takes where it is told nothing. */
  #usual(book) {
    const told = book.of("dotenv").filter(
      ({ file, fact }) => baseName(file) === ".env" && fact.variables.some(({ name }) => name === "COMPOSE_FILE")
    ).map(({ file }) => directoryOf(file));
    const directories = new Set([...this.#files.keys()].map(directoryOf));
    for (const directory of told) directories.delete(directory);
    return [...directories].map((directory) => this.#project(this.#usualIn(directory), directory));
  }
  #usualIn(directory) {
    return [USUAL_NAMES, USUAL_OVERRIDES].flatMap(
      (names) => pathsFrom2(directory, names).find((path) => this.#files.has(path)) ?? NONE4
    );
  }
  #read({ files, directory, environment }) {
    const merged2 = /* @__PURE__ */ new Map();
    const seen = /* @__PURE__ */ new Set();
    for (const file of files) {
      for (const [name, said] of this.#servicesOf({ file, directory, environment, seen, depth: 0 }))
        merged2.set(name, merge(merged2.get(name), said));
    }
    for (const { images, image, build: build2 } of merged2.values()) {
      const effective = image === "yes" ? images.at(-1) : void 0;
      if (effective === void 0) continue;
      const key = keyOf2(effective);
      (build2 === "yes" ? this.#built : this.#pulled).add(key);
      for (const other of images) this.#replaced.set(keyOf2(other), effective);
    }
  }
  /** The services that a file brings along: those that it includes, and its own. */
  #servicesOf(reading) {
    const { file, directory, environment, seen, depth } = reading;
    const composed = this.#files.get(file);
    const services = /* @__PURE__ */ new Map();
    const key = `${file}\0${environment.join("\0")}`;
    if (composed === void 0 || depth > MAX_DEPTH9 || seen.has(key) || this.isTangled) return services;
    seen.add(key);
    this.#reach(reading, composed);
    for (const from of /* @__PURE__ */ new Set([directory, directoryOf(file)]))
      for (const path of pathsFrom2(from, composed.given)) this.#given.add(path);
    this.#steps += composed.given.length + composed.services.length;
    for (const include of composed.includes) this.#include(reading, include, services);
    for (const service of composed.services)
      services.set(service.name, merge(services.get(service.name), this.#service(reading, service)));
    return services;
  }
  #include(reading, include, services) {
    const { file, environment, depth } = reading;
    const from = directoryOf(file);
    const paths = pathsFrom2(from, include.paths);
    const directory = include.directory === void 0 ? directoryOf(paths[0] ?? "") : joinPath(from, include.directory) ?? "";
    const own2 = include.environment.length === 0 ? dotenvOf(directory) : pathsFrom2(from, include.environment).toReversed();
    const inner = [.../* @__PURE__ */ new Set([...environment, ...own2])];
    for (const path of paths) {
      this.#steps++;
      const included2 = { ...reading, file: path, directory, environment: inner, depth: depth + 1 };
      for (const [name, said] of this.#servicesOf(included2)) services.set(name, merge(services.get(name), said));
    }
  }
  /** A service with what it extends, which gets its variables from where this file does. */
  #service(reading, { image, build: build2, extends: extended }) {
    const isImage4 = typeof image === "number";
    const images = isImage4 ? [{ file: reading.file, start: image }] : [];
    const base = extended === void 0 ? void 0 : this.#extended(reading, extended);
    return merge(base, { images, image: isImage4 ? "yes" : image, build: build2 });
  }
  #extended(reading, extended) {
    const { file, directory, depth } = reading;
    if (depth >= MAX_DEPTH9 || this.isTangled) return void 0;
    this.#steps++;
    const { file: named3, service: name } = extended;
    const paths = named3 === void 0 ? [file] : [directoryOf(file), directory].flatMap((from) => pathsFrom2(from, [named3]));
    for (const path of paths) {
      const composed = this.#files.get(path);
      const service = composed === void 0 ? void 0 : this.#servicesIn(composed).get(name);
      if (composed === void 0 || service === void 0) continue;
      const next = { ...reading, file: path, depth: depth + 1 };
      this.#reach(next, composed);
      return this.#service(next, service);
    }
    return void 0;
  }
  #servicesIn(composed) {
    const known2 = this.#services.get(composed);
    const services = known2 ?? new Map(composed.services.map((service) => [service.name, service]));
    this.#services.set(composed, services);
    return services;
  }
  /** Notes where a file's variables come from; paths of nothing make no difference. */
  #reach({ file, environment }, composed) {
    const present3 = environment.filter((path) => this.environments.has(path));
    const known2 = this.#environmentsOf.get(file) ?? /* @__PURE__ */ new Map();
    this.#environmentsOf.set(file, known2.set(present3.join("\0"), present3));
    for (const path of present3) {
      const readers = this.#readers.get(path) ?? /* @__PURE__ */ new Map();
      this.#readers.set(path, readers.set(file, composed));
    }
  }
};
var PROJECTS = /* @__PURE__ */ new WeakMap();
function projectsOf(book) {
  const projects = PROJECTS.get(book) ?? new Projects(book);
  PROJECTS.set(book, projects);
  return projects;
}
var USUAL_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
var USUAL_OVERRIDES = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml"
];
function merge(base, over2) {
  if (base === void 0) return over2;
  return {
    images: [...base.images, ...over2.images],
    image: over2.image ?? base.image,
    build: over2.build ?? base.build
  };
}
var NONE4 = [];
function pathsFrom2(directory, paths) {
  return paths.flatMap((path) => joinPath(directory, path) ?? NONE4);
}
function dotenvOf(directory) {
  return pathsFrom2(directory, [".env"]);
}
function keyOf2({ file, start }) {
  return `${start} ${file}`;
}

// src/manifests/compose/services.ts
var MAX_DEPTH10 = 20;
var Services = class {
  #found = /* @__PURE__ */ new Map();
  /** The value of a key of a service, its own or merged into it. */
  field(node, key) {
    return this.#lookUp(resolved(node), key, 0);
  }
  /** The scalar of a key of a service, or of another mapping. */
  scalar(node, key) {
    const value = resolved(this.field(node, key));
    return value?.type === "scalar" && value.start !== -1 ? value : void 0;
  }
  #lookUp(node, key, depth) {
    if (node === void 0 || node.type === "scalar" || depth > MAX_DEPTH10) return void 0;
    const found = this.#found.get(node) ?? /* @__PURE__ */ new Map();
    this.#found.set(node, found);
    if (found.has(key)) return found.get(key);
    found.set(key, void 0);
    const value = node.type === "sequence" ? this.#firstOf(node.items, key, depth) : own(node, key) ?? this.#firstOf(
      node.entries.flatMap((entry) => isMerge(entry.key) ? [entry.value] : []),
      key,
      depth
    );
    found.set(key, value);
    return value;
  }
  /** Of several merged mappings the first that has the key counts (https://yaml.org/type/merge.html). */
  #firstOf(nodes, key, depth) {
    for (const node of nodes) {
      const value = this.#lookUp(resolved(node), key, depth + 1);
      if (value !== void 0) return value;
    }
    return void 0;
  }
};
function own(node, key) {
  return node.entries.findLast((entry) => entry.key.type === "scalar" && entry.key.value === key)?.value;
}
function isMerge(key) {
  return key.type === "scalar" && key.value === "<<" && key.style === "plain";
}

// src/manifests/compose/recognise.ts
var NAME3 = /(?:^|\/)(?:docker-|podman-)?compose(?:[._-][^/]*)?\.ya?ml$/i;
function isComposeName(path) {
  return NAME3.test(path);
}
var SERVICE_KEYS = new Set(
  `annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count
  cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy
  develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends
  external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links logging
  mac_address mem_limit mem_reservation mem_swappiness memswap_limit models net network_mode networks oom_kill_disable
  oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy pull_refresh_after
  read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls
  tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from working_dir <<`.split(/\s+/)
);
var OWN_KEYS = ["image", "build", "extends", "container_name", "depends_on", "env_file"];
var OF_SERVICES = new RegExp(OWN_KEYS.join("|"));
function isCompose({ root }, path) {
  if (resolved(root)?.type !== "mapping" || valueAt(root, "apiVersion") !== void 0) return false;
  const services = entriesAt(root, "services");
  if (isComposeName(path)) return services.length > 0 || valueAt(root, "include") !== void 0;
  const distinct4 = [...new Set(services.map(([, service]) => resolved(service)))];
  const fields = new Services();
  return distinct4.some((service) => OWN_KEYS.some((key) => fields.field(service, key) !== void 0)) && distinct4.every((service) => service?.type === "mapping") && distinct4.every((service) => entriesAt(service).every(([key]) => SERVICE_KEYS.has(key) || key.startsWith("x-")));
}

// src/manifests/compose/compose.ts
var compose = {
  name: "compose",
  format: "yaml",
  isNamed: isComposeName,
  marks: [/services/],
  mayHoldImages: ({ path, text }) => isComposeName(path) || /\bservices["']?\s*:/.test(text) && OF_SERVICES.test(text),
  recognises: (document, file) => isCompose(document, file.path),
  extract: (document, file) => new ComposeReader(document, file).facts(),
  resolve: (book) => {
    const images = book.of("compose-image").map(({ fact }) => fact.image);
    return imageUses(images, projectsOf(book));
  },
  revise: (uses, book) => {
    const builds = book.of("compose-build").map(({ fact }) => fact.build);
    return builds.length === 0 ? uses : reviseBuilds(uses, builds, projectsOf(book));
  }
};
var MAX_SETTINGS = 1e5;
var ComposeReader = class {
  #root;
  #file;
  #facts = [];
  /** Offsets of what has been read: services share what stands at an anchor. */
  #seen = /* @__PURE__ */ new Set();
  /** Builds and lists of volumes that have been read. */
  #visited = /* @__PURE__ */ new Set();
  #givenPaths = /* @__PURE__ */ new Set();
  /** Offsets of what is an image and something else. */
  #shared;
  /** How many arguments and contexts builds have. */
  #settings = 0;
  constructor(document, file) {
    this.#root = document.root;
    this.#file = file;
    this.#shared = new Set(sharedTexts(document).map(({ start }) => start));
  }
  facts() {
    const entries = entriesAt(this.#root, "services");
    const services = new Services();
    const told = /* @__PURE__ */ new Map();
    for (const [name, service] of entries) {
      const image = services.scalar(service, "image");
      const build2 = resolved(services.field(service, "build"));
      const extended = resolved(services.field(service, "extends"));
      if (image !== void 0 && !isNothing(image)) this.#image(image, 0);
      if (build2 !== void 0 && !isNothing(build2) && this.#isNew(build2)) this.#build(build2);
      const volumes = resolved(services.field(service, "volumes"));
      if (this.#isNew(volumes)) this.#volumes(volumes);
      this.#given(resolved(services.field(service, "env_file")));
      told.set(name, { name, image: imageSaid(image), build: buildSaid(build2), extends: extensionOf(extended) });
    }
    const includes = itemsAt(this.#root, "include").flatMap((item) => {
      const node = resolved(item);
      if (!this.#isNew(node)) return [];
      this.#include(node);
      return [inclusionOf(node)];
    });
    const given = [...this.#givenPaths];
    const variables = countVariables(this.#file.text);
    const composed = { services: [...told.values()], includes, given, variables };
    return [{ type: "compose-file", composed }, ...this.#facts];
  }
  /** `env_file`: every variable of the file is given to the container. */
  #given(node) {
    if (!this.#isNew(node)) return;
    for (const item of node.type === "sequence" ? node.items : [node])
      for (const path of pathsAt(item, "path")) this.#givenPaths.add(path);
  }
  #isNew(node) {
    if (node === void 0 || this.#visited.has(node)) return false;
    this.#visited.add(node);
    return true;
  }
  /** A reference that stands in a scalar after `skipped` characters of it. */
  #image(node, skipped) {
    if (node === void 0 || node.start === -1 || node.value.length === skipped || this.#seen.has(node.start)) return;
    this.#seen.add(node.start);
    this.#facts.push({ type: "compose-image", image: this.#imageAt(node, skipped, "whole") });
  }
  #imageAt(node, skipped, part) {
    const value = node.value.slice(skipped);
    const place = {
      file: this.#file,
      ...writtenAt(this.#file, node, value, skipped),
      kind: "compose",
      part
    };
    return { place, verbatim: node.verbatim, value, isShared: this.#shared.has(node.start) };
  }
  #arg({ name, node, skipped }) {
    const given = node.start !== -1 && node.value.length > skipped;
    return { name, image: given ? this.#imageAt(node, skipped, "arg") : void 0 };
  }
  /** What stands at a key of a build; by aliases many builds may have the same, and beyond some number nobody means it. */
  #keyed(build2, key) {
    if (this.#settings > MAX_SETTINGS) return [];
    const found = keyed(build2, key);
    this.#settings += found.length;
    return found;
  }
  /** `build`: a directory, or a mapping that may hold a Dockerfile and name images. */
  #build(build2) {
    const inline = scalarAt(build2, "dockerfile_inline");
    if (inline !== void 0 && inline.start !== -1 && !this.#seen.has(inline.start)) {
      this.#seen.add(inline.start);
      for (const use of inlineDockerfileUses(inline, this.#file)) this.#facts.push({ type: "use", use });
    }
    const contexts = this.#keyed(build2, "additional_contexts");
    for (const { node, skipped } of contexts) {
      const scheme = "docker-image://";
      if (node.value.startsWith(scheme, skipped)) this.#image(node, skipped + scheme.length);
    }
    const tags = resolved(valueAt(build2, "tags"));
    if (this.#isNew(tags)) {
      for (const tag of itemsAt(tags).map(resolved)) if (this.#isNew(tag)) this.#tag(tag);
    }
    const dockerfile2 = inline === void 0 ? dockerfileOf(build2, directoryOf(this.#file.path)) : void 0;
    if (dockerfile2 === void 0) return;
    this.#facts.push({
      type: "compose-build",
      build: {
        file: this.#file.path,
        dockerfile: dockerfile2,
        contexts: contexts.map(({ name }) => name.toLowerCase()),
        args: this.#keyed(build2, "args").map((arg) => this.#arg(arg))
      }
    });
  }
  /** A further name of what is built. */
  #tag(node) {
    if (node?.type !== "scalar" || node.value.includes("$")) return;
    const reference = parseReference(node.value);
    if (reference !== void 0) this.#facts.push({ type: "built-here", claim: buildClaim(reference) });
  }
  /** Volumes of type `image` are pulled, too. */
  #volumes(volumes) {
    for (const volume of itemsAt(volumes)) {
      if (scalarAt(volume, "type")?.value === "image") this.#image(scalarAt(volume, "source"), 0);
    }
  }
  /** Compose files that stand elsewhere. */
  #include(item) {
    const node = resolved(item);
    const path = node?.type === "scalar" ? node : scalarAt(item, "path");
    if (path === void 0 || !/^(?:oci:\/\/|https?:\/\/|ssh:\/\/|git@)/.test(path.value)) return;
    const { line: line2 } = this.#file.at(path.start);
    const source = `compose include ${path.value.replace(/^(\w+:\/\/)[^/@]*@/, "$1").replace(/\?[^#]*/, "")}`;
    const remedy = `docker compose -f ${this.#file.path} config --images`;
    this.#facts.push({ type: "unseen", unseen: { type: "include", file: this.#file.path, line: line2, source, remedy } });
  }
};
function keyed(node, key) {
  const mapped = entriesAt(node, key).flatMap(([name, value]) => {
    const scalar = resolved(value);
    return isShort(scalar) ? [{ name, node: scalar, skipped: 0 }] : [];
  });
  const listed2 = itemsAt(node, key).flatMap((item) => {
    const scalar = resolved(item);
    if (!isShort(scalar)) return [];
    const equals = scalar.value.indexOf("=");
    const name = equals === -1 ? scalar.value : scalar.value.slice(0, equals);
    return [{ name, node: scalar, skipped: equals === -1 ? scalar.value.length : equals + 1 }];
  });
  return [...mapped, ...listed2];
}
function isShort(node) {
  return node?.type === "scalar" && node.value.length <= MAX_IMAGE_TEXT;
}
function dockerfileOf(build2, directory) {
  const context = (build2.type === "scalar" ? build2 : scalarAt(build2, "context"))?.value ?? ".";
  const name = scalarAt(build2, "dockerfile")?.value ?? "Dockerfile";
  if (context.length + name.length > MAX_IMAGE_TEXT) return void 0;
  if (context.includes("$") || name.includes("$") || context.includes("://")) return void 0;
  const root = joinPath(directory, context);
  return root === void 0 ? void 0 : joinPath(root, name);
}
function isNothing(node) {
  return node.type === "scalar" && node.style === "plain" && /^(?:null|~|)$/i.test(node.value);
}
function isReset(node) {
  return node.type === "scalar" && node.tag === "!reset";
}
function imageSaid(node) {
  if (node === void 0) return void 0;
  return isReset(node) ? "reset" : isNothing(node) ? void 0 : node.start;
}
function buildSaid(node) {
  if (node === void 0) return void 0;
  return isReset(node) ? "reset" : isNothing(node) ? void 0 : "yes";
}
function extensionOf(node) {
  const service = node?.type === "scalar" ? node : scalarAt(node, "service");
  return service === void 0 ? void 0 : { file: pathsAt(valueAt(node, "file"))[0], service: service.value };
}
function inclusionOf(node) {
  const paths = node.type === "scalar" ? pathsAt(node) : listedPaths(valueAt(node, "path"));
  const environment = listedPaths(valueAt(node, "env_file"));
  return { paths, environment, directory: pathsAt(valueAt(node, "project_directory"))[0] };
}
function listedPaths(node) {
  const list = resolved(node);
  return list?.type === "sequence" ? list.items.slice(0, MAX_PATHS).flatMap((item) => pathsAt(item)) : pathsAt(list);
}
var MAX_PATHS = 100;
var MAX_PATH3 = 512;
function pathsAt(node, key) {
  const at = resolved(node);
  const path = at?.type === "scalar" ? at : key === void 0 ? void 0 : scalarAt(at, key);
  return path === void 0 || path.value === "" || path.value.length > MAX_PATH3 || path.value.includes("$") ? [] : [path.value];
}

// src/manifests/dockerfile/dockerfile.ts
var dockerfile = {
  name: "dockerfile",
  format: "text",
  recognises: isDockerfilePath,
  extract: (file) => dockerfileUses(file, "dockerfile").map((use) => ({ type: "use", use }))
};
var NAME4 = /^(?:dockerfile|containerfile)(?:[._-].+)?$|.\.(?:dockerfile|containerfile)$/i;
var OTHER = /\.(?:dockerignore|containerignore|md|markdown|rst|adoc|txt|html?|json|ya?ml|toml|lock|log|snap|diff|patch|sh|bash|ps1|go|py|rb|rs|java|kt|cs|php|pl|c|cc|cpp|h|lua|[cm]?[jt]sx?|vue|css|svg|png)$/i;
function isDockerfilePath(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return NAME4.test(name) && !OTHER.test(name);
}

// src/manifests/helm/chart.ts
var IMAGE_LISTS = ["images", "artifacthub.io/images"];
var helmChart = {
  name: "helm-chart",
  format: "yaml",
  isNamed: (path) => /^(?:Chart\.yaml|requirements\.ya?ml)$/.test(baseName(path)),
  recognises: ({ root }, { path }) => baseName(path) === "Chart.yaml" && scalarAt(root, "name") !== void 0 || /^requirements\.ya?ml$/.test(baseName(path)) && valueAt(root, "dependencies") !== void 0,
  extract: ({ root }, file) => [
    ...chartFact(root, file),
    ...IMAGE_LISTS.flatMap((key) => annotatedImages(valueAt(root, "annotations", key), file)),
    ...dependencies(root, file)
  ]
};
function chartFact(root, file) {
  const listed2 = listedDependencies(root);
  if (baseName(file.path) !== "Chart.yaml") return [{ type: "helm-requirements", dependencies: listed2 }];
  const appVersion = scalarAt(root, "appVersion")?.value;
  const chart = {
    appVersion: appVersion === "" ? void 0 : appVersion,
    name: scalarAt(root, "name")?.value ?? "",
    version: scalarAt(root, "version")?.value,
    dependencies: listed2
  };
  return [{ type: "helm-chart", chart }];
}
function listedDependencies(root) {
  return itemsAt(root, "dependencies").flatMap((item) => {
    const name = scalarAt(item, "name")?.value;
    if (name === void 0) return [];
    const key = scalarAt(item, "alias")?.value ?? name;
    const repository = scalarAt(item, "repository")?.value ?? "";
    const imports = itemsAt(item, "import-values").flatMap((one) => importOf(one) ?? []);
    return [{ name, key, repository, version: scalarAt(item, "version")?.value, imports }];
  });
}
function importOf(node) {
  const [child, parent] = [scalarAt(node, "child")?.value, scalarAt(node, "parent")?.value];
  if (child !== void 0 && parent !== void 0) return { child: keysOf(child), parent: keysOf(parent) };
  const name = scalarAt(node)?.value;
  return name === void 0 ? void 0 : { child: ["exports", ...keysOf(name)], parent: [] };
}
var MAX_PATH4 = 512;
function keysOf(path) {
  return path.slice(0, MAX_PATH4).split(".").filter((key) => key !== "");
}
function annotatedImages(node, file) {
  if (node?.type === "scalar") return embeddedDocuments(file, node).flatMap(({ root }) => listedImages(root, file));
  return node === void 0 ? [] : listedImages(node, file);
}
function listedImages(list, file) {
  return itemsAt(list).flatMap((item) => {
    const image = item.type === "scalar" ? item : scalarAt(item, "image");
    if (image === void 0 || !image.verbatim) return [];
    const place = {
      file,
      start: image.start,
      text: image.value,
      kind: "helm-chart-annotation",
      part: "whole"
    };
    const use = literalUse(place);
    return use === void 0 ? [] : [{ type: "use", use }];
  });
}
function dependencies(root, file) {
  return itemsAt(root, "dependencies").flatMap((item) => {
    const name = scalarAt(item, "name");
    const repository = scalarAt(item, "repository")?.value ?? "";
    if (name === void 0 || repository === "" || repository.startsWith("file:")) return [];
    const version = scalarAt(item, "version")?.value;
    const start = resolved(item)?.start ?? name.start;
    return [{ type: "unseen", unseen: unseenChart(file, start, { name: name.value, repository, version }) }];
  });
}

// src/manifests/helm/go-template/budget.ts
var Budget = class {
  #left;
  constructor(steps) {
    this.#left = steps;
  }
  /** Steps; below zero where more were asked for. */
  get left() {
    return this.#left;
  }
  /** Takes steps; false where none are left, so that whoever asks gives up. */
  spend(steps = 1) {
    this.#left -= steps;
    return this.#left > 0;
  }
};
var SPENT = "its templates compute more than is followed";

// src/manifests/helm/go-template/traced-value.ts
var GAP = "￿";
var MapMadeWhenAsked = class {
  type = "map";
  #make;
  #entries;
  constructor(make) {
    this.#make = make;
  }
  get entries() {
    this.#entries ??= new Map(this.#make?.());
    this.#make = void 0;
    return this.#entries;
  }
};
var NIL = { type: "nil" };
var MAX_PIECES3 = 16;
function unknown2(why, from = []) {
  const pieces = [];
  for (const value of from) {
    if (value.type !== "scalar" && value.type !== "unknown") continue;
    for (const piece2 of value.pieces.flatMap((each) => each.gap?.pieces ?? [each]))
      if (piece2.text !== "" && pieces.length < MAX_PIECES3) pieces.push(piece2);
  }
  const structures = from.flatMap((value) => structuresIn(value)).slice(0, MAX_PIECES3);
  return structures.length === 0 ? { type: "unknown", why, pieces } : { type: "unknown", why, pieces, structures };
}
function structuresIn(value) {
  if (value.type === "unknown") return value.structures ?? [];
  return value.type === "scalar" ? value.pieces.flatMap(({ gap }) => gap?.structures ?? []) : [];
}
var MAX_PRINTED = 2e3;
function printedWhole(value) {
  if (value.type !== "map" && value.type !== "list") return value.type === "nil" ? computed("null") : value;
  const pieces = [];
  const seen = /* @__PURE__ */ new Set();
  const open = [value];
  for (let next = open.pop(); next !== void 0 && pieces.length < MAX_PRINTED; next = open.pop()) {
    if (next.type === "scalar") for (const piece2 of next.pieces) pieces.push(piece2);
    if (next.type !== "map" && next.type !== "list" || seen.has(next)) continue;
    seen.add(next);
    for (const inner of next.type === "map" ? next.entries.values() : next.items) open.push(inner);
  }
  return { type: "unknown", why: "a mapping is printed", pieces: [], structures: [pieces], whole: value };
}
function wholeIn(value) {
  if (value.type === "unknown") return value.whole;
  if (value.type !== "scalar") return void 0;
  const [only, ...others] = value.pieces.filter(({ text }) => text.trim() !== "");
  return others.length === 0 ? only?.gap?.whole : void 0;
}
function piecesOf(value) {
  if (value.type === "unknown") return [{ text: GAP, from: void 0, gap: value }];
  return value.type === "scalar" ? value.pieces : [];
}
function gapOf(value) {
  if (value.type === "unknown") return value;
  return value.type === "scalar" ? value.pieces.find(({ gap }) => gap !== void 0)?.gap : void 0;
}
function computed(text) {
  return { type: "scalar", kind: "text", pieces: text === "" ? [] : [{ text, from: void 0 }] };
}
function textValue(pieces) {
  return { type: "scalar", kind: "text", pieces };
}
function booleanValue(value) {
  return { type: "scalar", kind: "boolean", pieces: [{ text: String(value), from: void 0 }] };
}
function mapValue(entries) {
  return { type: "map", entries: new Map(entries) };
}
function textOf6(pieces) {
  return pieces.length === 1 ? pieces[0]?.text ?? "" : pieces.map(({ text }) => text).join("");
}
function slicePieces2(pieces, start, end) {
  const found = [];
  let at = 0;
  for (const { text, from, gap } of pieces) {
    const [first, last] = [Math.max(start - at, 0), Math.min(end - at, text.length)];
    if (first < last)
      found.push({
        ...gap === void 0 ? {} : { gap },
        text: text.slice(first, last),
        from: from === void 0 ? void 0 : { ...from, start: from.start + first }
      });
    at += text.length;
  }
  return found;
}
function truthOf(value) {
  switch (value.type) {
    case "unknown":
      return void 0;
    case "nil":
      return false;
    case "list":
      return value.items.length > 0;
    case "map":
      return value.entries.size > 0;
    case "scalar": {
      const text = textOf6(value.pieces);
      if (text === GAP) return void 0;
      if (value.kind === "boolean") return text === "true";
      return value.kind === "number" ? Number(text) !== 0 : text !== "";
    }
  }
}
function fieldOf3(value, key) {
  if (value.type === "unknown") return value;
  return value.type === "map" ? value.entries.get(key) ?? NIL : NIL;
}
function fieldAt(value, path) {
  return path.reduce(fieldOf3, value);
}

// src/manifests/helm/joins.ts
function placeOf5(file, start) {
  return `${file}\0${start}`;
}
function joinOf(output) {
  const pieces = unquoted(output);
  const text = textOf6(pieces);
  const end = text.indexOf(GAP);
  const gap = end === -1 && /[^:@][:@]$/.test(text) ? text.length : end;
  const known2 = gap === -1 ? text : text.slice(0, gap);
  const length = nameLength(known2);
  const version = known2.slice(length);
  const isNamed = gap === -1 || version !== "";
  const reference = isNamed ? parseReference(known2) ?? nameAlone(known2, gap) : void 0;
  const named3 = connected(slicePieces2(pieces, 0, length));
  const main = mainOf(named3, known2);
  if (reference === void 0 || main === void 0) {
    const shown2 = `"${text.slice(0, 200)}"`;
    const why = reference === void 0 ? `${shown2} is no image` : `${shown2} is made by directives alone`;
    return {
      why: pieces.find((piece2) => piece2.gap !== void 0)?.gap?.why ?? why,
      pieces: [...placedIn2(pieces), ...readAgain(pieces)]
    };
  }
  const slots = slotsOf2(named3, known2.slice(0, length));
  const join5 = { text: known2, reference, main, pieces: placedIn2(pieces) };
  return typeof slots === "string" ? { ...join5, slots: [], uneditable: slots } : { ...join5, slots, uneditable: void 0 };
}
function placedIn2(pieces) {
  return pieces.flatMap((piece2) => piece2.gap?.pieces ?? [piece2]).filter(isPlaced);
}
function readAgain(pieces) {
  return pieces.flatMap(({ gap }) => gap?.whole === void 0 ? (gap?.structures ?? []).flat() : []).filter(isPlaced);
}
function nameAlone(known2, gap) {
  return gap === -1 ? void 0 : parseName(known2.slice(0, nameLength(known2)));
}
function unquoted(output) {
  const text = textOf6(output);
  const inner = text.trim();
  let start = text.indexOf(inner);
  let end = start + inner.length;
  const quote = text[start];
  if (end - start > 1 && (quote === '"' || quote === "'") && text[end - 1] === quote) {
    start++;
    end--;
  }
  return slicePieces2(output, start, end);
}
function connected(pieces) {
  const found = [];
  for (const piece2 of pieces) {
    const last = found.at(-1);
    const follows = last?.from !== void 0 && piece2.from?.file === last.from.file && piece2.from.in === last.from.in && piece2.from.start === last.from.start + last.text.length;
    if (last !== void 0 && follows) found[found.length - 1] = { ...last, text: last.text + piece2.text };
    else found.push(piece2);
  }
  return found;
}
function isPlaced(piece2) {
  return piece2.from !== void 0;
}
function mainOf(named3, text) {
  const host = hostLength(text);
  const first = host === 0 ? 0 : host + 1;
  let at = 0;
  const path = named3.filter((piece2) => {
    at += piece2.text.length;
    return at > first && /[a-z0-9]/.test(piece2.text);
  });
  const placed2 = path.filter(isPlaced);
  return placed2.findLast(({ from }) => from.in === "values") ?? placed2.findLast(({ from }) => from.in === "template");
}
function hostLength(text) {
  const slash = text.indexOf("/");
  const first = text.slice(0, Math.max(slash, 0));
  return /[.:[]/.test(first) || first === "localhost" || first !== first.toLowerCase() ? first.length : 0;
}
function slotsOf2(named3, name) {
  const [first, ...others] = named3;
  const host = hostLength(name);
  if (first === void 0) return "nothing of it is written";
  const { length } = first.text;
  if (host === 0 || length > host + 1) return wholeSlot(first, name.slice(length), "name", "");
  if (length < host) return `its registry is made of several parts (${name.slice(0, host)})`;
  const registry = wholeSlot(first, "", "registry", first.text.endsWith("/") ? "/" : "");
  const rest = connected(length === host ? slicePieces2(others, 1, name.length) : others);
  const [path] = rest;
  if (typeof registry === "string" || path === void 0) return registry;
  const repository = wholeSlot(path, name.slice(host + 1 + path.text.length), "repository", "");
  return typeof repository === "string" ? repository : [...registry, ...repository];
}
function byRegistry(slots, pieces) {
  const [registry, repository, ...others] = slots.filter(({ writes }) => writes !== "digest");
  if (registry?.writes !== "registry" || repository?.writes !== "repository" || others.length > 0) return void 0;
  const piece2 = pieces.find(({ from }) => from.file === repository.file && from.start === repository.start);
  if (piece2 === void 0) return void 0;
  const text = piece2.text.slice(0, repository.end - repository.start);
  return [{ ...registry, writes: "name", tail: `/${text}${repository.tail}` }];
}
function wholeSlot(piece2, tail, writes, after2) {
  const { from, text } = piece2;
  if (from === void 0) return `"${text}" is computed by its template`;
  const { file, start } = from;
  if (from.in === "directive") return `"${text}" is written in a directive of ${file}`;
  return [{ file, start, end: start + text.length, writes, before: "", after: after2, tail }];
}

// src/manifests/helm/go-template/parse.ts
var MAX_DEPTH11 = 64;
function parseTemplate2(text, wanted) {
  const builder = new TemplateBuilder(text, wanted);
  let directive = nextDirective(text, 0);
  while (directive !== void 0) {
    if (directive === "unclosed" || !builder.add(directive)) return void 0;
    directive = nextDirective(text, directive.end);
  }
  return builder.finish();
}
var TemplateBuilder = class {
  #text;
  #root = [];
  #defines = /* @__PURE__ */ new Map();
  #open = [];
  /** Where the next node goes. */
  #nodes = this.#root;
  #at = 0;
  #trims = false;
  #wanted;
  /** The first of the wanted ranges that does not end before what is added. */
  #next = 0;
  /** How many of the open blocks are named templates. */
  #named = 0;
  constructor(text, wanted) {
    this.#text = text;
    this.#wanted = wanted;
  }
  #isWanted(start, end) {
    if (this.#wanted === void 0 || this.#named > 0) return true;
    while ((this.#wanted[this.#next]?.end ?? end) <= start) this.#next++;
    return (this.#wanted[this.#next]?.start ?? end) < end;
  }
  /** @returns whether the directive may stand where it stands */
  add(directive) {
    this.#addText(directive.start, directive.trimsBefore);
    this.#at = directive.end;
    this.#trims = directive.trimsAfter;
    switch (directive.word) {
      case "comment":
      case "break":
      case "continue":
        return true;
      case "if":
      case "with":
      case "range":
        return this.#push(directive, { type: directive.word, text: lazily(this.#text, directive), chained: false });
      case "else":
        return this.#otherwise(directive);
      case "end":
        return this.#end(directive.end);
      case "define":
      case "block":
      case "template":
        return this.#byName(directive, directive.word);
      default:
        return this.#action(directive);
    }
  }
  finish() {
    this.#addText(this.#text.length, false);
    return this.#open.length === 0 ? { nodes: this.#root, defines: this.#defines } : void 0;
  }
  #push({ start }, block2) {
    if (this.#open.length > MAX_DEPTH11) return false;
    const opened2 = { ...block2, start, body: [], otherwise: [], outer: this.#nodes };
    this.#open.push(opened2);
    if (block2.name !== void 0) this.#named++;
    this.#nodes = opened2.body;
    return true;
  }
  #otherwise(directive) {
    const block2 = this.#open.at(-1);
    if (block2 === void 0) return false;
    this.#nodes = block2.otherwise;
    const chain = /^\s*(if|with)\b/.exec(this.#text.slice(directive.restStart, directive.restEnd));
    if (chain === null) return true;
    const type = chain[1] === "with" ? "with" : "if";
    return this.#push(directive, { type, text: lazily(this.#text, directive, chain[0].length), chained: true });
  }
  #end(end) {
    for (let block2 = this.#open.pop(); block2 !== void 0; block2 = this.#open.pop()) {
      this.#nodes = block2.outer;
      this.#close(block2, end);
      if (!block2.chained) return true;
    }
    return false;
  }
  #close({ type, name = "", start, text, body, otherwise }, end) {
    if (type === "define" || type === "block") {
      this.#named--;
      this.#defines.set(name, body);
      if (type === "block") this.#nodes.push({ type: "template", start, end, name, text });
    } else if (body.length > 0 || otherwise.length > 0 || this.#isWanted(start, end))
      this.#nodes.push({ type, start, end, text, body, otherwise });
  }
  #byName(directive, type) {
    const match = /^\s*(?:"([^"\\\n]*)"|`([^`]*)`)/.exec(this.#text.slice(directive.restStart, directive.restEnd));
    if (match === null) return false;
    const name = match[1] ?? match[2] ?? "";
    const text = lazily(this.#text, directive, match[0].length);
    if (type !== "template") return this.#push(directive, { type, name, text, chained: false });
    this.#nodes.push({ type, start: directive.start, end: directive.end, name, text });
    return true;
  }
  #action(directive) {
    const { start, end } = directive;
    const text = lazily(this.#text, directive);
    if (!this.#isWanted(start, end) && !text.written.startsWith("$") && !text.written.includes("include")) return true;
    this.#nodes.push({ type: "action", start, end, text });
    return true;
  }
  #addText(end, trimsEnd) {
    let [from, to] = [this.#at, end];
    if (this.#trims) while (from < to && isSpace(this.#text, from)) from++;
    if (trimsEnd) while (to > from && isSpace(this.#text, to - 1)) to--;
    if (to > from && this.#isWanted(from, to)) this.#nodes.push({ type: "text", start: from, end: to });
  }
};
function lazily(text, { restStart, restEnd }, skipped = 0) {
  return { written: text.slice(restStart + skipped, restEnd), start: restStart + skipped };
}
function isSpace(text, at) {
  const unit = text.charCodeAt(at);
  return unit === 32 || unit === NEWLINE || unit === 9 || unit === 13;
}
var KEYWORD2 = /(?:if|with|range|else|end|define|block|template|break|continue)(?![\w.])/y;
function nextDirective(text, offset) {
  const start = text.indexOf("{{", offset);
  if (start === -1) return void 0;
  const trimsBefore = text[start + 2] === "-" && isSpace(text, start + 3);
  let from = start + (trimsBefore ? 3 : 2);
  while (isSpace(text, from)) from++;
  const close = closeOf(text, from);
  if (close === -1) return "unclosed";
  const trimsAfter = text[close - 1] === "-" && isSpace(text, close - 2);
  const restEnd = Math.max(from, trimsAfter ? close - 1 : close);
  const common2 = { start, end: close + 2, trimsBefore, trimsAfter, restEnd };
  if (text.startsWith("/*", from)) return { ...common2, word: "comment", restStart: from };
  KEYWORD2.lastIndex = from;
  const word = isLetter(text.charCodeAt(from)) ? KEYWORD2.exec(text)?.[0] : void 0;
  if (word === void 0 || from + word.length > restEnd) return { ...common2, word: "", restStart: from };
  return { ...common2, word, restStart: from + word.length };
}
function isLetter(code) {
  return code >= 97 && code <= 122;
}
function closeOf(text, from) {
  if (text.startsWith("/*", from)) {
    const end = text.indexOf("*/", from);
    return end === -1 ? -1 : text.indexOf("}}", end);
  }
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BRACE2 && text.charCodeAt(at + 1) === BRACE2) return at;
    if (unit === BACKTICK) {
      at = text.indexOf("`", at + 1);
      if (at === -1) return -1;
    } else if (unit === QUOTE2 || unit === APOSTROPHE2) at = endOfText(text, at, unit);
  }
  return -1;
}
var BRACE2 = 125;
var BACKTICK = 96;
var QUOTE2 = 34;
var APOSTROPHE2 = 39;
var BACKSLASH = 92;
var NEWLINE = 10;
function endOfText(text, start, quote) {
  let at = start + 1;
  for (let unit = text.charCodeAt(at); at < text.length && unit !== quote; unit = text.charCodeAt(at)) {
    if (unit === NEWLINE) return at;
    at += unit === BACKSLASH ? 2 : 1;
  }
  return at;
}

// src/manifests/helm/trace.ts
var MAX_INCLUDES = 32;
var MAX_VALUES2 = 100;
function readTrace(book) {
  const charts2 = chartsIn(book);
  const defines = /* @__PURE__ */ new Map();
  for (const { file, fact } of book.of("helm-define")) {
    entryOf(defines, chartRoot(file, charts2)).set(fact.define.name, fact.define.needs);
  }
  const values = /* @__PURE__ */ new Map();
  for (const { file, fact } of book.of("helm-value")) {
    if (!/(?:^|\/)values\.ya?ml$/.test(file)) continue;
    const known2 = entryOf(values, chartRoot(file, charts2));
    for (const path of pathsTo(fact.value)) if (!known2.has(path)) known2.set(path, fact.value.use);
  }
  return { charts: charts2, defines, values };
}
function chartRoot(file, charts2) {
  const found = nearestAbove(directoryOf(file), charts2);
  if (found !== void 0) return found[0];
  const templates = `/${file}`.indexOf("/templates/");
  return templates === -1 ? directoryOf(file) : file.slice(0, Math.max(templates - 1, 0));
}
function reasonOf2(trace, file, needs) {
  const root = chartRoot(file, trace.charts);
  const all = withIncludes(trace, root, needs);
  const known2 = trace.values.get(root);
  const fed = all.values.find((path2) => known2?.has(path2) === true);
  const use = fed === void 0 ? void 0 : known2?.get(fed);
  if (fed !== void 0 && use !== void 0) return `made from .Values.${fed}, set at ${use.file}:${use.line}`;
  const path = needs.values[0] ?? all.values.find((value) => /image/i.test(value));
  if (path !== void 0) return `made from .Values.${path}`;
  const include = needs.includes[0];
  return include === void 0 ? "template directives make it" : `made by the template "${include}"`;
}
function withIncludes(trace, root, needs) {
  const defines = trace.defines.get(root);
  const values = new Set(needs.values);
  const seen = new Set(needs.includes.slice(0, MAX_INCLUDES));
  let { appVersion } = needs;
  let complete = true;
  for (const name of seen) {
    const inner = defines?.get(name)?.();
    if (inner === void 0 || seen.size > MAX_INCLUDES || values.size > MAX_VALUES2) {
      complete = false;
      continue;
    }
    for (const value of inner.values.slice(0, MAX_VALUES2)) values.add(value);
    for (const include of inner.includes.slice(0, MAX_INCLUDES)) seen.add(include);
    appVersion ??= inner.appVersion;
  }
  return { values: [...values], includes: [...seen], appVersion, complete };
}
function pathsTo({ block: block2, path }) {
  return block2 === path || block2 === "" ? [path] : [path, block2];
}
function entryOf(map, key) {
  let inner = map.get(key);
  if (inner === void 0) {
    inner = /* @__PURE__ */ new Map();
    map.set(key, inner);
  }
  return inner;
}

// src/manifests/helm/values-value.ts
var MAX_MERGED_ENTRIES = 2e5;
function valueOfNode(root, file) {
  const known2 = /* @__PURE__ */ new Map();
  const budget = { entries: MAX_MERGED_ENTRIES };
  const read2 = (written3) => {
    const node = resolved(written3);
    if (node === void 0) return NIL;
    const before = known2.get(node);
    if (before !== void 0) return before;
    const value = made(node);
    known2.set(node, value);
    return value;
  };
  const made = (node) => {
    switch (node.type) {
      case "scalar":
        return scalarValue(node, file);
      case "sequence":
        return { type: "list", items: node.items.map(read2) };
      case "mapping":
        return node.entries.some(isMerge2) ? mergedMap(node) : new MapMadeWhenAsked(() => entriesOf(node, read2));
    }
  };
  const mergedMap = (node) => {
    const value = mapValue(entriesOf(node, read2));
    known2.set(node, value);
    const isWhole = node.entries.filter(isMerge2).every((entry) => mergeInto(value.entries, read2(entry.value), budget));
    return isWhole ? value : unknown2("the merge keys of its values bring too much");
  };
  return read2(root);
}
function isMerge2({ key }) {
  return key.type === "scalar" && key.value === "<<";
}
function entriesOf(node, read2) {
  return node.entries.flatMap(
    (entry) => entry.key.type !== "scalar" || isMerge2(entry) ? [] : [[entry.key.value, read2(entry.value)]]
  );
}
function mergeInto(entries, merged2, budget) {
  if (merged2.type === "list") return merged2.items.every((item) => mergeInto(entries, item, budget));
  if (merged2.type !== "map") return true;
  budget.entries -= merged2.entries.size;
  if (budget.entries < 0) return false;
  for (const [key, value] of merged2.entries) if (!entries.has(key)) entries.set(key, value);
  return true;
}
var NOTHING5 = /^(?:~|null|Null|NULL|)$/;
var YES = /^(?:[yY]|yes|Yes|YES|True|TRUE|on|On|ON)$/;
var NO = /^(?:[nN]|no|No|NO|False|FALSE|off|Off|OFF)$/;
function scalarValue(node, file) {
  const { value, style, tag } = node;
  if (style !== "plain" || tag !== void 0) return new WrittenScalar(node, "text", file);
  if (NOTHING5.test(value)) return NIL;
  if (/^(?:true|false)$/.test(value)) return new WrittenScalar(node, "boolean", file);
  if (YES.test(value)) return booleanValue(true);
  if (NO.test(value)) return booleanValue(false);
  return new WrittenScalar(node, /^[-+]?\d+(?:\.\d+)?$/.test(value) ? "number" : "text", file);
}
var WrittenScalar = class {
  type = "scalar";
  kind;
  #node;
  #file;
  constructor(node, kind, file) {
    this.kind = kind;
    this.#node = node;
    this.#file = file;
  }
  get pieces() {
    const { value: text, start, verbatim } = this.#node;
    if (text === "") return [];
    return [{ text, from: verbatim ? { file: this.#file, start, in: "values" } : void 0 }];
  }
};

// src/manifests/helm/chart-files.ts
function chartsOf(book) {
  const known2 = chartsIn(book);
  const told = groupBy(book.of("helm-requirements"), ({ file }) => directoryOf(file));
  const texts = groupBy(book.of("helm-template-text"), ({ file }) => chartRoot(file, known2));
  const values = groupBy(book.of("helm-values-root"), ({ file }) => chartRoot(file, known2));
  const schemas = groupBy(book.of("helm-values-schema"), ({ file }) => directoryOf(file));
  const given = givenTo(book, (folder) => known2.has(folder));
  const uses = groupBy(book.of("helm-value"), ({ file }) => chartRoot(file, known2));
  return new Map(
    [...known2].map(([root, chart]) => {
      const templates = (texts.get(root) ?? []).map(({ file, fact }) => ({ file, template: fact.template }));
      const roots = (values.get(root) ?? []).map(({ file, fact }) => ({ file, root: fact.root }));
      const required = (told.get(root) ?? []).map(({ fact }) => fact.dependencies);
      const layers = given.get(root) ?? [];
      const images = [...(uses.get(root) ?? []).map(({ fact }) => fact.value), ...imagesGiven(layers, book)];
      const allowed = (schemas.get(root) ?? []).map(({ fact }) => fact.allowed);
      return [root, chartFiles(root, chart, templates, { roots, images, given: layers, allowed }, required)];
    })
  );
}
function imagesGiven(given, book) {
  const files = new Set(given.flatMap(({ layers }) => layers.map(({ file }) => file)));
  return [...files].flatMap(
    (file) => book.inFile(file).flatMap((fact) => {
      if (fact.type === "helm-value") return [fact.value];
      const start = fact.type === "use" ? fact.use.slots[0]?.start : void 0;
      return fact.type !== "use" || start === void 0 ? [] : [{ use: fact.use, start }];
    })
  );
}
function chartFiles(root, chart, texts, { roots, images, given, allowed }, required) {
  const path = root === "" ? "values.yaml" : `${root}/values.yaml`;
  const own2 = roots.find(({ file }) => file === path);
  const all = [...roots, ...given.flatMap(({ layers }) => layers)];
  const files = texts.map(({ file, template }) => ({
    file,
    template,
    names: namesDefined(template.source.text),
    includes: once(() => namesIncluded(template.source.text)),
    parsed: once(() => sourcesOf2(file, template, parseTemplate2(template.source.text, template.places)))
  }));
  return {
    root,
    chart,
    files,
    defining: once(() => new Map(files.flatMap((file) => file.names.map((name) => [name, file])))),
    values: once(() => own2 === void 0 ? mapValue([]) : valueOfNode(own2.root, own2.file)),
    overlays: roots.filter(({ file }) => file !== path),
    given,
    roots: all,
    told: images,
    allowed: new Set(allowed.flat()),
    parts: [
      chart.origin,
      ...required,
      ...allowed,
      ...texts.map(({ template }) => template),
      ...all.map((each) => each.root)
    ]
  };
}
function inOrder(files, wants) {
  const found = files.filter(wants);
  if (found.length === 0) return found;
  const changing2 = files.filter((file) => changesValues(file) && !found.includes(file));
  return [...found, ...changing2].sort(
    (one, other) => depthOf(other) - depthOf(one) || compareTexts(other.file, one.file)
  );
}
function depthOf({ file }) {
  return file.split("/").length;
}
var CHANGING = /* @__PURE__ */ new WeakMap();
function changesValues(file) {
  const known2 = CHANGING.get(file) ?? CHANGES_VALUES.test(file.template.source.text);
  CHANGING.set(file, known2);
  return known2;
}
var CHANGES_VALUES = /\b(?:set|unset|(?:must)?[mM]erge(?:Overwrite)?)\s{1,9}\$?\.(?:Values\b|\s)/;
function includesOneOf({ includes }, names) {
  if (names.size === 0) return false;
  for (const name of includes()) if (names.has(name)) return true;
  return false;
}
function namesDefined(text) {
  if (!text.includes("define") && !text.includes("block")) return [];
  return Array.from(
    text.matchAll(/\{\{-?\s{0,9}(?:define|block)\s{1,9}["`]([^"`\n]+)["`]/g),
    (match) => match[1] ?? ""
  );
}
var SOURCES = /* @__PURE__ */ new WeakMap();
function sourceAt({ file, template: { source } }, places) {
  if (!SOURCES.has(places)) SOURCES.set(places, sourcesOf2(file, { source, places }, parseTemplate2(source.text)).whole);
  return SOURCES.get(places);
}
function sourcesOf2(file, { source: { text }, places }, parsed) {
  if (parsed === void 0) return { whole: void 0, defines: /* @__PURE__ */ new Map() };
  const common2 = {
    file,
    places,
    pieces: (start, end, within) => [
      { text: text.slice(start, end), from: { file, start, in: within } }
    ]
  };
  return {
    whole: parsed.nodes.length === 0 ? void 0 : { ...common2, nodes: parsed.nodes },
    defines: new Map([...parsed.defines].map(([name, nodes]) => [name, { ...common2, nodes }]))
  };
}

// src/manifests/helm/common-images.ts
var COMMON_IMAGES = `
{{- define "common.images.image" -}}
{{- $registryName := default .imageRoot.registry ((.global).imageRegistry) -}}
{{- $repositoryName := .imageRoot.repository -}}
{{- $separator := ":" -}}
{{- $termination := .imageRoot.tag | toString -}}
{{- if not .imageRoot.tag }}
  {{- if .chart }}
    {{- $termination = .chart.AppVersion | toString -}}
  {{- end -}}
{{- end -}}
{{- if .imageRoot.digest }}
    {{- $separator = "@" -}}
    {{- $termination = .imageRoot.digest | toString -}}
{{- end -}}
{{- if $registryName }}
    {{- printf "%s/%s%s%s" $registryName $repositoryName $separator $termination -}}
{{- else -}}
    {{- printf "%s%s%s" $repositoryName $separator $termination -}}
{{- end -}}
{{- end -}}
`;

// src/manifests/helm/go-template/mappings.ts
function copied(value, budget) {
  const copies = /* @__PURE__ */ new Map();
  const copy = (original) => {
    if (original.type !== "map" && original.type !== "list") return original;
    const known2 = copies.get(original);
    if (known2 !== void 0) return known2;
    if (!budget.spend()) return unknown2(SPENT);
    if (original.type === "list") {
      const list = { type: "list", items: original.items.map(copy) };
      copies.set(original, list);
      return list;
    }
    const map = mapValue([]);
    copies.set(original, map);
    for (const [key, below3] of original.entries) map.entries.set(key, copy(below3));
    return map;
  };
  return copy(value);
}
function copiedWhenAsked(value, budget) {
  return new Copies(budget).of(value);
}
var Copies = class {
  #budget;
  #known = /* @__PURE__ */ new Map();
  constructor(budget) {
    this.#budget = budget;
  }
  of(original) {
    if (original.type !== "map" && original.type !== "list") return original;
    const known2 = this.#known.get(original);
    if (known2 !== void 0) return known2;
    if (!this.#budget.spend()) return unknown2(SPENT);
    const copy = original.type === "map" ? new MapMadeWhenAsked(() => Array.from(original.entries, ([key, below3]) => [key, this.of(below3)])) : { type: "list", items: original.items.map((item) => this.of(item)) };
    this.#known.set(original, copy);
    return copy;
  }
};
function merged(target, source, overwrites, budget) {
  if (target.type === "unknown") return target;
  if (source.type === "unknown") return source;
  if (target.type === "map" && source.type === "map") fill(target, source, overwrites, budget);
  return target;
}
function fill(target, source, overwrites, budget) {
  if (target === source) return;
  for (const [key, value] of source.entries) {
    if (!budget.spend()) {
      target.entries.set(key, unknown2(SPENT));
      return;
    }
    const present3 = target.entries.get(key);
    if (present3?.type === "map" && value.type === "map") fill(present3, value, overwrites, budget);
    else if (present3 === void 0 || truthOf(present3) === false || overwrites && truthOf(value) !== false)
      target.entries.set(key, value);
  }
}
function coalesced(over2, base, budget) {
  if (!budget.spend()) return unknown2(SPENT);
  if (over2.type !== "map" || base.type !== "map") return over2;
  const result = mapValue(base.entries);
  for (const [key, value] of over2.entries) {
    const below3 = result.entries.get(key);
    if (value.type === "nil" && below3 !== void 0) result.entries.delete(key);
    else result.entries.set(key, below3 === void 0 ? value : coalesced(value, below3, budget));
  }
  return result;
}

// src/manifests/helm/go-template/printed.ts
var CHANGING2 = /^(?:set|unset|merge|mergeOverwrite|mustMerge|mustMergeOverwrite)$/;
var PrintedTemplates = class {
  #known = /* @__PURE__ */ new Map();
  #changes = 0;
  /** To be told of every function that is called. */
  tell(name) {
    if (!CHANGING2.test(name)) return;
    this.#changes++;
    this.#known.clear();
  }
  /** What a template prints, as it was printed before or as it is made now. Only templates of the same depth print the same. */
  of(name, argument, depth, make) {
    if (argument.type !== "map") return make();
    const key = `${depth} ${name}`;
    const before = this.#known.get(argument)?.get(key);
    if (before !== void 0) return before;
    const changes = this.#changes;
    const value = make();
    if (changes === this.#changes) this.#keep(argument, key, value);
    return value;
  }
  #keep(argument, key, value) {
    const known2 = this.#known.get(argument);
    if (known2 === void 0) this.#known.set(argument, /* @__PURE__ */ new Map([[key, value]]));
    else known2.set(key, value);
  }
};

// src/manifests/helm/go-template/functions.ts
var MAX_TEXT = 8192;
function ofTexts(name, apply) {
  return (args) => {
    const gap = args.map(gapOf).find((found) => found !== void 0);
    if (gap !== void 0) return unknown2(gap.why, args);
    const texts = args.map(printed);
    const known2 = texts.filter((text) => text !== void 0);
    return known2.length === texts.length ? apply(known2, args) : unknown2(`${name} is given no text`, args);
  };
}
function printed(value) {
  if (value.type === "nil") return "";
  return value.type === "scalar" ? textOf6(value.pieces) : void 0;
}
function keeping(name, range) {
  return ofTexts(name, (texts, args) => {
    const subject = args.at(-1) ?? NIL;
    const [start, end] = range(texts.at(-1) ?? "", texts[0] ?? "");
    return textValue(slicePieces2(piecesOf(subject), start, end));
  });
}
function changing(name, apply) {
  return ofTexts(name, (texts, args) => {
    const text = apply(texts);
    return text === texts.at(-1) ? textValue(piecesOf(args.at(-1) ?? NIL)) : computed(text.slice(0, MAX_TEXT));
  });
}
function trimmed(text, units) {
  let [start, end] = [0, text.length];
  while (start < end && units.includes(text[start] ?? "")) start++;
  while (end > start && units.includes(text[end - 1] ?? "")) end--;
  return [start, end];
}
function asked(name, test) {
  return ofTexts(name, (texts) => booleanValue(test(texts)));
}
function deciding(decide) {
  return ([value = NIL]) => {
    const truth = truthOf(value);
    return truth === void 0 ? unknown2("a condition is not known", [value]) : booleanValue(decide(truth));
  };
}
function firstFilled(values) {
  for (const value of values) {
    const truth = truthOf(value);
    if (truth === void 0) return unknown2(value.type === "unknown" ? value.why : "a value is not known", values);
    if (truth) return value;
  }
  return values.at(-1) ?? NIL;
}
var printf = ([format = NIL, ...args]) => {
  const text = printed(format);
  if (text === void 0) return unknown2("the format of a printf is not known", [format, ...args]);
  const pieces = [];
  let next = 0;
  let at = 0;
  for (const match of text.matchAll(/%(?:%|[-+ #0]*\d*(?:\.\d+)?([a-zA-Z]))/g)) {
    for (const piece2 of slicePieces2(piecesOf(format), at, match.index)) pieces.push(piece2);
    at = match.index + match[0].length;
    if (match[1] === void 0) pieces.push({ text: "%", from: void 0 });
    else {
      const arg = args[next++] ?? NIL;
      if (arg.type === "list" || arg.type === "map") return unknown2("a mapping is printed", [format, ...args]);
      const quote = { text: '"', from: void 0 };
      if (match[1] === "q") pieces.push(quote, ...piecesOf(arg), quote);
      else if (arg.type === "nil") pieces.push({ text: "%!s(<nil>)", from: void 0 });
      else pieces.push(...piecesOf(arg));
    }
  }
  for (const piece2 of slicePieces2(piecesOf(format), at, text.length)) pieces.push(piece2);
  return textValue(pieces);
};
function joinedBy(separator, items) {
  return textValue(items.flatMap((item, index) => [...index === 0 ? [] : piecesOf(separator), ...piecesOf(item)]));
}
var split = (separator, subject) => {
  const [by, text] = [printed(separator) ?? "", printed(subject) ?? ""];
  if (by === "") return [subject];
  const items = [];
  for (let at = 0; items.length < 1e3; ) {
    const found = text.indexOf(by, at);
    items.push(textValue(slicePieces2(piecesOf(subject), at, found === -1 ? text.length : found)));
    if (found === -1) break;
    at = found + by.length;
  }
  return items;
};
function withUnknown(args, apply) {
  const gap = args.map(gapOf).find((found) => found !== void 0);
  return gap === void 0 ? apply() : unknown2(gap.why, args);
}
function itemAt(value, index) {
  if (value.type === "unknown") return value;
  return value.type === "list" ? value.items[index(value.items.length)] ?? NIL : NIL;
}
function sublist(value, apply) {
  if (value.type === "unknown") return value;
  return { type: "list", items: value.type === "list" ? apply(value.items) : [] };
}
function kindOf(value) {
  switch (value.type) {
    case "nil":
      return "invalid";
    case "list":
      return "slice";
    case "map":
      return "map";
    case "scalar":
      return value.kind === "text" ? "string" : value.kind === "boolean" ? "bool" : "float64";
    case "unknown":
      return void 0;
  }
}
function hasKind(name, value) {
  const kind = kindOf(value);
  return kind === void 0 ? unknown2("a kind is not known", [value]) : booleanValue(printed(name) === kind);
}
var merge2 = (overwrites) => ([target = NIL, ...sources], budget) => sources.reduce((sofar, source) => merged(sofar, source, overwrites, budget), target);
var read = (name) => ([text = NIL], budget) => {
  const whole = wholeIn(text);
  return whole === void 0 ? unknown2(`the function ${name} is not followed`, [text]) : copied(whole, budget);
};
var below = ([value = NIL, ...keys]) => keys.reduce((at, key) => {
  const text = printed(key);
  if (key.type === "unknown" || text === void 0) return unknown2("an index is not known", [key]);
  return at.type === "list" ? itemAt(at, () => Number(text)) : fieldOf3(at, text);
}, value);
var TABLE = {
  printf,
  print: (args) => joinedBy(computed(""), args),
  cat: (args) => joinedBy(computed(" "), args),
  quote: ([value = NIL]) => textValue([QUOTE3, ...piecesOf(value), QUOTE3]),
  squote: ([value = NIL]) => textValue([QUOTE3, ...piecesOf(value), QUOTE3]),
  default: ([fallback = NIL, value = NIL]) => {
    const truth = truthOf(value);
    if (truth === void 0)
      return unknown2(value.type === "unknown" ? value.why : "a value is not known", [value, fallback]);
    return truth ? value : fallback;
  },
  coalesce: firstFilled,
  or: firstFilled,
  and: (args) => {
    for (const value of args) {
      const truth = truthOf(value);
      if (truth === void 0) return unknown2("a condition is not known", args);
      if (!truth) return value;
    }
    return args.at(-1) ?? NIL;
  },
  not: deciding((truth) => !truth),
  empty: deciding((truth) => !truth),
  ternary: ([yes = NIL, no = NIL, test = NIL]) => {
    const truth = truthOf(test);
    return truth === void 0 ? unknown2("a condition is not known", [yes, no]) : truth ? yes : no;
  },
  required: ([, value = NIL]) => value,
  fail: () => unknown2("the chart refuses these values"),
  eq: (args) => withUnknown(args, () => booleanValue(args.slice(1).some((other) => isSame(args[0] ?? NIL, other)))),
  ne: (args) => withUnknown(args, () => booleanValue(!isSame(args[0] ?? NIL, args[1] ?? NIL))),
  trim: keeping("trim", (text) => trimmed(text, " 	\r\n")),
  trimAll: keeping("trimAll", trimmed),
  trimSuffix: keeping("trimSuffix", (text, end) => [0, text.endsWith(end) ? text.length - end.length : text.length]),
  trimPrefix: keeping("trimPrefix", (text, start) => [text.startsWith(start) ? start.length : 0, text.length]),
  trunc: ofTexts("trunc", ([count2 = "0"], args) => {
    const subject = args.at(-1) ?? NIL;
    const length = textOf6(piecesOf(subject)).length;
    const number = Number(count2);
    return textValue(
      number < 0 ? slicePieces2(piecesOf(subject), Math.max(0, length + number), length) : slicePieces2(piecesOf(subject), 0, number)
    );
  }),
  nindent: ([, value = NIL]) => value,
  indent: ([, value = NIL]) => value,
  lower: changing("lower", ([text = ""]) => text.toLowerCase()),
  upper: changing("upper", ([text = ""]) => text.toUpperCase()),
  nospace: changing("nospace", ([text = ""]) => text.replaceAll(/\s+/g, "")),
  replace: changing(
    "replace",
    ([from = "", to = "", text = ""]) => from === "" ? text : text.replaceAll(from, () => to)
  ),
  contains: asked("contains", ([part = "", text = ""]) => text.includes(part)),
  hasPrefix: asked("hasPrefix", ([start = "", text = ""]) => text.startsWith(start)),
  hasSuffix: asked("hasSuffix", ([end = "", text = ""]) => text.endsWith(end)),
  splitList: ([separator = NIL, subject = NIL]) => withUnknown([separator, subject], () => ({ type: "list", items: split(separator, subject) })),
  regexSplit: ([pattern = NIL, subject = NIL, count2 = NIL]) => (
    // What is no pattern but a text of its own is what it splits at.
    /^[^\\^$.|?*+()[\]{}]+$/.test(printed(pattern) ?? "") && printed(count2) === "-1" ? withUnknown([pattern, subject], () => ({ type: "list", items: split(pattern, subject) })) : unknown2("the function regexSplit is not followed", [subject])
  ),
  split: ([separator = NIL, subject = NIL]) => withUnknown(
    [separator, subject],
    () => mapValue(split(separator, subject).map((item, at) => [`_${at}`, item]))
  ),
  join: ([separator = NIL, list = NIL]) => joinedBy(separator, list.type === "list" ? list.items : [list]),
  list: (items) => ({ type: "list", items }),
  tuple: (items) => ({ type: "list", items }),
  dict: (args) => {
    const entries = [];
    for (let at = 0; at < args.length; at += 2) {
      const key = printed(args[at] ?? NIL);
      if (key === void 0) return unknown2("a key is not known", args);
      entries.push([key, args[at + 1] ?? NIL]);
    }
    return mapValue(entries);
  },
  get: ([map = NIL, key = NIL]) => below([map, key]),
  index: below,
  dig: (args) => {
    const subject = args.at(-1) ?? NIL;
    const fallback = args.at(-2) ?? NIL;
    const found = below([subject, ...args.slice(0, -2)]);
    return found.type === "nil" ? fallback : found;
  },
  set: ([map = NIL, key = NIL, value = NIL]) => {
    const name = printed(key);
    if (map.type === "map" && name !== void 0) map.entries.set(name, value);
    return map;
  },
  unset: ([map = NIL, key = NIL]) => {
    if (map.type === "map") map.entries.delete(printed(key) ?? "");
    return map;
  },
  hasKey: ([map = NIL, key = NIL]) => withUnknown([map, key], () => booleanValue(map.type === "map" && map.entries.has(printed(key) ?? ""))),
  keys: ([map = NIL]) => withUnknown([map], () => ({
    type: "list",
    items: map.type === "map" ? [...map.entries.keys()].map(computed) : []
  })),
  values: ([map = NIL]) => withUnknown([map], () => ({ type: "list", items: map.type === "map" ? [...map.entries.values()] : [] })),
  pick: ([map = NIL, ...keys]) => withUnknown([map], () => selected(map, (key) => keys.some((wanted) => printed(wanted) === key))),
  omit: ([map = NIL, ...keys]) => withUnknown([map], () => selected(map, (key) => !keys.some((wanted) => printed(wanted) === key))),
  merge: merge2(false),
  mergeOverwrite: merge2(true),
  deepCopy: ([value = NIL], budget) => copied(value, budget),
  first: ([list = NIL]) => itemAt(list, () => 0),
  last: ([list = NIL]) => itemAt(list, (length) => length - 1),
  rest: ([list = NIL]) => sublist(list, (items) => items.slice(1)),
  initial: ([list = NIL]) => sublist(list, (items) => items.slice(0, -1)),
  append: ([list = NIL, item = NIL]) => sublist(list, (items) => [...items, item]),
  prepend: ([list = NIL, item = NIL]) => sublist(list, (items) => [item, ...items]),
  concat: (lists) => ({ type: "list", items: lists.flatMap((list) => list.type === "list" ? list.items : [list]) }),
  compact: ([list = NIL]) => sublist(list, (items) => items.filter((item) => truthOf(item) !== false)),
  uniq: ([list = NIL]) => list,
  sortAlpha: ([list = NIL]) => list,
  has: ([item = NIL, list = NIL]) => withUnknown(
    [item, list],
    () => booleanValue(list.type === "list" && list.items.some((other) => isSame(item, other)))
  ),
  len: ([value = NIL]) => withUnknown([value], () => computed(String(lengthOf(value)))),
  kindIs: ([name = NIL, value = NIL]) => hasKind(name, value),
  typeIs: ([name = NIL, value = NIL]) => hasKind(name, value),
  kindOf: ([value = NIL]) => computed(kindOf(value) ?? ""),
  typeOf: ([value = NIL]) => computed(kindOf(value) ?? ""),
  int: ([value = NIL]) => value,
  int64: ([value = NIL]) => value,
  float64: ([value = NIL]) => value,
  toYaml: ([value = NIL]) => printedWhole(value),
  toYamlPretty: ([value = NIL]) => printedWhole(value),
  toJson: ([value = NIL]) => printedWhole(value),
  toRawJson: ([value = NIL]) => printedWhole(value),
  toPrettyJson: ([value = NIL]) => printedWhole(value),
  toToml: ([value = NIL]) => printedWhole(value),
  fromYaml: read("fromYaml"),
  fromYamlArray: read("fromYamlArray"),
  fromJson: read("fromJson"),
  fromJsonArray: read("fromJsonArray"),
  kebabcase: ([value = NIL]) => unknown2("kebabcase is not followed", [value])
};
var asText2 = ([value = NIL]) => {
  if (value.type === "nil") return computed("");
  return value.type === "scalar" ? textValue(value.pieces) : value;
};
var FUNCTIONS = new Map([...Object.entries(TABLE), ["toString", asText2]]);
var QUOTE3 = { text: '"', from: void 0 };
function functionOf(name) {
  const plain = /^must[A-Z]/.test(name) ? name.charAt(4).toLowerCase() + name.slice(5) : name;
  return FUNCTIONS.get(plain);
}
function isSame(one, other) {
  if (one.type === "nil" || other.type === "nil") return one.type === other.type;
  return one.type === "scalar" && other.type === "scalar" && textOf6(one.pieces) === textOf6(other.pieces);
}
function selected(map, wants) {
  return mapValue(map.type === "map" ? [...map.entries].filter(([key]) => wants(key)) : []);
}
function lengthOf(value) {
  if (value.type === "list") return value.items.length;
  return value.type === "map" ? value.entries.size : textOf6(piecesOf(value)).length;
}

// src/manifests/helm/go-template/looks.ts
var CARRYING = /* @__PURE__ */ new Set([
  "and",
  "append",
  "cat",
  "coalesce",
  "compact",
  "concat",
  "deepCopy",
  "default",
  "dict",
  "dig",
  "empty",
  "fail",
  "first",
  "fromJson",
  "fromJsonArray",
  "fromYaml",
  "fromYamlArray",
  "get",
  "hasKey",
  "indent",
  "index",
  "initial",
  "join",
  "keys",
  "kindIs",
  "kindOf",
  "last",
  "list",
  "merge",
  "mergeOverwrite",
  "nindent",
  "not",
  "omit",
  "or",
  "pick",
  "prepend",
  "print",
  "printf",
  "quote",
  "required",
  "rest",
  "set",
  "squote",
  "ternary",
  "toJson",
  "toPrettyJson",
  "toRawJson",
  "toString",
  "toToml",
  "toYaml",
  "toYamlPretty",
  "tuple",
  "typeIs",
  "typeOf",
  "unset",
  "values"
]);
function looksAt(name, args) {
  const plain = /^must[A-Z]/.test(name) ? name.charAt(4).toLowerCase() + name.slice(5) : name;
  return !CARRYING.has(plain) && args.some((arg) => placedPieces(arg).length > 0);
}
function placedPieces(value) {
  if (value.type === "list") return value.items.flatMap((item) => item.type === "scalar" ? placedPieces(item) : []);
  if (value.type !== "scalar" && value.type !== "unknown") return [];
  return value.pieces.flatMap((piece2) => piece2.gap?.pieces ?? [piece2]).filter(({ from }) => from !== void 0);
}
function keepsMeaning({ name, args, result }, anew, budget) {
  const given = args.map((arg) => rewritten(arg, anew));
  const expected = rewritten(result, anew);
  const apply = functionOf(name);
  if (apply === void 0 || result.type === "unknown" || expected === void 0) return false;
  const known2 = given.filter((arg) => arg !== void 0);
  return known2.length === given.length && isSame2(apply(known2, budget), expected);
}
function rewritten(value, anew) {
  switch (value.type) {
    case "scalar": {
      const pieces = anew(value.pieces);
      return pieces === void 0 ? void 0 : { ...textValue(pieces), kind: value.kind };
    }
    case "list": {
      const items = value.items.map((item) => rewritten(item, anew));
      const known2 = items.filter((item) => item !== void 0);
      return known2.length === items.length ? { type: "list", items: known2 } : void 0;
    }
    case "map":
      return rewrittenMap(value, anew);
    default:
      return value;
  }
}
function rewrittenMap({ entries }, anew) {
  const found = /* @__PURE__ */ new Map();
  for (const [key, value] of entries) {
    const inner = value.type === "scalar" ? rewritten(value, anew) : value;
    if (inner === void 0) return void 0;
    found.set(key, inner);
  }
  return { type: "map", entries: found };
}
function isSame2(one, other) {
  if (one.type === "list" && other.type === "list")
    return one.items.length === other.items.length && one.items.every((item, at) => isSame2(item, other.items[at] ?? item));
  if (one.type === "map" && other.type === "map")
    return one.entries.size === other.entries.size && [...one.entries].every(([key, value]) => {
      const also = other.entries.get(key);
      return also !== void 0 && isSame2(value, also);
    });
  return one.type === other.type && textOf6(piecesOf(one)) === textOf6(piecesOf(other));
}

// src/manifests/helm/speaking-directives.ts
var WHOLE2 = "\\b(?:to(?:Raw|Pretty)?(?:Json|Yaml|YamlPretty|Toml)|range)";
var PRINTS_WHOLE = new RegExp(WHOLE2);
function printsWhole(text) {
  return PRINTS_WHOLE.test(text);
}
var KNOWN2 = /* @__PURE__ */ new WeakMap();
function directivesIn(file) {
  const known2 = KNOWN2.get(file);
  if (known2 !== void 0) return known2;
  const { text } = file.template.source;
  const images = file.template.places;
  const reader = new DirectiveReader();
  let at = 0;
  for (const { 0: written3, index } of text.matchAll(/\{\{[\s\S]*?\}\}/g)) {
    while ((images[at]?.end ?? text.length) <= index) at++;
    const isImage4 = (images[at]?.start ?? text.length) <= index;
    reader.read({ start: index, end: index + written3.length, text: written3 }, isImage4);
  }
  KNOWN2.set(file, reader);
  return reader;
}
var DirectiveReader = class {
  defines = [];
  others = [];
  #define;
  read(directive, isImage4) {
    const { text } = directive;
    const word = /^\{\{-?\s*(define|block|if|with|range|end)\b/.exec(text)?.[1];
    if (this.#define !== void 0) this.#within(this.#define, word, isImage4 ? "" : text);
    else if (word === "define") this.#define = { name: /["`]([^"`]*)["`]/.exec(text)?.[1] ?? "", depth: 1, text: "" };
    else if (!isImage4) this.others.push(directive);
  }
  #within(define, word, text) {
    if (word !== void 0) define.depth += word === "end" ? -1 : 1;
    define.text += `${text}
`;
    if (define.depth > 0) return;
    const { name, text: body } = define;
    this.defines.push({ name, text: body, includes: [...namesIncluded(body)], printsWhole: printsWhole(body) });
    this.#define = void 0;
  }
};

// src/manifests/helm/mentions.ts
function keysOf2(root, wants) {
  const [own2, above] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
  const visit = (node, path) => {
    switch (node.type) {
      case "scalar":
        if (node.start >= 0 && wants(node.start, node.end)) tell(path, own2, above);
        break;
      case "alias":
        if (node.target?.type === "scalar") visit(node.target, path);
        else for (const key of path) above.add(key);
        break;
      case "sequence":
        for (const item of node.items) visit(item, path);
        break;
      case "mapping":
        for (const { key, value } of node.entries)
          visit(value, key.type === "scalar" && key.value !== "<<" ? [...path, key.value] : path);
    }
  };
  visit(root, []);
  return { own: own2, above };
}
function tell(path, own2, above) {
  const last = path.at(-1);
  if (last !== void 0) own2.add(last);
  for (const key of path.slice(0, -1)) above.add(key);
}
var Mentions = class {
  #words;
  #field;
  #ranges = /* @__PURE__ */ new Map();
  #defines;
  /** @param files all that may be included, with what may include it */
  constructor({ own: own2, above }, files) {
    const [field2, whole] = [fieldOrText(own2), fieldOrText(/* @__PURE__ */ new Set([...own2, ...above]))];
    this.#field = new RegExp(field2);
    this.#words = new RegExp(`${field2}|${WHOLE2}\\b[^{}]{0,200}?${whole}|${whole}[^{}]{0,200}?${WHOLE2}\\b`);
    this.#defines = this.#definesThatSpeak(files);
  }
  /** The lines outside of named templates in which something other than an image is made with one of the values. */
  rangesIn(file) {
    const known2 = this.#ranges.get(file);
    if (known2 !== void 0) return known2;
    const { text } = file.template.source;
    const speaks = this.#speaksIn(text, printsWhole(text)) || this.#includesThem(file);
    const found = speaks ? this.#linesIn(file) : [];
    this.#ranges.set(file, found);
    return found;
  }
  /** @param printsWhole whether mappings are printed in it: else only the values themselves are spoken of */
  #speaksIn(text, printsWhole2) {
    return (printsWhole2 ? this.#words : this.#field).test(text);
  }
  #includesThem(file) {
    return includesOneOf(file, this.#defines) && directivesIn(file).others.some(({ text }) => this.#includes(text));
  }
  #linesIn(file) {
    const { text } = file.template.source;
    const found = [];
    const variables = /* @__PURE__ */ new Set();
    let end = 0;
    for (const directive of directivesIn(file).others) {
      if (!this.#speaks(directive.text, variables)) continue;
      const set = /^\{\{-?\s*\$(\w+)\s*:?=/.exec(directive.text)?.[1];
      if (set !== void 0) variables.add(set);
      if (directive.start < end) continue;
      const line2 = text.slice(Math.max(end, text.lastIndexOf("\n", directive.start) + 1), directive.start);
      const start = directive.start - line2.trimStart().length;
      const newline = text.indexOf("\n", directive.end);
      end = newline === -1 ? text.length : newline;
      found.push({ start, end, makesImage: false, key: "" });
    }
    return found;
  }
  #speaks(directive, variables) {
    if (this.#words.test(directive) || this.#includes(directive)) return true;
    if (variables.size === 0) return false;
    for (const [, name = ""] of directive.matchAll(/\$(\w+)/g)) if (variables.has(name)) return true;
    return false;
  }
  #includes(directive) {
    if (this.#defines.size === 0) return false;
    return [...namesIncluded(directive)].some((name) => this.#defines.has(name));
  }
  #definesThatSpeak(files) {
    const bodies = files.filter(({ names }) => names.length > 0).flatMap((file) => directivesIn(file).defines);
    const speaking = /* @__PURE__ */ new Set();
    for (const { name, text, printsWhole: printsWhole2 } of bodies) if (this.#speaksIn(text, printsWhole2)) speaking.add(name);
    if (speaking.size === 0) return speaking;
    for (let before = -1; before !== speaking.size; ) {
      before = speaking.size;
      for (const { name, includes } of bodies)
        if (!speaking.has(name) && includes.some((inner) => speaking.has(inner))) speaking.add(name);
    }
    return speaking;
  }
};
function fieldOrText(keys) {
  const any = [...keys].map((key) => key.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return any === "" ? "(?!)" : `(?:\\.(?:${any})(?![\\w.])|["\`](?:${any})["\`])`;
}

// src/manifests/helm/template-image.ts
function chartImageOf({ file, place, output, live }) {
  const found = joinOf(output);
  if ("main" in found && isOther(found.text, place.key)) return void 0;
  const isLive = live();
  return "main" in found || isLive ? { type: "image", file, place, found, live: isLive } : void 0;
}
function isOther(text, key) {
  return nameLength(text) === text.length && !isPossibleImage(text, key);
}
function withoutDead(images) {
  const textsOf = ({ found }) => found.pieces.map(({ from }) => placeOf5(from.file, from.start));
  const templatePlace = ({ file, place }) => placeOf5(file, place.start);
  const namesOf2 = (image) => "main" in image.found ? [placeOf5(image.found.main.from.file, image.found.main.from.start)] : textsOf(image);
  const live = images.filter((image) => image.live);
  const [texts, places] = [new Set(live.flatMap(textsOf)), new Set(live.map(templatePlace))];
  return images.filter(
    (image) => image.live || places.has(templatePlace(image)) || !namesOf2(image).some((at) => texts.has(at))
  );
}

// src/manifests/helm/held-texts.ts
function movablesIn(images, charts2) {
  const joins = joinsIn(images);
  const joined2 = new Set(joins.map(({ main: { from } }) => placeOf5(from.file, from.start)));
  const told = charts2.flatMap((chart) => chart.told).filter(({ use, start }) => !joined2.has(placeOf5(use.file, start)));
  return [
    ...joins.map(({ reference, slots }) => ({ name: nameOf(reference), slots })),
    // Whether a global registry counts is decided where all that is held is known.
    ...told.flatMap(
      ({ use, withoutGlobal = use }) => [use, ...withoutGlobal === use ? [] : [withoutGlobal]].flatMap(movableOf)
    )
  ];
}
function movableOf({ image, slots }) {
  const reference = image === null ? void 0 : parseReference(image);
  return reference === void 0 ? [] : [{ name: nameOf(reference), slots }];
}
function movablesApart(images) {
  return joinsIn(images).flatMap(({ reference, slots, pieces }) => {
    const apart2 = byRegistry(slots, pieces);
    return apart2 === void 0 ? [] : [{ name: nameOf(reference), slots: apart2 }];
  });
}
function joinsIn(images) {
  const made = withoutDead(images.filter((image) => image.type === "image"));
  return made.flatMap(({ found }) => "main" in found ? [found] : []);
}
function mentionsOf(charts2, moves) {
  if (moves.places.size === 0) return void 0;
  const keys = charts2.flatMap(({ roots }) => roots).map(({ file, root }) => keysOf2(root, (start, end) => moves.within(file, start, end).length > 0));
  const [own2, above] = [keys.flatMap((each) => [...each.own]), keys.flatMap((each) => [...each.above])];
  return new Mentions(
    { own: new Set(own2), above: new Set(above) },
    charts2.flatMap(({ files }) => files)
  );
}
function heldByLooks(looks, moves, apart2, budget) {
  return [
    ...heldBy(looks, moves, budget),
    ...heldBy(looks, apart2, budget).map((held) => ({ ...held, onlyApart: true }))
  ];
}
function heldBy(looks, moves, budget) {
  if (moves.places.size === 0) return [];
  return looks.flatMap((look) => {
    const why = `templates ask what it says (${look.name})`;
    const held = look.args.flatMap(placedPieces).flatMap((piece2) => moves.at(piece2)).map(({ file, start, end }) => ({ type: "held", file, start, end, why }));
    return held.length === 0 || keepsMeaning(look, (pieces) => moves.anew(pieces), budget) ? [] : held;
  });
}
function heldBySchemas(charts2, moves) {
  const allowed = new Set(charts2.flatMap((chart) => [...chart.allowed]));
  const why = "the schema of its chart lists the values that it may have";
  const held = [];
  const visit = (node, file) => {
    switch (node.type) {
      case "scalar": {
        const { start, value: text } = node;
        if (!allowed.has(text) || moves.within(file, start, start + text.length).length === 0) return;
        held.push({ type: "held", file, start, end: start + text.length, why });
        return;
      }
      case "sequence":
        for (const item of node.items) visit(item, file);
        return;
      case "mapping":
        for (const { value } of node.entries) visit(value, file);
    }
  };
  for (const { file, root } of charts2.flatMap(({ roots }) => roots)) visit(root, file);
  return held;
}

// src/manifests/model/move.ts
function valueFor({ writes }, { registry, repository, digest }) {
  switch (writes) {
    case "name":
      return `${registry}/${repository}`;
    case "registry":
      return registry;
    case "repository":
      return repository;
    case "digest":
      return digest;
  }
}
function textOver({ before, after: after2, tail }, value) {
  return before + value.slice(0, value.length - tail.length) + after2;
}

// src/manifests/helm/movable.ts
var REGISTRY = "registry.azurecr.io";
var Moves = class {
  #byFile;
  /** Where something would be written. */
  places;
  constructor(movables) {
    const written3 = movables.flatMap((movable) => movable.slots.map((slot) => writtenIn(slot, movable))).filter((one) => one !== void 0);
    this.places = new Set(written3.map(({ file, start, end }) => `${file}\0${start}\0${end}`));
    this.#byFile = new Map(
      [...groupBy(written3, ({ file }) => file)].map(([file, all]) => [file, new WrittenOfFile(all)])
    );
  }
  /** What would be written at the characters of a piece, or at some of them. */
  at({ from, text }) {
    return from === void 0 ? [] : this.within(from.file, from.start, from.start + text.length);
  }
  /** What would be written at some characters of a file. @param end exclusive */
  within(file, start, end) {
    return this.#byFile.get(file)?.within(start, end) ?? [];
  }
  /** Whether something would be written at the characters of a piece, or at some of them. */
  touches(piece2) {
    return this.at(piece2).length > 0;
  }
  /** Pieces as they are then; `undefined` where one has only a part of what would be written, or it is not known what would be. */
  anew(pieces) {
    const found = [];
    for (const piece2 of pieces) {
      const [slot, ...others] = this.at(piece2);
      if (slot === void 0 || piece2.from === void 0) {
        found.push(piece2);
        continue;
      }
      if (others.some(({ text }) => text !== slot.text)) return void 0;
      const [start, end] = [slot.start - piece2.from.start, slot.end - piece2.from.start];
      if (start < 0 || end > piece2.text.length) return void 0;
      found.push({ text: piece2.text.slice(0, start) + slot.text + piece2.text.slice(end), from: void 0 });
    }
    return found;
  }
};
var WrittenOfFile = class {
  #sorted;
  #longest;
  constructor(written3) {
    this.#sorted = written3.toSorted((one, other) => one.start - other.start);
    this.#longest = written3.reduce((longest, { start, end }) => Math.max(longest, end - start), 0);
  }
  /** What has some of these characters. @param end exclusive */
  within(start, end) {
    const found = [];
    const first = countBefore(this.#sorted, (slot) => slot.start < start - this.#longest);
    for (let at = first; at < this.#sorted.length; at++) {
      const slot = this.#sorted[at];
      if (slot === void 0 || slot.start >= end) break;
      if (start < slot.end) found.push(slot);
    }
    return found;
  }
};
function writtenIn(slot, movable) {
  const value = valueFor(slot, { registry: REGISTRY, repository: movable.name });
  if (value?.endsWith(slot.tail) !== true) return void 0;
  const { file, start, end, writes, tail } = slot;
  return { file, start, end, writes, tail, movable, text: textOver(slot, value) };
}

// src/manifests/helm/printed-values.ts
function printedIn(output, moves) {
  const images = [];
  const others = [];
  const moving = output.map((piece2) => moves.touches(piece2));
  if (!moving.includes(true) && output.every(({ gap }) => gap === void 0)) return { images, others };
  const text = textOf6(output);
  const starts = startsOf(output);
  let done = 0;
  for (const [index, piece2] of output.entries()) {
    const start = starts[index] ?? 0;
    if (piece2.gap !== void 0 && !HASHED.test(lineBefore(text, start))) others.push(...splitUp(piece2.gap, moves));
    if (moving[index] !== true || start < done) continue;
    const [from, to] = wordAround(text, start, start + piece2.text.length);
    done = to;
    const pieces = piecesBetween(output, starts, [from, to]);
    const written3 = pieces.filter((each) => moves.touches(each));
    const isSaid = isImage(text.slice(from, to), lineBefore(text, from), text[to]);
    const found = isSaid ? joinOf([...pieces]) : void 0;
    if (found !== void 0 && "main" in found && isWritten2(written3, found.slots, moves)) images.push(found);
    else others.push(...pieces.filter(isPlaced));
  }
  return { images, others };
}
var MAX_BEFORE = 256;
function lineBefore(text, at) {
  const before = text.slice(Math.max(0, at - MAX_BEFORE), at);
  return before.slice(before.lastIndexOf("\n") + 1);
}
function startsOf(output) {
  let at = 0;
  return output.map(({ text }) => {
    at += text.length;
    return at - text.length;
  });
}
function piecesBetween(output, starts, [from, to]) {
  const first = countBefore(starts, (start) => start <= from) - 1;
  const offset = starts[first] ?? 0;
  const end = countBefore(starts, (start) => start < to);
  return slicePieces2(output.slice(first, end), from - offset, to - offset);
}
function wordAround(text, start, end) {
  let [from, to] = [start, end];
  while (IN_WORD.test(text[from - 1] ?? "")) from--;
  while (IN_WORD.test(text[to] ?? "")) to++;
  return [from, to];
}
var IN_WORD = /[\w./:@-]/;
var HASHED = /checksum|sha\d*sum|hash/i;
function splitUp({ pieces, structures = [] }, moves) {
  const given = pieces.filter((piece2) => moves.touches(piece2));
  const halves = structures.flatMap((structure) => {
    const written3 = structure.flatMap((piece2) => moves.at(piece2));
    const places = new Set(written3.map(({ file, start }) => placeOf5(file, start)));
    const isWhole = written3.every(
      ({ movable }) => movable.slots.every(({ file, start, writes }) => writes === "digest" || places.has(placeOf5(file, start)))
    );
    return isWhole ? [] : structure.filter((piece2) => moves.touches(piece2));
  });
  return [...given, ...halves].filter(isPlaced);
}
function isImage(word, before, after2) {
  if (after2 === GAP && !/[:@]$/.test(word)) return false;
  return isVersionedWord(word) || /(?:image|repo)[\w.-]*["']?\s*[:=]\s*["']?$/i.test(before);
}
function isWritten2(moving, slots, moves) {
  const own2 = new Set(slots.map(writingOf));
  return moving.every((piece2) => moves.at(piece2).some((known2) => own2.has(writingOf(known2))));
}
function writingOf({ file, start, end, writes, tail }) {
  return [placeOf5(file, start), end, writes, tail].join("\0");
}

// src/manifests/helm/go-template/pipeline.ts
var TOKEN2 = /(\s+)|("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|('(?:[^'\\\n]|\\.)*')|(:=|[=,|()])|(\$\w*(?:\.[A-Za-z_]\w*)*)|(\.[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|\.(?!\d))|([+-]?(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?))|([A-Za-z_]\w*)/y;
var TOKEN_OF_ANY_LETTERS = /(\s+)|("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|('(?:[^'\\\n]|\\.)*')|(:=|[=,|()])|(\$\w*(?:\.[\p{L}_][\p{L}\w]*)*)|(\.[\p{L}_][\p{L}\w]*(?:\.[\p{L}_][\p{L}\w]*)*|\.(?!\d))|([+-]?(?:0x[\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?))|([\p{L}_][\p{L}\w]*)/iuy;
var MAX_DEPTH12 = 32;
var NOT_ASCII = /[^\0-\x7f]/;
var TYPES = ["blank", "text", "raw", "char", "sign", "variable", "field", "number", "word"];
var PARSED = /* @__PURE__ */ new WeakMap();
function pipelineIn(text) {
  if (PARSED.has(text)) return PARSED.get(text);
  const parsed = parsePipeline(text.written, text.start);
  PARSED.set(text, parsed);
  return parsed;
}
function parsePipeline(text, offset) {
  const tokens = tokensOf2(text, offset);
  if (tokens === void 0 || tokens.length === 0) return void 0;
  const reader = new Reader(tokens);
  const pipeline = reader.pipeline(0);
  return reader.done ? pipeline : void 0;
}
function tokensOf2(text, offset) {
  const tokens = [];
  const pattern = NOT_ASCII.test(text) ? TOKEN_OF_ANY_LETTERS : TOKEN2;
  let joined2 = false;
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return void 0;
    const type = TYPES.find((_, index) => match[index + 1] !== void 0);
    if (type === "blank" || type === void 0) joined2 = false;
    else {
      tokens.push({ type, text: match[0], start: offset + at, joined: joined2 });
      joined2 = true;
    }
  }
  return tokens;
}
var Reader = class {
  #at = 0;
  #tokens;
  constructor(tokens) {
    this.#tokens = tokens;
  }
  get done() {
    return this.#at === this.#tokens.length;
  }
  pipeline(depth) {
    if (depth > MAX_DEPTH12) return void 0;
    const { variables, declares } = this.#targets();
    const commands = [];
    for (; ; ) {
      const command = this.#command(depth);
      if (command === void 0 || command.length === 0) return void 0;
      commands.push(command);
      if (!this.#takes("|")) return { variables, declares, commands };
    }
  }
  /** `$a :=`, `$a, $b :=` or `$a =`. */
  #targets() {
    const from = this.#at;
    const variables = [];
    while (this.#peek()?.type === "variable") {
      variables.push(this.#tokens[this.#at++]?.text.slice(1) ?? "");
      if (this.#takes(":=")) return { variables, declares: true };
      if (this.#takes("=")) return { variables, declares: false };
      if (!this.#takes(",")) break;
    }
    this.#at = from;
    return { variables: [], declares: false };
  }
  #command(depth) {
    const operands = [];
    for (let token = this.#peek(); token !== void 0; token = this.#peek()) {
      if (token.type === "sign" && token.text !== "(") return operands;
      this.#at++;
      const operand = token.text === "(" ? this.#group(depth) : operandOf(token);
      if (operand === void 0) return void 0;
      operands.push(operand);
    }
    return operands;
  }
  #group(depth) {
    const pipeline = this.pipeline(depth + 1);
    if (pipeline === void 0 || !this.#takes(")")) return void 0;
    const next = this.#peek();
    if (next?.type !== "field" || !next.joined) return { type: "group", pipeline, path: [] };
    this.#at++;
    return { type: "group", pipeline, path: next.text.slice(1).split(".") };
  }
  #peek() {
    return this.#tokens[this.#at];
  }
  #takes(sign) {
    const token = this.#peek();
    if (token?.type !== "sign" || token.text !== sign) return false;
    this.#at++;
    return true;
  }
};
function operandOf({ type, text, start }) {
  switch (type) {
    case "raw":
      return { type: "text", text: text.slice(1, -1), start: start + 1, verbatim: true };
    case "text":
    case "char": {
      const content = text.slice(1, -1);
      if (!content.includes("\\")) return { type: "text", text: content, start: start + 1, verbatim: true };
      return { type: "text", text: unescaped(content), start: start + 1, verbatim: false };
    }
    case "variable": {
      const [name = "", ...path] = text.slice(1).split(".");
      return { type: "variable", name, path };
    }
    case "field":
      return { type: "field", path: text === "." ? [] : text.slice(1).split(".") };
    case "number":
      return { type: "number", text };
    case "word":
      return { type: "function", name: text };
    case "sign":
      return void 0;
  }
}
var ESCAPES = { n: "\n", t: "	", r: "\r" };
function unescaped(content) {
  return content.replaceAll(/\\(.)/g, (_, unit) => ESCAPES[unit] ?? unit);
}

// src/manifests/helm/go-template/evaluate.ts
var Variables = class {
  #all = [];
  get(name) {
    return this.#all.findLast((variable) => variable.name === name)?.value;
  }
  declare(name, value) {
    this.#all.push({ name, value });
  }
  assign(name, value) {
    const found = this.#all.findLast((variable) => variable.name === name);
    if (found !== void 0) found.value = value;
  }
  get size() {
    return this.#all.length;
  }
  /** Forgets all that was declared since there were so many. */
  shrink(size) {
    this.#all.length = Math.min(this.#all.length, size);
  }
  values() {
    return this.#all.map(({ value }) => value);
  }
  restore(values) {
    for (const [index, value] of values.entries()) {
      const variable = this.#all[index];
      if (variable !== void 0) variable.value = value;
    }
  }
};
var MAX_DEPTH13 = 24;
function evaluate2(nodes, scope, output) {
  for (const node of nodes) evaluateNode(node, scope, output);
}
function evaluateBlock(nodes, scope, output) {
  const { size } = scope.variables;
  evaluate2(nodes, scope, output);
  scope.variables.shrink(size);
}
function evaluateNode(node, scope, output) {
  if (!scope.run.budget.spend()) {
    output.push(...piecesOf(unknown2(SPENT)));
    return;
  }
  switch (node.type) {
    case "text":
      output.push(...scope.source.pieces(node.start, node.end, "template"));
      break;
    case "action": {
      const pipeline = pipelineIn(node.text);
      const value = textValueOf(node.text, scope);
      if (pipeline?.variables.length !== 0 && pipeline !== void 0) break;
      print(value, scope, output);
      break;
    }
    case "template": {
      print(called(node.name, argumentOf(node.text, scope), scope), scope, output);
      break;
    }
    case "if":
    case "with":
    case "range":
      branch(node, scope, output);
      break;
  }
}
function print(value, { run }, output) {
  const pieces = piecesOf(value.type === "map" || value.type === "list" ? unknown2("a mapping is printed") : value);
  const isSpent = !run.budget.spend(pieces.length);
  for (const piece2 of isSpent ? piecesOf(unknown2(SPENT)) : pieces) output.push(piece2);
}
function branch(node, scope, output) {
  const { variables } = scope;
  const { size } = variables;
  const value = textValueOf(node.text, scope);
  if (node.type === "range") repeat(node, value, scope, output);
  else {
    const truth = truthOf(value);
    const inner = node.type === "with" ? { ...scope, dot: value } : scope;
    if (truth === true) evaluateBlock(node.body, inner, output);
    else if (truth === false) evaluateBlock(node.otherwise, scope, output);
    else both(node, inner, scope, output);
  }
  variables.shrink(size);
}
function both(node, inner, scope, output) {
  const yes = [];
  const no = [];
  const { variables } = scope;
  const before = variables.values();
  evaluateBlock(node.body, inner, yes);
  const afterYes = variables.values();
  variables.restore(before);
  evaluateBlock(node.otherwise, scope, no);
  variables.restore(joined(afterYes, variables.values()));
  if (textOf6(yes) === textOf6(no)) for (const piece2 of yes) output.push(piece2);
  else output.push(...piecesOf(unknown2(UNTOLD, [textValue(yes), textValue(no)])));
}
var UNTOLD = "it hangs on a condition that the repository does not tell";
function joined(one, other) {
  return one.map((value, index) => {
    const also = other[index] ?? NIL;
    return value === also ? value : unknown2(UNTOLD, [value, also]);
  });
}
function repeat(node, value, scope, output) {
  if (value.type === "unknown") {
    print(value, scope, output);
    return;
  }
  const items = itemsOf2(value);
  if (items.length === 0) evaluateBlock(node.otherwise, scope, output);
  for (const item of items) {
    if (scope.run.budget.left <= 0) break;
    evaluateBlock(node.body, itemScope(node, item, scope), output);
  }
}
function itemsOf2(value) {
  if (value.type === "list") return value.items.map((item, index) => [computed(String(index)), item]);
  if (value.type !== "map") return [];
  return [...value.entries].map(([key, item]) => [computed(key), item]);
}
function itemScope({ text }, [key, item], scope) {
  const [first, second] = pipelineIn(text)?.variables ?? [];
  if (second !== void 0) {
    scope.variables.declare(first ?? "", key);
    scope.variables.declare(second, item);
  } else if (first !== void 0) scope.variables.declare(first, item);
  return { ...scope, dot: item };
}
function textValueOf(text, scope) {
  const pipeline = pipelineIn(text);
  return pipeline === void 0 ? unknown2(`"${text.written.slice(0, 100)}" is not understood`) : pipelineValue(pipeline, scope);
}
function argumentOf(text, scope) {
  return text.written.trim() === "" ? NIL : textValueOf(text, scope);
}
function pipelineValue(pipeline, scope) {
  let value;
  for (const command of pipeline.commands) value = commandValue(command, value, scope);
  const result = value ?? NIL;
  const [name] = pipeline.variables;
  if (name !== void 0 && pipeline.variables.length === 1) {
    if (pipeline.declares) scope.variables.declare(name, result);
    else scope.variables.assign(name, result);
  }
  return result;
}
function commandValue([first, ...rest], piped, scope) {
  if (first === void 0) return NIL;
  if (!scope.run.budget.spend()) return unknown2(SPENT);
  const args = rest.map((operand) => operandValue(operand, scope));
  if (piped !== void 0) args.push(piped);
  if (first.type === "function") return call(first.name, args, scope);
  return args.length === 0 ? operandValue(first, scope) : unknown2("a method is called", args);
}
function operandValue(operand, scope) {
  switch (operand.type) {
    case "field":
      return fieldAt(scope.dot, operand.path);
    case "variable": {
      const value = operand.name === "" ? scope.top : scope.variables.get(operand.name);
      return value === void 0 ? unknown2(`$${operand.name} is set nowhere`) : fieldAt(value, operand.path);
    }
    case "group": {
      const { size } = scope.variables;
      const value = fieldAt(pipelineValue(operand.pipeline, scope), operand.path);
      scope.variables.shrink(size);
      return value;
    }
    case "text":
      return operand.verbatim ? textValue(scope.source.pieces(operand.start, operand.start + operand.text.length, "directive")) : computed(operand.text);
    case "number":
      return { type: "scalar", kind: "number", pieces: [{ text: operand.text, from: void 0 }] };
    case "function":
      return call(operand.name, [], scope);
  }
}
function call(name, args, scope) {
  switch (name) {
    case "true":
    case "false":
      return booleanValue(name === "true");
    case "nil":
      return NIL;
    case "include": {
      const [template = NIL, argument = NIL] = args;
      return template.type === "scalar" ? called(textOf6(template.pieces), argument, scope) : unknown2("the name of a template is not known", args);
    }
    case "tpl":
      return renderedText(args[0] ?? NIL, args[1] ?? NIL, scope);
  }
  scope.run.printed.tell(name);
  const apply = functionOf(name);
  const result = apply === void 0 ? unknown2(`the function ${name} is not followed`, args) : apply(args, scope.run.budget);
  if (scope.run.looked !== void 0 && looksAt(name, args)) scope.run.looked({ name, args, result });
  return result;
}
function called(name, argument, scope) {
  const source = scope.run.define(name);
  if (source === void 0)
    return unknown2(`the template "${name}" is not in the repository`, [argument, ...below2(argument)]);
  return scope.run.printed.of(name, argument, scope.depth, () => rendered(source, argument, scope));
}
function below2(argument) {
  if (argument.type !== "map") return [];
  return [...argument.entries.values()].flatMap(
    (value) => value.type === "map" ? [...value.entries.values()] : [value]
  );
}
function rendered(source, argument, scope) {
  if (scope.depth >= MAX_DEPTH13) return unknown2("templates include each other");
  const output = [];
  const inner = { run: scope.run, dot: argument, top: argument, variables: new Variables(), depth: scope.depth + 1 };
  evaluate2(source.nodes, { ...inner, source }, output);
  return textValue(output);
}
function renderedText(text, argument, scope) {
  const whole = wholeIn(text);
  if (whole !== void 0) return printedWhole(renderedWhole(whole, argument, scope));
  if (text.type !== "scalar") return text.type === "nil" ? computed("") : unknown2("a text is not known", [text]);
  const written3 = textOf6(text.pieces);
  if (!written3.includes("{{")) return text;
  const parsed = scope.run.budget.spend(written3.length) ? parseTemplate2(written3) : void 0;
  if (parsed === void 0) return unknown2("a text of the values is no template", [text]);
  return rendered(
    { nodes: parsed.nodes, pieces: (start, end) => slicePieces2(text.pieces, start, end) },
    argument,
    scope
  );
}
function renderedWhole(whole, argument, scope) {
  const { budget } = scope.run;
  const known2 = /* @__PURE__ */ new Map();
  const render = (value) => {
    if (value.type === "scalar")
      return textOf6(value.pieces).includes("{{") ? renderedText(value, argument, scope) : value;
    if (value.type !== "map" && value.type !== "list") return value;
    const before = known2.get(value);
    if (before !== void 0) return before;
    if (!budget.spend()) return unknown2(SPENT);
    if (value.type === "list") {
      const list = { type: "list", items: value.items.map(render) };
      known2.set(value, list);
      return list;
    }
    const map = mapValue([]);
    known2.set(value, map);
    for (const [key, below3] of value.entries) map.entries.set(key, render(below3));
    return map;
  };
  return render(whole);
}

// src/manifests/helm/standing-alone.ts
function renderAlone(file, top, run) {
  if (file.names.length > 0 || includesOneOf(file, run.making)) return false;
  const alone = placesAlone(file);
  if (alone === void 0) return false;
  const images = [];
  const roles = { names: /* @__PURE__ */ new Map(), others: /* @__PURE__ */ new Set() };
  for (const { place, source } of alone) {
    const output = [];
    evaluate2(source.nodes, { run, source, dot: top, top, variables: new Variables(), depth: 0 }, output);
    const found = place.makesImage ? joinOf(output) : void 0;
    if (found !== void 0 && !("main" in found && isOnlyName(found, roles))) return false;
    images.push({ place, output });
  }
  for (const image of images) run.found({ ...image, file: file.file, live: () => true });
  return true;
}
function isOnlyName({ reference, main, pieces }, { names, others }) {
  const name = nameOf(reference);
  const at = placeOf5(main.from.file, main.from.start);
  for (const { from } of pieces) {
    const part = placeOf5(from.file, from.start);
    if (part === at) continue;
    others.add(part);
    if (names.has(part)) return false;
  }
  if (others.has(at) || (names.get(at) ?? name) !== name) return false;
  names.set(at, name);
  return true;
}
var ALONE2 = /* @__PURE__ */ new WeakMap();
function placesAlone(file) {
  if (ALONE2.has(file)) return ALONE2.get(file);
  const { source, places } = file.template;
  const texts = places.map(({ start, end }) => source.text.slice(start, end));
  const stands = !CHANGES.test(source.text) && texts.every(standsAlone);
  const parsed = stands ? places.map((place, index) => placeAlone(file, place, texts[index] ?? "")) : [];
  const all = parsed.filter((place) => place !== void 0);
  const found = stands && all.length === places.length ? all : void 0;
  ALONE2.set(file, found);
  return found;
}
function placeAlone({ file, template }, place, text) {
  const nodes = parseTemplate2(text)?.nodes;
  if (nodes === void 0) return void 0;
  const pieces = (start, end, within) => {
    const from = { file, start: place.start + start, in: within };
    return [{ text: template.source.text.slice(from.start, place.start + end), from }];
  };
  return { place, source: { nodes, pieces } };
}
var CHANGES = /\b(?:set|unset|(?:must)?[mM]erge(?:Overwrite)?)\s{1,99}(?:\$|\.|\()/;
function standsAlone(text) {
  const plain = text.replaceAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""');
  if (/\$\w|\{\{-?\s*(?:if|with|range|else|end|define|block)\b/.test(plain)) return false;
  const directives = plain.match(/\{\{[^{}]*\}\}/g) ?? [];
  return directives.every((directive) => {
    const fields = directive.match(/(?<![\w)"])\.\w*/g) ?? [];
    const isGiven2 = /\b(?:include|tpl|template)\b/.test(directive);
    return fields.every((field2) => /^\.(?:Values|Chart)$/.test(field2) || isGiven2 && field2 === ".");
  });
}

// src/manifests/helm/walk.ts
var MAX_DEPTH14 = 12;
function walkTemplate(source, top, run) {
  walk(source.nodes, { run, source, dot: top, top, variables: new Variables(), depth: 0 }, () => true);
}
var PLACE_STEPS = 64;
function walk(nodes, scope, live) {
  const { size } = scope.variables;
  let at = 0;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === void 0 || !scope.run.budget.spend()) break;
    for (let place = nextPlace(node, at, scope); place !== void 0; place = nextPlace(node, at, scope)) {
      if (!scope.run.budget.spend(PLACE_STEPS)) break;
      const output = [];
      capture(nodes, index, place, scope, output);
      scope.run.found({ file: scope.source.file, place, output, live });
      at = place.end;
    }
    if (node.start >= at || node.end > at) effects(node, scope, live);
  }
  scope.variables.shrink(size);
}
function nextPlace(node, from, { source: { places } }) {
  const first = Math.max(node.start, from);
  const last = node.type === "text" ? node.end : node.start + 1;
  if (first >= last) return void 0;
  const place = places[firstFrom(places, first)];
  return place !== void 0 && place.start < last ? place : void 0;
}
function capture(nodes, from, place, scope, output) {
  for (let index = from; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === void 0 || node.start >= place.end) return;
    if (node.type !== "text") evaluateNode(node, scope, output);
    else {
      const [start, end] = [Math.max(node.start, place.start), Math.min(node.end, place.end)];
      output.push(...scope.source.pieces(start, end, "template"));
    }
  }
}
function effects(node, scope, live) {
  switch (node.type) {
    case "text":
      return;
    case "action":
      if (SETS2.test(node.text.written)) textValueOf(node.text, scope);
      enterAll(node.text, scope, live);
      return;
    case "template":
      if (scope.run.making.size > 0) enter(node.name, () => argumentOf(node.text, scope), scope, live);
      return;
    case "range":
    case "if":
    case "with":
      if (concerns(node, scope)) block(node, scope, live);
  }
}
function block(node, scope, live) {
  const { variables } = scope;
  const { size } = variables;
  enterAll(node.text, scope, live);
  if (node.type === "if") conditional(node, scope, live);
  else {
    const value = textValueOf(node.text, scope);
    if (node.type === "with") withValue(node, value, scope, live);
    else {
      const items = value.type === "unknown" ? [[value, value]] : itemsOf2(value);
      for (const item of items) {
        if (scope.run.budget.left <= 0) break;
        walk(node.body, { ...scope, dot: itemScope(node, item, scope).dot }, live);
      }
      if (items.length === 0) {
        walk(node.otherwise, scope, live);
        walkUnlisted(node, scope);
      }
    }
  }
  variables.shrink(size);
}
function walkUnlisted(node, scope) {
  const item = unknown2("nothing is listed there");
  const found = (image) => {
    if (image.output.every(({ gap }) => gap === void 0)) scope.run.found(image);
  };
  const inner = { ...scope, run: { ...scope.run, found } };
  walk(node.body, { ...inner, dot: itemScope(node, [item, item], inner).dot }, () => false);
}
function conditional(node, scope, live) {
  let known2;
  const truth = () => {
    known2 ??= { truth: truthOf(textValueOf(node.text, scope)) };
    return known2.truth;
  };
  const { variables } = scope;
  const isNeeded = assigns(node) || SETS2.test(node.text.written);
  if (isNeeded) truth();
  const before = isNeeded ? variables.values() : [];
  walk(node.body, scope, () => live() && truth() !== false);
  const afterBody = isNeeded ? variables.values() : [];
  variables.restore(before);
  walk(node.otherwise, scope, () => live() && truth() !== true);
  if (!isNeeded || truth() === false) return;
  variables.restore(truth() === true ? afterBody : joined(afterBody, variables.values()));
}
function withValue(node, value, scope, live) {
  const truth = truthOf(value);
  const { variables } = scope;
  const before = variables.values();
  if (truth !== false) walk(node.body, { ...scope, dot: value }, live);
  const afterBody = variables.values();
  if (truth === true) return;
  variables.restore(before);
  walk(node.otherwise, scope, live);
  if (truth === void 0) variables.restore(joined(afterBody, variables.values()));
}
function enterAll(text, scope, live) {
  for (const { name, argument } of callsIn2(text, scope.run))
    enter(name, () => argument === void 0 ? NIL : pipelineValue(argument, scope), scope, live);
}
function enter(name, argument, scope, live) {
  const source = scope.run.making.has(name) ? scope.run.define(name) : void 0;
  if (source === void 0 || scope.depth >= MAX_DEPTH14) return;
  const dot = argument();
  const inner = { run: scope.run, source, dot, top: dot, variables: new Variables(), depth: scope.depth + 1 };
  walk(source.nodes, inner, live);
}
function concerns(node, { source, run }) {
  return holdsPlace(node, source.places) || assigns(node) || includesAny(node, run);
}
function holdsPlace({ start, end }, places) {
  const place = places[firstFrom(places, start)];
  return place !== void 0 && place.start < end;
}
function firstFrom(places, start) {
  return countBefore(places, (place) => place.start < start);
}
var SETS2 = /^\s*\$\w*\s*:?=/;
var ASSIGNING = /* @__PURE__ */ new WeakMap();
function assigns(node) {
  if (node.type === "action") return /^\s*\$\w*\s*=/.test(node.text.written);
  if (node.type === "text" || node.type === "template") return false;
  const known2 = ASSIGNING.get(node);
  if (known2 !== void 0) return known2;
  const found = node.body.some(assigns) || node.otherwise.some(assigns);
  ASSIGNING.set(node, found);
  return found;
}
function includesAny(node, run) {
  if (run.making.size === 0 || node.type === "text") return false;
  if (node.type === "template") return run.making.has(node.name);
  if (callsIn2(node.text, run).length > 0) return true;
  return node.type !== "action" && [...node.body, ...node.otherwise].some((inner) => includesAny(inner, run));
}
function makingTemplates(defines) {
  const making = /* @__PURE__ */ new Set();
  for (const [name, { nodes, places }] of defines) {
    if (nodes.some((node) => holdsPlace(node, places))) making.add(name);
  }
  if (making.size === 0) return making;
  for (let before = -1; before !== making.size; ) {
    before = making.size;
    for (const [name, { nodes }] of defines)
      if (!making.has(name) && nodes.some((node) => namesIn(node).some((inner) => making.has(inner)))) making.add(name);
  }
  return making;
}
var NAMES = /* @__PURE__ */ new WeakMap();
function namesIn(node) {
  if (node.type === "text") return [];
  const known2 = NAMES.get(node);
  if (known2 !== void 0) return known2;
  const inner = node.type === "if" || node.type === "with" || node.type === "range";
  const names = [
    ...node.type === "template" ? [node.name] : included(node.text).map(({ name }) => name),
    ...inner ? [...node.body, ...node.otherwise].flatMap(namesIn) : []
  ];
  NAMES.set(node, [...new Set(names)]);
  return names;
}
function callsIn2(text, { making }) {
  return mayInclude(text, making) ? included(text).filter(({ name }) => making.has(name)) : [];
}
function mayInclude({ written: written3 }, names) {
  if (names.size === 0 || !written3.includes("include")) return false;
  for (const [, text, raw, char] of written3.matchAll(INCLUDE)) {
    const name = text ?? raw ?? char ?? "";
    if (names.has(name) || name.includes("\\")) return true;
  }
  return false;
}
var INCLUDE = /include\s*(?:"([^"]*)|`([^`]*)|'([^']*))/g;
function included(text) {
  const pipeline = text.written.includes("include") ? pipelineIn(text) : void 0;
  return pipeline === void 0 ? [] : calls(pipeline);
}
function calls({ commands }) {
  return commands.flatMap(([first, ...rest]) => {
    const inner = [...first === void 0 ? [] : [first], ...rest].flatMap(
      (operand) => operand.type === "group" ? calls(operand.pipeline) : []
    );
    if (first?.type !== "function" || first.name !== "include" || rest[0]?.type !== "text") return inner;
    const argument = rest[1] === void 0 ? void 0 : { variables: [], declares: false, commands: [[rest[1]]] };
    return [{ name: rest[0].text, argument }, ...inner];
  });
}
function outside(what) {
  return unknown2(`${what} is known to the cluster only`);
}

// src/manifests/helm/rendered.ts
var MAX_STEPS4 = 8e6;
var MAX_OVERLAYS = 32;
var MAX_GIVEN = 256;
var MAX_ROUNDS = 3;
var MAX_DEPTH15 = 4;
function renderCharts(book) {
  const charts2 = chartsOf(book);
  const budget = new Budget(MAX_STEPS4);
  const images = [];
  for (const chart of charts2.values()) for (const image of imagesOf(chart, charts2, budget)) images.push(image);
  return { images, remote: remoteCharts(charts2), given: givenFiles(charts2), isSpent: budget.left <= 0 };
}
function givenFiles(charts2) {
  return new Map(
    [...charts2.values()].flatMap(
      ({ root, given }) => given.flatMap(({ layers }) => layers.map(({ file }) => [file, root]))
    )
  );
}
function remoteCharts(charts2) {
  const remote = /* @__PURE__ */ new Map();
  for (const chart of charts2.values()) {
    for (const dependency of chart.chart.dependencies) {
      if (subchart(chart, dependency, charts2) !== void 0) continue;
      const known2 = remote.get(chart.root) ?? /* @__PURE__ */ new Map();
      remote.set(chart.root, known2.set(dependency.key, dependency));
    }
  }
  return remote;
}
var EVALUATED = /* @__PURE__ */ new WeakMap();
function imagesOf(chart, charts2, budget) {
  const parts = [...reachedFrom(chart, charts2)].flatMap((each2) => each2.parts);
  const before = EVALUATED.get(chart.chart.origin);
  if (before !== void 0 && before.steps < budget.left && isSame3(before.parts, parts)) {
    budget.spend(before.steps);
    return before.images;
  }
  const { left } = budget;
  const images = [];
  const found = (made) => {
    const image = chartImageOf(made);
    if (image !== void 0) images.push(image);
  };
  const looks = [];
  const looked = (look) => looks.push(look);
  const each = valuesOf2(chart, charts2, budget);
  for (const values of each)
    renderChart(chart, values(), { charts: charts2, budget, above: [], visit: imagesIn(budget, found, looked) });
  const reached = [...reachedFrom(chart, charts2)];
  const others = (moves2) => {
    const mentions = mentionsOf(reached, moves2);
    if (mentions === void 0) return [];
    const more2 = [];
    const visit = othersIn(mentions, moves2, { budget, images: more2, looked });
    for (const values of each) renderChart(chart, values(), { charts: charts2, budget, above: [], visit });
    return more2;
  };
  let moves = new Moves(movablesIn(images, reached));
  let more = others(moves);
  for (let round = 1; round < MAX_ROUNDS; round++) {
    const all = new Moves(movablesIn([...images, ...more], reached));
    const known2 = moves.places;
    if ([...all.places].every((place) => known2.has(place))) break;
    moves = all;
    more = others(moves);
  }
  const apart2 = new Moves(movablesApart([...images, ...more]));
  images.push(...more, ...heldByLooks(looks, moves, apart2, budget), ...heldBySchemas(reached, moves));
  if (budget.left > 0) EVALUATED.set(chart.chart.origin, { parts, images, steps: left - budget.left });
  return images;
}
function valuesOf2(chart, charts2, budget) {
  const own2 = once(() => ownValues(chart, charts2, budget));
  const over2 = (base, { root, file }) => coalesced(valueOfNode(root, file), base, budget);
  return [
    own2,
    ...chart.overlays.slice(0, MAX_OVERLAYS).map((overlay) => once(() => over2(own2(), overlay))),
    ...chart.given.slice(0, MAX_GIVEN).map(({ layers, replaces }) => once(() => layers.reduce(over2, replaces ? mapValue([]) : own2())))
  ];
}
function isSame3(one, other) {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}
function reachedFrom(chart, charts2) {
  const reached = /* @__PURE__ */ new Set([chart]);
  for (const each of reached) for (const [, inner] of subcharts(each, charts2)) reached.add(inner);
  return reached;
}
function imagesIn(budget, found, looked) {
  return (chart, values, defines) => {
    const making = inOrder(chart.files, (file) => makesImages(file) || includesOneOf(file, defines.making));
    if (making.length === 0) return;
    const run = { ...defines, budget, found, looked, printed: new PrintedTemplates() };
    const top = topOf2(chart, copiedWhenAsked(values, budget));
    for (const file of making) if (!renderAlone(file, top, run)) renderWhole(file, top, run);
  };
}
function renderChart(chart, values, around2) {
  const { charts: charts2, budget, visit, above } = around2;
  visit(chart, withInner(chart, values, around2), definesFor(chart, around2));
  if (above.length >= MAX_DEPTH15) return;
  for (const [key, inner] of subcharts(chart, charts2)) {
    if (above.includes(inner)) continue;
    const [own2, global] = [ownValues(inner, charts2, budget), fieldOf3(values, "global")];
    if (saysNothing(fieldOf3(values, key), own2, budget) && saysNothing(global, fieldOf3(own2, "global"), budget)) continue;
    renderChart(inner, innerValues(key, inner, values, around2), { ...around2, above: [...above, chart] });
  }
}
function innerValues(key, inner, values, { charts: charts2, budget }) {
  const [given, own2] = [fieldOf3(values, key), ownValues(inner, charts2, budget)];
  return withGlobal(given.type === "map" ? coalesced(given, own2, budget) : own2, values, budget);
}
function withInner(chart, values, around2) {
  const { charts: charts2, above } = around2;
  const inside = above.length >= MAX_DEPTH15 || above.includes(chart) ? [] : subcharts(chart, charts2);
  if (inside.length === 0 || values.type !== "map") return values;
  const deeper = { ...around2, above: [...above, chart] };
  const seen = inside.map(([key, inner]) => {
    const made = () => withInner(inner, innerValues(key, inner, values, around2), deeper);
    return [key, new MapMadeWhenAsked(() => entriesOf2(made()))];
  });
  return mapValue([...values.entries, ...seen]);
}
function entriesOf2(value) {
  return value.type === "map" ? value.entries : /* @__PURE__ */ new Map();
}
var OWN = /* @__PURE__ */ new WeakMap();
function ownValues(chart, charts2, budget) {
  const known2 = OWN.get(chart);
  if (known2 !== void 0) return known2;
  OWN.set(chart, chart.values());
  const own2 = chart.chart.dependencies.flatMap(({ key, imports }) => imports.map(({ child, parent }) => ({ key, child, parent }))).reduce((base, { key, child, parent }) => {
    const inner = subcharts(chart, charts2).find(([name]) => name === key)?.[1];
    const from = inner === void 0 ? unknown2(`chart ${key} is not in the repository`) : fieldAt(innerValues(key, inner, base, { charts: charts2, budget }), child);
    if (from.type === "nil") return base;
    return coalesced(
      base,
      parent.reduceRight((below3, name) => mapValue([[name, below3]]), from),
      budget
    );
  }, chart.values());
  OWN.set(chart, own2);
  return own2;
}
function makesImages({ template }) {
  return template.places.some(({ makesImage }) => makesImage);
}
function renderWhole(file, top, run) {
  const { whole } = file.parsed();
  if (whole !== void 0) walkTemplate(whole, top, run);
}
function saysNothing(over2, base, budget) {
  if (over2.type === "nil") return true;
  if (!budget.spend()) return false;
  if (over2.type === "map" && base.type === "map")
    return [...over2.entries].every(
      ([key, value]) => base.entries.has(key) && saysNothing(value, fieldOf3(base, key), budget)
    );
  if (over2.type !== "scalar" || base.type !== "scalar") return false;
  const text = textOf6(over2.pieces);
  return (text === "" || over2.kind !== "text") && text === textOf6(base.pieces);
}
function withGlobal(values, parent, budget) {
  const global = fieldOf3(parent, "global");
  if (global.type !== "map" || values.type !== "map") return values;
  return mapValue([...values.entries, ["global", coalesced(global, fieldOf3(values, "global"), budget)]]);
}
function othersIn(mentions, moves, { budget, images, looked }) {
  return (chart, values, { define }) => {
    const speaking = inOrder(chart.files, (file) => mentions.rangesIn(file).length > 0);
    if (speaking.length === 0) return;
    const found = ({ file, place, output, live }) => {
      const printed2 = printedIn(output, moves);
      for (const join5 of printed2.images) images.push({ type: "image", file, place, found: join5, live: live() });
      const why = `also printed in ${file}, where it is no image`;
      for (const { from, text } of printed2.others)
        images.push({ type: "held", file: from.file, start: from.start, end: from.start + text.length, why });
    };
    const run = { define, making: /* @__PURE__ */ new Set(), budget, found, looked, printed: new PrintedTemplates() };
    const top = topOf2(chart, copiedWhenAsked(values, budget));
    for (const file of speaking) {
      const source = sourceAt(file, mentions.rangesIn(file));
      if (source !== void 0) walkTemplate(source, top, run);
    }
  };
}
function topOf2({ chart }, values) {
  const { name, version = "", appVersion = "" } = chart;
  const about = { Name: name, Version: version, AppVersion: appVersion };
  return mapValue([
    ["Values", values.type === "map" ? values : mapValue([])],
    ["Chart", mapValue(Object.entries(about).map(([key, text]) => [key, computed(text)]))],
    ["Release", mapValue(RELEASE.map((key) => [key, outside(`.Release.${key}`)]))],
    ["Capabilities", outside(".Capabilities")],
    ["Files", unknown2("other files of the chart are not read")],
    ["Template", unknown2("the name of the template is not followed")],
    ["Subcharts", unknown2("objects of sub-charts are not followed")]
  ]);
}
var RELEASE = ["Name", "Namespace", "Service", "Revision", "IsInstall", "IsUpgrade"];
var DEFINES = /* @__PURE__ */ new WeakMap();
function definesFor(chart, { charts: charts2, above }) {
  const known2 = DEFINES.get(chart) ?? /* @__PURE__ */ new Map();
  DEFINES.set(chart, known2);
  const key = above.map(({ root }) => root).join("\0");
  const before = known2.get(key);
  if (before !== void 0) return before;
  const reached = reachedFrom(chart, charts2);
  for (const each of above.toReversed()) reached.add(each);
  const nearestFirst = [...reached];
  const define = (name) => nearestFirst.find((each) => each.defining().has(name))?.defining().get(name)?.parsed().defines.get(name) ?? commonImages().get(name);
  const files = nearestFirst.toReversed().flatMap((each) => each.files.filter(({ names }) => names.length > 0));
  const found = { define, making: makingIn(files) };
  known2.set(key, found);
  return found;
}
function makingIn(defining) {
  const relevant = new Set(defining.filter(makesImages));
  for (; ; ) {
    const making = makingTemplates(new Map([...relevant].flatMap((file) => [...file.parsed().defines])));
    const { size } = relevant;
    for (const file of defining) if (includesOneOf(file, making)) relevant.add(file);
    if (relevant.size === size) return making;
  }
}
var common;
function commonImages() {
  common ??= new Map(
    [...parseTemplate2(COMMON_IMAGES)?.defines ?? []].map(([name, nodes]) => [
      name,
      {
        file: "",
        places: [],
        nodes,
        pieces: (start, end) => [{ text: COMMON_IMAGES.slice(start, end), from: void 0 }]
      }
    ])
  );
  return common;
}
var SUBCHARTS = /* @__PURE__ */ new WeakMap();
function subcharts(chart, charts2) {
  const known2 = SUBCHARTS.get(chart);
  if (known2 !== void 0) return known2;
  const listed2 = chart.chart.dependencies.flatMap((dependency) => {
    const inner = subchart(chart, dependency, charts2);
    return inner === void 0 ? [] : [[dependency.key, inner]];
  });
  SUBCHARTS.set(chart, listed2);
  return listed2;
}
function subchart({ root }, { name, repository }, charts2) {
  const local2 = /^file:\/\/(.*)$/.exec(repository)?.[1];
  const places = [
    root === "" ? `charts/${name}` : `${root}/charts/${name}`,
    local2 === void 0 ? joinPath(directoryOf(root), name) : joinPath(root, local2)
  ];
  const found = places.find((place) => place !== void 0 && place !== root && charts2.get(place)?.chart.name === name);
  return found === void 0 ? void 0 : charts2.get(found);
}

// src/manifests/helm/made-images.ts
var KNOWN3 = /* @__PURE__ */ new WeakMap();
function madeImagesOf(book) {
  const known2 = KNOWN3.get(book);
  if (known2 !== void 0) return known2;
  const { images, remote, given: givenFiles2, isSpent } = renderCharts(book);
  const made = images.filter((image) => image.type === "image");
  const held = /* @__PURE__ */ new Map();
  for (const image of images) {
    const place = image.type === "held" ? `${placeOf5(image.file, image.start)}\0${image.end}\0${image.onlyApart ?? false}` : "";
    if (image.type === "held" && !held.has(place)) held.set(place, image);
  }
  const told = withoutDead(made).map((image) => {
    const { found } = image;
    return { ...image, found: "main" in found ? found : { ...found, ...placeIn(image) } };
  });
  const joins = told.flatMap(({ found }) => "main" in found ? [found] : []);
  const untold = told.flatMap(({ found }) => "main" in found ? [] : [found]);
  const result = {
    joins: groupBy(joins, ({ main: { from } }) => placeOf5(from.file, from.start)),
    untoldOf: groupPieces(untold),
    byPlace: new Map(
      [...groupBy(told, ({ file, place }) => placeOf5(file, place.start))].map(([place, all]) => [
        place,
        all.map(({ found }) => found)
      ])
    ),
    remote,
    given: givenFiles2,
    held: groupBy(held.values(), ({ file }) => file),
    isSpent
  };
  KNOWN3.set(book, result);
  return result;
}
function placeIn({ file, place: { start } }) {
  return { file, start };
}
function groupPieces(untold) {
  const pairs = untold.flatMap(
    (image) => image.pieces.map(({ from }) => ({ image, place: placeOf5(from.file, from.start) }))
  );
  return new Map(
    [...groupBy(pairs, ({ place }) => place)].map(([place, all]) => [place, all.map(({ image }) => image)])
  );
}
function valueUsesMade(value, today, root, made) {
  const place = placeOf5(today.file, value.start);
  const joins = apart(distinct3(made.joins.get(place) ?? []));
  if (joins.length > 0) return joins.map((join5) => joinedUse(today, join5));
  const remote = made.remote.get(root)?.get(value.path.split(".", 1)[0] ?? "");
  if (remote !== void 0 && isHalf(today)) return [unresolved2(today, registryOfChart(remote))];
  const untold = made.untoldOf.get(place)?.[0];
  if (untold !== void 0) return [unresolved2(today, `it is joined at ${untold.file}: ${untold.why}`)];
  if (made.isSpent && isHalf(today)) return [unresolved2(today, SPENT)];
  const chart = made.given.get(today.file);
  if (chart !== void 0 && isHalf(today)) return [unresolved2(today, decidedBy(chart))];
  return [unlessRefused(today, remote?.repository)];
}
function givenUsesMade(uses, book) {
  const charts2 = chartsIn(book);
  const given = givenIn(book, (folder) => charts2.has(folder));
  if (given.size === 0) return uses;
  const made = madeImagesOf(book);
  const at = new GivenTexts(given, made);
  const known2 = /* @__PURE__ */ new Set();
  const revised = uses.flatMap((use) => {
    const places = given.get(use.file);
    if (places === void 0) return [use];
    const place = `${use.file}:${use.line}:${use.column}`;
    known2.add(place);
    const joins = at.joins.get(place);
    if (joins !== void 0) return distinct3(joins).map((join5) => joinedUse(use, join5));
    const chart = places.find(({ lines: [first, last] }) => first <= use.line && use.line <= last)?.chart;
    if (chart === void 0) return [use];
    const untold = at.untold.get(place);
    if (untold !== void 0) return [unresolved2(use, `it is joined at ${untold.file}: ${untold.why}`)];
    return [isHalf(use) ? unresolved2(use, decidedBy(chart)) : use];
  });
  const more = [...at.joins].flatMap(([place, joins]) => {
    const [first] = joins;
    const source = first === void 0 ? void 0 : given.get(first.main.from.file)?.[0]?.source;
    return source === void 0 || known2.has(place) ? [] : distinct3(joins).map((join5) => newUse(join5, source, "helm-values"));
  });
  return [...revised, ...more].map((use) => given.has(use.file) ? unlessHeld(use, made) : use);
}
var GivenTexts = class {
  joins = /* @__PURE__ */ new Map();
  untold = /* @__PURE__ */ new Map();
  constructor(given, made) {
    const positionOf = (file, start) => {
      const position = given.get(file)?.[0]?.source.at(start);
      return position === void 0 ? void 0 : `${file}:${position.line}:${position.column}`;
    };
    for (const all of made.joins.values()) {
      const from = all[0]?.main.from;
      const position = from === void 0 ? void 0 : positionOf(from.file, from.start);
      if (position !== void 0) this.joins.set(position, all);
    }
    for (const all of made.untoldOf.values())
      for (const image of all)
        for (const { from } of image.pieces) {
          const position = positionOf(from.file, from.start);
          if (position !== void 0) this.untold.set(position, image);
        }
  }
};
function unlessHeld(use, { held, isSpent }) {
  const { image, slots, uneditable } = use;
  if (image === null || uneditable !== void 0) return use;
  if (isSpent) return { ...use, uneditable: SPENT };
  const found = slots.filter(({ writes }) => writes !== "digest").map((slot) => held.get(slot.file)?.find((text) => holds(text, slot))).find((text) => text !== void 0);
  return found === void 0 ? use : { ...use, uneditable: found.why };
}
function holds({ start, end, onlyApart }, slot) {
  const isApart = slot.writes === "name" && slot.tail !== "";
  return start < slot.end && slot.start < end && (onlyApart !== true || isApart);
}
function decidedBy(chart) {
  return `what it becomes is decided by the chart in ${chart === "" ? "the top folder" : chart}`;
}
function otherValueUses(book, made) {
  const known2 = new Set(book.of("helm-value").map(({ file, fact }) => placeOf5(file, fact.value.start)));
  const sources = new Map(book.of("helm-values-root").map(({ file, fact }) => [file, fact.source]));
  return [...made.joins].flatMap(([place, joins]) => {
    const [first] = joins;
    const source = first === void 0 ? void 0 : sources.get(first.main.from.file);
    if (first === void 0 || source === void 0 || known2.has(place)) return [];
    return distinct3(joins).map((join5) => newUse(join5, source, "helm-values"));
  });
}
function templateUses(use, start, made) {
  const found = made.byPlace.get(placeOf5(use.file, start)) ?? [];
  const named3 = found.flatMap((each) => "main" in each && each.main.from.in === "template" ? [each] : []);
  if (named3.length > 0) return distinct3(named3).map((join5) => ({ ...joinedUse(use, join5), part: use.part }));
  const untold = found.flatMap((each) => "main" in each ? [] : [each]);
  const slots = untold.flatMap(({ pieces }) => pieces.map(({ from, text }) => wholeSlot2(from.file, from.start, text)));
  return [untold.length === 0 ? use : { ...use, reason: `${use.reason ?? ""}; ${untold[0]?.why ?? ""}`, slots }];
}
function wholeSlot2(file, start, text) {
  return { file, start, end: start + text.length, writes: "name", before: "", after: "", tail: "" };
}
function joinedUse(today, { reference, slots, pieces, uneditable }) {
  const madeOf = rangesOf(pieces);
  const { reason: _, uneditable: __, pulls: ___, ...rest } = today;
  const image = formatReference(reference);
  const before = today.image === null ? void 0 : parseReference(today.image);
  if (before === void 0 || nameOf(before) !== nameOf(reference))
    return { ...rest, image, slots, madeOf, ...uneditable === void 0 ? {} : { uneditable } };
  const digests = today.slots.filter(({ writes }) => writes === "digest");
  const isMore = today.image !== null && image.length > today.image.length && image.startsWith(today.image);
  const pulls = isMore ? image : today.pulls;
  return {
    ...rest,
    ...pulls === void 0 ? {} : { pulls },
    slots: slots.length === 0 ? [] : [...slots, ...digests],
    madeOf,
    ...uneditable === void 0 ? {} : { uneditable }
  };
}
function newUse({ reference, main: { from, text }, slots, pieces, uneditable }, source, kind) {
  return {
    file: from.file,
    ...source.at(from.start),
    text,
    image: formatReference(reference),
    kind,
    part: "repository",
    also: [],
    slots,
    madeOf: rangesOf(pieces),
    ...uneditable === void 0 ? {} : { uneditable }
  };
}
function rangesOf(pieces) {
  return pieces.flatMap(
    ({ from: { file, start, in: within }, text }) => within === "directive" ? [] : [{ file, start, end: start + text.length }]
  );
}
function apart(joins) {
  if (new Set(joins.map(({ reference }) => nameOf(reference))).size < 2) return joins;
  return joins.map((join5) => ({ ...join5, slots: byRegistry(join5.slots, join5.pieces) ?? join5.slots }));
}
function distinct3(joins) {
  return [
    ...new Map(
      joins.toReversed().map((join5) => [
        `${nameOf(join5.reference)} ${join5.slots.map(({ file, start, end, writes }) => `${file} ${start} ${end} ${writes}`).join()}`,
        join5
      ])
    ).values()
  ].reverse();
}

// src/manifests/helm/value-references.ts
function valueReferencesOf(book, trace) {
  const references = /* @__PURE__ */ new Map();
  for (const { file, fact } of book.of("helm-place")) {
    const { use, needs } = fact.place;
    const root = chartRoot(file, trace.charts);
    const { values, appVersion, complete } = withIncludes(trace, root, needs);
    const known2 = references.get(root) ?? /* @__PURE__ */ new Map();
    references.set(root, known2);
    const surroundings2 = around(use.text);
    for (const path of values) {
      const before = known2.get(path);
      if (before !== void 0 && (before.appVersion !== void 0 || appVersion === void 0)) continue;
      known2.set(path, { place: use, values, appVersion, complete, ...surroundings2.get(path) ?? ALONE3 });
    }
  }
  return references;
}
var ALONE3 = { before: "", after: "" };
function around(text) {
  const found = /* @__PURE__ */ new Map();
  for (const { 0: directive, 1: path = "", index } of text.matchAll(/\{\{-?\s*\.Values\.([\w.]+)\s*-?\}\}/g)) {
    if (found.has(path)) continue;
    const close = text.lastIndexOf("}}", index);
    const end = index + directive.length;
    const next = text.indexOf("{{", end);
    found.set(path, {
      before: text.slice(close === -1 ? 0 : close + 2, index),
      after: text.slice(end, next === -1 ? void 0 : next)
    });
  }
  return found;
}

// src/manifests/helm/values-file.ts
var helmValues = {
  name: "helm-values",
  format: "yaml",
  isNamed: (path) => isValuesName(path) || isTestOfChart(path),
  marks: [/repository/],
  // A template may make an image of any value, or of one that is not there.
  mayHoldImages: ({ path, text }) => isValuesName(path) || isTestOfChart(path) || text.includes("repository"),
  recognises: ({ root }, { path }) => {
    if (root.type === "mapping" && isSchemaName(path)) return true;
    if (root.type !== "mapping" || isManifest(root) || isSchema3(root, path)) return false;
    return isValuesName(path) || isTestOfChart(path) || /\.ya?ml$/i.test(path) && holdsImageBlock(root);
  },
  extract: ({ root }, file) => {
    if (isSchemaName(file.path)) return [{ type: "helm-values-schema", allowed: allowedIn(root) }];
    return isValuesName(file.path) || holdsImageBlock(root) ? valueFacts(root, file) : [valuesRoot(root, file)];
  },
  // Helmfile's values are templates themselves (`values.yaml.gotmpl`).
  extractUnparsable: ({ start, end }, file) => {
    if (!isValuesName(file.path)) return void 0;
    const parsed = parseYaml(withoutDirectives(file.text.slice(start, end)), start);
    return parsed.ok ? parsed.documents.flatMap(({ root }) => valueFacts(root, file)) : void 0;
  },
  resolve: resolveValues,
  revise: givenUsesMade
};
function heldValueFacts(root, file, chart) {
  if (!holdsImageBlock(root)) return [];
  return chart === void 0 ? valueFacts(root, file) : remoteValues(root, file, chart);
}
function valueFacts(root, file) {
  return [valuesRoot(root, file), ...valueUses(root, file).map((value) => ({ type: "helm-value", value }))];
}
function valuesRoot(root, source) {
  return { type: "helm-values-root", root, source };
}
function isTestOfChart(path) {
  return /(?:^|\/)ci\/[^/]+\.ya?ml$/i.test(path);
}
function isValuesName(path) {
  if (!isYamlPath(path) && !/\.json$/i.test(path)) return false;
  return /^(?:.*[-_.])?values(?:[-_.].*)?\./i.test(baseName(path)) || /(?:^|\/)values\/(?:[^/]+\/){0,4}[^/]+\.ya?ml[^/]*$/i.test(path);
}
function isSchemaName(path) {
  return baseName(path) === "values.schema.json";
}
function allowedIn(root) {
  const found = [];
  const visit = (node) => {
    if (node.type === "sequence") for (const item of node.items) visit(item);
    if (node.type !== "mapping") return;
    for (const { key, value } of node.entries) {
      const name = key.type === "scalar" ? key.value : "";
      if (name === "enum") for (const item of itemsAt(value)) found.push(scalarAt(item)?.value ?? "");
      else if (name === "const") found.push(scalarAt(value)?.value ?? "");
      visit(value);
    }
  };
  visit(root);
  return found;
}
function isManifest(root) {
  return scalarAt(root, "apiVersion") !== void 0 && scalarAt(root, "kind") !== void 0;
}
function isSchema3(root, path) {
  return /\.schema\.json$/i.test(path) || // Any document may say by which schema it is checked; one that defines others says by which draft it does.
  /json-schema\.org/.test(scalarAt(root, "$schema")?.value ?? "") || valueAt(root, "openapi") !== void 0;
}
function resolveValues(book) {
  const facts = book.of("helm-value");
  const made = madeImagesOf(book);
  const trace = readTrace(book);
  const references = valueReferencesOf(book, trace);
  return [
    ...facts.flatMap(
      ({ file, fact: { value } }) => valueUsesMade(value, resolveValue(value, file, trace, references), chartRoot(file, trace.charts), made)
    ),
    ...otherValueUses(book, made),
    ...resolveRemoteValues(book)
  ].map((use) => unlessHeld(use, made));
}
function resolveValue(value, file, trace, references) {
  const root = chartRoot(file, trace.charts);
  const reference = pathsTo(value).map((path) => references.get(root)?.get(path)).find((found) => found !== void 0);
  const use = withRegistry(value, reference, references.has(root));
  if (use.image === null) return use;
  if (reference?.after.startsWith("/") === true) {
    const reason = `only the start of an image: ${reference.place.file}:${reference.place.line} adds "${reference.after}"`;
    return { ...use, image: null, reason, slots: [] };
  }
  const defaults = trace.values.get(root)?.get(value.path);
  const registry = defaults?.file === file ? void 0 : registryBefore(use, defaults, reference);
  if (registry !== void 0) {
    return behind(use, registry.text, `its ${registry.role} is set at ${registry.file}:${registry.line}`);
  }
  if (reference?.before.endsWith("/") === true && !use.also.some(isRegistry2)) {
    return behind(
      use,
      reference.before.slice(0, -1),
      `${reference.place.file}:${reference.place.line} puts "${reference.before}" before it`
    );
  }
  const tag = value.tagless ? tagOf2(defaults, file) ?? impliedTag(value, root, trace, reference) : void 0;
  const pulls = tag === void 0 ? void 0 : `${use.image}:${tag}`;
  return pulls === void 0 || parseReference(pulls) === void 0 ? use : { ...use, pulls };
}
function withRegistry({ use, withoutGlobal }, reference, read2) {
  if (withoutGlobal === void 0) return use;
  if (reference?.complete === true) return takesGlobal(reference) ? use : withoutGlobal;
  return reference === void 0 && read2 && !withoutGlobal.also.some(isRegistry2) ? withoutGlobal : use;
}
function takesGlobal({ values }) {
  return values.some((path) => /^global(?:\.imageRegistry)?$/.test(path));
}
function registryBefore(use, defaults, reference) {
  if (use.also.some(isRegistry2) || /^[^/.:]*[.:][^/]*\//.test(use.text)) return void 0;
  return defaults?.also.find(
    (sibling) => isRegistry2(sibling) && (!sibling.role.startsWith("global.") || reference !== void 0 && takesGlobal(reference))
  );
}
function behind(use, registry, uneditable) {
  const version = use.image?.slice(nameLength(use.image)) ?? "";
  const reference = registry === "" ? void 0 : parseReference(`${registry}/${use.text}${version}`);
  const image = reference === void 0 ? use.image : formatReference(reference);
  return { ...use, image, slots: [], uneditable };
}
function isRegistry2({ role }) {
  return /registry|hub|repository/i.test(role);
}
function tagOf2(defaults, file) {
  return defaults === void 0 || defaults.file === file ? void 0 : defaults.also.find(({ role }) => role === "tag")?.text;
}
function impliedTag(value, root, trace, reference) {
  const chart = trace.charts.get(root);
  const first = value.block.split(".")[0] ?? "";
  if (chart?.dependencies.some(({ key }) => key === first) === true) {
    const subchart2 = trace.charts.get(root === "" ? `charts/${first}` : `${root}/charts/${first}`);
    return subchart2?.appVersion;
  }
  if (chart?.appVersion === void 0) return void 0;
  if (reference?.complete === true && reference.appVersion === void 0) return void 0;
  return `${reference?.appVersion ?? ""}${chart.appVersion}`;
}

// src/manifests/helm/fleet.ts
var fleet = {
  name: "fleet",
  format: "yaml",
  isNamed: isFleetPath,
  recognises: (_, { path }) => isFleetPath(path),
  extract: ({ root }, file) => [...chartFacts2(root, file), ...heldValueFacts(root, file, chartOf(root))]
};
function isFleetPath(path) {
  return baseName(path) === "fleet.yaml";
}
function chartOf(root) {
  const [name, repository, version] = ["chart", "repo", "version"].map((key) => scalarAt(root, "helm", key)?.value);
  const isElsewhere = name !== void 0 && (name.includes("://") || (repository ?? "") !== "");
  return isElsewhere ? { by: "name", name, repository, version } : void 0;
}
function chartFacts2(root, file) {
  const chart = scalarAt(root, "helm", "chart");
  if (chart === void 0) return [];
  const [repository, version] = [scalarAt(root, "helm", "repo")?.value, scalarAt(root, "helm", "version")?.value];
  const unseen2 = unseenNamedChart(file, chart.start, {
    chart: chart.value,
    ...repository === void 0 || repository === "" ? {} : { repository },
    ...version === void 0 ? {} : { version }
  });
  const files = itemsAt(root, "helm", "valuesFiles").flatMap((item) => scalarAt(item)?.value ?? []);
  const values = valueAt(root, "helm", "values");
  return [
    ...unseen2 === void 0 ? [] : [{ type: "unseen", unseen: unseen2 }],
    ...givenFacts(file, [chart.value], [...values === void 0 ? [] : [values], ...files])
  ];
}

// src/manifests/helm/helmfile.ts
var helmfile = {
  name: "helmfile",
  format: "yaml",
  isNamed: isHelmfilePath,
  recognises: (_, { path }) => isHelmfilePath(path),
  extract: ({ root }, file) => helmfileFacts(root, file, repositoriesIn(file.documents.map((document) => document.root))),
  // It is a template of its own.
  extractUnparsable: ({ start, end }, file) => {
    if (!isHelmfilePath(file.path)) return void 0;
    const parsed = parseYaml(withoutDirectives(file.text.slice(start, end)), start);
    if (!parsed.ok) return void 0;
    const roots = parsed.documents.map((document) => document.root);
    return roots.flatMap((root) => helmfileFacts(root, file, repositoriesIn(roots)));
  }
};
function repositoriesIn(roots) {
  return new Map(
    roots.flatMap(
      (root) => itemsAt(root, "repositories").flatMap((item) => {
        const [name, url] = [scalarAt(item, "name")?.value, scalarAt(item, "url")?.value];
        const isRegistry3 = scalarAt(item, "oci")?.value === "true";
        return name === void 0 || url === void 0 ? [] : [[name, isRegistry3 ? `oci://${url}` : url]];
      })
    )
  );
}
function helmfileFacts(root, file, repositories) {
  const charts2 = itemsAt(root, "releases").flatMap((item) => {
    const chart = scalarAt(item, "chart");
    if (chart === void 0) return [];
    const slash = chart.value.indexOf("/");
    const repository = repositories.get(chart.value.slice(0, Math.max(slash, 0)));
    const unseen2 = unseenNamedChart(file, chart.start, {
      chart: repository === void 0 ? chart.value : chart.value.slice(slash + 1),
      ...repository === void 0 ? {} : { repository },
      ...versionOf2(item)
    });
    const layers = itemsAt(item, "values").map((values) => scalarAt(values)?.value ?? values);
    return [
      ...unseen2 === void 0 ? [] : [{ type: "unseen", unseen: unseen2 }],
      ...givenFacts(file, [chart.value], layers)
    ];
  });
  return [...charts2, ...heldValueFacts(root, file, chartElsewhere(root, repositories))];
}
function chartElsewhere(root, repositories) {
  const named3 = itemsAt(root, "releases").map((item) => scalarAt(item, "chart")?.value ?? "");
  const isElsewhere = (chart) => chart.includes("://") || repositories.has(chart.slice(0, Math.max(chart.indexOf("/"), 0)));
  if (named3.length === 0 || !named3.every(isElsewhere)) return void 0;
  const names = [...new Set(named3.map((chart) => chart.slice(chart.lastIndexOf("/") + 1)))];
  return { by: "name", name: names.slice(0, MAX_NAMED).join(" or ") };
}
var MAX_NAMED = 3;
function versionOf2(item) {
  const version = scalarAt(item, "version")?.value;
  return version === void 0 ? {} : { version };
}

// src/manifests/helm/template.ts
var helmTemplate = {
  name: "helm-template",
  format: "text",
  recognises: (path) => /(?:^|\/)templates\/.*\.ya?ml$|\.tpl$/i.test(path) || SETTINGS2.test(path),
  accepts: (file) => isHelmTemplate(file.text),
  extract: (file) => templateFacts(file, 0, file.text.length),
  resolve: resolveTemplates,
  revise: (uses, book) => {
    const charts2 = book.of("helm-chart").map(({ file }) => joinPath(directoryOf(file), "templates"));
    if (charts2.length === 0) return uses;
    const templates = new Map(charts2.flatMap((path) => path === void 0 ? [] : [[path, true]]));
    return uses.map(
      (use) => (use.kind === "kubernetes" || use.kind === "custom-resource") && nearestAbove(directoryOf(use.file), templates) ? { ...use, kind: "helm-template" } : use
    );
  }
};
var SETTINGS2 = /(?:^|\/)(?:files|conf|configs?)\/.*\.(?:conf|cfg|cnf|ini|properties|toml|tmpl)$/i;
function resolveTemplates(book) {
  const places = book.of("helm-place");
  if (places.length === 0) return [];
  const trace = readTrace(book);
  const made = madeImagesOf(book);
  return places.flatMap(({ file, fact: { place } }) => {
    const use = { ...place.use, reason: reasonOf2(trace, file, place.needs) };
    return templateUses(use, place.start, made).map((each) => unlessHeld(each, made));
  });
}
var helmTemplateElsewhere = {
  name: "helm-template-elsewhere",
  format: "yaml",
  marks: [/define/, ...IMAGE_MARKS],
  mayHoldImages: ({ text }) => text.includes("{{") && (text.includes("define") || mayHoldImage(text)),
  recognises: () => false,
  extract: () => [],
  extractUnparsable: ({ start, end }, file) => /(?<!\$)\{\{[-\s]{0,9}[.$\w(]/.test(file.text.slice(start, end)) ? templateFacts(file, start, end) : void 0
};
function templateFacts(file, start, end) {
  const text = file.text.slice(start, end);
  const defines = definesIn(text);
  const found = mayHoldImage(text) ? templatePlaces(file.text, start, end) : [];
  const assignments = found.some(({ templated }) => templated) ? assignmentsIn(text) : /* @__PURE__ */ new Map();
  const places = found.flatMap((place) => {
    const at = { file, start: place.start, text: place.text, kind: "helm-template", part: place.part };
    if (place.templated) {
      const use2 = templatedUse(at, "directives make it");
      return [
        {
          type: "helm-place",
          place: { use: use2, start: place.start, needs: needsOf(withVariables(place.text, assignments)) }
        }
      ];
    }
    const use = literalUse(at);
    return use === void 0 ? [] : [{ type: "use", use }];
  });
  const whole = start === 0 && end === file.text.length;
  const isOfChart = whole || text.includes(".Values") || file.text.includes("$.Values");
  const ranges = isOfChart ? rangesIn(found) : [];
  const isTold = ranges.length > 0 || whole && text.includes("{{");
  const template = isTold ? [{ type: "helm-template-text", template: { source: file, places: ranges } }] : [];
  const makes = defines.length > 0 || ranges.length > 0;
  return [
    ...defines.map((define) => ({ type: "helm-define", define })),
    ...makes ? template : [],
    ...places,
    ...makes ? [] : template
  ];
}
function rangesIn(found) {
  return found.filter((place) => place.templated && place.text.includes("{{")).map((place) => ({ start: place.start, end: place.start + place.text.length, makesImage: true, key: place.key }));
}

// src/manifests/helm/unit-test.ts
var helmUnitTest = {
  name: "helm-unit-test",
  format: "yaml",
  recognises: ({ root }) => valueAt(root, "tests")?.type === "sequence" && ["suite", "templates", "release", "set", "values"].some((key) => valueAt(root, key) !== void 0),
  extract: () => []
};

// src/manifests/languages/groovy.ts
var MAX_TOKENS2 = 5e5;
var OPERATORS7 = /\?:|==|!=|<=|>=|&&|\|\||->|\?\.|\*\./y;
function groovyTokens(text) {
  const tokens = [];
  for (let at = skipBlanks(text, 0, true); at < text.length; at = skipBlanks(text, at, true)) {
    if (tokens.length === MAX_TOKENS2) break;
    const comment = commentEnd2(text, at, false);
    if (comment !== void 0) {
      at = comment;
      continue;
    }
    const quote = text[at] ?? "";
    if (quote === '"' || quote === "'") {
      const { token: token2, next } = text.startsWith(quote.repeat(3), at) ? readBlock(text, at) : readLine(text, at);
      tokens.push(token2);
      at = next;
      continue;
    }
    const token = readWord(text, at) ?? readMark(text, at, OPERATORS7);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}
function readLine(text, open) {
  const isDouble = text[open] === '"';
  const { token, next } = readQuoted(text, open, isDouble);
  const dynamic = token.dynamic || isDouble && hasVariable(token.text);
  return { token: { ...token, plain: token.plain && !dynamic, dynamic }, next };
}
function readBlock(text, open) {
  const quotes = text.slice(open, open + 3);
  const start = open + 3;
  let end = text.indexOf(quotes, start);
  while (end !== -1 && text[end - 1] === "\\" && end > start) end = text.indexOf(quotes, end + 1);
  const close = end === -1 ? text.length : end;
  const dynamic = quotes === '"""' && hasVariable(text.slice(start, close));
  const plain = !dynamic && !text.slice(start, close).includes("\\");
  return { token: textToken(text, start, close, { plain, dynamic }), next: Math.min(close + 3, text.length) };
}
function hasVariable(text) {
  return /(?<!\\)\$[\w{]/.test(text);
}

// src/manifests/jenkins/pod-text.ts
function podTextFacts(file, { start, end, text }, isPod) {
  if (!/image/.test(text) || !(isPod || text.includes("apiVersion"))) return [];
  const scalar = {
    type: "scalar",
    start,
    end,
    style: "literal",
    anchor: void 0,
    tag: void 0,
    value: text,
    verbatim: false
  };
  const { documents, unparsable } = embedded(file, scalar);
  const found = [
    ...documents.flatMap(({ root }) => documentFacts2(root, file, isPod)),
    ...isPod ? unparsable.flatMap((range) => literalLines(range, file, "jenkins")) : []
  ];
  return found.flatMap(
    (fact) => fact.type === "use" ? [{ type: "use", use: { ...fact.use, kind: "jenkins", pulledBy: "aks" } }] : []
  );
}
function documentFacts2(root, file, isPod) {
  const document = { root };
  const yaml = { ...file, documents: [document] };
  if (kubernetes.recognises(document, yaml)) return kubernetes.extract(document, yaml);
  const spec = resolved(valueAt(root, "spec"));
  return isPod && spec?.type === "mapping" ? podFacts(spec, new UseCollector(file, "jenkins")) : [];
}

// src/manifests/jenkins/pipeline-program.ts
var GROOVY = "Groovy puts a part of it in when the pipeline runs";
var SCRIPTS2 = /* @__PURE__ */ new Map([
  ["sh", "shell"],
  ["powershell", "powershell"],
  ["pwsh", "powershell"]
]);
var CONTAINERS = /* @__PURE__ */ new Set(["docker", "containerTemplate", "dockerContainer"]);
var MAX_BLOCK_TOKENS = 64;
var MAX_DEPTH16 = 1e3;
var PipelineProgram = class {
  #file;
  #tokens;
  #uses = [];
  #others = [];
  #built = [];
  #scopes = [];
  /** The last text that each variable was given. */
  #values = /* @__PURE__ */ new Map();
  #told = /* @__PURE__ */ new Set();
  constructor(file, tokens) {
    this.#file = file;
    this.#tokens = tokens;
  }
  facts() {
    for (const [index, token] of this.#tokens.entries()) {
      if (token.type === "mark") this.#mark(token.text, index);
      else if (token.type === "text") this.#text(token, index);
      else this.#word(token.text, index);
    }
    return [...useFacts(this.#uses), ...this.#others, ...builtFacts(this.#built)];
  }
  #mark(mark, index) {
    if (mark === "{" || mark === "(" || mark === "[") {
      if (this.#scopes.length < MAX_DEPTH16) this.#scopes.push(this.#scopeAt(mark, index));
    } else if (mark === "}" || mark === ")" || mark === "]") this.#closed = this.#scopes.pop();
  }
  #scopeAt(bracket, index) {
    const before = this.#tokens[index - 1];
    const name = before?.type === "word" ? before.text : "";
    const call2 = bracket === "{" && isMark(before, ")") ? this.#closed : void 0;
    const isLogIn = name === "docker.withRegistry" && bracket === "(";
    return { name: call2?.name ?? name, bracket, registry: isLogIn ? "" : call2?.registry };
  }
  /** The call whose brackets have just been closed. */
  #closed;
  #text(text, index) {
    const before = this.#tokens[index - 1];
    const key = this.#keyBefore(index);
    const scope = this.#scopes.at(-1);
    const step = this.#stepOf(index, key, scope);
    if (step !== void 0) this.#script(text, SCRIPTS2.get(step) ?? "shell");
    else if (this.#isImage(index, key, scope)) this.#agent(text, index, scope);
    else if (key === "registryUrl" && scope?.name === "docker") scope.registry = hostOf(text);
    else if (this.#calls("docker.image", index, scope)) this.#run(text, index);
    else if (this.#calls("docker.build", index, scope)) this.#built.push(text.text.slice(0, MAX_IMAGE_TEXT));
    else if (this.#calls("docker.withRegistry", index, scope) && scope !== void 0) scope.registry = hostOf(text);
    else if (isMark(before, "=")) this.#assign(text, index);
    if (text.text.includes("\n") && step === void 0) {
      this.#others.push(...podTextFacts(this.#file, text, /yaml$/i.test(key ?? this.#assigned(index) ?? "")));
    }
  }
  /** `image: '…'`, `image '…'` and `image = '…'` have that key. */
  #keyBefore(index) {
    const before = this.#tokens[index - 1];
    const word = isMark(before, ":") || isMark(before, "=") ? this.#tokens[index - 2] : before;
    return word?.type === "word" ? word.text : void 0;
  }
  #assigned(index) {
    const name = isMark(this.#tokens[index - 1], "=") ? this.#tokens[index - 2] : void 0;
    return name?.type === "word" ? name.text : void 0;
  }
  /** The step that a text is the script of: `sh '…'`, `sh('…')`, `sh(script: '…')`, `sh script: '…'`. */
  #stepOf(index, key, scope) {
    const before = this.#tokens[index - 1];
    if (key !== void 0 && SCRIPTS2.has(key) && before?.type === "word") return key;
    const isFirst = isMark(before, "(");
    if (scope?.bracket === "(" && SCRIPTS2.has(scope.name) && (isFirst || key === "script")) return scope.name;
    if (key !== "script" || !isMark(before, ":")) return void 0;
    for (let at = index - 3; at >= 0 && at > index - 16; at--) {
      const word = this.#tokens[at];
      if (word?.type === "word" && SCRIPTS2.has(word.text)) return word.text;
    }
    return void 0;
  }
  #isImage(index, key, scope) {
    if (scope === void 0) return false;
    const isNamed = !isMark(this.#tokens[index - 1], "=");
    if (key === "image") return isNamed && CONTAINERS.has(scope.name);
    return key === "docker" && isNamed && scope.name === "agent" && scope.bracket === "{";
  }
  /** Whether a text is what a method is first called with, or the last resort for it (`given ?: 'nginx'`). */
  #calls(method, index, scope) {
    const before = this.#tokens[index - 1];
    if (before?.type === "word" && before.text === method) return true;
    return scope?.bracket === "(" && scope.name === method && (isMark(before, "(") || isMark(before, "?:"));
  }
  /** The image of a container that a pipeline or a stage runs in; its block may say which registry that stands behind. */
  #agent(text, index, scope) {
    const behind2 = scope?.name === "docker" ? scope.registry ?? this.#registryAfter(index) : void 0;
    if (behind2 === void 0) this.#image(text, "whole", isPodPart(scope) ? "aks" : void 0);
    else this.#imageBehind(text, behind2);
  }
  /** The registry that the rest of a block says. */
  #registryAfter(index) {
    for (let at = index + 1; at < this.#tokens.length && at < index + MAX_BLOCK_TOKENS; at++) {
      const token = this.#tokens[at];
      if (isMark(token, "}")) return void 0;
      const value = token?.type === "word" && token.text === "registryUrl" ? this.#tokens[at + 1] : void 0;
      if (value !== void 0) return value.type === "text" ? hostOf(value) : "";
    }
    return void 0;
  }
  /** `docker.image('…')`; what is pushed has been built. */
  #run(text, index) {
    const [close, dot, method] = this.#tokens.slice(index + 1, index + 4);
    if (isMark(close, ")") && isMark(dot, ".") && method?.type === "word" && method.text === "push") {
      this.#built.push(text.text.slice(0, MAX_IMAGE_TEXT));
      return;
    }
    const behind2 = this.#scopes.findLast(({ registry }) => registry !== void 0)?.registry;
    if (behind2 === void 0) this.#image(text, isMark(close, ")") ? "whole" : "arg", void 0);
    else this.#imageBehind(text, behind2);
  }
  /** What stands behind a registry that the pipeline logs in to, which is put before every name. */
  #imageBehind(text, registry) {
    const place = this.#place(text, "whole");
    const reference = registry === "" || !text.plain ? void 0 : parseReference(`${registry}/${text.text}`);
    const reason = "the registry that the pipeline logs in to is put before it";
    const { file, line: line2, column } = { file: this.#file.path, ...this.#file.at(text.start) };
    const image = reference === void 0 ? null : formatReference(reference);
    if (text.text.length > MAX_IMAGE_TEXT) return;
    const use = {
      file,
      line: line2,
      column,
      text: text.text,
      image,
      kind: "jenkins",
      part: place.part,
      also: [],
      slots: []
    };
    this.#uses.push(image === null ? { ...use, reason } : { ...use, uneditable: reason });
  }
  #image(text, part, pulledBy) {
    if (text.text === "" || text.text.length > MAX_IMAGE_TEXT) return;
    const place = this.#place(text, part);
    const use = text.dynamic ? templatedUse(place, GROOVY) : text.plain ? literalUse(place) : void 0;
    if (use === void 0 || this.#told.has(text.start)) return;
    this.#told.add(text.start);
    this.#uses.push(pulledBy === void 0 ? use : { ...use, pulledBy });
  }
  #assign(text, index) {
    const name = this.#assigned(index) ?? "";
    if (text.plain && text.text.length <= MAX_IMAGE_TEXT) this.#values.set(name, text);
    if (text.plain && isImageSetting(name, text.text)) this.#image(text, "env", void 0);
  }
  /** A variable as an image: the use is where its text stands. */
  #word(word, index) {
    const scope = this.#scopes.at(-1);
    if (scope?.name === "docker" && this.#keyBefore(index) === "registryUrl") scope.registry = "";
    const value = this.#values.get(word);
    if (value === void 0 || !isPossibleImage(value.text, "image")) return;
    const key = this.#keyBefore(index);
    if (this.#calls("docker.image", index, scope) && this.#scopes.every(({ registry }) => registry === void 0)) {
      if (isMark(this.#tokens[index + 1], ")")) this.#run(value, index);
    } else if (this.#isImage(index, key, scope)) this.#image(value, "arg", isPodPart(scope) ? "aks" : void 0);
  }
  #script(text, language) {
    const { start, end, text: value } = text;
    const scalar = {
      type: "scalar",
      start,
      end,
      style: "literal",
      anchor: void 0,
      tag: void 0,
      value,
      verbatim: true
    };
    this.#others.push(...scriptFacts(this.#file, scalar, "jenkins", { language, prepared: asShellSeesIt }));
  }
  #place({ start, text }, part) {
    return { file: this.#file, start, text, kind: "jenkins", part };
  }
};
function isPodPart(scope) {
  return scope?.name === "containerTemplate";
}
function isMark(token, text) {
  return token?.type === "mark" && token.text === text;
}
function hostOf({ plain, text }) {
  if (!plain) return "";
  if (text === "") return void 0;
  const host = /^(?:https?:\/\/)?([\w.-]{1,253}(?::\d{1,5})?)(?:\/(?:v[12]\/?)?)?$/i.exec(text)?.[1]?.toLowerCase() ?? "";
  return host === "index.docker.io" || host === "registry.hub.docker.com" ? DOCKER_HUB : host;
}
function asShellSeesIt(script) {
  return script.replaceAll(/\\(?:\\|\$\{?|["'])/g, (written3) => {
    if (written3 === "\\\\") return " \\";
    if (written3 === "\\$") return "$_";
    return written3 === "\\${" ? "${_" : written3;
  });
}

// src/manifests/jenkins/jenkins.ts
var NAME5 = /(?:^|\/)(?:[^/]*[-_.])?jenkinsfile(?:[-_.][^/]*)?$/i;
var OTHER2 = /\.(?:md|adoc|rst|txt|ya?ml|json|xml|html|sh|ps1|png|svg)$/i;
var STEPS = /\bdocker\s{0,9}\.\s{0,9}image\b|\b(?:containerTemplate|podTemplate)\b|\bpipeline\s{0,9}\{|\bagent\s{0,9}\{/;
var jenkins = {
  name: "jenkins",
  format: "text",
  recognises: (path) => NAME5.test(path) && !OTHER2.test(path) || /\.groovy$/i.test(path),
  accepts: ({ path, text }) => NAME5.test(path) || STEPS.test(text),
  extract: (file) => new PipelineProgram(file, groovyTokens(file.text)).facts()
};

// src/manifests/languages/jsonnet.ts
var SYNTAX4 = {
  assigns: /* @__PURE__ */ new Set(["=", ":", "::", ":::", "+:", "+::", "+:::"]),
  separators: /* @__PURE__ */ new Set([",", ";"])
};
function jsonnetFields(text) {
  return readFields(jsonnetTokens(text), SYNTAX4);
}
var OPERATORS8 = /==|!=|<=|>=|&&|\|\||\+?:{1,3}/y;
function* jsonnetTokens(text) {
  for (let at = skipBlanks(text, 0, true); at < text.length; at = skipBlanks(text, at, true)) {
    const comment = commentEnd2(text, at, true);
    const word = comment === void 0 ? readWord(text, at) : void 0;
    if (comment !== void 0) at = comment;
    else if (word !== void 0) {
      yield word;
      at = word.end;
    } else if (text[at] === '"' || text[at] === "'") {
      const { token, next } = readQuoted(text, at, false);
      yield token;
      at = next;
    } else if (text.startsWith("|||", at) || /^@["']/.test(text.slice(at, at + 2))) {
      const block2 = readVerbatim(text, at);
      yield block2;
      at = block2.end;
    } else {
      const mark = readMark(text, at, OPERATORS8);
      yield mark;
      at = mark.end;
    }
  }
}
function readVerbatim(text, start) {
  const close = text[start] === "|" ? "|||" : text[start + 1] ?? "";
  const begin = start + (close === "|||" ? 3 : 2);
  const found = text.indexOf(close, begin);
  const end = found === -1 ? text.length : found + close.length;
  return textToken(text, start, end, { plain: false, dynamic: false });
}

// src/manifests/jsonnet/calls.ts
function* literalArguments(tokens) {
  const outermost = { path: void 0, index: 0, tokens: 0, last: void 0 };
  const stack = [outermost];
  let before;
  for (const token of tokens) {
    const mark = token.type === "mark" ? token.text : "";
    const top = stack.at(-1) ?? outermost;
    if (mark === "," || CLOSING3.has(mark)) {
      const argument = argumentOf2(top);
      if (argument !== void 0) yield argument;
      top.index++;
      top.tokens = 0;
      if (mark !== ",") stack.pop();
    } else {
      top.last = token;
      top.tokens++;
      const path = mark === "(" && before?.type === "word" ? before.text.split(".") : void 0;
      if (OPENING3.has(mark) && stack.length < MAX_DEPTH17) stack.push({ path, index: 0, tokens: 0, last: void 0 });
    }
    before = token;
  }
}
var MAX_DEPTH17 = 1e3;
var OPENING3 = /* @__PURE__ */ new Set(["(", "[", "{"]);
var CLOSING3 = /* @__PURE__ */ new Set([")", "]", "}"]);
function argumentOf2({ path, index, tokens, last }) {
  const name = path?.at(-1);
  if (name === void 0 || tokens !== 1 || last?.type !== "text") return void 0;
  return { name, owner: path?.at(-2), index, value: last };
}

// src/manifests/jsonnet/jsonnet.ts
var jsonnet = {
  format: "text",
  name: "jsonnet",
  recognises: (path) => /\.(?:jsonnet|libsonnet)$/i.test(path),
  extract: (file) => {
    if (!/image|container/i.test(file.text)) return [];
    const fields = jsonnetFields(file.text).map((field2) => {
      const [value] = field2.value;
      if (field2.value.length !== 1 || value?.type !== "text" || !value.plain || !isImageField2(field2)) return void 0;
      if (!isVersionedImage(value.text) && !isContainerImage(field2, value.text)) return void 0;
      return literalUse({ file, start: value.start, text: value.text, kind: "jsonnet", part: "whole" });
    });
    const calls2 = Array.from(literalArguments(jsonnetTokens(file.text)), (argument) => {
      const { start, text, plain } = argument.value;
      if (!plain || !isImageArgument(argument) || !isPossibleImage(text, "image")) return void 0;
      return literalUse({ file, start, text, kind: "jsonnet", part: "arg" });
    });
    return useFacts([...fields, ...calls2]);
  }
};
function isImageArgument({ name, owner, index }) {
  if (name === "withImage") return index === 0;
  return name === "new" && index === 1 && /^(?:init|ephemeral)?containers?$/i.test(owner ?? "");
}
function isImageField2({ scope, target }) {
  const last = target.at(-1);
  if (last === void 0 || last.type === "mark") return false;
  return /(?:^|[a-z_-])image$/i.test(last.text) || /^_?images$/i.test(scope.path.at(-1) ?? "");
}
function isContainerImage({ scope }, text) {
  return text.includes("/") || /containers?_?$/i.test(scope.path.at(-1)?.slice(-16) ?? "");
}

// src/manifests/kubernetes/source-overrides.ts
var NAME6 = /(?:^|\/)\.argocd-source(-[^/]{1,255})?\.yaml$/;
var argoSourceOverrides = {
  name: "argocd-source",
  format: "yaml",
  isNamed: (path) => NAME6.test(path),
  recognises: ({ root }, { path }) => root.type === "mapping" && NAME6.test(path),
  extract: ({ root }, file) => {
    if (root.type !== "mapping") return [];
    const facts = sourceOverrideFacts(root, file);
    return NAME6.exec(file.path)?.[1] === void 0 ? facts : keptAsWritten(facts);
  }
};
function keptAsWritten(facts) {
  const entries = facts.flatMap((fact) => fact.type === "delivery" ? fact.delivery.entries : []);
  const doubtful = new Set(entries.flatMap(({ doubtful: doubtful2, use }) => doubtful2 === true ? [use] : []));
  const kept = facts.flatMap((fact) => {
    if (fact.type !== "use" && fact.type !== "remote-value") return [];
    const { image, line: line2 } = fact.use;
    const use = { ...fact.use, slots: [], uneditable: "Argo CD Image Updater writes this file anew" };
    if (doubtful.has(fact.use)) return [];
    return [{ ...fact, use }, ...image === null ? [] : watchedName(image, line2, FINDER)];
  });
  return [...kept, ...entries.flatMap(({ name, use }) => watchedName(name, use.line, FINDER))];
}
var FINDER = "Argo CD";

// src/manifests/kustomize/substitutes.ts
var WHOLE3 = /^\$\{([A-Za-z_]\w*)(?::?[-=][^{}]*)?\}$/;
var TAG = /^([^${}@]+):\$\{([A-Za-z_]\w*)\}$/;
function substituted(use, deliveries) {
  if (deliveries === void 0 || !use.text.includes("${")) return use;
  const whole = WHOLE3.exec(use.text)?.[1];
  const value = whole === void 0 ? void 0 : valuesOf3(whole, deliveries)[0];
  if (value !== void 0) {
    const { file, start } = value.place;
    return { ...use, reason: `it is set at ${file.path}:${file.at(start).line}` };
  }
  const [, , name] = TAG.exec(use.text) ?? [];
  const tags = name === void 0 ? [] : valuesOf3(name, deliveries).map(({ place }) => place.text);
  const [tag, ...others] = new Set(tags);
  const pulls = `${use.image}:${tag}`;
  if (use.unknownTag !== true || tag === void 0 || others.length > 0 || parseReference(pulls) === void 0)
    return use;
  if (tags.length < deliveries.size) return use;
  const { unknownTag: _, reason: __, ...known2 } = use;
  return { ...known2, pulls };
}
function substitutedValues(delivered) {
  const values = /* @__PURE__ */ new Set();
  for (const [{ text }, deliveries] of delivered) {
    const name = WHOLE3.exec(text)?.[1];
    if (name !== void 0) for (const value of valuesOf3(name, deliveries)) values.add(value);
  }
  return [...values].flatMap(({ place }) => literalUse(place) ?? []);
}
function valuesOf3(name, deliveries) {
  return [...deliveries].flatMap(({ substitutes }) => substitutes.find((one) => one.name === name) ?? []);
}

// src/manifests/kustomize/overlay.ts
function overlaid(uses, book) {
  const builds = build(uses, book);
  if (builds === void 0)
    return uses.map((use) => BUILT_KINDS.has(use.kind) ? { ...use, uneditable: TANGLED2 } : use);
  const entries = new Map(entriesIn(book).map((entry) => [entry.use, entry]));
  const renaming = renamings(builds, (use) => entries.has(use));
  const matching = new Set([...builds.matches.values()].flatMap((matched) => [...matched]));
  const found = foundInCharts(uses, [...builds.rendered, ...releasesOf(book)]);
  const revised = uses.flatMap((use) => {
    const finder = found.get(use);
    if (finder !== void 0)
      return [{ ...use, uneditable: `${finder} finds it by this name in what the chart renders` }];
    const entry = entries.get(use);
    if (entry?.doubtful === true && !matching.has(entry)) return [];
    const own2 = entry === void 0 ? use : reviseEntry(use, entry, builds, renaming);
    const known2 = withTests({ ...own2, ...reviseMatched(use, own2, builds, renaming) }, builds.tested.get(use));
    const kept = builds.kept.get(use);
    const revised2 = kept === void 0 ? known2 : { ...known2, uneditable: kept };
    return [substituted(revised2, builds.delivered.get(use))];
  });
  return [...revised, ...substitutedValues(builds.delivered)];
}
function withTests(use, tests) {
  if (tests === void 0) return use;
  const isHeld = [use, ...tests].some(({ slots }) => slots.length === 0);
  const held = isHeld ? { uneditable: use.uneditable ?? use.reason ?? "a patch looks for it as it is" } : {};
  return { ...use, ...held, slots: [...use.slots, ...[...tests].flatMap(({ slots }) => slots)] };
}
function entriesIn(book) {
  return [
    ...book.of("kustomization").flatMap(({ fact: { kustomization } }) => [...kustomization.entries, ...kustomization.lateEntries]),
    ...book.of("image-transformer").map(({ fact }) => fact.entry),
    ...book.of("delivery").flatMap(({ fact }) => fact.delivery.entries)
  ];
}
function valuesAt(map, key) {
  return [...map.get(key) ?? NONE5];
}
var NONE5 = [];
var TANGLED2 = "the kustomizations of this tree are too many to follow, so that one may find it by its name";
function renamings(builds, isEntry) {
  const { effective, matches } = builds;
  const matchedBy = matchedByEntry(matches);
  const { keeping: keeping2, held } = keepings(builds, matchedBy);
  const isWanted = (use) => effective.has(use) || use.kind === "custom-resource" && !isEntry(use);
  const renamed = new Set([...matches.keys()].filter((use) => !held.has(use) && isWanted(use)));
  const following = /* @__PURE__ */ new Set();
  for (const use of renamed) {
    for (const entry of valuesAt(matches, use)) {
      if (keeping2.get(entry) !== "follows" || following.has(entry)) continue;
      following.add(entry);
      for (const other of valuesAt(matchedBy, entry)) renamed.add(other);
    }
  }
  return { renamed, keeping: keeping2, following, held };
}
function keepings(builds, matchedBy) {
  const keeping2 = /* @__PURE__ */ new Map();
  const held = /* @__PURE__ */ new Map();
  const stuck = [];
  const bridge = (entry) => {
    const why = whyNotBridged(entry, builds);
    if (why !== void 0) stuck.push([entry, why]);
    keeping2.set(entry, "bridged");
  };
  for (const [entry, uses] of matchedBy) {
    if (canFollow(entry, uses, builds)) keeping2.set(entry, "follows");
    else bridge(entry);
  }
  for (let next = stuck.pop(); next !== void 0; next = stuck.pop()) {
    const [entry, why] = next;
    for (const use of valuesAt(matchedBy, entry)) {
      if (held.has(use)) continue;
      held.set(use, why);
      for (const match of valuesAt(builds.matches, use)) if (keeping2.get(match) === "follows") bridge(match);
    }
  }
  return { keeping: keeping2, held };
}
function matchedByEntry(matches) {
  const matchedBy = /* @__PURE__ */ new Map();
  for (const [use, entries] of matches) {
    for (const entry of entries) {
      const matched = matchedBy.get(entry);
      if (matched === void 0) matchedBy.set(entry, [use]);
      else matched.push(use);
    }
  }
  return matchedBy;
}
function canFollow(entry, matched, { open, meetings }) {
  if (entry.match === void 0 || open.has(entry) || matched.some(({ slots }) => slots.length === 0)) return false;
  return valuesAt(meetings, entry).every(
    (list) => list.namesake(entry) === void 0 && list.bridgedTo(entry.name).size === 0 && !list.isMovedBySorting(entry)
  );
}
function whyNotBridged(entry, { meetings }) {
  const at = `${entry.use.file}:${entry.use.line}`;
  const lists = valuesAt(meetings, entry);
  const [other] = lists.flatMap((list) => list.namesake(entry) ?? []);
  if (other !== void 0) return `${at} finds it by this name, and not ${other}, whose name it would get`;
  if (lists.some(({ isSorted }) => isSorted)) return `${at} finds it by this name, in a list that Argo CD sorts`;
  return entry.bridge === void 0 ? `${at} finds it by this name, and maybe images that are elsewhere` : void 0;
}
function reviseMatched(use, own2, builds, { renamed, keeping: keeping2, held }) {
  const { effective, matches, meetings, passed } = builds;
  const entries = valuesAt(matches, use);
  const [first] = entries;
  const lists = valuesAt(passed, use).map((meeting) => meeting.namesFor(use));
  const avoids = lists.length === 0 ? {} : { avoids: lists };
  if (first === void 0) return avoids;
  if (renamed.has(use)) {
    const kept = entries.flatMap((entry) => {
      const bridge = entry.bridge === void 0 ? [] : [{ ...entry.bridge, present: bridgedTo(entry, builds) }];
      if (keeping2.get(entry) !== "follows") return bridge;
      if (entry.match === void 0) return [];
      return [whyNotBridged(entry, builds) === void 0 ? { ...entry.match, instead: bridge } : entry.match];
    });
    const beside = entries.flatMap((entry) => valuesAt(meetings, entry).map(({ imageNames: imageNames2 }) => imageNames2));
    return { slots: [...own2.slots, ...kept], avoids: [...lists, ...new Set(beside)] };
  }
  if (!effective.has(use)) return { overriddenBy: `${first.use.file}:${first.use.line}` };
  const reason = held.get(use);
  return reason === void 0 ? avoids : { uneditable: use.uneditable ?? reason };
}
function bridgedTo(entry, { meetings }) {
  const lists = valuesAt(meetings, entry).map((list) => list.bridgedTo(entry.name));
  return new Set(lists.flatMap((names) => [...names]).filter((name) => lists.every((names) => names.has(name))));
}
function reviseEntry(use, entry, { versions }, { following }) {
  const { match } = entry;
  const follows = following.has(entry) && !entry.renames && match !== void 0;
  const names = use.slots.filter(({ writes }) => writes === "name");
  const others = use.slots.filter((slot) => !names.includes(slot));
  const slots = follows ? [{ ...match, instead: names }, ...others] : use.slots;
  const [version, ...more] = entry.setsVersion ? [] : versions.get(entry) ?? [];
  const pulls = version === void 0 || version === "" || more.length > 0 ? void 0 : `${use.image}${version}${suffixOf(use, version)}`;
  if (pulls === void 0 || use.image === null) return { ...use, slots };
  if (parseReference(pulls) !== void 0) return { ...use, slots, pulls };
  return { ...use, slots, unknownTag: true, reason: `it keeps a tag that is filled in elsewhere (${version})` };
}
function suffixOf({ also }, version) {
  return version.includes("@") ? "" : also.find(({ role }) => role === "tagSuffix")?.text ?? "";
}

// src/manifests/kustomize/replacements.ts
var MAX_PATH5 = 256;
function isReplacements(root) {
  const items = root.type === "sequence" ? root.items.map(resolved) : [root];
  return items.length > 0 && items.every((item) => resolved(valueAt(item, "source"))?.type === "mapping" && itemsAt(item, "targets").length > 0);
}
function replacementFacts(root, file) {
  return factsOf2(replacingIn(root.type === "sequence" ? root.items : [root], file));
}
function replacementTransformerFacts(root, file) {
  return factsOf2(inlineReplacing(root, file));
}
function factsOf2(replacing) {
  return replacing.map((one) => ({ type: "replacements", replacing: one }));
}
function inlineReplacing(root, file) {
  return replacingIn(itemsAt(root, "replacements"), file);
}
function isReplacementTransformer(root) {
  return scalarAt(root, "apiVersion")?.value === "builtin" && scalarAt(root, "kind")?.value === "ReplacementTransformer";
}
function replacingIn(replacements, file) {
  const all = [...new Set(replacements.map(resolved))];
  const sources = [...new Set(all.map((one) => resolved(valueAt(one, "source"))))];
  const targets = distinctItemsAt(all, "targets");
  const cutting = (names) => {
    const found = sources.find((one) => isCutting(one) && names(valueAt(one, "fieldPath"))) ?? targets.find((one) => isCutting(one) && itemsAt(one, "fieldPaths").some(names));
    return found === void 0 || found.type === "scalar" ? void 0 : `${file.path}:${file.at(found.start).line}`;
  };
  const cuts = cutting(namesImage);
  const cutsTexts = cutting(namesText);
  const copiesTexts = sources.some((one) => namesText(valueAt(one, "fieldPath")));
  if (cuts === void 0 && cutsTexts === void 0 && !copiesTexts) return [];
  return [{ copiesTexts, cuts, cutsTexts }];
}
function isCutting(node) {
  const delimiter = scalarAt(node, "options", "delimiter")?.value ?? "";
  return delimiter !== "" && delimiter !== ":" && delimiter !== "@";
}
function namesImage(path) {
  return /image$/i.test(scalarAt(path)?.value.slice(-MAX_PATH5) ?? "") && !namesText(path);
}
function namesText(path) {
  return /^(?:data|stringData)\.|\.(?:env|args|command)\./.test(scalarAt(path)?.value.slice(0, MAX_PATH5) ?? "");
}

// src/manifests/kustomize/kustomization.ts
var PART_LISTS = ["resources", "bases", "generators"];
var PATCH_LISTS = ["patches", "patchesJson6902", "replacements"];
var kustomize = {
  name: "kustomize",
  format: "yaml",
  isNamed: isKustomizationPath,
  marks: [
    /kustomize\.config\.k8s\.io|ImageTagTransformer|Patch(?:StrategicMerge|Json6902)?Transformer|ReplacementTransformer|fieldPaths|op["']?[ \t]*:/
  ],
  mayHoldImages: ({ path, text }) => isKustomizationPath(path) || text.includes("kustomize.config.k8s.io") || BUILTIN.test(text) || text.includes("fieldPaths") || text.includes("mage") && /\bop["']?[ \t]*:/.test(text),
  recognises: ({ root }, { path }) => isJsonPatch(root) || isReplacements(root) || root.type === "mapping" && (isKustomization(root) || isNamedSo(root, path) || isTransformer(root)),
  extract: ({ root }, file) => {
    if (isReplacements(root)) return replacementFacts(root, file);
    if (root.type !== "mapping") return patchFacts(jsonPatchImages(root, file));
    if (isTransformer(root)) return transformerFacts(root, file);
    const inner = inlineTransformers(root, file);
    const entries = imageEntries(valueAt(root, "images"), file);
    const { puts, tests } = inlinePatchImages(root, file);
    const late = {
      puts: inner.flatMap((one) => one.type === "patch" ? one.images.puts : []),
      tests: inner.flatMap((one) => one.type === "patch" ? one.images.tests : [])
    };
    const lateEntries = inner.flatMap((one) => one.type === "entry" ? [one.entry] : []);
    const own2 = [...puts, ...tests, ...late.puts, ...late.tests, ...literalUses(root, file)];
    const unseen2 = [...remoteParts(root, file), ...charts(root, file)];
    const kustomization = {
      parts: local(PART_LISTS.flatMap((key) => listed(root, key))),
      patches: local([
        ...listed(root, "patchesStrategicMerge"),
        ...PATCH_LISTS.flatMap((key) => itemsAt(root, key).map((item) => scalarAt(item, "path")?.value ?? ""))
      ]),
      tests,
      components: listed(root, "components").filter((part) => !isRemote(part)),
      takesUnseen: unseen2.length > 0,
      entries,
      transformers: listed(root, "transformers").filter((part) => !isRemote(part)),
      charts: chartPaths2(root),
      late,
      lateEntries,
      replacing: inlineReplacing(root, file)
    };
    return [
      { type: "kustomization", kustomization },
      ...useFacts2([...[...entries, ...lateEntries].map(({ use }) => use), ...own2]),
      ...unseen2,
      ...inlineValues(root, file)
    ];
  },
  revise: overlaid
};
function isImageTransformer(root) {
  return scalarAt(root, "apiVersion")?.value === "builtin" && scalarAt(root, "kind")?.value === "ImageTagTransformer";
}
function transformerEntries(root, file) {
  const node = resolved(valueAt(root, "imageTag"));
  const entry = node?.type === "mapping" ? imageEntry(node, file) : void 0;
  return entry === void 0 ? [] : [entry];
}
var BUILTIN = /ImageTagTransformer|Patch(?:StrategicMerge|Json6902)?Transformer|ReplacementTransformer/;
function isTransformer(root) {
  return isImageTransformer(root) || isPatchTransformer(root) || isReplacementTransformer(root);
}
function transformerFacts(root, file) {
  if (isReplacementTransformer(root)) return replacementTransformerFacts(root, file);
  if (isPatchTransformer(root))
    return [
      ...patchFacts(transformerPatchImages(root, file)),
      { type: "patch-transformer", paths: transformerPaths(root) }
    ];
  return transformerEntries(root, file).flatMap((entry) => [
    { type: "image-transformer", entry },
    { type: "use", use: entry.use }
  ]);
}
function inlineTransformers(root, file) {
  return distinctItemsAt([root], "transformers").flatMap((item) => {
    if (item.type !== "scalar" || !BUILTIN.test(item.value)) return [];
    return embeddedDocuments(file, item).flatMap(({ root: inner }) => {
      if (isPatchTransformer(inner)) return [{ type: "patch", images: transformerPatchImages(inner, file) }];
      if (!isImageTransformer(inner)) return [];
      return transformerEntries(inner, file).map((entry) => ({ type: "entry", entry }));
    });
  });
}
function isKustomization(root) {
  return /^kustomize\.config\.k8s\.io\//.test(scalarAt(root, "apiVersion")?.value ?? "");
}
function isNamedSo(root, path) {
  return isKustomizationPath(path) && scalarAt(root, "apiVersion") === void 0;
}
function local(paths) {
  return [...new Set(paths)].filter((path) => path !== "" && !isRemote(path));
}
function listed(root, key) {
  return distinctItemsAt([root], key).map((item) => scalarAt(item)?.value ?? "").filter((part) => part !== "" && !part.includes("\n"));
}
function isRemote(part) {
  return /^(?:[a-z+]+:\/\/|git::|git@|(?:github\.com|gitlab\.com|bitbucket\.org|gh:)[/:]?)/.test(part) || /[?&]ref=/.test(part);
}
function remoteParts(root, file) {
  return [...PART_LISTS, "patchesStrategicMerge", "components", "transformers"].flatMap(
    (key) => distinctItemsAt([root], key).flatMap((item) => {
      const part = scalarAt(item);
      if (part === void 0 || !isRemote(part.value)) return [];
      return [{ type: "unseen", unseen: unseenBase(file, part.start, part.value) }];
    })
  );
}
function charts(root, file) {
  return itemsAt(root, "helmCharts").flatMap((item) => {
    const name = scalarAt(item, "name");
    const repository = scalarAt(item, "repo");
    if (name === void 0 || repository === void 0) return [];
    const chart = { name: name.value, repository: repository.value, version: scalarAt(item, "version")?.value };
    return [{ type: "unseen", unseen: unseenChart(file, resolved(item)?.start ?? name.start, chart) }];
  });
}
function chartPaths2(root) {
  const charts2 = distinctItemsAt([root], "helmCharts");
  if (charts2.length === 0) return void 0;
  const home = scalarAt(root, "helmGlobals", "chartHome")?.value ?? "charts";
  const files = distinctItemsAt(charts2, "additionalValuesFiles").flatMap((item) => scalarAt(item)?.value ?? []);
  const own2 = charts2.flatMap((chart) => {
    const name = scalarAt(chart, "name")?.value;
    return [...name === void 0 ? [] : [`${home}/${name}`], scalarAt(chart, "valuesFile")?.value ?? ""];
  });
  return [...own2, ...files].filter((path) => path !== "" && path.length <= MAX_PATH6);
}
var MAX_PATH6 = 512;
function inlineValues(root, file) {
  const home = scalarAt(root, "helmGlobals", "chartHome")?.value ?? "charts";
  return distinctItemsAt([root], "helmCharts").flatMap((item) => {
    const values = valueAt(item, "valuesInline");
    const [name, repository] = [scalarAt(item, "name")?.value, scalarAt(item, "repo")?.value];
    const version = scalarAt(item, "version")?.value;
    const isElsewhere = name !== void 0 && repository !== void 0;
    const chart = isElsewhere ? { by: "name", name, repository, version } : void 0;
    const files = [
      scalarAt(item, "valuesFile")?.value ?? [],
      distinctItemsAt([item], "additionalValuesFiles").flatMap((path) => scalarAt(path)?.value ?? [])
    ].flat();
    const given = [...files, ...values === void 0 ? [] : [values]];
    return [
      ...values === void 0 ? [] : remoteValues(values, file, chart),
      ...name === void 0 ? [] : givenFacts(file, [`${home}/${name}`], given)
    ];
  });
}

// src/manifests/pipelines/acr-task.ts
var VERBS = /* @__PURE__ */ new Set(["cmd", "build", "push"]);
var STEP_KEYS = new Set(
  `cmd build push cache detach disableWorkingDirectoryOverride entryPoint env expose id ignoreErrors isolation keep network
  ports pull privileged repeat retries retryDelay retryOnErrors secret startDelay timeout user when workingDirectory cpus
  memory`.split(/\s+/)
);
var ALIASES = /* @__PURE__ */ new Set(["acr", "az", "bash", "curl", "docker"]);
var acrTask = {
  format: "yaml",
  name: "acr-task",
  marks: [/steps/],
  mayHoldImages: ({ text }) => text.includes("steps") && text.includes("cmd"),
  recognises: ({ root }) => isTask2(root),
  extract: ({ root }, file) => {
    const steps = distinctItemsAt([root], "steps");
    const commands = steps.map((step) => scalarAt(step, "cmd"));
    const built = steps.flatMap((step) => tagsOf(scalarAt(step, "build")?.value ?? ""));
    return [
      ...useFacts(commands.map((command) => imageOf(command, file))),
      ...commands.flatMap((command) => scriptFacts(file, command, "acr-task")),
      ...builtFacts(built)
    ];
  }
};
function isTask2(root) {
  const steps = distinctItemsAt([root], "steps");
  return steps.length > 0 && scalarAt(root, "apiVersion") === void 0 && steps.every((step) => entriesAt(step).every(([key]) => STEP_KEYS.has(key))) && steps.every((step) => entriesAt(step).some(([key]) => VERBS.has(key)));
}
function imageOf(node, file) {
  const scalar = writtenScalar(node);
  if (scalar?.verbatim !== true) return void 0;
  const word = /^\s*(\S{1,1024})(?=\s|$)/.exec(scalar.value);
  const text = word?.[1] ?? "";
  if (text === "" || ALIASES.has(text)) return void 0;
  const start = scalar.start + (word?.[0].length ?? 0) - text.length;
  const place = { file, start, text, kind: "acr-task", part: "whole" };
  if (!/[${]/.test(text)) return literalUse(place);
  const use = templatedUse(place, "a value that the task fills in when it runs");
  return use.image === null ? void 0 : use;
}
function tagsOf(build2) {
  return Array.from(build2.slice(0, 4096).matchAll(/(?:^|\s)(?:-t|--tag)(?:\s+|=)(\S+)/g), (match) => match[1] ?? "");
}

// src/manifests/pipelines/option-lines.ts
function optionValues(file, scalar, before) {
  if (scalar.start < 0 || !(scalar.style === "literal" || scalar.verbatim)) return [];
  const values = [];
  let at = scalar.start;
  for (const line2 of file.text.slice(scalar.start, scalar.end).split("\n")) {
    const indentation = line2.length - line2.trimStart().length;
    const match = before.exec(line2.slice(indentation));
    if (match !== null) {
      const from = indentation + match[0].length;
      values.push({ start: at + from, text: valueIn2(line2.slice(from)), name: match[1] });
    }
    at += line2.length + 1;
  }
  return values;
}
function valueIn2(rest) {
  return rest.includes("${{") ? rest.trimEnd() : rest.slice(0, /[\s,"']|$/.exec(rest)?.index);
}

// src/manifests/pipelines/azure-pipelines.ts
var EXPRESSION2 = { pattern: /\$\(|\$\{\{|\$\[/, reason: "an expression that Azure Pipelines evaluates when it runs" };
var OPAQUE = /* @__PURE__ */ new Set(["inputs", "env", "variables", "trigger", "pr", "pool", "services"]);
var NAME7 = /(?:^|\/)(?:[^/]*azure-?pipelines?[^/]*|vsts-ci)\.ya?ml$|(?:^|\/)\.?(?:azure-?pipelines?|azdo|azuredevops|vsts)\/.*\.ya?ml$/i;
var LISTS2 = /\b(?:stages|jobs|steps)["']?[ \t]*:/;
var HOLDERS = [
  "container",
  "services",
  "docker",
  "podman",
  "nerdctl",
  "buildah",
  "az ",
  "imageToDeploy",
  "imageName"
];
var azurePipelines = {
  format: "yaml",
  name: "azure-pipelines",
  isNamed: (path) => NAME7.test(path),
  marks: [/stages|jobs|steps/],
  mayHoldImages: ({ path, text }) => NAME7.test(path) || !/\.json$/i.test(path) && HOLDERS.some((word) => text.includes(word)) && LISTS2.test(text),
  recognises: ({ root }, { path }) => NAME7.test(path) ? scalarAt(root, "apiVersion") === void 0 : !/\.json$/i.test(path) && looksLikePipeline(root),
  extract: ({ root }, file) => {
    const found = new PipelineReader(root);
    found.visit(root);
    const aliases = new Set(found.declared.flatMap((node) => writtenScalar(valueAt(node, "container"))?.value ?? []));
    const places = [
      ...found.declared.map((node) => valueAt(node, "image")),
      ...found.used.filter((node) => isImage2(node, aliases))
    ];
    const feeds = feedsOf(root);
    const uses = places.flatMap((node) => {
      const fed = feedOf(writtenScalar(node)?.value ?? "", feeds);
      const at = { file, kind: "azure-pipelines", templating: EXPRESSION2 };
      if (fed === void 0) return [scalarUse({ ...at, node })];
      return isImage2(fed, aliases) ? [scalarUse({ ...at, node: fed, part: "arg" })] : [];
    });
    const scripts = found.scripts.flatMap(({ node, language }) => {
      const script = writtenScalar(node);
      return script === void 0 ? [] : [{ script, language }];
    });
    return [
      ...useFacts([...uses, ...found.tasks.flatMap((task) => taskUses(task, file))]),
      ...builtFacts(scripts.flatMap(({ script }) => referencesBuiltBy(script.value))),
      ...scripts.flatMap(({ script, language }) => scriptFacts(file, script, "azure-pipelines", { language }))
    ];
  }
};
function looksLikePipeline(root) {
  if (scalarAt(root, "apiVersion") !== void 0) return false;
  const lists = [
    ["stages", /^(?:stage|template)$/],
    ["jobs", /^(?:job|deployment|template)$/],
    ["steps", /^(?:task|script|bash|pwsh|powershell|checkout)$/]
  ];
  const known2 = ["trigger", "pool", "resources", "extends", "parameters", "variables", "pr"];
  return known2.some((key) => valueAt(root, key) !== void 0) && lists.some(([list, key]) => itemsAt(root, list).some((item) => key.test(firstKey(item))));
}
function firstKey(item) {
  const mapping = resolved(item);
  const key = mapping?.type === "mapping" ? mapping.entries[0]?.key : void 0;
  return key?.type === "scalar" ? key.value : "";
}
var SCRIPTS3 = /* @__PURE__ */ new Map([
  ["script", "shell"],
  ["bash", "shell"],
  ["pwsh", "powershell"],
  ["powershell", "powershell"]
]);
var INLINE = ["script", "inlineScript", "Inline"];
function languageOf(task) {
  const name = (scalarAt(task, "task")?.value ?? "").slice(0, MAX_TASK);
  if (/powershell/i.test(name)) return "powershell";
  return /^ps(?:core)?$/i.test((scalarAt(task, "inputs", "scriptType")?.value ?? "").slice(0, 8)) ? "powershell" : "shell";
}
var DEPLOYED2 = /* @__PURE__ */ new Map([
  ["azurecontainerapps", "imageToDeploy"],
  ["azurewebappcontainer", "containers"],
  ["azurefunctionappcontainer", "imageName"],
  ["kubernetesmanifest", "containers"]
]);
function taskUses(task, file) {
  const name = (scalarAt(task, "task")?.value ?? "").slice(0, MAX_TASK).replace(/@.*$/s, "").toLowerCase();
  const input = DEPLOYED2.get(name);
  const scalar = input === void 0 ? void 0 : writtenScalar(valueAt(task, "inputs", input));
  if (scalar === void 0) return [];
  return optionValues(file, scalar, /^/).flatMap(({ start, text }) => {
    if (text === "") return [];
    const place = { file, start, text, kind: "azure-pipelines", part: "arg" };
    const use = EXPRESSION2.pattern.test(text) ? templatedUse(place, EXPRESSION2.reason) : literalUse(place);
    return [use === void 0 || name !== SUBSTITUTING ? use : { ...use, substitutes: true }];
  });
}
var SUBSTITUTING = "kubernetesmanifest";
var MAX_TASK = 256;
var PipelineReader = class {
  #root;
  #once = onlyOnce();
  declared = [];
  used = [];
  scripts = [];
  /** Steps that run a task. */
  tasks = [];
  constructor(root) {
    this.#root = root;
  }
  /** Collects what is below a node; the parser bounds the depth. */
  visit(node) {
    if (node.type === "sequence") for (const item of node.items) this.visit(item);
    if (node.type !== "mapping") return;
    if (scalarAt(node, "task") !== void 0) {
      this.tasks.push(node);
      const language = languageOf(node);
      for (const key of INLINE) this.scripts.push({ node: this.#once(valueAt(node, "inputs", key)), language });
    }
    for (const [key, value] of entriesAt(node)) {
      if (key === "services") this.#services(value);
      else if (key === "container") this.used.push(imageOf2(value));
      else if (key === "resources" && node === this.#root) this.#resources(value);
      else if (SCRIPTS3.has(key)) this.scripts.push({ node: this.#once(value), language: SCRIPTS3.get(key) ?? "shell" });
      else if (!OPAQUE.has(key)) this.visit(value);
    }
  }
  #services(node) {
    for (const [, service] of entriesAt(this.#once(node))) this.used.push(imageOf2(service));
  }
  #resources(node) {
    for (const container of itemsAt(node, "containers")) this.declared.push(container);
  }
};
function imageOf2(node) {
  return valueAt(node, "image") ?? node;
}
function isImage2(node, aliases) {
  const value = writtenScalar(node)?.value;
  return value !== void 0 && value.length <= MAX_IMAGE_TEXT && !aliases.has(value) && /[:/@]|\$/.test(value);
}
function feedsOf(root) {
  return { parameters: namedIn(root, "parameters", "default"), variables: namedIn(root, "variables", "value") };
}
function namedIn(root, key, field2) {
  const listed2 = itemsAt(root, key).map((item) => [scalarAt(item, "name")?.value, valueAt(item, field2)]);
  const found = /* @__PURE__ */ new Map();
  for (const [name, node] of [...entriesAt(root, key), ...listed2]) {
    const scalar = writtenScalar(node);
    if (name !== void 0 && scalar !== void 0 && scalar.value !== "") found.set(name, scalar);
  }
  return found;
}
function feedOf(text, { parameters, variables }) {
  const parameter = /^\$\{\{\s*parameters\.(\w+)\s*\}\}$/.exec(text)?.[1];
  if (parameter !== void 0) return parameters.get(parameter);
  const variable = /^(?:\$\(([\w.]+)\)|\$\{\{\s*variables\.(\w+)\s*\}\})$/.exec(text);
  const name = variable?.[1] ?? variable?.[2];
  return name === void 0 ? void 0 : variables.get(name);
}

// src/manifests/pipelines/bitbucket-pipelines.ts
var VARIABLE8 = { pattern: /\$/, reason: "a variable that Bitbucket sets when it runs" };
var NAME8 = /(?:^|\/)bitbucket-pipelines[^/]*\.ya?ml$/i;
var bitbucketPipelines = {
  format: "yaml",
  name: "bitbucket-pipelines",
  isNamed: (path) => NAME8.test(path),
  recognises: (_document, { path }) => NAME8.test(path),
  extract: ({ root }, file) => {
    const uses = [];
    const scripts = [];
    const at = { file, kind: "bitbucket-pipelines", templating: VARIABLE8 };
    const visit = (node) => {
      if (node.type === "sequence") for (const item of node.items) visit(item);
      if (node.type === "scalar") scripts.push(node.value);
      if (node.type !== "mapping") return;
      for (const [key, value] of entriesAt(node)) {
        if (key === "image") uses.push(scalarUse({ ...at, node: named2(value) }));
        else if (key === "pipe") uses.push(scalarUse({ ...at, node: pipeImage(value), prefix: "docker://" }));
        else if (key !== "variables") visit(value);
      }
    };
    visit(root);
    return [...useFacts(uses), ...builtFacts(scripts.flatMap(referencesBuiltBy))];
  }
};
function named2(node) {
  return resolved(node)?.type === "mapping" ? valueAt(node, "name") : node;
}
function pipeImage(node) {
  return writtenScalar(node)?.value.startsWith("docker://") ? node : void 0;
}

// src/manifests/pipelines/circleci.ts
var PARAMETER2 = { pattern: /<</, reason: "a parameter that CircleCI fills in when it runs" };
var NAME9 = /(?:^|\/)\.circleci\/.*\.ya?ml$/i;
var circleCi = {
  format: "yaml",
  name: "circleci",
  isNamed: (path) => NAME9.test(path),
  marks: [/version:[ \t]*["']?2/],
  mayHoldImages: ({ path, text }) => NAME9.test(path) || ORB.test(text),
  recognises: ({ root }, { path }) => NAME9.test(path) || isOrb(root),
  extract: ({ root }, file) => {
    const uses = [];
    const scripts = [];
    const commands = [];
    const once2 = onlyOnce();
    const visit = (node, parameters) => {
      if (node.type === "sequence") for (const item of node.items) visit(item, parameters);
      if (node.type !== "mapping") return;
      const declared = valueAt(node, "parameters") ?? parameters;
      const run = once2(scalarAt(node, "run", "command") ?? scalarAt(node, "run"));
      if (run?.type === "scalar") {
        scripts.push(run.value);
        commands.push(...scriptFacts(file, run, "circleci", { prepared: withoutParameters }));
      }
      for (const [key, value] of entriesAt(node)) {
        if (key !== "docker") {
          visit(value, declared);
          continue;
        }
        for (const item of itemsAt(once2(value))) {
          const image = valueAt(item, "image");
          const fed = defaultOf(image, declared, root);
          const at = { file, kind: "circleci", templating: PARAMETER2 };
          uses.push(
            fed === void 0 ? scalarUse({ ...at, node: image }) : scalarUse({ ...at, node: fed, part: "arg" })
          );
        }
      }
    };
    visit(root, void 0);
    return [...useFacts(uses), ...builtFacts(scripts.flatMap(referencesBuiltBy)), ...commands];
  }
};
var ORB = /^version:[ \t]*["']?2(?:\.1)?["']?[ \t]*\r?$/m;
function isOrb(root) {
  const parts = ["commands", "executors", "jobs", "orbs"].map((key) => resolved(valueAt(root, key))?.type);
  return /^2(?:\.1)?$/.test(scalarAt(root, "version")?.value ?? "") && valueAt(root, "services") === void 0 && parts.some((type) => type === "mapping") && parts.every((type) => type === void 0 || type === "mapping");
}
function withoutParameters(script) {
  return script.replaceAll(/<<[ \t]*[\w.-]{1,256}[ \t]*>>/g, (written3) => `\${${"_".repeat(written3.length - 3)}}`);
}
function defaultOf(image, declared, root) {
  const scalar = resolved(image);
  if (scalar?.type !== "scalar") return void 0;
  const match = /^<<\s*(pipeline\.)?parameters\.([\w-]+)\s*>>$/.exec(scalar.value);
  const name = match?.[2];
  if (name === void 0) return void 0;
  return valueAt(match?.[1] === void 0 ? declared : valueAt(root, "parameters"), name, "default");
}

// src/manifests/pipelines/cloudbuild.ts
var SUBSTITUTION = { pattern: /\$/, reason: "a substitution that Cloud Build makes when it runs" };
var BUILD_KEYS = new Set(
  "steps timeout queueTtl logsBucket options substitutions tags serviceAccount secrets availableSecrets artifacts images dependencies".split(
    " "
  )
);
var STEP_KEYS2 = new Set(
  "name args env allowFailure allowExitCodes dir id waitFor entrypoint secretEnv volumes timeout script automapSubstitutions".split(
    " "
  )
);
var cloudBuild = {
  format: "yaml",
  name: "cloudbuild",
  marks: [/steps/],
  mayHoldImages: ({ path, text }) => text.includes("steps") && (isNamedSo2(path) || /\b(?:args|entrypoint)\b/.test(text)),
  recognises: ({ root }, { path }) => isBuild(root, isNamedSo2(path)),
  extract: ({ root }, file) => {
    const steps = distinctItemsAt([root], "steps");
    const names = steps.map((step) => valueAt(step, "name"));
    const at = { file, kind: "cloudbuild", templating: SUBSTITUTION };
    const uses = [
      ...names.map((node) => scalarUse({ ...at, node })),
      ...names.map((node) => scalarUse({ ...at, node: defaultOf2(node, root), part: "arg" }))
    ];
    const images = itemsAt(root, "images").flatMap((image) => writtenScalar(image)?.value ?? []);
    const once2 = onlyOnce();
    const tagged = steps.flatMap((step) => tagsOf2(itemsAt(once2(valueAt(step, "args"))).map(once2)));
    return [...useFacts(uses), ...builtFacts([...images, ...tagged])];
  }
};
function defaultOf2(name, root) {
  const text = writtenScalar(name)?.value ?? "";
  const match = text.length > MAX_IMAGE_TEXT ? null : /^\$(?:(_[A-Z0-9_]+)|\{(_[A-Z0-9_]+)\})$/.exec(text);
  const substitution = match?.[1] ?? match?.[2];
  return substitution === void 0 ? void 0 : valueAt(root, "substitutions", substitution);
}
function isNamedSo2(path) {
  return /^cloudbuild/i.test(baseName(path));
}
function isBuild(root, named3) {
  const steps = distinctItemsAt([root], "steps");
  if (steps.length === 0 || !entriesAt(root).every(([key]) => BUILD_KEYS.has(key))) return false;
  if (!steps.every((step) => scalarAt(step, "name") !== void 0 || valueAt(step, "script") !== void 0))
    return false;
  if (!steps.every((step) => entriesAt(step).every(([key]) => STEP_KEYS2.has(key)))) return false;
  return named3 || steps.some((step) => valueAt(step, "args") !== void 0 || valueAt(step, "entrypoint") !== void 0);
}
function tagsOf2(args) {
  const words = args.map((arg) => writtenScalar(arg)?.value ?? "");
  if (words[0] !== "build" && !words[0]?.startsWith("--destination")) return [];
  return words.flatMap((word, index) => {
    if (word === "-t" || word === "--tag") return words[index + 1] ?? [];
    return /^--(?:tag|destination)=(.*)$/.exec(word)?.[1] ?? [];
  });
}

// src/manifests/pipelines/drone.ts
var VARIABLE9 = { pattern: /\$|\{\{/, reason: "a variable that is set when the pipeline runs" };
var STEP_LISTS = ["steps", "services", "clone", "pipeline"];
var NAME10 = /(?:^|\/)\.?(?:drone|woodpecker)(?:[.-][^/]*)?\.ya?ml$|(?:^|\/)\.(?:drone|woodpecker)\/.*\.ya?ml$/i;
var drone = {
  format: "yaml",
  name: "drone",
  isNamed: (path) => NAME10.test(path),
  recognises: ({ root }, { path }) => NAME10.test(path) && scalarAt(root, "apiVersion") === void 0,
  extract: ({ root }, file) => {
    const steps = STEP_LISTS.flatMap((list) => stepsOf(valueAt(root, list)));
    const uses = steps.map(
      (step) => scalarUse({ file, node: valueAt(step, "image"), kind: "drone", templating: VARIABLE9 })
    );
    const once2 = onlyOnce();
    const commands = steps.flatMap((step) => itemsAt(once2(valueAt(step, "commands"))));
    const scripts = commands.flatMap((line2) => writtenScalar(once2(line2))?.value ?? []);
    return [...useFacts(uses), ...builtFacts([...scripts.flatMap(referencesBuiltBy), ...steps.flatMap(pushedBy)])];
  }
};
function stepsOf(node) {
  return resolved(node)?.type === "sequence" ? itemsAt(node) : entriesAt(node).map(([, step]) => step);
}
function pushedBy(step) {
  const image = scalarAt(step, "image")?.value ?? "";
  if (image.length > MAX_IMAGE_TEXT || !/docker|kaniko|buildx/i.test(image)) return [];
  const repo = scalarAt(step, "settings", "repo");
  return repo === void 0 ? [] : [repo.value];
}

// src/manifests/pipelines/drone-programs.ts
var NAME11 = /(?:^|\/)\.?(?:drone|woodpecker|vela)(?:[-_.][^/]*)?\.(?:star|starlark|jsonnet)$|(?:^|\/)\.?(?:drone|woodpecker)\/.*\.(?:star|starlark|jsonnet|libsonnet)$/i;
var dronePrograms = {
  name: "drone-programs",
  format: "text",
  recognises: (path) => NAME11.test(path),
  extract: (file) => {
    if (!file.text.includes("image")) return [];
    const fields = /sonnet$/i.test(file.path) ? jsonnetFields(file.text) : starlarkFields(file.text);
    const values = new Map(fields.flatMap((field2) => namedText(field2)));
    const built = fields.flatMap(({ value: [first] }) => first?.type === "text" ? referencesBuiltBy(first.text) : []);
    return [...useFacts(fields.map((field2) => imageUse2(file, field2, values))), ...builtFacts(built)];
  }
};
function namedText({ scope, target, value: [text, ...more] }) {
  const name = target.at(-1);
  if (scope.parent !== void 0 || name?.type !== "word" || text?.type !== "text" || !text.plain) return [];
  return more.length === 0 ? [[name.text, text]] : [];
}
function imageUse2(file, { scope, key, target, value }, values) {
  const name = target.at(-1);
  if (key !== "image" || name !== void 0 && name.type !== "mark" && name.text !== "image") return void 0;
  if (scope.path.includes("settings")) return void 0;
  const [first, ...more] = value;
  if (first?.type === "word" && more.length === 0) {
    const text = values.get(first.text);
    return text === void 0 || !isPossibleImage(text.text, "image") ? void 0 : literalUse({ file, start: text.start, text: text.text, kind: "drone", part: "arg" });
  }
  if (first?.type !== "text" || !first.plain) return void 0;
  const place = { file, start: first.start, text: first.text, kind: "drone", part: "whole" };
  if (more.length > 0) return more[0]?.text === "%" ? templatedUse(place, FILLED_IN_ELSEWHERE) : void 0;
  return isPossibleImage(first.text, "image") ? literalUse(place) : void 0;
}

// src/manifests/pipelines/github-expressions.ts
function feedsOf2(text, scope) {
  const path = /^\$\{\{\s*([\w-]+(?:\.[\w-]+)+)\s*\}\}$/.exec(text)?.[1]?.split(".") ?? [];
  const [context, name, ...rest] = path;
  if (context === void 0 || name === void 0) return [];
  if (context === "matrix") return matrixValues(scope, name, rest);
  if (context === "inputs") return inputDefaults(scope, name);
  if (context === "env") return present2(environmentValue(scope, name));
  return [];
}
function withEnvironment(text, scope) {
  return withValues(text, /\$\{\{\s*env\.([\w-]+)\s*\}\}/g, scope);
}
function withVariables3(script, scope) {
  return withValues(script, /\$\{?([A-Za-z_]\w*)\}?/g, scope);
}
var MAX_VALUE2 = 512;
var MAX_GROWTH = 4096;
var MAX_JOBS = 256;
function withValues(text, pattern, scope) {
  let room = text.length + MAX_GROWTH;
  return text.replace(pattern, (whole, name) => {
    const value = resolved(environmentValue(scope, name));
    if (value?.type !== "scalar" || value.value.length > MAX_VALUE2 || value.value.includes("${{")) return whole;
    room -= value.value.length;
    return room < 0 ? whole : value.value;
  });
}
function matrixKeysIn(text) {
  return Array.from(text.matchAll(/\$\{\{\s*matrix\.([\w-]+)/g), (match) => match[1] ?? "");
}
function matrixValues({ job }, name, rest) {
  const includes = itemsAt(job, "strategy", "matrix", "include").slice(0, MAX_JOBS);
  const included2 = includes.map((item) => valueAt(item, name, ...rest));
  const items = itemsAt(job, "strategy", "matrix", name).slice(0, MAX_JOBS);
  const listed2 = items.map((item) => valueAt(item, ...rest));
  return [...listed2, ...included2].flatMap(present2);
}
function inputDefaults({ root }, name) {
  return [
    valueAt(root, "on", "workflow_call", "inputs", name, "default"),
    valueAt(root, "on", "workflow_dispatch", "inputs", name, "default"),
    valueAt(root, "inputs", name, "default")
  ].flatMap(present2);
}
function environmentValue({ root, job, step }, name) {
  const at = [step, job, root].find((node) => node !== void 0 && scalarAt(node, "env", name) !== void 0);
  return at === void 0 ? void 0 : valueAt(at, "env", name);
}
function present2(node) {
  return node === void 0 ? [] : [node];
}

// src/manifests/pipelines/github-inputs.ts
var IMAGE2 = { holds: "image" };
var LINES = { holds: "lines", before: /^/ };
var PULLED = /* @__PURE__ */ new Map([
  ["docker/setup-qemu-action", { image: IMAGE2 }],
  ["docker/setup-buildx-action", { "driver-opts": { holds: "lines", before: /^image=/ } }],
  [
    "docker/build-push-action",
    {
      "build-args": { holds: "lines", before: /^([A-Za-z_]\w{0,127})=/ },
      "build-contexts": { holds: "lines", before: /^[^\s=]{1,128}=docker-image:\/\// },
      sbom: { holds: "lines", before: /^generator=/ }
    }
  ],
  ["azure/container-apps-deploy-action", { imagetodeploy: IMAGE2 }],
  ["azure/aci-deploy", { image: IMAGE2 }],
  ["azure/webapps-deploy", { images: LINES }],
  ["azure/functions-container-action", { image: IMAGE2 }],
  // https://github.com/Azure/k8s-deploy/blob/main/src/utilities/manifestUpdateUtils.ts
  ["azure/k8s-deploy", { images: { ...LINES, substitutes: true } }],
  ["addnab/docker-run-action", { image: IMAGE2 }],
  ["akhilerm/tag-push-action", { src: IMAGE2 }],
  ["helm/kind-action", { node_image: IMAGE2 }],
  ["engineerd/setup-kind", { image: IMAGE2 }],
  ["container-tools/kind-action", { node_image: IMAGE2 }],
  ["medyagh/setup-minikube", { "base-image": IMAGE2 }],
  ["game-ci/unity-builder", { customimage: IMAGE2 }],
  ["game-ci/unity-test-runner", { customimage: IMAGE2 }],
  ["pyo3/maturin-action", { container: IMAGE2 }],
  ["renovatebot/github-action", { "renovate-image": { holds: "name", tag: "renovate-version" } }]
]);
var ABOUT_OWN_IMAGES = /build|push|publish|deploy|release|scan|trivy|grype|snyk|dockle|sbom|sign|attest|cosign|metadata|tag|ecs|run-?action|cloudrun/i;
var TOOL_INPUT = /^(?:build|builder|base|node|runner|kind-?node)[_-]?image$/i;
function imageInput(uses, input, value) {
  const action = actionOf(uses);
  const known2 = PULLED.get(action);
  if (known2 !== void 0) {
    const found = Object.entries(known2).find(([name]) => name === input.toLowerCase())?.[1];
    return found?.holds !== "image" || value.includes("${{") || isPossibleImage(value, "image") ? found : void 0;
  }
  if (!/images?$/i.test(input) || ABOUT_OWN_IMAGES.test(action) && !TOOL_INPUT.test(input)) return void 0;
  if (/^[[{]/.test(value)) return { holds: "json" };
  return /image$/i.test(input) && saysVersion(value) ? IMAGE2 : void 0;
}
var MAX_ACTION = 256;
function actionOf(uses) {
  return uses.slice(0, MAX_ACTION).replace(/@.*$/s, "").toLowerCase();
}

// src/manifests/pipelines/github-steps.ts
var BUILT_INPUTS = /* @__PURE__ */ new Map([
  ["docker/build-push-action", "tags"],
  ["docker/metadata-action", "images"],
  ["redhat-actions/buildah-build", "image"],
  ["elgohr/publish-docker-github-action", "name"],
  ["mr-smithers-excellent/docker-build-push", "image"]
]);
function tagsOf3(step) {
  const input = BUILT_INPUTS.get(actionOf(scalarAt(step, "uses")?.value ?? ""));
  return input === void 0 ? "" : scalarAt(step, "with", input)?.value ?? "";
}
function builtByStep(step, { tags, script }, scope) {
  const within = { ...scope, step };
  return [
    // metadata-action takes `name=…` and attributes after the name.
    ...withEnvironment(tags, within).split(/[\n,]/).map((tag) => tag.trim().replace(/^name=/, "")),
    ...referencesBuiltBy(withVariables3(withEnvironment(script, within), within))
  ];
}
var MAX_NAME_CHARS = 64;
function languageOf2({ root, job, step }) {
  const shells = [
    scalarAt(step, "shell"),
    scalarAt(job, "defaults", "run", "shell"),
    scalarAt(root, "defaults", "run", "shell")
  ];
  const shell2 = shells.find((scalar) => scalar !== void 0)?.value.slice(0, MAX_NAME_CHARS);
  if (shell2 !== void 0) return /^(?:pwsh|powershell)\b/i.test(shell2) ? "powershell" : "shell";
  return /^windows\b/i.test((scalarAt(job, "runs-on")?.value ?? "").slice(0, MAX_NAME_CHARS)) ? "powershell" : "shell";
}

// src/manifests/pipelines/github-workflow.ts
var SCHEME = "docker://";
var EXPRESSION3 = { pattern: /\$\{\{/, reason: "an expression that GitHub evaluates when it runs" };
var githubWorkflow = {
  format: "yaml",
  name: "github-workflow",
  isNamed: (path) => isWorkflowPath(path) || isActionPath(path),
  recognises: (document, file) => isWorkflowPath(file.path) || isActionPath(file.path) && scalarAt(document.root, "runs", "using") !== void 0,
  extract: ({ root }, file) => {
    const reader = new WorkflowReader(file);
    const scope = { root, job: void 0, step: void 0 };
    reader.image(valueAt(root, "runs", "image"), scope, SCHEME);
    reader.steps(valueAt(root, "runs", "steps"), scope);
    reader.variables(root);
    reader.defaults(root);
    for (const [, job] of entriesAt(root, "jobs")) reader.job(job, { ...scope, job });
    return reader.facts();
  }
};
function isWorkflowPath(path) {
  return /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i.test(path);
}
function isActionPath(path) {
  return /(?:^|\/)action\.ya?ml$/i.test(path);
}
var WorkflowReader = class {
  #file;
  #uses = [];
  #built = [];
  #scripts = [];
  #once = onlyOnce();
  /** Texts that are read as JSON or line by line. */
  #readOnce = onlyOnce();
  /** Expressions that were followed, by the job whose matrix they may speak of. */
  #followed = /* @__PURE__ */ new Map();
  /** Places that feed expressions, and whether an image stands there. */
  #fed = /* @__PURE__ */ new Map();
  /** How many characters of tags have been read: steps may share them by aliases. */
  #tagsRead = 0;
  constructor(file) {
    this.#file = file;
  }
  facts() {
    return [...useFacts(this.#uses), ...builtFacts(this.#built), ...this.#scripts];
  }
  job(job, scope) {
    const container = this.#once(valueAt(job, "container"));
    this.image(container?.type === "scalar" ? container : valueAt(container, "image"), scope);
    for (const [, service] of entriesAt(this.#once(valueAt(job, "services")))) {
      this.image(valueAt(service, "image"), scope);
    }
    this.#inputs(job, scope);
    this.variables(job);
    const built = this.#built.length;
    this.steps(valueAt(job, "steps"), scope);
    this.#matrix(job, new Set(this.#built.slice(built).flatMap(matrixKeysIn)));
  }
  steps(steps, scope) {
    for (const step of itemsAt(this.#once(steps))) {
      this.image(valueAt(step, "uses"), scope, SCHEME);
      this.#inputs(step, { ...scope, step });
      this.variables(step);
      const run = this.#once(valueAt(step, "run"));
      const tags = tagsOf3(step);
      this.#tagsRead += tags.length;
      const texts = {
        tags: this.#tagsRead > this.#file.text.length ? "" : tags,
        script: writtenScalar(run)?.value ?? ""
      };
      for (const reference of builtByStep(step, texts, scope)) this.#built.push(reference);
      const language = languageOf2({ ...scope, step });
      for (const fact of scriptFacts(this.#file, run, "github-workflow", { language })) this.#scripts.push(fact);
    }
  }
  /** A field that holds an image; where an expression makes it, the places that feed the expression. */
  image(node, scope, prefix) {
    const use = this.#useAt(node, prefix);
    if (use?.image === null && this.#isFollowed(use.text, scope)) return;
    const feeds = use?.image === null ? feedsOf2(use.text, scope) : [];
    if (feeds.filter((feed) => this.#feed(feed)).length === 0) {
      this.#uses.push(use);
      return;
    }
    if (use !== void 0) this.#follow(use.text, scope);
  }
  /** Tells the image at a place that feeds an expression, once: jobs may have their matrix from one anchor. @returns whether there is one */
  #feed(node) {
    const feed = resolved(node) ?? node;
    const known2 = this.#fed.get(feed);
    if (known2 !== void 0) return known2;
    const use = this.#useAt(feed);
    this.#tell(use, "arg");
    this.#fed.set(feed, use !== void 0);
    return use !== void 0;
  }
  /** The variables of a workflow, a job or a step that hold an image. */
  variables(node) {
    for (const [name, value] of entriesAt(this.#once(valueAt(node, "env")))) {
      if (!isImageSetting(name, writtenScalar(value)?.value ?? "")) continue;
      const use = this.#useAt(value);
      const uneditable = use === void 0 ? void 0 : againstVariable(this.#file, name);
      this.#tell(use === void 0 || uneditable === void 0 ? use : { ...use, slots: [], uneditable }, "env");
    }
  }
  /** The defaults of a workflow's inputs that hold an image. */
  defaults(root) {
    const declared = ["workflow_call", "workflow_dispatch"].map((event) => valueAt(root, "on", event, "inputs"));
    for (const [name, input] of declared.flatMap((inputs) => entriesAt(this.#once(inputs)))) {
      const node = valueAt(input, "default");
      const value = writtenScalar(node)?.value ?? "";
      if (isImageSetting(name, value)) this.#tell(this.#useAt(node), "arg");
      else if (/^[[{]/.test(value)) this.#json(node, name);
    }
  }
  /** The images among the values of a matrix; a key of which something is built names no image to pull. */
  #matrix(job, built) {
    for (const [name, values] of entriesAt(this.#once(valueAt(job, "strategy", "matrix")))) {
      const node = name === "exclude" ? void 0 : this.#once(values);
      for (const { key, scalar } of node === void 0 ? [] : scalarsBelow(node, name)) {
        if (built.has(key) || built.has(name)) continue;
        if (isImageChoice(key, scalar.value)) this.#tell(this.#useAt(scalar), "arg");
        else if (/^[[{]/.test(scalar.value)) this.#json(scalar, key);
      }
    }
  }
  /** The images in JSON that stands as text. */
  #json(node, name) {
    const scalar = writtenScalar(this.#readOnce(node));
    const documents = scalar === void 0 ? [] : embeddedDocuments(this.#file, scalar);
    for (const { root } of documents) {
      for (const { key, scalar: text } of scalarsBelow(root, name)) {
        if (isImageChoice(key, text.value)) this.#tell(this.#useAt(text), "arg");
      }
    }
  }
  #tell(use, part) {
    if (use !== void 0) this.#uses.push({ ...use, part });
  }
  /** Whether the places that feed an expression have been told already. */
  #isFollowed(text, { job }) {
    return this.#followed.get(job)?.has(text) ?? false;
  }
  #follow(text, { job }) {
    this.#followed.set(job, (this.#followed.get(job) ?? /* @__PURE__ */ new Set()).add(text));
  }
  /** @param prefix what must stand before the reference; `docker://` may stand before any */
  #useAt(node, prefix) {
    const scheme = prefix ?? (writtenScalar(node)?.value.startsWith(SCHEME) === true ? SCHEME : "");
    return scalarUse({ file: this.#file, node, kind: "github-workflow", templating: EXPRESSION3, prefix: scheme });
  }
  #inputs(step, scope) {
    const action = scalarAt(step, "uses")?.value ?? "";
    const given = this.#once(valueAt(step, "with"));
    for (const [name, node] of entriesAt(given)) {
      const scalar = writtenScalar(node);
      const input = scalar === void 0 ? void 0 : imageInput(action, name, scalar.value);
      if (scalar === void 0 || input === void 0) continue;
      switch (input.holds) {
        case "image":
          this.image(node, scope);
          break;
        case "name":
          this.#split({ role: name, scalar }, input.tag, scalarAt(given, input.tag));
          break;
        case "json":
          this.#json(node, name);
          break;
        case "lines":
          this.#lines(writtenScalar(this.#readOnce(node)), input);
      }
    }
  }
  #split(repository, role, tag) {
    const fields = tag === void 0 ? { repository } : { repository, tag: { role, scalar: tag } };
    this.#tell(splitUse({ file: this.#file, kind: "github-workflow", part: "repository", ...fields }), "repository");
  }
  #lines(scalar, { before, substitutes }) {
    if (scalar === void 0) return;
    for (const { start, text, name } of optionValues(this.#file, scalar, before)) {
      if (name !== void 0 && !isImageSetting(name, text)) continue;
      const place = { file: this.#file, start, text, kind: "github-workflow", part: "arg" };
      const use = text.includes("${{") ? templatedUse(place, EXPRESSION3.reason) : literalUse(place);
      this.#uses.push(use === void 0 || substitutes === void 0 ? use : { ...use, substitutes });
    }
  }
};

// src/manifests/pipelines/gitlab-recognise.ts
var GLOBAL_KEYS = new Set(
  "after_script before_script cache default image include services spec stages variables workflow".split(" ")
);
var JOB_KEYS = new Set(
  `after_script allow_failure artifacts before_script cache coverage dast_configuration dependencies environment except
  extends hooks id_tokens identity image inherit inputs interruptible manual_confirmation needs only pages parallel
  publish release resource_group retry rules run script secrets services stage start_in tags timeout trigger variables
  when`.split(/\s+/)
);
var SCRIPT = /\bscript["']?\s*:/;
var COMPANION = /\b(?:stage|rules|extends|image)["']?\s*:/;
function mayBeGitlab(text) {
  return text.includes("script") && SCRIPT.test(text) && COMPANION.test(text);
}
function looksLikeGitlab(root) {
  if (root.type !== "mapping") return false;
  const entries = entriesAt(root);
  return entries.every(([key, node]) => GLOBAL_KEYS.has(key) || key.startsWith(".") || hasOnlyJobKeys(node)) && entries.some(([key, node]) => !GLOBAL_KEYS.has(key) && hasOnlyJobKeys(node) && runsScript(node));
}
function hasOnlyJobKeys(node) {
  const entries = entriesAt(node);
  return entries.length > 0 && entries.every(([key]) => JOB_KEYS.has(key) || key === "<<");
}
function runsScript(job) {
  const script = resolved(valueAt(job, "script"));
  if (script === void 0 || script.type === "mapping") return false;
  return isText(valueAt(job, "stage")) || itemsAt(job, "rules").length > 0 || isText(valueAt(job, "extends")) || itemsAt(job, "extends").length > 0 || isText(valueAt(job, "image")) || isText(valueAt(job, "image", "name"));
}
function isText(node) {
  const scalar = resolved(node);
  return scalar?.type === "scalar" && scalar.value !== "";
}

// src/manifests/pipelines/gitlab-usage.ts
function variablesIn2(root, leads) {
  const definitions = [];
  const elsewhere = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  const told = (scalar) => {
    const isLed = leads.get(scalar.start);
    const text = isLed === true ? scalar.value.replace(BEGINNING, "") : scalar.value;
    for (const [name, { times, joined: joined2 }] of countVariables(text))
      addCount(elsewhere, name, { times, joined: isLed === false ? times : joined2 });
  };
  const visit = (node, name) => {
    const found = resolved(node);
    if (found === void 0 || seen.has(found)) return;
    seen.add(found);
    switch (found.type) {
      case "scalar":
        if (name === void 0) told(found);
        else definitions.push({ name, text: found.value, start: found.start, end: found.end });
        return;
      case "sequence":
        for (const item of found.items) visit(item, name);
        return;
      case "mapping":
        for (const { key, value } of found.entries) {
          visit(key, void 0);
          const defines = key.type === "scalar" && (key.value === "variables" || key.value === "matrix");
          if (defines) eachOf(value, visit);
          else visit(value, name);
        }
    }
  };
  visit(root, void 0);
  return { type: "gitlab-variables", definitions, elsewhere };
}
function eachOf(node, visit) {
  const found = resolved(node);
  if (found?.type === "sequence") for (const row of found.items) eachOf(row, visit);
  if (found?.type !== "mapping") return;
  for (const { key, value } of found.entries)
    if (key.type === "scalar") visit(valueAt(value, "value") ?? value, key.value);
}
var BEGINNING = /^\$(?:(\w+)|\{(\w+)\})/;
function beginningOf(text) {
  const [, bare2, braced] = BEGINNING.exec(text) ?? [];
  return bare2 ?? braced;
}
function keepVariablesUsedElsewhere(uses, book) {
  const facts = book.of("gitlab-variables");
  if (facts.length === 0) return uses;
  const byName = groupBy(
    facts.flatMap(({ fact }) => fact.definitions),
    ({ name }) => name
  );
  const kept = usedElsewhere2(
    facts.map(({ fact }) => fact),
    byName
  );
  const definitionAt = definitionsOf(facts);
  const ambiguous = new Set([...byName].flatMap(([name, all]) => hasOneValue(all) ? [] : [name]));
  const whyKept = ({ image, slots, also }) => {
    for (const { file, start, writes, tail } of slots) {
      const own2 = definitionAt(file, start)?.name;
      if (own2 !== void 0 && kept.has(own2)) return `${own2} is used for more than images`;
      if (writes !== "name" || tail === "" || image?.startsWith("docker.io/") !== true) continue;
      const other = also.find(({ role }) => role !== own2 && ambiguous.has(role));
      if (other !== void 0) return `${other.role} has other values elsewhere`;
    }
    return void 0;
  };
  return uses.map((use) => {
    if (use.kind !== "gitlab-ci" || use.uneditable !== void 0) return use;
    const uneditable = whyKept(use);
    return uneditable === void 0 ? use : { ...use, uneditable };
  });
}
function hasOneValue(definitions) {
  return new Set(definitions.map(({ text }) => text)).size === 1;
}
function definitionsOf(facts) {
  const byFile = new Map(
    [...groupBy(facts, ({ file }) => file)].map(([file, filed]) => [
      file,
      filed.flatMap(({ fact }) => fact.definitions).toSorted((one, other) => one.start - other.start)
    ])
  );
  return (file, offset) => {
    const definitions = byFile.get(file) ?? [];
    const found = definitions[countBefore(definitions, ({ start }) => start <= offset) - 1];
    return found !== void 0 && offset <= found.end ? found : void 0;
  };
}
function usedElsewhere2(facts, byName) {
  const counts = /* @__PURE__ */ new Map();
  for (const [name, count2] of facts.flatMap(({ elsewhere }) => [...elsewhere])) addCount(counts, name, count2);
  const found = /* @__PURE__ */ new Set();
  for (const [name, { times, joined: joined2 }] of counts)
    if ((byName.get(name)?.every(isImage3) === true ? joined2 : times) > 0) found.add(name);
  for (const { text } of [...byName.values()].flat())
    for (const name of countVariables(text.replace(BEGINNING, "")).keys()) found.add(name);
  for (const name of found)
    for (const { text } of byName.get(name) ?? []) {
      const first = beginningOf(text);
      if (first !== void 0) found.add(first);
    }
  return found;
}
function isImage3({ text }) {
  return !WHOLE.test(text) && isVersionedWord(text.replaceAll(/\$(?:\w+|\{\w+\})/g, "v"));
}

// src/manifests/pipelines/gitlab-ci.ts
var INPUTS = { pattern: /\$\[\[/, reason: "an input that GitLab fills in when the pipeline is made" };
var NO_JOBS = /* @__PURE__ */ new Set([
  "variables",
  "include",
  "workflow",
  "stages",
  "cache",
  "spec",
  "default"
]);
var SCRIPTS4 = ["before_script", "script", "after_script"];
var MAX_TRACE = 8;
var MAX_READ = 8;
var NAME12 = /(?:^|[/.-])gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/(?!issue_templates\/).*\.ya?ml$/i;
var gitlabCi = {
  format: "yaml",
  name: "gitlab-ci",
  isNamed: (path) => NAME12.test(path),
  marks: [/script/],
  mayHoldImages: ({ path, text }) => NAME12.test(path) || isYamlPath(path) && mayBeGitlab(text),
  recognises: ({ root }, { path }) => NAME12.test(path) || isYamlPath(path) && looksLikeGitlab(root),
  extract: ({ root }, file) => {
    const jobs = entriesAt(root).filter(([key, node]) => !NO_JOBS.has(key) && resolved(node)?.type === "mapping");
    const bodies = [root, valueAt(root, "default"), ...jobs.map(([, job]) => job)];
    const once2 = onlyOnce();
    const budget = budgetOf(file);
    const images = bodies.flatMap((body) => {
      const at = (node) => useAt2(file, nameIn2(node), [body, root], budget);
      const services = itemsAt(once2(valueAt(body, "services")));
      return [
        { node: valueAt(body, "image"), use: at(valueAt(body, "image")) },
        ...services.map((node) => ({ node, use: reachable(at(node), node) }))
      ];
    });
    const uses = images.map(({ use }) => use);
    const onceEach = onlyOnce();
    const scripts = bodies.flatMap((body) => SCRIPTS4.flatMap((key) => linesOf4(once2(valueAt(body, key))))).map(onceEach);
    const built = scripts.flatMap((line2) => referencesBuiltBy(writtenScalar(line2)?.value ?? ""));
    const facts = scripts.flatMap((line2) => scriptFacts(file, line2, "gitlab-ci"));
    const variables = variablesIn2(root, leadsOf(images));
    return [...useFacts(uses), ...builtFacts(built), ...facts, variables];
  },
  revise: keepVariablesUsedElsewhere
};
function reachable(use, service) {
  if (use === void 0 || use.uneditable !== void 0 || use.slots.length === 0) return use;
  if (scalarAt(service, "alias") !== void 0) return use;
  const host = use.text.includes("$") ? "its name" : use.text.replace(/[:@].*$/, "").replaceAll("/", "-");
  return { ...use, uneditable: `jobs reach the service by a name that is made of it: give it an alias (${host})` };
}
function leadsOf(images) {
  const leads = /* @__PURE__ */ new Map();
  for (const { node, use } of images) {
    const scalar = writtenScalar(nameIn2(node));
    if (scalar === void 0 || use === void 0 || use.image === null) continue;
    const isWithin2 = ({ writes, start }) => writes === "name" && scalar.start <= start && start <= scalar.end;
    if (use.uneditable === void 0 && use.slots.some(isWithin2)) continue;
    leads.set(scalar.start, use.uneditable === void 0 && leads.get(scalar.start) !== false);
  }
  return leads;
}
function nameIn2(node) {
  return resolved(node)?.type === "mapping" ? valueAt(node, "name") : node;
}
function linesOf4(node) {
  return resolved(node)?.type === "sequence" ? itemsAt(node) : [node];
}
var BUDGETS = /* @__PURE__ */ new WeakMap();
function budgetOf(file) {
  const budget = BUDGETS.get(file) ?? { left: MAX_READ * file.text.length };
  BUDGETS.set(file, budget);
  return budget;
}
function useAt2(file, node, scopes, budget) {
  const scalar = writtenScalar(node);
  if (scalar === void 0 || scalar.value.length > MAX_IMAGE_TEXT) return void 0;
  if (!scalar.value.includes("$") || INPUTS.pattern.test(scalar.value)) {
    return scalarUse({ file, node, kind: "gitlab-ci", templating: INPUTS });
  }
  const text = file.text.slice(scalar.start, scalar.end);
  const origin = scalar.verbatim ? { origin: { file: file.path, start: scalar.start } } : {};
  const template = { text: scalar.value, dialect: { escape: "$$", quotes: false }, ...origin };
  const place = { file, start: scalar.start, text, kind: "gitlab-ci", part: "whole" };
  return tracedUse(place, expand2(template, variablesOf(file, scopes, budget, 0)));
}
function variablesOf(file, scopes, budget, depth) {
  return {
    missing: (name) => `the variable ${name} is set outside of the file`,
    lookup: (name) => {
      const scope = scopes.find((body) => valueAt(body, "variables", name) !== void 0);
      const scalar = scalarAt(scope, "variables", name) ?? scalarAt(scope, "variables", name, "value");
      if (scalar === void 0 || scalar.start < 0) return void 0;
      budget.left -= scalar.value.length + 1;
      if (budget.left < 0) return { known: false, reason: "its variables name too many others" };
      if (depth >= MAX_TRACE) return { known: false, reason: `the variable ${name} is made of itself` };
      const variable = {
        role: name,
        file: file.path,
        ...file.at(scalar.start),
        text: file.text.slice(scalar.start, scalar.end)
      };
      const origin = scalar.verbatim ? { origin: { file: file.path, start: scalar.start } } : {};
      const template = { text: scalar.value, variable, dialect: { escape: "$$", quotes: false }, ...origin };
      return expand2(template, variablesOf(file, scopes, budget, depth + 1));
    }
  };
}

// src/manifests/pulumi/pulumi.ts
var VARIABLE10 = { pattern: /\$\{/, reason: "an output or a variable of the program" };
var pulumi = {
  name: "pulumi",
  format: "yaml",
  marks: [/docker|kubernetes:|azure-native:/],
  mayHoldImages: ({ text }) => text.includes("resources") && /docker|kubernetes:|azure-native:/.test(text),
  recognises: ({ root }, { path }) => resourcesOf2(root).length > 0 && (baseName(path) === "Pulumi.yaml" || resourcesOf2(root).every(hasTypeToken)),
  extract: ({ root }, file) => resourcesOf2(root).flatMap((resource) => resourceFacts(resource, file))
};
var TOKEN3 = /^([a-z][\w-]*):(?:([\w./-]+):)?([A-Z]\w*)$/;
function resourcesOf2(root) {
  return entriesAt(root, "resources").map(([, resource]) => resource);
}
function hasTypeToken(resource) {
  return readResource(resource) !== void 0;
}
function readResource(node) {
  const token = scalarAt(node, "type")?.value ?? "";
  const [, provider, module = "", name] = (token.length > MAX_TOKEN ? null : TOKEN3.exec(token)) ?? [];
  if (provider === void 0 || name === void 0) return void 0;
  return { provider, module, name, properties: valueAt(node, "properties") };
}
var MAX_TOKEN = 256;
function resourceFacts(node, file) {
  const resource = readResource(node);
  if (resource === void 0) return [];
  switch (resource.provider) {
    case "kubernetes":
      return kubernetesFacts(resource, node, file);
    case "azure-native":
      return useFacts(azureImages(resource).map((image) => pulumiUse(image, file)));
    case "docker":
    case "docker-build":
      return dockerFacts(resource, file);
    default:
      return [];
  }
}
function kubernetesFacts({ module, name, properties }, node, file) {
  if (/^helm\.sh\//.test(module)) return chartFacts3(properties, node, file);
  const pod = properties === void 0 ? void 0 : podSpecOf(properties, { group: "", kind: name });
  return pod === void 0 ? [] : podFacts(pod, new UseCollector(file, "pulumi"));
}
function chartFacts3(properties, node, file) {
  const values = valueAt(properties, "values");
  const name = scalarAt(properties, "chart")?.value;
  const repository = scalarAt(properties, "repositoryOpts", "repo") ?? scalarAt(properties, "fetchOpts", "repo");
  const version = scalarAt(properties, "version")?.value;
  const isElsewhere = name !== void 0 && (repository !== void 0 || name.startsWith("oci://"));
  const chart = isElsewhere ? { by: "name", name, repository: repository?.value, version } : void 0;
  const facts = values === void 0 ? [] : remoteValues(values, file, chart);
  if (name === void 0 || repository === void 0) return facts;
  const start = scalarAt(node, "type")?.start ?? repository.start;
  return [
    ...facts,
    { type: "unseen", unseen: unseenChart(file, start, { name, repository: repository.value, version }) }
  ];
}
function azureImages({ module, name, properties }) {
  const api = module.split("/", 1)[0];
  if (api === "app" && (name === "ContainerApp" || name === "Job"))
    return containerImages2(valueAt(properties, "template"));
  if (api === "containerinstance" && name === "ContainerGroup") return containerImages2(properties);
  if (api === "web" && (name === "WebApp" || name === "WebAppSlot")) {
    return [{ node: valueAt(properties, "siteConfig", "linuxFxVersion"), prefix: "DOCKER|" }];
  }
  return [];
}
function containerImages2(template) {
  return ["initContainers", "containers"].flatMap(
    (list) => itemsAt(template, list).map((container) => ({ node: valueAt(container, "image") }))
  );
}
function dockerFacts({ name, properties }, file) {
  switch (name) {
    case "RemoteImage":
      return useFacts([pulumiUse({ node: valueAt(properties, "name") }, file)]);
    case "Container":
      return useFacts([pulumiUse({ node: valueAt(properties, "image") }, file)]);
    case "Service":
      return useFacts([pulumiUse({ node: valueAt(properties, "taskSpec", "containerSpec", "image") }, file)]);
    case "Image": {
      const names = [valueAt(properties, "imageName"), ...itemsAt(properties, "tags")];
      return builtFacts(names.flatMap((node) => writtenScalar(node)?.value ?? []));
    }
    default:
      return [];
  }
}
function pulumiUse({ node, prefix = "" }, file) {
  return scalarUse({ file, node, kind: "pulumi", templating: VARIABLE10, prefix });
}

// src/manifests/quadlet/quadlet.ts
var quadlet = {
  name: "quadlet",
  format: "text",
  recognises: (path) => /\.(?:container|image|volume|build)$/.test(path),
  accepts: (file) => SECTION.test(file.text),
  extract: extractUnit
};
var SECTION = /^\[(?:Container|Image|Volume|Build)\][ \t\r]*$/m;
var LINE = /^(?:\[(?<section>[^\]\r\n]+)\]|(?<key>Image|ImageTag|Mount)[ \t]*=[ \t]*)(?<value>[^\r\n]*)/gm;
function extractUnit(file) {
  const facts = [];
  let section = "";
  for (const { 0: line2, index, groups } of file.text.matchAll(LINE)) {
    if (groups?.section !== void 0) {
      section = groups.section;
      continue;
    }
    const value = groups?.value?.trimEnd() ?? "";
    const start = index + line2.length - (groups?.value?.length ?? 0);
    if (groups?.key === "ImageTag") facts.push(...builtFacts2(section, value));
    else if (groups?.key === "Mount") facts.push(...mountFacts(file, section, start, value));
    else facts.push(...imageFacts(file, section, start, value));
  }
  return facts;
}
function builtFacts2(section, value) {
  const reference = section === "Build" ? parseReference(value) : void 0;
  return reference === void 0 ? [] : [{ type: "built-here", claim: buildClaim(reference) }];
}
function mountFacts(file, section, start, text) {
  const image = section === "Container" ? mountedImage(file.text, { start, end: start + text.length }) : void 0;
  return image === void 0 ? [] : imageFacts(file, section, image.start, file.text.slice(image.start, image.end));
}
function imageFacts(file, section, start, text) {
  const inSection = section === "Container" || section === "Image" || section === "Volume";
  if (!inSection || text === "" || /\.(?:build|image)$/.test(text)) return [];
  const place = { file, start, text, kind: "quadlet", part: "whole" };
  if (/[%$]/.test(text)) return [{ type: "use", use: templatedUse(place, "systemd fills in a part of it") }];
  const use = literalUse(place);
  return use === void 0 ? [] : [{ type: "use", use }];
}

// src/manifests/settings/image-list.ts
var NAME13 = /(?:^|\/)(?:[^/]*images?[^/]*\.txt|[^/]*images?\.list)$/i;
var imageList = {
  name: "image-list",
  format: "text",
  recognises: (path) => NAME13.test(path),
  accepts: isImageList,
  extract: (file) => linesOf5(file.text).flatMap(({ start, text }) => {
    const use = literalUse({ file, start, text, kind: "other", part: "whole" });
    return use === void 0 ? [] : [{ type: "use", use }];
  })
};
function isImageList({ text }) {
  const lines = linesOf5(text);
  return lines.some((line2) => line2.text.includes("/")) && lines.every((line2) => saysVersion(line2.text));
}
function linesOf5(text) {
  const lines = [];
  let at = 0;
  for (const line2 of text.split("\n")) {
    const written3 = line2.trim();
    if (written3 !== "" && !written3.startsWith("#")) lines.push({ start: at + line2.indexOf(written3), text: written3 });
    at += line2.length + 1;
  }
  return lines;
}

// src/manifests/shell/makefile.ts
var makefile = {
  name: "makefile",
  format: "text",
  recognises: (path) => /(?:^|\/)(?:(?:GNU)?makefile|justfile)$|(?:^|\/)Makefile\.\w+$|\.(?:mk|just)$/i.test(path),
  extract: (file) => {
    const script = new Script(file, "makefile");
    for (const { start, end } of logicalLines(file)) readLine2(script, file.text, start, end);
    return script.facts();
  }
};
var ASSIGNMENT3 = /^(?:(?:export|override)[ \t]+)*([A-Za-z_]\w*)[ \t]*(?:\?|!|\+|:{1,3})?=[ \t]*/;
function readLine2(script, text, start, end) {
  const line2 = text.slice(start, end);
  const assignment = ASSIGNMENT3.exec(line2);
  if (assignment === null) {
    readShell(script, text, { start, end });
    return;
  }
  const from = assignment[0].length;
  const comment = /[ \t]#/.exec(line2.slice(from));
  const value = line2.slice(from, comment === null ? void 0 : from + comment.index).trimEnd();
  const span = { start: start + from, end: start + from + value.length };
  script.assign(assignment[1] ?? "", span);
  if (value.includes("$(shell")) readShell(script, text, span);
}
function logicalLines({ text }) {
  const lines = [];
  let start = text.charCodeAt(0) === 65279 ? 1 : 0;
  for (let at = start; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const stop = newline === -1 ? text.length : newline;
    const end = text[stop - 1] === "\r" && stop > start ? stop - 1 : stop;
    at = stop + 1;
    if (text[end - 1] === "\\" && newline !== -1) continue;
    lines.push({ start, end });
    start = at;
  }
  return lines;
}

// src/manifests/terraform/variables.ts
function mentionsIn2(text) {
  const counts = /* @__PURE__ */ new Map();
  for (const [name] of text.matchAll(/(?<![\w.-])(?:var|local)\.[A-Za-z_][\w-]{0,200}/g))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
function variableValue(file, kind, name, { value }) {
  const [token, ...others] = value;
  if (token === void 0 || token.type === "mark" || others.length > 0) return void 0;
  const form = token.type === "word" ? "number" : token.dynamic ? "template" : "text";
  if (token.type === "word" ? !/^\d+$/.test(token.text) : !token.plain && !token.dynamic) return void 0;
  const place = { file, start: token.start, text: token.text, kind, part: "arg" };
  return { type: "terraform-value", name, place, form };
}
var MAX_NAME5 = 512;
function isValuesPath(path) {
  return /\.tfvars(?:\.json)?$/i.test(path);
}
function variableName(path, { scope, key }) {
  if (key === "" || scope.path.length !== depthOf2(scope)) return void 0;
  const names = [...scope.path, key];
  if (names.reduce((length, name2) => length + name2.length, 0) > MAX_NAME5) return void 0;
  if (isValuesPath(path)) return `var.${names.join(".")}`;
  const block2 = blockOf(topOf(scope));
  if (block2?.type === "locals") return `local.${names.slice(1).join(".")}`;
  const [name] = block2?.labels ?? [];
  if (block2?.type !== "variable" || names[1] !== "default" || name === void 0) return void 0;
  return ["var", name, ...names.slice(2)].join(".");
}
function depthOf2(scope) {
  let depth = 0;
  for (let at = scope; at.parent !== void 0; at = at.parent) depth++;
  return depth;
}
function imageFacts2(place, doubtful = false) {
  const { file, kind, value, prefix = "" } = place;
  const [first, ...others] = value;
  if (first?.type === "text" && first.dynamic && others.length === 0) {
    const at = textPlace(file, kind, "whole", first, prefix);
    return at === void 0 ? [] : [{ type: "terraform-template", place: at, doubtful }];
  }
  const uses = valueUses2(place);
  const [only] = uses;
  if (first?.type === "word" && others.length === 0 && only !== void 0 && /^(?:var|local)\./.test(first.text))
    return [{ type: "terraform-reference", name: first.text, use: only }];
  return uses.map((use) => ({ type: "use", use }));
}

// src/manifests/terraform/modules.ts
var INTERPOLATION = {
  reference: /(?<!\$)\$\{[ \t]*((?:var|local)\.[\w.-]+)[ \t]*\}/g,
  other: /[$%]\{/,
  reason: "it is put together on deployment"
};
function resolveVariables(book) {
  const types = ["terraform-value", "terraform-reference", "terraform-template", "terraform-mentions"];
  const modules = groupBy(
    types.flatMap((type) => book.of(type)),
    ({ file }) => directoryOf(file)
  );
  return [...modules.values()].flatMap((filed) => moduleUses(filed.map(({ fact }) => fact)));
}
function moduleUses(facts) {
  const module = new Module();
  for (const fact of facts) if (fact.type === "terraform-value") module.add(fact);
  for (const fact of facts) {
    if (fact.type === "terraform-reference") module.refer(fact);
    else if (fact.type === "terraform-template") module.trace(fact);
    else if (fact.type === "terraform-mentions") module.mention(fact);
  }
  return module.uses();
}
var MAX_DEPTH18 = 12;
var Module = class {
  #traced = [];
  #doubtful = /* @__PURE__ */ new Set();
  #whole = [];
  #definitions = /* @__PURE__ */ new Map();
  #values = /* @__PURE__ */ new Map();
  /** By the place of a value: the variable or local that it is the value of. */
  #names = /* @__PURE__ */ new Map();
  /** Variables that images are, and whether uses at their values have been told. */
  #referred = /* @__PURE__ */ new Map();
  #mentions = /* @__PURE__ */ new Map();
  #ofImages = /* @__PURE__ */ new Map();
  add(fact) {
    for (const name of [fact.name, ...anyKeyOf(fact.name)]) {
      const known2 = this.#definitions.get(name);
      if (known2 === void 0) this.#definitions.set(name, [fact]);
      else known2.push(fact);
    }
    this.#names.set(placeOf6(fact.place.file.path, fact.place.start), ownerOf(fact.name));
  }
  /** An image that is a variable: its uses stand at the variable's values, once however often it is used. */
  refer({ name, use }) {
    count([[ownerOf(name), 1]], this.#ofImages);
    const told = this.#referred.get(name) ?? this.#tellValues(name);
    this.#referred.set(name, told);
    if (!told) this.#whole.push(use);
  }
  /** The uses at the values of a variable. @returns whether there are any */
  #tellValues(name) {
    const definitions = this.#definitions.get(name) ?? [];
    const literals = definitions.flatMap(({ place, form }) => form === "text" ? literalUse(place) ?? [] : []);
    const templates = definitions.filter(({ form }) => form === "template");
    for (const literal of literals) this.#whole.push(literal);
    for (const { place } of templates) this.#trace(place);
    return literals.length + templates.length > 0;
  }
  trace({ place, doubtful }) {
    if (doubtful) this.#doubtful.add(place);
    this.#trace(place);
  }
  mention({ counts }) {
    count(counts, this.#mentions);
  }
  /** All uses of this module. */
  uses() {
    const uses = tracedUses(this.#traced);
    const traced = this.#traced.flatMap(({ place }, index) => {
      const use = uses[index];
      if (use === void 0 || this.#doubtful.has(place) && !isPlain2(use)) return [];
      return [this.#withoutSharedSlots(use, place)];
    });
    return [...this.#whole, ...traced];
  }
  #trace(place) {
    count(mentionsIn2(place.text), this.#ofImages);
    const origin = { file: place.file.path, start: place.start };
    const value = interpolated({ text: place.text, origin }, INTERPOLATION, (name) => this.#value(name, 0));
    this.#traced.push({ place, value });
  }
  /** What a variable or local is known to be. */
  #value(name, depth) {
    const known2 = this.#values.get(name);
    if (known2 !== void 0) return known2;
    if (depth > MAX_DEPTH18) return unknown3(`${name} is made of too many others`);
    const value = this.#evaluate(name, depth);
    this.#values.set(name, value);
    return value;
  }
  #evaluate(name, depth) {
    const [definition, ...others] = this.#deciding(name);
    if (definition === void 0) return unknown3(`${name} has no literal value in this directory`);
    if (others.length > 0) return unknown3(`${name} has several values in this directory`);
    const { place, form } = definition;
    const { text, start, file } = place;
    const variable = { role: ownerOf(name), file: file.path, ...file.at(start), text };
    const template = { text, origin: { file: file.path, start }, variable };
    if (form === "template") return interpolated(template, INTERPOLATION, (other) => this.#value(other, depth + 1));
    if (!/^[\w.:/@+-]{0,512}$/.test(text)) return unknown3(`the value of ${name} is no part of an image reference`);
    return { known: true, pieces: [{ text, origin: template.origin, variable }] };
  }
  /** What is given in a `.tfvars` file counts more than a default. */
  #deciding(name) {
    const definitions = this.#definitions.get(name) ?? [];
    const given = definitions.filter(({ place }) => isValuesPath(place.file.path));
    return given.length === 0 ? definitions : given;
  }
  /** A variable that is only a part of a reference is not written where it is used for more than images. */
  #withoutSharedSlots(use, place) {
    const slot = use.slots.find(({ writes }) => writes === "name");
    if (slot === void 0 || ALONE4.test(place.text)) return use;
    const variable = this.#names.get(placeOf6(slot.file, slot.start));
    if (variable === void 0 || slot.file === place.file.path && slot.start === place.start) return use;
    if ((this.#mentions.get(variable) ?? 0) <= (this.#ofImages.get(variable) ?? 0)) return use;
    return { ...use, slots: [], uneditable: `${variable} is used for more than images` };
  }
};
function isPlain2({ image, unknownTag }) {
  return image !== null && (unknownTag === true || isVersionedImage(image));
}
var ALONE4 = /^\$\{[^{}]*\}$/;
function anyKeyOf(name) {
  const [kind, map, key, ...fields] = name.split(".");
  return key === void 0 || fields.length === 0 ? [] : [[kind, map, "*", ...fields].join(".")];
}
function placeOf6(file, start) {
  return `${file}\0${start}`;
}
function ownerOf(name) {
  return name.split(".", 2).join(".");
}
function count(counts, into) {
  for (const [name, times] of counts) into.set(name, (into.get(name) ?? 0) + times);
}
function unknown3(reason) {
  return { known: false, reason };
}

// src/manifests/terraform/nomad.ts
var nomad = {
  format: "text",
  name: "nomad",
  recognises: (path) => /\.nomad(?:\.hcl)?$/i.test(path),
  extract: (file) => file.text.includes("image") ? useFacts(jobUses(file)) : []
};
var DRIVER = /^(?:docker|podman|containerd-driver)$/;
function jobUses(file) {
  const fields = hclFields(file.text);
  const running = new Set(fields.filter(isRunning).map(({ scope }) => scope));
  const uses = [];
  const facts = [{ type: "terraform-mentions", counts: mentionsIn2(file.text) }];
  for (const field2 of fields) {
    const name = variableName(file.path, field2);
    if (name !== void 0) {
      const value = variableValue(file, "other", name, field2);
      if (value !== void 0) facts.push(value);
    } else if (isTaskImage(field2, running)) {
      for (const fact of imageFacts2({ file, kind: "other", value: field2.value })) {
        if (fact.type === "use") uses.push(fact.use);
        else facts.push(fact);
      }
    }
  }
  return [...uses, ...moduleUses(facts)];
}
function isRunning({ key, value: [value] }) {
  return key === "driver" && value?.type === "text" && DRIVER.test(value.text);
}
function isTaskImage({ scope, key }, running) {
  const { parent, path } = scope;
  if (key !== "image" || path.at(-1) !== "config" || parent === void 0) return false;
  return running.has(parent) || path.at(-2) === "sidecar_task";
}

// src/manifests/terraform/chart-sources.ts
function chartSources(file, fields) {
  return [...releasesIn(fields).values()].flatMap(({ chart, name, repository, version, isElsewhere, isWritten: isWritten3 }) => {
    if (name === void 0 || !isWritten3) {
      return isElsewhere ? [{ type: "unseen", unseen: unseenChartNamed(file, chart.start, chart.text) }] : [];
    }
    const unseen2 = unseenNamedChart(file, chart.start, {
      chart: name,
      ...repository === void 0 ? {} : { repository },
      ...version === void 0 ? {} : { version }
    });
    return unseen2 === void 0 ? [] : [{ type: "unseen", unseen: unseen2 }];
  });
}
function releasesIn(fields) {
  const releases = /* @__PURE__ */ new Map();
  for (const { scope, key, value } of fields) {
    if (!RELEASES.has(blockOf(scope)?.labels[0] ?? "")) continue;
    releases.set(scope, (releases.get(scope) ?? /* @__PURE__ */ new Map()).set(key, value));
  }
  const found = /* @__PURE__ */ new Map();
  for (const [scope, release] of releases) {
    const [chart] = release.get("chart") ?? [];
    if (chart === void 0) continue;
    const [name, repository, version] = ["chart", "repository", "version"].map((key) => plainText(release.get(key)));
    const isElsewhere = release.has("repository") || /^(?:oci|https?):\/\//.test(chart.text);
    const isWritten3 = !release.has("repository") || repository !== void 0;
    found.set(scope, { chart, name, repository, version, isElsewhere, isWritten: isWritten3 });
  }
  return found;
}
var RELEASES = /* @__PURE__ */ new Set(["helm_release", "helm_template"]);
function plainText([token, ...others] = []) {
  return token?.type === "text" && token.plain && others.length === 0 ? token.text : void 0;
}

// src/manifests/terraform/choices.ts
var FALLBACK = /^(?:coalesce|try)$/;
var ONE_OF = /* @__PURE__ */ new Map([
  ["format", 0],
  ["lookup", 2]
]);
function isChosen({ value: [first] }) {
  return first?.type === "word" && (FALLBACK.test(first.text) || ONE_OF.has(first.text));
}
function chosenOf({ scope, value: [value] }, index) {
  const [key, assign, call2] = scope.header;
  const { parent } = scope;
  if (scope.bracket !== "(" || parent === void 0 || value?.type !== "text") return void 0;
  if (key?.type !== "word" || assign?.type !== "mark" || call2?.type !== "word") return void 0;
  if (!FALLBACK.test(call2.text) && ONE_OF.get(call2.text) !== index) return void 0;
  return { scope: parent, key: key.text, target: [key], value: [value] };
}
function eachFact(file, { scope, value }, byScope) {
  const [token, ...others] = value;
  const match = token?.type === "word" && others.length === 0 ? /^(\w+)\.value((?:\.\w+)+)$/.exec(token.text) : null;
  if (token === void 0 || match === null) return void 0;
  for (let at = scope; at?.parent !== void 0; at = at.parent) {
    const [first, label] = at.header;
    const isDynamic = first?.type === "word" && first.text === "dynamic";
    const isMine = match[1] === "each" ? at.parent.parent === void 0 : isDynamic && label?.type === "text" && label.text === match[1];
    const [map, ...more] = (isMine ? byScope.get(at)?.get("for_each")?.value : void 0) ?? [];
    if (map?.type !== "word" || more.length > 0 || !/^(?:var|local)\./.test(map.text)) continue;
    const use = templatedUse(
      { file, start: token.start, text: token.text, kind: "terraform", part: "whole" },
      `a field of each value of ${map.text}`
    );
    return { type: "terraform-reference", name: `${map.text}.*${match[2]}`, use };
  }
  return void 0;
}

// src/manifests/terraform/helm-release.ts
function helmFacts2(file, fields) {
  const ofCharts = fields.filter(givesToChart);
  if (ofCharts.length === 0) return [];
  const groups = /* @__PURE__ */ new Map();
  const settings2 = [...setBlocks(ofCharts), ...ofCharts.flatMap(encodedValue)];
  for (const { group, name, value } of settings2) {
    const known2 = groups.get(group) ?? /* @__PURE__ */ new Map();
    groups.set(group, known2.set(name, value));
  }
  const releases = releasesIn(fields);
  const factOf = (use, scope) => remoteValueFact(use, chartOf2(releases.get(topOf(scope))));
  const facts = settings2.flatMap(({ group, name, value }) => {
    const siblings3 = groups.get(group) ?? /* @__PURE__ */ new Map();
    const use = settingUse(file, name, value, siblings3);
    return use === void 0 ? [] : [factOf(use, group)];
  });
  const documents = ofCharts.flatMap((field2) => documentUses(file, field2).map((use) => factOf(use, field2.scope)));
  return [...facts, ...documents];
}
function chartOf2(release) {
  if (release === void 0 || !release.isElsewhere) return void 0;
  const { name = "of this release", repository, version } = release;
  return { by: "name", name, repository, version };
}
function givesToChart({ scope }) {
  const block2 = blockOf(topOf(scope));
  const [type] = block2?.labels ?? [];
  if (block2?.type === "module") return SETS3.test(scope.path.at(-1) ?? "");
  return block2?.type === "resource" && type === "helm_release" || block2?.type === "data" && type === "helm_template";
}
var SETS3 = /^set(?:_values)?$/;
function setBlocks(fields) {
  const names = /* @__PURE__ */ new Map();
  for (const { scope, key, value } of fields) {
    const [token] = value;
    const name = key === "name" && token?.type === "text" && token.plain ? token.text : void 0;
    if (name !== void 0 && SETS3.test(scope.path.at(-1) ?? "")) names.set(scope, name);
  }
  return fields.flatMap(({ scope, key, value }) => {
    const name = key === "value" ? names.get(scope) : void 0;
    return name === void 0 ? [] : [{ group: topOf(scope), name, value }];
  });
}
var MAX_NAME6 = 128;
function encodedValue({ scope, key, value }) {
  const from = scope.path.indexOf("values");
  if (from === -1 || key === "") return [];
  const names = [...scope.path.slice(from + 1), key];
  if (names.some((name) => name.length > MAX_NAME6)) return [];
  return [{ group: scope, name: names.join("."), value }];
}
function settingUse(file, name, value, siblings3) {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const above = name.slice(0, name.length - last.length);
  const isRepository = last === "repository" && /image\.$/i.test(above);
  if (!isRepository && !isImageKey(last)) return void 0;
  const fieldOf4 = (...names) => {
    const role = names.find((candidate) => siblings3.has(candidate));
    const scalar2 = role === void 0 ? void 0 : scalarFor(siblings3.get(role) ?? []);
    return role === void 0 || scalar2 === void 0 ? void 0 : { role, scalar: scalar2 };
  };
  if (fieldOf4(`${above}pullPolicy`)?.scalar.value === "Never") return void 0;
  const scalar = scalarFor(value);
  if (scalar === void 0) return void 0;
  const tag = isRepository || last === "image" ? fieldOf4(`${above}tag`, `${above}imageTag`) : fieldOf4(`${name}Tag`);
  if (!isRepository && tag === void 0 && knownNameLength(scalar.value) !== void 0) {
    const place = { file, start: scalar.start, text: scalar.value, kind: "terraform", part: "whole" };
    return templatedUse(place, "its tag is put together on deployment");
  }
  const isText2 = tag === void 0 ? isPossibleImage(scalar.value, last) && /[:/]/.test(scalar.value) : true;
  if (!isRepository && !(isText2 && scalar.verbatim)) return void 0;
  const registry = isRepository ? fieldOf4(`${above}registry`) : void 0;
  const digest = isRepository ? fieldOf4(`${above}digest`) : void 0;
  const part = isRepository ? "repository" : "whole";
  return splitUse({ file, kind: "terraform", part, repository: { role: name, scalar }, registry, tag, digest });
}
function scalarFor([token, ...others]) {
  if (token === void 0) return void 0;
  if (token.type === "text" && others.length === 0) return scalarOf2(token);
  const isNumber = token.type === "word" && others.length === 0 && /^\d+$/.test(token.text);
  const end = others.at(-1)?.end ?? token.end;
  const value = isNumber ? token.text : EXPRESSION4;
  const { start } = token;
  return { type: "scalar", start, end, style: "double", anchor: void 0, tag: void 0, value, verbatim: false };
}
var EXPRESSION4 = "$()";
function documentUses(file, { scope, key, value: [token] }) {
  if (key !== "" || scope.path.at(-1) !== "values" || token?.type !== "text" || !token.text.startsWith("<<")) return [];
  const start = file.text.indexOf("\n", token.start) + 1;
  const end = file.text.lastIndexOf("\n", token.end - 1);
  if (end <= start) return [];
  const { documents } = parseDocuments(file.text.slice(start, end), start);
  return documents.flatMap(
    ({ root }) => valueUses(root, file).map(({ use }) => ({ ...use, kind: "terraform" }))
  );
}

// src/manifests/terraform/here-documents.ts
function hereDocumentFacts(file, { value: [token] }) {
  if (token?.type !== "text" || !token.text.startsWith("<<")) return [];
  if (!token.text.includes("apiVersion") || !/image/i.test(token.text)) return [];
  const start = file.text.indexOf("\n", token.start) + 1;
  const end = file.text.lastIndexOf("\n", token.end - 1);
  if (end <= start) return [];
  return parseDocuments(file.text.slice(start, end), start).documents.flatMap((document) => {
    const yaml = { ...file, documents: [document] };
    if (!kubernetes.recognises(document, yaml)) return [];
    return kubernetes.extract(document, yaml).flatMap(
      (fact) => fact.type === "use" ? [{ type: "use", use: { ...fact.use, kind: "terraform" } }] : []
    );
  });
}

// src/manifests/terraform/json-fields.ts
var LABELS = /* @__PURE__ */ new Map([
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
  ["module", 1],
  ["variable", 1],
  ["output", 1],
  ["provider", 1],
  ["check", 1]
]);
var TOP = { header: [], bracket: "", parent: void 0, path: [] };
function terraformJsonFields(root, text, values) {
  const reader = new JsonReader(text);
  if (values) reader.body(root, TOP);
  else
    for (const [type, node] of entriesAt(root)) {
      if (type !== COMMENT) reader.blocks(node, TOP, [wordOf2(type)], LABELS.get(type) ?? 0);
    }
  return reader.fields;
}
var COMMENT = "//";
var JsonReader = class {
  fields = [];
  #text;
  constructor(text) {
    this.#text = text;
  }
  /** The blocks of one type: each below as many names as are left. Recursion is bounded by the parser's limit on depth. */
  blocks(node, parent, header, labels) {
    if (node.type === "sequence") for (const item of node.items) this.blocks(item, parent, header, labels);
    if (node.type !== "mapping") return;
    if (labels > 0) {
      for (const [label2, below3] of entriesAt(node)) {
        if (label2 !== COMMENT) this.blocks(below3, parent, [...header, labelOf(label2)], labels - 1);
      }
      return;
    }
    const [type, label] = header;
    const name = type?.text === "dynamic" ? label : type;
    this.body(node, { header, bracket: "{", parent, path: [...parent.path, name?.text ?? ""] });
  }
  /** What stands in a block or in an object. */
  body(node, scope) {
    for (const [key, value] of entriesAt(node)) {
      if (this.fields.length >= MAX_FIELDS2 || key === COMMENT) continue;
      if (key === "dynamic") this.blocks(value, scope, [wordOf2(key)], 1);
      else this.#field(key, value, scope);
    }
  }
  #field(key, node, scope) {
    const value = resolved(node);
    if (value?.type === "scalar") {
      this.fields.push({ scope, key, target: [wordOf2(key)], value: [this.#token(value)] });
    } else if (value?.type === "mapping") {
      this.body(value, { header: [wordOf2(key)], bracket: "{", parent: scope, path: [...scope.path, key] });
    } else if (value?.type === "sequence") {
      const path = [...scope.path, key];
      this.#items(value.items, { header: [wordOf2(key), ASSIGN], bracket: "[", parent: scope, path });
    }
  }
  #items(items, scope) {
    for (const item of items) {
      if (this.fields.length >= MAX_FIELDS2) return;
      if (item.type === "scalar") this.fields.push({ scope, key: "", target: [], value: [this.#token(item)] });
      else if (item.type === "mapping") this.body(item, { header: [], bracket: "{", parent: scope, path: scope.path });
      else if (item.type === "sequence") this.#items(item.items, { ...scope, header: [], parent: scope });
    }
  }
  #token({ start, end, style, value, verbatim }) {
    if (style === "plain") return { type: "word", start, end, text: value };
    const written3 = this.#text.slice(start, end);
    const name = REFERENCE2.exec(written3)?.[1];
    if (name !== void 0) {
      const from = start + written3.indexOf(name);
      return { type: "word", start: from, end: from + name.length, text: name };
    }
    const dynamic = /(?<!\$)\$\{|(?<!%)%\{/.test(written3);
    const plain = verbatim && !dynamic && !/[$%]\{/.test(written3);
    return textToken(this.#text, start, end, { plain, dynamic });
  }
};
var REFERENCE2 = /^\$\{[ \t]{0,9}([A-Za-z_][\w-]{0,200}(?:\.[\w-]{1,200}){1,9})[ \t]{0,9}\}$/;
var ASSIGN = { type: "mark", start: -1, end: -1, text: "=" };
function wordOf2(text) {
  return { type: "word", start: -1, end: -1, text };
}
function labelOf(text) {
  return { type: "text", start: -1, end: -1, text, plain: true, dynamic: false };
}

// src/manifests/terraform/resources.ts
var isInContainers2 = nameTest(
  /^(?:(?:init_?|ephemeral_?|sidecar_?)?containers?|(?:init|ephemeral)Containers|container_spec|container_definitions?|container_properties)$/
);
var ATTRIBUTES = [
  { resource: /^docker_container$/, key: /^image$/ },
  { resource: /^docker_image$/, key: /^name$/ },
  {
    resource: /^azurerm_(?:linux|windows)_(?:web|function)_app(?:_slot)?$/,
    key: /^(?:docker_image_name|docker_image|image_name)$/
  }
];
function imagePlace({ scope, key, value }) {
  const top = topOf(scope);
  const block2 = blockOf(top);
  const [type] = block2?.labels ?? [];
  if (block2 === void 0 || type === void 0) return void 0;
  if (block2.type === "data")
    return type === "docker_registry_image" && key === "name" && scope === top ? {} : void 0;
  if (block2.type !== "resource") return void 0;
  if (/^(?:linux|windows)_fx_version$/i.test(key)) return { prefix: "DOCKER|" };
  if (/^(?:linux|windows)FxVersion$/.test(key)) return { prefix: "DOCKER|" };
  if (key === "image" && isInContainers2(scope)) return {};
  if (/^(?:kubernetes|kubectl)_manifest$/.test(type) && scope.path.includes("spec") && isImageName(key)) {
    const [first] = value;
    return first?.type === "text" && (first.dynamic || isVersionedImage(first.text)) ? { doubtful: true } : void 0;
  }
  const attribute = ATTRIBUTES.find(({ resource, key: name }) => resource.test(type) && name.test(key));
  if (attribute === void 0) return void 0;
  return type.startsWith("docker_") === (scope === top) ? {} : void 0;
}
function builtReferences(fields) {
  const building = new Set(fields.filter(({ scope }) => scope.path.includes("build")).map(({ scope }) => topOf(scope)));
  const built = /* @__PURE__ */ new Map();
  for (const field2 of fields) {
    const { scope, key, value } = field2;
    const block2 = blockOf(scope);
    const [type] = block2?.labels ?? [];
    const [first] = value;
    if (block2?.type !== "resource" || key !== "name" || first?.type !== "text" || value.length !== 1) continue;
    if (type === "docker_image" && building.has(scope) || type === "docker_registry_image")
      built.set(field2, first.text);
  }
  return built;
}

// src/manifests/terraform/web-app.ts
var NAMES2 = /* @__PURE__ */ new Set(["docker_image_name", "docker_image", "image_name"]);
var REGISTRIES = ["docker_registry_url", "registry_url"];
var TAGS2 = ["docker_image_tag", "image_tag"];
function webAppUse(file, field2, block2) {
  if (!NAMES2.has(field2.key)) return void 0;
  const [token, ...more] = field2.value;
  const registry = firstOf2(block2, REGISTRIES);
  const tag = firstOf2(block2, TAGS2);
  if (token === void 0 || registry === void 0 && tag === void 0) return void 0;
  const whole = literalOf(field2);
  const nameEnd = token?.type === "text" && more.length === 0 ? knownNameLength(token.text) : void 0;
  const name = whole ?? (nameEnd === void 0 || token?.type !== "text" ? void 0 : upTo(token, nameEnd));
  const also = [registry, tag].flatMap((sibling) => sibling === void 0 ? [] : siblingOf(file, sibling));
  const use = {
    file: file.path,
    ...file.at(token.start),
    text: token.text,
    kind: "terraform",
    part: "whole",
    also
  };
  const url = literalOf(registry);
  const host = url === void 0 ? "" : hostOf2(url.text);
  const tagText = literalOf(tag);
  if (whole === void 0 && host === DOCKER_HUB && tag === void 0) return void 0;
  if (name === void 0) {
    return { ...use, image: null, reason: "its name is put together on deployment", slots: [] };
  }
  if (host === void 0 || registry !== void 0 && url === void 0) {
    return { ...use, image: null, reason: "its registry is put together on deployment", slots: [] };
  }
  const unknownTag = name !== whole || tag !== void 0 && tagText === void 0;
  const reference = parseReference(
    (host === "" ? "" : `${host}/`) + name.text + (tagText === void 0 || unknownTag ? "" : `:${tagText.text}`)
  );
  if (reference === void 0) return { ...use, image: null, reason: "it is not an image reference", slots: [] };
  return {
    ...use,
    image: formatReference(reference),
    ...unknownTag ? { unknownTag, reason: "its tag is put together on deployment" } : {},
    slots: slotsOf3(file, name, url)
  };
}
function upTo(text, length) {
  return { ...text, end: text.start + length, text: text.text.slice(0, length), plain: true, dynamic: false };
}
function firstOf2(block2, keys) {
  return keys.map((key) => block2.get(key)).find((field2) => field2 !== void 0);
}
function slotsOf3(file, name, url) {
  const common2 = { file: file.path, before: "", after: "", tail: "" };
  const end = name.start + nameLength(name.text);
  if (url === void 0) return [{ ...common2, start: name.start, end, writes: "name" }];
  const scheme = /^https?:\/\//i.exec(url.text)?.[0].length ?? 0;
  return [
    { ...common2, start: url.start + scheme, end: url.end, writes: "registry" },
    { ...common2, start: name.start, end, writes: "repository" }
  ];
}
function hostOf2(url) {
  const host = /^(?:https?:\/\/)?([\w.-]+(?::\d+)?)(?:\/(?:v[12]\/?)?)?$/i.exec(url)?.[1]?.toLowerCase();
  return host === "index.docker.io" || host === "registry.hub.docker.com" ? DOCKER_HUB : host;
}
function literalOf(field2) {
  const [value] = field2?.value ?? [];
  if (value?.type !== "text" || !value.plain || field2?.value.length !== 1) return void 0;
  return value.text.length > MAX_IMAGE_TEXT ? void 0 : value;
}
function siblingOf(file, { key, value }) {
  const [first] = value;
  if (first === void 0) return [];
  return [{ role: key, file: file.path, ...file.at(first.start), text: file.text.slice(first.start, first.end) }];
}

// src/manifests/terraform/terraform.ts
var terraform = {
  format: "text",
  name: "terraform",
  recognises: (path) => /\.(?:tf|tofu|tfvars)(?:\.json)?$/i.test(path),
  // Any file may hold the value of a variable, whatever its name: none can be left out by what it contains.
  extract: (file) => /\.json$/i.test(file.path) ? extractJson2(file) : extractFields(file, hclFields(file.text)),
  resolve: resolveVariables
};
function extractJson2(file) {
  const { documents, failures } = parseDocuments(file.text);
  const givesValues = isValuesPath(file.path);
  return [
    ...documents.flatMap(({ root }) => extractFields(file, terraformJsonFields(root, file.text, givesValues))),
    ...failures.map(({ offset, reason }) => {
      const { line: line2 } = file.at(offset);
      return { type: "warning", warning: { file: file.path, line: line2, reason } };
    })
  ];
}
function extractFields(file, fields) {
  const built = builtReferences(fields);
  const facts = [...builtFacts([...built.values()])];
  const byScope = /* @__PURE__ */ new Map();
  for (const field2 of fields) {
    byScope.set(field2.scope, (byScope.get(field2.scope) ?? /* @__PURE__ */ new Map()).set(field2.key, field2));
  }
  const calls2 = /* @__PURE__ */ new Map();
  const args = fields.flatMap((field2) => {
    if (field2.key !== "") return [];
    const index = calls2.get(field2.scope) ?? 0;
    calls2.set(field2.scope, index + 1);
    return [argumentFacts(file, field2, index)];
  });
  const chosen = new Set(args.flatMap(({ scope }) => scope ?? []));
  facts.push(
    ...args.flatMap((argument) => argument.facts),
    ...fields.flatMap((field2) => hereDocumentFacts(file, field2))
  );
  for (const field2 of fields) {
    if (field2.key === "") continue;
    const name = variableName(file.path, field2);
    if (name !== void 0) {
      const value = variableValue(file, "terraform", name, field2);
      if (value !== void 0) facts.push(value);
      continue;
    }
    const place = imagePlace(field2) ?? modulePlace(field2);
    if (place === void 0 || built.has(field2) || isChosen(field2) && chosen.has(field2.scope)) continue;
    const each = eachFact(file, field2, byScope);
    if (each !== void 0) facts.push(each);
    else facts.push(...placeFacts(file, field2, place, byScope.get(field2.scope) ?? /* @__PURE__ */ new Map()));
  }
  facts.push(...helmFacts2(file, fields), ...chartSources(file, fields));
  const counts = mentionsIn2(file.text);
  return counts.size === 0 ? facts : [...facts, { type: "terraform-mentions", counts }];
}
function placeFacts(file, field2, { prefix, doubtful = false }, block2) {
  const split2 = webAppUse(file, field2, block2);
  if (split2 !== void 0) return [{ type: "use", use: split2 }];
  const [value] = field2.value;
  if (value?.type === "word" && /^(?:data\.)?docker_\w+\./.test(value.text)) return [];
  const optional = prefix === void 0 ? {} : { prefix };
  return imageFacts2({ file, kind: "terraform", value: field2.value, ...optional }, doubtful);
}
function argumentFacts(file, field2, index) {
  const called2 = chosenOf(field2, index);
  if (called2 === void 0 || (imagePlace(called2) ?? modulePlace(called2)) === void 0) return { facts: [] };
  const [value] = field2.value;
  const place = {
    file,
    start: value?.start ?? 0,
    text: value?.type === "text" ? value.text : "",
    kind: "terraform",
    part: "arg"
  };
  if (place.text.includes("%")) {
    const use = templatedUse(place, "it is put together on deployment");
    return use.image === null ? { facts: [] } : { scope: called2.scope, facts: [{ type: "use", use }] };
  }
  const facts = imageFacts2({ file, kind: "terraform", value: field2.value, part: "arg" }, true);
  return { scope: called2.scope, facts };
}
var isInContainers3 = nameTest(/containers?$|container_definitions?$/);
function modulePlace({ scope, key, value }) {
  if (blockOf(topOf(scope))?.type !== "module") return void 0;
  const [first] = value;
  if (key === "image" && isInContainers3(scope)) return {};
  if (!isImageName(key) || value.length !== 1 || first?.type !== "text") return void 0;
  if (first.dynamic) return { doubtful: true };
  return isVersionedImage(first.text) ? {} : void 0;
}

// src/manifests/kinds.ts
var KINDS2 = [
  githubWorkflow,
  gitlabCi,
  azurePipelines,
  circleCi,
  bitbucketPipelines,
  drone,
  gitpod,
  ko,
  skaffold,
  containerInstances,
  containerApps,
  cloudBuild,
  acrTask,
  pulumi,
  helmTemplate,
  helmChart,
  helmfile,
  fleet,
  argoSourceOverrides,
  kustomize,
  kubernetes,
  compose,
  helmUnitTest,
  helmValues,
  helmTemplateElsewhere,
  dockerfile,
  dotenv,
  quadlet,
  shell,
  powershell,
  jenkins,
  makefile,
  imageList,
  ansible,
  devcontainer,
  bake,
  armTemplate,
  terraform,
  nomad,
  bicep,
  dronePrograms,
  jsonnet,
  tilt,
  bazel,
  settings
];

// src/manifests/named-unread.ts
function namedUnread(book) {
  const odd = [...byKustomizations(book), ...byCompose(book)].filter(
    ({ path, as }) => path !== void 0 && path.length <= MAX_PATH7 && !IS_NAMED[as](path)
  );
  if (odd.length === 0) return [];
  const folders = new Set(book.files.flatMap(foldersAbove));
  const found = odd.flatMap(({ file, path }) => {
    if (path === void 0 || folders.has(path)) return [];
    const source = `${path}, which ${file} names`;
    const remedy = "give it a name by which it is read, such as one that ends with .yaml";
    return [{ type: "file", file: path, line: 1, source, remedy }];
  });
  return [...new Map(found.map((source) => [source.source, source])).values()];
}
var IS_NAMED = {
  manifest: (path) => /\.(?:ya?ml|json)$/i.test(path),
  Dockerfile: isDockerfilePath
};
var MAX_PATH7 = 512;
function byKustomizations(book) {
  return book.of("kustomization").flatMap(({ file, fact: { kustomization } }) => {
    const { parts, patches, components, transformers } = kustomization;
    return [...parts, ...patches, ...components, ...transformers].map((part) => seenFrom(file, part));
  });
}
function byCompose(book) {
  const named3 = book.of("compose-file").flatMap(({ file, fact: { composed } }) => {
    const included2 = composed.includes.flatMap(({ paths }) => paths);
    const extended = composed.services.flatMap((service) => service.extends?.file ?? []);
    const local2 = [...included2, ...extended].filter((path) => !/^(?:[a-z+]+:\/\/|git@)/.test(path));
    return local2.map((path) => seenFrom(file, path));
  });
  const built = book.of("compose-build").map(({ fact: { build: build2 } }) => {
    const { file, dockerfile: path } = build2;
    return { file, path, as: "Dockerfile" };
  });
  return [...named3, ...built];
}
function seenFrom(file, path) {
  return { file, path: joinPath(directoryOf(file), path), as: "manifest" };
}
function foldersAbove(path) {
  const parts = path.split("/").slice(0, -1);
  return ["", ...parts.map((_, index) => parts.slice(0, index + 1).join("/"))];
}

// src/manifests/shared-texts.ts
function markShared(uses, book) {
  const shared = groupBy(book.of("shared-text"), ({ file }) => file);
  if (shared.size === 0) return uses;
  return uses.map((use) => {
    if (use.uneditable !== void 0) return use;
    for (const slot of use.slots) {
      const found = shared.get(slot.file)?.find(({ fact }) => fact.start <= slot.start && slot.end <= fact.end);
      if (found !== void 0)
        return { ...use, uneditable: `by its anchor the text is also that of ${found.fact.under}` };
    }
    return use;
  });
}

// src/manifests/test-material.ts
function markTestMaterial(uses, book, named3) {
  const charts2 = new Set(book.of("helm-chart").map(({ file }) => directoryOf(file)));
  const reasons = new Map(uses.map(({ file }) => [file, testPath(file, charts2)]));
  if ([...reasons.values()].every((reason) => reason === void 0)) return uses;
  const reach = new Reach(book, charts2, named3);
  return uses.map((use) => {
    const reason = reasons.get(use.file);
    return reason === void 0 || reach.has(use.file) ? use : { ...use, testMaterial: reason };
  });
}
var MAX_ROUNDS2 = 20;
var MAX_COMPONENTS = 64;
var Reach = class {
  /** Paths in the tree: what lies below them is reached, too. */
  #places = /* @__PURE__ */ new Set();
  /** Ends of paths that start somewhere above the tree, or in a folder that is not known. */
  #ends = /* @__PURE__ */ new Set();
  #charts;
  constructor(book, charts2, named3) {
    this.#charts = charts2;
    for (const chart of charts2) if (testPath(`${chart}/Chart.yaml`, charts2) === void 0) this.#addChart(chart);
    const kustomized = new Set(book.of("kustomization").map(({ file }) => directoryOf(file)));
    for (const { file, ofTests, deployed } of named3) {
      if (testPath(file, charts2) !== void 0) continue;
      for (const path of ofTests) this.#addNamed(file, path);
      for (const path of deployed) {
        for (const place of placesOf(file, path)) {
          if (!kustomized.has(place) && !charts2.has(place)) this.#places.add(place);
        }
      }
    }
    this.#followKustomizations(book);
  }
  has(path) {
    if (this.#places.has("")) return true;
    const names = path.split("/").slice(0, MAX_COMPONENTS);
    for (let start = 0; start < names.length; start++) {
      for (let end = start + 1; end <= names.length; end++) {
        const part = names.slice(start, end).join("/");
        if (start === 0 && this.#places.has(part) || this.#ends.has(part)) return true;
      }
    }
    return false;
  }
  #addChart(chart) {
    const inChart = (path) => chart === "" ? path : `${chart}/${path}`;
    for (const part of ["templates", "crds", "charts", "values.yaml"]) this.#places.add(inChart(part));
  }
  #addNamed(file, path) {
    for (const place of placesOf(file, path)) this.#addPlace(place);
    const names = path.split("/").filter((name) => name !== "." && name !== "..");
    for (let start = 0; start < Math.min(names.length, MAX_COMPONENTS); start++) {
      const end = names.slice(start);
      const says = end.length > 1 || /\.\w+$/.test(end[0] ?? "");
      if (says && (testPath(`${end.join("/")}/a`, this.#charts) ?? testPath(end.join("/"), this.#charts)) !== void 0)
        this.#ends.add(end.join("/"));
    }
  }
  #addPlace(place) {
    this.#places.add(place);
    if (this.#charts.has(place)) this.#addChart(place);
  }
  /** What kustomizations outside of tests build is named there; those in tests count once they are reached themselves. */
  #followKustomizations(book) {
    let left = book.of("kustomization");
    for (let round = 0; left.length > 0; round++) {
      const reached = left.filter(
        ({ file }) => round >= MAX_ROUNDS2 || testPath(file, this.#charts) === void 0 || this.has(file)
      );
      if (reached.length === 0) return;
      const done = new Set(reached);
      left = left.filter((fact) => !done.has(fact));
      for (const { file, fact } of reached) {
        const { parts, patches, components, transformers } = fact.kustomization;
        for (const part of [...parts, ...patches, ...components, ...transformers]) {
          const place = joinPath(directoryOf(file), part);
          if (place !== void 0 && isFileOrOwn(place, file)) this.#addPlace(place);
        }
      }
    }
  }
};
function isFileOrOwn(place, file) {
  return place !== directoryOf(file) && baseName(place) !== "";
}

// src/manifests/scan.ts
var tableOfAll = once(() => kindTable(KINDS2, true));
function isManifestPath(path) {
  return isRead(path, tableOfAll());
}
function mayBeManifest(path) {
  return isReadByBeginning(path, tableOfAll());
}
function isManifestBeginning(bytes) {
  return isBeginning(bytes, tableOfAll());
}
function startScan(kinds = KINDS2, skips = true) {
  const table = kindTable(kinds, skips);
  const facts = /* @__PURE__ */ new Map();
  const ignores = /* @__PURE__ */ new Map();
  const unreadable = [];
  const named3 = [];
  const tests = new ExpectedTests();
  const addTold = (path, told) => {
    tests.add(path, told);
    facts.set(path, told.facts);
    if (told.ignores !== void 0) ignores.set(path, told.ignores);
    if (told.names !== void 0 && told.names !== "unasked") named3.push(told.names);
  };
  return {
    wants: (path) => isRead(path, table),
    mayWant: (path) => isReadByBeginning(path, table),
    wantsBeginning: (bytes) => isBeginning(bytes, table),
    expect: (paths) => tests.expect(paths),
    add: (path, text) => {
      const told = toldBy(path, text, table, tests.asksForNames(path));
      addTold(path, told);
      return told;
    },
    addTold,
    warn: (warning) => {
      unreadable.push(warning);
    },
    finish: () => resolveAll(kinds, bookOf(facts), { ignores, unreadable, named: named3 })
  };
}
var ExpectedTests = class {
  /** Those that have not been read; absent where nobody said which there are. */
  #unread;
  #told = false;
  expect(paths) {
    const tests = paths.filter(mayBeTestPath);
    this.#unread = new Set(tests);
    if (tests.length === 0) return paths;
    const unread = this.#unread;
    return [...tests, ...paths.filter((path) => !unread.has(path))];
  }
  add(path, { facts }) {
    if (this.#unread?.delete(path) === true && facts.length > 0) this.#told = true;
  }
  asksForNames(path) {
    return this.#told || this.#unread === void 0 || this.#unread.size > 0 || mayBeTestPath(path);
  }
};
function resolveAll(kinds, book, { ignores, unreadable, named: named3 }) {
  const found = [...book.of("use").map(({ fact }) => fact.use), ...kinds.flatMap((kind) => kind.resolve?.(book) ?? [])];
  const writable = keepJoined(markShared(found, book), book);
  const revised = kinds.reduce((sofar, kind) => kind.revise?.(sofar, book) ?? sofar, writable);
  const keepers = nameKeepers(book);
  const uses = keepNames(revised, keepers);
  const warnings = [
    ...book.of("warning").map(({ fact }) => fact.warning),
    ...unreadable,
    ...[...ignores.values()].flatMap((ignored) => ignored.warnings)
  ];
  return {
    uses: markTestMaterial(markIgnored(uses, ignores), book, named3).toSorted(byPlace),
    unseen: [...book.of("unseen").map(({ fact }) => fact.unseen), ...namedUnread(book)].toSorted(byLine),
    warnings: warnings.toSorted(byLine),
    builtHere: /* @__PURE__ */ new Set([
      ...book.of("built-here").map(({ fact }) => fact.claim),
      ...uses.flatMap((use) => use.built === true ? builtAs2(use) : [])
    ]),
    filesRead: book.files.length,
    keepers
  };
}
function builtAs2({ image, unknownTag }) {
  const reference = image === null ? void 0 : parseReference(image);
  return reference === void 0 ? [] : [buildClaim(reference, unknownTag)];
}
function bookOf(facts) {
  const files = [...facts.keys()].sort();
  const filed = files.flatMap((file) => (facts.get(file) ?? []).map((fact) => ({ file, fact })));
  const byType = groupBy(filed, ({ fact }) => fact.type);
  return {
    files,
    inFile: (file) => facts.get(file) ?? [],
    of: (type) => (byType.get(type) ?? []).flatMap(
      ({ file, fact }) => isOfType(fact, type) ? [{ file, fact }] : []
    )
  };
}
function isOfType(fact, type) {
  return fact.type === type;
}
function byPlace(one, other) {
  return byLine(one, other) || one.column - other.column;
}
function byLine(one, other) {
  return compareTexts(one.file, other.file) || one.line - other.line;
}

module.exports = {
  CLOUD_NAMES,
  cloudOf,
  KIND_TRAITS,
  KIND_NAMES,
  parseGlob,
  linkIn,
  isWithin,
  namedPath,
  fileInWorkspace,
  folderOutside,
  leaveFolder,
  withoutQuery,
  HttpFailure,
  RunEnded,
  httpEnvironment,
  openHttp,
  retryAfter,
  runGit,
  runGitSync,
  startGit,
  oneLine,
  reasonOf,
  parseYaml,
  parseDocuments,
  resolved,
  valueAt,
  scalarAt,
  itemsAt,
  entriesAt,
  directoryOf,
  baseName,
  joinPath,
  isHelmfilePath,
  MAX_BEGINNING_BYTES,
  ignoresOf,
  markIgnored,
  countBefore,
  sourceFile,
  testPath,
  mayBeTestPath,
  ToldFiles,
  matcher,
  pathFilter,
  findCheckout,
  placeInCheckout,
  openRepository,
  emptyCopy,
  emptyRepository,
  originOf,
  once,
  embeddedDocuments,
  pathText,
  addedText,
  unseenChart,
  unseenChartNamed,
  unseenBase,
  unseenGit,
  hclFields,
  blockOf,
  valueFor,
  textOver,
  keepNames,
  isManifestPath,
  mayBeManifest,
  isManifestBeginning,
  startScan,
  fileReader,
  beginningReader,
  readIfThere,
  readRegular
};
