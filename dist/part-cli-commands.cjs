"use strict";
const importMetaUrl = require("node:url").pathToFileURL(__filename).href;
const {
  ENGINES,
  ENGINE_NAMES,
  IMAGE_STATES,
  MODES,
  armLack,
  armRuleService,
  armSender,
  askPlan,
  azureTokens,
  cachedRepositories,
  exemptFiles,
  fetchThrough,
  findResourceGroups,
  forecastOf,
  guessNote,
  healthOf,
  identityNotes,
  jobToken,
  leavesRegion,
  lookUp,
  lookUpStored,
  nextSteps,
  openGraph,
  openPullRequest,
  openRegistry,
  patchOf,
  placeOf,
  placeText,
  planRun,
  policyFiles,
  policyLines,
  readEarlier,
  registryKql,
  registryResourceId,
  reportFiles,
  reportFolder,
  reviewPullRequest,
  run,
  summaryOf,
  unusedRules,
  wallOf,
  wantedOf,
  withRegistry,
  writeReports
} = require("./part-stages.cjs");
require("./part-report.cjs");
const {
  classText,
  configurationText,
  inTerminal,
  inputsOf,
  standardInput,
  whyClass
} = require("./part-cli-2.cjs");
const {
  HttpFailure,
  RegistryFailure,
  USUAL_CONFIGURATION,
  applyEdits,
  asksDefender,
  classifyByRules,
  classifyOffline,
  exactTarget,
  isWithin,
  linkIn,
  pathFilter,
  readConfiguration,
  readConfigured,
  readRegular,
  readTree,
  rewrite,
  row,
  ruleIndex,
  scanFiles,
  scanOfImages,
  section
} = require("./part-manifests.cjs");
const {
  UserError,
  messageOf,
  nearest
} = require("./part-inputs.cjs");
const {
  field,
  isObject,
  listField,
  numberField,
  parseJson,
  stringField
} = require("./part-js-yaml.cjs");
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
  compareTexts,
  count,
  groupBy,
  plain
} = require("./part-text-2.cjs");
const {
  fitted,
  table
} = require("./part-report-3.cjs");
const {
  jsonOf
} = require("./part-text.cjs");
const {
  formatReference,
  imageOf,
  nameOf,
  parseName,
  parseReference,
  upstreamOf
} = require("./part-images.cjs");
require("./part-images-2.cjs");
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

