import { type Case, named } from "./case.ts";
import { combinations } from "./combinations.ts";
import { corners } from "./corners.ts";
import { bounds, lists, texts } from "./demanding.ts";
import { members, recursions } from "./demanding-objects.ts";
import { evaluated } from "./evaluated.ts";
import { references } from "./references.ts";
import { numbers, strings } from "./scalars.ts";
import { arrays, objects } from "./structures.ts";

/** Schemas that have an instance, however hard it is to find. */
export const satisfiable: readonly (readonly [name: string, Case])[] = [
  ...named(strings),
  ...named(numbers),
  ...named(arrays),
  ...named(objects),
  ...named(combinations),
  ...named(corners),
  ...named(evaluated),
  ...named(texts),
  ...named(bounds),
  ...named(lists),
  ...named(members),
  ...Object.entries(references),
  ...Object.entries(recursions),
];
