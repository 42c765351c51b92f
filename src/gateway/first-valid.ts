import { HelixError } from "../base/errors.ts";
import type { Attempt, Provenance } from "../base/exchange.ts";
import { isSequential } from "../base/media-type.ts";
import type { Schema } from "../contract/schema/schema.ts";
import type { Ask, Draft, ResponseSource } from "../sources/source.ts";

/** The draft that is sent, with every attempt that led to it. */
export interface Answered {
  readonly draft: Draft;
  readonly source: string;
  readonly provenance: Provenance;
}

/**
 * Asks the sources in order until one offers a draft that the contract accepts. This is where the promise is kept:
 * nothing gets past it that the declared schema rejects, whichever source wrote it.
 *
 * @throws {HelixError} of the last source that tried, where no source has a valid answer.
 */
export async function firstValid(sources: readonly ResponseSource[], ask: Ask): Promise<Answered> {
  const provenance: Attempt[] = [];
  let failure: HelixError | undefined;
  for (const source of sources) {
    try {
      const draft = await source.offer(ask);
      if (!draft) continue;
      const defect = defectOf(draft, ask);
      if (defect === undefined) {
        provenance.push({ source: source.name, outcome: "answered", detail: draft.note });
        return { draft, source: source.name, provenance };
      }
      provenance.push({ source: source.name, outcome: "invalid", detail: defect });
    } catch (error) {
      // A bug in a source must surface as one, not hide behind the next source.
      if (!(error instanceof HelixError)) throw error;
      failure = error;
      provenance.push({ source: source.name, outcome: "failed", detail: error.message });
    }
  }
  throw failure ?? new NoAnswerError(provenance);
}

/** What the contract holds against a draft; `undefined` where it holds nothing. */
function defectOf({ body }: Draft, { mediaType }: Ask): string | undefined {
  const { schema, itemSchema, range = "" } = mediaType ?? {};
  const defect = schema && defectIn(schema, body);
  if (defect !== undefined || !itemSchema || !isSequential(range)) return defect;
  // The bodies of streams are lists; what is none is its only item.
  for (const item of [body].flat()) {
    const itemDefect = defectIn(itemSchema, item);
    if (itemDefect !== undefined) return `an item: ${itemDefect}`;
  }
  return undefined;
}

function defectIn({ graph, node }: Schema, value: unknown): string | undefined {
  if (graph.accepts(node, value)) return undefined;
  const [first] = graph.errors(node, value);
  return first ? `${first.instancePath || "the body"} ${first.message}` : "the schema rejects the body";
}

/** No source had an answer that its contract accepts. */
export class NoAnswerError extends HelixError {
  readonly code = "no-valid-answer";
  readonly status = 500;
  readonly fault = "document";

  readonly provenance: Provenance;

  constructor(provenance: Provenance) {
    const tried = provenance.map(({ source, detail }) => `${source} (${detail ?? "no reason given"})`).join("; ");
    super(`no source has an answer that the contract accepts; tried: ${tried || "none"}`);
    this.provenance = provenance;
  }
}
