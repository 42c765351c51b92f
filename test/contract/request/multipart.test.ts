import { expect } from "chai";
import fc from "fast-check";
import {
  MAX_PART_HEADER_BYTES,
  MAX_PARTS,
  type Multipart,
  type Part,
  parseMultipart,
} from "../../../src/contract/request/multipart.ts";
import { isFile, partText } from "../../../src/contract/request/part-content.ts";

describe("parseMultipart", () => {
  it("reads fields and files, between a preamble and an epilogue", () => {
    const body = lines(
      "This is a preamble.",
      "--b",
      'Content-Disposition: form-data; name="title"',
      "",
      "Hamlet",
      "--b \t",
      "content-type: image/png",
      'CONTENT-DISPOSITION: form-data; name=page; filename="a;b.png"',
      "",
      "\u0089PNG",
      "--b--",
      "This is an epilogue.",
      "--b",
    );

    expect(parseMultipart(Buffer.from(body, "latin1"), "b")).to.deep.equal({
      parts: [
        {
          name: "title",
          hasFileName: false,
          contentType: undefined,
          headers: new Map([["content-disposition", 'form-data; name="title"']]),
          bytes: Buffer.from("Hamlet"),
        },
        {
          name: "page",
          hasFileName: true,
          contentType: "image/png",
          headers: new Map([
            ["content-type", "image/png"],
            ["content-disposition", 'form-data; name=page; filename="a;b.png"'],
          ]),
          bytes: Buffer.from("\u0089PNG", "latin1"),
        },
      ],
    });
  });

  const names: [written: string, name: string][] = [
    ["name=plain", "plain"],
    ["name=plain ; x=y", "plain"],
    ['x="name=no"; name="a b"', "a b"],
    ['name="a\\"b"', 'a"b'],
    ['name="a%22b%0D%0Ac%20"', 'a"b\r\nc%20'],
    ['name="größe"', "größe"],
    ['NAME="upper"', "upper"],
    ['\r\n  name="folded"', "folded"],
    ['name=""', ""],
  ];
  for (const [written, name] of names) {
    it(`reads the name in ${JSON.stringify(written)}`, () => {
      expect(only(part(`Content-Disposition: form-data; ${written}`, "x")).name).to.equal(name);
    });
  }

  it("takes a part for a file where it has a file name or a type that is no text", () => {
    const disposition = 'Content-Disposition: form-data; name="a"';

    expect(isFile(only(part(`${disposition}; filename=""`, "x")))).to.equal(true);
    expect(isFile(only(part(`${disposition}; filename*=UTF-8''a.txt`, "x")))).to.equal(true);
    expect(isFile(only(part(lines(disposition, "Content-Type: application/octet-stream"), "x")))).to.equal(true);
    expect(isFile(only(part(lines(disposition, "Content-Type: application/json"), "{}")))).to.equal(false);
  });

  it("reads text as UTF-8, and files byte by byte", () => {
    const disposition = 'Content-Disposition: form-data; name="a"; filename="a"';

    expect(partText(only(part(lines(disposition, "Content-Type: text/plain"), "é")))).to.equal("é");
    expect(partText(only(part(disposition, "é")))).to.equal("Ã©");
  });

  it("keeps line breaks, and lines that only begin like a delimiter", () => {
    const text = lines("", "--bb", "--b-", "b--b", "-b", "");

    expect(partText(only(part('Content-Disposition: form-data; name="a"', text)))).to.equal(text);
  });

  it("reads parts without a name, and without header fields", () => {
    const heads = [
      "Content-Type: text/plain",
      "Content-Disposition: form-data",
      "Content-Disposition: attachment; name=a",
    ];

    for (const head of heads) expect(only(part(head, "x"))).to.include({ name: undefined });
    expect(partText(only(lines("--b", "", "x", "--b--")))).to.equal("x");
  });

  it("reads a form without parts", () => {
    expect(parse("--b--\r\n")).to.deep.equal({ parts: [] });
  });

  const field = part('Content-Disposition: form-data; name="a"', "x");
  const malformed: [what: string, body: string, message: string][] = [
    ["nothing", "", "has no part that begins with its boundary"],
    ["another boundary", "--c--", "has no part that begins with its boundary"],
    ["a body without an end", field.replace("--b--", ""), "ends without its boundary"],
    [
      "bare line feeds",
      field.replaceAll("\r\n", "\n").replace("--b--", ""),
      "has no part that begins with its boundary",
    ],
    [
      "no blank line",
      lines("--b", "Content-Disposition: form-data; name=a", "--b--"),
      "has a part without header fields",
    ],
    [
      "a head of a part without end",
      part(`X: ${"x".repeat(MAX_PART_HEADER_BYTES)}`, "x"),
      "with more than 16384 bytes",
    ],
    ["too many parts", `${field.replace("--b--", "").repeat(MAX_PARTS + 1)}--b--`, "has more than 20000 parts"],
  ];
  for (const [what, body, message] of malformed) {
    it(`calls ${what} malformed`, () => {
      expect(parse(body)).to.have.property("fault").that.includes(message);
    });
  }

  it("never throws, whatever the bytes and the boundary", () => {
    const scraps = ["--b", "--", "\r\n", "\r\n\r\n", ":", ";", '"', "\\", "%22", "%0", "=", " ", "\u0000", "ÿ", "b"];
    const words = [...scraps, "Content-Disposition: form-data", "name=", "filename*", "Content-Type: "];
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.array(fc.constantFrom(...words)).map((found) => Buffer.from(found.join(""), "latin1")),
    );

    fc.assert(
      fc.property(bytes, fc.oneof(fc.constant("b"), fc.string({ minLength: 1 })), (body, boundary) => {
        expect(parseMultipart(body, boundary)).to.have.any.keys("parts", "fault");
      }),
    );
  });

  it("reads hostile megabytes in reasonable time", () => {
    const bodies = ["\r\n--b", "--b\r\n", "-", "\r\n"].map((text) => text.repeat(1_000_000));

    for (const body of [...bodies, part(`Content-Disposition: ${'\\";'.repeat(5000)}`, "x")]) {
      expect(parse(body)).to.have.any.keys("parts", "fault");
    }
  }).timeout(5000);
});

function lines(...all: string[]): string {
  return all.join("\r\n");
}

function part(head: string, text: string): string {
  return lines("--b", head, "", text, "--b--", "");
}

function parse(body: string): Multipart {
  return parseMultipart(Buffer.from(body), "b");
}

function only(body: string): Part {
  const multipart = parse(body);
  if (!("parts" in multipart) || multipart.parts.length !== 1) throw new Error(JSON.stringify(multipart));
  return multipart.parts[0] as Part;
}
