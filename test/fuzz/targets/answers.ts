import { readFileSync } from 'node:fs';
import { armFailure } from '../../../src/azure/arm-failure.ts';
import { creationOf, credentialSetFromArm, isNew, ruleFromArm } from '../../../src/azure/cache-rule-shapes.ts';
import { field, isObject, listField, numberField, parseJson, stringField } from '../../../src/base/json.ts';
import { candidates, dateOf } from '../../../src/defender/evidence.ts';
import { readAssessments } from '../../../src/defender/findings.ts';
import { verdictOf } from '../../../src/defender/verdict.ts';
import { isMissingRepository, parseListing, parseReferrers, parseTags } from '../../../src/registry/lists.ts';
import { isVerifiable, MANIFEST_TYPES, parseManifest } from '../../../src/registry/manifest.ts';
import { explain, parseErrorAnswer } from '../../../src/registry/transport/answer.ts';
import { isConfidential, ownRealm, parseChallenge } from '../../../src/registry/transport/challenge.ts';
import { NoAnswer } from '../../../src/registry/transport/understood.ts';
import { readConversationPage } from '../../../src/review/conversation.ts';
import { readChangedFiles } from '../../../src/review/diff.ts';
import { commentMarkerOf } from '../../../src/review/marker.ts';
import { reconcile } from '../../../src/review/reconcile.ts';
import { wordsOf } from '../seeds.ts';
import { law, same, type Target } from '../target.ts';

/** Answers of services: an input is a status, then the body. Whatever comes, a reader tells what it is, or that it is none. */

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly value: unknown;
}

function answerOf(input: string): Answer {
  const end = input.indexOf('\n');
  const status = Number(/^\d{3}$/.exec(input.slice(0, end))?.[0] ?? 200);
  const body = input.slice(end + 1);
  return { status, body, value: parseJson(body) };
}

/** What a reader of lists makes of an answer; `undefined` where it says that it is none, which is the one thing it may throw. */
function unlessNone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

