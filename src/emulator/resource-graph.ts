import { createHash, randomBytes } from 'node:crypto';
import { isObject } from '../base/json.ts';
import { refusalAnswer } from './arm/refusals.ts';
import { callerOf, refusedToken } from './arm/routes.ts';
import type { ArmState } from './arm/state.ts';
import type { Clock } from './clock.ts';
import type { Defender, ScriptedFinding, ScriptedScan } from './defender.ts';
import { jsonAnswer, jsonBody, onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from './exchange.ts';
import { allows } from './rights.ts';
import type { Tokens } from './tokens.ts';

/**
 * Azure Resource Graph (docs/azure-behaviour.md#graph-call), with the assessments of the individual model
 * (docs/azure-behaviour.md#assessment-model).
 */

export interface GraphState {
  readonly tokens: Tokens;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly registryName: string;
  /** Divides the time of the quota's window, as it does the waits of the product. */
  readonly pace: number;
  readonly clock: Clock;
  /** Who may do what. */
  readonly arm: ArmState;
  readonly defender: Defender;
  readonly settings: GraphSettings;
  /** Questions under way: what is left of their rows, by skip token. */
  readonly pages: Map<string, { readonly query: string; readonly rows: readonly unknown[]; readonly total: number }>;
  /** What is left of the window, and when it ends, in milliseconds since 1970. */
  readonly quota: { remaining: number; until: number };
}

export interface GraphSettings {
  /** The most rows of one answer. */
  pageSize: number;
  /** Whether other assessments can be seen in the subscription. */
  assessmentsVisible: boolean;
  /** Whether a caller without rights gets no rows, as the service does, or a 403. */
  withoutRights: 'no-rows' | 'refused';
  /** The most bytes of one answer (docs/azure-behaviour.md#graph-size). */
  maxBytes: number;
  /** Questions in a window (docs/azure-behaviour.md#graph-quota). */
  quota: number;
}

/** Questions in a window of five seconds (docs/azure-behaviour.md#graph-quota). */
export const GRAPH_QUOTA = 15;
const WINDOW_MS = 5000;

export const GRAPH_DEFAULTS: GraphSettings = {
  pageSize: 1000,
  assessmentsVisible: true,
  withoutRights: 'no-rows',
  maxBytes: 16_777_216,
  quota: GRAPH_QUOTA,
};

const API_VERSIONS: ReadonlySet<string> = new Set(['2021-03-01', '2022-10-01', '2024-04-01']);

export function answerGraph(state: GraphState, request: ServiceRequest): ServiceAnswer {
  const refused = refusedToken(state, request);
  if (refused !== undefined) return refused;
  onlyQuery(request, 'api-version');
  if (request.method !== 'POST' || !/^\/providers\/Microsoft\.ResourceGraph\/resources$/i.test(request.path)) {
    throw new Violation(`Resource Graph has no ${request.method} ${request.path}`);
  }
  const version = request.query.get('api-version') ?? '';
  if (!API_VERSIONS.has(version)) throw new Violation(`Resource Graph: api-version "${version}"`);
  const question = questionOf(jsonBody(request));
  if (!question.subscriptions.includes(state.subscriptionId)) {
    throw new Violation("Resource Graph: the registry's subscription is not asked");
  }
  const place = { scope: `/subscriptions/${state.subscriptionId}`, caller: callerOf(state, request) };
  const mayRead = allows(state.arm.settings.roles, 'Microsoft.Security/assessments/read', place);
  if (!mayRead && state.settings.withoutRights === 'refused') {
    const message = 'Access is denied to the requested resource.';
    return refusalAnswer({ status: 403, code: 'AccessDenied', message });
  }
  const quota = takenFrom(state);
  if (quota === undefined) return throttled(state);
  const answer = answerPage(state, question, mayRead);
  return { ...answer, headers: { ...answer.headers, ...quota } };
}

/** Counts the question. @returns what the headers tell of the quota; `undefined` where none is left */
function takenFrom(state: GraphState): Readonly<Record<string, string>> | undefined {
  const { quota, clock, settings, pace } = state;
  if (clock.now() >= quota.until) {
    quota.remaining = settings.quota;
    quota.until = clock.now() + WINDOW_MS / pace;
  }
  if (quota.remaining <= 0) return undefined;
  quota.remaining -= 1;
  return quotaHeaders(state);
}

function quotaHeaders({ quota }: GraphState): Readonly<Record<string, string>> {
  return {
    'x-ms-user-quota-remaining': String(quota.remaining),
    'x-ms-user-quota-resets-after': `00:00:0${WINDOW_MS / 1000}`,
  };
}

/** The throttling of https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests. */
function throttled(state: GraphState): ServiceAnswer {
  const error = {
    code: 'RateLimiting',
    message: 'Please provide below info when asking for support.',
    details: [
      {
        code: 'RateLimiting',
        message:
          'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed.',
      },
    ],
  };
  return jsonAnswer(429, { error }, quotaHeaders(state));
}

/** docs/azure-behaviour.md#graph-size */
function tooLarge(bytes: number, most: number): ServiceAnswer {
  const error = {
    code: 'BadRequest',
    message:
      'Please provide below info when asking for support: timestamp = 2026-01-01T00:00:00.0000000Z, correlationId = 00000000-0000-0000-0000-000000000000.',
    details: [
      {
        code: 'ResponsePayloadTooLarge',
        message: `Response payload size is ${bytes}, and has exceeded the limit of ${most}. Please consider querying less data at a time and make paginated call if needed.`,
      },
    ],
  };
  return jsonAnswer(400, { error });
}

interface Question {
  readonly query: string;
  readonly subscriptions: readonly unknown[];
  readonly top: number;
  readonly skipToken: string | undefined;
}

/** Checks a body as the REST description has it. @throws Violation */
function questionOf(body: unknown): Question {
  if (!isObject(body)) throw new Violation('Resource Graph: the body is no object');
  const { query, subscriptions, options = {}, ...others } = body;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Violation(`Resource Graph: unknown member ${unknown}`);
  if (typeof query !== 'string' || !Array.isArray(subscriptions) || !isObject(options)) {
    throw new Violation('Resource Graph: query, subscriptions and options must be given');
  }
  const { $top = 1000, $skipToken, resultFormat, ...rest } = options;
  if (Object.keys(rest).length > 0)
    throw new Violation(`Resource Graph: option ${Object.keys(rest).join(', ')} is not played`);
  if (typeof $top !== 'number' || $top < 1 || $top > 1000) throw new Violation('Resource Graph: $top is 1 to 1000');
  if (resultFormat !== undefined && resultFormat !== 'objectArray') {
    throw new Violation('Resource Graph: only objectArray is played');
  }
  return { query, subscriptions, top: $top, skipToken: typeof $skipToken === 'string' ? $skipToken : undefined };
}

function answerPage(state: GraphState, { query, top, skipToken }: Question, mayRead: boolean): ServiceAnswer {
  const before = skipToken === undefined ? undefined : state.pages.get(skipToken);
  if (skipToken !== undefined && before?.query !== query) {
    throw new Violation('Resource Graph: the skip token belongs to another question');
  }
  const rows = before?.rows ?? (mayRead ? evaluate(state, query) : []);
  const total = before?.total ?? rows.length;
  const size = Math.min(top, state.settings.pageSize);
  const data = rows.slice(0, size);
  const left = rows.slice(size);
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes > state.settings.maxBytes) return tooLarge(bytes, state.settings.maxBytes);
  const next = left.length === 0 ? undefined : randomBytes(12).toString('base64url');
  if (next !== undefined) state.pages.set(next, { query, rows: left, total });
  return jsonAnswer(200, {
    totalRecords: total,
    count: data.length,
    data,
    facets: [],
    resultTruncated: 'false',
    ...(next === undefined ? {} : { $skipToken: next }),
  });
}

