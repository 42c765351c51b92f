import type { Operation } from "../operation.ts";
import { diagnosticOf, type Report, readCorrections } from "./correction.ts";
import { correctionFault } from "./correction-fault.ts";
import { stem } from "./inflect.ts";
import { buildResources } from "./resource-build.ts";
import { linkedValues } from "./resource-link.ts";
import type { Resource, ResourceModel } from "./resource-model.ts";
import { type Reading, readOperations } from "./resource-reading.ts";
import { assignUses } from "./resource-use.ts";

export type { ResourceModel } from "./resource-model.ts";

/**
 * Finds the resources behind paths and schemas, e.g. users behind "/users", "/users/{id}" and "/me". Pure; looks at
 * few keywords of response schemas and compiles none.
 *
 * @param report - hears of corrections that cannot be followed; they change nothing
 */
export function inferResources(operations: readonly Operation[], report: Report): ResourceModel {
  const corrections = readCorrections(operations, report);
  for (;;) {
    const readings = readOperations(operations, corrections);
    const model = modelOf(operations, readings);
    const faults = readings.flatMap((reading) => {
      const fault = correctionFault(reading, model.uses.get(reading.operation.id));
      return fault ? [{ reading, fault }] : [];
    });
    if (faults.length === 0) return { ...model, corrected: new Set(corrections.keys()) };
    // Without these the others may stand differently.
    const certain = faults.filter(({ fault }) => !fault.isConflict);
    for (const { reading, fault } of certain.length > 0 ? certain : faults) {
      const { id, resourceCorrection } = reading.operation;
      corrections.delete(id);
      report(diagnosticOf(resourceCorrection?.pointer ?? "", fault));
    }
  }
}

function modelOf(operations: readonly Operation[], readings: readonly Reading[]): Omit<ResourceModel, "corrected"> {
  const { resources, homes } = buildResources(readings);
  // Nothing refers to what there is one of.
  const referable = resources.filter(({ isLone }) => !isLone);
  const byName = index(referable, ({ name, components }) => [name, ...components.map(stem)]);
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const byComponent = index(referable, ({ components }) => components);
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
