import { field, isObject, stringField } from '../../base/json.ts';
import { jsonAnswer, type ServiceAnswer, Violation } from '../exchange.ts';
import type { GitHubState } from './state.ts';

/**
 * Of GitHub's GraphQL API, hiding an own comment, which REST can't; it needs `pull-requests: write`
 * (docs/github-behaviour.md#minimise).
 */

const CLASSIFIERS: ReadonlySet<string> = new Set(['ABUSE', 'DUPLICATE', 'OFF_TOPIC', 'OUTDATED', 'RESOLVED', 'SPAM']);

export function answerGraphql(state: GitHubState, body: unknown): ServiceAnswer {
  const query = stringField(body, 'query') ?? '';
  if (!/^\s*mutation\b/.test(query) || !/\bminimizeComment\s*\(\s*input\s*:/.test(query)) {
    throw new Violation('GitHub: of GraphQL only minimizeComment is played');
  }
  const { subjectId, classifier } = inputOf(query, field(body, 'variables'));
  if (classifier === undefined || !CLASSIFIERS.has(classifier))
    throw new Violation(`GitHub: classifier "${classifier}"`);
  if (state.rights.pullRequests !== 'write') return failure('FORBIDDEN', 'Resource not accessible by integration');
  const comment = [...state.comments, ...state.issueComments].find(({ nodeId }) => nodeId === subjectId);
  if (comment === undefined)
    return failure('NOT_FOUND', `Could not resolve to a node with the global id of '${subjectId}'`);
  comment.minimized = classifier;
  const minimizedComment = { isMinimized: true, minimizedReason: classifier.toLowerCase() };
  return jsonAnswer(200, { data: { minimizeComment: { minimizedComment } } });
}

/** The input's members, whether they stand in the query, in variables, or are one variable. */
function inputOf(query: string, variables: unknown) {
  const whole = /\binput\s*:\s*\$(\w+)/.exec(query)?.[1];
  const member = (name: string): string | undefined => {
    if (whole !== undefined) return stringField(variables, whole, name);
    const match = new RegExp(`\\b${name}\\s*:\\s*(?:\\$(\\w+)|"([^"]*)"|([A-Z_]+))`).exec(query);
    const [, variable, text, word] = match ?? [];
    return variable === undefined ? (text ?? word) : stringField(isObject(variables) ? variables : {}, variable);
  };
  return { subjectId: member('subjectId'), classifier: member('classifier') };
}

/** GraphQL tells errors with status 200. */
function failure(type: string, message: string): ServiceAnswer {
  return jsonAnswer(200, { data: null, errors: [{ type, path: ['minimizeComment'], message }] });
}
