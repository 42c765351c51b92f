import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { stopwatch } from "../../base/clock.ts";
import { RemoteFailure } from "../remote/failure.ts";
import { FETCH_TIMEOUT_MS, fetchRemote, type RemoteAnswer, type Resolve } from "../remote/fetch.ts";
import { judge, type Permit } from "../remote/permit.ts";
import { remoteSource } from "../remote/remote-source.ts";
import { MAX_FILE_BYTES } from "./reader.ts";
import type { Trail } from "./trail.ts";

/** Milliseconds that one document may spend on the network in all. */
const MAX_TOTAL_MS = 60_000;

/** How many bytes one document may bring from the network in all. */
const MAX_TOTAL_BYTES = 4 * MAX_FILE_BYTES;

/** How many files one document may bring from the network: each could name another one, without end. */
const MAX_FILES = 1_000;

export interface RemoteOptions {
  readonly resolve?: Resolve | undefined;
  /** Milliseconds for one file, redirects and all. */
  readonly timeoutMs?: number | undefined;
}

/** The files that one document brings from the network, over connections of its own, within limits for all of them. */
export class RemoteFiles {
  readonly #options: RemoteOptions;
  readonly #trail: Trail;
  readonly #agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  readonly #elapsed = stopwatch();
  #bytes = 0;
  #files = 0;

  constructor(options: RemoteOptions, trail: Trail) {
    this.#options = options;
    this.#trail = trail;
  }

  /** @throws {RemoteFailure} where it may not be, or cannot be, fetched. */
  async fetch(url: URL, permit: Permit): Promise<RemoteAnswer & { readonly bytes: Uint8Array }> {
    judge(url, permit);
    let answer: RemoteAnswer | undefined;
    try {
      const { resolve, timeoutMs = FETCH_TIMEOUT_MS } = this.#options;
      if (++this.#files > MAX_FILES) throw exhausted(`is one file more than the ${MAX_FILES} that are fetched`);
      const remaining = MAX_TOTAL_MS - this.#elapsed();
      if (remaining <= 0) throw exhausted(`takes longer than ${MAX_TOTAL_MS} ms with the files fetched before`);
      const maxBytes = Math.min(MAX_FILE_BYTES, MAX_TOTAL_BYTES - this.#bytes);
      if (maxBytes <= 0) throw exhausted(`has more than ${MAX_TOTAL_BYTES} bytes with the files fetched before`);
      const agents = this.#agents;
      answer = await fetchRemote(url, permit, { maxBytes, timeoutMs: Math.min(timeoutMs, remaining), resolve, agents });
      const { bytes = new Uint8Array() } = answer;
      this.#bytes += bytes.length;
      return { ...answer, bytes };
    } finally {
      this.#trail.ask(remoteSource(url, permit, answer));
    }
  }

  /** Ends the connections. */
  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }
}

function exhausted(what: string): RemoteFailure {
  return new RemoteFailure("too-large", what, "save the files beside the document");
}
