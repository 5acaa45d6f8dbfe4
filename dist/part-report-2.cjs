"use strict";
const {
  hideSecret,
  jsonEscaped,
  redacted,
  shown
} = require("./part-text.cjs");

// src/report/terminal.ts
const { once } = require("node:events");

// src/text/terminal.ts
var CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };
function terminalLine(line, colours) {
  if (typeof line === "string") return shown(line);
  if ("look" in line) return colours ? `\x1B[${CODES[line.look]}m${shown(line.text)}\x1B[0m` : shown(line.text);
  return line.map((part) => terminalLine(part, colours)).join("");
}

// src/report/terminal.ts
function hasColours(stream, env) {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}
function printLines(lines) {
  const colours = hasColours(process.stdout, process.env);
  process.stdout.write(lines.map((line) => `${terminalLine(line, colours)}
`).join(""));
}
async function printJson(pieces) {
  for (const piece of pieces) {
    if (!process.stdout.write(jsonEscaped(piece))) await once(process.stdout, "drain");
  }
}
function printText(text) {
  process.stdout.write(redacted(text));
}
function terminalWidth() {
  return process.stdout.isTTY === true && process.stdout.columns > 0 ? process.stdout.columns : void 0;
}
function printPatch(patch) {
  if (process.stdout.isTTY === true) printLines(patch.replace(/\n$/, "").split("\n"));
  else process.stdout.write(patch);
}
function printError([first = "", ...rest]) {
  const colours = hasColours(process.stderr, process.env);
  const lines = [[{ look: "red", text: "error:" }, ` ${first}`], ...rest.map((line) => `  ${line}`)];
  process.stderr.write(lines.map((line) => `${terminalLine(line, colours)}
`).join(""));
}
function terminalLog(stream, env) {
  const colours = hasColours(stream, env);
  let told = false;
  const line = (text) => {
    if (told) stream.write("\r\x1B[K");
    told = false;
    stream.write(`${terminalLine(text, colours)}
`);
  };
  return {
    info: line,
    debug: (text) => {
      if (env.ACR_ARTIFACT_CACHE_DEBUG) line({ look: "dim", text });
    },
    warning: (text) => line({ look: "yellow", text: `warning: ${text}` }),
    group: (title, lines) => {
      line({ look: "bold", text: title });
      for (const text of lines) line(`  ${text}`);
    },
    mask: hideSecret,
    progress: (text) => {
      if (stream.isTTY !== true) return;
      stream.write(`\r\x1B[K${terminalLine(text, colours)}`);
      told = true;
    }
  };
}

module.exports = {
  terminalLine,
  hasColours,
  printLines,
  printJson,
  printText,
  terminalWidth,
  printPatch,
  printError,
  terminalLog
};
