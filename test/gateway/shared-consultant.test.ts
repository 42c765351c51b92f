import { expect } from "chai";
import type { Question } from "../../src/ai/question.ts";
import { SharedConsultant } from "../../src/gateway/shared-consultant.ts";
import type { Known, SharedAnswers } from "../../src/session/shared-answers.ts";
import { lateSaying, saying } from "../helpers/consultant.ts";

const question = {
  key: "key",
  read: (value: unknown) => ({ value, repairs: [], defects: [], isPoor: false }),
} as unknown as Question;

/** A store in memory, in which claims last. */
class Answers implements SharedAnswers {
  readonly done: string[] = [];
  readonly holds: number[] = [];
  text: string | undefined;
  #isClaimed = false;

  async look(_: string, holdMs: number): Promise<Known> {
    if (this.text !== undefined) return { kind: "told", text: this.text };
    if (this.#isClaimed) return { kind: "others" };
    this.#isClaimed = true;
    this.holds.push(holdMs);
    return { kind: "mine" };
  }

  tell(_: string, text: string): void {
    this.done.push("told");
    this.text = text;
  }

  letGo(): void {
    this.done.push("let go");
    this.#isClaimed = false;
  }
}

describe("a question that several gateways may ask", () => {
  it("is claimed for as long as it may be worked at, also behind its request", async () => {
    const answers = new Answers();
    const consultant = lateSaying(() => ({ name: "Late" }));

    const consulted = await new SharedConsultant(consultant, answers).ask(question, 1000);

    expect(consulted.kind).to.equal("late");
    expect([answers.holds, answers.done]).to.deep.equal([[consultant.lifetimeMs], []]);
  });

  it("is told to all, in the end", async () => {
    const answers = new Answers();
    const consultant = lateSaying(() => ({ name: "Late" }));
    await new SharedConsultant(consultant, answers).ask(question, 1000);
    await consultant.tell();

    const other = saying(() => ({ name: "Other" }));
    const consulted = await new SharedConsultant(other, answers).ask(question, 1000);

    expect(consulted.kind === "told" && consulted.told.value).to.deep.equal({ body: { name: "Late" } });
    expect([answers.done, other.asked]).to.deep.equal([["told"], []]);
  });

  it("is let go of where nothing comes of it", async () => {
    for (const consultant of [
      saying(() => ({ silent: "failed" })),
      { ...saying(() => null), ask: async () => ({ kind: "late", later: Promise.resolve(undefined) }) as const },
      {
        ...saying(() => null),
        ask: async () => ({ kind: "late", later: Promise.reject(new Error("a bug")) }) as const,
      },
    ]) {
      const answers = new Answers();
      const consulted = await new SharedConsultant(consultant, answers).ask(question, 1000);
      if (consulted.kind === "late") await consulted.later.catch(() => {});
      await new Promise(setImmediate);

      expect(answers.done).to.deep.equal(["let go"]);
    }
  });
});
