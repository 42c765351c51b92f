import { expect } from "chai";
import { Turns } from "../../src/session/turns.ts";

describe("Turns", () => {
  it("lets tasks of one key wait for each other, and others not", async () => {
    const turns = new Turns();
    const log: string[] = [];
    let release = () => {};
    const first = turns.take("a", async () => {
      log.push("first begins");
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      log.push("first ends");
    });
    const second = turns.take("a", async () => log.push("second"));
    await turns.take("b", async () => log.push("other"));
    release();
    await Promise.all([first, second]);

    expect(log).to.deep.equal(["first begins", "other", "first ends", "second"]);
  });

  it("goes on behind a task that fails, whose failure is its own", async () => {
    const turns = new Turns();
    const failing = turns.take("a", () => Promise.reject(new Error("no")));
    const next = turns.take("a", async () => "done");

    expect(await failing.catch((error) => error.message)).to.equal("no");
    expect(await next).to.equal("done");
  });
});
