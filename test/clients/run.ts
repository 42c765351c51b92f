import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createMock } from "../../src/index.ts";
import { responseSchemas } from "../corpus/examine.ts";
import { openDocument } from "../corpus/judge/document.ts";
import { judgeFor } from "../corpus/judge/judge.ts";
import { readOperations } from "../corpus/judge/operations.ts";
import { callsFor } from "./calls.ts";
import type { ClientKind } from "./client.ts";
import { type Bench, drive } from "./drive.ts";
import { heyApi } from "./hey-api.ts";
import { oazapfts } from "./oazapfts.ts";
import { openapiFetch } from "./openapi-fetch.ts";
import type { Failure, Outcome } from "./outcome.ts";
import { details, failuresOf, table, unusedExceptions } from "./report.ts";
import { openSdk, type Work } from "./sdk.ts";
import { openTap } from "./tap.ts";
import { zodios } from "./zodios.ts";

/**
 * `npm run clients [id…]`: SDKs that real generators make of public documents call every operation of a running Helix
 * and parse every answer. Generators are installed into a cache when first needed. Prints a table; ends with 1 if
 * anything is wrong. HELIX_CORPUS names a folder with a manifest.json, as for `npm run corpus`.
 */
const CLIENTS: readonly ClientKind[] = [openapiFetch, heyApi, oazapfts, zodios];
const DOCUMENTS = ["spotify-fixed", "figma", "adyen-checkout", "box-2025", "twilio-messaging", "redocly-museum"];

const corpus = process.env["HELIX_CORPUS"];
if (corpus === undefined || corpus === "") {
  console.log("HELIX_CORPUS is not set: no client is run. Set it to a folder with a manifest.json.");
} else {
  const ids = process.argv.slice(2);
  const outcomes: Outcome[] = [];
  for (const id of ids.length > 0 ? ids : DOCUMENTS) outcomes.push(...(await runDocument(id, pathOf(corpus, id))));
  console.log(`${details(outcomes)}\n\n${table(outcomes)}`);
  process.exitCode = failuresOf(outcomes).length + unusedExceptions(outcomes).length > 0 ? 1 : 0;
}

function pathOf(folder: string, id: string): string {
  const { documents } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    documents: { id: string; entry: string }[];
  };
  const found = documents.find((document) => document.id === id);
  if (found === undefined) throw new Error(`${folder}/manifest.json has no document "${id}".`);
  return resolve(folder, found.entry);
}

async function runDocument(id: string, path: string): Promise<Outcome[]> {
  const document = openDocument(path);
  const operations = readOperations(document);
  const calls = await callsFor(document, operations);
  const judge = judgeFor(document, "response", operations.flatMap(responseSchemas));
  const outcomes: Outcome[] = [];
  for (const kind of CLIENTS) {
    // A new mock for each: what one client writes is not there for the next.
    const mock = await createMock({ document: path, port: 0 });
    const tap = await openTap(mock.url ?? "");
    const started = performance.now();
    outcomes.push(...(await runClient({ kind, id, document: path, calls }, { document, judge, tap })));
    console.log(`${id}: ${kind.name}: ${Math.round((performance.now() - started) / 1000)} s`);
    await tap.close();
    await mock.close();
  }
  return outcomes;
}

async function runClient({ kind, ...work }: Work, bench: Bench): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const { functions, complaints } = await openSdk({ kind, ...work }, bench.tap.origin);
  for (const [index, call] of work.calls.entries()) {
    const driven = await drive(bench, kind, call, functions[index] ?? new Error(`There is no call ${index}.`));
    const complaint = complaints.get(index) ?? complaints.get(-1);
    const typed: Failure[] = complaint === undefined ? [] : [{ kind: "types", detail: complaint }];
    const failures = [...typed, ...driven.failures];
    outcomes.push({
      ...{ client: kind.name, document: work.id, operation: call.operation.name, label: call.label },
      ...{ parsed: failures.length === 0, failures, isAnswerValid: driven.isAnswerValid },
    });
  }
  return outcomes;
}
