// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of workflows are texts here
import { describe, expect, it } from 'vitest';
import { found } from '../found.ts';

const PATH = '.github/workflows/ci.yml';

describe('variables and inputs of workflows', () => {
  it('finds images in env, at every level', () => {
    const text = [
      'env: {TOOL_IMAGE: "ghcr.io/a/b:1", PUSH_IMAGE: "ghcr.io/a/b:2", IMAGE_NAME: ghcr.io/a/b, OTHER: "ghcr.io/a/b:3"}',
      'jobs:',
      '  test:',
      '    env: {NEXT_IMAGE: "ghcr.io/a/c:1"}',
      '    steps:',
      '      - env: {LAST_IMAGE: "ghcr.io/a/d:${{ github.sha }}", BASE_IMAGE: "ghcr.io/a/e:1"}',
      '        run: echo',
    ].join('\n');
    expect(found(text, PATH)).toEqual([
      '1:20 ghcr.io/a/b:1 → ghcr.io/a/b:1 (github-workflow, env)',
      '4:24 ghcr.io/a/c:1 → ghcr.io/a/c:1 (github-workflow, env)',
      '6:73 ghcr.io/a/e:1 → ghcr.io/a/e:1 (github-workflow, env)',
    ]);
  });

  it('finds the image that something is built with, whatever the action does', () => {
    const job = (name: string) =>
      `jobs:\n  a:\n    uses: a/release/.github/workflows/x.yml@v1\n    with: {${name}: "golang:1.22"}\n`;
    expect(found(job('build_image'), PATH)).toEqual([
      '4:26 golang:1.22 → docker.io/library/golang:1.22 (github-workflow, whole)',
    ]);
    expect(found(job('kindBaseImage'), PATH)).toEqual([]);
    expect(found(job('kindBaseImage').replace('release', 'cluster'), PATH)).toEqual([
      '4:28 golang:1.22 → docker.io/library/golang:1.22 (github-workflow, whole)',
    ]);
    expect(found(job('app_image'), PATH)).toEqual([]);
  });
});
