import { extractValues } from '../helm/values.ts';
import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import type { KindName } from '../model/kind-names.ts';
import { isCertainImage, isPossibleImage } from '../references/certainty.ts';
import { IMAGE_MARKS, isImageKey, mayHoldImage } from '../references/image-keys.ts';
import { watcherGroup } from '../references/image-watchers.ts';
import { scriptFacts } from '../shell/script-text.ts';
import type { SourceFile } from '../source/source.ts';
import { embedded } from '../yaml/embedded.ts';
import { expanded } from '../yaml/expanded.ts';
import type { YamlDocument, YamlMapping, YamlNode, YamlScalar } from '../yaml/nodes.ts';
import { deliveryFacts } from './delivery.ts';
import { fieldsOf, itemsField, mappingAt, textField } from './fields.ts';
import { KBLD, kbldFacts, watcherFacts } from './image-watchers.ts';
import { isBuiltIn, type ObjectType, objectType, podSpecOf } from './objects.ts';
import { bundleAnnotations, OPERATORS, relatedImages } from './operator-annotations.ts';
import { podFacts } from './pod.ts';
import { literalLines, unparsableFacts } from './unparsable.ts';
import { UseCollector } from './use-collector.ts';
import { Walker } from './walker.ts';

/** An object that names a source, or a reference in several fields. */
const MARKS = /argoproj\.io|toolkit\.fluxcd\.io|helm\.cattle\.io|repository/;

/** Kubernetes objects: workloads, lists, custom resources, ConfigMaps that hold manifests. */
export const kubernetes: YamlKind = {
  name: 'kubernetes',
  format: 'yaml',
  recognises: ({ root }) => objectType(root) !== undefined,
  marks: [...IMAGE_MARKS, MARKS],
  mayHoldImages: ({ text }) => mayHoldImage(text) || MARKS.test(text),
  extract: (document, file) => documentFacts(document, { file, depth: 0 }),
  extractUnparsable: unparsableFacts,
};

/** Where an object stands. */
interface Place {
  readonly file: SourceFile;
  /** The kind under which uses are reported where the object stands in a text of another. */
  readonly outer?: KindName;
  /** How many texts it is inside of: each is read again, so that there must be an end to it. */
  readonly depth: number;
}

const MAX_TEXT_DEPTH = 3;

/** Kubernetes' own readers follow aliases and merge keys, wherever they stand. */
function documentFacts(document: YamlDocument, place: Place): readonly Fact[] {
  const { root, isWhole } = expanded(document);
  const facts = objectFacts(root, place);
  if (isWhole) return facts;
  const { path, at } = place.file;
  const reason = 'read without some of its aliases, which stand for more than anybody writes. Write them out';
  return [...facts, { type: 'warning', warning: { file: path, line: at(Math.max(0, root.start)).line, reason } }];
}

function objectFacts(root: YamlNode, place: Place): readonly Fact[] {
  const type = objectType(root);
  if (type === undefined || root.type !== 'mapping') return [];
  const contained = containedIn(root, type);
  if (contained !== undefined) return contained.flatMap((item) => objectFacts(item, place));
  const facts = isBuiltIn(type) ? builtInFacts(root, type, place) : customFacts(root, type, place);
  return [...facts, ...functionFacts(root, place)];
}

/** The objects that an object is a list of. */
function containedIn(root: YamlMapping, { group, kind }: ObjectType): readonly YamlNode[] | undefined {
  const fields = fieldsOf(root);
  if (kind.endsWith('List') && fields.get('items')?.type === 'sequence') return itemsField(fields, 'items');
  const isTemplate = kind === 'Template' && (group === '' || group === 'template.openshift.io');
  return isTemplate ? itemsField(fields, 'objects') : undefined;
}

/** Functions that kustomize runs on an object: https://kubectl.docs.kubernetes.io/guides/extending_kustomize/containerized_krm_functions/ */
function functionFacts(root: YamlMapping, { file, depth }: Place): readonly Fact[] {
  const annotations = mappingAt(root, 'metadata', 'annotations');
  if (annotations === undefined) return [];
  return [...fieldsOf(annotations)].flatMap(([key, value]) =>
    value.type === 'scalar' && /^config\.(?:kubernetes|k8s)\.io\/function$/.test(key)
      ? settingsFacts(value, file, depth)
      : [],
  );
}

function builtInFacts(root: YamlMapping, type: ObjectType, place: Place): readonly Fact[] {
  const pod = podSpecOf(root, type);
  if (pod !== undefined) {
    const collector = new UseCollector(place.file, place.outer ?? 'kubernetes');
    relatedImages(root, collector);
    const template = mappingAt(root, 'spec', 'template');
    if (template !== undefined) relatedImages(template, collector);
    return podFacts(pod, collector);
  }
  return type.group === '' && type.kind === 'ConfigMap' ? configMapFacts(root, place) : [];
}

