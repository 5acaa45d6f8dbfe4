// Writes src/emulator/github/graphql-schema.json: the part of GitHub's GraphQL schema that the emulator plays.
import { writeFile } from 'node:fs/promises';
import { schema as published } from '@octokit/graphql-schema';
import {
  type DefinitionNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';

const schema = parse(published.idl);

/** Fields that are played, by type. What they take and give comes with them. */
const PLAYED: Readonly<Record<string, readonly string[]>> = {
  Query: ['repository', 'viewer'],
  Mutation: [
    'deletePullRequestReviewComment',
    'minimizeComment',
    'updatePullRequestReview',
    'updatePullRequestReviewComment',
  ],
  Actor: ['login'],
  Blob: ['byteSize', 'id', 'isBinary', 'isTruncated', 'oid', 'text'],
  Bot: ['id', 'login'],
  GitObject: ['id', 'oid'],
  Minimizable: ['isMinimized', 'minimizedReason'],
  PageInfo: ['endCursor', 'hasNextPage'],
  PullRequest: ['changedFiles', 'headRefOid', 'id', 'locked', 'merged', 'number', 'reviewThreads', 'reviews', 'state'],
  PullRequestReview: [
    'author',
    'body',
    'databaseId',
    'fullDatabaseId',
    'id',
    'isMinimized',
    'minimizedReason',
    'viewerDidAuthor',
  ],
  PullRequestReviewComment: [
    'author',
    'body',
    'databaseId',
    'fullDatabaseId',
    'id',
    'isMinimized',
    'minimizedReason',
    'pullRequestReview',
    'viewerCanDelete',
    'viewerCanMinimize',
    'viewerCanUpdate',
    'viewerDidAuthor',
  ],
  PullRequestReviewCommentConnection: ['nodes', 'pageInfo', 'totalCount'],
  PullRequestReviewConnection: ['nodes', 'pageInfo', 'totalCount'],
  PullRequestReviewThread: [
    'comments',
    'id',
    'isOutdated',
    'isResolved',
    'line',
    'originalLine',
    'originalStartLine',
    'path',
    'startLine',
    'subjectType',
  ],
  PullRequestReviewThreadConnection: ['nodes', 'pageInfo', 'totalCount'],
  Repository: ['id', 'object', 'pullRequest'],
  User: ['id', 'login'],
};
/** Interfaces that a query can ask through. */
const INTERFACES = new Set(['Actor', 'GitObject', 'Minimizable']);

const byName = new Map(
  schema.definitions.flatMap((definition) =>
    'name' in definition && definition.name !== undefined ? [[definition.name.value, definition]] : [],
  ),
);
const kept = new Map<string, DefinitionNode>();

function keep(name: string): void {
  const definition = byName.get(name);
  if (definition === undefined || kept.has(name)) return;
  const narrowed = hasFields(definition)
    ? {
        ...definition,
        interfaces: (definition.interfaces ?? []).filter((one) => INTERFACES.has(one.name.value)),
        fields: (definition.fields ?? []).filter((field) => isPlayed(name, field)),
      }
    : definition;
  kept.set(name, narrowed);
  visit(narrowed, { NamedType: (type) => keep(type.name.value) });
}

function hasFields(
  definition: DefinitionNode | undefined,
): definition is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return definition?.kind === Kind.OBJECT_TYPE_DEFINITION || definition?.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** The payload of a mutation has all its fields whose types are played. */
function isPlayed(type: string, { name, type: given }: FieldDefinitionNode): boolean {
  const wanted = PLAYED[type];
  if (wanted !== undefined) return wanted.includes(name.value);
  if (!type.endsWith('Payload')) throw new Error(`nothing says which fields of ${type} are played`);
  let named = '';
  visit(given, {
    NamedType: (one) => {
      named = one.name.value;
    },
  });
  const definition = byName.get(named);
  return definition === undefined || definition.kind === Kind.SCALAR_TYPE_DEFINITION || named in PLAYED;
}

for (const name of Object.keys(PLAYED)) keep(name);
for (const [type, fields] of Object.entries(PLAYED)) {
  const definition = kept.get(type);
  const has = new Set((hasFields(definition) ? (definition.fields ?? []) : []).map(({ name }) => name.value));
  for (const name of fields) if (!has.has(name)) throw new Error(`GitHub's schema has no ${type}.${name}`);
}

const plain = visit(
  { kind: Kind.DOCUMENT, definitions: [...kept.values()] },
  {
    enter: (node) =>
      'description' in node || 'directives' in node ? { ...node, description: undefined, directives: [] } : undefined,
  },
);
const target = new URL('../src/emulator/github/graphql-schema.json', import.meta.url);
await writeFile(target, `${JSON.stringify({ lines: print(plain).split('\n') }, undefined, 2)}\n`);
console.log(`${kept.size} types of @octokit/graphql-schema`);
