import { createMock, HelixError, type Mock } from "../../src/index.ts";
import { examine } from "./examine.ts";
import type { Outcome } from "./outcome.ts";
import { drawOperations } from "./sampling.ts";

/** What one line of a worker says. */
export type Message = { readonly kind: "outcome"; readonly outcome: Outcome } | Done;

export interface Done {
  readonly kind: "done";
  readonly document: string;
  /** Of the processor, so that what else the machine does is left out. */
  readonly milliseconds: number;
  /** Why Helix does not serve the document. */
  readonly refusal?: string | undefined;
  /** What went wrong otherwise. */
  readonly fault?: string | undefined;
}

/** `node worker.ts judge|repeat all|COUNT@SEED id path [id path]…`: examines the documents one after the other. */
const [mode, sample = "all", ...pairs] = process.argv.slice(2);
for (let index = 0; index < pairs.length; index += 2) {
  const [document = "", path = ""] = pairs.slice(index, index + 2);
  const before = process.cpuUsage();
  const end = await examineOne(document, path);
  const { user, system } = process.cpuUsage(before);
  say({ kind: "done", document, milliseconds: Math.round((user + system) / 1000), ...end });
}

async function examineOne(document: string, path: string): Promise<Pick<Done, "refusal" | "fault">> {
  let mock: Mock | undefined;
  try {
    mock = await createMock({ document: path, port: 0 });
    const { url: origin } = mock;
    const fetch = mock.fetch.bind(mock);
    const choose = drawOperations(sample, document);
    for await (const outcome of examine(document, path, fetch, { judging: mode === "judge", origin, choose })) {
      say({ kind: "outcome", outcome });
    }
    return {};
  } catch (error) {
    const isRefusal = mock === undefined && error instanceof HelixError;
    if (isRefusal) return { refusal: `${error.code}: ${error.message}` };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await mock?.close();
  }
}

function say(message: Message): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
