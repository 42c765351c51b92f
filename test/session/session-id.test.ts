import { expect } from "chai";
import { sessionOf } from "../../src/session/session-id.ts";

describe("sessionOf", () => {
  it("is the shared session where the request names none", () => {
    expect(sessionOf({ target: "/pets", headers: {} })).to.deep.equal({ id: "default", prefix: "", target: "/pets" });
  });

  it("is named by the path, else the header, else the cookie", () => {
    const headers = { "x-session-id": "by-header", cookie: "a=1; helix_session=by-cookie; b=2" };

    expect(sessionOf({ target: "/_s/by-path/pets?limit=1", headers })).to.deep.equal({
      id: "by-path",
      prefix: "/_s/by-path",
      target: "/pets?limit=1",
    });
    expect(sessionOf({ target: "/pets", headers })).to.deep.include({ id: "by-header", target: "/pets" });
    expect(sessionOf({ target: "/pets", headers: { cookie: headers.cookie } })).to.deep.include({ id: "by-cookie" });
    expect(sessionOf({ target: "/pets", headers: { cookie: 'helix_session="q"' } })).to.deep.include({ id: "q" });
    expect(sessionOf({ target: "/pets", headers: { cookie: "xhelix_session=1" } })).to.deep.include({ id: "default" });
  });

  it("leads to the root where the path goes no further", () => {
    expect(sessionOf({ target: "/_s/a", headers: {} })).to.deep.include({ id: "a", target: "/" });
    expect(sessionOf({ target: "/_s/a?x=1", headers: {} })).to.deep.include({ id: "a", target: "/?x=1" });
    expect(sessionOf({ target: "/_summary", headers: {} })).to.deep.include({ id: "default", target: "/_summary" });
  });

  for (const [what, id] of [
    ["nothing", ""],
    ["two ids", "a, b"],
    ["more than 128 characters", "a".repeat(129)],
    ["other characters", "a b"],
    ["an escape", "%61"],
  ] as const) {
    it(`refuses ${what}, and says where it stands`, () => {
      const found = sessionOf({ target: "/pets", headers: { "x-session-id": id } });

      expect(found).to.have.property("fault").that.includes("X-Session-ID");
      expect(sessionOf({ target: "/pets", headers: { cookie: `helix_session=${id}` } })).to.have.property("fault");
    });
  }

  it("refuses a path that names no session", () => {
    for (const target of ["/_s", "/_s/", "/_s//pets", "/_s/a%20b/pets"]) {
      expect(sessionOf({ target, headers: {} }))
        .to.have.property("fault")
        .that.includes("/_s/");
    }
  });
});
