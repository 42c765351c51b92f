import {
  registerSchema,
  setMetaSchemaOutputFormat,
  setShouldValidateFormat,
  setShouldValidateSchema,
} from "@hyperjump/json-schema/draft-2020-12";
import "@hyperjump/json-schema/formats";
import {
  addKeyword,
  BASIC,
  type CompiledSchema,
  getKeyword,
  getSchema,
  interpret,
  Validation,
} from "@hyperjump/json-schema/experimental";
import { fromJs, value as plainValue, typeOf } from "@hyperjump/json-schema/instance/experimental";
import type { Complaint } from "./complaint.ts";
import { numberFormats, stringFormats } from "./formats.ts";
import { regexOf } from "./keywords.ts";
import { isTree, type Tree } from "./tree.ts";

type Json = Parameters<typeof fromJs>[0];

/** The first opinion: an implementation of JSON Schema that shares no line with the one that Helix serves with. */
export interface Hyperjump {
  complaints(name: string, value: unknown): Promise<Complaint[]>;
}

let registered = 0;

/**
 * Takes definitions under their names. One abstract syntax tree serves all of them, so that each is compiled once.
 */
export function hyperjump(definitions: Tree): Hyperjump {
  assertFormats();
  const base = `https://judge.test/${registered++}`;
  const ast: CompiledSchema["ast"] = Object.assign(Object.create(null), { metaData: {}, plugins: new Set() });
  let known = 0;
  let uri = "";

  /** Definitions grow while the document is read; each growth is a new resource. */
  function currentResource(): string {
    const count = Object.keys(definitions).length;
    if (count === known) return uri;
    known = count;
    uri = `${base}/${count}`;
    const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", $defs: forUnicode(definitions) };
    registerSchema(schema as Parameters<typeof registerSchema>[0], uri);
    return uri;
  }

  return {
    async complaints(name, value) {
      const schema = await getSchema(`${currentResource()}#/$defs/${name}`);
      const schemaUri = await Validation.compile(schema, ast, schema);
      const output = interpret({ ast, schemaUri }, fromJs(value as Json), BASIC);
      if (output.valid) return [];
      return (output.errors ?? []).map((error) => ({
        by: "hyperjump",
        pointer: decodeURI(error.instanceLocation.replace(/^#/, "")),
        rule: `${error.keyword.split("/").at(-1)} at ${error.absoluteKeywordLocation.split("#").at(-1)}`,
      }));
    },
  };
}

let asserted = false;

/** Formats are annotations in 2020-12; here they are asserted, and `multipleOf` is exact instead of within 1e-7. */
export function assertFormats(): void {
  if (asserted) return;
  asserted = true;
  setShouldValidateFormat(true);
  setShouldValidateSchema(false);
  setMetaSchemaOutputFormat(BASIC);
  const format = getKeyword<string>("https://json-schema.org/keyword/draft-2020-12/format");
  addKeyword<string>({
    ...format,
    interpret: (name, instance, context) => {
      const value: unknown = plainValue(instance);
      if (typeof value === "number" && numberFormats.get(name)?.(value) === false) return false;
      if (typeof value === "string" && stringFormats.get(name)?.(value) === false) return false;
      return format.interpret(name, instance, context);
    },
  });
  const multipleOf = getKeyword<number>("https://json-schema.org/keyword/multipleOf");
  addKeyword<number>({
    ...multipleOf,
    interpret: (step, instance) => typeOf(instance) !== "number" || isMultiple(plainValue<number>(instance), step),
  });
}

/** Whether the decimal that was written is a multiple of the decimal that was written, without rounding. */
export function isMultiple(value: number, step: number): boolean {
  const scale = Math.max(decimals(value), decimals(step));
  return scale > 60 ? value % step === 0 : scaled(value, scale) % scaled(step, scale) === 0n;
}

function decimals(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (mantissa.split(".")[1]?.length ?? 0) - Number(exponent));
}

function scaled(value: number, scale: number): bigint {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return BigInt(whole + fraction) * 10n ** BigInt(scale + Number(exponent) - fraction.length);
}

/** Hyperjump compiles every expression with `u`; one that needs the older grammar is rewritten, or left to Ajv. */
function forUnicode(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forUnicode);
  if (!isTree(node)) return node;
  return Object.fromEntries(Object.entries(node).flatMap(([key, value]) => unicodeKeyword(key, value)));
}

function unicodeKeyword(key: string, value: unknown): [string, unknown][] {
  if (key === "enum" || key === "const") return [[key, value]];
  if (key === "judgeContent") return [];
  if (key === "pattern" && typeof value === "string") {
    const pattern = unicodePattern(value);
    return pattern === undefined ? [] : [[key, pattern]];
  }
  if (key !== "patternProperties" || !isTree(value)) return [[key, forUnicode(value)]];
  const rewritten = Object.entries(value).map(([name, schema]) => [unicodePattern(name) ?? name, forUnicode(schema)]);
  return [[key, Object.fromEntries(rewritten)]];
}

function unicodePattern(pattern: string): string | undefined {
  const unescaped = pattern.replaceAll(/\\([^\w\s^$\\.*+?()[\]{}|/-])/g, "$1").replaceAll("\\_", "_");
  const outsideClasses = unescaped.replaceAll(/(\[(?:\\.|[^\]\\])*\])|\\-/g, (_, inside) => inside ?? "-");
  const hyphens = outsideClasses.replaceAll(/(\\[dswDSW])-(?!\])/g, "$1\\-");
  return [pattern, unescaped, outsideClasses, hyphens].find((candidate) => regexOf(candidate)?.unicode === true);
}
