import type { Exchange } from "../base/exchange.ts";
import type { Log, LogLevel } from "../base/log.ts";
import type { Violation } from "../base/violation.ts";

export interface ExchangeLine {
  /** That the exchange took. */
  readonly milliseconds: number;
  /** The request target as it may be shown. */
  readonly shown: (target: string) => string;
}

/** Writes the line that tells of one exchange: what was asked, how it was answered, how long it took, what was wrong. */
export function logExchange(log: Log, exchange: Exchange, { milliseconds, shown }: ExchangeLine): void {
  const { request, response, violations, provenance } = exchange;
  const level = levelOf(exchange);
  if (!log.enabled(level)) return;
  const source = String(response.headers["X-Helix-Source"] ?? "");
  const duration = Math.round(milliseconds * 10) / 10;
  const silence = provenance.find((attempt) => attempt.source === "ai" && attempt.outcome === "failed")?.detail;
  const origin = silence === undefined ? source : `${source} (${silence})`;
  const outcome = `${response.status} ${duration} ms${origin === "" ? "" : ` ${origin}`}`;
  const target = shown(request.target);
  const line = `${request.method} ${target.slice(0, 2000)} ${outcome}`;
  log.write(level, violations.length === 0 ? line : [line, ...violations.map(violationLine)].join("\n"), () => ({
    requestId: exchange.requestId,
    method: request.method,
    target,
    status: response.status,
    milliseconds: duration,
    source,
    operation: exchange.operation,
    violations: violations.length,
  }));
}

function levelOf({ response, violations }: Exchange): LogLevel {
  if (response.status >= 500) return "error";
  return violations.length > 0 ? "warn" : "info";
}

function violationLine({ message, code }: Violation): string {
  return `             ${message} (${code})`;
}
