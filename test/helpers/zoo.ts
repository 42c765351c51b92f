import type { JsonObject } from "../../src/base/json.ts";

/** The parts of the zoo's document that tests change. */
export interface Zoo {
  readonly paths: Record<string, JsonObject>;
  readonly schemas: Record<string, JsonObject>;
}

/** Things that are listed and shown, answers of other kinds, and an operation that is kept from models: six questions. */
export function zooDocument(change: (zoo: Zoo) => void = () => {}): JsonObject {
  const zoo = zooAsItIs();
  change(zoo);
  const { paths, schemas } = zoo;
  return { openapi: "3.1.0", info: { title: "Zoo", version: "1.0.0" }, paths, components: { schemas } };
}

function zooAsItIs(): Zoo {
  const secrets = operation("listSecrets", { type: "array", items: text });
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "integer" } }];
  return {
    paths: {
      "/pets": { get: { ...operation("listPets", listOf("Pet")), "x-helix-intents": ["all of them old"] } },
      "/pets/{id}": { get: { ...operation("showPet", named("Pet")), parameters } },
      "/keepers": { get: operation("listKeepers", listOf("Keeper")) },
      "/quote": { get: operation("quote", named("Quote")) },
      "/weather": { get: operation("weather", named("Weather")) },
      "/secrets": { get: { ...secrets, "x-helix-ai": "off" } },
    },
    schemas: {
      Pet: object({ id: { type: "integer" }, name: text, story: text }),
      Keeper: object({ id: { type: "integer" }, name: text, duty: text }),
      Quote: object({ words: text, speaker: text }),
      Weather: object({ outlook: text, celsius: { type: "number", minimum: -40, maximum: 50 } }),
    },
  };
}

export const text: JsonObject = { type: "string" };

/** An operation that answers 200 with what a schema says. @param body - what it is sent, where it is sent anything */
export function operation(operationId: string, schema: JsonObject, body?: JsonObject): JsonObject {
  const responses = { "200": { description: "As it is", content: { "application/json": { schema } } } };
  return {
    operationId,
    responses,
    ...(body ? { requestBody: { content: { "application/json": { schema: body } } } } : {}),
  };
}

/** An object that needs all of its members. */
export function object(properties: JsonObject): JsonObject {
  return { type: "object", required: Object.keys(properties), properties };
}

export function named(schema: string): JsonObject {
  return { $ref: `#/components/schemas/${schema}` };
}

export function listOf(schema: string): JsonObject {
  return { type: "array", items: named(schema) };
}
