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

module.exports = {
  UserError,
  messageOf,
  defectText,
  packageVersion
};
