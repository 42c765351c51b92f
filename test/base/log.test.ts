import { expect } from "chai";
import { createLog, printable } from "../../src/base/log.ts";
import { streamOutput } from "../../src/base/output.ts";

const noon = Date.UTC(2026, 0, 15, 12);

describe("Log", () => {
  it("leaves out what is less severe than asked for", () => {
    const { printed, log } = logTo({ level: "warn", format: "text" });

    log.write("info", "hello");
    log.write("warn", "careful");

    expect(printed).to.deep.equal(["12:00:00.000 warn  careful\n"]);
    expect([log.enabled("info"), log.enabled("error")]).to.deep.equal([false, true]);
  });

  it("says nothing at all when silent", () => {
    const { printed, log } = logTo({ level: "silent", format: "text" });

    log.write("fatal", "the end");

    expect(printed).to.deep.equal([]);
  });

  it("writes an object a line for machines", () => {
    const { printed, log } = logTo({ level: "info", format: "json" });

    log.write("info", "two\nlines", { status: 200, source: undefined });

    expect(printed.map((line) => JSON.parse(line))).to.deep.equal([
      { time: "2026-01-15T12:00:00.000Z", level: "info", message: "two\nlines", status: 200 },
    ]);
    expect(printed[0]).to.match(/^[^\n]+\n$/);
  });

  it("shows control characters that a client sent instead of obeying them", () => {
    expect(printable("GET /\u001b[2J\u0007\r")).to.equal("GET /\\x1b[2J\\x07\\x0d");
  });
});

describe("streamOutput", () => {
  it("writes the text of one turn at once", async () => {
    const standard = sink();
    const { output } = streamOutput(standard, sink(), {});

    output.print("a\n");
    output.print("b\n");
    expect(standard.written).to.deep.equal([]);
    await new Promise(setImmediate);

    expect(standard.written).to.deep.equal(["a\nb\n"]);
  });

  it("flushes what is left before the process ends", () => {
    const standard = sink();
    const error = sink();
    const { output, flush } = streamOutput(standard, error, {});

    output.print("out");
    output.complain("err");
    flush();

    expect([standard.written, error.written]).to.deep.equal([["out"], ["err"]]);
  });

  it("uses colours on a terminal, unless NO_COLOR is set", () => {
    const colours = [
      streamOutput(sink(true), sink(), {}),
      streamOutput(sink(true), sink(), { NO_COLOR: "1" }),
      streamOutput(sink(true), sink(), { NO_COLOR: "" }),
      streamOutput(sink(false), sink(), {}),
    ].map(({ output }) => output.colour);

    expect(colours).to.deep.equal([true, false, true, false]);
  });

  it("knows whether complaints are read on a terminal, whatever the colours", () => {
    const terminals = [
      streamOutput(sink(false), sink(true), { NO_COLOR: "1" }),
      streamOutput(sink(true), sink(false), {}),
    ].map(({ output }) => output.isTerminal);

    expect(terminals).to.deep.equal([true, false]);
  });

  it("survives a reader that went away", () => {
    const standard = sink();
    streamOutput(standard, sink(), {});

    expect(standard.errorListeners).to.have.length(1);
    expect(() => standard.errorListeners[0]?.(new Error("EPIPE"))).not.to.throw();
  });
});

function logTo(options: { level: "warn" | "silent" | "info"; format: "text" | "json" }) {
  const printed: string[] = [];
  const output = { print: (text: string) => printed.push(text), complain() {}, colour: false };
  return { printed, log: createLog(output, { ...options, now: () => noon }) };
}

function sink(isTTY = false) {
  const written: string[] = [];
  const errorListeners: ((error: Error) => void)[] = [];
  return {
    isTTY,
    written,
    errorListeners,
    write: (text: string) => written.push(text),
    on: (_event: "error", listener: (error: Error) => void) => errorListeners.push(listener),
  };
}
