import { describe, expect, it } from 'vitest';
import { unhelpful } from './messages.ts';

describe('a message', () => {
  it.each([
    ["the cache rules of contoso can't be read: HTTP 500. Run again later.", 'plan'],
    ['the review could not be posted: no answer from GitHub; run the job again', 'review'],
    ['Signing in to Azure failed. Check client-id and tenant-id.', 'plan'],
    ['the cache rules can\'t be read: the role "Reader" is missing', 'plan'],
    ['quay.io/acme/tool:1 is not judged: Defender could not be asked; run again later', undefined],
  ])('that helps: %s', (message, stage) => {
    expect(unhelpful(message, stage)).toBe(undefined);
  });

  it.each([
    ['HTTP 500. Run again later.', 'plan'],
    ['the review could not be posted. Run again later.', 'plan'],
    ['Internal Server Error. Run again later.', undefined],
  ])('without its stage: %s', (message, stage) => {
    expect(unhelpful(message, stage)).toContain('stage');
  });

  it.each([
    ["the cache rules of contoso can't be read: HTTP 500", 'plan'],
    ['the pull request was checked, and its report is broken', 'review'],
  ])('without a remedy: %s', (message, stage) => {
    expect(unhelpful(message, stage)).toContain('what to do');
  });
});
