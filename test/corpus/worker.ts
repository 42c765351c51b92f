import { createMock } from "../../src/index.ts";
import { examine } from "./examine.ts";
import type { Outcome } from "./outcome.ts";

/** What one line of a worker says. */
export type Message =
  | { readonly kind: "outcome"; readonly outcome: Outcome }
  | { readonly kind: "done"; readonly document: string; readonly milliseconds: number; readonly fault?: string };

/** `node worker.ts judge|repeat id path [id path]…`: examines the documents one after the other. */
const [mode, ...pairs] = process.argv.slice(2);
for (let index = 0; index < pairs.length; index += 2) {
  const [document = "", path = ""] = pairs.slice(index, index + 2);
  const started = performance.now();
  const fault = await examineOne(document, path);
  const milliseconds = Math.round(performance.now() - started);
  say({ kind: "done", document, milliseconds, ...(fault === undefined ? {} : { fault }) });
}

async function examineOne(document: string, path: string): Promise<string | undefined> {
  try {
    const judging = mode === "judge";
    const mock = await createMock({ document: path, port: 0 });
    for await (const outcome of examine(document, path, (request) => mock.fetch(request), judging, mock.url)) {
      // What is asked over a socket is asked once.
      say({ kind: "outcome", outcome });
    }
    await mock.close();
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function say(message: Message): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
