import { expect } from "chai";
import { RemoteFailure } from "../../../src/contract/remote/failure.ts";
import { judge, type Permit, readAllowedHosts } from "../../../src/contract/remote/permit.ts";

describe("judge", () => {
  const none: Permit = { hosts: [] };
  const named: Permit = { hosts: [], named: "http://api.example/specs/openapi.yaml" };
  const home: Permit = { hosts: [], home: { url: "https://api.example/specs/openapi.yaml", isPrivate: false } };

  const cases: readonly [what: string, permit: Permit, url: string, verdict: string][] = [
    ["a host that nobody allowed", none, "https://a.example/x", "host"],
    ["a private one that nobody allowed", none, "http://169.254.169.254/latest/meta-data", "host"],
    ["an allowed host, at any port", { hosts: ["a.example"] }, "https://a.example:8443/x", "public"],
    ["an allowed host and port", { hosts: ["a.example:8443"] }, "https://a.example:8443/x", "public"],
    ["an allowed host at the usual port", { hosts: ["a.example:443"] }, "https://a.example/x", "public"],
    ["another port than the allowed one", { hosts: ["a.example:8443"] }, "https://a.example/x", "host"],
    ["a host below the allowed one", { hosts: ["a.example"] }, "https://b.a.example/x", "host"],
    ["a private host that is allowed by its name", { hosts: ["127.0.0.1"] }, "http://127.0.0.1:80/x", "any"],
    ["localhost, allowed", { hosts: ["localhost:80"] }, "http://localhost/x", "any"],
    ["another spelling of an allowed address", { hosts: ["127.0.0.1"] }, "http://0x7f000001/x", "any"],
    ["another scheme", { hosts: ["a.example"] }, "ftp://a.example/x", "host"],
    ["a file", { hosts: ["a.example"] }, "file:///etc/passwd", "host"],
    ["credentials", { hosts: ["a.example"] }, "https://user:secret@a.example/x", "host"],
    ["the document that the user named", named, "http://api.example/specs/openapi.yaml", "any"],
    ["the same host by https", named, "https://api.example/elsewhere", "any"],
    ["the same host at another port", named, "http://api.example:8080/", "public"],
    ["another public host, where the user named a document", named, "https://cdn.example/x", "public"],
    ["a private host, where the user named a document", named, "http://10.0.0.1/x", "private-address"],
    ["a file beside the document", home, "https://api.example/specs/pet.yaml", "public"],
    ["a file below the document", home, "https://api.example/specs/a/b.yaml", "public"],
    ["a file above the document", home, "https://api.example/specs/../pet.yaml", "host"],
    ["the same, encoded", home, "https://api.example/specs/%2e%2e/pet.yaml", "host"],
    ["an encoded slash", home, "https://api.example/specs/..%2fpet.yaml", "host"],
    ["a directory that begins alike", home, "https://api.example/specs2/pet.yaml", "host"],
    ["another origin than the document's", home, "http://api.example/specs/pet.yaml", "host"],
    [
      "a file beside a document with a private address",
      { ...home, home: { url: "http://a/b", isPrivate: true } },
      "http://a/c",
      "any",
    ],
  ];
  for (const [what, permit, url, verdict] of cases) {
    it(`says "${verdict}" to ${what}`, () => {
      expect(verdictOf(url, permit)).to.equal(verdict);
    });
  }

  it("says how to allow what it refuses", () => {
    expect(() => judge(new URL("https://a.example:8443/x"), none))
      .to.throw(RemoteFailure)
      .with.property("remedy")
      .that.contains("--allow-remote-ref a.example:8443");
  });
});

describe("readAllowedHosts", () => {
  it("reads hosts with and without a port, as URLs spell them", () => {
    expect(readAllowedHosts(["A.Example", "b.example:0080", "[::1]:3000", "2130706433"])).to.deep.equal([
      "a.example",
      "b.example:80",
      "[::1]:3000",
      "127.0.0.1",
    ]);
  });

  for (const written of ["https://a.example", "a.example/x", "*.example", "", "a b", "user@a.example", "::1"]) {
    it(`refuses ${JSON.stringify(written)}`, () => {
      expect(() => readAllowedHosts([written])).to.throw("--allow-remote-ref");
    });
  }
});

function verdictOf(url: string, permit: Permit): string {
  try {
    return judge(new URL(url), permit);
  } catch (error) {
    if (error instanceof RemoteFailure) return error.reason;
    throw error;
  }
}
