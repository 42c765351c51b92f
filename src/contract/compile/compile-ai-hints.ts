import { own } from "../../base/json.ts";
import type { AiHints } from "../operation.ts";
import type { CompileContext, Placed } from "./compile-context.ts";

/** YAML 1.1 reads `off` as false. */
const switches: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ["off", true],
  [false, true],
  ["on", false],
  [true, false],
]);

/**
 * Reads `x-helix-ai` (`off` or `on`) and `x-helix-intents` (a list of texts).
 *
 * @param places - the operation, what its path says, the document; the first one that says something counts
 */
export function compileAiHints(places: readonly Placed[], context: CompileContext): AiHints {
  return { isOff: isOff(places, context), intents: intentsOf(places, context) };
}

/** What cannot be understood is off: whoever wrote it wants something kept from models. */
function isOff(places: readonly Placed[], context: CompileContext): boolean {
  const at = places.find(({ node }) => own(node, "x-helix-ai") !== undefined);
  if (!at) return false;
  const known = switches.get(own(at.node, "x-helix-ai"));
  if (known === undefined) {
    context.report("warning", "ai-hint-invalid", `${at.pointer}/x-helix-ai`, {
      message: "x-helix-ai must be off or on",
      remedy: "write one of the two; until then it is taken for off",
    });
  }
  return known ?? true;
}

function intentsOf(places: readonly Placed[], context: CompileContext): readonly string[] {
  const at = places.find(({ node }) => own(node, "x-helix-intents") !== undefined);
  const written = at && own(at.node, "x-helix-intents");
  if (written === undefined) return [];
  if (Array.isArray(written) && written.every((intent) => typeof intent === "string")) return written;
  context.report("warning", "ai-hint-invalid", `${at?.pointer}/x-helix-intents`, {
    message: "x-helix-intents must be a list of texts",
    remedy: 'write it as in ["everything is sold out"]; until then there are none',
  });
  return [];
}
