"use strict";
// src/images/reference.ts
var DOCKER_HUB = "docker.io";
var DOCKER_HUB_ALIASES = /* @__PURE__ */ new Set([
  "docker.io",
  "index.docker.io",
  "registry-1.docker.io",
  "registry.hub.docker.com"
]);
var DOMAIN_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
var DOMAIN = new RegExp(`^(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`);
var PATH_COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
var PATH = new RegExp(`^${PATH_COMPONENT}(?:/${PATH_COMPONENT})*$`);
var TAG = /^\w[\w.-]{0,127}$/;
var DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
var HEX_LENGTH = /* @__PURE__ */ new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128]
]);
var MAX_NAME_LENGTH = 255;
var MAX_REFERENCE_LENGTH = 1024;
function parseReference(text) {
  if (text.length > MAX_REFERENCE_LENGTH) return void 0;
  const at = text.indexOf("@");
  const digest = at === -1 ? void 0 : text.slice(at + 1);
  if (digest !== void 0 && !isDigest(digest)) return void 0;
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const tag = colon === -1 ? void 0 : named.slice(colon + 1);
  if (tag !== void 0 && !TAG.test(tag)) return void 0;
  const name = parseName(colon === -1 ? named : named.slice(0, colon));
  if (name === void 0) return void 0;
  return { ...name, ...tag === void 0 ? {} : { tag }, ...digest === void 0 ? {} : { digest } };
}
function saysVersion(text) {
  const reference = parseReference(text);
  return (reference?.tag !== void 0 || reference?.digest !== void 0) && !isDigest(text);
}
function parseName(text) {
  if (text.length > MAX_NAME_LENGTH) return void 0;
  const { host, path } = splitHost(text);
  if (!PATH.test(path)) return void 0;
  if (host === void 0 && /^[0-9a-f]{64}$/.test(path)) return void 0;
  if (host !== void 0 && !DOMAIN.test(host)) return void 0;
  const registry = host === void 0 ? DOCKER_HUB : normalHost(host);
  const repository = registry === DOCKER_HUB && !path.includes("/") ? `library/${path}` : path;
  return registry.length + 1 + repository.length > MAX_NAME_LENGTH ? void 0 : { registry, repository };
}
function normalHost(host) {
  const lower = host.toLowerCase();
  if (DOCKER_HUB_ALIASES.has(lower)) return DOCKER_HUB;
  return splitHost(`${lower}/`).host === void 0 ? host : lower;
}
function splitHost(text) {
  const slash = text.indexOf("/");
  if (slash === -1) return { host: void 0, path: text };
  const first = text.slice(0, slash);
  const isHost = /[.:[]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  return isHost ? { host: first, path: text.slice(slash + 1) } : { host: void 0, path: text };
}
function isDigest(text) {
  if (!DIGEST.test(text)) return false;
  const colon = text.indexOf(":");
  const length = HEX_LENGTH.get(text.slice(0, colon));
  return length === void 0 || text.length - colon - 1 === length && !/[A-F]/.test(text.slice(colon));
}
function nameOf({ registry, repository }) {
  return `${registry}/${repository}`;
}
function formatReference(reference) {
  const tag = reference.tag === void 0 ? "" : `:${reference.tag}`;
  const digest = reference.digest === void 0 ? "" : `@${reference.digest}`;
  return `${nameOf(reference)}${tag}${digest}`;
}
function nameLength(text) {
  const at = text.indexOf("@");
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  return colon === -1 ? named.length : colon;
}

// src/images/upstreams.ts
var UPSTREAMS = [
  { host: "docker.io", authentication: "required", open: true, source: "overview" },
  { host: "dhi.io", authentication: "required", open: true, source: "overview" },
  { host: "registry.redhat.io", authentication: "required", open: true, source: "overview" },
  { host: "mcr.microsoft.com", authentication: "none", open: true, source: "overview" },
  { host: "public.ecr.aws", authentication: "none", open: true, source: "overview" },
  { host: "registry.access.redhat.com", authentication: "none", open: true, source: "overview" },
  { host: "ghcr.io", authentication: "optional", open: true, source: "overview" },
  { host: "quay.io", authentication: "optional", open: true, source: "overview" },
  { host: "nvcr.io", authentication: "optional", open: true, source: "overview" },
  { host: "registry.k8s.io", authentication: "optional", open: true, source: "overview" },
  { host: "gcr.io", authentication: "optional", open: true, source: "overview" },
  // In the message and not in the table: that it is like gcr.io is inferred.
  { host: "eu.gcr.io", authentication: "optional", open: true, source: "message" },
  { host: "*.pkg.dev", authentication: "required", open: false, source: "overview" },
  { host: "*.azurecr.io", authentication: "required", open: false, source: "overview" }
];
function upstreamOf(host, upstreams) {
  return upstreams.findLast((upstream) => upstream.host === host) ?? upstreams.findLast((upstream) => upstream.host.startsWith("*.") && host.endsWith(upstream.host.slice(1)));
}

// src/images/built-here.ts
var OFFICIAL = new Set(
  `
  adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux
  azul-zulu backdrop bash bonita buildpack-deps busybox caddy cassandra chronograf cirros clearlinux
  clefos clickhouse clojure composer convertigo couchbase couchdb crate dart debian docker drupal
  eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang espocrm fedora flink
  fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world
  hitch httpd hylang ibm-semeru-runtimes ibmjava influxdb irssi jetty joomla jruby julia kapacitor
  kibana kong krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki
  memcached mongo mongo-express monica mysql nats neo4j neurodebian nextcloud nginx nim node notary
  odoo open-liberty openjdk oraclelinux orientdb percona perl photon php php-zendserver phpmyadmin
  plone postfixadmin postgres pypy python r-base rabbitmq rakudo-star redis redmine registry
  rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa silverpeas solr sonarqube spark
  spiped storm swift swipl teamspeak telegraf tomcat tomee traefik ubuntu unit varnish
  websphere-liberty wordpress xwiki yourls znc zookeeper
  centos consul java jenkins nats-streaming opensuse vault
  `.trim().split(/\s+/)
);
function buildClaim(reference, unknownTag = false) {
  const name = nameOf(reference);
  if (!isOfficial(reference)) return name;
  if (unknownTag) return `${name}:*`;
  return reference.digest === void 0 ? `${name}:${reference.tag ?? "latest"}` : `${name}@${reference.digest}`;
}
function isOfficial({ registry, repository }) {
  return registry === DOCKER_HUB && repository.startsWith("library/") && OFFICIAL.has(repository.slice("library/".length));
}

module.exports = {
  DOCKER_HUB,
  MAX_NAME_LENGTH,
  MAX_REFERENCE_LENGTH,
  parseReference,
  saysVersion,
  parseName,
  nameOf,
  formatReference,
  nameLength,
  UPSTREAMS,
  upstreamOf,
  buildClaim,
  isOfficial
};
