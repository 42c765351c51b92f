import { expect } from "chai";
import type { Exchange, RequestMessage } from "../../src/base/exchange.ts";
import { createListener } from "../../src/http/app.ts";
import { listen, type RunningServer } from "../../src/http/server.ts";
import { controlOptions } from "../helpers/control.ts";

describe("the memory of answers", () => {
  let server: RunningServer;
  let edition: object;
  let asked: RequestMessage[];
  let exchanges: Exchange[];
  let reads: (request: RequestMessage) => unknown;
  let difference: Partial<Exchange>;

  beforeEach(async () => {
    edition = {};
    asked = [];
    exchanges = [];
    difference = {};
    reads = () => "";
    const listener = createListener({
      gateway: {
        get edition() {
          return edition;
        },
        handle: async (request) => exchangeOf(request),
      },
      control: controlOptions(),
      cors: true,
      compression: true,
      maxBody: 1000,
      onExchange: (exchange) => exchanges.push(exchange),
      onBug: (bug) => {
        throw bug;
      },
    });
    server = await listen(listener, { host: "127.0.0.1", port: 0 });
  });

  afterEach(() => server.close());

  it("answers from the third time on, in the same words", async () => {
    const answers = await times(4, () => get("/pets"));

    expect(asked).to.have.length(2);
    expect(new Set(answers.map(({ text }) => text))).to.have.length(1);
    expect(new Set(answers.map(({ fields }) => JSON.stringify(fields)))).to.have.length(1);
  });

  it("gives every answer the id of its own request, and tells of it", async () => {
    await times(3, () => get("/pets"));
    const named = await get("/pets", { "X-Request-Id": "mine" });

    expect(asked).to.have.length(2);
    expect(named.id).to.equal("mine");
    expect(new Set(exchanges.map(({ requestId }) => requestId))).to.have.length(4);
    expect(exchanges.at(-1)).to.deep.include({ operation: "listPets", requestId: "mine" });
    expect(exchanges.at(-1)?.request.target).to.equal("/pets");
  });

  it("asks anew where a field differs that was read on the way, also one that was missing", async () => {
    reads = ({ headers }) => headers["accept-language"];
    await times(3, () => get("/pets", { "Accept-Language": "en" }));
    const german = await get("/pets", { "Accept-Language": "de" });
    const none = await get("/pets");
    const again = await times(2, () => get("/pets", { "Accept-Language": "de" }));

    expect(german.text).to.include("de");
    expect(none.text).not.to.include("de");
    expect(again.map(({ text }) => text)).to.deep.equal([german.text, german.text]);
    expect(asked).to.have.length(4);
  });

  it("does not care for fields that nobody reads", async () => {
    await times(2, () => get("/pets", { "User-Agent": "a" }));
    await get("/pets", { "User-Agent": "b", "X-Trace": "1" });

    expect(asked).to.have.length(2);
  });

  it("keeps nothing where all fields were looked at", async () => {
    reads = ({ headers }) => Object.keys(headers).length;
    await times(4, () => get("/pets"));

    expect(asked).to.have.length(4);
  });

  it("keeps apart what pages of other origins and coders are told", async () => {
    await times(3, () => get("/pets", { Origin: "https://a.example" }));
    const other = await get("/pets", { Origin: "https://b.example" });

    expect(other.fields["access-control-allow-origin"]).to.equal("https://b.example");
  });

  it("forgets everything when answers may change", async () => {
    await times(3, () => get("/pets"));
    edition = {};
    await get("/pets");

    expect(asked).to.have.length(3);
  });

  for (const [what, change] of [
    ["says that it will not come again", () => ({ replayable: () => false })],
    ["is sent piece by piece", () => ({ response: paced })],
  ] as const) {
    it(`keeps no answer that ${what}`, async () => {
      difference = change();
      await times(4, () => get("/pets"));

      expect(asked).to.have.length(4);
    });
  }

  it("keeps no answer that was begun before the answers changed", async () => {
    await get("/pets");
    reads = () => {
      // As a reload does while a request is under way; another request has noticed it already.
      edition = {};
    };
    await get("/pets");
    reads = () => "";
    await times(2, () => get("/pets"));

    expect(asked).to.have.length(4);
  });

  it("has the gateway answer where it cannot be told whether an answer still holds", async () => {
    difference = { replayable: () => Promise.reject(new Error("nobody knows")) };

    for (let times = 1; times <= 4; times++) {
      expect((await fetch(`${server.url}/same`)).status).to.equal(200);
      expect(asked).to.have.lengthOf(times);
    }
  });

  it("leaves other methods, and GET with content, to the gateway", async () => {
    await times(4, () => get("/pets", {}, "HEAD"));
    await times(4, () => get("/pets", {}, "POST"));

    expect(asked).to.have.length(8);
  });

  function exchangeOf(request: RequestMessage): Exchange {
    asked.push(request);
    const requestId = request.id ?? "";
    const body = Buffer.from(`pets ${reads(request)}`);
    const headers = { "X-Request-Id": requestId, "Content-Type": "text/plain" };
    const response = { status: 200, headers, body };
    const known = { operation: "listPets", violations: [], provenance: [], replayable: () => true, requestId };
    return { request, response, ...known, ...difference };
  }

  async function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
    const response = await fetch(`${server.url}${path}`, { headers, method });
    const { date: _, "x-request-id": id, ...fields } = Object.fromEntries(response.headers);
    return { text: await response.text(), id, fields };
  }
});

interface Got {
  readonly text: string;
  readonly id: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

const paced = { status: 200, headers: {}, body: Buffer.from("ab"), pacing: { ends: [1], intervalMs: 1 } };

async function times<Value>(count: number, make: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let turn = 0; turn < count; turn++) values.push(await make());
  return values;
}
