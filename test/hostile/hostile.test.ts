import { expect } from "chai";
import { cases } from "./cases/index.ts";
import type { Answered, Expected, HostileCase } from "./hostile-case.ts";
import { Laboratory, type Observation, SECRET } from "./laboratory.ts";
import { isWriting, messageOf, readMessages, writeMessages } from "./messages.ts";

describe("no document hurts Helix", function () {
  this.timeout(90_000);
  const laboratory = new Laboratory();
  const said = new Map<string, string>();
  const known = readMessages();
  const messages = isWriting ? said : known;

  before(() => laboratory.open());
  after(() => {
    laboratory.close();
    if (isWriting) writeMessages(cases.map(({ name }) => [name, said.get(name) ?? known.get(name) ?? ""]));
  });

  for (const hostile of cases) {
    it(`not ${hostile.name}`, async () => {
      const observation = await laboratory.observe(hostile);

      said.set(hostile.name, messageOf(observation));
      expect(said.get(hostile.name)).to.equal(messages.get(hostile.name));
      judge(hostile, observation);
    });
  }
});

function judge({ answers = {}, fetches = [] }: HostileCase, { report, around, fetched }: Observation): void {
  expect(report.bugs, "bugs").to.deep.equal([]);
  expect(report.touched, "files outside of the folder").to.deep.equal([]);
  expect(JSON.stringify(report), "what was printed and answered").not.to.contain(SECRET).and.not.to.contain("root:x:");
  const connections = report.reached.filter((host) => /:\d+$/.test(host) && host !== around.canaryHost);
  expect(connections, "connections").to.deep.equal([]);
  expect([...fetched].sort(), "what was fetched").to.deep.equal([...fetches].sort());
  if (report.exit === 2) expect(report.introduction, "what helix mock says").to.equal(report.complaint);
  const asked = new Map(report.answers.map((answer) => [answer.request, answer]));
  expect([...asked.keys()], "what was asked").to.include.members(report.exit === 2 ? [] : Object.keys(answers));
  for (const answer of report.answers) judgeAnswer(answer, answers[answer.request]);
}

/** An operation answers something, or a problem says why it cannot. */
function judgeAnswer(answer: Answered, expected: Expected | undefined): void {
  const { request, status, type, text } = answer;
  const shown = `${request} is answered ${status} ${type} ${text.slice(0, 300)}`;
  expect(status, shown).to.be.within(200, 599);
  if (typeof expected === "number") expect(status, shown).to.equal(expected);
  if (typeof expected === "function") expect([status, expected(JSON.parse(text))], shown).to.deep.equal([200, true]);
  if (status < 500) return;
  const problem = JSON.parse(text) as Record<string, unknown>;
  expect(type, shown).to.contain("application/problem+json");
  expect(problem["type"], shown).to.match(/^\/_helix\/problems\/(?!internal)[a-z-]+$/);
  expect(problem["detail"], shown).to.be.a("string").and.have.length.greaterThan(20);
}
