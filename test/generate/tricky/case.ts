/** A JSON Schema as an author writes it; `$ref`s lead to `#/components/schemas/<name>`. */
export type Written = boolean | Readonly<Record<string, unknown>>;

/** A schema under the name that tests call it by, with the components that it refers to. */
export interface Case {
  readonly schema: Written;
  readonly components?: Readonly<Record<string, Written>>;
}

/** Plain strings, integers and booleans. */
export const text: Written = { type: "string" };
export const whole: Written = { type: "integer" };
export const flag: Written = { type: "boolean" };

/** An object whose members are all required. */
export function record(
  properties: Readonly<Record<string, Written>>,
  more: Readonly<Record<string, unknown>> = {},
): Written {
  return { type: "object", properties, required: Object.keys(properties), ...more };
}

/** A reference to a component. */
export function ref(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Cases that need no components. */
export function named(cases: Readonly<Record<string, Written>>): readonly [string, Case][] {
  return Object.entries(cases).map(([name, schema]) => [name, { schema }]);
}
