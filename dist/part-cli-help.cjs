"use strict";
const {
  COMMANDS,
  COMMAND_TABLE,
  COMMON_FLAGS,
  flagSpec,
  specOf
} = require("./part-cli.cjs");
const {
  table
} = require("./part-report-3.cjs");
require("./part-text.cjs");
require("./part-runtime.cjs");

// src/cli/help.ts
var NAME = "acr-artifact-cache";
function helpLines() {
  return [
    `Usage: ${NAME} <command> [flags]`,
    "",
    bold("Commands"),
    ...table(
      COMMANDS.map((command) => [`  ${command} ${COMMAND_TABLE[command].operands}`.trimEnd(), specOf(command).what])
    ),
    "",
    bold("Flags of every command"),
    ...flagLines(COMMON_FLAGS),
    "",
    `Every input of action.yml is a flag by its name (docs/inputs.md): --fail-on high, --no-warm, --pin, …`,
    `"${NAME} <command> --help" has the flags of a command, and examples.`,
    "Azure is asked with whatever DefaultAzureCredential finds (az login, environment, managed identity).",
    "Exit status: 0 done, 1 failed as --fail-on or --fail-when say (unless set: what was needed and could not be asked),",
    "2 could not be done."
  ];
}
function commandHelp(command) {
  const { operands, what, flags, formats, inputs, examples } = specOf(command);
  const common = COMMON_FLAGS.filter((flag) => formats.length > 0 || flag !== "output" && flag !== "json");
  const typed = examples.map(([words, does]) => [`  ${words.includes(NAME) ? words : `${NAME} ${words}`}`, does]);
  return [
    `Usage: ${[NAME, command, operands].filter((word) => word !== "").join(" ")} [flags]`,
    capital(what),
    ...typed.length === 0 ? [] : ["", bold("Examples"), ...table(typed)],
    "",
    bold("Flags"),
    ...flagLines([...flags, ...common]),
    ...formats.length === 0 ? [] : [`  FORMAT is one of ${formats.join(", ")}; ${formats[0]} unless given`],
    ...inputs.length === 0 ? [] : [
      "",
      bold("Inputs that matter most to it"),
      `  ${inputs.map((name) => `--${name}`).join(", ")}`,
      "  and every other of docs/inputs.md"
    ]
  ];
}
function flagLines(names) {
  return table(
    names.map((name) => {
      const { short, value, what } = flagSpec(name);
      const long = `--${name}${value === void 0 ? "" : ` ${value}`}`;
      return [`  ${short === void 0 ? "    " : `-${short}, `}${long}`, what];
    })
  );
}
function bold(text) {
  return { look: "bold", text };
}
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
module.exports = {
  commandHelp,
  helpLines
};
