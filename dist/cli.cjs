const importMetaUrl = require("node:url").pathToFileURL(__filename).href;
"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
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

// src/cli.ts
var import_node_fs12 = require("node:fs");

// src/cli/arguments.ts
var import_node_util = require("node:util");

// src/base/errors.ts
var UserError = class extends Error {
  name = "UserError";
};
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// src/inputs/names.ts
var INPUT_NAMES = [
  "registry",
  "subscription-id",
  "resource-group",
  "tenant-id",
  "client-id",
  "cloud",
  "path",
  "include",
  "exclude",
  "include-tests",
  "kinds",
  "scope",
  "trusted-registries",
  "allowed-images",
  "denied-images",
  "upstreams",
  "credential-sets",
  "target",
  "wildcard-target",
  "targets",
  "max-cache-rules",
  "wildcards",
  "apply",
  "warm",
  "platforms",
  "engine",
  "warm-timeout",
  "fail-on",
  "gate-scope",
  "only-fixable",
  "treat-unknown-as",
  "accept-findings",
  "exempt-paths",
  "scan-timeout",
  "fail-when",
  "review",
  "suggest-kinds",
  "max-suggestions",
  "pin",
  "instance",
  "github-token",
  "report-dir",
  "timeout"
];

// src/cli/arguments.ts
var COMMANDS = ["scan", "plan", "rewrite", "run", "prune", "demo", "help", "version"];
var FLAGS = ["warm", "only-fixable", "pin"];
function parseArguments(argv) {
  const { values, positionals } = parse(argv);
  const [word = "help", ...operands] = values.help ? ["help"] : values.version ? ["version"] : positionals;
  const command = COMMANDS.find((candidate) => candidate === word);
  if (command === void 0) {
    throw new UserError(`${JSON.stringify(word)} is no command. Commands: ${COMMANDS.join(", ")}.`);
  }
  return {
    command,
    operands,
    input: (name) => String(values[name] ?? ""),
    json: values.json === true,
    apply: values.apply === true,
    write: values.write === true,
    yes: values.yes === true,
    inventories: String(values.inventory ?? "").split(",").map((path) => path.trim()).filter((path) => path !== "")
  };
}
function parse(argv) {
  const options = {
    json: { type: "boolean" },
    apply: { type: "boolean" },
    write: { type: "boolean" },
    yes: { type: "boolean" },
    inventory: { type: "string" },
    help: { type: "boolean", short: "h" },
    version: { type: "boolean" }
  };
  for (const name of INPUT_NAMES) options[name] ??= { type: isFlag(name) ? "boolean" : "string" };
  try {
    return (0, import_node_util.parseArgs)({ args: [...argv], allowPositionals: true, allowNegative: true, options });
  } catch (error) {
    throw new UserError(`${messageOf(error)} "help" lists the flags.`);
  }
}
function isFlag(name) {
  return FLAGS.some((candidate) => candidate === name);
}
var USAGE = `Usage: acr-artifact-cache <command> [path] [flags]

Commands
  scan [path]      list every image use; needs neither Azure nor network ("-" reads standard input)
  plan [path]      what each image would get; with --inventory 'a.json,b.json' for many repositories
  rewrite [path]   print the patch that moves public images to --registry; --write changes the files
  run [path]       the whole job; changes the registry only with --apply
  prune [rule…]    list the cache rules that nothing here uses; named ones are deleted after a question
  demo             play a pull request against a local Azure and GitHub

Flags
  --json           the result as JSON
  --registry NAME  name or login server of the registry
  --help, --version
  and every input of action.yml by its name (docs/inputs.md): --fail-on high, --platforms linux/amd64,linux/arm64,
  --no-warm, --pin, …

Azure is asked with whatever DefaultAzureCredential finds (az login, environment, managed identity).
Exit status: 0 done, 1 failed as --fail-on or --fail-when say (unless set: what was needed and could not be asked),
2 could not be done.
`;

// src/cli/demo.ts
var import_node_child_process = require("node:child_process");
var import_node_url = require("node:url");
async function demo() {
  const bundle = (0, import_node_url.fileURLToPath)(new URL("./demo.cjs", importMetaUrl));
  const { status, error } = (0, import_node_child_process.spawnSync)(process.execPath, [bundle], { stdio: "inherit" });
  if (error !== void 0) throw new UserError(`The demo could not be started: ${error.message}.`);
  return status ?? 2;
}

// src/cli/plan.ts
var import_node_fs9 = require("node:fs");
var import_node_path11 = require("node:path");

// src/base/counting.ts
function count(number2, singular, plural = `${singular}s`) {
  return `${number2} ${number2 === 1 ? singular : plural}`;
}

// src/text/redacted.ts
var import_node_buffer = require("node:buffer");
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
  if (scheme.toLowerCase() === "basic") return import_node_buffer.Buffer.from(value, "base64").toString("latin1").includes(":");
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
  return text.split(/[\n\t]/).some((piece2) => visible(piece2) !== piece2);
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

// src/report/table.ts
function table(given) {
  const rows = given.map((cells) => cells.map(shown));
  const widths = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map(
    (row) => row.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()
  );
}

// src/report/plan-text.ts
function planLines(plan2, loginServer, hopes = false) {
  const isHope = ({ by }) => hopes && by === "new";
  const sections = [
    coveredText(
      "Covered",
      plan2.covered.filter((source) => !isHope(source)),
      loginServer
    ),
    coveredText("Not covered, since no rule was created", plan2.covered.filter(isHope), loginServer),
    createText(plan2),
    refusedText(plan2),
    driftedText(plan2),
    unusedText(plan2)
  ];
  return [...sections.filter((lines2) => lines2.length > 0).flatMap((lines2) => [...lines2, ""]), roomText(plan2)];
}
function coveredText(title, covered, loginServer) {
  if (covered.length === 0) return [];
  const rows = covered.map(({ source, uses, repository, rule, by }) => [
    `  ${source}`,
    count(uses, "use"),
    `${loginServer}/${repository}`,
    by === "new" ? `new rule ${rule}` : `rule ${rule}`
  ]);
  return [`${title}: ${count(covered.length, "image")}`, ...table(rows)];
}
function createText({ create: create2 }) {
  if (create2.length === 0) return [];
  const rows = create2.map(({ name, source, target, again }) => [
    `  ${name}`,
    source,
    `→ ${target}`,
    again === void 0 ? "" : `again: it is there as ${again}`
  ]);
  return [`To create: ${count(create2.length, "rule")}`, ...table(rows)];
}
function refusedText({ refused: refused5 }) {
  if (refused5.length === 0) return [];
  const lines2 = [`Refused: ${count(refused5.length, "image")}`];
  for (const { source, uses, message, remedy } of refused5) {
    lines2.push(`  ${source} (${count(uses, "use")}): ${message}`, `    ${remedy}`);
  }
  const commands = new Set(refused5.flatMap((refusal2) => refusal2.commands));
  return commands.size === 0 ? lines2 : [...lines2, "  Commands for it:", ...[...commands].map((command) => `    ${command}`)];
}
function driftedText({ drifted }) {
  if (drifted.length === 0) return [];
  const rows = drifted.map(({ rule, expected, actual }) => [
    `  ${rule}`,
    `is ${actual.source} → ${actual.target}`,
    `should be ${expected.source} → ${expected.target}`
  ]);
  return ["Not as expected, and left as it is:", ...table(rows)];
}
function unusedText({ unused }) {
  if (unused.length === 0) return [];
  const rows = unused.map(({ rule, source, target, state, ageInDays }) => [
    `  ${rule}`,
    `${source} → ${target}`,
    ageInDays === void 0 ? "" : count(ageInDays, "day"),
    state === "Succeeded" ? "" : state
  ]);
  return [`Not used by this scan (others may use them): ${count(unused.length, "rule")}`, ...table(rows)];
}
function roomText({ room }) {
  const { cap, present: present4, creating, remaining } = room;
  const over2 = present4 > cap ? ` The registry is ${count(present4 - cap, "rule")} above the cap: none is added.` : "";
  return `Rules: ${present4} in the registry, ${creating} to create, ${remaining} left of ${cap}.${over2}`;
}

// src/report/terminal.ts
var import_node_events = require("node:events");

// src/text/terminal.ts
var CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };
function terminalLine(line2, colours) {
  if (typeof line2 === "string") return shown(line2);
  if ("look" in line2) return colours ? `\x1B[${CODES[line2.look]}m${shown(line2.text)}\x1B[0m` : shown(line2.text);
  return line2.map((part) => terminalLine(part, colours)).join("");
}

// src/report/terminal.ts
function hasColours(stream, env) {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}
function printLines(lines2) {
  const colours = hasColours(process.stdout, process.env);
  process.stdout.write(lines2.map((line2) => `${terminalLine(line2, colours)}
`).join(""));
}
async function printJson(pieces) {
  for (const piece2 of pieces) {
    if (!process.stdout.write(jsonEscaped(piece2))) await (0, import_node_events.once)(process.stdout, "drain");
  }
}
function printPatch(patch) {
  if (process.stdout.isTTY === true) printLines(patch.replace(/\n$/, "").split("\n"));
  else process.stdout.write(patch);
}
function printError([first = "", ...rest]) {
  const colours = hasColours(process.stderr, process.env);
  const lines2 = [[{ look: "red", text: "error:" }, ` ${first}`], ...rest.map((line2) => `  ${line2}`)];
  process.stderr.write(lines2.map((line2) => `${terminalLine(line2, colours)}
`).join(""));
}
function terminalLog(stream, env) {
  const colours = hasColours(stream, env);
  let told = false;
  const line2 = (text) => {
    if (told) stream.write("\r\x1B[K");
    told = false;
    stream.write(`${terminalLine(text, colours)}
`);
  };
  return {
    info: line2,
    debug: (text) => {
      if (env.ACR_ARTIFACT_CACHE_DEBUG) line2({ look: "dim", text });
    },
    warning: (text) => line2({ look: "yellow", text: `warning: ${text}` }),
    group: (title, lines2) => {
      line2({ look: "bold", text: title });
      for (const text of lines2) line2(`  ${text}`);
    },
    mask: hideSecret,
    progress: (text) => {
      if (stream.isTTY !== true) return;
      stream.write(`\r\x1B[K${terminalLine(text, colours)}`);
      told = true;
    }
  };
}

// src/base/json.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function field(value, ...path) {
  let found = value;
  for (const name of path) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return void 0;
    found = found[name];
  }
  return found;
}
function stringField(value, ...path) {
  const found = field(value, ...path);
  return typeof found === "string" ? found : void 0;
}
function numberField(value, ...path) {
  const found = field(value, ...path);
  return typeof found === "number" && Number.isFinite(found) ? found : void 0;
}
function listField(value, ...path) {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}

// src/base/order.ts
function compareTexts(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

// src/images/reference.ts
var DOCKER_HUB = "docker.io";
var DOCKER_HUB_ALIASES = /* @__PURE__ */ new Set([
  "docker.io",
  "index.docker.io",
  "registry-1.docker.io",
  "registry.hub.docker.com"
]);
var DOMAIN_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
var DOMAIN = new RegExp(`^(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`);
var PATH_COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
var PATH = new RegExp(`^${PATH_COMPONENT}(?:/${PATH_COMPONENT})*$`);
var TAG = /^\w[\w.-]{0,127}$/;
var DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
var HEX_LENGTH = /* @__PURE__ */ new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128]
]);
var MAX_NAME_LENGTH = 255;
var MAX_REFERENCE_LENGTH = 1024;
function parseReference(text) {
  if (text.length > MAX_REFERENCE_LENGTH) return void 0;
  const at = text.indexOf("@");
  const digest = at === -1 ? void 0 : text.slice(at + 1);
  if (digest !== void 0 && !isDigest(digest)) return void 0;
  const named3 = at === -1 ? text : text.slice(0, at);
  const colon = named3.indexOf(":", named3.lastIndexOf("/") + 1);
  const tag = colon === -1 ? void 0 : named3.slice(colon + 1);
  if (tag !== void 0 && !TAG.test(tag)) return void 0;
  const name = parseName(colon === -1 ? named3 : named3.slice(0, colon));
  if (name === void 0) return void 0;
  return { ...name, ...tag === void 0 ? {} : { tag }, ...digest === void 0 ? {} : { digest } };
}
function saysVersion(text) {
  const reference = parseReference(text);
  return (reference?.tag !== void 0 || reference?.digest !== void 0) && !isDigest(text);
}
function parseName(text) {
  if (text.length > MAX_NAME_LENGTH) return void 0;
  const { host, path } = splitHost(text);
  if (!PATH.test(path)) return void 0;
  if (host === void 0 && /^[0-9a-f]{64}$/.test(path)) return void 0;
  if (host !== void 0 && !DOMAIN.test(host)) return void 0;
  const registry = host === void 0 ? DOCKER_HUB : normalHost(host);
  const repository = registry === DOCKER_HUB && !path.includes("/") ? `library/${path}` : path;
  return registry.length + 1 + repository.length > MAX_NAME_LENGTH ? void 0 : { registry, repository };
}
function normalHost(host) {
  const lower = host.toLowerCase();
  if (DOCKER_HUB_ALIASES.has(lower)) return DOCKER_HUB;
  return splitHost(`${lower}/`).host === void 0 ? host : lower;
}
function splitHost(text) {
  const slash = text.indexOf("/");
  if (slash === -1) return { host: void 0, path: text };
  const first = text.slice(0, slash);
  const isHost3 = /[.:[]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  return isHost3 ? { host: first, path: text.slice(slash + 1) } : { host: void 0, path: text };
}
function isDigest(text) {
  if (!DIGEST.test(text)) return false;
  const colon = text.indexOf(":");
  const length = HEX_LENGTH.get(text.slice(0, colon));
  return length === void 0 || text.length - colon - 1 === length && !/[A-F]/.test(text.slice(colon));
}
function nameOf({ registry, repository }) {
  return `${registry}/${repository}`;
}
function formatReference(reference) {
  const tag = reference.tag === void 0 ? "" : `:${reference.tag}`;
  const digest = reference.digest === void 0 ? "" : `@${reference.digest}`;
  return `${nameOf(reference)}${tag}${digest}`;
}
function nameLength(text) {
  const at = text.indexOf("@");
  const named3 = at === -1 ? text : text.slice(0, at);
  const colon = named3.indexOf(":", named3.lastIndexOf("/") + 1);
  return colon === -1 ? named3.length : colon;
}

// src/rules/inventories.ts
var MAX_INVENTORIES = 1e3;
var MAX_INVENTORY_BYTES = 64 * 1024 * 1024;
var MAX_USES = 2e5;
var MAX_USES_IN_ALL = 1e6;
var CLASSES = /* @__PURE__ */ new Set([
  "public",
  "cached",
  "dangling",
  "own",
  "trusted",
  "built-here",
  "foreign",
  "templated"
]);
function mergeInventories(inventories, includeTests) {
  if (inventories.length > MAX_INVENTORIES) {
    throw new UserError(
      `${inventories.length} inventories are given; at most ${MAX_INVENTORIES} are planned together.`
    );
  }
  const merged2 = /* @__PURE__ */ new Map();
  let uses = 0;
  for (const inventory of inventories) {
    for (const image of imagesOf(inventory, includeTests)) {
      uses++;
      if (uses > MAX_USES_IN_ALL) {
        throw new UserError(`The inventories have more than ${MAX_USES_IN_ALL} uses; plan fewer of them together.`);
      }
      const key = `${image.class} ${image.image} ${image.source ?? ""} ${image.unknownTag ?? ""}`;
      merged2.set(key, { ...image, uses: image.uses + (merged2.get(key)?.uses ?? 0) });
    }
  }
  return [...merged2].sort(([one], [other]) => compareTexts(one, other)).map(([, image]) => image);
}
function* imagesOf({ name, text }, includeTests) {
  const fail = (problem2) => new UserError(`Inventory ${JSON.stringify(name)}: ${problem2}.`);
  if (text.length > MAX_INVENTORY_BYTES) throw fail(`it has more than ${MAX_INVENTORY_BYTES / 1024 / 1024} MB`);
  const content = parseJson(text);
  if (field(content, "version") !== 1) throw fail('it is not an inventory of version 1, as "scan --json" writes it');
  const uses = field(content, "uses");
  if (!Array.isArray(uses)) throw fail('"uses" is not a list');
  if (uses.length > MAX_USES) throw fail(`it has ${uses.length} uses, more than ${MAX_USES}`);
  for (const [index, use] of uses.entries()) {
    const [image, kind, source] = [
      field(use, "pulls") ?? field(use, "image"),
      field(use, "class"),
      field(use, "source")
    ];
    if (image === null || isLeft(use, includeTests)) continue;
    if (typeof image !== "string" || !isNormalised(image))
      throw fail(`uses[${index}].image is no normalised image reference`);
    if (typeof kind !== "string" || !CLASSES.has(kind)) throw fail(`uses[${index}].class is no class of uses`);
    const tag = field(use, "unknownTag") === true ? { unknownTag: true } : {};
    if (source === void 0) yield { image, class: kind, ...tag, uses: 1 };
    else if (typeof source === "string" && isNormalised(source)) yield { image, class: kind, source, ...tag, uses: 1 };
    else throw fail(`uses[${index}].source is no normalised image reference`);
  }
}
function isLeft(use, includeTests) {
  if (field(use, "ignored") !== void 0 || field(use, "overriddenBy") !== void 0) return true;
  return field(use, "testMaterial") !== void 0 && !includeTests;
}
var MAX_REFERENCE_CHARS = 1024;
function isNormalised(text) {
  if (text.length > MAX_REFERENCE_CHARS) return false;
  const reference = parseReference(text);
  return reference !== void 0 && text.startsWith(`${reference.registry}/${reference.repository}`);
}

// src/base/glob-syntax.ts
var MAX_GLOB_CHARS = 1e3;
var MAX_ALTERNATIVES = 1e3;
var ESCAPABLE = /[^A-Za-z0-9\s]/;
function parseGlob(text) {
  if (text.length > MAX_GLOB_CHARS) return refused(`it is longer than ${MAX_GLOB_CHARS} characters`);
  const trouble = troubleIn(text);
  if (trouble !== void 0) return refused(trouble);
  const expanded2 = expand(text);
  if (typeof expanded2 === "string") return refused(expanded2);
  const alternatives = [];
  for (const alternative of expanded2) {
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
function readings(text, { start, end, parts: parts2 }) {
  const after2 = expand(text.slice(end));
  if (typeof after2 === "string") return after2;
  const all = [];
  for (const part of parts2) {
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
  const parts2 = [];
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
      if (depth === 0) return { start, end: index + 1, parts: [...parts2, text.slice(part, index)] };
    } else if (character === "," && depth === 1) {
      parts2.push(text.slice(part, index));
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
    const parts2 = text.split("/");
    return alternatives.some((components) => matchesComponents(components, parts2, onStep));
  };
}
function pathFilter({ include, exclude }) {
  const included2 = include.length === 0 ? () => true : matcher(include);
  const excluded = matcher(exclude);
  return (path) => included2(path) && !excluded(path);
}
function matchesComponents(components, parts2, onStep) {
  let at = 0;
  let part = 0;
  let runAt3 = -1;
  let runPart = 0;
  while (part < parts2.length) {
    onStep();
    const component = components[at];
    if (component?.kind === "components") {
      runAt3 = at;
      runPart = part;
      at++;
    } else if (component?.kind === "one" && matchesTokens(component.tokens, parts2[part] ?? "", onStep)) {
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

// src/images/policy.ts
function imagePolicy(trusted, allowed, denied) {
  const isAllowed = allowed.length === 0 ? () => true : matcher(allowed);
  const isDenied = matcher(denied);
  return {
    trusts: (reference) => trusted.some((prefix) => isWithin(nameOf(reference), prefix)),
    allows: (reference) => {
      const texts2 = [nameOf(reference), formatReference(reference)];
      return texts2.some(isAllowed) && !texts2.some(isDenied);
    }
  };
}
function isWithin(name, prefix) {
  const trimmed2 = prefix.replace(/\/\*{0,2}$/, "");
  return name === trimmed2 || name.startsWith(`${trimmed2}/`);
}

// src/images/upstreams.ts
var UPSTREAMS = [
  { host: "docker.io", authentication: "required", open: true },
  { host: "dhi.io", authentication: "required", open: true },
  { host: "registry.redhat.io", authentication: "required", open: true },
  { host: "mcr.microsoft.com", authentication: "none", open: true },
  { host: "public.ecr.aws", authentication: "none", open: true },
  { host: "registry.access.redhat.com", authentication: "none", open: true },
  { host: "ghcr.io", authentication: "optional", open: true },
  { host: "quay.io", authentication: "optional", open: true },
  { host: "nvcr.io", authentication: "optional", open: true },
  { host: "registry.k8s.io", authentication: "optional", open: true },
  { host: "gcr.io", authentication: "optional", open: true },
  { host: "*.pkg.dev", authentication: "required", open: false },
  { host: "*.azurecr.io", authentication: "required", open: false }
];
function upstreamOf(host, upstreams) {
  return upstreams.findLast((upstream) => upstream.host === host) ?? upstreams.findLast((upstream) => upstream.host.startsWith("*.") && host.endsWith(upstream.host.slice(1)));
}

// src/base/grouping.ts
function groupBy(items, keyOf8) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key = keyOf8(item);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

// src/rules/resolve.ts
function ruleIndex(rules) {
  const serving = rules.filter(({ state }) => state === "Succeeded").sort((one, other) => compareTexts(one.name, other.name));
  const bySource = groupBy(serving, ({ source }) => normalisedSource(source));
  const byTarget2 = groupBy(serving, ({ target }) => target);
  const forRepository = (repository) => {
    for (const pattern of patternsOf(repository)) {
      const rule = byTarget2.get(pattern)?.[0];
      if (rule === void 0) continue;
      const source = translated(repository, rule.target, rule.source);
      return source === void 0 ? void 0 : { rule, source: normalisedSource(source) };
    }
    return void 0;
  };
  return {
    forRepository,
    forSource: (source) => {
      for (const pattern of patternsOf(source)) {
        for (const rule of bySource.get(pattern) ?? []) {
          const repository = translated(source, normalisedSource(rule.source), rule.target);
          if (repository !== void 0 && forRepository(repository)?.rule === rule) return { rule, repository };
        }
      }
      return void 0;
    }
  };
}
function* patternsOf(name) {
  yield name;
  for (let slash = name.lastIndexOf("/"); slash > 0; slash = name.lastIndexOf("/", slash - 1)) {
    yield `${name.slice(0, slash)}/*`;
  }
}
function normalisedSource(source) {
  if (source.endsWith("/*")) return source.toLowerCase();
  const name = parseName(source);
  return name === void 0 ? source : `${name.registry}/${name.repository}`;
}
function translated(name, from, to) {
  const wild = from.endsWith("/*");
  if (wild !== to.endsWith("/*")) return void 0;
  return wild ? `${to.slice(0, -1)}${name.slice(from.length - 1)}` : to;
}

// src/rules/constraints.ts
function takenTargets(rules, repositories) {
  const byTarget2 = new Map(rules.map((rule) => [rule.target, rule.name]));
  const above2 = /* @__PURE__ */ new Map();
  for (const { target, name } of rules) addAbove(above2, target, { kind: "rule", rule: name });
  for (const [repository, exists] of repositories) {
    if (!exists) continue;
    const obstacle = { kind: "repository", repository };
    above2.set(`${repository}/*`, obstacle);
    addAbove(above2, repository, obstacle);
  }
  return {
    obstacle: (target) => {
      if (!isTarget(target)) return { kind: "invalid" };
      const rule = byTarget2.get(target);
      if (rule !== void 0) return { kind: "rule", rule };
      if (target.endsWith("/*")) return above2.get(target) ?? wildcardAround(target, byTarget2);
      return repositories.get(target) === true ? { kind: "repository", repository: target } : void 0;
    }
  };
}
function wildcardAround(target, byTarget2) {
  for (const pattern of patternsOf(target.slice(0, -2))) {
    const rule = pattern.endsWith("/*") ? byTarget2.get(pattern) : void 0;
    if (rule !== void 0) return { kind: "rule", rule };
  }
  return void 0;
}
function addAbove(above2, target, obstacle) {
  const name = target.endsWith("/*") ? target.slice(0, -2) : target;
  for (const pattern of patternsOf(name)) if (pattern.endsWith("/*")) above2.set(pattern, obstacle);
}
function isTarget(target) {
  const path = target.endsWith("/*") ? target.slice(0, -2) : target;
  return parseName(`registry.invalid/${path}`) !== void 0;
}
function exactTarget(source, template2) {
  const { registry, repository } = halves(source);
  return template2.replaceAll("{registry}", registry).replaceAll("{repository}", repository);
}
function wildcardTarget(source, template2) {
  const { registry, repository } = halves(source);
  return template2.replaceAll("{registry}", registry).replace(/\*$/, () => repository);
}
function halves(source) {
  const slash = source.indexOf("/");
  return { registry: source.slice(0, slash), repository: source.slice(slash + 1) };
}

// src/rules/credentials.ts
function credentialChooser(context) {
  const inUse = setsInUse(context.rules);
  const chosen3 = /* @__PURE__ */ new Map();
  return (host) => {
    const known2 = chosen3.get(host);
    if (known2 !== void 0) return known2;
    const choice2 = choose(host, context, inUse.get(host));
    chosen3.set(host, choice2);
    return choice2;
  };
}
function choose(host, context, inUse) {
  const upstream = upstreamOf(host, context.upstreams);
  if (upstream === void 0) return { state: "refused", refusal: { reason: "unsupported-upstream", host } };
  if (upstream.authentication === "none") return { state: "none-needed" };
  const choice2 = fromSets(host, context, inUse);
  const mayGoWithout = upstream.authentication === "optional" && !context.namedCredentialSets.has(host);
  return choice2.state === "refused" && mayGoWithout ? { state: "none-needed" } : choice2;
}
function fromSets(host, context, inUse) {
  const { credentialSets, namedCredentialSets, registryId } = context;
  if (credentialSets.state === "not-looked-up") return { state: "none-needed" };
  const named3 = namedCredentialSets.get(host);
  if (credentialSets.state === "not-allowed") {
    if (named3 !== void 0) return { state: "chosen", id: `${registryId}/credentialSets/${named3}` };
    if (inUse !== void 0) return { state: "chosen", id: inUse };
    return refused2({ reason: "credential-set-unreadable", host, detail: credentialSets.reason });
  }
  const sets = [...credentialSets.sets].sort((one, other) => compareTexts(one.name, other.name));
  if (named3 !== void 0) {
    const set = sets.find(({ name }) => name.toLowerCase() === named3.toLowerCase());
    return set === void 0 ? refused2({ reason: "credential-set-missing", host, named: named3 }) : ifHealthy(set, host);
  }
  const found = sets.filter(({ loginServer }) => loginServer.toLowerCase() === host);
  const best = found.find(({ health }) => health !== "unhealthy") ?? found[0];
  if (best !== void 0) return ifHealthy(best, host);
  const used = sets.find(({ id }) => id.toLowerCase() === inUse?.toLowerCase());
  if (used !== void 0) return ifHealthy(used, host);
  return refused2({ reason: "credential-set-missing", host });
}
function ifHealthy(set, host) {
  if (set.health !== "unhealthy") return { state: "chosen", id: set.id };
  const detail = set.detail ?? "the service does not say why";
  return refused2({ reason: "credential-set-unhealthy", host, credentialSet: set.name, detail });
}
function refused2(refusal2) {
  return { state: "refused", refusal: refusal2 };
}
function setsInUse(rules) {
  const counts3 = /* @__PURE__ */ new Map();
  for (const { source, credentialSetId, state } of rules) {
    if (credentialSetId === void 0 || state !== "Succeeded") continue;
    const { registry } = halves(source);
    const byId = counts3.get(registry) ?? /* @__PURE__ */ new Map();
    counts3.set(registry, byId.set(credentialSetId, (byId.get(credentialSetId) ?? 0) + 1));
  }
  const best = /* @__PURE__ */ new Map();
  for (const [registry, byId] of counts3) {
    const [first] = [...byId].sort(([id, count3], [otherId, other]) => other - count3 || compareTexts(id, otherId));
    if (first !== void 0) best.set(registry, first[0]);
  }
  return best;
}

// src/rules/names.ts
var import_node_crypto = require("node:crypto");
var MAX_NAME_CHARS = 49;
var HASH_LENGTH = 10;
function ruleName(source, target) {
  const hash = (0, import_node_crypto.createHash)("sha256").update(`${source}
${target}`).digest("hex").slice(0, HASH_LENGTH);
  const slug = slugOf(source);
  return slug === "" ? hash : `${slug}-${hash}`;
}
function slugOf(source) {
  return source.toLowerCase().replace("*", "all").replaceAll(/[^a-z0-9]+/g, "-").slice(0, MAX_NAME_CHARS - HASH_LENGTH - 1).replaceAll(/^-|-$/g, "");
}
function nameAmong(names) {
  const taken2 = new Set(names);
  const slugs = new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf("-")))));
  return (source, target) => {
    if (!slugs.has(slugOf(source))) return void 0;
    const name = ruleName(source, target);
    return taken2.has(name) ? name : void 0;
  };
}

// src/rules/candidates.ts
function wantedOnce(wanted) {
  const bySource = /* @__PURE__ */ new Map();
  for (const { source, uses, allowed } of wanted) {
    const known2 = bySource.get(source);
    bySource.set(source, {
      source,
      uses: uses + (known2?.uses ?? 0),
      allowed: allowed && known2?.allowed !== false
    });
  }
  return [...bySource.values()].sort((one, other) => compareTexts(one.source, other.source));
}
function targetFor(source, { targets, template: template2 }) {
  return targets.get(source) ?? exactTarget(source, template2);
}
function targetsToLookUp(request, index) {
  const uncovered = request.wanted.filter(({ source, allowed }) => allowed && index.forSource(source) === void 0);
  return [...new Set(uncovered.map(({ source }) => targetFor(source, request)))].sort();
}
function candidatesOf(wanted, request, index) {
  const credentials = credentialChooser(request);
  const taken2 = takenTargets(request.rules, request.repositories);
  const nameTaken = nameAmong(request.rules.map(({ name }) => name));
  const idle = new Map(
    request.rules.filter(({ state }) => state !== "Succeeded").map((rule) => [`${normalisedSource(rule.source)}
${rule.target}`, rule])
  );
  const claimed2 = /* @__PURE__ */ new Map();
  const refused5 = [];
  const candidates = [];
  const judge3 = ({ source, uses, allowed }) => {
    if (!allowed) return { reason: "not-allowed" };
    const choice2 = credentials(halves(source).registry);
    if (choice2.state === "refused") return choice2.refusal;
    const target = targetFor(source, request);
    const again = idle.get(`${source}
${target}`);
    if (again !== void 0) return { source, uses, target, credentials: choice2, again };
    const obstacle = taken2.obstacle(target);
    if (obstacle?.kind === "invalid") return { reason: "target-invalid", target };
    if (obstacle?.kind === "repository") return { reason: "target-taken", target };
    if (obstacle?.kind === "rule") return { reason: "target-conflict", target, rule: obstacle.rule };
    const rival = claimed2.get(target);
    if (rival !== void 0) return { reason: "target-conflict", target, rule: ruleName(rival.source, rival.target) };
    const name = nameTaken(source, target);
    if (name !== void 0) return { reason: "name-taken", rule: name };
    const served = index.forRepository(target);
    if (served !== void 0 && served.source !== source) {
      return { reason: "target-conflict", target, rule: served.rule.name };
    }
    return { source, uses, target, credentials: choice2 };
  };
  const byUse2 = wanted.filter(({ source, allowed }) => !allowed || index.forSource(source) === void 0);
  for (const want of [...byUse2].sort((one, other) => other.uses - one.uses || compareTexts(one.source, other.source))) {
    const judged = judge3(want);
    if ("reason" in judged) refused5.push([want.source, judged]);
    else {
      claimed2.set(judged.target, judged);
      candidates.push(judged);
    }
  }
  return { candidates, refused: refused5 };
}

// src/rules/guessed-source.ts
function guessedSource(repository, templates, upstreams) {
  for (const template2 of templates) {
    const [before, after2] = template2.replace(/\/\*$/, "/{repository}").split("{registry}/{repository}", 2);
    if (before === void 0 || after2 === void 0) continue;
    if (!repository.startsWith(before) || !repository.endsWith(after2)) continue;
    const name = parseName(repository.slice(before.length, repository.length - after2.length));
    const upstream = name === void 0 ? void 0 : upstreamOf(name.registry, upstreams);
    if (name !== void 0 && upstream !== void 0 && repository.slice(before.length).startsWith(`${name.registry}/`)) {
      return nameOf(name);
    }
  }
  return void 0;
}

// src/rules/refusal.ts
var MAX_RULES = 1e3;
var RULE_WRITER_ROLE = "Container Registry Cache Rule Administrator";
var CREDENTIAL_READER_ROLE = "Container Registry Credential Set Reader";
function explain(refusal2, source, registry) {
  switch (refusal2.reason) {
    case "not-allowed":
      return said(
        `${source} is not among the allowed images`,
        "Allow it with allowed-images, or take it from denied-images."
      );
    case "unsupported-upstream":
      return said(
        `${refusal2.host} is no upstream that artifact cache can source from`,
        `Copy the image into the registry, or, if the service has learnt ${refusal2.host} meanwhile, say so with the input upstreams.`,
        [`az acr import --name ${registry} --source ${source}:<tag> --image ${source}:<tag>`]
      );
    case "credential-set-missing":
      return withoutCredentialSet(refusal2.host, refusal2.named, registry);
    case "credential-set-unreadable":
      return said(
        `${refusal2.host} needs a credential set, and which the registry has can't be seen (${refusal2.detail})`,
        `Name it with the input credential-sets (${refusal2.host}=<name>), or grant the role "${CREDENTIAL_READER_ROLE}".`,
        [`az acr credential-set list --registry ${registry} --output table`]
      );
    case "credential-set-unhealthy":
      return said(
        `credential set ${refusal2.credentialSet} for ${refusal2.host} does not work: ${refusal2.detail}`,
        "Let its identity read the secrets in Key Vault, and see that they hold a working user name and token.",
        grantKeyVault(registry, refusal2.credentialSet)
      );
    case "target-invalid":
      return said(
        `${JSON.stringify(refusal2.target)} is no repository name that a rule can cache ${source} into`,
        "Correct the input target, wildcard-target or targets: lower case, path components of letters and digits."
      );
    case "target-taken":
      return said(
        `the registry already has a repository ${refusal2.target}, and a rule can't be made for one that exists`,
        `Give the image another target (targets: ${source}=<repository>), or delete the repository if nothing needs it.`,
        [`az acr repository show --name ${registry} --repository ${refusal2.target}`]
      );
    case "target-conflict":
      return said(
        `its target ${refusal2.target} is the one of rule ${refusal2.rule}, which is for another source`,
        `Give the image another target (targets: ${source}=<repository>).`
      );
    case "name-taken":
      return said(
        `rule ${refusal2.rule} has the name that this image's rule must have, with another source or target; it is left as it is`,
        "Look at the rule, and delete it if nothing uses it.",
        [`az acr cache show --registry ${registry} --name ${refusal2.rule}`]
      );
    case "cap-reached":
      return atCap(refusal2, registry);
    default:
      return explainWrite(refusal2, registry);
  }
}
function explainWrite(refusal2, registry) {
  switch (refusal2.reason) {
    case "refused-by-service":
      return said(
        `Azure refused the rule: ${refusal2.code === "" ? "" : `${refusal2.code}: `}${refusal2.detail}`,
        "See the message; the next run tries again."
      );
    case "not-permitted":
      return said(
        `this identity may not write cache rules: ${refusal2.detail}`,
        `Grant it the role "${RULE_WRITER_ROLE}" on the registry.`,
        [
          `az role assignment create --role "${RULE_WRITER_ROLE}" --assignee <client-id> --scope $(az acr show --name ${registry} --query id --output tsv)`
        ]
      );
    case "write-failed":
      return said(
        `the rule could not be created: ${refusal2.detail}`,
        "Run again: what is there is found and not written twice."
      );
    case "gone":
      return said(
        `rule ${refusal2.rule} was there, or on its way, and is not any more: another run withdrew it, somebody deleted it, or Azure did not finish it`,
        "Run again."
      );
    case "not-listed":
      return said(
        `the rules could not be listed after they were written: ${refusal2.detail}`,
        "Run again: what is there is found and not written twice."
      );
    case "gave-way":
      return said(
        `other runs filled the registry up to ${refusal2.cap} rules at the same time, and rule ${refusal2.rule} gave way`,
        `Raise max-cache-rules (the service allows ${MAX_RULES}), or delete rules that nothing uses.`
      );
    case "unsettled":
      return said(
        `rule ${refusal2.rule} was created by another run a moment ago, above the cap of ${refusal2.cap}, and may be withdrawn yet`,
        "Run again in some minutes."
      );
  }
}
function said(message, remedy, commands = []) {
  return { message, remedy, commands };
}
function atCap(refusal2, registry) {
  const { cap, present: present4, room, needed } = refusal2;
  const wildcards = refusal2.wildcards === "never" ? ", allow wildcards: when-needed" : "";
  const fit = room === 0 ? "none more may be created" : `only ${room} more may be created`;
  return said(
    `the registry has ${present4} of at most ${cap} cache rules: ${fit}, and ${needed} would be needed`,
    `Raise max-cache-rules to ${present4 + needed} (the service allows ${MAX_RULES})${wildcards}, or delete rules that nothing uses.`,
    [`az acr cache list --registry ${registry} --output table`]
  );
}
function withoutCredentialSet(host, named3, registry) {
  const name = named3 ?? host.replaceAll(/[^a-zA-Z0-9]+/g, "-").padEnd(5, "-set");
  const vault = "https://<vault>.vault.azure.net/secrets";
  const slug = host.replaceAll(/[^a-zA-Z0-9]+/g, "-");
  return said(
    named3 === void 0 ? `${host} needs a credential set, and the registry has none for it` : `${host} needs a credential set, and the registry has none with the name ${named3} for it`,
    "Put a user name and a token of that registry into Key Vault and make a credential set of them.",
    [
      `az keyvault secret set --vault-name <vault> --name ${slug}-user --value <user name>`,
      `az keyvault secret set --vault-name <vault> --name ${slug}-token --value <token>`,
      `az acr credential-set create --registry ${registry} --name ${name} --login-server ${host} --username-id ${vault}/${slug}-user --password-id ${vault}/${slug}-token`,
      ...grantKeyVault(registry, name)
    ]
  );
}
function grantKeyVault(registry, credentialSet) {
  const principal = `$(az acr credential-set show --registry ${registry} --name ${credentialSet} --query identity.principalId --output tsv)`;
  return [
    `az role assignment create --role "Key Vault Secrets User" --assignee-object-id ${principal} --assignee-principal-type ServicePrincipal --scope $(az keyvault show --name <vault> --query id --output tsv)`
  ];
}

// src/rules/unused-rules.ts
var DAY = 864e5;
function driftedRules(request, wanted, index) {
  const byName = new Map(request.rules.map((rule) => [rule.name, rule]));
  const nameTaken = nameAmong([...byName.keys()]);
  const drifted = [];
  for (const { source } of wanted) {
    const target = targetFor(source, request);
    const named3 = request.targets.has(source) ? index.forSource(source)?.rule : void 0;
    const rule = byName.get(nameTaken(source, target) ?? "") ?? named3;
    if (rule === void 0 || normalisedSource(rule.source) === source && rule.target === target) continue;
    drifted.push({
      rule: rule.name,
      expected: { source, target },
      actual: { source: rule.source, target: rule.target }
    });
  }
  return drifted;
}
function unusedRules({ rules, cached, now }, covered, index) {
  const used = new Set(covered.map(({ rule }) => rule));
  for (const repository of cached) {
    const rule = index.forRepository(repository)?.rule;
    if (rule !== void 0) used.add(rule.name);
  }
  return rules.filter(({ name }) => !used.has(name)).map(({ name, source, target, state, createdAt }) => ({
    rule: name,
    source,
    target,
    state,
    ...age(createdAt, now)
  })).sort((one, other) => compareTexts(one.rule, other.rule));
}
function age(createdAt, now) {
  if (createdAt === void 0) return {};
  const created = Date.parse(createdAt);
  return Number.isNaN(created) ? {} : { createdAt, ageInDays: Math.max(0, Math.floor((now - created) / DAY)) };
}

// src/rules/wildcards.ts
var MAX_STATES = 5e7;
function chooseWildcards(sources, room, allows) {
  const registries = tree(sources, allows);
  const wide = fewestWide(registries, room);
  if (wide.rules > room) return { fits: false, needed: wide.rules };
  const first = fillNamespaces(registries, wide.hosts, room);
  if (registries.length * (wide.hosts.size + 1) * (first.length + 1) > MAX_STATES) {
    return chosen(registries, wide.hosts, new Set(first));
  }
  return search(registries, wide.hosts.size, first.length, room);
}
function tree(sources, allows) {
  const byHost = /* @__PURE__ */ new Map();
  for (const source of sources) {
    const [host = "", namespace = "", ...rest] = source.split("/");
    const counts3 = byHost.get(host) ?? /* @__PURE__ */ new Map();
    byHost.set(host, counts3);
    const key = rest.length === 0 ? "" : namespace;
    counts3.set(key, (counts3.get(key) ?? 0) + 1);
  }
  return [...byHost].sort(([one], [other]) => compareTexts(one, other)).map(([host, counts3]) => {
    const namespaces = [...counts3].filter(([namespace, count3]) => namespace !== "" && count3 > 1 && allows(`${host}/${namespace}/*`)).map(([namespace, count3]) => ({ pattern: `${host}/${namespace}/*`, saving: count3 - 1 })).sort((one, other) => other.saving - one.saving || compareTexts(one.pattern, other.pattern));
    const all = [...counts3.values()].reduce((sum, count3) => sum + count3, 0);
    const fewest = namespaces.reduce((left, { saving }) => left - saving, all);
    return { host, sources: all, mayBeWide: allows(`${host}/*`), namespaces, fewest };
  });
}
function fewestWide(registries, room) {
  const hosts = /* @__PURE__ */ new Set();
  let rules = registries.reduce((sum, { fewest }) => sum + fewest, 0);
  const candidates = registries.filter(({ mayBeWide, fewest }) => mayBeWide && fewest > 1).sort((one, other) => other.fewest - one.fewest || compareTexts(one.host, other.host));
  for (const { host, fewest } of candidates) {
    if (rules <= room) break;
    hosts.add(host);
    rules -= fewest - 1;
  }
  return { hosts, rules };
}
function fillNamespaces(registries, wide, room) {
  let rules = 0;
  for (const { host, sources } of registries) rules += wide.has(host) ? 1 : sources;
  const patterns = [];
  const savings = registries.filter(({ host }) => !wide.has(host)).flatMap(({ namespaces }) => namespaces).sort((one, other) => other.saving - one.saving || compareTexts(one.pattern, other.pattern));
  for (const { pattern, saving } of savings) {
    if (rules <= room) break;
    patterns.push(pattern);
    rules -= saving;
  }
  return patterns;
}
var IMPOSSIBLE = 2147483647;
var WIDE = -1;
function search(registries, mostWide, mostNamespaces, room) {
  const columns = mostNamespaces + 1;
  const size = (mostWide + 1) * columns;
  let least = new Int32Array(size).fill(IMPOSSIBLE);
  least[0] = 0;
  const choices2 = [];
  for (const registry of registries) {
    const { next, choice: choice2 } = withRegistry(registry, least, columns, size);
    choices2.push(choice2);
    least = next;
  }
  let state = mostWide * columns;
  while (state < size - 1 && (least[state] ?? IMPOSSIBLE) > room) state++;
  return backtrack(registries, choices2, columns, state);
}
function withRegistry(registry, least, columns, size) {
  const next = new Int32Array(size).fill(IMPOSSIBLE);
  const choice2 = new Int16Array(size);
  const costs = [registry.sources];
  for (const { saving } of registry.namespaces.slice(0, columns - 1)) costs.push((costs.at(-1) ?? 0) - saving);
  for (let state = 0; state < size; state++) {
    let best = IMPOSSIBLE;
    const options = Math.min(costs.length - 1, state % columns);
    for (let taken2 = 0; taken2 <= options; taken2++) {
      const before2 = least[state - taken2] ?? IMPOSSIBLE;
      const rules = before2 === IMPOSSIBLE ? IMPOSSIBLE : before2 + (costs[taken2] ?? 0);
      if (rules < best) {
        best = rules;
        choice2[state] = taken2;
      }
    }
    const before = state >= columns && registry.mayBeWide ? least[state - columns] ?? IMPOSSIBLE : IMPOSSIBLE;
    if (before !== IMPOSSIBLE && before + 1 < best) {
      best = before + 1;
      choice2[state] = WIDE;
    }
    next[state] = best;
  }
  return { next, choice: choice2 };
}
function backtrack(registries, choices2, columns, end) {
  const wide = /* @__PURE__ */ new Set();
  const namespaces = /* @__PURE__ */ new Set();
  let state = end;
  for (let index = registries.length - 1; index >= 0; index--) {
    const registry = registries[index];
    const taken2 = choices2[index]?.[state] ?? 0;
    if (registry === void 0) continue;
    if (taken2 === WIDE) wide.add(registry.host);
    else for (const { pattern } of registry.namespaces.slice(0, taken2)) namespaces.add(pattern);
    state -= taken2 === WIDE ? columns : taken2;
  }
  return chosen(registries, wide, namespaces);
}
function chosen(registries, wide, namespaces) {
  let rules = 0;
  for (const registry of registries) {
    rules += wide.has(registry.host) ? 1 : registry.sources;
    for (const { pattern, saving } of registry.namespaces) if (namespaces.has(pattern)) rules -= saving;
  }
  return { fits: true, wildcards: [...[...wide].map((host) => `${host}/*`), ...namespaces].sort(), rules };
}

// src/rules/planner.ts
function makePlan(request) {
  const wanted = wantedOnce(request.wanted);
  const existing2 = ruleIndex(request.rules);
  const { candidates, refused: refused5 } = candidatesOf(wanted, request, existing2);
  const selection = select(candidates, request);
  const created = selection.create.map(asSucceeded);
  const names = new Set(created.map(({ name }) => name));
  const index = ruleIndex([...request.rules.filter(({ name }) => !names.has(name)), ...created]);
  const refusals = new Map([...refused5, ...selection.refused]);
  const covered = [];
  const uncovered = [];
  for (const { source, uses, allowed } of wanted) {
    const served = allowed ? index.forSource(source) : void 0;
    if (served === void 0) {
      const refusal2 = refusals.get(source) ?? conflict(source, selection.create, index);
      uncovered.push({ source, uses, refusal: refusal2, ...explain(refusal2, source, request.registry) });
    } else {
      const { rule, repository } = served;
      covered.push({ source, uses, repository, rule: rule.name, by: names.has(rule.name) ? "new" : "existing" });
    }
  }
  return {
    version: 1,
    covered,
    create: selection.create,
    refused: uncovered,
    room: roomOf(request, selection),
    drifted: driftedRules(request, wanted, existing2),
    unused: unusedRules(request, covered, existing2)
  };
}
function select(candidates, request) {
  const { cap, rules } = request;
  const room = Math.max(0, cap - rules.length);
  const again = candidates.filter((candidate) => candidate.again !== void 0).map(plannedRule);
  const fresh = candidates.filter((candidate) => candidate.again === void 0);
  if (fresh.length > room && request.wildcards === "when-needed") {
    const { exact, wildcards, needed } = withWildcards(fresh, room, request);
    if (needed <= room) return { create: sorted([...again, ...exact, ...wildcards]), refused: [], needed };
    return byUse(fresh, again, room, needed, request);
  }
  return byUse(fresh, again, room, fresh.length, request);
}
function byUse(fresh, again, room, needed, { cap, rules, wildcards }) {
  const refusal2 = { reason: "cap-reached", cap, present: rules.length, room, needed, wildcards };
  return {
    create: sorted([...again, ...fresh.slice(0, room).map(plannedRule)]),
    refused: fresh.slice(room).map(({ source }) => [source, refusal2]),
    needed
  };
}
function withWildcards(fresh, room, request) {
  const credentials = credentialChooser(request);
  const taken2 = takenTargets(request.rules, request.repositories);
  const names = new Set(request.rules.map(({ name }) => name));
  const opened3 = new Set(request.wanted.filter(({ allowed }) => !allowed).flatMap(({ source }) => [...above(source)]));
  const wildcardRule = (source) => {
    const target = wildcardTarget(source, request.wildcardTemplate);
    return plannedRule({ source, target, credentials: credentials(source.slice(0, source.indexOf("/"))) });
  };
  const allows = (source) => {
    if (opened3.has(source)) return false;
    const { name, target } = wildcardRule(source);
    return taken2.obstacle(target) === void 0 && !names.has(name);
  };
  const sources = fresh.map(({ source }) => source);
  const choice2 = chooseWildcards(sources, room, allows);
  if (!choice2.fits) return { exact: [], wildcards: [], needed: choice2.needed };
  const chosen3 = new Set(choice2.wildcards);
  const exact = fresh.filter(({ source }) => ![...above(source)].some((pattern) => chosen3.has(pattern)));
  return { exact: exact.map(plannedRule), wildcards: choice2.wildcards.map(wildcardRule), needed: choice2.rules };
}
function* above(source) {
  const [host, namespace, rest] = source.split("/", 3);
  yield `${host}/*`;
  if (rest !== void 0) yield `${host}/${namespace}/*`;
}
function plannedRule(candidate) {
  const { source, target, credentials, again } = candidate;
  return {
    name: again?.name ?? ruleName(source, target),
    source,
    target,
    ...credentials.state === "chosen" ? { credentialSetId: credentials.id } : {},
    ...again === void 0 ? {} : { again: again.state }
  };
}
function sorted(rules) {
  return [...rules].sort((one, other) => compareTexts(one.source, other.source));
}
function asSucceeded({ name, source, target }) {
  return { name, source, target, state: "Succeeded" };
}
function conflict(source, create2, index) {
  const patterns = new Set(above(source));
  const wildcard = create2.find((planned) => patterns.has(planned.source));
  const target = wildcard === void 0 ? source : wildcard.target.slice(0, -1) + source.slice(wildcard.source.length - 1);
  return { reason: "target-conflict", target, rule: index.forRepository(target)?.rule.name ?? wildcard?.name ?? "" };
}
function roomOf({ cap, rules }, { create: create2, needed }) {
  const creating = create2.filter(({ again }) => again === void 0).length;
  const present4 = rules.length;
  return { cap, present: present4, creating, remaining: Math.max(0, cap - present4 - creating), needed };
}

// src/images/built-here.ts
var OFFICIAL = new Set(
  `
  adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux
  azul-zulu backdrop bash bonita buildpack-deps busybox caddy cassandra chronograf cirros clearlinux
  clefos clickhouse clojure composer convertigo couchbase couchdb crate dart debian docker drupal
  eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang espocrm fedora flink
  fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world
  hitch httpd hylang ibm-semeru-runtimes ibmjava influxdb irssi jetty joomla jruby julia kapacitor
  kibana kong krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki
  memcached mongo mongo-express monica mysql nats neo4j neurodebian nextcloud nginx nim node notary
  odoo open-liberty openjdk oraclelinux orientdb percona perl photon php php-zendserver phpmyadmin
  plone postfixadmin postgres pypy python r-base rabbitmq rakudo-star redis redmine registry
  rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa silverpeas solr sonarqube spark
  spiped storm swift swipl teamspeak telegraf tomcat tomee traefik ubuntu unit varnish
  websphere-liberty wordpress xwiki yourls znc zookeeper
  centos consul java jenkins nats-streaming opensuse vault
  `.trim().split(/\s+/)
);
function buildClaim(reference, unknownTag = false) {
  const name = nameOf(reference);
  if (!isOfficial(reference)) return name;
  if (unknownTag) return `${name}:*`;
  return reference.digest === void 0 ? `${name}:${reference.tag ?? "latest"}` : `${name}@${reference.digest}`;
}
function isOfficial({ registry, repository }) {
  return registry === DOCKER_HUB && repository.startsWith("library/") && OFFICIAL.has(repository.slice("library/".length));
}

// src/uses/classes.ts
function classify(uses, context) {
  const builtNames = new Set([...context.builtHere].map((claim) => claim.slice(0, nameLength(claim))));
  return uses.map((use) => classifyUse(use, { ...context, builtNames }));
}
function imageOf({ source, reference, text, unknownTag }) {
  const image = source ?? reference;
  if (image === void 0) return text;
  return unknownTag === true ? `${nameOf(image)} (tag unknown)` : formatReference(image);
}
function wantsRule(use) {
  return use.class === "public" || use.foreign === "unsupported";
}
function classifyUse(use, context) {
  const reference = use.image === null ? void 0 : parseReference(use.pulls ?? use.image);
  if (reference === void 0) return { ...use, class: "templated" };
  return { ...use, reference, ...classOf2(reference, use.unknownTag === true, context) };
}
function classOf2(reference, unknownTag, context) {
  const name = nameOf(reference);
  if (reference.registry === context.loginServer) return inOwnRegistry(reference, context);
  if (context.policy.trusts(reference)) return { class: "trusted" };
  const built = unknownTag ? context.builtNames.has(name) : context.builtHere.has(buildClaim(reference));
  if (built) return { class: "built-here" };
  if (context.declaredPublic.some((prefix) => name === prefix || name.startsWith(`${prefix}/`))) {
    return { class: "public", source: reference };
  }
  if (context.owner !== void 0 && name.startsWith(`ghcr.io/${context.owner.toLowerCase()}/`)) {
    return isPrivate("a package of this repository's owner; `upstreams` can declare it public");
  }
  const upstream = upstreamOf(reference.registry, context.upstreams);
  if (upstream?.open) return { class: "public", source: reference };
  if (upstream !== void 0) return isPrivate(`${reference.registry} holds private repositories`);
  if (isInternalHost(reference.registry)) return isPrivate(`${reference.registry} is no host of the public Internet`);
  const because = `${reference.registry} is no upstream that artifact cache can source from`;
  return { class: "foreign", foreign: "unsupported", source: reference, because };
}
function isPrivate(because) {
  return { class: "foreign", foreign: "private", because };
}
function isInternalHost(registry) {
  const host = registry.replace(/:\d+$/, "");
  if (!host.includes(".") || host.startsWith("[")) return true;
  if (/^\d+(?:\.\d+){3}$/.test(host)) return true;
  return /\.(?:local|localhost|internal|intranet|lan|home\.arpa|test|example|invalid|svc)$/.test(host);
}
function inOwnRegistry(reference, context) {
  const source = context.sourceOf(reference.repository);
  const upstream = source === void 0 ? void 0 : parseReference(source);
  if (upstream !== void 0) {
    const { tag, digest } = reference;
    return {
      class: "cached",
      source: { ...upstream, ...tag === void 0 ? {} : { tag }, ...digest === void 0 ? {} : { digest } }
    };
  }
  return context.repositoryExists(reference.repository) === false ? { class: "dangling", because: `${formatReference(reference)} has neither a cache rule nor a repository` } : { class: "own" };
}

// src/base/url.ts
function withoutQuery(url) {
  const question = url.search(/[?#]/);
  return question === -1 ? url : url.slice(0, question);
}

// src/io/http.ts
var import_promises = require("node:timers/promises");
var HttpFailure = class extends Error {
  name = "HttpFailure";
  /** A system or library code such as `ECONNREFUSED`, where there is one. */
  code;
  constructor(message, options) {
    super(message, { cause: options.cause });
    this.code = options.code;
  }
};
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
      await (0, import_promises.setTimeout)(milliseconds / pace, void 0, signal === void 0 ? {} : { signal });
    },
    close: async () => {
      await (await loaded)?.dispatcher.destroy();
    }
  };
}
async function load({ emulatorPort }) {
  const { Agent, buildConnector, EnvHttpProxyAgent, request } = await import("./sdk-undici.cjs");
  const options = { allowH2: false, connections: 32, keepAliveTimeout: 1e4 };
  if (emulatorPort === void 0) {
    return { request, dispatcher: hasProxy(process.env) ? new EnvHttpProxyAgent(options) : new Agent(options) };
  }
  const connect = buildConnector({});
  const dispatcher = new Agent({
    ...options,
    connect: (target, callback) => {
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

// src/azure/arm-sender.ts
var MAX_ATTEMPTS = 5;
var MAX_WAIT_MS = 6e4;
var HEADERS_TIMEOUT_MS = 45e3;
function armSender(http, tokens, cloud, shape = () => void 0) {
  const arm = new URL(cloud.armEndpoint).host;
  return async (request) => {
    const { host, protocol } = new URL(request.url);
    if (protocol !== "https:" || host !== arm && !host.endsWith(`.${arm}`)) {
      throw new HttpFailure(`${withoutQuery(request.url)} is not on ${arm}: not asked`, {});
    }
    let renewed = false;
    for (let attempt3 = 1; ; attempt3++) {
      const token = await tokens.token(cloud.armScope);
      const outcome = await attemptOnce(http, request, token, shape);
      if (outcome instanceof HttpFailure) {
        if (attempt3 === MAX_ATTEMPTS || !isRead(request) || outcome instanceof RunEnded) throw outcome;
        await http.wait(backOff(attempt3), request.signal);
        continue;
      }
      if (outcome.status === 401 && !renewed) {
        tokens.renew(token);
        renewed = true;
        continue;
      }
      const pause2 = pauseAfter(outcome, request, attempt3);
      if (pause2 === void 0) return outcome;
      await http.wait(pause2, request.signal);
    }
  };
}
async function attemptOnce(http, request, token, shape) {
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  try {
    const response = await http.send({ headersTimeout: HEADERS_TIMEOUT_MS, ...request, headers });
    const isSuccess = response.status >= 200 && response.status < 300;
    const text = isSuccess ? await response.text() : await response.text().catch(orEnded);
    const lacks = isSuccess ? lacking(request, response.status, text, shape) : void 0;
    if (lacks !== void 0) {
      return new HttpFailure(`${request.method} ${withoutQuery(request.url)}: the answer is none: ${lacks}`, {});
    }
    return { ...response, text: async () => text, json: async () => parseJson(text) };
  } catch (error) {
    if (error instanceof HttpFailure) return error;
    throw error;
  }
}
function orEnded(error) {
  if (error instanceof HttpFailure && !(error instanceof RunEnded)) return "";
  throw error;
}
function lacking(request, status, text, shape) {
  if (text === "") return status === 200 && isRead(request) ? shape(request, void 0) : void 0;
  const body = parseJson(text);
  if (body === void 0) return "it is not JSON";
  return isObject(body) ? shape(request, body) : "it is no JSON object";
}
function pauseAfter(response, request, attempt3) {
  const { status } = response;
  const passing = status === 429 || isRead(request) && (status === 408 || status >= 500);
  if (!passing || attempt3 === MAX_ATTEMPTS) return void 0;
  const pause2 = retryAfter(response.headers, Date.now()) ?? backOff(attempt3);
  return pause2 > MAX_WAIT_MS ? void 0 : pause2;
}
function isRead({ method }) {
  return method === "GET" || method === "HEAD";
}
function backOff(attempt3) {
  return 1e3 * 2 ** (attempt3 - 1);
}

// src/azure/arm-shapes.ts
function armLack(request, body) {
  const { pathname } = new URL(request.url);
  if (/\/(?:cacheRules|credentialSets|resources)$/i.test(pathname)) return listLack(body, request.url);
  if (/\/operationStatuses\/[^/]+$/i.test(pathname)) {
    return stringField(body, "status") === void 0 ? "it has no status" : void 0;
  }
  if (/\/operationResults\/[^/]+$/i.test(pathname)) return void 0;
  return request.method === "DELETE" ? void 0 : resourceLack(body);
}
function listLack(body, url) {
  const items = field(body, "value");
  if (!Array.isArray(items)) return 'it has no list "value"';
  const lack = items.map(namedLack).find((each) => each !== void 0);
  if (lack !== void 0) return `an entry of the list is none: ${lack}`;
  const next = field(body, "nextLink");
  if (next === void 0 || next === null || next === "") return void 0;
  if (typeof next !== "string" || !URL.canParse(next)) return "its next link is none";
  return next === url ? "its next link is itself" : void 0;
}
function resourceLack(body) {
  return namedLack(body) ?? (isObject(field(body, "properties")) ? void 0 : "it has no properties");
}
function namedLack(item) {
  if (!isObject(item)) return "it is no JSON object";
  return stringField(item, "name") === void 0 ? "it has no name" : void 0;
}

// src/azure/arm-failure.ts
function isAuthorization(code) {
  return code === "" || /authoriz|authentic|forbidden/i.test(code);
}
function isPassing(code) {
  return code === "" || code === "Conflict" || /progress|concurren|retry|busy|lock/i.test(code);
}
var TOKEN_REFUSED = "Azure does not take this identity's token";
function armFailure(error) {
  if (error instanceof RunEnded) return { kind: "ended", detail: error.message };
  if (error instanceof UserError) return { kind: "unsure", detail: error.message };
  const status = numberField(error, "statusCode");
  const detail = readable(messageOf(error));
  const code = codeOf(error);
  const late = lateFailure(detail);
  if (late !== void 0) return { kind: "failed-later", ...late };
  if (status === void 0) {
    if (error instanceof Error) return { kind: "unsure", detail };
    throw error;
  }
  if (status === 401) return { kind: "token-refused", detail: `${TOKEN_REFUSED}: ${withCode(code, detail)}` };
  if (status === 403 && isAuthorization(code)) return { kind: "not-permitted", detail: withCode(code, detail) };
  if (status === 404) return { kind: "not-found", detail: withCode(code, detail) };
  if (status === 409 && isPassing(code)) return { kind: "conflict", detail: withCode(code, detail) };
  if (status === 429) return { kind: "throttled", detail: withCode(code, detail) };
  if (status >= 500 || status === 408) return { kind: "unsure", detail: `HTTP ${status}: ${withCode(code, detail)}` };
  return { kind: "refused", code, detail };
}
function lateFailure(text) {
  const prefix = "The long-running operation has failed";
  if (!text.startsWith(prefix))
    return text === "Operation was canceled" ? { code: "Canceled", detail: text } : void 0;
  const rest = text.slice(prefix.length).replace(/^\. /, "");
  const [, code = "", detail = ""] = /^([A-Za-z0-9]{1,80})\. (.*)$/.exec(rest) ?? [];
  return { code, detail: detail === "" ? rest || "the service does not say why" : detail };
}
function withCode(code, detail) {
  return code === "" ? detail : `${code}: ${detail}`;
}
function codeOf(error) {
  const code = stringField(error, "code") ?? stringField(error, "details", "error", "code") ?? "";
  return /^[\w.-]{1,100}$/.test(code) ? code : "";
}
var MAX_TEXT_CHARS = 1e3;
function readable(text) {
  return text.slice(0, MAX_TEXT_CHARS).replaceAll(/\s+/g, " ").split(" ").map((word) => word.includes("://") ? withoutQuery(word) : word).join(" ").trim();
}

// src/rules/rule.ts
var RULE_STATES = ["Succeeded", "Creating", "Updating", "Deleting", "Failed", "Canceled"];

// src/azure/cache-rule-shapes.ts
function ruleFromArm(rule) {
  const createdAt = isoDate(rule.creationDate) ?? isoDate(rule.systemData?.createdAt);
  return {
    name: rule.name ?? "",
    source: rule.sourceRepository ?? "",
    target: rule.targetRepository ?? "",
    ...rule.credentialSetResourceId ? { credentialSetId: rule.credentialSetResourceId } : {},
    state: stateOf(rule),
    ...createdAt === void 0 ? {} : { createdAt }
  };
}
function stateOf({ provisioningState, sourceRepository, targetRepository }) {
  if (!sourceRepository || !targetRepository) return "unknown";
  return RULE_STATES.find((state) => state === provisioningState) ?? "unknown";
}
function creationOf(body) {
  const told = stringField(body, "properties", "creationDate") ?? stringField(body, "systemData", "createdAt");
  return told === void 0 ? void 0 : isoDate(new Date(told));
}
function isoDate(date) {
  return date === void 0 || Number.isNaN(date.getTime()) ? void 0 : date.toISOString();
}
function armRule({ source, target, credentialSetId }) {
  return {
    sourceRepository: source,
    targetRepository: target,
    ...credentialSetId === void 0 ? {} : { credentialSetResourceId: credentialSetId }
  };
}
function isNew(body) {
  if (stringField(body, "properties", "provisioningState") === "Updating") return false;
  const created = stringField(body, "systemData", "createdAt");
  const changed = stringField(body, "systemData", "lastModifiedAt");
  return created === void 0 || changed === void 0 || created === changed;
}
function credentialSetFromArm(set) {
  const healths = (set.authCredentials ?? []).map(({ credentialHealth }) => credentialHealth);
  const ill = healths.find((health) => health?.status?.toLowerCase() === "unhealthy");
  const detail = [ill?.errorCode, ill?.errorMessage].filter((part) => part !== void 0 && part !== "").join(": ");
  const healthy = healths.length > 0 && healths.every((health) => health?.status?.toLowerCase() === "healthy");
  return {
    id: set.id ?? "",
    name: set.name ?? "",
    loginServer: set.loginServer ?? "",
    health: ill !== void 0 ? "unhealthy" : healthy ? "healthy" : "unknown",
    ...detail === "" ? {} : { detail }
  };
}

// src/base/in-turn.ts
function inTurn() {
  let last = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next.catch(() => void 0);
    return next;
  };
}
async function atMost(limit, items, task) {
  const results = new Array(items.length);
  const left = items.entries();
  const work = async () => {
    for (const [index, item] of left) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}

// src/azure/cache-rule-writes.ts
var WRITES = 4;
var MAX_OPERATION_MS = 18e4;
var MAX_RULE_MS = 18e4;
function ruleWriter(rules) {
  const turn = inTurn();
  return {
    create: (rule) => create(rules, rule, turn),
    settled: async (rule) => await outcomeThere(rules, rule) ?? { state: "refused", refusal: { reason: "gone", rule: rule.name } },
    remove: (rule) => remove(rules, rule, turn)
  };
}
async function create(rules, rule, turn) {
  let last = { kind: "unsure", detail: "it was not tried" };
  const mayTry = triesOf(rules);
  for (let attempt3 = 1; mayTry(attempt3); attempt3++) {
    const written4 = await write(rules, rule, turn);
    if ("outcome" in written4) return written4.outcome;
    last = written4.failure;
    const final = finalRefusal(last);
    if (final !== void 0) return { state: "refused", refusal: final };
    const there = await outcomeThere(rules, rule);
    if (there !== void 0) return claimed(there, written4.madeAt);
    const over2 = await pause(rules, attempt3);
    if (over2 !== void 0) return failed(`${last.detail}; ${over2}`);
  }
  return failed(last.detail);
}
function triesOf({ now }) {
  const end = now() + MAX_RULE_MS;
  return (attempt3) => attempt3 <= WRITES && now() < end;
}
async function pause({ wait }, attempt3) {
  try {
    await wait(1e3 * 2 ** attempt3);
    return void 0;
  } catch (error) {
    return armFailure(error).detail;
  }
}
async function write(rules, rule, turn) {
  const { resourceGroup, registryName } = rules.scope;
  const client = await rules.client();
  let ours = true;
  let madeAt;
  let accepted = false;
  try {
    const { poller } = await turn(async () => {
      const started = client.cacheRules.create(resourceGroup, registryName, rule.name, armRule(rule), {
        onResponse: ({ parsedBody }) => {
          ours = isNew(parsedBody);
          madeAt = ours ? creationOf(parsedBody) : void 0;
        }
      });
      await started.submitted();
      return { poller: started };
    });
    accepted = true;
    const ended = await pollToEnd(rules, poller);
    if (!ended) return { outcome: failed(`Azure has not finished it within ${MAX_OPERATION_MS / 6e4} minutes`) };
    const made = poller.result === void 0 ? void 0 : ruleFromArm(poller.result);
    if (made?.state === "Succeeded") return { outcome: { state: "serves", rule: made, ours } };
    return { failure: { kind: "unsure", detail: `the rule is ${made?.state ?? "not"} there` }, madeAt };
  } catch (error) {
    const failure2 = armFailure(error);
    if (failure2.kind === "ended") {
      const how = accepted ? "Azure has accepted it and finishes it without this run" : "not written";
      return { outcome: failed(`${how}: ${failure2.detail}`) };
    }
    if (accepted && failure2.kind !== "failed-later") {
      return { failure: { kind: "unsure", detail: failure2.detail }, madeAt };
    }
    return { failure: failure2, madeAt: void 0 };
  }
}
async function pollToEnd(rules, poller) {
  let waited = 0;
  while (!poller.isDone) {
    await poller.poll();
    if (poller.isDone) break;
    if (waited >= MAX_OPERATION_MS) return false;
    const next = rules.pollPause();
    waited += next;
    await rules.wait(next);
  }
  return true;
}
function finalRefusal(failure2) {
  switch (failure2.kind) {
    case "refused":
    case "failed-later":
      return { reason: "refused-by-service", code: failure2.code, detail: failure2.detail };
    case "not-permitted":
      return { reason: "not-permitted", detail: failure2.detail };
    case "not-found":
      return { reason: "write-failed", detail: failure2.detail };
    case "throttled":
      return { reason: "write-failed", detail: `Azure throttles requests: ${failure2.detail}` };
    case "token-refused":
    case "ended":
      return { reason: "write-failed", detail: failure2.detail };
    case "conflict":
    case "unsure":
      return void 0;
  }
}
function failed(detail) {
  return { state: "refused", refusal: { reason: "write-failed", detail } };
}
function claimed(outcome, madeAt) {
  if (outcome.state !== "serves" || madeAt === void 0) return outcome;
  return { ...outcome, ours: outcome.rule.createdAt === madeAt };
}
async function outcomeThere(rules, rule) {
  const seen = await atRest(rules, rule.name);
  if (seen.state === "absent") return void 0;
  if (seen.state === "unknown") return failed(seen.reason);
  const { source, target, state } = seen.rule;
  if (normalisedSource(source) !== normalisedSource(rule.source) || target !== rule.target) {
    return { state: "refused", refusal: { reason: "name-taken", rule: rule.name } };
  }
  return state === "Succeeded" ? { state: "serves", rule: seen.rule, ours: false } : void 0;
}
async function atRest({ client, scope, wait, pollPause }, name) {
  let waited = 0;
  try {
    const { cacheRules } = await client();
    for (; ; ) {
      const rule = ruleFromArm(await cacheRules.get(scope.resourceGroup, scope.registryName, name));
      if (!["Creating", "Updating", "Deleting"].includes(rule.state)) return { state: "there", rule };
      if (waited >= MAX_OPERATION_MS) {
        return {
          state: "unknown",
          reason: `rule ${name} has been ${rule.state} for ${MAX_OPERATION_MS / 6e4} minutes`
        };
      }
      waited += pollPause();
      await wait(pollPause());
    }
  } catch (error) {
    const failure2 = armFailure(error);
    if (failure2.kind === "not-found") return { state: "absent" };
    return { state: "unknown", reason: `whether rule ${name} is there could not be read: ${failure2.detail}` };
  }
}
async function remove(rules, { name, createdAt }, turn) {
  const { resourceGroup, registryName } = rules.scope;
  let last = "it was not tried";
  const mayTry = triesOf(rules);
  for (let attempt3 = 1; mayTry(attempt3); attempt3++) {
    try {
      const client = await rules.client();
      const { poller } = await turn(async () => {
        const started = client.cacheRules.delete(resourceGroup, registryName, name);
        await started.submitted();
        return { poller: started };
      });
      await pollToEnd(rules, poller).catch(armFailure);
    } catch (error) {
      const failure2 = armFailure(error);
      if (failure2.kind === "not-found") return { state: "removed" };
      if (failure2.kind === "not-permitted") return { state: "not-allowed", reason: failure2.detail };
      last = failure2.detail;
      if (failure2.kind === "refused" || failure2.kind === "token-refused" || failure2.kind === "ended")
        return { state: "failed", reason: last };
    }
    const seen = await atRest(rules, name);
    if (seen.state === "absent") return { state: "removed" };
    if (seen.state === "unknown") return { state: "failed", reason: seen.reason };
    if (createdAt !== void 0 && seen.rule.createdAt !== createdAt) return { state: "removed" };
    const over2 = await pause(rules, attempt3);
    if (over2 !== void 0) return { state: "failed", reason: `${last}; ${over2}` };
  }
  return { state: "failed", reason: last };
}

// src/azure/transport.ts
var import_node_buffer2 = require("node:buffer");
function azureHttpClient(send2) {
  return {
    sendRequest: async (request) => {
      const response = await send2(httpRequest(request));
      return {
        request,
        status: response.status,
        headers: pipelineHeaders(response.headers),
        bodyAsText: await response.text()
      };
    }
  };
}
function httpRequest(request) {
  const headers = {};
  for (const [name, value] of request.headers) headers[name.toLowerCase()] = value;
  delete headers["accept-encoding"];
  const body = bodyOf(request);
  return {
    method: methodOf(request.method),
    url: request.url,
    headers,
    ...body === void 0 ? {} : { body },
    ...request.abortSignal === void 0 ? {} : { signal: realSignal(request.abortSignal) },
    ...request.timeout > 0 ? { headersTimeout: request.timeout } : {}
  };
}
function methodOf(method) {
  switch (method) {
    case "GET":
    case "HEAD":
    case "POST":
    case "PUT":
    case "PATCH":
    case "DELETE":
      return method;
    default:
      throw new TypeError(`the method ${method} is not one that Azure's SDKs send`);
  }
}
function bodyOf({ body }) {
  if (body === void 0 || body === null) return void 0;
  if (typeof body === "string") return body;
  if (ArrayBuffer.isView(body)) return import_node_buffer2.Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new TypeError("only text and bytes are sent to Azure");
}
function realSignal(signal) {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener("abort", () => controller.abort(), { once: true });
  return controller.signal;
}
function pipelineHeaders(received) {
  const headers = new Map(received);
  return {
    get: (name) => headers.get(name.toLowerCase()),
    has: (name) => headers.has(name.toLowerCase()),
    set: (name, value) => {
      headers.set(name.toLowerCase(), String(value));
    },
    delete: (name) => {
      headers.delete(name.toLowerCase());
    },
    toJSON: () => Object.fromEntries(headers),
    [Symbol.iterator]: () => headers.entries()
  };
}

// src/azure/cache-rules.ts
var POLL_PAUSE_MS = 2e3;
var MAX_PAUSE_MS = 3e4;
var MAX_LISTED = 2e4;
var MAX_PAGES = 500;
function armRuleService(http, send2, cloud, scope, now = () => performance.now()) {
  const counts3 = { reads: 0, writes: 0 };
  let pause2 = POLL_PAUSE_MS;
  let opened3;
  const counted = async (request) => {
    if (request.method === "GET") counts3.reads++;
    else counts3.writes++;
    const response = await send2(request);
    pause2 = Math.min(retryAfter(response.headers, Date.now()) ?? POLL_PAUSE_MS, MAX_PAUSE_MS);
    return response;
  };
  const rules = {
    scope,
    client: () => {
      opened3 ??= openClient(counted, cloud, scope.subscriptionId);
      return opened3;
    },
    wait: (milliseconds) => http.wait(milliseconds),
    pollPause: () => pause2,
    now
  };
  return {
    list: () => listRules(rules),
    credentialSets: async () => {
      const read2 = await readAll(rules, "credentialSets");
      if (read2.state === "known") return { state: "known", sets: read2.items };
      return { state: "not-allowed", reason: read2.reason };
    },
    ...ruleWriter(rules),
    requests: () => ({ ...counts3 }),
    wait: rules.wait
  };
}
async function openClient(send2, cloud, subscriptionId) {
  const sdk = await import("./sdk-arm.cjs");
  const nobody = { getToken: async () => ({ token: "", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
  const client = new sdk.ContainerRegistryManagementClient(nobody, subscriptionId, {
    endpoint: cloud.armEndpoint,
    httpClient: azureHttpClient(send2),
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 }
  });
  client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
  return client;
}
async function listRules(rules) {
  const read2 = await readAll(rules, "cacheRules");
  return read2.state === "known" ? { state: "known", rules: read2.items } : read2;
}
async function readAll(rules, what) {
  const { resourceGroup, registryName } = rules.scope;
  try {
    const client = await rules.client();
    const items = what === "cacheRules" ? (await everyItem(client.cacheRules.list(resourceGroup, registryName))).map(ruleFromArm) : (await everyItem(client.credentialSets.list(resourceGroup, registryName))).map(credentialSetFromArm);
    return { state: "known", items };
  } catch (error) {
    const failure2 = armFailure(error);
    const role = what === "cacheRules" ? RULE_WRITER_ROLE : "Container Registry Credential Set Reader";
    switch (failure2.kind) {
      case "not-permitted":
        return { state: "not-allowed", reason: `the role "${role}" is missing: ${failure2.detail}` };
      case "not-found":
        return { state: "not-found", reason: failure2.detail };
      default:
        return { state: "failed", reason: failure2.detail };
    }
  }
}
async function everyItem(list2) {
  const items = [];
  const links = /* @__PURE__ */ new Set();
  let pages = 0;
  for await (const page of list2.byPage()) {
    items.push(...page);
    const next = "continuationToken" in page ? page.continuationToken : void 0;
    if (typeof next !== "string" || next === "") break;
    pages += 1;
    if (pages === MAX_PAGES || items.length > MAX_LISTED) {
      throw new Error(`the list goes on after ${pages} pages and ${items.length} entries`);
    }
    if (links.has(next)) throw new Error("the list comes back to a page that it has had");
    links.add(next);
  }
  return items;
}

// src/base/sentences.ts
function sentences(message, remedy) {
  return `${sentence(message)} ${sentence(remedy.charAt(0).toUpperCase() + remedy.slice(1))}`;
}
function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

// src/azure/sign-in-sender.ts
var MAX_ATTEMPTS2 = 5;
var MAX_WAIT_MS2 = 3e4;
var HEADERS_TIMEOUT_MS2 = 3e4;
function signInSender(http, authorityHost, onLost) {
  const authority = new URL(authorityHost).host;
  const send2 = patientSender(http, authority);
  return async (request) => {
    try {
      return await send2(request);
    } catch (error) {
      if (error instanceof HttpFailure && new URL(request.url).host === authority) onLost(error.message);
      throw error;
    }
  };
}
function patientSender(http, authority) {
  return async (request) => {
    const { host } = new URL(request.url);
    const kind = host === authority ? "entra" : isProbe(request) ? "probe" : "identity-endpoint";
    for (let attempt3 = 1; ; attempt3++) {
      const outcome = await attemptOnce2(http, request, kind);
      if (outcome.state === "done") return outcome.response;
      const pause2 = outcome.pause ?? 1e3 * 2 ** (attempt3 - 1);
      if (kind === "probe" || attempt3 === MAX_ATTEMPTS2 || pause2 > MAX_WAIT_MS2) return outcome.last();
      await http.wait(pause2, request.signal);
    }
  };
}
function isProbe({ url, headers }) {
  return new URL(url).protocol === "http:" && headers?.metadata === void 0 && headers?.secret === void 0;
}
async function attemptOnce2(http, request, kind) {
  const answer = await wholeAnswer(http, request);
  if (answer instanceof HttpFailure) {
    return {
      state: "passing",
      last: () => {
        throw answer;
      }
    };
  }
  const { response, text } = answer;
  const last = () => orNone(response, request, text, kind);
  if (isPassing2(response.status, text, kind)) {
    return { state: "passing", pause: retryAfter(response.headers, Date.now()), last };
  }
  const isSuccess = response.status >= 200 && response.status < 300;
  const isTriedAgain = kind === "entra" && isSuccess && !isAnswer(request, response.status, text);
  return isTriedAgain ? { state: "passing", last } : { state: "done", response: last() };
}
async function wholeAnswer(http, request) {
  try {
    const response = await http.send({ headersTimeout: HEADERS_TIMEOUT_MS2, ...request });
    const text = await response.text();
    return { response: { ...response, text: async () => text }, text };
  } catch (error) {
    if (!(error instanceof HttpFailure) || error instanceof RunEnded || request.signal?.aborted) throw error;
    return error;
  }
}
function orNone(response, request, text, kind) {
  if (kind !== "entra" || isAnswer(request, response.status, text)) return response;
  throw new HttpFailure(
    `${request.method} ${withoutQuery(request.url)}: HTTP ${response.status} with a body that is no answer of Entra`,
    {}
  );
}
function isAnswer({ method }, status, text) {
  const body = parseJson(text);
  if (!isObject(body)) return false;
  if (status >= 400) return stringField(body, "error") !== void 0;
  return method !== "POST" || Boolean(stringField(body, "access_token"));
}
function isPassing2(status, text, kind) {
  if (status === 408 || status === 429 || status >= 500) return true;
  if (kind === "identity-endpoint") return status === 404 || status === 410;
  return status >= 400 && ["temporarily_unavailable", "server_error"].includes(stringField(parseJson(text), "error") ?? "");
}

// src/azure/credential.ts
var MIN_LIFE_MS = 6e4;
var ASSERTION_ENDED = "AADSTS700024";
function azureTokens(signIn) {
  let credential;
  const held2 = /* @__PURE__ */ new Map();
  let lost;
  const ask = async (scope) => {
    try {
      return await askOnce(scope);
    } catch (error) {
      if (!messageOf(error).includes(ASSERTION_ENDED)) throw error;
      credential = void 0;
      return askOnce(scope);
    }
  };
  const askOnce = async (scope) => {
    credential ??= openCredential(signIn, (why) => {
      lost = why;
    });
    const signedIn = await credential;
    lost = void 0;
    try {
      const granted = await signIn.bounded(signedIn.getToken(scope));
      if (granted === null) throw new Error("no token was issued");
      signIn.mask(granted.token);
      return { value: granted.token, expires: granted.expiresOnTimestamp };
    } catch (error) {
      throw error instanceof UserError || error instanceof RunEnded ? error : signInFailed(error, signIn, lost);
    }
  };
  const refused5 = /* @__PURE__ */ new Set();
  const isGood = ({ value, expires }) => expires - Date.now() > MIN_LIFE_MS && !refused5.has(value);
  return {
    token: async (scope) => {
      for (; ; ) {
        const current = held2.get(scope);
        const known2 = await current;
        if (known2 !== void 0 && isGood(known2)) return known2.value;
        if (held2.get(scope) !== current) continue;
        if (known2 !== void 0 && refused5.has(known2.value)) credential = void 0;
        const asked2 = ask(scope);
        held2.set(scope, asked2);
        try {
          return (await asked2).value;
        } catch (error) {
          held2.delete(scope);
          throw error;
        }
      }
    },
    renew: (token) => {
      refused5.add(token);
    }
  };
}
async function openCredential(signIn, onLost) {
  const { http, cloud, tenantId, clientId, env, emulated } = signIn;
  const { ClientAssertionCredential, DefaultAzureCredential } = await import("./sdk-identity.cjs");
  const options = {
    httpClient: azureHttpClient(signInSender(http, cloud.authorityHost, onLost)),
    authorityHost: cloud.authorityHost,
    retryOptions: { maxRetries: 0 },
    disableInstanceDiscovery: emulated,
    // What is sent to Entra is a credential: it goes nowhere else, whatever an answer says.
    redirectOptions: { maxRetries: 0 }
  };
  const url = env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const bearer = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (url && bearer && tenantId !== void 0 && clientId !== void 0) {
    return new ClientAssertionCredential(tenantId, clientId, () => jobToken(signIn, url, bearer), options);
  }
  return new DefaultAzureCredential({
    ...options,
    ...tenantId === void 0 ? {} : { tenantId },
    ...clientId === void 0 ? {} : { managedIdentityClientId: clientId, workloadIdentityClientId: clientId }
  });
}
var JOB_TOKEN_ATTEMPTS = 5;
async function jobToken({ http, mask }, requestUrl, bearer) {
  const url = new URL(requestUrl);
  url.searchParams.set("audience", "api://AzureADTokenExchange");
  for (let attempt3 = 1; ; attempt3++) {
    const outcome = await askJobToken(http, url.href, bearer);
    if (outcome.state === "given") {
      mask(outcome.token);
      return outcome.token;
    }
    if (!outcome.again || attempt3 === JOB_TOKEN_ATTEMPTS) {
      throw new UserError(
        `GitHub gave no OIDC token for this job (${outcome.reason}). Check "permissions: id-token: write".`
      );
    }
    await http.wait(1e3 * 2 ** (attempt3 - 1));
  }
}
async function askJobToken(http, url, bearer) {
  try {
    const response = await http.send({ method: "GET", url, headers: { authorization: `Bearer ${bearer}` } });
    if (response.status !== 200) {
      await response.discard();
      return {
        state: "refused",
        reason: `HTTP ${response.status}`,
        again: response.status >= 500 || response.status === 429 || response.status === 408
      };
    }
    const token = stringField(await response.json(), "value");
    if (token !== void 0 && token !== "") return { state: "given", token };
    return { state: "refused", reason: "the answer holds no token", again: true };
  } catch (error) {
    if (!(error instanceof HttpFailure) || error instanceof RunEnded) throw error;
    return { state: "refused", reason: error.message, again: true };
  }
}
function signInFailed(error, { clientId, tenantId, env, cloud }, lost) {
  if (lost !== void 0) {
    return new UserError(
      `Signing in to Azure failed: ${lost}. Run again; if it stays so, look at the proxy or firewall on the way to ${cloud.authorityHost}.`
    );
  }
  if (clientId !== void 0 && tenantId !== void 0 && env.GITHUB_ACTIONS && !env.ACTIONS_ID_TOKEN_REQUEST_URL) {
    return new UserError(
      'Signing in to Azure failed: this job has no OIDC token, and nobody has signed in before. Add "permissions: id-token: write" to the job, or sign in before with azure/login.'
    );
  }
  const said2 = messageOf(error).replaceAll(/https:\/\/\S+/g, withoutQuery).replaceAll(/\s+/g, " ").slice(0, 600);
  const missing = clientId === void 0 || tenantId === void 0;
  const remedy = missing ? 'Give client-id and tenant-id and "permissions: id-token: write", or sign in before with azure/login or az login.' : 'Check client-id, tenant-id, "permissions: id-token: write" and the federated credential of the identity.';
  return new UserError(sentences(`Signing in to Azure failed: ${said2}`, remedy));
}

// src/azure/registry-lookup.ts
var RESOURCES_VERSION = "2024-11-01";
var REGISTRY_VERSION = "2025-11-01";
var MAX_PAGES2 = 100;
async function findResourceGroup(send2, cloud, subscriptionId, registryName) {
  const filter = encodeURIComponent("resourceType eq 'Microsoft.ContainerRegistry/registries'");
  const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/resources`;
  let url = `${cloud.armEndpoint}${path}?$filter=${filter}&api-version=${RESOURCES_VERSION}`;
  const seen = /* @__PURE__ */ new Set();
  while (url !== void 0) {
    if (seen.has(url)) return { state: "failed", reason: "the list of registries comes back to a page it has had" };
    if (seen.size === MAX_PAGES2) {
      return { state: "failed", reason: `the list of registries goes on after ${MAX_PAGES2} pages` };
    }
    seen.add(url);
    const answer = await read(send2, url);
    if (answer.state !== "read") return answer;
    const resources = field(answer.body, "value");
    if (!Array.isArray(resources)) return { state: "failed", reason: "Azure answered without a list of registries" };
    for (const resource of resources) {
      const [id, name] = [stringField(resource, "id"), stringField(resource, "name")];
      if (id === void 0 || name === void 0) continue;
      const group = /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1];
      if (name.toLowerCase() === registryName && group !== void 0) return { state: "found", resourceGroup: group };
    }
    url = stringField(answer.body, "nextLink") || void 0;
  }
  return {
    state: "not-found",
    reason: `no registry ${registryName} among those that this identity can see in subscription ${subscriptionId}`
  };
}
async function readRegistry(send2, cloud, registryId) {
  const answer = await read(send2, `${cloud.armEndpoint}${registryId}?api-version=${REGISTRY_VERSION}`);
  if (answer.state !== "read") return answer;
  const { body } = answer;
  const anonymous = field(body, "properties", "anonymousPullEnabled");
  return {
    state: "known",
    loginServer: stringField(body, "properties", "loginServer")?.toLowerCase(),
    sku: stringField(body, "sku", "name"),
    anonymousPull: typeof anonymous === "boolean" ? anonymous : void 0,
    roleAssignmentMode: stringField(body, "properties", "roleAssignmentMode"),
    publicNetworkAccess: stringField(body, "properties", "publicNetworkAccess"),
    networkDefaultAction: stringField(body, "properties", "networkRuleSet", "defaultAction"),
    networkRuleBypassOptions: stringField(body, "properties", "networkRuleBypassOptions"),
    softDelete: stringField(body, "properties", "policies", "softDeletePolicy", "status")
  };
}
function registryResourceId(subscriptionId, resourceGroup, registryName) {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return `${group}/providers/Microsoft.ContainerRegistry/registries/${registryName}`;
}
async function read(send2, url) {
  try {
    const response = await send2({ method: "GET", url, headers: { accept: "application/json" } });
    if (response.status === 200) return { state: "read", body: await response.json() };
    await response.discard();
    if (response.status === 404) return { state: "not-found", reason: "Azure knows no such resource" };
    if (response.status === 401) return { state: "failed", reason: TOKEN_REFUSED };
    if (response.status === 403) {
      return { state: "not-allowed", reason: 'the role "Reader" on the registry is missing' };
    }
    return { state: "failed", reason: `Azure answered HTTP ${response.status}` };
  } catch (error) {
    if (error instanceof HttpFailure) return { state: "failed", reason: error.message };
    throw error;
  }
}

// src/registry/transport/answer.ts
var MAX_MESSAGE_CHARS = 300;
function parseErrorAnswer(status, body) {
  const errors = errorsOf(body);
  const messages2 = errors.map(({ message }) => message).filter((message) => message !== "");
  const text = messages2.length > 0 ? messages2.join("; ") : /^\s*[<{[]/.test(body) ? "" : body;
  return {
    status,
    codes: errors.map(({ code }) => code).filter((code) => code !== ""),
    message: oneLine(text)
  };
}
function errorsOf(body) {
  return listField(parseJson(body), "errors").map((error) => ({
    code: stringField(error, "code") ?? "",
    message: stringField(error, "message") ?? ""
  }));
}
function oneLine(text) {
  const flat = text.slice(0, MAX_MESSAGE_CHARS * 4).replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return flat.length > MAX_MESSAGE_CHARS ? `${flat.slice(0, MAX_MESSAGE_CHARS)}…` : flat;
}
var PULL_ROLES = "give the identity AcrPull on the registry (Container Registry Repository Reader where the registry is in ABAC mode)";
function explain2(answer, asked2) {
  const { status, codes, message } = answer;
  const said2 = message === "" ? `status ${status}` : message;
  const reason = (kind, remedy) => ({
    kind,
    message: `${asked2.what}: ${said2}`,
    remedy
  });
  if (isNetworkDenial(answer)) {
    return {
      kind: "not-reachable",
      message: `${asked2.loginServer} is not reachable from here: ${said2}`,
      remedy: networkRemedy(asked2.loginServer),
      networkDenied: true
    };
  }
  if (status === 424) {
    return reason("upstream-failed", "pull the image from its source by hand; run again when the source answers");
  }
  if (status === 429 || codes.includes("TOOMANYREQUESTS")) {
    return /source registry/i.test(message) ? reason("upstream-throttled", "give the rule a credential set with a higher pull limit, or run again later") : reason("throttled", "run again later, or warm fewer images at once");
  }
  if (/authentication required with source registry/i.test(message)) {
    return reason(
      "upstream-unauthorized",
      "give the rule a healthy credential set of the source (see `credentialHealth` of the credential set)"
    );
  }
  if (status === 401) return reason("unauthorized", PULL_ROLES);
  if (status === 403) return reason("forbidden", PULL_ROLES);
  if (status === 404) {
    return reason("not-found", "check that the source has this tag; a new rule can take some minutes to act");
  }
  if (status >= 500) return reason("registry-error", "run again later; see https://status.azure.com if it stays so");
  return reason("registry-error", "this answer was not expected; run again, and report it if it stays so");
}
function isNetworkDenial({ status, message }) {
  return status === 403 && /is not allowed access|aka\.ms\/acr\/firewall|public network access/i.test(message);
}
function networkRemedy(host) {
  return `run this job on a runner inside the network that ${host} allows (private endpoint), or allow the runner's address in the registry's firewall; the rules are made all the same`;
}
var UNTRUSTED_CERTIFICATE = /CERT|UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/;
function explainNoAnswer(failure2, asked2) {
  const { code, message } = failure2;
  const host = asked2.loginServer;
  if (code !== void 0 && UNTRUSTED_CERTIFICATE.test(code)) {
    const remedy = "set NODE_EXTRA_CA_CERTS to the certificate of the authority that your network uses";
    return { kind: "not-reachable", message: `the certificate of ${host} is not trusted: ${message}`, remedy };
  }
  const unknown4 = code === "ENOTFOUND" || code === "EAI_AGAIN";
  return {
    kind: "not-reachable",
    message: `no answer from ${host}: ${message}`,
    remedy: unknown4 ? `check the name of the registry; ${networkRemedy(host)}` : networkRemedy(host)
  };
}

// src/registry/transport/body.ts
var import_promises2 = require("node:stream/promises");

// src/registry/manifest.ts
var import_node_crypto2 = require("node:crypto");
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
function parseManifest(bytes2, mediaType) {
  const value = parseJson(new TextDecoder().decode(bytes2));
  if (!isObject(value)) return "it is no JSON object";
  if (isIndexType(mediaType)) return parseIndex(value);
  if (IMAGE_TYPES.has(mediaType)) return parseImage(value);
  return `its type ${mediaType || "(none)"} is not supported`;
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
  const annotations = isObject(item.annotations) ? item.annotations : {};
  const { os, architecture, variant, "os.version": osVersion } = platform;
  const known2 = typeof os === "string" && typeof architecture === "string" && os !== "" && architecture !== "";
  const name = known2 ? [os, architecture, variant].filter((part) => typeof part === "string" && part !== "") : [];
  return {
    platform: known2 ? name.join("/") : void 0,
    osVersion: typeof osVersion === "string" ? osVersion : void 0,
    attestation: os === "unknown" && architecture === "unknown" || annotations["vnd.docker.reference.type"] === "attestation-manifest"
  };
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
  return { kind: "image", config, layers };
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
  return (0, import_node_crypto2.createHash)(digest.slice(0, digest.indexOf(":")));
}
function digestOf(bytes2, like = "sha256:") {
  return `${like.slice(0, like.indexOf(":"))}:${hashFor(like).update(bytes2).digest("hex")}`;
}

// src/registry/transport/body.ts
var LEAST_PROGRESS = { bytes: 64 * 1024, everyMilliseconds: 6e4 };
async function verify(body, { digest, size }, onBytes, least = LEAST_PROGRESS) {
  const hash = hashFor(digest);
  let received = 0;
  body.on("data", (piece2) => {
    if (!(piece2 instanceof Uint8Array)) return;
    received += piece2.length;
    onBytes(piece2.length);
    if (received > size) body.destroy();
    else hash.update(piece2);
  });
  let before = 0;
  const watch = setInterval(() => {
    if (received - before < least.bytes) body.destroy(new Error(`fewer than ${least.bytes} bytes in a while`));
    before = received;
  }, least.everyMilliseconds);
  try {
    await (0, import_promises2.finished)(body);
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
    for await (const piece2 of response.body) {
      if (!(piece2 instanceof Uint8Array)) continue;
      received += piece2.length;
      if (received > limit) break;
      pieces.push(piece2);
    }
  } catch (cause) {
    throw new HttpFailure(`the answer broke off: ${messageOf(cause)}`, { cause });
  }
  if (received > limit) throw new HttpFailure(`the answer is larger than ${limit} bytes`, {});
  return Buffer.concat(pieces);
}
var MAX_TEXT_CHARS2 = 64 * 1024;
async function readAnswer(response, limit = MAX_TEXT_CHARS2) {
  if (response.status !== 200) return readText(response, limit);
  return new TextDecoder().decode(await readBytes(response, limit));
}
async function readText(response, limit = MAX_TEXT_CHARS2) {
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

// src/registry/transport/understood.ts
var NoAnswer = class extends HttpFailure {
  name = "NoAnswer";
  /** What to say in the end, where that is more than that it is none. */
  reason;
  /** @param lack a clause: `it is no JSON object` */
  constructor(lack, reason) {
    super(lack, {});
    this.reason = reason;
  }
};
var MAX_TRIES = 3;
var FIRST_WAIT = 1e3;
async function understood(wait, asked2, signal, ask, read2) {
  for (let tried = 1; ; tried += 1) {
    const response = await ask();
    try {
      return await read2(response);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof HttpFailure)) throw error;
      if (tried === MAX_TRIES || error instanceof RunEnded)
        throw new RegistryFailure(reasonOf(error, asked2), { cause: error });
      await wait(FIRST_WAIT * 2 ** (tried - 1), signal);
    }
  }
}
function reasonOf(error, asked2) {
  if (error instanceof RunEnded) return { kind: "stopped", message: error.message, remedy: "run again" };
  if (!(error instanceof NoAnswer)) return explainNoAnswer(error, asked2);
  if (error.reason !== void 0) return error.reason;
  return {
    kind: "malformed",
    message: `${asked2.what}: the answer of ${asked2.loginServer} is none: ${error.message}`,
    remedy: "run again; if it stays so, check that nothing in between (a proxy, a sign-in page) answers for the registry"
  };
}
function objectIn(text) {
  const value = parseJson(text);
  if (value === void 0) throw new NoAnswer(text === "" ? "it is empty" : "it is not JSON");
  if (!isObject(value)) throw new NoAnswer("it is no JSON object");
  return value;
}

// src/registry/lists.ts
function parseListing(status, text, digest) {
  if (status === 200) {
    const told = stringField(objectIn(text), "manifest", "digest");
    if (told === void 0) throw new NoAnswer("it names no manifest");
    if (told !== digest) throw new NoAnswer("it is about another manifest");
    return "listed";
  }
  if (status === 401 || status === 403) return "not-allowed";
  const { codes } = parseErrorAnswer(status, text);
  const missing = codes.includes("MANIFEST_UNKNOWN") || codes.includes("NAME_UNKNOWN");
  return status === 404 && missing ? "not-listed" : "no-list";
}
function isMissingRepository(status, text) {
  return status === 404 && parseErrorAnswer(status, text).codes.includes("NAME_UNKNOWN");
}
function parseTags(status, text) {
  if (isMissingRepository(status, text)) return [];
  if (status !== 200) return void 0;
  const { tags } = objectIn(text);
  if (tags === null) return [];
  if (!Array.isArray(tags)) throw new NoAnswer('it has no list "tags"');
  return tags.map((tag) => {
    if (typeof tag !== "string") throw new NoAnswer("a tag of the list is none");
    return tag;
  });
}
function parseReferrers(text, artifactType) {
  const { manifests } = objectIn(text);
  if (!Array.isArray(manifests)) throw new NoAnswer('it has no list "manifests"');
  return manifests.map((item) => {
    const digest = stringField(item, "digest");
    if (digest === void 0) throw new NoAnswer("an entry of the list has no digest");
    const type = stringField(item, "artifactType");
    return { digest, artifactType: type, annotations: textsOf(field(item, "annotations")) };
  }).filter((referrer) => artifactType === void 0 || referrer.artifactType === artifactType);
}
function textsOf(value) {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry) => typeof entry[1] === "string")
  );
}

// src/registry/served-manifest.ts
function isFromUpstream({ headers }) {
  return headers.get("x-azure-origin")?.toLowerCase() === "upstream";
}
async function readManifest(response, reference, asked2) {
  const bytes2 = await readBytes(response, MAX_MANIFEST_BYTES);
  const told = reference.includes(":") ? reference : response.headers.get("docker-content-digest");
  const digest = told !== void 0 && isVerifiable(told) ? digestOf(bytes2, told) : digestOf(bytes2);
  const wrong = told === void 0 || told === digest ? void 0 : {
    kind: "wrong-digest",
    message: oneLine(`${asked2.what}: the manifest is ${digest}, not ${told}`),
    remedy: "something between here and the registry changes what it sends; do not use this image"
  };
  const text = new TextDecoder().decode(bytes2);
  if (!isObject(parseJson(text))) throw new NoAnswer("it is no JSON object", wrong);
  if (wrong !== void 0) throw new RegistryFailure(wrong);
  const mediaType = (response.headers.get("content-type") ?? "").replace(/;.*/s, "").trim();
  const content = parseManifest(bytes2, mediaType);
  if (typeof content === "string") {
    throw new RegistryFailure({
      kind: "malformed",
      message: oneLine(`${asked2.what}: the manifest can't be used: ${content}`),
      remedy: "artifact cache serves OCI and Docker schema 2 images; ask the publisher for one"
    });
  }
  return { digest, mediaType, size: bytes2.length, content, fromUpstream: isFromUpstream(response) };
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

// src/registry/transport/token-endpoint.ts
function openTokenEndpoint({ send: send2, wait, loginServer, mask }) {
  const read2 = async (url, askOnce, readOne) => understood(wait, askedOf(url, loginServer), void 0, askOnce, readOne);
  const readSecret = async (response, url, names) => {
    const text = await readAnswer(response);
    if (response.status !== 200) {
      const status = response.status === 400 ? 401 : response.status;
      throw new RegistryFailure(explain2(parseErrorAnswer(status, text), askedOf(url, loginServer)));
    }
    const secret = secretIn(objectIn(text), names);
    if (secret === void 0) throw new NoAnswer("it holds no token");
    mask(secret);
    return secret;
  };
  return {
    ask: async (url, form, authorization) => send2(
      {
        method: form === void 0 ? "GET" : "POST",
        url: url.href,
        headers: {
          ...form === void 0 ? {} : { "content-type": "application/x-www-form-urlencoded" },
          ...authorization === void 0 ? {} : { authorization }
        },
        ...form === void 0 ? {} : { body: new URLSearchParams(form).toString() }
      },
      askedOf(url, loginServer)
    ),
    read: read2,
    readSecret,
    secretOf: async (url, names, askOnce) => read2(url, askOnce, (response) => readSecret(response, url, names))
  };
}
function askedOf({ origin, pathname }, loginServer) {
  return { loginServer, what: `${origin}${pathname}` };
}
function secretIn(value, names) {
  return names.map((name) => stringField(value, name)).find((secret) => secret !== void 0 && secret !== "");
}

// src/registry/transport/demand.ts
async function findDemand({ ask, read: read2 }, base, loginServer) {
  if (!isConfidential(base)) throw malformed(`${base.origin} is neither https nor on this machine`);
  const url = new URL("/v2/", base);
  const { response, text } = await read2(
    url,
    () => ask(url),
    async (answer) => {
      const body = await readAnswer(answer);
      if (answer.status === 200 && body.trim() !== "") objectIn(body);
      return { response: answer, text: body };
    }
  );
  if (response.status === 200) return { kind: "nothing" };
  const header = response.headers.get("www-authenticate");
  if (response.status !== 401 || header === void 0) {
    throw new RegistryFailure(explain2(parseErrorAnswer(response.status, text), askedOf(url, loginServer)));
  }
  const challenge = parseChallenge(header);
  if (challenge === void 0) throw malformed(`${loginServer} asks for an authentication that is not supported`);
  if (challenge.scheme === "basic") return { kind: "basic" };
  const realm = ownRealm(challenge.realm, base);
  if (realm === void 0) {
    throw new RegistryFailure({
      kind: "untrusted-realm",
      message: `${loginServer} wants its tokens fetched from another host (${hostOf(challenge.realm)}); nothing was sent there`,
      remedy: "check that `registry` names your registry and that nothing in between answers for it"
    });
  }
  return { kind: "token", realm, service: challenge.service };
}
function hostOf(realm) {
  return URL.canParse(realm) ? new URL(realm).origin : "no URL";
}
function malformed(message) {
  return new RegistryFailure({
    kind: "malformed",
    message,
    remedy: "check that `registry` names an Azure Container Registry"
  });
}

// src/registry/transport/refresh-token.ts
function openRefreshToken({ endpoint, identity, loginServer, mask }) {
  let refresh;
  const spent = /* @__PURE__ */ new Set();
  const entraToken = async () => {
    const token = await identity.aadToken().catch((cause) => {
      throw new RegistryFailure(
        {
          kind: "unauthorized",
          message: `no Entra token for ${loginServer}: ${messageOf(cause)}`,
          remedy: "log in (azure/login, or `az login`), or give client-id and tenant-id and `id-token: write`"
        },
        { cause }
      );
    });
    mask(token);
    return token;
  };
  const exchangeFor = async ({ realm, service }, token) => {
    const url = new URL("/oauth2/exchange", realm);
    const tenant = identity.tenantId === void 0 ? {} : { tenant: identity.tenantId };
    const form = { grant_type: "access_token", service, ...tenant, access_token: token };
    return endpoint.secretOf(url, ["refresh_token"], () => endpoint.ask(url, form));
  };
  const exchange2 = async (demand) => {
    const token = await entraToken();
    try {
      return await exchangeFor(demand, token);
    } catch (error) {
      const isRefused = error instanceof RegistryFailure && error.reason.kind === "unauthorized";
      if (!isRefused || identity.renewAadToken === void 0) throw error;
      identity.renewAadToken(token);
      return exchangeFor(demand, await entraToken());
    }
  };
  return {
    current: async (demand) => {
      refresh ??= exchange2(demand).catch((error) => {
        if (!(error instanceof RegistryFailure) || error.reason.kind !== "unauthorized") refresh = void 0;
        throw error;
      });
      return refresh;
    },
    replace: (token) => {
      if (!spent.has(token)) refresh = void 0;
      spent.add(token);
    }
  };
}

// src/registry/transport/auth.ts
var TOKEN_USER = "00000000-0000-0000-0000-000000000000";
var ACCESS = ["access_token", "token"];
function openAuth(options) {
  const { base, loginServer, identity, mask } = options;
  const { aadToken, basic: basic2 } = identity;
  const endpoint = openTokenEndpoint(options);
  const refresh = aadToken === void 0 ? void 0 : openRefreshToken({ endpoint, identity: { ...identity, aadToken }, loginServer, mask });
  const tokens = /* @__PURE__ */ new Map();
  let demand;
  const demandOnce = async () => {
    demand ??= findDemand(endpoint, base, loginServer).catch((error) => {
      demand = void 0;
      throw error;
    });
    return demand;
  };
  const accessToken = async (wanted, scope) => refresh === void 0 ? tokenFor(endpoint, wanted, scope, basic2) : redeemed(endpoint, wanted, scope, refresh);
  return {
    grant: async (scope) => {
      const wanted = await demandOnce();
      if (wanted.kind === "nothing") return { header: void 0, renew: () => void 0 };
      if (wanted.kind === "basic") return { header: basicHeader(basic2), renew: () => void 0 };
      const token = tokens.get(scope) ?? accessToken(wanted, scope);
      tokens.set(scope, token);
      const renew = () => {
        if (tokens.get(scope) === token) tokens.delete(scope);
      };
      try {
        return { header: `Bearer ${await token}`, renew };
      } catch (error) {
        renew();
        throw error;
      }
    },
    login: async () => {
      if (basic2 !== void 0) return basic2;
      const wanted = await demandOnce();
      if (wanted.kind !== "token" || refresh === void 0) return void 0;
      return { username: TOKEN_USER, password: await refresh.current(wanted) };
    }
  };
}
async function tokenFor({ ask, secretOf }, { realm, service }, scope, basic2) {
  const url = new URL(realm);
  url.searchParams.set("service", service);
  url.searchParams.set("scope", scope);
  return secretOf(url, ACCESS, () => ask(url, void 0, basicHeader(basic2)));
}
async function redeemed({ ask, read: read2, readSecret, secretOf }, wanted, scope, refresh) {
  const { realm, service } = wanted;
  const redeem = async (refreshToken) => ask(realm, { grant_type: "refresh_token", service, scope, refresh_token: refreshToken });
  const before = await refresh.current(wanted);
  const first = await read2(
    realm,
    () => redeem(before),
    async (response) => {
      if (response.status === 200) return readSecret(response, realm, ACCESS);
      await response.discard();
      return void 0;
    }
  );
  if (first !== void 0) return first;
  refresh.replace(before);
  const renewed = await refresh.current(wanted);
  return secretOf(realm, ACCESS, () => redeem(renewed));
}
function basicHeader(basic2) {
  if (basic2 === void 0) return void 0;
  return `Basic ${Buffer.from(`${basic2.username}:${basic2.password}`).toString("base64")}`;
}

// src/registry/transport/limit.ts
function limiter(most) {
  const waiting = [];
  let running = 0;
  return async (task) => {
    if (running < most) running += 1;
    else await new Promise((resolve6) => waiting.push(resolve6));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === void 0) running -= 1;
      else next();
    }
  };
}

// src/registry/transport/pages.ts
var MAX_PAGES3 = 500;
async function everyPage(first, what, ask) {
  const items = [];
  const seen = /* @__PURE__ */ new Set();
  let path = first;
  while (path !== void 0) {
    if (seen.has(path)) throw endless(what, "comes back to a page that it has had");
    if (seen.size === MAX_PAGES3) throw endless(what, `goes on after ${MAX_PAGES3} pages`);
    seen.add(path);
    const page = await ask(path);
    if (page === void 0) return void 0;
    items.push(...page.items);
    path = page.next;
  }
  return items;
}
function endless(what, how) {
  return new RegistryFailure({
    kind: "malformed",
    message: `${what}: the list of the registry ${how}`,
    remedy: "run again; if it stays so, check that nothing in between answers for the registry"
  });
}
function nextPath(link, url) {
  const target = /<([^<>]+)>\s*;[^,]*\brel="?next"?/i.exec(link ?? "")?.[1];
  if (target === void 0 || !URL.canParse(target, url.href)) return void 0;
  const next = new URL(target, url);
  return next.origin === url.origin ? `${next.pathname}${next.search}` : void 0;
}

// src/registry/transport/redirect.ts
function isRedirect(status) {
  return [301, 302, 303, 307, 308].includes(status);
}
var MAX_REDIRECTS = 3;
async function followRedirects(response, from, send2, asked2, signal) {
  let current = response;
  let url = from;
  for (let hops = 0; isRedirect(current.status); hops += 1) {
    const location = current.headers.get("location");
    await current.discard();
    const next = location !== void 0 && URL.canParse(location, url.href) ? new URL(location, url) : void 0;
    if (next === void 0 || hops === MAX_REDIRECTS || !mayFollow(from, next)) {
      throw new RegistryFailure({
        kind: "malformed",
        message: `${asked2.what}: ${asked2.loginServer} redirects without end, or to where it may not`,
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
    current = await fromStorage(send2(request, { ...asked2, loginServer: url.host }), url, asked2);
  }
  return current;
}
function mayFollow(from, next) {
  return isConfidential(next) && (!isInternal(next) || isLoopback(from) && isLoopback(next));
}
var StorageRefusal = class extends RegistryFailure {
};
async function fromStorage(answer, url, asked2) {
  const remedy = `let ${url.host} through, where ${asked2.loginServer} keeps its blobs (a dedicated data endpoint makes the host a fixed one)`;
  try {
    const response = await answer;
    if (response.status !== 403) return response;
    await response.discard();
  } catch (error) {
    if (!(error instanceof RegistryFailure) || error.reason.kind !== "not-reachable") throw error;
    throw new RegistryFailure({ ...error.reason, remedy }, { cause: error });
  }
  const message = `${asked2.what}: ${url.host} refuses to give the blob`;
  throw new StorageRefusal({ kind: "not-reachable", message, remedy });
}

// src/registry/transport/retry.ts
var POLICIES = {
  throttled: { tries: 8, first: 1e3 },
  "upstream-throttled": { tries: 3, first: 5e3 },
  "upstream-failed": { tries: 3, first: 2e3 },
  "registry-error": { tries: 4, first: 1e3 },
  "not-reachable": { tries: 3, first: 1e3 }
};
var TRANSIENT = /* @__PURE__ */ new Set([408, 424, 429, 500, 502, 503, 504]);
var MAX_WAIT_MS3 = 12e4;
function retryingSender(http) {
  let pause2 = Promise.resolve();
  return {
    send: async (request, asked2) => {
      for (let tried = 1; ; tried += 1) {
        await orAborted(pause2, request.signal);
        const outcome = await attempt(http, request, asked2);
        if ("response" in outcome) return outcome.response;
        const { reason } = outcome;
        const policy = POLICIES[reason.kind];
        if (policy === void 0 || tried >= policy.tries) throw new RegistryFailure(reason);
        const wait = outcome.wait ?? policy.first * 2 ** (tried - 1);
        if (wait > MAX_WAIT_MS3) throw new RegistryFailure(withWait(reason, wait));
        const waited = http.wait(wait, request.signal).catch((cause) => {
          throw cause instanceof RunEnded ? stopped(cause) : new RegistryFailure(reason, { cause });
        });
        if (reason.kind === "throttled") pause2 = waited.catch(() => void 0);
        await waited;
      }
    }
  };
}
async function attempt(http, request, asked2) {
  try {
    const response = await http.send(request);
    if (!TRANSIENT.has(response.status)) return { response };
    const answer = parseErrorAnswer(response.status, await readText(response));
    return { reason: explain2(answer, asked2), wait: retryAfter(response.headers, Date.now()) };
  } catch (error) {
    if (request.signal?.aborted || !(error instanceof HttpFailure)) throw error;
    if (error instanceof RunEnded) throw stopped(error);
    return { reason: explainNoAnswer(error, asked2), wait: void 0 };
  }
}
function withWait(reason, wait) {
  return { ...reason, message: `${reason.message} (it asks to come back in ${Math.ceil(wait / 6e4)} min)` };
}
function stopped(cause) {
  const remedy = "run again; what is stored already costs next to nothing";
  return new RegistryFailure({ kind: "stopped", message: cause.message, remedy }, { cause });
}
async function orAborted(promise, signal) {
  if (signal === void 0) return promise;
  promise.catch(() => void 0);
  signal.throwIfAborted();
  let stop;
  const aborted = new Promise((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error(messageOf(signal.reason)));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== void 0) signal.removeEventListener("abort", stop);
  }
}

// src/registry/transport/request.ts
function requester({
  base,
  loginServer,
  auth,
  send: send2,
  limit
}) {
  return async ({ method, path, what, scope, accept, streamed, hooks }) => {
    const { signal, onRequest } = hooks ?? {};
    const once4 = async (authorization) => {
      onRequest?.();
      const headers = {
        ...accept === void 0 ? {} : { accept },
        ...authorization === void 0 ? {} : { authorization }
      };
      const request = {
        method,
        url: new URL(path, base).href,
        headers,
        ...signal === void 0 ? {} : { signal },
        ...streamed === void 0 ? {} : { streamed }
      };
      return limit(() => send2(request, { loginServer, what }));
    };
    const grant = await orAborted(auth.grant(scope), signal);
    const first = await once4(grant.header);
    if (first.status !== 401 || grant.header === void 0) return first;
    const challenge = parseChallenge(first.headers.get("www-authenticate") ?? "");
    const reason = explain2(parseErrorAnswer(first.status, await readText(first)), { loginServer, what });
    if (reason.kind !== "unauthorized") throw new RegistryFailure(reason);
    grant.renew();
    const wanted = (challenge?.scheme === "bearer" ? challenge.scope : void 0) ?? scope;
    return once4((await orAborted(auth.grant(wanted), signal)).header);
  };
}

// src/registry/client.ts
var MAX_QUESTIONS = 16;
var MAX_LIST_BYTES = 4 * 1024 * 1024;
function openRegistry(options) {
  const { http, loginServer, mask } = options;
  const base = new URL(options.baseUrl ?? `https://${loginServer}`);
  const { send: send2 } = retryingSender(http);
  const auth = openAuth({ send: send2, wait: http.wait, base, loginServer, identity: options, mask });
  const ask = requester({ base, loginServer, auth, send: send2, limit: limiter(MAX_QUESTIONS) });
  const way = { loginServer, base, wait: http.wait, send: send2, ask };
  return { loginServer, wait: http.wait, login: auth.login, ...pullsBy(way), ...listsBy(way), ...referrersBy(way) };
}
function pullsBy({
  loginServer,
  base,
  wait,
  send: send2,
  ask
}) {
  const askManifest = async (method, repository, reference, hooks) => {
    const asked2 = { loginServer, what: named(repository, reference) };
    const accept = MANIFEST_TYPES.join(", ");
    const path = `/v2/${repository}/manifests/${reference}`;
    const response = await ask({ method, path, what: asked2.what, scope: pull(repository), hooks, accept });
    if (response.status !== 200) throw await refusal(response, asked2);
    return response;
  };
  const blobQuestion = (repository, digest, hooks) => ({
    path: `/v2/${repository}/blobs/${digest}`,
    what: named(repository, digest),
    scope: pull(repository),
    hooks
  });
  return {
    manifest: async (repository, reference, hooks) => {
      const asked2 = { loginServer, what: named(repository, reference) };
      return understood(
        wait,
        asked2,
        hooks?.signal,
        () => askManifest("GET", repository, reference, hooks),
        (response) => readManifest(response, reference, asked2)
      );
    },
    isFromUpstream: async (repository, reference, hooks) => {
      const response = await askManifest("HEAD", repository, reference, hooks);
      await response.discard();
      return isFromUpstream(response);
    },
    blob: async (repository, digest, hooks) => {
      const asked2 = { loginServer, what: named(repository, digest) };
      const askOnce = async () => {
        const response = await ask({ method: "GET", ...blobQuestion(repository, digest, hooks), streamed: true });
        return followRedirects(response, base, send2, asked2, hooks?.signal);
      };
      const final = await askOnce().catch((error) => {
        if (error instanceof StorageRefusal) return askOnce();
        throw error;
      });
      if (final.status === 200) return final;
      throw await refusal(final, asked2);
    },
    hasBlob: async (repository, digest, hooks) => {
      const response = await ask({ method: "HEAD", ...blobQuestion(repository, digest, hooks) });
      await response.discard();
      return response.status === 200 || isRedirect(response.status);
    }
  };
}
function listsBy({ loginServer, base, wait, ask }) {
  const askList = async (path, repository, hooks) => ask({ method: "GET", path, what: repository, scope: `repository:${repository}:metadata_read`, hooks });
  return {
    listing: async (repository, digest, hooks) => {
      const asked2 = { loginServer, what: named(repository, digest) };
      const askOnce = () => askList(`/acr/v1/${repository}/_manifests/${digest}`, repository, hooks);
      try {
        const state = await understood(
          wait,
          asked2,
          hooks?.signal,
          askOnce,
          async (response) => parseListing(response.status, await readAnswer(response), digest)
        );
        return { state };
      } catch (error) {
        if (!(error instanceof RegistryFailure)) throw error;
        const { reason } = error;
        return NOT_ALLOWED.has(reason.kind) ? { state: "not-allowed" } : { state: "failed", reason };
      }
    },
    tags: async (repository, hooks) => {
      const asked2 = { loginServer, what: repository };
      return everyPage(
        `/v2/${repository}/tags/list`,
        repository,
        (path) => understood(
          wait,
          asked2,
          hooks?.signal,
          () => askList(path, repository, hooks),
          async (response) => {
            const items = parseTags(response.status, await readAnswer(response, MAX_LIST_BYTES));
            const next = nextPath(response.headers.get("link"), new URL(path, base));
            return items === void 0 ? void 0 : { items, next };
          }
        )
      );
    },
    repositoryExists: async (repository, hooks) => {
      const asked2 = { loginServer, what: repository };
      const askOnce = () => askList(`/v2/${repository}/tags/list?n=1`, repository, hooks);
      try {
        return await understood(wait, asked2, hooks?.signal, askOnce, async ({ status, ...response }) => {
          const text = await readAnswer({ status, ...response });
          if (isMissingRepository(status, text)) return { state: "missing" };
          if (parseTags(status, text) !== void 0) return { state: "exists" };
          return { state: "not-told", reason: explain2(parseErrorAnswer(status, text), asked2) };
        });
      } catch (error) {
        if (error instanceof RegistryFailure) return { state: "not-told", reason: error.reason };
        throw error;
      }
    }
  };
}
function referrersBy({ loginServer, base, wait, ask }) {
  return {
    referrers: async (repository, digest, artifactType, hooks) => {
      const query = artifactType === void 0 ? "" : `?artifactType=${encodeURIComponent(artifactType)}`;
      const asked2 = { loginServer, what: named(repository, digest) };
      return everyPage(
        `/v2/${repository}/referrers/${digest}${query}`,
        asked2.what,
        (path) => understood(
          wait,
          asked2,
          hooks?.signal,
          () => ask({ method: "GET", path, what: asked2.what, scope: pull(repository), hooks }),
          async (response) => {
            if (response.status !== 200 && response.status !== 404) throw await refusal(response, asked2);
            const text = await readAnswer(response, MAX_LIST_BYTES);
            if (response.status !== 200 || isFromUpstream(response)) return void 0;
            return {
              items: parseReferrers(text, artifactType),
              next: nextPath(response.headers.get("link"), new URL(path, base))
            };
          }
        )
      );
    }
  };
}
var NOT_ALLOWED = /* @__PURE__ */ new Set(["unauthorized", "forbidden"]);
function pull(repository) {
  return `repository:${repository}:pull`;
}
function named(repository, reference) {
  return `${repository}${reference.includes(":") ? "@" : ":"}${reference}`;
}
async function refusal(response, asked2) {
  return new RegistryFailure(explain2(parseErrorAnswer(response.status, await readText(response)), asked2));
}

// src/trust.ts
function rightsOf(event) {
  if (event === void 0)
    return refused3('there is no GitHub event: in a terminal, changes are made only by "run --apply"');
  switch (event.name) {
    case "push":
      return rightsOfPush(event);
    case "schedule":
      return rightsOfSchedule(event);
    case "workflow_dispatch":
      return rightsOfDispatch(event);
    case "pull_request":
      return rightsOfPullRequest(event);
    default:
      return refused3(
        `the event ${nameForPeople(event.name)} can be caused by people who may not write to this repository`
      );
  }
}
function refused3(reason) {
  return { mayWrite: false, reason };
}
function nameForPeople(name) {
  return /^[a-z_]{1,64}$/.test(name) ? name : "(unnamed)";
}
function rightsOfPush(event) {
  if (!isRunsRepository(event, field(event.payload, "repository"))) return malformed2("push");
  if (stringField(event.payload, "ref") === void 0) return malformed2("push");
  const before = stringField(event.payload, "before");
  return {
    mayWrite: true,
    reason: "a push to this repository",
    // A new branch was nothing before: forty zeros.
    ...isCommit(before) && !/^0+$/.test(before) ? { scopeBase: before } : {}
  };
}
function rightsOfSchedule(event) {
  if (stringField(event.payload, "schedule") === void 0) return malformed2("schedule");
  const repository = field(event.payload, "repository");
  if (event.repository === void 0) return malformed2("schedule");
  if (repository !== void 0 && !isRunsRepository(event, repository)) return malformed2("schedule");
  return { mayWrite: true, reason: "a scheduled run of this repository" };
}
function rightsOfDispatch(event) {
  if (!isRunsRepository(event, field(event.payload, "repository"))) return malformed2("workflow_dispatch");
  return { mayWrite: true, reason: "a run started by somebody who may write to this repository" };
}
function rightsOfPullRequest(event) {
  const pull2 = field(event.payload, "pull_request");
  const number2 = numberField(pull2, "number");
  const headSha = stringField(pull2, "head", "sha");
  const baseSha = stringField(pull2, "base", "sha");
  const baseRepo = stringField(pull2, "base", "repo", "full_name");
  if (number2 === void 0 || !Number.isSafeInteger(number2) || number2 < 1) return malformed2("pull_request");
  if (!isCommit(headSha) || !isCommit(baseSha) || baseRepo === void 0) return malformed2("pull_request");
  if (!isRunsRepository(event, field(event.payload, "repository"))) return malformed2("pull_request");
  if (!isRunsRepository(event, field(pull2, "base", "repo"))) return malformed2("pull_request");
  const pullRequest = {
    number: number2,
    open: stringField(pull2, "state") === "open",
    headSha,
    baseSha,
    headRepo: stringField(pull2, "head", "repo", "full_name"),
    baseRepo
  };
  const known2 = { pullRequest, scopeBase: baseSha };
  const head = field(pull2, "head", "repo");
  if (!isObject(head)) return { ...refused3("the repository that the pull request comes from is gone"), ...known2 };
  if (!isRunsRepository(event, head))
    return { ...refused3("the pull request comes from another repository (a fork)"), ...known2 };
  if (isDependabot(event)) {
    const reason = "Dependabot's pull request of this repository (GitHub gives such a run a read-only token, no OIDC token and only Dependabot's own secrets, so Azure may refuse it)";
    return { mayWrite: true, reason, ...known2 };
  }
  return { mayWrite: true, reason: "a pull request from a branch of this repository", ...known2 };
}
function malformed2(name) {
  return refused3(`the payload of the event ${name} is missing, or does not name this repository as it must`);
}
function isRunsRepository(event, repository) {
  const id = numberField(repository, "id");
  const name = stringField(repository, "full_name");
  if (id === void 0 || !Number.isSafeInteger(id) || id < 1) return false;
  if (name === void 0 || event.repository === void 0) return false;
  if (name.toLowerCase() !== event.repository.toLowerCase()) return false;
  if (event.repositoryId !== void 0 && event.repositoryId !== String(id)) return false;
  return id === (numberField(event.payload, "repository", "id") ?? id);
}
function isDependabot({ actor, payload }) {
  return (actor ?? stringField(payload, "sender", "login")) === "dependabot[bot]";
}
function isCommit(value) {
  return value !== void 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

// src/stages/registry-lookup.ts
async function lookUp(inputs, context) {
  const { registry, azure } = inputs;
  if (registry === void 0) return { state: "unknown", reason: "no registry is given", expected: true };
  if (!canSignIn(inputs, context)) {
    return { state: "unknown", reason: `not looked up: ${context.rights.reason}`, expected: true };
  }
  if (azure.subscriptionId === void 0 && mayBeOffline(inputs, context)) {
    return { state: "unknown", reason: "no subscription-id is given, so the plan is made offline", expected: true };
  }
  if (azure.subscriptionId === void 0) {
    throw new UserError(
      'Input "subscription-id" is needed to look up the registry; give it, or set AZURE_SUBSCRIPTION_ID.'
    );
  }
  try {
    return await lookUpIn(registry, azure.subscriptionId, inputs, context);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { state: "unknown", reason: messageOf(error), expected: false };
  }
}
function mayBeOffline({ azure, apply, failOn, failWhen }, { event, asked: asked2 }) {
  const changesNothing = event === void 0 ? !asked2 : apply === "never";
  return changesNothing && failOn === "none" && !failWhen.has("unscanned") && azure.clientId === void 0;
}
function canSignIn({ azure }, { rights, event, env }) {
  if (event === void 0 || rights.mayWrite && !isDependabot(event)) return true;
  const hasIdentity = azure.clientId !== void 0 && azure.tenantId !== void 0;
  return hasIdentity && Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL);
}
async function lookUpIn(registry, subscriptionId, inputs, context) {
  const { azure } = inputs;
  const { http, clock, env, log, emulated } = context;
  const { cloud, tenantId, clientId } = azure;
  const tokens = azureTokens({
    ...{ http, cloud, tenantId, clientId, env, emulated },
    bounded: clock.bounded,
    mask: log.mask
  });
  const nobody = mayBeOffline(inputs, context) ? await whyNobody(tokens, cloud.armScope) : void 0;
  if (nobody !== void 0) {
    return { state: "unknown", reason: `the plan is made offline: ${nobody}`, expected: true };
  }
  const send2 = armSender(http, tokens, cloud, armLack);
  const group = azure.resourceGroup === void 0 ? await findResourceGroup(send2, cloud, subscriptionId, registry.name) : { state: "found", resourceGroup: azure.resourceGroup };
  if (group.state !== "found") {
    const reason = `the resource group of ${registry.name} is not known: ${group.reason}. Name it with the input resource-group`;
    return { state: "unknown", reason, expected: false };
  }
  const scope = { subscriptionId, resourceGroup: group.resourceGroup, registryName: registry.name };
  const registryId = registryResourceId(subscriptionId, group.resourceGroup, registry.name);
  const service = armRuleService(http, send2, cloud, scope);
  const listing2 = await service.list();
  if (listing2.state !== "known") {
    const again = listing2.state === "failed" ? "; run again, and see https://status.azure.com if it stays so" : "";
    const reason = `the cache rules of ${registry.name} can't be read: ${listing2.reason}${again}`;
    return { state: "unknown", reason, expected: false };
  }
  const client = openRegistry({
    http,
    loginServer: registry.loginServer,
    aadToken: () => tokens.token(cloud.registryScope),
    renewAadToken: tokens.renew,
    mask: log.mask,
    ...tenantId === void 0 ? {} : { tenantId }
  });
  const details = await readRegistry(send2, cloud, registryId);
  const view = { registry, registryId, subscriptionId, rules: listing2.rules, service, client, tokens, details };
  return { state: "known", view };
}
async function whyNobody(tokens, scope) {
  try {
    await tokens.token(scope);
    return void 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return messageOf(error);
  }
}
async function credentialSetsFor(view, wanted) {
  return wanted ? view.service.credentialSets() : { state: "known", sets: [] };
}
async function existing(client, repositories) {
  const known2 = /* @__PURE__ */ new Map();
  const troubles = /* @__PURE__ */ new Set();
  await Promise.all(
    repositories.map(async (repository) => {
      const existence = await client.repositoryExists(repository);
      if (existence.state !== "not-told") known2.set(repository, existence.state === "exists");
      else if (existence.reason !== void 0 && isTrouble(existence.reason)) {
        troubles.add(sentences(existence.reason.message, existence.reason.remedy));
      }
    })
  );
  return { known: known2, troubles: [...troubles].sort() };
}
function isTrouble({ kind, networkDenied }) {
  return kind !== "unauthorized" && kind !== "forbidden" && kind !== "stopped" && networkDenied !== true;
}

// src/stages/plan.ts
async function planRun(scan2, base, look, inputs, context) {
  const own2 = await classified(honoured(scan2.uses, base, context), scan2.builtHere, look, inputs, context);
  const { uses } = own2;
  const known2 = knownIn(base, inputs);
  const isNew2 = (use) => pulledText(use).every((text) => known2?.(use, text) !== true);
  const scope = inputs.scope ?? (context.rights.pullRequest === void 0 ? "all" : "changed");
  const isBrought = (use) => isGateOn(inputs) && base.state !== "none" && isNew2(use);
  const leftAside = new Set(
    uses.filter((use) => use.testMaterial !== void 0 && !inputs.includeTests && !isBrought(use))
  );
  const counting = uses.filter((use) => counts(use) && !leftAside.has(use));
  const inScope = new Set(scope === "all" ? counting : counting.filter(isNew2));
  const gated = new Set(inputs.gateScope === "all" ? counting : counting.filter(isNew2));
  const made = inputs.registry === void 0 ? void 0 : await planFor([...inScope], uses, look, inputs, context);
  return {
    ...{ uses, inScope, gated, leftAside, scope: known2 === void 0 ? "all" : scope, plan: made?.plan },
    troubles: [.../* @__PURE__ */ new Set([...own2.troubles, ...made?.troubles ?? []])]
  };
}
function isGateOn({ failOn, failWhen }) {
  return failOn !== "none" || ["uncovered", "unwarmed", "unscanned"].some((word) => failWhen.has(word));
}
function counts({ ignored, overriddenBy }) {
  return ignored === void 0 && overriddenBy === void 0;
}
function honoured(uses, base, { rights }) {
  if (rights.pullRequest === void 0 || base.state !== "read") return uses;
  const keyOf8 = (use) => `${use.file}\0${use.image === null ? use.text : pulledText(use).join()}`;
  const ignoredInBase = new Set(base.scan.uses.filter(({ ignored }) => ignored !== void 0).map(keyOf8));
  return uses.map((use) => {
    if (use.ignored === void 0 || ignoredInBase.has(keyOf8(use))) return use;
    const { ignored: _, ...rest } = use;
    return rest;
  });
}
function knownIn(base, { includeTests }) {
  if (base.state !== "read") return void 0;
  const all = referencesOf(base.scan.uses);
  const deployed = includeTests ? all : referencesOf(base.scan.uses.filter((use) => use.testMaterial === void 0));
  return ({ testMaterial }, text) => (testMaterial === void 0 ? deployed : all).has(text);
}
function referencesOf(uses) {
  return new Set(uses.flatMap(pulledText));
}
function pulledText({ image, pulls, unknownTag, text }) {
  if (image === null) return [];
  return [unknownTag === true ? `${image} of ${text}` : pulls ?? image];
}
function classifyOffline(scan2, inputs, context) {
  return classify(scan2.uses, classContext(scan2.builtHere, void 0, inputs, context));
}
async function classified(uses, builtHere, look, inputs, context) {
  const rules = look.state === "known" ? look.view.rules : void 0;
  const forClasses = classContext(builtHere, rules, inputs, context);
  const first = classify(uses, forClasses);
  if (look.state !== "known") return { uses: first, troubles: [] };
  const own2 = first.flatMap((use) => use.class === "own" && use.reference ? [use.reference.repository] : []);
  const { known: known2, troubles } = await existing(look.view.client, [...new Set(own2)].sort());
  return { uses: classify(uses, { ...forClasses, repositoryExists: (repository) => known2.get(repository) }), troubles };
}
function classContext(builtHere, rules, inputs, context) {
  const index = rules === void 0 ? void 0 : ruleIndex(rules);
  const templates = [inputs.target, inputs.wildcardTarget];
  return {
    loginServer: inputs.registry?.loginServer,
    sourceOf: (repository) => index === void 0 ? guessedSource(repository, templates, inputs.upstreams) : index.forRepository(repository)?.source,
    repositoryExists: () => void 0,
    upstreams: inputs.upstreams,
    policy: imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages),
    declaredPublic: inputs.declaredPublic,
    builtHere,
    owner: context.owner
  };
}
async function planFor(inScope, uses, look, inputs, context) {
  const view = look.state === "known" ? look.view : void 0;
  const request = {
    registry: inputs.registry?.name ?? "",
    registryId: view?.registryId ?? "",
    wanted: wantedOf(inScope, inputs),
    cached: uses.flatMap((use) => use.class === "cached" && use.reference ? [use.reference.repository] : []),
    rules: view?.rules ?? [],
    upstreams: inputs.upstreams,
    namedCredentialSets: inputs.credentialSets,
    template: inputs.target,
    wildcardTemplate: inputs.wildcardTarget,
    targets: inputs.targets,
    cap: inputs.maxCacheRules,
    wildcards: inputs.wildcards,
    now: context.now()
  };
  if (view === void 0) {
    const plan2 = makePlan({ ...request, repositories: /* @__PURE__ */ new Map(), credentialSets: { state: "not-looked-up" } });
    return { plan: plan2, troubles: [] };
  }
  const index = ruleIndex(view.rules);
  const wantsCredentials = request.wanted.some(
    ({ source, allowed }) => allowed && index.forSource(source) === void 0 && mayWantCredentials(source, inputs)
  );
  const [{ known: repositories, troubles }, credentialSets] = await Promise.all([
    existing(view.client, targetsToLookUp(request, index)),
    credentialSetsFor(view, wantsCredentials)
  ]);
  return { plan: makePlan({ ...request, repositories, credentialSets }), troubles };
}
function wantedOf(uses, inputs) {
  const policy = imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages);
  return uses.flatMap(
    (use) => use.source !== void 0 && wantsRule(use) ? [{ source: nameOf(use.source), uses: 1, allowed: policy.allows(use.source) }] : []
  );
}
function mayWantCredentials(source, { upstreams }) {
  const upstream = upstreamOf(source.slice(0, source.indexOf("/")), upstreams);
  return upstream !== void 0 && upstream.authentication !== "none";
}

// src/stages/read.ts
var import_node_path8 = require("node:path");

// src/io/folders.ts
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");
function linkIn(top, path) {
  const realTop = real(top);
  const { root } = (0, import_node_path.parse)(path);
  const parts2 = path.slice(root.length).split(import_node_path.sep);
  let at = root;
  for (const part of parts2) {
    const next = (0, import_node_path.join)(at, part);
    const status = (0, import_node_fs.lstatSync)(next, { throwIfNoEntry: false });
    if (status === void 0) return void 0;
    if (status.isSymbolicLink() && isWithin2(realTop, real(at))) return next;
    at = next;
  }
  return void 0;
}
function isWithin2(folder, path) {
  const between = (0, import_node_path.relative)(folder, path);
  return between !== ".." && !between.startsWith(`..${import_node_path.sep}`) && (0, import_node_path.parse)(between).root === "";
}
function real(path) {
  try {
    return import_node_fs.realpathSync.native(path);
  } catch {
    return path;
  }
}
function namedPath(root, input, confined) {
  const path = (0, import_node_path.resolve)(root, input);
  const shown3 = JSON.stringify(input);
  if (confined && !isWithin2(root, path) && !isWithin2(real(root), real(path))) {
    throw new UserError(
      `Input "path": ${shown3} leads out of the workspace ${root}. Name a file or folder that is in it.`
    );
  }
  const link = linkIn(root, path);
  if (link !== void 0) {
    const what = JSON.stringify((0, import_node_path.relative)(root, link));
    throw new UserError(
      `Input "path": ${shown3} leads through ${what}, which is a symbolic link and is not followed. Name what it leads to.`
    );
  }
  const status = (0, import_node_fs.statSync)(path, { throwIfNoEntry: false });
  if (status === void 0) throw new UserError(`Input "path": ${path} does not exist`);
  const isFolder2 = status.isDirectory();
  return { path, folder: isFolder2 ? path : (0, import_node_path.dirname)(path), isFolder: isFolder2 };
}
function folderOutside() {
  return process.platform === "win32" ? process.env.SystemRoot ?? (0, import_node_path.parse)(process.execPath).root : "/";
}
function leaveFolder() {
  const folder = process.cwd();
  process.chdir(folderOutside());
  return folder;
}

// src/io/git/commits.ts
var import_node_crypto3 = require("node:crypto");
var import_node_events2 = require("node:events");
var import_node_fs2 = require("node:fs");
var import_node_path2 = require("node:path");

// src/io/git/batch.ts
var LINE_BREAK = 10;
function batchReader(onBlob, largest) {
  let told = 0;
  let missing = 0;
  let header = [];
  let body;
  const tell = (id, bytes2) => {
    told++;
    onBlob(id, bytes2);
  };
  const readHeader = (chunk) => {
    const end = chunk.indexOf(LINE_BREAK);
    header.push(end === -1 ? chunk : chunk.subarray(0, end));
    if (end === -1) return chunk.length;
    const line2 = Buffer.concat(header).toString("utf8");
    header = [];
    body = bodyAfter(line2, largest);
    if (line2.endsWith(" missing")) missing++;
    if (body === void 0) tell(line2.split(" ")[0] ?? "", void 0);
    return end + 1;
  };
  const readBody = (reading, chunk) => {
    const piece2 = chunk.subarray(0, reading.left);
    if (reading.isWanted) reading.parts.push(piece2);
    reading.left -= piece2.length;
    if (reading.left === 0) {
      body = void 0;
      tell(reading.id, reading.isWanted ? Buffer.concat(reading.parts).subarray(0, -1) : void 0);
    }
    return piece2.length;
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

// src/io/git/command.ts
var import_node_child_process2 = require("node:child_process");
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
  return new Promise((resolve6) => {
    (0, import_node_child_process2.execFile)("git", line(place, words, source), options, (error, stdout, stderr) => {
      if (error === null) resolve6({ type: "ok", value: stdout });
      else resolve6({ type: "failed", reason: oneLine2(stderr) || reasonOf2(error) });
    });
  });
}
function runGitSync(place, words) {
  const { status, stdout, stderr, error } = (0, import_node_child_process2.spawnSync)("git", line(place, words), {
    ...surroundings(place),
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"]
  });
  if (status === 0) return { type: "ok", value: stdout };
  return { type: "failed", reason: oneLine2(stderr ?? "") || reasonOf2(error) };
}
function startGit(place, words) {
  return (0, import_node_child_process2.spawn)("git", line(place, words), {
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
function oneLine2(text) {
  return text.slice(0, 2e3).trim().replaceAll(/\s*\n\s*/g, "; ").replaceAll(/[^\s/@:'"]+:[^\s/@]+@/g, "").replaceAll(/\/\/[^\s/@]+@/g, "//").slice(0, 300);
}
function reasonOf2(error) {
  if (!(error instanceof Error)) return "git was stopped";
  const code = "code" in error ? error.code : void 0;
  if (code === "ENOENT") return "git, or the folder, is not there";
  if (typeof code === "number") return `git ended with ${code}`;
  return "killed" in error && error.killed === true ? "git was stopped" : oneLine2(error.message);
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
  const line2 = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--depth=1"];
  const certificates = await certificatesFor(place.gitDir);
  const trusting = certificates === void 0 ? source : { ...source, certificates };
  const fetched = await runGit(place, [...line2, "--", source.address, commit], {
    source: trusting,
    ...signal === void 0 ? {} : { signal }
  });
  return fetched.type === "ok" ? { type: "ok", value: void 0 } : fetched;
}
async function certificatesFor(folder) {
  const { NODE_EXTRA_CA_CERTS: extra, GIT_SSL_CAINFO: own2 } = process.env;
  if (!extra || own2) return void 0;
  try {
    const { rootCertificates } = await import("node:tls");
    const path = (0, import_node_path2.join)(folder, "certificates.pem");
    (0, import_node_fs2.writeFileSync)(path, [...rootCertificates, (0, import_node_fs2.readFileSync)(extra, "utf8")].join("\n"));
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
  if (!isCommitId(commit)) return notAnId(commit);
  const answer = await runGit(place, ["ls-tree", "-r", "-z", commit]);
  if (answer.type === "failed") return answer;
  return { type: "ok", value: answer.value.split("\0").flatMap(readTreeEntry) };
}
function readTreeEntry(entry) {
  const tab = entry.indexOf("	");
  const [mode, type, blob] = entry.slice(0, Math.max(tab, 0)).split(" ");
  const isFile2 = type === "blob" && (mode === "100644" || mode === "100755");
  return isFile2 && blob !== void 0 ? [{ path: entry.slice(tab + 1), blob }] : [];
}
async function readBlobs({ place }, blobs2, onBlob, largest) {
  const wanted = blobs2.filter(isCommitId);
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
  const ended = (0, import_node_events2.once)(child, "close").then(
    ([code]) => code === 0 ? void 0 : oneLine2(complaint) || "git cat-file was stopped",
    (error) => reasonOf2(error)
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
function blobId(bytes2) {
  return (0, import_node_crypto3.createHash)("sha1").update(`blob ${bytes2.length}\0`).update(bytes2).digest("hex");
}
function isCommitId(text) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
function notAnId(text) {
  return { type: "failed", reason: `${JSON.stringify(text.slice(0, 80))} is not the full id of a commit` };
}

// src/io/git/repository.ts
var import_node_fs4 = require("node:fs");
var import_node_os = require("node:os");
var import_node_path4 = require("node:path");

// src/io/git/checkout.ts
var import_node_fs3 = require("node:fs");
var import_node_path3 = require("node:path");
function findCheckout(folder, within) {
  for (let at = folder; ; at = (0, import_node_path3.dirname)(at)) {
    const found = checkoutAt(at);
    if (found !== void 0) return found;
    if (at === within || at === (0, import_node_path3.dirname)(at)) return void 0;
  }
}
function checkoutAt(top) {
  const gitDir = gitDirOf(top);
  if (gitDir === void 0) return void 0;
  const common2 = textOf2((0, import_node_path3.join)(gitDir, "commondir"))?.trim();
  const commonDir = common2 === void 0 ? gitDir : (0, import_node_path3.resolve)(gitDir, common2);
  const isComplete = textOf2((0, import_node_path3.join)(gitDir, "HEAD")) !== void 0 && isFolder((0, import_node_path3.join)(commonDir, "objects")) && isFolder((0, import_node_path3.join)(commonDir, "refs"));
  return isComplete ? { top, gitDir, commonDir } : void 0;
}
function gitDirOf(top) {
  const entry = (0, import_node_path3.join)(top, ".git");
  if (isFolder(entry)) return entry;
  const pointer = /^gitdir: ([^\n]+)\n*$/.exec(textOf2(entry) ?? "")?.[1];
  return pointer === void 0 ? void 0 : (0, import_node_path3.resolve)(top, pointer);
}
function isFolder(path) {
  return (0, import_node_fs3.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
function textOf2(path) {
  const status = (0, import_node_fs3.statSync)(path, { throwIfNoEntry: false });
  return status?.isFile() && status.size < 65536 ? (0, import_node_fs3.readFileSync)(path, "utf8") : void 0;
}

// src/io/git/repository.ts
function openRepository(folder, within) {
  const real2 = realFolder(folder);
  if (real2 === void 0) return void 0;
  const checkout = findCheckout(real2, within === void 0 ? void 0 : realFolder(within));
  if (checkout === void 0) return void 0;
  return opened(checkout, real2, (gitDir) => furnish(gitDir, checkout));
}
function emptyCopy({ checkout, place }) {
  return opened(checkout, place.folder, (gitDir) => {
    (0, import_node_fs4.mkdirSync)((0, import_node_path4.join)(gitDir, "objects"));
    (0, import_node_fs4.mkdirSync)((0, import_node_path4.join)(gitDir, "refs"));
    (0, import_node_fs4.writeFileSync)((0, import_node_path4.join)(gitDir, "HEAD"), "ref: refs/heads/main\n");
    (0, import_node_fs4.writeFileSync)((0, import_node_path4.join)(gitDir, "config"), configuration(formatOf(checkout, place), false));
  });
}
function originOf({ place, checkout }) {
  const file = (0, import_node_path4.join)(checkout.commonDir, "config");
  const answer = runGitSync(place, ["config", "--file", file, "--no-includes", "--get-all", "remote.origin.url"]);
  return answer.type === "ok" ? answer.value.split("\n")[0] : void 0;
}
function opened(checkout, folder, prepare) {
  const gitDir = (0, import_node_fs4.mkdtempSync)((0, import_node_path4.join)((0, import_node_fs4.realpathSync)(process.env.RUNNER_TEMP || (0, import_node_os.tmpdir)()), "acr-artifact-cache-git-"));
  const close = () => (0, import_node_fs4.rmSync)(gitDir, { recursive: true, force: true, maxRetries: 3 });
  try {
    prepare(gitDir);
  } catch (error) {
    close();
    throw error;
  }
  const place = { gitDir, top: checkout.top, folder, indexFile: (0, import_node_path4.join)(checkout.gitDir, "index") };
  return { place, checkout, close };
}
function furnish(gitDir, checkout) {
  const { gitDir: own2, commonDir } = checkout;
  (0, import_node_fs4.mkdirSync)((0, import_node_path4.join)(gitDir, "objects", "info"), { recursive: true });
  (0, import_node_fs4.mkdirSync)((0, import_node_path4.join)(gitDir, "info"));
  (0, import_node_fs4.writeFileSync)((0, import_node_path4.join)(gitDir, "objects", "info", "alternates"), `${quoted((0, import_node_path4.join)(commonDir, "objects"))}
`);
  (0, import_node_fs4.writeFileSync)((0, import_node_path4.join)(gitDir, "config"), configuration({ objects: "sha1", references: "files" }, false));
  (0, import_node_fs4.copyFileSync)((0, import_node_path4.join)(own2, "HEAD"), (0, import_node_path4.join)(gitDir, "HEAD"));
  const place = { gitDir, top: checkout.top, folder: gitDir, indexFile: (0, import_node_path4.join)(own2, "index") };
  const format = formatOf(checkout, place);
  const isLinked = own2 !== commonDir;
  if (format.references === "reftable" && !isLinked) linkFolder((0, import_node_path4.join)(commonDir, "reftable"), (0, import_node_path4.join)(gitDir, "reftable"));
  linkFolder((0, import_node_path4.join)(commonDir, "refs"), (0, import_node_path4.join)(gitDir, "refs"));
  for (const name of ["packed-refs", "shallow", (0, import_node_path4.join)("info", "exclude")]) {
    if (isFile((0, import_node_path4.join)(commonDir, name))) (0, import_node_fs4.copyFileSync)((0, import_node_path4.join)(commonDir, name), (0, import_node_path4.join)(gitDir, name));
  }
  for (const name of (0, import_node_fs4.readdirSync)(own2)) {
    if (name.startsWith("sharedindex.")) (0, import_node_fs4.copyFileSync)((0, import_node_path4.join)(own2, name), (0, import_node_path4.join)(gitDir, name));
  }
  (0, import_node_fs4.writeFileSync)((0, import_node_path4.join)(gitDir, "config"), configuration(format, true));
}
function formatOf({ commonDir }, place) {
  const file = (0, import_node_path4.join)(commonDir, "config");
  if (!isFile(file) || !/\[\s*extensions/i.test((0, import_node_fs4.readFileSync)(file, "utf8")))
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
  const lines2 = [
    "[core]",
    `repositoryFormatVersion = ${extensions.length === 0 ? 0 : 1}`,
    "bare = false",
    `ignoreCase = ${ignoresCase}`,
    `precomposeUnicode = ${process.platform === "darwin"}`,
    ...extensions.length === 0 ? [] : ["[extensions]", ...extensions]
  ];
  return `${lines2.join("\n")}
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
  (0, import_node_fs4.symlinkSync)(target, path, "junction");
}
function isFile(path) {
  return (0, import_node_fs4.statSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
function realFolder(path) {
  try {
    return import_node_fs4.realpathSync.native(path);
  } catch {
    return void 0;
  }
}

// src/io/git/source.ts
function sourceOf({ env, token, emulated }) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  if (!server || !repository) {
    return { type: "failed", reason: "it is not here, and only a run of GitHub Actions knows where to fetch it from" };
  }
  const url = URL.canParse(server) ? new URL(server) : void 0;
  const isPlain3 = url !== void 0 && url.pathname === "/" && url.search === "" && url.username === "" && url.password === "";
  if (!isPlain3 || !isReachable(url)) {
    return { type: "failed", reason: "it is not here, and GITHUB_SERVER_URL is no address of https" };
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(repository)) {
    return { type: "failed", reason: "it is not here, and GITHUB_REPOSITORY is no owner/name" };
  }
  if (emulated && !isLoopback2(url)) {
    return { type: "failed", reason: "it is not here, and the emulator that plays GitHub has no git" };
  }
  const address = `${url.origin}/${repository}`;
  return { type: "ok", value: token === void 0 ? { address } : { address, authorization: basic(token) } };
}
function basic(token) {
  return `basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
}
function isReachable(url) {
  return url.protocol === "https:" || url.protocol === "http:" && isLoopback2(url);
}
function isLoopback2({ hostname }) {
  return ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}
function namesAnother(address, repository) {
  const named3 = /^(?:(?:https?|ssh|git):\/\/[^/]+\/|[\w.-]+@[\w.-]+:)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
    address ?? ""
  )?.[1];
  return named3 !== void 0 && repository !== void 0 && named3.toLowerCase() !== repository.toLowerCase();
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
    registryScope: "https://containerregistry.azure.net/.default"
  },
  china: {
    name: "china",
    registrySuffix: ".azurecr.cn",
    authorityHost: "https://login.chinacloudapi.cn",
    armEndpoint: "https://management.chinacloudapi.cn",
    armScope: "https://management.chinacloudapi.cn/.default",
    registryScope: "https://containerregistry.azure.net/.default"
  },
  "us-government": {
    name: "us-government",
    registrySuffix: ".azurecr.us",
    authorityHost: "https://login.microsoftonline.us",
    armEndpoint: "https://management.usgovcloudapi.net",
    armScope: "https://management.usgovcloudapi.net/.default",
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
  return saysVersion(text) || /^[^/.:]*[.:][^/]*\//.test(text);
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

// node_modules/js-yaml/dist/js-yaml.mjs
var NOT_RESOLVED = /* @__PURE__ */ Symbol("NOT_RESOLVED");
function defineScalarTag(tagName, options) {
  return {
    tagName,
    nodeKind: "scalar",
    implicit: options.implicit ?? false,
    matchByTagPrefix: options.matchByTagPrefix ?? false,
    implicitFirstChars: options.implicitFirstChars ?? null,
    resolve: options.resolve,
    identify: options.identify,
    represent: options.represent ?? ((data) => String(data)),
    representTagName: options.representTagName ?? (() => tagName)
  };
}
function defineSequenceTag(tagName, options) {
  const carrierIsResult = options.finalize === void 0;
  return {
    tagName,
    nodeKind: "sequence",
    implicit: false,
    matchByTagPrefix: options.matchByTagPrefix ?? false,
    create: options.create,
    addItem: options.addItem,
    finalize: options.finalize ?? ((carrier) => carrier),
    carrierIsResult,
    identify: options.identify,
    represent: options.represent ?? ((data) => data),
    representTagName: options.representTagName ?? (() => tagName)
  };
}
function defineMappingTag(tagName, options) {
  const carrierIsResult = options.finalize === void 0;
  return {
    tagName,
    nodeKind: "mapping",
    implicit: false,
    matchByTagPrefix: options.matchByTagPrefix ?? false,
    create: options.create,
    addPair: options.addPair,
    has: options.has,
    keys: options.keys,
    get: options.get,
    finalize: options.finalize ?? ((carrier) => carrier),
    carrierIsResult,
    identify: options.identify,
    represent: options.represent ?? ((data) => data),
    representTagName: options.representTagName ?? (() => tagName)
  };
}
var strTag = defineScalarTag("tag:yaml.org,2002:str", {
  resolve: (source) => source,
  identify: (data) => typeof data === "string"
});
var NULL_VALUES$1 = [
  "",
  "~",
  "null",
  "Null",
  "NULL"
];
var nullCoreTag = defineScalarTag("tag:yaml.org,2002:null", {
  implicit: true,
  implicitFirstChars: [
    "",
    "~",
    "n",
    "N"
  ],
  resolve: (source) => {
    if (NULL_VALUES$1.indexOf(source) !== -1) return null;
    return NOT_RESOLVED;
  },
  identify: (object) => object === null,
  represent: () => "null"
});
var nullJsonTag = defineScalarTag("tag:yaml.org,2002:null", {
  implicit: true,
  implicitFirstChars: ["n"],
  resolve: (source, isExplicit) => {
    if (source === "null" || isExplicit && source === "") return null;
    return NOT_RESOLVED;
  },
  identify: (object) => object === null,
  represent: () => "null"
});
var NULL_VALUES = [
  "",
  "~",
  "null",
  "Null",
  "NULL"
];
var nullYaml11Tag = defineScalarTag("tag:yaml.org,2002:null", {
  implicit: true,
  implicitFirstChars: [
    "",
    "~",
    "n",
    "N"
  ],
  resolve: (source) => {
    if (NULL_VALUES.indexOf(source) !== -1) return null;
    return NOT_RESOLVED;
  },
  identify: (object) => object === null,
  represent: () => "null"
});
var TRUE_VALUES$2 = [
  "true",
  "True",
  "TRUE"
];
var FALSE_VALUES$2 = [
  "false",
  "False",
  "FALSE"
];
var boolCoreTag = defineScalarTag("tag:yaml.org,2002:bool", {
  implicit: true,
  implicitFirstChars: [
    "t",
    "T",
    "f",
    "F"
  ],
  resolve: (source) => {
    if (TRUE_VALUES$2.indexOf(source) !== -1) return true;
    if (FALSE_VALUES$2.indexOf(source) !== -1) return false;
    return NOT_RESOLVED;
  },
  identify: (object) => Object.prototype.toString.call(object) === "[object Boolean]",
  represent: (object) => object ? "true" : "false"
});
var TRUE_VALUES$1 = ["true"];
var FALSE_VALUES$1 = ["false"];
var boolJsonTag = defineScalarTag("tag:yaml.org,2002:bool", {
  implicit: true,
  implicitFirstChars: ["t", "f"],
  resolve: (source) => {
    if (TRUE_VALUES$1.indexOf(source) !== -1) return true;
    if (FALSE_VALUES$1.indexOf(source) !== -1) return false;
    return NOT_RESOLVED;
  },
  identify: (object) => Object.prototype.toString.call(object) === "[object Boolean]",
  represent: (object) => object ? "true" : "false"
});
var TRUE_VALUES = [
  "true",
  "True",
  "TRUE",
  "y",
  "Y",
  "yes",
  "Yes",
  "YES",
  "on",
  "On",
  "ON"
];
var FALSE_VALUES = [
  "false",
  "False",
  "FALSE",
  "n",
  "N",
  "no",
  "No",
  "NO",
  "off",
  "Off",
  "OFF"
];
var boolYaml11Tag = defineScalarTag("tag:yaml.org,2002:bool", {
  implicit: true,
  implicitFirstChars: [
    "y",
    "Y",
    "n",
    "N",
    "t",
    "T",
    "f",
    "F",
    "o",
    "O"
  ],
  resolve: (source) => {
    if (TRUE_VALUES.indexOf(source) !== -1) return true;
    if (FALSE_VALUES.indexOf(source) !== -1) return false;
    return NOT_RESOLVED;
  },
  identify: (object) => Object.prototype.toString.call(object) === "[object Boolean]",
  represent: (object) => object ? "true" : "false"
});
var YAML_INTEGER_IMPLICIT_PATTERN$1 = /* @__PURE__ */ new RegExp("^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+)$");
var YAML_INTEGER_EXPLICIT_PATTERN$1 = /* @__PURE__ */ new RegExp("^(?:[-+]?0b[0-1]+|[-+]?0o[0-7]+|[-+]?0x[0-9a-fA-F]+|[-+]?[0-9]+)$");
function parseYamlInteger$2(source) {
  let value = source;
  let sign = 1;
  if (value[0] === "-" || value[0] === "+") {
    if (value[0] === "-") sign = -1;
    value = value.slice(1);
  }
  if (value.startsWith("0b")) return sign * parseInt(value.slice(2), 2);
  if (value.startsWith("0o")) return sign * parseInt(value.slice(2), 8);
  if (value.startsWith("0x")) return sign * parseInt(value.slice(2), 16);
  return sign * parseInt(value, 10);
}
function resolveYamlInteger$2(source, isExplicit) {
  if (isExplicit) {
    if (!YAML_INTEGER_EXPLICIT_PATTERN$1.test(source)) return NOT_RESOLVED;
  } else if (!YAML_INTEGER_IMPLICIT_PATTERN$1.test(source)) return NOT_RESOLVED;
  const result = parseYamlInteger$2(source);
  return Number.isFinite(result) ? result : NOT_RESOLVED;
}
var intCoreTag = defineScalarTag("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: [
    "-",
    "+",
    ..."0123456789"
  ],
  resolve: resolveYamlInteger$2,
  identify: (object) => Number.isInteger(object) && !Object.is(object, -0) && object.toString(10).indexOf("e") < 0,
  represent: (object) => object.toString(10)
});
var YAML_INTEGER_IMPLICIT_PATTERN = /* @__PURE__ */ new RegExp("^-?(?:0|[1-9][0-9]*)$");
var YAML_INTEGER_EXPLICIT_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?0b[0-1]+|[-+]?0o[0-7]+|[-+]?0x[0-9a-fA-F]+|[-+]?[0-9]+)$");
function parseYamlInteger$1(source) {
  let value = source;
  let sign = 1;
  if (value[0] === "-" || value[0] === "+") {
    if (value[0] === "-") sign = -1;
    value = value.slice(1);
  }
  if (value.startsWith("0b")) return sign * parseInt(value.slice(2), 2);
  if (value.startsWith("0o")) return sign * parseInt(value.slice(2), 8);
  if (value.startsWith("0x")) return sign * parseInt(value.slice(2), 16);
  return sign * parseInt(value, 10);
}
function resolveYamlInteger$1(source, isExplicit) {
  if (isExplicit) {
    if (!YAML_INTEGER_EXPLICIT_PATTERN.test(source)) return NOT_RESOLVED;
  } else if (!YAML_INTEGER_IMPLICIT_PATTERN.test(source)) return NOT_RESOLVED;
  const result = parseYamlInteger$1(source);
  return Number.isFinite(result) ? result : NOT_RESOLVED;
}
var intJsonTag = defineScalarTag("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: ["-", ..."0123456789"],
  resolve: resolveYamlInteger$1,
  identify: (object) => Number.isInteger(object) && !Object.is(object, -0) && object.toString(10).indexOf("e") < 0,
  represent: (object) => object.toString(10)
});
var YAML_INTEGER_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+|[-+]?(?:0|[1-9][0-9_]*))$");
function parseYamlInteger(source) {
  let value = source.replace(/_/g, "");
  let sign = 1;
  if (value[0] === "-" || value[0] === "+") {
    if (value[0] === "-") sign = -1;
    value = value.slice(1);
  }
  if (value.startsWith("0b")) return sign * parseInt(value.slice(2), 2);
  if (value.startsWith("0x")) return sign * parseInt(value.slice(2), 16);
  if (value.includes(":")) {
    let result = 0;
    for (const part of value.split(":")) result = result * 60 + Number(part);
    return sign * result;
  }
  if (value !== "0" && value[0] === "0") return sign * parseInt(value, 8);
  return sign * parseInt(value, 10);
}
function resolveYamlInteger(source) {
  if (!YAML_INTEGER_PATTERN.test(source)) return NOT_RESOLVED;
  const result = parseYamlInteger(source);
  return Number.isFinite(result) ? result : NOT_RESOLVED;
}
var intYaml11Tag = defineScalarTag("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: [
    "-",
    "+",
    ..."0123456789"
  ],
  resolve: resolveYamlInteger,
  identify: (object) => Number.isInteger(object) && !Object.is(object, -0) && object.toString(10).indexOf("e") < 0,
  represent: (object) => object.toString(10)
});
var YAML_FLOAT_PATTERN$1 = /* @__PURE__ */ new RegExp("^(?:[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\\.[0-9]+(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
var YAML_FLOAT_SPECIAL_PATTERN$1 = /* @__PURE__ */ new RegExp("^(?:[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
function resolveYamlFloat$2(source) {
  if (!YAML_FLOAT_PATTERN$1.test(source)) return NOT_RESOLVED;
  let value = source.toLowerCase();
  const sign = value[0] === "-" ? -1 : 1;
  if ("+-".includes(value[0])) value = value.slice(1);
  if (value === ".inf") return sign === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (value === ".nan") return NaN;
  const result = sign * parseFloat(value);
  if (Number.isFinite(result) || YAML_FLOAT_SPECIAL_PATTERN$1.test(source)) return result;
  return NOT_RESOLVED;
}
function representYamlFloat$2(object) {
  if (isNaN(object)) return ".nan";
  if (object === Number.POSITIVE_INFINITY) return ".inf";
  if (object === Number.NEGATIVE_INFINITY) return "-.inf";
  if (Object.is(object, -0)) return "-0.0";
  const result = object.toString(10);
  return /^[-+]?[0-9]+e/.test(result) ? result.replace("e", ".e") : result;
}
var floatCoreTag = defineScalarTag("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: [
    "-",
    "+",
    ".",
    ..."0123456789"
  ],
  resolve: resolveYamlFloat$2,
  identify: (object) => typeof object === "number" && (!Number.isInteger(object) || Object.is(object, -0) || object.toString(10).indexOf("e") >= 0),
  represent: representYamlFloat$2
});
var YAML_FLOAT_IMPLICIT_PATTERN = /* @__PURE__ */ new RegExp("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$");
var YAML_FLOAT_EXPLICIT_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\\.[0-9]+(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
function resolveYamlFloat$1(source, isExplicit) {
  if (isExplicit) {
    if (!YAML_FLOAT_EXPLICIT_PATTERN.test(source)) return NOT_RESOLVED;
    let value = source.toLowerCase();
    const sign = value[0] === "-" ? -1 : 1;
    if ("+-".includes(value[0])) value = value.slice(1);
    if (value === ".inf") return sign === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    if (value === ".nan") return NaN;
    const result2 = sign * parseFloat(value);
    return Number.isFinite(result2) ? result2 : NOT_RESOLVED;
  }
  if (!YAML_FLOAT_IMPLICIT_PATTERN.test(source)) return NOT_RESOLVED;
  const result = Number(source);
  if (Number.isFinite(result)) return result;
  return NOT_RESOLVED;
}
function representYamlFloat$1(object) {
  if (isNaN(object)) return ".nan";
  if (object === Number.POSITIVE_INFINITY) return ".inf";
  if (object === Number.NEGATIVE_INFINITY) return "-.inf";
  if (Object.is(object, -0)) return "-0.0";
  const result = object.toString(10);
  return /^[-+]?[0-9]+e/.test(result) ? result.replace("e", ".e") : result;
}
var floatJsonTag = defineScalarTag("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: ["-", ..."0123456789"],
  resolve: resolveYamlFloat$1,
  identify: (object) => typeof object === "number" && (!Number.isInteger(object) || Object.is(object, -0) || object.toString(10).indexOf("e") >= 0),
  represent: representYamlFloat$1
});
var YAML_FLOAT_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?(?:(?:[0-9][0-9_]*)?\\.[0-9_]*)(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
var YAML_FLOAT_SPECIAL_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
function resolveYamlFloat(source) {
  if (!YAML_FLOAT_PATTERN.test(source)) return NOT_RESOLVED;
  let value = source.toLowerCase().replace(/_/g, "");
  const sign = value[0] === "-" ? -1 : 1;
  if ("+-".includes(value[0])) value = value.slice(1);
  if (value === ".inf") return sign === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (value === ".nan") return NaN;
  let result = 0;
  if (value.includes(":")) {
    for (const part of value.split(":")) result = result * 60 + Number(part);
    result *= sign;
  } else result = sign * parseFloat(value);
  if (Number.isFinite(result) || YAML_FLOAT_SPECIAL_PATTERN.test(source)) return result;
  return NOT_RESOLVED;
}
function representYamlFloat(object) {
  if (isNaN(object)) return ".nan";
  if (object === Number.POSITIVE_INFINITY) return ".inf";
  if (object === Number.NEGATIVE_INFINITY) return "-.inf";
  if (Object.is(object, -0)) return "-0.0";
  const result = object.toString(10);
  return /^[-+]?[0-9]+e/.test(result) ? result.replace("e", ".e") : result;
}
var floatYaml11Tag = defineScalarTag("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: [
    "-",
    "+",
    ".",
    ..."0123456789"
  ],
  resolve: resolveYamlFloat,
  identify: (object) => typeof object === "number" && (!Number.isInteger(object) || Object.is(object, -0) || object.toString(10).indexOf("e") >= 0),
  represent: representYamlFloat
});
var mergeTag = defineScalarTag("tag:yaml.org,2002:merge", {
  implicit: true,
  implicitFirstChars: ["<"],
  resolve: (source, isExplicit) => {
    if (source === "<<" || isExplicit && source === "") return "<<";
    return NOT_RESOLVED;
  },
  identify: () => false
});
var BASE64_PATTERN = /^[A-Za-z0-9+/]*={0,2}$/;
function resolveYamlBinary(source) {
  const input = source.replace(/\s/g, "");
  if (input.length % 4 !== 0 || !BASE64_PATTERN.test(input)) return NOT_RESOLVED;
  const binary = atob(input);
  const result = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) result[index] = binary.charCodeAt(index);
  return result;
}
function representYamlBinary(object) {
  let binary = "";
  for (let index = 0; index < object.length; index++) binary += String.fromCharCode(object[index]);
  return btoa(binary);
}
var binaryTag = defineScalarTag("tag:yaml.org,2002:binary", {
  resolve: resolveYamlBinary,
  identify: (object) => Object.prototype.toString.call(object) === "[object Uint8Array]",
  represent: representYamlBinary
});
var YAML_DATE_REGEXP = /* @__PURE__ */ new RegExp("^([0-9][0-9][0-9][0-9])-([0-9][0-9])-([0-9][0-9])$");
var YAML_TIMESTAMP_REGEXP = /* @__PURE__ */ new RegExp("^([0-9][0-9][0-9][0-9])-([0-9][0-9]?)-([0-9][0-9]?)(?:[Tt]|[ \\t]+)([0-9][0-9]?):([0-9][0-9]):([0-9][0-9])(?:\\.([0-9]*))?(?:[ \\t]*(Z|([-+])([0-9][0-9]?)(?::([0-9][0-9]))?))?$");
function makeUtcDate(year, month, day, hour = 0, minute = 0, second = 0, fraction = 0) {
  const date = new Date(Date.UTC(year, month, day, hour, minute, second, fraction));
  date.setUTCFullYear(year, month, day);
  return date;
}
function resolveYamlTimestamp(source) {
  let match = YAML_DATE_REGEXP.exec(source);
  if (match === null) match = YAML_TIMESTAMP_REGEXP.exec(source);
  if (match === null) return NOT_RESOLVED;
  const year = +match[1];
  const month = +match[2] - 1;
  const day = +match[3];
  if (!match[4]) {
    const date2 = makeUtcDate(year, month, day);
    if (date2.getUTCFullYear() !== year || date2.getUTCMonth() !== month || date2.getUTCDate() !== day) return NOT_RESOLVED;
    return date2;
  }
  const hour = +match[4];
  const minute = +match[5];
  const second = +match[6];
  let fraction = 0;
  if (hour > 23 || minute > 59 || second > 59) return NOT_RESOLVED;
  if (match[7]) {
    let value = match[7].slice(0, 3);
    while (value.length < 3) value += "0";
    fraction = +value;
  }
  const date = makeUtcDate(year, month, day, hour, minute, second, fraction);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month || date.getUTCDate() !== day) return NOT_RESOLVED;
  if (match[9]) {
    const offsetHour = +match[10];
    const offsetMinute = +(match[11] || 0);
    if (offsetHour > 23 || offsetMinute > 59) return NOT_RESOLVED;
    const offset = (offsetHour * 60 + offsetMinute) * 6e4;
    date.setTime(date.getTime() - (match[9] === "-" ? -offset : offset));
  }
  return date;
}
var timestampTag = defineScalarTag("tag:yaml.org,2002:timestamp", {
  implicit: true,
  implicitFirstChars: [..."0123456789"],
  resolve: resolveYamlTimestamp,
  identify: (object) => object instanceof Date,
  represent: (object) => object.toISOString()
});
var seqTag = defineSequenceTag("tag:yaml.org,2002:seq", {
  create: () => [],
  addItem: (container, item) => {
    container.push(item);
  },
  identify: Array.isArray
});
function isPlainObject(data) {
  if (data === null || typeof data !== "object" || Array.isArray(data)) return false;
  const prototype = Object.getPrototypeOf(data);
  return prototype === null || prototype === Object.prototype;
}
var omapTag = defineSequenceTag("tag:yaml.org,2002:omap", {
  create: () => ({
    list: [],
    seen: /* @__PURE__ */ new Set()
  }),
  addItem: (carrier, item) => {
    let key;
    if (item instanceof Map) {
      if (item.size !== 1) return "cannot resolve an ordered map item";
      key = item.keys().next().value;
    } else if (isPlainObject(item)) {
      const itemKeys = Object.keys(item);
      if (itemKeys.length !== 1) return "cannot resolve an ordered map item";
      key = itemKeys[0];
    } else return "cannot resolve an ordered map item";
    if (carrier.seen.has(key)) return "duplicate key in ordered map";
    carrier.seen.add(key);
    carrier.list.push(item);
    return "";
  },
  finalize: (carrier) => carrier.list,
  identify: () => false
});
var pairsTag = defineSequenceTag("tag:yaml.org,2002:pairs", {
  create: () => [],
  addItem: (container, item) => {
    if (item instanceof Map) {
      if (item.size !== 1) return "cannot resolve a pairs item";
      container.push(item.entries().next().value);
      return "";
    }
    if (Object.prototype.toString.call(item) !== "[object Object]") return "cannot resolve a pairs item";
    const object = item;
    const keys = Object.keys(object);
    if (keys.length !== 1) return "cannot resolve a pairs item";
    container.push([keys[0], object[keys[0]]]);
    return "";
  },
  identify: () => false
});
var mapTag = defineMappingTag("tag:yaml.org,2002:map", {
  create: () => ({}),
  identify: isPlainObject,
  represent: (o) => {
    const map = /* @__PURE__ */ new Map();
    for (const key of Object.keys(o)) map.set(key, o[key]);
    return map;
  },
  addPair: (container, key, value) => {
    if (key !== null && typeof key === "object") return "object-based map does not support complex keys";
    const normalizedKey = String(key);
    if (normalizedKey === "__proto__") Object.defineProperty(container, normalizedKey, {
      value,
      enumerable: true,
      configurable: true,
      writable: true
    });
    else container[normalizedKey] = value;
    return "";
  },
  has: (container, key) => {
    if (key !== null && typeof key === "object") return false;
    return Object.prototype.hasOwnProperty.call(container, String(key));
  },
  keys: (container) => Object.keys(container),
  get: (container, key) => {
    const normalizedKey = String(key);
    if (!Object.prototype.hasOwnProperty.call(container, normalizedKey)) return null;
    return container[normalizedKey];
  }
});
var setTag = defineMappingTag("tag:yaml.org,2002:set", {
  create: () => /* @__PURE__ */ new Set(),
  identify: (data) => data instanceof Set,
  represent: (data) => {
    const map = /* @__PURE__ */ new Map();
    for (const key of data) map.set(key, null);
    return map;
  },
  addPair: (container, key, value) => {
    if (value !== null) return "cannot resolve a set item";
    container.add(key);
    return "";
  },
  has: (container, key) => container.has(key),
  keys: (container) => container.keys(),
  get: () => null
});
function createTagDefinitionMap() {
  return {
    scalar: /* @__PURE__ */ Object.create(null),
    sequence: /* @__PURE__ */ Object.create(null),
    mapping: /* @__PURE__ */ Object.create(null)
  };
}
function createTagDefinitionListMap() {
  return {
    scalar: [],
    sequence: [],
    mapping: []
  };
}
function compileTags(tags) {
  const result = [];
  for (const tag of tags) {
    let index = result.length;
    for (let previousIndex = 0; previousIndex < result.length; previousIndex++) {
      const previous = result[previousIndex];
      if (previous.nodeKind === tag.nodeKind && previous.tagName === tag.tagName && previous.matchByTagPrefix === tag.matchByTagPrefix) {
        index = previousIndex;
        break;
      }
    }
    result[index] = tag;
  }
  return result;
}
var Schema = class Schema2 {
  tags;
  /** @internal */
  implicitScalarTags;
  /**
  * Dispatch implicit scalar resolvers by `source.charAt(0)`. Each bucket holds
  * the resolvers that may match that key, in schema order; a key absent from
  * the map uses
  * {@link Schema.implicitScalarAnyFirstChar}
  * (resolvers that declared no first-char constraint, so they apply to any
  * first character).
  */
  implicitScalarByFirstChar;
  implicitScalarAnyFirstChar;
  /**
  * The default scalar tag (`!!str`), resolved once so the composer's fallback
  * for unresolved plain scalars avoids a keyed lookup per scalar.
  *
  * @internal
  */
  defaultScalarTag;
  /**
  * The default container tags (`!!seq` / `!!map`), used by the dumper: when a
  * value is identified by its default tag, the tag is implicit and not
  * printed. Undefined if the schema does not define them (then such values
  * can't be dumped).
  *
  * @internal
  */
  defaultSequenceTag;
  /** @internal */
  defaultMappingTag;
  exact;
  prefix;
  constructor(tags) {
    const compiledTags = compileTags(tags);
    const implicitScalarTags = [];
    const exact = createTagDefinitionMap();
    const prefix = createTagDefinitionListMap();
    for (const tag of compiledTags) {
      if (tag.nodeKind === "scalar" && tag.implicit) {
        if (tag.matchByTagPrefix) throw new Error("Implicit scalar tags cannot match by tag prefix");
        implicitScalarTags.push(tag);
      }
      switch (tag.nodeKind) {
        case "scalar":
          if (tag.matchByTagPrefix) prefix.scalar.push(tag);
          else exact.scalar[tag.tagName] = tag;
          break;
        case "sequence":
          if (tag.matchByTagPrefix) prefix.sequence.push(tag);
          else exact.sequence[tag.tagName] = tag;
          break;
        case "mapping":
          if (tag.matchByTagPrefix) prefix.mapping.push(tag);
          else exact.mapping[tag.tagName] = tag;
      }
    }
    const implicitScalarAnyFirstChar = implicitScalarTags.filter((tag) => tag.implicitFirstChars === null);
    const keys = /* @__PURE__ */ new Set();
    for (const tag of implicitScalarTags) if (tag.implicitFirstChars !== null) for (const key of tag.implicitFirstChars) keys.add(key);
    const implicitScalarByFirstChar = /* @__PURE__ */ new Map();
    for (const key of keys) implicitScalarByFirstChar.set(key, implicitScalarTags.filter((tag) => tag.implicitFirstChars === null || tag.implicitFirstChars.indexOf(key) !== -1));
    const defaultScalarTag = exact.scalar["tag:yaml.org,2002:str"];
    if (!defaultScalarTag) throw new Error("schema does not define the default scalar tag (tag:yaml.org,2002:str)");
    this.tags = compiledTags;
    this.implicitScalarTags = implicitScalarTags;
    this.implicitScalarByFirstChar = implicitScalarByFirstChar;
    this.implicitScalarAnyFirstChar = implicitScalarAnyFirstChar;
    this.defaultScalarTag = defaultScalarTag;
    this.defaultSequenceTag = exact.sequence["tag:yaml.org,2002:seq"];
    this.defaultMappingTag = exact.mapping["tag:yaml.org,2002:map"];
    this.exact = exact;
    this.prefix = prefix;
  }
  /** @internal */
  lookupScalarTag(tagName) {
    const exactTag = this.exact.scalar[tagName];
    if (exactTag) return exactTag;
    for (const tag of this.prefix.scalar) if (tagName.startsWith(tag.tagName)) return tag;
  }
  /** @internal */
  lookupSequenceTag(tagName) {
    const exactTag = this.exact.sequence[tagName];
    if (exactTag) return exactTag;
    for (const tag of this.prefix.sequence) if (tagName.startsWith(tag.tagName)) return tag;
  }
  /** @internal */
  lookupMappingTag(tagName) {
    const exactTag = this.exact.mapping[tagName];
    if (exactTag) return exactTag;
    for (const tag of this.prefix.mapping) if (tagName.startsWith(tag.tagName)) return tag;
  }
  /** @internal */
  resolveImplicitScalarTag(source) {
    const candidates = this.implicitScalarByFirstChar.get(source.charAt(0)) ?? this.implicitScalarAnyFirstChar;
    for (const tag2 of candidates) {
      const value = tag2.resolve(source, false, tag2.tagName);
      if (value !== NOT_RESOLVED) return {
        value,
        tag: tag2
      };
    }
    const tag = this.defaultScalarTag;
    return {
      value: tag.resolve(source, false, tag.tagName),
      tag
    };
  }
  /**
  * Creates a new schema with the specified tags added. If a tag already
  * exists, it is replaced by the specified tag.
  *
  * @example
  *
  * ```javascript
  * import { CORE_SCHEMA, mergeTag, realMapTag } from 'js-yaml'
  *
  * const schema = CORE_SCHEMA.withTags(mergeTag, realMapTag)
  * ```
  */
  withTags(...tags) {
    let flatTags = [];
    for (const tag of tags) flatTags = flatTags.concat(tag);
    return new Schema2([...this.tags, ...flatTags]);
  }
};
var FAILSAFE_SCHEMA = new Schema([
  strTag,
  seqTag,
  mapTag
]);
var JSON_SCHEMA = new Schema([
  ...FAILSAFE_SCHEMA.tags,
  nullJsonTag,
  boolJsonTag,
  intJsonTag,
  floatJsonTag
]);
var CORE_SCHEMA = new Schema([
  ...FAILSAFE_SCHEMA.tags,
  nullCoreTag,
  boolCoreTag,
  intCoreTag,
  floatCoreTag
]);
var YAML11_SCHEMA = new Schema([
  ...FAILSAFE_SCHEMA.tags,
  nullYaml11Tag,
  boolYaml11Tag,
  intYaml11Tag,
  floatYaml11Tag,
  timestampTag,
  mergeTag,
  binaryTag,
  omapTag,
  pairsTag,
  setTag
]);
var DUMP_SCHEMA = YAML11_SCHEMA.withTags({
  ...intYaml11Tag,
  resolve: (source, isExplicit, tagName) => {
    const result = intYaml11Tag.resolve(source, isExplicit, tagName);
    return result === NOT_RESOLVED ? intCoreTag.resolve(source, isExplicit, tagName) : result;
  }
}, {
  ...floatYaml11Tag,
  resolve: (source, isExplicit, tagName) => {
    const result = floatYaml11Tag.resolve(source, isExplicit, tagName);
    return result === NOT_RESOLVED ? floatCoreTag.resolve(source, isExplicit, tagName) : result;
  }
});
var realMapTag = defineMappingTag("tag:yaml.org,2002:map", {
  create: () => /* @__PURE__ */ new Map(),
  addPair: (container, key, value) => {
    container.set(key, value);
    return "";
  },
  has: (container, key) => container.has(key),
  keys: (container) => container.keys(),
  get: (container, key) => container.get(key),
  identify: (data) => data instanceof Map || isPlainObject(data),
  represent: (data) => {
    if (data instanceof Map) return data;
    const map = /* @__PURE__ */ new Map();
    const obj = data;
    for (const key of Object.keys(obj)) map.set(key, obj[key]);
    return map;
  }
});
function normalizeKey(key) {
  if (Array.isArray(key)) {
    const array = Array.prototype.slice.call(key);
    for (let index = 0; index < array.length; index++) {
      if (Array.isArray(array[index])) return null;
      if (typeof array[index] === "object" && Object.prototype.toString.call(array[index]) === "[object Object]") array[index] = "[object Object]";
    }
    return String(array);
  }
  if (typeof key === "object" && Object.prototype.toString.call(key) === "[object Object]") return "[object Object]";
  return String(key);
}
var legacyMapTag = defineMappingTag("tag:yaml.org,2002:map", {
  create: () => ({}),
  identify: isPlainObject,
  represent: (o) => {
    const map = /* @__PURE__ */ new Map();
    for (const key of Object.keys(o)) map.set(key, o[key]);
    return map;
  },
  addPair: (container, key, value) => {
    const normalizedKey = normalizeKey(key);
    if (normalizedKey === null) return "nested arrays are not supported inside keys";
    if (normalizedKey === "__proto__") Object.defineProperty(container, normalizedKey, {
      value,
      enumerable: true,
      configurable: true,
      writable: true
    });
    else container[normalizedKey] = value;
    return "";
  },
  has: (container, key) => {
    const normalizedKey = normalizeKey(key);
    return normalizedKey !== null && Object.prototype.hasOwnProperty.call(container, normalizedKey);
  },
  keys: (container) => Object.keys(container),
  get: (container, key) => {
    const normalizedKey = String(key);
    if (!Object.prototype.hasOwnProperty.call(container, normalizedKey)) return null;
    return container[normalizedKey];
  }
});
var DEFAULT_SNIPPET_OPTIONS = {
  maxLength: 79,
  indent: 1,
  linesBefore: 3,
  linesAfter: 2
};
function getLine(buffer, lineStart3, lineEnd5, position, maxLineLength) {
  let head = "";
  let tail = "";
  const maxHalfLength = Math.floor(maxLineLength / 2) - 1;
  if (position - lineStart3 > maxHalfLength) {
    head = " ... ";
    lineStart3 = position - maxHalfLength + head.length;
  }
  if (lineEnd5 - position > maxHalfLength) {
    tail = " ...";
    lineEnd5 = position + maxHalfLength - tail.length;
  }
  return {
    str: head + buffer.slice(lineStart3, lineEnd5).replace(/\t/g, "→") + tail,
    pos: position - lineStart3 + head.length
  };
}
function padStart(string, max) {
  return " ".repeat(Math.max(max - string.length, 0)) + string;
}
function makeSnippet(mark, options) {
  if (!mark.buffer) return null;
  const opts = {
    ...DEFAULT_SNIPPET_OPTIONS,
    ...options
  };
  const re = /\r?\n|\r|\0/g;
  const lineStarts2 = [0];
  const lineEnds = [];
  let match;
  let foundLineNo = -1;
  while (match = re.exec(mark.buffer)) {
    lineEnds.push(match.index);
    lineStarts2.push(match.index + match[0].length);
    if (mark.position <= match.index && foundLineNo < 0) foundLineNo = lineStarts2.length - 2;
  }
  if (foundLineNo < 0) foundLineNo = lineStarts2.length - 1;
  let result = "";
  const lineNoLength = Math.min(mark.line + opts.linesAfter, lineEnds.length).toString().length;
  const maxLineLength = opts.maxLength - (opts.indent + lineNoLength + 3);
  for (let i = 1; i <= opts.linesBefore; i++) {
    if (foundLineNo - i < 0) break;
    const line3 = getLine(mark.buffer, lineStarts2[foundLineNo - i], lineEnds[foundLineNo - i], mark.position - (lineStarts2[foundLineNo] - lineStarts2[foundLineNo - i]), maxLineLength);
    result = `${" ".repeat(opts.indent)}${padStart((mark.line - i + 1).toString(), lineNoLength)} | ${line3.str}
${result}`;
  }
  const line2 = getLine(mark.buffer, lineStarts2[foundLineNo], lineEnds[foundLineNo], mark.position, maxLineLength);
  result += `${" ".repeat(opts.indent)}${padStart((mark.line + 1).toString(), lineNoLength)} | ${line2.str}
`;
  result += `${"-".repeat(opts.indent + lineNoLength + 3 + line2.pos)}^
`;
  for (let i = 1; i <= opts.linesAfter; i++) {
    if (foundLineNo + i >= lineEnds.length) break;
    const line3 = getLine(mark.buffer, lineStarts2[foundLineNo + i], lineEnds[foundLineNo + i], mark.position - (lineStarts2[foundLineNo] - lineStarts2[foundLineNo + i]), maxLineLength);
    result += `${" ".repeat(opts.indent)}${padStart((mark.line + i + 1).toString(), lineNoLength)} | ${line3.str}
`;
  }
  return result.replace(/\n$/, "");
}
function formatError(exception, compact) {
  let where = "";
  if (!exception.mark) return exception.reason;
  if (exception.mark.name) where += `in "${exception.mark.name}" `;
  where += `(${exception.mark.line + 1}:${exception.mark.column + 1})`;
  if (!compact && exception.mark.snippet) where += `

${exception.mark.snippet}`;
  return `${exception.reason} ${where}`;
}
var YAMLException = class YAMLException2 extends Error {
  reason;
  mark;
  /**
  * Optional `mark` contains source snippet data. Usually, use
  * {@link YAMLException.throwAt} instead of passing it directly.
  */
  constructor(reason, mark) {
    super();
    this.name = "YAMLException";
    this.reason = reason;
    this.mark = mark;
    this.message = formatError(this, false);
    if (Error.captureStackTrace) Error.captureStackTrace(this, this.constructor);
  }
  /**
  * Returns the formatted error, omitting the source snippet in compact mode.
  */
  toString(compact) {
    return `${this.name}: ${formatError(this, compact)}`;
  }
  /**
  * Builds a YAMLException with a source snippet and throws it. `source` is
  * the raw input text; `position` is an offset into it.
  */
  static throwAt(source, position, message, filename = "") {
    let line2 = 0;
    let lineStart3 = 0;
    for (let index = 0; index < position; index++) {
      const ch = source.charCodeAt(index);
      if (ch === 10) {
        line2++;
        lineStart3 = index + 1;
      } else if (ch === 13) {
        line2++;
        if (source.charCodeAt(index + 1) === 10) index++;
        lineStart3 = index + 1;
      }
    }
    const mark = {
      name: filename,
      buffer: source,
      position,
      line: line2,
      column: position - lineStart3
    };
    mark.snippet = makeSnippet(mark);
    throw new YAMLException2(message, mark);
  }
};
var EVENT_ID = {
  DOCUMENT: 1,
  SEQUENCE: 2,
  MAPPING: 3,
  SCALAR: 4,
  ALIAS: 5,
  POP: 6
};
var SCALAR_STYLE = {
  PLAIN: 1,
  SINGLE_QUOTED: 2,
  DOUBLE_QUOTED: 3,
  LITERAL_BLOCK: 4,
  FOLDED_BLOCK: 5
};
var COLLECTION_STYLE = {
  BLOCK: 1,
  FLOW: 2
};
var CHOMPING_MODE = {
  CLIP: 1,
  STRIP: 2,
  KEEP: 3
};
var NO_RANGE$3 = -1;
function simpleEscapeSequence(c) {
  switch (c) {
    case 48:
      return "\0";
    case 97:
      return "\x07";
    case 98:
      return "\b";
    case 116:
      return "	";
    case 9:
      return "	";
    case 110:
      return "\n";
    case 118:
      return "\v";
    case 102:
      return "\f";
    case 114:
      return "\r";
    case 101:
      return "\x1B";
    case 32:
      return " ";
    case 34:
      return '"';
    case 47:
      return "/";
    case 92:
      return "\\";
    case 78:
      return "";
    case 95:
      return " ";
    case 76:
      return "\u2028";
    case 80:
      return "\u2029";
    default:
      return "";
  }
}
var simpleEscapeCheck = new Array(256);
var simpleEscapeMap = new Array(256);
for (let i = 0; i < 256; i++) {
  simpleEscapeCheck[i] = simpleEscapeSequence(i) ? 1 : 0;
  simpleEscapeMap[i] = simpleEscapeSequence(i);
}
function charFromCodepoint(c) {
  if (c <= 65535) return String.fromCharCode(c);
  return String.fromCharCode((c - 65536 >> 10) + 55296, (c - 65536 & 1023) + 56320);
}
function fromHexCode$1(c) {
  if (c >= 48 && c <= 57) return c - 48;
  return (c | 32) - 97 + 10;
}
function escapedHexLen$1(c) {
  if (c === 120) return 2;
  if (c === 117) return 4;
  return 8;
}
function skipFoldedBreaks(input, position, end) {
  let breaks = 0;
  while (position < end) {
    const ch = input.charCodeAt(position);
    if (ch === 10) {
      breaks++;
      position++;
    } else if (ch === 13) {
      breaks++;
      position++;
      if (input.charCodeAt(position) === 10) position++;
    } else if (ch === 32 || ch === 9) position++;
    else break;
  }
  return {
    position,
    breaks
  };
}
function foldedBreaks(count3) {
  if (count3 === 1) return " ";
  return "\n".repeat(count3 - 1);
}
function getPlainValue(input, start, end) {
  let result = "";
  let position = start;
  let captureStart = start;
  let captureEnd = start;
  while (position < end) {
    const ch = input.charCodeAt(position);
    if (ch === 10 || ch === 13) {
      result += input.slice(captureStart, captureEnd);
      const fold = skipFoldedBreaks(input, position, end);
      result += foldedBreaks(fold.breaks);
      position = captureStart = captureEnd = fold.position;
    } else {
      position++;
      if (ch !== 32 && ch !== 9) captureEnd = position;
    }
  }
  return result + input.slice(captureStart, captureEnd);
}
function getSingleQuotedValue(input, start, end) {
  let result = "";
  let position = start;
  let captureStart = start;
  let captureEnd = start;
  while (position < end) {
    const ch = input.charCodeAt(position);
    if (ch === 39) {
      result += input.slice(captureStart, position) + "'";
      position += 2;
      captureStart = captureEnd = position;
    } else if (ch === 10 || ch === 13) {
      result += input.slice(captureStart, captureEnd);
      const fold = skipFoldedBreaks(input, position, end);
      result += foldedBreaks(fold.breaks);
      position = captureStart = captureEnd = fold.position;
    } else {
      position++;
      if (ch !== 32 && ch !== 9) captureEnd = position;
    }
  }
  return result + input.slice(captureStart, end);
}
function getDoubleQuotedValue(input, start, end) {
  let result = "";
  let position = start;
  let captureStart = start;
  let captureEnd = start;
  while (position < end) {
    const ch = input.charCodeAt(position);
    if (ch === 92) {
      result += input.slice(captureStart, position);
      position++;
      const escaped = input.charCodeAt(position);
      if (escaped === 10 || escaped === 13) position = skipFoldedBreaks(input, position, end).position;
      else if (escaped < 256 && simpleEscapeCheck[escaped]) {
        result += simpleEscapeMap[escaped];
        position++;
      } else {
        let hexLength = escapedHexLen$1(escaped);
        let hexResult = 0;
        for (; hexLength > 0; hexLength--) {
          position++;
          const digit = fromHexCode$1(input.charCodeAt(position));
          hexResult = (hexResult << 4) + digit;
        }
        result += charFromCodepoint(hexResult);
        position++;
      }
      captureStart = captureEnd = position;
    } else if (ch === 10 || ch === 13) {
      result += input.slice(captureStart, captureEnd);
      const fold = skipFoldedBreaks(input, position, end);
      result += foldedBreaks(fold.breaks);
      position = captureStart = captureEnd = fold.position;
    } else {
      position++;
      if (ch !== 32 && ch !== 9) captureEnd = position;
    }
  }
  return result + input.slice(captureStart, end);
}
function getBlockValue(input, start, end, indent, chomping, folded) {
  const textIndent = indent < 0 ? 0 : indent;
  const region = input.slice(start, end).replace(/\r\n?/g, "\n");
  const lines2 = region === "" ? [] : (region.endsWith("\n") ? region.slice(0, -1) : region).split("\n");
  let result = "";
  let didReadContent = false;
  let emptyLines = 0;
  let atMoreIndented = false;
  for (const line2 of lines2) {
    let column = 0;
    while (column < textIndent && line2.charCodeAt(column) === 32) column++;
    if (indent < 0 || column >= line2.length) {
      emptyLines++;
      continue;
    }
    const content = line2.slice(textIndent);
    const first = content.charCodeAt(0);
    if (folded) {
      if (first === 32 || first === 9) {
        atMoreIndented = true;
        result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
      } else if (atMoreIndented) {
        atMoreIndented = false;
        result += "\n".repeat(emptyLines + 1);
      } else if (emptyLines === 0) {
        if (didReadContent) result += " ";
      } else result += "\n".repeat(emptyLines);
    } else result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
    result += content;
    didReadContent = true;
    emptyLines = 0;
  }
  if (chomping === CHOMPING_MODE.KEEP) result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
  else if (chomping !== CHOMPING_MODE.STRIP) {
    if (didReadContent) result += "\n";
  }
  return result;
}
function getScalarValue(input, scalar) {
  if (scalar.valueStart === NO_RANGE$3) return "";
  const { valueStart, valueEnd } = scalar;
  if (scalar.fast) return input.slice(valueStart, valueEnd);
  switch (scalar.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
      return getSingleQuotedValue(input, valueStart, valueEnd);
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return getDoubleQuotedValue(input, valueStart, valueEnd);
    case SCALAR_STYLE.LITERAL_BLOCK:
      return getBlockValue(input, valueStart, valueEnd, scalar.indent, scalar.chomping, false);
    case SCALAR_STYLE.FOLDED_BLOCK:
      return getBlockValue(input, valueStart, valueEnd, scalar.indent, scalar.chomping, true);
    default:
      return getPlainValue(input, valueStart, valueEnd);
  }
}
var DEFAULT_TAG_HANDLERS = Object.assign(/* @__PURE__ */ Object.create(null), {
  "!": "!",
  "!!": "tag:yaml.org,2002:"
});
var TAG_SUFFIX_CHARS = "-#;/?:@&=+$_.~*'()";
var TAG_URI_CHARS = TAG_SUFFIX_CHARS + "!,[]";
var DEFAULT_CONSTRUCTOR_OPTIONS = {
  filename: "",
  schema: CORE_SCHEMA,
  json: false,
  maxTotalMergeKeys: 1e4,
  maxAliases: -1
};
var NO_RANGE$1 = -1;
var HAS_OWN = Object.prototype.hasOwnProperty;
var CONTEXT_FLOW_IN = 1;
var CONTEXT_FLOW_OUT = 2;
var CONTEXT_BLOCK_IN = 3;
var CONTEXT_BLOCK_OUT = 4;
var PATTERN_NON_PRINTABLE = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/;
var PATTERN_FLOW_INDICATORS = /[,\[\]{}]/;
var PATTERN_TAG_HANDLE = /^(?:!|!!|![0-9A-Za-z-]+!)$/;
var NS_URI_CHAR = String.raw`(?:%[0-9A-Fa-f]{2}|[0-9A-Za-z\-#;/?:@&=+$,_.!~*'()\[\]])`;
var NS_TAG_CHAR = String.raw`(?:%[0-9A-Fa-f]{2}|[0-9A-Za-z\-#;/?:@&=+$.~*'()_])`;
var PATTERN_TAG_URI = new RegExp(`^(?:${NS_URI_CHAR})*$`);
var PATTERN_TAG_SUFFIX = new RegExp(`^(?:${NS_TAG_CHAR})+$`);
var PATTERN_TAG_PREFIX = new RegExp(`^(?:!(?:${NS_URI_CHAR})*|${NS_TAG_CHAR}(?:${NS_URI_CHAR})*)$`);
var DEFAULT_PARSER_OPTIONS = {
  filename: "",
  maxDepth: 100
};
function addDocumentEvent(state, explicitStart, explicitEnd) {
  state.events.push({
    type: EVENT_ID.DOCUMENT,
    explicitStart,
    explicitEnd,
    directives: state.directives
  });
}
function addSequenceEvent(state, start, anchorStart, anchorEnd, tagStart, tagEnd, style) {
  state.events.push({
    type: EVENT_ID.SEQUENCE,
    start,
    anchorStart,
    anchorEnd,
    tagStart,
    tagEnd,
    style
  });
}
function addMappingEvent(state, start, anchorStart, anchorEnd, tagStart, tagEnd, style) {
  state.events.push({
    type: EVENT_ID.MAPPING,
    start,
    anchorStart,
    anchorEnd,
    tagStart,
    tagEnd,
    style
  });
}
function insertFlowPairMappingEvent(state, snapshot) {
  state.events.splice(snapshot.eventsLength, 0, {
    type: EVENT_ID.MAPPING,
    start: snapshot.position,
    anchorStart: NO_RANGE$1,
    anchorEnd: NO_RANGE$1,
    tagStart: NO_RANGE$1,
    tagEnd: NO_RANGE$1,
    style: COLLECTION_STYLE.FLOW
  });
}
function addScalarEvent(state, valueStart, valueEnd, anchorStart, anchorEnd, tagStart, tagEnd, style, chomping = CHOMPING_MODE.CLIP, indent = -1, fast = false) {
  state.events.push({
    type: EVENT_ID.SCALAR,
    valueStart,
    valueEnd,
    anchorStart,
    anchorEnd,
    tagStart,
    tagEnd,
    style,
    chomping,
    indent,
    fast
  });
}
function addAliasEvent(state, anchorStart, anchorEnd) {
  state.events.push({
    type: EVENT_ID.ALIAS,
    anchorStart,
    anchorEnd
  });
}
function addPopEvent(state) {
  state.events.push({ type: EVENT_ID.POP });
}
function addEmptyScalarEvent(state) {
  addScalarEvent(state, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, SCALAR_STYLE.PLAIN);
}
function emptyProperties() {
  return {
    anchorStart: NO_RANGE$1,
    anchorEnd: NO_RANGE$1,
    tagStart: NO_RANGE$1,
    tagEnd: NO_RANGE$1
  };
}
function snapshotState(state) {
  return {
    position: state.position,
    line: state.line,
    lineStart: state.lineStart,
    lineIndent: state.lineIndent,
    firstTabInLine: state.firstTabInLine,
    eventsLength: state.events.length
  };
}
function restoreState(state, snapshot) {
  state.position = snapshot.position;
  state.line = snapshot.line;
  state.lineStart = snapshot.lineStart;
  state.lineIndent = snapshot.lineIndent;
  state.firstTabInLine = snapshot.firstTabInLine;
  state.events.length = snapshot.eventsLength;
}
function throwError(state, message) {
  YAMLException.throwAt(state.input.slice(0, state.length), state.position, message, state.filename);
}
function isEol(c) {
  return c === 10 || c === 13;
}
function isWhiteSpace(c) {
  return c === 9 || c === 32;
}
function isWsOrEol(c) {
  return isWhiteSpace(c) || isEol(c);
}
function isWsOrEolOrEnd(c) {
  return c === 0 || isWsOrEol(c);
}
function isFlowIndicator(c) {
  return c === 44 || c === 91 || c === 93 || c === 123 || c === 125;
}
function fromDecimalCode(c) {
  return c >= 48 && c <= 57 ? c - 48 : -1;
}
function fromHexCode(c) {
  if (c >= 48 && c <= 57) return c - 48;
  const lc = c | 32;
  if (lc >= 97 && lc <= 102) return lc - 97 + 10;
  return -1;
}
function escapedHexLen(c) {
  if (c === 120) return 2;
  if (c === 117) return 4;
  if (c === 85) return 8;
  return 0;
}
function isSimpleEscape(c) {
  return c === 48 || c === 97 || c === 98 || c === 116 || c === 9 || c === 110 || c === 118 || c === 102 || c === 114 || c === 101 || c === 32 || c === 34 || c === 47 || c === 92 || c === 78 || c === 95 || c === 76 || c === 80;
}
function consumeLineBreak(state) {
  if (state.input.charCodeAt(state.position) === 10) state.position++;
  else {
    state.position++;
    if (state.input.charCodeAt(state.position) === 10) state.position++;
  }
  state.line++;
  state.lineStart = state.position;
  state.lineIndent = 0;
  state.firstTabInLine = -1;
}
function skipSeparationSpace(state, allowComments) {
  let lineBreaks = 0;
  let ch = state.input.charCodeAt(state.position);
  let hasSeparation = state.position === state.lineStart || isWsOrEol(state.input.charCodeAt(state.position - 1));
  while (ch !== 0) {
    while (isWhiteSpace(ch)) {
      hasSeparation = true;
      if (ch === 9 && state.firstTabInLine === -1) state.firstTabInLine = state.position;
      ch = state.input.charCodeAt(++state.position);
    }
    if (allowComments && hasSeparation && ch === 35) do
      ch = state.input.charCodeAt(++state.position);
    while (!isEol(ch) && ch !== 0);
    if (!isEol(ch)) break;
    consumeLineBreak(state);
    lineBreaks++;
    hasSeparation = true;
    ch = state.input.charCodeAt(state.position);
    while (ch === 32) {
      state.lineIndent++;
      ch = state.input.charCodeAt(++state.position);
    }
  }
  return lineBreaks;
}
function testDocumentSeparator(state, position = state.position) {
  const ch = state.input.charCodeAt(position);
  if ((ch === 45 || ch === 46) && ch === state.input.charCodeAt(position + 1) && ch === state.input.charCodeAt(position + 2)) {
    const following = state.input.charCodeAt(position + 3);
    return following === 0 || isWsOrEol(following);
  }
  return false;
}
function skipByteOrderMark(state) {
  if (state.position === state.lineStart && state.input.charCodeAt(state.position) === 65279) {
    state.position++;
    state.lineStart = state.position;
  }
}
function testDocumentBoundary(state) {
  if (state.position !== state.lineStart) return false;
  if (testDocumentSeparator(state)) return true;
  if (state.input.charCodeAt(state.position) !== 65279) return false;
  const snapshot = snapshotState(state);
  skipByteOrderMark(state);
  skipSeparationSpace(state, true);
  const ch = state.input.charCodeAt(state.position);
  const result = state.position === state.lineStart && (ch === 37 || ch === 45 && testDocumentSeparator(state));
  restoreState(state, snapshot);
  return result;
}
function skipUntilLineEnd(state) {
  let ch = state.input.charCodeAt(state.position);
  while (ch !== 0 && !isEol(ch)) ch = state.input.charCodeAt(++state.position);
}
function checkPrintable(state, start, end) {
  const match = PATTERN_NON_PRINTABLE.exec(state.input.slice(start, end));
  if (match !== null) {
    state.position = start + match.index + match[0].length - 1;
    throwError(state, "the stream contains non-printable characters");
  }
}
function readTagProperty(state, props, inFlow) {
  if (state.input.charCodeAt(state.position) !== 33) return false;
  if (props.tagStart !== NO_RANGE$1) throwError(state, "duplication of a tag property");
  const start = state.position;
  let isVerbatim = false;
  let isNamed = false;
  let tagHandle = "!";
  let ch = state.input.charCodeAt(++state.position);
  if (ch === 60) {
    isVerbatim = true;
    ch = state.input.charCodeAt(++state.position);
  } else if (ch === 33) {
    isNamed = true;
    tagHandle = "!!";
    ch = state.input.charCodeAt(++state.position);
  }
  let suffixStart = state.position;
  let tagName;
  if (isVerbatim) {
    while (ch !== 0 && ch !== 62) ch = state.input.charCodeAt(++state.position);
    if (ch !== 62) throwError(state, "unexpected end of the stream within a verbatim tag");
    tagName = state.input.slice(suffixStart, state.position);
    state.position++;
  } else {
    while (ch !== 0 && !isWsOrEol(ch) && !(inFlow && isFlowIndicator(ch))) {
      if (ch === 33) {
        if (!isNamed) {
          tagHandle = state.input.slice(suffixStart - 1, state.position + 1);
          if (!PATTERN_TAG_HANDLE.test(tagHandle)) throwError(state, "named tag handle cannot contain such characters");
          isNamed = true;
          suffixStart = state.position + 1;
        } else throwError(state, "tag suffix cannot contain exclamation marks");
      }
      ch = state.input.charCodeAt(++state.position);
    }
    tagName = state.input.slice(suffixStart, state.position);
    if (PATTERN_FLOW_INDICATORS.test(tagName)) throwError(state, "tag suffix cannot contain flow indicator characters");
  }
  if (tagName && !(isVerbatim ? PATTERN_TAG_URI.test(tagName) : PATTERN_TAG_SUFFIX.test(tagName))) throwError(state, `tag name cannot contain such characters: ${tagName}`);
  if (!isVerbatim && tagHandle !== "!" && tagHandle !== "!!" && !HAS_OWN.call(state.tagHandlers, tagHandle)) throwError(state, `undeclared tag handle "${tagHandle}"`);
  props.tagStart = start;
  props.tagEnd = state.position;
  return true;
}
function readAnchorProperty(state, props) {
  if (state.input.charCodeAt(state.position) !== 38) return false;
  if (props.anchorStart !== NO_RANGE$1) throwError(state, "duplication of an anchor property");
  state.position++;
  const start = state.position;
  while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position)) && !isFlowIndicator(state.input.charCodeAt(state.position))) state.position++;
  if (state.position === start) throwError(state, "name of an anchor node must contain at least one character");
  props.anchorStart = start;
  props.anchorEnd = state.position;
  return true;
}
function readAlias(state, props) {
  if (state.input.charCodeAt(state.position) !== 42) return false;
  if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) throwError(state, "alias node should not have any properties");
  state.position++;
  const start = state.position;
  while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position)) && !isFlowIndicator(state.input.charCodeAt(state.position))) state.position++;
  if (state.position === start) throwError(state, "name of an alias node must contain at least one character");
  addAliasEvent(state, start, state.position);
  return true;
}
function readFlowScalarBreak(state, nodeIndent) {
  skipSeparationSpace(state, false);
  if (state.lineIndent < nodeIndent) throwError(state, "deficient indentation");
}
function readSingleQuotedScalar(state, nodeIndent, props) {
  if (state.input.charCodeAt(state.position) !== 39) return false;
  state.position++;
  const start = state.position;
  let simple = true;
  while (state.input.charCodeAt(state.position) !== 0) {
    const ch = state.input.charCodeAt(state.position);
    if (ch === 39) {
      if (state.input.charCodeAt(state.position + 1) === 39) {
        simple = false;
        state.position += 2;
        continue;
      }
      const end = state.position;
      state.position++;
      addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.SINGLE_QUOTED, CHOMPING_MODE.CLIP, -1, simple);
      return true;
    }
    if (isEol(ch)) {
      simple = false;
      readFlowScalarBreak(state, nodeIndent);
    } else if (state.position === state.lineStart && testDocumentSeparator(state)) throwError(state, "unexpected end of the document within a single quoted scalar");
    else if (ch !== 9 && ch < 32) throwError(state, "expected valid JSON character");
    else state.position++;
  }
  throwError(state, "unexpected end of the stream within a single quoted scalar");
}
function readDoubleQuotedScalar(state, nodeIndent, props) {
  if (state.input.charCodeAt(state.position) !== 34) return false;
  state.position++;
  const start = state.position;
  let simple = true;
  while (state.input.charCodeAt(state.position) !== 0) {
    const ch = state.input.charCodeAt(state.position);
    if (ch === 34) {
      const end = state.position;
      state.position++;
      addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.DOUBLE_QUOTED, CHOMPING_MODE.CLIP, -1, simple);
      return true;
    }
    if (ch === 92) {
      simple = false;
      const escaped = state.input.charCodeAt(++state.position);
      if (isEol(escaped)) readFlowScalarBreak(state, nodeIndent);
      else if (isSimpleEscape(escaped)) state.position++;
      else {
        let hexLength = escapedHexLen(escaped);
        if (hexLength === 0) throwError(state, "unknown escape sequence");
        while (hexLength-- > 0) {
          state.position++;
          if (fromHexCode(state.input.charCodeAt(state.position)) < 0) throwError(state, "expected hexadecimal character");
        }
        state.position++;
      }
    } else if (isEol(ch)) {
      simple = false;
      readFlowScalarBreak(state, nodeIndent);
    } else if (state.position === state.lineStart && testDocumentSeparator(state)) throwError(state, "unexpected end of the document within a double quoted scalar");
    else if (ch !== 9 && ch < 32) throwError(state, "expected valid JSON character");
    else state.position++;
  }
  throwError(state, "unexpected end of the stream within a double quoted scalar");
}
function readBlockScalar(state, parentIndent, props) {
  const ch = state.input.charCodeAt(state.position);
  let chomping = CHOMPING_MODE.CLIP;
  let indent = -1;
  let detectedIndent = false;
  if (ch !== 124 && ch !== 62) return false;
  const style = ch === 124 ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  state.position++;
  while (state.input.charCodeAt(state.position) !== 0) {
    const current = state.input.charCodeAt(state.position);
    const digit = fromDecimalCode(current);
    if (current === 43 || current === 45) {
      if (chomping !== CHOMPING_MODE.CLIP) throwError(state, "repeat of a chomping mode identifier");
      chomping = current === 43 ? CHOMPING_MODE.KEEP : CHOMPING_MODE.STRIP;
      state.position++;
    } else if (digit >= 0) {
      if (digit === 0) throwError(state, "bad explicit indentation width of a block scalar; it cannot be less than one");
      if (detectedIndent) throwError(state, "repeat of an indentation width identifier");
      indent = parentIndent + digit - 1;
      detectedIndent = true;
      state.position++;
    } else break;
  }
  let hadWhitespace = false;
  while (isWhiteSpace(state.input.charCodeAt(state.position))) {
    hadWhitespace = true;
    state.position++;
  }
  if (hadWhitespace && state.input.charCodeAt(state.position) === 35) skipUntilLineEnd(state);
  if (isEol(state.input.charCodeAt(state.position))) consumeLineBreak(state);
  else if (state.input.charCodeAt(state.position) !== 0) throwError(state, "a line break is expected");
  let contentIndent = detectedIndent ? indent : -1;
  let maxLeadingIndent = 0;
  const valueStart = state.position;
  let valueEnd = state.position;
  while (state.input.charCodeAt(state.position) !== 0) {
    const linePosition = state.position;
    let column = 0;
    while (state.input.charCodeAt(linePosition + column) === 32) column++;
    const first = state.input.charCodeAt(linePosition + column);
    if (first === 0) {
      if (contentIndent >= 0) {
        if (column > contentIndent) valueEnd = linePosition + column;
      } else if (column > 0) valueEnd = linePosition + column;
      break;
    }
    if (testDocumentBoundary(state)) break;
    if (!detectedIndent && contentIndent === -1 && isEol(first)) maxLeadingIndent = Math.max(maxLeadingIndent, column);
    if (!detectedIndent && contentIndent === -1 && !isEol(first)) {
      if (first === 9 && column < parentIndent) {
        state.position = linePosition + column;
        throwError(state, "tab characters must not be used in indentation");
      }
      if (column >= parentIndent && column < maxLeadingIndent) {
        state.position = linePosition + column;
        throwError(state, "bad indentation of a mapping entry");
      }
    }
    if (contentIndent === -1 && first !== 0 && !isEol(first) && column < parentIndent) {
      state.lineIndent = column;
      state.position = linePosition + column;
      break;
    }
    if (!detectedIndent && first !== 0 && !isEol(first) && contentIndent === -1) contentIndent = column;
    const requiredIndent = contentIndent === -1 ? parentIndent + 1 : contentIndent;
    if (first !== 0 && !isEol(first) && column < requiredIndent) {
      state.lineIndent = column;
      state.position = linePosition + column;
      break;
    }
    skipUntilLineEnd(state);
    valueEnd = state.position;
    if (isEol(state.input.charCodeAt(state.position))) {
      consumeLineBreak(state);
      valueEnd = state.position;
    }
  }
  checkPrintable(state, valueStart, valueEnd);
  addScalarEvent(state, valueStart, valueEnd, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, style, chomping, contentIndent);
  return true;
}
function canStartPlainScalar(state, nodeContext) {
  const ch = state.input.charCodeAt(state.position);
  const inFlow = nodeContext === CONTEXT_FLOW_IN;
  if (ch === 0 || isWsOrEol(ch) || ch === 35 || ch === 38 || ch === 42 || ch === 33 || ch === 124 || ch === 62 || ch === 39 || ch === 34 || ch === 37 || ch === 64 || ch === 96 || isFlowIndicator(ch)) return false;
  if (ch === 63 || ch === 45) {
    const following = state.input.charCodeAt(state.position + 1);
    if (isWsOrEolOrEnd(following) || inFlow && isFlowIndicator(following)) return false;
  }
  return true;
}
function readPlainScalar(state, nodeIndent, nodeContext, props) {
  if (!canStartPlainScalar(state, nodeContext)) return false;
  const start = state.position;
  let end = state.position;
  let ch = state.input.charCodeAt(state.position);
  const inFlow = nodeContext === CONTEXT_FLOW_IN;
  let multiline = false;
  while (ch !== 0) {
    if (testDocumentBoundary(state)) break;
    if (ch === 58) {
      const following = state.input.charCodeAt(state.position + 1);
      if (isWsOrEolOrEnd(following) || inFlow && isFlowIndicator(following)) break;
    } else if (ch === 35) {
      if (isWsOrEol(state.input.charCodeAt(state.position - 1))) break;
    } else if (inFlow && isFlowIndicator(ch)) break;
    else if (isEol(ch)) {
      const savedPosition = state.position;
      const savedLine = state.line;
      const savedLineStart = state.lineStart;
      const savedLineIndent = state.lineIndent;
      skipSeparationSpace(state, false);
      if (state.lineIndent >= nodeIndent) {
        multiline = true;
        ch = state.input.charCodeAt(state.position);
        continue;
      }
      state.position = savedPosition;
      state.line = savedLine;
      state.lineStart = savedLineStart;
      state.lineIndent = savedLineIndent;
      break;
    }
    if (!isWhiteSpace(ch)) end = state.position + 1;
    ch = state.input.charCodeAt(++state.position);
  }
  if (end === start) return false;
  checkPrintable(state, start, end);
  addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.PLAIN, CHOMPING_MODE.CLIP, -1, !multiline);
  return true;
}
function skipFlowSeparationSpace(state, nodeIndent) {
  const startLine = state.line;
  skipSeparationSpace(state, true);
  if (state.line > startLine && state.lineIndent < nodeIndent || state.firstTabInLine !== -1 && state.lineIndent < nodeIndent) throwError(state, "deficient indentation");
}
function readFlowCollection(state, nodeIndent, props) {
  const ch = state.input.charCodeAt(state.position);
  const isMapping = ch === 123;
  const start = state.position;
  let readNext = true;
  if (ch !== 91 && ch !== 123) return false;
  const terminator = isMapping ? 125 : 93;
  if (isMapping) addMappingEvent(state, start, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.FLOW);
  else addSequenceEvent(state, start, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.FLOW);
  state.position++;
  while (state.input.charCodeAt(state.position) !== 0) {
    skipFlowSeparationSpace(state, nodeIndent);
    let ch2 = state.input.charCodeAt(state.position);
    if (ch2 === terminator) {
      state.position++;
      addPopEvent(state);
      return true;
    } else if (!readNext) throwError(state, "missed comma between flow collection entries");
    else if (ch2 === 44) throwError(state, "expected the node content, but found ','");
    let isPair = false;
    let isExplicitPair = false;
    if (ch2 === 63 && isWsOrEol(state.input.charCodeAt(state.position + 1))) {
      isPair = isExplicitPair = true;
      state.position += 1;
      skipFlowSeparationSpace(state, nodeIndent);
    }
    const entryLine = state.line;
    const entryStart = snapshotState(state);
    const keyWasRead = parseNode(state, nodeIndent, CONTEXT_FLOW_IN, false, true);
    skipFlowSeparationSpace(state, nodeIndent);
    ch2 = state.input.charCodeAt(state.position);
    if ((isMapping || isExplicitPair || state.line === entryLine) && ch2 === 58) {
      isPair = true;
      state.position++;
      skipFlowSeparationSpace(state, nodeIndent);
      if (!isMapping) {
        insertFlowPairMappingEvent(state, entryStart);
        if (!keyWasRead) addEmptyScalarEvent(state);
      } else if (!keyWasRead) addEmptyScalarEvent(state);
      if (!parseNode(state, nodeIndent, CONTEXT_FLOW_IN, false, true)) addEmptyScalarEvent(state);
      skipFlowSeparationSpace(state, nodeIndent);
      if (!isMapping) addPopEvent(state);
    } else if (isMapping && isPair) {
      if (!keyWasRead) addEmptyScalarEvent(state);
      addEmptyScalarEvent(state);
    } else if (isMapping) addEmptyScalarEvent(state);
    else if (isPair) {
      insertFlowPairMappingEvent(state, entryStart);
      if (!keyWasRead) addEmptyScalarEvent(state);
      addEmptyScalarEvent(state);
      addPopEvent(state);
    }
    ch2 = state.input.charCodeAt(state.position);
    if (ch2 === 44) {
      readNext = true;
      state.position++;
    } else readNext = false;
  }
  throwError(state, "unexpected end of the stream within a flow collection");
}
function readBlockSequence(state, nodeIndent, props) {
  if (state.firstTabInLine !== -1 || state.input.charCodeAt(state.position) !== 45 || !isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) return false;
  addSequenceEvent(state, state.position, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.BLOCK);
  while (state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) {
    if (state.firstTabInLine !== -1) {
      state.position = state.firstTabInLine;
      throwError(state, "tab characters must not be used in indentation");
    }
    const entryLine = state.line;
    state.position++;
    const hadBreak = skipSeparationSpace(state, true) > 0;
    if (state.firstTabInLine !== -1 && state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) throwError(state, "bad indentation of a sequence entry");
    if (hadBreak && state.lineIndent <= nodeIndent) addEmptyScalarEvent(state);
    else parseNode(state, nodeIndent, CONTEXT_BLOCK_IN, false, true);
    skipSeparationSpace(state, true);
    if (state.lineIndent < nodeIndent || state.position >= state.length) break;
    if (state.lineIndent > nodeIndent) throwError(state, "bad indentation of a sequence entry");
    if (state.line === entryLine && state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) throwError(state, "bad indentation of a sequence entry");
  }
  addPopEvent(state);
  return true;
}
function readBlockMapping(state, nodeIndent, flowIndent, props) {
  let atExplicitKey = false;
  let detected = false;
  let mappingOpened = false;
  let pendingExplicitKey = false;
  if (state.firstTabInLine !== -1) return false;
  let ch = state.input.charCodeAt(state.position);
  while (ch !== 0) {
    if (!atExplicitKey && state.firstTabInLine !== -1) {
      state.position = state.firstTabInLine;
      throwError(state, "tab characters must not be used in indentation");
    }
    const following = state.input.charCodeAt(state.position + 1);
    const entryLine = state.line;
    if ((ch === 63 || ch === 58) && isWsOrEolOrEnd(following)) {
      if (!mappingOpened) {
        addMappingEvent(state, state.position, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.BLOCK);
        mappingOpened = true;
      }
      if (ch === 63) {
        if (atExplicitKey) addEmptyScalarEvent(state);
        detected = true;
        atExplicitKey = true;
      } else if (atExplicitKey) atExplicitKey = false;
      else {
        addEmptyScalarEvent(state);
        detected = true;
        atExplicitKey = false;
      }
      state.position += 1;
      pendingExplicitKey = true;
    } else {
      if (atExplicitKey) {
        addEmptyScalarEvent(state);
        atExplicitKey = false;
      }
      const beforeKey = snapshotState(state);
      if (!parseNode(state, flowIndent, CONTEXT_FLOW_OUT, false, true)) break;
      if (state.line === entryLine) {
        ch = state.input.charCodeAt(state.position);
        while (isWhiteSpace(ch)) ch = state.input.charCodeAt(++state.position);
        if (ch === 58) {
          ch = state.input.charCodeAt(++state.position);
          if (!isWsOrEolOrEnd(ch)) throwError(state, "a whitespace character is expected after the key-value separator within a block mapping");
          if (!mappingOpened) {
            state.events.splice(beforeKey.eventsLength, 0, {
              type: EVENT_ID.MAPPING,
              start: beforeKey.position,
              anchorStart: props.anchorStart,
              anchorEnd: props.anchorEnd,
              tagStart: props.tagStart,
              tagEnd: props.tagEnd,
              style: COLLECTION_STYLE.BLOCK
            });
            mappingOpened = true;
          }
          detected = true;
          atExplicitKey = false;
          pendingExplicitKey = false;
        } else if (detected) throwError(state, "expected ':' after a mapping key");
        else {
          if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) {
            restoreState(state, beforeKey);
            return false;
          }
          return true;
        }
      } else if (detected) throwError(state, "can not read a block mapping entry; a multiline key may not be an implicit key");
      else {
        if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) {
          restoreState(state, beforeKey);
          return false;
        }
        return true;
      }
    }
    if (parseNode(state, nodeIndent, CONTEXT_BLOCK_OUT, true, pendingExplicitKey)) pendingExplicitKey = false;
    if (!atExplicitKey) {
      if (pendingExplicitKey) {
        addEmptyScalarEvent(state);
        pendingExplicitKey = false;
      }
    }
    skipSeparationSpace(state, true);
    ch = state.input.charCodeAt(state.position);
    if ((state.line === entryLine || state.lineIndent > nodeIndent) && ch !== 0) throwError(state, "bad indentation of a mapping entry");
    else if (state.lineIndent < nodeIndent) break;
  }
  if (!detected) return false;
  if (atExplicitKey) addEmptyScalarEvent(state);
  if (mappingOpened) addPopEvent(state);
  return true;
}
function parseNode(state, parentIndent, nodeContext, allowToSeek, allowCompact, allowPropertyMapping = true) {
  if (state.depth >= state.maxDepth) throwError(state, `nesting exceeded maxDepth (${state.maxDepth})`);
  state.depth++;
  let indentStatus = 1;
  let atNewLine = false;
  let hasContent = false;
  let propertyStart = null;
  const props = emptyProperties();
  let allowBlockScalars = nodeContext === CONTEXT_BLOCK_OUT || nodeContext === CONTEXT_BLOCK_IN;
  let allowBlockCollections = allowBlockScalars;
  const allowBlockStyles = allowBlockScalars;
  if (allowToSeek && skipSeparationSpace(state, true)) {
    atNewLine = true;
    if (state.lineIndent > parentIndent) indentStatus = 1;
    else if (state.lineIndent === parentIndent) indentStatus = 0;
    else indentStatus = -1;
  }
  if (indentStatus === 1) while (true) {
    const ch = state.input.charCodeAt(state.position);
    const propertyState = snapshotState(state);
    if (atNewLine && indentStatus !== 1 && (ch === 33 || ch === 38)) break;
    if (atNewLine && allowBlockStyles && (props.tagStart !== NO_RANGE$1 || props.anchorStart !== NO_RANGE$1) && (ch === 33 || ch === 38)) {
      const fallbackState = snapshotState(state);
      const flowIndent = parentIndent + 1;
      if (readBlockMapping(state, state.position - state.lineStart, flowIndent, props) && state.events[fallbackState.eventsLength]?.type === EVENT_ID.MAPPING) {
        state.depth--;
        return true;
      }
      restoreState(state, fallbackState);
    }
    if (atNewLine && (ch === 33 && props.tagStart !== NO_RANGE$1 || ch === 38 && props.anchorStart !== NO_RANGE$1)) break;
    if (!readTagProperty(state, props, nodeContext === CONTEXT_FLOW_IN) && !readAnchorProperty(state, props)) break;
    if (propertyStart === null) propertyStart = propertyState;
    if (skipSeparationSpace(state, true)) {
      atNewLine = true;
      allowBlockCollections = allowBlockStyles;
      if (state.lineIndent > parentIndent) indentStatus = 1;
      else if (state.lineIndent === parentIndent) indentStatus = 0;
      else indentStatus = -1;
    } else allowBlockCollections = false;
  }
  if (allowBlockCollections) allowBlockCollections = atNewLine || allowCompact;
  if (indentStatus === 1 || nodeContext === CONTEXT_BLOCK_OUT) {
    const flowIndent = nodeContext === CONTEXT_FLOW_IN || nodeContext === CONTEXT_FLOW_OUT ? parentIndent : parentIndent + 1;
    const blockIndent = state.position - state.lineStart;
    if (indentStatus === 1) {
      if (allowBlockCollections && (readBlockSequence(state, blockIndent, props) || readBlockMapping(state, blockIndent, flowIndent, props)) || readFlowCollection(state, flowIndent, props)) hasContent = true;
      else {
        const ch = state.input.charCodeAt(state.position);
        if (propertyStart !== null && allowPropertyMapping && allowBlockStyles && !allowBlockCollections && ch !== 124 && ch !== 62) {
          const fallbackState = snapshotState(state);
          const propertyIndent = propertyStart.position - propertyStart.lineStart;
          restoreState(state, propertyStart);
          if (readBlockMapping(state, propertyIndent, flowIndent, emptyProperties()) && state.events[fallbackState.eventsLength]?.type === EVENT_ID.MAPPING) hasContent = true;
          else restoreState(state, fallbackState);
        }
        if (!hasContent && (allowBlockScalars && readBlockScalar(state, flowIndent, props) || readSingleQuotedScalar(state, flowIndent, props) || readDoubleQuotedScalar(state, flowIndent, props) || readAlias(state, props) || readPlainScalar(state, flowIndent, nodeContext, props))) hasContent = true;
      }
    } else if (indentStatus === 0) hasContent = allowBlockCollections && readBlockSequence(state, blockIndent, props);
  }
  allowBlockScalars = allowBlockScalars && !hasContent;
  if (!hasContent && (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1 || allowBlockScalars)) {
    addScalarEvent(state, NO_RANGE$1, NO_RANGE$1, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.PLAIN);
    hasContent = true;
  }
  state.depth--;
  return hasContent || props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1;
}
function readDirective(state) {
  if (state.lineIndent > 0 || state.input.charCodeAt(state.position) !== 37) return false;
  state.position++;
  const nameStart = state.position;
  while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position))) state.position++;
  const name = state.input.slice(nameStart, state.position);
  const args = [];
  if (name.length === 0) throwError(state, "directive name must not be less than one character in length");
  while (state.input.charCodeAt(state.position) !== 0 && !isEol(state.input.charCodeAt(state.position))) {
    while (isWhiteSpace(state.input.charCodeAt(state.position))) state.position++;
    if (state.input.charCodeAt(state.position) === 35 || isEol(state.input.charCodeAt(state.position)) || state.input.charCodeAt(state.position) === 0) break;
    const start = state.position;
    while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position))) state.position++;
    args.push(state.input.slice(start, state.position));
  }
  if (isEol(state.input.charCodeAt(state.position))) consumeLineBreak(state);
  if (name === "YAML") {
    if (state.directives.some((directive) => directive.kind === "yaml")) throwError(state, "duplication of %YAML directive");
    if (args.length !== 1) throwError(state, "YAML directive accepts exactly one argument");
    const match = /^([0-9]+)\.([0-9]+)$/.exec(args[0]);
    if (match === null) throwError(state, "ill-formed argument of the YAML directive");
    if (parseInt(match[1], 10) !== 1) throwError(state, "unacceptable YAML version of the document");
    state.directives.push({
      kind: "yaml",
      version: args[0]
    });
  } else if (name === "TAG") {
    if (args.length !== 2) throwError(state, "TAG directive accepts exactly two arguments");
    const [handle, prefix] = args;
    if (!PATTERN_TAG_HANDLE.test(handle)) throwError(state, "ill-formed tag handle (first argument) of the TAG directive");
    if (HAS_OWN.call(state.tagHandlers, handle)) throwError(state, `there is a previously declared suffix for "${handle}" tag handle`);
    if (!PATTERN_TAG_PREFIX.test(prefix)) throwError(state, "ill-formed tag prefix (second argument) of the TAG directive");
    state.tagHandlers[handle] = prefix;
    state.directives.push({
      kind: "tag",
      handle,
      prefix
    });
  }
  return true;
}
function readDocument(state) {
  state.directives = [];
  state.tagHandlers = /* @__PURE__ */ Object.create(null);
  let hasDirectives = false;
  skipSeparationSpace(state, true);
  while (readDirective(state)) {
    hasDirectives = true;
    skipSeparationSpace(state, true);
  }
  let explicitStart = false;
  let explicitEnd = false;
  let allowCompact = true;
  if (state.lineIndent === 0 && state.input.charCodeAt(state.position) === 45 && state.input.charCodeAt(state.position + 1) === 45 && state.input.charCodeAt(state.position + 2) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 3))) {
    explicitStart = true;
    const markerLine = state.line;
    state.position += 3;
    skipSeparationSpace(state, true);
    allowCompact = state.line > markerLine;
  } else if (hasDirectives) throwError(state, "directives end mark is expected");
  const documentEventIndex = state.events.length;
  if (!explicitStart && state.position === state.lineStart && state.input.charCodeAt(state.position) === 46 && testDocumentSeparator(state)) {
    state.position += 3;
    skipSeparationSpace(state, true);
    return;
  }
  addDocumentEvent(state, explicitStart, false);
  if (!parseNode(state, state.lineIndent - 1, CONTEXT_BLOCK_OUT, false, allowCompact, allowCompact)) addEmptyScalarEvent(state);
  skipSeparationSpace(state, true);
  if (state.position === state.lineStart && testDocumentSeparator(state)) {
    explicitEnd = state.input.charCodeAt(state.position) === 46;
    if (explicitEnd) {
      const markerLine = state.line;
      state.position += 3;
      skipSeparationSpace(state, true);
      if (state.line === markerLine && state.position < state.length) throwError(state, "end of the stream or a document separator is expected");
    }
  }
  const documentEvent = state.events[documentEventIndex];
  if (documentEvent?.type === EVENT_ID.DOCUMENT) documentEvent.explicitEnd = explicitEnd;
  addPopEvent(state);
  if (!explicitEnd && state.position < state.length && !testDocumentBoundary(state)) throwError(state, "end of the stream or a document separator is expected");
}
function parseEvents(input, options) {
  const length = input.length;
  const state = {
    ...DEFAULT_PARSER_OPTIONS,
    ...options,
    input: `${input}\0`,
    length,
    position: 0,
    line: 0,
    lineStart: 0,
    lineIndent: 0,
    firstTabInLine: -1,
    depth: 0,
    directives: [],
    tagHandlers: /* @__PURE__ */ Object.create(null),
    events: []
  };
  const nullpos = input.indexOf("\0");
  if (nullpos !== -1) YAMLException.throwAt(input, nullpos, "null byte is not allowed in input", state.filename);
  while (state.position < state.length) {
    skipByteOrderMark(state);
    skipSeparationSpace(state, true);
    if (state.position >= state.length) break;
    const documentStart = state.position;
    readDocument(state);
    if (state.position === documentStart)
      throwError(state, "can not read a document");
  }
  return state.events;
}
var DEFAULT_LOAD_OPTIONS = {
  ...DEFAULT_PARSER_OPTIONS,
  ...DEFAULT_CONSTRUCTOR_OPTIONS
};
function hasBit(mask, bit) {
  return (mask & 1 << bit) !== 0;
}
var DEFAULT_SCALAR_STYLE_RULES = {
  applyQuoteFlowKeysOption,
  doubleQuoteForInvisibles,
  doubleQuoteWhitespaceOnly,
  applyForceQuotesOption,
  tryLongOrMultilineAsBlock,
  quoteInvalidPlain,
  fallbackToDoubleQuoted
};
function _preferredQuotedStyle(layout) {
  if (layout.presenterOptions.quoteStyle === "single" && hasBit(layout.allowedStylesMask, SCALAR_STYLE.SINGLE_QUOTED)) return SCALAR_STYLE.SINGLE_QUOTED;
  return SCALAR_STYLE.DOUBLE_QUOTED;
}
function applyQuoteFlowKeysOption(layout) {
  if (!layout.presenterOptions.quoteFlowKeys) return;
  if (!layout.isKey || !layout.flowOnly || layout.style !== SCALAR_STYLE.PLAIN) return;
  layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
function doubleQuoteForInvisibles(layout) {
  if (layout.style === SCALAR_STYLE.PLAIN && /[\t\x7F-\xA0\u2028\u2029\uFEFF\uFFFE\uFFFF]/.test(layout.node.value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
function doubleQuoteWhitespaceOnly(layout) {
  if (layout.style === SCALAR_STYLE.PLAIN && /^\s+$/.test(layout.node.value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
function applyForceQuotesOption(layout) {
  if (!layout.presenterOptions.forceQuotes) return;
  if (layout.isKey || layout.style !== SCALAR_STYLE.PLAIN) return;
  if (layout.node.tag !== layout.presenterOptions.schema.defaultScalarTag.tagName) return;
  layout.style = layout.node.value.includes("\n") ? SCALAR_STYLE.DOUBLE_QUOTED : _preferredQuotedStyle(layout);
}
function tryLongOrMultilineAsBlock(layout) {
  if (layout.style !== SCALAR_STYLE.PLAIN || layout.isKey) return;
  const value = layout.node.value;
  const multiline = value.indexOf("\n") !== -1;
  if (!hasBit(layout.allowedStylesMask, SCALAR_STYLE.LITERAL_BLOCK)) {
    if (multiline) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
    return;
  }
  const w = layout.presenterOptions.lineWidth;
  if (w === -1) {
    if (multiline) layout.style = SCALAR_STYLE.LITERAL_BLOCK;
    return;
  }
  const availableWidth = Math.max(Math.min(w, 40), w - layout.shiftOfContent);
  let position = 0;
  let shouldFold = false;
  while (position <= value.length) {
    let lineEnd5 = value.length;
    const nextLineBreak = value.indexOf("\n", position);
    if (nextLineBreak !== -1) lineEnd5 = nextLineBreak;
    const line2 = value.slice(position, lineEnd5);
    if (line2.length > availableWidth && line2[0] !== " " && / [^ \t]/.test(line2)) shouldFold = true;
    if (nextLineBreak === -1) break;
    position = nextLineBreak + 1;
  }
  if (shouldFold) layout.style = SCALAR_STYLE.FOLDED_BLOCK;
  else if (multiline) layout.style = SCALAR_STYLE.LITERAL_BLOCK;
}
function quoteInvalidPlain(layout) {
  if (layout.style === SCALAR_STYLE.PLAIN && !hasBit(layout.allowedStylesMask, SCALAR_STYLE.PLAIN)) layout.style = _preferredQuotedStyle(layout);
}
function fallbackToDoubleQuoted(layout) {
  if (!hasBit(layout.allowedStylesMask, layout.style)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
var SRC_C_PRINTABLE = "[\\x09\\x0A\\x0D\\x20-\\x7E\\x85\\xA0-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]";
var SRC_B_CHAR = "[\\n\\r]";
var SRC_C_BYTE_ORDER_MARK = "\\uFEFF";
var SRC_S_WHITE = "[ \\t]";
var SRC_NB_CHAR = `(?:(?!(?:${SRC_B_CHAR}|${SRC_C_BYTE_ORDER_MARK}))${SRC_C_PRINTABLE})`;
var SRC_NS_CHAR = `(?:(?!${SRC_S_WHITE})${SRC_NB_CHAR})`;
var SRC_NB_JSON = "[\\x09\\x20-\\uD7FF\\uE000-\\uFFFF\\u{10000}-\\u{10FFFF}]";
var SRC_C_INDICATOR = "[-?:,\\[\\]{}#&*!|>'\"%@`]";
var SRC_C_FLOW_INDICATOR = "[,\\[\\]{}]";
var SRC_NS_PLAIN_SAFE_FLOW_OUT = SRC_NS_CHAR;
var SRC_NS_PLAIN_SAFE_FLOW_IN = `(?:(?!${SRC_C_FLOW_INDICATOR})${SRC_NS_CHAR})`;
var SRC_NS_PLAIN_FIRST_FLOW_OUT = `(?:(?:(?!${SRC_C_INDICATOR})${SRC_NS_CHAR})|[?:-](?=${SRC_NS_PLAIN_SAFE_FLOW_OUT}))`;
var SRC_NS_PLAIN_FIRST_FLOW_IN = `(?:(?:(?!${SRC_C_INDICATOR})${SRC_NS_CHAR})|[?:-](?=${SRC_NS_PLAIN_SAFE_FLOW_IN}))`;
var SRC_NS_PLAIN_CHAR_FLOW_OUT = `(?:(?:(?![:#])${SRC_NS_PLAIN_SAFE_FLOW_OUT})|:(?=${SRC_NS_PLAIN_SAFE_FLOW_OUT}))#*`;
var SRC_NS_PLAIN_CHAR_FLOW_IN = `(?:(?:(?![:#])${SRC_NS_PLAIN_SAFE_FLOW_IN})|:(?=${SRC_NS_PLAIN_SAFE_FLOW_IN}))#*`;
var SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT = `(?:${SRC_S_WHITE}*${SRC_NS_PLAIN_CHAR_FLOW_OUT})*`;
var SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN = `(?:${SRC_S_WHITE}*${SRC_NS_PLAIN_CHAR_FLOW_IN})*`;
var SRC_NS_PLAIN_ONE_LINE_FLOW_OUT = `${SRC_NS_PLAIN_FIRST_FLOW_OUT}#*${SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT}`;
var SRC_NS_PLAIN_ONE_LINE_FLOW_IN = `${SRC_NS_PLAIN_FIRST_FLOW_IN}#*${SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN}`;
var SRC_NS_PLAIN_ONE_LINE_BLOCK_KEY = SRC_NS_PLAIN_ONE_LINE_FLOW_OUT;
var SRC_NS_PLAIN_ONE_LINE_FLOW_KEY = SRC_NS_PLAIN_ONE_LINE_FLOW_IN;
var SRC_S_NS_PLAIN_NEXT_LINE_FLOW_OUT = `\\n+${SRC_NS_PLAIN_CHAR_FLOW_OUT}${SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT}`;
var SRC_S_NS_PLAIN_NEXT_LINE_FLOW_IN = `\\n+${SRC_NS_PLAIN_CHAR_FLOW_IN}${SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN}`;
var SRC_NS_PLAIN_MULTI_LINE_FLOW_OUT = `${SRC_NS_PLAIN_ONE_LINE_FLOW_OUT}(?:${SRC_S_NS_PLAIN_NEXT_LINE_FLOW_OUT})*`;
var SRC_NS_PLAIN_MULTI_LINE_FLOW_IN = `${SRC_NS_PLAIN_ONE_LINE_FLOW_IN}(?:${SRC_S_NS_PLAIN_NEXT_LINE_FLOW_IN})*`;
var NS_PLAIN_FLOW_OUT = new RegExp(`^(?:${SRC_NS_PLAIN_MULTI_LINE_FLOW_OUT})$`, "u");
var NS_PLAIN_FLOW_IN = new RegExp(`^(?:${SRC_NS_PLAIN_MULTI_LINE_FLOW_IN})$`, "u");
var NS_PLAIN_BLOCK_KEY = new RegExp(`^(?:${SRC_NS_PLAIN_ONE_LINE_BLOCK_KEY})$`, "u");
var NS_PLAIN_FLOW_KEY = new RegExp(`^(?:${SRC_NS_PLAIN_ONE_LINE_FLOW_KEY})$`, "u");
var NB_SINGLE_ONE_LINE = new RegExp(`^(?:${SRC_NB_JSON})*$`, "u");
var NB_SINGLE_MULTI_LINE = new RegExp(`^(?:${SRC_NB_JSON}|\\n)*$`, "u");
var BLOCK_SCALAR_CONTENT = new RegExp(`^(?:${SRC_NB_CHAR}|\\n)*$`, "u");
var DEFAULT_PRESENTER_OPTIONS = {
  indent: 2,
  seqNoIndent: false,
  seqInlineFirst: true,
  lineWidth: 80,
  flowBracketPadding: false,
  flowSkipCommaSpace: false,
  flowSkipColonSpace: false,
  quoteFlowKeys: false,
  quoteStyle: "single",
  forceQuotes: false,
  scalarStyleRules: Object.keys(DEFAULT_SCALAR_STYLE_RULES).map((name) => Reflect.get(DEFAULT_SCALAR_STYLE_RULES, name)),
  tagBeforeAnchor: false
};
var DEFAULT_DUMP_OPTIONS = {
  ...DEFAULT_PRESENTER_OPTIONS,
  schema: DUMP_SCHEMA,
  skipInvalid: false,
  noRefs: false,
  flowLevel: -1,
  sortKeys: false,
  transform: () => {
  }
};
var EVENT_DOCUMENT = EVENT_ID.DOCUMENT;
var EVENT_SEQUENCE = EVENT_ID.SEQUENCE;
var EVENT_MAPPING = EVENT_ID.MAPPING;
var EVENT_SCALAR = EVENT_ID.SCALAR;
var EVENT_ALIAS = EVENT_ID.ALIAS;
var EVENT_POP = EVENT_ID.POP;
var SCALAR_STYLE_PLAIN = SCALAR_STYLE.PLAIN;
var SCALAR_STYLE_SINGLE_QUOTED = SCALAR_STYLE.SINGLE_QUOTED;
var SCALAR_STYLE_DOUBLE_QUOTED = SCALAR_STYLE.DOUBLE_QUOTED;
var SCALAR_STYLE_LITERAL_BLOCK = SCALAR_STYLE.LITERAL_BLOCK;
var SCALAR_STYLE_FOLDED_BLOCK = SCALAR_STYLE.FOLDED_BLOCK;
var COLLECTION_STYLE_BLOCK = COLLECTION_STYLE.BLOCK;
var COLLECTION_STYLE_FLOW = COLLECTION_STYLE.FLOW;
var CHOMPING_CLIP = CHOMPING_MODE.CLIP;
var CHOMPING_STRIP = CHOMPING_MODE.STRIP;
var CHOMPING_KEEP = CHOMPING_MODE.KEEP;

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
    const lineStart3 = this.#at;
    if (isMarkerAt(this.#text, this.#at)) {
      this.#at += 3;
      this.#columns.length = 0;
    }
    for (; ; ) {
      this.#skipBlanks();
      const next = this.#token(this.#at - lineStart3);
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
function isMarkerAt(text, lineStart3) {
  const mark = text.slice(lineStart3, lineStart3 + 3);
  return (mark === "---" || mark === "...") && isBlankOrEnd(text[lineStart3 + 3]);
}
function firstOf(text, lineStart3, also = " ") {
  let at = lineStart3;
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
  #open = [];
  #anchors = /* @__PURE__ */ new Map();
  constructor(text, { original, written: written4, base }) {
    this.#original = original;
    this.#written = written4;
    this.#base = base;
    this.#isOriginal = text === original;
  }
  build(events) {
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          this.#anchors = /* @__PURE__ */ new Map();
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
          break;
        }
      }
    }
    return this.#documents;
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
    return this.#lineOfBlock(event, value) ?? {
      type: "scalar",
      start: valueStart < 0 ? -1 : this.#base + valueStart,
      end: valueStart < 0 ? -1 : this.#base + valueEnd,
      style: STYLES[event.style],
      anchor: this.#slice(event.anchorStart, event.anchorEnd),
      tag: this.#slice(event.tagStart, event.tagEnd),
      value,
      verbatim: valueStart >= 0 && (isFast || value.length === valueEnd - valueStart && this.#original.startsWith(value, valueStart))
    };
  }
  /** A block of one line means what that line says: it is told as it stands there, without its indentation and line ends. */
  #lineOfBlock(event, written4) {
    const { style, valueStart, valueEnd } = event;
    const value = written4.trim();
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
  let count3 = 8;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case LINE_FEED:
      case CARRIAGE_RETURN:
      case COMMA:
      case COLON:
      case BRACKET:
      case BRACE:
        count3++;
        break;
      case DASH:
        if (text[at + 1] === " ") count3++;
        break;
    }
  }
  return count3;
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
  const written4 = withPlainBreaks(original);
  const first = attempt2(written4, { original, written: written4, base });
  if (first.ok) return first;
  const flat = flattened(written4);
  return flat === written4 ? first : attempt2(flat, { original, written: written4, base });
}
function attempt2(text, source) {
  try {
    return { ok: true, documents: new TreeBuilder(text, source).build(parseEvents(text, { maxDepth: MAX_DEPTH })) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = source.base + Math.min(error.mark?.position ?? 0, text.length);
    return { ok: false, failure: { offset, reason: error.reason } };
  }
}
function withPlainBreaks(text) {
  if (!OLD_BREAKS.test(text)) return text;
  return text.replace(/[\u0085\u2028\u2029]/g, "\n").replace(/(?<=[\r\n])\uFEFF/g, " ");
}
var OLD_BREAKS = /[\u0085\u2028\u2029]|[\r\n]\uFEFF/;

// src/manifests/yaml/mended.ts
var MAX_LEFT = 20;
var MAX_REREAD_CHARS = 2 * 1024 * 1024;
function mended(text, base) {
  const left = [];
  let rest = text;
  for (let read2 = 0; left.length <= MAX_LEFT && read2 <= MAX_REREAD_CHARS; read2 += text.length) {
    const parsed = parseYaml(rest, base);
    if (parsed.ok) {
      const sorted2 = left.toSorted((one, other) => one.start - other.start);
      return sorted2.length === 0 ? void 0 : { documents: parsed.documents, left: sorted2 };
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
  if (fact.type === "helm-values-root") return [];
  if (!isPartial) return [fact];
  switch (fact.type) {
    case "use":
      return [{ ...fact, use: wholeOrUnknown(fact.use) }];
    case "helm-value":
      return isCertainImage(fact.value.use.text) ? [fact] : [{ type: "use", use: unknown(fact.value.use) }];
    case "kustomization": {
      const entries = fact.kustomization.entries.map((entry) => ({ ...entry, use: unknown(entry.use) }));
      return [{ ...fact, kustomization: { ...fact.kustomization, entries } }];
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
  const lines2 = left.map(({ start }) => file.at(start).line);
  const [first] = left;
  const told = lines2.slice(0, MAX_LINES_TOLD).join(", ") + (lines2.length > MAX_LINES_TOLD ? ", …" : "");
  const without = lines2.length === 1 ? `line ${told}` : `lines ${told}`;
  return {
    type: "warning",
    warning: {
      file: file.path,
      line: lines2[0] ?? 1,
      reason: `read line by line, without ${without}: ${first?.reason}. Mend the YAML there, and all of it is read`
    }
  };
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
  const parts2 = directory === "" ? [] : directory.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts2.push(part);
    else if (parts2.pop() === void 0) return void 0;
  }
  return parts2.join("/");
}
function nearestAbove(directory, known2) {
  for (let at = directory; ; at = directoryOf(at)) {
    const found = known2.get(at);
    if (found !== void 0) return [at, found];
    if (at === "") return void 0;
  }
}
function isYamlPath(path) {
  return /\.ya?ml(?:\.(?:j2|jinja2?|tm?pl|gotmpl|template))?$/i.test(path);
}

// src/manifests/yaml/json-comments.ts
function blankJsonComments(text) {
  const parts2 = [];
  let done = 0;
  for (let at = nextMark(text, 0); at < text.length; at = nextMark(text, at)) {
    const end = text[at] === '"' ? stringEnd(text, at) : commentEnd(text, at);
    if (end === void 0) at++;
    else {
      if (text[at] === "/") {
        parts2.push(
          text.slice(done, at),
          text.slice(at, end).replace(/[^\r\n]+/g, (found) => " ".repeat(found.length))
        );
        done = end;
      }
      at = end;
    }
  }
  return parts2.join("") + text.slice(done);
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
function isRead2(path, { text }) {
  return isParsed(path) || text.some((kind) => kind.recognises(path));
}
var MAX_BEGINNING_BYTES = 256;
function isReadByBeginning(path, table2) {
  return !(baseName(path).includes(".") || isRead2(path, table2));
}
function isBeginning(bytes2, table2) {
  return bytes2[0] !== 0 && beginningKind(Buffer.from(bytes2.subarray(0, MAX_BEGINNING_BYTES)).toString(), table2) !== void 0;
}
function beginningKind(beginning, { text }) {
  return text.find((kind) => kind.begins?.(beginning) === true);
}
function extractFile(file, table2) {
  const named3 = table2.text.filter((kind) => kind.recognises(file.path));
  const text = named3.length === 0 && isReadByBeginning(file.path, table2) ? beginningKind(file.text.slice(0, MAX_BEGINNING_BYTES), table2) : named3.find((kind) => kind.accepts?.(file) ?? true);
  if (text !== void 0) return text.extract(file);
  if (named3.length > 0 && !isParsed(file.path)) return [];
  return yamlFacts(file, table2);
}
function yamlFacts(file, table2) {
  const { documents, failures } = documentsOf(file, table2);
  const yaml = { ...file, documents };
  const facts = [];
  for (const document of documents) {
    const kind = table2.yaml.find((candidate) => candidate.recognises(document, yaml));
    if (kind !== void 0) for (const fact of kind.extract(document, yaml)) facts.push(fact);
  }
  for (const failure2 of failures) {
    const extracted = table2.yaml.map((kind) => kind.extractUnparsable?.(failure2, file)).find((found) => found !== void 0);
    const told = extracted ?? factsByLine(failure2, file, table2.yaml) ?? [failureFact(file, failure2)];
    for (const fact of told) facts.push(fact);
  }
  return facts;
}
function documentsOf({ path, text }, table2) {
  if (!table2.skips) return isJsonPath(path) ? parseJson3(text) : parseDocuments(text);
  const named3 = table2.yaml.filter((kind) => kind.isNamed?.(path) === true);
  if (isJsonPath(path)) return mayHoldImages({ path, text }, named3, table2) ? parseJson3(text) : NOTHING;
  const wanted = documentRanges(text).filter(({ start, end }) => {
    const document = text.slice(start, end);
    return !isSchema(document) && mayHoldImages({ path, text: document }, named3, table2);
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
function mayHoldImages(passage, named3, { marked: marked2, marks }) {
  const { text } = passage;
  const asked2 = marks.test(text) ? [...named3, ...marked2] : named3;
  return asked2.some((kind) => kind.mayHoldImages?.(passage) ?? true) || text.includes("\\") && HIDDEN2.test(text);
}
var HIDDEN2 = /\\[xuU/\r\n]/;
var SCHEMA = /^\uFEFF?(?:(?:---)?[ \t]*(?:#[^\r\n\u0085\u2028\u2029]*)?\r?\n|apiVersion: [\w./-]+[ \t]*\r?\n)*kind: CustomResourceDefinition[ \t]*(?:\r?\n|$)/;
function isSchema(text) {
  return text.includes("kind: CustomResourceDefinition") && SCHEMA.test(text);
}
function failureFact(file, { offset, reason }) {
  return { type: "warning", warning: { file: file.path, line: file.at(offset).line, reason } };
}

// src/manifests/ignore.ts
var MARK = "acr-artifact-cache:";
var COMMENT_START = /(?:#|\/\/|\/\*|<!--|--|;)[ \t]*$/;
var COMMENT_END = /(?:\*\/[ \t-]*\}\}|\*\/|-->)$/;
var DIRECTIVE = /^[ \t]*(ignore-file|ignore)(?:[ \t]+([^ \t][\s\S]*))?$/;
function ignoresOf(file) {
  if (!file.text.includes(MARK)) return void 0;
  const lines2 = /* @__PURE__ */ new Map();
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
    else lines2.set(isAlone(line2, at) ? index + 2 : index + 1, reason);
  }
  return { ...whole === void 0 ? {} : { file: whole }, lines: lines2, warnings };
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
  const lines2 = script.replace(/[\\`]\r?\n/g, " ").split(/\r?\n|&&|\|\|?|;/);
  return lines2.flatMap((line2) => builtByCommand(wordsOf(line2)));
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
  const items = new Set([...lists].flatMap((list2) => itemsAt(list2)).map(resolved));
  return [...items].filter((item) => item !== void 0);
}
function entriesAt(node, ...path) {
  const at = resolved(valueAt(node, ...path));
  if (at?.type !== "mapping") return [];
  return at.entries.flatMap(({ key, value }) => key.type === "scalar" ? [[key.value, value]] : []);
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
  const prefix = [registry, namespace].map((field3) => withoutSlashes(textOf3(field3))).filter((part2) => part2 !== "").join("/");
  const fields = [registry, namespace, tag, digest].filter((field3) => field3 !== void 0);
  const place = { file, start, text: file.text.slice(start, repository.scalar.end), kind, part };
  const named3 = [repository, registry, namespace].filter((field3) => field3 !== void 0);
  const dynamic = named3.find(isTemplate);
  if (dynamic !== void 0) {
    return { ...unresolvedUse(place, `${dynamic.role} is a template`), also: siblings(file, fields) };
  }
  if (fields.length === 0 && repository.scalar.verbatim) {
    return standingAlone(literalUse(place), split2);
  }
  const path = prefix === "" ? name : `${prefix}/${name}`;
  const version2 = (tag ? `:${textOf3(tag)}` : "") + (digest ? `@${digestOf2(digest)}` : "");
  const hidden = [tag, digest].find((field3) => field3 !== void 0 && isTemplate(field3));
  const isFilledIn = hidden !== void 0 || knownNameLength(path + version2) === path.length;
  const reference = parseReference(isFilledIn ? path : path + version2);
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
function textOf3(field3) {
  if (field3 === void 0) return "";
  const { value, style } = field3.scalar;
  return style === "plain" && /^(?:~|null)$/i.test(value) ? "" : value.trim();
}
function isTemplate(field3) {
  return /\{\{|\$[({]/.test(textOf3(field3));
}
function isTooLong(field3) {
  return field3 !== void 0 && field3.scalar.value.length > MAX_IMAGE_TEXT;
}
function withoutSlashes(text) {
  let end = text.length;
  while (text[end - 1] === "/") end--;
  return text.slice(0, end);
}
function present(field3) {
  return textOf3(field3) === "" ? void 0 : field3;
}
function digestOf2(field3) {
  const text = textOf3(field3);
  return text.includes(":") ? text : `sha256:${text}`;
}
function nameSlots(file, repository, registry, namespace) {
  if (namespace !== void 0) {
    const path = {
      ...slotOver(file, namespace.scalar, registry === void 0 ? "name" : "repository"),
      tail: `/${textOf3(repository)}`
    };
    return registry === void 0 ? [path] : [slotOver(file, registry.scalar, "registry"), path];
  }
  if (registry === void 0) return [slotOver(file, repository.scalar, "name")];
  if (isHost(textOf3(registry))) {
    return [slotOver(file, registry.scalar, "registry"), slotOver(file, repository.scalar, "repository")];
  }
  return [{ ...slotOver(file, registry.scalar, "name"), tail: `/${textOf3(repository)}` }];
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
  const written4 = present(tag);
  if (digest !== void 0 || written4 === void 0 || !written4.scalar.verbatim) return [];
  const { end } = written4.scalar;
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
    let run2 = this.#at;
    let quoted3 = false;
    const flush = () => {
      if (this.#at > run2) nodes.push({ type: "text", start: run2, end: this.#at });
    };
    while (this.#at < this.#text.length && this.problem === void 0) {
      const unit = this.#text[this.#at];
      if (depth > 0 && unit === "}" && !quoted3) break;
      if (unit === "$") {
        flush();
        nodes.push(this.#dollar(depth));
        run2 = this.#at;
      } else if (unit === this.#dialect.escape || quotes && (unit === '"' || unit === "'" && !quoted3)) {
        flush();
        this.#at++;
        run2 = this.#at;
        if (unit === this.#dialect.escape) this.#at++;
        else if (unit === '"') quoted3 = !quoted3;
        else {
          this.#toSingleQuote();
          flush();
          this.#at++;
          run2 = this.#at;
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
    const pattern = /[A-Za-z_]\w*/y;
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
function expand2(template2, variables) {
  if (template2.text.length > MAX_TEMPLATE) return TOO_LONG;
  const parsed = parseTemplate(template2.text, template2.dialect);
  if (!parsed.ok) return { known: false, reason: parsed.reason };
  const value = evaluate(parsed.nodes, template2, variables);
  if (value.known && value.pieces.length === 0) return { known: true, pieces: [piece(template2, 0, 0)] };
  return value;
}
function textOf4(pieces) {
  return pieces.map(({ text }) => text).join("");
}
function evaluate(nodes, template2, variables) {
  const pieces = [];
  const hidden = /* @__PURE__ */ new Set();
  let length = 0;
  let reason;
  for (const node of nodes) {
    const value = node.type === "text" ? known(piece(template2, node.start, node.end)) : substitute(node, template2, variables);
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
  const parts2 = [...hidden, ...pieces.flatMap(({ variable }) => variable ?? [])];
  return { known: false, reason, variables: parts2, pieces };
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
function substitute(node, template2, variables) {
  const value = variables.lookup(node.name);
  if (value?.known === false) return /^(?:$|:?[-?])/.test(node.operator) ? value : withoutPieces(value);
  const set = value !== void 0 && (!node.operator.startsWith(":") || textOf4(value.pieces) !== "");
  const word = () => wordOf(node, template2, variables);
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
function wordOf(node, template2, variables) {
  const value = evaluate(node.word, template2, variables);
  return value.known && value.pieces.length === 0 ? known(piece(template2, node.wordStart, node.wordStart)) : value;
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
function interpolated(template2, { reference, other, reason }, lookup) {
  const pieces = [];
  const { text } = template2;
  if (text.length > MAX_IMAGE_TEXT) return TOO_LONG2;
  let done = 0;
  let length = 0;
  let unknown4;
  for (const match of text.matchAll(reference)) {
    const before = text.slice(done, match.index);
    if (other.test(before)) unknown4 ??= reason;
    if (before !== "") pieces.push(pieceOf(template2, done, before));
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
  if (rest !== "" || pieces.length === 0) pieces.push(pieceOf(template2, done, rest));
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
    for (const piece2 of pieces) {
      if (piece2 === anchor || piece2.variable === void 0) continue;
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
    for (const [mark, field3] of [
      [":", tag],
      ["@", digest]
    ]) {
      if (field3 === void 0 || field3.scalar.value === "") continue;
      if (isTemplate2(field3.scalar.value)) reason ??= `${field3.role} is a template`;
      const version2 = isTemplate2(field3.scalar.value) ? UNKNOWN : { text: field3.scalar.value };
      pieces.push({ text: mark }, { ...version2, variable: this.#sibling(field3.role, field3.scalar) });
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
    const template2 = { text: scalar.value, origin, ...variable === void 0 ? {} : { variable } };
    return interpolated(template2, JINJA, (name) => this.#value(name, depth + 1));
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
    const flag2 = this.#flag;
    this.#flag = "";
    const match = KEY.exec(line2);
    if (match !== null) return this.#entry(line2, match[0].length, match[1]?.length ?? 0, match[3] ?? "");
    return this.#item(line2, flag2);
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
    if (value.templated) return /\b(?:toYaml|n?indent)\b/.test(value.text) ? void 0 : { ...value, part: "whole" };
    return isPossibleImage(value.text, key) ? { ...value, part: "whole" } : void 0;
  }
  #item(line2, flag2) {
    const match = FLAG.exec(line2);
    if (match === null) {
      const item = flag2 === "" ? null : ITEM.exec(line2);
      const value2 = item === null ? void 0 : valueFrom(line2, item[0].length);
      return value2 === void 0 ? void 0 : placed(value2, "arg", flag2);
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
  if (value.templated) return named3 ? { ...value, part } : void 0;
  return (named3 ? isPossibleImage(value.text, name) : isCertainImage(value.text)) ? { ...value, part } : void 0;
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
var HOST = /^[^/.:]*[.:][^/]*\//;
function holdsImageBlock(root) {
  const open = [root];
  for (let node = open.pop(); node !== void 0; node = open.pop()) {
    if (node.type === "sequence") for (const item of node.items) open.push(item);
    if (node.type !== "mapping") continue;
    if (written2(node, "repository") !== void 0 && TAGS.some((key) => field2(node, key) !== void 0)) return true;
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
  const has = (name) => field2(node, name) !== void 0;
  if (SOURCE_FIELDS.some(has) || OTHER_REPOSITORIES.test(key) && !IMAGE_FIELDS.some(has)) return void 0;
  const isImage2 = /images?$/i.test(key);
  const roles = ["repository", "imageRepository", ...isImage2 ? ["repo"] : []];
  const repository = roles.map((role) => filled(asField(node, role))).find((found) => found !== void 0);
  if (repository === void 0) return void 0;
  const prefixed = prefixedBlock(node, repository);
  if (prefixed !== void 0) return prefixed;
  const isSaid = repository.role === "imageRepository" && HOST.test(repository.scalar.value);
  if (!isImage2 && !isSaid && !TAGS.some(has)) return void 0;
  const own2 = asField(node, "registry") ?? asField(node, "imageRegistry");
  const takesGlobal2 = own2 !== void 0 || !HOST.test(repository.scalar.value);
  const registry = takesGlobal2 ? globals.registry ?? own2 : own2;
  const tag = tagOf(node) ?? (isImage2 ? asField(node, "version") : void 0);
  return { repository, own: own2, registry, tag, digest: digestOf3(node) };
}
function prefixedBlock(node, prefix) {
  const name = filled(asField(node, "image"));
  if (prefix.role !== "repository" || name === void 0 || !isShortName(name.scalar.value)) return void 0;
  const tag = filled(tagOf(node)) ?? asField(node, "version");
  const isPulled2 = PULL_FIELDS.some((key) => field2(node, key) !== void 0) && HOST.test(`${prefix.scalar.value}/`);
  if (tag === void 0 && !isPulled2) return void 0;
  return { repository: name, own: prefix, registry: prefix, tag, digest: digestOf3(node) };
}
function imageBlock(node, globals) {
  const scalar = written2(node, "image");
  if (scalar === void 0 || !isPossibleImage(scalar.value, "image")) return void 0;
  const repository = { role: "image", scalar };
  const hub = filled(asField(node, "hub")) ?? globals.hub;
  if (hub !== void 0 && isShortName(scalar.value))
    return { repository, own: hub, registry: hub, tag: filled(tagOf(node)) ?? globals.tag, digest: digestOf3(node) };
  const registry = asField(node, "registry") ?? asField(node, "imageRegistry");
  const tag = asField(node, "tag") ?? asField(node, "imageTag");
  if (filled(registry) === void 0 && filled(tag) === void 0) return void 0;
  return { repository, own: registry, registry: globals.registry ?? registry, tag, digest: digestOf3(node) };
}
function spreadBlock(node, path, { defaults }) {
  const [registry, repository, name] = [asField(node, "registry"), asField(node, "repository"), asField(node, "name")];
  if (!isImagePath(path) || registry === void 0 || repository === void 0) return void 0;
  if (name === void 0 || !isShortName(name.scalar.value)) return void 0;
  const own2 = filled(registry) ?? defaults?.registry;
  const namespace = filled(repository) ?? defaults?.repository;
  if (own2 === void 0 && namespace === void 0) return void 0;
  return { repository: name, own: own2, registry: own2, namespace, tag: tagOr(node, defaults), digest: digestOf3(node) };
}
function namedBlock(node, path, { defaults }) {
  const scalar = written2(node, "name");
  if (scalar === void 0 || !isImagePath(path) || !isPossibleImage(scalar.value, "image")) return void 0;
  const tag = tagOr(node, defaults) ?? asField(node, "version");
  const empty = asField(node, "registry");
  if (isLeftEmpty(node, "repository")) return void 0;
  if (tag === void 0 && empty === void 0 && !scalar.value.includes("/")) return void 0;
  const registry = filled(empty) ?? (empty === void 0 ? void 0 : defaults?.registry ?? empty);
  return { repository: { role: "name", scalar }, own: registry, registry, tag, digest: digestOf3(node) };
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
  const scalar = field2(node, key);
  return scalar !== void 0 && isEmpty(scalar);
}
var GLOBAL_FIELDS = /* @__PURE__ */ new Set(["global", "hub", "defaultRegistry", "defaultImageRegistry"]);
function globalsOf(node, above2) {
  if (!hasField(node, GLOBAL_FIELDS)) return above2;
  const registry = filledAt(node, "global", "imageRegistry");
  const hub = filledAt(node, "global", "hub") ?? (above2.hub === void 0 ? filled(asField(node, "hub")) : void 0);
  const defaults = defaultsOf(node);
  const tag = hub === void 0 ? void 0 : filledAt(node, "global", "tag") ?? filled(asField(node, "tag"));
  return {
    ...above2,
    ...registry === void 0 ? {} : { registry },
    ...hub === void 0 ? {} : { hub },
    ...tag === void 0 ? {} : { tag },
    ...defaults === void 0 ? {} : { defaults }
  };
}
function defaultsOf(node) {
  const registry = filled(asField(node, "defaultRegistry")) ?? filled(asField(node, "defaultImageRegistry"));
  if (registry === void 0) return void 0;
  const repository = filled(asField(node, "defaultImageRepository"));
  return { registry, repository, tag: filled(asField(node, "defaultImageTag")) };
}
function tagOf(node) {
  return asField(node, "tag") ?? asField(node, "imageTag");
}
function digestOf3(node) {
  return asField(node, "digest") ?? asField(node, "sha");
}
function tagBeside(node, key) {
  const names = key === "image" ? ["imageTag", "tag"] : [`${key}Tag`, key.replace(/Image$/, "Tag")];
  return names.map((name) => filled(asField(node, name))).find((tag) => tag !== void 0 && tag.role !== key);
}
function isShortName(text) {
  return /^[a-z0-9][a-z0-9._-]*$/.test(text);
}
var FIELDS = /* @__PURE__ */ new WeakMap();
function field2(node, key) {
  let fields = FIELDS.get(node);
  if (fields === void 0) {
    fields = new Map(
      node.entries.flatMap(
        (entry) => entry.key.type === "scalar" && entry.value.type === "scalar" ? [[entry.key.value, entry.value]] : []
      )
    );
    FIELDS.set(node, fields);
  }
  return fields.get(key);
}
function hasField(node, names) {
  return node.entries.some(({ key }) => key.type === "scalar" && names.has(key.value));
}
function asField(node, role) {
  const scalar = field2(node, role);
  return scalar === void 0 ? void 0 : { role, scalar };
}
function written2(node, key) {
  const scalar = field2(node, key);
  return scalar === void 0 || isEmpty(scalar) ? void 0 : scalar;
}
function filled(candidate) {
  return candidate === void 0 || isEmpty(candidate.scalar) ? void 0 : candidate;
}
function filledAt(node, ...path) {
  const scalar = scalarAt(node, ...path);
  return scalar === void 0 ? void 0 : filled({ role: path.join("."), scalar });
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
  const added2 = /* @__PURE__ */ new Map();
  for (const key of FIELDS2) {
    if (field2(node, key) !== void 0) continue;
    const source = sources.find(({ mapping }) => field2(mapping, key) !== void 0);
    const value = source === void 0 ? void 0 : field2(source.mapping, key);
    if (source === void 0 || value === void 0) continue;
    added2.set(key, { entry: { key: nameOf2(key), value }, alias: source.alias });
  }
  if (added2.size === 0) return void 0;
  const entries = [...node.entries, ...[...added2.values()].map(({ entry }) => entry)];
  return { mapping: { ...node, entries }, broughtBy: (key) => added2.get(key)?.alias };
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
var ALIASES = /* @__PURE__ */ new WeakMap();
function aliasesOf(node) {
  const known2 = ALIASES.get(node);
  if (known2 !== void 0) return known2;
  const merge3 = node.entries.findLast(({ key }) => key.type === "scalar" && key.value === "<<")?.value;
  const aliases = merge3 === void 0 ? [] : listed(merge3).filter((item) => item.type === "alias");
  ALIASES.set(node, aliases);
  return aliases;
}
function nameOf2(value) {
  return {
    type: "scalar",
    start: -1,
    end: -1,
    style: "plain",
    anchor: void 0,
    tag: void 0,
    value,
    verbatim: false
  };
}
function listed(node) {
  return node.type === "sequence" ? node.items.slice(0, MAX_MERGED) : [node];
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
    const block3 = imageBlockOf(merged2?.mapping ?? node, path, globals);
    if (block3 === void 0 || merged2 !== void 0 && !isOwn(block3, merged2)) return void 0;
    const { repository, own: own2 } = block3;
    const split2 = { file: this.#file, kind: "helm-values", part: "repository", ...block3 };
    const use = this.#atAlias(splitUse(split2), block3, merged2);
    if (use !== void 0) {
      const tagless = use.image !== null && use.unknownTag !== true && !/[:@]/.test(use.image.slice(use.image.lastIndexOf("/") + 1));
      const withoutGlobal = block3.registry === own2 ? void 0 : this.#atAlias(splitUse({ ...split2, registry: own2 }), block3, merged2);
      this.#add(use, repository.scalar.start, path, [...path, repository.role], tagless, withoutGlobal);
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
    const name = field2(node, "name")?.value ?? "";
    const value = field2(node, "value");
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
    const flag2 = /^(-{1,2}\w[\w.-]*)=/.exec(item.value);
    const name = flag2?.[1] ?? "";
    const text = item.value.slice(flag2?.[0].length ?? item.value.length);
    if (item.verbatim && (isCertainImage(text) || isImageVariable(name) && isPossibleImage(text, name)))
      this.#literal({ ...item, start: item.start + (flag2?.[0].length ?? 0), value: text }, path, "arg");
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
  #add(use, start, block3, path, tagless, withoutGlobal) {
    const at = path.join(".");
    this.found.push({ use, start, block: block3 === path ? at : block3.join("."), path: at, tagless, withoutGlobal });
  }
};
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
  const quoted3 = end - start >= 2 && (first === '"' || first === "'") && text[end - 1] === first;
  return quoted3 ? { start: start + 1, end: end - 1 } : { start, end };
}

// src/manifests/languages/mount-option.ts
var MAX_FIELDS = 64;
function mountedImage(text, span) {
  const { start, end } = withoutQuotes(text, span);
  let at = start;
  let isImage2 = false;
  let source;
  for (const written4 of text.slice(start, end).split(",", MAX_FIELDS)) {
    const field3 = withoutQuotes(text, { start: at, end: at + written4.length });
    const [key = ""] = /^(?:type|source|src)=/.exec(text.slice(field3.start, field3.start + 7)) ?? [];
    const value = withoutQuotes(text, { start: field3.start + key.length, end: field3.end });
    if (key === "type=") isImage2 = value.end - value.start === 5 && text.startsWith("image", value.start);
    else if (key !== "") source = value;
    at += written4.length + 1;
  }
  return isImage2 ? source : void 0;
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
var STARTER = /^[@+-]{0,2}(?:[\w./-]*\/)?(kubectl|oc|kind|k3d)(?:\.exe)?$/;
function engineCommand(words) {
  const engine2 = programAt(words);
  const program = words[engine2] ?? "";
  const starter = STARTER.exec(program)?.[1];
  if (starter === "kind" || starter === "k3d") return podStart(words, engine2 + 1, void 0);
  if (starter !== void 0) return imageSet(words, engine2 + 1) ?? podStart(words, engine2 + 1, "aks");
  if (AZ.test(program)) return azureStart(words, engine2 + 1);
  const variable = variableIn(program) ?? "";
  const sure = ENGINE.test(program) || ENGINE_VARIABLE.test(variable);
  if (!sure && !LIKELY_ENGINE_VARIABLE.test(variable)) return void 0;
  if (/compose/i.test(variable)) return void 0;
  const first = operandAt(words, engine2 + 1, "engine");
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
  const pulls = verb === "run" || verb === "create" || verb === "pull";
  if (!pulls || group.startsWith("build")) return void 0;
  const candidates = imagesFrom(words, at + 1, verb);
  const [image = words.length] = candidates;
  const mounts = verb === "pull" ? [] : flagValues(words.slice(0, image), at + 1, "--mount");
  return { verb, candidates, sure, mounts };
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
    if (!/^["']?\$/.test(words[at] ?? "") || candidates.length === MAX_VARIABLES) break;
  }
  return candidates;
}
var MAX_VARIABLES = 4;
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
    (word, index) => index > verb + 1 && ASSIGNED.test(word) && !SELECTS.has(words[index - 1] ?? "") ? [index] : []
  );
  return assignments.length === 0 ? void 0 : { verb: "set", assignments, pulledBy: "aks" };
}
var ASSIGNED = /^["']?(?:[a-z0-9][a-z0-9-]{0,62}|\*)=/;
function untilDashes(words, from) {
  const end = words.indexOf("--", from);
  return end === -1 ? words : words.slice(0, end);
}
function azureStart(words, from) {
  const end = words.findIndex((word, index) => index >= from && word.startsWith("-"));
  const group = AZ_STARTS.get(words[from] ?? "");
  if (end === -1 || group?.verbs.test(words.slice(from + 1, end).join(" ")) !== true) return void 0;
  const images = AZ_IMAGES.flatMap((flag2) => flagValues(words, end, flag2));
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
    const flag2 = FLAG2.exec(word);
    const own2 = command[index];
    if (flag2 === null || own2 === void 0) return [];
    const values = flag2[0].endsWith("=") ? { start: own2.start + flag2[0].length, end: own2.end } : command[index + 1];
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
    const [flag2 = "", attached] = splitFlag(words[at] ?? "");
    if (VALUED2.has(flag2) && attached === void 0) at++;
    if (!NAMING.has(flag2)) continue;
    const path = plainPath(attached ?? words[++at] ?? "");
    if (path === void 0) return void 0;
    if (flag2 === "-f" || flag2 === "--file") files.push(path);
    else if (flag2 === "--env-file") environment.push(path);
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
    const written4 = text.slice(place.start, place.start + place.text.length);
    if (written4.includes("{{")) return [];
    const before = text.slice(Math.max(place.start - 8, 0), place.start);
    if (!isManifest2 && /=[ \t]*["']?$/.test(before)) return [];
    const isField = isManifest2 && !/"[ \t]*:[ \t]*["']?$/.test(before);
    if (!isField && !place.templated && !saysVersion(written4)) return [];
    return [{ ...place, text: written4 }];
  });
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
    } else if (unit === "#" && this.#level.start === void 0) this.#at = endOfLine(text, this.#at);
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
      const stop = endOfLine(this.#text, at);
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
function endOfLine(text, from) {
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
  template: (text) => withoutExpressions(text).replaceAll(/(?<!`)\$(\w{1,80})(?:::?|\.|\[)(?=\w)/g, (written4, scope) => scoped(written4, scope)).replaceAll(/\$\{(\w{1,80}):(?=\w)/g, (written4, scope) => scoped(written4, scope)),
  variable: (name) => name.toLowerCase().replace(/^(?:script|global|local|private|using)_/, ""),
  spelled: (name) => name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
};
var SCOPES = /^(?:env|script|global|local|private|using)$/i;
function scoped(written4, scope) {
  const isScope = written4.endsWith(`${scope}:`) && SCOPES.test(scope);
  return isScope ? `${written4.slice(0, -1)}_` : `${written4.replaceAll(/[^${]/g, "_")}`;
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
  constructor(file, kind, syntax = POSIX) {
    this.#file = file;
    this.#kind = kind;
    this.#syntax = syntax;
  }
  facts() {
    return this.#facts;
  }
  /** A variable that is given a value. */
  assign(name, span) {
    const inner = withoutQuotes(this.#file.text, span);
    const text = this.#file.text.slice(inner.start, inner.end);
    const variable = { role: "variable", file: this.#file.path, ...this.#file.at(inner.start), text };
    const value = this.#value(span);
    const known2 = this.#syntax.variable(name);
    this.#values.set(known2, expand2({ ...this.#template(span), variable }, this.#variables()));
    this.#keepCommand(known2, inner, text);
    if (!value.known || !isImageValue(this.#syntax.spelled(name), value.pieces, text)) return;
    const written4 = value.pieces.filter((piece2) => piece2.text !== "");
    if (written4.every((piece2) => this.#isTold(piece2.variable, piece2.origin?.start))) return;
    this.#told.add(inner.start);
    for (const piece2 of written4) if (piece2.variable === void 0) this.#told.add(piece2.origin?.start ?? inner.start);
    this.#tell(inner, value);
  }
  /** A variable that holds a command of an engine: read where it stands, and known where the script begins a command with it. */
  #keepCommand(name, { start }, text) {
    this.#commands.delete(name);
    if (text.length > MAX_TEMPLATE || !/^(?:sudo[ \t]+)?(?:(?:docker|podman)-compose|docker|podman|nerdctl)[ \t]/.test(text))
      return;
    const parts2 = this.#syntax.parts(text).flatMap((part) => part.type === "command" ? [part.words] : []);
    const words = parts2[0]?.map((word) => ({ start: start + word.start, end: start + word.end })) ?? [];
    this.command(words);
    if (words.length <= MAX_KEPT_WORDS) this.#commands.set(name, words);
  }
  /** A simple command. */
  command(command) {
    for (const use of chartValueUses(this.#file, command, this.#kind)) this.#facts.push({ type: "use", use });
    const written4 = command.map((word) => this.#textOf(word));
    const program = programAt(written4);
    const kept = this.#commands.get(this.#syntax.variable(variableIn(written4[program] ?? "") ?? ""));
    const composed = composeCommand(written4);
    if (composed !== void 0) this.#facts.push({ type: "compose-command", command: composed });
    this.#engine(kept === void 0 ? command : [...kept, ...command.slice(program + 1)], kept?.length ?? 0);
  }
  /** @param known how many words stand elsewhere and are read there */
  #engine(command, known2) {
    const read2 = engineCommand(command.map((word) => this.#written(word)));
    switch (read2?.verb) {
      case void 0:
        return;
      case "build":
        for (const index of read2.tags) this.#built(command[index]);
        for (const index of read2.settings) this.#setting(command[index]);
        return;
      case "start":
        for (const index of read2.images) this.#started(command[index], read2.pulledBy);
        return;
      case "set":
        for (const index of read2.assignments) this.#assigned(command[index], read2.pulledBy);
        return;
      case "run":
      case "create":
      case "pull":
        for (const index of read2.mounts) if (index >= known2) this.#mounted(command[index]);
        for (const [rank, index] of read2.candidates.entries()) {
          const word = command[index];
          if (index < known2) return;
          if (word !== void 0 && this.#image(word, rank === 0 && read2.sure)) return;
        }
    }
  }
  /** A here-document: the manifest that a command is given. */
  document({ start, end, expands }) {
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
  /** What `build -t` names is built here; a tag that is not known does not matter. */
  #built(word) {
    if (word === void 0) return;
    const span = withoutQuotes(this.#file.text, this.#valueOf("--tag=", word));
    if (span.end - span.start > MAX_TEMPLATE) return;
    const text = this.#file.text.slice(span.start, span.end);
    const value = this.#value(span);
    const built = value.pieces === void 0 ? text : textOf4(value.pieces);
    const length = value.known ? void 0 : knownNameLength(built);
    if (!value.known && length === void 0) return;
    const reference = parseReference(built.slice(0, length));
    if (reference !== void 0)
      this.#facts.push({ type: "built-here", claim: buildClaim(reference, length !== void 0) });
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
    const flag2 = word === void 0 ? void 0 : /^--[\w-]{1,40}=/.exec(this.#textOf(word).slice(0, 48))?.[0];
    if (word !== void 0) this.#image(this.#valueOf(flag2 ?? "", word), true, pulledBy);
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
  #valueOf(flag2, { start, end }) {
    return { start: this.#file.text.startsWith(flag2, start) ? start + flag2.length : start, end };
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
    const written4 = this.#file.text.slice(start, Math.min(end, start + MAX_TEMPLATE + 1));
    const { dialect } = this.#syntax;
    return { text: this.#syntax.template(written4), origin: { file: this.#file.path, start }, dialect };
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
    const written4 = text.slice(word.start, Math.min(word.end, word.start + 1024));
    const target = TARGET.exec(written4);
    if (target === null) {
      if (written4.startsWith("[")) continue;
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
var DECLARATIONS = /* @__PURE__ */ new Set(["export", "local", "readonly", "declare", "typeset"]);
var ASSIGNMENT = /^([A-Za-z_]\w*)=/;
var DEFAULT = /^"?\$\{([A-Za-z_]\w*):?=/;
function assignIn(script, text, command) {
  const [first, ...rest] = command;
  if (first === void 0) return;
  const verb = text.slice(first.start, first.end);
  if (verb === ":") {
    for (const word of rest) assignDefault(script, text, word);
    return;
  }
  const declares = DECLARATIONS.has(verb);
  for (const { start, end } of command) {
    const assignment = ASSIGNMENT.exec(text.slice(start, end));
    if (assignment !== null) script.assign(assignment[1] ?? "", { start: start + assignment[0].length, end });
    else if (!declares) return;
  }
}
function assignDefault(script, text, { start, end }) {
  const word = text.slice(start, end);
  const fallback = DEFAULT.exec(word);
  const close = word.lastIndexOf("}");
  if (fallback === null || close === -1) return;
  script.assign(fallback[1] ?? "", { start: start + fallback[0].length, end: start + close });
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
  const lines2 = text.split("\n");
  const indentation = lines2.find((line2) => line2.trim() !== "")?.search(/\S/) ?? 0;
  const isFolded = (line2) => line2 !== void 0 && line2.trim() !== "" && (style !== "folded" || line2.search(/\S/) === indentation);
  return lines2.map((line2, index) => {
    if (index === lines2.length - 1) return line2;
    return isFolded(line2) && isFolded(lines2[index + 1]) ? `${line2.replace(/\r$/, " ")} ` : `${line2}
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
  const written4 = (use) => {
    const offset = offsets.get(`${use.line}:${use.column}`);
    return {
      ...use,
      text: offset === void 0 ? use.text : file.text.slice(offset, offset + use.text.length),
      slots: use.slots.map((slot) => ({ ...slot, start: slot.start + start, end: slot.end + start }))
    };
  };
  const facts = factsOf(inner, kind, language, { start: 0, end: script.length }, indentation);
  return facts.map((fact) => fact.type === "use" ? { type: "use", use: written4(fact.use) } : fact);
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
  const parts2 = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(/^[ \t]*---(?=\s|$)/gm)) {
    parts2.push(documentsOf2(text.slice(from, index), start + from));
    from = index + mark.length;
  }
  parts2.push(documentsOf2(text.slice(from), start + from));
  return {
    documents: parts2.flatMap(({ documents }) => documents),
    unparsable: parts2.flatMap(({ unparsable }) => unparsable)
  };
}
function documentsOf2(text, base) {
  const { documents, failures } = parseDocuments(text, base);
  return { documents, unparsable: failures };
}
function withoutEscapes(text) {
  let quoted3 = false;
  return text.replace(/\\([\\nrt"/])/g, (written4, character) => {
    switch (character) {
      case "n":
        return quoted3 ? written4 : " \n";
      case "r":
      case "t":
        return quoted3 ? written4 : "  ";
      case '"':
        quoted3 = !quoted3;
        return quoted3 ? ' "' : '" ';
      default:
        return written4;
    }
  });
}

// src/manifests/kustomize/images.ts
function imageEntries(list2, file) {
  return itemsAt(list2).flatMap((item) => {
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
  const version2 = (newTag === void 0 ? "" : `:${newTag.value}`) + (digest === void 0 ? "" : `@${digest.value}`);
  const part = newName === void 0 ? "name" : "newName";
  const length = nameLength(named3.value);
  const given = newName === void 0 && version2 !== "" ? named3.value.slice(0, length) : named3.value;
  const whole = parseReference(given + version2);
  const reference = whole ?? parseReference(given);
  const also = siblings2(file, { newTag, digest, tagSuffix: suffix });
  const standing = nodeOf(node, part);
  const place = standing?.type === "alias" ? { start: standing.start, text: `*${standing.anchor}` } : { start: named3.start, text: named3.value };
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
      isWritten(node, part, named3)
    )
  };
  return {
    use,
    name: name.value,
    newName: named3.value.slice(0, length),
    setsVersion: version2 !== "" || newName !== void 0 && length < newName.value.length,
    match: isWritten(node, "name", name) ? endingAt(over(file, name, "name"), name, nameLength(name.value)) : void 0,
    renames: newName !== void 0
  };
}
function isWritten(node, key, { verbatim }) {
  return verbatim && nodeOf(node, key)?.type === "scalar";
}
function slotsOrReason(slots, isHere) {
  if (isHere) return { slots };
  return { slots: [], uneditable: "its name is an alias, or written with escapes or over several lines" };
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
  if (entry?.key.type !== "scalar" || entry.value.type !== "scalar" || entry.value.start < 0) return void 0;
  const { text } = file;
  const quoted3 = entry.value.style === "single" || entry.value.style === "double";
  const valueEnd = entry.value.end + (quoted3 ? 1 : 0);
  const slot = { file: file.path, writes, after: "", tail: "" };
  if (node.flow) return { ...slot, start: valueEnd, end: valueEnd, before: `, ${key}: ` };
  const lineEnd5 = endOfLine2(text, valueEnd);
  const keyStart = entry.key.start - (entry.key.style === "plain" ? 0 : 1);
  let lineStart3 = keyStart;
  while (lineStart3 > 0 && !isLineBreak(text[lineStart3 - 1])) lineStart3--;
  const indent = " ".repeat(text.slice(lineStart3, keyStart).replace("\uFEFF", "").length);
  const end = lineEnd5 < text.length ? lineBreakAt(text, lineEnd5) : lineBreakBefore(text, lineStart3);
  return { ...slot, start: lineEnd5, end: lineEnd5, before: `${end}${indent}${key}: ` };
}
function endOfLine2(text, from) {
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
  const value = resolved(nodeOf(node, key));
  return value?.type === "scalar" && value.start >= 0 && value.value !== "" ? value : void 0;
}
function nodeOf(node, key) {
  return node.entries.findLast((entry) => entry.key.type === "scalar" && entry.key.value === key)?.value;
}

// src/manifests/model/unseen.ts
function unseenChart(file, offset, { name: chartName, repository, version: givenVersion }) {
  const from = shown2(repository);
  const name = shortened(chartName);
  const version2 = givenVersion === void 0 ? void 0 : shortened(givenVersion);
  const oci = from.startsWith("oci://");
  const known2 = /^(?:@|alias:)(.*)$/.exec(from);
  const chart = oci ? `${from}/${name}` : known2 === null ? name : `${known2[1]}/${name}`;
  const words = ["helm", "template", name, chart];
  if (!oci && known2 === null) words.push("--repo", from);
  if (version2) words.push("--version", version2);
  return unseen(file, offset, `chart ${oci ? chart : `${from} ${name}`}${version2 ? ` ${version2}` : ""}`, words);
}
function unseenBase(file, offset, url) {
  const query = /[?&](?:ref|version)=([\w./-]+)/.exec(url.slice(0, MAX_ADDRESS));
  const base = shown2(url) + (query === null ? "" : `?ref=${query[1]}`);
  return unseen(file, offset, `kustomize base ${base}`, ["kubectl", "kustomize", base]);
}
function unseenGit(file, offset, url, path, revision) {
  const from = shown2(url);
  const at = revision ? ` ${shortened(revision)}` : "";
  const branch2 = revision && revision !== "HEAD" ? ["--branch", shortened(revision)] : [];
  return unseen(file, offset, `git ${from}${path === "" ? "" : ` ${path.slice(0, MAX_ADDRESS)}`}${at}`, [
    "git",
    "clone",
    "--depth",
    "1",
    ...branch2,
    from
  ]);
}
function unseenArtifact(file, offset, url, tag) {
  const from = shown2(url) + (tag ? `:${shortened(tag)}` : "");
  return unseen(file, offset, `artifact ${from}`, ["flux", "pull", "artifact", from, "--output", "."]);
}
function unseen(file, offset, source, words) {
  const { line: line2 } = file.at(Math.max(offset, 0));
  return { file: file.path, line: line2, source: oneLine3(source), remedy: words.map(shellWord).join(" ") };
}
var MAX_ADDRESS = 500;
var MAX_NAME = 128;
function shortened(text) {
  return text.slice(0, MAX_NAME);
}
function shown2(url) {
  if (url.length > MAX_ADDRESS) return "(a longer address than is shown)";
  return withoutQuery(url.trim()).replace(/^([a-z+]+:\/\/)[^/@]*@/, "$1");
}
function shellWord(word) {
  const line2 = oneLine3(word);
  return /^[\w@%+=:,./~^-]+$/.test(line2) && !line2.startsWith("~") ? line2 : `'${line2.replaceAll("'", `'\\''`)}'`;
}
function oneLine3(text) {
  return text.replace(new RegExp("\\p{Cc}+", "gu"), " ");
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
    if (value !== void 0 && name.length <= MAX_NAME2) values.set(name, value);
  }
  return [...values].flatMap(
    ([name, scalar]) => splitOf2(name, scalar, values, file) ?? wholeOf(name, scalar, file) ?? []
  );
}
var MAX_NAME2 = 256;
function splitOf2(name, scalar, values, file) {
  const [, above2, role] = REPOSITORY.exec(name) ?? [];
  if (above2 === void 0 || role === void 0) return void 0;
  const field3 = (key) => {
    const found = values.get(above2 + key);
    return found === void 0 ? void 0 : { role: key, scalar: found };
  };
  const registry = field3("registry");
  const hasHost2 = /^[^/]*[.:][^/]*\//.test(scalar.value);
  if (registry === void 0 && !hasHost2) return void 0;
  const repository = { role, scalar };
  const rest = { registry, tag: field3("tag"), digest: field3("digest") };
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
var PUTS = /* @__PURE__ */ new Set(["add", "replace", "test"]);
var MAX_KEY2 = 256;
function isJsonPatch(root) {
  const items = itemsAt(root);
  return items.length > 0 && items.every((item) => scalarAt(item, "op") !== void 0 && /^\//.test(scalarAt(item, "path")?.value ?? ""));
}
function jsonPatchUses(root, file) {
  return distinctItemsAt([root]).flatMap((item) => {
    if (!PUTS.has(scalarAt(item, "op")?.value ?? "")) return [];
    const value = valueAt(item, "value");
    const path = scalarAt(item, "path")?.value ?? "";
    if (value?.type === "scalar") return /\/[\w-]*[iI]mage$/.test(path.slice(-MAX_KEY2)) ? useOf2(value, file) : [];
    return value === void 0 ? [] : containerUses(value, file);
  });
}
function inlinePatchUses(root, file) {
  const patches = [
    ...["patches", "patchesJson6902"].flatMap((key) => itemsAt(root, key).map((item) => valueAt(item, "patch"))),
    ...itemsAt(root, "patchesStrategicMerge")
  ].map(resolved);
  return [...new Set(patches)].flatMap((patch) => {
    if (patch === void 0) return [];
    if (patch.type === "scalar") return patchTextUses(patch, file);
    return isJsonPatch(patch) ? jsonPatchUses(patch, file) : containerUses(patch, file);
  });
}
function patchTextUses(text, file) {
  return embeddedDocuments(file, text).flatMap(
    ({ root }) => isJsonPatch(root) ? jsonPatchUses(root, file) : containerUses(root, file)
  );
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
  if (!scalar.verbatim) return [];
  const use = literalUse({ file, start: scalar.start, text: scalar.value, kind: "kustomize", part: "whole" });
  return use === void 0 ? [] : [use];
}
function useFacts2(uses) {
  return uses.map((use) => ({ type: "use", use }));
}

// src/manifests/kubernetes/overrides.ts
function fluxFacts(spec, file) {
  const entries = fluxEntries(valueAt(spec, "images"), file);
  const own2 = patchUses(spec, file);
  const substitutes = entriesAt(spec, "postBuild", "substitute").flatMap(([name, node]) => {
    if (node.type !== "scalar" || !node.verbatim || node.start < 0) return [];
    const place = { file, start: node.start, text: node.value, kind: "custom-resource", part: "env" };
    return [{ name, place }];
  });
  const path = pathOf(scalarAt(spec, "path")?.value ?? "./");
  const components = itemsAt(spec, "components").flatMap((item) => scalarAt(item)?.value ?? []);
  return deliveryFacts(path, { components, entries, own: own2, substitutes });
}
function argoFacts(source, kustomize2, file) {
  const entries = itemsAt(kustomize2, "images").flatMap((item) => argoEntry(item, file) ?? []);
  const own2 = patchUses(kustomize2, file);
  const chart = scalarAt(source, "chart");
  const path = chart === void 0 ? pathOf(scalarAt(source, "path")?.value ?? "") : void 0;
  const components = itemsAt(kustomize2, "components").flatMap((item) => scalarAt(item)?.value ?? []);
  return deliveryFacts(path, { components, entries, own: own2, substitutes: [] });
}
function patchUses(holder, file) {
  return inlinePatchUses(holder, file).map((use) => ({ ...use, kind: "custom-resource" }));
}
function deliveryFacts(path, rest) {
  const delivery = { ...rest, parts: path === void 0 ? [] : [path], takesUnseen: path === void 0 };
  return [
    { type: "delivery", delivery },
    ...[...rest.entries.map(({ use }) => use), ...rest.own].map((use) => ({ type: "use", use }))
  ];
}
function pathOf(path) {
  return /[${]/.test(path) ? void 0 : path.replace(/^\/+/, "");
}
function fluxEntries(images, file) {
  return imageEntries(images, file).filter(({ renames, setsVersion }) => renames || setsVersion).map((entry) => ({
    ...entry,
    use: { ...entry.use, kind: "custom-resource" },
    ...entry.renames || !mayBePlaceholder(entry.name) ? {} : { doubtful: true }
  }));
}
function argoEntry(item, file) {
  if (item.type !== "scalar" || !item.verbatim || item.start < 0) return void 0;
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
  constructor(file, kind) {
    this.file = file;
    this.kind = kind;
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
    const lines2 = this.file.text.slice(scalar.start, scalar.end);
    for (const { 0: line2, 1: text = "", index } of lines2.matchAll(/^[ \t]*[\w.-]{1,64}=([^\s=]+)[ \t]*\r?$/gm)) {
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
      else this.facts.push(fact);
    }
  }
  #add(use) {
    if (use === void 0) return;
    const place = `${use.line}:${use.column}`;
    if (this.#places.has(place)) return;
    this.#places.add(place);
    this.facts.push({ type: "use", use });
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
  return [
    ...helmFacts(mappingAt(source, "helm"), file),
    ...kustomizeFacts(source, file),
    ...unseenSource(source, file)
  ];
}
function helmFacts(helm, file) {
  if (helm === void 0) return [];
  const collector = new UseCollector(file, "custom-resource");
  const fields = fieldsOf(helm);
  const values = fields.get("values");
  if (values?.type === "scalar")
    for (const { root } of embeddedDocuments(file, values)) collector.take(extractValues(root, file));
  else if (values !== void 0) collector.take(extractValues(values, file));
  const object = fields.get("valuesObject");
  if (object !== void 0) collector.take(extractValues(object, file));
  const parameters = helmParameterUses(itemsField(fields, "parameters"), file);
  collector.take(parameters.map((use) => ({ type: "use", use })));
  return collector.facts;
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
  const version2 = textField(fields, "targetRevision")?.value;
  if (chart !== void 0) {
    const repository = url.value.includes("://") ? url.value : `oci://${url.value}`;
    return [{ type: "unseen", unseen: unseenChart(file, url.start, { name: chart, repository, version: version2 }) }];
  }
  const path = textField(fields, "path")?.value;
  if (path === void 0) return [];
  return [{ type: "unseen", unseen: unseenGit(file, url.start, url.value, path, version2) }];
}
function releaseFacts(root, file) {
  const spec = mappingAt(root, "spec");
  if (spec === void 0) return [];
  const values = fieldsOf(spec).get("values");
  const facts = values === void 0 ? [] : [...extractValues(values, file)];
  const chart = mappingAt(spec, "chart", "spec");
  const name = chart === void 0 ? void 0 : textField(fieldsOf(chart), "chart");
  const source = scalarAt(chart, "sourceRef", "name")?.value;
  if (name !== void 0 && source !== void 0 && scalarAt(chart, "sourceRef", "kind")?.value !== "GitRepository") {
    const version2 = scalarAt(chart, "version")?.value;
    const unseen2 = unseenChart(file, name.start, { name: name.value, repository: `@${source}`, version: version2 });
    facts.push({ type: "unseen", unseen: unseen2 });
  }
  const renderers = spec.entries.find(({ key }) => key.type === "scalar" && key.value === "postRenderers")?.value;
  const lists = new Set(itemsAt(renderers).map((renderer) => resolved(valueAt(renderer, "kustomize", "images"))));
  const entries = [...lists].flatMap((images) => imageEntries(images, file));
  if (entries.length > 0) facts.push({ type: "release", release: { entries, paths: chartPaths(chart) } });
  for (const fact of overrideFacts(entries)) facts.push(fact);
  const kustomizes = itemsAt(renderers).map((renderer) => resolved(valueAt(renderer, "kustomize")));
  for (const kustomize2 of new Set(kustomizes)) {
    if (kustomize2?.type !== "mapping") continue;
    for (const use of patchUses(kustomize2, file)) facts.push({ type: "use", use });
  }
  return facts;
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
function artifactFacts(root, file) {
  const url = scalarAt(root, "spec", "url");
  if (url === void 0 || !url.value.startsWith("oci://")) return [];
  const tag = scalarAt(root, "spec", "ref", "tag")?.value ?? scalarAt(root, "spec", "ref", "semver")?.value;
  const slash = url.value.lastIndexOf("/");
  const isChart = scalarAt(root, "spec", "layerSelector", "mediaType")?.value.includes("helm") === true;
  const unseen2 = isChart ? unseenChart(file, url.start, {
    name: url.value.slice(slash + 1),
    repository: url.value.slice(0, slash),
    version: tag
  }) : unseenArtifact(file, url.start, url.value, tag);
  return [{ type: "unseen", unseen: unseen2 }];
}
function repositoryFacts(root, file) {
  const url = scalarAt(root, "spec", "url");
  if (url === void 0) return [];
  const revision = scalarAt(root, "spec", "ref", "tag")?.value ?? scalarAt(root, "spec", "ref", "branch")?.value;
  return [{ type: "unseen", unseen: unseenGit(file, url.start, url.value, ".", revision) }];
}

// src/manifests/kubernetes/objects.ts
var API_VERSION = /^(?:([a-z0-9][a-z0-9.-]*)\/)?v\d+(?:(?:alpha|beta)\d+)?$/;
var MAX_LENGTH3 = 512;
var OTHERS = /^(?:skaffold|kustomize\.config\.k8s\.io)$/;
function objectType(node) {
  if (node.type !== "mapping") return void 0;
  return objectTypeOf(scalarAt(node, "apiVersion")?.value, scalarAt(node, "kind")?.value);
}
function objectTypeOf(version2, kind) {
  if (kind === void 0 || kind.length > MAX_LENGTH3 || !/^[A-Z]\w*$/.test(kind)) return void 0;
  if (version2 === void 0) return kind === "List" ? { group: "", kind } : void 0;
  const match = version2.length > MAX_LENGTH3 ? null : API_VERSION.exec(version2);
  const group = match?.[1] ?? (/^v1(?:beta\d)?$/.test(version2) ? "" : version2);
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
    const flag2 = leadingFlag(item);
    if (/^-\w{0,4}c$/.test(before)) collector.take(scriptFacts(collector.file, item, collector.kind));
    if (flag2 === void 0) {
      if (!pushes && !namesMadeImage(before) && isArgument(before, item.value)) collector.literal(item, "arg");
    } else if (!namesMadeImage(flag2.name) && isArgument(flag2.name, item.value.slice(flag2.length))) {
      collector.literal(item, "arg", flag2.length);
    }
    pushes ||= /^(?:push|tag|build)$/.test(item.value);
    before = item.value.startsWith("-") && !item.value.includes("=") ? item.value : "";
  }
}
function leadingFlag({ value }) {
  const match = /^(?:--?)?[A-Za-z][\w.-]*=(?:[A-Za-z][\w-]*=)?/.exec(value);
  return match === null ? void 0 : { name: match[0].replaceAll("=", "-").replace(/-$/, ""), length: match[0].length };
}
function isArgument(flag2, text) {
  const name = flag2.replace(/^-+/, "");
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
  const field3 = (...roles) => {
    for (const role of roles) {
      const scalar = textField(fields, role);
      if (scalar !== void 0) return { role, scalar };
    }
    return void 0;
  };
  const registry = field3("registry", "imageRegistry", "hub");
  const digest = field3("digest", "sha");
  const tag = field3("tag", "imageTag");
  const repository = field3("repository", "imageRepository");
  const image = field3("image", "imageName");
  const underImage = /image$/i.test(key);
  if (repository !== void 0) {
    if (image !== void 0) {
      const version2 = tag ?? field3("version");
      return isName(image) ? { repository: image, registry: repository, tag: version2, digest } : void 0;
    }
    const known2 = underImage || tag !== void 0 || digest !== void 0 || fields.has("tag");
    return known2 && isName(repository) ? { repository, registry, tag, digest } : void 0;
  }
  if (image !== void 0)
    return (tag ?? registry) && isName(image) ? { repository: image, registry, tag, digest } : void 0;
  const name = field3("name");
  if (!underImage || name === void 0 || !isName(name) || (tag ?? digest) === void 0) return void 0;
  return { repository: name, registry, tag, digest };
}
function isName({ scalar }) {
  return isTemplate3(scalar.value) || isPossibleImage(scalar.value.trim(), "image");
}

// src/manifests/kubernetes/pod.ts
function podFacts(pod, collector) {
  const walker = new Walker(collector, { templates: true, words: true, text: () => void 0 });
  const fields = fieldsOf(pod);
  for (const key of ["initContainers", "containers", "ephemeralContainers"])
    for (const container of itemsField(fields, key)) walker.container(container);
  for (const volume of itemsField(fields, "volumes")) {
    const image = mappingAt(volume, "image");
    if (image !== void 0) walker.node(image, "image");
  }
  return collector.facts;
}

// src/base/lazy.ts
function once3(make) {
  let made;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

// src/manifests/helm/directives.ts
var MAX_LOOKED_AT = 1e3;
var MAX_DIRECTIVE_CHARS = 200;
function isHelmTemplate(text) {
  let at = text.indexOf("{{");
  for (let count3 = 0; at !== -1 && count3 < MAX_LOOKED_AT; count3++) {
    if (text[at - 1] !== "$" && HELM2.test(text.slice(at, at + MAX_DIRECTIVE_CHARS))) return true;
    at = text.indexOf("{{", at + 2);
  }
  return false;
}
var HELM2 = /^\{\{-?\s*(?:\/\*|end\b|else\b|(?:if|with|range)\b[^}]*[.$]|define\s+["`]|[^}]*(?:\.Values\b|\.Release\.|\.Chart\.|\.Capabilities\.|\binclude\s+["`]|\btemplate\s+["`]|\btoYaml\b|\$\.))/;
function needsOf(text) {
  const version2 = /(v?)(?:(?:%s)?["`]\s+)?(?:\{\{-?\s*(?:\.Values[\w.]*\s*\|\s*default\s+)?)?\$?\.Chart\.AppVersion/.exec(text);
  return {
    values: [
      ...new Set(Array.from(text.matchAll(/\.Values((?:\.[A-Za-z_]\w*)+)/g), (match) => (match[1] ?? "").slice(1)))
    ],
    includes: [
      ...new Set(Array.from(text.matchAll(/\b(?:include|template)\s+["`]([^"`\n]+)["`]/g), (match) => match[1] ?? ""))
    ],
    appVersion: version2 === null ? void 0 : version2[1] ?? ""
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
  const parts2 = [text];
  for (const name of names) {
    for (const value of assignments.get(name) ?? []) {
      parts2.push(value);
      if (parts2.length > 4 * MAX_ASSIGNMENTS) return parts2.join("\n");
      for (const match of value.matchAll(/\$(\w+)/g)) names.add(match[1] ?? "");
    }
  }
  return parts2.join("\n");
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
      const { name: opened3, start } = open;
      found.push({ name: opened3, needs: once3(() => needsOf(text.slice(start, match.index))) });
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
var MARKS = /argoproj\.io|toolkit\.fluxcd\.io|repository/;
var kubernetes = {
  name: "kubernetes",
  format: "yaml",
  recognises: ({ root }) => objectType(root) !== void 0,
  marks: [...IMAGE_MARKS, MARKS],
  mayHoldImages: ({ text }) => mayHoldImage(text) || MARKS.test(text),
  extract: ({ root }, file) => objectFacts(root, { file, depth: 0 }),
  extractUnparsable: unparsableFacts
};
var MAX_TEXT_DEPTH = 3;
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
    const template2 = mappingAt(root, "spec", "template");
    if (template2 !== void 0) relatedImages(template2, collector);
    return podFacts(pod, collector);
  }
  return type.group === "" && type.kind === "ConfigMap" ? configMapFacts(root, place) : [];
}
var POLICIES2 = /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh)$/;
var PATTERNS = /^(?:pattern|anyPattern|deny|validate|verifyImages|match|exclude|preconditions|context|rego)$/;
var SCRIPTS = /^(?:script|source)$/;
var IMAGE_WATCHERS = "image.toolkit.fluxcd.io";
function customFacts(root, type, place) {
  if (type.group === IMAGE_WATCHERS) return [];
  const delivered = deliveryFacts2(root, type, place.file);
  if (delivered !== void 0) return delivered;
  const kind = place.outer ?? "custom-resource";
  const collector = new UseCollector(place.file, kind);
  const isPolicy = POLICIES2.test(type.group);
  const walker = new Walker(collector, {
    templates: !isPolicy,
    words: true,
    ...isPolicy ? { skips: PATTERNS } : {},
    text: (scalar, key) => collector.take(
      SCRIPTS.test(key) ? scriptFacts(place.file, scalar, kind) : embeddedObjects(scalar, { ...place, outer: kind })
    )
  });
  const entries = root.entries.filter(
    ({ key }) => key.type === "scalar" && !/^(?:status|metadata|kind|apiVersion)$/.test(key.value)
  );
  walker.node({ ...root, entries }, "");
  walker.finish();
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
    ...documents.flatMap(({ root }) => root.type === "sequence" ? root.items : [root]).flatMap((root) => objectFacts(root, { file, outer, depth: depth + 1 })),
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
  for (const { root } of documents) {
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
    for (const { 1: name = "", 2: slash, index } of use.text.matchAll(NAMED2)) {
      if (index > 0) before.set(name, use);
      if (slash === "/") after2.set(name, use);
    }
  const registries = new Map(book.of("ansible-registry").map(({ file, fact }) => [fact.name, file]));
  return facts.map(({ fact: { name, use } }) => {
    if (use.image === null) return use;
    const isJoined = use.also.some(({ role }) => role.endsWith("registry"));
    const longer = after2.get(name) ?? (isJoined ? void 0 : before.get(name));
    if (longer !== void 0) return partOf(use, `${longer.file}:${longer.line} adds to it`);
    const registry = isJoined || hasHost(use.text) ? void 0 : registryNames(name).find((candidate) => registries.has(candidate));
    return registry === void 0 ? use : partOf(use, `${registry} in ${registries.get(registry)} comes before it`);
  });
}
function partOf({ uneditable, unknownTag, ...use }, why) {
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
var NAMED2 = /\{\{-?[ \t]*([A-Za-z_]\w*)[ \t]*-?\}\}(\/?)/g;
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
    const variables = distinct(root.type === "mapping" ? [root, ...varsBelow(root)] : tasks.flatMap(varsOf));
    const known2 = new JinjaVariables(file, variables.flatMap(variablesIn));
    const modules = tasks.flatMap(modulesOf);
    const uses = [
      ...(root.type === "mapping" ? [root] : tasks.flatMap(valuesOf)).flatMap(
        (node) => settingUses(node, file, "ansible")
      ),
      ...variables.flatMap((node) => variableUses(node, file, known2)),
      ...modules.map(([module2, options]) => moduleUse(module2, options, file, known2))
    ];
    const built = modules.flatMap(([module2, options]) => builtName(module2, options, known2));
    const manifests = tasks.flatMap(valuesOf).flatMap((value) => manifestFacts(value, file));
    const names = new Map(
      variables.flatMap(variablesIn).map(([name, { start }]) => [placeOf(file.at(start)), name])
    );
    const facts = onePlaceEach([...manifests, ...useFacts(withoutPassedOn(uses))]);
    const registries = root.type === "mapping" ? variables.flatMap(registryFacts) : [];
    return [...facts.map((fact) => repositoryFact(fact, names)), ...registries, ...builtFacts(built)];
  },
  resolve: resolveRepositories
};
function repositoryFact(fact, names) {
  if (fact.type !== "use" || fact.use.part !== "repository") return fact;
  const name = names.get(placeOf(fact.use));
  return name === void 0 ? fact : { type: "ansible-repository", name, use: fact.use };
}
function tasksIn(node, found = []) {
  if (node?.type !== "sequence") return found;
  for (const task of node.items) {
    if (task.type !== "mapping") continue;
    found.push(task);
    for (const list2 of LISTS) tasksIn(valueAt(task, list2), found);
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
function distinct(nodes) {
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
function moduleUse(module2, options, file, known2) {
  if (RUNS.test(module2)) return imageUse(valueAt(options, "image"), file, known2);
  if (BUILDS.test(module2) || buildsImage(options) || !isPulled(options)) return void 0;
  return heldImage(options, file, known2);
}
function builtName(module2, options, known2) {
  if (RUNS.test(module2) || !(BUILDS.test(module2) || buildsImage(options))) return [];
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
  const places = new Set(uses.flatMap((use) => use === void 0 || use.image === null ? [] : [placeOf(use)]));
  return uses.filter((use) => use === void 0 || !use.also.some((sibling) => places.has(placeOf(sibling))));
}
function onePlaceEach(facts) {
  const places = new Map(facts.flatMap((fact) => fact.type === "use" ? [[placeOf(fact.use), fact]] : []));
  return [...places.values(), ...facts.filter(({ type }) => type !== "use")];
}
function placeOf({ line: line2, column }) {
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
var MAX_DEPTH6 = 100;
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
    const field3 = fieldOf2(scope, pending, syntax);
    if (field3 !== void 0) fields.push(field3);
    pending.length = 0;
  };
  for (const token of tokens) {
    if (fields.length === MAX_FIELDS2) break;
    const text = token.type === "mark" ? token.text : "";
    if (OPENING2.has(text)) {
      if (stack.length >= MAX_DEPTH6) ignored++;
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
function textToken(text, start, end, { plain: plain2, dynamic }) {
  return { type: "text", start, end, text: text.slice(start, end), plain: plain2, dynamic };
}
function scalarOf2({ start, end, text, plain: plain2 }) {
  return {
    type: "scalar",
    start,
    end,
    style: "double",
    anchor: void 0,
    tag: void 0,
    value: text,
    verbatim: plain2
  };
}
var WORD = /\w[\w-]*(?:\.\w[\w-]*)*/y;
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
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
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
var MAX_SHOWN = 120;
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
  const end = Math.min(first.start + MAX_SHOWN, Math.max(last.end, first.end));
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
  const declared = new Map(fields.flatMap((field3) => declarationOf(field3)));
  const traced = /* @__PURE__ */ new Set();
  const uses = [];
  for (const field3 of fields) {
    const prefix = webAppPrefix(field3);
    if (prefix === void 0 && !isImageField(field3)) continue;
    const [value] = field3.value;
    const declaration = field3.value.length === 1 && value?.type === "word" ? tracedTo(value.text, declared) : void 0;
    if (declaration !== void 0) traced.add(declaration.name);
    const at = declaration === void 0 ? {} : { part: "arg" };
    const tokens = declaration?.value ?? field3.value;
    const place = { file, kind: "bicep", value: tokens, ...at, ...prefix === void 0 ? {} : { prefix } };
    const told = valueUses2(place);
    uses.push(...prefix === void 0 && isGivenChoice(field3) ? told.filter(isPlain) : told);
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
function isImageField(field3) {
  const { scope, key, value } = field3;
  if (key === "image" && (isInContainers(scope) || resourceType(scope).includes("/sitecontainers@"))) return true;
  if (isGivenChoice(field3)) return true;
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
var VARIABLE = { pattern: /\$[({]|\{\{|__\w+__|#\{/, reason: "a variable that is filled in before deployment" };
var containerApps = {
  format: "yaml",
  name: "container-apps",
  marks: [IMAGE_WORD],
  mayHoldImages: ({ text }) => text.includes("image") && /containers/i.test(text),
  recognises: ({ root }) => scalarAt(root, "kind") === void 0 && containersOf(root).length > 0,
  extract: ({ root }, file) => useFacts(
    containersOf(root).map(
      (container) => scalarUse({ file, node: valueAt(container, "image"), kind: "container-apps", templating: VARIABLE })
    )
  )
};
function containersOf(root) {
  const bare = /^Microsoft\.App\//i.test(scalarAt(root, "type")?.value ?? "") ? [["template"]] : [];
  return [["properties", "template"], ...bare].flatMap((path) => [
    ...itemsAt(root, ...path, "containers"),
    ...itemsAt(root, ...path, "initContainers")
  ]);
}

// src/manifests/azure-resources/container-instances.ts
var VARIABLE2 = { pattern: /\$[({]|\{\{|__\w+__|#\{/, reason: "a variable that is filled in before deployment" };
var containerInstances = {
  format: "yaml",
  name: "container-instances",
  marks: [IMAGE_WORD],
  mayHoldImages: ({ text }) => text.includes("image") && /containers/i.test(text),
  recognises: ({ root }) => /^Microsoft\.ContainerInstance\/containerGroups$/i.test(scalarAt(root, "type")?.value ?? "") || /^\d{4}-\d\d-\d\d/.test(scalarAt(root, "apiVersion")?.value ?? "") && itemsAt(root, "properties", "containers").some((item) => valueAt(item, "properties", "image") !== void 0),
  extract: ({ root }, file) => {
    const containers = ["containers", "initContainers"].flatMap((list2) => itemsAt(root, "properties", list2));
    return useFacts(
      containers.map(
        (container) => scalarUse({
          file,
          node: valueAt(container, "properties", "image"),
          kind: "container-instances",
          templating: VARIABLE2
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
var VARIABLE3 = { pattern: /\$\{/, reason: "a variable that is set when it is built" };
var bake = {
  format: "text",
  name: "bake",
  recognises: (path) => /^(?:docker-)?bake(?:[.-][\w.-]*)?\.(?:hcl|json)$/i.test(baseName(path)),
  extract: (file) => /\.json$/i.test(file.path) ? extractJson(file) : extractHcl(file, hclFields(file.text))
};
function extractHcl(file, fields) {
  const variables = new Map(
    fields.flatMap(({ scope, key, value: [value] }) => {
      const block3 = blockOf(topOf(scope));
      const [name] = block3?.labels ?? [];
      if (block3?.type !== "variable" || key !== "default" || name === void 0 || value?.type !== "text") return [];
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
  const once4 = onlyOnce();
  const targets = parsed.documents.flatMap(({ root }) => entriesAt(root, "target").map(([, target]) => once4(target)));
  const contexts = targets.flatMap((target) => entriesAt(once4(valueAt(target, "contexts"))).map(([, node]) => node));
  const uses = contexts.map((node) => scalarUse({ file, node, kind: "other", prefix: PREFIX, templating: VARIABLE3 }));
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
var VARIABLE4 = { pattern: /\$\{/, reason: "a variable that is set when the container is made" };
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
    return useFacts([scalarUse({ file, node: valueAt(root, "image"), kind: "devcontainer", templating: VARIABLE4 })]);
  }
};

// src/manifests/build-tools/gitpod.ts
var NONE = { pattern: /\$\{/, reason: "a variable" };
var NAME = /(?:^|\/)\.gitpod\.ya?ml$/i;
var gitpod = {
  format: "yaml",
  name: "gitpod",
  isNamed: (path) => NAME.test(path),
  recognises: (_document, { path }) => NAME.test(path),
  extract: ({ root }, file) => useFacts([scalarUse({ file, node: valueAt(root, "image"), kind: "other", templating: NONE })])
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
    return [...useFacts(uses), ...builtFacts(built)];
  }
};
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
  const once4 = onlyOnce();
  const builders = configurations.flatMap((configuration2) => entriesAt(once4(valueAt(configuration2, "build", "googleCloudBuild")))).flatMap(([key, value]) => /Image$/.test(key) ? [value] : []);
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

// src/manifests/dockerfile/flags.ts
function flagsOf({ text }) {
  const flags = [];
  const word = /\s*(\S+)/y;
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const end = word.lastIndex;
    const flag2 = match[1] ?? "";
    if (!flag2.startsWith("--")) break;
    const equals = flag2.indexOf("=");
    if (equals === -1) continue;
    const value = withoutQuotes(text, { start: end - flag2.length + equals + 1, end });
    flags.push({ name: flag2.slice(2, equals).toLowerCase(), value });
  }
  return flags;
}
function mountSource(text, { start, end }) {
  let at = start;
  for (const written4 of text.slice(start, end).split(",")) {
    const field3 = withoutQuotes(text, { start: at, end: at + written4.length });
    if (/^from=/i.test(text.slice(field3.start, field3.start + 5))) return { start: field3.start + 5, end: field3.end };
    at += written4.length + 1;
  }
  return void 0;
}

// src/manifests/dockerfile/instructions.ts
function readDockerfile(text) {
  const lines2 = new LineReader(text);
  const directives = readDirectives(lines2);
  const instructions = [];
  for (let line2 = lines2.next(); line2 !== void 0; line2 = lines2.next()) {
    const joined2 = joinLines(line2, lines2, directives.escape);
    const instruction = joined2 === void 0 ? void 0 : instructionOf(joined2);
    if (instruction === void 0) continue;
    instructions.push(instruction);
    skipHereDocuments(instruction, lines2, directives.escape);
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
function readDirectives(lines2) {
  let escapeUnit = "\\";
  let syntax;
  if (lines2.peek()?.text.startsWith("#!") === true) lines2.next();
  for (let line2 = lines2.peek(); line2 !== void 0; line2 = lines2.peek()) {
    const directive = /^#[ \t]*([A-Za-z]\w*)[ \t]*=[ \t]*(\S+)/.exec(line2.text);
    if (directive === null) break;
    lines2.next();
    const name = directive[1]?.toLowerCase();
    const value = directive[2] ?? "";
    const end = line2.start + directive[0].length;
    if (name === "escape" && (value === "\\" || value === "`")) escapeUnit = value;
    else if (name === "syntax") syntax ??= { start: end - value.length, end };
  }
  return { escape: escapeUnit, syntax };
}
function joinLines(first, lines2, escapeUnit) {
  if (isEmpty2(first) || isComment(first)) return void 0;
  const texts2 = [];
  const runs = [];
  let length = 0;
  for (let line2 = first; line2 !== void 0; line2 = lines2.next()) {
    if (length > 0 && (isEmpty2(line2) || isComment(line2))) continue;
    const kept = beforeContinuation(line2.text, escapeUnit);
    const text = kept ?? line2.text;
    runs.push({ joined: length, source: line2.start });
    texts2.push(text);
    length += text.length;
    if (kept === void 0) break;
  }
  return {
    text: texts2.join(""),
    sourceOf: (offset) => {
      const run2 = runAt(runs, offset);
      return run2 === void 0 ? offset : run2.source + offset - run2.joined;
    }
  };
}
function runAt(runs, offset) {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = low + high + 1 >>> 1;
    if ((runs[middle]?.joined ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return runs[low];
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
function isComment({ text }) {
  return text.trimStart().startsWith("#");
}
var KEYWORD = /^\s*(?:ONBUILD\s+)?(FROM|ARG|RUN|COPY|ADD)\s+/i;
function instructionOf({ text, sourceOf: sourceOf2 }) {
  const match = KEYWORD.exec(text);
  const keyword = match?.[1]?.toUpperCase();
  if (match === null || !isKeyword(keyword)) return void 0;
  const skipped = match[0].length;
  return { keyword, text: text.slice(skipped), sourceOf: (offset) => sourceOf2(skipped + offset) };
}
function isKeyword(text) {
  return text === "FROM" || text === "ARG" || text === "RUN" || text === "COPY" || text === "ADD";
}
function skipHereDocuments({ keyword, text }, lines2, escapeUnit) {
  if (keyword === "FROM" || keyword === "ARG" || !text.includes("<<")) return;
  for (const { start, end } of shellWords(text, escapeUnit) ?? []) {
    const match = /^\d*<<(-?)([^<]+)$/.exec(text.slice(start, end));
    const name = match?.[2]?.replaceAll(/["']/g, "");
    if (name === void 0 || name === "") continue;
    for (let line2 = lines2.next(); line2 !== void 0; line2 = lines2.next()) {
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
    return tracedUses(this.#traced);
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
      if (equals === -1) this.#declare(name, this.#stage === void 0 ? void 0 : this.#global.get(name));
      else this.#declare(name, this.#argValue(instruction, { start: start + equals + 1, end }));
    }
  }
  #declare(name, value) {
    (this.#stage ?? this.#global).set(name, value);
  }
  #argValue(instruction, span) {
    const inner = withoutQuotes(instruction.text, span);
    const start = instruction.sourceOf(inner.start);
    const text = this.#written(instruction, inner);
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
  #template({ text, sourceOf: sourceOf2 }, { start, end }) {
    const source = sourceOf2(start);
    const whole = end === start || sourceOf2(end - 1) === source + end - start - 1;
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
    const place = { ...this.#place({ start, end: start }, part), text: this.#written(instruction, inner) };
    const directive = /\{\{|<%|@@/.test(instruction.text.slice(inner.start, inner.end));
    this.#traced.push({ place, value: directive ? TEMPLATE4 : value });
  }
  /** What stands in the file for a span, with the ends of lines within it. */
  #written({ sourceOf: sourceOf2 }, { start, end }) {
    return end === start ? "" : this.#file.text.slice(sourceOf2(start), sourceOf2(end - 1) + 1);
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
var VARIABLE5 = /\$\$|\$\{?([A-Za-z_]\w*)/g;
function countVariables(text) {
  const counts3 = /* @__PURE__ */ new Map();
  for (const [, name] of text.matchAll(VARIABLE5)) if (name !== void 0) add(counts3, name, 1);
  return counts3;
}
function variablesUsedElsewhere(images, projects) {
  const ofImages = /* @__PURE__ */ new Map();
  for (const { place, value } of images) {
    const counts3 = ofImages.get(place.file.path) ?? /* @__PURE__ */ new Map();
    ofImages.set(place.file.path, counts3);
    for (const [name, times] of countVariables(value)) add(counts3, name, times);
  }
  const known2 = /* @__PURE__ */ new Map();
  const usedFor = (environment) => {
    const found = known2.get(environment) ?? moreThan(ofImages, projects, environment);
    known2.set(environment, found);
    return found;
  };
  return ({ value }, environment) => {
    const [first] = value.matchAll(VARIABLE5);
    const name = first?.[1];
    if (name === void 0) return void 0;
    const given = environment.find((file) => projects.isGiven(file));
    if (given !== void 0) return `${given} is given to containers as a whole`;
    const isUsed = environment.some((file) => usedFor(file).has(name));
    return isUsed ? `${name} is used for more than images` : void 0;
  };
}
function moreThan(ofImages, projects, environment) {
  const readers = projects.readersOf(environment);
  return new Set(
    readers.flatMap(
      ([file, { variables }]) => [...variables].flatMap(([name, times]) => times > (ofImages.get(file)?.get(name) ?? 0) ? [name] : [])
    )
  );
}
function add(counts3, name, times) {
  counts3.set(name, (counts3.get(name) ?? 0) + times);
}

// src/manifests/compose/image.ts
function imageUses(images, projects) {
  const traced = images.flatMap((image) => {
    const { file } = image.place;
    const environments = image.value.includes("$") ? projects.environmentsOf(file.path) : [[]];
    return environments.map((environment) => {
      const value = expanded(image, projects.environments.of(file.path, environment));
      return { image, environment, place: image.place, value };
    });
  });
  const uses = tracedUses(traced);
  const instances = traced.flatMap(({ image, environment }, index) => {
    const use = uses[index];
    return use === void 0 ? [] : [{ image, environment, use }];
  });
  const byImage = new Map(images.map((image) => [image, /* @__PURE__ */ new Map()]));
  for (const [index, use] of written3(instances, images, projects).entries()) {
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
function written3(instances, images, projects) {
  const elsewhere = variablesUsedElsewhere(images, projects);
  const kept = /* @__PURE__ */ new Map();
  for (const { image, environment, use } of instances) {
    const place = placeElsewhere(use);
    const reason = place === void 0 || WHOLE.test(image.value) ? void 0 : elsewhere(image, environment);
    if (reason !== void 0 && place !== void 0) kept.set(place, reason);
  }
  return instances.map(({ use }) => {
    const reason = projects.isTangled ? TANGLED : kept.get(placeElsewhere(use) ?? "");
    return reason === void 0 ? use : { ...use, slots: [], uneditable: reason };
  });
}
var TANGLED = "the Compose projects of this tree are too many to follow";
function placeElsewhere({ file, slots }) {
  const name = slots.find(({ writes }) => writes === "name");
  return name === void 0 || name.file === file ? void 0 : `${name.file}\0${name.start}`;
}
var WHOLE = /^\$(?:\w+|\{[^{}]*\})$/;
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
function expanded({ place, verbatim, value }, variables) {
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
    const arg = soleVariable(use.text);
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
function soleVariable(text) {
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
  const sourceOf2 = (offset) => {
    const run2 = runAt2(decoded.runs, offset);
    return run2.source + offset - run2.decoded;
  };
  const inline = { path: file.path, text: decoded.text, at: (offset) => file.at(sourceOf2(offset)) };
  return dockerfileUses(inline, "compose").map((use) => ({
    ...use,
    slots: use.slots.map((slot) => moved(slot, sourceOf2))
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
function moved(slot, sourceOf2) {
  const start = sourceOf2(slot.start);
  return { ...slot, start, end: start + slot.end - slot.start };
}
function decode(node, source) {
  const lines2 = node.verbatim ? [{ decoded: 0, source: node.start }] : linesOf(node, source);
  if (lines2 === void 0) return void 0;
  const runs = [];
  let text = "";
  for (const [index, line2] of lines2.entries()) {
    const written4 = node.value.slice(line2.decoded, lines2[index + 1]?.decoded);
    let at = 0;
    for (const [part, stretch] of written4.split("$$").entries()) {
      if (part > 0) text += "$";
      runs.push({ decoded: text.length, source: line2.source + at });
      text += stretch;
      at += stretch.length + 2;
    }
  }
  return { text, runs };
}
function linesOf(node, source) {
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
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = low + high + 1 >>> 1;
    if ((runs[middle]?.decoded ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return runs[low] ?? { decoded: 0, source: 0 };
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
      ...file.at(value.start)
    });
    if (value.end > end) next = lineEnd3(text, value.end) + 1;
  }
  return variables;
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
  const comment = /(?:^|[ \t])#/.exec(line2);
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
    const values = dotenvValues(path, this.#dotenvs.get(path)?.variables ?? []);
    this.#read.set(path, values);
    return values;
  }
};

// src/manifests/compose/projects.ts
var MAX_DEPTH7 = 20;
var MAX_STEPS = 1e5;
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
    return this.#steps > MAX_STEPS;
  }
  /** Where the variables of a Compose file come from: each of its projects may have them elsewhere. */
  environmentsOf(file) {
    return [...this.#environmentsOf.get(file)?.values() ?? [[]]];
  }
  /** The Compose files that an environment file gives variables to, with what each uses. */
  readersOf(environment) {
    return [...this.#readers.get(environment) ?? []].flatMap((file) => {
      const composed = this.#files.get(file);
      return composed === void 0 ? [] : [[file, composed]];
    });
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
  #project(files, directory, environment = [joinPath(directory, ".env") ?? ""]) {
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
    const named3 = files.flatMap((file) => joinPath(from, file) ?? []);
    const paths = files.length === 0 ? this.#usualIn(from) : named3;
    const [first] = paths;
    if (first === void 0 || paths.length < files.length || !paths.every((path) => this.#files.has(path)))
      return void 0;
    const at = directory === void 0 ? directoryOf(first) : joinPath(from, directory);
    const given = environment.flatMap((path) => joinPath(from, path) ?? []).toReversed();
    return at === void 0 ? void 0 : this.#project(paths, at, given.length === 0 ? void 0 : given);
  }
  /** What `COMPOSE_FILE` names (https://docs.docker.com/compose/how-tos/environment-variables/envvars/#compose_file). */
  #settings(book) {
    return book.of("dotenv").flatMap(({ file, fact }) => {
      if (baseName(file) !== ".env") return [];
      const named3 = fact.variables.findLast(({ name }) => name === "COMPOSE_FILE")?.text?.split(":") ?? [];
      const paths = named3.flatMap((path) => joinPath(directoryOf(file), path) ?? []);
      const [first] = paths;
      if (first === void 0 || !paths.every((path) => this.#files.has(path))) return [];
      const directory = directoryOf(first);
      return [this.#project(paths, directory, [.../* @__PURE__ */ new Set([joinPath(directory, ".env") ?? "", file])])];
    });
  }
  /** What Compose takes where it is told nothing. */
  #usual(book) {
    const set = new Set(
      book.of("dotenv").flatMap(({ file, fact: { variables } }) => {
        const isSet = baseName(file) === ".env" && variables.some(({ name }) => name === "COMPOSE_FILE");
        return isSet ? [directoryOf(file)] : [];
      })
    );
    const directories = groupBy([...this.#files.keys()], directoryOf);
    return [...directories.keys()].flatMap((directory) => {
      const files = set.has(directory) ? [] : this.#usualIn(directory);
      return files.length === 0 ? [] : [this.#project(files, directory)];
    });
  }
  #usualIn(directory) {
    const present4 = (names) => names.flatMap((name) => joinPath(directory, name) ?? []).find((path) => this.#files.has(path));
    const file = present4(USUAL_NAMES);
    if (file === void 0) return [];
    const override = present4(USUAL_OVERRIDES);
    return override === void 0 ? [file] : [file, override];
  }
  #read({ files, directory, environment }) {
    const merged2 = /* @__PURE__ */ new Map();
    const seen = /* @__PURE__ */ new Set();
    for (const file of files) {
      for (const [name, said2] of this.#servicesOf({ file, directory, environment, seen, depth: 0 }))
        merged2.set(name, merge(merged2.get(name), said2));
    }
    for (const { images, image, build: build2 } of merged2.values()) {
      const effective = image === "yes" ? images.at(-1) : void 0;
      if (effective === void 0) continue;
      const key = keyOf2(effective);
      (build2 === "yes" ? this.#built : this.#pulled).add(key);
      for (const other of images) if (keyOf2(other) !== key) this.#replaced.set(keyOf2(other), effective);
    }
  }
  /** The services that a file brings along: those that it includes, and its own. */
  #servicesOf(reading) {
    const { file, directory, environment, seen, depth } = reading;
    const composed = this.#files.get(file);
    const services = /* @__PURE__ */ new Map();
    const key = `${file}\0${environment.join("\0")}`;
    if (composed === void 0 || depth > MAX_DEPTH7 || seen.has(key) || this.isTangled) return services;
    seen.add(key);
    this.#reach(reading);
    for (const path of composed.given)
      for (const from of /* @__PURE__ */ new Set([directory, directoryOf(file)])) {
        const given = joinPath(from, path);
        if (given !== void 0) this.#given.add(given);
      }
    this.#steps += composed.given.length + composed.services.length;
    for (const include of composed.includes) this.#include(reading, include, services);
    for (const service of composed.services)
      services.set(service.name, merge(services.get(service.name), this.#service(reading, service)));
    return services;
  }
  #include(reading, include, services) {
    const { file, environment, depth } = reading;
    const from = directoryOf(file);
    const paths = include.paths.flatMap((path) => joinPath(from, path) ?? []);
    const directory = include.directory === void 0 ? directoryOf(paths[0] ?? "") : joinPath(from, include.directory) ?? "";
    const own2 = include.environment.length === 0 ? [joinPath(directory, ".env") ?? ""] : include.environment.flatMap((path) => joinPath(from, path) ?? []).toReversed();
    const inner = [.../* @__PURE__ */ new Set([...environment, ...own2])];
    for (const path of paths) {
      this.#steps++;
      const included2 = { ...reading, file: path, directory, environment: inner, depth: depth + 1 };
      for (const [name, said2] of this.#servicesOf(included2)) services.set(name, merge(services.get(name), said2));
    }
  }
  /** A service with what it extends, which gets its variables from where this file does. */
  #service(reading, { image, build: build2, extends: extended }) {
    const isImage2 = typeof image === "number";
    const images = isImage2 ? [{ file: reading.file, start: image }] : [];
    const base = extended === void 0 ? void 0 : this.#extended(reading, extended);
    return merge(base, { images, image: isImage2 ? "yes" : image, build: build2 });
  }
  #extended(reading, extended) {
    const { file, directory, depth } = reading;
    if (depth >= MAX_DEPTH7 || this.isTangled) return void 0;
    this.#steps++;
    const [path] = extended.file === void 0 ? [file] : [directoryOf(file), directory].flatMap((from) => joinPath(from, extended.file ?? "") ?? []).filter((known2) => this.#files.has(known2));
    const service = path === void 0 ? void 0 : this.#serviceIn(path, extended.service);
    if (path === void 0 || service === void 0) return void 0;
    const next = { ...reading, file: path, depth: depth + 1 };
    this.#reach(next);
    return this.#service(next, service);
  }
  #serviceIn(file, name) {
    const known2 = this.#services.get(file);
    const services = known2 ?? new Map((this.#files.get(file)?.services ?? []).map((service) => [service.name, service]));
    this.#services.set(file, services);
    return services.get(name);
  }
  /** Notes where a file's variables come from; paths of nothing make no difference. */
  #reach({ file, environment }) {
    const present4 = environment.filter((path) => this.environments.has(path));
    const known2 = this.#environmentsOf.get(file) ?? /* @__PURE__ */ new Map();
    this.#environmentsOf.set(file, known2.set(present4.join("\0"), present4));
    for (const path of present4) {
      const readers = this.#readers.get(path) ?? /* @__PURE__ */ new Set();
      this.#readers.set(path, readers.add(file));
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
function keyOf2({ file, start }) {
  return `${start} ${file}`;
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
function isCompose({ root }, path) {
  if (resolved(root)?.type !== "mapping" || valueAt(root, "apiVersion") !== void 0) return false;
  const services = entriesAt(root, "services");
  if (isComposeName(path)) return services.length > 0 || valueAt(root, "include") !== void 0;
  const distinct6 = [...new Set(services.map(([, service]) => resolved(service)))];
  return distinct6.some((service) => valueAt(service, "image") !== void 0 || valueAt(service, "build") !== void 0) && distinct6.every((service) => service?.type === "mapping") && distinct6.every((service) => entriesAt(service).every(([key]) => SERVICE_KEYS.has(key) || key.startsWith("x-")));
}

// src/manifests/compose/services.ts
var MAX_DEPTH8 = 20;
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
    if (node === void 0 || node.type === "scalar" || depth > MAX_DEPTH8) return void 0;
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

// src/manifests/compose/compose.ts
var compose = {
  name: "compose",
  format: "yaml",
  isNamed: isComposeName,
  marks: [/services/],
  mayHoldImages: ({ path, text }) => isComposeName(path) || /\bservices["']?\s*:/.test(text) && /image|build/.test(text),
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
  /** How many arguments and contexts builds have. */
  #settings = 0;
  constructor({ root }, file) {
    this.#root = root;
    this.#file = file;
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
    return { place, verbatim: node.verbatim, value };
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
    this.#facts.push({ type: "unseen", unseen: { file: this.#file.path, line: line2, source, remedy } });
  }
};
function keyed(node, key) {
  const mapped = entriesAt(node, key).flatMap(([name, value]) => {
    const scalar = resolved(value);
    return isShort(scalar) ? [{ name, node: scalar, skipped: 0 }] : [];
  });
  const listed4 = itemsAt(node, key).flatMap((item) => {
    const scalar = resolved(item);
    if (!isShort(scalar)) return [];
    const equals = scalar.value.indexOf("=");
    const name = equals === -1 ? scalar.value : scalar.value.slice(0, equals);
    return [{ name, node: scalar, skipped: equals === -1 ? scalar.value.length : equals + 1 }];
  });
  return [...mapped, ...listed4];
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
  const list2 = resolved(node);
  return list2?.type === "sequence" ? list2.items.slice(0, MAX_PATHS).flatMap((item) => pathsAt(item)) : pathsAt(list2);
}
var MAX_PATHS = 100;
var MAX_PATH2 = 512;
function pathsAt(node, key) {
  const at = resolved(node);
  const path = at?.type === "scalar" ? at : key === void 0 ? void 0 : scalarAt(at, key);
  return path === void 0 || path.value === "" || path.value.length > MAX_PATH2 || path.value.includes("$") ? [] : [path.value];
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
  if (baseName(file.path) !== "Chart.yaml") return [];
  const listed4 = itemsAt(root, "dependencies").flatMap((item) => {
    const name = scalarAt(item, "name")?.value;
    if (name === void 0) return [];
    const key = scalarAt(item, "alias")?.value ?? name;
    const repository = scalarAt(item, "repository")?.value ?? "";
    return [{ name, key, repository, version: scalarAt(item, "version")?.value }];
  });
  const appVersion = scalarAt(root, "appVersion")?.value;
  const chart = {
    appVersion: appVersion === "" ? void 0 : appVersion,
    name: scalarAt(root, "name")?.value ?? "",
    version: scalarAt(root, "version")?.value,
    subcharts: listed4.map(({ key }) => key),
    dependencies: listed4
  };
  return [{ type: "helm-chart", chart }];
}
function annotatedImages(node, file) {
  if (node?.type === "scalar") return embeddedDocuments(file, node).flatMap(({ root }) => listedImages(root, file));
  return node === void 0 ? [] : listedImages(node, file);
}
function listedImages(list2, file) {
  return itemsAt(list2).flatMap((item) => {
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
    const version2 = scalarAt(item, "version")?.value;
    const start = resolved(item)?.start ?? name.start;
    return [{ type: "unseen", unseen: unseenChart(file, start, { name: name.value, repository, version: version2 }) }];
  });
}

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
  return { type: "unknown", why, pieces };
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
function textOf5(pieces) {
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
      const text = textOf5(value.pieces);
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
function joinOf(output) {
  const pieces = unquoted(output);
  const text = textOf5(pieces);
  const gap = text.indexOf(GAP);
  const known2 = gap === -1 ? text : text.slice(0, gap);
  const length = nameLength(known2);
  const version2 = known2.slice(length);
  const isNamed = gap === -1 || version2 !== "";
  const reference = isNamed ? parseReference(known2) ?? nameAlone(known2, gap) : void 0;
  const named3 = connected(slicePieces2(pieces, 0, length));
  const main2 = mainOf(named3, known2);
  if (reference === void 0 || main2 === void 0) {
    const why = pieces.find((piece2) => piece2.gap !== void 0)?.gap?.why ?? `"${text.slice(0, 200)}" is no image`;
    return { why, pieces: placedIn2(pieces) };
  }
  const slots = slotsOf2(named3, known2.slice(0, length));
  return typeof slots === "string" ? { reference, main: main2, slots: [], uneditable: slots } : { reference, main: main2, slots, uneditable: void 0 };
}
function placedIn2(pieces) {
  return pieces.flatMap((piece2) => piece2.gap?.pieces ?? [piece2]).filter(isPlaced);
}
function nameAlone(known2, gap) {
  return gap === -1 ? void 0 : parseName(known2.slice(0, nameLength(known2)));
}
function unquoted(output) {
  const text = textOf5(output);
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
  let at = 0;
  const path = named3.filter((piece2) => {
    at += piece2.text.length;
    return at > host && /[a-z0-9]/.test(piece2.text);
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
function wholeSlot(piece2, tail, writes, after2) {
  const { from, text } = piece2;
  if (from === void 0) return `"${text}" is computed by its template`;
  const { file, start } = from;
  if (from.in === "directive") return `"${text}" is written in a directive of ${file}`;
  return [{ file, start, end: start + text.length, writes, before: "", after: after2, tail }];
}

// src/manifests/helm/go-template/parse.ts
var MAX_DEPTH9 = 64;
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
  #push({ start }, block3) {
    if (this.#open.length > MAX_DEPTH9) return false;
    const opened3 = { ...block3, start, body: [], otherwise: [], outer: this.#nodes };
    this.#open.push(opened3);
    if (block3.name !== void 0) this.#named++;
    this.#nodes = opened3.body;
    return true;
  }
  #otherwise(directive) {
    const block3 = this.#open.at(-1);
    if (block3 === void 0) return false;
    this.#nodes = block3.otherwise;
    const chain = /^\s*(if|with)\b/.exec(this.#text.slice(directive.restStart, directive.restEnd));
    if (chain === null) return true;
    const type = chain[1] === "with" ? "with" : "if";
    return this.#push(directive, { type, text: lazily(this.#text, directive, chain[0].length), chained: true });
  }
  #end(end) {
    for (let block3 = this.#open.pop(); block3 !== void 0; block3 = this.#open.pop()) {
      this.#nodes = block3.outer;
      this.#close(block3, end);
      if (!block3.chained) return true;
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
var MAX_VALUES = 100;
function readTrace(book) {
  const charts2 = new Map(book.of("helm-chart").map(({ file, fact }) => [directoryOf(file), fact.chart]));
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
function reasonOf3(trace, file, needs) {
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
    if (inner === void 0 || seen.size > MAX_INCLUDES || values.size > MAX_VALUES) {
      complete = false;
      continue;
    }
    for (const value of inner.values.slice(0, MAX_VALUES)) values.add(value);
    for (const include of inner.includes.slice(0, MAX_INCLUDES)) seen.add(include);
    appVersion ??= inner.appVersion;
  }
  return { values: [...values], includes: [...seen], appVersion, complete };
}
function pathsTo({ block: block3, path }) {
  return block3 === path || block3 === "" ? [path] : [path, block3];
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
  const read2 = (written4) => {
    const node = resolved(written4);
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
        return new MapMadeWhenAsked(() => entriesOf(node, read2, budget));
    }
  };
  return read2(root);
}
function entriesOf(node, read2, budget) {
  const entries = /* @__PURE__ */ new Map();
  let isWhole = true;
  for (const { key, value } of node.entries) {
    if (key.type !== "scalar") continue;
    const below3 = read2(value);
    if (key.value !== "<<") entries.set(key.value, below3);
    else isWhole &&= mergeInto(entries, below3, budget);
  }
  if (isWhole) return entries;
  const lost = unknown2("the merge keys of its values bring too much");
  return new Map([...entries.keys()].map((key) => [key, lost]));
}
function mergeInto(entries, merged2, budget) {
  if (merged2.type === "list") return merged2.items.every((item) => mergeInto(entries, item, budget));
  if (merged2.type !== "map") return true;
  budget.entries -= merged2.entries.size;
  if (budget.entries < 0) return false;
  for (const [key, value] of merged2.entries) if (!entries.has(key)) entries.set(key, value);
  return true;
}
function scalarValue(node, file) {
  return node.style === "plain" && /^(?:~|null|)$/i.test(node.value) ? NIL : new WrittenScalar(node, file);
}
var WrittenScalar = class {
  type = "scalar";
  #node;
  #file;
  constructor(node, file) {
    this.#node = node;
    this.#file = file;
  }
  get kind() {
    const { style, value } = this.#node;
    if (style !== "plain") return "text";
    if (/^(?:true|false)$/i.test(value)) return "boolean";
    return /^[-+]?\d+(?:\.\d+)?$/.test(value) ? "number" : "text";
  }
  get pieces() {
    const { value: text, start, verbatim } = this.#node;
    if (text === "") return [];
    return [{ text, from: verbatim && start >= 0 ? { file: this.#file, start, in: "values" } : void 0 }];
  }
};

// src/manifests/helm/chart-files.ts
function chartsOf(book) {
  const known2 = new Map(book.of("helm-chart").map(({ file, fact }) => [directoryOf(file), fact.chart]));
  const texts2 = groupBy(book.of("helm-template-text"), ({ file }) => chartRoot(file, known2));
  const values = groupBy(book.of("helm-values-root"), ({ file }) => chartRoot(file, known2));
  return new Map(
    [...known2].map(([root, chart]) => {
      const templates = (texts2.get(root) ?? []).map(({ file, fact }) => ({ file, template: fact.template }));
      const roots = (values.get(root) ?? []).map(({ file, fact }) => ({ file, root: fact.root }));
      return [root, chartFiles(root, chart, templates, roots)];
    })
  );
}
function chartFiles(root, chart, texts2, values) {
  const path = root === "" ? "values.yaml" : `${root}/values.yaml`;
  const own2 = values.find(({ file }) => file === path);
  const files = texts2.map(({ file, template: template2 }) => ({
    file,
    template: template2,
    names: namesDefined(template2.source.text),
    includes: once3(() => namesIncluded(template2.source.text)),
    parsed: once3(() => sourcesOf2(file, template2))
  }));
  return {
    root,
    chart,
    files,
    defining: once3(() => new Map(files.flatMap((file) => file.names.map((name) => [name, file])))),
    values: once3(() => own2 === void 0 ? mapValue([]) : valueOfNode(own2.root, own2.file)),
    overlays: values.filter(({ file }) => file !== path)
  };
}
function includesOneOf({ includes }, names) {
  if (names.size === 0) return false;
  for (const name of includes()) if (names.has(name)) return true;
  return false;
}
function namesIncluded(text) {
  const found = text.matchAll(/\b(?:include|template|block)\s{0,99}(?:"([^"\n]*)"|`([^`]*)`|'([^'\n]*)')/g);
  return new Set(Array.from(found, ([, text2, raw, char]) => text2 ?? raw ?? char ?? ""));
}
function namesDefined(text) {
  if (!text.includes("define") && !text.includes("block")) return [];
  return Array.from(
    text.matchAll(/\{\{-?\s{0,9}(?:define|block)\s{1,9}["`]([^"`\n]+)["`]/g),
    (match) => match[1] ?? ""
  );
}
function sourcesOf2(file, { source: { text }, places }) {
  const parsed = parseTemplate2(text, places);
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

// src/manifests/helm/go-template/budget.ts
var Budget = class {
  #left;
  constructor(steps) {
    this.#left = steps;
  }
  /** Takes steps; false where none are left, so that whoever asks gives up. */
  spend(steps = 1) {
    this.#left -= steps;
    return this.#left > 0;
  }
};
var SPENT = "its templates compute more than is followed";

// src/manifests/helm/go-template/mappings.ts
function copied(value, budget) {
  const copies = /* @__PURE__ */ new Map();
  const copy = (original) => {
    if (original.type !== "map" && original.type !== "list") return original;
    const known2 = copies.get(original);
    if (known2 !== void 0) return known2;
    if (!budget.spend()) return unknown2(SPENT);
    if (original.type === "list") {
      const list2 = { type: "list", items: original.items.map(copy) };
      copies.set(original, list2);
      return list2;
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
    const present4 = target.entries.get(key);
    if (present4?.type === "map" && value.type === "map") fill(present4, value, overwrites, budget);
    else if (present4 === void 0 || truthOf(present4) === false || overwrites && truthOf(value) !== false)
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
var CHANGING = /^(?:set|unset|merge|mergeOverwrite|mustMerge|mustMergeOverwrite)$/;
var PrintedTemplates = class {
  #known = /* @__PURE__ */ new Map();
  #changes = 0;
  /** To be told of every function that is called. */
  tell(name) {
    if (!CHANGING.test(name)) return;
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
    const texts2 = args.map(printed);
    const known2 = texts2.filter((text) => text !== void 0);
    return known2.length === texts2.length ? apply(known2, args) : unknown2(`${name} is given no text`, args);
  };
}
function printed(value) {
  if (value.type === "nil") return "";
  return value.type === "scalar" ? textOf5(value.pieces) : void 0;
}
function keeping(name, range) {
  return ofTexts(name, (texts2, args) => {
    const subject = args.at(-1) ?? NIL;
    const [start, end] = range(texts2.at(-1) ?? "", texts2[0] ?? "");
    return textValue(slicePieces2(piecesOf(subject), start, end));
  });
}
function changing(name, apply) {
  return ofTexts(name, (texts2, args) => {
    const text = apply(texts2);
    return text === texts2.at(-1) ? textValue(piecesOf(args.at(-1) ?? NIL)) : computed(text.slice(0, MAX_TEXT));
  });
}
function trimmed(text, units) {
  let [start, end] = [0, text.length];
  while (start < end && units.includes(text[start] ?? "")) start++;
  while (end > start && units.includes(text[end - 1] ?? "")) end--;
  return [start, end];
}
function asked(name, test) {
  return ofTexts(name, (texts2) => booleanValue(test(texts2)));
}
function deciding(decide2) {
  return ([value = NIL]) => {
    const truth = truthOf(value);
    return truth === void 0 ? unknown2("a condition is not known", [value]) : booleanValue(decide2(truth));
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
  trunc: ofTexts("trunc", ([count3 = "0"], args) => {
    const subject = args.at(-1) ?? NIL;
    const length = textOf5(piecesOf(subject)).length;
    const number2 = Number(count3);
    return textValue(
      number2 < 0 ? slicePieces2(piecesOf(subject), Math.max(0, length + number2), length) : slicePieces2(piecesOf(subject), 0, number2)
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
  split: ([separator = NIL, subject = NIL]) => withUnknown(
    [separator, subject],
    () => mapValue(split(separator, subject).map((item, at) => [`_${at}`, item]))
  ),
  join: ([separator = NIL, list2 = NIL]) => joinedBy(separator, list2.type === "list" ? list2.items : [list2]),
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
  first: ([list2 = NIL]) => itemAt(list2, () => 0),
  last: ([list2 = NIL]) => itemAt(list2, (length) => length - 1),
  rest: ([list2 = NIL]) => sublist(list2, (items) => items.slice(1)),
  initial: ([list2 = NIL]) => sublist(list2, (items) => items.slice(0, -1)),
  append: ([list2 = NIL, item = NIL]) => sublist(list2, (items) => [...items, item]),
  prepend: ([list2 = NIL, item = NIL]) => sublist(list2, (items) => [item, ...items]),
  concat: (lists) => ({ type: "list", items: lists.flatMap((list2) => list2.type === "list" ? list2.items : [list2]) }),
  compact: ([list2 = NIL]) => sublist(list2, (items) => items.filter((item) => truthOf(item) !== false)),
  uniq: ([list2 = NIL]) => list2,
  sortAlpha: ([list2 = NIL]) => list2,
  has: ([item = NIL, list2 = NIL]) => withUnknown(
    [item, list2],
    () => booleanValue(list2.type === "list" && list2.items.some((other) => isSame(item, other)))
  ),
  len: ([value = NIL]) => withUnknown([value], () => computed(String(lengthOf(value)))),
  kindIs: ([name = NIL, value = NIL]) => hasKind(name, value),
  typeIs: ([name = NIL, value = NIL]) => hasKind(name, value),
  kindOf: ([value = NIL]) => computed(kindOf(value) ?? ""),
  typeOf: ([value = NIL]) => computed(kindOf(value) ?? ""),
  int: ([value = NIL]) => value,
  int64: ([value = NIL]) => value,
  float64: ([value = NIL]) => value,
  kebabcase: ([value = NIL]) => unknown2("kebabcase is not followed", [value])
};
var asText = ([value = NIL]) => {
  if (value.type === "nil") return computed("");
  return value.type === "scalar" ? textValue(value.pieces) : value;
};
var FUNCTIONS = new Map([...Object.entries(TABLE), ["toString", asText]]);
var QUOTE3 = { text: '"', from: void 0 };
function functionOf(name) {
  const plain2 = /^must[A-Z]/.test(name) ? name.charAt(4).toLowerCase() + name.slice(5) : name;
  return FUNCTIONS.get(plain2);
}
function isSame(one, other) {
  if (one.type === "nil" || other.type === "nil") return one.type === other.type;
  return one.type === "scalar" && other.type === "scalar" && textOf5(one.pieces) === textOf5(other.pieces);
}
function selected(map, wants) {
  return mapValue(map.type === "map" ? [...map.entries].filter(([key]) => wants(key)) : []);
}
function lengthOf(value) {
  if (value.type === "list") return value.items.length;
  return value.type === "map" ? value.entries.size : textOf5(piecesOf(value)).length;
}

// src/manifests/helm/go-template/pipeline.ts
var TOKEN = /(\s+)|("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|('(?:[^'\\\n]|\\.)*')|(:=|[=,|()])|(\$\w*(?:\.[A-Za-z_]\w*)*)|(\.[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|\.(?!\d))|([+-]?(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?))|([A-Za-z_]\w*)/y;
var TOKEN_OF_ANY_LETTERS = /(\s+)|("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|('(?:[^'\\\n]|\\.)*')|(:=|[=,|()])|(\$\w*(?:\.[\p{L}_][\p{L}\w]*)*)|(\.[\p{L}_][\p{L}\w]*(?:\.[\p{L}_][\p{L}\w]*)*|\.(?!\d))|([+-]?(?:0x[\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?))|([\p{L}_][\p{L}\w]*)/iuy;
var MAX_DEPTH10 = 32;
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
  const pattern = NOT_ASCII.test(text) ? TOKEN_OF_ANY_LETTERS : TOKEN;
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
    if (depth > MAX_DEPTH10) return void 0;
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
var MAX_DEPTH11 = 24;
var MAX_ITEMS = 64;
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
    print(unknown2(SPENT), output);
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
      print(value, output);
      break;
    }
    case "template": {
      print(called(node.name, argumentOf(node.text, scope), scope), output);
      break;
    }
    case "if":
    case "with":
    case "range":
      branch(node, scope, output);
      break;
  }
}
function print(value, output) {
  output.push(...piecesOf(value.type === "map" || value.type === "list" ? unknown2("a mapping is printed") : value));
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
  if (textOf5(yes) === textOf5(no)) output.push(...yes);
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
    print(value, output);
    return;
  }
  const items = itemsOf(value);
  if (items.length === 0) evaluateBlock(node.otherwise, scope, output);
  for (const item of items) evaluateBlock(node.body, itemScope(node, item, scope), output);
}
function itemsOf(value) {
  if (value.type === "list")
    return value.items.slice(0, MAX_ITEMS).map((item, index) => [computed(String(index)), item]);
  if (value.type !== "map") return [];
  return [...value.entries].slice(0, MAX_ITEMS).map(([key, item]) => [computed(key), item]);
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
      const [template2 = NIL, argument = NIL] = args;
      return template2.type === "scalar" ? called(textOf5(template2.pieces), argument, scope) : unknown2("the name of a template is not known", args);
    }
    case "tpl":
      return renderedText(args[0] ?? NIL, args[1] ?? NIL, scope);
  }
  scope.run.printed.tell(name);
  const apply = functionOf(name);
  return apply === void 0 ? unknown2(`the function ${name} is not followed`, args) : apply(args, scope.run.budget);
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
  if (scope.depth >= MAX_DEPTH11) return unknown2("templates include each other");
  const output = [];
  const inner = { run: scope.run, dot: argument, top: argument, variables: new Variables(), depth: scope.depth + 1 };
  evaluate2(source.nodes, { ...inner, source }, output);
  return textValue(output);
}
function renderedText(text, argument, scope) {
  if (text.type !== "scalar") return text.type === "nil" ? computed("") : unknown2("a text is not known", [text]);
  const written4 = textOf5(text.pieces);
  if (!written4.includes("{{")) return text;
  const parsed = scope.run.budget.spend(written4.length) ? parseTemplate2(written4) : void 0;
  if (parsed === void 0) return unknown2("a text of the values is no template", [text]);
  return rendered(
    { nodes: parsed.nodes, pieces: (start, end) => slicePieces2(text.pieces, start, end) },
    argument,
    scope
  );
}

// src/manifests/helm/standing-alone.ts
function renderAlone(file, top, run2) {
  if (file.names.length > 0 || includesOneOf(file, run2.making)) return false;
  const alone = placesAlone(file);
  if (alone === void 0) return false;
  const images = [];
  for (const { place, source } of alone) {
    const output = [];
    evaluate2(source.nodes, { run: run2, source, dot: top, top, variables: new Variables(), depth: 0 }, output);
    if (place.makesImage && !("main" in joinOf(output))) return false;
    images.push({ place, output });
  }
  for (const image of images) run2.found({ ...image, file: file.file, live: () => true });
  return true;
}
var ALONE = /* @__PURE__ */ new WeakMap();
function placesAlone(file) {
  if (ALONE.has(file)) return ALONE.get(file);
  const { source, places } = file.template;
  const texts2 = places.map(({ start, end }) => source.text.slice(start, end));
  const parsed = !CHANGES.test(source.text) && texts2.every(standsAlone) ? places.map((place, index) => placeAlone(file, place, texts2[index] ?? "")) : [];
  const all = parsed.filter((place) => place !== void 0);
  const found = all.length === places.length ? all : void 0;
  ALONE.set(file, found);
  return found;
}
function placeAlone({ file, template: template2 }, place, text) {
  const nodes = parseTemplate2(text)?.nodes;
  if (nodes === void 0) return void 0;
  const pieces = (start, end, within) => {
    const from = { file, start: place.start + start, in: within };
    return [{ text: template2.source.text.slice(from.start, place.start + end), from }];
  };
  return { place, source: { nodes, pieces } };
}
var CHANGES = /\b(?:set|unset|(?:must)?[mM]erge(?:Overwrite)?)\s{1,99}(?:\$|\.|\()/;
function standsAlone(text) {
  const plain2 = text.replaceAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""');
  if (/\$\w|\{\{-?\s*(?:if|with|range|else|end|define|block)\b/.test(plain2)) return false;
  const directives = plain2.match(/\{\{[^{}]*\}\}/g) ?? [];
  return directives.every((directive) => {
    const fields = directive.match(/(?<![\w)"])\.\w*/g) ?? [];
    const isGiven2 = /\b(?:include|tpl|template)\b/.test(directive);
    return fields.every((field3) => /^\.(?:Values|Chart)$/.test(field3) || isGiven2 && field3 === ".");
  });
}

// src/manifests/helm/walk.ts
var MAX_DEPTH12 = 12;
function walkTemplate(source, top, run2) {
  walk(source.nodes, { run: run2, source, dot: top, top, variables: new Variables(), depth: 0 }, () => true);
}
function walk(nodes, scope, live) {
  const { size } = scope.variables;
  let at = 0;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === void 0 || !scope.run.budget.spend()) break;
    for (let place = nextPlace(node, at, scope); place !== void 0; place = nextPlace(node, at, scope)) {
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
      const items = value.type === "unknown" ? [[value, value]] : itemsOf(value);
      for (const item of items) walk(node.body, { ...scope, dot: itemScope(node, item, scope).dot }, live);
      if (items.length === 0) walk(node.otherwise, scope, live);
    }
  }
  variables.shrink(size);
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
  for (const { name, argument } of callsIn(text, scope.run))
    enter(name, () => argument === void 0 ? NIL : pipelineValue(argument, scope), scope, live);
}
function enter(name, argument, scope, live) {
  const source = scope.run.making.has(name) ? scope.run.define(name) : void 0;
  if (source === void 0 || scope.depth >= MAX_DEPTH12) return;
  const dot = argument();
  const inner = { run: scope.run, source, dot, top: dot, variables: new Variables(), depth: scope.depth + 1 };
  walk(source.nodes, inner, live);
}
function concerns(node, { source, run: run2 }) {
  return holdsPlace(node, source.places) || assigns(node) || includesAny(node, run2);
}
function holdsPlace({ start, end }, places) {
  const place = places[firstFrom(places, start)];
  return place !== void 0 && place.start < end;
}
function firstFrom(places, start) {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = low + high >>> 1;
    if ((places[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
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
function includesAny(node, run2) {
  if (run2.making.size === 0 || node.type === "text") return false;
  if (node.type === "template") return run2.making.has(node.name);
  if (callsIn(node.text, run2).length > 0) return true;
  return node.type !== "action" && [...node.body, ...node.otherwise].some((inner) => includesAny(inner, run2));
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
var NAMES2 = /* @__PURE__ */ new WeakMap();
function namesIn(node) {
  if (node.type === "text") return [];
  const known2 = NAMES2.get(node);
  if (known2 !== void 0) return known2;
  const inner = node.type === "if" || node.type === "with" || node.type === "range";
  const names = [
    ...node.type === "template" ? [node.name] : included(node.text).map(({ name }) => name),
    ...inner ? [...node.body, ...node.otherwise].flatMap(namesIn) : []
  ];
  NAMES2.set(node, [...new Set(names)]);
  return names;
}
function callsIn(text, { making }) {
  return mayInclude(text, making) ? included(text).filter(({ name }) => making.has(name)) : [];
}
function mayInclude({ written: written4 }, names) {
  if (names.size === 0 || !written4.includes("include")) return false;
  for (const [, text, raw, char] of written4.matchAll(INCLUDE)) {
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
var MAX_STEPS2 = 2e6;
var MAX_OVERLAYS = 32;
var MAX_DEPTH13 = 4;
function renderCharts(book, found) {
  const charts2 = chartsOf(book);
  const budget = new Budget(MAX_STEPS2);
  const remote = /* @__PURE__ */ new Map();
  for (const chart of charts2.values()) {
    for (const dependency of chart.chart.dependencies) {
      if (subchart(chart, dependency, charts2) !== void 0) continue;
      const known2 = remote.get(chart.root) ?? /* @__PURE__ */ new Map();
      remote.set(chart.root, known2.set(dependency.key, dependency));
    }
    for (const overlay of [void 0, ...chart.overlays.slice(0, MAX_OVERLAYS)]) {
      const values = overlay === void 0 ? chart.values() : coalesced(valueOfNode(overlay.root, overlay.file), chart.values(), budget);
      renderChart(chart, values, { charts: charts2, budget, found, above: [] });
    }
  }
  return remote;
}
function renderChart(chart, values, around2) {
  const { charts: charts2, budget, found, above: above2 } = around2;
  const making = chart.files.filter(({ template: template2 }) => template2.places.some(({ makesImage }) => makesImage));
  if (making.length > 0) {
    const run2 = { ...definesFor(chart, around2), budget, found, printed: new PrintedTemplates() };
    const top = topOf2(chart, copiedWhenAsked(values, budget));
    for (const file of making) if (!renderAlone(file, top, run2)) renderWhole(file, top, run2);
  }
  if (above2.length >= MAX_DEPTH13) return;
  for (const [key, inner] of subcharts(chart, charts2)) {
    if (above2.includes(inner)) continue;
    const given = fieldOf3(values, key);
    const [own2, global] = [inner.values(), fieldOf3(values, "global")];
    if (saysNothing(given, own2, budget) && saysNothing(global, fieldOf3(own2, "global"), budget)) continue;
    const merged2 = given.type === "map" ? coalesced(given, inner.values(), budget) : inner.values();
    renderChart(inner, withGlobal(merged2, values, budget), { ...around2, above: [...above2, chart] });
  }
}
function renderWhole(file, top, run2) {
  const { whole } = file.parsed();
  if (whole !== void 0) walkTemplate(whole, top, run2);
}
function saysNothing(over2, base, budget) {
  if (over2.type === "nil") return true;
  if (!budget.spend()) return false;
  if (over2.type === "map" && base.type === "map")
    return [...over2.entries].every(
      ([key, value]) => base.entries.has(key) && saysNothing(value, fieldOf3(base, key), budget)
    );
  if (over2.type !== "scalar" || base.type !== "scalar") return false;
  const text = textOf5(over2.pieces);
  return (text === "" || over2.kind !== "text") && text === textOf5(base.pieces);
}
function withGlobal(values, parent, budget) {
  const global = fieldOf3(parent, "global");
  if (global.type !== "map" || values.type !== "map") return values;
  return mapValue([...values.entries, ["global", coalesced(global, fieldOf3(values, "global"), budget)]]);
}
function topOf2({ chart }, values) {
  const { name, version: version2 = "", appVersion = "" } = chart;
  const about = { Name: name, Version: version2, AppVersion: appVersion };
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
function definesFor(chart, { charts: charts2, above: above2 }) {
  const known2 = DEFINES.get(chart) ?? /* @__PURE__ */ new Map();
  DEFINES.set(chart, known2);
  const key = above2.map(({ root }) => root).join("\0");
  const before = known2.get(key);
  if (before !== void 0) return before;
  const reached = /* @__PURE__ */ new Set([chart]);
  for (const each of reached) for (const [, inner] of subcharts(each, charts2)) reached.add(inner);
  for (const each of above2.toReversed()) reached.add(each);
  const nearestFirst = [...reached];
  const define = (name) => nearestFirst.find((each) => each.defining().has(name))?.defining().get(name)?.parsed().defines.get(name) ?? commonImages().get(name);
  const files = nearestFirst.toReversed().flatMap((each) => each.files.filter(({ names }) => names.length > 0));
  const found = { define, making: makingIn(files) };
  known2.set(key, found);
  return found;
}
function makingIn(defining) {
  const relevant = new Set(defining.filter(({ template: template2 }) => template2.places.some(({ makesImage }) => makesImage)));
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
  const listed4 = chart.chart.dependencies.flatMap((dependency) => {
    const inner = subchart(chart, dependency, charts2);
    return inner === void 0 ? [] : [[dependency.key, inner]];
  });
  SUBCHARTS.set(chart, listed4);
  return listed4;
}
function subchart({ root }, { name, repository }, charts2) {
  const local = /^file:\/\/(.*)$/.exec(repository)?.[1];
  const places = [
    root === "" ? `charts/${name}` : `${root}/charts/${name}`,
    local === void 0 ? joinPath(directoryOf(root), name) : joinPath(root, local)
  ];
  const found = places.find((place) => place !== void 0 && place !== root && charts2.get(place)?.chart.name === name);
  return found === void 0 ? void 0 : charts2.get(found);
}

// src/manifests/helm/made-images.ts
var KNOWN = /* @__PURE__ */ new WeakMap();
function madeImagesOf(book) {
  const known2 = KNOWN.get(book);
  if (known2 !== void 0) return known2;
  const made = [];
  const given = /* @__PURE__ */ new Map();
  const remote = renderCharts(book, (image) => {
    if (!image.place.makesImage) {
      for (const { from } of placedIn2(image.output)) given.set(placeOf2(from.file, from.start), image.file);
      return;
    }
    const found = foundOf(image);
    if (found !== void 0) made.push({ image, found });
  });
  const told = made.map((each) => "main" in each.found ? { ...each, found: unlessGiven(each.found, given) } : each);
  const joins = told.flatMap(({ found }) => "main" in found ? [found] : []);
  const untold = told.flatMap(({ found }) => "main" in found ? [] : [found]);
  const result = {
    joins: groupBy(joins, ({ main: { from } }) => placeOf2(from.file, from.start)),
    untoldOf: groupPieces(untold),
    byPlace: new Map(
      [...groupBy(told, ({ image }) => placeOf2(image.file, image.place.start))].map(([place, all]) => [
        place,
        all.map(({ found }) => found)
      ])
    ),
    remote
  };
  KNOWN.set(book, result);
  return result;
}
function foundOf(image) {
  const join13 = joinOf(image.output);
  if ("main" in join13) return join13;
  return image.live() ? { ...join13, file: image.file, start: image.place.start } : void 0;
}
function unlessGiven(join13, given) {
  const part = join13.slots.find(
    ({ file: file2, start, writes, tail }) => (writes === "registry" || tail !== "") && given.has(placeOf2(file2, start))
  );
  if (part === void 0) return join13;
  const file = given.get(placeOf2(part.file, part.start)) ?? "";
  return { ...join13, slots: [], uneditable: `a program is also told its registry by itself, in ${file}` };
}
function groupPieces(untold) {
  const pairs2 = untold.flatMap(
    (image) => image.pieces.map(({ from }) => ({ image, place: placeOf2(from.file, from.start) }))
  );
  return new Map(
    [...groupBy(pairs2, ({ place }) => place)].map(([place, all]) => [place, all.map(({ image }) => image)])
  );
}
function placeOf2(file, start) {
  return `${file}\0${start}`;
}
function valueUsesMade(value, today, root, made) {
  const place = placeOf2(today.file, value.start);
  const joins = distinct2(made.joins.get(place) ?? []);
  if (joins.length > 0) return joins.map((join13) => joinedUse(today, join13));
  const remote = made.remote.get(root)?.get(value.path.split(".", 1)[0] ?? "");
  if (remote !== void 0 && isHalf(today)) {
    const { name, version: version2, repository } = remote;
    return [unresolved2(today, `the registry comes from chart ${name} ${version2 ?? ""} of ${repository}`)];
  }
  const untold = made.untoldOf.get(place)?.[0];
  return [untold === void 0 ? today : unresolved2(today, `it is joined at ${untold.file}: ${untold.why}`)];
}
function otherValueUses(book, made) {
  const known2 = new Set(book.of("helm-value").map(({ file, fact }) => placeOf2(file, fact.value.start)));
  const sources = new Map(book.of("helm-values-root").map(({ file, fact }) => [file, fact.source]));
  return [...made.joins].flatMap(([place, joins]) => {
    const [first] = joins;
    const source = first === void 0 ? void 0 : sources.get(first.main.from.file);
    if (first === void 0 || source === void 0 || known2.has(place)) return [];
    return distinct2(joins).map((join13) => newUse(join13, source, "helm-values"));
  });
}
function templateUses(use, start, made) {
  const found = made.byPlace.get(placeOf2(use.file, start)) ?? [];
  const named3 = found.flatMap((each) => "main" in each && each.main.from.in === "template" ? [each] : []);
  if (named3.length > 0) return distinct2(named3).map((join13) => ({ ...joinedUse(use, join13), part: use.part }));
  const untold = found.flatMap((each) => "main" in each ? [] : [each]);
  const slots = untold.flatMap(({ pieces }) => pieces.map(({ from, text }) => wholeSlot2(from.file, from.start, text)));
  return [untold.length === 0 ? use : { ...use, reason: `${use.reason ?? ""}; ${untold[0]?.why ?? ""}`, slots }];
}
function wholeSlot2(file, start, text) {
  return { file, start, end: start + text.length, writes: "name", before: "", after: "", tail: "" };
}
function joinedUse(today, { reference, slots, uneditable }) {
  const { reason: _, uneditable: __, pulls: ___, ...rest } = today;
  const image = formatReference(reference);
  const before = today.image === null ? void 0 : parseReference(today.image);
  if (before === void 0 || nameOf(before) !== nameOf(reference))
    return { ...rest, image, slots, ...uneditable === void 0 ? {} : { uneditable } };
  const digests = today.slots.filter(({ writes }) => writes === "digest");
  const isMore = today.image !== null && image.length > today.image.length && image.startsWith(today.image);
  const pulls = isMore ? image : today.pulls;
  return {
    ...rest,
    ...pulls === void 0 ? {} : { pulls },
    slots: slots.length === 0 ? [] : [...slots, ...digests],
    ...uneditable === void 0 ? {} : { uneditable }
  };
}
function newUse({ reference, main: { from, text }, slots, uneditable }, source, kind) {
  const isWhole = nameLength(text) < text.length;
  return {
    file: from.file,
    ...source.at(from.start),
    text,
    image: formatReference(reference),
    kind,
    part: isWhole ? "whole" : "repository",
    also: [],
    slots,
    ...uneditable === void 0 ? {} : { uneditable }
  };
}
function unresolved2(today, reason) {
  const { pulls: _, uneditable: __, ...rest } = today;
  return { ...rest, image: null, reason, slots: [] };
}
function isHalf({ image, text, also }) {
  if (image === null || /^[^/]*[.:][^/]*\//.test(text)) return false;
  return !also.some(({ role }) => /registry|hub|repository/i.test(role));
}
function distinct2(joins) {
  return [
    ...new Map(
      joins.toReversed().map((join13) => [
        `${nameOf(join13.reference)} ${join13.slots.map(({ file, start, end, writes }) => `${file} ${start} ${end} ${writes}`).join()}`,
        join13
      ])
    ).values()
  ].reverse();
}

// src/manifests/helm/template.ts
var helmTemplate = {
  name: "helm-template",
  format: "text",
  recognises: (path) => /(?:^|\/)templates\/.*\.ya?ml$|\.tpl$/i.test(path),
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
function resolveTemplates(book) {
  const places = book.of("helm-place");
  if (places.length === 0) return [];
  const trace = readTrace(book);
  const made = madeImagesOf(book);
  return places.flatMap(({ file, fact: { place } }) => {
    const use = { ...place.use, reason: reasonOf3(trace, file, place.needs) };
    return templateUses(use, place.start, made);
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
  const ranges = whole ? rangesIn(text, found) : [];
  return [
    ...defines.map((define) => ({ type: "helm-define", define })),
    ...whole && (defines.length > 0 || ranges.length > 0) ? [{ type: "helm-template-text", template: { source: file, places: ranges } }] : [],
    ...places
  ];
}
function rangesIn(text, found) {
  const images = found.filter((place) => place.templated && place.text.includes("{{")).map((place) => ({ start: place.start, end: place.start + place.text.length, makesImage: true }));
  if (images.length === 0) return images;
  const known2 = new Set(images.map(({ end }) => end));
  const others = registryValues(text);
  return [...images, ...others.filter(({ end }) => !known2.has(end))].sort((one, other) => one.start - other.start);
}
function registryValues(text) {
  const found = [];
  let next = 0;
  for (const { index } of text.matchAll(/registry|hub|repo/gi)) {
    if (index < next) continue;
    REGISTRY_LINE.lastIndex = lineStart(text, index, next);
    const match = REGISTRY_LINE.exec(text);
    if (match === null) next = lineEnd4(text, index);
    else {
      next = match.index + match[0].length;
      found.push({ start: next - (match[1] ?? "").length, end: next, makesImage: false });
    }
  }
  return found;
}
function lineStart(text, at, from) {
  let start = at;
  while (start > from && !isLineEnd(text.charCodeAt(start - 1))) start--;
  return start;
}
function lineEnd4(text, at) {
  let end = at;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return end;
}
function isLineEnd(unit) {
  return unit === 10 || unit === 13 || unit === 8232 || unit === 8233;
}
var REGISTRY_LINE = /^[ \t]*(?:- +)?["']?(?:-{1,2}[\w.-]{0,60}(?:registry|hub|repo)[\w.-]{0,60}[= ]|[\w.-]{0,60}(?:registry|hub)[\w.-]{0,60}["']?:[ \t]|name:[ \t]{0,9}["']?[\w.-]{0,60}(?:registry|hub|repo)[\w.-]{0,60}["']?[ \t]{0,9}\r?\n[ \t]{0,99}value:[ \t])([^\n]*\{\{[^\n]*)$/imy;

// src/manifests/helm/unit-test.ts
var helmUnitTest = {
  name: "helm-unit-test",
  format: "yaml",
  recognises: ({ root }) => valueAt(root, "tests")?.type === "sequence" && ["suite", "templates", "release", "set", "values"].some((key) => valueAt(root, key) !== void 0),
  extract: () => []
};

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
      known2.set(path, { place: use, values, appVersion, complete, ...surroundings2.get(path) ?? ALONE2 });
    }
  }
  return references;
}
var ALONE2 = { before: "", after: "" };
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
  isNamed: isValuesName,
  marks: [/repository/],
  mayHoldImages: ({ path, text }) => text.includes("repository") || isValuesName(path) && (mayHoldImage(text) || /registr|hub/i.test(text)),
  recognises: ({ root }, { path }) => {
    if (root.type !== "mapping" || isManifest(root) || isSchema3(root, path)) return false;
    return isValuesName(path) || /\.ya?ml$/i.test(path) && holdsImageBlock(root);
  },
  extract: ({ root }, file) => valueFacts(root, file),
  // Helmfile's values are templates themselves (`values.yaml.gotmpl`).
  extractUnparsable: ({ start, end }, file) => {
    if (!isValuesName(file.path)) return void 0;
    const parsed = parseYaml(withoutDirectives(file.text.slice(start, end)), start);
    return parsed.ok ? parsed.documents.flatMap(({ root }) => valueFacts(root, file)) : void 0;
  },
  resolve: resolveValues
};
function valueFacts(root, file) {
  return [
    { type: "helm-values-root", root, source: file },
    ...valueUses(root, file).map((value) => ({ type: "helm-value", value }))
  ];
}
function isValuesName(path) {
  if (!isYamlPath(path) && !/\.json$/i.test(path)) return false;
  return /^(?:.*[-_.])?values(?:[-_.].*)?\./i.test(baseName(path)) || /(?:^|\/)values\/(?:[^/]+\/){0,4}[^/]+\.ya?ml[^/]*$/i.test(path);
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
    ...otherValueUses(book, made)
  ];
}
function resolveValue(value, file, trace, references) {
  const root = chartRoot(file, trace.charts);
  const reference = pathsTo(value).map((path) => references.get(root)?.get(path)).find((found) => found !== void 0);
  const use = withRegistry2(value, reference, references.has(root));
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
function withRegistry2({ use, withoutGlobal }, reference, read2) {
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
  const version2 = use.image?.slice(nameLength(use.image)) ?? "";
  const reference = registry === "" ? void 0 : parseReference(`${registry}/${use.text}${version2}`);
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
  if (chart?.subcharts.includes(first) === true) {
    const subchart2 = trace.charts.get(root === "" ? `charts/${first}` : `${root}/charts/${first}`);
    return subchart2?.appVersion;
  }
  if (chart?.appVersion === void 0) return void 0;
  if (reference?.complete === true && reference.appVersion === void 0) return void 0;
  return `${reference?.appVersion ?? ""}${chart.appVersion}`;
}

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
  const plain2 = !dynamic && !text.slice(start, close).includes("\\");
  return { token: textToken(text, start, close, { plain: plain2, dynamic }), next: Math.min(close + 3, text.length) };
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
    ...documents.flatMap(({ root }) => documentFacts(root, file, isPod)),
    ...isPod ? unparsable.flatMap((range) => literalLines(range, file, "jenkins")) : []
  ];
  return found.flatMap(
    (fact) => fact.type === "use" ? [{ type: "use", use: { ...fact.use, kind: "jenkins", pulledBy: "aks" } }] : []
  );
}
function documentFacts(root, file, isPod) {
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
var MAX_DEPTH14 = 1e3;
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
      if (this.#scopes.length < MAX_DEPTH14) this.#scopes.push(this.#scopeAt(mark, index));
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
    else if (key === "registryUrl" && scope?.name === "docker") scope.registry = hostOf2(text);
    else if (this.#calls("docker.image", index, scope)) this.#run(text, index);
    else if (this.#calls("docker.build", index, scope)) this.#built.push(text.text.slice(0, MAX_IMAGE_TEXT));
    else if (this.#calls("docker.withRegistry", index, scope) && scope !== void 0) scope.registry = hostOf2(text);
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
      if (value !== void 0) return value.type === "text" ? hostOf2(value) : "";
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
function hostOf2({ plain: plain2, text }) {
  if (!plain2) return "";
  if (text === "") return void 0;
  const host = /^(?:https?:\/\/)?([\w.-]{1,253}(?::\d{1,5})?)(?:\/(?:v[12]\/?)?)?$/i.exec(text)?.[1]?.toLowerCase() ?? "";
  return host === "index.docker.io" || host === "registry.hub.docker.com" ? DOCKER_HUB : host;
}
function asShellSeesIt(script) {
  return script.replaceAll(/\\(?:\\|\$\{?|["'])/g, (written4) => {
    if (written4 === "\\\\") return " \\";
    if (written4 === "\\$") return "$_";
    return written4 === "\\${" ? "${_" : written4;
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
      const block3 = readVerbatim(text, at);
      yield block3;
      at = block3.end;
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
      if (OPENING3.has(mark) && stack.length < MAX_DEPTH15) stack.push({ path, index: 0, tokens: 0, last: void 0 });
    }
    before = token;
  }
}
var MAX_DEPTH15 = 1e3;
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
    const fields = jsonnetFields(file.text).map((field3) => {
      const [value] = field3.value;
      if (field3.value.length !== 1 || value?.type !== "text" || !value.plain || !isImageField2(field3)) return void 0;
      if (!isVersionedImage(value.text) && !isContainerImage(field3, value.text)) return void 0;
      return literalUse({ file, start: value.start, text: value.text, kind: "jsonnet", part: "whole" });
    });
    const calls2 = Array.from(literalArguments(jsonnetTokens(file.text)), (argument) => {
      const { start, text, plain: plain2 } = argument.value;
      if (!plain2 || !isImageArgument(argument) || !isPossibleImage(text, "image")) return void 0;
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

// src/manifests/kustomize/build.ts
var BUILT_KINDS = /* @__PURE__ */ new Set(["kubernetes", "custom-resource", "kustomize"]);
var MAX_DEPTH16 = 100;
var MAX_STEPS3 = 2e6;
function build(uses, book) {
  return new Builder(uses, book).run();
}
var Builder = class {
  #byFile;
  /** The files that hold uses, sorted. */
  #files;
  #kustomizations;
  #built = /* @__PURE__ */ new Map();
  #effective = /* @__PURE__ */ new Set();
  #matches = /* @__PURE__ */ new Map();
  #versions = /* @__PURE__ */ new Map();
  #open = /* @__PURE__ */ new Set();
  #cut = /* @__PURE__ */ new Map();
  #rendered = [];
  /** By file of replacements: where one of them cuts images. */
  #cuts;
  #deliveries;
  #delivered = /* @__PURE__ */ new Map();
  /** What the transformers of a file do. */
  #transformers;
  #steps = 0;
  constructor(uses, book) {
    this.#byFile = groupBy(
      uses.filter(({ part, kind }) => part === "whole" && BUILT_KINDS.has(kind)),
      ({ file }) => file
    );
    this.#files = [...this.#byFile.keys()].toSorted(compareTexts);
    this.#kustomizations = new Map(
      book.of("kustomization").filter(({ file }) => /^kustomization(?:\.ya?ml)?$/i.test(baseName(file))).map(({ file, fact }) => [directoryOf(file), [file, fact.kustomization]])
    );
    this.#deliveries = book.of("delivery").map(({ fact }) => fact.delivery);
    this.#cuts = new Map(book.of("cutting-replacements").map(({ file, fact }) => [file, fact.cuts]));
    const transformers = groupBy(book.of("image-transformer"), ({ file }) => file);
    this.#transformers = new Map([...transformers].map(([file, found]) => [file, found.map(({ fact }) => fact.entry)]));
  }
  run() {
    const used = /* @__PURE__ */ new Set();
    for (const [directory, [, { parts: parts2, components }]] of this.#kustomizations)
      for (const part of [...parts2, ...components]) used.add(joinPath(directory, part));
    for (const delivery of this.#deliveries) this.#deliver(delivery, used);
    for (const directory of this.#kustomizations.keys()) {
      if (used.has(directory)) continue;
      for (const { use } of this.#directory(directory, 0).items) this.#effective.add(use);
    }
    if (this.#steps > MAX_STEPS3) return void 0;
    return {
      cut: this.#cut,
      delivered: this.#delivered,
      effective: this.#effective,
      matches: this.#matches,
      versions: this.#versions,
      open: this.#open,
      rendered: this.#rendered
    };
  }
  /** What an object of the cluster builds of a directory, and overrides of it. */
  #deliver(delivery, used) {
    const items = new Map(delivery.own.map((use) => [use, itemOf(use)]));
    let isOpen = delivery.takesUnseen;
    const charts2 = [];
    for (const part of delivery.parts) {
      const path = joinPath("", part);
      used.add(path);
      const built = path === void 0 ? void 0 : this.#plain(path);
      isOpen ||= built === void 0 || built.isOpen;
      for (const item of built?.items ?? []) items.set(item.use, item);
      for (const chart of built?.charts ?? []) charts2.push(chart);
    }
    let result = { items: [...items.values()], isOpen, charts: charts2 };
    for (const part of delivery.parts)
      for (const component of delivery.components) {
        const path = joinPath(joinPath("", part) ?? "", component);
        used.add(path);
        if (path !== void 0) result = this.#apply(path, result, 1);
      }
    for (const { use } of result.items)
      if (delivery.substitutes.length > 0) entryOf2(this.#delivered, use).add(delivery);
    for (const { use } of this.#transform(result, delivery.entries).items) this.#effective.add(use);
  }
  /** A directory with a kustomization, or else all manifests below it; `undefined` where there are none. */
  #plain(directory) {
    if (this.#kustomizations.has(directory)) return this.#directory(directory, 0);
    const below3 = directory === "" ? "" : `${directory}/`;
    const uses = [];
    for (let at = firstFrom2(this.#files, below3); this.#files[at]?.startsWith(below3) === true; at++) {
      const found = this.#byFile.get(this.#files[at] ?? "") ?? [];
      this.#steps += found.length;
      if (this.#steps > MAX_STEPS3) return void 0;
      for (const use of found) uses.push(use);
    }
    return uses.length === 0 ? void 0 : { items: uses.map(itemOf), isOpen: false, charts: [] };
  }
  /** The entries of the transformers that a kustomization names: files, or directories that hold them. */
  #transformersOf(directory, paths) {
    return paths.flatMap((named3) => {
      const path = joinPath(directory, named3);
      if (path === void 0) return [];
      const [, inner] = this.#kustomizations.get(path) ?? [];
      const files = inner === void 0 ? [path] : inner.parts.map((part) => joinPath(path, part) ?? "");
      this.#steps += files.length;
      return files.flatMap((file) => this.#transformers.get(file) ?? []);
    });
  }
  #directory(directory, depth) {
    const known2 = this.#built.get(directory);
    if (known2 !== void 0) return known2;
    this.#built.set(directory, NOTHING4);
    const result = this.#apply(directory, NOTHING4, depth);
    this.#built.set(directory, result);
    return result;
  }
  /** What a kustomization makes of its parts, together with what was there before (for a component). */
  #apply(directory, before, depth) {
    const [file, kustomization] = this.#kustomizations.get(directory) ?? [];
    if (file === void 0 || kustomization === void 0 || depth > MAX_DEPTH16 || this.#steps > MAX_STEPS3)
      return before;
    const items = new Map(before.items.map((item) => [item.use, item]));
    let isOpen = before.isOpen || kustomization.takesUnseen;
    let { cuts } = kustomization;
    const charts2 = new Set(before.charts);
    if (kustomization.charts !== void 0) {
      const paths = kustomization.charts.flatMap((path) => joinPath(directory, path) ?? []);
      charts2.add({ file, paths });
    }
    const add2 = (more) => {
      this.#steps += more.length + 1;
      for (const item of more) items.set(item.use, item);
    };
    for (const part of kustomization.parts) {
      const path = joinPath(directory, part);
      if (path === void 0) isOpen = true;
      else if (this.#kustomizations.has(path)) {
        const base = this.#directory(path, depth + 1);
        add2(base.items);
        isOpen ||= base.isOpen;
        this.#steps += base.charts.length;
        for (const chart of base.charts) charts2.add(chart);
      } else {
        add2((this.#byFile.get(path) ?? []).map(itemOf));
        cuts ??= this.#cuts.get(path);
      }
    }
    let result = { items: [...items.values()], isOpen, charts: [...charts2] };
    for (const component of kustomization.components) {
      const path = joinPath(directory, component);
      if (path !== void 0 && path !== directory) result = this.#apply(path, result, depth + 1);
    }
    const own2 = (this.#byFile.get(file) ?? []).map(itemOf);
    const entries = [...kustomization.entries, ...this.#transformersOf(directory, kustomization.transformers)];
    const built = this.#transform({ ...result, items: [...result.items, ...own2] }, entries);
    if (cuts !== void 0) for (const { use } of built.items) this.#cut.set(use, cuts);
    return built;
  }
  /** Kustomize runs the entries one after the other, so that one may match what another has made. */
  #transform({ items, isOpen, charts: charts2 }, entries) {
    this.#steps += items.length + entries.length;
    if (charts2.length > 0 && entries.length > 0) this.#rendered.push({ entries, charts: charts2 });
    if (isOpen) for (const entry of entries) this.#open.add(entry);
    const byName = groupBy([...entries.entries()], ([, { name }]) => name);
    const transformed = items.map((item) => {
      let now = item;
      for (let from = 0; ; ) {
        const named3 = now.version === "" ? byName.get(now.name) ?? [] : matching(byName, now);
        this.#steps += named3.length;
        const [index, entry] = named3.find(([at]) => at >= from) ?? [];
        if (index === void 0 || entry === void 0 || this.#steps > MAX_STEPS3) return now;
        entryOf2(this.#matches, now.use).add(entry);
        entryOf2(this.#versions, entry).add(now.version);
        now = { use: entry.use, name: entry.newName, version: entry.setsVersion ? versionOf(entry.use) : now.version };
        from = index + 1;
      }
    });
    return { items: [...new Map(transformed.map((item) => [item.use, item])).values()], isOpen, charts: charts2 };
  }
};
function matching(byName, { name, version: version2 }) {
  const plain2 = byName.get(name) ?? [];
  const versioned = byName.get(name + version2);
  return versioned === void 0 ? plain2 : [...plain2, ...versioned].toSorted(([one], [other]) => one - other);
}
function firstFrom2(sorted2, text) {
  let low = 0;
  let high = sorted2.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (compareTexts(sorted2[middle] ?? "", text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
var NOTHING4 = { items: [], isOpen: false, charts: [] };
function itemOf(use) {
  const length = nameLength(use.text);
  return { use, name: use.text.slice(0, length), version: use.text.slice(length) };
}
function versionOf({ image }) {
  return image === null ? "" : image.slice(nameLength(image));
}
function entryOf2(map, key) {
  let set = map.get(key);
  if (set === void 0) {
    set = /* @__PURE__ */ new Set();
    map.set(key, set);
  }
  return set;
}

// src/manifests/kustomize/charts.ts
var CHART_KINDS = /* @__PURE__ */ new Set(["helm-values", "helm-template"]);
var MAX_STEPS4 = 2e6;
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
      const mayBe = steps > MAX_STEPS4 ? () => true : (use) => charts2.some((chart) => isOf(use, chart));
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

// src/manifests/kustomize/substitutes.ts
var WHOLE2 = /^\$\{([A-Za-z_]\w*)(?::?[-=][^{}]*)?\}$/;
var TAG2 = /^([^${}@]+):\$\{([A-Za-z_]\w*)\}$/;
function substituted(use, deliveries) {
  if (deliveries === void 0 || !use.text.includes("${")) return use;
  const whole = WHOLE2.exec(use.text)?.[1];
  const value = whole === void 0 ? void 0 : valuesOf2(whole, deliveries)[0];
  if (value !== void 0) {
    const { file, start } = value.place;
    return { ...use, reason: `it is set at ${file.path}:${file.at(start).line}` };
  }
  const [, , name] = TAG2.exec(use.text) ?? [];
  const tags = name === void 0 ? [] : valuesOf2(name, deliveries).map(({ place }) => place.text);
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
    const name = WHOLE2.exec(text)?.[1];
    if (name !== void 0) for (const value of valuesOf2(name, deliveries)) values.add(value);
  }
  return [...values].flatMap(({ place }) => literalUse(place) ?? []);
}
function valuesOf2(name, deliveries) {
  return [...deliveries].flatMap(({ substitutes }) => substitutes.find((one) => one.name === name) ?? []);
}

// src/manifests/kustomize/overlay.ts
function overlaid(uses, book) {
  const overriding = [book.of("kustomization"), book.of("delivery"), book.of("release")];
  if (overriding.every((facts) => facts.length === 0)) return uses;
  const builds = build(uses, book);
  if (builds === void 0)
    return uses.map((use) => BUILT_KINDS.has(use.kind) ? { ...use, slots: [], uneditable: TANGLED2 } : use);
  const entries = new Map(entriesIn(book).map((entry) => [entry.use, entry]));
  const renaming = renamings(builds);
  const matching2 = new Set([...builds.matches.values()].flatMap((matched) => [...matched]));
  const found = foundInCharts(uses, [...builds.rendered, ...releasesOf(book)]);
  const revised = uses.flatMap((use) => {
    const finder = found.get(use);
    if (finder !== void 0)
      return [{ ...use, uneditable: `${finder} finds it by this name in what the chart renders` }];
    const entry = entries.get(use);
    if (entry?.doubtful === true && !matching2.has(entry)) return [];
    const matched = reviseMatched(use, builds, renaming);
    const known2 = entry === void 0 ? matched : reviseEntry(matched, entry, builds, renaming);
    const cut = builds.cut.get(use);
    const uneditable = `${cut} replaces or takes a part of it by its place`;
    const kept = cut === void 0 ? known2 : { ...known2, slots: [], uneditable };
    return [substituted(kept, builds.delivered.get(use))];
  });
  return [...revised, ...substitutedValues(builds.delivered)];
}
function entriesIn(book) {
  return [
    ...book.of("kustomization").flatMap(({ fact }) => fact.kustomization.entries),
    ...book.of("image-transformer").map(({ fact }) => fact.entry),
    ...book.of("delivery").flatMap(({ fact }) => fact.delivery.entries)
  ];
}
var TANGLED2 = "the kustomizations of this tree are too many to follow, so that one may find it by its name";
function renamings({ effective, matches, open }) {
  const matchedBy = /* @__PURE__ */ new Map();
  for (const [use, entries] of matches) {
    for (const entry of entries) {
      const matched = matchedBy.get(entry);
      if (matched === void 0) matchedBy.set(entry, [use]);
      else matched.push(use);
    }
  }
  const renamed = closure([...matches.keys()].filter((use) => effective.has(use) || use.kind === "custom-resource"));
  const following = new Set([...renamed].flatMap((use) => [...matches.get(use) ?? []]));
  const held2 = /* @__PURE__ */ new Map();
  const stuck = [...following].filter(
    (entry) => entry.match === void 0 || open.has(entry) || matchedBy.get(entry)?.some(({ slots }) => slots.length === 0)
  );
  for (let entry = stuck.pop(); entry !== void 0; entry = stuck.pop()) {
    if (!following.delete(entry)) continue;
    for (const use of matchedBy.get(entry) ?? []) {
      if (!renamed.delete(use)) continue;
      held2.set(use, entry);
      for (const match of matches.get(use) ?? []) stuck.push(match);
    }
  }
  return { following, renamed, held: held2 };
  function closure(first) {
    const reached = new Set(first);
    const seen = /* @__PURE__ */ new Set();
    for (const use of reached) {
      for (const entry of matches.get(use) ?? []) {
        if (seen.has(entry)) continue;
        seen.add(entry);
        for (const other of matchedBy.get(entry) ?? []) reached.add(other);
      }
    }
    return reached;
  }
}
function reviseMatched(use, { effective, matches }, { renamed, held: held2 }) {
  const entries = matches.get(use);
  const first = entries?.values().next().value;
  if (entries === void 0 || first === void 0) return use;
  if (renamed.has(use)) {
    const names = [...entries].flatMap(({ match }) => match === void 0 ? [] : [match]);
    return { ...use, slots: [...use.slots, ...names] };
  }
  const place = `${first.use.file}:${first.use.line}`;
  const holder = held2.get(use);
  if (effective.has(use) && holder !== void 0) {
    return {
      ...use,
      slots: [],
      uneditable: `${holder.use.file}:${holder.use.line} finds it by this name, and maybe images that are elsewhere`
    };
  }
  return { ...use, overriddenBy: place };
}
function reviseEntry(use, entry, { versions }, { following }) {
  const { match } = entry;
  const follows = following.has(entry) && !entry.renames && match !== void 0;
  const slots = follows ? [match, ...use.slots.filter(({ writes }) => writes !== "name")] : use.slots;
  const [version2, ...others] = entry.setsVersion ? [] : versions.get(entry) ?? [];
  const pulls = version2 === void 0 || version2 === "" || others.length > 0 ? void 0 : `${use.image}${version2}${suffixOf(use, version2)}`;
  if (pulls === void 0 || use.image === null) return { ...use, slots };
  if (parseReference(pulls) !== void 0) return { ...use, slots, pulls };
  return { ...use, slots, unknownTag: true, reason: `it keeps a tag that is filled in elsewhere (${version2})` };
}
function suffixOf({ also }, version2) {
  return version2.includes("@") ? "" : also.find(({ role }) => role === "tagSuffix")?.text ?? "";
}

// src/manifests/kustomize/replacements.ts
var MAX_PATH3 = 256;
function isReplacements(root) {
  const items = root.type === "sequence" ? root.items.map(resolved) : [root];
  return items.length > 0 && items.every((item) => resolved(valueAt(item, "source"))?.type === "mapping" && itemsAt(item, "targets").length > 0);
}
function replacementFacts(root, file) {
  const cuts = cutIn(root.type === "sequence" ? root.items : [root], file);
  return cuts === void 0 ? [] : [{ type: "cutting-replacements", cuts }];
}
function inlineCuts(root, file) {
  const cuts = cutIn(itemsAt(root, "replacements"), file);
  return cuts === void 0 ? {} : { cuts };
}
function cutIn(replacements, file) {
  const all = [...new Set(replacements.map(resolved))];
  const sources = [...new Set(all.map((one) => resolved(valueAt(one, "source"))))];
  const targets = distinctItemsAt(all, "targets");
  const source = sources.find((one) => isCutting(one) && namesImage(valueAt(one, "fieldPath")));
  const target = targets.find((one) => isCutting(one) && itemsAt(one, "fieldPaths").some(namesImage));
  const cutting = source ?? target;
  return cutting === void 0 || cutting.type === "scalar" ? void 0 : `${file.path}:${file.at(cutting.start).line}`;
}
function isCutting(node) {
  const delimiter = scalarAt(node, "options", "delimiter")?.value ?? "";
  return delimiter !== "" && delimiter !== ":" && delimiter !== "@";
}
function namesImage(path) {
  return /image$/i.test(scalarAt(path)?.value.slice(-MAX_PATH3) ?? "");
}

// src/manifests/kustomize/kustomization.ts
var PART_LISTS = ["resources", "bases", "patchesStrategicMerge", "generators"];
var PATCH_LISTS = ["patches", "patchesJson6902", "replacements"];
var kustomize = {
  name: "kustomize",
  format: "yaml",
  isNamed: (path) => KUSTOMIZATION_NAME.test(baseName(path)),
  marks: [/kustomize\.config\.k8s\.io|ImageTagTransformer|op["']?[ \t]*:/],
  mayHoldImages: ({ path, text }) => KUSTOMIZATION_NAME.test(baseName(path)) || text.includes("kustomize.config.k8s.io") || text.includes("ImageTagTransformer") || text.includes("fieldPaths") || text.includes("mage") && /\bop["']?[ \t]*:/.test(text),
  recognises: ({ root }, { path }) => isJsonPatch(root) || isReplacements(root) || root.type === "mapping" && (isKustomization(root) || isNamedSo(root, path) || isImageTransformer(root)),
  extract: ({ root }, file) => {
    if (isReplacements(root)) return replacementFacts(root, file);
    if (root.type !== "mapping") return useFacts2(jsonPatchUses(root, file));
    if (isImageTransformer(root)) {
      return transformerEntries(root, file).flatMap((entry) => [
        { type: "image-transformer", entry },
        { type: "use", use: entry.use }
      ]);
    }
    const entries = [...imageEntries(valueAt(root, "images"), file), ...inlineTransformers(root, file)];
    const own2 = [...inlinePatchUses(root, file), ...literalUses(root, file)];
    const unseen2 = [...remoteParts(root, file), ...charts(root, file)];
    const kustomization = {
      parts: parts(root).filter((part) => !isRemote(part)),
      components: listed2(root, "components").filter((part) => !isRemote(part)),
      takesUnseen: unseen2.length > 0,
      entries,
      transformers: listed2(root, "transformers").filter((part) => !isRemote(part)),
      charts: chartPaths2(root),
      ...inlineCuts(root, file)
    };
    return [
      { type: "kustomization", kustomization },
      ...useFacts2([...entries.map(({ use }) => use), ...own2]),
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
function inlineTransformers(root, file) {
  return distinctItemsAt([root], "transformers").flatMap((item) => {
    if (item.type !== "scalar" || !item.value.includes("ImageTagTransformer")) return [];
    return embeddedDocuments(file, item).flatMap(
      ({ root: inner }) => isImageTransformer(inner) ? transformerEntries(inner, file) : []
    );
  });
}
function isKustomization(root) {
  return /^kustomize\.config\.k8s\.io\//.test(scalarAt(root, "apiVersion")?.value ?? "");
}
var KUSTOMIZATION_NAME = /^(?:kustomization\.ya?ml|Kustomization)$/;
function isNamedSo(root, path) {
  return KUSTOMIZATION_NAME.test(baseName(path)) && scalarAt(root, "apiVersion") === void 0;
}
function parts(root) {
  return [
    .../* @__PURE__ */ new Set([
      ...PART_LISTS.flatMap((key) => listed2(root, key)),
      ...PATCH_LISTS.flatMap((key) => itemsAt(root, key).map((item) => scalarAt(item, "path")?.value ?? ""))
    ])
  ].filter((part) => part !== "");
}
function listed2(root, key) {
  return distinctItemsAt([root], key).map((item) => scalarAt(item)?.value ?? "").filter((part) => part !== "" && !part.includes("\n"));
}
function isRemote(part) {
  return /^(?:[a-z+]+:\/\/|git::|git@|(?:github\.com|gitlab\.com|bitbucket\.org|gh:)[/:]?)/.test(part) || /[?&]ref=/.test(part);
}
function remoteParts(root, file) {
  return [...PART_LISTS, "components", "transformers"].flatMap(
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
  return [...own2, ...files].filter((path) => path !== "" && path.length <= MAX_PATH4);
}
var MAX_PATH4 = 512;
function inlineValues(root, file) {
  return distinctItemsAt([root], "helmCharts").flatMap((item) => {
    const values = valueAt(item, "valuesInline");
    return values === void 0 ? [] : extractValues(values, file);
  });
}

// src/manifests/pipelines/acr-task.ts
var VERBS = /* @__PURE__ */ new Set(["cmd", "build", "push"]);
var STEP_KEYS = new Set(
  `cmd build push cache detach disableWorkingDirectoryOverride entryPoint env expose id ignoreErrors isolation keep network
  ports pull privileged repeat retries retryDelay retryOnErrors secret startDelay timeout user when workingDirectory cpus
  memory`.split(/\s+/)
);
var ALIASES2 = /* @__PURE__ */ new Set(["acr", "az", "bash", "curl", "docker"]);
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
      ...useFacts(commands.map((command) => imageOf2(command, file))),
      ...commands.flatMap((command) => scriptFacts(file, command, "acr-task")),
      ...builtFacts(built)
    ];
  }
};
function isTask2(root) {
  const steps = distinctItemsAt([root], "steps");
  return steps.length > 0 && scalarAt(root, "apiVersion") === void 0 && steps.every((step) => entriesAt(step).every(([key]) => STEP_KEYS.has(key))) && steps.every((step) => entriesAt(step).some(([key]) => VERBS.has(key)));
}
function imageOf2(node, file) {
  const scalar = writtenScalar(node);
  if (scalar?.verbatim !== true) return void 0;
  const word = /^\s*(\S{1,1024})(?=\s|$)/.exec(scalar.value);
  const text = word?.[1] ?? "";
  if (text === "" || ALIASES2.has(text)) return void 0;
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
      values.push({ start: at + from, text: valueIn(line2.slice(from)), name: match[1] });
    }
    at += line2.length + 1;
  }
  return values;
}
function valueIn(rest) {
  return rest.includes("${{") ? rest.trimEnd() : rest.slice(0, /[\s,"']|$/.exec(rest)?.index);
}

// src/manifests/pipelines/azure-pipelines.ts
var EXPRESSION2 = { pattern: /\$\(|\$\{\{|\$\[/, reason: "an expression that Azure Pipelines evaluates when it runs" };
var OPAQUE = /* @__PURE__ */ new Set(["inputs", "env", "variables", "trigger", "pr", "pool", "services"]);
var NAME6 = /(?:^|\/)(?:[^/]*azure-?pipelines?[^/]*|vsts-ci)\.ya?ml$|(?:^|\/)\.?(?:azure-?pipelines?|azdo|azuredevops|vsts)\/.*\.ya?ml$/i;
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
  isNamed: (path) => NAME6.test(path),
  marks: [/stages|jobs|steps/],
  mayHoldImages: ({ path, text }) => NAME6.test(path) || !/\.json$/i.test(path) && HOLDERS.some((word) => text.includes(word)) && LISTS2.test(text),
  recognises: ({ root }, { path }) => NAME6.test(path) ? scalarAt(root, "apiVersion") === void 0 : !/\.json$/i.test(path) && looksLikePipeline(root),
  extract: ({ root }, file) => {
    const found = new PipelineReader(root);
    found.visit(root);
    const aliases = new Set(found.declared.flatMap((node) => writtenScalar(valueAt(node, "container"))?.value ?? []));
    const places = [
      ...found.declared.map((node) => valueAt(node, "image")),
      ...found.used.filter((node) => isImage(node, aliases))
    ];
    const feeds = feedsOf(root);
    const uses = places.flatMap((node) => {
      const fed = feedOf(writtenScalar(node)?.value ?? "", feeds);
      const at = { file, kind: "azure-pipelines", templating: EXPRESSION2 };
      if (fed === void 0) return [scalarUse({ ...at, node })];
      return isImage(fed, aliases) ? [scalarUse({ ...at, node: fed, part: "arg" })] : [];
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
  return known2.some((key) => valueAt(root, key) !== void 0) && lists.some(([list2, key]) => itemsAt(root, list2).some((item) => key.test(firstKey(item))));
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
var DEPLOYED = /* @__PURE__ */ new Map([
  ["azurecontainerapps", "imageToDeploy"],
  ["azurewebappcontainer", "containers"],
  ["azurefunctionappcontainer", "imageName"],
  ["kubernetesmanifest", "containers"]
]);
function taskUses(task, file) {
  const name = (scalarAt(task, "task")?.value ?? "").slice(0, MAX_TASK).replace(/@.*$/s, "").toLowerCase();
  const input = DEPLOYED.get(name);
  const scalar = input === void 0 ? void 0 : writtenScalar(valueAt(task, "inputs", input));
  if (scalar === void 0) return [];
  return optionValues(file, scalar, /^/).flatMap(({ start, text }) => {
    if (text === "") return [];
    const place = { file, start, text, kind: "azure-pipelines", part: "arg" };
    return [EXPRESSION2.pattern.test(text) ? templatedUse(place, EXPRESSION2.reason) : literalUse(place)];
  });
}
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
      else if (key === "container") this.used.push(imageOf3(value));
      else if (key === "resources" && node === this.#root) this.#resources(value);
      else if (SCRIPTS3.has(key)) this.scripts.push({ node: this.#once(value), language: SCRIPTS3.get(key) ?? "shell" });
      else if (!OPAQUE.has(key)) this.visit(value);
    }
  }
  #services(node) {
    for (const [, service] of entriesAt(this.#once(node))) this.used.push(imageOf3(service));
  }
  #resources(node) {
    for (const container of itemsAt(node, "containers")) this.declared.push(container);
  }
};
function imageOf3(node) {
  return valueAt(node, "image") ?? node;
}
function isImage(node, aliases) {
  const value = writtenScalar(node)?.value;
  return value !== void 0 && value.length <= MAX_IMAGE_TEXT && !aliases.has(value) && /[:/@]|\$/.test(value);
}
function feedsOf(root) {
  return { parameters: namedIn(root, "parameters", "default"), variables: namedIn(root, "variables", "value") };
}
function namedIn(root, key, field3) {
  const listed4 = itemsAt(root, key).map((item) => [scalarAt(item, "name")?.value, valueAt(item, field3)]);
  const found = /* @__PURE__ */ new Map();
  for (const [name, node] of [...entriesAt(root, key), ...listed4]) {
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
var VARIABLE6 = { pattern: /\$/, reason: "a variable that Bitbucket sets when it runs" };
var NAME7 = /(?:^|\/)bitbucket-pipelines[^/]*\.ya?ml$/i;
var bitbucketPipelines = {
  format: "yaml",
  name: "bitbucket-pipelines",
  isNamed: (path) => NAME7.test(path),
  recognises: (_document, { path }) => NAME7.test(path),
  extract: ({ root }, file) => {
    const uses = [];
    const scripts = [];
    const at = { file, kind: "bitbucket-pipelines", templating: VARIABLE6 };
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
var NAME8 = /(?:^|\/)\.circleci\/.*\.ya?ml$/i;
var circleCi = {
  format: "yaml",
  name: "circleci",
  isNamed: (path) => NAME8.test(path),
  marks: [/version:[ \t]*["']?2/],
  mayHoldImages: ({ path, text }) => NAME8.test(path) || ORB.test(text),
  recognises: ({ root }, { path }) => NAME8.test(path) || isOrb(root),
  extract: ({ root }, file) => {
    const uses = [];
    const scripts = [];
    const commands = [];
    const once4 = onlyOnce();
    const visit = (node, parameters) => {
      if (node.type === "sequence") for (const item of node.items) visit(item, parameters);
      if (node.type !== "mapping") return;
      const declared = valueAt(node, "parameters") ?? parameters;
      const run2 = once4(scalarAt(node, "run", "command") ?? scalarAt(node, "run"));
      if (run2?.type === "scalar") {
        scripts.push(run2.value);
        commands.push(...scriptFacts(file, run2, "circleci", { prepared: withoutParameters }));
      }
      for (const [key, value] of entriesAt(node)) {
        if (key !== "docker") {
          visit(value, declared);
          continue;
        }
        for (const item of itemsAt(once4(value))) {
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
  const parts2 = ["commands", "executors", "jobs", "orbs"].map((key) => resolved(valueAt(root, key))?.type);
  return /^2(?:\.1)?$/.test(scalarAt(root, "version")?.value ?? "") && valueAt(root, "services") === void 0 && parts2.some((type) => type === "mapping") && parts2.every((type) => type === void 0 || type === "mapping");
}
function withoutParameters(script) {
  return script.replaceAll(/<<[ \t]*[\w.-]{1,256}[ \t]*>>/g, (written4) => `\${${"_".repeat(written4.length - 3)}}`);
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
    const once4 = onlyOnce();
    const tagged = steps.flatMap((step) => tagsOf2(itemsAt(once4(valueAt(step, "args"))).map(once4)));
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
var VARIABLE7 = { pattern: /\$|\{\{/, reason: "a variable that is set when the pipeline runs" };
var STEP_LISTS = ["steps", "services", "clone", "pipeline"];
var NAME9 = /(?:^|\/)\.?(?:drone|woodpecker)(?:[.-][^/]*)?\.ya?ml$|(?:^|\/)\.(?:drone|woodpecker)\/.*\.ya?ml$/i;
var drone = {
  format: "yaml",
  name: "drone",
  isNamed: (path) => NAME9.test(path),
  recognises: ({ root }, { path }) => NAME9.test(path) && scalarAt(root, "apiVersion") === void 0,
  extract: ({ root }, file) => {
    const steps = STEP_LISTS.flatMap((list2) => stepsOf(valueAt(root, list2)));
    const uses = steps.map(
      (step) => scalarUse({ file, node: valueAt(step, "image"), kind: "drone", templating: VARIABLE7 })
    );
    const once4 = onlyOnce();
    const commands = steps.flatMap((step) => itemsAt(once4(valueAt(step, "commands"))));
    const scripts = commands.flatMap((line2) => writtenScalar(once4(line2))?.value ?? []);
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
var NAME10 = /(?:^|\/)\.?(?:drone|woodpecker|vela)(?:[-_.][^/]*)?\.(?:star|starlark|jsonnet)$|(?:^|\/)\.?(?:drone|woodpecker)\/.*\.(?:star|starlark|jsonnet|libsonnet)$/i;
var dronePrograms = {
  name: "drone-programs",
  format: "text",
  recognises: (path) => NAME10.test(path),
  extract: (file) => {
    if (!file.text.includes("image")) return [];
    const fields = /sonnet$/i.test(file.path) ? jsonnetFields(file.text) : starlarkFields(file.text);
    const values = new Map(fields.flatMap((field3) => namedText(field3)));
    const built = fields.flatMap(({ value: [first] }) => first?.type === "text" ? referencesBuiltBy(first.text) : []);
    return [...useFacts(fields.map((field3) => imageUse2(file, field3, values))), ...builtFacts(built)];
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
var MAX_VALUE = 512;
var MAX_GROWTH = 4096;
var MAX_JOBS = 256;
function withValues(text, pattern, scope) {
  let room = text.length + MAX_GROWTH;
  return text.replace(pattern, (whole, name) => {
    const value = resolved(environmentValue(scope, name));
    if (value?.type !== "scalar" || value.value.length > MAX_VALUE || value.value.includes("${{")) return whole;
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
  const listed4 = items.map((item) => valueAt(item, ...rest));
  return [...listed4, ...included2].flatMap(present2);
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
  ["azure/k8s-deploy", { images: LINES }],
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
var MAX_NAME_CHARS2 = 64;
function languageOf2({ root, job, step }) {
  const shells = [
    scalarAt(step, "shell"),
    scalarAt(job, "defaults", "run", "shell"),
    scalarAt(root, "defaults", "run", "shell")
  ];
  const shell2 = shells.find((scalar) => scalar !== void 0)?.value.slice(0, MAX_NAME_CHARS2);
  if (shell2 !== void 0) return /^(?:pwsh|powershell)\b/i.test(shell2) ? "powershell" : "shell";
  return /^windows\b/i.test((scalarAt(job, "runs-on")?.value ?? "").slice(0, MAX_NAME_CHARS2)) ? "powershell" : "shell";
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
      const run2 = this.#once(valueAt(step, "run"));
      const tags = tagsOf3(step);
      this.#tagsRead += tags.length;
      const texts2 = {
        tags: this.#tagsRead > this.#file.text.length ? "" : tags,
        script: writtenScalar(run2)?.value ?? ""
      };
      for (const reference of builtByStep(step, texts2, scope)) this.#built.push(reference);
      const language = languageOf2({ ...scope, step });
      for (const fact of scriptFacts(this.#file, run2, "github-workflow", { language })) this.#scripts.push(fact);
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
      if (isImageSetting(name, writtenScalar(value)?.value ?? "")) this.#tell(this.#useAt(value), "env");
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
          this.#lines(writtenScalar(this.#readOnce(node)), input.before);
      }
    }
  }
  #split(repository, role, tag) {
    const fields = tag === void 0 ? { repository } : { repository, tag: { role, scalar: tag } };
    this.#tell(splitUse({ file: this.#file, kind: "github-workflow", part: "repository", ...fields }), "repository");
  }
  #lines(scalar, before) {
    if (scalar === void 0) return;
    for (const { start, text, name } of optionValues(this.#file, scalar, before)) {
      if (name !== void 0 && !isImageSetting(name, text)) continue;
      const place = { file: this.#file, start, text, kind: "github-workflow", part: "arg" };
      this.#uses.push(text.includes("${{") ? templatedUse(place, EXPRESSION3.reason) : literalUse(place));
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
var NAME11 = /(?:^|[/.-])gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/(?!issue_templates\/).*\.ya?ml$/i;
var gitlabCi = {
  format: "yaml",
  name: "gitlab-ci",
  isNamed: (path) => NAME11.test(path),
  marks: [/script/],
  mayHoldImages: ({ path, text }) => NAME11.test(path) || isYamlPath(path) && mayBeGitlab(text),
  recognises: ({ root }, { path }) => NAME11.test(path) || isYamlPath(path) && looksLikeGitlab(root),
  extract: ({ root }, file) => {
    const jobs = entriesAt(root).filter(([key, node]) => !NO_JOBS.has(key) && resolved(node)?.type === "mapping");
    const bodies = [root, valueAt(root, "default"), ...jobs.map(([, job]) => job)];
    const once4 = onlyOnce();
    const budget = budgetOf(file);
    const uses = bodies.flatMap(
      (body) => [valueAt(body, "image"), ...itemsAt(once4(valueAt(body, "services")))].map(
        (node) => useAt2(file, nameIn2(node), [body, root], budget)
      )
    );
    const onceEach = onlyOnce();
    const scripts = bodies.flatMap((body) => SCRIPTS4.flatMap((key) => linesOf2(once4(valueAt(body, key))))).map(onceEach);
    const built = scripts.flatMap((line2) => referencesBuiltBy(writtenScalar(line2)?.value ?? ""));
    const facts = scripts.flatMap((line2) => scriptFacts(file, line2, "gitlab-ci"));
    return [...useFacts(uses), ...builtFacts(built), ...facts];
  }
};
function nameIn2(node) {
  return resolved(node)?.type === "mapping" ? valueAt(node, "name") : node;
}
function linesOf2(node) {
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
  const template2 = { text: scalar.value, dialect: { escape: "$$", quotes: false }, ...origin };
  const place = { file, start: scalar.start, text, kind: "gitlab-ci", part: "whole" };
  return tracedUse(place, expand2(template2, variablesOf(file, scopes, budget, 0)));
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
      const template2 = { text: scalar.value, variable, dialect: { escape: "$$", quotes: false }, ...origin };
      return expand2(template2, variablesOf(file, scopes, budget, depth + 1));
    }
  };
}

// src/manifests/pulumi/pulumi.ts
var VARIABLE8 = { pattern: /\$\{/, reason: "an output or a variable of the program" };
var pulumi = {
  name: "pulumi",
  format: "yaml",
  marks: [/docker|kubernetes:|azure-native:/],
  mayHoldImages: ({ text }) => text.includes("resources") && /docker|kubernetes:|azure-native:/.test(text),
  recognises: ({ root }, { path }) => resourcesOf(root).length > 0 && (baseName(path) === "Pulumi.yaml" || resourcesOf(root).every(hasTypeToken)),
  extract: ({ root }, file) => resourcesOf(root).flatMap((resource) => resourceFacts(resource, file))
};
var TOKEN2 = /^([a-z][\w-]*):(?:([\w./-]+):)?([A-Z]\w*)$/;
function resourcesOf(root) {
  return entriesAt(root, "resources").map(([, resource]) => resource);
}
function hasTypeToken(resource) {
  return readResource(resource) !== void 0;
}
function readResource(node) {
  const token = scalarAt(node, "type")?.value ?? "";
  const [, provider, module2 = "", name] = (token.length > MAX_TOKEN ? null : TOKEN2.exec(token)) ?? [];
  if (provider === void 0 || name === void 0) return void 0;
  return { provider, module: module2, name, properties: valueAt(node, "properties") };
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
function kubernetesFacts({ module: module2, name, properties }, node, file) {
  if (/^helm\.sh\//.test(module2)) return chartFacts(properties, node, file);
  const pod = properties === void 0 ? void 0 : podSpecOf(properties, { group: "", kind: name });
  return pod === void 0 ? [] : podFacts(pod, new UseCollector(file, "pulumi"));
}
function chartFacts(properties, node, file) {
  const values = valueAt(properties, "values");
  const facts = values === void 0 ? [] : extractValues(values, file);
  const name = scalarAt(properties, "chart")?.value;
  const repository = scalarAt(properties, "repositoryOpts", "repo") ?? scalarAt(properties, "fetchOpts", "repo");
  if (name === void 0 || repository === void 0) return facts;
  const version2 = scalarAt(properties, "version")?.value;
  const start = scalarAt(node, "type")?.start ?? repository.start;
  return [
    ...facts,
    { type: "unseen", unseen: unseenChart(file, start, { name, repository: repository.value, version: version2 }) }
  ];
}
function azureImages({ module: module2, name, properties }) {
  const api = module2.split("/", 1)[0];
  if (api === "app" && (name === "ContainerApp" || name === "Job"))
    return containerImages2(valueAt(properties, "template"));
  if (api === "containerinstance" && name === "ContainerGroup") return containerImages2(properties);
  if (api === "web" && (name === "WebApp" || name === "WebAppSlot")) {
    return [{ node: valueAt(properties, "siteConfig", "linuxFxVersion"), prefix: "DOCKER|" }];
  }
  return [];
}
function containerImages2(template2) {
  return ["initContainers", "containers"].flatMap(
    (list2) => itemsAt(template2, list2).map((container) => ({ node: valueAt(container, "image") }))
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
  return scalarUse({ file, node, kind: "pulumi", templating: VARIABLE8, prefix });
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
var NAME12 = /(?:^|\/)(?:[^/]*images?[^/]*\.txt|[^/]*images?\.list)$/i;
var imageList = {
  name: "image-list",
  format: "text",
  recognises: (path) => NAME12.test(path),
  accepts: isImageList,
  extract: (file) => linesOf3(file.text).flatMap(({ start, text }) => {
    const use = literalUse({ file, start, text, kind: "other", part: "whole" });
    return use === void 0 ? [] : [{ type: "use", use }];
  })
};
function isImageList({ text }) {
  const lines2 = linesOf3(text);
  return lines2.some((line2) => line2.text.includes("/")) && lines2.every((line2) => saysVersion(line2.text));
}
function linesOf3(text) {
  const lines2 = [];
  let at = 0;
  for (const line2 of text.split("\n")) {
    const written4 = line2.trim();
    if (written4 !== "" && !written4.startsWith("#")) lines2.push({ start: at + line2.indexOf(written4), text: written4 });
    at += line2.length + 1;
  }
  return lines2;
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
  const lines2 = [];
  let start = text.charCodeAt(0) === 65279 ? 1 : 0;
  for (let at = start; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const stop = newline === -1 ? text.length : newline;
    const end = text[stop - 1] === "\r" && stop > start ? stop - 1 : stop;
    at = stop + 1;
    if (text[end - 1] === "\\" && newline !== -1) continue;
    lines2.push({ start, end });
    start = at;
  }
  return lines2;
}

// src/manifests/terraform/variables.ts
function mentionsIn(text) {
  const counts3 = /* @__PURE__ */ new Map();
  for (const [name] of text.matchAll(/(?<![\w.-])(?:var|local)\.[A-Za-z_][\w-]{0,200}/g))
    counts3.set(name, (counts3.get(name) ?? 0) + 1);
  return counts3;
}
function variableValue(file, kind, name, { value }) {
  const [token, ...others] = value;
  if (token === void 0 || token.type === "mark" || others.length > 0) return void 0;
  const form = token.type === "word" ? "number" : token.dynamic ? "template" : "text";
  if (token.type === "word" ? !/^\d+$/.test(token.text) : !token.plain && !token.dynamic) return void 0;
  const place = { file, start: token.start, text: token.text, kind, part: "arg" };
  return { type: "terraform-value", name, place, form };
}
var MAX_NAME3 = 512;
function isValuesPath(path) {
  return /\.tfvars(?:\.json)?$/i.test(path);
}
function variableName(path, { scope, key }) {
  if (key === "" || scope.path.length !== depthOf(scope)) return void 0;
  const names = [...scope.path, key];
  if (names.reduce((length, name2) => length + name2.length, 0) > MAX_NAME3) return void 0;
  if (isValuesPath(path)) return `var.${names.join(".")}`;
  const block3 = blockOf(topOf(scope));
  if (block3?.type === "locals") return `local.${names.slice(1).join(".")}`;
  const [name] = block3?.labels ?? [];
  if (block3?.type !== "variable" || names[1] !== "default" || name === void 0) return void 0;
  return ["var", name, ...names.slice(2)].join(".");
}
function depthOf(scope) {
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
  const module2 = new Module();
  for (const fact of facts) if (fact.type === "terraform-value") module2.add(fact);
  for (const fact of facts) {
    if (fact.type === "terraform-reference") module2.refer(fact);
    else if (fact.type === "terraform-template") module2.trace(fact);
    else if (fact.type === "terraform-mentions") module2.mention(fact);
  }
  return module2.uses();
}
var MAX_DEPTH17 = 12;
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
    this.#names.set(placeOf3(fact.place.file.path, fact.place.start), ownerOf(fact.name));
  }
  /** An image that is a variable: its uses stand at the variable's values, once however often it is used. */
  refer({ name, use }) {
    count2([[ownerOf(name), 1]], this.#ofImages);
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
  mention({ counts: counts3 }) {
    count2(counts3, this.#mentions);
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
    count2(mentionsIn(place.text), this.#ofImages);
    const origin = { file: place.file.path, start: place.start };
    const value = interpolated({ text: place.text, origin }, INTERPOLATION, (name) => this.#value(name, 0));
    this.#traced.push({ place, value });
  }
  /** What a variable or local is known to be. */
  #value(name, depth) {
    const known2 = this.#values.get(name);
    if (known2 !== void 0) return known2;
    if (depth > MAX_DEPTH17) return unknown3(`${name} is made of too many others`);
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
    const template2 = { text, origin: { file: file.path, start }, variable };
    if (form === "template") return interpolated(template2, INTERPOLATION, (other) => this.#value(other, depth + 1));
    if (!/^[\w.:/@+-]{0,512}$/.test(text)) return unknown3(`the value of ${name} is no part of an image reference`);
    return { known: true, pieces: [{ text, origin: template2.origin, variable }] };
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
    if (slot === void 0 || ALONE3.test(place.text)) return use;
    const variable = this.#names.get(placeOf3(slot.file, slot.start));
    if (variable === void 0 || slot.file === place.file.path && slot.start === place.start) return use;
    if ((this.#mentions.get(variable) ?? 0) <= (this.#ofImages.get(variable) ?? 0)) return use;
    return { ...use, slots: [], uneditable: `${variable} is used for more than images` };
  }
};
function isPlain2({ image, unknownTag }) {
  return image !== null && (unknownTag === true || isVersionedImage(image));
}
var ALONE3 = /^\$\{[^{}]*\}$/;
function anyKeyOf(name) {
  const [kind, map, key, ...fields] = name.split(".");
  return key === void 0 || fields.length === 0 ? [] : [[kind, map, "*", ...fields].join(".")];
}
function placeOf3(file, start) {
  return `${file}\0${start}`;
}
function ownerOf(name) {
  return name.split(".", 2).join(".");
}
function count2(counts3, into) {
  for (const [name, times] of counts3) into.set(name, (into.get(name) ?? 0) + times);
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
  const facts = [{ type: "terraform-mentions", counts: mentionsIn(file.text) }];
  for (const field3 of fields) {
    const name = variableName(file.path, field3);
    if (name !== void 0) {
      const value = variableValue(file, "other", name, field3);
      if (value !== void 0) facts.push(value);
    } else if (isTaskImage(field3, running)) {
      for (const fact of imageFacts2({ file, kind: "other", value: field3.value })) {
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
  const releases = /* @__PURE__ */ new Map();
  for (const { scope, key, value } of fields) {
    const [token, ...others] = value;
    if (blockOf(scope)?.labels[0] !== "helm_release" || token?.type !== "text" || !token.plain || others.length > 0)
      continue;
    releases.set(scope, (releases.get(scope) ?? /* @__PURE__ */ new Map()).set(key, token));
  }
  return [...releases.values()].flatMap((release) => {
    const chart = release.get("chart");
    const repository = release.get("repository")?.text ?? (/^oci:/.test(chart?.text ?? "") ? "" : void 0);
    if (chart === void 0 || repository === void 0) return [];
    const slash = chart.text.lastIndexOf("/");
    const name = repository === "" ? chart.text.slice(slash + 1) : chart.text;
    const from = repository === "" ? chart.text.slice(0, slash) : repository;
    const version2 = release.get("version")?.text;
    return [{ type: "unseen", unseen: unseenChart(file, chart.start, { name, repository: from, version: version2 }) }];
  });
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
function helmUses(file, fields) {
  const ofCharts = fields.filter(givesToChart);
  if (ofCharts.length === 0) return [];
  const groups = /* @__PURE__ */ new Map();
  const settings2 = [...setBlocks(ofCharts), ...ofCharts.flatMap(encodedValue)];
  for (const { group, name, value } of settings2) {
    const known2 = groups.get(group) ?? /* @__PURE__ */ new Map();
    groups.set(group, known2.set(name, value));
  }
  const uses = settings2.flatMap(({ group, name, value }) => {
    const siblings3 = groups.get(group) ?? /* @__PURE__ */ new Map();
    return settingUse(file, name, value, siblings3) ?? [];
  });
  return [...uses, ...ofCharts.flatMap((field3) => documentUses(file, field3))];
}
function givesToChart({ scope }) {
  const block3 = blockOf(topOf(scope));
  const [type] = block3?.labels ?? [];
  if (block3?.type === "module") return SETS3.test(scope.path.at(-1) ?? "");
  return block3?.type === "resource" && type === "helm_release" || block3?.type === "data" && type === "helm_template";
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
var MAX_NAME4 = 128;
function encodedValue({ scope, key, value }) {
  const from = scope.path.indexOf("values");
  if (from === -1 || key === "") return [];
  const names = [...scope.path.slice(from + 1), key];
  if (names.some((name) => name.length > MAX_NAME4)) return [];
  return [{ group: scope, name: names.join("."), value }];
}
function settingUse(file, name, value, siblings3) {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const above2 = name.slice(0, name.length - last.length);
  const isRepository = last === "repository" && /image\.$/i.test(above2);
  if (!isRepository && !isImageKey(last)) return void 0;
  const fieldOf4 = (...names) => {
    const role = names.find((candidate) => siblings3.has(candidate));
    const scalar2 = role === void 0 ? void 0 : scalarFor(siblings3.get(role) ?? []);
    return role === void 0 || scalar2 === void 0 ? void 0 : { role, scalar: scalar2 };
  };
  if (fieldOf4(`${above2}pullPolicy`)?.scalar.value === "Never") return void 0;
  const scalar = scalarFor(value);
  if (scalar === void 0) return void 0;
  const tag = isRepository || last === "image" ? fieldOf4(`${above2}tag`, `${above2}imageTag`) : fieldOf4(`${name}Tag`);
  if (!isRepository && tag === void 0 && knownNameLength(scalar.value) !== void 0) {
    const place = { file, start: scalar.start, text: scalar.value, kind: "terraform", part: "whole" };
    return templatedUse(place, "its tag is put together on deployment");
  }
  const isText2 = tag === void 0 ? isPossibleImage(scalar.value, last) && /[:/]/.test(scalar.value) : true;
  if (!isRepository && !(isText2 && scalar.verbatim)) return void 0;
  const registry = isRepository ? fieldOf4(`${above2}registry`) : void 0;
  const digest = isRepository ? fieldOf4(`${above2}digest`) : void 0;
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
    const written4 = this.#text.slice(start, end);
    const name = REFERENCE2.exec(written4)?.[1];
    if (name !== void 0) {
      const from = start + written4.indexOf(name);
      return { type: "word", start: from, end: from + name.length, text: name };
    }
    const dynamic = /(?<!\$)\$\{|(?<!%)%\{/.test(written4);
    const plain2 = verbatim && !dynamic && !/[$%]\{/.test(written4);
    return textToken(this.#text, start, end, { plain: plain2, dynamic });
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
  const block3 = blockOf(top);
  const [type] = block3?.labels ?? [];
  if (block3 === void 0 || type === void 0) return void 0;
  if (block3.type === "data")
    return type === "docker_registry_image" && key === "name" && scope === top ? {} : void 0;
  if (block3.type !== "resource") return void 0;
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
  for (const field3 of fields) {
    const { scope, key, value } = field3;
    const block3 = blockOf(scope);
    const [type] = block3?.labels ?? [];
    const [first] = value;
    if (block3?.type !== "resource" || key !== "name" || first?.type !== "text" || value.length !== 1) continue;
    if (type === "docker_image" && building.has(scope) || type === "docker_registry_image")
      built.set(field3, first.text);
  }
  return built;
}

// src/manifests/terraform/web-app.ts
var NAMES3 = /* @__PURE__ */ new Set(["docker_image_name", "docker_image", "image_name"]);
var REGISTRIES = ["docker_registry_url", "registry_url"];
var TAGS2 = ["docker_image_tag", "image_tag"];
function webAppUse(file, field3, block3) {
  if (!NAMES3.has(field3.key)) return void 0;
  const [token, ...more] = field3.value;
  const registry = firstOf2(block3, REGISTRIES);
  const tag = firstOf2(block3, TAGS2);
  if (token === void 0 || registry === void 0 && tag === void 0) return void 0;
  const whole = literalOf(field3);
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
  const host = url === void 0 ? "" : hostOf3(url.text);
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
function firstOf2(block3, keys) {
  return keys.map((key) => block3.get(key)).find((field3) => field3 !== void 0);
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
function hostOf3(url) {
  const host = /^(?:https?:\/\/)?([\w.-]+(?::\d+)?)(?:\/(?:v[12]\/?)?)?$/i.exec(url)?.[1]?.toLowerCase();
  return host === "index.docker.io" || host === "registry.hub.docker.com" ? DOCKER_HUB : host;
}
function literalOf(field3) {
  const [value] = field3?.value ?? [];
  if (value?.type !== "text" || !value.plain || field3?.value.length !== 1) return void 0;
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
  for (const field3 of fields) {
    byScope.set(field3.scope, (byScope.get(field3.scope) ?? /* @__PURE__ */ new Map()).set(field3.key, field3));
  }
  const calls2 = /* @__PURE__ */ new Map();
  const args = fields.flatMap((field3) => {
    if (field3.key !== "") return [];
    const index = calls2.get(field3.scope) ?? 0;
    calls2.set(field3.scope, index + 1);
    return [argumentFacts(file, field3, index)];
  });
  const chosen3 = new Set(args.flatMap(({ scope }) => scope ?? []));
  facts.push(
    ...args.flatMap((argument) => argument.facts),
    ...fields.flatMap((field3) => hereDocumentFacts(file, field3))
  );
  for (const field3 of fields) {
    if (field3.key === "") continue;
    const name = variableName(file.path, field3);
    if (name !== void 0) {
      const value = variableValue(file, "terraform", name, field3);
      if (value !== void 0) facts.push(value);
      continue;
    }
    const place = imagePlace(field3) ?? modulePlace(field3);
    if (place === void 0 || built.has(field3) || isChosen(field3) && chosen3.has(field3.scope)) continue;
    const each = eachFact(file, field3, byScope);
    if (each !== void 0) facts.push(each);
    else facts.push(...placeFacts(file, field3, place, byScope.get(field3.scope) ?? /* @__PURE__ */ new Map()));
  }
  facts.push(...useFacts(helmUses(file, fields)), ...chartSources(file, fields));
  const counts3 = mentionsIn(file.text);
  return counts3.size === 0 ? facts : [...facts, { type: "terraform-mentions", counts: counts3 }];
}
function placeFacts(file, field3, { prefix, doubtful = false }, block3) {
  const split2 = webAppUse(file, field3, block3);
  if (split2 !== void 0) return [{ type: "use", use: split2 }];
  const [value] = field3.value;
  if (value?.type === "word" && /^(?:data\.)?docker_\w+\./.test(value.text)) return [];
  const optional2 = prefix === void 0 ? {} : { prefix };
  return imageFacts2({ file, kind: "terraform", value: field3.value, ...optional2 }, doubtful);
}
function argumentFacts(file, field3, index) {
  const called2 = chosenOf(field3, index);
  if (called2 === void 0 || (imagePlace(called2) ?? modulePlace(called2)) === void 0) return { facts: [] };
  const [value] = field3.value;
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
  const facts = imageFacts2({ file, kind: "terraform", value: field3.value, part: "arg" }, true);
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
var KINDS = [
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
function lastAtOrBefore(sorted2, value) {
  let low = 0;
  let high = sorted2.length - 1;
  while (low < high) {
    const middle = low + high + 1 >>> 1;
    if ((sorted2[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

// src/manifests/test-paths.ts
var FOLDERS = /* @__PURE__ */ new Set(["testdata", "__snapshots__"]);
var MARKS2 = [...FOLDERS, ".golden", ".snap", "_test.y"];
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
var MAX_PATH_CHARS = 1024;
function namedPaths({ path, text }) {
  const ofTests = MARKS2.flatMap((mark) => wordsWith(text, mark)).flatMap(withoutGlobs);
  const deployed = deployedFolders(text).flatMap(withoutGlobs);
  return ofTests.length === 0 && deployed.length === 0 ? void 0 : { file: path, ofTests, deployed };
}
function wordsWith(text, mark) {
  const words = [];
  for (let at = text.indexOf(mark); at !== -1; ) {
    let start = at;
    while (start > 0 && at - start < MAX_PATH_CHARS && isOfPath(text[start - 1])) start--;
    let end = at + mark.length;
    while (end < text.length && end - at < MAX_PATH_CHARS && isOfPath(text[end])) end++;
    words.push(text.slice(start, end));
    at = text.indexOf(mark, end);
  }
  return words;
}
function isOfPath(unit) {
  return unit !== void 0 && !/[\s"'`,;:()[\]{}<>|&=#]/.test(unit);
}
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
var MAX_ROUNDS = 20;
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
        ({ file }) => round >= MAX_ROUNDS || testPath(file, this.#charts) === void 0 || this.has(file)
      );
      if (reached.length === 0) return;
      const done = new Set(reached);
      left = left.filter((fact) => !done.has(fact));
      for (const { file, fact } of reached) {
        const { parts: parts2, components, transformers } = fact.kustomization;
        for (const part of [...parts2, ...components, ...transformers]) {
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
function isManifestPath(path, kinds = KINDS) {
  return isRead2(path, kindTable(kinds, true));
}
function mayBeManifest(path) {
  return isReadByBeginning(path, kindTable(KINDS, true));
}
function isManifestBeginning(bytes2) {
  return isBeginning(bytes2, kindTable(KINDS, true));
}
function startScan(kinds = KINDS, skips = true) {
  const table2 = kindTable(kinds, skips);
  const facts = /* @__PURE__ */ new Map();
  const ignores = /* @__PURE__ */ new Map();
  const unreadable = [];
  const named3 = [];
  return {
    wants: (path) => isRead2(path, table2),
    mayWant: (path) => isReadByBeginning(path, table2),
    wantsBeginning: (bytes2) => isBeginning(bytes2, table2),
    add: (path, text) => {
      const file = sourceFile(path, text);
      const told = withinReason(file, extractFile(file, table2));
      facts.set(path, told);
      const ignored = ignoresOf(file);
      if (ignored !== void 0) ignores.set(path, ignored);
      const paths = namedPaths(file);
      if (paths !== void 0) named3.push(paths);
      return told.length > 0;
    },
    warn: (warning) => {
      unreadable.push(warning);
    },
    finish: () => resolveAll(kinds, bookOf(facts), { ignores, unreadable, named: named3 })
  };
}
function withinReason({ path }, told) {
  if (told.length <= MAX_TOLD) return told;
  const reason = `it names more than ${MAX_TOLD} images and other things; those behind are not told of`;
  return [...told.slice(0, MAX_TOLD), { type: "warning", warning: { file: path, line: 1, reason } }];
}
function resolveAll(kinds, book, { ignores, unreadable, named: named3 }) {
  const found = [...book.of("use").map(({ fact }) => fact.use), ...kinds.flatMap((kind) => kind.resolve?.(book) ?? [])];
  const uses = kinds.reduce((sofar, kind) => kind.revise?.(sofar, book) ?? sofar, found);
  const warnings = [
    ...book.of("warning").map(({ fact }) => fact.warning),
    ...unreadable,
    ...[...ignores.values()].flatMap((ignored) => ignored.warnings)
  ];
  return {
    uses: markTestMaterial(markIgnored(uses, ignores), book, named3).toSorted(byPlace),
    unseen: book.of("unseen").map(({ fact }) => fact.unseen).toSorted(byLine),
    warnings: warnings.toSorted(byLine),
    builtHere: /* @__PURE__ */ new Set([
      ...book.of("built-here").map(({ fact }) => fact.claim),
      ...uses.flatMap((use) => use.built === true ? builtAs2(use) : [])
    ]),
    filesRead: book.files.length
  };
}
function builtAs2({ image, unknownTag }) {
  const reference = image === null ? void 0 : parseReference(image);
  return reference === void 0 ? [] : [buildClaim(reference, unknownTag)];
}
function bookOf(facts) {
  const filed = [...facts].flatMap(([file, all]) => all.map((fact) => ({ file, fact })));
  const byType = groupBy(filed, ({ fact }) => fact.type);
  return {
    files: [...facts.keys()],
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

// src/manifests/tree.ts
var import_node_buffer3 = require("node:buffer");
var import_node_fs7 = require("node:fs");
var import_node_path7 = require("node:path");

// src/io/git/listing.ts
function listFolder(folder, within) {
  const repository = openRepository(folder, within);
  if (repository === void 0) return { state: "no-repository" };
  try {
    const line2 = ["ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard"];
    const answer = runGitSync(repository.place, line2);
    return answer.type === "ok" ? { state: "listed", listing: readEntries(answer.value) } : { state: "failed", reason: answer.reason };
  } finally {
    repository.close();
  }
}
function isTracked(folder, name, within) {
  const repository = openRepository(folder, within);
  if (repository === void 0) return false;
  try {
    const answer = runGitSync(repository.place, ["ls-files", "-z", "--cached", "--", "."]);
    if (answer.type === "failed") return true;
    return answer.value.split("\0").some((path) => path.toLowerCase() === name.toLowerCase());
  } finally {
    repository.close();
  }
}
function readEntries(output) {
  const files = /* @__PURE__ */ new Set();
  const links = /* @__PURE__ */ new Set();
  const submodules = /* @__PURE__ */ new Set();
  for (const entry of output.split("\0")) {
    const { mode, path } = readEntry(entry);
    if (path === "" || path.endsWith("/")) continue;
    if (mode === "120000") links.add(path);
    else if (mode === "160000") submodules.add(path);
    else files.add(path);
  }
  return { files: [...files], links: [...links], submodules: [...submodules] };
}
function readEntry(entry) {
  if (entry.startsWith("? ")) return { mode: void 0, path: entry.slice(2) };
  const tab = entry.indexOf("	");
  return { mode: entry.split(" ")[1], path: tab === -1 ? "" : entry.slice(tab + 1) };
}

// src/io/regular-file.ts
var import_node_fs5 = require("node:fs");
var import_node_path5 = require("node:path");
function fileReader(root, largest) {
  const through = linkFinder(root);
  return (path) => through((0, import_node_path5.dirname)(path)) ? "link" : readRegular((0, import_node_path5.join)(root, path), largest);
}
function beginningReader(root, most) {
  const through = linkFinder(root);
  return (path) => through((0, import_node_path5.dirname)(path)) ? "link" : readRegular((0, import_node_path5.join)(root, path), Number.POSITIVE_INFINITY, most);
}
function linkFinder(root) {
  const known2 = /* @__PURE__ */ new Map([[".", false]]);
  const find = (folder) => {
    const before = known2.get(folder);
    if (before !== void 0) return before;
    const found = find((0, import_node_path5.dirname)(folder)) || ((0, import_node_fs5.lstatSync)((0, import_node_path5.join)(root, folder), { throwIfNoEntry: false })?.isSymbolicLink() ?? false);
    known2.set(folder, found);
    return found;
  };
  return find;
}
var OPEN_FLAGS = import_node_fs5.constants.O_RDONLY | (import_node_fs5.constants.O_NOFOLLOW ?? 0) | (import_node_fs5.constants.O_NONBLOCK ?? 0);
function readRegular(path, largest, most = largest) {
  if ((0, import_node_fs5.lstatSync)(path).isSymbolicLink()) return "link";
  const file = (0, import_node_fs5.openSync)(path, OPEN_FLAGS);
  try {
    const status = (0, import_node_fs5.fstatSync)(file);
    if (!status.isFile()) return void 0;
    if (status.size > largest) return "too large";
    const buffer = Buffer.allocUnsafe(Math.min(status.size, most));
    let length = 0;
    while (length < buffer.length) {
      const count3 = (0, import_node_fs5.readSync)(file, buffer, length, buffer.length - length, null);
      if (count3 === 0) break;
      length += count3;
    }
    return buffer.subarray(0, length);
  } finally {
    (0, import_node_fs5.closeSync)(file);
  }
}

// src/manifests/links.ts
var import_node_fs6 = require("node:fs");
var import_node_path6 = require("node:path");
function destinationOf(root, path) {
  try {
    const top = (0, import_node_fs6.realpathSync)(root);
    const place = (0, import_node_path6.join)(root, path);
    const target = (0, import_node_fs6.realpathSync)(place);
    const status = (0, import_node_fs6.statSync)(target);
    const kind = status.isDirectory() ? "folder" : status.isFile() ? "file" : void 0;
    if (kind === void 0) return void 0;
    return isWithin2(top, target) ? { kind, isInside: true, path: (0, import_node_path6.relative)(top, target).split(import_node_path6.sep).join("/") } : { kind, isInside: false, path: (0, import_node_fs6.lstatSync)(place).isSymbolicLink() ? (0, import_node_fs6.readlinkSync)(place) : target };
  } catch {
    return void 0;
  }
}

// src/manifests/tree.ts
var MAX_FILE_BYTES = 32 * 1024 * 1024;
function scanTree(options) {
  const { root, onProgress } = options;
  const scan2 = new TextKeepingScan(startScan());
  if (!isDirectory(root)) {
    addFile(scan2, fileReader((0, import_node_path7.dirname)(root), MAX_FILE_BYTES), (0, import_node_path7.basename)(root));
    return scan2.finish();
  }
  const wanted = pathFilter(options);
  const { files, links, submodules } = listingOf(options);
  const named3 = [...files, ...links].filter((path) => scan2.wants(path) && wanted(path));
  const beginning = beginningReader(root, MAX_BEGINNING_BYTES);
  const begun = files.filter(
    (path) => scan2.mayWant(path) && wanted(path) && scan2.wantsBeginning(bytesOf(beginning, path))
  );
  const paths = [...named3, ...begun].sort();
  const read2 = fileReader(root, MAX_FILE_BYTES);
  const found = [];
  for (const [index, path] of paths.entries()) {
    if (addFile(scan2, read2, path) === "link") found.push(path);
    onProgress?.({ read: index + 1, total: paths.length });
  }
  const folders = links.filter((path) => !scan2.wants(path) && wanted(path));
  tellLinks(scan2, root, [...found, ...folders].sort(), new Set(paths));
  const unseen2 = submodules.filter((path) => wanted(path) || wanted(`${path}/manifest.yaml`)).map(submodule);
  const result = scan2.finish();
  return unseen2.length === 0 ? result : { ...result, unseen: [...result.unseen, ...unseen2] };
}
function submodule(path) {
  return {
    file: path,
    line: 1,
    source: `submodule ${path}`,
    remedy: `run this in the submodule's own repository, or check it out and scan it by path: ${path}`
  };
}
var MAX_LINKS_TOLD = 10;
function tellLinks(scan2, root, links, read2) {
  const hides = (link, { kind, isInside, path }) => kind === "folder" ? !isInside : scan2.wants(link) && !(isInside && read2.has(path));
  const hiding = links.flatMap((link) => {
    const destination = destinationOf(root, link);
    return destination !== void 0 && hides(link, destination) ? [{ link, to: destination.path }] : [];
  });
  const told = hiding.slice(0, hiding.length > MAX_LINKS_TOLD ? MAX_LINKS_TOLD - 1 : MAX_LINKS_TOLD);
  for (const { link, to } of told) {
    scan2.warn(link, `not read: a symbolic link to ${to.slice(0, 200)}, which is not among the files that are read`);
  }
  const next = hiding[told.length];
  if (next === void 0) return;
  scan2.warn(next.link, `not read: a symbolic link, as are ${hiding.length - told.length - 1} more`);
}
function scanText(text, path = "-") {
  const scan2 = new TextKeepingScan(startScan());
  scan2.add(path, text);
  return scan2.finish();
}
async function scanBlobs(blobs2) {
  const scan2 = new TextKeepingScan(startScan());
  for await (const { path, bytes: bytes2 } of blobs2) {
    if (scan2.wants(path) || scan2.mayWant(path) && scan2.wantsBeginning(bytes2)) addBytes(scan2, path, bytes2);
  }
  return scan2.finish();
}
var TextKeepingScan = class {
  #scan;
  #texts = /* @__PURE__ */ new Map();
  constructor(scan2) {
    this.#scan = scan2;
  }
  wants(path) {
    return this.#scan.wants(path);
  }
  mayWant(path) {
    return this.#scan.mayWant(path);
  }
  wantsBeginning(bytes2) {
    return this.#scan.wantsBeginning(bytes2);
  }
  add(path, text) {
    if (this.#scan.add(path, text)) this.#texts.set(path, text);
  }
  warn(file, reason) {
    this.#scan.warn({ file, line: 1, reason });
  }
  finish() {
    const result = this.#scan.finish();
    const wanted = /* @__PURE__ */ new Set();
    for (const { file, slots } of result.uses) {
      wanted.add(file);
      for (const slot of slots) wanted.add(slot.file);
    }
    return { ...result, texts: new Map([...this.#texts].filter(([path]) => wanted.has(path))) };
  }
};
var LFS_POINTER = Buffer.from("version https://git-lfs.github.com/spec/");
function isLfsPointer(bytes2) {
  return bytes2.length < 1024 && LFS_POINTER.equals(bytes2.subarray(0, LFS_POINTER.length));
}
function addBytes(scan2, path, bytes2) {
  if (bytes2.length > MAX_FILE_BYTES) scan2.warn(path, `not read: larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
  else if (isLfsPointer(bytes2)) {
    scan2.warn(path, "not read: only a pointer to Git LFS is here; give actions/checkout lfs: true");
  } else if (!(0, import_node_buffer3.isUtf8)(bytes2)) scan2.warn(path, "not read: it is not UTF-8 text");
  else scan2.add(path, Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.length).toString("utf8"));
}
var NO_FILE = /* @__PURE__ */ new Set(["ENOENT", "ENOTDIR", "EISDIR"]);
function addFile(scan2, read2, path) {
  try {
    const bytes2 = read2(path);
    if (bytes2 === "link") return "link";
    if (bytes2 === "too large") scan2.warn(path, `not read: larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
    else if (bytes2 !== void 0) addBytes(scan2, path, bytes2);
  } catch (error) {
    const code = codeOf2(error);
    if (code === void 0) throw error;
    if (!NO_FILE.has(code)) scan2.warn(path, `not read: ${code === "EACCES" ? "permission denied" : messageOf(error)}`);
  }
  return "done";
}
function bytesOf(read2, path) {
  try {
    const bytes2 = read2(path);
    return bytes2 instanceof Uint8Array ? bytes2 : new Uint8Array();
  } catch (error) {
    if (codeOf2(error) === void 0) throw error;
    return new Uint8Array();
  }
}
function codeOf2(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
function isDirectory(root) {
  try {
    return (0, import_node_fs7.statSync)(root).isDirectory();
  } catch {
    throw new UserError(`path: ${root} does not exist`);
  }
}
function listingOf({ root, git, within, onUnlisted }) {
  if (!git) return walk2(root);
  const listed4 = listFolder(root, within);
  if (listed4.state === "listed") return listed4.listing;
  if (listed4.state === "failed") onUnlisted?.(listed4.reason);
  return walk2(root);
}
var NEVER_READ = /* @__PURE__ */ new Set([".git", "node_modules"]);
function walk2(root) {
  const files = [];
  const links = [];
  const open = [""];
  for (let directory = open.pop(); directory !== void 0; directory = open.pop()) {
    for (const entry of entriesOf2((0, import_node_path7.join)(root, directory))) {
      const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (NEVER_READ.has(entry.name)) continue;
      else if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) open.push(path);
    }
  }
  return { files, links, submodules: [] };
}
function entriesOf2(directory) {
  try {
    return (0, import_node_fs7.readdirSync)(directory, { withFileTypes: true });
  } catch (error) {
    if (codeOf2(error) === void 0) throw error;
    return [];
  }
}

// src/stages/read.ts
function readTree(inputs, context, standardInput2) {
  const { root, log } = context;
  if (inputs.path === "-") {
    return { scan: ofKinds(scanText(standardInput2 ?? ""), inputs), folder: root, prefix: "" };
  }
  const { path, folder } = namedPath(root, inputs.path, isAction(context));
  const scan2 = scanTree({
    root: path,
    include: inputs.include,
    exclude: inputs.exclude,
    git: true,
    within: workspaceOf(context),
    onUnlisted: (reason) => log.warning(`git can't list the repository, so ignored files are read too: ${reason}`),
    onProgress: ({ read: read2, total }) => log.progress(`reading ${read2} of ${total} files`)
  });
  log.progress("");
  return { scan: ofKinds(scan2, inputs), folder, prefix: prefixOf(root, folder) };
}
function isAction({ event }) {
  return event !== void 0;
}
function workspaceOf(context) {
  return isAction(context) ? context.root : void 0;
}
function ofKinds(scan2, { kinds }) {
  return kinds.length === 0 ? scan2 : { ...scan2, uses: scan2.uses.filter(({ kind }) => kinds.includes(kind)) };
}
function prefixOf(root, path) {
  const between = (0, import_node_path8.relative)(root, path).split(import_node_path8.sep).join("/");
  return between === "" || between.startsWith("..") ? "" : `${between}/`;
}
var HAVE_IT_HERE = "Give actions/checkout a fetch-depth of 0.";
var MAY_FETCH = "Let github-token read the repository (permissions: contents: read), or give actions/checkout a fetch-depth of 0.";
async function readBase(inputs, context) {
  const { scopeBase } = context.rights;
  if (scopeBase === void 0 || inputs.path === "-") return { state: "none" };
  const named3 = namedPath(context.root, inputs.path, isAction(context));
  const repository = openRepository(named3.folder, workspaceOf(context));
  if (repository === void 0) {
    const reason = "the path is in no checkout of git";
    return { state: "unreadable", reason, remedy: "Check it out with actions/checkout where git is installed." };
  }
  try {
    const only = named3.isFolder ? void 0 : (0, import_node_path8.basename)(named3.path);
    const commit = await baseCommit(repository, scopeBase, context);
    const isHere = await hasCommit(repository, commit);
    const here = isHere ? await scanCommit(repository, commit, only, inputs) : void 0;
    if (here?.state === "read") return here;
    return await scanFetched(repository, commit, isHere, only, inputs, context);
  } finally {
    repository.close();
  }
}
async function scanFetched(repository, commit, isWhole, only, inputs, context) {
  const source = sourceOf({ env: context.env, token: inputs.githubToken, emulated: context.emulated });
  if (source.type === "failed") return { state: "unreadable", reason: source.reason, remedy: HAVE_IT_HERE };
  if (namesAnother(originOf(repository), context.env.GITHUB_REPOSITORY)) {
    const reason = `the path is in a checkout of another repository than ${context.env.GITHUB_REPOSITORY}`;
    return { state: "unreadable", reason, remedy: "Set gate-scope and scope to all for it." };
  }
  context.log.mask(inputs.githubToken ?? "");
  context.log.mask(source.value.authorization?.split(" ")[1] ?? "");
  const into = isWhole ? emptyCopy(repository) : repository;
  try {
    const fetched = await fetchCommit(into, commit, source.value, context.signal);
    if (fetched.type === "failed") {
      return { state: "unreadable", reason: `it can't be fetched: ${fetched.reason}`, remedy: MAY_FETCH };
    }
    return await scanCommit(into, commit, only, inputs);
  } finally {
    if (into !== repository) into.close();
  }
}
async function scanCommit(repository, commit, only, inputs) {
  const tree2 = await listTree(repository, commit);
  if (tree2.type === "failed") return { state: "unreadable", reason: tree2.reason, remedy: HAVE_IT_HERE };
  const filter = pathFilter(inputs);
  const wanted = (file) => only === void 0 ? (isManifestPath(file) || mayBeManifest(file)) && filter(file) : file === only;
  const isKept = (file, bytes2) => file === only || isManifestPath(file) || isManifestBeginning(bytes2);
  const pathsOf = /* @__PURE__ */ new Map();
  for (const { blob, path: file } of tree2.value) {
    if (!wanted(file)) continue;
    const others = pathsOf.get(blob);
    if (others === void 0) pathsOf.set(blob, [file]);
    else others.push(file);
  }
  const blobs2 = [];
  const take = (blob, bytes2) => {
    if (bytes2 === void 0) return;
    for (const file of pathsOf.get(blob) ?? []) if (isKept(file, bytes2)) blobs2.push({ path: file, bytes: bytes2 });
  };
  const read2 = await readBlobs(repository, [...pathsOf.keys()], take, MAX_FILE_BYTES);
  if (read2.type === "failed") return { state: "unreadable", reason: read2.reason, remedy: HAVE_IT_HERE };
  return { state: "read", scan: ofKinds(await scanBlobs(blobs2), inputs) };
}
async function baseCommit(repository, base, { rights }) {
  const { pullRequest } = rights;
  if (pullRequest === void 0) return base;
  const head = await headCommit(repository);
  if (head.type === "failed" || head.value !== pullRequest.headSha) return base;
  const parting = await mergeBase(repository, pullRequest.headSha, base);
  return parting.type === "ok" ? parting.value : base;
}
var DECIDED_BY_REGISTRY = /* @__PURE__ */ new Set(["public", "cached", "dangling", "own"]);
function scanOfImages(images) {
  const decided = images.filter((image) => DECIDED_BY_REGISTRY.has(image.class));
  const uses = decided.flatMap(({ image, unknownTag, uses: times }) => {
    const use = {
      file: "inventory",
      line: 1,
      column: 1,
      text: image,
      image,
      kind: "other",
      part: "whole",
      also: [],
      slots: [],
      ...unknownTag === void 0 ? {} : { unknownTag, reason: "its inventory says so" }
    };
    return Array.from({ length: times }, () => use);
  });
  return { uses, unseen: [], warnings: [], builtHere: /* @__PURE__ */ new Set(), filesRead: 0, texts: /* @__PURE__ */ new Map() };
}

// src/cli/terminal-context.ts
var import_node_buffer4 = require("node:buffer");
var import_node_path10 = require("node:path");
var import_node_stream = require("node:stream");

// src/manifests/ansible/names.ts
var ANSIBLE_NAMES = {
  ansible: { pulledBy: "host", isSuggested: false }
};

// src/manifests/azure-resources/names.ts
var AZURE_RESOURCES_NAMES = {
  bicep: { pulledBy: void 0, isSuggested: false },
  "arm-template": { pulledBy: void 0, isSuggested: false },
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
  "helm-chart-annotation": { pulledBy: void 0, isSuggested: false }
};

// src/manifests/jenkins/names.ts
var JENKINS_NAMES = {
  jenkins: { pulledBy: "other-ci", isSuggested: false }
};

// src/manifests/jsonnet/names.ts
var JSONNET_NAMES = {
  jsonnet: { pulledBy: void 0, isSuggested: false }
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
    isSuggested: false
  },
  "gitlab-ci": { pulledBy: "other-ci", isSuggested: false },
  "azure-pipelines": { pulledBy: "other-ci", isSuggested: false },
  "acr-task": { pulledBy: "other-ci", isSuggested: false },
  cloudbuild: { pulledBy: "other-ci", isSuggested: false },
  circleci: { pulledBy: "other-ci", isSuggested: false },
  "bitbucket-pipelines": { pulledBy: "other-ci", isSuggested: false },
  drone: { pulledBy: "other-ci", isSuggested: false }
};

// src/manifests/pulumi/names.ts
var PULUMI_NAMES = {
  pulumi: { pulledBy: void 0, isSuggested: false }
};

// src/manifests/quadlet/names.ts
var QUADLET_NAMES = {
  quadlet: { pulledBy: "host", isSuggested: false }
};

// src/manifests/settings/names.ts
var SETTINGS_NAMES = {
  other: { pulledBy: void 0, isSuggested: false }
};

// src/manifests/shell/names.ts
var SHELL_NAMES = {
  shell: { pulledBy: "host", isSuggested: false },
  powershell: { pulledBy: "host", isSuggested: false },
  makefile: { pulledBy: "host", isSuggested: false }
};

// src/manifests/terraform/names.ts
var TERRAFORM_NAMES = {
  terraform: { pulledBy: void 0, isSuggested: false }
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

// src/inputs/values.ts
function invalid(name, value, allowed) {
  return new UserError(`Input "${name}": ${JSON.stringify(value)} is not allowed. Allowed: ${allowed}.`);
}
function optional(read2, name) {
  const value = read2(name).trim();
  return value === "" ? void 0 : value;
}
function choice(read2, name, allowed, fallback) {
  const value = optional(read2, name);
  if (value === void 0) return fallback;
  const found = allowed.find((word) => word === value);
  if (found === void 0) throw invalid(name, value, allowed.join(", "));
  return found;
}
function flag(read2, name, fallback) {
  const value = optional(read2, name);
  if (value === void 0) return fallback;
  if (["true", "True", "TRUE"].includes(value)) return true;
  if (["false", "False", "FALSE"].includes(value)) return false;
  throw invalid(name, value, "true, false");
}
function wholeNumber(read2, name, bounds) {
  const value = optional(read2, name);
  if (value === void 0) return bounds.fallback;
  const parsed = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (parsed >= bounds.least && parsed <= bounds.most) return parsed;
  throw invalid(name, value, `a whole number from ${bounds.least} to ${bounds.most}`);
}
function minutes(read2, name, bounds) {
  const value = optional(read2, name);
  const least = bounds.least ?? 0;
  const parsed = value === void 0 ? bounds.fallback : /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (parsed >= least && parsed <= bounds.most) return parsed * 6e4;
  throw invalid(name, value ?? "", `minutes from ${least} to ${bounds.most}`);
}
function list(read2, name) {
  return lines(read2, name).flatMap((line2) => line2.split(",").map((item) => item.trim())).filter((item) => item !== "");
}
function lines(read2, name) {
  return read2(name).split(/\r?\n/).map((line2) => line2.trim()).filter((line2) => line2 !== "" && !line2.startsWith("#"));
}
function choices(read2, name, allowed) {
  return list(read2, name).map((item) => {
    const found = allowed.find((word) => word === item);
    if (found === void 0) throw invalid(name, item, allowed.join(", "));
    return found;
  });
}
function pairs(read2, name, allowed) {
  return list(read2, name).map((item) => {
    const equals = item.indexOf("=");
    const key = item.slice(0, equals).trim();
    const value = item.slice(equals + 1).trim();
    if (equals < 1 || key === "" || value === "") throw invalid(name, item, allowed);
    return [key, value];
  });
}

// src/inputs/globs.ts
function pathGlobs(read2, name) {
  return globItems(read2, name).map((item) => {
    const glob = item.replace(/^(?:\.\/)+(?=.)/, "");
    const parsed = parseGlob(glob);
    if (parsed.type === "refused") throw refused4(name, item, parsed.reason);
    return glob;
  });
}
function imageGlobs(read2, name) {
  return globItems(read2, name).map((item) => {
    if (/^[a-z+]+:\/\//i.test(item)) throw refused4(name, item, "references have no scheme: leave it out");
    const parsed = parseGlob(item);
    if (parsed.type === "refused") throw refused4(name, item, parsed.reason);
    for (const alternative of parsed.alternatives) {
      const reason = matchesNoReference(alternative);
      if (reason !== void 0) throw refused4(name, item, reason);
    }
    return item;
  });
}
function registryPrefixes(read2, name) {
  return list(read2, name).map((item) => {
    const prefix = item.replace(/\/\*{0,2}$/, "").toLowerCase();
    const [host = "", ...rest] = prefix.split("/");
    if (isHost2(host) && rest.every((component) => /^[a-z0-9._-]+$/.test(component))) return prefix;
    throw refused4(
      name,
      item,
      "a registry such as mcr.microsoft.com is meant, or the start of a name such as ghcr.io/contoso"
    );
  });
}
function refused4(name, item, reason) {
  return new UserError(`Input "${name}": ${JSON.stringify(item)} is not allowed: ${reason}.`);
}
function globItems(read2, name) {
  const items = lines(read2, name).flatMap((line2) => isBracketed(line2) ? [line2] : splitOutside(line2)).map((item) => item.trim()).filter((item) => item !== "");
  if (items.length === 0 && read2(name).includes(",")) throw refused4(name, read2(name).trim(), "it holds no glob");
  return items;
}
function isBracketed(line2) {
  return line2.startsWith("[") && line2.endsWith("]");
}
function splitOutside(line2) {
  const items = [];
  let start = 0;
  let depth = 0;
  for (let index = 0; index < line2.length; index++) {
    const character = line2.charAt(index);
    if (character === "\\") index++;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && depth > 0) depth--;
    else if (character === "," && depth === 0) {
      items.push(line2.slice(start, index));
      start = index + 1;
    }
  }
  return [...items, line2.slice(start)];
}
function matchesNoReference({ text, components }) {
  const example = "references are normalised, such as docker.io/library/nginx:1.27";
  if (components.some(({ kind }) => kind === "components")) return void 0;
  if (components.length < 2) return `it has no "/", and ${example}`;
  const host = literalOf2(components[0]);
  if (host !== void 0 && !isHost2(host)) return `"${host}" is no registry, and ${example}`;
  return /[A-Z]/.test(text.replace(/[:@].*$/, "")) ? `it has capital letters, and ${example}` : void 0;
}
function literalOf2(component) {
  if (component?.kind !== "one") return void 0;
  const points = [];
  for (const token of component.tokens) {
    if (token.kind !== "character") return void 0;
    points.push(token.point);
  }
  return String.fromCodePoint(...points);
}
function isHost2(text) {
  return /^(?=.*[.:]|localhost$)[a-z0-9.:[\]-]+$/.test(text);
}

// src/inputs/inputs.ts
var SEVERITIES = ["critical", "high", "medium", "low"];
var FAIL_WHEN = ["uncovered", "unwarmed", "unscanned", "unreadable", "stale", "error", "review"];
var MAX_CACHE_RULES = 1e3;
var SUGGESTED_KINDS = KIND_NAMES.filter((kind) => KIND_TRAITS[kind].isSuggested);
function readInputs(read2, env) {
  const cloud = cloudOf(choice(read2, "cloud", CLOUD_NAMES, "public"));
  const declared = readUpstreams(read2);
  const failOn = choice(read2, "fail-on", ["none", ...SEVERITIES], "none");
  return {
    registry: readRegistry2(read2, cloud),
    azure: {
      cloud,
      subscriptionId: guid(read2, "subscription-id") ?? present3(env.AZURE_SUBSCRIPTION_ID),
      resourceGroup: optional(read2, "resource-group"),
      tenantId: optional(read2, "tenant-id") ?? present3(env.AZURE_TENANT_ID),
      clientId: guid(read2, "client-id") ?? present3(env.AZURE_CLIENT_ID)
    },
    path: optional(read2, "path") ?? ".",
    include: pathGlobs(read2, "include"),
    exclude: pathGlobs(read2, "exclude"),
    includeTests: flag(read2, "include-tests", false),
    kinds: choices(read2, "kinds", KIND_NAMES),
    scope: choice(read2, "scope", ["changed", "all"]),
    trustedRegistries: registryPrefixes(read2, "trusted-registries"),
    allowedImages: imageGlobs(read2, "allowed-images"),
    deniedImages: imageGlobs(read2, "denied-images"),
    upstreams: [...UPSTREAMS, ...declared.filter(({ host }) => !host.includes("/"))],
    declaredPublic: declared.map(({ host }) => host).filter((host) => host.includes("/")),
    credentialSets: readCredentialSets(read2),
    target: template(read2, "target", "{registry}/{repository}", ["{repository}"], /^[^*]+$/),
    wildcardTarget: template(read2, "wildcard-target", "any/{registry}/*", ["{registry}"], /^[^*]+\/\*$/),
    targets: readTargets(read2),
    maxCacheRules: wholeNumber(read2, "max-cache-rules", { least: 0, most: MAX_CACHE_RULES, fallback: 50 }),
    wildcards: choice(read2, "wildcards", ["never", "when-needed"], "never"),
    apply: choice(read2, "apply", ["auto", "never"], "auto"),
    warm: flag(read2, "warm", true),
    platforms: readPlatforms(read2),
    engine: choice(read2, "engine", ["registry", "docker", "podman"], "registry"),
    warmTimeout: minutes(read2, "warm-timeout", { most: 360, fallback: 5 }),
    failOn,
    gateScope: choice(read2, "gate-scope", ["new", "all"], "new"),
    onlyFixable: flag(read2, "only-fixable", false),
    treatUnknownAs: choice(read2, "treat-unknown-as", ["none", ...SEVERITIES], "high"),
    acceptFindings: read2("accept-findings"),
    exemptPaths: pathGlobs(read2, "exempt-paths"),
    scanTimeout: minutes(read2, "scan-timeout", { most: 360, fallback: 0 }),
    failWhen: readFailWhen(read2, failOn),
    review: choice(read2, "review", ["suggestions", "annotations", "none"], "suggestions"),
    suggestKinds: new Set(
      optional(read2, "suggest-kinds") ? choices(read2, "suggest-kinds", KIND_NAMES) : SUGGESTED_KINDS
    ),
    maxSuggestions: wholeNumber(read2, "max-suggestions", { least: 0, most: 100, fallback: 30 }),
    pin: flag(read2, "pin", false),
    instance: optional(read2, "instance"),
    githubToken: optional(read2, "github-token"),
    reportDir: optional(read2, "report-dir"),
    timeout: minutes(read2, "timeout", { least: 0.01, most: 360, fallback: 30 })
  };
}
function readFailWhen(read2, failOn) {
  const words = choices(read2, "fail-when", ["none", ...FAIL_WHEN]);
  if (words.length === 0) return /* @__PURE__ */ new Set(["error"]);
  const named3 = words.filter((word) => word !== "none");
  if (named3.length === 0) return /* @__PURE__ */ new Set();
  if (named3.length < words.length) {
    throw invalid("fail-when", words.join(", "), `none by itself, or any of ${FAIL_WHEN.join(", ")}`);
  }
  return new Set(failOn === "none" ? named3 : [...named3, "error"]);
}
function present3(value) {
  return value === void 0 || value.trim() === "" ? void 0 : value.trim();
}
function readRegistry2(read2, cloud) {
  const value = optional(read2, "registry")?.toLowerCase();
  if (value === void 0) return void 0;
  const host = value.replace(/^https:\/\//, "").replace(/\/$/, "");
  const label = host.endsWith(cloud.registrySuffix) ? host.slice(0, -cloud.registrySuffix.length) : host;
  const named3 = /^([a-z0-9]{5,50})(?:-[a-z0-9]+)?$/.exec(label);
  if (named3?.[1] === void 0 || label.includes("-") && label === host) {
    const login = `<name>${cloud.registrySuffix}`;
    throw invalid("registry", value, `a registry name (5 to 50 letters and digits) or its login server (${login})`);
  }
  return { name: named3[1], loginServer: `${label}${cloud.registrySuffix}` };
}
function guid(read2, name) {
  const value = optional(read2, name);
  if (value === void 0 || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value;
  throw invalid(name, value, "a GUID such as 00000000-0000-0000-0000-000000000000");
}
function readUpstreams(read2) {
  const authentications = ["none", "optional", "required"];
  const allowed = "host=none, host=optional or host=required";
  return pairs(read2, "upstreams", allowed).map(([host, word]) => {
    const authentication = authentications.find((candidate) => candidate === word);
    if (authentication === void 0) throw invalid("upstreams", `${host}=${word}`, allowed);
    return { host: host.toLowerCase(), authentication, open: true };
  });
}
function readCredentialSets(read2) {
  const entries = pairs(read2, "credential-sets", "host=credential-set-name");
  for (const [host, name] of entries) {
    if (!/^[a-zA-Z0-9-]{5,50}$/.test(name)) {
      throw invalid("credential-sets", `${host}=${name}`, "host=name, the name of 5 to 50 letters, digits and dashes");
    }
  }
  return new Map(entries.map(([host, name]) => [host.toLowerCase(), name]));
}
function readTargets(read2) {
  const allowed = "image=repository, such as docker.io/library/nginx=base/nginx";
  return new Map(
    pairs(read2, "targets", allowed).map(([image, repository]) => {
      const source = parseName(image);
      if (source === void 0 || parseName(`x.invalid/${repository}`) === void 0) {
        throw invalid("targets", `${image}=${repository}`, allowed);
      }
      return [`${source.registry}/${source.repository}`, repository];
    })
  );
}
function template(read2, name, fallback, needed, shape) {
  const value = optional(read2, name) ?? fallback;
  const unknown4 = value.replaceAll(/\{(?:registry|repository)\}/g, "x");
  const wellFormed = /^[a-z0-9._/*-]+$/.test(unknown4) && !value.startsWith("/") && shape.test(value);
  if (wellFormed && needed.every((part) => value.includes(part))) return value;
  throw invalid(name, value, `lower-case repository paths with ${needed.join(" and ")}, such as ${fallback}`);
}
function readPlatforms(read2) {
  const platforms = list(read2, "platforms");
  if (platforms.length === 0) return ["linux/amd64"];
  if (platforms.length === 1 && platforms[0] === "all") return "all";
  for (const platform of platforms) {
    if (!/^(?:linux|windows|freebsd)\/[a-z0-9]+(?:\/[a-z0-9]+)?$/.test(platform)) {
      throw invalid("platforms", platform, "all, or platforms such as linux/amd64, linux/arm64/v8, windows/amd64");
    }
  }
  return platforms;
}

// src/io/git/owner.ts
var import_node_fs8 = require("node:fs");
var import_node_path9 = require("node:path");
var MAX_BYTES = 1024 * 1024;
function ownerOfCheckout(path) {
  try {
    const real2 = import_node_fs8.realpathSync.native(path);
    const checkout = findCheckout((0, import_node_fs8.statSync)(real2).isDirectory() ? real2 : (0, import_node_path9.dirname)(real2));
    if (checkout === void 0) return void 0;
    const file = (0, import_node_path9.join)(checkout.commonDir, "config");
    const status = (0, import_node_fs8.statSync)(file, { throwIfNoEntry: false });
    return status?.isFile() === true && status.size <= MAX_BYTES ? ownerIn((0, import_node_fs8.readFileSync)(file, "utf8")) : void 0;
  } catch (error) {
    if (error instanceof Error && "code" in error) return void 0;
    throw error;
  }
}
function ownerIn(config) {
  let inOrigin = false;
  for (const line2 of config.split("\n")) {
    const text = line2.trim();
    if (text.startsWith("[")) inOrigin = /^\[\s*remote\s+"origin"\s*\]/i.test(text.slice(0, 80));
    const url = inOrigin ? /^(?:\[[^\]]*\]\s*)?url\s*=\s*"?([^\s"#;]{1,2048})/i.exec(text)?.[1] : void 0;
    if (url !== void 0) return ownerAt(url);
  }
  return void 0;
}
function ownerAt(url) {
  const hosted = /^(?:(?:https?|git|ssh):\/\/(?:[^@/]{0,512}@)?(?:www\.|ssh\.)?github\.com(?::\d{1,5})?\/|(?:[\w.-]{1,64}@)?github\.com:\/?)/i;
  const path = hosted.exec(url)?.[0];
  return path === void 0 ? void 0 : /^([A-Za-z\d](?:[A-Za-z\d-]{0,38}))\/[\w.-]+\/?$/.exec(url.slice(path.length))?.[1];
}

// src/io/run-clock.ts
var import_node_events3 = require("node:events");
var MIN_BUDGET_MS = 1e4;
var RESERVED_SHARE = 0.2;
var MAX_RESERVED_MS = 12e4;
var GRACE_MS = 2e3;
function openClock({ http, timeout }) {
  const work = new AbortController();
  (0, import_node_events3.setMaxListeners)(0, work.signal);
  const endings = [];
  let stage = "scan";
  let ends = openEnds();
  let budget;
  let isOver = false;
  const note = (kind, why) => {
    endings.push({ kind, stage, why });
    return new RunEnded(why);
  };
  const endWork = (error) => {
    if (!work.signal.aborted) work.abort(error);
    if (stage !== "review" || isOver) ends.abort(error, GRACE_MS);
  };
  const toldTime = minutes2(timeout);
  const timeIsUp = `the run's time was up (timeout: ${toldTime})`;
  const atWorkEnd = setTimeout(
    () => {
      if (stage !== "review") endWork(note("deadline", timeIsUp));
    },
    timeout - Math.min(timeout * RESERVED_SHARE, MAX_RESERVED_MS)
  );
  const atEnd = setTimeout(() => {
    isOver = true;
    endWork(endings.some(({ kind }) => kind === "deadline") ? new RunEnded(timeIsUp) : note("deadline", timeIsUp));
  }, timeout);
  return {
    http: boundHttp(http, () => ends),
    signal: work.signal,
    enter: (next, share) => {
      stage = next;
      clearTimeout(budget);
      const entered = openEnds();
      ends = entered;
      if (isOver || work.signal.aborted && next !== "review") {
        entered.abort(work.signal.reason, 0);
        return;
      }
      if (share === void 0) return;
      const time = Math.max(timeout * share, MIN_BUDGET_MS);
      budget = setTimeout(() => {
        entered.abort(note("budget", `the time of this stage was up (${minutes2(time)}, a share of timeout)`), GRACE_MS);
      }, time);
    },
    end: (kind, why) => {
      if (isOver) return;
      isOver = true;
      endWork(note(kind, why));
    },
    bounded: async (promise) => {
      const { now } = ends;
      promise.catch(() => void 0);
      now.throwIfAborted();
      return Promise.race([promise, rejection(now)]);
    },
    isOver: () => isOver,
    endings: () => endings,
    close: () => {
      for (const timer of [atWorkEnd, atEnd, budget]) clearTimeout(timer);
    }
  };
}
function boundHttp(http, endsNow) {
  return {
    send: async (request) => {
      const { now, later } = endsNow();
      now.throwIfAborted();
      return http.send({ ...request, signal: either(isRead3(request) ? now : later, request.signal) });
    },
    wait: async (milliseconds, signal) => {
      const { now } = endsNow();
      now.throwIfAborted();
      try {
        await http.wait(milliseconds, either(now, signal));
      } catch (error) {
        if (!signal?.aborted) now.throwIfAborted();
        throw error;
      }
    },
    close: http.close
  };
}
function minutes2(milliseconds) {
  const number2 = Math.round(milliseconds / 600) / 100;
  return `${number2} ${number2 === 1 ? "minute" : "minutes"}`;
}
function isRead3({ method }) {
  return method === "GET" || method === "HEAD";
}
function either(end, own2) {
  return own2 === void 0 ? end : AbortSignal.any([own2, end]);
}
function openEnds() {
  const [now, later] = [new AbortController(), new AbortController()];
  for (const { signal } of [now, later]) (0, import_node_events3.setMaxListeners)(0, signal);
  return {
    now: now.signal,
    later: later.signal,
    abort: (error, grace) => {
      if (now.signal.aborted) return;
      now.abort(error);
      if (grace === 0) later.abort(error);
      else setTimeout(() => later.abort(error), grace).unref();
    }
  };
}
async function rejection(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

// src/io/run-process.ts
var SIGNALS_BORNE = 2;
var SIGNAL_STATUS = { SIGINT: 130, SIGTERM: 143 };
var REPORTING = { cancelled: 6e3, defect: 15e3, deadline: 15e3 };
function openSurroundings({ env, timeout, handlesSignals, giveUp }) {
  const environment = httpEnvironment(env);
  const clock = openClock({ http: openHttp(environment), timeout });
  let isClosed = false;
  const lastResort = (why) => {
    if (isClosed) return;
    isClosed = true;
    giveUp(`${why}, and it did not come to its report`);
    process.exit(1);
  };
  const lastResortAfter = (milliseconds, why) => {
    setTimeout(() => lastResort(why), milliseconds).unref();
  };
  lastResortAfter(timeout + REPORTING.deadline, "the run's time was up");
  if (handlesSignals) process.once("exit", () => lastResort("the run waited for something that never comes"));
  let received = 0;
  let cancelledBy;
  const cancel = (signal) => {
    received += 1;
    if (received > SIGNALS_BORNE) {
      isClosed = true;
      process.exit(SIGNAL_STATUS[signal]);
    }
    cancelledBy ??= signal;
    const why = `the run was cancelled (${signal})`;
    clock.end("cancelled", why);
    if (received === 1) lastResortAfter(REPORTING.cancelled, why);
  };
  const onSignal = { SIGINT: () => cancel("SIGINT"), SIGTERM: () => cancel("SIGTERM") };
  const onDefect = (error) => {
    const why = defectText(error);
    if (isClosed) giveUp(why);
    else {
      clock.end("defect", why);
      lastResortAfter(REPORTING.defect, why);
    }
  };
  if (handlesSignals) for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, onSignal[signal]);
  for (const event of ["unhandledRejection", "uncaughtException"]) process.on(event, onDefect);
  return {
    http: clock.http,
    clock,
    emulated: environment.emulatorPort !== void 0,
    cancelledBy: () => cancelledBy,
    close: async () => {
      isClosed = true;
      clock.close();
      await clock.http.close();
    }
  };
}
function defectText(error) {
  if (error instanceof UserError) return messageOf(error);
  const said2 = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `a defect of this action: ${said2.replaceAll(/\s+/g, " ").slice(0, 300)}; please report it`;
}

// src/cli/terminal-context.ts
function inputsOf({ input, operands, command }) {
  const [path, ...more] = command === "prune" ? [] : operands;
  if (more.length > 0) throw new UserError(`One path is taken; ${JSON.stringify(more[0])} is one too many.`);
  return readInputs((name) => {
    if (name === "apply") return "";
    return name === "path" ? path ?? input("path") : input(name);
  }, process.env);
}
var CHANGING2 = /* @__PURE__ */ new Set(["run", "prune"]);
async function inTerminal({ apply, command }, { timeout, path }, task) {
  const surroundings2 = openSurroundings({
    env: process.env,
    timeout,
    handlesSignals: CHANGING2.has(command),
    giveUp: (why) => {
      printError([why]);
      process.exitCode = 2;
    }
  });
  const { http, clock, emulated, cancelledBy } = surroundings2;
  try {
    const root = leaveFolder();
    const scanned = path === "-" ? root : (0, import_node_path10.resolve)(root, path);
    const status = await task({
      env: process.env,
      root,
      http,
      clock,
      log: terminalLog(process.stderr, process.env),
      // Events are the action's: a terminal inside a job has the rights of a terminal.
      event: void 0,
      rights: rightsOf(void 0),
      owner: process.env.GITHUB_REPOSITORY_OWNER || ownerOfCheckout(scanned),
      asked: apply,
      emulated,
      now: Date.now,
      signal: clock.signal
    });
    const signal = cancelledBy();
    if (signal !== void 0) return SIGNAL_STATUS[signal];
    const [ending] = clock.endings();
    if (ending !== void 0 && command !== "run") throw new UserError(`Not done: ${ending.why}.`);
    return status;
  } finally {
    await surroundings2.close();
  }
}
var MAX_INPUT_BYTES = 256 * 1024 * 1024;
async function standardInput(path, signal) {
  if (path !== "-") return void 0;
  const pieces = [];
  let length = 0;
  try {
    for await (const piece2 of (0, import_node_stream.addAbortSignal)(signal, process.stdin)) {
      const bytes2 = Buffer.from(piece2);
      length += bytes2.length;
      if (length > MAX_INPUT_BYTES) {
        throw new UserError(`Standard input holds more than ${MAX_INPUT_BYTES / 1024 / 1024} MiB. Scan it in parts.`);
      }
      pieces.push(bytes2);
    }
  } catch (error) {
    if (signal.aborted) throw new UserError("Stopped before the end of standard input.");
    throw error;
  }
  const text = Buffer.concat(pieces);
  if (!(0, import_node_buffer4.isUtf8)(text)) throw new UserError("Standard input is not UTF-8 text.");
  return text.toString("utf8");
}

// src/cli/plan.ts
async function plan(typed) {
  const inputs = inputsOf(typed);
  const { registry } = inputs;
  if (registry === void 0) throw new UserError("--registry is needed: the registry that the plan is for.");
  return inTerminal(typed, inputs, async (context) => {
    const scan2 = typed.inventories.length === 0 ? readTree(inputs, context, await standardInput(inputs.path, context.signal)).scan : scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const look = await lookUp(inputs, context);
    if (look.state === "unknown") throw new UserError(look.reason);
    const planned = await planRun(scan2, { state: "none" }, look, inputs, context);
    if (planned.plan === void 0) throw new UserError("There is nothing to plan for.");
    if (typed.json) await printJson([`${jsonOf(planned.plan)}
`]);
    else printLines(planLines(planned.plan, registry.loginServer));
    return inputs.failWhen.has("uncovered") && planned.plan.refused.length > 0 ? 1 : 0;
  });
}
function readInventories({ inventories }, folder) {
  return inventories.map((name) => {
    try {
      return { name, text: (0, import_node_fs9.readFileSync)((0, import_node_path11.resolve)(folder, name), "utf8") };
    } catch (error) {
      throw new UserError(`Inventory ${JSON.stringify(name)} can't be read: ${messageOf(error)}.`);
    }
  });
}

// src/cli/prune.ts
var import_promises3 = require("node:readline/promises");

// src/rules/deletion.ts
function describeDeletion(rule, loginServer, ageInDays) {
  const repository = rule.target.endsWith("/*") ? `Repositories under ${rule.target.slice(0, -1)}` : `Repository ${rule.target}`;
  return [
    `Delete cache rule ${rule.name} of ${loginServer}${ageInDays === void 0 ? "" : ` (${ageInDays} days old)`}?`,
    `  ${rule.source} → ${loginServer}/${rule.target}`,
    "Nothing in this scan uses it. Others may: pulls of tags that are not cached yet will fail for them.",
    `${repository} and what is cached there stay, are no longer refreshed, and block a rule with that target until deleted:`,
    `  az acr repository delete --name ${loginServer.split(".")[0]} --repository ${rule.target.replace(/\/\*$/, "/<name>")}`
  ];
}

// src/cli/prune.ts
async function prune(typed) {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const look = await lookUp(inputs, context);
    if (look.state === "unknown") throw new UserError(look.reason);
    const { scan: scan2 } = readTree(inputs, context);
    const planned = await planRun(scan2, { state: "none" }, look, inputs, context);
    const unused = planned.plan?.unused ?? [];
    if (typed.operands.length === 0) {
      printLines(listing(unused));
      return 0;
    }
    return deleteNamed(typed, unused, look.view);
  });
}
function listing(unused) {
  const rows = unused.map(({ rule, source, target, state, ageInDays }) => [
    rule,
    source,
    `→ ${target}`,
    state,
    ageInDays === void 0 ? "" : `${ageInDays} days old`
  ]);
  const title = `${count(rows.length, "rule")} that nothing in this scan uses; others may.`;
  const hint = rows.length === 0 ? [] : ["Delete one with: acr-artifact-cache prune <rule>"];
  return [...table(rows), title, ...hint];
}
async function deleteNamed({ operands, yes }, unused, { service, rules, registry }) {
  const known2 = new Map(unused.map((rule) => [rule.rule, rule]));
  for (const name of operands) {
    if (known2.has(name)) continue;
    const used = rules.some((rule) => rule.name === name);
    throw new UserError(
      used ? `Rule ${name} is used by this repository; it is not deleted.` : `There is no rule ${name}.`
    );
  }
  let failed3 = 0;
  for (const rule of rules.filter(({ name }) => operands.includes(name))) {
    const told = describeDeletion(rule, registry.loginServer, known2.get(rule.name)?.ageInDays);
    printLines(told);
    if (!yes && !await confirmed()) {
      printLines(["Kept."]);
      continue;
    }
    const outcome = await service.remove(rule);
    printLines([outcome.state === "removed" ? "Deleted." : `Not deleted: ${outcome.reason}`]);
    if (outcome.state !== "removed") failed3++;
  }
  return failed3 > 0 ? 2 : 0;
}
async function confirmed() {
  if (process.stdin.isTTY !== true) {
    throw new UserError(
      "Deleting asks a question, and standard input is no terminal; say --yes to answer it beforehand."
    );
  }
  const reader = (0, import_promises3.createInterface)({ input: process.stdin, output: process.stdout });
  try {
    return (await reader.question('Type "delete" to delete it: ')).trim() === "delete";
  } finally {
    reader.close();
  }
}

// src/cli/rewrite.ts
var import_node_fs10 = require("node:fs");
var import_node_path12 = require("node:path");

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
      } else candidates.push({ use, move, edits });
    }
  }
  const clashing = clashes(candidates, staying);
  for (const [use, reason] of clashing) unwritten.push({ use, reason });
  const rewritten = candidates.filter(({ use }) => !clashing.has(use));
  return { rewritten, unwritten, edits: distinct3(rewritten.flatMap(({ edits }) => edits)) };
}
function applyEdits(text, edits) {
  let result = "";
  let done = 0;
  for (const { start, end, text: written4 } of edits.toSorted(byOffset)) {
    result += text.slice(done, start) + written4;
    done = end;
  }
  return result + text.slice(done);
}
function editsOf(use, move) {
  if (use.uneditable !== void 0) return use.uneditable;
  if (use.slots.length === 0) return use.reason ?? "this place is not rewritten";
  const edits = [];
  for (const slot of use.slots) {
    const value = valueFor(slot, move);
    if (value === void 0) continue;
    if (!value.endsWith(slot.tail))
      return `what follows the variable ("${slot.tail}") is not how the new reference ends`;
    const text = slot.before + value.slice(0, value.length - slot.tail.length) + slot.after;
    edits.push({ file: slot.file, start: slot.start, end: slot.end, text });
  }
  return edits;
}
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
function clashes(candidates, staying) {
  const spots = spotsOf(candidates, staying);
  const found = /* @__PURE__ */ new Map();
  const open = [...new Set(spots.values())].filter(({ kept, disputed }) => kept !== void 0 || disputed);
  for (let spot = open.pop(); spot !== void 0; spot = open.pop()) {
    const { kept } = spot;
    for (const { use } of spot.candidates) {
      if (found.has(use)) continue;
      found.set(
        use,
        kept === void 0 ? "the same text makes several images that go to different places" : `the same text also makes ${kept.image ?? kept.text}, which stays where it is`
      );
      for (const slot of use.slots) {
        const also = slot.writes === "digest" ? void 0 : spots.get(placeOf4(slot));
        if (also === void 0 || also.kept !== void 0) continue;
        also.kept = use;
        open.push(also);
      }
    }
  }
  return found;
}
function spotsOf(candidates, staying) {
  const edits = candidates.flatMap((candidate) => candidate.edits);
  const texts2 = /* @__PURE__ */ new Map();
  for (const edit of edits) {
    const place = placeOf4(edit);
    const written4 = texts2.get(place);
    if (written4 === void 0) texts2.set(place, /* @__PURE__ */ new Set([edit.text]));
    else written4.add(edit.text);
  }
  const kept = staying.flatMap(
    (use) => use.slots.filter(({ writes }) => writes !== "digest").map((slot) => ({ use, slot }))
  );
  const places = new Map(
    [...edits, ...kept.map(({ slot }) => slot)].map((range) => [placeOf4(range), range])
  );
  const spots = /* @__PURE__ */ new Map();
  for (const group of overlapping([...places.values()].toSorted(byOffset))) {
    const names = group.map(placeOf4);
    const differs = names.some((place) => (texts2.get(place)?.size ?? 0) > 1);
    const spot = { candidates: [], kept: void 0, disputed: names.length > 1 || differs };
    for (const place of names) spots.set(place, spot);
  }
  for (const candidate of candidates)
    for (const spot of new Set(candidate.edits.map((edit) => spots.get(placeOf4(edit)))))
      spot?.candidates.push(candidate);
  for (const { use, slot } of kept) {
    const spot = spots.get(placeOf4(slot));
    if (spot !== void 0) spot.kept ??= use;
  }
  return spots;
}
function overlapping(sorted2) {
  const groups = [];
  let end = 0;
  for (const range of sorted2) {
    const group = groups.at(-1);
    const overlaps2 = group?.[0]?.file === range.file && range.start < end;
    if (group !== void 0 && overlaps2) group.push(range);
    else groups.push([range]);
    end = overlaps2 ? Math.max(end, range.end) : range.end;
  }
  return groups;
}
function placeOf4({ file, start, end }) {
  return `${file}\0${start}\0${end}`;
}
function distinct3(edits) {
  return [...new Map(edits.map((edit) => [placeOf4(edit), edit])).values()].toSorted(byOffset);
}
function byOffset(one, other) {
  return compareTexts(one.file, other.file) || one.start - other.start || one.end - other.end;
}

// src/review/lines.ts
function linesOf4(text) {
  const starts = [0];
  for (let next = text.indexOf("\n"); next !== -1; next = text.indexOf("\n", next + 1)) starts.push(next + 1);
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop();
  return {
    count: text === "" ? 0 : starts.length,
    start: (line2) => starts[line2 - 1] ?? text.length,
    at: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = low + high + 1 >>> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low + 1;
    }
  };
}
function lineRange(lines2, { start, end }) {
  return { from: lines2.at(start), to: lines2.at(Math.max(start, end - 1)) };
}

// src/review/patch.ts
function patchOf(edits, textOf8, prefix) {
  return [...groupBy(edits, ({ file }) => file)].toSorted(([one], [other]) => compareTexts(one, other)).map(([file, own2]) => {
    const text = textOf8(file);
    return text === void 0 ? "" : filePatch(`${prefix}${file}`, text, own2);
  }).join("");
}
var CONTEXT = 3;
function filePatch(path, text, edits) {
  const lines2 = linesOf4(text);
  const changes = changesOf(text, lines2, edits);
  if (changes.length === 0) return "";
  const name = (side) => quoted2(`${side}/${path}`);
  const ended = (label) => label.includes(" ") && !label.startsWith('"') ? `${label}	` : label;
  const header = `diff --git ${name("a")} ${name("b")}
--- ${ended(name("a"))}
+++ ${ended(name("b"))}
`;
  let growth = 0;
  const hunks = hunksOf(changes, lines2.count).map((hunk) => {
    const written4 = writeHunk(text, lines2, hunk, growth);
    growth += written4.growth;
    return written4.text;
  });
  return header + hunks.join("");
}
function changesOf(text, lines2, edits) {
  const changes = [];
  for (const edit of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    if (text.slice(edit.start, edit.end) === edit.text) continue;
    const { from, to } = lineRange(lines2, edit);
    const last = changes.at(-1);
    if (last === void 0 || last.to + 1 < from) changes.push({ from, to, edits: [edit] });
    else changes.splice(-1, 1, { from: last.from, to: Math.max(last.to, to), edits: [...last.edits, edit] });
  }
  return changes;
}
function hunksOf(changes, count3) {
  const hunks = [];
  for (const change of changes) {
    const from = Math.max(1, change.from - CONTEXT);
    const to = Math.min(count3, change.to + CONTEXT);
    const last = hunks.at(-1);
    if (last === void 0 || last.to + 1 < from) hunks.push({ from, to, changes: [change] });
    else hunks.splice(-1, 1, { from: last.from, to, changes: [...last.changes, change] });
  }
  return hunks;
}
function writeHunk(text, lines2, { from, to, changes }, growth) {
  const body = [];
  let grown = 0;
  let next = from;
  for (const change of changes) {
    body.push(...marked(" ", slice(text, lines2, next, change.from - 1)));
    const old = slice(text, lines2, change.from, change.to);
    const start = lines2.start(change.from);
    const shifted = change.edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const oldLines = marked("-", old);
    const newLines = marked("+", applyEdits(old, shifted));
    body.push(...oldLines, ...newLines);
    grown += newLines.length - oldLines.length;
    next = change.to + 1;
  }
  body.push(...marked(" ", slice(text, lines2, next, to)));
  const oldCount = to - from + 1;
  const header = `@@ -${from},${oldCount} +${from + growth},${oldCount + grown} @@
`;
  return { text: header + body.join(""), growth: grown };
}
function slice(text, lines2, from, to) {
  return to < from ? "" : text.slice(lines2.start(from), lines2.start(to + 1));
}
function marked(mark, text) {
  if (text === "") return [];
  const lines2 = text.split("\n");
  const rest = lines2.pop() ?? "";
  const whole = lines2.map((line2) => `${mark}${line2}
`);
  return rest === "" ? whole : [...whole, `${mark}${rest}
\\ No newline at end of file
`];
}
var ESCAPES2 = /* @__PURE__ */ new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["	", "\\t"]
]);
function quoted2(path) {
  let needed = false;
  let written4 = "";
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    const octal = code < 32 || code === 127 ? `\\${code.toString(8).padStart(3, "0")}` : void 0;
    const substitute2 = ESCAPES2.get(character) ?? octal;
    needed ||= substitute2 !== void 0;
    written4 += substitute2 ?? character;
  }
  return needed ? `"${written4}"` : path;
}

// src/stages/move.ts
function moveOffline(scan2, inputs, registry, context) {
  const uses = classifyOffline(scan2, inputs, context);
  const result = rewrite(uses, (use) => {
    if (use.source === void 0 || !isMovable(use, inputs)) return void 0;
    const source = nameOf(use.source);
    const repository = inputs.targets.get(source) ?? exactTarget(source, inputs.target);
    return { registry: registry.loginServer, repository };
  });
  return { ...result, uses };
}
function isMovable(use, { includeTests }) {
  if (use.testMaterial !== void 0 && !includeTests) return false;
  return use.class === "public" && use.ignored === void 0 && use.overriddenBy === void 0;
}

// src/cli/rewrite.ts
async function rewrite2(typed) {
  const inputs = inputsOf(typed);
  const { registry } = inputs;
  if (registry === void 0) throw new UserError("--registry is needed: the login server that images are moved to.");
  return inTerminal(typed, inputs, async (context) => {
    const { scan: scan2, folder, prefix } = readTree(inputs, context);
    const { edits, rewritten, unwritten } = moveOffline(scan2, inputs, registry, context);
    if (typed.write) writeFiles(edits, scan2.texts, folder);
    else printPatch(patchOf(edits, (file) => scan2.texts.get(file), prefix));
    for (const { use, reason } of unwritten)
      context.log.warning(`${use.file}:${use.line}: ${use.text} is left: ${reason}`);
    context.log.info(
      `${count(rewritten.length, "use")} ${typed.write ? "rewritten" : "in the patch"}, ${unwritten.length} left`
    );
    return 0;
  });
}
function writeFiles(edits, texts2, folder) {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = texts2.get(file);
    if (text === void 0) continue;
    const mine = edits.filter((edit) => edit.file === file);
    overwrite(folder, file, text, applyEdits(text, mine));
  }
}
function overwrite(folder, file, before, after2) {
  const path = (0, import_node_path12.join)(folder, file);
  const link = linkIn(folder, path);
  if (link !== void 0) throw new UserError(`${file} is not written: ${link} has become a symbolic link.`);
  const open = opened2(path, file);
  try {
    if (!(0, import_node_fs10.fstatSync)(open).isFile() || (0, import_node_fs10.readFileSync)(open, "utf8") !== before) {
      throw new UserError(`${file} has changed since it was read; run again.`);
    }
    (0, import_node_fs10.ftruncateSync)(open);
    const bytes2 = Buffer.from(after2);
    for (let at = 0; at < bytes2.length; ) at += (0, import_node_fs10.writeSync)(open, bytes2, at, bytes2.length - at, at);
  } finally {
    (0, import_node_fs10.closeSync)(open);
  }
}
function opened2(path, file) {
  try {
    return (0, import_node_fs10.openSync)(path, import_node_fs10.constants.O_RDWR | (import_node_fs10.constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw new UserError(`${file} can't be written: ${messageOf(error)}.`);
  }
}

// src/report/folder.ts
var import_node_fs11 = require("node:fs");
var import_node_os2 = require("node:os");
var import_node_path13 = require("node:path");
function reportFolder(reportDir, root) {
  if (reportDir === void 0) return void 0;
  const folder = (0, import_node_path13.resolve)(root, reportDir);
  const link = linkIn(root, folder);
  if (link === void 0) return folder;
  throw new UserError(
    `Input "report-dir": ${JSON.stringify((0, import_node_path13.relative)(root, link))} is a symbolic link of the repository, and nothing is written through it. Remove the link, or name a folder outside of the repository, such as one in RUNNER_TEMP.`
  );
}
function writeReports(folder, files) {
  const target = folder ?? (0, import_node_fs11.mkdtempSync)((0, import_node_path13.join)(process.env.RUNNER_TEMP ?? (0, import_node_os2.tmpdir)(), "acr-artifact-cache-"));
  const paths = /* @__PURE__ */ new Map();
  try {
    (0, import_node_fs11.mkdirSync)(target, { recursive: true });
    const draft = (0, import_node_fs11.mkdtempSync)((0, import_node_path13.join)(target, ".acr-artifact-cache-"));
    try {
      for (const [name, { file, text }] of Object.entries(files)) {
        const path = (0, import_node_path13.join)(target, file);
        (0, import_node_fs11.writeFileSync)((0, import_node_path13.join)(draft, file), text);
        (0, import_node_fs11.renameSync)((0, import_node_path13.join)(draft, file), path);
        paths.set(name, path);
      }
    } finally {
      (0, import_node_fs11.rmSync)(draft, { recursive: true, force: true });
    }
  } catch (error) {
    throw new UserError(
      `The reports can't be written to ${target}: ${messageOf(error)}. Check the input "report-dir".`
    );
  }
  return paths;
}

// src/defender/accept.ts
var SYNTAX5 = "lines such as CVE-2026-0001@openssl until 2026-12-31 because it is not reachable (the package may be left out)";
function readAcceptedFindings(text) {
  return text.split(/\r?\n/).map((line2) => line2.trim()).filter((line2) => line2 !== "" && !line2.startsWith("#")).map(readLine3);
}
function readLine3(line2) {
  const words = line2.split(/\s+/);
  const [what, until, day, because, ...why] = words;
  const at = what?.indexOf("@") ?? -1;
  const id = at === -1 ? what : what?.slice(0, at);
  const packageName = at === -1 ? void 0 : what?.slice(at + 1);
  const wellFormed = id !== void 0 && /^[A-Za-z0-9][\w.:-]{2,99}$/.test(id) && packageName !== "" && until === "until" && because === "because";
  if (!wellFormed || day === void 0 || !isDay(day) || why.length === 0)
    throw invalid("accept-findings", line2, SYNTAX5);
  return { id, ...packageName === void 0 ? {} : { package: packageName }, until: day, reason: why.join(" ") };
}
function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

// src/defender/image-states.ts
var IMAGE_STATES = {
  failed: { rank: 0, judgement: "fails", told: (images) => `${images} failed` },
  pending: {
    rank: 2,
    judgement: "undecided",
    remedy: "run again later, or wait for the scan with `scan-timeout`",
    told: (images) => `${images} pending`
  },
  error: {
    rank: 1,
    judgement: "undecided",
    remedy: "run again later; if it stays so, check that the identity may read what Defender found",
    told: (images) => `${images} could not be asked`
  },
  "not-checked": {
    rank: 3,
    judgement: "unjudged",
    remedy: "see in the summary why it has no rule, or why nothing was pulled",
    told: (images) => `${images} not checked`
  },
  unsupported: {
    rank: 4,
    judgement: "unjudged",
    remedy: "look for its findings elsewhere, and exempt its files with `exempt-paths`",
    told: (images) => `${images} unsupported`
  },
  "unknown-tag": {
    rank: 5,
    judgement: "unjudged",
    remedy: "write the tag where it stands, or exempt its files with `exempt-paths`",
    told: (images) => `${images} not checked, since ${images === 1 ? "its tag is" : "their tags are"} not known`
  },
  templated: {
    rank: 6,
    judgement: "unjudged",
    remedy: "write the image where it stands, or exempt its files with `exempt-paths`",
    told: (images) => `${images} templated`
  },
  passed: { rank: 7, judgement: "passes", told: (images) => `${images} passed` },
  exempt: { rank: 8, judgement: "not-asked", told: (images) => `${images} exempt` }
};
function worstState(states) {
  return states.reduce((worst, state) => IMAGE_STATES[state].rank < IMAGE_STATES[worst].rank ? state : worst);
}
function isUnscanned(state) {
  const { judgement } = IMAGE_STATES[state];
  return judgement === "undecided" || judgement === "unjudged";
}
function toldStates(states, ...judgements) {
  return Object.entries(IMAGE_STATES).flatMap(([name, traits]) => {
    const images = states.filter((state) => state === name).length;
    return judgements.includes(traits.judgement) && images > 0 ? [traits.told(images)] : [];
  });
}

// src/report/finding-text.ts
function findingTexts(blocking, most) {
  const texts2 = [...new Set(blocking.map(textOf6))];
  const rest = texts2.length - most;
  return rest > 0 ? [...texts2.slice(0, most), `and ${rest} more`] : texts2;
}
function textOf6({ finding }) {
  const { id = "a finding without a name", package: name, installed, severity, fixable, fixedIn } = finding;
  const fix = fixedIn !== void 0 ? `fixed in ${fixedIn}` : fixable === "no" ? "no fix yet" : void 0;
  const version2 = installed === void 0 ? "" : ` ${installed}`;
  return `${id} in ${name}${version2} (${[severity, fix].filter((part) => part !== void 0).join(", ")})`;
}

// src/report/remarks.ts
function remarksOf(about) {
  const refused5 = new Map(about.plan?.refused.map((source) => [source.source, source]));
  const covered = new Map(about.plan?.covered.map((source) => [source.source, source]));
  const judged = new Map(about.gate.images.map((image) => [image.image, image]));
  const remarks = about.warnings.map(({ file, line: line2, reason }) => ({
    rule: "unreadable-file",
    level: "warning",
    file,
    line: line2,
    message: `Images of this file may be missing from the report: ${reason}`
  }));
  for (const use of about.uses) {
    const place = { file: use.file, line: use.line, column: use.column };
    const said2 = [...gateRemark(use, judged, about.gate), ...ruleRemark(use, refused5, covered, about)];
    for (const remark of said2) remarks.push({ ...remark, ...place });
  }
  return remarks;
}
var MAX_FINDINGS = 3;
function gateRemark(use, judged, { verdict }) {
  if (verdict === "no gate" || use.source === void 0) return [];
  const image = imageOf(use);
  const result = judged.get(image);
  if (result === void 0) return [];
  const why = result.reasons.join("; ");
  switch (IMAGE_STATES[result.state].judgement) {
    case "fails":
      return [
        {
          rule: "vulnerable-image",
          level: "error",
          message: `${image}: ${why}: ${findingTexts(result.blocking, MAX_FINDINGS).join(", ")}. Take a version without these findings, or accept them with accept-findings.`
        }
      ];
    case "undecided":
    case "unjudged":
      return [
        {
          rule: "unscanned-image",
          level: "warning",
          message: sentences(`${image} is not judged: ${why}`, result.remedy ?? "run again later")
        }
      ];
    case "passes":
    case "not-asked":
      return [];
  }
}
function ruleRemark(use, refused5, covered, { resultOf: resultOf3, loginServer, suggested, created }) {
  if (use.class === "dangling") {
    return [
      {
        rule: "dangling-image",
        level: "warning",
        message: `${use.because ?? use.text}. Restore the rule or correct the image.`
      }
    ];
  }
  const source = use.source === void 0 ? void 0 : nameOf(use.source);
  const refusal2 = source === void 0 || use.class === "cached" ? void 0 : refused5.get(source);
  if (refusal2 !== void 0) {
    return [
      {
        rule: "uncovered-image",
        level: "warning",
        message: sentences(`No cache rule: ${refusal2.message}`, refusal2.remedy)
      }
    ];
  }
  const result = resultOf3(use);
  if (result?.status === "not-served") {
    const { message: message2, remedy } = result.reason;
    return [
      {
        rule: "unserved-image",
        level: "warning",
        message: sentences(`The registry could not serve it: ${message2}`, remedy)
      }
    ];
  }
  const cover = use.class === "public" && source !== void 0 ? covered.get(source) : void 0;
  if (cover === void 0 || loginServer === void 0 || suggested.has(`${use.file}:${use.line}`)) return [];
  const name = `${loginServer}/${cover.repository}`;
  const message = created || cover.by === "existing" ? `${use.text} can be pulled from ${name}` : `${use.text} could be pulled from ${name} once cache rule ${cover.rule} is created`;
  const unknown4 = `Its tag is not known, so that nothing was pulled or checked: ${use.reason ?? "it is filled in later"}`;
  return [
    { rule: "public-image", level: "note", message: use.unknownTag === true ? sentences(message, unknown4) : message }
  ];
}

// src/stages/apply.ts
function applyDecision({ registry, apply }, rights, terminal) {
  if (registry === void 0) return { applied: false, reason: "no registry is given" };
  if (terminal.isTerminal) {
    return terminal.asked ? { applied: true, reason: "asked for with --apply" } : { applied: false, reason: 'in a terminal that takes "run --apply"' };
  }
  if (!rights.mayWrite) return { applied: false, reason: rights.reason };
  if (apply === "never") return { applied: false, reason: "apply is never" };
  return { applied: true, reason: rights.reason };
}
function asFarAsKnown(wanted, look) {
  if (!wanted.applied || look.state === "known") return wanted;
  return { applied: false, reason: look.expected ? wanted.reason : "it could not be looked up" };
}

// src/rules/rule-age.ts
var MAY_BE_WITHDRAWN_FOR = 15 * 6e4;
function newestFirst(rules) {
  return [...rules].sort((one, other) => {
    const [created, otherCreated] = [one.createdAt ?? "", other.createdAt ?? ""];
    if (created !== otherCreated) return created > otherCreated ? -1 : 1;
    return one.name > other.name ? -1 : 1;
  });
}
function isYoung({ createdAt }, now) {
  return createdAt !== void 0 && now - Date.parse(createdAt) < MAY_BE_WITHDRAWN_FOR;
}

// src/rules/cap-race.ts
function aboveCap(rules, cap, now) {
  const excess = Math.max(0, rules.length - cap);
  const losers = newestFirst(rules).slice(0, excess);
  return { excess, losers, open: losers.filter((rule) => isYoung(rule, now)) };
}
var PAUSE_MS = 3e3;
var MAX_IDLE_LOOKS = 4;
var MAX_ROUNDS2 = 20;
async function resolveCapRace(request) {
  const { service, cap, ours, needed, now } = request;
  const progress = { withdrawn: [], kept: /* @__PURE__ */ new Map() };
  let { rules } = request;
  let idle = 0;
  for (let round = 0; ; round++) {
    const { excess, losers, open } = aboveCap(rules, cap, now());
    const foreign = open.filter(({ name }) => !ours.has(name));
    const movable = ({ name }) => ours.has(name) && !progress.kept.has(name) && !isWithdrawn(name, progress);
    const giving = losers.filter(movable);
    const instead = idle < MAX_IDLE_LOOKS ? [] : newestFirst(rules.filter(movable)).slice(0, excess);
    const leaving = giving.length > 0 ? giving : instead;
    const concerned = rules.some((rule) => needed.has(rule.name) && isYoung(rule, now()));
    if (leaving.length === 0 && (foreign.length === 0 || !concerned || round >= MAX_ROUNDS2)) {
      const unsettled = foreign.map(({ name }) => name).filter((name) => needed.has(name));
      return { rules, ...progress, unsettled: new Set(unsettled) };
    }
    const gone = await withdraw(leaving, request, progress);
    idle = gone > 0 ? 0 : idle + 1;
    if (gone === 0) await service.wait(PAUSE_MS).catch(() => void 0);
    const listing2 = await service.list();
    if (listing2.state !== "known") {
      const left = rules.filter(({ name }) => !isWithdrawn(name, progress));
      return { rules: left, ...progress, unsettled: new Set(needed), failure: listing2.reason };
    }
    rules = listing2.rules;
  }
}
function isWithdrawn(name, { withdrawn }) {
  return withdrawn.some((rule) => rule.name === name);
}
async function withdraw(leaving, request, progress) {
  let left = 0;
  for (const rule of leaving) {
    const reason = await withdrawOne(rule, request);
    if (reason === void 0) {
      progress.withdrawn.push(rule);
      left++;
    } else progress.kept.set(rule.name, reason);
  }
  return left;
}
async function withdrawOne(rule, { service, pulledThrough: pulledThrough2 }) {
  const pulled = await pulledThrough2(rule.target);
  if (pulled === void 0) return "whether anything was pulled through it already can not be told";
  if (pulled) return "an image was pulled through it already";
  const outcome = await service.remove(rule);
  return outcome.state === "removed" ? void 0 : outcome.reason;
}

// src/rules/ensure.ts
var WRITES_AT_ONCE = 4;
async function ensureRules(request) {
  const { plan: plan2, service, now, pulledThrough: pulledThrough2 } = request;
  const { cap } = plan2.room;
  const outcomes = await carryOut(plan2.create, service);
  const ours = /* @__PURE__ */ new Set();
  for (const [name, outcome] of outcomes) if (outcome.state === "serves" && outcome.ours) ours.add(name);
  const needed = new Set(plan2.covered.map(({ rule }) => rule));
  const listing2 = plan2.create.length === 0 ? { state: "known", rules: request.rules } : await service.list();
  const race = listing2.state === "known" ? await resolveCapRace({ service, cap, rules: listing2.rules, ours, needed, pulledThrough: pulledThrough2, now }) : {
    rules: asWritten(request.rules, outcomes),
    withdrawn: [],
    kept: /* @__PURE__ */ new Map(),
    unsettled: needed,
    failure: listing2.reason
  };
  return resultOf(request, outcomes, ours, race);
}
async function carryOut(rules, service) {
  const outcomes = /* @__PURE__ */ new Map();
  await atMost(WRITES_AT_ONCE, rules, async (rule) => {
    const underWay = rule.again === "Creating" || rule.again === "Updating";
    outcomes.set(rule.name, await (underWay ? service.settled(rule) : service.create(rule)));
  });
  return outcomes;
}
function asWritten(rules, outcomes) {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  for (const [name, outcome] of outcomes) if (outcome.state === "serves") byName.set(name, outcome.rule);
  return [...byName.values()];
}
function resultOf({ plan: plan2, rules, registry, service, now }, outcomes, ours, race) {
  const serving = race.rules.filter(({ state }) => state === "Succeeded" || state === "Updating");
  const there = new Map(serving.map((rule) => [rule.name, rule]));
  const stays = new Set(rules.filter((rule) => !isYoung(rule, now())).map(({ name }) => name));
  const covered = [];
  const refused5 = [...plan2.refused];
  for (const source of plan2.covered) {
    const refusal2 = refusalOf(source, outcomes.get(source.rule), there, { ...race, stays }, plan2.room.cap);
    if (refusal2 === void 0) covered.push({ ...source, by: ours.has(source.rule) ? "new" : "existing" });
    else
      refused5.push({ source: source.source, uses: source.uses, refusal: refusal2, ...explain(refusal2, source.source, registry) });
  }
  const withdrawn = new Set(race.withdrawn.map(({ name }) => name));
  const made = plan2.create.flatMap(({ name }) => there.get(name) ?? []);
  return {
    // One of ours that was withdrawn and is there again is somebody else's.
    created: made.filter(({ name }) => ours.has(name) && !withdrawn.has(name)),
    reused: made.filter(({ name }) => !ours.has(name) || withdrawn.has(name)),
    failed: plan2.create.flatMap((rule) => {
      const outcome = outcomes.get(rule.name);
      return outcome?.state === "refused" ? [{ rule, refusal: outcome.refusal }] : [];
    }),
    withdrawn: race.withdrawn,
    excess: excessOf(race, plan2.room.cap),
    covered,
    refused: refused5.sort((one, other) => compareTexts(one.source, other.source)),
    rules: race.rules,
    requests: service.requests()
  };
}
function refusalOf({ rule }, outcome, there, { withdrawn, unsettled, failure: failure2, stays }, cap) {
  if (outcome?.state === "refused") return outcome.refusal;
  if (failure2 !== void 0 && stays.has(rule)) return void 0;
  if (failure2 !== void 0) return { reason: "not-listed", detail: failure2 };
  if (withdrawn.some(({ name }) => name === rule)) return { reason: "gave-way", rule, cap };
  if (!there.has(rule)) {
    return outcome?.state === "serves" && !outcome.ours ? { reason: "gave-way", rule, cap } : { reason: "gone", rule };
  }
  return unsettled.has(rule) ? { reason: "unsettled", rule, cap } : void 0;
}
function excessOf({ rules, kept }, cap) {
  return newestFirst(rules).slice(0, Math.max(0, rules.length - cap)).map(({ name }) => {
    const reason = kept.get(name);
    return reason === void 0 ? { rule: name } : { rule: name, reason };
  });
}

// src/stages/ensure.ts
async function ensure(planned, look, { applied }, context) {
  const { plan: plan2 } = planned;
  if (!applied || plan2 === void 0 || look.state !== "known") return void 0;
  const { view } = look;
  if (plan2.create.length > 0) context.log.info(`Creating ${plan2.create.length} of ${plan2.room.cap} cache rules`);
  return ensureRules({
    plan: plan2,
    rules: view.rules,
    service: view.service,
    registry: view.registry.name,
    pulledThrough: (target) => pulledThrough(view, target),
    now: context.now
  });
}
function ensureUnknown({ plan: plan2 }, look, { applied }, reason) {
  if (!applied || plan2 === void 0 || look.state !== "known") return void 0;
  const { rules, registry, service } = look.view;
  const refusal2 = { reason: "not-listed", detail: reason };
  const refused5 = plan2.covered.map(({ source, uses }) => ({
    source,
    uses,
    refusal: refusal2,
    ...explain(refusal2, source, registry.name)
  }));
  return {
    ...{ created: [], reused: [], failed: [], withdrawn: [], excess: [], covered: [] },
    refused: [...plan2.refused, ...refused5],
    rules,
    requests: service.requests()
  };
}
async function pulledThrough({ client }, target) {
  if (target.endsWith("/*")) return void 0;
  const { state } = await client.repositoryExists(target);
  return state === "not-told" ? void 0 : state === "exists";
}

// src/defender/evidence.ts
var FINDINGS_ARTIFACT_TYPE = "application/vnd.in-toto+json";
function evidenceOf(answer) {
  switch (answer.type) {
    case "failed":
      return answer;
    case "proxied":
      return { type: "unclear", reason: answer.reason };
    case "listed": {
      const dates = answer.referrers.filter(isFindingsArtifact).map(({ annotations }) => dateOf(annotations));
      if (dates.length === 0) return { type: "none" };
      const known2 = dates.filter((date) => date !== void 0);
      return { type: "scanned", scannedAt: known2.length === 0 ? void 0 : Math.min(...known2) };
    }
  }
}
function isFindingsArtifact({ artifactType, annotations }) {
  return artifactType === FINDINGS_ARTIFACT_TYPE && (annotations["in-toto.io/predicate-type"] ?? "").startsWith("https://in-toto.io/attestation/vulns") && annotations.scanner?.toUpperCase() === "MDVM";
}
function dateOf(annotations) {
  const date = Date.parse(annotations["org.opencontainers.image.created"] ?? "");
  return Number.isNaN(date) ? void 0 : date;
}

// src/defender/gate.ts
function gate(images, rules) {
  const isExempt = matcher(rules.exemptPaths);
  const used = /* @__PURE__ */ new Set();
  const results = images.map((image) => {
    if (image.files.length > 0 && image.files.every(isExempt)) {
      return { image: image.image, state: "exempt", reasons: ["it stands in exempt files only"], blocking: [] };
    }
    return judge(image, rules, used);
  });
  const blocking = results.flatMap((result) => result.blocking.map((entry) => ({ ...entry, image: result.image })));
  const findings = new Set(
    blocking.map(({ digest, finding }) => [digest, finding.id, finding.package, finding.installed].join("\0"))
  ).size;
  const { verdict, headline } = summarise(results, rules.failOn, findings);
  return {
    verdict,
    headline,
    images: results,
    findings,
    acceptancesUsed: rules.accepted.filter((acceptance) => used.has(acceptance)),
    acceptancesExpired: rules.accepted.filter(({ until }) => until < rules.today)
  };
}
function judge(image, rules, used) {
  const [first, ...others] = image.manifests.map(({ verdict, ...manifest }) => ({
    ...manifest,
    ...judgeManifest(verdict, rules, used)
  }));
  if (first === void 0) {
    const { state: state2, reason, remedy: remedy2 = IMAGE_STATES[state2].remedy } = image.unresolved ?? NO_MANIFEST;
    const told = remedy2 === void 0 ? {} : { remedy: remedy2 };
    return { image: image.image, state: state2, reasons: [reason], ...told, unresolved: true, blocking: [] };
  }
  const judged = [first, ...others];
  const state = worstState([first.state, ...others.map((manifest) => manifest.state)]);
  const { remedy } = IMAGE_STATES[state];
  return {
    image: image.image,
    state,
    reasons: judged.map(({ platform, reason }) => `${platform}: ${reason}`),
    ...remedy === void 0 ? {} : { remedy },
    blocking: judged.flatMap(
      ({ platform, digest, blocking }) => blocking.map((finding) => ({ platform, digest, finding }))
    )
  };
}
var NO_MANIFEST = {
  state: "not-checked",
  reason: "no manifest of it is known, so Defender could not be asked"
};
function judgeManifest(verdict, rules, used) {
  switch (verdict.type) {
    case "clean":
      return { state: "passed", reason: "scanned, nothing found", blocking: [] };
    case "pending":
    case "unsupported":
    case "error":
      return { state: verdict.type, reason: verdict.reason, blocking: [] };
    case "vulnerable": {
      const counting = verdict.findings.filter((finding) => counts2(finding, rules));
      const blocking = counting.filter((finding) => !isAccepted(finding, rules, used));
      const accepted = counting.length - blocking.length;
      const below3 = verdict.findings.length - counting.length;
      const parts2 = [
        blocking.length > 0 ? tally(blocking) : "",
        accepted > 0 ? `${accepted} accepted` : "",
        below3 > 0 ? `${below3} that the gate does not count` : ""
      ].filter((part) => part !== "");
      return { state: blocking.length > 0 ? "failed" : "passed", reason: parts2.join(", "), blocking };
    }
  }
}
function counts2(finding, { failOn, onlyFixable, treatUnknownAs }) {
  if (onlyFixable && finding.fixable === "no") return false;
  if (failOn === "none") return true;
  const severity = finding.severity === "unknown" ? treatUnknownAs : finding.severity;
  return severity !== "none" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}
function isAccepted(finding, { accepted, today }, used) {
  const matching2 = accepted.filter(
    (acceptance) => acceptance.until >= today && acceptance.id.toLowerCase() === finding.id?.toLowerCase() && (acceptance.package === void 0 || acceptance.package.toLowerCase() === finding.package.toLowerCase())
  );
  for (const acceptance of matching2) used.add(acceptance);
  return matching2.length > 0;
}
function tally(findings) {
  return [...SEVERITIES, "unknown"].map((severity) => ({ severity, number: findings.filter((finding) => finding.severity === severity).length })).filter(({ number: number2 }) => number2 > 0).map(({ severity, number: number2 }) => `${number2} ${severity === "unknown" ? "of unknown severity" : severity}`).join(", ");
}
function summarise(results, failOn, findings) {
  const states = results.map(({ state }) => state);
  const open = toldStates(states, "undecided", "unjudged");
  const failed3 = states.filter((state) => IMAGE_STATES[state].judgement === "fails").length;
  const exempt = toldStates(states, "not-asked").map((part) => `; ${part}`).join("");
  const rest = `${open.length > 0 ? `; not decided: ${open.join(", ")}` : ""}${exempt}`;
  const images = count(results.length, "image");
  const told = count(findings, "finding");
  if (failOn === "none") return { verdict: "no gate", headline: `no gate: ${told} in ${images}${rest}` };
  if (failed3 > 0) {
    return {
      verdict: "failed",
      headline: `failed: ${told} of ${failOn} severity or above in ${failed3} of ${images}${rest}`
    };
  }
  if (states.length === 0) return { verdict: "passed", headline: "passed: no image to judge" };
  const isJudged = states.some((state) => IMAGE_STATES[state].judgement === "passes");
  const mayCome = states.some((state) => IMAGE_STATES[state].judgement === "undecided");
  if (!isJudged && !mayCome) {
    const verdict = `nothing judged: ${[...open, ...toldStates(states, "not-asked")].join(", ")}`;
    return { verdict, headline: `${verdict}, of ${images}` };
  }
  if (open.length > 0) {
    const verdict = `not decided: ${open.join(", ")}`;
    return { verdict, headline: `${verdict}, of ${images}${exempt}` };
  }
  return { verdict: "passed", headline: `passed: no finding of ${failOn} severity or above in ${images}${exempt}` };
}

// src/defender/findings.ts
function readAssessments(rows, wanted) {
  const known2 = new Set(wanted);
  const found = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const properties = unpacked(loose(row, "properties"));
    const status = looseText(properties, "status", "code")?.toLowerCase();
    if (!isSoftwareUpdate(properties) || status !== "unhealthy" && status !== "healthy") continue;
    for (const digest of digestsOf(properties, known2)) {
      const entry = found.get(digest) ?? { findings: [], healthy: false };
      if (status === "healthy") entry.healthy = true;
      else for (const finding of findingsOf(properties)) entry.findings.push(finding);
      found.set(digest, entry);
    }
  }
  return new Map(
    [...found].map(([digest, { findings, healthy }]) => [digest, { findings: distinct4(findings), healthy }])
  );
}
function isSoftwareUpdate(properties) {
  const category = looseText(properties, "metadata", "recommendationCategory");
  if (category !== void 0) return category.toLowerCase() === "softwareupdate";
  return loose(properties, "additionalData", "CvesDetails") !== void 0;
}
function digestsOf(properties, wanted) {
  const named3 = looseText(properties, "resourceAdditionalData", "Digest")?.toLowerCase();
  if (named3 !== void 0 && /^sha256:[0-9a-f]{64}$/.test(named3)) return wanted.has(named3) ? [named3] : [];
  const id = looseText(properties, "resourceDetails", "Id")?.toLowerCase();
  const inId = /sha256:[0-9a-f]{64}(?![0-9a-f])/.exec(id ?? "")?.[0];
  if (inId !== void 0) return wanted.has(inId) ? [inId] : [];
  const text = JSON.stringify(properties).toLowerCase();
  return [...new Set(text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])].map((hex) => `sha256:${hex}`).filter((digest) => wanted.has(digest));
}
function findingsOf(properties) {
  const data = unpacked(loose(properties, "additionalData"));
  const name = looseText(data, "SoftwareName") ?? looseText(properties, "displayName") ?? "unknown package";
  const packageType = looseText(data, "PackageType");
  const installed = looseText(data, "DetectedSoftwareVersions");
  const common2 = {
    package: name,
    ...packageType === void 0 ? {} : { packageType },
    ...installed === void 0 ? {} : { installed }
  };
  const fixStatus = looseText(data, "FixStatus");
  const fixedIn = looseText(data, "FixedVersion");
  const cves = unpacked(loose(data, "CvesDetails"));
  if (!Array.isArray(cves) || cves.length === 0) {
    const severity = severityOf(looseText(properties, "metadata", "severity"));
    return [{ ...common2, severity, ...fixOf(fixStatus, fixedIn) }];
  }
  return cves.map((cve) => {
    const id = looseText(cve, "CveId");
    const cvss = highestScore(loose(cve, "Cvss"));
    const inExploitKit = loose(cve, "ExploitabilityDetails", "IsInExploitKit");
    return {
      ...id === void 0 ? {} : { id },
      ...common2,
      severity: severityOf(looseText(cve, "Severity")),
      ...fixOf(looseText(cve, "FixStatus") ?? fixStatus, looseText(cve, "FixedVersion") ?? fixedIn),
      ...cvss === void 0 ? {} : { cvss },
      ...typeof inExploitKit === "boolean" ? { inExploitKit } : {}
    };
  });
}
function severityOf(word) {
  switch (word?.toLowerCase()) {
    case "critical":
      return "critical";
    case "high":
      return "high";
    case "medium":
      return "medium";
    case "low":
      return "low";
    default:
      return "unknown";
  }
}
function fixOf(status, fixedIn) {
  const version2 = fixedIn === void 0 ? {} : { fixedIn };
  switch (status?.toLowerCase()) {
    case "fixavailable":
      return { fixable: "yes", ...version2 };
    case "nofix":
    case "nofixavailable":
    case "willnotfix":
      return { fixable: "no" };
    default:
      return { fixable: fixedIn === void 0 ? "unknown" : "yes", ...version2 };
  }
}
function highestScore(cvss) {
  const list2 = unpacked(cvss);
  const scores = (Array.isArray(list2) ? list2 : []).map((entry) => Number(loose(entry, "Value", "Base") ?? Number.NaN)).filter((score) => score >= 0 && score <= 10);
  return scores.length === 0 ? void 0 : Math.max(...scores);
}
var ORDER = ["critical", "high", "unknown", "medium", "low"];
function distinct4(findings) {
  const kept = /* @__PURE__ */ new Map();
  for (const finding of findings.toSorted(worstFirst)) {
    const key = [finding.id, finding.package, finding.installed].join("\0").toLowerCase();
    if (!kept.has(key)) kept.set(key, finding);
  }
  return [...kept.values()];
}
function worstFirst(one, other) {
  return ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || (other.cvss ?? -1) - (one.cvss ?? -1) || compareTexts(one.id ?? "", other.id ?? "") || compareTexts(one.package, other.package);
}
function loose(value, ...path) {
  let found = value;
  for (const name of path) {
    const holder = unpacked(found);
    if (!isObject(holder)) return void 0;
    const key = Object.hasOwn(holder, name) ? name : Object.keys(holder).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (key === void 0) return void 0;
    found = holder[key];
  }
  return found;
}
function looseText(value, ...path) {
  const found = loose(value, ...path);
  if (typeof found === "number") return String(found);
  return typeof found === "string" && found.trim() !== "" ? found.trim() : void 0;
}
function unpacked(value) {
  return typeof value === "string" && /^\s*[[{]/.test(value) ? parseJson(value) ?? value : value;
}

// src/defender/query.ts
var BATCH = 50;
var DIGEST2 = /^sha256:[0-9a-f]{64}$/;
function findingsQueries(digests) {
  const askable = [...new Set(digests)].filter(isAskable).toSorted();
  const queries = [];
  for (let start = 0; start < askable.length; start += BATCH) {
    const batch = askable.slice(start, start + BATCH);
    queries.push({ kql: findingsKql(batch), digests: batch });
  }
  return queries;
}
function isAskable(digest) {
  return DIGEST2.test(digest);
}
function findingsKql(digests) {
  const mentions2 = digests.map((digest) => `text has "${digest.slice("sha256:".length)}"`);
  return [
    "securityresources",
    '| where type =~ "microsoft.security/assessments"',
    "| extend text = tostring(properties)",
    `| where ${mentions2.join(" or ")}`,
    // Paging wants the id, and a stable order.
    "| project id, properties",
    "| order by id asc"
  ].join("\n");
}
var VISIBILITY_KQL = [
  "securityresources",
  '| where type =~ "microsoft.security/assessments"',
  "| project id",
  "| take 1"
].join("\n");

// src/defender/resource-graph.ts
var API_VERSION2 = "2024-04-01";
var PAGE = 1e3;
var MAX_PAGES4 = 200;
var MAX_ATTEMPTS3 = 5;
var MAX_WAIT_MS4 = 6e4;
async function askGraph(graph, kql) {
  try {
    return await askPages(graph, kql);
  } catch (error) {
    if (error instanceof RunEnded || error instanceof UserError) return failed2(messageOf(error));
    throw error;
  }
}
async function askPages(graph, kql) {
  const rows = [];
  const tokens = /* @__PURE__ */ new Set();
  let skipToken;
  for (let page = 0; page < MAX_PAGES4; page++) {
    const answer = await askPage(graph, kql, skipToken);
    if (answer.type !== "page") return answer;
    for (const row of answer.rows) rows.push(row);
    if (answer.skipToken === void 0) {
      return answer.truncated ? failed2("the answer is truncated") : { type: "rows", rows };
    }
    if (tokens.has(answer.skipToken)) return failed2("the answer comes back to a page that it has had");
    tokens.add(answer.skipToken);
    skipToken = answer.skipToken;
    if (answer.pause !== void 0) await graph.http.wait(answer.pause);
  }
  return failed2(`the answer has more than ${MAX_PAGES4} pages`);
}
async function askPage(graph, query, skipToken) {
  const body = JSON.stringify({
    query,
    subscriptions: graph.subscriptions,
    options: {
      $top: PAGE,
      ...skipToken === void 0 ? {} : { $skipToken: skipToken },
      resultFormat: "objectArray"
    }
  });
  let lastReason = "no answer";
  for (let attempt3 = 1; attempt3 <= MAX_ATTEMPTS3; attempt3++) {
    const exchange2 = await sendSigned(graph, body);
    if (typeof exchange2 === "string") {
      lastReason = exchange2;
      if (attempt3 < MAX_ATTEMPTS3) await graph.http.wait(1e3 * 2 ** (attempt3 - 1));
      continue;
    }
    const { response, text } = exchange2;
    if (response.status === 200) {
      const page = readPage(response, text);
      if (typeof page !== "string") return page;
      lastReason = page;
      if (attempt3 < MAX_ATTEMPTS3) await graph.http.wait(1e3 * 2 ** (attempt3 - 1));
      continue;
    }
    lastReason = `HTTP ${response.status}${detailOf(text)}`;
    if (response.status === 403) return notAllowed(lastReason);
    if (response.status !== 429 && response.status < 500) return failed2(lastReason);
    const wait = retryAfter(response.headers, Date.now()) ?? quotaReset(response.headers) ?? 1e3 * 2 ** attempt3;
    if (attempt3 < MAX_ATTEMPTS3) await graph.http.wait(Math.min(wait, MAX_WAIT_MS4));
  }
  return failed2(`${lastReason}, ${MAX_ATTEMPTS3} times; run again later`);
}
async function sendSigned(graph, body) {
  const token = await graph.token();
  const exchange2 = await send(graph, body, token);
  if (typeof exchange2 === "string" || exchange2.response.status !== 401) return exchange2;
  graph.renew(token);
  return send(graph, body, await graph.token());
}
async function send({ http, armEndpoint }, body, token) {
  try {
    const response = await http.send({
      method: "POST",
      url: `${armEndpoint}/providers/Microsoft.ResourceGraph/resources?api-version=${API_VERSION2}`,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "application/json" },
      body
    });
    return { response, text: await response.text() };
  } catch (error) {
    if (error instanceof HttpFailure && !(error instanceof RunEnded)) return messageOf(error);
    throw error;
  }
}
function readPage({ headers }, text) {
  const answer = parseJson(text);
  const rows = field(answer, "data");
  if (!Array.isArray(rows) || !rows.every(isObject)) return "the answer holds no rows in a form that can be read";
  const next = field(answer, "$skipToken");
  if (next !== void 0 && next !== null && typeof next !== "string") return "the answer has a next page that is none";
  const quotaIsUsedUp = headers.get("x-ms-user-quota-remaining") === "0";
  return {
    type: "page",
    rows,
    skipToken: next || void 0,
    truncated: String(field(answer, "resultTruncated")).toLowerCase() === "true",
    pause: quotaIsUsedUp ? Math.min(quotaReset(headers) ?? 5e3, MAX_WAIT_MS4) : void 0
  };
}
function quotaReset(headers) {
  const match = /^(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(headers.get("x-ms-user-quota-resets-after") ?? "");
  if (match === null) return void 0;
  const [, hours, minutes4, seconds] = match.map(Number);
  return (((hours ?? 0) * 60 + (minutes4 ?? 0)) * 60 + (seconds ?? 0)) * 1e3;
}
function detailOf(text) {
  const body = parseJson(text);
  const code = stringField(body, "error", "code");
  const message = stringField(body, "error", "message");
  if (code === void 0 && message === void 0) return "";
  return `: ${[code, message].filter((part) => part !== void 0).join(", ")}`.replaceAll(/\s+/g, " ").slice(0, 300);
}
function failed2(reason) {
  return { type: "failed", reason: `Azure Resource Graph: ${reason}` };
}
function notAllowed(reason) {
  return { type: "not-allowed", reason: `Azure Resource Graph: ${reason}. ${ROLE_NEEDED}` };
}
var ROLE_NEEDED = 'The identity needs the role "Security Reader" (or "Reader") on the subscription.';

// src/defender/verdict.ts
var SETTLE_MS = 30 * 6e4;
function verdictOf(subject, { assessed, unreadable, evidence, now }) {
  const never = unsupportedReason(subject);
  if (never !== void 0) return { type: "unsupported", reason: never };
  if (assessed !== void 0 && assessed.findings.length > 0)
    return { type: "vulnerable", findings: assessed.findings };
  if (unreadable !== void 0) return { type: "error", reason: unreadable };
  if (assessed?.healthy === true) return { type: "clean" };
  if (evidence === void 0) return { type: "pending", reason: "there is no sign of a scan yet" };
  switch (evidence.type) {
    case "scanned":
      return verdictOnArtifact(evidence.scannedAt, now);
    case "none":
      return { type: "pending", reason: "Defender has not scanned it yet: a new image takes up to a few hours" };
    case "unclear":
      return { type: "pending", reason: `whether Defender has scanned it can't be seen: ${evidence.reason}` };
    case "failed":
      return { type: "error", reason: evidence.reason };
  }
}
function unsupportedReason({ content, digest }) {
  switch (content) {
    case "index":
      return "Defender scans the platform manifests of an index, not the index";
    case "artifact":
      return "Defender scans images only, and this is another kind of artifact";
    case "image":
      return isAskable(digest) ? void 0 : "Defender knows images by their sha256 digest, and this has another";
  }
}
function verdictOnArtifact(scannedAt, now) {
  if (scannedAt === void 0) {
    return { type: "pending", reason: "the findings artifact has no readable date, so it proves no finished scan" };
  }
  if (now - scannedAt < SETTLE_MS) {
    return { type: "pending", reason: "Defender has only just scanned it, and its findings may not have arrived yet" };
  }
  return { type: "clean" };
}

// src/defender/inspect.ts
var POLL_MS = 6e4;
var PARALLEL_REFERRERS = 8;
async function inspect(subjects, options) {
  const distinct6 = [...new Map(subjects.map((subject) => [keyOf3(subject), subject])).values()];
  const verdicts = await askAll(distinct6, options);
  for (let waited = 0; waited < options.scanTimeout; ) {
    const pending = distinct6.filter((subject) => verdicts.get(keyOf3(subject))?.type === "pending");
    if (pending.length === 0) break;
    const interval = Math.min(POLL_MS, options.scanTimeout - waited);
    options.onWait?.(pending.length, interval);
    const ended = await options.graph.http.wait(interval, options.signal).then(
      () => false,
      () => true
    );
    if (ended || options.signal?.aborted) break;
    waited += interval;
    for (const [key, verdict] of await askAll(pending, options)) verdicts.set(key, verdict);
  }
  return distinct6.flatMap((subject) => {
    const verdict = verdicts.get(keyOf3(subject));
    return verdict === void 0 ? [] : [{ subject, verdict }];
  });
}
function keyOf3({ repository, digest }) {
  return `${repository}@${digest}`;
}
async function askAll(subjects, options) {
  const { assessed, unreadable, seesAssessments } = await askFindings(subjects, options.graph);
  const silent = subjects.filter(
    (subject) => unsupportedReason(subject) === void 0 && !assessed.has(subject.digest) && !unreadable.has(subject.digest)
  );
  const blind = silent.length > 0 && !seesAssessments ? await askVisibility(options.graph) : void 0;
  const evidence = await askEvidence(blind === void 0 ? silent : [], options.getReferrers);
  const now = options.now();
  return new Map(
    subjects.map((subject) => [
      keyOf3(subject),
      verdictOf(subject, {
        assessed: assessed.get(subject.digest),
        unreadable: unreadable.get(subject.digest) ?? blind,
        evidence: evidence.get(keyOf3(subject)),
        now
      })
    ])
  );
}
async function askFindings(subjects, graph) {
  const assessed = /* @__PURE__ */ new Map();
  const unreadable = /* @__PURE__ */ new Map();
  let seesAssessments = false;
  const digests = subjects.filter((subject) => unsupportedReason(subject) === void 0).map((subject) => subject.digest);
  for (const { kql, digests: batch } of findingsQueries(digests)) {
    const answer = await askGraph(graph, kql);
    if (answer.type !== "rows") {
      for (const digest of batch) unreadable.set(digest, answer.reason);
      continue;
    }
    if (answer.rows.length > 0) seesAssessments = true;
    for (const [digest, found] of readAssessments(answer.rows, batch)) assessed.set(digest, found);
  }
  return { assessed, unreadable, seesAssessments };
}
async function askVisibility(graph) {
  const answer = await askGraph(graph, VISIBILITY_KQL);
  if (answer.type !== "rows") return answer.reason;
  if (answer.rows.length > 0) return void 0;
  return `no Defender assessment at all can be seen in the subscription. ${ROLE_NEEDED} Defender for Containers (or Defender CSPM) must be on, with "Registry access"`;
}
async function askEvidence(subjects, getReferrers) {
  const evidence = /* @__PURE__ */ new Map();
  await atMost(PARALLEL_REFERRERS, subjects, async (subject) => {
    evidence.set(keyOf3(subject), evidenceOf(await getReferrers(subject.repository, subject.digest)));
  });
  return evidence;
}

// src/stages/unasked.ts
var IS_SERVING_ANSWERED = {
  "not-found": true,
  "upstream-unauthorized": true,
  unauthorized: false,
  forbidden: false,
  "not-reachable": false,
  throttled: false,
  "upstream-throttled": false,
  "upstream-failed": false,
  "registry-error": false,
  truncated: false,
  "wrong-digest": false,
  malformed: false,
  "untrusted-realm": false,
  "too-slow": false,
  stopped: false,
  engine: false
};
var IS_STORAGE_ANSWERED = {
  "still-proxied": true,
  "not-listed": true,
  "no-wanted-platform": true,
  "list-not-allowed": false,
  "list-failed": false,
  "no-list": false
};
var UNANSWERED_REFUSALS = {
  "credential-set-unreadable": "plan",
  "not-permitted": "ensure",
  "write-failed": "ensure",
  "not-listed": "ensure",
  "not-allowed": void 0,
  "unsupported-upstream": void 0,
  "credential-set-missing": void 0,
  "credential-set-unhealthy": void 0,
  "target-invalid": void 0,
  "target-taken": void 0,
  "target-conflict": void 0,
  "name-taken": void 0,
  "cap-reached": void 0,
  "refused-by-service": void 0,
  gone: void 0,
  "gave-way": void 0,
  unsettled: void 0
};
function isServingUnanswered(kind) {
  return !IS_SERVING_ANSWERED[kind];
}
function unaskedProblems(plan2, warmed, gate2) {
  return problemsOf([...ofPlan(plan2), ...ofWarming(warmed), ...ofGate(gate2)]);
}
function ofPlan(plan2) {
  return (plan2?.refused ?? []).flatMap(({ source, refusal: refusal2, message, remedy }) => {
    const stage = UNANSWERED_REFUSALS[refusal2.reason];
    return stage === void 0 ? [] : [{ stage, image: source, what: "without a certain rule", why: message, remedy }];
  });
}
function ofWarming(warmed) {
  return warmed.flatMap((result) => ofImage(result) ?? []);
}
function ofImage(result) {
  const { image } = result.request;
  switch (result.status) {
    case "warm":
      return void 0;
    case "served-unconfirmed": {
      const { kind, message, remedy } = result.unconfirmed;
      if (IS_STORAGE_ANSWERED[kind]) return void 0;
      return { stage: "warm", image, what: "of unknown storage", why: message, remedy };
    }
    case "not-served": {
      const { kind, message, remedy } = result.reason;
      if (kind === "stopped" || !isServingUnanswered(kind)) return void 0;
      return { stage: "warm", image, what: "not served", why: message, remedy };
    }
  }
}
function ofGate({ images }) {
  return images.flatMap(
    ({ image, state, reasons, remedy, unresolved: unresolved3 }) => state === "error" && unresolved3 !== true ? [{ stage: "gate", image, what: "not judged", why: reasons.join("; "), remedy: remedy ?? "run again" }] : []
  );
}
function problemsOf(unasked2) {
  const byReason = groupBy(unasked2, ({ stage, what, why, remedy }) => [stage, what, why, remedy].join("\0"));
  return [...byReason.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === void 0) return [];
    const others = alike.length === 1 ? "" : ` and ${alike.length - 1} more`;
    const images = `${count(alike.length, "image")} ${first.what} (${first.image}${others})`;
    return [{ stage: first.stage, message: sentences(`${first.stage}: ${images}: ${first.why}`, first.remedy) }];
  });
}

// src/registry/warming/engine.ts
var import_node_child_process3 = require("node:child_process");
var import_promises4 = require("node:fs/promises");
var import_node_os3 = require("node:os");
var import_node_path14 = require("node:path");
async function openEngine({ name, client, removeImages }) {
  const folder = await (0, import_promises4.mkdtemp)((0, import_node_path14.join)((0, import_node_os3.tmpdir)(), "acr-artifact-cache-"));
  const { loginServer } = client;
  try {
    const dialect = await dialectOf(name, folder);
    const run2 = (subcommand, rest, input) => execute(name, [...dialect.before, subcommand, ...dialect.after, ...rest], dialect.env, input);
    const credentials = await client.login();
    if (credentials !== void 0) {
      const { username, password } = credentials;
      const ran = await run2("login", ["--username", username, "--password-stdin", "--", loginServer], password);
      if (ran.exitCode !== 0)
        throw new RegistryFailure(explainEngine(ran, name, `login to ${loginServer}`, loginServer));
    }
    return engine({ name, loginServer, removeImages, dialect, folder, loggedIn: credentials !== void 0 });
  } catch (error) {
    await (0, import_promises4.rm)(folder, { recursive: true, force: true });
    throw error;
  }
}
function engine({ name, loginServer, removeImages, dialect, folder, loggedIn }) {
  const pulled = /* @__PURE__ */ new Set();
  const plain2 = (rest) => execute(name, [...dialect.before, ...rest], dialect.env);
  return {
    pull: async (reference, platform, seconds) => {
      requireNames(name, reference, platform);
      const known2 = pulled.has(reference) || (await plain2(["image", "inspect", "--", reference])).exitCode === 0;
      const wanted = platform === void 0 ? [] : ["--platform", platform];
      const line2 = [...dialect.before, "pull", "--quiet", ...dialect.after, ...wanted, "--", reference];
      const ran = await execute(name, line2, dialect.env, void 0, seconds);
      if (ran.exitCode !== 0) throw new RegistryFailure(explainEngine(ran, name, reference, loginServer));
      if (!known2) pulled.add(reference);
    },
    close: async () => {
      try {
        if (loggedIn)
          await execute(name, [...dialect.before, "logout", ...dialect.after, "--", loginServer], dialect.env);
        if (removeImages && pulled.size > 0) await plain2(["image", "rm", "--", ...pulled]);
      } finally {
        await (0, import_promises4.rm)(folder, { recursive: true, force: true });
      }
    }
  };
}
function requireNames(engineName, reference, platform) {
  const isPlatform = platform === void 0 || /^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*){1,2}$/i.test(platform);
  if (isPlatform && parseReference(reference) !== void 0) return;
  const said2 = JSON.stringify(isPlatform ? reference : platform);
  throw new RegistryFailure({
    kind: "engine",
    message: `${oneLine(said2)} is no name that ${engineName} could be asked for`,
    remedy: "pull it with `engine: registry`"
  });
}
async function dialectOf(name, folder) {
  if (name === "podman") {
    const file = (0, import_node_path14.join)(folder, "auth.json");
    await (0, import_promises4.writeFile)(file, '{"auths":{}}', { mode: 384 });
    return { before: [], after: ["--authfile", file], env: {} };
  }
  const context = await execute(name, ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], {});
  const host = context.exitCode === 0 ? context.stdout.trim() : "";
  const env = host === "" ? {} : { DOCKER_HOST: host };
  return { before: ["--config", folder], after: [], env };
}
var TIMED_OUT = 124;
async function execute(name, line2, env, input, seconds) {
  const place = { cwd: folderOutside(), env: { ...definedOnly(process.env), ...env } };
  const bounded = seconds !== void 0 && process.platform === "linux";
  const command = bounded ? "timeout" : name;
  const rest = bounded ? ["--kill-after=10", String(Math.ceil(seconds)), name, ...line2] : [...line2];
  try {
    if (input !== void 0) return await withInput(command, rest, place, input);
    const { getExecOutput } = await import("./sdk-exec.cjs");
    return await getExecOutput(command, rest, { ...place, silent: true, ignoreReturnCode: true });
  } catch (cause) {
    throw new RegistryFailure(
      {
        kind: "engine",
        message: `${name} can't be run: ${oneLine(messageOf(cause))}`,
        remedy: `install ${name} on the runner, or leave out \`engine\``
      },
      { cause }
    );
  }
}
async function withInput(command, line2, place, input) {
  const child = (0, import_node_child_process3.spawn)(command, line2, { ...place, stdio: "pipe" });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  child.stdin.on("error", () => {
  });
  child.stdin.end(input);
  const exitCode = await new Promise((resolve6, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve6(code ?? 1));
  });
  return { exitCode, stdout, stderr };
}
function definedOnly(env) {
  return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0));
}
var SAID = [
  [/is not allowed access|aka\.ms\/acr\/firewall/i, 403],
  [/too many requests|toomanyrequests/i, 429],
  [/status code 424|failed dependency|request to pull from source/i, 424],
  [/unauthorized|authentication required|no basic auth/i, 401],
  [/denied|forbidden/i, 403],
  [/manifest unknown|name unknown|not found/i, 404]
];
function explainEngine(ran, name, what, loginServer) {
  if (ran.exitCode === TIMED_OUT) {
    return {
      kind: "too-slow",
      message: `${what}: ${name} took too long`,
      remedy: "run again, or give more time with `warm-timeout`"
    };
  }
  const text = ran.stderr.trim() === "" ? ran.stdout : ran.stderr;
  const message = oneLine(text.trim().split(/\r?\n/).at(-1) ?? "");
  const status = SAID.find(([words]) => words.test(text))?.[1];
  if (status !== void 0) return explain2({ status, codes: [], message }, { loginServer, what });
  return {
    kind: "engine",
    message: `${what}: ${name} says: ${message}`,
    remedy: `pull it with ${name} by hand to see more`
  };
}

// src/registry/warming/platform.ts
function select2(entries, wanted) {
  const images = entries.filter(({ attestation }) => !attestation);
  if (wanted === "all") return { entries: images, missing: [] };
  const chosen3 = /* @__PURE__ */ new Set();
  const missing = [];
  for (const platform of wanted) {
    const matches = images.filter((entry) => entry.platform !== void 0 && isSame2(entry.platform, platform));
    if (matches.length === 0) missing.push(platform);
    const versioned = matches.some(({ osVersion }) => osVersion !== void 0);
    for (const match of versioned ? matches : matches.slice(0, 1)) chosen3.add(match);
  }
  return { entries: [...chosen3], missing };
}
function isSame2(one, other) {
  return normalise(one) === normalise(other);
}
var IMPLIED = /* @__PURE__ */ new Map([
  ["arm64", "v8"],
  ["amd64", "v1"],
  ["arm", "v7"]
]);
function normalise(platform) {
  const [os = "", architecture = "", variant] = platform.toLowerCase().split("/");
  return `${os}/${architecture}/${variant ?? IMPLIED.get(architecture) ?? ""}`;
}

// src/registry/warming/warm-result.ts
function referenceOf({ tag, digest }) {
  return digest ?? tag ?? "latest";
}

// src/registry/warming/refresh.ts
function earlierOf(results) {
  return Object.fromEntries(
    results.flatMap((result) => {
      const stored = result.status === "warm" ? result.served : result.request.previous;
      return stored === void 0 ? [] : [[keyOf4(result.request), stored]];
    })
  );
}
function withEarlier(requests, earlier) {
  return requests.map((request) => {
    const previous = earlier.get(keyOf4(request));
    return previous === void 0 ? request : { ...request, previous };
  });
}
function stillServed(previous, root, wanted) {
  if (previous.digest !== root.digest || root.fromUpstream || String(previous.wanted) !== String(wanted))
    return void 0;
  const now = platformsOf(root, wanted);
  if (now === void 0 || !areSame(now.platforms, previous.platforms)) return void 0;
  return { ...previous, mediaType: root.mediaType, isIndex: root.content.kind === "index", ...now };
}
function platformsOf({ digest, content }, wanted) {
  if (content.kind === "image") return { platforms: [{ digest }], missing: [] };
  if (content.entries.some(({ mediaType }) => isIndexType(mediaType))) return void 0;
  const { entries, missing } = select2(content.entries, wanted);
  const platforms = entries.map(
    (entry) => entry.platform === void 0 ? { digest: entry.digest } : { platform: entry.platform, digest: entry.digest }
  );
  return { platforms, missing };
}
function areSame(some, others) {
  return some.length === others.length && some.every(
    ({ digest, platform }, place) => others[place]?.digest === digest && others[place]?.platform === platform
  );
}
function movedTags(results, earlier) {
  const moved2 = /* @__PURE__ */ new Map();
  for (const result of results) {
    if (result.request.digest !== void 0) continue;
    const from = earlier.get(keyOf4(result.request))?.digest;
    const pulled = result.status !== "not-served";
    const to = pulled ? result.served.digest : result.digest;
    if (from === void 0 || to === void 0 || from === to) continue;
    moved2.set(keyOf4(result.request), { image: result.request.image, from, to, pulled });
  }
  return [...moved2.values()];
}
function staleCount(results) {
  return new Set(results.filter(isStale).map(({ request }) => keyOf4(request))).size;
}
function isStale(result) {
  const { previous, digest } = result.request;
  if (previous === void 0 || digest !== void 0) return false;
  if (result.status === "not-served") return result.digest !== previous.digest;
  return result.status === "served-unconfirmed" && result.served.digest !== previous.digest;
}
function keyOf4(request) {
  return `${request.repository}:${referenceOf(request)}`;
}
function parseEarlier(value) {
  if (!isObject(value)) return /* @__PURE__ */ new Map();
  return new Map(
    Object.entries(value).flatMap(([key, item]) => {
      const served = parseServed(item);
      return served === void 0 ? [] : [[key, served]];
    })
  );
}
function parseServed(value) {
  if (!isObject(value)) return void 0;
  const { digest, mediaType, isIndex, wanted } = value;
  const missing = texts(value.missing);
  const wantedList = wanted === "all" ? wanted : texts(wanted);
  const platforms = listOf(value.platforms, parsePlatform2);
  const contents = listOf(value.contents, parseStored);
  if (!isDigestText(digest) || typeof mediaType !== "string" || typeof isIndex !== "boolean") return void 0;
  if (missing === void 0 || wantedList === void 0 || platforms === void 0 || contents === void 0) {
    return void 0;
  }
  return { digest, mediaType, isIndex, platforms, missing, wanted: wantedList, contents };
}
function parsePlatform2(value) {
  if (!isObject(value) || !isDigestText(value.digest)) return void 0;
  const { digest, platform } = value;
  if (platform === void 0) return { digest };
  return typeof platform === "string" ? { digest, platform } : void 0;
}
function parseStored(value) {
  if (!isObject(value) || !isDigestText(value.digest)) return void 0;
  const { digest, size } = value;
  return typeof size === "number" && Number.isSafeInteger(size) && size >= 0 ? { digest, size } : void 0;
}
function isDigestText(value) {
  return typeof value === "string" && isVerifiable(value);
}
function texts(value) {
  return listOf(value, (item) => typeof item === "string" ? item : void 0);
}
function listOf(value, parse3) {
  if (!Array.isArray(value)) return void 0;
  const items = value.map(parse3);
  return items.every((item) => item !== void 0) ? items : void 0;
}

// src/registry/warming/warm.ts
var import_node_events4 = require("node:events");

// src/registry/warming/blobs.ts
var MAX_TRIES2 = 3;
function blobs(client, limit) {
  const inRepository = /* @__PURE__ */ new Map();
  const anywhere = /* @__PURE__ */ new Map();
  const read2 = async (repository, blob, hooks) => limit(() => readBlob(client, repository, blob, hooks));
  const obtainOnce = async (repository, blob, hooks) => {
    const elsewhere = anywhere.get(blob.digest);
    if (elsewhere !== void 0 && await succeeds(elsewhere, hooks.signal)) {
      if (await limit(() => isThere(client, repository, blob, hooks))) return "shared";
    }
    const own2 = read2(repository, blob, hooks);
    anywhere.set(blob.digest, own2);
    await own2;
    return "read";
  };
  return {
    read: read2,
    obtain: async (repository, blob, hooks) => {
      const key = named(repository, blob.digest);
      for (; ; ) {
        const running = inRepository.get(key);
        if (running === void 0) break;
        if (await succeeds(running, hooks.signal)) return running;
        if (inRepository.get(key) === running) inRepository.delete(key);
      }
      const own2 = obtainOnce(repository, blob, hooks);
      inRepository.set(key, own2);
      return own2;
    }
  };
}
async function isThere(client, repository, { digest }, hooks) {
  try {
    return await client.hasBlob(repository, digest, hooks);
  } catch (error) {
    if (error instanceof RegistryFailure) return false;
    throw error;
  }
}
async function succeeds(work, signal) {
  const outcome = work.then(
    () => true,
    () => false
  );
  return orAborted(outcome, signal);
}
async function readBlob(client, repository, { digest, size }, hooks) {
  for (let tried = 1; ; tried += 1) {
    hooks.signal?.throwIfAborted();
    const response = await client.blob(repository, digest, hooks);
    const verified = await verify(response.body, { digest, size }, hooks.onBytes);
    if (verified.outcome === "verified") return;
    hooks.signal?.throwIfAborted();
    if (verified.outcome === "different") {
      throw new RegistryFailure({
        kind: "wrong-digest",
        message: `${named(repository, digest)}: other bytes came than the digest promises`,
        remedy: "something between here and the registry changes what it sends; do not use this image"
      });
    }
    if (tried < MAX_TRIES2) continue;
    const cause = verified.cause === void 0 ? "" : ` (${messageOf(verified.cause)})`;
    throw new RegistryFailure({
      kind: "truncated",
      message: `${named(repository, digest)}: the blob broke off after ${verified.received} of ${size} bytes${cause}`,
      remedy: "run again; if it stays so, look at the proxy or firewall between here and the registry"
    });
  }
}

// src/registry/warming/pull.ts
var MAX_INDEX_DEPTH = 3;
async function fetchManifests(client, repository, root, wanted, hooks) {
  const indexes = [];
  const images = [];
  const missing = [];
  const visit = async (manifest, platform, depth) => {
    const { content } = manifest;
    if (content.kind === "image") {
      images.push({ platform, manifest });
      return;
    }
    if (depth > 0) indexes.push(manifest);
    if (depth === MAX_INDEX_DEPTH) return;
    const nested = content.entries.filter(
      (entry) => isIndexType(entry.mediaType) && entry.platform === void 0 && wanted !== "all"
    );
    const selection = select2(content.entries, wanted);
    if (depth === 0 && nested.length === 0) missing.push(...selection.missing);
    const children = await Promise.all(
      [...nested, ...selection.entries].map(async (entry) => ({
        platform: entry.platform ?? platform,
        manifest: await client.manifest(repository, entry.digest, hooks)
      }))
    );
    for (const child of children) await visit(child.manifest, child.platform, depth + 1);
  };
  await visit(root, void 0, 0);
  return { root, indexes, images, missing };
}
function everyManifest({ root, indexes, images }) {
  const all = [root, ...indexes, ...images.map(({ manifest }) => manifest)];
  return [...new Map(all.map((manifest) => [manifest.digest, manifest])).values()];
}
function blobsOf({ images }) {
  const all = images.flatMap(
    ({ manifest: { content } }) => content.kind === "image" ? [...content.config === void 0 ? [] : [content.config], ...content.layers] : []
  );
  return [...new Map(all.filter(({ foreign }) => !foreign).map((blob) => [blob.digest, blob])).values()];
}
async function pullBlobs(blobs2, repository, manifests, hooks) {
  const all = blobsOf(manifests);
  const how = await Promise.all(all.map((blob) => blobs2.obtain(repository, blob, hooks)));
  return all.filter((_, place) => how[place] === "shared");
}
function describe(manifests, wanted) {
  const { root, images, missing } = manifests;
  const contents = [...everyManifest(manifests), ...blobsOf(manifests)].map(({ digest, size }) => ({
    digest,
    size
  }));
  const platforms = images.map(
    ({ platform, manifest: { digest } }) => platform === void 0 ? { digest } : { platform, digest }
  );
  return {
    digest: root.digest,
    mediaType: root.mediaType,
    isIndex: root.content.kind === "index",
    platforms,
    missing,
    wanted,
    contents
  };
}

// src/registry/warming/storage-proof.ts
async function lookOnce(client, { repository, reference, manifests }, fresh, hooks) {
  const all = everyManifest(manifests);
  const proxied = await Promise.all(
    all.map(
      async (manifest) => fresh ? manifest.fromUpstream : client.isFromUpstream(repository, manifest === manifests.root ? reference : manifest.digest, hooks)
    )
  );
  if (proxied.includes(true)) return { state: "open", why: "still-proxied" };
  return listed3(client, repository, reference, all, hooks);
}
async function listed3(client, repository, reference, all, hooks) {
  const [root, ...others] = all;
  if (root === void 0) return { state: "open", why: "no-list" };
  const first = await client.listing(repository, root.digest, hooks);
  if (first.state === "no-list") return listedByTag(client, repository, reference, hooks);
  const rest = await Promise.all(others.map(({ digest }) => client.listing(repository, digest, hooks)));
  return [first, ...rest].map(openBy).find((open) => open !== void 0) ?? { state: "stored", by: "manifests" };
}
function openBy(listing2) {
  switch (listing2.state) {
    case "listed":
      return void 0;
    case "not-listed":
    case "no-list":
      return { state: "open", why: listing2.state };
    case "not-allowed":
      return { state: "open", why: "list-not-allowed" };
    case "failed":
      return { state: "open", why: "list-failed", failure: listing2.reason };
  }
}
async function listedByTag(client, repository, reference, hooks) {
  if (reference.includes(":")) return { state: "open", why: "no-list" };
  const tags = await client.tags(repository, hooks).catch((error) => {
    if (error instanceof RegistryFailure) return error.reason;
    throw error;
  });
  if (tags !== void 0 && "kind" in tags) return { state: "open", why: "list-failed", failure: tags };
  if (tags === void 0) return { state: "open", why: "no-list" };
  return tags.includes(reference) ? { state: "stored", by: "tag" } : { state: "open", why: "not-listed" };
}
var FIRST_WAIT2 = 2e3;
var MAX_WAIT_MS5 = 15e3;
var MAX_FAILED_LOOKS = 4;
async function settle(client, settling, first, until, hooks, onLook) {
  let storage = first;
  let wait = FIRST_WAIT2;
  let failed3 = 0;
  for (let looked = 1; storage.state === "open" && isPassing3(storage.why); looked += 1) {
    failed3 = storage.why === "list-failed" ? failed3 + 1 : 0;
    if (failed3 === MAX_FAILED_LOOKS) return storage;
    await client.wait(wait, until).catch(() => void 0);
    if (until.aborted) return storage;
    wait = Math.min(wait * 1.5, MAX_WAIT_MS5);
    try {
      await onLook(looked);
      storage = await lookOnce(client, settling, false, hooks);
    } catch (error) {
      if (!(error instanceof RegistryFailure) || !PASSING.has(error.reason.kind)) throw error;
    }
  }
  return storage;
}
var PASSING = /* @__PURE__ */ new Set([
  "malformed",
  "not-found",
  "not-reachable",
  "registry-error",
  "throttled",
  "truncated",
  "upstream-failed",
  "upstream-throttled"
]);
function isPassing3(why) {
  return why === "still-proxied" || why === "not-listed" || why === "list-failed";
}

// src/registry/warming/unconfirmed.ts
function unconfirmed(kind, settings2, details = {}) {
  switch (kind) {
    case "still-proxied":
      return { kind, message: "it is still served from the source and not stored", ...storageCause(settings2) };
    case "not-listed":
      return {
        kind,
        message: "the registry does not list it yet: the copy is probably still being made",
        remedy: "run again later, or give more time with `warm-timeout`"
      };
    case "list-not-allowed":
      return {
        kind,
        message: "the identity may pull but not list, so storage could not be confirmed",
        remedy: "give the identity AcrPull, or Container Registry Repository Reader in ABAC mode; for a scope-map token add metadata/read"
      };
    case "list-failed":
      return {
        kind,
        message: `whether it is stored could not be asked: ${details.failure?.message ?? "the list gave no answer"}`,
        remedy: details.failure?.remedy ?? "run again"
      };
    case "no-list":
      return {
        kind,
        message: "this registry has no list by which storage could be confirmed",
        remedy: "check that `registry` names an Azure Container Registry"
      };
    case "no-wanted-platform":
      return {
        kind,
        message: `it has none of the wanted platforms (${(details.missing ?? []).join(", ")})`,
        remedy: "name a platform that it has in `platforms`"
      };
  }
}
function storageCause(settings2) {
  const bypass = "allow trusted Microsoft services (`az acr update --name <registry> --allow-trusted-services true`): a registry that restricts its network proxies without storing otherwise";
  const softDelete = "turn off the soft-delete policy, which artifact cache does not support";
  const wait = "run again later, or give more time with `warm-timeout`: a large image is copied slowly";
  if (settings2.networkRestricted && settings2.trustedServicesBypass !== true) return { remedy: bypass };
  if (settings2.softDelete) return { remedy: softDelete };
  const possible = [
    wait,
    ...settings2.networkRestricted === void 0 ? [bypass] : [],
    ...settings2.softDelete === void 0 ? [softDelete] : []
  ];
  return { remedy: possible.join("; or ") };
}

// src/registry/warming/warm.ts
async function warm(requests, options) {
  const { client, timeoutMs, signal, onProgress } = options;
  const ended = new AbortController();
  const until = new AbortController();
  (0, import_node_events4.setMaxListeners)(0, until.signal);
  const stop = () => until.abort(new RegistryFailure(STOPPED));
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  const clock = client.wait(timeoutMs, ended.signal).then(
    () => until.abort(new RegistryFailure(tooSlow(`warming took longer than ${minutes3(timeoutMs)}`))),
    () => void 0
  );
  let bytes2 = 0;
  let done = 0;
  const run2 = {
    options,
    blobs: blobs(client, limiter(options.blobsAtOnce ?? 8)),
    pulling: limiter(options.imagesAtOnce ?? 4),
    until: until.signal,
    onBytes: (count3) => {
      bytes2 += count3;
      onProgress?.({ images: requests.length, done, bytes: bytes2 });
    }
  };
  const started = /* @__PURE__ */ new Map();
  try {
    return await Promise.all(
      requests.map(async (request) => {
        const key = named(request.repository, referenceOf(request));
        const work = started.get(key) ?? warmImage(request, run2);
        started.set(key, work);
        const result = { ...await work, request };
        done += 1;
        onProgress?.({ images: requests.length, done, bytes: bytes2, result });
        return result;
      })
    );
  } finally {
    ended.abort();
    signal?.removeEventListener("abort", stop);
    await clock;
  }
}
var STOPPED = {
  kind: "stopped",
  message: "the run was stopped before it was pulled",
  remedy: "run again; what is stored already costs next to nothing"
};
function tooSlow(message) {
  return { kind: "too-slow", message, remedy: "run again, or give more time with `warm-timeout`" };
}
function minutes3(milliseconds) {
  return `${Math.round(milliseconds / 6e3) / 10} min`;
}
async function warmImage(request, run2) {
  const start = performance.now();
  const effort = { bytes: 0, requests: 0 };
  const hooks = {
    signal: run2.until,
    onRequest: () => {
      effort.requests += 1;
    },
    onBytes: (count3) => {
      effort.bytes += count3;
      run2.onBytes(count3);
    }
  };
  const outcome = await warmOrReason(request, run2, hooks);
  return { request, ...effort, milliseconds: Math.round(performance.now() - start), ...outcome };
}
async function warmOrReason(request, run2, hooks) {
  let root;
  try {
    root = await askFor(request, run2, hooks);
    const { previous } = request;
    const unmoved = previous === void 0 ? void 0 : stillServed(previous, root, run2.options.platforms);
    if (unmoved !== void 0) return { status: "warm", served: unmoved };
    return await pullAndSettle(request, root, run2, hooks);
  } catch (error) {
    const reason = reasonOf4(error, run2.until);
    if (reason === void 0) throw error;
    return { status: "not-served", reason, ...root === void 0 ? {} : { digest: root.digest } };
  }
}
function reasonOf4(error, until) {
  if (error instanceof RegistryFailure) return error.reason;
  if (until.aborted && until.reason instanceof RegistryFailure) return until.reason.reason;
  return void 0;
}
var MAX_RULE_WAIT_MS = 18e4;
async function askFor(request, { options, until }, hooks) {
  const { client } = options;
  let waited = 0;
  for (let wait = 2e3; ; wait = Math.min(wait * 2, 3e4)) {
    try {
      return await client.manifest(request.repository, referenceOf(request), hooks);
    } catch (error) {
      const mayCome = error instanceof RegistryFailure && error.reason.kind === "not-found" && request.freshRule;
      if (!mayCome || waited >= MAX_RULE_WAIT_MS) throw error;
      await client.wait(wait, until).catch(() => {
        throw error;
      });
      waited += wait;
    }
  }
}
async function pullAndSettle(request, root, run2, hooks) {
  const { client, platforms } = run2.options;
  const reference = referenceOf(request);
  const pulled = await run2.pulling(
    () => withinTime(request, run2, hooks, async (bounded) => {
      const manifests2 = await fetchManifests(client, request.repository, root, platforms, bounded);
      const settling = { repository: request.repository, reference, manifests: manifests2 };
      const storage2 = await lookOnce(client, settling, true, bounded);
      if (isDone(storage2)) return { settling, storage: storage2, shared: [] };
      const { engine: engine2 } = run2.options;
      if (engine2 !== void 0) {
        await pullByEngine(engine2, request, manifests2, run2.options, bounded.signal);
        return { settling, storage: storage2, shared: [] };
      }
      const shared = await pullBlobs(run2.blobs, request.repository, manifests2, bounded);
      return { settling, storage: storage2, shared };
    })
  );
  const { manifests } = pulled.settling;
  const served = describe(manifests, platforms);
  const storage = hasNothingWanted(manifests) ? pulled.storage : await settled(pulled, run2, hooks);
  if (storage.state === "stored") return { status: "warm", served };
  const why = hasNothingWanted(manifests) ? "no-wanted-platform" : storage.why;
  const details = { missing: manifests.missing, failure: storage.failure };
  return {
    status: "served-unconfirmed",
    served,
    unconfirmed: unconfirmed(why, run2.options.settings ?? {}, details)
  };
}
async function pullByEngine(engine2, { repository, ...wanted }, { images }, { client, timeoutMs }, signal) {
  const reference = `${client.loginServer}/${named(repository, referenceOf(wanted))}`;
  for (const { platform } of images) await orAborted(engine2.pull(reference, platform, timeoutMs / 2e3), signal);
}
function isDone(storage) {
  return storage.state === "stored" ? storage.by === "manifests" : storage.why === "list-not-allowed";
}
function hasNothingWanted({ images, missing }) {
  return images.length === 0 && missing.length > 0;
}
var LOOKS_BEFORE_READING = 4;
async function settled({ settling, storage, shared }, run2, hooks) {
  const { client } = run2.options;
  const readShared = async (looked) => {
    if (looked !== LOOKS_BEFORE_READING) return;
    await Promise.all(shared.map((blob) => run2.blobs.read(settling.repository, blob, hooks)));
  };
  try {
    return await settle(client, settling, storage, run2.until, hooks, readShared);
  } catch (error) {
    if (reasonOf4(error, run2.until) === void 0) throw error;
    return storage;
  }
}
async function withinTime(request, { options, until }, hooks, work) {
  until.throwIfAborted();
  const share = options.timeoutMs / 2;
  const own2 = new AbortController();
  (0, import_node_events4.setMaxListeners)(0, own2.signal);
  const ended = new AbortController();
  const what = named(request.repository, referenceOf(request));
  const reason = new RegistryFailure(tooSlow(`${what}: pulling took longer than ${minutes3(share)}`));
  const clock = options.client.wait(share, ended.signal).then(
    () => own2.abort(reason),
    () => void 0
  );
  const stop = () => own2.abort(until.reason);
  until.addEventListener("abort", stop, { once: true });
  try {
    return await work({ ...hooks, signal: own2.signal });
  } catch (error) {
    const cause = error instanceof RegistryFailure ? error : own2.signal.aborted ? own2.signal.reason : error;
    own2.abort(cause);
    throw cause;
  } finally {
    ended.abort();
    until.removeEventListener("abort", stop);
    await clock;
  }
}

// src/base/bytes.ts
var UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];
function bytes(number2) {
  let value = number2;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

// src/registry/warming/warm-line.ts
function warmLine(result) {
  const { request, bytes: bytes2, milliseconds, requests } = result;
  const effort = `${bytes(bytes2)}, ${(milliseconds / 1e3).toFixed(1)} s, ${count(requests, "request")}`;
  switch (result.status) {
    case "warm":
      return `warm: ${request.image} (${describe2(result)}; ${effort})`;
    case "served-unconfirmed": {
      const { message, remedy } = result.unconfirmed;
      return `served, storage unconfirmed: ${request.image} (${describe2(result)}; ${effort}): ${message}. To mend it: ${remedy}.`;
    }
    case "not-served":
      return `not served: ${request.image} (${effort}): ${result.reason.message}. To mend it: ${result.reason.remedy}.`;
  }
}
function describe2({ served }) {
  const platforms = served.platforms.flatMap(({ platform }) => platform === void 0 ? [] : [platform]);
  const parts2 = [
    shortDigest(served.digest),
    ...platforms.length === 0 ? [] : [[...new Set(platforms)].join(", ")],
    ...served.missing.length === 0 ? [] : [`has no ${served.missing.join(", ")}`]
  ];
  return parts2.join("; ");
}
function shortDigest(digest) {
  const colon = digest.indexOf(":");
  return `${digest.slice(0, colon)}:${digest.slice(colon + 1, colon + 13)}`;
}

// src/stages/warm.ts
var TITLE = "Pulled through the registry";
async function warmImages(planned, ensured, look, earlier, { applied }, inputs, context) {
  const requests = wantedPulls(planned, ensured, earlier, applied && inputs.warm, context);
  if (requests.length === 0 || look.state !== "known") return [];
  const { view } = look;
  let engine2;
  try {
    if (inputs.engine !== "registry") {
      engine2 = await openEngine({ name: inputs.engine, client: view.client, removeImages: false });
    }
    const results = await warm(requests, {
      client: view.client,
      platforms: inputs.platforms,
      timeoutMs: inputs.warmTimeout,
      signal: context.signal,
      settings: settingsOf(view),
      onProgress: ({ done, images, bytes: bytes2 }) => context.log.progress(`warming: ${done} of ${images} images, ${Math.round(bytes2 / 1e6)} MB`),
      ...engine2 === void 0 ? {} : { engine: engine2 }
    });
    context.log.progress("");
    context.log.group(TITLE, results.map(warmLine));
    return results;
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    const { reason } = error;
    const results = requests.map((request) => notServed(request, reason));
    context.log.group(TITLE, results.map(warmLine));
    return results;
  } finally {
    await engine2?.close();
  }
}
function notWarmed(planned, ensured, earlier, { applied }, inputs, context, message) {
  const reason = { kind: "stopped", message, remedy: "run again" };
  return wantedPulls(planned, ensured, earlier, applied && inputs.warm, context).map(
    (request) => notServed(request, reason)
  );
}
function notServed(request, reason) {
  return { request, status: "not-served", reason, bytes: 0, milliseconds: 0, requests: 0 };
}
function wantedPulls(planned, ensured, earlier, mayPull, context) {
  if (!mayPull || ensured === void 0) return [];
  return withEarlier(requestsOf(planned, ensured, context.now()), earlier);
}
function requestsOf({ inScope }, { covered, created, rules }, now) {
  const bySource = new Map(covered.map((source) => [source.source, source]));
  const young = rules.filter((rule) => isYoung(rule, now));
  const fresh = new Set([...created, ...young].map(({ name }) => name));
  const requests = /* @__PURE__ */ new Map();
  for (const use of inScope) {
    if (use.source === void 0 || use.unknownTag === true) continue;
    const cover = use.class === "public" ? bySource.get(nameOf(use.source)) : void 0;
    const repository = use.class === "cached" ? use.reference?.repository : cover?.repository;
    if (repository === void 0) continue;
    const { tag, digest } = use.source;
    const image = formatReference(use.source);
    requests.set(keyOf5(repository, image), {
      image,
      repository,
      ...tag === void 0 ? {} : { tag },
      ...digest === void 0 ? {} : { digest },
      ...cover !== void 0 && fresh.has(cover.rule) ? { freshRule: true } : {}
    });
  }
  return [...requests].sort(([one], [other]) => compareTexts(one, other)).map(([, request]) => request);
}
function keyOf5(repository, image) {
  return `${repository}\0${image}`;
}
function resultIndex(results) {
  const byPlace2 = new Map(results.map((result) => [keyOf5(result.request.repository, result.request.image), result]));
  const byImage = new Map(results.map((result) => [result.request.image, result]));
  return ({ class: kind, source, reference, unknownTag }) => {
    if (source === void 0 || unknownTag === true || kind !== "public" && kind !== "cached") return void 0;
    const image = formatReference(source);
    return kind === "cached" ? byPlace2.get(keyOf5(reference?.repository ?? "", image)) : byImage.get(image);
  };
}
function settingsOf({ details }) {
  if (details.state !== "known") return {};
  const { publicNetworkAccess, networkDefaultAction, networkRuleBypassOptions, softDelete } = details;
  const restricted = publicNetworkAccess === "Disabled" || networkDefaultAction === "Deny";
  return {
    ...restricted || publicNetworkAccess !== void 0 ? { networkRestricted: restricted } : {},
    ...networkRuleBypassOptions === void 0 ? {} : { trustedServicesBypass: networkRuleBypassOptions === "AzureServices" },
    ...softDelete === void 0 ? {} : { softDelete: softDelete === "enabled" }
  };
}

// src/stages/judge.ts
async function judge2(planned, results, look, accepted, inputs, context) {
  const rules = {
    failOn: inputs.failOn,
    onlyFixable: inputs.onlyFixable,
    treatUnknownAs: inputs.treatUnknownAs,
    accepted,
    exemptPaths: inputs.exemptPaths,
    today: new Date(context.now()).toISOString().slice(0, 10)
  };
  if (inputs.failOn === "none" && !inputs.failWhen.has("unscanned")) return gate([], rules);
  const images = gatedImages(planned);
  if (look.state !== "known") {
    const unresolved3 = look.expected ? { state: "not-checked", reason: look.reason, remedy: "let a run that can sign in judge it" } : { state: "error", reason: look.reason, remedy: "run again once that is mended" };
    return gate(
      images.map((image) => ({ unresolved: unresolved3, ...unasked(image) })),
      rules
    );
  }
  const resultOf3 = resultIndex(results);
  const verdicts = await verdictsOn(subjectsOf(images, resultOf3), look.view, inputs, context);
  return gate(
    images.map((image) => gatedImage(image, resultOf3, verdicts)),
    rules
  );
}
function gatedImages({ gated }) {
  const upstream = [...gated].filter((use) => use.class === "public" || use.class === "cached");
  return [...groupBy(upstream, imageOf)].sort(([one], [other]) => compareTexts(one, other)).map(([name, uses]) => ({ name, uses }));
}
function unasked({ name, uses }) {
  const [first] = uses;
  const unknownTag = first?.unknownTag === true ? first.reason ?? "it is filled in later" : void 0;
  return {
    image: name,
    files: [...new Set(uses.map(({ file }) => file))],
    manifests: [],
    ...unknownTag === void 0 ? {} : { unresolved: { state: "unknown-tag", reason: `its tag is not known (${unknownTag})` } }
  };
}
function resultsOf({ uses }, resultOf3) {
  return [...new Set(uses.flatMap((use) => resultOf3(use) ?? []))];
}
function subjectsOf(images, resultOf3) {
  return images.flatMap(
    (image) => resultsOf(image, resultOf3).flatMap((result) => manifestsOf(result).map(({ subject }) => subject))
  );
}
function manifestsOf(result) {
  if (result.status === "not-served") return [];
  const { repository } = result.request;
  return result.served.platforms.map(({ platform, digest }) => ({
    platform: platform ?? "single platform",
    subject: { repository, digest, content: "image" }
  }));
}
async function verdictsOn(subjects, view, { azure, scanTimeout }, context) {
  if (subjects.length === 0) return /* @__PURE__ */ new Map();
  const inspected = await inspect(subjects, {
    graph: {
      http: context.http,
      armEndpoint: azure.cloud.armEndpoint,
      subscriptions: [view.subscriptionId],
      token: () => view.tokens.token(azure.cloud.armScope),
      renew: view.tokens.renew
    },
    getReferrers: referrersThrough(view.client),
    scanTimeout,
    now: context.now,
    signal: context.signal,
    onWait: (pending) => context.log.info(`Waiting for Defender to scan ${pending} manifests`)
  });
  return new Map(inspected.map(({ subject, verdict }) => [keyOf6(subject), verdict]));
}
function keyOf6({ repository, digest }) {
  return `${repository}@${digest}`;
}
function referrersThrough(client) {
  return async (repository, digest) => {
    try {
      const referrers = await client.referrers(repository, digest, FINDINGS_ARTIFACT_TYPE);
      if (referrers === void 0) return { type: "proxied", reason: "the registry does not tell what refers to it" };
      return { type: "listed", referrers };
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      const type = error.reason.kind.startsWith("upstream-") ? "proxied" : "failed";
      return { type, reason: messageOf(error) };
    }
  };
}
var NOT_PULLED = { state: "not-checked", reason: "it was not pulled through the registry" };
function gatedImage(image, resultOf3, verdicts) {
  const pulled = resultsOf(image, resultOf3);
  const manifests = pulled.flatMap(
    (result) => manifestsOf(result).flatMap(({ platform, subject }) => {
      const verdict = verdicts.get(keyOf6(subject));
      return verdict === void 0 ? [] : [{ platform, digest: subject.digest, verdict }];
    })
  );
  const failure2 = pulled.find((result) => result.status === "not-served");
  const unresolved3 = failure2?.status === "not-served" ? unserved(failure2.reason) : NOT_PULLED;
  const base = unasked(image);
  return manifests.length === 0 ? { unresolved: unresolved3, ...base } : { ...base, manifests };
}
function unserved({ kind, message, remedy }) {
  const state = isServingUnanswered(kind) ? "error" : "not-checked";
  return { state, reason: `it was not served: ${message}`, remedy };
}

// src/governance/policy.ts
function allowedImagesRegex(loginServer) {
  return `^${loginServer.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)}/.+$`;
}
function allowedReposConstraint(loginServer) {
  return `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: only-${loginServer.replaceAll(/[^a-z0-9-]/g, "-")}
spec:
  match:
    kinds:
      - apiGroups: [""]
        kinds: ["Pod"]
  parameters:
    repos:
      - ${JSON.stringify(`${loginServer}/`)}
`;
}

// src/outcome/outcome.ts
var TELLING = /* @__PURE__ */ new Set(["review", "report"]);
function decide(tally2, gate2, problems, failWhen, standing) {
  const failures = [];
  if (gate2.verdict === "failed") failures.push(`the gate ${gate2.headline}`);
  const unchecked = gate2.images.filter(({ state }) => state === "not-checked").length;
  if (standing.isQueue && gate2.verdict !== "no gate" && unchecked > 0) {
    failures.push(`the merge queue: ${count(unchecked, "image")} not checked`);
  }
  const unfinished = problems.filter((problem2) => problem2.unfinished !== void 0);
  for (const { message } of unfinished) failures.push(message);
  const others = problems.filter((problem2) => problem2.unfinished === void 0);
  for (const [word, number2, text] of grounds(tally2, others, standing)) {
    if (number2 > 0 && failWhen.has(word)) failures.push(`fail-when ${word}: ${text}`);
  }
  const left = tally2.planned + tally2.uncovered + tally2.dangling + tally2.unwarmed + tally2.stale;
  const unknown4 = tally2.unreadable + tally2.unscanned + problems.length;
  const unasked2 = standing.asks ? 0 : tally2.public + tally2.cached;
  const isOpen = /^(?:not decided|nothing judged)/.test(gate2.verdict);
  return {
    failed: failures.length > 0,
    attention: failures.length > 0 || left + unknown4 + unasked2 + tally2.excess > 0 || isOpen,
    headline: headlineOf(tally2, gate2, problems),
    failures
  };
}
function grounds(tally2, problems, { asks }) {
  const errors = asks ? problems.filter(({ stage }) => !TELLING.has(stage)) : [];
  const untold = problems.filter(({ stage }) => TELLING.has(stage));
  return [
    [
      "uncovered",
      tally2.uncovered + tally2.dangling,
      `${count(tally2.uncovered + tally2.dangling, "image")} without a rule`
    ],
    ["unwarmed", tally2.unwarmed, `${count(tally2.unwarmed, "image")} not proven to be stored`],
    ["unscanned", tally2.unscanned, `${count(tally2.unscanned, "image")} not scanned`],
    ["unreadable", tally2.unreadable, `${count(tally2.unreadable, "file")} not read`],
    ["stale", tally2.stale, `${count(tally2.stale, "image")} behind the upstream`],
    ["error", errors.length, messages(errors)],
    ["review", untold.length, messages(untold)]
  ];
}
function messages(problems) {
  return problems.map(({ message }) => message).join(" · ");
}
function headlineOf(tally2, gate2, problems) {
  const untold = problems.filter(({ stage }) => TELLING.has(stage)).length;
  const parts2 = [
    ...new Set(problems.flatMap(({ unfinished }) => unfinished ?? [])),
    publicText(tally2),
    tally2.cached > 0 ? `${tally2.cached} already served from the registry` : "",
    tally2.dangling > 0 ? `${tally2.dangling} dangling` : "",
    tally2.warm + tally2.unwarmed > 0 ? `${tally2.warm} warm, ${tally2.unwarmed} not` : "",
    tally2.stale > 0 ? `${tally2.stale} stale` : "",
    gate2.verdict === "no gate" ? "" : `gate ${gate2.headline}`,
    gate2.verdict === "no gate" && tally2.unscanned > 0 ? `${count(tally2.unscanned, "image")} not scanned` : "",
    tally2.unreadable > 0 ? `${count(tally2.unreadable, "file")} not read` : "",
    tally2.excess > 0 ? `${count(tally2.excess, "rule")} above the cap` : "",
    problems.length > untold ? count(problems.length - untold, "error") : "",
    untold > 0 ? count(untold, "warning") : ""
  ];
  return parts2.filter((part) => part !== "").join(" · ");
}
function publicText(tally2) {
  const { changedOnly, public: number2, covered, planned, uncovered, rulesCreated, rulesToCreate } = tally2;
  const kind = `${changedOnly ? "new " : ""}public image`;
  if (number2 === 0) return `no ${kind}`;
  if (covered + planned + uncovered === 0) return count(number2, kind);
  const created = rulesCreated > 0 ? ` (${count(rulesCreated, "new rule")})` : "";
  const awaiting = planned > 0 ? `, ${planned} would be (${count(rulesToCreate, "rule")} to create)` : "";
  return `${count(number2, kind)}: ${covered} covered${created}${awaiting}, ${uncovered} not`;
}

// src/registry/warming/storage.ts
function storageOf(images) {
  const holders = /* @__PURE__ */ new Map();
  for (const { image, served } of images) {
    for (const { digest, size } of served.contents) {
      const holder = holders.get(digest) ?? { size, images: /* @__PURE__ */ new Set() };
      holder.images.add(image);
      holders.set(digest, holder);
    }
  }
  const sums = new Map(images.map(({ image }) => [image, { bytes: 0, own: 0 }]));
  let total = 0;
  for (const { size, images: names } of holders.values()) {
    total += size;
    for (const name of names) {
      const sum = sums.get(name);
      if (sum === void 0) continue;
      sum.bytes += size;
      if (names.size === 1) sum.own += size;
    }
  }
  return { images: [...sums].map(([image, sum]) => ({ image, ...sum })), total };
}

// src/uses/consumer.ts
function consumerOf({ kind, pulledBy: told, ...place }) {
  if (told !== void 0) return told;
  const { pulledBy } = KIND_TRAITS[kind];
  return typeof pulledBy === "function" ? pulledBy(place) : pulledBy;
}

// src/report/consumer-needs.ts
function consumerNeeds(uses, registry) {
  const found = new Set(uses.map(consumerOf));
  return Object.entries(NEEDS).flatMap(([consumer, needOf]) => found.has(consumer) ? [needOf(registry)] : []);
}
var NEEDS = {
  aks: (registry) => ({
    consumer: "aks",
    name: "AKS nodes",
    canLogIn: true,
    need: `The kubelet's identity needs ${roleText(registry)} on the registry; no imagePullSecrets then.`,
    command: registry.abac === true ? grantCommand(
      "$(az aks show --resource-group <group> --name <cluster> --query identityProfile.kubeletidentity.objectId --output tsv)",
      registry
    ) : `az aks update --resource-group <group> --name <cluster> --attach-acr ${registry.name}`
  }),
  "container-apps": (registry) => ({
    consumer: "container-apps",
    name: "Container Apps",
    canLogIn: true,
    need: `The app's managed identity needs ${roleText(registry)}, and the app must be told to use it for this registry.`,
    command: `az containerapp registry set --resource-group <group> --name <app> --server ${registry.loginServer} --identity system`
  }),
  "container-instances": (registry) => ({
    consumer: "container-instances",
    name: "Container Instances",
    canLogIn: true,
    need: `A user-assigned identity of the group needs ${roleText(registry)}, and imageRegistryCredentials must name it.`,
    command: grantCommand("<principal id of the identity>", registry)
  }),
  compose: (registry) => ({
    consumer: "compose",
    name: "Docker Compose",
    canLogIn: true,
    need: mustBeLoggedIn(registry),
    command: loginCommand(registry)
  }),
  build: (registry) => ({
    consumer: "build",
    name: "Image builds",
    canLogIn: true,
    need: `The builder must be logged in to ${registry.loginServer} before the build (docker/login-action in a workflow).`,
    command: loginCommand(registry)
  }),
  "build-frontend": (registry) => ({
    consumer: "build-frontend",
    name: "BuildKit frontends (# syntax=)",
    canLogIn: true,
    need: `BuildKit pulls the frontend with the log-ins of the client that starts the build, so log in to ${registry.loginServer} before it.`,
    command: loginCommand(registry)
  }),
  "workflow-container": ({ name }) => ({
    consumer: "workflow-container",
    name: "Workflow jobs in containers, and their services",
    canLogIn: true,
    need: "The image is pulled before the first step: `credentials` beside `image` must hold a scope-map token, since no login of a step comes early enough.",
    command: `az acr token create --name workflow-pull --registry ${name} --scope-map _repositories_pull`
  }),
  "docker-action": () => ({
    consumer: "docker-action",
    name: "Actions by docker://",
    canLogIn: false,
    need: "They take no credentials: leave them where they are, or allow anonymous pulls from the registry."
  }),
  devcontainer: (registry) => ({
    consumer: "devcontainer",
    name: "Development containers",
    canLogIn: true,
    need: `Every developer must be logged in to ${registry.loginServer}; Codespaces takes the secrets <NAME>_CONTAINER_REGISTRY_SERVER, _USER and _PASSWORD.`,
    command: loginCommand(registry)
  }),
  "other-ci": ({ name }) => ({
    consumer: "other-ci",
    name: "Other CI systems",
    canLogIn: true,
    need: "The system's runner needs a log-in to the registry, such as a scope-map token kept as its secret.",
    command: `az acr token create --name ci-pull --registry ${name} --scope-map _repositories_pull`
  }),
  host: (registry) => ({
    consumer: "host",
    name: "Hosts that run containers",
    canLogIn: true,
    need: mustBeLoggedIn(registry),
    command: loginCommand(registry)
  })
};
function mustBeLoggedIn({ loginServer }) {
  return `Whoever pulls must be logged in to ${loginServer} first.`;
}
function loginCommand({ name }) {
  return `az acr login --name ${name}`;
}
var REPOSITORY_READER = "Container Registry Repository Reader";
function roleText({ abac }) {
  if (abac === void 0) return `AcrPull (${REPOSITORY_READER} where the registry is in ABAC mode)`;
  return abac ? REPOSITORY_READER : "AcrPull";
}
function grantCommand(principal, { name, abac }) {
  const role = abac === true ? `"${REPOSITORY_READER}"` : "AcrPull";
  return `az role assignment create --assignee ${principal} --role ${role} --scope $(az acr show --name ${name} --query id --output tsv)`;
}

// src/text/markdown.ts
var MARKUP = "[&<>`*_[\\]\\\\|~#]";
var FOUND_BY_PARSER = ":(?=//)|(?<=www)\\.|[@$]";
var FOUND_IN_TEXT = ":(?=[\\w+-]+:)|#(?=\\w)|(?<=\\bGH)-(?=\\d)|\\b[0-9a-f]{7,40}\\b";
var IN_CODE = new RegExp(`${FOUND_BY_PARSER}|${MARKUP}`, "gi");
var IN_TEXT = new RegExp(`${FOUND_BY_PARSER}|${FOUND_IN_TEXT}|${MARKUP}`, "gi");
var ALONE4 = new RegExp(`^${MARKUP}$`);
var COMMIT_PART = 6;
function plain(text) {
  const line2 = shown(text).trim();
  return atStart(line2, (rest) => rest.replaceAll(IN_TEXT, inert));
}
function atStart(line2, inside) {
  const [, digits = "", sign = ""] = /^(\d{1,9}(?=[.)]))?([-+=.)])?/.exec(line2) ?? [];
  const starts = sign !== "" && (digits !== "" || !/[.)]/.test(sign));
  return starts ? `${digits}${number(sign)}${inside(line2.slice(digits.length + sign.length))}` : inside(line2);
}
function inert(found) {
  if (found.length > 1) return (found.match(new RegExp(`.{1,${COMMIT_PART}}`, "g")) ?? []).map(parted).join("");
  if (found === "#") return parted(number(found));
  return ALONE4.test(found) ? number(found) : parted(found);
}
function parted(text) {
  return `<span>${text}</span>`;
}
function number(character) {
  return `&#${character.charCodeAt(0)};`;
}
function codeSpan(text) {
  const line2 = shown(text);
  const ticks = "`".repeat(longestRun(line2) + 1);
  const padding = /^`|`$|^$|^ .*[^ ].* $/.test(line2) ? " " : "";
  return `${ticks}${padding}${line2}${padding}${ticks}`;
}
function fenced(text, info) {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${info}
${text}
${fence}`;
}
function fencedLines(text, info) {
  return fenced(text.trimEnd().split("\n").map(shown).join("\n"), info);
}
function longestRun(text) {
  let longest = 0;
  let run2 = 0;
  for (let index = 0; index < text.length; index++) {
    run2 = text.charCodeAt(index) === 96 ? run2 + 1 : 0;
    if (run2 > longest) longest = run2;
  }
  return longest;
}

// src/report/renovate.ts
function renovateAliases(loginServer, rules) {
  let aliases = [];
  const told = [];
  const unaliased = [];
  for (const rule of rules.filter(({ state }) => state === "Succeeded").toSorted(byTarget)) {
    const choices2 = [
      aliases,
      ...aliasesOf2(loginServer, rule).map((alias) => [...aliases, alias].toSorted(longerFirst))
    ];
    const fitting = choices2.find((choice2) => [rule, ...told].every((other) => tells(choice2, loginServer, other)));
    if (fitting === void 0) unaliased.push(rule);
    else {
      aliases = fitting;
      told.push(rule);
    }
  }
  const registryAliases = Object.fromEntries(aliases.map(({ from, to }) => [from, to]));
  return { configuration: { registryAliases }, unaliased };
}
function renovateSection(loginServer, rules) {
  const { configuration: configuration2, unaliased } = renovateAliases(loginServer, rules);
  if (Object.keys(configuration2.registryAliases).length === 0) return "";
  const lines2 = [
    `Renovate asks a registry for new tags, and ${codeSpan(loginServer)} lists only what it has cached. These aliases make it ask upstream.`,
    "Merge them into `renovate.json` (or `.github/renovate.json`, or the `renovate` key of `package.json`):",
    "",
    fencedLines(JSON.stringify(configuration2, void 0, 2), "json")
  ];
  if (unaliased.length > 0) {
    const names = unaliased.map(({ target }) => codeSpan(target)).join(", ");
    lines2.push("", `No alias tells where these come from, for their names are not those upstream: ${names}.`);
  }
  return `${lines2.join("\n")}
`;
}
function aliasesOf2(loginServer, { source, target }) {
  const from = componentsOf2(target);
  const to = componentsOf2(source);
  const found = [];
  let length = target.endsWith("*") ? 0 : 1;
  while (length < from.length && length < to.length && agree(from, to, length)) {
    const kept = { from: from.slice(0, from.length - length), to: to.slice(0, to.length - length) };
    found.unshift({ from: [loginServer, ...kept.from].join("/"), to: kept.to.join("/") });
    length++;
  }
  return found;
}
function agree(one, other, length) {
  return length === 0 || one.slice(-length).join("/") === other.slice(-length).join("/");
}
function componentsOf2(name) {
  return name.split("/").filter((component) => component !== "*" && component !== "");
}
function tells(aliases, loginServer, { source, target }) {
  const name = `${loginServer}/${target}`;
  const alias = aliases.find(({ from }) => name.startsWith(`${from}/`));
  return alias !== void 0 && alias.to + name.slice(alias.from.length) === source;
}
function longerFirst(one, other) {
  return other.from.length - one.from.length || compareTexts(one.from, other.from);
}
function byTarget(one, other) {
  return compareTexts(one.target, other.target);
}

// src/stages/report.ts
function settledPlan({ planned, ensured }) {
  if (planned.plan === void 0 || ensured === void 0) return planned.plan;
  const present4 = ensured.rules.length;
  const { cap, needed } = planned.plan.room;
  const room = { cap, present: present4, creating: 0, remaining: Math.max(0, cap - present4), needed };
  return { ...planned.plan, covered: ensured.covered, refused: ensured.refused, room };
}
function reportOf(stages, reviewed, inputs, standing) {
  const { apply, read: read2, planned, warmed, earlier, gate: gate2, moved: moved2 } = stages;
  const plan2 = settledPlan(stages);
  const unasked2 = unaskedProblems(plan2, warmed, gate2);
  const problems = [...stages.problems, ...unasked2, ...reviewed.problems].map(withStage);
  const tally2 = tallyOf(stages, plan2, reviewed);
  const served = warmed.flatMap(
    (result) => result.status === "not-served" ? [] : [{ image: result.request.image, served: result.served }]
  );
  const loginServer = inputs.registry?.loginServer;
  return {
    version: 1,
    registry: loginServer,
    apply,
    scope: planned.scope,
    uses: planned.uses,
    leftAside: [...planned.leftAside].map(({ file, line: line2, text, testMaterial = "" }) => ({
      ...{ file, line: line2, text },
      reason: testMaterial
    })),
    unseen: read2.scan.unseen,
    warnings: read2.scan.warnings,
    plan: plan2,
    rules: rulesReport(stages, inputs),
    warmed,
    moved: movedTags(warmed, earlier),
    storage: served.length === 0 ? void 0 : storageOf(served),
    gate: gate2,
    rewrite: {
      moved: moved2.rewrite.rewritten.map(({ use, move }) => ({
        file: use.file,
        line: use.line,
        from: use.text,
        to: `${move.registry}/${move.repository}`
      })),
      left: [...moved2.rewrite.unwritten, ...reviewed.left].map(({ use, reason }) => ({
        file: use.file,
        line: use.line,
        text: use.text,
        reason
      }))
    },
    afterwards: afterwardsOf(stages, inputs),
    review: { suggestions: reviewed.suggestions, text: reviewed.text },
    problems,
    tally: tally2,
    outcome: decide(tally2, gate2, problems, inputs.failWhen, standing)
  };
}
function withStage(problem2) {
  const { stage, message } = problem2;
  return message.startsWith(`${stage}: `) ? problem2 : { ...problem2, message: `${stage}: ${message}` };
}
function afterwardsOf({ planned, moved: moved2, look, ensured }, { registry }) {
  if (registry === void 0) return { consumers: [], updates: "", policy: void 0 };
  const served = planned.uses.filter((use) => use.class === "cached");
  const consumed = [...served, ...moved2.rewrite.rewritten.map(({ use }) => use)];
  if (consumed.length === 0) return { consumers: [], updates: "", policy: void 0 };
  const details = look.state === "known" && look.view.details.state === "known" ? look.view.details : void 0;
  const abac = details?.roleAssignmentMode === void 0 ? void 0 : details.roleAssignmentMode.startsWith("Abac");
  const rules = ensured?.rules ?? (look.state === "known" ? look.view.rules : []);
  return {
    consumers: consumerNeeds(consumed, { ...registry, ...abac === void 0 ? {} : { abac } }),
    updates: renovateSection(registry.loginServer, rules),
    policy: {
      allowedContainerImagesRegex: allowedImagesRegex(registry.loginServer),
      gatekeeper: allowedReposConstraint(registry.loginServer)
    }
  };
}
function rulesReport({ look, ensured }, { maxCacheRules }) {
  if (look.state !== "known") return void 0;
  const rules = ensured?.rules ?? look.view.rules;
  return {
    before: look.view.rules.length,
    after: rules.length,
    cap: maxCacheRules,
    created: (ensured?.created ?? []).map(({ name, source, target }) => ({ name, source, target })),
    withdrawn: (ensured?.withdrawn ?? []).map(({ name }) => name),
    excess: ensured?.excess ?? []
  };
}
function tallyOf(stages, plan2, reviewed) {
  const { planned, ensured, warmed, gate: gate2, read: read2 } = stages;
  const acting = [...planned.inScope];
  const warm2 = warmed.filter(({ status }) => status === "warm").length;
  return {
    images: distinct5(planned.uses, () => true),
    publicFound: distinct5(planned.uses, (use) => use.class === "public"),
    changedOnly: planned.scope === "changed",
    public: new Set(acting.flatMap((use) => use.source && wantsRule(use) ? [nameOf(use.source)] : [])).size,
    cached: distinct5(acting, (use) => use.class === "cached"),
    ...coverage(stages, plan2),
    rulesCreated: ensured?.created.length ?? 0,
    rulesToCreate: ensured === void 0 ? plan2?.create.length ?? 0 : 0,
    warm: warm2,
    unwarmed: warmed.length - warm2,
    unscanned: gate2.images.filter(({ state }) => isUnscanned(state)).length,
    unreadable: read2.scan.warnings.length,
    stale: staleCount(warmed),
    dangling: distinct5(acting, (use) => use.class === "dangling"),
    suggestions: reviewed.suggestions,
    excess: ensured?.excess.length ?? 0
  };
}
function coverage({ ensured, look }, plan2) {
  const { covered = [], refused: refused5 = [] } = plan2 ?? {};
  const fresh = ensured === void 0 ? covered.filter(({ by }) => by === "new").length : 0;
  const outOfReach = look.state === "unknown" && !look.expected;
  return {
    covered: covered.length - fresh,
    planned: outOfReach ? 0 : fresh,
    uncovered: refused5.length + (outOfReach ? fresh : 0)
  };
}
function distinct5(uses, which) {
  return new Set(
    uses.flatMap((use) => use.reference !== void 0 && which(use) ? [formatReference(use.reference)] : [])
  ).size;
}

// src/review/diff.ts
function readChangedFiles(entries) {
  return entries.filter(isObject).flatMap((entry) => {
    const path = stringField(entry, "filename");
    return path === void 0 ? [] : [readChangedFile(path, entry)];
  });
}
function readChangedFile(path, entry) {
  const file = { path, blob: stringField(entry, "sha") };
  if (stringField(entry, "status") === "removed") return { ...file, hunks: [], withoutHunks: "the file is removed" };
  const patch = stringField(entry, "patch");
  if (patch === void 0) return { ...file, hunks: [], withoutHunks: "GitHub shows no diff of the file" };
  return { ...file, hunks: hunksOf2(patch) };
}
function hunksOf2(patch) {
  const hunks = [];
  let from = 0;
  let next = 0;
  const close = () => {
    if (next > from) hunks.push({ from, to: next - 1 });
  };
  for (const line2 of patch.split("\n")) {
    const header = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/.exec(line2);
    if (header !== null) {
      close();
      from = Number(header[1]);
      next = from;
    } else if (from > 0 && (line2.startsWith(" ") || line2.startsWith("+"))) next++;
  }
  close();
  return hunks;
}
function hunkAround(file, from, to) {
  return file.hunks.find((hunk) => hunk.from <= from && to <= hunk.to);
}

// src/review/fetch.ts
function fetchThrough(http) {
  return async (url, { method, headers, body, signal }) => {
    const answer = await http.send({
      method: methodOf2(method),
      url,
      headers,
      ...body === void 0 ? {} : { body },
      ...signal === void 0 ? {} : { signal }
    });
    const text = await answer.text();
    const bodiless = answer.status === 204 || answer.status === 205 || answer.status === 304;
    return new Response(bodiless ? null : text, { status: answer.status, headers: [...answer.headers] });
  };
}
var METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
function methodOf2(name) {
  const method = METHODS.find((candidate) => candidate === name.toUpperCase());
  if (method === void 0) throw new TypeError(`the HTTP method ${name} is not used here`);
  return method;
}

// src/review/reconcile.ts
var import_node_crypto4 = require("node:crypto");
function wantedComments(suggestions, instance, hintOf = () => void 0) {
  const seen = /* @__PURE__ */ new Map();
  return suggestions.map((suggestion) => {
    const { file, from, to } = suggestion;
    const body = bodyOf2(suggestion, hintOf(suggestion));
    const hash = (0, import_node_crypto4.createHash)("sha256").update([file, suggestion.oldText, body].join("\0")).digest("hex").slice(0, 24);
    const earlier = seen.get(hash) ?? 0;
    seen.set(hash, earlier + 1);
    const key = earlier === 0 ? hash : `${hash}-${earlier + 1}`;
    return { key, file, from, to, body: `${body}

${marker(instance, key)}` };
  });
}
function bodyOf2({ newText, moves }, hint) {
  const names = [...new Set(moves.map(({ use }) => use.image ?? use.text))].map(codeSpan).join(", ");
  return `Pull ${names} through the team's own registry.${hint === void 0 ? "" : `

${hint}`}

${fenced(newText, "suggestion")}`;
}
function withdrawnBody(instance) {
  return `This suggestion no longer applies.

${marker(instance, WITHDRAWN)}`;
}
var WITHDRAWN = "withdrawn";
function marker(instance, key) {
  return `<!-- acr-artifact-cache instance=${instanceId(instance)} key=${key} -->`;
}
function instanceId(instance) {
  return (0, import_node_crypto4.createHash)("sha256").update(instance).digest("hex").slice(0, 16);
}
function keyOf7(body, instance) {
  const found = /<!-- acr-artifact-cache instance=([0-9a-f]{16}) key=([0-9a-z-]{1,40}) -->\s{0,4}$/.exec(
    body.slice(-200)
  );
  return found?.[1] === instanceId(instance) ? found[2] : void 0;
}
function reconcile(wanted, existing2, instance, self) {
  const unmet = new Map(wanted.map((comment) => [comment.key, comment]));
  const answered = new Set(existing2.map(({ answers }) => answers));
  const keep2 = [];
  const remove2 = [];
  const withdraw2 = [];
  for (const comment of existing2) {
    const key = keyOf7(comment.body, instance);
    const isOurs = comment.byApp || self !== void 0 && comment.author === self;
    if (key === void 0 || key === WITHDRAWN || !isOurs || comment.answers !== void 0) continue;
    const match = unmet.get(key);
    if (match !== void 0 && standsOn(comment, match)) {
      keep2.push(comment);
      unmet.delete(key);
    } else if (answered.has(comment.id)) withdraw2.push(comment);
    else remove2.push(comment);
  }
  return { post: [...unmet.values()], keep: keep2, remove: remove2, withdraw: withdraw2 };
}
function standsOn({ file, line: line2, startLine }, wanted) {
  return file === wanted.file && line2 === wanted.to && (startLine ?? line2) === wanted.from;
}
function readExistingComment(entry) {
  const body = stringField(entry, "body");
  const file = stringField(entry, "path");
  const author = stringField(entry, "user", "login");
  const id = wholeNumber2(entry, "id");
  if (id === void 0 || body === void 0 || file === void 0 || author === void 0) return void 0;
  return {
    id,
    body,
    file,
    line: wholeNumber2(entry, "line"),
    startLine: wholeNumber2(entry, "start_line"),
    author,
    byApp: stringField(entry, "user", "type") === "Bot",
    answers: wholeNumber2(entry, "in_reply_to_id")
  };
}
function wholeNumber2(value, name) {
  const number2 = numberField(value, name);
  return Number.isSafeInteger(number2) ? number2 : void 0;
}

// src/review/github.ts
var PAGE2 = 100;
var MAX_FILE_PAGES = 30;
var MAX_COMMENT_PAGES = 100;
var NoAnswer2 = class extends Error {
  name = "NoAnswer";
  /** Whether another attempt would come to the same. */
  isFinal;
  /** @param lack a clause: `it is no list` */
  constructor(lack, isFinal = false) {
    super(`the answer is none: ${lack}`);
    this.isFinal = isFinal;
  }
};
async function openPullRequest(target) {
  const { getOctokit } = await import("./sdk-github.cjs");
  const octokit = getOctokit(target.token, {
    baseUrl: target.apiUrl.replace(/\/+$/, ""),
    request: { fetch: fetchThrough(target.http) }
  });
  const slash = target.repository.indexOf("/");
  const at = { owner: target.repository.slice(0, slash), repo: target.repository.slice(slash + 1) };
  const pull2 = { ...at, pull_number: target.number };
  const read2 = (work, lack = NO_REVIEW) => patiently(target.http, "read", lack, work);
  const write2 = (work) => patiently(target.http, "write", NO_REVIEW, work);
  return {
    changedFiles: () => read2(async () => {
      const ask = (page) => octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", { ...pull2, per_page: PAGE2, page });
      return readChangedFiles(
        await everyPage2(async (page) => (await ask(page)).data, {
          field: "filename",
          most: MAX_FILE_PAGES,
          whole: false
        })
      );
    }),
    blobText: (blob) => read2(async () => {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
        ...at,
        file_sha: blob
      });
      const content = stringField(data, "content");
      const encoding = stringField(data, "encoding");
      if (content === void 0 || encoding === void 0) throw new NoAnswer2("it holds no content");
      const bytes2 = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes2);
    }, NO_CONTENTS),
    comments: () => read2(async () => {
      const ask = (page) => octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", { ...pull2, per_page: PAGE2, page });
      const entries = await everyPage2(async (page) => (await ask(page)).data, {
        field: "id",
        most: MAX_COMMENT_PAGES,
        whole: true
      });
      return entries.map(readExistingComment).filter((comment) => comment !== void 0);
    }),
    login: () => read2(async () => {
      const login = stringField((await octokit.request("GET /user")).data, "login");
      if (login === void 0) throw new NoAnswer2("it names no user");
      return login;
    }),
    postReview: (body, comments) => write2(async () => {
      await octokit.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
        ...pull2,
        commit_id: target.headSha,
        event: "COMMENT",
        body,
        comments: comments.map(reviewComment)
      });
      return void 0;
    }),
    replaceComment: (comment_id, body) => write2(async () => {
      await octokit.request("PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", { ...at, comment_id, body });
      return void 0;
    }),
    deleteComment: (comment_id) => write2(async () => {
      try {
        await octokit.request("DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}", { ...at, comment_id });
      } catch (error) {
        if (numberField(error, "status") !== 404) throw error;
      }
      return void 0;
    })
  };
}
function reviewComment({ file, from, to, body }) {
  const start = from === to ? {} : { start_line: from, start_side: "RIGHT" };
  return { path: file, body, line: to, side: "RIGHT", ...start };
}
async function everyPage2(ask, listed4) {
  const all = [];
  for (let page = 1; page <= listed4.most; page++) {
    const entries = await ask(page);
    if (!Array.isArray(entries)) throw new NoAnswer2("it is no list");
    for (const entry of entries) {
      if (field(entry, listed4.field) === void 0) throw new NoAnswer2(`an entry of the list has no ${listed4.field}`);
      all.push(entry);
    }
    if (entries.length < PAGE2) return all;
  }
  if (listed4.whole) throw new NoAnswer2(`the list goes on after ${listed4.most} pages`, true);
  return all;
}
var MAX_ATTEMPTS4 = 3;
var MAX_WAIT_MS6 = 12e4;
async function patiently(http, kind, lack, work) {
  for (let attempt3 = 1; ; attempt3++) {
    try {
      return { type: "ok", value: await work() };
    } catch (error) {
      const isAnswer2 = error instanceof NoAnswer2 || numberField(error, "status") !== void 0;
      if (!(error instanceof Error) || !isAnswer2) throw error;
      const refusal2 = refusalOf2(error, lack);
      const wait = waitOf(refusal2, error, attempt3, kind);
      if (attempt3 >= MAX_ATTEMPTS4 || wait === void 0 || wait > MAX_WAIT_MS6) return refusal2;
      if (await endedWaiting(http, wait)) return refusal2;
    }
  }
}
async function endedWaiting(http, milliseconds) {
  return http.wait(milliseconds).then(
    () => false,
    () => true
  );
}
function waitOf(refusal2, error, attempt3, kind) {
  const headers = headersOf(error);
  switch (refusal2.cause) {
    case "throttled": {
      const reset = Number(headers.get("x-ratelimit-reset"));
      const untilReset = headers.get("x-ratelimit-remaining") === "0" ? reset * 1e3 - Date.now() : Number.NaN;
      return retryAfter(headers, Date.now()) ?? (Number.isFinite(untilReset) ? Math.max(1e3, untilReset) : 6e4);
    }
    case "no-answer":
      return kind === "read" ? 1e3 * 2 ** attempt3 : void 0;
    case "permission":
    case "unprocessable":
    case "other":
      return void 0;
  }
}
function refusalOf2(error, lack) {
  if (error instanceof NoAnswer2) {
    const reason2 = `GitHub: ${error.message}; run again, and if it stays so look at what is between here and GitHub`;
    return { type: "refused", cause: error.isFinal ? "other" : "no-answer", reason: reason2, data: void 0 };
  }
  const status = numberField(error, "status") ?? 0;
  const response = field(error, "response");
  const data = field(response, "data");
  const message = (stringField(data, "message") ?? error.message).replaceAll(/\s+/g, " ").slice(0, 300);
  const cause = causeOf(status, response !== void 0, message, headersOf(error));
  const told = response === void 0 ? `no answer from GitHub: ${message}` : `GitHub: HTTP ${status}: ${message}`;
  const reason = `${told}${remedyOf(cause, status, lack)}`;
  return { type: "refused", cause, reason, data };
}
function remedyOf(cause, status, lack) {
  if (cause === "no-answer" || cause === "throttled") return "; run again later";
  if (status === 401) return "; check the input github-token, and run again: the token of a job ends with it";
  return cause === "permission" ? `. ${lack}` : "; run again, and report it if it stays so";
}
var NO_REVIEW = `The job's token needs the permission "pull-requests: write", which a pull request from a fork never has`;
var NO_CONTENTS = `The job's token needs the permission "contents: read"`;
function causeOf(status, answered, message, headers) {
  if (!answered || status >= 500) return "no-answer";
  const isLimit = headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(message);
  if (status === 429 || status === 403 && isLimit) return "throttled";
  if (status === 401 || status === 403) return "permission";
  if (status === 422) return "unprocessable";
  return status === 404 ? "permission" : "other";
}
function headersOf(error) {
  const headers = field(error, "response", "headers");
  return new Map(Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => [name, String(value)]));
}

// src/review/post.ts
var MAX_REMOVED = 50;
async function bringUpToDate(api, { wanted, instance, summary }) {
  const existing2 = await api.comments();
  if (existing2.type === "refused") {
    const problem2 = `the comments of the pull request can't be read, so none are posted: ${existing2.reason}`;
    return { posted: [], kept: 0, removed: 0, refused: wanted, problems: [problem2] };
  }
  const self = await selfOf(api, existing2.value, instance);
  if (self.type === "refused") {
    const problem2 = `whose the comments of the pull request are can't be read, so none are posted: ${self.reason}`;
    return { posted: [], kept: 0, removed: 0, refused: wanted, problems: [problem2] };
  }
  const { post, keep: keep2, remove: remove2, withdraw: withdraw2 } = reconcile(wanted, existing2.value, instance, self.value);
  const posting = post.length === 0 ? NOTHING5 : await postAll(api, summary, post, instance);
  const problems = [...posting.problems];
  let removed = 0;
  const obsolete = posting.mayWrite ? [...remove2, ...withdraw2].slice(0, MAX_REMOVED) : [];
  for (const comment of obsolete) {
    const answer = withdraw2.includes(comment) ? await api.replaceComment(comment.id, withdrawnBody(instance)) : await api.deleteComment(comment.id);
    if (answer.type === "ok") removed++;
    else problems.push(`an outdated comment could not be taken back: ${answer.reason}`);
    if (answer.type === "refused" && answer.cause !== "other") break;
  }
  return { posted: posting.posted, kept: keep2.length, removed, refused: posting.refused, problems };
}
async function selfOf(api, comments, instance) {
  const nobody = { type: "ok", value: void 0 };
  if (!comments.some(({ body, byApp }) => !byApp && keyOf7(body, instance) !== void 0)) return nobody;
  const answer = await api.login();
  return answer.type === "refused" && answer.cause !== "no-answer" && answer.cause !== "throttled" ? nobody : answer;
}
var NOTHING5 = { posted: [], refused: [], problems: [], mayWrite: true };
async function postAll(api, summary, comments, instance) {
  const first = await postOnce(api, summary, comments, instance);
  if (first.type === "ok") return { ...NOTHING5, posted: comments };
  const offenders = first.cause === "unprocessable" ? offendersOf(first.data, comments) : /* @__PURE__ */ new Set();
  const rest = comments.filter((comment) => !offenders.has(comment));
  if (offenders.size === 0 || rest.length === 0) return refusedAll(comments, first);
  const second = await postOnce(api, summary, rest, instance);
  if (second.type === "refused") return refusedAll(comments, second);
  const problem2 = `${offenders.size} of ${comments.length} suggestions were not accepted: ${first.reason}`;
  return { posted: rest, refused: [...offenders], problems: [problem2], mayWrite: true };
}
async function postOnce(api, summary, comments, instance) {
  const answer = await api.postReview(summary, comments);
  if (answer.type === "ok" || answer.cause !== "no-answer") return answer;
  const standing = await api.comments();
  if (standing.type === "refused") return answer;
  const keys = new Set(
    standing.value.filter(({ line: line2 }) => line2 !== void 0).map(({ body }) => keyOf7(body, instance))
  );
  return comments.every(({ key }) => keys.has(key)) ? { type: "ok", value: void 0 } : answer;
}
function refusedAll(comments, refusal2) {
  return {
    posted: [],
    refused: comments,
    problems: [`the review could not be posted: ${refusal2.reason}`],
    mayWrite: refusal2.cause !== "permission"
  };
}
function offendersOf(data, comments) {
  const text = JSON.stringify(isObject(data) ? data.errors ?? "" : "");
  const offenders = /* @__PURE__ */ new Set();
  for (const [, index] of text.matchAll(/\bcomments[[.](\d{1,3})\b/g)) {
    const named3 = comments[Number(index)];
    if (named3 !== void 0) offenders.add(named3);
  }
  if (offenders.size > 0) return offenders;
  return new Set(comments.filter(({ file }) => mentions(text, file)));
}
function mentions(text, file) {
  for (let at = text.indexOf(file); at !== -1; at = text.indexOf(file, at + 1)) {
    if (!/[\w./-]/.test(text.charAt(at - 1)) && !/[\w/-]/.test(text.charAt(at + file.length))) return true;
  }
  return false;
}

// src/review/pull-trouble.ts
var MAX_LOOK_CHARS = 2e5;
function pullSettings(text, line2) {
  const lines2 = documentAround(text.slice(0, MAX_LOOK_CHARS).split(/\r?\n/), line2 - 1);
  const pullSecrets = [];
  let namespace;
  for (const [index, content] of lines2.entries()) {
    namespace ??= scalarAfter(content, "namespace:");
    if (content.trimStart().replace(/^- /, "").startsWith("imagePullSecrets:")) {
      pullSecrets.push(...secretNames(content, lines2.slice(index + 1, index + 20)));
    }
  }
  return { pullSecrets: [...new Set(pullSecrets)], namespace };
}
function documentAround(lines2, at) {
  const before = lines2.slice(0, at).findLastIndex((line2) => line2.startsWith("---"));
  const after2 = lines2.findIndex((line2, index) => index >= at && line2.startsWith("---"));
  return lines2.slice(before + 1, after2 === -1 ? lines2.length : after2);
}
function secretNames(first, rest) {
  const inline = [...first.matchAll(/name:\s*["']?([a-z0-9.-]+)/g)].map(([, name = ""]) => name);
  if (inline.length > 0) return inline;
  const names = [];
  for (const line2 of rest) {
    const item = line2.trim();
    if (item === "" || item.startsWith("#")) continue;
    if (!item.startsWith("- ") && !item.startsWith("name:")) break;
    const name = scalarAfter(item.replace(/^- */, ""), "name:");
    if (name === void 0) break;
    names.push(name);
  }
  return names;
}
function scalarAfter(line2, key) {
  const trimmed2 = line2.trim().replace(/^- */, "");
  if (!trimmed2.startsWith(key)) return void 0;
  const value = trimmed2.slice(key.length).replace(/\s#.*/, "").trim().replaceAll(/["']/g, "");
  return value === "" || value.includes("{{") ? void 0 : value;
}
var SYSTEM_NAMESPACES = /* @__PURE__ */ new Set(["kube-system", "gatekeeper-system", "calico-system"]);
function pullTrouble({ pullSecrets, namespace }, { loginServer }) {
  if (pullSecrets.length > 0) {
    const names = pullSecrets.map((name) => codeSpan(name)).join(", ");
    return `imagePullSecrets names ${names}: unless that holds a log-in for ${loginServer}, pulls rely on the kubelet's own identity.`;
  }
  if (namespace !== void 0 && SYSTEM_NAMESPACES.has(namespace)) {
    return `The namespace ${namespace} starts before most others: make sure that every node pool can pull from ${loginServer} first.`;
  }
  return void 0;
}

// src/review/groups.ts
function connected2(items, keysOf) {
  const parents = items.map((_, index) => index);
  const root = (index) => {
    let at = index;
    for (let parent = parents[at]; parent !== void 0 && parent !== at; parent = parents[at]) {
      parents[at] = parents[parent] ?? parent;
      at = parent;
    }
    return at;
  };
  const first = /* @__PURE__ */ new Map();
  for (const [index, item] of items.entries()) {
    for (const key of keysOf(item)) {
      const other = first.get(key);
      if (other === void 0) first.set(key, index);
      else {
        const [low, high] = [root(other), root(index)].toSorted((one, two) => one - two);
        if (low !== void 0 && high !== void 0) parents[high] = low;
      }
    }
  }
  const groups = groupBy(items.entries(), ([index]) => root(index));
  return [...groups.values()].map((group) => group.map(([, item]) => item));
}

// src/review/shift.ts
function shiftEdits(from, to) {
  if (from === to) return (edit) => edit;
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end++;
  const beginning = lineStart2(from, start);
  const atEnd = from.length - end;
  const isWhole = lineStart2(from, atEnd) === atEnd && lineStart2(to, to.length - end) === to.length - end;
  const nextLine2 = from.indexOf("\n", atEnd) + 1;
  const ending = isWhole ? atEnd : nextLine2 === 0 ? from.length : nextLine2;
  const growth = to.length - from.length;
  return (edit) => {
    if (edit.end < beginning) return edit;
    if (edit.start >= ending && ending < from.length) {
      return { ...edit, start: edit.start + growth, end: edit.end + growth };
    }
    return void 0;
  };
}
function lineStart2(text, offset) {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

// src/review/pieces.ts
function readHeadFile(path, changed, texts2) {
  if (changed === void 0) return `${path} is not changed by the pull request`;
  if (changed.withoutHunks !== void 0) return `${path}: ${changed.withoutHunks}`;
  if (texts2?.head === void 0) return `${path} could not be read at the head of the pull request`;
  const shifted = shiftEdits(texts2.scanned, texts2.head);
  return { path, text: texts2.head, lines: linesOf4(texts2.head), changed, shifted };
}
var MAX_LINES = 20;
var MAX_TEXT_CHARS3 = 1e4;
function piecesOf2({ edits }, headFile) {
  let pieces = [];
  for (const scanned of edits.toSorted((one, other) => one.start - other.start)) {
    const file = headFile(scanned.file);
    if (typeof file === "string") return file;
    const edit = file.shifted(scanned);
    if (edit === void 0) return `${file.path} differs there between the head of the pull request and what was read`;
    const replaced = file.text.slice(edit.start, edit.end);
    if (replaced === edit.text) continue;
    const range = lineRange(file.lines, edit);
    const place = `${file.path}:${range.from}`;
    if (hunkAround(file.changed, range.from, range.to) === void 0) return `${place} is not part of the diff`;
    if (replaced.endsWith("\n") && !edit.text.endsWith("\n")) return `${place} would lose its line break`;
    pieces = added(pieces, { file, ...range, edits: [edit] });
  }
  for (const { file, from, to } of pieces) {
    const text = file.text.slice(file.lines.start(from), file.lines.start(to + 1));
    if (text.length > MAX_TEXT_CHARS3) return `${file.path}:${from} is too long for a comment`;
    if (text.includes("\r")) return `${file.path}:${from} has carriage returns, which a suggestion may not keep`;
    if (hasHidden(text)) return `${file.path}:${from} has characters that a reviewer does not see`;
  }
  return pieces.length > 0 ? pieces : "nothing of it would change";
}
function fitsOneSuggestion({ changed }, from, to) {
  return to - from < MAX_LINES && hunkAround(changed, from, to) !== void 0;
}
function added(pieces, piece2) {
  const index = pieces.findLastIndex(({ file }) => file === piece2.file);
  const before = pieces[index];
  if (before === void 0) return [...pieces, piece2];
  const from = Math.min(before.from, piece2.from);
  const to = Math.max(before.to, piece2.to);
  if (!fitsOneSuggestion(piece2.file, from, to)) return [...pieces, piece2];
  return pieces.with(index, { file: piece2.file, from, to, edits: [...before.edits, ...piece2.edits] });
}

// src/review/suggestions.ts
function suggest({
  rewritten,
  heldBack,
  changed,
  textsOf: textsOf2,
  prefix,
  most
}) {
  const changedFiles = new Map(changed.map((file) => [file.path, file]));
  const headFiles = /* @__PURE__ */ new Map();
  const headFile = (file) => {
    const path = `${prefix}${file}`;
    const known2 = headFiles.get(file) ?? readHeadFile(path, changedFiles.get(path), textsOf2(file));
    headFiles.set(file, known2);
    return known2;
  };
  const reasons = /* @__PURE__ */ new Map();
  const placed2 = [];
  for (const group of connected2(rewritten, ({ edits }) => edits.map(placeOf5))) {
    const found = group.map((move) => ({ move, pieces: heldBack(move.use) ?? piecesOf2(move, headFile) }));
    const obstacle = found.find(({ pieces }) => typeof pieces === "string");
    for (const { move, pieces } of found) {
      if (typeof pieces === "string") reasons.set(move, pieces);
      else if (obstacle !== void 0) reasons.set(move, sharedWith(obstacle.move, String(obstacle.pieces)));
      else for (const piece2 of pieces) placed2.push({ move, piece: piece2 });
    }
  }
  const { suggestions, apart } = chosen2(wholesOf(placed2, rewritten), most);
  for (const [move, reason] of apart) reasons.set(move, reason);
  return {
    suggestions: suggestions.toSorted((one, other) => compareTexts(one.file, other.file) || one.from - other.from),
    left: rewritten.flatMap((move) => {
      const reason = reasons.get(move);
      return reason === void 0 ? [] : [{ use: move.use, reason }];
    })
  };
}
function wholesOf(placed2, rewritten) {
  const numbers = new Map(rewritten.map((move, index) => [move, String(index)]));
  return connected2(blocksOf(placed2), ({ moves }) => moves.map((move) => numbers.get(move) ?? ""));
}
function chosen2(wholes, most) {
  const suggestions = [];
  const apart = [];
  for (const whole of wholes) {
    const block3 = oneBlock(whole);
    if (block3 !== void 0 && suggestions.length < most) suggestions.push(suggestionOf(block3));
    else {
      const reason = block3 === void 0 ? APART : `more than ${most} suggestions`;
      for (const { moves } of whole) for (const move of moves) apart.push([move, reason]);
    }
  }
  return { suggestions, apart };
}
var APART = "it takes changes in several places that hold only together, which the patch has";
function sharedWith({ use }, reason) {
  return `the same text makes the image at ${use.file}:${use.line}, which can't be suggested: ${reason}`;
}
function placeOf5({ file, start, end }) {
  return `${file}\0${start}\0${end}`;
}
function blocksOf(placed2) {
  const sorted2 = placed2.toSorted(
    (one, other) => compareTexts(one.piece.file.path, other.piece.file.path) || one.piece.from - other.piece.from
  );
  const blocks = [];
  for (const { move, piece: piece2 } of sorted2) {
    const last = blocks.at(-1);
    if (last === void 0 || last.file !== piece2.file || last.to < piece2.from) {
      blocks.push({ file: piece2.file, from: piece2.from, to: piece2.to, edits: piece2.edits, moves: [move] });
      continue;
    }
    const edits = new Map([...last.edits, ...piece2.edits].map((edit) => [placeOf5(edit), edit]));
    const moves = last.moves.includes(move) ? last.moves : [...last.moves, move];
    blocks.splice(-1, 1, { ...last, to: Math.max(last.to, piece2.to), edits: [...edits.values()], moves });
  }
  return blocks;
}
function oneBlock(whole) {
  const [first, ...others] = whole;
  if (first === void 0 || others.length === 0) return first;
  const { file } = first;
  const from = Math.min(...whole.map((block3) => block3.from));
  const to = Math.max(...whole.map((block3) => block3.to));
  if (others.some((block3) => block3.file !== file) || !fitsOneSuggestion(file, from, to)) return void 0;
  return {
    file,
    from,
    to,
    edits: whole.flatMap(({ edits }) => edits),
    moves: [...new Set(whole.flatMap(({ moves }) => moves))]
  };
}
function suggestionOf({ file, from, to, edits, moves }) {
  const start = file.lines.start(from);
  const old = file.text.slice(start, file.lines.start(to + 1));
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const written4 = applyEdits(old, shifted);
  const ended = old.endsWith("\n");
  return {
    file: file.path,
    from,
    to,
    oldText: ended ? old.slice(0, -1) : old,
    newText: ended ? written4.slice(0, -1) : written4,
    moves
  };
}

// src/stages/review.ts
var NOTHING6 = { suggestions: 0, suggested: /* @__PURE__ */ new Set(), left: [], text: "", problems: [] };
async function reviewPullRequest({ scan: scan2, prefix }, { rewrite: rewrite3, heldBack }, headline, inputs, context) {
  const { rights, env, http, clock } = context;
  const { pullRequest } = rights;
  if (inputs.review !== "suggestions" || pullRequest === void 0 || !rights.mayWrite) return NOTHING6;
  if (!pullRequest.open) return { ...NOTHING6, text: "The pull request is closed, so nothing was suggested." };
  if (clock.isOver()) {
    return { ...NOTHING6, text: `Nothing was suggested, since ${clock.endings().at(-1)?.why ?? "the run is over"}.` };
  }
  if (inputs.githubToken === void 0) {
    return problem("no github-token is given, so the pull request could not be reviewed");
  }
  context.log.mask(inputs.githubToken);
  const api = await openPullRequest({
    http,
    apiUrl: env.GITHUB_API_URL || "https://api.github.com",
    token: inputs.githubToken,
    repository: pullRequest.baseRepo,
    number: pullRequest.number,
    headSha: pullRequest.headSha
  });
  const changed = await api.changedFiles();
  if (changed.type === "refused") return problem(`the pull request's files can't be read: ${changed.reason}`);
  const { texts: texts2, troubles } = await headTexts(changed.value, scan2, prefix, api);
  const { suggestions, left } = suggest({
    rewritten: rewrite3.rewritten,
    heldBack,
    changed: changed.value,
    textsOf: (file) => texts2.get(file),
    prefix,
    most: inputs.maxSuggestions
  });
  const instance = inputs.instance ?? [env.GITHUB_WORKFLOW, env.GITHUB_JOB, inputs.path].join(" / ");
  const wanted = wantedComments(
    suggestions,
    instance,
    ({ moves }) => inputs.registry && troubleAt(
      moves.map(({ use }) => use),
      scan2.texts,
      inputs.registry
    )
  );
  const outcome = await bringUpToDate(api, { wanted, instance, summary: plain(headline) });
  const refused5 = new Set(outcome.refused.map(({ key }) => key));
  const standing = suggestions.filter((_, index) => !refused5.has(wanted[index]?.key ?? ""));
  return {
    suggestions: standing.length,
    suggested: new Set(standing.flatMap(({ moves }) => moves.map(({ use }) => `${use.file}:${use.line}`))),
    left: left.filter(({ use }) => heldBack(use) === void 0),
    text: textOf7(outcome.posted.length, outcome.kept, outcome.removed),
    problems: [...troubles, ...outcome.problems].map((message) => ({ stage: "review", message }))
  };
}
function problem(message) {
  return { ...NOTHING6, problems: [{ stage: "review", message }] };
}
function troubleAt(uses, texts2, registry) {
  const troubles = uses.flatMap((use) => {
    if (consumerOf(use) !== "aks") return [];
    return pullTrouble(pullSettings(texts2.get(use.file) ?? "", use.line), registry) ?? [];
  });
  return troubles.length === 0 ? void 0 : [...new Set(troubles)].join(" ");
}
function textOf7(posted, kept, removed) {
  const parts2 = [
    posted > 0 ? `${count(posted, "suggestion")} posted` : "",
    kept > 0 ? `${kept} of an earlier run still stand` : "",
    removed > 0 ? `${removed} taken back` : ""
  ].filter((part) => part !== "");
  return parts2.length === 0 ? "" : `On the pull request: ${parts2.join(", ")}.`;
}
async function headTexts(changed, { texts: texts2 }, prefix, api) {
  const found = /* @__PURE__ */ new Map();
  const troubles = [];
  for (const { path, blob } of changed) {
    const file = path.startsWith(prefix) ? path.slice(prefix.length) : void 0;
    const scanned = file === void 0 ? void 0 : texts2.get(file);
    if (file === void 0 || scanned === void 0) continue;
    if (blob === void 0) found.set(file, { scanned, head: void 0 });
    else if (blobId(Buffer.from(scanned)) === blob) found.set(file, { scanned, head: scanned });
    else {
      const answer = await api.blobText(blob);
      found.set(file, { scanned, head: answer.type === "ok" ? answer.value : void 0 });
      if (answer.type === "refused") {
        troubles.push(`nothing is suggested in ${file}, since the head's text of it can't be read: ${answer.reason}`);
      }
    }
  }
  return { texts: found, troubles };
}

// src/stages/rewrite.ts
function moveUses(planned, ensured, results, { registry, pin, suggestKinds }) {
  const covered = new Map((ensured?.covered ?? planned.plan?.covered ?? []).map((source) => [source.source, source]));
  const resultOf3 = resultIndex(results);
  const moveOf = (use) => {
    if (registry === void 0 || planned.leftAside.has(use) || !isMovable2(use, pin)) return void 0;
    const result = resultOf3(use);
    if (result?.status === "not-served") return void 0;
    const repository = use.class === "cached" ? use.reference?.repository : covered.get(use.source === void 0 ? "" : nameOf(use.source))?.repository;
    if (repository === void 0) return void 0;
    const digest = pin && result !== void 0 ? result.served.digest : void 0;
    return { registry: registry.loginServer, repository, ...digest === void 0 ? {} : { digest } };
  };
  return {
    rewrite: rewrite(planned.uses, moveOf),
    heldBack: (use) => {
      if (!planned.inScope.has(use)) return "the pull request does not bring it";
      if (!suggestKinds.has(use.kind)) return `suggest-kinds does not name ${use.kind}`;
      if (use.unknownTag === true) return "its tag is not known, so that nothing could be pulled";
      const result = resultOf3(use);
      if (result === void 0 || result.status === "not-served") return "it was not pulled through the registry yet";
      return void 0;
    }
  };
}
function isMovable2({ class: kind, ignored, overriddenBy }, pin) {
  if (ignored !== void 0 || overriddenBy !== void 0) return false;
  return kind === "public" || kind === "cached" && pin;
}

// src/run.ts
async function run(inputs, context, earlier, given) {
  const wanted = applyDecision(inputs, context.rights, {
    isTerminal: context.event === void 0,
    asked: context.asked
  });
  requireRegistry(inputs, context);
  const accepted = readAcceptedFindings(inputs.acceptFindings);
  const troubles = [];
  const inStage = stageRunner(context, troubles);
  const read2 = given === void 0 ? readTree(inputs, context) : { scan: given, folder: context.root, prefix: "" };
  const base = await inStage(
    "scan",
    () => readBase(inputs, context),
    (reason) => ({
      state: "unreadable",
      reason,
      remedy: "Run again, with a longer timeout where the time was up."
    })
  );
  const found = await inStage(
    "plan",
    () => lookUp(inputs, context),
    (reason) => ({ state: "unknown", reason, expected: false })
  );
  let look = found;
  const planned = await inStage(
    "plan",
    () => planRun(read2.scan, base, found, inputs, context),
    (reason) => {
      look = { state: "unknown", reason, expected: false };
      return planRun(read2.scan, base, look, inputs, context);
    }
  );
  const apply = asFarAsKnown(wanted, look);
  const ensured = await inStage(
    "ensure",
    () => ensure(planned, look, apply, context),
    (reason) => ensureUnknown(planned, look, apply, reason)
  );
  const warmed = await inStage(
    "warm",
    () => warmImages(planned, ensured, look, earlier, apply, inputs, context),
    (reason) => notWarmed(planned, ensured, earlier, apply, inputs, context, reason)
  );
  const gate2 = await inStage(
    "gate",
    () => judge2(planned, warmed, look, accepted, inputs, context),
    (reason) => judge2(planned, warmed, { state: "unknown", reason, expected: false }, accepted, inputs, context)
  );
  const moved2 = moveUses(planned, ensured, warmed, inputs);
  const problems = problemsOf2(read2, base, look, planned, inputs);
  const soFar = () => ({
    ...{ apply, read: read2, look, planned, ensured, warmed, earlier, gate: gate2, moved: moved2 },
    // What ended a stage is told by the clock, and not once more as what the stage came to.
    problems: [
      ...context.clock.endings().map(endingProblem),
      ...troubles,
      ...problems.filter(({ message }) => !context.clock.endings().some(({ why }) => why === message))
    ]
  });
  const standing = { asks: canSignIn(inputs, context), isQueue: context.event?.name === "merge_group" };
  const draft = reportOf(soFar(), NOTHING6, inputs, standing);
  const reviewed = await inStage(
    "review",
    () => reviewPullRequest(read2, moved2, draft.outcome.headline, inputs, context),
    () => NOTHING6
  );
  const stages = soFar();
  const remarks = remarksOf({
    uses: planned.inScope,
    warnings: read2.scan.warnings,
    plan: settledPlan(stages),
    created: ensured !== void 0,
    loginServer: inputs.registry?.loginServer,
    resultOf: resultIndex(warmed),
    gate: gate2,
    suggested: reviewed.suggested
  });
  return { report: reportOf(stages, reviewed, inputs, standing), remarks, stages };
}
var SHARES = { plan: 0.25, ensure: 0.4 };
function stageRunner({ clock, log }, troubles) {
  return async (stage, work, instead) => {
    clock.enter(stage, SHARES[stage]);
    await new Promise((resolve6) => setImmediate(resolve6));
    try {
      return await work();
    } catch (error) {
      if (error instanceof UserError && (stage === "scan" || stage === "plan")) throw error;
      const reason = error instanceof HttpFailure ? messageOf(error) : defectText(error);
      if (error instanceof Error) log.debug(error.stack ?? error.message);
      if (!(error instanceof RunEnded)) {
        const unfinished = error instanceof HttpFailure || error instanceof UserError ? {} : { unfinished: "ended by a defect" };
        troubles.push({ stage, message: `${stage}: ${reason}`, ...unfinished });
      }
      return instead(reason);
    }
  };
}
function endingProblem({ kind, stage, why }) {
  const message = `${stage}: ${why}, so that what was still to be done is not done; run again: what is there is found`;
  switch (kind) {
    case "cancelled":
      return { stage, message, unfinished: `cancelled in ${stage}` };
    case "deadline":
      return {
        stage,
        message: `${message}, or give more time with \`timeout\``,
        unfinished: `out of time in ${stage}`
      };
    case "defect":
      return { stage, message, unfinished: `ended by a defect in ${stage}` };
    case "budget":
      return { stage, message: `${message}, or give more time with \`timeout\`` };
  }
}
function requireRegistry({ registry, apply, failOn }, { event, rights, asked: asked2 }) {
  if (registry !== void 0 || event !== void 0 && !rights.mayWrite) return;
  if (failOn !== "none") {
    throw new UserError('Input "registry" is needed for the gate; give it, or leave fail-on out.');
  }
  if (event === void 0 ? !asked2 : apply === "never") return;
  const without = event === void 0 ? "leave --apply out" : 'set "apply: never" to scan only';
  throw new UserError(`Input "registry" is needed to create cache rules; give it, or ${without}.`);
}
function problemsOf2({ scan: scan2 }, base, look, { troubles }, inputs) {
  const problems = [];
  if (scan2.filesRead === 0 && scan2.uses.length === 0) {
    const message = `no file under ${JSON.stringify(inputs.path)} is a manifest that is known; check path, include and exclude`;
    problems.push({ stage: "scan", message });
  }
  if (base.state === "unreadable") {
    const message = `the base can't be read, so every image counts as new: ${base.reason}. ${base.remedy}`;
    problems.push({ stage: "scan", message });
  }
  for (const trouble of troubles) {
    problems.push({ stage: "plan", message: `plan: whether a repository exists could not be asked: ${trouble}` });
  }
  if (look.state === "unknown" && !look.expected) problems.push({ stage: "plan", message: look.reason });
  return problems;
}

// src/stages/earlier-report.ts
var import_node_path15 = require("node:path");
var REFRESHES = /* @__PURE__ */ new Set(["schedule", "workflow_dispatch"]);
var MAX_REPORT_BYTES = 256 * 1024 * 1024;
function readEarlier(folder, { root, event, log }) {
  if (folder === void 0 || event !== void 0 && !REFRESHES.has(event.name)) return /* @__PURE__ */ new Map();
  const name = "report.json";
  const path = (0, import_node_path15.join)(folder, name);
  try {
    if (linkIn(root, path) !== void 0) {
      log.warning(`${path} is a symbolic link, so it is no report of an earlier run and is not read.`);
      return /* @__PURE__ */ new Map();
    }
    const bytes2 = readRegular(path, MAX_REPORT_BYTES);
    if (!Buffer.isBuffer(bytes2)) return /* @__PURE__ */ new Map();
    if (isTracked(folder, name)) {
      log.warning(
        `${path} is tracked by git, so it is no report of an earlier run and is not read. Keep report-dir out of git.`
      );
      return /* @__PURE__ */ new Map();
    }
    return parseEarlier(field(parseJson(bytes2.toString("utf8")), "stored"));
  } catch (error) {
    log.debug(`no earlier report: ${messageOf(error)}`);
    return /* @__PURE__ */ new Map();
  }
}

// src/report/inventory.ts
function inventoryOf(uses, unseen2, warnings) {
  return { version: 1, uses: uses.map(inventoryUse), unseen: unseen2, warnings };
}
var PIECE_CHARS = 64 * 1024;
function* inventoryText(uses, unseen2, warnings) {
  let piece2 = `{
  "version": 1,
  "uses": [`;
  for (const [index, use] of uses.entries()) {
    const text = jsonOf(inventoryUse(use)).replaceAll("\n", "\n    ");
    piece2 += `${index === 0 ? "" : ","}
    ${text}`;
    if (piece2.length >= PIECE_CHARS) {
      yield piece2;
      piece2 = "";
    }
  }
  const rest = jsonOf({ unseen: unseen2, warnings }).slice("{".length);
  yield `${piece2}${uses.length === 0 ? "" : "\n  "}],${rest}`;
}
function inventoryUse(use) {
  const reason = use.reason ?? use.because;
  return {
    file: use.file,
    line: use.line,
    column: use.column,
    text: use.text,
    image: use.image,
    class: use.class,
    kind: use.kind,
    part: use.part,
    also: use.also,
    ...use.unknownTag === void 0 ? {} : { unknownTag: use.unknownTag },
    ...use.pulls === void 0 ? {} : { pulls: use.pulls },
    ...use.source === void 0 ? {} : { source: formatReference(use.source) },
    ...reason === void 0 ? {} : { reason },
    ...use.uneditable === void 0 ? {} : { uneditable: use.uneditable },
    ...use.overriddenBy === void 0 ? {} : { overriddenBy: use.overriddenBy },
    ...use.ignored === void 0 ? {} : { ignored: use.ignored },
    ...use.testMaterial === void 0 ? {} : { testMaterial: use.testMaterial },
    edits: use.slots.map(({ file, start, end, writes }) => ({ file, start, end, writes }))
  };
}

// src/report/remark.ts
var REMARK_RULES = {
  "public-image": "A public image that can be pulled from the registry instead",
  "uncovered-image": "A public image that no cache rule covers",
  "dangling-image": "An image of the registry that has neither a cache rule nor a repository",
  "vulnerable-image": "An image with findings at or above the severity of the gate",
  "unscanned-image": "An image that Defender has not scanned",
  "unserved-image": "An image that the registry could not serve",
  "unreadable-file": "A file that could not be read or understood"
};
var ORDER2 = { error: 0, warning: 1, note: 2 };
function inOrder(remarks) {
  return remarks.toSorted(
    (one, other) => ORDER2[one.level] - ORDER2[other.level] || compareTexts(one.file, other.file) || one.line - other.line || (one.column ?? 0) - (other.column ?? 0)
  );
}

// src/report/sarif.ts
var MAX_RESULTS = 25e3;
function sarifOf(remarks, base) {
  const ids = Object.entries(REMARK_RULES);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "acr-artifact-cache",
            rules: ids.map(([id, text]) => ({ id, shortDescription: { text } }))
          }
        },
        columnKind: "utf16CodeUnits",
        results: inOrder(remarks).slice(0, MAX_RESULTS).map((remark) => resultOf2(remark, base))
      }
    ]
  };
}
function sarifText(text) {
  return visible(text).replaceAll("](", "] (");
}
function resultOf2({ rule, level: level2, file, line: line2, column, message }, base) {
  const uri = [base, file].filter((part) => part !== "" && part !== ".").join("/");
  return {
    ruleId: rule,
    level: level2,
    message: { text: sarifText(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri.split("/").map(encodeURIComponent).join("/") },
          region: { startLine: line2, ...column === void 0 ? {} : { startColumn: column } }
        }
      }
    ]
  };
}

// src/stages/files.ts
function reportFiles({ report, remarks, stages }) {
  const { scan: scan2, prefix } = stages.read;
  const { uses, plan: plan2, unseen: unseen2, warnings, ...rest } = report;
  const inventory = inventoryOf(uses, unseen2, warnings);
  const told = { ...rest, plan: plan2, warnings, remarks, stored: earlierOf(report.warmed) };
  return {
    inventory: { file: "inventory.json", text: json(inventory) },
    plan: { file: "plan.json", text: json(plan2 ?? null) },
    patch: {
      file: "changes.patch",
      text: patchOf(stages.moved.rewrite.edits, (file) => scan2.texts.get(file), prefix)
    },
    sarif: { file: "report.sarif", text: json(sarifOf(remarks, prefix.replace(/\/$/, ""))) },
    report: { file: "report.json", text: json(told) }
  };
}
function json(value) {
  return `${jsonOf(value)}
`;
}

// src/cli/run.ts
async function runCommand(typed) {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const reports = reportFolder(inputs.reportDir, context.root);
    const given = typed.inventories.length === 0 ? void 0 : scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const ran = await run(inputs, context, readEarlier(reports, context), given);
    const { report } = ran;
    const files = reportFiles(ran);
    const paths = writeReports(reports, files);
    if (typed.json) await printJson([files.report.text]);
    else {
      const hopes = typed.apply && !report.apply.applied;
      if (report.plan !== void 0) printLines([...planLines(report.plan, report.registry ?? "", hopes), ""]);
      if (!report.apply.applied) printLines([`Nothing was changed: ${report.apply.reason}.`]);
      const { failed: failed3, attention } = report.outcome;
      const look = failed3 ? "red" : attention ? "yellow" : "green";
      printLines([{ look, text: report.outcome.headline }, `Reports: ${[...paths.values()].join(", ")}`]);
    }
    for (const { message } of report.problems) context.log.warning(message);
    for (const failure2 of report.outcome.failures) context.log.info(`failed: ${failure2}`);
    return report.outcome.failed ? 1 : 0;
  });
}

// src/report/scan-text.ts
function scanLines(uses, unseen2, warnings) {
  const rows = uses.map((use) => [`${use.file}:${use.line}:${use.column}`, use.kind, classText(use), imageText(use)]);
  const notRead = warnings.map(({ file, line: line2, reason }) => [`${file}:${line2}`, reason]);
  const notSeen = unseen2.map(({ file, line: line2, source, remedy }) => [`${file}:${line2}`, source, remedy]);
  const images = new Set(
    uses.flatMap(({ reference }) => reference === void 0 ? [] : [formatReference(reference)])
  );
  return [
    ...table(rows),
    ...block2("Not read", table(notRead)),
    ...block2("Images that this repository causes and does not contain", table(notSeen)),
    "",
    ...testLines(uses),
    bold(`${count(uses.length, "use")} of ${count(images.size, "image")}: ${classCounts(uses)}`)
  ];
}
function block2(title, lines2) {
  return lines2.length === 0 ? [] : ["", bold(title), ...lines2];
}
function testLines(uses) {
  const tests = uses.filter(({ testMaterial }) => testMaterial !== void 0).length;
  if (tests === 0) return [];
  const is = tests === 1 ? "use is" : "uses are";
  return [`${tests} ${is} read by tests only; what moves images leaves them, unless --include-tests is given`];
}
function bold(text) {
  return { look: "bold", text };
}
function classText(use) {
  if (use.ignored !== void 0) return "ignored";
  if (use.testMaterial !== void 0) return "test";
  return use.overriddenBy === void 0 ? use.class : "overridden";
}
function imageText(use) {
  const why = use.ignored ?? use.testMaterial ?? use.overriddenBy ?? use.reason ?? use.because;
  const image = use.reference === void 0 ? use.text : formatReference(use.reference);
  if (use.unknownTag === true) return `${image} (tag unknown${why === void 0 ? "" : `: ${why}`})`;
  return why === void 0 || use.class === "public" ? image : `${image} (${why})`;
}
function classCounts(uses) {
  const counts3 = /* @__PURE__ */ new Map();
  for (const use of uses) counts3.set(classText(use), (counts3.get(classText(use)) ?? 0) + 1);
  return [...counts3].sort(([, one], [, other]) => other - one).map(([name, number2]) => `${number2} ${name}`).join(", ") || "nothing found";
}

// src/cli/scan.ts
async function scan(typed) {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const read2 = readTree(inputs, context, await standardInput(inputs.path, context.signal));
    const { unseen: unseen2, warnings } = read2.scan;
    const uses = classifyOffline(read2.scan, inputs, context);
    if (typed.json) {
      await printJson(inventoryText(uses, unseen2, warnings));
      await printJson(["\n"]);
    } else printLines(scanLines(uses, unseen2, warnings));
    return inputs.failWhen.has("unreadable") && warnings.length > 0 ? 1 : 0;
  });
}

// src/cli/commands.ts
var COMMAND_RUNS = { scan, plan, rewrite: rewrite2, run: runCommand, prune, demo };

// src/cli.ts
async function main() {
  const typed = parseArguments(process.argv.slice(2));
  switch (typed.command) {
    case "help":
      printLines(USAGE.trimEnd().split("\n"));
      return 0;
    case "version":
      printLines([version()]);
      return 0;
    default:
      return COMMAND_RUNS[typed.command](typed);
  }
}
function version() {
  const manifest = JSON.parse((0, import_node_fs12.readFileSync)(new URL("../package.json", importMetaUrl), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}
process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 2));
main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    const stack = process.env.ACR_ARTIFACT_CACHE_DEBUG && error instanceof Error ? (error.stack ?? "").split("\n") : [];
    printError([defectText(error), ...stack]);
    process.exitCode = 2;
  }
);
/*! Bundled license information:

js-yaml/dist/js-yaml.mjs:
  (*! js-yaml 5.5.0 https://github.com/nodeca/js-yaml @license MIT *)
*/
