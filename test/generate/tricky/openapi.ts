import type { DocumentVersion } from "../../../src/contract/document/version.ts";
import { type Case, flag, record, ref, text, whole } from "./case.ts";

/** A case that means what it means in some versions of OpenAPI only. */
export interface VersionCase extends Case {
  readonly version: DocumentVersion;
}

const pet = {
  type: "object",
  required: ["kind", "name"],
  properties: { kind: text, name: text },
  discriminator: {
    propertyName: "kind",
    mapping: { cat: "#/components/schemas/Cat", hound: "#/components/schemas/Dog" },
  },
};

const inherited: Case["components"] = {
  Pet: pet,
  Cat: { allOf: [ref("Pet"), record({ lives: { type: "integer", minimum: 1, maximum: 9 } })] },
  Dog: { allOf: [ref("Pet"), record({ walks: { type: "array", items: text, minItems: 1 } })] },
};

/** The same in 3.0 and 3.1. */
const both: Readonly<Record<string, Case>> = {
  "subtypes by allOf": { schema: { type: "array", items: ref("Pet"), minItems: 4 }, components: inherited },
  "one subtype by allOf": { schema: ref("Dog"), components: inherited },
  "a oneOf with mapped tags": {
    schema: {
      oneOf: [ref("Circle"), ref("Square")],
      discriminator: { propertyName: "shape", mapping: { round: "#/components/schemas/Circle", "#": "Square" } },
    },
    components: {
      Circle: record({ shape: text, radius: { type: "number", minimum: 1 } }),
      Square: record({ shape: { type: "string", minLength: 1 }, side: { type: "number", minimum: 1 } }),
    },
  },
  "closed subtypes told apart by an enum": {
    schema: { oneOf: [ref("On"), ref("Off")], discriminator: { propertyName: "state" } },
    components: {
      On: record({ state: { type: "string", enum: ["On"] }, since: whole }, { additionalProperties: false }),
      Off: record({ state: { type: "string", enum: ["Off"] } }, { additionalProperties: false }),
    },
  },
  "a required member that only requests have": {
    schema: record({ id: { type: "integer", readOnly: true }, password: { type: "string", writeOnly: true } }),
  },
  "a required writeOnly member of a component, by allOf": {
    schema: { allOf: [ref("Account"), record({ active: flag })] },
    components: { Account: record({ name: text, secret: { type: "string", writeOnly: true } }) },
  },
  "a closed object with nothing but writeOnly members": {
    schema: { type: "object", properties: { pin: { type: "string", writeOnly: true } }, additionalProperties: false },
  },
};

const classic: Readonly<Record<string, Case>> = {
  "siblings of a reference that say nothing": {
    schema: record({ x: { ...ref("Name"), type: "integer", minimum: 900 } }),
    components: { Name: { type: "string", minLength: 3 } },
  },
  "exclusive bounds as booleans": {
    schema: { type: "integer", minimum: 3, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: true },
  },
  "an exclusive bound that says nothing": {
    schema: { type: "integer", minimum: 3, exclusiveMinimum: false, maximum: 3 },
  },
};

const nullable: Readonly<Record<string, Case>> = {
  "nullable with an enum without null": {
    schema: record({ a: { type: "string", nullable: true, enum: ["x", "y"] } }),
  },
  "nullable with an enum that has null": { schema: record({ a: { type: "string", nullable: true, enum: [null] } }) },
  "nullable without a type": {
    schema: record({ a: { nullable: true, allOf: [ref("Name")] } }),
    components: { Name: text },
  },
  "nullable in a branch": {
    schema: record({ a: { oneOf: [{ type: "string", nullable: true }, { type: "integer" }] } }),
  },
  "nullable everywhere": {
    schema: {
      type: "object",
      nullable: true,
      required: ["a"],
      properties: { a: { type: "array", nullable: true, items: text } },
    },
  },
};

const modern: Readonly<Record<string, Case>> = {
  "siblings of a reference that narrow": {
    schema: record({ x: { ...ref("Count"), minimum: 900 } }),
    components: { Count: { type: "integer", maximum: 901 } },
  },
  "a list of types with a null": {
    schema: record({ x: { type: ["integer", "null", "string"], minimum: 7, minLength: 3 } }),
  },
  "inheritance closed by unevaluatedProperties": {
    schema: ref("Cat"),
    components: { ...inherited, Cat: { ...(inherited["Cat"] as object), unevaluatedProperties: false } },
  },
};

/** Schemas as OpenAPI alone has them, or reads them. */
export const versionCases: readonly (readonly [name: string, VersionCase])[] = [
  ...versioned(both, ["3.0", "3.1", "3.2"]),
  ...versioned(nullable, ["3.0"]),
  ...versioned(classic, ["2.0", "3.0"]),
  ...versioned(modern, ["3.1", "3.2"]),
];

function versioned(
  cases: Readonly<Record<string, Case>>,
  versions: readonly DocumentVersion[],
): [string, VersionCase][] {
  return versions.flatMap((version) =>
    Object.entries(cases).map(([name, written]): [string, VersionCase] => [
      `${name}, in ${version}`,
      { ...written, version },
    ]),
  );
}
