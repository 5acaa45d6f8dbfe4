import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

/** A company's proxy: takes CONNECT only, and leads every host's port 443 to one port of this machine. */
export interface ConnectProxy {
  readonly url: string;
  /** `host:port` of every CONNECT, in order. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

export async function startConnectProxy(port: number): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((_, answer) => answer.writeHead(405).end());
  server.on('connection', keep);
  server.on('connect', (request, client: Socket, head) => {
    asked.push(request.url ?? '');
    const inner = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inner.write(head);
      inner.pipe(client);
      client.pipe(inner);
    });
    keep(inner);
    inner.on('close', () => client.destroy());
    client.on('close', () => inner.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
