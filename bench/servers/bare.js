// The yardsticks: a bare node:http server and a bare Koa application that answer every request with one body.
// node bare.js http|koa|koa-parse <file with the body as JSON> [JSON document to parse at start]
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import Koa from "koa";

const [kind, bodyFile, document] = process.argv.slice(2);
const body = JSON.parse(readFileSync(bodyFile, "utf8"));
const parsed = document && JSON.parse(readFileSync(document, "utf8"));

function bareHttp() {
  return createServer((_request, response) => {
    const bytes = JSON.stringify(body);
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(bytes) });
    response.end(bytes);
  });
}

function bareKoa() {
  const app = new Koa();
  app.use((context) => {
    context.body = body;
  });
  return createServer(app.callback());
}

/** Reads and parses what is posted, and answers with the body. */
function parsingKoa() {
  const app = new Koa();
  app.use(async (context) => {
    const chunks = [];
    for await (const chunk of context.req) chunks.push(chunk);
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString());
    context.status = chunks.length > 0 ? 201 : 200;
    context.body = body;
  });
  return createServer(app.callback());
}

const makers = { http: bareHttp, koa: bareKoa, "koa-parse": parsingKoa };
const server = makers[kind]();
server.listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port} ${parsed ? Object.keys(parsed).length : ""}`);
});
