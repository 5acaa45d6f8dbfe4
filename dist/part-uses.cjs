"use strict";
const {
  isNameWithoutHash,
  isOwnHost
} = require("./part-images-2.cjs");
const {
  buildClaim,
  formatReference,
  nameLength,
  nameOf,
  parseName,
  parseReference,
  upstreamOf
} = require("./part-images.cjs");

// src/uses/classes.ts
function classify(uses, context) {
  const builtNames = new Set([...context.builtHere].map((claim) => claim.slice(0, nameLength(claim))));
  return uses.map((use) => classifyUse(use, { ...context, builtNames }));
}
function imageOf({ source, reference, text, unknownTag }) {
  const image = source ?? reference;
  if (image === void 0) return text;
  return unknownTag === true ? `${nameOf(image)} (tag unknown)` : formatReference(image);
}
function wantsRule(use) {
  return use.class === "public" || use.foreign === "unsupported";
}
function classifyUse(use, context) {
  const reference = use.image === null ? void 0 : parseReference(use.pulls ?? use.image);
  if (reference === void 0) return { ...use, class: "templated" };
  return { ...use, reference, ...classOf(reference, use.unknownTag === true, context) };
}
function classOf(reference, unknownTag, context) {
  const name = nameOf(reference);
  const { loginServer } = context;
  if (loginServer !== void 0 && isOwnHost(reference.registry, loginServer)) return inOwnRegistry(reference, context);
  if (context.policy.trusts(reference)) return { class: "trusted" };
  const built = unknownTag ? context.builtNames.has(name) : context.builtHere.has(buildClaim(reference));
  if (built) return { class: "built-here" };
  if (context.declaredPublic.some((prefix) => name === prefix || name.startsWith(`${prefix}/`))) {
    return { class: "public", source: reference };
  }
  if (context.owner !== void 0 && name.startsWith(`ghcr.io/${context.owner.toLowerCase()}/`)) {
    const because2 = "a package of this repository's owner; `upstreams` can declare it public";
    return { class: "foreign", foreign: "owned", because: because2 };
  }
  const upstream = upstreamOf(reference.registry, context.upstreams);
  if (upstream?.open && isTarget(reference.repository, context)) {
    const because2 = `its repository is moved and its registry is not: write ${context.loginServer} for ${reference.registry}`;
    return { class: "half-moved", because: because2 };
  }
  if (upstream?.open) return { class: "public", source: reference };
  if (loginServer !== void 0 && isNameWithoutHash(reference.registry, loginServer)) {
    return isPrivate(`${reference.registry} is another registry than yours, whose login server is ${loginServer}`);
  }
  if (upstream !== void 0) return isPrivate(`${reference.registry} holds private repositories`);
  if (isInternalHost(reference.registry)) return isPrivate(`${reference.registry} is no host of the public Internet`);
  const because = `${reference.registry} is no upstream that artifact cache can source from`;
  return { class: "foreign", foreign: "unsupported", source: reference, because };
}
function isPrivate(because) {
  return { class: "foreign", foreign: "private", because };
}
function isInternalHost(registry) {
  const host = registry.replace(/:\d+$/, "");
  if (!host.includes(".") || host.startsWith("[")) return true;
  if (/^\d+(?:\.\d+){3}$/.test(host)) return true;
  return /\.(?:local|localhost|internal|intranet|lan|home\.arpa|test|example|invalid|svc)$/.test(host);
}
function inOwnRegistry(reference, context) {
  const source = context.sourceOf(reference.repository);
  const upstream = source === void 0 ? void 0 : parseReference(source);
  if (upstream !== void 0) {
    const { tag, digest } = reference;
    return {
      class: "cached",
      source: { ...upstream, ...tag === void 0 ? {} : { tag }, ...digest === void 0 ? {} : { digest } }
    };
  }
  if (context.repositoryExists(reference.repository) !== false) return { class: "own" };
  const targets = cachedUnder(reference.repository, context);
  if (targets.length === 0) {
    return { class: "dangling", because: `${formatReference(reference)} has neither a cache rule nor a repository` };
  }
  const because = `its registry is moved and its repository is not: write ${targets.join(" or ")} for ${reference.repository}`;
  return { class: "half-moved", because };
}
function isTarget(repository, { loginServer, sourceOf, upstreams }) {
  const [host = ""] = repository.split("/", 1);
  return loginServer !== void 0 && host.includes(".") && upstreamOf(host, upstreams) !== void 0 && sourceOf(repository) !== void 0;
}
function cachedUnder(repository, { upstreams, repositoryOf }) {
  const sources = upstreams.flatMap(({ host }) => parseName(`${host}/${repository}`) ?? []);
  return [...new Set(sources.flatMap((source) => repositoryOf(nameOf(source)) ?? []))];
}

module.exports = {
  classify,
  imageOf,
  wantsRule
};
