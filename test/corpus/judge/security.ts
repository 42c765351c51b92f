import { child, type Document, type Place } from "./document.ts";
import { list, member, text } from "./tree.ts";

/** What a client adds to its request to be let in. */
export interface Credential {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly value: string;
}

/** Credentials for the first alternative; none where the operation is open. */
export function readSecurity(document: Document, place: Place): Credential[] {
  const root = document.at(document.root);
  const alternatives = list(member(document.at(place), "security") ?? member(root, "security"));
  if (alternatives.some((alternative) => Object.keys(Object(alternative)).length === 0)) return [];
  return Object.keys(Object(alternatives[0] ?? {})).flatMap((name) => credentialFor(document, name));
}

function credentialFor(document: Document, name: string): Credential[] {
  const holder =
    document.dialect === "2.0"
      ? child(document.root, "securityDefinitions", name)
      : child(document.root, "components", "securitySchemes", name);
  const at = document.follow(holder);
  const scheme = at === undefined ? undefined : document.at(at);
  const kind = text(scheme, "type");
  if (kind === "apiKey") {
    const where = text(scheme, "in");
    const place = where === "query" || where === "cookie" ? where : "header";
    return [{ in: place, name: text(scheme, "name") ?? "key", value: "judge-key-1" }];
  }
  if (kind === "mutualTLS") return [];
  return [
    { in: "header", name: "Authorization", value: authorization(kind === "basic" ? kind : text(scheme, "scheme")) },
  ];
}

/** Of schemes that this judge does not know a client sends the name and a token (RFC 9110 §11.4). */
function authorization(scheme = "Bearer"): string {
  const known = { basic: `Basic ${btoa("judge:secret")}`, digest: 'Digest username="judge"' };
  return Object.entries(known).find(([name]) => name === scheme.toLowerCase())?.[1] ?? `${scheme} judge-token-1`;
}
