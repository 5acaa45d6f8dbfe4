import type { LiteralPlace, Use } from '../model/use.ts';

/** What a file of Terraform tells that other files of its directory are needed for. */
export type TerraformFact = TerraformValue | TerraformReference | TerraformTemplate | TerraformMentions;

/** The value of a variable or local, or of a field of one. */
export interface TerraformValue {
  readonly type: 'terraform-value';
  /** `var.image`, `local.images.web`. */
  readonly name: string;
  /** Its text is what stands between the quotes. */
  readonly place: LiteralPlace;
  /** Whether other values are put into the text; a number can only be a part of an image. */
  readonly form: 'text' | 'template' | 'number';
}

/** An image that is a variable alone. */
export interface TerraformReference {
  readonly type: 'terraform-reference';
  readonly name: string;
  /** The use where nothing is known of the variable. */
  readonly use: Use;
}

/** An image that is a text with variables in it. */
export interface TerraformTemplate {
  readonly type: 'terraform-template';
  readonly place: LiteralPlace;
  /** Whether it counts only where it is an image beyond doubt. */
  readonly doubtful: boolean;
}

/** How often a file names each variable and local. */
export interface TerraformMentions {
  readonly type: 'terraform-mentions';
  readonly counts: ReadonlyMap<string, number>;
}
