import { expect } from "chai";
import { assemble } from "../../src/assemble.ts";
import { objectLayer, readConfig } from "../../src/config.ts";
import { createListener } from "../../src/http/app.ts";
import { defaultLimits, listen, type RunningServer } from "../../src/http/server.ts";
import { controlOptions } from "../helpers/control.ts";
import { hostileDocument } from "../helpers/hostile-document.ts";
import { parseResponses, request, statuses, talk } from "../helpers/raw-http.ts";

/** What is sent over one connection, and the status of every response that must come back. */
type Case = [name: string, pieces: Iterable<string | Uint8Array>, expected: readonly number[]];

const maxBody = 2 * 1024 ** 2;
const json = "Content-Type: application/json";
const form = "Content-Type: application/x-www-form-urlencoded";
const te = "Transfer-Encoding: chunked";
const keepAlive = "GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n";

/** Node's parser before llhttp 9 (Node 20.19) lets a space into a field's name, and waits where a chunk does not end. */
const strictParser = Number.parseInt(process.versions["llhttp"] ?? "9", 10) >= 9;

describe("hostile clients", () => {
  let server: RunningServer;
  let bugs: unknown[];

  before(async () => {
    bugs = [];
    const config = readConfig([objectLayer({ maxBody }, "the test")]);
    const onBug = (error: unknown) => bugs.push(error);
    const { gateway } = await assemble(config, { document: hostileDocument, onBug });
    const listener = createListener({
      gateway,
      control: controlOptions(),
      cors: true,
      compression: true,
      maxBody,
      onExchange() {},
      onBug,
    });
    const limits = { ...defaultLimits, headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 50 };
    server = await listen(listener, { host: "127.0.0.1", port: 0 }, limits);
  });

  after(() => server.close());

  afterEach(async () => {
    expect(bugs).to.deep.equal([]);
    const [health] = parseResponses(await talk(server.port, [request("GET /_helix/health")]));
    expect(health?.body).to.equal('{"status":"ok"}');
  });

  describe("targets", () => {
    check([
      ["a lone percent sign in the path", [request("GET /items/%")], [400]],
      ["a percent sign with other letters", [request("GET /items/%zz")], [400]],
      ["bytes that are not UTF-8 in the path", [request("GET /items/%ff")], [400]],
      ["an encoded surrogate in the path", [request("GET /items/%ed%a0%80")], [400]],
      ["an encoded NUL in the path", [request("GET /items/%00")], [422]],
      ["a raw NUL in the target", [request("GET /items/\0")], [400]],
      ["a raw space in the target", [request("GET /items/1 2")], [400]],
      ["an encoded slash, which stays in its segment", [request("GET /items/1%2F2")], [422]],
      ["an encoded line break", [request("GET /items/1%0d%0aX:1")], [422]],
      ["two slashes at the start", [request("GET //items")], [404]],
      ["a host-like path", [request("GET //evil.example/items")], [404]],
      ["dot segments", [request("GET /items/../items")], [404]],
      ["an encoded dot segment as a value", [request("GET /items/%2e%2e")], [422]],
      ["a path that climbs out of the root", [request("GET /../../etc/passwd")], [404]],
      ["backslashes", [request("GET /items\\1")], [404]],
      ["a target of 15 000 characters", [request(`GET /items/${"9".repeat(15_000)}`)], [422]],
      ["a target that exceeds the header section", [request(`GET /items/${"9".repeat(20_000)}`)], [431]],
      ["7 000 segments", [request(`GET ${"/a".repeat(7000)}`)], [404]],
      ["an absolute target", [request("GET http://evil.example/items/7")], [200]],
      ["an absolute target without a host", [request("GET http:///items/7")], [400]],
      ["a target of another scheme", [request("GET ftp://a/items/7")], [400]],
      ["an asterisk", [request("OPTIONS *")], [404]],
      ["a target without a slash", [request("GET items")], [400]],
      ["a route called __proto__", [request("GET /__proto__")], [404]],
      ["a route called constructor", [request("GET /constructor")], [404]],
      ["names of the object prototype as values", [request("GET /items/__proto__")], [422]],
    ]);
  });

  describe("query strings", () => {
    const repeated = (text: string, count: number) =>
      Array.from({ length: count }, (_, index) => text + index).join("&");
    check([
      ["a lone percent sign", [request("GET /items?limit=%")], [422]],
      ["bytes that are not UTF-8", [request("GET /items?q=%ff")], [422]],
      ["a lone percent sign where nobody looks", [request("GET /items?a=%&%ff=1")], [200]],
      ["__proto__ as a parameter", [request("GET /items?__proto__=1&constructor=2")], [200]],
      ["__proto__ in a deep object", [request("GET /items?filter[__proto__]=1")], [200]],
      ["prototype chains in a deep object", [request("GET /items?filter[constructor][prototype][x]=1")], [422]],
      ["unbalanced brackets", [request("GET /items?filter[a=1&filter]b[=2&filter[[]]=3")], [422]],
      ["1 500 parameters that nobody declared", [request(`GET /items?${repeated("a", 1500)}`)], [200]],
      ["1 500 values of one parameter", [request(`GET /items?${"tags=a&".repeat(1500)}`)], [422]],
      ["ampersands and equals signs only", [request("GET /items?&&&==&=&&")], [200]],
      ["control preferences that make no sense", [request("GET /items?__code=9999999&__dynamic=maybe")], [422]],
      ["a preferred example called __proto__", [request("GET /items?__example=__proto__")], [404]],
      ["a number that is no number", [request("GET /items?limit=1e400")], [422]],
    ]);
  });

  describe("header fields", () => {
    const field = (line: string) => [request("GET /items", [line])];
    const manyFields = Array.from({ length: 300 }, (_, index) => `a${index}: 1`);
    const accepts = [
      "*/*;q=NaN",
      ";;;,,,",
      "application/json;q=-1;;",
      `${"a/b,".repeat(3000)}*/*`,
      "__proto__/__proto__",
    ];
    check([
      ["two hosts", [request("GET /items", ["Host: evil.example"])], [400]],
      ["no host", ["GET /items HTTP/1.1\r\n\r\n"], [400]],
      ["no host in HTTP/1.0, where it is optional", ["GET /items HTTP/1.0\r\n\r\n"], [200]],
      ["an Accept without sense", field(`Accept: ${accepts[0]}`), [200]],
      ["an Accept of separators", field(`Accept: ${accepts[1]}`), [200]],
      ["an Accept with a malformed weight", field(`Accept: ${accepts[2]}`), [200]],
      ["an Accept of 3 000 ranges, of which a hundred count", field(`Accept: ${accepts[3]}`), [406]],
      ["an Accept named like the prototype", field(`Accept: ${accepts[4]}`), [406]],
      ["an Accept with bytes beyond ASCII", field("Accept: \u00e4/\u00ff"), [200]],
      ["a cookie without sense", field("Cookie: ;;=;=;a;session"), [200]],
      ["a cookie with a lone percent sign", field("Cookie: session=%"), [200]],
      ["a cookie called __proto__", field("Cookie: __proto__=1; constructor=2"), [200]],
      ["a cookie with an open quote", field('Cookie: session="abc'), [200]],
      ["2 000 cookies", field(`Cookie: ${"a=1; ".repeat(2000)}`), [200]],
      ["header fields called like the prototype", [request("GET /items", ["__proto__: 1", "constructor: 2"])], [200]],
      ["300 header fields", [request("GET /items", manyFields)], [200]],
      ["a header section of 20 KB", field(`X-Long: ${"x".repeat(20_000)}`), [431]],
      ["a header field without a colon", field("nonsense"), [400]],
      ["a header field with a space in its name", field("X Y: 1"), [strictParser ? 400 : 200]],
      ["a NUL in a header field", field("X-A: a\0b"), [400]],
      ["a folded header field", field("X-A: a\r\n b"), [400]],
      ["preferences without sense", field('Prefer: ,,;code="unterminated, =, example'), [422]],
      ["a preferred status that is none", field("Prefer: code=000"), [422]],
      ["an unknown expectation", field("Expect: 200-ok"), [417]],
      ["an expectation that is met", [request("POST /any", ["Expect: 100-continue", json], "1")], [100, 200]],
      ["an upgrade to a web socket", [upgrade("websocket")], [200]],
      ["an upgrade to HTTP/2", [upgrade("h2c")], [200]],
    ]);
  });

  describe("methods and framing", () => {
    const raw = (...lines: string[]) => [`${lines.join("\r\n")}\r\n`];
    const chunked = (body: string) => raw("POST /any HTTP/1.1", "Host: a", json, "Connection: close", te, "", body);
    const sized = (...lengths: string[]) =>
      raw("POST /any HTTP/1.1", "Host: a", json, ...lengths.map((length) => `Content-Length: ${length}`), "", "1234");
    check([
      ["a method that nobody knows", [request("FOO /items")], [400]],
      ["a method in lower case", [request("get /items")], [400]],
      ["a method that the path does not have", [request("PROPFIND /items")], [405]],
      ["TRACE", [request("TRACE /items")], [501]],
      ["CONNECT", [request("CONNECT evil.example:443")], [501]],
      ["HTTP/0.9, which Node still speaks", ["GET /items\r\n\r\n"], [200]],
      ["HTTP/7.3", ["GET /items HTTP/7.3\r\nHost: a\r\n\r\n"], [400]],
      ["the preface of HTTP/2", ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], [400]],
      ["the start of a TLS handshake", [Buffer.from("1603010200010001fc0303", "hex")], [400]],
      ["random bytes", [Buffer.from("0d0a00ff80fe7f1b5b324a", "hex")], [400]],
      ["three requests at once", [`${keepAlive}${keepAlive}`, request("GET /items/3")], [200, 200, 200]],
      ["a length and chunks, as smugglers do", chunked("0\r\n").map(withLength), [400]],
      ["two lengths that differ", sized("4", "5"), [400]],
      ["a negative length", sized("-1"), [400]],
      ["a length that is no number", sized("4x"), [400]],
      ["a length beyond all numbers", sized("99999999999999999999"), [400]],
      [
        "an unknown transfer coding after chunked",
        raw("POST /any HTTP/1.1", "Host: a", `${te}, x`, "", "0", ""),
        [400],
      ],
      ["a chunk size that is no number", chunked("zz\r\n1\r\n0\r\n"), [400]],
      ["a chunk longer than it says", chunked("1\r\n12345\r\n0\r\n"), [strictParser ? 400 : 408]],
      ["a chunk extension without end", chunked(`1;${"x".repeat(20_000)}`), [413]],
      ["2 000 chunks of one byte", [...chunked("").map((head) => head.slice(0, -2)), ...oneByteChunks(2000)], [200]],
      ["trailers", chunked("1\r\n1\r\n0\r\nX-Trailer: 1\r\n"), [200]],
      ["a head that stops", ["GET /items HTTP/1.1\r\nHost: a\r\nX-A: "], [408]],
      ["a connection that says nothing but line breaks", ["\r\n\r\n"], [408]],
    ]);
  });

  describe("bodies", () => {
    const post = (body: string | Uint8Array, type = json, path = "/items") => [request(`POST ${path}`, [type], body)];
    const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000);
    const manyKeys = `{"name":"a",${Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join(",")}}`;
    const manyPairs = `name=a&${Array.from({ length: 60_000 }, (_, index) => `k${index}=1`).join("&")}`;
    check([
      ["100 000 nested arrays", post(deep("[", "]")), [400]],
      ["100 000 nested objects", post(deep('{"a":', "}").replace("}", "1}")), [400]],
      ["100 000 nested arrays where anything goes", post(deep("[", "]"), json, "/any"), [400]],
      ["50 levels of a recursive schema", post('{"name":"a","children":['.repeat(50) + "]}".repeat(50)), [201]],
      ["100 000 opening brackets", post("[".repeat(100_000)), [400]],
      ["60 000 keys", post(manyKeys), [201]],
      ["60 000 form fields", post(manyPairs, form), [201]],
      ["bytes that are not UTF-8", post(Buffer.from([0x22, 0xff, 0xfe, 0x22])), [400]],
      ["UTF-16", post(Buffer.from('\ufeff{"name":"a"}', "utf16le")), [400]],
      ["an encoded surrogate", post(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), [400]],
      ["a lone surrogate in an escape", post('{"name":"\\ud800"}'), [201]],
      ["half a value", post('{"name":'), [400]],
      ["a value and more", post('{"name":"a"} {}'), [400]],
      ["no value", post("   "), [400]],
      ["no body", [request("POST /items", [json])], [422]],
      [
        "__proto__ and constructor as properties",
        post('{"name":"a","__proto__":{"x":1},"constructor":{"prototype":1}}'),
        [201],
      ],
      ["a required property in __proto__ only", post('{"__proto__":{"name":"a"}}'), [422]],
      ["numbers beyond all bounds", post(`[1e999,-1e999,${"9".repeat(100_000)}]`, json, "/any"), [200]],
      ["strings that look like markup and control characters", post('{"name":"\\u0000</script>\\u001b[2J"}'), [201]],
      ["a form with broken escapes", post("name=%&%zz=%ff", form), [400]],
      ["a form with prototype keys", post("name=a&__proto__=1&__proto__[x]=1&constructor.prototype=1", form), [201]],
      ["a content type without sense", post("{}", "Content-Type: ;;;=,/"), [415]],
      ["a content type that is not declared", post("<a/>", "Content-Type: application/xml"), [415]],
      ["two content types", post('{"name":"a"}', `${json}\r\nContent-Type: text/plain`), [415]],
      ["a charset, which JSON does not have", post('{"name":"a"}', `${json}; charset=klingon`), [201]],
      ["no content type", post('{"name":"a"}', "X-A: 1"), [415]],
      ["a body where none belongs", [request("GET /items", [json], "{}")], [200]],
      ["one byte more than the limit", post(Buffer.alloc(maxBody + 1, "1"), json, "/any"), [413]],
      ["a body of as many bytes as the limit", post(Buffer.alloc(maxBody, "1"), json, "/any"), [200]],
      ["half of the announced body", ["POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1"], [408]],
    ]);

    it("answers an endless body as soon as the limit is passed", async () => {
      const wire = await talk(server.port, endless());

      expect(statuses(wire)[0]).to.equal(413);
    });

    it("ends the connection where a bad request follows a good one at once", async () => {
      const wire = await talk(server.port, [`${keepAlive}nonsense\r\n\r\n`]);

      // The good one is answered first where that takes no time.
      expect(statuses(wire)).to.be.deep.oneOf([[200, 400], [400]]);
    });

    it("ends a body that drips in", async () => {
      const head = "POST /any HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";

      const wire = await talk(server.port, dripping(head));

      expect(statuses(wire)).to.deep.equal([408]);
    });

    it("forgets clients that leave at any point of a request", async () => {
      const whole = request("POST /items", [json], '{"name":"a"}').toString();

      for (let length = 1; length < whole.length; length += 7) {
        await talk(server.port, [whole.slice(0, length)], { patience: 1 }).catch(() => {});
      }

      expect(bugs).to.deep.equal([]);
    });
  });

  function check(cases: readonly Case[]): void {
    for (const [name, pieces, expected] of cases) {
      it(`${name}: ${expected.join(", ")}`, async () => {
        const wire = await talk(server.port, pieces);

        expect(statuses(wire), wire.slice(0, 2000)).to.deep.equal(expected);
      });
    }
  }
});

function upgrade(protocol: string): string {
  return `GET /items HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: ${protocol}\r\n\r\n`;
}

function withLength(text: string): string {
  return text.replace("\r\n\r\n", "\r\nContent-Length: 3\r\n\r\n");
}

function* oneByteChunks(count: number): Generator<string> {
  for (let index = 0; index < count; index++) yield "1\r\n1\r\n";
  yield "0\r\n\r\n";
}

function* endless(): Generator<string> {
  yield `POST /any HTTP/1.1\r\nHost: a\r\n${json}\r\n${te}\r\n\r\n`;
  const chunk = `10000\r\n${"1".repeat(0x10000)}\r\n`;
  for (;;) yield chunk;
}

function* dripping(head: string): Generator<string> {
  yield head;
  for (let index = 0; index < 1000; index++) yield "1";
}
