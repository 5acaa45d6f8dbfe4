"use strict";
const {
  ENGINES,
  IMAGE_STATES,
  bytes,
  code,
  details,
  fencedLines,
  findingLink,
  findingsInMarkdown,
  forecastSentence,
  inOrder,
  link,
  plain,
  policyFiles,
  readEarlier,
  refusedRows,
  reportFiles,
  reportFolder,
  row,
  run,
  section,
  sentences,
  severityRank,
  step,
  toldStates,
  worstFirst,
  worstRank,
  writeReports
} = require("./part-stages.cjs");
const {
  count,
  eventOf,
  groupBy,
  imageOf,
  leaveFolder,
  nameOf,
  openSurroundings,
  parseReference,
  readInputs,
  rightsOf
} = require("./part-manifests.cjs");
const {
  UserError,
  defectText,
  packageVersion
} = require("./part-base.cjs");
require("./part-js-yaml.cjs");
const {
  hideSecret,
  redacted,
  shown
} = require("./part-text.cjs");

// src/main.ts
const { readFile } = require("node:fs/promises");
const { dirname } = require("node:path");

// src/report/outputs.ts
function outputsOf({ tally, plan, rules: rules2, gate }) {
  return {
    images: tally.images,
    "public-images": tally.publicFound,
    "rules-created": tally.rulesCreated,
    "rules-total": rules2?.after ?? "",
    "rules-remaining": plan === void 0 || rules2 === void 0 ? "" : plan.room.remaining,
    uncovered: tally.uncovered,
    warmed: tally.warm,
    findings: gate.findings,
    verdict: gate.verdict,
    suggestions: tally.suggestions
  };
}

// src/report/summary/counts.ts
function countsTable(report) {
  const rows = [
    found(report),
    covered(report),
    stored(report),
    checked(report),
    findings(report),
    rules(report),
    storage(report),
    unread(report)
  ].filter((cells) => cells !== void 0);
  return [
    row(["", "", ""]),
    row(["---", "---:", "---"]),
    ...rows.map(([what, number, more]) => row([plain(what), number, plain(more)]))
  ].join("\n");
}
function found({ tally, uses }) {
  return [
    "images",
    String(tally.images),
    `${count(tally.publicFound, "public image")} in ${count(uses.length, "use")}`
  ];
}
function covered({ tally, registry }) {
  const { public: all, covered: number, planned, uncovered, changedOnly, cached, dangling, halfMoved } = tally;
  const parts = [
    planned > 0 ? `${planned} would be` : "",
    uncovered > 0 ? `${uncovered} can't be` : "",
    cached > 0 ? `${cached} served from the registry already` : "",
    dangling > 0 ? `${dangling} dangling` : "",
    halfMoved > 0 ? `${halfMoved} half moved` : ""
  ].filter((part) => part !== "");
  if (registry === void 0 || all === 0 && parts.length === 0) return void 0;
  return [`covered${changedOnly ? ", of what is new" : ""}`, `${number} of ${all}`, parts.join(", ")];
}
function stored({ tally, warmed, moved: moved2 }) {
  if (warmed.length === 0) return void 0;
  const parts = [
    tally.unwarmed > 0 ? `${tally.unwarmed} not known to be` : "",
    moved2.length > 0 ? `${moved2.length} moved at the upstream` : "",
    tally.stale > 0 ? `${tally.stale} behind it` : ""
  ].filter((part) => part !== "");
  return ["stored", `${tally.warm} of ${warmed.length}`, parts.join(", ")];
}
function checked({ gate: { images: images2 } }) {
  if (images2.length === 0) return void 0;
  const states = images2.map(({ state }) => state);
  const judged2 = states.filter((state) => ["fails", "passes"].includes(IMAGE_STATES[state].judgement)).length;
  const told = toldStates(states, "fails", "undecided", "unjudged", "passes", "not-asked");
  return ["checked by Defender", `${judged2} of ${images2.length}`, told.join(", ")];
}
function findings({ gate: { images: images2, findings: number, verdict } }) {
  if (images2.length === 0) return void 0;
  const numbers = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  for (const { digest, finding } of images2.flatMap(({ blocking }) => blocking)) {
    const key = [digest, finding.id, finding.package, finding.installed].join("\0");
    if (seen.has(key)) continue;
    seen.add(key);
    numbers.set(finding.severity, (numbers.get(finding.severity) ?? 0) + 1);
  }
  const severities = ["critical", "high", "medium", "low", "unknown"].toSorted((one, other) => severityRank(one) - severityRank(other)).flatMap((severity) => {
    const found2 = numbers.get(severity);
    return found2 === void 0 ? [] : [`${found2} ${severity === "unknown" ? "unrated" : severity}`];
  });
  const title = verdict === "no gate" ? "findings" : "findings that count";
  return [title, String(number), severities.join(", ")];
}
var GAUGE = 10;
function rules({ rules: told }) {
  if (told === void 0) return void 0;
  const { before, after, cap, created, withdrawn } = told;
  const left = Math.max(0, cap - after);
  const parts = [
    `${before} before`,
    `${created.length} created`,
    withdrawn.length > 0 ? `${withdrawn.length} withdrawn` : "",
    after > cap ? `${after - cap} above the cap` : `${left} left`
  ].filter((part) => part !== "");
  return ["cache rules", `${after} of ${cap}`, `${gauge(after, cap)} ${parts.join(", ")}`];
}
function gauge(number, most) {
  const share = most === 0 ? 1 : Math.min(1, number / most);
  const full = share >= 1 ? GAUGE : Math.min(GAUGE - 1, Math.ceil(share * GAUGE));
  return "▰".repeat(full) + "▱".repeat(GAUGE - full);
}
function storage({ storage: told }) {
  if (told === void 0) return void 0;
  const { total, plan, monthly } = told;
  const parts = [
    plan === void 0 ? "" : `${percent(total / plan.included)} of the ${bytes(plan.included)} that ${plan.sku} includes`,
    monthly === void 0 ? "" : `at most ${monthly.toFixed(2)} a month at the price given`
  ].filter((part) => part !== "");
  return ["storage of these images", bytes(total), parts.join("; ")];
}
function percent(share) {
  if (share >= 0.1) return `${Math.round(share * 100)} %`;
  return share < 1e-4 ? "less than 0.01 %" : `${Number((share * 100).toFixed(2))} %`;
}
function unread({ tally }) {
  if (tally.unreadable === 0) return void 0;
  return ["not read", String(tally.unreadable), "images of these files may be missing here"];
}

