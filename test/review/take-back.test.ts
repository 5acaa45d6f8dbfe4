import { describe, expect, it } from 'vitest';
import type { OwnComment } from '../../src/review/conversation.ts';
import { commentMarker, reviewMarker } from '../../src/review/marker.ts';
import { takeBackRequest, withdrawnBody } from '../../src/review/take-back.ts';

const INSTANCE = 'a'.repeat(16);
const KEY = 'b'.repeat(24);
const MARKER = commentMarker({ instance: INSTANCE, key: KEY, text: 'c'.repeat(16) });

function comment(more: Partial<OwnComment> = {}): OwnComment {
  return {
    ...{ node: 'PRRC_1', id: 1, review: 'PRR_1', body: `${MARKER}\nPull it.`, file: 'a.yaml', line: 1 },
    ...{ startLine: undefined, isOutdated: false, isOnFile: false, isAnswered: false, isDismissed: false },
    ...more,
  };
}

const review = (node: string, ...keys: readonly string[]) => ({ node, body: `${reviewMarker(INSTANCE, keys)}\nSome.` });
const mutations = ({ steps }: ReturnType<typeof takeBackRequest>) => steps.map(({ mutation }) => mutation);

describe('takeBackRequest', () => {
  it('takes the key out of the review that posted it, and of no other', () => {
    const reviews = [review('PRR_1', KEY, `${KEY}-2`), review('PRR_2', KEY)];
    const { steps } = takeBackRequest({ untrue: [comment()], copies: [] }, reviews);
    expect(steps.map(({ input }) => input)).toEqual([
      { pullRequestReviewId: 'PRR_1', body: `${reviewMarker(INSTANCE, [`${KEY}-2`])}\nSome.` },
      { id: 'PRRC_1' },
    ]);
  });

  it('finds the key of a comment that was posted by itself in the review that names it', () => {
    const { steps } = takeBackRequest({ untrue: [comment({ review: 'PRR_9' })], copies: [] }, [review('PRR_2', KEY)]);
    expect(steps[0]?.input).toEqual({ pullRequestReviewId: 'PRR_2', body: `${reviewMarker(INSTANCE, [])}\nSome.` });
  });

  it('says in a review of which nothing is left that another one said it', () => {
    const { steps } = takeBackRequest({ untrue: [], copies: [comment()] }, [review('PRR_1', KEY)]);
    expect(steps[0]?.input.body).toMatch(/^<!-- .* posted= -->\n_Another run of this action said the same/);
  });

  it('edits and hides what was answered', () => {
    const request = takeBackRequest({ untrue: [comment({ isAnswered: true })], copies: [] }, []);
    expect(mutations(request)).toEqual(['updatePullRequestReviewComment', 'minimizeComment']);
    expect(request.query).toBe(
      `mutation takeBack($s0: UpdatePullRequestReviewCommentInput!, $s1: MinimizeCommentInput!) {
  s0: updatePullRequestReviewComment(input: $s0) { clientMutationId }
  s1: minimizeComment(input: $s1) { clientMutationId }
}`,
    );
  });
});

describe('withdrawnBody', () => {
  const gone = commentMarker({ instance: INSTANCE, key: undefined, text: 'c'.repeat(16) });

  it('takes the suggestion out, and leaves what stands around it', () => {
    const body = `${MARKER}\nPull it.\n\n\`\`\`\`suggestion\nimage: x\n\`\`\`\n\`\`\`\`\n\n> Later.`;
    expect(withdrawnBody(body)).toBe(`${gone}\nPull it.\n\n_This suggestion no longer applies._\n\n> Later.`);
  });

  it('changes nothing the second time but the marker, which it has', () => {
    const once = withdrawnBody(`${MARKER}\nPull it.\n\n\`\`\`suggestion\nimage: x\n\`\`\``);
    expect(once.startsWith(gone)).toBe(true);
    expect(once).not.toContain('suggestion\nimage');
  });

  it('leaves no marker of version 0.1', () => {
    const old = '<!-- acr-artifact-cache instance=0123456789abcdef key=0123456789abcdef01234567 -->';
    expect(withdrawnBody(`Pull it.\n\n\`\`\`suggestion\nimage: x\n\`\`\`\n\n${old}`)).toMatch(
      /^<!-- acr-artifact-cache:2 .* key=withdrawn .* -->\nPull it\.\n\n_This suggestion no longer applies\._$/,
    );
  });
});
