import { expect } from "chai";
import { type HelixProcess, printed, startHelix } from "../helpers/helix-process.ts";
import { inFlight } from "../helpers/in-flight.ts";
import { statuses } from "../helpers/raw-http.ts";

describe("the life of a helix process", () => {
  const started: HelixProcess[] = [];

  afterEach(async () => {
    for (const helix of started.splice(0)) {
      helix.child.kill("SIGKILL");
      await helix.ended;
    }
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`finishes requests in flight on ${signal} and ends with 0`, async () => {
      const helix = mock();
      const request = await inFlight(await helix.url, 300);

      helix.child.kill(signal);

      expect(statuses(await request.wire)).to.deep.equal([100, 200]);
      expect(await helix.ended).to.equal(0);
    });
  }

  it("does not wait for them when it is asked twice", async () => {
    const helix = mock();
    const request = await inFlight(await helix.url, 60_000);

    helix.child.kill("SIGINT");
    await printed(helix, "Helix is stopping");
    helix.child.kill("SIGINT");

    expect(await helix.ended).to.equal(130);
    expect(statuses(await request.wire)).to.deep.equal([100]);
  });

  it("ends with 2 where its port is taken", async () => {
    const port = new URL((await mock().url) ?? "").port;

    const second = mock(["--port", port]);

    expect(await second.ended).to.equal(2);
    expect(second.complaint()).to.equal(
      `helix: port ${port} is already in use on 127.0.0.1; choose another with --port, or 0 for a free one\n`,
    );
  });

  it("goes on serving when nobody reads its log any more", async () => {
    const helix = mock();
    const url = await helix.url;

    helix.child.stdout.destroy();
    const answers = [];
    for (let count = 0; count < 5; count++) answers.push((await fetch(`${url}/status`)).status);

    expect(answers).to.deep.equal([200, 200, 200, 200, 200]);
  });

  it("tells of an error that escaped, finishes requests in flight and ends with 70", async () => {
    const bomb = 'data:text/javascript,process.on("SIGUSR2", () => { throw new Error("boom"); })';
    const helix = mock([], bomb);
    const request = await inFlight(await helix.url, 300);

    helix.child.kill("SIGUSR2");

    expect(statuses(await request.wire)).to.deep.equal([100, 200]);
    expect(await helix.ended).to.equal(70);
    expect(helix.output()).to.include("Error: boom");
  });

  function mock(flags: readonly string[] = [], preload?: string): HelixProcess {
    const helix = startHelix(["mock", "specs/shop.yaml", "--port", "0", ...flags], { preload });
    started.push(helix);
    return helix;
  }
});
