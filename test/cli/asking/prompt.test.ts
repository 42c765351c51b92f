import { expect } from "chai";
import { prompt } from "../../../src/cli/asking/prompt.ts";
import type { Invocation } from "../../../src/cli/verb.ts";
import { fakeAssemble, invocation } from "../../helpers/asking.ts";
import { answers } from "../../helpers/contract.ts";

/** Without a provider. */
function run(invoked: Invocation): Promise<number> {
  return prompt(invoked, fakeAssemble(), async () => undefined);
}

describe("helix prompt", () => {
  it("prints what a model would be sent", async () => {
    const { invoked, printed } = invocation({}, { operands: ["GET /pets"] });

    expect(await run(invoked)).to.equal(0);
    expect(printed()).to.equal(
      [
        "--- system\nWrite JSON.\n",
        "--- user\nOperation: listPets\n",
        '--- schema of the answer\n{\n  "type": "object"\n}\n',
        "--- at most\n512 tokens\n",
        "--- request\nA provider gets all this in one body, with fields of its own; --ai-provider shows it\n",
        "--- recorded as\nlistPets, 200 application/json\n",
      ].join(""),
    );
  });

  it("prints it for programs", async () => {
    const { invoked, printed } = invocation({ format: "json" }, { operands: ["addPet"] });

    await run(invoked);

    const { operation, questions } = JSON.parse(printed());
    expect(operation).to.equal("addPet");
    expect(Object.keys(questions[0])).to.deep.equal(["card", "messages", "schema", "maxTokens"]);
  });

  it("says why nothing would be asked", async () => {
    const texts = await Promise.all(
      (["text", "json"] as const).map(async (format) => {
        const { invoked, printed } = invocation({ format }, { operands: ["listSecrets"] });
        await run(invoked);
        return printed();
      }),
    );

    expect(texts[0]).to.equal("listSecrets: no model is asked, because the document says x-helix-ai: off\n");
    expect(JSON.parse(texts[1] ?? "")).to.deep.equal({
      operation: "listSecrets",
      questions: [],
      reason: "the document says x-helix-ai: off",
    });
  });

  it("suggests the operation that was meant", async () => {
    const morePaths = { "/owners/{owner_id}": { get: answers({}, { operationId: "showOwner" }) } };
    const failures = await Promise.all(
      [["listPet"], [], ["GET /ownrs/7"], ["nothing like it"]].map((operands) => {
        const { invoked } = invocation({}, { operands });
        return prompt(invoked, fakeAssemble({ morePaths }), async () => undefined).then(String, String);
      }),
    );

    expect(failures[0]).to.contain('the document has no operation "listPet"; did you mean "listPets"?');
    expect(failures[1]).to.contain("usage: helix prompt <document> <operation>");
    expect(failures[2]).to.contain('did you mean "GET /owners/{owner_id}"?');
    expect(failures[3]).to.contain('no operation "nothing like it"; helix routes lists those that it has');
  });
});
