#!/usr/bin/env node
"use strict";
const {
  UserError,
  defectText,
  messageOf,
  packageVersion
} = require("./part-base.cjs");
const {
  printError,
  printLines
} = require("./part-report.cjs");
require("./part-text.cjs");

// src/cli/arguments.ts
const { parseArgs } = require("node:util");

// src/inputs/names.ts
var INPUT_NAMES = [
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

// src/cli/arguments.ts
var COMMANDS = [
  "scan",
  "plan",
  "rewrite",
  "restore",
  "run",
  "prune",
  "policy",
  "doctor",
  "suggest",
  "demo",
  "help",
  "version"
];
var FLAGS = ["warm", "only-fixable", "pin"];
function parseArguments(argv) {
  const { values, positionals } = parse(argv);
  const [word = "help", ...operands] = values.help ? ["help"] : values.version ? ["version"] : positionals;
  const command = COMMANDS.find((candidate) => candidate === word);
  if (command === void 0) {
    throw new UserError(`${JSON.stringify(word)} is no command. Commands: ${COMMANDS.join(", ")}.`);
  }
  return {
    command,
    operands,
    input: (name) => String(values[name] ?? ""),
    json: values.json === true,
    apply: values.apply === true,
    write: values.write === true,
    offline: values.offline === true,
    plan: String(values.plan ?? ""),
    yes: values.yes === true,
    unused: values.unused === true,
    leaving: values.leaving === true,
    minAge: String(values["min-age"] ?? ""),
    format: String(values.format ?? ""),
    inventories: items(values.inventory),
    policyEngine: String(values["policy-engine"] ?? ""),
    mode: String(values.mode ?? ""),
    regions: items(values.regions),
    includeSystem: values["include-system"] === true
  };
}
function items(value) {
  return String(value ?? "").split(",").map((item) => item.trim()).filter((item) => item !== "");
}
function parse(argv) {
  const options = {
    json: { type: "boolean" },
    apply: { type: "boolean" },
    write: { type: "boolean" },
    offline: { type: "boolean" },
    plan: { type: "string" },
    yes: { type: "boolean" },
    unused: { type: "boolean" },
    leaving: { type: "boolean" },
    "min-age": { type: "string" },
    format: { type: "string" },
    inventory: { type: "string" },
    "policy-engine": { type: "string" },
    mode: { type: "string" },
    regions: { type: "string" },
    "include-system": { type: "boolean" },
    help: { type: "boolean", short: "h" },
    version: { type: "boolean" }
  };
  for (const name of INPUT_NAMES) options[name] ??= { type: isFlag(name) ? "boolean" : "string" };
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, allowNegative: true, options });
  } catch (error) {
    throw new UserError(`${messageOf(error)} "help" lists the flags.`);
  }
}
function isFlag(name) {
  return FLAGS.some((candidate) => candidate === name);
}
var USAGE = `Usage: acr-artifact-cache <command> [path] [flags]

Commands
  scan [path]      list every image use; needs neither Azure nor network ("-" reads standard input)
  plan [path]      what each image would get; with --inventory 'a.json,b.json' for many repositories;
                   --format terraform|bicep|az prints the rules that a run would create as code
  rewrite [path]   print the patch that moves public images to --registry; --write changes the files;
                   --plan FILE moves only what that plan covers
  restore [path]   its inverse: print the patch that moves images of --registry back to their sources, by its cache
                   rules, or with --offline by target, targets and wildcard-target; --write changes the files
  run [path]       the whole job; changes the registry only with --apply
  prune [rule…]    list the cache rules that nothing here uses; named ones, or all with --unused, are deleted after a
                   question (--yes answers it; --min-age DAYS; --inventory 'a.json,b.json' for other repositories;
                   --leaving counts only what is pulled from the registry)
  policy           print what makes a cluster take images of --registry only (--mode audit|warn|deny,
                   --policy-engine NAME, --regions westeurope,…, --include-system); --report-dir writes files
  policy check     what these policies would refuse of the repository, and what would make it pass
  doctor [path]    ask whether the set-up in Azure has all that this repository and these flags need; what is
                   missing comes with the command that mends it; changes nothing
  suggest <file>   in a run of workflow_run: suggest on a fork's pull request what the registry serves already; the file is
                   the inventory that the fork's own run left (examples/workflows/fork-suggest.yml)
  demo             play a pull request against a local Azure and GitHub

Flags
  --json           the result as JSON
  --registry NAME  name or login server of the registry
  --help, --version
  and every input of action.yml by its name (docs/inputs.md): --fail-on high, --platforms linux/amd64,linux/arm64,
  --no-warm, --pin, …

Azure is asked with whatever DefaultAzureCredential finds (az login, environment, managed identity).
Exit status: 0 done, 1 failed as --fail-on or --fail-when say (unless set: what was needed and could not be asked; for
doctor: something needed is missing),
2 could not be done.
`;

// src/cli.ts
async function main() {
  const typed = parseArguments(process.argv.slice(2));
  switch (typed.command) {
    case "help":
      printLines(USAGE.trimEnd().split("\n"));
      return 0;
    case "version":
      printLines([packageVersion()]);
      return 0;
    case "scan":
      return (await Promise.resolve().then(() => require("./part-cli-scan.cjs"))).scan(typed);
    default:
      return (await Promise.resolve().then(() => require("./part-cli-commands.cjs"))).COMMAND_RUNS[typed.command](typed);
  }
}
process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 2));
main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    const stack = process.env.ACR_ARTIFACT_CACHE_DEBUG && error instanceof Error ? (error.stack ?? "").split("\n") : [];
    printError([defectText(error), ...stack]);
    process.exitCode = 2;
  }
);
