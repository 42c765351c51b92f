import { expect } from "chai";
import { locale, locales } from "../../src/base/setting-kind.ts";
import { citiesAt, namesAt } from "../../src/generate/leaf/vocabulary/home.ts";
import { createMock, type Mock, type MockOptions } from "../../src/index.ts";

const person = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "integer" },
    firstName: { type: "string" },
    lastName: { type: "string" },
    email: { type: "string", format: "email" },
    city: { type: "string" },
    country: { type: "string" },
    phone: { type: "string" },
    tags: { type: "array", items: { type: "string" } },
  },
};
const limit = { name: "limit", in: "query", schema: { type: "integer" } };
const offset = { name: "offset", in: "query", schema: { type: "integer" } };

function answers(type: string, schema: object, parameters: readonly object[] = []): object {
  return { get: { parameters, responses: { 200: { description: "", content: { [type]: { schema } } } } } };
}

const document = {
  openapi: "3.1.0",
  info: { title: "Knobs", version: "1" },
  paths: {
    "/people": answers("application/json", { type: "array", items: person }, [limit, offset]),
    "/people/{id}": answers("application/json", person, [
      { name: "id", in: "path", required: true, schema: { type: "integer" } },
    ]),
    "/few": answers("application/json", { type: "array", maxItems: 2, items: { type: "string" } }),
    "/events": answers("text/event-stream", { type: "string" }),
  },
};

