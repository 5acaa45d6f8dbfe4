import type { TokenCredential } from '@azure/identity';
import { messageOf, UserError } from '../base/errors.ts';
import { stringField } from '../base/json.ts';
import { sentences } from '../base/sentences.ts';
import { withoutQuery } from '../base/url.ts';
import type { Cloud } from '../clouds.ts';
import { type Http, HttpFailure, RunEnded } from '../io/http.ts';
import { signInSender } from './sign-in-sender.ts';
import { azureHttpClient } from './transport.ts';

/** Entra access tokens of the identity that the run acts as. */
export interface Tokens {
  /**
   * A token for a scope, from memory while it lasts.
   * @throws UserError where Azure lets nobody in
   */
  readonly token: (scope: string) => Promise<string>;
  /** Forgets a token that a service refused, so that the next one is new. */
  readonly renew: (token: string) => void;
}

/** Who asks, and how. */
export interface SignIn {
  readonly http: Http;
  readonly cloud: Cloud;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  /** For `ACTIONS_ID_TOKEN_REQUEST_*`; what `DefaultAzureCredential` reads it reads from the process itself. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the emulator plays Entra: then the authority is taken as it is. */
  readonly emulated: boolean;
  /** Waits for the library, which may start other programs, no longer than the run allows. */
  readonly bounded: <T>(work: Promise<T>) => Promise<T>;
  /** Told every token, so that it is never shown. */
  readonly mask: (secret: string) => void;
}

/** A token that lasts no longer than this is asked for anew. Milliseconds. */
const MIN_LIFE_MS = 60_000;

/** Entra's code for a client assertion that is out of its time (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const ASSERTION_ENDED = 'AADSTS700024';

interface Held {
  readonly value: string;
  readonly expires: number;
}

/**
 * Signs in with the job's OIDC token where the job has one and client and tenant are given, else with whatever
 * `DefaultAzureCredential` finds: environment, workload or managed identity, a signed-in command line
 * (docs/azure-behaviour.md#sign-in).
 */
export function azureTokens(signIn: SignIn): Tokens {
  let credential: Promise<TokenCredential> | undefined;
  const held = new Map<string, Promise<Held>>();
  let lost: string | undefined;
  const ask = async (scope: string): Promise<Held> => {
    try {
      return await askOnce(scope);
    } catch (error) {
      // The job's own token lives for minutes: where it ended on the way a new one is asked for, once.
      if (!messageOf(error).includes(ASSERTION_ENDED)) throw error;
      credential = undefined;
      return askOnce(scope);
    }
  };
  const askOnce = async (scope: string): Promise<Held> => {
    credential ??= openCredential(signIn, (why) => {
      lost = why;
    });
    const signedIn = await credential;
    lost = undefined;
    try {
      const granted = await signIn.bounded(signedIn.getToken(scope));
      if (granted === null) throw new Error('no token was issued');
      signIn.mask(granted.token);
      return { value: granted.token, expires: granted.expiresOnTimestamp };
    } catch (error) {
      throw error instanceof UserError || error instanceof RunEnded ? error : signInFailed(error, signIn, lost);
    }
  };
  const refused = new Set<string>();
  const isGood = ({ value, expires }: Held) => expires - Date.now() > MIN_LIFE_MS && !refused.has(value);
  return {
    token: async (scope) => {
      for (;;) {
        const current = held.get(scope);
        const known = await current;
        if (known !== undefined && isGood(known)) return known.value;
        // Somebody else who waited has asked meanwhile.
        if (held.get(scope) !== current) continue;
        // The library remembers tokens as well: only a new credential asks anew.
        if (known !== undefined && refused.has(known.value)) credential = undefined;
        const asked = ask(scope);
        held.set(scope, asked);
        try {
          return (await asked).value;
        } catch (error) {
          held.delete(scope);
          throw error;
        }
      }
    },
    renew: (token) => {
      refused.add(token);
    },
  };
}

