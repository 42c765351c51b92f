import { get, type IncomingMessage } from "node:http";
import { brotliDecompressSync } from "node:zlib";
import { gunzipSync } from "fflate";
import type { Failure } from "./outcome.ts";

interface Transferred {
  readonly coding: string | undefined;
  readonly vary: string;
  readonly bytes: Uint8Array;
}

/**
 * Fetches a request over a real socket as it is, as gzip and as brotli: all must come to the same bytes
 * (RFC 9110 §8.4), and an answer that depends on `Accept-Encoding` must say so (§12.5.5).
 *
 * @returns how many answers came compressed, and what was wrong.
 */
export async function compareCodings(origin: string, request: Request): Promise<{ coded: number; failures: Failure[] }> {
  const failures: Failure[] = [];
  const plain = await transfer(origin, request, "identity");
  let coded = 0;
  for (const wanted of ["gzip", "br"] as const) {
    const received = await transfer(origin, request, wanted);
    const faults =
      received.coding === undefined ? faultsUncoded(received, plain) : faultsCoded(received, plain, wanted);
    failures.push(...faults.map((fault): Failure => ({ kind: "compression", detail: `${wanted}: ${fault}` })));
    if (received.coding !== undefined) coded++;
  }
  if (plain.coding !== undefined) failures.push({ kind: "compression", detail: `identity came as ${plain.coding}` });
  return { coded, failures };
}

function faultsUncoded({ bytes }: Transferred, plain: Transferred): string[] {
  return Buffer.from(bytes).equals(plain.bytes) ? [] : ["other bytes without a coding"];
}

function faultsCoded({ coding, vary, bytes }: Transferred, plain: Transferred, wanted: "gzip" | "br"): string[] {
  const faults = coding === wanted ? [] : [`sent as ${coding}`];
  if (!/accept-encoding|\*/i.test(vary)) faults.push(`Vary: ${vary} does not name Accept-Encoding`);
  try {
    const decoded = wanted === "gzip" ? gunzipSync(bytes) : brotliDecompressSync(bytes);
    return Buffer.from(decoded).equals(plain.bytes) ? faults : [...faults, "decodes to other bytes than identity"];
  } catch (error) {
    return [...faults, `does not decode: ${String(error)}`];
  }
}

/** Without a client's own decoding, which would hide what was sent. */
function transfer(origin: string, request: Request, coding: string): Promise<Transferred> {
  const { pathname, search } = new URL(request.url);
  const headers = { ...Object.fromEntries(request.headers), "accept-encoding": coding };
  return new Promise((resolve, reject) => {
    get(`${origin}${pathname}${search}`, { headers, agent: false }, (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({
          coding: response.headers["content-encoding"],
          vary: response.headers.vary ?? "",
          bytes: Buffer.concat(chunks),
        });
      });
    }).on("error", reject);
  });
}
