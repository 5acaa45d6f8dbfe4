/** Templates of Go (https://pkg.go.dev/text/template) as a tree whose every node knows where it stands. Offsets are those of the text parsed. */
export type TemplateNode = TextNode | ActionNode | BranchNode | CallNode;

interface Placed {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** What stands outside of directives, without what trim markers take away. */
export interface TextNode extends Placed {
  readonly type: 'text';
}

export interface ActionNode extends Placed {
  readonly type: 'action';
  readonly text: LazyPipeline;
}

export interface BranchNode extends Placed {
  readonly type: 'if' | 'with' | 'range';
  readonly text: LazyPipeline;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** `{{ template "name" pipeline }}`. */
export interface CallNode extends Placed {
  readonly type: 'template';
  readonly name: string;
  readonly text: LazyPipeline;
}

/** What a directive computes, as it is written: most directives of most charts have nothing to do with images, and are never parsed. */
export interface LazyPipeline {
  readonly written: string;
  /** Offset in the template. */
  readonly start: number;
}

export interface Pipeline {
  /** Names without their dollar; two for a `range` over keys and values. */
  readonly variables: readonly string[];
  /** Whether the variables are new (`:=`), or were there before (`=`). */
  readonly declares: boolean;
  /** Each one's result is the last argument of the next. */
  readonly commands: readonly Command[];
}

/** A function or a value, with its arguments. */
export type Command = readonly Operand[];

export type Operand =
  | { readonly type: 'field'; readonly path: readonly string[] }
  | { readonly type: 'variable'; readonly name: string; readonly path: readonly string[] }
  | { readonly type: 'group'; readonly pipeline: Pipeline; readonly path: readonly string[] }
  | { readonly type: 'text'; readonly text: string; readonly start: number; readonly verbatim: boolean }
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'function'; readonly name: string };

/** A parsed text: what it renders, and the named templates that it defines. */
export interface Template {
  readonly nodes: readonly TemplateNode[];
  readonly defines: ReadonlyMap<string, readonly TemplateNode[]>;
}
