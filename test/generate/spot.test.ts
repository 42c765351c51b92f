import { expect } from "chai";
import type { JsonValue } from "../../src/base/json.ts";
import type { Schema } from "../../src/contract/schema/schema.ts";
import { type GenerationOptions, generate } from "../../src/generate/instance.ts";
import { schemaOf } from "../helpers/schema.ts";

const order = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "integer" },
    name: { type: "string", example: "Ada" },
    price: { type: "number", minimum: 0 },
    status: { type: "string", enum: ["open", "closed", null] },
    tags: { type: "array", items: { type: "string" } },
    parts: { type: "array", items: { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Order" }] } },
    parent: { $ref: "#/components/schemas/Order" },
  },
  additionalProperties: { type: "string", maxLength: 12 },
};

/** Asked one after the other: each differs from the one before it in something that decides what is made. */
const asks: readonly Partial<GenerationOptions>[] = [
  {},
  { ordinal: 3 },
  { optionals: 0.4 },
  { prefer: { id: 7, more: "yes" } },
  { useExamples: false },
  { prefer: { parent: { id: 2, price: 3.5 }, tags: ["a", 1, null] } },
  { items: 1, rootItems: 1 },
  { name: "invoice" },
  { locale: "de" },
  { ordinal: 0, advise: ({ name }) => (name === "status" ? "closed" : undefined) },
  { adopt: ({ name }) => (name === "parent" ? { seed: 99, ordinal: 4 } : undefined) },
  { prefer: Object.fromEntries(Array.from({ length: 800 }, (_, index) => [`extra${index}`, "x"])) },
];

describe("what is kept of the places in a schema", () => {
  it("changes no value, whatever was asked before", () => {
    const kept = fresh();
    for (const round of [1, 2]) {
      for (const [index, options] of asks.entries()) {
        for (const seed of [1, 2, 3]) {
          const label = `ask ${index} with seed ${seed} in round ${round}`;
          expect(made(kept, seed, options), label).to.deep.equal(made(fresh(), seed, options));
        }
      }
    }
  });

  it("is not mixed up between schemas of the same text", () => {
    const [one, other] = [fresh(), schemaOf(order, { Order: { ...order, required: ["id", "name", "price"] } })];
    for (const seed of [1, 2, 3]) {
      expect(made(one, seed, {})).to.deep.equal(made(fresh(), seed, {}));
      expect(made(other, seed, {})).to.have.property("parent");
    }
  });
});

/** A schema of which nothing is known yet. */
function fresh(): Schema {
  return schemaOf(order, { Order: order });
}

function made(schema: Schema, seed: number, options: Partial<GenerationOptions>): JsonValue {
  return generate(schema, { seed, now: Date.UTC(2026, 0, 15), name: "order", ...options });
}
