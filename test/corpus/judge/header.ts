import type { Complaint } from "./complaint.ts";
import type { Judge } from "./judge.ts";
import type { Field } from "./reading.ts";

/** Judges a header's value: one of the values that it can stand for in style `simple` must fit the schema. */
export async function judgeHeader(judge: Judge, field: Field, raw: string): Promise<Complaint[]> {
  if (field.schema === undefined) return [];
  let first: Complaint[] = [];
  const isJson = field.contentType !== undefined && /json/i.test(field.contentType);
  for (const candidate of isJson ? json(raw) : candidates(raw)) {
    const complaints = await judge.complaints(field.schema, candidate);
    if (complaints.length === 0) return [];
    if (first.length === 0) first = complaints;
  }
  return first.length > 0 ? first : [{ by: "decoding", pointer: "", rule: "not decodable" }];
}

function candidates(raw: string): unknown[] {
  const parts = raw.split(",").map((part) => part.trim());
  const pairs = parts.map((part) => part.split("="));
  const exploded = Object.fromEntries(pairs.map(([key = "", ...rest]) => [key, scalar(rest.join("="))]));
  const flat = Object.fromEntries(
    parts.flatMap((part, at) => (at % 2 === 0 ? [[part, scalar(parts[at + 1] ?? "")]] : [])),
  );
  return [
    raw,
    ...json(raw),
    raw === "" ? [] : parts,
    parts.map(scalar),
    exploded,
    flat,
    ...(raw === "" ? [null, {}] : []),
  ];
}

function json(raw: string): unknown[] {
  try {
    return [JSON.parse(raw)];
  } catch {
    return [];
  }
}

function scalar(part: string): unknown {
  const [value] = json(part);
  return typeof value === "number" || typeof value === "boolean" || value === null ? value : part;
}
