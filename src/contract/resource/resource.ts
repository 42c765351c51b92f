import type { Operation } from "../operation.ts";
import { stem } from "./inflect.ts";
import { buildResources } from "./resource-build.ts";
import { linkedValues } from "./resource-link.ts";
import type { Resource, ResourceModel } from "./resource-model.ts";
import { readOperations } from "./resource-reading.ts";
import { assignUses } from "./resource-use.ts";

export type { ResourceModel } from "./resource-model.ts";

/**
 * Finds the resources behind paths and schemas, e.g. users behind "/users", "/users/{id}" and "/me". Pure; looks at
 * few keywords of response schemas and compiles none.
 */
export function inferResources(operations: readonly Operation[]): ResourceModel {
  const readings = readOperations(operations);
  const { resources, homes } = buildResources(readings);
  const byName = index(resources, ({ name, components }) => [name, ...components.map(stem)]);
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const byComponent = index(resources, ({ components }) => components);
  const uses = assignUses(readings, resources, homes);
  const linked = linkedValues(operations, uses);
  return {
    resources,
    uses,
    named: (name) => byName.get(name) ?? [],
    at: (key) => byKey.get(key),
    shownBy: (component) => byComponent.get(component) ?? [],
    linked: (owner) => linked.get(owner) ?? [],
  };
}

/** Resources by key; those without a scope first, because they can be pointed at from everywhere. */
function index(
  resources: readonly Resource[],
  keysOf: (resource: Resource) => readonly string[],
): Map<string, Resource[]> {
  const found = new Map<string, Resource[]>();
  const ordered = [...resources].sort((one, other) => one.scope.length - other.scope.length);
  for (const resource of ordered) {
    for (const key of new Set(keysOf(resource))) found.set(key, [...(found.get(key) ?? []), resource]);
  }
  return found;
}
