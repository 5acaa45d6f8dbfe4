"use strict";
const importMetaUrl = require("node:url").pathToFileURL(__filename).href;
const {
  ENGINES,
  ENGINE_NAMES,
  IMAGE_STATES,
  MODES,
  az,
  cachedRepositories,
  diagnose,
  diagnosisLines,
  examine,
  exemptFiles,
  fetchThrough,
  forecastOf,
  guessNote,
  identityNotes,
  leavesRegion,
  lookUp,
  lookUpStored,
  nextSteps,
  openPullRequest,
  patchOf,
  placeOf,
  placeText,
  planRun,
  policyLines,
  readEarlier,
  reportFiles,
  reportFolder,
  reviewPullRequest,
  run,
  summaryOf,
  unusedRules,
  wallOf,
  wantedOf,
  withRegistry,
  writeReports,
  writeRun
} = require("./part-stages.cjs");
require("./part-report.cjs");
const {
  applyEdits,
  rewrite
} = require("./part-registry.cjs");
const {
  classText,
  configurationText,
  inTerminal,
  inputsOf,
  standardInput,
  whyClass
} = require("./part-cli-2.cjs");
const {
  NOTHING_UNSEEN,
  USUAL_CONFIGURATION,
  classifyByRules,
  classifyOffline,
  exactTarget,
  readConfiguration,
  readConfigured,
  readTree,
  row,
  ruleIndex,
  scanFiles,
  scanOfImages,
  section
} = require("./part-inputs.cjs");
const {
  nearest
} = require("./part-inputs-2.cjs");
const {
  printError,
  printJson,
  printLines,
  printPatch,
  printText,
  terminalWidth
} = require("./part-report-2.cjs");
const {
  code,
  count,
  plain
} = require("./part-text-2.cjs");
const {
  isWithin,
  linkIn,
  pathFilter,
  readRegular
} = require("./part-manifests.cjs");
const {
  UserError,
  messageOf
} = require("./part-base-2.cjs");
const {
  field,
  numberField,
  parseJson,
  stringField
} = require("./part-js-yaml.cjs");
const {
  compareTexts,
  groupBy
} = require("./part-base.cjs");
const {
  fitted,
  table
} = require("./part-report-3.cjs");
const {
  jsonOf
} = require("./part-text.cjs");
const {
  imageOf
} = require("./part-uses.cjs");
require("./part-images-2.cjs");
const {
  formatReference,
  nameOf,
  parseName,
  parseReference
} = require("./part-images.cjs");
require("./part-runtime.cjs");

// src/cli/config.ts
async function config({
  operands: [word, file = USUAL_CONFIGURATION, ...more],
  input
}) {
  if (word !== "check" || more.length > 0) {
    throw new UserError(
      `"config check" is what there is, with one file: acr-artifact-cache config check ${USUAL_CONFIGURATION}`
    );
  }
  const text3 = configurationText(file);
  try {
    const configuration = readConfiguration(text3, file);
    readConfigured(input, configuration, false, {});
    const rows = [...configuration.values].map(([name, value]) => [
      `  ${name}`,
      value.text.trim().replaceAll("\n", " ")
    ]);
    printLines([...table(rows), `${file} is as it must be: ${count(rows.length, "input")}`]);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    printError([error.message]);
    return 1;
  }
}

// src/cli/demo.ts
const { spawnSync } = require("node:child_process");
const { fileURLToPath } = require("node:url");
async function demo() {
  const bundle = fileURLToPath(new URL("./demo.cjs", importMetaUrl));
  const { status, error } = spawnSync(process.execPath, [bundle], { stdio: "inherit" });
  if (error !== void 0) throw new UserError(`The demo could not be started: ${error.message}.`);
  return status ?? 2;
}

// src/cli/doctor.ts
async function doctor(typed) {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const { scan } = await readTree(inputs, context);
    const sources = wantedOf(classifyOffline(scan, inputs, context), inputs).map(({ source }) => source);
    const diagnosis = diagnose(await examine(inputs, sources, context));
    if (typed.output === "json") await printJson([`${jsonOf(diagnosis)}
`]);
    else printLines(diagnosisLines(diagnosis));
    return diagnosis.healthy ? 0 : 1;
  });
}

// src/report/image-rows.ts
function imageRows({ uses, plan: plan2, gate, registry, rules }) {
  const covered = new Map(plan2?.covered.map((source) => [source.source, source]));
  const refused = new Map(plan2?.refused.map((source) => [source.source, source]));
  const judged = new Map(gate.images.map((image) => [image.image, image]));
  const index = ruleIndex(rules ?? []);
  return [...groupBy(uses, imageOf)].sort(([one], [other]) => one < other ? -1 : 1).flatMap(([image, all]) => {
    const [first] = all;
    if (first === void 0) return [];
    const source = first.source === void 0 ? void 0 : nameOf(first.source);
    const cover = source === void 0 ? void 0 : covered.get(source);
    const refusal = source === void 0 ? void 0 : refused.get(source);
    const served = servedBy(first, index);
    const repository = served?.repository ?? cover?.repository;
    const rule = served?.rule ?? (cover === void 0 ? void 0 : `${cover.rule}${cover.by === "new" ? " (new)" : ""}`);
    const told = rule ?? (refusal === void 0 ? void 0 : `none: ${refusal.message}`);
    const finding = judged.get(image);
    return [
      {
        ...{ image, uses: all.length, places: all.map(({ file, line }) => `${file}:${line}`) },
        class: [...new Set(all.map((use) => classText(use, registry)))].join(", "),
        ...repository === void 0 || registry === void 0 ? {} : { target: `${registry}/${repository}` },
        ...told === void 0 ? {} : { rule: told },
        ...finding === void 0 ? {} : { findings: findingText(finding) }
      }
    ];
  });
}
function servedBy({ class: kind, reference }, index) {
  if (kind !== "cached" || reference === void 0) return void 0;
  const rule = index.forRepository(reference.repository)?.rule.name;
  return { repository: reference.repository, ...rule === void 0 ? {} : { rule } };
}
function findingText({ state, reasons, blocking }) {
  const { judgement } = IMAGE_STATES[state];
  return judgement === "fails" || judgement === "passes" ? `${state}: ${reasons.join("; ")}` : `${state}${blocking.length === 0 ? "" : `, ${count(blocking.length, "finding")}`}`;
}
var COLUMNS = ["image", "uses", "class", "pulled from", "rule", "findings"];
function imageLines(rows, registry, width) {
  if (rows.length === 0) return ["No image was found."];
  const cells = rows.map(cellsOf);
  const used = COLUMNS.map((_, column) => cells.some((row2) => row2[column] !== ""));
  const shown2 = [[...COLUMNS], ...cells].map((row2) => row2.filter((_, column) => used[column] === true));
  const [head = "", ...lines] = fitted(shown2, width);
  const uses = rows.reduce((sum, row2) => sum + row2.uses, 0);
  const hint = registry === void 0 ? ["", "With --registry NAME it is told what each is pulled from, and by which rule."] : [];
  return [
    { look: "bold", text: head },
    ...lines,
    "",
    { look: "bold", text: `${count(rows.length, "image")} in ${count(uses, "use")}` },
    ...hint
  ];
}
function imageMarkdown(rows) {
  const lines = rows.map((image) => {
    const [name = "", uses = "", ...others] = cellsOf(image);
    return row([code(name), uses, ...others.map(plain)]);
  });
  return `${section("", [...COLUMNS], lines, lines.length)}
`;
}
function cellsOf({ image, uses, class: kind, target = "", rule = "", findings = "" }) {
  return [image, String(uses), kind, target, rule, findings];
}

