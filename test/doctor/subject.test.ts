import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimsOf, presentedBy, principalOf } from '../../src/doctor/claims.ts';
import { describeSubject, subjectOf } from '../../src/doctor/subject.ts';

function tokenOf(claims: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmVk`;
}

describe('a subject', () => {
  it.each([
    ['repo:contoso/shop:ref:refs/heads/main', 'of the branch main, in the form without ids'],
    ['repo:contoso@123/shop@456:ref:refs/heads/main', 'of the branch main, in the form with ids'],
    ['repo:contoso@123/shop@456:ref:refs/tags/v1.2', 'of the tag v1.2, in the form with ids'],
    ['repo:contoso/shop:pull_request', 'of pull requests, in the form without ids'],
    ['repo:contoso/shop:environment:Production', 'of the environment Production, in the form without ids'],
    ['repo:contoso/shop:ref:refs/heads/feature/a:b', 'of the branch feature/a:b, in the form without ids'],
    ['repo:contoso/shop:job_workflow_ref:x', 'of a form that is not known, in the form without ids'],
    ['repository_owner_id:123:environment:Production', 'of a template of your own'],
    ['repo:contoso@123/shop:pull_request', 'of a template of your own'],
    ['', 'of a template of your own'],
  ])('%s is %s', (text, described) => {
    expect(describeSubject(subjectOf(text))).toBe(described);
  });

  it('is put together again from its parts', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,20}$/);
    const id = fc.option(fc.integer({ min: 1, max: 2_000_000_000 }), { nil: undefined });
    fc.assert(
      fc.property(
        name,
        name,
        id,
        fc.stringMatching(/^[A-Za-z0-9/_.:-]{1,30}$/),
        (owner, repository, number, branch) => {
          const at = number === undefined ? '' : `@${number}`;
          const subject = subjectOf(`repo:${owner}${at}/${repository}${at}:ref:refs/heads/${branch}`);
          const ids = number === undefined ? undefined : String(number);
          expect(subject).toEqual({
            form: number === undefined ? 'names' : 'ids',
            ...{ owner, repository, ownerId: ids, repositoryId: ids },
            when: { kind: 'branch', name: branch },
          });
        },
      ),
    );
  });
});

describe('a token', () => {
  it('tells what it presents, whether its audience is a text or a list', () => {
    const claims = { iss: 'https://issuer', sub: 'repo:contoso/shop:pull_request', aud: 'api://x' };
    const presented = { issuer: claims.iss, subject: claims.sub, audience: claims.aud };
    expect(presentedBy(tokenOf(claims))).toEqual(presented);
    expect(presentedBy(tokenOf({ ...claims, aud: ['api://x'] }))).toEqual(presented);
    expect(presentedBy(tokenOf({ ...claims, sub: 7 }))).toBeUndefined();
  });

  it('tells applications from people', () => {
    expect(principalOf(tokenOf({ oid: 'o', tid: 't', appid: 'a', idtyp: 'app' }))).toEqual({
      ...{ objectId: 'o', tenantId: 't', clientId: 'a', kind: 'ServicePrincipal' },
    });
    expect(principalOf(tokenOf({ oid: 'o', tid: 't', appid: 'az', upn: 'mona@contoso.example' }))).toEqual({
      ...{ objectId: 'o', tenantId: 't', clientId: undefined, kind: 'User' },
    });
  });

  it('that is none tells nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(claimsOf(text)).toBeUndefined();
      }),
    );
    expect(claimsOf(tokenOf([1]))).toBeUndefined();
    expect(claimsOf('a.b')).toBeUndefined();
  });
});
