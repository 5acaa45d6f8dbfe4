import { field, parseJson } from '../../src/base/json.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { ServiceRequest } from '../../src/emulator/exchange.ts';
import type { FaultAnswer } from '../../src/emulator/faults.ts';
import { classifier } from './classes.ts';

/** One request as the emulator saw it: what it asked, whether the fault met it, and what was answered. */
export interface Observation {
  readonly class: string;
  /** What was asked, the same in every run for the same question. */
  readonly question: string;
  readonly struck: boolean;
  /** A rule that was there already when this asked to write it. */
  readonly rewrites: string | undefined;
  /** Of the answer; absent where none was given. */
  status?: number;
}

/** Which requests meet what. */
export interface Strike {
  readonly class: string;
  readonly answer: FaultAnswer;
  /** The first of the class that meets it, from 1, alone or with all that follow. */
  readonly from: number;
  readonly times: 'once' | 'always';
}

export interface Watch {
  readonly observations: readonly Observation[];
  /** Ends the fault and forgets what was seen: for the next run on the same services. */
  readonly calm: () => readonly Observation[];
}

/** Watches all that reaches the emulator from now on, and strikes what it is told to. */
export function watch(emulator: Emulator, strike?: Strike): Watch {
  let observations: Observation[] = [];
  let classOf = classifier();
  let isOn = strike !== undefined;
  let met = 0;
  const byNumber = new Map<number, Observation>();
  emulator.addFault({
    match: (request) => {
      const name = classOf(request);
      if (isOn && name === strike?.class) met += 1;
      const struck =
        isOn && name === strike?.class && (strike.times === 'once' ? met === strike.from : met >= strike.from);
      const observation = {
        class: name,
        question: questionOf(request),
        struck,
        rewrites: rewritten(emulator, request),
      };
      observations.push(observation);
      byNumber.set(request.number, observation);
      return struck;
    },
    answer: strike?.answer ?? { type: 'none' },
  });
  emulator.onRequest(({ number, status }) => {
    const observation = byNumber.get(number);
    if (observation !== undefined && status !== undefined) observation.status = status;
  });
  return {
    get observations() {
      return observations;
    },
    calm: () => {
      const seen = observations;
      observations = [];
      classOf = classifier();
      isOn = false;
      return seen;
    },
  };
}

/** The next page of a graph answer has a name that is made up for each answer; a token's question is its scope. */
function questionOf(request: ServiceRequest): string {
  const { method, service, path, query, body } = request;
  const text = body.toString('utf8');
  if (service === 'resource-graph') {
    const json = parseJson(text);
    return `${String(field(json, 'query'))}${field(json, 'options', '$skipToken') === undefined ? '' : ' (next page)'}`;
  }
  if (path === '/oauth2/token') return `${path} ${new URLSearchParams(text).get('scope')}`;
  const page = ['$skipToken', 'page'].flatMap((name) => query.get(name) ?? []).join();
  return `${method} ${path} ${page}`;
}

function rewritten(emulator: Emulator, { service, method, path }: ServiceRequest): string | undefined {
  if (service !== 'arm' || method !== 'PUT') return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return emulator.rules().some((rule) => rule.name === name) ? name : undefined;
}

/** Whether a question got an answer that was one: undisturbed, and no failure of the service. */
export function isAnswered({ struck, status }: Observation): boolean {
  return !struck && status !== undefined && (status < 400 || status === 404);
}