// src/rules/inventories.ts
var MAX_INVENTORIES = 1e3;
var MAX_INVENTORY_BYTES = 64 * 1024 * 1024;
var MAX_USES = 2e5;
var MAX_USES_IN_ALL = 1e6;
var CLASSES = /* @__PURE__ */ new Set([
  "public",
  "cached",
  "half-moved",
  "dangling",
  "own",
  "trusted",
  "built-here",
  "foreign",
  "templated"
]);
function mergeInventories(inventories, includeTests) {
  if (inventories.length > MAX_INVENTORIES) {
    throw new UserError(
      `${inventories.length} inventories are given; at most ${MAX_INVENTORIES} are planned together.`
    );
  }
  const merged = /* @__PURE__ */ new Map();
  let uses = 0;
  for (const inventory of inventories) {
    for (const image of imagesOf(inventory, includeTests)) {
      uses++;
      if (uses > MAX_USES_IN_ALL) {
        throw new UserError(`The inventories have more than ${MAX_USES_IN_ALL} uses; plan fewer of them together.`);
      }
      const key = `${image.class} ${image.image} ${image.source ?? ""} ${image.unknownTag ?? ""}`;
      merged.set(key, { ...image, uses: image.uses + (merged.get(key)?.uses ?? 0) });
    }
  }
  return [...merged].sort(([one], [other]) => compareTexts(one, other)).map(([, image]) => image);
}
function* imagesOf({ name, text: text3 }, includeTests) {
  const fail = (problem) => new UserError(`Inventory ${JSON.stringify(name)}: ${problem}.`);
  if (text3.length > MAX_INVENTORY_BYTES) throw fail(`it has more than ${MAX_INVENTORY_BYTES / 1024 / 1024} MB`);
  const content = parseJson(text3);
  if (field(content, "version") !== 1) throw fail('it is not an inventory of version 1, as "scan --json" writes it');
  const uses = field(content, "uses");
  if (!Array.isArray(uses)) throw fail('"uses" is not a list');
  if (uses.length > MAX_USES) throw fail(`it has ${uses.length} uses, more than ${MAX_USES}`);
  for (const [index, use] of uses.entries()) {
    const [image, kind, source] = [
      field(use, "pulls") ?? field(use, "image"),
      field(use, "class"),
      field(use, "source")
    ];
    if (image === null || isLeft(use, includeTests)) continue;
    if (typeof image !== "string" || !isNormalised(image))
      throw fail(`uses[${index}].image is no normalised image reference`);
    if (typeof kind !== "string" || !CLASSES.has(kind)) throw fail(`uses[${index}].class is no class of uses`);
    const tag = field(use, "unknownTag") === true ? { unknownTag: true } : {};
    if (source === void 0) yield { image, class: kind, ...tag, uses: 1 };
    else if (typeof source === "string" && isNormalised(source)) yield { image, class: kind, source, ...tag, uses: 1 };
    else throw fail(`uses[${index}].source is no normalised image reference`);
  }
}
function isLeft(use, includeTests) {
  if (["ignored", "overriddenBy", "ifEnabled"].some((mark) => field(use, mark) !== void 0)) return true;
  return field(use, "testMaterial") !== void 0 && !includeTests;
}
var MAX_REFERENCE_CHARS = 1024;
function isNormalised(text3) {
  if (text3.length > MAX_REFERENCE_CHARS) return false;
  const reference = parseReference(text3);
  return reference !== void 0 && text3.startsWith(`${reference.registry}/${reference.repository}`);
}

// src/cli/plan.ts
const { readFileSync } = require("node:fs");
const { resolve } = require("node:path");

// src/report/plan-text.ts
function planLines(plan2, loginServer, hopes = false) {
  const isHope = ({ by }) => hopes && by === "new";
  const sections = [
    coveredText(
      "Covered",
      plan2.covered.filter((source) => !isHope(source)),
      loginServer
    ),
    coveredText("Not covered, since no rule was created", plan2.covered.filter(isHope), loginServer),
    createText(plan2),
    refusedText(plan2),
    driftedText(plan2),
    unusedText(plan2)
  ];
  return [...sections.filter((lines) => lines.length > 0).flatMap((lines) => [...lines, ""]), roomText(plan2)];
}
function coveredText(title, covered, loginServer) {
  if (covered.length === 0) return [];
  const rows = covered.map(({ source, uses, repository, rule, by }) => [
    `  ${source}`,
    count(uses, "use"),
    `${loginServer}/${repository}`,
    by === "new" ? `new rule ${rule}` : `rule ${rule}`
  ]);
  return [`${title}: ${count(covered.length, "image")}`, ...table(rows)];
}
function createText({ create }) {
  if (create.length === 0) return [];
  const rows = create.map(({ name, source, target, again }) => [
    `  ${name}`,
    source,
    `→ ${target}`,
    again === void 0 ? "" : `again: it is there as ${again}`
  ]);
  return [`To create: ${count(create.length, "rule")}`, ...table(rows)];
}
function refusedText({ refused }) {
  if (refused.length === 0) return [];
  const lines = [`Refused: ${count(refused.length, "image")}`];
  for (const { source, uses, message, remedy } of refused) {
    lines.push(`  ${source} (${count(uses, "use")}): ${message}`, `    ${remedy}`);
  }
  const commands = new Set(refused.flatMap((refusal) => refusal.commands));
  return commands.size === 0 ? lines : [...lines, "  Commands for it:", ...[...commands].map((command) => `    ${command}`)];
}
function driftedText({ drifted }) {
  if (drifted.length === 0) return [];
  const rows = drifted.map(({ rule, expected, actual }) => [
    `  ${rule}`,
    `is ${actual.source} → ${actual.target}`,
    `should be ${expected.source} → ${expected.target}`
  ]);
  return ["Not as expected, and left as it is:", ...table(rows)];
}
function unusedText({ unused }) {
  if (unused.length === 0) return [];
  const rows = unused.map(({ rule, source, target, state, ageInDays }) => [
    `  ${rule}`,
    `${source} → ${target}`,
    ageInDays === void 0 ? "" : count(ageInDays, "day"),
    state === "Succeeded" ? "" : state
  ]);
  return [`Not used by this scan (others may use them): ${count(unused.length, "rule")}`, ...table(rows)];
}
function roomText({ room }) {
  const { cap, present, creating, remaining } = room;
  const over = present > cap ? ` The registry is ${count(present - cap, "rule")} above the cap: none is added.` : "";
  return `Rules: ${present} in the registry, ${creating} to create, ${remaining} left of ${cap}.${over}`;
}