// src/doctor/command.ts
function outputOf(...words) {
  return { shell: `"$(${line(words)})"` };
}
function az(...words) {
  return line(["az", ...words]);
}
function line(words) {
  return words.map((word) => typeof word === "string" ? quoted(word) : word.shell).join(" ");
}
function quoted(text3) {
  return /^[A-Za-z0-9_./:@=,+-]+$/.test(text3) ? text3 : `'${text3.replaceAll("'", "'\\''")}'`;
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
  const text3 = action.toLowerCase();
  const tail = rest.pop();
  if (tail === void 0) return text3 === head;
  if (!text3.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = text3.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text3.length - tail.length >= at && text3.endsWith(tail);
}

// src/doctor/subject.ts
const { createHash } = require("node:crypto");
function subjectOf(text3) {
  const parts = /^repo:([^/:@]+)(?:@(\d+))?\/([^/:@]+)(?:@(\d+))?:(.+)$/.exec(text3);
  const [, owner, ownerId, repository, repositoryId, rest] = parts ?? [];
  const isMixed = ownerId === void 0 !== (repositoryId === void 0);
  if (owner === void 0 || repository === void 0 || rest === void 0 || isMixed) return { form: "customised" };
  const form = ownerId === void 0 ? "names" : "ids";
  return { form, owner, repository, ownerId, repositoryId, when: whenOf(rest) };
}
function whenOf(text3) {
  if (text3 === "pull_request") return { kind: "pull-request" };
  const [, kind, name] = /^(ref:refs\/heads|ref:refs\/tags|environment)[/:](.+)$/.exec(text3) ?? [];
  if (name === void 0) return { kind: "other", text: text3 };
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
var MAX_NAME_CHARACTERS = 120;
function federatedCredentialName(issuer, subject, audience) {
  const hash = createHash("sha256").update([issuer, subject, audience].join("\n")).digest("hex").slice(0, 8);
  const slug = subject.replace(/^repo:/, "").replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/^-+/, "").slice(0, MAX_NAME_CHARACTERS - hash.length - 1).replace(/-+$/, "");
  return slug === "" ? `github-${hash}` : `${slug}-${hash}`;
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
function federate(clientId, { issuer, subject, audience }) {
  const name = federatedCredentialName(issuer, subject, audience);
  const parameters = JSON.stringify({ name, issuer, subject, audiences: [audience] });
  return {
    text: `Add a federated credential for the subject ${JSON.stringify(subject)} to the application ${clientId}.`,
    command: az("ad", "app", "federated-credential", "create", "--id", clientId, "--parameters", parameters)
  };
}
function dropOtherAudiences(clientId, { issuer, subject, audience }) {
  const query = `[?issuer==${literal(issuer)} && subject==${literal(subject)}].name`;
  const credentials = ["ad", "app", "federated-credential"];
  const list = az(...credentials, "list", "--id", clientId, "--query", query, "--output", "tsv");
  const drop = az(...credentials, "delete", "--id", clientId, "--federated-credential-id");
  return {
    text: `Delete the federated credential of that subject whose audience is not ${audience}, if there is one.`,
    command: `${list} | xargs -r -n 1 ${drop}`
  };
}
function literal(text3) {
  return `'${text3.replaceAll("'", "\\'")}'`;
}
var VAULT_SECRETS = "https://$vault.vault.azure.net/secrets";
function makeCredentialSet(wanted, host, named2) {
  const slug = host.replaceAll(/[^a-zA-Z0-9]+/g, "-");
  const name = named2 ?? slug.padEnd(5, "-set");
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
      const text3 = "Or name them with the input credential-sets, one line for each: host=name.";
      const needed = unnamed.length > 0;
      const mark = needed ? "missing" : "unknown";
      return [{ ...row2, needed, mark, found: came.reason, remedies: [role, { text: text3 }] }];
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
    const named2 = wanted.credentialSets.get(host);
    const ofHost = came.value.filter(({ loginServer }) => loginServer.toLowerCase() === host);
    const sets = named2 === void 0 ? ofHost : ofHost.filter(({ name }) => name === named2);
    return credentialSet(facts, host, named2, sets);
  });
}
function credentialSet({ wanted }, host, named2, sets) {
  const row2 = { id: "credential-set", asked: `credentials for ${host}`, needed: true };
  const [set] = sets.toSorted((one, other) => RANKS[one.health] - RANKS[other.health]);
  if (set === void 0) {
    const found = `no credential set ${named2 === void 0 ? "" : `${named2} `}for ${host}`;
    return { ...row2, mark: "missing", found, remedies: makeCredentialSet(wanted, host, named2) };
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
      const found = `${set.name}, unhealthy${set.detail === void 0 ? "" : `: ${set.detail}`}`;
      const show = az("acr", "credential-set", "show", "--registry", wanted.registryName, "--name", set.name);
      const remedies = set.principalId === void 0 || set.vaults.length === 0 ? [{ text: "Let its identity read its secrets in the key vault.", command: show }] : letReadVaults(set.principalId, set.vaults);
      return { ...row2, mark: "missing", found, remedies };
    }
  }
}
var RANKS = { healthy: 0, unknown: 1, unhealthy: 2 };

// src/doctor/checks/defender.ts
function defenderPlan({ defenderPlan: plan2, wanted }) {
  if (!wanted.gate) return [];
  const row2 = { id: "defender-plan", asked: "a plan of Defender that scans registries", needed: true };
  if (plan2.state !== "answered") return [{ ...row2, needed: false, mark: "unknown", found: plan2.reason, remedies: [] }];
  if (plan2.value === "on") return [{ ...row2, mark: "ok", found: "on", remedies: [] }];
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
  const found = "on: Defender does not scan registries that anyone may pull from";
  return [{ ...row2, mark: "missing", found, remedies: [{ text: "Switch it off.", command }] }];
}
function assessments(facts) {
  const { assessments: came, defenderPlan: plan2, wanted } = facts;
  if (!wanted.gate) return [];
  const row2 = { id: "defender-assessments", asked: "the right to read Defender's assessments", needed: true };
  const scope = `/subscriptions/${wanted.subscriptionId}`;
  const reader = grant(facts, ROLES.reader, scope, `the subscription ${wanted.subscriptionId}`);
  const seesPlan = plan2.state === "answered";
  if (came.state === "refused") return [{ ...row2, mark: "missing", found: came.reason, remedies: [reader] }];
  if (came.state === "answered" && (came.value === "visible" || seesPlan)) {
    const found = came.value === "visible" ? "assessments of this registry are seen" : "none yet of this registry";
    return [{ ...row2, mark: "ok", found, remedies: [] }];
  }
  if (came.state === "answered") {
    const found = `no assessment and no plan can be seen (${plan2.state === "answered" ? "" : plan2.reason})`;
    return [{ ...row2, mark: "missing", found, remedies: [reader] }];
  }
  return [{ ...row2, mark: "unknown", found: came.reason, remedies: [] }];
}

