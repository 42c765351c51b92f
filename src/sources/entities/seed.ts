import type { JsonObject } from "../../base/json.ts";
import { nearest } from "../../base/nearest.ts";
import type { Violation } from "../../base/violation.ts";
import type { Contract } from "../../contract/contract.ts";
import { prefixesOf } from "../../contract/operation.ts";
import { capViolations, faultsOf } from "../../contract/request/explain.ts";
import type { Resource } from "../../contract/resource/resource-model.ts";
import type { Write } from "../../session/state.ts";
import { identityIn } from "./addressed.ts";
import { type Collection, sessionKeyOf } from "./member.ts";

/** Entities to put into a collection, as somebody wrote them. */
export interface Seeding {
  /** Path with its values, e.g. "/users/7/orders". */
  readonly collection: string;
  readonly entities: readonly JsonObject[];
}

/** The writes that put entities into a collection, the first on top of its list; or why not one of them is written. */
export function seedWrites(
  { collection: path, entities }: Seeding,
  contracts: readonly Contract[],
): { readonly writes: readonly Write[] } | { readonly violations: readonly Violation[] } {
  const collection = collectionAt(path, contracts);
  if ("message" in collection) return { violations: [collection] };
  const violations = entities.flatMap((entity, index) => entityViolations(entity, index, collection.resource));
  if (violations.length > 0) return { violations: capViolations(violations) };
  const key = sessionKeyOf(collection);
  const writes = entities.toReversed().flatMap((entity): Write[] => {
    const id = identityIn(entity, collection.resource);
    return id === undefined ? [] : [{ kind: "put", collection: key, id, entity, ordinal: undefined }];
  });
  return { writes };
}

function entityViolations(entity: JsonObject, index: number, resource: Resource): Violation[] {
  const { schema, identity = "" } = resource;
  const faults = faultsOf(schema, entity).map(({ instancePath, keyword, says }) => {
    return violation(`/entities/${index}${instancePath}`, keyword, says);
  });
  if (faults.length > 0 || identityIn(entity, resource) !== undefined) return faults;
  const says =
    identity === "" ? "has no property that names it, so that it cannot be kept" : `needs an id at ${identity}`;
  return [violation(`/entities/${index}`, "required", says)];
}

/** The collection that a path names: as clients write it, or as sessions list it. */
function collectionAt(path: string, contracts: readonly Contract[]): Collection | Violation {
  const keys: string[] = [];
  for (const contract of contracts) {
    const prefixes = new Set(contract.operations.flatMap(prefixesOf));
    for (const resource of contract.resources.resources) {
      keys.push(resource.mount + resource.key);
      const scope = scopeIn(path, resource, prefixes);
      if (scope) return { resource, scope };
    }
  }
  const close = nearest(path, keys, 3);
  const names = (close.length > 0 ? close : keys.slice(0, 20)).map((key) => JSON.stringify(key)).join(", ");
  return violation("/collection", "enum", `is the path of no collection; there are: ${names || "none"}`);
}

function scopeIn(path: string, { key, mount }: Resource, prefixes: ReadonlySet<string>): readonly string[] | undefined {
  const [template, ...listed] = path.split(" ");
  if (template === mount + key) return listed.length === parametersIn(key) ? listed.map(decode) : undefined;
  const pattern = key
    .split(/\{[^{}]*\}/)
    .map(escaped)
    .join("([^/]+)");
  const match = [...prefixes].map((prefix) => {
    return path.startsWith(prefix) ? new RegExp(`^${pattern}$`).exec(path.slice(prefix.length)) : null;
  });
  return match
    .find((found) => found !== null)
    ?.slice(1)
    .map(decode);
}

function parametersIn(key: string): number {
  return key.match(/\{[^{}]*\}/g)?.length ?? 0;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function violation(instancePath: string, keyword: string, message: string): Violation {
  return { in: "body", instancePath, keyword, message, code: "seed-invalid" };
}
