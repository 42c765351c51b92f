import type { Question } from "../../ai/question.ts";
import type { Exchange, RequestHeaders } from "../../base/exchange.ts";
import { isForm, isJson, isXml } from "../../base/media-type.ts";
import type { Operation } from "../../contract/operation.ts";
import type { Gateway } from "../../gateway/gateway.ts";
import { sampleTarget } from "../sample-target.ts";
import type { Collector } from "./collector.ts";

/** A request to try. */
export interface Sample {
  readonly operation: Operation;
  /** What the answer is wanted to be like; "" for what the settings say. */
  readonly intent?: string | undefined;
  /** "202 application/json" where it is not the answer that the operation gives by itself. */
  readonly answer?: string | undefined;
}

/** What a model would be asked for one request. */
export interface Sampled {
  readonly questions: readonly Question[];
  /** Why there are none, to end the sentence "no model is asked, because …". */
  readonly reason: string;
}

/** Finds out what models would be asked, by requests to a gateway that has a collector for its consultant. */
export class Sampler {
  readonly #gateway: Pick<Gateway, "handle">;
  readonly #collector: Collector;
  readonly #now: number;
  #requests = 0;
  /** Samples wait for each other: what would be asked does not say for whom. */
  #queue: Promise<unknown> = Promise.resolve();

  /** @param now - milliseconds since the epoch */
  constructor(gateway: Pick<Gateway, "handle">, collector: Collector, now: number) {
    this.#gateway = gateway;
    this.#collector = collector;
    this.#now = now;
  }

  sample(sample: Sample): Promise<Sampled> {
    const sampled = this.#queue.then(() => this.#sample(sample));
    this.#queue = sampled.catch(() => {});
    return sampled;
  }

  async #sample({ operation, intent = "", answer }: Sample): Promise<Sampled> {
    if (operation.ai.isOff) return { questions: [], reason: "the document says x-helix-ai: off" };
    const exchange = await this.#gateway.handle({
      method: operation.method,
      target: sampleTarget(operation, this.#now),
      headers: this.#headers(intent, answer),
      body: new Uint8Array(0),
    });
    return { questions: this.#collector.take(), reason: reasonIn(exchange) };
  }

  /** A session of its own: what one request was told must not show in the next one's question. */
  #headers(intent: string, answer: string | undefined): RequestHeaders {
    this.#requests++;
    const [status, ...mediaType] = answer?.split(" ") ?? [];
    const wishes = [
      ...(status === undefined ? [] : [`code=${status}`]),
      ...(intent === "" ? [] : [`ai="${intent.replace(/[\\"]/g, "\\$&")}"`]),
    ];
    return {
      "x-session-id": `sample-${this.#requests}`,
      ...(wishes.length > 0 ? { prefer: wishes.join(", ") } : {}),
      ...(mediaType.length > 0 ? { accept: mediaType.join(" ") } : {}),
    };
  }
}

/** The sources whose answers a model may write instead. */
const yielding: ReadonlySet<string> = new Set(["entities", "example", "generated"]);

function reasonIn({ provenance, response: { status, headers } }: Exchange): string {
  if (status >= 300) return `the answer is ${status}`;
  const contentType = headers["Content-Type"];
  if (contentType === undefined) return "the answer has no content";
  const mediaType = String(contentType);
  if (!isJson(mediaType) && !isXml(mediaType) && !isForm(mediaType))
    return `${mediaType} is nothing that a model writes`;
  const source = provenance.find(({ outcome }) => outcome === "answered")?.source;
  if (source !== undefined && !yielding.has(source)) return `the answer comes from ${source}`;
  return "its schema has no text or number for a model to write";
}
