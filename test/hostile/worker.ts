import { request } from "node:http";
import { EXIT } from "../../src/cli/exit-code.ts";
import { main } from "../../src/cli/main.ts";
import type { Answered, Report, Task } from "./hostile-case.ts";
import { hurry, ignorePort, taken } from "./watch.ts";

/** Puts one document after the other through `helix validate` and `helix mock`, in a process with little memory. */
process.on("message", async (task: Task) => {
  process.chdir(task.folder);
  const bugs: string[] = [];
  const report = await run(task, bugs).catch((error: unknown) => {
    bugs.push(error instanceof Error ? String(error.stack) : String(error));
    return undefined;
  });
  process.send?.({ ...nothing, ...report, bugs, ...taken(task.folder) } satisfies Report);
});

/** Routes of one document that are asked. */
const MAX_ROUTES = 50;

const nothing = { exit: -1, complaint: "", findings: [], introduction: "", answers: [] };

/** Errors that nobody caught are bugs wherever they come from; the process has to survive them to tell. */
async function run({ entry, flags, isKeptWaiting, requests }: Task, bugs: string[]): Promise<Partial<Report>> {
  hurry(isKeptWaiting);
  const validated = await command(["validate", entry, "--format", "json", ...flags], bugs);
  const { findings } = JSON.parse(validated.printed) as { findings: Finding[] };
  if (validated.exit === 2) {
    const mocked = await command(["mock", entry, "--port", "0", ...flags], bugs);
    return { ...validated, findings: [], introduction: mocked.complaint };
  }
  const { introduction, answers } = await mock([entry, ...flags], requests, bugs);
  return { ...validated, findings: findings.map(lineOf), introduction, answers };
}

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly remedy: string;
  readonly pointer: string;
  readonly location?: { readonly file: string; readonly line: number; readonly column: number };
}

function lineOf({ code, severity, message, remedy, pointer, location }: Finding): string {
  const place = location ? `${location.file}:${location.line}:${location.column}` : pointer;
  return `${severity} ${code} ${place} ${message} → ${remedy}`;
}

interface Ran {
  readonly exit: number;
  readonly printed: string;
  readonly complaint: string;
}

/** @param serve - what to do with a server that listens at this address, before it is stopped */
async function command(
  line: readonly string[],
  bugs: string[],
  serve?: (url: string, printed: string) => Promise<void>,
): Promise<Ran> {
  let printed = "";
  let complaint = "";
  const exit = await main(line, {
    directory: process.cwd(),
    environment: {},
    output: {
      print: (text) => {
        printed += text;
      },
      complain: (text) => {
        complaint += text;
      },
      colour: false,
    },
    async stopped() {
      await serve?.(/listening on (\S+)/.exec(printed)?.[1] ?? "", printed);
      return 0;
    },
  });
  if (exit === EXIT.bug) bugs.push(complaint);
  return { exit, printed, complaint };
}

/** Asks what the case wants to know, and one request for each route that the mock lists. */
async function mock(line: readonly string[], requests: readonly string[], bugs: string[]) {
  const answers: Answered[] = [];
  const ran = await command(["mock", ...line, "--port", "0", "--no-watch"], bugs, async (url, printed) => {
    ignorePort(Number(new URL(url).port));
    const routes = [...printed.matchAll(/^ *([A-Z]+) +http:\/\/[\d.:]+(\/.*)$/gm)].map(
      ([, method, path]) => `${method} ${path}`,
    );
    for (const one of new Set([...requests, ...routes.slice(0, MAX_ROUTES)])) answers.push(await ask(url, one));
  });
  const introduction = `${ran.printed}${ran.complaint}`;
  for (const [log] of introduction.matchAll(/^.*\b[A-Z]\w*Error: .*(?:\n +at .*)+/gm)) bugs.push(log);
  return { introduction, answers };
}

function ask(origin: string, line: string): Promise<Answered> {
  const method = line.slice(0, line.indexOf(" "));
  // What no client can write into a request line, none asks for.
  const target = line.slice(method.length + 1).replaceAll(/[^!-~]/gu, encodeURIComponent);
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path: target, agent: false };
    const sent = request(options, async (response) => {
      let text = "";
      let length = 0;
      for await (const chunk of response) {
        length += chunk.length;
        if (text.length < 100_000) text += chunk;
      }
      const { "content-type": type = "", "x-helix-source": source } = response.headers;
      resolve({ request: line, status: response.statusCode ?? 0, type, source: String(source), length, text });
    });
    sent.on("error", reject);
    sent.end();
  });
}
