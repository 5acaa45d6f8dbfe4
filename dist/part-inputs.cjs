"use strict";
const {
  INPUT_DEFAULTS,
  INPUT_NAMES,
  LIST_INPUTS,
  PAIR_INPUTS,
  nearest
} = require("./part-inputs-2.cjs");
const {
  count,
  plain
} = require("./part-text-2.cjs");
const {
  CLOUD_NAMES,
  KIND_NAMES,
  KIND_TRAITS,
  MAX_BEGINNING_BYTES,
  RunEnded,
  beginningReader,
  cloudOf,
  fileReader,
  httpEnvironment,
  isWithin,
  matcher,
  namedPath,
  openHttp,
  openRepository,
  parseGlob,
  parseYaml,
  pathFilter,
  placeInCheckout,
  runGitSync,
  sourceFile,
  startScan,
  testPath
} = require("./part-manifests.cjs");
const {
  UserError,
  defectText,
  messageOf
} = require("./part-base-2.cjs");
const {
  field,
  isObject,
  numberField,
  parseJson,
  stringField
} = require("./part-js-yaml.cjs");
const {
  compareTexts,
  groupBy
} = require("./part-base.cjs");
const {
  jsonOf
} = require("./part-text.cjs");
const {
  classify
} = require("./part-uses.cjs");
const {
  UPSTREAMS,
  formatReference,
  nameOf,
  parseName,
  parseReference,
  upstreamOf
} = require("./part-images.cjs");

