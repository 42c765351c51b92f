import { expect } from "chai";
import type { JsonObject } from "../../src/base/json.ts";
import { type Client, clientOf } from "../helpers/gateway.ts";

const text = { type: "string" };
const integer = { type: "integer" };
const content = (schema: object) => ({ content: { "application/json": { schema } } });
const shown = (schema: object) => ({ description: "", ...content(schema) });
const shows = (schema: object, status = "200") => ({ responses: { [status]: shown(schema) } });
const takes = (schema: object) => ({ requestBody: content(schema) });
const listOf = (items: object) => ({ type: "array", items });
const object = (properties: object, required: readonly string[] = []) => ({ type: "object", required, properties });
const parameter = (name: string) => [{ name, in: "path", required: true, schema: integer }];

const review = object({ id: { ...integer, readOnly: true }, productId: integer, stars: integer }, ["id", "productId"]);
const playlist = object({ id: integer, title: text, public: { type: "boolean" }, followers: integer }, ["id", "title"]);
const settings = object({ userId: { ...integer, readOnly: true }, theme: text, size: integer }, ["theme"]);
const template = object({ id: { ...integer, readOnly: true }, name: text, steps: integer }, ["id", "name"]);

describe("what a body writes", () => {
  let ask: Client;

  beforeEach(async () => {
    ask = await clientOf({
      "/products/{productId}": {
        parameters: parameter("productId"),
        get: shows(object({ id: integer, name: text })),
      },
      "/products": { get: shows(listOf(object({ id: integer, name: text }))) },
      "/products/{productId}/reviews": {
        parameters: parameter("productId"),
        get: shows(listOf(review)),
        post: { ...takes(object({ stars: integer })), ...shows(review, "201") },
      },
      "/reviews/{id}": { parameters: parameter("id"), get: shows(review) },
      "/playlists/{id}": {
        parameters: parameter("id"),
        get: shows(playlist),
        put: { ...takes(object({ title: text, public: { type: "boolean" } })), ...shows(playlist) },
      },
      "/users/{userId}/settings": {
        parameters: parameter("userId"),
        get: shows(settings),
        put: { ...takes(settings), responses: { "200": shown(settings), "201": shown(settings) } },
        delete: { responses: { "204": { description: "" } } },
      },
      "/work-templates": {
        get: shows(listOf(template)),
        post: { ...takes(object({ template, dryRun: { type: "boolean" } })), ...shows(template) },
      },
      "/work-templates/{id}": { parameters: parameter("id"), get: shows(template) },
    });
  });

  it("belongs to whom the path says, and is in that list only", async () => {
    const { status, headers, json } = await ask("POST /products/3/reviews", { body: { stars: 4 } });

    expect(status).to.equal(201);
    expect(json).to.include({ productId: 3, stars: 4 });
    expect(headers["location"]).to.equal(`/reviews/${json["id"]}`);
    expect((await ask(`GET /reviews/${json["id"]}`)).json).to.deep.equal(json);
    expect(entries((await ask("GET /products/3/reviews")).text)).to.deep.include(json);
    expect(entries((await ask("GET /products/4/reviews")).text)).not.to.deep.include(json);
  });

  it("is kept for each of whom there is one of it", async () => {
    const before = (await ask("GET /users/8/settings")).json;
    const { json } = await ask("PUT /users/7/settings", { body: { theme: "dark" } });

    expect(json).to.deep.equal({ userId: 7, theme: "dark" });
    expect((await ask("GET /users/7/settings")).json).to.deep.equal(json);
    expect((await ask("GET /users/8/settings")).json).to.deep.equal(before);
    expect((await ask("DELETE /users/7/settings")).status).to.equal(204);
    expect((await ask("GET /users/7/settings")).status).to.equal(404);
    expect((await ask("DELETE /users/7/settings")).status).to.equal(404);
    expect((await ask("PUT /users/7/settings", { body: { theme: "light" } })).status).to.equal(201);
    expect((await ask("GET /users/7/settings")).json).to.include({ userId: 7, theme: "light" });
  });

  it("takes away with PUT what was left out, but not what it cannot say", async () => {
    const { json: before } = await ask("GET /playlists/7");
    const { json } = await ask("PUT /playlists/7", { body: { title: "Quiet" } });

    expect(json).to.deep.equal({ id: 7, title: "Quiet", followers: before["followers"] });
    expect((await ask("GET /playlists/7")).json).to.deep.equal(json);
  });

  it("is found under its name among options", async () => {
    const { json } = await ask("POST /work-templates", {
      body: { template: { name: "Build", steps: 3 }, dryRun: false },
    });

    expect(json).to.include({ name: "Build", steps: 3 });
    expect((await ask(`GET /work-templates/${json["id"]}`)).json).to.deep.equal(json);
  });
});

function entries(body: string): JsonObject[] {
  return JSON.parse(body) as JsonObject[];
}
