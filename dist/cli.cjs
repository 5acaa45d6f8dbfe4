#!/usr/bin/env node
"use strict";
const {
  COMMANDS,
  COMMON_FLAGS,
  FLAGS,
  FORMATS,
  flagSpec,
  isCommand,
  isFlagName,
  specOf
} = require("./part-cli.cjs");
const {
  BOOLEAN_INPUTS,
  INPUT_NAMES,
  LIST_INPUTS,
  nearest,
  packageVersion
} = require("./part-inputs-2.cjs");
const {
  printError,
  printLines
} = require("./part-report-2.cjs");
const {
  UserError,
  defectText
} = require("./part-base-2.cjs");
require("./part-text.cjs");
require("./part-runtime.cjs");

// src/cli/arguments.ts
const { parseArgs } = require("node:util");
function parseArguments(argv) {
  const { values, words } = parse(argv);
  const is = (name) => values.get(name) === "true";
  const text = (name) => values.get(name) ?? "";
  const { command, operands, help } = commandOf(words, is("help"), is("version"));
  if (!help) {
    for (const name of values.keys()) if (isFlagName(name)) requireFlagOf(command, name);
  }
  return {
    ...{ command, help, operands },
    input: (name) => values.get(name) ?? "",
    output: formatOf(command, text("output"), is("json")),
    apply: is("apply"),
    write: is("write"),
    offline: is("offline"),
    plan: text("plan"),
    yes: is("yes"),
    unused: is("unused"),
    leaving: is("leaving"),
    minAge: text("min-age"),
    format: text("format"),
    inventories: items(text("inventory")),
    policyEngine: text("policy-engine"),
    mode: text("mode"),
    regions: items(text("regions")),
    includeSystem: is("include-system")
  };
}
function commandOf([word = "help", ...operands], help, version) {
  if (version) return { command: "version", operands: [], help: false };
  if (!isCommand(word)) {
    const meant = nearest(word, COMMANDS);
    const hint = meant === void 0 ? "" : ` Did you mean ${meant}?`;
    throw new UserError(`${JSON.stringify(word)} is no command.${hint} Commands: ${COMMANDS.join(", ")}.`);
  }
  if (word !== "help") return { command: word, operands, help };
  const [about] = operands;
  if (about === void 0) return { command: "help", operands, help: false };
  if (!isCommand(about))
    throw new UserError(`${JSON.stringify(about)} is no command. Commands: ${COMMANDS.join(", ")}.`);
  return { command: about, operands: [], help: true };
}
function requireFlagOf(command, name) {
  if (COMMON_FLAGS.includes(name) || specOf(command).flags.includes(name)) return;
  const owners = COMMANDS.filter((other) => specOf(other).flags.includes(name));
  throw new UserError(`--${name} is a flag of ${owners.join(", ")}, and not of ${command}. ${SEE_HELP(command)}`);
}
function formatOf(command, given, json) {
  const { formats } = specOf(command);
  const asked = given === "" ? json ? "json" : void 0 : given.toLowerCase();
  const [usual = "table"] = formats;
  if (asked === void 0) return usual;
  const format = FORMATS.find((candidate) => candidate === asked);
  if (format !== void 0 && formats.includes(format)) return format;
  const offered = formats.length === 0 ? `${command} has no choice of formats: leave it out` : `${command} has ${formats.join(", ")}`;
  throw new UserError(`--output ${JSON.stringify(asked)} is not allowed: ${offered}.`);
}
function items(text) {
  return text.split(",").map((item) => item.trim()).filter((item) => item !== "");
}
function parse(argv) {
  const options = Object.fromEntries(
    [...Object.keys(FLAGS), ...INPUT_NAMES].map((name) => {
      const short = isFlagName(name) ? flagSpec(name).short : void 0;
      return [
        name,
        { type: isSwitch(name) ? "boolean" : "string", ...short === void 0 ? {} : { short } }
      ];
    })
  );
  const { tokens } = parseArgs({ args: [...argv], allowPositionals: true, strict: false, tokens: true, options });
  const values = /* @__PURE__ */ new Map();
  const words = [];
  const taken = /* @__PURE__ */ new Set();
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "positional" && !taken.has(at)) words.push(token.value);
    if (token.kind !== "option") continue;
    const { name, value } = switchOf(token, tokens[at + 1], () => taken.add(at + 1)) ?? valueFlag(token);
    values.set(name, joined(name, values.get(name), value));
  }
  return { values, words };
}
function isSwitch(name) {
  if (isFlagName(name)) return flagSpec(name).type === "switch";
  return BOOLEAN_INPUTS.some((input) => input === name);
}
function switchOf({ name: given, value }, next, take) {
  const name = given.startsWith("no-") && !isSwitch(given) ? given.slice("no-".length) : given;
  if (!isSwitch(name)) return void 0;
  if (name !== given) {
    if (value !== void 0) throw new UserError(`--${given} takes no value. Write --${name}=false, or --${given}.`);
    return { name, value: "false" };
  }
  if (value !== void 0) return { name, value };
  if (next?.kind === "positional" && /^(?:true|false)$/i.test(next.value)) {
    take();
    return { name, value: next.value };
  }
  return { name, value: "true" };
}
function valueFlag({ name, rawName, value, inlineValue }) {
  const known = [...Object.keys(FLAGS), ...INPUT_NAMES];
  if (!known.includes(name)) {
    const meant = nearest(name, known);
    const hint = meant === void 0 ? "" : ` Did you mean --${meant}?`;
    throw new UserError(`${rawName} is no flag.${hint} "help" lists the flags, docs/inputs.md the inputs.`);
  }
  if (value === void 0 || inlineValue === false && value.length > 1 && value.startsWith("-")) {
    const next = value === void 0 ? "" : `, and ${JSON.stringify(value)} is a flag (write ${rawName}=${value} if it is meant)`;
    throw new UserError(`${rawName} needs a value${next}. ${SEE_INPUTS}`);
  }
  return { name, value };
}
var SEE_INPUTS = "docs/inputs.md says what it takes.";
var SEE_HELP = (command) => `"${command} --help" lists its flags.`;
function joined(name, before, value) {
  if (before === void 0 || before === value) return value;
  if (name === "inventory") return `${before},${value}`;
  if (LIST_INPUTS.some((input) => input === name)) return `${before}
${value}`;
  throw new UserError(
    `--${name} is given twice, as ${JSON.stringify(before)} and as ${JSON.stringify(value)}. Give it once.`
  );
}

// src/cli.ts
async function main() {
  const typed = parseArguments(process.argv.slice(2));
  if (typed.help) {
    printLines((await Promise.resolve().then(() => require("./part-cli-help.cjs"))).commandHelp(typed.command));
    return 0;
  }
  switch (typed.command) {
    case "help":
      printLines((await Promise.resolve().then(() => require("./part-cli-help.cjs"))).helpLines());
      return 0;
    case "version":
      printLines([packageVersion()]);
      return 0;
    case "scan":
      return (await Promise.resolve().then(() => require("./part-cli-scan.cjs"))).scan(typed);
    default:
      return (await Promise.resolve().then(() => require("./part-cli-commands.cjs"))).COMMAND_RUNS[typed.command](typed);
  }
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
