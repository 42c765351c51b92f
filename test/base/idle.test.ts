import { expect } from "chai";
import { type IdleHost, runWhileIdle, untilIdle } from "../../src/base/idle.ts";

describe("runWhileIdle", () => {
  it("works in slices with rests between them", () => {
    const host = new TestHost();
    const work = steps(host, 5, 6);

    runWhileIdle(work.steps, undefined, host);
    const done = [1, 2, 3].map(() => {
      host.pass();
      return work.done();
    });

    expect(host.waits).to.deep.equal([250, 40, 40]);
    expect(done).to.deep.equal([2, 4, 5]);
  });

  it("waits until little else was done for a while", () => {
    const host = new TestHost();
    const work = steps(host, 5, 20);

    runWhileIdle(work.steps, undefined, host);
    host.used = 0.5;
    host.pass();
    host.used = 0.01;
    const before = work.done();
    host.pass();

    expect([before, work.done()]).to.deep.equal([0, 1]);
    expect(host.waits).to.deep.equal([250, 250, 40]);
  });

  it("waits as long as somebody waits for an answer, though little else is done", () => {
    const host = new TestHost();
    const work = steps(host, 5, 20);
    let isAwaited = true;

    runWhileIdle(work.steps, { isAwaited: () => isAwaited }, host);
    host.pass();
    const before = work.done();
    isAwaited = false;
    host.pass();

    expect([before, work.done()]).to.deep.equal([0, 1]);
    expect(host.waits).to.deep.equal([250, 250, 40]);
  });

  it("ends when the process has grown too much", () => {
    const host = new TestHost();
    const work = steps(host, 5, 20);

    runWhileIdle(work.steps, undefined, host);
    host.pass();
    host.resident += 33 * 1024 * 1024;
    host.pass();

    expect(work.done()).to.equal(1);
    expect(host.isWaiting).to.equal(false);
  });

  it("ends with its signal", () => {
    const host = new TestHost();
    const work = steps(host, 5, 20);
    const controller = new AbortController();

    runWhileIdle(work.steps, { signal: controller.signal }, host);
    controller.abort();
    host.pass();

    expect(work.done()).to.equal(0);
    expect(host.isWaiting).to.equal(false);
  });
});

/** Time that passes when the test says so. */
describe("untilIdle", () => {
  const { signal } = new AbortController();

  it("waits longer before the first step than before the others", async () => {
    const host = new TestHost();

    for (const step of [0, 1]) {
      const idle = untilIdle(step, { signal }, host);
      host.pass();
      expect(await idle).to.equal(true);
    }

    expect(host.waits).to.deep.equal([250, 40]);
  });

  it("waits until little else was done for a while", async () => {
    const host = new TestHost();
    host.used = 0.5;

    const idle = untilIdle(1, { signal }, host);
    host.pass();
    await new Promise((resolve) => setImmediate(resolve));
    host.used = 0.01;
    host.pass();

    expect(await idle).to.equal(true);
    expect(host.waits).to.deep.equal([40, 250]);
  });

  it("waits as long as somebody waits for an answer, though little else is done", async () => {
    const host = new TestHost();
    let isAwaited = true;

    const idle = untilIdle(1, { isAwaited: () => isAwaited }, host);
    host.pass();
    await new Promise((resolve) => setImmediate(resolve));
    isAwaited = false;
    host.pass();

    expect(await idle).to.equal(true);
    expect(host.waits).to.deep.equal([40, 250]);
  });

  it("ends with its signal", async () => {
    const host = new TestHost();
    const controller = new AbortController();

    const idle = untilIdle(0, controller, host);
    controller.abort();
    host.pass();

    expect([await idle, await untilIdle(1, controller, host)]).to.deep.equal([false, false]);
    expect(host.waits).to.deep.equal([250]);
  });
});

class TestHost implements IdleHost {
  resident = 0;
  now = 0;
  used = 0;
  readonly waits: number[] = [];
  #next: (() => void) | undefined;

  get isWaiting(): boolean {
    return this.#next !== undefined;
  }

  wait(milliseconds: number, then: () => void): void {
    this.waits.push(milliseconds);
    this.#next = then;
  }

  stopwatch(): () => number {
    const start = this.now;
    return () => this.now - start;
  }

  load(): () => number {
    return () => this.used;
  }

  memory(): number {
    return this.resident;
  }

  pass(): void {
    const next = this.#next;
    this.#next = undefined;
    next?.();
  }
}

/** Steps that take some milliseconds each. */
function steps(host: TestHost, count: number, milliseconds: number): { steps: Iterator<void>; done: () => number } {
  let done = 0;
  function* work(): Generator<void> {
    while (done < count) {
      host.now += milliseconds;
      done++;
      yield;
    }
  }
  return { steps: work(), done: () => done };
}
