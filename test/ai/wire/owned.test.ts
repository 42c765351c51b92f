import { expect } from "chai";
import { isOwned } from "../../../src/ai/wire/owned.ts";
import { schemaOf } from "../../helpers/schema.ts";

const text = { type: "string" };
const whole = { type: "integer" };
const flag = { type: "boolean" };

describe("isOwned", () => {
  const ours: Record<string, readonly [name: string, schema: object][]> = {
    ids: [
      ...each(["id", "ID", "_id", "petId", "user_id", "uuid", "GUID", "sid", "orderID", "userid"], text),
      ["pet_ids", { type: "array", items: whole }],
      ["reference", { type: "string", format: "uuid" }],
      ["id", {}],
      ["owner_id", { oneOf: [text, { type: "null" }] }],
    ],
    moments: [
      ...each(["createdAt", "updated_at", "created", "lastModified", "expires_on", "date", "start_date"], text),
      ...each(["created_at", "timestamp", "expires"], whole),
      ["when", { type: "string", format: "date-time" }],
      ["days", { type: "array", items: { type: "string", format: "date" } }],
    ],
    "sums and positions": [
      ...each(["total", "total_count", "count", "viewCount", "limit", "offset", "page", "per_page"], whole),
      ...each(["next", "next_cursor", "prevPage", "cursor", "nextPageToken"], text),
      ["has_more", flag],
    ],
    addresses: [
      ...each(["url", "avatar_url", "imageUrl", "href", "selfLink", "uri"], text),
      ["home", { type: "string", format: "uri" }],
    ],
    "hashes and secrets": each(
      ["etag", "sha256", "checksum", "access_token", "clientSecret", "apiKey", "password"],
      text,
    ),
    "what has one value": [
      ["object", { const: "list" }],
      ["type", { enum: ["pet"] }],
      ["type", { enum: ["pet", null] }],
    ],
    "what only computers write": [
      ["photo", { type: "string", format: "byte" }],
      ["address", { type: "string", format: "ipv4" }],
    ],
    "numbers that clients cannot write": [["number", { type: "integer", readOnly: true }]],
  };
  for (const [what, members] of Object.entries(ours)) {
    for (const [name, schema] of members) {
      it(`counts among ${what}: ${name} as ${JSON.stringify(schema)}`, () => {
        expect(owned(name, schema)).to.equal(true);
      });
    }
  }

  const theirs: readonly [name: string, schema: object][] = [
    ...each(
      [
        "name",
        "title",
        "description",
        "first",
        "last",
        "grid",
        "paid",
        "android",
        "updates",
        "key",
        "size",
        "link_text",
      ],
      text,
    ),
    ...each(["price", "age", "rating", "number", "quantity", "duration"], whole),
    ["email", { type: "string", format: "email" }],
    ["status", { enum: ["a", "b"] }],
    ["tags", { type: "array", items: text }],
    ["id", { type: "object", properties: { name: text } }],
    ["active", flag],
    ["anything", {}],
  ];
  for (const [name, schema] of theirs) {
    it(`leaves to a model: ${name} as ${JSON.stringify(schema)}`, () => {
      expect(owned(name, schema)).to.equal(false);
    });
  }
});

function each(names: readonly string[], schema: object): [name: string, schema: object][] {
  return names.map((name) => [name, schema]);
}

function owned(name: string, schema: object): boolean {
  const { graph, node } = schemaOf(schema, {}, "response");
  return isOwned(name, node, graph);
}
