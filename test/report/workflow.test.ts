import { afterEach, describe, expect, it, vi } from 'vitest';
import { workflowLog } from '../../src/report/workflow.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a workflow's log", () => {
  it('says from time to time what is still going on, how far it is, and nothing once it is over', () => {
    vi.useFakeTimers();
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    const log = workflowLog();
    log.progress('signing in');
    vi.advanceTimersByTime(9000);
    expect(written).toEqual([]);
    log.progress('warming: 3 of 300 images');
    vi.advanceTimersByTime(11_000);
    log.progress('');
    vi.advanceTimersByTime(60_000);
    expect(written.map((text) => text.trimEnd())).toEqual(['warming: 3 of 300 images', 'warming: 3 of 300 images']);
  });
});