// src/report/summary/figures.ts
function figuresOf({ uses, rewrite, plan }) {
  const edited = new Set(rewrite.moved.map(placeKey));
  const states = /* @__PURE__ */ new Map();
  for (const use of uses) {
    if (!counts(use)) continue;
    const served2 = use.class === "cached";
    const moved2 = served2 || edited.has(placeKey({ file: use.file, line: use.line, from: use.text }));
    const image = imageOf(use);
    const known = states.get(image) ?? { served: true, moved: true };
    states.set(image, { served: known.served && served2, moved: known.moved && moved2 });
  }
  const all = [...states.values()];
  const served = all.filter((state) => state.served).length;
  return {
    total: all.length,
    served,
    moving: all.filter((state) => state.moved).length - served,
    blocked: plan?.refused.length ?? 0
  };
}
function placeKey({ file, line, from }) {
  return JSON.stringify([file, line, from]);
}
function counts(use) {
  if (use.ignored !== void 0 || use.testMaterial !== void 0 || use.overriddenBy !== void 0) return false;
  if (use.class === "foreign") return use.foreign === "unsupported";
  return ["public", "cached", "half-moved", "dangling"].includes(use.class);
}

// src/report/gated-deployment-section.ts
var MAX_ROWS = 50;
function gatedDeploymentSection(forecast) {
  const { severity, stopped, unscanned, exempt } = forecast;
  const rows = stopped.map(
    ({ image, findings: findings3, worst, accepted }) => row([
      code(image),
      plain(`${findings3}, the worst ${worst === "unknown" ? "of unknown severity" : worst}`),
      plain(accepted ? "accepted in the gate: exempt the same findings in the rule" : "")
    ])
  );
  const names = (images2) => images2.map((image) => row([code(image)]));
  const steps = [
    "Defender for Containers with the sensor, security gating, registry access and security findings; Kubernetes 1.31 and an OIDC issuer",
    `Defender for Cloud, Environment settings, Security rules, Vulnerability assessment: a rule with the action Audit for findings of ${severity} severity or above; leave production’s namespaces out of its scope`,
    "watch Admission Monitoring for a release cycle; then the action Deny, production last"
  ];
  const body = [
    rows.length === 0 ? "" : section("It would stop", ["image", "findings", ""], rows, MAX_ROWS),
    unscanned.length === 0 ? "" : section(
      "Let in unscanned, unless the rule blocks images without results",
      ["image"],
      names(unscanned),
      MAX_ROWS
    ),
    exempt.length === 0 ? "" : section("In exempt paths: leave their namespaces out of the scope", ["image"], names(exempt), MAX_ROWS),
    `
${steps.map((step2, index) => `${index + 1}. ${plain(step2)}`).join("\n")}`
  ];
  const title = "If clusters had gated deployment";
  return details(`${title}: ${gatedDeploymentSentence(forecast)}`, body.filter((part) => part !== "").join("\n"));
}
function gatedDeploymentSentence({ severity, stopped, unscanned, exempt, admitted }) {
  const all = stopped.length + unscanned.length + exempt.length + admitted;
  const parts = [
    `a rule for ${severity} severity or above would stop ${stopped.length} of ${count(all, "image")} that the gate asked about`,
    unscanned.length > 0 ? `${unscanned.length} not scanned` : "",
    exempt.length > 0 ? `${exempt.length} in exempt paths` : ""
  ];
  return `${parts.filter((part) => part !== "").join("; ")}.`;
}

// src/report/policy-section.ts
var MAX_ROWS2 = 50;
function policySection(forecast, registry) {
  const { engines, untold } = forecast;
  const verdicts = engines.map(
    (engine) => row([plain(ENGINES[engine.engine].title), plain(forecastSentence(engine, untold.length))])
  );
  const refused = refusedRows(forecast).map(
    ({ place, image, by, remedy }) => row([code(place), code(image), plain(by), plain(remedy)])
  );
  const unknown = untold.map(
    ({ file, line, what, reason }) => row([code(`${file}:${line}`), code(what), plain(reason)])
  );
  const command = (mode) => code(`acr-artifact-cache policy --registry ${registry} --mode ${mode}`);
  const body = [
    section("", ["policy", "would do"], verdicts, MAX_ROWS2),
    refused.length === 0 ? "" : section("Refused today", ["where", "image", "by", "what to do"], refused, MAX_ROWS2),
    unknown.length === 0 ? "" : section("Can't be foretold", ["where", "what", "why"], unknown, MAX_ROWS2),
    `
Start with ${command("audit")} and watch; then ${command("warn")}, so that authors see it; then ${command("deny")}. The files of each stage are in the folder ${code("policy")} beside the report.`
  ];
  const title = "If clusters took images of the registry only";
  return details(`${title}: ${strictest(forecast)}`, body.filter((part) => part !== "").join("\n"));
}
function strictest({ engines, untold }) {
  const [most] = engines.toSorted((a, b) => b.refused.length - a.refused.length);
  return most === void 0 ? "" : forecastSentence(most, untold.length);
}

