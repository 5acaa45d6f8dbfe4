"use strict";
const {
  count,
  plain
} = require("./part-text-2.cjs");
const {
  compareTexts,
  groupBy
} = require("./part-base.cjs");
const {
  jsonOf,
  visible
} = require("./part-text.cjs");

// src/report/sarif.ts
const { createHash } = require("node:crypto");
const { gzipSync } = require("node:zlib");

// src/report/remark.ts
var REMARK_RULES = {
  "public-image": "A public image that can be pulled from the registry instead",
  "uncovered-image": "A public image that no cache rule covers",
  "half-moved-image": "An image of which only the registry or only the repository is moved",
  "dangling-image": "An image of the registry that has neither a cache rule nor a repository",
  "vulnerable-image": "An image with findings at or above the severity of the gate",
  "unscanned-image": "An image that Defender has not scanned",
  "unserved-image": "An image that the registry could not serve",
  "unreadable-file": "A file that could not be read or understood"
};
var ORDER = { error: 0, warning: 1, note: 2 };
var USUAL_RANK = 10;
function inOrder(remarks) {
  return remarks.toSorted(
    (one, other) => ORDER[one.level] - ORDER[other.level] || (one.rank ?? USUAL_RANK) - (other.rank ?? USUAL_RANK) || compareTexts(one.file, other.file) || one.line - other.line || (one.column ?? 0) - (other.column ?? 0)
  );
}

// src/report/finding-text.ts
var WORST_FIRST = ["critical", "high", "unknown", "medium", "low"];
function severityRank(severity) {
  return WORST_FIRST.indexOf(severity);
}
function worstFirst(blocking) {
  return blocking.toSorted(
    ({ finding: one }, { finding: other }) => severityRank(one.severity) - severityRank(other.severity) || (other.cvss ?? -1) - (one.cvss ?? -1) || compareTexts(one.id ?? "", other.id ?? "") || compareTexts(one.package, other.package)
  );
}
function worstRank({ blocking }) {
  return Math.min(WORST_FIRST.length, ...new Set(blocking.map(({ finding }) => severityRank(finding.severity))));
}
function findingTexts(blocking, most) {
  return told(blocking, most, (entry) => `${nameText(entry)}${restText(entry)}`);
}
function findingsInMarkdown(blocking, most) {
  return told(blocking, most, (entry) => `${findingLink(nameText(entry))} ${plain(restText(entry))}`);
}
function told(blocking, most, textOf) {
  const texts = [...new Set(worstFirst(blocking).map(textOf))];
  const rest = texts.length - most;
  if (rest <= 0) return texts;
  return [...texts.slice(0, most), most === 0 ? `${rest} findings, see the report` : `and ${rest} more`];
}
function nameText({ finding: { id = "a finding without a name" } }) {
  return id;
}
function restText({ finding, expired }) {
  const { severity } = finding;
  const over = expired === void 0 ? void 0 : `accepted until ${expired.until}, which is over`;
  return ` in ${packageText(finding)} (${[severity, fixText(finding), over].filter((part) => part !== void 0).join(", ")})`;
}
function packageText({ package: name, installed }) {
  return installed === void 0 ? name : `${name} ${installed}`;
}
function fixText({ fixable, fixedIn }) {
  if (fixedIn !== void 0) return `fixed in ${fixedIn}`;
  return fixable === "no" ? "no fix yet" : void 0;
}
function findingLink(id) {
  const url = findingUrl(id);
  return url === void 0 ? plain(id) : `[${plain(id)}](${url})`;
}
function findingUrl(id) {
  if (id === void 0) return void 0;
  if (/^CVE-\d{4}-\d{4,19}$/i.test(id)) return `https://nvd.nist.gov/vuln/detail/${id.toUpperCase()}`;
  if (/^GHSA(?:-[0-9a-z]{4}){3}$/i.test(id)) return `https://github.com/advisories/${id}`;
  return void 0;
}
function acceptanceText({ id, package: name, image, until, by, reason, place }) {
  const where = `${name === void 0 ? "" : ` in ${name}`}${image === void 0 ? "" : ` of ${image}`}`;
  return `${id}${where} until ${until}${by === void 0 ? "" : `, by ${by}`}: ${reason} (${place})`;
}

