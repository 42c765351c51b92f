import { hash, randomUUID } from "node:crypto";
import type { Known, SharedAnswers } from "../shared-answers.ts";
import { evaluate, OutOfReach, type RedisLink } from "./link.ts";
import { answerScript, claimScript, releaseScript } from "./scripts.ts";
import type { RedisSettings } from "./settings.ts";

/** Answers in Redis, with a claim beside each that is being asked for. */
export class RedisAnswers implements SharedAnswers {
  readonly #link: RedisLink;
  readonly #settings: RedisSettings;
  /** Tells this gateway's claims from those of others. */
  readonly #name: string = randomUUID();

  constructor(link: RedisLink, settings: RedisSettings) {
    this.#link = link;
    this.#settings = settings;
  }

  async look(key: string, holdMs: number): Promise<Known> {
    try {
      const reply = await this.#link.run(
        claimScript,
        this.#keysOf(key),
        [this.#name, holdMs],
        this.#settings.timeoutMs,
      );
      const [kind, text] = Array.isArray(reply) ? (reply as readonly unknown[]) : [];
      if (kind === "told" && typeof text === "string") return { kind, text };
      return { kind: kind === "mine" ? "mine" : "others" };
    } catch (error) {
      if (error instanceof OutOfReach) return { kind: "away" };
      throw error;
    }
  }

  tell(key: string, text: string): void {
    const { ttlMs } = this.#settings;
    this.#link.behind((client) => evaluate(client, answerScript, this.#keysOf(key), [this.#name, text, ttlMs]));
  }

  letGo(key: string): void {
    this.#link.behind((client) => evaluate(client, releaseScript, this.#keysOf(key), [this.#name]));
  }

  /** Of the answer, and of the claim to ask for it. */
  #keysOf(key: string): readonly string[] {
    const place = `${this.#settings.prefix}{${hash("sha256", key, "base64url").slice(0, 22)}}`;
    return [`${place}:told`, `${place}:claim`];
  }
}
