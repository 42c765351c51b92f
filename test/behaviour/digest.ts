import { digestOf } from "../corpus/check.ts";
import { writeRequest } from "../corpus/client/write.ts";
import { openApi } from "./api.ts";

/** `node digest.ts document forwards|backwards`: a digest of the answer to each operation's valid GET or QUERY. */
const [path = "", order] = process.argv.slice(2);
const api = await openApi("", path);
const reads = api.served.filter(({ operation }) => operation.method === "GET" || operation.method === "QUERY");
const digests: [string, string][] = [];
for (const { operation, plan } of order === "backwards" ? reads.reverse() : reads) {
  const response = await api.mock.fetch(writeRequest(plan, {}));
  const bytes = new Uint8Array(await response.arrayBuffer());
  digests.push([operation.name, digestOf({ status: response.status, headers: response.headers, bytes })]);
}
process.stdout.write(JSON.stringify(digests));
await api.mock.close();
