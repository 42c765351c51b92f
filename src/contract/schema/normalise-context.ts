import type { Diagnostics } from "../../base/diagnostic.ts";
import type { KeywordProblem } from "./dialect.ts";
import type { DynamicScope } from "./dynamic-scope.ts";
import type { ForeignNames } from "./foreign-names.ts";
import type { References } from "./reference.ts";
import type { Direction, SchemaNode } from "./schema.ts";
import type { SchemaDialect } from "./schema-dialect.ts";

/** What normalisation needs to know and where it reports to. */
export interface NormaliseContext {
  readonly dialect: SchemaDialect;
  /** What the dynamic anchors stand for here. */
  readonly dynamic: DynamicScope;
  readonly direction: Direction;
  readonly references: References;
  readonly diagnostics: Diagnostics;
  /** The absolute URI under which the schema at a pointer is (or will be) known, when it is reached from a scope. */
  readonly uriOf: (pointer: string, from: DynamicScope) => string;
  /** The context inside a schema that begins a resource or changes the dialect. */
  readonly enter: (context: NormaliseContext, pointer: string) => NormaliseContext;
  /** Called for every node that was made, with what the document says there. */
  readonly made: (node: SchemaNode, raw: Raw, pointer: string, context: NormaliseContext) => void;
}

/** A schema as it is written. */
export type Raw = Readonly<Record<string, unknown>>;

/** One keyword of a schema that is being normalised. */
export interface KeywordPlace {
  readonly pointer: string;
  readonly keyword: string;
  readonly context: NormaliseContext;
  readonly foreign: ForeignNames;
}

/** Checks and normalises a keyword's value; `undefined` leaves the keyword out. */
export type Keyword = (value: unknown, place: KeywordPlace) => unknown;

/** Leaves a keyword out, and says why. */
export function invalid({ context, pointer, keyword }: KeywordPlace, expected: string): undefined {
  report(context, pointer, {
    code: "schema-keyword-invalid",
    keyword,
    message: `${keyword} must be ${expected}`,
    remedy: `write ${expected}; until then the keyword is ignored`,
  });
  return undefined;
}

export function report(context: NormaliseContext, pointer: string, problem: KeywordProblem): void {
  const { code, message, remedy } = problem;
  context.diagnostics.add({ code, severity: "warning", message, remedy, pointer });
}
