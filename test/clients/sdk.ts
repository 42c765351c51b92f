import { pathToFileURL } from "node:url";
import type { Call } from "./calls.ts";
import type { CallsModule, ClientKind, Settled, Usage } from "./client.ts";
import { checkTypes, generateSdk, installClient, writeModule } from "./workshop.ts";

/** Which client is to call what. */
export interface Work {
  readonly kind: ClientKind;
  readonly id: string;
  /** Path of the document. */
  readonly document: string;
  readonly calls: readonly Call[];
}

/** What was generated, ready to be called. */
export interface Sdk {
  /** One for each call; the error where there is nothing to call. */
  readonly functions: readonly ((() => Promise<Settled>) | Error)[];
  /** What the compiler says of the calls, by their index; -1 for all of them. */
  readonly complaints: ReadonlyMap<number, string>;
}

/** Generates, compiles and loads. A generator that fails, or writes what cannot be loaded, has nothing to call. */
export async function openSdk({ kind, id, document, calls }: Work, origin: string): Promise<Sdk> {
  const installed = await installClient(kind);
  try {
    const folder = await generateSdk(kind, installed, id, document);
    const usage = kind.use(folder, calls[0]?.operation.basePath ?? "");
    const written = calls.map((call) => write(usage, call));
    const expressions = written.map((each) => (each instanceof Error ? "undefined" : each));
    const module = writeModule(folder, usage.head, expressions);
    const complaints = kind.isTyped ? await checkTypes(installed, folder, module) : new Map<number, string>();
    const { connect } = (await import(pathToFileURL(module.path).href)) as CallsModule;
    const connected = connect(origin);
    const functions = written.map((each, index) =>
      each instanceof Error ? each : (connected[index] ?? missing(index)),
    );
    return { functions, complaints };
  } catch (error) {
    return { functions: calls.map(() => asError(error)), complaints: new Map() };
  }
}

function write(usage: Usage, call: Call): string | Error {
  try {
    return usage.write(call);
  } catch (error) {
    return asError(error);
  }
}

function missing(index: number): Error {
  return new Error(`The module has no call ${index}.`);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
