import { pointerTokens } from "../../base/json.ts";
import { plain, singular, stemOf, words } from "../../contract/resource/inflect.ts";

/** Endings that make a name a reference, as in `userId` and `user_ids`. */
const referenceEndings: ReadonlySet<string> = new Set(["id", "uuid", "sid", "guid", "uid"]);

/** What people are called in relation to a thing; each is one of the API's users. */
export const personRoles: ReadonlySet<string> = new Set([
  ...["owner", "author", "creator", "assignee", "reporter", "reviewer", "manager", "sender", "recipient", "requester"],
  ...["approver", "editor", "uploader", "organizer", "createdby", "updatedby", "modifiedby", "assignedto", "seller"],
]);
/** Of these roles, the ones that belong to whoever is meant by `user_id` beside them. */
export const actors: ReadonlySet<string> = new Set(["author", "creator", "createdby", "uploader", "requester"]);
/** What people are called, the surest first. */
export const people: readonly string[] = ["user", "account", "member", "person", "customer", "employee", "contact"];

/** Words in a component's name that say how much of a thing it shows, not which thing. */
export const viewWords: ReadonlySet<string> = new Set([
  ...["summary", "mini", "ref", "reference", "simple", "simplified", "brief", "compact", "base", "info", "dto"],
  ...["response", "out", "read", "view", "detail", "details", "full", "object", "public", "embedded", "short", "model"],
]);

/** Whether an ending such as "id" says which thing is meant. @param identity - JSON Pointer of what identifies those things */
export function identifies(ending: string, identity: string): boolean {
  return referenceEndings.has(ending) || plain(pointerTokens(identity).at(-1) ?? "") === ending;
}

/** `ownerIds` taken apart: owner, "id". */
export function referenceOf(name: string): { owner: readonly string[]; ending: string; stem: string } | undefined {
  const parts = words(name);
  const owner = parts.slice(0, -1);
  const ending = singular(parts.at(-1) ?? "");
  return owner.length === 0 ? undefined : { owner, ending, stem: stemOf(owner) };
}
