import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { bundle } from "../../build/bundle.ts";
import { ordersVariable } from "../../src/cli/workers/orders.ts";
import { type HelixProcess, type HelixSurroundings, printed, startHelix } from "../helpers/helix-process.ts";
import { inFlight } from "../helpers/in-flight.ts";
import { statuses } from "../helpers/raw-http.ts";

/** Has every answer tell which process it is from, and lets SIGUSR2 be an error that nothing catches. */
const telling = module(`
  import { Server } from "node:http";
  import { Server as SecureServer } from "node:https";
  process.on("SIGUSR2", () => { throw new Error("boom"); });
  for (const { prototype } of [Server, SecureServer]) {
    const { emit } = prototype;
    prototype.emit = function (name, ...values) {
      if (name === "request") values[1].setHeader("X-Worker", process.pid);
      return emit.call(this, name, ...values);
    };
  }`);

/** The end of every worker, before it has done anything. */
const deadly = module(`if (process.env.${ordersVariable}) process.exit(9);`);

/** Inside the project, because a bundle finds package.json by where it lies; git ignores it. */
const build = fileURLToPath(new URL("../../coverage/workers", import.meta.url));

describe("helix mock --workers", () => {
  const started: HelixProcess[] = [];
  let directory: string;

  before(async () => {
    await bundle(build);
    directory = mkdtempSync(join(tmpdir(), "helix-"));
  });

  after(() => {
    for (const folder of [directory, build]) rmSync(folder, { recursive: true });
  });

  afterEach(async () => {
    for (const helix of started.splice(0)) {
      helix.child.kill("SIGKILL");
      await helix.ended;
    }
  });

  it("gives the same answer from each worker, and prints one address and one log", async () => {
    const helix = mock(["specs/shop.yaml"]);
    const url = await helix.url;

    const answers = await both(url, "/v1/reviews/7");
    helix.child.kill("SIGTERM");
    await helix.ended;

    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).to.equal(1);
    const output = helix.output();
    expect(output.match(/helix-mock /g)).to.have.length(1);
    expect(output.match(/^Helix is listening on http:\/\/127\.0\.0\.1:\d+$/gm)).to.have.length(1);
    expect(output.match(/ info {2}GET \/v1\/reviews\/7 200 [\d.]+ ms entities$/gm)).to.have.length(answers.length);
    expect(helix.complaint()).to.equal("");
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`finishes requests in flight on ${signal}, which its workers may get as well, and ends with 0`, async () => {
      const helix = mock(["specs/shop.yaml"]);
      const url = await helix.url;
      const workers = (await both(url, "/status")).map(({ worker }) => worker);
      const requests = [await inFlight(url, 300), await inFlight(url, 300), await inFlight(url, 300)];

      for (const pid of [helix.child.pid, ...new Set(workers)]) process.kill(pid ?? 0, signal);

      for (const { wire } of requests) expect(statuses(await wire)).to.deep.equal([100, 200]);
      expect(await helix.ended).to.equal(0);
      expect(helix.output().match(/Helix is stopping/g)).to.have.length(1);
      expect(helix.output()).to.not.include("another takes its place");
    });
  }

  it("does not wait for them when it is asked twice", async () => {
    const helix = mock(["specs/shop.yaml"]);
    const request = await inFlight(await helix.url, 60_000);

    helix.child.kill("SIGINT");
    await printed(helix, "Helix is stopping");
    helix.child.kill("SIGINT");

    expect(await helix.ended).to.equal(130);
    expect(statuses(await request.wire)).to.deep.equal([100]);
  });

  it("leaves no worker behind when it is killed", async () => {
    const helix = mock(["specs/shop.yaml"]);
    const socket = connect(Number(new URL((await helix.url) ?? "").port), "127.0.0.1");
    socket.write("GET /status HTTP/1.1\r\nHost: a\r\n\r\n");
    await once(socket, "data");

    helix.child.kill("SIGKILL");

    socket.resume().on("error", () => {});
    await once(socket, "close");
  });

  it("replaces workers that die, with the document from standard input", async () => {
    const helix = mock(["-"], { input: api(1) });
    const url = await helix.url;
    const [first, second] = await workersOf(url);

    process.kill(first ?? 0, "SIGKILL");
    await printed(helix, "another takes its place");
    await both(url, "/version", new Set([first]));
    process.kill(second ?? 0, "SIGUSR2");
    await printed(helix, "another takes its place", 2);
    const answers = await both(url, "/version", new Set([first, second]));

    expect(answers.map(({ body }) => body)).to.satisfy((bodies: string[]) => bodies.every((body) => body === "1"));
    expect(helix.output()).to.include(`the worker ${first} ended with SIGKILL; another takes its place`);
    expect(helix.output()).to.include("Error: boom");
    expect(helix.output()).to.include(`the worker ${second} ended with exit code 70; another takes its place`);
  });

  it("gives up with 70 where workers only die", async () => {
    const helix = mock(["specs/shop.yaml"], { preload: deadly });

    expect(await helix.ended).to.equal(70);
    expect(helix.output().match(/ended with exit code 9; another takes its place/g)).to.have.length(4);
    expect(helix.complaint()).to.match(
      /^helix: the worker \d+ ended with exit code 9, the last of 5 within 60 s: Helix gives up; .*\n$/,
    );
  });

  it("tells once why it cannot start, as one process does", async () => {
    const port = new URL((await mock(["specs/shop.yaml"]).url) ?? "").port;
    writeFileSync(join(directory, "broken.yaml"), "openapi: [3");
    const broken = ["mock", "broken.yaml", "--port", "0"];

    const taken = mock(["specs/shop.yaml", "--port", port]);
    const many = start([...broken, "--workers", "2"], { directory });
    const one = start(broken, { directory });

    expect([await taken.ended, await many.ended, await one.ended]).to.deep.equal([2, 2, 2]);
    expect(taken.complaint()).to.equal(
      `helix: port ${port} is already in use on 127.0.0.1; choose another with --port, or 0 for a free one\n`,
    );
    expect(many.complaint()).to.equal(one.complaint());
    expect([taken.output(), many.output()]).to.deep.equal(["", ""]);
  });

  it("serves edits from all workers once the log tells of them, and fails no request meanwhile", async () => {
    const file = join(directory, "api.yaml");
    writeFileSync(file, api(0));
    const helix = mock([file]);
    const url = await helix.url;
    const meanwhile = asking(url);
    for (let edit = 1; edit <= 5; edit++) {
      writeFileSync(file, api(edit));
      await printed(helix, "was loaded anew", edit);

      const bodies = (await both(url, "/version")).map(({ body }) => body);
      expect(new Set(bodies), `edit ${edit}`).to.deep.equal(new Set([String(edit)]));
    }
    const answers = await meanwhile.end();

    expect(answers.length).to.be.above(5);
    expect(answers.filter(({ status }) => status !== 200)).to.deep.equal([]);
    expect(helix.output().match(/was loaded anew/g)).to.have.length(5);
  });

  it("goes on with fewer workers while a broken edit lets none be replaced", async () => {
    const file = join(directory, "edited.yaml");
    writeFileSync(file, api(0));
    const helix = mock([file]);
    const url = await helix.url;
    const [first, second] = await workersOf(url);

    writeFileSync(file, "openapi: [3");
    await printed(helix, "The last good contract is served on.");
    process.kill(first ?? 0, "SIGKILL");
    await printed(helix, "There is one worker less until a document is loaded anew.");
    const { body, worker } = await ask(url, "/version");
    writeFileSync(file, api(1));
    await printed(helix, "was loaded anew");
    const answers = await both(url, "/version");

    expect([body, worker]).to.deep.equal(["0", second]);
    expect(new Set(answers.map((answer) => answer.body))).to.deep.equal(new Set(["1"]));
    expect(helix.output().match(/The last good contract is served on\./g)).to.have.length(1);
  });

  it("fixes answers by files in all workers, logs an edit of them once, and sets none in one worker only", async () => {
    const folder = join(directory, "helix.overrides");
    mkdirSync(folder);
    const fix = (name: string): void =>
      writeFileSync(join(folder, "a.yaml"), `operation: GET /version\nbody: ${name}\n`);
    writeFileSync(join(directory, "any.yaml"), api(0).replace("const: 0", "type: integer"));
    fix("1");
    const helix = mock(["any.yaml"], { directory });
    const url = await helix.url;
    const first = await both(url, "/version");
    fix("2");
    let second: readonly Answer[] = [];
    while (second.length === 0 || second.some(({ body }) => body !== "2")) second = await both(url, "/version");
    // The log may come behind the answers.
    await printed(helix, "a.yaml was loaded anew: 1 override");
    expect(helix.output().match(/a\.yaml was loaded anew: 1 override$/gm)).to.have.length(1);
    fix("x");
    await printed(helix, "is off");
    const refused = await ask(url, "/_helix/journal");

    expect(new Set(first.map(({ body }) => body))).to.deep.equal(new Set(["1"]));
    expect(helix.output()).to.match(
      /helix\.overrides\/a\.yaml:2:1: the override o\d for GET \/version is off: \/body must be an integer/,
    );
    expect(refused.status).to.equal(501);
    expect(JSON.parse(refused.body).type).to.equal("/_helix/problems/control-not-shared");
  });

  it("serves https", async () => {
    const files = ["--tls-cert", "test/http/tls/cert.pem", "--tls-key", "test/http/tls/key.pem"];
    const helix = mock(["specs/shop.yaml", ...files]);
    const url = await helix.url;

    expect(url).to.match(/^https:/);
    expect((await both(url, "/status")).map(({ status }) => status)).to.include(200);
  });

  function mock(words: readonly string[], surroundings: HelixSurroundings = {}): HelixProcess {
    const port = words.includes("--port") ? [] : ["--port", "0"];
    return start(["mock", ...words, ...port, "--workers", "2"], { preload: telling, ...surroundings });
  }

  function start(words: readonly string[], surroundings: HelixSurroundings): HelixProcess {
    const helix = startHelix(words, { built: join(build, "bin.js"), ...surroundings });
    started.push(helix);
    return helix;
  }
});

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  /** The id of the process that gave it. */
  readonly worker: number;
}

