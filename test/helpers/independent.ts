import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** `undefined` where the validator cannot tell: it recurses without end on a schema that is its own branch. */
type Verdict = boolean | undefined;

/** Judges values by a validator that is not Helix's own: the schema as written, a fresh Ajv, the formats of ajv-formats. */
export function independentJudge(schema: unknown, components: object = {}): (value: unknown) => Verdict {
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    ownProperties: true,
    multipleOfPrecision: 10,
  });
  // The package is CommonJS with a default export that TypeScript cannot see through.
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  const document = { $id: "https://test.invalid/document", schema, components: { schemas: components } };
  ajv.addSchema(JSON.parse(JSON.stringify(document), withProto) as AnySchema);
  const reference = { $ref: "https://test.invalid/document#/schema" };
  let isAble = true;
  return (value) => {
    if (!isAble) return undefined;
    try {
      return Boolean(ajv.validate(reference, value));
    } catch {
      isAble = false;
      return undefined;
    }
  };
}

/** Ajv reads past a property that is called `__proto__`, but not past a pattern for its name. */
function withProto(_: string, node: unknown): unknown {
  const { properties, patternProperties } = (node ?? {}) as Record<string, object | undefined>;
  if (typeof properties !== "object" || !Object.hasOwn(properties, "__proto__")) return node;
  const schema = Object.entries(properties).find(([name]) => name === "__proto__")?.[1];
  return { ...(node as object), patternProperties: { ...patternProperties, "^__proto__$": schema } };
}
