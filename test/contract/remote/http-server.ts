import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

const ends: (() => void)[] = [];

/** Serves on a free port of 127.0.0.1 until the test ends, and notes what was asked. */
export async function serve(
  listener: RequestListener,
): Promise<{ readonly port: number; readonly origin: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { port, origin: `http://127.0.0.1:${port}`, asked };
}

/** A listener that serves files by path; 404 for others. Objects are written as JSON. */
export function files(contents: Readonly<Record<string, unknown>>): RequestListener {
  return ({ url = "" }, response) => {
    const content = contents[url];
    if (content === undefined) response.writeHead(404).end("nothing here");
    else response.end(typeof content === "string" ? content : JSON.stringify(content));
  };
}

/** A listener that redirects everything. */
export function redirectTo(location: string): RequestListener {
  return (_, response) => void response.writeHead(302, { location }).end();
}

afterEach(() => {
  for (const end of ends.splice(0)) end();
});
