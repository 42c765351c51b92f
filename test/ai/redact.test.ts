import { expect } from "chai";
import fc from "fast-check";
import { type Redaction, redactorOf } from "../../src/ai/redact.ts";
import type { JsonValue } from "../../src/base/json.ts";

describe("redactorOf", () => {
  const usual = redactorOf("default");

  const secrets: readonly (readonly [what: string, text: string, secret: string])[] = [
    ["an e-mail address", "write to jane.doe+x@example.co.uk today", "jane.doe"],
    ["an e-mail address that is percent-encoded", "jane%40example.com", "jane"],
    ["an e-mail address in quotes", '{"to":"jane@example.com"}', "jane@"],
    ["a card number", "pay with 4111 1111 1111 1111 please", "4111"],
    ["a card number without spaces", "4111111111111111", "4111"],
    ["a card number at the end of a sentence", "it is 4111111111111111.", "4111"],
    ["a card number with dots", "4111.1111.1111.1111", "1111"],
    ["a card number with spaces that do not break", "4111\u00a01111\u00a01111\u00a01111", "1111"],
    ["a card number of double width", "４１１１１１１１１１１１１１１１", "１１１"],
    ["a card number of American Express", "3782/822463/10005", "822463"],
    ["an account number that somebody made up", "XX00 1234 5678 9012 3456 78", "5678"],
    ["an account number in small letters", "de89370400440532013000", "3704"],
    ["an account number with dashes", "DE89-3704-0044-0532-0130-00", "3704"],
    ["a social security number with spaces", "078 05 1120", "1120"],
    ["a social security number that is called one", "SSN 078051120", "1120"],
    ["what a sentence calls a password", "my password is hunter22", "hunter22"],
    ["the header field of a cookie", "Set-Cookie: theme=7a8b9c; Path=/; HttpOnly", "7a8b9c"],
    ["credentials of an unknown scheme", "Authorization: Custom abcdefgh", "abcdefgh"],
    ["the signature of an address", "https://x.example/c?sv=2020&sig=Ab%2Fefgh", "efgh"],
    ["a token of DigitalOcean", "dop_v1_0123456789abcdef0123456789abcdef", "0123456789"],
    ["a token of Vault", "hvs.CAESIJabcdefghijklmnop", "abcdefgh"],
    ["a key of Linear", "lin_api_abcdefgh0123456789", "abcdefgh"],
    ["an account number", "DE89 3704 0044 0532 0130 00", "3704"],
    ["a social security number", "it is 078-05-1120", "078-05"],
    ["a bearer token", "Authorization: Bearer abcdef123456", "abcdef"],
    ["basic credentials", "Basic dXNlcjpwYXNzd29yZA==", "dXNl"],
    ["a JSON Web Token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig", "eyJ"],
    ["a key of OpenAI", "sk-proj-abcdefghijkl0123456789", "abcdef"],
    ["a key of Groq", "gsk_abcdefghijklmnop0123", "abcdef"],
    ["a token of GitHub", "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "abcdef"],
    ["a key of AWS", "AKIAIOSFODNN7EXAMPLE", "IOSFOD"],
    ["a user and password in a URL", "redis://default:hunter22@cache:6379", "hunter22"],
    ["what a text calls a password", "my_password = hunter22!", "hunter22"],
    ["what JSON in a text calls a secret", '{"clientSecret":"hunter22"}', "hunter22"],
    ["what an escaped address calls a token", "https://a.example/?x=1&access_token%3Dhunter22", "hunter22"],
    ["a pin", "PIN: 4711", "4711"],
    ["a secret at the end of a long text", `${"word ".repeat(1599)}gsk_abcdefghijklmnop0123`, "gsk_"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----", "MIIEow"],
    ["a random word", "x-key Zm9vYmFyMTIzNDU2Nzg5MGFiY2Q", "Zm9vYmFy"],
    ["a random word with slashes", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "MDENG"],
    ["the address of a web hook", "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXX", "B0000"],
    ["a digest in an address", "/files/5f4dcc3b5aa765d61d8327deb882cf99?v=2", "5f4dcc"],
    ["a digest", "5f4dcc3b5aa765d61d8327deb882cf99", "5f4dcc"],
  ];
  for (const [what, text, secret] of secrets) {
    it(`leaves out ${what}`, () => {
      expect(usual.text(text)).not.to.contain(secret);
    });
  }

  it("leaves other words as they are", () => {
    const texts = [
      "three items out of stock, prices in EUR",
      "status=sold&limit=25",
      "2026-01-15T09:30:00Z",
      "5b2c6a0e-0f5a-4f0a-8d11-3c7d4c1e9b10",
      "order 1234567890123",
      "/v1/users/{userId}/orders",
      "a-very-long-word-in-a-slug-of-a-blog-post",
      "skandinavian-furniture-sale, npm-packages-to-watch, SG-HEALTHY-MEALS-BOX",
      "a basic subscription, a weekly digest published on Mondays, token economy",
      "secretary: Anna, tokenizer: words, passengers: four, pinned: never, side: left, signed: today",
      "the password is required",
      "AB12CD34EF56, AH32272223222B5CZW6QZ2V34, P-5ML4271244454362WXNWU5NQ",
      "EAN 4001720749633",
      "/Orders/5b2c6a0e-0f5a-4f0a-8d11-3c7d4c1e9b10/Items",
      "https://en.wikipedia.org/wiki/ISO_3166-1_alpha-2",
      "https://github.com/OAI/OpenAPI-Specification/blob/main/versions/3.0.3.md",
      "12\u00a0500 EUR, ＡＢＣ",
    ];
    expect(texts.map(usual.text)).to.deep.equal(texts);
  });

  it("goes by the name of a value, too", () => {
    const value = {
      password: "abc",
      apiKey: "x",
      card_number: 12,
      nested: { refreshToken: ["a", { b: "c" }] },
      accesstoken: "b",
      passcode: "c",
      keyboard: "qwerty",
      tokens: 7,
      isToken: true,
    };

    expect(usual.value(value)).to.deep.equal({
      password: "[secret]",
      apiKey: "[secret]",
      card_number: "[secret]",
      nested: { refreshToken: ["[secret]", { b: "[secret]" }] },
      accesstoken: "[secret]",
      passcode: "[secret]",
      keyboard: "qwerty",
      tokens: 7,
      isToken: true,
    });
  });

  it("leaves out what is in a name, and numbers that are cards", () => {
    expect(usual.value({ "jane@example.com": 4111111111111111 })).to.deep.equal({ "[e-mail]": "[number]" });
  });

  it("takes no longer than a moment, whatever is sent", () => {
    const units = [
      "-----BEGIN A-----",
      "a@",
      "4",
      "4 ",
      "a.",
      "eyJa.",
      "sk-a",
      "password",
      "token=",
      "a://",
      "DE89 3704 ",
      "aA1",
      "%40",
      '\\"',
      "4111.",
      "Cookie:",
      "authorization: ",
      "password is ",
      "078 05 ",
      "::",
      "aaaaaaaaaaAA",
    ];
    const begun = performance.now();
    for (const unit of units) usual.value([unit.repeat(1_000_000), { [unit.repeat(100_000)]: unit }]);

    expect(performance.now() - begun).to.be.lessThan(5000);
    expect(usual.value(Array.from({ length: 100_000 }, () => "a"))).to.have.length.below(1000);
  });

  it("leaves out what the settings call secret, whatever it looks like", () => {
    const redactor = redactorOf("off", ["open sesame"]);

    expect(redactor.text("say open sesame now")).to.equal("say [secret] now");
  });

  it("leaves texts of clients out altogether where it is strict", () => {
    const strict = redactorOf("strict");
    const value = {
      note: "call me at noon",
      status: "sold_out",
      phone: "x",
      firstName: "Jane",
      price: 12.5,
      number: "+49 170 1234567",
      "Jane Doe": 1,
      customer_note: true,
      seen: ["192.168.10.20", "2001:db8::ff00:42:8329", "fe80::1", "12:30:00"],
    };

    expect(strict.value(value)).to.deep.equal({
      note: "[text]",
      status: "sold_out",
      phone: "[secret]",
      firstName: "[secret]",
      price: 12.5,
      number: "[text]",
      "[text]": 1,
      customer_note: true,
      seen: ["[text]", "[text]", "[text]", "12:30:00"],
    });
  });

  it("takes keys out of what a document says, and leaves what it tells about", () => {
    const said = {
      description:
        "Send Authorization: Bearer abcdef123456. The password: any text. Ask anna@acme.io or jane@example.com",
      example: {
        token: "abc",
        contact: "jane@mail.example.org",
        note: "call me at noon",
        key: "sk_live_4eC39HqLyjWDarjt",
      },
    };

    for (const level of ["default", "strict"] as const) {
      expect(redactorOf(level).fromDocument(said)).to.deep.equal({
        description: "Send Authorization: [token] The password: any text. Ask [e-mail] or jane@example.com",
        example: { token: "[secret]", contact: "jane@mail.example.org", note: "call me at noon", key: "[token]" },
      });
    }
    expect(redactorOf("off").fromDocument(said)).to.deep.equal(said);
  });

  it("changes nothing where it is off", () => {
    const value = { password: "abc", mail: "jane@example.com" };

    expect(redactorOf("off").value(value)).to.deep.equal(value);
  });

  it("finds a secret wherever it stands", () => {
    const secret = "jane.doe@example.com";
    const around = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(secret),
        fc.string().map((text) => `${text} ${secret}`),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    const levels: Redaction[] = ["default", "strict"];
    fc.assert(
      fc.property(around, fc.constantFrom(...levels), (value, level) => {
        expect(JSON.stringify(redactorOf(level).value(value))).not.to.contain("jane.doe");
      }),
    );
  });
});