// src/doctor/checks/identity.ts
function jobToken2({ job, wanted }) {
  const check2 = (rest) => [
    { id: "job-token", asked: "the job's OIDC token", needed: true, remedies: [], ...rest }
  ];
  switch (job.state) {
    case "no-job":
      return [];
    case "not-permitted": {
      if (wanted.clientId === void 0) return [];
      const text3 = 'Add "permissions: id-token: write" to the job, or sign in before with azure/login.';
      return check2({ mark: "missing", found: "this job may not ask for one", remedies: [{ text: text3 }] });
    }
    case "failed":
      return check2({ mark: "unknown", found: job.reason, remedies: [{ text: "Run again." }] });
    case "presented": {
      const { issuer, subject, audience } = job.presented;
      const what = describeSubject(subjectOf(subject));
      return check2({ mark: "ok", found: `subject ${subject} (${what}), issuer ${issuer}, audience ${audience}` });
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
var NOT_FEDERATED = /* @__PURE__ */ new Set([
  "AADSTS70021",
  "AADSTS70025",
  "AADSTS700211",
  "AADSTS700212",
  "AADSTS700213",
  "AADSTS7002138"
]);
function signInRemedies({ job, wanted }, code2) {
  const { clientId, tenantId } = wanted;
  if (clientId === void 0 || tenantId === void 0) {
    return [{ text: "Give client-id and tenant-id (AZURE_CLIENT_ID, AZURE_TENANT_ID), or sign in with az login." }];
  }
  if (code2 !== void 0 && NOT_FEDERATED.has(code2)) {
    if (job.state === "presented") {
      const first = code2 === "AADSTS700212" ? [dropOtherAudiences(clientId, job.presented)] : [];
      return [...first, federate(clientId, job.presented)];
    }
    return [{ text: `Run this in the job: only there can be seen which subject is presented to ${clientId}.` }];
  }
  switch (code2) {
    case "AADSTS700016": {
      const text3 = `client-id ${clientId} is no application of tenant ${tenantId}: give the client id (appId) of one that is.`;
      return [{ text: text3, command: az("ad", "app", "list", "--all", "--query", "[].{name:displayName,id:appId}") }];
    }
    case "AADSTS7000229": {
      const text3 = `Application ${clientId} has no service principal in tenant ${tenantId}: create it.`;
      return [{ text: text3, command: az("ad", "sp", "create", "--id", clientId) }];
    }
    case "AADSTS7000112": {
      const text3 = `Application ${clientId} is disabled: enable its service principal.`;
      return [{ text: text3, command: az("ad", "sp", "update", "--id", clientId, "--set", "accountEnabled=true") }];
    }
    case "AADSTS90002":
    case "AADSTS900023": {
      const text3 = `tenant-id ${tenantId} is no tenant of this cloud: give the id of the tenant of subscription ${wanted.subscriptionId}.`;
      return [{ text: text3, command: az("account", "show", "--subscription", wanted.subscriptionId, ...TENANT) }];
    }
    default:
      return [
        { text: `See what Entra says; client-id, tenant-id and the job's "id-token: write" are what it goes by.` }
      ];
  }
}
var TENANT = ["--query", "tenantId", "--output", "tsv"];

// src/doctor/checks/registry.ts
function subscription({ subscriptions, wanted, rules }) {
  const { subscriptionId } = wanted;
  const row2 = { id: "subscription", asked: `subscription ${subscriptionId}`, remedies: [] };
  if (subscriptions.state !== "answered")
    return [{ ...row2, needed: false, mark: "unknown", found: subscriptions.reason }];
  const found = subscriptions.value.find(({ id }) => id.toLowerCase() === subscriptionId.toLowerCase());
  if (found !== void 0) {
    const works = found.state === "Enabled" || found.state === "unknown";
    return [{ ...row2, needed: true, mark: works ? "ok" : "missing", found: `${found.name}, ${found.state}` }];
  }
  if (rules.state === "answered") return [{ ...row2, needed: false, mark: "ok", found: "it can be asked" }];
  const seen = subscriptions.value.map(({ id, name }) => `${name} (${id})`).join(", ");
  const text3 = `Check subscription-id; it must be one of this tenant, and the identity needs a role in it.`;
  return [
    {
      ...row2,
      needed: true,
      mark: "missing",
      found: seen === "" ? "this identity sees no subscription at all" : `not among those that it sees: ${seen}`,
      remedies: [{ text: text3 }]
    }
  ];
}
function registry(facts) {
  const { registry: came, resourceGroup, wanted } = facts;
  const row2 = { id: "registry", asked: `registry ${wanted.registryName}` };
  if (came.state === "answered") {
    return [{ ...row2, needed: true, mark: "ok", found: registryText(came.value), remedies: [] }];
  }
  const isLost = resourceGroup.state !== "answered";
  const scope = registryScope(facts);
  const reader = grant(facts, ROLES.reader, scope, `the registry ${wanted.registryName}`);
  if (isLost && resourceGroup.state !== "not-asked") {
    const text3 = `Or name its group with the input resource-group; check the name ${wanted.registryName}, too.`;
    return [{ ...row2, needed: true, mark: "missing", found: resourceGroup.reason, remedies: [reader, { text: text3 }] }];
  }
  if (came.state === "not-found") {
    const text3 = `Check registry, resource-group and subscription-id: ${typeof scope === "string" ? scope : wanted.registryName} is not there.`;
    const command = az("acr", "list", "--subscription", wanted.subscriptionId, "--query", "[].id", "--output", "tsv");
    return [{ ...row2, needed: true, mark: "missing", found: came.reason, remedies: [{ text: text3, command }] }];
  }
  const remedies = came.state === "refused" ? [reader] : [];
  return [{ ...row2, needed: false, mark: "unknown", found: came.reason, remedies }];
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
  const found = locks.value.filter(({ level }) => level.toLowerCase() === "readonly");
  const row2 = { id: "registry-lock", asked: "locks on the registry", needed: true };
  if (found.length === 0) return [{ ...row2, mark: "ok", found: "none that refuses writes", remedies: [] }];
  return [
    {
      ...row2,
      mark: "missing",
      found: `${found.map(({ id }) => id).join(", ")} makes it read-only`,
      remedies: [
        {
          text: "Delete it, or replace it by one that forbids deletion only.",
          command: az("lock", "delete", "--ids", ...found.map(({ id }) => id))
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
  const found = "on: Azure does not support it together with artifact cache";
  return [{ ...row2, mark: "missing", found, remedies: [{ text: "Switch it off.", command }] }];
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
  const found = `also in ${came.value.join(", ")}: what one replica has stored, the others have later`;
  return [{ id: "replicas", asked: "geo-replication", needed: false, mark: "ok", found, remedies: [] }];
}
function networkRemedy(answer, registryName) {
  if (!("network" in answer) || answer.network === void 0) return void 0;
  const { address } = answer.network;
  const text3 = "Run inside the registry's network (a private endpoint), or let this machine's address in.";
  if (address === void 0) return { text: text3 };
  return { text: text3, command: az("acr", "network-rule", "add", "--name", registryName, "--ip-address", address) };
}

// src/doctor/checks/pull.ts
function pull(facts) {
  if (!facts.wanted.pulls) return [];
  return [dataPlane(facts, facts.pull, { id: "pull", asked: `the right to pull from ${facts.wanted.loginServer}` })];
}
function lists(facts) {
  if (!facts.wanted.pulls) return [];
  const check2 = dataPlane(facts, facts.lists, { id: "lists", asked: "the right to list tags and manifests" });
  return [facts.pull.state === facts.lists.state ? { ...check2, remedies: [] } : check2];
}
function dataPlane(facts, answer, asked) {
  const row2 = { ...asked, needed: true };
  const { wanted } = facts;
  const what = `the registry ${wanted.registryName}`;
  switch (answer.state) {
    case "answered":
      return { ...row2, mark: "ok", found: "allowed", remedies: [] };
    case "refused": {
      const byNetwork = networkRemedy(answer, wanted.registryName);
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
      const text3 = `Check the name ${wanted.loginServer}, and the network, proxy and firewall between it and this machine.`;
      return { ...row2, mark: "missing", found: answer.reason, remedies: [{ text: text3 }] };
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
  const { rules } = facts;
  const row2 = { id: "rules-read", asked: "the right to read cache rules", needed: true };
  switch (rules.state) {
    case "answered":
      return [{ ...row2, mark: "ok", found: `${count(rules.value.length, "rule")} read`, remedies: [] }];
    case "refused":
      return [{ ...row2, mark: "missing", found: rules.reason, remedies: [writer(facts)] }];
    default:
      return [{ ...row2, mark: "unknown", found: rules.reason, remedies: [] }];
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
  const lacking = WRITING.filter((action) => !allows(permissions.value, action));
  if (lacking.length === 0) return [{ ...row2, mark: "ok", found: WRITING.join(", "), remedies: [] }];
  return [{ ...row2, mark: "missing", found: `without ${lacking.join(", ")}`, remedies: [writer(facts)] }];
}
function writer(facts) {
  return grant(facts, ROLES.ruleWriter, registryScope(facts), `the registry ${facts.wanted.registryName}`);
}
function rulesRoom({ rules, wanted }) {
  if (rules.state !== "answered" || !wanted.writes) return [];
  const [used, most] = [rules.value.length, wanted.maxCacheRules];
  const row2 = { id: "rules-room", asked: "room for cache rules", needed: true };
  const found = `${used} used, ${Math.max(0, most - used)} left of ${most} (max-cache-rules)`;
  if (used < most) return [{ ...row2, mark: "ok", found, remedies: [] }];
  const text3 = "Raise max-cache-rules, or delete rules that nothing uses: the command prune lists them.";
  return [{ ...row2, needed: false, mark: "unknown", found, remedies: [{ text: text3 }] }];
}
function rulesState({ rules, wanted }) {
  if (rules.state !== "answered" || rules.value.length === 0) return [];
  const row2 = { id: "rules-state", asked: "the state of the cache rules", needed: true };
  const broken = rules.value.filter(({ state }) => state === "Failed" || state === "Canceled");
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
  pull,
  lists,
  credentialSetsRead,
  credentialSets,
  defenderPlan,
  anonymousPull,
  assessments
];
function diagnose(facts) {
  const checks = CHECKS.flatMap((check2) => check2(facts));
  return { version: 1, healthy: !checks.some(({ mark, needed }) => mark === "missing" && needed), checks };
}

// src/doctor/check.ts
var MARKS = { ok: "✓", missing: "✗", unknown: "?" };

// src/report/diagnosis-text.ts
var LOOKS = { ok: "green", missing: "red", unknown: "yellow" };
function diagnosisLines(diagnosis) {
  const width = Math.max(...diagnosis.checks.map(({ asked }) => asked.length));
  const lines = diagnosis.checks.flatMap((check2) => {
    const { mark, asked, found, remedies } = check2;
    return [
      [{ look: LOOKS[mark], text: MARKS[mark] }, ` ${asked.padEnd(width)}  ${found}`],
      ...remedies.flatMap(({ text: text3, command }) => [
        `    ${text3}`,
        ...command === void 0 ? [] : [[{ look: "bold", text: `      ${command}` }]]
      ])
    ];
  });
  const look = diagnosis.healthy ? "green" : "red";
  return [...lines, "", { look, text: resultOf(diagnosis) }];
}
function resultOf({ checks }) {
  const missing = checks.filter(isLack).length;
  const unknown = checks.filter(({ mark }) => mark === "unknown").length;
  const open = unknown === 0 ? "" : `; ${unknown} could not be told`;
  if (missing > 0) return `${count(missing, "thing")} missing${open}. Nothing was changed.`;
  return `Nothing that is needed is missing${open}. Nothing was changed.`;
}
function isLack({ mark, needed }) {
  return mark === "missing" && needed;
}

// src/azure/setup-reads.ts
var SUBSCRIPTIONS_VERSION = "2022-12-01";
var REGISTRY_VERSION = "2025-11-01";
var PERMISSIONS_VERSION = "2022-04-01";
var LOCKS_VERSION = "2016-09-01";
function setupReads(send, cloud) {
  const list = (path, version, filter = "") => readList(send, `${cloud.armEndpoint}${path}?api-version=${version}${filter}`);
  const authorization = (id) => `${id}/providers/Microsoft.Authorization`;
  return {
    subscriptions: () => list("/subscriptions", SUBSCRIPTIONS_VERSION),
    registry: (id) => readResource(send, `${cloud.armEndpoint}${id}?api-version=${REGISTRY_VERSION}`),
    permissions: (id) => list(`${authorization(id)}/permissions`, PERMISSIONS_VERSION),
    locks: (id) => list(`${authorization(id)}/locks`, LOCKS_VERSION, "&$filter=atScope()"),
    replications: (id) => list(`${id}/replications`, REGISTRY_VERSION),
    credentialSets: (id) => list(`${id}/credentialSets`, REGISTRY_VERSION)
  };
}
var MAX_PAGES = 20;
async function readList(send, first) {
  const items = [];
  let url = first;
  for (let page = 0; url !== void 0; page++) {
    if (page === MAX_PAGES) return { state: "failed", reason: `the list goes on after ${MAX_PAGES} pages` };
    const answer = await read(send, url);
    if (answer.state !== "answered") return answer;
    if (!Array.isArray(field(answer.value, "value"))) return { state: "failed", reason: "the answer holds no list" };
    for (const item of listField(answer.value, "value")) items.push(item);
    url = stringField(answer.value, "nextLink") || void 0;
  }
  return { state: "answered", value: items };
}
async function readResource(send, url) {
  const answer = await read(send, url);
  if (answer.state !== "answered") return answer;
  return isObject(answer.value) ? { state: "answered", value: answer.value } : { state: "failed", reason: "the answer is no resource" };
}
async function read(send, url) {
  try {
    const response = await send({ method: "GET", url, headers: { accept: "application/json" } });
    if (response.status === 200) return { state: "answered", value: await response.json() };
    return await refusal(response);
  } catch (error) {
    if (error instanceof HttpFailure || error instanceof UserError)
      return { state: "failed", reason: messageOf(error) };
    throw error;
  }
}
var MAX_REASON_CHARACTERS = 400;
async function refusal(response) {
  const body = await response.json().catch(() => void 0);
  const code2 = stringField(body, "error", "code") ?? `HTTP ${response.status}`;
  const said = (stringField(body, "error", "message") ?? "").replaceAll(/\s+/g, " ").slice(0, MAX_REASON_CHARACTERS);
  const action = code2 === "AuthorizationFailed" ? /to perform action '([^']+)'/.exec(said)?.[1] : void 0;
  const reason = said === "" ? `Azure answered ${code2}` : `${code2}: ${action === void 0 ? said : `no right to ${action}`}`;
  if (response.status === 403) return { state: "refused", reason };
  return { state: response.status === 404 ? "not-found" : "failed", reason };
}
function retentionDays(registry2) {
  const policy2 = ["properties", "policies", "retentionPolicy"];
  return stringField(registry2, ...policy2, "status") === "enabled" ? numberField(registry2, ...policy2, "days") : void 0;
}

// src/doctor/claims.ts
const { Buffer: Buffer2 } = require("node:buffer");
function claimsOf(token) {
  const [, payload = "", signature] = token.split(".");
  if (signature === void 0) return void 0;
  const claims = parseJson(Buffer2.from(payload, "base64url").toString("utf8"));
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
function settingsOf(id, body) {
  const told = (...path) => stringField(body, "properties", ...path);
  const armTokens = told("policies", "azureADAuthenticationAsArmPolicy", "status");
  return {
    id,
    loginServer: told("loginServer")?.toLowerCase(),
    location: stringField(body, "location"),
    sku: stringField(body, "sku", "name"),
    roleAssignmentMode: told("roleAssignmentMode"),
    anonymousPull: field(body, "properties", "anonymousPullEnabled") === true,
    publicNetworkAccess: told("publicNetworkAccess"),
    networkDefaultAction: told("networkRuleSet", "defaultAction"),
    networkRuleBypassOptions: told("networkRuleBypassOptions"),
    privateEndpoints: listField(body, "properties", "privateEndpointConnections").length,
    softDelete: told("policies", "softDeletePolicy", "status") === "enabled",
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
  return { actions: textsOf(item, "actions"), notActions: textsOf(item, "notActions") };
}
function textsOf(item, name) {
  return listField(item, name).filter((text3) => typeof text3 === "string");
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
  const gate = asksDefender(inputs);
  return {
    cloud: azure.cloud,
    ...{ registryName: registry2.name, loginServer: registry2.loginServer, subscriptionId: azure.subscriptionId },
    ...{ resourceGroup: azure.resourceGroup, tenantId: azure.tenantId, clientId: azure.clientId },
    ...{ writes, pulls: writes && inputs.warm || gate, gate, pins: inputs.pin },
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
    return { state: "refused", code: /\bAADSTS\d+/.exec(reason)?.[0], reason };
  }
}
var NOBODY = { state: "not-asked", reason: "not asked: nobody is signed in" };
function unknownFacts(wanted, job, signIn2) {
  return {
    ...{ wanted, job, signIn: signIn2, subscriptions: NOBODY, ...unknownRegistry(NOBODY), resourceGroup: NOBODY },
    ...{ defenderPlan: NOBODY, assessments: NOBODY }
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
  const send = armSender(context.http, tokens, cloud, armLack);
  const resourceGroup = await groupOf(wanted, () => findResourceGroups(send, cloud, subscriptionId, registryName));
  if (resourceGroup.state !== "answered") {
    const reason = `not asked: the resource group of ${registryName} is not known`;
    const unknown = unknownRegistry({ state: "not-asked", reason });
    return {
      ...unknown,
      resourceGroup,
      ...await dataPlane2(wanted, wanted.loginServer, unknown.rules, tokens, context)
    };
  }
  const id = registryResourceId(subscriptionId, resourceGroup.value, registryName);
  const scope = { subscriptionId, resourceGroup: resourceGroup.value, registryName };
  const [registry2, locks, replicas2, permissions, credentialSets2, listing2] = await Promise.all([
    reads.registry(id),
    reads.locks(id),
    reads.replications(id),
    reads.permissions(id),
    reads.credentialSets(id),
    armRuleService(context.http, send, cloud, scope).list()
  ]);
  const rules = listing2.state === "known" ? { state: "answered", value: listing2.rules } : { state: listing2.state === "not-allowed" ? "refused" : listing2.state, reason: listing2.reason };
  const settings = mapped(registry2, (body) => settingsOf(id, body));
  const loginServer = (settings.state === "answered" ? settings.value.loginServer : void 0) ?? wanted.loginServer;
  return {
    resourceGroup,
    registry: settings,
    locks: each(locks, lockOf),
    replicas: each(replicas2, replicaOf),
    permissions: each(permissions, permissionOf),
    credentialSets: each(credentialSets2, credentialSetOf),
    rules,
    ...await dataPlane2(wanted, loginServer, rules, tokens, context)
  };
}
async function groupOf({ resourceGroup }, find) {
  if (resourceGroup !== void 0) return { state: "answered", value: resourceGroup };
  const found = await find();
  if (found.state === "found") {
    const [first, ...others] = found.resourceGroups;
    if (others.length === 0) return { state: "answered", value: first };
    const reason = `registries of that name are in the groups ${found.resourceGroups.join(", ")}; name one with the input resource-group`;
    return { state: "failed", reason };
  }
  return { state: found.state === "not-allowed" ? "refused" : found.state, reason: found.reason };
}
var PROBE = { repository: "acr-artifact-cache/doctor", digest: `sha256:${"0".repeat(64)}` };
async function dataPlane2({ cloud, tenantId, pulls }, loginServer, rules, tokens, { http, log }) {
  if (!pulls) return { pull: UNNEEDED, lists: UNNEEDED };
  const client = openRegistry({
    ...{ http, loginServer, mask: log.mask },
    ...{ aadToken: () => tokens.token(cloud.registryScope), renewAadToken: tokens.renew },
    ...tenantId === void 0 ? {} : { tenantId }
  });
  const isCovered = rules.state === "answered" && ruleIndex(rules.value).forRepository(PROBE.repository) !== void 0;
  const reason = "not asked: a wildcard rule takes every repository, so that the question would be a pull";
  const [pull2, lists2] = await Promise.all([
    isCovered ? { state: "not-asked", reason } : mayPull(client),
    mayList(client)
  ]);
  return { pull: pull2, lists: lists2 };
}
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
async function defenderFacts({ gate, cloud, subscriptionId, registryName }, tokens, { http }) {
  if (!gate) return { defenderPlan: NO_GATE, assessments: NO_GATE };
  const questioner = {
    ...{ http, armEndpoint: cloud.armEndpoint },
    ...{ token: () => tokens.token(cloud.armScope), renew: tokens.renew }
  };
  const graph = openGraph({ ...questioner, subscriptions: [subscriptionId] });
  const [plan2, rows] = await Promise.all([
    askPlan(questioner, subscriptionId),
    graph.ask(registryKql(registryName), true)
  ]);
  return {
    defenderPlan: plan2.type === "not-told" ? { state: /^HTTP 403\b/.test(plan2.reason) ? "refused" : "failed", reason: plan2.reason } : { state: "answered", value: plan2.type },
    assessments: rows.type === "rows" ? { state: "answered", value: rows.rows.length > 0 ? "visible" : "none" } : { state: rows.type === "not-allowed" ? "refused" : "failed", reason: rows.reason }
  };
}
function mapped(answer, read2) {
  return answer.state === "answered" ? { state: "answered", value: read2(answer.value) } : answer;
}
function each(answer, read2) {
  return mapped(answer, (items) => items.flatMap((item) => read2(item) ?? []));
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
function imageRows({ uses, plan: plan2, gate, registry: registry2, rules }) {
  const covered = new Map(plan2?.covered.map((source) => [source.source, source]));
  const refused = new Map(plan2?.refused.map((source) => [source.source, source]));
  const judged = new Map(gate.images.map((image) => [image.image, image]));
  const index = ruleIndex(rules ?? []);
  return [...groupBy(uses, imageOf)].sort(([one], [other]) => one < other ? -1 : 1).flatMap(([image, all]) => {
    const [first] = all;
    if (first === void 0) return [];
    const source = first.source === void 0 ? void 0 : nameOf(first.source);
    const cover = source === void 0 ? void 0 : covered.get(source);
    const refusal2 = source === void 0 ? void 0 : refused.get(source);
    const served = servedBy(first, index);
    const repository = served?.repository ?? cover?.repository;
    const rule = served?.rule ?? (cover === void 0 ? void 0 : `${cover.rule}${cover.by === "new" ? " (new)" : ""}`);
    const told = rule ?? (refusal2 === void 0 ? void 0 : `none: ${refusal2.message}`);
    const finding = judged.get(image);
    return [
      {
        ...{ image, uses: all.length, places: all.map(({ file, line: line2 }) => `${file}:${line2}`) },
        class: [...new Set(all.map((use) => classText(use, registry2)))].join(", "),
        ...repository === void 0 || registry2 === void 0 ? {} : { target: `${registry2}/${repository}` },
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
function imageLines(rows, registry2, width) {
  if (rows.length === 0) return ["No image was found."];
  const cells = rows.map(cellsOf);
  const used = COLUMNS.map((_, column) => cells.some((row2) => row2[column] !== ""));
  const shown2 = [[...COLUMNS], ...cells].map((row2) => row2.filter((_, column) => used[column] === true));
  const [head = "", ...lines] = fitted(shown2, width);
  const uses = rows.reduce((sum, row2) => sum + row2.uses, 0);
  const hint = registry2 === void 0 ? ["", "With --registry NAME it is told what each is pulled from, and by which rule."] : [];
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
  const commands = new Set(refused.flatMap((refusal2) => refusal2.commands));
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
  const registry2 = "data.azurerm_container_registry.registry.id";
  const set = credentialSetId === void 0 ? void 0 : credentialSetName(credentialSetId);
  return [
    "",
    `resource "azurerm_container_registry_cache_rule" ${text2(identifier("rule", name))} {`,
    `  name                  = ${text2(name)}`,
    `  container_registry_id = ${registry2}`,
    `  source_repo           = ${text2(source)}`,
    `  target_repo           = ${text2(target)}`,
    ...set === void 0 ? [] : [`  credential_set_id     = "\${${registry2}}/credentialSets/${set}"`],
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
function placeOf2({ registryId, subscriptionId, registry: registry2 }) {
  const resourceGroup = /\/resourceGroups\/([^/]+)\//i.exec(registryId)?.[1] ?? "";
  return { subscriptionId, resourceGroup, registryName: registry2.name };
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
function moveOffline(scan, inputs, registry2, context, covered) {
  const uses = classifyOffline(scan, inputs, context);
  const result = rewrite(uses, (use) => {
    if (!isMovable(use, inputs)) return void 0;
    const { loginServer } = registry2;
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
    const registry2 = registryOf(inputs.registry);
    if (registry2.given !== "login server") context.log.warning(guessNote(registry2));
    const wall = wallOf(registry2.loginServer, inputs, optionsOf(typed));
    const files = engines.flatMap((name) => ENGINES[name].files(wall));
    const folder = reportFolder(inputs.reportDir, context.root);
    if (folder === void 0) printLines(files.flatMap(shown));
    else {
      const paths = writeReports(
        folder,
        Object.fromEntries(files.map(({ name, text: text3 }) => [name, { file: name, text: text3 }]))
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
    const registry2 = registryOf(inputs.registry);
    const read2 = await readTree(inputs, context);
    const moved = moveOffline(read2.scan, inputs, registry2, context);
    const wall = wallOf(registry2.loginServer, inputs, optionsOf(typed));
    const isExempt = exemptFiles(inputs, read2.prefix);
    const whole = forecastOf(moved.uses, read2.scan.unseen, moved, wall, {
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
function registryOf(registry2) {
  if (registry2 !== void 0) return registry2;
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
async function deleteNamed(names, yes, unused, { service, rules, registry: registry2 }) {
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
    const told = describeDeletion(rule, registry2.loginServer, known.get(rule.name)?.ageInDays);
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
    const { registry: registry2, repository } = use.source;
    return { registry: registry2, repository };
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
  const { registry: registry2 } = inputs;
  if (registry2 === void 0) throw new UserError("--registry is needed: the login server that images are moved to.");
  return inTerminal(typed, inputs, async (context) => {
    const { scan, folder, prefix } = await readTree(inputs, context);
    if (registry2.given !== "login server") context.log.warning(guessNote(registry2));
    const covered = typed.plan === "" ? void 0 : coveredByPlan(typed.plan, context.root);
    const { edits, rewritten, unwritten } = moveOffline(scan, inputs, registry2, context, covered);
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
const { dirname } = require("node:path");
async function runCommand(typed) {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const reports = reportFolder(inputs.reportDir, context.root);
    const given = typed.inventories.length === 0 ? void 0 : scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const ran = await run(inputs, context, readEarlier(reports, context), given);
    const { report } = ran;
    const files = reportFiles(ran);
    const paths = writeReports(reports, files);
    writeReports(dirname(paths.get("report") ?? ""), policyFiles(inputs));
    await printRun(ran, files.report.text, typed, paths);
    for (const { message } of report.problems) context.log.warning(message);
    for (const failure of report.outcome.failures) context.log.info(`failed: ${failure}`);
    return report.outcome.failed ? 1 : 0;
  });
}
async function printRun({ report, sarif }, json, { output, apply }, paths) {
  switch (output) {
    case "json":
      return printJson([json]);
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
    (pull2) => stringField(pull2, "head", "sha") === sha && stringField(pull2, "base", "repo", "full_name")?.toLowerCase() === repository.toLowerCase()
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
    { scan, folder: context.root, prefix: "" },
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
async function storedMoves(planned, { registry: registry2, rules, client }, inputs) {
  const index = ruleIndex(rules);
  const covered = new Map(planned.plan?.covered.map((source) => [source.source, source]));
  const isWanted = pathFilter(inputs);
  const result = rewrite(planned.uses, (use) => {
    const cover = use.source === void 0 || use.class !== "public" ? void 0 : covered.get(nameOf(use.source));
    if (cover === void 0 || use.ignored !== void 0 || use.overriddenBy !== void 0) return void 0;
    if (!isWanted(use.file)) return void 0;
    return { registry: registry2.loginServer, repository: cover.repository };
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
function reasonsOf(uses, registry2) {
  return [...new Set(uses.map((use) => `${classText(use, registry2)}: ${whyClass(use, registry2)}`))];
}
function foundAt({ file, line: line2, column, kind, text: text3, also }) {
  return {
    ...{ file, line: line2, column, kind, text: text3 },
    also: also.map((other) => `${other.role} ${other.text} at ${other.file}:${other.line}`)
  };
}
function whyLines(why2, sources) {
  const { image, found, because, target, rule, findings } = why2;
  const places = found.map(({ file, line: line2, column, kind, text: text3, also }) => [
    `  ${file}:${line2}:${column}`,
    kind,
    [text3, ...also].join("; with ")
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
