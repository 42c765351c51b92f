import { SettingsError } from "./base/errors.ts";
import { own } from "./base/json.ts";
import { suggestion } from "./base/nearest.ts";
import {
  boolean,
  choice,
  duration,
  instant,
  integer,
  jsonObject,
  type Kind,
  list,
  locale,
  optional,
  optionalText,
  secret,
  secretToken,
  seedText,
  share,
  size,
  text,
  workerCount,
} from "./base/setting-kind.ts";

/** Every setting with its value. The meaning of each stands in `settings`. */
export interface Config {
  /** In the order in which they are asked; each may end in "@/prefix". */
  readonly document: readonly string[];
  readonly overlay: readonly string[];
  /** What operations are about, where Helix takes them for something else; by operation id or "METHOD /path". */
  readonly resources: Readonly<Record<string, unknown>>;
  readonly allowRemoteRef: readonly string[];
  readonly watch: boolean;
  /** In milliseconds. */
  readonly pollInterval: number;
  readonly port: number;
  readonly host: string;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly basePath: string | undefined;
  readonly cors: boolean;
  readonly compression: boolean;
  readonly workers: number | "auto";
  readonly adminToken: string | undefined;
  /** In exchanges. */
  readonly journalSize: number;
  /** In bytes. */
  readonly maxBody: number;
  readonly seed: string;
  /** Milliseconds since the epoch. */
  readonly now: number | "real";
  readonly dynamic: boolean;
  readonly ignoreExamples: boolean;
  readonly arraySize: number | undefined;
  /** From 0 to 1. */
  readonly optionals: number | undefined;
  readonly locale: string | undefined;
  readonly streamCount: number;
  /** In milliseconds. */
  readonly streamInterval: number;
  /** In milliseconds. */
  readonly delay: number;
  readonly overrides: string | undefined;
  /** In milliseconds. */
  readonly sessionTtl: number;
  readonly strictState: boolean;
  readonly redisUrl: string | undefined;
  readonly redisHost: string | undefined;
  readonly redisPort: number | undefined;
  readonly redisDb: number | undefined;
  readonly redisUser: string | undefined;
  readonly redisPassword: string | undefined;
  readonly redisCa: string | undefined;
  readonly redisSentinels: readonly string[];
  readonly redisSentinelName: string;
  readonly redisPrefix: string;
  /** In milliseconds. */
  readonly redisTimeout: number;
  readonly requireRedis: boolean;
  readonly strict: boolean;
  readonly queryArrayFormat: ArrayFormat;
  readonly queryObjectFormat: ObjectFormat;
  readonly formArrayFormat: ArrayFormat;
  readonly formObjectFormat: ObjectFormat;
  readonly validateRequest: "error" | "warn" | "off";
  readonly auth: "present" | "strict" | "off";
  readonly problems: boolean;
  readonly refRoot: string | undefined;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  readonly logFormat: "text" | "json";
  readonly format: "text" | "json" | "sarif" | "github" | undefined;
  readonly fixOverlay: string | undefined;
}

/** How clients write a list under one name; "auto" is as the document says. */
export type ArrayFormat = (typeof arrayFormats)[number];

/** How clients write an object under one name; "auto" is as the document says. */
export type ObjectFormat = (typeof objectFormats)[number];

// As Steady calls them.
const arrayFormats = ["auto", "repeat", "comma", "space", "pipe", "brackets"] as const;
const objectFormats = ["auto", "flat", "flat-comma", "brackets", "dots"] as const;

/** Headings of help texts, in their order. */
export const settingGroups = ["Document", "Server", "Answers", "Sessions", "Requests", "Findings", "Output"] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** One setting. Its flag (`--max-body`) and environment variable (`HELIX_MAX_BODY`) follow from its key (`maxBody`). */
export interface Setting<Value> {
  readonly kind: Kind<Value>;
  readonly initial: Value;
  /** Heading under which help texts list it. */
  readonly group: SettingGroup;
  /** One line without a full stop. */
  readonly doc: string;
  /** One-letter flag. */
  readonly short?: string;
  /** Other spellings of the flag, as other tools have it. */
  readonly aliases?: readonly string[];
}