// src/report/rules-as-code/credential-set.ts
function credentialSetName(id) {
  return id.slice(id.lastIndexOf("/") + 1);
}
function identifier(prefix, name) {
  return `${prefix}_${name.replaceAll("-", "_")}`;
}

// src/report/rules-as-code/az.ts
function azLines(rules, { subscriptionId, registryName }) {
  return rules.flatMap(({ name, source, target, credentialSetId, again }) => {
    const rule = ["--subscription", subscriptionId, "--registry", registryName, "--name", name];
    const set = credentialSetId === void 0 ? [] : ["--cred-set", credentialSetName(credentialSetId)];
    const create = az("acr", "cache", "create", ...rule, "--source-repo", source, "--target-repo", target, ...set);
    return again === void 0 ? [create] : [az("acr", "cache", "delete", ...rule, "--yes"), create];
  });
}

// src/report/rules-as-code/bicep.ts
var VERSION = "2025-11-01";
var TYPE = "Microsoft.ContainerRegistry/registries";
function bicepLines(rules, place) {
  const sets = [
    ...new Set(rules.flatMap(({ credentialSetId }) => credentialSetId ?? []).map(credentialSetName))
  ].sort();
  const group = `--subscription ${place.subscriptionId} --resource-group ${place.resourceGroup}`;
  return [
    `// az deployment group create ${group} --template-file cache-rules.bicep`,
    "",
    `resource registry '${TYPE}@${VERSION}' existing = {`,
    `  name: ${text(place.registryName)}`,
    "}",
    ...sets.flatMap((set) => [
      "",
      `resource ${identifier("set", set)} '${TYPE}/credentialSets@${VERSION}' existing = {`,
      "  parent: registry",
      `  name: ${text(set)}`,
      "}"
    ]),
    ...rules.flatMap(ruleLines)
  ];
}
function ruleLines({ name, source, target, credentialSetId }) {
  const set = credentialSetId === void 0 ? void 0 : identifier("set", credentialSetName(credentialSetId));
  return [
    "",
    `resource ${identifier("rule", name)} '${TYPE}/cacheRules@${VERSION}' = {`,
    "  parent: registry",
    `  name: ${text(name)}`,
    "  properties: {",
    `    sourceRepository: ${text(source)}`,
    `    targetRepository: ${text(target)}`,
    ...set === void 0 ? [] : [`    credentialSetResourceId: ${set}.id`],
    "  }",
    "}"
  ];
}
function text(value) {
  return `'${value.replaceAll(/\\|'|\$(?=\{)/g, (character) => `\\${character}`)}'`;
}

// src/report/rules-as-code/terraform.ts
function terraformLines(rules, place) {
  return [
    'data "azurerm_container_registry" "registry" {',
    `  name                = ${text2(place.registryName)}`,
    `  resource_group_name = ${text2(place.resourceGroup)}`,
    "}",
    ...rules.flatMap((rule) => [...importLines(rule, place), ...resourceLines(rule)])
  ];
}
function resourceLines({ name, source, target, credentialSetId }) {
  const registry = "data.azurerm_container_registry.registry.id";
  const set = credentialSetId === void 0 ? void 0 : credentialSetName(credentialSetId);
  return [
    "",
    `resource "azurerm_container_registry_cache_rule" ${text2(identifier("rule", name))} {`,
    `  name                  = ${text2(name)}`,
    `  container_registry_id = ${registry}`,
    `  source_repo           = ${text2(source)}`,
    `  target_repo           = ${text2(target)}`,
    ...set === void 0 ? [] : [`  credential_set_id     = "\${${registry}}/credentialSets/${set}"`],
    "}"
  ];
}
function importLines({ name, again }, place) {
  if (again === void 0) return [];
  const group = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}`;
  const id = `${group}/providers/Microsoft.ContainerRegistry/registries/${place.registryName}/cacheRules/${name}`;
  return [
    "",
    "import {",
    `  to = azurerm_container_registry_cache_rule.${identifier("rule", name)}`,
    `  id = ${text2(id)}`,
    "}"
  ];
}
function text2(value) {
  const escaped2 = value.replaceAll(/["\\]/g, (character) => `\\${character}`).replaceAll(/([$%])\{/g, "$1$1{");
  return `"${escaped2}"`;
}

// src/report/rules-as-code/formats.ts
var FORMATS = ["terraform", "bicep", "az"];
var LINES = {
  terraform: terraformLines,
  bicep: bicepLines,
  az: azLines
};
function ruleLines2(format, rules, place) {
  return LINES[format](rules, place);
}

// src/cli/plan.ts
async function plan(typed) {
  const given = inputsOf(typed);
  const format = formatOf(typed);
  if (given.registry === void 0) throw new UserError("--registry is needed: the registry that the plan is for.");
  return inTerminal(typed, given, async (context) => {
    const scan = typed.inventories.length === 0 ? (await readTree(given, context, { standardInput: await standardInput(given.path, context.signal) })).scan : scanOfImages(mergeInventories(readInventories(typed, context.root), given.includeTests));
    const look = await lookUp(given, context);
    if (look.state === "unknown" && look.rules === void 0) throw new UserError(look.reason);
    const inputs = withRegistry(given, look);
    for (const note of identityNotes(inputs, look)) context.log.warning(note);
    const planned = await planRun(scan, { state: "none" }, look, inputs, context);
    if (planned.plan === void 0) throw new UserError("There is nothing to plan for.");
    if (typed.output === "json") await printJson([`${jsonOf(planned.plan)}
