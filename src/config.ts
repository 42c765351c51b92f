import { unescape as percentDecoded } from "node:querystring";
import { SettingsError } from "./base/errors.ts";
import { own } from "./base/json.ts";
import { suggestion } from "./base/nearest.ts";
import { type AiConfig, aiSettings } from "./settings/ai.ts";
import { type AnswersConfig, answersSettings } from "./settings/answers.ts";
import { type DocumentConfig, documentSettings } from "./settings/document.ts";
import { type FindingsConfig, findingsSettings } from "./settings/findings.ts";
import { type OutputConfig, outputSettings } from "./settings/output.ts";
import { type RequestsConfig, requestsSettings } from "./settings/requests.ts";
import { type ServerConfig, serverSettings } from "./settings/server.ts";
import { type SessionsConfig, sessionsSettings } from "./settings/sessions.ts";
import type { Setting, SettingsOf } from "./settings/setting.ts";

export { referenceInstant } from "./settings/answers.ts";
export type { ArrayFormat, ObjectFormat } from "./settings/requests.ts";
export { type Setting, type SettingGroup, settingGroups } from "./settings/setting.ts";

/** Every setting with its value. The meaning of each stands beside it in `settings/`. */
export interface Config
  extends DocumentConfig,
    ServerConfig,
    AnswersConfig,
    AiConfig,
    SessionsConfig,
    RequestsConfig,
    FindingsConfig,
    OutputConfig {}

/** The one table of settings: flags, environment, config files, `--help` and `.env.example` all follow from it. */
export const settings: SettingsOf<Config> = {
  ...documentSettings,
  ...serverSettings,
  ...answersSettings,
  ...aiSettings,
  ...sessionsSettings,
  ...requestsSettings,
  ...findingsSettings,
  ...outputSettings,
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

/** The values that must not be shown, anywhere. */
export function secretsIn(config: Config): readonly string[] {
  const rows = Object.entries<Setting<unknown>>(settings).filter(([, setting]) => isSecret(setting));
  return rows.flatMap(([key]) => {
    const value: unknown = config[key as keyof Config];
    return typeof value === "string" ? [value, ...passwordIn(value)] : [];
  });
}

/** Of a URL. */
function passwordIn(value: string): readonly string[] {
  const written = URL.canParse(value) ? new URL(value).password : "";
  return written === "" ? [] : [written, percentDecoded(written)];
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
