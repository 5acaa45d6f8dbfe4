/**
 * What the user can mend: a wrong input, a missing right, a missing file.
 * The message is one line that says what is wrong and what to do; it is shown without a stack.
 * Everything else that is thrown is a defect: it is shown in one line (src/io/run-process.ts), its stack in the debug log.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The message of whatever was thrown, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
