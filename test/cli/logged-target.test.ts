import { expect } from "chai";
import { redactorOf } from "../../src/ai/redact.ts";
import { loggedTarget } from "../../src/cli/logged-target.ts";

describe("loggedTarget", () => {
  const hidden = { credentials: new Set(["appid"]), redactor: redactorOf("default") };

  it("leaves a target as it was sent where nothing in it is secret", () => {
    const target = "/v1/orders/7%2F8?status=sold&page%5Bsize%5D=5&q=a+b";

    expect(loggedTarget(target, hidden)).to.equal(target);
  });

  it("leaves out credentials that the document or their names call so", () => {
    expect(loggedTarget("/orders?appid=abc&api_key=hunter2&page=2", hidden)).to.equal(
      "/orders?appid=***&api_key=***&page=2",
    );
  });

  it("leaves out what no model would be shown, encoded or not", () => {
    const target = "/users/jane%40acme.io/cards/4111+1111%201111%201111?q=ghp_abcdefghijklmnop0123&page=%zz&limit=5";

    expect(loggedTarget(target, hidden)).to.equal("/users/[e-mail]/cards/[card number]?q=[token]&page=%zz&limit=5");
  });

  it("leaves it out beside what cannot be decoded", () => {
    expect(loggedTarget("/cards/4111+1111+1111+1111?page=%zz", hidden)).to.equal("/cards/[card number]?page=%zz");
  });

  it("leaves that where nothing is redacted", () => {
    const target = "/users/jane%40acme.io?api_key=hunter2";

    expect(loggedTarget(target, { ...hidden, redactor: redactorOf("off") })).to.equal(
      "/users/jane%40acme.io?api_key=***",
    );
  });
});
