import { buildImage } from '../images.ts';
import type { EmulatorOptions } from '../options.ts';

/** The services that the demo's shop meets: small real images upstream, one rule made by hand, one image cached already. */

const nginx = buildImage({ name: 'nginx' });
const kubectl = buildImage({ name: 'kubectl', format: 'docker' });
const redis = buildImage({ name: 'redis' });
const newRedis = buildImage({ name: 'redis-patched' });
const busybox = buildImage({ name: 'busybox' });
const exporter = buildImage({ name: 'node-exporter' });
const postgres = buildImage({ name: 'postgres' });

/** Scanned an hour ago, so that the findings have arrived as well. */
function scannedAt(): string {
  return new Date(Date.now() - 3_600_000).toISOString();
}

function platform({ platforms }: typeof nginx): string {
  return platforms['linux/amd64'] ?? '';
}

/** @param github what the pull requests are */
export function shopServices(github: NonNullable<EmulatorOptions['github']>): EmulatorOptions {
  const clean = { findings: [], scannedAt: scannedAt() };
  return {
    github,
    credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }],
    rules: [
      {
        name: 'redis-by-hand',
        source: 'docker.io/library/redis',
        target: 'docker.io/library/redis',
        credentialSet: 'docker-hub',
      },
    ],
    images: {
      'docker.io/library/redis': { '7.4.0': redis },
      'shop/api': { '2.4.1': buildImage({ name: 'shop-api' }) },
    },
    upstreams: {
      'docker.io': {
        'library/nginx': { '1.27.0': nginx },
        'library/busybox': { '1.37': busybox },
        'library/postgres': { '17.2': postgres },
        'library/redis': { '7.4.0': redis, '7.4.1': newRedis },
      },
      'quay.io': { 'prometheus/node-exporter': { 'v1.8.2': exporter } },
      'registry.k8s.io': { kubectl: { 'v1.33.0': kubectl } },
    },
    scans: {
      [platform(nginx)]: {
        scannedAt: scannedAt(),
        findings: [
          {
            cve: 'CVE-2026-0001',
            package: 'openssl',
            severity: 'High',
            installed: '3.0.11',
            fixedIn: '3.0.15',
            cvss: 7.5,
          },
          { cve: 'CVE-2026-0002', package: 'zlib', severity: 'Low', installed: '1.2.13' },
        ],
      },
      [platform(busybox)]: clean,
      [platform(exporter)]: clean,
      [platform(postgres)]: clean,
      [platform(newRedis)]: clean,
      // kubectl has not been scanned yet.
    },
  };
}
