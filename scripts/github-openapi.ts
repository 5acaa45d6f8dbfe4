// Writes src/emulator/github/description.json: what GitHub's REST description says of the requests that the emulator plays.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { field, isObject, listField, stringField } from '../src/base/json.ts';

const require = createRequire(import.meta.url);
const description: unknown = JSON.parse(
  await readFile(require.resolve('@octokit/openapi/generated/api.github.com.deref.json'), 'utf8'),
);

const played: readonly (readonly [method: string, path: string])[] = [
  ['get', '/user'],
  ['get', '/repos/{owner}/{repo}/pulls'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}/files'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}/comments'],
  ['post', '/repos/{owner}/{repo}/pulls/{pull_number}/comments'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'],
  ['post', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'],
  ['put', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}'],
  ['patch', '/repos/{owner}/{repo}/pulls/comments/{comment_id}'],
  ['delete', '/repos/{owner}/{repo}/pulls/comments/{comment_id}'],
  ['get', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['post', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['patch', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['delete', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['get', '/repos/{owner}/{repo}/git/blobs/{file_sha}'],
  ['get', '/repos/{owner}/{repo}/contents/{path}'],
];

/** The parts of a schema that decide whether a body fits. */
const KEPT = [
  'type',
  'properties',
  'items',
  'required',
  'enum',
  'nullable',
  'oneOf',
  'anyOf',
  'allOf',
  'maxLength',
  'minLength',
  'format',
];

/** What is kept of a schema, or of what stands in one. */
function schemaOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(schemaOf);
  if (!isObject(schema)) return schema;
  const kept = KEPT.filter((key) => key in schema).map((key) => {
    const value = schema[key];
    return [key, key === 'properties' && isObject(value) ? eachOf(value) : schemaOf(value)];
  });
  return Object.fromEntries(kept);
}

function eachOf(properties: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schemaOf(schema)]));
}

const operations = played.map(([method, path]) => {
  const operation = field(description, 'paths', path, method);
  if (operation === undefined) throw new Error(`GitHub's description has no ${method} ${path}`);
  const query = listField(operation, 'parameters')
    .filter((parameter) => stringField(parameter, 'in') === 'query')
    .map((parameter) => stringField(parameter, 'name'));
  const body = field(operation, 'requestBody', 'content', 'application/json', 'schema');
  return { method: method.toUpperCase(), path, query, ...(body === undefined ? {} : { body: schemaOf(body) }) };
});

const target = new URL('../src/emulator/github/description.json', import.meta.url);
await writeFile(target, `${JSON.stringify(operations, undefined, 2)}\n`);
console.log(`${operations.length} operations of @octokit/openapi ${stringField(description, 'info', 'version')}`);
