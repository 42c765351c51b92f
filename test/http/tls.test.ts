import { get } from "node:https";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import Koa from "koa";
import { listen } from "../../src/http/server.ts";
import { readTlsIdentity } from "../../src/http/tls.ts";

// Made for these tests with openssl; nobody trusts it.
const cert = fileURLToPath(new URL("./tls/cert.pem", import.meta.url));
const key = fileURLToPath(new URL("./tls/key.pem", import.meta.url));

describe("https", () => {
  it("serves with the certificate", async () => {
    const tls = await readTlsIdentity(cert, key);
    const app = new Koa().use((context) => {
      context.body = "secret";
    });
    const server = await listen(app.callback(), { host: "127.0.0.1", port: 0, tls });

    const body = await fetchTrusting(server.url, tls?.cert).finally(() => server.close());

    expect(server.url).to.match(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(body).to.equal("secret");
  });

  const refused: [what: string, files: [string | undefined, string | undefined], message: RegExp][] = [
    ["one without the other", [cert, undefined], /needs both --tls-cert and --tls-key/],
    ["a file that is not there", ["missing.pem", key], /the file that --tls-cert names cannot be read: ENOENT/],
    ["what is no certificate", [key, key], /are no certificate with its key/],
  ];
  for (const [what, [certPath, keyPath], message] of refused) {
    it(`refuses ${what}`, async () => {
      const failure = await readTlsIdentity(certPath, keyPath).catch((error: unknown) => error);

      expect(failure).to.have.property("code", "settings");
      expect(failure).to.have.property("message").that.matches(message);
    });
  }

  it("is not asked for by default", async () => {
    expect(await readTlsIdentity(undefined, undefined)).to.equal(undefined);
  });
});

function fetchTrusting(url: string, ca: Buffer | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { ca, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve(Buffer.concat(chunks).toString());
    });
    asked.on("error", reject);
  });
}
