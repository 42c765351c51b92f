import { expect } from "chai";
import { routeList } from "../../src/cli/route-list.ts";
import type { Operation } from "../../src/contract/operation.ts";

const url = "http://127.0.0.1:4010";

describe("routeList", () => {
  it("shows every route with a URL to click", () => {
    const lines = routeList([operation("GET", "/pets"), operation("DELETE", "/pets/{petId}")], url, 0);

    expect(lines).to.deep.equal(["  GET     http://127.0.0.1:4010/pets", "  DELETE  http://127.0.0.1:4010/pets/1"]);
  });

  it("shows one route of each tag where there are too many", () => {
    const operations = [
      ...Array.from({ length: 30 }, (_, index) => operation("POST", `/pets/${index}`, ["pets"])),
      operation("GET", "/pets", ["pets"]),
      ...Array.from({ length: 30 }, (_, index) => operation("GET", `/shops/${index}`)),
    ];

    expect(routeList(operations, url, 0)).to.deep.equal([
      "  GET     http://127.0.0.1:4010/pets  (31 under pets)",
      "  GET     http://127.0.0.1:4010/shops/0  (30 under /shops)",
    ]);
  });

  it("counts the groups that do not fit either", () => {
    const operations = Array.from({ length: 100 }, (_, index) => operation("GET", `/p${index}`));

    const lines = routeList(operations, url, 0);

    expect(lines).to.have.length(41);
    expect(lines.at(-1)).to.equal("  … and 60 more groups of routes");
  });
});

function operation(method: string, template: string, tags: readonly string[] = []): Operation {
  return {
    id: `${method} ${template}`,
    method,
    template,
    mount: "",
    basePaths: [""],
    serverUrls: [],
    tags,
    deprecated: false,
    parameters: [],
    responses: [],
    security: [],
    callbacks: [],
    ai: { isOff: false, intents: [] },
    pointer: "",
  };
}
