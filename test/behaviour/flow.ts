import { writeRequest } from "../corpus/client/write.ts";
import { type Answered, type Api, parse, type Served } from "./api.ts";
import { type Collection, collectionsOf, entriesOf, parameterNamed } from "./resources.ts";

/** A collection whose things can be created, listed, read, changed and deleted. */
export interface Flow {
  readonly name: string;
  readonly collection: Collection;
  readonly create: Served;
  readonly read: Served;
  readonly change: Served;
  readonly remove: Served;
  /** The path parameter that names one, and the member that it names. */
  readonly parameter: string;
  readonly key: string;
}

export function flowsOf(api: Api): Flow[] {
  return collectionsOf(api).flatMap((collection) => {
    const { list, detail } = collection;
    if (!detail) return [];
    const at = (template: string, method: string) =>
      api.served.find(({ operation }) => operation.template === template && operation.method === method);
    const { template } = detail.served.operation;
    const create = at(list.operation.template, "POST");
    // POST to an item is how older APIs write PATCH.
    const change = at(template, "PATCH") ?? at(template, "PUT") ?? at(template, "POST");
    const remove = at(template, "DELETE");
    if (!create || !change || !remove) return [];
    const { parameter, key, served: read } = detail;
    return [{ name: `${api.name} ${template}`, collection, create, read, change, remove, parameter, key }];
  });
}

/** Clicks through a flow in a session of its own. @returns what went wrong, step by step */
export async function follow(api: Api, flow: Flow): Promise<string[]> {
  const wrong: string[] = [];
  const { create, read, change, remove, parameter, key } = flow;
  const check = (holds: boolean, what: string) => holds || wrong.push(`${flow.name}: ${what}`);
  const session = "flow";
  const ask = (served: Served, values: object = {}) => askIn(api, session, served, values);

  const created = await ask(create);
  check(created.status < 300, `create answers ${created.status}`);
  const id = idOf(created, create, key);
  if (id === undefined) return [...wrong, `${flow.name}: nothing tells the id`];
  const one = { [parameter]: id };

  // A list that has to be asked for something may leave it out.
  const isAsked = flow.collection.list.operation.fields.some(
    ({ in: place, required }) => place === "query" && required,
  );
  check(isAsked || (await listed(ask, flow)).includes(String(id)), "the list does not show what was created");
  const shown = await ask(read, one);
  check(shown.status === 200, `read answers ${shown.status}`);
  for (const [name, value] of common(created.body, shown.body)) check(value, `read and create differ in ${name}`);

  const changed = await ask(change, one);
  check(changed.status < 300, `change answers ${changed.status}`);
  const after = await ask(read, one);
  for (const [name, value] of scalars(change)) {
    const now = Object(after.body)[name];
    check(name === key || now === undefined || now === value, `${name} is ${now} after it was changed to ${value}`);
  }

  check((await ask(remove, one)).status < 300, "delete fails");
  check((await ask(read, one)).status === 404, "what was deleted is not 404");
  check(!(await listed(ask, flow)).includes(String(id)), "the list shows what was deleted");
  return wrong;
}

type AskOne = (served: Served, values?: object) => Promise<Answered>;

async function listed(ask: AskOne, { collection, key }: Flow): Promise<string[]> {
  const limit = parameterNamed(collection, /^(limit|per_?page|page_?size)$/i);
  const answer = await ask(collection.list, limit === undefined ? {} : { [limit]: 20 });
  return entriesOf(collection, answer.body).map((entry) => String(entry[key]));
}

function idOf({ headers, body }: Answered, { plan }: Served, key: string): string | number | undefined {
  const found = Object(body)[key] ?? Object(Object(body)["data"])[key] ?? Object(plan.body)[key];
  if (found !== undefined) return found;
  return headers.get("location")?.split(/[?#]/)[0]?.split("/").at(-1);
}

/** Whether two objects agree, member by member. */
function common(one: unknown, other: unknown): [name: string, isEqual: boolean][] {
  return Object.entries(Object(one))
    .filter(([name]) => Object.hasOwn(Object(other), name))
    .map(([name, value]) => [name, JSON.stringify(value) === JSON.stringify(Object(other)[name])]);
}

function scalars({ plan }: Served): [name: string, value: unknown][] {
  const body = plan.body;
  return Object.entries(Array.isArray(body) ? {} : Object(body)).filter(([, value]) => typeof value !== "object");
}

async function askIn(api: Api, session: string, { plan }: Served, values: object): Promise<Answered> {
  const changed = new Map(plan.values);
  for (const field of plan.operation.fields) {
    if (field.name in values) changed.set(field, Object(values)[field.name]);
  }
  const request = writeRequest({ ...plan, values: changed }, { accept: "application/json" });
  request.headers.set("x-session-id", session);
  const response = await api.mock.fetch(request);
  return { status: response.status, headers: response.headers, body: parse(await response.text()) };
}