// src/inputs/values.ts
function invalid(name, value, allowed, remedy) {
  const what = remedy ?? `Write it so, or leave ${name} out.`;
  return new UserError(`Input "${name}": ${JSON.stringify(value)} is not allowed. Allowed: ${allowed}. ${what}`);
}
function unknownWord(name, value, allowed) {
  const meant = nearest(value.replaceAll(/["']/g, ""), allowed);
  return invalid(name, value, allowed.join(", "), meant === void 0 ? void 0 : `Did you mean ${meant}?`);
}
function optional(read, name) {
  const value = read(name).trim();
  return value === "" ? void 0 : value;
}
function choice(read, name, allowed, fallback) {
  const value = optional(read, name);
  if (value === void 0) return fallback;
  const found = wordIn(value, allowed);
  if (found === void 0) throw unknownWord(name, value, allowed);
  return found;
}
var MEANT = new Map([
  ...["yes", "y", "on", "1"].map((word) => [word, "true"]),
  ...["no", "n", "off", "0"].map((word) => [word, "false"])
]);
function flag(read, name, fallback) {
  const value = optional(read, name);
  if (value === void 0) return fallback;
  const word = value.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  const meant = MEANT.get(word);
  if (meant === void 0) throw unknownWord(name, value, ["true", "false"]);
  throw invalid(name, value, "true, false", `Did you mean ${meant}?`);
}
function wholeNumber(read, name, bounds) {
  const value = optional(read, name);
  if (value === void 0) return bounds.fallback;
  const parsed = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (parsed >= bounds.least && parsed <= bounds.most) return parsed;
  throw invalid(name, value, `a whole number from ${bounds.least} to ${bounds.most}`, `Write ${bounds.fallback}, say.`);
}
function minutes(read, name, bounds) {
  const value = optional(read, name);
  const least = bounds.least ?? 0;
  const parsed = value === void 0 ? bounds.fallback : /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (parsed >= least && parsed <= bounds.most) return parsed * 6e4;
  throw invalid(
    name,
    value ?? "",
    `minutes from ${least} to ${bounds.most}`,
    "Write the number alone, such as 5 or 0.5."
  );
}
function price(read, name) {
  const value = optional(read, name);
  if (value === void 0) return void 0;
  if (/^\d{1,6}(?:\.\d{1,6})?$/.test(value)) return Number(value);
  throw invalid(name, value, "an amount such as 0.1");
}
function list(read, name) {
  const text = read(name).trim();
  if (isBracketed(text) && jsonItems(text) === void 0) {
    throw new UserError(
      `Input "${name}": ${JSON.stringify(text)} is not allowed: a list has one item a line, or commas between them. Leave brackets and quotes out, or write it as JSON.`
    );
  }
  return lines(read, name).flatMap((line) => line.split(",").map((item) => item.trim())).filter((item) => item !== "");
}
function lines(read, name) {
  const text = read(name);
  return (jsonItems(text)?.join("\n") ?? text).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function isBracketed(text) {
  return text.startsWith("[") && text.endsWith("]");
}
function jsonItems(text) {
  if (!isBracketed(text.trim())) return void 0;
  const value = parseJson(text);
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : void 0;
}
function choices(read, name, allowed) {
  return list(read, name).map((item) => {
    const found = wordIn(item, allowed);
    if (found === void 0) throw unknownWord(name, item, allowed);
    return found;
  });
}
function wordIn(text, allowed) {
  return allowed.find((word) => word === text.toLowerCase());
}
function pairs(read, name, allowed) {
  return list(read, name).map((item) => {
    const equals = item.indexOf("=");
    const key = item.slice(0, equals).trim();
    const value = item.slice(equals + 1).trim();
    if (equals < 1 || key === "" || value === "") throw invalid(name, item, allowed);
    return [key, value];
  });
}

// src/inputs/globs.ts
function pathGlobs(read, name) {
  return globItems(read, name).map((item) => {
    const glob = item.replace(/^(?:\.\/)+(?=.)/, "");
    const parsed = parseGlob(glob);
    if (parsed.type === "refused") throw refused(name, item, parsed.reason);
    return glob;
  });
}
function imageGlobs(read, name) {
  return globItems(read, name).map((item) => {
    const reason = imageGlobFault(item);
    if (reason !== void 0) throw refused(name, item, reason);
    return item;
  });
}
function hostGlobs(read, name) {
  return globItems(read, name).map((item) => {
    const glob = item.toLowerCase();
    if (/[/\\@]/.test(glob)) throw refused(name, item, "a host is meant, such as charts.example.com or *.example.com");
    const parsed = parseGlob(glob);
    if (parsed.type === "refused") throw refused(name, item, parsed.reason);
    return glob;
  });
}
function imageGlobFault(glob) {
  if (/^[a-z+]+:\/\//i.test(glob)) return "references have no scheme: leave it out";
  const parsed = parseGlob(glob);
  if (parsed.type === "refused") return parsed.reason;
  for (const alternative of parsed.alternatives) {
    const reason = matchesNoReference(alternative);
    if (reason !== void 0) return reason;
  }
  return void 0;
}
function registryPrefixes(read, name) {
  return list(read, name).map((item) => {
    const prefix = item.replace(/\/\*{0,2}$/, "").toLowerCase();
    const [host = "", ...rest] = prefix.split("/");
    if (isHost(host) && rest.every((component) => /^[a-z0-9._-]+$/.test(component))) return prefix;
    throw refused(
      name,
      item,
      "a registry such as mcr.microsoft.com is meant, or the start of a name such as ghcr.io/contoso"
    );
  });
}
function refused(name, item, reason) {
  return new UserError(
    `Input "${name}": ${JSON.stringify(item)} is not allowed: ${reason}. Correct it, or leave it out.`
  );
}
function globItems(read, name) {
  const items = lines(read, name).flatMap((line) => isBracketed2(line) ? [line] : splitOutside(line)).map((item) => item.trim()).filter((item) => item !== "");
  if (items.length === 0 && read(name).includes(",")) throw refused(name, read(name).trim(), "it holds no glob");
  return items;
}
function isBracketed2(line) {
  return line.startsWith("[") && line.endsWith("]");
}
function splitOutside(line) {
  const items = [];
  let start = 0;
  let depth = 0;
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === "\\") index++;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && depth > 0) depth--;
    else if (character === "," && depth === 0) {
      items.push(line.slice(start, index));
      start = index + 1;
    }
  }
  return [...items, line.slice(start)];
}
function matchesNoReference({ text, components }) {
  const example = "references are normalised, such as docker.io/library/nginx:1.27";
  if (components.some(({ kind }) => kind === "components")) return void 0;
  if (components.length < 2) return `it has no "/", and ${example}`;
  const host = literalOf(components[0]);
  if (host !== void 0 && !isHost(host)) return `"${host}" is no registry, and ${example}`;
  return /[A-Z]/.test(text.replace(/[:@].*$/, "")) ? `it has capital letters, and ${example}` : void 0;
}
function literalOf(component) {
  if (component?.kind !== "one") return void 0;
  const points = [];
  for (const token of component.tokens) {
    if (token.kind !== "character") return void 0;
    points.push(token.point);
  }
  return String.fromCodePoint(...points);
}
function isHost(text) {
  return /^(?=.*[.:]|localhost$)[a-z0-9.:[\]-]+$/.test(text);
}

// src/inputs/registry.ts
var RESOURCE_ID = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.containerregistry\/registries\/([^/]+)\/?$/i;
var LABEL = /^([a-z0-9]{5,50})(?:-[a-z0-9]+)?$/;
function readRegistry(read, cloud) {
  const value = optional(read, "registry");
  if (value === void 0) return void 0;
  const { registrySuffix } = cloud;
  if (value.startsWith("/")) return ofResourceId(value, cloud);
  const host = value.toLowerCase().replace(/^https:\/\//, "").replace(/\/$/, "");
  const isServer = host.endsWith(registrySuffix);
  const label = isServer ? host.slice(0, -registrySuffix.length) : host;
  const endpoint = /^([a-z0-9-]+)\.[a-z0-9]+\.(?:geo|data)$/.exec(label)?.[1];
  if (isServer && endpoint !== void 0) {
    throw invalid("registry", value, `the login server (${endpoint}${registrySuffix}), not an endpoint of one region`);
  }
  const name = LABEL.exec(label)?.[1];
  if (name === void 0 || label.includes("-") && !isServer) {
    const kinds = `a registry name (5 to 50 letters and digits), its login server (<name>${registrySuffix}) or its resource id`;
    throw invalid("registry", value, kinds);
  }
  return {
    registry: { name, loginServer: `${label}${registrySuffix}`, given: isServer ? "login server" : "name" }
  };
}
function ofResourceId(value, { registrySuffix }) {
  const [, subscriptionId = "", resourceGroup = "", text = ""] = RESOURCE_ID.exec(value) ?? [];
  const name = text.toLowerCase();
  if (!/^[a-z0-9]{5,50}$/.test(name)) {
    throw invalid(
      "registry",
      value,
      "the id of a registry: /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.ContainerRegistry/registries/<name>"
    );
  }
  return {
    registry: { name, loginServer: `${name}${registrySuffix}`, given: "resource id" },
    place: { subscriptionId, resourceGroup }
  };
}
function agreed(name, input, byId) {
  if (input !== void 0 && byId !== void 0 && input.toLowerCase() !== byId.toLowerCase()) {
    throw invalid(name, input, `what the resource id in \`registry\` says (${byId}), or nothing`);
  }
  return input ?? byId;
}

// src/inputs/inputs.ts
var SEVERITIES = ["critical", "high", "medium", "low"];
var FAIL_WHEN = ["uncovered", "unwarmed", "unscanned", "unreadable", "stale", "error", "review"];
var MAX_CACHE_RULES = 1e3;
var DAY_MS = 864e5;
var SUGGESTED_KINDS = KIND_NAMES.filter((kind) => KIND_TRAITS[kind].isSuggested);
function readInputs(read, env) {
  const cloud = cloudOf(choice(read, "cloud", CLOUD_NAMES, "public"));
  const declared = readUpstreams(read);
  const failOn = choice(read, "fail-on", ["none", ...SEVERITIES], "none");
  const given = readRegistry(read, cloud);
  return {
    registry: given?.registry,
    azure: {
      cloud,
      subscriptionId: agreed("subscription-id", guid(read, "subscription-id"), given?.place?.subscriptionId) ?? present(env.AZURE_SUBSCRIPTION_ID),
      resourceGroup: agreed("resource-group", optional(read, "resource-group"), given?.place?.resourceGroup),
      tenantId: optional(read, "tenant-id") ?? present(env.AZURE_TENANT_ID),
      clientId: guid(read, "client-id") ?? present(env.AZURE_CLIENT_ID)
    },
    path: optional(read, "path") ?? ".",
    include: pathGlobs(read, "include"),
    exclude: pathGlobs(read, "exclude"),
    includeTests: flag(read, "include-tests", false),
    includeDisabled: flag(read, "include-disabled", false),
    includeCharts: flag(read, "include-charts", false),
    render: choice(read, "render", ["never", "auto"], "never"),
    chartHosts: hostGlobs(read, "chart-hosts"),
    cacheDir: optional(read, "cache-dir"),
    kinds: choices(read, "kinds", KIND_NAMES),
    scope: choice(read, "scope", ["changed", "all"]),
    trustedRegistries: registryPrefixes(read, "trusted-registries"),
    allowedImages: imageGlobs(read, "allowed-images"),
    deniedImages: imageGlobs(read, "denied-images"),
    upstreams: [...UPSTREAMS, ...declared.filter(({ host }) => !host.includes("/"))],
    declaredPublic: declared.map(({ host }) => host).filter((host) => host.includes("/")),
    credentialSets: readCredentialSets(read),
    target: template(read, "target", "{registry}/{repository}", ["{repository}"], /^[^*]+$/),
    wildcardTarget: template(read, "wildcard-target", "any/{registry}/*", ["{registry}"], /^[^*]+\/\*$/),
    targets: readTargets(read),
    maxCacheRules: wholeNumber(read, "max-cache-rules", { least: 0, most: MAX_CACHE_RULES, fallback: 50 }),
    wildcards: choice(read, "wildcards", ["never", "when-needed"], "never"),
    apply: choice(read, "apply", ["auto", "never"], "auto"),
    warm: flag(read, "warm", true),
    platforms: readPlatforms(read),
    engine: choice(read, "engine", ["registry", "docker", "podman"], "registry"),
    warmTimeout: minutes(read, "warm-timeout", { most: 360, fallback: 5 }),
    failOn,
    gateScope: choice(read, "gate-scope", ["new", "all"], "new"),
    onlyFixable: flag(read, "only-fixable", false),
    treatUnknownAs: choice(read, "treat-unknown-as", ["none", ...SEVERITIES], "high"),
    acceptFindings: read("accept-findings"),
    exemptPaths: pathGlobs(read, "exempt-paths"),
    scanTimeout: minutes(read, "scan-timeout", { most: 360, fallback: 0 }),
    evidenceMaxAge: wholeNumber(read, "evidence-max-age", { least: 1, most: 365, fallback: 30 }) * DAY_MS,
    failWhen: readFailWhen(read, failOn),
    review: choice(read, "review", ["suggestions", "annotations", "none"], "suggestions"),
    regionalEndpoints: choice(read, "regional-endpoints", ["keep", "rewrite"], "keep"),
    suggestKinds: new Set(
      optional(read, "suggest-kinds") ? choices(read, "suggest-kinds", KIND_NAMES) : SUGGESTED_KINDS
    ),
    maxSuggestions: wholeNumber(read, "max-suggestions", { least: 0, most: 100, fallback: 30 }),
    pin: flag(read, "pin", false),
    instance: optional(read, "instance"),
    githubToken: optional(read, "github-token"),
    storagePrice: price(read, "storage-price"),
    summary: choice(read, "summary", ["always", "on-change", "on-failure"], "always"),
    reportDir: optional(read, "report-dir"),
    timeout: minutes(read, "timeout", { least: 0.01, most: 360, fallback: 30 })
  };
}
function asksDefender({ failOn, failWhen }) {
  return failOn !== "none" || failWhen.has("unscanned");
}
function readFailWhen(read, failOn) {
  const words = choices(read, "fail-when", ["none", ...FAIL_WHEN]);
  if (words.length === 0) return /* @__PURE__ */ new Set(["error"]);
  const named = words.filter((word) => word !== "none");
  if (named.length === 0) return /* @__PURE__ */ new Set();
  if (named.length < words.length) {
    throw invalid("fail-when", words.join(", "), `none by itself, or any of ${FAIL_WHEN.join(", ")}`);
  }
  return new Set(failOn === "none" ? named : [...named, "error"]);
}
function present(value) {
  return value === void 0 || value.trim() === "" ? void 0 : value.trim();
}
function guid(read, name) {
  const value = optional(read, name);
  if (value === void 0 || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value;
  throw invalid(name, value, "a GUID such as 00000000-0000-0000-0000-000000000000");
}
function readUpstreams(read) {
  const authentications = ["none", "optional", "required"];
  const allowed = "host=none, host=optional or host=required";
  return pairs(read, "upstreams", allowed).map(([host, word]) => {
    const authentication = authentications.find((candidate) => candidate === word.toLowerCase());
    if (authentication === void 0) throw invalid("upstreams", `${host}=${word}`, allowed);
    return { host: host.toLowerCase(), authentication, open: true };
  });
}
function readCredentialSets(read) {
  const entries = pairs(read, "credential-sets", "host=credential-set-name");
  for (const [host, name] of entries) {
    if (!/^[a-zA-Z0-9-]{5,50}$/.test(name)) {
      throw invalid("credential-sets", `${host}=${name}`, "host=name, the name of 5 to 50 letters, digits and dashes");
    }
  }
  return new Map(entries.map(([host, name]) => [host.toLowerCase(), name]));
}
function readTargets(read) {
  const allowed = "image=repository, such as docker.io/library/nginx=base/nginx";
  return new Map(
    pairs(read, "targets", allowed).map(([image, repository]) => {
      const source = parseName(image);
      if (source === void 0 || parseName(`x.invalid/${repository}`) === void 0) {
        throw invalid("targets", `${image}=${repository}`, allowed);
      }
      return [`${source.registry}/${source.repository}`, repository];
    })
  );
}
function template(read, name, fallback, needed, shape) {
  const value = optional(read, name) ?? fallback;
  const unknown = value.replaceAll(/\{(?:registry|repository)\}/g, "x");
  const wellFormed = /^[a-z0-9._/*-]+$/.test(unknown) && !value.startsWith("/") && shape.test(value);
  if (wellFormed && needed.every((part) => value.includes(part))) return value;
  throw invalid(name, value, `lower-case repository paths with ${needed.join(" and ")}, such as ${fallback}`);
}
function readPlatforms(read) {
  const platforms = list(read, "platforms").map((item) => item.toLowerCase());
  if (platforms.length === 0) return ["linux/amd64"];
  if (platforms.length === 1 && platforms[0] === "all") return "all";
  for (const platform of platforms) {
    if (!/^(?:linux|windows|freebsd)\/[a-z0-9]+(?:\/[a-z0-9]+)?$/.test(platform)) {
      throw invalid("platforms", platform, "all, or platforms such as linux/amd64, linux/arm64/v8, windows/amd64");
    }
  }
  return platforms;
}

// src/inputs/configured.ts
function readConfigured(given, configuration, hasDefaults, env) {
  if (configuration === void 0) return readInputs(given, env);
  const says = (name) => {
    const text = given(name);
    return text.trim() !== "" && !(hasDefaults && text === INPUT_DEFAULTS.get(name));
  };
  const { path, values } = configuration;
  try {
    return readInputs((name) => says(name) ? given(name) : values.get(name)?.text ?? given(name), env);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const name = /^Input "([a-z-]+)"/.exec(error.message)?.[1] ?? "";
    const line = says(name) ? void 0 : values.get(name)?.line;
    throw line === void 0 ? error : new UserError(`Configuration ${path}:${line}: ${error.message}`);
  }
}

// src/io/run-clock.ts
const { setMaxListeners } = require("node:events");
var MIN_BUDGET_MS = 1e4;
var RESERVED_SHARE = 0.2;
var MAX_RESERVED_MS = 12e4;
var GRACE_MS = 2e3;
function openClock({ http, timeout }) {
  const work = new AbortController();
  setMaxListeners(0, work.signal);
  const endings = [];
  let stage = "scan";
  let ends = openEnds();
  let budget;
  let isOver = false;
  const note = (kind, why) => {
    endings.push({ kind, stage, why });
    return new RunEnded(why);
  };
  const endWork = (error) => {
    if (!work.signal.aborted) work.abort(error);
    if (stage !== "review" || isOver) ends.abort(error, GRACE_MS);
  };
  const toldTime = minutes2(timeout);
  const timeIsUp = `the run's time was up (timeout: ${toldTime})`;
  const atWorkEnd = setTimeout(
    () => {
      if (stage !== "review") endWork(note("deadline", timeIsUp));
    },
    timeout - Math.min(timeout * RESERVED_SHARE, MAX_RESERVED_MS)
  );
  const atEnd = setTimeout(() => {
    isOver = true;
    endWork(endings.some(({ kind }) => kind === "deadline") ? new RunEnded(timeIsUp) : note("deadline", timeIsUp));
  }, timeout);
  return {
    http: boundHttp(http, () => ends),
    signal: work.signal,
    enter: (next, share) => {
      stage = next;
      clearTimeout(budget);
      const entered = openEnds();
      ends = entered;
      if (isOver || work.signal.aborted && next !== "review") {
        entered.abort(work.signal.reason, 0);
        return;
      }
      if (share === void 0) return;
      const time = Math.max(timeout * share, MIN_BUDGET_MS);
      budget = setTimeout(() => {
        entered.abort(note("budget", `the time of this stage was up (${minutes2(time)}, a share of timeout)`), GRACE_MS);
      }, time);
    },
    end: (kind, why) => {
      if (isOver) return;
      isOver = true;
      endWork(note(kind, why));
    },
    bounded: async (promise) => {
      const { now } = ends;
      promise.catch(() => void 0);
      now.throwIfAborted();
      return Promise.race([promise, rejection(now)]);
    },
    isOver: () => isOver,
    endings: () => endings,
    close: () => {
      for (const timer of [atWorkEnd, atEnd, budget]) clearTimeout(timer);
    }
  };
}
function boundHttp(http, endsNow) {
  return {
    send: async (request) => {
      const { now, later } = endsNow();
      now.throwIfAborted();
      return http.send({ ...request, signal: either(isRead(request) ? now : later, request.signal) });
    },
    wait: async (milliseconds, signal) => {
      const { now } = endsNow();
      now.throwIfAborted();
      try {
        await http.wait(milliseconds, either(now, signal));
      } catch (error) {
        if (!signal?.aborted) now.throwIfAborted();
        throw error;
      }
    },
    close: http.close
  };
}
function minutes2(milliseconds) {
  const number = Math.round(milliseconds / 600) / 100;
  return `${number} ${number === 1 ? "minute" : "minutes"}`;
}
function isRead({ method }) {
  return method === "GET" || method === "HEAD";
}
function either(end, own) {
  return own === void 0 ? end : AbortSignal.any([own, end]);
}
function openEnds() {
  const [now, later] = [new AbortController(), new AbortController()];
  for (const { signal } of [now, later]) setMaxListeners(0, signal);
  return {
    now: now.signal,
    later: later.signal,
    abort: (error, grace) => {
      if (now.signal.aborted) return;
      now.abort(error);
      if (grace === 0) later.abort(error);
      else setTimeout(() => later.abort(error), grace).unref();
    }
  };
}
async function rejection(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

// src/io/run-process.ts
var SIGNALS_BORNE = 2;
var SIGNAL_STATUS = { SIGINT: 130, SIGTERM: 143 };
var REPORTING = { cancelled: 6e3, defect: 15e3, deadline: 15e3 };
function isEmulated(env) {
  return httpEnvironment(env).emulatorPort !== void 0;
}
function openSurroundings({ env, timeout, handlesSignals, giveUp }) {
  const environment = httpEnvironment(env);
  const clock = openClock({ http: openHttp(environment), timeout });
  let isClosed = false;
  const lastResort = (why) => {
    if (isClosed) return;
    isClosed = true;
    giveUp(`${why}, and it did not come to its report`);
    process.exit(1);
  };
  const lastResortAfter = (milliseconds, why) => {
    setTimeout(() => lastResort(why), milliseconds).unref();
  };
  lastResortAfter(timeout + REPORTING.deadline, "the run's time was up");
  if (handlesSignals) process.once("exit", () => lastResort("the run waited for something that never comes"));
  let received = 0;
  let cancelledBy;
  const cancel = (signal) => {
    received += 1;
    if (received > SIGNALS_BORNE) {
      isClosed = true;
      process.exit(SIGNAL_STATUS[signal]);
    }
    cancelledBy ??= signal;
    const why = `the run was cancelled (${signal})`;
    clock.end("cancelled", why);
    if (received === 1) lastResortAfter(REPORTING.cancelled, why);
  };
  const onSignal = { SIGINT: () => cancel("SIGINT"), SIGTERM: () => cancel("SIGTERM") };
  const onDefect = (error) => {
    const why = defectText(error);
    if (isClosed) giveUp(why);
    else {
      clock.end("defect", why);
      lastResortAfter(REPORTING.defect, why);
    }
  };
  if (handlesSignals) for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, onSignal[signal]);
  for (const event of ["unhandledRejection", "uncaughtException"]) process.on(event, onDefect);
  return {
    http: clock.http,
    clock,
    emulated: environment.emulatorPort !== void 0,
    cancelledBy: () => cancelledBy,
    close: async () => {
      isClosed = true;
      clock.close();
      await clock.http.close();
    }
  };
}

// src/stages/read.ts
const { basename: basename2, relative: relative2, sep: sep2 } = require("node:path");

// src/manifests/tree.ts
const { isUtf8 } = require("node:buffer");
const { readdirSync, statSync: statSync2 } = require("node:fs");
const { basename, dirname, join: join2 } = require("node:path");

// src/io/git/listing.ts
function listFolder(folder, within) {
  const repository = openRepository(folder, within);
  if (repository === void 0) return { state: "no-repository" };
  try {
    const line = ["ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard"];
    const answer = runGitSync(repository.place, line);
    return answer.type === "ok" ? { state: "listed", listing: readEntries(answer.value) } : { state: "failed", reason: answer.reason };
  } finally {
    repository.close();
  }
}
function isTracked(folder, name, within) {
  const repository = openRepository(folder, within);
  if (repository === void 0) return false;
  try {
    const answer = runGitSync(repository.place, ["ls-files", "-z", "--cached", "--", "."]);
    if (answer.type === "failed") return true;
    return answer.value.split("\0").some((path) => path.toLowerCase() === name.toLowerCase());
  } finally {
    repository.close();
  }
}
function readEntries(output) {
  const files = /* @__PURE__ */ new Set();
  const links = /* @__PURE__ */ new Set();
  const submodules = /* @__PURE__ */ new Set();
  const blobs = /* @__PURE__ */ new Map();
  for (const entry of output.split("\0")) {
    const { mode, blob, path } = readEntry(entry);
    if (path === "" || path.endsWith("/")) continue;
    if (mode === "120000") links.add(path);
    else if (mode === "160000") submodules.add(path);
    else files.add(path);
    if (blob !== void 0) blobs.set(path, blob);
  }
  return { files: [...files], links: [...links], submodules: [...submodules], blobs };
}
function readEntry(entry) {
  if (entry.startsWith("? ")) return { path: entry.slice(2) };
  const tab = entry.indexOf("	");
  if (tab === -1) return { path: "" };
  const [, mode, blob] = entry.split(" ", 3);
  return { mode, blob, path: entry.slice(tab + 1) };
}

// src/manifests/links.ts
const { lstatSync, readlinkSync, realpathSync, statSync } = require("node:fs");
const { join, relative, sep } = require("node:path");
function destinationOf(root, path) {
  try {
    const top = realpathSync(root);
    const place = join(root, path);
    const target = realpathSync(place);
    const status = statSync(target);
    const kind = status.isDirectory() ? "folder" : status.isFile() ? "file" : void 0;
    if (kind === void 0) return void 0;
    return isWithin(top, target) ? { kind, isInside: true, path: relative(top, target).split(sep).join("/") } : { kind, isInside: false, path: lstatSync(place).isSymbolicLink() ? readlinkSync(place) : target };
  } catch {
    return void 0;
  }
}

// src/manifests/tree.ts
var MAX_FILE_BYTES = 32 * 1024 * 1024;
function scanTree(options) {
  const { root, onProgress } = options;
  const scan = new TextKeepingScan(startScan(), options.keep);
  if (!isDirectory(root)) {
    addFile(scan, fileReader(dirname(root), MAX_FILE_BYTES), basename(root));
    return scan.finish();
  }
  const wanted = pathFilter(options);
  const { files, links, submodules, blobs } = listingOf(options);
  const named = [...files, ...links].filter((path) => scan.wants(path) && wanted(path));
  const beginning = beginningReader(root, MAX_BEGINNING_BYTES);
  const begun = files.filter(
    (path) => scan.mayWant(path) && wanted(path) && scan.wantsBeginning(bytesOf(beginning, path))
  );
  const paths = scan.expect([...named, ...begun].sort());
  const read = fileReader(root, MAX_FILE_BYTES);
  const found = [];
  for (const [index, path] of paths.entries()) {
    if (addFile(scan, read, path) === "link") found.push(path);
    onProgress?.({ read: index + 1, total: paths.length });
  }
  const folders = links.filter((path) => !scan.wants(path) && wanted(path));
  tellLinks(scan, root, [...found, ...folders].sort(), new Set(paths));
  const unseen = submodules.filter((path) => wanted(path) || wanted(`${path}/manifest.yaml`)).map(submodule);
  const result = scan.finish();
  return { ...result, blobs, unseen: [...result.unseen, ...unseen] };
}
function submodule(path) {
  return {
    type: "submodule",
    file: path,
    line: 1,
    source: `submodule ${path}`,
    remedy: `run this in the submodule's own repository, or check it out and scan it by path: ${path}`
  };
}
var MAX_LINKS_TOLD = 10;
function tellLinks(scan, root, links, read) {
  const hides = (link2, { kind, isInside, path }) => kind === "folder" ? !isInside : scan.wants(link2) && !(isInside && read.has(path));
  const hiding = links.flatMap((link2) => {
    const destination = destinationOf(root, link2);
    return destination !== void 0 && hides(link2, destination) ? [{ link: link2, to: destination.path }] : [];
  });
  const told = hiding.slice(0, hiding.length > MAX_LINKS_TOLD ? MAX_LINKS_TOLD - 1 : MAX_LINKS_TOLD);
  for (const { link: link2, to } of told) {
    scan.warn(link2, `not read: a symbolic link to ${to.slice(0, 200)}, which is not among the files that are read`);
  }
  const next = hiding[told.length];
  if (next === void 0) return;
  scan.warn(next.link, `not read: a symbolic link, as are ${hiding.length - told.length - 1} more`);
}
function scanText(text, path = "-") {
  const scan = new TextKeepingScan(startScan());
  scan.add(path, text);
  return scan.finish();
}
function scanFiles(files, keep) {
  const scan = new TextKeepingScan(startScan(), keep);
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const path of scan.expect([...byPath.keys()])) {
    const file = byPath.get(path);
    if (file === void 0) continue;
    if ("told" in file) scan.addTold(path, file);
    else if (scan.wants(path) || scan.mayWant(path) && scan.wantsBeginning(file.bytes))
      addBytes(scan, path, file.bytes);
  }
  return scan.finish();
}
var TextKeepingScan = class {
  #scan;
  #keep;
  #texts = /* @__PURE__ */ new Map();
  constructor(scan, keep) {
    this.#scan = scan;
    this.#keep = keep;
  }
  wants(path) {
    return this.#scan.wants(path);
  }
  mayWant(path) {
    return this.#scan.mayWant(path);
  }
  wantsBeginning(bytes) {
    return this.#scan.wantsBeginning(bytes);
  }
  expect(paths) {
    return this.#scan.expect(paths);
  }
  /** @param bytes what the text was read from, where there is something that it was read from */
  add(path, text, bytes) {
    const told = this.#scan.add(path, text);
    const kept = told.facts.length > 0 ? text : void 0;
    if (kept !== void 0) this.#texts.set(path, kept);
    if (bytes !== void 0) this.#keep?.keep(path, bytes, { told, text: kept });
  }
  addTold(path, { told, text }) {
    this.#scan.addTold(path, told);
    if (text !== void 0) this.#texts.set(path, text);
  }
  warn(file, reason) {
    this.#scan.warn({ file, line: 1, reason });
  }
  finish() {
    const result = this.#scan.finish();
    const wanted = /* @__PURE__ */ new Set();
    for (const { file, slots } of result.uses) {
      wanted.add(file);
      for (const slot of slots) wanted.add(slot.file);
    }
    const texts = new Map([...this.#texts].filter(([path]) => wanted.has(path)));
    return { ...result, texts, blobs: /* @__PURE__ */ new Map() };
  }
};
var LFS_POINTER = Buffer.from("version https://git-lfs.github.com/spec/");
function isLfsPointer(bytes) {
  return bytes.length < 1024 && LFS_POINTER.equals(bytes.subarray(0, LFS_POINTER.length));
}
function addBytes(scan, path, bytes) {
  if (bytes.length > MAX_FILE_BYTES) scan.warn(path, `not read: larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
  else if (isLfsPointer(bytes)) {
    scan.warn(path, "not read: only a pointer to Git LFS is here; give actions/checkout lfs: true");
  } else if (!isUtf8(bytes)) scan.warn(path, "not read: it is not UTF-8 text");
  else scan.add(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"), bytes);
}
var NO_FILE = /* @__PURE__ */ new Set(["ENOENT", "ENOTDIR", "EISDIR"]);
function addFile(scan, read, path) {
  try {
    const bytes = read(path);
    if (bytes === "link") return "link";
    if (bytes === "too large") scan.warn(path, `not read: larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
    else if (bytes !== void 0) addBytes(scan, path, bytes);
  } catch (error) {
    const code = codeOf(error);
    if (code === void 0) throw error;
    if (!NO_FILE.has(code)) scan.warn(path, `not read: ${code === "EACCES" ? "permission denied" : messageOf(error)}`);
  }
  return "done";
}
function bytesOf(read, path) {
  try {
    const bytes = read(path);
    return bytes instanceof Uint8Array ? bytes : new Uint8Array();
  } catch (error) {
    if (codeOf(error) === void 0) throw error;
    return new Uint8Array();
  }
}
function codeOf(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
function isDirectory(root) {
  try {
    return statSync2(root).isDirectory();
  } catch {
    throw new UserError(`path: ${root} does not exist`);
  }
}
function filesBelow(options) {
  return listingOf({ ...options, include: [], exclude: [] }).files;
}
function listingOf({ root, git, within, onUnlisted }) {
  if (!git) return walk(root);
  const listed = listFolder(root, within);
  if (listed.state === "listed") return listed.listing;
  if (listed.state === "failed") onUnlisted?.(listed.reason);
  return walk(root);
}
var NEVER_READ = /* @__PURE__ */ new Set([".git", "node_modules"]);
function walk(root) {
  const files = [];
  const links = [];
  const open = [""];
  for (let directory = open.pop(); directory !== void 0; directory = open.pop()) {
    for (const entry of entriesOf(join2(root, directory))) {
      const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (NEVER_READ.has(entry.name)) continue;
      else if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) open.push(path);
    }
  }
  return { files, links, submodules: [], blobs: /* @__PURE__ */ new Map() };
}
function entriesOf(directory) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === void 0) throw error;
    return [];
  }
}

// src/outcome/unseen.ts
var NOTHING_UNSEEN = { charts: 0, bases: 0, others: 0, rendering: "never", reasons: [] };
function unseenTally(sources, rendering) {
  const numberOf = (type) => sources.filter((source) => source.type === type).length;
  const [charts, bases] = [numberOf("chart"), numberOf("base")];
  const rendered = sources.filter(({ type }) => type === "chart" || type === "base");
  return {
    ...{ charts, bases, others: sources.length - charts - bases, rendering },
    reasons: rendered.flatMap(({ because }) => because ?? [])
  };
}
function isAnyUnseen({ charts, bases, others }) {
  return charts + bases + others > 0;
}
var MAX_REASON_CHARS = 120;
function unseenParts(unseen, input = "render: auto") {
  const { charts, bases, others } = unseen;
  const number = charts + bases;
  const what = charts > 0 && bases > 0 ? `${number} charts and bases` : charts > 0 ? count(charts, "chart") : count(bases, "base");
  return [
    ...number === 0 ? [] : [`${what} unseen${whyUnseen(unseen, number, input)}`],
    ...others === 0 ? [] : [`${count(others, number === 0 ? "source" : "other source")} unseen`]
  ];
}
function whyUnseen({ rendering, reasons }, number, input) {
  switch (rendering) {
    case "never":
      return `: ${input} would look into ${number === 1 ? "it" : "them"}`;
    case "not here":
      return ": nothing is fetched here";
    case "tried": {
      const counts = /* @__PURE__ */ new Map();
      for (const reason2 of reasons) counts.set(reason2, (counts.get(reason2) ?? 0) + 1);
      const [first] = [...counts].toSorted(([, one], [, other]) => other - one);
      if (first === void 0) return "";
      const [reason, alike] = first;
      const text = reason.length > MAX_REASON_CHARS ? `${reason.slice(0, MAX_REASON_CHARS - 1)}…` : reason;
      return `${alike === number ? "" : `, ${alike}`} because ${text}`.replace(/^ /, ", ");
    }
  }
}

// src/stages/render.ts
const { resolve } = require("node:path");

// src/rules/resolve.ts
function ruleIndex(rules) {
  const serving = rules.filter(({ state }) => state === "Succeeded").sort((one, other) => compareTexts(one.name, other.name));
  const bySource = groupBy(serving, ({ source }) => normalisedSource(source));
  const byTarget = groupBy(serving, ({ target }) => target);
  const forRepository = (repository) => {
    for (const pattern of patternsOf(repository)) {
      const rule = byTarget.get(pattern)?.[0];
      if (rule === void 0) continue;
      const source = translated(repository, rule.target, rule.source);
      return source === void 0 ? void 0 : { rule, source: normalisedSource(source) };
    }
    return void 0;
  };
  return {
    forRepository,
    forSource: (source) => {
      for (const pattern of patternsOf(source)) {
        for (const rule of bySource.get(pattern) ?? []) {
          const repository = translated(source, normalisedSource(rule.source), rule.target);
          if (repository !== void 0 && forRepository(repository)?.rule === rule) return { rule, repository };
        }
      }
      return void 0;
    }
  };
}
function* patternsOf(name) {
  yield name;
  for (let slash = name.lastIndexOf("/"); slash > 0; slash = name.lastIndexOf("/", slash - 1)) {
    yield `${name.slice(0, slash)}/*`;
  }
}
function normalisedSource(source) {
  if (source.endsWith("/*")) return source.toLowerCase();
  const name = parseName(source);
  return name === void 0 ? source : `${name.registry}/${name.repository}`;
}
function translated(name, from, to) {
  const wild = from.endsWith("/*");
  if (wild !== to.endsWith("/*")) return void 0;
  return wild ? `${to.slice(0, -1)}${name.slice(from.length - 1)}` : to;
}

// src/rules/constraints.ts
function takenTargets(rules, repositories) {
  const byTarget = new Map(rules.map((rule) => [rule.target, rule.name]));
  const above = /* @__PURE__ */ new Map();
  for (const { target, name } of rules) addAbove(above, target, { kind: "rule", rule: name });
  for (const [repository, exists] of repositories) {
    if (!exists) continue;
    const obstacle = { kind: "repository", repository };
    above.set(`${repository}/*`, obstacle);
    addAbove(above, repository, obstacle);
  }
  return {
    obstacle: (target) => {
      if (!isTarget(target)) return { kind: "invalid" };
      const rule = byTarget.get(target);
      if (rule !== void 0) return { kind: "rule", rule };
      if (target.endsWith("/*")) return above.get(target) ?? wildcardAround(target, byTarget);
      return repositories.get(target) === true ? { kind: "repository", repository: target } : void 0;
    }
  };
}
function wildcardAround(target, byTarget) {
  for (const pattern of patternsOf(target.slice(0, -2))) {
    const rule = pattern.endsWith("/*") ? byTarget.get(pattern) : void 0;
    if (rule !== void 0) return { kind: "rule", rule };
  }
  return void 0;
}
function addAbove(above, target, obstacle) {
  const name = target.endsWith("/*") ? target.slice(0, -2) : target;
  for (const pattern of patternsOf(name)) if (pattern.endsWith("/*")) above.set(pattern, obstacle);
}
function isTarget(target) {
  const path = target.endsWith("/*") ? target.slice(0, -2) : target;
  return parseName(`registry.invalid/${path}`) !== void 0;
}
function exactTarget(source, template2) {
  const { registry, repository } = halves(source);
  return template2.replaceAll("{registry}", registry).replaceAll("{repository}", repository);
}
function wildcardTarget(source, template2) {
  const { registry, repository } = halves(source);
  return template2.replaceAll("{registry}", registry).replace(/\*$/, () => repository);
}
function halves(source) {
  const slash = source.indexOf("/");
  return { registry: source.slice(0, slash), repository: source.slice(slash + 1) };
}

// src/rules/guessed-source.ts
function guessedSource(repository, templates, upstreams) {
  for (const template2 of templates) {
    const [before, after] = template2.replace(/\/\*$/, "/{repository}").split("{registry}/{repository}", 2);
    if (before === void 0 || after === void 0) continue;
    if (!repository.startsWith(before) || !repository.endsWith(after)) continue;
    const name = parseName(repository.slice(before.length, repository.length - after.length));
    const upstream = name === void 0 ? void 0 : upstreamOf(name.registry, upstreams);
    if (name !== void 0 && upstream !== void 0 && repository.slice(before.length).startsWith(`${name.registry}/`)) {
      return nameOf(name);
    }
  }
  return void 0;
}

// src/stages/render.ts
function renderingOf({ render }, { event, rights }) {
  if (event !== void 0 && !rights.mayWrite) return "not here";
  return render === "auto" ? "tried" : "never";
}
function looksFurther(inputs, context) {
  return inputs.includeCharts || renderingOf(inputs, context) === "tried";
}
async function lookedFurther(scan, tree, folder, inputs, context) {
  const told = inputs.includeCharts ? await withCharts(scan, tree, inputs) : scan;
  return renderingOf(inputs, context) === "tried" ? withRendered(told, tree, folder, inputs, context) : told;
}
async function withRendered(scan, tree, folder, inputs, context) {
  const { root, log, http, env, signal } = context;
  try {
    const { mergedScan, renderNamed } = await Promise.resolve().then(() => require("./part-render-rendering.cjs"));
    const rendered = await renderNamed(tree, {
      ...{ http, env, signal, folder, chartHosts: inputs.chartHosts, isWanted: pathFilter(inputs) },
      cacheDir: inputs.cacheDir === void 0 ? void 0 : resolve(root, inputs.cacheDir),
      moveOf: inputs.registry === void 0 ? void 0 : movesFor(inputs, inputs.registry),
      sourceOf: sourceIn(inputs),
      onProgress: log.progress
    });
    log.progress("");
    if (rendered.engine !== void 0) log.info(`charts are rendered with ${rendered.engine}`);
    return mergedScan(scan, rendered, tree);
  } catch (error) {
    const because = `rendering ended by a defect: ${messageOf(error)}`;
    if (error instanceof Error) log.debug(error.stack ?? error.message);
    return { ...scan, unseen: scan.unseen.map((source) => ({ ...source, because })) };
  }
}
function sourceIn({ registry, target, wildcardTarget: wildcardTarget2, targets, upstreams }) {
  const declared = new Map([...targets].map(([source, repository]) => [repository, source]));
  return (repository) => {
    const prefix = `${registry?.loginServer ?? ""}/`;
    if (registry === void 0 || !repository.startsWith(prefix)) return void 0;
    const own = repository.slice(prefix.length);
    return declared.get(own) ?? guessedSource(own, [target, wildcardTarget2], upstreams);
  };
}
async function withCharts(scan, tree, inputs) {
  const { chartSources, withUses } = await Promise.resolve().then(() => require("./part-render-rendering.cjs"));
  return withUses(scan, chartSources(tree, pathFilter(inputs)), tree);
}
function movesFor({ target, targets }, { loginServer }) {
  return (image) => {
    const reference = parseReference(image);
    if (reference === void 0 || reference.registry === loginServer) return void 0;
    const source = nameOf(reference);
    return { registry: loginServer, repository: targets.get(source) ?? exactTarget(source, target) };
  };
}

// src/stages/read.ts
async function readTree(inputs, context, { standardInput, keep } = {}) {
  const { root, log } = context;
  if (inputs.path === "-") {
    const scan2 = ofKinds(scanText(standardInput ?? ""), inputs);
    return { scan: scan2, folder: root, prefix: "", unseen: unseenOf(scan2, inputs, "not here") };
  }
  const { path, folder, isFolder } = namedPath(root, inputs.path, isAction(context));
  const where = { root: path, git: true, within: workspaceOf(context) };
  const scan = scanTree({
    ...where,
    include: inputs.include,
    exclude: inputs.exclude,
    onUnlisted: (reason) => log.warning(`git can't list the repository, so ignored files are read too: ${reason}`),
    onProgress: ({ read, total }) => log.progress(`reading ${read} of ${total} files`),
    keep
  });
  log.progress("");
  const rendering = renderingOf(inputs, context);
  const whole = looksFurther(inputs, context) ? await lookedFurther(
    scan,
    treeAt(folder, isFolder ? filesBelow(where) : [basename2(path)]),
    folder,
    inputs,
    context
  ) : scan;
  const unseen = unseenOf(whole, inputs, rendering);
  return { scan: ofKinds(whole, inputs), folder, prefix: prefixFor(folder, context), unseen };
}
function unseenOf({ unseen }, { includeTests }, rendering) {
  const isCounted = ({ file }) => includeTests || testPath(file, /* @__PURE__ */ new Set()) === void 0;
  return unseenTally(unseen.filter(isCounted), rendering);
}
function treeAt(folder, paths) {
  const read = fileReader(folder, MAX_FILE_BYTES);
  return {
    paths,
    read: (path) => {
      try {
        const contents = read(path);
        return contents instanceof Uint8Array ? contents : void 0;
      } catch {
        return void 0;
      }
    }
  };
}
function isAction({ event }) {
  return event !== void 0;
}
function workspaceOf(context) {
  return isAction(context) ? context.root : void 0;
}
function ofKinds(scan, { kinds }) {
  return kinds.length === 0 ? scan : { ...scan, uses: scan.uses.filter(({ kind }) => kinds.includes(kind)) };
}
function prefixFor(folder, context) {
  const between = isAction(context) ? void 0 : placeInCheckout(folder);
  if (between === void 0) return prefixOf(context.root, folder);
  return between === "" ? "" : `${between}/`;
}
function prefixOf(root, path) {
  const between = relative2(root, path).split(sep2).join("/");
  return between === "" || between.startsWith("..") ? "" : `${between}/`;
}
var DECIDED_BY_REGISTRY = /* @__PURE__ */ new Set(["public", "cached", "half-moved", "dangling", "own"]);
function scanOfImages(images) {
  const decided = images.filter((image) => DECIDED_BY_REGISTRY.has(image.class));
  const uses = decided.flatMap(({ image, unknownTag, uses: times }) => {
    const use = {
      file: "inventory",
      line: 1,
      column: 1,
      text: image,
      image,
      kind: "other",
      part: "whole",
      also: [],
      slots: [],
      ...unknownTag === void 0 ? {} : { unknownTag, reason: "its inventory says so" }
    };
    return Array.from({ length: times }, () => use);
  });
  return { uses, unseen: [], warnings: [], builtHere: /* @__PURE__ */ new Set(), filesRead: 0, texts: /* @__PURE__ */ new Map(), blobs: /* @__PURE__ */ new Map() };
}

// src/images/policy.ts
function imagePolicy(trusted, allowed, denied) {
  const isAllowed = allowed.length === 0 ? () => true : matcher(allowed);
  const isDenied = matcher(denied);
  return {
    trusts: (reference) => trusted.some((prefix) => isWithin2(nameOf(reference), prefix)),
    allows: (reference) => {
      const texts = [nameOf(reference), formatReference(reference)];
      return texts.some(isAllowed) && !texts.some(isDenied);
    }
  };
}
function isWithin2(name, prefix) {
  const trimmed = prefix.replace(/\/\*{0,2}$/, "");
  return name === trimmed || name.startsWith(`${trimmed}/`);
}

// src/stages/classes.ts
function classifyOffline(scan, inputs, context) {
  return classify(scan.uses, classContext(scan.builtHere, void 0, inputs, context));
}
function classifyByRules(scan, rules, inputs, context) {
  return classify(scan.uses, classContext(scan.builtHere, rules, inputs, context));
}
function classContext(builtHere, rules, inputs, context) {
  const index = rules === void 0 ? void 0 : ruleIndex(rules);
  const templates = [inputs.target, inputs.wildcardTarget];
  const named = new Map([...inputs.targets].map(([source, target]) => [target, source]));
  return {
    loginServer: inputs.registry?.loginServer,
    sourceOf: (repository) => index === void 0 ? named.get(repository) ?? guessedSource(repository, templates, inputs.upstreams) : index.forRepository(repository)?.source,
    repositoryOf: (source) => index?.forSource(source)?.repository,
    repositoryExists: () => void 0,
    upstreams: inputs.upstreams,
    policy: imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages),
    declaredPublic: inputs.declaredPublic,
    builtHere,
    owner: context.owner
  };
}

// src/trust.ts
function eventOf(env, payloadText) {
  if (!env.GITHUB_EVENT_NAME && !env.GITHUB_ACTIONS) return void 0;
  return {
    name: env.GITHUB_EVENT_NAME ?? "",
    payload: parseJson(payloadText ?? ""),
    repository: env.GITHUB_REPOSITORY || void 0,
    repositoryId: env.GITHUB_REPOSITORY_ID || void 0,
    actor: env.GITHUB_ACTOR || void 0
  };
}
function rightsOf(event) {
  if (event === void 0)
    return {
      ...refused2('there is no GitHub event: in a terminal, changes are made only by "run --apply"'),
      authority: "commit"
    };
  switch (event.name) {
    case "push":
      return rightsOfPush(event);
    case "schedule":
      return rightsOfSchedule(event);
    case "workflow_dispatch":
      return rightsOfDispatch(event);
    case "pull_request":
      return rightsOfPullRequest(event);
    default:
      return {
        ...refused2(
          `the event ${nameForPeople(event.name)} can be caused by people who may not write to this repository`
        ),
        ...comparedWith(event)
      };
  }
}
function refused2(reason) {
  return { mayWrite: false, reason, authority: "base" };
}
function comparedWith(event) {
  const { name, payload } = event;
  if (!isRunsRepository(event, field(payload, "repository"))) return {};
  const commits = (base, head) => ({
    ...isCommit(base) ? { scopeBase: base } : {},
    ...isCommit(head) ? { headSha: head } : {}
  });
  if (name === "merge_group") return commits(stringField(payload, "merge_group", "base_sha"), void 0);
  if (name !== "pull_request_target") return {};
  const pull = field(payload, "pull_request");
  if (!isRunsRepository(event, field(pull, "base", "repo"))) return {};
  return commits(stringField(pull, "base", "sha"), stringField(pull, "head", "sha"));
}
function nameForPeople(name) {
  return /^[a-z_]{1,64}$/.test(name) ? name : "(unnamed)";
}
function rightsOfPush(event) {
  if (!isRunsRepository(event, field(event.payload, "repository"))) return malformed("push");
  if (stringField(event.payload, "ref") === void 0) return malformed("push");
  const before = stringField(event.payload, "before");
  return {
    mayWrite: true,
    reason: "a push to this repository",
    authority: "commit",
    // A new branch was nothing before: forty zeros.
    ...isCommit(before) && !/^0+$/.test(before) ? { scopeBase: before } : {}
  };
}
function rightsOfSchedule(event) {
  if (stringField(event.payload, "schedule") === void 0) return malformed("schedule");
  const repository = field(event.payload, "repository");
  if (event.repository === void 0) return malformed("schedule");
  if (repository !== void 0 && !isRunsRepository(event, repository)) return malformed("schedule");
  return { mayWrite: true, reason: "a scheduled run of this repository", authority: "commit" };
}
function rightsOfDispatch(event) {
  if (!isRunsRepository(event, field(event.payload, "repository"))) return malformed("workflow_dispatch");
  return { mayWrite: true, reason: "a run started by somebody who may write to this repository", authority: "commit" };
}
function rightsOfPullRequest(event) {
  const pull = field(event.payload, "pull_request");
  const number = idField(pull, "number");
  const headSha = stringField(pull, "head", "sha");
  const baseSha = stringField(pull, "base", "sha");
  const baseRepo = stringField(pull, "base", "repo", "full_name");
  if (number === void 0 || baseRepo === void 0) return malformed("pull_request");
  if (!isCommit(headSha) || !isCommit(baseSha)) return malformed("pull_request");
  if (!isRunsRepository(event, field(event.payload, "repository"))) return malformed("pull_request");
  if (!isRunsRepository(event, field(pull, "base", "repo"))) return malformed("pull_request");
  const pullRequest = {
    number,
    open: stringField(pull, "state") === "open",
    headSha,
    baseSha,
    headRepo: stringField(pull, "head", "repo", "full_name"),
    baseRepo
  };
  const known = { pullRequest, scopeBase: baseSha, headSha, authority: "base" };
  const head = field(pull, "head", "repo");
  if (!isObject(head)) return { ...refused2("the repository that the pull request comes from is gone"), ...known };
  if (!isRunsRepository(event, head))
    return { ...refused2("the pull request comes from another repository (a fork)"), ...known };
  if (!pullRequest.open) return { ...refused2("the pull request is closed"), ...known };
  if (isDependabot(event)) {
    const reason = "Dependabot's pull request of this repository (GitHub gives such a run a read-only token, no OIDC token and only Dependabot's own secrets, so Azure may refuse it)";
    return { mayWrite: true, reason, ...known };
  }
  return { mayWrite: true, reason: "a pull request from a branch of this repository", ...known };
}
function malformed(name) {
  return refused2(`the payload of the event ${name} is missing, or does not name this repository as it must`);
}
function isRunsRepository(event, repository) {
  const id = idField(repository, "id");
  const name = stringField(repository, "full_name");
  if (id === void 0 || name === void 0 || event.repository === void 0) return false;
  if (name.toLowerCase() !== event.repository.toLowerCase()) return false;
  if (event.repositoryId !== void 0 && event.repositoryId !== String(id)) return false;
  return id === (numberField(event.payload, "repository", "id") ?? id);
}
function isDependabot({ actor, payload }) {
  return (actor ?? stringField(payload, "sender", "login")) === "dependabot[bot]";
}
function isCommit(value) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value ?? "");
}
function idField(value, name) {
  const id = numberField(value, name) ?? 0;
  return Number.isSafeInteger(id) && id > 0 ? id : void 0;
}

