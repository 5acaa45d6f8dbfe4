import { field, stringField } from '../base/json.ts';
import { blobId } from '../io/git/commits.ts';

/** Blobs of a repository, many with one request: GraphQL asks for any number of objects at once. */

/** Sends a query of GraphQL. @returns what stands under `data` */
export type Query = (query: string, variables: Readonly<Record<string, string>>) => Promise<unknown>;

/** Others ask for 250 at once (docs/github-behaviour.md#graphql-blobs). */
const MAX_IDS_A_REQUEST = 250;
/** So that the texts of an answer stay within what GitHub sends in time. */
const MAX_TEXTS_A_REQUEST = 100;

/** The ids of files' blobs at a commit, by path; a path that the commit has no file at is left out. */
export async function askBlobIds(
  query: Query,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const batch of batches(paths, MAX_IDS_A_REQUEST)) {
    const answer = await ask(query, batch, {
      type: 'String',
      argument: 'expression',
      fields: 'oid',
      sent: (path) => `${commit}:${path}`,
    });
    for (const [index, path] of batch.entries()) {
      const id = stringField(answer, `b${index}`, 'oid');
      if (id !== undefined) found.set(path, id);
    }
  }
  return found;
}

/**
 * The texts of blobs, by id. What GraphQL cuts or changes (docs/github-behaviour.md#graphql-blobs) shows by its id, which is then not
 * that of the text, and is left out.
 */
export async function askBlobTexts(query: Query, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const batch of batches(ids, MAX_TEXTS_A_REQUEST)) {
    const answer = await ask(query, batch, {
      type: 'GitObjectID',
      argument: 'oid',
      fields: 'text',
      sent: (id) => id,
    });
    for (const [index, id] of batch.entries()) {
      const text = stringField(answer, `b${index}`, 'text');
      if (text !== undefined && blobId(Buffer.from(text)) === id) found.set(id, text);
    }
  }
  return found;
}

interface Asked {
  readonly type: 'String' | 'GitObjectID';
  readonly argument: 'expression' | 'oid';
  readonly fields: 'oid' | 'text';
  readonly sent: (item: string) => string;
}

/** Asks for one object an item; the answer has them under `b0`, `b1` and so on. Values never stand in the query itself. */
async function ask(query: Query, items: readonly string[], { type, argument, fields, sent }: Asked): Promise<unknown> {
  const declared = items.map((_, index) => `, $b${index}: ${type}!`).join('');
  const objects = items.map((_, index) => `b${index}: object(${argument}: $b${index}) { ...on Blob { ${fields} } }`);
  const text = `query Blobs($owner: String!, $name: String!${declared}) { repository(owner: $owner, name: $name) { ${objects.join(' ')} } }`;
  const values = Object.fromEntries(items.map((item, index) => [`b${index}`, sent(item)]));
  return field(await query(text, values), 'repository');
}

function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
