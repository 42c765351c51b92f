import type { JsonSchema } from "../contract/schema/schema.ts";
import { memberSchemas } from "./members.ts";
import type { Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

/** All names that members of an object can have, where a closed schema or `propertyNames` lists them. */
export function listedNames(shapes: Shapes, shape: Shape): readonly string[] | undefined {
  const closed = shape.objects.find((part) => part.additional === false && part.patternProperties.length === 0);
  const { values } = shapes.ofAll(shape.propertyNames);
  const listed = closed ? Object.keys(closed.properties) : values?.filter((value) => typeof value === "string");
  return listed?.filter((name) => isPossible(shapes, shape, name));
}

/** Whether nothing says that an object of the shape has no member of this name. */
export function isPossible({ graph }: Shapes, shape: Shape, name: string): boolean {
  const isNamed = shape.propertyNames.every((schema: JsonSchema) => graph.accepts(schema, name));
  return isNamed && !memberSchemas(shape, name).includes(false);
}
