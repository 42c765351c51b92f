import type { Place } from "../corpus/judge/document.ts";
import { judgeFor } from "../corpus/judge/judge.ts";
import type { Field } from "../corpus/judge/reading.ts";
import { type Api, ask, type Served, view } from "./api.ts";
import { keyFor, typeAt } from "./resources.ts";
import { count, newTally, type Tally } from "./tally.ts";

/** Ids asked for beside the plan's own. */
const IDS = [7, 42];

interface Echo {
  readonly served: Served;
  readonly field: Field;
  /** The member of the body that the parameter names. */
  readonly key: string;
  readonly member: Place;
  readonly type: string;
}

/**
 * A path parameter that ends the path comes back in the body, where the success schema has a member that it names,
 * both are of one type, and the schemas of both accept the value.
 */
export async function echo(api: Api): Promise<Tally> {
  const tally = newTally("echo of the path parameter");
  const echoes = api.served.flatMap((served) => echoOf(api, served));
  const members = echoes.map(({ member }) => member);
  const parameters = echoes.flatMap(({ field }) => field.schema ?? []);
  const responses = judgeFor(api.document, "response", members);
  const requests = judgeFor(api.document, "request", parameters);
  for (const { served, field, key, member, type } of echoes) {
    for (const id of [served.plan.values.get(field), ...(type === "integer" ? IDS : [])]) {
      const refused = field.schema === undefined ? [] : await requests.complaints(field.schema, id);
      if (refused.length > 0 || (await responses.complaints(member, id)).length > 0) continue;
      const { status, body } = await ask(api, served, { [field.name]: id });
      const value: unknown = Object(body)[key];
      const holds = status === 200 && String(value) === String(id);
      count(tally, holds, `${api.name} ${served.operation.name}: ${id} → ${status} ${value}`);
    }
  }
  return tally;
}

function echoOf(api: Api, served: Served): Echo[] {
  const { operation, schema } = served;
  const parameter = /\{([^}/]+)\}$/.exec(operation.template)?.[1];
  const field = operation.fields.find(({ in: place, name }) => place === "path" && name === parameter);
  if (operation.method !== "GET" || schema === undefined || field?.schema === undefined) return [];
  const members = view(api, schema).properties;
  const key = keyFor(field.name, [...members.keys()]);
  const member = key === undefined ? undefined : members.get(key);
  const type = typeAt(api, field.schema);
  if (key === undefined || member === undefined || type === undefined || typeAt(api, member) !== type) return [];
  return [{ served, field, key, member, type }];
}