// src/report/sarif-findings.ts
function imageFindings(remarks, images) {
  const places = groupBy(remarks, ({ image }) => image);
  const found = images.flatMap(({ image, blocking }) => {
    const [first, ...others] = places.get(image) ?? [];
    if (first === void 0) return [];
    const byRule = groupBy(worstFirst(blocking), ({ finding }) => finding.id ?? first.rule);
    return [...byRule].map(
      ([rule, entries]) => ({ rule, image, level: first.level, entries, places: [first, ...others] })
    );
  });
  return found.toSorted(
    (one, other) => rankOf(one) - rankOf(other) || compareTexts(one.rule, other.rule) || compareTexts(one.image, other.image)
  );
}
function rankOf({ entries: [worst] }) {
  return severityRank(worst?.finding.severity ?? "low");
}
var MAX_PACKAGES = 20;
function messageOf({ rule, image, entries }) {
  const byPackage = groupBy(entries, ({ finding }) => packageText(finding));
  const texts = [...byPackage].map(([name, same]) => {
    const [first] = same;
    const platforms = [...new Set(same.map(({ platform }) => platform))].join(", ");
    if (first === void 0) return name;
    const told2 = [first.finding.severity, fixText(first.finding)].filter((part) => part !== void 0);
    return `${name} (${told2.join(", ")}) on ${platforms}`;
  });
  return `${image}: ${rule} in ${atMost(texts)}`;
}
function atMost(texts) {
  const rest = texts.length - MAX_PACKAGES;
  return rest > 0 ? `${texts.slice(0, MAX_PACKAGES).join("; ")}; and ${rest} more` : texts.join("; ");
}
var MAX_DESCRIPTION = 1024;
function findingRule({ id, findings }) {
  const [worst] = findings.toSorted((one, other) => severityRank(one.severity) - severityRank(other.severity));
  const severity = worst?.severity ?? "unknown";
  const scores = findings.flatMap(({ cvss }) => cvss ?? []);
  const score = scoreOf(
    severity,
    scores.length === 0 ? void 0 : scores.reduce((one, other) => Math.max(one, other))
  );
  const packages = [...new Set(findings.map(({ package: name }) => name))].toSorted(compareTexts);
  const url = findingUrl(id);
  return {
    id,
    shortDescription: { text: `${id}: ${severity} severity`.slice(0, MAX_DESCRIPTION) },
    fullDescription: { text: `Defender found ${id} in ${atMost(packages)}.`.slice(0, MAX_DESCRIPTION) },
    help: { text: helpText(findings) },
    ...url === void 0 ? {} : { helpUri: url },
    properties: {
      tags: ["security", "vulnerability", "container-image", `severity/${severity}`],
      ...score === void 0 ? {} : { "security-severity": score.toFixed(1) }
    }
  };
}
function helpText(findings) {
  const texts = findings.map((finding) => {
    if (finding.fixedIn !== void 0) return `${finding.package} is fixed in ${finding.fixedIn}`;
    return finding.fixable === "no" ? `${finding.package} has no fix yet` : `of a fix of ${finding.package} nothing is known`;
  });
  const told2 = atMost([...new Set(texts)].toSorted(compareTexts));
  return `${told2}. Take a version of the image that has it, or accept the finding with accept-findings.`;
}
var SCORES = {
  critical: { least: 9, most: 10 },
  high: { least: 7, most: 8.9 },
  medium: { least: 4, most: 6.9 },
  low: { least: 0.1, most: 3.9 }
};
function scoreOf(severity, cvss) {
  if (severity === "unknown") return cvss;
  const { least, most } = SCORES[severity];
  return Math.min(most, Math.max(least, cvss ?? least));
}

