import { describe, expect, it } from 'vitest';
import { isInternal, isLoopback } from '../../../src/registry/transport/host.ts';

describe('a host', () => {
  it.each([
    ...['localhost', 'LOCALHOST.', 'a.localhost', 'localhost.localdomain', '127.0.0.1', '127.255.255.254', '127.1'],
    ...['2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001', '[::1]', '[0:0:0:0:0:0:0:1]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::127.0.0.1]'],
  ])('%s is this machine', (host) => {
    expect(isLoopback(new URL(`https://${host}/`))).toBe(true);
    expect(isInternal(new URL(`https://${host}/`))).toBe(true);
  });

  it.each([
    ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.1', '[fe80::1]', '[febf::1]'],
    ...['[::ffff:169.254.169.254]', '0.0.0.0', '0', '[::]', '[::ffff:0.0.0.0]', 'metadata.google.internal'],
    ...['168.63.129.16', '100.100.100.200', '[fd00:ec2::254]'],
  ])('%s is no host to be sent to', (host) => {
    expect(isInternal(new URL(`https://${host}/`))).toBe(true);
    expect(isLoopback(new URL(`https://${host}/`))).toBe(false);
  });

  it.each([
    ...[
      'contoso.azurecr.io',
      'localhost.example.com',
      '127.0.0.1.example.com',
      'notlocalhost',
      '128.0.0.1',
      '10.0.0.4',
    ],
    ...['169.253.0.1', '[2001:db8::1]', '[fec0::1]', '[::ffff:10.0.0.4]', 'metadata.example.com'],
  ])('%s is one like others', (host) => {
    expect(isInternal(new URL(`https://${host}/`))).toBe(false);
  });
});
