import type { EmulatorOptions } from '../../src/emulator/options.ts';
import type { ActionRun } from '../scenario/harness.ts';
import type { Run, Scene } from '../scenario/scene.ts';
import type { Files } from '../scenario/workspace.ts';

/** What somebody hostile puts into a repository or an answer, and what must come of it. One file under `cases/` each. */
export interface HostileCase {
  /** What must not happen, as a sentence; the name of the test. */
  readonly title: string;
  /** Texts of the head, by path. */
  readonly head: Files;
  /** Texts of the base; none unless given. */
  readonly base?: Files;
  /** What texts can't be: links, a repository within the repository, a git setting. Runs in the checked-out workspace. */
  readonly prepare?: (workspace: string) => void;
  readonly services?: EmulatorOptions;
  readonly inputs?: Readonly<Record<string, string>>;
  /** What starts the action; a fork's pull request unless given. */
  readonly event?: 'fork' | 'pull_request' | 'push' | 'schedule' | 'workflow_dispatch';
  readonly more?: Partial<ActionRun>;
  /** What must hold after the run of the committed bundle. */
  readonly expect: (run: Run, scene: Scene) => void;
}