// src/report/sarif.ts
var MAX_RESULTS = 25e3;
var MAX_LOCATIONS = 100;
var MAX_GZIPPED_BYTES = 1e7;
function sarifOf(remarks, images, base, mostBytes = MAX_GZIPPED_BYTES) {
  const found = new Set(images.filter(({ blocking }) => blocking.length > 0).map(({ image }) => image));
  const isFinding = ({ rule, image }) => rule === "vulnerable-image" && image !== void 0 && found.has(image);
  const ordered = inOrder(remarks);
  const findings = imageFindings(ordered.filter(isFinding), images);
  const all = inLevels([
    ...findings.map((finding) => ({ level: finding.level, finding })),
    ...ordered.filter((remark) => !isFinding(remark)).map((remark) => ({ level: remark.level, remark }))
  ]);
  return withinSize(all, Math.min(all.length, MAX_RESULTS), base, mostBytes);
}
function inLevels(entries) {
  return ["error", "warning", "note"].flatMap((level) => entries.filter((entry) => entry.level === level));
}
function withinSize(all, most, base, mostBytes) {
  const kept = all.slice(0, most);
  const text = `${jsonOf(logOf(kept, base))}
`;
  const size = text.length > mostBytes ? gzipSync(text).length : 0;
  if (size > mostBytes && most > 0) {
    return withinSize(all, Math.min(most - 1, Math.floor(most * mostBytes * 0.9 / size)), base, mostBytes);
  }
  return { text, cut: cutOf(all, kept) };
}
function cutOf(all, kept) {
  const long = kept.filter((entry) => "finding" in entry && entry.finding.places.length > MAX_LOCATIONS).length;
  return [
    ...kept.length === all.length ? [] : [`The SARIF file holds ${kept.length} of ${count(all.length, "result")}, worst first: GitHub takes no more.`],
    ...long === 0 ? [] : [
      `In the SARIF file ${count(long, "result")} ${long === 1 ? "has" : "have"} the first ${MAX_LOCATIONS} places only: GitHub keeps no more.`
    ]
  ];
}
function logOf(entries, base) {
  const fingerprint = fingerprints();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "acr-artifact-cache", rules: rulesOf(entries) } },
        columnKind: "utf16CodeUnits",
        results: entries.map(
          (entry) => "finding" in entry ? findingResult(entry.finding, base, fingerprint) : remarkResult(entry.remark, base, fingerprint)
        )
      }
    ]
  };
}
function rulesOf(entries) {
  const findings = entries.flatMap((entry) => "finding" in entry ? [entry.finding] : []);
  const used = new Set(entries.map((entry) => "finding" in entry ? entry.finding.rule : entry.remark.rule));
  const named = Object.entries(REMARK_RULES).filter(([id]) => used.has(id)).map(([id, text]) => ({ id, shortDescription: { text } }));
  const byRule = groupBy(
    findings.filter(({ rule }) => !Object.hasOwn(REMARK_RULES, rule)),
    ({ rule }) => rule
  );
  const vulnerabilities = [...byRule].sort(([one], [other]) => compareTexts(one, other));
  return [
    ...named,
    ...vulnerabilities.map(
      ([id, same]) => findingRule({ id, findings: same.flatMap(({ entries: found }) => found.map(({ finding }) => finding)) })
    )
  ];
}
function findingResult(finding, base, fingerprint) {
  return {
    ruleId: finding.rule,
    level: finding.level,
    message: { text: sarifText(messageOf(finding)) },
    locations: finding.places.slice(0, MAX_LOCATIONS).map((place) => locationOf(place, base)),
    partialFingerprints: fingerprint(finding.rule, finding.image)
  };
}
function remarkResult(remark, base, fingerprint) {
  return {
    ruleId: remark.rule,
    level: remark.level,
    message: { text: sarifText(remark.message) },
    locations: [locationOf(remark, base)],
    partialFingerprints: fingerprint(remark.rule, remark.image ?? "", remark.file)
  };
}
function sarifText(text) {
  return visible(text).replaceAll("](", "] (");
}
function locationOf({ file, line, column }, base) {
  const uri = [base, file].filter((part) => part !== "" && part !== ".").join("/");
  return {
    physicalLocation: {
      artifactLocation: { uri: uri.split("/").map(encodeURIComponent).join("/") },
      region: { startLine: line, ...column === void 0 ? {} : { startColumn: column } }
    }
  };
}
function fingerprints() {
  const seen = /* @__PURE__ */ new Map();
  return (...parts) => {
    const what = parts.join("\0");
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    const hash = createHash("sha256").update(`${what}\0${before}`).digest("hex").slice(0, 32);
    return { "acrArtifactCache/v1": hash };
  };
}

module.exports = {
  severityRank,
  worstFirst,
  worstRank,
  findingTexts,
  findingsInMarkdown,
  packageText,
  fixText,
  findingLink,
  findingUrl,
  acceptanceText,
  inOrder,
  sarifOf
};
