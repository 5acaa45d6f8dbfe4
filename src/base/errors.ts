/**
 * What the user can mend: a wrong input, a missing right, a missing file.
 * The message is one line that says what is wrong and what to do; it is shown without a stack.
 * Everything else that is thrown is a defect: it is shown in one line (`defectText`), its stack in the debug log.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The message of whatever was thrown, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whatever was thrown, in one line: a user's error as it is, everything else as what must not happen. */
export function defectText(error: unknown): string {
  if (error instanceof UserError) return messageOf(error);
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `a defect of this action: ${said.replaceAll(/\s+/g, ' ').slice(0, 300)}; please report it`;
}
