import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Git's own server of repositories (`git http-backend`) on loopback, private where a token is given. */
export interface GitServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** `method path status`, and whether credentials came with it. */
  readonly requests: readonly GitRequest[];
  readonly stop: () => Promise<void>;
}

export interface GitRequest {
  readonly path: string;
  readonly status: number;
  readonly authorization: string | undefined;
}

/**
 * @param root folder whose paths are those of the addresses
 * @param token what must be given, as GitHub wants it: as the password of `x-access-token`
 */
export async function serveGit(root: string, token?: string): Promise<GitServer> {
  const requests: GitRequest[] = [];
  const wanted = token === undefined ? undefined : `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    const tell = (status: number) => void requests.push({ path: request.url ?? '', status, authorization });
    if (wanted !== undefined && authorization?.toLowerCase() !== wanted.toLowerCase()) {
      tell(401);
      response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
      return;
    }
    serve(root, request, response, tell);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** One request as CGI has it (RFC 3875). */
function serve(root: string, request: IncomingMessage, response: ServerResponse, tell: (status: number) => void): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      // As GitHub does.
      GIT_CONFIG_KEY_1: 'uploadpack.allowAnySHA1InWant',
      GIT_CONFIG_VALUE_1: 'true',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // It may end without having read what it does not need.
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  child.on('close', () => {
    const output = Buffer.concat(pieces);
    const end = output.indexOf('\r\n\r\n');
    const headers = output.subarray(0, end).toString('latin1').split('\r\n');
    const named = new Map(
      headers.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]),
    );
    const status = Number((named.get('status') ?? '200').slice(0, 3));
    named.delete('status');
    tell(status);
    response.writeHead(status, Object.fromEntries(named)).end(output.subarray(end + 4));
  });
}

/** Puts a copy of a repository where {@link serveGit} finds it under `name`. */
export function publish(repository: string, root: string, name: string): void {
  execFileSync('git', ['clone', '--quiet', '--bare', `file://${repository}`, join(root, name)], { stdio: 'ignore' });
}
