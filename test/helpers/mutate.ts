import type { Random } from "../../src/base/random.ts";

/** Requests that no document has, or that are Helix's own. */
const strays = [
  ..."GET /_helix/health,GET /_helix/problems/settings,HEAD /products,OPTIONS /products,TRACE /products".split(","),
  ..."DELETE /,get /,X /users,GET /nothing/here,GET /v1/products,GET *".split(","),
];
const queries = [
  "limit=5",
  "status=open",
  "tags=a,b",
  "filter[a]=b",
  "__code=404",
  "__example=x",
  "page=2",
  "cursor=abc",
];
const headers = [
  "Accept: application/json",
  "Accept: */*;q=0.1, text/html",
  "Content-Type: application/json",
  "Content-Type: application/x-www-form-urlencoded",
  "Content-Type: multipart/form-data; boundary=x",
  "Cookie: a=b; c=d",
  "Prefer: code=200, example=a, dynamic=true, seed=1",
  "Authorization: Bearer abc",
  "Authorization: Basic YTpi",
  "X-API-Key: 1",
  "Origin: http://a",
  "Access-Control-Request-Method: PUT",
  "X-Session-ID: s1",
  "X-Request-Id: r1",
  "If-None-Match: *",
  "Range: bytes=0-1",
  "Expect: 100-continue",
  "Content-Encoding: gzip",
  "Idempotency-Key: 1",
];
const bodies = [
  "",
  '{"name":"a","price":1,"items":[{"product_id":1,"quantity":2}]}',
  '{"country":"SE","weight_grams":500}',
  "[1,2,3]",
  "null",
  "name=a&price=1",
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n--x--\r\n',
];

/** What parsers stumble over. */
const poison: readonly (string | Buffer)[] = [
  ..."% %zz %ff %00 %2f %c0%af .. // \\ ? # & = ; , : @ [ ] { } ( ) * + ' \" ` ~ | < > \u0000 \u007f".split(" "),
  ..."__proto__ constructor prototype toString null undefined NaN Infinity -0 1e999 9007199254740993 true".split(" "),
  " ",
  "\r\n",
  "\n",
  "\t",
  "\\ud800",
  "\ufeff",
  "[".repeat(3000),
  '{"a":'.repeat(3000),
  "a".repeat(17_000),
  "%41".repeat(3000),
  "a=b&".repeat(3000),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xf0, 0x28, 0x8c, 0x28]),
];

/**
 * A request that is nearly right: built from good parts of which one or two are damaged, and in some cases damaged as a
 * whole, which mostly tests how HTTP is parsed. The same for the same draws.
 *
 * @param routes - methods and targets that the document has, such as "GET /pets/7"
 */
export function mutatedRequest(routes: readonly string[], random: Random): Uint8Array {
  let bytes = assembledRequest(routes, random);
  if (random.chance(0.15)) for (let count = random.integer(1, 2); count > 0; count--) bytes = damage(bytes, random);
  return bytes;
}

function assembledRequest(routes: readonly string[], random: Random): Buffer {
  const several = <T>(items: readonly T[], most: number): T[] => {
    return Array.from({ length: random.integer(0, most) }, () => random.pick(items));
  };
  // What stands before `from` stays: a broken method or field name would end the request before it is understood.
  const perhaps = (part: string, from = 0): Buffer => {
    const bytes = Buffer.from(part);
    if (part === "" || random.chance(0.8)) return bytes;
    return Buffer.concat([bytes.subarray(0, from), damage(bytes.subarray(from), random)]);
  };
  const route = random.pick(random.chance(0.1) ? strays : routes);
  const query = perhaps(several(queries, random.integer(0, 3)).join("&"));
  const body = perhaps(random.pick(bodies));
  const common = random.chance(0.7) ? ["X-API-Key: 1", "Content-Type: application/json"] : [];
  const fields = [...common, ...several(headers, random.integer(0, 3))].flatMap((field) => {
    return [perhaps(field, field.indexOf(": ") + 2), "\r\n"];
  });
  const isChunked = random.chance(0.2);
  const framing = isChunked ? "Transfer-Encoding: chunked\r\n" : `Content-Length: ${body.length}\r\n`;
  const parts = [
    perhaps(route, route.indexOf(" ") + 2),
    query.length === 0 ? "" : route.includes("?") ? "&" : "?",
    query,
    " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n",
    ...fields,
    ...(body.length > 0 ? [framing] : []),
    "\r\n",
    ...(isChunked && body.length > 0 ? [body.length.toString(16), "\r\n", body, "\r\n0\r\n\r\n"] : [body]),
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** Puts poison in, in the place of something or not, or cuts, repeats or overwrites bytes. */
function damage(bytes: Buffer, random: Random): Buffer {
  const at = random.integer(0, bytes.length);
  const length = random.integer(1, 20);
  const before = bytes.subarray(0, at);
  switch (random.integer(0, 5)) {
    case 0:
      return Buffer.concat([before, Buffer.from(random.pick(poison)), bytes.subarray(at + length)]);
    case 1:
      return Buffer.concat([before, bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([before, Buffer.from([random.integer(0, 255)]), bytes.subarray(at + 1)]);
    default:
      return Buffer.concat([before, Buffer.from(random.pick(poison)), bytes.subarray(at)]);
  }
}
