import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createMock } from "../../src/index.ts";
import { examine } from "./examine.ts";
import { openDocument } from "./judge/document.ts";
import type { MediaKind } from "./judge/media-type.ts";
import type { Outcome } from "./outcome.ts";

/** `npm run corpus` asks the same of public documents; here are ours: what we ship, and what we have seen in the wild. */
describe("our own documents", function () {
  this.timeout(120_000);

  /** By version of OpenAPI. */
  const covered = new Map<string, Covered>();

  for (const folder of ["../../specs/", "./documents/"]) {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    for (const file of readdirSync(path).filter((name) => name.endsWith(".yaml"))) {
      it(`get every answer right: ${file}`, async () => {
        const document = join(path, file);
        const { dialect } = openDocument(document);
        const coverage = covered.get(dialect) ?? { answered: new Set(), sent: new Set(), refused: new Set() };
        covered.set(dialect, coverage);
        const mock = await createMock({ document, port: 0 });
        const wrong: string[] = [];

        const fetch = mock.fetch.bind(mock);
        for await (const outcome of examine(file, document, fetch, { judging: true, origin: mock.url })) {
          const { operation, ask, failures, proof } = outcome;
          for (const { kind, detail } of failures) wrong.push(`${operation} [${ask}] ${kind}: ${detail}`);
          if (proof !== undefined) wrong.push(`${operation} [${ask}] is called unsatisfiable: ${proof}`);
          cover(coverage, outcome);
        }
        await mock.close();

        expect(wrong.join("\n")).to.equal("");
      });
    }
  }

  const texts: readonly MediaKind[] = ["json", "xml", "yaml", "sequence", "csv", "text"];
  const files: readonly MediaKind[] = ["image", "pdf", "audio", "archive"];
  const all: readonly MediaKind[] = [...texts, "events", "form", "multipart", "binary", ...files];
  const refusable: readonly MediaKind[] = ["json", "xml", "yaml", "sequence", "csv", "form", "multipart", "binary"];

  // In Swagger 2.0 files come as `type: file`, without a schema, and forms and parts are for requests only.
  for (const [version, answered, sent, refused] of [
    ["2.0", [...texts, "events", ...files, "video"], [...texts, "form", "multipart", "binary", "image"], refusable],
    ["3.0", [...all, "video"], all, [...refusable, "events"]],
    ["3.1", [...all, "video"], all, [...refusable, "events"]],
    ["3.2", [...all, "video"], all, [...refusable, "events"]],
  ] as const) {
    it(`have bodies of every kind, judged by their bytes, in answers and requests of OpenAPI ${version}`, () => {
      const found = covered.get(version);

      expect([...(found?.answered ?? [])], "answers").to.include.members([...answered]);
      expect([...(found?.sent ?? [])], "requests").to.include.members([...sent]);
      expect([...(found?.refused ?? [])], "faulty requests").to.include.members([...refused]);
    });
  }
});

/** Kinds of bodies that were judged, without leaving anything open. */
interface Covered {
  readonly answered: Set<MediaKind>;
  readonly sent: Set<MediaKind>;
  readonly refused: Set<MediaKind>;
}

function cover(coverage: Covered, { body, sent, isInvalid, lenient, ambiguous }: Outcome): void {
  if (body && body.unjudged === undefined && ambiguous === undefined) coverage.answered.add(body.kind);
  if (sent && !lenient) (isInvalid ? coverage.refused : coverage.sent).add(sent);
}
