/**
 * A message and what to do about it as two sentences. Messages of services end as they like.
 * @param remedy may begin with a small letter
 */
export function sentences(message: string, remedy: string): string {
  return `${sentence(message)} ${sentence(remedy.charAt(0).toUpperCase() + remedy.slice(1))}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