// src/report/summary/reasons.ts
function refusalReasons(refused) {
  const groups = groupBy(refused, ({ refusal }) => JSON.stringify(sharedPart(refusal)));
  return mostFirst(
    [...groups.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === void 0) return [];
      const same = alike.every(({ message }) => message === first.message);
      return [
        {
          title: same ? first.message : titleOf(first.refusal),
          remedy: alike.every(({ remedy }) => remedy === first.remedy) ? first.remedy : generalRemedy(first.refusal),
          commands: first.commands,
          images: alike.map(({ source, uses, message }) => ({ image: source, uses, detail: same ? "" : message }))
        }
      ];
    })
  );
}
function storingReasons(results) {
  const told = results.flatMap((result) => {
    if (result.status === "warm") return [];
    const { message, remedy, kind } = result.status === "not-served" ? result.reason : result.unconfirmed;
    const state = result.status === "not-served" ? "not served" : "served, and not known to be stored";
    return [{ image: result.request.image, state, kind, message, remedy }];
  });
  const groups = groupBy(told, ({ state, kind, remedy }) => JSON.stringify([state, kind, remedy]));
  return mostFirst(
    [...groups.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === void 0) return [];
      const same = alike.every(({ message }) => message === first.message);
      return [
        {
          title: `${first.state}${same ? `: ${first.message}` : ` (${first.kind})`}`,
          remedy: capital(first.remedy),
          commands: [],
          images: alike.map(({ image, message }) => ({ image, detail: same ? "" : message }))
        }
      ];
    })
  );
}
function mostFirst(reasons) {
  return reasons.toSorted((one, other) => other.images.length - one.images.length);
}
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
function sharedPart(refusal) {
  switch (refusal.reason) {
    case "unsupported-upstream":
    case "credential-set-missing":
    case "credential-set-unreadable":
      return [refusal.reason, refusal.host];
    case "credential-set-unhealthy":
      return [refusal.reason, refusal.credentialSet];
    case "cap-reached":
      return [refusal.reason, refusal.room];
    case "refused-by-service":
      return [refusal.reason, refusal.code];
    case "not-allowed":
    case "target-invalid":
    case "target-taken":
    case "target-conflict":
    case "name-taken":
    case "not-permitted":
    case "write-failed":
    case "gone":
    case "not-listed":
    case "gave-way":
    case "unsettled":
      return [refusal.reason];
  }
}
function titleOf({ reason }) {
  return TITLES[reason];
}
var TITLES = {
  "not-allowed": "not among the allowed images",
  "unsupported-upstream": "no upstream that artifact cache can source from",
  "credential-set-missing": "the upstream needs a credential set, and the registry has none for it",
  "credential-set-unreadable": "whether the registry has a credential set for the upstream can't be seen",
  "credential-set-unhealthy": "the credential set does not work",
  "target-invalid": "no repository name that a rule can cache into",
  "target-taken": "the registry already has a repository of that name",
  "target-conflict": "the target is the one of a rule for another source",
  "name-taken": "a rule of that name is there, with another source or target",
  "cap-reached": "the registry has as many cache rules as it may have",
  "refused-by-service": "Azure refused the rule",
  "not-permitted": "this identity may not write cache rules",
  "write-failed": "the rule could not be created",
  gone: "the rule is not there any more",
  "not-listed": "the rules could not be listed after they were written",
  "gave-way": "other runs filled the registry at the same time",
  unsettled: "the rule was created by another run a moment ago, above the cap"
};
function generalRemedy({ reason }) {
  switch (reason) {
    case "target-taken":
    case "target-conflict":
      return "Give the images other targets with the input targets, or delete the repositories if nothing needs them.";
    case "name-taken":
      return "Look at the rules, and delete those that nothing uses.";
    default:
      return "See what is said of each image.";
  }
}

