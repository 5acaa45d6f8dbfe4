import type { TokenCredential } from '@azure/identity';
import { messageOf, UserError } from '../base/errors.ts';
import { stringField } from '../base/json.ts';
import type { Cloud } from '../clouds.ts';
import { EXCHANGE_AUDIENCE } from '../entra/federated-credential.ts';
import { entraCode, refusalOf } from '../entra/refusals.ts';
import { type Http, HttpFailure, RunEnded } from '../io/http.ts';
import { type Asker, signInFailure, unreachable } from './sign-in-failure.ts';
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
  const heard: { lost?: string | undefined; noJobToken?: UserError | undefined } = {};
  const forget = () => {
    heard.lost = undefined;
    heard.noJobToken = undefined;
  };
  const ask = async (scope: string): Promise<Held> => {
    try {
      return await askOnce(scope);
    } catch (error) {
      // The job's own token lives for minutes: where it ended on the way a new one is asked for, once.
      if (refusalOf(entraCode(messageOf(error))?.code) !== 'assertion-ended') throw error;
      credential = undefined;
      return askOnce(scope);
    }
  };
  const askOnce = async (scope: string): Promise<Held> => {
    credential ??= openCredential(signIn, {
      onLost: (why) => {
        heard.lost = why;
      },
      onNoJobToken: (error) => {
        heard.noJobToken = error;
      },
    });
    const signedIn = await credential;
    forget();
    try {
      const granted = await signIn.bounded(signedIn.getToken(scope));
      if (granted === null) throw new Error('no token was issued');
      signIn.mask(granted.token);
      return { value: granted.token, expires: granted.expiresOnTimestamp };
    } catch (error) {
      if (error instanceof UserError || error instanceof RunEnded) throw error;
      // The library wraps what its callback threw in words of its own.
      const { lost, noJobToken } = heard;
      if (noJobToken !== undefined) throw new UserError(`Signing in to Azure failed: ${noJobToken.message}`);
      const asker = askerOf(signIn);
      throw lost === undefined ? signInFailure(messageOf(error), asker) : unreachable(lost, asker);
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

/** Who is told what the library's error does not say. */
interface Listener {
  /** Why Entra gave no answer. */
  readonly onLost: (why: string) => void;
  readonly onNoJobToken: (error: UserError) => void;
}

async function openCredential(signIn: SignIn, { onLost, onNoJobToken }: Listener): Promise<TokenCredential> {
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
    const assertion = async () => {
      try {
        return await jobToken(signIn, url, bearer);
      } catch (error) {
        if (error instanceof UserError) onNoJobToken(error);
        throw error;
      }
    };
    return new ClientAssertionCredential(tenantId, clientId, assertion, options);
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
  url.searchParams.set('audience', EXCHANGE_AUDIENCE);
  for (let attempt = 1; ; attempt++) {
    const outcome = await askJobToken(http, url.href, bearer);
    if (outcome.state === 'given') {
      mask(outcome.token);
      return outcome.token;
    }
    if (!outcome.again || attempt === JOB_TOKEN_ATTEMPTS) {
      const remedy = outcome.isUntrusted
        ? 'Set NODE_EXTRA_CA_CERTS to the certificate of the authority that your network uses'
        : 'Check "permissions: id-token: write"';
      throw new UserError(
        `GitHub gave no OIDC token for this job (${outcome.reason}). ${remedy}. See docs/troubleshooting.md#no-oidc-token`,
      );
    }
    await http.wait(1000 * 2 ** (attempt - 1));
  }
}

type JobToken =
  | { readonly state: 'given'; readonly token: string }
  | { readonly state: 'refused'; readonly reason: string; readonly again: boolean; readonly isUntrusted?: boolean };

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
    return { state: 'refused', reason: error.message, again: !error.isUntrusted, isUntrusted: error.isUntrusted };
  }
}

function askerOf({ clientId, tenantId, env, cloud }: SignIn): Asker {
  const job = env.ACTIONS_ID_TOKEN_REQUEST_URL ? 'with token' : env.GITHUB_ACTIONS ? 'without token' : undefined;
  return { clientId, tenantId, authorityHost: cloud.authorityHost, job };
}
