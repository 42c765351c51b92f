import type { Exchange, Provenance } from "../base/exchange.ts";
import type { Violation } from "../base/violation.ts";
import { withoutSecrets } from "./query-secrets.ts";

/** One exchange as the journal tells of it: never bodies, credentials or cookies. */
export interface JournalEntry {
  /** ISO 8601. */
  readonly time: string;
  readonly requestId: string;
  /** Absent where the request names none that can be. */
  readonly session?: string | undefined;
  readonly method: string;
  /** As sent, but for the values of query parameters that are credentials. */
  readonly target: string;
  readonly operation?: string | undefined;
  readonly status: number;
  /** As `X-Helix-Source` has it. */
  readonly source?: string | undefined;
  readonly milliseconds: number;
  readonly violations: readonly Violation[];
  readonly provenance: Provenance;
}

/** Which exchanges are asked for. */
export interface JournalQuery {
  readonly session?: string | undefined;
  readonly operation?: string | undefined;
  /** "404", or "4XX". */
  readonly status?: string | undefined;
  readonly method?: string | undefined;
  /** Milliseconds since the epoch: nothing before. */
  readonly since?: number | undefined;
  readonly limit?: number | undefined;
}

/** What is kept of an exchange: references to what it held anyway, but not to its messages, which hold the bodies. */
type Kept = Pick<Exchange, "requestId" | "operation" | "violations" | "provenance"> & {
  readonly at: number;
  readonly milliseconds: number;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly session: Field;
  readonly source: Field;
};

type Field = string | readonly string[] | undefined;

export interface JournalOptions {
  /** How many exchanges are kept; 0 keeps none. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Names of query parameters that the documents declare as credentials. */
  readonly credentials: () => ReadonlySet<string>;
}

/** The last exchanges, in a ring. Noting one costs an object; it is put into words when somebody asks. */
export class Journal {
  readonly #options: JournalOptions;
  #ring: Kept[] = [];
  /** Where the next one goes. */
  #next = 0;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#options.size;
  }

  /** Keeps what can be told of an exchange. @param milliseconds - that it took */
  note({ request, response, operation, violations, provenance, requestId }: Exchange, milliseconds: number): void {
    const { size, now } = this.#options;
    if (size === 0) return;
    const { method, target } = request;
    const { status, headers } = response;
    const session = headers["X-Helix-Session"];
    const source = headers["X-Helix-Source"];
    const at = now();
    this.#ring[this.#next] = {
      at,
      milliseconds,
      method,
      target,
      status,
      session,
      source,
      operation,
      violations,
      provenance,
      requestId,
    };
    this.#next = (this.#next + 1) % size;
  }

  /** The newest first. */
  list(query: JournalQuery = {}): readonly JournalEntry[] {
    const { limit = Infinity } = query;
    const credentials = this.#options.credentials();
    const found: JournalEntry[] = [];
    for (let age = 1; age <= this.#ring.length && found.length < limit; age++) {
      const kept = this.#ring.at(this.#next - age);
      if (kept && isAsked(kept, query)) found.push(entryOf(kept, credentials));
    }
    return found;
  }

  clear(): void {
    this.#ring = [];
    this.#next = 0;
  }
}

function isAsked(kept: Kept, { session, operation, status, method, since }: JournalQuery): boolean {
  if (session !== undefined && kept.session !== session) return false;
  if (operation !== undefined && kept.operation !== operation) return false;
  if (method !== undefined && kept.method !== method) return false;
  if (since !== undefined && kept.at < since) return false;
  const code = String(kept.status);
  return status === undefined || code === status || status.toUpperCase() === `${code[0]}XX`;
}

function entryOf(kept: Kept, credentials: ReadonlySet<string>): JournalEntry {
  const { at, milliseconds, session, source, target, requestId, method, operation, status } = kept;
  return {
    time: new Date(at).toISOString(),
    requestId,
    session: textOf(session),
    method,
    target: withoutSecrets(target, credentials),
    operation,
    status,
    source: textOf(source),
    milliseconds: Math.round(milliseconds * 10) / 10,
    violations: kept.violations,
    provenance: kept.provenance,
  };
}

function textOf(field: Field): string | undefined {
  return typeof field === "string" ? field : field?.join(", ");
}