// src/report/summary/problems.ts
var MAX_ROWS3 = 200;
var MAX_REASONS = 20;
var MAX_FINDINGS = 20;
var MAX_OPEN = 10;
var MAX_MESSAGES = 5;
var MAX_FAILING_BYTES = 450 * 1024;
function problemsPart(report) {
  const open2 = [messages(report), ...failing(report)].filter((part) => part !== "");
  const folds = [
    ...refusals(report),
    ...storing(report),
    ...undecided(report),
    ...listed(report),
    ...leftByReason(report)
  ].filter((part) => part !== "");
  const parts = [...open2, ...folds];
  return parts.length === 0 ? [] : ["\n### Problems\n", ...parts];
}
function messages({ outcome, problems }) {
  const told = problems.map(({ message }) => message);
  const failures = outcome.failures.filter(
    (failure) => !/^fail-when (?:error|review): /.test(failure) && !told.includes(failure)
  );
  const fails = outcome.failures.join("\n");
  const lines = [
    ...failures.map((failure) => `- ❌ ${plain(failure)}`),
    ...told.map((message) => `- ${fails.includes(message) ? "❌" : "⚠️"} ${plain(message)}`)
  ];
  const open2 = lines.slice(0, MAX_MESSAGES).join("\n");
  const rest = lines.slice(MAX_MESSAGES);
  return rest.length === 0 ? open2 : `${open2}
${details(`${rest.length} more`, rest.join("\n"))}`;
}
function failing({ gate, uses }) {
  const images2 = gate.images.filter(({ state }) => IMAGE_STATES[state].judgement === "fails").toSorted((one, other) => worstRank(one) - worstRank(other) || other.blocking.length - one.blocking.length);
  if (images2.length === 0) return [];
  const places = placesOf(uses);
  const brief = images2.slice(0, MAX_OPEN).map(
    (image) => row([code(image.image), findingsInMarkdown(image.blocking, 1).join(", "), placesText(places, image.image)])
  );
  const more = images2.length > MAX_OPEN ? `, the ${MAX_OPEN} worst of them` : "";
  const title = `${count(images2.length, "image")} that the gate stops`;
  return [
    `
**${title}${more}:**

${section("", ["image", "worst finding", "where"], brief, MAX_OPEN)}`,
    details(`${title}, with the findings`, failingTable(images2))
  ];
}
function failingTable(images2) {
  const columns = ["image", "state", "why"];
  for (const most of [MAX_FINDINGS, 10, 5, 3, 1, 0]) {
    const rows2 = images2.map((image) => gatedRow(image, most));
    if (Buffer.byteLength(rows2.join("\n")) <= MAX_FAILING_BYTES) return section("", columns, rows2, rows2.length);
  }
  const rows = [];
  let size = 0;
  for (const { image } of images2) {
    const line = row([code(image)]);
    size += Buffer.byteLength(line) + 1;
    if (size > MAX_FAILING_BYTES) break;
    rows.push(line);
  }
  const rest = images2.length - rows.length;
  return `${section("", ["image"], rows, rows.length)}${rest === 0 ? "" : `

*and ${rest} more, which fail no less, see the report*`}`;
}
function gatedRow({ image, state, reasons, remedy, blocking }, most) {
  const why = [...reasons, ...remedy === void 0 ? [] : [remedy]].map(plain);
  return row([code(image), state, [...why, ...findingsInMarkdown(blocking, most)].join("<br>")]);
}
function refusals({ plan, uses }) {
  const names = groupBy(
    uses.filter(({ source }) => source !== void 0),
    ({ source }) => source === void 0 ? "" : `${source.registry}/${source.repository}`
  );
  return limited(
    refusalReasons(plan?.refused ?? []),
    (reason) => reasonFold(`No rule: ${reason.title}`, reason, names),
    "reason why images have no rule"
  );
}
function storing({ warmed, uses }) {
  const places = placesOf(uses);
  return limited(
    storingReasons(warmed),
    (reason) => reasonFold(`Not stored: ${reason.title}`, reason, places),
    "reason why images are not known to be stored"
  );
}
function limited(reasons, fold, what) {
  const rest = reasons.length - MAX_REASONS;
  const folds = reasons.slice(0, MAX_REASONS).map(fold);
  return rest <= 0 ? folds : [...folds, `
*and ${count(rest, `more ${what}`, `more ${what.replace("reason", "reasons")}`)}, see the report*`];
}
function reasonFold(title, { remedy, commands, images: images2 }, places) {
  const hasDetail = images2.some(({ detail }) => detail !== "");
  const rows = images2.map(
    ({ image, detail }) => row([code(image), placesText(places, image), ...hasDetail ? [plain(detail)] : []])
  );
  const columns = ["image", "where", ...hasDetail ? ["because"] : []];
  const body = [
    `${plain(remedy)}
`,
    ...commands.length === 0 ? [] : [`${fencedLines(commands.join("\n"), "sh")}
`],
    section("", columns, rows, MAX_ROWS3)
  ];
  return details(`⚠️ ${title} · ${count(images2.length, "image")}`, body.join("\n"));
}
function undecided({ gate }) {
  const open2 = gate.images.filter(({ state }) => ["undecided", "unjudged"].includes(IMAGE_STATES[state].judgement));
  const groups = [...groupBy(open2, ({ state }) => state)].toSorted(
    ([one], [other]) => IMAGE_STATES[one].rank - IMAGE_STATES[other].rank
  );
  return groups.map(([state, images2]) => {
    const rows = images2.map((image) => gatedRow(image, 0));
    return details(
      `⚠️ Gate: ${IMAGE_STATES[state].told(images2.length)}`,
      section("", ["image", "state", "why"], rows, MAX_ROWS3)
    );
  });
}
function listed({ uses, warnings, rules: rules2 }) {
  const dangling = uses.filter((use) => use.class === "dangling");
  const halves = uses.filter((use) => use.class === "half-moved");
  const untold = uses.filter(
    (use) => use.unknownTag === true && (use.class === "public" || use.class === "cached") && use.ignored === void 0
  );
  const table = (columns, rows) => section("", columns, rows, MAX_ROWS3);
  const useRow = (use, why) => row([placeOf(use), code(use.text), plain(why)]);
  const because = ["where", "image", "because"];
  return [
    warnings.length === 0 ? "" : details(
      `⚠️ Not read: ${count(warnings.length, "place")}`,
      table(
        ["where", "because"],
        warnings.map(({ file, line, reason }) => row([code(`${file}:${line}`), plain(reason)]))
      )
    ),
    halves.length === 0 ? "" : details(
      `⚠️ Half moved: ${count(halves.length, "use")} of which the registry or the repository is still to be moved`,
      table(
        because,
        halves.map((use) => useRow(use, use.because ?? ""))
      )
    ),
    dangling.length === 0 ? "" : details(
      `⚠️ Dangling: ${count(dangling.length, "use")} of the registry with neither a rule nor a repository`,
      table(
        because,
        dangling.map((use) => useRow(use, use.because ?? ""))
      )
    ),
    untold.length === 0 ? "" : details(
      `⚠️ Of unknown tag: neither pulled nor checked: ${count(untold.length, "use")}`,
      table(
        because,
        untold.map((use) => useRow(use, use.reason ?? ""))
      )
    ),
    rules2 === void 0 || rules2.excess.length === 0 ? "" : details(
      `⚠️ Above the cap: ${count(rules2.excess.length, "rule")}`,
      table(
        ["rule", "because"],
        rules2.excess.map(({ rule, reason = "" }) => row([code(rule), plain(reason)]))
      )
    )
  ];
}
function leftByReason({ rewrite }) {
  const groups = [...groupBy(rewrite.left, ({ reason }) => reason)].toSorted(
    ([, one], [, other]) => other.length - one.length
  );
  const folds = groups.slice(0, MAX_REASONS).map(([reason, left]) => {
    const rows = left.map(({ file, line, text }) => row([code(`${file}:${line}`), code(text)]));
    return details(
      `Left as ${left.length === 1 ? "it is" : "they are"}, or in the patch only: ${reason} · ${count(left.length, "use")}`,
      section("", ["where", "what stands there"], rows, MAX_ROWS3)
    );
  });
  const rest = groups.length - MAX_REASONS;
  return rest <= 0 ? folds : [...folds, `
*and ${count(rest, "more reason")} why uses stay as they are, see the report*`];
}
function placesOf(uses) {
  return groupBy(uses, imageOf);
}
function placesText(places, image) {
  const [first, ...others] = places.get(image) ?? [];
  if (first === void 0) return "";
  return `${placeOf(first)}${others.length === 0 ? "" : ` and ${others.length} more`}`;
}
function placeOf(use) {
  return code(`${use.file}:${use.line}`);
}

