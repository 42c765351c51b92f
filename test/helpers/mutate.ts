import type { Random } from "../../src/base/random.ts";

const paths = [
  ..."/ /products /products/7 /products/export /users /users/me /users/7/orders /orders /quotes /events".split(" "),
  ..."/pets /pets/7 /sightings /v1/products /_helix/health /_helix/problems/settings /products/7/image".split(" "),
];
const methods = ["GET", "GET", "GET", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "X"];
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

/** A request that is nearly right: built from good parts, then damaged in up to four places. The same for the same draws. */
export function mutatedRequest(random: Random): Uint8Array {
  let bytes = plausibleRequest(random);
  for (let count = random.integer(0, 4); count > 0; count--) bytes = damage(bytes, random);
  return bytes;
}

function plausibleRequest(random: Random): Buffer {
  const several = <T>(items: readonly T[], most: number): T[] => {
    return Array.from({ length: random.integer(0, most) }, () => random.pick(items));
  };
  const query = several(queries, 3).join("&");
  const body = random.pick(bodies);
  const target = random.pick(paths) + (query && `?${query}`);
  const framing = random.chance(0.8) ? `Content-Length: ${Buffer.byteLength(body)}` : "Transfer-Encoding: chunked";
  const lines = [
    `${random.pick(methods)} ${target} HTTP/1.1`,
    "Host: localhost",
    "Connection: close",
    ...several(headers, 5),
    ...(body === "" ? [] : [framing]),
  ];
  const content = framing.startsWith("T") ? `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body === "" ? "" : content}`);
}

function damage(bytes: Buffer, random: Random): Buffer {
  const at = random.integer(0, bytes.length);
  const length = random.integer(1, 20);
  const before = bytes.subarray(0, at);
  switch (random.integer(0, 4)) {
    case 0:
      return Buffer.concat([before, Buffer.from(random.pick(poison)), bytes.subarray(at)]);
    case 1:
      return Buffer.concat([before, Buffer.from(random.pick(poison)), bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([before, bytes.subarray(at + length)]);
    case 3:
      return Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)]);
    default:
      return Buffer.concat([before, Buffer.from([random.integer(0, 255)]), bytes.subarray(at + 1)]);
  }
}
