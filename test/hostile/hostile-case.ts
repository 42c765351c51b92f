/** What an answer must be: its status, or what its JSON body has to be besides a 200. */
export type Expected = number | ((body: unknown) => boolean);

/** A document that means harm, or that nobody can have meant. */
export interface HostileCase {
  /** Completes "Helix is not hurt by …". */
  readonly name: string;
  /** The document and what lies beside it, by path; the first is the entry. Objects are written as JSON. */
  readonly files: Readonly<Record<string, unknown>> | ((around: Around) => Readonly<Record<string, unknown>>);
  /** Symbolic links: name → what it leads to. */
  readonly links?: ((around: Around) => Readonly<Record<string, string>>) | undefined;
  readonly flags?: readonly string[] | ((around: Around) => readonly string[]);
  /** What a mock of it answers: method and target → answer. Every operation that it has is asked besides these. */
  readonly answers?: Readonly<Record<string, Expected>>;
  /** Whether the canary server keeps it waiting: then waiting is cut short, so that the test need not. */
  readonly isKeptWaiting?: boolean;
  /** Paths of the canary server that have to be asked; nothing else may be. */
  readonly fetches?: readonly string[];
}

/** What a case may aim at. */
export interface Around {
  /** A server that must not be asked unless the case says so. */
  readonly canary: string;
  /** Its "host:port". */
  readonly canaryHost: string;
  /** The absolute path of a file outside of the document's folder that must not be read. */
  readonly secret: string;
  /** The absolute path of the document's folder. */
  readonly folder: string;
}

/** A case as it is put to a process that may not survive it. */
export interface Task {
  readonly folder: string;
  readonly entry: string;
  readonly flags: readonly string[];
  readonly isKeptWaiting: boolean;
  /** "GET /pets", besides one request for each operation. */
  readonly requests: readonly string[];
}

/** An answer of the mock. */
export interface Answered {
  readonly request: string;
  readonly status: number;
  readonly type: string;
  readonly source: string;
  readonly length: number;
  /** The first 100 000 characters. */
  readonly text: string;
}

/** What became of a task. */
export interface Report {
  readonly exit: number;
  /** What the command complained of: why the document is not served. */
  readonly complaint: string;
  /** One line a finding: `severity code place message → remedy`. */
  readonly findings: readonly string[];
  /** How `helix mock` began: what it printed, or its complaint. */
  readonly introduction: string;
  readonly answers: readonly Answered[];
  /** Errors that nobody raised on purpose. */
  readonly bugs: readonly string[];
  /** Paths outside of the document's folder that were touched. */
  readonly touched: readonly string[];
  /** Hosts that were looked up, and "host:port" that were connected to. */
  readonly reached: readonly string[];
}
