"use strict";
const {
  diagnose,
  diagnosisSection,
  examine,
  policyFileText,
  readBaseFile,
  readEarlier,
  reportFolder,
  run,
  settledPlan,
  summaryOf,
  wantedOf,
  writeRun
} = require("./part-stages.cjs");
const {
  inOrder
} = require("./part-report.cjs");
require("./part-registry.cjs");
const {
  MAX_CONFIGURATION_BYTES,
  USUAL_CONFIGURATION,
  eventOf,
  isEmulated,
  openSurroundings,
  optional,
  readConfiguration,
  readConfigured,
  rightsOf
} = require("./part-inputs.cjs");
const {
  packageVersion
} = require("./part-inputs-2.cjs");
const {
  count,
  plain
} = require("./part-text-2.cjs");
const {
  HttpFailure,
  fileInWorkspace,
  leaveFolder,
  readIfThere
} = require("./part-manifests.cjs");
const {
  UserError,
  defectText,
  messageOf
} = require("./part-base-2.cjs");
require("./part-js-yaml.cjs");
const {
  groupBy
} = require("./part-base.cjs");
require("./part-report-3.cjs");
const {
  hideSecret,
  redacted,
  shown
} = require("./part-text.cjs");
require("./part-uses.cjs");
require("./part-images-2.cjs");
require("./part-images.cjs");
require("./part-runtime.cjs");

// src/main.ts
const { readFile } = require("node:fs/promises");

// src/report/outputs.ts
function outputsOf({ tally, rules, gate }) {
  return {
    images: tally.images,
    "public-images": tally.publicFound,
    "rules-created": tally.rulesCreated,
    "rules-total": rules?.after ?? "",
    "rules-remaining": rules === void 0 ? "" : Math.max(0, rules.cap - rules.after),
    uncovered: tally.uncovered,
    warmed: tally.warm,
    findings: gate.findings,
    verdict: gate.verdict,
    suggestions: tally.suggestions
  };
}

// src/report/summary/wanted.ts
function isSummaryWanted(report, when) {
  switch (when) {
    case "always":
      return true;
    case "on-failure":
      return report.outcome.failed;
    case "on-change":
      return report.outcome.failed || hasChanged(report);
  }
}
function hasChanged({ scope, tally, rules, moved, problems, review }) {
  const isNew = scope === "changed" && tally.public + tally.cached + tally.dangling + tally.halfMoved > 0;
  const wrote = (rules?.created.length ?? 0) + (rules?.withdrawn.length ?? 0) > 0;
  return isNew || wrote || moved.length > 0 || problems.length > 0 || review.suggestions > 0 || tally.unreadable > 0;
}

// src/report/workflow.ts
const { appendFileSync: appendFileSync2 } = require("node:fs");

// node_modules/@actions/core/lib/command.js
const os = require("os");

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
const crypto = require("crypto");
const fs = require("fs");
const os2 = require("os");
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
const os4 = require("os");

// node_modules/@actions/core/lib/summary.js
const { EOL: EOL3 } = require("os");
const { constants, promises } = require("fs");
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
const os3 = require("os");

// node_modules/@actions/io/lib/io-util.js
const fs2 = require("fs");
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}

