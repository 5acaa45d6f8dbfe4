import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

export default {
  title: 'images that only kubectl sees, behind old breaks of lines, are seen',
  head: {
    'deploy/comment.yaml': pod('quay.io/acme/web:1').replace('\nspec:', ' # why\u2028spec:'),
    'deploy/brackets.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a,#why\n\timage: quay.io/acme/api:1}]\n}\n`,
    'deploy/definition.yaml': `x: "\nkind: CustomResourceDefinition\n"\n${pod('quay.io/acme/job:1')}`,
  },
  expect: ({ status, reports }) => {
    expect(status).toBe(0);
    const { uses, warnings } = JSON.parse(reports.inventory ?? '{}');
    expect(uses.map(({ image }: { readonly image: string }) => image)).toEqual([
      'quay.io/acme/api:1',
      'quay.io/acme/web:1',
      'quay.io/acme/job:1',
    ]);
    expect(warnings).toEqual([]);
  },
} satisfies HostileCase;
