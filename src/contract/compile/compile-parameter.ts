import { isObject } from "../../base/json.ts";
import type { Encoding, Parameter, ParameterPlace, ParameterStyle } from "../operation.ts";
import type { Schema } from "../schema/schema.ts";
import { compileEncodings, compileExamples } from "./compile-content.ts";
import type { CompileContext, Placed } from "./compile-context.ts";

const places: ReadonlySet<string> = new Set(["path", "query", "header", "cookie", "querystring"]);

/** The styles that each place allows, the default first (OAS 3.1 §4.8.12.2; tabDelimited is Swagger 2.0's `tsv`). */
const styles: Readonly<Record<ParameterPlace, readonly ParameterStyle[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
  querystring: ["form"],
};

/**
 * Compiles the parameters of an operation with those of its path item; the operation's own win by name and place.
 *
 * @param template - path template; `undefined` for an operation that is not routed
 */
export function compileParameters(
  lists: readonly { value: unknown; pointer: string }[],
  template: string | undefined,
  context: CompileContext,
): Parameter[] {
  const compiled = new Map<string, Parameter>();
  for (const { value, pointer } of lists) {
    for (const placed of listed(value, pointer, context)) {
      const parameter = context.once(placed, "parameter", () => compileParameter(placed, context));
      if (parameter) compiled.set(`${parameter.in} ${identity(parameter)}`, parameter);
    }
  }
  const parameters = [...compiled.values()];
  return template === undefined ? parameters : reconcileWithTemplate(parameters, template, context);
}

/** Names of parameters tell case apart (OAS 3.1 §4.8.12.2), those of header fields do not (RFC 9110 §5.1). */
function identity({ in: place, name }: Parameter): string {
  return place === "header" ? name.toLowerCase() : name;
}

function listed(value: unknown, pointer: string, context: CompileContext): Placed[] {
  if (value === undefined) return [];
  const found = context.references.follow(value, pointer);
  const list = "node" in found && Array.isArray(found.node) ? found.node : undefined;
  if (!list || !("pointer" in found)) {
    context.report("error", "parameters-not-a-list", pointer, {
      message: "parameters must be a list",
      remedy: "write a list of Parameter Objects; until then they are left out",
    });
    return [];
  }
  return list.flatMap((entry, index) => context.object(entry, `${found.pointer}/${index}`) ?? []);
}

function compileParameter({ node, pointer }: Placed, context: CompileContext): Parameter | undefined {
  const { name, in: place } = node;
  if (typeof name !== "string" || typeof place !== "string" || !places.has(place)) {
    context.report("error", "parameter-invalid", pointer, {
      message: `a parameter needs a name and a place, not ${JSON.stringify(name)} in ${JSON.stringify(place)}`,
      remedy: "give name, and in: path, query, header or cookie; until then the parameter is left out",
    });
    return undefined;
  }
  const in_ = place as ParameterPlace;
  const style = styleOf(node["style"], in_, pointer, context);
  return {
    name,
    in: in_,
    required: in_ === "path" || node["required"] === true,
    style,
    explode: typeof node["explode"] === "boolean" ? node["explode"] : style === "form" || style === "cookie",
    allowReserved: node["allowReserved"] === true,
    allowEmptyValue: node["allowEmptyValue"] === true,
    deprecated: node["deprecated"] === true,
    ...valueShape({ node, pointer }, context),
    examples: compileExamples(node, pointer, context),
    pointer,
  };
}

function styleOf(value: unknown, place: ParameterPlace, pointer: string, context: CompileContext): ParameterStyle {
  const [usual = "simple", ...others] = styles[place];
  if (value === undefined || value === usual) return usual;
  const found = others.find((style) => style === value);
  if (found) return found;
  context.report("warning", "parameter-style-invalid", pointer, {
    message: `style ${JSON.stringify(value)} is not one for parameters in ${place}`,
    remedy: `use ${styles[place].join(", ")}; until then it is read as ${usual}`,
  });
  return usual;
}

/** A parameter has a `schema`, or a `content` map with one entry (OAS 3.1 §4.8.12.2). */
function valueShape(
  { node, pointer }: Placed,
  context: CompileContext,
): {
  schema?: Schema | undefined;
  contentType?: string | undefined;
  encoding?: ReadonlyMap<string, Encoding> | undefined;
} {
  if (!isObject(node["content"])) return { schema: context.schema(node["schema"], `${pointer}/schema`, "request") };
  const [entry] = context.entries(node["content"], `${pointer}/content`);
  if (!entry) return {};
  const [contentType, media] = entry;
  return {
    contentType,
    schema: context.schema(media.node["schema"], `${media.pointer}/schema`, "request"),
    encoding: compileEncodings(media.node["encoding"], `${media.pointer}/encoding`, "request", context),
  };
}

/**
 * Path parameters and template must name each other (OAS 3.1 §4.8.8.1). One that the template lacks could never be
 * sent and would refuse every request; one that only the template has takes any text.
 */
function reconcileWithTemplate(parameters: Parameter[], template: string, context: CompileContext): Parameter[] {
  const names = new Set(templateNames(template));
  const kept = parameters.filter((parameter) => {
    if (parameter.in !== "path" || names.has(parameter.name)) return true;
    context.report("warning", "path-parameter-unused", parameter.pointer, {
      message: `the path ${template} has no {${parameter.name}}`,
      remedy: "add it to the path or remove the parameter; until then it is ignored",
    });
    return false;
  });
  const declared = new Set(kept.filter(({ in: place }) => place === "path").map(({ name }) => name));
  const undeclared = [...names].filter((name) => !declared.has(name)).map(textParameter);
  return [...kept, ...undeclared];
}

/** The names between braces, without the `+` or `*` that marks a parameter of several segments. */
export function templateNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name.replace(/[+*]$/, ""));
}

function textParameter(name: string): Parameter {
  return {
    name,
    in: "path",
    required: true,
    style: "simple",
    explode: false,
    allowReserved: false,
    allowEmptyValue: false,
    deprecated: false,
    examples: [],
    pointer: "",
  };
}
