import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A registry that behaves as docs/azure-behaviour.md#pulls and docs/azure-behaviour.md#tokens say Azure's does, and
 * refuses whatever they don't say that it takes. Blobs come from a second server by redirect, which refuses any
 * credential.
 */
export interface StandIn {
  readonly host: string;
  readonly url: string;
  /** Everything that was asked for, in order: `GET /v2/…`; the second server's as `storage GET /…`. */
  readonly log: readonly Asked[];
  /** The same without tokens, as `METHOD path`. */
  readonly asked: (prefix?: string) => readonly string[];
  /** How a fault is put in: the first that returns something wins. */
  fault: (request: { readonly method: string; readonly path: string; readonly count: number }) => Fault | undefined;
  /** Whether access tokens given out so far are taken. */
  revoke: (what: 'access' | 'refresh') => void;
  /** Makes an image move: the tag then has this content. */
  readonly put: (image: Image) => Published;
  readonly storedDigests: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

export interface Asked {
  readonly server: 'registry' | 'storage';
  readonly method: string;
  readonly path: string;
  readonly accept: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** The body breaks off after so many bytes. */
  | { readonly cut: number }
  /** Other bytes of the same length. */
  | { readonly other: true }
  /** One byte after the other, so many milliseconds apart. */
  | { readonly drip: number };

export interface Image {
  readonly repository: string;
  readonly tag: string;
  /** Layers by platform; without platforms there is no index. */
  readonly platforms?: Readonly<Record<string, readonly string[]>>;
  readonly layers?: readonly string[];
  readonly attestation?: boolean;
}

export interface Published {
  readonly digest: string;
  readonly manifests: Readonly<Record<string, string>>;
}

export interface StandInOptions {
  /** How many manifest questions it takes, after the last blob, until an image is stored; never unless given. */
  readonly storesAfter?: number;
  /** Whether a question for a blob (HEAD) counts like a pull of it. */
  readonly countsHead?: boolean;
  readonly anonymous?: boolean;
  readonly basic?: { readonly username: string; readonly password: string };
  /** Whether the identity may list. */
  readonly mayList?: boolean;
  readonly realm?: string;
}

export const AAD_TOKEN = 'aad-token-1';

interface Entry {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

interface Copy {
  readonly blobs: Set<string>;
  looks: number;
}

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const log: Asked[] = [];
  const manifests = new Map<string, Entry>();
  const blobs = new Map<string, Buffer>();
  const tags = new Map<string, string>();
  /** Per platform manifest: which blobs must be asked for yet. */
  const copies = new Map<string, Copy>();
  const stored = new Set<string>();
  const counts = new Map<string, number>();
  const access = new Map<string, string>();
  const refreshes = new Set<string>();
  let serial = 0;

