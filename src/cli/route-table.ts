import type { RouteDescription } from "../contract/resource/describe.ts";

/** Widest path and resource that the columns make room for; longer ones push the rest of their line. */
const MAX_PATH = 40;
const MAX_RESOURCE = 16;

/** One line for each operation, in columns, and one that sums up. */
export function routeTable(document: string, routes: readonly RouteDescription[]): string {
  const names = shortNames(routes);
  const rows = routes.map((route) => [route.method, route.path, route.role ?? "-", names.get(route) ?? ""] as const);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const [method = 0, path = 0, role = 0, resource = 0] = widths;
  const columns = [method, Math.min(path, MAX_PATH), role, Math.min(resource, MAX_RESOURCE)];
  const nameOf = new Map(routes.flatMap(({ resource: one }) => (one ? [[one.collection, one.name]] : [])));
  const lines = rows.map((row, index) => {
    const route = routes[index];
    const cells = row.map((cell, column) => cell.padEnd(columns[column] ?? 0));
    return [...cells, route ? details(route, nameOf) : ""].join("  ").trimEnd();
  });
  return `${[...lines, ...(lines.length > 0 ? [""] : []), summary(document, routes)].join("\n")}\n`;
}

/** What one of a resource is called; the path of the collection where that does not tell which, nor the own path. */
function shortNames(routes: readonly RouteDescription[]): ReadonlyMap<RouteDescription, string> {
  const homes = new Map<string, Set<string>>();
  for (const { resource } of routes) {
    if (resource) homes.set(resource.name, (homes.get(resource.name) ?? new Set()).add(resource.collection));
  }
  const shortName = ({ path, resource }: RouteDescription): string => {
    if (!resource) return "";
    const { name, collection } = resource;
    const isClear = homes.get(name)?.size === 1 || path.includes(collection);
    return name !== "" && isClear ? name : collection;
  };
  return new Map(routes.map((route) => [route, shortName(route)]));
}

function details(
  { id, resource, parents, list, corrected }: RouteDescription,
  nameOf: ReadonlyMap<string | null, string>,
): string {
  const identity = resource?.identity?.slice(1).replaceAll("/", ".");
  const words = [
    id && idWords(id, identity),
    ...parents.map((parent) => parentWords(parent, nameOf.get(parent.collection))),
    list?.paging && `pages by ${pagingWords(list)}`,
    list && list.filters.length > 0 && `filters ${list.filters.join(", ")}`,
    corrected && "corrected",
  ];
  return words.filter(Boolean).join("; ");
}

/** "in user {user_id}", or "those of user {user_id}" where the collection stands elsewhere. */
function parentWords({ parameter, chooses }: RouteDescription["parents"][number], name = ""): string {
  return `${chooses === "members" ? "those of" : "in"} ${name && `${name} `}{${parameter}}`;
}

function idWords({ from, parameter }: NonNullable<RouteDescription["id"]>, identity: string | undefined): string {
  if (from === "first") return "the first";
  if (from === "only") return "the only one";
  if (from === "body") return `${identity ?? "id"} in the body`;
  return identity === undefined ? `by {${parameter}}` : `{${parameter}} is ${identity}`;
}

function pagingWords({ paging, parameters }: NonNullable<RouteDescription["list"]>): string {
  const { limit } = parameters;
  const next = paging === null || paging === "limit" ? undefined : parameters[paging];
  return [next, limit].filter((name) => name !== undefined).join(" + ");
}

function summary(document: string, routes: readonly RouteDescription[]): string {
  const recognised = routes.filter(({ role }) => role !== null).length;
  const share = routes.length === 0 ? 0 : Math.round((100 * recognised) / routes.length);
  return `${document}: ${recognised} of ${routes.length} operations are about a resource (${share} %)`;
}
