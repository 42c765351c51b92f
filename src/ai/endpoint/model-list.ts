import { own } from "../../base/json.ts";
import { editDistance, nearest } from "../../base/nearest.ts";

/** How many models a message lists. */
const MAX_LISTED = 10;
/** Ids that are looked at: OpenRouter has some hundreds. */
const MAX_IDS = 5000;
/** Characters of an id. */
const MAX_ID = 100;

/** The ids in the answer to `GET /models`. */
export function modelIds(body: unknown): readonly string[] {
  const data = own(body, "data");
  const ids = Array.isArray(data) ? data.slice(0, MAX_IDS).map((model) => own(model, "id")) : [];
  return ids.filter((id) => typeof id === "string" && id.length <= MAX_ID && /^[\x21-\x7e]+$/.test(id)).map(String);
}

/** What can be said of the models that there are, where the one that was asked for is not; "" for nothing. */
export function listOfModels(wanted: string, ids: readonly string[]): string {
  if (ids.length === 0) return "";
  const byDistance = [...ids].sort((left, right) => distance(wanted, left) - distance(wanted, right));
  const listed = byDistance.slice(0, MAX_LISTED);
  const rest = ids.length - listed.length;
  return `; it has ${listed.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** The model that somebody probably wants: the successor of a retired one, or one of nearly the same name. */
export function likelyModel(
  wanted: string,
  ids: readonly string[],
  successors: Readonly<Record<string, string>>,
): string | undefined {
  const successor = Object.hasOwn(successors, wanted) ? successors[wanted] : undefined;
  if (successor !== undefined && (ids.length === 0 || ids.includes(successor))) return successor;
  const [closest] = [...ids].sort((left, right) => distance(wanted, left) - distance(wanted, right));
  return closest !== undefined && distance(wanted, closest) < 1 ? closest : nearest(wanted, ids)[0];
}

/** What follows the last slash or stands before a tag counts most: "llama3.2" is near to "llama3.2:latest". */
function distance(wanted: string, id: string): number {
  const isWithin = id.includes(wanted) || wanted.includes(id);
  const edits = editDistance(wanted.toLowerCase(), id.toLowerCase());
  return isWithin ? edits / MAX_ID : edits;
}
