/** A URL fit for people and logs: signed URLs carry their secret in the query. */
export function withoutQuery(url: string): string {
  const question = url.search(/[?#]/);
  return question === -1 ? url : url.slice(0, question);
}