  const storage = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '';
      log.push({ server: 'storage', ...(await described(request)) });
      if (request.headers.authorization !== undefined) return plain(response, 400, 'two ways to authenticate');
      const url = new URL(path, 'http://storage');
      const digest = url.pathname.slice(1);
      if (url.searchParams.get('sig') !== 'signature') return plain(response, 403, 'no signature');
      const bytes = blobs.get(digest);
      if (bytes === undefined) return plain(response, 404, 'no blob');
      return send(response, 200, {}, bytes, faultFor('GET', url.pathname));
    })();
  });
  const storagePort = await listen(storage);

  const server = createServer((request, response) => {
    void (async () => {
      const told = await described(request);
      log.push({ server: 'registry', ...told });
      const fault = faultFor(told.method, told.path);
      if (fault !== undefined && 'status' in fault) {
        const body = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {});
        return send(response, fault.status, fault.headers ?? {}, Buffer.from(body));
      }
      return answer(told, response, fault);
    })();
  });
  const port = await listen(server);
  const host = `127.0.0.1:${port}`;
  const url = `http://${host}`;

  const standIn: StandIn = {
    host,
    url,
    log,
    asked: (prefix = '') =>
      log
        .filter(({ path }) => !path.startsWith('/oauth2/') && path !== '/v2/')
        .map(({ server: which, method, path }) => `${which === 'storage' ? 'storage ' : ''}${method} ${path}`)
        .filter((line) => line.includes(prefix)),
    fault: () => undefined,
    revoke: (what) => {
      access.clear();
      if (what === 'refresh') refreshes.clear();
    },
    put: publish,
    storedDigests: stored,
    close: async () => {
      for (const each of [server, storage]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
    },
  };
  return standIn;

  function faultFor(method: string, path: string): Fault | undefined {
    const key = `${method} ${path}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return standIn.fault({ method, path, count });
  }

  function publish({ repository, tag, platforms, layers = [], attestation }: Image): Published {
    const digests: Record<string, string> = {};
    const single = (parts: readonly string[], platform?: string) => {
      const config = blob(Buffer.from(JSON.stringify({ platform, parts })));
      const manifest = {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
        layers: parts.map((part) => ({
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          ...blob(Buffer.from(part)),
        })),
      };
      const described = keep(repository, manifest.mediaType, manifest);
      const needed = [manifest.config, ...manifest.layers].map(({ digest }) => digest);
      if (!copies.has(`${repository}@${described.digest}`)) {
        copies.set(`${repository}@${described.digest}`, { blobs: new Set(needed), looks: 0 });
      }
      return described;
    };
    if (platforms === undefined) {
      const image = single(layers);
      tags.set(`${repository}:${tag}`, image.digest);
      return { digest: image.digest, manifests: {} };
    }
    const entries = Object.entries(platforms).map(([platform, parts]) => {
      const [os, architecture, variant] = platform.split('/');
      const image = single(parts, platform);
      digests[platform] = image.digest;
      return { ...image, platform: { os, architecture, ...(variant === undefined ? {} : { variant }) } };
    });
    if (attestation) {
      entries.push({
        ...single(['provenance'], 'unknown/unknown'),
        platform: { os: 'unknown', architecture: 'unknown' },
      });
    }
    const index = keep(repository, 'application/vnd.oci.image.index.v1+json', { schemaVersion: 2, manifests: entries });
    tags.set(`${repository}:${tag}`, index.digest);
    return { digest: index.digest, manifests: digests };
  }

  function keep(repository: string, mediaType: string, value: unknown) {
    const bytes = Buffer.from(JSON.stringify(value));
    const digest = digestOf(bytes);
    manifests.set(`${repository}@${digest}`, { mediaType, bytes });
    return { mediaType, digest, size: bytes.length };
  }

  function blob(bytes: Buffer) {
    const digest = digestOf(bytes);
    blobs.set(digest, bytes);
    return { digest, size: bytes.length };
  }

  function answer(told: Omit<Asked, 'server'>, response: ServerResponse, fault: Fault | undefined): ServerResponse {
    const { method, path, authorization, body } = told;
    const target = new URL(path, url);
    if (target.pathname === '/v2/') {
      if (authorization !== undefined) return plain(response, 200, '{}');
      return unauthorized(response);
    }
    if (target.pathname === '/oauth2/exchange' && method === 'POST')
      return exchange(new URLSearchParams(body), response);
    if (target.pathname === '/oauth2/token') return token(method, target, authorization, body, response);
    return data(told, target, response, fault);
  }

  /** What needs a token of just the right scope. */
  function data(
    told: Omit<Asked, 'server'>,
    target: URL,
    response: ServerResponse,
    fault: Fault | undefined,
  ): ServerResponse {
    const { method, authorization } = told;
    const matched =
      /^\/v2\/(?<repository>.+)\/(?<route>manifests|blobs)\/(?<reference>[^/]+)$/.exec(target.pathname) ??
      /^\/v2\/(?<repository>.+)\/(?<route>tags\/list)$/.exec(target.pathname) ??
      /^\/acr\/v1\/(?<repository>.+)\/(?<route>_manifests)\/(?<reference>[^/]+)$/.exec(target.pathname);
    const { repository = '', route = '', reference = '' } = matched?.groups ?? {};
    const action = route === 'tags/list' || route === '_manifests' ? 'metadata_read' : 'pull';
    const scope = `repository:${repository}:${action}`;
    const given = authorization?.replace('Bearer ', '');
    if (given === undefined || access.get(given) !== scope) return unauthorized(response, scope);
    switch (route) {
      case 'manifests':
        return manifest(told, repository, reference, response, fault);
      case 'blobs': {
        if (!blobs.has(reference)) return refuse(response, 404, 'BLOB_UNKNOWN');
        if (method === 'GET' || options.countsHead) markBlob(repository, reference);
        const location = `http://127.0.0.1:${storagePort}/${reference}?sig=signature`;
        return send(response, 307, { location }, Buffer.alloc(0));
      }
      case '_manifests': {
        if (!stored.has(`${repository}@${reference}`)) return refuse(response, 404, 'MANIFEST_UNKNOWN');
        return json(response, { registry: host, imageName: repository, manifest: { digest: reference } });
      }
      case 'tags/list': {
        const names = [...tags].filter(
          ([name, digest]) => name.startsWith(`${repository}:`) && stored.has(`${repository}@${digest}`),
        );
        if (names.length === 0) return refuse(response, 404, 'NAME_UNKNOWN');
        return json(response, { name: repository, tags: names.map(([name]) => name.slice(repository.length + 1)) });
      }
    }
    return refuse(response, 404, 'UNSUPPORTED');
  }

  function manifest(
    { method, accept }: Omit<Asked, 'server'>,
    repository: string,
    reference: string,
    response: ServerResponse,
    fault: Fault | undefined,
  ): ServerResponse {
    const digest = reference.includes(':') ? reference : tags.get(`${repository}:${reference}`);
    const entry = digest === undefined ? undefined : manifests.get(`${repository}@${digest}`);
    if (digest === undefined || entry === undefined) return refuse(response, 404, 'MANIFEST_UNKNOWN');
    if (!accept.includes(entry.mediaType)) return refuse(response, 404, 'MANIFEST_UNKNOWN');
    settle(repository);
    const origin = stored.has(`${repository}@${digest}`) ? {} : { 'x-azure-origin': 'upstream' };
    const headers = { 'content-type': entry.mediaType, 'docker-content-digest': digest, ...origin };
    return send(response, 200, headers, method === 'HEAD' ? Buffer.alloc(0) : entry.bytes, fault);
  }

  /** An image whose blobs have been asked for is stored some questions later, and the indexes that name it with it. */
  function settle(repository: string): void {
    if (options.storesAfter === undefined) return;
    for (const [name, copy] of copies) {
      if (!name.startsWith(`${repository}@`) || copy.blobs.size > 0) continue;
      copy.looks += 1;
      if (copy.looks <= options.storesAfter) continue;
      stored.add(name);
      const digest = name.slice(repository.length + 1);
      for (const [index, { bytes }] of manifests) {
        if (index.startsWith(`${repository}@`) && bytes.includes(digest)) stored.add(index);
      }
    }
  }

  function markBlob(repository: string, digest: string): void {
    for (const [name, copy] of copies) if (name.startsWith(`${repository}@`)) copy.blobs.delete(digest);
  }

  function exchange(form: URLSearchParams, response: ServerResponse): ServerResponse {
    const right = form.get('grant_type') === 'access_token' && form.get('service') === host;
    if (!right || !(form.get('access_token') ?? '').startsWith('aad-token')) return unauthorized(response);
    serial += 1;
    refreshes.add(`refresh-${serial}`);
    return json(response, { refresh_token: `refresh-${serial}` });
  }

  function token(
    method: string,
    target: URL,
    authorization: string | undefined,
    body: string,
    response: ServerResponse,
  ): ServerResponse {
    const form = method === 'POST' ? new URLSearchParams(body) : target.searchParams;
    const scope = form.get('scope') ?? '';
    if (form.get('service') !== host || !/^repository:[a-z0-9/._-]+:(?:pull|metadata_read)$/.test(scope)) {
      return refuse(response, 400, 'UNSUPPORTED');
    }
    if (scope.endsWith('metadata_read') && options.mayList === false) return unauthorized(response);
    const { basic } = options;
    const wanted = basic && `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}`;
    const allowed =
      method === 'POST'
        ? form.get('grant_type') === 'refresh_token' && refreshes.has(form.get('refresh_token') ?? '')
        : wanted === undefined
          ? options.anonymous === true && authorization === undefined
          : authorization === wanted;
    if (!allowed) return unauthorized(response);
    serial += 1;
    access.set(`access-${serial}`, scope);
    return json(response, { access_token: `access-${serial}` });
  }

  function unauthorized(response: ServerResponse, scope?: string): ServerResponse {
    const realm = options.realm ?? `${url}/oauth2/token`;
    const challenge = `Bearer realm="${realm}",service="${host}"${scope === undefined ? '' : `,scope="${scope}"`}`;
    return refuse(response, 401, 'UNAUTHORIZED', { 'www-authenticate': challenge });
  }
}

