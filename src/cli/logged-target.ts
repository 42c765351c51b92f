import { type Redactor, redactorOf } from "../ai/redact.ts";
import { type Config, secretsIn } from "../config.ts";
import { queryCredentials, withoutSecrets } from "../gateway/query-secrets.ts";
import type { Live } from "../live.ts";

/** What a log must not show. */
export interface Hidden {
  /** Names of the query parameters that are credentials. */
  readonly credentials: ReadonlySet<string>;
  /** `undefined` where there is nothing else to be left out. */
  readonly redactor: Redactor | undefined;
}

/** Writes request targets for the log. What may be personal stays where no model takes part: that log is nobody's but the user's. */
export function targetWriter(config: Config, live: Live): (target: string) => string {
  const secrets = secretsIn(config);
  const level = live.aiFigures() === undefined ? "off" : config.aiRedact;
  const redactor = level === "off" && secrets.length === 0 ? undefined : redactorOf(level, secrets);
  let assembly = live.current();
  let credentials = queryCredentials(assembly.apis.map(({ contract }) => contract));
  return (target) => {
    if (assembly !== live.current()) {
      assembly = live.current();
      credentials = queryCredentials(assembly.apis.map(({ contract }) => contract));
    }
    return loggedTarget(target, { credentials, redactor });
  };
}

/** A request target as the log shows it: without credentials, and without what a model would not be shown either. */
export function loggedTarget(target: string, { credentials, redactor }: Hidden): string {
  const masked = withoutSecrets(target, credentials);
  if (!redactor) return masked;
  const whole = decoded(masked);
  if (redactor.text(whole) === whole) return masked;
  const parts = masked.split(/([/?&=])/);
  return parts.map((part) => redactedPart(part, redactor)).join("");
}

function redactedPart(part: string, redactor: Redactor): string {
  const read = decoded(part);
  const kept = redactor.text(read);
  return kept === read ? part : kept;
}

function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return text.replaceAll("+", " ").replaceAll(/(?:%[\da-f]{2})+/gi, (written) => {
    try {
      return decodeURIComponent(written);
    } catch {
      return written;
    }
  });
}
