import { expect } from "chai";
import { RestartLimit } from "../../../src/cli/workers/restart-limit.ts";

describe("RestartLimit", () => {
  it("allows another until so many have died within the time", () => {
    const limit = new RestartLimit(3, 1000);

    expect([limit.allows(0), limit.allows(400), limit.allows(999)]).to.deep.equal([true, true, false]);
  });

  it("forgets what is longer ago", () => {
    const limit = new RestartLimit(3, 1000);

    const allowed = [0, 600, 1200, 1800, 2400].map((now) => limit.allows(now));

    expect(allowed).to.deep.equal([true, true, true, true, true]);
  });
});
