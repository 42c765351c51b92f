import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "chai";
import { createMock, type Mock } from "../src/index.ts";

/**
 * Twenty-one questions that mock servers are known to answer wrongly, asked of specs/probe.yaml.
 * README.md shows the answers of others.
 */
describe("the twenty-one probes", () => {
  let mock: Mock;

  before(async () => {
    mock = await createMock({ document: "specs/probe.yaml", port: 0 });
  });
  after(() => mock.close());

  it("1: ends a recursive schema validly", async () => {
    const shelf = await json(ask("/shelves"));

    expect(isShelf(shelf), JSON.stringify(shelf)).to.equal(true);
  });

  it("2: takes the discriminator's value from its mapping", async () => {
    const medium = await json(ask("/media"));

    const fits = {
      book: medium["medium"] === "book" && Number.isInteger(medium["pages"]),
      record: medium["medium"] === "record" && typeof medium["live"] === "boolean",
    };
    expect(fits.book || fits.record, JSON.stringify(medium)).to.equal(true);
  });

  it("3: does not serve an example that its schema rejects", async () => {
    const hours = await json(ask("/opening-hours"));

    expect(hours["opens_at_hour"]).to.satisfy(Number.isInteger);
  });

  it("4: meets a pattern with a minimum length, and a step of a hundredth", async () => {
    const fee = await json(ask("/fees"));

    expect(fee["shelfmark"]).to.match(/^[A-Z]{2}\/[0-9]{5}$/);
    expect(fee["fee"]).to.be.within(0, 50);
    expect(String(fee["fee"])).to.match(/^\d+(\.\d{1,2})?$/);
  });

  it("5: meets minimum lengths and formats", async () => {
    const reader = await json(ask("/readers/7"));

    expect(String(reader["name"])).to.have.length.at.least(2);
    expect(isFormat("email", reader["email"])).to.equal(true);
    expect(reader["joined_at"] === undefined || isFormat("date-time", reader["joined_at"])).to.equal(true);
  });

  it("6: never sends what is writeOnly", async () => {
    const bodies = [await text(ask("/readers/7")), await text(ask("/readers")), await text(post(READER))];

    for (const body of bodies) expect(body).to.not.match(/"pin"/);
  });

  it("7: sends as many items as the schema asks for", async () => {
    const readers = await (await mock.fetch("http://localhost/readers")).json();

    expect(readers).to.have.length.at.least(2);
  });

  it("8: does not ask clients for what is readOnly", async () => {
    const response = await mock.fetch(post(READER));

    expect(response.status).to.equal(201);
    expect(await response.json()).to.include(READER);
  });

  it("9: refuses a body without a required member, in the document's own words, and a request without credential", async () => {
    const incomplete = await mock.fetch(post({ name: "Ada Lovelace" }));
    const anonymous = await mock.fetch(post(READER, { "x-desk": undefined }));

    expect(incomplete.status).to.equal(422);
    expect(await incomplete.json()).to.include({ verdict: "REFUSED" });
    expect(anonymous.status).to.equal(401);
  });

  it("10: refuses a parameter of another type, and one above its maximum", async () => {
    expect((await mock.fetch(ask("/readers?limit=abc"))).status).to.equal(422);
    expect((await mock.fetch(ask("/readers?limit=999"))).status).to.equal(422);
  });

  it("11: prefers the literal path to the template", async () => {
    expect(await json(ask("/readers/current"))).to.deep.equal({ route: "the-literal-one" });
  });

  it("12: writes XML where XML is accepted", async () => {
    const response = await mock.fetch(ask("/readers/7", { accept: "application/xml" }));

    expect(response.headers.get("content-type")).to.match(/^application\/xml/);
    expect(await response.text()).to.match(/<Reader>.*<card>7<\/card>.*<\/Reader>/s);
  });

  it("13: has nothing for a media type that is not declared", async () => {
    expect((await mock.fetch(ask("/readers/7", { accept: "application/pdf" }))).status).to.equal(406);
  });

  it("14: answers with the code and the example that were preferred", async () => {
    const response = await mock.fetch(ask("/readers/7", { prefer: "code=404, example=unknown" }));

    expect(response.status).to.equal(404);
    expect(await response.json()).to.deep.equal({ reason: "Nobody has this card." });
  });

  it("15: says so where the preferred code is not declared", async () => {
    const response = await mock.fetch(ask("/readers/7", { prefer: "code=418" }));

    expect(response.status).to.equal(404);
    expect(response.headers.get("content-type")).to.match(/^application\/problem\+json/);
    expect(await response.text()).to.match(/200.*404/s);
  });

  it("16: refuses a multipart body without a required part", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    const body = '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nHamlet\r\n--b--\r\n';
    const response = await mock.fetch(new Request("http://localhost/scans", { method: "POST", headers, body }));

    expect(response.status).to.be.oneOf([400, 422]);
  });

  it("17: refuses a body of another media type", async () => {
    const response = await mock.fetch(post(READER, { "content-type": "text/plain" }));

    expect(response.status).to.be.oneOf([415, 422]);
  });

  it("18: names the methods that a path has", async () => {
    const response = await mock.fetch(new Request("http://localhost/readers/7", { method: "PUT" }));

    expect(response.status).to.equal(405);
    expect(response.headers.get("allow")).to.include("GET").and.include("DELETE");
  });

  it("19: answers HEAD, and the preflight requests of browsers", async () => {
    const head = await fetch(`${mock.url}/readers/7`, { method: "HEAD" });
    const preflight = await fetch(`${mock.url}/readers/7`, { method: "OPTIONS", headers: PREFLIGHT });

    expect([head.status, await head.text()]).to.deep.equal([200, ""]);
    expect(preflight.status).to.equal(204);
    expect(preflight.headers.get("access-control-allow-methods")).to.include("DELETE");
  });

  it("20: streams events as events", async () => {
    const response = await mock.fetch(ask("/arrivals", { accept: "text/event-stream" }));

    expect(response.headers.get("content-type")).to.match(/^text\/event-stream/);
    expect(await response.text()).to.match(/^((event|id|retry|data): .*\n|\n|:.*\n)+$/);
  });

  it("21: echoes the path parameter, bare and under the base path", async () => {
    const readers = [await json(ask("/readers/7")), await json(ask("/api/v2/readers/7"))];

    expect(readers.map((reader) => reader["card"])).to.deep.equal([7, 7]);
  });

  function json(request: Request): Promise<Record<string, unknown>> {
    return mock.fetch(request).then((response) => response.json() as Promise<Record<string, unknown>>);
  }

  function text(request: Request): Promise<string> {
    return mock.fetch(request).then((response) => response.text());
  }
});

const PREFLIGHT = { origin: "http://app.example", "access-control-request-method": "DELETE" };
const READER = { name: "Ada Lovelace", email: "ada@example.org" };

function ask(path: string, headers: Record<string, string> = {}): Request {
  return new Request(`http://localhost${path}`, { headers });
}

function post(body: object, changes: Record<string, string | undefined> = {}): Request {
  const wished = { "content-type": "application/json", "x-desk": "key", ...changes };
  const headers = Object.entries(wished).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new Request("http://localhost/readers", {
    method: "POST",
    headers: Object.fromEntries(headers),
    body: JSON.stringify(body),
  });
}

function isShelf(value: unknown): boolean {
  const { number, shelves, room } = Object(value) as Record<string, unknown>;
  const hasRoom = room === undefined || isShelf(room);
  return Number.isInteger(number) && Array.isArray(shelves) && shelves.every(isShelf) && hasRoom;
}

const ajv = new Ajv2020();
addFormats.default(ajv);

function isFormat(format: string, value: unknown): boolean {
  return ajv.validate({ type: "string", format }, value);
}
