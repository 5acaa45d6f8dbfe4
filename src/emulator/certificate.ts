import { generate } from 'selfsigned';

/** A certificate that is its own authority; both parts in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Makes the certificate of this start: none is ever committed.
 * @param hosts DNS names; `*.` in front stands for one label
 */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'ACR Artifact Cache emulator' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // A client whose clock is a little behind must take it too.
    notBeforeDate: new Date(Date.now() - 24 * 60 * 60 * 1000),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [...hosts.map((value) => ({ type: 2 as const, value })), { type: 7, ip: '127.0.0.1' }],
      },
    ],
  });
  return { certificate: cert, key };
}
