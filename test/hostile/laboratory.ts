import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { canary } from "./canary.ts";
import type { Around, HostileCase, Report, Task } from "./hostile-case.ts";
import { Worker } from "./worker-process.ts";

/** What stands in the file that nobody may read, and in what the canary server tells where nobody should have asked. */
export const SECRET = "canary-7f3a";

/** A case, and all that came of it. */
export interface Observation {
  readonly report: Report;
  readonly around: Around;
  /** What the canary server was asked for, each path once. */
  readonly fetched: readonly string[];
}

/** Where hostile documents are let loose: folders that vanish, a canary file, a canary server, a process to spare. */
export class Laboratory {
  readonly #root = realpathSync(mkdtempSync(join(tmpdir(), "helix-hostile-")));
  readonly #worker = new Worker<Task, Report>(new URL("./worker.ts", import.meta.url));
  readonly #asked = new Set<string>();
  readonly #server = createServer((request, response) => {
    this.#asked.add(request.url ?? "");
    canary(request, response, SECRET);
  });
  #count = 0;

  async open(): Promise<void> {
    writeFileSync(join(this.#root, "secret.yaml"), `type: string\nconst: ${SECRET}\n`);
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  close(): void {
    this.#worker.end();
    this.#server.close();
    this.#server.closeAllConnections();
    rmSync(this.#root, { recursive: true });
  }

  async observe(hostile: HostileCase): Promise<Observation> {
    const { port } = this.#server.address() as AddressInfo;
    const around: Around = {
      folder: join(this.#root, String(this.#count++)),
      secret: join(this.#root, "secret.yaml"),
      canaryHost: `127.0.0.1:${port}`,
      canary: `http://127.0.0.1:${port}`,
    };
    this.#asked.clear();
    const report = await this.#worker.run(prepare(hostile, around));
    return { report, around, fetched: [...this.#asked] };
  }
}

function prepare(hostile: HostileCase, around: Around): Task {
  const { folder } = around;
  const files = typeof hostile.files === "function" ? hostile.files(around) : hostile.files;
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(folder, name), isRaw ? content : JSON.stringify(content));
  }
  for (const [name, target] of Object.entries(hostile.links?.(around) ?? {})) symlinkSync(target, join(folder, name));
  const flags = typeof hostile.flags === "function" ? hostile.flags(around) : (hostile.flags ?? []);
  const { answers = {}, isKeptWaiting = false } = hostile;
  return { folder, entry: Object.keys(files)[0] ?? "", flags, isKeptWaiting, requests: Object.keys(answers) };
}