`]);
    else if (format !== void 0) {
      if (look.state === "unknown") throw new UserError(look.reason);
      printLines(ruleLines2(format, planned.plan.create, placeOf2(look.view)));
    } else printLines(planLines(planned.plan, inputs.registry?.loginServer ?? ""));
    return inputs.failWhen.has("uncovered") && planned.plan.refused.length > 0 ? 1 : 0;
  });
}
function placeOf2({ registryId, subscriptionId, registry }) {
  const resourceGroup = /\/resourceGroups\/([^/]+)\//i.exec(registryId)?.[1] ?? "";
  return { subscriptionId, resourceGroup, registryName: registry.name };
}
function formatOf({ format }) {
  if (format === "") return void 0;
  const known = FORMATS.find((candidate) => candidate === format);
  if (known !== void 0) return known;
  throw new UserError(`--format ${JSON.stringify(format)} is not known. Known are: ${FORMATS.join(", ")}.`);
}
function readInventories({ inventories }, folder) {
  return inventories.map((name) => {
    try {
      return { name, text: readFileSync(resolve(folder, name), "utf8") };
    } catch (error) {
      throw new UserError(`Inventory ${JSON.stringify(name)} can't be read: ${messageOf(error)}.`);
    }
  });
}

// src/cli/look-over.ts
function lookOver(typed, show) {
  const inputs = inputsOf(typed);
  return inTerminal({ ...typed, apply: false }, inputs, async (context) => {
    const inventories = mergeInventories(readInventories(typed, context.root), inputs.includeTests);
    const others = typed.inventories.length === 0 ? void 0 : scanOfImages(inventories);
    const { report, stages } = await run(inputs, context, readEarlier(void 0, context), others);
    for (const { message } of report.problems) context.log.warning(message);
    const rules = stages.look.state === "known" ? stages.look.view.rules : void 0;
    return show({ ...report, rules });
  });
}

// src/cli/images.ts
function images(typed) {
  return lookOver(typed, async (sources) => {
    const rows = imageRows(sources);
    switch (typed.output) {
      case "json":
        await printJson([`${jsonOf(rows)}
`]);
        break;
      case "markdown":
        printText(imageMarkdown(rows));
        break;
      default:
        printLines(imageLines(rows, sources.registry, terminalWidth()));
    }
    return 0;
  });
}

// src/stages/move.ts
function moveOffline(scan, inputs, registry, context, covered) {
  const uses = classifyOffline(scan, inputs, context);
  const result = rewrite(uses, (use) => {
    if (!isMovable(use, inputs)) return void 0;
    const { loginServer } = registry;
    if (leavesRegion(use, inputs)) return { registry: loginServer, repository: use.reference?.repository ?? "" };
    if (use.class !== "public" || use.source === void 0) return void 0;
    const source = nameOf(use.source);
    const repository = covered === void 0 ? inputs.targets.get(source) ?? exactTarget(source, inputs.target) : covered.get(source);
    if (repository === void 0) return void 0;
    return { registry: loginServer, repository };
  });
  return { ...result, uses };
}
function isMovable(use, { includeTests, includeDisabled }) {
  if (use.testMaterial !== void 0 && !includeTests) return false;
  if (use.ifEnabled !== void 0 && !includeDisabled) return false;
  return use.ignored === void 0 && use.overriddenBy === void 0;
}

// src/cli/policy.ts
async function policy(typed) {
  const [word, ...rest] = typed.operands;
  return word === "check" ? check({ ...typed, operands: rest }) : print(typed);
}
function print(typed) {
  const inputs = inputsOf(typed);
  const engines = enginesOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const registry = registryOf(inputs.registry);
    if (registry.given !== "login server") context.log.warning(guessNote(registry));
    const wall = wallOf(registry.loginServer, inputs, optionsOf(typed));
    const files = engines.flatMap((name) => ENGINES[name].files(wall));
    const folder = reportFolder(inputs.reportDir, context.root);
    if (folder === void 0) printLines(files.flatMap(shown));
    else {
      const paths = writeReports(
        folder,
        Object.fromEntries(files.map(({ name, text: text3 }) => [name, { file: name, text: () => text3 }]))
      );
      printLines([...paths.values()]);
    }
    return 0;
  });
}
function check(typed) {
  const inputs = inputsOf(typed);
  const asked = new Set(enginesOf(typed));
  return inTerminal(typed, inputs, async (context) => {
    const registry = registryOf(inputs.registry);
    const read = await readTree(inputs, context);
    const moved = moveOffline(read.scan, inputs, registry, context);
    const wall = wallOf(registry.loginServer, inputs, optionsOf(typed));
    const isExempt = exemptFiles(inputs, read.prefix);
    const whole = forecastOf(moved.uses, read.scan.unseen, moved, wall, {
      isNew: () => false,
      isExempt: ({ file }) => isExempt(file)
    });
    const forecast = { ...whole, engines: whole.engines.filter(({ engine }) => asked.has(engine)) };
    if (typed.output === "json") await printJson([`${jsonOf(forecast)}
`]);
    else printLines(policyLines(forecast));
    return forecast.engines.some(({ refused }) => refused.length > 0) ? 1 : 0;
  });
}
function shown({ name, text: text3 }) {
  return [...name.endsWith(".yaml") ? ["---"] : [], `# ${name}`, ...text3.split("\n")];
}
function registryOf(registry) {
  if (registry !== void 0) return registry;
  throw new UserError("--registry is needed: the login server whose images clusters may pull.");
}
function enginesOf({ policyEngine }) {
  if (policyEngine === "") return ENGINE_NAMES;
  const known = ENGINE_NAMES.filter((name) => name === policyEngine);
  if (known.length > 0) return known;
  throw new UserError(
    `--policy-engine ${JSON.stringify(policyEngine)} is not known. Known are: ${ENGINE_NAMES.join(", ")}.`
  );
}
function optionsOf({ mode, regions, includeSystem }) {
  const known = MODES.find((candidate) => candidate === (mode || "audit"));
  if (known === void 0) {
    throw new UserError(`--mode ${JSON.stringify(mode)} is not known. Known are: ${MODES.join(", ")}.`);
  }
  const unlikely = regions.find((region) => !/^[a-z0-9]+$/.test(region));
  if (unlikely !== void 0) {
    throw new UserError(`--regions ${JSON.stringify(unlikely)} is no Azure region; one is written as in westeurope.`);
  }
  return { mode: known, regions, includeSystem };
}

// src/cli/prune.ts
const { createInterface } = require("node:readline/promises");

