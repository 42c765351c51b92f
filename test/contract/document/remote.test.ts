import { join } from "node:path";
import { Readable } from "node:stream";
import { expect } from "chai";
import { SettingsError } from "../../../src/base/errors.ts";
import { DocumentError } from "../../../src/contract/document/document-error.ts";
import { type LoadedDocument, type LoadOptions, loadDocument } from "../../../src/contract/document/load.ts";
import { directoryOf } from "../files.ts";
import { rejection } from "../rejection.ts";
import { files, redirectTo, serve } from "../remote/http-server.ts";

const paths = { "/pets": { get: { responses: { 200: { description: "fine" } } } } };

/** An OpenAPI document whose one schema is a reference. */
function referringTo(...references: string[]): object {
  const schemas = Object.fromEntries(references.map(($ref, index) => [`S${index}`, { allOf: [{ $ref }] }]));
  return { openapi: "3.1.0", paths, components: { schemas } };
}

describe("a document from a URL", () => {
  it("is loaded with the files beside and below it, each asked for once", async () => {
    const { origin, asked } = await serve(
      files({
        "/specs/api.yaml": `openapi: 3.1.0\npaths: {/pets: {get: {responses: {200: {description: fine}}}}}
components: {schemas: {A: {$ref: a.yaml#/A}, B: {$ref: './more/b.yaml'}, C: {$ref: 'api.yaml#/components/schemas/A'}}}`,
        "/specs/a.yaml": "A: {$ref: 'more/b.yaml'}",
        "/specs/more/b.yaml": "type: string",
      }),
    );

    const loaded = await loadDocument(`${origin}/specs/api.yaml`);

    expect(loaded.diagnostics.list()).to.deep.equal([]);
    expect(JSON.stringify(loaded.document)).to.contain('"type":"string"');
    expect(asked).to.deep.equal(["/specs/api.yaml", "/specs/a.yaml", "/specs/more/b.yaml"]);
    expect(loaded).to.deep.include({ name: `${origin}/specs/api.yaml`, files: [], watched: [] });
    expect(loaded.remotes.map(({ url }) => url)).to.deep.equal(asked.map((path) => origin + path));
    expect(loaded.locate("/paths/~1pets")).to.deep.equal({ file: `${origin}/specs/api.yaml`, line: 2, column: 9 });
    expect(loaded.textOf(`${origin}/specs/more/b.yaml`)).to.equal("type: string");
  });

  it("does not reach other directories, hosts or files, and says how it could", async () => {
    const other = await serve(files({ "/x.yaml": "{}" }));
    const { origin, port, asked } = await serve((request, response) => {
      if (request.url !== "/specs/api.json") response.end("{}");
      else
        response.end(
          JSON.stringify(referringTo("../x.yaml", `${other.origin}/x.yaml`, "file:///etc/passwd", "/x.yaml")),
        );
    });

    const loaded = await loadDocument(`${origin}/specs/api.json`);

    expect(codes(loaded)).to.deep.equal(["ref-remote", "ref-remote", "ref-outside-root", "ref-remote"]);
    const [above, elsewhere] = loaded.diagnostics.list();
    expect(above?.message).to.contain(`${origin}/specs/`);
    expect(above?.remedy).to.contain(`--allow-remote-ref 127.0.0.1:${port}`);
    expect(elsewhere?.remedy).to.contain(`--allow-remote-ref 127.0.0.1:${other.port}`);
    expect([asked, other.asked]).to.deep.equal([["/specs/api.json"], []]);
    expect(loaded.remotes).to.have.length(1);
  });

  for (const host of ["127.0.0.1", "localhost", "2130706433"]) {
    it(`may be on this machine, because the user named it: ${host}`, async () => {
      const { port } = await serve(
        files({ "/openapi.json": JSON.stringify(referringTo("pet.json")), "/pet.json": "{}" }),
      );

      const loaded = await loadDocument(`http://${host}:${port}/openapi.json`);

      expect(codes(loaded)).to.deep.equal([]);
      expect(loaded.remotes).to.have.length(2);
    });
  }

  it("may have a name of the company network; what it says may not lead to other private addresses", async () => {
    const elsewhere = await serve(files({ "/x.json": "{}" }));
    const { port, asked } = await serve(
      files({ "/api.json": JSON.stringify(referringTo(`${elsewhere.origin}/x.json`)) }),
    );
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];

    const loaded = await loadDocument(`http://specs.company.example:${port}/api.json`, { resolve });

    expect(codes(loaded)).to.deep.equal(["ref-remote"]);
    expect([asked, elsewhere.asked]).to.deep.equal([["/api.json"], []]);
  });

  it("has its references start where redirects ended", async () => {
    const { origin, asked } = await serve((request, response) => {
      if (request.url === "/latest") response.writeHead(302, { location: "/v2/api.json" }).end();
      else response.end(JSON.stringify(request.url === "/v2/api.json" ? referringTo("pet.json") : { type: "string" }));
    });

    const loaded = await loadDocument(`${origin}/latest`);

    expect(codes(loaded)).to.deep.equal([]);
    expect(asked).to.deep.equal(["/latest", "/v2/api.json", "/v2/pet.json"]);
    expect(loaded.remotes[0]?.url).to.equal(`${origin}/latest`);
  });

  for (const [what, listener, code] of [
    ["a status other than 200", files({}), "document-http-status"],
    ["a web page", files({ "/": "<!DOCTYPE html><html></html>" }), "document-web-page"],
    ["a redirect into the private network", redirectTo("http://10.0.0.1/"), "document-url-refused"],
    ["a redirect to itself", redirectTo("/"), "document-url-refused"],
    ["an empty body", files({ "/": "" }), "document-empty"],
    ["something that is no document", files({ "/": "just text" }), "document-not-object"],
    ["broken YAML", files({ "/": "a: [" }), "document-syntax"],
    ["no answer in time", () => {}, "document-timeout"],
  ] as const) {
    it(`is refused for ${what}, in one line that names the URL and what to do`, async () => {
      const { origin } = await serve(listener);

      const error = (await rejection(loadDocument(`${origin}/`, { timeoutMs: 200 }))) as DocumentError;

      expect(error).to.be.instanceOf(DocumentError).and.to.include({ code });
      expect(error.message).to.match(/^http:\/\/127\.0\.0\.1:\d+\/(:\d+:\d+)?: the document [^\n]+; [^\n]+$/);
      expect(error.reached?.remotes.map(({ url }) => url)).to.deep.equal([`${origin}/`]);
    });
  }

  it("is refused where nobody listens, and with a password, which the message keeps to itself", async () => {
    const silent = await rejection(loadDocument("http://127.0.0.1:1/api.yaml"));
    const secret = (await rejection(loadDocument("https://user:hunter2@a.example/api.yaml"))) as DocumentError;

    expect(silent).to.include({ code: "document-unreachable" });
    expect(secret.code).to.equal("document-url-refused");
    expect(secret.message).to.contain("https://a.example/api.yaml").and.not.to.contain("hunter2");
  });
});

