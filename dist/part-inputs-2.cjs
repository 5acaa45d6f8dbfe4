"use strict";
const importMetaUrl = require("node:url").pathToFileURL(__filename).href;
// src/io/version.ts
const { readFileSync } = require("node:fs");
function packageVersion() {
  try {
    const manifest = JSON.parse(readFileSync(new URL("../package.json", importMetaUrl), "utf8"));
    return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
  } catch {
    return "";
  }
}

// src/base/nearest.ts
function nearest(typed, words) {
  let best;
  for (const word of words) {
    const distance = distanceOf(typed.toLowerCase(), word.toLowerCase());
    if (distance <= Math.max(1, Math.floor(Math.max(word.length, 3) / 3)) && distance < (best?.distance ?? Infinity)) {
      best = { word, distance };
    }
  }
  return best?.word;
}
var MAX_CHARS = 64;
function distanceOf(one, other) {
  if (Math.max(one.length, other.length) > MAX_CHARS) return Infinity;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Infinity
        )
      );
    }
    before = last;
    last = line;
  }
  return last[other.length] ?? Infinity;
}

// src/inputs/names.ts
var INPUT_NAMES = [
  "config",
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
  "include-disabled",
  "include-charts",
  "render",
  "chart-hosts",
  "cache-dir",
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
  "evidence-max-age",
  "fail-when",
  "review",
  "regional-endpoints",
  "suggest-kinds",
  "max-suggestions",
  "pin",
  "instance",
  "github-token",
  "storage-price",
  "summary",
  "report-dir",
  "timeout"
];
var BOOLEAN_INPUTS = [
  "include-tests",
  "include-disabled",
  "include-charts",
  "warm",
  "only-fixable",
  "pin"
];
var INPUT_DEFAULTS = /* @__PURE__ */ new Map([
  ["cloud", "public"],
  ["path", "."],
  ["include-tests", "false"],
  ["include-disabled", "false"],
  ["include-charts", "false"],
  ["render", "never"],
  ["target", "{registry}/{repository}"],
  ["wildcard-target", "any/{registry}/*"],
  ["max-cache-rules", "50"],
  ["wildcards", "never"],
  ["apply", "auto"],
  ["warm", "true"],
  ["platforms", "linux/amd64"],
  ["engine", "registry"],
  ["warm-timeout", "5"],
  ["fail-on", "none"],
  ["gate-scope", "new"],
  ["only-fixable", "false"],
  ["treat-unknown-as", "high"],
  ["scan-timeout", "0"],
  ["evidence-max-age", "30"],
  ["fail-when", "error"],
  ["review", "suggestions"],
  ["regional-endpoints", "keep"],
  [
    "suggest-kinds",
    "kubernetes, custom-resource, helm-values, helm-template, remote-chart, remote-base, kustomize, compose"
  ],
  ["max-suggestions", "30"],
  ["pin", "false"],
  ["summary", "always"],
  ["timeout", "30"]
]);

// src/inputs/lists.ts
var LIST_INPUTS = [
  "include",
  "exclude",
  "kinds",
  "trusted-registries",
  "allowed-images",
  "denied-images",
  "upstreams",
  "credential-sets",
  "targets",
  "platforms",
  "chart-hosts",
  "accept-findings",
  "exempt-paths",
  "fail-when",
  "suggest-kinds"
];
var PAIR_INPUTS = ["upstreams", "credential-sets", "targets"];

module.exports = {
  nearest,
  INPUT_NAMES,
  BOOLEAN_INPUTS,
  INPUT_DEFAULTS,
  packageVersion,
  LIST_INPUTS,
  PAIR_INPUTS
};
