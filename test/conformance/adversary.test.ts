import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { judgementOf } from "../ai/adversary/judgement.ts";
import { type Answered, besiege, DEADLINE_MS, documentPath, type Siege } from "../ai/adversary/siege.ts";
import { misbehaviours } from "../ai/adversary/table.ts";

/** Milliseconds that an answer may take beyond the deadline. */
const GRACE_MS = 200;

describe("a mock whose model server misbehaves", function () {
  this.timeout(120_000);

  const sieges = new Map<string, Siege>();
  const strays: string[] = [];
  const bugs: unknown[][] = [];
  const judge = judgementOf(documentPath);
  const { error } = console;
  let stranger: Server;
  let handlesBefore = 0;

  before(async () => {
    handlesBefore = handles();
    stranger = createServer(({ url = "" }, response) => {
      strays.push(url);
      response.end();
    });
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    console.error = (...said: unknown[]) => void bugs.push(said);
    const around = { stranger: `http://127.0.0.1:${(stranger.address() as AddressInfo).port}` };
    // One after the other: what is measured must not wait for another mock.
    for (const misbehaviour of Object.values(misbehaviours).flat()) {
      sieges.set(misbehaviour.name, await besiege(misbehaviour, around));
    }
    await new Promise((resolve) => stranger.close(resolve));
  });
  after(() => {
    console.error = error;
    if (process.env["HELIX_ADVERSARY_TABLE"]) console.table([...sieges.values()].map(rowOf));
  });

  for (const [group, rows] of Object.entries(misbehaviours)) {
    describe(group, () => {
      for (const { name, comesTo } of rows) {
        it(`answers within the contract and the time: ${name}`, async () => {
          const { answers, reached, after: later } = sieges.get(name) as Siege;

          expect(reached, "questions that reached the server").to.equal(10);
          for (const { ask, reply } of answers) {
            expect(await judge(ask.operation, reply), ask.line).to.deep.equal([]);
            expect(reply.headers, ask.line).to.not.have.any.keys("x-injected", "set-cookie");
          }
          expect(slowest(answers), "milliseconds").to.be.at.most(DEADLINE_MS + GRACE_MS);
          expect(later).to.include({ status: 200 });
          if (comesTo === "generated") expect(answers.filter(isTold).map(({ ask }) => ask.line)).to.deep.equal([]);
          if (comesTo === "used") expect(answers.filter(isTold).length, "used").to.be.at.least(6);
        });
      }
    });
  }

  it("sends no question anywhere else", () => {
    expect(strays).to.deep.equal([]);
  });

  it("finds no fault in itself", () => {
    expect(bugs).to.deep.equal([]);
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });

  it("leaves no connection and no timer behind", () => {
    expect(handles()).to.be.at.most(handlesBefore);
  });
});

function handles(): number {
  return process.getActiveResourcesInfo().filter((kind) => /^(?:TCP|Timeout|HTTP)/.test(kind)).length;
}

function isTold({ reply }: Answered): boolean {
  return /\bai\b/.test(String(reply.headers["x-helix-source"])) && reply.headers["x-helix-ai-provider"] !== undefined;
}

function slowest(answers: readonly Answered[]): number {
  return Math.max(...answers.map(({ reply }) => reply.ended - reply.begun));
}

function rowOf({ misbehaviour: { name }, answers }: Siege) {
  const told = answers.filter(isTold);
  const repaired = told.filter(({ provenance }) => provenance.some(({ outcome }) => outcome === "repaired"));
  return {
    name,
    answers: answers.length,
    "from the model": told.length - repaired.length,
    repaired: repaired.length,
    generated: answers.length - told.length,
    "slowest (ms)": Math.round(slowest(answers)),
  };
}
