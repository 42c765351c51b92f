import { expect } from "chai";
import type { Contract } from "../../../src/contract/contract.ts";
import type { ResourceUse } from "../../../src/contract/resource/resource-model.ts";
import { answers, contractOf, jsonBody, list, pathParameter, queryParameter, ref } from "../../helpers/contract.ts";

const integer = { type: "integer" };
const text = { type: "string" };
const User = object({ id: integer, name: text, status: { type: "string", enum: ["active", "blocked"] } });
const Order = object({ id: integer, userId: integer, total: { type: "number" } });

describe("inferResources", () => {
  it("finds a collection with its items and what each method does to them", async () => {
    const contract = await contractOf(
      {
        "/users": { get: answers(list(ref("User"))), post: { ...answers(ref("User")), ...jsonBody(ref("User")) } },
        "/users/{userId}": {
          parameters: [pathParameter("userId")],
          get: answers(ref("User")),
          put: answers(ref("User"), jsonBody(ref("User"))),
          patch: answers(ref("User"), jsonBody(ref("User"))),
          delete: { responses: { 204: { description: "" } } },
        },
      },
      { User },
    );

    expect(roles(contract)).to.deep.equal({
      "GET /users": "list /users",
      "POST /users": "create /users",
      "GET /users/{userId}": "item /users",
      "PUT /users/{userId}": "replace /users",
      "PATCH /users/{userId}": "patch /users",
      "DELETE /users/{userId}": "delete /users",
    });
    const [users] = contract.resources.resources;
    expect(users).to.include({ name: "user", identity: "/id", itemTemplate: "/users/{userId}" });
    expect(users?.components).to.deep.equal(["User"]);
  });

  describe("takes POST to a collection", () => {
    const of = async (post: object) => {
      const contract = await contractOf({ "/users": { get: answers(list(ref("User"))), post } }, { User });
      return roles(contract)["POST /users"];
    };
    const only = (status: number) => ({ responses: { [status]: { description: "" } } });

    it("for a creation where the answer shows a member, whatever the body", async () => {
      expect(await of(answers(ref("User"), jsonBody(object({ invitation: text }))))).to.equal("create /users");
      expect(await of(answers(object({ data: ref("User") })))).to.equal("create /users");
    });

    it("for a creation where the body has something of a member", async () => {
      expect(await of({ ...only(204), ...jsonBody(object({ Name: text })) })).to.equal("create /users");
      expect(await of({ ...only(200), ...jsonBody(object({ dryRun: text, user: ref("User") })) })).to.equal(
        "create /users",
      );
    });

    it("for a creation without a body only where the document has it as one", async () => {
      expect(await of(only(201))).to.equal("create /users");
      expect(await of(only(204))).to.equal(undefined);
    });

    it("for something else where body and answer have nothing of a member", async () => {
      expect(await of(answers(object({ snapshot: text }), jsonBody(object({ uris: list(text) }))))).to.equal(undefined);
      expect(await of(answers(list(ref("User")), jsonBody(object({ status: text }))))).to.equal(undefined);
    });
  });

  it("creates where a list of another collection's members stands, if a member can say whose it is", async () => {
    const post = answers(ref("Order"), jsonBody(ref("Order")));
    const contract = await contractOf(
      {
        "/orders": { get: answers(list(ref("Order"))) },
        "/orders/{id}": { get: answers(ref("Order"), { parameters: [pathParameter("id")] }) },
        "/me/orders": { get: answers(list(ref("Order"))), post },
        "/users/{userId}/orders": {
          parameters: [pathParameter("userId")],
          get: answers(list(ref("Order"))),
          post,
        },
        "/shops/{shopId}/orders": {
          parameters: [pathParameter("shopId")],
          get: answers(list(ref("Order"))),
          post,
        },
        "/orders/search": { get: answers(list(ref("Order"))), post: answers(list(ref("Order")), jsonBody(text)) },
      },
      { Order },
    );

    expect(roles(contract)).to.deep.include({
      "POST /me/orders": "create /orders",
      "POST /users/{userId}/orders": "create /orders",
      "GET /shops/{shopId}/orders": "list /orders",
    });
    expect(roles(contract)).not.to.have.any.keys("POST /shops/{shopId}/orders", "POST /orders/search");
    expect(useOf(contract, "POST /users/{userId}/orders")?.belongsTo).to.deep.equal([
      { parameter: "userId", pointers: ["/userId"], parent: undefined },
    ]);
  });

  it("takes PUT to a collection for a change only where the body says of what", async () => {
    const of = async (body: unknown) => {
      const put = { responses: { 204: { description: "" } }, ...jsonBody(body) };
      const contract = await contractOf({ "/users": { get: answers(list(ref("User"))), put } }, { User });
      return roles(contract)["PUT /users"];
    };

    expect(await of(ref("User"))).to.equal("replace /users");
    expect(await of(object({ ids: list(integer) }))).to.equal(undefined);
    expect(await of(list(ref("User")))).to.equal(undefined);
  });

  it("takes POST to an item for a change, or for a replacement beside another method that changes it", async () => {
    const of = async (others: object) => {
      const one = { parameters: [pathParameter("id")], get: answers(ref("User")), ...others };
      return roles(await contractOf({ "/users/{id}": one }, { User }))["POST /users/{id}"];
    };
    const post = answers(ref("User"), jsonBody(ref("User")));

    expect(await of({ post })).to.equal("patch /users");
    expect(await of({ post, put: post })).to.equal("replace /users");
    expect(await of({ post: answers(object({ queued: text }), jsonBody(object({ command: text }))) })).to.equal(
      undefined,
    );
  });

  describe("finds what there is one of", () => {
    const Settings = object({ theme: text, language: text });
    const path = "/users/{userId}/settings";
    const of = async (methods: object, get: object = answers(Settings)) => {
      const one = { [path]: { parameters: [pathParameter("userId")], get, ...methods } };
      return roles(await contractOf({ "/users/{userId}": users, ...one }, { User }));
    };
    const users = { get: answers(ref("User"), { parameters: [pathParameter("userId")] }) };
    const change = answers(Settings, jsonBody(object({ theme: text })));

    it("where it is shown and changed at the same path", async () => {
      const contract = await contractOf(
        {
          "/users/{userId}": users,
          [path]: {
            parameters: [pathParameter("userId")],
            get: answers(object({ settings: Settings })),
            put: change,
            delete: { responses: { 204: { description: "" } } },
          },
        },
        { User },
      );

      expect(roles(contract)).to.deep.include({
        [`GET ${path}`]: `singleton ${path}`,
        [`PUT ${path}`]: `replace ${path}`,
        [`DELETE ${path}`]: `delete ${path}`,
      });
      const { resource, scope, id } = useOf(contract, `GET ${path}`) ?? {};
      expect({ scope, id }).to.deep.equal({ scope: ["userId"], id: "first" });
      expect(resource).to.include({ isLone: true, size: 1, identity: undefined });
      expect(resource?.scope[0]?.parent).to.equal("/users");
      expect(contract.resources.named("setting")).to.deep.equal([]);
    });

    it("also where POST changes it, if that says something of it and nothing else changes it", async () => {
      expect((await of({ post: change }))[`POST ${path}`]).to.equal(`patch ${path}`);
      expect((await of({ post: change, put: change }))[`POST ${path}`]).to.equal(undefined);
      expect(await of({ post: answers(Settings, jsonBody(object({ command: text }))) })).not.to.have.property(
        `GET ${path}`,
      );
    });

    it("but not where a search is asked in two ways, nor where it is shown only", async () => {
      const asked = answers(Settings, { parameters: [queryParameter("theme", text)] });

      expect(await of({ post: change }, asked)).not.to.have.property(`GET ${path}`);
      expect(await of({})).not.to.have.property(`GET ${path}`);
      expect(await of({ put: answers(ref("User"), jsonBody(ref("User"))) }, answers(ref("User")))).not.to.have.property(
        `PUT ${path}`,
      );
    });
  });

  it("takes what can be changed at a path that ends in a parameter for an item, whatever identifies it", async () => {
    const path = "/settings/{field}";
    const get = answers(object({ value: text }), { parameters: [pathParameter("field", text)] });
    const put = answers(object({ value: text }), { parameters: [pathParameter("field", text)] });

    expect(roles(await contractOf({ [path]: { get } }))).to.deep.equal({});
    expect(roles(await contractOf({ [path]: { get, put } }))).to.deep.equal({
      [`GET ${path}`]: "item /settings",
      [`PUT ${path}`]: "replace /settings",
    });
  });

  it("does not take the place of a thing for its identity", async () => {
    const Event = object({ metadata: object({ name: text, namespace: text }), reason: text });
    const get = answers(Event, { parameters: [pathParameter("namespace", text)] });

    expect(roles(await contractOf({ "/events/{namespace}": { get } }))).to.deep.equal({});
  });

  it("knows whose members a list shows by the name under which they stand", async () => {
    const contract = await contractOf({
      "/albums": { get: answers(list(object({ id: integer, title: text, label: text }))) },
      "/albums/{id}": { get: answers(object({ id: integer, title: text }), { parameters: [pathParameter("id")] }) },
      "/new": { get: answers(object({ albums: object({ items: list(object({ id: integer, title: text })) }) })) },
    });

    expect(roles(contract)["GET /new"]).to.equal("list /albums");
  });

  it("knows who asks by another view of the same kind", async () => {
    const PrivateUser = object({ id: integer, email: text });
    const paths = (path: string) => ({
      "/users/{id}": { get: answers(ref("User"), { parameters: [pathParameter("id")] }) },
      [path]: { get: answers(ref("PrivateUser")) },
    });
    const of = async (path: string) => roles(await contractOf(paths(path), { User, PrivateUser }))[`GET ${path}`];

    expect(await of("/me")).to.equal("singleton /users");
    expect(await of("/stranger")).to.equal(undefined);
  });

  for (const [parameter, property] of [
    ["id", "id"],
    ["userId", "id"],
    ["userId", "userId"],
    ["user_id", "userId"],
    ["username", "username"],
    ["Sid", "sid"],
    ["UserSid", "sid"],
    ["user", "slug"],
    ["key", "key"],
    ["userCode", "code"],
    ["uid", "id"],
  ] as const) {
    it(`takes ${property} for the identity where the path says {${parameter}}`, async () => {
      const contract = await contractOf({
        [`/users/{${parameter}}`]: {
          get: answers(object({ [property]: text, email: text }), { parameters: [pathParameter(parameter, text)] }),
        },
      });

      expect(contract.resources.resources[0]?.identity).to.equal(`/${property}`);
    });
  }

  it("takes the id for the identity where the path calls a thing by the last word of its name", async () => {
    const contract = await contractOf({
      "/payment_intents/{intent}": {
        get: answers(object({ id: text, amount: text }), { parameters: [pathParameter("intent", text)] }),
      },
    });

    expect(contract.resources.resources[0]?.identity).to.equal("/id");
  });

  it("does not take a file's name for its key", async () => {
    const contract = await contractOf({
      "/files/{fileKey}": { get: answers(object({ name: text }), { parameters: [pathParameter("fileKey", text)] }) },
    });

    expect(contract.resources.resources).to.deep.equal([]);
  });

  it("finds the identity inside metadata, as Kubernetes has it", async () => {
    const workflow = object({ metadata: object({ name: text, namespace: text }), spec: object({}) });
    const contract = await contractOf(
      {
        "/workflows/{namespace}": {
          get: answers(object({ items: list(ref("Workflow")) }), { parameters: [pathParameter("namespace", text)] }),
        },
        "/workflows/{namespace}/{name}": {
          get: answers(ref("Workflow"), {
            parameters: [pathParameter("namespace", text), pathParameter("name", text)],
          }),
        },
      },
      { Workflow: workflow },
    );

    const [resource] = contract.resources.resources;
    expect(resource).to.include({ key: "/workflows/{namespace}", identity: "/metadata/name" });
    expect(resource?.scope).to.deep.equal([
      { parameter: "namespace", parent: undefined, pointers: ["/metadata/namespace"] },
    ]);
  });

  for (const [shape, envelope] of [
    ["data", { data: list(ref("User")), total: integer }],
    ["items", { items: list(ref("User")), next: text }],
    ["its own name", { users: list(ref("User")), warnings: list(object({ code: text })) }],
    ["the only list", { found: list(ref("User")) }],
    ["data.items", { data: object({ items: list(ref("User")) }) }],
    ["_embedded", { _embedded: object({ users: list(ref("User")) }), _links: object({}) }],
  ] as const) {
    it(`recognises a list in an envelope: ${shape}`, async () => {
      const contract = await contractOf({ "/users": { get: answers(object(envelope)) } }, { User });

      expect(roles(contract)).to.deep.equal({ "GET /users": "list /users" });
    });
  }

  it("does not take an entity that has a list for an envelope", async () => {
    const contract = await contractOf(
      {
        "/basket": { get: answers(object({ id: integer, items: list(ref("User")) })) },
        "/file": { get: answers(object({ title: text, document: object({}), branches: list(ref("User")) })) },
      },
      { User },
    );

    expect(roles(contract)).to.deep.equal({});
  });

  it("finds an item in a wrapper", async () => {
    const contract = await contractOf(
      { "/users/{id}": { get: answers(object({ data: ref("User") }), { parameters: [pathParameter("id")] }) } },
      { User },
    );

    expect(roles(contract)).to.deep.equal({ "GET /users/{id}": "item /users" });
    expect(contract.resources.resources[0]?.components).to.deep.equal(["User"]);
  });

  it("knows the parents of a nested collection", async () => {
    const contract = await nested();

    const orders = contract.resources.at("/users/{userId}/orders");
    expect(orders?.scope).to.deep.equal([{ parameter: "userId", parent: "/users", pointers: ["/userId"] }]);
    expect(roles(contract)).to.include({
      "GET /users/{userId}/orders": "list /users/{userId}/orders",
      "GET /users/{userId}/orders/{orderId}": "item /users/{userId}/orders",
    });
  });

  it("knows whose members a list elsewhere shows", async () => {
    const contract = await contractOf(
      {
        "/orders/{id}": { get: answers(ref("Order"), { parameters: [pathParameter("id")] }) },
        "/orders/latest": { get: answers(list(ref("Order"))) },
        "/users/{id}": { get: answers(ref("User"), { parameters: [pathParameter("id")] }) },
        "/users/{id}/orders": { get: answers(list(ref("Order")), { parameters: [pathParameter("id")] }) },
      },
      { User, Order },
    );

    expect(roles(contract)).to.include({
      "GET /orders/latest": "list /orders",
      "GET /users/{id}/orders": "list /orders",
    });
    expect(useOf(contract, "GET /users/{id}/orders").query?.narrowing).to.deep.equal([
      { parameter: "id", pointers: ["/userId"], parent: "/users" },
    ]);
  });

  it("recognises a singleton by the component that it shows", async () => {
    const contract = await contractOf(
      {
        "/users/{id}": { get: answers(ref("User"), { parameters: [pathParameter("id")] }) },
        "/me": { get: answers(ref("User")), patch: answers(ref("User"), jsonBody(ref("User"))) },
      },
      { User },
    );

    expect(roles(contract)).to.include({ "GET /me": "singleton /users", "PATCH /me": "patch /users" });
    expect(useOf(contract, "PATCH /me").id).to.equal("first");
  });

  it("takes PUT on the collection for a change to the entity in the body", async () => {
    const contract = await contractOf(
      {
        "/user": { put: answers(ref("User"), jsonBody(ref("User"))) },
        "/user/{id}": { get: answers(ref("User"), { parameters: [pathParameter("id")] }) },
      },
      { User },
    );

    expect(useOf(contract, "PUT /user")).to.include({ role: "replace", id: "body" });
  });

  it("leaves alone what is no resource", async () => {
    const contract = await contractOf({
      "/board/{row}/{column}": { get: answers(text, { parameters: [pathParameter("row"), pathParameter("column")] }) },
      "/login": { post: answers(object({ token: text })) },
      "/inventory": { get: answers({ type: "object", additionalProperties: integer }) },
      "/tags": { get: answers(list(text)) },
    });

    expect(roles(contract)).to.deep.equal({});
  });

  it("reads filters off query parameters that name a property", async () => {
    const parameters = ["status", "ids", "page", "limit", "fields"].map((name) => queryParameter(name, text));
    const contract = await contractOf({ "/users": { get: answers(list(ref("User")), { parameters }) } }, { User });

    const query = useOf(contract, "GET /users").query;
    expect(query?.filters.map(({ parameter, pointers }) => [parameter, ...pointers])).to.deep.equal([
      ["status", "/status"],
      ["ids", "/id"],
    ]);
  });

  it("makes a collection as large as its answers allow", async () => {
    const contract = await contractOf({
      "/unpaged": { get: answers(list(object({ a: text }))) },
      "/bounded": { get: answers({ ...list(object({ b: text })), maxItems: 4 }) },
      "/paged": { get: answers(list(object({ c: text })), { parameters: [queryParameter("limit")] }) },
      "/full": {
        get: answers({ ...list(object({ d: text })), minItems: 30 }, { parameters: [queryParameter("limit")] }),
      },
    });

    const sizes = Object.fromEntries(contract.resources.resources.map(({ key, size }) => [key, size]));
    expect(sizes).to.deep.equal({ "/unpaged": 10, "/bounded": 4, "/paged": 25, "/full": 30 });
  });

  it("does not depend on recursion in schemas to end", async () => {
    const Node = object({ id: integer, parent: ref("Node"), children: list(ref("Node")) });
    const Loop = { allOf: [ref("Loop")] };

    const contract = await contractOf(
      { "/nodes": { get: answers(list(ref("Node"))) }, "/loops": { get: answers(list(ref("Loop"))) } },
      { Node, Loop },
    );

    expect(roles(contract)).to.deep.equal({ "GET /nodes": "list /nodes" });
  });
});

function object(properties: object): object {
  return { type: "object", properties };
}

function nested(): Promise<Contract> {
  const parameters = [pathParameter("userId")];
  return contractOf(
    {
      "/users/{id}": { get: answers(ref("User"), { parameters: [pathParameter("id")] }) },
      "/users/{userId}/orders": { parameters, get: answers(list(ref("Order"))) },
      "/users/{userId}/orders/{orderId}": {
        parameters: [...parameters, pathParameter("orderId")],
        get: answers(ref("Order")),
      },
    },
    { User, Order },
  );
}

/** "list /users" by "GET /users". */
function roles({ operations, resources }: Contract): Record<string, string> {
  const entries = operations.flatMap(({ id }) => {
    const use = resources.uses.get(id);
    return use ? [[id, `${use.role} ${use.resource.key}`]] : [];
  });
  return Object.fromEntries(entries);
}

function useOf({ resources }: Contract, id: string): ResourceUse {
  const use = resources.uses.get(id);
  if (!use) throw new Error(`${id} has nothing to do with a resource`);
  return use;
}
