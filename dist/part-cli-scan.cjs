"use strict";
const {
  inTerminal,
  inputsOf,
  standardInput
} = require("./part-cli.cjs");
const {
  classifyOffline,
  count,
  formatReference,
  inventoryText,
  readTree
} = require("./part-manifests.cjs");
require("./part-base.cjs");
const {
  table
} = require("./part-js-yaml.cjs");
const {
  printJson,
  printLines
} = require("./part-report.cjs");
require("./part-text.cjs");

// src/report/scan-text.ts
function scanLines(uses, unseen, warnings) {
  const rows = uses.map((use) => [`${use.file}:${use.line}:${use.column}`, use.kind, classText(use), imageText(use)]);
  const notRead = warnings.map(({ file, line, reason }) => [`${file}:${line}`, reason]);
  const notSeen = unseen.map(({ file, line, source, remedy, because }) => [
    `${file}:${line}`,
    because === void 0 ? source : `${source} (${because})`,
    remedy
  ]);
  const images = new Set(
    uses.flatMap(({ reference }) => reference === void 0 ? [] : [formatReference(reference)])
  );
  return [
    ...table(rows),
    ...block("Not read", table(notRead)),
    ...block("Images that this repository causes and does not contain", table(notSeen)),
    ...renderLines(unseen),
    "",
    ...testLines(uses),
    bold(`${count(uses.length, "use")} of ${count(images.size, "image")}: ${classCounts(uses)}`)
  ];
}
function block(title, lines) {
  return lines.length === 0 ? [] : ["", bold(title), ...lines];
}
function renderLines(unseen) {
  const untried = unseen.filter(({ because }) => because === void 0).length;
  return untried === 0 ? [] : [`${count(untried, "source")} unseen; --render auto fetches and renders what is a chart of them`];
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
  if (use.ifEnabled !== void 0) return "if enabled";
  return use.overriddenBy === void 0 ? use.class : "overridden";
}
function imageText(use) {
  const why = use.ignored ?? use.testMaterial ?? use.overriddenBy ?? use.reason ?? use.because;
  const reference = use.reference === void 0 ? use.text : formatReference(use.reference);
  const image = use.through === void 0 ? reference : `${reference} by ${use.through}`;
  if (use.unknownTag === true) return `${image} (tag unknown${why === void 0 ? "" : `: ${why}`})`;
  return why === void 0 || use.class === "public" ? image : `${image} (${why})`;
}
function classCounts(uses) {
  const counts = /* @__PURE__ */ new Map();
  for (const use of uses) counts.set(classText(use), (counts.get(classText(use)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([name, number]) => `${number} ${name}`).join(", ") || "nothing found";
}

// src/cli/scan.ts
async function scan(typed) {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const read = await readTree(inputs, context, { standardInput: await standardInput(inputs.path, context.signal) });
    const { unseen, warnings } = read.scan;
    const uses = classifyOffline(read.scan, inputs, context);
    if (typed.json) {
      await printJson(inventoryText(uses, unseen, warnings));
      await printJson(["\n"]);
    } else printLines(scanLines(uses, unseen, warnings));
    return inputs.failWhen.has("unreadable") && warnings.length > 0 ? 1 : 0;
  });
}
module.exports = {
  scan
};
