import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { count, newTally, type Tally } from "./tally.ts";

/** The same requests in two fresh processes, in opposite order, get the same bytes. */
export async function determinism(name: string, path: string): Promise<Tally> {
  const tally = newTally("same bytes in another process");
  const [forwards, backwards] = await Promise.all([digests(path, "forwards"), digests(path, "backwards")]);
  for (const [request, digest] of forwards) count(tally, backwards.get(request) === digest, `${name} ${request}`);
  return tally;
}

function digests(path: string, order: string): Promise<Map<string, string>> {
  const script = fileURLToPath(new URL("./digest.ts", import.meta.url));
  const child = spawn(process.execPath, [`--import=${import.meta.resolve("tsx")}`, script, path, order], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      if (code !== 0) reject(new Error(`digest.ts ended with ${code}`));
      else resolve(new Map(JSON.parse(output) as [string, string][]));
    });
  });
}
