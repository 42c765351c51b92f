import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { startHelix } from "../helpers/helix-process.ts";

/**
 * A transcript: `=== file NAME` blocks are written to an empty directory, `=== command` is run there, `=== request`
 * lines are sent to the server that it starts (method, target, then header fields; its body follows), and what comes
 * out is compared with the blocks `=== output`, `=== complaint` and `=== exit`. A line "…" stands for any number of
 * lines. A server is stopped after the last request.
 */
interface Transcript {
  readonly files: ReadonlyMap<string, string>;
  readonly command: readonly string[];
  readonly steps: readonly Step[];
  readonly output: string;
  readonly complaint: string;
  readonly exit: number;
}

interface Step {
  readonly request: string;
  readonly response: string;
}

const cases = fileURLToPath(new URL("../cases/", import.meta.url));

describe("the command line, as transcripts", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  for (const name of readdirSync(cases)) {
    it(name.replace(/\.txt$/, "").replaceAll("-", " "), async () => {
      const transcript = parse(readFileSync(join(cases, name), "utf8"));
      for (const [path, content] of transcript.files) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), content);
      }

      const { responses, output, complaint, exit } = await run(transcript, directory);

      expect(complaint).to.match(pattern(transcript.complaint));
      expect(output).to.match(pattern(transcript.output));
      expect(exit).to.equal(transcript.exit);
      for (const [index, { response }] of transcript.steps.entries())
        expect(responses[index]).to.match(pattern(response));
    });
  }
});

function parse(source: string): Transcript {
  const files = new Map<string, string>();
  const steps: Step[] = [];
  const blocks = new Map<string, string>();
  for (const block of source.split(/^=== /m).slice(1)) {
    const end = block.indexOf("\n");
    const [kind = "", argument = ""] = block.slice(0, end).split(" ");
    const content = block.slice(end + 1).replace(/\n\n$/, "\n");
    if (kind === "file") files.set(argument, content);
    else if (kind === "request") steps.push({ request: content, response: "" });
    else if (kind === "response") steps.push({ request: steps.pop()?.request ?? "", response: content });
    else blocks.set(kind, content);
  }
  const [, ...command] = (blocks.get("command") ?? "").trim().split(/\s+/);
  const [output = "", complaint = "", exit = "0"] = ["output", "complaint", "exit"].map((kind) => blocks.get(kind));
  return { files, command, steps, output, complaint, exit: Number(exit) };
}

async function run({ command, steps }: Transcript, directory: string) {
  const helix = startHelix(command, { directory });
  const url = await helix.url;
  const responses = url === undefined ? [] : await converse(url, steps).finally(() => helix.child.kill("SIGTERM"));
  const exit = await helix.ended;
  return { responses, output: normalise(helix.output()), complaint: normalise(helix.complaint()), exit };
}

async function converse(url: string, steps: readonly Step[]): Promise<string[]> {
  const responses: string[] = [];
  for (const { request } of steps) {
    const [head = "", body] = request.split("\n\n");
    const [line = "", ...fields] = head.trimEnd().split("\n");
    const [method = "GET", target = "/"] = line.split(" ");
    const headers = fields.map((field): [string, string] => [field.split(": ")[0] ?? "", field.split(": ")[1] ?? ""]);
    const response = await fetch(url + target, { method, headers, ...(body === undefined ? {} : { body }) });
    const shown = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join("");
    responses.push(normalise(`${response.status}\n${shown}\n${await response.text()}\n`));
  }
  return responses;
}

/** What differs from run to run, by a word for each. */
function normalise(printed: string): string {
  return printed
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/^\d\d:\d\d:\d\d\.\d{3}/gm, "TIME")
    .replaceAll(/\b\d+(?:\.\d)? ms\b/g, "N ms")
    .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"INSTANT"')
    .replaceAll(/"[\da-f]{8}-[\da-f-]{27}"/g, '"UUID"')
    .replaceAll(/"milliseconds":[\d.]+/g, '"milliseconds":N')
    .replaceAll(/helix-mock \d+\.\d+\.\d+/g, "helix-mock VERSION");
}

function pattern(expected: string): RegExp {
  const lines = expected.split("\n").map((line) => {
    if (line === "…") return "(?:.*\n)*?";
    return `${line.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}\n`;
  });
  return new RegExp(`^${lines.slice(0, -1).join("")}$`);
}
