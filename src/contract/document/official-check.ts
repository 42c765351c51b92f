import type { Diagnostic } from "../../base/diagnostic.ts";
import { escapeToken, isObject, setOwn } from "../../base/json.ts";
import type { LoadedDocument } from "./load.ts";
import { finalPointer } from "./upgrade.ts";
import type { DocumentVersion } from "./version.ts";

/** The newest release of each version that is known here: patch releases change no structure (OAS 3.1 §4.1). */
const knownReleases: Readonly<Record<DocumentVersion, string>> = {
  "2.0": "2.0",
  "3.0": "3.0.4",
  "3.1": "3.1.2",
  "3.2": "3.2.0",
};

/** The part of an Ajv error that is read here. */
interface SchemaFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Holds the document's entry, as its author wrote it and overlays changed it, against the schema that the OpenAPI Initiative publishes.
 * References are left alone: resolving all of them takes minutes for large documents, and loading has judged them.
 */
export async function officialFindings(loaded: LoadedDocument): Promise<readonly Diagnostic[]> {
  // A copy that nobody else holds, because swagger-parser works on what it is given.
  const document = await loaded.asWritten();
  setOwn(document, loaded.version === "2.0" ? "swagger" : "openapi", knownReleases[loaded.version]);
  try {
    const faults = loaded.version === "3.2" ? await faultsOf32(document) : await faultsByParser(document);
    const placeOf = loaded.version === "2.0" ? finalPointer : (pointer: string) => pointer;
    return tellingFaults(faults).map(({ pointer, ...fault }) => finding(placeOf(pointer), fault));
  } catch (error) {
    return [unavailable(`of this document: ${(error as Error).message}`)];
  }
}

async function faultsByParser(document: object): Promise<readonly SchemaFault[]> {
  const { default: SwaggerParser } = await import("@apidevtools/swagger-parser");
  try {
    await SwaggerParser.validate(document as never, {
      resolve: { external: false },
      dereference: { circular: "ignore", excludedPathMatcher: () => true },
      validate: { schema: true, spec: false },
    });
    return [];
  } catch (error) {
    if (hasDetails(error)) return error.details;
    throw error;
  }
}

/** Swagger-parser knows no schema of 3.2, so Helix brings it; it is loaded here only. */
async function faultsOf32(document: object): Promise<readonly SchemaFault[]> {
  const [{ Ajv2020 }, { default: schema }] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("./openapi-3.2.json", { with: { type: "json" } }),
  ]);
  const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  return validate(document) ? [] : (validate.errors ?? []);
}

function hasDetails(error: unknown): error is { details: readonly SchemaFault[] } {
  return isObject(error) && Array.isArray((error as { details?: unknown }).details);
}

/**
 * The faults that say something. Where a value may be an object or a reference to one, a mistake in the object fails
 * both branches and everything around it: what lies deepest is the mistake.
 */
function tellingFaults(faults: readonly SchemaFault[]): ({ pointer: string } & Words)[] {
  const places = new Map<string, Map<string, SchemaFault>>();
  for (const fault of faults.filter(isTelling)) {
    const found = places.get(fault.instancePath) ?? new Map();
    places.set(fault.instancePath, found.set(describe(fault), fault));
  }
  const paths = [...places.keys()];
  return [...places]
    .filter(([path]) => !paths.some((other) => other.startsWith(`${path}/`)))
    .map(([pointer, found]) => {
      const [only] = found.size === 1 ? found.values() : [];
      const surplus = only && surplusOf(only);
      const focus = surplus === undefined ? undefined : `/${escapeToken(surplus)}`;
      return { pointer, message: [...found.keys()].join(", or "), focus };
    });
}

interface Words {
  readonly message: string;
  readonly focus: string | undefined;
}

/** The property that should not be there. */
function surplusOf({ params }: SchemaFault): string | undefined {
  const property = params["additionalProperty"] ?? params["unevaluatedProperty"];
  return typeof property === "string" ? property : undefined;
}

function isTelling({ keyword, params }: SchemaFault): boolean {
  if (["oneOf", "anyOf", "if", "not"].includes(keyword)) return false;
  return !Object.values(params).includes("$ref");
}

function describe(fault: SchemaFault): string {
  const { message = "is not allowed", params } = fault;
  const { allowedValues } = params;
  const property = surplusOf(fault);
  if (property !== undefined) return `must not have the property ${JSON.stringify(property)}`;
  return Array.isArray(allowedValues) ? `${message}: ${allowedValues.join(", ")}` : message;
}

function finding(pointer: string, { message, focus }: Words): Diagnostic {
  return {
    code: "official-schema",
    severity: "error",
    message: `the OpenAPI schema says that this ${message}`,
    remedy: "follow the specification of the version that the document names; Helix serves what it understood",
    pointer,
    focus,
  };
}

function unavailable(reason: string): Diagnostic {
  return {
    code: "official-schema-unavailable",
    severity: "info",
    message: `there is no check against the official schema ${reason}`,
    remedy: "nothing needs to be done; Helix's own checks have run",
    pointer: "",
  };
}
