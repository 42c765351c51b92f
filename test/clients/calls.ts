import { type Plan, planRequest } from "../corpus/client/request.ts";
import { writeRequest } from "../corpus/client/write.ts";
import { requestSchemas } from "../corpus/examine.ts";
import type { Document } from "../corpus/judge/document.ts";
import { judgeFor } from "../corpus/judge/judge.ts";
import { kindOf } from "../corpus/judge/media-type.ts";
import type { Field, JudgedOperation } from "../corpus/judge/reading.ts";
import { member } from "../corpus/judge/tree.ts";

/** One call that a generated client is to make: a valid request as values, before any client writes them. */
export interface Call {
  readonly operation: JudgedOperation;
  /** "GET /pets/{id}, full": which of an operation's calls it is. */
  readonly label: string;
  readonly path: Values;
  readonly query: Values;
  readonly header: Values;
  /** Parameters that are not written as JavaScript clients do by default (`form`, exploded). */
  readonly listed: readonly Field[];
  readonly body?: CallBody | undefined;
  /** For whoever writes the same request without the client. */
  readonly plan: Plan;
}

export type Values = Readonly<Record<string, unknown>>;

export interface CallBody {
  /** Media type, e.g. "application/json". */
  readonly type: string;
  readonly value: unknown;
}

/**
 * Calls for every operation: with what is required, and with everything optional where that is another request.
 *
 * @throws {Error} when the judge's client finds no valid request for an operation: no call may be left out in silence.
 */
export async function callsFor(document: Document, operations: readonly JudgedOperation[]): Promise<Call[]> {
  const judge = judgeFor(document, "request", operations.flatMap(requestSchemas));
  const calls: Call[] = [];
  for (const operation of operations) {
    const written = new Set<string>();
    for (const extent of ["required", "full"] as const) {
      const plan = await planRequest(judge, operation, extent);
      if (plan.lenient) throw new Error(`No valid request was found for ${operation.name} (${extent}).`);
      const text = await textOf(writeRequest(plan, {}));
      if (!written.has(text)) calls.push(callOf(document, plan, `${operation.name}, ${extent}`));
      written.add(text);
    }
  }
  return calls;
}

async function textOf(request: Request): Promise<string> {
  return JSON.stringify([request.url, [...request.headers], Buffer.from(await request.arrayBuffer()).toString("hex")]);
}

function callOf(document: Document, plan: Plan, label: string): Call {
  const { operation } = plan;
  const valuesIn = (place: string) =>
    Object.fromEntries(
      [...plan.values].filter(([field]) => field.in === place).map(([{ name }, value]) => [name, value]),
    );
  const listed = [...plan.values.keys()].filter(({ in: place, explode, style }) => {
    return place === "query" && (style !== "form" || !explode);
  });
  const body = plan.content && { type: plan.content.type, value: bodyValue(document, plan) };
  return {
    operation,
    label,
    path: valuesIn("path"),
    query: valuesIn("query"),
    header: valuesIn("header"),
    listed,
    body,
    plan,
  };
}

/** The body as a caller has it in hand: a value for JSON and forms, a string where its schema says so, else bytes. */
function bodyValue(document: Document, { content, body, media }: Plan): unknown {
  if (content === undefined || ["json", "form", "multipart"].includes(kindOf(content.type))) return body;
  const format = media?.schema && member(document.at(media.schema), "format");
  if (typeof body === "string" && format !== undefined && format !== "binary") return body;
  const text = new TextDecoder().decode(content.bytes);
  return Buffer.from(text).equals(content.bytes) ? text : content.bytes;
}

/** The first declared success, and what kind of content it has. */
export function answerKind({ answers }: JudgedOperation): "json" | "text" | "blob" {
  const success = answers.find(({ status, media }) => status.startsWith("2") && media.length > 0);
  const ranges = success?.media.map(({ range }) => range) ?? [];
  const kind = kindOf(ranges.find((range) => kindOf(range) === "json") ?? ranges[0] ?? "application/json");
  if (kind === "json") return "json";
  return ["text", "csv", "xml", "yaml", "events", "sequence"].includes(kind) ? "text" : "blob";
}
