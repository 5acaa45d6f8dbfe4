/** The name of a credential set, from its ARM id. */
export function credentialSetName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** A name as an identifier of Terraform and Bicep; names of rules and credential sets have letters, digits and dashes only. */
export function identifier(prefix: string, name: string): string {
  return `${prefix}_${name.replaceAll('-', '_')}`;
}
