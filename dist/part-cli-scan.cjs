"use strict";
const {
  classText,
  inTerminal,
  inputsOf,
  mayBeOwn,
  standardInput
} = require("./part-cli-2.cjs");
const {
  classifyOffline,
  inventoryText,
  readTree,
  row,
  section,
  unseenParts
} = require("./part-inputs.cjs");
require("./part-inputs-2.cjs");
const {
  printJson,
  printLines,
  printText,
  terminalWidth
} = require("./part-report-2.cjs");
const {
  code,
  count,
  plain
} = require("./part-text-2.cjs");
require("./part-manifests.cjs");
require("./part-base-2.cjs");
require("./part-js-yaml.cjs");
const {
  groupBy
} = require("./part-base.cjs");
const {
  fitted
} = require("./part-report-3.cjs");
require("./part-text.cjs");
require("./part-uses.cjs");
require("./part-images-2.cjs");
const {
  formatReference
} = require("./part-images.cjs");
require("./part-runtime.cjs");

// src/report/scan-text.ts
var MAX_ALIKE = 2;
var MAX_PLACES = 3;
function scanLines({ uses, unseen, unseenTally, warnings, registry }, width) {
  const notes = notesOf(uses, registry);
  const rows = uses.map((use) => [
    `${use.file}:${use.line}:${use.column}`,
    use.kind,
    classText(use, registry),
    imageText(use, notes, registry)
  ]);
  const notRead = grouped(warnings, ({ reason }) => [reason]);
  const notSeen = grouped(unseen, ({ source, remedy, because }) => [
    because === void 0 ? source : `${source} (${because})`,
    remedy
  ]);
  const images = new Set(
    uses.flatMap(({ reference }) => reference === void 0 ? [] : [formatReference(reference)])
  );
  const seen = `${count(uses.length, "use")} of ${count(images.size, "image")}: ${classCounts(uses, registry)}`;
  return [
    ...fitted(rows, width),
    ...block(
      "Why",
      [...notes].map(([reason, number]) => `[${number}] ${reason}`)
    ),
    ...block("Not read", fitted(notRead, width)),
    // The last column is a command, to be taken as it is.
    ...block("Images that this repository causes and does not contain", fitted(notSeen, void 0)),
    "",
    ...testLines(uses),
    ...ownLines(uses, registry),
    bold([seen, ...unseenParts(unseenTally, "--render auto")].join(" · "))
  ];
}
function scanMarkdown({ uses, unseen, warnings, registry }) {
  const place = ({ file, line }) => code(`${file}:${line}`);
  const all = Number.POSITIVE_INFINITY;
  const parts = [
    section(
      `Images: ${plain(classCounts(uses, registry))}`,
      ["where", "kind", "class", "image"],
      uses.map(
        (use) => row([place(use), use.kind, classText(use, registry), plain(imageText(use, /* @__PURE__ */ new Map(), registry))])
      ),
      all
    ),
    section(
      "Not read",
      ["where", "because"],
      warnings.map((warning) => row([place(warning), plain(warning.reason)])),
      all
    ),
    section(
      "Images that this repository causes and does not contain",
      ["where", "source", "what shows them"],
      unseen.map(
        (one) => row([
          place(one),
          plain(one.because === void 0 ? one.source : `${one.source} (${one.because})`),
          code(one.remedy)
        ])
      ),
      all
    )
  ].filter((part) => part !== "");
  return parts.length === 0 ? "No image was found.\n" : `${parts.join("\n").trimStart()}
`;
}
function block(title, lines) {
  return lines.length === 0 ? [] : ["", bold(title), ...lines];
}
function grouped(items, textOf) {
  return [...groupBy(items, (item) => JSON.stringify(textOf(item))).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === void 0) return [];
    const places = alike.slice(0, MAX_PLACES).map(({ file, line }) => `${file}:${line}`);
    const more = alike.length > MAX_PLACES ? [`and ${alike.length - MAX_PLACES} more`] : [];
    return [[[...places, ...more].join(", "), ...textOf(first)]];
  });
}
function notesOf(uses, registry) {
  const numbers = /* @__PURE__ */ new Map();
  for (const use of uses) {
    const why = whyText(use, registry);
    if (why !== void 0) numbers.set(why, (numbers.get(why) ?? 0) + 1);
  }
  const shared = [...numbers].filter(([, number]) => number > MAX_ALIKE).map(([why]) => why);
  return new Map(shared.map((why, index) => [why, index + 1]));
}
function testLines(uses) {
  const tests = uses.filter(({ testMaterial }) => testMaterial !== void 0).length;
  if (tests === 0) return [];
  const is = tests === 1 ? "use is" : "uses are";
  return [`${tests} ${is} read by tests only; what moves images leaves them, unless --include-tests is given`];
}
function ownLines(uses, registry) {
  const own = uses.filter((use) => mayBeOwn(use, registry));
  const hosts = [...new Set(own.flatMap(({ reference }) => reference?.registry ?? []))].sort();
  if (hosts.length === 0) return [];
  const [name] = (hosts[0] ?? "").split(".");
  return [`${count(own.length, "use")} of ${hosts.join(", ")}: if that is your registry, give --registry ${name}`];
}
function bold(text) {
  return { look: "bold", text };
}
function whyText(use, registry) {
  if (mayBeOwn(use, registry)) return void 0;
  const why = use.ignored ?? use.testMaterial ?? use.overriddenBy ?? use.reason ?? use.because;
  return use.class === "public" && use.unknownTag !== true && !isLeft(use) ? void 0 : why;
}
function isLeft({ ignored, testMaterial, overriddenBy }) {
  return (ignored ?? testMaterial ?? overriddenBy) !== void 0;
}
function imageText(use, notes, registry) {
  const why = whyText(use, registry);
  const note = why === void 0 ? void 0 : notes.get(why);
  const told = note === void 0 ? why : `[${note}]`;
  const reference = use.reference === void 0 ? use.text : formatReference(use.reference);
  const image = use.through === void 0 ? reference : `${reference} by ${use.through}`;
  if (use.unknownTag === true) return `${image} (tag unknown${told === void 0 ? "" : `: ${told}`})`;
  if (told === void 0) return image;
  return note === void 0 ? `${image} (${told})` : `${image} ${told}`;
}
function classCounts(uses, registry) {
  const counts = /* @__PURE__ */ new Map();
  for (const use of uses) {
    const name = classText(use, registry);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([name, number]) => `${number} ${name}`).join(", ") || "nothing found";
}

// src/cli/scan.ts
async function scan(typed) {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const read = await readTree(inputs, context, { standardInput: await standardInput(inputs.path, context.signal) });
    const { unseen, warnings } = read.scan;
    const uses = classifyOffline(read.scan, inputs, context);
    const told = { uses, unseen, unseenTally: read.unseen, warnings, registry: inputs.registry?.loginServer };
    switch (typed.output) {
      case "table":
        printLines(scanLines(told, terminalWidth()));
        break;
      case "json":
        await printJson(inventoryText(uses, unseen, warnings));
        await printJson(["\n"]);
        break;
      case "markdown":
        printText(scanMarkdown(told));
        break;
      case "sarif": {
        const { sarifOf } = await Promise.resolve().then(() => require("./part-report-sarif.cjs"));
        const { scanRemarks } = await Promise.resolve().then(() => require("./part-report-scan-remarks.cjs"));
        await printJson([sarifOf(scanRemarks(uses, warnings), [], read.prefix.replace(/\/$/, "")).text]);
        break;
      }
    }
    return inputs.failWhen.has("unreadable") && warnings.length > 0 ? 1 : 0;
  });
}
module.exports = {
  scan
};
