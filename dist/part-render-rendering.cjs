"use strict";
const {
  applyEdits,
  fetchReference,
  isInternal,
  isLoopback,
  isRedirect,
  listTree,
  parseChallenge,
  readBlobs,
  readBytes,
  rewrite
} = require("./part-registry.cjs");
const {
  HttpFailure,
  RunEnded,
  baseName,
  blockOf,
  countBefore,
  directoryOf,
  embeddedDocuments,
  emptyRepository,
  entriesAt,
  hclFields,
  ignoresOf,
  isHelmfilePath,
  isWithin,
  itemsAt,
  joinPath,
  keepNames,
  markIgnored,
  matcher,
  parseDocuments,
  parseYaml,
  readIfThere,
  resolved,
  scalarAt,
  sourceFile,
  startScan,
  testPath,
  unseenBase,
  unseenChart,
  unseenChartNamed,
  unseenGit,
  valueAt,
  withoutQuery
} = require("./part-manifests.cjs");
const {
  messageOf
} = require("./part-base-2.cjs");
const {
  field,
  listField,
  parseJson,
  stringField
} = require("./part-js-yaml.cjs");
const {
  compareTexts,
  groupBy
} = require("./part-base.cjs");
const {
  formatReference,
  nameLength,
  nameOf,
  parseReference
} = require("./part-images.cjs");
require("./part-runtime.cjs");

// src/render/named-chart.ts
function chartLabel(chart, version) {
  switch (chart.from) {
    case "repository":
      return `${chart.name}${suffix(version ?? chart.version)}`;
    case "registry":
      return `${chart.repository.slice(chart.repository.lastIndexOf("/") + 1)}${suffix(version ?? chart.version)}`;
    case "git":
      return `${chart.path.slice(chart.path.lastIndexOf("/") + 1) || chart.url}${suffix(version ?? chart.ref)}`;
    case "nowhere":
      return "a chart";
  }
}
function unseenAt({ file, line, text: text2 }, chart) {
  const at = { path: file, at: () => ({ line, column: 1 }) };
  switch (chart.from) {
    case "repository":
      return unseenChart(at, 0, { name: chart.name, repository: chart.url, version: chart.version });
    case "registry": {
      const slash = chart.repository.lastIndexOf("/");
      const [name, repository] = [chart.repository.slice(slash + 1), `oci://${chart.repository.slice(0, slash)}`];
      return unseenChart(at, 0, { name, repository, version: chart.version ?? chart.digest });
    }
    case "git":
      return unseenGit(at, 0, chart.url, chart.path, chart.ref);
    case "nowhere":
      return unseenChartNamed(at, 0, text2);
  }
}
function unseenBaseAt({ file, line, text: text2 }) {
  return unseenBase({ path: file, at: () => ({ line, column: 1 }) }, 0, text2);
}
function suffix(version) {
  return version === void 0 || version === "" ? "" : ` ${version}`;
}

// src/render/tree-source.ts
function textAt(tree, path) {
  const bytes = tree.read(path);
  if (bytes === void 0) return void 0;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return void 0;
  }
}

