import { expect } from "chai";
import fc from "fast-check";
import { compileRouter, type RouteMatch, type Router } from "../../../src/contract/routing/path.ts";
import { operation, parameter } from "../../helpers/operation.ts";
import { naiveMatch } from "../naive-router.ts";

describe("compileRouter", () => {
  it("prefers the literal segment, wherever it stands in the document", () => {
    for (const routes of [
      ["GET /users/{id}", "GET /users/me"],
      ["GET /users/me", "GET /users/{id}"],
    ]) {
      expect(found(router(...routes), "GET", "/users/me")).to.equal("GET /users/me");
      expect(found(router(...routes), "GET", "/users/7")).to.equal("GET /users/{id}");
    }
  });

  it("goes back when a literal segment leads nowhere", () => {
    const routes = router("GET /a/{x}/c", "GET /a/b/d");

    expect(found(routes, "GET", "/a/b/c")).to.equal("GET /a/{x}/c");
    expect(found(routes, "GET", "/a/b/d")).to.equal("GET /a/b/d");
  });

  it("leaves a request to a less literal path where the literal one lacks the method", () => {
    const routes = router("POST /pets/search", "GET /pets/{id}");

    expect(found(routes, "GET", "/pets/search")).to.equal("GET /pets/{id}");
    expect(found(routes, "POST", "/pets/search")).to.equal("POST /pets/search");
  });

  const mixed: [template: string, target: string, values: Record<string, string> | undefined][] = [
    ["/{a}.{b}", "/x.tar.gz", { a: "x", b: "tar.gz" }],
    ["/{a}.{b}", "/.x", undefined],
    ["/{Sid}.json", "/12.json.json", { Sid: "12.json" }],
    ["/{Sid}.json", "/.json", undefined],
    ["/{id}:verb", "/5:verb", { id: "5" }],
    ["/{id}:verb", "/5%3Averb", { id: "5" }],
    ["/items({id})", "/items(4)", { id: "4" }],
    ["/a-{x}-b", "/a-b-b", { x: "b" }],
    ["/a-{x}-b", "/a--b", undefined],
    ["/{a}{b}", "/xyz", { a: "x", b: "yz" }],
    ["/{a}{b}", "/%F0%9F%98%80y", { a: "%F0%9F%98%80", b: "y" }],
    ["/{path+}", "/a/b%2Fc/d", { path: "a/b%2Fc/d" }],
    ["/f/{path+}", "/f/", undefined],
    ["/f/{path+}", "/f", undefined],
    ["/f/{path*}", "/f", { path: "" }],
    ["/f/{path*}/end", "/f/a/b/end", { path: "a/b" }],
    ["/{+name}", "/a/b", { name: "a/b" }],
    ["/r/{user-id}/{user.id}/{a b}", "/r/1/2/3", { "user-id": "1", "user.id": "2", "a b": "3" }],
    ["/r/{1id}*", "/r/7*", { "1id": "7" }],
    ["/r/[x]+", "/r/%5Bx%5D+", {}],
    ["/r/{", "/r/%7B", {}],
    ["/r/{}", "/r/{}", {}],
    ["/caf%C3%A9/{x}", "/café/1", { x: "1" }],
    ["/x/{id}", "/x/a%2Fb", { id: "a%2Fb" }],
    ["/x/{id}", "/x/", undefined],
    ["/x", "/X", undefined],
    ["/x", "/x/", undefined],
    ["/x/", "/x/", {}],
    ["/", "/", {}],
    ["/", "", {}],
  ];
  for (const [template, target, values] of mixed) {
    it(`lays ${template} over ${target || "an empty target"}`, () => {
      const match = router(`GET ${template}`).match("GET", target);

      expect(match.kind === "operation" ? Object.fromEntries(match.pathParameters) : undefined).to.deep.equal(values);
    });
  }

  it("gives each method of one shape the names of its own template", () => {
    const routes = router("GET /pets/{id}", "DELETE /pets/{petId}");

    expect(values(routes.match("GET", "/pets/7"))).to.deep.equal({ id: "7" });
    expect(values(routes.match("DELETE", "/pets/7"))).to.deep.equal({ petId: "7" });
    expect(routes.match("PUT", "/pets/7")).to.deep.equal({
      kind: "method-not-allowed",
      allowed: ["GET", "DELETE", "HEAD", "OPTIONS"],
      template: "/pets/{id}",
    });
  });

  it("names a greedy parameter as the operation declares it", () => {
    const declared = operation("GET /{path+}", { parameters: [parameter("path", "path+", { type: "string" })] });

    expect(values(compileRouter([declared]).match("GET", "/a/b"))).to.deep.equal({ "path+": "a/b" });
  });

  it("divides a segment by what its parameters list", () => {
    const extension = parameter("path", "ext", { type: "string", enum: [".js", ".json", ".x y"] });
    const after = compileRouter([operation("GET /f/{id}{ext}", { parameters: [extension] })]);
    const before = compileRouter([operation("GET /f/{ext}{id}-{x}", { parameters: [extension] })]);

    const plain = parameter("path", "ext", { type: "string", enum: ["x", "xx"] });
    const between = compileRouter([operation("GET /f/{at}.{ext}", { parameters: [plain] })]);

    expect(values(after.match("GET", "/f/a.js.json"))).to.deep.equal({ id: "a.js", ext: ".json" });
    expect(values(after.match("GET", "/f/a.x%20y"))).to.deep.equal({ id: "a", ext: ".x%20y" });
    expect(values(after.match("GET", "/f/abc"))).to.deep.equal({ id: "a", ext: "bc" });
    expect(values(before.match("GET", "/f/.json7-1"))).to.deep.equal({ ext: ".json", id: "7", x: "1" });
    expect(values(between.match("GET", "/f/1.5,2.5.x"))).to.deep.equal({ at: "1.5,2.5", ext: "x" });
    expect(values(between.match("GET", "/f/1.5,2.5.y"))).to.deep.equal({ at: "1", ext: "5,2.5.y" });
    expect(values(between.match("GET", `/f/${".".repeat(9_000)}`))).to.have.property("at", ".");
  });

  it("lets the query of a path key choose, the one that says more first", () => {
    const routes = router("GET /q", "GET /q?action=a", "GET /q?action=a&mode=b", "GET /q?acl");

    expect(found(routes, "GET", "/q")).to.equal("GET /q");
    expect(found(routes, "GET", "/q?x=1&action=a")).to.equal("GET /q?action=a");
    expect(found(routes, "GET", "/q?mode=b&action=a")).to.equal("GET /q?action=a&mode=b");
    expect(found(routes, "GET", "/q?acl=")).to.equal("GET /q?acl");
    expect(found(routes, "GET", "/q?action=z")).to.equal("GET /q");
  });

  it("takes the key whose templated query was sent as a whole, whatever else was", () => {
    const routes = router(
      "GET /now?city={city}&country={country}&state={state}",
      "GET /now?code={code}",
      "GET /now?lat={lat}&lon={lon}",
      "GET /now",
    );
    const expected = {
      "code=1&country=SE&state=x": "GET /now?code={code}",
      "lat=1&lon=2&country=SE": "GET /now?lat={lat}&lon={lon}",
      "lat=1&country=SE&state=x": "GET /now?city={city}&country={country}&state={state}",
      "lat=1": "GET /now?lat={lat}&lon={lon}",
      "x=1": "GET /now",
      "": "GET /now",
    };

    for (const [query, id] of Object.entries(expected))
      expect(found(routes, "GET", `/now?${query}`), query).to.equal(id);
  });

  it("does not insist on a templated query", () => {
    const routes = router("GET /s?q={q}", "GET /t{?limit,offset}");

    expect(found(routes, "GET", "/s")).to.equal("GET /s?q={q}");
    expect(found(routes, "GET", "/t?limit=1")).to.equal("GET /t{?limit,offset}");
    expect(values(routes.match("GET", "/s?q=a+b%2Fc"))).to.deep.equal({ q: "a%20b%2Fc" });
  });

  it("knows operations apart by an encoded fragment, and serves the first without one", () => {
    const routes = router("GET /c#one", "GET /c#two");

    expect(found(routes, "GET", "/c")).to.equal("GET /c#one");
    expect(found(routes, "GET", "/c%23two")).to.equal("GET /c#two");
  });

  it("goes by a fragment that says what the query is, else by the path without one", () => {
    const routes = router("POST /tags#operation=tag", "POST /tags#arn", "POST /tags");

    expect(found(routes, "POST", "/tags")).to.equal("POST /tags");
    expect(found(routes, "POST", "/tags?operation=untag")).to.equal("POST /tags");
    expect(found(routes, "POST", "/tags?operation=tag")).to.equal("POST /tags#operation=tag");
    expect(found(routes, "POST", "/tags?arn=a")).to.equal("POST /tags#arn");
  });

  it("answers bare and under the base path", () => {
    const routes = compileRouter([operation("GET /pets/{id}", { basePaths: ["/api/v1"] })]);

    expect(routes.match("GET", "/pets/7")).to.include({ kind: "operation", prefix: "" });
    expect(routes.match("GET", "/api/v1/pets/7?x=%20")).to.include({ prefix: "/api/v1", query: "x=%20" });
  });

  it("answers under a base path with a doubled slash", () => {
    const routes = compileRouter([operation("GET /x", { basePaths: ["/v1", "//v1"] })]);

    expect(found(routes, "GET", "//v1/x")).to.equal("GET /x");
    expect(found(routes, "GET", "/v1/x")).to.equal("GET /x");
  });

  it("takes the more literal route where base path and path collide, then the prefixed one", () => {
    const bare = operation("GET /v1/pets");
    const prefixed = operation("GET /pets", { basePaths: ["/v1"] });
    const template = operation("GET /{x}", { basePaths: ["/v1"] });

    expect(found(compileRouter([bare, prefixed]), "GET", "/v1/pets")).to.equal("GET /pets");
    expect(found(compileRouter([template, bare]), "GET", "/v1/pets")).to.equal("GET /v1/pets");
  });

  it("sends an undeclared HEAD to the GET, and a declared one to itself", () => {
    expect(found(router("GET /a"), "HEAD", "/a")).to.equal("GET /a");
    expect(found(router("GET /a", "HEAD /a"), "HEAD", "/a")).to.equal("HEAD /a");
  });

  it("lists the methods of a target", () => {
    const routes = router("GET /a/{x}", "PUT /a/b", "POST /c");

    expect(routes.allowedMethods("/a/b")).to.deep.equal(["PUT", "GET", "HEAD", "OPTIONS"]);
    expect(routes.allowedMethods("/z")).to.deep.equal([]);
    expect(routes.allowedMethods("*")).to.deep.equal([]);
  });

  it("names the three nearest routes where none fits", () => {
    const routes = router("GET /users", "GET /pets", "GET /pets/{id}", "POST /pets", "GET /orders/{id}/items");

    expect(nearest(routes, "/pest")).to.deep.equal(["GET /pets", "POST /pets", "GET /pets/{id}"]);
    expect(nearest(routes, "/users/")).to.include("GET /users");
    expect(nearest(routes, "/order/7/items")[0]).to.equal("GET /orders/{id}/items");
  });

  it("reads the absolute form that proxies send", () => {
    const match = router("GET /pets/{id}").match("GET", "http://localhost:4010/pets/7?a=b");

    expect(match).to.include({ kind: "operation", query: "a=b" });
  });

  it("calls a path malformed that is not percent-encoded UTF-8", () => {
    for (const target of ["/%", "/%zz", "/%ff", "/a/%c3%28"]) {
      expect(router("GET /{x}").match("GET", target).kind).to.equal("malformed");
    }
  });

  it("finds nothing for a target that is no path", () => {
    for (const target of ["*", "example.com:443", "pets"]) {
      expect(router("GET /{x}").match("OPTIONS", target).kind).to.equal("not-found");
    }
  });

  it("never throws, whatever the target", () => {
    const routes = router("GET /{a}.{b}", "GET /{p+}/x/{q*}", "GET /a?b={c}#d");

    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (target) => {
        expect(routes.match("GET", `/${target}`).kind).to.be.a("string");
        expect(routes.match("GET", target).kind).to.be.a("string");
      }),
    );
  });

  it("gives up soon on a long path that many splits of greedy parameters could cover", () => {
    const routes = router("GET /{a*}/x/{b*}/x/{c*}/x/{d*}/end");

    const match = routes.match("GET", "/x".repeat(400));

    expect(match.kind).to.equal("not-found");
  });

  it("agrees with a naive router on random routes and targets", () => {
    fc.assert(
      fc.property(
        fc.array(randomRoute, { minLength: 1, maxLength: 8 }),
        randomTarget,
        randomMethod,
        (routes, target, method) => {
          const operations = routes.map(({ route, basePaths }) => operation(route, { basePaths }));

          expect(summary(compileRouter(operations).match(method, target))).to.deep.equal(
            naiveMatch(operations, method, target),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const segment = fc.constantFrom("a", "b", "{x}", "{y}", "{x}.b", "a{x}", "{x}-{y}", "%61");
const randomMethod = fc.constantFrom("GET", "PUT", "HEAD");
const randomRoute = fc.record({
  route: fc
    .tuple(
      randomMethod,
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "", "", "/{r+}", "/{r*}"),
    )
    .map(([method, segments, rest]) => `${method} /${segments.join("/")}${rest}`),
  basePaths: fc.constantFrom([], [], ["/a"], ["/a", "/b/a"]),
});
const randomTarget = fc
  .array(fc.constantFrom("a", "b", "c", "ab", "a.b", "a-b", "%61", "b%2Fa", ""), { minLength: 1, maxLength: 6 })
  .map((segments) => `/${segments.join("/")}`);

function router(...routes: string[]): Router {
  return compileRouter(routes.map((route) => operation(route)));
}

function found(routes: Router, method: string, target: string): string | undefined {
  const match = routes.match(method, target);
  return match.kind === "operation" ? match.operation.id : undefined;
}

function values(match: RouteMatch): Record<string, string> | undefined {
  return match.kind === "operation" ? Object.fromEntries(match.pathParameters) : undefined;
}

function nearest(routes: Router, target: string): readonly string[] {
  const match = routes.match("GET", target);
  return match.kind === "not-found" ? match.nearest : [];
}

function summary(match: RouteMatch): unknown {
  if (match.kind === "operation")
    return { operation: match.operation.template, method: match.operation.method, prefix: match.prefix };
  return match.kind === "method-not-allowed" ? { allowed: [...match.allowed].sort() } : match.kind;
}
