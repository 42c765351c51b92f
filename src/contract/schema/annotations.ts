import { isObject, type JsonValue, own } from "../../base/json.ts";
import type { References } from "./reference.ts";
import type { Annotations, Discriminator, SchemaNode } from "./schema.ts";

/** Looks up what cannot be read off one schema alone: where references lead and which schemas extend another. */
export interface AnnotationContext {
  readonly references: References;
  readonly uriOf: (pointer: string) => string;
  /** Pointers of the component schemas whose `allOf` names the schema at a pointer. */
  readonly subtypesOf: (pointer: string) => readonly string[];
}

/** What a schema without any words of its own says. */
export const silent: Annotations = { pointer: "", deprecated: false, readOnly: false, examples: [] };

/** Reads the annotations of a Schema Object as written (OAS 3.1 §4.8.24). */
export function readAnnotations(
  raw: Readonly<Record<string, unknown>>,
  pointer: string,
  context: AnnotationContext,
): Annotations {
  return {
    pointer,
    component: componentName(pointer),
    title: text(raw["title"]),
    description: text(raw["description"]),
    deprecated: raw["deprecated"] === true,
    readOnly: raw["readOnly"] === true,
    examples: examplesOf(raw),
    default: own(raw, "default") as JsonValue | undefined,
    xml: isObject(raw["xml"]) ? raw["xml"] : undefined,
    faker: raw["x-faker"] ?? raw["faker"],
    discriminator: readDiscriminator(raw, pointer, context),
  };
}

/** "Pet" for /components/schemas/Pet and for the definitions of a file that was bundled in. */
export function componentName(pointer: string): string | undefined {
  const match = /^(?:\/x-helix-files\/\d+)?(?:\/components)?\/(?:schemas|definitions)\/([^/]+)$/.exec(pointer);
  return match?.[1]?.replaceAll("~1", "/").replaceAll("~0", "~");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function examplesOf(raw: Readonly<Record<string, unknown>>): readonly JsonValue[] {
  const single = own(raw, "example") ?? own(raw, "x-example");
  const several = own(raw, "examples");
  const found = single === undefined ? [] : [single as JsonValue];
  return Array.isArray(several) ? [...found, ...(several as JsonValue[])] : found;
}

function readDiscriminator(
  raw: Readonly<Record<string, unknown>>,
  pointer: string,
  context: AnnotationContext,
): Discriminator | undefined {
  const written = raw["discriminator"];
  // Swagger 2.0 wrote the property's name alone.
  const propertyName = typeof written === "string" ? written : own(written, "propertyName");
  if (typeof propertyName !== "string") return undefined;
  const mapping = new Map<string, SchemaNode>();
  const mapped = new Set<string>();
  const explicit = own(written, "mapping");
  for (const [tag, target] of Object.entries(isObject(explicit) ? explicit : {})) {
    const at = typeof target === "string" ? targetOf(target, pointer, context.references) : undefined;
    if (at === undefined) continue;
    mapping.set(tag, { $ref: context.uriOf(at) });
    mapped.add(at);
  }
  for (const branch of branchesOf(raw, pointer, context)) {
    const tag = componentName(branch);
    if (tag !== undefined && !mapped.has(branch) && !mapping.has(tag))
      mapping.set(tag, { $ref: context.uriOf(branch) });
  }
  const fallback = own(written, "defaultMapping");
  const defaultAt = typeof fallback === "string" ? targetOf(fallback, pointer, context.references) : undefined;
  const defaultMapping = defaultAt === undefined ? undefined : { $ref: context.uriOf(defaultAt) };
  return { propertyName, mapping, defaultMapping };
}

/** A mapping's target is a reference or the bare name of a component (OAS 3.1 §4.8.25.2). */
function targetOf(target: string, from: string, references: References): string | undefined {
  const bare = `#/components/schemas/${target.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return references.pointerOf(bare) ?? references.pointerOf(target, from);
}

/** Where a tag without mapping can lead: the referenced branches, or else the subtypes that extend this schema. */
function branchesOf(raw: Readonly<Record<string, unknown>>, pointer: string, context: AnnotationContext): string[] {
  const branches = [raw["oneOf"], raw["anyOf"]].find(Array.isArray);
  if (!branches) return [...context.subtypesOf(pointer)];
  return branches.flatMap((branch: unknown) => {
    const reference = own(branch, "$ref");
    const at = typeof reference === "string" ? context.references.pointerOf(reference, pointer) : undefined;
    return at === undefined ? [] : [at];
  });
}
