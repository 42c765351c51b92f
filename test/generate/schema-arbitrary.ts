import fc from "fast-check";
import type { Case, Written } from "./tricky/case.ts";

const names = ["id", "name", "tags", "owner", "__proto__"] as const;
const componentNames = ["A", "B"] as const;

const small: fc.Arbitrary<number> = fc.integer({ min: 0, max: 4 });
const scalar: fc.Arbitrary<unknown> = fc.oneof(small, fc.boolean(), fc.constant(null), fc.constantFrom("a", "bc", ""));

/** Up to three of the keywords: more would contradict each other nearly always. */
function some(keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .subarray(Object.keys(keywords), { maxLength: 3 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, keywords[name] as fc.Arbitrary<unknown>]))),
    );
}

const text = some({
  minLength: small,
  maxLength: fc.integer({ min: 3, max: 12 }),
  pattern: fc.constantFrom("^[a-z]+$", "[0-9]{2}", "^x", "^(ab|c)*$"),
  format: fc.constantFrom("date", "uuid", "email", "uri"),
});

const number = some({
  minimum: fc.integer({ min: -5, max: 5 }),
  maximum: fc.integer({ min: 3, max: 20 }),
  exclusiveMinimum: small,
  exclusiveMaximum: fc.integer({ min: 4, max: 9 }),
  multipleOf: fc.constantFrom(1, 2, 3, 0.5, 0.1),
});

const types = fc.constantFrom("string", "integer", "number", "boolean", "null", "array", "object");

const { schema: anySchema } = fc.letrec<{ schema: Written; members: unknown; list: unknown }>((tie) => {
  const inner = tie("schema");
  const members = fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: 3 });
  const objects = some({
    properties: members,
    required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
    additionalProperties: inner,
    patternProperties: fc.dictionary(fc.constantFrom("^t", "d$"), inner, { maxKeys: 1 }),
    propertyNames: fc.constant({ maxLength: 5 }),
    minProperties: fc.integer({ min: 0, max: 2 }),
    maxProperties: fc.integer({ min: 1, max: 4 }),
    dependentRequired: fc.constantFrom({ id: ["name"] }, { name: ["tags", "other"] }),
    dependentSchemas: fc.record({ name: inner }),
    unevaluatedProperties: fc.constant(false),
  });
  const arrays = some({
    items: inner,
    prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
    minItems: fc.integer({ min: 0, max: 3 }),
    maxItems: fc.integer({ min: 1, max: 4 }),
    uniqueItems: fc.boolean(),
    contains: inner,
    maxContains: fc.integer({ min: 1, max: 2 }),
    unevaluatedItems: fc.constant(false),
  });
  const branches = fc.array(inner, { minLength: 1, maxLength: 3 });
  const combined = some({
    allOf: branches,
    anyOf: branches,
    oneOf: branches,
    not: inner,
    if: inner,
    then: inner,
    else: inner,
  });
  const typed = types.chain((type) => {
    const more = type === "string" ? text : type === "array" ? arrays : type === "object" ? objects : number;
    return more.map((keywords) => ({ type, ...keywords }) as Written);
  });
  const listed = fc.array(scalar, { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values }) as Written);
  const referenced = fc
    .constantFrom(...componentNames)
    .map((name) => ({ $ref: `#/components/schemas/${name}` }) as Written);
  const mixed = fc
    .tuple(combined, fc.option(typed, { nil: {} }))
    .map(([one, other]) => ({ ...(other as object), ...one }) as Written);
  const schema = fc.oneof(
    { maxDepth: 4, depthSize: "small", withCrossShrink: true },
    { weight: 1, arbitrary: fc.constantFrom<Written>(true, true, false) },
    { weight: 6, arbitrary: typed },
    { weight: 2, arbitrary: listed },
    { weight: 2, arbitrary: referenced },
    { weight: 3, arbitrary: mixed },
  );
  return { schema, members, list: branches };
});

/** Schemas of every keyword in every combination, with two components that may refer to themselves. */
export const schemaArbitrary: fc.Arbitrary<Case> = fc.record({
  schema: anySchema,
  components: fc.record({ A: anySchema, B: anySchema }),
});