// src/report/inventory.ts
function inventoryOf(uses, unseen, warnings) {
  return { version: 1, uses: uses.map(inventoryUse), unseen, warnings };
}
var PIECE_CHARS = 64 * 1024;
function* inventoryText(uses, unseen, warnings) {
  let piece = `{
  "version": 1,
  "uses": [`;
  for (const [index, use] of uses.entries()) {
    const text = jsonOf(inventoryUse(use)).replaceAll("\n", "\n    ");
    piece += `${index === 0 ? "" : ","}
    ${text}`;
    if (piece.length >= PIECE_CHARS) {
      yield piece;
      piece = "";
    }
  }
  const rest = jsonOf({ unseen, warnings }).slice("{".length);
  yield `${piece}${uses.length === 0 ? "" : "\n  "}],${rest}`;
}
function inventoryUse(use) {
  const reason = use.reason ?? use.because;
  return {
    file: use.file,
    line: use.line,
    column: use.column,
    text: use.text,
    image: use.image,
    class: use.class,
    kind: use.kind,
    part: use.part,
    also: use.also,
    ...use.unknownTag === void 0 ? {} : { unknownTag: use.unknownTag },
    ...use.pulls === void 0 ? {} : { pulls: use.pulls },
    ...use.source === void 0 ? {} : { source: formatReference(use.source) },
    ...reason === void 0 ? {} : { reason },
    ...use.uneditable === void 0 ? {} : { uneditable: use.uneditable },
    ...use.overriddenBy === void 0 ? {} : { overriddenBy: use.overriddenBy },
    ...use.ignored === void 0 ? {} : { ignored: use.ignored },
    ...use.testMaterial === void 0 ? {} : { testMaterial: use.testMaterial },
    ...use.through === void 0 ? {} : { through: use.through },
    ...use.ifEnabled === void 0 ? {} : { ifEnabled: use.ifEnabled },
    edits: use.slots.map(({ file, start, end, writes }) => ({ file, start, end, writes }))
  };
}