/** The instant that counts as "now" unless `--now` moves it: answers must not change with the day they are asked. */
export const referenceInstant: number = Date.UTC(2026, 0, 15, 9, 30);

/** The one table of settings: flags, environment, config files, `--help` and `.env.example` all follow from it. */
export const settings: { readonly [Key in keyof Config]: Setting<Config[Key]> } = {
  document: {
    kind: list,
    initial: [],
    group: "Document",
    doc: "OpenAPI document to serve (file, URL or - for standard input; @/prefix at its end); usually written without the flag",
  },
  overlay: {
    kind: list,
    initial: [],
    group: "Document",
    doc: "OpenAPI Overlays (file or URL) to apply to the document, in this order",
  },
  resources: {
    kind: jsonObject,
    initial: {},
    group: "Document",
    doc: 'Corrections of what operations are about, by operation id or "GET /path"; see helix routes',
  },
  allowRemoteRef: {
    kind: list,
    initial: [],
    group: "Document",
    doc: "Hosts (or host:port) that $refs may be fetched from",
  },
  watch: {
    kind: boolean,
    initial: true,
    group: "Document",
    short: "r",
    aliases: ["auto-reload"],
    doc: "Serve the document anew when one of its files changes",
  },
  pollInterval: {
    kind: duration("s"),
    initial: 5000,
    group: "Document",
    doc: "Time between two looks at a document that was given as a URL",
  },
  refRoot: {
    kind: optionalText,
    initial: undefined,
    group: "Document",
    doc: "Folder that $refs to other files may reach; else the current one or the document's own",
  },
  port: {
    kind: integer(0, 65_535),
    initial: 4010,
    group: "Server",
    short: "p",
    doc: "Port to listen on; 0 takes a free one",
  },
  host: { kind: text, initial: "127.0.0.1", group: "Server", short: "h", doc: "Address to listen on" },
  tlsCert: {
    kind: optionalText,
    initial: undefined,
    group: "Server",
    doc: "PEM file with the certificate to serve https with",
  },
  tlsKey: { kind: optionalText, initial: undefined, group: "Server", doc: "PEM file with the key of the certificate" },
  basePath: {
    kind: optionalText,
    initial: undefined,
    group: "Server",
    doc: "Path before every route, instead of those of the document's servers; bare routes answer too",
  },
  cors: { kind: boolean, initial: true, group: "Server", doc: "Let web pages of any origin read the answers" },
  compression: {
    kind: boolean,
    initial: true,
    group: "Server",
    doc: "Compress answers for clients that accept it",
  },
  workers: {
    kind: workerCount,
    initial: 1,
    group: "Server",
    doc: "Processes that share the port; auto is one for each core",
  },
  adminToken: {
    kind: secretToken,
    initial: undefined,
    group: "Server",
    doc: "Token (Authorization: Bearer) with which /_helix answers other machines too; better a variable than a flag",
  },
  journalSize: {
    kind: integer(0, 1_000_000),
    initial: 1000,
    group: "Server",
    doc: "Exchanges that /_helix/journal tells of; 0 keeps none",
  },
  maxBody: { kind: size, initial: 10 * 1024 ** 2, group: "Server", doc: "Largest request body, else 413; in bytes" },
  seed: {
    kind: seedText,
    initial: "1",
    group: "Answers",
    aliases: ["generator-seed"],
    doc: "Same seed, same answers; -1 is new for every request",
  },
  now: {
    kind: instant,
    initial: referenceInstant,
    group: "Answers",
    doc: 'Instant that answers take for the present; "real" is the wall clock',
  },
  dynamic: {
    kind: boolean,
    initial: false,
    group: "Answers",
    short: "d",
    doc: "Generate answers instead of sending the document's examples",
  },
  ignoreExamples: {
    kind: boolean,
    initial: false,
    group: "Answers",
    aliases: ["ignoreExamples"],
    doc: "Do not draw on the document's examples for single values either",
  },
  arraySize: {
    kind: optional(integer(0, 10_000)),
    initial: undefined,
    group: "Answers",
    aliases: ["generator-array-size"],
    doc: "Items of a list where its schema allows them; else 10, and 3 inside another",
  },
  optionals: {
    kind: optional(share),
    initial: undefined,
    group: "Answers",
    doc: "Share of the optional properties that answers have; else all of them",
  },
  locale: {
    kind: optional(locale),
    initial: undefined,
    group: "Answers",
    doc: "Language, and region if wanted, that names and addresses are from; else from everywhere",
  },
  streamCount: {
    kind: integer(0, 10_000),
    initial: 3,
    group: "Answers",
    doc: "Items of a stream (server-sent events, JSON lines)",
  },
  streamInterval: { kind: duration("ms"), initial: 0, group: "Answers", doc: "Time between two items of a stream" },
  delay: { kind: duration("ms"), initial: 0, group: "Answers", doc: "Time that every answer waits" },
  overrides: {
    kind: optionalText,
    initial: undefined,
    group: "Answers",
    doc: "Folder with answers that you fix; else helix.overrides where there is one",
  },
  sessionTtl: {
    kind: duration("s"),
    initial: 7_200_000,
    group: "Sessions",
    doc: "Time after its last request that what a session wrote is forgotten",
  },
  strictState: {
    kind: boolean,
    initial: false,
    group: "Sessions",
    doc: "Answer 404 for ids that no list shows and nobody wrote, instead of making an entity for each",
  },
  redisUrl: {
    kind: secret,
    initial: undefined,
    group: "Sessions",
    doc: "Redis that keeps sessions, redis://user:password@host:6379/0, rediss:// for TLS; else this process does",
  },
  redisHost: { kind: optionalText, initial: undefined, group: "Sessions", doc: "Host of that Redis, without a URL" },
  redisPort: {
    kind: optional(integer(1, 65_535)),
    initial: undefined,
    group: "Sessions",
    doc: "Its port; else 6379",
  },
  redisDb: {
    kind: optional(integer(0, 1_000_000)),
    initial: undefined,
    group: "Sessions",
    doc: "Its database; else 0",
  },
  redisUser: { kind: optionalText, initial: undefined, group: "Sessions", doc: "User to log in to Redis as" },
  redisPassword: { kind: secret, initial: undefined, group: "Sessions", doc: "Password of Redis" },
  redisCa: {
    kind: optionalText,
    initial: undefined,
    group: "Sessions",
    doc: "PEM file with the authority that signed the certificate of Redis; turns TLS on",
  },
  redisSentinels: {
    kind: list,
    initial: [],
    group: "Sessions",
    doc: "Redis Sentinels (host:port) that know where the master is",
  },
  redisSentinelName: {
    kind: text,
    initial: "mymaster",
    group: "Sessions",
    doc: "What the Sentinels call the master",
  },
  redisPrefix: {
    kind: text,
    initial: "helix:",
    group: "Sessions",
    doc: "Before each key in Redis; mocks of other documents need another",
  },
  redisTimeout: {
    kind: duration("ms"),
    initial: 250,
    group: "Sessions",
    doc: "Time that a request waits for Redis at most, before it is answered without",
  },
  requireRedis: {
    kind: boolean,
    initial: false,
    group: "Sessions",
    doc: "Do not start without Redis",
  },
  strict: {
    kind: boolean,
    initial: false,
    group: "Requests",
    doc: "Refuse query parameters and body properties that the document does not declare",
  },
  queryArrayFormat: {
    kind: choice(arrayFormats),
    initial: "auto",
    group: "Requests",
    aliases: ["validator-query-array-format"],
    doc: "How clients write lists in the query, whatever the document says",
  },
  queryObjectFormat: {
    kind: choice(objectFormats),
    initial: "auto",
    group: "Requests",
    aliases: ["validator-query-object-format"],
    doc: "How clients write objects in the query, whatever the document says",
  },
  formArrayFormat: {
    kind: choice(arrayFormats),
    initial: "auto",
    group: "Requests",
    aliases: ["validator-form-array-format"],
    doc: "How clients write lists in forms, whatever the document says",
  },
  formObjectFormat: {
    kind: choice(objectFormats),
    initial: "auto",
    group: "Requests",
    aliases: ["validator-form-object-format"],
    doc: "How clients write objects in forms, whatever the document says",
  },
  validateRequest: {
    kind: choice(["error", "warn", "off"], { true: "error", false: "off" }),
    initial: "error",
    group: "Requests",
    doc: "Refuse requests that break the contract, only report them, or neither",
  },
  auth: {
    kind: choice(["present", "strict", "off"]),
    initial: "present",
    group: "Requests",
    doc: "Ask for declared credentials: be there, be well-formed too, or neither",
  },
  problems: {
    kind: boolean,
    initial: false,
    group: "Requests",
    doc: "Answer refused requests with problem+json instead of the document's own error",
  },
  logLevel: {
    // The second list is Steady's.
    kind: choice(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      summary: "info",
      details: "info",
      full: "debug",
    }),
    initial: "info",
    group: "Output",
    short: "v",
    aliases: ["verboseLevel"],
    doc: "Least severe messages to print",
  },
  logFormat: {
    kind: choice(["text", "json"], { ci: "text" }),
    initial: "text",
    group: "Output",
    doc: "How messages are printed",
  },
  format: {
    kind: optional(choice(["text", "json", "sarif", "github"])),
    initial: undefined,
    group: "Findings",
    doc: "How `validate` prints its findings and `routes` (text, json) its lines; else as text",
  },
  fixOverlay: {
    kind: optionalText,
    initial: undefined,
    group: "Findings",
    doc: "File to which `validate` writes an OpenAPI Overlay that corrects what it can (YAML, or JSON by its name)",
  },
};

