import { expect } from "chai";
import type { JsonObject, JsonValue } from "../../src/base/json.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { entitiesSource } from "../../src/sources/entities.ts";
import type { Draft } from "../../src/sources/source.ts";
import { type Asking, draftOf } from "../helpers/ask.ts";
import { answers, contractOf, jsonBody, list, pathParameter, queryParameter, ref } from "../helpers/contract.ts";

const integer = { type: "integer" };
const text = { type: "string" };
const uuid = { type: "string", format: "uuid" };

describe("entitiesSource", () => {
  let shop: Contract;

  before(async () => {
    shop = await shopContract();
  });

  describe("one entity", () => {
    it("has the id that the path asks for", async () => {
      expect(await body(shop, "GET /users/7")).to.include({ id: 7 });
    });

    it("is materialised under an id that no list shows", async () => {
      const first = await body(shop, "GET /users/4711");
      const again = await body(shop, "GET /users/4711");

      expect(first).to.include({ id: 4711 });
      expect(again).to.deep.equal(first);
    });

    it("differs from other entities that no list shows, and from the document's example", async () => {
      const sku = (id: string) => `GET /products/00000000-0000-4000-8000-00000000000${id}`;
      const titles = await Promise.all(["a", "b"].map(async (id) => (await entity(shop, sku(id)))["title"]));

      expect(new Set([...titles, "Espresso machine"]).size).to.equal(3);
    });

    it("shows its own address where it shows one, also within others", async () => {
      const linked = { id: integer, href: text, url: { type: "string", description: "URL of this resource" } };
      const contract = await contractOf(
        {
          "/pens": { get: answers(list(ref("Pen"))) },
          "/pens/{id}": { get: answers(ref("Pen"), { parameters: [pathParameter("id")] }) },
          "/boxes/{id}": { get: answers(ref("Box"), { parameters: [pathParameter("id")] }) },
        },
        { Pen: object(linked), Box: object({ id: integer, pen: ref("Pen") }) },
      );
      const own = { href: "http://localhost/pens/3", url: "http://localhost/pens/3" };

      expect(await body(contract, "GET /pens/3")).to.include(own);
      expect((await entities(contract, "GET /pens"))[2]).to.include(own);
      const { pen } = await entity(contract, "GET /boxes/1");
      expect(pen).to.include({ href: `http://localhost/pens/${(pen as JsonObject)["id"]}` });
    });

    it("differs from the next one", async () => {
      const [one, other] = [await entity(shop, "GET /users/7"), await entity(shop, "GET /users/8")];

      expect(one["name"]).to.not.equal(other["name"]);
    });

    it("is another one under another seed", async () => {
      const one = await entity(shop, "GET /users/7");
      const other = await entity(shop, "GET /users/7", undefined, { settings: { seed: 1 } });

      expect(one["name"]).to.not.equal(other["name"]);
    });

    it("does not depend on what was read before", async () => {
      const fresh = await shopContract();
      await body(shop, "GET /orders?limit=3");
      await body(shop, "GET /users/2");

      expect(await body(shop, "GET /orders/5")).to.deep.equal(await body(fresh, "GET /orders/5"));
    });

    it("is the same in a response that wraps it", async () => {
      const wrapped = await entity(shop, "GET /wrapped/users/me");

      expect(wrapped["data"]).to.deep.equal(await body(shop, "GET /users/1"));
    });

    it("is the first member for a singleton", async () => {
      expect(await body(shop, "GET /me")).to.deep.equal(await body(shop, "GET /users/1"));
    });

    it("is left to others where the status is an error", async () => {
      expect(await draftOf(entitiesSource, shop, "GET /users/7", undefined, { code: "404" })).to.equal(undefined);
    });
  });

  describe("a list", () => {
    it("shows each entity as its own address does", async () => {
      for (const user of await entities(shop, "GET /users?limit=25")) {
        expect(await body(shop, `GET /users/${user["id"]}`)).to.deep.equal(user);
      }
    });

    it("shows a summary that agrees with the whole", async () => {
      const [summary] = await entities(shop, "GET /users/search");
      const whole = await entity(shop, `GET /users/${summary?.["id"]}`);

      expect(Object.keys(summary ?? {})).to.have.members(["id", "name"]);
      expect(whole).to.include(summary);
    });

    it("holds things of every kind that a constant tells apart", async () => {
      const cat = object({ kind: { const: "cat" }, lives: integer });
      const dog = object({ kind: { const: "dog" }, bark: text });
      const contract = await contractOf(
        { "/animals": { get: answers(list(ref("Animal"))) } },
        { Animal: { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } }, Cat: cat, Dog: dog },
      );

      const kinds = (await entities(contract, "GET /animals")).map(({ kind }) => kind);

      expect(new Set(kinds)).to.deep.equal(new Set(["cat", "dog"]));
    });

    it("holds ten where nobody says how many", async () => {
      expect(await entities(shop, "GET /users")).to.have.length(10);
    });

    it("holds no more than the schema of the limit and of the array allow", async () => {
      const contract = await contractOf({
        "/things": {
          get: answers(
            { ...list(object({ id: integer })), maxItems: 7 },
            { parameters: [queryParameter("limit", { type: "integer", maximum: 5 })] },
          ),
        },
        "/others": {
          get: answers({ ...list(object({ id: integer })), maxItems: 7 }, { parameters: [queryParameter("limit")] }),
        },
      });

      expect(await entities(contract, "GET /things?limit=9")).to.have.length(5);
      expect(await entities(contract, "GET /others?limit=9")).to.have.length(7);
    });

    for (const [style, first] of [
      ["offset", "limit=10&offset=0"],
      ["page", "limit=10&page=1"],
      ["cursor", "limit=10"],
    ] as const) {
      it(`can be walked to its end by ${style}`, async () => {
        const seen: JsonValue[] = [];
        let query: string | undefined = first;
        for (let page = 0; query !== undefined && page < 9; page++) {
          const envelope: JsonObject = await entity(shop, `GET /orders/by-${style}?${query}`);
          seen.push(...(envelope["data"] as JsonObject[]).map(({ id }) => id as JsonValue));
          expect(envelope["total"]).to.equal(25);
          expect(envelope["has_more"]).to.equal(seen.length < 25);
          query = nextQuery(style, envelope, seen.length);
        }

        expect(seen).to.have.length(25);
        expect(new Set(seen).size).to.equal(25);
      });
    }

    it("names its pages in the Link header", async () => {
      const draft = await draftOf(entitiesSource, shop, "GET /users?limit=10&offset=10");

      expect(draft?.headers).to.deep.equal({
        "X-Total-Count": 25,
        Link: [
          '</users?limit=10&offset=0>; rel="first"',
          '</users?limit=10&offset=0>; rel="prev"',
          '</users?limit=10&offset=20>; rel="next"',
          '</users?limit=10&offset=20>; rel="last"',
        ].join(", "),
      });
    });

    it("has no next link after the last page", async () => {
      const last = await entity(shop, "GET /orders/by-page?limit=10&page=3");
      const middle = await entity(shop, "GET /orders/by-page?limit=10&page=2");

      expect(last).to.not.have.property("next");
      expect(middle["next"]).to.equal("http://localhost/orders/by-page?limit=10&page=3");
    });

    it("is empty beyond its end, not wrong", async () => {
      expect(await entities(shop, "GET /users?limit=10&offset=900")).to.deep.equal([]);
    });

    it("starts from the beginning for a cursor that nobody made", async () => {
      const start = await entity(shop, "GET /orders/by-cursor?limit=2");

      expect((await entity(shop, "GET /orders/by-cursor?limit=2&cursor=nonsense"))["data"]).to.deep.equal(
        start["data"],
      );
    });

    it("lists only what a filter names", async () => {
      const open = await entities(shop, "GET /orders?status=open&limit=25");
      const all = await entities(shop, "GET /orders?limit=25");

      expect(open).to.not.be.empty;
      expect(open).to.deep.equal(all.filter(({ status }) => status === "open"));
    });

    it("lists what any of several values names", async () => {
      const some = await entities(shop, "GET /orders?status=open&status=paid&limit=25");
      const all = await entities(shop, "GET /orders?limit=25");

      expect(some).to.deep.equal(all.filter(({ status }) => status === "open" || status === "paid"));
    });

    it("is empty where a filter asks for what nobody has, because a filter changes nobody", async () => {
      expect(await entities(shop, "GET /users?name=sample")).to.deep.equal([]);
    });

    it("shows entities by their ids, also those that no list shows", async () => {
      const users = await entities(shop, "GET /users?ids=3&ids=99");

      expect(users).to.deep.equal([await body(shop, "GET /users/3"), await body(shop, "GET /users/99")]);
    });

    it("is sorted by the property that is asked for", async () => {
      const names = (await entities(shop, "GET /users?sort=-name&limit=25")).map(({ name }) => name as string);

      expect(names).to.deep.equal([...names].sort().reverse());
    });
  });

  describe("relations", () => {
    it("point at entities that exist", async () => {
      const users = new Set((await entities(shop, "GET /users?limit=25")).map(({ id }) => id));

      for (const order of await entities(shop, "GET /orders?limit=25")) expect(users).to.include(order["userId"]);
    });

    it("embed the entity that the key beside them names", async () => {
      for (const order of await entities(shop, "GET /orders?limit=25")) {
        expect(order["user"]).to.deep.equal(await body(shop, `GET /users/${order["userId"]}`));
      }
    });

    it("are the id where that or the thing itself may stand, of one that exists", async () => {
      const expandable = (component: string) => ({ anyOf: [text, ref(component)] });
      const contract = await contractOf(
        {
          "/customers": { get: answers(list(ref("Customer"))) },
          "/customers/{customer}": {
            get: answers(ref("Customer"), { parameters: [pathParameter("customer", text)] }),
          },
          "/charges": { get: answers(list(ref("Charge")), { parameters: [queryParameter("customer", text)] }) },
        },
        {
          Customer: object({ id: text, name: text }),
          Charge: object({ id: text, customer: expandable("Customer"), note: { anyOf: [text, ref("Note")] } }),
          Note: object({ author: text }),
        },
      );
      const customers = (await entities(contract, "GET /customers")).map(({ id }) => id);
      const charges = await entities(contract, "GET /charges");

      expect(customers).to.include.members(charges.map(({ customer }) => customer));
      const [{ customer } = {}] = charges;
      const filtered = await entities(contract, `GET /charges?customer=${customer}`);
      expect(filtered.map((charge) => charge["customer"])).to.include(customer);
      // What has no id of its own is shown as well.
      expect(new Set(charges.map(({ note }) => typeof note))).to.deep.equal(new Set(["string", "object"]));
    });

    it("narrow a list to what belongs to a parent", async () => {
      const all = await entities(shop, "GET /orders?limit=25");

      for (const user of await entities(shop, "GET /users?limit=25")) {
        const own = all.filter(({ userId }) => userId === user["id"]);
        expect(await body(shop, `GET /users/${user["id"]}/orders`)).to.deep.equal(own);
      }
    });

    it("leave the list of a parent empty that only the client knows: the members' own paths say otherwise", async () => {
      expect(await entities(shop, "GET /users/4711/orders")).to.deep.equal([]);
    });

    it("are left out of sight where a list does not show them: then some belong to such a parent as well", async () => {
      const contract = await contractOf(
        {
          "/songs": { get: answers(list(ref("Song"))) },
          "/songs/{id}": { get: answers(ref("Song"), { parameters: [pathParameter("id")] }) },
          "/albums/{id}": { get: answers(ref("Album"), { parameters: [pathParameter("id")] }) },
          "/albums/{id}/songs": { get: answers(list(ref("SongTitle")), { parameters: [pathParameter("id")] }) },
        },
        {
          Song: object({ id: integer, name: text, album: ref("Album") }),
          SongTitle: object({ id: integer, name: text }),
          Album: object({ id: integer, name: text }),
        },
      );
      const [first] = await entities(contract, "GET /albums/4711/songs");

      expect(await body(contract, `GET /songs/${first?.["id"]}`)).to.deep.include(first);
    });

    it("are taken on for such a parent where no path shows a member by itself", async () => {
      const contract = await contractOf(
        {
          "/users/{id}": { get: answers(ref("User"), { parameters: [pathParameter("id")] }) },
          "/visits": { get: answers(list(ref("Visit"))) },
          "/users/{id}/visits": { get: answers(list(ref("Visit")), { parameters: [pathParameter("id")] }) },
        },
        {
          User: object({ id: integer, name: text }),
          Visit: object({ id: integer, userId: integer, user: ref("User") }),
        },
      );
      const visits = await entities(contract, "GET /users/4711/visits");

      expect(visits).to.not.be.empty;
      for (const visit of visits) expect(visit).to.include({ userId: 4711 });
      expect(visits[0]?.["user"]).to.include({ id: 4711 });
    });

    it("never lead to the entity itself, and to one person from `user_id` and `author`", async () => {
      const contract = await contractOf(
        {
          "/users/{id}": { get: answers(ref("User"), { parameters: [pathParameter("id")] }) },
          "/posts/{id}": { get: answers(ref("Post"), { parameters: [pathParameter("id")] }) },
        },
        {
          User: object({ id: integer, friendId: integer }),
          Post: object({ id: integer, user_id: integer, author: ref("User"), related: list(ref("Post")) }),
        },
      );

      for (let id = 1; id <= 25; id++) {
        const [user, post] = [await entity(contract, `GET /users/${id}`), await entity(contract, `GET /posts/${id}`)];
        const related = (post["related"] as JsonObject[]).map((other) => other["id"]);
        expect(user["friendId"]).to.not.equal(id);
        expect(new Set([...related, id]).size).to.equal(related.length + 1);
        expect(post["author"]).to.include({ id: post["user_id"] as number });
      }
    });

    it("are not led astray by what else is said beside them: `owner_name` beside `owner_id`", async () => {
      const contract = await contractOf(
        {
          "/owners/{id}": { get: answers(ref("Owner"), { parameters: [pathParameter("id", text)] }) },
          "/pets/{id}": { get: answers(ref("Pet"), { parameters: [pathParameter("id")] }) },
          "/pets": {
            get: answers(list(ref("Pet"))),
            post: answers(ref("Pet"), jsonBody(object({ owner_name: text }))),
          },
        },
        { Owner: object({ id: text, name: text }), Pet: object({ id: integer, owner_name: text, owner_id: text }) },
      );

      const pet = await entity(contract, "POST /pets", { owner_name: "Ada" });

      expect(pet["owner_name"]).to.equal("Ada");
      expect(pet["owner_id"]).not.to.equal("Ada");
    });

    it("put a nested collection's members under their parent", async () => {
      const comments = await entities(shop, "GET /orders/3/comments");

      expect(comments).to.have.length(10);
      for (const comment of comments) expect(comment).to.include({ orderId: 3 });
      expect(await body(shop, `GET /orders/3/comments/${comments[4]?.["id"]}`)).to.deep.equal(comments[4]);
      expect(await entities(shop, "GET /orders/4/comments")).to.not.deep.equal(comments);
    });

    it("show the members of a nested collection that the parent embeds, all of them and no others", async () => {
      const contract = await contractOf(
        {
          "/carts/{id}": { get: answers(ref("Cart"), { parameters: [pathParameter("id")] }) },
          "/carts/{cartId}/lines": { get: answers(list(ref("Line")), { parameters: [pathParameter("cartId")] }) },
          "/carts/{cartId}/lines/{id}": {
            get: answers(ref("Line"), { parameters: [pathParameter("cartId"), pathParameter("id")] }),
          },
        },
        { Cart: object({ id: integer, lines: list(ref("Line")) }), Line: object({ id: integer, name: text }) },
      );
      const { lines } = await entity(contract, "GET /carts/2");

      expect(await body(contract, "GET /carts/2/lines")).to.deep.equal(lines);
      expect(await body(contract, "GET /carts/2/lines/2")).to.deep.equal((lines as JsonObject[])[1]);
    });

    it("end, however entities embed each other", async () => {
      const contract = await contractOf(
        {
          "/people/{id}": { get: answers(ref("Person"), { parameters: [pathParameter("id")] }) },
          "/teams/{id}": { get: answers(ref("Team"), { parameters: [pathParameter("id")] }) },
        },
        {
          Person: { properties: { id: integer, team: ref("Team"), friends: list(ref("Person")) } },
          Team: { properties: { id: integer, lead: ref("Person"), members: list(ref("Person")) } },
        },
      );

      expect(await body(contract, "GET /people/1")).to.include({ id: 1 });
    });
  });

  describe("writing", () => {
    it("answers a creation with what was posted, a new id and where it is", async () => {
      const posted = { name: "Ada Lovelace", status: "blocked", id: 3 };
      const draft = await draftOf(entitiesSource, shop, "POST /users", posted);

      expect(draft?.body).to.include({ name: "Ada Lovelace", status: "blocked", id: 26 });
      expect(draft?.headers).to.deep.equal({ Location: "/users/26" });
    });

    it("embeds the user that a posted order names", async () => {
      const order = await entity(shop, "POST /orders", { userId: 5 });

      expect(order["user"]).to.deep.equal(await body(shop, "GET /users/5"));
    });

    it("keeps the id that the client may choose", async () => {
      const draft = await draftOf(entitiesSource, shop, "POST /countries", { code: "XX", name: "Nowhere" });

      expect(draft?.body).to.include({ code: "XX", name: "Nowhere" });
      expect(draft?.headers).to.deep.equal({ Location: "/countries/XX" });
    });

    it("never answers with what may only be written", async () => {
      const user = await entity(shop, "POST /users", { name: "Ada", password: "secret" });

      expect(user).to.not.have.property("password");
    });

    it("answers a change with the entity as changed", async () => {
      const before = await entity(shop, "GET /users/7");
      const after = await entity(shop, "PATCH /users/7", { name: "Grace Hopper" });

      expect(after).to.deep.equal({ ...before, name: "Grace Hopper" });
    });

    it("keeps what the schema forbids out of the answer", async () => {
      const after = await entity(shop, "PATCH /users/7", { status: "unheard-of" });

      expect(after["status"]).to.be.oneOf(["active", "blocked"]);
    });
  });

  describe("identities that are text", () => {
    it("are distinct and lead to the entity they are listed with", async () => {
      const products = await entities(shop, "GET /products");

      expect(new Set(products.map(({ id }) => id)).size).to.equal(10);
      for (const product of products) {
        expect(await body(shop, `GET /products/${product["id"]}`)).to.deep.equal(product);
      }
    });

    it("make a smaller collection where the schema leaves few", async () => {
      const contract = await contractOf({
        "/flags": { get: answers(list(object({ name: { type: "string", enum: ["red", "green"] }, hex: text }))) },
        "/flags/{name}": {
          get: answers(object({ name: { type: "string", enum: ["red", "green"] }, hex: text }), {
            parameters: [pathParameter("name", text)],
          }),
        },
      });

      expect((await entities(contract, "GET /flags")).map(({ name }) => name)).to.have.members(["red", "green"]);
    });
  });

  it("lists nothing where no value can be an identity", async () => {
    const none = { type: "string", pattern: "^a{2}$", minLength: 3 };
    const contract = await contractOf({
      "/offers": { get: answers(list({ type: "object", properties: { id: none, name: text } })) },
      "/offers/{id}": { get: answers(object({ name: text }), { parameters: [pathParameter("id", text)] }) },
    });

    expect(await entities(contract, "GET /offers")).to.deep.equal([]);
  });

  it("lets the document's example be the first entity, with its own identity and relations", async () => {
    const first = await entity(shop, "GET /products/sku-1");
    const products = await entities(shop, "GET /products");

    expect(products[0]).to.include({ title: "Espresso machine" });
    expect(products.slice(1).map(({ title }) => title)).to.not.include("Espresso machine");
    expect(first["title"]).to.not.equal("Espresso machine");
    const users = (await entities(shop, "GET /users?limit=25")).map(({ id }) => id);
    expect(users).to.include(products[0]?.["ownerId"]);
  });
});

