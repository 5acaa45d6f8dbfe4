/**
 * Flags and names of what is built, pushed or tagged: such an image is made, not pulled.
 * An exporter, a publisher, a Pushgateway and a target allocator are programs.
 */
const MADE =
  /dest|output|target(?![-_]?alloc)|push(?!er|gateway)|publish(?!er)|export(?!er)|built|(?:^|[-_])(?:to|tags?)(?:[-_]|$)/i;

/** Whether a flag, a variable or a parameter names an image that is made here or elsewhere. */
export function namesMadeImage(name: string): boolean {
  return MADE.test(name);
}