/** Policies have patterns where others have images. */
const POLICIES = /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh)$/;
const PATTERNS = /^(?:pattern|anyPattern|deny|validate|verifyImages|match|exclude|preconditions|context|rego)$/;
/** A step of Tekton has `script`, a template of Argo Workflows `source`. */
const SCRIPTS = /^(?:script|source)$/;
function customFacts(root: YamlMapping, type: ObjectType, place: Place): readonly Fact[] {
  const watcher = watcherGroup(type.group);
  if (watcher !== undefined) return watcherFacts(root, watcher, place.file);
  const delivered = deliveryFacts(root, type, place.file);
  if (delivered !== undefined) return delivered;
  const kind = place.outer ?? 'custom-resource';
  const collector = new UseCollector(place.file, kind);
  const isPolicy = POLICIES.test(type.group);
  const walker = new Walker(collector, {
    templates: !isPolicy,
    words: true,
    ...(isPolicy ? { skips: PATTERNS } : type.group === KBLD ? { skips: /^image(?:Repo)?$/ } : {}),
    text: (scalar, key) =>
      collector.take(
        SCRIPTS.test(key) ? scriptFacts(place.file, scalar, kind) : embeddedObjects(scalar, { ...place, outer: kind }),
      ),
  });
  const entries = root.entries.filter(
    ({ key }) => key.type === 'scalar' && !/^(?:status|metadata|kind|apiVersion)$/.test(key.value),
  );
  walker.node({ ...root, entries }, '');
  walker.finish();
  collector.take(kbldFacts(root, type.group, place.file));
  if (type.group === OPERATORS) {
    bundleAnnotations(root, collector, (text) => collector.take(embeddedObjects(text, { ...place, outer: kind })));
  }
  return collector.facts;
}

/** Objects that stand in a text of another object; where templates keep them from being parsed, by their lines. */
function embeddedObjects(scalar: YamlScalar, place: Place): readonly Fact[] {
  if (place.depth === MAX_TEXT_DEPTH || !/image/i.test(scalar.value) || !scalar.value.includes('apiVersion')) return [];
  const { file, outer = 'custom-resource', depth } = place;
  const { documents, unparsable } = embedded(file, scalar);
  return [
    ...documents
      .map((document) => expanded(document).root)
      .flatMap((root) => (root.type === 'sequence' ? root.items : [root]))
      .flatMap((root) => objectFacts(root, { file, outer, depth: depth + 1 })),
    ...(scalar.style === 'literal' ? unparsable.flatMap((range) => literalLines(range, file, outer)) : []),
  ];
}

/** The texts of a ConfigMap: manifests, settings of controllers that start pods from them, or a reference alone. */
function configMapFacts(root: YamlMapping, { file, depth }: Place): readonly Fact[] {
  const collector = new UseCollector(file, 'other');
  const data = mappingAt(root, 'data');
  if (data === undefined) return [];
  for (const [key, value] of fieldsOf(data)) {
    if (value.type !== 'scalar') continue;
    const text = value.value.trim();
    if (text.includes('\n') || text.startsWith('{')) collector.take(settingsFacts(value, file, depth));
    else if (isDataImage(key, text)) collector.literal(value, 'whole');
  }
  return collector.facts;
}

function isDataImage(key: string, text: string): boolean {
  return (
    isCertainImage(text) ||
    (isImageKey(key) && isPossibleImage(text, key) && /[:@]|^[a-z0-9-]+(?:\.[a-z0-9-]+)+\//.test(text))
  );
}

/** The images of a text whose shape is the affair of the controller that reads it. */
function settingsFacts(scalar: YamlScalar, file: SourceFile, depth: number): readonly Fact[] {
  if (depth === MAX_TEXT_DEPTH || !/image/i.test(scalar.value)) return [];
  const collector = new UseCollector(file, 'other');
  const { documents, unparsable } = embedded(file, scalar);
  for (const document of documents) {
    const { root } = expanded(document);
    if (objectType(root) !== undefined) collector.take(objectFacts(root, { file, outer: 'other', depth: depth + 1 }));
    else if (hasGlobals(root)) collector.take(extractValues(root, file));
    else {
      const walker = new Walker(collector, {
        templates: false,
        words: false,
        text: (text) => collector.take(settingsFacts(text, file, depth + 1)),
      });
      walker.node(root, '');
      walker.finish();
    }
  }
  if (scalar.style === 'literal')
    for (const range of unparsable) collector.take(literalLines(range, file, 'other').filter(hasTag));
  return collector.facts;
}

/** Values of a chart that an installation keeps (Istio's injector does): the registry of all images stands in one place. */
function hasGlobals(root: YamlNode): boolean {
  const globals = mappingAt(root, 'global');
  return (
    globals !== undefined && ['hub', 'imageRegistry'].some((key) => textField(fieldsOf(globals), key) !== undefined)
  );
}

/** In the lines of what no parser takes, only a reference with a tag or digest is surely one. */
function hasTag(fact: Fact): boolean {
  return fact.type !== 'use' || /[:@]/.test(fact.use.text);
}
