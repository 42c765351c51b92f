import type { JSONPathEnvironment } from "json-p3";
import { compilePattern } from "../../base/pattern.ts";
import { bounded } from "./bounded-query.ts";
import { Budget, OverlayFault } from "./budget.ts";

/** Longest JSONPath expression that is read: parsing recurses. */
const MAX_LENGTH = 2_000;

/** A node that an expression selects. */
export interface Selected {
  readonly value: unknown;
  /** Keys and indices on the way from the root; none for the root. */
  readonly tokens: readonly (string | number)[];
}

/** A JSONPath query (RFC 9535). */
export interface JsonPath {
  readonly text: string;
  /**
   * The selected nodes, each once, in the order of the query.
   *
   * @throws {OverlayFault} when that takes too long.
   */
  select(root: unknown): readonly Selected[];
}

/** Reads and runs JSONPath queries, within one budget for all of them. Nothing is ever evaluated as code. */
export class JsonPaths {
  readonly #library: typeof import("json-p3");
  readonly #environment: JSONPathEnvironment;
  readonly #budget = new Budget();

  private constructor(library: typeof import("json-p3")) {
    this.#library = library;
    this.#environment = new library.JSONPathEnvironment();
    const { ValueType, LogicalType } = library.FunctionExpressionType;
    // The library's own functions hand patterns to a backtracking engine.
    const functions = { match: (pattern: string) => `^(?:${pattern})$`, search: (pattern: string) => pattern };
    for (const [name, wrap] of Object.entries(functions)) {
      this.#environment.functionRegister.set(name, {
        argTypes: [ValueType, ValueType],
        returnType: LogicalType,
        call: (text, pattern) => isMatch(text, pattern, wrap),
      });
    }
  }

  /** The library is loaded when the first overlay needs it. */
  static async load(): Promise<JsonPaths> {
    return new JsonPaths(await import("json-p3"));
  }

  /** @throws {OverlayFault} when the text is no JSONPath. */
  compile(text: string): JsonPath {
    if (text.length > MAX_LENGTH) throw new OverlayFault(`has more than ${MAX_LENGTH} characters`);
    const select = bounded(this.#parse(text), this.#budget, this.#library);
    return { text, select: (root) => select(root).map(({ value, location }) => ({ value, tokens: location })) };
  }

  #parse(text: string): ReturnType<JSONPathEnvironment["compile"]> {
    try {
      return this.#environment.compile(text);
    } catch (error) {
      if (!(error instanceof this.#library.JSONPathError)) throw error;
      throw new OverlayFault(`is not valid (${error.message.replace(/\s+/g, " ")})`);
    }
  }
}

/** What is no text, and what is no pattern, matches nothing (RFC 9535 §2.4.6). */
function isMatch(text: unknown, pattern: unknown, wrap: (pattern: string) => string): boolean {
  if (typeof text !== "string" || typeof pattern !== "string") return false;
  return compilePattern(wrap(pattern))?.test(text) ?? false;
}