// src/report/markdown.ts
function row(cells) {
  return `| ${cells.join(" | ")} |`;
}
function section(title, columns, rows, most) {
  if (rows.length === 0) return "";
  const cut = rows.length > most ? [`
*and ${rows.length - most} more, see the report*`] : [];
  const heading = title === "" ? [] : [`
### ${title}
`];
  return [...heading, row(columns), row(columns.map(() => "---")), ...rows.slice(0, most), ...cut].join("\n");
}
function details(title, body) {
  return `
<details><summary>${plain(title)}</summary>

${body}

</details>`;
}
function step(number, text, blocks) {
  const below = blocks.map((block) => `
${block.replaceAll(/^(?=.)/gm, "   ")}
`);
  return [`${number}. ${text}`, ...below].join("\n");
}
function link(text, url) {
  return url === void 0 ? text : `[${text}](${url})`;
}

// src/inputs/configuration.ts
var USUAL_CONFIGURATION = ".github/acr-artifact-cache.yml";
var MAX_CONFIGURATION_BYTES = 256 * 1024;
var NOT_CONFIGURABLE = ["config", "github-token"];
var CONFIGURABLE = INPUT_NAMES.filter((name) => !NOT_CONFIGURABLE.includes(name));
function readConfiguration(text, path) {
  const source = sourceFile(path, text);
  const parsed = parseYaml(text);
  if (!parsed.ok) throw refused3(source, parsed.failure.offset, `it is no YAML: ${parsed.failure.reason}`);
  const [document, second] = parsed.documents;
  if (second !== void 0) throw refused3(source, second.root.start, "it has a second document: write all in one");
  const values = /* @__PURE__ */ new Map();
  if (document === void 0 || isEmpty(document.root)) return { path, values };
  if (document.root.type !== "mapping") {
    throw refused3(source, document.root.start, "inputs with their values are expected, such as fail-on: high");
  }
  for (const { key, value } of document.root.entries) {
    const name = nameOf2(key, source);
    if (values.has(name)) throw refused3(source, key.start, `${JSON.stringify(name)} is there twice. Write it once`);
    values.set(name, { text: textOf(name, value, key, source), line: source.at(Math.max(0, key.start)).line });
  }
  return { path, values };
}
function isEmpty(node) {
  return node.type === "scalar" && node.value === "";
}
function nameOf2(key, source) {
  const name = key.type === "scalar" ? key.value : "";
  if (NOT_CONFIGURABLE.includes(name)) {
    throw refused3(source, key.start, `${JSON.stringify(name)} is an input of the workflow alone. Take it out`);
  }
  if (CONFIGURABLE.includes(name)) return name;
  const meant = nearest(name, CONFIGURABLE);
  const hint = meant === void 0 ? "docs/inputs.md has them all" : `Did you mean ${meant}`;
  throw refused3(source, key.start, `${JSON.stringify(name)} is no input. ${hint}`);
}
function textOf(name, value, key, source) {
  const at = "start" in value && value.start >= 0 ? value.start : key.start;
  const isList = LIST_INPUTS.some((input) => input === name);
  const isPairs = PAIR_INPUTS.some((input) => input === name);
  switch (value.type) {
    case "alias":
      throw refused3(source, at, `${JSON.stringify(name)} is an alias. Write it out`);
    case "scalar":
      if (isNothing(value))
        throw refused3(source, at, `${JSON.stringify(name)} has no value. Write one, or take it out`);
      return value.value;
    case "sequence":
      if (!isList)
        throw refused3(source, at, `${JSON.stringify(name)} is a list, and takes one value. Write it behind the colon`);
      return listText(
        name,
        value.items.map((item) => itemOf(name, item, at, source))
      );
    case "mapping":
      if (!isPairs)
        throw refused3(source, at, `${JSON.stringify(name)} is a mapping, and takes ${isList ? "a list" : "one value"}`);
      return JSON.stringify(pairsOf(name, value, source));
  }
}
function listText(name, items) {
  return name === "accept-findings" ? items.join("\n") : JSON.stringify(items);
}
function isNothing({ style, value }) {
  return value.trim() === "" || style === "plain" && /^(?:~|null)$/i.test(value);
}
function itemOf(name, item, at, source) {
  if (item.type === "scalar" && !isNothing(item)) return item.value;
  throw refused3(
    source,
    "start" in item && item.start >= 0 ? item.start : at,
    `an item of ${JSON.stringify(name)} is no text. Write one text an item`
  );
}
function pairsOf(name, { entries }, source) {
  return entries.map(
    ({ key, value }) => `${itemOf(name, key, key.start, source)}=${itemOf(name, value, key.start, source)}`
  );
}
function refused3(source, offset, what) {
  return new UserError(`Configuration ${source.path}:${source.at(Math.max(0, offset)).line}: ${what}.`);
}

module.exports = {
  invalid,
  optional,
  imageGlobFault,
  SEVERITIES,
  asksDefender,
  readConfigured,
  SIGNAL_STATUS,
  isEmulated,
  openSurroundings,
  row,
  section,
  details,
  step,
  link,
  NOTHING_UNSEEN,
  isAnyUnseen,
  unseenParts,
  isTracked,
  MAX_FILE_BYTES,
  scanFiles,
  ruleIndex,
  normalisedSource,
  takenTargets,
  exactTarget,
  wildcardTarget,
  halves,
  looksFurther,
  lookedFurther,
  readTree,
  isAction,
  workspaceOf,
  ofKinds,
  scanOfImages,
  imagePolicy,
  classifyOffline,
  classifyByRules,
  classContext,
  eventOf,
  rightsOf,
  isDependabot,
  USUAL_CONFIGURATION,
  MAX_CONFIGURATION_BYTES,
  readConfiguration,
  inventoryOf,
  inventoryText
};
