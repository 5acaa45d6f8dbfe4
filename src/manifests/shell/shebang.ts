/** What a line may have before the name of its interpreter: a path, and `env` with flags and variables. */
const INTERPRETER =
  /^\uFEFF?#![ \t]{0,9}(?:\S{0,60}\/)?(?:env[ \t]+(?:-\S{1,9}[ \t]+|\w{1,30}=\S{0,30}[ \t]+){0,4}(?:\S{0,60}\/)?)?(?:busybox[ \t]+)?([a-z]+)[\d.]*(?=\s|$)/;

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'mksh']);

/** What runs a script, by its first line (https://man7.org/linux/man-pages/man2/execve.2.html#NOTES). */
export function interpreterOf(beginning: string): 'shell' | 'powershell' | undefined {
  const name = INTERPRETER.exec(beginning)?.[1];
  if (name === 'pwsh' || name === 'powershell') return 'powershell';
  return name !== undefined && SHELLS.has(name) ? 'shell' : undefined;
}
