import type { JSONPathEnvironment } from "json-p3";
import { compilePattern } from "../../base/pattern.ts";

/** Longest JSONPath expression that is read: parsing recurses. */
const MAX_LENGTH = 2_000;

/** How many nodes one expression may select. */
const MAX_SELECTED = 100_000;

/** How many members of objects and arrays may be looked at in all: a few `..` after each other visit a document many times. */
const MAX_VISITED = 20_000_000;

/** How deep `..` descends: deeper than documents may nest. */
const MAX_DESCENT = 1_000;

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

/** An overlay holds something that is no JSONPath, or asks for too much. The message completes "the overlay …". */
export class OverlayFault extends Error {}

/** Reads and runs JSONPath queries, within one budget for all of them. Nothing is ever evaluated as code. */
export class JsonPaths {
  readonly #environment: JSONPathEnvironment;
  readonly #isForeign: (error: unknown) => boolean;

  private constructor(environment: JSONPathEnvironment, isForeign: (error: unknown) => boolean) {
    this.#environment = environment;
    this.#isForeign = isForeign;
  }

  /** The library is loaded when the first overlay needs it. */
  static async load(): Promise<JsonPaths> {
    const { FunctionExpressionType, JSONPathEnvironment, JSONPathError } = await import("json-p3");
    let visited = 0;
    const visit = (members: number): void => {
      visited += members + 1;
      if (visited > MAX_VISITED) throw new OverlayFault(`looks at more than ${MAX_VISITED} values`);
    };
    class Environment extends JSONPathEnvironment {
      override entries(
        object: Parameters<JSONPathEnvironment["entries"]>[0],
      ): ReturnType<JSONPathEnvironment["entries"]> {
        const entries = Object.entries(object);
        visit(entries.length);
        return entries;
      }
    }
    const environment = new Environment({ maxRecursionDepth: MAX_DESCENT });
    const { ValueType, LogicalType } = FunctionExpressionType;
    const argTypes = [ValueType, ValueType];
    // The library's own functions hand patterns to a backtracking engine.
    for (const [name, wrap] of [
      ["match", whole],
      ["search", (pattern: string) => pattern],
    ] as const) {
      const call = (text: unknown, pattern: unknown): boolean => isMatch(text, pattern, wrap);
      environment.functionRegister.set(name, { argTypes, returnType: LogicalType, call });
    }
    return new JsonPaths(environment, (error) => error instanceof JSONPathError);
  }

  /** @throws {OverlayFault} when the text is no JSONPath. */
  compile(text: string): JsonPath {
    if (text.length > MAX_LENGTH) throw new OverlayFault(`has more than ${MAX_LENGTH} characters`);
    const query = this.#guarded(() => this.#environment.compile(text));
    const select = (root: unknown): readonly Selected[] => {
      const selected = new Map<string, Selected>();
      this.#guarded(() => {
        for (const { value, location } of query.lazyQuery(root as Parameters<typeof query.lazyQuery>[0])) {
          selected.set(JSON.stringify(location), { value, tokens: location });
          if (selected.size > MAX_SELECTED) throw new OverlayFault(`selects more than ${MAX_SELECTED} values`);
        }
      });
      return [...selected.values()];
    };
    return { text, select };
  }

  #guarded<Value>(run: () => Value): Value {
    try {
      return run();
    } catch (error) {
      if (!this.#isForeign(error)) throw error;
      throw new OverlayFault(`is not valid (${(error as Error).message.replace(/\s+/g, " ")})`);
    }
  }
}

function whole(pattern: string): string {
  return `^(?:${pattern})$`;
}

/** What is no text, and what is no pattern, matches nothing (RFC 9535 §2.4.6). */
function isMatch(text: unknown, pattern: unknown, wrap: (pattern: string) => string): boolean {
  if (typeof text !== "string" || typeof pattern !== "string") return false;
  return compilePattern(wrap(pattern))?.test(text) ?? false;
}
