import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { federatedCredentialName } from '../../src/entra/federated-credential.ts';

describe('the federated credential of a job', () => {
  it('has a name that Entra takes, and subjects that differ in case alone names that differ', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.string(), fc.string(), (subject, issuer, audience) => {
        const name = federatedCredentialName({ issuer, subject, audience });
        expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]{2,119}$/);
      }),
    );
    const names = ['repo:Contoso/shop:pull_request', 'repo:contoso/shop:pull_request'].map((subject) =>
      federatedCredentialName({ issuer: 'https://i', subject, audience: 'a' }),
    );
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(2);
  });
});