// src/render/application-sets.ts
var MAX_APPLICATIONS = 100;
function parametersOf(generators, tree) {
  const all = [];
  for (const generator of generators) {
    const made = madeBy(generator, tree);
    if (made === void 0) return void 0;
    all.push(...made);
  }
  return all.slice(0, MAX_APPLICATIONS);
}
function madeBy(generator, tree) {
  const list = itemsAt(generator, "list", "elements");
  if (valueAt(generator, "list") !== void 0) return list.map((element) => flat(element));
  const git = valueAt(generator, "git");
  if (git !== void 0) return byGit(git, tree);
  if (valueAt(generator, "matrix") === void 0) return void 0;
  const inner = itemsAt(generator, "matrix", "generators").map((each) => madeBy(each, tree));
  return inner.reduce(
    (before, each) => before === void 0 || each === void 0 ? void 0 : before.flatMap((one2) => each.map((other) => new Map([...one2, ...other]))).slice(0, MAX_APPLICATIONS),
    [/* @__PURE__ */ new Map()]
  );
}
function byGit(git, tree) {
  const files = itemsAt(git, "files").flatMap((item) => scalarAt(item, "path")?.value ?? []);
  if (files.length > 0) {
    const wanted2 = matcher(files);
    return tree.paths.filter(wanted2).flatMap((path) => {
      const parsed = parseYaml(textAt(tree, path) ?? "");
      const root = parsed.ok ? parsed.documents[0]?.root : void 0;
      return root === void 0 ? [] : [new Map([...flat(root), ...pathParameters(directoryOf(path))])];
    });
  }
  const items = itemsAt(git, "directories");
  const globs = (isExcluded) => items.flatMap(
    (item) => scalarAt(item, "exclude")?.value === "true" === isExcluded ? scalarAt(item, "path")?.value ?? [] : []
  );
  const [wanted, excluded] = [matcher(globs(false)), matcher(globs(true))];
  const folders = new Set(tree.paths.flatMap(foldersOf));
  return [...folders].filter((folder) => wanted(folder) && !excluded(folder)).map((folder) => new Map(pathParameters(folder)));
}
function foldersOf(path) {
  const parts = directoryOf(path).split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
function pathParameters(folder) {
  return [
    ["path", folder],
    ["path.path", folder],
    ["path.basename", baseName(folder)],
    ...folder.split("/").map((part, index) => [`path[${index}]`, part])
  ];
}
function flat(node, prefix = "") {
  return new Map(
    entriesAt(node).flatMap(([key, value]) => {
      if (value.type === "scalar") return [[`${prefix}${key}`, value.value]];
      return prefix.length > 200 ? [] : [...flat(value, `${prefix}${key}.`)];
    })
  );
}
function filledWith(parameters) {
  return (text2) => text2.includes("{{") ? text2.replaceAll(
    /\{\{-?\s*\.?([\w.[\]-]{1,200})\s*-?\}\}/g,
    (whole, name) => parameters.get(name) ?? whole
  ) : text2;
}

// src/render/chart-repository.ts
function chartInRepository(url, name, version) {
  const trimmed = url.trim();
  if (trimmed.startsWith("oci://")) {
    return registryChart(`${trimmed.replace(/\/+$/, "")}/${name}`, version);
  }
  if (/^https?:\/\//.test(trimmed)) return { from: "repository", url: trimmed, name, version: present(version) };
  if (/^(?:@|alias:)/.test(trimmed)) {
    return { from: "nowhere", because: `${trimmed} is a repository that only the user's own helm knows` };
  }
  return { from: "nowhere", because: `${JSON.stringify(trimmed.slice(0, 100))} is no address of a chart repository` };
}
function registryChart(url, version, digest) {
  const repository = url.replace(/^oci:\/\//, "").replace(/\/+$/, "");
  if (!/^[a-z0-9.-]+(?::\d+)?\/[a-z0-9._/-]+$/.test(repository)) {
    return { from: "nowhere", because: `${JSON.stringify(url.slice(0, 100))} is no repository of a registry` };
  }
  return { from: "registry", repository, version: present(version), digest };
}
function namedChart(chart, repository, version) {
  if (chart.startsWith("oci://")) return registryChart(chart, version);
  if (repository !== void 0 && repository !== "") return chartInRepository(repository, chart, version);
  return /^https?:\/\//.test(chart) ? { from: "nowhere", because: "archives of charts are not fetched by their own address" } : void 0;
}
function present(version) {
  return version === void 0 || version.trim() === "" ? void 0 : version.trim();
}

// src/render/flow-yaml.ts
var MAX_CHARS = 4 * 1024 * 1024;
function flowYaml(node, fill = (text2) => text2) {
  const pieces = [];
  let length = 0;
  const put = (text2) => {
    length += text2.length;
    if (length <= MAX_CHARS) pieces.push(text2);
    return length <= MAX_CHARS;
  };
  return write(node, put, fill) ? pieces.join("") : void 0;
}
function write(written, put, fill) {
  const node = resolved(written);
  if (node === void 0) return put("null");
  switch (node.type) {
    case "scalar":
      return put(scalarText(node.style === "plain", fill(node.value)));
    case "sequence":
      return put("[") && node.items.every((item, index) => (index === 0 || put(", ")) && write(item, put, fill)) && put("]");
    case "mapping": {
      const entries = /* @__PURE__ */ new Map();
      if (!collect(node, entries, 0)) return false;
      return put("{") && [...entries].every(
        ([key, value], index) => (index === 0 || put(", ")) && put(`${JSON.stringify(key)}: `) && write(value, put, fill)
      ) && put("}");
    }
  }
}
var MAX_MERGES = 16;
function collect(written, entries, depth) {
  const node = resolved(written);
  if (depth > MAX_MERGES) return false;
  if (node?.type === "sequence") return node.items.every((item) => collect(item, entries, depth + 1));
  if (node?.type !== "mapping") return true;
  const merged = [];
  for (const { key, value } of node.entries) {
    const name = resolved(key);
    if (name?.type !== "scalar") continue;
    if (name.value === "<<" && name.style === "plain") merged.push(value);
    else if (depth === 0 || !entries.has(name.value)) entries.set(name.value, value);
  }
  return merged.every((source) => collect(source, entries, depth + 1));
}
function scalarText(isPlain, value) {
  if (!isPlain) return JSON.stringify(value);
  if (value === "" || value === "~") return "null";
  return /^[\w.+][\w.+-]*$|^-[\d.][\w.+-]*$/.test(value) ? value : JSON.stringify(value);
}

// src/render/objects.ts
var MARKS = /toolkit\.fluxcd\.io|argoproj\.io|helm\.cattle\.io|kind: ["']?ConfigMap|configMapGenerator/;
function objectsOf(tree) {
  return tree.paths.filter((path) => /\.ya?ml$/i.test(path)).flatMap((path) => {
    const text2 = textAt(tree, path);
    if (text2 === void 0 || !MARKS.test(text2)) return [];
    const file = sourceFile(path, text2);
    return parseDocuments(text2).documents.flatMap(({ root }) => objectsIn(root, file));
  });
}
function objectsIn(node, file) {
  const root = resolved(node);
  if (root?.type !== "mapping") return [];
  const kind = scalarAt(root, "kind")?.value;
  if (kind === "List") return itemsAt(root, "items").flatMap((item) => objectsIn(item, file));
  const group = (scalarAt(root, "apiVersion")?.value ?? "").replace(/\/?v\d\w*$/, "");
  const type = group === "" ? kind ?? "" : `${group}/${kind ?? ""}`;
  const name = scalarAt(root, "metadata", "name")?.value ?? "";
  return [{ file, root, type, name, namespace: scalarAt(root, "metadata", "namespace")?.value }];
}
function mappingAt(node, ...path) {
  const found = resolved(valueAt(node, ...path));
  return found?.type === "mapping" ? found : void 0;
}
function placeAt(file, start2, text2) {
  return { file: file.path, ...file.at(Math.max(start2, 0)), text: text2 };
}
function objectNamed(objects, kind, name, namespace) {
  const named = objects.filter((each) => each.type.endsWith(`/${kind}`) && each.name === name);
  const inNamespace = named.filter((each) => each.namespace === namespace);
  const found = inNamespace.length > 0 ? inNamespace : named;
  const [first] = found;
  if (first === void 0) return `no ${kind} ${name} is in the repository`;
  const texts = new Set(found.map(specText));
  return texts.size === 1 ? first : `the repository has several of ${kind} ${name}, which differ`;
}
function specText({ root }) {
  const url = scalarAt(root, "spec", "url")?.value ?? "";
  const refs = ["tag", "semver", "branch", "commit", "digest"].map((key) => scalarAt(root, "spec", "ref", key)?.value);
  return JSON.stringify([url, refs, scalarAt(root, "spec", "type")?.value]);
}

// src/render/failure.ts
var StaysUnseen = class extends Error {
  name = "StaysUnseen";
};

// src/render/post-render.ts
var NO_POST_RENDERING = { steps: [], takesHooks: true };
async function postRendered(rendered, { steps, takesHooks }, { work, kustomize }) {
  const engine = await kustomize();
  if (typeof engine === "string") throw new StaysUnseen(engine);
  const documents = rendered.split(/^---[ \t]*$/m).filter((document) => !isBlank(document));
  const [hooks, objects] = [documents.filter(isHook), documents.filter((document) => !isHook(document))];
  let output = (takesHooks ? documents : objects).join("\n---\n");
  for (const step of steps.length === 0 ? [""] : steps) {
    if (isBlank(output)) break;
    output = await built(output, step, engine, work);
  }
  return [output, ...takesHooks ? [] : hooks].join("\n---\n");
}
async function built(objects, step, engine, work) {
  const folder = work.write([
    { path: "kustomization.yaml", bytes: Buffer.from(`resources: [rendered.yaml]
${step}
`) },
    { path: "rendered.yaml", bytes: Buffer.from(objects) }
  ]);
  try {
    const printed = await engine.run([...buildWords(engine), folder]);
    if (printed.type === "failed") throw new StaysUnseen(`${engine.name} does not take it: ${printed.reason}`);
    return printed.output;
  } finally {
    work.remove(folder);
  }
}
function buildWords({ name }) {
  return name.startsWith("kubectl") ? ["kustomize"] : ["build"];
}
function isBlank(document) {
  return document.split("\n").every((line) => line.trim() === "" || line.startsWith("#"));
}
function isHook(document) {
  return /^\s+["']?helm\.sh\/hook["']?:/m.test(document);
}

// src/render/set-values.ts
var MAX_KEYS = 64;
function setValue({ path, value, isText }) {
  const steps = path.matchAll(/((?:\\.|[^.[\]\\])+)|\[(\d{1,3})\]/g);
  const keys = Array.from(
    steps,
    ([, key, index]) => key === void 0 ? Number(index) : key.replaceAll(/\\(.)/g, "$1")
  );
  const isPlain = !isText && /^(?:true|false|null|-?(?:0|[1-9]\d*))$/.test(value);
  return keys.slice(0, MAX_KEYS).reduceRight(
    (inner, key) => typeof key === "number" ? `[${"null, ".repeat(key)}${inner}]` : `{${JSON.stringify(key)}: ${inner}}`,
    isPlain ? value : JSON.stringify(value)
  );
}

// src/render/url-place.ts
function urlPlace(file, node) {
  if (node?.type !== "scalar" || !node.verbatim || node.start < 0 || node.anchor !== void 0) return void 0;
  return { file, start: node.start, text: node.value };
}
function urlPlaceOfToken(file, token) {
  if (token?.type !== "text" || !token.plain) return void 0;
  return { file, start: token.start, text: token.text };
}

// src/render/argo.ts
function argoReleases(objects, tree) {
  return objects.flatMap((object) => {
    const { root, type } = object;
    if (type === "argoproj.io/Application") {
      return applicationReleases({ object, tree, fill: (text2) => text2 }, valueAt(root, "spec"));
    }
    if (type !== "argoproj.io/ApplicationSet") return [];
    const spec = valueAt(root, "spec", "template", "spec");
    const parameters = parametersOf(itemsAt(root, "spec", "generators"), tree) ?? [/* @__PURE__ */ new Map()];
    const made = parameters.flatMap((each) => applicationReleases({ object, tree, fill: filledWith(each) }, spec));
    return distinct(made);
  });
}
function distinct(releases) {
  return [...new Map(releases.map((each) => [JSON.stringify([each.place, each.chart, each.values]), each])).values()];
}
function applicationReleases(around, spec) {
  const single = valueAt(spec, "source");
  const sources = [...single === void 0 ? [] : [single], ...itemsAt(spec, "sources")];
  const refs = new Set(sources.flatMap((source) => scalarAt(source, "ref")?.value ?? []));
  return sources.flatMap((source) => sourceRelease(around, spec, source, refs) ?? []);
}
function sourceRelease(around, spec, source, refs) {
  const { object, fill } = around;
  const [chart, url] = [scalarAt(source, "chart"), scalarAt(source, "repoURL")];
  if (chart === void 0 || url === void 0) return void 0;
  const revision = scalarAt(source, "targetRevision")?.value;
  const [name, from, version] = [
    fill(chart.value),
    fill(url.value),
    revision === void 0 ? void 0 : fill(revision)
  ];
  const place = placeAt(object.file, chart.start, chart.value);
  const given = valuesOf(valueAt(source, "helm"), refs, around);
  const isSet = object.type === "argoproj.io/ApplicationSet";
  const release2 = fill(scalarAt(source, "helm", "releaseName")?.value ?? object.name);
  const isFilledIn = [name, from, version ?? ""].some((text2) => text2.includes("{{"));
  return {
    type: "release",
    place,
    chart: isFilledIn ? { from: "nowhere", because: "a generator of its ApplicationSet fills it in" } : chartAddress(from, name, version),
    url: from === url.value ? urlPlace(object.file, valueAt(source, "repoURL")) : void 0,
    release: release2.includes("{{") ? "release" : release2,
    namespace: plain(fill(scalarAt(spec, "destination", "namespace")?.value ?? "default")) ?? "default",
    values: given.layers,
    home: isSet ? "a generator makes several Applications of it" : homeOf(source, object),
    postRendering: NO_POST_RENDERING,
    imagesHome: BY_KUSTOMIZE,
    without: given.without,
    explains: [place, placeAt(object.file, url.start, "")]
  };
}
var BY_KUSTOMIZE = "Argo CD gives no Helm chart to kustomize; a source with a kustomization that has it in `helmCharts` would have `images`";
function plain(text2) {
  return text2 === void 0 || text2.includes("{{") ? void 0 : text2;
}
function homeOf(source, { file }) {
  const root = mappingAt(source);
  if (root === void 0) return "its source is no mapping";
  const text2 = scalarAt(root, "helm", "values");
  if (text2 === void 0 || valueAt(root, "helm", "valuesObject") !== void 0)
    return { file, root, prefix: ["helm", "valuesObject"] };
  const inner = mappingAt(embeddedDocuments(file, text2)[0]?.root);
  return inner === void 0 || text2.style !== "literal" ? "its values are a text that is no block" : { file, root: inner, prefix: [] };
}
function chartAddress(url, name, version) {
  return chartInRepository(url.includes("://") ? url : `oci://${url}`, name, version);
}
function valuesOf(helm, refs, { tree, fill }) {
  const layers = [];
  const without = [];
  for (const item of itemsAt(helm, "valueFiles")) {
    const path = fill(scalarAt(item)?.value ?? "");
    const layer = fileLayer(path, refs, tree);
    if (layer !== void 0) layers.push(layer);
    else if (scalarAt(helm, "ignoreMissingValueFiles")?.value !== "true") without.push(`its file of values ${path}`);
  }
  const text2 = scalarAt(helm, "values")?.value;
  const object = valueAt(helm, "valuesObject");
  const written = object === void 0 ? text2 === void 0 ? void 0 : fill(text2) : flowYaml(object, fill);
  if (written !== void 0 && written.trim() !== "") layers.push({ type: "text", text: written });
  const set = itemsAt(helm, "parameters").flatMap((item) => {
    const [key, value] = [scalarAt(item, "name")?.value, scalarAt(item, "value")?.value];
    if (key === void 0 || value === void 0) return [];
    return [{ path: key, value: fill(value), isText: scalarAt(item, "forceString")?.value === "true" }];
  });
  for (const each of set) layers.push({ type: "text", text: setValue(each) });
  return { layers, without };
}
function fileLayer(path, refs, tree) {
  if (path.includes("{{")) return void 0;
  const [, ref, rest] = /^\$([^/]+)\/(.+)$/.exec(path) ?? [];
  if (ref === void 0 || rest === void 0) {
    return /^[a-z]+:\/\//.test(path) ? void 0 : { type: "of-chart", path };
  }
  const text2 = refs.has(ref) ? textAt(tree, rest) : void 0;
  return text2 === void 0 ? void 0 : { type: "text", text: text2 };
}

// src/render/chart-dependencies.ts
function parentsOf(tree) {
  return tree.paths.filter((path) => baseName(path) === "Chart.yaml").flatMap((path) => parentAt(tree, path) ?? []);
}
function parentAt(tree, path) {
  const folder = directoryOf(path);
  const inFolder = (name2) => folder === "" ? name2 : `${folder}/${name2}`;
  const root = rootOf(tree, path);
  const name = scalarAt(root, "name")?.value;
  if (name === void 0) return void 0;
  const files = [path, inFolder("requirements.yaml")];
  const locked = lockedVersions([rootOf(tree, inFolder("Chart.lock")), rootOf(tree, inFolder("requirements.lock"))]);
  const dependencies = files.flatMap((file) => dependenciesIn(tree, file, locked));
  const missing = dependencies.filter((each) => !isVendored(tree, folder, each));
  if (missing.length === 0) return void 0;
  return { type: "parent", folder, name, dependencies: missing, home: homeOf2(tree, inFolder("values.yaml")) };
}
function dependenciesIn(tree, path, locked) {
  const text2 = textAt(tree, path);
  if (text2 === void 0) return [];
  const file = sourceFile(path, text2);
  return itemsAt(rootOf(tree, path), "dependencies").flatMap((item) => {
    const name = scalarAt(item, "name");
    const repository = scalarAt(item, "repository")?.value ?? "";
    if (name === void 0 || repository === "" || repository.startsWith("file:")) return [];
    const version = locked.get(`${name.value}\0${repository}`) ?? scalarAt(item, "version")?.value;
    const key = scalarAt(item, "alias")?.value ?? name.value;
    const { line } = file.at(Math.max(resolved(item)?.start ?? name.start, 0));
    const place = placeAt(file, name.start, name.value);
    const chart = chartInRepository(repository, name.value, version);
    const url = urlPlace(file, valueAt(item, "repository"));
    const lock = locked.has(`${name.value}\0${repository}`) ? { locked: LOCKED } : {};
    return [{ place, name: name.value, key, chart, url, ...lock, explains: [{ file: path, line }] }];
  });
}
var LOCKED = "its Chart.lock holds the address too: change it in Chart.yaml by hand, and run `helm dependency update`";
function homeOf2(tree, path) {
  const text2 = textAt(tree, path);
  const root = mappingAt(rootOf(tree, path));
  return text2 === void 0 || root === void 0 ? "its chart has no values.yaml to add to" : { file: sourceFile(path, text2), root, prefix: [] };
}
function lockedVersions(locks) {
  return new Map(
    locks.flatMap(
      (lock) => itemsAt(lock, "dependencies").flatMap((item) => {
        const [name, repository] = [scalarAt(item, "name")?.value, scalarAt(item, "repository")?.value];
        const version = scalarAt(item, "version")?.value;
        return version === void 0 ? [] : [[`${name}\0${repository}`, version]];
      })
    )
  );
}
function isVendored(tree, folder, { name }) {
  return tree.paths.includes(folder === "" ? `charts/${name}/Chart.yaml` : `${folder}/charts/${name}/Chart.yaml`);
}
function rootOf(tree, path) {
  const text2 = textAt(tree, path);
  const parsed = text2 === void 0 ? void 0 : parseYaml(text2);
  return parsed?.ok === true ? parsed.documents[0]?.root : void 0;
}

// src/render/cluster-charts.ts
function clusterCharts(objects) {
  return objects.filter(({ type }) => type === "helm.cattle.io/HelmChart").flatMap((object) => chartOf(object, objects) ?? []);
}
function chartOf(object, objects) {
  const { root, file, name, namespace } = object;
  const chart = scalarAt(root, "spec", "chart");
  if (chart === void 0) return void 0;
  const place = placeAt(file, chart.start, chart.value);
  const configs = objects.filter(
    (other) => other.type === "helm.cattle.io/HelmChartConfig" && other.name === name && other.namespace === namespace
  );
  const set = entriesAt(root, "spec", "set").flatMap(
    ([path, value]) => value.type === "scalar" ? [{ type: "text", text: setValue({ path, value: value.value, isText: false }) }] : []
  );
  return {
    type: "release",
    place,
    chart: addressOf(root, chart.value),
    url: urlPlace(file, valueAt(root, "spec", chart.value.startsWith("oci://") ? "chart" : "repo")),
    release: name,
    namespace: scalarAt(root, "spec", "targetNamespace")?.value ?? "default",
    values: [...[object, ...configs].flatMap(contentOf), ...set],
    home: homeOf3(object),
    postRendering: NO_POST_RENDERING,
    imagesHome: void 0,
    without: itemsAt(root, "spec", "valuesSecrets").map(
      (item) => `the values in Secret ${scalarAt(item, "name")?.value ?? ""}`
    ),
    explains: [place]
  };
}
function homeOf3({ file, root }) {
  const content = scalarAt(root, "spec", "valuesContent");
  const spec = mappingAt(root, "spec");
  if (content === void 0) return spec === void 0 ? "it has no spec" : "it has no valuesContent to add to";
  const inner = mappingAt(embeddedDocuments(file, content)[0]?.root);
  return inner === void 0 || content.style !== "literal" ? "its values are a text that is no block" : { file, root: inner, prefix: [] };
}
function addressOf(root, chart) {
  const version = scalarAt(root, "spec", "version")?.value;
  const repository = scalarAt(root, "spec", "repo")?.value;
  return namedChart(chart, repository, version) ?? { from: "nowhere", because: "its chart is none of a repository" };
}
function contentOf({ root }) {
  const content = scalarAt(root, "spec", "valuesContent")?.value;
  const values = valueAt(root, "spec", "values");
  const text2 = values === void 0 ? content : flowYaml(values);
  return text2 === void 0 || text2.trim() === "" ? [] : [{ type: "text", text: text2 }];
}

// src/render/config-values.ts
function configValues(objects, tree) {
  const known = /* @__PURE__ */ new Map();
  const put = (name, namespace, key, text2) => {
    for (const id of [`${namespace ?? ""}\0${name}\0${key}`, `\0${name}\0${key}`])
      if (!known.has(id)) known.set(id, text2);
  };
  for (const object of objects) {
    if (object.type === "ConfigMap") {
      for (const [key, value] of entriesAt(object.root, "data"))
        if (value.type === "scalar") put(object.name, object.namespace, key, value.value);
    }
    for (const { name, key, text: text2 } of generated(object, tree)) put(name, object.namespace, key, text2);
  }
  const variables = variablesOf(objects, known);
  return {
    dataOf: (name, namespace, key) => known.get(`${namespace ?? ""}\0${name}\0${key}`) ?? known.get(`\0${name}\0${key}`),
    fill: (text2) => filled(text2, variables)
  };
}
function generated({ root, file }, tree) {
  return itemsAt(root, "configMapGenerator").flatMap((item) => {
    const name = scalarAt(item, "name")?.value ?? "";
    const files = itemsAt(item, "files").flatMap((entry) => {
      const written = scalarAt(entry)?.value ?? "";
      const equals = written.indexOf("=");
      const path = joinPath(directoryOf(file.path), written.slice(equals + 1));
      const text2 = path === void 0 ? void 0 : textAt(tree, path);
      const key = equals === -1 ? written.slice(written.lastIndexOf("/") + 1) : written.slice(0, equals);
      return text2 === void 0 ? [] : [{ name, key, text: text2 }];
    });
    const literals = itemsAt(item, "literals").flatMap((entry) => {
      const [, key, text2] = /^([^=]+)=(.*)$/s.exec(scalarAt(entry)?.value ?? "") ?? [];
      return key === void 0 || text2 === void 0 ? [] : [{ name, key, text: text2 }];
    });
    return [...files, ...literals];
  });
}
function variablesOf(objects, known) {
  const values = /* @__PURE__ */ new Map();
  const builds = objects.filter(({ type }) => type === "kustomize.toolkit.fluxcd.io/Kustomization");
  const maps = groupBy(
    objects.filter(({ type }) => type === "ConfigMap"),
    ({ name }) => name
  );
  for (const { root } of builds) {
    const inline = entriesAt(root, "spec", "postBuild", "substitute").flatMap(
      ([name, value]) => value.type === "scalar" ? [[name, value.value]] : []
    );
    const named = itemsAt(root, "spec", "postBuild", "substituteFrom").flatMap((item) => {
      const map = scalarAt(item, "kind")?.value === "ConfigMap" ? scalarAt(item, "name")?.value ?? "" : "";
      const keys = (maps.get(map) ?? []).flatMap((object) => entriesAt(object.root, "data").map(([key]) => key));
      return keys.map((key) => [key, known.get(`\0${map}\0${key}`) ?? ""]);
    });
    for (const [name, value] of [...inline, ...named]) values.set(name, (values.get(name) ?? /* @__PURE__ */ new Set()).add(value));
  }
  return new Map([...values].flatMap(([name, all]) => all.size === 1 ? [[name, [...all][0] ?? ""]] : []));
}
function filled(text2, variables) {
  if (!text2.includes("${")) return text2;
  return text2.replaceAll(/\$\{([A-Za-z_]\w*)(?::?[=-]([^{}]*))?\}/g, (whole, name, fallback) => {
    return variables.get(name) ?? fallback ?? whole;
  });
}

// src/render/adding.ts
function afterMapping(file, mapping, path) {
  const column = columnOf(file, mapping.start);
  const end = lastLineEnd(file.text, mapping.start, column, () => true);
  return belowLine(file.text, end, path, { column, unit: unitOf(file, mapping) });
}
function afterItems(file, list, path) {
  const column = columnOf(file, list.start);
  const end = lastLineEnd(file.text, list.start, column, (line) => /^ *-(?:\s|$)/.test(line));
  const unit = list.items.map((item) => item.type === "mapping" ? unitOf(file, item) : 2);
  return belowLine(file.text, end, path, { column, unit: unit.at(-1) ?? 2 });
}
function withinBraces(file, mapping, path) {
  const at = file.text.indexOf("{", mapping.start) + 1;
  return at === 0 ? "its mapping is not found" : { at, keys: { path, style: { type: "flow", isEmpty: mapping.entries.length === 0 } } };
}
function lastLineEnd(text2, start2, column, isOwn) {
  let end = lineEndAfter(text2, start2);
  for (let at = nextLine(text2, end); at < text2.length; ) {
    const stop = lineEndAfter(text2, at);
    const line = text2.slice(at, stop);
    const depth = /^ */.exec(line)?.[0].length ?? 0;
    const isBlank2 = line.trim() === "" || line.trimStart().startsWith("#") && depth <= column;
    if (!isBlank2 && (depth < column || depth === column && !isOwn(line) || /^(?:---|\.\.\.)/.test(line))) break;
    if (!isBlank2) end = stop;
    at = nextLine(text2, stop);
  }
  return end;
}
function belowLine(text2, end, path, indents) {
  const begins = end === text2.length;
  const lineEnd = text2.includes("\r\n") ? "\r\n" : "\n";
  return {
    at: begins ? end : nextLine(text2, end),
    keys: { path, style: { type: "block", ...indents, lineEnd, begins } }
  };
}
function lineEndAfter(text2, from) {
  const found = /[\r\n]/g;
  found.lastIndex = from;
  return found.exec(text2)?.index ?? text2.length;
}
function nextLine(text2, end) {
  return text2.startsWith("\r\n", end) ? end + 2 : end + 1;
}
function columnOf(file, offset) {
  return file.at(offset).column - 1;
}
function unitOf(file, mapping) {
  for (const { value } of mapping.entries) {
    if (value.type !== "mapping" || value.flow) continue;
    const unit = columnOf(file, value.start) - columnOf(file, mapping.start);
    if (unit > 0 && unit <= 8) return unit;
  }
  return 2;
}

// src/render/images-home.ts
var ITEM = { first: void 0 };
function postRenderersHome(file, root, spec) {
  const renderers = resolved(valueAt(spec, "postRenderers"));
  const common = { file, listIndent: listIndentOf(file, root), written: /* @__PURE__ */ new Set(), others: [] };
  if (renderers === void 0 || isEmpty(renderers)) {
    const isWritten = renderers !== void 0;
    return isWritten ? LEFT_EMPTY : { ...common, within: spec, path: ["postRenderers", ITEM, "kustomize", "images"] };
  }
  if (renderers.type !== "sequence") return "its postRenderers are no list";
  const kustomizes = renderers.items.flatMap((item) => resolved(valueAt(item, "kustomize")) ?? []);
  const own = kustomizes.findLast((each) => valueAt(each, "images") !== void 0) ?? kustomizes.at(-1);
  if (own?.type !== "mapping") return added({ ...common, within: renderers, path: [ITEM, "kustomize", "images"] });
  return imagesOf(own, common);
}
function kustomizationHome(file, root) {
  return imagesOf(root, { file, listIndent: listIndentOf(file, root) });
}
function imagesOf(mapping, common) {
  const images = resolved(valueAt(mapping, "images"));
  const written = new Set(
    itemsAt(images).flatMap((item) => ["name", "newName"].flatMap((key) => scalarAt(item, key)?.value ?? []))
  );
  if (images === void 0) return { ...common, within: mapping, path: ["images"], written, others: [] };
  if (isEmpty(images)) return LEFT_EMPTY;
  if (images.type !== "sequence") return "its images are no list";
  return added({ ...common, within: images, path: [], written, others: [] });
}
var LEFT_EMPTY = "its list of images is written and left empty";
function isEmpty(node) {
  return node.type === "sequence" ? node.items.length === 0 : node.type === "scalar" && node.start < 0;
}
function added(home) {
  return home.within.flow ? "its list is written in brackets" : home;
}
function entrySlot(home, name) {
  const { file, within, path, listIndent, written, others } = home;
  if (written.has(name)) return "an entry of images names it already, and is moved by itself";
  if (others.some((text2) => hasWord(text2, name)))
    return "another object that its kustomization builds has the image too";
  const steps = [...path, { first: { key: "name", value: name } }, "newName"];
  const adding = within.type === "sequence" ? afterItems(file, within, steps) : within.flow ? withinBraces(file, within, steps) : afterMapping(file, within, steps);
  if (typeof adding === "string") return adding;
  const { at, keys } = adding;
  const adds = keys.style.type === "block" ? { ...keys, style: { ...keys.style, listIndent } } : keys;
  return { file: file.path, start: at, end: at, writes: "name", before: "", after: "", tail: "", adds };
}
function hasWord(text2, name) {
  for (let at = text2.indexOf(name); at !== -1; at = text2.indexOf(name, at + 1)) {
    const [before, after] = [text2[at - 1] ?? " ", text2[at + name.length] ?? " "];
    if (!/[\w./-]/.test(before) && !/[\w/-]/.test(after)) return true;
  }
  return false;
}
function listIndentOf(file, root) {
  const open = [root];
  for (let mapping = open.shift(); mapping !== void 0; mapping = open.shift()) {
    for (const { value } of mapping.entries) {
      if (value.type === "sequence" && !value.flow && value.items.length > 0)
        return Math.max(columnOf(file, value.start) - columnOf(file, mapping.start), 0);
      for (const inner of value.type === "sequence" ? value.items : [value])
        if (inner.type === "mapping" && !inner.flow) open.push(inner);
    }
  }
  return DEFAULT_INDENT;
}
var DEFAULT_INDENT = 2;

// src/render/kustomization-parts.ts
var TAKEN = /* @__PURE__ */ new Set(["images", "patches", "patchesStrategicMerge", "patchesJson6902"]);
function kustomizationOf(node, fill = (text2) => text2, taken = TAKEN) {
  const parts = entriesAt(node).filter(([key]) => taken.has(key));
  return parts.map(([key, value]) => `${key}: ${flowYaml(value, fill) ?? "[]"}
`).join("");
}

// src/render/flux.ts
function fluxReleases(objects, config, tree) {
  return objects.filter(({ type }) => type === "helm.toolkit.fluxcd.io/HelmRelease").flatMap((object) => releaseOf(object, objects, config) ?? []).filter(({ chart }) => !isOfTree(chart, tree));
}
function isOfTree(chart, { paths }) {
  const folder = chart.from === "nowhere" ? chart.folder : void 0;
  const path = folder === void 0 ? void 0 : joinPath("", folder);
  return path !== void 0 && paths.includes(path === "" ? "Chart.yaml" : `${path}/Chart.yaml`);
}
function releaseOf(object, objects, config) {
  const { root, name, namespace } = object;
  const origin = chartOf2(object, objects) ?? chartRefOf(object, objects);
  if (origin === void 0) return void 0;
  const { place, chart, url, files, explains } = origin;
  const spec = mappingAt(root, "spec");
  const given = valuesOf2(object, config);
  const target = scalarAt(root, "spec", "targetNamespace")?.value;
  return {
    type: "release",
    place,
    chart,
    url,
    // https://fluxcd.io/flux/components/helm/helmreleases/#release-name
    release: scalarAt(root, "spec", "releaseName")?.value ?? (target === void 0 ? name : `${target}-${name}`),
    namespace: target ?? namespace ?? "default",
    values: [...files.map((path) => ({ type: "of-chart", path })), ...given.layers],
    home: spec === void 0 ? "it has no spec" : { file: object.file, root: spec, prefix: ["values"] },
    postRendering: { steps: postRenderersOf(root, config), takesHooks: false },
    imagesHome: spec === void 0 ? void 0 : postRenderersHome(object.file, root, spec),
    without: given.without,
    explains
  };
}
function postRenderersOf(root, { fill }) {
  return itemsAt(root, "spec", "postRenderers").map((item) => kustomizationOf(valueAt(item, "kustomize"), fill));
}
function chartOf2({ root, file, namespace }, objects) {
  const spec = valueAt(root, "spec", "chart", "spec");
  const name = scalarAt(spec, "chart");
  const kind = scalarAt(spec, "sourceRef", "kind")?.value ?? "HelmRepository";
  const source = scalarAt(spec, "sourceRef", "name")?.value;
  if (name === void 0 || source === void 0) return void 0;
  const found = objectNamed(objects, kind, source, scalarAt(spec, "sourceRef", "namespace")?.value ?? namespace);
  const place = placeAt(file, name.start, name.value);
  const files = itemsAt(spec, "valuesFiles").flatMap((item) => scalarAt(item)?.value ?? []);
  const version = scalarAt(spec, "version")?.value;
  const common = { place, files };
  if (typeof found === "string") {
    const folder = kind === "GitRepository" ? { folder: name.value } : {};
    return { ...common, chart: { from: "nowhere", because: found, ...folder }, explains: [place] };
  }
  const url = scalarAt(found.root, "spec", "url")?.value ?? "";
  if (kind === "HelmRepository") {
    const at2 = urlPlace(found.file, valueAt(found.root, "spec", "url"));
    return { ...common, chart: chartInRepository(url, name.value, version), url: at2, explains: [place] };
  }
  if (kind !== "GitRepository") {
    return { ...common, chart: { from: "nowhere", because: `charts of a ${kind} are not fetched` }, explains: [place] };
  }
  const at = scalarAt(found.root, "spec", "url");
  const explains = at === void 0 ? [place] : [place, placeAt(found.file, at.start, "")];
  return { ...common, chart: { from: "git", url, path: name.value, ref: refOf(found.root) }, explains };
}
function chartRefOf({ root, file, namespace }, objects) {
  const name = scalarAt(root, "spec", "chartRef", "name");
  const kind = scalarAt(root, "spec", "chartRef", "kind")?.value;
  if (name === void 0) return void 0;
  const place = placeAt(file, name.start, name.value);
  if (kind !== "OCIRepository") {
    const because = `its chart is a ${kind ?? "source"} of the cluster's`;
    return { place, files: [], chart: { from: "nowhere", because }, explains: [place] };
  }
  const found = objectNamed(
    objects,
    kind,
    name.value,
    scalarAt(root, "spec", "chartRef", "namespace")?.value ?? namespace
  );
  if (typeof found === "string") {
    return { place, files: [], chart: { from: "nowhere", because: found }, explains: [place] };
  }
  const url = scalarAt(found.root, "spec", "url");
  if (url === void 0) return void 0;
  const ref = (key) => scalarAt(found.root, "spec", "ref", key)?.value;
  const chart = registryChart(url.value, ref("semver") ?? ref("tag"), ref("digest"));
  const at = urlPlace(found.file, valueAt(found.root, "spec", "url"));
  return { place, files: [], chart, url: at, explains: [place, placeAt(found.file, url.start, "")] };
}
function refOf(root) {
  const ref = (key) => scalarAt(root, "spec", "ref", key)?.value;
  return ref("commit") ?? ref("tag") ?? ref("branch");
}
function valuesOf2({ root, namespace }, config) {
  const layers = [];
  const without = [];
  for (const item of itemsAt(root, "spec", "valuesFrom")) {
    const kind = scalarAt(item, "kind")?.value ?? "";
    const name = scalarAt(item, "name")?.value ?? "";
    const key = scalarAt(item, "valuesKey")?.value ?? "values.yaml";
    const text3 = kind === "ConfigMap" ? config.dataOf(name, namespace, key) : void 0;
    const path = scalarAt(item, "targetPath")?.value;
    if (text3 !== void 0) layers.push({ type: "text", text: path === void 0 ? text3 : nested(path, text3) });
    else if (scalarAt(item, "optional")?.value !== "true") without.push(`the values in ${kind} ${name}`);
  }
  const values = valueAt(root, "spec", "values");
  const text2 = values === void 0 ? void 0 : flowYaml(values, config.fill);
  if (text2 !== void 0) layers.push({ type: "text", text: text2 });
  else if (values !== void 0) without.push("its values, which are too large");
  return { layers, without };
}
function nested(path, text2) {
  const keys = path.split(".").slice(0, 64);
  const value = /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text2) ? text2 : JSON.stringify(text2);
  return keys.reduceRight((inner, key) => `{${JSON.stringify(key)}: ${inner}}`, value);
}

// src/render/kustomize-bases.ts
var LISTS = ["resources", "bases", "components"];
function remoteBases(tree) {
  return tree.paths.filter((path) => /^(?:kustomization\.ya?ml|Kustomization)$/.test(baseName(path))).flatMap((path) => {
    const text2 = textAt(tree, path);
    if (text2 === void 0) return [];
    const file = sourceFile(path, text2);
    return parseDocuments(text2).documents.flatMap(({ root }) => {
      const replaced = new Set(itemsAt(root, "images").flatMap((item) => scalarAt(item, "name")?.value ?? []));
      return partsOf(root).flatMap((part) => {
        const base = baseAddress(part.value);
        if (base === void 0) return [];
        const place = placeAt(file, part.start, part.value);
        return [{ type: "base", place, base, replaced, explains: [place] }];
      });
    });
  });
}
function partsOf(root) {
  return LISTS.flatMap((key) => itemsAt(root, key)).flatMap((item) => scalarAt(item) ?? []);
}
var FORGES = /^(?:github\.com|gitlab\.com|bitbucket\.org)$/;
function baseAddress(part) {
  const plain2 = part.trim().replace(/^git::/, "").replace(/^(?:ssh:\/\/)?git@([\w.-]+)[:/]/, "https://$1/");
  const isForge = /^(?:github\.com|gitlab\.com|bitbucket\.org)\//.test(plain2);
  const address = isForge ? `https://${plain2}` : plain2;
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return void 0;
  const url = new URL(address);
  const ref = url.searchParams.get("ref") ?? url.searchParams.get("version") ?? void 0;
  const isFile = /\.ya?ml$/.test(url.pathname) && (!FORGES.test(url.hostname) || /\/(?:releases|raw)\//.test(url.pathname));
  if (isFile) return { from: "file", url: url.href };
  const [repository, path] = partsOfPath(url);
  return repository === void 0 ? void 0 : { from: "git", url: `${url.origin}/${repository}`, path, ref };
}
function partsOfPath({ hostname, pathname }) {
  const whole = pathname.replace(/^\//, "");
  const [before, after] = split(whole, "//");
  if (after !== void 0) return [before, after];
  const [named, inside] = split(whole, ".git/");
  if (inside !== void 0) return [`${named}.git`, inside];
  if (whole.endsWith(".git") || !FORGES.test(hostname)) return [whole, ""];
  const [owner, name, ...path] = whole.split("/");
  return name === void 0 ? [void 0, ""] : [`${owner}/${name}`, path.join("/")];
}
function split(text2, mark) {
  const at = text2.indexOf(mark);
  return at === -1 ? [text2, void 0] : [text2.slice(0, at), text2.slice(at + mark.length)];
}

// src/render/terraform-charts.ts
function terraformReleases(tree) {
  return tree.paths.filter((path) => /\.tf$/.test(path)).flatMap((path) => {
    const text2 = textAt(tree, path);
    if (text2 === void 0 || !text2.includes("helm_release")) return [];
    const file = sourceFile(path, text2);
    return resourcesOf(hclFields(text2)).flatMap((fields) => releaseOf2(fields, file, tree) ?? []);
  });
}
function resourcesOf(fields) {
  const found = /* @__PURE__ */ new Map();
  for (const field2 of fields) {
    const top = topScope(field2.scope);
    const block = blockOf(top);
    if (block?.type !== "resource" || block.labels[0] !== "helm_release") continue;
    const known = found.get(top);
    if (known === void 0) found.set(top, [field2]);
    else known.push(field2);
  }
  return [...found.values()];
}
function topScope(scope) {
  let at = scope;
  while (at.parent?.parent !== void 0) at = at.parent;
  return at;
}
function releaseOf2(fields, file, tree) {
  const own = (key) => {
    const [token, ...others] = fields.find((field2) => field2.key === key && field2.scope.parent?.parent === void 0)?.value ?? [];
    return token?.type === "text" && others.length > 0 ? { ...token, plain: false } : token;
  };
  const [chart, repository] = [own("chart"), own("repository")];
  if (chart === void 0) return void 0;
  if (!/^(?:oci|https?):\/\//.test(chart.text) && repository === void 0) return void 0;
  const place = placeAt(file, chart.start, chart.text);
  const values = [...valuesOf3(fields, file, tree), ...setOf(fields)];
  return {
    type: "release",
    place,
    chart: addressOf2(chart, repository, own("version")),
    url: urlPlaceOfToken(file, chart.text.startsWith("oci://") ? chart : repository),
    release: plainText(own("name")) ?? "release",
    namespace: plainText(own("namespace")) ?? "default",
    values: values.filter((value) => typeof value !== "string"),
    home: "values of Terraform are not edited",
    postRendering: NO_POST_RENDERING,
    imagesHome: void 0,
    without: values.filter((value) => typeof value === "string"),
    explains: [place]
  };
}
function addressOf2(chart, repository, version) {
  const [name, from, wanted] = [plainText(chart), plainText(repository), plainText(version)];
  const isFilledIn = name === void 0 || repository !== void 0 && from === void 0;
  if (isFilledIn || version !== void 0 && wanted === void 0) {
    return { from: "nowhere", because: "variables of Terraform fill it in" };
  }
  return namedChart(name, from, wanted) ?? { from: "nowhere", because: "no repository is named for it" };
}
function plainText(token) {
  return token?.type === "text" && token.plain ? token.text : void 0;
}
function valuesOf3(fields, file, tree) {
  return fields.flatMap((field2) => {
    const isValues = field2.scope.path.at(-1) === "values" || field2.key === "values";
    const [token] = field2.value;
    if (!isValues || token === void 0) return [];
    if (token.type === "text" && token.text.startsWith("<<")) {
      const text3 = dedented(token.text);
      return text3.includes("${") ? ["values that Terraform fills in"] : [{ type: "text", text: text3 }];
    }
    const path = token.type === "text" ? token.text.replace(/^\$\{path\.module\}\//, "") : "";
    const at = /\.ya?ml$/.test(path) ? joinPath(directoryOf(file.path), path) : void 0;
    const text2 = at === void 0 ? void 0 : textAt(tree, at);
    if (text2 !== void 0) return [{ type: "text", text: text2 }];
    return field2.key === "values" ? [] : ["values that Terraform computes"];
  });
}
function dedented(heredoc) {
  const lines = heredoc.split("\n").slice(1, -1);
  const depths = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const depth = Math.min(...depths, Number.MAX_SAFE_INTEGER);
  return `${lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0)).join("\n")}
`;
}
function setOf(fields) {
  const sets = /* @__PURE__ */ new Map();
  for (const { scope, key, value } of fields) {
    if (scope.path.at(-1) !== "set" || !["name", "value", "type"].includes(key)) continue;
    const known = sets.get(scope) ?? {};
    const [token] = value;
    if (key === "name") known.name = plainText(token) ?? "";
    else if (key === "type") known.isText = plainText(token) === "string";
    else if (token !== void 0) known.value = token;
    sets.set(scope, known);
  }
  return [...sets.values()].flatMap(({ name, value, isText }) => {
    if (name === void 0 || name === "" || value === void 0) return [];
    const text2 = plainText(value) ?? (value.type === "word" && /^(?:true|false|-?\d+)$/.test(value.text) ? value.text : void 0);
    if (text2 === void 0) return [`the value ${name} that Terraform computes`];
    return [{ type: "text", text: setValue({ path: name, value: text2, isText: isText === true }) }];
  });
}

// src/render/tool-charts.ts
function toolReleases(tree) {
  return tree.paths.flatMap((path) => {
    const reader = readerFor(path);
    const text2 = reader === void 0 ? void 0 : textAt(tree, path);
    if (reader === void 0 || text2 === void 0) return [];
    const file = sourceFile(path, text2);
    const roots = parseDocuments(text2).documents.map(({ root }) => root);
    return reader({ tree, file, roots });
  });
}
function readerFor(path) {
  const name = baseName(path);
  if (/^(?:kustomization\.ya?ml|Kustomization)$/.test(name)) return kustomizeCharts;
  if (isHelmfilePath(path)) return helmfileReleases;
  if (/^skaffold.*\.ya?ml$/.test(name)) return skaffoldReleases;
  return name === "fleet.yaml" ? fleetRelease : void 0;
}
function kustomizeCharts({ tree, file, roots }) {
  return roots.flatMap(
    (root) => itemsAt(root, "helmCharts").flatMap((item) => {
      const repository = scalarAt(item, "repo")?.value;
      if (repository === void 0) return [];
      const files = [valueAt(item, "valuesFile"), ...itemsAt(item, "additionalValuesFiles")];
      const inline = valueAt(item, "valuesInline");
      return release(file, item, "name", {
        chart: (name) => chartInRepository(repository, name, scalarAt(item, "version")?.value),
        release: scalarAt(item, "releaseName")?.value,
        namespace: scalarAt(item, "namespace")?.value ?? scalarAt(root, "namespace")?.value,
        values: [...filesOf(files, file, tree), ...inlineOf(inline)],
        repository: valueAt(item, "repo"),
        home: inlineHome(file, item, ["valuesInline"]),
        // What it renders is an object of the kustomization like any other, hooks with it.
        postRendering: { steps: imagesOf2(root), takesHooks: true },
        imagesHome: imagesHomeOf(root, file, tree)
      });
    })
  );
}
function imagesOf2(root) {
  const text2 = kustomizationOf(root, void 0, /* @__PURE__ */ new Set(["images"]));
  return text2 === "" ? [] : [text2];
}
function imagesHomeOf(root, file, tree) {
  const mapping = mappingAt(root);
  if (mapping === void 0) return "it is no mapping";
  const home = kustomizationHome(file, mapping);
  if (typeof home === "string") return home;
  const others = othersIn(root, file, tree);
  return typeof others === "string" ? others : { ...home, others };
}
function othersIn(root, file, tree) {
  const texts = [];
  for (const item of ["resources", "bases", "components"].flatMap((key) => itemsAt(root, key))) {
    const path = scalarAt(item)?.value ?? "";
    const at = joinPath(directoryOf(file.path), path);
    const files = at === void 0 ? [] : tree.paths.filter((each) => each === at || each.startsWith(`${at}/`));
    if (files.length === 0) return `what else its kustomization builds of ${path} is not in the repository`;
    for (const each of files) texts.push(textAt(tree, each) ?? "");
  }
  return texts;
}
function helmfileReleases({ tree, file, roots }) {
  const repositories = new Map(
    roots.flatMap(
      (root) => itemsAt(root, "repositories").flatMap((item) => {
        const [name, url] = [scalarAt(item, "name")?.value, scalarAt(item, "url")?.value];
        const isRegistry = scalarAt(item, "oci")?.value === "true";
        const node = valueAt(item, "url");
        return name === void 0 || url === void 0 ? [] : [[name, { url: isRegistry ? `oci://${url}` : url, node }]];
      })
    )
  );
  return roots.flatMap(
    (root) => itemsAt(root, "releases").flatMap(
      (item) => release(file, item, "chart", {
        chart: (chart) => helmfileChart(chart, scalarAt(item, "version")?.value, repositories, { file, tree }),
        release: scalarAt(item, "name")?.value,
        namespace: scalarAt(item, "namespace")?.value,
        values: [...layersOf(itemsAt(item, "values"), file, tree), ...setOf2(itemsAt(item, "set"))],
        repository: repositories.get(scalarAt(item, "chart")?.value.split("/")[0] ?? "")?.node,
        home: fileHome(file, itemsAt(item, "values"), tree)
      })
    )
  );
}
function helmfileChart(chart, version, repositories, { file, tree }) {
  const named = namedChart(chart, void 0, version);
  if (named !== void 0) return named;
  const slash = chart.indexOf("/");
  const name = chart.slice(0, Math.max(slash, 0));
  const url = repositories.get(name)?.url;
  if (url !== void 0) return chartInRepository(url, chart.slice(slash + 1), version);
  const local = joinPath(directoryOf(file.path), chart);
  const isLocal = /^[./]/.test(chart) || local === void 0 || tree.paths.includes(`${local}/Chart.yaml`);
  return isLocal || name === "" ? void 0 : { from: "nowhere", because: `no repository ${name} is in its helmfile` };
}
function skaffoldReleases({ tree, file, roots }) {
  return roots.flatMap(
    (root) => [root, ...itemsAt(root, "profiles")].flatMap((part) => ["deploy", "manifests"].flatMap((key) => itemsAt(part, key, "helm", "releases"))).flatMap((item) => {
      const repository = scalarAt(item, "repo")?.value;
      const version = scalarAt(item, "version")?.value;
      return release(file, item, "remoteChart", {
        chart: (chart) => namedChart(chart, repository, version),
        release: scalarAt(item, "name")?.value,
        namespace: scalarAt(item, "namespace")?.value,
        repository: valueAt(item, "repo"),
        home: inlineHome(file, item, ["overrides"]),
        values: [
          ...layersOf(itemsAt(item, "valuesFiles"), file, tree),
          ...inlineOf(valueAt(item, "overrides")),
          ...entriesAt(item, "setValues").flatMap(
            ([path, value]) => value.type === "scalar" ? [{ type: "text", text: setValue({ path, value: value.value, isText: false }) }] : []
          )
        ]
      });
    })
  );
}
function fleetRelease({ tree, file, roots }) {
  return roots.flatMap((root) => {
    const helm = valueAt(root, "helm");
    if (helm === void 0) return [];
    const repository = scalarAt(helm, "repo")?.value;
    const version = scalarAt(helm, "version")?.value;
    return release(file, helm, "chart", {
      chart: (chart) => namedChart(chart, repository, version),
      release: scalarAt(helm, "releaseName")?.value,
      namespace: scalarAt(root, "namespace")?.value ?? scalarAt(root, "defaultNamespace")?.value,
      values: [...layersOf(itemsAt(helm, "valuesFiles"), file, tree), ...inlineOf(valueAt(helm, "values"))],
      repository: valueAt(helm, "repo"),
      home: inlineHome(file, helm, ["values"])
    });
  });
}
function release(file, node, field2, options) {
  const named = scalarAt(node, field2);
  const chart = named === void 0 ? void 0 : options.chart(named.value);
  if (named === void 0 || chart === void 0) return [];
  const place = placeAt(file, named.start, named.value);
  return [
    {
      type: "release",
      place,
      chart: named.value.includes("{{") ? { from: "nowhere", because: "a template fills it in" } : chart,
      url: urlPlace(file, named.value.startsWith("oci://") ? valueAt(node, field2) : options.repository),
      release: options.release ?? named.value,
      namespace: options.namespace ?? "default",
      values: options.values.filter((value) => typeof value !== "string"),
      home: options.home,
      postRendering: options.postRendering ?? NO_POST_RENDERING,
      imagesHome: options.imagesHome,
      without: options.values.filter((value) => typeof value === "string").map((path) => `its file of values ${path}`),
      explains: [place, placeAt(file, resolved(node)?.start ?? named.start, "")]
    }
  ];
}
function inlineHome(file, node, prefix) {
  const root = mappingAt(node);
  return root === void 0 ? "it is no mapping" : { file, root, prefix };
}
function fileHome(file, items, tree) {
  const last = items.at(-1);
  const inline = mappingAt(last);
  if (inline !== void 0) return { file, root: inline, prefix: [] };
  const at = joinPath(directoryOf(file.path), scalarAt(last)?.value ?? "");
  const text2 = at === void 0 || !/\.ya?ml$/.test(at) ? void 0 : textAt(tree, at);
  const root = text2 === void 0 ? void 0 : mappingAt(parseDocuments(text2).documents[0]?.root);
  if (at === void 0 || text2 === void 0 || root === void 0) return "it has no values to add to";
  return { file: sourceFile(at, text2), root, prefix: [] };
}
function layersOf(items, file, tree) {
  return items.flatMap((item) => scalarAt(item) === void 0 ? inlineOf(item) : filesOf([item], file, tree));
}
function filesOf(items, file, tree) {
  return items.flatMap((item) => {
    const path = scalarAt(item)?.value;
    if (path === void 0) return [];
    const at = joinPath(directoryOf(file.path), path);
    const text2 = at === void 0 || /\.gotmpl$/.test(at) ? void 0 : textAt(tree, at);
    return text2 === void 0 ? [path] : [{ type: "text", text: text2 }];
  });
}
function inlineOf(node) {
  const text2 = node === void 0 ? void 0 : flowYaml(node);
  return text2 === void 0 ? [] : [{ type: "text", text: text2 }];
}
function setOf2(items) {
  return items.flatMap((item) => {
    const [path, value] = [scalarAt(item, "name")?.value, scalarAt(item, "value")?.value];
    return path === void 0 || value === void 0 ? [] : [{ type: "text", text: setValue({ path, value, isText: false }) }];
  });
}

// src/render/reading.ts
function readNamed(tree) {
  const objects = objectsOf(tree);
  return { tree, objects, named: namedIn(objects, tree, tree) };
}
function edited(tree, texts) {
  return {
    paths: tree.paths,
    read: (path) => {
      const text2 = texts.get(path);
      return text2 === void 0 ? tree.read(path) : Buffer.from(text2);
    }
  };
}
function readAgain({ tree, named, objects }, one2, texts) {
  const other = edited(tree, texts);
  const changed = objectsOf({ ...other, paths: [...texts.keys()] });
  const kept = objects.filter(({ file: file2 }) => !texts.has(file2.path));
  const file = fileOf(one2);
  const again = namedIn([...kept, ...changed], other, { ...other, paths: other.paths.filter((path) => path === file) });
  const isSame = (each) => each.type === one2.type && fileOf(each) === file;
  return again.filter(isSame)[named.filter(isSame).indexOf(one2)];
}
function fileOf(named) {
  return named.type === "parent" ? `${named.folder === "" ? "" : `${named.folder}/`}Chart.yaml` : named.place.file;
}
function namedIn(objects, tree, part) {
  const config = configValues(objects, tree);
  return [
    ...parentsOf(part),
    ...fluxReleases(objects, config, tree),
    ...argoReleases(objects, tree),
    ...clusterCharts(objects),
    ...toolReleases(part),
    ...terraformReleases(part),
    ...remoteBases(part)
  ];
}

// src/render/versions.ts
var VERSION = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
function parseVersion(text2) {
  const found = VERSION.exec(text2);
  if (found === null) return void 0;
  const [, major, minor = "0", patch = "0", pre] = found;
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: pre === void 0 ? [] : pre.split(".") };
}
function compareVersions(one2, other) {
  const [first, second] = [parseVersion(one2), parseVersion(other)];
  if (first === void 0 || second === void 0) return Number(first !== void 0) - Number(second !== void 0);
  return order(first, second);
}
function order(one2, other) {
  for (const index of [0, 1, 2]) {
    const difference = one2.numbers[index] - other.numbers[index];
    if (difference !== 0) return difference;
  }
  if (one2.pre.length === 0 || other.pre.length === 0) return other.pre.length - one2.pre.length;
  for (let index = 0; index < Math.max(one2.pre.length, other.pre.length); index++) {
    const [first, second] = [one2.pre[index], other.pre[index]];
    if (first === void 0 || second === void 0) return first === void 0 ? -1 : 1;
    const [isNumber, isOther] = [/^\d+$/.test(first), /^\d+$/.test(second)];
    const difference = isNumber && isOther ? Number(first) - Number(second) : isNumber !== isOther ? Number(isOther) - Number(isNumber) : Number(first > second) - Number(first < second);
    if (difference !== 0) return difference;
  }
  return 0;
}
var MAX_RANGE_CHARS = 256;
function newestFitting(versions, range) {
  const wanted = (range ?? "").trim();
  const exact = versions.find((version) => version === wanted) ?? versions.find((version) => same(version, wanted));
  if (exact !== void 0 && wanted !== "") return exact;
  const fits = rangeOf(wanted === "" ? "*" : wanted);
  if (fits === void 0) return void 0;
  let best;
  for (const version of versions) {
    const parsed = parseVersion(version);
    if (parsed === void 0 || !fits(parsed)) continue;
    if (best === void 0 || compareVersions(version, best) > 0) best = version;
  }
  return best;
}
function isExactVersion(text2) {
  return /^v?\d+\.\d+\.\d+/.test(text2) && parseVersion(text2) !== void 0;
}
function same(version, wanted) {
  const strip = (text2) => text2.replace(/^v/, "");
  return isExactVersion(wanted) && strip(version) === strip(wanted);
}
function rangeOf(range) {
  if (range.length > MAX_RANGE_CHARS) return void 0;
  const alternatives = range.split("||").map(allOf);
  if (alternatives.some((fits) => fits === void 0)) return void 0;
  return (version) => alternatives.some((fits) => fits?.(version) === true);
}
function allOf(range) {
  const between = range.replaceAll(/(\S+)\s+-\s+(\S+)/g, ">=$1 <=$2").replaceAll(/([<>=!~^])\s+(?=[\dvxX*])/g, "$1");
  const parts = between.split(/[\s,]+/).filter((part) => part !== "");
  const all = parts.map(one);
  if (parts.length === 0 || all.some((fits) => fits === void 0)) return void 0;
  const takesPre = parts.some((part) => /\d-/.test(part));
  return (version) => (takesPre || version.pre.length === 0) && all.every((fits) => fits?.(version) === true);
}
var PART = /^(=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(-[0-9A-Za-z.-]+)?(?:\+\S*)?$/;
function one(text2) {
  const found = PART.exec(text2);
  if (found === null) return void 0;
  const [, operator = "", ...written] = found;
  const known = written.slice(0, 3).filter((part) => part !== void 0 && /^\d+$/.test(part));
  const numbers = [0, 1, 2].map((index) => Number(known[index] ?? 0));
  const [major = 0, minor = 0, patch = 0] = numbers;
  const low = { numbers: [major, minor, patch], pre: written[3]?.slice(1).split(".") ?? [] };
  const next = (place) => ({
    numbers: [
      place === 0 ? major + 1 : major,
      place === 1 ? minor + 1 : place < 1 ? 0 : minor,
      place === 2 ? patch + 1 : 0
    ],
    pre: ["0"]
  });
  if (known.length === 0) return operator === "!=" || operator === "<" || operator === ">" ? () => false : () => true;
  const last = known.length - 1;
  const within = (end) => (version) => order(version, low) >= 0 && order(version, end) < 0;
  switch (operator) {
    case "":
    case "=":
      return last === 2 ? (version) => order(version, low) === 0 : within(next(last));
    case "!=":
      return last === 2 ? (version) => order(version, low) !== 0 : (version) => !within(next(last))(version);
    case ">":
      return last === 2 ? (version) => order(version, low) > 0 : (version) => order(version, next(last)) >= 0;
    case ">=":
    case "=>":
      return (version) => order(version, low) >= 0;
    case "<":
      return (version) => order(version, low) < 0;
    case "<=":
    case "=<":
      return last === 2 ? (version) => order(version, low) <= 0 : (version) => order(version, next(last)) < 0;
    case "~":
    case "~>":
      return within(next(Math.min(last, 1)));
    default: {
      const first = numbers.findIndex((number) => number > 0);
      return within(next(first === -1 ? last : Math.min(first, last)));
    }
  }
}

// src/render/chart-sources.ts
function chartSources(tree, isWanted) {
  const found = readNamed(tree).named.flatMap(sourcesOf).filter(({ file }) => isWanted(file) && testPath(file, /* @__PURE__ */ new Set()) === void 0);
  const keyOf2 = ({ file, line, column, image }) => `${file}\0${line}\0${column}\0${image}`;
  return [...new Map(found.map((use) => [keyOf2(use), use])).values()];
}
function sourcesOf(named) {
  switch (named.type) {
    case "release":
      return sourceOf(named);
    case "parent":
      return named.dependencies.flatMap(sourceOf);
    case "base":
      return [];
  }
}
function sourceOf({ chart, place, url, locked }) {
  if (chart.from !== "registry") return [];
  const version = versionOf(chart);
  const reference = parseReference(`${chart.repository}${version ?? ""}`);
  if (reference === void 0) return [];
  const slot = url === void 0 ? void 0 : slotOf(url, chart.repository);
  const uneditable = locked ?? (slot === void 0 ? "its address is put together, or written with escapes" : void 0);
  const at = url === void 0 ? place : { file: url.file.path, ...url.file.at(url.start), text: url.text };
  return [
    {
      ...at,
      ...{ kind: "chart-source", part: "repository", also: [], slots: uneditable === void 0 && slot ? [slot] : [] },
      image: version === void 0 ? nameOf(reference) : formatReference(reference),
      ...version === void 0 ? { unknownTag: true, reason: "its version is a range, or not said" } : {},
      ...uneditable === void 0 ? {} : { uneditable },
      through: `chart ${chartLabel(chart)}`
    }
  ];
}
function versionOf({ version, digest }) {
  if (digest !== void 0) return `@${digest}`;
  return version !== void 0 && isExactVersion(version) ? `:${version.replace("+", "_")}` : void 0;
}
function slotOf({ file, start: start2, text: text2 }, repository) {
  const [scheme = ""] = /^\s*(?:oci:\/\/)?/.exec(text2) ?? [];
  const written = text2.slice(scheme.length).replace(/[\s/]+$/, "");
  if (repository !== written && !repository.startsWith(`${written}/`)) return void 0;
  const from = start2 + scheme.length;
  const tail = repository.slice(written.length);
  return { file: file.path, start: from, end: from + written.length, writes: "name", before: "", after: "", tail };
}

// src/render/merged-scan.ts
function mergedScan(scan, rendered, tree) {
  const known = { ...scan, uses: scan.uses.map(asRendered(rendered.uses)) };
  const merged = withUses(known, rendered.uses, tree);
  const uses = scan.keepers === void 0 ? merged.uses : keepNames(merged.uses, scan.keepers);
  return { ...merged, uses, unseen: stillUnseen(scan.unseen, rendered) };
}
function withUses(scan, added2, tree) {
  const texts = new Map(scan.texts);
  const files = new Set(added2.flatMap(({ file, slots }) => [file, ...slots.map((slot) => slot.file)]));
  for (const file of files) {
    const text2 = texts.get(file) ?? textAt(tree, file);
    if (text2 !== void 0) texts.set(file, text2);
  }
  const ignores = new Map(
    [...files].flatMap((file) => {
      const found = ignoresOf(sourceFile(file, texts.get(file) ?? ""));
      return found === void 0 ? [] : [[file, found]];
    })
  );
  return { ...scan, uses: [...scan.uses, ...markIgnored(added2, ignores)].sort(byPlace), texts };
}
function byPlace(one2, other) {
  return compareTexts(one2.file, other.file) || one2.line - other.line || one2.column - other.column;
}
function stillUnseen(unseen, { seen, unseen: left }) {
  const keyOf2 = ({ file, line }) => `${file}\0${line}`;
  const isSeen = new Set(seen.map(keyOf2));
  const because = new Map(left.flatMap((each) => each.explains.map((line) => [keyOf2(line), each.because])));
  const told = unseen.flatMap((source) => {
    const why = because.get(keyOf2(source));
    if (why !== void 0) return [{ ...source, because: why }];
    return isSeen.has(keyOf2(source)) ? [] : [{ ...source, because: NOT_INSTALLED[source.type] }];
  });
  const known = new Set(unseen.map(keyOf2));
  const untold = left.filter(({ explains }) => !explains.some((line) => known.has(keyOf2(line)))).map(({ source, because: because2 }) => ({ ...source, because: because2 }));
  if (untold.length === 0) return told;
  const distinct2 = new Map([...told, ...untold].map((source) => [`${keyOf2(source)}\0${source.source}`, source]));
  return [...distinct2.values()].sort((one2, other) => compareTexts(one2.file, other.file) || one2.line - other.line);
}
var NOT_INSTALLED = {
  chart: "what installs it is not rendered (a program of Pulumi, say) or not in the repository",
  base: "it is named in a way that is not built",
  git: "manifests of a Git repository are not fetched, unless they are a chart or a base",
  artifact: "manifests in an artifact are not fetched",
  include: "Compose files from elsewhere are not fetched",
  submodule: "submodules are not fetched",
  file: "its name is not one of a manifest"
};
function asRendered(rendered) {
  const byPlace2 = new Map(
    rendered.flatMap(
      (use) => use.slots.flatMap((slot) => slot.adds === void 0 ? [[`${slot.file}\0${slot.start}`, use]] : [])
    )
  );
  return (use) => {
    const found = use.slots.map((slot) => byPlace2.get(`${slot.file}\0${slot.start}`)).find((each) => each !== void 0);
    if (found === void 0) return use;
    const { reason: _, pulls: __, unknownTag: ___, uneditable: ____, ...rest } = use;
    const { image, slots, uneditable, through } = found;
    return {
      ...rest,
      ...{ image, slots },
      ...through === void 0 ? {} : { through },
      ...uneditable === void 0 ? {} : { uneditable }
    };
  };
}

// src/render/chart-store.ts
const { randomUUID } = require("node:crypto");
const { mkdirSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

// src/render/archive.ts
const { gunzipSync } = require("node:zlib");
var MAX_PACKED_BYTES = 32 * 1024 * 1024;
var MAX_UNPACKED_BYTES = 128 * 1024 * 1024;
var MAX_FILES = 1e4;
var MAX_PATH_CHARS = 512;
var BLOCK = 512;
function filesOfArchive(packed) {
  const tar = unzipped(packed);
  if (typeof tar === "string") return tar;
  const files = /* @__PURE__ */ new Map();
  for (const entry of entriesOf(tar)) {
    if (typeof entry === "string") return entry;
    const path = pathOf(entry.name);
    if (path === void 0) return `it holds a path that leads out of it (${shown(entry.name)})`;
    if (path !== "") files.set(path, { path, bytes: entry.body });
    if (files.size > MAX_FILES) return `it holds more than ${MAX_FILES} files`;
  }
  if (!files.has("Chart.yaml")) return "it holds no Chart.yaml";
  return [...files.values()];
}
function unzipped(packed) {
  try {
    return gunzipSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    const isBomb = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isBomb ? `it unpacks to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB` : "it is no gzipped archive";
  }
}
function* entriesOf(tar) {
  let longName;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = octal(header, 124, 12);
    const start2 = at + BLOCK;
    if (size === void 0 || start2 + size > tar.length) {
      yield "its archive is broken off";
      return;
    }
    const body = tar.subarray(start2, start2 + size);
    at = start2 + Math.ceil(size / BLOCK) * BLOCK;
    const name = longName ?? nameOf2(header);
    switch (String.fromCharCode(header[156] ?? 0)) {
      case "L":
        longName = text(body, 0, body.length);
        break;
      case "x":
        longName = paxPath(body) ?? longName;
        break;
      case "g":
        break;
      case "5":
        longName = void 0;
        break;
      case "0":
      case "7":
      case "\0":
        longName = void 0;
        yield { name, body };
        break;
      default:
        yield `it holds a link or a device (${shown(name)})`;
        return;
    }
  }
}
function pathOf(name) {
  const parts = name.replaceAll("\\", "/").split("/");
  const isOut = parts.includes("..") || name.startsWith("/") || /^[A-Za-z]:/.test(name) || name.includes("\0");
  if (isOut || name.length > MAX_PATH_CHARS) return void 0;
  return parts.filter((part) => part !== "" && part !== ".").slice(1).join("/");
}
function nameOf2(header) {
  const name = text(header, 0, 100);
  const prefix = text(header, 257, 5) === "ustar" ? text(header, 345, 155) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}
function paxPath(body) {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text(body, 0, body.length))?.[1];
}
function text(bytes, start2, length) {
  const part = bytes.subarray(start2, start2 + length);
  const end = part.indexOf(0);
  return Buffer.from(end === -1 ? part : part.subarray(0, end)).toString("utf8");
}
function octal(header, start2, length) {
  const digits = text(header, start2, length).trim();
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : void 0;
}
function shown(name) {
  return JSON.stringify(name.slice(0, 100));
}

// src/render/registry-chart.ts
const { createHash } = require("node:crypto");
var CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
var MANIFEST = "application/vnd.oci.image.manifest.v1+json";
var MAX_ANSWER_BYTES = 4 * 1024 * 1024;
var MAX_PAGES = 20;
async function findRegistryChart(download, repository, range, digest) {
  const slash = repository.indexOf("/");
  const name = repository.slice(slash + 1);
  const ask = asker(download, originOf(repository.slice(0, slash)), name);
  const version = digest === void 0 ? await versionOf2(ask, name, range) : range ?? "";
  const reference = digest ?? version.replace("+", "_");
  const answer = await ask(`manifests/${reference}`, MAX_ANSWER_BYTES, MANIFEST);
  if (answer.status !== 200) throw new StaysUnseen(`${repository}:${reference} is not served (${answer.status})`);
  const manifest = parseJson(new TextDecoder().decode(answer.bytes));
  const layer = listField(manifest, "layers").find((each) => stringField(each, "mediaType") === CHART_LAYER);
  const blob = stringField(layer, "digest");
  if (blob === void 0 || !/^sha256:[0-9a-f]{64}$/.test(blob)) {
    throw new StaysUnseen(`${repository}:${reference} is no chart`);
  }
  if (digest !== void 0 && digestOf(answer.bytes) !== digest)
    throw new StaysUnseen(`${repository} gives other bytes than ${digest}`);
  return {
    version,
    digest: blob,
    read: async () => {
      const { status, bytes } = await ask(`blobs/${blob}`, MAX_PACKED_BYTES);
      if (status !== 200) throw new StaysUnseen(`${repository}@${blob} is not served (${status})`);
      return bytes;
    }
  };
}
function digestOf(bytes) {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
function originOf(host) {
  if (host === "docker.io") return "https://registry-1.docker.io";
  return `${isLoopback(new URL(`https://${host}`)) ? "http" : "https"}://${host}`;
}
function asker(download, origin, name) {
  let authorization;
  return async (path, most, accept) => {
    const url = `${origin}/v2/${name}/${path}`;
    const headers = () => ({
      ...accept === void 0 ? {} : { accept },
      ...authorization === void 0 ? {} : { authorization }
    });
    const first = await download(url, most, headers());
    if (first.status !== 401 || authorization !== void 0) return first;
    authorization = `Bearer ${await tokenFor(download, first, name)}`;
    return download(url, most, headers());
  };
}
async function tokenFor(download, { headers }, name) {
  const challenge = parseChallenge(headers.get("www-authenticate") ?? "");
  if (challenge?.scheme !== "bearer" || !URL.canParse(challenge.realm)) {
    throw new StaysUnseen("its registry wants a login, and charts are fetched without one");
  }
  const url = new URL(challenge.realm);
  url.searchParams.set("service", challenge.service);
  url.searchParams.set("scope", `repository:${name}:pull`);
  const { status, bytes } = await download(url.href, MAX_ANSWER_BYTES);
  const answer = parseJson(new TextDecoder().decode(bytes));
  const token = stringField(answer, "token") ?? stringField(answer, "access_token");
  if (status !== 200 || token === void 0) {
    throw new StaysUnseen("its registry wants a login, and charts are fetched without one");
  }
  return token;
}
async function versionOf2(ask, name, range) {
  if (range !== void 0 && isExactVersion(range)) return range;
  const tags = [];
  let path = "tags/list?n=1000";
  for (let pages = 0; path !== void 0 && pages < MAX_PAGES; pages++) {
    const { status, bytes, headers } = await ask(path, MAX_ANSWER_BYTES);
    if (status !== 200) throw new StaysUnseen(`the tags of ${name} are not listed (${status})`);
    const answer = parseJson(new TextDecoder().decode(bytes));
    for (const tag of listField(answer, "tags")) if (typeof tag === "string") tags.push(tag.replace("_", "+"));
    const last = /[?&]last=([^&>]+)/.exec(headers.get("link") ?? "")?.[1];
    path = last === void 0 || field(answer, "tags") === void 0 ? void 0 : `tags/list?n=1000&last=${last}`;
  }
  const found = newestFitting(tags, range) ?? tags.find((tag) => tag === range);
  if (found === void 0) throw new StaysUnseen(`no tag of ${name} fits ${range ?? "any version"}`);
  return found;
}

// src/render/chart-store.ts
function chartStore(folder) {
  if (folder === void 0) return { get: () => void 0, put: () => {
  } };
  const pathOf2 = (digest) => join("charts", `${digest.replace(":", "-")}.tgz`);
  return {
    get: (digest) => {
      try {
        const bytes = readIfThere(folder, pathOf2(digest), MAX_PACKED_BYTES);
        return bytes instanceof Uint8Array && digestOf(bytes) === digest ? bytes : void 0;
      } catch {
        return void 0;
      }
    },
    put: (digest, bytes) => {
      try {
        mkdirSync(join(folder, "charts"), { recursive: true });
        const part = join(folder, "charts", `${randomUUID()}.part`);
        writeFileSync(part, bytes, { flag: "wx" });
        renameSync(part, join(folder, pathOf2(digest)));
      } catch {
      }
    }
  };
}

// src/render/download.ts
var MAX_REDIRECTS = 5;
var MAX_TRIES = 3;
var WAIT_MS = 1e3;
var MAX_DOWNLOAD_MS = 6e4;
function downloader(http, mayAsk, signal) {
  const once = async (url, headers, end) => http.send({ method: "GET", url: url.href, headers, streamed: true, signal: end });
  const follow = async (from, most, given) => {
    const end = AbortSignal.any([signal, AbortSignal.timeout(MAX_DOWNLOAD_MS)]);
    let url = from;
    let headers = given;
    for (let hops = 0; ; hops++) {
      const refused = mayAsk(url);
      if (refused !== void 0)
        throw new StaysUnseen(hops === 0 ? refused : `${from.host} sends to another host: ${refused}`);
      const response = await once(url, headers, end);
      if (!isRedirect(response.status)) {
        return { status: response.status, headers: response.headers, bytes: await readBytes(response, most) };
      }
      await response.discard();
      const location = response.headers.get("location");
      if (location === void 0 || hops === MAX_REDIRECTS || !URL.canParse(location, url.href)) {
        throw new StaysUnseen(`${from.host} redirects without end, or to nowhere`);
      }
      const next = new URL(location, url);
      if (next.origin !== url.origin) headers = withoutAuthorization(headers);
      url = next;
    }
  };
  return async (address, most, headers = {}) => {
    if (!URL.canParse(address)) throw new StaysUnseen(`${JSON.stringify(address.slice(0, 200))} is no address`);
    const url = new URL(address);
    for (let tries = 1; ; tries++) {
      try {
        const answer = await follow(url, most, headers);
        if (!isTransient(answer.status) || tries === MAX_TRIES) return answer;
      } catch (error) {
        if (error instanceof StaysUnseen) throw error;
        if (signal.aborted || error instanceof RunEnded) throw new StaysUnseen("the run ended before it was fetched");
        const isLast = tries === MAX_TRIES || !(error instanceof HttpFailure) || isFinal(error);
        if (isLast) throw new StaysUnseen(`${withoutQuery(address)} can't be fetched: ${messageOf(error)}`);
      }
      await http.wait(WAIT_MS * tries, signal).catch(() => void 0);
    }
  };
}
function isTransient(status) {
  return status === 429 || status >= 500;
}
function isFinal({ code, message }) {
  return code === "ECONNREFUSED" || code === "ENOTFOUND" || message.includes("larger than");
}
function withoutAuthorization(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "authorization"));
}

// src/render/engine.ts
const { spawn } = require("node:child_process");
const { mkdirSync: mkdirSync2, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync: writeFileSync2 } = require("node:fs");
const { tmpdir } = require("node:os");
const { delimiter, dirname, isAbsolute, join: join2 } = require("node:path");
function openWorkFolder() {
  const path = mkdtempSync(join2(realpathSync(process.env.RUNNER_TEMP || tmpdir()), "acr-artifact-cache-render-"));
  let count = 0;
  return {
    path,
    write: (files) => {
      count += 1;
      const folder = join2(path, String(count));
      mkdirSync2(folder);
      for (const file of files) {
        const to = join2(folder, file.path);
        if (!isWithin(folder, to) || to === folder) continue;
        mkdirSync2(dirname(to), { recursive: true });
        writeFileSync2(to, file.bytes);
      }
      return folder;
    },
    remove: (folder) => {
      if (isWithin(path, folder) && folder !== path) rmSync(folder, { recursive: true, force: true });
    },
    close: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 })
  };
}
var MAX_MS = 6e4;
var MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
var MAX_MEMORY_BYTES = 2 * 1024 * 1024 * 1024;
var WATCH_MS = 50;
var BOUNDS = { milliseconds: MAX_MS, outputBytes: MAX_OUTPUT_BYTES, memoryBytes: MAX_MEMORY_BYTES };
async function findEngine(program, env, tree, work, signal, bounds = BOUNDS) {
  const path = onPath(program, env, tree);
  if (path === void 0) return `${program} is not on the PATH`;
  const surroundings = surroundingsIn(work.path);
  const run = (words) => start(path, words, surroundings, signal, bounds);
  const asked = await run(VERSION_OF[program]);
  const version = asked.type === "ok" ? /v?\d+\.\d+\.\d+[\w.-]*/.exec(asked.output)?.[0] : void 0;
  if (version === void 0) return `${program} does not tell its version`;
  if (program === "helm" && !/^v?[34]\./.test(version)) return `helm is ${version}, and 3 or 4 is needed`;
  return { name: `${program} ${version}`, run };
}
var VERSION_OF = {
  helm: ["version", "--template", "{{.Version}}"],
  kustomize: ["version"],
  kubectl: ["version", "--client"]
};
function onPath(program, env, tree) {
  const name = process.platform === "win32" ? `${program}.exe` : program;
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join2(folder, name)).find(
    (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true && !isWithin(tree, realpathSync(path))
  );
}
var NOWHERE = "http://127.0.0.1:9";
function surroundingsIn(work) {
  const home = join2(work, "home");
  mkdirSync2(home, { recursive: true });
  const { SystemRoot } = process.env;
  const env = {
    ...SystemRoot === void 0 ? {} : { SystemRoot },
    PATH: "",
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_DATA_HOME: home,
    TMPDIR: home,
    TEMP: home,
    TMP: home,
    HELM_CACHE_HOME: home,
    HELM_CONFIG_HOME: home,
    HELM_DATA_HOME: home,
    HELM_PLUGINS: join2(home, "plugins"),
    HELM_NO_PLUGINS: "1",
    KUBECONFIG: join2(home, "no-cluster"),
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    http_proxy: NOWHERE,
    https_proxy: NOWHERE,
    NO_PROXY: "",
    GOMAXPROCS: "2",
    GOMEMLIMIT: `${Math.floor(MAX_MEMORY_BYTES / 2)}`
  };
  return { cwd: home, env };
}
function start(path, words, surroundings, signal, { milliseconds, outputBytes, memoryBytes }) {
  return new Promise((resolve) => {
    const child = spawn(path, words, { ...surroundings, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const pieces = [];
    let size = 0;
    let complaint = "";
    let ended;
    const end = (why) => {
      ended ??= why;
      child.kill("SIGKILL");
    };
    const clock = setTimeout(() => end(`it took more than ${milliseconds / 1e3} s`), milliseconds);
    const watch = setInterval(() => {
      if (memoryOf(child.pid) > memoryBytes)
        end(`it took more than ${Math.round(memoryBytes / 1024 / 1024)} MiB of memory`);
    }, WATCH_MS);
    const stop = () => end("the run ended");
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    child.stdout.on("data", (piece) => {
      size += piece.length;
      if (size > outputBytes) end(`it printed more than ${Math.round(outputBytes / 1024 / 1024)} MiB`);
      else pieces.push(piece);
    });
    child.stderr.setEncoding("utf8").on("data", (text2) => {
      if (complaint.length < MAX_COMPLAINT_CHARS) complaint += text2;
    });
    const done = (printed) => {
      clearTimeout(clock);
      clearInterval(watch);
      signal.removeEventListener("abort", stop);
      resolve(printed);
    };
    child.once("error", (error) => done({ type: "failed", reason: `it can't be started: ${error.message}` }));
    child.once("close", (code) => {
      if (ended !== void 0) done({ type: "failed", reason: ended });
      else if (code === 0) done({ type: "ok", output: Buffer.concat(pieces).toString("utf8") });
      else done({ type: "failed", reason: oneLine(complaint, dirname(surroundings.cwd)) || `it ended with ${code}` });
    });
  });
}
var MAX_COMPLAINT_CHARS = 2e4;
function oneLine(text2, work) {
  const lines = text2.split("\n").filter((line) => line.trim() !== "" && !/^(?:WARNING|Use --debug|level=)/.test(line));
  return lines.join(" ").replaceAll(`${work}/`, "").replaceAll(/[\p{Cc} ]+/gu, " ").trim().slice(0, 400);
}
function memoryOf(pid) {
  if (pid === void 0 || process.platform !== "linux") return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
var PAGE_BYTES = 4096;

// src/render/chart-index.ts
function chartIn(index, name, range, base) {
  const listed = versionsOf(index, name);
  if (listed === void 0) return "its index is no YAML that could be read";
  if (listed.length === 0) return `the index of ${base} does not list ${name}`;
  const version = newestFitting(
    listed.map((entry) => entry.version),
    range
  );
  const found = listed.find((entry) => entry.version === version);
  if (found === void 0) return `the index of ${base} lists no ${name} that fits ${range ?? "any version"}`;
  const from = base.endsWith("/") ? base : `${base}/`;
  if (!URL.canParse(found.url, from)) return `the index of ${base} gives no address for ${name} ${found.version}`;
  return { version: found.version, url: new URL(found.url, from).href, digest: found.digest };
}
function versionsOf(index, name) {
  const part = partOf(index, name);
  const parsed = parseYaml(part ?? index);
  if (!parsed.ok) return part === void 0 ? void 0 : entriesOf2(index, name);
  return entriesIn(parsed.documents[0]?.root, name);
}
function entriesOf2(index, name) {
  const parsed = parseYaml(index);
  return parsed.ok ? entriesIn(parsed.documents[0]?.root, name) : void 0;
}
function entriesIn(root, name) {
  return itemsAt(root, "entries", name).flatMap((item) => {
    const version = scalarAt(item, "version")?.value;
    const url = scalarAt(itemsAt(item, "urls")[0])?.value;
    const digest = scalarAt(item, "digest")?.value.replace(/^sha256:/, "");
    if (version === void 0 || url === void 0) return [];
    return [
      { version, url, digest: digest !== void 0 && /^[0-9a-f]{64}$/.test(digest) ? `sha256:${digest}` : void 0 }
    ];
  });
}
function partOf(index, name) {
  const start2 = index.indexOf(`
  ${name}:
`);
  if (!/^entries:$/m.test(index.slice(0, 200)) && !index.includes("\nentries:\n")) return void 0;
  if (start2 === -1) return void 0;
  const from = start2 + 1;
  const after = /\n(?: {0,2})(?=[^\s-])/g;
  after.lastIndex = from + name.length + 3;
  const end = after.exec(index)?.index ?? index.length;
  return `entries:
${index.slice(from, end)}
`;
}

// src/render/fetch-chart.ts
var MAX_INDEX_BYTES = 64 * 1024 * 1024;
function chartFetcher(download, store, fetchFolder) {
  const indexes = /* @__PURE__ */ new Map();
  const charts = /* @__PURE__ */ new Map();
  const indexOf = (url) => {
    const address = `${url.replace(/\/+$/, "")}/index.yaml`;
    const known = indexes.get(address) ?? readIndex(download, address);
    indexes.set(address, known);
    return known;
  };
  const archive = async (digest, read) => {
    const kept = digest === void 0 ? void 0 : store.get(digest);
    const bytes = kept ?? await read();
    const actual = digestOf(bytes);
    if (digest !== void 0 && actual !== digest)
      throw new StaysUnseen(`the archive is not the one of its index (${digest})`);
    if (kept === void 0) store.put(actual, bytes);
    const files = filesOfArchive(bytes);
    if (typeof files === "string") throw new StaysUnseen(`its archive is refused: ${files}`);
    return files;
  };
  const fetchOne = async (chart) => {
    switch (chart.from) {
      case "nowhere":
        throw new StaysUnseen(chart.because);
      case "git":
        return { version: chart.ref, files: await fetchFolder(chart.url, chart.path, chart.ref), note: void 0 };
      case "repository": {
        const found = chartIn(await indexOf(chart.url), chart.name, chart.version, chart.url);
        if (typeof found === "string") throw new StaysUnseen(found);
        const files = await archive(found.digest, async () => {
          const { status, bytes } = await download(found.url, MAX_PACKED_BYTES);
          if (status !== 200)
            throw new StaysUnseen(`${new URL(found.url).host} does not serve its archive (${status})`);
          return bytes;
        });
        return { version: found.version, files, note: rangeNote(chart.version, found.version) };
      }
      case "registry": {
        const found = await findRegistryChart(download, chart.repository, chart.version, chart.digest);
        const files = await archive(found.digest, found.read);
        const note = chart.digest === void 0 ? rangeNote(chart.version, found.version) : void 0;
        return { version: found.version, files, note };
      }
    }
  };
  return (chart) => {
    const key = JSON.stringify(chart);
    const known = charts.get(key) ?? fetchOne(chart);
    charts.set(key, known);
    return known;
  };
}
async function readIndex(download, address) {
  const { status, bytes } = await download(address, MAX_INDEX_BYTES);
  if (status !== 200) throw new StaysUnseen(`${new URL(address).host} serves no index (${status})`);
  return new TextDecoder().decode(bytes);
}
function rangeNote(wanted, found) {
  if (wanted === void 0) return `no version is named: ${found} is the newest today`;
  return isExactVersion(wanted) ? void 0 : `${wanted} is ${found} today`;
}

// src/render/git-folder.ts
var MAX_FILES2 = 1e4;
var MAX_FILE_BYTES = 16 * 1024 * 1024;
var MAX_FOLDER_BYTES = 128 * 1024 * 1024;
function folderFetcher(mayAsk, signal) {
  const opened = /* @__PURE__ */ new Map();
  const closing = [];
  const open = async (address, ref) => {
    const repository = emptyRepository();
    closing.push(repository.close);
    const fetched = await fetchReference(repository, ref, { address }, signal);
    if (fetched.type === "failed") throw new StaysUnseen(`${address} can't be fetched at ${ref}: ${fetched.reason}`);
    const listed = await listTree(repository, fetched.value);
    if (listed.type === "failed") throw new StaysUnseen(`${address} can't be read: ${listed.reason}`);
    return { repository, files: listed.value };
  };
  return {
    fetch: async (url, path, ref = "HEAD") => {
      const address = addressOf3(url, mayAsk);
      const folder = joinPath("", path.replace(/^\/+/, ""));
      if (folder === void 0) throw new StaysUnseen("its path leads out of its repository");
      if (!/^[\w][\w./+-]{0,200}$/.test(ref))
        throw new StaysUnseen("its reference is no name of a commit, a tag or a branch");
      const key = `${address}\0${ref}`;
      const repository = opened.get(key) ?? open(address, ref);
      opened.set(key, repository);
      return filesBelow(await repository, folder);
    },
    close: () => {
      for (const close of closing) close();
    }
  };
}
async function filesBelow({ repository, files }, folder) {
  const prefix = folder === "" ? "" : `${folder}/`;
  const wanted = files.filter(({ path }) => path.startsWith(prefix));
  if (wanted.length === 0) throw new StaysUnseen(`its repository has no folder ${folder}`);
  if (wanted.length > MAX_FILES2) throw new StaysUnseen(`its folder has more than ${MAX_FILES2} files`);
  const bytesOf = /* @__PURE__ */ new Map();
  let total = 0;
  const take = (blob, bytes) => {
    total += bytes?.length ?? 0;
    if (bytes !== void 0 && total <= MAX_FOLDER_BYTES) bytesOf.set(blob, Uint8Array.from(bytes));
  };
  const read = await readBlobs(repository, [...new Set(wanted.map(({ blob }) => blob))], take, MAX_FILE_BYTES);
  if (read.type === "failed") throw new StaysUnseen(`its repository can't be read: ${read.reason}`);
  if (total > MAX_FOLDER_BYTES) throw new StaysUnseen("its folder is larger than 128 MiB");
  return wanted.flatMap(({ path, blob }) => {
    const bytes = bytesOf.get(blob);
    return bytes === void 0 ? [] : [{ path: path.slice(prefix.length), bytes }];
  });
}
function addressOf3(url, mayAsk) {
  const ssh = /^(?:ssh:\/\/)?git@([\w.-]+)[:/](.+)$/.exec(url.trim());
  const address = ssh === null ? url.trim() : `https://${ssh[1]}/${ssh[2]}`;
  if (!URL.canParse(address))
    throw new StaysUnseen(`${JSON.stringify(url.slice(0, 200))} is no address of a repository`);
  const parsed = new URL(address);
  const refused = mayAsk(parsed);
  if (refused !== void 0) throw new StaysUnseen(refused);
  return parsed.href;
}

// src/render/hosts.ts
var CHART_HOSTS = [
  "*.github.io",
  "github.com",
  "codeload.github.com",
  "raw.githubusercontent.com",
  "objects.githubusercontent.com",
  "release-assets.githubusercontent.com",
  "gitlab.com",
  "*.gitlab.io",
  "ghcr.io",
  "pkg-containers.githubusercontent.com",
  "registry-1.docker.io",
  "docker.io",
  "auth.docker.io",
  "production.cloudflare.docker.com",
  "quay.io",
  "*.quay.io",
  "public.ecr.aws",
  "registry.k8s.io",
  "*.pkg.dev",
  "mcr.microsoft.com",
  "*.data.mcr.microsoft.com",
  "charts.bitnami.com",
  "repo.broadcom.com",
  "charts.jetstack.io",
  "helm.cilium.io",
  "helm.releases.hashicorp.com",
  "helm.elastic.co",
  "helm.traefik.io",
  "helm.nginx.com",
  "helm.goharbor.io",
  "helm.linkerd.io",
  "helm.datadoghq.com",
  "helm.neo4j.com",
  "charts.longhorn.io",
  "charts.rook.io",
  "charts.rancher.io",
  "releases.rancher.com",
  "charts.gitlab.io",
  "charts.crossplane.io",
  "charts.external-secrets.io",
  "charts.authelia.com",
  "charts.goauthentik.io",
  "charts.fairwinds.com",
  "charts.konghq.com",
  "charts.strimzi.io",
  "strimzi.io",
  "charts.min.io",
  "operator.min.io",
  "charts.victoriametrics.com",
  "kiali.org",
  "istio-release.storage.googleapis.com",
  "storage.googleapis.com",
  "dl.cloudsmith.io",
  "download.smallstep.com",
  "*.s3.amazonaws.com"
];
function hostCheck(declared) {
  const isListed = matcher([...CHART_HOSTS, ...declared]);
  const named = new Set(declared);
  return (url) => {
    const host = url.host.toLowerCase();
    if (url.username !== "" || url.password !== "") return `the address of ${host} carries credentials`;
    const isNamed = named.has(host) || named.has(url.hostname.toLowerCase());
    if (url.protocol !== "https:" && !(url.protocol === "http:" && isNamed && isLoopback(url)))
      return `${host} is not asked over ${url.protocol.slice(0, -1)}: only https is taken`;
    if (isInternal(url) && !isNamed) return `${host} is this machine, its link or its cloud's metadata`;
    if (isListed(host) || isNamed) return void 0;
    return `${host} is not among the hosts that charts are fetched from; add it to chart-hosts`;
  };
}

// src/render/rendered-images.ts
function renderedImages(rendered) {
  const scan = startScan();
  scan.add("rendered.yaml", rendered);
  const sources = sourceLines(rendered);
  const found = scan.finish().uses.flatMap(({ image, pulls, unknownTag, line, ignored, overriddenBy }) => {
    if (image === null || unknownTag === true || ignored !== void 0 || overriddenBy !== void 0) return [];
    return [{ image: pulls ?? image, chain: chainAt(sources, line) }];
  });
  const byKey = groupBy(found, ({ image, chain }) => `${image}\0${chain.join("/")}`);
  return [...byKey.values()].flatMap(([first]) => first === void 0 ? [] : [first]);
}
function writtenNames(rendered) {
  const scan = startScan();
  scan.add("rendered.yaml", rendered);
  const found = /* @__PURE__ */ new Map();
  for (const { image, text: text2 } of scan.finish().uses) {
    const [name, written] = [image?.slice(0, nameLength(image)), text2.slice(0, nameLength(text2))];
    const reference = parseReference(written);
    if (name === void 0 || reference === void 0 || nameOf(reference) !== name) continue;
    found.set(name, (found.get(name) ?? /* @__PURE__ */ new Set()).add(written));
  }
  return found;
}
function sourceLines(rendered) {
  const found = [];
  let line = 1;
  let last = 0;
  for (const match of rendered.matchAll(/^# Source: (\S{1,1000})$/gm)) {
    for (let at = rendered.indexOf("\n", last); at !== -1 && at < match.index; at = rendered.indexOf("\n", at + 1)) {
      line++;
      last = at + 1;
    }
    found.push({ line, chain: chainOf(match[1] ?? "") });
  }
  return found;
}
function chainOf(path) {
  const charts = /^(.*?)\/(?:templates|crds)\//.exec(`${path}/`)?.[1] ?? path;
  return charts.split("/charts/");
}
function chainAt(sources, line) {
  return sources[countBefore(sources, (source) => source.line <= line) - 1]?.chain ?? [];
}

// src/render/render-base.ts
var MAX_FILE_BYTES2 = 16 * 1024 * 1024;
async function renderBase(named, tools) {
  const output = await manifestsOf(named, tools);
  const replaced = new Set([...named.replaced].map(nameIn));
  const images = renderedImages(output).filter(({ image }) => !replaced.has(nameIn(image)));
  const uses = [...new Set(images.map(({ image }) => image))].map(
    (image) => ({
      ...named.place,
      image,
      kind: "remote-base",
      part: "chart",
      also: [],
      slots: [],
      through: named.base.from === "git" ? `${named.base.url} ${named.base.path}`.trim() : named.base.url,
      uneditable: "it stands in a base that is elsewhere; an entry of `images` moves it"
    })
  );
  return { uses, seen: named.explains, unseen: [] };
}
async function manifestsOf({ base }, { work, download, fetchFolder, kustomize }) {
  if (base.from === "file") {
    const { status, bytes } = await download(base.url, MAX_FILE_BYTES2);
    if (status !== 200) throw new StaysUnseen(`${new URL(base.url).host} does not serve it (${status})`);
    return new TextDecoder().decode(bytes);
  }
  const engine = await kustomize();
  if (typeof engine === "string") throw new StaysUnseen(engine);
  const files = await fetchFolder(base.url, "", base.ref);
  const folder = work.write(
    files.filter(({ path }) => /\.(?:ya?ml|json|env|properties|conf|txt)$|(?:^|\/)Kustomization$/.test(path))
  );
  try {
    const printed = await engine.run([...buildWords(engine), base.path === "" ? folder : `${folder}/${base.path}`]);
    if (printed.type === "failed") throw new StaysUnseen(`${engine.name} does not build it: ${printed.reason}`);
    return printed.output;
  } finally {
    work.remove(folder);
  }
}
function nameIn(image) {
  const reference = parseReference(image);
  return reference === void 0 ? image : nameOf(reference);
}

// src/render/traced-chart.ts
var GIVEN_VALUES = "values-given.yaml";
var TEST_HOOK = /helm\.sh\/hook["']?:[^\n]*\btest\b/;
var MAX_TEXT_BYTES = 8 * 1024 * 1024;
function traceChart(files, given) {
  const scan = startScan();
  const texts = /* @__PURE__ */ new Map();
  for (const { path, bytes } of files) {
    const isExample = /(?:^|\/)(?:ci|examples?|tests?)\//.test(path) || /values[^/]*$/.test(path) && !/(?:^|\/)values\.ya?ml$/.test(path);
    const isChart = /(?:^|\/)(?:Chart\.yaml|requirements\.yaml|values\.yaml)$|(?:^|\/)templates\/|\.tpl$/.test(path);
    if (!isChart || isExample || bytes.length > MAX_TEXT_BYTES || !scan.wants(path)) continue;
    const text2 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
    if (TEST_HOOK.test(text2)) continue;
    texts.set(path, text2);
    scan.add(path, text2);
  }
  if (given !== void 0) {
    texts.set(GIVEN_VALUES, given);
    scan.add(GIVEN_VALUES, given);
  }
  const keysOf = keyFinder(texts, aliasesOf(texts));
  const images = scan.finish().uses.flatMap((use) => {
    if (use.image === null || use.unknownTag === true || use.ignored !== void 0) return [];
    const keys = use.slots.filter(({ writes }) => writes !== "digest").map(keysOf.keyAt);
    const isWritten = keys.every((key) => key !== void 0);
    return [
      {
        image: use.pulls ?? use.image,
        place: placeOf(use),
        isDeclared: use.kind === "helm-chart-annotation",
        keys: isWritten ? keys.flatMap((key) => key ?? []) : [],
        named: keysOf.pathAt(use),
        uneditable: use.uneditable,
        chain: keysOf.chainOf(use.file)
      }
    ];
  });
  return { images, values: keysOf.values };
}
function placeOf({ file, line, column }) {
  return `${file}:${line}:${column}`;
}
function aliasesOf(texts) {
  const found = /* @__PURE__ */ new Map();
  for (const [path, text2] of texts) {
    if (!/(?:^|\/)(?:Chart|requirements)\.yaml$/.test(path)) continue;
    const folder = directoryOf(path);
    for (const item of itemsAt(rootOf2(text2), "dependencies")) {
      const name = scalarAt(item, "name")?.value;
      if (name === void 0) continue;
      const inner = folder === "" ? `charts/${name}` : `${folder}/charts/${name}`;
      if (!found.has(inner)) found.set(inner, scalarAt(item, "alias")?.value ?? name);
    }
  }
  return found;
}
function keyFinder(texts, aliases) {
  const scalars = /* @__PURE__ */ new Map();
  const chainOf2 = (file) => {
    const chain = [];
    for (let at = file.indexOf("charts/"); at !== -1; at = file.indexOf("/charts/", at + 1)) {
      const start2 = file.startsWith("charts/", at) ? at : at + 1;
      const end = file.indexOf("/", start2 + "charts/".length);
      if (end === -1) break;
      const folder = file.slice(0, end);
      chain.push(aliases.get(folder) ?? folder.slice(start2 + "charts/".length));
      at = end - 1;
    }
    return chain;
  };
  const locatedIn = (file) => {
    const known = scalars.get(file) ?? locate(rootOf2(texts.get(file) ?? ""));
    scalars.set(file, known);
    return known;
  };
  const fromTop = (file, path) => (
    // Values of `global` are the same for all charts, and stand at the top.
    [...path[0] === "global" ? [] : chainOf2(file), ...path]
  );
  const isValues = (file) => /(?:^|\/)values[^/]*\.yaml$/.test(file);
  return {
    chainOf: chainOf2,
    pathAt: ({ file: path, line, column }) => {
      if (!isValues(path)) return void 0;
      const file = sourceFile(path, texts.get(path) ?? "");
      const found = locatedIn(path).find(({ scalar }) => {
        if (scalar.start < 0) return false;
        const at = file.at(scalar.start);
        return at.line === line && at.column === column;
      });
      return found === void 0 ? void 0 : fromTop(path, found.path);
    },
    values: () => [...texts.keys()].filter((file) => /(?:^|\/)values\.yaml$/.test(file)).flatMap(
      (file) => locatedIn(file).map(({ scalar, path }) => ({
        path: fromTop(file, path),
        value: scalar.start < 0 ? "" : scalar.value
      }))
    ),
    keyAt: (slot) => {
      if (!isValues(slot.file)) return void 0;
      const found = locatedIn(slot.file).find(
        ({ scalar: scalar2 }) => scalar2.start <= slot.start && slot.end <= scalar2.end && scalar2.start >= 0
      );
      if (found === void 0 || !found.scalar.verbatim) return void 0;
      const { scalar, path } = found;
      const relative = { ...slot, start: slot.start - scalar.start, end: slot.end - scalar.start };
      return { path: fromTop(slot.file, path), value: scalar.value, slot: relative };
    }
  };
}
function locate(root, path = []) {
  if (root === void 0 || root.type === "alias") return [];
  const node = resolved(root);
  switch (node?.type) {
    case "scalar":
      return [{ scalar: node, path }];
    case "sequence":
      return node.items.flatMap((item, index) => locate(item, [...path, index]));
    case "mapping":
      return node.entries.flatMap(
        ({ key, value }) => key.type === "scalar" ? locate(value, [...path, key.value]) : []
      );
    default:
      return [];
  }
}
function rootOf2(text2) {
  const parsed = parseYaml(text2);
  return parsed.ok ? parsed.documents[0]?.root : void 0;
}
function keyText(path) {
  return path.map((step, index) => typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`).join("");
}

// src/render/values-home.ts
function slotIn(home, key) {
  const { file, root, prefix } = home;
  const keys = key.path.map((step) => typeof step === "string" ? step : void 0);
  const path = keys.flatMap((step) => step === void 0 ? [] : [step]);
  if (path.length < keys.length) return "its value stands in a list of the chart, which would have to be given whole";
  const { start: start2, end, before, after } = key.slot;
  const present2 = resolved(valueAt(root, ...prefix, ...path));
  if (present2 !== void 0 && present2.type !== "scalar") return "its value is no text where it is given";
  if (present2 !== void 0 && present2.start >= 0) {
    if (!present2.verbatim || present2.value !== key.value) return "its value is given with escapes, or more than once";
    return { ...key.slot, file: file.path, start: present2.start + start2, end: present2.start + end };
  }
  const adding = addedBelow(home, [...prefix, ...path]);
  if (typeof adding === "string") return adding;
  const [head, tail] = [key.value.slice(0, start2) + before, after + key.value.slice(end)];
  if (!/^[\w./:@-]*$/.test(head + tail)) return "its value would need quotes";
  return {
    ...key.slot,
    file: file.path,
    start: adding.at,
    end: adding.at,
    before: head,
    after: tail,
    adds: adding.keys
  };
}
function addedBelow({ file, root }, path) {
  let mapping = root;
  let depth = 0;
  for (; depth < path.length - 1; depth++) {
    const written = entryOf(mapping, path[depth] ?? "");
    const inner = resolved(written?.value);
    if (written?.value.type === "alias") return "its value would stand in what is an alias";
    if (inner?.type !== "mapping") {
      if (inner !== void 0 && !(inner.type === "scalar" && inner.start < 0))
        return "what would hold its value is no mapping";
      break;
    }
    mapping = inner;
  }
  const rest = path.slice(depth);
  const missing = entryOf(mapping, rest[0] ?? "");
  if (mapping.entries.some(({ key }) => key.type === "scalar" && key.value === "<<"))
    return "its value would stand beside a merge key";
  if (mapping.flow) {
    if (missing !== void 0) return "what would hold its value is left empty";
    return withinBraces(file, mapping, rest);
  }
  return missing === void 0 ? afterMapping(file, mapping, rest) : afterKey(file, missing.key, mapping, rest);
}
function entryOf(mapping, name) {
  return mapping.entries.findLast(({ key }) => key.type === "scalar" && key.value === name);
}
function afterKey(file, key, mapping, path) {
  const end = lineEndAfter(file.text, key.start);
  if (path.length < 2 || !/^[^:]*:\s*(?:#.*)?$/.test(file.text.slice(key.start, end)))
    return "what would hold its value is left empty";
  const unit = unitOf(file, mapping);
  const column = columnOf(file, mapping.start) + unit;
  return belowLine(file.text, end, path.slice(1), { column, unit });
}

// src/render/moves.ts
function movesIn(home, rendered, { images: traced, values }) {
  const tracedMove = (image) => {
    if (typeof home === "string") return home;
    const chains = new Set(
      rendered.filter((each) => each.image === image).map(({ chain }) => chain.slice(1).join("/"))
    );
    const made = madeOf(image, traced);
    const own = made.filter(({ chain }) => chains.has(chain.join("/")));
    const fed = (own.length === 0 ? made : own).filter(({ keys }) => keys.length > 0);
    if (fed.length === 0) return made.find(({ uneditable }) => uneditable !== void 0)?.uneditable ?? WRITTEN;
    const slots = /* @__PURE__ */ new Map();
    for (const key of fed.flatMap(({ keys }) => keys)) {
      const slot = slotIn(home, key);
      if (typeof slot === "string") return slot;
      slots.set(JSON.stringify([slot.file, slot.start, slot.end, slot.adds?.path]), slot);
    }
    return [...slots.values()];
  };
  const others = (image) => {
    if (typeof home === "string") return [];
    const chain = rendered.find((each) => each.image === image)?.chain.slice(1) ?? [];
    return candidates(image, chain, madeOf(image, traced), values()).flatMap((keys) => {
      const slots = keys.map((key) => slotIn(home, key));
      return slots.some((slot) => typeof slot === "string") ? [] : [slots.filter((slot) => typeof slot !== "string")];
    });
  };
  return { traced: tracedMove, others };
}
var OF_ALL = /^(?:global[.])?(?:image[.])?(?:imageRegistry|image_registry|registry|systemDefaultRegistry|containerRegistry|hub)$/;
function candidates(image, chain, made, values) {
  const reference = parseReference(image);
  if (reference === void 0) return [];
  const { repository } = reference;
  const paths = [.../* @__PURE__ */ new Set([repository, repository.replace(/^library\//, "")])];
  const valueAt2 = new Map(values.map((value) => [keyText(value.path), value]));
  const prefixes = (value) => paths.map((path) => [prefixKey(value, path)]);
  const beside = made.flatMap(({ named }) => valueAt2.get(keyText([...(named ?? []).slice(0, -1), "registry"])) ?? []);
  const below = keyText(chain);
  const inChart = (value) => below === "" || keyText(value.path).startsWith(`${below}.`) || value.path[0] === "global";
  const ofAll = values.filter((value) => {
    const own = value.path[0] === "global" ? value.path : value.path.slice(chain.length);
    return inChart(value) && OF_ALL.test(keyText(own));
  });
  const blocks = values.flatMap((value) => {
    if (value.path.at(-1) !== "registry" || value.value !== "" || !inChart(value)) return [];
    const name = valueAt2.get(keyText([...value.path.slice(0, -1), "repository"]));
    return name?.value === "" ? [[wholeKey(value, "registry"), wholeKey(name, "repository")]] : [];
  });
  return [...beside.flatMap(prefixes), ...ofAll.flatMap(prefixes), ...blocks].slice(0, MAX_CANDIDATES);
}
var MAX_CANDIDATES = 8;
function prefixKey({ path, value }, repository) {
  const after = value.endsWith("/") ? "/" : "";
  return { path, value, slot: { ...NOWHERE2, end: value.length, writes: "name", tail: `/${repository}`, after } };
}
function wholeKey({ path, value }, writes) {
  return { path, value, slot: { ...NOWHERE2, end: value.length, writes } };
}
var NOWHERE2 = { file: "", start: 0, end: 0, writes: "name", before: "", after: "", tail: "" };
function madeOf(image, traced) {
  const made = traced.filter(({ isDeclared }) => !isDeclared);
  const same2 = made.filter((each) => each.image === image);
  const name = image.slice(0, nameLength(image));
  return same2.some(({ keys }) => keys.length > 0) ? same2 : made.filter((each) => each.image.slice(0, nameLength(each.image)) === name);
}
var WRITTEN = "the image is written in the chart, and no value moves it";
function withMove(use, move) {
  const { uneditable: _, ...rest } = use;
  return typeof move === "string" ? { ...rest, slots: [], uneditable: move } : { ...rest, slots: move };
}

// src/render/chart-uses.ts
function chartUses({ label, rendered, traced, given, notes }, placeOf2, moves) {
  const uses = /* @__PURE__ */ new Map();
  const put = (image, chain, key, more) => {
    const place = placeOf2(chain);
    if (place === void 0) return;
    const id = `${image}\0${place.file}\0${place.line}\0${place.column}`;
    const before = uses.get(id);
    if (before !== void 0 && (before.ifEnabled === void 0 || more.ifEnabled !== void 0)) return;
    const through = [label, ...chain, ...key === void 0 ? [] : [`\`${key}\``]].join(" › ");
    uses.set(id, {
      ...place,
      image,
      kind: "remote-chart",
      part: "chart",
      also: [],
      slots: [],
      through: notes.length === 0 ? through : `${through} (${notes.join("; ")})`,
      ...more
    });
  };
  const deployed = new Set(rendered.map(({ image }) => image));
  for (const { image, chain } of rendered) put(image, chain.slice(1), keyOf(image, chain.slice(1), traced), {});
  for (const [id, use] of uses) uses.set(id, withMove(use, moves.traced(use.image ?? "")));
  const names = new Set(rendered.map(({ image }) => image.slice(0, nameLength(image))));
  const live = new Set(traced.filter(({ image }) => deployed.has(image)).map(({ place }) => place));
  const known = new Set(traced.filter(({ isDeclared }) => !isDeclared).map(({ image }) => image));
  for (const each of traced) {
    const { image, chain, place, isDeclared, keys } = each;
    if (deployed.has(image) || live.has(place)) continue;
    if (keys.length > 0 && names.has(image.slice(0, nameLength(image)))) continue;
    if (isDeclared) {
      if (!known.has(image) && !names.has(image.slice(0, nameLength(image)))) put(image, chain, void 0, DECLARED);
      continue;
    }
    const written = keys.map(({ path }) => keyText(path));
    if (written.some((key) => given.has(key))) continue;
    put(image, chain, written.at(-1), { ifEnabled: "the chart brings it where a value turns it on, and none does" });
  }
  return [...uses.values()];
}
var DECLARED = { uneditable: "only the list of images of its chart names it" };
function keyOf(image, chain, traced) {
  const same2 = madeOf(image, traced).filter((each) => each.keys.length > 0);
  const own = same2.find((each) => each.chain.join("/") === chain.join("/")) ?? same2[0];
  const key = own?.keys.at(-1);
  return key === void 0 ? void 0 : keyText(key.path);
}

// src/render/merged-values.ts
function mergedValues(layers) {
  if (layers.length === 1) return layers[0] ?? "";
  const merged = /* @__PURE__ */ new Map();
  for (const text2 of layers) {
    const root = parseDocuments(text2).documents[0]?.root;
    const tree = root === void 0 ? void 0 : treeOf(root);
    if (tree instanceof Map) mergeInto(merged, tree);
  }
  return textOf(merged);
}
function treeOf(written) {
  const node = resolved(written);
  if (node?.type !== "mapping" || node.entries.some(({ key }) => key.type === "scalar" && key.value === "<<")) {
    return flowYaml(written) ?? "null";
  }
  return new Map(entriesAt(node).map(([key, value]) => [key, treeOf(value)]));
}
function mergeInto(into, from) {
  for (const [key, value] of from) {
    const before = into.get(key);
    if (before instanceof Map && value instanceof Map) mergeInto(before, value);
    else into.set(key, value);
  }
}
function textOf(tree) {
  if (typeof tree === "string") return tree;
  return `{${[...tree].map(([key, value]) => `${JSON.stringify(key)}: ${textOf(value)}`).join(", ")}}`;
}

// src/render/proof.ts
var TOKEN = /[\w./:@+-]+/g;
function otherChange(renders, movedTo, isNothing = () => false) {
  const [before, again, after] = [renders.before, renders.again, renders.after].map((text2) => text2.split("\n"));
  if (before === void 0 || again === void 0 || after === void 0) return "nothing is rendered";
  if (before.length !== after.length) return "the chart renders other lines with it";
  const isSteady = before.length === again.length;
  for (const [index, line] of before.entries()) {
    const changed = after[index] ?? "";
    if (line === changed || isSteady && again[index] !== line || isNothing(line, changed)) continue;
    const reason = changeOf(line, changed, movedTo);
    if (reason !== void 0) return reason;
  }
  return void 0;
}
function changeOf(line, changed, movedTo) {
  const shown2 = () => `it would change ${JSON.stringify(line.trim().slice(0, 100))} to ${JSON.stringify(changed.trim().slice(0, 100))}`;
  if (line.replaceAll(TOKEN, "\0") !== changed.replaceAll(TOKEN, "\0")) return shown2();
  const [tokens, others] = [line.match(TOKEN) ?? [], changed.match(TOKEN) ?? []];
  const isFine = tokens.every((token, index) => {
    const other = others[index] ?? "";
    return token === other || isMoved(token, other, movedTo) || isHash(line, token, other);
  });
  return isFine ? void 0 : shown2();
}
function isMoved(token, other, movedTo) {
  const reference = parseReference(token);
  if (reference === void 0) return false;
  const target = movedTo(`${reference.registry}/${reference.repository}`);
  if (target === void 0) return false;
  const tag = reference.tag === void 0 ? "" : `:${reference.tag}`;
  const digest = reference.digest === void 0 ? "" : `@${reference.digest}`;
  return other === `${target}${tag}${digest}`;
}
function isHash(line, token, other) {
  const isHex = (text2) => /^[0-9a-f]{8,128}$/.test(text2);
  return /checksum|hash|sha\d/i.test(line) && isHex(token) && isHex(other) && token.length === other.length;
}

// src/render/sieve.ts
var MAX_TRIALS = 40;
var Sieve = class {
  #trial;
  #again;
  /** The first reason of each: that of the way which the templates tell. */
  #reasons = /* @__PURE__ */ new Map();
  #trials = 0;
  /** @param again rendered once more without any edit, so that what is random is known */
  constructor(trial, again) {
    this.#trial = trial;
    this.#again = again;
  }
  /** Adds the ways that hold, by themselves and with those that are there already. */
  async take(ways, moved) {
    const held = await this.#sift(ways, [...moved.values()]);
    for (const [use, way] of held) moved.set(use, way);
  }
  /** Why no way of a use holds; `undefined` for one that has none. */
  reasonOf(use) {
    return this.#reasons.get(use);
  }
  async #sift(ways, before) {
    if (ways.length === 0) return [];
    this.#trials += 1;
    const isOver = this.#trials > MAX_TRIALS;
    const moving = [...before, ...ways.map(([, way]) => way)];
    const refusal = isOver ? { reason: `more than ${MAX_TRIALS} trials of its chart`, staying: /* @__PURE__ */ new Set() } : await refusalOf(moving, this.#trial, this.#again);
    if (refusal === void 0) return ways;
    const stays = ([{ image }]) => refusal.staying.has(nameOf3(image));
    const staying = ways.filter(stays);
    const isFinal2 = staying.length === ways.length && this.#trial.staying.isAnyway;
    if (ways.length === 1 || isOver || isFinal2) {
      for (const [use] of ways) {
        const reason = stays([use, use]) ? `${nameOf3(use.image)} ${this.#trial.staying.text}` : refusal.reason;
        if (!this.#reasons.has(use)) this.#reasons.set(use, reason);
      }
      return [];
    }
    const half = ways.slice(0, Math.ceil(ways.length / 2));
    const isSplit = staying.length > 0 && staying.length < ways.length;
    const group = new Set(isSplit ? ways.filter((way) => !stays(way)) : half);
    const first = await this.#sift([...group], before);
    const others = ways.filter((way) => !group.has(way));
    const second = await this.#sift(others, [...before, ...first.map(([, way]) => way)]);
    return [...first, ...second];
  }
};
function targetOf({ image }, { moveOf }) {
  return image === null ? void 0 : moveOf(image);
}
function nameOf3(image) {
  return image === null ? "" : image.slice(0, nameLength(image));
}
async function refusalOf(moving, trial, again) {
  const refused = (reason) => ({ reason, staying: /* @__PURE__ */ new Set() });
  const { edits, unwritten } = rewrite(moving, (use) => targetOf(use, trial));
  const [first] = unwritten;
  if (first !== void 0) return refused(first.reason);
  const texts = textsWith(edits, trial);
  if (texts === void 0) return refused("the file that its values are in is not read");
  const after = await trial.render(texts).catch((error) => {
    return refused(error instanceof Error ? error.message : String(error));
  });
  if (typeof after !== "string") return after;
  const targets = new Map(
    moving.flatMap((use) => {
      const move = targetOf(use, trial);
      return move === void 0 ? [] : [[nameOf3(use.image), `${move.registry}/${move.repository}`]];
    })
  );
  const other = otherChange({ before: trial.before, again, after }, (name) => targets.get(name), trial.isNothing);
  if (other !== void 0) return refused(other);
  const names = new Set(renderedImages(after).map(({ image }) => nameOf3(image)));
  const staying = [...targets.keys()].filter((name) => names.has(name));
  return staying.length === 0 ? void 0 : { reason: `${staying[0]} ${trial.staying.text}`, staying: new Set(staying) };
}
function textsWith(edits, { textOf: textOf2 }) {
  const texts = /* @__PURE__ */ new Map();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text2 = textOf2(file);
    if (text2 === void 0) return void 0;
    const own = edits.filter((edit) => edit.file === file);
    texts.set(file, applyEdits(text2, own));
  }
  return texts;
}

// src/render/renaming.ts
function renamingBy(home, rendered) {
  if (home === void 0) return void 0;
  const names = writtenNames(rendered);
  return (image) => {
    const written = names.get(image.slice(0, nameLength(image)));
    if (written === void 0) return void 0;
    if (typeof home === "string") return home;
    const slots = [...written].map((name) => entrySlot(home, name));
    return slots.find((slot) => typeof slot === "string") ?? slots.filter((slot) => typeof slot !== "string");
  };
}
async function renamed(left, moved, proving, renaming) {
  const reasons = /* @__PURE__ */ new Map();
  if (renaming === void 0) return reasons;
  const ways = left.flatMap((use) => {
    const slots = renaming.slotsOf(use.image ?? "");
    if (slots !== void 0 && typeof slots !== "string") return [[use, withMove(use, slots)]];
    if (slots !== void 0) reasons.set(use, slots);
    return [];
  });
  if (ways.length === 0) return reasons;
  try {
    const texts = textsWith(rewrite([...moved.values()], (use) => targetOf(use, proving)).edits, proving);
    const before = await renaming.render(texts ?? /* @__PURE__ */ new Map());
    const trial = { ...proving, render: renaming.render, before, isNothing: isEmptyList, staying: NOT_REACHED };
    const sieve = new Sieve(trial, before);
    await sieve.take(ways, moved);
    for (const [use] of ways) if (!moved.has(use)) reasons.set(use, sieve.reasonOf(use) ?? "");
  } catch (error) {
    if (!(error instanceof StaysUnseen)) throw error;
    for (const [use] of ways) reasons.set(use, error.message);
  }
  return reasons;
}
function isEmptyList(line, changed) {
  const key = /^(\s*(?:- )?(?:initContainers|containers|ephemeralContainers|volumes): )null$/.exec(line)?.[1];
  return key !== void 0 && changed === `${key}[]`;
}
var NOT_REACHED = {
  text: "also stands where entries of images do not reach: in a hook, an argument, an environment, a custom resource",
  isAnyway: true
};

// src/render/prove.ts
var MAX_OTHERS = 6;
async function proven(uses, proving) {
  const wanted = uses.filter((use) => use.ifEnabled === void 0 && targetOf(use, proving) !== void 0);
  const moved = /* @__PURE__ */ new Map();
  const byValues = await movedByValues(wanted, moved, proving);
  const left = wanted.filter((use) => !moved.has(use));
  const reasons = await renamed(left, moved, proving, proving.renaming);
  return uses.map((use) => moved.get(use) ?? withReasons(use, byValues.get(use), reasons.get(use)));
}
async function movedByValues(wanted, moved, proving) {
  const rounds = [
    ({ slots, uneditable }) => slots.length > 0 && uneditable === void 0 ? slots : void 0,
    ...Array.from(
      { length: MAX_OTHERS },
      (_, index) => ({ image }) => proving.others(image ?? "")[index]
    )
  ];
  let sieve;
  for (const slotsOf of rounds) {
    const ways = wanted.flatMap((use) => {
      const slots = moved.has(use) ? void 0 : slotsOf(use);
      return slots === void 0 ? [] : [[use, withMove(use, slots)]];
    });
    if (ways.length === 0) continue;
    sieve ??= new Sieve({ ...proving, staying: STAYING }, await proving.render(/* @__PURE__ */ new Map()));
    await sieve.take(ways, moved);
  }
  return new Map(
    wanted.flatMap((use) => {
      const reason = sieve?.reasonOf(use);
      return reason === void 0 ? [] : [[use, reason]];
    })
  );
}
var STAYING = { text: "is also written in the chart, or its value is given elsewhere", isAnyway: false };
function withReasons(use, byValues, byRenaming) {
  const reason = use.uneditable ?? byValues;
  if (reason === void 0) return use;
  return { ...use, uneditable: byRenaming === void 0 ? reason : `${reason}; nor is it renamed: ${byRenaming}` };
}

// src/render/template.ts
async function template({ release: release2, namespace }, files, values, { helm, work }) {
  if (typeof helm === "string") throw new StaysUnseen(helm);
  const chart = work.write(files);
  const given = work.write(values.map((text2, index) => ({ path: `${index}.yaml`, bytes: Buffer.from(text2) })));
  try {
    const words = ["template", nameOf4(release2), chart, "--namespace", nameOf4(namespace), "--skip-tests"];
    const line = [...words, ...values.flatMap((_, index) => ["--values", `${given}/${index}.yaml`])];
    const strict = await helm.run(line);
    const isSchema = strict.type === "failed" && /specifications of the schema/.test(strict.reason);
    const printed = isSchema ? await helm.run([...line, "--skip-schema-validation"]) : strict;
    if (printed.type === "failed") throw new StaysUnseen(`${helm.name} does not render it: ${printed.reason}`);
    return printed.output;
  } finally {
    work.remove(chart);
    work.remove(given);
  }
}
function nameOf4(text2) {
  return /^[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?$/.test(text2) ? text2 : "release";
}

// src/render/release-renders.ts
async function releaseRenders(named, files, tools) {
  const read = (texts) => {
    const again = texts.size === 0 ? named : readAgain(tools.reading, named, texts);
    if (again?.type !== "release") throw new StaysUnseen("it is not read any more once it is edited");
    return again;
  };
  const byHelm = (release2) => template(release2, files, valuesOf4(release2, files), tools);
  const raw = await byHelm(named);
  const { output, without } = await applied(named, raw, tools);
  const isApplied = named.postRendering.steps.length > 0 && without.length === 0;
  const known = /* @__PURE__ */ new Map();
  return {
    ...{ raw, output, without },
    again: async (texts) => {
      const release2 = read(texts);
      const text2 = await byHelm(release2);
      return isApplied ? postRendered(text2, release2.postRendering, tools) : text2;
    },
    asKustomize: async (texts) => {
      const release2 = read(texts);
      const key = JSON.stringify(valuesOf4(release2, files));
      const text2 = known.get(key) ?? byHelm(release2);
      known.set(key, text2);
      return postRendered(await text2, release2.postRendering, tools);
    }
  };
}
function valuesOf4({ values }, files) {
  return values.map((layer) => {
    if (layer.type === "text") return layer.text;
    const file = files.find(({ path }) => path === layer.path.replace(/^\.\//, ""));
    if (file === void 0) throw new StaysUnseen(`the chart has no file ${layer.path}`);
    return Buffer.from(file.bytes).toString("utf8");
  });
}
async function applied({ postRendering }, raw, tools) {
  if (postRendering.steps.length === 0) return { output: raw, without: [] };
  try {
    return { output: await postRendered(raw, postRendering, tools), without: [] };
  } catch (error) {
    if (!(error instanceof StaysUnseen)) throw error;
    return { output: raw, without: [`what kustomize makes of it: ${error.message}`] };
  }
}
function imagesOf3({ output, raw }) {
  const made = renderedImages(raw);
  if (output === raw) return made;
  const chains = new Map(made.map(({ image, chain }) => [image, chain]));
  const [top] = made;
  return renderedImages(output).map(({ image }) => ({
    image,
    chain: chains.get(image) ?? top?.chain.slice(0, 1) ?? []
  }));
}

// src/render/whole-chart.ts
var MAX_DEPTH = 6;
var MAX_FILES3 = 2e4;
var MAX_BYTES = 256 * 1024 * 1024;
async function wholeChart(own, elsewhere, depth = 0) {
  if (depth > MAX_DEPTH) throw new StaysUnseen(`charts bring charts along more than ${MAX_DEPTH} deep`);
  const files = new Map(unpacked(own).map((file) => [file.path, file]));
  const notes = [];
  const missing = [];
  const present2 = new Set(
    [...files.keys()].flatMap((path) => {
      const folder = /^charts\/([^/]+)\/Chart\.yaml$/.exec(path)?.[1];
      return folder === void 0 ? [] : [scalarAt(rootOf3(files.get(path)), "name")?.value ?? folder];
    })
  );
  for (const dependency of dependenciesOf(files)) {
    const { name } = dependency;
    if (present2.has(name)) continue;
    const found = await innerChart(dependency, elsewhere, depth);
    const inner = typeof found === "string" ? standIn(dependency) : found;
    if (typeof found === "string") missing.push({ name, because: found });
    for (const note of inner.notes) notes.push(note);
    for (const each of inner.missing) missing.push(each);
    const folder = freeFolder(files, name);
    for (const file of inner.files) files.set(`${folder}/${file.path}`, { ...file, path: `${folder}/${file.path}` });
    checkSize(files);
  }
  return { files: [...files.values()], notes, missing };
}
function standIn({ name, version }) {
  const exact = version !== void 0 && isExactVersion(version) ? version : "0.0.0";
  const text2 = `apiVersion: v2
name: ${name}
version: ${JSON.stringify(exact)}
`;
  return { files: [{ path: "Chart.yaml", bytes: Buffer.from(text2) }], notes: [], missing: [] };
}
async function innerChart({ name, repository, version }, elsewhere, depth) {
  const local = /^file:\/\/(.*)$/.exec(repository)?.[1];
  if (local !== void 0) {
    const at = joinPath(elsewhere.at, local);
    const files = at === void 0 ? void 0 : elsewhere.folder(at);
    return at === void 0 || files === void 0 ? `${repository} is not in the repository` : wholeChart(files, { ...elsewhere, at }, depth + 1);
  }
  if (repository === "") return "it is not in charts/, and no repository is named for it";
  const fetched = await elsewhere.fetchChart(chartInRepository(repository, name, version)).catch((error) => {
    if (error instanceof StaysUnseen) return error.message;
    throw error;
  });
  if (typeof fetched === "string") return fetched;
  const whole = await wholeChart(fetched.files, { ...elsewhere, folder: () => void 0, at: "" }, depth + 1);
  return { ...whole, notes: [...fetched.note === void 0 ? [] : [`${name}: ${fetched.note}`], ...whole.notes] };
}
function dependenciesOf(files) {
  const locks = ["Chart.lock", "requirements.lock"].flatMap((path) => itemsAt(rootOf3(files.get(path)), "dependencies"));
  return ["Chart.yaml", "requirements.yaml"].flatMap(
    (path) => itemsAt(rootOf3(files.get(path)), "dependencies").flatMap((item) => {
      const name = scalarAt(item, "name")?.value;
      const repository = scalarAt(item, "repository")?.value ?? "";
      const lock = locks.find(
        (each) => scalarAt(each, "name")?.value === name && scalarAt(each, "repository")?.value === repository
      );
      const version = scalarAt(lock, "version")?.value ?? scalarAt(item, "version")?.value;
      return name === void 0 || !/^[\w.-]+$/.test(name) || name.startsWith(".") ? [] : [{ name, repository, version }];
    })
  );
}
function freeFolder(files, name) {
  for (let number = 0; ; number++) {
    const folder = `charts/${name}${number === 0 ? "" : `-${number}`}`;
    if (!files.has(`${folder}/Chart.yaml`)) return folder;
  }
}
function unpacked(own, depth = 0) {
  let total = 0;
  const found = own.flatMap((file) => {
    const name = /^charts\/([^/]+)\.tgz$/.exec(file.path)?.[1];
    if (name === void 0) return [file];
    if (depth > MAX_DEPTH) throw new StaysUnseen("archives stand in archives without end");
    const inner = filesOfArchive(file.bytes);
    if (typeof inner === "string") throw new StaysUnseen(`${file.path} in it is refused: ${inner}`);
    total += inner.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (total > MAX_BYTES) throw new StaysUnseen("what it brings along is larger than 256 MiB");
    const folder = `charts/${scalarAt(rootOf3(inner.find(({ path }) => path === "Chart.yaml")), "name")?.value ?? name}`;
    return unpacked(inner, depth + 1).map((each) => ({ ...each, path: `${folder}/${each.path}` }));
  });
  return found;
}
function checkSize(files) {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.bytes.length, 0);
  if (files.size > MAX_FILES3 || bytes > MAX_BYTES)
    throw new StaysUnseen("with what it brings along it is larger than 256 MiB");
}
function rootOf3(file) {
  if (file === void 0) return void 0;
  const parsed = parseYaml(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length).toString("utf8"));
  return parsed.ok ? parsed.documents[0]?.root : void 0;
}
function folderOf(tree, folder) {
  const prefix = folder === "" ? "" : `${folder}/`;
  const paths = tree.paths.filter((path) => path.startsWith(prefix));
  if (!paths.includes(`${prefix}Chart.yaml`)) return void 0;
  const files = [];
  let total = 0;
  for (const path of paths) {
    const bytes = tree.read(path);
    if (bytes === void 0) continue;
    total += bytes.length;
    if (total > MAX_BYTES || files.length > MAX_FILES3) throw new StaysUnseen("its folder is larger than 256 MiB");
    files.push({ path: path.slice(prefix.length), bytes });
  }
  return files;
}

// src/render/render-chart.ts
async function renderRelease(named, tools) {
  const { fetchChart, reading, moveOf } = tools;
  const fetched = await fetchChart(named.chart);
  const { files, notes, missing } = await wholeChart(fetched.files, { fetchChart, folder: () => void 0, at: "" });
  const renders = await releaseRenders(named, files, tools);
  const values = valuesOf4(named, files);
  const given = values.length === 0 ? void 0 : mergedValues(values);
  const [rendered, traced] = [imagesOf3(renders), traceChart(files, given)];
  const moves = movesIn(named.home, rendered, traced);
  const without = [...named.without, ...renders.without].map((what) => `rendered without ${what}`);
  const findings = {
    ...{ rendered, traced: traced.images, given: givenKeys(given), label: chartLabel(named.chart, fetched.version) },
    notes: [...notesOf(fetched), ...notes, ...without]
  };
  const uses = chartUses(findings, () => named.place, moves);
  const slotsOf = renders.without.length > 0 ? void 0 : renamingBy(named.imagesHome, renders.output);
  const told = moveOf === void 0 ? uses : await proven(uses, {
    ...{ moveOf, others: moves.others, before: renders.output, render: renders.again },
    renaming: slotsOf === void 0 ? void 0 : { slotsOf, render: renders.asKustomize },
    textOf: (file) => textAt(reading.tree, file)
  });
  if (missing.length === 0) return { uses: told, seen: named.explains, unseen: [] };
  const because = `of its parts ${partsOf2(missing)}`;
  const source = unseenAt(named.place, named.chart);
  return { uses: told, seen: [], unseen: [{ source, explains: named.explains, because }] };
}
function notesOf({ note }) {
  return note === void 0 ? [] : [note];
}
async function renderParent(named, tools) {
  const { reading } = tools;
  const whole = await parentChart(named, reading.tree, tools);
  const output = await parentOutput(whole.files, tools);
  const places = new Map(named.dependencies.map(({ key, place }) => [key, place]));
  const placeOf2 = (chain) => places.get(chain[0] ?? "");
  const [rendered, traced] = [renderedImages(output), traceChart(whole.files, void 0)];
  const moves = movesIn(named.home, rendered, traced);
  const findings = { label: named.name, rendered, traced: traced.images, given: /* @__PURE__ */ new Set(), notes: whole.notes };
  const uses = chartUses(findings, placeOf2, moves);
  const renderAgain = async (texts) => parentOutput((await parentChart(named, edited(reading.tree, texts), tools)).files, tools);
  const lacks = (name) => whole.missing.filter((each) => each.name === name);
  const seen = named.dependencies.flatMap(({ name, explains }) => lacks(name).length === 0 ? explains : []);
  const unseen = named.dependencies.flatMap(
    ({ name, place, chart, explains }) => lacks(name).map(({ because }) => ({ source: unseenAt(place, chart), explains, because }))
  );
  if (tools.moveOf === void 0) return { uses, seen, unseen };
  const told = await proven(uses, {
    ...{ moveOf: tools.moveOf, others: moves.others, before: output, render: renderAgain, renaming: void 0 },
    textOf: (file) => textAt(reading.tree, file)
  });
  return { uses: told, seen, unseen };
}
function partsOf2(missing) {
  return missing.map(({ name, because }) => `${name} (${because})`).join(", ");
}
function parentChart(named, tree, { fetchChart }) {
  const folder = (path) => folderOf(tree, path);
  return wholeChart(folder(named.folder) ?? [], { fetchChart, folder, at: named.folder });
}
function parentOutput(files, tools) {
  const release2 = { release: "release", namespace: "default" };
  return template(release2, files, [], tools).catch((error) => {
    if (!(error instanceof StaysUnseen)) throw error;
    return template(
      release2,
      files.filter(({ path }) => !/^templates\//.test(path)),
      [],
      tools
    );
  });
}
function givenKeys(values) {
  const found = /* @__PURE__ */ new Set();
  const walk = (written, path) => {
    const node = resolved(written);
    if (node?.type === "mapping") {
      for (const { key, value } of node.entries) if (key.type === "scalar") walk(value, [...path, key.value]);
    } else if (path.length > 0) found.add(keyText(path));
  };
  for (const { root } of parseDocuments(values ?? "").documents) walk(root, []);
  return found;
}

// src/render/render.ts
var MAX_INSTALLATIONS = 1e3;
var MAX_RENDERING_MS = 15 * 6e4;
var AT_ONCE = 2;
async function renderNamed(tree, options) {
  const reading = readNamed(tree);
  const named = reading.named.filter((each) => isAsked(each, options.isWanted));
  if (named.length === 0) return { uses: [], seen: [], unseen: [], engine: void 0 };
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(MAX_RENDERING_MS)]);
  const mayAsk = hostCheck(options.chartHosts);
  const folders = folderFetcher(mayAsk, signal);
  const work = openWorkFolder();
  try {
    const find = (program) => findEngine(program, options.env, options.folder, work, signal);
    const helm = await find("helm");
    const download = downloader(options.http, mayAsk, signal);
    const fetcher = chartFetcher(download, chartStore(options.cacheDir), folders.fetch);
    const fetchChart = (chart) => fetcher(atSource(chart, options.sourceOf));
    let found;
    const kustomize = () => {
      found ??= find("kustomize").then((own) => typeof own === "string" ? find("kubectl") : own);
      return found;
    };
    const tools = {
      reading,
      moveOf: options.moveOf,
      helm,
      work,
      fetchChart,
      download,
      fetchFolder: folders.fetch,
      kustomize
    };
    let done = 0;
    const results = await inParallel(named.slice(0, MAX_INSTALLATIONS), AT_ONCE, async (each) => {
      const result = await outcomeOf(each, tools);
      options.onProgress(`rendered ${++done} of ${named.length} charts`);
      return result;
    });
    const left = named.slice(MAX_INSTALLATIONS).map((each) => failed(each, `more than ${MAX_INSTALLATIONS} are not rendered`));
    const all = [...results, ...left];
    return {
      uses: all.flatMap(({ uses }) => uses),
      seen: all.flatMap(({ seen }) => seen),
      unseen: all.flatMap(({ unseen }) => unseen),
      engine: typeof helm === "string" ? void 0 : helm.name
    };
  } finally {
    folders.close();
    work.close();
  }
}
function atSource(chart, sourceOf2) {
  const repository = chart.from === "registry" ? sourceOf2(chart.repository) : void 0;
  return repository === void 0 || chart.from !== "registry" ? chart : { ...chart, repository };
}
async function outcomeOf(named, tools) {
  try {
    switch (named.type) {
      case "release":
        return await renderRelease(named, tools);
      case "parent":
        return await renderParent(named, tools);
      case "base":
        return await renderBase(named, tools);
    }
  } catch (error) {
    if (error instanceof StaysUnseen) return failed(named, error.message);
    throw error;
  }
}
function failed(named, because) {
  return { uses: [], seen: [], unseen: sourcesOf2(named).map((source) => ({ ...source, because })) };
}
function sourcesOf2(named) {
  switch (named.type) {
    case "parent":
      return named.dependencies.map(({ place, chart, explains }) => ({ source: unseenAt(place, chart), explains }));
    case "release":
      return [{ source: unseenAt(named.place, named.chart), explains: named.explains }];
    case "base":
      return [{ source: unseenBaseAt(named.place), explains: named.explains }];
  }
}
function isAsked(named, isWanted) {
  return isWanted(fileOf(named)) && testPath(fileOf(named), /* @__PURE__ */ new Set()) === void 0;
}
async function inParallel(items, most, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== void 0) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
module.exports = {
  chartSources,
  mergedScan,
  renderNamed,
  withUses
};
