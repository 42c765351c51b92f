import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import type { Exchange } from "../../src/base/exchange.ts";
import { Journal } from "../../src/gateway/journal.ts";
import { queryCredentials } from "../../src/gateway/query-secrets.ts";
import { answers, contractOf } from "../helpers/contract.ts";
import { clientOf } from "../helpers/gateway.ts";

describe("Journal", () => {
  let clock: number;

  beforeEach(() => {
    clock = Date.UTC(2026, 0, 1);
  });

  it("tells of what came last, the newest first, and of no more than it has room for", () => {
    const journal = journalOf(3);

    for (const target of ["/1", "/2", "/3", "/4"]) journal.note(exchange({ target }), 1.26);

    expect(journal.list().map(({ target }) => target)).to.deep.equal(["/4", "/3", "/2"]);
    expect(journal.list({ limit: 1 })).to.deep.equal([
      {
        time: "2026-01-01T00:00:00.004Z",
        requestId: "r",
        session: "mia",
        method: "GET",
        target: "/4",
        operation: "getPet",
        status: 200,
        source: "entities",
        milliseconds: 1.3,
        violations: [],
        provenance: [],
      },
    ]);
    journal.clear();
    expect(journal.list()).to.deep.equal([]);
    journal.note(exchange({ target: "/5" }), 1);
    expect(journal.list()).to.have.length(1);
  });

  it("finds by session, operation, status, class of status, method and time", () => {
    const journal = journalOf(10);
    journal.note(exchange({ status: 404, operation: undefined }), 1);
    journal.note(exchange({ method: "POST", status: 422, session: "tom" }), 1);
    const since = clock;
    journal.note(exchange({ status: 200 }), 1);
    const statuses = (query: object): number[] => journal.list(query).map(({ status }) => status);

    expect(statuses({ status: "404" })).to.deep.equal([404]);
    expect(statuses({ status: "4xx" })).to.deep.equal([422, 404]);
    expect(statuses({ session: "tom" })).to.deep.equal([422]);
    expect(statuses({ method: "POST" })).to.deep.equal([422]);
    expect(statuses({ operation: "getPet" })).to.deep.equal([200, 422]);
    expect(statuses({ since: since + 1 })).to.deep.equal([200]);
    expect(statuses({ session: "mia", status: "2XX" })).to.deep.equal([200]);
  });

  it("keeps nothing where its size is 0", () => {
    const journal = journalOf(0);
    journal.note(exchange({}), 1);
    expect(journal.list()).to.deep.equal([]);
  });

  it("masks credentials in the query, declared ones and those that are called so", async () => {
    const security = { security: [{ key: [] }] };
    const contract = await contractOf(
      { "/a": { get: answers(true, security) } },
      {},
      {
        key: { type: "apiKey", in: "query", name: "who" },
      },
    );
    const journal = journalOf(1, queryCredentials([contract]));

    journal.note(exchange({ target: "/a?who=me&q=1&access_token=abc&%61pi_key=abc&flag&tokens_left=3" }), 1);

    expect(journal.list()[0]?.target).to.equal("/a?who=***&q=1&access_token=***&%61pi_key=***&flag&tokens_left=3");
  });

  it("repeats nothing that a request carries in its body, credentials or cookies", async () => {
    const schema = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
    const operation = answers(schema, {
      security: [{ token: [] }],
      requestBody: { content: { "application/json": { schema } } },
    });
    const client = await clientOf({ "/a": { post: operation } }, {}, { token: { type: "http", scheme: "bearer" } });
    const journal = journalOf(5);

    const headers = { authorization: "Bearer hidden-1", cookie: "a=hidden-2" };
    journal.note((await client("POST /a", { headers, body: { id: "hidden-3" } })).exchange, 1);
    journal.note((await client("POST /a", { headers: { cookie: "a=hidden-2" }, body: { id: 1 } })).exchange, 1);

    expect(journal.list().map(({ violations }) => violations.length)).to.deep.equal([1, 1]);
    expect(JSON.stringify(journal.list())).not.to.include("hidden");
  });

  it("holds on to no body", async () => {
    const journal = journalOf(5);
    const bodies = ((): WeakRef<object>[] => {
      const noted = exchange({});
      journal.note(noted, 1);
      return [noted.request.body, noted.response.body ?? {}, noted.request].map((one) => new WeakRef(one));
    })();

    setFlagsFromString("--expose-gc");
    // References that were followed in this turn of the loop are kept until it ends.
    await new Promise(setImmediate);
    (runInNewContext("gc") as () => void)();

    expect(bodies.map((body) => body.deref())).to.deep.equal([undefined, undefined, undefined]);
    expect(journal.list()).to.have.length(1);
  });

  function journalOf(size: number, credentials: ReadonlySet<string> = new Set()): Journal {
    return new Journal({ size, now: () => ++clock, credentials: () => credentials });
  }
});

interface Told {
  readonly method?: string;
  readonly target?: string;
  readonly status?: number;
  readonly session?: string;
  readonly operation?: string | undefined;
}

function exchange(told: Told): Exchange {
  const { method = "GET", target = "/", status = 200, session = "mia" } = told;
  const operation = "operation" in told ? told.operation : "getPet";
  const headers = { "X-Helix-Session": session, "X-Helix-Source": "entities" };
  return {
    request: { method, target, headers: {}, body: new Uint8Array(100) },
    response: { status, headers, body: new Uint8Array(100) },
    operation,
    violations: [],
    provenance: [],
    replayable: () => false,
    requestId: "r",
  };
}
