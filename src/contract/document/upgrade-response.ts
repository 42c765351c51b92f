import { escapeToken, isObject, own, setOwn } from "../../base/json.ts";
import { takeApart } from "./upgrade-parameter.ts";
import { baseType, mediaTypes, type Part, type UpgradeSource } from "./upgrade-source.ts";

/**
 * Upgrades a Response Object.
 *
 * @param produces as written in the operation, or in the document where the operation has none.
 * @param pointer the response's place in the upgraded document.
 */
export function upgradeResponse(
  response: Part,
  produces: unknown,
  pointer: string,
  source: UpgradeSource,
): Record<string, unknown> {
  const { schema, examples, headers, ...rest } = response.node;
  const upgraded: Record<string, unknown> = { ...rest };
  const content = upgradeContent(response, produces, pointer, source);
  if (content) upgraded["content"] = content;
  if (headers !== undefined) upgraded["headers"] = upgradeHeaders(headers, `${response.at}/headers`, pointer, source);
  return source.made(upgraded, response.at);
}

function upgradeContent(
  { node, at }: Part,
  produces: unknown,
  pointer: string,
  source: UpgradeSource,
): Record<string, unknown> | undefined {
  const { schema } = node;
  const examples = examplesByType(node["examples"]);
  if (schema === undefined && examples.size === 0) return undefined;
  source.moved(schema, `${at}/schema`);
  const content: Record<string, unknown> = {};
  for (const type of mediaTypes(produces) ?? undeclaredTypes(schema, examples)) {
    const example = examples.get(baseType(type));
    examples.delete(baseType(type));
    const media = { ...(schema !== undefined && { schema }), ...(example && { example: example.value }) };
    setOwn(content, type, source.made(media, at));
    if (example) source.moved(example.value, `${at}/examples/${escapeToken(example.key)}`);
  }
  for (const { key } of examples.values()) reportExample(key, pointer, source);
  return content;
}

/** What a response without a word from `produces` is made of. */
function undeclaredTypes(schema: unknown, examples: ReadonlyMap<string, { key: string }>): string[] {
  if (own(schema, "type") === "file") return ["application/octet-stream"];
  return examples.size === 0 ? ["application/json"] : [...examples.values()].map(({ key }) => key);
}

function examplesByType(examples: unknown): Map<string, { key: string; value: unknown }> {
  const entries = Object.entries(isObject(examples) ? examples : {}).filter(([key]) => key.includes("/"));
  return new Map(entries.map(([key, value]) => [baseType(key), { key, value }]));
}

function reportExample(key: string, pointer: string, source: UpgradeSource): void {
  source.diagnostics.add({
    code: "swagger-example-unused",
    severity: "info",
    message: `the example for ${key} is not used, because produces does not list that type`,
    remedy: "add the type to produces, or give the example under a type that is listed",
    pointer,
  });
}

function upgradeHeaders(headers: unknown, at: string, pointer: string, source: UpgradeSource): Record<string, unknown> {
  const upgraded: Record<string, unknown> = {};
  for (const { name, value, part } of source.members(headers, at)) {
    if (!part) {
      setOwn(upgraded, name, value);
      continue;
    }
    const { schema, style, rest } = takeApart(part, pointer, source);
    setOwn(upgraded, name, source.made({ schema, ...rest, ...style }, part.at));
  }
  return upgraded;
}
