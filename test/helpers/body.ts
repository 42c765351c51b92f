import type { MediaType } from "../../src/contract/operation.ts";
import { type BodyReading, readBody } from "../../src/contract/request/body.ts";
import { type ReadingSettings, usualReading } from "../../src/contract/request/reading-settings.ts";
import { mediaType, operation, request } from "./operation.ts";

/** Reads a body that is sent as its declared type. */
export function readAs(
  declared: MediaType,
  body: string | Uint8Array,
  type: string = declared.range,
  settings: Partial<ReadingSettings> = {},
): BodyReading {
  const content = operation("POST /x", { body: { required: true, content: [declared], pointer: "" } });
  return readBody(content, request("POST", "/x", { "content-type": type }, body), { ...usualReading, ...settings });
}

/** The value of a valid body; throws where there are violations. */
export function readValue(
  type: string,
  schema: unknown,
  body: string | Uint8Array,
  parts: Partial<MediaType> = {},
): unknown {
  const range = type.split(";")[0] ?? type;
  const { value, violations } = readAs(mediaType(range, schema, parts), body, type);
  if (violations.length > 0) throw new Error(JSON.stringify(violations));
  return value;
}

/** The codes and places of what is wrong: "body-invalid /age". */
export function faultsOf({ violations }: BodyReading): string[] {
  return violations.map(({ code, instancePath }) => `${code} ${instancePath}`.trim());
}
