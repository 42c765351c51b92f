import { Ajv2020 } from "ajv/dist/2020.js";
import type { DataValidateFunction } from "ajv/dist/types/index.js";
import formats from "ajv-formats";
import type { Complaint } from "./complaint.ts";
import { type EmbeddedContent, embeddedFault } from "./embedded.ts";
import { numberFormats, stringFormats } from "./formats.ts";
import { regexOf } from "./keywords.ts";
import type { Tree } from "./tree.ts";

/** The second opinion: an Ajv of the judge's own, with its own options, formats and conversion. */
export interface SecondOpinion {
  complaints(name: string, value: unknown): Complaint[];
}

export function ajvOpinion(definitions: Tree): SecondOpinion {
  let known = -1;
  let ajv = newAjv({});

  return {
    complaints(name, value) {
      const count = Object.keys(definitions).length;
      if (count !== known) ajv = newAjv(definitions);
      known = count;
      const validate = ajv.getSchema(`judge#/$defs/${name}`);
      if (validate === undefined) throw new Error(`no definition ${name}`);
      if (validate(value) === true) return [];
      return (validate.errors ?? []).map((error) => ({
        by: "ajv",
        pointer: error.instancePath,
        rule: `${error.keyword} ${JSON.stringify(error.params)}`,
      }));
    },
  };
}

function newAjv(definitions: Tree): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    ownProperties: true,
    allErrors: true,
    validateSchema: false,
    logger: false,
    multipleOfPrecision: 10,
    // Most schemas are asked a few times only: code that is written fast is worth more than fast code.
    inlineRefs: false,
    code: { regExp: expression, optimize: false },
  });
  formats.default(ajv);
  for (const [name, validate] of numberFormats) ajv.addFormat(name, { type: "number", validate });
  for (const [name, validate] of stringFormats) ajv.addFormat(name, { type: "string", validate });
  ajv.addKeyword({
    keyword: "judgeContent",
    type: "string",
    errors: true,
    compile: (content: EmbeddedContent) => contentValidator(ajv, content),
  });
  ajv.addSchema({ $id: "judge", $defs: definitions });
  return ajv;
}

/** Ajv tells expressions apart by their text, so each carries its source. */
function expression(pattern: string): RegExp {
  return regexOf(pattern) ?? /(?:)/;
}
expression.code = "new RegExp";

/** Only this opinion looks into strings: to the other one what they hold is an annotation. */
function contentValidator(ajv: Ajv2020, content: EmbeddedContent): DataValidateFunction {
  const accepts = (name: string, value: unknown): boolean => ajv.getSchema(`judge#/$defs/${name}`)?.(value) === true;
  const validate: DataValidateFunction = (data: string) => {
    const fault = embeddedFault(content, data, accepts);
    if (fault !== undefined) validate.errors = [{ keyword: "content", params: { fault } }];
    return fault === undefined;
  };
  return validate;
}