describe("a remote reference", () => {
  it("is fetched from a host that is allowed, with the references of that file", async () => {
    const { origin, port } = await serve(files({ "/a.yaml": "A: {$ref: /b.yaml}", "/b.yaml": "type: integer" }));

    const loaded = await load(referringTo(`${origin}/a.yaml#/A`), { allowRemoteRef: [`127.0.0.1:${port}`] });

    expect(codes(loaded)).to.deep.equal([]);
    expect(JSON.stringify(loaded.document)).to.contain('"type":"integer"');
    expect(loaded.remotes).to.have.length(2);
    expect(loaded.watched).to.deep.equal(loaded.files);
  });

  it("degrades where it cannot be fetched, one code for each reason, and the rest is served", async () => {
    const { origin } = await serve(files({ "/good.yaml": "type: string", "/page.yaml": "<html></html>" }));
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    const urls = [`${origin}/none.yaml`, "http://pets.example/x", `${origin}/good.yaml`, `${origin}/page.yaml`];

    const loaded = await load(referringTo(...urls), { allowRemoteRef: ["127.0.0.1", "pets.example"], resolve });

    expect(codes(loaded)).to.deep.equal(["ref-unreachable", "ref-private-address", "ref-unparsable"]);
    expect(loaded.diagnostics.list()[0]?.message).to.contain("status 404");
    expect(JSON.stringify(loaded.document)).to.contain('"type":"string"');
    expect(loaded.remotes.map(({ url, digest }) => [url, digest !== undefined])).to.deep.equal([
      [`${origin}/none.yaml`, false],
      ["http://pets.example/x", false],
      [`${origin}/good.yaml`, true],
      [`${origin}/page.yaml`, true],
    ]);
  });

  it("never leads back to a file of this machine", async () => {
    const { origin } = await serve(files({ "/a.yaml": "$ref: 'file:///etc/passwd'" }));

    const loaded = await load(referringTo(`${origin}/a.yaml`), { allowRemoteRef: ["127.0.0.1"], refRoot: "/" });

    expect(codes(loaded)).to.deep.equal(["ref-outside-root"]);
    expect(JSON.stringify(loaded.document)).not.to.contain("root:");
  });

  it("is not asked for where a schema of the document has that name", async () => {
    const { origin, asked } = await serve(files({}));
    const document = {
      openapi: "3.1.0",
      paths,
      components: { schemas: { A: { $id: `${origin}/a`, type: "string" }, B: { items: { $ref: `${origin}/a` } } } },
    };

    const loaded = await load(document, { allowRemoteRef: ["127.0.0.1"] });

    expect(codes(loaded)).to.deep.equal([]);
    expect(asked).to.deep.equal([]);
  });

  it("is not fetched where the setting names something else than hosts", async () => {
    const options = { allowRemoteRef: ["https://a.example/"] };

    expect(await rejection(load(referringTo("x"), options))).to.be.instanceOf(SettingsError);
  });
});

