import type { ArrayFormat, ObjectFormat } from "../../config.ts";
import type { SchemaGraph } from "../schema/schema.ts";
import type { TextTree } from "./coerce.ts";
import type { Serialisation } from "./parameter-style.ts";
import type { ClientFormats } from "./reading-settings.ts";
import { meansList, memberSchemaIn, type Structure, type TextShape, textShapesOf } from "./text-shape.ts";

type Written = Pick<Serialisation, "style" | "explode">;

const arrays: Readonly<Record<Exclude<ArrayFormat, "auto">, Written>> = {
  repeat: { style: "form", explode: true },
  comma: { style: "form", explode: false },
  space: { style: "spaceDelimited", explode: false },
  pipe: { style: "pipeDelimited", explode: false },
  brackets: { style: "brackets", explode: true },
};

const objects: Readonly<Record<Exclude<ObjectFormat, "auto">, Written>> = {
  flat: { style: "form", explode: true },
  "flat-comma": { style: "form", explode: false },
  brackets: { style: "deepObject", explode: true },
  dots: { style: "dots", explode: true },
};

/** How a value of some structure is written: as the document says, unless the client is known to write otherwise. */
export function asWritten(declared: Serialisation, structure: Structure, formats: ClientFormats): Serialisation {
  if (structure === "object" && formats.object !== "auto") return { ...declared, ...objects[formats.object] };
  if (structure !== "array" || formats.array === "auto") return declared;
  // Many documents write the brackets into the name.
  if (formats.array === "brackets" && declared.name.endsWith("[]")) return { ...declared, ...arrays.repeat };
  return { ...declared, ...arrays[formats.array] };
}

/** Whether lists or objects are read in another way than the document says. */
export function isOverridden({ array, object }: ClientFormats): boolean {
  return array !== "auto" || object !== "auto";
}

const delimiters: Partial<Record<ArrayFormat, string>> = { comma: ",", space: " ", pipe: "|" };

/** Splits the lists inside an object that a client writes with delimiters: `filter[tags]=a,b`. */
export function splitLists(tree: TextTree, shape: TextShape, formats: ClientFormats, graph: SchemaGraph): TextTree {
  const delimiter = delimiters[formats.array];
  if (delimiter === undefined || !(tree instanceof Map)) return tree;
  const members = new Map<string, TextTree>();
  for (const [name, member] of tree as ReadonlyMap<string, TextTree>) {
    const shapes = textShapesOf(memberSchemaIn(shape, name) ?? true, graph);
    const [first] = shapes;
    if (typeof member === "string") members.set(name, meansList(shapes, member) ? member.split(delimiter) : member);
    else members.set(name, first ? splitLists(member, first, formats, graph) : member);
  }
  return members;
}
