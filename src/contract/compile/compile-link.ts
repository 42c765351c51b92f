import { escapeToken, isObject, type JsonValue, pointerTokens } from "../../base/json.ts";
import { suggestion } from "../../base/nearest.ts";
import type { DeclaredResponse, Link, LinkParameter, LinkValue, Operation, Parameter } from "../operation.ts";
import { decodeFragment } from "../schema/reference.ts";
import type { CompileContext, Placed } from "./compile-context.ts";
import { embeddedExpressions, parseRuntimeExpression } from "./runtime-expression.ts";

/** Compiles the links of all responses, now that it is known which operations there are and what they are called. */
export function withLinks(operations: readonly Operation[], context: CompileContext): Operation[] {
  if (context.links.size === 0) return [...operations];
  const targets = new Targets(operations, context);
  return operations.map((operation) => {
    const responses = operation.responses.map((response) => {
      const links = compileLinks(response, operation, targets, context);
      return links.length > 0 ? { ...response, links } : response;
    });
    return responses.some(({ links }) => links.length > 0) ? { ...operation, responses } : operation;
  });
}

function compileLinks(
  response: DeclaredResponse,
  from: Operation,
  targets: Targets,
  context: CompileContext,
): readonly Link[] {
  const written = context.links.get(response.pointer);
  return context.entries(written, `${response.pointer}/links`).flatMap(([name, placed]) => {
    const target = targets.of(placed);
    if (!target) return [];
    const { node, pointer } = placed;
    const parameters = compileParameters(placed, target, from, context);
    const body = compileValue(node["requestBody"], `${pointer}/requestBody`, from, context);
    return [{ name, operationId: target.id, parameters, body, pointer }];
  });
}

/** The operations that links can lead to. */
class Targets {
  readonly #byId: ReadonlyMap<string, Operation>;
  readonly #byPointer: ReadonlyMap<string, Operation>;
  readonly #byRoute: ReadonlyMap<string, Operation>;
  readonly #context: CompileContext;

  constructor(operations: readonly Operation[], context: CompileContext) {
    this.#context = context;
    this.#byId = new Map(operations.map((operation) => [operation.id, operation]));
    this.#byPointer = new Map(operations.map((operation) => [operation.pointer, operation]));
    this.#byRoute = new Map(operations.map((operation) => [`${operation.method} ${operation.template}`, operation]));
  }

  /** The operation that a link leads to, or `undefined` with a diagnostic. */
  of({ node, pointer }: Placed): Operation | undefined {
    const { operationId, operationRef } = node;
    const named = typeof operationId === "string" ? this.#byId.get(operationId) : undefined;
    const found = named ?? (typeof operationRef === "string" ? this.#byReference(operationRef, pointer) : undefined);
    if (found) return found;
    const wanted = typeof operationId === "string" ? operationId : operationRef;
    this.#context.report("warning", "link-target-missing", pointer, {
      message:
        typeof wanted === "string"
          ? `there is no operation ${JSON.stringify(wanted)}${suggestion(wanted, this.#byId.keys())}`
          : "the link has neither an operationId nor an operationRef",
      remedy: "name an operation of this document; until then the link is left out",
    });
    return undefined;
  }

  /** Read as a route rather than as a place: the path item may stand behind a `$ref`. */
  #byReference(reference: string, from: string): Operation | undefined {
    const { references } = this.#context;
    const hash = reference.indexOf("#");
    if (hash < 0 || (hash > 0 && references.pointerOf(reference.slice(0, hash), from) !== "")) return undefined;
    const at = references.pointerOf(`#${reference.slice(hash + 1)}`);
    const [paths, template, ...rest] = pointerTokens(decodeFragment(reference.slice(hash + 1)));
    const method = rest[0] === "additionalOperations" ? rest[1] : rest[0]?.toUpperCase();
    const route = paths === "paths" ? this.#byRoute.get(`${method} ${template}`) : undefined;
    return route ?? (at === undefined ? undefined : this.#byPointer.get(at));
  }
}

function compileParameters(
  { node, pointer }: Placed,
  target: Operation,
  from: Operation,
  context: CompileContext,
): LinkParameter[] {
  const written = isObject(node["parameters"]) ? node["parameters"] : {};
  return Object.entries(written).flatMap(([name, given]) => {
    const at = `${pointer}/parameters/${escapeToken(name)}`;
    const parameter = parameterNamed(name, target.parameters);
    const value = compileValue(given, at, from, context);
    if (parameter) return value ? [{ parameter, value }] : [];
    const names = target.parameters.map((other) => other.name);
    context.report("warning", "link-parameter-unknown", at, {
      message: `${target.id} has no parameter ${JSON.stringify(name)}${suggestion(name, names)}`,
      remedy: "name a parameter of the operation that the link leads to; until then it is not passed on",
    });
    return [];
  });
}

/** `id`, or `path.id` where the name alone could mean several (OAS 3.1 §4.8.20.1). */
function parameterNamed(name: string, parameters: readonly Parameter[]): Parameter | undefined {
  const places = ["path", "query", "header", "cookie"];
  const ordered = parameters.toSorted((one, other) => places.indexOf(one.in) - places.indexOf(other.in));
  return ordered.find((one) => one.name === name) ?? parameters.find((one) => `${one.in}.${one.name}` === name);
}

function compileValue(
  written: unknown,
  pointer: string,
  from: Operation,
  context: CompileContext,
): LinkValue | undefined {
  if (written === undefined) return undefined;
  if (typeof written !== "string") return { constant: written as JsonValue };
  const embedded = embeddedExpressions(written);
  const isWhole = written.startsWith("$");
  if (!isWhole && embedded.length === 0) return { constant: written };
  for (const text of isWhole ? [written] : embedded) {
    const reason = faultIn(text, from);
    if (reason === undefined) continue;
    context.report("warning", "link-expression-invalid", pointer, {
      message: `${JSON.stringify(text)} ${reason}`,
      remedy: 'write an expression such as "$response.body#/id" (OAS 3.1 §4.8.20.3); until then it is not passed on',
    });
    return undefined;
  }
  const [single] = embedded;
  const whole = isWhole ? written : written === `{${single}}` ? single : undefined;
  const expression = whole === undefined ? undefined : parseRuntimeExpression(whole);
  return expression ? { expression } : { template: written };
}

function faultIn(text: string, from: Operation): string | undefined {
  const expression = parseRuntimeExpression(text);
  if (!expression) return "is no runtime expression";
  if (!("in" in expression) || expression.in !== "path") return undefined;
  const isDeclared = from.parameters.some(({ in: place, name }) => place === "path" && name === expression.name);
  return isDeclared ? undefined : `names a path parameter that ${from.id} does not have`;
}
