import { isObject, type JsonObject, type JsonValue } from "../base/json.ts";
import { derive, type Seed } from "../base/random.ts";
import type { Call } from "../contract/request/call.ts";
import { pagingOf } from "../contract/resource/paging.ts";
import { generateContent } from "../generate/content.ts";
import { echoes } from "./echo.ts";
import { isSuccess } from "./entities/value.ts";
import { World } from "./entities/world.ts";
import type { Ask, Draft, ResponseSource } from "./source.ts";

/** Makes an answer from the schema alone; the same for the same operation, status and declared parameters. */
export const generatedSource: ResponseSource = {
  name: "generated",
  replayable: true,
  offer: (ask) => generatedDraft(ask),
};

/** @param said - what is known of the body already; kept wherever the schema takes it */
export function generatedDraft(ask: Ask, said?: JsonValue): Draft {
  const { mediaType, call, settings, contract, status } = ask;
  if (!mediaType) return { body: undefined };
  const { schema, range } = mediaType;
  const echoed = schema && isSuccess(status) ? echoes(call, schema) : undefined;
  const limit = requestedLimit(call);
  const known = Array.isArray(said) ? said.slice(0, limit) : said;
  const prefer = isObject(known) && echoed ? { ...(known as JsonObject), ...echoed } : (known ?? echoed);
  const options = new World(contract.resources, settings, ask).optionsFor(seedOf(ask), prefer, ask.response.pointer);
  const counts = { streamCount: settings.streamCount, ...(limit === undefined ? {} : { rootItems: limit }) };
  return { body: generateContent(mediaType, ask.contentType ?? range, { ...options, ...counts }) };
}

/** Undeclared parameters and the order of declared ones change nothing. */
function seedOf({ call, status, settings }: Ask): Seed {
  const { path, query } = call.parameters;
  const sorted = [path, query].map((values) => Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
  return derive(derive(derive(settings.seed, call.operation.id), status), JSON.stringify(sorted));
}

function requestedLimit({ operation, parameters }: Call): number | undefined {
  const { limit } = pagingOf(operation.parameters);
  const value = limit && parameters.query[limit.name];
  return typeof value === "number" && value >= 0 ? Math.floor(value) : undefined;
}
