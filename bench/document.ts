/** The document that is served: what a team's ordinary API looks like, with as many further routes as asked for. */
export function benchDocument(routes = 0): object {
  const further = Array.from({ length: routes }, (_, index) => [`/area${index}/things/{thingId}`, thing(index)]);
  return {
    openapi: "3.0.3",
    info: { title: "Bench", version: "1.0.0" },
    paths: { ...paths, ...Object.fromEntries(further) },
    components: { schemas: { Item: item, NewItem: newItem } },
  };
}

const properties = {
  name: { type: "string", minLength: 1, maxLength: 80 },
  description: { type: "string", maxLength: 200 },
  price: { type: "number", minimum: 0 },
  email: { type: "string", format: "email" },
  status: { type: "string", enum: ["open", "sold", "withdrawn"] },
  tags: { type: "array", maxItems: 5, items: { type: "string" } },
};

const item = {
  type: "object",
  required: ["id", "name", "price", "status", "createdAt"],
  properties: {
    id: { type: "integer", format: "int64", minimum: 1 },
    ...properties,
    createdAt: { type: "string", format: "date-time" },
    owner: {
      type: "object",
      required: ["id", "name"],
      properties: { id: { type: "string", format: "uuid" }, name: { type: "string" } },
    },
  },
};

const newItem = { type: "object", required: ["name", "price"], properties };

const content = (schema: object): object => ({ description: "OK", content: { "application/json": { schema } } });
const itemReference = { $ref: "#/components/schemas/Item" };

const paths = {
  "/items": {
    get: {
      operationId: "listItems",
      parameters: [
        { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 200, default: 20 } },
        { name: "offset", in: "query", schema: { type: "integer", minimum: 0 } },
        { name: "status", in: "query", schema: { type: "string", enum: ["open", "sold", "withdrawn"] } },
      ],
      responses: { "200": content({ type: "array", maxItems: 200, items: itemReference }) },
    },
    post: {
      operationId: "createItem",
      requestBody: {
        required: true,
        content: { "application/json": { schema: { $ref: "#/components/schemas/NewItem" } } },
      },
      responses: { "201": content(itemReference), "422": { description: "Invalid" } },
    },
  },
  "/items/{id}": {
    get: {
      operationId: "getItem",
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "integer", minimum: 1 } },
        { name: "currency", in: "query", schema: { type: "string", enum: ["EUR", "USD"] } },
      ],
      responses: { "200": content(itemReference), "404": { description: "Not found" } },
    },
  },
  "/reports/{region}": {
    get: {
      operationId: "getReport",
      parameters: [{ name: "region", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        "200": content({
          type: "object",
          required: ["region", "rows"],
          properties: {
            region: { type: "string" },
            rows: { type: "array", minItems: 90, maxItems: 90, items: itemReference },
          },
        }),
      },
    },
  },
};

function thing(index: number): object {
  return {
    get: {
      operationId: `getThing${index}`,
      parameters: [{ name: "thingId", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        "200": content({
          type: "object",
          required: ["thingId"],
          properties: { thingId: { type: "string" }, size: { type: "integer" } },
        }),
      },
    },
  };
}
