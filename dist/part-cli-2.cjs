"use strict";
const {
  MAX_CONFIGURATION_BYTES,
  SIGNAL_STATUS,
  openSurroundings,
  readConfiguration,
  readConfigured,
  rightsOf
} = require("./part-inputs.cjs");
const {
  packageVersion
} = require("./part-inputs-2.cjs");
const {
  printError,
  terminalLog
} = require("./part-report-2.cjs");
const {
  findCheckout,
  leaveFolder
} = require("./part-manifests.cjs");
const {
  UserError,
  messageOf
} = require("./part-base-2.cjs");

// src/cli/terminal-context.ts
const { isUtf8 } = require("node:buffer");
const { readFileSync: readFileSync2, statSync: statSync2 } = require("node:fs");
const { resolve } = require("node:path");
const { addAbortSignal } = require("node:stream");

// src/io/git/owner.ts
const { readFileSync, realpathSync, statSync } = require("node:fs");
const { dirname, join } = require("node:path");
var MAX_BYTES = 1024 * 1024;
function ownerOfCheckout(path) {
  try {
    const real = realpathSync.native(path);
    const checkout = findCheckout(statSync(real).isDirectory() ? real : dirname(real));
    if (checkout === void 0) return void 0;
    const file = join(checkout.commonDir, "config");
    const status = statSync(file, { throwIfNoEntry: false });
    return status?.isFile() === true && status.size <= MAX_BYTES ? ownerIn(readFileSync(file, "utf8")) : void 0;
  } catch (error) {
    if (error instanceof Error && "code" in error) return void 0;
    throw error;
  }
}
function ownerIn(config) {
  let inOrigin = false;
  for (const line of config.split("\n")) {
    const text = line.trim();
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

// src/cli/terminal-context.ts
function inputsOf({ input, operands, command }) {
  const [path, ...more] = command === "prune" || command === "suggest" ? [] : operands;
  if (more.length > 0) {
    throw new UserError(
      `One path is taken; ${JSON.stringify(more[0])} is one too many. Name a folder that holds both, or use include.`
    );
  }
  const given = (name) => {
    if (name === "apply") return "";
    if (name === "github-token") return input(name) || (process.env.GITHUB_TOKEN ?? "");
    return name === "path" ? path ?? input("path") : input(name);
  };
  const file = input("config").trim();
  const configuration = file === "" ? void 0 : readConfiguration(configurationText(file), file);
  return readConfigured(given, configuration, false, process.env);
}
function configurationText(file) {
  try {
    const path = resolve(file);
    if (statSync2(path).size > MAX_CONFIGURATION_BYTES)
      throw new UserError(`it has more than ${MAX_CONFIGURATION_BYTES} bytes`);
    return readFileSync2(path, "utf8");
  } catch (error) {
    throw new UserError(`Configuration ${file} can't be read: ${messageOf(error)}. Correct its path.`);
  }
}
var CHANGING = /* @__PURE__ */ new Set(["run", "prune", "suggest"]);
async function inTerminal({ apply, command }, { timeout, path }, task) {
  const surroundings = openSurroundings({
    env: process.env,
    timeout,
    handlesSignals: CHANGING.has(command),
    giveUp: (why) => {
      printError([why]);
      process.exitCode = 2;
    }
  });
  const { http, clock, emulated, cancelledBy } = surroundings;
  try {
    const root = leaveFolder();
    const scanned = path === "-" ? root : resolve(root, path);
    const status = await task({
      version: packageVersion(),
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
    await surroundings.close();
  }
}
var MAX_INPUT_BYTES = 256 * 1024 * 1024;
async function standardInput(path, signal) {
  if (path !== "-") return void 0;
  const pieces = [];
  let length = 0;
  try {
    for await (const piece of addAbortSignal(signal, process.stdin)) {
      const bytes = Buffer.from(piece);
      length += bytes.length;
      if (length > MAX_INPUT_BYTES) {
        throw new UserError(`Standard input holds more than ${MAX_INPUT_BYTES / 1024 / 1024} MiB. Scan it in parts.`);
      }
      pieces.push(bytes);
    }
  } catch (error) {
    if (signal.aborted) throw new UserError("Stopped before the end of standard input.");
    throw error;
  }
  const text = Buffer.concat(pieces);
  if (!isUtf8(text)) throw new UserError("Standard input is not UTF-8 text.");
  return text.toString("utf8");
}

// src/report/class-text.ts
function classText(use, registry) {
  if (use.ignored !== void 0) return "ignored";
  if (use.testMaterial !== void 0) return "test";
  if (use.ifEnabled !== void 0) return "if enabled";
  if (use.overriddenBy !== void 0) return "overridden";
  return mayBeOwn(use, registry) ? "maybe own" : use.class;
}
function mayBeOwn({ class: kind, reference }, registry) {
  if (registry !== void 0 || kind !== "foreign" || reference === void 0) return false;
  return /\.azurecr\.(?:io|cn|us)$/.test(reference.registry);
}
function whyClass(use, registry) {
  if (use.ignored !== void 0) return `Somebody said to leave it alone: ${use.ignored}.`;
  if (use.testMaterial !== void 0) return `Only tests read it (${use.testMaterial}); include-tests takes it in.`;
  if (use.ifEnabled !== void 0) return `It is deployed only where somebody turns it on: ${use.ifEnabled}.`;
  if (use.overriddenBy !== void 0) return `What is built never has it: ${use.overriddenBy}.`;
  if (mayBeOwn(use, registry)) {
    const [name] = (use.reference?.registry ?? "").split(".");
    return `It is of a registry in Azure, which may be yours: give --registry ${name}.`;
  }
  const told = use.because ?? use.reason;
  return told === void 0 ? WHY[use.class](use) : `${capital(told)}.`;
}
var WHY = {
  public: ({ source }) => `${source?.registry ?? "Its registry"} is a public upstream that artifact cache can source from.`,
  cached: ({ source }) => `It is pulled from the registry already, as ${source === void 0 ? "a copy" : `${source.registry}/${source.repository}`}.`,
  "half-moved": () => "Only its registry or only its repository is moved.",
  dangling: () => "It names the registry, which has neither a cache rule nor a repository for it.",
  own: () => "It is a repository of the registry itself.",
  trusted: () => "trusted-registries names it.",
  "built-here": () => "This repository builds it.",
  foreign: () => "It is of a registry that is no known upstream, or private.",
  templated: () => "What it is can't be told without rendering it."
};
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

module.exports = {
  classText,
  mayBeOwn,
  whyClass,
  inputsOf,
  configurationText,
  inTerminal,
  standardInput
};
