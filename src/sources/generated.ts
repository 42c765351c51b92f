import type { JsonValue } from "../base/json.ts";
import { isSequential } from "../base/media-type.ts";
import { derive, type Seed } from "../base/random.ts";
import type { MediaType } from "../contract/operation.ts";
import type { Call } from "../contract/request/call.ts";
import { pagingOf } from "../contract/resource/paging.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { generate } from "../generate/instance.ts";
import { echoes } from "./echo.ts";
import { isSuccess } from "./entities/value.ts";
import { World } from "./entities/world.ts";
import type { Ask, Draft, ResponseSource } from "./source.ts";

const STREAM_ITEMS = 3;

/** Makes an answer from the schema alone; the same for the same operation, status and declared parameters. */
export const generatedSource: ResponseSource = {
  name: "generated",
  replayable: true,
  offer(ask): Draft {
    const { mediaType, call, settings, contract, status } = ask;
    if (!mediaType) return { body: undefined };
    const world = new World(contract.resources, settings, call);
    const { schema, itemSchema, range } = mediaType;
    if (!schema && itemSchema && isSequential(range)) return { body: stream(itemSchema, seedOf(ask), world) };
    if (!schema) return { body: withoutSchema(mediaType, ask) };
    const prefer = isSuccess(status) ? echoes(call, schema) : undefined;
    const options = world.optionsFor(seedOf(ask), prefer);
    const limit = requestedLimit(call);
    return { body: generate(schema, limit === undefined ? options : { ...options, rootItems: limit }) };
  },
};

/** The first items of a stream that in truth may never end. */
function stream(itemSchema: Schema, seed: Seed, world: World): JsonValue[] {
  return Array.from({ length: STREAM_ITEMS }, (_, ordinal) =>
    generate(itemSchema, { ...world.optionsFor(derive(seed, ordinal), undefined), ordinal }),
  );
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

/** Anything is an instance where nothing is declared: the example, or something small that the media type can carry. */
function withoutSchema({ examples, range }: MediaType, { settings }: Ask): Draft["body"] {
  const [example] = settings.dynamic || settings.ignoreExamples ? [] : examples;
  return example ? example.value : /json|xml|form/i.test(range) ? {} : "";
}