/** Asks over a connection of its own: which worker gets it is not for the client to say. */
async function ask(url = "", path = ""): Promise<Answer> {
  const ca = readFileSync("test/http/tls/cert.pem");
  const options = { agent: false, ca, checkServerIdentity: () => undefined };
  const sent = url.startsWith("https:") ? httpsRequest(url + path, options) : httpRequest(url + path, { agent: false });
  sent.end();
  const [response]: [IncomingMessage] = (await once(sent, "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of response.setEncoding("utf8")) body += chunk;
  return { status: response.statusCode, body, worker: Number(response.headers["x-worker"]) };
}

/** Asks until two workers have answered, other than those that are left out. */
async function both(url = "", path = "", without: ReadonlySet<number | undefined> = new Set()): Promise<Answer[]> {
  const answers: Answer[] = [];
  while (new Set(answers.map(({ worker }) => worker).filter((worker) => !without.has(worker))).size < 2) {
    answers.push(await ask(url, path));
  }
  return answers;
}

async function workersOf(url: string | undefined): Promise<number[]> {
  return [...new Set((await both(url, "/status")).map(({ worker }) => worker))];
}

/** Asks one question after another until it is told to end. */
function asking(url: string | undefined): { end(): Promise<readonly Answer[]> } {
  let isOver = false;
  const answers = (async () => {
    const given: Answer[] = [];
    while (!isOver) given.push(await ask(url, "/version"));
    return given;
  })();
  return {
    end() {
      isOver = true;
      return answers;
    },
  };
}

function module(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function api(version: number): string {
  return `openapi: 3.1.0
info: { title: Live, version: "${version}" }
paths:
  /version:
    get:
      responses:
        "200": { description: the version, content: { application/json: { schema: { const: ${version} } } } }
`;
}