// src/text/log-line.ts
var JOINERS = "[\\u200c\\u200d\\ufe0e\\ufe0f]*";
var OLDER = new RegExp(`(#${JOINERS}#${JOINERS})\\[`, "gu");
var NEWER = new RegExp(`^([\\s\\u200c\\u200d\\ufe0e\\ufe0f]*:${JOINERS})(?=:)`, "u");
function logLine(text) {
  return shown(text).replaceAll(OLDER, "$1 [").replace(NEWER, "$1 ");
}
var MAX_MESSAGE_CHARS = 4e3;
function annotationCommand({ level, at, message }) {
  const place = at === void 0 ? "" : ` ${placeOf(at)}`;
  return `::${level}${place}::${escapeData2(cut(logLine(message)))}`;
}
function placeOf({ file, line, column }) {
  const properties = [`file=${escapeProperty2(logLine(file))}`, `line=${line}`];
  return [...properties, ...column === void 0 ? [] : [`col=${column}`]].join(",");
}
function cut(message) {
  if (message.length <= MAX_MESSAGE_CHARS) return message;
  return `${message.slice(0, MAX_MESSAGE_CHARS - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
function escapeData2(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty2(text) {
  return escapeData2(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/report/workflow.ts
var PROGRESS_MS = 1e4;
var warned = 0;
function warningsShown() {
  return warned;
}
function workflowLog() {
  let going = "";
  let timer;
  return {
    info: (line) => info(logLine(line)),
    debug: (line) => debug(logLine(line)),
    warning: (message) => {
      warned += 1;
      warning(logLine(message));
    },
    group: (title, lines) => {
      startGroup(logLine(title));
      for (const line of lines) info(logLine(line));
      endGroup();
    },
    mask: (secret) => {
      hideSecret(secret);
      if (secret !== "") setSecret(secret);
    },
    progress: (line) => {
      going = line;
      if (going === "") {
        clearInterval(timer);
        timer = void 0;
      } else timer ??= setInterval(() => info(logLine(going)), PROGRESS_MS).unref();
    }
  };
}
function workflowInput(name) {
  return getInput(name, { trimWhitespace: false });
}
function setOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) {
    setOutput(name, typeof value === "string" ? shown(value) : value);
  }
}
async function addSummary(markdown) {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await summary.addRaw(redacted(markdown), true).write();
}
function failWithoutReport(message) {
  fail(message);
  const summary2 = process.env.GITHUB_STEP_SUMMARY;
  if (!summary2) return;
  try {
    appendFileSync2(summary2, `## ACR Artifact Cache

❌ **${plain(redacted(message))}**
`);
  } catch {
  }
}
function annotate(annotations) {
  for (const annotation of annotations) process.stdout.write(`${annotationCommand(annotation)}
`);
}
function fail(message) {
  setFailed(message.split("\n").map(logLine).join("\n"));
}

// src/review/annotations.ts
var MAX_OF_A_LEVEL = 10;
var LEVELS = { error: "error", warning: "warning", note: "notice" };
function annotationsOf(remarks, prefix, others = {}) {
  const byLevel = groupBy(inOrder(remarks), ({ level }) => level);
  const shown2 = [];
  const left = [];
  for (const [level, own] of byLevel) {
    const room = Math.max(1, MAX_OF_A_LEVEL - (others[LEVELS[level]] ?? 0));
    const fitting = own.length <= room ? own : own.slice(0, room - 1);
    const rest = own.slice(fitting.length);
    shown2.push(...fitting.map((remark) => annotationOf(remark, prefix)));
    if (rest.length > 0) shown2.push({ level: LEVELS[level], message: restText(rest, LEVELS[level]) });
    left.push(...rest);
  }
  return { shown: shown2, left };
}
function annotationOf({ level, file, line, column, message }, prefix) {
  const at = { file: `${prefix}${file}`, line, ...column === void 0 ? {} : { column } };
  return { level: LEVELS[level], at, message };
}
function restText(rest, level) {
  const kinds = [...groupBy(rest, ({ rule }) => rule)].map(([rule, own]) => `${own.length} ${rule}`);
  const them = rest.length === 1 ? "it" : "them";
  return `${count(rest.length, `more ${level}`)} ${rest.length === 1 ? "does" : "do"} not fit here (${kinds.join(", ")}); the summary and the file that the output sarif names have ${them}`;
}
var MAX_PROBLEMS = 5;
function problemLines(problems) {
  const messages = problems.map(({ message }) => message);
  if (messages.length <= MAX_PROBLEMS) return { warnings: messages, lines: [] };
  const lines = messages.slice(MAX_PROBLEMS - 1);
  const rest = `${count(lines.length, "more problem")}: see the log or the summary for them`;
  return { warnings: [...messages.slice(0, MAX_PROBLEMS - 1), rest], lines };
}
function withoutMoves(remarks) {
  return remarks.filter(({ rule }) => rule !== "public-image");
}

// src/stages/configuration.ts
async function configurationOf(read, context) {
  const { root, rights, log } = context;
  const given = optional(read, "config");
  if (given === void 0) {
    if (readIfThere(root, USUAL_CONFIGURATION, MAX_CONFIGURATION_BYTES) !== "missing") {
      log.info(`${USUAL_CONFIGURATION} is here and is not read; name it with config to go by it`);
    }
    return void 0;
  }
  const { name, path } = fileInWorkspace(root, "config", given);
  const text = policyFileText(root, {
    ...{ input: "config", name, most: MAX_CONFIGURATION_BYTES },
    remedy: "Name a file of the repository."
  });
  const here = text === void 0 ? void 0 : readConfiguration(text, name);
  if (here !== void 0) readConfigured(() => "", here, false, {});
  if (rights.authority === "commit") {
    if (here === void 0)
      throw new UserError(`Input "config": ${name} does not exist, seen from ${root}. Correct the path.`);
    return here;
  }
  const base = await readBaseFile(path, MAX_CONFIGURATION_BYTES, optional(read, "github-token"), context);
  const said = `Input "config": ${name} is read as the base has it`;
  switch (base.state) {
    case "none":
      throw new UserError(`${said}, and this event names no base. Say the inputs in the workflow for it.`);
    case "unreadable":
      throw new UserError(`${said}, and the base can't be read: ${base.reason}. ${base.remedy}`);
    case "read":
      if (base.text !== void 0) return readConfiguration(base.text, `${name} of the base`);
      log.warning(
        `${said}, which has no such file: it counts once it is merged. Until then only the workflow's inputs do.`
      );
      return void 0;
  }
}

