import { expect } from "chai";
import { findRouteConflict } from "../../../src/contract/routing/route-conflict.ts";
import { operation } from "../../helpers/operation.ts";

describe("findRouteConflict", () => {
  it("finds an operation that another document hides, whatever its parameters are called", () => {
    const hidden = operation("GET /users/{name}");
    const documents = [[operation("GET /pets")], [operation("GET /users/{id}")], [operation("GET /other"), hidden]];

    expect(findRouteConflict(documents)).to.deep.equal({ operation: hidden, document: 2, claimedBy: 1 });
  });

  it("is content where a path of its own is left: another method, base path or mount", () => {
    const one = operation("GET /users/{id}");

    expect(findRouteConflict([[one], [operation("PUT /users/{id}")]])).to.equal(undefined);
    expect(findRouteConflict([[one], [operation("GET /users/{id}", { basePaths: ["/v2"] })]])).to.equal(undefined);
    expect(findRouteConflict([[one], [operation("GET /users/{id}", { mount: "/b" })]])).to.equal(undefined);
  });

  it("leaves one document alone that repeats a route", () => {
    expect(findRouteConflict([[operation("GET /a/{x}"), operation("GET /a/{y}")]])).to.equal(undefined);
  });
});
