import { gzipSync } from 'node:zlib';

/** A member of a tar, as a hostile packer would write it. */
export interface Member {
  readonly name: string;
  readonly body?: string | Uint8Array;
  /** `2` is a symbolic link, `1` a hard one. */
  readonly type?: string;
  readonly link?: string;
}

const BLOCK = 512;

export function archiveOf(members: readonly Member[]): Uint8Array {
  const pieces = members.flatMap(({ name, body = '', type = '0', link = '' }) => {
    const bytes = Buffer.from(body);
    const header = Buffer.alloc(BLOCK);
    header.write(name, 0, 100);
    header.write('0000644\0', 100);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write(type, 156);
    header.write(link, 157, 100);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
  });
  return gzipSync(Buffer.concat([...pieces, Buffer.alloc(2 * BLOCK)]), { level: 1 });
}

export const CHART_YAML = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