/** Evaluates as much of the language as the questions of this product use, line by line. @throws Violation for anything else */
function evaluate(state: GraphState, query: string): readonly unknown[] {
  const [table, ...stages] = query.split('\n').map((line) => line.trim());
  if (table !== 'securityresources') throw new Violation(`Resource Graph: table "${table}" is not played`);
  let wanted: readonly string[] | undefined;
  let under: string | undefined;
  let onlyIds = false;
  let most = Number.POSITIVE_INFINITY;
  for (const stage of stages) {
    const digests = digestsOf(stage);
    if (digests !== undefined) wanted = digests;
    else if (/^\| where id contains "[^"]+"$/.test(stage)) under = /"([^"]+)"/.exec(stage)?.[1]?.toLowerCase();
    else if (/^\| project id$/.test(stage)) onlyIds = true;
    else if (/^\| (?:take|limit) \d+$/.test(stage)) most = Number(stage.replace(/\D/g, ''));
    else if (!WITHOUT_EFFECT.some((known) => known.test(stage))) {
      throw new Violation(`Resource Graph: the stage "${stage}" is not played`);
    }
  }
  const scans =
    wanted === undefined
      ? state.defender.visible()
      : wanted.map((digest) => [digest, state.defender.ask(digest)] as const);
  const rows = scans.flatMap(([digest, scan]) => rowsOf(state, digest, scan));
  const all = wanted === undefined && state.settings.assessmentsVisible ? [...rows, OTHER_ROW] : rows;
  return all
    .filter(({ id, properties }) =>
      under === undefined ? mentions(properties, wanted) : id.toLowerCase().includes(under),
    )
    .slice(0, most)
    .map((row) => (onlyIds ? { id: row.id } : row));
}

const WITHOUT_EFFECT: readonly RegExp[] = [
  /^\| where type (?:=~|==) "microsoft\.security\/assessments"$/,
  /^\| extend text = tostring\(properties\)$/,
  /^\| project id, properties$/,
  /^\| order by id asc$/,
];

/** Digests of `| where text has "<hex>" or text has "<hex>"`; `undefined` for another stage. */
function digestsOf(stage: string): readonly string[] | undefined {
  if (!stage.startsWith('| where ')) return undefined;
  const terms = stage.slice('| where '.length).split(' or ');
  const digests = terms.map((term) => /^(?:text|tostring\(properties\)) has "([0-9a-f]{64})"$/.exec(term.trim())?.[1]);
  return digests.every((digest) => digest !== undefined) ? digests.map((hex) => `sha256:${hex}`) : undefined;
}

/** `has` in the language: the text has the digest as a word. */
function mentions(properties: unknown, wanted: readonly string[] | undefined): boolean {
  const text = JSON.stringify(properties);
  return wanted === undefined || wanted.some((digest) => text.includes(digest.slice('sha256:'.length)));
}

interface Row {
  readonly id: string;
  readonly properties: unknown;
}

/** An assessment of something else. */
const OTHER_ROW: Row = {
  id: '/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Security/assessments/00000000-0000-0000-0000-000000000001',
  properties: { displayName: 'Role-based access control should be used', status: { code: 'Healthy' } },
};

/**
 * One assessment for each vulnerable package of an image; a clean image has none
 * (docs/azure-behaviour.md#assessment-model, docs/azure-behaviour.md#no-rows).
 */
function rowsOf(state: GraphState, digest: string, scan: ScriptedScan | undefined): readonly Row[] {
  const packages = new Map<string, ScriptedFinding[]>();
  for (const finding of scan?.findings ?? []) {
    packages.set(finding.package, [...(packages.get(finding.package) ?? []), finding]);
  }
  return [...packages].map(([name, findings]) => {
    const properties = assessment(digest, name, findings);
    return { id: idOf(state, digest, name), properties: scan?.reshape?.(properties) ?? properties };
  });
}

function idOf({ subscriptionId, resourceGroup, registryName }: GraphState, digest: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerRegistry/registries/${registryName}/providers/Microsoft.Security/assessments/${guidOf(`${digest} ${name}`)}`;
}

function assessment(digest: string, name: string, findings: readonly ScriptedFinding[]) {
  const [first] = findings;
  const fixed = first?.fixedIn;
  return {
    displayName: `Update ${name}`,
    status: { code: 'Unhealthy' },
    metadata: { severity: first?.severity || 'Unknown', recommendationCategory: 'SoftwareUpdate' },
    resourceDetails: {
      Source: 'Azure',
      ResourceType: '.containerimage',
      ResourceName: 'image',
      Id: `/repositories-image-images-${digest}`,
    },
    resourceAdditionalData: JSON.stringify({ Digest: digest, RepositoryDetails: { RepositoryName: 'image' } }),
    additionalData: {
      SoftwareName: name,
      PackageType: 'OS',
      Language: '',
      DetectedSoftwareVersions: first?.installed ?? '1.0.0',
      FixedVersion: fixed ?? '',
      FixStatus: fixed === undefined ? 'NoFix' : 'FixAvailable',
      CvesDetails: JSON.stringify(findings.map(cveOf)),
    },
  };
}

function cveOf({ cve, severity, fixedIn, cvss, inExploitKit = false }: ScriptedFinding) {
  return {
    CveId: cve,
    Severity: severity,
    Cvss: cvss === undefined ? null : [{ Key: '3', Value: { Base: cvss, CvssVectorString: '' } }],
    FixStatus: fixedIn === undefined ? 'NoFix' : 'FixAvailable',
    FixedVersion: fixedIn ?? null,
    ExploitabilityDetails: { IsInExploitKit: inExploitKit, IsPubliclyDisclosed: false, IsVerified: false },
  };
}

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
