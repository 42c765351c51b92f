import { type Case, named } from "./case.ts";
import { combinations } from "./combinations.ts";
import { corners } from "./corners.ts";
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
  ...Object.entries(references),
];
