/** Where a run tells what it does, as it does it. The action and the terminal each have their own. */
export interface Log {
  readonly info: (line: string) => void;
  readonly debug: (line: string) => void;
  /** Something the user should see, not bound to a line of a file. */
  readonly warning: (message: string) => void;
  /** Lines that fold away under a title in a workflow's log. */
  readonly group: (title: string, lines: readonly string[]) => void;
  /** From now on the text is never shown. */
  readonly mask: (secret: string) => void;
  /** What is going on, and how far it is: a line of a terminal that the next one replaces; in a workflow's log from time to time. Empty: it is over. */
  readonly progress: (line: string) => void;
}
