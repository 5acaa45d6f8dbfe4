import { listField, parseJson, stringField } from '../../base/json.ts';
import type { HttpFailure } from '../../io/http.ts';
import type { NotServed } from './failure.ts';

/** An answer that is no success: the status, and the codes and messages of its body. */
export interface ErrorAnswer {
  readonly status: number;
  /** `MANIFEST_UNKNOWN`, `DENIED`, …; empty where the body has none. */
  readonly codes: readonly string[];
  /** On one line, shortened. */
  readonly message: string;
}

/** What was asked for, for messages. */
export interface Asked {
  readonly loginServer: string;
  /** `repository:tag`, `repository@digest`, or another thing of the registry. */
  readonly what: string;
}

const MAX_MESSAGE_CHARS = 300;

/** Reads the body of an error (https://github.com/opencontainers/distribution-spec, "error codes"); a body of another shape is its own message. */
export function parseErrorAnswer(status: number, body: string): ErrorAnswer {
  const errors = errorsOf(body);
  const messages = errors.map(({ message }) => message).filter((message) => message !== '');
  const text = messages.length > 0 ? messages.join('; ') : /^\s*[<{[]/.test(body) ? '' : body;
  return {
    status,
    codes: errors.map(({ code }) => code).filter((code) => code !== ''),
    message: oneLine(text),
  };
}

function errorsOf(body: string): readonly { readonly code: string; readonly message: string }[] {
  return listField(parseJson(body), 'errors').map((error) => ({
    code: stringField(error, 'code') ?? '',
    message: stringField(error, 'message') ?? '',
  }));
}

/** A text without line ends and control characters, cut to what a line can bear. */
export function oneLine(text: string): string {
  const flat = text
    .slice(0, MAX_MESSAGE_CHARS * 4)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return flat.length > MAX_MESSAGE_CHARS ? `${flat.slice(0, MAX_MESSAGE_CHARS)}…` : flat;
}

/** What a pull needs where it is not known how the registry takes roles (docs/azure-behaviour.md#pull-role, docs/azure-behaviour.md#abac). */
const PULL_ROLES =
  'give the identity AcrPull on the registry (Container Registry Repository Reader where the registry is in ABAC mode); see docs/troubleshooting.md#pull-role';

/**
 * The reason for an answer that is no success. The texts of the service by which the source's doing is told from the
 * registry's are those of docs/azure-behaviour.md#pull-errors; the network's denial is that of
 * https://aka.ms/acr/firewall.
 */
export function explain(answer: ErrorAnswer, asked: Asked): NotServed {
  const { status, codes, message } = answer;
  const said = message === '' ? `status ${status}` : message;
  const reason = (kind: NotServed['kind'], remedy: string): NotServed => ({
    kind,
    message: `${asked.what}: ${said}`,
    remedy,
  });
  if (isNetworkDenial(answer)) {
    return {
      kind: 'not-reachable',
      message: `${asked.loginServer} is not reachable from here: ${said}`,
      remedy: networkRemedy(asked.loginServer),
      networkDenied: true,
    };
  }
  const denial = /access to pull from source '?([^\s']+)'?.*denied/i.exec(message);
  if (denial !== null) {
    return reason(
      'upstream-denied',
      `it is ${denial[1]} that refuses, not this registry: see that anybody may read it, or that the account of the rule's credential set may; see docs/troubleshooting.md#source-denied`,
    );
  }
  if (status === 424) {
    const remedy = 'pull the image from its source by hand; run again when the source answers';
    return reason('upstream-failed', `${remedy}; see docs/troubleshooting.md#source-failed`);
  }
  if (status === 429 || codes.includes('TOOMANYREQUESTS')) {
    return /source registry/i.test(message)
      ? reason(
          'upstream-throttled',
          'give the rule a credential set with a higher pull limit, or run again later; see docs/troubleshooting.md#source-throttles',
        )
      : reason('throttled', 'run again later, or warm fewer images at once; see docs/troubleshooting.md#throttled');
  }
  if (/authentication required with source registry/i.test(message)) {
    return reason(
      'upstream-unauthorized',
      'give the rule a healthy credential set of the source (see `credentialHealth` of the credential set); see docs/troubleshooting.md#source-unauthorized',
    );
  }
  if (status === 401) return reason('unauthorized', PULL_ROLES);
  if (status === 403) return reason('forbidden', PULL_ROLES);
  if (status === 404) {
    return reason(
      'not-found',
      'check that the source has this tag; a new rule can take some minutes to act; see docs/troubleshooting.md#not-found',
    );
  }
  if (status >= 500) {
    const remedy =
      'run again later; see https://status.azure.com if it stays so, and docs/troubleshooting.md#bad-gateway';
    return reason('registry-error', remedy);
  }
  return reason('registry-error', 'this answer was not expected; run again, and report it if it stays so');
}

function isNetworkDenial({ status, message }: ErrorAnswer): boolean {
  return status === 403 && /is not allowed access|aka\.ms\/acr\/firewall|public network access/i.test(message);
}

function networkRemedy(host: string): string {
  return `run this job on a runner inside the network that ${host} allows (private endpoint), or allow the runner's address in the registry's firewall; the rules are made all the same; see docs/troubleshooting.md#network`;
}

/** The reason where no answer came. */
export function explainNoAnswer(failure: HttpFailure, asked: Asked): NotServed {
  const { code, message } = failure;
  const host = asked.loginServer;
  if (failure.isUntrusted) {
    const remedy = 'set NODE_EXTRA_CA_CERTS to the certificate of the authority that your network uses';
    return { kind: 'not-reachable', message: `the certificate of ${host} is not trusted: ${message}`, remedy };
  }
  const unknown = code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return {
    kind: 'not-reachable',
    message: `no answer from ${host}: ${message}`,
    remedy: unknown ? `check the name of the registry; ${networkRemedy(host)}` : networkRemedy(host),
  };
}
