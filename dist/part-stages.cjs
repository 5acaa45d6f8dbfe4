"use strict";
const {
  acceptanceText,
  findingLink,
  findingTexts,
  findingUrl,
  findingsInMarkdown,
  fixText,
  packageText,
  sarifOf,
  severityRank,
  worstFirst,
  worstRank
} = require("./part-report.cjs");
const {
  MANIFEST_TYPES,
  MAX_MANIFEST_BYTES,
  RegistryFailure,
  StorageRefusal,
  applyEdits,
  blobId,
  digestOf,
  distinctEdits,
  fetchCommit,
  fileAt,
  followRedirects,
  hasCommit,
  headCommit,
  isConfidential,
  isImageType,
  isIndexType,
  isRedirect,
  isVerifiable,
  listEntries,
  listTree,
  mergeBase,
  ownRealm,
  parseChallenge,
  parseManifest,
  placeOf,
  readAnswer,
  readBlobs,
  readBytes,
  readText,
  rewrite,
  textsOf,
  verify
} = require("./part-registry.cjs");
const {
  MAX_FILE_BYTES,
  NOTHING_UNSEEN,
  SEVERITIES,
  asksDefender,
  classContext,
  details,
  exactTarget,
  halves,
  imageGlobFault,
  imagePolicy,
  invalid,
  inventoryOf,
  isAction,
  isAnyUnseen,
  isDependabot,
  isTracked,
  link,
  lookedFurther,
  looksFurther,
  normalisedSource,
  ofKinds,
  readTree,
  row,
  ruleIndex,
  scanFiles,
  section,
  step,
  takenTargets,
  unseenParts,
  wildcardTarget,
  workspaceOf
} = require("./part-inputs.cjs");
const {
  code,
  codeSpan,
  count,
  fenced,
  fencedLines,
  plain
} = require("./part-text-2.cjs");
const {
  HttpFailure,
  KIND_TRAITS,
  RunEnded,
  ToldFiles,
  baseName,
  countBefore,
  directoryOf,
  emptyCopy,
  fileInWorkspace,
  folderOutside,
  isManifestBeginning,
  isManifestPath,
  linkIn,
  matcher,
  mayBeManifest,
  mayBeTestPath,
  namedPath,
  once,
  openRepository,
  originOf,
  parseYaml,
  pathFilter,
  readIfThere,
  readRegular,
  retryAfter,
  sourceFile,
  withoutQuery
} = require("./part-manifests.cjs");
const {
  UserError,
  defectText,
  messageOf
} = require("./part-base-2.cjs");
const {
  dump,
  field,
  isObject,
  listField,
  numberField,
  parseJson,
  stringField
} = require("./part-js-yaml.cjs");
const {
  compareTexts,
  groupBy
} = require("./part-base.cjs");
const {
  table
} = require("./part-report-3.cjs");
const {
  hasHidden,
  jsonOf,
  shown
} = require("./part-text.cjs");
const {
  classify,
  imageOf,
  wantsRule
} = require("./part-uses.cjs");
const {
  isOwnHost,
  regionalEndpoint
} = require("./part-images-2.cjs");
const {
  formatReference,
  nameLength,
  nameOf,
  parseReference,
  upstreamOf
} = require("./part-images.cjs");

// src/doctor/check.ts
var MARKS = { ok: "✓", missing: "✗", unknown: "?" };

// src/report/diagnosis-text.ts
var LOOKS = { ok: "green", missing: "red", unknown: "yellow" };
function diagnosisLines(diagnosis) {
  const width = Math.max(...diagnosis.checks.map(({ asked }) => asked.length));
  const lines2 = diagnosis.checks.flatMap((check) => {
    const { mark, asked, found: found2, remedies } = check;
    return [
      [{ look: LOOKS[mark], text: MARKS[mark] }, ` ${asked.padEnd(width)}  ${found2}`],
      ...remedies.flatMap(({ text: text4, command }) => [
        `    ${text4}`,
        ...command === void 0 ? [] : [[{ look: "bold", text: `      ${command}` }]]
      ])
    ];
  });
  const look = diagnosis.healthy ? "green" : "red";
  return [...lines2, "", { look, text: resultOf(diagnosis) }];
}
function resultOf({ checks }) {
  const missing = checks.filter(isLack).length;
  const unknown2 = checks.filter(({ mark }) => mark === "unknown").length;
  const open = unknown2 === 0 ? "" : `; ${unknown2} could not be told`;
  if (missing > 0) return `${count(missing, "thing")} missing${open}. Nothing was changed.`;
  return `Nothing that is needed is missing${open}. Nothing was changed.`;
}
function diagnosisSection({ checks }) {
  const open = checks.filter(({ mark }) => mark !== "ok");
  const rows = open.map(
    ({ mark, asked, found: found2, remedies }) => row([
      MARKS[mark],
      plain(asked),
      plain(found2),
      remedies.flatMap(({ text: text4, command }) => [plain(text4), ...command === void 0 ? [] : [code(command)]]).join("<br>")
    ])
  );
  return section("What the set-up lacks", ["", "asked", "found", "what to do"], rows, rows.length);
}
function isLack({ mark, needed }) {
  return mark === "missing" && needed;
}

// src/report/folder.ts
const { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { basename, dirname, join, relative, resolve } = require("node:path");
function reportFolder(reportDir, root) {
  if (reportDir === void 0) return void 0;
  const folder = resolve(root, reportDir);
  const link2 = linkIn(root, folder);
  if (link2 === void 0) return folder;
  throw new UserError(
    `Input "report-dir": ${JSON.stringify(relative(root, link2))} is a symbolic link of the repository, and nothing is written through it. Remove the link, or name a folder outside of the repository, such as one in RUNNER_TEMP.`
  );
}
function writeReports(folder, files) {
  const target = folder ?? mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), "acr-artifact-cache-"));
  const paths = /* @__PURE__ */ new Map();
  try {
    mkdirSync(target, { recursive: true });
    const draft = mkdtempSync(join(target, ".acr-artifact-cache-"));
    try {
      for (const [name, { file, text: text4 }] of entriesOf(files)) {
        const path = join(target, file);
        const link2 = linkIn(target, dirname(path));
        if (link2 !== void 0) throw new UserError(`${link2} is a symbolic link`);
        mkdirSync(dirname(path), { recursive: true });
        const written = join(draft, basename(file));
        writeFileSync(written, text4());
        renameSync(written, path);
        paths.set(name, path);
      }
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  } catch (error) {
    throw new UserError(
      `The reports can't be written to ${target}: ${messageOf(error)}. Check the input "report-dir".`
    );
  }
  return paths;
}
function entriesOf(files) {
  const names = [];
  for (const name in files) names.push(name);
  return names.map((name) => [name, files[name]]);
}

// src/base/bytes.ts
var UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];
function bytes(number) {
  let value = number;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

// src/defender/image-states.ts
var IMAGE_STATES = {
  failed: { rank: 0, judgement: "fails", told: (images3) => `${images3} failed` },
  pending: {
    rank: 2,
    judgement: "undecided",
    remedy: "run again later, or wait for the scan with scan-timeout",
    told: (images3) => `${images3} pending`
  },
  error: {
    rank: 1,
    judgement: "undecided",
    remedy: "run again later; if it stays so, check that the identity may read what Defender found",
    told: (images3) => `${images3} could not be asked`
  },
  "not-checked": {
    rank: 3,
    judgement: "unjudged",
    remedy: "see in the summary why it has no rule, or why nothing was pulled",
    told: (images3) => `${images3} not checked`
  },
  unsupported: {
    rank: 4,
    judgement: "unjudged",
    remedy: "look for its findings elsewhere, and exempt its files with exempt-paths",
    told: (images3) => `${images3} unsupported`
  },
  "unknown-tag": {
    rank: 5,
    judgement: "unjudged",
    remedy: "write the tag where it stands, or exempt its files with exempt-paths",
    told: (images3) => `${images3} not checked, since ${images3 === 1 ? "its tag is" : "their tags are"} not known`
  },
  templated: {
    rank: 6,
    judgement: "unjudged",
    remedy: "write the image where it stands, or exempt its files with exempt-paths",
    told: (images3) => `${images3} templated`
  },
  unread: {
    rank: 7,
    judgement: "unjudged",
    remedy: "mend the file, or exempt it with exempt-paths",
    told: (files) => `${count(files, "file")} not read`
  },
  unseen: {
    rank: 8,
    judgement: "unjudged",
    remedy: "let render: auto look into charts and bases, or exempt its files with exempt-paths",
    told: (sources) => `${count(sources, "source")} unseen`
  },
  passed: { rank: 9, judgement: "passes", told: (images3) => `${images3} passed` },
  exempt: { rank: 10, judgement: "not-asked", told: (images3) => `${images3} exempt` }
};
function worstState(states) {
  return states.reduce((worst, state) => IMAGE_STATES[state].rank < IMAGE_STATES[worst].rank ? state : worst);
}
function worstFirst2(states) {
  return [...new Set(states)].sort((one, other) => IMAGE_STATES[one].rank - IMAGE_STATES[other].rank);
}
function isUnscanned(state) {
  const { judgement: judgement2 } = IMAGE_STATES[state];
  return judgement2 === "undecided" || judgement2 === "unjudged";
}
function toldStates(states, ...judgements) {
  return Object.entries(IMAGE_STATES).flatMap(([name, traits]) => {
    const images3 = states.filter((state) => state === name).length;
    return judgements.includes(traits.judgement) && images3 > 0 ? [traits.told(images3)] : [];
  });
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
function found({ tally: tally2, uses }) {
  return [
    "images",
    String(tally2.images),
    `${count(tally2.publicFound, "public image")} in ${count(uses.length, "use")}`
  ];
}
function covered({ tally: tally2, registry: registry2 }) {
  const { public: all, covered: number, planned, uncovered, changedOnly, cached, dangling, halfMoved } = tally2;
  const parts = [
    planned > 0 ? `${planned} would be` : "",
    uncovered > 0 ? `${uncovered} can't be` : "",
    cached > 0 ? `${cached} served from the registry already` : "",
    dangling > 0 ? `${dangling} dangling` : "",
    halfMoved > 0 ? `${halfMoved} half moved` : ""
  ].filter((part) => part !== "");
  if (registry2 === void 0 || all === 0 && parts.length === 0) return void 0;
  return [`covered${changedOnly ? ", of what is new" : ""}`, `${number} of ${all}`, parts.join(", ")];
}
function stored({ tally: tally2, warmed, moved: moved2 }) {
  if (warmed.length === 0) return void 0;
  const parts = [
    tally2.unwarmed > 0 ? `${tally2.unwarmed} not known to be` : "",
    moved2.length > 0 ? `${moved2.length} moved at the upstream` : "",
    tally2.stale > 0 ? `${tally2.stale} behind it` : ""
  ].filter((part) => part !== "");
  return ["stored", `${tally2.warm} of ${warmed.length}`, parts.join(", ")];
}
function checked({ gate: { images: images3 } }) {
  if (images3.length === 0) return void 0;
  const states = images3.map(({ state }) => state);
  const judged2 = states.filter((state) => ["fails", "passes"].includes(IMAGE_STATES[state].judgement)).length;
  const told3 = toldStates(states, "fails", "undecided", "unjudged", "passes", "not-asked");
  return ["checked by Defender", `${judged2} of ${images3.length}`, told3.join(", ")];
}
function findings({ gate: { images: images3, findings: number, verdict } }) {
  if (images3.length === 0) return void 0;
  const numbers = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  for (const { digest: digest2, finding } of images3.flatMap(({ blocking }) => blocking)) {
    const key = [digest2, finding.id, finding.package, finding.installed].join("\0");
    if (seen.has(key)) continue;
    seen.add(key);
    numbers.set(finding.severity, (numbers.get(finding.severity) ?? 0) + 1);
  }
  const severities2 = ["critical", "high", "medium", "low", "unknown"].toSorted((one, other) => severityRank(one) - severityRank(other)).flatMap((severity) => {
    const found2 = numbers.get(severity);
    return found2 === void 0 ? [] : [`${found2} ${severity === "unknown" ? "unrated" : severity}`];
  });
  const title = verdict === "no gate" ? "findings" : "findings that count";
  return [title, String(number), severities2.join(", ")];
}
var GAUGE = 10;
function rules({ rules: told3 }) {
  if (told3 === void 0) return void 0;
  const { before, after, cap, created, withdrawn } = told3;
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
function storage({ storage: told3 }) {
  if (told3 === void 0) return void 0;
  const { total, plan, monthly } = told3;
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
function unread({ tally: tally2 }) {
  if (tally2.unreadable === 0) return void 0;
  return ["not read", String(tally2.unreadable), "images of these files may be missing here"];
}

// src/report/summary/figures.ts
function figuresOf({ uses, rewrite: rewrite2, plan }) {
  const edited = new Set(rewrite2.moved.map(placeKey));
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
function placeKey({ file, line: line2, from }) {
  return JSON.stringify([file, line2, from]);
}
function counts(use) {
  if (use.ignored !== void 0 || use.testMaterial !== void 0 || use.overriddenBy !== void 0) return false;
  if (use.class === "foreign") return use.foreign === "unsupported";
  return ["public", "cached", "half-moved", "dangling"].includes(use.class);
}

// src/report/gated-deployment-section.ts
var MAX_ROWS = 50;
function gatedDeploymentSection(forecast2) {
  const { severity, stopped: stopped3, unscanned, exempt } = forecast2;
  const rows = stopped3.map(
    ({ image, findings: findings3, worst, accepted }) => row([
      code(image),
      plain(`${findings3}, the worst ${worst === "unknown" ? "of unknown severity" : worst}`),
      plain(accepted ? "accepted in the gate: exempt the same findings in the rule" : "")
    ])
  );
  const names = (images3) => images3.map((image) => row([code(image)]));
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
  return details(`${title}: ${gatedDeploymentSentence(forecast2)}`, body.filter((part) => part !== "").join("\n"));
}
function gatedDeploymentSentence({ severity, stopped: stopped3, unscanned, exempt, admitted }) {
  const all = stopped3.length + unscanned.length + exempt.length + admitted;
  const parts = [
    `a rule for ${severity} severity or above would stop ${stopped3.length} of ${count(all, "image")} that the gate asked about`,
    unscanned.length > 0 ? `${unscanned.length} not scanned` : "",
    exempt.length > 0 ? `${exempt.length} in exempt paths` : ""
  ];
  return `${parts.filter((part) => part !== "").join("; ")}.`;
}

// src/governance/allowed-images.ts
function allowedImages(loginServers, regions, trusted) {
  const own = loginServers.flatMap((server) => [server, ...regions.map((region) => regionalEndpoint(server, region))]);
  const prefixes = [...own, ...trusted].flatMap(prefixesOf);
  return { prefixes: [...new Set(prefixes)].sort() };
}
function prefixesOf(name) {
  const trimmed = name.replace(/\/\*{0,2}$/, "");
  return trimmed.includes("/") ? [`${trimmed}/`, `${trimmed}:`, `${trimmed}@`] : [`${trimmed}/`];
}
function beginsAsAllowed({ prefixes }, image) {
  return prefixes.some((prefix) => image.startsWith(prefix));
}

// src/governance/cel.ts
var VALIDATION_ACTIONS = {
  audit: ["Audit"],
  warn: ["Warn", "Audit"],
  deny: ["Deny", "Audit"]
};
function notIn(namespaces) {
  return { key: "kubernetes.io/metadata.name", operator: "NotIn", values: namespaces };
}
function imagesIn(podSpec) {
  const containers = ["containers", "initContainers", "ephemeralContainers"].map(
    (list) => listIn(podSpec, list, "map(c, has(c.image) ? c.image : '')")
  );
  const volumes = listIn(
    podSpec,
    "volumes",
    "filter(v, has(v.image)).map(v, has(v.image.reference) ? v.image.reference : '')"
  );
  return [...containers, volumes].join(" + ");
}
function listIn(podSpec, list, images3) {
  return `(has(${podSpec}.${list}) ? ${podSpec}.${list}.${images3} : [])`;
}
var NOTHING_STRANGE = {
  expression: "size(variables.strange) == 0",
  messageExpression: "'not from a trusted registry: ' + variables.strange.join(', ')"
};

// src/governance/documents.ts
function yamlDocuments(header, documents) {
  const comment = header.map((line2) => line2 === "" ? "#\n" : `# ${line2}
`).join("");
  return comment + documents.map((document) => dump(document, { lineWidth: -1 })).join("---\n");
}

// src/governance/wall.ts
var MODES = ["audit", "warn", "deny"];
var ENGINE_NAMES = ["validating-admission-policy", "gatekeeper", "kyverno", "azure-policy"];
var POLICY_NAME = "only-trusted-registries";

// src/governance/admission-policy.ts
var PARAMETER_NAMESPACE = "kube-system";
var ADMISSION_POLICY = {
  name: "validating-admission-policy",
  title: "ValidatingAdmissionPolicy",
  sees: /* @__PURE__ */ new Set(["containers", "initContainers", "ephemeralContainers", "volumes"]),
  seesWorkloads: true,
  files: (wall) => [{ name: "validating-admission-policy.yaml", text: text(wall) }],
  admits: beginsAsAllowed,
  clause: `${POLICY_NAME}: every image begins with a value of its ConfigMap`
};
var POD_SPEC = "object.kind == 'Pod' ? object.spec : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec";
var STRANGE = "variables.images.filter(image, !params.data.exists(key, params.data[key].matches('.[/:@]$') && image.startsWith(params.data[key])))";
function text({ allowed, mode, excludedNamespaces }) {
  return yamlDocuments(
    [
      "Takes images of the registries in the ConfigMap below and of no others, in Pods and in what makes them.",
      "",
      "Apply:   kubectl apply -f validating-admission-policy.yaml",
      "Watch:   the API server's audit log (annotation validation.policy.admission.k8s.io/validation_failure)",
      "Tighten: validationActions of the binding: [Audit], then [Warn, Audit], then [Deny, Audit]",
      "Not seen: what runs already (it is judged at its next change), and static Pods of the nodes."
    ],
    [configMap(allowed), policy(), binding(mode, excludedNamespaces)]
  );
}
function configMap({ prefixes }) {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: POLICY_NAME, namespace: PARAMETER_NAMESPACE },
    data: Object.fromEntries(prefixes.map((prefix, index) => [`allowed-${index + 1}`, prefix]))
  };
}
function policy() {
  const rule = (apiGroup, resources) => ({
    apiGroups: [apiGroup],
    apiVersions: ["v1"],
    operations: ["CREATE", "UPDATE"],
    resources
  });
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: POLICY_NAME },
    spec: {
      failurePolicy: "Fail",
      paramKind: { apiVersion: "v1", kind: "ConfigMap" },
      matchConstraints: {
        resourceRules: [
          rule("", ["pods", "pods/ephemeralcontainers", "replicationcontrollers"]),
          rule("apps", ["deployments", "replicasets", "statefulsets", "daemonsets"]),
          rule("batch", ["jobs", "cronjobs"])
        ]
      },
      variables: [
        { name: "podSpec", expression: POD_SPEC },
        { name: "images", expression: imagesIn("variables.podSpec") },
        { name: "strange", expression: STRANGE }
      ],
      validations: [{ ...NOTHING_STRANGE, reason: "Forbidden" }]
    }
  };
}
function binding(mode, excludedNamespaces) {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name: POLICY_NAME },
    spec: {
      policyName: POLICY_NAME,
      paramRef: { name: POLICY_NAME, namespace: PARAMETER_NAMESPACE, parameterNotFoundAction: "Deny" },
      validationActions: VALIDATION_ACTIONS[mode],
      ...excludedNamespaces.length === 0 ? {} : { matchResources: { namespaceSelector: { matchExpressions: [notIn(excludedNamespaces)] } } }
    }
  };
}

// src/governance/azure-policy.ts
var DEFINITION = "febd0533-8e55-448f-b837-bd0e06f16469";
var AZURE_POLICY = {
  name: "azure-policy",
  title: "Azure Policy",
  sees: /* @__PURE__ */ new Set(["containers", "initContainers"]),
  seesWorkloads: false,
  files: (wall) => [
    { name: "azure-policy.parameters.json", text: `${JSON.stringify(parametersOf(wall), void 0, 2)}
` },
    { name: "azure-policy.sh", text: commandOf(wall) }
  ],
  admits,
  clause: `${DEFINITION}: allowedContainerImagesRegex`
};
var EFFECTS = {
  audit: { effect: "Audit", warn: false },
  warn: { effect: "Audit", warn: true },
  deny: { effect: "Deny", warn: false }
};
function allowedImagesRegex({ prefixes }) {
  return `^(${prefixes.map(escaped).join("|")}).+$`;
}
function escaped(text4) {
  return text4.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
function admits({ prefixes }, image) {
  return prefixes.some(
    (prefix) => image.startsWith(prefix) && image.length > prefix.length && !image.slice(prefix.length).includes("\n")
  );
}
function parametersOf({ allowed, mode, excludedNamespaces }) {
  const { effect, warn } = EFFECTS[mode];
  return {
    effect: { value: effect },
    warn: { value: warn },
    excludedNamespaces: { value: excludedNamespaces },
    allowedContainerImagesRegex: { value: allowedImagesRegex(allowed) }
  };
}
function commandOf({ mode }) {
  return `# Assigns the policy to a cluster, or to the group or subscription that SCOPE names.
#
# Needs:   Azure Policy on the cluster (az aks enable-addons --addons azure-policy), and Resource Policy Contributor on SCOPE
# Watch:   az policy state summarize --policy-assignment ${POLICY_NAME}
# Tighten: effect in azure-policy.parameters.json: Audit, then Audit with warn, then Deny; then run this again
# Not seen: ephemeral containers and image volumes; Deployments and the like are not refused, the Pods that they make are.
# kube-system, gatekeeper-system and azure-arc are always excluded.
SCOPE="$(az aks show --resource-group "$RESOURCE_GROUP" --name "$CLUSTER" --query id --output tsv)"
az policy assignment create --name ${POLICY_NAME} --display-name "Images of trusted registries only (${mode})" \\
  --policy ${DEFINITION} --scope "$SCOPE" --params @azure-policy.parameters.json
`;
}

// src/governance/gatekeeper.ts
var GATEKEEPER = {
  name: "gatekeeper",
  title: "Gatekeeper",
  sees: /* @__PURE__ */ new Set(["containers", "initContainers", "ephemeralContainers"]),
  seesWorkloads: false,
  files: (wall) => [
    { name: "gatekeeper.yaml", text: text2(wall, "K8sAllowedReposv2", { allowedImages: patternsOf(wall.allowed) }) },
    { name: "gatekeeper-v1.yaml", text: text2(wall, "K8sAllowedRepos", { repos: wall.allowed.prefixes }) }
  ],
  admits: (allowed, image) => patternsOf(allowed).some((pattern) => matchesPattern(pattern, image)),
  clause: `K8sAllowedReposv2 ${POLICY_NAME}: allowedImages`
};
var ACTIONS = { audit: "dryrun", warn: "warn", deny: "deny" };
function patternsOf({ prefixes }) {
  return prefixes.map((prefix) => `${prefix}*`);
}
function matchesPattern(pattern, image) {
  return pattern.endsWith("*") ? image.startsWith(pattern.slice(0, -1)) : pattern === image;
}
function text2({ mode, excludedNamespaces }, template, parameters) {
  const folder = template.toLowerCase().slice("k8s".length);
  return yamlDocuments(
    [
      "Takes images of these registries and of no others, in Pods.",
      "",
      `Needs:   the template ${template} of the Gatekeeper library (general/${folder})`,
      `Apply:   kubectl apply -f this file`,
      `Watch:   kubectl get ${template.toLowerCase()} ${POLICY_NAME} -o yaml (status.violations, from the audit)`,
      "Tighten: enforcementAction: dryrun, then warn, then deny",
      "Not seen: image volumes; Deployments and the like are not refused, the Pods that they make are."
    ],
    [
      {
        apiVersion: "constraints.gatekeeper.sh/v1beta1",
        kind: template,
        metadata: { name: POLICY_NAME },
        spec: {
          enforcementAction: ACTIONS[mode],
          match: {
            kinds: [{ apiGroups: [""], kinds: ["Pod"] }],
            ...excludedNamespaces.length === 0 ? {} : { excludedNamespaces }
          },
          parameters
        }
      }
    ]
  );
}

// src/governance/kyverno.ts
var KYVERNO = {
  name: "kyverno",
  title: "Kyverno",
  sees: /* @__PURE__ */ new Set(["containers", "initContainers", "ephemeralContainers", "volumes"]),
  seesWorkloads: true,
  files: (wall) => [
    { name: "kyverno.yaml", text: text3(wall) },
    { name: "kyverno-exception.yaml", text: EXCEPTION }
  ],
  admits: beginsAsAllowed,
  clause: `ValidatingPolicy ${POLICY_NAME}: variable allowed`
};
function listOf({ prefixes }) {
  return `[${prefixes.map((prefix) => JSON.stringify(prefix)).join(", ")}]`;
}
function text3({ allowed, mode, excludedNamespaces }) {
  return yamlDocuments(
    [
      "Takes images of these registries and of no others, in Pods and (by autogen) in what makes them.",
      "",
      "Needs:   Kyverno 1.17 or newer (policies.kyverno.io/v1)",
      "Apply:   kubectl apply -f kyverno.yaml",
      "Watch:   kubectl get policyreports -A",
      "Tighten: validationActions: [Audit], then [Warn, Audit], then [Deny, Audit]",
      "Except:  kyverno-exception.yaml shows an exception for one workload."
    ],
    [
      {
        apiVersion: "policies.kyverno.io/v1",
        kind: "ValidatingPolicy",
        metadata: { name: POLICY_NAME },
        spec: {
          failurePolicy: "Fail",
          validationActions: VALIDATION_ACTIONS[mode],
          evaluation: { background: { enabled: true } },
          autogen: {
            podControllers: {
              controllers: ["daemonsets", "deployments", "statefulsets", "replicasets", "jobs", "cronjobs"]
            }
          },
          matchConstraints: {
            ...excludedNamespaces.length === 0 ? {} : { namespaceSelector: { matchExpressions: [notIn(excludedNamespaces)] } },
            resourceRules: [
              {
                apiGroups: [""],
                apiVersions: ["v1"],
                operations: ["CREATE", "UPDATE"],
                resources: ["pods", "pods/ephemeralcontainers"]
              }
            ]
          },
          variables: [
            { name: "allowed", expression: listOf(allowed) },
            { name: "images", expression: imagesIn("object.spec") },
            {
              name: "strange",
              expression: "variables.images.filter(image, !variables.allowed.exists(a, image.startsWith(a)))"
            }
          ],
          validations: [NOTHING_STRANGE]
        }
      }
    ]
  );
}
var EXCEPTION = yamlDocuments(
  [
    "An example: lets one workload through. Change its name, its namespace and the condition, and delete it when it is moved.",
    "Exceptions must be switched on in Kyverno (--enablePolicyException), and kept to a namespace that few may write."
  ],
  [
    {
      apiVersion: "policies.kyverno.io/v1",
      kind: "PolicyException",
      metadata: { name: "legacy-workload", namespace: "kyverno" },
      spec: {
        policyRefs: [{ name: POLICY_NAME, kind: "ValidatingPolicy" }],
        matchConditions: [
          {
            name: "legacy-workload",
            expression: "object.metadata.namespace == 'legacy' && object.metadata.name.startsWith('legacy-workload')"
          }
        ]
      }
    }
  ]
);

// src/governance/engines.ts
var ENGINES = {
  "validating-admission-policy": ADMISSION_POLICY,
  gatekeeper: GATEKEEPER,
  kyverno: KYVERNO,
  "azure-policy": AZURE_POLICY
};

// src/report/policy-text.ts
function policyLines(forecast2) {
  const { engines, untold } = forecast2;
  return [
    ...block("Refused", table(refusedRows(forecast2).map(({ place, image, by, remedy }) => [place, image, by, remedy]))),
    ...block(
      "Can't be foretold",
      table(untold.map(({ file, line: line2, what, reason }) => [`${file}:${line2}`, what, reason]))
    ),
    ...engines.map((engine2) => engineLine(engine2, untold.length))
  ];
}
function refusedRows({ engines }) {
  const rows = /* @__PURE__ */ new Map();
  for (const { engine: engine2, refused: refused4 } of engines)
    for (const refusal3 of refused4) {
      const key = JSON.stringify([refusal3.file, refusal3.line, refusal3.image]);
      const known = rows.get(key) ?? { refusal: refusal3, by: [] };
      known.by.push(ENGINES[engine2].title);
      rows.set(key, known);
    }
  return [...rows.values()].map(({ refusal: { file, line: line2, image, remedy, isNew: isNew2, isExempt }, by }) => ({
    place: `${file}:${line2}`,
    image,
    by: `${by.length === engines.length ? "all" : by.join(", ")}${isNew2 ? " (new)" : ""}`,
    remedy: isExempt ? `${remedy}; it stands in an exempt path: exclude its namespace until the last` : remedy
  }));
}
function forecastSentence(engine2, untold) {
  const { images: images3, refused: refused4, refusedAfterwards, unseen: unseen2 } = engine2;
  const said2 = refused4.length === 0 ? untold > 0 ? `nothing known is refused of ${count(images3, "use")}` : images3 === 0 ? "nothing here is deployed to a cluster" : `takes all ${count(images3, "use")}` : `refuses ${refused4.length} of ${count(images3, "use")}, ${refusedAfterwards} once the rewrite is merged`;
  const exempt = refused4.filter(({ isExempt }) => isExempt).length;
  const added2 = refused4.filter(({ isNew: isNew2 }) => isNew2).length;
  const parts = [
    said2,
    added2 > 0 ? `${added2} of them new` : "",
    exempt > 0 ? `${exempt} of them in exempt paths` : "",
    untold > 0 ? `${untold} can't be foretold` : "",
    unseen2 > 0 ? `${unseen2} stand where it does not look` : ""
  ];
  return parts.filter((part) => part !== "").join("; ");
}
function engineLine(engine2, untold) {
  return [{ look: "bold", text: ENGINES[engine2.engine].title }, `: ${forecastSentence(engine2, untold)}`];
}
function block(title, lines2) {
  return lines2.length === 0 ? [] : [{ look: "bold", text: title }, ...lines2, ""];
}

// src/report/policy-section.ts
var MAX_ROWS2 = 50;
function policySection(forecast2, registry2) {
  const { engines, untold } = forecast2;
  const verdicts = engines.map(
    (engine2) => row([plain(ENGINES[engine2.engine].title), plain(forecastSentence(engine2, untold.length))])
  );
  const refused4 = refusedRows(forecast2).map(
    ({ place, image, by, remedy }) => row([code(place), code(image), plain(by), plain(remedy)])
  );
  const unknown2 = untold.map(
    ({ file, line: line2, what, reason }) => row([code(`${file}:${line2}`), code(what), plain(reason)])
  );
  const command = (mode) => code(`acr-artifact-cache policy --registry ${registry2} --mode ${mode}`);
  const body = [
    section("", ["policy", "would do"], verdicts, MAX_ROWS2),
    refused4.length === 0 ? "" : section("Refused today", ["where", "image", "by", "what to do"], refused4, MAX_ROWS2),
    unknown2.length === 0 ? "" : section("Can't be foretold", ["where", "what", "why"], unknown2, MAX_ROWS2),
    `
Start with ${command("audit")} and watch; then ${command("warn")}, so that authors see it; then ${command("deny")}. The files of each stage are in the folder ${code("policy")} beside the report.`
  ];
  const title = "If clusters took images of the registry only";
  return details(`${title}: ${strictest(forecast2)}`, body.filter((part) => part !== "").join("\n"));
}
function strictest({ engines, untold }) {
  const [most] = engines.toSorted((a, b) => b.refused.length - a.refused.length);
  return most === void 0 ? "" : forecastSentence(most, untold.length);
}

// src/report/summary/reasons.ts
function refusalReasons(refused4) {
  const groups = groupBy(refused4, ({ refusal: refusal3 }) => JSON.stringify(sharedPart(refusal3)));
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
  const told3 = results.flatMap((result) => {
    if (result.status === "warm") return [];
    const { message, remedy, kind } = result.status === "not-served" ? result.reason : result.unconfirmed;
    const state = result.status === "not-served" ? "not served" : "served, and not known to be stored";
    return [{ image: result.request.image, state, kind, message, remedy }];
  });
  const groups = groupBy(told3, ({ state, kind, remedy }) => JSON.stringify([state, kind, remedy]));
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
function capital(text4) {
  return text4.charAt(0).toUpperCase() + text4.slice(1);
}
function sharedPart(refusal3) {
  switch (refusal3.reason) {
    case "unsupported-upstream":
    case "credential-set-missing":
    case "credential-set-unreadable":
      return [refusal3.reason, refusal3.host];
    case "credential-set-unhealthy":
      return [refusal3.reason, refusal3.credentialSet];
    case "cap-reached":
      return [refusal3.reason, refusal3.room];
    case "refused-by-service":
      return [refusal3.reason, refusal3.code];
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
      return [refusal3.reason];
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
  const open = [messages(report), ...failing(report)].filter((part) => part !== "");
  const folds = [
    ...refusals(report),
    ...storing(report),
    ...undecided(report),
    ...listed(report),
    ...leftByReason(report)
  ].filter((part) => part !== "");
  const parts = [...open, ...folds];
  return parts.length === 0 ? [] : ["\n### Problems\n", ...parts];
}
function messages({ outcome, problems }) {
  const told3 = problems.map(({ message }) => message);
  const failures = outcome.failures.filter(
    (failure) => !/^fail-when (?:error|review): /.test(failure) && !told3.includes(failure)
  );
  const fails = outcome.failures.join("\n");
  const lines2 = [
    ...failures.map((failure) => `- ❌ ${plain(failure)}`),
    ...told3.map((message) => `- ${fails.includes(message) ? "❌" : "⚠️"} ${plain(message)}`)
  ];
  const open = lines2.slice(0, MAX_MESSAGES).join("\n");
  const rest = lines2.slice(MAX_MESSAGES);
  return rest.length === 0 ? open : `${open}
${details(`${rest.length} more`, rest.join("\n"))}`;
}
function failing({ gate: gate2, uses }) {
  const images3 = gate2.images.filter(({ state }) => IMAGE_STATES[state].judgement === "fails").toSorted((one, other) => worstRank(one) - worstRank(other) || other.blocking.length - one.blocking.length);
  if (images3.length === 0) return [];
  const places = placesOf(uses);
  const brief = images3.slice(0, MAX_OPEN).map(
    (image) => row([code(image.image), findingsInMarkdown(image.blocking, 1).join(", "), placesText(places, image.image)])
  );
  const more = images3.length > MAX_OPEN ? `, the ${MAX_OPEN} worst of them` : "";
  const title = `${count(images3.length, "image")} that the gate stops`;
  return [
    `
**${title}${more}:**

${section("", ["image", "worst finding", "where"], brief, MAX_OPEN)}`,
    details(`${title}, with the findings`, failingTable(images3))
  ];
}
function failingTable(images3) {
  const columns = ["image", "state", "why"];
  for (const most of [MAX_FINDINGS, 10, 5, 3, 1, 0]) {
    const rows2 = images3.map((image) => gatedRow(image, most));
    if (Buffer.byteLength(rows2.join("\n")) <= MAX_FAILING_BYTES) return section("", columns, rows2, rows2.length);
  }
  const rows = [];
  let size = 0;
  for (const { image } of images3) {
    const line2 = row([code(image)]);
    size += Buffer.byteLength(line2) + 1;
    if (size > MAX_FAILING_BYTES) break;
    rows.push(line2);
  }
  const rest = images3.length - rows.length;
  return `${section("", ["image"], rows, rows.length)}${rest === 0 ? "" : `

*and ${rest} more, which fail no less, see the report*`}`;
}
function gatedRow({ image, state, reasons, remedy, blocking }, most) {
  const why2 = [...reasons, ...remedy === void 0 ? [] : [remedy]].map(plain);
  return row([code(image), state, [...why2, ...findingsInMarkdown(blocking, most)].join("<br>")]);
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
function reasonFold(title, { remedy, commands, images: images3 }, places) {
  const hasDetail = images3.some(({ detail }) => detail !== "");
  const rows = images3.map(
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
  return details(`⚠️ ${title} · ${count(images3.length, "image")}`, body.join("\n"));
}
function undecided({ gate: gate2 }) {
  const open = gate2.images.filter(({ state }) => ["undecided", "unjudged"].includes(IMAGE_STATES[state].judgement));
  const groups = [...groupBy(open, ({ state }) => state)].toSorted(
    ([one], [other]) => IMAGE_STATES[one].rank - IMAGE_STATES[other].rank
  );
  return groups.map(([state, images3]) => {
    const rows = images3.map((image) => gatedRow(image, 0));
    return details(
      `⚠️ Gate: ${IMAGE_STATES[state].told(images3.length)}`,
      section("", ["image", "state", "why"], rows, MAX_ROWS3)
    );
  });
}
function listed({ uses, warnings, rules: rules2 }) {
  const dangling = uses.filter((use) => use.class === "dangling");
  const halves2 = uses.filter((use) => use.class === "half-moved");
  const untold = uses.filter(
    (use) => use.unknownTag === true && (use.class === "public" || use.class === "cached") && use.ignored === void 0
  );
  const table2 = (columns, rows) => section("", columns, rows, MAX_ROWS3);
  const useRow = (use, why2) => row([placeOf2(use), code(use.text), plain(why2)]);
  const because = ["where", "image", "because"];
  return [
    warnings.length === 0 ? "" : details(
      `⚠️ Not read: ${count(warnings.length, "place")}`,
      table2(
        ["where", "because"],
        warnings.map(({ file, line: line2, reason }) => row([code(`${file}:${line2}`), plain(reason)]))
      )
    ),
    halves2.length === 0 ? "" : details(
      `⚠️ Half moved: ${count(halves2.length, "use")} of which the registry or the repository is still to be moved`,
      table2(
        because,
        halves2.map((use) => useRow(use, use.because ?? ""))
      )
    ),
    dangling.length === 0 ? "" : details(
      `⚠️ Dangling: ${count(dangling.length, "use")} of the registry with neither a rule nor a repository`,
      table2(
        because,
        dangling.map((use) => useRow(use, use.because ?? ""))
      )
    ),
    untold.length === 0 ? "" : details(
      `⚠️ Of unknown tag: neither pulled nor checked: ${count(untold.length, "use")}`,
      table2(
        because,
        untold.map((use) => useRow(use, use.reason ?? ""))
      )
    ),
    rules2 === void 0 || rules2.excess.length === 0 ? "" : details(
      `⚠️ Above the cap: ${count(rules2.excess.length, "rule")}`,
      table2(
        ["rule", "because"],
        rules2.excess.map(({ rule, reason = "" }) => row([code(rule), plain(reason)]))
      )
    )
  ];
}
function leftByReason({ rewrite: rewrite2 }) {
  const groups = [...groupBy(rewrite2.left, ({ reason }) => reason)].toSorted(
    ([, one], [, other]) => other.length - one.length
  );
  const folds = groups.slice(0, MAX_REASONS).map(([reason, left]) => {
    const rows = left.map(({ file, line: line2, text: text4 }) => row([code(`${file}:${line2}`), code(text4)]));
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
  return `${placeOf2(first)}${others.length === 0 ? "" : ` and ${others.length} more`}`;
}
function placeOf2(use) {
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
  const { plan, warmed, apply, rules: rules2, registry: registry2 } = report;
  const isThere2 = apply.applied && rules2 !== void 0;
  const there = (plan?.covered ?? []).filter(({ by }) => isThere2 || by === "existing");
  const states = /* @__PURE__ */ new Map();
  for (const result of warmed) {
    const { repository } = result.request;
    states.set(repository, (states.get(repository) ?? /* @__PURE__ */ new Set()).add(stateOf(result)));
  }
  const rows = there.map(
    ({ source, repository, rule, by, uses }) => row([
      code(source),
      code(`${registry2 ?? ""}/${repository}`),
      by === "new" ? `**new** ${code(rule)}` : code(rule),
      String(uses),
      [...states.get(repository) ?? []].join(", ")
    ])
  );
  return folded(`Covered: ${count(rows.length, "image")}`, ["image", "pulled from", "rule", "uses", "stored"], rows);
}
function notCoveredYet({ plan, apply, rules: rules2, registry: registry2 }) {
  if (apply.applied && rules2 !== void 0) return "";
  const awaiting = (plan?.covered ?? []).filter(({ by }) => by === "new");
  const rows = awaiting.map(
    ({ source, repository, rule, uses }) => row([code(source), code(`${registry2 ?? ""}/${repository}`), code(rule), String(uses)])
  );
  const columns = ["image", "would be pulled from", "by a new rule", "uses"];
  return folded(`Not covered yet: ${count(rows.length, "image")}`, columns, rows);
}
function judged({ gate: gate2 }, judgement2, word) {
  const images3 = gate2.images.filter(({ state }) => IMAGE_STATES[state].judgement === judgement2);
  const rows = images3.map((image) => gatedRow(image, MAX_FINDINGS2));
  return folded(`${count(images3.length, "image")} ${word}`, ["image", "state", "why"], rows);
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
    const { request, bytes: read3, milliseconds } = result;
    const version = request.digest === void 0 ? `:${request.tag ?? "latest"}` : `@${request.digest}`;
    const where = code(`${request.repository}${version}`);
    const missing = result.status === "warm" ? result.served.missing : [];
    const remark = missing.length === 0 ? "" : `does not exist for ${plain(missing.join(", "))}`;
    return row([where, stateOf(result), bytes(read3), `${(milliseconds / 1e3).toFixed(1)} s`, remark]);
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
    ({ file, line: line2, source, remedy, because }) => row([code(`${file}:${line2}`), plain(because === void 0 ? source : `${source}: ${because}`), code(remedy)])
  );
  return folded(
    `Images that this repository causes and does not contain: ${count(rows.length, "source")}`,
    ["where", "source", "what shows them"],
    rows
  );
}
function ignored({ uses }) {
  const rows = uses.filter((use) => use.ignored !== void 0).map((use) => row([placeOf2(use), code(use.text), plain(use.ignored ?? "")]));
  return folded(`${count(rows.length, "use")} ignored by a comment`, ["where", "image", "reason"], rows);
}
function leftAside({ leftAside: uses }) {
  const rows = uses.map(({ file, line: line2, text: text4, reason }) => row([code(`${file}:${line2}`), code(text4), plain(reason)]));
  return folded(
    `${count(uses.length, "use")} in tests left aside; include-tests: true includes them`,
    ["where", "image", "because"],
    rows
  );
}
function afterwards({
  registry: registry2,
  afterwards: { consumers: consumers2, updates, forecast: forecast2, gatedDeployment: gatedDeployment2 }
}) {
  const rows = consumers2.map(
    ({ name, canLogIn, need, command }) => row([plain(name), canLogIn ? "" : "**can't log in**", plain(need), command === void 0 ? "" : code(command)])
  );
  return [
    folded("Who pulls from the registry now, and what each needs", ["who", "", "needs", "command"], rows),
    updates === "" ? "" : details("Keep update bots seeing new tags", updates),
    forecast2 === void 0 || registry2 === void 0 ? "" : policySection(forecast2, registry2),
    gatedDeployment2 === void 0 ? "" : gatedDeploymentSection(gatedDeployment2)
  ];
}

// src/base/sentences.ts
function sentences(message, remedy) {
  return `${sentence(message)} ${sentence(remedy.charAt(0).toUpperCase() + remedy.slice(1))}`;
}
function sentence(text4) {
  return /[.!?]$/.test(text4) ? text4 : `${text4}.`;
}

// src/report/summary/next-steps.ts
var MAX_STEPS = 5;
function nextSteps(report) {
  const images3 = (number) => count(number, "image");
  const waiting = [
    ...refusalReasons(report.plan?.refused ?? []).map(({ title, remedy, commands, images: { length } }) => ({
      text: sentences(`${images3(length)} ${length === 1 ? "waits" : "wait"}: ${title}`, remedy),
      ...{ commands, number: length }
    })),
    ...storingReasons(report.warmed).map(({ title, remedy, images: { length } }) => ({
      text: sentences(`${images3(length)}: ${title}`, remedy),
      ...{ commands: [], number: length }
    })),
    ...openStates(report),
    ...rulesToCreate(report)
  ].toSorted((one, other) => other.number - one.number);
  const last = edits(report);
  const steps = [...errors(report), ...findings2(report), ...waiting, ...consumers(report)];
  return [...steps.slice(0, MAX_STEPS - last.length), ...last].map(({ text: text4, commands, language }) => ({
    ...{ text: text4, commands },
    ...language === void 0 ? {} : { language }
  }));
}
function errors({ problems }) {
  const [first] = problems;
  if (first === void 0) return [];
  if (problems.length === 1) return [{ text: first.message, commands: [] }];
  const text4 = `Mend the ${problems.length} things that went wrong, see Problems below; until then not all is known.`;
  return [{ text: text4, commands: [] }];
}
function findings2({ gate: gate2 }) {
  const failing2 = gate2.images.filter(({ state }) => IMAGE_STATES[state].judgement === "fails");
  const [worst] = failing2.toSorted(
    (one, other) => worstRank(one) - worstRank(other) || other.blocking.length - one.blocking.length
  );
  if (worst === void 0) return [];
  const [finding] = worstFirst(worst.blocking).map((entry) => entry.finding);
  const which = failing2.length === 1 ? worst.image : `${images(failing2.length)} (${worst.image} first)`;
  const accept = finding?.id === void 0 ? [] : [`accept-findings: ${finding.id}@${finding.package} until <YYYY-MM-DD> because <reason>`];
  return [
    {
      text: `Take versions of ${which} without these findings, or accept what you must, for a time:`,
      commands: accept,
      language: "yaml"
    }
  ];
}
function images(number) {
  return count(number, "image");
}
function openStates({ gate: gate2, plan }) {
  const refused4 = new Set(plan?.refused.map(({ source }) => source));
  const open = gate2.images.filter(({ image, state, unresolved }) => {
    const { judgement: judgement2 } = IMAGE_STATES[state];
    if (judgement2 !== "undecided" && judgement2 !== "unjudged") return false;
    return unresolved !== true || state !== "not-checked" && !refused4.has(nameIn(image));
  });
  const states = open.map(({ state }) => state);
  const [worst] = states.toSorted((one, other) => IMAGE_STATES[one].rank - IMAGE_STATES[other].rank);
  if (worst === void 0) return [];
  const remedy = IMAGE_STATES[worst].remedy ?? "run again later";
  const text4 = `The gate has no verdict on ${images(open.length)} (${toldStates(states, "undecided", "unjudged").join(", ")})`;
  return [{ text: sentences(text4, remedy), commands: [], number: open.length }];
}
function nameIn(image) {
  const reference = parseReference(image);
  return reference === void 0 ? image : nameOf(reference);
}
function rulesToCreate({ tally: tally2, registry: registry2, apply }) {
  if (tally2.planned === 0 || registry2 === void 0) return [];
  const what = `Create ${count(tally2.rulesToCreate, "cache rule")}: ${images(tally2.planned)} can move then`;
  return [
    {
      text: sentences(what, `This run did not: ${apply.reason}`),
      commands: [`acr-artifact-cache run --registry ${registry2} --apply`],
      number: tally2.planned
    }
  ];
}
function consumers({ afterwards: afterwards2, rewrite: rewrite2 }) {
  if (rewrite2.moved.length === 0) return [];
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
function edits({ rewrite: rewrite2, review, registry: registry2 }) {
  if (review.suggestions > 0) {
    return [{ text: `Commit the ${count(review.suggestions, "suggestion")} on the pull request.`, commands: [] }];
  }
  if (rewrite2.moved.length === 0 || registry2 === void 0) return [];
  return [
    {
      text: `Apply the patch: it moves ${count(rewrite2.moved.length, "use")} to ${registry2}.`,
      commands: [`acr-artifact-cache rewrite --registry ${registry2} | git apply`]
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
    ...sarifCut.map((text4) => `
${plain(text4)}`),
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
    const line2 = `
*${title}: see the report*`;
    const short = Buffer.byteLength(line2) + 1;
    if (short > left) return [];
    left -= short;
    return [line2];
  });
}
function signOf({ failed: failed4, attention }) {
  if (failed4) return "❌";
  return attention ? "⚠️" : "✅";
}
function placeLine({ registry: registry2, links }) {
  const parts = [
    "ACR Artifact Cache",
    registry2 === void 0 ? "" : link(plain(registry2), links.portal),
    links.run === void 0 ? "" : link("this run", links.run),
    links.docs === void 0 ? "" : link("what this means", `${links.docs}summary.md`)
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
function progressLine(report) {
  const { registry: registry2, scope, plan } = report;
  const { total, served, moving, blocked } = figuresOf(report);
  if (registry2 === void 0 || total === 0) return "";
  const [reason] = refusalReasons(plan?.refused ?? []);
  const parts = [
    `Pulled from ${registry2}: ${served} of ${count(total, "image")}`,
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
    ({ text: text4, commands, language = "sh" }, index) => step(index + 1, plain(text4), commands.length === 0 ? [] : [fencedLines(commands.join("\n"), language)])
  );
  return `
### Next

${items.join("\n").trimEnd()}`;
}

// src/report/remarks.ts
function remarksOf(about) {
  const refused4 = new Map(about.plan?.refused.map((source) => [source.source, source]));
  const covered3 = new Map(about.plan?.covered.map((source) => [source.source, source]));
  const judged2 = new Map(about.gate.images.map((image) => [image.image, image]));
  const remarks = about.warnings.map(({ file, line: line2, reason }) => ({
    rule: "unreadable-file",
    level: "warning",
    file,
    line: line2,
    message: `Images of this file may be missing from the report: ${reason}`
  }));
  const tell = (use, said2) => {
    const place = { file: use.file, line: use.line, column: use.column, image: imageOf(use) };
    for (const remark of said2) remarks.push({ ...remark, ...place });
  };
  for (const use of about.gated) tell(use, gateRemark(use, judged2, about));
  for (const use of about.inScope) tell(use, ruleRemark(use, refused4, covered3, about));
  return remarks;
}
var MAX_FINDINGS3 = 3;
function gateRemark(use, judged2, { gate: { verdict }, isExempt, failsUnscanned }) {
  if (isExempt(use.file)) return [];
  const image = imageOf(use);
  const result = judged2.get(image);
  if (result === void 0) return [];
  const why2 = result.reasons.join("; ");
  const found2 = `${image}: ${why2}: ${findingTexts(result.blocking, MAX_FINDINGS3).join(", ")}`;
  const unscanned = (what, remedy = "run again later") => ({
    rule: "unscanned-image",
    level: failsUnscanned ? "error" : "warning",
    message: sentences(`${image} ${what}: ${why2}`, remedy)
  });
  switch (IMAGE_STATES[result.state].judgement) {
    case "fails": {
      const vulnerable = {
        rule: "vulnerable-image",
        // Without a gate nothing fails for it.
        level: verdict === "no gate" ? "note" : "error",
        rank: worstRank(result),
        message: `${found2}. Take a version without these findings, or accept them with accept-findings.`
      };
      const [worst] = result.open;
      if (verdict !== "no gate" || worst === void 0) return [vulnerable];
      return [vulnerable, unscanned("is not judged in full", IMAGE_STATES[worst].remedy)];
    }
    case "undecided":
    case "unjudged":
      return [unscanned("is not judged", result.remedy)];
    case "passes":
    case "not-asked":
      return [];
  }
}
function ruleRemark(use, refused4, covered3, { resultOf: resultOf3, loginServer, suggested, created }) {
  if (use.class === "dangling") {
    return [
      {
        rule: "dangling-image",
        level: "warning",
        message: `${use.because ?? use.text}. Restore the rule or correct the image.`
      }
    ];
  }
  if (use.class === "half-moved") {
    return [{ rule: "half-moved-image", level: "warning", message: `Half moved: ${use.because ?? use.text}.` }];
  }
  const source = use.source === void 0 ? void 0 : nameOf(use.source);
  const refusal3 = source === void 0 || use.class === "cached" ? void 0 : refused4.get(source);
  if (refusal3 !== void 0) {
    return [
      {
        rule: "uncovered-image",
        level: "warning",
        message: sentences(`No cache rule: ${refusal3.message}`, refusal3.remedy)
      }
    ];
  }
  const result = resultOf3(use);
  if (result?.status === "not-served") {
    const { message: message2, remedy } = result.reason;
    return [
      {
        rule: "unserved-image",
        level: "warning",
        message: sentences(`The registry could not serve it: ${message2}`, remedy)
      }
    ];
  }
  const cover = use.class === "public" && source !== void 0 ? covered3.get(source) : void 0;
  if (cover === void 0 || loginServer === void 0 || suggested.has(`${use.file}:${use.line}`)) return [];
  const name = `${loginServer}/${cover.repository}`;
  const message = created || cover.by === "existing" ? `${use.text} can be pulled from ${name}` : `${use.text} could be pulled from ${name} once cache rule ${cover.rule} is created`;
  const unknown2 = `Its tag is not known, so that nothing was pulled or checked: ${use.reason ?? "it is filled in later"}`;
  return [
    { rule: "public-image", level: "note", message: use.unknownTag === true ? sentences(message, unknown2) : message }
  ];
}

// src/defender/accept.ts
var SYNTAX = "lines such as CVE-2026-0001@openssl until 2026-12-31 because it is not reachable (the package may be left out), or the path of one YAML file";
var LINE = /^(?<id>[^\s@]+)(?:@(?<package>\S+))?\s+until\s+(?<until>\S+)\s+because\s+(?<reason>\S.*)$/;
function readAcceptedFindings(text4) {
  return lines(text4).map(({ line: line2, number }) => readLine(line2, number));
}
function acceptedFindingsFile(text4) {
  const [first, ...others] = lines(text4);
  if (first === void 0 || others.length > 0) return void 0;
  return /\.ya?ml$/i.test(first.line) && !/\suntil\s/.test(first.line) ? first.line : void 0;
}
function lines(text4) {
  return text4.split(/\r?\n/).map((line2, index) => ({ line: line2.trim(), number: index + 1 })).filter(({ line: line2 }) => line2 !== "" && !line2.startsWith("#"));
}
function readLine(line2, number) {
  const { id = "", package: name, until = "", reason = "" } = LINE.exec(line2)?.groups ?? {};
  if (!isFindingId(id) || !isDay(until)) throw invalid("accept-findings", line2, SYNTAX);
  const place = `accept-findings, line ${number}`;
  return { id, ...name === void 0 ? {} : { package: name }, until, reason, place };
}
function isFindingId(text4) {
  return /^[A-Za-z0-9][\w.:-]{2,99}$/.test(text4);
}
function isDay(text4) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text4)) return false;
  const time = Date.parse(`${text4}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text4);
}
function acceptanceFinder(accepted, today) {
  const byId = /* @__PURE__ */ new Map();
  for (const acceptance of accepted) {
    const known = byId.get(acceptance.id.toLowerCase()) ?? [];
    known.push({ acceptance, matches: imageMatcher(acceptance) });
    byId.set(acceptance.id.toLowerCase(), known);
  }
  return (image, finding) => {
    const named3 = (finding.id === void 0 ? [] : byId.get(finding.id.toLowerCase()) ?? []).filter(
      ({ acceptance, matches }) => (acceptance.package === void 0 || acceptance.package.toLowerCase() === finding.package.toLowerCase()) && matches(image)
    ).map(({ acceptance }) => acceptance);
    return {
      current: named3.filter(({ until }) => until >= today),
      expired: named3.filter(({ until }) => until < today)
    };
  };
}
function imageMatcher({ image }) {
  if (image === void 0) return () => true;
  const matches = matcher([image]);
  return (text4) => matches(text4.slice(0, nameLength(text4))) || matches(text4);
}

// src/defender/accept-file.ts
var isOneLine = (text4) => !/[\r\n]/.test(text4);
var KEYS = {
  cve: { allowed: "the id of a finding, such as CVE-2026-0001", takes: isFindingId },
  image: {
    allowed: "a glob on normalised references, such as docker.io/library/nginx or ghcr.io/acme/**",
    takes: (text4) => imageGlobFault(text4) === void 0
  },
  package: { allowed: "the name of a package", takes: (text4) => !/\s/.test(text4) },
  reason: { allowed: "a sentence on one line", takes: isOneLine },
  until: { allowed: "the last day, YYYY-MM-DD", takes: isDay },
  by: { allowed: "who accepts it, on one line", takes: isOneLine }
};
var EXAMPLE = 'The file is a list under "accept:" whose entries have cve, reason, until, by, and where wanted image and package';
function readAcceptanceFile(text4, path) {
  const source = sourceFile(path, text4);
  const parsed = parseYaml(text4);
  if (!parsed.ok) throw refused(source, parsed.failure.offset, `it is no YAML: ${parsed.failure.reason}`);
  const [document, second] = parsed.documents;
  if (document === void 0) throw refused(source, 0, `it is empty. ${EXAMPLE}`);
  if (second !== void 0) throw refused(source, second.root.start, "it has a second document: write all in one");
  const root = mappingOf(document.root, source);
  const top = entriesOf2(root, source, ["accept"]);
  const list = top.get("accept");
  if (list === void 0) throw refused(source, root.start, `it has no "accept". ${EXAMPLE}`);
  if (list.type !== "sequence") throw refused(source, list.start, `"accept" is no list. ${EXAMPLE}`);
  return list.items.map((item) => readEntry(item, source));
}
function readEntry(item, source) {
  const mapping = mappingOf(item, source);
  const entries = entriesOf2(mapping, source, Object.keys(KEYS));
  const given = (name) => {
    const node = entries.get(name);
    return node === void 0 ? void 0 : readValue(name, node, mapping, source);
  };
  const needed = (name) => {
    const value = given(name);
    if (value !== void 0) return value;
    throw refused(source, mapping.start, `the entry has no "${name}": ${KEYS[name].allowed}`);
  };
  const image = given("image");
  const packageName = given("package");
  return {
    id: needed("cve"),
    ...image === void 0 ? {} : { image },
    ...packageName === void 0 ? {} : { package: packageName },
    until: needed("until"),
    reason: needed("reason"),
    by: needed("by"),
    place: `${source.path}:${source.at(mapping.start).line}`
  };
}
function readValue(name, node, entry, source) {
  const { allowed, takes } = KEYS[name];
  const value = node.type === "scalar" ? node.value.trim() : void 0;
  if (value !== void 0 && value !== "" && takes(value)) return value;
  const told3 = value === void 0 ? "no text" : JSON.stringify(value);
  throw refused(source, node.start < 0 ? entry.start : node.start, `"${name}" is ${told3}. Allowed: ${allowed}`);
}
function mappingOf(node, source) {
  if (node.type === "mapping") return node;
  throw refused(source, node.start, `keys with values are expected here. ${EXAMPLE}`);
}
function entriesOf2(mapping, source, known) {
  const found2 = /* @__PURE__ */ new Map();
  for (const { key, value } of mapping.entries) {
    const name = key.type === "scalar" ? key.value : void 0;
    if (name === void 0 || !known.includes(name)) {
      const told3 = name === void 0 ? "a key that is no text" : JSON.stringify(name);
      throw refused(source, key.start, `${told3} is no key that is known here. Allowed: ${known.join(", ")}`);
    }
    if (found2.has(name)) throw refused(source, key.start, `"${name}" is there twice`);
    if (value.type === "alias") throw refused(source, value.start, `"${name}" is an alias: write it out`);
    found2.set(name, value);
  }
  return found2;
}
function refused(source, offset, what) {
  return new UserError(`Input "accept-findings": ${source.path}:${source.at(Math.max(0, offset)).line}: ${what}.`);
}

// src/stages/base.ts
const { basename: basename2, relative: relative2, sep } = require("node:path");

// src/io/git/source.ts
function sourceOf({ env, token, emulated }) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  if (!server || !repository) {
    return { type: "failed", reason: "it is not here, and only a run of GitHub Actions knows where to fetch it from" };
  }
  const url = URL.canParse(server) ? new URL(server) : void 0;
  const isPlain = url !== void 0 && url.pathname === "/" && url.search === "" && url.username === "" && url.password === "";
  if (!isPlain || !isReachable(url)) {
    return { type: "failed", reason: "it is not here, and GITHUB_SERVER_URL is no address of https" };
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(repository)) {
    return { type: "failed", reason: "it is not here, and GITHUB_REPOSITORY is no owner/name" };
  }
  if (emulated && !isLoopback(url)) {
    return { type: "failed", reason: "it is not here, and the emulator that plays GitHub has no git" };
  }
  const address = `${url.origin}/${repository}`;
  return { type: "ok", value: token === void 0 ? { address } : { address, authorization: basic(token) } };
}
function basic(token) {
  return `basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
}
function isReachable(url) {
  return url.protocol === "https:" || url.protocol === "http:" && isLoopback(url);
}
function isLoopback({ hostname }) {
  return ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}
function namesAnother(address, repository) {
  const named3 = /^(?:(?:https?|ssh|git):\/\/[^/]+\/|[\w.-]+@[\w.-]+:)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
    address ?? ""
  )?.[1];
  return named3 !== void 0 && repository !== void 0 && named3.toLowerCase() !== repository.toLowerCase();
}

// src/stages/base.ts
var MAX_POLICY_BYTES = 1024 * 1024;
var HAVE_IT_HERE = "Give actions/checkout a fetch-depth of 0.";
var MAY_FETCH = "Let github-token read the repository (permissions: contents: read), or give actions/checkout a fetch-depth of 0.";
async function readBase(inputs, context, { policy: policy3, known } = {}) {
  const { scopeBase } = context.rights;
  if (scopeBase === void 0 || inputs.path === "-") return { state: "none" };
  const named3 = namedPath(context.root, inputs.path, isAction(context));
  const repository = openRepository(named3.folder, workspaceOf(context));
  if (repository === void 0) {
    const reason = "the path is in no checkout of git";
    return { state: "unreadable", reason, remedy: "Check it out with actions/checkout where git is installed." };
  }
  try {
    const only = named3.isFolder ? void 0 : basename2(named3.path);
    const commit = await baseCommit(repository, scopeBase, context);
    const isHere = await hasCommit(repository, commit);
    const wanted = { only, known };
    const here = isHere ? await scanCommit(repository, commit, wanted, inputs, context) : void 0;
    const scanned = here?.state === "read" ? here : await scanFetched(repository, commit, isHere, wanted, inputs, context);
    if (scanned.state !== "read" || policy3 === void 0) return scanned;
    const told3 = await fileIn(repository, scopeBase, policy3, MAX_POLICY_BYTES, inputs.githubToken, context);
    return told3.state === "read" ? { ...scanned, policy: { text: told3.text } } : told3;
  } finally {
    repository.close();
  }
}
function pathIn({ checkout }, path) {
  return relative2(checkout.top, path).split(sep).join("/");
}
async function scanFetched(repository, commit, isWhole, wanted, inputs, context) {
  return withFetched(
    repository,
    commit,
    isWhole,
    inputs.githubToken,
    context,
    (into) => scanCommit(into, commit, wanted, inputs, context)
  );
}
async function withFetched(repository, commit, isWhole, token, { env, emulated, log, signal }, task) {
  const source = sourceOf({ env, token, emulated });
  if (source.type === "failed") return { state: "unreadable", reason: source.reason, remedy: HAVE_IT_HERE };
  if (namesAnother(originOf(repository), env.GITHUB_REPOSITORY)) {
    const reason = `the path is in a checkout of another repository than ${env.GITHUB_REPOSITORY}`;
    return { state: "unreadable", reason, remedy: "Set gate-scope and scope to all for it." };
  }
  log.mask(token ?? "");
  log.mask(source.value.authorization?.split(" ")[1] ?? "");
  const into = isWhole ? emptyCopy(repository) : repository;
  try {
    const fetched = await fetchCommit(into, commit, source.value, signal);
    if (fetched.type === "failed") {
      return { state: "unreadable", reason: `it can't be fetched: ${fetched.reason}`, remedy: MAY_FETCH };
    }
    return await task(into);
  } finally {
    if (into !== repository) into.close();
  }
}
async function readBaseFile(path, mostBytes, token, context) {
  const { scopeBase } = context.rights;
  if (scopeBase === void 0) return { state: "none" };
  const repository = openRepository(context.root, context.root);
  if (repository === void 0) {
    const reason = "the workspace is no checkout of git";
    return { state: "unreadable", reason, remedy: "Check it out with actions/checkout where git is installed." };
  }
  try {
    return await fileIn(repository, scopeBase, path, mostBytes, token, context);
  } finally {
    repository.close();
  }
}
async function fileIn(repository, commit, path, mostBytes, token, context) {
  const name = pathIn(repository, path);
  const read3 = async (from) => {
    const told3 = await fileAt(from, commit, name, mostBytes);
    return told3.type === "failed" ? { state: "unreadable", reason: told3.reason, remedy: HAVE_IT_HERE } : { state: "read", text: told3.value };
  };
  const isHere = await hasCommit(repository, commit);
  const here = isHere ? await read3(repository) : void 0;
  if (here?.state === "read") return here;
  return withFetched(repository, commit, isHere, token, context, read3);
}
async function scanCommit(repository, commit, wanted, inputs, context) {
  const tree2 = await listEntries(repository, commit);
  if (tree2.type === "failed") return { state: "unreadable", reason: tree2.reason, remedy: HAVE_IT_HERE };
  const isFurther = looksFurther(inputs, context);
  const inTree = tree2.value.filter(({ isFile }) => isFile);
  const files = await filesOf(repository, inTree, isFurther ? { ...wanted, known: void 0 } : wanted, inputs);
  if (files.type === "failed") return { state: "unreadable", reason: files.reason, remedy: HAVE_IT_HERE };
  const scanned = scanFiles(files.value);
  const whole = isFurther ? await lookedFurther(scanned, treeOf(files.value), repository.place.folder, inputs, context) : scanned;
  const scan = ofKinds(whole, inputs);
  const blobs2 = new Map(tree2.value.map(({ path, blob }) => [path, blob]));
  return { state: "read", scan: { ...scan, blobs: blobs2 } };
}
function treeOf(files) {
  const bytesOf = new Map(files.flatMap((file) => "bytes" in file ? [[file.path, file.bytes]] : []));
  return { paths: [...bytesOf.keys()], read: (path) => bytesOf.get(path) };
}
async function filesOf(repository, tree2, { only, known }, inputs) {
  const filter = pathFilter(inputs);
  const isWanted2 = (file) => only === void 0 ? (isManifestPath(file) || mayBeManifest(file)) && filter(file) : file === only;
  const isKept = (file, bytes2) => file === only || isManifestPath(file) || isManifestBeginning(bytes2);
  const found2 = (needsNames2) => {
    const files2 = [];
    const pathsOf2 = /* @__PURE__ */ new Map();
    for (const { blob, path } of tree2) {
      const before2 = known?.get(path, blob, needsNames2);
      const others = pathsOf2.get(blob);
      if (before2 !== void 0) files2.push({ ...before2, path });
      else if (!isWanted2(path)) continue;
      else if (others === void 0) pathsOf2.set(blob, [path]);
      else others.push(path);
    }
    return { files: files2, pathsOf: pathsOf2 };
  };
  const quick = found2(false);
  const needsNames = [...quick.pathsOf.values()].some((paths) => paths.some(mayBeTestPath));
  const { files: before, pathsOf } = needsNames ? found2(true) : quick;
  const files = [...before];
  const take = (blob, bytes2) => {
    if (bytes2 === void 0) return;
    for (const path of pathsOf.get(blob) ?? []) if (isKept(path, bytes2)) files.push({ path, bytes: bytes2 });
  };
  const read3 = await readBlobs(repository, [...pathsOf.keys()], take, MAX_FILE_BYTES);
  return read3.type === "failed" ? read3 : { type: "ok", value: files };
}
async function baseCommit(repository, base, { rights }) {
  const { headSha } = rights;
  if (headSha === void 0) return base;
  const head = await headCommit(repository);
  if (head.type === "failed" || head.value !== headSha) return base;
  const parting = await mergeBase(repository, headSha, base);
  return parting.type === "ok" ? parting.value : base;
}

// src/stages/policy-file.ts
function policyFileText(root, { input, name, most, remedy }) {
  const refused4 = (why2) => new UserError(`Input "${input}": ${name} ${why2}.${remedy === void 0 ? "" : ` ${remedy}`}`);
  const found2 = readIfThere(root, name, most);
  switch (found2) {
    case "missing":
      return void 0;
    case "link":
      throw refused4("is or leads through a symbolic link, which is not followed");
    case "too large":
      throw refused4(`has more than ${most} bytes`);
    case void 0:
      throw refused4("is no file");
    default:
      return found2.toString("utf8");
  }
}

// src/stages/acceptances.ts
function readAcceptances({ acceptFindings }, { root, rights }) {
  const named3 = acceptedFindingsFile(acceptFindings);
  if (named3 === void 0) return { from: "lines", accepted: readAcceptedFindings(acceptFindings) };
  const { name, path } = fileInWorkspace(root, "accept-findings", named3);
  const text4 = policyFileText(root, { input: "accept-findings", name, most: MAX_POLICY_BYTES });
  const accepted = text4 === void 0 ? void 0 : readAcceptanceFile(text4, name);
  if (rights.authority === "base") return { from: "base", path, name };
  if (accepted === void 0) {
    throw new UserError(`Input "accept-findings": ${name} does not exist, seen from ${root}. Correct the path.`);
  }
  return { from: "tree", accepted };
}
function acceptedBy(input, base, { log }) {
  if (input.from !== "base") return input.accepted;
  const none = (why2) => {
    log.warning(`No finding is accepted: ${input.name} is read as the base has it, and ${why2}.`);
    return [];
  };
  if (base.state === "none") return none("this event names no commit as its base");
  if (base.state === "unreadable") return none("the base can't be read");
  if (base.policy?.text === void 0) return none("the base has no such file: it counts once it is merged");
  try {
    return readAcceptanceFile(base.policy.text, input.name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return none(`it can't be understood there: ${error.message.replace(/\.$/, "")}`);
  }
}
function tellAcceptances({ acceptancesUsed, acceptancesExpired }, { log }) {
  if (acceptancesUsed.length > 0) log.group("Accepted findings", acceptancesUsed.map(acceptanceText));
  if (acceptancesExpired.length === 0) return;
  const which = acceptancesExpired.map(({ id, until, place }) => `${id} on ${until} (${place})`).join(", ");
  log.warning(`Accepted findings whose day is over count again: ${which}. Mend them, or accept them anew.`);
}

// src/stages/apply.ts
function applyDecision({ registry: registry2, apply }, rights, terminal) {
  if (registry2 === void 0) return { applied: false, reason: "no registry is given" };
  if (terminal.isTerminal) {
    return terminal.asked ? { applied: true, reason: "asked for with --apply" } : { applied: false, reason: 'in a terminal that takes "run --apply"' };
  }
  if (!rights.mayWrite) return { applied: false, reason: rights.reason };
  if (apply === "never") return { applied: false, reason: "apply is never" };
  return { applied: true, reason: rights.reason };
}
function asFarAsKnown(wanted, look) {
  if (!wanted.applied || look.state === "known") return wanted;
  if (look.expected) return { applied: false, reason: wanted.reason };
  return {
    applied: false,
    reason: look.rules === void 0 ? "it could not be looked up" : "its login server is not known"
  };
}

// src/base/in-turn.ts
function inTurn() {
  let last = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next.catch(() => void 0);
    return next;
  };
}
async function atMost(limit, items, task) {
  const results = new Array(items.length);
  const left = items.entries();
  const work = async () => {
    for (const [index, item] of left) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}

// src/rules/rule-age.ts
var MAY_BE_WITHDRAWN_FOR = 15 * 6e4;
function newestFirst(rules2) {
  return [...rules2].sort((one, other) => {
    const [created, otherCreated] = [one.createdAt ?? "", other.createdAt ?? ""];
    if (created !== otherCreated) return created > otherCreated ? -1 : 1;
    return one.name > other.name ? -1 : 1;
  });
}
function isYoung({ createdAt }, now) {
  return createdAt !== void 0 && now - Date.parse(createdAt) < MAY_BE_WITHDRAWN_FOR;
}

// src/rules/cap-race.ts
function aboveCap(rules2, cap, now) {
  const excess = Math.max(0, rules2.length - cap);
  const losers = newestFirst(rules2).slice(0, excess);
  return { excess, losers, open: losers.filter((rule) => isYoung(rule, now)) };
}
var PAUSE_MS = 3e3;
var MAX_IDLE_LOOKS = 4;
var MAX_ROUNDS = 20;
async function resolveCapRace(request) {
  const { service, cap, ours, needed, now } = request;
  const progress = { withdrawn: [], kept: /* @__PURE__ */ new Map() };
  let { rules: rules2 } = request;
  let idle = 0;
  for (let round = 0; ; round++) {
    const { excess, losers, open } = aboveCap(rules2, cap, now());
    const foreign = open.filter(({ name }) => !ours.has(name));
    const movable = ({ name }) => ours.has(name) && !progress.kept.has(name) && !isWithdrawn(name, progress);
    const giving = losers.filter(movable);
    const instead = idle < MAX_IDLE_LOOKS ? [] : newestFirst(rules2.filter(movable)).slice(0, excess);
    const leaving = giving.length > 0 ? giving : instead;
    const concerned = rules2.some((rule) => needed.has(rule.name) && isYoung(rule, now()));
    if (leaving.length === 0 && (foreign.length === 0 || !concerned || round >= MAX_ROUNDS)) {
      const unsettled = foreign.map(({ name }) => name).filter((name) => needed.has(name));
      return { rules: rules2, ...progress, unsettled: new Set(unsettled) };
    }
    const gone = await withdraw(leaving, request, progress);
    idle = gone > 0 ? 0 : idle + 1;
    if (gone === 0) await service.wait(PAUSE_MS).catch(() => void 0);
    const listing = await service.list();
    if (listing.state !== "known") {
      const left = rules2.filter(({ name }) => !isWithdrawn(name, progress));
      return { rules: left, ...progress, unsettled: new Set(needed), failure: listing.reason };
    }
    rules2 = listing.rules;
  }
}
function isWithdrawn(name, { withdrawn }) {
  return withdrawn.some((rule) => rule.name === name);
}
async function withdraw(leaving, request, progress) {
  let left = 0;
  for (const rule of leaving) {
    const reason = await withdrawOne(rule, request);
    if (reason === void 0) {
      progress.withdrawn.push(rule);
      left++;
    } else progress.kept.set(rule.name, reason);
  }
  return left;
}
async function withdrawOne(rule, { service, pulledThrough: pulledThrough2 }) {
  const pulled2 = await pulledThrough2(rule.target);
  if (pulled2 === void 0) return "whether anything was pulled through it already can not be told";
  if (pulled2) return "an image was pulled through it already";
  const outcome = await service.remove(rule);
  return outcome.state === "removed" ? void 0 : outcome.reason;
}

// src/rules/refusal.ts
var MAX_RULES = 1e3;
var RULE_WRITER_ROLE = "Container Registry Cache Rule Administrator";
var CREDENTIAL_READER_ROLE = "Container Registry Credential Set Reader";
function explain(refusal3, source, registry2) {
  switch (refusal3.reason) {
    case "not-allowed":
      return said(
        `${source} is not among the allowed images`,
        "Allow it with allowed-images, or take it from denied-images."
      );
    case "unsupported-upstream":
      return said(
        `${refusal3.host} is no upstream that artifact cache can source from`,
        `Copy the image into the registry, or, if the service has learnt ${refusal3.host} meanwhile, say so with the input upstreams.`,
        [`az acr import --name ${registry2} --source ${source}:<tag> --image ${source}:<tag>`]
      );
    case "credential-set-missing":
      return withoutCredentialSet(refusal3.host, refusal3.named, registry2);
    case "credential-set-unreadable":
      return said(
        `${refusal3.host} needs a credential set, and which the registry has can't be seen (${refusal3.detail})`,
        `Name it with the input credential-sets (${refusal3.host}=<name>), or grant the role "${CREDENTIAL_READER_ROLE}".`,
        [`az acr credential-set list --registry ${registry2} --output table`]
      );
    case "credential-set-unhealthy":
      return said(
        `credential set ${refusal3.credentialSet} for ${refusal3.host} does not work: ${refusal3.detail}`,
        `Let its identity read the secrets in Key Vault, and see that they hold a working user name and token; or name it with the input credential-sets (${refusal3.host}=${refusal3.credentialSet}) to use it all the same. See docs/troubleshooting.md#unhealthy-set.`,
        grantKeyVault(registry2, refusal3.credentialSet)
      );
    case "target-invalid":
      return said(
        `${JSON.stringify(refusal3.target)} is no repository name that a rule can cache ${source} into`,
        "Correct the input target, wildcard-target or targets: lower case, path components of letters and digits."
      );
    case "target-taken":
      return said(
        `the registry already has a repository ${refusal3.target}, and a rule can't be made for one that exists`,
        `Give the image another target (targets: ${source}=<repository>), or delete the repository if nothing needs it.`,
        [`az acr repository show --name ${registry2} --repository ${refusal3.target}`]
      );
    case "target-conflict":
      return said(
        `its target ${refusal3.target} is the one of rule ${refusal3.rule}, which is for another source`,
        `Give the image another target (targets: ${source}=<repository>).`
      );
    case "name-taken":
      return said(
        `rule ${refusal3.rule} has the name that this image's rule must have, with another source or target; it is left as it is`,
        "Look at the rule, and delete it if nothing uses it.",
        [`az acr cache show --registry ${registry2} --name ${refusal3.rule}`]
      );
    case "cap-reached":
      return atCap(refusal3, registry2);
    default:
      return explainWrite(refusal3, registry2);
  }
}
function explainWrite(refusal3, registry2) {
  switch (refusal3.reason) {
    case "refused-by-service":
      return said(
        `Azure refused the rule: ${refusal3.code === "" ? "" : `${refusal3.code}: `}${refusal3.detail}`,
        "See the message; the next run tries again."
      );
    case "not-permitted":
      return said(
        `this identity may not write cache rules: ${refusal3.detail}`,
        `Grant it the role "${RULE_WRITER_ROLE}" on the registry.`,
        [
          `az role assignment create --role "${RULE_WRITER_ROLE}" --assignee <client-id> --scope $(az acr show --name ${registry2} --query id --output tsv)`
        ]
      );
    case "write-failed":
      return said(
        `the rule could not be created: ${refusal3.detail}`,
        "Run again: what is there is found and not written twice."
      );
    case "gone":
      return said(
        `rule ${refusal3.rule} was there, or on its way, and is not any more: another run withdrew it, somebody deleted it, or Azure did not finish it`,
        "Run again."
      );
    case "not-listed":
      return said(
        `the rules could not be listed after they were written: ${refusal3.detail}`,
        "Run again: what is there is found and not written twice."
      );
    case "gave-way":
      return said(
        `other runs filled the registry up to ${refusal3.cap} rules at the same time, and rule ${refusal3.rule} gave way`,
        `Raise max-cache-rules (the service allows ${MAX_RULES}), or delete rules that nothing uses.`
      );
    case "unsettled":
      return said(
        `rule ${refusal3.rule} was created by another run a moment ago, above the cap of ${refusal3.cap}, and may be withdrawn yet`,
        "Run again in some minutes."
      );
  }
}
function said(message, remedy, commands = []) {
  return { message, remedy, commands };
}
function atCap(refusal3, registry2) {
  const { cap, present, room, needed } = refusal3;
  const wildcards = refusal3.wildcards === "never" ? ", allow wildcards: when-needed" : "";
  const fit = room === 0 ? "none more may be created" : `only ${room} more may be created`;
  return said(
    `the registry has ${present} of at most ${cap} cache rules: ${fit}, and ${needed} would be needed`,
    `Raise max-cache-rules to ${present + needed} (the service allows ${MAX_RULES})${wildcards}, or delete rules that nothing uses.`,
    [`az acr cache list --registry ${registry2} --output table`]
  );
}
function withoutCredentialSet(host, named3, registry2) {
  const name = named3 ?? host.replaceAll(/[^a-zA-Z0-9]+/g, "-").padEnd(5, "-set");
  const vault = "https://<vault>.vault.azure.net/secrets";
  const slug = host.replaceAll(/[^a-zA-Z0-9]+/g, "-");
  return said(
    named3 === void 0 ? `${host} needs a credential set, and the registry has none for it` : `${host} needs a credential set, and the registry has none with the name ${named3} for it`,
    "Put a user name and a token of that registry into Key Vault and make a credential set of them.",
    [
      `az keyvault secret set --vault-name <vault> --name ${slug}-user --value <user name>`,
      `az keyvault secret set --vault-name <vault> --name ${slug}-token --value <token>`,
      `az acr credential-set create --registry ${registry2} --name ${name} --login-server ${host} --username-id ${vault}/${slug}-user --password-id ${vault}/${slug}-token`,
      ...grantKeyVault(registry2, name)
    ]
  );
}
function grantKeyVault(registry2, credentialSet2) {
  const principal = `$(az acr credential-set show --registry ${registry2} --name ${credentialSet2} --query identity.principalId --output tsv)`;
  return [
    `az role assignment create --role "Key Vault Secrets User" --assignee-object-id ${principal} --assignee-principal-type ServicePrincipal --scope $(az keyvault show --name <vault> --query id --output tsv)`
  ];
}

// src/rules/ensure.ts
var WRITES_AT_ONCE = 4;
async function ensureRules(request) {
  const { plan, service, now, pulledThrough: pulledThrough2 } = request;
  const { cap } = plan.room;
  const outcomes = await carryOut(plan.create, service);
  const ours = /* @__PURE__ */ new Set();
  for (const [name, outcome] of outcomes) if (outcome.state === "serves" && outcome.ours) ours.add(name);
  const needed = new Set(plan.covered.map(({ rule }) => rule));
  const listing = plan.create.length === 0 ? { state: "known", rules: request.rules } : await service.list();
  const race = listing.state === "known" ? await resolveCapRace({ service, cap, rules: listing.rules, ours, needed, pulledThrough: pulledThrough2, now }) : {
    rules: asWritten(request.rules, outcomes),
    withdrawn: [],
    kept: /* @__PURE__ */ new Map(),
    unsettled: needed,
    failure: listing.reason
  };
  return resultOf2(request, outcomes, ours, race);
}
async function carryOut(rules2, service) {
  const outcomes = /* @__PURE__ */ new Map();
  await atMost(WRITES_AT_ONCE, rules2, async (rule) => {
    const underWay = rule.again === "Creating" || rule.again === "Updating";
    outcomes.set(rule.name, await (underWay ? service.settled(rule) : service.create(rule)));
  });
  return outcomes;
}
function asWritten(rules2, outcomes) {
  const byName = new Map(rules2.map((rule) => [rule.name, rule]));
  for (const [name, outcome] of outcomes) if (outcome.state === "serves") byName.set(name, outcome.rule);
  return [...byName.values()];
}
function resultOf2({ plan, rules: rules2, registry: registry2, service, now }, outcomes, ours, race) {
  const serving = race.rules.filter(({ state }) => state === "Succeeded" || state === "Updating");
  const there = new Map(serving.map((rule) => [rule.name, rule]));
  const stays = new Set(rules2.filter((rule) => !isYoung(rule, now())).map(({ name }) => name));
  const covered3 = [];
  const refused4 = [...plan.refused];
  for (const source of plan.covered) {
    const refusal3 = refusalOf(source, outcomes.get(source.rule), there, { ...race, stays }, plan.room.cap);
    if (refusal3 === void 0) covered3.push({ ...source, by: ours.has(source.rule) ? "new" : "existing" });
    else
      refused4.push({ source: source.source, uses: source.uses, refusal: refusal3, ...explain(refusal3, source.source, registry2) });
  }
  const withdrawn = new Set(race.withdrawn.map(({ name }) => name));
  const made = plan.create.flatMap(({ name }) => there.get(name) ?? []);
  return {
    // One of ours that was withdrawn and is there again is somebody else's.
    created: made.filter(({ name }) => ours.has(name) && !withdrawn.has(name)),
    reused: made.filter(({ name }) => !ours.has(name) || withdrawn.has(name)),
    failed: plan.create.flatMap((rule) => {
      const outcome = outcomes.get(rule.name);
      return outcome?.state === "refused" ? [{ rule, refusal: outcome.refusal }] : [];
    }),
    withdrawn: race.withdrawn,
    excess: excessOf(race, plan.room.cap),
    covered: covered3,
    refused: refused4.sort((one, other) => compareTexts(one.source, other.source)),
    rules: race.rules,
    requests: service.requests()
  };
}
function refusalOf({ rule }, outcome, there, { withdrawn, unsettled, failure, stays }, cap) {
  if (outcome?.state === "refused") return outcome.refusal;
  if (failure !== void 0 && stays.has(rule)) return void 0;
  if (failure !== void 0) return { reason: "not-listed", detail: failure };
  if (withdrawn.some(({ name }) => name === rule)) return { reason: "gave-way", rule, cap };
  if (!there.has(rule)) {
    return outcome?.state === "serves" && !outcome.ours ? { reason: "gave-way", rule, cap } : { reason: "gone", rule };
  }
  return unsettled.has(rule) ? { reason: "unsettled", rule, cap } : void 0;
}
function excessOf({ rules: rules2, kept }, cap) {
  return newestFirst(rules2).slice(0, Math.max(0, rules2.length - cap)).map(({ name }) => {
    const reason = kept.get(name);
    return reason === void 0 ? { rule: name } : { rule: name, reason };
  });
}

// src/stages/ensure.ts
async function ensure(planned, look, { applied }, context) {
  const { plan } = planned;
  if (!applied || plan === void 0 || look.state !== "known") return void 0;
  const { view } = look;
  if (plan.create.length > 0) context.log.info(`Creating ${plan.create.length} of ${plan.room.cap} cache rules`);
  return ensureRules({
    plan,
    rules: view.rules,
    service: view.service,
    registry: view.registry.name,
    pulledThrough: (target) => pulledThrough(view, target),
    now: context.now
  });
}
function ensureUnknown({ plan }, look, { applied }, reason) {
  if (!applied || plan === void 0 || look.state !== "known") return void 0;
  const { rules: rules2, registry: registry2, service } = look.view;
  const refusal3 = { reason: "not-listed", detail: reason };
  const refused4 = plan.covered.map(({ source, uses }) => ({
    source,
    uses,
    refusal: refusal3,
    ...explain(refusal3, source, registry2.name)
  }));
  return {
    ...{ created: [], reused: [], failed: [], withdrawn: [], excess: [], covered: [] },
    refused: [...plan.refused, ...refused4],
    rules: rules2,
    requests: service.requests()
  };
}
async function pulledThrough({ client }, target) {
  if (target.endsWith("/*")) return void 0;
  const { state } = await client.repositoryExists(target);
  return state === "not-told" ? void 0 : state === "exists";
}

// src/stages/exempt-files.ts
function exemptFiles({ exemptPaths }, prefix) {
  const isExempt = matcher(exemptPaths);
  return (file) => isExempt(`${prefix}${file}`);
}

// src/defender/arm-question.ts
var MAX_ATTEMPTS = 5;
var MAX_WAIT_MS = 6e4;
async function askArm(questioner, question) {
  const { http } = questioner;
  let lastReason = "no answer";
  for (let attempt3 = 1; attempt3 <= MAX_ATTEMPTS; attempt3++) {
    const exchange = await sendSigned(questioner, question);
    let wait = 1e3 * 2 ** (attempt3 - 1);
    if (typeof exchange === "string") lastReason = exchange;
    else if (exchange.response.status === 200) {
      const read3 = question.read(parseJson(exchange.text), exchange.response.headers);
      if (typeof read3 !== "string") return { type: "answered", value: read3.value };
      lastReason = read3;
    } else {
      const { response, text: text4 } = exchange;
      const { status, headers } = response;
      lastReason = `HTTP ${status}${detailOf(text4)}`;
      if (status !== 429 && status < 500) {
        return { type: "refused", status, codes: codesOf(text4), headers, reason: lastReason };
      }
      wait = Math.min(retryAfter(headers, Date.now()) ?? quotaReset(headers) ?? 2 * wait, MAX_WAIT_MS);
    }
    if (attempt3 < MAX_ATTEMPTS) await http.wait(wait);
  }
  return { type: "failed", reason: `${lastReason}, ${MAX_ATTEMPTS} times; run again later` };
}
async function sendSigned(questioner, question) {
  const token = await questioner.token();
  const exchange = await send(questioner, question, token);
  if (typeof exchange === "string" || exchange.response.status !== 401) return exchange;
  questioner.renew(token);
  return send(questioner, question, await questioner.token());
}
async function send({ http, armEndpoint }, { method, path, body }, token) {
  const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
  const content = body === void 0 ? {} : { body: JSON.stringify(body) };
  try {
    const response = await http.send({
      method,
      url: `${armEndpoint}${path}`,
      headers: body === void 0 ? headers : { ...headers, "content-type": "application/json" },
      ...content
    });
    return { response, text: await response.text() };
  } catch (error) {
    if (error instanceof HttpFailure && !(error instanceof RunEnded)) return messageOf(error);
    throw error;
  }
}
function quotaReset(headers) {
  const match = /^(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(headers.get("x-ms-user-quota-resets-after") ?? "");
  if (match === null) return void 0;
  const [, hours, minutes2, seconds] = match.map(Number);
  return (((hours ?? 0) * 60 + (minutes2 ?? 0)) * 60 + (seconds ?? 0)) * 1e3;
}
var MAX_DETAIL_CHARACTERS = 600;
function detailOf(text4) {
  const error = errorsOf(text4).map((one) => [stringField(one, "code"), stringField(one, "message")].filter((part) => part).join(", ")).filter((part) => part !== "");
  if (error.length === 0) return "";
  return `: ${error.join("; ")}`.replaceAll(/\s+/g, " ").slice(0, MAX_DETAIL_CHARACTERS);
}
function codesOf(text4) {
  return errorsOf(text4).flatMap((one) => stringField(one, "code") ?? []);
}
function errorsOf(text4) {
  const error = field(parseJson(text4), "error");
  return [error, ...listField(error, "details")];
}

// src/defender/query.ts
var MAX_DIGESTS = 200;
var DIGEST = /^sha256:[0-9a-f]{64}$/;
function askableDigests(digests) {
  return [...new Set(digests)].filter(isAskable).sort();
}
function isAskable(digest2) {
  return DIGEST.test(digest2);
}
function findingsKql(digests) {
  const mentions = digests.filter(isAskable).map((digest2) => `text has "${digest2.slice("sha256:".length)}"`);
  return [
    "securityresources",
    '| where type =~ "microsoft.security/assessments"',
    "| extend text = tostring(properties)",
    `| where ${mentions.join(" or ")}`,
    // Paging wants the id, and a stable order.
    "| project id, properties",
    "| order by id asc"
  ].join("\n");
}
function registryKql(registryName) {
  if (!/^[a-z0-9]+$/i.test(registryName)) throw new Error(`no name of a registry: ${registryName}`);
  return [
    "securityresources",
    '| where type =~ "microsoft.security/assessments"',
    `| where id contains "${registryPath(registryName)}"`,
    "| project id",
    "| take 1"
  ].join("\n");
}
function registryPath(registryName) {
  return `/registries/${registryName.toLowerCase()}/`;
}

// src/defender/resource-graph.ts
var API_VERSION = "2024-04-01";
var PATH = `/providers/Microsoft.ResourceGraph/resources?api-version=${API_VERSION}`;
var PAGE = 1e3;
var MAX_PAGES = 200;
function openGraph(options) {
  let pause2;
  const askPage = async (query, size, skipToken) => {
    if (pause2 !== void 0) await options.http.wait(pause2);
    pause2 = void 0;
    const answer = await askArm(options, {
      method: "POST",
      path: PATH,
      body: {
        query,
        subscriptions: options.subscriptions,
        options: {
          $top: size,
          ...skipToken === void 0 ? {} : { $skipToken: skipToken },
          resultFormat: "objectArray"
        }
      },
      read: readPage
    });
    switch (answer.type) {
      case "answered":
        ({ pause: pause2 } = answer.value);
        return answer.value;
      case "refused":
        pause2 = pauseOf(answer.headers);
        if (answer.status === 403) return notAllowed(answer.reason);
        return isTooMuch(answer.status, answer.codes) ? { type: "too-much", reason: named(answer.reason) } : failed(answer.reason);
      case "failed":
        return failed(answer.reason);
    }
  };
  const askPages = async (kql, size) => {
    const rows = [];
    const tokens = /* @__PURE__ */ new Set();
    let skipToken;
    for (let page = 0; page < MAX_PAGES * PAGE / size; page++) {
      const answer = await askPage(kql, size, skipToken);
      if (answer.type !== "page") return answer;
      for (const row2 of answer.rows) rows.push(row2);
      if (answer.skipToken === void 0) {
        if (answer.truncated) return failed("the answer is truncated");
        const { total = rows.length } = answer;
        return rows.length < total ? failed(`the answer has ${rows.length} of ${total} rows and no next page`) : { type: "rows", rows };
      }
      if (tokens.has(answer.skipToken)) return failed("the answer comes back to a page that it has had");
      tokens.add(answer.skipToken);
      skipToken = answer.skipToken;
    }
    return failed(`the answer has more than ${MAX_PAGES * PAGE} rows`);
  };
  return {
    ask: async (kql, alone = false) => {
      try {
        let answer = await askPages(kql, PAGE);
        for (let size = PAGE >> 1; alone && answer.type === "too-much" && size > 0; size >>= 1) {
          answer = await askPages(kql, size);
        }
        return answer;
      } catch (error) {
        if (error instanceof RunEnded || error instanceof UserError) return failed(messageOf(error));
        throw error;
      }
    }
  };
}
function readPage(answer, headers) {
  const rows = field(answer, "data");
  if (!Array.isArray(rows) || !rows.every(isObject)) return "the answer holds no rows in a form that can be read";
  const next = field(answer, "$skipToken");
  if (next !== void 0 && next !== null && typeof next !== "string") return "the answer has a next page that is none";
  return {
    value: {
      type: "page",
      rows,
      skipToken: next || void 0,
      truncated: String(field(answer, "resultTruncated")).toLowerCase() === "true",
      total: numberField(answer, "totalRecords"),
      pause: pauseOf(headers)
    }
  };
}
var DEFAULT_WINDOW_MS = 5e3;
function pauseOf(headers) {
  const isUsedUp = Number(headers.get("x-ms-user-quota-remaining") ?? Number.NaN) <= 0;
  return isUsedUp ? Math.min(quotaReset(headers) ?? DEFAULT_WINDOW_MS, MAX_WAIT_MS) : void 0;
}
function isTooMuch(status, codes) {
  return status === 413 || status === 400 && codes.some((code2) => /too(?:large|long|complex|many)/i.test(code2));
}
function named(reason) {
  return `Azure Resource Graph: ${reason}`;
}
function failed(reason) {
  return { type: "failed", reason: named(reason) };
}
function notAllowed(reason) {
  return { type: "not-allowed", reason: `${named(reason)}. ${ROLE_NEEDED}` };
}
var ROLE_NEEDED = 'The identity needs the role "Security Reader" (or "Reader") on the subscription.';

// src/defender/coverage.ts
var PLANS = /* @__PURE__ */ new Set(["containers", "cloudposture"]);
var REGISTRIES = "containerregistriesvulnerabilityassessments";
async function askPlan(questioner, subscriptionId) {
  try {
    const answer = await askArm(questioner, {
      method: "GET",
      path: `/subscriptions/${subscriptionId}/providers/Microsoft.Security/pricings?api-version=2024-01-01`,
      read: (value) => Array.isArray(field(value, "value")) ? { value: listField(value, "value") } : "it is no list of plans"
    });
    if (answer.type !== "answered") return { type: "not-told", reason: answer.reason };
    const plans = answer.value.filter((plan) => PLANS.has(stringField(plan, "name")?.toLowerCase() ?? ""));
    if (plans.length === 0) return { type: "not-told", reason: "it names no plan that scans registries" };
    return plans.some(scansRegistries) ? { type: "on" } : { type: "off" };
  } catch (error) {
    if (error instanceof RunEnded || error instanceof UserError) return { type: "not-told", reason: messageOf(error) };
    throw error;
  }
}
function scansRegistries(plan) {
  if (stringField(plan, "properties", "pricingTier")?.toLowerCase() !== "standard") return false;
  return !listField(plan, "properties", "extensions").some(
    (part) => stringField(part, "name")?.toLowerCase() === REGISTRIES && String(field(part, "isEnabled")).toLowerCase() === "false"
  );
}
async function whyBlind(graph, plan, registryName) {
  const told3 = await plan();
  switch (told3.type) {
    case "on":
      return void 0;
    case "off":
      return 'no plan of Defender scans this registry: in its subscription neither Defender for Containers nor Defender CSPM is on with "Registry access", so that no scan will come. Switch one on';
    case "not-told": {
      const answer = await graph.ask(registryKql(registryName));
      if (answer.type !== "rows") return answer.reason;
      if (answer.rows.length > 0) return void 0;
      return `no Defender assessment of this registry can be seen. ${ROLE_NEEDED} Defender for Containers (or Defender CSPM) must be on, with "Registry access" (whether it is, is not told: ${told3.reason})`;
    }
  }
}

// src/defender/gate.ts
function gate(images3, rules2) {
  const isExempt = matcher(rules2.exemptPaths);
  const book = acceptanceBook(rules2);
  const results = images3.map((image) => {
    if (image.files.length > 0 && image.files.every(isExempt)) {
      return {
        image: image.image,
        state: "exempt",
        reasons: ["it stands in exempt files only"],
        open: [],
        platforms: [],
        blocking: []
      };
    }
    return judge(image, rules2, book);
  });
  const blocking = results.flatMap((result) => result.blocking.map((entry) => ({ ...entry, image: result.image })));
  const findings3 = new Set(
    blocking.map(({ digest: digest2, finding }) => [digest2, finding.id, finding.package, finding.installed].join("\0"))
  ).size;
  const { verdict, headline } = summarise(results, rules2.failOn, findings3);
  return {
    verdict,
    headline,
    images: results,
    findings: findings3,
    acceptancesUsed: rules2.accepted.filter((acceptance) => book.used.has(acceptance)),
    acceptancesExpired: rules2.accepted.filter(({ until }) => until < rules2.today)
  };
}
function unscannedImages({ images: images3 }) {
  return images3.filter(({ open }) => open.length > 0).length;
}
function judge(image, rules2, book) {
  const [first, ...others] = image.manifests.map(({ verdict, ...manifest }) => ({
    ...manifest,
    verdict: verdict.type,
    ...judgeManifest(image.image, verdict, rules2, book)
  }));
  if (first === void 0) {
    const { state: state2, reason, asked, remedy: remedy2 = IMAGE_STATES[state2].remedy } = image.unresolved ?? NO_MANIFEST;
    const told3 = remedy2 === void 0 ? {} : { remedy: remedy2 };
    const untold = asked === true ? {} : { unresolved: true };
    return {
      image: image.image,
      state: state2,
      reasons: [reason],
      ...told3,
      ...untold,
      open: [state2],
      platforms: [],
      blocking: []
    };
  }
  const judged2 = [first, ...others];
  const unchecked = image.unchecked ?? [];
  const lacking2 = unchecked.flatMap(({ state: known }) => known ?? []);
  const state = worstState([first.state, ...others.map((manifest) => manifest.state), ...lacking2]);
  const { remedy } = IMAGE_STATES[state];
  return {
    image: image.image,
    state,
    reasons: [
      ...judged2.map(({ platform, reason }) => `${platform}: ${reason}`),
      ...unchecked.map(({ what, reason }) => `${what}: ${reason}`)
    ],
    ...remedy === void 0 ? {} : { remedy },
    open: worstFirst2([...judged2.flatMap((manifest) => manifest.open), ...lacking2]),
    platforms: judged2.map(({ blocking: _, open: __, ...result }) => result),
    blocking: judged2.flatMap(
      ({ platform, digest: digest2, blocking }) => blocking.map((entry) => ({ platform, digest: digest2, ...entry }))
    )
  };
}
var NO_MANIFEST = {
  state: "not-checked",
  reason: "no manifest of it is known, so Defender could not be asked"
};
function judgeManifest(image, verdict, rules2, book) {
  switch (verdict.type) {
    case "clean":
      return {
        state: "passed",
        reason: ["scanned, nothing found", ...asideTexts(verdict.setAside)].join(", "),
        open: [],
        blocking: []
      };
    case "pending":
    case "unsupported":
    case "error":
      return { state: verdict.type, reason: verdict.reason, open: [verdict.type], blocking: [] };
    case "vulnerable": {
      const counting = verdict.findings.filter((finding) => counts2(finding, rules2));
      const blocking = counting.flatMap((finding) => book.blocking(image, finding));
      const accepted = counting.length - blocking.length;
      const below = verdict.findings.length - counting.length;
      const parts = [
        tally(blocking.map(({ finding }) => finding)),
        accepted > 0 ? `${accepted} accepted` : "",
        below > 0 ? `${below} that the gate does not count` : "",
        ...asideTexts(verdict.setAside),
        verdict.doubt?.reason ?? ""
      ].filter((part) => part !== "");
      const open = verdict.doubt === void 0 ? [] : [verdict.doubt.type];
      const [otherwise = "passed"] = open;
      return { state: blocking.length > 0 ? "failed" : otherwise, reason: parts.join(", "), open, blocking };
    }
  }
}
function asideTexts(setAside = []) {
  const exempt = setAside.filter(({ why: why2 }) => why2 === "exempt").length;
  const others = setAside.length - exempt;
  return [
    exempt > 0 ? `${exempt} exempted in Defender` : "",
    others > 0 ? `${others} that Defender calls not applicable` : ""
  ].filter((part) => part !== "");
}
function counts2(finding, { failOn, onlyFixable, treatUnknownAs }) {
  if (onlyFixable && finding.fixable === "no") return false;
  if (failOn === "none") return true;
  const severity = finding.severity === "unknown" ? treatUnknownAs : finding.severity;
  return severity !== "none" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}
function acceptanceBook({ accepted, today }) {
  const used = /* @__PURE__ */ new Set();
  const find = acceptanceFinder(accepted, today);
  const blocking = (image, finding) => {
    const { current, expired } = find(image, finding);
    for (const acceptance of current) used.add(acceptance);
    if (current.length > 0) return [];
    const [last] = expired.toSorted((one, other) => compareTexts(other.until, one.until));
    return [{ finding, ...last === void 0 ? {} : { expired: last } }];
  };
  return { used, blocking };
}
function tally(findings3) {
  return [...SEVERITIES, "unknown"].map((severity) => ({ severity, number: findings3.filter((finding) => finding.severity === severity).length })).filter(({ number }) => number > 0).map(({ severity, number }) => `${number} ${severity === "unknown" ? "of unknown severity" : severity}`).join(", ");
}
function summarise(results, failOn, findings3) {
  const states = results.map(({ state }) => state);
  const open = toldStates(states, "undecided", "unjudged");
  const failed4 = states.filter((state) => IMAGE_STATES[state].judgement === "fails").length;
  const exempt = toldStates(states, "not-asked").map((part) => `; ${part}`).join("");
  const rest = `${open.length > 0 ? `; not decided: ${open.join(", ")}` : ""}${exempt}`;
  const images3 = count(states.filter((state) => state !== "unread" && state !== "unseen").length, "image");
  const told3 = count(findings3, "finding");
  if (failOn === "none") return { verdict: "no gate", headline: `no gate: ${told3} in ${images3}${rest}` };
  if (failed4 > 0) {
    return {
      verdict: "failed",
      headline: `failed: ${told3} of ${failOn} severity or above in ${failed4} of ${images3}${rest}`
    };
  }
  if (states.length === 0) return { verdict: "passed", headline: "passed: no image to judge" };
  const isJudged = states.some((state) => IMAGE_STATES[state].judgement === "passes");
  const mayCome = states.some((state) => IMAGE_STATES[state].judgement === "undecided");
  if (!isJudged && !mayCome) {
    const verdict = `nothing judged: ${[...open, ...toldStates(states, "not-asked")].join(", ")}`;
    return { verdict, headline: `${verdict}, of ${images3}` };
  }
  if (open.length > 0) {
    const verdict = `not decided: ${open.join(", ")}`;
    return { verdict, headline: `${verdict}, of ${images3}${exempt}` };
  }
  return { verdict: "passed", headline: `passed: no finding of ${failOn} severity or above in ${images3}${exempt}` };
}

// src/defender/gated-deployment.ts
var DEFAULT_SEVERITY = "high";
function gatedDeployment(images3, rules2) {
  if (images3.length === 0) return void 0;
  const severity = rules2.failOn === "none" ? DEFAULT_SEVERITY : rules2.failOn;
  const blocking = { ...rules2, failOn: severity, onlyFixable: false };
  const strict = gate(images3, { ...blocking, accepted: [] }).images;
  const lenient = new Map(gate(images3, blocking).images.map((image) => [image.image, image]));
  const of = (is) => strict.filter(is).map(({ image }) => image);
  return {
    severity,
    stopped: strict.filter(({ state }) => state === "failed").map((image) => ({
      ...stopped(image),
      accepted: lenient.get(image.image)?.blocking.length === 0
    })).toSorted((one, other) => rank(one) - rank(other) || other.findings - one.findings),
    unscanned: of(({ state }) => isUnscanned(state)),
    exempt: of(({ state }) => state === "exempt"),
    admitted: of(({ state }) => state === "passed").length
  };
}
var RANKED = [...SEVERITIES, "unknown"];
function rank({ worst }) {
  return RANKED.indexOf(worst);
}
function stopped({ image, blocking }) {
  const findings3 = blocking.map(({ finding }) => finding);
  const worst = RANKED.find((severity) => findings3.some((finding) => finding.severity === severity)) ?? "unknown";
  return { image, findings: new Set(findings3.map(({ id, package: name }) => JSON.stringify([id, name]))).size, worst };
}

// src/defender/batches.ts
async function inBatches(items, most, ask2) {
  const done = [];
  const open = chunks(items, most);
  for (let batch = open.shift(); batch !== void 0; batch = open.shift()) {
    const answer = await ask2(batch);
    if (answer.type === "answered") done.push({ type: "answered", items: batch, value: answer.value });
    else if (answer.type === "too-much" && batch.length > 1)
      open.unshift(...chunks(batch, Math.ceil(batch.length / 2)));
    else done.push({ type: "failed", items: batch, reason: answer.reason });
  }
  return done;
}
function chunks(items, most) {
  const size = Math.max(1, most);
  return Array.from(
    { length: Math.ceil(items.length / size) },
    (_, index) => items.slice(index * size, (index + 1) * size)
  );
}

// src/defender/evidence.ts
var FINDINGS_ARTIFACT_TYPE = "application/vnd.in-toto+json";
var MAX_ARTIFACTS = 50;
async function scanEvidence(attachments, repository, digest2, isEnough) {
  const answer = await attachments.referrers(repository, digest2);
  if (answer.type === "failed") return answer;
  if (answer.type === "proxied") return { type: "unclear", reason: answer.reason };
  const counting = [];
  let doubt = { type: "none" };
  for (const candidate of candidates(answer.referrers)) {
    const found2 = await verified(attachments, repository, digest2, candidate.digest);
    if ("type" in found2) {
      if (doubt.type !== "failed") doubt = found2;
      continue;
    }
    counting.push(found2);
    if (isEnough(dateOf(found2))) break;
  }
  if (counting.length === 0) return doubt;
  const dates = counting.map(dateOf).filter((date) => date > Number.NEGATIVE_INFINITY);
  return { type: "scanned", dates: dates.sort((one, other) => other - one) };
}
function candidates(referrers) {
  const distinct2 = new Map(referrers.filter(isFindingsArtifact).map((one) => [one.digest, one]));
  return [...distinct2.values()].sort((one, other) => dateOf(other) - dateOf(one)).slice(0, MAX_ARTIFACTS);
}
async function verified(attachments, repository, subject, digest2) {
  const stored2 = await attachments.isStored(repository, digest2);
  if (stored2.type === "failed") return stored2;
  if (stored2.type === "not-stored") return unclear(stored2.reason);
  const answer = await attachments.artifact(repository, digest2);
  if (answer.type === "failed") return answer;
  if (answer.type === "proxied") return unclear(answer.reason);
  const { artifact: artifact2 } = answer;
  if (artifact2.fromSource) return unclear("an artifact that calls itself one of Defender comes from the source");
  if (artifact2.subject !== subject)
    return unclear("an artifact that calls itself one of Defender is about another image");
  return isFindingsArtifact(artifact2) ? artifact2 : unclear("an artifact is not what the list of referrers calls it");
}
function unclear(reason) {
  return { type: "unclear", reason };
}
function isFindingsArtifact({ artifactType, annotations }) {
  return artifactType === FINDINGS_ARTIFACT_TYPE && (annotations["in-toto.io/predicate-type"] ?? "").startsWith("https://in-toto.io/attestation/vulns") && annotations.scanner?.toUpperCase() === "MDVM";
}
function dateOf({ annotations }) {
  const date = Date.parse(annotations["org.opencontainers.image.created"] ?? "");
  return Number.isNaN(date) ? Number.NEGATIVE_INFINITY : date;
}

// src/defender/loose.ts
function loose(value, ...path) {
  let found2 = value;
  for (const name of path) {
    const holder = unpacked(found2);
    if (!isObject(holder)) return void 0;
    const key = Object.hasOwn(holder, name) ? name : Object.keys(holder).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (key === void 0) return void 0;
    found2 = holder[key];
  }
  return found2;
}
function looseText(value, ...path) {
  const found2 = loose(value, ...path);
  if (typeof found2 === "number") return String(found2);
  return typeof found2 === "string" && found2.trim() !== "" ? found2.trim() : void 0;
}
function unpacked(value) {
  return typeof value === "string" && /^\s*[[{]/.test(value) ? parseJson(value) ?? value : value;
}

// src/defender/merge.ts
var KNOWN = ["critical", "high", "medium", "low"];
var ORDER = ["critical", "high", "unknown", "medium", "low"];
function mergeFindings(findings3) {
  return [...groupBy(findings3, keyOf).values()].map(mergeSame).sort(worstFirst3);
}
function keyOf(finding) {
  return [finding.id, finding.package, finding.installed].join("\0").toLowerCase();
}
function mergeSame(same) {
  const text4 = (of) => same.flatMap((finding) => of(finding) ?? []).sort(compareTexts).at(0);
  const id = text4((finding) => finding.id);
  const packageType = text4((finding) => finding.packageType);
  const installed = text4((finding) => finding.installed);
  const scores = same.flatMap(({ cvss }) => cvss ?? []);
  const kits = same.flatMap(({ inExploitKit }) => inExploitKit ?? []);
  const fixable = ["yes", "unknown"].find((word) => same.some((finding) => finding.fixable === word)) ?? "no";
  const versions = [...new Set(same.flatMap(({ fixedIn }) => fixedIn ?? []))].sort(compareTexts);
  return {
    ...id === void 0 ? {} : { id },
    package: text4((finding) => finding.package) ?? "",
    ...packageType === void 0 ? {} : { packageType },
    ...installed === void 0 ? {} : { installed },
    severity: KNOWN.find((severity) => same.some((finding) => finding.severity === severity)) ?? "unknown",
    fixable,
    ...versions.length === 0 ? {} : { fixedIn: versions.join(", ") },
    ...scores.length === 0 ? {} : { cvss: Math.max(...scores) },
    ...kits.length === 0 ? {} : { inExploitKit: kits.includes(true) }
  };
}
function worstFirst3(one, other) {
  return ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || (other.cvss ?? -1) - (one.cvss ?? -1) || compareTexts(one.id ?? "", other.id ?? "") || compareTexts(one.package, other.package) || compareTexts(one.installed ?? "", other.installed ?? "");
}

// src/defender/findings.ts
function readAssessments(rows, wanted) {
  const known = new Set(wanted);
  const readings = /* @__PURE__ */ new Map();
  for (const row2 of rows) {
    const { digests, doubt } = digestsOf(row2, known);
    const read3 = readRow(unpacked(loose(row2, "properties")));
    const reading = doubt === void 0 ? read3 : { ...read3, unread: read3.unread ?? doubt };
    for (const digest2 of digests) readings.set(digest2, [...readings.get(digest2) ?? [], reading]);
  }
  return new Map([...readings].map(([digest2, read3]) => [digest2, assessedOf(read3)]));
}
function assessedOf(readings) {
  const problems = readings.flatMap(({ unread: unread3 }) => unread3 ?? []);
  const reasons = [...new Set(problems)].sort().join("; ");
  return {
    findings: mergeFindings(readings.flatMap(({ findings: findings3 }) => findings3 ?? [])),
    healthy: readings.some(({ healthy }) => healthy === true),
    setAside: readings.flatMap(({ setAside }) => setAside ?? []),
    unread: problems.length === 0 ? void 0 : `${count(problems.length, "assessment")} of it can't be read in full: ${reasons}`
  };
}
function readRow(properties) {
  if (!isObject(properties)) return { unread: "its properties are no object" };
  const category = looseText(properties, "metadata", "recommendationCategory");
  if (category === void 0 && loose(properties, "additionalData", "CvesDetails") === void 0) {
    return { unread: "it has no recommendationCategory" };
  }
  if (category !== void 0 && category.toLowerCase() !== "softwareupdate") {
    return { unread: `its recommendationCategory is ${told(category)}` };
  }
  const code2 = looseText(properties, "status", "code");
  switch (code2?.toLowerCase()) {
    case void 0:
      return {
        unread: isObject(unpacked(loose(properties, "status"))) ? "its status has no code" : "its status is no object"
      };
    case "healthy":
      return { healthy: true };
    case "notapplicable":
      return { setAside: setAsideOf(properties) };
    case "unhealthy":
      return readUnhealthy(properties);
    default:
      return { unread: `its status is ${told(code2 ?? "")}` };
  }
}
function told(text4) {
  return JSON.stringify(text4.slice(0, 40));
}
var DIGEST2 = /sha256:[0-9a-f]{64}(?![0-9a-f])/;
function digestsOf(row2, wanted) {
  const properties = unpacked(loose(row2, "properties"));
  const places = [
    ["resourceAdditionalData", "Digest"],
    ["resourceDetails", "Id"]
  ];
  const named3 = new Set(
    places.flatMap((place) => DIGEST2.exec(looseText(properties, ...place)?.toLowerCase() ?? "")?.[0] ?? [])
  );
  const found2 = [...named3].filter((digest2) => wanted.has(digest2));
  if (named3.size === 1) return { digests: found2 };
  if (named3.size > 1) return { digests: found2, doubt: "it names two images" };
  const text4 = JSON.stringify(row2)?.toLowerCase() ?? "";
  const mentioned = [...new Set(text4.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])];
  if (mentioned.length === 0) return { digests: [...wanted], doubt: "it names no image" };
  return { digests: mentioned.map((hex) => `sha256:${hex}`).filter((digest2) => wanted.has(digest2)) };
}
function setAsideOf(properties) {
  const words = [looseText(properties, "status", "cause"), looseText(properties, "status", "description")];
  const cves = unpacked(loose(properties, "additionalData", "CvesDetails"));
  return {
    why: words.some((text4) => /exempt/i.test(text4 ?? "")) ? "exempt" : "not-applicable",
    package: packageOf(properties) ?? UNNAMED,
    ids: (Array.isArray(cves) ? cves : []).flatMap((cve) => looseText(cve, "CveId") ?? [])
  };
}
var UNNAMED = "unknown package";
function packageOf(properties) {
  return looseText(properties, "additionalData", "SoftwareName") ?? looseText(properties, "displayName");
}
function readUnhealthy(properties) {
  const data = unpacked(loose(properties, "additionalData"));
  const name = packageOf(properties);
  const packageType = looseText(data, "PackageType");
  const installed = looseText(data, "DetectedSoftwareVersions");
  const common = {
    package: name ?? UNNAMED,
    ...packageType === void 0 ? {} : { packageType },
    ...installed === void 0 ? {} : { installed }
  };
  const whole = { status: looseText(data, "FixStatus"), version: looseText(data, "FixedVersion") };
  const cves = unpacked(loose(data, "CvesDetails"));
  if (!Array.isArray(cves) || cves.length === 0) {
    const severity = severityOf(looseText(properties, "metadata", "severity"));
    return {
      findings: [{ ...common, severity, ...fixOf(whole, whole) }],
      unread: "its CvesDetails are missing or cut"
    };
  }
  const findings3 = cves.map((cve) => {
    const id = looseText(cve, "CveId");
    const cvss = highestScore(loose(cve, "Cvss"));
    const inExploitKit = loose(cve, "ExploitabilityDetails", "IsInExploitKit");
    return {
      ...id === void 0 ? {} : { id },
      ...common,
      severity: severityOf(looseText(cve, "Severity")),
      ...fixOf({ status: looseText(cve, "FixStatus"), version: looseText(cve, "FixedVersion") }, whole),
      ...cvss === void 0 ? {} : { cvss },
      ...typeof inExploitKit === "boolean" ? { inExploitKit } : {}
    };
  });
  if (findings3.some(({ id }) => id === void 0)) return { findings: findings3, unread: "one of its CvesDetails has no CveId" };
  return name === void 0 ? { findings: findings3, unread: "it names no package" } : { findings: findings3 };
}
function severityOf(word) {
  switch (word?.toLowerCase()) {
    case "critical":
      return "critical";
    case "high":
      return "high";
    case "medium":
      return "medium";
    case "low":
      return "low";
    default:
      return "unknown";
  }
}
function fixOf(own, whole) {
  const { status, version } = own.status === void 0 && own.version === void 0 ? whole : own;
  if (version !== void 0) return { fixable: "yes", fixedIn: version };
  switch (status?.toLowerCase()) {
    case "fixavailable":
      return { fixable: "yes", ...whole.version === void 0 ? {} : { fixedIn: whole.version } };
    case "nofix":
    case "nofixavailable":
    case "willnotfix":
      return { fixable: "no" };
    default:
      return { fixable: "unknown" };
  }
}
function highestScore(cvss) {
  const list = unpacked(cvss);
  const scores = (Array.isArray(list) ? list : []).map((entry) => Number(loose(entry, "Value", "Base") ?? Number.NaN)).filter((score) => score >= 0 && score <= 10);
  return scores.length === 0 ? void 0 : Math.max(...scores);
}

// src/defender/verdict.ts
var SETTLE_MS = 30 * 6e4;
function verdictOf(subject, inspection) {
  const never = unsupportedReason(subject);
  if (never !== void 0) return { type: "unsupported", reason: never };
  const { assessed, evidence } = inspection;
  const doubt = doubtOf(inspection);
  const setAside = assessed === void 0 || assessed.setAside.length === 0 ? {} : { setAside: assessed.setAside };
  if (assessed !== void 0 && assessed.findings.length > 0) {
    return { type: "vulnerable", findings: assessed.findings, ...setAside, ...doubt === void 0 ? {} : { doubt } };
  }
  if (doubt !== void 0) return doubt;
  if (assessed?.healthy === true) return { type: "clean", ...setAside };
  switch (evidence?.type) {
    case void 0:
      return { type: "pending", reason: "there is no sign of a scan yet" };
    case "scanned":
      return verdictOnDates(evidence.dates, inspection) ?? { type: "clean", ...setAside };
    case "none":
      return { type: "pending", reason: "Defender has not scanned it yet: a new image takes up to a few hours" };
    case "unclear":
      return { type: "pending", reason: `whether Defender has scanned it can't be seen: ${evidence.reason}` };
    case "failed":
      return { type: "error", reason: evidence.reason };
  }
}
function unsupportedReason({ content, digest: digest2 }) {
  switch (content) {
    case "index":
      return "Defender scans the platform manifests of an index, not the index";
    case "artifact":
      return "Defender scans images only, and this is another kind of artifact";
    case "image":
      return isAskable(digest2) ? void 0 : "Defender knows images by their sha256 digest, and this has another";
  }
}
function isSettled(date, now, maxAge) {
  const age2 = now - date;
  return age2 >= SETTLE_MS && age2 <= maxAge;
}
function doubtOf({ assessed, unreadable, evidence, now, maxAge }) {
  const unread3 = unreadable ?? assessed?.unread;
  if (unread3 !== void 0) return { type: "error", reason: unread3 };
  const latest = evidence?.type === "scanned" ? evidence.dates[0] : void 0;
  if (latest === void 0 || now - latest <= maxAge) return void 0;
  const days = Math.floor(maxAge / DAY_MS);
  return {
    type: "pending",
    reason: `Defender last scanned it on ${dayOf(latest)}, which is more than ${days} ${days === 1 ? "day" : "days"} ago (evidence-max-age): it scans again what is pulled, as a rule within a day`
  };
}
var DAY_MS = 864e5;
function dayOf(date) {
  return new Date(date).toISOString().slice(0, 10);
}
function verdictOnDates(dates, { now, maxAge }) {
  if (dates.some((date) => isSettled(date, now, maxAge))) return void 0;
  const reason = dates.length === 0 ? "the findings artifact has no readable date, so it proves no finished scan" : "Defender has only just scanned it, and its findings may not have arrived yet";
  return { type: "pending", reason };
}

// src/defender/inspect.ts
var FIRST_PAUSE_MS = 6e4;
var MAX_PAUSE_MS = 15 * 6e4;
var PARALLEL_REFERRERS = 8;
async function inspect(subjects, options) {
  const distinct2 = new Map(subjects.map((subject) => [keyOf2(subject), subject]));
  const inspected = await askAll([...distinct2.values()], options);
  let pause2 = FIRST_PAUSE_MS;
  for (let waited = 0; waited < options.scanTimeout; ) {
    const pending = [...inspected.values()].filter(({ verdict }) => verdict.type === "pending");
    if (pending.length === 0) break;
    const interval = Math.min(pause2, options.scanTimeout - waited);
    options.onWait(pending.length, interval);
    const ended = await options.wait(interval, options.signal).then(
      () => false,
      () => true
    );
    if (ended || options.signal?.aborted) break;
    waited += interval;
    pause2 = Math.min(2 * pause2, MAX_PAUSE_MS);
    const again = await askAll(
      pending.map(({ subject }) => subject),
      options
    );
    for (const [key, found2] of again) inspected.set(key, found2);
  }
  return [...inspected.values()];
}
function keyOf2({ repository, digest: digest2 }) {
  return `${repository}@${digest2}`;
}
async function askAll(subjects, options) {
  const { graph, plan, registryName, maxAge } = options;
  const { assessed, unreadable, seesRegistry } = await askFindings(subjects, options);
  const scannable = subjects.filter(
    (subject) => unsupportedReason(subject) === void 0 && !unreadable.has(subject.digest)
  );
  const silent = scannable.some(({ digest: digest2 }) => isSilent(assessed.get(digest2)));
  const blind = silent && !seesRegistry ? await whyBlind(graph, plan, registryName) : void 0;
  const evidence = await askEvidence(
    scannable.filter(({ digest: digest2 }) => blind === void 0 || !isSilent(assessed.get(digest2))),
    options
  );
  const now = options.now();
  return new Map(
    subjects.map((subject) => {
      const found2 = assessed.get(subject.digest);
      const unread3 = unreadable.get(subject.digest) ?? (isSilent(found2) ? blind : void 0);
      const inspection = { assessed: found2, unreadable: unread3, evidence: evidence.get(keyOf2(subject)), now, maxAge };
      return [keyOf2(subject), { subject, verdict: verdictOf(subject, inspection) }];
    })
  );
}
function isSilent(assessed) {
  return assessed === void 0 || assessed.findings.length === 0 && !assessed.healthy;
}
async function askFindings(subjects, { graph, registryName }) {
  const assessed = /* @__PURE__ */ new Map();
  const unreadable = /* @__PURE__ */ new Map();
  let seesRegistry = false;
  const digests = subjects.filter((subject) => unsupportedReason(subject) === void 0).map((subject) => subject.digest);
  const batches2 = await inBatches(askableDigests(digests), MAX_DIGESTS, async (batch) => {
    const answer = await graph.ask(findingsKql(batch), batch.length === 1);
    switch (answer.type) {
      case "rows":
        return { type: "answered", value: answer.rows };
      case "too-much":
        return answer;
      case "not-allowed":
      case "failed":
        return { type: "failed", reason: answer.reason };
    }
  });
  for (const batch of batches2) {
    if (batch.type === "failed") {
      for (const digest2 of batch.items) unreadable.set(digest2, batch.reason);
      continue;
    }
    seesRegistry ||= batch.value.some((row2) => isOfRegistry(row2, registryName));
    for (const [digest2, found2] of readAssessments(batch.value, batch.items)) assessed.set(digest2, found2);
  }
  return { assessed, unreadable, seesRegistry };
}
function isOfRegistry(row2, registryName) {
  return String(loose(row2, "id")).toLowerCase().includes(registryPath(registryName));
}
async function askEvidence(subjects, { attachments, now, maxAge }) {
  const evidence = /* @__PURE__ */ new Map();
  await atMost(PARALLEL_REFERRERS, subjects, async (subject) => {
    const { repository, digest: digest2 } = subject;
    const isEnough = (date) => isSettled(date, now(), maxAge);
    evidence.set(keyOf2(subject), await scanEvidence(attachments, repository, digest2, isEnough));
  });
  return evidence;
}

// src/uses/consumer.ts
function consumerOf({ kind, pulledBy: told3, ...place }) {
  if (told3 !== void 0) return told3;
  const { pulledBy } = KIND_TRAITS[kind];
  return typeof pulledBy === "function" ? pulledBy(place) : pulledBy;
}

// src/stages/attachments.ts
function attachmentsOf(client) {
  return {
    referrers: (repository, digest2) => told2(async () => {
      const referrers = await client.referrers(repository, digest2, FINDINGS_ARTIFACT_TYPE);
      return referrers === void 0 ? { type: "proxied", reason: "the registry does not tell what refers to it" } : { type: "listed", referrers };
    }),
    isStored: async (repository, digest2) => {
      const listing = await client.listing(repository, digest2);
      switch (listing.state) {
        case "listed":
          return { type: "stored" };
        case "not-listed":
          return {
            type: "not-stored",
            reason: "an artifact that calls itself one of Defender is not stored in the registry"
          };
        case "no-list":
          return { type: "not-stored", reason: "the registry has no list of what it stores" };
        case "not-allowed":
          return {
            type: "not-stored",
            reason: "the identity may not list what the registry stores (AcrPull, or Container Registry Repository Reader, gives that)"
          };
        case "failed":
          return { type: "failed", reason: listing.reason.message };
      }
    },
    artifact: (repository, digest2) => told2(async () => {
      const { content, fromUpstream } = await client.manifest(repository, digest2);
      const refers = content.kind === "image" ? content.refers : void 0;
      const { subject, artifactType, annotations = {} } = refers ?? { subject: void 0, artifactType: void 0 };
      return { type: "read", artifact: { subject, artifactType, annotations, fromSource: fromUpstream } };
    })
  };
}
async function told2(ask2) {
  try {
    return await ask2();
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    return { type: error.reason.kind.startsWith("upstream-") ? "proxied" : "failed", reason: messageOf(error) };
  }
}

// src/stages/pending.ts
function verdictsByDigest({ images: images3 }) {
  return Object.fromEntries(
    images3.flatMap(
      ({ image, platforms }) => platforms.map(({ repository = "", digest: digest2, ...told3 }) => [`${repository}@${digest2}`, { image, ...told3 }])
    )
  );
}
function parsePending(value) {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, told3]) => {
    const [repository = "", digest2 = ""] = key.split("@");
    if (!isObject(told3) || told3.state !== "pending" || !isVerifiable(digest2) || !REPOSITORY.test(repository)) return [];
    const { image, platform, pendingSince: since } = told3;
    if (typeof image !== "string" || typeof platform !== "string" || typeof since !== "string") return [];
    const [label = ""] = platform.split(",");
    return Number.isNaN(Date.parse(since)) ? [] : [{ image, platform: label, repository, digest: digest2, since }];
  });
}
var REPOSITORY = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/;
async function recheckable(pending, asked, client, oldest) {
  const known = new Set(asked.map(({ repository, digest: digest2 }) => `${repository}@${digest2}`));
  const open = pending.filter(
    ({ repository, digest: digest2, since }) => !known.has(`${repository}@${digest2}`) && Date.parse(since) >= oldest
  );
  const listings = await Promise.all(open.map(({ repository, digest: digest2 }) => client.listing(repository, digest2)));
  return open.filter((_, place) => listings[place]?.state !== "not-listed");
}

// src/registry/warming/platform.ts
function select(entries, wanted) {
  const images3 = entries.filter(({ attestation }) => !attestation);
  if (wanted === "all") return { entries: images3, missing: [], others: [] };
  const chosen3 = /* @__PURE__ */ new Set();
  const missing = [];
  const named3 = images3.flatMap(({ platform }) => platform ?? []);
  for (const platform of wanted) {
    const names = runBy(platform, named3);
    const matches = images3.filter((entry) => entry.platform !== void 0 && names.has(entry.platform));
    if (matches.length === 0) missing.push(platform);
    const versioned = matches.some(({ osVersion }) => osVersion !== void 0);
    const firsts = [...names].flatMap((name) => matches.find((match) => match.platform === name) ?? []);
    for (const match of versioned ? matches : firsts) chosen3.add(match);
  }
  const others = images3.flatMap((entry) => chosen3.has(entry) ? [] : entry.platform ?? []);
  return { entries: [...chosen3], missing, others: [...new Set(others)] };
}
function runBy(node, platforms) {
  for (const runnable of runnableOn(normalise(node))) {
    const names = platforms.filter((platform) => normalise(platform) === runnable);
    if (names.length > 0) return new Set(names);
  }
  return /* @__PURE__ */ new Set();
}
var SPELLINGS = /* @__PURE__ */ new Map([
  ["x86_64", ["amd64"]],
  ["x86-64", ["amd64"]],
  ["aarch64", ["arm64"]],
  ["i386", ["386", ""]],
  ["armhf", ["arm", "v7"]],
  ["armel", ["arm", "v6"]]
]);
var IMPLIED = /* @__PURE__ */ new Map([
  ["arm64", "v8"],
  ["amd64", "v1"],
  ["arm", "v7"]
]);
function normalise(platform) {
  const [os = "", spelled = "", given = ""] = platform.toLowerCase().split("/");
  const [architecture, implied] = SPELLINGS.get(spelled) ?? [spelled];
  const variant = implied ?? (given.replace(/^(?=\d)/, "v").replace(/\.0$/, "") || (IMPLIED.get(architecture) ?? ""));
  return `${os}/${architecture}/${variant}`;
}
function runnableOn(node) {
  const [os = "", architecture = "", variant = ""] = node.split("/");
  const lower = (name, from, to) => Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => `${os}/${name}/v${from - index}`);
  const version = Number(variant.replace(/^v/, ""));
  switch (architecture) {
    case "amd64":
      return [node, ...lower("amd64", version - 1, 1), `${os}/386/`];
    case "arm64":
      return [node, ...variant === "v8" ? [] : [`${os}/arm64/v8`], ...lower("arm", 8, 5)];
    case "arm":
      return [node, ...lower("arm", version - 1, 5)];
    default:
      return [node];
  }
}

// src/registry/warming/warm-result.ts
function referenceOf({ tag, digest: digest2 }) {
  return digest2 ?? tag ?? "latest";
}

// src/stages/stored-images.ts
function placeOf3(use, rules2) {
  const { reference, source, unknownTag } = use;
  const isServed = use.class === "public" || use.class === "cached" || use.class === "own";
  if (unknownTag === true || !isServed) return void 0;
  const image = use.class === "public" ? source : reference;
  if (image === void 0) return void 0;
  const repository = use.class === "public" ? rules2.forSource(nameOf(image))?.repository : image.repository;
  if (repository === void 0) return void 0;
  const { tag, digest: digest2 } = image;
  return { repository, ...tag === void 0 ? {} : { tag }, ...digest2 === void 0 ? {} : { digest: digest2 } };
}
function placeText(place) {
  const reference = referenceOf(place);
  return `${place.repository}${reference.includes(":") ? "@" : ":"}${reference}`;
}
var PARALLEL_IMAGES = 8;
async function lookUpStored(places, client, wanted) {
  const found2 = /* @__PURE__ */ new Map();
  const distinct2 = [...new Map(places.map((place) => [placeText(place), place]))];
  await atMost(PARALLEL_IMAGES, distinct2, async ([text4, place]) => {
    found2.set(text4, await lookUpOne(place, client, wanted));
  });
  return found2;
}
async function lookUpOne(place, client, wanted) {
  const { repository } = place;
  const text4 = placeText(place);
  const tagged = place.digest === void 0 ? await client.listedTag(repository, place.tag ?? "latest") : { state: "listed", value: place.digest };
  if (tagged.state !== "listed") return nothing(unlisted(tagged, text4));
  const listed3 = await client.listedManifest(repository, tagged.value);
  if (listed3.state !== "listed") return nothing(unlisted(listed3, text4));
  const manifest = listed3.value;
  if (!isIndexType(manifest.mediaType)) {
    const content = isImageType(manifest.mediaType) ? "image" : "artifact";
    const subject = { repository, digest: manifest.digest, content };
    return { manifests: [{ platform: manifest.platform ?? "single platform", subject }], unchecked: [] };
  }
  return ofIndex(repository, text4, manifest, client, wanted);
}
async function ofIndex(repository, text4, { references }, client, wanted) {
  const images3 = references.filter(({ platform }) => platform !== void 0 && platform !== "unknown/unknown");
  if (images3.length === 0) {
    return nothing({ state: "not-checked", reason: `the registry does not tell which manifests ${text4} has` });
  }
  const byPlatform = groupBy(images3, ({ platform = "" }) => platform);
  const names = [...byPlatform.keys()];
  const run2 = new Set(wanted === "all" ? names : wanted.flatMap((one) => [...runBy(withoutVariant(one), names)]));
  const isWanted2 = (platform) => run2.has(platform);
  const asked = [...byPlatform].filter(([platform]) => isWanted2(platform));
  const answers = await Promise.all(asked.map(([platform, same]) => ofPlatform(repository, platform, same, client)));
  const others = names.filter((platform) => !isWanted2(platform)).map(notAsked);
  const manifests = answers.flatMap((answer) => answer.manifests);
  const unchecked = answers.flatMap((answer) => answer.unchecked);
  if (manifests.length > 0) return { manifests, unchecked: [...unchecked, ...others] };
  const [first] = unchecked;
  if (first === void 0) {
    return nothing({ state: "not-checked", reason: `${text4} has none of the platforms that are asked for` });
  }
  return nothing({ state: first.state ?? "not-checked", asked: true, reason: `${first.what}: ${first.reason}` });
}
function withoutVariant(platform) {
  return platform.split("/").slice(0, 2).join("/");
}
async function ofPlatform(repository, platform, references, client) {
  const listed3 = await Promise.all(
    references.map(async ({ digest: digest2 }) => ({ digest: digest2, listed: await client.listedManifest(repository, digest2) }))
  );
  const manifests = listed3.flatMap(
    ({ digest: digest2, listed: { state } }) => state === "listed" ? [{ platform, subject: { repository, digest: digest2, content: "image" } }] : []
  );
  const [open] = listed3.flatMap((one) => one.listed.state === "listed" ? [] : [{ ...one, listed: one.listed }]);
  if (open === void 0) return { manifests, unchecked: [] };
  const why2 = unlisted(open.listed, `its manifest ${open.digest.slice(0, "sha256:".length + 12)}`);
  const what = references.length === 1 ? platform : `${platform} (one of ${references.length} manifests)`;
  return { manifests, unchecked: [{ what, reason: `not checked: ${why2.reason}`, state: why2.state }] };
}
function notAsked(platform) {
  return { what: platform, reason: "not checked" };
}
function nothing(unresolved) {
  return { manifests: [], unchecked: [], unresolved };
}
function unlisted(answer, what) {
  switch (answer.state) {
    case "not-listed":
      return {
        state: "not-checked",
        reason: `the registry does not have ${what}`,
        remedy: "let a run on a trusted event pull it"
      };
    case "no-list":
      return { state: "error", asked: true, reason: `the registry has no list in which ${what} could be looked up` };
    case "not-allowed":
      return {
        state: "error",
        asked: true,
        reason: `the identity may not read the registry's list, so ${what} could not be looked up`,
        remedy: "give it the right to read the metadata of repositories (AcrPull has it)"
      };
    case "failed":
      return {
        state: "error",
        asked: true,
        reason: `${what} could not be looked up: ${answer.reason.message}`,
        remedy: answer.reason.remedy
      };
  }
}

// src/stages/unasked.ts
var IS_SERVING_ANSWERED = {
  "not-found": true,
  "upstream-unauthorized": true,
  "upstream-denied": true,
  unauthorized: false,
  forbidden: false,
  "not-reachable": false,
  throttled: false,
  "upstream-throttled": false,
  "upstream-failed": false,
  "registry-error": false,
  truncated: false,
  "wrong-digest": false,
  malformed: false,
  "untrusted-realm": false,
  "too-slow": false,
  stopped: false,
  engine: false
};
var IS_STORAGE_ANSWERED = {
  "still-proxied": true,
  "not-listed": true,
  "no-wanted-platform": true,
  "list-not-allowed": false,
  "list-failed": false,
  "no-list": false
};
var UNANSWERED_REFUSALS = {
  "credential-set-unreadable": "plan",
  "not-permitted": "ensure",
  "write-failed": "ensure",
  "not-listed": "ensure",
  "not-allowed": void 0,
  "unsupported-upstream": void 0,
  "credential-set-missing": void 0,
  "credential-set-unhealthy": void 0,
  "target-invalid": void 0,
  "target-taken": void 0,
  "target-conflict": void 0,
  "name-taken": void 0,
  "cap-reached": void 0,
  "refused-by-service": void 0,
  gone: void 0,
  "gave-way": void 0,
  unsettled: void 0
};
function isServingUnanswered(kind) {
  return !IS_SERVING_ANSWERED[kind];
}
function unaskedProblems(plan, warmed, gate2) {
  return problemsOf([...ofPlan(plan), ...ofWarming(warmed), ...ofGate(gate2)]);
}
function ofPlan(plan) {
  return (plan?.refused ?? []).flatMap(({ source, refusal: refusal3, message, remedy }) => {
    const stage = UNANSWERED_REFUSALS[refusal3.reason];
    return stage === void 0 ? [] : [{ stage, image: source, what: "without a certain rule", why: message, remedy }];
  });
}
function ofWarming(warmed) {
  return warmed.flatMap((result) => ofImage(result) ?? []);
}
function ofImage(result) {
  const { image } = result.request;
  switch (result.status) {
    case "warm":
      return void 0;
    case "served-unconfirmed": {
      const { kind, message, remedy } = result.unconfirmed;
      if (IS_STORAGE_ANSWERED[kind]) return void 0;
      return { stage: "warm", image, what: "of unknown storage", why: message, remedy };
    }
    case "not-served": {
      const { kind, message, remedy } = result.reason;
      if (kind === "stopped" || !isServingUnanswered(kind)) return void 0;
      return { stage: "warm", image, what: "not served", why: message, remedy };
    }
  }
}
function ofGate({ images: images3 }) {
  return images3.flatMap(
    ({ image, state, reasons, remedy, unresolved }) => state === "error" && unresolved !== true ? [{ stage: "gate", image, what: "not judged", why: reasons.join("; "), remedy: remedy ?? "run again" }] : []
  );
}
function problemsOf(unasked3) {
  const byReason = groupBy(unasked3, ({ stage, what, why: why2, remedy }) => [stage, what, why2, remedy].join("\0"));
  return [...byReason.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === void 0) return [];
    const others = alike.length === 1 ? "" : ` and ${alike.length - 1} more`;
    const images3 = `${count(alike.length, "image")} ${first.what} (${first.image}${others})`;
    return [{ stage: first.stage, message: sentences(`${first.stage}: ${images3}: ${first.why}`, first.remedy) }];
  });
}

// src/registry/warming/engine.ts
const { spawn } = require("node:child_process");
const { mkdtemp, rm, writeFile } = require("node:fs/promises");
const { tmpdir: tmpdir2 } = require("node:os");
const { join: join2 } = require("node:path");

// src/registry/transport/answer.ts
var MAX_MESSAGE_CHARS = 300;
function parseErrorAnswer(status, body) {
  const errors2 = errorsOf2(body);
  const messages3 = errors2.map(({ message }) => message).filter((message) => message !== "");
  const text4 = messages3.length > 0 ? messages3.join("; ") : /^\s*[<{[]/.test(body) ? "" : body;
  return {
    status,
    codes: errors2.map(({ code: code2 }) => code2).filter((code2) => code2 !== ""),
    message: oneLine(text4)
  };
}
function errorsOf2(body) {
  return listField(parseJson(body), "errors").map((error) => ({
    code: stringField(error, "code") ?? "",
    message: stringField(error, "message") ?? ""
  }));
}
function oneLine(text4) {
  const flat = text4.slice(0, MAX_MESSAGE_CHARS * 4).replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return flat.length > MAX_MESSAGE_CHARS ? `${flat.slice(0, MAX_MESSAGE_CHARS)}…` : flat;
}
var PULL_ROLES = "give the identity AcrPull on the registry (Container Registry Repository Reader where the registry is in ABAC mode); see docs/troubleshooting.md#pull-role";
function explain2(answer, asked) {
  const { status, codes, message } = answer;
  const said2 = message === "" ? `status ${status}` : message;
  const reason = (kind, remedy) => ({
    kind,
    message: `${asked.what}: ${said2}`,
    remedy
  });
  if (isNetworkDenial(answer)) {
    return {
      kind: "not-reachable",
      message: `${asked.loginServer} is not reachable from here: ${said2}`,
      remedy: networkRemedy(asked.loginServer),
      networkDenied: true
    };
  }
  const denial = /access to pull from source '?([^\s']+)'?.*denied/i.exec(message);
  if (denial !== null) {
    return reason(
      "upstream-denied",
      `it is ${denial[1]} that refuses, not this registry: see that anybody may read it, or that the account of the rule's credential set may; see docs/troubleshooting.md#source-denied`
    );
  }
  if (status === 424) {
    const remedy = "pull the image from its source by hand; run again when the source answers";
    return reason("upstream-failed", `${remedy}; see docs/troubleshooting.md#source-failed`);
  }
  if (status === 429 || codes.includes("TOOMANYREQUESTS")) {
    return /source registry/i.test(message) ? reason(
      "upstream-throttled",
      "give the rule a credential set with a higher pull limit, or run again later; see docs/troubleshooting.md#source-throttles"
    ) : reason("throttled", "run again later, or warm fewer images at once; see docs/troubleshooting.md#throttled");
  }
  if (/authentication required with source registry/i.test(message)) {
    return reason(
      "upstream-unauthorized",
      "give the rule a healthy credential set of the source (see `credentialHealth` of the credential set); see docs/troubleshooting.md#source-unauthorized"
    );
  }
  if (status === 401) return reason("unauthorized", PULL_ROLES);
  if (status === 403) return reason("forbidden", PULL_ROLES);
  if (status === 404) {
    return reason(
      "not-found",
      "check that the source has this tag; a new rule can take some minutes to act; see docs/troubleshooting.md#not-found"
    );
  }
  if (status >= 500) {
    const remedy = "run again later; see https://status.azure.com if it stays so, and docs/troubleshooting.md#bad-gateway";
    return reason("registry-error", remedy);
  }
  return reason("registry-error", "this answer was not expected; run again, and report it if it stays so");
}
function isNetworkDenial({ status, message }) {
  return status === 403 && /is not allowed access|aka\.ms\/acr\/firewall|public network access/i.test(message);
}
function networkRemedy(host) {
  return `run this job on a runner inside the network that ${host} allows (private endpoint), or allow the runner's address in the registry's firewall; the rules are made all the same; see docs/troubleshooting.md#network`;
}
function explainNoAnswer(failure, asked) {
  const { code: code2, message } = failure;
  const host = asked.loginServer;
  if (failure.isUntrusted) {
    const remedy = "set NODE_EXTRA_CA_CERTS to the certificate of the authority that your network uses";
    return { kind: "not-reachable", message: `the certificate of ${host} is not trusted: ${message}`, remedy };
  }
  const unknown2 = code2 === "ENOTFOUND" || code2 === "EAI_AGAIN";
  return {
    kind: "not-reachable",
    message: `no answer from ${host}: ${message}`,
    remedy: unknown2 ? `check the name of the registry; ${networkRemedy(host)}` : networkRemedy(host)
  };
}

// src/registry/warming/engine.ts
async function openEngine({ name, client, removeImages }) {
  const folder = await mkdtemp(join2(tmpdir2(), "acr-artifact-cache-"));
  const { loginServer } = client;
  try {
    const dialect = await dialectOf(name, folder);
    const run2 = (subcommand, rest, input) => execute(name, [...dialect.before, subcommand, ...dialect.after, ...rest], dialect.env, input);
    const credentials = await client.login();
    if (credentials !== void 0) {
      const { username, password } = credentials;
      const ran = await run2("login", ["--username", username, "--password-stdin", "--", loginServer], password);
      if (ran.exitCode !== 0)
        throw new RegistryFailure(explainEngine(ran, name, `login to ${loginServer}`, loginServer));
    }
    return engine({ name, loginServer, removeImages, dialect, folder, loggedIn: credentials !== void 0 });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
function engine({ name, loginServer, removeImages, dialect, folder, loggedIn }) {
  const pulled2 = /* @__PURE__ */ new Set();
  const plain2 = (rest) => execute(name, [...dialect.before, ...rest], dialect.env);
  return {
    pull: async (reference, platform, seconds) => {
      requireNames(name, reference, platform);
      const known = pulled2.has(reference) || (await plain2(["image", "inspect", "--", reference])).exitCode === 0;
      const wanted = platform === void 0 ? [] : ["--platform", platform];
      const line2 = [...dialect.before, "pull", "--quiet", ...dialect.after, ...wanted, "--", reference];
      const ran = await execute(name, line2, dialect.env, void 0, seconds);
      if (ran.exitCode !== 0) throw new RegistryFailure(explainEngine(ran, name, reference, loginServer));
      if (!known) pulled2.add(reference);
    },
    close: async () => {
      try {
        if (loggedIn)
          await execute(name, [...dialect.before, "logout", ...dialect.after, "--", loginServer], dialect.env);
        if (removeImages && pulled2.size > 0) await plain2(["image", "rm", "--", ...pulled2]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  };
}
function requireNames(engineName, reference, platform) {
  const isPlatform = platform === void 0 || /^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*){1,2}$/i.test(platform);
  if (isPlatform && parseReference(reference) !== void 0) return;
  const said2 = JSON.stringify(isPlatform ? reference : platform);
  throw new RegistryFailure({
    kind: "engine",
    message: `${oneLine(said2)} is no name that ${engineName} could be asked for`,
    remedy: "pull it with `engine: registry`"
  });
}
async function dialectOf(name, folder) {
  if (name === "podman") {
    const file = join2(folder, "auth.json");
    await writeFile(file, '{"auths":{}}', { mode: 384 });
    return { before: [], after: ["--authfile", file], env: {} };
  }
  const context = await execute(name, ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], {});
  const host = context.exitCode === 0 ? context.stdout.trim() : "";
  const env = host === "" ? {} : { DOCKER_HOST: host };
  return { before: ["--config", folder], after: [], env };
}
var TIMED_OUT = 124;
async function execute(name, line2, env, input, seconds) {
  const place = { cwd: folderOutside(), env: { ...definedOnly(process.env), ...env } };
  const bounded = seconds !== void 0 && process.platform === "linux";
  const command = bounded ? "timeout" : name;
  const rest = bounded ? ["--kill-after=10", String(Math.ceil(seconds)), name, ...line2] : [...line2];
  try {
    if (input !== void 0) return await withInput(command, rest, place, input);
    const { getExecOutput } = await Promise.resolve().then(() => require("./sdk-exec.cjs"));
    return await getExecOutput(command, rest, { ...place, silent: true, ignoreReturnCode: true });
  } catch (cause) {
    throw new RegistryFailure(
      {
        kind: "engine",
        message: `${name} can't be run: ${oneLine(messageOf(cause))}`,
        remedy: `install ${name} on the runner, or leave out \`engine\``
      },
      { cause }
    );
  }
}
async function withInput(command, line2, place, input) {
  const child = spawn(command, line2, { ...place, stdio: "pipe" });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text4) => {
    stdout += text4;
  });
  child.stderr.setEncoding("utf8").on("data", (text4) => {
    stderr += text4;
  });
  child.stdin.on("error", () => {
  });
  child.stdin.end(input);
  const exitCode = await new Promise((resolve2, reject) => {
    child.once("error", reject);
    child.once("close", (code2) => resolve2(code2 ?? 1));
  });
  return { exitCode, stdout, stderr };
}
function definedOnly(env) {
  return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0));
}
var SAID = [
  [/is not allowed access|aka\.ms\/acr\/firewall/i, 403],
  [/too many requests|toomanyrequests/i, 429],
  [/status code 424|failed dependency|request to pull from source/i, 424],
  [/unauthorized|authentication required|no basic auth/i, 401],
  [/denied|forbidden/i, 403],
  [/manifest unknown|name unknown|not found/i, 404]
];
function explainEngine(ran, name, what, loginServer) {
  if (ran.exitCode === TIMED_OUT) {
    return {
      kind: "too-slow",
      message: `${what}: ${name} took too long`,
      remedy: "run again, or give more time with `warm-timeout`"
    };
  }
  const text4 = ran.stderr.trim() === "" ? ran.stdout : ran.stderr;
  const message = oneLine(text4.trim().split(/\r?\n/).at(-1) ?? "");
  const status = SAID.find(([words]) => words.test(text4))?.[1];
  if (status !== void 0) return explain2({ status, codes: [], message }, { loginServer, what });
  return {
    kind: "engine",
    message: `${what}: ${name} says: ${message}`,
    remedy: `pull it with ${name} by hand to see more`
  };
}

// src/registry/warming/refresh.ts
function earlierOf(results) {
  return Object.fromEntries(
    results.flatMap((result) => {
      const stored2 = result.status === "warm" ? result.served : result.request.previous;
      return stored2 === void 0 ? [] : [[keyOf3(result.request), stored2]];
    })
  );
}
function withEarlier(requests, earlier) {
  return requests.map((request) => {
    const previous = earlier.get(keyOf3(request));
    return previous === void 0 ? request : { ...request, previous };
  });
}
function stillServed(previous, root, wanted) {
  if (previous.digest !== root.digest || root.fromUpstream || String(previous.wanted) !== String(wanted))
    return void 0;
  const now = platformsOf(root, wanted);
  if (now === void 0 || !areSame(now.platforms, previous.platforms)) return void 0;
  return { ...previous, mediaType: root.mediaType, isIndex: root.content.kind === "index", ...now };
}
function platformsOf({ digest: digest2, content }, wanted) {
  if (content.kind === "image") return { platforms: [{ digest: digest2 }], missing: [] };
  if (content.entries.some(({ mediaType }) => isIndexType(mediaType))) return void 0;
  const { entries, missing, others } = select(content.entries, wanted);
  const platforms = entries.map(
    (entry) => entry.platform === void 0 ? { digest: entry.digest } : { platform: entry.platform, digest: entry.digest }
  );
  return { platforms, missing, ...others.length === 0 ? {} : { unpulled: others } };
}
function areSame(some, others) {
  return some.length === others.length && some.every(
    ({ digest: digest2, platform }, place) => others[place]?.digest === digest2 && others[place]?.platform === platform
  );
}
function movedTags(results, earlier) {
  const moved2 = /* @__PURE__ */ new Map();
  for (const result of results) {
    if (result.request.digest !== void 0) continue;
    const from = earlier.get(keyOf3(result.request))?.digest;
    const pulled2 = result.status !== "not-served";
    const to = pulled2 ? result.served.digest : result.digest;
    if (from === void 0 || to === void 0 || from === to) continue;
    moved2.set(keyOf3(result.request), { image: result.request.image, from, to, pulled: pulled2 });
  }
  return [...moved2.values()];
}
function staleCount(results) {
  return new Set(results.filter(isStale).map(({ request }) => keyOf3(request))).size;
}
function isStale(result) {
  const { previous, digest: digest2 } = result.request;
  if (previous === void 0 || digest2 !== void 0) return false;
  if (result.status === "not-served") return result.digest !== previous.digest;
  return result.status === "served-unconfirmed" && result.served.digest !== previous.digest;
}
function keyOf3(request) {
  return `${request.repository}:${referenceOf(request)}`;
}
function parseEarlier(value) {
  if (!isObject(value)) return /* @__PURE__ */ new Map();
  return new Map(
    Object.entries(value).flatMap(([key, item]) => {
      const served = parseServed(item);
      return served === void 0 ? [] : [[key, served]];
    })
  );
}
function parseServed(value) {
  if (!isObject(value)) return void 0;
  const { digest: digest2, mediaType, isIndex, wanted } = value;
  const missing = texts(value.missing);
  const wantedList = wanted === "all" ? wanted : texts(wanted);
  const platforms = listOf2(value.platforms, parsePlatform);
  const contents = listOf2(value.contents, parseStored);
  if (!isDigestText(digest2) || typeof mediaType !== "string" || typeof isIndex !== "boolean") return void 0;
  if (missing === void 0 || wantedList === void 0 || platforms === void 0 || contents === void 0) {
    return void 0;
  }
  return { digest: digest2, mediaType, isIndex, platforms, missing, wanted: wantedList, contents };
}
function parsePlatform(value) {
  if (!isObject(value) || !isDigestText(value.digest)) return void 0;
  const { digest: digest2, platform } = value;
  if (platform === void 0) return { digest: digest2 };
  return typeof platform === "string" ? { digest: digest2, platform } : void 0;
}
function parseStored(value) {
  if (!isObject(value) || !isDigestText(value.digest)) return void 0;
  const { digest: digest2, size } = value;
  return typeof size === "number" && Number.isSafeInteger(size) && size >= 0 ? { digest: digest2, size } : void 0;
}
function isDigestText(value) {
  return typeof value === "string" && isVerifiable(value);
}
function texts(value) {
  return listOf2(value, (item) => typeof item === "string" ? item : void 0);
}
function listOf2(value, parse) {
  if (!Array.isArray(value)) return void 0;
  const items = value.map(parse);
  return items.every((item) => item !== void 0) ? items : void 0;
}

// src/registry/warming/warm.ts
const { setMaxListeners } = require("node:events");

// src/registry/transport/understood.ts
var NoAnswer = class extends HttpFailure {
  name = "NoAnswer";
  /** What to say in the end, where that is more than that it is none. */
  reason;
  /** @param lack a clause: `it is no JSON object` */
  constructor(lack, reason) {
    super(lack, {});
    this.reason = reason;
  }
};
var MAX_TRIES = 3;
var FIRST_WAIT = 1e3;
async function understood(wait, asked, signal, ask2, read3) {
  for (let tried = 1; ; tried += 1) {
    const response = await ask2();
    try {
      return await read3(response);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof HttpFailure)) throw error;
      if (tried === MAX_TRIES || error instanceof RunEnded)
        throw new RegistryFailure(reasonOf(error, asked), { cause: error });
      await wait(FIRST_WAIT * 2 ** (tried - 1), signal);
    }
  }
}
function reasonOf(error, asked) {
  if (error instanceof RunEnded) return { kind: "stopped", message: error.message, remedy: "run again" };
  if (!(error instanceof NoAnswer)) return explainNoAnswer(error, asked);
  if (error.reason !== void 0) return error.reason;
  return {
    kind: "malformed",
    message: `${asked.what}: the answer of ${asked.loginServer} is none: ${error.message}`,
    remedy: "run again; if it stays so, check that nothing in between (a proxy, a sign-in page) answers for the registry"
  };
}
function objectIn(text4) {
  const value = parseJson(text4);
  if (value === void 0) throw new NoAnswer(text4 === "" ? "it is empty" : "it is not JSON");
  if (!isObject(value)) throw new NoAnswer("it is no JSON object");
  return value;
}

// src/registry/lists.ts
function parseListing(status, text4, digest2) {
  if (status === 200) {
    const told3 = stringField(objectIn(text4), "manifest", "digest");
    if (told3 === void 0) throw new NoAnswer("it names no manifest");
    if (told3 !== digest2) throw new NoAnswer("it is about another manifest");
    return "listed";
  }
  if (status === 401 || status === 403) return "not-allowed";
  const { codes } = parseErrorAnswer(status, text4);
  const missing = codes.includes("MANIFEST_UNKNOWN") || codes.includes("NAME_UNKNOWN");
  return status === 404 && missing ? "not-listed" : "no-list";
}
function unlisted2(status, text4) {
  if (status === 200) return void 0;
  if (status === 401 || status === 403) return "not-allowed";
  const { codes } = parseErrorAnswer(status, text4);
  const missing = ["MANIFEST_UNKNOWN", "NAME_UNKNOWN", "TAG_UNKNOWN"].some((code2) => codes.includes(code2));
  return status === 404 && missing ? "not-listed" : "no-list";
}
function parseListedTag(status, text4, tag) {
  const state = unlisted2(status, text4);
  if (state !== void 0) return { state };
  const answer = objectIn(text4);
  const digest2 = stringField(answer, "tag", "digest");
  if (digest2 === void 0) throw new NoAnswer("it names no digest");
  if (stringField(answer, "tag", "name") !== tag) throw new NoAnswer("it is about another tag");
  return { state: "listed", value: digest2 };
}
function parseListedManifest(status, text4, digest2) {
  const state = unlisted2(status, text4);
  if (state !== void 0) return { state };
  const manifest = field(objectIn(text4), "manifest");
  const mediaType = stringField(manifest, "mediaType");
  if (stringField(manifest, "digest") !== digest2) throw new NoAnswer("it is about another manifest");
  if (mediaType === void 0) throw new NoAnswer("it tells no media type");
  const references = listField(manifest, "references").map((reference) => {
    const child = stringField(reference, "digest");
    if (child === void 0) throw new NoAnswer("a manifest of the index has no digest");
    return { digest: child, platform: platformOf(reference) };
  });
  return { state: "listed", value: { digest: digest2, mediaType, platform: platformOf(manifest), references } };
}
function platformOf(value) {
  const os = stringField(value, "os");
  const architecture = stringField(value, "architecture");
  return os === void 0 || architecture === void 0 ? void 0 : `${os}/${architecture}`;
}
function isMissingRepository(status, text4) {
  return status === 404 && parseErrorAnswer(status, text4).codes.includes("NAME_UNKNOWN");
}
function parseTags(status, text4) {
  if (isMissingRepository(status, text4)) return [];
  if (status !== 200) return void 0;
  const { tags } = objectIn(text4);
  if (tags === null) return [];
  if (!Array.isArray(tags)) throw new NoAnswer('it has no list "tags"');
  return tags.map((tag) => {
    if (typeof tag !== "string") throw new NoAnswer("a tag of the list is none");
    return tag;
  });
}
function parseReferrers(text4, artifactType) {
  const { manifests } = objectIn(text4);
  if (!Array.isArray(manifests)) throw new NoAnswer('it has no list "manifests"');
  return manifests.map((item) => {
    const digest2 = stringField(item, "digest");
    if (digest2 === void 0) throw new NoAnswer("an entry of the list has no digest");
    const type = stringField(item, "artifactType");
    return { digest: digest2, artifactType: type, annotations: textsOf(field(item, "annotations")) };
  }).filter((referrer) => artifactType === void 0 || referrer.artifactType === artifactType);
}

// src/registry/served-manifest.ts
function isFromUpstream({ headers }) {
  return headers.get("x-azure-origin")?.toLowerCase() === "upstream";
}
async function readManifest(response, reference, asked) {
  const bytes2 = await readBytes(response, MAX_MANIFEST_BYTES);
  const told3 = reference.includes(":") ? reference : response.headers.get("docker-content-digest");
  const digest2 = told3 !== void 0 && isVerifiable(told3) ? digestOf(bytes2, told3) : digestOf(bytes2);
  const wrong = told3 === void 0 || told3 === digest2 ? void 0 : {
    kind: "wrong-digest",
    message: oneLine(`${asked.what}: the manifest is ${digest2}, not ${told3}`),
    remedy: "something between here and the registry changes what it sends; do not use this image"
  };
  const text4 = new TextDecoder().decode(bytes2);
  if (!isObject(parseJson(text4))) throw new NoAnswer("it is no JSON object", wrong);
  if (wrong !== void 0) throw new RegistryFailure(wrong);
  const mediaType = (response.headers.get("content-type") ?? "").replace(/;.*/s, "").trim();
  const content = parseManifest(bytes2, mediaType);
  if (typeof content === "string") {
    throw new RegistryFailure({
      kind: "malformed",
      message: oneLine(`${asked.what}: the manifest can't be used: ${content}`),
      remedy: "artifact cache serves OCI and Docker schema 2 images; ask the publisher for one"
    });
  }
  return { digest: digest2, mediaType, size: bytes2.length, content, fromUpstream: isFromUpstream(response) };
}

// src/registry/transport/token-endpoint.ts
function openTokenEndpoint({ send: send2, wait, loginServer, mask }) {
  const read3 = async (url, askOnce, readOne) => understood(wait, askedOf(url, loginServer), void 0, askOnce, readOne);
  const readSecret = async (response, url, names) => {
    const text4 = await readAnswer(response);
    if (response.status !== 200) {
      const status = response.status === 400 ? 401 : response.status;
      throw new RegistryFailure({ ...explain2(parseErrorAnswer(status, text4), askedOf(url, loginServer)), at: "token" });
    }
    const secret = secretIn(objectIn(text4), names);
    if (secret === void 0) throw new NoAnswer("it holds no token");
    mask(secret);
    return secret;
  };
  return {
    ask: async (url, form, authorization) => send2(
      {
        method: form === void 0 ? "GET" : "POST",
        url: url.href,
        headers: {
          ...form === void 0 ? {} : { "content-type": "application/x-www-form-urlencoded" },
          ...authorization === void 0 ? {} : { authorization }
        },
        ...form === void 0 ? {} : { body: new URLSearchParams(form).toString() }
      },
      askedOf(url, loginServer)
    ),
    read: read3,
    readSecret,
    secretOf: async (url, names, askOnce) => read3(url, askOnce, (response) => readSecret(response, url, names))
  };
}
function askedOf({ origin, pathname }, loginServer) {
  return { loginServer, what: `${origin}${pathname}` };
}
function secretIn(value, names) {
  return names.map((name) => stringField(value, name)).find((secret) => secret !== void 0 && secret !== "");
}

// src/registry/transport/demand.ts
async function findDemand({ ask: ask2, read: read3 }, base, loginServer, home) {
  if (!isConfidential(base)) throw malformed(`${base.origin} is neither https nor on this machine`);
  const url = new URL("/v2/", base);
  const { response, text: text4 } = await read3(
    url,
    () => ask2(url),
    async (answer) => {
      const body = await readAnswer(answer);
      if (answer.status === 200 && body.trim() !== "") objectIn(body);
      return { response: answer, text: body };
    }
  );
  if (response.status === 200) return { kind: "nothing" };
  const header = response.headers.get("www-authenticate");
  if (response.status !== 401 || header === void 0) {
    throw new RegistryFailure(explain2(parseErrorAnswer(response.status, text4), askedOf(url, loginServer)));
  }
  const challenge = parseChallenge(header);
  if (challenge === void 0) throw malformed(`${loginServer} asks for an authentication that is not supported`);
  if (challenge.scheme === "basic") return { kind: "basic" };
  const realm = ownRealm(challenge.realm, base) ?? (home === void 0 ? void 0 : ownRealm(challenge.realm, home));
  if (realm === void 0) {
    throw new RegistryFailure({
      kind: "untrusted-realm",
      message: `${loginServer} wants its tokens fetched from another host (${hostOf(challenge.realm)}); nothing was sent there`,
      remedy: "check that `registry` names your registry and that nothing in between answers for it"
    });
  }
  return { kind: "token", realm, service: challenge.service };
}
function hostOf(realm) {
  return URL.canParse(realm) ? new URL(realm).origin : "no URL";
}
function malformed(message) {
  return new RegistryFailure({
    kind: "malformed",
    message,
    remedy: "check that `registry` names an Azure Container Registry"
  });
}

// src/registry/transport/refresh-token.ts
function openRefreshToken({ endpoint, identity, loginServer, mask }) {
  let refresh;
  const spent = /* @__PURE__ */ new Set();
  const entraToken = async () => {
    const token = await identity.aadToken().catch((cause) => {
      throw new RegistryFailure(
        {
          kind: "unauthorized",
          message: `no Entra token for ${loginServer}: ${messageOf(cause)}`,
          remedy: "log in (azure/login, or `az login`), or give client-id and tenant-id and `id-token: write`"
        },
        { cause }
      );
    });
    mask(token);
    return token;
  };
  const exchangeFor = async ({ realm, service }, token) => {
    const url = new URL("/oauth2/exchange", realm);
    const tenant = identity.tenantId === void 0 ? {} : { tenant: identity.tenantId };
    const form = { grant_type: "access_token", service, ...tenant, access_token: token };
    return endpoint.secretOf(url, ["refresh_token"], () => endpoint.ask(url, form));
  };
  const exchange = async (demand) => {
    const token = await entraToken();
    try {
      return await exchangeFor(demand, token);
    } catch (error) {
      const isRefused = error instanceof RegistryFailure && error.reason.kind === "unauthorized";
      if (!isRefused || identity.renewAadToken === void 0) throw error;
      identity.renewAadToken(token);
      return exchangeFor(demand, await entraToken());
    }
  };
  return {
    current: async (demand) => {
      refresh ??= exchange(demand).catch((error) => {
        if (!(error instanceof RegistryFailure) || error.reason.kind !== "unauthorized") refresh = void 0;
        throw error;
      });
      return refresh;
    },
    replace: (token) => {
      if (!spent.has(token)) refresh = void 0;
      spent.add(token);
    }
  };
}

// src/registry/transport/auth.ts
var TOKEN_USER = "00000000-0000-0000-0000-000000000000";
var ACCESS = ["access_token", "token"];
function openAuth(options) {
  const { base, home, loginServer, identity, mask } = options;
  const { aadToken, basic: basic2 } = identity;
  const endpoint = openTokenEndpoint(options);
  const refresh = aadToken === void 0 ? void 0 : openRefreshToken({ endpoint, identity: { ...identity, aadToken }, loginServer, mask });
  const tokens = /* @__PURE__ */ new Map();
  let demand;
  const demandOnce = async () => {
    demand ??= findDemand(endpoint, base, loginServer, home).catch((error) => {
      demand = void 0;
      throw error;
    });
    return demand;
  };
  const accessToken = async (wanted, scope) => refresh === void 0 ? tokenFor(endpoint, wanted, scope, basic2) : redeemed(endpoint, wanted, scope, refresh);
  return {
    grant: async (scope) => {
      const wanted = await demandOnce();
      if (wanted.kind === "nothing") return { header: void 0, renew: () => void 0 };
      if (wanted.kind === "basic") return { header: basicHeader(basic2), renew: () => void 0 };
      const token = tokens.get(scope) ?? accessToken(wanted, scope);
      tokens.set(scope, token);
      const renew = () => {
        if (tokens.get(scope) === token) tokens.delete(scope);
      };
      try {
        return { header: `Bearer ${await token}`, renew };
      } catch (error) {
        renew();
        throw error;
      }
    },
    login: async () => {
      if (basic2 !== void 0) return basic2;
      const wanted = await demandOnce();
      if (wanted.kind !== "token" || refresh === void 0) return void 0;
      return { username: TOKEN_USER, password: await refresh.current(wanted) };
    }
  };
}
async function tokenFor({ ask: ask2, secretOf }, { realm, service }, scope, basic2) {
  const url = new URL(realm);
  url.searchParams.set("service", service);
  url.searchParams.set("scope", scope);
  return secretOf(url, ACCESS, () => ask2(url, void 0, basicHeader(basic2)));
}
async function redeemed({ ask: ask2, read: read3, readSecret, secretOf }, wanted, scope, refresh) {
  const { realm, service } = wanted;
  const redeem = async (refreshToken) => ask2(realm, { grant_type: "refresh_token", service, scope, refresh_token: refreshToken });
  const before = await refresh.current(wanted);
  const first = await read3(
    realm,
    () => redeem(before),
    async (response) => {
      if (response.status === 200) return readSecret(response, realm, ACCESS);
      await response.discard();
      return void 0;
    }
  );
  if (first !== void 0) return first;
  refresh.replace(before);
  const renewed = await refresh.current(wanted);
  return secretOf(realm, ACCESS, () => redeem(renewed));
}
function basicHeader(basic2) {
  if (basic2 === void 0) return void 0;
  return `Basic ${Buffer.from(`${basic2.username}:${basic2.password}`).toString("base64")}`;
}

// src/registry/transport/limit.ts
function limiter(most) {
  const waiting = [];
  let running = 0;
  return async (task) => {
    if (running < most) running += 1;
    else await new Promise((resolve2) => waiting.push(resolve2));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === void 0) running -= 1;
      else next();
    }
  };
}

// src/registry/transport/pages.ts
var MAX_PAGES2 = 500;
async function everyPage(first, what, ask2) {
  const items = [];
  const seen = /* @__PURE__ */ new Set();
  let path = first;
  while (path !== void 0) {
    if (seen.has(path)) throw endless(what, "comes back to a page that it has had");
    if (seen.size === MAX_PAGES2) throw endless(what, `goes on after ${MAX_PAGES2} pages`);
    seen.add(path);
    const page = await ask2(path);
    if (page === void 0) return void 0;
    items.push(...page.items);
    path = page.next;
  }
  return items;
}
function endless(what, how) {
  return new RegistryFailure({
    kind: "malformed",
    message: `${what}: the list of the registry ${how}`,
    remedy: "run again; if it stays so, check that nothing in between answers for the registry"
  });
}
function nextPath(link2, url) {
  const target = /<([^<>]+)>\s*;[^,]*\brel="?next"?/i.exec(link2 ?? "")?.[1];
  if (target === void 0 || !URL.canParse(target, url.href)) return void 0;
  const next = new URL(target, url);
  return next.origin === url.origin ? `${next.pathname}${next.search}` : void 0;
}

// src/registry/transport/retry.ts
var POLICIES = {
  throttled: { tries: 8, first: 1e3 },
  "upstream-throttled": { tries: 3, first: 5e3 },
  "upstream-failed": { tries: 3, first: 2e3 },
  "registry-error": { tries: 4, first: 1e3 },
  "not-reachable": { tries: 3, first: 1e3 }
};
var TRANSIENT = /* @__PURE__ */ new Set([408, 424, 429, 500, 502, 503, 504]);
var MAX_WAIT_MS2 = 12e4;
function retryingSender(http) {
  let pause2 = Promise.resolve();
  return {
    send: async (request, asked) => {
      for (let tried = 1; ; tried += 1) {
        await orAborted(pause2, request.signal);
        const outcome = await attempt(http, request, asked);
        if ("response" in outcome) return outcome.response;
        const { reason } = outcome;
        const policy3 = POLICIES[reason.kind];
        if (policy3 === void 0 || tried >= policy3.tries) throw new RegistryFailure(reason);
        const wait = outcome.wait ?? policy3.first * 2 ** (tried - 1);
        if (wait > MAX_WAIT_MS2) throw new RegistryFailure(withWait(reason, wait));
        const waited = http.wait(wait, request.signal).catch((cause) => {
          throw cause instanceof RunEnded ? stopped2(cause) : new RegistryFailure(reason, { cause });
        });
        if (reason.kind === "throttled") pause2 = waited.catch(() => void 0);
        await waited;
      }
    }
  };
}
async function attempt(http, request, asked) {
  try {
    const response = await http.send(request);
    if (!TRANSIENT.has(response.status)) return { response };
    const answer = parseErrorAnswer(response.status, await readText(response));
    return { reason: explain2(answer, asked), wait: retryAfter(response.headers, Date.now()) };
  } catch (error) {
    if (request.signal?.aborted || !(error instanceof HttpFailure)) throw error;
    if (error instanceof RunEnded) throw stopped2(error);
    return { reason: explainNoAnswer(error, asked), wait: void 0 };
  }
}
function withWait(reason, wait) {
  return { ...reason, message: `${reason.message} (it asks to come back in ${Math.ceil(wait / 6e4)} min)` };
}
function stopped2(cause) {
  const remedy = "run again; what is stored already costs next to nothing";
  return new RegistryFailure({ kind: "stopped", message: cause.message, remedy }, { cause });
}
async function orAborted(promise, signal) {
  if (signal === void 0) return promise;
  promise.catch(() => void 0);
  signal.throwIfAborted();
  let stop;
  const aborted = new Promise((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error(messageOf(signal.reason)));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== void 0) signal.removeEventListener("abort", stop);
  }
}

// src/registry/transport/request.ts
function requester({
  base,
  loginServer,
  auth,
  send: send2,
  limit
}) {
  return async ({ method, path, what, scope, accept, streamed, hooks }) => {
    const { signal, onRequest } = hooks ?? {};
    const once2 = async (authorization) => {
      onRequest?.();
      const headers = {
        ...accept === void 0 ? {} : { accept },
        ...authorization === void 0 ? {} : { authorization }
      };
      const request = {
        method,
        url: new URL(path, base).href,
        headers,
        ...signal === void 0 ? {} : { signal },
        ...streamed === void 0 ? {} : { streamed }
      };
      return limit(() => send2(request, { loginServer, what }));
    };
    const grant2 = await orAborted(auth.grant(scope), signal);
    const first = await once2(grant2.header);
    if (first.status !== 401 || grant2.header === void 0) return first;
    const challenge = parseChallenge(first.headers.get("www-authenticate") ?? "");
    const reason = explain2(parseErrorAnswer(first.status, await readText(first)), { loginServer, what });
    if (reason.kind !== "unauthorized") throw new RegistryFailure(reason);
    grant2.renew();
    const wanted = (challenge?.scheme === "bearer" ? challenge.scope : void 0) ?? scope;
    return once2((await orAborted(auth.grant(wanted), signal)).header);
  };
}

// src/registry/client.ts
var MAX_QUESTIONS = 16;
var MAX_LIST_BYTES = 4 * 1024 * 1024;
function openRegistry(options) {
  const { http, loginServer, mask, endpointOf } = options;
  const base = new URL(options.baseUrl ?? `https://${loginServer}`);
  const { send: send2 } = retryingSender(http);
  const home = endpointOf === void 0 ? void 0 : new URL(`https://${endpointOf}`);
  const auth = openAuth({ send: send2, wait: http.wait, base, home, loginServer, identity: options, mask });
  const ask2 = requester({ base, loginServer, auth, send: send2, limit: limiter(MAX_QUESTIONS) });
  const way = { loginServer, base, wait: http.wait, send: send2, ask: ask2 };
  return { loginServer, wait: http.wait, login: auth.login, ...pullsBy(way), ...listsBy(way), ...referrersBy(way) };
}
function pullsBy({
  loginServer,
  base,
  wait,
  send: send2,
  ask: ask2
}) {
  const askManifest = async (method, repository, reference, hooks) => {
    const asked = { loginServer, what: named2(repository, reference) };
    const accept = MANIFEST_TYPES.join(", ");
    const path = `/v2/${repository}/manifests/${reference}`;
    const response = await ask2({ method, path, what: asked.what, scope: pull(repository), hooks, accept });
    if (response.status !== 200) throw await refusal(response, asked);
    return response;
  };
  const blobQuestion = (repository, digest2, hooks) => ({
    path: `/v2/${repository}/blobs/${digest2}`,
    what: named2(repository, digest2),
    scope: pull(repository),
    hooks
  });
  return {
    manifest: async (repository, reference, hooks) => {
      const asked = { loginServer, what: named2(repository, reference) };
      return understood(
        wait,
        asked,
        hooks?.signal,
        () => askManifest("GET", repository, reference, hooks),
        (response) => readManifest(response, reference, asked)
      );
    },
    isFromUpstream: async (repository, reference, hooks) => {
      const response = await askManifest("HEAD", repository, reference, hooks);
      await response.discard();
      return isFromUpstream(response);
    },
    blob: async (repository, digest2, hooks) => {
      const asked = { loginServer, what: named2(repository, digest2) };
      const askOnce = async () => {
        const response = await ask2({ method: "GET", ...blobQuestion(repository, digest2, hooks), streamed: true });
        return followRedirects(response, base, send2, asked, hooks?.signal);
      };
      const final = await askOnce().catch((error) => {
        if (error instanceof StorageRefusal) return askOnce();
        throw error;
      });
      if (final.status === 200) return final;
      throw await refusal(final, asked);
    },
    hasBlob: async (repository, digest2, hooks) => {
      const response = await ask2({ method: "HEAD", ...blobQuestion(repository, digest2, hooks) });
      await response.discard();
      return response.status === 200 || isRedirect(response.status);
    }
  };
}
function listAsker({ loginServer, wait, ask: ask2 }) {
  const askList = async (path, repository, hooks) => ask2({ method: "GET", path, what: repository, scope: `repository:${repository}:metadata_read`, hooks });
  const askListed = async (repository, kind, reference, parse, hooks) => {
    const asked = { loginServer, what: named2(repository, reference) };
    const askOnce = () => askList(`/acr/v1/${repository}/${kind}/${reference}`, repository, hooks);
    try {
      return await understood(
        wait,
        asked,
        hooks?.signal,
        askOnce,
        async (response) => parse(response.status, await readAnswer(response, MAX_LIST_BYTES))
      );
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      const { reason } = error;
      return NOT_ALLOWED.has(reason.kind) ? { state: "not-allowed" } : { state: "failed", reason };
    }
  };
  return { askList, askListed };
}
function listsBy({
  loginServer,
  base,
  wait,
  ask: ask2
}) {
  const { askList, askListed } = listAsker({ loginServer, wait, ask: ask2 });
  return {
    listing: async (repository, digest2, hooks) => {
      const asked = { loginServer, what: named2(repository, digest2) };
      const askOnce = () => askList(`/acr/v1/${repository}/_manifests/${digest2}`, repository, hooks);
      try {
        const state = await understood(
          wait,
          asked,
          hooks?.signal,
          askOnce,
          async (response) => parseListing(response.status, await readAnswer(response), digest2)
        );
        return { state };
      } catch (error) {
        if (!(error instanceof RegistryFailure)) throw error;
        const { reason } = error;
        return NOT_ALLOWED.has(reason.kind) ? { state: "not-allowed" } : { state: "failed", reason };
      }
    },
    listedTag: (repository, tag, hooks) => askListed(repository, "_tags", tag, (status, text4) => parseListedTag(status, text4, tag), hooks),
    listedManifest: (repository, digest2, hooks) => askListed(repository, "_manifests", digest2, (status, text4) => parseListedManifest(status, text4, digest2), hooks),
    tags: async (repository, hooks) => {
      const asked = { loginServer, what: repository };
      return everyPage(
        `/v2/${repository}/tags/list`,
        repository,
        (path) => understood(
          wait,
          asked,
          hooks?.signal,
          () => askList(path, repository, hooks),
          async (response) => {
            const items = parseTags(response.status, await readAnswer(response, MAX_LIST_BYTES));
            const next = nextPath(response.headers.get("link"), new URL(path, base));
            return items === void 0 ? void 0 : { items, next };
          }
        )
      );
    },
    repositoryExists: async (repository, hooks) => {
      const asked = { loginServer, what: repository };
      const askOnce = () => askList(`/v2/${repository}/tags/list?n=1`, repository, hooks);
      try {
        return await understood(wait, asked, hooks?.signal, askOnce, async ({ status, ...response }) => {
          const text4 = await readAnswer({ status, ...response });
          if (isMissingRepository(status, text4)) return { state: "missing" };
          if (parseTags(status, text4) !== void 0) return { state: "exists" };
          return { state: "not-told", reason: explain2(parseErrorAnswer(status, text4), asked) };
        });
      } catch (error) {
        if (error instanceof RegistryFailure) return { state: "not-told", reason: error.reason };
        throw error;
      }
    }
  };
}
function referrersBy({ loginServer, base, wait, ask: ask2 }) {
  return {
    referrers: async (repository, digest2, artifactType, hooks) => {
      const query = artifactType === void 0 ? "" : `?artifactType=${encodeURIComponent(artifactType)}`;
      const asked = { loginServer, what: named2(repository, digest2) };
      return everyPage(
        `/v2/${repository}/referrers/${digest2}${query}`,
        asked.what,
        (path) => understood(
          wait,
          asked,
          hooks?.signal,
          () => ask2({ method: "GET", path, what: asked.what, scope: pull(repository), hooks }),
          async (response) => {
            if (response.status !== 200 && response.status !== 404) throw await refusal(response, asked);
            const text4 = await readAnswer(response, MAX_LIST_BYTES);
            if (response.status !== 200) return void 0;
            return {
              items: parseReferrers(text4, artifactType),
              next: nextPath(response.headers.get("link"), new URL(path, base))
            };
          }
        )
      );
    }
  };
}
var NOT_ALLOWED = /* @__PURE__ */ new Set(["unauthorized", "forbidden"]);
function pull(repository) {
  return `repository:${repository}:pull`;
}
function named2(repository, reference) {
  return `${repository}${reference.includes(":") ? "@" : ":"}${reference}`;
}
async function refusal(response, asked) {
  return new RegistryFailure(explain2(parseErrorAnswer(response.status, await readText(response)), asked));
}

// src/registry/warming/blobs.ts
var MAX_TRIES2 = 3;
function blobs(client, limit) {
  const inRepository = /* @__PURE__ */ new Map();
  const anywhere = /* @__PURE__ */ new Map();
  const read3 = async (repository, blob, hooks) => limit(() => readBlob(client, repository, blob, hooks));
  const obtainOnce = async (repository, blob, hooks) => {
    const elsewhere = anywhere.get(blob.digest);
    if (elsewhere !== void 0 && await succeeds(elsewhere, hooks.signal)) {
      if (await limit(() => isThere(client, repository, blob, hooks))) return "shared";
    }
    const own = read3(repository, blob, hooks);
    anywhere.set(blob.digest, own);
    await own;
    return "read";
  };
  return {
    read: read3,
    obtain: async (repository, blob, hooks) => {
      const key = named2(repository, blob.digest);
      for (; ; ) {
        const running = inRepository.get(key);
        if (running === void 0) break;
        if (await succeeds(running, hooks.signal)) return running;
        if (inRepository.get(key) === running) inRepository.delete(key);
      }
      const own = obtainOnce(repository, blob, hooks);
      inRepository.set(key, own);
      return own;
    }
  };
}
async function isThere(client, repository, { digest: digest2 }, hooks) {
  try {
    return await client.hasBlob(repository, digest2, hooks);
  } catch (error) {
    if (error instanceof RegistryFailure) return false;
    throw error;
  }
}
async function succeeds(work, signal) {
  const outcome = work.then(
    () => true,
    () => false
  );
  return orAborted(outcome, signal);
}
async function readBlob(client, repository, { digest: digest2, size }, hooks) {
  for (let tried = 1; ; tried += 1) {
    hooks.signal?.throwIfAborted();
    const response = await client.blob(repository, digest2, hooks);
    const verified2 = await verify(response.body, { digest: digest2, size }, hooks.onBytes);
    if (verified2.outcome === "verified") return;
    hooks.signal?.throwIfAborted();
    if (verified2.outcome === "different") {
      throw new RegistryFailure({
        kind: "wrong-digest",
        message: `${named2(repository, digest2)}: other bytes came than the digest promises`,
        remedy: "something between here and the registry changes what it sends; do not use this image"
      });
    }
    if (tried < MAX_TRIES2) continue;
    const cause = verified2.cause === void 0 ? "" : ` (${messageOf(verified2.cause)})`;
    throw new RegistryFailure({
      kind: "truncated",
      message: `${named2(repository, digest2)}: the blob broke off after ${verified2.received} of ${size} bytes${cause}`,
      remedy: "run again; if it stays so, look at the proxy or firewall between here and the registry"
    });
  }
}

// src/registry/warming/pull.ts
var MAX_INDEX_DEPTH = 3;
async function fetchManifests(client, repository, root, wanted, hooks) {
  const indexes = [];
  const images3 = [];
  const missing = [];
  const others = [];
  const visit = async (manifest, platform, depth) => {
    const { content } = manifest;
    if (content.kind === "image") {
      if (content.refers !== void 0) throw new RegistryFailure(artifact(named2(repository, manifest.digest)));
      images3.push({ platform, manifest });
      return;
    }
    if (depth > 0) indexes.push(manifest);
    if (depth === MAX_INDEX_DEPTH) throw new RegistryFailure(tooDeep(named2(repository, root.digest)));
    const nested = content.entries.filter(
      (entry) => isIndexType(entry.mediaType) && entry.platform === void 0 && wanted !== "all"
    );
    const selection = select(content.entries, wanted);
    if (depth === 0 && nested.length === 0) {
      missing.push(...selection.missing);
      others.push(...selection.others);
    }
    const children = await Promise.all(
      [...nested, ...selection.entries].map(async (entry) => ({
        platform: entry.platform ?? platform,
        manifest: await client.manifest(repository, entry.digest, hooks)
      }))
    );
    for (const child of children) await visit(child.manifest, child.platform, depth + 1);
  };
  await visit(root, void 0, 0);
  return { root, indexes, images: images3, missing, others };
}
function artifact(what) {
  return {
    kind: "malformed",
    message: `${what} is no image: it is attached to another manifest, as a signature or a scanner's findings are`,
    remedy: "name the image itself"
  };
}
function tooDeep(what) {
  return {
    kind: "malformed",
    message: `${what} is an index whose indexes stand in one another more than ${MAX_INDEX_DEPTH} deep`,
    remedy: "name the image itself by its digest"
  };
}
function everyManifest({ root, indexes, images: images3 }) {
  const all = [root, ...indexes, ...images3.map(({ manifest }) => manifest)];
  return [...new Map(all.map((manifest) => [manifest.digest, manifest])).values()];
}
function blobsOf({ images: images3 }) {
  const all = images3.flatMap(
    ({ manifest: { content } }) => content.kind === "image" ? [...content.config === void 0 ? [] : [content.config], ...content.layers] : []
  );
  return [...new Map(all.filter(({ foreign }) => !foreign).map((blob) => [blob.digest, blob])).values()];
}
async function pullBlobs(blobs2, repository, manifests, hooks) {
  const all = blobsOf(manifests);
  const how = await Promise.all(all.map((blob) => blobs2.obtain(repository, blob, hooks)));
  return all.filter((_, place) => how[place] === "shared");
}
function describe(manifests, wanted) {
  const { root, images: images3, missing, others } = manifests;
  const contents = [...everyManifest(manifests), ...blobsOf(manifests)].map(({ digest: digest2, size }) => ({
    digest: digest2,
    size
  }));
  const platforms = images3.map(
    ({ platform, manifest: { digest: digest2 } }) => platform === void 0 ? { digest: digest2 } : { platform, digest: digest2 }
  );
  return {
    digest: root.digest,
    mediaType: root.mediaType,
    isIndex: root.content.kind === "index",
    platforms,
    missing,
    ...others.length === 0 ? {} : { unpulled: others },
    wanted,
    contents
  };
}

// src/registry/warming/storage-proof.ts
async function lookOnce(client, { repository, reference, manifests }, fresh, hooks) {
  const all = everyManifest(manifests);
  const proxied = await Promise.all(
    all.map(
      async (manifest) => fresh ? manifest.fromUpstream : client.isFromUpstream(repository, manifest === manifests.root ? reference : manifest.digest, hooks)
    )
  );
  if (proxied.includes(true)) return { state: "open", why: "still-proxied" };
  return listed2(client, repository, reference, all, hooks);
}
async function listed2(client, repository, reference, all, hooks) {
  const [root, ...others] = all;
  if (root === void 0) return { state: "open", why: "no-list" };
  const first = await client.listing(repository, root.digest, hooks);
  if (first.state === "no-list") return listedByTag(client, repository, reference, hooks);
  const rest = await Promise.all(others.map(({ digest: digest2 }) => client.listing(repository, digest2, hooks)));
  return [first, ...rest].map(openBy).find((open) => open !== void 0) ?? { state: "stored", by: "manifests" };
}
function openBy(listing) {
  switch (listing.state) {
    case "listed":
      return void 0;
    case "not-listed":
    case "no-list":
      return { state: "open", why: listing.state };
    case "not-allowed":
      return { state: "open", why: "list-not-allowed" };
    case "failed":
      return { state: "open", why: "list-failed", failure: listing.reason };
  }
}
async function listedByTag(client, repository, reference, hooks) {
  if (reference.includes(":")) return { state: "open", why: "no-list" };
  const tags = await client.tags(repository, hooks).catch((error) => {
    if (error instanceof RegistryFailure) return error.reason;
    throw error;
  });
  if (tags !== void 0 && "kind" in tags) return { state: "open", why: "list-failed", failure: tags };
  if (tags === void 0) return { state: "open", why: "no-list" };
  return tags.includes(reference) ? { state: "stored", by: "tag" } : { state: "open", why: "not-listed" };
}
var FIRST_WAIT2 = 2e3;
var MAX_WAIT_MS3 = 15e3;
var MAX_FAILED_LOOKS = 4;
async function settle(client, settling, first, until, hooks, onLook) {
  let storage3 = first;
  let wait = FIRST_WAIT2;
  let failed4 = 0;
  let answered = false;
  let unanswered;
  for (let looked = 1; storage3.state === "open" && isPassing(storage3.why); looked += 1) {
    failed4 = storage3.why === "list-failed" ? failed4 + 1 : 0;
    if (failed4 === MAX_FAILED_LOOKS) return storage3;
    await client.wait(wait, until).catch(() => void 0);
    if (until.aborted) break;
    wait = Math.min(wait * 1.5, MAX_WAIT_MS3);
    const look = await lookAgain(client, settling, until, hooks, () => onLook(looked));
    if (look.state === "seen") {
      ({ storage: storage3 } = look);
      answered = true;
      unanswered = void 0;
    } else if (!until.aborted || !answered) unanswered = look.failure;
    if (until.aborted) break;
  }
  return unanswered === void 0 ? storage3 : { state: "open", why: "list-failed", failure: unanswered };
}
async function lookAgain(client, settling, until, hooks, before) {
  try {
    await before();
    return { state: "seen", storage: await lookOnce(client, settling, false, hooks) };
  } catch (error) {
    const failure = (until.aborted ? reasonIn(until.reason) : void 0) ?? reasonIn(error);
    if (failure === void 0 || !until.aborted && !PASSING.has(failure.kind)) throw error;
    return { state: "unseen", failure: failure.kind === "not-found" ? void 0 : failure };
  }
}
function reasonIn(error) {
  return error instanceof RegistryFailure ? error.reason : void 0;
}
var PASSING = /* @__PURE__ */ new Set([
  "malformed",
  "not-found",
  "not-reachable",
  "registry-error",
  "throttled",
  "truncated",
  "upstream-failed",
  "upstream-throttled"
]);
function isPassing(why2) {
  return why2 === "still-proxied" || why2 === "not-listed" || why2 === "list-failed";
}

// src/registry/warming/unconfirmed.ts
function unconfirmed(kind, settings, details2 = {}) {
  switch (kind) {
    case "still-proxied":
      return { kind, message: "it is still served from the source and not stored", ...storageCause(settings) };
    case "not-listed":
      return {
        kind,
        message: "the registry does not list it yet: the copy is probably still being made",
        remedy: "run again later, or give more time with `warm-timeout`"
      };
    case "list-not-allowed":
      return {
        kind,
        message: "the identity may pull but not list, so storage could not be confirmed",
        remedy: "give the identity AcrPull, or Container Registry Repository Reader in ABAC mode; for a scope-map token add metadata/read"
      };
    case "list-failed":
      return {
        kind,
        message: `whether it is stored could not be asked: ${details2.failure?.message ?? "the list gave no answer"}`,
        remedy: details2.failure?.remedy ?? "run again"
      };
    case "no-list":
      return {
        kind,
        message: "this registry has no list by which storage could be confirmed",
        remedy: "check that `registry` names an Azure Container Registry"
      };
    case "no-wanted-platform":
      return {
        kind,
        message: `it has none of the wanted platforms (${(details2.missing ?? []).join(", ")})`,
        remedy: "name a platform that it has in `platforms`"
      };
  }
}
function storageCause(settings) {
  const bypass = "allow trusted Microsoft services (`az acr update --name <registry> --allow-trusted-services true`): a registry that restricts its network proxies without storing otherwise";
  const softDelete2 = "turn off the soft-delete policy, which artifact cache does not support";
  const wait = "run again later, or give more time with `warm-timeout`: a large image is copied slowly";
  if (settings.networkRestricted && settings.trustedServicesBypass !== true) return { remedy: bypass };
  if (settings.softDelete) return { remedy: softDelete2 };
  const possible = [
    wait,
    ...settings.networkRestricted === void 0 ? [bypass] : [],
    ...settings.softDelete === void 0 ? [softDelete2] : []
  ];
  return { remedy: possible.join("; or ") };
}

// src/registry/warming/warm.ts
async function warm(requests, options) {
  const { client, timeoutMs, signal, onProgress } = options;
  const ended = new AbortController();
  const until = new AbortController();
  setMaxListeners(0, until.signal);
  const stop = () => until.abort(new RegistryFailure(STOPPED));
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  const clock = client.wait(timeoutMs, ended.signal).then(
    () => until.abort(new RegistryFailure(tooSlow(`warming took longer than ${minutes(timeoutMs)}`))),
    () => void 0
  );
  let bytes2 = 0;
  let done = 0;
  const run2 = {
    options,
    blobs: blobs(client, limiter(options.blobsAtOnce ?? 8)),
    pulling: limiter(options.imagesAtOnce ?? 4),
    until: until.signal,
    onBytes: (count2) => {
      bytes2 += count2;
      onProgress?.({ images: requests.length, done, bytes: bytes2 });
    }
  };
  const started = /* @__PURE__ */ new Map();
  try {
    return await Promise.all(
      requests.map(async (request) => {
        const key = named2(request.repository, referenceOf(request));
        const work = started.get(key) ?? warmImage(request, run2);
        started.set(key, work);
        const result = { ...await work, request };
        done += 1;
        onProgress?.({ images: requests.length, done, bytes: bytes2, result });
        return result;
      })
    );
  } finally {
    ended.abort();
    signal?.removeEventListener("abort", stop);
    await clock;
  }
}
var STOPPED = {
  kind: "stopped",
  message: "the run was stopped before it was pulled",
  remedy: "run again; what is stored already costs next to nothing"
};
function tooSlow(message) {
  return { kind: "too-slow", message, remedy: "run again, or give more time with `warm-timeout`" };
}
function minutes(milliseconds) {
  return `${Math.round(milliseconds / 6e3) / 10} min`;
}
async function warmImage(request, run2) {
  const start = performance.now();
  const effort = { bytes: 0, requests: 0 };
  const hooks = {
    signal: run2.until,
    onRequest: () => {
      effort.requests += 1;
    },
    onBytes: (count2) => {
      effort.bytes += count2;
      run2.onBytes(count2);
    }
  };
  const outcome = await warmOrReason(request, run2, hooks);
  return { request, ...effort, milliseconds: Math.round(performance.now() - start), ...outcome };
}
async function warmOrReason(request, run2, hooks) {
  let root;
  try {
    root = await askFor(request, run2, hooks);
    const { previous } = request;
    const unmoved = previous === void 0 ? void 0 : stillServed(previous, root, run2.options.platforms);
    if (unmoved !== void 0) return { status: "warm", served: unmoved };
    return await pullAndSettle(request, root, run2, hooks);
  } catch (error) {
    const reason = reasonOf2(error, run2.until);
    if (reason === void 0) throw error;
    return { status: "not-served", reason, ...root === void 0 ? {} : { digest: root.digest } };
  }
}
function reasonOf2(error, until) {
  if (error instanceof RegistryFailure) return error.reason;
  if (until.aborted && until.reason instanceof RegistryFailure) return until.reason.reason;
  return void 0;
}
var MAX_RULE_WAIT_MS = 18e4;
async function askFor(request, { options, until }, hooks) {
  const { client } = options;
  let waited = 0;
  for (let wait = 2e3; ; wait = Math.min(wait * 2, 3e4)) {
    try {
      return await client.manifest(request.repository, referenceOf(request), hooks);
    } catch (error) {
      const mayCome = error instanceof RegistryFailure && error.reason.kind === "not-found" && request.freshRule;
      if (!mayCome || waited >= MAX_RULE_WAIT_MS) throw error;
      await client.wait(wait, until).catch(() => {
        throw error;
      });
      waited += wait;
    }
  }
}
async function pullAndSettle(request, root, run2, hooks) {
  const { client, platforms } = run2.options;
  const reference = referenceOf(request);
  const pulled2 = await run2.pulling(
    () => withinTime(request, run2, hooks, async (bounded) => {
      const manifests2 = await fetchManifests(client, request.repository, root, platforms, bounded);
      const settling = { repository: request.repository, reference, manifests: manifests2 };
      const storage4 = await lookOnce(client, settling, true, bounded);
      if (isDone(storage4)) return { settling, storage: storage4, shared: [] };
      const engine2 = request.isChart === true ? void 0 : run2.options.engine;
      if (engine2 !== void 0) {
        await pullByEngine(engine2, request, manifests2, run2.options, bounded.signal);
        return { settling, storage: storage4, shared: [] };
      }
      const shared2 = await pullBlobs(run2.blobs, request.repository, manifests2, bounded);
      return { settling, storage: storage4, shared: shared2 };
    })
  );
  const { manifests } = pulled2.settling;
  const served = describe(manifests, platforms);
  const storage3 = hasNothingWanted(manifests) ? pulled2.storage : await settled(pulled2, run2, hooks);
  if (storage3.state === "stored") return { status: "warm", served };
  const why2 = hasNothingWanted(manifests) ? "no-wanted-platform" : storage3.why;
  const details2 = { missing: manifests.missing, failure: storage3.failure };
  return {
    status: "served-unconfirmed",
    served,
    unconfirmed: unconfirmed(why2, run2.options.settings ?? {}, details2)
  };
}
async function pullByEngine(engine2, { repository, ...wanted }, { images: images3 }, { client, timeoutMs }, signal) {
  const reference = `${client.loginServer}/${named2(repository, referenceOf(wanted))}`;
  for (const { platform } of images3) await orAborted(engine2.pull(reference, platform, timeoutMs / 2e3), signal);
}
function isDone(storage3) {
  return storage3.state === "stored" ? storage3.by === "manifests" : storage3.why === "list-not-allowed";
}
function hasNothingWanted({ images: images3, missing }) {
  return images3.length === 0 && missing.length > 0;
}
var LOOKS_BEFORE_READING = 4;
async function settled({ settling, storage: storage3, shared: shared2 }, run2, hooks) {
  const { client } = run2.options;
  const readShared = async (looked) => {
    if (looked !== LOOKS_BEFORE_READING) return;
    await Promise.all(shared2.map((blob) => run2.blobs.read(settling.repository, blob, hooks)));
  };
  try {
    return await settle(client, settling, storage3, run2.until, hooks, readShared);
  } catch (error) {
    const reason = reasonOf2(error, run2.until);
    if (reason === void 0) throw error;
    const isOver = reason.kind === "stopped" || reason.kind === "too-slow";
    return isOver ? storage3 : { state: "open", why: "list-failed", failure: reason };
  }
}
async function withinTime(request, { options, until }, hooks, work) {
  until.throwIfAborted();
  const share = options.timeoutMs / 2;
  const own = new AbortController();
  setMaxListeners(0, own.signal);
  const ended = new AbortController();
  const what = named2(request.repository, referenceOf(request));
  const reason = new RegistryFailure(tooSlow(`${what}: pulling took longer than ${minutes(share)}`));
  const clock = options.client.wait(share, ended.signal).then(
    () => own.abort(reason),
    () => void 0
  );
  const stop = () => own.abort(until.reason);
  until.addEventListener("abort", stop, { once: true });
  try {
    return await work({ ...hooks, signal: own.signal });
  } catch (error) {
    const cause = error instanceof RegistryFailure ? error : own.signal.aborted ? own.signal.reason : error;
    own.abort(cause);
    throw cause;
  } finally {
    ended.abort();
    until.removeEventListener("abort", stop);
    await clock;
  }
}

// src/registry/warming/warm-line.ts
function warmLine(result) {
  const { request, bytes: bytes2, milliseconds, requests } = result;
  const effort = `${bytes(bytes2)}, ${(milliseconds / 1e3).toFixed(1)} s, ${count(requests, "request")}`;
  switch (result.status) {
    case "warm":
      return `warm: ${request.image} (${describe2(result)}; ${effort})`;
    case "served-unconfirmed": {
      const { message, remedy } = result.unconfirmed;
      return `served, storage unconfirmed: ${request.image} (${describe2(result)}; ${effort}): ${message}. To mend it: ${remedy}.`;
    }
    case "not-served":
      return `not served: ${request.image} (${effort}): ${result.reason.message}. To mend it: ${result.reason.remedy}.`;
  }
}
function describe2({ served }) {
  const platforms = served.platforms.flatMap(({ platform }) => platform === void 0 ? [] : [platform]);
  const parts = [
    shortDigest(served.digest),
    ...platforms.length === 0 ? [] : [[...new Set(platforms)].join(", ")],
    ...served.missing.length === 0 ? [] : [`has no ${served.missing.join(", ")}`]
  ];
  return parts.join("; ");
}
function shortDigest(digest2) {
  const colon = digest2.indexOf(":");
  return `${digest2.slice(0, colon)}:${digest2.slice(colon + 1, colon + 13)}`;
}

// src/stages/pull-advice.ts
async function advised(results, { rules: rules2, details: details2, credentialSets: credentialSets2 }) {
  const index = ruleIndex(rules2);
  const ruleOf = ({ request }) => index.forRepository(request.repository);
  const wantsSets = results.some((result) => isAbout(result) && ruleOf(result)?.rule.credentialSetId !== void 0);
  const sets = wantsSets ? await credentialSets2() : void 0;
  return results.map((result) => {
    const served = ruleOf(result);
    if (result.status !== "not-served" || !isAbout(result) || served === void 0) return result;
    const set = setOf(served.rule, sets);
    return { ...result, reason: withRule(result.reason, served.source, served.rule, set, details2) };
  });
}
var ABOUT = /* @__PURE__ */ new Set([
  "unauthorized",
  "upstream-unauthorized",
  "upstream-denied",
  "upstream-throttled"
]);
function isAbout(result) {
  return result.status === "not-served" && ABOUT.has(result.reason.kind) && result.reason.at !== "token";
}
function setOf({ credentialSetId }, sets) {
  if (credentialSetId === void 0) return { state: "none" };
  const name = credentialSetId.slice(credentialSetId.lastIndexOf("/") + 1);
  if (sets?.state !== "known") return { state: "unseen", name, why: sets?.state === "not-allowed" ? sets.reason : "" };
  const set = sets.sets.find(({ id }) => id.toLowerCase() === credentialSetId.toLowerCase());
  return set === void 0 ? { state: "gone", name } : { state: "seen", name, set };
}
function withRule(reason, source, rule, set, details2) {
  switch (reason.kind) {
    case "unauthorized":
      return unauthorized(reason, rule, set, details2);
    case "upstream-unauthorized":
      return { ...reason, message: withClause(reason.message, setText(set)), remedy: healRemedy(set) ?? reason.remedy };
    case "upstream-denied":
      return {
        ...reason,
        message: `${source} denies the pull: ${withClause(reason.message, `rule ${rule.name}, ${setText(set)}`)}`,
        remedy: healRemedy(set) ?? reason.remedy
      };
    case "upstream-throttled":
      return throttled(reason, source, set);
    default:
      return reason;
  }
}
function unauthorized(reason, rule, set, details2) {
  const heal = healRemedy(set);
  if (heal !== void 0) {
    return {
      kind: "upstream-unauthorized",
      message: `${reason.message}: ${setText(set)}, which its rule ${rule.name} signs in with`,
      remedy: heal
    };
  }
  const roles = rolesFor(details2) ?? reason.remedy;
  if (set.state !== "unseen") return { ...reason, remedy: roles };
  const unseen2 = `or credential set ${set.name} of rule ${rule.name} has become unhealthy, which this identity can't see (the role "Container Registry Credential Set Reader" shows it)`;
  return { ...reason, remedy: `${roles}; ${unseen2}` };
}
function rolesFor(details2) {
  if (details2.state !== "known" || details2.roleAssignmentMode === void 0) return void 0;
  return details2.roleAssignmentMode.startsWith("Abac") ? 'give the identity "Container Registry Repository Reader" on the registry: it gives rights by repository, so that AcrPull counts for nothing; see docs/troubleshooting.md#pull-role' : "give the identity AcrPull on the registry; see docs/troubleshooting.md#pull-role";
}
function throttled(reason, source, set) {
  const host = source.slice(0, source.indexOf("/"));
  if (set.state === "none") {
    const remedy = `give the rule a credential set of ${host}: pulls without one share a lower limit; see docs/troubleshooting.md#source-throttles`;
    return { ...reason, message: withClause(reason.message, "the rule has no credential set"), remedy };
  }
  const heal = healRemedy(set);
  const account = `credential set ${set.name} is there, and ${host} still limits its account: take one with a higher pull limit, or run again later; see docs/troubleshooting.md#source-throttles`;
  return { ...reason, message: withClause(reason.message, setText(set)), remedy: heal ?? account };
}
function withClause(message, clause) {
  return `${message.replace(/\.$/, "")} (${clause})`;
}
function setText(set) {
  switch (set.state) {
    case "none":
      return "the rule has no credential set";
    case "gone":
      return `credential set ${set.name} is not there any more`;
    case "unseen":
      return `credential set ${set.name}, whose health can't be seen`;
    case "seen": {
      const { health, detail } = set.set;
      return `credential set ${set.name} is ${health === "unknown" ? "of unknown health" : health}${detail === void 0 ? "" : `: ${detail}`}`;
    }
  }
}
function healRemedy(set) {
  if (set.state === "gone") {
    return `make credential set ${set.name} again, or give the rule another (az acr cache update --registry <registry> --name <rule> --cred-set <name>); see docs/troubleshooting.md#source-unauthorized`;
  }
  if (set.state !== "seen" || set.set.health !== "unhealthy") return void 0;
  return `let the identity of credential set ${set.name} read its secrets in Key Vault (role "Key Vault Secrets User"), and see that they hold a working user name and token; see docs/troubleshooting.md#source-unauthorized`;
}

// src/stages/warm.ts
var TITLE = "Pulled through the registry";
async function warmImages(planned, ensured, look, earlier, { applied }, inputs, context) {
  const requests = wantedPulls(planned, ensured, earlier, applied, inputs, context);
  if (requests.length === 0 || look.state !== "known") return [];
  const { view } = look;
  let engine2;
  try {
    if (inputs.engine !== "registry") {
      engine2 = await openEngine({ name: inputs.engine, client: view.client, removeImages: false });
    }
    const pulled2 = await warm(requests, {
      client: view.client,
      platforms: inputs.platforms,
      timeoutMs: inputs.warmTimeout,
      signal: context.signal,
      settings: settingsOf(view),
      onProgress: ({ done, images: images3, bytes: bytes2 }) => context.log.progress(`warming: ${done} of ${images3} images, ${Math.round(bytes2 / 1e6)} MB`),
      ...engine2 === void 0 ? {} : { engine: engine2 }
    });
    const results = await advised(pulled2, {
      rules: ensured?.rules ?? view.rules,
      details: view.details,
      credentialSets: view.service.credentialSets
    });
    context.log.group(TITLE, results.map(warmLine));
    return results;
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    const { reason } = error;
    const results = requests.map((request) => notServed(request, reason));
    context.log.group(TITLE, results.map(warmLine));
    return results;
  } finally {
    context.log.progress("");
    await engine2?.close();
  }
}
function notWarmed(planned, ensured, earlier, { applied }, inputs, context, message) {
  const reason = { kind: "stopped", message, remedy: "run again" };
  return wantedPulls(planned, ensured, earlier, applied, inputs, context).map((request) => notServed(request, reason));
}
function notServed(request, reason) {
  return { request, status: "not-served", reason, bytes: 0, milliseconds: 0, requests: 0 };
}
function wantedPulls(planned, ensured, earlier, applied, inputs, context) {
  if (!applied || !inputs.warm || ensured === void 0) return [];
  const policy3 = imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages);
  const besides = asksDefender(inputs) ? [...planned.unplanned] : [];
  const allowed = besides.filter(({ source }) => source !== void 0 && policy3.allows(source));
  return withEarlier(requestsOf(planned, allowed, ensured, context.now()), earlier);
}
function requestsOf({ inScope }, besides, { covered: covered3, refused: refused4, created, rules: rules2 }, now) {
  const bySource = new Map(covered3.map((source) => [source.source, source]));
  const young = rules2.filter((rule) => isYoung(rule, now));
  const fresh = new Set([...created, ...young].map(({ name }) => name));
  const requests = /* @__PURE__ */ new Map();
  const others = coversOf(besides, new Set(refused4.map(({ source }) => source)), rules2);
  for (const use of [...inScope, ...besides]) {
    if (use.source === void 0 || use.unknownTag === true) continue;
    const cover = use.class === "public" ? bySource.get(nameOf(use.source)) ?? others.get(use) : void 0;
    const repository = use.class === "cached" ? use.reference?.repository : cover?.repository;
    if (repository === void 0) continue;
    const { tag, digest: digest2 } = use.source;
    const image = formatReference(use.source);
    requests.set(keyOf4(repository, image), {
      image,
      repository,
      ...tag === void 0 ? {} : { tag },
      ...digest2 === void 0 ? {} : { digest: digest2 },
      ...cover !== void 0 && fresh.has(cover.rule) ? { freshRule: true } : {},
      ...use.kind === "chart-source" ? { isChart: true } : {}
    });
  }
  return [...requests].sort(([one], [other]) => compareTexts(one, other)).map(([, request]) => request);
}
function coversOf(uses, refused4, rules2) {
  const index = ruleIndex(rules2);
  return new Map(
    uses.flatMap((use) => {
      const source = use.source === void 0 ? void 0 : nameOf(use.source);
      const there = source === void 0 || refused4.has(source) ? void 0 : index.forSource(source);
      return there === void 0 ? [] : [[use, { repository: there.repository, rule: there.rule.name }]];
    })
  );
}
function keyOf4(repository, image) {
  return `${repository}\0${image}`;
}
function resultIndex(results) {
  const byPlace = new Map(results.map((result) => [keyOf4(result.request.repository, result.request.image), result]));
  const byImage = new Map(results.map((result) => [result.request.image, result]));
  return ({ class: kind, source, reference, unknownTag }) => {
    if (source === void 0 || unknownTag === true || kind !== "public" && kind !== "cached") return void 0;
    const image = formatReference(source);
    return kind === "cached" ? byPlace.get(keyOf4(reference?.repository ?? "", image)) : byImage.get(image);
  };
}
function settingsOf({ details: details2 }) {
  if (details2.state !== "known") return {};
  const { publicNetworkAccess, networkDefaultAction, networkRuleBypassOptions, softDelete: softDelete2 } = details2;
  const restricted = publicNetworkAccess === "Disabled" || networkDefaultAction === "Deny";
  return {
    ...restricted || publicNetworkAccess !== void 0 ? { networkRestricted: restricted } : {},
    ...networkRuleBypassOptions === void 0 ? {} : { trustedServicesBypass: networkRuleBypassOptions === "AzureServices" },
    ...softDelete2 === void 0 ? {} : { softDelete: softDelete2 === "enabled" }
  };
}

// src/stages/judge.ts
async function judge2(planned, results, look, accepted, prefix, before, inputs, context) {
  const rules2 = {
    failOn: inputs.failOn,
    onlyFixable: inputs.onlyFixable,
    treatUnknownAs: inputs.treatUnknownAs,
    accepted,
    exemptPaths: inputs.exemptPaths,
    today: new Date(context.now()).toISOString().slice(0, 10)
  };
  if (!asksDefender(inputs)) return { gate: gate([], rules2), gatedDeployment: void 0 };
  const images3 = gatedImages(planned, prefix);
  if (look.state !== "known") {
    const unresolved = look.expected ? { state: "not-checked", reason: look.reason, remedy: "let a run that can sign in judge it" } : { state: "error", reason: look.reason, remedy: "run again once that is mended" };
    return judgement(new Map(images3.map((image) => [image, { unresolved, ...unasked(image) }])), planned.blind, rules2);
  }
  const resultOf3 = resultIndex(results);
  const rulesOf = ruleIndex(look.view.rules);
  const open = images3.flatMap(({ uses }) => uses.filter((use) => resultOf3(use) === void 0));
  const stored2 = await lookUpStored(
    open.flatMap((use) => placeOf3(use, rulesOf) ?? []),
    look.view.client,
    inputs.platforms
  );
  const askable = new Map(images3.map((image) => [image, askableOf(image, resultOf3, rulesOf, stored2)]));
  const subjects = [...askable.values()].flat().flatMap(({ manifests }) => manifests.map(({ subject }) => subject));
  const names = new Set(images3.map(({ name }) => name));
  const again = await recheckable(
    before.filter(({ image }) => names.has(image)),
    subjects,
    look.view.client,
    context.now() - inputs.evidenceMaxAge
  );
  const verdicts = await verdictsOn([...subjects, ...again.map(subjectOf)], look.view, inputs, context);
  const since = pendingSince(before, new Date(context.now()).toISOString());
  const judged2 = [...askable].map(
    ([image, found2]) => [image, since(gatedImage(image, found2, verdicts, again))]
  );
  return judgement(new Map(judged2), planned.blind, rules2);
}
function judgement(images3, blind, rules2) {
  const pulled2 = [...images3].filter(([{ uses }]) => uses.some((use) => isDeployed(use)));
  return {
    gate: gate([...images3.values(), ...blind], rules2),
    gatedDeployment: gatedDeployment(
      pulled2.map(([, image]) => image),
      rules2
    )
  };
}
function isDeployed(use) {
  return consumerOf(use) === "aks" && use.overriddenBy === void 0;
}
function subjectOf({ repository, digest: digest2 }) {
  return { repository, digest: digest2, content: "image" };
}
function pendingSince(before, now) {
  const since = new Map(before.map((one) => [keyOf5(one), one.since]));
  return (image) => ({
    ...image,
    manifests: image.manifests.map(
      (manifest) => manifest.verdict.type === "pending" ? { ...manifest, pendingSince: since.get(keyOf5({ repository: "", ...manifest })) ?? now } : manifest
    )
  });
}
function gatedImages({ gated }, prefix) {
  return [...groupBy(gated, imageOf)].sort(([one], [other]) => compareTexts(one, other)).map(([name, uses]) => ({ name, uses, files: [...new Set(uses.map(({ file }) => `${prefix}${file}`))] }));
}
function unasked({ name, uses, files }) {
  const [first] = uses;
  const unresolved = first === void 0 ? void 0 : unaskable(first);
  return {
    image: name,
    files,
    manifests: [],
    ...unresolved === void 0 ? {} : { unresolved }
  };
}
function unaskable({ class: kind, foreign, unknownTag, reason, because }) {
  const later = reason ?? "it is filled in later";
  if (kind === "templated") return { state: "templated", reason: `what its image is can't be told (${later})` };
  if (kind === "foreign") {
    const remedy = foreign === "private" ? "trust who holds it with trusted-registries, or copy the image into the registry" : "copy the image into the registry, or exempt its files with exempt-paths";
    return { state: "unsupported", reason: because ?? "artifact cache can not source it", remedy };
  }
  return unknownTag === true ? { state: "unknown-tag", reason: `its tag is not known (${later})` } : void 0;
}
function askableOf({ uses }, resultOf3, rules2, stored2) {
  const pulled2 = [...new Set(uses.flatMap((use) => resultOf3(use) ?? []))].map(askableResult);
  const places = uses.filter((use) => resultOf3(use) === void 0).flatMap((use) => placeOf3(use, rules2) ?? []);
  const looked = [...new Set(places.map(placeText))].flatMap((text4) => stored2.get(text4) ?? []);
  return [...pulled2, ...looked];
}
function askableResult(result) {
  if (result.status === "not-served") return { manifests: [], unchecked: [], unresolved: unserved(result.reason) };
  const { repository } = result.request;
  const { platforms, unpulled = [] } = result.served;
  const manifests = platforms.map(({ platform, digest: digest2 }) => ({
    platform: platform ?? "single platform",
    subject: { repository, digest: digest2, content: "image" }
  }));
  return { manifests, unchecked: unpulled.map(notAsked) };
}
async function verdictsOn(subjects, view, { azure, scanTimeout, evidenceMaxAge }, context) {
  const { cloud } = azure;
  if (cloud.defenderRetired !== void 0) {
    const reason = `Defender for Containers was retired in this cloud (${cloud.name}) on ${cloud.defenderRetired}, so that no scan will come`;
    return new Map(subjects.map((subject) => [keyOf5(subject), { type: "unsupported", reason }]));
  }
  const questioner = {
    http: context.http,
    armEndpoint: cloud.armEndpoint,
    token: () => view.tokens.token(cloud.armScope),
    renew: view.tokens.renew
  };
  const inspected = await inspect(subjects, {
    graph: openGraph({ ...questioner, subscriptions: [view.subscriptionId] }),
    attachments: attachmentsOf(view.client),
    plan: () => askPlan(questioner, view.subscriptionId),
    registryName: view.registry.name,
    maxAge: evidenceMaxAge,
    scanTimeout,
    wait: context.http.wait,
    now: context.now,
    signal: context.signal,
    onWait: (pending, milliseconds) => context.log.info(
      `Waiting for Defender to scan ${count(pending, "manifest")}; the next question is in ${count(milliseconds / 6e4, "minute")}`
    )
  });
  return new Map(inspected.map(({ subject, verdict }) => [keyOf5(subject), verdict]));
}
function keyOf5({ repository, digest: digest2 }) {
  return `${repository}@${digest2}`;
}
function notPulled({ uses }) {
  const because = uses.find((use) => use.because !== void 0)?.because;
  const reason = "it was not pulled through the registry";
  return { state: "not-checked", reason: because === void 0 ? reason : `${reason}: ${because}` };
}
function gatedImage(image, found2, verdicts, again) {
  const asked = [
    ...found2.flatMap((askable) => askable.manifests),
    ...again.filter((one) => one.image === image.name).map((one) => ({
      platform: `${one.platform}, pending since ${one.since.slice(0, 10)}`,
      subject: subjectOf(one)
    }))
  ];
  const manifests = asked.flatMap(({ platform, subject }) => {
    const verdict = verdicts.get(keyOf5(subject));
    const { repository, digest: digest2 } = subject;
    return verdict === void 0 ? [] : [{ platform, repository, digest: digest2, verdict }];
  });
  const lacking2 = found2.flatMap(({ unresolved }) => unresolved ?? []);
  const base = unasked(image);
  if (manifests.length === 0) return { unresolved: lacking2[0] ?? notPulled(image), ...base };
  const unchecked = [
    ...found2.flatMap((askable) => askable.unchecked),
    // It stands in another repository as well, which is asked for no less.
    ...lacking2.map(({ state, reason }) => ({ what: "elsewhere", reason, state }))
  ];
  return { ...base, manifests, unchecked };
}
function unserved({ kind, message, remedy }) {
  const state = isServingUnanswered(kind) ? "error" : "not-checked";
  return { state, reason: `it was not served: ${message}`, remedy };
}

// src/stages/opening.ts
function tellOpening(inputs, context, apply) {
  const { event, log } = context;
  const tell = event === void 0 ? log.debug : log.info;
  tell(openingLine(inputs, context, apply));
}
function openingLine(inputs, { version, event, rights }, { applied, reason }) {
  const parts = [
    `ACR Artifact Cache ${version}`.trimEnd(),
    inputs.registry?.loginServer ?? "no registry",
    event === void 0 ? "in a terminal" : `on ${/^[a-z_]{1,64}$/.test(event.name) ? event.name : "an unnamed event"}`,
    deedsOf(inputs, applied, rights.pullRequest !== void 0).join(", "),
    applied ? "" : `nothing is changed: ${reason}`
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
function deedsOf(inputs, applied, isPullRequest) {
  return [
    "will read manifests",
    ...inputs.registry === void 0 ? [] : ["plan cache rules"],
    ...applied ? [`create those that are missing (up to ${inputs.maxCacheRules} in the registry)`] : [],
    ...applied && inputs.warm ? ["pull images through the registry"] : [],
    ...inputs.registry !== void 0 && asksDefender(inputs) ? ["ask Defender"] : [],
    ...isPullRequest && inputs.review === "suggestions" ? ["suggest edits"] : []
  ];
}

// src/rules/credentials.ts
function credentialChooser(context) {
  const inUse = setsInUse(context.rules);
  const chosen3 = /* @__PURE__ */ new Map();
  return (host) => {
    const known = chosen3.get(host);
    if (known !== void 0) return known;
    const choice = choose(host, context, inUse.get(host));
    chosen3.set(host, choice);
    return choice;
  };
}
function choose(host, context, inUse) {
  const upstream = upstreamOf(host, context.upstreams);
  if (upstream === void 0) return { state: "refused", refusal: { reason: "unsupported-upstream", host } };
  if (upstream.authentication === "none") return { state: "none-needed" };
  const choice = fromSets(host, context, inUse);
  const mayGoWithout = upstream.authentication === "optional" && !context.namedCredentialSets.has(host);
  return choice.state === "refused" && mayGoWithout ? { state: "none-needed" } : choice;
}
function fromSets(host, context, inUse) {
  const { credentialSets: credentialSets2, namedCredentialSets, registryId } = context;
  if (credentialSets2.state === "not-looked-up") return { state: "none-needed" };
  const named3 = namedCredentialSets.get(host);
  if (credentialSets2.state === "not-allowed") {
    if (named3 !== void 0) return { state: "chosen", id: `${registryId}/credentialSets/${named3}` };
    if (inUse !== void 0) return { state: "chosen", id: inUse };
    return refused2({ reason: "credential-set-unreadable", host, detail: credentialSets2.reason });
  }
  const sets = [...credentialSets2.sets].sort((one, other) => compareTexts(one.name, other.name));
  if (named3 !== void 0) {
    const set = sets.find(({ name }) => name.toLowerCase() === named3.toLowerCase());
    if (set === void 0) return refused2({ reason: "credential-set-missing", host, named: named3 });
    return { state: "chosen", id: set.id };
  }
  const found2 = sets.filter(({ loginServer }) => loginServer.toLowerCase() === host);
  const best = found2.find(({ health }) => health !== "unhealthy") ?? found2[0];
  if (best !== void 0) return ifHealthy(best, host);
  const used = sets.find(({ id }) => id.toLowerCase() === inUse?.toLowerCase());
  if (used !== void 0) return ifHealthy(used, host);
  return refused2({ reason: "credential-set-missing", host });
}
function ifHealthy(set, host) {
  if (set.health !== "unhealthy") return { state: "chosen", id: set.id };
  const detail = set.detail ?? "the service does not say why";
  return refused2({ reason: "credential-set-unhealthy", host, credentialSet: set.name, detail });
}
function refused2(refusal3) {
  return { state: "refused", refusal: refusal3 };
}
function unhealthyNamed(hosts, { credentialSets: credentialSets2, namedCredentialSets }) {
  if (credentialSets2.state !== "known") return [];
  return [...new Set(hosts)].sort().flatMap((host) => {
    const named3 = namedCredentialSets.get(host)?.toLowerCase();
    const set = credentialSets2.sets.find(({ name }) => name.toLowerCase() === named3);
    if (set?.health !== "unhealthy") return [];
    const detail = set.detail ?? "the service does not say why";
    return `Credential set ${set.name} of ${host} is unhealthy (${detail}) and is used all the same, since credential-sets names it. It starts so until its identity may read the secrets in Key Vault; till then pulls through its rules fail. See docs/troubleshooting.md#unhealthy-set`;
  });
}
function setsInUse(rules2) {
  const counts4 = /* @__PURE__ */ new Map();
  for (const { source, credentialSetId, state } of rules2) {
    if (credentialSetId === void 0 || state !== "Succeeded") continue;
    const { registry: registry2 } = halves(source);
    const byId = counts4.get(registry2) ?? /* @__PURE__ */ new Map();
    counts4.set(registry2, byId.set(credentialSetId, (byId.get(credentialSetId) ?? 0) + 1));
  }
  const best = /* @__PURE__ */ new Map();
  for (const [registry2, byId] of counts4) {
    const [first] = [...byId].sort(([id, count2], [otherId, other]) => other - count2 || compareTexts(id, otherId));
    if (first !== void 0) best.set(registry2, first[0]);
  }
  return best;
}

// src/rules/names.ts
const { createHash } = require("node:crypto");
var MAX_NAME_CHARS = 49;
var HASH_LENGTH = 10;
function ruleName(source, target) {
  const hash = createHash("sha256").update(`${source}
${target}`).digest("hex").slice(0, HASH_LENGTH);
  const slug = slugOf(source);
  return slug === "" ? hash : `${slug}-${hash}`;
}
function slugOf(source) {
  return source.toLowerCase().replace("*", "all").replaceAll(/[^a-z0-9]+/g, "-").slice(0, MAX_NAME_CHARS - HASH_LENGTH - 1).replaceAll(/^-|-$/g, "");
}
function nameAmong(names) {
  const taken = new Set(names);
  const slugs = new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf("-")))));
  return (source, target) => {
    if (!slugs.has(slugOf(source))) return void 0;
    const name = ruleName(source, target);
    return taken.has(name) ? name : void 0;
  };
}

// src/rules/candidates.ts
function wantedOnce(wanted) {
  const bySource = /* @__PURE__ */ new Map();
  for (const { source, uses, allowed } of wanted) {
    const known = bySource.get(source);
    bySource.set(source, {
      source,
      uses: uses + (known?.uses ?? 0),
      allowed: allowed && known?.allowed !== false
    });
  }
  return [...bySource.values()].sort((one, other) => compareTexts(one.source, other.source));
}
function targetFor(source, { targets, template }) {
  return targets.get(source) ?? exactTarget(source, template);
}
function targetsToLookUp(request, index) {
  const uncovered = wantedOnce(request.wanted).filter(
    ({ source, allowed }) => allowed && index.forSource(source) === void 0
  );
  return [...new Set(mostUsedFirst(uncovered).map(({ source }) => targetFor(source, request)))];
}
function mostUsedFirst(wanted) {
  return wanted.toSorted((one, other) => other.uses - one.uses || compareTexts(one.source, other.source));
}
function candidatesOf(wanted, request, index) {
  const credentials = credentialChooser(request);
  const taken = takenTargets(request.rules, request.repositories);
  const nameTaken = nameAmong(request.rules.map(({ name }) => name));
  const idle = new Map(
    request.rules.filter(({ state }) => state !== "Succeeded").map((rule) => [`${normalisedSource(rule.source)}
${rule.target}`, rule])
  );
  const claimed2 = /* @__PURE__ */ new Map();
  const refused4 = [];
  const candidates2 = [];
  const judge3 = ({ source, uses, allowed }) => {
    if (!allowed) return { reason: "not-allowed" };
    const choice = credentials(halves(source).registry);
    if (choice.state === "refused") return choice.refusal;
    const target = targetFor(source, request);
    const again = idle.get(`${source}
${target}`);
    if (again !== void 0) return { source, uses, target, credentials: choice, again };
    const obstacle = taken.obstacle(target);
    if (obstacle?.kind === "invalid") return { reason: "target-invalid", target };
    if (obstacle?.kind === "repository") return { reason: "target-taken", target };
    if (obstacle?.kind === "rule") return { reason: "target-conflict", target, rule: obstacle.rule };
    const rival = claimed2.get(target);
    if (rival !== void 0) return { reason: "target-conflict", target, rule: ruleName(rival.source, rival.target) };
    const name = nameTaken(source, target);
    if (name !== void 0) return { reason: "name-taken", rule: name };
    const served = index.forRepository(target);
    if (served !== void 0 && served.source !== source) {
      return { reason: "target-conflict", target, rule: served.rule.name };
    }
    return { source, uses, target, credentials: choice };
  };
  const byUse2 = wanted.filter(({ source, allowed }) => !allowed || index.forSource(source) === void 0);
  for (const want of mostUsedFirst(byUse2)) {
    const judged2 = judge3(want);
    if ("reason" in judged2) refused4.push([want.source, judged2]);
    else {
      claimed2.set(judged2.target, judged2);
      candidates2.push(judged2);
    }
  }
  return { candidates: candidates2, refused: refused4 };
}

// src/rules/unused-rules.ts
var DAY = 864e5;
function driftedRules(request, wanted, index) {
  const byName = new Map(request.rules.map((rule) => [rule.name, rule]));
  const nameTaken = nameAmong([...byName.keys()]);
  const drifted = [];
  for (const { source } of wanted) {
    const target = targetFor(source, request);
    const named3 = request.targets.has(source) ? index.forSource(source)?.rule : void 0;
    const rule = byName.get(nameTaken(source, target) ?? "") ?? named3;
    if (rule === void 0 || normalisedSource(rule.source) === source && rule.target === target) continue;
    drifted.push({
      rule: rule.name,
      expected: { source, target },
      actual: { source: rule.source, target: rule.target }
    });
  }
  return drifted;
}
function unusedRules({ rules: rules2, cached, now }, covered3, index) {
  const used = new Set(covered3.map(({ rule }) => rule));
  for (const repository of cached) {
    const rule = index.forRepository(repository)?.rule;
    if (rule !== void 0) used.add(rule.name);
  }
  return rules2.filter(({ name }) => !used.has(name)).map(({ name, source, target, state, createdAt }) => ({
    rule: name,
    source,
    target,
    state,
    ...age(createdAt, now)
  })).sort((one, other) => compareTexts(one.rule, other.rule));
}
function age(createdAt, now) {
  if (createdAt === void 0) return {};
  const created = Date.parse(createdAt);
  return Number.isNaN(created) ? {} : { createdAt, ageInDays: Math.max(0, Math.floor((now - created) / DAY)) };
}

// src/rules/wildcards.ts
var MAX_STATES = 5e7;
function chooseWildcards(sources, room, allows2) {
  const registries = tree(sources, allows2);
  const wide = fewestWide(registries, room);
  if (wide.rules > room) return { fits: false, needed: wide.rules };
  const first = fillNamespaces(registries, wide.hosts, room);
  if (registries.length * (wide.hosts.size + 1) * (first.length + 1) > MAX_STATES) {
    return chosen(registries, wide.hosts, new Set(first));
  }
  return search(registries, wide.hosts.size, first.length, room);
}
function tree(sources, allows2) {
  const byHost = /* @__PURE__ */ new Map();
  for (const source of sources) {
    const [host = "", namespace = "", ...rest] = source.split("/");
    const counts4 = byHost.get(host) ?? /* @__PURE__ */ new Map();
    byHost.set(host, counts4);
    const key = rest.length === 0 ? "" : namespace;
    counts4.set(key, (counts4.get(key) ?? 0) + 1);
  }
  return [...byHost].sort(([one], [other]) => compareTexts(one, other)).map(([host, counts4]) => {
    const namespaces = [...counts4].filter(([namespace, count2]) => namespace !== "" && count2 > 1 && allows2(`${host}/${namespace}/*`)).map(([namespace, count2]) => ({ pattern: `${host}/${namespace}/*`, saving: count2 - 1 })).sort((one, other) => other.saving - one.saving || compareTexts(one.pattern, other.pattern));
    const all = [...counts4.values()].reduce((sum, count2) => sum + count2, 0);
    const fewest = namespaces.reduce((left, { saving }) => left - saving, all);
    return { host, sources: all, mayBeWide: allows2(`${host}/*`), namespaces, fewest };
  });
}
function fewestWide(registries, room) {
  const hosts = /* @__PURE__ */ new Set();
  let rules2 = registries.reduce((sum, { fewest }) => sum + fewest, 0);
  const candidates2 = registries.filter(({ mayBeWide, fewest }) => mayBeWide && fewest > 1).sort((one, other) => other.fewest - one.fewest || compareTexts(one.host, other.host));
  for (const { host, fewest } of candidates2) {
    if (rules2 <= room) break;
    hosts.add(host);
    rules2 -= fewest - 1;
  }
  return { hosts, rules: rules2 };
}
function fillNamespaces(registries, wide, room) {
  let rules2 = 0;
  for (const { host, sources } of registries) rules2 += wide.has(host) ? 1 : sources;
  const patterns = [];
  const savings = registries.filter(({ host }) => !wide.has(host)).flatMap(({ namespaces }) => namespaces).sort((one, other) => other.saving - one.saving || compareTexts(one.pattern, other.pattern));
  for (const { pattern, saving } of savings) {
    if (rules2 <= room) break;
    patterns.push(pattern);
    rules2 -= saving;
  }
  return patterns;
}
var IMPOSSIBLE = 2147483647;
var WIDE = -1;
function search(registries, mostWide, mostNamespaces, room) {
  const columns = mostNamespaces + 1;
  const size = (mostWide + 1) * columns;
  let least = new Int32Array(size).fill(IMPOSSIBLE);
  least[0] = 0;
  const choices = [];
  for (const registry2 of registries) {
    const { next, choice } = withRegistry(registry2, least, columns, size);
    choices.push(choice);
    least = next;
  }
  let state = mostWide * columns;
  while (state < size - 1 && (least[state] ?? IMPOSSIBLE) > room) state++;
  return backtrack(registries, choices, columns, state);
}
function withRegistry(registry2, least, columns, size) {
  const next = new Int32Array(size).fill(IMPOSSIBLE);
  const choice = new Int16Array(size);
  const costs = [registry2.sources];
  for (const { saving } of registry2.namespaces.slice(0, columns - 1)) costs.push((costs.at(-1) ?? 0) - saving);
  for (let state = 0; state < size; state++) {
    let best = IMPOSSIBLE;
    const options = Math.min(costs.length - 1, state % columns);
    for (let taken = 0; taken <= options; taken++) {
      const before2 = least[state - taken] ?? IMPOSSIBLE;
      const rules2 = before2 === IMPOSSIBLE ? IMPOSSIBLE : before2 + (costs[taken] ?? 0);
      if (rules2 < best) {
        best = rules2;
        choice[state] = taken;
      }
    }
    const before = state >= columns && registry2.mayBeWide ? least[state - columns] ?? IMPOSSIBLE : IMPOSSIBLE;
    if (before !== IMPOSSIBLE && before + 1 < best) {
      best = before + 1;
      choice[state] = WIDE;
    }
    next[state] = best;
  }
  return { next, choice };
}
function backtrack(registries, choices, columns, end) {
  const wide = /* @__PURE__ */ new Set();
  const namespaces = /* @__PURE__ */ new Set();
  let state = end;
  for (let index = registries.length - 1; index >= 0; index--) {
    const registry2 = registries[index];
    const taken = choices[index]?.[state] ?? 0;
    if (registry2 === void 0) continue;
    if (taken === WIDE) wide.add(registry2.host);
    else for (const { pattern } of registry2.namespaces.slice(0, taken)) namespaces.add(pattern);
    state -= taken === WIDE ? columns : taken;
  }
  return chosen(registries, wide, namespaces);
}
function chosen(registries, wide, namespaces) {
  let rules2 = 0;
  for (const registry2 of registries) {
    rules2 += wide.has(registry2.host) ? 1 : registry2.sources;
    for (const { pattern, saving } of registry2.namespaces) if (namespaces.has(pattern)) rules2 -= saving;
  }
  return { fits: true, wildcards: [...[...wide].map((host) => `${host}/*`), ...namespaces].sort(), rules: rules2 };
}

// src/rules/planner.ts
function makePlan(request) {
  const wanted = wantedOnce(request.wanted);
  const existing2 = ruleIndex(request.rules);
  const { candidates: candidates2, refused: refused4 } = candidatesOf(wanted, request, existing2);
  const selection = select2(candidates2, request);
  const created = selection.create.map(asSucceeded);
  const names = new Set(created.map(({ name }) => name));
  const index = ruleIndex([...request.rules.filter(({ name }) => !names.has(name)), ...created]);
  const refusals2 = new Map([...refused4, ...selection.refused]);
  const covered3 = [];
  const uncovered = [];
  for (const { source, uses, allowed } of wanted) {
    const served = allowed ? index.forSource(source) : void 0;
    if (served === void 0) {
      const refusal3 = refusals2.get(source) ?? conflict(source, selection.create, index);
      uncovered.push({ source, uses, refusal: refusal3, ...explain(refusal3, source, request.registry) });
    } else {
      const { rule, repository } = served;
      covered3.push({ source, uses, repository, rule: rule.name, by: names.has(rule.name) ? "new" : "existing" });
    }
  }
  return {
    version: 1,
    covered: covered3,
    create: selection.create,
    refused: uncovered,
    room: roomOf(request, selection),
    drifted: driftedRules(request, wanted, existing2),
    unused: unusedRules(request, covered3, existing2)
  };
}
function select2(candidates2, request) {
  const { cap, rules: rules2 } = request;
  const room = Math.max(0, cap - rules2.length);
  const again = candidates2.filter((candidate) => candidate.again !== void 0).map(plannedRule);
  const fresh = candidates2.filter((candidate) => candidate.again === void 0);
  if (fresh.length > room && request.wildcards === "when-needed") {
    const { exact, wildcards, needed } = withWildcards(fresh, room, request);
    if (needed <= room) return { create: sorted([...again, ...exact, ...wildcards]), refused: [], needed };
    return byUse(fresh, again, room, needed, request);
  }
  return byUse(fresh, again, room, fresh.length, request);
}
function byUse(fresh, again, room, needed, { cap, rules: rules2, wildcards }) {
  const refusal3 = { reason: "cap-reached", cap, present: rules2.length, room, needed, wildcards };
  return {
    create: sorted([...again, ...fresh.slice(0, room).map(plannedRule)]),
    refused: fresh.slice(room).map(({ source }) => [source, refusal3]),
    needed
  };
}
function withWildcards(fresh, room, request) {
  const credentials = credentialChooser(request);
  const taken = takenTargets(request.rules, request.repositories);
  const names = new Set(request.rules.map(({ name }) => name));
  const opened = new Set(request.wanted.filter(({ allowed }) => !allowed).flatMap(({ source }) => [...above(source)]));
  const wildcardRule = (source) => {
    const target = wildcardTarget(source, request.wildcardTemplate);
    return plannedRule({ source, target, credentials: credentials(source.slice(0, source.indexOf("/"))) });
  };
  const allows2 = (source) => {
    if (opened.has(source)) return false;
    const { name, target } = wildcardRule(source);
    return taken.obstacle(target) === void 0 && !names.has(name);
  };
  const sources = fresh.map(({ source }) => source);
  const choice = chooseWildcards(sources, room, allows2);
  if (!choice.fits) return { exact: [], wildcards: [], needed: choice.needed };
  const chosen3 = new Set(choice.wildcards);
  const exact = fresh.filter(({ source }) => ![...above(source)].some((pattern) => chosen3.has(pattern)));
  return { exact: exact.map(plannedRule), wildcards: choice.wildcards.map(wildcardRule), needed: choice.rules };
}
function* above(source) {
  const [host, namespace, rest] = source.split("/", 3);
  yield `${host}/*`;
  if (rest !== void 0) yield `${host}/${namespace}/*`;
}
function plannedRule(candidate) {
  const { source, target, credentials, again } = candidate;
  return {
    name: again?.name ?? ruleName(source, target),
    source,
    target,
    ...credentials.state === "chosen" ? { credentialSetId: credentials.id } : {},
    ...again === void 0 ? {} : { again: again.state }
  };
}
function sorted(rules2) {
  return [...rules2].sort((one, other) => compareTexts(one.source, other.source));
}
function asSucceeded({ name, source, target }) {
  return { name, source, target, state: "Succeeded" };
}
function conflict(source, create2, index) {
  const patterns = new Set(above(source));
  const wildcard = create2.find((planned) => patterns.has(planned.source));
  const target = wildcard === void 0 ? source : wildcard.target.slice(0, -1) + source.slice(wildcard.source.length - 1);
  return { reason: "target-conflict", target, rule: index.forRepository(target)?.rule.name ?? wildcard?.name ?? "" };
}
function roomOf({ cap, rules: rules2 }, { create: create2, needed }) {
  const creating = create2.filter(({ again }) => again === void 0).length;
  const present = rules2.length;
  return { cap, present, creating, remaining: Math.max(0, cap - present - creating), needed };
}

// src/manifests/hidden.ts
function hiddenInCharts(paths) {
  const isChart = new Set(paths.flatMap((path) => baseName(path) === "Chart.yaml" ? [directoryOf(path)] : []));
  if (isChart.size === 0) return [];
  return paths.flatMap((path) => {
    const chart = chartsAbove(path).find(({ folder: folder2, part }) => isChart.has(folder2) && isHiddenIn(part, path));
    if (chart === void 0) return [];
    const folder = chart.folder === "" ? "." : chart.folder;
    const source = `${path}, a part of the chart in ${folder}`;
    return [{ type: "file", file: path, line: 1, source, remedy: `helm template ${folder}` }];
  });
}
function chartsAbove(path) {
  const names = path.split("/").slice(0, -1);
  return names.flatMap(
    (part, index) => part === "templates" || part === "charts" ? [{ folder: names.slice(0, index).join("/"), part }] : []
  );
}
function isHiddenIn(part, path) {
  const name = baseName(path);
  if (part === "charts") return name.endsWith(".tgz");
  return !/^(?:_|NOTES\.txt$)/.test(name) && (!isManifestPath(path) || name.endsWith(".tpl"));
}

// src/stages/blind-spots.ts
function blindSpots(head, base, prefix) {
  const isAsInBase = (file) => {
    const blob = head.blobs.get(file);
    return blob !== void 0 && base?.blobs.get(file) === blob;
  };
  const known = new Set(base?.unseen.map(({ source }) => source));
  const sources = [...head.unseen, ...hiddenInCharts([...head.blobs.keys()])].filter(({ type, source, file }) => {
    const isContent = type === "submodule" || type === "file" && head.blobs.has(file);
    return isContent ? !isAsInBase(file) : !known.has(source);
  });
  const warnings = head.warnings.filter(({ file }) => !isAsInBase(file));
  const spot = (image, files) => ({
    ...{ image, manifests: [] },
    files: [...new Set(files.map(({ file }) => `${prefix}${file}`))]
  });
  return [
    ...[...groupBy(sources, ({ source }) => source)].map(([source, told3]) => {
      const [{ because, remedy } = { because: void 0, remedy: "" }] = told3;
      const reason = because ?? "its images are not in this repository, and nobody has looked into it";
      return { ...spot(source, told3), unresolved: { state: "unseen", reason, remedy: `look into it: ${remedy}` } };
    }),
    ...[...groupBy(warnings, ({ file }) => file)].map(([file, told3]) => {
      const reason = told3.map(({ line: line2, reason: why2 }) => `line ${line2}: ${why2}`).join("; ");
      return { ...spot(`${prefix}${file}`, told3), unresolved: { state: "unread", reason } };
    })
  ];
}

// src/stages/gated-uses.ts
var MARKS2 = ["ignored", "overriddenBy", "testMaterial", "ifEnabled"];
function counts3(use) {
  return MARKS2.every((mark) => use[mark] === void 0);
}
function pulledText({ image, pulls, unknownTag, text: text4 }) {
  if (image === null) return text4;
  return unknownTag === true ? `${image} of ${text4}` : pulls ?? image;
}
function keyOf6(use) {
  return `${use.file}\0${pulledText(use)}`;
}
function withBaseMarks(uses, base, marks = MARKS2) {
  const inBase = marks.map((mark) => ({
    mark,
    keys: new Set(base.filter((use) => use[mark] !== void 0).map(keyOf6))
  }));
  return uses.map((use) => {
    const own = inBase.filter(({ mark, keys }) => use[mark] !== void 0 && !keys.has(keyOf6(use)));
    if (own.length === 0) return use;
    const marked2 = { ...use };
    for (const { mark } of own) delete marked2[mark];
    return marked2;
  });
}
function newUses(scope) {
  const counting = scope.head.filter(counts3);
  return counting.filter(newnessOf(counting, scope));
}
function gatedUses(scope) {
  const { authority, gateScope } = scope;
  const uses = authority === "base" ? asBaseSays(scope) : scope.head;
  const counting = uses.filter(counts3);
  const isNew2 = newnessOf(counting, scope);
  const holders = holdersOf(scope);
  const isAsked = (use) => {
    switch (judgeable(use, holders)) {
      case "always":
        return gateScope === "all" || isNew2(use);
      // What nobody can judge and everybody has already is told by the report, not by every gate.
      case "brought":
        return authority === "base" && isNew2(use);
      case "never":
        return false;
    }
  };
  return new Set(counting.filter(isAsked));
}
function judgeable(use, holders) {
  if (use.kind === "chart-source") return "never";
  switch (use.class) {
    case "public":
    case "cached":
    case "own":
      return "always";
    case "templated":
    case "dangling":
    case "half-moved":
      return "brought";
    case "foreign": {
      if (use.foreign === "owned") return "never";
      const isKnown = use.foreign === "private" && holders.has(holderOf(use.reference));
      return isKnown ? "never" : "brought";
    }
    case "trusted":
    case "built-here":
      return "never";
  }
}
var SHARED_HOSTS = /(?:^|\.)pkg\.dev$/;
function holderOf(reference) {
  if (reference === void 0) return "";
  const { registry: registry2, repository } = reference;
  return SHARED_HOSTS.test(registry2) ? `${registry2}/${repository.split("/", 1)[0]}` : registry2;
}
function holdersOf({ base, isExempt, classify: classify2 }) {
  if (base === void 0) return /* @__PURE__ */ new Set();
  const judged2 = standing(base, classify2).filter(({ file, reference }) => reference !== void 0 && !isExempt(file));
  return new Set(judged2.map(({ reference }) => holderOf(reference)));
}
function asBaseSays({ head, base, classify: classify2 }) {
  const marked2 = withBaseMarks(head, base?.uses ?? []);
  const built = marked2.filter((use) => use.class === "built-here");
  const classOf = new Map(classify2(built, base?.builtHere ?? /* @__PURE__ */ new Set()).map((use, index) => [built[index], use]));
  return marked2.map((use, index) => {
    const asInBase = classOf.get(use) ?? use;
    if (asInBase.class !== use.class) {
      return { ...asInBase, because: "it is built here by what is to be merged, and not by the base" };
    }
    const wasOverridden = head[index]?.overriddenBy !== void 0 && use.overriddenBy === void 0;
    return wasOverridden ? { ...use, because: "what is to be merged overrides it, and the base does not" } : use;
  });
}
function newnessOf(counting, { base, isExempt, classify: classify2 }) {
  if (base === void 0) return () => true;
  const inBase = standing(base, classify2);
  const judged2 = new Set(inBase.filter(({ file }) => !isExempt(file)).map(textOf));
  const anywhere = new Set(inBase.map(textOf));
  const outside = new Set(counting.filter(({ file }) => !isExempt(file)).map(textOf));
  return (use) => {
    const text4 = textOf(use);
    return !judged2.has(text4) && (!anywhere.has(text4) || outside.has(text4));
  };
}
function textOf(use) {
  return use.image === null || use.unknownTag === true ? keyOf6(use) : pulledText(use);
}
function standing({ uses, builtHere }, classify2) {
  return classify2(uses, builtHere).filter((use) => counts3(use) && use.class !== "built-here");
}

// src/azure/arm-sender.ts
var MAX_ATTEMPTS2 = 5;
var MAX_WAIT_MS4 = 6e4;
var HEADERS_TIMEOUT_MS = 45e3;
function armSender(http, tokens, cloud, shape = () => void 0) {
  const arm = new URL(cloud.armEndpoint).host;
  return async (request) => {
    const { host, protocol } = new URL(request.url);
    if (protocol !== "https:" || host !== arm && !host.endsWith(`.${arm}`)) {
      throw new HttpFailure(`${withoutQuery(request.url)} is not on ${arm}: not asked`, {});
    }
    let renewed = false;
    for (let attempt3 = 1; ; attempt3++) {
      const token = await tokens.token(cloud.armScope);
      const outcome = await attemptOnce(http, request, token, shape);
      if (outcome instanceof HttpFailure) {
        const isOver = attempt3 === MAX_ATTEMPTS2 || outcome instanceof RunEnded || outcome.isUntrusted;
        if (isOver || !isRead(request)) throw outcome;
        await http.wait(backOff(attempt3), request.signal);
        continue;
      }
      if (outcome.status === 401 && !renewed) {
        tokens.renew(token);
        renewed = true;
        continue;
      }
      const pause2 = pauseAfter(outcome, request, attempt3);
      if (pause2 === void 0) return outcome;
      await http.wait(pause2, request.signal);
    }
  };
}
async function attemptOnce(http, request, token, shape) {
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  try {
    const response = await http.send({ headersTimeout: HEADERS_TIMEOUT_MS, ...request, headers });
    const isSuccess = response.status >= 200 && response.status < 300;
    const text4 = isSuccess ? await response.text() : await response.text().catch(orEnded);
    const lacks = isSuccess ? lacking(request, response.status, text4, shape) : void 0;
    if (lacks !== void 0) {
      return new HttpFailure(`${request.method} ${withoutQuery(request.url)}: the answer is none: ${lacks}`, {});
    }
    return { ...response, text: async () => text4, json: async () => parseJson(text4) };
  } catch (error) {
    if (error instanceof HttpFailure) return error;
    throw error;
  }
}
function orEnded(error) {
  if (error instanceof HttpFailure && !(error instanceof RunEnded)) return "";
  throw error;
}
function lacking(request, status, text4, shape) {
  if (text4 === "") return status === 200 && isRead(request) ? shape(request, void 0) : void 0;
  const body = parseJson(text4);
  if (body === void 0) return "it is not JSON";
  return isObject(body) ? shape(request, body) : "it is no JSON object";
}
function pauseAfter(response, request, attempt3) {
  const { status } = response;
  const passing = status === 429 || isRead(request) && (status === 408 || status >= 500);
  if (!passing || attempt3 === MAX_ATTEMPTS2) return void 0;
  const pause2 = retryAfter(response.headers, Date.now()) ?? backOff(attempt3);
  return pause2 > MAX_WAIT_MS4 ? void 0 : pause2;
}
function isRead({ method }) {
  return method === "GET" || method === "HEAD";
}
function backOff(attempt3) {
  return 1e3 * 2 ** (attempt3 - 1);
}

// src/azure/arm-shapes.ts
function armLack(request, body) {
  const { pathname } = new URL(request.url);
  if (/\/(?:cacheRules|credentialSets|replications|resources)$/i.test(pathname)) return listLack(body, request.url);
  if (/\/operationStatuses\/[^/]+$/i.test(pathname)) {
    return stringField(body, "status") === void 0 ? "it has no status" : void 0;
  }
  if (/\/operationResults\/[^/]+$/i.test(pathname)) return void 0;
  return request.method === "DELETE" ? void 0 : resourceLack(body);
}
function listLack(body, url) {
  const items = field(body, "value");
  if (!Array.isArray(items)) return 'it has no list "value"';
  const lack = items.map(namedLack).find((each2) => each2 !== void 0);
  if (lack !== void 0) return `an entry of the list is none: ${lack}`;
  const next = field(body, "nextLink");
  if (next === void 0 || next === null || next === "") return void 0;
  if (typeof next !== "string" || !URL.canParse(next)) return "its next link is none";
  return next === url ? "its next link is itself" : void 0;
}
function resourceLack(body) {
  return namedLack(body) ?? (isObject(field(body, "properties")) ? void 0 : "it has no properties");
}
function namedLack(item) {
  if (!isObject(item)) return "it is no JSON object";
  return stringField(item, "name") === void 0 ? "it has no name" : void 0;
}

// src/azure/azure-words.ts
var MAX_TEXT_CHARS = 1e3;
function readable(text4) {
  return text4.slice(0, MAX_TEXT_CHARS).replaceAll(/\s+/g, " ").split(" ").map((word) => word.includes("://") ? withoutQuery(word) : word).join(" ").trim();
}
function codeIn(text4) {
  return text4 !== void 0 && /^[\w.-]{1,100}$/.test(text4) ? text4 : "";
}
function errorIn(body) {
  const error = field(parseJson(body), "error");
  return { code: codeIn(stringField(error, "code")), message: readable(stringField(error, "message") ?? "") };
}
function withCode(code2, message) {
  return [code2, message].filter((part) => part !== "").join(": ");
}

// src/azure/arm-failure.ts
function isAuthorization(code2) {
  return code2 === "" || /authoriz|authentic|forbidden/i.test(code2);
}
function isPassing2(code2) {
  return code2 === "" || code2 === "Conflict" || /progress|concurren|retry|busy|lock/i.test(code2);
}
var TOKEN_REFUSED = "Azure does not take this identity's token";
function armFailure(error, refusal3 = "") {
  if (error instanceof RunEnded) return { kind: "ended", detail: error.message };
  if (error instanceof UserError) return { kind: "unsure", detail: error.message };
  const status = numberField(error, "statusCode");
  const detail = wordsOf(error, refusal3);
  const code2 = codeOf(error);
  const late = lateFailure(detail);
  if (late !== void 0) return { kind: "failed-later", ...late };
  if (status === void 0) {
    if (error instanceof Error) return { kind: "unsure", detail };
    throw error;
  }
  if (status === 401) return { kind: "token-refused", detail: `${TOKEN_REFUSED}: ${withCode(code2, detail)}` };
  if (status === 403 && isAuthorization(code2)) return { kind: "not-permitted", detail: withCode(code2, detail) };
  if (status === 404) return { kind: "not-found", detail: withCode(code2, detail) };
  if (status === 409 && isPassing2(code2)) return { kind: "conflict", detail: withCode(code2, detail) };
  if (status === 429) return { kind: "throttled", detail: withCode(code2, detail) };
  if (status >= 500 || status === 408) return { kind: "unsure", detail: `HTTP ${status}: ${withCode(code2, detail)}` };
  return { kind: "refused", code: code2, detail };
}
function lateFailure(text4) {
  const prefix = "The long-running operation has failed";
  if (!text4.startsWith(prefix))
    return text4 === "Operation was canceled" ? { code: "Canceled", detail: text4 } : void 0;
  const rest = text4.slice(prefix.length).replace(/^\. /, "");
  const [, code2 = "", detail = ""] = /^([A-Za-z0-9]{1,80})\. (.*)$/.exec(rest) ?? [];
  return { code: code2, detail: detail === "" ? rest || "the service does not say why" : detail };
}
function codeOf(error) {
  return codeIn(stringField(error, "code") ?? stringField(error, "details", "error", "code"));
}
function wordsOf(error, refusal3) {
  const text4 = messageOf(error);
  if (!text4.startsWith("Pagination failed")) return readable(text4);
  return errorIn(refusal3).message || "the list was refused";
}

// src/rules/rule.ts
var RULE_STATES = ["Succeeded", "Creating", "Updating", "Deleting", "Failed", "Canceled"];

// src/azure/cache-rule-shapes.ts
function ruleFromArm(rule) {
  const createdAt = isoDate(rule.creationDate) ?? isoDate(rule.systemData?.createdAt);
  return {
    name: rule.name ?? "",
    source: rule.sourceRepository ?? "",
    target: rule.targetRepository ?? "",
    ...rule.credentialSetResourceId ? { credentialSetId: rule.credentialSetResourceId } : {},
    state: stateOf2(rule),
    ...createdAt === void 0 ? {} : { createdAt }
  };
}
function stateOf2({ provisioningState, sourceRepository, targetRepository }) {
  if (!sourceRepository || !targetRepository) return "unknown";
  return RULE_STATES.find((state) => state === provisioningState) ?? "unknown";
}
function creationOf(body) {
  const told3 = stringField(body, "properties", "creationDate") ?? stringField(body, "systemData", "createdAt");
  return told3 === void 0 ? void 0 : isoDate(new Date(told3));
}
function isoDate(date) {
  return date === void 0 || Number.isNaN(date.getTime()) ? void 0 : date.toISOString();
}
function armRule({ source, target, credentialSetId }) {
  return {
    sourceRepository: source,
    targetRepository: target,
    ...credentialSetId === void 0 ? {} : { credentialSetResourceId: credentialSetId }
  };
}
function isNew(body) {
  if (stringField(body, "properties", "provisioningState") === "Updating") return false;
  const created = stringField(body, "systemData", "createdAt");
  const changed = stringField(body, "systemData", "lastModifiedAt");
  return created === void 0 || changed === void 0 || created === changed;
}
function credentialSetFromArm(set) {
  const credentials = set.authCredentials ?? [];
  return {
    id: set.id ?? "",
    name: set.name ?? "",
    loginServer: set.loginServer ?? "",
    ...healthOf(credentials.map(({ credentialHealth }) => credentialHealth))
  };
}
function healthOf(healths) {
  const ill = healths.find((health) => health?.status?.toLowerCase() === "unhealthy");
  const detail = [ill?.errorCode, ill?.errorMessage].filter((part) => part !== void 0 && part !== "").join(": ");
  const healthy = healths.length > 0 && healths.every((health) => health?.status?.toLowerCase() === "healthy");
  return {
    health: ill !== void 0 ? "unhealthy" : healthy ? "healthy" : "unknown",
    ...detail === "" ? {} : { detail }
  };
}

// src/azure/cache-rule-writes.ts
var WRITES = 4;
var MAX_OPERATION_MS = 18e4;
var MAX_RULE_MS = 18e4;
function ruleWriter(rules2) {
  const turn = inTurn();
  return {
    create: (rule) => create(rules2, rule, turn),
    settled: async (rule) => await outcomeThere(rules2, rule) ?? { state: "refused", refusal: { reason: "gone", rule: rule.name } },
    remove: (rule) => remove(rules2, rule, turn)
  };
}
async function create(rules2, rule, turn) {
  let last = { kind: "unsure", detail: "it was not tried" };
  const mayTry = triesOf(rules2);
  for (let attempt3 = 1; mayTry(attempt3); attempt3++) {
    const written = await write(rules2, rule, turn);
    if ("outcome" in written) return written.outcome;
    last = written.failure;
    const final = finalRefusal(last);
    if (final !== void 0) return { state: "refused", refusal: final };
    const there = await outcomeThere(rules2, rule);
    if (there !== void 0) return claimed(there, written.madeAt);
    const over = await pause(rules2, attempt3);
    if (over !== void 0) return failed2(`${last.detail}; ${over}`);
  }
  return failed2(last.detail);
}
function triesOf({ now }) {
  const end = now() + MAX_RULE_MS;
  return (attempt3) => attempt3 <= WRITES && now() < end;
}
async function pause({ wait }, attempt3) {
  try {
    await wait(1e3 * 2 ** attempt3);
    return void 0;
  } catch (error) {
    return armFailure(error).detail;
  }
}
async function write(rules2, rule, turn) {
  const { resourceGroup, registryName } = rules2.scope;
  const client = await rules2.client();
  let ours = true;
  let madeAt;
  let accepted = false;
  try {
    const { poller } = await turn(async () => {
      const started = client.cacheRules.create(resourceGroup, registryName, rule.name, armRule(rule), {
        onResponse: ({ parsedBody }) => {
          ours = isNew(parsedBody);
          madeAt = ours ? creationOf(parsedBody) : void 0;
        }
      });
      await started.submitted();
      return { poller: started };
    });
    accepted = true;
    const ended = await pollToEnd(rules2, poller);
    if (!ended) return { outcome: failed2(`Azure has not finished it within ${MAX_OPERATION_MS / 6e4} minutes`) };
    const made = poller.result === void 0 ? void 0 : ruleFromArm(poller.result);
    if (made?.state === "Succeeded") return { outcome: { state: "serves", rule: made, ours } };
    return { failure: { kind: "unsure", detail: `the rule is ${made?.state ?? "not"} there` }, madeAt };
  } catch (error) {
    const failure = armFailure(error);
    if (failure.kind === "ended") {
      const how = accepted ? "Azure has accepted it and finishes it without this run" : "not written";
      return { outcome: failed2(`${how}: ${failure.detail}`) };
    }
    if (accepted && failure.kind !== "failed-later") {
      return { failure: { kind: "unsure", detail: failure.detail }, madeAt };
    }
    return { failure, madeAt: void 0 };
  }
}
async function pollToEnd(rules2, poller) {
  let waited = 0;
  while (!poller.isDone) {
    await poller.poll();
    if (poller.isDone) break;
    if (waited >= MAX_OPERATION_MS) return false;
    const next = rules2.pollPause();
    waited += next;
    await rules2.wait(next);
  }
  return true;
}
function finalRefusal(failure) {
  switch (failure.kind) {
    case "refused":
    case "failed-later":
      return { reason: "refused-by-service", code: failure.code, detail: failure.detail };
    case "not-permitted":
      return { reason: "not-permitted", detail: failure.detail };
    case "not-found":
      return { reason: "write-failed", detail: failure.detail };
    case "throttled":
      return { reason: "write-failed", detail: `Azure throttles requests: ${failure.detail}` };
    case "token-refused":
    case "ended":
      return { reason: "write-failed", detail: failure.detail };
    case "conflict":
    case "unsure":
      return void 0;
  }
}
function failed2(detail) {
  return { state: "refused", refusal: { reason: "write-failed", detail } };
}
function claimed(outcome, madeAt) {
  if (outcome.state !== "serves" || madeAt === void 0) return outcome;
  return { ...outcome, ours: outcome.rule.createdAt === madeAt };
}
async function outcomeThere(rules2, rule) {
  const seen = await atRest(rules2, rule.name);
  if (seen.state === "absent") return void 0;
  if (seen.state === "unknown") return failed2(seen.reason);
  const { source, target, state } = seen.rule;
  if (normalisedSource(source) !== normalisedSource(rule.source) || target !== rule.target) {
    return { state: "refused", refusal: { reason: "name-taken", rule: rule.name } };
  }
  return state === "Succeeded" ? { state: "serves", rule: seen.rule, ours: false } : void 0;
}
async function atRest({ client, scope, wait, pollPause }, name) {
  let waited = 0;
  try {
    const { cacheRules } = await client();
    for (; ; ) {
      const rule = ruleFromArm(await cacheRules.get(scope.resourceGroup, scope.registryName, name));
      if (!["Creating", "Updating", "Deleting"].includes(rule.state)) return { state: "there", rule };
      if (waited >= MAX_OPERATION_MS) {
        return {
          state: "unknown",
          reason: `rule ${name} has been ${rule.state} for ${MAX_OPERATION_MS / 6e4} minutes`
        };
      }
      waited += pollPause();
      await wait(pollPause());
    }
  } catch (error) {
    const failure = armFailure(error);
    if (failure.kind === "not-found") return { state: "absent" };
    return { state: "unknown", reason: `whether rule ${name} is there could not be read: ${failure.detail}` };
  }
}
async function remove(rules2, { name, createdAt }, turn) {
  const { resourceGroup, registryName } = rules2.scope;
  let last = "it was not tried";
  const mayTry = triesOf(rules2);
  for (let attempt3 = 1; mayTry(attempt3); attempt3++) {
    try {
      const client = await rules2.client();
      const { poller } = await turn(async () => {
        const started = client.cacheRules.delete(resourceGroup, registryName, name);
        await started.submitted();
        return { poller: started };
      });
      await pollToEnd(rules2, poller).catch(armFailure);
    } catch (error) {
      const failure = armFailure(error);
      if (failure.kind === "not-found") return { state: "removed" };
      if (failure.kind === "not-permitted") return { state: "not-allowed", reason: failure.detail };
      last = failure.detail;
      if (failure.kind === "refused" || failure.kind === "token-refused" || failure.kind === "ended")
        return { state: "failed", reason: last };
    }
    const seen = await atRest(rules2, name);
    if (seen.state === "absent") return { state: "removed" };
    if (seen.state === "unknown") return { state: "failed", reason: seen.reason };
    if (createdAt !== void 0 && seen.rule.createdAt !== createdAt) return { state: "removed" };
    const over = await pause(rules2, attempt3);
    if (over !== void 0) return { state: "failed", reason: `${last}; ${over}` };
  }
  return { state: "failed", reason: last };
}

// src/azure/transport.ts
const { Buffer: Buffer2 } = require("node:buffer");
function azureHttpClient(send2) {
  return {
    sendRequest: async (request) => {
      const response = await send2(httpRequest(request));
      return {
        request,
        status: response.status,
        headers: pipelineHeaders(response.headers),
        bodyAsText: await response.text()
      };
    }
  };
}
function httpRequest(request) {
  const headers = {};
  for (const [name, value] of request.headers) headers[name.toLowerCase()] = value;
  delete headers["accept-encoding"];
  const body = bodyOf(request);
  return {
    method: methodOf(request.method),
    url: request.url,
    headers,
    ...body === void 0 ? {} : { body },
    ...request.abortSignal === void 0 ? {} : { signal: realSignal(request.abortSignal) },
    ...request.timeout > 0 ? { headersTimeout: request.timeout } : {}
  };
}
function methodOf(method) {
  switch (method) {
    case "GET":
    case "HEAD":
    case "POST":
    case "PUT":
    case "PATCH":
    case "DELETE":
      return method;
    default:
      throw new TypeError(`the method ${method} is not one that Azure's SDKs send`);
  }
}
function bodyOf({ body }) {
  if (body === void 0 || body === null) return void 0;
  if (typeof body === "string") return body;
  if (ArrayBuffer.isView(body)) return Buffer2.from(body.buffer, body.byteOffset, body.byteLength);
  throw new TypeError("only text and bytes are sent to Azure");
}
function realSignal(signal) {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener("abort", () => controller.abort(), { once: true });
  return controller.signal;
}
function pipelineHeaders(received) {
  const headers = new Map(received);
  return {
    get: (name) => headers.get(name.toLowerCase()),
    has: (name) => headers.has(name.toLowerCase()),
    set: (name, value) => {
      headers.set(name.toLowerCase(), String(value));
    },
    delete: (name) => {
      headers.delete(name.toLowerCase());
    },
    toJSON: () => Object.fromEntries(headers),
    [Symbol.iterator]: () => headers.entries()
  };
}

// src/azure/cache-rules.ts
var POLL_PAUSE_MS = 2e3;
var MAX_PAUSE_MS2 = 3e4;
var MAX_LISTED = 2e4;
var MAX_PAGES3 = 500;
function armRuleService(http, send2, cloud, scope, now = () => performance.now()) {
  const counts4 = { reads: 0, writes: 0 };
  let pause2 = POLL_PAUSE_MS;
  let opened;
  const counted = async (request) => {
    if (request.method === "GET") counts4.reads++;
    else counts4.writes++;
    const response = await send2(request);
    pause2 = Math.min(retryAfter(response.headers, Date.now()) ?? POLL_PAUSE_MS, MAX_PAUSE_MS2);
    return response;
  };
  const rules2 = {
    scope,
    client: () => {
      opened ??= openClient(counted, cloud, scope.subscriptionId);
      return opened;
    },
    wait: (milliseconds) => http.wait(milliseconds),
    pollPause: () => pause2,
    now
  };
  const lists2 = { scope, open: (heard) => openClient(heard(counted), cloud, scope.subscriptionId) };
  return {
    list: () => listRules(lists2),
    credentialSets: async () => {
      const read3 = await readAll(lists2, "credentialSets");
      if (read3.state === "known") return { state: "known", sets: read3.items };
      return { state: "not-allowed", reason: read3.reason };
    },
    ...ruleWriter(rules2),
    requests: () => ({ ...counts4 }),
    wait: rules2.wait
  };
}
async function openClient(send2, cloud, subscriptionId) {
  const sdk = await Promise.resolve().then(() => require("./sdk-arm.cjs"));
  const nobody2 = { getToken: async () => ({ token: "", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
  const client = new sdk.ContainerRegistryManagementClient(nobody2, subscriptionId, {
    endpoint: cloud.armEndpoint,
    httpClient: azureHttpClient(send2),
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 }
  });
  client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
  return client;
}
async function listRules(lists2) {
  const read3 = await readAll(lists2, "cacheRules");
  return read3.state === "known" ? { state: "known", rules: read3.items } : read3;
}
async function readAll({ scope, open }, what) {
  const { resourceGroup, registryName } = scope;
  let refusal3 = "";
  try {
    const client = await open((send2) => async (request) => {
      const response = await send2(request);
      if (response.status >= 400) refusal3 = await response.text();
      return response;
    });
    const items = what === "cacheRules" ? (await everyItem(client.cacheRules.list(resourceGroup, registryName))).map(ruleFromArm) : (await everyItem(client.credentialSets.list(resourceGroup, registryName))).map(credentialSetFromArm);
    return { state: "known", items };
  } catch (error) {
    const failure = armFailure(error, refusal3);
    const role = what === "cacheRules" ? RULE_WRITER_ROLE : "Container Registry Credential Set Reader";
    switch (failure.kind) {
      case "not-permitted":
        return { state: "not-allowed", reason: `the role "${role}" is missing: ${failure.detail}` };
      case "not-found":
        return { state: "not-found", reason: failure.detail };
      default:
        return { state: "failed", reason: failure.detail };
    }
  }
}
async function everyItem(list) {
  const items = [];
  const links = /* @__PURE__ */ new Set();
  let pages = 0;
  for await (const page of list.byPage()) {
    items.push(...page);
    const next = "continuationToken" in page ? page.continuationToken : void 0;
    if (typeof next !== "string" || next === "") break;
    pages += 1;
    if (pages === MAX_PAGES3 || items.length > MAX_LISTED) {
      throw new Error(`the list goes on after ${pages} pages and ${items.length} entries`);
    }
    if (links.has(next)) throw new Error("the list comes back to a page that it has had");
    links.add(next);
  }
  return items;
}

// src/entra/federated-credential.ts
const { createHash: createHash2 } = require("node:crypto");

// src/az-command.ts
function outputOf(...words) {
  return { shell: `"$(${line(words)})"` };
}
function az(...words) {
  return line(["az", ...words]);
}
function line(words) {
  return words.map((word) => typeof word === "string" ? quoted(word) : word.shell).join(" ");
}
function quoted(text4) {
  return /^[A-Za-z0-9_./:@=,+-]+$/.test(text4) ? text4 : `'${text4.replaceAll("'", "'\\''")}'`;
}

// src/entra/federated-credential.ts
var GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
var EXCHANGE_AUDIENCE = "api://AzureADTokenExchange";
function addFederatedCredential(clientId, presented) {
  const { issuer, subject, audience } = presented;
  const parameters = { name: federatedCredentialName(presented), issuer, subject, audiences: [audience] };
  return az(...CREDENTIAL, "create", "--id", clientId, "--parameters", JSON.stringify(parameters));
}
function dropFederatedCredential(clientId, { issuer, subject }) {
  const query = `[?issuer==${literal(issuer)} && subject==${literal(subject)}].name`;
  const list = az(...CREDENTIAL, "list", "--id", clientId, "--query", query, "--output", "tsv");
  return `${list} | xargs -r -n 1 ${az(...CREDENTIAL, "delete", "--id", clientId, "--federated-credential-id")}`;
}
var CREDENTIAL = ["ad", "app", "federated-credential"];
function literal(text4) {
  return `'${text4.replaceAll("'", "\\'")}'`;
}
var MAX_NAME_CHARACTERS = 120;
function federatedCredentialName({ issuer, subject, audience }) {
  const hash = createHash2("sha256").update([issuer, subject, audience].join("\n")).digest("hex").slice(0, 8);
  const slug = subject.replace(/^repo:/, "").replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/^-+/, "").slice(0, MAX_NAME_CHARACTERS - hash.length - 1).replace(/-+$/, "");
  return slug === "" ? `github-${hash}` : `${slug}-${hash}`;
}

// src/entra/refusals.ts
var REFUSALS = /* @__PURE__ */ new Map([
  ["AADSTS70021", "not-federated"],
  ["AADSTS70025", "not-federated"],
  ["AADSTS700211", "not-federated"],
  ["AADSTS700212", "not-federated"],
  ["AADSTS700213", "not-federated"],
  ["AADSTS7002138", "not-federated"],
  ["AADSTS90002", "unknown-tenant"],
  ["AADSTS900023", "unknown-tenant"],
  ["AADSTS700016", "unknown-client"],
  ["AADSTS7000229", "no-service-principal"],
  ["AADSTS7000112", "disabled-application"],
  ["AADSTS700024", "assertion-ended"]
]);
var OTHER_AUDIENCE = "AADSTS700212";
var OTHER_CASE = "AADSTS7002138";
var CODE = /\bAADSTS\d{3,8}/;
function entraCode(words) {
  const found2 = CODE.exec(words);
  return found2 === null ? void 0 : { code: found2[0], start: found2.index };
}
function refusalOf2(code2) {
  return REFUSALS.get(code2 ?? "") ?? "other";
}

// src/azure/sign-in-failure.ts
function signInFailure(said2, asker) {
  const words = entraWords(said2);
  const why2 = words === void 0 ? unasked2(said2, asker) : refused3(words, asker);
  return new UserError(`Signing in to Azure failed: ${why2}`);
}
function unreachable(lost, { authorityHost }) {
  return new UserError(
    `Signing in to Azure failed: ${lost}. Run again; if it stays so, look at the proxy or firewall on the way to ${authorityHost}.`
  );
}
var MAX_WORDS_CHARS = 600;
function entraWords(said2) {
  const found2 = entraCode(said2);
  if (found2 === void 0) return void 0;
  const text4 = readable(said2.slice(found2.start));
  const end = text4.search(/ Trace ID:/);
  return (end === -1 ? text4 : text4.slice(0, end)).slice(0, MAX_WORDS_CHARS).replace(/\.$/, "");
}
function refused3(words, asker) {
  const { tenantId = "not given", clientId = "not given" } = asker;
  const code2 = entraCode(words)?.code ?? "";
  switch (refusalOf2(code2)) {
    case "not-federated":
      return unmatched(words, code2, asker);
    case "unknown-tenant":
      return `tenant-id is ${tenantId}, and Entra knows no such tenant (${words}). Give that of the subscription: az account show --query tenantId. See docs/troubleshooting.md#unknown-tenant`;
    case "unknown-client":
      return `client-id is ${clientId}, and tenant ${tenantId} has no such application (${words}). Give its appId: az ad app list --display-name <name> --query "[].appId"; or tenant-id is another's. See docs/troubleshooting.md#unknown-client`;
    case "no-service-principal":
      return `application ${clientId} has no service principal in tenant ${tenantId} (${words}). Make it: az ad sp create --id ${clientId}. See docs/troubleshooting.md#no-service-principal`;
    case "disabled-application":
      return `application ${clientId} is switched off in tenant ${tenantId} (${words}). Switch it on: az ad sp update --id ${clientId} --set accountEnabled=true. See docs/troubleshooting.md#disabled-application`;
    case "assertion-ended":
      return `the token that this identity showed has ended (${words}). Run again; where it is one that you gave, get a new one. See docs/troubleshooting.md#expired-assertion`;
    case "other":
      return `${words}. client-id is ${clientId}, tenant-id is ${tenantId}. See https://login.microsoftonline.com/error?code=${code2.slice("AADSTS".length)}`;
  }
}
function unmatched(words, code2, { tenantId = "not given", clientId = "not given" }) {
  const subject = /[Ss]ubject:? '([^']+)'/.exec(words)?.[1];
  const what = code2 === OTHER_CASE ? "has its subject in other letters: they must be the same to the case" : "has no federated credential that takes the token of this job";
  const presented = { issuer: GITHUB_ISSUER, subject: subject ?? "<subject>", audience: EXCHANGE_AUDIENCE };
  const command = addFederatedCredential(clientId, presented);
  return `application ${clientId} of tenant ${tenantId} ${what} (${words}). Add one: ${command}. See docs/troubleshooting.md#federated-credential`;
}
function unasked2(said2, asker) {
  const { clientId, tenantId, job } = asker;
  if (clientId === void 0 || tenantId === void 0 || job !== "with token") return nobody(asker);
  const remedy = 'Check client-id, tenant-id, "permissions: id-token: write" and the federated credential of the identity.';
  return sentences(readable(said2).slice(0, MAX_WORDS_CHARS), remedy);
}
function nobody({ tenantId, clientId, job }) {
  if (clientId !== void 0 && tenantId !== void 0 && job === "without token") {
    return 'this job has no OIDC token, and nobody has signed in before. Add "permissions: id-token: write" to the job, or sign in before with azure/login. See docs/troubleshooting.md#no-oidc-token';
  }
  const missing = [
    ...clientId === void 0 ? ["client-id (or AZURE_CLIENT_ID)"] : [],
    ...tenantId === void 0 ? ["tenant-id (or AZURE_TENANT_ID)"] : []
  ];
  const lack = missing.length === 0 ? "" : ` ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not given,`;
  if (job === void 0) {
    return `nobody is signed in:${lack === "" ? "" : `${lack} and`} neither the environment, a managed identity nor the Azure CLI has an identity. Sign in with az login. See docs/troubleshooting.md#nobody`;
  }
  return `nobody is signed in:${lack} and no step before has signed in. Give client-id and tenant-id and "permissions: id-token: write", or sign in before with azure/login. See docs/troubleshooting.md#nobody`;
}

// src/azure/sign-in-sender.ts
var MAX_ATTEMPTS3 = 5;
var MAX_WAIT_MS5 = 3e4;
var HEADERS_TIMEOUT_MS2 = 3e4;
function signInSender(http, authorityHost, onLost) {
  const authority = new URL(authorityHost).host;
  const send2 = patientSender(http, authority);
  return async (request) => {
    try {
      return await send2(request);
    } catch (error) {
      if (error instanceof HttpFailure && new URL(request.url).host === authority) onLost(error.message);
      throw error;
    }
  };
}
function patientSender(http, authority) {
  return async (request) => {
    const { host } = new URL(request.url);
    const kind = host === authority ? "entra" : isProbe(request) ? "probe" : "identity-endpoint";
    for (let attempt3 = 1; ; attempt3++) {
      const outcome = await attemptOnce2(http, request, kind);
      if (outcome.state === "done") return outcome.response;
      if (outcome.state === "lasting") return outcome.last();
      const pause2 = outcome.pause ?? 1e3 * 2 ** (attempt3 - 1);
      if (kind === "probe" || attempt3 === MAX_ATTEMPTS3 || pause2 > MAX_WAIT_MS5) return outcome.last();
      await http.wait(pause2, request.signal);
    }
  };
}
function isProbe({ url, headers }) {
  return new URL(url).protocol === "http:" && headers?.metadata === void 0 && headers?.secret === void 0;
}
async function attemptOnce2(http, request, kind) {
  const answer = await wholeAnswer(http, request);
  if (answer instanceof HttpFailure) {
    return {
      state: answer.isUntrusted ? "lasting" : "passing",
      last: () => {
        throw answer;
      }
    };
  }
  const { response, text: text4 } = answer;
  const last = () => orNone(response, request, text4, kind);
  if (isPassing3(response.status, text4, kind)) {
    return { state: "passing", pause: retryAfter(response.headers, Date.now()), last };
  }
  const isSuccess = response.status >= 200 && response.status < 300;
  const isTriedAgain = kind === "entra" && isSuccess && !isAnswer(request, response.status, text4);
  return isTriedAgain ? { state: "passing", last } : { state: "done", response: last() };
}
async function wholeAnswer(http, request) {
  try {
    const response = await http.send({ headersTimeout: HEADERS_TIMEOUT_MS2, ...request });
    const text4 = await response.text();
    return { response: { ...response, text: async () => text4 }, text: text4 };
  } catch (error) {
    if (!(error instanceof HttpFailure) || error instanceof RunEnded || request.signal?.aborted) throw error;
    return error;
  }
}
function orNone(response, request, text4, kind) {
  if (kind !== "entra" || isAnswer(request, response.status, text4)) return response;
  throw new HttpFailure(
    `${request.method} ${withoutQuery(request.url)}: HTTP ${response.status} with a body that is no answer of Entra`,
    {}
  );
}
function isAnswer({ method }, status, text4) {
  const body = parseJson(text4);
  if (!isObject(body)) return false;
  if (status >= 400) return stringField(body, "error") !== void 0;
  return method !== "POST" || Boolean(stringField(body, "access_token"));
}
function isPassing3(status, text4, kind) {
  if (status === 408 || status === 429 || status >= 500) return true;
  if (kind === "identity-endpoint") return status === 404 || status === 410;
  return status >= 400 && ["temporarily_unavailable", "server_error"].includes(stringField(parseJson(text4), "error") ?? "");
}

// src/azure/credential.ts
var MIN_LIFE_MS = 6e4;
function azureTokens(signIn2) {
  let credential;
  const held = /* @__PURE__ */ new Map();
  const heard = {};
  const forget = () => {
    heard.lost = void 0;
    heard.noJobToken = void 0;
  };
  const ask2 = async (scope) => {
    try {
      return await askOnce(scope);
    } catch (error) {
      if (refusalOf2(entraCode(messageOf(error))?.code) !== "assertion-ended") throw error;
      credential = void 0;
      return askOnce(scope);
    }
  };
  const askOnce = async (scope) => {
    credential ??= openCredential(signIn2, {
      onLost: (why2) => {
        heard.lost = why2;
      },
      onNoJobToken: (error) => {
        heard.noJobToken = error;
      }
    });
    const signedIn = await credential;
    forget();
    try {
      const granted = await signIn2.bounded(signedIn.getToken(scope));
      if (granted === null) throw new Error("no token was issued");
      signIn2.mask(granted.token);
      return { value: granted.token, expires: granted.expiresOnTimestamp };
    } catch (error) {
      if (error instanceof UserError || error instanceof RunEnded) throw error;
      const { lost, noJobToken } = heard;
      if (noJobToken !== void 0) throw new UserError(`Signing in to Azure failed: ${noJobToken.message}`);
      const asker = askerOf(signIn2);
      throw lost === void 0 ? signInFailure(messageOf(error), asker) : unreachable(lost, asker);
    }
  };
  const refused4 = /* @__PURE__ */ new Set();
  const isGood = ({ value, expires }) => expires - Date.now() > MIN_LIFE_MS && !refused4.has(value);
  return {
    token: async (scope) => {
      for (; ; ) {
        const current = held.get(scope);
        const known = await current;
        if (known !== void 0 && isGood(known)) return known.value;
        if (held.get(scope) !== current) continue;
        if (known !== void 0 && refused4.has(known.value)) credential = void 0;
        const asked = ask2(scope);
        held.set(scope, asked);
        try {
          return (await asked).value;
        } catch (error) {
          held.delete(scope);
          throw error;
        }
      }
    },
    renew: (token) => {
      refused4.add(token);
    }
  };
}
async function openCredential(signIn2, { onLost, onNoJobToken }) {
  const { http, cloud, tenantId, clientId, env, emulated } = signIn2;
  const { ClientAssertionCredential, DefaultAzureCredential } = await Promise.resolve().then(() => require("./sdk-identity.cjs"));
  const options = {
    httpClient: azureHttpClient(signInSender(http, cloud.authorityHost, onLost)),
    authorityHost: cloud.authorityHost,
    retryOptions: { maxRetries: 0 },
    disableInstanceDiscovery: emulated,
    // What is sent to Entra is a credential: it goes nowhere else, whatever an answer says.
    redirectOptions: { maxRetries: 0 }
  };
  const url = env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const bearer = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (url && bearer && tenantId !== void 0 && clientId !== void 0) {
    const assertion = async () => {
      try {
        return await jobToken(signIn2, url, bearer);
      } catch (error) {
        if (error instanceof UserError) onNoJobToken(error);
        throw error;
      }
    };
    return new ClientAssertionCredential(tenantId, clientId, assertion, options);
  }
  return new DefaultAzureCredential({
    ...options,
    ...tenantId === void 0 ? {} : { tenantId },
    ...clientId === void 0 ? {} : { managedIdentityClientId: clientId, workloadIdentityClientId: clientId }
  });
}
var JOB_TOKEN_ATTEMPTS = 5;
async function jobToken({ http, mask }, requestUrl, bearer) {
  const url = new URL(requestUrl);
  url.searchParams.set("audience", EXCHANGE_AUDIENCE);
  for (let attempt3 = 1; ; attempt3++) {
    const outcome = await askJobToken(http, url.href, bearer);
    if (outcome.state === "given") {
      mask(outcome.token);
      return outcome.token;
    }
    if (!outcome.again || attempt3 === JOB_TOKEN_ATTEMPTS) {
      const remedy = outcome.isUntrusted ? "Set NODE_EXTRA_CA_CERTS to the certificate of the authority that your network uses" : 'Check "permissions: id-token: write"';
      throw new UserError(
        `GitHub gave no OIDC token for this job (${outcome.reason}). ${remedy}. See docs/troubleshooting.md#no-oidc-token`
      );
    }
    await http.wait(1e3 * 2 ** (attempt3 - 1));
  }
}
async function askJobToken(http, url, bearer) {
  try {
    const response = await http.send({ method: "GET", url, headers: { authorization: `Bearer ${bearer}` } });
    if (response.status !== 200) {
      await response.discard();
      return {
        state: "refused",
        reason: `HTTP ${response.status}`,
        again: response.status >= 500 || response.status === 429 || response.status === 408
      };
    }
    const token = stringField(await response.json(), "value");
    if (token !== void 0 && token !== "") return { state: "given", token };
    return { state: "refused", reason: "the answer holds no token", again: true };
  } catch (error) {
    if (!(error instanceof HttpFailure) || error instanceof RunEnded) throw error;
    return { state: "refused", reason: error.message, again: !error.isUntrusted, isUntrusted: error.isUntrusted };
  }
}
function askerOf({ clientId, tenantId, env, cloud }) {
  const job = env.ACTIONS_ID_TOKEN_REQUEST_URL ? "with token" : env.GITHUB_ACTIONS ? "without token" : void 0;
  return { clientId, tenantId, authorityHost: cloud.authorityHost, job };
}

// src/azure/registry-lookup.ts
var RESOURCES_VERSION = "2024-11-01";
var REGISTRY_VERSION = "2025-11-01";
var MAX_PAGES4 = 100;
var MAX_NAMES = 5;
async function findResourceGroups(send2, cloud, subscriptionId, registryName) {
  const filter = encodeURIComponent("resourceType eq 'Microsoft.ContainerRegistry/registries'");
  const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/resources`;
  let url = `${cloud.armEndpoint}${path}?$filter=${filter}&api-version=${RESOURCES_VERSION}`;
  const seen = /* @__PURE__ */ new Set();
  const groups = [];
  const others = [];
  while (url !== void 0) {
    if (seen.has(url)) return failed3("the list of registries comes back to a page it has had");
    if (seen.size === MAX_PAGES4) return failed3(`the list of registries goes on after ${MAX_PAGES4} pages`);
    seen.add(url);
    const answer = await read(send2, url);
    if (answer.state !== "read") return answer;
    const resources = field(answer.body, "value");
    if (!Array.isArray(resources)) return failed3("Azure answered without a list of registries");
    const registries = resources.flatMap(registryIn);
    const wanted = registries.filter(({ name }) => name.toLowerCase() === registryName);
    groups.push(...wanted.flatMap(({ group }) => group ?? []));
    others.push(...registries.filter((registry2) => !wanted.includes(registry2)).map(({ name }) => name));
    url = stringField(answer.body, "nextLink") || void 0;
  }
  const [first, ...more] = groups;
  if (first !== void 0) return { state: "found", resourceGroups: [first, ...more] };
  const reason = `no registry ${registryName} among those that this identity can see in subscription ${subscriptionId} (${namesOf(others)})`;
  return { state: "not-found", code: "", reason };
}
function registryIn(resource) {
  const [id, name] = [stringField(resource, "id"), stringField(resource, "name")];
  if (id === void 0 || name === void 0) return [];
  return [{ name, group: /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1] }];
}
function namesOf(registries) {
  if (registries.length === 0) return "it sees none";
  const named3 = registries.slice(0, MAX_NAMES).join(", ");
  return `it sees ${named3}${registries.length > MAX_NAMES ? " and others" : ""}`;
}
function failed3(reason) {
  return { state: "failed", code: "", reason };
}
async function readRegistry(send2, cloud, registryId) {
  const answer = await read(send2, `${cloud.armEndpoint}${registryId}?api-version=${REGISTRY_VERSION}`);
  if (answer.state !== "read") return answer;
  const { body } = answer;
  const anonymous = field(body, "properties", "anonymousPullEnabled");
  return {
    state: "known",
    loginServer: loginServerIn(body, cloud),
    sku: stringField(body, "sku", "name"),
    anonymousPull: typeof anonymous === "boolean" ? anonymous : void 0,
    roleAssignmentMode: stringField(body, "properties", "roleAssignmentMode"),
    publicNetworkAccess: stringField(body, "properties", "publicNetworkAccess"),
    networkDefaultAction: stringField(body, "properties", "networkRuleSet", "defaultAction"),
    networkRuleBypassOptions: stringField(body, "properties", "networkRuleBypassOptions"),
    retentionDays: retentionIn(body),
    softDelete: stringField(body, "properties", "policies", "softDeletePolicy", "status")
  };
}
function retentionIn(body) {
  const policy3 = field(body, "properties", "policies", "retentionPolicy");
  return stringField(policy3, "status")?.toLowerCase() === "enabled" ? numberField(policy3, "days") : void 0;
}
function loginServerIn(body, { registrySuffix }) {
  const told3 = stringField(body, "properties", "loginServer")?.toLowerCase();
  if (told3?.endsWith(registrySuffix) !== true) return void 0;
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(told3.slice(0, -registrySuffix.length)) ? told3 : void 0;
}
function registryResourceId(subscriptionId, resourceGroup, registryName) {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return `${group}/providers/Microsoft.ContainerRegistry/registries/${registryName}`;
}
async function read(send2, url) {
  try {
    const response = await send2({ method: "GET", url, headers: { accept: "application/json" } });
    if (response.status === 200) return { state: "read", body: await response.json() };
    const { code: code2, words } = wordsOf2(await response.text());
    if (response.status === 403) {
      return { state: "not-allowed", code: code2, reason: `the role "Reader" on the registry is missing${words}` };
    }
    if (response.status === 404) return { state: "not-found", code: code2, reason: `Azure knows no such resource${words}` };
    if (response.status === 401) return { state: "failed", code: code2, reason: `${TOKEN_REFUSED}${words}` };
    return { state: "failed", code: code2, reason: `Azure answered HTTP ${response.status}${words}` };
  } catch (error) {
    if (error instanceof HttpFailure) return failed3(error.message);
    throw error;
  }
}
function wordsOf2(text4) {
  const { code: code2, message } = errorIn(text4);
  const said2 = withCode(code2, message);
  return { code: code2, words: said2 === "" ? "" : ` (${said2})` };
}

// src/azure/replicas.ts
var REPLICATIONS_VERSION = "2025-11-01";
var ENDPOINTS_VERSION = "2026-03-01-preview";
async function readReplicas(send2, cloud, registryId) {
  const url = `${cloud.armEndpoint}${registryId}`;
  const listed3 = await read(send2, `${url}/replications?api-version=${REPLICATIONS_VERSION}`);
  if (listed3.state !== "read") return listed3;
  const locations = listField(listed3.body, "value").flatMap((item) => regionIn(item) ?? []);
  const known = { state: "known", locations: [...new Set(locations)].sort() };
  if (known.locations.length < 2) return { ...known, endpoints: [] };
  const told3 = await read(send2, `${url}?api-version=${ENDPOINTS_VERSION}`);
  const hosts = told3.state === "read" ? field(told3.body, "properties", "regionalEndpointHostNames") : [];
  const endpoints = Array.isArray(hosts) ? hosts.filter((host) => typeof host === "string") : [];
  return { ...known, endpoints: endpoints.map((host) => host.toLowerCase()).sort() };
}
function regionIn(replication) {
  return stringField(replication, "location")?.replaceAll(" ", "").toLowerCase();
}

// src/stages/registry-identity.ts
function identify(registry2, registryId, details2) {
  const told3 = details2.state === "known" ? details2.loginServer : void 0;
  if (told3 === void 0) {
    const why2 = details2.state === "known" ? "it tells no login server" : details2.reason;
    return registry2.given === "login server" ? { state: "certain", registry: registry2, confirmed: false, why: why2 } : { state: "guessed", why: why2 };
  }
  if (registry2.given === "login server" && registry2.loginServer !== told3) {
    const why2 = `\`registry\` is ${registry2.loginServer}, and Azure says that the login server of ${registryId} is ${told3}`;
    return { state: "contradicted", why: why2 };
  }
  return { state: "certain", registry: { ...registry2, loginServer: told3 }, confirmed: true, why: "" };
}
function guessedReason({ name, loginServer }, why2) {
  return `where images of ${name} are pulled from is not known: ${why2}. ${loginServer} may be somebody else's registry, so that nothing is asked of it: give the full login server as \`registry\` (az acr show --name ${name} --query loginServer), or the role "Reader" on the registry. See docs/troubleshooting.md#login-server`;
}
function withRegistry2(inputs, look) {
  return look.state === "known" ? { ...inputs, registry: look.view.registry } : inputs;
}
function identityNotes({ registry: registry2 }, look) {
  if (registry2 === void 0) return [];
  if (look.state === "known") {
    const { confirmed, why: why2 } = look.view.identity;
    if (confirmed) return [];
    return [`${registry2.loginServer} is used as given and not confirmed by Azure: ${why2}.`];
  }
  return registry2.given === "login server" ? [] : [guessNote(registry2)];
}
function guessNote({ name, loginServer }) {
  return `${loginServer} is a guess, made of the name ${name}: Azure was not asked, and with a domain name label the login server holds a hash. Give the login server as \`registry\` to be sure. See docs/troubleshooting.md#login-server`;
}
function wrongPlace({ code: code2, reason }, where) {
  const { subscriptionId, resourceGroup, name, tenantId = "not given" } = where;
  switch (code2) {
    case "SubscriptionNotFound":
    case "InvalidSubscriptionId":
      return `subscription-id is ${subscriptionId}, which this identity can't see: ${reason}. Check that it is the subscription of the registry, and tenant-id (${tenantId}) its tenant: az acr show --name ${name} --query id. See docs/troubleshooting.md#wrong-subscription`;
    case "InvalidAuthenticationTokenTenant":
      return `subscription-id ${subscriptionId} belongs to another tenant than tenant-id ${tenantId}: ${reason}. Give the tenant of that subscription: az account show --subscription ${subscriptionId} --query tenantId. See docs/troubleshooting.md#wrong-tenant`;
    case "ResourceGroupNotFound":
      return `resource-group is ${resourceGroup ?? "not given"}, and subscription ${subscriptionId} has no such group: ${reason}. Leave resource-group out to have it looked up, or correct it: az acr show --name ${name} --query resourceGroup. See docs/troubleshooting.md#wrong-group`;
    case "ResourceNotFound":
      return `group ${resourceGroup ?? "not given"} of subscription ${subscriptionId} has no registry ${name}: ${reason}. Correct \`registry\` or resource-group, or leave the group out to have it looked up. See docs/troubleshooting.md#wrong-registry`;
    default:
      return void 0;
  }
}
var GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function malformedId({ subscriptionId, tenantId, clientId }) {
  const said2 = (input, variable, value, more) => `${input} (or ${variable}) is ${JSON.stringify(value)}, which is no GUID${more}. See docs/troubleshooting.md#malformed-id`;
  if (subscriptionId !== void 0 && !GUID.test(subscriptionId)) {
    return said2("subscription-id", "AZURE_SUBSCRIPTION_ID", subscriptionId, ": az account show --query id");
  }
  if (tenantId !== void 0 && !GUID.test(tenantId) && !/^[\w-]+(?:\.[\w-]+)+$/.test(tenantId)) {
    return said2("tenant-id", "AZURE_TENANT_ID", tenantId, " and no domain: az account show --query tenantId");
  }
  if (clientId !== void 0 && !GUID.test(clientId)) {
    const more = ': it is the appId of the application, not its name: az ad app list --display-name <name> --query "[].appId"';
    return said2("client-id", "AZURE_CLIENT_ID", clientId, more);
  }
  return void 0;
}

// src/stages/registry-lookup.ts
async function lookUp(inputs, context) {
  const { registry: registry2, azure } = inputs;
  if (registry2 === void 0) return { state: "unknown", reason: "no registry is given", expected: true };
  if (!canSignIn(inputs, context)) {
    return { state: "unknown", reason: `not looked up: ${context.rights.reason}`, expected: true };
  }
  if (azure.subscriptionId === void 0 && mayBeOffline(inputs, context)) {
    return { state: "unknown", reason: "no subscription-id is given, so the plan is made offline", expected: true };
  }
  if (azure.subscriptionId === void 0) {
    throw new UserError(
      'Input "subscription-id" is needed to look up the registry; give it, or set AZURE_SUBSCRIPTION_ID.'
    );
  }
  const malformed2 = malformedId(azure);
  if (malformed2 !== void 0) return unknown(malformed2, false);
  context.log.progress("signing in to Azure and looking the registry up");
  try {
    return await lookUpIn(registry2, azure.subscriptionId, inputs, context);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const reason = messageOf(error);
    return { state: "unknown", reason, expected: false, setUp: entraCode(reason) !== void 0 };
  } finally {
    context.log.progress("");
  }
}
function mayBeOffline(inputs, { event, asked }) {
  const changesNothing = event === void 0 ? !asked : inputs.apply === "never";
  return changesNothing && !asksDefender(inputs) && inputs.azure.clientId === void 0;
}
function canSignIn({ azure }, { rights, event, env }) {
  if (event === void 0 || rights.mayWrite && !isDependabot(event)) return true;
  const hasIdentity = azure.clientId !== void 0 && azure.tenantId !== void 0;
  return hasIdentity && Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL);
}
async function lookUpIn(registry2, subscriptionId, inputs, context) {
  const { azure } = inputs;
  const { http, clock, env, log, emulated } = context;
  const { cloud, tenantId, clientId } = azure;
  const tokens = azureTokens({
    ...{ http, cloud, tenantId, clientId, env, emulated },
    bounded: clock.bounded,
    mask: log.mask
  });
  const nobody2 = mayBeOffline(inputs, context) ? await whyNobody(tokens, cloud.armScope) : void 0;
  if (nobody2 !== void 0) {
    return { state: "unknown", reason: `the plan is made offline: ${nobody2}`, expected: true };
  }
  const send2 = armSender(http, tokens, cloud, armLack);
  const place = await placeOf4(send2, registry2, subscriptionId, azure);
  if (place.state !== "found") return place;
  const { resourceGroup, details: details2 } = place;
  const registryId = registryResourceId(subscriptionId, resourceGroup, registry2.name);
  const identity = identify(registry2, registryId, details2);
  if (identity.state === "contradicted") return contradicted(identity.why);
  const service = armRuleService(http, send2, cloud, { subscriptionId, resourceGroup, registryName: registry2.name });
  const listing = await service.list();
  if (listing.state !== "known") {
    const again = {
      failed: "; run again, and see https://status.azure.com if it stays so",
      "not-allowed": " See docs/troubleshooting.md#not-permitted",
      "not-found": ""
    }[listing.state];
    const reason = `the cache rules of ${registry2.name} can't be read: ${listing.reason}${again}`;
    return unknown(reason, listing.state !== "failed");
  }
  if (identity.state === "guessed") {
    const reason = guessedReason(registry2, identity.why);
    const expected = !isWanted(inputs, context);
    return { state: "unknown", reason, expected, setUp: true, rules: { registryId, rules: listing.rules } };
  }
  const { loginServer } = identity.registry;
  const access = {
    http,
    aadToken: () => tokens.token(cloud.registryScope),
    renewAadToken: tokens.renew,
    mask: log.mask,
    ...tenantId === void 0 ? {} : { tenantId }
  };
  const view = {
    ...{ registry: identity.registry, identity, registryId, subscriptionId, rules: listing.rules },
    ...{ service, tokens, details: details2 },
    client: openRegistry({ ...access, loginServer }),
    replicas: () => readReplicas(send2, cloud, registryId),
    openEndpoint: (host) => openRegistry({ ...access, loginServer: host, endpointOf: loginServer })
  };
  return { state: "known", view };
}
function isWanted(inputs, { rights, event, asked }) {
  return applyDecision(inputs, rights, { isTerminal: event === void 0, asked }).applied || asksDefender(inputs);
}
function unknown(reason, setUp) {
  return { state: "unknown", reason, expected: false, setUp };
}
function contradicted(why2) {
  return unknown(
    `${why2}: nothing was changed, since one of the two is another registry. Give as \`registry\` what Azure says, and see that manifests name the same. See docs/troubleshooting.md#login-server`,
    true
  );
}
async function placeOf4(send2, registry2, subscriptionId, { cloud, resourceGroup, tenantId }) {
  const { name } = registry2;
  const where = { subscriptionId, resourceGroup, name, tenantId };
  const groups = resourceGroup === void 0 ? await groupsOf(send2, cloud, subscriptionId, name) : [resourceGroup];
  if ("state" in groups) {
    const reason = `the resource group of ${name} is not known: ${groups.reason}. Name it with the input resource-group`;
    return unknown(wrongPlace(groups, where) ?? reason, groups.state !== "failed");
  }
  const places = await Promise.all(
    groups.map(async (group) => {
      const details2 = await readRegistry(send2, cloud, registryResourceId(subscriptionId, group, name));
      return { state: "found", resourceGroup: group, details: details2 };
    })
  );
  const [only, ...more] = places;
  if (only !== void 0 && more.length === 0) {
    const wrong = "code" in only.details ? wrongPlace(only.details, { ...where, resourceGroup: only.resourceGroup }) : void 0;
    return wrong === void 0 ? only : unknown(wrong, true);
  }
  const meant = places.filter(
    ({ details: details2 }) => registry2.given === "login server" && details2.state === "known" && details2.loginServer === registry2.loginServer
  );
  const [found2, ...others] = meant;
  if (found2 !== void 0 && others.length === 0) return found2;
  return unknown(
    `subscription ${subscriptionId} has several registries ${name}, in the groups ${groups.join(", ")}. Say which with resource-group, or give its login server or its resource id as \`registry\``,
    true
  );
}
async function groupsOf(send2, cloud, subscriptionId, name) {
  const found2 = await findResourceGroups(send2, cloud, subscriptionId, name);
  return found2.state === "found" ? found2.resourceGroups : found2;
}
async function whyNobody(tokens, scope) {
  try {
    await tokens.token(scope);
    return void 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return messageOf(error);
  }
}
async function credentialSetsFor(view, wanted) {
  return wanted ? view.service.credentialSets() : { state: "known", sets: [] };
}
async function existing(client, repositories) {
  const known = /* @__PURE__ */ new Map();
  const troubles = /* @__PURE__ */ new Set();
  await Promise.all(
    repositories.map(async (repository) => {
      const existence = await client.repositoryExists(repository);
      if (existence.state !== "not-told") known.set(repository, existence.state === "exists");
      else if (existence.reason !== void 0 && isTrouble(existence.reason)) {
        troubles.add(sentences(existence.reason.message, existence.reason.remedy));
      }
    })
  );
  return { known, troubles: [...troubles].sort() };
}
function isTrouble({ kind, networkDenied }) {
  return kind !== "unauthorized" && kind !== "forbidden" && kind !== "stopped" && networkDenied !== true;
}

// src/stages/plan.ts
async function planRun(scan, base, look, inputs, context, prefix = "") {
  const { authority, pullRequest } = context.rights;
  const there = base.state === "read" ? withAsked(base.scan, inputs) : void 0;
  const here = withAsked(scan, inputs);
  const given = authority === "base" && there !== void 0 ? withBaseMarks(here.uses, there.uses, ["ignored"]) : here.uses;
  const own = await classified(given, scan.builtHere, look, inputs, context);
  const { uses, classify: again } = own;
  const leftAside2 = new Set(uses.filter((use) => use.testMaterial !== void 0));
  const isExempt = matcher(inputs.exemptPaths);
  const gateScope = {
    // Where nothing can fail the step, nothing is spent on what only tests read (docs/trust.md#test-material).
    head: isGateOn(inputs) ? uses : uses.filter((use) => !leftAside2.has(use)),
    ...{ base: there, authority, gateScope: inputs.gateScope, classify: again },
    isExempt: (file) => isExempt(`${prefix}${file}`)
  };
  const wanted = inputs.scope ?? (pullRequest === void 0 ? "all" : "changed");
  const scope = there === void 0 ? "all" : wanted;
  const inScope = new Set(scope === "all" ? uses.filter(counts3) : newUses(gateScope));
  const gated = gatedUses(gateScope);
  const asTheyAre = new Set(uses);
  const unplanned = new Set([...gated].filter((use) => !asTheyAre.has(use)));
  const made = inputs.registry === void 0 ? void 0 : await planFor([...inScope], uses, look, inputs, context);
  return {
    ...{ uses, inScope, gated, unplanned, leftAside: leftAside2, scope, plan: made?.plan },
    blind: authority === "base" ? blindSpots(scan, base.state === "read" ? base.scan : void 0, prefix) : [],
    troubles: [.../* @__PURE__ */ new Set([...own.troubles, ...made?.troubles ?? []])],
    notes: made?.notes ?? []
  };
}
function withAsked(tree2, { includeTests, includeDisabled }) {
  if (!includeTests && !includeDisabled) return tree2;
  const uses = tree2.uses.map(({ testMaterial, ifEnabled, ...use }) => ({
    ...use,
    ...testMaterial === void 0 || includeTests ? {} : { testMaterial },
    ...ifEnabled === void 0 || includeDisabled ? {} : { ifEnabled }
  }));
  return { ...tree2, uses };
}
function isGateOn({ failOn, failWhen }) {
  return failOn !== "none" || ["uncovered", "unwarmed", "unscanned"].some((word) => failWhen.has(word));
}
async function classified(uses, builtHere, look, inputs, context) {
  const rules2 = look.state === "known" ? look.view.rules : look.rules?.rules;
  const forClasses = classContext(builtHere, rules2, inputs, context);
  const first = classify(uses, forClasses);
  const plain2 = (others, built) => classify(others, { ...forClasses, builtHere: built });
  if (look.state !== "known") return { uses: first, troubles: [], classify: plain2 };
  const own = first.flatMap((use) => use.class === "own" && use.reference ? [use.reference.repository] : []);
  const { known, troubles } = await existing(look.view.client, [...new Set(own)].sort());
  const told3 = { ...forClasses, repositoryExists: (repository) => known.get(repository) };
  return {
    uses: classify(uses, told3),
    troubles,
    classify: (others, built) => classify(others, { ...told3, builtHere: built })
  };
}
async function planFor(inScope, uses, look, inputs, context) {
  const view = look.state === "known" ? look.view : void 0;
  const known = look.state === "known" ? look.view : look.rules;
  const request = {
    registry: inputs.registry?.name ?? "",
    registryId: known?.registryId ?? "",
    wanted: wantedOf(inScope, inputs),
    cached: cachedRepositories(uses),
    rules: known?.rules ?? [],
    upstreams: inputs.upstreams,
    namedCredentialSets: inputs.credentialSets,
    template: inputs.target,
    wildcardTemplate: inputs.wildcardTarget,
    targets: inputs.targets,
    cap: inputs.maxCacheRules,
    wildcards: inputs.wildcards,
    now: context.now()
  };
  if (view === void 0) {
    const plan = makePlan({ ...request, repositories: /* @__PURE__ */ new Map(), credentialSets: { state: "not-looked-up" } });
    return { plan, troubles: [], notes: [] };
  }
  const index = ruleIndex(view.rules);
  const wantsCredentials = request.wanted.some(
    ({ source, allowed }) => allowed && index.forSource(source) === void 0 && mayWantCredentials(source, inputs)
  );
  const credentialSets2 = credentialSetsFor(view, wantsCredentials);
  const planned = await planLookedUp(request, index, view, credentialSets2, context);
  if (!planned.plan.refused.some(({ refusal: refusal3 }) => refusal3.reason === "target-taken")) return planned;
  const now = await view.service.list();
  const before = new Set(view.rules.map(({ name }) => name));
  if (now.state !== "known" || now.rules.every(({ name }) => before.has(name))) return planned;
  return planLookedUp({ ...request, rules: now.rules }, ruleIndex(now.rules), view, credentialSets2, context);
}
var LOOKED_UP_BEYOND = 100;
async function planLookedUp(request, index, { client }, credentialSets2, { log }) {
  const { cap, rules: rules2, wildcards } = request;
  const targets = targetsToLookUp(request, index);
  const repositories = /* @__PURE__ */ new Map();
  const asked = /* @__PURE__ */ new Set();
  const troubles = /* @__PURE__ */ new Set();
  const ask2 = async (wanted) => {
    const fresh = wanted.filter((target) => !asked.has(target)).sort();
    for (const target of fresh) asked.add(target);
    const found2 = await existing(client, fresh);
    for (const [repository, exists] of found2.known) repositories.set(repository, exists);
    for (const trouble of found2.troubles) troubles.add(trouble);
  };
  let count2 = wildcards === "never" ? Math.max(0, cap - rules2.length) + LOOKED_UP_BEYOND : targets.length;
  for (; ; ) {
    const [sets] = await Promise.all([credentialSets2, ask2(targets.slice(0, count2))]);
    const plan = makePlan({ ...request, repositories, credentialSets: sets });
    const unasked3 = plan.create.map(({ target }) => target).filter((target) => !target.endsWith("/*") && !asked.has(target));
    if (unasked3.length === 0) {
      const hosts = plan.create.map(({ source }) => source.slice(0, source.indexOf("/")));
      const notes = unhealthyNamed(hosts, { ...request, credentialSets: sets });
      for (const note of notes) log.warning(note);
      return { plan, troubles: [...troubles].sort(), notes };
    }
    await ask2(unasked3);
    count2 *= 2;
  }
}
function cachedRepositories(uses) {
  return uses.flatMap((use) => use.class === "cached" && use.reference ? [use.reference.repository] : []);
}
function wantedOf(uses, inputs) {
  const policy3 = imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages);
  return uses.flatMap(
    (use) => use.source !== void 0 && wantsRule(use) ? [{ source: nameOf(use.source), uses: 1, allowed: policy3.allows(use.source) }] : []
  );
}
function mayWantCredentials(source, { upstreams }) {
  const upstream = upstreamOf(source.slice(0, source.indexOf("/")), upstreams);
  return upstream !== void 0 && upstream.authentication !== "none";
}

// src/registry/warming/replicas.ts
var MAX_LOOKS = 5;
var FIRST_WAIT_MS = 2e3;
async function askReplica(client, results, signal) {
  const { loginServer: endpoint } = client;
  const warm2 = results.flatMap((result) => result.status === "warm" ? [result] : []);
  let behind = warm2;
  try {
    for (let look = 1; ; look += 1) {
      const there = await Promise.all(
        behind.map(({ request, served }) => isStored(client, request.repository, served.digest, signal))
      );
      behind = behind.filter((_, place) => there[place] === false);
      if (behind.length === 0 || look === MAX_LOOKS) break;
      await client.wait(FIRST_WAIT_MS * 2 ** (look - 1), signal);
    }
  } catch (error) {
    if (!(error instanceof RegistryFailure) && !signal.aborted) throw error;
    const trouble = error instanceof RegistryFailure ? error.reason.message : "the run ended before";
    return { endpoint, stored: warm2.length - behind.length, behind: [], trouble };
  }
  return { endpoint, stored: warm2.length - behind.length, behind: behind.map(({ request }) => request.image) };
}
async function isStored(client, repository, digest2, signal) {
  try {
    return !await client.isFromUpstream(repository, digest2, { signal });
  } catch (error) {
    if (error instanceof RegistryFailure && error.reason.kind === "not-found") return false;
    throw error;
  }
}

// src/stages/replicas.ts
var NO_LIMITS = { replicas: [], notes: [] };
async function limitsOf(results, look, earlier, inputs, context) {
  const warm2 = results.filter(({ status }) => status === "warm").length;
  if (look.state !== "known" || warm2 === 0) return NO_LIMITS;
  const { view } = look;
  const asked = await replicasOf(view, results, context);
  return { ...asked, notes: [...asked.notes, ...retentionNotes(view, inputs), ...refreshNotes(results, earlier)] };
}
async function replicasOf(view, results, { signal }) {
  const { details: details2, registry: registry2 } = view;
  if (details2.state !== "known" || details2.sku !== "Premium") return NO_LIMITS;
  const { loginServer } = registry2;
  const told3 = await view.replicas();
  if (told3.state !== "known") {
    return withNote(
      `Whether ${loginServer} is replicated can't be seen (${told3.reason}): warm is what the replica says that answered this run`
    );
  }
  const { locations } = told3;
  if (locations.length < 2) return NO_LIMITS;
  const endpoints = told3.endpoints.filter((host) => host !== loginServer && isOwnHost(host, loginServer));
  if (endpoints.length === 0) {
    return withNote(
      `${loginServer} is replicated to ${locations.join(", ")}, and warm is what the replica says that answered this run: the others agree later. With regional endpoints on, each is asked`
    );
  }
  const replicas2 = await Promise.all(endpoints.map((host) => askReplica(view.openEndpoint(host), results, signal)));
  return { replicas: replicas2, notes: replicas2.flatMap(replicaNote) };
}
function withNote(note) {
  return { replicas: [], notes: [`${note}. See docs/warming.md#what-warm-does-not-prove`] };
}
function replicaNote({ endpoint, behind, trouble }) {
  if (trouble !== void 0) {
    return [
      `Whether the replica ${endpoint} has the warm images could not be asked: ${trouble}. See docs/warming.md#what-warm-does-not-prove`
    ];
  }
  if (behind.length === 0) return [];
  return [
    `The replica ${endpoint} does not have ${count(behind.length, "warm image")} yet (${behind.join(", ")}): replicas agree late. See docs/warming.md#what-warm-does-not-prove`
  ];
}
function retentionNotes({ details: details2 }, { pin }) {
  if (!pin || details2.state !== "known" || details2.retentionDays === void 0) return [];
  const days = count(details2.retentionDays, "day");
  return [
    `The registry deletes manifests without a tag after ${days}: a digest that \`pin\` writes loses its tag when the tag moves, and is deleted then. Turn retention off, or follow with the pins in time. See docs/warming.md#what-warm-does-not-prove`
  ];
}
function refreshNotes(results, earlier) {
  const compared = results.some(({ request }) => request.previous !== void 0 && request.digest === void 0);
  if (!compared || earlier.size === 0) return [];
  return [
    "Tags are compared with what the registry was last told by their source, which may be up to 5 minutes ago; where the source does not answer, it serves what it has. See docs/warming.md#what-warm-does-not-prove"
  ];
}

// src/outcome/title.ts
function titleOf2(decided) {
  return failureTitle(decided) ?? attentionTitle(decided) ?? wellTitle(decided);
}
function failureTitle({ tally: tally2, gate: gate2, unfinished, uncheckedInQueue, failedBy, problems }) {
  const [why2] = unfinished;
  if (why2 !== void 0) return `Not finished: ${why2}`;
  if (gate2.verdict === "failed") return `Gate failed: ${findingsText(gate2)}`;
  if (uncheckedInQueue > 0) return `Held back from the merge: ${count(uncheckedInQueue, "image")} not checked`;
  const [word] = failedBy;
  return word === void 0 ? void 0 : `Failed: ${WORD_TITLES[word](tally2, problems)}`;
}
var WORD_TITLES = {
  uncovered: uncoveredText,
  unwarmed: ({ unwarmed }) => `${images2(unwarmed)} not known to be stored`,
  unscanned: ({ unscanned }) => `${images2(unscanned)} not scanned`,
  unreadable: ({ unreadable }) => `${count(unreadable, "file")} could not be read`,
  stale: ({ stale }) => `${images2(stale)} behind the upstream`,
  error: (_, problems) => `not all could be asked (${count(problems, "error")})`,
  review: () => "the pull request could not be answered"
};
function attentionTitle({ tally: tally2, gate: gate2, problems, unasked: unasked3 }) {
  if (/^(?:not decided|nothing judged)/.test(gate2.verdict)) return `Gate: ${gate2.verdict}`;
  if (tally2.uncovered + tally2.dangling + tally2.halfMoved > 0) return uncoveredText(tally2);
  if (tally2.unwarmed > 0) return `${images2(tally2.unwarmed)} not known to be stored`;
  if (problems > 0) return `Not all could be asked (${count(problems, "problem")})`;
  if (tally2.unreadable > 0) return `${count(tally2.unreadable, "file")} could not be read`;
  if (tally2.stale > 0) return `${images2(tally2.stale)} behind the upstream`;
  if (tally2.planned > 0) {
    return `${count(tally2.planned, "image")} can move once ${count(tally2.rulesToCreate, "cache rule")} ${tally2.rulesToCreate === 1 ? "is" : "are"} created`;
  }
  if (unasked3 > 0)
    return `${count(unasked3, "image")} found; this run can't sign in to ask about ${unasked3 === 1 ? "it" : "them"}`;
  if (tally2.unscanned > 0) return `${images2(tally2.unscanned)} not scanned`;
  if (tally2.excess > 0) return `${count(tally2.excess, "cache rule")} above the cap`;
  return void 0;
}
function wellTitle(decided) {
  const { tally: tally2 } = decided;
  if (!isAnyUnseen(tally2.unseen)) return seenTitle(decided);
  const { charts, bases, others } = tally2.unseen;
  return `${seenTitle(decided).replace(/^All is well: no/, "No")}; ${count(charts + bases + others, "source")} of images unseen`;
}
function seenTitle({ tally: tally2, gate: gate2 }) {
  const fresh = tally2.changedOnly ? "new " : "";
  if (gate2.verdict === "passed" && gate2.images.length > 0) {
    return `Gate passed: nothing in ${count(gate2.images.length, `${fresh}image`)} counts against it`;
  }
  if (tally2.public > 0 && tally2.covered === tally2.public) {
    return tally2.public === 1 ? `The ${fresh}public image has a cache rule` : `All ${count(tally2.public, `${fresh}public image`)} have cache rules`;
  }
  if (tally2.public > 0) return `${count(tally2.public, `${fresh}public image`)} found`;
  if (tally2.cached > 0) return `All is well: ${count(tally2.cached, `${fresh}image`)} served from the registry`;
  return `All is well: no ${fresh}public image`;
}
function findingsText({ images: all }) {
  const failing2 = all.filter(({ state }) => state === "failed");
  const found2 = new Set(failing2.flatMap(({ blocking = [] }) => blocking.map(({ finding }) => finding.severity)));
  const words = ["critical", "high", "medium", "low"].filter((severity) => found2.has(severity));
  const named3 = [...words, ...found2.has("unknown") ? ["unrated"] : []];
  const last = named3.pop();
  const severities2 = last === void 0 ? "" : `${[named3.join(", "), last].filter((part) => part !== "").join(" or ")} `;
  return `${count(failing2.length, "image")} ${failing2.length === 1 ? "has" : "have"} ${severities2}findings`;
}
function uncoveredText({ uncovered, dangling, halfMoved }) {
  const number = uncovered + dangling + halfMoved;
  return `${count(number, "image")} ${number === 1 ? "has" : "have"} no cache rule`;
}
function images2(number) {
  return `${count(number, "image")} ${number === 1 ? "is" : "are"}`;
}

// src/outcome/outcome.ts
var TELLING = /* @__PURE__ */ new Set(["review", "report"]);
function decide(tally2, gate2, problems, failWhen, standing2) {
  const failures = [];
  if (gate2.verdict === "failed") failures.push(`the gate ${gate2.headline}`);
  const unchecked = gate2.images.filter(({ open }) => open.includes("not-checked")).length;
  if (standing2.isQueue && gate2.verdict !== "no gate" && unchecked > 0) {
    failures.push(`the merge queue: ${count(unchecked, "image")} not checked`);
  }
  const unfinished = problems.filter((problem2) => problem2.unfinished !== void 0);
  for (const { message } of unfinished) failures.push(message);
  const others = problems.filter((problem2) => problem2.unfinished === void 0);
  const failedBy = grounds(tally2, others, standing2).filter(([word, number]) => number > 0 && failWhen.has(word));
  for (const [word, , text4] of failedBy) failures.push(`fail-when ${word}: ${text4}`);
  const left = tally2.planned + tally2.uncovered + tally2.dangling + tally2.halfMoved + tally2.unwarmed + tally2.stale;
  const unknown2 = tally2.unreadable + tally2.unscanned + problems.length;
  const unasked3 = standing2.asks ? 0 : tally2.public + tally2.cached;
  const isOpen = /^(?:not decided|nothing judged)/.test(gate2.verdict);
  return {
    failed: failures.length > 0,
    attention: failures.length > 0 || left + unknown2 + unasked3 + tally2.excess > 0 || isAnyUnseen(tally2.unseen) || isOpen,
    title: titleOf2({
      ...{ tally: tally2, gate: gate2, unasked: unasked3, problems: others.length },
      unfinished: unfinished.flatMap((problem2) => problem2.unfinished ?? []),
      uncheckedInQueue: standing2.isQueue && gate2.verdict !== "no gate" ? unchecked : 0,
      failedBy: failedBy.map(([word]) => word)
    }),
    headline: headlineOf(tally2, gate2, problems),
    failures
  };
}
function grounds(tally2, problems, { asks }) {
  const errors2 = asks ? problems.filter(({ stage }) => !TELLING.has(stage)) : [];
  const untold = problems.filter(({ stage }) => TELLING.has(stage));
  return [
    [
      "uncovered",
      tally2.uncovered + tally2.dangling + tally2.halfMoved,
      `${count(tally2.uncovered + tally2.dangling + tally2.halfMoved, "image")} without a rule`
    ],
    ["unwarmed", tally2.unwarmed, `${count(tally2.unwarmed, "image")} not proven to be stored`],
    ["unscanned", tally2.unscanned, `${count(tally2.unscanned, "image")} not scanned`],
    ["unreadable", tally2.unreadable, `${count(tally2.unreadable, "file")} not read`],
    ["stale", tally2.stale, `${count(tally2.stale, "image")} behind the upstream`],
    ["error", errors2.length, messages2(errors2)],
    ["review", untold.length, messages2(untold)]
  ];
}
function messages2(problems) {
  return problems.map(({ message }) => message).join(" · ");
}
function headlineOf(tally2, gate2, problems) {
  const untold = problems.filter(({ stage }) => TELLING.has(stage)).length;
  const parts = [
    ...new Set(problems.flatMap(({ unfinished }) => unfinished ?? [])),
    publicText(tally2),
    tally2.cached > 0 ? `${tally2.cached} already served from the registry` : "",
    tally2.dangling > 0 ? `${tally2.dangling} dangling` : "",
    tally2.halfMoved > 0 ? `${tally2.halfMoved} half moved` : "",
    tally2.warm + tally2.unwarmed > 0 ? `${tally2.warm} warm, ${tally2.unwarmed} not` : "",
    tally2.stale > 0 ? `${tally2.stale} stale` : "",
    gate2.verdict === "no gate" ? "" : `gate ${gate2.headline}`,
    gate2.verdict === "no gate" && tally2.unscanned > 0 ? `${count(tally2.unscanned, "image")} not scanned` : "",
    tally2.unreadable > 0 ? `${count(tally2.unreadable, "file")} not read` : "",
    ...unseenParts(tally2.unseen),
    tally2.excess > 0 ? `${count(tally2.excess, "rule")} above the cap` : "",
    problems.length > untold ? count(problems.length - untold, "error") : "",
    untold > 0 ? count(untold, "warning") : ""
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
function publicText(tally2) {
  const { changedOnly, public: number, covered: covered3, planned, uncovered, rulesCreated, rulesToCreate: rulesToCreate2 } = tally2;
  const kind = `${changedOnly ? "new " : ""}public image`;
  if (number === 0) return `no ${kind}`;
  if (covered3 + planned + uncovered === 0) return count(number, kind);
  const created = rulesCreated > 0 ? ` (${count(rulesCreated, "new rule")})` : "";
  const awaiting = planned > 0 ? `, ${planned} would be (${count(rulesToCreate2, "rule")} to create)` : "";
  return `${count(number, kind)}: ${covered3} covered${created}${awaiting}, ${uncovered} not`;
}

// src/report/consumer-needs.ts
function consumerNeeds(uses, registry2) {
  const found2 = new Set(uses.map(consumerOf));
  return Object.entries(NEEDS).flatMap(([consumer, needOf]) => found2.has(consumer) ? [needOf(registry2)] : []);
}
var NEEDS = {
  aks: (registry2) => ({
    consumer: "aks",
    name: "AKS nodes",
    canLogIn: true,
    need: `The kubelet's identity needs ${roleText(registry2)} on the registry; no imagePullSecrets then.`,
    command: registry2.abac === true ? grantCommand(
      "$(az aks show --resource-group <group> --name <cluster> --query identityProfile.kubeletidentity.objectId --output tsv)",
      registry2
    ) : `az aks update --resource-group <group> --name <cluster> --attach-acr ${registry2.name}`
  }),
  "container-apps": (registry2) => ({
    consumer: "container-apps",
    name: "Container Apps",
    canLogIn: true,
    need: `The app's managed identity needs ${roleText(registry2)}, and the app must be told to use it for this registry.`,
    command: `az containerapp registry set --resource-group <group> --name <app> --server ${registry2.loginServer} --identity system`
  }),
  "container-instances": (registry2) => ({
    consumer: "container-instances",
    name: "Container Instances",
    canLogIn: true,
    need: `A user-assigned identity of the group needs ${roleText(registry2)}, and imageRegistryCredentials must name it.`,
    command: grantCommand("<principal id of the identity>", registry2)
  }),
  compose: (registry2) => ({
    consumer: "compose",
    name: "Docker Compose",
    canLogIn: true,
    need: mustBeLoggedIn(registry2),
    command: loginCommand(registry2)
  }),
  build: (registry2) => ({
    consumer: "build",
    name: "Image builds",
    canLogIn: true,
    need: `The builder must be logged in to ${registry2.loginServer} before the build (docker/login-action in a workflow).`,
    command: loginCommand(registry2)
  }),
  "build-frontend": (registry2) => ({
    consumer: "build-frontend",
    name: "BuildKit frontends (# syntax=)",
    canLogIn: true,
    need: `BuildKit pulls the frontend with the log-ins of the client that starts the build, so log in to ${registry2.loginServer} before it.`,
    command: loginCommand(registry2)
  }),
  "workflow-container": ({ name }) => ({
    consumer: "workflow-container",
    name: "Workflow jobs in containers, and their services",
    canLogIn: true,
    need: "The image is pulled before the first step: `credentials` beside `image` must hold a scope-map token, since no login of a step comes early enough.",
    command: `az acr token create --name workflow-pull --registry ${name} --scope-map _repositories_pull`
  }),
  "docker-action": () => ({
    consumer: "docker-action",
    name: "Actions by docker://",
    canLogIn: false,
    need: "They take no credentials: leave them where they are, or allow anonymous pulls from the registry."
  }),
  devcontainer: (registry2) => ({
    consumer: "devcontainer",
    name: "Development containers",
    canLogIn: true,
    need: `Every developer must be logged in to ${registry2.loginServer}; Codespaces takes the secrets <NAME>_CONTAINER_REGISTRY_SERVER, _USER and _PASSWORD.`,
    command: loginCommand(registry2)
  }),
  charts: (registry2) => ({
    consumer: "charts",
    name: "Charts",
    canLogIn: true,
    need: `Whoever fetches them must sign in first: Flux by \`provider: azure\` on the HelmRepository or OCIRepository and an identity of its source-controller with ${roleText(registry2)}, Argo CD by credentials of the repository, helm by \`helm registry login\`.`,
    command: grantCommand("<principal id of the identity>", registry2)
  }),
  "other-ci": ({ name }) => ({
    consumer: "other-ci",
    name: "Other CI systems",
    canLogIn: true,
    need: "The system's runner needs a log-in to the registry, such as a scope-map token kept as its secret.",
    command: `az acr token create --name ci-pull --registry ${name} --scope-map _repositories_pull`
  }),
  host: (registry2) => ({
    consumer: "host",
    name: "Hosts that run containers",
    canLogIn: true,
    need: mustBeLoggedIn(registry2),
    command: loginCommand(registry2)
  })
};
function mustBeLoggedIn({ loginServer }) {
  return `Whoever pulls must be logged in to ${loginServer} first.`;
}
function loginCommand({ name }) {
  return `az acr login --name ${name}`;
}
var REPOSITORY_READER = "Container Registry Repository Reader";
function roleText({ abac }) {
  if (abac === void 0) return `AcrPull (${REPOSITORY_READER} where the registry is in ABAC mode)`;
  return abac ? REPOSITORY_READER : "AcrPull";
}
function grantCommand(principal, { name, abac }) {
  const role = abac === true ? `"${REPOSITORY_READER}"` : "AcrPull";
  return `az role assignment create --assignee ${principal} --role ${role} --scope $(az acr show --name ${name} --query id --output tsv)`;
}

// src/report/renovate.ts
function renovateAliases(loginServer, rules2) {
  let aliases = [];
  const told3 = [];
  const unaliased = [];
  for (const rule of rules2.filter(({ state }) => state === "Succeeded").toSorted(byTarget)) {
    const choices = [
      aliases,
      ...aliasesOf(loginServer, rule).map((alias) => [...aliases, alias].toSorted(longerFirst))
    ];
    const fitting2 = choices.find((choice) => [rule, ...told3].every((other) => tells(choice, loginServer, other)));
    if (fitting2 === void 0) unaliased.push(rule);
    else {
      aliases = fitting2;
      told3.push(rule);
    }
  }
  const registryAliases = Object.fromEntries(aliases.map(({ from, to }) => [from, to]));
  return { configuration: { registryAliases }, unaliased };
}
function renovateSection(loginServer, rules2) {
  const { configuration, unaliased } = renovateAliases(loginServer, rules2);
  if (Object.keys(configuration.registryAliases).length === 0) return "";
  const lines2 = [
    `Renovate asks a registry for new tags, and ${codeSpan(loginServer)} lists only what it has cached. These aliases make it ask upstream.`,
    "Merge them into `renovate.json` (or `.github/renovate.json`, or the `renovate` key of `package.json`):",
    "",
    fencedLines(JSON.stringify(configuration, void 0, 2), "json")
  ];
  if (unaliased.length > 0) {
    const names = unaliased.map(({ target }) => codeSpan(target)).join(", ");
    lines2.push("", `No alias tells where these come from, for their names are not those upstream: ${names}.`);
  }
  return `${lines2.join("\n")}
`;
}
function aliasesOf(loginServer, { source, target }) {
  const from = componentsOf(target);
  const to = componentsOf(source);
  const found2 = [];
  let length = target.endsWith("*") ? 0 : 1;
  while (length < from.length && length < to.length && agree(from, to, length)) {
    const kept = { from: from.slice(0, from.length - length), to: to.slice(0, to.length - length) };
    found2.unshift({ from: [loginServer, ...kept.from].join("/"), to: kept.to.join("/") });
    length++;
  }
  return found2;
}
function agree(one, other, length) {
  return length === 0 || one.slice(-length).join("/") === other.slice(-length).join("/");
}
function componentsOf(name) {
  return name.split("/").filter((component) => component !== "*" && component !== "");
}
function tells(aliases, loginServer, { source, target }) {
  const name = `${loginServer}/${target}`;
  const alias = aliases.find(({ from }) => name.startsWith(`${from}/`));
  return alias !== void 0 && alias.to + name.slice(alias.from.length) === source;
}
function longerFirst(one, other) {
  return other.from.length - one.from.length || compareTexts(one.from, other.from);
}
function byTarget(one, other) {
  return compareTexts(one.target, other.target);
}

// src/governance/forecast.ts
function forecast({ uses, unseen: unseen2, movedTo, ...marks }, wall) {
  const deployed = uses.filter((use) => consumerOf(use) === "aks" && use.overriddenBy === void 0);
  const pulled2 = deployed.flatMap((use) => {
    const written = writtenImage(use);
    return written === void 0 ? [] : [{ use, written, movedTo: movedTo(use) }];
  });
  return {
    engines: ENGINE_NAMES.map((engine2) => engineForecast(engine2, pulled2, wall, marks)),
    untold: [
      ...deployed.flatMap((use) => writtenImage(use) === void 0 ? [templated(use)] : []),
      ...unseen2.map(({ file, line: line2, source, remedy }) => ({ file, line: line2, what: source, reason: remedy }))
    ]
  };
}
function templated({ file, line: line2, text: text4, reason = "its value is not known" }) {
  return { file, line: line2, what: text4, reason };
}
function engineForecast(name, pulled2, { allowed }, { isNew: isNew2, isExempt }) {
  const engine2 = ENGINES[name];
  const strange = pulled2.filter(({ written }) => !engine2.admits(allowed, written));
  const seen = strange.filter(({ use }) => engine2.sees.has(use.podList ?? "containers"));
  return {
    engine: name,
    images: pulled2.length,
    refused: seen.map(({ use, written, movedTo }) => ({
      file: use.file,
      line: use.line,
      image: written,
      clause: engine2.clause,
      remedy: remedyOf(use, movedTo),
      movedByRewrite: movedTo !== void 0,
      isNew: isNew2(use),
      isExempt: isExempt(use)
    })),
    refusedAfterwards: seen.filter(({ movedTo }) => movedTo === void 0 || !engine2.admits(allowed, `${movedTo}:1`)).length,
    unseen: strange.length - seen.length
  };
}
function writtenImage({ image, text: text4, also }) {
  if (image === null) return void 0;
  const registry2 = also.find(({ role }) => role === "registry")?.text.replace(/\/$/, "");
  return registry2 === void 0 || registry2 === "" ? text4 : `${registry2}/${text4}`;
}
function remedyOf(use, movedTo) {
  if (movedTo !== void 0) return `the rewrite moves it to ${movedTo}`;
  switch (use.class) {
    case "trusted":
      return use.reference === void 0 ? "write its registry in front" : `write it in full: ${formatReference(use.reference)}`;
    case "public":
      return use.uneditable === void 0 ? "give it a cache rule, then the rewrite moves it" : `move it by hand: ${use.uneditable}`;
    case "foreign":
      return "name its registry in trusted-registries, or import it (az acr import)";
    case "built-here":
      return "push it to the registry and name it there";
    case "cached":
    case "own":
    case "dangling":
    case "half-moved":
      return "name it by the login server that the policy allows";
    case "templated":
      return "write the image out";
  }
}

// src/governance/system-namespaces.ts
var SYSTEM_NAMESPACES = [
  // Kubernetes.
  "kube-system",
  "kube-public",
  "kube-node-lease",
  // Azure Policy's own, and what Azure Arc and cluster extensions install.
  "gatekeeper-system",
  "azure-arc",
  "azure-extensions-usage-system",
  // Add-ons of AKS: `az aks command invoke`, application routing, the Istio add-on, network policy.
  "aks-command",
  "app-routing-system",
  "aks-istio-system",
  "aks-istio-ingress",
  "aks-istio-egress",
  "calico-system",
  "tigera-operator",
  // Cluster extensions.
  "dapr-system",
  "flux-system",
  // An admission engine that refuses itself can't be started again.
  "kyverno"
];

// src/stages/forecast.ts
function wallOf(loginServer, { trustedRegistries }, options) {
  return {
    allowed: allowedImages([loginServer], options.regions, trustedRegistries),
    mode: options.mode,
    excludedNamespaces: options.includeSystem ? [] : SYSTEM_NAMESPACES
  };
}
function forecastOf(uses, unseen2, { rewritten }, wall, marks) {
  const moves = new Map(rewritten.map(({ use, move }) => [use, `${move.registry}/${move.repository}`]));
  return forecast({ uses, unseen: unseen2, movedTo: (use) => moves.get(use), ...marks }, wall);
}

// src/stages/links.ts
function linksOf(look, { portal }, env) {
  const server = /^https:\/\/[a-z0-9.:-]+$/i.exec(env.GITHUB_SERVER_URL ?? "")?.[0];
  const repository = nameIn2(env.GITHUB_REPOSITORY);
  const id = /^\d{1,20}$/.exec(env.GITHUB_RUN_ID ?? "")?.[0];
  const action = nameIn2(env.GITHUB_ACTION_REPOSITORY);
  const ref = /^[\w./-]{1,200}$/.exec(env.GITHUB_ACTION_REF ?? "")?.[0];
  return {
    ...look.state === "known" ? { portal: `${portal}/#resource${look.view.registryId}` } : {},
    ...server === void 0 || repository === void 0 || id === void 0 ? {} : { run: `${server}/${repository}/actions/runs/${id}` },
    ...action === void 0 || ref === void 0 ? {} : { docs: `https://github.com/${action}/blob/${ref}/docs/` }
  };
}
function nameIn2(text4) {
  return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.exec(text4 ?? "")?.[0];
}

// src/registry/warming/storage.ts
function storageOf(images3) {
  const holders = /* @__PURE__ */ new Map();
  for (const { image, served } of images3) {
    for (const { digest: digest2, size } of served.contents) {
      const holder = holders.get(digest2) ?? { size, images: /* @__PURE__ */ new Set() };
      holder.images.add(image);
      holders.set(digest2, holder);
    }
  }
  const sums = new Map(images3.map(({ image }) => [image, { bytes: 0, own: 0 }]));
  let total = 0;
  for (const { size, images: names } of holders.values()) {
    total += size;
    for (const name of names) {
      const sum = sums.get(name);
      if (sum === void 0) continue;
      sum.bytes += size;
      if (names.size === 1) sum.own += size;
    }
  }
  return { images: [...sums].map(([image, sum]) => ({ image, ...sum })), total };
}

// src/stages/storage-use.ts
var GIB = 1024 ** 3;
var INCLUDED_GIB = /* @__PURE__ */ new Map([
  ["Basic", 10],
  ["Standard", 100],
  ["Premium", 500]
]);
function storageUse(results, look, { storagePrice }) {
  const served = results.flatMap(
    (result) => result.status === "not-served" ? [] : [{ image: result.request.image, served: result.served }]
  );
  if (served.length === 0) return void 0;
  const storage3 = storageOf(served);
  const sku = look.state === "known" && look.view.details.state === "known" ? look.view.details.sku : void 0;
  const included = sku === void 0 ? void 0 : INCLUDED_GIB.get(sku);
  return {
    ...storage3,
    ...sku === void 0 || included === void 0 ? {} : { plan: { sku, included: included * GIB } },
    ...storagePrice === void 0 ? {} : { monthly: storage3.total / GIB * storagePrice }
  };
}

// src/stages/report.ts
function settledPlan({ planned, ensured }) {
  if (planned.plan === void 0 || ensured === void 0) return planned.plan;
  const present = ensured.rules.length;
  const { cap, needed } = planned.plan.room;
  const room = { cap, present, creating: 0, remaining: Math.max(0, cap - present), needed };
  return { ...planned.plan, covered: ensured.covered, refused: ensured.refused, room };
}
function reportOf(stages, reviewed, inputs, standing2, env) {
  const { apply, read: read3, look, planned, warmed, earlier, gate: gate2, moved: moved2 } = stages;
  const plan = settledPlan(stages);
  const unasked3 = unaskedProblems(plan, warmed, gate2);
  const problems = [...stages.problems, ...unasked3, ...reviewed.problems].map(withStage);
  const tally2 = tallyOf(stages, plan, reviewed);
  const loginServer = inputs.registry?.loginServer;
  return {
    version: 1,
    registry: loginServer,
    notes: [...identityNotes(inputs, stages.look), ...planned.notes, ...stages.limits.notes],
    replicas: stages.limits.replicas,
    apply,
    scope: planned.scope,
    uses: planned.uses,
    leftAside: [...planned.leftAside].map(({ file, line: line2, text: text4, testMaterial = "" }) => ({
      ...{ file, line: line2, text: text4 },
      reason: testMaterial
    })),
    unseen: read3.scan.unseen,
    warnings: read3.scan.warnings,
    plan,
    rules: rulesReport(stages, inputs),
    warmed,
    moved: movedTags(warmed, earlier),
    storage: storageUse(warmed, look, inputs),
    gate: gate2,
    rewrite: {
      moved: moved2.rewrite.rewritten.map(({ use, move }) => ({
        file: use.file,
        line: use.line,
        from: use.text,
        to: `${move.registry}/${move.repository}`
      })),
      left: leftOf(moved2, reviewed).map(({ use, reason }) => ({
        file: use.file,
        line: use.line,
        text: use.text,
        reason
      }))
    },
    afterwards: afterwardsOf(stages, inputs),
    review: { suggestions: reviewed.suggestions, text: reviewed.text },
    problems,
    tally: tally2,
    outcome: decide(tally2, gate2, problems, inputs.failWhen, standing2),
    sarifCut: [],
    links: linksOf(look, inputs.azure.cloud, env)
  };
}
function leftOf({ rewrite: { unwritten } }, { left }) {
  const told3 = new Set(unwritten.map(({ use }) => use));
  return [...unwritten, ...left.filter(({ use }) => !told3.has(use))];
}
function withStage(problem2) {
  const { stage, message } = problem2;
  return message.startsWith(`${stage}: `) ? problem2 : { ...problem2, message: `${stage}: ${message}` };
}
function afterwardsOf({ read: read3, planned, moved: moved2, look, ensured, gatedDeployment: gatedDeployment2 }, inputs) {
  const { registry: registry2 } = inputs;
  if (registry2 === void 0) return { consumers: [], updates: "", forecast: void 0 };
  const served = planned.uses.filter((use) => use.class === "cached");
  const consumed = [...served, ...moved2.rewrite.rewritten.map(({ use }) => use)];
  if (consumed.length === 0) return { consumers: [], updates: "", forecast: void 0 };
  const details2 = look.state === "known" && look.view.details.state === "known" ? look.view.details : void 0;
  const abac = details2?.roleAssignmentMode === void 0 ? void 0 : details2.roleAssignmentMode.startsWith("Abac");
  const rules2 = ensured?.rules ?? (look.state === "known" ? look.view.rules : []);
  const isExempt = exemptFiles(inputs, read3.prefix);
  return {
    consumers: consumerNeeds(consumed, { ...registry2, ...abac === void 0 ? {} : { abac } }),
    updates: renovateSection(registry2.loginServer, rules2),
    ...gatedDeployment2 === void 0 ? {} : { gatedDeployment: gatedDeployment2 },
    forecast: forecastOf(planned.uses, read3.scan.unseen, moved2.rewrite, wallOf(registry2.loginServer, inputs, WATCHED), {
      isNew: (use) => planned.scope === "changed" && planned.inScope.has(use),
      isExempt: ({ file }) => isExempt(file)
    })
  };
}
var WATCHED = { mode: "audit", regions: [], includeSystem: false };
function rulesReport({ look, ensured }, { maxCacheRules }) {
  if (look.state !== "known") return void 0;
  const rules2 = ensured?.rules ?? look.view.rules;
  return {
    before: look.view.rules.length,
    after: rules2.length,
    cap: maxCacheRules,
    created: (ensured?.created ?? []).map(({ name, source, target }) => ({ name, source, target })),
    withdrawn: (ensured?.withdrawn ?? []).map(({ name }) => name),
    excess: ensured?.excess ?? []
  };
}
function tallyOf(stages, plan, reviewed) {
  const { planned, ensured, warmed, gate: gate2, read: read3 } = stages;
  const acting = [...planned.inScope];
  const warm2 = warmed.filter(({ status }) => status === "warm").length;
  return {
    images: distinct(planned.uses, () => true),
    publicFound: distinct(planned.uses, wantsRule),
    changedOnly: planned.scope === "changed",
    public: new Set(acting.flatMap((use) => use.source && wantsRule(use) ? [nameOf(use.source)] : [])).size,
    cached: distinct(acting, (use) => use.class === "cached"),
    ...coverage(stages, plan),
    rulesCreated: ensured?.created.length ?? 0,
    rulesToCreate: ensured === void 0 ? plan?.create.length ?? 0 : 0,
    warm: warm2,
    unwarmed: warmed.length - warm2,
    unscanned: unscannedImages(gate2),
    unreadable: read3.scan.warnings.length,
    stale: staleCount(warmed),
    dangling: distinct(acting, (use) => use.class === "dangling"),
    halfMoved: distinct(acting, (use) => use.class === "half-moved"),
    unseen: read3.unseen,
    suggestions: reviewed.suggestions,
    excess: ensured?.excess.length ?? 0
  };
}
function coverage({ ensured, look }, plan) {
  const { covered: covered3 = [], refused: refused4 = [] } = plan ?? {};
  const fresh = ensured === void 0 ? covered3.filter(({ by }) => by === "new").length : 0;
  const outOfReach = look.state === "unknown" && !look.expected;
  return {
    covered: covered3.length - fresh,
    planned: outOfReach ? 0 : fresh,
    uncovered: refused4.length + (outOfReach ? fresh : 0)
  };
}
function distinct(uses, which) {
  return new Set(
    uses.flatMap((use) => use.reference !== void 0 && which(use) ? [formatReference(use.reference)] : [])
  ).size;
}

// src/review/comment-body.ts
var MAX_TOLD = 10;
var LEAVE_ALONE = "To leave it alone, put the comment `acr-artifact-cache: ignore`, with a reason behind it, on the line or above it.";
function commentBody(suggestion, facts) {
  const moves = [...new Map(suggestion.moves.map((move) => [facts.of(move).from, facts.of(move)])).values()];
  const told3 = moves.slice(0, MAX_TOLD);
  const [only, ...others] = told3;
  const failing2 = told3.filter(({ judged: judged2 }) => judged2?.fails === true).map((move) => warning(move, others.length > 0));
  const what = told3.map((move) => others.length > 0 ? `- ${arrow(move)}. ${why(move)}` : arrow(move));
  const more = moves.length > told3.length ? [`- and ${moves.length - told3.length} more`] : [];
  const reason = others.length > 0 || only === void 0 ? [] : [why(only)];
  const hint = facts.hintOf(suggestion);
  return [
    ...failing2,
    [...what, ...more].join("\n"),
    fenced(suggestion.newText, "suggestion"),
    ...reason,
    ...hint === void 0 ? [] : [hint],
    LEAVE_ALONE
  ].join("\n\n");
}
function arrow({ from, to }) {
  return `${codeSpan(from)} → ${codeSpan(to)}`;
}
function warning({ from, judged: judged2 }, isOneOfSeveral) {
  const which = isOneOfSeveral ? codeSpan(from) : "This image";
  return sentences(
    `⚠️ **${which} fails the gate**, wherever it is pulled from: ${judged2?.text}`,
    "take another version"
  );
}
function why({ rule, stored: stored2, judged: judged2 }) {
  const brought = rule === void 0 ? "It comes from the registry" : `The ${rule.isNew ? "new " : ""}cache rule ${codeSpan(rule.name)} brings it`;
  const says = judged2 === void 0 || judged2.fails ? "" : ` Defender: ${judged2.text}.`;
  return `${brought}${STORED[stored2 ?? "unknown"]}.${says}`;
}
var STORED = {
  stored: ", and the registry has it stored",
  served: "; it was served, and is not known to be stored yet",
  unknown: ""
};

// src/review/marker.ts
const { createHash: createHash3 } = require("node:crypto");
function instanceOf(name, earlier) {
  return { id: idOf(name), earlier: earlier.map(idOf) };
}
function idOf(name) {
  return createHash3("sha256").update(name).digest("hex").slice(0, 16);
}
var WITHDRAWN = "withdrawn";
function commentMarker({ instance, key, text: text4 }) {
  return `<!-- acr-artifact-cache:2 instance=${instance} key=${key ?? WITHDRAWN} text=${text4} -->`;
}
function commentMarkerOf(body) {
  const found2 = /^<!-- acr-artifact-cache:2 instance=([0-9a-f]{16}) key=([0-9a-z-]{1,40}) text=([0-9a-f]{16}) -->\r?(?:\n|$)/.exec(
    body.slice(0, 200)
  );
  const [, instance, key, text4] = found2 ?? [];
  if (instance === void 0 || key === void 0 || text4 === void 0) return void 0;
  return { instance, key: key === WITHDRAWN ? void 0 : key, text: text4 };
}
function earlierInstanceOf(body) {
  const start = body.lastIndexOf("<!-- acr-artifact-cache instance=");
  if (start === -1) return void 0;
  const [, instance, key] = /^<!-- acr-artifact-cache instance=([0-9a-f]{16}) key=([0-9a-z-]{1,40}) -->/.exec(body.slice(start, start + 120)) ?? [];
  return key === WITHDRAWN ? void 0 : instance;
}
function keyOf7(parts, ordinal) {
  const base = createHash3("sha256").update(parts.join("\0")).digest("hex").slice(0, 24);
  return ordinal === 0 ? base : `${base}-${ordinal + 1}`;
}
function withoutOrdinal(key) {
  return key.split("-", 1)[0] ?? key;
}
function textDigest(...texts2) {
  return createHash3("sha256").update(texts2.join("\0")).digest("hex").slice(0, 16);
}
function reviewMarker(instance, keys) {
  return `<!-- acr-artifact-cache:2 instance=${instance} posted=${keys.join(",")} -->`;
}
var REVIEW_MARKER = /^<!-- acr-artifact-cache:2 instance=([0-9a-f]{16}) posted=([0-9a-f,-]*) -->/;
function postedKeys(body) {
  const [, , keys = ""] = REVIEW_MARKER.exec(body) ?? [];
  return keys.split(",").filter((key) => key !== "");
}
function reviewInstanceOf(body) {
  return REVIEW_MARKER.exec(body)?.[1];
}
function withoutKeys(body, gone) {
  return body.replace(
    REVIEW_MARKER,
    (_, instance) => reviewMarker(
      instance,
      postedKeys(body).filter((key) => !gone.has(key))
    )
  );
}

// src/review/file-comments.ts
var MAX_FILE_COMMENTS = 3;
var MAX_IMAGES = 20;
function fileComments(images3, instance) {
  return [...groupBy(images3, ({ path }) => path)].toSorted(([, one], [, other]) => other.length - one.length).slice(0, MAX_FILE_COMMENTS).map(([file, own]) => {
    const said2 = own.map(({ from, to }) => `${from}\0${to}`);
    const key = keyOf7([file, "the whole file", ...said2], 0);
    const text4 = textDigest(...said2);
    const body = `${commentMarker({ instance: instance.id, key, text: text4 })}
${bodyOf2(own)}`;
    return { key, text: text4, file, from: 0, to: 0, body, onFile: true };
  });
}
function bodyOf2(images3) {
  const told3 = images3.slice(0, MAX_IMAGES).map(({ line: line2, from, to }) => {
    return `- ${line2 === void 0 ? "" : `line ${line2}: `}${codeSpan(from)} → ${codeSpan(to)}`;
  });
  const rest = images3.length - told3.length;
  return [
    `${count(images3.length, "image")} of this file can move, on lines that the diff does not show; the patch moves them.`,
    [...told3, ...rest > 0 ? [`- and ${rest} more`] : []].join("\n")
  ].join("\n\n");
}

// src/review/github.ts
const { isUtf8 } = require("node:buffer");

// src/review/blobs.ts
var MAX_IDS_A_REQUEST = 250;
var MAX_TEXTS_A_REQUEST = 100;
async function askBlobIds(query, commit, paths) {
  const found2 = /* @__PURE__ */ new Map();
  for (const batch of batches(paths, MAX_IDS_A_REQUEST)) {
    const answer = await ask(query, batch, {
      type: "String",
      argument: "expression",
      fields: "oid",
      sent: (path) => `${commit}:${path}`
    });
    for (const [index, path] of batch.entries()) {
      const id = stringField(answer, `b${index}`, "oid");
      if (id !== void 0) found2.set(path, id);
    }
  }
  return found2;
}
async function askBlobTexts(query, ids) {
  const found2 = /* @__PURE__ */ new Map();
  for (const batch of batches(ids, MAX_TEXTS_A_REQUEST)) {
    const answer = await ask(query, batch, {
      type: "GitObjectID",
      argument: "oid",
      fields: "text",
      sent: (id) => id
    });
    for (const [index, id] of batch.entries()) {
      const text4 = stringField(answer, `b${index}`, "text");
      if (text4 !== void 0 && blobId(Buffer.from(text4)) === id) found2.set(id, text4);
    }
  }
  return found2;
}
async function ask(query, items, { type, argument, fields, sent }) {
  const declared = items.map((_, index) => `, $b${index}: ${type}!`).join("");
  const objects = items.map((_, index) => `b${index}: object(${argument}: $b${index}) { ...on Blob { ${fields} } }`);
  const text4 = `query Blobs($owner: String!, $name: String!${declared}) { repository(owner: $owner, name: $name) { ${objects.join(" ")} } }`;
  const values = Object.fromEntries(items.map((item, index) => [`b${index}`, sent(item)]));
  return field(await query(text4, values), "repository");
}
function batches(items, size) {
  return Array.from(
    { length: Math.ceil(items.length / size) },
    (_, index) => items.slice(index * size, (index + 1) * size)
  );
}

// src/review/conversation.ts
var CONVERSATION_QUERY = `query pullRequest($owner: String!, $name: String!, $number: Int!, $threads: String, $reviews: String, $moreThreads: Boolean!, $moreReviews: Boolean!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      state
      locked
      headRefOid
      changedFiles
      reviewThreads(first: 100, after: $threads) @include(if: $moreThreads) {
        pageInfo { hasNextPage endCursor }
        nodes {
          path
          line
          startLine
          isOutdated
          isResolved
          subjectType
          comments(first: 1) {
            totalCount
            nodes { id fullDatabaseId body viewerDidAuthor isMinimized pullRequestReview { id } }
          }
        }
      }
      reviews(first: 100, after: $reviews) @include(if: $moreReviews) {
        pageInfo { hasNextPage endCursor }
        nodes { id body viewerDidAuthor }
      }
    }
  }
}`;
function readConversationPage(data, asked) {
  const pull3 = field(data, "repository", "pullRequest");
  if (!isObject(pull3)) return "it holds no pull request";
  const state = stateOf3(stringField(pull3, "state"));
  const headSha = stringField(pull3, "headRefOid");
  const changedFiles = numberField(pull3, "changedFiles");
  if (state === void 0 || headSha === void 0 || changedFiles === void 0) return "it tells no head";
  const isMissing = (name) => !Array.isArray(field(pull3, name, "nodes"));
  if (asked.moreThreads && isMissing("reviewThreads")) return "it holds no list of threads";
  if (asked.moreReviews && isMissing("reviews")) return "it holds no list of reviews";
  const comments = listField(pull3, "reviewThreads", "nodes").map(ownCommentOf);
  const reviews = listField(pull3, "reviews", "nodes").map(ownReviewOf);
  if (comments.includes("malformed") || reviews.includes("malformed")) return "an entry of a list is none";
  return {
    conversation: {
      ...{ state, locked: field(pull3, "locked") === true, headSha, changedFiles },
      comments: comments.filter((comment) => typeof comment !== "string"),
      reviews: reviews.filter((review) => typeof review !== "string")
    },
    threads: nextOf(field(pull3, "reviewThreads")),
    reviews: nextOf(field(pull3, "reviews"))
  };
}
function stateOf3(state) {
  switch (state) {
    case "OPEN":
      return "open";
    case "CLOSED":
      return "closed";
    case "MERGED":
      return "merged";
    default:
      return void 0;
  }
}
function nextOf(connection) {
  if (field(connection, "pageInfo", "hasNextPage") !== true) return void 0;
  return stringField(connection, "pageInfo", "endCursor") ?? null;
}
function ownCommentOf(thread) {
  const path = stringField(thread, "path");
  const answers = numberField(thread, "comments", "totalCount");
  if (path === void 0 || answers === void 0) return "malformed";
  const [first] = listField(thread, "comments", "nodes");
  if (first === void 0 && answers === 0) return "not ours";
  const node = stringField(first, "id");
  const body = stringField(first, "body");
  const id = Number(field(first, "fullDatabaseId") ?? Number.NaN);
  if (node === void 0 || body === void 0 || !Number.isSafeInteger(id)) return "malformed";
  if (field(first, "viewerDidAuthor") !== true) return "not ours";
  const isOutdated = field(thread, "isOutdated") === true;
  const lineIn = (name) => isOutdated ? void 0 : numberField(thread, name);
  return {
    review: stringField(first, "pullRequestReview", "id"),
    ...{ node, id, body, file: path, line: lineIn("line"), startLine: lineIn("startLine"), isOutdated },
    isOnFile: stringField(thread, "subjectType") === "FILE",
    isAnswered: answers > 1,
    isDismissed: field(thread, "isResolved") === true || field(first, "isMinimized") === true
  };
}
function ownReviewOf(review) {
  const node = stringField(review, "id");
  const body = stringField(review, "body");
  if (node === void 0 || body === void 0) return "malformed";
  return field(review, "viewerDidAuthor") === true ? { node, body } : "not ours";
}

// src/review/diff.ts
function readChangedFiles(entries) {
  return entries.filter(isObject).flatMap((entry) => {
    const path = stringField(entry, "filename");
    return path === void 0 ? [] : [readChangedFile(path, entry)];
  });
}
var NO_DIFF = "GitHub shows no diff of the file";
function readChangedFile(path, entry) {
  const file = { path, blob: stringField(entry, "sha") };
  if (stringField(entry, "status") === "removed") return { ...file, hunks: [], withoutHunks: "the file is removed" };
  const patch = stringField(entry, "patch");
  if (patch === void 0) return { ...file, hunks: [], withoutHunks: NO_DIFF };
  return { ...file, hunks: hunksOf(patch) };
}
function hunksOf(patch) {
  const hunks = [];
  let from = 0;
  let next = 0;
  const close = () => {
    if (next > from) hunks.push({ from, to: next - 1 });
  };
  for (const line2 of patch.split("\n")) {
    const header = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/.exec(line2);
    if (header !== null) {
      close();
      from = Number(header[1]);
      next = from;
    } else if (from > 0 && (line2.startsWith(" ") || line2.startsWith("+"))) next++;
  }
  close();
  return hunks;
}
function hunkAround({ hunks }, from, to) {
  const hunk = hunks[countBefore(hunks, (each2) => each2.to < from)];
  return hunk !== void 0 && hunk.from <= from && to <= hunk.to ? hunk : void 0;
}

// src/review/fetch.ts
function fetchThrough(http) {
  return async (url, { method, headers, body, signal }) => {
    const answer = await http.send({
      method: methodOf2(method),
      url,
      headers,
      ...body === void 0 ? {} : { body },
      ...signal === void 0 ? {} : { signal }
    });
    const text4 = await answer.text();
    return {
      ...{ status: answer.status, statusText: "", url, headers: answer.headers },
      text: async () => text4,
      arrayBuffer: async () => new TextEncoder().encode(text4).buffer
    };
  };
}
var METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
function methodOf2(name) {
  const method = METHODS.find((candidate) => candidate === name.toUpperCase());
  if (method === void 0) throw new TypeError(`the HTTP method ${name} is not used here`);
  return method;
}

// src/review/files-head.ts
function headsOf(entries) {
  return new Set(entries.flatMap((entry) => headOf(stringField(entry, "contents_url") ?? "") ?? []));
}
function headOf(address) {
  return /[?&]ref=([0-9a-f]{40}|[0-9a-f]{64})$/.exec(address)?.[1];
}

// src/review/take-back.ts
var INPUT_TYPES = {
  updatePullRequestReview: "UpdatePullRequestReviewInput",
  updatePullRequestReviewComment: "UpdatePullRequestReviewCommentInput",
  minimizeComment: "MinimizeCommentInput",
  deletePullRequestReviewComment: "DeletePullRequestReviewCommentInput"
};
function takeBackRequest({ untrue, copies }, reviews) {
  const comments = [...untrue, ...copies];
  const keysOf2 = keysByReview(comments, reviews);
  const copied = new Set(copies.map(({ review }) => review));
  const steps = reviews.flatMap(({ node, body }) => {
    const keys = keysOf2.get(node);
    if (keys === void 0) return [];
    const left = withoutKeys(body, keys);
    const isEmptied = copied.has(node) && postedKeys(left).length === 0;
    const told3 = isEmptied ? `${left.split("\n", 1)[0] ?? ""}
${ECHO_NOTE}` : left;
    const input = { pullRequestReviewId: node, body: told3 };
    return [{ mutation: "updatePullRequestReview", input, of: void 0 }];
  });
  for (const of of comments) {
    if (of.isAnswered) {
      const edited = { pullRequestReviewCommentId: of.node, body: withdrawnBody(of.body) };
      steps.push({ mutation: "updatePullRequestReviewComment", input: edited, of });
      steps.push({ mutation: "minimizeComment", input: { subjectId: of.node, classifier: "OUTDATED" }, of });
    } else steps.push({ mutation: "deletePullRequestReviewComment", input: { id: of.node }, of });
  }
  const declared = steps.map(({ mutation }, index) => `$s${index}: ${INPUT_TYPES[mutation]}!`).join(", ");
  const done = steps.map(({ mutation }, index) => `  s${index}: ${mutation}(input: $s${index}) { clientMutationId }`);
  return {
    query: `mutation takeBack(${declared}) {
${done.join("\n")}
}`,
    variables: Object.fromEntries(steps.map(({ input }, index) => [`s${index}`, input])),
    steps
  };
}
var ECHO_NOTE = "_Another run of this action said the same at the same moment; its comments stand._";
function keysByReview(comments, reviews) {
  const marked2 = new Map(reviews.map(({ node, body }) => [node, new Set(postedKeys(body))]));
  const instanceIn2 = new Map(reviews.map(({ node, body }) => [node, reviewInstanceOf(body)]));
  const gone = /* @__PURE__ */ new Map();
  for (const { review, body } of comments) {
    const { key, instance } = commentMarkerOf(body) ?? {};
    if (key === void 0) continue;
    const isNamed = (node) => marked2.get(node)?.has(key) === true;
    const own = review !== void 0 && isNamed(review) ? [review] : void 0;
    const named3 = own ?? [...marked2.keys()].filter((node) => isNamed(node) && instanceIn2.get(node) === instance);
    for (const node of named3) gone.set(node, (gone.get(node) ?? /* @__PURE__ */ new Set()).add(key));
  }
  return gone;
}
function notTakenBack({ steps }, errors2) {
  const failed4 = /* @__PURE__ */ new Map();
  for (const [alias, own] of groupBy(errors2, (error) => String(listField(error, "path")[0] ?? ""))) {
    const of = /^s\d+$/.test(alias) ? steps[Number(alias.slice(1))]?.of : void 0;
    const [reason] = own.filter((error) => stringField(error, "type") !== "NOT_FOUND");
    if (of !== void 0 && reason !== void 0)
      failed4.set(of, stringField(reason, "message") ?? "no reason is given");
  }
  return failed4;
}
function isForbidden(error) {
  return field(error, "type") === "FORBIDDEN";
}
var WITHDRAWN_NOTE = "_This suggestion no longer applies._";
function withdrawnBody(body) {
  const marker = commentMarkerOf(body);
  const rest = marker === void 0 ? body : body.slice(body.indexOf("-->") + 3).replace(/^\r?\n/, "");
  const told3 = replaceSuggestion(rest.replace(/<!-- acr-artifact-cache instance=[^>]* -->\s*$/, "").trimEnd());
  const none = commentMarker({ instance: marker?.instance ?? NOBODY, key: void 0, text: marker?.text ?? NOBODY });
  return `${none}
${told3}`;
}
var NOBODY = "0".repeat(16);
function replaceSuggestion(text4) {
  const lines2 = text4.split("\n");
  const start = lines2.findIndex((line2) => /^`{3,}suggestion\s*$/.test(line2));
  const fence = /^`+/.exec(lines2[start] ?? "")?.[0] ?? "```";
  const length = lines2.slice(start + 1).findIndex((line2) => line2.trimEnd() === fence);
  if (start === -1 || length === -1) return `${text4}

${WITHDRAWN_NOTE}`;
  return lines2.toSpliced(start, length + 2, WITHDRAWN_NOTE).join("\n");
}

// src/review/github.ts
var PAGE2 = 100;
var MAX_FILE_PAGES = 30;
var MAX_CONVERSATION_PAGES = 100;
var NoAnswer2 = class extends Error {
  name = "NoAnswer";
  /** Whether another attempt would come to the same. */
  isFinal;
  /** @param lack a clause: `it is no list` */
  constructor(lack, isFinal = false) {
    super(`the answer is none: ${lack}`);
    this.isFinal = isFinal;
  }
};
async function openPullRequest(target) {
  const { getOctokit } = await Promise.resolve().then(() => require("./sdk-github.cjs"));
  const baseUrl = target.apiUrl.replace(/\/+$/, "");
  const octokit = getOctokit(target.token, { baseUrl, request: { fetch: fetchThrough(target.http) } });
  const graphql = async (query, variables) => graphqlAnswer((await octokit.request(`POST ${graphqlUrl(baseUrl)}`, { query, variables })).data);
  const slash = target.repository.indexOf("/");
  const at2 = { owner: target.repository.slice(0, slash), repo: target.repository.slice(slash + 1) };
  const pull3 = { ...at2, pull_number: target.number };
  const read3 = (work, lack = NO_REVIEW) => patiently(target.http, "read", lack, work);
  const write2 = (work) => patiently(target.http, "write", NO_REVIEW, work);
  const blobs2 = openBlobs(octokit.request, graphql, at2);
  return {
    changedFiles: () => read3(async () => {
      const ask2 = (page) => octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", { ...pull3, per_page: PAGE2, page });
      const entries = await everyPage2(async (page) => (await ask2(page)).data);
      const isCut = entries.length >= MAX_FILE_PAGES * PAGE2;
      return { files: readChangedFiles(entries), heads: headsOf(entries), isCut };
    }),
    blobIds: (commit, paths) => read3(() => blobs2.ids(commit, paths), NO_CONTENTS),
    blobTexts: (ids) => read3(() => blobs2.texts(ids), NO_CONTENTS),
    conversation: () => read3(() => wholeConversation(graphql, { ...at2, number: target.number })),
    postReview: (commit_id, body, comments) => write2(async () => {
      const review = { commit_id, event: "COMMENT", body, comments: comments.map(reviewComment) };
      await octokit.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", { ...pull3, ...review });
      return void 0;
    }),
    postComment: (commit_id, comment) => write2(async () => {
      const said2 = comment.onFile === true ? fileComment(comment) : reviewComment(comment);
      const posted = { ...pull3, commit_id, ...said2 };
      await octokit.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/comments", posted);
      return void 0;
    }),
    // What is done twice is done once, so that it may be sent again.
    takeBack: (obsolete, reviews) => read3(async () => {
      const request = takeBackRequest(obsolete, reviews);
      const { errors: errors2 } = await graphql(request.query, request.variables);
      if (errors2.length > 0 && errors2.every(isForbidden)) throw new GraphqlRefusal("permission", errors2);
      return [...notTakenBack(request, errors2).values()];
    })
  };
}
function graphqlUrl(apiUrl) {
  return `${apiUrl.replace(/\/v3$/, "")}/graphql`;
}
var GraphqlRefusal = class extends Error {
  name = "GraphqlRefusal";
  kind;
  constructor(kind, errors2) {
    const reasons = new Set(errors2.map((error) => stringField(error, "message") ?? "no reason is given"));
    super([...reasons].join("; "));
    this.kind = kind;
  }
};
function graphqlAnswer(answer) {
  const errors2 = listField(answer, "errors");
  if (errors2.some((error) => stringField(error, "type") === "RATE_LIMITED"))
    throw new GraphqlRefusal("throttled", errors2);
  const data = field(answer, "data");
  if (!isObject(data) && errors2.length === 0) throw new NoAnswer2("it holds no data");
  return { data, errors: errors2 };
}
async function wholeConversation(graphql, { owner, repo, number }) {
  let whole;
  let next = {
    threads: null,
    reviews: null
  };
  for (let page = 1; page <= MAX_CONVERSATION_PAGES; page++) {
    const { threads = null, reviews = null } = next;
    const asked = { moreThreads: next.threads !== void 0, moreReviews: next.reviews !== void 0 };
    const { data, errors: errors2 } = await graphql(CONVERSATION_QUERY, {
      owner,
      name: repo,
      number,
      threads,
      reviews,
      ...asked
    });
    if (errors2.length > 0) throw new GraphqlRefusal(errors2.every(isAbsent) ? "permission" : "other", errors2);
    const read3 = readConversationPage(data, asked);
    if (typeof read3 === "string") throw new NoAnswer2(read3);
    const { conversation } = read3;
    whole = {
      ...conversation,
      comments: [...whole?.comments ?? [], ...conversation.comments],
      reviews: [...whole?.reviews ?? [], ...conversation.reviews]
    };
    next = read3;
    if (next.threads === void 0 && next.reviews === void 0) return whole;
  }
  throw new NoAnswer2(`the list goes on after ${MAX_CONVERSATION_PAGES} pages`, true);
}
function isAbsent(error) {
  return isForbidden(error) || stringField(error, "type") === "NOT_FOUND";
}
var MAX_SINGLE_BLOBS = 10;
function openBlobs(request, graphql, at2) {
  const query = async (text4, values) => {
    const { data, errors: errors2 } = await graphql(text4, { owner: at2.owner, name: at2.repo, ...values });
    if (!isObject(field(data, "repository"))) throw new GraphqlRefusal("other", errors2);
    return data;
  };
  const one = async (file_sha) => {
    const { data } = await request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { ...at2, file_sha });
    const content = stringField(data, "content");
    const encoding = stringField(data, "encoding");
    if (content === void 0 || encoding === void 0) throw new NoAnswer2("it holds no content");
    const bytes2 = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
    return isUtf8(bytes2) ? bytes2.toString("utf8") : void 0;
  };
  return {
    ids: async (commit, paths) => askBlobIds(query, commit, paths),
    texts: async (ids) => {
      const texts2 = new Map(await askBlobTexts(query, ids));
      for (const id of ids.filter((asked) => !texts2.has(asked)).slice(0, MAX_SINGLE_BLOBS)) {
        const text4 = await one(id);
        if (text4 !== void 0) texts2.set(id, text4);
      }
      return texts2;
    }
  };
}
function fileComment({ file, body }) {
  return { path: file, body, subject_type: "file" };
}
function reviewComment({ file, from, to, body }) {
  const start = from === to ? {} : { start_line: from, start_side: "RIGHT" };
  return { path: file, body, line: to, side: "RIGHT", ...start };
}
async function everyPage2(ask2) {
  const all = [];
  for (let page = 1; page <= MAX_FILE_PAGES; page++) {
    const entries = await ask2(page);
    if (!Array.isArray(entries)) throw new NoAnswer2("it is no list");
    for (const entry of entries) {
      if (field(entry, "filename") === void 0) throw new NoAnswer2("an entry of the list has no filename");
      all.push(entry);
    }
    if (entries.length < PAGE2) break;
  }
  return all;
}
var MAX_ATTEMPTS4 = 3;
var MAX_WAIT_MS6 = 12e4;
async function patiently(http, kind, lack, work) {
  for (let attempt3 = 1; ; attempt3++) {
    try {
      return { type: "ok", value: await work() };
    } catch (error) {
      const isAnswer2 = error instanceof NoAnswer2 || error instanceof GraphqlRefusal || numberField(error, "status") !== void 0;
      if (!(error instanceof Error) || !isAnswer2) throw error;
      const refusal3 = refusalOf3(error, lack);
      const wait = waitOf(refusal3, error, attempt3, kind);
      if (attempt3 >= MAX_ATTEMPTS4 || wait === void 0 || wait > MAX_WAIT_MS6) return refusal3;
      if (await endedWaiting(http, wait)) return refusal3;
    }
  }
}
async function endedWaiting(http, milliseconds) {
  return http.wait(milliseconds).then(
    () => false,
    () => true
  );
}
function waitOf(refusal3, error, attempt3, kind) {
  const headers = headersOf(error);
  switch (refusal3.cause) {
    case "throttled": {
      const reset = Number(headers.get("x-ratelimit-reset"));
      const untilReset = headers.get("x-ratelimit-remaining") === "0" ? reset * 1e3 - Date.now() : Number.NaN;
      return retryAfter(headers, Date.now()) ?? (Number.isFinite(untilReset) ? Math.max(1e3, untilReset) : 6e4);
    }
    case "no-answer":
      return kind === "read" ? 1e3 * 2 ** attempt3 : void 0;
    case "permission":
    case "unprocessable":
    case "locked":
    case "other":
      return void 0;
  }
}
function refusalOf3(error, lack) {
  if (error instanceof NoAnswer2) {
    const reason2 = `GitHub: ${error.message}; run again, and if it stays so look at what is between here and GitHub`;
    return { type: "refused", cause: error.isFinal ? "other" : "no-answer", reason: reason2 };
  }
  if (error instanceof GraphqlRefusal) {
    const { kind: cause2, message: message2 } = error;
    return { type: "refused", cause: cause2, reason: `GitHub: ${oneLine2(message2)}${remedyOf2(cause2, 200, lack)}` };
  }
  const status = numberField(error, "status") ?? 0;
  const response = field(error, "response");
  const data = field(response, "data");
  const message = messageOf2(data) ?? oneLine2(error.message);
  const cause = causeOf(status, response !== void 0, message, headersOf(error));
  const told3 = response === void 0 ? `no answer from GitHub: ${message}` : `GitHub: HTTP ${status}: ${message}`;
  const reason = `${told3}${remedyOf2(cause, status, lack)}`;
  return { type: "refused", cause, reason };
}
function messageOf2(data) {
  const message = stringField(data, "message");
  const details2 = listField(data, "errors").map(
    (error) => typeof error === "string" ? error : stringField(error, "message") ?? ""
  );
  const told3 = [message, ...details2].filter((part) => part !== void 0 && part !== "");
  return message === void 0 ? void 0 : oneLine2(told3.join(": "));
}
function oneLine2(text4) {
  return text4.replaceAll(/\s+/g, " ").slice(0, 300);
}
function remedyOf2(cause, status, lack) {
  if (cause === "no-answer" || cause === "throttled") return "; run again later";
  if (cause === "locked") return ". Unlock the conversation, or take the suggestions from the patch";
  if (status === 401) return "; check the input github-token, and run again: the token of a job ends with it";
  return cause === "permission" ? `. ${lack}` : "; run again, and report it if it stays so";
}
var NO_REVIEW = `The job's token needs the permission "pull-requests: write", which a pull request from a fork never has`;
var NO_CONTENTS = `The job's token needs the permission "contents: read"`;
function causeOf(status, answered, message, headers) {
  if (!answered || status >= 500) return "no-answer";
  const isLimit = headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(message);
  if (status === 429 || status === 403 && isLimit) return "throttled";
  if (status === 422 && /submitted too quickly/i.test(message)) return "throttled";
  if (/lock prevents review|issue is locked/i.test(message)) return "locked";
  if (status === 401 || status === 403) return "permission";
  if (status === 422) return "unprocessable";
  return status === 404 ? "permission" : "other";
}
function headersOf(error) {
  const headers = field(error, "response", "headers");
  return new Map(Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => [name, String(value)]));
}

// src/review/line-diff.ts
var MAX_DIFFERENCES = 1e3;
function counterparts(from, to) {
  const found2 = new Int32Array(from.length).fill(-1);
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) {
    found2[start] = start;
    start++;
  }
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) {
    end++;
    found2[from.length - end] = to.length - end;
  }
  const numbers = /* @__PURE__ */ new Map();
  const numbered = (lines2) => Int32Array.from(lines2.slice(start, lines2.length - end), (line2) => {
    const number = numbers.get(line2) ?? numbers.size;
    numbers.set(line2, number);
    return number;
  });
  for (const [one, other] of shared(numbered(from), numbered(to))) found2[start + one] = start + other;
  return found2;
}
function shared(one, other) {
  const most = Math.min(one.length + other.length, MAX_DIFFERENCES);
  const middle = most + 1;
  const reach = new Int32Array(2 * middle + 1);
  const before = [];
  for (let differences = 0; differences <= most; differences++) {
    before.push(reach.slice(middle - differences - 1, middle + differences + 2));
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const right = at(reach, middle + diagonal - 1);
      const down = at(reach, middle + diagonal + 1);
      const isDown = diagonal === -differences || diagonal !== differences && right < down;
      let x = isDown ? down : right + 1;
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal]) x++;
      reach[middle + diagonal] = x;
      if (x >= one.length && x - diagonal >= other.length) return wayBack(before, one.length, other.length);
    }
  }
  return [];
}
function wayBack(before, oneLength, otherLength) {
  const pairs = [];
  let [x, y] = [oneLength, otherLength];
  for (let differences = before.length - 1; differences >= 0; differences--) {
    const reach = before[differences] ?? new Int32Array();
    const middle = differences + 1;
    const diagonal = x - y;
    const right = at(reach, middle + diagonal - 1);
    const down = at(reach, middle + diagonal + 1);
    const isDown = diagonal === -differences || diagonal !== differences && right < down;
    const cameFrom = isDown ? diagonal + 1 : diagonal - 1;
    const beforeX = differences === 0 ? 0 : at(reach, middle + cameFrom);
    const beforeY = differences === 0 ? 0 : beforeX - cameFrom;
    while (x > beforeX && y > beforeY) pairs.push([--x, --y]);
    [x, y] = [beforeX, beforeY];
  }
  return pairs;
}
function at(list, index) {
  return list[index] ?? 0;
}

// src/review/lines.ts
function linesOf(text4) {
  const starts = [0];
  for (let next = text4.indexOf("\n"); next !== -1; next = text4.indexOf("\n", next + 1)) starts.push(next + 1);
  if (starts.length > 1 && starts.at(-1) === text4.length) starts.pop();
  return {
    count: text4 === "" ? 0 : starts.length,
    start: (line2) => starts[line2 - 1] ?? text4.length,
    at: (offset) => Math.max(
      countBefore(starts, (start) => start <= offset),
      1
    )
  };
}
function lineRange(lines2, { start, end }) {
  return { from: lines2.at(start), to: lines2.at(Math.max(start, end - 1)) };
}

// src/review/line-map.ts
function mapEdits(from, to) {
  if (from === to) return (edit) => edit;
  const one = readVersion(from);
  const other = readVersion(to);
  const found2 = counterparts(one.contents, other.contents);
  const repeated = /* @__PURE__ */ new Set([...repetitions(one.contents), ...repetitions(other.contents)]);
  let nesting;
  const isSame = (line2, counterpart) => {
    if (!repeated.has(one.contents[line2] ?? "")) return true;
    const names = /* @__PURE__ */ new Map();
    nesting ??= { one: nestingOf(one.contents, names), other: nestingOf(other.contents, names) };
    return nesting.one[line2] === nesting.other[counterpart];
  };
  return (edit) => {
    const range = lineRange(one.lines, edit);
    const first = found2[range.from - 1] ?? -1;
    for (let line2 = range.from - 1; line2 < range.to; line2++) {
      const counterpart = found2[line2] ?? -1;
      if (counterpart === -1 || counterpart !== first + line2 - (range.from - 1)) return void 0;
      if (!isSame(line2, counterpart)) return void 0;
    }
    const start = offsetIn(one, other, range.from - 1, first, edit.start);
    const end = offsetIn(one, other, range.to - 1, first + range.to - range.from, edit.end);
    if (start === void 0 || end === void 0) return void 0;
    return { ...withLineEnds(edit, lineEnd(other, first) || "\n"), start, end };
  };
}
function withLineEnds(edit, end) {
  const text4 = edit.text.replaceAll(/\r?\n/g, end);
  const { adds } = edit;
  if (adds?.style.type !== "block") return { ...edit, text: text4 };
  return { ...edit, text: text4, adds: { ...adds, style: { ...adds.style, lineEnd: end } } };
}
function readVersion(text4) {
  const contents = text4.split("\n").map((line2) => line2.endsWith("\r") ? line2.slice(0, -1) : line2);
  if (contents.at(-1) === "" && text4 !== "") contents.pop();
  return { text: text4, lines: linesOf(text4), contents };
}
function lineEnd({ text: text4, lines: lines2, contents }, line2) {
  return text4.slice(lines2.start(line2 + 1) + (contents[line2]?.length ?? 0), lines2.start(line2 + 2));
}
function offsetIn(one, other, line2, counterpart, offset) {
  const column = offset - one.lines.start(line2 + 1);
  const length = one.contents[line2]?.length ?? 0;
  const start = other.lines.start(counterpart + 1);
  if (column <= length) return start + column;
  const end = lineEnd(other, counterpart);
  return end === "" ? void 0 : start + length + end.length;
}
function repetitions(lines2) {
  const seen = /* @__PURE__ */ new Set();
  return new Set(lines2.filter((line2) => seen.size === seen.add(line2).size));
}
function nestingOf(lines2, names) {
  const open = [];
  return Int32Array.from(lines2, (line2) => {
    const content = line2.trimStart();
    const indentation = line2.length - content.length;
    if (content === "" || content.startsWith("#")) return open.at(-1)?.name ?? -1;
    while ((open.at(-1)?.indentation ?? -1) >= indentation) open.pop();
    const around = open.at(-1)?.name ?? -1;
    const path = `${around} ${content.trimEnd()}`;
    const name = names.get(path) ?? names.size;
    names.set(path, name);
    open.push({ indentation, name });
    return around;
  });
}

// src/review/pieces.ts
function readHeadFile(path, changed, texts2, isCut) {
  if (changed === void 0 && isCut) {
    return `${path} is none of the first 3,000 files of the pull request, and GitHub lists no more`;
  }
  if (changed === void 0) return `${path} is not changed by the pull request`;
  if (changed.withoutHunks !== void 0) return `${path}: ${changed.withoutHunks}`;
  if (texts2?.head === void 0) return `${path} could not be read at the head of the pull request`;
  const shifted = mapEdits(texts2.scanned, texts2.head);
  return { path, text: texts2.head, lines: linesOf(texts2.head), changed, shifted };
}
var NOT_IN_DIFF = "is not part of the diff";
function isOutsideDiff(reason) {
  return reason.endsWith(NOT_IN_DIFF) || reason.endsWith(NO_DIFF);
}
var MAX_LINES = 20;
var MAX_TEXT_CHARS2 = 1e4;
function piecesOf({ edits: edits2 }, headFile) {
  let pieces = [];
  for (const scanned of edits2.toSorted((one, other) => one.start - other.start)) {
    const file = headFile(scanned.file);
    if (typeof file === "string") return file;
    const edit = file.shifted(scanned);
    if (edit === void 0) return `${file.path} differs there between the head of the pull request and what was read`;
    const replaced = file.text.slice(edit.start, edit.end);
    if (replaced === edit.text) continue;
    const range = lineRange(file.lines, edit);
    const place = `${file.path}:${range.from}`;
    if (hunkAround(file.changed, range.from, range.to) === void 0) return `${place} ${NOT_IN_DIFF}`;
    if (replaced.endsWith("\n") && !edit.text.endsWith("\n")) return `${place} would lose its line break`;
    pieces = added(pieces, { file, ...range, edits: [edit] });
  }
  for (const { file, from, to } of pieces) {
    const text4 = file.text.slice(file.lines.start(from), file.lines.start(to + 1));
    if (text4.length > MAX_TEXT_CHARS2) return `${file.path}:${from} is too long for a comment`;
    if (text4.includes("\r")) return `${file.path}:${from} has carriage returns, which a suggestion may not keep`;
    if (hasHidden(text4)) return `${file.path}:${from} has characters that a reviewer does not see`;
  }
  return pieces.length > 0 ? pieces : "nothing of it would change";
}
function fitsOneSuggestion({ changed }, from, to) {
  return to - from < MAX_LINES && hunkAround(changed, from, to) !== void 0;
}
function added(pieces, piece) {
  const index = pieces.findLastIndex(({ file }) => file === piece.file);
  const before = pieces[index];
  if (before === void 0) return [...pieces, piece];
  const from = Math.min(before.from, piece.from);
  const to = Math.max(before.to, piece.to);
  if (!fitsOneSuggestion(piece.file, from, to)) return [...pieces, piece];
  return pieces.with(index, { file: piece.file, from, to, edits: [...before.edits, ...piece.edits] });
}

// src/review/reconcile.ts
function wantedComments(suggestions, instance, bodyOf4, textOf3) {
  const placesOf2 = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Map();
  return suggestions.map((suggestion) => {
    const { file, from, to, oldText, newText, moves } = suggestion;
    const places = placesOf2.get(file) ?? wordPlaces(textOf3(file) ?? "");
    placesOf2.set(file, places);
    const said2 = moves.map(({ use, move }) => `${use.image ?? use.text}\0${move.registry}/${move.repository}`);
    const base = keyOf7([file, ...said2], 0);
    const ordinal = Math.max(ordinalOf(suggestion, places), seen.get(base) ?? 0);
    seen.set(base, ordinal + 1);
    const key = keyOf7([file, ...said2], ordinal);
    const text4 = textDigest(oldText, newText);
    const body = `${commentMarker({ instance: instance.id, key, text: text4 })}
${bodyOf4(suggestion)}`;
    return { key, text: text4, file, from, to, body };
  });
}
function wordPlaces(text4) {
  const places = /* @__PURE__ */ new Map();
  for (const [index, line2] of text4.split("\n").entries()) {
    for (const word of new Set(wordsOf3(line2))) {
      const known = places.get(word);
      if (known === void 0) places.set(word, [index + 1]);
      else known.push(index + 1);
    }
  }
  return places;
}
function wordsOf3(text4) {
  return text4.match(/[^\s"'`{}[\](),;=]+/g) ?? [];
}
function ordinalOf({ from, oldText, newText }, places) {
  const [before, after] = [wordsOf3(oldText), wordsOf3(newText)];
  const images3 = /* @__PURE__ */ new Set([longestOf(before, new Set(after)), longestOf(after, new Set(before))]);
  return [...images3].reduce((sum, word) => sum + countBefore(places.get(word) ?? [], (place) => place < from), 0);
}
function longestOf(words, others) {
  return words.reduce((longest, word) => !others.has(word) && word.length > longest.length ? word : longest, "");
}
function saidBy(comment) {
  const marker = commentMarkerOf(comment.body);
  return marker?.key === void 0 ? void 0 : { comment, ...marker, key: marker.key };
}
function reconcile(wanted, { comments, reviews }, instance) {
  const said2 = comments.flatMap((comment) => saidBy(comment) ?? []);
  const bySaying = groupBy(
    said2.toSorted((one, other) => one.comment.id - other.comment.id),
    ({ key }) => withoutOrdinal(key)
  );
  const present = new Set(said2.map(({ key }) => key));
  const posted = new Set(reviews.flatMap(({ body }) => postedKeys(body)));
  const kept = /* @__PURE__ */ new Set();
  const result = { post: [], keep: [], dismissed: [] };
  for (const comment of wanted) {
    const same = bySaying.get(withoutOrdinal(comment.key)) ?? [];
    const standing2 = same.find((one) => standsOn(one, comment));
    const ended = same.find(({ key, comment: { isDismissed } }) => key === comment.key && isDismissed);
    const told3 = standing2 ?? ended;
    if (told3 !== void 0) kept.add(told3.comment);
    if (standing2 !== void 0) result.keep.push(comment);
    else if (ended !== void 0 || posted.has(comment.key) && !present.has(comment.key)) {
      result.dismissed.push(comment);
    } else result.post.push(comment);
  }
  const isOurs = ({ instance: by }) => by === instance.id;
  const obsolete = said2.filter((one) => isOurs(one) && !kept.has(one.comment)).map(({ comment }) => comment);
  const replaced = comments.filter(({ body }) => instance.earlier.includes(earlierInstanceOf(body) ?? ""));
  return { ...result, obsolete: [...replaced, ...obsolete] };
}
function standsOn({ comment, text: text4 }, wanted) {
  const { file, line: line2, startLine, isOnFile } = comment;
  if (isOnFile || wanted.onFile === true)
    return isOnFile === wanted.onFile && file === wanted.file && text4 === wanted.text;
  return file === wanted.file && line2 === wanted.to && (startLine ?? line2) === wanted.from && text4 === wanted.text;
}

// src/review/post.ts
var MAX_REMOVED = 50;
var MAX_SINGLE = 30;
async function bringUpToDate(api, request) {
  const first = await attempt2(api, request, "first");
  return first === "again" ? lastAttempt(api, request) : first;
}
async function lastAttempt(api, request) {
  const last = await attempt2(api, request, "last");
  if (last === "again") throw new Error("the last attempt asks for another");
  return last;
}
async function attempt2(api, request, which) {
  const read3 = await request.read();
  if (read3.type === "refused") return unread2(void 0, `the pull request's files can't be read: ${read3.reason}`);
  const reading = read3.value;
  const conversation = await api.conversation();
  if (conversation.type === "refused") {
    return unread2(
      reading,
      `the comments of the pull request can't be read, so none are posted: ${conversation.reason}`
    );
  }
  const { value: there } = conversation;
  const silence = silenceOf(there);
  if (silence !== void 0) return { ...unread2(reading), silence };
  if (reading.head !== there.headSha) {
    if (which === "first") return "again";
    const left = `The pull request was pushed to twice while it was read; the run for ${there.headSha.slice(0, 10)} says what holds.`;
    return { ...unread2(reading), silence: left };
  }
  const plan = capped(reconcile(reading.wanted, there, request.instance), request.most);
  const posting = await postAll(api, request, reading, there, plan);
  if (posting.refusal?.cause === "unprocessable") {
    if (which === "first") return "again";
    const singly = await postSingly(api, request, reading, there.headSha, plan, posting);
    return settled2(api, request, reading, there, plan, singly);
  }
  return settled2(api, request, reading, there, plan, posting);
}
function capped(plan, most) {
  const room = Math.max(0, most - plan.keep.length);
  return { ...plan, post: plan.post.slice(0, room), overflow: plan.post.slice(room) };
}
function unread2(reading, problem2) {
  const refused4 = reading?.wanted ?? [];
  const problems = problem2 === void 0 ? [] : [problem2];
  return { reading, posted: [], kept: [], dismissed: [], overflow: [], removed: 0, refused: refused4, problems };
}
function silenceOf({ state, locked }) {
  switch (state) {
    case "closed":
      return "The pull request was closed meanwhile, so nothing was suggested.";
    case "merged":
      return "The pull request was merged meanwhile, so nothing was suggested.";
    case "open":
      return locked ? "The pull request's conversation is locked, so nothing was suggested." : void 0;
  }
}
async function postAll(api, { instance, bodyOf: bodyOf4 }, reading, { headSha }, { post: wanted, overflow }) {
  const onFiles = await postOnFiles(api, headSha, wanted);
  const lines2 = wanted.filter(({ onFile }) => onFile !== true);
  const comments = [...lines2, ...onFiles.posted];
  if (comments.length === 0) return onFiles;
  const body = `${reviewMarker(instance.id, keysOf(comments))}
${bodyOf4(reading, comments, overflow)}`;
  for (let sent = 1; ; sent++) {
    const answer = await api.postReview(headSha, body, lines2);
    if (answer.type === "ok") return { ...onFiles, posted: comments };
    const failed4 = { ...onFiles, refused: [...lines2, ...onFiles.refused], refusal: answer };
    if (answer.cause !== "no-answer") return failed4;
    const now = await api.conversation();
    if (now.type === "refused") return failed4;
    if (reconcile(comments, now.value, instance).post.length === 0) return { ...onFiles, posted: comments };
    if (sent > 1 || silenceOf(now.value) !== void 0) return failed4;
  }
}
async function postOnFiles(api, headSha, wanted) {
  const posted = [];
  const refused4 = [];
  let refusal3;
  for (const comment of wanted.filter(({ onFile }) => onFile === true)) {
    const answer = refusal3 ?? await api.postComment(headSha, comment);
    if (answer.type === "ok") posted.push(comment);
    else {
      refused4.push(comment);
      refusal3 = answer;
    }
  }
  return { posted, refused: refused4, ...refusal3 === void 0 ? {} : { refusal: refusal3 } };
}
function keysOf(comments) {
  return comments.map(({ key }) => key);
}
async function postSingly(api, { instance, bodyOf: bodyOf4 }, reading, headSha, { overflow }, before) {
  const posted = [...before.posted];
  const comments = before.refused.filter(({ onFile }) => onFile !== true);
  const refused4 = [...before.refused.filter(({ onFile }) => onFile === true), ...comments.slice(MAX_SINGLE)];
  let { refusal: refusal3 } = before;
  for (const comment of comments.slice(0, MAX_SINGLE)) {
    const over = refusal3?.cause === "unprocessable" ? void 0 : refusal3;
    const answer = over ?? await api.postComment(headSha, comment);
    if (answer.type === "ok") posted.push(comment);
    else {
      refused4.push(comment);
      refusal3 = answer;
    }
  }
  if (posted.length > 0) {
    const body = `${reviewMarker(instance.id, keysOf(posted))}
${bodyOf4(reading, posted, overflow)}`;
    await api.postReview(headSha, body, []);
  }
  return { posted, refused: refused4, ...refused4.length === 0 || refusal3 === void 0 ? {} : { refusal: refusal3 } };
}
async function settled2(api, request, reading, there, plan, { posted, refused: refused4, refusal: refusal3 }) {
  const problems = refusal3 === void 0 ? [] : [refusalText(refused4.length, plan.post.length, refusal3)];
  const { keep: kept, dismissed, overflow } = plan;
  const outcome = { reading, posted, kept, dismissed, overflow, refused: refused4 };
  const isIncomplete = refusal3 !== void 0 && (posted.length === 0 || refusal3.cause !== "unprocessable");
  if (isIncomplete) return { ...outcome, removed: 0, problems };
  const again = posted.length === 0 ? void 0 : await api.conversation();
  const now = again?.type === "ok" ? again.value : there;
  const copies = again?.type === "ok" ? copiesAmong(posted, there, now, request.instance) : [];
  const untrue = there.headSha === request.headSha ? plan.obsolete.slice(0, MAX_REMOVED) : [];
  if (untrue.length + copies.length === 0) return { ...outcome, removed: 0, problems };
  const answer = await api.takeBack({ untrue, copies }, now.reviews);
  const failed4 = answer.type === "ok" ? answer.value : untrue.map(() => answer.reason);
  const [reason] = failed4;
  if (reason !== void 0) {
    problems.push(`${count(failed4.length, "outdated comment")} could not be taken back: ${reason}`);
  }
  return { ...outcome, removed: Math.max(0, untrue.length - failed4.length), problems };
}
function refusalText(refused4, all, { reason }) {
  if (refused4 === all) return `the review could not be posted: ${reason}`;
  return `${refused4} of ${all} suggestions were not accepted: ${reason}`;
}
function copiesAmong(posted, before, now, { id }) {
  const known = new Set(before.comments.map(({ node }) => node));
  const wanted = new Map(posted.map((comment) => [comment.key, comment]));
  const oldest = /* @__PURE__ */ new Map();
  const own = [];
  for (const comment of now.comments) {
    const { key, text: text4, instance } = commentMarkerOf(comment.body) ?? {};
    const said2 = key === void 0 ? void 0 : wanted.get(key);
    if (key === void 0 || said2 === void 0 || text4 !== said2.text) continue;
    if (said2.onFile === true ? !comment.isOnFile : comment.line !== said2.to) continue;
    const other = oldest.get(key);
    if (other === void 0 || comment.id < other.id) oldest.set(key, comment);
    if (instance === id && !known.has(comment.node)) own.push({ key, comment });
  }
  return own.filter(({ key, comment }) => oldest.get(key) !== comment).map(({ comment }) => comment);
}

// src/review/pull-trouble.ts
var MAX_LOOK_CHARS = 2e5;
function pullSettings(text4, line2) {
  const lines2 = documentAround(text4.slice(0, MAX_LOOK_CHARS).split(/\r?\n/), line2 - 1);
  const pullSecrets = [];
  let namespace;
  for (const [index, content] of lines2.entries()) {
    namespace ??= scalarAfter(content, "namespace:");
    if (content.trimStart().replace(/^- /, "").startsWith("imagePullSecrets:")) {
      pullSecrets.push(...secretNames(content, lines2.slice(index + 1, index + 20)));
    }
  }
  return { pullSecrets: [...new Set(pullSecrets)], namespace };
}
function documentAround(lines2, at2) {
  const before = lines2.slice(0, at2).findLastIndex((line2) => line2.startsWith("---"));
  const after = lines2.findIndex((line2, index) => index >= at2 && line2.startsWith("---"));
  return lines2.slice(before + 1, after === -1 ? lines2.length : after);
}
function secretNames(first, rest) {
  const inline = [...first.matchAll(/name:\s*["']?([a-z0-9.-]+)/g)].map(([, name = ""]) => name);
  if (inline.length > 0) return inline;
  const names = [];
  for (const line2 of rest) {
    const item = line2.trim();
    if (item === "" || item.startsWith("#")) continue;
    if (!item.startsWith("- ") && !item.startsWith("name:")) break;
    const name = scalarAfter(item.replace(/^- */, ""), "name:");
    if (name === void 0) break;
    names.push(name);
  }
  return names;
}
function scalarAfter(line2, key) {
  const trimmed = line2.trim().replace(/^- */, "");
  if (!trimmed.startsWith(key)) return void 0;
  const value = trimmed.slice(key.length).replace(/\s#.*/, "").trim().replaceAll(/["']/g, "");
  return value === "" || value.includes("{{") ? void 0 : value;
}
var SYSTEM_NAMESPACES2 = /* @__PURE__ */ new Set(["kube-system", "gatekeeper-system", "calico-system"]);
function pullTrouble({ pullSecrets, namespace }, { loginServer }) {
  if (pullSecrets.length > 0) {
    const names = pullSecrets.map((name) => codeSpan(name)).join(", ");
    return `imagePullSecrets names ${names}: unless that holds a log-in for ${loginServer}, pulls rely on the kubelet's own identity.`;
  }
  if (namespace !== void 0 && SYSTEM_NAMESPACES2.has(namespace)) {
    return `The namespace ${namespace} starts before most others: make sure that every node pool can pull from ${loginServer} first.`;
  }
  return void 0;
}

// src/review/review-body.ts
var MAX_LIST_CHARS = 5e4;
function reviewBody({ headline, suggestions, left, tree: tree2, run: run2, docs }) {
  const counts4 = `${count(suggestions, "suggestion")} on the lines of this pull request${left.length === 0 ? "" : `, ${count(left.length, "image")} in the patch alone`}.`;
  const patch = `The patch with all of them is the file that the output \`patch\` of ${run2 === void 0 ? "the run" : `[the run](${run2})`} names.`;
  const about = docs === void 0 ? "" : ` [What to do with this](${docs})`;
  return [
    `**ACR Artifact Cache**: ${plain(headline)}`,
    counts4,
    ...left.length === 0 ? [] : [folded2(left, tree2)],
    `${patch}${about}`
  ].join("\n\n");
}
function folded2(left, tree2) {
  const items = [];
  let length = 0;
  let told3 = 0;
  for (const [reason, uses] of groupBy(left, (use) => use.reason)) {
    const head = `- ${plain(reason)}`;
    const lines2 = uses.map((use) => `  - ${placeOf5(use, tree2)}: ${code(use.text)}`);
    for (const line2 of [head, ...lines2]) {
      length += line2.length + 1;
      if (length > MAX_LIST_CHARS) break;
      items.push(line2);
      if (line2 !== head) told3++;
    }
    if (length > MAX_LIST_CHARS) break;
  }
  if (told3 < left.length) items.push(`- and ${left.length - told3} more, which the run's summary lists`);
  return `<details><summary>Without a suggestion: ${count(left.length, "image")}</summary>

${items.join("\n")}

</details>`;
}
function placeOf5({ path, line: line2 }, tree2) {
  const shown3 = code(line2 === void 0 ? path : `${path}:${line2}`);
  if (tree2 === void 0) return shown3;
  const address = `${tree2}/${path.split("/").map(encoded).join("/")}${line2 === void 0 ? "" : `#L${line2}`}`;
  return `<a href="${address}">${shown3}</a>`;
}
function encoded(part) {
  const percent2 = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(Buffer.from(part).toString()).replaceAll(/[!'()*~]/g, percent2);
}

// src/review/groups.ts
function connected(items, keysOf2) {
  const parents = items.map((_, index) => index);
  const root = (index) => {
    let at2 = index;
    for (let parent = parents[at2]; parent !== void 0 && parent !== at2; parent = parents[at2]) {
      parents[at2] = parents[parent] ?? parent;
      at2 = parent;
    }
    return at2;
  };
  const first = /* @__PURE__ */ new Map();
  for (const [index, item] of items.entries()) {
    for (const key of keysOf2(item)) {
      const other = first.get(key);
      if (other === void 0) first.set(key, index);
      else {
        const [low, high] = [root(other), root(index)].toSorted((one, two) => one - two);
        if (low !== void 0 && high !== void 0) parents[high] = low;
      }
    }
  }
  const groups = groupBy(items.entries(), ([index]) => root(index));
  return [...groups.values()].map((group) => group.map(([, item]) => item));
}

// src/review/suggestions.ts
function suggest({
  rewritten,
  heldBack,
  changed,
  isCut = false,
  textsOf: textsOf3,
  prefix,
  most
}) {
  const changedFiles = new Map(changed.map((file) => [file.path, file]));
  const headFiles = /* @__PURE__ */ new Map();
  const headFile = (file) => {
    const path = `${prefix}${file}`;
    const known = headFiles.get(file) ?? readHeadFile(path, changedFiles.get(path), textsOf3(file), isCut);
    headFiles.set(file, known);
    return known;
  };
  const reasons = /* @__PURE__ */ new Map();
  const placed = [];
  for (const group of connected(rewritten, ({ edits: edits2 }) => edits2.map(placeOf))) {
    const found2 = group.map((move) => ({ move, pieces: heldBack(move.use) ?? piecesOf(move, headFile) }));
    const obstacle = found2.find(({ pieces }) => typeof pieces === "string");
    for (const { move, pieces } of found2) {
      if (typeof pieces === "string") reasons.set(move, pieces);
      else if (obstacle !== void 0) reasons.set(move, sharedWith(obstacle.move, String(obstacle.pieces)));
      else for (const piece of pieces) placed.push({ move, piece });
    }
  }
  const { suggestions, apart } = chosen2(wholesOf(placed, rewritten), most);
  for (const [move, reason] of apart) reasons.set(move, reason);
  return {
    suggestions: suggestions.toSorted((one, other) => compareTexts(one.file, other.file) || one.from - other.from),
    left: rewritten.flatMap((move) => {
      const reason = reasons.get(move);
      return reason === void 0 ? [] : [{ use: move.use, reason: ofItsFile(reason, move.use.file) }];
    })
  };
}
function wholesOf(placed, rewritten) {
  const numbers = new Map(rewritten.map((move, index) => [move, String(index)]));
  return connected(blocksOf(placed), ({ moves }) => moves.map((move) => numbers.get(move) ?? ""));
}
function chosen2(wholes, most) {
  const suggestions = [];
  const apart = [];
  for (const whole of wholes) {
    const block2 = oneBlock(whole);
    if (block2 !== void 0 && suggestions.length < most) suggestions.push(suggestionOf(block2));
    else {
      const reason = block2 === void 0 ? APART : `more than ${most} suggestions`;
      for (const { moves } of whole) for (const move of moves) apart.push([move, reason]);
    }
  }
  return { suggestions, apart };
}
var APART = "it takes changes in several places that hold only together, which the patch has";
function ofItsFile(reason, file) {
  return reason.startsWith(`${file} `) || reason.startsWith(`${file}: `) ? `its file${reason.slice(file.length)}` : reason;
}
function sharedWith({ use }, reason) {
  return `the same text makes the image at ${use.file}:${use.line}, which can't be suggested: ${reason}`;
}
function blocksOf(placed) {
  const sorted2 = placed.toSorted(
    (one, other) => compareTexts(one.piece.file.path, other.piece.file.path) || one.piece.from - other.piece.from
  );
  const blocks = [];
  for (const { move, piece } of sorted2) {
    const last = blocks.at(-1);
    if (last === void 0 || last.file !== piece.file || last.to < piece.from) {
      blocks.push({ file: piece.file, from: piece.from, to: piece.to, edits: piece.edits, moves: [move] });
      continue;
    }
    const edits2 = new Map([...last.edits, ...piece.edits].map((edit) => [placeOf(edit), edit]));
    const moves = last.moves.includes(move) ? last.moves : [...last.moves, move];
    blocks.splice(-1, 1, { ...last, to: Math.max(last.to, piece.to), edits: [...edits2.values()], moves });
  }
  return blocks;
}
function oneBlock(whole) {
  const [first, ...others] = whole;
  if (first === void 0 || others.length === 0) return first;
  const { file } = first;
  const from = Math.min(...whole.map((block2) => block2.from));
  const to = Math.max(...whole.map((block2) => block2.to));
  if (others.some((block2) => block2.file !== file) || !fitsOneSuggestion(file, from, to)) return void 0;
  return {
    file,
    from,
    to,
    edits: whole.flatMap(({ edits: edits2 }) => edits2),
    moves: [...new Set(whole.flatMap(({ moves }) => moves))]
  };
}
function suggestionOf({ file, from, to, edits: edits2, moves }) {
  const start = file.lines.start(from);
  const old = file.text.slice(start, file.lines.start(to + 1));
  const shifted = edits2.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const written = applyEdits(old, shifted);
  const ended = old.endsWith("\n");
  return {
    file: file.path,
    from,
    to,
    oldText: ended ? old.slice(0, -1) : old,
    newText: ended ? written.slice(0, -1) : written,
    moves
  };
}

// src/stages/head.ts
async function readHead(read3, files, source, context) {
  const { texts: texts2 } = read3.scan;
  const scanned = new Map(files.flatMap((file) => texts2.has(file) ? [[file, texts2.get(file) ?? ""]] : []));
  const headOf3 = (heads, troubles = []) => ({
    textsOf: (file) => {
      const text4 = texts2.get(file);
      return text4 === void 0 ? void 0 : { scanned: text4, head: heads.get(file) };
    },
    troubles
  });
  if (context.event === void 0 || scanned.size === 0) return headOf3(texts2);
  const commit = source?.commit ?? context.rights.pullRequest?.headSha;
  const here = await fromGit(read3, scanned, commit, context);
  if (here !== void 0) return headOf3(here);
  if (commit === void 0) return headOf3(texts2);
  if (source === void 0) return headOf3(/* @__PURE__ */ new Map(), [`the head is not here, and nobody could be asked for it`]);
  return fromGitHub(scanned, read3.prefix, source, headOf3);
}
async function fromGit({ folder }, scanned, commit, { root }) {
  const repository = openRepository(folder, root);
  if (repository === void 0) return void 0;
  try {
    const checkedOut = commit === void 0 ? await headCommit(repository) : void 0;
    const wanted = checkedOut?.type === "ok" ? checkedOut.value : commit;
    if (wanted === void 0 || !await hasCommit(repository, wanted)) return void 0;
    const tree2 = await listTree(repository, wanted);
    if (tree2.type === "failed") return void 0;
    return await differing(repository, new Map(tree2.value.map(({ path, blob }) => [path, blob])), scanned);
  } finally {
    repository.close();
  }
}
async function differing(repository, blobs2, scanned) {
  const heads = /* @__PURE__ */ new Map();
  const filesOf2 = /* @__PURE__ */ new Map();
  for (const [file, text4] of scanned) {
    const blob = blobs2.get(file);
    if (blob === void 0) continue;
    if (blobId(Buffer.from(text4)) === blob) heads.set(file, text4);
    else filesOf2.set(blob, [...filesOf2.get(blob) ?? [], file]);
  }
  const take = (blob, bytes2) => {
    if (bytes2 === void 0) return;
    for (const file of filesOf2.get(blob) ?? []) heads.set(file, Buffer.from(bytes2).toString("utf8"));
  };
  const answer = await readBlobs(repository, [...filesOf2.keys()], take, MAX_FILE_BYTES);
  return answer.type === "ok" ? heads : void 0;
}
async function fromGitHub(scanned, prefix, { api, commit, known }, headOf3) {
  const ids = new Map([...scanned.keys()].flatMap((file) => idOf2(known, file, prefix)));
  const unknown2 = [...scanned.keys()].filter((file) => !ids.has(file));
  const troubles = [];
  const complain = (many, reason) => {
    const [first = "", ...others2] = many;
    const files = others2.length === 0 ? first : `${first} and ${others2.length} more`;
    troubles.push(`nothing is suggested in ${files}, since the head's text of it can't be read: ${reason}`);
  };
  if (unknown2.length > 0) {
    const answer2 = await api.blobIds(
      commit,
      unknown2.map((file) => `${prefix}${file}`)
    );
    if (answer2.type === "refused") complain(unknown2, answer2.reason);
    else for (const file of unknown2) for (const [name, id] of idOf2(answer2.value, file, prefix)) ids.set(name, id);
  }
  const heads = /* @__PURE__ */ new Map();
  const others = [];
  for (const [file, id] of ids) {
    const text4 = scanned.get(file) ?? "";
    if (blobId(Buffer.from(text4)) === id) heads.set(file, text4);
    else others.push(file);
  }
  if (others.length === 0) return headOf3(heads, troubles);
  const answer = await api.blobTexts([...new Set(others.map((file) => ids.get(file) ?? ""))]);
  if (answer.type === "refused") complain(others, answer.reason);
  else {
    for (const file of others) {
      const text4 = answer.value.get(ids.get(file) ?? "");
      if (text4 !== void 0) heads.set(file, text4);
    }
  }
  return headOf3(heads, troubles);
}
function idOf2(ids, file, prefix) {
  const id = ids.get(`${prefix}${file}`);
  return id === void 0 ? [] : [[file, id]];
}

// src/stages/review-facts.ts
var MAX_FINDINGS4 = 3;
function moveFacts(moves, { planned, ensured, warmed, gate: gate2 }) {
  const covered3 = new Map((ensured?.covered ?? planned.plan?.covered ?? []).map((source) => [source.source, source]));
  const created = new Set(ensured?.created.map(({ name }) => name));
  const judged2 = new Map(gate2.images.map((image) => [image.image, image]));
  const resultOf3 = resultIndex(warmed);
  const known = new Map(
    moves.map((move) => {
      const { use } = move;
      const cover = use.source === void 0 ? void 0 : covered3.get(nameOf(use.source));
      const said2 = judged2.get(imageOf(use));
      return [
        move,
        {
          ...cover === void 0 ? {} : { rule: { name: cover.rule, isNew: created.has(cover.rule) } },
          stored: STORED2[resultOf3(use)?.status ?? "not-served"],
          ...said2 === void 0 ? {} : { judged: { fails: failsGate(said2.state, gate2), text: verdictOf2(said2) } }
        }
      ];
    })
  );
  return (move) => ({
    from: move.use.image ?? move.use.text,
    to: movedName(move),
    stored: void 0,
    ...known.get(move)
  });
}
function movedName({ use, move: { registry: registry2, repository, digest: digest2 } }) {
  const { tag, digest: own = digest2 } = parseReference(use.pulls ?? use.image ?? "") ?? {};
  return formatReference({
    ...{ registry: registry2, repository },
    ...tag === void 0 ? {} : { tag },
    ...own === void 0 ? {} : { digest: own }
  });
}
var STORED2 = {
  warm: "stored",
  "served-unconfirmed": "served",
  "not-served": void 0
};
function failsGate(state, { verdict }) {
  return IMAGE_STATES[state].judgement === "fails" && verdict !== "no gate";
}
function verdictOf2({ reasons, blocking }) {
  const found2 = findingsInMarkdown(blocking, MAX_FINDINGS4).join(", ");
  return `${plain(reasons.join("; "))}${found2 === "" ? "" : `: ${found2}`}`;
}

// src/review/on-head.ts
function onHead(rewritten, textsOf3) {
  const maps = /* @__PURE__ */ new Map();
  const mapOf = (file) => {
    const known = maps.get(file) ?? mapOrReason(file, textsOf3(file));
    maps.set(file, known);
    return known;
  };
  const edits2 = /* @__PURE__ */ new Map();
  const reasons = /* @__PURE__ */ new Map();
  for (const group of connected(rewritten, (move) => move.edits.map(placeOf))) {
    const moved2 = group.map((move) => movedEdits(move, mapOf));
    const reason = moved2.find((one) => typeof one === "string");
    for (const [index, move] of group.entries()) {
      const own = moved2[index];
      if (reason !== void 0) reasons.set(move, typeof own === "string" ? own : reason);
      else if (own !== void 0 && typeof own !== "string") for (const edit of own) edits2.set(placeOf(edit), edit);
    }
  }
  return {
    edits: distinctEdits([...edits2.values()]),
    left: rewritten.flatMap((move) => {
      const reason = reasons.get(move);
      return reason === void 0 ? [] : [{ use: move.use, reason }];
    })
  };
}
function mapOrReason(file, texts2) {
  return texts2?.head === void 0 ? `${file} could not be read at the head` : mapEdits(texts2.scanned, texts2.head);
}
function movedEdits({ edits: edits2 }, mapOf) {
  const moved2 = [];
  for (const edit of edits2) {
    const map = mapOf(edit.file);
    if (typeof map === "string") return map;
    const found2 = map(edit);
    if (found2 === void 0) return `${edit.file} differs there between the head and what was read`;
    moved2.push(found2);
  }
  return moved2;
}

// src/stages/rewrite.ts
function moveUses(planned, ensured, results, inputs) {
  const { registry: registry2, pin, suggestKinds } = inputs;
  const covered3 = new Map((ensured?.covered ?? planned.plan?.covered ?? []).map((source) => [source.source, source]));
  const resultOf3 = resultIndex(results);
  const moveOf = (use) => {
    if (registry2 === void 0 || planned.leftAside.has(use) || !isMovable(use, inputs)) return void 0;
    const result = resultOf3(use);
    if (result?.status === "not-served") return void 0;
    const repository = use.class !== "public" ? use.reference?.repository : covered3.get(use.source === void 0 ? "" : nameOf(use.source))?.repository;
    if (repository === void 0) return void 0;
    const digest2 = pin && result !== void 0 ? result.served.digest : void 0;
    return { registry: registry2.loginServer, repository, ...digest2 === void 0 ? {} : { digest: digest2 } };
  };
  return {
    rewrite: rewrite(planned.uses, moveOf),
    heldBack: (use) => {
      if (!planned.inScope.has(use)) return "the pull request does not bring it";
      if (!suggestKinds.has(use.kind)) return `suggest-kinds does not name ${use.kind}`;
      if (use.unknownTag === true) return "its tag is not known, so that nothing could be pulled";
      if (use.slots.some(({ adds }) => adds !== void 0)) return "it adds keys to values, which the patch has";
      const result = resultOf3(use);
      if (result === void 0 || result.status === "not-served") return "it was not pulled through the registry yet";
      return void 0;
    }
  };
}
function isMovable(use, inputs) {
  const { class: kind, ignored: ignored2, overriddenBy, ifEnabled } = use;
  if (ignored2 !== void 0 || overriddenBy !== void 0 || ifEnabled !== void 0) return false;
  return kind === "public" || kind === "cached" && inputs.pin || leavesRegion(use, inputs);
}
function leavesRegion({ class: kind, reference }, { registry: registry2, regionalEndpoints }) {
  if (regionalEndpoints === "keep" || registry2 === void 0 || reference === void 0) return false;
  if (kind !== "cached" && kind !== "own") return false;
  return reference.registry !== registry2.loginServer;
}
function editedFiles({ edits: edits2 }) {
  return [...new Set(edits2.map(({ file }) => file))];
}
function onlyOnHead(moved2, { textsOf: textsOf3 }) {
  const { rewritten, unwritten } = moved2.rewrite;
  const { left } = onHead(rewritten, textsOf3);
  if (left.length === 0) return moved2;
  const gone = new Set(left.map(({ use }) => use));
  const kept = rewritten.filter(({ use }) => !gone.has(use));
  const edits2 = distinctEdits(kept.flatMap((move) => move.edits));
  return { ...moved2, rewrite: { rewritten: kept, unwritten: [...unwritten, ...left], edits: edits2 } };
}

// src/stages/review.ts
var NOTHING = { suggestions: 0, suggested: /* @__PURE__ */ new Set(), left: [], text: "", problems: [] };
async function reviewPullRequest(read3, moved2, before, headline, inputs, context) {
  const { rights, env, clock } = context;
  const { pullRequest } = rights;
  if (!rights.mayWrite) return { ...NOTHING, text: strangersText(moved2.rewrite, before, context) };
  if (inputs.review !== "suggestions" || pullRequest === void 0) return NOTHING;
  if (clock.isOver()) {
    return { ...NOTHING, text: `Nothing was suggested, since ${clock.endings().at(-1)?.why ?? "the run is over"}.` };
  }
  if (inputs.githubToken === void 0) {
    return problem("no github-token is given, so the pull request could not be reviewed");
  }
  const api = await openApi(pullRequest, inputs, context);
  const instance = instanceIn(inputs, env);
  const outcome = await bringUpToDate(api, {
    read: () => readSuggestions(api, read3, moved2, before, instance, inputs, context),
    instance,
    headSha: pullRequest.headSha,
    most: inputs.maxSuggestions,
    bodyOf: (reading, _, overflow) => {
      const beyond = usesOf(reading, overflow, tooMany(inputs));
      return bodyOf3(reading, beyond, read3.prefix, before, headline, context);
    }
  });
  return reviewedBy(outcome, moved2, inputs);
}
function instanceIn({ instance, path }, env) {
  const { GITHUB_WORKFLOW: workflow, GITHUB_JOB: job, GITHUB_ACTION: action } = env;
  const earlier = [[workflow, job, path].join(" / "), ...instance === void 0 ? [] : [instance]];
  return instanceOf([instance ?? [workflow, job].join(" / "), action, path].join(" / "), earlier);
}
async function readSuggestions(api, read3, { rewrite: rewrite2, heldBack }, before, instance, { registry: registry2 }, context) {
  const changed = await api.changedFiles();
  if (changed.type === "refused") return changed;
  const { files, heads, isCut } = changed.value;
  const { scan, prefix } = read3;
  const [commit = context.rights.pullRequest?.headSha ?? "", ...others] = heads;
  const known = new Map(files.flatMap(({ path, blob }) => blob === void 0 ? [] : [[path, blob]]));
  const texts2 = await readHead(read3, editedFiles(rewrite2), { api, commit, known }, context);
  const { textsOf: textsOf3 } = texts2;
  const most = Number.MAX_SAFE_INTEGER;
  const suggested = suggest({ rewritten: rewrite2.rewritten, heldBack, changed: files, isCut, textsOf: textsOf3, prefix, most });
  const facts = {
    of: moveFacts(rewrite2.rewritten, before),
    hintOf: ({ moves }) => troubleAt(moves, scan.texts, registry2)
  };
  const wanted = wantedComments(
    suggested.suggestions,
    instance,
    (suggestion) => commentBody(suggestion, facts),
    (path) => textsOf3(path.slice(prefix.length))?.head
  );
  const outside = outsideDiff(suggested, before, { rewrite: rewrite2, heldBack }, texts2, prefix);
  const all = [...wanted, ...fileComments(outside, instance)];
  return { type: "ok", value: { ...suggested, wanted: all, texts: texts2, head: others.length > 0 ? void 0 : commit } };
}
function outsideDiff({ left }, before, { rewrite: rewrite2, heldBack }, texts2, prefix) {
  const hidden = left.filter(({ use, reason }) => isOutsideDiff(reason) && heldBack(use) === void 0);
  if (hidden.length === 0) return [];
  const lineOf = linesOnHead(texts2);
  const moveOf = new Map(rewrite2.rewritten.map((move) => [move.use, move]));
  const facts = moveFacts(rewrite2.rewritten, before);
  return hidden.flatMap(({ use }) => {
    const move = moveOf.get(use);
    if (move === void 0) return [];
    const { from, to } = facts(move);
    return [{ path: `${prefix}${use.file}`, line: lineOf(use), from, to }];
  });
}
function usesOf({ wanted, suggestions }, comments, reason) {
  const keys = new Set(comments.map(({ key }) => key));
  const about = suggestions.filter((_, index) => keys.has(wanted[index]?.key ?? ""));
  return about.flatMap(({ moves }) => moves.map(({ use }) => ({ use, reason })));
}
function tooMany({ maxSuggestions }) {
  return `more than ${maxSuggestions} suggestions`;
}
function bodyOf3({ suggestions, left, texts: texts2, head }, beyond, prefix, { planned }, headline, { env }) {
  const lineOf = linesOnHead(texts2);
  const told3 = [...left.filter(({ use }) => planned.inScope.has(use)), ...beyond];
  const moved2 = new Set(beyond.map(({ use }) => use));
  return reviewBody({
    headline,
    suggestions: suggestions.filter(({ moves }) => !moves.some(({ use }) => moved2.has(use))).length,
    left: told3.map(({ use, reason }) => ({ path: `${prefix}${use.file}`, line: lineOf(use), text: use.text, reason })),
    ...addressesOf(head, env)
  });
}
function reviewedBy(outcome, { heldBack }, inputs) {
  const { reading, posted, kept, dismissed, overflow, removed, silence } = outcome;
  const isOnLines = ({ onFile }) => onFile !== true;
  const standing2 = new Set([...posted, ...kept].filter(isOnLines).map(({ key }) => key));
  const onFiles = posted.filter(({ onFile }) => onFile === true).length;
  const told3 = /* @__PURE__ */ new Set([...standing2, ...dismissed.map(({ key }) => key)]);
  const keys = reading?.wanted.map(({ key }) => key) ?? [];
  const suggestions = reading?.suggestions ?? [];
  const toldOf = suggestions.filter((_, index) => told3.has(keys[index] ?? ""));
  const troubles = reading?.texts.troubles ?? [];
  return {
    suggestions: standing2.size,
    suggested: new Set(toldOf.flatMap(({ moves }) => moves.map(({ use }) => `${use.file}:${use.line}`))),
    left: [
      ...(reading?.left ?? []).filter(({ use }) => heldBack(use) === void 0),
      ...reading === void 0 ? [] : usesOf(reading, overflow, tooMany(inputs))
    ],
    text: silence ?? textOf2(posted.length - onFiles, onFiles, kept.length, dismissed.length, removed),
    problems: [...troubles, ...outcome.problems].map((message) => ({ stage: "review", message })),
    ...reading === void 0 ? {} : { head: reading.texts }
  };
}
async function openApi({ baseRepo, number }, { githubToken = "" }, context) {
  const { env, http, log } = context;
  log.mask(githubToken);
  const apiUrl = env.GITHUB_API_URL || "https://api.github.com";
  return openPullRequest({ http, apiUrl, token: githubToken, repository: baseRepo, number });
}
async function headOf2(read3, { rewrite: rewrite2 }, inputs, context) {
  const { rights, clock } = context;
  const { pullRequest } = rights;
  const files = editedFiles(rewrite2);
  if (pullRequest === void 0 || inputs.githubToken === void 0 || clock.isOver())
    return readHead(read3, files, void 0, context);
  const api = once(() => openApi(pullRequest, inputs, context));
  const source = {
    api: {
      blobIds: async (commit, paths) => (await api()).blobIds(commit, paths),
      blobTexts: async (ids) => (await api()).blobTexts(ids)
    },
    commit: pullRequest.headSha,
    known: /* @__PURE__ */ new Map()
  };
  return readHead(read3, files, source, context);
}
function problem(message) {
  return { ...NOTHING, problems: [{ stage: "review", message }] };
}
function strangersText({ rewritten }, { planned }, { event, rights }) {
  const uses = rewritten.filter(({ use }) => planned.inScope.has(use));
  const [first, ...others] = uses;
  if (event === void 0 || first === void 0) return "";
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const which = `${first.use.text} (${first.use.file}:${first.use.line})${more}`;
  return `Nothing was suggested, since ${rights.reason}: ${which} could be pulled from ${first.move.registry} once the rules are there; the patch moves them.`;
}
function linesOnHead({ textsOf: textsOf3 }) {
  const known = /* @__PURE__ */ new Map();
  const mapOf = (file) => {
    const texts2 = textsOf3(file);
    if (texts2?.head === void 0) return () => void 0;
    const [scanned, head] = [linesOf(texts2.scanned), linesOf(texts2.head)];
    const moved2 = mapEdits(texts2.scanned, texts2.head);
    return (line2) => {
      const start = scanned.start(line2);
      const place = moved2({ file, start, end: start, text: "" });
      return place === void 0 ? void 0 : head.at(place.start);
    };
  };
  return ({ file, line: line2 }) => {
    const lineOf = known.get(file) ?? mapOf(file);
    known.set(file, lineOf);
    return lineOf(line2);
  };
}
function addressesOf(head, env) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run2 } = env;
  const { GITHUB_ACTION_REPOSITORY: action, GITHUB_ACTION_REF: ref } = env;
  const isKnown = server !== void 0 && repository !== void 0;
  return {
    tree: isKnown && head !== void 0 ? `${server}/${repository}/blob/${head}` : void 0,
    run: isKnown && run2 !== void 0 ? `${server}/${repository}/actions/runs/${run2}` : void 0,
    docs: server && action && ref ? `${server}/${action}/blob/${ref}/docs/suggestions.md` : void 0
  };
}
function troubleAt(moves, texts2, registry2) {
  if (registry2 === void 0) return void 0;
  const troubles = moves.flatMap(({ use }) => {
    if (consumerOf(use) !== "aks") return [];
    return pullTrouble(pullSettings(texts2.get(use.file) ?? "", use.line), registry2) ?? [];
  });
  return troubles.length === 0 ? void 0 : [...new Set(troubles)].join(" ");
}
function textOf2(posted, onFiles, kept, dismissed, removed) {
  const parts = [
    posted > 0 ? `${count(posted, "suggestion")} posted` : "",
    onFiles > 0 ? `${count(onFiles, "comment")} on files whose diff does not show the lines` : "",
    kept > 0 ? `${kept} of an earlier run still stand` : "",
    dismissed > 0 ? `${dismissed} not repeated, since somebody took ${dismissed === 1 ? "it" : "them"} away` : "",
    removed > 0 ? `${removed} taken back` : ""
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `On the pull request: ${parts.join(", ")}.`;
}

// src/run.ts
async function run(given, context, { stored: earlier, pending }, instead) {
  const wanted = applyDecision(given, context.rights, {
    isTerminal: context.event === void 0,
    asked: context.asked
  });
  requireRegistry(given, context);
  const acceptances2 = readAcceptances(given, context);
  tellOpening(given, context, wanted);
  const troubles = [];
  const inStage = stageRunner(context, troubles);
  const known = needsBase(given, context) ? new ToldFiles(blobId) : void 0;
  const read3 = await readOf(instead, given, context, known);
  const looking = begun(() => lookUp(given, context));
  const base = await inStage("scan", () => baseOf(given, context, acceptances2, known), baseUnread);
  const accepted = acceptedBy(acceptances2, base, context);
  const found2 = await inStage("plan", looking, unlooked);
  let look = found2;
  const inputs = withRegistry2(given, found2);
  const planned = await inStage(
    "plan",
    () => planRun(read3.scan, base, found2, inputs, context, read3.prefix),
    (reason) => {
      look = unlooked(reason);
      return planRun(read3.scan, base, look, inputs, context, read3.prefix);
    }
  );
  const apply = asFarAsKnown(wanted, look);
  const ensured = await inStage(
    "ensure",
    () => ensure(planned, look, apply, context),
    (reason) => ensureUnknown(planned, look, apply, reason)
  );
  const warmed = await inStage(
    "warm",
    () => warmImages(planned, ensured, look, earlier, apply, inputs, context),
    (reason) => notWarmed(planned, ensured, earlier, apply, inputs, context, reason)
  );
  const limits = await inStage(
    "warm",
    () => limitsOf(warmed, look, earlier, inputs, context),
    () => NO_LIMITS
  );
  const { gate: gate2, gatedDeployment: gatedDeployment2 } = await inStage(
    "gate",
    () => judge2(planned, warmed, look, accepted, read3.prefix, pending, inputs, context),
    (reason) => judge2(planned, warmed, unlooked(reason), accepted, read3.prefix, pending, inputs, context)
  );
  tellAcceptances(gate2, context);
  const moved2 = moveUses(planned, ensured, warmed, inputs);
  const problems = problemsOf2(read3, base, look, planned, inputs, context.rights);
  const soFar = () => ({
    ...{ apply, read: read3, look, planned, ensured, warmed, limits, earlier, gate: gate2, gatedDeployment: gatedDeployment2, moved: moved2 },
    problems: toldOnce(context, troubles, problems)
  });
  const standing2 = { asks: canSignIn(inputs, context), isQueue: context.event?.name === "merge_group" };
  const draft = reportOf(soFar(), NOTHING, inputs, standing2, context.env);
  const reviewed = await inStage(
    "review",
    () => reviewPullRequest(read3, moved2, { planned, ensured, warmed, gate: gate2 }, draft.outcome.headline, inputs, context),
    () => NOTHING
  );
  const head = reviewed.head ?? await inStage("review", () => headOf2(read3, moved2, inputs, context), headUnread);
  for (const message of head === reviewed.head ? [] : head.troubles) troubles.push({ stage: "review", message });
  const stages = { ...soFar(), moved: onlyOnHead(moved2, head) };
  const remarks = remarksOf(remarkSources(stages, reviewed, inputs));
  const sarif = sarifOf(remarks, gate2.images, read3.prefix.replace(/\/$/, ""));
  const report = { ...reportOf(stages, reviewed, inputs, standing2, context.env), sarifCut: sarif.cut };
  return { report, remarks, sarif: sarif.text, stages, head };
}
function toldOnce({ clock }, troubles, problems) {
  const endings = clock.endings();
  const others = problems.filter(({ message }) => !endings.some(({ why: why2 }) => why2 === message));
  return [...endings.map(endingProblem), ...troubles, ...others];
}
async function readOf(given, inputs, context, keep) {
  return given === void 0 ? readTree(inputs, context, { keep }) : { scan: given, folder: context.root, prefix: "", unseen: NOTHING_UNSEEN };
}
function begun(work) {
  const result = work();
  result.catch(() => void 0);
  return () => result;
}
function unlooked(reason) {
  return { state: "unknown", reason, expected: false };
}
async function baseOf(inputs, context, acceptances2, known) {
  if (!needsBase(inputs, context)) return { state: "none" };
  return readBase(inputs, context, { policy: acceptances2.from === "base" ? acceptances2.path : void 0, known });
}
function baseUnread(reason) {
  return { state: "unreadable", reason, remedy: "Run again, with a longer timeout where the time was up." };
}
function headUnread(reason) {
  return { textsOf: () => void 0, troubles: [`the head can't be read: ${reason}`] };
}
function remarkSources(stages, reviewed, inputs) {
  const { planned, read: read3, ensured, warmed, gate: gate2 } = stages;
  return {
    inScope: planned.inScope,
    gated: planned.gated,
    failsUnscanned: inputs.failWhen.has("unscanned"),
    warnings: read3.scan.warnings,
    plan: settledPlan(stages),
    created: ensured !== void 0,
    loginServer: inputs.registry?.loginServer,
    resultOf: resultIndex(warmed),
    gate: gate2,
    isExempt: exemptFiles(inputs, read3.prefix),
    suggested: reviewed.suggested
  };
}
function needsBase(inputs, { rights }) {
  if (rights.authority === "base" || inputs.scope === "changed") return true;
  return inputs.gateScope === "new" && asksDefender(inputs);
}
var SHARES = { plan: 0.25, ensure: 0.4 };
function stageRunner({ clock, log }, troubles) {
  return async (stage, work, instead) => {
    clock.enter(stage, SHARES[stage]);
    await new Promise((resolve2) => setImmediate(resolve2));
    try {
      return await work();
    } catch (error) {
      if (error instanceof UserError && (stage === "scan" || stage === "plan")) throw error;
      const reason = error instanceof HttpFailure ? messageOf(error) : defectText(error);
      if (error instanceof Error) log.debug(error.stack ?? error.message);
      if (!(error instanceof RunEnded)) {
        const unfinished = error instanceof HttpFailure || error instanceof UserError ? {} : { unfinished: "ended by a defect" };
        troubles.push({ stage, message: `${stage}: ${reason}`, ...unfinished });
      }
      return instead(reason);
    }
  };
}
function endingProblem({ kind, stage, why: why2 }) {
  const message = `${stage}: ${why2}, so that what was still to be done is not done; run again: what is there is found`;
  switch (kind) {
    case "cancelled":
      return { stage, message, unfinished: `cancelled in ${stage}` };
    case "deadline":
      return {
        stage,
        message: `${message}, or give more time with \`timeout\``,
        unfinished: `out of time in ${stage}`
      };
    case "defect":
      return { stage, message, unfinished: `ended by a defect in ${stage}` };
    case "budget":
      return { stage, message: `${message}, or give more time with \`timeout\`` };
  }
}
function requireRegistry({ registry: registry2, apply, failOn }, { event, rights, asked }) {
  if (registry2 !== void 0 || event !== void 0 && !rights.mayWrite) return;
  if (failOn !== "none") {
    throw new UserError('Input "registry" is needed for the gate; give it, or leave fail-on out.');
  }
  if (event === void 0 ? !asked : apply === "never") return;
  const without = event === void 0 ? "leave --apply out" : 'set "apply: never" to scan only';
  throw new UserError(`Input "registry" is needed to create cache rules; give it, or ${without}.`);
}
function problemsOf2({ scan }, base, look, { troubles }, inputs, { authority }) {
  const problems = [];
  if (scan.filesRead === 0 && scan.uses.length === 0) {
    const message = `no file under ${JSON.stringify(inputs.path)} is a manifest that is known; check path, include and exclude`;
    problems.push({ stage: "scan", message });
  }
  if (base.state === "unreadable") {
    const opens = authority === "base" ? ", and nothing of the head opens the gate" : "";
    const message = `the base can't be read, so every image counts as new${opens}: ${base.reason}. ${base.remedy}`;
    problems.push({ stage: "scan", message });
  }
  for (const trouble of troubles) {
    problems.push({ stage: "plan", message: `plan: whether a repository exists could not be asked: ${trouble}` });
  }
  if (look.state === "unknown" && !look.expected) problems.push({ stage: "plan", message: look.reason });
  return problems;
}

// src/stages/earlier-report.ts
const { join: join3 } = require("node:path");
var REFRESHES = /* @__PURE__ */ new Set(["schedule", "workflow_dispatch"]);
var NOTHING2 = { stored: /* @__PURE__ */ new Map(), pending: [] };
var MAX_REPORT_BYTES = 256 * 1024 * 1024;
function readEarlier(folder, { root, event, log }) {
  if (folder === void 0 || event !== void 0 && !REFRESHES.has(event.name)) return NOTHING2;
  const name = "report.json";
  const path = join3(folder, name);
  try {
    if (linkIn(root, path) !== void 0) {
      log.warning(`${path} is a symbolic link, so it is no report of an earlier run and is not read.`);
      return NOTHING2;
    }
    const bytes2 = readRegular(path, MAX_REPORT_BYTES);
    if (!Buffer.isBuffer(bytes2)) return NOTHING2;
    if (isTracked(folder, name)) {
      log.warning(
        `${path} is tracked by git, so it is no report of an earlier run and is not read. Keep report-dir out of git.`
      );
      return NOTHING2;
    }
    const report = parseJson(bytes2.toString("utf8"));
    return { stored: parseEarlier(field(report, "stored")), pending: parsePending(field(report, "verdicts")) };
  } catch (error) {
    log.debug(`no earlier report: ${messageOf(error)}`);
    return NOTHING2;
  }
}

// src/stages/files.ts
const { dirname: dirname2 } = require("node:path");

// src/report/page/page.ts
const { createHash: createHash4 } = require("node:crypto");

// src/text/html.ts
var ENTITIES = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
};
function escaped2(text4) {
  return shown(text4).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
function html({ raw }, ...parts) {
  const [first = "", ...rest] = raw;
  return { html: rest.reduce((made, text4, index) => made + partOf(parts[index] ?? "") + text4, first) };
}
function partOf(part) {
  if (typeof part === "string" || typeof part === "number") return escaped2(String(part));
  return "html" in part ? part.html : part.map(({ html: piece }) => piece).join("");
}
var NOTHING3 = { html: "" };

// src/report/page/browser-script.ts
var BROWSER_SCRIPT = '"use strict";(()=>{var g=document.querySelector("#images"),s=document.querySelector("#find"),p=g?.tBodies[0];if(g&&s&&p){let o=[...p.rows].map(e=>({element:e,text:(e.textContent??"").toLowerCase()}));s.hidden=!1;let f={fails:({state:e})=>e==="failed",refused:({rule:e})=>e==="refused",open:({state:e=""})=>!["failed","passed","exempt","not asked"].includes(e)},c=s.querySelector("output"),u=s.querySelector("button"),m=Number(s.dataset.most),r=m,l=()=>{let e=new FormData(s),a=String(e.get("words")).toLowerCase().split(/\\s+/).filter(Boolean),d=f[String(e.get("only"))]??(()=>!0),n=0;for(let{element:i,text:v}of o){let y=d(i.dataset)&&a.every(L=>v.includes(L));y&&n++;let w=!y||n>r;i.hidden!==w&&(i.hidden=w)}let t=n===o.length?`${n} images`:`${n} of ${o.length} images`;c&&(c.value=n>r?`${t}, the first ${r} shown`:t),u&&(u.hidden=n<=r)};s.addEventListener("input",()=>{r=m,l()}),s.addEventListener("submit",e=>e.preventDefault()),u?.addEventListener("click",()=>{r+=m,l()}),window.addEventListener("beforeprint",()=>{r=o.length,l()}),l();let h=[...g.querySelectorAll("thead th")],b=new Intl.Collator("en",{numeric:!0}),S=(e,a)=>{let d=e.cells[a];return d?.dataset.sort??d?.textContent??""};for(let[e,a]of h.entries())a.querySelector("button")?.addEventListener("click",()=>{let d=a.ariaSort==="ascending"?-1:1;for(let t of h)t.removeAttribute("aria-sort");a.ariaSort=d===1?"ascending":"descending";let n=o.map(t=>({row:t,key:S(t.element,e)}));n.sort((t,i)=>d*b.compare(t.key,i.key)),o=n.map(({row:t})=>t),l(),p.append(...o.map(({element:t})=>t))})}for(let[o,f]of[["beforeprint",!0],["afterprint",!1]])window.addEventListener(o,()=>{for(let c of document.querySelectorAll("details"))c.open=f});})();';

// src/report/page/image-rows.ts
function imageRows(report) {
  const { plan, warmed, gate: gate2 } = report;
  const covered3 = new Map((plan?.covered ?? []).map((source) => [source.source, source]));
  const refused4 = new Map((plan?.refused ?? []).map((source) => [source.source, source]));
  const results = groupBy(warmed, ({ request }) => request.image);
  const judged2 = new Map(gate2.images.map((image) => [image.image, image]));
  const rows = [...groupBy(report.uses, imageOf)].map(([image, uses]) => {
    const names = new Set(uses.flatMap(({ source }) => source === void 0 ? [] : [nameOf(source)]));
    const [name] = names;
    const told3 = judged2.get(image);
    const pulls = results.get(image) ?? [];
    const refusal3 = name === void 0 ? void 0 : refused4.get(name);
    return {
      image,
      classes: [...new Set(uses.map((use) => use.class))],
      places: uses.map(({ file, line: line2, kind }) => ({ file, line: line2, kind })),
      rule: ruleCell(name === void 0 ? void 0 : covered3.get(name), refusal3),
      stored: storedCell(pulls),
      ...told3 === void 0 ? {} : { state: told3.state },
      findings: worstFirst(told3?.blocking ?? []),
      todo: todoOf(uses, refusal3, pulls, told3)
    };
  });
  return rows.toSorted((one, other) => urgency(one) - urgency(other) || compareTexts(one.image, other.image));
}
function urgency({ state, rule }) {
  const judgement2 = state === void 0 ? "not-asked" : IMAGE_STATES[state].judgement;
  if (judgement2 === "fails") return 0;
  if (rule.type === "refused") return 1;
  return judgement2 === "undecided" || judgement2 === "unjudged" ? 2 : 3;
}
function ruleCell(covered3, refusal3) {
  if (covered3 !== void 0) {
    const { rule, repository, by } = covered3;
    return { type: "covered", rule, repository, by };
  }
  return refusal3 === void 0 ? { type: "none" } : { type: "refused", because: refusal3.message };
}
function storedCell(pulls) {
  const statuses = new Set(pulls.map(({ status }) => status));
  if (statuses.has("not-served")) return "not served";
  if (statuses.has("served-unconfirmed")) return "served";
  return statuses.has("warm") ? "stored" : "not pulled";
}
function gateTodo(told3) {
  if (told3 === void 0) return [];
  switch (IMAGE_STATES[told3.state].judgement) {
    case "fails":
      return ["Take a version without these findings, or accept them with accept-findings."];
    case "undecided":
    case "unjudged":
      return [...told3.reasons, told3.remedy ?? ""];
    case "passes":
    case "not-asked":
      return [];
  }
}
function todoOf(uses, refusal3, pulls, told3) {
  const said2 = [
    ...refusal3 === void 0 ? [] : [refusal3.remedy, ...refusal3.commands],
    ...pulls.flatMap((pull3) => {
      if (pull3.status === "not-served") return [`${pull3.reason.message} ${pull3.reason.remedy}`];
      return pull3.status === "served-unconfirmed" ? [`${pull3.unconfirmed.message} ${pull3.unconfirmed.remedy}`] : [];
    }),
    ...gateTodo(told3),
    ...uses.flatMap((use) => [use.because ?? "", use.image === null ? use.reason ?? "" : ""])
  ];
  return [...new Set(said2.filter((text4) => text4 !== ""))];
}

// src/report/page/image-table.ts
var COLUMNS = ["Image", "Used in", "Class", "Rule", "Stored", "Findings", "What to do"];
var MAX_PLACES = 2;
var ROWS_AT_ONCE = 200;
function imageTable(rows, mostFindings) {
  const heads = COLUMNS.map(
    (name) => html`<th scope="col"><button type="button" title="Sort by ${name}">${name}</button></th>`
  );
  return html`<table id="images">
<caption>Every image of the repository</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.map((row2, index) => imageRow(row2, mostFindings, index >= ROWS_AT_ONCE))}</tbody>
</table>
`;
}
function imageRow(row2, mostFindings, isFolded) {
  const worst = row2.findings[0]?.finding.severity;
  const rank2 = worst === void 0 ? 9 : severityRank(worst);
  const cells = [
    html`<th scope="row"><code>${row2.image}</code></th>`,
    html`<td data-sort="${row2.places.length}">${placesCell(row2.places)}</td>`,
    html`<td>${row2.classes.join(", ")}</td>`,
    ruleCell2(row2.rule),
    html`<td data-sort="${STORED_ORDER[row2.stored]}"><span data-look="${row2.stored}">${row2.stored}</span></td>`,
    html`<td data-sort="${rank2 * 1e5 - Math.min(row2.findings.length, 99999)}">${findingsCell(row2, mostFindings)}</td>`,
    html`<td>${todoCell(row2.todo)}</td>`
  ];
  return html`<tr data-state="${row2.state ?? "not asked"}" data-rule="${row2.rule.type}"${isFolded ? html` hidden` : NOTHING3}>${cells}</tr>
`;
}
var STORED_ORDER = {
  "not served": 0,
  served: 1,
  "not pulled": 2,
  stored: 3
};
function placesCell(places) {
  const lines2 = places.map(({ file, line: line2, kind }) => html`<code>${file}:${line2}</code> <small>${kind}</small>`);
  if (lines2.length <= MAX_PLACES) return listOf3(lines2);
  return html`<details><summary>${count(places.length, "place")}</summary>${listOf3(lines2)}</details>`;
}
function todoCell([first, ...rest]) {
  if (first === void 0) return NOTHING3;
  if (rest.length === 0) return html`${first}`;
  const lines2 = rest.map((text4) => text4.startsWith("az ") ? html`<code>${text4}</code>` : html`${text4}`);
  return html`${first}<details><summary>${count(rest.length, "more line")}</summary>${listOf3(lines2)}</details>`;
}
function ruleCell2(rule) {
  switch (rule.type) {
    case "covered": {
      const fresh = rule.by === "new" ? html` <span data-look="new">new</span>` : NOTHING3;
      return html`<td><code>${rule.repository}</code>${fresh}<br><small>${rule.rule}</small></td>`;
    }
    case "refused":
      return html`<td><span data-look="refused">refused</span> ${rule.because}</td>`;
    case "none":
      return html`<td><span data-look="none">none</span></td>`;
  }
}
function findingsCell({ state, findings: findings3 }, most) {
  const word = state === void 0 ? "not asked" : state;
  const look = state === void 0 ? "not-asked" : IMAGE_STATES[state].judgement;
  const said2 = html`<span data-look="${look}">${word}</span>`;
  if (findings3.length === 0) return said2;
  const lines2 = findings3.slice(0, most).map(findingLine);
  const rest = findings3.length - lines2.length;
  const more = rest === 0 ? NOTHING3 : html`<p>${rest} more in report.json</p>`;
  return html`${said2}<details><summary>${severities(findings3)}</summary>${listOf3(lines2)}${more}</details>`;
}
function findingLine({ platform, finding }) {
  const id = finding.id ?? "a finding without a name";
  const url = findingUrl(finding.id);
  const name = url === void 0 ? html`${id}` : html`<a href="${url}" rel="noreferrer">${id}</a>`;
  const fix = fixText(finding);
  return html`<span data-look="${finding.severity}">${finding.severity}</span> ${name} in ${packageText(finding)}, ${platform}${fix === void 0 ? "" : `, ${fix}`}`;
}
function severities(findings3) {
  const numbers = /* @__PURE__ */ new Map();
  for (const { finding } of findings3) numbers.set(finding.severity, (numbers.get(finding.severity) ?? 0) + 1);
  return [...numbers].map(([severity, number]) => `${number} ${severity}`).join(", ");
}
function listOf3(lines2) {
  if (lines2.length === 0) return NOTHING3;
  return html`<ul>${lines2.map((line2) => html`<li>${line2}</li>`)}</ul>`;
}

// src/report/page/style.ts
var STYLE = `
:root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --bad: #b3261e; --warn: #8a5a00; --good: #1a6b34; --dim: #57606a; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --soft: #161b22; --bad: #ff8a80; --warn: #e3b341; --good: #6fdd8b; --dim: #9198a1; --link: #79b8ff; }
}
html { background: Canvas; color: CanvasText; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 100rem; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.4rem; margin: 0; }
#verdict { font-size: 1.15rem; font-weight: 600; margin: .3rem 0; }
#glance { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: start; margin: 1rem 0; }
#glance p { margin: 0; }
form { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; padding: .6rem 0; background: Canvas; z-index: 1; }
form[hidden], tr[hidden] { display: none; }
input, select, button { font: inherit; }
input[type=search] { width: 22rem; max-width: 60vw; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
#images { width: 100%; }
caption { text-align: start; font-weight: 600; padding: .4rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: start; vertical-align: top; }
thead th { background: var(--soft); white-space: nowrap; }
tbody th { font-weight: normal; }
th button { all: unset; cursor: pointer; font-weight: 600; }
th button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: ' \\2191'; }
th[aria-sort=descending] button::after { content: ' \\2193'; }
#images tbody th { min-width: 17rem; }
#images td:nth-child(2) { min-width: 14rem; }
#images td:nth-child(4) { min-width: 14rem; }
#images td:nth-child(6) { min-width: 8rem; }
#images td:nth-child(7) { min-width: 16rem; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
small { color: var(--dim); overflow-wrap: anywhere; }
ul { margin: 0; padding-inline-start: 1.1rem; }
summary { cursor: pointer; }
a { color: var(--link); }
meter { width: 12rem; vertical-align: middle; }
[data-look=fails], [data-look=refused], [data-look='not served'], [data-look=critical], [data-look=high] { color: var(--bad); font-weight: 600; }
[data-look=undecided], [data-look=unjudged], [data-look=served], [data-look=medium], [data-look=unknown], [data-look=new] { color: var(--warn); font-weight: 600; }
[data-look=passes], [data-look=stored] { color: var(--good); font-weight: 600; }
[data-look=none], [data-look=not-asked], [data-look='not pulled'], [data-look=low] { color: var(--dim); }
@media print {
  body { font-size: 10px; padding: 0; max-width: none; }
  form { display: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
`;
var WITHOUT_SCRIPT = "#images tr[hidden] { display: table-row; }";

// src/report/page/page.ts
var MAX_PAGE_BYTES = 24 * 1024 * 1024;
var MAX_FINDINGS5 = [50, 10, 3, 0];
var MAX_LINES2 = 2e3;
function pageOf(report, maxBytes = MAX_PAGE_BYTES) {
  const rows = imageRows(report);
  let text4 = "";
  for (const most of MAX_FINDINGS5) {
    text4 = documentOf(report, rows, most);
    if (Buffer.byteLength(text4) <= maxBytes) return text4;
  }
  for (let kept = rows.length; Buffer.byteLength(text4) > maxBytes && kept > 0; ) {
    kept = Math.floor(kept * Math.min(0.9, maxBytes / Buffer.byteLength(text4)));
    text4 = documentOf(report, rows.slice(0, kept), 0, rows.length - kept);
  }
  return text4;
}
function documentOf(report, rows, mostFindings, cut = 0) {
  const title = `Images${report.registry === void 0 ? "" : ` of ${report.registry}`}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy2()}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
<noscript><style>${{ html: WITHOUT_SCRIPT }}</style></noscript>
</head>
<body>
<header>
<h1>${title}</h1>
<p id="verdict" data-look="${lookOf(report)}">${report.outcome.title}</p>
<p>${report.outcome.headline}</p>
${listOf3([...report.outcome.failures, ...report.problems.map(({ message }) => message)].map((text4) => html`${text4}`))}
${report.apply.applied ? NOTHING3 : html`<p>Nothing was changed in the registry: ${report.apply.reason}.</p>`}
</header>
<main>
<section aria-label="At a glance" id="glance">
${gauge2(report)}
${bySeverity(rows)}
</section>
<section aria-label="Images">
<form id="find" role="search" data-most="${ROWS_AT_ONCE}" hidden>
<label>Search <input type="search" name="words" autocomplete="off"></label>
<label>Show <select name="only">
<option value="">all</option>
<option value="fails">what fails the gate</option>
<option value="refused">what gets no rule</option>
<option value="open">what is not decided</option>
</select></label>
<output aria-live="polite"></output>
<button type="button" hidden>Show ${ROWS_AT_ONCE} more</button>
</form>
${imageTable(rows, mostFindings)}
${cut === 0 ? NOTHING3 : html`<p>${count(cut, "more image")} in report.json.</p>`}
</section>
${movedSection(report)}
${unreadSection(report)}
</main>
<script>${{ html: BROWSER_SCRIPT }}</script>
</body>
</html>
`;
  return page.html;
}
function policy2() {
  return [
    "default-src 'none'",
    `script-src '${digest(BROWSER_SCRIPT)}'`,
    `style-src '${digest(STYLE)}' '${digest(WITHOUT_SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'"
  ].join("; ");
}
function digest(text4) {
  return `sha256-${createHash4("sha256").update(text4).digest("base64")}`;
}
function lookOf({ outcome }) {
  if (outcome.failed) return "fails";
  return outcome.attention ? "undecided" : "passes";
}
function gauge2({ rules: rules2 }) {
  if (rules2 === void 0) return NOTHING3;
  const { before, after, cap, created } = rules2;
  const said2 = `${after} of ${cap} (${before} before, ${created.length} created)`;
  return html`<p><label>Cache rules <meter min="0" max="${Math.max(cap, after)}" high="${Math.floor(cap * 0.9)}" value="${after}">${said2}</meter></label> ${said2}</p>`;
}
function bySeverity(rows) {
  const findings3 = rows.flatMap((row2) => row2.findings.map(({ finding }) => finding.severity));
  if (findings3.length === 0) return NOTHING3;
  const lines2 = [...SEVERITIES, "unknown"].map((severity) => {
    const number = findings3.filter((one) => one === severity).length;
    return html`<tr><th scope="row" data-look="${severity}">${severity}</th><td>${number}</td>
<td><meter aria-label="${severity}" min="0" max="${findings3.length}" value="${number}">${number}</meter></td></tr>
`;
  });
  return html`<table><caption>Findings by severity</caption><tbody>
${lines2}</tbody></table>`;
}
function movedSection({ rewrite: { moved: moved2 } }) {
  const lines2 = moved2.slice(0, MAX_LINES2).map(
    ({ file, line: line2, from, to }) => html`<tr><th scope="row"><code>${file}:${line2}</code></th><td><code>${from}</code></td><td><code>${to}</code></td></tr>
`
  );
  return tableSection("Before and after", ["Where", "Before", "After, by the patch"], lines2, moved2.length);
}
function unreadSection({ unseen: unseen2, warnings }) {
  const hidden = unseen2.slice(0, MAX_LINES2).map(
    ({ file, line: line2, source, remedy }) => html`<tr><th scope="row"><code>${file}:${line2}</code></th><td>${source}</td><td><code>${remedy}</code></td></tr>
`
  );
  const unread3 = warnings.slice(0, MAX_LINES2).map(
    ({ file, line: line2, reason }) => html`<tr><th scope="row"><code>${file}:${line2}</code></th><td>${reason}</td></tr>
`
  );
  const sources = ["Where", "Source", "What shows its images"];
  return html`${tableSection("Caused and not contained", sources, hidden, unseen2.length)}
${tableSection("Not read", ["Where", "Because"], unread3, warnings.length)}`;
}
function tableSection(title, columns, lines2, all) {
  if (lines2.length === 0) return NOTHING3;
  const heads = columns.map((name) => html`<th scope="col">${name}</th>`);
  const rest = all - lines2.length;
  return html`<section aria-label="${title}">
<table><caption>${title}</caption><thead><tr>${heads}</tr></thead>
<tbody>
${lines2}</tbody></table>
${rest === 0 ? NOTHING3 : html`<p>${rest} more in report.json.</p>`}
</section>`;
}

// src/review/patch.ts
function leftOutOfPatch(left, prefix) {
  return left.map(({ file, line: line2, text: text4, reason }) => `# left out: ${shown2(`${prefix}${file}:${line2}: ${text4}: ${reason}`)}
`).join("");
}
function shown2(text4) {
  return JSON.stringify(text4).slice(1, -1).replaceAll('\\"', '"');
}
function patchOf(edits2, textOf3, prefix) {
  return [...groupBy(edits2, ({ file }) => file)].toSorted(([one], [other]) => compareTexts(one, other)).map(([file, own]) => {
    const text4 = textOf3(file);
    return text4 === void 0 ? "" : filePatch(`${prefix}${file}`, text4, own);
  }).join("");
}
var CONTEXT = 3;
function filePatch(path, text4, edits2) {
  const lines2 = linesOf(text4);
  const changes = changesOf(text4, lines2, edits2);
  if (changes.length === 0) return "";
  const name = (side) => quoted2(`${side}/${path}`);
  const ended = (label) => label.includes(" ") && !label.startsWith('"') ? `${label}	` : label;
  const header = `diff --git ${name("a")} ${name("b")}
--- ${ended(name("a"))}
+++ ${ended(name("b"))}
`;
  let growth = 0;
  const hunks = hunksOf2(changes, lines2.count).map((hunk) => {
    const written = writeHunk(text4, lines2, hunk, growth);
    growth += written.growth;
    return written.text;
  });
  return header + hunks.join("");
}
function changesOf(text4, lines2, edits2) {
  const changes = [];
  for (const edit of edits2.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    if (text4.slice(edit.start, edit.end) === edit.text) continue;
    const { from, to } = lineRange(lines2, edit);
    const last = changes.at(-1);
    if (last === void 0 || last.to + 1 < from) changes.push({ from, to, edits: [edit] });
    else changes.splice(-1, 1, { from: last.from, to: Math.max(last.to, to), edits: [...last.edits, edit] });
  }
  return changes;
}
function hunksOf2(changes, count2) {
  const hunks = [];
  for (const change of changes) {
    const from = Math.max(1, change.from - CONTEXT);
    const to = Math.min(count2, change.to + CONTEXT);
    const last = hunks.at(-1);
    if (last === void 0 || last.to + 1 < from) hunks.push({ from, to, changes: [change] });
    else hunks.splice(-1, 1, { from: last.from, to, changes: [...last.changes, change] });
  }
  return hunks;
}
function writeHunk(text4, lines2, { from, to, changes }, growth) {
  const body = [];
  let grown = 0;
  let next = from;
  for (const change of changes) {
    body.push(...marked(" ", slice(text4, lines2, next, change.from - 1)));
    const old = slice(text4, lines2, change.from, change.to);
    const start = lines2.start(change.from);
    const shifted = change.edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const oldLines = marked("-", old);
    const newLines = marked("+", applyEdits(old, shifted));
    body.push(...oldLines, ...newLines);
    grown += newLines.length - oldLines.length;
    next = change.to + 1;
  }
  body.push(...marked(" ", slice(text4, lines2, next, to)));
  const oldCount = to - from + 1;
  const header = `@@ -${from},${oldCount} +${from + growth},${oldCount + grown} @@
`;
  return { text: header + body.join(""), growth: grown };
}
function slice(text4, lines2, from, to) {
  return to < from ? "" : text4.slice(lines2.start(from), lines2.start(to + 1));
}
function marked(mark, text4) {
  if (text4 === "") return [];
  const lines2 = text4.split("\n");
  const rest = lines2.pop() ?? "";
  const whole = lines2.map((line2) => `${mark}${line2}
`);
  return rest === "" ? whole : [...whole, `${mark}${rest}
\\ No newline at end of file
`];
}
var ESCAPES = /* @__PURE__ */ new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["	", "\\t"]
]);
function quoted2(path) {
  let needed = false;
  let written = "";
  for (const character of path) {
    const code2 = character.codePointAt(0) ?? 0;
    const octal = code2 < 32 || code2 === 127 ? `\\${code2.toString(8).padStart(3, "0")}` : void 0;
    const substitute = ESCAPES.get(character) ?? octal;
    needed ||= substitute !== void 0;
    written += substitute ?? character;
  }
  return needed ? `"${written}"` : path;
}

// src/stages/files.ts
function writeRun(folder, ran, inputs) {
  const paths = writeReports(folder, reportFiles(ran));
  writeReports(dirname2(paths.get("report") ?? ""), policyFiles(inputs));
  return paths;
}
function reportFiles({ report, remarks, sarif, stages, head }) {
  const { uses, plan, unseen: unseen2, warnings, ...rest } = report;
  const told3 = {
    ...{ ...rest, plan, warnings, remarks },
    stored: earlierOf(report.warmed),
    verdicts: verdictsByDigest(report.gate)
  };
  return {
    inventory: { file: "inventory.json", text: () => json(inventoryOf(uses, unseen2, warnings)) },
    plan: { file: "plan.json", text: () => json(plan ?? null) },
    patch: { file: "changes.patch", text: () => patchText(stages, head) },
    sarif: { file: "report.sarif", text: () => sarif },
    report: { file: "report.json", text: () => json(told3) },
    page: { file: "report.html", text: () => pageOf(report) }
  };
}
function patchText({ moved: { rewrite: rewrite2 }, read: { prefix } }, { textsOf: textsOf3 }) {
  const { edits: edits2, left } = onHead(rewrite2.rewritten, textsOf3);
  const leftOut = [...left, ...rewrite2.unwritten].map(({ use: { file, line: line2, text: text4 }, reason }) => ({
    ...{ file, line: line2, text: text4, reason }
  }));
  return leftOutOfPatch(leftOut, prefix) + patchOf(edits2, (file) => textsOf3(file)?.head, prefix);
}
function policyFiles(inputs) {
  const { registry: registry2 } = inputs;
  if (registry2 === void 0) return {};
  const files = MODES.flatMap((mode) => {
    const wall = wallOf(registry2.loginServer, inputs, { mode, regions: [], includeSystem: false });
    return ENGINE_NAMES.flatMap((name) => ENGINES[name].files(wall)).map(({ name, text: text4 }) => {
      const file = `policy/${mode}/${name}`;
      return [file, { file, text: () => text4 }];
    });
  });
  return Object.fromEntries(files);
}
function json(value) {
  return `${jsonOf(value)}
`;
}

// src/doctor/roles.ts
var ROLES = {
  ruleWriter: { name: "Container Registry Cache Rule Administrator", id: "df87f177-bb12-4db1-9793-a413691eff94" },
  pull: { name: "AcrPull", id: "7f951dda-4ed3-4680-a7ca-43fe172d538d" },
  /** In place of AcrPull where the registry's permissions are those of repositories. */
  repositoryReader: { name: "Container Registry Repository Reader", id: "b93aa761-3e63-49ed-ac28-beffa264f7ac" },
  credentialSetReader: {
    name: "Container Registry Credential Set Reader",
    id: "29093635-9924-4f2c-913b-650a12949526"
  },
  reader: { name: "Reader", id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" },
  /** For the identity of a credential set, on the key vault. */
  vaultReader: { name: "Key Vault Secrets User", id: "4633458b-17de-408a-b874-0445c86b69e6" }
};
function allows(permissions, action) {
  const matches = (pattern) => isMatch(pattern, action);
  return permissions.some(({ actions, notActions }) => actions.some(matches) && !notActions.some(matches));
}
function isMatch(pattern, action) {
  const parts = pattern.toLowerCase().split("*");
  const [head = "", ...rest] = parts;
  const text4 = action.toLowerCase();
  const tail = rest.pop();
  if (tail === void 0) return text4 === head;
  if (!text4.startsWith(head)) return false;
  let at2 = head.length;
  for (const part of rest) {
    const found2 = text4.indexOf(part, at2);
    if (found2 === -1) return false;
    at2 = found2 + part.length;
  }
  return text4.length - tail.length >= at2 && text4.endsWith(tail);
}

// src/doctor/remedies.ts
function registryScope({ registry: registry2, resourceGroup, wanted }) {
  if (registry2.state === "answered") return registry2.value.id;
  const group = resourceGroup.state === "answered" ? resourceGroup.value : wanted.resourceGroup;
  if (group === void 0) return outputOf("az", "acr", "show", "--name", wanted.registryName, ...ID);
  const path = `resourceGroups/${group}/providers/Microsoft.ContainerRegistry/registries/${wanted.registryName}`;
  return `/subscriptions/${wanted.subscriptionId}/${path}`;
}
var ID = ["--query", "id", "--output", "tsv"];
function grant(facts, role, scope, what) {
  return {
    text: `Give this identity the role "${role.name}" (${role.id}) on ${what}.`,
    command: az("role", "assignment", "create", ...assignee(facts), "--role", role.id, "--scope", scope)
  };
}
function assignee({ signIn: signIn2, wanted }) {
  const principal = signIn2.state === "signed-in" ? signIn2.principal : void 0;
  if (principal !== void 0) {
    return ["--assignee-object-id", principal.objectId, "--assignee-principal-type", principal.kind];
  }
  return ["--assignee", wanted.clientId ?? "<client id>"];
}
function federate(clientId, presented) {
  return {
    text: `Add a federated credential for the subject ${JSON.stringify(presented.subject)} to the application ${clientId}.`,
    command: addFederatedCredential(clientId, presented)
  };
}
function dropOtherAudiences(clientId, presented) {
  return {
    text: `Delete the federated credential of that subject whose audience is not ${presented.audience}, if there is one.`,
    command: dropFederatedCredential(clientId, presented)
  };
}
var VAULT_SECRETS = "https://$vault.vault.azure.net/secrets";
function makeCredentialSet(wanted, host, named3) {
  const slug = host.replaceAll(/[^a-zA-Z0-9]+/g, "-");
  const name = named3 ?? slug.padEnd(5, "-set");
  const secret = (what) => ({ shell: `"${VAULT_SECRETS}/${slug}-${what}"` });
  const registry2 = ["--registry", wanted.registryName, "--name", name];
  const principal = outputOf("az", "acr", "credential-set", "show", ...registry2, ...PRINCIPAL);
  return [
    {
      text: `Make a credential set of a user name and an access token of ${host} that are in the key vault $vault, as the secrets ${slug}-user and ${slug}-token.`,
      command: az(
        ...["acr", "credential-set", "create", ...registry2, "--login-server", host],
        ...["--username-id", secret("user"), "--password-id", secret("token")]
      )
    },
    {
      text: `Let it read them: the role "${ROLES.vaultReader.name}" (${ROLES.vaultReader.id}) on the key vault.`,
      command: grantVault(principal, { shell: '"$vault"' })
    }
  ];
}
var PRINCIPAL = ["--query", "identity.principalId", "--output", "tsv"];
function letReadVaults(principalId, vaults) {
  return vaults.map((vault) => ({
    text: `Let the set's identity ${principalId} read the key vault ${vault}: the role "${ROLES.vaultReader.name}" (${ROLES.vaultReader.id}).`,
    command: grantVault(principalId, vault)
  }));
}
function grantVault(principal, vault) {
  const scope = outputOf("az", "keyvault", "show", "--name", vault, ...ID);
  const who = ["--assignee-object-id", principal, "--assignee-principal-type", "ServicePrincipal"];
  return az("role", "assignment", "create", ...who, "--role", ROLES.vaultReader.id, "--scope", scope);
}

// src/doctor/checks/credentials.ts
function credentialSetsRead(facts) {
  const { credentialSets: came, wanted } = facts;
  const unnamed = wanted.credentialHosts.filter((host) => !wanted.credentialSets.has(host));
  const row2 = { id: "credential-sets-read", asked: "the right to read credential sets" };
  switch (came.state) {
    case "answered":
      return [{ ...row2, needed: false, mark: "ok", found: `${came.value.length} read`, remedies: [] }];
    case "refused": {
      if (wanted.credentialHosts.length === 0) return [];
      const name = `the registry ${wanted.registryName}`;
      const role = grant(facts, ROLES.credentialSetReader, registryScope(facts), name);
      const text4 = "Or name them with the input credential-sets, one line for each: host=name.";
      const needed = unnamed.length > 0;
      const mark = needed ? "missing" : "unknown";
      return [{ ...row2, needed, mark, found: came.reason, remedies: [role, { text: text4 }] }];
    }
    default:
      return [{ ...row2, needed: unnamed.length > 0, mark: "unknown", found: came.reason, remedies: [] }];
  }
}
function credentialSets(facts) {
  const { credentialSets: came, wanted } = facts;
  if (came.state !== "answered") return [];
  const hosts = [.../* @__PURE__ */ new Set([...wanted.credentialHosts, ...wanted.credentialSets.keys()])].sort();
  return hosts.map((host) => {
    const named3 = wanted.credentialSets.get(host);
    const ofHost = came.value.filter(({ loginServer }) => loginServer.toLowerCase() === host);
    const sets = named3 === void 0 ? ofHost : ofHost.filter(({ name }) => name === named3);
    return credentialSet(facts, host, named3, sets);
  });
}
function credentialSet({ wanted }, host, named3, sets) {
  const row2 = { id: "credential-set", asked: `credentials for ${host}`, needed: true };
  const [set] = sets.toSorted((one, other) => RANKS[one.health] - RANKS[other.health]);
  if (set === void 0) {
    const found2 = `no credential set ${named3 === void 0 ? "" : `${named3} `}for ${host}`;
    return { ...row2, mark: "missing", found: found2, remedies: makeCredentialSet(wanted, host, named3) };
  }
  switch (set.health) {
    case "healthy":
      return { ...row2, mark: "ok", found: `${set.name}, healthy`, remedies: [] };
    case "unknown":
      return {
        ...row2,
        needed: false,
        mark: "unknown",
        found: `${set.name}; Azure does not tell its health`,
        remedies: []
      };
    case "unhealthy": {
      const found2 = `${set.name}, unhealthy${set.detail === void 0 ? "" : `: ${set.detail}`}`;
      const show = az("acr", "credential-set", "show", "--registry", wanted.registryName, "--name", set.name);
      const remedies = set.principalId === void 0 || set.vaults.length === 0 ? [{ text: "Let its identity read its secrets in the key vault.", command: show }] : letReadVaults(set.principalId, set.vaults);
      return { ...row2, mark: "missing", found: found2, remedies };
    }
  }
}
var RANKS = { healthy: 0, unknown: 1, unhealthy: 2 };

// src/doctor/checks/defender.ts
function defenderPlan({ defenderPlan: plan, wanted }) {
  if (!wanted.gate) return [];
  const row2 = { id: "defender-plan", asked: "a plan of Defender that scans registries", needed: true };
  if (plan.state !== "answered") return [{ ...row2, needed: false, mark: "unknown", found: plan.reason, remedies: [] }];
  if (plan.value === "on") return [{ ...row2, mark: "ok", found: "on", remedies: [] }];
  const extension = ["--extensions", "name=ContainerRegistriesVulnerabilityAssessments", "isEnabled=True"];
  const scope = ["--name", "Containers", "--tier", "Standard", ...extension, "--subscription", wanted.subscriptionId];
  return [
    {
      ...row2,
      mark: "missing",
      found: 'off, or without "Registry access": no scan will come',
      remedies: [
        {
          text: 'Switch on Defender for Containers with "Registry access" for the subscription (it is paid for).',
          command: az("security", "pricing", "create", ...scope)
        }
      ]
    }
  ];
}
function anonymousPull({ registry: registry2, wanted }) {
  if (!wanted.gate || registry2.state !== "answered") return [];
  const row2 = { id: "defender-anonymous-pull", asked: "anonymous pull", needed: true };
  if (!registry2.value.anonymousPull) return [{ ...row2, mark: "ok", found: "off", remedies: [] }];
  const command = az("acr", "update", "--name", wanted.registryName, "--anonymous-pull-enabled", "false");
  const found2 = "on: Defender does not scan registries that anyone may pull from";
  return [{ ...row2, mark: "missing", found: found2, remedies: [{ text: "Switch it off.", command }] }];
}
function assessments(facts) {
  const { assessments: came, defenderPlan: plan, wanted } = facts;
  if (!wanted.gate) return [];
  const row2 = { id: "defender-assessments", asked: "the right to read Defender's assessments", needed: true };
  const scope = `/subscriptions/${wanted.subscriptionId}`;
  const reader = grant(facts, ROLES.reader, scope, `the subscription ${wanted.subscriptionId}`);
  const seesPlan = plan.state === "answered";
  if (came.state === "refused") return [{ ...row2, mark: "missing", found: came.reason, remedies: [reader] }];
  if (came.state === "answered" && (came.value === "visible" || seesPlan)) {
    const found2 = came.value === "visible" ? "assessments of this registry are seen" : "none yet of this registry";
    return [{ ...row2, mark: "ok", found: found2, remedies: [] }];
  }
  if (came.state === "answered") {
    const found2 = `no assessment and no plan can be seen (${plan.state === "answered" ? "" : plan.reason})`;
    return [{ ...row2, mark: "missing", found: found2, remedies: [reader] }];
  }
  return [{ ...row2, mark: "unknown", found: came.reason, remedies: [] }];
}

// src/doctor/subject.ts
function subjectOf2(text4) {
  const parts = /^repo:([^/:@]+)(?:@(\d+))?\/([^/:@]+)(?:@(\d+))?:(.+)$/.exec(text4);
  const [, owner, ownerId, repository, repositoryId, rest] = parts ?? [];
  const isMixed = ownerId === void 0 !== (repositoryId === void 0);
  if (owner === void 0 || repository === void 0 || rest === void 0 || isMixed) return { form: "customised" };
  const form = ownerId === void 0 ? "names" : "ids";
  return { form, owner, repository, ownerId, repositoryId, when: whenOf(rest) };
}
function whenOf(text4) {
  if (text4 === "pull_request") return { kind: "pull-request" };
  const [, kind, name] = /^(ref:refs\/heads|ref:refs\/tags|environment)[/:](.+)$/.exec(text4) ?? [];
  if (name === void 0) return { kind: "other", text: text4 };
  switch (kind) {
    case "ref:refs/heads":
      return { kind: "branch", name };
    case "ref:refs/tags":
      return { kind: "tag", name };
    default:
      return { kind: "environment", name };
  }
}
function describeSubject(subject) {
  switch (subject.form) {
    case "customised":
      return "of a template of your own";
    case "ids":
      return `${whenText(subject.when)}, in the form with ids`;
    case "names":
      return `${whenText(subject.when)}, in the form without ids`;
  }
}
function whenText(when) {
  switch (when.kind) {
    case "pull-request":
      return "of pull requests";
    case "other":
      return "of a form that is not known";
    default:
      return `of the ${when.kind} ${when.name}`;
  }
}

// src/doctor/checks/identity.ts
function jobToken2({ job, wanted }) {
  const check = (rest) => [
    { id: "job-token", asked: "the job's OIDC token", needed: true, remedies: [], ...rest }
  ];
  switch (job.state) {
    case "no-job":
      return [];
    case "not-permitted": {
      if (wanted.clientId === void 0) return [];
      const text4 = 'Add "permissions: id-token: write" to the job, or sign in before with azure/login.';
      return check({ mark: "missing", found: "this job may not ask for one", remedies: [{ text: text4 }] });
    }
    case "failed":
      return check({ mark: "unknown", found: job.reason, remedies: [{ text: "Run again." }] });
    case "presented": {
      const { issuer, subject, audience } = job.presented;
      const what = describeSubject(subjectOf2(subject));
      return check({ mark: "ok", found: `subject ${subject} (${what}), issuer ${issuer}, audience ${audience}` });
    }
  }
}
function signIn(facts) {
  const row2 = { id: "sign-in", asked: "signing in to Azure", needed: true };
  const { signIn: came } = facts;
  if (came.state === "refused") {
    return [{ ...row2, mark: "missing", found: came.reason, remedies: signInRemedies(facts, came.code) }];
  }
  const { principal } = came;
  if (principal === void 0) {
    return [{ ...row2, mark: "ok", found: "signed in; the token does not say as whom", remedies: [] }];
  }
  const { clientId, objectId, tenantId, kind } = principal;
  const who = kind === "User" ? `a person (${objectId})` : `application ${clientId ?? "unknown"} (object ${objectId})`;
  return [{ ...row2, mark: "ok", found: `as ${who} of tenant ${tenantId}`, remedies: [] }];
}
function signInRemedies({ job, wanted }, code2) {
  const { clientId, tenantId } = wanted;
  if (clientId === void 0 || tenantId === void 0) {
    return [{ text: "Give client-id and tenant-id (AZURE_CLIENT_ID, AZURE_TENANT_ID), or sign in with az login." }];
  }
  switch (refusalOf2(code2)) {
    case "not-federated": {
      if (job.state === "presented") {
        const first = code2 === OTHER_AUDIENCE ? [dropOtherAudiences(clientId, job.presented)] : [];
        return [...first, federate(clientId, job.presented)];
      }
      return [{ text: `Run this in the job: only there can be seen which subject is presented to ${clientId}.` }];
    }
    case "unknown-client": {
      const text4 = `client-id ${clientId} is no application of tenant ${tenantId}: give the client id (appId) of one that is.`;
      return [{ text: text4, command: az("ad", "app", "list", "--all", "--query", "[].{name:displayName,id:appId}") }];
    }
    case "no-service-principal": {
      const text4 = `Application ${clientId} has no service principal in tenant ${tenantId}: create it.`;
      return [{ text: text4, command: az("ad", "sp", "create", "--id", clientId) }];
    }
    case "disabled-application": {
      const text4 = `Application ${clientId} is disabled: enable its service principal.`;
      return [{ text: text4, command: az("ad", "sp", "update", "--id", clientId, "--set", "accountEnabled=true") }];
    }
    case "unknown-tenant": {
      const text4 = `tenant-id ${tenantId} is no tenant of this cloud: give the id of the tenant of subscription ${wanted.subscriptionId}.`;
      return [{ text: text4, command: az("account", "show", "--subscription", wanted.subscriptionId, ...TENANT) }];
    }
    case "assertion-ended":
      return [{ text: "Run again: the token that this identity showed has ended." }];
    case "other":
      return [
        { text: `See what Entra says; client-id, tenant-id and the job's "id-token: write" are what it goes by.` }
      ];
  }
}
var TENANT = ["--query", "tenantId", "--output", "tsv"];

// src/doctor/login-server.ts
function loginServerOf({ loginServer, isLoginServerGiven }, registry2) {
  const told3 = registry2.state === "answered" ? registry2.value.loginServer : void 0;
  if (told3 === void 0) return isLoginServerGiven ? { state: "certain", host: loginServer } : { state: "guessed" };
  if (isLoginServerGiven && told3 !== loginServer) return { state: "contradicted", given: loginServer, told: told3 };
  return { state: "certain", host: told3 };
}

// src/doctor/checks/registry.ts
function subscription({ subscriptions, wanted, rules: rules2 }) {
  const { subscriptionId } = wanted;
  const row2 = { id: "subscription", asked: `subscription ${subscriptionId}`, remedies: [] };
  if (subscriptions.state !== "answered")
    return [{ ...row2, needed: false, mark: "unknown", found: subscriptions.reason }];
  const found2 = subscriptions.value.find(({ id }) => id.toLowerCase() === subscriptionId.toLowerCase());
  if (found2 !== void 0) {
    const works = found2.state === "Enabled" || found2.state === "unknown";
    return [{ ...row2, needed: true, mark: works ? "ok" : "missing", found: `${found2.name}, ${found2.state}` }];
  }
  if (rules2.state === "answered") return [{ ...row2, needed: false, mark: "ok", found: "it can be asked" }];
  const seen = subscriptions.value.map(({ id, name }) => `${name} (${id})`).join(", ");
  const text4 = `Check subscription-id; it must be one of this tenant, and the identity needs a role in it.`;
  return [
    {
      ...row2,
      needed: true,
      mark: "missing",
      found: seen === "" ? "this identity sees no subscription at all" : `not among those that it sees: ${seen}`,
      remedies: [{ text: text4 }]
    }
  ];
}
function registry(facts) {
  const { registry: came, resourceGroup, wanted } = facts;
  const row2 = { id: "registry", asked: `registry ${wanted.registryName}` };
  const server = loginServerOf(wanted, came);
  if (server.state === "contradicted") {
    const { given, told: told3 } = server;
    const text5 = `Give ${told3} as \`registry\`, and see that manifests name the same: ${given} is another registry.`;
    const found2 = `its login server is ${told3}, and not ${given}`;
    return [{ ...row2, needed: true, mark: "missing", found: found2, remedies: [{ text: text5 }] }];
  }
  if (came.state === "answered") {
    return [{ ...row2, needed: true, mark: "ok", found: registryText(came.value), remedies: [] }];
  }
  const isLost = resourceGroup.state !== "answered";
  const scope = registryScope(facts);
  const reader = grant(facts, ROLES.reader, scope, `the registry ${wanted.registryName}`);
  if (isLost && resourceGroup.state !== "not-asked") {
    const text5 = `Or name its group with the input resource-group; check the name ${wanted.registryName}, too.`;
    return [{ ...row2, needed: true, mark: "missing", found: resourceGroup.reason, remedies: [reader, { text: text5 }] }];
  }
  if (came.state === "not-found") {
    const text5 = `Check registry, resource-group and subscription-id: ${typeof scope === "string" ? scope : wanted.registryName} is not there.`;
    const command = az("acr", "list", "--subscription", wanted.subscriptionId, "--query", "[].id", "--output", "tsv");
    return [{ ...row2, needed: true, mark: "missing", found: came.reason, remedies: [{ text: text5, command }] }];
  }
  if (came.state !== "refused") return [{ ...row2, needed: false, mark: "unknown", found: came.reason, remedies: [] }];
  const isGuess = server.state === "guessed" && (wanted.pulls || wanted.writes);
  const text4 = `Or give its full login server as \`registry\`: ${wanted.loginServer} is a guess, and may be somebody else's.`;
  const remedies = isGuess ? [reader, { text: text4 }] : [reader];
  return [{ ...row2, needed: isGuess, mark: isGuess ? "missing" : "unknown", found: came.reason, remedies }];
}
function registryText(settings) {
  const { loginServer, sku, roleAssignmentMode, location } = settings;
  const isAbac = roleAssignmentMode === "AbacRepositoryPermissions";
  return [
    loginServer ?? "it does not tell its login server",
    ...sku === void 0 ? [] : [sku],
    ...location === void 0 ? [] : [location],
    isAbac ? "permissions by repository (ABAC)" : "permissions of the registry"
  ].join(", ");
}
function registryLock({ locks, wanted }) {
  if (!wanted.writes || locks.state !== "answered") return [];
  const found2 = locks.value.filter(({ level }) => level.toLowerCase() === "readonly");
  const row2 = { id: "registry-lock", asked: "locks on the registry", needed: true };
  if (found2.length === 0) return [{ ...row2, mark: "ok", found: "none that refuses writes", remedies: [] }];
  return [
    {
      ...row2,
      mark: "missing",
      found: `${found2.map(({ id }) => id).join(", ")} makes it read-only`,
      remedies: [
        {
          text: "Delete it, or replace it by one that forbids deletion only.",
          command: az("lock", "delete", "--ids", ...found2.map(({ id }) => id))
        }
      ]
    }
  ];
}
function softDelete({ registry: came, wanted }) {
  if (came.state !== "answered") return [];
  const row2 = { id: "soft-delete", asked: "soft delete", needed: true };
  if (!came.value.softDelete) return [{ ...row2, mark: "ok", found: "off", remedies: [] }];
  const command = az("acr", "config", "soft-delete", "update", "--registry", wanted.registryName, ...DISABLED);
  const found2 = "on: Azure does not support it together with artifact cache";
  return [{ ...row2, mark: "missing", found: found2, remedies: [{ text: "Switch it off.", command }] }];
}
var DISABLED = ["--status", "disabled"];
function network({ registry: came, wanted }) {
  if (came.state !== "answered") return [];
  const { publicNetworkAccess, networkDefaultAction, networkRuleBypassOptions, privateEndpoints } = came.value;
  const isRestricted = publicNetworkAccess === "Disabled" || networkDefaultAction === "Deny" || privateEndpoints > 0;
  const row2 = { id: "network", asked: "the way of trusted services past the network rules", needed: true };
  const ends = privateEndpoints === 0 ? "" : `, private endpoints: ${privateEndpoints}`;
  if (!isRestricted) return [{ ...row2, mark: "ok", found: "not needed: any network may come in", remedies: [] }];
  if (networkRuleBypassOptions === "AzureServices") {
    return [{ ...row2, mark: "ok", found: `open (AzureServices)${ends}`, remedies: [] }];
  }
  return [
    {
      ...row2,
      mark: "missing",
      found: `closed (${networkRuleBypassOptions ?? "not told"})${ends}: images are proxied and never stored`,
      remedies: [
        {
          text: "Let trusted Microsoft services in.",
          command: az("acr", "update", "--name", wanted.registryName, "--allow-trusted-services", "true")
        }
      ]
    }
  ];
}
function retention({ registry: came, wanted }) {
  if (came.state !== "answered" || !wanted.pins) return [];
  const { retentionDays: retentionDays2 } = came.value;
  const row2 = { id: "retention", asked: "retention of manifests without a tag", needed: true };
  if (retentionDays2 === void 0) return [{ ...row2, mark: "ok", found: "off", remedies: [] }];
  const words = ["--registry", wanted.registryName, ...DISABLED, "--type", "UntaggedManifests"];
  return [
    {
      ...row2,
      mark: "missing",
      found: `deletes them after ${retentionDays2} days: digests that "pin: true" wrote, once their tag has moved on`,
      remedies: [
        { text: "Switch it off, or leave out pin.", command: az("acr", "config", "retention", "update", ...words) }
      ]
    }
  ];
}
function replicas({ replicas: came }) {
  if (came.state !== "answered" || came.value.length === 0) return [];
  const found2 = `also in ${came.value.join(", ")}: what one replica has stored, the others have later`;
  return [{ id: "replicas", asked: "geo-replication", needed: false, mark: "ok", found: found2, remedies: [] }];
}
function networkRemedy2(answer, registryName) {
  if (!("network" in answer) || answer.network === void 0) return void 0;
  const { address } = answer.network;
  const text4 = "Run inside the registry's network (a private endpoint), or let this machine's address in.";
  if (address === void 0) return { text: text4 };
  return { text: text4, command: az("acr", "network-rule", "add", "--name", registryName, "--ip-address", address) };
}

// src/doctor/checks/pull.ts
function pull2(facts) {
  if (!facts.wanted.pulls) return [];
  return [dataPlane(facts, facts.pull, { id: "pull", asked: `the right to pull from ${facts.wanted.loginServer}` })];
}
function lists(facts) {
  if (!facts.wanted.pulls) return [];
  const check = dataPlane(facts, facts.lists, { id: "lists", asked: "the right to list tags and manifests" });
  return [facts.pull.state === facts.lists.state ? { ...check, remedies: [] } : check];
}
function dataPlane(facts, answer, asked) {
  const row2 = { ...asked, needed: true };
  const { wanted } = facts;
  const what = `the registry ${wanted.registryName}`;
  switch (answer.state) {
    case "answered":
      return { ...row2, mark: "ok", found: "allowed", remedies: [] };
    case "refused": {
      const byNetwork = networkRemedy2(answer, wanted.registryName);
      if (byNetwork !== void 0) return { ...row2, mark: "missing", found: answer.reason, remedies: [byNetwork] };
      const scope = registryScope(facts);
      const settings = facts.registry.state === "answered" ? facts.registry.value : void 0;
      const legacy = grant(facts, ROLES.pull, scope, what);
      const abac = grant(facts, ROLES.repositoryReader, scope, what);
      if (settings === void 0) {
        const other = {
          ...abac,
          text: `${abac.text} It is that one where the registry's permissions are by repository.`
        };
        return { ...row2, mark: "missing", found: answer.reason, remedies: [legacy, other] };
      }
      const isAbac = settings.roleAssignmentMode === "AbacRepositoryPermissions";
      return { ...row2, mark: "missing", found: answer.reason, remedies: [isAbac ? abac : legacy] };
    }
    case "not-found":
    case "failed": {
      const text4 = `Check the name ${wanted.loginServer}, and the network, proxy and firewall between it and this machine.`;
      return { ...row2, mark: "missing", found: answer.reason, remedies: [{ text: text4 }] };
    }
    case "not-asked":
      return { ...row2, mark: "unknown", found: answer.reason, remedies: [] };
  }
}

// src/doctor/checks/rules.ts
var WRITING = ["write", "operationStatuses/read"].map(
  (what) => `Microsoft.ContainerRegistry/registries/cacheRules/${what}`
);
function rulesRead(facts) {
  const { rules: rules2 } = facts;
  const row2 = { id: "rules-read", asked: "the right to read cache rules", needed: true };
  switch (rules2.state) {
    case "answered":
      return [{ ...row2, mark: "ok", found: `${count(rules2.value.length, "rule")} read`, remedies: [] }];
    case "refused":
      return [{ ...row2, mark: "missing", found: rules2.reason, remedies: [writer(facts)] }];
    default:
      return [{ ...row2, mark: "unknown", found: rules2.reason, remedies: [] }];
  }
}
function rulesWrite(facts) {
  const { permissions, wanted } = facts;
  if (!wanted.writes) return [];
  const row2 = { id: "rules-write", asked: "the right to create cache rules", needed: true };
  if (permissions.state !== "answered") {
    const grantIt = writer(facts);
    const remedies = permissions.state === "refused" ? [{ ...grantIt, text: `Where a run is refused: ${grantIt.text}` }] : [];
    return [{ ...row2, mark: "unknown", found: permissions.reason, remedies }];
  }
  const lacking2 = WRITING.filter((action) => !allows(permissions.value, action));
  if (lacking2.length === 0) return [{ ...row2, mark: "ok", found: WRITING.join(", "), remedies: [] }];
  return [{ ...row2, mark: "missing", found: `without ${lacking2.join(", ")}`, remedies: [writer(facts)] }];
}
function writer(facts) {
  return grant(facts, ROLES.ruleWriter, registryScope(facts), `the registry ${facts.wanted.registryName}`);
}
function rulesRoom({ rules: rules2, wanted }) {
  if (rules2.state !== "answered" || !wanted.writes) return [];
  const [used, most] = [rules2.value.length, wanted.maxCacheRules];
  const row2 = { id: "rules-room", asked: "room for cache rules", needed: true };
  const found2 = `${used} used, ${Math.max(0, most - used)} left of ${most} (max-cache-rules)`;
  if (used < most) return [{ ...row2, mark: "ok", found: found2, remedies: [] }];
  const text4 = "Raise max-cache-rules, or delete rules that nothing uses: the command prune lists them.";
  return [{ ...row2, needed: false, mark: "unknown", found: found2, remedies: [{ text: text4 }] }];
}
function rulesState({ rules: rules2, wanted }) {
  if (rules2.state !== "answered" || rules2.value.length === 0) return [];
  const row2 = { id: "rules-state", asked: "the state of the cache rules", needed: true };
  const broken = rules2.value.filter(({ state }) => state === "Failed" || state === "Canceled");
  if (broken.length === 0) return [{ ...row2, mark: "ok", found: "none has failed", remedies: [] }];
  return [
    {
      ...row2,
      mark: "missing",
      found: `${broken.map(({ name, state }) => `${name} (${state})`).join(", ")}: counted, and serving nothing`,
      remedies: broken.map(({ name }) => ({
        text: `Delete the rule ${name}; a run creates it again where it is wanted.`,
        command: az("acr", "cache", "delete", "--registry", wanted.registryName, "--name", name, "--yes")
      }))
    }
  ];
}

// src/doctor/diagnose.ts
var CHECKS = [
  jobToken2,
  signIn,
  subscription,
  registry,
  registryLock,
  softDelete,
  network,
  retention,
  replicas,
  rulesRead,
  rulesWrite,
  rulesRoom,
  rulesState,
  pull2,
  lists,
  credentialSetsRead,
  credentialSets,
  defenderPlan,
  anonymousPull,
  assessments
];
function diagnose(facts) {
  const checks = CHECKS.flatMap((check) => check(facts));
  return { version: 1, healthy: !checks.some(({ mark, needed }) => mark === "missing" && needed), checks };
}

// src/azure/setup-reads.ts
var SUBSCRIPTIONS_VERSION = "2022-12-01";
var REGISTRY_VERSION2 = "2025-11-01";
var PERMISSIONS_VERSION = "2022-04-01";
var LOCKS_VERSION = "2016-09-01";
function setupReads(send2, cloud) {
  const list = (path, version, filter = "") => readList(send2, `${cloud.armEndpoint}${path}?api-version=${version}${filter}`);
  const authorization = (id) => `${id}/providers/Microsoft.Authorization`;
  return {
    subscriptions: () => list("/subscriptions", SUBSCRIPTIONS_VERSION),
    registry: (id) => readResource(send2, `${cloud.armEndpoint}${id}?api-version=${REGISTRY_VERSION2}`),
    permissions: (id) => list(`${authorization(id)}/permissions`, PERMISSIONS_VERSION),
    locks: (id) => list(`${authorization(id)}/locks`, LOCKS_VERSION, "&$filter=atScope()"),
    replications: (id) => list(`${id}/replications`, REGISTRY_VERSION2),
    credentialSets: (id) => list(`${id}/credentialSets`, REGISTRY_VERSION2)
  };
}
var MAX_PAGES5 = 20;
async function readList(send2, first) {
  const items = [];
  let url = first;
  for (let page = 0; url !== void 0; page++) {
    if (page === MAX_PAGES5) return { state: "failed", reason: `the list goes on after ${MAX_PAGES5} pages` };
    const answer = await read2(send2, url);
    if (answer.state !== "answered") return answer;
    if (!Array.isArray(field(answer.value, "value"))) return { state: "failed", reason: "the answer holds no list" };
    for (const item of listField(answer.value, "value")) items.push(item);
    url = stringField(answer.value, "nextLink") || void 0;
  }
  return { state: "answered", value: items };
}
async function readResource(send2, url) {
  const answer = await read2(send2, url);
  if (answer.state !== "answered") return answer;
  return isObject(answer.value) ? { state: "answered", value: answer.value } : { state: "failed", reason: "the answer is no resource" };
}
async function read2(send2, url) {
  try {
    const response = await send2({ method: "GET", url, headers: { accept: "application/json" } });
    if (response.status === 200) return { state: "answered", value: await response.json() };
    return await refusal2(response);
  } catch (error) {
    if (error instanceof HttpFailure || error instanceof UserError)
      return { state: "failed", reason: messageOf(error) };
    throw error;
  }
}
var MAX_REASON_CHARACTERS = 400;
async function refusal2(response) {
  const body = await response.json().catch(() => void 0);
  const code2 = stringField(body, "error", "code") ?? `HTTP ${response.status}`;
  const said2 = (stringField(body, "error", "message") ?? "").replaceAll(/\s+/g, " ").slice(0, MAX_REASON_CHARACTERS);
  const action = code2 === "AuthorizationFailed" ? /to perform action '([^']+)'/.exec(said2)?.[1] : void 0;
  const reason = said2 === "" ? `Azure answered ${code2}` : `${code2}: ${action === void 0 ? said2 : `no right to ${action}`}`;
  if (response.status === 403) return { state: "refused", reason };
  return { state: response.status === 404 ? "not-found" : "failed", reason };
}
function retentionDays(registry2) {
  const policy3 = ["properties", "policies", "retentionPolicy"];
  return stringField(registry2, ...policy3, "status") === "enabled" ? numberField(registry2, ...policy3, "days") : void 0;
}

// src/doctor/claims.ts
const { Buffer: Buffer3 } = require("node:buffer");
function claimsOf(token) {
  const [, payload = "", signature] = token.split(".");
  if (signature === void 0) return void 0;
  const claims = parseJson(Buffer3.from(payload, "base64url").toString("utf8"));
  return isObject(claims) ? claims : void 0;
}
function presentedBy(token) {
  const claims = claimsOf(token);
  const issuer = stringField(claims, "iss");
  const subject = stringField(claims, "sub");
  const [first] = listField(claims, "aud");
  const audience = stringField(claims, "aud") ?? (typeof first === "string" ? first : void 0);
  if (issuer === void 0 || subject === void 0 || audience === void 0) return void 0;
  return { issuer, subject, audience };
}
function principalOf(token) {
  const claims = claimsOf(token);
  const objectId = stringField(claims, "oid");
  const tenantId = stringField(claims, "tid");
  if (objectId === void 0 || tenantId === void 0) return void 0;
  const isPerson = stringField(claims, "idtyp") === "user" || stringField(claims, "upn") !== void 0;
  const clientId = isPerson ? void 0 : stringField(claims, "appid") ?? stringField(claims, "azp");
  return { objectId, tenantId, clientId, kind: isPerson ? "User" : "ServicePrincipal" };
}

// src/stages/examined.ts
function subscriptionOf(item) {
  const id = stringField(item, "subscriptionId");
  if (id === void 0) return void 0;
  return { id, name: stringField(item, "displayName") ?? id, state: stringField(item, "state") ?? "unknown" };
}
function settingsOf2(id, body) {
  const told3 = (...path) => stringField(body, "properties", ...path);
  const armTokens = told3("policies", "azureADAuthenticationAsArmPolicy", "status");
  return {
    id,
    loginServer: told3("loginServer")?.toLowerCase(),
    location: stringField(body, "location"),
    sku: stringField(body, "sku", "name"),
    roleAssignmentMode: told3("roleAssignmentMode"),
    anonymousPull: field(body, "properties", "anonymousPullEnabled") === true,
    publicNetworkAccess: told3("publicNetworkAccess"),
    networkDefaultAction: told3("networkRuleSet", "defaultAction"),
    networkRuleBypassOptions: told3("networkRuleBypassOptions"),
    privateEndpoints: listField(body, "properties", "privateEndpointConnections").length,
    softDelete: told3("policies", "softDeletePolicy", "status") === "enabled",
    retentionDays: retentionDays(body),
    armTokens: armTokens === void 0 ? void 0 : armTokens === "enabled"
  };
}
function lockOf(item) {
  const id = stringField(item, "id");
  const level = stringField(item, "properties", "level");
  return id === void 0 || level === void 0 ? void 0 : { id, level };
}
function replicaOf(item) {
  return stringField(item, "location") ?? stringField(item, "name");
}
function permissionOf(item) {
  return { actions: textsOf2(item, "actions"), notActions: textsOf2(item, "notActions") };
}
function textsOf2(item, name) {
  return listField(item, name).filter((text4) => typeof text4 === "string");
}
function credentialSetOf(item) {
  const name = stringField(item, "name");
  const loginServer = stringField(item, "properties", "loginServer");
  if (name === void 0 || loginServer === void 0) return void 0;
  const credentials = listField(item, "properties", "authCredentials");
  const secrets = credentials.flatMap((credential) => [
    stringField(credential, "usernameSecretIdentifier") ?? [],
    stringField(credential, "passwordSecretIdentifier") ?? []
  ]);
  const { health, detail } = healthOf(
    credentials.map((credential) => ({
      status: stringField(credential, "credentialHealth", "status"),
      errorCode: stringField(credential, "credentialHealth", "errorCode"),
      errorMessage: stringField(credential, "credentialHealth", "errorMessage")
    }))
  );
  return {
    ...{ name, loginServer, health, detail },
    principalId: stringField(item, "identity", "principalId"),
    vaults: [...new Set(secrets.flat().flatMap((secret) => vaultOf(secret) ?? []))]
  };
}
function vaultOf(secret) {
  return URL.canParse(secret) ? new URL(secret).hostname.split(".")[0] : void 0;
}

// src/stages/examine.ts
async function examine(inputs, sources, context) {
  const wanted = wantedOf2(inputs, sources);
  const { http, clock, env, log, emulated } = context;
  const { cloud, tenantId, clientId } = inputs.azure;
  const identity = {
    ...{ http, cloud, tenantId, clientId, env, emulated },
    ...{ bounded: clock.bounded, mask: log.mask }
  };
  const tokens = azureTokens(identity);
  const job = await presentedToken(identity);
  const signIn2 = await whoWeAre(tokens, cloud.armScope);
  if (signIn2.state === "refused") return unknownFacts(wanted, job, signIn2);
  const reads = setupReads(armSender(http, tokens, cloud), cloud);
  const [place, defender, subscriptions] = await Promise.all([
    registryFacts(wanted, reads, tokens, context),
    defenderFacts(wanted, tokens, context),
    reads.subscriptions()
  ]);
  return { wanted, job, signIn: signIn2, subscriptions: each(subscriptions, subscriptionOf), ...place, ...defender };
}
function wantedOf2(inputs, sources) {
  const { registry: registry2, azure } = inputs;
  if (registry2 === void 0)
    throw new UserError('Input "registry" is needed: the registry whose set-up is looked at.');
  if (azure.subscriptionId === void 0) {
    throw new UserError('Input "subscription-id" is needed; give it, or set AZURE_SUBSCRIPTION_ID.');
  }
  const hosts = sources.map((source) => source.slice(0, source.indexOf("/")));
  const needy = hosts.filter((host) => upstreamOf(host, inputs.upstreams)?.authentication === "required");
  const writes = inputs.apply !== "never";
  const gate2 = asksDefender(inputs);
  return {
    cloud: azure.cloud,
    ...{ registryName: registry2.name, loginServer: registry2.loginServer, subscriptionId: azure.subscriptionId },
    isLoginServerGiven: registry2.given === "login server",
    ...{ resourceGroup: azure.resourceGroup, tenantId: azure.tenantId, clientId: azure.clientId },
    ...{ writes, pulls: writes && inputs.warm || gate2, gate: gate2, pins: inputs.pin },
    ...{ maxCacheRules: inputs.maxCacheRules, credentialSets: inputs.credentialSets },
    credentialHosts: [...new Set(needy)].sort()
  };
}
async function presentedToken(identity) {
  const { env } = identity;
  const [url, bearer] = [env.ACTIONS_ID_TOKEN_REQUEST_URL, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN];
  if (!url || !bearer) return { state: env.GITHUB_ACTIONS ? "not-permitted" : "no-job" };
  try {
    const presented = presentedBy(await jobToken(identity, url, bearer));
    return presented === void 0 ? { state: "failed", reason: "the token does not say whom it stands for" } : { state: "presented", presented };
  } catch (error) {
    if (error instanceof UserError || error instanceof HttpFailure)
      return { state: "failed", reason: messageOf(error) };
    throw error;
  }
}
async function whoWeAre(tokens, scope) {
  try {
    return { state: "signed-in", principal: principalOf(await tokens.token(scope)) };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof HttpFailure)) throw error;
    const reason = messageOf(error);
    return { state: "refused", code: entraCode(reason)?.code, reason };
  }
}
var NOBODY2 = { state: "not-asked", reason: "not asked: nobody is signed in" };
function unknownFacts(wanted, job, signIn2) {
  return {
    ...{ wanted, job, signIn: signIn2, subscriptions: NOBODY2, ...unknownRegistry(NOBODY2), resourceGroup: NOBODY2 },
    ...{ defenderPlan: NOBODY2, assessments: NOBODY2 }
  };
}
function unknownRegistry(answer) {
  return {
    ...{ registry: answer, locks: answer, replicas: answer, permissions: answer },
    ...{ rules: answer, credentialSets: answer, pull: answer, lists: answer }
  };
}
async function registryFacts(wanted, reads, tokens, context) {
  const { cloud, subscriptionId, registryName } = wanted;
  const send2 = armSender(context.http, tokens, cloud, armLack);
  const resourceGroup = await groupOf(wanted, () => findResourceGroups(send2, cloud, subscriptionId, registryName));
  if (resourceGroup.state !== "answered") {
    const reason = `not asked: the resource group of ${registryName} is not known`;
    const unknown2 = unknownRegistry({ state: "not-asked", reason });
    return {
      ...unknown2,
      resourceGroup,
      ...await dataPlane2(wanted, unknown2.registry, unknown2.rules, tokens, context)
    };
  }
  const id = registryResourceId(subscriptionId, resourceGroup.value, registryName);
  const scope = { subscriptionId, resourceGroup: resourceGroup.value, registryName };
  const [registry2, locks, replicas2, permissions, credentialSets2, listing] = await Promise.all([
    reads.registry(id),
    reads.locks(id),
    reads.replications(id),
    reads.permissions(id),
    reads.credentialSets(id),
    armRuleService(context.http, send2, cloud, scope).list()
  ]);
  const rules2 = listing.state === "known" ? { state: "answered", value: listing.rules } : { state: listing.state === "not-allowed" ? "refused" : listing.state, reason: listing.reason };
  const settings = mapped(registry2, (body) => settingsOf2(id, body));
  return {
    resourceGroup,
    registry: settings,
    locks: each(locks, lockOf),
    replicas: each(replicas2, replicaOf),
    permissions: each(permissions, permissionOf),
    credentialSets: each(credentialSets2, credentialSetOf),
    rules: rules2,
    ...await dataPlane2(wanted, settings, rules2, tokens, context)
  };
}
async function groupOf({ resourceGroup }, find) {
  if (resourceGroup !== void 0) return { state: "answered", value: resourceGroup };
  const found2 = await find();
  if (found2.state === "found") {
    const [first, ...others] = found2.resourceGroups;
    if (others.length === 0) return { state: "answered", value: first };
    const reason = `registries of that name are in the groups ${found2.resourceGroups.join(", ")}; name one with the input resource-group`;
    return { state: "failed", reason };
  }
  return { state: found2.state === "not-allowed" ? "refused" : found2.state, reason: found2.reason };
}
var PROBE = { repository: "acr-artifact-cache/doctor", digest: `sha256:${"0".repeat(64)}` };
async function dataPlane2(wanted, registry2, rules2, tokens, { http, log }) {
  const { cloud, tenantId, pulls } = wanted;
  if (!pulls) return { pull: UNNEEDED, lists: UNNEEDED };
  const server = loginServerOf(wanted, registry2);
  if (server.state !== "certain") return { pull: WHOSE, lists: WHOSE };
  const loginServer = server.host;
  const client = openRegistry({
    ...{ http, loginServer, mask: log.mask },
    ...{ aadToken: () => tokens.token(cloud.registryScope), renewAadToken: tokens.renew },
    ...tenantId === void 0 ? {} : { tenantId }
  });
  const isCovered = rules2.state === "answered" && ruleIndex(rules2.value).forRepository(PROBE.repository) !== void 0;
  const reason = "not asked: a wildcard rule takes every repository, so that the question would be a pull";
  const [pull3, lists2] = await Promise.all([
    isCovered ? { state: "not-asked", reason } : mayPull(client),
    mayList(client)
  ]);
  return { pull: pull3, lists: lists2 };
}
var WHOSE = { state: "not-asked", reason: "not asked: it is not certain whose login server it is" };
var UNNEEDED = { state: "not-asked", reason: "not asked: nothing is pulled" };
async function mayPull(client) {
  try {
    await client.isFromUpstream(PROBE.repository, PROBE.digest);
    return { state: "answered", value: "allowed" };
  } catch (error) {
    if (error instanceof RegistryFailure) return byRefusal(error.reason);
    if (error instanceof UserError || error instanceof HttpFailure)
      return { state: "failed", reason: messageOf(error) };
    throw error;
  }
}
async function mayList(client) {
  try {
    const existence = await client.repositoryExists(PROBE.repository);
    if (existence.state !== "not-told") return { state: "answered", value: "allowed" };
    return byRefusal(existence.reason ?? { kind: "registry-error", message: "it does not tell", remedy: "" });
  } catch (error) {
    if (error instanceof UserError || error instanceof HttpFailure)
      return { state: "failed", reason: messageOf(error) };
    throw error;
  }
}
function byRefusal({ kind, message, networkDenied }) {
  if (kind === "not-found") return { state: "answered", value: "allowed" };
  if (networkDenied === true) {
    const network2 = { address: /client with IP '([^']+)'/.exec(message)?.[1] };
    return { state: "refused", reason: message, network: network2 };
  }
  const isRefused = kind === "unauthorized" || kind === "forbidden";
  return isRefused ? { state: "refused", reason: "refused by the registry" } : { state: "failed", reason: message };
}
var NO_GATE = { state: "not-asked", reason: "not asked: there is no gate" };
async function defenderFacts({ gate: gate2, cloud, subscriptionId, registryName }, tokens, { http }) {
  if (!gate2) return { defenderPlan: NO_GATE, assessments: NO_GATE };
  const questioner = {
    ...{ http, armEndpoint: cloud.armEndpoint },
    ...{ token: () => tokens.token(cloud.armScope), renew: tokens.renew }
  };
  const graph = openGraph({ ...questioner, subscriptions: [subscriptionId] });
  const [plan, rows] = await Promise.all([
    askPlan(questioner, subscriptionId),
    graph.ask(registryKql(registryName), true)
  ]);
  return {
    defenderPlan: plan.type === "not-told" ? { state: /^HTTP 403\b/.test(plan.reason) ? "refused" : "failed", reason: plan.reason } : { state: "answered", value: plan.type },
    assessments: rows.type === "rows" ? { state: "answered", value: rows.rows.length > 0 ? "visible" : "none" } : { state: rows.type === "not-allowed" ? "refused" : "failed", reason: rows.reason }
  };
}
function mapped(answer, read3) {
  return answer.state === "answered" ? { state: "answered", value: read3(answer.value) } : answer;
}
function each(answer, read3) {
  return mapped(answer, (items) => items.flatMap((item) => read3(item) ?? []));
}

module.exports = {
  diagnosisLines,
  diagnosisSection,
  reportFolder,
  writeReports,
  IMAGE_STATES,
  MODES,
  ENGINE_NAMES,
  ENGINES,
  policyLines,
  nextSteps,
  summaryOf,
  readBaseFile,
  policyFileText,
  exemptFiles,
  placeOf: placeOf3,
  placeText,
  lookUpStored,
  unusedRules,
  az,
  withRegistry: withRegistry2,
  identityNotes,
  guessNote,
  lookUp,
  planRun,
  cachedRepositories,
  wantedOf,
  wallOf,
  forecastOf,
  settledPlan,
  fetchThrough,
  openPullRequest,
  leavesRegion,
  reviewPullRequest,
  run,
  readEarlier,
  patchOf,
  writeRun,
  reportFiles,
  diagnose,
  examine
};
