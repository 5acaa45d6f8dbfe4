import { Ajv, type ValidateFunction } from 'ajv';
import { jsonBody, onlyQuery, type ServiceRequest, Violation } from '../exchange.ts';
import description from './description.json' with { type: 'json' };

/** What GitHub's REST description says of a request (written by scripts/github-openapi.ts). */

export interface Operation {
  /** `POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews`. */
  readonly name: string;
  /** Values of the path's parameters. */
  readonly values: Readonly<Record<string, string>>;
  /** The body, checked; `undefined` where the operation takes none. */
  readonly body: unknown;
}

interface Route {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly query: readonly string[];
  readonly validate: ValidateFunction | undefined;
}

let routes: readonly Route[] | undefined;

/** The operation that a request is, its query and body checked. @throws Violation */
export function operationOf(request: ServiceRequest, path: string): Operation {
  routes ??= compile();
  const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(path));
  if (route === undefined) throw new Violation(`GitHub: ${request.method} ${path} is not played`);
  onlyQuery(request, ...route.query);
  const groups = route.pattern.exec(path)?.groups ?? {};
  const values = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  return { name: route.name, values, body: bodyOf(request, route) };
}

function bodyOf(request: ServiceRequest, { name, validate }: Route): unknown {
  if (validate === undefined) {
    if (request.body.length > 0) throw new Violation(`GitHub: ${name} takes no body`);
    return undefined;
  }
  const body = jsonBody(request);
  if (!validate(body)) {
    const reasons = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    throw new Violation(`GitHub: ${name}: the body doesn't fit: ${reasons.join('; ')}`);
  }
  return body;
}

function compile(): readonly Route[] {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false });
  return description.map(({ method, path, query, ...operation }) => ({
    name: `${method} ${path}`,
    method,
    pattern: new RegExp(
      `^${path.replaceAll(/\{(\w+)\}/g, (_, name) => `(?<${name}>${name === 'path' ? '.+' : '[^/]+'})`)}$`,
    ),
    query,
    validate: 'body' in operation ? ajv.compile(closed(operation.body)) : undefined,
  }));
}

/** The description lets unknown members pass; the emulator doesn't. */
function closed(schema: unknown): object {
  const copy: unknown = JSON.parse(JSON.stringify(schema), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value && 'type' in value && value.type === 'object'
      ? { ...value, additionalProperties: false }
      : value,
  );
  return typeof copy === 'object' && copy !== null ? copy : {};
}
