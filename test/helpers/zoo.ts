import type { JsonObject } from "../../src/base/json.ts";

/** What the zoo's document may have otherwise. */
export interface ZooEdits {
  readonly pet?: JsonObject;
  readonly quote?: JsonObject;
  readonly keeper?: JsonObject;
  /** Laid over the paths; `null` takes one away. */
  readonly paths?: Readonly<Record<string, JsonObject | null>>;
}

const text = { type: "string" };
const id = { type: "integer" };
const path = { name: "id", in: "path", required: true, schema: id };

const answer = (schema: JsonObject): JsonObject => ({
  "200": { description: "As it is", content: { "application/json": { schema } } },
});
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Things that are listed and shown, answers of other kinds, and an operation that is kept from models: six questions. */
export function zooDocument({ pet, quote, keeper, paths = {} }: ZooEdits = {}): JsonObject {
  const all: Record<string, JsonObject | null> = {
    "/pets": {
      get: {
        operationId: "listPets",
        "x-helix-intents": ["all of them old"],
        responses: answer({ type: "array", items: ref("Pet") }),
      },
    },
    "/pets/{id}": { get: { operationId: "showPet", parameters: [path], responses: answer(ref("Pet")) } },
    "/keepers": {
      get: { operationId: "listKeepers", responses: answer({ type: "array", items: ref("Keeper") }) },
    },
    "/quote": { get: { operationId: "quote", summary: "A quote of the day", responses: answer(ref("Quote")) } },
    "/weather": { get: { operationId: "weather", responses: answer(ref("Weather")) } },
    "/secrets": {
      get: { operationId: "listSecrets", "x-helix-ai": "off", responses: answer({ type: "array", items: text }) },
    },
    ...paths,
  };
  return {
    openapi: "3.1.0",
    info: { title: "Zoo", version: "1.0.0" },
    paths: Object.fromEntries(Object.entries(all).filter(([, item]) => item !== null)) as JsonObject,
    components: {
      schemas: {
        Pet: pet ?? object({ id, name: text, story: text }),
        Keeper: keeper ?? object({ id, name: text, duty: text }),
        Quote: quote ?? object({ words: text, speaker: text }),
        Weather: object({ outlook: text, celsius: { type: "number", minimum: -40, maximum: 50 } }),
      },
    },
  };
}

/** An object that needs all of its members. */
export function object(properties: JsonObject): JsonObject {
  return { type: "object", required: Object.keys(properties), properties };
}
