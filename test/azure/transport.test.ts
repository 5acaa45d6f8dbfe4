import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { azureHttpClient } from '../../src/azure/transport.ts';
import { fakeHttp } from './fake-http.ts';

function request(parts: Partial<PipelineRequest> = {}): PipelineRequest {
  const headers = new Map([
    ['Accept-Encoding', 'gzip,deflate'],
    ['X-Name', 'value'],
  ]);
  return {
    url: 'https://management.azure.com/x',
    method: 'POST',
    timeout: 0,
    withCredentials: false,
    requestId: 'id',
    headers: {
      get: (name) => headers.get(name),
      has: (name) => headers.has(name),
      set: (name, value) => void headers.set(name, String(value)),
      delete: (name) => void headers.delete(name),
      toJSON: () => Object.fromEntries(headers),
      [Symbol.iterator]: () => headers.entries(),
    },
    ...parts,
  };
}

describe('the transport of the Azure SDKs', () => {
  it('passes on headers, body, time limit and answer, and asks for nothing compressed', async () => {
    const http = fakeHttp(() => ({ status: 202, headers: { location: 'there' }, body: { a: 1 } }));
    const response = await azureHttpClient(http.send).sendRequest(request({ body: '{"b":2}', timeout: 5000 }));
    expect(http.sent).toEqual([
      {
        method: 'POST',
        url: 'https://management.azure.com/x',
        headers: { 'x-name': 'value' },
        body: '{"b":2}',
        headersTimeout: 5000,
      },
    ]);
    expect([response.status, response.bodyAsText, response.headers.get('Location')]).toEqual([202, '{"a":1}', 'there']);
    expect(response.headers.toJSON()).toMatchObject({ location: 'there' });
  });

  it('sends bytes as they are', async () => {
    const http = fakeHttp(() => ({ status: 200 }));
    const whole = new Uint8Array([0, 1, 2, 3]);
    await azureHttpClient(http.send).sendRequest(request({ body: whole.subarray(1, 3) }));
    expect([...Buffer.from(http.sent[0]?.body ?? '')]).toEqual([1, 2]);
  });

  it('carries an abort over, whatever kind of signal it is', async () => {
    const http = fakeHttp(() => ({ status: 200 }));
    const target = new EventTarget();
    const signal = {
      aborted: false,
      addEventListener: target.addEventListener.bind(target),
      removeEventListener: target.removeEventListener.bind(target),
    };
    await azureHttpClient(http.send).sendRequest(request({ abortSignal: signal }));
    expect(http.sent[0]?.signal?.aborted).toBe(false);
    target.dispatchEvent(new Event('abort'));
    expect(http.sent[0]?.signal?.aborted).toBe(true);
  });

  it('refuses what it can not send', async () => {
    const client = azureHttpClient(fakeHttp(() => ({ status: 200 })).send);
    await expect(client.sendRequest(request({ body: () => process.stdin }))).rejects.toThrow(TypeError);
    await expect(client.sendRequest(request({ method: 'TRACE' }))).rejects.toThrow(TypeError);
  });
});