// src/stages/set-up-trouble.ts
async function lookAtSetUp(failed, stages, inputs, context) {
  if (!failed || context.clock.endings().length > 0 || !isSetUpSuspect(stages)) return void 0;
  const sources = wantedOf([...stages.planned.inScope], inputs).map(({ source }) => source);
  try {
    return diagnose(await examine(inputs, sources, context));
  } catch (error2) {
    if (!(error2 instanceof UserError || error2 instanceof HttpFailure)) throw error2;
    context.log.debug(`the set-up could not be looked at: ${messageOf(error2)}`);
    return void 0;
  }
}
function isSetUpSuspect(stages) {
  const { look, warmed } = stages;
  if (look.state === "unknown") return !look.expected && look.setUp === true;
  const refused = settledPlan(stages)?.refused ?? [];
  if (refused.some(({ refusal }) => SUSPECT_REFUSALS.has(refusal.reason))) return true;
  return warmed.some((result) => result.status === "not-served" && isSuspect(result.reason));
}
var SUSPECT_REFUSALS = /* @__PURE__ */ new Set([
  "not-permitted",
  "credential-set-missing",
  "credential-set-unhealthy",
  "credential-set-unreadable"
]);
function isSuspect({ kind, networkDenied }) {
  return kind === "unauthorized" || kind === "forbidden" || networkDenied === true;
}

// src/main.ts
async function main(env) {
  const event = eventOf(env, await textOf(env.GITHUB_EVENT_PATH));
  const rights = rightsOf(event);
  const folder = leaveFolder();
  const root = env.GITHUB_WORKSPACE || folder;
  const log = workflowLog();
  const inputs = await inputsFor(env, { root, rights, log });
  const reports = reportFolder(inputs.reportDir, root);
  const surroundings = openSurroundings({
    env,
    timeout: inputs.timeout,
    handlesSignals: true,
    giveUp: failWithoutReport
  });
  const { http, clock, emulated } = surroundings;
  try {
    const context = {
      version: packageVersion(),
      env,
      root,
      http,
      clock,
      log,
      event,
      rights,
      owner: process.env.GITHUB_REPOSITORY_OWNER || void 0,
      asked: false,
      emulated,
      now: Date.now,
      signal: clock.signal
    };
    const ran = await run(inputs, context, readEarlier(reports, context));
    const paths = writeRun(reports, ran, inputs);
    setOutputs({ ...outputsOf(ran.report), ...Object.fromEntries(paths) });
    const remarks = context.rights.mayWrite ? ran.remarks : withoutMoves(ran.remarks);
    const { failed, failures, headline } = ran.report.outcome;
    const { warnings, lines } = problemLines(ran.report.problems);
    const others = { error: failed ? 1 : 0, warning: warningsShown() + warnings.length };
    if (inputs.review !== "none") annotate(annotationsOf(remarks, ran.stages.read.prefix, others).shown);
    if (isSummaryWanted(ran.report, inputs.summary)) {
      const diagnosis = await lookAtSetUp(failed, ran.stages, inputs, context);
      const lacks = diagnosis === void 0 ? "" : `${diagnosisSection(diagnosis)}
`;
      await addSummary(`${summaryOf(ran.report)}${lacks}`);
    }
    context.log.info(headline);
    for (const line of warnings) context.log.warning(line);
    for (const line of lines) context.log.info(line);
    if (failed) fail(failures.join("; "));
  } finally {
    await surroundings.close();
  }
}
var MAX_CONFIGURATION_MS = 12e4;
async function inputsFor(env, surroundings) {
  const signal = AbortSignal.timeout(MAX_CONFIGURATION_MS);
  const context = { ...surroundings, env, emulated: isEmulated(env), signal };
  const configuration = await configurationOf(workflowInput, context);
  return readConfigured(workflowInput, configuration, true, env);
}
async function textOf(path) {
  if (path === void 0 || path === "") return void 0;
  return readFile(path, "utf8").catch(() => void 0);
}
var MAX_LINGER_MS = 1e3;
main(process.env).catch((error2) => {
  if (error2 instanceof Error && !(error2 instanceof UserError)) workflowLog().debug(error2.stack ?? error2.message);
  failWithoutReport(defectText(error2));
}).finally(() => {
  setTimeout(() => process.exit(), MAX_LINGER_MS).unref();
});
