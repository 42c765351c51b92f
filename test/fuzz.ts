/**
 * Throws mutated requests at a mock in a process of its own and fails on any crash and any 5xx.
 * HELIX_FUZZ_SECONDS is how long (60), HELIX_FUZZ_SEED where to start (1).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { assemble } from "../src/assemble.ts";
import { derive, Random } from "../src/base/random.ts";
import { sampleTarget } from "../src/cli/sample-target.ts";
import { objectLayer, readConfig, referenceInstant } from "../src/config.ts";
import { mutatedRequest } from "./helpers/mutate.ts";
import { statuses, talk } from "./helpers/raw-http.ts";

const seconds = Number(process.env["HELIX_FUZZ_SECONDS"] ?? 60);
const seed = Number(process.env["HELIX_FUZZ_SEED"] ?? 1);
const clients = 8;
const documents = ["specs/shop.yaml", "specs/features-3.1.yaml", "specs/probe.yaml"];

/** What the requests against one document came to. */
interface Tally {
  requests: number;
  /** Responses by the first digit of their status. */
  readonly classes: number[];
  readonly failures: string[];
}

const tallies: Tally[] = [];
for (const document of documents) tallies.push(await fuzz(document, (seconds * 1000) / documents.length));

const requests = tallies.reduce((sum, tally) => sum + tally.requests, 0);
const classes = [1, 2, 3, 4, 5].map((digit) => tallies.reduce((sum, tally) => sum + (tally.classes[digit] ?? 0), 0));
const failures = tallies.flatMap((tally) => tally.failures);
for (const failure of failures.slice(0, 10)) console.error(failure);
console.log(
  `fuzz: ${requests} requests in ${seconds} s with seed ${seed}: ` +
    `${classes.map((count, index) => `${count} × ${index + 1}xx`).join(", ")}; ${failures.length} failures`,
);
process.exitCode = failures.length > 0 || requests === 0 ? 1 : 0;

async function fuzz(document: string, milliseconds: number): Promise<Tally> {
  const tally: Tally = { requests: 0, classes: [], failures: [] };
  const routes = await routesOf(document);
  const { child, port } = await startMock(document);
  const end = performance.now() + milliseconds;
  const client = async () => {
    while (performance.now() < end && child.exitCode === null && tally.failures.length < 10) {
      const number = tally.requests++;
      const payload = mutatedRequest(routes, new Random(derive(seed, number)));
      await attack(payload, port, tally, `${document}, request ${number}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  if (child.exitCode !== null) tally.failures.push(`${document}: the mock ended with exit code ${child.exitCode}`);
  else await stopMock(document, child, tally);
  return tally;
}

/** The document's operations with values that they accept. */
async function routesOf(document: string): Promise<string[]> {
  const { apis } = await assemble(readConfig([objectLayer({ document: [document] }, "the fuzz")]));
  return apis[0].contract.operations.map(
    (operation) => `${operation.method} ${sampleTarget(operation, referenceInstant)}`,
  );
}

async function attack(payload: Uint8Array, port: number, tally: Tally, name: string): Promise<void> {
  const describeFailure = (what: string): string => {
    return `${name}: ${what}\n  base64 ${Buffer.from(payload).toString("base64").slice(0, 4000)}`;
  };
  try {
    // Half of a request is answered once the client has nothing more to say.
    const wire = await talk(port, [payload], { patience: 20_000, endAfter: true });
    for (const status of statuses(wire)) {
      const digit = Math.floor(status / 100);
      tally.classes[digit] = (tally.classes[digit] ?? 0) + 1;
      if (digit === 5 && !isRefusedMethod(status, payload)) tally.failures.push(describeFailure(`answered ${status}`));
    }
  } catch (error) {
    tally.failures.push(describeFailure(String(error)));
  }
}

/** TRACE and CONNECT are the only requests that deserve a 5xx. */
function isRefusedMethod(status: number, payload: Uint8Array): boolean {
  return status === 501 && /(?:TRACE|CONNECT) /.test(Buffer.from(payload).toString("latin1"));
}

async function startMock(document: string): Promise<{ child: ChildProcess; port: number }> {
  const line = ["--import=tsx", "src/bin.ts", "mock", document, "--port", "0", "--log-level", "fatal"];
  const child = spawn(process.execPath, line, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const printed of createInterface({ input: child.stdout })) {
    const [, port] = /listening on http:\/\/127\.0\.0\.1:(\d+)$/.exec(printed) ?? [];
    if (port !== undefined) return { child, port: Number(port) };
  }
  throw new Error(`the mock of ${document} did not start`);
}

/** A mock that was hurt shows it now at the latest. */
async function stopMock(document: string, child: ChildProcess, tally: Tally): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const [exitCode] = await ended;
  if (exitCode !== 0) tally.failures.push(`${document}: the mock stopped with exit code ${exitCode}`);
}