// src/report/summary/folds.ts
var MAX_ROWS4 = 200;
var MAX_FINDINGS2 = 20;
function foldsPart(report) {
  return [
    covered2(report),
    notCoveredYet(report),
    judged(report, "passes", "passed"),
    judged(report, "not-asked", "exempt"),
    acceptances(report),
    pulled(report),
    moved(report),
    storage2(report),
    unseen(report),
    ignored(report),
    leftAside(report),
    ...afterwards(report)
  ].filter((part) => part !== "");
}
function folded(title, columns, rows) {
  return rows.length === 0 ? "" : details(title, section("", columns, rows, MAX_ROWS4));
}
function covered2(report) {
  const { plan, warmed, apply, rules: rules2, registry } = report;
  const isThere = apply.applied && rules2 !== void 0;
  const there = (plan?.covered ?? []).filter(({ by }) => isThere || by === "existing");
  const states = /* @__PURE__ */ new Map();
  for (const result of warmed) {
    const { repository } = result.request;
    states.set(repository, (states.get(repository) ?? /* @__PURE__ */ new Set()).add(stateOf(result)));
  }
  const rows = there.map(
    ({ source, repository, rule, by, uses }) => row([
      code(source),
      code(`${registry ?? ""}/${repository}`),
      by === "new" ? `**new** ${code(rule)}` : code(rule),
      String(uses),
      [...states.get(repository) ?? []].join(", ")
    ])
  );
  return folded(`Covered: ${count(rows.length, "image")}`, ["image", "pulled from", "rule", "uses", "stored"], rows);
}
function notCoveredYet({ plan, apply, rules: rules2, registry }) {
  if (apply.applied && rules2 !== void 0) return "";
  const awaiting = (plan?.covered ?? []).filter(({ by }) => by === "new");
  const rows = awaiting.map(
    ({ source, repository, rule, uses }) => row([code(source), code(`${registry ?? ""}/${repository}`), code(rule), String(uses)])
  );
  const columns = ["image", "would be pulled from", "by a new rule", "uses"];
  return folded(`Not covered yet: ${count(rows.length, "image")}`, columns, rows);
}
function judged({ gate }, judgement, word) {
  const images2 = gate.images.filter(({ state }) => IMAGE_STATES[state].judgement === judgement);
  const rows = images2.map((image) => gatedRow(image, MAX_FINDINGS2));
  return folded(`${count(images2.length, "image")} ${word}`, ["image", "state", "why"], rows);
}
function acceptances({ gate: { acceptancesUsed, acceptancesExpired } }) {
  const rows = (accepted) => accepted.map(
    ({ id, package: name, image, until, by, reason, place }) => row([
      findingLink(id),
      plain(name ?? "all"),
      code(image ?? "**"),
      until,
      plain(reason),
      plain(by ?? ""),
      code(place)
    ])
  );
  const columns = ["finding", "package", "images", "until", "because", "by", "where"];
  return [
    folded("Acceptances that are over: what they named counts again", columns, rows(acceptancesExpired)),
    folded(`Accepted findings: ${acceptancesUsed.length}`, columns, rows(acceptancesUsed))
  ].filter((part) => part !== "").join("\n");
}
function pulled({ warmed }) {
  const rows = warmed.map((result) => {
    const { request, bytes: read, milliseconds } = result;
    const version = request.digest === void 0 ? `:${request.tag ?? "latest"}` : `@${request.digest}`;
    const where = code(`${request.repository}${version}`);
    const missing = result.status === "warm" ? result.served.missing : [];
    const remark = missing.length === 0 ? "" : `does not exist for ${plain(missing.join(", "))}`;
    return row([where, stateOf(result), bytes(read), `${(milliseconds / 1e3).toFixed(1)} s`, remark]);
  });
  return folded(
    `Pulled through the registry: ${count(rows.length, "image")}`,
    ["image", "state", "read", "time", "remark"],
    rows
  );
}
function stateOf(result) {
  switch (result.status) {
    case "warm":
      return "stored";
    case "served-unconfirmed":
      return "served, storage unconfirmed";
    case "not-served":
      return "not served";
  }
}
function moved({ moved: tags }) {
  const rows = tags.map(
    ({ image, from, to, pulled: again }) => row([code(image), code(from), code(to), again ? "yes" : "no"])
  );
  return folded(`Moved at the upstream: ${count(rows.length, "tag")}`, ["image", "from", "to", "pulled again"], rows);
}
function storage2(report) {
  const rows = (report.storage?.images ?? []).map(({ image, bytes: size }) => row([code(image), bytes(size)]));
  const total = bytes(report.storage?.total ?? 0);
  return folded(`Storage: ${total} in all, layers that are shared counted once`, ["image", "bytes"], rows);
}
function unseen({ unseen: sources }) {
  const rows = sources.map(
    ({ file, line, source, remedy, because }) => row([code(`${file}:${line}`), plain(because === void 0 ? source : `${source}: ${because}`), code(remedy)])
  );
  return folded(
    `Images that this repository causes and does not contain: ${count(rows.length, "source")}`,
    ["where", "source", "what shows them"],
    rows
  );
}
function ignored({ uses }) {
  const rows = uses.filter((use) => use.ignored !== void 0).map((use) => row([placeOf(use), code(use.text), plain(use.ignored ?? "")]));
  return folded(`${count(rows.length, "use")} ignored by a comment`, ["where", "image", "reason"], rows);
}
function leftAside({ leftAside: uses }) {
  const rows = uses.map(({ file, line, text, reason }) => row([code(`${file}:${line}`), code(text), plain(reason)]));
  return folded(
    `${count(uses.length, "use")} in tests left aside; include-tests: true includes them`,
    ["where", "image", "because"],
    rows
  );
}
function afterwards({
  registry,
  afterwards: { consumers: consumers2, updates, forecast, gatedDeployment }
}) {
  const rows = consumers2.map(
    ({ name, canLogIn, need, command }) => row([plain(name), canLogIn ? "" : "**can't log in**", plain(need), command === void 0 ? "" : code(command)])
  );
  return [
    folded("Who pulls from the registry now, and what each needs", ["who", "", "needs", "command"], rows),
    updates === "" ? "" : details("Keep update bots seeing new tags", updates),
    forecast === void 0 || registry === void 0 ? "" : policySection(forecast, registry),
    gatedDeployment === void 0 ? "" : gatedDeploymentSection(gatedDeployment)
  ];
}

