"use strict";
const {
  shown
} = require("./part-text.cjs");

// src/base/counting.ts
function count(number2, singular, plural = `${singular}s`) {
  return `${number2} ${number2 === 1 ? singular : plural}`;
}

// src/text/markdown.ts
var MARKUP = "[&<>`*_[\\]\\\\|~#]";
var FOUND_BY_PARSER = ":(?=//)|(?<=www)\\.|[@$]";
var FOUND_IN_TEXT = ":(?=[\\w+-]+:)|#(?=\\w)|(?<=\\bGH)-(?=\\d)|\\b[0-9a-f]{7,40}\\b";
var IN_CODE = new RegExp(`${FOUND_BY_PARSER}|${MARKUP}`, "gi");
var IN_TEXT = new RegExp(`${FOUND_BY_PARSER}|${FOUND_IN_TEXT}|${MARKUP}`, "gi");
var ALONE = new RegExp(`^${MARKUP}$`);
var COMMIT_PART = 6;
function plain(text) {
  const line = shown(text).trim();
  return atStart(line, (rest) => rest.replaceAll(IN_TEXT, inert));
}
function code(text) {
  return `<code>${shown(text).replaceAll(IN_CODE, inert)}</code>`;
}
function atStart(line, inside) {
  const [, digits = "", sign = ""] = /^(\d{1,9}(?=[.)]))?([-+=.)])?/.exec(line) ?? [];
  const starts = sign !== "" && (digits !== "" || !/[.)]/.test(sign));
  return starts ? `${digits}${number(sign)}${inside(line.slice(digits.length + sign.length))}` : inside(line);
}
function inert(found) {
  if (found.length > 1) return (found.match(new RegExp(`.{1,${COMMIT_PART}}`, "g")) ?? []).map(parted).join("");
  if (found === "#") return parted(number(found));
  return ALONE.test(found) ? number(found) : parted(found);
}
function parted(text) {
  return `<span>${text}</span>`;
}
function number(character) {
  return `&#${character.charCodeAt(0)};`;
}
function codeSpan(text) {
  const line = shown(text);
  const ticks = "`".repeat(longestRun(line) + 1);
  const padding = /^`|`$|^$|^ .*[^ ].* $/.test(line) ? " " : "";
  return `${ticks}${padding}${line}${padding}${ticks}`;
}
function fenced(text, info) {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${info}
${text}
${fence}`;
}
function fencedLines(text, info) {
  return fenced(text.trimEnd().split("\n").map(shown).join("\n"), info);
}
function longestRun(text) {
  let longest = 0;
  let run = 0;
  for (let index = 0; index < text.length; index++) {
    run = text.charCodeAt(index) === 96 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

module.exports = {
  count,
  plain,
  code,
  codeSpan,
  fenced,
  fencedLines
};
