"use strict";
const importMetaUrl = require("node:url").pathToFileURL(__filename).href;
// src/base/errors.ts
var UserError = class extends Error {
  name = "UserError";
};
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
function defectText(error) {
  if (error instanceof UserError) return messageOf(error);
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `a defect of this action: ${said.replaceAll(/\s+/g, " ").slice(0, 300)}; please report it`;
}

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

module.exports = {
  UserError,
  messageOf,
  defectText,
  nearest,
  packageVersion
};
