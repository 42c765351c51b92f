import type { Contract } from "../contract/contract.ts";

const words = "key|token|secret|password|passwd|pwd|signature|sig|credential|code|jwt";

/** What people call credentials in queries, whatever the document says of them. */
const usual = new RegExp(`^(?:api|access|auth|client|session|private)?[-_]?(?:${words})s?$`, "i");

/** What a query must have for one of them, or for a name that is encoded: every request is looked at. */
const possible = new RegExp(`${words}|%`, "i");

/** Names of the query parameters that the documents declare as API keys. */
export function queryCredentials(contracts: readonly Contract[]): ReadonlySet<string> {
  const schemes = contracts.flatMap(({ operations }) => operations.flatMap(({ security }) => security.flat()));
  const inQuery = schemes.filter(({ kind, in: place }) => kind === "apiKey" && place === "query");
  return new Set(inQuery.map(({ parameterName, name }) => parameterName ?? name));
}

/** A request target with stars in place of what is a credential in its query. */
export function withoutSecrets(target: string, names: ReadonlySet<string>): string {
  const question = target.indexOf("?");
  if (question < 0 || (names.size === 0 && !possible.test(target))) return target;
  const pairs = target.slice(question + 1).split("&");
  return `${target.slice(0, question)}?${pairs.map((pair) => masked(pair, names)).join("&")}`;
}

function masked(pair: string, names: ReadonlySet<string>): string {
  const [written = ""] = pair.split("=", 1);
  const name = decoded(written);
  return written !== pair && (names.has(name) || usual.test(name)) ? `${written}=***` : pair;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