// src/report/summary/next-steps.ts
var MAX_STEPS = 5;
function nextSteps(report) {
  const images2 = (number) => count(number, "image");
  const waiting = [
    ...refusalReasons(report.plan?.refused ?? []).map(({ title, remedy, commands, images: { length } }) => ({
      text: sentences(`${images2(length)} ${length === 1 ? "waits" : "wait"}: ${title}`, remedy),
      ...{ commands, number: length }
    })),
    ...storingReasons(report.warmed).map(({ title, remedy, images: { length } }) => ({
      text: sentences(`${images2(length)}: ${title}`, remedy),
      ...{ commands: [], number: length }
    })),
    ...openStates(report),
    ...rulesToCreate(report)
  ].toSorted((one, other) => other.number - one.number);
  const last = edits(report);
  const steps = [...errors(report), ...findings2(report), ...waiting, ...consumers(report)];
  return [...steps.slice(0, MAX_STEPS - last.length), ...last].map(({ text, commands, language }) => ({
    ...{ text, commands },
    ...language === void 0 ? {} : { language }
  }));
}
function errors({ problems }) {
  const [first] = problems;
  if (first === void 0) return [];
  if (problems.length === 1) return [{ text: first.message, commands: [] }];
  const text = `Mend the ${problems.length} things that went wrong, see Problems below; until then not all is known.`;
  return [{ text, commands: [] }];
}
function findings2({ gate }) {
  const failing2 = gate.images.filter(({ state }) => IMAGE_STATES[state].judgement === "fails");
  const [worst] = failing2.toSorted(
    (one, other) => worstRank(one) - worstRank(other) || other.blocking.length - one.blocking.length
  );
  if (worst === void 0) return [];
  const [finding] = worstFirst(worst.blocking).map((entry) => entry.finding);
  const which2 = failing2.length === 1 ? worst.image : `${images(failing2.length)} (${worst.image} first)`;
  const accept = finding?.id === void 0 ? [] : [`accept-findings: ${finding.id}@${finding.package} until <YYYY-MM-DD> because <reason>`];
  return [
    {
      text: `Take versions of ${which2} without these findings, or accept what you must, for a time:`,
      commands: accept,
      language: "yaml"
    }
  ];
}
function images(number) {
  return count(number, "image");
}
function openStates({ gate, plan }) {
  const refused = new Set(plan?.refused.map(({ source }) => source));
  const open2 = gate.images.filter(({ image, state, unresolved }) => {
    const { judgement } = IMAGE_STATES[state];
    if (judgement !== "undecided" && judgement !== "unjudged") return false;
    return unresolved !== true || state !== "not-checked" && !refused.has(nameIn(image));
  });
  const states = open2.map(({ state }) => state);
  const [worst] = states.toSorted((one, other) => IMAGE_STATES[one].rank - IMAGE_STATES[other].rank);
  if (worst === void 0) return [];
  const remedy = IMAGE_STATES[worst].remedy ?? "run again later";
  const text = `The gate has no verdict on ${images(open2.length)} (${toldStates(states, "undecided", "unjudged").join(", ")})`;
  return [{ text: sentences(text, remedy), commands: [], number: open2.length }];
}
function nameIn(image) {
  const reference = parseReference(image);
  return reference === void 0 ? image : nameOf(reference);
}
function rulesToCreate({ tally, registry, apply }) {
  if (tally.planned === 0 || registry === void 0) return [];
  const what = `Create ${count(tally.rulesToCreate, "cache rule")}: ${images(tally.planned)} can move then`;
  return [
    {
      text: sentences(what, `This run did not: ${apply.reason}`),
      commands: [`acr-artifact-cache run --registry ${registry} --apply`],
      number: tally.planned
    }
  ];
}
function consumers({ afterwards: afterwards2, rewrite }) {
  if (rewrite.moved.length === 0) return [];
  const [first, ...others] = afterwards2.consumers.filter(({ canLogIn, command }) => canLogIn && command !== void 0);
  if (first === void 0) return [];
  const more = others.length === 0 ? "" : ` (and ${others.map(({ name }) => name).join(", ")}, see below)`;
  return [
    {
      text: `Before the images move, let ${first.name} pull${more}. ${first.need}`,
      commands: first.command === void 0 ? [] : [first.command]
    }
  ];
}
function edits({ rewrite, review, registry }) {
  if (review.suggestions > 0) {
    return [{ text: `Commit the ${count(review.suggestions, "suggestion")} on the pull request.`, commands: [] }];
  }
  if (rewrite.moved.length === 0 || registry === void 0) return [];
  return [
    {
      text: `Apply the patch: it moves ${count(rewrite.moved.length, "use")} to ${registry}.`,
      commands: [`acr-artifact-cache rewrite --registry ${registry} | git apply`]
    }
  ];
}

