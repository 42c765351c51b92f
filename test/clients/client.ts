import type { Call, Values } from "./calls.ts";

/** What a module of calls exports: one function for each call, in the order in which they were handed over. */
export interface CallsModule {
  connect(origin: string): readonly ((() => Promise<Settled>) | undefined)[];
}

/** What came of one call, as the client tells it. Clients that throw on failures have no `error`. */
export interface Settled {
  readonly data?: unknown;
  readonly error?: unknown;
}

/** How to call what was generated. */
export interface Usage {
  /** Lines before the calls, up to the body of `connect`. */
  readonly head: readonly string[];
  /**
   * An expression of type `() => Promise<Settled>` on one line, so that a compiler's complaint finds it.
   *
   * @throws {Error} when the SDK has nothing for the operation.
   */
  write(call: Call): string;
}

/** A generator of clients, and how its users call what it generates. */
export interface ClientKind {
  readonly name: string;
  /** Exact versions: what is generated must be the same tomorrow. */
  readonly packages: Readonly<Record<string, string>>;
  /** Generated zod schemas parse every answer; else only types say what an answer is. */
  readonly parsesAnswers: boolean;
  /** Whether the calls are compiled against the generated types. */
  readonly isTyped: boolean;
  /** Package whose command generates, and its words. It runs in the folder that the SDK is for. */
  command(document: string, folder: string): readonly [string, ...string[]];
  /** A file that the command reads. */
  configuration?(document: string, folder: string): { readonly name: string; readonly content: string };
  /**
   * @param folder Where the SDK was generated.
   * @param basePath Path of the document's first server, e.g. "/v1".
   */
  use(folder: string, basePath: string): Usage;
}

/** A value as a TypeScript expression on one line. */
export function literal(value: unknown): string {
  if (value instanceof Uint8Array) return `new Blob([new Uint8Array(${JSON.stringify([...value])})])`;
  return JSON.stringify(value);
}

/** Object literal of the members that are there. */
export function literalOf(members: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(members).filter(([, text]) => text !== undefined);
  return `{ ${said.map(([name, text]) => `${JSON.stringify(name)}: ${text}`).join(", ")} }`;
}

/** `undefined` for no members at all, which callers leave out. */
export function literalIfAny(values: Values): string | undefined {
  return Object.keys(values).length === 0 ? undefined : literal(values);
}

/** Credentials as header fields. */
export function credentialHeaders({ operation }: Call): Record<string, string> {
  const fields = operation.credentials.filter((credential) => credential.in === "header");
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

/** Credentials as query parameters, for clients that know no other way. */
export function credentialQuery({ operation }: Call): Record<string, string> {
  const fields = operation.credentials.filter((credential) => credential.in === "query");
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

/** Tells Helix how the client writes lists in forms, for clients that nobody can tell how the document wants them. */
export function joinedListHeader({ body }: Call): Record<string, string> {
  const isListed = /urlencoded/.test(body?.type ?? "") && Object.values(Object(body?.value)).some(Array.isArray);
  return isListed ? { "X-Helix-Form-Array-Format": "comma" } : {};
}