// src/rules/deletion.ts
function describeDeletion(rule, loginServer, ageInDays) {
  const repository = rule.target.endsWith("/*") ? `Repositories under ${rule.target.slice(0, -1)}` : `Repository ${rule.target}`;
  return [
    `Delete cache rule ${rule.name} of ${loginServer}${ageInDays === void 0 ? "" : ` (${ageInDays} days old)`}?`,
    `  ${rule.source} → ${loginServer}/${rule.target}`,
    "Nothing in this scan uses it. Others may: pulls of tags that are not cached yet will fail for them.",
    `${repository} and what is cached there stay, are no longer refreshed, and block a rule with that target until deleted:`,
    `  az acr repository delete --name ${loginServer.split(".")[0]} --repository ${rule.target.replace(/\/\*$/, "/<name>")}`
  ];
}

// src/cli/prune.ts
async function prune(typed) {
  const given = inputsOf(typed);
  const minAge = daysOf(typed);
  if (typed.unused && typed.operands.length > 0) {
    throw new UserError("Give either the names of rules or --unused, which means all that are listed.");
  }
  return inTerminal(typed, given, async (context) => {
    const look = await lookUp(given, context);
    if (look.state === "unknown") throw new UserError(look.reason);
    const inputs = withRegistry(given, look);
    const { scan } = await readTree(inputs, context);
    const others = scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const all = { ...scan, uses: [...scan.uses, ...others.uses] };
    const planned = await planRun(all, { state: "none" }, look, inputs, context);
    const unused = typed.leaving ? unusedBut(cachedRepositories(planned.uses), look.view, context.now()) : planned.plan?.unused ?? [];
    const old = unused.filter(({ ageInDays }) => minAge === 0 || (ageInDays ?? -1) >= minAge);
    if (typed.operands.length === 0 && !typed.unused) {
      printLines(listing(old, typed.inventories.length));
      return 0;
    }
    if (typed.unused && old.length === 0) printLines(["No rule is deleted."]);
    const names = typed.unused ? old.map(({ rule }) => rule) : typed.operands;
    return deleteNamed(names, typed.yes, old, look.view);
  });
}
function unusedBut(cached, { rules }, now) {
  return unusedRules({ rules, cached, now }, [], ruleIndex(rules));
}
function daysOf({ minAge }) {
  if (minAge === "") return 0;
  if (/^\d{1,5}$/.test(minAge)) return Number(minAge);
  throw new UserError(`--min-age ${JSON.stringify(minAge)} is no number of days. Give a whole number, such as 30.`);
}
function listing(unused, inventories) {
  const rows = unused.map(({ rule, source, target, state, ageInDays }) => [
    rule,
    source,
    `→ ${target}`,
    state,
    ageInDays === void 0 ? "" : `${ageInDays} days old`
  ]);
  const where = inventories === 0 ? "this scan" : `this scan and ${count(inventories, "inventory", "inventories")}`;
  const title = `${count(rows.length, "rule")} that nothing in ${where} uses; others may.`;
  const hint = rows.length === 0 ? [] : ["Delete one with: acr-artifact-cache prune <rule>", "Or all of these with: acr-artifact-cache prune --unused"];
  return [...table(rows), title, ...hint];
}
async function deleteNamed(names, yes, unused, { service, rules, registry }) {
  const known = new Map(unused.map((rule) => [rule.rule, rule]));
  for (const name of names) {
    if (known.has(name)) continue;
    const there = rules.some((rule) => rule.name === name);
    throw new UserError(
      there ? `Rule ${name} is used here, or younger than --min-age; it is not deleted.` : `There is no rule ${name}.`
    );
  }
  let failed = 0;
  const wanted = new Set(names);
  for (const rule of rules.filter(({ name }) => wanted.has(name))) {
    const told = describeDeletion(rule, registry.loginServer, known.get(rule.name)?.ageInDays);
    printLines(told);
    if (!yes && !await confirmed()) {
      printLines(["Kept."]);
      continue;
    }
    const outcome = await service.remove(rule);
    printLines([outcome.state === "removed" ? "Deleted." : `Not deleted: ${outcome.reason}`]);
    if (outcome.state !== "removed") failed++;
  }
  return failed > 0 ? 2 : 0;
}
async function confirmed() {
  if (process.stdin.isTTY !== true) {
    throw new UserError(
      "Deleting asks a question, and standard input is no terminal; say --yes to answer it beforehand."
    );
  }
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await reader.question('Type "delete" to delete it: ')).trim() === "delete";
  } finally {
    reader.close();
  }
}

// src/stages/restore.ts
function restoreUses(uses, includeTests) {
  const reasonOf = (use) => whyKept(use, includeTests);
  const back = rewrite(uses, (use) => {
    if (use.class !== "cached" || use.source === void 0 || reasonOf(use) !== void 0) return void 0;
    const { registry, repository } = use.source;
    return { registry, repository };
  });
  const kept = uses.flatMap((use) => {
    const reason = reasonOf(use);
    return reason === void 0 ? [] : [{ use, reason }];
  });
  return { rewrite: back, left: [...back.unwritten, ...kept] };
}
function whyKept(use, includeTests) {
  switch (use.class) {
    case "own":
    case "dangling":
      return "no cache rule is known for it";
    case "half-moved":
      return use.because ?? "only half of it is moved";
    case "cached":
      if (use.ignored !== void 0) return `it is ignored: ${use.ignored}`;
      if (use.overriddenBy !== void 0) return `it is replaced by ${use.overriddenBy}`;
      if (use.testMaterial !== void 0 && !includeTests) return `${use.testMaterial}; --include-tests moves it too`;
      return void 0;
    case "public":
    case "trusted":
    case "built-here":
    case "foreign":
    case "templated":
      return void 0;
  }
}

// src/cli/write-edits.ts
const { closeSync, constants, fstatSync, ftruncateSync, openSync, readFileSync: readFileSync2, writeSync } = require("node:fs");
const { join } = require("node:path");
function writeEdits(edits, texts, folder) {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text3 = texts.get(file);
    if (text3 === void 0) continue;
    const mine = edits.filter((edit) => edit.file === file);
    overwrite(folder, file, text3, applyEdits(text3, mine));
  }
}
function overwrite(folder, file, before, after) {
  const path = join(folder, file);
  const link = linkIn(folder, path);
  if (link !== void 0) throw new UserError(`${file} is not written: ${link} has become a symbolic link.`);
  const open = opened(path, file);
  try {
    if (!fstatSync(open).isFile() || readFileSync2(open, "utf8") !== before) {
      throw new UserError(`${file} has changed since it was read; run again.`);
    }
    ftruncateSync(open);
    const bytes = Buffer.from(after);
    for (let at = 0; at < bytes.length; ) at += writeSync(open, bytes, at, bytes.length - at, at);
  } finally {
    closeSync(open);
  }
}
function opened(path, file) {
  try {
    return openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw new UserError(`${file} can't be written: ${messageOf(error)}.`);
  }
}

