import type { Provenance, ResponseMessage } from "../base/exchange.ts";
import type { JsonValue } from "../base/json.ts";
import { encode } from "../generate/encode/index.ts";
import { SessionState } from "../session/state.ts";
import type { FixedAnswer } from "../sources/overrides/fixed-answer.ts";
import type { Ask, Draft, ResponseSource } from "../sources/source.ts";
import { firstValid } from "./first-valid.ts";
import type { RefusedCall } from "./refusal.ts";
import { responseHeaders } from "./response-headers.ts";

/** An answer as bytes with its declared headers, and who gave it. */
export interface Responded {
  readonly response: ResponseMessage;
  /** For `X-Helix-Source`. */
  readonly source: string;
  readonly provenance: Provenance;
  /** Whether the source would say the same again. */
  readonly replayable: boolean;
  readonly draft: Draft;
}

/** The first valid draft. @param intervalMs - milliseconds between two items of a stream */
export async function respond(sources: readonly ResponseSource[], ask: Ask, intervalMs: number): Promise<Responded> {
  const { mediaType, contentType, status } = ask;
  const { draft, source, replayable, provenance } = await firstValid(sources, ask);
  const content = mediaType && draft.body !== undefined ? encode(draft.body, mediaType, contentType) : undefined;
  const headers = content ? { "Content-Type": content.contentType } : {};
  Object.assign(headers, responseHeaders(ask, draftedHeaders(ask, draft), content?.bytes));
  const schema = mediaType?.schema ?? mediaType?.itemSchema;
  const degraded = schema?.graph.isDegraded(schema.node) ? "; degraded" : "";
  const origin = draft.note === undefined ? source : `${source}; ${draft.note}`;
  const pacing = content?.ends && intervalMs > 0 ? { ends: content.ends, intervalMs } : undefined;
  const response = { status, headers, body: content?.bytes, pacing };
  return { response, source: origin + degraded, provenance, replayable, draft };
}

function draftedHeaders({ override }: Ask, { headers = {} }: Draft): Readonly<Record<string, JsonValue>> {
  return override ? { ...headers, ...override.headers } : headers;
}

/** Nobody has written anything in it: what is fixed knows no session. */
const pristine = new SessionState();

/** What a user fixed, from no session's state and without leaving anything there. */
export async function respondFixed(
  sources: readonly ResponseSource[],
  override: FixedAnswer,
  { contract, call, settings }: RefusedCall,
  intervalMs: number,
): Promise<Pick<Responded, "response" | "source" | "provenance">> {
  const { id, isUnchecked, delayMs, response: declared, status, mediaType, contentType } = override;
  await pause(delayMs);
  const selection = { response: declared, status, mediaType, contentType };
  const ask: Ask = { contract, call, ...selection, override, settings, state: pristine };
  const { response, provenance } = await respond(sources, ask, intervalMs);
  const headers = isUnchecked ? { ...response.headers, "X-Helix-Unchecked": "override" } : response.headers;
  return { response: { ...response, headers }, source: `override; ${id}`, provenance };
}

export function pause(milliseconds: number | undefined): Promise<void> | undefined {
  return milliseconds ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : undefined;
}
