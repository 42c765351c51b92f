import { expect } from "chai";
import fc from "fast-check";
import { fileNameOf } from "../../../src/ai/cassette/file-name.ts";

describe("the name of an operation's file", () => {
  const names: readonly [operation: string, name: string][] = [
    ["listPets", "listPets.json"],
    ["GET /pets/{id}", "GET-pets-id.json"],
    ["pets.list_all", "pets.list_all.json"],
    ["../../etc/passwd", "etc-passwd.json"],
    ["con", "_con.json"],
    ["LPT1.status", "_LPT1.status.json"],
    ["console", "console.json"],
  ];
  for (const [operation, name] of names) {
    it(`of ${operation} is ${name}`, () => expect(fileNameOf(operation, [])).to.equal(name));
  }

  it("has a hash where another operation has it, whatever its letter case", () => {
    const name = fileNameOf("LISTPETS", ["listPets.json"]);

    expect(name).to.match(/^LISTPETS-[\da-f]{8}\.json$/);
  });

  it("has a hash where letters were cut off, or none are left", () => {
    expect(fileNameOf("x".repeat(300), [])).to.match(/^x{100}-[\da-f]{8}\.json$/);
    expect(fileNameOf("/ペット/", [])).to.match(/^operation-[\da-f]{8}\.json$/);
  });

  it("is one that every file system takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(fc.string()), (operation, taken) => {
        expect(fileNameOf(operation, taken)).to.match(/^[\w][\w.-]*\.json$/);
      }),
    );
  });
});
