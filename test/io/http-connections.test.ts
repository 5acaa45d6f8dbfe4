import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHttp } from '../../src/io/http.ts';

let connections = 0;
const server = createServer((_, response) => {
  response.setHeader('content-length', '5');
  response.end('hello');
});
server.on('connection', () => {
  connections += 1;
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
});

test('requests share connections, those without a body too', async () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const http = openHttp({});
  for (const method of ['HEAD', 'GET', 'HEAD', 'HEAD', 'HEAD', 'GET'] as const) {
    const response = await http.send({ method, url: `http://127.0.0.1:${port}/` });
    expect(await response.text()).toBe(method === 'GET' ? 'hello' : '');
  }
  await http.close();
  // A connection rests for a moment before it is used again, and the second request may not wait for that.
  expect(connections).toBeLessThanOrEqual(2);
});