function object(properties: object): object {
  return { type: "object", required: Object.keys(properties), properties };
}

async function shopContract(): Promise<Contract> {
  const User = {
    type: "object",
    required: ["id", "name", "status"],
    properties: {
      id: { type: "integer", readOnly: true },
      name: text,
      status: { type: "string", enum: ["active", "blocked"] },
      password: { type: "string", writeOnly: true },
    },
  };
  const Order = object({
    id: { ...integer, readOnly: true },
    userId: integer,
    status: ref("Status"),
    user: ref("User"),
  });
  const schemas = {
    User,
    Order: { ...Order, required: ["id", "userId"] },
    Status: { type: "string", enum: ["open", "paid", "sent"] },
    Comment: object({ id: integer, orderId: integer, text }),
    Product: object({ id: uuid, title: text, ownerId: integer }),
    Country: object({ code: { type: "string", minLength: 2 }, name: text }),
    Page: {
      type: "object",
      required: ["data", "total", "has_more"],
      properties: {
        data: list(ref("Order")),
        total: integer,
        has_more: { type: "boolean" },
        next: { type: "string", format: "uri" },
        next_cursor: { type: ["string", "null"] },
      },
    },
  };
  const id = [pathParameter("id")];
  const statuses = queryParameter("status", list(ref("Status")));
  const paging = [queryParameter("limit"), queryParameter("offset")];
  const users = answers(list(ref("User")), {
    parameters: [
      ...paging,
      queryParameter("ids", list(integer)),
      queryParameter("sort", text),
      queryParameter("name", text),
    ],
  }) as { responses: { 200: object } };
  const created = (name: string) => ({
    ...jsonBody({}),
    responses: { 201: { description: "", content: { "application/json": { schema: ref(name) } } } },
  });
  const headers = { "X-Total-Count": { schema: integer }, Link: { schema: text } };
  const example = { id: "00000000-0000-4000-8000-000000000000", title: "Espresso machine", ownerId: 4242 };
  const product = { description: "", content: { "application/json": { schema: ref("Product"), example } } };
  return contractOf(
    {
      "/users": { get: { ...users, responses: { 200: { ...users.responses[200], headers } } }, post: created("User") },
      "/users/search": { get: answers(list(object({ id: integer, name: text }))) },
      "/users/{id}": {
        parameters: id,
        get: { responses: { ...(answers(ref("User")) as { responses: object }).responses, 404: { description: "" } } },
        patch: answers(ref("User"), jsonBody({})),
      },
      "/users/{id}/orders": { get: answers(list(ref("Order")), { parameters: id }) },
      "/me": { get: answers(ref("User")) },
      "/wrapped/users/me": { get: answers(object({ data: ref("User"), requestId: text })) },
      "/orders": {
        get: answers(list(ref("Order")), { parameters: [...paging, statuses] }),
        post: created("Order"),
      },
      "/orders/{id}": { get: answers(ref("Order"), { parameters: id }) },
      "/orders/by-offset": { get: answers(ref("Page"), { parameters: paging }) },
      "/orders/by-page": {
        get: answers(ref("Page"), { parameters: [queryParameter("limit"), queryParameter("page")] }),
      },
      "/orders/by-cursor": {
        get: answers(ref("Page"), { parameters: [queryParameter("limit"), queryParameter("cursor", text)] }),
      },
      "/orders/{orderId}/comments": { get: answers(list(ref("Comment")), { parameters: [pathParameter("orderId")] }) },
      "/orders/{orderId}/comments/{id}": {
        get: answers(ref("Comment"), { parameters: [pathParameter("orderId"), pathParameter("id")] }),
      },
      "/products": { get: answers(list(ref("Product"))) },
      "/products/{id}": { get: { parameters: [pathParameter("id", text)], responses: { 200: product } } },
      "/countries": { post: created("Country") },
      "/countries/{code}": { get: answers(ref("Country"), { parameters: [pathParameter("code", text)] }) },
    },
    schemas,
  );
}

function nextQuery(style: "offset" | "page" | "cursor", envelope: JsonObject, seen: number): string | undefined {
  if (!envelope["has_more"]) return undefined;
  if (style === "cursor") return `limit=10&cursor=${envelope["next_cursor"]}`;
  return style === "page" ? `limit=10&page=${seen / 10 + 1}` : `limit=10&offset=${seen}`;
}

async function drafted(contract: Contract, line: string, posted?: unknown, asking?: Asking): Promise<Draft> {
  const draft = await draftOf(entitiesSource, contract, line, posted, asking);
  if (!draft) throw new Error(`${line} is not answered from entities`);
  return draft;
}

async function body(
  contract: Contract,
  line: string,
  posted?: unknown,
  asking?: Asking,
): Promise<JsonValue | undefined> {
  return (await drafted(contract, line, posted, asking)).body;
}

async function entity(contract: Contract, line: string, posted?: unknown, asking?: Asking): Promise<JsonObject> {
  return (await body(contract, line, posted, asking)) as JsonObject;
}

async function entities(contract: Contract, line: string): Promise<readonly JsonObject[]> {
  return (await body(contract, line)) as readonly JsonObject[];
}
