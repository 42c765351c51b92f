import { expect } from "chai";
import { Agreement } from "../../../src/cli/workers/agreement.ts";
import type { ReloadReport } from "../../../src/cli/workers/orders.ts";

describe("Agreement", () => {
  it("tells of a reload once every worker has come to it, and once only", () => {
    const agreement = ofTwo();

    expect(agreement.note(1, came("a.yaml", "v1"))).to.deep.equal([]);
    expect(agreement.note(2, came("a.yaml", "v1"))).to.deep.equal([came("a.yaml", "v1")]);
    expect(agreement.note(2, came("a.yaml", "v1"))).to.deep.equal([]);
  });

  it("waits for those that are behind, and for each document by itself", () => {
    const agreement = ofTwo();
    agreement.note(1, came("a.yaml", "v1"));
    agreement.note(1, came("a.yaml", "v2"));

    expect(agreement.note(2, came("a.yaml", "v1"))).to.deep.equal([]);
    expect(agreement.note(2, came("b.yaml", "v2"))).to.deep.equal([]);
    expect(agreement.note(2, came("a.yaml", "v2"))).to.deep.equal([came("a.yaml", "v2")]);
  });

  it("does not wait for one that has died", () => {
    const agreement = ofTwo();
    agreement.note(1, came("a.yaml", "v1"));

    expect(agreement.leave(2)).to.deep.equal([came("a.yaml", "v1")]);
  });

  it("takes a replacement for what it says that it serves", () => {
    const agreement = ofTwo();
    agreement.leave(2);
    agreement.join(3, { "a.yaml": "v1" });

    expect(agreement.note(1, came("a.yaml", "v1"))).to.deep.equal([came("a.yaml", "v1")]);
  });

  it("says nothing when nobody is left", () => {
    const agreement = ofTwo();
    agreement.leave(2);
    agreement.join(3, {});
    agreement.note(1, came("a.yaml", "v1"));
    agreement.leave(1);

    expect(agreement.leave(3)).to.deep.equal([]);
  });
});

function ofTwo(): Agreement {
  const agreement = new Agreement();
  agreement.join(1, {});
  agreement.join(2, {});
  return agreement;
}

function came(document: string, edition: string): ReloadReport {
  return { kind: "reload", document, edition, line: { level: "info", message: edition, fields: {} } };
}
