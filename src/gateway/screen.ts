import type { ResponseMessage } from "../base/exchange.ts";
import type { Violation } from "../base/violation.ts";
import type { CallReading } from "../contract/request/read-call.ts";
import { type AuthMode, checkSecurity } from "../contract/request/security.ts";
import { type RefusedCall, refuse } from "./refusal.ts";

/** What is done with a request that breaks the contract. */
export type RequestPolicy = "error" | "warn" | "off";

/** What the screening found: the violations, and the answer where it ends here. */
export interface Screening {
  readonly violations: readonly Violation[];
  readonly refusal?: ResponseMessage | undefined;
}

/** Judges a request in the order that clients rely on: 401, 415, 413, 400 or 422. */
export function screen(reading: CallReading, refused: RefusedCall, auth: AuthMode, policy: RequestPolicy): Screening {
  const { operation, request } = refused.call;
  const security = checkSecurity(operation, request, auth);
  if (!security.ok) return { violations: security.violations, refusal: unauthorized(security, refused) };
  if (policy === "off") return { violations: [] };
  const { violations } = refused.call;
  if (policy === "warn" || violations.length === 0) return { violations };
  return { violations, refusal: invalid(reading, refused) };
}

function unauthorized(
  { challenges, violations }: { challenges: readonly string[]; violations: readonly Violation[] },
  refused: RefusedCall,
): ResponseMessage {
  const headers = { "WWW-Authenticate": challenges };
  const detail = violations[0]?.message ?? "This operation needs a credential.";
  return refuse(refused, { status: 401, code: "unauthorized", detail, violations, headers }, [401]);
}

function invalid(
  { call, unsupportedMediaType, unsupportedCoding, tooLarge, malformed }: CallReading,
  refused: RefusedCall,
): ResponseMessage {
  const { violations } = call;
  const detail = violations.map(({ message }) => message).join(" ");
  if (unsupportedMediaType) {
    const headers = call.request.method === "PATCH" ? { "Accept-Patch": unsupportedMediaType.join(", ") } : {};
    const details = {
      status: 415,
      code: "media-type-unsupported",
      detail,
      violations,
      available: unsupportedMediaType,
    };
    return refuse(refused, { ...details, headers }, [415]);
  }
  if (unsupportedCoding) {
    // What would have done (RFC 9110 §15.5.16).
    const headers = { "Accept-Encoding": unsupportedCoding.join(", ") };
    return refuse(refused, { status: 415, code: "coding-unsupported", detail, violations, headers }, [415]);
  }
  if (tooLarge) return refuse(refused, { status: 413, code: "body-too-large", detail, violations }, [413]);
  if (malformed) return refuse(refused, { status: 400, code: "body-malformed", detail, violations }, [400, 422]);
  return refuse(refused, { status: 422, code: "request-invalid", detail, violations }, [422, 400]);
}
