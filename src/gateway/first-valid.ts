import { HelixError } from "../base/errors.ts";
import type { Attempt, Provenance } from "../base/exchange.ts";
import { contentDefect } from "../contract/content/defect.ts";
import type { Ask, Draft, ResponseSource } from "../sources/source.ts";

/** The draft that is sent, with every attempt that led to it. */
export interface Answered {
  readonly draft: Draft;
  readonly source: string;
  /** Whether the source would say the same again. */
  readonly replayable: boolean;
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
      const offered = source.offer(ask);
      // Most have it at once, and waiting takes its time.
      const draft = offered instanceof Promise ? await offered : offered;
      if (!draft) continue;
      const defect = defectOf(draft, ask);
      if (defect === undefined) {
        provenance.push(...repairsOf(draft, source.name));
        provenance.push({ source: source.name, outcome: "answered", detail: draft.note });
        return { draft, source: source.name, replayable: source.replayable, provenance };
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

function repairsOf({ repairs = none }: Draft, source: string): Attempt[] {
  return repairs.map((detail) => ({ source, outcome: "repaired", detail }));
}

const none: readonly string[] = [];

/** What the contract holds against a draft; `undefined` where it holds nothing. */
function defectOf({ body }: Draft, { mediaType, contentType }: Ask): string | undefined {
  return mediaType && contentDefect(body, mediaType, contentType ?? mediaType.range);
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
