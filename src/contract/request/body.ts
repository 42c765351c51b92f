import type { RequestMessage } from "../../base/exchange.ts";
import { isForm, mediaRangeMatches, parseMediaType } from "../../base/media-type.ts";
import type { Violation } from "../../base/violation.ts";
import type { MediaType, Operation } from "../operation.ts";
import { readContent } from "./body-content.ts";
import { contentCodings, decodeContent } from "./content-coding.ts";
import { bodyViolation } from "./judge.ts";
import { type ReadingSettings, usualReading } from "./reading-settings.ts";

/** A request's body as far as it could be read. */
export interface BodyReading {
  /** The declared media type that it was read as. */
  readonly mediaType?: MediaType | undefined;
  /** Typed by the schema; `undefined` where nothing was sent or the media type is accepted without being read. */
  readonly value?: unknown;
  readonly violations: readonly Violation[];
  /**
   * Why the body could not be judged by a schema: not of a declared media type (415) or coding (415, too), larger than
   * allowed once decompressed (413), not even well-formed (400).
   */
  readonly problem?: "media-type" | "coding" | "size" | "syntax" | undefined;
}

const nothing: BodyReading = { violations: [] };

/** Decodes and judges the body of a request (OAS 3.1 §4.8.13). A body where none is declared is ignored. */
export function readBody(
  operation: Operation,
  request: RequestMessage,
  settings: ReadingSettings = usualReading,
): BodyReading {
  const { body } = operation;
  if (!body) return nothing;
  const field = request.headers["content-type"];
  // A form without fields has no bytes: it is one where the client says so.
  const mayBeForm = isEmptyForm(field) && (body.required || declaredFor(field, body.content) !== undefined);
  if (request.body.length === 0 && !mayBeForm) {
    if (!body.required) return nothing;
    return { violations: [bodyViolation("required", "is required", "missing")] };
  }
  if (body.content.length === 0) return nothing;
  const mediaType = declaredFor(field, body.content);
  if (!mediaType) return unsupported(field, body.content);
  const content = decodeContent(request.body, request.headers["content-encoding"], settings.maxBody);
  if (!("bytes" in content)) return undecoded(content.failure, content.coding);
  const { bytes } = content;
  const reading = readContent({ bytes, mediaType, sent: parseMediaType(field ?? mediaType.range), settings });
  if (!("fault" in reading)) return { mediaType, ...reading };
  const { keyword, fault } = reading;
  return { mediaType, violations: [bodyViolation(keyword, fault, "syntax")], problem: "syntax" };
}

function isEmptyForm(field: string | undefined): boolean {
  const sent = field === undefined ? undefined : parseMediaType(field);
  return sent !== undefined && isForm(`${sent.type}/${sent.subtype}`);
}

/** The declared range that covers a content type, the closest first; the only one there is where none was sent. */
function declaredFor(field: string | undefined, content: readonly MediaType[]): MediaType | undefined {
  if (field === undefined || field.trim() === "") return content.length === 1 ? content[0] : undefined;
  const fitting = content.filter(({ range }) => mediaRangeMatches(range, field));
  return fitting.sort((one, other) => distance(one.range, field) - distance(other.range, field))[0];
}

/** How much a range leaves open, then how many of its parameters the content type does not have. */
function distance(range: string, field: string): number {
  const given = parseMediaType(field)?.parameters;
  const wanted = [...(parseMediaType(range)?.parameters.keys() ?? [])];
  const missing = wanted.filter((name) => !given?.has(name)).length;
  const unmentioned = [...(given?.keys() ?? [])].filter((name) => name !== "charset" && !wanted.includes(name)).length;
  return (range.split("*").length - 1) * 100 + missing + unmentioned;
}

function unsupported(field: string | undefined, content: readonly MediaType[]): BodyReading {
  const declared = content.map(({ range }) => range).join(", ");
  const sent = field === undefined ? "none was sent" : `not ${field.slice(0, 100)}`;
  return {
    violations: [bodyViolation("content", `must have one of the content types ${declared}; ${sent}`, "media-type")],
    problem: "media-type",
  };
}

function undecoded(failure: "unknown" | "several" | "broken" | "large", coding: string): BodyReading {
  const known = contentCodings.join(", ");
  switch (failure) {
    case "unknown": {
      const predicate = `has the content coding ${JSON.stringify(coding)}; understood are ${known}`;
      return { violations: [bodyViolation("encoding", predicate, "coding")], problem: "coding" };
    }
    case "several": {
      const predicate = `has several content codings (${coding}); one of ${known} is understood`;
      return { violations: [bodyViolation("encoding", predicate, "coding")], problem: "coding" };
    }
    case "broken":
      return { violations: [bodyViolation("encoding", `is not valid ${coding}`, "coding")], problem: "syntax" };
    case "large":
      return { violations: [bodyViolation("encoding", "is too large once decompressed", "size")], problem: "size" };
  }
}