// src/cli/restore.ts
async function restore(typed) {
  const inputs = inputsOf(typed);
  if (inputs.registry === void 0) {
    throw new UserError("--registry is needed: the login server whose images are moved back.");
  }
  return inTerminal(typed, inputs, async (context) => {
    const look = typed.offline ? void 0 : await lookUp(inputs, context);
    if (look?.state === "unknown") {
      throw new UserError(`${look.reason} Or give --offline, to go by target, targets and wildcard-target alone.`);
    }
    const { scan, folder, prefix } = await readTree(inputs, context);
    const uses = look === void 0 ? classifyOffline(scan, inputs, context) : classifyByRules(scan, look.view.rules, inputs, context);
    const { rewrite: rewrite3, left } = restoreUses(uses, inputs.includeTests);
    if (typed.write) writeEdits(rewrite3.edits, scan.texts, folder);
    else printPatch(patchOf(rewrite3.edits, (file) => scan.texts.get(file), prefix));
    for (const { use, reason } of left) context.log.warning(`${use.file}:${use.line}: ${use.text} is left: ${reason}`);
    const told = count(rewrite3.rewritten.length, "use");
    context.log.info(`${told} ${typed.write ? "moved back" : "in the patch"}, ${left.length} left`);
    return 0;
  });
}

// src/cli/plan-file.ts
const { readFileSync: readFileSync3 } = require("node:fs");
const { resolve: resolve2 } = require("node:path");
function coveredByPlan(name, folder) {
  const fail = (what) => new UserError(`Plan ${JSON.stringify(name)}: ${what}.`);
  let text3;
  try {
    text3 = readFileSync3(resolve2(folder, name), "utf8");
  } catch (error) {
    throw fail(`it can't be read: ${messageOf(error)}`);
  }
  const covered = field(parseJson(text3), "covered");
  if (!Array.isArray(covered)) throw fail('it is no plan, as "plan --json" writes it');
  return new Map(
    covered.map((entry, index) => {
      const source = stringField(entry, "source");
      const repository = stringField(entry, "repository");
      const target = parseName(`registry.example/${repository ?? ""}`);
      if (source === void 0 || parseName(source) === void 0 || target?.repository !== repository) {
        throw fail(`covered[${index}] names no source and repository`);
      }
      return [source, repository ?? ""];
    })
  );
}

// src/cli/rewrite.ts
async function rewrite2(typed) {
  const inputs = inputsOf(typed);
  const { registry } = inputs;
  if (registry === void 0) throw new UserError("--registry is needed: the login server that images are moved to.");
  return inTerminal(typed, inputs, async (context) => {
    const { scan, folder, prefix } = await readTree(inputs, context);
    if (registry.given !== "login server") context.log.warning(guessNote(registry));
    const covered = typed.plan === "" ? void 0 : coveredByPlan(typed.plan, context.root);
    const { edits, rewritten, unwritten } = moveOffline(scan, inputs, registry, context, covered);
    if (typed.write) writeEdits(edits, scan.texts, folder);
    else printPatch(patchOf(edits, (file) => scan.texts.get(file), prefix));
    if (!typed.write && edits.length > 0 && !isWithin(context.root, folder)) {
      context.log.warning(
        `git apply leaves out what is outside of the folder it runs in: pipe this to "git -C ${inputs.path} apply"`
      );
    }
    for (const { use, reason } of unwritten)
      context.log.warning(`${use.file}:${use.line}: ${shownText(use)} is left: ${reason}`);
    context.log.info(rewriteLine(rewritten.length, unwritten.length, typed.write));
    return 0;
  });
}
function rewriteLine(moved, left, isWritten) {
  const rest = left === 0 ? "" : `; ${left} left`;
  if (moved === 0) return `Nothing to move: no public image is named here that could be rewritten${rest}`;
  return `${count(moved, "use")} ${isWritten ? "rewritten" : "in the patch"}, ${left} left`;
}
function shownText({ text: text3, image, through }) {
  return through === void 0 ? text3 : `${image ?? text3} of ${text3}`;
}

// src/cli/run.ts
async function runCommand(typed) {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const reports = reportFolder(inputs.reportDir, context.root);
    const given = typed.inventories.length === 0 ? void 0 : scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const ran = await run(inputs, context, readEarlier(reports, context), given);
    const { report } = ran;
    const paths = writeRun(reports, ran, inputs);
    await printRun(ran, typed, paths);
    for (const { message } of report.problems) context.log.warning(message);
    for (const failure of report.outcome.failures) context.log.info(`failed: ${failure}`);
    return report.outcome.failed ? 1 : 0;
  });
}
async function printRun(ran, { output, apply }, paths) {
  const { report, sarif } = ran;
  switch (output) {
    case "json":
      return printJson([reportFiles(ran).report.text()]);
    case "sarif":
      return printJson([sarif]);
    case "markdown":
      return printText(summaryOf(report));
    case "table": {
      const hopes = apply && !report.apply.applied;
      if (report.plan !== void 0) printLines([...planLines(report.plan, report.registry ?? "", hopes), ""]);
      if (!report.apply.applied) printLines([`Nothing was changed: ${report.apply.reason}.`]);
      printLines(report.notes);
      const { failed, attention, title, headline } = report.outcome;
      const look = failed ? "red" : attention ? "yellow" : "green";
      printLines([{ look, text: title }, headline, ...nextLines(report), `Reports: ${[...paths.values()].join(", ")}`]);
    }
  }
}
function nextLines(report) {
  const steps = nextSteps(report).flatMap(({ text: text3, commands }, index) => [
    `  ${index + 1}. ${text3}`,
    ...commands.map((command) => `     ${command}`)
  ]);
  return steps.length === 0 ? [] : [{ look: "bold", text: "Next" }, ...steps];
}

// src/cli/suggest.ts
const { readFileSync: readFileSync4 } = require("node:fs");
const { resolve: resolve3 } = require("node:path");

