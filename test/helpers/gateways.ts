import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHelix } from "./helix-process.ts";
import { type HttpClient, httpClient } from "./http-client.ts";
import { tasksDocument } from "./tasks.ts";

/** Helix several times, each in a process of its own, with one Redis behind them. */
export interface Gateways {
  readonly clients: readonly HttpClient[];
  /** What they printed beside their addresses: warnings and worse. */
  complaints(): string;
  close(): Promise<void>;
}

export async function startGateways(count: number, redisUrl: string, ...words: string[]): Promise<Gateways> {
  const folder = mkdtempSync(join(tmpdir(), "helix-gateways-"));
  const document = join(folder, "tasks.json");
  writeFileSync(document, JSON.stringify(tasksDocument));
  const options = ["--port", "0", "--no-watch", "--log-level", "warn", "--redis-url", redisUrl, ...words];
  const processes = Array.from({ length: count }, () =>
    startHelix(["mock", document, ...options], { lifetimeMs: 180_000 }),
  );
  const urls = await Promise.all(processes.map(({ url }) => url));
  const output = (): string => processes.map((one) => one.output() + one.complaint()).join("");
  const clients = urls.map((url) => {
    if (url === undefined) throw new Error(`a gateway did not start: ${output()}`);
    return httpClient(url);
  });
  return {
    clients,
    complaints: () => output().replaceAll(/^Helix is listening on .*\n/gm, ""),
    async close() {
      for (const client of clients) client.close();
      for (const { child } of processes) child.kill("SIGTERM");
      await Promise.all(processes.map(({ ended }) => ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
