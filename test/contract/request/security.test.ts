import { expect } from "chai";
import type { SecurityScheme } from "../../../src/contract/operation.ts";
import { type AuthMode, checkSecurity, type SecurityVerdict } from "../../../src/contract/request/security.ts";
import { operation, request } from "../../helpers/operation.ts";

const basic: SecurityScheme = { name: "basic", kind: "http", scheme: "basic" };
const bearer: SecurityScheme = { name: "bearer", kind: "http", scheme: "bearer" };
const digest: SecurityScheme = { name: "digest", kind: "http", scheme: "digest" };
const oauth: SecurityScheme = { name: "oauth", kind: "oauth2" };
const key: SecurityScheme = { name: "key", kind: "apiKey", in: "header", parameterName: "X-API-Key" };
const cookie: SecurityScheme = { name: "cookie", kind: "apiKey", in: "cookie", parameterName: "sid" };
const query: SecurityScheme = { name: "query", kind: "apiKey", in: "query", parameterName: "token" };
const mutual: SecurityScheme = { name: "mutual", kind: "mutualTLS" };

describe("checkSecurity", () => {
  const verdicts: [
    what: string,
    security: SecurityScheme[][],
    headers: object,
    target: string,
    present: boolean,
    strict: boolean,
  ][] = [
    ["nothing where nothing is asked", [], {}, "/", true, true],
    ["nothing where anonymous is an alternative", [[bearer], []], {}, "/", true, true],
    ["no credential", [[bearer]], {}, "/", false, false],
    ["a bearer token", [[bearer]], { authorization: "Bearer abc.def-_~+/==" }, "/", true, true],
    ["a scheme in another case", [[bearer]], { authorization: "bEARER abc" }, "/", true, true],
    ["a token with spaces", [[bearer]], { authorization: "Bearer a b c" }, "/", true, false],
    ["a bearer scheme without a token", [[bearer]], { authorization: "Bearer" }, "/", false, false],
    ["another scheme", [[bearer]], { authorization: "Basic YTpi" }, "/", false, false],
    ["basic credentials", [[basic]], { authorization: "Basic YTpi" }, "/", true, true],
    ["basic credentials without a colon", [[basic]], { authorization: "Basic YWI=" }, "/", true, false],
    ["basic credentials that are no base64", [[basic]], { authorization: "Basic a:b" }, "/", true, false],
    ["digest credentials", [[digest]], { authorization: 'Digest username="a", realm="b"' }, "/", true, true],
    ["an OAuth token", [[oauth]], { authorization: "Bearer abc" }, "/", true, true],
    ["a key in a header", [[key]], { "x-api-key": "k" }, "/", true, true],
    ["an empty key", [[key]], { "x-api-key": "" }, "/", false, false],
    ["a key in a cookie", [[cookie]], { cookie: "a=b; sid=1" }, "/", true, true],
    ["a key in the query", [[query]], {}, "/x?a=b&token=1", true, true],
    ["a key that only the path holds", [[query]], {}, "/token=1", false, false],
    ["a client certificate, which plain HTTP cannot show", [[mutual]], {}, "/", true, true],
    ["one of two that are both needed", [[key, bearer]], { "x-api-key": "k" }, "/", false, false],
    ["both of two that are needed", [[key, bearer]], { "x-api-key": "k", authorization: "Bearer t" }, "/", true, true],
    ["the second alternative", [[key], [bearer]], { authorization: "Bearer t" }, "/", true, true],
  ];
  for (const [what, security, headers, target, present, strict] of verdicts) {
    it(`${present ? "accepts" : "refuses"} ${what}${strict === present ? "" : ", but not when strict"}`, () => {
      const modes: AuthMode[] = ["off", "present", "strict"];

      expect(modes.map((mode) => check(security, headers, target, mode).ok)).to.deep.equal([true, present, strict]);
    });
  }

  it("challenges once for every scheme that would do", () => {
    const verdict = check([[basic], [bearer, key], [oauth], [digest]], {}, "/", "present");

    expect(!verdict.ok && verdict.challenges).to.deep.equal([
      'Basic realm="helix", charset="UTF-8"',
      'Bearer realm="helix"',
      'ApiKey realm="helix", in="header", name="X-API-Key"',
      'Digest realm="helix"',
    ]);
  });

  it("says in one violation what to send", () => {
    const verdict = check([[key, bearer], [cookie]], {}, "/", "present");

    expect(!verdict.ok && verdict.violations).to.deep.equal([
      {
        in: "security",
        instancePath: "",
        keyword: "required",
        message:
          "The request carries no credential. Send the header X-API-Key and the header Authorization: bearer …, or the cookie sid.",
        code: "credential-missing",
      },
    ]);
  });

  it("tells a malformed credential from a missing one", () => {
    const verdict = check([[basic]], { authorization: "Basic ???" }, "/", "strict");

    expect(!verdict.ok && verdict.violations.map(({ code }) => code)).to.deep.equal(["credential-malformed"]);
  });

  it("makes header-safe challenges out of any name", () => {
    const hostile: SecurityScheme = { ...key, parameterName: 'a"\r\nSet-Cookie: x' };
    const verdict = check([[hostile], [{ ...digest, scheme: "a b\r\n" }]], {}, "/", "present");

    expect(!verdict.ok && verdict.challenges.every((value) => /^[\x20-\x7e]*$/.test(value))).to.equal(true);
  });
});

function check(security: SecurityScheme[][], headers: object, target: string, mode: AuthMode): SecurityVerdict {
  return checkSecurity(operation("GET /x", { security }), request("GET", target, headers), mode);
}