// src/stages/strangers-inventory.ts
var MAX_INVENTORY_BYTES2 = 16 * 1024 * 1024;
var MAX_USES2 = 2e5;
var MAX_PATH_CHARS = 4096;
function filesOfInventory(path) {
  const fail = (problem) => new UserError(`Inventory ${JSON.stringify(path)}: ${problem}.`);
  const content = parseJson(textOf(path, fail));
  if (field(content, "version") !== 1) throw fail("it is not an inventory of version 1");
  const uses = field(content, "uses");
  if (!Array.isArray(uses)) throw fail('"uses" is not a list');
  if (uses.length > MAX_USES2) throw fail(`it has ${uses.length} uses, more than ${MAX_USES2}`);
  const files = /* @__PURE__ */ new Set();
  for (const [index, use] of uses.entries()) {
    const file = stringField(use, "file");
    if (file === void 0 || !isPath(file)) throw fail(`uses[${index}].file is no path of a repository`);
    files.add(file);
  }
  return [...files];
}
function textOf(path, fail) {
  let bytes;
  try {
    bytes = readRegular(path, MAX_INVENTORY_BYTES2);
  } catch {
    throw fail("it can not be read");
  }
  if (bytes === "too large") throw fail(`it has more than ${MAX_INVENTORY_BYTES2 / 1024 / 1024} MiB`);
  if (bytes === "link" || bytes === void 0) throw fail("it is no regular file");
  return bytes.toString("utf8");
}
function isPath(text3) {
  if (text3 === "" || text3.length > MAX_PATH_CHARS || /[\0\\]/.test(text3) || text3.startsWith("/")) return false;
  return text3.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

// src/review/find-pull.ts
var MAX_PULLS = 100;
async function findPullRequest({ http, apiUrl, token }, repository, { sha, branch, owner }) {
  const { getOctokit } = await Promise.resolve().then(() => require("./sdk-github.cjs"));
  const octokit = getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ""), request: { fetch: fetchThrough(http) } });
  const slash = repository.indexOf("/");
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls", {
    owner: repository.slice(0, slash),
    repo: repository.slice(slash + 1),
    state: "open",
    head: `${owner}:${branch}`,
    per_page: MAX_PULLS
  });
  const listed = data;
  const found = (Array.isArray(listed) ? listed : []).find(
    (pull) => stringField(pull, "head", "sha") === sha && stringField(pull, "base", "repo", "full_name")?.toLowerCase() === repository.toLowerCase()
  );
  const number = found === void 0 ? void 0 : numberField(field(found), "number");
  return Number.isSafeInteger(number) ? number : void 0;
}

// src/stages/suggest-to-strangers.ts
function finishedRunOf(env, payloadText) {
  const fail = (what) => new UserError(`suggest answers a finished run of a pull request: ${what}.`);
  if (env.GITHUB_EVENT_NAME !== "workflow_run") throw fail("start it by the event workflow_run");
  const payload = payloadText === void 0 ? void 0 : parseJson(payloadText);
  const run2 = field(payload, "workflow_run");
  const repository = stringField(payload, "repository", "full_name");
  const sha = stringField(run2, "head_sha");
  const branch = stringField(run2, "head_branch");
  const headRepository = stringField(run2, "head_repository", "full_name");
  const owner = stringField(run2, "head_repository", "owner", "login");
  if (repository === void 0 || repository.toLowerCase() !== env.GITHUB_REPOSITORY?.toLowerCase()) {
    throw fail("its payload does not name this repository");
  }
  if (stringField(run2, "event") !== "pull_request") throw fail("the run that is over was of another event");
  if (numberField(run2, "id") === void 0 || sha === void 0 || !/^[0-9a-f]{40}$/.test(sha) || branch === void 0) {
    throw fail("its payload names no head");
  }
  if (headRepository === void 0 || owner === void 0) throw fail("the repository that it came from is gone");
  return { repository, head: { sha, branch, owner }, headRepository };
}
var MAX_FILES = 100;
async function suggestToStrangers(files, { repository, head, headRepository }, inputs, context) {
  if (headRepository.toLowerCase() === repository.toLowerCase()) {
    return { text: "The pull request is of this repository's own branches, which its own run tells.", problems: [] };
  }
  const { githubToken: token } = inputs;
  if (token === void 0) throw new UserError("--github-token is needed: the token that may write to pull requests.");
  context.log.mask(token);
  const github = { http: context.http, apiUrl: context.env.GITHUB_API_URL || "https://api.github.com", token };
  const number = await pullNumber(github, repository, head);
  if (number === void 0) {
    return {
      text: `No open pull request has the head ${head.sha} (any more), so nothing was suggested.`,
      problems: []
    };
  }
  const look = await lookUp(inputs, context);
  if (look.state === "unknown") throw new UserError(look.reason);
  const api = await openPullRequest({ ...github, repository, number });
  const changed = await api.changedFiles();
  if (changed.type === "refused") return { text: "", problems: [changed.reason] };
  const wanted = named(changed.value.files, files);
  const texts = await api.blobTexts([...new Set(wanted.map(({ blob = "" }) => blob))]);
  if (texts.type === "refused") return { text: "", problems: [texts.reason] };
  const scan = scanFiles(
    wanted.flatMap(({ path, blob = "" }) => {
      const text3 = texts.value.get(blob);
      return text3 === void 0 ? [] : [{ path, bytes: Buffer.from(text3) }];
    })
  );
  const pullRequest = {
    ...{ number, open: true, headSha: head.sha, baseSha: "", headRepo: headRepository, baseRepo: repository }
  };
  const planned = onlyServed(await planRun(scan, { state: "none" }, look, inputs, context));
  const moved = await storedMoves(planned, look.view, inputs);
  const reviewed = await reviewPullRequest(
    { scan, folder: context.root, prefix: "", unseen: NOTHING_UNSEEN },
    moved,
    { planned, ensured: void 0, warmed: [], gate: NOT_ASKED },
    "what the registry serves already, for a pull request from a fork",
    inputs,
    // The right to write a review, and no other: nothing else is called from here.
    {
      ...context,
      rights: { mayWrite: true, reason: "a review alone", authority: "base", pullRequest },
      // Of a head that moves on meanwhile GitHub is asked, not what was read before.
      event: { name: "workflow_run", payload: void 0, repository }
    }
  );
  return { text: textOf2(reviewed, scan.uses.length), problems: reviewed.problems.map(({ message }) => message) };
}
async function pullNumber(github, repository, head) {
  try {
    return await findPullRequest(github, repository, head);
  } catch (error) {
    throw new UserError(`The pull request can't be looked up: ${messageOf(error)}.`);
  }
}
function named(changed, files) {
  const wanted = new Set(files);
  const isThere = ({ path, blob, withoutHunks }) => wanted.has(path) && blob !== void 0 && withoutHunks === void 0;
  return changed.filter(isThere).slice(0, MAX_FILES);
}
function onlyServed(planned) {
  const { plan: plan2 } = planned;
  if (plan2 === void 0) return planned;
  return { ...planned, plan: { ...plan2, create: [], covered: plan2.covered.filter(({ by }) => by === "existing") } };
}
async function storedMoves(planned, { registry, rules, client }, inputs) {
  const index = ruleIndex(rules);
  const covered = new Map(planned.plan?.covered.map((source) => [source.source, source]));
  const isWanted = pathFilter(inputs);
  const result = rewrite(planned.uses, (use) => {
    const cover = use.source === void 0 || use.class !== "public" ? void 0 : covered.get(nameOf(use.source));
    if (cover === void 0 || use.ignored !== void 0 || use.overriddenBy !== void 0) return void 0;
    if (!isWanted(use.file)) return void 0;
    return { registry: registry.loginServer, repository: cover.repository };
  });
  const places = result.rewritten.flatMap(({ use }) => placeOf(use, index) ?? []);
  const stored = await lookUpStored(places, client, inputs.platforms);
  return {
    rewrite: result,
    heldBack: (use) => {
      if (!inputs.suggestKinds.has(use.kind)) return `suggest-kinds does not name ${use.kind}`;
      const place = placeOf(use, index);
      const found = place === void 0 ? void 0 : stored.get(placeText(place));
      if (found !== void 0 && found.manifests.length > 0) return void 0;
      return "the registry has not stored it, and nothing is pulled for a stranger's pull request";
    }
  };
}
var NOT_ASKED = {
  verdict: "no gate",
  headline: "",
  images: [],
  findings: 0,
  acceptancesUsed: [],
  acceptancesExpired: []
};
function textOf2({ text: text3, suggestions }, uses) {
  if (text3 !== "") return text3;
  return suggestions === 0 ? `Nothing is to be suggested: of ${uses} image uses none is served already and stands in the diff.` : "";
}

