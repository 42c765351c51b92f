import { expect } from "chai";
import type { Exchange } from "../../src/base/exchange.ts";
import { createLog } from "../../src/base/log.ts";
import { logExchange } from "../../src/cli/exchange-line.ts";

describe("logExchange", () => {
  it("tells what was asked, how it was answered, how long it took and from where", () => {
    expect(lineOf({})).to.equal("09:30:00.000 info  GET /pets/7 200 1.3 ms generated\n");
  });

  it("lists what was wrong with the request", () => {
    const violations = [
      {
        in: "query",
        instancePath: "/limit",
        keyword: "type",
        message: "The query parameter is wrong.",
        code: "query-invalid",
      } as const,
    ];

    expect(lineOf({ violations })).to.equal(
      "09:30:00.000 warn  GET /pets/7 200 1.3 ms generated\n             The query parameter is wrong. (query-invalid)\n",
    );
  });

  it("raises its voice where the server failed", () => {
    expect(lineOf({ response: { status: 500, headers: {} } })).to.equal("09:30:00.000 error GET /pets/7 500 1.3 ms\n");
  });

  it("cuts a target that would flood the terminal, and defuses what is in it", () => {
    const request = { method: "GET", target: `/\u001b[2J${"x".repeat(10_000)}`, headers: {}, body: new Uint8Array(0) };

    const line = lineOf({ request });

    expect(line).to.include("GET /\\x1b[2Jxxx");
    expect(line.length).to.be.below(2100);
  });

  it("gives machines the same facts as fields, bodies left out", () => {
    const fields = JSON.parse(lineOf({ operation: "getPet" }, "json"));

    expect(fields).to.include({
      method: "GET",
      target: "/pets/7",
      status: 200,
      milliseconds: 1.3,
      operation: "getPet",
    });
    expect(fields).not.to.have.property("body");
  });

  it("shows of a target what may be shown, to people and to machines", () => {
    const shown = (target: string): string => target.replace("7", "***");

    expect(lineOf({}, "text", shown)).to.include("GET /pets/*** 200");
    expect(JSON.parse(lineOf({}, "json", shown))).to.include({ target: "/pets/***" });
  });
});

function lineOf(
  difference: Partial<Exchange>,
  format: "text" | "json" = "text",
  shown: (target: string) => string = (target) => target,
): string {
  let printed = "";
  const output = {
    print: (text: string) => {
      printed += text;
    },
    complain() {},
    colour: false,
  };
  const log = createLog(output, { level: "info", format, now: () => Date.UTC(2026, 0, 15, 9, 30) });
  const exchange: Exchange = {
    request: { method: "GET", target: "/pets/7", headers: {}, body: new Uint8Array(0) },
    response: { status: 200, headers: { "X-Helix-Source": "generated" } },
    violations: [],
    provenance: [],
    replayable: () => true,
    requestId: "1",
    ...difference,
  };
  logExchange(log, exchange, { milliseconds: 1.26, shown });
  return printed;
}
