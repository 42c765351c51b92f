import { expect } from "chai";
import { type Attempt, Breaker, type Failure } from "../../src/ai/breaker.ts";
import { Budget } from "../../src/ai/budget.ts";
import { Gate } from "../../src/ai/gate.ts";
import { dollarsOf } from "../../src/ai/price.ts";

describe("Breaker", () => {
  let now = 0;
  let breaker: Breaker;

  beforeEach(() => {
    now = 1000;
    breaker = new Breaker(() => now);
  });

  const failure = (kind: Failure["kind"], retryAfterMs?: number): Failure => ({
    kind,
    message: `Groq ${kind}`,
    retryAfterMs,
  });
  const fail = (times: number, kind: Failure["kind"] = "unavailable"): void => {
    for (let count = 0; count < times; count++) breaker.enter().failed(failure(kind));
  };

  it("leaves a provider alone for 30 s after five failures in a row", () => {
    fail(4);
    expect(breaker.refusal()).to.equal(undefined);
    fail(1, "unusable");

    expect(breaker.refusal()).to.equal("it is left alone for 30 s, because Groq unusable");
    now += 29_999;
    expect(breaker.refusal()).to.match(/1 s/);
    now += 1;
    expect(breaker.refusal()).to.equal(undefined);
  });

  it("says how long it leaves a provider alone", () => {
    expect(breaker.restMs()).to.equal(0);
    fail(1, "rate-limit");
    now += 1000;
    expect(breaker.restMs()).to.equal(29_000);
    now += 29_000;
    expect(breaker.restMs()).to.equal(0);
    fail(1, "auth");

    expect(breaker.restMs()).to.equal(Infinity);
  });

  it("starts to count anew after a success", () => {
    fail(4);
    breaker.enter().succeeded();
    fail(4);

    expect(breaker.refusal()).to.equal(undefined);
  });

  it("tries once after the rest, and closes or rests again by what comes of it", () => {
    fail(5);
    now += 30_000;
    const trial = breaker.enter();
    expect(breaker.refusal()).to.match(/being tried again/);

    trial.failed(failure("timeout"));
    expect(breaker.refusal()).to.match(/left alone for 30 s, because Groq timeout/);
    now += 30_000;
    breaker.enter().succeeded();

    expect(breaker.state()).to.deep.equal({ state: "closed" });
  });

  it("lets the next one try where a trial was withdrawn", () => {
    fail(5);
    now += 30_000;
    breaker.enter().withdrawn();

    expect(breaker.refusal()).to.equal(undefined);
  });

  for (const kind of ["auth", "payment", "model"] as const) {
    it(`stays open after ${kind} for good`, () => {
      breaker.enter().failed(failure(kind));
      now += 1e12;

      expect(breaker.refusal()).to.equal(`it is not asked any more, because Groq ${kind}`);
      expect(breaker.state()).to.deep.equal({ state: "open", reason: `Groq ${kind}` });
    });
  }

  it("rests for as long as the provider says, within reason", () => {
    const rest = (retryAfterMs?: number): number | undefined => {
      const fresh = new Breaker(() => now);
      fresh.enter().failed(failure("rate-limit", retryAfterMs));
      return fresh.state().forMs;
    };

    expect([rest(7000), rest(undefined), rest(1e9), rest(0)]).to.deep.equal([7000, 30_000, 600_000, 0]);
  });

  it("is not talked out of a rest by a question that was under way", () => {
    const [first, second, third] = [breaker.enter(), breaker.enter(), breaker.enter()];
    first.failed(failure("rate-limit", 60_000));
    second.succeeded();
    third.failed(failure("rate-limit", 10));

    expect(breaker.state().forMs).to.equal(60_000);
  });

  it("counts a question that nobody waits for any longer as one failure, and its late answer as a success", () => {
    const attempts: Attempt[] = Array.from({ length: 4 }, () => breaker.enter());
    for (const attempt of attempts) attempt.isLate(failure("timeout"));
    for (const attempt of attempts.slice(1)) attempt.failed(failure("timeout"));
    expect(breaker.refusal()).to.equal(undefined);
    attempts[0]?.succeeded();
    fail(4);

    expect(breaker.refusal()).to.equal(undefined);
  });
});