async function openCredential(signIn: SignIn, onLost: (why: string) => void): Promise<TokenCredential> {
  const { http, cloud, tenantId, clientId, env, emulated } = signIn;
  const { ClientAssertionCredential, DefaultAzureCredential } = await import('../sdk/identity.ts');
  const options = {
    httpClient: azureHttpClient(signInSender(http, cloud.authorityHost, onLost)),
    authorityHost: cloud.authorityHost,
    retryOptions: { maxRetries: 0 },
    disableInstanceDiscovery: emulated,
    // What is sent to Entra is a credential: it goes nowhere else, whatever an answer says.
    redirectOptions: { maxRetries: 0 },
  };
  const url = env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const bearer = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (url && bearer && tenantId !== undefined && clientId !== undefined) {
    return new ClientAssertionCredential(tenantId, clientId, () => jobToken(signIn, url, bearer), options);
  }
  return new DefaultAzureCredential({
    ...options,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(clientId === undefined ? {} : { managedIdentityClientId: clientId, workloadIdentityClientId: clientId }),
  });
}

const JOB_TOKEN_ATTEMPTS = 5;

/** The job's OIDC token for Entra (https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token). */
export async function jobToken({ http, mask }: SignIn, requestUrl: string, bearer: string): Promise<string> {
  const url = new URL(requestUrl);
  url.searchParams.set('audience', 'api://AzureADTokenExchange');
  for (let attempt = 1; ; attempt++) {
    const outcome = await askJobToken(http, url.href, bearer);
    if (outcome.state === 'given') {
      mask(outcome.token);
      return outcome.token;
    }
    if (!outcome.again || attempt === JOB_TOKEN_ATTEMPTS) {
      throw new UserError(
        `GitHub gave no OIDC token for this job (${outcome.reason}). Check "permissions: id-token: write".`,
      );
    }
    await http.wait(1000 * 2 ** (attempt - 1));
  }
}

type JobToken =
  | { readonly state: 'given'; readonly token: string }
  | { readonly state: 'refused'; readonly reason: string; readonly again: boolean };

async function askJobToken(http: Http, url: string, bearer: string): Promise<JobToken> {
  try {
    const response = await http.send({ method: 'GET', url, headers: { authorization: `Bearer ${bearer}` } });
    if (response.status !== 200) {
      await response.discard();
      return {
        state: 'refused',
        reason: `HTTP ${response.status}`,
        again: response.status >= 500 || response.status === 429 || response.status === 408,
      };
    }
    const token = stringField(await response.json(), 'value');
    if (token !== undefined && token !== '') return { state: 'given', token };
    return { state: 'refused', reason: 'the answer holds no token', again: true };
  } catch (error) {
    if (!(error instanceof HttpFailure) || error instanceof RunEnded) throw error;
    return { state: 'refused', reason: error.message, again: true };
  }
}

function signInFailed(error: unknown, { clientId, tenantId, env, cloud }: SignIn, lost: string | undefined): UserError {
  if (lost !== undefined) {
    return new UserError(
      `Signing in to Azure failed: ${lost}. Run again; if it stays so, look at the proxy or firewall on the way to ${cloud.authorityHost}.`,
    );
  }
  // The most common mistake, under which the library's account of all that it tried would bury what to do.
  if (clientId !== undefined && tenantId !== undefined && env.GITHUB_ACTIONS && !env.ACTIONS_ID_TOKEN_REQUEST_URL) {
    return new UserError(
      'Signing in to Azure failed: this job has no OIDC token, and nobody has signed in before. Add "permissions: id-token: write" to the job, or sign in before with azure/login.',
    );
  }
  const said = messageOf(error)
    .replaceAll(/https:\/\/\S+/g, withoutQuery)
    .replaceAll(/\s+/g, ' ')
    .slice(0, 600);
  const missing = clientId === undefined || tenantId === undefined;
  const remedy = missing
    ? 'Give client-id and tenant-id and "permissions: id-token: write", or sign in before with azure/login or az login.'
    : 'Check client-id, tenant-id, "permissions: id-token: write" and the federated credential of the identity.';
  return new UserError(sentences(`Signing in to Azure failed: ${said}`, remedy));
}
