import { expect } from "chai";
import { introductionOf } from "../../src/cli/introduction.ts";
import { type Config, readConfig } from "../../src/config.ts";

const live = {
  current: () => ({ apis: [] }) as never,
  aiFigures: () => ({ mode: "live", providers: [{ provider: "groq", model: "m" }] }) as never,
};

describe("what is told at the start", () => {
  function told(settings: Partial<Config>): string {
    return introductionOf(live, "http://127.0.0.1:4010", { ...readConfig([]), ...settings });
  }

  it("says that workers without a Redis ask models each for itself", () => {
    const apart = "Each worker asks for itself, so that the same question gets several answers.";

    expect(told({ workers: 2 }))
      .to.contain("Answers are written by m at groq")
      .and.to.contain(apart);
    expect(told({ workers: 2, redisUrl: "redis://localhost" })).not.to.contain(apart);
    expect(told({ workers: 1 })).not.to.contain(apart);
  });
});
