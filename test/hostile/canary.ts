import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** More than is read of any file, in a few kilobytes. */
const bomb = gzipSync(Buffer.alloc(52 * 1024 * 1024, " "));

type Listener = (response: ServerResponse, rest: string) => void;

/** What the hostile server does under each path. */
const pages: Readonly<Record<string, Listener>> = {
  "/good.yaml": (response) => response.end("type: integer\nminimum: 5\n"),
  "/to-metadata": redirectTo("http://169.254.169.254/latest/meta-data/iam"),
  "/to-intranet": redirectTo("http://intranet.attacker.example/admin"),
  "/to-file": redirectTo("file:///etc/passwd"),
  "/to-itself": redirectTo("/to-itself"),
  "/huge": (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
  "/deep": (response) => response.end("[".repeat(100_000)),
  "/never": () => {},
  "/drip": drip,
  "/back": (response) => response.end(JSON.stringify({ $ref: "file:///etc/passwd" })),
  // Each file names the next one, for ever.
  "/chain": (response, rest) => response.end(JSON.stringify({ allOf: [{ $ref: `/chain/${Number(rest) + 1}` }] })),
};

/** Answers what a case may ask for; anything else is answered with the secret. */
export function canary({ url = "" }: IncomingMessage, response: ServerResponse, secret: string): void {
  const [, page = "", rest = ""] = /^(\/[^/]*)\/?(.*)$/.exec(url) ?? [];
  const listener = pages[page];
  if (listener) listener(response, rest);
  else response.end(`type: string\nconst: ${secret}\n`);
}

function redirectTo(location: string): Listener {
  return (response) => void response.writeHead(302, { location }).end();
}

/** A byte now and then, without end. */
function drip(response: ServerResponse): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
}
