import { hasOpenLeaf } from "../../ai/wire/leaves.ts";
import { isForm, isJson, isXml } from "../../base/media-type.ts";
import { streamOf } from "../../contract/content/stream.ts";
import type { MediaType } from "../../contract/operation.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import { isSuccess } from "../entities/value.ts";
import type { Ask } from "../source.ts";

/** What a model can write: an instance of the schema of a media type. */
export interface Writable {
  readonly mediaType: MediaType;
  readonly schema: Schema;
}

/** What a model could write of an answer, or why it has no part in it, to end the sentence "no model is asked, because …". */
export function writable(
  ask: Pick<Ask, "call" | "status" | "mediaType" | "contentType">,
): Writable | { readonly reason: string } {
  const { call, status, mediaType, contentType = mediaType?.range ?? "" } = ask;
  if (call.operation.ai.isOff) return { reason: "the document says x-helix-ai: off" };
  if (!isSuccess(status)) return { reason: "the answer is an error" };
  const schema = mediaType?.schema;
  if (!mediaType || !schema) return { reason: mediaType ? "the answer has no schema" : "the answer has no content" };
  const isText = isJson(contentType) || isXml(contentType) || isForm(contentType);
  if (!isText || streamOf(mediaType, contentType)) return { reason: `${contentType} is nothing that a model writes` };
  if (!hasOpenLeaf(schema)) return { reason: "its schema has no text or number for a model to write" };
  return { mediaType, schema };
}
