import { createMock, type Mock } from "../../src/index.ts";
import { type Plan, planRequest } from "../corpus/client/request.ts";
import { writeRequest } from "../corpus/client/write.ts";
import { requestSchemas } from "../corpus/examine.ts";
import { kindOf } from "../corpus/judge/media-type.ts";
import { type Document, openDocument, type Place } from "../corpus/judge/document.ts";
import { judgeFor } from "../corpus/judge/judge.ts";
import { readOperations } from "../corpus/judge/operations.ts";
import type { JudgedOperation } from "../corpus/judge/reading.ts";
import { type View, viewOf } from "../corpus/judge/body/view.ts";

/** A mock of one document, asked through the judge's own reading of the document. */
export interface Api {
  readonly name: string;
  readonly document: Document;
  readonly mock: Mock;
  /** Operations for which a valid request could be planned. */
  readonly served: readonly Served[];
}

export interface Served {
  readonly operation: JudgedOperation;
  readonly plan: Plan;
  /** Schema of the first 2xx answer that has JSON. */
  readonly schema?: Place | undefined;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function openApi(name: string, path: string): Promise<Api> {
  const document = openDocument(path);
  const operations = readOperations(document);
  const judge = judgeFor(document, "request", operations.flatMap(requestSchemas));
  const served: Served[] = [];
  for (const operation of operations.filter(({ method }) => method !== "TRACE")) {
    const plan = await planRequest(judge, operation, "required");
    if (!plan.lenient) served.push({ operation, plan, schema: successSchema(operation) });
  }
  return { name, document, mock: await createMock({ document: path }), served };
}

/** Sends the operation's valid request with these values in place of its own. */
export async function ask(
  api: Api,
  { plan }: Served,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Answered> {
  const changed = new Map(plan.values);
  for (const field of plan.operation.fields) if (field.name in values) changed.set(field, values[field.name]);
  const response = await api.mock.fetch(writeRequest({ ...plan, values: changed }, { accept: "application/json" }));
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) };
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function view(api: Api, place: Place): View {
  return viewOf(api.document, place);
}

function successSchema({ answers }: JudgedOperation): Place | undefined {
  const answer = answers.find(({ status }) => /^2\d\d$/.test(status)) ?? answers.find(({ status }) => status === "2XX");
  return answer?.media.find(({ range }) => kindOf(range) === "json")?.schema;
}
