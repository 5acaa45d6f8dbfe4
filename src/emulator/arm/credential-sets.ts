import { isObject, listField, stringField } from '../../base/json.ts';
import { jsonAnswer, jsonBody, type ServiceAnswer, type ServiceRequest, Violation } from '../exchange.ts';
import { REFUSALS, refusalAnswer } from './refusals.ts';
import { credentialSetShape } from './shapes.ts';
import { type ArmState, registryId } from './state.ts';

/** The registry's credential sets (docs/azure-behaviour.md#credential-set-shape, docs/azure-behaviour.md#credential-health). */
export function answerCredentialSets(
  state: ArmState,
  request: ServiceRequest,
  name: string | undefined,
): ServiceAnswer {
  const { credentialSets } = state;
  if (name === undefined) {
    if (request.method !== 'GET') throw new Violation(`ARM has no ${request.method} of all credential sets`);
    return jsonAnswer(200, { value: credentialSets.map(credentialSetShape) });
  }
  const place = credentialSets.findIndex((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  const found = credentialSets[place];
  switch (request.method) {
    case 'GET':
      if (found !== undefined) return jsonAnswer(200, credentialSetShape(found));
      return refusalAnswer({
        ...{ status: 404, code: 'ResourceNotFound' },
        message: `The credential set ${name} could not be found.`,
      });
    case 'PUT':
      return putSet(state, request, name, place);
    case 'DELETE':
      if (found === undefined) return { status: 204 };
      credentialSets.splice(place, 1);
      return { status: 200 };
    default:
      throw new Violation(`ARM: ${request.method} of a credential set is not played`);
  }
}

/** Makes a set, or makes it anew; it starts unhealthy, whatever the host (docs/azure-behaviour.md#credential-on-open-upstream). */
function putSet({ credentialSets, ...state }: ArmState, request: ServiceRequest, name: string, place: number) {
  const body = jsonBody(request);
  const properties = isObject(body) ? body.properties : undefined;
  const loginServer = stringField(properties, 'loginServer');
  const [credential] = listField(properties, 'authCredentials');
  const isWhole =
    loginServer !== undefined &&
    stringField(credential, 'name') === 'Credential1' &&
    stringField(credential, 'usernameSecretIdentifier') !== undefined &&
    stringField(credential, 'passwordSecretIdentifier') !== undefined;
  if (!isWhole) throw new Violation('PUT of a credential set: it needs loginServer and both secrets of Credential1');
  if (!/^[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*$/.test(name) || name.length < 5 || name.length > 50) {
    return refusalAnswer(REFUSALS.ruleName());
  }
  const id = `${registryId(state)}/credentialSets/${name}`;
  const made = { id, name, loginServer, healthy: credentialSets[place]?.healthy ?? false };
  credentialSets.splice(place === -1 ? credentialSets.length : place, place === -1 ? 0 : 1, made);
  return jsonAnswer(201, credentialSetShape(made));
}
