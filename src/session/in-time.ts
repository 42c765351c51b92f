import { SessionContendedError } from "./session-error.ts";
import type { OpenSession, Sessions } from "./sessions.ts";
import type { Write } from "./state.ts";

/** How often something is done anew because others wrote to the session in between, from other processes. */
const MAX_ATTEMPTS = 100;

/** What came of something done with a session. */
export interface Done {
  /** What the session is to remember of it. */
  readonly writes?: readonly Write[] | undefined;
  /** What was out of reach, so that the session may not be as others see it. */
  readonly degraded?: string | undefined;
}

/**
 * Does something with a session, and has what it writes written; anew, until nobody else wrote to it in the meantime.
 *
 * @param question - of which an answer may be remembered; see `Sessions.open`
 * @throws {SessionContendedError}
 */
export async function inTime<Result extends Done>(
  sessions: Sessions,
  { id, question }: { readonly id: string; readonly question?: string | undefined },
  attempt: (opened: OpenSession) => Result | Promise<Result>,
): Promise<Result> {
  for (let times = 0; times < MAX_ATTEMPTS; times++) {
    const opening = sessions.open(id, question);
    const opened = opening instanceof Promise ? await opening : opening;
    const done = await attempt(opened);
    const result = done.writes ? await sessions.write(id, done.writes, opened) : "written";
    const degraded = typeof result === "object" ? result.degraded : opened.degraded;
    if (result !== "outdated") return degraded === undefined ? done : { ...done, degraded };
  }
  throw new SessionContendedError(id);
}
