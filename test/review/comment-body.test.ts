import { describe, expect, it } from 'vitest';
import { commentBody, type MoveFacts } from '../../src/review/comment-body.ts';
import type { Suggestion } from '../../src/review/suggestions.ts';
import { rewritten } from './use.ts';

const TEXT = new Map([['a.yaml', 'image: nginx, redis\n']]);
const NGINX = rewritten(TEXT, 'docker.io/library/nginx:1', [['a.yaml', 'nginx', 'acr/nginx']]);
const REDIS = rewritten(TEXT, 'docker.io/library/redis:7', [['a.yaml', 'redis', 'acr/redis']]);

function body(moves: Suggestion['moves'], facts: Partial<MoveFacts> = {}, more: Partial<Suggestion> = {}): string {
  const suggestion = { file: 'a.yaml', from: 1, to: 1, oldText: 'old', newText: 'image: acr/nginx', moves, ...more };
  return commentBody(suggestion, {
    of: ({ use }) => ({ from: use.text, to: `acr/${use.text}`, stored: 'stored', ...facts }),
    hintOf: () => undefined,
  });
}

describe('the body of a comment', () => {
  it('says what, why, and how to leave it alone', () => {
    const judged = { fails: false, text: '1 low' };
    expect(body([NGINX], { rule: { name: 'nginx-1a', isNew: true }, judged })).toBe(
      `\`docker.io/library/nginx:1\` → \`acr/docker.io/library/nginx:1\`

\`\`\`suggestion
image: acr/nginx
\`\`\`

The new cache rule \`nginx-1a\` brings it, and the registry has it stored. Defender: 1 low.

To leave it alone, put the comment \`acr-artifact-cache: ignore\`, with a reason behind it, on the line or above it.`,
    );
  });

  it('does not call stored what was only served', () => {
    expect(body([NGINX], { stored: 'served' })).toContain('it was served, and is not known to be stored yet.');
    expect(body([NGINX], { stored: undefined })).not.toContain('stored');
  });

  it('begins with it where the image fails the gate', () => {
    const judged = { fails: true, text: '1 high: CVE-2026-0001 in openssl (high, fixed in 3.0.15)' };
    expect(body([NGINX], { judged }).split('\n')[0]).toBe(
      '⚠️ **This image fails the gate**, wherever it is pulled from: 1 high: CVE-2026-0001 in openssl (high, fixed in 3.0.15). Take another version.',
    );
    expect(body([NGINX, REDIS], { judged }).split('\n')[0]).toContain('**`docker.io/library/nginx:1` fails the gate**');
  });

  it('lists several images, each once, and counts those above ten', () => {
    expect(body([NGINX, REDIS, NGINX]).match(/^- .*$/gm)).toEqual([
      '- `docker.io/library/nginx:1` → `acr/docker.io/library/nginx:1`. It comes from the registry, and the registry has it stored.',
      '- `docker.io/library/redis:7` → `acr/docker.io/library/redis:7`. It comes from the registry, and the registry has it stored.',
    ]);
    const many = Array.from({ length: 13 }, (_, index) =>
      rewritten(TEXT, `quay.io/acme/app:${index}`, [['a.yaml', 'nginx', 'acr/nginx']]),
    );
    expect(body(many).match(/^- .*$/gm)).toHaveLength(11);
    expect(body(many)).toContain('\n- and 3 more\n');
  });

  it('fences what holds fences', () => {
    expect(body([NGINX], {}, { newText: '````\n``` x' })).toContain('`````suggestion\n````\n``` x\n`````');
  });
});
