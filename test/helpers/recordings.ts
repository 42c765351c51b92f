import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Recording } from "../../src/ai/cassette/cassette.ts";
import type { QuestionCard } from "../../src/ai/question.ts";
import type { JsonValue } from "../../src/base/json.ts";

/** A card of `listPets`, with what a test has to say of it. */
export function card(parts: Partial<QuestionCard> = {}): QuestionCard {
  return {
    operation: "listPets",
    answer: "200 application/json",
    schemaDigest: "d1",
    intent: "",
    slot: "",
    promptVersion: 1,
    ...parts,
  };
}

/** A recording of `listPets`. */
export function recording(parts: Partial<QuestionCard> = {}, value: JsonValue = { name: "Rex" }): Recording {
  return { card: card(parts), provider: "groq", model: "openai/gpt-oss-20b", value };
}

/** An empty folder. The test removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "helix-"));
}
