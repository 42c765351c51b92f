import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Redis } from "ioredis";

/** A Redis of this test's own, on loopback, which keeps nothing on disk. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** For what the test itself asks; connected. */
  readonly client: Redis;
  /** Stops all its work without closing a connection (SIGSTOP). */
  pause(): void;
  resume(): void;
  /** Ends the process at once (SIGKILL). */
  kill(): Promise<void>;
  /** Starts it again on the same port; empty, unless its settings had it keep a log. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Whether there is one to start. In CI there has to be (`HELIX_NO_SKIP`). */
export function hasRedis(): boolean {
  return spawnSync("redis-server", ["--version"]).status === 0;
}

/** For `before`: skips the suite on a machine without Redis, and fails it in CI. */
export function needsRedis(this: Mocha.Context): void {
  if (hasRedis()) return;
  if (process.env["HELIX_NO_SKIP"]) throw new Error("redis-server is not installed");
  console.log("    skipped: redis-server is not installed");
  this.skip();
}

/** Has it keep each write before it is acknowledged, so that none is lost by `kill`. */
export const durable: readonly string[] = ["--appendonly", "yes", "--appendfsync", "always"];

/** @param settings - words of the command line, e.g. "--requirepass", "secret" */
export async function startRedis(...settings: string[]): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "helix-redis-"));
  const words = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder, ...settings];
  const start = () => started(words, "Ready to accept connections");
  let server = await start();
  const clients: Redis[] = [];
  const connect = async (): Promise<Redis> => {
    const client = new Redis({ port, lazyConnect: true, retryStrategy: () => 20, ...credentials(settings) });
    client.on("error", () => {});
    clients.push(client);
    await client.connect();
    return client;
  };
  const client = await connect();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    client,
    pause: () => server.child.kill("SIGSTOP"),
    resume: () => server.child.kill("SIGCONT"),
    kill: () => server.end(),
    async restart() {
      server = await start();
      await client.ping();
    },
    async close() {
      for (const each of clients) each.disconnect();
      await server.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A Sentinel that watches a server under a name. */
export async function startSentinel(
  name: string,
  master: RedisServer,
): Promise<{ port: number; close(): Promise<void> }> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "helix-sentinel-"));
  const file = join(folder, "sentinel.conf");
  writeFileSync(
    file,
    `port ${port}\nbind 127.0.0.1\ndir ${folder}\nsentinel monitor ${name} 127.0.0.1 ${master.port} 1\n`,
  );
  const sentinel = await started([file, "--sentinel"], "+monitor");
  return {
    port,
    async close() {
      await sentinel.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Three masters that share the keys among them. */
export interface RedisCluster {
  readonly nodes: readonly RedisServer[];
  /** Of one of them. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startCluster(): Promise<RedisCluster> {
  const settings = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000"];
  const nodes = await Promise.all([1, 2, 3].map(() => startRedis(...settings)));
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  await promisify(execFile)("redis-cli", [
    "--cluster",
    "create",
    ...addresses,
    "--cluster-replicas",
    "0",
    "--cluster-yes",
  ]);
  for (const { client } of nodes) await until(async () => (await client.cluster("INFO")).includes("cluster_state:ok"));
  return {
    nodes,
    url: nodes[0]?.url ?? "",
    async close() {
      await Promise.all(nodes.map((node) => node.close()));
    },
  };
}

/** Asks again and again, with a breath in between, until it is so; within 10 s. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error("it never came to be so");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Spawned {
  readonly child: ChildProcess;
  end(): Promise<void>;
}

/** @param sign - what it prints when it can be used */
async function started(words: readonly string[], sign: string): Promise<Spawned> {
  const child = spawn("redis-server", words, { stdio: ["ignore", "pipe", "inherit"] });
  const gone = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const orphaned = (): boolean => child.kill("SIGKILL");
  process.on("exit", orphaned);
  await new Promise<void>((resolve, reject) => {
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      if (printed.includes(sign)) resolve();
    });
    gone.then(() => reject(new Error(`redis-server ${words.join(" ")} ended: ${printed}`)));
  });
  return {
    child,
    async end() {
      child.kill("SIGKILL");
      await gone;
      process.off("exit", orphaned);
    },
  };
}

function credentials(settings: readonly string[]): { password?: string } {
  const at = settings.indexOf("--requirepass");
  return at < 0 ? {} : { password: settings[at + 1] ?? "" };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  // A node of a cluster also listens 10 000 ports higher.
  return port > 55_000 ? await freePort() : port;
}
