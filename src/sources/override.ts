import type { ResponseSource } from "./source.ts";

/**
 * Answers with what a user fixed (`overrides/`). The gateway has found the override and chosen the response by it; where
 * it leaves the body to others, they are asked as if nobody had ever written anything.
 */
export const overrideSource: ResponseSource = {
  name: "override",
  replayable: false,
  offer({ override }) {
    if (!override || (override.body === undefined && override.mediaType)) return undefined;
    return { body: override.body };
  },
};