describe("settings of what is generated", () => {
  const running: Mock[] = [];

  afterEach(async () => {
    for (const mock of running.splice(0)) await mock.close();
  });

  it("size lists within what schemas allow, by setting and by request", async () => {
    const mock = await start({ arraySize: 30 });

    expect(await json(mock, "/people")).to.have.length(30);
    expect(await json(mock, "/few")).to.have.length(2);
    expect(await json(mock, "/people/1"))
      .to.have.property("tags")
      .with.length(30);
    expect(await json(mock, "/people?limit=4")).to.have.length(4);
    for (const headers of [{ prefer: "array-size=3" }, { "x-helix-array-size": "3" }, { "x-steady-array-size": "3" }]) {
      expect(await json(mock, "/people", headers)).to.have.length(3);
    }
  });

  it("leave out optional properties, and always the same ones", async () => {
    const none = await start({ optionals: 0 });
    const some = await start({ optionals: 0.5 });
    const again = await start({ optionals: 0.5 });

    expect(await json(none, "/people/1")).to.deep.equal({ id: 1 });
    const sizes = (await people(some, "?limit=20")).map((one) => Object.keys(one).length);
    expect(new Set(sizes)).to.have.property("size").above(2);
    expect(await json(some, "/people")).to.deep.equal(await json(again, "/people"));
    const [first] = await people(some);
    expect(await json(some, `/people/${first?.id}`)).to.deep.equal(first);
  });

  it("put people and places where the locale is", async () => {
    const mock = await start({ locale: "de-AT" });

    const found = await people(mock, "?limit=20");

    expect(new Set(found.map(({ country }) => country))).to.deep.equal(new Set(["Österreich"]));
    const { women, men } = namesAt("de-AT");
    for (const { firstName, phone, email } of found) {
      expect([...women, ...men]).to.include(firstName);
      expect(phone).to.match(/^\+43/);
      expect(email).to.match(/^[\w.-]+@[\w.-]+$/);
    }
  });

  for (const name of locales) {
    it(`know names and cities of ${name}`, () => {
      const { women, men, surnames } = namesAt(name);

      expect(Math.min(women.length, men.length, surnames.length)).to.be.above(10);
      expect(citiesAt(name)).to.not.have.length(0);
      expect(locale.read(name.replace("-", "_").toUpperCase())).to.equal(name);
    });
  }

  it("call places and firms as they are called there, and take x-faker's words from there", async () => {
    const names = ["city", "street", "country", "company", "fullName"];
    const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
    const month = { type: "string", "x-faker": "date.month" };
    const schema = { type: "object", required: [...names, "month"], properties: { ...properties, month } };
    const responses = { 200: { description: "somebody", content: { "application/json": { schema } } } };
    const one = { openapi: "3.1.0", info: { title: "", version: "" }, paths: { "/somebody": { get: { responses } } } };
    const somebody = async (wanted: string) =>
      (await json(await start({ locale: wanted }, one), "/somebody")) as Record<string, unknown>;

    const german = await somebody("de-DE");
    const japanese = await somebody("ja");

    expect(german).to.have.property("country", "Deutschland");
    expect(german["company"]).to.match(/ (?:AG|GmbH|GmbH & Co\. KG|Gruppe|KG|OHG|UG)$/);
    expect(german["street"]).to.match(/^[\p{L}. ]+ \d+$/u);
    expect(german["month"]).to.match(
      /^(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)$/,
    );
    expect(japanese).to.include({ country: "日本", city: "東京" });
    const { women, men, surnames } = namesAt("ja");
    const [family = "", given = ""] = String(japanese["fullName"]).split(" ");
    expect(surnames).to.include(family);
    expect([...women, ...men]).to.include(given);
    expect(japanese["month"]).to.match(/月$/);
  });

  it("write e-mail addresses in Latin letters for names that are not", async () => {
    const mock = await start({ locale: "ja" });

    for (const { email } of await people(mock)) expect(email).to.match(/^[a-z0-9._]{3,}@/);
  });

  it("count and pace the items of a stream", async () => {
    const mock = await start({ streamCount: 5, port: 0 });

    expect(events(await text(mock, "/events"))).to.equal(5);
    expect(events(await text(mock, "/events", { prefer: "stream-count=2" }))).to.equal(2);
    const paced = await fetch(`${mock.url}/events`, { headers: { prefer: "stream-count=3, stream-interval=20ms" } });
    expect(paced.headers.has("content-length")).to.equal(false);
    const pieces: string[] = [];
    for await (const piece of paced.body ?? []) pieces.push(Buffer.from(piece).toString());
    expect(pieces).to.have.length(3);
    expect(pieces.every((piece) => events(piece) === 1)).to.equal(true);
  });

  it("come from the document where nobody else says them", async () => {
    const hinted = { ...document, "x-json-schema-faker": { "max-items": 4, optionalsProbability: 0, locale: "fr" } };
    const mock = await start({}, hinted);
    const overruled = await start({ optionals: 1, locale: "it", arraySize: 2 }, hinted);

    expect(await json(mock, "/people")).to.have.length(4);
    expect(await json(mock, "/people/1")).to.deep.equal({ id: 1 });
    expect(await json(overruled, "/people")).to.have.length(2);
    expect(await json(overruled, "/people/1")).to.have.property("country", "Italia");
  });

  it("are repeated as Preference-Applied where they came by Prefer", async () => {
    const mock = await start({});

    const asked = await mock.fetch("/people", { headers: { prefer: 'array-size=3, seed="a b", unknown=1' } });
    const mirrored = await mock.fetch("/people", { headers: { "x-helix-array-size": "3" } });

    expect(asked.headers.get("preference-applied")).to.equal('seed="a b", array-size=3');
    expect(mirrored.headers.has("preference-applied")).to.equal(false);
  });

  it("are refused with the header that says what cannot be", async () => {
    const mock = await start({});

    const response = await mock.fetch("/people", { headers: { "x-helix-array-size": "many" } });

    expect(response.status).to.equal(422);
    expect(await response.json())
      .to.have.property("detail")
      .that.contains("the header x-helix-array-size must be");
  });

  async function start(options: Omit<MockOptions, "document">, served: object = document): Promise<Mock> {
    const mock = await createMock({ document: served, ...options });
    running.push(mock);
    return mock;
  }
});

interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly email: string;
  readonly country: string;
  readonly phone: string;
}

async function json(mock: Mock, path: string, headers: Record<string, string> = {}): Promise<unknown> {
  return (await mock.fetch(path, { headers })).json();
}

async function people(mock: Mock, query = ""): Promise<readonly Person[]> {
  return (await json(mock, `/people${query}`)) as readonly Person[];
}

async function text(mock: Mock, path: string, headers: Record<string, string> = {}): Promise<string> {
  return (await mock.fetch(path, { headers })).text();
}

function events(stream: string): number {
  return stream.split("\n\n").length - 1;
}