async function described(request: IncomingMessage): Promise<Omit<Asked, 'server'>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    accept: request.headers.accept ?? '',
    authorization: request.headers.authorization,
    body: Buffer.concat(pieces).toString(),
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function json(response: ServerResponse, value: unknown): ServerResponse {
  return send(response, 200, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(value)));
}

function plain(response: ServerResponse, status: number, text: string): ServerResponse {
  return send(response, status, {}, Buffer.from(text));
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): ServerResponse {
  return send(
    response,
    status,
    headers,
    Buffer.from(JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] })),
  );
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
  fault?: Fault,
): ServerResponse {
  response.writeHead(status, { 'content-length': bytes.length, ...headers });
  if (fault !== undefined && 'cut' in fault) {
    response.write(bytes.subarray(0, fault.cut), () => response.destroy());
  } else if (fault !== undefined && 'other' in fault) {
    response.end(Buffer.alloc(bytes.length, 1));
  } else if (fault !== undefined && 'drip' in fault) {
    drip(response, bytes, fault.drip);
  } else response.end(bytes);
  return response;
}

function drip(response: ServerResponse, bytes: Buffer, every: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at === bytes.length || response.destroyed) {
      clearInterval(timer);
      response.end();
    } else response.write(bytes.subarray(at, ++at));
  }, every);
}

export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
