import { expect } from "chai";
import { echoes } from "../../src/sources/echo.ts";
import { askFor } from "../helpers/ask.ts";
import { answers, contractOf, jsonBody, pathParameter, queryParameter, ref } from "../helpers/contract.ts";

const text = { type: "string" };
const integer = { type: "integer" };

describe("echoes", () => {
  it("repeats parameters under the names that the response gives them", async () => {
    const parts = await echoed(
      "/teams/{team_id}/report",
      { properties: { teamId: integer, FROM: text, other: text } },
      "/teams/7/report?from=monday",
      [pathParameter("team_id"), queryParameter("from", text)],
    );

    expect(parts).to.deep.equal({ teamId: 7, FROM: "monday" });
  });

  it("takes {petId} for the id of a Pet and of nothing else", async () => {
    const parameters = [pathParameter("petId")];

    expect(await echoed("/pets/{petId}/photo", ref("Pet"), "/pets/7/photo", parameters)).to.deep.equal({ id: 7 });
    expect(await echoed("/pets/{petId}/photo", ref("Photo"), "/pets/7/photo", parameters)).to.equal(undefined);
  });

  it("gives a value the type of the property", async () => {
    const parameters = [
      pathParameter("id", text),
      queryParameter("limit"),
      queryParameter("deep", { type: "boolean" }),
    ];
    const schema = { properties: { id: integer, limit: text, deep: { type: "boolean" } } };

    expect(await echoed("/jobs/{id}", schema, "/jobs/12?limit=3&deep=true", parameters)).to.deep.equal({
      id: 12,
      limit: "3",
      deep: true,
    });
  });

  it("leaves out what cannot have the type of the property", async () => {
    const parameters = [pathParameter("id", text)];

    expect(await echoed("/jobs/{id}", { properties: { id: integer } }, "/jobs/abc", parameters)).to.equal(undefined);
  });

  it("repeats posted members, and only those that the response has", async () => {
    const contract = await contractOf({
      "/login": { post: { ...answers({ properties: { user_name: text, token: text } }), ...jsonBody({}) } },
    });
    const { call, mediaType } = askFor(contract, "POST /login", { userName: "ada", password: "secret" });

    expect(mediaType?.schema && echoes(call, mediaType.schema)).to.deep.equal({ user_name: "ada" });
  });
});

async function echoed(template: string, schema: object, target: string, parameters: object[]): Promise<unknown> {
  const components = { Pet: { properties: { id: integer } }, Photo: { properties: { id: integer } } };
  const contract = await contractOf({ [template]: { get: answers(schema, { parameters }) } }, components);
  const { call, mediaType } = askFor(contract, `GET ${target}`);
  return mediaType?.schema && echoes(call, mediaType.schema);
}