/** A layer of raw settings, and how a setting is called there. */
export interface SettingsLayer {
  /** By key, as written: text, or a JSON value from a file. */
  readonly values: ReadonlyMap<string, unknown>;
  /** What an error message calls the setting, e.g. "--port" or "HELIX_PORT in .env". */
  label(key: string): string;
}

/** Whether the value must not be shown. Such a setting may also be given as a file: see `secretFileNameOf`. */
export function isSecret({ kind }: Setting<unknown>): boolean {
  return kind.name === "secret";
}

/** "maxBody" → "max-body". */
export function flagOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** "maxBody" → "HELIX_MAX_BODY". */
export function environmentNameOf(key: string): string {
  return `HELIX_${flagOf(key).replaceAll("-", "_").toUpperCase()}`;
}

/** "adminToken" → "HELIX_ADMIN_TOKEN_FILE": names a file with the value, as Docker and Kubernetes hand out secrets. */
export function secretFileNameOf(key: string): string {
  return `${environmentNameOf(key)}_FILE`;
}

/**
 * The configuration that the layers amount to; earlier layers win.
 * @throws {SettingsError} naming the place and the value where one is unknown or not allowed, even if it is overruled
 */
export function readConfig(layers: readonly SettingsLayer[]): Config {
  const config: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(settings)) config[key] = setting.initial;
  for (const layer of [...layers].reverse()) {
    for (const [key, written] of layer.values) config[key] = readSetting(key, written, layer.label(key));
  }
  return config as unknown as Config;
}

function readSetting(key: string, written: unknown, label: string): unknown {
  const setting = own(settings, key) as Setting<unknown> | undefined;
  if (!setting) throw new SettingsError(`${label} is not a setting${suggestion(key, Object.keys(settings))}`);
  const value = setting.kind.read(written);
  if (value === undefined) {
    const what = isSecret(setting) ? "cannot be used: it" : `is ${JSON.stringify(written)}, but`;
    throw new SettingsError(`${label} ${what} must be ${setting.kind.allowed}`);
  }
  return value;
}

/** Settings under their keys, as a config file or a program gives them. @param name - e.g. "helix.config.json" */
export function objectLayer(values: object, name: string): SettingsLayer {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return { values: new Map(given), label: (key) => `"${key}" in ${name}` };
}

/** The `HELIX_…` variables that name a setting; other variables with this prefix are none of its business. */
export function environmentLayer(environment: Readonly<Record<string, string | undefined>>, name = ""): SettingsLayer {
  const values = new Map<string, unknown>();
  for (const key of Object.keys(settings)) {
    const written = environment[environmentNameOf(key)];
    if (written !== undefined && written !== "") values.set(key, written);
  }
  return { values, label: (key) => environmentNameOf(key) + (name && ` in ${name}`) };
}
