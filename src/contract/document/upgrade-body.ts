import { own, setOwn } from "../../base/json.ts";
import { takeApart } from "./upgrade-parameter.ts";
import { baseType, mediaTypes, type Part, type UpgradeSource } from "./upgrade-source.ts";

const MULTIPART = "multipart/form-data";
const URLENCODED = "application/x-www-form-urlencoded";

/** The parameters that 3.x calls a request body: one in `body`, or any number in `formData`. */
export interface BodyParameters {
  readonly body?: Part | undefined;
  readonly form: readonly Part[];
}

/**
 * The Request Body Object for them, `undefined` where there are none.
 *
 * @param consumes as written in the operation, or in the document where the operation has none.
 * @param pointer the operation's place in the upgraded document.
 */
export function upgradeBody(
  { body, form }: BodyParameters,
  consumes: unknown,
  pointer: string,
  source: UpgradeSource,
): Record<string, unknown> | undefined {
  if (!body) return form.length === 0 ? undefined : upgradeForm(form, consumes, pointer, source);
  if (form.length > 0) reportSeveral(pointer, source);
  const { name: _name, in: _in, schema, ...rest } = body.node;
  source.moved(schema, `${body.at}/schema`);
  const content: Record<string, unknown> = {};
  for (const type of mediaTypes(consumes) ?? ["application/json"]) {
    setOwn(content, type, source.made(schema === undefined ? {} : { schema }, body.at));
  }
  return source.made({ ...rest, content }, body.at);
}

export function reportSeveral(pointer: string, source: UpgradeSource): void {
  source.diagnostics.add({
    code: "swagger-several-bodies",
    severity: "error",
    message: "several parameters describe the body; the first one in body counts",
    remedy: "keep one parameter in body, or only parameters in formData",
    pointer,
  });
}

function upgradeForm(
  form: readonly Part[],
  consumes: unknown,
  pointer: string,
  source: UpgradeSource,
): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  const encoding: Record<string, unknown> = {};
  const required: string[] = [];
  for (const field of form) {
    const name = String(field.node["name"]);
    const { schema, style, rest } = takeApart(field, pointer, source);
    if (typeof rest["description"] === "string") schema["description"] = rest["description"];
    setOwn(properties, name, schema);
    if (Object.keys(style).length > 0) setOwn(encoding, name, style);
    if (rest["required"] === true) required.push(name);
  }
  const schema = { type: "object", properties, ...(required.length > 0 && { required }) };
  const media = { schema, ...(Object.keys(encoding).length > 0 && { encoding }) };
  const content: Record<string, unknown> = {};
  for (const type of formTypes(form, consumes)) setOwn(content, type, { ...media });
  return { content, ...(required.length > 0 && { required: true }) };
}

/** A file needs multipart, whatever `consumes` says; without a word from it, forms are URL-encoded. */
function formTypes(form: readonly Part[], consumes: unknown): readonly string[] {
  const hasFile = form.some((field) => own(field.node, "type") === "file");
  const fitting = hasFile ? [MULTIPART] : [MULTIPART, URLENCODED];
  const declared = (mediaTypes(consumes) ?? []).filter((type) => fitting.includes(baseType(type)));
  if (declared.length > 0) return declared;
  return [hasFile ? MULTIPART : URLENCODED];
}