describe("Gate", () => {
  const never = new AbortController().signal;

  it("lets so many in at a time, the others in their order", async () => {
    const gate = new Gate(2);
    const order: number[] = [];
    const leave = [await gate.enter(never), await gate.enter(never)];
    const later = [3, 4].map(async (number) => {
      const leaveLater = await gate.enter(never);
      order.push(number);
      return leaveLater;
    });
    expect([gate.running, gate.waiting]).to.deep.equal([2, 2]);

    leave[0]?.();
    leave[0]?.();
    (await later[0])?.();
    await later[1];

    expect(order).to.deep.equal([3, 4]);
    expect([gate.running, gate.waiting]).to.deep.equal([2, 0]);
  });

  it("lets nobody slip in while a place is handed over", async () => {
    const gate = new Gate(1);
    const leave = await gate.enter(never);
    const second = gate.enter(never);
    leave?.();
    const third = gate.enter(never);
    await second;

    expect([gate.running, gate.waiting]).to.deep.equal([1, 1]);
    (await second)?.();
    (await third)?.();
    expect(gate.running).to.equal(0);
  });

  it("forgets who gives up", async () => {
    const gate = new Gate(1);
    const leave = await gate.enter(never);
    const abort = new AbortController();
    const second = gate.enter(abort.signal);
    abort.abort();

    expect(await second).to.equal(undefined);
    expect(await gate.enter(AbortSignal.abort())).to.equal(undefined);
    expect([gate.running, gate.waiting]).to.deep.equal([1, 0]);
    leave?.();
    expect(gate.running).to.equal(0);
  });
});

describe("Budget", () => {
  let now = 0;
  const clock = (): number => now;
  const refusal = (result: object): unknown => ("refusal" in result ? result.refusal : undefined);

  it("counts requests of the last minute, not of the current one", () => {
    now = 0;
    const budget = new Budget({ process: { requestsPerMinute: 2 }, session: {} }, clock);
    const ask = (): unknown => refusal(budget.reserve("a", { tokens: 1, dollars: 0 }));

    expect(ask()).to.equal(undefined);
    now = 30_000;
    expect(ask()).to.equal(undefined);
    now = 59_999;
    expect(ask()).to.equal("2 requests a minute");
    expect(budget.restMs()).to.equal(1);
    now = 60_001;
    expect(ask()).to.equal(undefined);
    expect(ask()).to.equal("2 requests a minute");
    expect(budget.left()).to.deep.equal({ requestsThisMinute: 0 });
    expect(budget.restMs()).to.equal(29_999);
  });

  it("sets aside what a question may take, and gives back what it did not", () => {
    const budget = new Budget({ process: { tokens: 100 }, session: {} }, clock);
    const first = budget.reserve("a", { tokens: 60, dollars: 0 });
    expect(refusal(budget.reserve("b", { tokens: 60, dollars: 0 }))).to.equal("100 tokens");

    if ("settle" in first) first.settle({ tokens: 10, dollars: 0 });
    if ("settle" in first) first.settle({ tokens: 10, dollars: 0 });

    expect(budget.left()).to.deep.equal({ tokens: 90 });
    expect(refusal(budget.reserve("b", { tokens: 60, dollars: 0 }))).to.equal(undefined);
  });

  it("lets what costs nothing through when the money is spent", () => {
    const budget = new Budget({ process: { dollars: 0.01 }, session: {} }, clock);
    const first = budget.reserve("a", { tokens: 1, dollars: 0.01 });
    if ("settle" in first) first.settle({ tokens: 1, dollars: 0.02 });

    expect(refusal(budget.reserve("a", { tokens: 1, dollars: 0.001 }))).to.equal("$0.01");
    expect(refusal(budget.reserve("a", { tokens: 1, dollars: 0 }))).to.equal(undefined);
  });

  it("gives each session its own, and says whose was used up", () => {
    const budget = new Budget({ process: { tokens: 1000 }, session: { tokens: 50 } }, clock);
    budget.reserve("a", { tokens: 50, dollars: 0 });

    expect(budget.reserve("a", { tokens: 1, dollars: 0 })).to.deep.equal({ refusal: "50 tokens", isSession: true });
    expect(refusal(budget.reserve("b", { tokens: 50, dollars: 0 }))).to.equal(undefined);
    expect(budget.reserve("c", { tokens: 2000, dollars: 0 })).to.deep.include({ isSession: false });
  });
});

describe("dollarsOf", () => {
  it("counts what the provider had cached at its own price", () => {
    const usage = { promptTokens: 1000, cachedTokens: 400, completionTokens: 100 };

    expect(dollarsOf({ prompt: 1, cached: 0.1, completion: 2 }, usage)).to.be.closeTo(0.00084, 1e-12);
    expect(dollarsOf({ prompt: 1, completion: 2 }, usage)).to.be.closeTo(0.0012, 1e-12);
    expect(dollarsOf(undefined, usage)).to.equal(undefined);
  });
});
