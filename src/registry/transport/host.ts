/**
 * Hosts that no answer of a server may send us to: what listens there trusts whoever comes from this machine, and a cloud's metadata
 * service gives out its identity. The URL parser has made every spelling of an address (decimal, hex, octal, short) one by then
 * (https://url.spec.whatwg.org/#concept-ipv4-parser).
 */

/** Whether a URL's host is this machine. */
export function isLoopback({ hostname }: Pick<URL, 'hostname'>): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === 'localhost.localdomain') return true;
  return addressesOf(name).some((address) => address === '::1' || address.startsWith('127.'));
}

/** Names of metadata services; their addresses are link-local but for the last four. */
const METADATA = new Set(['metadata', 'metadata.google.internal', 'metadata.azure.internal', 'instance-data']);
const METADATA_ADDRESSES = new Set(['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254']);

/** Whether a URL leads to this machine, its link or its cloud's metadata: loopback, 169.254/16, fe80::/10, 0/8, `::`. */
export function isInternal(url: Pick<URL, 'hostname'>): boolean {
  const name = url.hostname.toLowerCase().replace(/\.$/, '');
  if (isLoopback(url) || METADATA.has(name)) return true;
  return addressesOf(name).some(
    (address) =>
      /^(?:0\.|169\.254\.)/.test(address) ||
      address === '::' ||
      /^fe[89ab][0-9a-f]:/.test(address) ||
      METADATA_ADDRESSES.has(address),
  );
}

/** The address as it is written, and the one of IPv4 that it carries (mapped, compatible, translated). */
function addressesOf(name: string): readonly string[] {
  if (/^\d+(?:\.\d+){3}$/.test(name)) return [name];
  const address = /^\[(.*)\]$/.exec(name)?.[1];
  if (address === undefined) return [];
  const carried = /^(?:::|::ffff:|::ffff:0:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (carried === null) return [address];
  const [high, low] = [Number.parseInt(carried[1] ?? '', 16), Number.parseInt(carried[2] ?? '', 16)];
  return [address, [high >> 8, high & 255, low >> 8, low & 255].join('.')];
}