describe("a document from standard input", () => {
  it("is read once, and its references start in the current directory", async () => {
    const cwd = directoryOf({ "pet.yaml": "type: string" });
    const stdin = Readable.from([Buffer.from(JSON.stringify(referringTo("pet.yaml", "/etc/passwd")))]);

    const loaded = await loadDocument("-", { cwd, stdin });

    expect(codes(loaded)).to.deep.equal(["ref-outside-root"]);
    expect(loaded.name).to.equal("standard input");
    expect(loaded.files).to.deep.equal([join(cwd, "pet.yaml")]);
    expect(loaded.locate("/paths")).to.deep.include({ file: "standard input", line: 1 });
  });

  for (const [what, chunks, code] of [
    ["nothing", [], "document-empty"],
    ["bytes that are not UTF-8", [Uint8Array.of(0x7b, 0xff)], "document-encoding"],
    ["more than is read", Array.from({ length: 6 }, () => Buffer.alloc(10 * 1024 * 1024)), "document-too-large"],
  ] as const) {
    it(`is refused for ${what}`, async () => {
      const error = await rejection(loadDocument("-", { stdin: Readable.from(chunks) }));

      expect(error).to.be.instanceOf(DocumentError).and.to.include({ code });
      expect((error as DocumentError).message).to.match(/^standard input: the document /);
    });
  }
});

describe("what loading reached", () => {
  it("has every file that was read or looked for, and none outside of the jail", async () => {
    const cwd = directoryOf({
      "api.json": referringTo("pet.yaml", "none.yaml", "gone/x.yaml", "broken.yaml", "../out.yaml"),
      "pet.yaml": "type: string",
      "broken.yaml": "a: [",
    });

    const { files: read, watched } = await loadDocument("api.json", { cwd });

    expect(read).to.deep.equal(["api.json", "pet.yaml", "broken.yaml"].map((name) => join(cwd, name)));
    expect(watched).to.have.members(
      ["api.json", "pet.yaml", "none.yaml", "gone/x.yaml", "broken.yaml"].map((name) => join(cwd, name)),
    );
  });

  it("is told by the error as well", async () => {
    const cwd = directoryOf({ "broken.yaml": "a: [" });

    const broken = (await rejection(loadDocument("broken.yaml", { cwd }))) as DocumentError;
    const missing = (await rejection(loadDocument("none.yaml", { cwd }))) as DocumentError;

    expect(broken.reached).to.deep.include({ files: [join(cwd, "broken.yaml")], watched: [join(cwd, "broken.yaml")] });
    expect(missing.reached).to.deep.include({ files: [], watched: [join(cwd, "none.yaml")] });
  });
});

async function load(document: object, options: LoadOptions): Promise<LoadedDocument> {
  const cwd = directoryOf({ "api.json": document });
  return await loadDocument("api.json", { cwd, ...options });
}

function codes(loaded: LoadedDocument): string[] {
  return loaded.diagnostics.list().map(({ code }) => code);
}
