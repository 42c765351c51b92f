import { expect } from "chai";
import { matching } from "./client/matching.ts";
import { planRequest } from "./client/request.ts";
import { writeRequest } from "./client/write.ts";
import { openDocument } from "./judge/document.ts";
import { judgeFor } from "./judge/judge.ts";
import { readOperations } from "./judge/operations.ts";

describe("the judge's client", () => {
  it("chooses path values that lead to no other path", async () => {
    const id = { name: "id", in: "path", required: true, example: "mine", schema: { type: "string" } };
    const urls = await urlsOf({
      "/pets/mine": { get: answered },
      "/pets/{id}": { get: { ...answered, parameters: [id] } },
      "/pets/mine/toys": { get: answered },
      "/pets/{id}/homes": { get: { ...answered, parameters: [id] } },
    });

    expect(urls).to.deep.equal(["/pets/mine", "/pets/sample", "/pets/mine/toys", "/pets/mine/homes"]);
  });

  it("asks under the base path what is another path without it", async () => {
    const urls = await urlsOf({ "/api/pets": { get: answered }, "/pets": { get: answered } });

    expect(urls).to.deep.equal(["/api/api/pets", "/pets"]);
  });

  it("leaves out objects whose members bear the name of another parameter", async () => {
    const object = (...names: string[]) => ({
      type: "object",
      required: names,
      properties: Object.fromEntries(names.map((name) => [name, { type: "integer" }])),
    });
    const parameters = Object.entries({ one: object("a"), two: object("b"), three: object("b", "c"), a: {} }).map(
      ([name, schema]) => ({ name, in: "query", schema }),
    );
    const document = openDocument({ openapi: "3.0.3", paths: { "/x": { get: { ...answered, parameters } } } });
    const [operation] = readOperations(document);
    const judge = judgeFor(document, "request", []);
    const plan = operation && (await planRequest(judge, operation, "full"));

    expect(plan && writeRequest(plan, {}).url).to.equal("http://localhost/x?b=1&a=sample");
  });

  it("finds texts for expressions that ask for long ones", () => {
    const pattern = `^a{30}[b-d]{60}$`;

    expect(matching({ pattern, least: 0, most: 200 }, false)).to.match(new RegExp(pattern));
    expect(matching({ pattern, least: 0, most: 20 }, false)).to.equal(undefined);
  });

  it("sends the scheme that is declared", () => {
    const value = (scheme: object) => readOperations(guardedBy(scheme))[0]?.credentials[0]?.value;

    expect(value({ type: "http", scheme: "basic" })).to.equal(`Basic ${btoa("judge:secret")}`);
    expect(value({ type: "http", scheme: "Mutual" })).to.equal("Mutual judge-token-1");
    expect(value({ type: "oauth2" })).to.equal("Bearer judge-token-1");
  });
});

const answered = { responses: { 200: { description: "" } } };

function guardedBy(scheme: object): ReturnType<typeof openDocument> {
  const paths = { "/pets": { get: { ...answered, security: [{ it: [] }] } } };
  return openDocument({ openapi: "3.0.3", components: { securitySchemes: { it: scheme } }, paths });
}

/** What the client asks for each operation, without being told to use the base path. */
async function urlsOf(paths: object): Promise<string[]> {
  const document = openDocument({ openapi: "3.0.3", servers: [{ url: "https://x.example/api" }], paths });
  const urls: string[] = [];
  for (const operation of readOperations(document)) {
    const judge = judgeFor(document, "request", []);
    urls.push(new URL(writeRequest(await planRequest(judge, operation, "required"), {}).url).pathname);
  }
  return urls;
}
