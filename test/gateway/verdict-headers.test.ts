import { expect } from "chai";
import type { Violation } from "../../src/base/violation.ts";
import { verdictHeaders } from "../../src/gateway/verdict-headers.ts";

describe("verdictHeaders", () => {
  it("says nothing of a valid request", () => {
    expect(verdictHeaders([])).to.deep.equal({});
  });

  it("lists violations as Prism does", () => {
    const headers = verdictHeaders([violation("must be integer")]);

    expect(headers["X-Helix-Violations"]).to.equal("1");
    expect(JSON.parse(String(headers["sl-violations"]))).to.deep.equal([
      { location: ["request", "query", "limit"], severity: "Error", code: "type", message: "must be integer" },
    ]);
  });

  it("stays within 8 KB and within ASCII, and still parses", () => {
    const many = Array.from({ length: 500 }, () => violation("größer als 日本語 erlaubt"));

    const header = String(verdictHeaders(many)["sl-violations"]);

    expect(header.length).to.be.lessThan(8 * 1024 - 99);
    expect(header).to.match(/^[\x20-\x7e]+$/);
    expect(JSON.parse(header)).to.be.an("array").that.is.not.empty;
  });
});

function violation(message: string): Violation {
  return { in: "query", instancePath: "/limit", keyword: "type", message, code: "parameter-invalid" };
}
