import { createHash, randomBytes } from 'node:crypto';
import { isObject } from '../base/json.ts';
import { refusalAnswer } from './arm/refusals.ts';
import { refusedToken } from './arm/routes.ts';
import type { Defender, ScriptedFinding } from './defender.ts';
import { jsonAnswer, jsonBody, onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from './exchange.ts';
import { allows, type RoleName } from './rights.ts';
import type { Tokens } from './tokens.ts';

/**
 * Azure Resource Graph (docs/azure-behaviour.md#graph-call), with the assessments of the individual model
 * (docs/azure-behaviour.md#assessment-model).
 */

export interface GraphState {
  readonly tokens: Tokens;
  readonly subscriptionId: string;
  readonly roles: () => readonly RoleName[];
  readonly defender: Defender;
  readonly settings: GraphSettings;
  /** Questions under way: what is left of their rows, by skip token. */
  readonly pages: Map<string, { readonly query: string; readonly rows: readonly unknown[]; readonly total: number }>;
  readonly quota: { remaining: number };
}

export interface GraphSettings {
  /** The most rows of one answer. */
  pageSize: number;
  /** Whether other assessments can be seen in the subscription. */
  assessmentsVisible: boolean;
  /** Whether a caller without rights gets no rows, as the service does, or a 403. */
  withoutRights: 'no-rows' | 'refused';
}

export const GRAPH_DEFAULTS: GraphSettings = { pageSize: 1000, assessmentsVisible: true, withoutRights: 'no-rows' };

/** Questions in a window of five seconds (docs/azure-behaviour.md#graph-quota). */
export const GRAPH_QUOTA = 15;

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
  const mayRead = allows(state.roles(), 'Microsoft.Security/assessments/read');
  if (!mayRead && state.settings.withoutRights === 'refused') {
    const message = 'Access is denied to the requested resource.';
    return refusalAnswer({ status: 403, code: 'AccessDenied', message });
  }
  return answerPage(state, question, mayRead);
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
  const next = left.length === 0 ? undefined : randomBytes(12).toString('base64url');
  if (next !== undefined) state.pages.set(next, { query, rows: left, total });
  state.quota.remaining = state.quota.remaining <= 0 ? GRAPH_QUOTA - 1 : state.quota.remaining - 1;
  return jsonAnswer(
    200,
    {
      totalRecords: total,
      count: data.length,
      data,
      facets: [],
      resultTruncated: 'false',
      ...(next === undefined ? {} : { $skipToken: next }),
    },
    {
      'x-ms-user-quota-remaining': String(state.quota.remaining),
      'x-ms-user-quota-resets-after': '00:00:05',
    },
  );
}

/** Evaluates as much of the language as the questions of this product use, line by line. @throws Violation for anything else */
function evaluate(state: GraphState, query: string): readonly unknown[] {
  const [table, ...stages] = query.split('\n').map((line) => line.trim());
  if (table !== 'securityresources') throw new Violation(`Resource Graph: table "${table}" is not played`);
  let wanted: readonly string[] | undefined;
  let onlyIds = false;
  let most = Number.POSITIVE_INFINITY;
  for (const stage of stages) {
    const digests = digestsOf(stage);
    if (digests !== undefined) wanted = digests;
    else if (/^\| project id$/.test(stage)) onlyIds = true;
    else if (/^\| (?:take|limit) \d+$/.test(stage)) most = Number(stage.replace(/\D/g, ''));
    else if (!WITHOUT_EFFECT.some((known) => known.test(stage))) {
      throw new Violation(`Resource Graph: the stage "${stage}" is not played`);
    }
  }
  const rows = (wanted ?? state.defender.digests()).flatMap((digest) => rowsOf(state, digest, wanted !== undefined));
  const all = wanted === undefined && state.settings.assessmentsVisible ? [...rows, OTHER_ROW] : rows;
  return all.slice(0, most).map((row) => (onlyIds ? { id: row.id } : row));
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
function rowsOf(state: GraphState, digest: string, asked: boolean): readonly Row[] {
  const scan = asked ? state.defender.ask(digest) : undefined;
  const packages = new Map<string, ScriptedFinding[]>();
  for (const finding of scan?.findings ?? []) {
    packages.set(finding.package, [...(packages.get(finding.package) ?? []), finding]);
  }
  return [...packages].map(([name, findings]) => assessment(state.subscriptionId, digest, name, findings));
}

function assessment(subscription: string, digest: string, name: string, findings: readonly ScriptedFinding[]): Row {
  const [first] = findings;
  const id = guidOf(`${digest} ${name}`);
  const fixed = first?.fixedIn;
  return {
    id: `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/registry/providers/Microsoft.Security/assessments/${id}`,
    properties: {
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
