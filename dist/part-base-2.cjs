"use strict";
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

module.exports = {
  UserError,
  messageOf,
  defectText
};
