import { describe, expect, it } from 'vitest';
import { explain, oneLine, parseErrorAnswer } from '../../../src/registry/transport/answer.ts';

describe('an error answer', () => {
  it('is one line, whatever the body', () => {
    expect(parseErrorAnswer(404, '{"errors":[{"code":"NAME_UNKNOWN","message":"a\\nb"},{"code":1},null]}')).toEqual({
      status: 404,
      codes: ['NAME_UNKNOWN'],
      message: 'a b',
    });
    expect(parseErrorAnswer(502, '<html>').message).toBe('');
    expect(parseErrorAnswer(424, 'plain\r\n\u0007text').message).toBe('plain text');
    expect(oneLine('x'.repeat(5000)).length).toBeLessThan(310);
  });

  it('of the network is told apart from a missing right', () => {
    const asked = { loginServer: 'r.azurecr.io', what: 'a:1' };
    const message =
      "client with IP '1.2.3.4' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.";
    expect(explain({ status: 403, codes: ['DENIED'], message }, asked).kind).toBe('not-reachable');
    expect(explain({ status: 403, codes: ['DENIED'], message: 'no' }, asked).kind).toBe('forbidden');
  });
});
