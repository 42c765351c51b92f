import { expect } from "chai";
import type { JsonObject } from "../../../src/base/json.ts";
import { createMock, type Mock } from "../../../src/index.ts";
import { answers, list, pathParameter, ref } from "../../helpers/contract.ts";

const text = { type: "string" };
const whole = { type: "integer" };

/** An operation whose answer has links. */
function linking(schema: unknown, links: object, parts: object = {}): object {
  const content = { "application/json": { schema } };
  return { responses: { 200: { description: "", content, links } }, ...parts };
}

function record(properties: object): object {
  return { type: "object", required: Object.keys(properties), properties };
}

const toUser = (expression: string) => ({ operationId: "getUser", parameters: { userId: expression } });

const paths = {
  "/users": { get: answers(list(ref("User"))) },
  "/users/{userId}": {
    get: answers(ref("User"), {
      operationId: "getUser",
      parameters: [pathParameter("userId", { type: "string", pattern: "^U[0-9]{4}$" })],
    }),
  },
  "/orders": { get: answers(list(ref("Order"))) },
  "/orders/{orderId}": {
    get: linking(
      ref("Order"),
      {
        placer: toUser("$response.body#/placed/by"),
        parcel: { operationId: "track", parameters: { code: "$response.body#/parcel" } },
      },
      { operationId: "getOrder", parameters: [pathParameter("orderId")] },
    ),
  },
  "/tracking/{code}": {
    get: answers(record({ state: text }), {
      operationId: "track",
      parameters: [pathParameter("code", { type: "string", pattern: "^[A-Z]{2}[0-9]{6}$" })],
    }),
  },
  "/checkout": {
    post: linking(record({ total: whole, buyer: text, next: record({ order: whole }) }), {
      buyer: toUser("$response.body#/buyer"),
      order: { operationId: "getOrder", parameters: { orderId: "$response.body#/next/order" } },
    }),
  },
  "/teams/{team}/members": {
    get: linking(
      list(ref("Member")),
      {
        first: {
          operationId: "getMember",
          parameters: { team: "$response.body#/0/belongs/to", number: "$response.body#/0/number" },
        },
      },
      { parameters: [pathParameter("team", text)] },
    ),
  },
  "/teams/{team}/members/{number}": {
    get: answers(ref("Member"), {
      operationId: "getMember",
      parameters: [pathParameter("team", text), pathParameter("number", { type: "integer", minimum: 100 })],
    }),
  },
};

const schemas = {
  User: record({ id: text, name: text }),
  Order: {
    ...record({ id: whole, placed: record({ by: text, at: text }), parcel: text }),
    example: { id: 1, placed: { by: "nobody", at: "x" } },
  },
  Member: record({ number: whole, belongs: record({ to: text }), name: text }),
};

describe("following a link", () => {
  let mock: Mock;

  before(async () => {
    const document = { openapi: "3.1.0", info: { title: "Test", version: "1" }, paths, components: { schemas } };
    mock = await createMock({ document: JSON.parse(JSON.stringify(document)) });
  });

  it("finds what a listed id stands for, also where the path asks more of it than the property does", async () => {
    const users = (await get("/users")) as readonly JsonObject[];

    expect(users).to.have.length(10);
    for (const user of users) expect(await get(`/users/${user["id"]}`)).to.deep.equal(user);
  });

  it("leads from every entity to another that exists, whatever the property is called", async () => {
    const ids = ((await get("/users")) as readonly JsonObject[]).map(({ id }) => id);
    const orders = (await get("/orders")) as readonly { id: number; placed: { by: string } }[];

    for (const order of orders) {
      expect(ids).to.include(order.placed.by);
      expect(await get(`/orders/${order.id}`)).to.deep.equal(order);
      expect(await get(`/users/${order.placed.by}`)).to.have.property("id", order.placed.by);
    }
    expect(new Set(orders.map(({ placed }) => placed.by)).size).to.be.greaterThan(1);
  });

  it("passes on what the operation takes, where no entity stands behind it", async () => {
    const orders = (await get("/orders")) as readonly { parcel: string }[];

    for (const { parcel } of orders) expect(await get(`/tracking/${parcel}`)).to.have.keys("state");
  });

  it("leads on from an answer that is no entity", async () => {
    const response = await mock.fetch(new Request("http://mock.test/checkout", { method: "POST" }));
    const checkout = (await response.json()) as { buyer: string; next: { order: number } };

    const users = (await get("/users")) as readonly JsonObject[];
    expect(users.map(({ id }) => id)).to.include(checkout.buyer);
    expect(await get(`/users/${checkout.buyer}`)).to.have.property("id", checkout.buyer);
    expect(await get(`/orders/${checkout.next.order}`)).to.have.property("id", checkout.next.order);
    expect((await get("/orders")) as unknown[]).to.deep.include(await get(`/orders/${checkout.next.order}`));
  });

  it("stays in the scope that the entity was found in", async () => {
    const members = (await get("/teams/red/members")) as readonly { number: number; belongs: { to: string } }[];

    for (const member of members) {
      expect(member.belongs.to).to.equal("red");
      expect(await get(`/teams/${member.belongs.to}/members/${member.number}`)).to.deep.equal(member);
    }
  });

  async function get(path: string): Promise<unknown> {
    const response = await mock.fetch(new Request(`http://mock.test${path}`));
    expect(response.status, path).to.equal(200);
    return await response.json();
  }
});
