import { describe, expect, it } from 'vitest';
import { unconfirmed } from '../../../src/registry/warming/unconfirmed.ts';

describe('an image that is still proxied', () => {
  it('names the cause that the settings of the registry make likely', () => {
    expect(unconfirmed('still-proxied', { networkRestricted: true }).remedy).toContain('trusted Microsoft services');
    expect(unconfirmed('still-proxied', { networkRestricted: false, softDelete: true }).remedy).toContain(
      'soft-delete',
    );
    expect(unconfirmed('still-proxied', { networkRestricted: false, softDelete: false }).remedy).toContain('run again');
  });
});
