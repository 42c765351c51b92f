import { Buffer } from "node:buffer";
import { type AiAnswer, type AskedRequest, goodAnswer } from "../../helpers/ai-server.ts";

/** How a server that knows a key may give it away, by what stands in the prompt. */
const ways: Readonly<Record<string, (key: string, request: AskedRequest) => AiAnswer>> = {
  unauthorized: (key) => refusal(401, key),
  payment: (key) => refusal(402, key),
  rejected: (key) => refusal(400, key),
  "about-model": (key) => refusal(404, key, { code: "model_not_found" }),
  "rate-limit": (key) => refusal(429, key),
  broken: (key) => refusal(500, key),
  "error-in-200": (key) => refusal(200, key),
  redirect: (key) => ({ status: 302, headers: { location: `http://127.0.0.1:1/?key=${key}` }, body: key }),
  page: (key) => ({ status: 200, headers: { "content-type": `text/html; charset=${key}` }, body: key }),
  coding: (key) => ({ status: 200, headers: { "content-encoding": key }, body: key }),
  reason: (key) => ({
    write: (response) =>
      void response.socket?.end(`HTTP/1.1 500 ${key}\r\n${key}: ${key}\r\nContent-Length: 0\r\n\r\n`),
  }),
  "no-http": (key) => ({ write: (response) => void response.socket?.end(`${key}\r\n\r\n`) }),
  unfit: (key) => JSON.stringify({ [key]: key, body: { [key]: key } }),
  prose: (key) => `The key is ${key}.`,
  told: (key, request) => {
    return JSON.stringify(JSON.parse(goodAnswer(request)), (_, value) =>
      typeof value === "string" ? `It is ${key}.` : value,
    );
  },
};

/** The words that make a server give its key away. */
export const indiscretions: readonly string[] = Object.keys(ways);

/** A server that gives away the key that it was sent where it is asked to, and is good otherwise. */
export function indiscreetAnswer(request: AskedRequest): AiAnswer {
  const key = (request.headers.authorization ?? "").replace("Bearer ", "");
  const prompt = JSON.stringify(request.body["messages"]);
  const way = indiscretions.find((name) => prompt.includes(`please: ${name}!`));
  return way === undefined ? goodAnswer(request) : (ways[way]?.(key, request) ?? goodAnswer(request));
}

function refusal(status: number, key: string, more: object = {}): AiAnswer {
  const coded = Buffer.from(key).toString("base64");
  const message = `Wrong key ${key} (${coded}), also called '${encodeURIComponent(key)}' or ${key.slice(0, 12)}...${key.slice(-12)}`;
  const error = { message, type: key, param: key, ...more };
  const headers = {
    "www-authenticate": `Bearer realm="${key}"`,
    "x-key": key,
    "retry-after": key,
    "set-cookie": `k=${key}`,
  };
  return { status, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify({ error }) };
}
