import { describe, expect, it } from 'vitest';
import { pullSettings, pullTrouble } from '../../src/review/pull-trouble.ts';

const registry = { loginServer: 'contoso.azurecr.io' };

describe('hints of trouble', () => {
  const text = [
    'metadata: { namespace: one }',
    '---',
    'metadata:',
    '  namespace: kube-system # here',
    'spec:',
    '  containers:',
    '    - image: nginx',
    '  imagePullSecrets:',
    '    # ours',
    '    - name: "regcred"',
    '    - name: other',
    '  volumes:',
    '    - name: not-a-secret',
    '---',
    'imagePullSecrets: [{ name: later }]',
  ].join('\n');

  it('are read from the document of the line', () => {
    expect(pullSettings(text, 7)).toEqual({ namespace: 'kube-system', pullSecrets: ['regcred', 'other'] });
    expect(pullSettings(text, 15).pullSecrets).toEqual(['later']);
    expect(pullSettings(text, 1).pullSecrets).toEqual([]);
    expect(pullSettings('namespace: {{ .Release.Namespace }}', 1).namespace).toBeUndefined();
    expect(pullSettings('', 99)).toEqual({ namespace: undefined, pullSecrets: [] });
  });

  it('are one sentence, or nothing', () => {
    expect(pullTrouble({ pullSecrets: ['regcred'], namespace: undefined }, registry)).toContain('`regcred`');
    expect(pullTrouble({ pullSecrets: [], namespace: 'kube-system' }, registry)).toContain('kube-system');
    expect(pullTrouble({ pullSecrets: [], namespace: 'shop' }, registry)).toBeUndefined();
  });
});
