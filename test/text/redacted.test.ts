import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSecret, redacted } from '../../src/text/redacted.ts';

const JWT = 'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
const BASIC = Buffer.from('robot:hunter2hunter2').toString('base64');

describe('redacted', () => {
  it.each([
    [
      'GET https://x.blob.core.windows.net/c/b?sv=2023&se=2026-12-01&sr=b&sig=aB%2Bc%3D failed',
      'GET https://x.blob.core.windows.net/c/b?*** failed',
    ],
    ['https://b.s3.amazonaws.com/k?X-Amz-Algorithm=A&X-Amz-Signature=0f0f', 'https://b.s3.amazonaws.com/k?***'],
    ['https://storage.googleapis.com/k?X-Goog-Signature=0f0f&x=1', 'https://storage.googleapis.com/k?***'],
    ['https://d1.cloudfront.net/k?Expires=1&Signature=s&Key-Pair-Id=K', 'https://d1.cloudfront.net/k?***'],
    [
      'https://production.cloudflare.docker.com/k?expires=1&verify=17-a%2Fb',
      'https://production.cloudflare.docker.com/k?***',
    ],
    ['location: /c/b%3Fsv%3D1%26sig%3DaBc', 'location: /c/b%3Fsv%3D1%26***'],
    ['SharedAccessSignature sr=a&sig=aB%2Bc&se=17&skn=k', 'SharedAccessSignature sr=a&***&***&skn=k'],
    [`token ${JWT} was refused`, 'token *** was refused'],
    [`cut off: ${JWT.slice(0, 30)}`, 'cut off: ***'],
    [`Authorization: Bearer ${JWT}`, 'Authorization: Bearer ***'],
    ['authorization: Bearer 3f7a', 'authorization: Bearer ***'],
    [`{"headers":{"Authorization":"Basic ${BASIC}","x":"y"}}`, '{"headers":{"Authorization":"Basic ***","x":"y"}}'],
    [`{\\"authorization\\":\\"Bearer abc-123-def\\"}`, '{\\"authorization\\":\\"Bearer ***\\"}'],
    [`you sent Basic ${BASIC}, which is wrong`, 'you sent Basic ***, which is wrong'],
    ['you sent bearer 0a1b2c3d4e5f.', 'you sent bearer ***'],
    [
      'grant_type=refresh_token&refresh_token=abc.def&client_assertion=x',
      'grant_type=refresh_token&refresh_token=***&client_assertion=***',
    ],
    ['{"access_token":"opaque-1","expires_in":3}', '{"access_token":"***","expires_in":3}'],
    ['{"username":"u","password":"p w","token":"t-1"}', '{"username":"u","password":"***","token":"***"}'],
    ['client_secret=abc~DEF', 'client_secret=***'],
    [
      'fatal: unable to access https://user:pa@ss@github.com/o/r/',
      'fatal: unable to access https://***@github.com/o/r/',
    ],
    ['https://x-access-token:ghs_0123456789abcdefghij@github.com', 'https://***@github.com'],
    ['bad ghs_0123456789abcdefghijABCDEFGHIJ here', 'bad *** here'],
    [`password ${'a'.repeat(42)}+ACRab12CD`, 'password ***'],
    ['Cookie: session=0123456789abcdef', 'Cookie: ***'],
  ])('%s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
    expect(redacted(expected)).toBe(expected);
  });

  it.each([
    'docker.io/library/nginx:1.27@sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f',
    'docker://nginx@sha256:0f0f0f0f0f0f',
    'deploy/web.yaml:12: mapping values are not allowed here',
    'https://contoso.azurecr.io/oauth2/token?service=contoso.azurecr.io&scope=repository:a/b:pull',
    'https://learn.microsoft.com/azure/?view=azure-cli-latest#top',
    "AuthorizationFailed: The client '2222' does not have authorization to perform action 'x/read' over scope '/y'",
    'authorization: refused',
    'Basic authentication is not supported; Basic SKU has no cache',
    'the bearer authentication failed. Bearer token.',
    'Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io"',
    'unauthorized: incorrect username or password',
    '`<NAME>_CONTAINER_REGISTRY_SERVER`, _USER and _PASSWORD, secret key: see above',
    'az acr token create --name ci-pull --registry contoso --scope-map _repositories_pull',
    'signature=none of your business is not a query? no',
    'git@github.com:contoso/shop.git and user@example.com',
    '',
  ])('leaves %j as it is', (text) => {
    // A word may be named like a parameter: its value is cut, and nothing else.
    expect(redacted(text)).toBe(text.replace('signature=none', 'signature=***'));
  });

  it('cuts the secrets that this process holds wherever they stand, also as a form sends them', () => {
    hideSecret('opaque/secret+1');
    hideSecret('ab');
    expect(redacted('abc opaque/secret+1, opaque%2Fsecret%2B1')).toBe('abc ***, ***');
  });

  it('of any text takes time in proportion to it', () => {
    for (const piece of [
      'a.',
      'a:',
      '://',
      '?&',
      '&sig',
      'Bearer ',
      'eyJ',
      'authorization: ',
      '\\"auth',
      '%26',
      'x=',
      '@',
    ]) {
      const text = piece.repeat(200_000 / piece.length);
      const start = process.cpuUsage().user;
      redacted(text);
      expect([piece, process.cpuUsage(undefined).user - start < 2_000_000]).toEqual([piece, true]);
    }
  });

  it('never lets a credential through, whatever stands around it', () => {
    const around = fc.string({ maxLength: 12 }).filter((text) => !/[a-z0-9]$/i.test(text));
    fc.assert(
      fc.property(around, fc.string({ maxLength: 12 }), (before, after) => {
        const text = redacted(`${before}Authorization: Bearer ${JWT} ${after} https://h/?a=b&sig=S3cr3tS1g`);
        expect(text).not.toMatch(/eyJhbGci|S3cr3tS1g/);
      }),
    );
  });
});
