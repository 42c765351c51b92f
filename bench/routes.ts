import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { helix } from "./contestants.ts";
import { benchDocument } from "./document.ts";
import { run } from "./load.ts";
import { median } from "./median.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

const ROUTES = [10, 1_000, 5_000];
const ROUNDS = 5;
const REQUESTS = 10_000;

/** CPU of the last route of the longest document, as a multiple of that of the shortest. */
const TARGET = 1.6;

/** CPU per request of the last route of documents with more and more routes; each URL is asked once. */
export async function routes(folder: string): Promise<void> {
  const servers: { readonly count: number; readonly server: ServerProcess; readonly values: number[] }[] = [];
  for (const count of ROUTES) {
    const document = join(folder, `routes-${count}.json`);
    writeFileSync(document, JSON.stringify(benchDocument(count)));
    const command = helix.command({ document, bodyFile: "", port: 0 });
    servers.push({ count, server: await startServer(command, "/items/1", join(folder, "log")), values: [] });
  }
  const load = (count: number) => ({ path: (index: number) => `/area${count - 1}/things/t${index}` });
  for (const { count, server } of servers) await run(server.url, load(count), { requests: REQUESTS });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { count, server, values } of servers) {
      const before = server.cpuMicroseconds();
      const { requests } = await run(server.url, load(count), { requests: REQUESTS });
      values.push((server.cpuMicroseconds() - before) / requests);
    }
  }
  for (const { server } of servers) await server.stop();
  console.log(`the last of many routes (at most × ${TARGET})`);
  const base = median(servers[0]?.values ?? []);
  for (const { count, values } of servers) {
    const each = median(values);
    console.log(`  ${String(count).padEnd(14)} ${each.toFixed(1).padStart(8)} µs  × ${(each / base).toFixed(2)}`);
  }
}
