import { answers, goodValue, type Misbehaviour } from "./misbehaviour.ts";

const json = { "content-type": "application/json" };
const year = String(365 * 24 * 3600);

/** What is no completion, or a completion that says that it is none. */
export const protocol: readonly Misbehaviour[] = [
  answers("refusal", { message: { content: null, refusal: "I cannot help with that." } }),
  answers("refusal beside an answer", { message: { refusal: "I cannot help with that." } }),
  answers("cut off by length", { choice: { finish_reason: "length" } }),
  answers("held back by a filter", { choice: { finish_reason: "content_filter" } }),
  answers("failed in the middle", { choice: { finish_reason: "error" } }),
  answers("calls a tool", {
    choice: { finish_reason: "tool_calls" },
    message: { content: null, tool_calls: [{ id: "1", type: "function", function: { name: "rm", arguments: "{}" } }] },
  }),
  answers("thinks, and says nothing", { message: { content: "", reasoning: "Let me see." } }),
  answers("no choices", { completion: { choices: undefined } }),
  answers("choices that are empty", { completion: { choices: [] } }),
  answers("choices that are null", { completion: { choices: null } }),
  answers("choices by name", { completion: { choices: { "0": { message: { content: "{}" } } } } }, "either"),
  answers("no message", { choice: { message: undefined } }),
  answers("message that is text", { choice: { message: "hello" } }),
  answers("streamed parts in place of a message", { choice: { message: undefined, delta: { content: "{}" } } }),
  answers(
    "content in parts",
    (request) => ({ message: { content: parted(JSON.stringify(goodValue(request))) } }),
    "used",
  ),
  answers("content in parts that are none", { message: { content: [null, 1, { type: "image" }, ["x"]] } }),
  answers("content that is a number", { message: { content: 42 } }),
  answers("content that is an object", (request) => ({ message: { content: goodValue(request) } }), "either"),
  answers(
    "absurd usage",
    { completion: { usage: { prompt_tokens: -5, completion_tokens: 1e308, cost: "free" } } },
    "used",
  ),
  answers("usage that is a text", { completion: { usage: "a lot" } }, "used"),
  answers("no usage", { completion: { usage: undefined } }, "used"),
  answers("model that breaks headers", { completion: { model: "m\r\nX-Injected: 1", id: "\r\n\r\n" } }, "used"),
  answers("200 with an error", { status: 200, body: { error: { message: "upstream failed", code: 502 } } }),
  answers("200 with an error as text", { status: 200, body: { error: "it failed" } }),
  answers("200 with an error and choices", { completion: { error: { message: "bad", code: 429 } } }),
  answers("null", { status: 200, headers: json, body: "null" }),
  answers("list", { status: 200, headers: json, body: "[]" }),
  answers("text", { status: 200, headers: json, body: '"hello"' }),
  answers("nothing", { status: 200, headers: json, body: "" }),
  answers("page", {
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<html>Log in to the hotel's WLAN</html>",
  }),
  answers("events although nobody asked", {
    status: 200,
    headers: { "content-type": "text/event-stream" },
    body: 'data: {"choices":[{"delta":{"content":"{"}}]}\n\ndata: [DONE]\n\n',
  }),
  answers("204", { status: 204, body: "" }),
  answers("206", { status: 206, headers: { ...json, "content-range": "bytes 0-1/200" }, body: "{}" }),
  ...[301, 302, 303, 307, 308].map((status) =>
    answers(`${status} to another origin`, (_, { stranger }) => ({
      status,
      headers: { location: `${stranger}/v1/chat/completions` },
      body: "",
    })),
  ),
  answers("304", { status: 304, body: "" }),
  ...[400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 429, 451, 500, 501, 502, 503, 504, 529].map(
    (status) =>
      answers(String(status), { status, body: { error: { message: `status ${status}`, type: "error", code: null } } }),
  ),
  ...[401, 404, 500, 502].map((status) =>
    answers(`${status} as a page`, { status, headers: { "content-type": "text/html" }, body: `<h1>${status}</h1>` }),
  ),
  ...Object.entries({
    seconds: "2",
    date: "Wed, 01 Jan 2031 00:00:00 GMT",
    nonsense: "-1; soon",
    "a year": year,
    "no end": "9".repeat(400),
  }).map(([name, written]) =>
    answers(`429 with Retry-After: ${name}`, {
      status: 429,
      headers: { "retry-after": written },
      body: { error: { message: "slow down" } },
    }),
  ),
  answers("503 with Retry-After", {
    status: 503,
    headers: { "retry-after": "120" },
    body: { error: { message: "busy" } },
  }),
  answers("404 for the model", {
    status: 404,
    body: { error: { message: "The model `x` does not exist", code: "model_not_found" } },
  }),
  answers("400 about the schema", {
    status: 400,
    body: { error: { message: "Invalid schema for response_format: nope", param: "response_format" } },
  }),
  answers("400 about each part of the question", (request) => ({
    status: 400,
    body: {
      error: {
        message: `Unsupported parameter: '${Object.keys(request.body).at(-1)}'`,
        param: Object.keys(request.body).at(-1),
      },
    },
  })),
  answers(
    "400 with what failed",
    (request) => ({
      status: 400,
      body: {
        error: {
          message: "bad",
          code: "json_validate_failed",
          failed_generation: JSON.stringify(goodValue(request)).slice(0, -1),
        },
      },
    }),
    "used",
  ),
  answers(
    "400 with nonsense that failed",
    { status: 400, body: { error: { code: "json_validate_failed", failed_generation: "\u0000[[[{{{" } } },
    "either",
  ),
  answers("error of a megabyte", {
    status: 500,
    headers: json,
    body: JSON.stringify({ error: { message: "x".repeat(1_000_000) } }),
  }),
  answers("errors that are no objects", { status: 500, body: { error: [["x"]] } }),
  answers("error with a code that is an object", {
    status: 400,
    body: { error: { code: {}, type: [], message: { toString: 1 } } },
  }),
];

function parted(text: string): readonly object[] {
  const middle = Math.floor(text.length / 2);
  return [
    { type: "text", text: text.slice(0, middle) },
    { type: "text", text: text.slice(middle) },
  ];
}
