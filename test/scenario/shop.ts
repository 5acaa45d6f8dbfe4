import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildImage } from '../../src/emulator/images.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import type { Files } from './workspace.ts';

const SHOP = fileURLToPath(new URL('../../examples/shop', import.meta.url));

/** The files of examples/shop by path. */
export function shopFiles(): Files {
  const names = readdirSync(SHOP, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(SHOP, name)).isFile())
      .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(SHOP, name), 'utf8')]),
  );
}

/** Every upstream image that the shop names, small. */
export const SHOP_IMAGES = {
  nginx: buildImage({ name: 'nginx' }),
  busybox: buildImage({ name: 'busybox' }),
  postgres: buildImage({ name: 'postgres' }),
  redis: buildImage({ name: 'redis' }),
  node: buildImage({ name: 'node' }),
  frontend: buildImage({ name: 'dockerfile' }),
  exporter: buildImage({ name: 'node-exporter' }),
  kubectl: buildImage({ name: 'kubectl', platforms: ['linux/arm64', 'linux/amd64'], format: 'docker' }),
  base: buildImage({ name: 'base', index: false }),
} as const;

/** The services as the shop's pull request meets them: one rule is there, one image is cached. */
export function shopServices(): EmulatorOptions {
  const { nginx, busybox, postgres, redis, node, frontend, exporter, kubectl, base } = SHOP_IMAGES;
  return {
    credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }],
    rules: [
      {
        name: 'redis-by-hand',
        source: 'docker.io/library/redis',
        target: 'docker.io/library/redis',
        credentialSet: 'docker-hub',
      },
    ],
    images: { 'docker.io/library/redis': { '7.4.0': redis }, 'shop/api': { '2.4.1': buildImage({ name: 'api' }) } },
    upstreams: {
      'docker.io': {
        'library/nginx': { '1.27.0': nginx },
        'library/busybox': { '1.37': busybox },
        'library/postgres': { '17.2': postgres },
        'library/redis': { '7.4.0': redis, '7.4.1': redis },
        'library/node': { '24-alpine': node },
        'docker/dockerfile': { '1': frontend },
      },
      'quay.io': { 'prometheus/node-exporter': { 'v1.8.2': exporter } },
      'registry.k8s.io': { kubectl: { 'v1.33.0': kubectl } },
      'mcr.microsoft.com': { 'cbl-mariner/distroless/base': { '2.0': base } },
    },
  };
}
