import { type Api, assemble } from "../assemble.ts";
import { SettingsError } from "../base/errors.ts";
import { describeRoutes } from "../contract/resource/describe.ts";
import { EXIT } from "./exit-code.ts";
import { routeTable } from "./route-table.ts";
import type { Invocation, Verb } from "./verb.ts";

/** `helix routes`: what each operation does to which resource, as Helix understands it. */
export const routes: Verb = {
  name: "routes",
  aliases: [],
  operands: "<document> [document …]",
  documents: "several",
  groups: ["Document"],
  settings: ["format"],
  maxOperands: 0,
  summary: "Tell which operations list, show, create, change and delete the same things",
  notes: [
    "A line has the operation, its role, the resource, and what is known of ids, parents, pages and filters.",
    "x-helix-resource in the document (or an overlay) and `resources` in the config file correct it.",
  ],
  run,
};

async function run({ config, output }: Invocation): Promise<number> {
  const { format } = config;
  if (format !== undefined && format !== "text" && format !== "json") {
    throw new SettingsError(`helix routes prints text or json, not ${format}`);
  }
  const { apis } = await assemble(config);
  const described = apis.map(documentRoutes);
  if (format === "json") output.print(`${JSON.stringify({ documents: described }, null, 2)}\n`);
  else output.print(described.map(({ document, routes: lines }) => routeTable(document, lines)).join("\n"));
  return EXIT.fine;
}

function documentRoutes({ contract, loaded, mount }: Api) {
  const described = describeRoutes(contract);
  return {
    document: loaded.name,
    mount,
    operations: described.length,
    recognised: described.filter(({ role }) => role !== null).length,
    routes: described,
  };
}