/** Control characters and line ends have no place in a message for a log. */
function isOneLine(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

/** Registry: errors, lists, manifests, challenges. */
const registry: Target = {
  name: 'registry',
  seeds: () => [
    '404\n{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest tagged by \\"1\\" is not found","detail":{"Tag":"1"}}]}',
    '404\n{"errors":[{"code":"NAME_UNKNOWN","message":"repository not found"}]}',
    '401\n{"errors":[{"code":"UNAUTHORIZED","message":"authentication required with source registry"}]}',
    '403\n{"errors":[{"code":"DENIED","message":"client with IP \'1.2.3.4\' is not allowed access, see https://aka.ms/acr/firewall"}]}',
    '429\n{"errors":[{"code":"TOOMANYREQUESTS","message":"source registry"}]}',
    '502\n<html>Bad Gateway</html>',
    '200\n{"name":"a/b","tags":["1","2"]}',
    '200\n{"name":"a/b","tags":null}',
    `200\n{"registry":"contoso.azurecr.io","imageName":"a/b","manifest":{"digest":"${DIGEST}","tags":["1"]}}`,
    `200\n{"schemaVersion":2,"mediaType":"${MANIFEST_TYPES[0]}","manifests":[{"mediaType":"${MANIFEST_TYPES[2]}","digest":"${DIGEST}","size":1,"platform":{"os":"linux","architecture":"arm64","variant":"v8"},"annotations":{"vnd.docker.reference.type":"attestation-manifest"},"artifactType":"application/vnd.in-toto+json"}]}`,
    `200\n{"schemaVersion":2,"mediaType":"${MANIFEST_TYPES[2]}","config":{"mediaType":"a","digest":"${DIGEST}","size":1},"layers":[{"mediaType":"a","digest":"${DIGEST}","size":1,"urls":["https://example.org"]}]}`,
    '401\nBearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io",scope="repository:a:pull"',
    '401\nBasic realm="a"',
  ],
  tokens: () => [...wordsOf('registry'), DIGEST, ...MANIFEST_TYPES],
  check: (input) => {
    const { status, body, value } = answerOf(input);
    const answer = parseErrorAnswer(status, body);
    const told = explain(answer, { loginServer: 'contoso.azurecr.io', what: 'a:1' });
    law(
      'a message is one line',
      'registry',
      isOneLine(answer.message) && isOneLine(told.message),
      () => answer.message,
    );
    law('a message is bounded', 'registry', told.message.length < 600, () => String(told.message.length));

    const listing = unlessNone(() => parseListing(status, body, DIGEST));
    const proves = status === 200 && stringField(value, 'manifest', 'digest') === DIGEST;
    law('only the digest itself proves that it is listed', 'registry', (listing === 'listed') === proves, () =>
      String(listing),
    );
    const absent = status === 404 && answer.codes.some((code) => /^(?:MANIFEST|NAME)_UNKNOWN$/.test(code));
    law('only a code proves that it is not listed', 'registry', (listing === 'not-listed') === absent, () =>
      String(listing),
    );

    const tags = unlessNone(() => parseTags(status, body));
    const list = field(value, 'tags');
    const isList =
      status === 200 && isObject(value) && Object.hasOwn(value, 'tags') && (list === null || Array.isArray(list));
    law(
      'no tags are told by a list only',
      'registry',
      tags === undefined || isList || isMissingRepository(status, body),
      () => body,
    );
    if (tags !== undefined && Array.isArray(list) && status === 200) same('no tag is lost', 'registry', tags, list);

    const referrers = unlessNone(() => parseReferrers(body, undefined));
    law(
      'referrers are told by a list only',
      'registry',
      referrers === undefined || Array.isArray(field(value, 'manifests')),
      () => body,
    );
    if (referrers !== undefined)
      same('no referrer is lost', 'registry', referrers.length, listField(value, 'manifests').length);

    const bytes = new TextEncoder().encode(body);
    for (const type of [...MANIFEST_TYPES, 'text/html']) {
      const content = parseManifest(bytes, type);
      if (typeof content === 'string') continue;
      const descriptors =
        content.kind === 'index'
          ? content.entries
          : [...content.layers, ...(content.config === undefined ? [] : [content.config])];
      law(
        'descriptors can be checked',
        'registry',
        descriptors.every(({ digest, size }) => isVerifiable(digest) && size >= 0),
        () => body,
      );
      const given = listField(value, content.kind === 'index' ? 'manifests' : 'layers').length;
      const read = content.kind === 'index' ? content.entries.length : content.layers.length;
      same('no descriptor is lost', 'registry', read, given);
    }
    const challenge = parseChallenge(body);
    if (challenge?.scheme !== 'bearer') return;
    const realm = ownRealm(challenge.realm, new URL('https://contoso.azurecr.io'));
    const isOwn = realm === undefined || (realm.host === 'contoso.azurecr.io' && isConfidential(realm));
    law('tokens are asked for at the registry only', 'registry', isOwn, () => String(realm));
  },
  work: (input) => {
    const { status, body } = answerOf(input);
    parseErrorAnswer(status, body);
    unlessNone(() => parseTags(status, body));
    parseChallenge(body);
  },
};

const ASSESSMENT = readFileSync(new URL('../../fixtures/defender/individual-assessment.json', import.meta.url), 'utf8');

/** Resource Graph and Defender: rows of assessments, and what a findings artifact proves. */
const defender: Target = {
  name: 'defender',
  seeds: () => [
    `200\n{"data":[${ASSESSMENT}]}`,
    `200\n{"data":[{"id":"a","properties":{"status":{"code":"Unhealthy"},"metadata":{"recommendationCategory":"SoftwareUpdate","severity":"High"},"resourceAdditionalData":{"Digest":"${DIGEST}"},"additionalData":{"SoftwareName":"openssl","CvesDetails":[{"CveId":"CVE-2026-1","Severity":"Critical","Cvss":[{"Key":"3.0","Value":{"Base":9.8}}],"FixStatus":"FixAvailable","FixedVersion":"2"}]}}}]}`,
    `200\n{"data":[{"properties":"{\\"status\\":{\\"code\\":\\"healthy\\"},\\"metadata\\":{\\"recommendationCategory\\":\\"SoftwareUpdate\\"},\\"resourceDetails\\":{\\"Id\\":\\"/a/${DIGEST}\\"}}"}]}`,
    `200\n{"manifests":[{"digest":"${DIGEST}","artifactType":"application/vnd.in-toto+json","annotations":{"in-toto.io/predicate-type":"https://in-toto.io/attestation/vulns/v0.1","scanner":"MDVM","org.opencontainers.image.created":"2026-11-30T00:00:00Z"}}]}`,
  ],
  tokens: () => [...wordsOf('defender'), DIGEST, 'Healthy', 'unhealthy', 'NotApplicable'],
  check: (input) => {
    const { body, value } = answerOf(input);
    const assessments = readAssessments(listField(value, 'data'), [DIGEST]);
    law(
      'only digests that were asked for are told of',
      'defender',
      [...assessments.keys()].every((key) => key === DIGEST),
      () => body,
    );
    const assessed = assessments.get(DIGEST);
    const scores = (assessed?.findings ?? []).flatMap(({ cvss }) => (cvss === undefined ? [] : [cvss]));
    law(
      'scores are scores',
      'defender',
      scores.every((score) => score >= 0 && score <= 10),
      () => String(scores),
    );
    const referrers = unlessNone(() => parseReferrers(body, undefined));
    // As if the registry stored all that calls itself an artifact of Defender.
    const attached = candidates(referrers ?? []);
    const dates = attached.map(dateOf).filter((date) => Number.isFinite(date));
    const evidence = attached.length === 0 ? undefined : ({ type: 'scanned', dates } as const);
    const subject = { repository: 'a', digest: DIGEST, content: 'image' } as const;
    const verdict = verdictOf(subject, {
      assessed,
      unreadable: undefined,
      evidence,
      now: Date.parse('2026-11-30T12:00:00Z'),
      maxAge: 30 * 86_400_000,
    });
    const isProven = assessed?.healthy === true || dates.length > 0;
    law(
      'clean needs proof',
      'defender',
      verdict.type !== 'clean' ||
        (isProven && (assessed?.findings.length ?? 0) === 0 && assessed?.unread === undefined),
      () => body,
    );
    law(
      'findings are never clean',
      'defender',
      (assessed?.findings.length ?? 0) === 0 || verdict.type === 'vulnerable',
      () => body,
    );
    const unread = verdictOf(subject, { assessed, unreadable: 'no answer', evidence, now: 0, maxAge: 0 });
    law('what could not be read is not clean', 'defender', unread.type !== 'clean', () => body);
  },
  work: (input) => void readAssessments(listField(answerOf(input).value, 'data'), [DIGEST]),
};

/** ARM: rules, credential sets, errors. */
const arm: Target = {
  name: 'arm',
  seeds: () => [
    '200\n{"id":"/subscriptions/a/resourceGroups/b/providers/Microsoft.ContainerRegistry/registries/c/cacheRules/d","name":"d","properties":{"provisioningState":"Succeeded","creationDate":"2026-11-30T00:00:00Z","sourceRepository":"docker.io/library/nginx","targetRepository":"docker.io/library/nginx","credentialSetResourceId":"/a"},"systemData":{"createdAt":"2026-11-30T00:00:00Z","lastModifiedAt":"2026-11-30T00:00:00Z"}}',
    '200\n{"name":"a","properties":{"loginServer":"docker.io","authCredentials":[{"name":"Credential1","credentialHealth":{"status":"Unhealthy","errorCode":"SecretNotFound","errorMessage":"a\\nb"}}]}}',
    '409\n{"error":{"code":"Conflict","message":"another operation is in progress"}}',
    '403\n{"error":{"code":"AuthorizationFailed","message":"https://management.azure.com/a?sig=b"}}',
  ],
  tokens: () => [...wordsOf('azure'), ...wordsOf('rules').filter((word) => word.length < 20)],
  check: (input) => {
    const { status, body, value } = answerOf(input);
    const text = (...path: readonly string[]) => stringField(value, 'properties', ...path);
    const present = (name: string, own: string | undefined) => (own === undefined ? {} : { [name]: own });
    const date = text('creationDate');
    const rule = ruleFromArm({
      ...present('name', stringField(value, 'name')),
      ...present('sourceRepository', text('sourceRepository')),
      ...present('targetRepository', text('targetRepository')),
      ...present('provisioningState', text('provisioningState')),
      ...(date === undefined ? {} : { creationDate: new Date(date) }),
    });
    const isWhole = rule.source !== '' && rule.target !== '';
    law('a rule without source or target serves nothing', 'arm', isWhole || rule.state === 'unknown', () => body);
    const created = creationOf(value);
    law('a date is one', 'arm', created === undefined || new Date(created).toISOString() === created, () =>
      String(created),
    );
    law(
      'what is being updated is not new',
      'arm',
      !isNew(value) || text('provisioningState') !== 'Updating',
      () => body,
    );
    const healths = listField(value, 'properties', 'authCredentials').map((item) => field(item, 'credentialHealth'));
    const set = credentialSetFromArm({
      authCredentials: healths.map((health) => ({
        credentialHealth: { ...present('status', stringField(health, 'status')) },
      })),
    });
    law('health is told by each credential', 'arm', set.health !== 'healthy' || healths.length > 0, () => body);
    const thrown = Object.assign(new Error(stringField(value, 'error', 'message') ?? body), {
      statusCode: numberField(value, 'error', 'status') ?? status,
      details: value,
    });
    const failure = armFailure(thrown);
    law('a message is one line', 'arm', !/[\r\n]/.test(failure.detail), () => JSON.stringify(failure.detail));
    law('a message holds no signature', 'arm', !/https?:\/\/\S*[?&]sig=/.test(failure.detail), () => failure.detail);
  },
  work: (input) => {
    const { status, body } = answerOf(input);
    armFailure(Object.assign(new Error(body), { statusCode: status }));
  },
};

const MARKED =
  '<!-- acr-artifact-cache:2 instance=9834876dcfb05cb1 key=0123456789abcdef01234567 text=0123456789abcdef -->';
const REVIEWED = '<!-- acr-artifact-cache:2 instance=9834876dcfb05cb1 posted=0123456789abcdef01234567 -->';
const INSTANCE = { id: '9834876dcfb05cb1', earlier: [] };

/** What GraphQL says of a pull request with one thread and one review. */
function conversation(body: string, others: string): string {
  const comment = `{"id":"PRRC_1","fullDatabaseId":"1","body":"${body}","viewerDidAuthor":true,"isMinimized":false,"pullRequestReview":{"id":"PRR_1"}}`;
  const thread = `{"path":"a.yaml","line":3,"startLine":2,"isOutdated":false,"isResolved":false,"subjectType":"LINE","comments":{"totalCount":1,"nodes":[${comment}]}}`;
  const lists = `"reviewThreads":{"pageInfo":{"hasNextPage":false},"nodes":[${thread}${others}]},"reviews":{"pageInfo":{"hasNextPage":false},"nodes":[{"id":"PRR_1","body":"${REVIEWED}","viewerDidAuthor":true}]}`;
  return `200\n{"repository":{"pullRequest":{"state":"OPEN","locked":false,"headRefOid":"a","changedFiles":1,${lists}}}}`;
}

/** GitHub: files of a pull request, and its conversation. */
const github: Target = {
  name: 'github',
  seeds: () => [
    '200\n[{"sha":"a","filename":"a.yaml","status":"modified","patch":"@@ -1,3 +1,4 @@\\n a\\n+b\\n c"}]',
    '200\n[{"sha":"a","filename":"a.png","status":"removed"},{"filename":"b","status":"renamed","patch":"@@ -0,0 +1 @@\\n+a\\n\\\\ No newline at end of file"}]',
    conversation(`${MARKED}\\na`, ''),
    conversation('b', `,${conversation(MARKED, '').length}`),
  ],
  tokens: () => [...wordsOf('review').filter((word) => word.length < 40), MARKED, REVIEWED, 'OPEN', 'MERGED', 'FILE'],
  check: (input) => {
    const { body, value } = answerOf(input);
    const entries: readonly unknown[] = Array.isArray(value) ? value : [];
    const files = readChangedFiles(entries);
    law('no file is made up', 'github', files.length <= entries.length, () => body);
    for (const { hunks } of files) {
      const isSorted = hunks.every(({ from, to }) => from >= 1 && from <= to && Number.isSafeInteger(to));
      law('hunks are ranges of lines', 'github', isSorted, () => JSON.stringify(hunks));
    }
    const page = readConversationPage(value, { moreThreads: true, moreReviews: true });
    if (typeof page === 'string') return;
    const wanted = {
      ...{ key: '0123456789abcdef01234567', text: '0123456789abcdef' },
      ...{ file: 'a.yaml', from: 2, to: 3, body: MARKED },
    };
    const { post, keep, dismissed, obsolete } = reconcile([wanted], page.conversation, INSTANCE);
    law('a comment stands once', 'github', post.length + keep.length + dismissed.length === 1, () => body);
    law(
      'comments of others are left alone',
      'github',
      obsolete.every((own) => commentMarkerOf(own.body)?.instance === INSTANCE.id),
      () => body,
    );
  },
  work: (input) => {
    const { value } = answerOf(input);
    readChangedFiles(Array.isArray(value) ? value : []);
  },
};

export const answerTargets: readonly Target[] = [registry, defender, arm, github];
