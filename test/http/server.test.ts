import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "chai";
import Koa from "koa";
import { SettingsError } from "../../src/base/errors.ts";
import { defaultLimits, listen, type RunningServer, type ServerLimits } from "../../src/http/server.ts";
import { request, statuses, talk } from "../helpers/raw-http.ts";

describe("listen", () => {
  const running: RunningServer[] = [];

  afterEach(async () => {
    for (const server of running.splice(0)) await server.close();
  });

  it("takes a free port when asked for 0, and says where it listens", async () => {
    const server = await start();

    expect(server.port).to.be.above(0);
    expect(server.url).to.equal(`http://127.0.0.1:${server.port}`);
  });

  it("names the port that is taken", async () => {
    const { port } = await start();

    const failure = await start({}, port).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(SettingsError);
    expect(failure).to.have.property("message").that.includes(`port ${port} is already in use on 127.0.0.1`);
  });

  it("names an address that is not this machine's", async () => {
    const failure = await listen(() => {}, { host: "203.0.113.7", port: 0 }).catch((error: unknown) => error);

    expect(failure).to.have.property("message").that.includes("203.0.113.7 is not an address of this machine");
  });

  it("ends a request whose head or body only drips", async () => {
    const { port } = await start({ headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 });

    const head = await talk(port, ["GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "]);
    const body = await talk(port, ["POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"]);

    expect([statuses(head), statuses(body)]).to.deep.equal([[408], [408]]);
  });

  it("refuses a tunnel", async () => {
    const { port } = await start();

    expect(statuses(await talk(port, ["CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n"]))).to.deep.equal(
      [501],
    );
  });

  it("refuses connections over the limit", async () => {
    const { port } = await start({ maxConnections: 1 });
    const first = connect(port, "127.0.0.1");
    await once(first, "connect");

    const second = await talk(port, [request("GET /")]);
    first.destroy();

    expect(second).to.equal("");
  });

  it("closes at once where nothing is in flight, idle connections included", async () => {
    const { port, close } = await start();
    const idle = connect(port, "127.0.0.1");
    idle.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await once(idle, "data");

    await close();

    await once(idle, "close");
  });

  it("finishes requests in flight before it closes, and accepts no more", async () => {
    const gate = barrier();
    const server = await start({}, 0, gate);
    const inFlight = talk(server.port, ["GET / HTTP/1.1\r\nHost: a\r\n\r\n"]);
    await gate.entered;

    const closed = server.close();
    const late = await talk(server.port, [request("GET /")]);
    gate.open();
    await closed;

    expect(late).to.equal("");
    expect(statuses(await inFlight)).to.deep.equal([200]);
  });

  it("cuts requests that do not finish in time", async () => {
    const gate = barrier();
    const server = await start({ drainTimeout: 50 }, 0, gate);
    const inFlight = talk(server.port, [request("GET /")]);
    await gate.entered;

    await server.close();

    expect(await inFlight).to.equal("");
  });

  async function start(limits: Partial<ServerLimits> = {}, port = 0, gate?: Barrier): Promise<RunningServer> {
    const app = new Koa();
    app.on("error", () => {});
    app.use(async (context) => {
      for await (const _ of context.req);
      await gate?.wait();
      context.body = "ok";
    });
    const server = await listen(app.callback(), { host: "127.0.0.1", port }, { ...defaultLimits, ...limits });
    running.push(server);
    return server;
  }
});

type Barrier = ReturnType<typeof barrier>;

/** Holds whoever waits until it is opened; `entered` tells that somebody waits. */
function barrier() {
  let open = () => {};
  let enter = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  return {
    entered,
    open: () => open(),
    wait() {
      enter();
      return opened;
    },
  };
}