// src/cli/suggest.ts
async function suggest(typed) {
  const inputs = inputsOf(typed);
  const [file, ...more] = typed.operands;
  if (file === void 0 || more.length > 0) throw new UserError("suggest takes one inventory.");
  if (inputs.registry === void 0)
    throw new UserError("--registry is needed: the registry that images are served from.");
  return inTerminal(typed, inputs, async (context) => {
    const finished = finishedRunOf(context.env, textAt(context.env.GITHUB_EVENT_PATH));
    const files = filesOfInventory(resolve3(context.root, file));
    const { text: text3, problems } = await suggestToStrangers(files, finished, inputs, context);
    if (text3 !== "") printLines([text3]);
    for (const problem of problems) context.log.warning(problem);
    return problems.length === 0 ? 0 : 1;
  });
}
function textAt(path) {
  try {
    return path === void 0 ? void 0 : readFileSync4(path, "utf8");
  } catch {
    return void 0;
  }
}

// src/report/why-text.ts
function whyOf(asked, sources) {
  const byImage = groupBy(sources.uses, imageOf);
  const rows = new Map(imageRows(sources).map((row2) => [row2.image, row2]));
  const names = matching(asked, byImage);
  return names.flatMap((image) => {
    const row2 = rows.get(image);
    const uses = byImage.get(image) ?? [];
    return row2 === void 0 ? [] : [{ ...row2, because: reasonsOf(uses, sources.registry), found: uses.map(foundAt) }];
  });
}
function nearestImage(asked, { uses }) {
  const names = /* @__PURE__ */ new Map();
  for (const use of uses) {
    if (use.reference === void 0) continue;
    const { repository } = use.reference;
    names.set(repository.slice(repository.lastIndexOf("/") + 1), imageOf(use));
    names.set(repository, imageOf(use));
  }
  const plain2 = asked.replace(/[:@].*$/, "");
  const found = nearest(plain2, [...names.keys()]);
  return found === void 0 ? void 0 : names.get(found);
}
function matching(asked, byImage) {
  const reference = parseReference(asked);
  const whole = reference === void 0 ? void 0 : formatReference(reference);
  const name = reference === void 0 ? void 0 : nameOf(reference);
  const hasVersion = reference?.tag !== void 0 || reference?.digest !== void 0;
  const tests = [
    (image, uses) => image === whole || uses.some(({ reference: own }) => own !== void 0 && formatReference(own) === whole),
    (_, uses) => uses.some(({ text: text3 }) => text3 === asked),
    (_, uses) => !hasVersion && uses.some(({ source, reference: own }) => [source, own].some((one) => one !== void 0 && nameOf(one) === name)),
    (image) => !hasVersion && new RegExp(`/${escaped(asked)}(?:[:@ ]|$)`).test(image)
  ];
  for (const test of tests) {
    const found = [...byImage].flatMap(([image, uses]) => test(image, uses) ? [image] : []);
    if (found.length > 0) return found;
  }
  return [];
}
function escaped(text3) {
  return text3.replaceAll(/[^\w]/g, "\\$&");
}
function reasonsOf(uses, registry) {
  return [...new Set(uses.map((use) => `${classText(use, registry)}: ${whyClass(use, registry)}`))];
}
function foundAt({ file, line, column, kind, text: text3, also, through }) {
  return {
    ...{ file, line, column, kind, text: text3 },
    also: also.map((other) => `${other.role} ${other.text} at ${other.file}:${other.line}`),
    ...through === void 0 ? {} : { through }
  };
}
function whyLines(why2, sources) {
  const { image, found, because, target, rule, findings } = why2;
  const places = found.map(({ file, line, column, kind, text: text3, also, through }) => [
    `  ${file}:${line}:${column}`,
    kind,
    through ?? [text3, ...also].join("; with ")
  ]);
  const asked = sources.registry === void 0 ? "not known without --registry" : "not planned";
  return [
    { look: "bold", text: image },
    `${count(found.length, "use")}:`,
    ...table(places),
    ...because.map((text3) => `class    ${text3}`),
    `target   ${target ?? asked}`,
    `rule     ${rule ?? asked}`,
    `gate     ${findings ?? "not asked: give --fail-on"}`
  ];
}

// src/cli/why.ts
function why(typed) {
  const [asked, ...operands] = typed.operands;
  if (asked === void 0) throw new UserError("Which image? Name one, as in: acr-artifact-cache why nginx");
  return lookOver({ ...typed, operands }, async (sources) => {
    const found = whyOf(asked, sources);
    if (typed.output === "json") await printJson([`${jsonOf(found)}
`]);
    else if (found.length > 0)
      printLines(found.flatMap((one, index) => [...index === 0 ? [] : [""], ...whyLines(one, sources)]));
    else {
      const meant = nearestImage(asked, sources);
      const hint = meant === void 0 ? '"images" lists what there is.' : `Did you mean ${meant}?`;
      printLines([`${asked} is not used here. ${hint}`]);
    }
    return found.length > 0 ? 0 : 1;
  });
}

// src/cli/commands.ts
var COMMAND_RUNS = { images, why, plan, rewrite: rewrite2, restore, run: runCommand, prune, policy, doctor, suggest, config, demo };
module.exports = {
  COMMAND_RUNS
};