// src/report/summary/summary.ts
var MAX_SUMMARY_BYTES = 900 * 1024;
function summaryOf(report) {
  const { outcome, review, sarifCut } = report;
  const first = [
    `## ${signOf(outcome)} ${plain(outcome.title)}
`,
    `${placeLine(report)}
`,
    `${signOf(outcome)} **${plain(outcome.headline)}**
`,
    progressLine(report),
    ...report.notes.map((note) => `- ℹ️ ${plain(note)}`),
    report.apply.applied ? "" : `Nothing was changed in the registry: ${plain(report.apply.reason)}.
`,
    countsTable(report),
    nextPart(report)
  ];
  const rest = [
    ...problemsPart(report),
    review.text === "" ? "" : `
${plain(review.text)}
`,
    ...sarifCut.map((text) => `
${plain(text)}`),
    ...foldsPart(report)
  ];
  return `${fitting([...first, ...rest].filter((part) => part !== "")).join("\n")}
`;
}
function fitting(parts) {
  let left = MAX_SUMMARY_BYTES;
  return parts.flatMap((part) => {
    const size = Buffer.byteLength(part) + 1;
    if (size <= left) {
      left -= size;
      return [part];
    }
    const title = /<summary>(.*?)<\/summary>/.exec(part)?.[1] ?? "what is left";
    const line = `
*${title}: see the report*`;
    const short = Buffer.byteLength(line) + 1;
    if (short > left) return [];
    left -= short;
    return [line];
  });
}
function signOf({ failed, attention }) {
  if (failed) return "❌";
  return attention ? "⚠️" : "✅";
}
function placeLine({ registry, links }) {
  const parts = [
    "ACR Artifact Cache",
    registry === void 0 ? "" : link(plain(registry), links.portal),
    links.run === void 0 ? "" : link("this run", links.run),
    links.docs === void 0 ? "" : link("what this means", `${links.docs}summary.md`)
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
function progressLine(report) {
  const { registry, scope, plan } = report;
  const { total, served, moving, blocked } = figuresOf(report);
  if (registry === void 0 || total === 0) return "";
  const [reason] = refusalReasons(plan?.refused ?? []);
  const parts = [
    `Pulled from ${registry}: ${served} of ${count(total, "image")}`,
    moving > 0 ? `${scope === "changed" ? "this change" : "the patch of this run"} +${moving}` : "",
    blocked > 0 ? `${blocked} blocked: ${reason?.title ?? ""}` : ""
  ];
  return `${plain(parts.filter((part) => part !== "").join("; "))}
`;
}
function nextPart(report) {
  const steps = nextSteps(report);
  if (steps.length === 0) return "";
  const items = steps.map(
    ({ text, commands, language = "sh" }, index) => step(index + 1, plain(text), commands.length === 0 ? [] : [fencedLines(commands.join("\n"), language)])
  );
  return `
### Next

${items.join("\n").trimEnd()}`;
}

// src/report/summary/wanted.ts
function isSummaryWanted(report, when) {
  switch (when) {
    case "always":
      return true;
    case "on-failure":
      return report.outcome.failed;
    case "on-change":
      return report.outcome.failed || hasChanged(report);
  }
}
function hasChanged({ scope, tally, rules: rules2, moved: moved2, problems, review }) {
  const isNew = scope === "changed" && tally.public + tally.cached + tally.dangling + tally.halfMoved > 0;
  const wrote = (rules2?.created.length ?? 0) + (rules2?.withdrawn.length ?? 0) > 0;
  return isNew || wrote || moved2.length > 0 || problems.length > 0 || review.suggestions > 0 || tally.unreadable > 0;
}

// src/report/workflow.ts
const { appendFileSync: appendFileSync2 } = require("node:fs");

// node_modules/@actions/core/lib/command.js
const os = require("os");

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
const crypto = require("crypto");
const fs = require("fs");
const os2 = require("os");
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
const os4 = require("os");

// node_modules/@actions/core/lib/summary.js
const { EOL: EOL3 } = require("os");
const { constants, promises } = require("fs");
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step2(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step2(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step2(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step2((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code2, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code2), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row2) => {
      const cells = row2.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
const os3 = require("os");

// node_modules/@actions/io/lib/io-util.js
const fs2 = require("fs");
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}

// src/text/log-line.ts
var JOINERS = "[\\u200c\\u200d\\ufe0e\\ufe0f]*";
var OLDER = new RegExp(`(#${JOINERS}#${JOINERS})\\[`, "gu");
var NEWER = new RegExp(`^([\\s\\u200c\\u200d\\ufe0e\\ufe0f]*:${JOINERS})(?=:)`, "u");
function logLine(text) {
  return shown(text).replaceAll(OLDER, "$1 [").replace(NEWER, "$1 ");
}
var MAX_MESSAGE_CHARS = 4e3;
function annotationCommand({ level, at, message }) {
  const place = at === void 0 ? "" : ` ${placeOf2(at)}`;
  return `::${level}${place}::${escapeData2(cut(logLine(message)))}`;
}
function placeOf2({ file, line, column }) {
  const properties = [`file=${escapeProperty2(logLine(file))}`, `line=${line}`];
  return [...properties, ...column === void 0 ? [] : [`col=${column}`]].join(",");
}
function cut(message) {
  if (message.length <= MAX_MESSAGE_CHARS) return message;
  return `${message.slice(0, MAX_MESSAGE_CHARS - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
function escapeData2(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty2(text) {
  return escapeData2(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/report/workflow.ts
var PROGRESS_MS = 1e4;
var warned = 0;
function warningsShown() {
  return warned;
}
function workflowLog() {
  let going = "";
  let timer;
  return {
    info: (line) => info(logLine(line)),
    debug: (line) => debug(logLine(line)),
    warning: (message) => {
      warned += 1;
      warning(logLine(message));
    },
    group: (title, lines) => {
      startGroup(logLine(title));
      for (const line of lines) info(logLine(line));
      endGroup();
    },
    mask: (secret) => {
      hideSecret(secret);
      if (secret !== "") setSecret(secret);
    },
    progress: (line) => {
      going = line;
      if (going === "") {
        clearInterval(timer);
        timer = void 0;
      } else timer ??= setInterval(() => info(logLine(going)), PROGRESS_MS).unref();
    }
  };
}
function workflowInput(name) {
  return getInput(name, { trimWhitespace: false });
}
function setOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) {
    setOutput(name, typeof value === "string" ? shown(value) : value);
  }
}
async function addSummary(markdown) {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await summary.addRaw(redacted(markdown), true).write();
}
function failWithoutReport(message) {
  fail(message);
  const summary2 = process.env.GITHUB_STEP_SUMMARY;
  if (!summary2) return;
  try {
    appendFileSync2(summary2, `## ACR Artifact Cache

❌ **${plain(redacted(message))}**
`);
  } catch {
  }
}
function annotate(annotations) {
  for (const annotation of annotations) process.stdout.write(`${annotationCommand(annotation)}
`);
}
function fail(message) {
  setFailed(message.split("\n").map(logLine).join("\n"));
}

// src/review/annotations.ts
var MAX_OF_A_LEVEL = 10;
var LEVELS = { error: "error", warning: "warning", note: "notice" };
function annotationsOf(remarks, prefix, others = {}) {
  const byLevel = groupBy(inOrder(remarks), ({ level }) => level);
  const shown2 = [];
  const left = [];
  for (const [level, own] of byLevel) {
    const room = Math.max(1, MAX_OF_A_LEVEL - (others[LEVELS[level]] ?? 0));
    const fitting2 = own.length <= room ? own : own.slice(0, room - 1);
    const rest = own.slice(fitting2.length);
    shown2.push(...fitting2.map((remark) => annotationOf(remark, prefix)));
    if (rest.length > 0) shown2.push({ level: LEVELS[level], message: restText(rest, LEVELS[level]) });
    left.push(...rest);
  }
  return { shown: shown2, left };
}
function annotationOf({ level, file, line, column, message }, prefix) {
  const at = { file: `${prefix}${file}`, line, ...column === void 0 ? {} : { column } };
  return { level: LEVELS[level], at, message };
}
function restText(rest, level) {
  const kinds = [...groupBy(rest, ({ rule }) => rule)].map(([rule, own]) => `${own.length} ${rule}`);
  const them = rest.length === 1 ? "it" : "them";
  return `${count(rest.length, `more ${level}`)} ${rest.length === 1 ? "does" : "do"} not fit here (${kinds.join(", ")}); the summary and the file that the output sarif names have ${them}`;
}
var MAX_PROBLEMS = 5;
function problemLines(problems) {
  const messages2 = problems.map(({ message }) => message);
  if (messages2.length <= MAX_PROBLEMS) return { warnings: messages2, lines: [] };
  const lines = messages2.slice(MAX_PROBLEMS - 1);
  const rest = `${count(lines.length, "more problem")}: the log and the summary tell them`;
  return { warnings: [...messages2.slice(0, MAX_PROBLEMS - 1), rest], lines };
}
function withoutMoves(remarks) {
  return remarks.filter(({ rule }) => rule !== "public-image");
}

// src/main.ts
async function main(env) {
  const inputs = readInputs(workflowInput, env);
  const event = eventOf(env, await textOf(env.GITHUB_EVENT_PATH));
  const folder = leaveFolder();
  const root = env.GITHUB_WORKSPACE || folder;
  const reports = reportFolder(inputs.reportDir, root);
  const surroundings = openSurroundings({
    env,
    timeout: inputs.timeout,
    handlesSignals: true,
    giveUp: failWithoutReport
  });
  const { http, clock, emulated } = surroundings;
  try {
    const context = {
      version: packageVersion(),
      env,
      root,
      http,
      clock,
      log: workflowLog(),
      event,
      rights: rightsOf(event),
      owner: process.env.GITHUB_REPOSITORY_OWNER || void 0,
      asked: false,
      emulated,
      now: Date.now,
      signal: clock.signal
    };
    const ran = await run(inputs, context, readEarlier(reports, context));
    const paths = writeReports(reports, reportFiles(ran));
    writeReports(dirname(paths.get("report") ?? ""), policyFiles(inputs));
    setOutputs({ ...outputsOf(ran.report), ...Object.fromEntries(paths) });
    const remarks = context.rights.mayWrite ? ran.remarks : withoutMoves(ran.remarks);
    const { failed, failures, headline } = ran.report.outcome;
    const { warnings, lines } = problemLines(ran.report.problems);
    const others = { error: failed ? 1 : 0, warning: warningsShown() + warnings.length };
    if (inputs.review !== "none") annotate(annotationsOf(remarks, ran.stages.read.prefix, others).shown);
    if (isSummaryWanted(ran.report, inputs.summary)) await addSummary(summaryOf(ran.report));
    context.log.info(headline);
    for (const line of warnings) context.log.warning(line);
    for (const line of lines) context.log.info(line);
    if (failed) fail(failures.join("; "));
  } finally {
    await surroundings.close();
  }
}
async function textOf(path) {
  if (path === void 0 || path === "") return void 0;
  return readFile(path, "utf8").catch(() => void 0);
}
var MAX_LINGER_MS = 1e3;
main(process.env).catch((error2) => {
  if (error2 instanceof Error && !(error2 instanceof UserError)) workflowLog().debug(error2.stack ?? error2.message);
  failWithoutReport(defectText(error2));
}).finally(() => {
  setTimeout(() => process.exit(), MAX_LINGER_MS).unref();
});
