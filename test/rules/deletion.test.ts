import { describe, expect, it } from 'vitest';
import { describeDeletion } from '../../src/rules/deletion.ts';
import { rule } from './plan-request.ts';

describe('the deletion of a rule', () => {
  it('is described before it is asked for', () => {
    const lines = describeDeletion(rule('old', 'docker.io/library/nginx', 'base/nginx'), 'contoso.azurecr.io', 40);
    expect(lines[0]).toBe('Delete cache rule old of contoso.azurecr.io (40 days old)?');
    expect(lines.join('\n')).toContain('block a rule with that target until deleted');
    expect(lines.at(-1)).toBe('  az acr repository delete --name contoso --repository base/nginx');
  });
});
