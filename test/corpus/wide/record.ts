import type { Failure, FailureKind, Outcome } from "../outcome.ts";

/** What a walk found about one document. Plain data: one line of a file of results. */
export interface DocumentRecord {
  readonly document: string;
  /** Of the processor. */
  readonly seconds: number;
  /** Why Helix does not serve the document, as it says itself. */
  readonly refusal?: string | undefined;
  readonly counts: Counts;
  readonly exceptions: readonly Exception[];
}

export interface Counts {
  readonly operations: number;
  readonly answers: number;
  /** Answers whose body both validators read. */
  readonly judged: number;
  readonly invalid: number;
  readonly undeclared: number;
  readonly headers: number;
  /** Questions that were asked in two processes, and answers that then were not the same. */
  readonly compared: number;
  readonly differing: number;
  /** Requests with a fault, and those of them that were refused as they should be. */
  readonly faulty: number;
  readonly refused: number;
  readonly unsatisfiable: number;
  readonly ambiguous: number;
  readonly lenient: number;
  readonly crashes: number;
  readonly hangs: number;
}

/** Whatever is not as it usually is, and where. */
export interface Exception {
  /** JSON Pointer to the operation; empty for the whole document. */
  readonly pointer: string;
  readonly ask: string;
  readonly kind: FailureKind | "unsatisfiable" | "ambiguous" | "hang";
  readonly detail: string;
}

const GROUPS = {
  invalid: ["invalid body", "stray body", "false proof"],
  undeclared: ["valid request refused", "status", "undeclared status", "undeclared type", "routing"],
  headers: ["header", "own header", "conditional", "compression"],
  differing: ["nondeterministic"],
  crashes: ["crash", "server error"],
} as const satisfies Partial<Record<keyof Counts, readonly FailureKind[]>>;

/** Everything that was heard about one document. */
export interface Heard {
  readonly outcomes: Outcome[];
  readonly repeated: Outcome[];
  /** What ended the examination before its end. */
  readonly faults: { readonly kind: "crash" | "hang"; readonly detail: string }[];
  refusal?: string | undefined;
  seconds: number;
}

export function newlyHeard(): Heard {
  return { outcomes: [], repeated: [], faults: [], seconds: 0 };
}

/** So many exceptions are kept of a document, each cut to so many characters; the counts hold all of them. */
const MAX_EXCEPTIONS = 60;
const MAX_DETAIL = 700;

export function recordOf(document: string, { outcomes, repeated, faults, refusal, seconds }: Heard): DocumentRecord {
  const differing = differences(outcomes, repeated);
  const exceptions: Exception[] = [
    ...faults.map(({ kind, detail }) => ({ pointer: "", ask: "", kind, detail })),
    ...[...outcomes, ...differing].flatMap(exceptionsIn),
  ];
  const failures = [...outcomes, ...differing].flatMap((outcome) => outcome.failures);
  const invalid = outcomes.filter(({ isInvalid }) => isInvalid);
  const count = (holds: (outcome: Outcome) => boolean) => outcomes.filter(holds).length;
  const counts: Counts = {
    operations: new Set(outcomes.map(({ operation }) => operation)).size,
    answers: count(({ isInvalid }) => !isInvalid),
    judged: count(({ body }) => body !== undefined && body.unjudged === undefined),
    invalid: among(failures, GROUPS.invalid),
    undeclared: among(failures, GROUPS.undeclared),
    headers: among(failures, GROUPS.headers),
    compared: repeated.length,
    differing: among(failures, GROUPS.differing),
    faulty: invalid.length,
    refused: invalid.filter((outcome) => outcome.failures.length === 0).length,
    unsatisfiable: count(({ proof }) => proof !== undefined),
    ambiguous: count(({ ambiguous }) => ambiguous !== undefined),
    lenient: count(({ lenient }) => lenient),
    crashes: among(failures, GROUPS.crashes) + faults.filter(({ kind }) => kind === "crash").length,
    hangs: faults.filter(({ kind }) => kind === "hang").length,
  };
  const kept = exceptions.slice(0, MAX_EXCEPTIONS).map((one) => ({ ...one, detail: one.detail.slice(0, MAX_DETAIL) }));
  return { document, seconds: Math.round(seconds * 10) / 10, refusal, counts, exceptions: kept };
}

function among(failures: readonly Failure[], kinds: readonly FailureKind[]): number {
  return failures.filter(({ kind }) => kinds.includes(kind)).length;
}

/** The outcomes whose answer had other bytes in another process. */
function differences(outcomes: readonly Outcome[], repeated: readonly Outcome[]): Outcome[] {
  const keyOf = ({ operation, ask }: Outcome) => `${operation} ${ask}`;
  const first = new Map(outcomes.map((outcome) => [keyOf(outcome), outcome.digest]));
  const changed = repeated.filter((outcome) => first.get(keyOf(outcome)) !== outcome.digest);
  const failures: Failure[] = [{ kind: "nondeterministic", detail: "other bytes in another process" }];
  return changed.map((outcome) => ({ ...outcome, failures, proof: undefined, ambiguous: undefined }));
}

function exceptionsIn({ operation, ask, failures, proof, ambiguous }: Outcome): Exception[] {
  const pointer = pointerTo(operation);
  const found: Exception[] = failures.map(({ kind, detail }) => ({ pointer, ask, kind, detail }));
  if (proof !== undefined) found.push({ pointer, ask, kind: "unsatisfiable", detail: proof });
  if (ambiguous !== undefined) found.push({ pointer, ask, kind: "ambiguous", detail: ambiguous });
  return found;
}

/** "GET /pets/{id}" stands at /paths/~1pets~1{id}/get. */
function pointerTo(operation: string): string {
  const blank = operation.indexOf(" ");
  const template = operation
    .slice(blank + 1)
    .replaceAll("~", "~0")
    .replaceAll("/", "~1");
  return `/paths/${template}/${operation.slice(0, blank).toLowerCase()}`;
}
