"use strict";
// src/images/own-hosts.ts
function isOwnHost(host, loginServer) {
  if (host === loginServer) return true;
  const { label, suffix } = partsOf(loginServer);
  if (!host.startsWith(`${label}.`) || !host.endsWith(suffix)) return false;
  return /^[a-z0-9]+\.(?:geo|data)$/.test(host.slice(label.length + 1, -suffix.length));
}
function regionalEndpoint(loginServer, region) {
  const { label, suffix } = partsOf(loginServer);
  return `${label}.${region}.geo${suffix}`;
}
function isNameWithoutHash(host, loginServer) {
  const { label, suffix } = partsOf(loginServer);
  return label.includes("-") && host === `${label.replace(/-.*/, "")}${suffix}`;
}
function partsOf(loginServer) {
  const dot = loginServer.indexOf(".");
  return { label: loginServer.slice(0, dot), suffix: loginServer.slice(dot) };
}

module.exports = {
  isOwnHost,
  regionalEndpoint,
  isNameWithoutHash
};
