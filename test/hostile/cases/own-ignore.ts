import { expect } from 'vitest';
import type { HostileCase } from '../case.ts';

const manifest = (image: string) => `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
    - name: app
      image: ${image}
`;
const ours = manifest('quay.io/acme/left:1 # acr-artifact-cache: ignore on our own build host');
const theirs = manifest('quay.io/acme/app:1 # acr-artifact-cache: ignore nothing to see here');

export default {
  title: 'an ignore that a pull request itself brings exempts nothing, and one of the base does',
  base: { 'left.yaml': ours },
  head: { 'left.yaml': ours, 'app.yaml': theirs },
  inputs: { scope: 'all', warm: 'false' },
  event: 'pull_request',
  expect: ({ status }, { emulator }) => {
    expect(status).toBe(0);
    expect(emulator.rules().map(({ source }) => source)).toEqual(['quay.io/acme/app']);
  },
} satisfies HostileCase;
