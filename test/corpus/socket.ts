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
  for (const wanted of ["gzip", "br"]) {
    const { coding, vary, bytes } = await transfer(origin, request, wanted);
    const fail = (detail: string) => failures.push({ kind: "compression", detail: `${wanted}: ${detail}` });
    if (coding === undefined) {
      if (!Buffer.from(bytes).equals(plain.bytes)) fail("other bytes without a coding");
      continue;
    }
    coded++;
    if (coding !== wanted) fail(`sent as ${coding}`);
    if (!/accept-encoding|\*/i.test(vary)) fail(`Vary: ${vary} does not name Accept-Encoding`);
    try {
      const decoded = wanted === "gzip" ? gunzipSync(bytes) : brotliDecompressSync(bytes);
      if (!Buffer.from(decoded).equals(plain.bytes)) fail("decodes to other bytes than identity");
    } catch (error) {
      fail(`does not decode: ${String(error)}`);
    }
  }
  if (plain.coding !== undefined) failures.push({ kind: "compression", detail: `identity came as ${plain.coding}` });
  return { coded, failures };
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
